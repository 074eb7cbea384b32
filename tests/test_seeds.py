"""The hand-written references are well-formed and say no number that the article lacks."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from summarize.wording import MONTHS

SEEDS = Path(__file__).parents[1] / "seeds"
ARTICLES = sorted((SEEDS / "articles").glob("*.txt"))
NUMBER_WORDS = {"two": "hai", "three": "ba", "four": "bốn", "five": "năm", "six": "sáu", "ten": "mười"}


def reference(article: Path) -> dict:
    return json.loads((SEEDS / "references" / f"{article.stem}.json").read_text(encoding="utf-8"))


def test_five_articles_each_with_a_reference():
    assert len(ARTICLES) == 5
    assert {p.stem for p in (SEEDS / "references").iterdir()} == {p.stem for p in ARTICLES}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_reference_is_well_formed(article):
    ref = reference(article)
    assert list(ref) == ["headline", "brief", "points", "summary_vi"]
    assert len(ref["headline"].split()) <= 14 and not ref["headline"].endswith(".")
    assert 45 <= len(ref["brief"].split()) <= 80
    assert 3 <= len(ref["points"]) <= 5 and all(not point.endswith(".") for point in ref["points"])
    assert 2 <= len(re.findall(r"(?<!St)[.!?](?=\s+[A-ZĐÔ]|$)", ref["summary_vi"])) <= 3
    for english in (ref["headline"], ref["brief"], *ref["points"]):
        assert english.isascii(), "Vietnamese names stand without diacritics"
    assert ref["summary_vi"] == unicodedata.normalize("NFC", ref["summary_vi"])


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_every_number_of_a_reference_stands_in_the_article(article):
    ref = reference(article)
    source = unicodedata.normalize("NFC", article.read_text(encoding="utf-8"))
    held = {number.lstrip("0") for number in re.findall(r"\d+", source)}
    for english in (ref["headline"], ref["brief"], *ref["points"], ref["summary_vi"]):
        assert set(re.findall(r"\d+", english)) <= held
        for month in re.findall("|".join(MONTHS), english):
            assert str(MONTHS.index(month) + 1) in held or month == "May"
        for word, vietnamese in NUMBER_WORDS.items():
            assert not re.search(rf"\b{word}\b(?! sides)", english) or vietnamese in source


@pytest.mark.parametrize("article", ARTICLES, ids=lambda p: p.stem)
def test_every_vietnamese_name_of_a_reference_stands_in_the_article(article):
    def fold(text: str) -> str:
        plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        return "".join(c for c in plain if not unicodedata.combining(c))

    ref = reference(article)
    source = fold(article.read_text(encoding="utf-8"))
    for name in ("Luong Tam Quang", "To Lam", "Shoigu", "Sergei", "Sergey", "Patrushev", "Nikolai", "Hun Manith"):
        if any(name in english for english in (ref["brief"], *ref["points"])):
            assert name in source
