"""Cutting text that is longer than a model reads, without losing any of it."""

from __future__ import annotations

import re
from collections.abc import Callable


def clauses(sentence: str, length: Callable[[str], int], longest: int) -> list[str]:
    """Cut a sentence at the clause break nearest its middle (else at a space) until every part is short enough.

    >>> clauses("một hai, ba bốn năm sáu", lambda s: len(s.split()), 4)
    ['một hai,', 'ba bốn năm sáu']
    """
    sentence = sentence.strip()
    if length(sentence) <= longest:
        return [sentence]
    for pattern in (r"(?<=[;:])\s+", r"(?<=,)\s+", r"\s+"):
        cuts = [m for m in re.finditer(pattern, sentence) if 0.2 < m.start() / len(sentence) < 0.8]
        if cuts:
            cut = min(cuts, key=lambda m: abs(m.start() - len(sentence) / 2))
            left, right = sentence[: cut.start()], sentence[cut.end() :]
            return clauses(left, length, longest) + clauses(right, length, longest)
    half = len(sentence) // 2
    if half == 0:
        return [sentence]
    return clauses(sentence[:half], length, longest) + clauses(sentence[half:], length, longest)
