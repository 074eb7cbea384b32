"""Numbers, dates and names as symbols: what is masked, what comes back, what is left to the model."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import slots
from models.slots import english, fits, mask, mask_like, mask_pair, vietnamese

CASES = json.loads((Path(__file__).parent / "cases" / "slots.json").read_text(encoding="utf-8"))


def meanings(vi: str) -> list[str]:
    return [slot.forms[0] for slot in slots.find(vi, ranks=True)]


@pytest.mark.parametrize(
    ("vi", "english"),
    [
        ("Ngày 25/2, hãng lãi 3,2 tỷ đồng.", ["February 25", "3.2 billion"]),
        ("từ 07-09/02 và từ ngày 23 đến 25/4/2024", ["February 7-9", "April 23 to 25, 2024"]),
        ("Sáng 9.12, ông đến Hà Nội.", ["December 9"]),
        ("ngày 25 tháng 2 năm 2026", ["February 25, 2026"]),
        ("quý I/2026 và quý IV", ["first quarter of 2026", "fourth quarter"]),
        ("trong tháng 2/2026", ["February 2026"]),
        ("lúc 17h30 chiều, 7h tối và 22h", ["5:30 p.m.", "7 p.m.", "10 p.m."]),
        ("trong 24h qua", []),
        (
            "Lúc 9 giờ theo giờ Việt Nam, 21 giờ ngày 5/2 và lúc 7 giờ sáng",
            ["9 a.m.", "9 p.m.", "February 5", "7 a.m."],
        ),
        ("trong 24 giờ qua, lúc 9 giờ đêm, sau hơn 3 giờ cùng ngày", ["24"]),
        ("từ 19 giờ đến 22 giờ ngày 10/3", ["7 p.m.", "10 p.m.", "March 10"]),
        (
            "106 quốc gia, 1.500 tỷ đồng, 500 nghìn người, 1.500.000 đồng",
            ["106", "1.5 trillion", "500,000", "1,500,000"],
        ),
        ("tăng 8,02% lên 1,5 triệu", ["8.02", "1.5 million"]),
        ("thắng 2-1 sau 3 trận", []),
        ("năm 2025", ["2025"]),
        ("Đại tướng Lương Tam Quang gặp ông Sergei Shoigu", ["General Luong Tam Quang", "Sergei Shoigu"]),
        ("Đoàn Việt Nam và thượng tướng Lê Huy Vịnh", ["Senior Lieutenant General Le Huy Vinh"]),
        ("Thủ tướng Phạm Minh Chính thăm Đắk Lắk", ["Pham Minh Chinh", "Dak Lak"]),
        ("phường An Phú, đường Nguyễn Trãi", ["An Phu", "Nguyen Trai"]),
        ("Thành phố Hồ Chí Minh, Hà Nội, Thái Bình Dương", ["Ho Chi Minh City"]),
        ("Tổng thống Nga Vladimir Putin và Tổng thống Mỹ Donald Trump", ["Vladimir Putin", "Donald Trump"]),
        ("do Trung tướng Hun Manith và Kim Jong Un chủ trì", ["Lieutenant General Hun Manith", "Kim Jong Un"]),
        ("Theo Reuters, ông Tim Cook gặp ông Xi Jinping", ["Reuters", "Tim Cook", "Xi Jinping"]),
        ("Campuchia, Bộ Công an và ASEAN", ["Ministry of Public Security"]),
        ("Bộ trưởng Bộ Ngoại giao tiếp Bộ Ngoại giao Mỹ", ["Minister of Foreign Affairs", "US State Department"]),
        ("cơ sở y tế, cán bộ y tế và tiến bộ khoa học và công nghệ; Sở Y tế", ["Department of Health"]),
        ("Bộ Quốc phòng và Thủ tướng Đức", []),
        ("các Bộ Công an, Tài chính; có các phó thủ tướng", []),
        ("theo phó thủ tướng Trần Văn Nam", ["Deputy Prime Minister", "Tran Van Nam"]),
        (
            "dự Hội nghị quốc tế các lãnh đạo cấp cao phụ trách các vấn đề an ninh lần thứ 12",
            ["International Meeting of High Representatives for Security Issues", "12"],
        ),
        ("tiêm kích Su-57 và chip của Nvidia", ["Su-57", "Nvidia"]),
    ],
)
def test_what_is_masked(vi: str, english: list[str]) -> None:
    assert meanings(vi) == english


@pytest.mark.parametrize(
    ("vi", "expected"),
    CASES["find"] + [pytest.param(*case, marks=pytest.mark.xfail(strict=True)) for case in CASES["known_failures"]],
)
def test_numbers_and_dates(vi: str, expected: list[list[str]]) -> None:
    found = [[slot.kind, slot.forms[0]] for slot in slots.find(vi)]
    assert [slot for slot in found if slot[0] in ("number", "date")] == expected


def test_a_pair_is_masked_on_both_sides_or_not_at_all() -> None:
    vi, en = mask_pair("Ông Nguyễn Văn Bảy, 45 tuổi, có 12 con bò.", "Nguyen Van Bay, 45, has a dozen cows.")
    assert vi.count("12") == 1 and "45" not in vi + en
    assert [c for c in vi if c in slots.SYMBOLS] == [c for c in en if c in slots.SYMBOLS]


def test_a_value_said_twice_has_one_symbol() -> None:
    masked, symbols = mask("Ông Putin nói 30 nước, 30 tổ chức và ông Putin tin như vậy.")
    assert sorted(slot.surface for slot in symbols.values()) == ["30", "Putin"]
    assert all(masked.count(symbol) == 2 for symbol in symbols)


def test_a_translation_that_lost_or_doubled_a_symbol_does_not_fit() -> None:
    masked, symbols = mask("Có 30 người ở 45 xã.")
    one, other = symbols
    assert fits(f"{one} people in {other} communes", masked)
    assert not fits(f"{one} people", masked)
    assert not fits(f"{one} people in {other} communes and {other}", masked)
    assert not fits(f"{one} people in {other} communes of {slots.NAMES[3]}", masked)
    name = slots.NAMES[0]
    assert fits(f"{name} met {name}", name, spare=1) and not fits(f"{name} met {name}", name)


def test_ordinals_get_their_ending() -> None:
    _, symbols = mask("kỳ họp thứ 21 và 112")
    one, other = symbols
    assert english(f"the {one}th and the {other}nd", symbols) == "the 21st and the 112th"


def test_more_values_than_symbols_leaves_the_rest_standing() -> None:
    text = ", ".join(str(n) for n in range(11, 31)) + " người"
    masked, symbols = mask(text)
    assert len(symbols) == len(slots.NUMBERS) and "30" in masked
    assert vietnamese(masked, symbols) == text


def test_a_summary_takes_the_symbols_of_its_article() -> None:
    article = "Ngày 9/12, Đại tướng Lương Tam Quang gặp ông Sergei Shoigu cùng 25 quan chức."
    masked, symbols = mask(article)
    summary = mask_like("25 quan chức gặp Lương Tam Quang hôm 9 tháng 12 ở 14 nơi.", symbols)
    assert set(summary) & set(slots.SYMBOLS) < set(masked)
    assert "14" in summary and "25" not in summary and "Lương" not in summary
    assert vietnamese(summary, symbols) == "25 quan chức gặp Lương Tam Quang hôm 9/12 ở 14 nơi."


@settings(deadline=None)
@given(st.text(alphabet="aăâ đNgTrầnVũ 0123456789.,/-%hgàớ\ue000\ue00c\n'()", max_size=60))
def test_masking_loses_no_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    masked, symbols = mask(text)
    found = slots.find(slots.clean(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    rest = slots.clean(text)
    for slot in reversed(found):
        rest = rest[: slot.start] + rest[slot.end :]
    assert set(symbols) <= set(slots.SYMBOLS)
    if len(symbols) == len({slot.key for slot in found}):
        assert "".join(c for c in masked if c not in slots.SYMBOLS) == rest


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Cơ quan chức năng Liên bang Nga", "Cơ quan chức năng Nga"),
        ("nhân dân Liên bang Nga", "nhân dân Nga"),
        ("Thủ tướng CHLB Đức thăm CHDCND Lào", "Thủ tướng Đức thăm Lào"),
        ("Đại sứ Cộng hoà Pháp", "Đại sứ Pháp"),
        ("Cộng hòa nhân dân Trung Hoa", "Trung Quốc"),
        ("Đảng Cộng hòa Mỹ", None),
        ("Đảng Những người Cộng hòa Pháp", None),
        ("Đảng Nhân dân Cộng hòa Thổ Nhĩ Kỳ", None),
        ("Vệ binh Cộng hòa Pháp", None),
        ("ngân sách liên bang Nga", None),
        ("công ty dầu khí nhà nước Kuwait", None),
        ("Thư ký Hội đồng An ninh Liên bang Nga", None),
        ("Cộng hòa Dominica", None),
    ],
)
def test_countries_go_by_their_short_names_unless_part_of_another_name(long: str, short: str | None) -> None:
    assert slots.short_names(slots.clean(long)) == (short or long)


def test_a_long_country_name_in_a_term_of_the_users_own_stays() -> None:
    extra = (("Đại sứ quán Cộng hoà Pháp", "French Embassy"),)
    _, symbols = slots.mask_sentence("Đại sứ quán Cộng hòa Pháp ở Hà Nội và nước Cộng hòa Pháp", extra)
    assert [slot.forms[0] for slot in symbols.values()] == ["French Embassy"]


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("Diễn đàn ASEAN-Nga", "Đoàn dự Diễn đàn ASEAN-Nga."),
        ("Hiệp hội các quốc gia Đông Nam Á (ASEAN)", "Đoàn thăm Hiệp hội các quốc gia Đông Nam Á (ASEAN)."),
    ],
)
def test_a_term_of_the_users_own_with_asean_in_it_is_found(term: str, sentence: str) -> None:
    _, symbols = slots.mask_sentence(sentence, ((term, "own English"),))
    assert [slot.forms[0] for slot in symbols.values()] == ["own English"]


@pytest.mark.parametrize(
    ("vi", "english"),
    [
        (
            "Nhận lời mời của Đại tướng Shoigu Sergey Kuzhugetovich, Thư ký Hội đồng An ninh Liên bang Nga, Đoàn đại "
            "biểu do Thượng tướng Lương Tam Quang, Ủy viên Bộ Chính trị, Bộ trưởng làm Trưởng đoàn đã sang thăm.",
            [
                "General Shoigu Sergey Kuzhugetovich, Secretary of the Security Council of the Russian Federation",
                "Senior Lieutenant General Luong Tam Quang, Politburo member and Minister",
            ],
        ),
        (
            "Đại tướng Tô Lâm, Ủy viên Bộ Chính trị, Bí thư Trung ương Đảng, Bộ trưởng Bộ Công an đã dự.",
            [
                "General To Lam, Politburo member, Secretary of the Party Central Committee and "
                "Minister of Public Security"
            ],
        ),
        (
            "Cùng dự có ông Lê Văn Tâm, Thứ trưởng Bộ Tài chính.",
            ["Le Van Tam, Deputy Minister of Finance"],
        ),
        # behind a fronted phrase an office without a comma after it is the next subject
        (
            "Theo đề nghị của Đại tướng Lê Văn Tâm, Bộ trưởng Bộ Công an, Thủ tướng Chính phủ đã ký quyết định.",
            ["General Le Van Tam, Minister of Public Security", "Prime Minister"],
        ),
        ("Tại buổi tiếp ông Putin, Tổng Bí thư khẳng định điều đó.", ["Putin", "General Secretary"]),
        # an office that goes on is left to the translator
        (
            "Ông Lê Văn Tâm, Thứ trưởng Bộ Y tế kiêm Giám đốc bệnh viện nói.",
            ["Le Van Tam", "Deputy Minister of Health"],
        ),
        # a place is nobody's name, an office may be the next person's, an institution is no office
        ("Tại Đà Nẵng, Bộ trưởng Bộ Công an đã tiếp đoàn.", ["Da Nang", "Minister of Public Security"]),
        (
            "Dự có Đại tướng Lê Văn Tâm, Bộ trưởng Bộ Tài chính Trần Văn Nam.",
            ["General Le Van Tam", "Minister of Finance", "Tran Van Nam"],
        ),
        ("Theo Đại tướng Lê Văn Tâm, Bộ Công an đã báo cáo.", ["General Le Van Tam", "Ministry of Public Security"]),
    ],
)
def test_a_person_and_the_offices_after_the_name_are_one(vi: str, english: list[str]) -> None:
    _, symbols = slots.mask_sentence(vi)
    assert sorted(slot.forms[0] for slot in symbols.values()) == sorted(english)


def test_offices_stand_between_commas_and_only_once() -> None:
    _, symbols = slots.mask_sentence(
        "Đại tướng Lê Văn Tâm, Bộ trưởng Bộ Công an đã tiếp ông Lý Nam, Thứ trưởng Bộ Y tế."
    )
    (general, deputy) = symbols
    assert slots.english(f"{general} received {deputy} at {general}'s home, and {general} spoke.", symbols) == (
        "General Le Van Tam, Minister of Public Security, received Ly Nam, Deputy Minister of Health, at "
        "General Le Van Tam's home, and General Le Van Tam spoke."
    )
    assert slots.english(f"{general}, left {deputy}.", symbols) == (
        "General Le Van Tam, Minister of Public Security, left Ly Nam, Deputy Minister of Health."
    )
    assert slots.english(f"At {general}'s invitation, a {general}-led team met {deputy}'s.", symbols) == (
        "At the invitation of General Le Van Tam, Minister of Public Security, a General Le Van Tam-led team met "
        "Ly Nam's."
    )
    assert slots.english(f"Speaking on {general}'s behalf", symbols) == (
        "Speaking on behalf of General Le Van Tam, Minister of Public Security"
    )


def test_an_owner_without_offices_stays_before_what_he_owns() -> None:
    masked, symbols = slots.mask_sentence("Nga ngừng tập kích theo đề nghị của Tổng thống Mỹ Donald Trump.")
    (trump,) = (symbol for symbol in symbols if symbol in masked and "Trump" in symbols[symbol].forms[0])
    assert slots.english(f"Russia halts attacks at President {trump}'s request", symbols) == (
        "Russia halts attacks at President Donald Trump's request"
    )


def test_an_abbreviation_in_brackets_stays_one() -> None:
    masked, symbols = slots.mask_sentence("Ngân hàng Nhà nước (NHNN)")
    assert slots.english(masked, symbols) == "State Bank of Vietnam (SBV)"


@pytest.mark.parametrize(
    ("english", "filled"),
    [
        ("On this, \ue014 and the police agree.", "On this, the Ministry of Public Security and the police agree."),
        ("a delegation of \ue014", "a delegation of the Ministry of Public Security"),
        ("the \ue014", "the Ministry of Public Security"),
        ("Vietnam's \ue014", "Vietnam's Ministry of Public Security"),
        ("\ue014 warns of fraud", "Ministry of Public Security warns of fraud"),
    ],
)
def test_a_ministry_gets_its_article(english: str, filled: str) -> None:
    _, symbols = slots.mask_sentence("Bộ Công an")
    assert slots.english(english, symbols) == filled


def test_the_plural_of_a_list_holds_for_the_offices_in_it() -> None:
    listed = "Dự có các thư ký, cố vấn, phó thủ tướng và đại biểu."
    assert slots.mask_sentence(listed) == ("Dự có các thư ký, cố vấn, các phó thủ tướng và đại biểu.", {})
    assert slots.mask_sentence("Theo phó thủ tướng, mưa đã ngớt.")[1]


def test_an_aide_to_a_president_is_no_vice_president() -> None:
    _, symbols = slots.mask_sentence("Trợ lý Tổng thống Nga Yury Ushakov nói về đàm phán.")
    assert "presidential aide" in {slot.forms[0] for slot in symbols.values()}


def test_a_visit_without_an_object_is_paid() -> None:
    assert slots.english("The team visited and attended a forum in Minsk.", {}) == (
        "The team paid a visit and attended a forum in Minsk."
    )
    assert slots.english("They visited and renovated 12 schools.", {}) == "They visited and renovated 12 schools."


@pytest.mark.parametrize(
    ("english", "wanted"),
    [
        ("It will help ports detect fraud, train staff.", "It will help ports detect fraud and train staff."),
        (
            "They met to ensure order, prevent floods and fires.",
            "They met to ensure order and prevent floods and fires.",
        ),
        ("to ensure order, prevent fires and protect forests.", "to ensure order, prevent fires and protect forests."),
        ("to ensure order, safety and health.", "to ensure order, safety and health."),
    ],
)
def test_the_last_of_two_infinitives_gets_its_and(english: str, wanted: str) -> None:
    assert slots.english(english, {}) == wanted
