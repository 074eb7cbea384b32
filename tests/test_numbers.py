"""Numbers in both languages: cases as data, and properties over any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import numbers
from summarize.numbers import Quantity

CASES = json.loads((Path(__file__).parent / "cases" / "numbers.json").read_text(encoding="utf-8"))
NUMBERISH = st.text(alphabet="0123456789 .,/-:hg%$tỷriệuđồngnămbaxtVXImaypercentFebruary'\n", max_size=60)


def holds(quantities: list[Quantity], kind: str, value: float) -> bool:
    return any(q.kind == kind and value in (q.value, *q.also) for q in quantities)


def cases(key: str) -> list[object]:
    """The cases of a key, and after them what the code cannot do yet: a test fails when one of these passes."""
    known = CASES["known_failures"].get(key, [])
    return CASES[key] + [pytest.param(*case, marks=pytest.mark.xfail(strict=True)) for case in known]


def readings(quantities: list[Quantity]) -> list[list[object]]:
    return [[q.kind, q.value] for q in quantities if q.kind != "word"]


@pytest.mark.parametrize(("text", "kind", "value"), cases("vietnamese"))
def test_vietnamese(text: str, kind: str, value: float) -> None:
    assert holds(numbers.vietnamese(text), kind, value), numbers.vietnamese(text)


@pytest.mark.parametrize(("text", "expected"), cases("vietnamese_all"))
def test_vietnamese_and_nothing_else(text: str, expected: list[list[object]]) -> None:
    assert readings(numbers.vietnamese(text)) == expected


@pytest.mark.parametrize(("text", "kind", "value"), cases("english"))
def test_english(text: str, kind: str, value: float) -> None:
    assert holds(numbers.english(text), kind, value), numbers.english(text)


@pytest.mark.parametrize(("text", "expected"), cases("english_all"))
def test_english_and_nothing_else(text: str, expected: list[list[object]]) -> None:
    assert readings(numbers.english(text)) == expected


@pytest.mark.parametrize(("english", "source", "expected"), cases("unsupported"))
def test_unsupported(english: str, source: str, expected: list[str]) -> None:
    assert [n.rstrip(".") for n in numbers.unsupported(english, source)] == [n.rstrip(".") for n in expected]


@pytest.mark.parametrize(("source", "english", "expected"), cases("missing"))
def test_missing(source: str, english: str, expected: list[str]) -> None:
    assert numbers.missing(source, english) == expected


@pytest.mark.parametrize(("english", "source", "expected"), cases("repair"))
def test_repair(english: str, source: str, expected: str) -> None:
    assert numbers.repair(english, source) == expected
    assert numbers.repair(expected, source) == expected


def test_there_are_enough_cases() -> None:
    counted = {key: len(cases) for key, cases in CASES.items() if key != "known_failures"}
    assert sum(counted.values()) >= 750 and min(counted.values()) >= 39


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), NUMBERISH), st.one_of(st.text(max_size=60), NUMBERISH))
def test_no_text_crashes(one: str, other: str) -> None:
    for q in [*numbers.vietnamese(one), *numbers.english(one)]:
        assert 0 <= q.span[0] < q.span[1] <= len(one)
    numbers.unsupported(one, other)
    numbers.missing(one, other)
    numbers.repair(one, other)
    numbers.unsupported_vietnamese(one, other)


@settings(deadline=None)
@given(st.integers(min_value=10, max_value=10**13), st.sampled_from(["number", "money", "percent"]))
def test_a_written_number_reads_back(value: int, kind: str) -> None:
    text = numbers.to_english(Quantity(float(value), kind, "", (0, 0), "USD" if kind == "money" else ""))
    assert any(q.value == pytest.approx(value) for q in numbers.english(text)), text


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(1, 28))
def test_a_written_date_reads_back(month: int, day: int) -> None:
    text = numbers.to_english(Quantity(month * 100.0 + day, "date", "", (0, 0)))
    assert holds(numbers.english(text), "date", month * 100 + day)
    assert numbers.unsupported(text, f"ngày {day}/{month}") == []


@settings(deadline=None)
@given(st.integers(0, 1439))
def test_a_written_time_reads_back(minutes: int) -> None:
    text = numbers.to_english(Quantity(float(minutes), "time", "", (0, 0)))
    assert holds(numbers.english(text), "time", minutes), text
