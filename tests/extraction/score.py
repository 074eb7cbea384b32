"""How well articles are found on the labelled pages: ``python tests/extraction/score.py`` prints the table.

Options: ``--raise-floors`` writes better figures to ``floors.json`` and refuses to lower any; ``--worst N`` shows the
N pages with the lowest F1, those of dev unless ``--half held`` is given (rules are tuned on dev only).

Measures, in per cent.  f1: tokens of the extracted paragraphs against the label, mean over pages.  whole: true
paragraphs that came out as exactly one paragraph.  leak: pages on which a line of four words or more that is not the
article got in.  loss: pages that lack a true paragraph or a part of it.  title, published, source, authors: right ones,
where nothing is right if the page says nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from models.errors import InputError
from summarize.articles import extract
from summarize.documents import from_bytes

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
LESS_IS_BETTER = ("leak", "loss")
MEASURES = ("f1", "whole", "leak", "loss", "title", "published", "source", "authors")
LEAK_WORDS = 4


def _make() -> Any:
    spec = importlib.util.spec_from_file_location("extraction_make", HERE / "make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def plain(text: str) -> str:
    """NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def f1(found: str, wanted: str) -> float:
    """Token F1 of two texts; 1 where both are empty.

    >>> f1("a b c", "b c d e")
    0.5714285714285714
    """
    a, b = Counter(found.split()), Counter(wanted.split())
    if not a and not b:
        return 1.0
    return 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()))


def score_page(page: dict[str, Any]) -> dict[str, Any]:
    """The measures of one page as shares, with the leaked lines and lost paragraphs."""
    wanted = [plain(paragraph) for paragraph in page["paragraphs"]]
    try:
        article = extract(from_bytes(page["text"].encode(), f"{page['id']}.txt"))
        found = [plain(paragraph) for paragraph in article.paragraphs]
    except InputError:
        article, found = None, []
    text, true = " ".join(found), " ".join(wanted)
    leaked = [c for c in map(plain, page["chrome"]) if len(c.split()) >= LEAK_WORDS and c in text and c not in true]
    lost = [paragraph for paragraph in wanted if paragraph not in text]
    score: dict[str, Any] = {"id": page["id"], "half": page["half"], "leaked": leaked, "lost": lost}
    score |= {"f1": f1(text, true), "leak": bool(leaked), "loss": bool(lost)}
    score["whole"] = sum(paragraph in found for paragraph in wanted) / len(wanted) if wanted else float(not found)
    if wanted:
        if page["title"]:
            score["title"] = article is not None and plain(article.title) == plain(page["title"])
        score["published"] = article is not None and article.published == page["published"]
        score["source"] = article is not None and article.source == page["source"]
        score["authors"] = article is not None and list(article.authors) == page["authors"]
        score["said"] = (article.title, article.published, article.source, article.authors) if article else None
    return score


def score_all(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [score_page(page) for page in pages]


def table(scores: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """For each half each measure, in per cent with one decimal."""
    rows: dict[str, dict[str, float]] = {}
    for half in ("dev", "held"):
        row = rows[half] = {}
        for measure in MEASURES:
            values = [float(s[measure]) for s in scores if s["half"] == half and measure in s]
            row[measure] = round(100 * sum(values) / len(values), 1)
    return rows


def misses(figures: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> list[str]:
    """The measures that are worse than their floor, in words.

    >>> misses({"dev": {"f1": 90.0, "leak": 3.0}}, {"dev": {"f1": 91.0, "leak": 3.0}})
    ['dev f1: 90.0, floor 91.0']
    """
    return [
        f"{half} {measure}: {figures[half][measure]}, floor {floor}"
        for half, row in floors.items()
        for measure, floor in row.items()
        if (figures[half][measure] > floor if measure in LESS_IS_BETTER else figures[half][measure] < floor)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the extraction on the labelled pages.")
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--half", choices=("dev", "held"), default=None)
    options = parser.parse_args()
    make = _make()
    pages = make.make_pages()
    scores = score_all(pages)
    figures = table(scores)
    print("half  pages " + "".join(f"{measure:>10}" for measure in MEASURES))
    for half, row in figures.items():
        count = sum(page["half"] == half for page in pages)
        print(f"{half:5} {count:5} " + "".join(f"{row[measure]:10.1f}" for measure in MEASURES))
    shown = [s for s in scores if s["half"] == (options.half or "dev")]
    for score in sorted(shown, key=lambda s: s["f1"])[: options.worst]:
        print(f"\n{score['id']}  f1 {100 * score['f1']:.1f}")
        for what in ("leaked", "lost"):
            for line in score[what]:
                print(f"  {what}: {line[:110]}")
    if not options.raise_floors:
        return 0
    held = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"floors": {}}
    mark = make.fingerprint(pages)
    if held["floors"] and held["fingerprint"] != mark:
        print("\nThe pages have changed; the old floors were set on other pages:", held["fingerprint"])
    worse = misses(figures, held["floors"])
    if worse:
        print("\nRefused, floors are never lowered:", *worse, sep="\n  ")
        return 1
    FLOORS.write_text(json.dumps({"fingerprint": mark, "floors": figures}, indent=1) + "\n", "utf-8")
    print(f"\nwritten: {FLOORS}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
