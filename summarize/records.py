"""The values that move through the program.  All are frozen; plain functions turn one into the next."""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]
OWN = "the article's own sentence"  # the flag of a sentence that the model did not write: no fault


@dataclass(frozen=True)
class Facts:
    """What a file says about its article outside the text, such as a page's meta elements; ``published`` is ISO."""

    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One input as read.  ``id`` is the sha-256 of its bytes, ``path`` as the user gave it (``-`` for stdin).

    ``facts`` are what the format carries; they go before what the text says.
    """

    id: str
    path: str
    text: str
    warnings: tuple[str, ...] = ()
    facts: Facts = Facts()


@dataclass(frozen=True)
class Article:
    """An article without its page.  ``text`` is ``"\\n\\n".join(paragraphs)``, and all spans refer to it.

    ``lead`` is the first paragraph where the page has one; it also stands in ``paragraphs``.  The title does not.
    ``published`` is ISO 8601 (``2025-12-09`` or ``2025-12-09T17:08``).  ``dropped`` holds (reason, line) pairs.
    """

    title: str
    lead: str
    paragraphs: tuple[str, ...]
    published: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True)
class BriefSentence:
    """One sentence of a brief with the spans of ``Brief.text`` it rests on, and flags in plain words.

    ``support`` is the share of the Vietnamese sentence's pairs of neighbouring syllables that stand in the evidence, 0
    to 1, ``None`` for what a summariser wrote in English; ``confidence`` how sure the translator is of the English
    (``models.base.Hypothesis``), where it says so.
    """

    en: str
    vi: str
    evidence: tuple[Span, ...] = ()
    flags: tuple[str, ...] = ()
    support: float | None = 1.0
    confidence: float | None = None

    @property
    def faults(self) -> tuple[str, ...]:
        """The flags that say something may be wrong."""
        return tuple(flag for flag in self.flags if flag != OWN)


@dataclass(frozen=True)
class Checks:
    """What the brief says and the article does not.  ``fallback`` names why the models were set aside, if they were."""

    numbers_unsupported: tuple[str, ...] = ()
    names_unsupported: tuple[str, ...] = ()
    repetition: bool = False
    fallback: str | None = None


@dataclass(frozen=True)
class Brief:
    """The result for one input; ``render.to_record`` gives the contract's JSON object."""

    id: str
    path: str
    title_vi: str
    headline: str
    sentences: tuple[BriefSentence, ...]
    text: str
    published: str | None
    source: str | None
    url: str | None
    authors: tuple[str, ...]
    checks: Checks
    coverage: float
    language: str
    warnings: tuple[str, ...]
    models: dict[str, object] = field(default_factory=dict)
    signature: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def brief(self) -> str:
        """The English sentences as one paragraph."""
        return " ".join(s.en for s in self.sentences)

    @property
    def summary_vi(self) -> str:
        """The Vietnamese sentences as one paragraph, each with a capital."""
        return " ".join(s.vi[:1].upper() + s.vi[1:] for s in self.sentences)
