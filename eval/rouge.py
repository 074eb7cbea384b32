"""ROUGE with a tokenizer that knows Unicode: rouge-score does the counting, this file decides what a word is.

rouge-score's own tokenizer keeps ``[a-z0-9]`` and so cuts "Phạm" into "ph" and "m"; ours keeps letters of every
script.  For English text Vietnamese diacritics (đ too) are folded on both sides, so that "Phạm Minh Chính" and
"Pham Minh Chinh" are the same name.  On plain ASCII text both tokenizers agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from models.errors import UsageError
from models.text import fold

METRICS = ("rouge1", "rouge2", "rougeL", "rougeLsum")
TOKENIZER = {"en": "unicode-nfc-lower-fold", "vi": "unicode-nfc-lower"}
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"""(?<=[.!?…])(?<!\b[^\W\d_]\.)["”’)]*\s+""")


def tokenize(text: str, *, folded: bool = True) -> list[str]:
    """Words of ``text``: NFC, lower case, runs of letters and digits of any script.

    >>> tokenize("Giá 3,2 tỷ đồng", folded=False)
    ['giá', '3', '2', 'tỷ', 'đồng']
    """
    plain = fold(text).lower() if folded else unicodedata.normalize("NFC", text).lower()
    return _WORD.findall(plain)


class UnicodeTokenizer:
    """What ``RougeScorer(tokenizer=…)`` asks for: an object with ``tokenize``."""

    def __init__(self, fold: bool = True) -> None:
        self.fold = fold

    def tokenize(self, text: str) -> list[str]:
        return tokenize(text, folded=self.fold)


def lines(text: str) -> str:
    """One sentence per line, as ROUGE-Lsum wants it; initials such as "U." do not end a sentence.

    >>> lines("It rained. J. Smith left.").splitlines()
    ['It rained.', 'J. Smith left.']
    """
    return "\n".join(part for part in _SENTENCE_END.split(unicodedata.normalize("NFC", text).strip()) if part)


def version() -> str:
    """The installed rouge-score's version."""
    from importlib.metadata import version as installed

    _rouge_scorer()
    return installed("rouge-score")


def score(hypothesis: str, reference: str, *, language: str = "en") -> dict[str, float]:
    """F1 × 100 of ROUGE-1, -2, -L and -Lsum; diacritics are folded for ``en`` and kept for ``vi``.

    Raises:
        UsageError: when rouge-score is not installed.
    """
    return _f1(_scorer(fold=language != "vi"), hypothesis, reference)


def score_ascii(hypothesis: str, reference: str) -> dict[str, float]:
    """The same on rouge-score's default tokenizer without stemming, to compare with figures in papers."""
    return _f1(_default_scorer(), hypothesis, reference)


def _f1(scorer: Any, hypothesis: str, reference: str) -> dict[str, float]:
    found = scorer.score(lines(reference), lines(hypothesis))
    return {name: 100 * float(found[name].fmeasure) for name in METRICS}


def _rouge_scorer() -> Any:
    try:
        from rouge_score import rouge_scorer
    except ImportError:
        raise UsageError("rouge-score is not installed.", "pip install 'vibrief[eval]'") from None
    return rouge_scorer


@cache
def _scorer(fold: bool) -> Any:
    return _rouge_scorer().RougeScorer(list(METRICS), tokenizer=UnicodeTokenizer(fold))


@cache
def _default_scorer() -> Any:
    return _rouge_scorer().RougeScorer(list(METRICS))
