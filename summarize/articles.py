"""From the text of a web page to the article on it: what is not the article is dropped, and it is said why."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

from models.errors import InputError
from models.text import SYLLABLE, UPPER
from summarize.furniture import (
    AUTHOR,
    CAPTION,
    CLIP,
    COMMENTS,
    FOOTER,
    LINKED,
    RELATED,
    RUNNING_HEAD,
    SAVED,
    comment_start,
    heading,
    is_furniture,
    is_sentence,
)
from summarize.records import Article, Document
from summarize.sentences import split
from summarize.vietnamese import LOWER, STARTERS

LEAST_SYLLABLES = 25
TITLE_SYLLABLES = 22
LONG_PARAGRAPH = 150
LONGEST_JOIN = 20_000
MOST_QUOTED = 500

Dropped = list[tuple[str, str]]

_BULLET = re.compile(r"^(?:[*•▪●◦■]\s*|[-–—+]\s+|#{1,6}\s+|>\s+)+")
_LABEL = re.compile(r"^\[[^\[\]]{2,20}\]\s*[:–-]?\s*(?=\S)")  # "[CẬP NHẬT]: ", "[Infographic] "
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_LONG_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:hg]([0-5]\d)(?![\d])")
_HEAD_DATE = re.compile(r"^\s*date:?\s+(\d{4}-\d{2}(?:-\d{2})?)(?!\d)\s*", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_AGENCY = re.compile(
    rf"^\(([{UPPER}][^()\n]{{1,30}})\)\s*(?:[-–—:.]\s*|(?=[{UPPER}]))|^([{UPPER}]{{2,6}}O?|VOV|VTV\d?)\s+[-–—]\s+(?=[{UPPER}“\"])"
)
_SOURCE = re.compile(r"^\(?(?:theo|nguồn)\s*:?\s+([^():<>]{2,50}?)\)?\s*(?::\s*)?$", re.IGNORECASE)
_NAME = rf"[{UPPER}][{LOWER}{UPPER}.]*"
_BYLINE = re.compile(
    rf"^(?:(?:PV|Phóng viên)\s*:?\s+)?({_NAME}(?: {_NAME}){{0,4}}(?:\s*[-–,/]\s*{_NAME}(?: {_NAME}){{0,4}})*)$"
)
_CLAUSE = re.compile(
    r"[,;:]\s|\s(?=(?:để|nhằm|khi|trong khi|và|do|vì|với|sau khi|trước khi|đồng thời|qua đó|trong|tại) )"
)

_CREDIT = re.compile(
    r"\((?:Nguồn ảnh|Ảnh|Nguồn|Video|Đồ họa|Clip)[^():]{0,20}:[^()]{0,60}\)\.?|(?<![\w(])(?:Nguồn ảnh|Ảnh|Video|Đồ họa|Clip)\s?:\s?"  # noqa: E501
)
_TAIL = re.compile(
    rf"(?<=[.!?”\"…])\s*((?:{_NAME} ){{0,3}}{_NAME}(?: - (?:{_NAME} ){{0,3}}{_NAME})*)?\s*(\([Tt]heo\s?[^()]{{1,80}}\))?\s*$"  # noqa: E501
)


def extract(document: Document) -> Article:
    """The article in a document; an error where there is none."""
    dropped: Dropped = []
    lines = _rejoin_wrapped(document.text.split("\n"), dropped)
    facts = _Facts()
    lines = _read_head(lines, facts)
    known = document.facts
    title, title_at = _place_title(lines, known.title) if known.title else _find_title(lines, dropped)
    body = _body(lines, title_at, title, facts, dropped)
    paragraphs = [p for line in body for p in (_clean_inline(line, facts, dropped),) if p]
    if paragraphs:
        paragraphs[0] = _strip_agency(paragraphs[0], facts)
    paragraphs = [re.sub(r"\s*\./\.$", ".", p) for p in paragraphs]
    if sum(len(p.split()) for p in paragraphs) < LEAST_SYLLABLES:
        raise InputError(
            f"{document.path}: holds no article", "Give a file with the article's full text.", "no_article"
        )
    title = _LABEL.sub("", title)
    if not title:
        title = shorten(paragraphs[0])
        dropped.append(("no title on the page: taken from the first sentence", title))
    lead = paragraphs[0] if len(paragraphs) > 1 and len(paragraphs[0].split()) <= LONG_PARAGRAPH else ""
    published, url = known.published or facts.published, known.url or facts.url
    source = known.source or facts.source or (urlsplit(url).hostname if url else None)
    authors = known.authors or tuple(dict.fromkeys(facts.authors))
    return Article(title, lead, tuple(paragraphs), published, source, url, authors, tuple(dropped))


class _Facts:
    """What the page says about the article, gathered on the way."""

    def __init__(self) -> None:
        self.published: str | None = None
        self.source: str | None = None
        self.url: str | None = None
        self.authors: list[str] = []


def shorten(paragraph: str) -> str:
    """The first sentence, cut at the end of a clause to a title's length; at a word where there is no clause."""
    spans = split(paragraph)
    sentence = (paragraph[spans[0][0] : spans[0][1]] if spans else paragraph).rstrip(" .…!")
    if len(sentence.split()) <= TITLE_SYLLABLES:
        return sentence
    sentence = sentence[: 30 * TITLE_SYLLABLES]
    cuts = [m.start() for m in _CLAUSE.finditer(sentence) if 6 <= len(sentence[: m.start()].split()) <= TITLE_SYLLABLES]
    strong = [c for c in cuts if sentence[c] in ";:," or re.match(r"\s(?:để|nhằm|khi|đồng)", sentence[c : c + 6])]
    if strong or cuts:
        return sentence[: (strong or cuts)[-1]].rstrip(" ,;:")
    return " ".join(sentence.split()[:TITLE_SYLLABLES])


