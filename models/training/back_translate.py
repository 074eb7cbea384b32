"""English news → training pairs whose Vietnamese side a reversed model wrote (back-translation, Sennrich et al. 2016).

    python -m models.training.back_translate DATA_DIR INT8_DIR OUT.tsv

``INT8_DIR`` holds an en→vi model exported by ``seq2seq export``, trained on ``prepare_parallel --reverse``.  Every
source begins with ``TAG``, so that the translator can tell machine-made Vietnamese from real (Caswell et al. 2019); at
run time none does.  Dropped: lines of under 4 or over 60 words, odd lengths, repetitions, and pairs whose English holds
a number or symbol that the Vietnamese lost, which would teach inventing.
"""

from __future__ import annotations

import argparse
import lzma
import random
import re
from collections.abc import Iterator
from pathlib import Path

from models.ct2 import Ct2Model
from models.slots import SYMBOLS, mask_pair, plain
from models.training.prepare_parallel import sound

TAG = "~ "
SHORTEST, LONGEST = 4, 60  # words of an English line
LONGEST_PIECES = 160  # of a Vietnamese line
CHUNK = 8192


def english(data: Path) -> list[str]:
    """The lines of ``news_en/wmt_news`` that are long and short enough."""
    with lzma.open(data / "news_en/wmt_news.txt.xz", "rt", encoding="utf8") as file:
        lines = [plain(line.strip()) for line in file]
    return [line for line in lines if SHORTEST <= len(line.split()) <= LONGEST]


def translate(lines: list[str], folder: Path) -> Iterator[tuple[str, str]]:
    """(Vietnamese, English) of each line, greedy, shortest first."""
    engine = Ct2Model(folder)
    lines = sorted(lines, key=len)
    for part in (lines[k : k + CHUNK] for k in range(0, len(lines), CHUNK)):
        found = engine.generate(part, 1, lambda _: LONGEST_PIECES, beam=1)
        yield from ((hypotheses[0].text, line) for hypotheses, line in zip(found, part, strict=True))


def usable(vi: str, en: str) -> bool:
    """Whether a machine-made sentence has about the right length and does not repeat itself."""
    syllables, words = vi.split(), len(en.split())
    grams = [tuple(syllables[i : i + 3]) for i in range(len(syllables) - 2)]
    return sound(vi, en) and 0.7 * words <= len(syllables) <= 2.2 * words + 4 and len(grams) - len(set(grams)) < 2


def kept(vi: str, en: str) -> bool:
    """Whether every number and symbol of the masked English stands in the masked Vietnamese."""
    marks = {c for c in vi if c in SYMBOLS}
    return {c for c in en if c in SYMBOLS} == marks and set(re.findall(r"\d+", en)) <= set(re.findall(r"\d+", vi))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("data", type=Path)
    p.add_argument("int8", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--limit", type=int)
    a = p.parse_args()
    lines = english(a.data)[: a.limit]
    masked = (mask_pair(vi, en) for vi, en in translate(lines, a.int8) if usable(vi, en))
    rows = [f"{TAG}{vi}\t{en}\n" for vi, en in masked if kept(vi, en)]
    random.Random(5).shuffle(rows)
    a.out.write_text("".join(rows), "utf8")
    print(f"{len(rows)} pairs of {len(lines)} lines")


if __name__ == "__main__":
    main()
