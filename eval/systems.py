"""The systems that are compared: the pipeline, its two models in a row, and the translated title and first sentences.

``unchecked`` is the two models in a row: the engine's first translation of each sentence of its first summary, without
ranking, checks and repair.  For sets with Vietnamese references the systems stop before translation; it has no place
there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eval.datasets import Example
from models.errors import UsageError

if TYPE_CHECKING:
    from models.base import Summarizer
    from summarize.pipeline import Models, Options

ABSTRACTS = 4  # hypotheses of the summariser alone
SYSTEMS = ("pipeline", "unchecked", "lead-1", "lead-2", "lead-3", "title")


@dataclass(frozen=True)
class Output:
    """What a system wrote for one example; ``seconds`` is its share of the whole run."""

    id: str
    text: str
    sentences: tuple[str, ...] = ()
    headline: str = ""
    seconds: float = 0.0
    fallback: str | None = None
    repetition: bool = False


def check_names(names: Sequence[str]) -> None:
    """Raises UsageError for a system that does not exist."""
    for name in names:
        if name not in SYSTEMS:
            raise UsageError(f"There is no system '{name}'.", f"Choose from: {', '.join(SYSTEMS)}.")


def run(name: str, examples: Sequence[Example], models: Models, options: Options) -> list[Output]:
    """The outputs of one system, in order.

    Raises:
        UsageError: for a system that does not exist.
    """
    check_names([name])
    vietnamese = bool(examples) and examples[0].language == "vi"
    if name == "pipeline":
        return summarize(examples, models) if vietnamese else briefs(examples, models, options)
    if name == "unchecked":
        return unchecked(examples, models, options)
    sentences = [lead(e, name) for e in examples]
    return _share(examples, sentences, None if vietnamese else models.translator.translate)


def lead(example: Example, name: str) -> list[str]:
    """The Vietnamese sentences a baseline takes: the title, or the first k of the text."""
    from summarize.sentences import split

    if name == "title":
        return [example.article.title] if example.article.title else []
    text = example.article.text
    return [" ".join(text[start:end].split()) for start, end in split(text)[: int(name.removeprefix("lead-"))]]


def briefs(examples: Sequence[Example], models: Models, options: Options) -> list[Output]:
    """The whole pipeline, as ``vibrief batch`` runs it."""
    from summarize.pipeline import brief_articles

    start = time.perf_counter()
    made = brief_articles([(e.document, e.article) for e in examples], models, options)
    seconds = (time.perf_counter() - start) / max(1, len(examples))
    return [
        Output(
            e.id,
            b.brief,
            tuple(s.en for s in b.sentences),
            b.headline,
            seconds,
            b.checks.fallback,
            b.checks.repetition,
        )
        for e, b in zip(examples, made, strict=True)
    ]


def summarize(examples: Sequence[Example], models: Models) -> list[Output]:
    """The preset's summariser alone, on what it can read of the article's beginning, in its style of abstracts.

    Of its hypotheses the first with the fewest numbers and names that the article lacks is taken, as in a brief.
    """
    from summarize.pipeline import best_summary

    model = models.summarizer
    start = time.perf_counter()
    found = model.candidates([_beginning(e, model) for e in examples], ABSTRACTS, "abstract")
    made = [best_summary(hypotheses, e.source) for hypotheses, e in zip(found, examples, strict=True)]
    seconds = (time.perf_counter() - start) / max(1, len(examples))
    return [Output(e.id, text, (text,), seconds=seconds) for e, text in zip(examples, made, strict=True)]


def _beginning(example: Example, model: Summarizer) -> tuple[str, str]:
    """Title and as much of the text as the summariser reads in one call."""
    from summarize.pipeline import parts

    article = example.article
    first = parts(article, model.length, max(1, model.room - model.length(article.title)))
    return article.title, first[0].text if first else ""


def unchecked(examples: Sequence[Example], models: Models, options: Options) -> list[Output]:
    """The first summary of the beginning of each article, each sentence's first translation.

    Raises:
        UsageError: for a set with Vietnamese references.
    """
    from models.catalog import find
    from summarize.sentences import split

    if any(e.language == "vi" for e in examples):
        raise UsageError("'unchecked' ends in English, and the references are Vietnamese.", "Leave it out.")
    start = time.perf_counter()
    made = models.summarizer.summarize([_beginning(e, models.summarizer) for e in examples])
    seconds = (time.perf_counter() - start) / max(1, len(examples))
    sentences = [[summary[s:e] for s, e in split(summary)] for summary in made]
    outputs = _share(examples, sentences, None if find(options.preset).direct else models.translator.translate)
    return [replace(o, seconds=o.seconds + seconds) for o in outputs]


def _share(
    examples: Sequence[Example],
    sentences: Sequence[Sequence[str]],
    translate: Callable[[list[str]], list[str]] | None,
) -> list[Output]:
    """Translate the sentences of all examples in one call and hand them back to their examples."""
    flat = [s for group in sentences for s in group]
    start = time.perf_counter()
    done = iter(translate(flat) if translate else flat)
    seconds = (time.perf_counter() - start) / max(1, len(examples))
    groups = [tuple(next(done) for _ in group) for group in sentences]
    return [Output(e.id, " ".join(g), g, seconds=seconds) for e, g in zip(examples, groups, strict=True)]
