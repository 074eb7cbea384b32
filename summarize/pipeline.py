"""From articles to briefs: the one place that chooses models and puts the parts together.

Articles are read in parts the summariser can take, the parts of all articles are summarised together, and the
sentences of all articles translated together: that is where the speed is.  What a brief may say is decided
afterwards, sentence by sentence: a summary sentence with a number or name the article lacks gives way to the
article's own best sentence, a translation that loses one to the next hypothesis.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import repeat
from typing import TypeVar

from models import catalog
from models.base import Hypothesis, Summarizer, Translator
from models.errors import InputError, VibriefError
from models.text import clauses, fold, sentence_case, tone_style
from summarize import checks, glossary, names, numbers, select
from summarize.records import OWN, Article, Brief, BriefSentence, Document, Span
from summarize.select import Candidate
from summarize.sentences import split
from summarize.wording import doubts

VERSION = "0.5.0"
SUMMARIES = 2  # hypotheses for the opening of an article
TRANSLATIONS = 4  # hypotheses per sentence
FIRST = 5  # candidates of an article translated before it is asked whether they will do
HEADLINE_WORDS = 14
CONNECTORS = frozenset(
    "such including which who after before while when with for to in on at amid by from over".split()
)

Pair = tuple[Document, Article]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Options:
    """What a user can choose.

    ``words`` is the length aimed at; ``names`` is ``plain`` or ``diacritics``; ``strict`` makes a failure of every
    brief that says of itself that something may be wrong; ``glossary`` holds (Vietnamese, English) terms.
    """

    words: int = 60
    lang: str = "en"
    names: str = "plain"
    preset: str = "compact"
    any_language: bool = False
    strict: bool = False
    glossary: glossary.Terms = ()

    @property
    def least(self) -> int:
        return self.words * 2 // 3

    @property
    def most(self) -> int:
        return self.words * 4 // 3


@dataclass(frozen=True)
class Models:
    """A loaded preset."""

    preset: str
    summarizer: Summarizer
    translator: Translator


@dataclass(frozen=True)
class Part:
    """A stretch of the article's text that the summariser reads in one call."""

    text: str
    span: Span


def load(preset: str, threads: int = 0, terms: glossary.Terms = ()) -> Models:
    """Load a preset's two models, the translator with a user's glossary.

    Raises:
        UsageError: for an unknown preset, a missing extra, or a glossary the preset cannot use.
        ModelError: for weights missing or not verified.
    """
    return Models(preset, catalog.load_summarizer(preset, threads), catalog.load_translator(preset, threads, terms))


def signature(models: Models, options: Options) -> str:
    """All that could change the text of a brief, in one line."""
    s, t = models.summarizer.info, models.translator.info
    return (
        f"vibrief:{VERSION}|preset:{models.preset}|sum:{s.name}@{s.revision}|mt:{t.name}@{t.revision}"
        f"|words:{options.words}|names:{options.names}|beam:{SUMMARIES},{TRANSLATIONS}"
        + (f"|glossary:{glossary.mark(options.glossary)}" if options.glossary else "")
        + ("|strict" if options.strict else "")
    )


def brief_articles(pairs: Sequence[Pair], models: Models, options: Options) -> list[Brief]:
    """A brief for each article, in order; the text of each does not depend on its neighbours."""
    start = time.perf_counter()
    plans = _plan(pairs, models)
    summarized = time.perf_counter()
    drafts = _translate(pairs, plans, models, options)
    translated = time.perf_counter()
    share = max(1, len(pairs))
    seconds = {
        "summarize": round((summarized - start) / share, 4),
        "translate": round((translated - summarized) / share, 4),
    }
    return [
        _assemble(pair, plan, draft, models, options, seconds)
        for pair, plan, draft in zip(pairs, plans, drafts, strict=True)
    ]


# --- reading in parts ------------------------------------------------------------------------------------------


