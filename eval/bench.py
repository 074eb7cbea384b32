"""How fast the translator is in batches, against one sentence at a time, in one run on one machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any


def rate(translate: Callable[[list[str]], list[str]], sentences: Sequence[str], size: int) -> float:
    """Sentences per second in calls of ``size`` sentences, after one call to warm up."""
    translate(list(sentences[:1]))
    start = time.perf_counter()
    for k in range(0, len(sentences), size):
        translate(list(sentences[k : k + size]))
    return len(sentences) / max(1e-9, time.perf_counter() - start)


def transformers_baseline() -> Callable[[list[str]], list[str]] | None:
    """Our translator's weights in plain transformers; None where torch or ``models.hf.from_compact`` is missing."""
    from models import hf

    restore: Any = getattr(hf, "from_compact", None)
    if restore is None:
        return None
    try:
        import torch
        import transformers
    except ImportError:
        return None
    del torch, transformers
    translate: Callable[[list[str]], list[str]] = restore("translator").translate
    return translate
