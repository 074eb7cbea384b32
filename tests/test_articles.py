"""The five seeds come out as a careful person would clean them, and other pages by the same rules."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from models.errors import InputError
from summarize.articles import extract, shorten
from summarize.documents import read_document
from summarize.records import Article, Document

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parent / "seeds" / "articles").glob("*.txt"))
ONE = "Thành phố vừa mở tuyến buýt số 7 nối bến xe phía đông với khu chợ cũ ở trung tâm."
TWO = "Ông Trần Văn Bình cho biết giá vé là 8.000 đồng và xe chạy từ 5 giờ sáng mỗi ngày."
THREE = "Người dân có thể mua vé tháng tại các nhà ga trong thành phố từ tuần sau."


def article(text: str) -> Article:
    return extract(Document("0" * 64, "x.txt", text))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.stem)
def test_seed_is_cleaned_as_by_hand(seed: Path) -> None:
    found = extract(read_document(str(seed)))
    fields = ("title", "lead", "paragraphs", "published", "source", "url", "authors")
    wanted = json.loads((HERE / "golden" / "articles" / f"{seed.stem}.json").read_text("utf-8"))
    assert json.loads(json.dumps({name: getattr(found, name) for name in fields})) == wanted


def test_captions_inside_a_long_line_are_cut() -> None:
    body = f"{ONE} Xe buýt ở bến (Ảnh: Minh An). {TWO} Bến xe lúc sáng sớm. Ảnh:AP Ông Lê nói xe rất đông. {THREE}"
    found = article(f"Thành phố mở tuyến buýt mới\n\n{body}\n")
    assert found.paragraphs == (f"{ONE} {TWO} Ông Lê nói xe rất đông. {THREE}",)


def test_buttons_bylines_and_teasers_of_a_long_line_are_cut() -> None:
    button = "Lưu bài viết thành công Bạn có thể xem lại bài viết đã lưu ở trangTin bài đã lưu"
    body = f"{button} {ONE} {TWO} {THREE} Giá vé tàu điện cũng sắp tăng... Nguồn: [Link nguồn]Nguồn: [Link nguồn]"
    assert article(f"Thành phố mở tuyến buýt mới\n\n{body}\n").text == f"{ONE} {TWO} {THREE}"
    found = article(f"Thành phố mở tuyến buýt mới\n\n{ONE} {TWO} {THREE} {THREE} Hà Thu(theo Reuters, CNN)\n")
    assert (found.authors, found.source) == (("Hà Thu",), "Reuters, CNN")


def test_related_stories_and_comments_are_left_out() -> None:
    found = article(
        f"Mở tuyến buýt mới\n\n{ONE}\n\n{TWO}\n\nXem thêm: Giá vé tăng\n\n{THREE}\n\nTin liên quan\n\n{ONE}x\n"
    )
    assert found.paragraphs == (ONE, TWO, THREE)


def test_text_without_article_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        article("Trang chủ\n\nThể thao\n\nĐăng nhập\n")
    assert caught.value.kind == "no_article"


def test_title_is_made_of_the_first_sentence() -> None:
    assert article(f"{ONE}\n\n{TWO}\n").title == ONE.rstrip(".")
    assert len(shorten("Một hai ba bốn " * 20).split()) <= 22


def test_a_label_before_the_title_is_no_part_of_it() -> None:
    page = f"[CẬP NHẬT]: Thành phố mở tuyến buýt mới\n\n{ONE} {TWO} {THREE}\n"
    assert article(page).title == "Thành phố mở tuyến buýt mới"


def test_big_input_is_quick() -> None:
    started = time.perf_counter()
    body = " ".join(f"{ONE} {TWO} Bến số {n}. Ảnh: Lê An Ông Ba đi {n} lần." for n in range(4000))
    article(f"Tiêu đề của bài báo này\n\n{body}\n\n" + "\n".join(f"{n} {ONE}" for n in range(3000)))
    assert time.perf_counter() - started < 5
