"""What a model is to the rest of the program: strings in, strings out, translations with the engine's confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

#: A ``brief`` is two to four sentences, an ``abstract`` one or two.
Style = Literal["brief", "abstract"]


@dataclass(frozen=True)
class ModelInfo:
    """What a record says of a model, so that its text can be traced and rebuilt."""

    name: str
    revision: str
    sha256: str
    licence: str
    engine: str


@dataclass(frozen=True)
class Hypothesis:
    """A translation and how sure the engine is of it.

    ``confidence`` is the geometric mean of the probabilities the model gave the pieces, 0 to 1; ``None`` where the
    engine has none.
    """

    text: str
    confidence: float | None = None


class Summarizer(Protocol):
    """A Vietnamese summariser.  ``room`` is the longest ``text`` one call reads, in the units of ``length``."""

    info: ModelInfo
    room: int

    def length(self, text: str) -> int:
        """Model units (pieces or syllables) of ``text``."""
        ...

    def summarize(self, articles: Sequence[tuple[str, str]]) -> list[str]:
        """Vietnamese summaries of ``(title, text)`` pairs: same number, same order, whatever the batch size."""
        ...

    def candidates(self, articles: Sequence[tuple[str, str]], n: int, style: Style = "brief") -> list[list[str]]:
        """One to ``n`` summaries of each pair, best first.

        An engine that knows one length only takes no notice of ``style``.
        """
        ...


class Translator(Protocol):
    """A vi→en translator of single sentences."""

    info: ModelInfo

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """English for each Vietnamese sentence: same number, same order; a blank line stays empty."""
        ...

    def candidates(self, sentences: Sequence[str], n: int) -> list[list[Hypothesis]]:
        """One to ``n`` translations of each sentence, best first."""
        ...
