"""The checks of a brief."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import checks
from summarize.records import BriefSentence

ARTICLE = "Ngày 25/2, ông Trần Văn Bảy cho biết công ty trả 3,2 tỷ đồng cho 106 người ở Hà Nội."


def test_a_good_sentence_has_no_flags() -> None:
    good = "On February 25, Tran Van Bay said the company paid VND3.2 billion to 106 people in Hanoi."
    assert checks.sentence_flags(good, ARTICLE, ARTICLE) == ()


def test_flags_say_what_is_wrong() -> None:
    flags = checks.sentence_flags("Le Van Cu of Hue paid 45 people.", ARTICLE, ARTICLE)
    assert "number not in the article: 45" in flags
    assert "number of the source sentence missing: 25/2" in flags
    assert any(f.startswith("name not in the article: ") for f in flags)


def test_check_gathers() -> None:
    wrong = BriefSentence(en="It paid 45 people, said Boris Karlov.", vi=ARTICLE)
    result = checks.check([wrong, wrong], f"Tin\n{ARTICLE}")
    assert result.numbers_unsupported == ("45",)
    assert result.names_unsupported == ("Boris Karlov",)
    assert result.repetition


def test_small_checks() -> None:
    assert not checks.repetition(["The dog ran home.", "The cat slept all day in the sun."])
    assert checks.dropped(ARTICLE, "He spoke.")
    assert not checks.complete("He said (so.")
    assert checks.complete('"Go," he said.')
    assert checks.vi_unsupported("Ông Lê Văn Cừ trả 45 người.", ARTICLE) != []
    assert checks.vi_unsupported(ARTICLE, ARTICLE) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_crashes(one: str, two: str, three: str) -> None:
    checks.sentence_flags(one, two, three)
    checks.check([BriefSentence(en=one, vi=two)], f"{two}\n{three}")
    checks.vi_unsupported(one, two)
    checks.repetition([one, two, three])
