"""Which sentences a brief is made of: what may be said is ranked, then taken until the brief is long enough.

Candidates are the summariser's sentences and the article's own.  A summary sentence whose pairs of syllables hardly
stand in its evidence was put together by the model from unrelated places, and is set aside.  The rest are ranked by a
linear score (title words, place in the article, common words, figures, length, flags).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from models.text import UPPER, tone_style
from summarize import checks
from summarize.records import BriefSentence, Span
from summarize.sentences import split

TRANSLATED = 10  # candidates translated for each article
MOST_SENTENCES = 4
CLAUSE = 20  # syllables of a clause that may stand for its sentence
STOPS = (".", "!", "?", "…", '"', "”", ")")  # at the end of a sentence
SHORTEST, LONGEST = 8, 75  # syllables of an article sentence that can stand alone


#: Openings that lean on the sentence before: "Do đó", "Trước đó", "Trước bối cảnh đó", "Cũng theo bà".
LINK = re.compile(
    r"(?:Do|Vì|Theo|Trong khi|Bên cạnh|Qua|Từ|Sau|Nhờ|Cùng với|Trên cơ sở) (?:đó|vậy|thế|này)\b|Vì thế|Bởi vậy|Như vậy"
    r"|(?:Trước|Trong|Với) (?:\w+ ){1,4}(?:đó|này|trên)\b|Tuy nhiên|Tuy vậy|Trước đó\b|Song\b|Nhưng\b|Ngoài ra"
    r"|Hơn nữa|Đồng thời|Thậm chí|Kết quả là|Ngược lại|Mặt khác|Tương tự|Cũng theo\b"
)

#: Openings that speak of somebody or something by what the sentence before called it: "Ông cho biết", "Dự sự kiện có".
POINTER = re.compile(
    r"(?:Bà|Họ|Ông)(?: ấy)?,? (?:bày|bị|cho|chia|chỉ|còn|coi|có|cảnh|cần|cũng|dẫn|giải|giữ|gọi|hiện|hy|khẳng|không|kêu"
    r"|kể|là|làm|lo|lưu|muốn|mới|nhấn|nhận|nói|nêu|phát|phải|phản|sinh|sẽ|tham|thêm|thừa|tin|tiết|tiếp|trả|trở|tuyên|tái|tốt"
    r"|từ|từng|vẫn|viết|vừa|xác|đang|đánh|đã|đưa|đề|được)\b"
    rf"|Theo (?:bà|họ|ông),? (?!con\b|[{UPPER}])"
    r"|(?:Dự|Tham dự|Tham gia|Tới dự) (?:\w+ )?(?:buổi|chương trình|cuộc|hội|lễ|sự kiện|đối thoại)"
    r"(?: \w+){0,3} (?:có|còn|gồm)\b"
)

#: A caption that stands in the text: a person, then at once a place, and no verb: "Lê Văn Tâm tại cơ quan công an."
CAPTION = re.compile(
    rf"[{UPPER}]\w*(?: [^\W{UPPER}]\w*){{0,2}}(?: [{UPPER}]\w*){{1,5}}(?: phát biểu)? (?:tại|ở) "
    r"(?:buổi|cơ quan|hiện trường|hội nghị|lễ|phiên|sự kiện|tòa|trụ sở)\b"
    r"(?!.*\b(?:bị|cho|có|đã|đang|được|khai(?! mạc)|không|là|nói|sẽ|vẫn)\b)[^,]*$"
)


@dataclass(frozen=True)
class Weights:
    """Of the linear score.

    The first six were found by random search on the article's own sentences against the Vietnamese summaries of 320
    articles (``summaries_vi_en``) and confirmed on 160 others; the rest on briefs_dev.
    """

    title: float = 1.0  # × share of the title's words in the sentence
    place: float = 1.4  # / (1 + number of the sentence in the article)
    depth: float = 0.45  # × share of the article that stands before it, taken off
    common: float = 1.5  # × how common its words are in the article
    figure: float = 0.65  # for holding a figure
    quote: float = 0.4  # taken off for opening with a quotation
    link: float = 0.6  # taken off for opening with words that lean on the sentence before and cannot be left out
    length: float = 0.15  # taken off for each 20 syllables, up to ``free``
    free: int = 30
    support: float = 0.8  # least share of a summary sentence's pairs of syllables that its evidence holds
    summary: float = -0.6  # for the summariser's: level in score, by eye wrong far more often than the article's own
    sure: float = 4.0  # × the translator's doubt (1 - confidence), taken off
    flag: float = 0.25  # taken off for each of the first two flags
    foreign: float = 2.0  # taken off for a number or name in the English that the article lacks
    overlap: float = 0.6  # share of words in common from which a sentence repeats another


WEIGHTS = Weights()


@dataclass(frozen=True)
class Candidate:
    """A Vietnamese sentence that may stand in the brief, the spans it rests on, its score without flags, how far the
    evidence bears it out, whether it speaks of somebody by what the sentence before called them."""

    vi: str
    evidence: tuple[Span, ...]
    place: int
    score: float
    own: bool
    support: float = 1.0
    points: bool = False


def words(text: str) -> list[str]:
    return re.findall(r"\w+", tone_style(text).lower())


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(words(text)))


def evidence(sentence: str, text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The one or two article sentences that hold most of a summary sentence's words, best first."""
    wanted = set(words(sentence))
    held = {span: set(words(text[span[0] : span[1]])) for span in spans}
    found: list[Span] = []
    left = set(wanted)
    for _ in range(2):
        best = max(held, key=lambda span: len(left & held[span]), default=None)
        if best is None or best in found or len(left & held[best]) < max(2, 0.2 * len(wanted)):
            break
        found.append(best)
        left -= held[best]
    return tuple(found)