def _rejoin_wrapped(lines: list[str], dropped: Dropped) -> list[str]:
    """Undo hard line ends: where most lines had no room for the first word of the next, the next goes on them."""
    lines = [line.strip() for line in lines]
    widths = sorted(len(line) for line in lines if line)
    room = 0.93 * widths[int(0.9 * len(widths))] if widths else 0
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    tight = [a for a, b in pairs if len(a) + 1 + len(b.split()[0]) > room]
    unended = [a for a in tight if a[-1] not in '.!?…:”"']
    if not 45 <= room <= 115 or len(tight) < max(4, 0.6 * len(pairs)) or len(unended) < 0.6 * len(tight):
        return lines
    joined: list[list[str]] = []
    last, between_pages = "", False  # the line above, or the last one of the page before
    for line in lines:
        if RUNNING_HEAD.fullmatch(line):
            dropped.append(("page furniture", line))
            last, between_pages = joined[-1][-1] if joined else "", True
        elif line:
            date = len(joined) < 3 and len(line) < 50 and _date(line)
            if last and not date and len(last) + 1 + len(line.split()[0]) > room:
                joined[-1].append(line)
            else:
                joined.append([line])
            last, between_pages = line, False
        elif not between_pages:
            last = ""
    return [" ".join(parts) for parts in joined]


def _read_head(lines: list[str], facts: _Facts) -> list[str]:
    """Stripped lines that hold something; a ``date 2024-04`` before the first is read and cut."""
    kept = [re.sub(r"\*\*|\s\|$", "", " ".join(line.split())) for line in lines]
    kept = [line for line in kept if line.strip()]
    if kept and (found := _HEAD_DATE.match(kept[0])):
        facts.published = found.group(1)
        kept[0] = kept[0][found.end() :]
    return [line for line in kept if line]


def _is_prose(line: str) -> bool:
    ended = is_sentence(line, 10) or (line.endswith(":") and len(line.split()) >= 10)
    return len(line.split()) >= 45 or (ended and not is_furniture(line))


def _date(line: str) -> str | None:
    """The date and time of a line that holds little else."""
    if len(line.split()) > 14:
        return None
    if found := _DATE.search(line):
        a, b, c, d, e, f = found.groups()
        year, month, day = (int(c), int(b), int(a)) if c else (int(d), int(e), int(f))
        rest = line[: found.start()] + " " + line[found.end() :]
    elif found := _LONG_DATE.search(line):
        day, month, year = (int(x) for x in found.groups())
        rest = line[: found.start()] + " " + line[found.end() :]
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2199):
        return None
    time = _TIME.search(rest)
    iso = f"{year:04}-{month:02}-{day:02}"
    return f"{iso}T{int(time.group(1)):02}:{time.group(2)}" if time else iso


