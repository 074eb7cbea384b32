"""The report of a run: scores with intervals per system, a row per example, and a signature of all that matters.

number, name precision  share (%) of the distinct numbers and names of the outputs that the article supports, over
                        the whole set; None where the outputs have none
unsupported             share (%) of the outputs with at least one number or name that the article lacks
points                  share (%) of an example's key points that the brief covers; a point is covered when at least
                        60 % of its content words (folded, no stop words, no stemming) stand in the brief: a rough
                        measure, for comparing systems and not as a figure of its own
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from eval import bootstrap, rouge
from eval.datasets import Dataset, Example
from eval.systems import Output, check_names, run
from models.errors import InputError

if TYPE_CHECKING:
    from rich.table import Table

    from summarize.pipeline import Models, Options

NAMES = {"rouge1": "R-1", "rouge2": "R-2", "rougeL": "R-L", "rougeLsum": "R-Lsum", "points": "Points"}
COVERED = 0.6
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by for from had has have he her his in into is it its of on or over s said she "
        "than that the their them they this to under was were which while who will with",
    )
)


@dataclass(frozen=True)
class Score:
    """A mean with its 95 % interval, and the p-value against the report's first system (None for itself)."""

    mean: float
    low: float
    high: float
    p: float | None = None


@dataclass(frozen=True)
class System:
    """The figures of one system over the set."""

    name: str
    scores: dict[str, Score]
    number_precision: float | None
    name_precision: float | None
    words: float
    seconds: float
    fallbacks: int = 0
    unsupported: float = 0.0


@dataclass(frozen=True)
class Answer:
    """What one system wrote for one example, and how it was judged."""

    text: str
    headline: str
    scores: dict[str, float]
    words: int
    numbers: int
    numbers_unsupported: tuple[str, ...]
    names: int
    names_unsupported: tuple[str, ...]
    fallback: str | None = None
    repetition: bool = False


@dataclass(frozen=True)
class Row:
    """One example: its reference, its source, and the answer of each system by name."""

    id: str
    title: str
    headline: str
    reference: str
    source: str
    answers: dict[str, Answer]


