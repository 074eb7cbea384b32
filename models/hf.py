"""Any transformers seq2seq checkpoint, through torch: safetensors only, never remote code, never the network.

A checkpoint is a local folder: a path, or a name under ``VIBRIEF_MODELS``.  torch and transformers are imported on use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from models.base import Hypothesis, ModelInfo, Style
from models.ct2 import BEAM, Ct2Model, Ct2Summarizer, Ct2Translator
from models.errors import ModelError, UsageError
from models.fetch import check
from models.weights import digest, models_folder


def locate(folder: str | Path) -> Path:
    """The checkpoint's folder: as given, else under ``VIBRIEF_MODELS``; it must hold a config and safetensors."""
    for path in (Path(folder), models_folder() / folder):
        if (path / "config.json").is_file():
            if not list(path.glob("*.safetensors")):
                raise ModelError(f"The checkpoint {path} has no .safetensors file.", "Convert it to safetensors first.")
            return path
    raise ModelError(
        f"The checkpoint '{folder}' is not installed.",
        f"Get it (vibrief models get) or put it under {models_folder()}; --preset compact needs nothing.",
    )


def _import() -> tuple[Any, Any]:
    try:
        import torch
        import transformers
    except ImportError:
        raise UsageError("This preset needs torch and transformers.", "pip install 'vibrief[hf]'") from None
    return torch, transformers


class HfModel:
    """A loaded checkpoint: texts in, n-best texts out, in length-sorted batches."""

    def __init__(self, folder: str | Path, *, threads: int = 0, tokenizer: dict[str, Any] | None = None) -> None:
        torch, transformers = _import()
        if threads:
            torch.set_num_threads(threads)
        self.folder = locate(folder)
        lock = check(self.folder)
        local: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        self.tokenizer: Any = transformers.AutoTokenizer.from_pretrained(str(self.folder), **local, **(tokenizer or {}))
        auto = transformers.AutoModelForSeq2SeqLM
        self.model: Any = auto.from_pretrained(str(self.folder), use_safetensors=True, **local).eval()
        main = sorted(self.folder.glob("*.safetensors"))
        whole = hashlib.sha256("".join(digest(p) for p in main).encode()).hexdigest()
        name, revision, licence = self.folder.name, whole[:12], "see the checkpoint's own licence"
        if lock:
            name, revision, licence = lock.name, lock.revision, lock.licence
        self.info = ModelInfo(name, revision, whole, licence, "transformers")

    def length(self, text: str) -> int:
        return len(self.tokenizer(text)["input_ids"])

    def generate(self, texts: Sequence[str], n: int, longest: int, batch: int = 16, **options: Any) -> list[list[str]]:
        """``n`` hypotheses for each text, best first, of at most ``longest`` tokens."""
        torch, _ = _import()
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        results: list[list[str]] = [[] for _ in texts]
        for k in range(0, len(order), batch):
            part = order[k : k + batch]
            inputs = self.tokenizer([texts[i] for i in part], return_tensors="pt", padding=True)
            inputs.pop("token_type_ids", None)
            with torch.inference_mode():
                out = self.model.generate(
                    **inputs, num_beams=max(4, n), num_return_sequences=n, max_new_tokens=longest, **options
                )
            decoded = self.tokenizer.batch_decode(out, skip_special_tokens=True)
            for j, i in enumerate(part):
                results[i] = [d.strip() for d in decoded[j * n : (j + 1) * n]]
        return results


class HfTranslator:
    """A checkpoint that translates one sentence; ``wrap`` and ``unwrap`` add and take off what it expects.

    Without confidence: a beam's scores would need the memory of its vocabulary at every step.
    """

    def __init__(
        self,
        model: HfModel,
        wrap: Callable[[str], str] = str,
        unwrap: Callable[[str], str] = str,
        **options: Any,
    ) -> None:
        self.model, self.info = model, model.info
        self.wrap, self.unwrap, self.options = wrap, unwrap, options

    def translate(self, sentences: Sequence[str]) -> list[str]:
        return [c[0].text for c in self.candidates(sentences, 1)]

    def candidates(self, sentences: Sequence[str], n: int) -> list[list[Hypothesis]]:
        full = [i for i, s in enumerate(sentences) if s.strip()]
        results = [[Hypothesis("")] for _ in sentences]
        found = self.model.generate([self.wrap(sentences[i].strip()) for i in full], n, 256, **self.options)
        for i, hypotheses in zip(full, found, strict=True):
            results[i] = [Hypothesis(self.unwrap(h)) for h in hypotheses]
        return results