def support(sentence: str, text: str, spans: Sequence[Span]) -> float:
    """The share of a sentence's pairs of neighbouring syllables that stand in the evidence, 0 to 1."""
    mine = _pairs(sentence)
    theirs = {pair for s, e in spans for pair in _pairs(text[s:e])}
    return len(mine & theirs) / max(1, len(mine))


#: A quotation mark; one that opens stands behind a space, a bracket or nothing.
_MARK = re.compile(r"(?P<opens>(?<![^\s(\[])[\"“](?=\S))|[”\"“\n]")


def _spoken(text: str, spans: Sequence[Span]) -> set[Span]:
    """The sentences in the middle of somebody's words, which do not say whose: an opening mark is the next before
    them in their paragraph, and a closing one, or none, the next after them."""
    found, opened, marks = set(), False, deque(_MARK.finditer(text))
    for start, end in spans:
        while marks and marks[0].start() < start:
            opened = bool(marks.popleft()["opens"])
        if opened and not (marks and (marks[0].start() < end or marks[0]["opens"])):
            found.add((start, end))
    return found


def _leaning(sentence: str) -> int:
    """Where a sentence begins without its link to the one before: 0 where it has none that a comma sets apart.

    >>> _leaning("Tuy nhiên, mưa đã ngớt."), _leaning("Trước tình hình đó tàu phải quay về.")
    (11, 0)
    """
    found = LINK.match(sentence)
    return found.end() + 2 if found and sentence.startswith(", ", found.end()) else 0