def parts(article: Article, length: Callable[[str], int], room: int) -> list[Part]:
    """Cut the article into parts of at most ``room`` units, at paragraphs where possible, else at sentences."""
    text, spans = article.text, _units(article, length, room)
    result: list[Part] = []
    start, used = -1, 0
    end = 0
    for s, e in spans:
        n = length(text[s:e])
        if start >= 0 and used + n > room:
            result.append(Part(text[start:end], (start, end)))
            start, used = -1, 0
        if start < 0:
            start = s
        used, end = used + n, e
    if start >= 0:
        result.append(Part(text[start:end], (start, end)))
    return result


def _units(article: Article, length: Callable[[str], int], room: int) -> Iterator[Span]:
    """Paragraphs, or the sentences of those too long, or the clauses of sentences too long."""
    text, at = article.text, 0
    for paragraph in article.paragraphs:
        at = text.index(paragraph, at)
        if length(paragraph) <= room // 2:
            yield at, at + len(paragraph)
        else:
            for s, e in split(paragraph):
                inner = 0
                for clause in clauses(paragraph[s:e], length, room):
                    inner = paragraph.index(clause, s + inner) - s
                    yield at + s + inner, at + s + inner + len(clause)
                    inner += len(clause)
        at += len(paragraph)


@dataclass(frozen=True)
class Plan:
    """What the summariser made of one article: sentences in the order they are wanted.

    ``english`` are the sentences of a summariser that writes English itself.
    """

    candidates: tuple[Candidate, ...]
    coverage: float
    fallback: str | None
    english: tuple[str, ...] = ()