class HfSummarizer:
    """A checkpoint that summarises Vietnamese; it reads ``room`` tokens at a time."""

    def __init__(
        self, model: HfModel, wrap: Callable[[str], str] = str, room: int = 900, longest: int = 160, **options: Any
    ) -> None:
        self.model, self.info = model, model.info
        self.wrap, self.room, self.longest = wrap, room, longest
        self.options = {"no_repeat_ngram_size": 4, **options}

    def length(self, text: str) -> int:
        return self.model.length(text)

    def summarize(self, articles: Sequence[tuple[str, str]]) -> list[str]:
        return [c[0] for c in self.candidates(articles, 1)]

    def candidates(self, articles: Sequence[tuple[str, str]], n: int, style: Style = "brief") -> list[list[str]]:
        texts = [self.wrap(f"{title}. {text}" if title else text) for title, text in articles]
        return self.model.generate(texts, n, self.longest, **self.options)


def vit5(folder: str, threads: int = 0) -> HfSummarizer:
    """ViT5 fine-tuned on VietNews: ``vietnews: TEXT </s>``."""
    return HfSummarizer(HfModel(folder, threads=threads), lambda t: f"vietnews: {t}")


def crosssum(folder: str, threads: int = 0) -> HfSummarizer:
    """mT5 CrossSum: an article in any of its languages, the summary in the language of the first decoder token."""
    model = HfModel(folder, threads=threads)
    code = model.model.config.task_specific_params["langid_map"]["english"][1]
    start = model.tokenizer.convert_tokens_to_ids(code)
    return HfSummarizer(model, room=450, longest=84, no_repeat_ngram_size=2, decoder_start_token_id=start)


def envit5(folder: str, threads: int = 0) -> HfTranslator:
    """EnViT5: ``vi: TEXT`` in, ``en: TEXT`` out."""
    return HfTranslator(HfModel(folder, threads=threads), lambda t: f"vi: {t}", lambda t: t.removeprefix("en:").strip())


def opus(folder: str, threads: int = 0) -> HfTranslator:
    """opus-mt-vi-en: plain text in and out."""
    return HfTranslator(HfModel(folder, threads=threads))


def nllb(folder: str, threads: int = 0) -> HfTranslator:
    """NLLB-200: language codes in the tokenizer, the target's forced as first token."""
    model = HfModel(folder, threads=threads, tokenizer={"src_lang": "vie_Latn"})
    return HfTranslator(model, forced_bos_token_id=model.tokenizer.convert_tokens_to_ids("eng_Latn"))


def vinai(folder: str, threads: int = 0) -> HfTranslator:
    """vinai-translate-vi2en-v2 (mBART)."""
    model = HfModel(folder, threads=threads, tokenizer={"src_lang": "vi_VN"})
    return HfTranslator(model, forced_bos_token_id=model.tokenizer.convert_tokens_to_ids("en_XX"))


class PlainModel(Ct2Model):
    """A shipped model's weights in plain transformers, float32, one text at a time: the engine's yardstick."""

    def __init__(self, shipped: Ct2Model) -> None:
        _import()
        from models.training.restore import load

        self.folder, self.pieces, self.symbols = shipped.folder, shipped.pieces, shipped.symbols
        self.plain: Any = load(shipped.folder)

    def generate(
        self, texts: Sequence[str], n: int, longest: Callable[[int], int], beam: int = BEAM, **options: Any
    ) -> list[list[Hypothesis]]:
        return [self._one(text, n, longest, max(beam, n), options) for text in texts]

    def _one(
        self, text: str, n: int, longest: Callable[[int], int], beam: int, options: dict[str, Any]
    ) -> list[Hypothesis]:
        import torch

        ids = [*self.pieces.encode(text), self.pieces.eos_id()]
        if beam > 1:  # a search ends as in CTranslate2, once it has as many hypotheses as the beam is wide
            options = {"early_stopping": True, **options}
        else:
            options = {k: v for k, v in options.items() if k != "length_penalty"}
        with torch.inference_mode():
            out = self.plain.generate(
                input_ids=torch.tensor([ids]),
                num_beams=beam,
                num_return_sequences=n,
                max_new_tokens=longest(len(ids) - 1),
                return_dict_in_generate=True,
                output_scores=True,
                **options,
            )
        special = {self.pieces.pad_id(), self.pieces.eos_id(), self.pieces.bos_id(), self.pieces.unk_id()}
        texts = [str(self.pieces.decode([i for i in row if i not in special])) for row in out.sequences.tolist()]
        scores = out.sequences_scores.exp().tolist() if beam > 1 else [None] * n
        return [Hypothesis(text.strip(), score) for text, score in zip(texts, scores, strict=True)]


def plain_compact() -> tuple[Ct2Summarizer, Ct2Translator]:
    """The shipped models with plain transformers in the place of the engine."""
    summarizer, translator = Ct2Summarizer(), Ct2Translator()
    for shipped in (summarizer, translator):
        shipped.model = PlainModel(shipped.model)
    return summarizer, translator
