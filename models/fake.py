"""Deterministic stand-ins that need no weights: for tests, and for trying the program's other parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.base import Hypothesis, ModelInfo, Style
from models.text import fold


class FakeTranslator:
    """Folds Vietnamese letters to ASCII and leaves every word where it stands."""

    info = ModelInfo("fake-translator", "1", "", "Apache-2.0", "fake")

    def translate(self, sentences: Sequence[str]) -> list[str]:
        return [c[0].text for c in self.candidates(sentences, 1)]

    def candidates(self, sentences: Sequence[str], n: int) -> list[list[Hypothesis]]:
        return [[Hypothesis(fold(" ".join(s.split())))] for s in sentences]


class LeadSummarizer:
    """The first sentences of the text, up to three: the LEAD-3 baseline, and the fallback when a model fails."""

    info = ModelInfo("lead-3", "1", "", "Apache-2.0", "lead")
    room = 1000

    def length(self, text: str) -> int:
        return len(text.split())

    def summarize(self, articles: Sequence[tuple[str, str]]) -> list[str]:
        return [c[0] for c in self.candidates(articles, 1)]

    def candidates(self, articles: Sequence[tuple[str, str]], n: int, style: Style = "brief") -> list[list[str]]:
        return [[" ".join(re.split(r"(?<=[.!?])\s+", text.strip())[:3])] for _, text in articles]


def lead(threads: int = 0) -> LeadSummarizer:
    """The catalogue's entry for the LEAD-3 summariser."""
    return LeadSummarizer()


def translator(threads: int = 0) -> FakeTranslator:
    """The catalogue's entry for the stand-in translator."""
    return FakeTranslator()
