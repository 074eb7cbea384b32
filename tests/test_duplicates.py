"""Near-duplicates fold, other stories of the same subject do not, whatever the order."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from summarize.articles import extract
from summarize.documents import from_bytes
from summarize.duplicates import alike, groups, likeness, sketch

SEEDS = [
    extract(from_bytes(path.read_bytes(), path.name)).text
    for path in sorted((Path(__file__).parents[1] / "seeds" / "articles").glob("*.txt"))
]


def story(seed: int, words: int = 200) -> str:
    """A text of made-up syllables."""
    draw = random.Random(seed)
    return " ".join(draw.choice("bcdđghklmnrstvx") + draw.choice("aăâeêioôơuư") + "nh" for _ in range(words))


def test_of_the_seeds_exactly_the_first_two_are_one_story():
    assert groups(SEEDS) == [[0, 1], [2], [3], [4]]


def test_likeness_is_symmetric_and_one_for_the_same_text():
    sketches = [sketch(text) for text in [*SEEDS, "", "Một câu.", story(1)]]
    for a, b in combinations(sketches, 2):
        assert 0 <= likeness(a, b) == likeness(b, a) <= 1
        assert alike(a, b) == alike(b, a)
    assert all(likeness(a, a) == 1 for a in sketches if len(a.shingles))


@pytest.mark.parametrize("seed", range(3))
def test_groups_do_not_depend_on_the_order_and_lose_nothing(seed):
    texts = [*SEEDS, SEEDS[3][: len(SEEDS[3]) * 3 // 4], "", "", story(1), story(1) + " thêm", story(2)]
    order = random.Random(seed).sample(range(len(texts)), len(texts))
    found = groups([texts[i] for i in order])
    assert sorted(i for group in found for i in group) == list(range(len(texts)))
    assert {frozenset(order[i] for i in group) for group in found} == {
        *(frozenset(group) for group in ([0, 1], [2], [3, 5], [4], [6], [7], [8, 9], [10]))
    }


def test_case_diacritics_and_punctuation_do_not_matter():
    assert groups([SEEDS[4], SEEDS[4].upper(), SEEDS[4].replace(",", "").replace("Đ", "D")]) == [[0, 1, 2]]


def test_the_same_words_with_other_numbers_are_another_story():
    report = story(3) + " vàng miếng {} triệu, vàng nhẫn {} triệu, tăng {} nghìn, bán ra {} triệu đồng"
    assert groups([report.format(81, 79, 300, 83), report.format(84, 82, 500, 86)]) == [[0], [1]]
    assert groups([report.format(81, 79, 300, 83), report.format(81, 79, 300, 84)]) == [[0, 1]]


def test_empty_texts_stand_alone_and_short_ones_fold():
    assert groups([]) == []
    assert groups(["", " . ", "Hà Nội", "hà nội", "Huế"]) == [[0], [1], [2, 3], [4]]


def test_boilerplate_and_many_copies_do_not_cost_the_square(monkeypatch):
    from summarize import duplicates

    looked = []
    monkeypatch.setattr(duplicates, "likeness", lambda a, b: looked.append(1) or likeness(a, b))
    frame = story(4, 60)
    texts = [f"{frame} {story(100 + i, 90)}" for i in range(300)] + [f"{story(5)} bản {i}" for i in range(300)]
    found = groups(texts)
    assert len(found) == 301 and max(map(len, found)) == 300
    assert len(looked) < 600 * duplicates.LOOKS * 2
