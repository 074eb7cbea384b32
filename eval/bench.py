"""How fast a preset is in batches, against the same work one by one and in plain transformers, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from eval.datasets import Example
from eval.systems import briefs
from summarize.batch import CHUNK, ahead, in_turn
from summarize.pipeline import Models, Options

Item = TypeVar("Item")
#: Articles briefed in plain transformers, which take seconds each: every so many-th of those briefed in a batch.
BASELINE = 7


def rate(work: Callable[[list[Item]], object], items: Sequence[Item], size: int) -> float:
    """Items a second in calls of ``size``, after one call to warm up."""
    work(list(items[:1]))
    start = time.perf_counter()
    for k in range(0, len(items), size):
        work(list(items[k : k + size]))
    return len(items) / max(1e-9, time.perf_counter() - start)


def brief_rate(examples: Sequence[Example], models: Models, options: Options) -> float:
    """Briefs a second as ``vibrief batch`` makes them, reading and writing of files aside."""

    def batch(part: list[Example]) -> None:
        chunks = (part[k : k + CHUNK] for k in range(0, len(part), CHUNK))
        list(in_turn(lambda chunk: briefs(chunk, models, options), chunks, ahead(models)))

    return rate(batch, examples, len(examples))


def plain_models() -> Models | None:
    """The shipped weights in plain transformers; None where torch or transformers is missing."""
    from models import hf
    from models.errors import UsageError

    try:
        return Models("compact", *hf.plain_compact())
    except UsageError:
        return None