def _place_title(lines: list[str], title: str) -> tuple[str, int]:
    """A title that is known, and where it stands among the lines (-1: nowhere)."""
    title = " ".join(title.split())
    return title, lines.index(title) if title in lines else -1


def _is_headline(line: str) -> bool:
    return 4 <= len(line.split()) <= 30 and (not line.endswith(".") or line.endswith("..."))


def _find_title(lines: list[str], dropped: Dropped) -> tuple[str, int]:
    """The best headline before the first prose, with a date or byline or long, and where it stands (-1: none)."""
    first = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
    times = Counter(lines[:first])
    best, most = -1, 0
    for i, line in enumerate(lines[:first]):
        plain = _BULLET.sub("", line)
        if not _is_headline(plain) or _date(plain) or _URL.search(plain) or is_furniture(plain):
            continue
        if AUTHOR.match(plain) or RELATED.fullmatch(heading(plain)):
            continue
        near = lines[i + 1 : min(i + 3, first)]
        facts = any(_date(other) or _BYLINE.match(other) or AUTHOR.match(other) for other in near)
        points = min(len(plain.split()), 14) + 12 * (facts or times[line] > 1)
        points += 6 * bool(i and _date(lines[i - 1]))
        if points > most:
            best, most = i, points
    if best < 0 and first == 0 and len(lines) > 1 and len(lines[0].split()) <= 30 and lines[0][-1] in "?!":
        best = 0
    return (_BULLET.sub("", lines[best]), best) if best >= 0 else ("", -1)


def _foreign(lines: list[str]) -> dict[int, str]:
    """The lines of other stories, of readers and of the site, with the reason: boxes amid the article, all after it."""
    foreign: dict[int, str] = {}
    prose = False
    i = 0
    while i < len(lines):
        head = heading(lines[i])
        start = end = -1
        if prose and (RELATED.fullmatch(head) or COMMENTS.fullmatch(head)):
            start, end = i, _resumes(lines, i + 1, 3 if COMMENTS.fullmatch(head) else 20)
        elif prose and (FOOTER.match(lines[i]) or _starts_story(lines, i)):
            start = i
        elif prose:
            start = comment_start(lines, i)
        if start >= 0:
            if end < 0:
                return foreign | dict.fromkeys(range(start, len(lines)), "after the article")
            foreign |= dict.fromkeys(range(start, end), "another story")
        prose = prose or _is_prose(lines[i])
        i = max(i + 1, end)
    return foreign


def _resumes(lines: list[str], at: int, reach: int) -> int:
    """Where the article goes on after a box of at most ``reach`` headlines: at two paragraphs in a row; -1: nowhere."""
    for i in range(at, min(at + reach, len(lines))):
        if _date(lines[i]):
            return -1
        if is_sentence(lines[i]) and not is_furniture(lines[i]):
            follow = [line for line in lines[i + 1 : i + 5] if not CAPTION.search(line)]
            return i if follow and is_sentence(follow[0], 5) and not is_furniture(follow[0]) else -1
    return -1


def _starts_story(lines: list[str], i: int) -> bool:
    """Whether a headline with a byline and date of its own, or a date and time, begins another article."""
    if not _is_headline(lines[i]) or len(lines[i].split()) < 5 or is_furniture(lines[i]):
        return False
    for k in (i + 1, i + 2):
        if k + 1 < len(lines) and (date := _date(lines[k])) and not _is_prose(lines[k]):
            signed = k > i + 1 and bool(_BYLINE.match(lines[i + 1]) or AUTHOR.match(lines[i + 1]))
            return ("T" in date or signed) and any(_is_prose(line) for line in lines[k + 1 : k + 3])
    return False


