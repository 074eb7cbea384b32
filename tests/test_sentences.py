"""Sentence spans lose nothing, keep order, and stop where a reader would."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.text import tone_style
from summarize.sentences import split

CASES = json.loads((Path(__file__).parent / "cases" / "sentences.json").read_text("utf-8"))
PIECES = st.sampled_from(
    ["TP.", "Ông ", "nói", "…", ".", "“", "”", " ", "\n", "3,2", "1.500", "A.", "?", ")", "./.", "Hà"]
)


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=range(len(CASES)))
def test_sentences_end_where_a_reader_stops(text: str, wanted: list[str]) -> None:
    assert [text[s:e] for s, e in split(text)] == wanted


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_spans_hold_every_character_once_and_in_order(text: str) -> None:
    spans = split(text)
    assert all(s < e for s, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())
    assert not any("\n" in text[s:e] or text[s:e] != text[s:e].strip() for s, e in spans)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=100))
def test_tone_style_keeps_length_and_settles(text: str) -> None:
    once = tone_style(text)
    assert len(once) == len(text)
    assert tone_style(once) == once


def test_tone_style_has_one_form() -> None:
    assert tone_style("hoà, thuỷ, khoẻ, quý, quỳ, Uỷ, hoàng") == "hòa, thủy, khỏe, quý, quỳ, Ủy, hoàng"
