"""Parallel text → masked pairs for the translator: numbers, dates and names as symbols on both sides.

    python -m models.training.prepare_parallel DATA_DIR OUT.tsv [--plain 0.1] [--reverse]

The sources of ``DATA_DIR/parallel``, the sentences of the summaries, and pairs this project wrote itself for what the
rest lacks (``house_pairs.tsv``: made-up news, long formal sentences, knowledge prose), news more often than the rest
(``TIMES``); ``--reverse`` writes unmasked English → Vietnamese lines of four words and more, each source once, for the
model of ``back_translate``.
Tone marks of the source stand in the classic place and the English has no diacritics, as at run time.  A share of the
pairs stays unmasked, so that the model can also spell what ``models.slots`` does not find.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import unicodedata
from pathlib import Path

from models.slots import SYMBOLS, clean, mask_pair, plain
from models.training.seq2seq import read_pairs

HOUSE = Path(__file__).with_name("house_pairs.tsv")
TIMES = {
    "synthetic_news": 3,
    "alt_wikinews": 2,
    "vlsp_news": 2,
    "gov": 5,
    "dictionary_gloss": 0,
    "summaries": 3,
    "house": 4,
    "translated_news": 3,  # sentences of ``news_vi`` translated by HOUSE_STYLE.md, where somebody has made that file
}
_MARKED = re.compile("[ăâđêôơưạ-ỹáàãéèẽíìĩóòõúùũý]", re.IGNORECASE)


def sound(vi: str, en: str) -> bool:
    """Whether the source is Vietnamese and neither side is a list left over from a program."""
    syllables = len(vi.split())
    unmarked = syllables > 6 and len(_MARKED.findall(vi)) < 0.3 * syllables
    return not unmarked and not vi.startswith("['") and not en.startswith("['")


def pairs(data: Path, times: dict[str, int]) -> list[tuple[str, str]]:
    """All pairs, each source as often as ``times`` says, once where it says nothing."""
    rows = read_pairs(str(HOUSE)) * times["house"]
    for path in sorted((data / "parallel").glob("*.tsv.xz")):
        rows += read_pairs(str(path)) * times.get(path.name.split(".")[0], 1)
    with lzma.open(data / "news_vi/summaries_vi_en.jsonl.xz", "rt", encoding="utf8") as file:
        for line in file:
            row = json.loads(line)
            if len(row["vi"]) == len(row["en"]):
                rows += list(zip(row["vi"], row["en"], strict=True)) * times["summaries"]
    return rows


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("data", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--plain", type=float, default=0.1, help="share of pairs left unmasked")
    p.add_argument("--reverse", action="store_true", help="unmasked English → Vietnamese, each source once")
    p.add_argument("--seed", type=int, default=5)
    a = p.parse_args()
    rng = random.Random(a.seed)
    lines, masked, dropped = [], 0, 0
    times = {name: min(n, 1) for name, n in TIMES.items()} if a.reverse else TIMES
    for vi, en in pairs(a.data, times):
        vi = unicodedata.normalize("NFC", vi)
        if not sound(vi, en):
            dropped += 1
            continue
        if a.reverse:
            if len(vi.split()) > 3:
                lines.append(f"{plain(en)}\t{clean(vi)}\n")
            continue
        vi, en = (clean(vi), plain(en)) if rng.random() < a.plain else mask_pair(vi, en)
        masked += any(symbol in vi for symbol in SYMBOLS)
        lines.append(f"{vi}\t{en}\n")
    rng.shuffle(lines)
    a.out.write_text("".join(lines), "utf8")
    print(f"{len(lines)} pairs, {masked} of them with symbols; {dropped} dropped")


if __name__ == "__main__":
    main()
