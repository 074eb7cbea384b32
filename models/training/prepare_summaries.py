"""Vietnamese news articles → ``source<TAB>target`` lines for the summariser.

    python -m models.training.prepare_summaries DATA_DIR OUT.tsv [--limit N] [--briefs 10]

Two kinds of pairs, told apart by the separator that the run-time uses too:

* ``title | text``  → the article's own abstract (VietNews, Bao Moi), one or two sentences;
* ``title || text`` → a brief of two to four sentences (``summaries_vi_en``), repeated ``--briefs`` times.

``text`` is the opening of the article, up to ``--syllables``.  Published abstracts invent: a third of those with a
number hold one the article lacks.  A pair is kept only when every number of the target, and nearly every name,
stands in the *visible* source; when it stands further down the article, up to two sentences that hold it are moved
into view, which teaches copying instead of inventing.  Numbers, dates and names are masked as at run time
(``models.slots``), the target with the symbols of its source.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from models.slots import mask, mask_like

DIGITS = re.compile(r"\d+")
NAMES = re.compile(r"(?<!^)(?<![.!?“\"] )\b[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]\w+")
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def missing(target: str, source: str) -> set[str]:
    """Numbers and capitalised words of ``target`` that ``source`` lacks."""
    numbers = set(DIGITS.findall(target)) - set(DIGITS.findall(source))
    return numbers | {n for n in NAMES.findall(target) if n not in source}


def visible(title: str, sentences: list[str], target: str, room: int) -> str | None:
    """The opening of the article plus what the target needs from further down; None when it is not there."""
    shown: list[str] = []
    rest: list[str] = []
    for sentence in sentences:
        room -= len(sentence.split())
        (shown if room >= 0 and not rest else rest).append(sentence)
    lack = missing(target, f"{title} {' '.join(shown)}")
    for _ in range(2):
        if not lack or not rest:
            break
        best = min(rest, key=lambda s: len(missing(" ".join(sorted(lack)), s)))
        rest.remove(best)
        shown.append(best)
        lack = missing(target, f"{title} {' '.join(shown)}")
    numbers = any(word.isdigit() for word in lack)
    return None if numbers or len(lack) > 0.1 * len(NAMES.findall(target)) else " ".join(shown)


def read_jsonl(path: Path) -> Iterator[dict[str, object]]:
    with lzma.open(path, "rt", encoding="utf8") as file:
        for line in file:
            yield json.loads(unicodedata.normalize("NFC", line))


def articles(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    """(title, abstract, body sentences) of the two corpora."""
    for name in ("vietnews_train", "vietnews_val_rest"):
        for row in read_jsonl(data / "news_vi" / f"{name}.jsonl.xz"):
            yield str(row["title"]), str(row["abstract"]), [str(s) for s in row["body"]]  # type: ignore[attr-defined]
    for row in read_jsonl(data / "news_vi/baomoi_2017.jsonl.xz"):
        yield str(row["title"]), str(row["lead"]).rstrip(". ") + ".", SENTENCE.split(str(row["body"]))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("data", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--lead", type=float, default=0.3, help="share of inputs that hold the lead, as real articles do")
    p.add_argument("--syllables", type=int, default=150)
    p.add_argument("--brief-syllables", type=int, default=230)
    p.add_argument("--briefs", type=int, default=10)
    p.add_argument("--share", type=float, default=1.0, help="share of the articles looked at")
    p.add_argument("--limit", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    rng, seen, pairs = random.Random(a.seed), 0, []
    for title, target, body in articles(a.data):
        if rng.random() >= a.share:
            continue
        seen += 1
        if not 15 <= len(target.split()) <= 70 or sum(len(s.split()) for s in body) < 80:
            continue
        source = visible(title, ([target] if rng.random() < a.lead else []) + body, target, a.syllables)
        if source is not None:
            pairs.append((f"{title} | {source}", target))
    kept = len(pairs)
    rng.shuffle(pairs)
    pairs = pairs[: a.limit or None]
    briefs = 0
    for row in read_jsonl(a.data / "news_vi/summaries_vi_en.jsonl.xz"):
        title, _, text = str(row["text"]).partition("\n")
        target = " ".join(str(s) for s in row["vi"])  # type: ignore[attr-defined]
        source = visible(title, SENTENCE.split(text.strip()), target, a.brief_syllables)
        if source is not None and len(source.split()) < 1.5 * a.brief_syllables:
            briefs += 1
            pairs += [(f"{title} || {source}", target)] * a.briefs
    rng.shuffle(pairs)
    with open(a.out, "w", encoding="utf8") as file:
        for source, target in pairs:
            masked, symbols = mask(" ".join(source.split()))
            file.write(f"{masked}\t{mask_like(' '.join(target.split()), symbols)}\n")
    print(f"{kept} of {seen} articles and {briefs} briefs kept, {len(pairs)} lines written")


if __name__ == "__main__":
    main()
