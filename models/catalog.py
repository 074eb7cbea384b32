"""Presets: which models work together, where they come from, and under which licence.

``compact`` ships inside the package.  The public presets run checkpoints the user has put under
``VIBRIEF_MODELS`` (one folder each, named as below); they are other people's work under their own licences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from models.base import Summarizer, Translator
from models.errors import UsageError

COMPACT_LICENCE = "research and non-commercial use; check the sources' terms before commercial use"


@dataclass(frozen=True)
class Part:
    """One model of a preset: ``load`` is ``"module:callable"``, called with ``folder`` (if any) and ``threads``."""

    name: str
    load: str
    licence: str
    folder: str | None = None


@dataclass(frozen=True)
class Preset:
    """A summariser and a translator that are used together; ``direct``: the summariser itself writes English."""

    name: str
    about: str
    summarizer: Part
    translator: Part
    direct: bool = False


OURS = Part("vibrief-compact-translator", "models.ct2:Ct2Translator", COMPACT_LICENCE)
VIT5 = Part("VietAI/vit5-base-vietnews-summarization", "models.hf:vit5", "MIT", "vit5-base-vietnews-summarization")
PRESETS = {
    p.name: p
    for p in (
        Preset(
            "compact",
            "our own two models, int8, shipped in the package; no torch, no network",
            Part("vibrief-compact-summarizer", "models.ct2:Ct2Summarizer", COMPACT_LICENCE),
            OURS,
        ),
        Preset(
            "lead",
            "the article's first sentences, translated by our own model: a baseline",
            Part("lead-3", "models.fake:lead", "Apache-2.0"),
            OURS,
        ),
        Preset(
            "fake",
            "stand-ins without weights, for tests",
            Part("lead-3", "models.fake:lead", "Apache-2.0"),
            Part("fake-translator", "models.fake:translator", "Apache-2.0"),
        ),
        Preset(
            "vit5+envit5",
            "ViT5 summariser, EnViT5 translator; transformers and torch",
            VIT5,
            Part("VietAI/envit5-translation", "models.hf:envit5", "OpenRAIL", "envit5-translation"),
        ),
        Preset(
            "vit5+opus",
            "ViT5 summariser, opus-mt translator; transformers and torch",
            VIT5,
            Part("Helsinki-NLP/opus-mt-vi-en", "models.hf:opus", "Apache-2.0", "opus-mt-vi-en"),
        ),
        Preset(
            "vit5+nllb",
            "ViT5 summariser, NLLB-200 600M translator; transformers and torch",
            VIT5,
            Part("facebook/nllb-200-distilled-600M", "models.hf:nllb", "CC-BY-NC-4.0", "nllb-200-distilled-600M"),
        ),
        Preset(
            "vit5-large+vinai",
            "ViT5-large summariser, VinAI translator; transformers and torch",
            Part(
                "VietAI/vit5-large-vietnews-summarization",
                "models.hf:vit5",
                "MIT",
                "vit5-large-vietnews-summarization",
            ),
            Part("vinai/vinai-translate-vi2en-v2", "models.hf:vinai", "AGPL-3.0", "vinai-translate-vi2en-v2"),
        ),
        Preset(
            "crosssum",
            "mT5 CrossSum writes English straight from the article; our translator for the headline",
            Part("csebuetnlp/mT5_m2m_crossSum_enhanced", "models.hf:crosssum", "CC-BY-NC-SA-4.0", "mT5_m2m_crossSum"),
            OURS,
            direct=True,
        ),
    )
}


def find(name: str) -> Preset:
    """The preset of that name.

    Raises:
        UsageError: when there is none; the remedy lists those there are.
    """
    if name not in PRESETS:
        raise UsageError(f"There is no preset '{name}'.", f"Use one of: {', '.join(PRESETS)}.")
    return PRESETS[name]


def _load(part: Part, threads: int) -> Any:
    module, _, attribute = part.load.partition(":")
    make: Callable[..., Any] = getattr(import_module(module), attribute)
    return make(part.folder, threads=threads) if part.folder else make(threads=threads)


def load_summarizer(preset: str, threads: int = 0) -> Summarizer:
    """Load the preset's summariser; ``threads`` 0 takes all cores."""
    loaded: Summarizer = _load(find(preset).summarizer, threads)
    return loaded


def load_translator(preset: str, threads: int = 0, glossary: Sequence[tuple[str, str]] = ()) -> Translator:
    """Load the preset's translator; ``threads`` 0 takes all cores, ``glossary`` holds (Vietnamese, English) terms.

    Raises:
        UsageError: when the preset's translator takes no glossary.
    """
    loaded: Any = _load(find(preset).translator, threads)
    if glossary:
        if not hasattr(loaded, "glossary"):
            raise UsageError(f"The translator of {preset} takes no glossary.", "Use --preset compact, or no glossary.")
        loaded.glossary = tuple(glossary)
    translator: Translator = loaded
    return translator
