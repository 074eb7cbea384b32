"""News pairs for the translator's second stage: close to the articles it reads, in one house style.

    python -m models.training.prepare_news DATA_DIR OUT.tsv

The synthetic news twice, ALT, VLSP, parts of EVBCorpus, PhoMT and the bilingual sites, official names, and the
sentences of the summaries three times.  Tone marks of the source stand in the classic place, as at run time.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from pathlib import Path

from models.training.seq2seq import read_pairs

MOST = {
    "alt_wikinews": 20000,
    "vlsp_news": 19000,
    "evb_news": 20000,
    "crawl_news": 3000,
    "phomt_test": 10000,
    "gov": 71,
}
NEW_STYLE = dict(
    zip(
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),
        strict=True,
    )
)
FINAL = re.compile(rf"(?<![qQ])({'|'.join(NEW_STYLE)})(?!\w)")


def classic(text: str) -> str:
    """Lower-case ``hoà`` as ``hòa``; the run-time's ``summarize.vietnamese.tone_style`` does the same for all cases."""
    return FINAL.sub(lambda match: NEW_STYLE[match[0]], text)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("data", type=Path)
    p.add_argument("out", type=Path)
    a = p.parse_args()
    rng = random.Random(3)
    rows = read_pairs(f"{a.data}/parallel/synthetic_news.tsv.xz:2")
    for name, most in MOST.items():
        pairs = read_pairs(f"{a.data}/parallel/{name}.tsv.xz")
        rng.shuffle(pairs)
        rows += pairs[:most]
    with lzma.open(a.data / "news_vi/summaries_vi_en.jsonl.xz", "rt", encoding="utf8") as file:
        for line in file:
            row = json.loads(line)
            if len(row["vi"]) == len(row["en"]):
                rows += list(zip(row["vi"], row["en"], strict=True)) * 3
    rng.shuffle(rows)
    a.out.write_text("".join(f"{classic(vi)}\t{en}\n" for vi, en in rows), "utf8")
    print(f"{len(rows)} pairs")


if __name__ == "__main__":
    main()
