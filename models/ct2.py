"""The default engine: CTranslate2 int8 on the CPU with a sentencepiece model beside the weights."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from models import slots
from models.base import Hypothesis, ModelInfo, Style
from models.text import clauses
from models.weights import Weights, verify

BATCH_TOKENS = 1024
BEAM = 4
# A summary is scored by its log-probability over the square of its length: as long as the references (34 syllables of
# 34.5, else 31), +0.6 ASCII ROUGE-1 on the VietNews development set (2026-11-26).
SUMMARY_LENGTH = 2.0
SUMMARY_BEAM = 4  # of ``summarize``: ASCII ROUGE 56.8/24.0/35.0 on the same set, 56.0/23.7/34.8 in a beam of 2
# Pieces of a masked sentence; longer ones are translated clause by clause, which breaks names from titles. On the
# development sets limits of 90 and 120 are level (25.9 and 36.8 BLEU, 2026-11-26).
LONGEST_SENTENCE = 120
SOURCE_PIECES = 350  # pieces; what the summariser was trained on
LONGEST_SUMMARY = 160


class Ct2Model:
    """A loaded CTranslate2 model and its sentencepiece model: text in, n-best texts with their confidence out."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        import ctranslate2
        import sentencepiece

        self.folder = folder
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spm.model"))
        self.engine: Any = ctranslate2.Translator(
            str(folder),
            device="cpu",
            compute_type="int8",
            inter_threads=threads or os.cpu_count() or 1,
            intra_threads=1,
        )  # batches side by side: matrices this small gain little from threads of their own

        self.symbols = self.pieces.piece_to_id(slots.NUMBERS[0]) != self.pieces.unk_id()

    def encode(self, text: str) -> list[str]:
        return list(self.pieces.encode(text, out_type=str))

    def masked(self, text: str, mask: Callable[[str], slots.Masked] = slots.mask) -> slots.Masked:
        """``mask(text)``; weights trained without symbols read the text as it stands."""
        return mask(text) if self.symbols else (slots.clean(text), {})

    def generate(
        self, texts: Sequence[str], n: int, longest: Callable[[int], int], beam: int = BEAM, **options: Any
    ) -> list[list[Hypothesis]]:
        """``n`` hypotheses for each text, best first.

        ``longest`` maps the number of source pieces to the most target pieces.  Every text is decoded under limits
        of its own, so neighbours in the batch cannot change it.
        """
        sources = [self.encode(text) for text in texts]
        groups: dict[int, list[int]] = {}
        for i, source in enumerate(sources):
            groups.setdefault(longest(len(source)), []).append(i)
        results: list[list[Hypothesis]] = [[] for _ in texts]
        for limit, members in sorted(groups.items()):
            batch = [[*sources[i], "</s>"] for i in members]
            out = self.engine.translate_batch(
                batch,
                beam_size=max(beam, n),
                num_hypotheses=n,
                return_scores=True,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                max_decoding_length=limit,
                max_input_length=0,
                **options,
            )
            for i, result in zip(members, out, strict=True):
                results[i] = [
                    Hypothesis(str(self.pieces.decode(h)).strip(), math.exp(score))
                    for h, score in zip(result.hypotheses, result.scores, strict=True)
                ]
        return results


def _info(name: str, weights: Weights) -> ModelInfo:
    return ModelInfo(name, weights.revision, weights.sha256, weights.licence, "ctranslate2-int8")


