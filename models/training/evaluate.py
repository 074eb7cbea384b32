"""The figures of the model cards, from the shipped (or any) int8 weights.

    python -m models.training.evaluate translator DATA [--weights models/compact]
    python -m models.training.evaluate summarizer DATA [--limit 2000]
    python -m models.training.evaluate loss DATA          (the translator's, on pairs it was trained on and on others)

Needs sacrebleu and rouge-score, for the loss torch and transformers.  ``DATA`` holds ``parallel``, and in ``eval``
``flores_dev``, ``vlsp_dev`` and ``vietnews_val_2000``.
ROUGE on the syllable scale: NFC, lower case, Unicode word tokens; on the ASCII scale: rouge-score's own tokenizer,
as papers on VietNews report it.  VietNews articles are read as title and opening, as the model was trained.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from models.ct2 import Ct2Summarizer, Ct2Translator
from models.slots import mask_pair
from models.training.prepare_summaries import missing
from models.training.restore import load
from models.training.seq2seq import read_pairs
from models.training.shape import EOS, PAD
from models.weights import COMPACT

TRAINED_ON = ("vlsp_news", "alt_wikinews", "synthetic_news")
METRICS = ("rouge1", "rouge2", "rougeL")


class Syllables:
    """A tokenizer for rouge-score: NFC, lower case, runs of Unicode word characters."""

    def tokenize(self, text: str) -> list[str]:
        return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def rouge(hypotheses: Sequence[str], references: Sequence[str], tokenizer: Syllables | None) -> list[float]:
    """Mean F1 × 100 of ROUGE-1, -2 and -L."""
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(list(METRICS), tokenizer=tokenizer)
    scores = [scorer.score(r, h) for h, r in zip(hypotheses, references, strict=True)]
    return [round(100 * sum(s[m].fmeasure for s in scores) / len(scores), 1) for m in METRICS]


SPELLED = {
    word: str(i)
    for words in ("one two three four five six seven eight nine ten", "first second third fourth fifth sixth seventh")
    for i, word in enumerate(words.split(), 1)
}


def numbers(text: str) -> set[str]:
    """The digit strings of a text, separators left out ("3,200.5" is 32005), and small numbers that it spells."""
    found = set(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))
    return found | {SPELLED[w] for w in re.findall(r"[a-z]+", text.lower()) if w in SPELLED}


def copied(text: str) -> set[str]:
    """Capitalised words of three plain letters and more: names that English copies where both sides hold them."""
    return set(re.findall(r"\b[A-Z][A-Za-z]{2,}\b", text))


def lost(find: Callable[[str], set[str]], source: list[str], target: list[str], english: list[str]) -> str:
    """Of the sentences with a number (or name) on both sides, how many translations lack one of them."""
    wanted = [find(s) & find(t) for s, t in zip(source, target, strict=True)]
    missed = sum(bool(w - find(e)) for w, e in zip(wanted, english, strict=True))
    asked = sum(map(bool, wanted))
    return f"{missed}/{asked} ({100 * missed / asked:.1f} %)"


def development(data: Path, name: str) -> tuple[list[str], list[str]]:
    """The Vietnamese and the English lines of a development set."""
    vi, en = ((data / "eval" / name / f"dev.{x}").read_text("utf8").splitlines() for x in ("vi", "en"))
    return vi, en


def translator(a: argparse.Namespace) -> None:
    """BLEU, chrF (sacrebleu 13a), lost numbers and names, source syllables per second."""
    import sacrebleu

    model = Ct2Translator(a.weights)
    for name in ("flores_dev", "vlsp_dev"):
        source, target = development(a.data, name)
        start = time.perf_counter()
        english = model.translate(source)
        seconds = time.perf_counter() - start
        bleu, chrf = sacrebleu.corpus_bleu(english, [target]), sacrebleu.corpus_chrf(english, [target])
        speed = sum(len(s.split()) for s in source) / seconds
        print(f"{name}: BLEU {bleu.score:.1f}  chrF {chrf.score:.1f}  {speed:.0f} syllables/s")
        print(f"    sentences losing a number {lost(numbers, source, target, english)}", end="")
        print(f", a copied name {lost(copied, source, target, english)}")


def opening(title: str, body: Sequence[str], model: Ct2Summarizer) -> str:
    """As many sentences as the model reads in one call, or the first one cut to its length."""
    room = model.room - model.length(title)
    shown: list[str] = []
    for sentence in body:
        room -= model.length(sentence)
        if room < 0 and shown:
            break
        shown.append(sentence)
    return " ".join(" ".join(shown).split()[:260])


def summarizer(a: argparse.Namespace) -> None:
    """ROUGE of the summariser, the title and LEAD-2 on both scales, and how often a summary invents."""
    with lzma.open(a.data / "eval/vietnews_val_2000.jsonl.xz", "rt", encoding="utf8") as file:
        rows = [json.loads(unicodedata.normalize("NFC", line)) for line in file][: a.limit or None]
    model = Ct2Summarizer(a.weights)
    articles = [(r["title"], opening(r["title"], r["body"], model)) for r in rows]
    start = time.perf_counter()
    summaries = model.summarize(articles, style="abstract")
    seconds = time.perf_counter() - start
    systems = {
        "summarizer": summaries,
        "title": [r["title"] for r in rows],
        "lead-2": [" ".join(r["body"][:2]) for r in rows],
    }
    references = [r["abstract"] for r in rows]
    for name, texts in systems.items():
        syllable, ascii_scale = rouge(texts, references, Syllables()), rouge(texts, references, None)
        print(f"{name}: syllable {syllable}  ascii {ascii_scale}")
    lacking = [missing(s, f"{r['title']} {' '.join(r['body'])}") for s, r in zip(summaries, rows, strict=True)]
    numbers = sum(any(w.isdigit() for w in words) for words in lacking)
    names = sum(any(not w.isdigit() for w in words) for words in lacking)
    print(f"of {len(rows)} summaries, {numbers} hold a number and {names} a name the article lacks")
    print(f"{len(rows) / seconds:.1f} articles/s")


def loss(a: argparse.Namespace) -> None:
    """Nats a piece on 200 pairs of each source: far less on those seen in training means they are known by heart."""
    import sentencepiece
    import torch
    import torch.nn.functional as functional

    folder = (a.weights or COMPACT) / "translator"
    model, pieces = load(folder).eval(), sentencepiece.SentencePieceProcessor(model_file=str(folder / "spm.model"))
    sets = {name: read_pairs(str(a.data / f"parallel/{name}.tsv.xz")) for name in TRAINED_ON}
    for name in ("flores_dev", "vlsp_dev"):
        sets[name] = list(zip(*development(a.data, name), strict=True))
    for name, pairs in sets.items():
        nats = count = 0.0
        for vi, en in random.Random(1).sample(pairs, min(200, len(pairs))):
            source, target = ([*pieces.encode(t), EOS] for t in mask_pair(unicodedata.normalize("NFC", vi), en))
            labels = torch.tensor(target)
            with torch.inference_mode():
                out = model(input_ids=torch.tensor([source]), decoder_input_ids=torch.tensor([[PAD, *target[:-1]]]))
            nats += float(functional.cross_entropy(out.logits[0], labels, reduction="sum"))
            count += len(target)
        print(f"{name}: {nats / count:.2f} nats a piece, {'seen' if name in TRAINED_ON else 'not seen'} in training")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("model", choices=["translator", "summarizer", "loss"])
    p.add_argument("data", type=Path)
    p.add_argument("--weights", type=Path, help="a folder of weights with a manifest.json; the shipped ones if absent")
    p.add_argument("--limit", type=int, default=0)
    a = p.parse_args()
    {"translator": translator, "summarizer": summarizer, "loss": loss}[a.model](a)


if __name__ == "__main__":
    main()
