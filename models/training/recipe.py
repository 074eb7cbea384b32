"""The whole way from data to shipped int8 weights, one command for each model.

    python -m models.training.recipe translator DATA WORK --minutes 240
    python -m models.training.recipe summarizer DATA WORK --minutes 120

Preparing and training run only where their result is missing, and training goes on from its last checkpoint: a command
that was stopped is simply given again.  The summariser starts from the translator's checkpoint (same vocabulary).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from models.catalog import COMPACT_LICENCE
from models.slots import mask_pair
from models.training.seq2seq import DONE
from models.weights import write_manifest

#: What keeps a small corpus from being learnt by heart.
AGAINST_HEART = ["--sample", 0.3, "--blank", 0.06, "--channels", 0.1]


def step(*command: object) -> None:
    """Run one module of this package as a process of its own; its failure ends the recipe."""
    words = [str(c) for c in command]
    print("+", *words, flush=True)
    subprocess.run([sys.executable, "-m", *words], check=True)


def write_dev(source: Path, target: Path, out: Path) -> None:
    """Two line-aligned files as masked ``source<TAB>target`` lines; the learning curve counts symbols as words."""
    pairs = zip(source.read_text("utf8").splitlines(), target.read_text("utf8").splitlines(), strict=True)
    masked = (mask_pair(s, t) for s, t in pairs)
    out.write_text("".join(f"{s}\t{t}\n" for s, t in masked), "utf8")


def translator(a: argparse.Namespace) -> None:
    """Masked pairs, vocabulary, a reversed model and what it back-translates, training on all of it, int8 export."""
    pairs = a.work / "parallel.tsv"
    pieces = Path(a.init) / "spm.model" if a.init else a.work / "joint.model"
    if not pairs.exists():
        step("models.training.prepare_parallel", a.data, pairs)
    if not pieces.exists():
        step("models.training.seq2seq", "spm", "--data", pairs, "--out", a.work / "joint")
    dev = a.work / "flores_dev.tsv"
    write_dev(a.data / "eval/flores_dev/dev.vi", a.data / "eval/flores_dev/dev.en", dev)
    first, reverse, back, out = (a.work / name for name in ("first", "reverse", "back.tsv", "translator"))
    both = ["--spm", pieces, *AGAINST_HEART]
    watched = [*both, "--dev", dev, "--dev-size", 200]
    train(first, a.init, *watched, "--data", pairs, "--minutes", 0.4 * a.minutes)
    if not back.exists():
        reverse_pairs = a.work / "reverse.tsv"
        if not reverse_pairs.exists():
            step("models.training.prepare_parallel", a.data, reverse_pairs, "--reverse")
        options = ["--data", reverse_pairs, "--minutes", 0.1 * a.minutes, "--decay", 0.05 * a.minutes]
        train(reverse, first, *both, *options)
        step("models.training.seq2seq", "export", "--out", reverse, "--ct2", a.work / "reverse-int8")
        step("models.training.back_translate", a.data, a.work / "reverse-int8", back)
    train(out, first, *watched, "--data", pairs, back, "--minutes", 0.5 * a.minutes, "--decay", 0.4 * a.minutes)
    step("models.training.seq2seq", "export", "--out", out, "--ct2", a.work / "int8/translator")


def train(out: Path, init: Path | None, *options: object) -> None:
    """Train ``out`` unless that was done; one that was stopped begins its minutes anew at its last checkpoint."""
    if (out / DONE).exists():
        return
    start = ["--resume"] if (out / "state.pt").exists() else ["--init", init] if init else []
    step("models.training.seq2seq", "train", "--out", out, *options, *start)


def summarizer(a: argparse.Namespace) -> None:
    """Filtered article-summary pairs, training from the translator's checkpoint, int8 export."""
    pairs = a.work / "summaries.tsv"
    if not pairs.exists():
        step("models.training.prepare_summaries", a.data, pairs, "--limit", 115000)
    init = Path(a.init or a.work / "translator")
    out = a.work / "summarizer"
    lengths = ["--data", pairs, "--spm", init / "spm.model", "--max-src", 352, "--max-tgt", 160]
    rates = ["--minutes", a.minutes, "--decay", a.minutes * 0.65, "--muon", 1.5e-3, "--lr", 1e-3, "--warmup", 60]
    train(out, init, *lengths, *rates)
    step("models.training.seq2seq", "export", "--out", out, "--ct2", a.work / "int8/summarizer")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("model", choices=["translator", "summarizer"])
    p.add_argument("data", type=Path)
    p.add_argument("work", type=Path)
    p.add_argument("--minutes", type=float, required=True)
    p.add_argument("--init", type=Path, help="a checkpoint folder to start from")
    a = p.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    {"translator": translator, "summarizer": summarizer}[a.model](a)
    write_manifest(a.work / "int8", COMPACT_LICENCE)


if __name__ == "__main__":
    main()