@dataclass(frozen=True)
class Report:
    """All of an evaluation run."""

    data: str
    language: str
    signature: str
    systems: tuple[System, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()


def evaluate(dataset: Dataset, names: Sequence[str], models: Models, options: Options) -> Report:
    """Run the named systems on a set and score them; p-values are against the first.

    Raises:
        UsageError: for an unknown system, or when rouge-score is not installed.
    """
    names = list(dict.fromkeys(names))
    check_names(names)
    rouge.version()
    return build(
        dataset, {n: run(n, dataset.examples, models, options) for n in names}, signature(dataset, models, options)
    )


def build(dataset: Dataset, outputs: Mapping[str, Sequence[Output]], signature: str) -> Report:
    """The report of outputs at hand, one sequence per system in the order of the examples."""
    answers = {
        name: [_answer(e, o) for e, o in zip(dataset.examples, given, strict=True)] for name, given in outputs.items()
    }
    rows = tuple(
        Row(e.id, e.article.title, e.references.headline, e.target, e.source, {n: a[i] for n, a in answers.items()})
        for i, e in enumerate(dataset.examples)
    )
    first = next(iter(answers.values()))
    systems = tuple(_system(n, a, first, outputs[n]) for n, a in answers.items())
    return Report(dataset.name, dataset.language, signature, systems, rows, dataset.warnings)


def signature(dataset: Dataset, models: Models, options: Options) -> str:
    """All that could change a figure, in one line."""
    from summarize import pipeline

    return (
        f"{pipeline.signature(models, options)}|rouge:rouge-score {rouge.version()}"
        f"|tok:{rouge.TOKENIZER[dataset.language]}|n:{len(dataset.examples)}"
        f"|boot:{bootstrap.SAMPLES},seed:{bootstrap.SEED}|test:sign-flip|data:{dataset.sha256[:12]}"
    )


def points_covered(points: Sequence[str], text: str) -> float | None:
    """Share (%) of the points that ``text`` covers; None without points.

    >>> points_covered(["Rain in Hanoi on Monday", "Schools closed"], "It will rain in Hanoi on Monday.")
    50.0
    """
    words = set(rouge.tokenize(text))
    content = [set(rouge.tokenize(p)) - _STOP for p in points]
    content = [c for c in content if c]
    if not content:
        return None
    return 100 * sum(len(c & words) >= COVERED * len(c) for c in content) / len(content)


def _answer(example: Example, output: Output) -> Answer:
    scores = rouge.score(output.text, example.target, language=example.language)
    covered = points_covered(example.references.points, output.text) if example.language == "en" else None
    if covered is not None:
        scores["points"] = covered
    found, bad = _numbers(example, output.text)
    people, strangers = _names(example, output.text)
    return Answer(
        output.text,
        output.headline,
        scores,
        len(output.text.split()),
        found,
        tuple(bad),
        people,
        tuple(strangers),
        output.fallback,
        output.repetition,
    )


def _numbers(example: Example, text: str) -> tuple[int, list[str]]:
    from summarize import numbers

    if example.language == "vi":
        read, bad = numbers.vietnamese(text), numbers.unsupported_vietnamese(text, example.source)
    else:
        read, bad = numbers.english(text), numbers.unsupported(text, example.source)
    return len({q.text for q in read if q.kind != "word"} | set(bad)), bad


def _names(example: Example, text: str) -> tuple[int, list[str]]:
    from summarize import checks, names

    if example.language == "vi":
        lacking = set(checks.vi_unsupported(text, example.source))
        runs = set(names.vietnamese_runs(text))
        return len(runs), sorted(runs & lacking)
    bad = names.unsupported(text, example.source)
    return max(len(set(names.english(text))), len(bad)), bad


def _system(name: str, answers: Sequence[Answer], first: Sequence[Answer], outputs: Sequence[Output]) -> System:
    scores: dict[str, Score] = {}
    for metric in NAMES:
        pairs = [
            (a.scores[metric], b.scores[metric]) for a, b in zip(answers, first, strict=True) if metric in a.scores
        ]
        if pairs:
            own, other = [p[0] for p in pairs], [p[1] for p in pairs]
            p = None if answers is first else bootstrap.paired(own, other)
            scores[metric] = Score(*bootstrap.interval(own), p)
    return System(
        name,
        scores,
        _precision(sum(a.numbers for a in answers), sum(len(a.numbers_unsupported) for a in answers)),
        _precision(sum(a.names for a in answers), sum(len(a.names_unsupported) for a in answers)),
        sum(a.words for a in answers) / len(answers),
        sum(o.seconds for o in outputs) / len(outputs),
        sum(a.fallback is not None for a in answers),
        100 * sum(bool(a.numbers_unsupported or a.names_unsupported) for a in answers) / len(answers),
    )


def _precision(all_: int, bad: int) -> float | None:
    return 100 * (all_ - bad) / all_ if all_ else None


# --- JSON and the terminal -------------------------------------------------------------------------------------


def to_json(report: Report) -> str:
    """The report as one JSON object, indented."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, name: str = "report") -> Report:
    """The report that ``to_json`` wrote.

    Raises:
        InputError: for anything else.
    """
    try:
        raw = json.loads(text)
        return Report(
            raw["data"],
            raw["language"],
            raw["signature"],
            tuple(_read_system(s) for s in raw["systems"]),
            tuple(_read_row(r) for r in raw["rows"]),
            tuple(raw["warnings"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            f"{name}: not a report.", "Give a file that 'vibrief eval run --json' wrote.", "json"
        ) from None


def _read_system(raw: dict[str, Any]) -> System:
    return System(**{**raw, "scores": {k: Score(**v) for k, v in raw["scores"].items()}})


def _read_row(raw: dict[str, Any]) -> Row:
    def answer(a: dict[str, Any]) -> Answer:
        lists = {k: tuple(a[k]) for k in ("numbers_unsupported", "names_unsupported")}
        return Answer(**{**a, **lists})

    return Row(**{**raw, "answers": {k: answer(v) for k, v in raw["answers"].items()}})


def grid(report: Report) -> tuple[list[str], list[list[str]]]:
    """Header and rows of the table that the terminal and the page show."""
    metrics = list(report.systems[0].scores)
    head = ["System", *(NAMES[m] for m in metrics), "Numbers %", "Names %", "Unsupp. %", "Words"]
    rows = [
        [
            s.name,
            *(cell(s.scores[m]) for m in metrics),
            _share(s.number_precision),
            _share(s.name_precision),
            _share(s.unsupported),
            f"{s.words:.0f}",
        ]
        for s in report.systems
    ]
    return head, rows


def cell(score: Score) -> str:
    """Mean, half-width of the interval, and a star where the difference to the first system has p < 0.05.

    >>> cell(Score(41.26, 39.0, 43.2, 0.01))
    '41.3 ±2.1*'
    """
    return (
        f"{score.mean:.1f} ±{(score.high - score.low) / 2:.1f}{'*' if score.p is not None and score.p < 0.05 else ''}"
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def table(report: Report) -> Table:
    """The scores as a table for the terminal."""
    from rich.box import SIMPLE
    from rich.table import Table

    head, rows = grid(report)
    result = Table(box=SIMPLE)
    for k, name in enumerate(head):
        result.add_column(name, justify="right" if k else "left", no_wrap=True)
    for row in rows:
        result.add_row(*row)
    return result
