"""Which articles tell the same story in nearly the same words: one agency report on several sites, a page saved twice.

Two texts are near-duplicates when they share at least half of their syllable trigrams (Jaccard), and where both have
numbers enough, half of the numbers too: a daily report of prices, draws or weather keeps its words and changes those.
MinHash bands [1] find the pairs worth comparing, the comparison itself is exact.

[1] Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.text import fold

# Of the seeds, the one pair of the same story has 0.68, the next pair 0.07; of 70 pages of the press, three of the same
# press briefing have 0.78 and more, the next pair, two stories with the same background paragraphs, 0.33.
ALIKE = 0.5
SAME_NUMBERS = 0.5
ENOUGH = 4  # numbers that a text must have for them to tell anything
SIZE = 3  # syllables in a shingle

# Texts at 0.5 meet in one of 40 bands of 3 with 99.5 %, at 0.6 with 99.99 %; at 0.1 with 4 %.
BANDS, ROWS = 40, 3
LOOKS = 20  # a text is compared with at most so many stories of a bucket, so that boilerplate costs no square of it
_FACTORS = np.random.default_rng(1997).integers(1, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64) * 2 + 1

Hashes = NDArray[np.uint32]


@dataclass(frozen=True)
class Sketch:
    """A text as the sorted hashes of its shingles, and its numbers."""

    shingles: Hashes
    numbers: frozenset[str]


def sketch(text: str) -> Sketch:
    """What of ``text`` is compared: words without case, diacritics and punctuation."""
    words = re.findall(r"\w+", fold(text).lower())
    count = max(1, len(words) - SIZE + 1) if words else 0
    hashes = {zlib.crc32(" ".join(words[i : i + SIZE]).encode("utf-8", "replace")) for i in range(count)}
    return Sketch(np.array(sorted(hashes), dtype=np.uint32), frozenset(w for w in words if w.isdecimal()))


def likeness(a: Sketch, b: Sketch) -> float:
    """The share of the two texts' shingles that both have, 0 to 1; 0 for empty texts.

    >>> likeness(sketch("Hà Nội mở tuyến buýt số 7"), sketch("Ha Noi: mở tuyến buýt số 7"))
    1.0
    """
    both = len(np.intersect1d(a.shingles, b.shingles, assume_unique=True))
    return both / max(1, len(a.shingles) + len(b.shingles) - both)


def alike(a: Sketch, b: Sketch) -> bool:
    """Whether two texts are near-duplicates."""
    fewer = min(len(a.numbers), len(b.numbers))
    if fewer >= ENOUGH and len(a.numbers & b.numbers) < SAME_NUMBERS * fewer:
        return False
    return likeness(a, b) >= ALIKE


def groups(texts: Sequence[str]) -> list[list[int]]:
    """The places of ``texts`` by story: each place once, in order, in a group with its near-duplicates.

    Whatever the order of the texts, the same ones come together.  Empty texts stand alone.  Takes time in proportion
    to the number of texts.

    >>> groups(["Sáng 3/5, Hà Nội mở tuyến buýt số 7.", "Giá vàng tăng.", "SÁNG 3/5 Hà Nội mở tuyến buýt số 7", ""])
    [[0, 2], [1], [3]]
    """
    sketches = [sketch(text) for text in texts]
    parent = list(range(len(texts)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    same: dict[tuple[bytes, frozenset[str]], int] = {}
    for i, one in enumerate(sketches):
        if len(one.shingles):
            parent[i] = same.setdefault((one.shingles.tobytes(), one.numbers), i)
    # The longest text first: it stands for its story in the comparisons below.
    order = sorted(same.values(), key=lambda i: (-len(sketches[i].shingles), sketches[i].shingles.tobytes()))
    unlike: set[tuple[int, int]] = set()
    for bucket in _buckets(sketches, order):
        stories: list[int] = []
        for i in bucket:
            for j in stories:
                if find(i) == find(j):
                    break
                if (j, i) in unlike:
                    continue
                if alike(sketches[i], sketches[j]):
                    parent[find(i)] = find(j)
                    break
                unlike.add((j, i))
            else:
                if len(stories) < LOOKS:
                    stories.append(i)
    found: dict[int, list[int]] = defaultdict(list)
    for i in range(len(texts)):
        found[find(i)].append(i)
    return list(found.values())


def _buckets(sketches: Sequence[Sketch], order: Sequence[int]) -> Iterator[list[int]]:
    """The places of texts that agree in all the least hashes of a band, two texts or more."""
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for i in order:
        least = (_FACTORS * sketches[i].shingles >> np.uint64(32)).min(axis=1).astype(np.uint32)
        for band, rows in enumerate(least.reshape(BANDS, ROWS)):
            buckets[band, rows.tobytes()].append(i)
    return (bucket for bucket in buckets.values() if len(bucket) > 1)