def _plan(pairs: Sequence[Pair], models: Models) -> list[Plan]:
    """Summarise the parts of all articles together, then choose sentences per article.

    The opening gives a brief; each later part a sentence or two, since little of them is taken.
    """
    title_room = [models.summarizer.length(a.title) for _, a in pairs]
    room = models.summarizer.room
    cut = [
        parts(a, models.summarizer.length, max(room // 2, room - used))
        for (_, a), used in zip(pairs, title_room, strict=True)
    ]
    requests = [[(tone_style(a.title), tone_style(p.text)) for p in ps] for (_, a), ps in zip(pairs, cut, strict=True)]
    direct = catalog.find(models.preset).direct
    failure: str | None = None
    try:
        openings = iter(models.summarizer.candidates([r for rs in requests for r in rs[:1]], SUMMARIES))
        few = SUMMARIES if direct else 1
        later = iter(models.summarizer.candidates([r for rs in requests for r in rs[1:]], few, "abstract"))
    except VibriefError:
        raise
    except (RuntimeError, ValueError) as error:
        failure, openings, later = f"the summariser failed: {error}", repeat([""]), repeat([""])
    plans = []
    for (_, article), ps in zip(pairs, cut, strict=True):
        source = f"{article.title}\n{article.text}"
        summaries = [best_summary(next(later if i else openings), source, english=direct) for i in range(len(ps))]
        plans.append(_choose(article, ps, summaries, failure, direct))
    return plans


def best_summary(hypotheses: Sequence[str], source: str, *, english: bool = False) -> str:
    """The first hypothesis with the fewest numbers and names the source lacks, and no repetition."""

    def unsupported(summary: str) -> list[str]:
        if english:
            return numbers.unsupported(summary, source) + names.unsupported(summary, source)
        return checks.vi_unsupported(summary, source)

    def faults(summary: str) -> int:
        sentences = [summary[s:e] for s, e in split(summary)]
        return len(unsupported(summary)) + 2 * checks.repetition(sentences) + 4 * (not sentences)

    return _fewest(hypotheses, faults)


def _fewest(hypotheses: Iterable[Item], faults: Callable[[Item], int]) -> Item:
    """The first with the fewest faults; none is looked at behind one without any."""
    best: tuple[int, Item] | None = None
    for hypothesis in hypotheses:
        found = faults(hypothesis)
        if best is None or found < best[0]:
            best = found, hypothesis
        if not found:
            break
    if best is None:
        raise ValueError("the engine gave no hypothesis")
    return best[1]


def _choose(article: Article, ps: Sequence[Part], summaries: Sequence[str], failure: str | None, direct: bool) -> Plan:
    """The sentences to translate, how much of the article was read, and whether the models had to be set aside."""
    text = article.text
    read = [(summary, part.span) for summary, part in zip(summaries, ps, strict=True)]
    found = select.candidates(article.title, text, [] if direct else read)
    english = [s[a:b] for s in summaries if direct for a, b in split(s)]
    silent = all(not summary.strip() for summary in summaries)
    fallback = failure or ("the summariser gave no text: translated lead" if silent else None)
    covered = sum(len("".join(p.text.split())) for p in ps) / max(1, len("".join(text.split())))
    return Plan(tuple(found), min(1.0, round(covered, 4)), fallback, tuple(english))


# --- translating and putting together --------------------------------------------------------------------------


@dataclass(frozen=True)
class Draft:
    """English of an article: its title, and its candidates with their flags in the order of the plan."""

    title: Hypothesis
    ranked: tuple[tuple[Candidate, BriefSentence], ...]


def _translate(pairs: Sequence[Pair], plans: Sequence[Plan], models: Models, options: Options) -> list[Draft]:
    """English of the titles and best candidates, of all candidates only where those give no sound brief.

    A draft holds the candidates that were translated for its article, whatever a neighbour needed.
    """
    translations: dict[str, Hypothesis] = {}

    def add(lines: Sequence[str]) -> None:
        new = [line for line in dict.fromkeys(lines) if line not in translations]
        translations.update(zip(new, translate_sentences(new, models.translator), strict=True))

    def draft(article: Article, plan: Plan, n: int, known: Sequence[tuple[Candidate, BriefSentence]] = ()) -> Draft:
        source = _source(article, options)
        new = plan.candidates[len(known) : n]
        ranked = [*known, *((c, _sentence(c, translations[_ended(c.vi)], source)) for c in new)]
        return Draft(translations[_title(article)], (*ranked, *_written(plan.english, ranked, source)))

    both = [(article, plan) for (_, article), plan in zip(pairs, plans, strict=True)]
    add(
        [line for article, plan in both for line in (_title(article), *(_ended(c.vi) for c in plan.candidates[:FIRST]))]
    )
    drafts = [draft(article, plan, FIRST) for article, plan in both]
    more = [i for i, d in enumerate(drafts) if not _sound(d, options)]
    add([_ended(c.vi) for i in more for c in both[i][1].candidates])
    for i in more:
        known = drafts[i].ranked[: len(both[i][1].candidates[:FIRST])]
        drafts[i] = draft(*both[i], select.TRANSLATED, known)
    return drafts


def _title(article: Article) -> str:
    """The title to translate: where it stands in capitals, in small letters but for the names that the text has."""
    if sentence_case(article.title) == article.title:
        return article.title
    return sentence_case(article.title, {run for run in NAME_RUN.findall(article.text) if not run.isupper()})


def _ended(vi: str) -> str:
    """A clause or what a link was cut from, written as a sentence; without a full stop it is translated as a title."""
    return vi[:1].upper() + vi[1:] + "." * (not vi.endswith((*select.STOPS, ":")))


def _sound(draft: Draft, options: Options) -> bool:
    """Whether the candidates translated so far give a brief of the length aimed at, the best among them, no flag."""
    chosen = select.take(draft.ranked, options.words, options.most)
    return (
        len(chosen) > 1
        and select.by_rank(draft.ranked)[0][1] in chosen
        and not any(s.faults for s in chosen)
        and sum(len(s.en.split()) for s in chosen) >= options.words
    )


def _source(article: Article, options: Options) -> str:
    """What a brief may rest on: title, text and the English of the user's terms that stand in them."""
    text = f"{article.title}\n{article.text}"
    return "\n".join((text, *glossary.applied(options.glossary, text).values()))


def translate_sentences(sentences: Sequence[str], translator: Translator) -> list[Hypothesis]:
    """English for each Vietnamese sentence: the hypothesis that loses fewest numbers and names, mended by rule."""
    prepared = [sentence_case(tone_style(" ".join(s.split()))) for s in sentences]
    found = translator.candidates(prepared, TRANSLATIONS)
    return [best_translation(vi, hypotheses) for vi, hypotheses in zip(prepared, found, strict=True)]


def best_translation(vi: str, hypotheses: Sequence[Hypothesis]) -> Hypothesis:
    """The first hypothesis with the fewest faults after repair: lost or foreign numbers and names, lost text."""
    if not vi.strip():
        return Hypothesis("")

    def mended(hypothesis: Hypothesis) -> tuple[str, Hypothesis]:
        return hypothesis.text, replace(hypothesis, text=names.repair(numbers.repair(hypothesis.text, vi), vi))

    def faults(pair: tuple[str, Hypothesis]) -> int:
        raw, english = pair[0], pair[1].text
        return (
            2 * len(numbers.missing(vi, english))
            + 2 * len(numbers.unsupported(english, vi))
            + len(names.missing(vi, english))
            + len(names.unsupported(english, vi))
            + 2 * checks.dropped(vi, english)
            + 2 * checks.repetition([english])
            + checks.untranslated(raw)  # the repair takes away the marks by which it is seen
        )

    return _fewest(map(mended, hypotheses), faults)[1]


NAME_RUN = re.compile(r"\b[A-ZĐÀ-Ỹ]\w+(?: [A-ZĐÀ-Ỹ]\w+)+")


def with_diacritics(english: str, source: str) -> str:
    """Give names of two words or more the spelling they have in the Vietnamese source."""
    spelling: dict[str, str] = {}
    for run in NAME_RUN.findall(source):
        words = run.split()
        for i in range(len(words)):
            for j in range(i + 2, len(words) + 1):
                spelling.setdefault(fold(" ".join(words[i:j])), " ".join(words[i:j]))

    def restore(match: re.Match[str]) -> str:
        words, out, i = match[0].split(), [], 0
        while i < len(words):
            ends = [j for j in range(len(words), i + 1, -1) if " ".join(words[i:j]) in spelling]
            end = ends[0] if ends else i + 1
            out.append(spelling.get(" ".join(words[i:end]), " ".join(words[i:end])))
            i = end
        return " ".join(out)

    return NAME_RUN.sub(restore, english)


def headline(english: str) -> str:
    """The translated title without its full stop, cut at a clause, else before a phrase, where it is far too long."""
    words = english.strip().rstrip(".").split()
    if len(words) > HEADLINE_WORDS + 2:
        inside = range(5, HEADLINE_WORDS + 1)
        breaks = [k for k in inside if words[k - 1][-1] in ",;:"] or [k for k in inside if words[k] in CONNECTORS]
        if len(breaks) > 1 and words[breaks[-2]] == "in" and words[breaks[-2] + 2] in ("such", "including"):
            breaks.pop()  # "in frameworks such as …": the phrase says nothing without its examples
        if breaks:
            words = words[: breaks[-1]]
    text = " ".join(words).rstrip(",;:")
    return text[:1].upper() + text[1:]


QUOTATION_MARK = re.compile(r'(?<!\d)"|[“”]')  # and not the inches of 55"


def quoted(english: str, vi: str) -> str:
    """The sentence with both marks of a quotation that began in the sentence before it or goes on in the next.

    >>> quoted('Prices will fall," the minister said.', "Giá sẽ giảm”, bộ trưởng nói.")
    '"Prices will fall," the minister said.'
    >>> quoted('"Prices will fall.', "“Giá sẽ giảm.")
    '"Prices will fall."'
    """
    marks = list(QUOTATION_MARK.finditer(english))
    if len(marks) % 2 == 0 or len(QUOTATION_MARK.findall(vi)) % 2 == 0:
        return english
    last = marks[-1]
    opens = english[last.end() : last.end() + 1].strip() and not english[: last.start()][-1:].strip(" (:-")
    mark = {"“": "”", "”": "“"}.get(last[0], '"')
    return f"{english}{mark}" if opens else f"{mark}{english}"


def _sentence(candidate: Candidate, translation: Hypothesis, source: str) -> BriefSentence:
    english = translation.text
    english = english[:1].upper() + english[1:]
    if english and english[-1] not in ".!?\"”'":
        english = english.rstrip(",;:… ") + "."
    english = quoted(english, candidate.vi)
    own = (OWN,) if candidate.own else ()
    unsure = (checks.UNSURE_FLAG,) if checks.unsure(translation.confidence) else ()
    flags = (*own, *checks.sentence_flags(english, candidate.vi, source), *unsure)
    return BriefSentence(english, candidate.vi, candidate.evidence, flags, candidate.support, translation.confidence)


def _written(
    english: Sequence[str], translated: Sequence[tuple[Candidate, BriefSentence]], source: str
) -> list[tuple[Candidate, BriefSentence]]:
    """Sentences that a summariser wrote in English, first in rank, each with the article's sentence most like it."""
    result = []
    top = max((c.score for c, _ in translated), default=0.0)
    for i, sentence in enumerate(english):
        wanted = set(checks.words(sentence))
        near = max(translated, key=lambda pair: len(wanted & set(checks.words(pair[1].en))), default=None)
        if near is None or len(wanted & set(checks.words(near[1].en))) < 3:
            continue  # nothing of the article's best sentences bears it out
        candidate = replace(near[0], score=top + 1.0 - 0.1 * i, own=False)
        flags = checks.sentence_flags(sentence, "", source)
        result.append((candidate, BriefSentence(sentence, near[0].vi, near[0].evidence, flags, None)))
    return result


def _assemble(
    pair: Pair,
    plan: Plan,
    draft: Draft,
    models: Models,
    options: Options,
    seconds: dict[str, float],
) -> Brief:
    document, article = pair
    source = _source(article, options)
    applied = glossary.applied(options.glossary, source)
    chosen = select.take(draft.ranked, options.words, options.most)
    title = headline(draft.title.text)
    found = replace(checks.check(chosen, source), fallback=plan.fallback)
    if options.names == "diacritics":
        title = with_diacritics(title, source)
        chosen = [replace(s, en=with_diacritics(s.en, source)) for s in chosen]
    warnings = [*document.warnings]
    words = sum(len(s.en.split()) for s in chosen)
    if words < options.least or len(chosen) < 2:
        warnings.append(f"The article gave only {len(chosen)} sentences and {words} words for the brief.")
    if plan.coverage < 0.995:
        warnings.append(f"Only {plan.coverage:.0%} of the article was read.")
    if checks.unsure(draft.title.confidence, checks.UNSURE_TITLE):
        warnings.append("The headline may be mistranslated, the translator was unsure of it.")
    bad = numbers.unsupported(title, source)
    if bad:
        warnings.append(f"The headline holds a number the article lacks: {', '.join(bad)}.")
    return Brief(
        id=document.id,
        path=document.path,
        title_vi=article.title,
        headline=title,
        sentences=tuple(chosen),
        text=article.text,
        published=article.published,
        source=article.source,
        url=article.url,
        authors=article.authors,
        checks=found,
        coverage=plan.coverage,
        language="vi",
        warnings=tuple(warnings),
        models={
            "preset": models.preset,
            "summarizer": asdict(models.summarizer.info),
            "translator": asdict(models.translator.info),
            **({"glossary": applied} if applied else {}),
        },
        signature=signature(models, options),
        seconds={"read": 0.0, **seconds, "total": round(sum(seconds.values()), 4)},
    )


def refusal(brief: Brief, options: Options) -> InputError | None:
    """Why a brief does not pass under ``strict``, if it does not."""
    found = doubts(brief) if options.strict else []
    if not found:
        return None
    return InputError(f"{brief.path}: {'; '.join(found)}", "Read it without --strict, beside its source.", "flagged")
