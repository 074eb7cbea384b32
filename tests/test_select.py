"""Which sentences are taken for a brief: few, short enough, the sound ones first, in the article's order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import select
from summarize.records import OWN, BriefSentence
from summarize.select import Candidate
from summarize.sentences import split

TITLE = "Thị trấn An Phú mở thư viện mới cho học sinh"
TEXT = (
    "Sáng 5/3, thị trấn An Phú mở thư viện mới cho học sinh với 12.000 đầu sách thiếu nhi.\n\n"
    "Bà Nguyễn Thị Lan, người quản lý thư viện, cho biết các em mượn sách miễn phí trong hai tuần. "
    "Cuối tuần, nơi đây tổ chức những buổi kể chuyện và lớp học vẽ cho trẻ nhỏ.\n\n"
    "“Chúng tôi đã chờ đợi ngày này từ rất lâu và cảm thấy vô cùng hạnh phúc”, một phụ huynh chia sẻ. "
    "Người dân địa phương góp tiền và công sức để xây dựng công trình trong suốt một năm qua."
)
SPANS = split(TEXT)
WHOLE = (0, len(TEXT))

Ranked = list[tuple[Candidate, BriefSentence]]


def pair(place: int, size: int, score: float = 1.0, *flags: str) -> tuple[Candidate, BriefSentence]:
    """A candidate that shares no word with one of another place, with English of ``size`` words."""
    english = " ".join(f"w{place}x{k}" for k in range(size))
    vietnamese = " ".join(f"v{place}x{k}" for k in range(max(1, size)))
    spans = ((place * 10, place * 10 + 9),)
    return Candidate(vietnamese, spans, place, score, False), BriefSentence(english, vietnamese, spans, flags)


def places(chosen: list[BriefSentence]) -> list[int]:
    return [s.evidence[0][0] // 10 for s in chosen]


def size(chosen: list[BriefSentence]) -> int:
    return sum(len(s.en.split()) for s in chosen)


# --- take ------------------------------------------------------------------------------------------------------

FLAGS = st.lists(st.sampled_from([OWN, "repeats itself", "number not in the article: 9"]), max_size=3)
ENTRIES = st.lists(st.tuples(st.integers(0, 70), st.floats(-3, 5), FLAGS), max_size=10)


@settings(deadline=None)
@given(ENTRIES, st.integers(20, 200))
def test_take_keeps_its_bounds(entries: list[tuple[int, float, list[str]]], aim: int) -> None:
    most = aim * 4 // 3
    ranked = [pair(k, n, score, *flags) for k, (n, score, flags) in enumerate(entries)]
    chosen = select.take(ranked, aim, most)
    assert len(chosen) <= select.MOST_SENTENCES
    assert bool(chosen) == bool(ranked)
    assert size(chosen) <= most or len(chosen) == 1
    assert places(chosen) == sorted(set(places(chosen)))
    if any(s.en for _, s in ranked):
        assert all(s.en for s in chosen)
    if len(chosen) > 2:
        assert any(size([*chosen[:k], *chosen[k + 1 :]]) < aim for k in range(len(chosen)))


def test_take_stops_at_four_sentences_and_at_the_aim() -> None:
    assert places(select.take([pair(k, 5) for k in range(9)], 60, 80)) == [0, 1, 2, 3]
    assert places(select.take([pair(k, 30) for k in range(9)], 60, 80)) == [0, 1]
    assert places(select.take([pair(k, 35) for k in range(2)], 30, 80)) == [0, 1]


def test_take_passes_over_a_sentence_that_does_not_fit() -> None:
    ranked = [pair(0, 30, 5), pair(1, 60, 4), pair(2, 25, 3)]
    assert places(select.take(ranked, 60, 80)) == [0, 2]


def test_only_a_lone_sentence_may_be_too_long() -> None:
    assert places(select.take([pair(0, 100)], 30, 40)) == [0]
    assert places(select.take([pair(0, 100), pair(1, 60), pair(2, 90)], 30, 40)) == [1]


def test_a_sentence_without_english_is_taken_only_where_there_is_no_other() -> None:
    assert places(select.take([pair(0, 0, 9), pair(1, 100, 0)], 30, 40)) == [1]
    assert places(select.take([pair(0, 0, 9), pair(1, 20, 0)], 30, 40)) == [1]


def test_take_of_nothing_is_nothing() -> None:
    assert select.take([], 60, 80) == []


def test_take_prefers_sentences_without_flags() -> None:
    for flag in ("repeats itself", "untranslated words", "name not in the article: Khanh"):
        ranked = [pair(0, 30, 1.0, flag), pair(1, 30), pair(2, 30)]
        assert places(select.take(ranked, 60, 80)) == [1, 2]


def test_what_the_article_does_not_say_costs_more_than_a_doubt() -> None:
    ranked = [pair(0, 30, 1.0, "number not in the article: 9"), pair(1, 30, 0.5, "may have lost part"), pair(2, 30)]
    assert places(select.take(ranked, 60, 80)) == [1, 2]


def test_the_articles_own_sentence_costs_nothing() -> None:
    ranked = [pair(0, 30, 1.0), pair(1, 30, 1.5, OWN), pair(2, 30, 1.2)]
    assert places(select.take(ranked, 60, 80)) == [1, 2]


def test_take_gives_the_articles_order_whatever_the_scores() -> None:
    ranked = [pair(k, 15, score) for k, score in ((3, 9.0), (0, 1.0), (2, 5.0), (1, 7.0))]
    assert places(select.take(ranked, 60, 80)) == [0, 1, 2, 3]


def test_take_does_not_say_the_same_twice() -> None:
    first = pair(0, 20, 3)
    again = (Candidate(first[0].vi, ((10, 19),), 1, 2.9, True), BriefSentence(first[1].en, first[1].vi, ((10, 19),)))
    assert places(select.take([first, again, pair(2, 20, 0)], 60, 80)) == [0, 2]


# --- candidates and evidence -----------------------------------------------------------------------------------


def test_candidates_are_ranked_and_rest_on_the_article() -> None:
    found = select.candidates(TITLE, TEXT, [("Thị trấn An Phú mở thư viện mới cho học sinh.", WHOLE)])
    assert 2 <= len(found) <= select.TRANSLATED
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert {c.own for c in found} == {True, False}
    for candidate in found:
        assert candidate.evidence
        assert set(candidate.evidence) <= set(SPANS)
        assert SPANS[candidate.place] == candidate.evidence[0]
    assert not next(c for c in found if c.vi.endswith("cho học sinh.")).own


def test_an_article_sentence_that_the_summary_copies_stands_once() -> None:
    copied = TEXT[SPANS[0][0] : SPANS[0][1]]
    found = select.candidates(TITLE, TEXT, [(copied, WHOLE)])
    assert [c.vi for c in found].count(copied) == 1


def test_unsound_summary_sentences_are_no_candidates() -> None:
    own = {c.vi for c in select.candidates(TITLE, TEXT, [])}
    assert own
    for summary in (
        "",
        "Thị trấn An Phú mở thư viện mới cho học sinh với 99.000 đầu sách.",
        "Bà Phạm Thu Hằng, người quản lý thư viện, cho biết các em mượn sách miễn phí.",
        "Thị trấn An Phú mở thư viện mới cho",
        "Giá dầu thế giới tăng mạnh.",
        "Sách vẽ tuần sinh miễn chuyện thị người trẻ mới phí lớp trấn.",
    ):
        assert {c.vi for c in select.candidates(TITLE, TEXT, [(summary, WHOLE)])} == own, summary


def test_the_articles_sentences_are_candidates_even_where_all_are_too_short_or_unstopped() -> None:
    assert select.candidates(TITLE, "Trời mưa. Đường trơn.", [])
    assert select.candidates(TITLE, "Trời mưa suốt từ sáng sớm cho đến tận đêm khuya", [])
    assert select.candidates(TITLE, "", []) == []


def test_evidence_is_the_sentence_copied_or_the_two_joined() -> None:
    first, second, third = ((s, e) for s, e in SPANS[:3])
    assert select.evidence(TEXT[second[0] : second[1]], TEXT, SPANS)[0] == second
    joined = f"{TEXT[first[0] : first[1] - 1]}, {TEXT[third[0] : third[1]]}"
    assert set(select.evidence(joined, TEXT, SPANS)) == {first, third}
    assert select.evidence("Oil prices rose.", TEXT, SPANS) == ()
    assert select.evidence("Thư viện mới.", TEXT, []) == ()


def test_support_is_the_share_of_pairs_found() -> None:
    sentence = TEXT[SPANS[0][0] : SPANS[0][1]]
    assert select.support(sentence, TEXT, [SPANS[0]]) == 1.0
    assert select.support(sentence, TEXT, []) == 0.0
    assert 0.0 < select.support("Thị trấn An Phú đóng cửa bể bơi", TEXT, [SPANS[0]]) < 1.0


def test_tone_marks_of_either_habit_are_one_word() -> None:
    assert select.words("Hoà bình, khoẻ") == select.words("Hòa bình, khỏe")


def test_a_link_to_the_sentence_before_is_left_out_or_holds_the_sentence_back() -> None:
    rest = "thị trấn An Phú sẽ mở thêm hai thư viện mới cho học sinh các trường trong năm tới."
    for opening in ("Do đó, ", "Tuy nhiên, ", "Bên cạnh đó, "):
        text = f"Trời mưa. {opening}{rest}"
        found = next(c for c in select.candidates("", text, []) if rest in c.vi)
        assert found.vi == rest and text[slice(*found.evidence[0])] == rest
    leaning = f"Trước tình hình đó {rest}"
    first = select.candidates("", f"Trời mưa. {leaning}\n\nTrời mưa. {rest.capitalize()}", [])[0]
    assert first.vi == rest.capitalize()
    assert not select.LINK.match("Trong hai ngày 5 và 6/3, đoàn làm việc tại Huế.")
    assert not select.LINK.match("Theo Bộ Công an, ba người đã bị bắt.")


def test_a_caption_left_in_the_text_is_no_candidate() -> None:
    caption, told = "Lê Đình Truyền tại cơ quan công an.", "Lê Đình Truyền tại cơ quan công an đã khai hết sự việc."
    speaks = "Thượng tướng Trần Đơn phát biểu tại hội nghị chiều 5/6."
    found = [c.vi for c in select.candidates("Bắt tên cướp", f"{caption} {told} {speaks}", [])]
    assert found == [told]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vụ tai nạn khiến ba người tử vong tại hiện trường.",
        "Thủ tướng Phạm Minh Chính tiếp Đại tướng Shoigu tại trụ sở Chính phủ chiều 5/2.",
        "Lễ ký kết diễn ra tại trụ sở Bộ Công an sáng 5/2.",
        "Nghi phạm thừa nhận toàn bộ hành vi phạm tội tại cơ quan điều tra.",
    ],
)
def test_a_short_sentence_with_a_place_at_its_end_is_no_caption(sentence: str) -> None:
    assert not select.CAPTION.match(sentence)


def test_the_middle_of_somebodys_words_is_no_candidate() -> None:
    middle = "Giá lương thực trong vùng đã tăng gấp đôi chỉ sau hai tháng mưa lũ."
    text = (
        f"“Chúng tôi rất lo cho bà con trong những ngày tới. {middle} Phải có gạo trước thứ sáu”, ông Lê Văn Tâm nói."
    )
    found = [c.vi for c in select.candidates("Lũ ở miền Trung", text, [])]
    assert middle not in found and any("ông Lê Văn Tâm nói" in vi for vi in found)


@pytest.mark.parametrize(
    "quotation", ['“Chúng tôi rất lo", ông Tâm nói.', "“Chúng tôi lo“, ông Tâm nói.", 'Tivi 55" bán chạy.']
)
def test_a_stray_mark_hides_no_sentence_behind_it(quotation: str) -> None:
    after = ["Nước lũ đã cuốn trôi ba trăm ngôi nhà trong đêm.", "Tỉnh cấp năm tấn gạo cho bà con vùng lũ."]
    found = [c.vi for c in select.candidates("Lũ ở miền Trung", " ".join((quotation, *after)), [])]
    assert set(after) <= set(found)


def test_a_heading_run_into_a_paragraph_does_not_reach_the_brief() -> None:
    sentence = "Chiều 3/2, thương lái mua tại ao với giá 31.000 đồng một kg, cao nhất từ đầu năm."
    text = f"Người nuôi phấn khởi {sentence} {sentence.replace('31', '32')}"
    assert next(c.vi for c in select.candidates("Cá tra tăng giá", text, [])) == sentence


@pytest.mark.parametrize("pointing", ["Ông cho biết", "Theo bà, hiện", "Tham dự hội nghị có", "Họ khẳng định,"])
def test_what_points_at_a_sentence_is_known(pointing: str) -> None:
    found = select.candidates("", f"{TEXT}\n\n{pointing} hai trăm đơn vị đã góp ý cho bản kế hoạch này.", [])
    assert [c.vi.startswith(pointing) for c in found if c.points] == [True]


@pytest.mark.parametrize("named", ["Ông Tâm cho biết", "Theo bà Lan, hiện", "Ông chủ quán phở nói", "Theo bà con, nay"])
def test_what_names_points_at_nothing(named: str) -> None:
    found = select.candidates("", f"{TEXT}\n\n{named} hai trăm đơn vị đã góp ý cho bản kế hoạch này.", [])
    assert not any(c.points for c in found)


def test_a_sentence_that_points_stands_behind_its_own_or_last() -> None:
    ranked = [pair(0, 20, 3), pair(4, 20, 2), pair(2, 20, 1), pair(1, 20, 0.5)]
    ranked[1] = replace(ranked[1][0], points=True), ranked[1][1]
    assert places(select.take(ranked, 60, 80)) == [0, 1, 2]
    ranked[0] = pair(3, 20, 3)
    assert places(select.take(ranked, 60, 80)) == [2, 3, 4]
    assert places(select.take(ranked[1:3], 60, 80)) == [2, 4]