def _longest_translation(pieces: int) -> int:
    return -(-(2 * pieces + 24) // 64) * 64


def _joined(clauses: Sequence[Hypothesis]) -> Hypothesis:
    sure = [c.confidence for c in clauses if c.confidence is not None]
    return Hypothesis(" ".join(c.text for c in clauses), min(sure, default=None))


class Ct2Translator:
    """vi→en, one sentence at a time; sentences beyond the model's reach are translated clause by clause.

    Numbers, dates and copied names go through the model as symbols (``models.slots``) and are written in by rule.
    """

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        weights = verify("translator", folder)
        self.info = _info("vibrief-compact-translator", weights)
        self.model = Ct2Model(weights.folder, threads)
        self.glossary: slots.Extra = ()

    def length(self, text: str) -> int:
        """Pieces of the sentence as the model reads it, where it is long enough for that to matter."""
        pieces = len(self.model.encode(text))
        if pieces <= LONGEST_SENTENCE:
            return pieces
        return len(self.model.encode(self._masked(text)[0]))

    def _masked(self, text: str) -> slots.Masked:
        return self.model.masked(text, lambda t: slots.mask_sentence(t, self.glossary))

    def translate(self, sentences: Sequence[str]) -> list[str]:
        return [c[0].text for c in self.candidates(sentences, 1)]

    def candidates(self, sentences: Sequence[str], n: int) -> list[list[Hypothesis]]:
        """Up to ``n`` translations of each sentence, best first; a blank sentence has the one candidate ``""``.

        The confidence of a sentence translated clause by clause is that of its least certain clause.
        """
        parts = [clauses(s, self.length, LONGEST_SENTENCE) if s.strip() else [] for s in sentences]
        found = iter(self._clauses([p for ps in parts for p in ps], n))
        results: list[list[Hypothesis]] = []
        for ps in parts:
            lists = [next(found) for _ in ps]
            results.append([_joined(row) for row in zip(*lists, strict=True)] if lists else [Hypothesis("")])
        return results

    def _clauses(self, texts: Sequence[str], n: int) -> list[list[Hypothesis]]:
        """``n`` translations of each text; where no hypothesis keeps all symbols, those of the text as it stands."""
        masked = [self._masked(text) for text in texts]
        results = []
        for hypotheses, (source, symbols) in zip(self._decode([m for m, _ in masked], n), masked, strict=True):
            fitting = [h for h in hypotheses if slots.fits(h.text, source)]
            fitting = fitting or [h for h in hypotheses if slots.fits(h.text, source, spare=1)]
            whole = [replace(h, text=slots.english(h.text, symbols)) for h in fitting]
            results.append([*whole, *whole[:1] * (n - len(whole))])
        lost = [i for i, hypotheses in enumerate(results) if not hypotheses]
        for i, hypotheses in zip(lost, self._decode([slots.clean(texts[i]) for i in lost], n), strict=True):
            results[i] = hypotheses
        return results

    def _decode(self, texts: Sequence[str], n: int) -> list[list[Hypothesis]]:
        return self.model.generate(texts, n, _longest_translation) if texts else []


class Ct2Summarizer:
    """A Vietnamese article, or one part of it, to a short Vietnamese summary."""

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        weights = verify("summarizer", folder)
        self.info = _info("vibrief-compact-summarizer", weights)
        self.model = Ct2Model(weights.folder, threads)
        self.room = SOURCE_PIECES - 40

    def length(self, text: str) -> int:
        return len(self.model.encode(text))

    def summarize(self, articles: Sequence[tuple[str, str]], style: Style = "brief") -> list[str]:
        return [c[0] for c in self.candidates(articles, SUMMARY_BEAM, style)]

    def candidates(self, articles: Sequence[tuple[str, str]], n: int, style: Style = "brief") -> list[list[str]]:
        """``n`` summaries of each ``(title, text)`` from a beam of ``n``."""
        separator = " || " if style == "brief" else " | "
        masked = [self.model.masked(" ".join(f"{title}{separator}{text}".split())) for title, text in articles]
        texts = [text for text, _ in masked]
        options = {"length_penalty": SUMMARY_LENGTH, "no_repeat_ngram_size": 4}
        found = self.model.generate(texts, n, lambda _: LONGEST_SUMMARY, beam=n, **options)
        return [[slots.vietnamese(h.text, symbols) for h in hs] for hs, (_, symbols) in zip(found, masked, strict=True)]