def _body(lines: list[str], title_at: int, title: str, facts: _Facts, dropped: Dropped) -> list[str]:
    """The prose lines after the title; everything else is dropped or read as a fact."""
    for i, line in enumerate(lines[: max(title_at, 0)]):
        date = _date(line)
        if date and not facts.published and i > 0 and title_at - i <= 1:
            facts.published = date
        dropped.append(("before the title", line))
    lines = lines[title_at + 1 :]
    foreign = _foreign(lines)
    kept: list[tuple[str, bool]] = []
    late: list[str] = []
    prose_seen = False
    i = 0
    while i < len(lines):
        line = _BULLET.sub("", lines[i]).strip()
        item = bool(_BULLET.match(lines[i]))
        twice = i + 1 < len(lines) and lines[i + 1] == lines[i]
        i += 1
        size = len(line.split())
        if not line or line == title:
            continue
        if (url := _URL.search(line)) and size <= 12:
            _read_source(line, url.group().rstrip(".,;"), facts, i - 1 in foreign)
            dropped.append(("source", line))
        elif i - 1 in foreign:
            dropped.append((foreign[i - 1], line))
        elif twice and size <= 45:
            dropped += [("caption (twice)", line)] * 2
            i += 1
        elif twice:
            dropped.append(("repeated", line))
        elif size <= 12 and (author := AUTHOR.match(line)):
            facts.authors += _names(next(filter(None, author.groups())))
            dropped.append(("byline", line))
        elif (caption := CAPTION.search(line)) and size <= 80 and _is_caption(line, caption.start()):
            dropped.append(("caption", line))
        elif not caption and is_furniture(line):
            dropped.append(("page furniture", line))
        elif (date := _date(line)) and not _is_prose(line):
            facts.published = facts.published or (None if prose_seen else date)
            dropped.append(("date", line))
        elif (source := _SOURCE.match(line)) and size <= 8:
            if source.group(1).strip().casefold() != "tổng hợp":
                facts.source = facts.source or source.group(1).strip()
            dropped.append(("source", line))
        elif (name := _BYLINE.match(line)) and size <= 12:
            if (size > 1 or line.isupper()) and not late and not facts.authors:
                late = _names(_cut_agency(name.group(1), facts))
                if not prose_seen:
                    facts.authors, late = late, []
            dropped.append(("byline", line))
        elif kept and kept[-1][0][-1] not in '.!?…:;”"' and line[0].islower() and len(kept[-1][0]) < LONGEST_JOIN:
            kept[-1] = (f"{kept[-1][0]} {line}", kept[-1][1])
        else:
            kept.append((line, item))
            if _is_prose(line):
                prose_seen, late = True, []
    facts.authors = facts.authors or late
    return _only_prose(kept, dropped)


def _is_caption(line: str, credit: int) -> bool:
    """Whether the line is a caption as a whole, not a paragraph with one at its end."""
    return len(line) - credit <= 70 and len(split(line[:credit])) < 3


def _only_prose(kept: list[tuple[str, bool]], dropped: Dropped) -> list[str]:
    """Drop the short lines that end in no stop and are no items of a list, and what stands in the text twice."""
    prose: list[str] = []
    seen: set[str] = set()
    listing = False
    for line, item in kept:
        size = len(line.split())
        ended = line.rstrip('"”’)»]')[-1:] in (".", "!", "?", "…", ":", ";", ",")
        listing = item and size >= 3 and (listing or (bool(prose) and prose[-1].endswith(":")))
        if line in seen and size >= 8:
            dropped.append(("repeated", line))
        elif (ended and size >= 4) or size >= 25 or listing or (size >= 10 and _AGENCY.match(line)):
            prose.append(line)
            seen.add(line)
        else:
            dropped.append(("heading or caption", line))
    return _without_pull_quotes(prose, dropped)


def _without_pull_quotes(prose: list[str], dropped: Dropped) -> list[str]:
    """Drop the quotations that only repeat a part of another paragraph."""
    if len(prose) > MOST_QUOTED:
        return prose
    text = "\n".join(prose)
    kept: list[str] = []
    for line in prose:
        quoted = line.strip(' "“”.')
        if line[0] in '"“' and line[-1] in '"”.' and len(quoted.split()) >= 4 and text.count(quoted) > 1:
            dropped.append(("repeated", line))
        else:
            kept.append(line)
    return kept


def _names(text: str) -> list[str]:
    return [name.strip(" .") for name in re.split(r"\s+-\s+|[,;/–]", text) if name.strip(" .")]


