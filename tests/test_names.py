"""Names: found, traced to the source, mended."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.text import fold
from summarize import names


@pytest.mark.parametrize(
    ("english", "source", "expected"),
    [
        ("The Ministry of Public Security said so.", "Bộ Công an cho biết", []),
        ("The National Assembly met in Hanoi.", "Quốc hội họp ở Hà Nội", []),
        ("He flew to Moscow's airport.", "Ông bay tới Mátxcơva", []),
        ("He met Xi Jinping.", "Ông gặp Tập Cận Bình", []),
        ("He met Keir Starmer.", "Ông gặp Thủ tướng Keir Starmer", []),
        ("He met Boris Karlov.", "Ông gặp Thủ tướng Keir Starmer", ["Boris Karlov"]),
        ("It joined the WHO and ASEAN.", "Tham gia Tổ chức Y tế Thế giới và ASEAN", []),
        ("It joined NATO.", "Tham gia ASEAN", ["NATO"]),
        ("Ships sailed the East Sea.", "Tàu đi trên Biển Đông", []),
        ("On Monday in May he left.", "Ông đi", []),
        ("Stores in Da Nang closed.", "Cửa hàng ở Đà Nẵng đóng cửa", []),
    ],
)
def test_unsupported(english: str, source: str, expected: list[str]) -> None:
    assert names.unsupported(english, source) == expected


@pytest.mark.parametrize(
    ("english", "source", "expected"),
    [
        ("Police met Tran Vann Bay.", "Công an gặp Trần Văn Bảy", "Police met Tran Van Bay."),
        ("It is Lương Quang.", "Là Lương Quang", "It is Luong Quang."),
        ("He saw Bessent Skott.", "Ông gặp Trần Văn Bảy", "He saw Bessent Skott."),
        ("He met Kier Starmmer's men.", "Gặp người của Keir Starmer", "He met Keir Starmer's men."),
    ],
)
def test_repair(english: str, source: str, expected: str) -> None:
    assert names.repair(english, source) == expected


def test_missing() -> None:
    assert names.missing("Gặp ông Nguyễn Văn Tám ở Hà Nội", "He met him in Hanoi.") == ["Nguyen Van Tam"]
    assert names.missing("Gặp ông Nguyễn Văn Tám", "He met Tam.") == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_crashes(one: str, other: str) -> None:
    names.english(one)
    names.unsupported(one, other)
    names.missing(one, other)
    names.repair(one, other)
    assert fold(fold(one)) == fold(one)


@pytest.mark.parametrize(
    ("english", "source", "expected"),
    [
        ("in St. Petersburg (Nga)", "tại St. Petersburg (Nga)", "in St. Petersburg (Russia)"),
        ("the ASEAN-Nga meeting", "hội nghị ASEAN-Nga", "the ASEAN-Russia meeting"),
        ("He left Han Quoc.", "Ông rời Hàn Quốc.", "He left South Korea."),
        ("Ms. Nga left (Anh came).", "Chị Nga đi, Anh đến.", "Ms. Nga left (Anh came)."),
    ],
)
def test_countries_left_in_vietnamese(english: str, source: str, expected: str) -> None:
    assert names.repair(english, source) == expected