def candidates(title: str, text: str, summaries: Sequence[tuple[str, Span]], w: Weights = WEIGHTS) -> list[Candidate]:
    """The best sentences for a brief, best first: of the summaries (each with the span it read) and of the article."""
    own = split(text)
    starts = [start for start, _ in own]
    counts = Counter(words(text))
    heading = set(words(title))
    source = f"{title}\n{text}"

    def made(sentence: str, found: tuple[Span, ...], borne: float | None = None) -> Candidate:
        mine = set(words(sentence))
        k = bisect(starts, found[0][0]) - 1
        score = w.title * len(mine & heading) / max(1, len(heading)) + w.place / (1 + k)
        score += w.common * sum(min(counts[x], 10) for x in mine) / (10 * max(1, len(mine)))
        score += w.figure * any(c.isdigit() for c in sentence) - w.depth * k / max(1, len(own))
        score -= w.length * min(w.free, len(sentence.split())) / 20
        score -= w.link * bool(LINK.match(sentence))
        score -= w.quote * sentence.startswith(('"', "“"))
        if borne is None:
            return Candidate(sentence, found, k, score, own=True, points=bool(POINTER.match(sentence)))
        return Candidate(sentence, found, k, score + w.summary, own=False, support=borne)

    result: list[Candidate] = []
    for summary, (start, end) in summaries:
        inside = [(s, e) for s, e in own if s >= start and e <= end] or own
        for s, e in split(summary):
            sentence = summary[s:e]
            found = evidence(sentence, text, inside)
            sound = checks.complete(sentence) and not checks.repetition([sentence])
            borne = support(sentence, text, found)
            if sound and found and borne >= w.support and not checks.vi_unsupported(sentence, source):
                result.append(made(sentence, found, borne))
    ended = [span for span in own if text[span[0] : span[1]].endswith(STOPS)] or own
    ended = [span for span in ended if not CAPTION.match(text[span[0] : span[1]])] or ended
    spoken = _spoken(text, own)
    ended = [span for span in ended if span not in spoken] or ended
    free = [(s + _leaning(text[s:e]), e) for s, e in ended]
    fit = [(s, e) for s, e in free if SHORTEST <= len(text[s:e].split()) <= LONGEST] or free
    clauses = [(s, text.index(";", s)) for s, e in free if ";" in text[s:e]]  # of an enumeration the first will do
    fit = [*fit, *((s, e) for s, e in clauses if CLAUSE <= len(text[s:e].split()) <= LONGEST)]
    result += [made(text[s:e], ((s, e),)) for s, e in fit]
    unique = {c.vi: c for c in sorted(result, key=lambda c: c.score)}
    return sorted(unique.values(), key=lambda c: -c.score)[:TRANSLATED]


def by_rank(
    ranked: Sequence[tuple[Candidate, BriefSentence]], w: Weights = WEIGHTS
) -> list[tuple[Candidate, BriefSentence]]:
    """The candidates by score less what their flags and the translator's doubt cost, best first."""
    return sorted(ranked, key=lambda pair: _penalty(pair[1], w) - pair[0].score)


def take(
    ranked: Sequence[tuple[Candidate, BriefSentence]], aim: int, most: int, w: Weights = WEIGHTS
) -> list[BriefSentence]:
    """Two to four sentences until ``aim`` English words are reached, never above ``most``, in the article's order.

    One that points at the sentence before it is taken behind that sentence, else only where the others do not do.
    """
    order = by_rank(ranked, w)
    chosen: list[tuple[Candidate, BriefSentence]] = []
    total = 0
    for i, (candidate, sentence) in enumerate((*order, *order)):
        size = len(sentence.en.split())
        if len(chosen) >= 2 and total >= aim:
            break
        if i < len(order) and candidate.points and all(c.place != candidate.place - 1 for c, _ in chosen):
            continue
        if not size or len(chosen) == MOST_SENTENCES or total + size > most or _repeats(candidate, sentence, chosen, w):
            continue
        chosen.append((candidate, sentence))
        total += size
    if len(chosen) < 2:
        chosen = _pair(order, most, w) or chosen
    if not chosen:
        chosen = [min(ranked, key=lambda pair: (not pair[1].en, len(pair[1].en)))] if ranked else []
    return [sentence for _, sentence in sorted(chosen, key=lambda pair: pair[0].place)]


def _pair(
    order: Sequence[tuple[Candidate, BriefSentence]], most: int, w: Weights
) -> list[tuple[Candidate, BriefSentence]]:
    """The first two sentences, as wanted, that fit together, where the first alone would fill the brief."""
    for one, other in combinations(order, 2):
        size = len(one[1].en.split()) + len(other[1].en.split())
        if one[1].en and other[1].en and most // 2 <= size <= most and not _repeats(*other, [one], w):
            return [one, other]
    return []


def _penalty(sentence: BriefSentence, w: Weights) -> float:
    """What a sentence's English costs it: least for doubts, most for saying what the article does not."""
    doubt = w.sure * (1 - (1.0 if sentence.confidence is None else sentence.confidence))
    foreign = any("not in the article" in fault for fault in sentence.faults)
    return doubt + w.flag * min(2, len(sentence.faults)) + w.foreign * foreign


def _repeats(
    candidate: Candidate, sentence: BriefSentence, chosen: Sequence[tuple[Candidate, BriefSentence]], w: Weights
) -> bool:
    mine = set(words(candidate.vi))
    for other, _ in chosen:
        theirs = set(words(other.vi))
        if len(mine & theirs) > w.overlap * min(len(mine), len(theirs)):
            return True
    return checks.repetition([*(s.en for _, s in chosen), sentence.en])