def _read_source(line: str, url: str, facts: _Facts, ended: bool) -> None:
    label = line[: line.find("http")].strip(" <:")
    found = re.match(r"(?:theo|nguồn)\s*:?\s*(.{2,40})$", label, re.IGNORECASE)
    if found and not facts.source:
        facts.source = found.group(1).strip()
    if (label or not ended) and not facts.url:
        facts.url = url


def _cut_agency(names: str, facts: _Facts) -> str:
    """The names of a byline without the agency in capitals after the last stroke."""
    found = re.fullmatch(rf"(.+)/([{UPPER}]{{2,}}O?)", names)
    if not found:
        return names
    facts.source = facts.source or found.group(2)
    return found.group(1)


def _strip_agency(lead: str, facts: _Facts) -> str:
    if found := _AGENCY.match(lead):
        facts.source = facts.source or (found.group(1) or found.group(2)).strip()
        return lead[found.end() :]
    return lead


def _clean_inline(text: str, facts: _Facts, dropped: Dropped) -> str:
    """Cut what a page has left inside a paragraph: buttons, captions with a credit, bylines and teasers at the end."""
    for pattern in (SAVED, CLIP):
        for found in pattern.finditer(text):
            dropped.append(("page furniture", found.group().strip()))
        text = pattern.sub("", text)
    if linked := LINKED.search(text):
        text = text[: linked.start()].rstrip()
        spans = split(text)
        if len(spans) > 3:
            dropped.append(("teaser of another article", text[spans[-1][0] :]))
            text = text[: spans[-2][1]]
        dropped.append(("source", linked.group().strip()))
    if (
        len(text.split()) > 60
        and (tail := _TAIL.search(text, max(0, len(text) - 200)))
        and (tail.group(1) or tail.group(2))
    ):
        if tail.group(1) and not facts.authors:
            facts.authors += _names(tail.group(1))
        if tail.group(2):
            facts.source = facts.source or re.sub(r"^\([Tt]heo\s?|\)$", "", tail.group(2)).strip()
        dropped.append(("byline", tail.group().strip()))
        text = text[: tail.start()]
    return _cut_captions(text, dropped).strip()


def _cut_captions(text: str, dropped: Dropped) -> str:
    """Cut captions that end in a credit: from the end of the sentence before to the end of the credit."""
    parts: list[str] = []
    begin = 0
    while found := _CREDIT.search(text, begin):
        before = text[begin : found.start()]
        spans = split(before)
        if not spans:
            keep = begin
        elif before.rstrip()[-1] in ".!?…" or spans[-1][0] > 0:
            keep = begin + spans[-1][0]
        else:
            keep = begin
        end = found.end() if found.group().endswith((")", ").")) else _credit_end(text, found.end())
        parts.append(text[begin:keep].strip())
        dropped.append(("caption", text[keep:end].strip()))
        begin = end
    parts.append(text[begin:].strip())
    return " ".join(part for part in parts if part)


def _is_foreign(word: str) -> bool:
    """Whether a word is no Vietnamese syllable and no abbreviation.

    >>> [word for word in ("Reuters", "TTXVN", "Nguyễn", "Quyên", "Getty") if _is_foreign(word)]
    ['Reuters', 'Getty']
    """
    return word.isalpha() and not word.isupper() and not SYLLABLE.fullmatch(word)


def _credit_end(text: str, at: int) -> int:
    """Where the name after ``Ảnh:`` ends; where that is not certain, the end of the sentence it runs into."""
    words = list(re.finditer(r"\S+", text[at : at + 120]))[:10]
    for n, word in enumerate(words):
        bare = word.group().strip('"“(')
        if n and (bare in STARTERS or word.group()[0] in '"“'):
            return at + word.start()
        if word.group().endswith(".") and n < 7 and (n > 0 or len(bare) > 2):
            return at + word.end()
        if n and bare[:1].isupper() and SYLLABLE.fullmatch(bare) and _is_foreign(words[n - 1].group()):
            return at + word.start()
        if n and n <= 3 and bare[:1].isupper() and n + 1 < len(words) and words[n + 1].group()[:1].islower():
            names = [w.group() for w in words[:n]]
            if all(w[:1].isupper() for w in names) and (n == 2 or (n == 1 and names[0].isupper())):
                return at + word.start()
    spans = split(text[at : at + 2000])
    return at + spans[0][1] if spans else len(text)
