"""What can be read is read as clean Vietnamese; what cannot is refused with a reason and a remedy."""

from __future__ import annotations

import io
import sys
import unicodedata
from pathlib import Path

import pytest

from models.errors import InputError
from summarize.documents import OTHER_LANGUAGE, UNMARKED, from_bytes, read_document

TEXT = (
    "Thành phố mở tuyến buýt mới và người dân được đi miễn phí trong tháng này.\nÔng Bình cho biết giá vé không đổi.\n"
)
PLAIN = "Thanh pho mo tuyen buyt moi cho nguoi dan trong thang nay, cac xe khong thu tien. Theo ong Binh, mot tuyen nua se mo."  # noqa: E501
ENGLISH = (
    "The city opened a new bus line on Monday and the people of the old town may ride it free of charge this month."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    assert from_bytes(TEXT.encode(encoding), "a.txt").text == TEXT


def test_decomposed_letters_line_ends_and_invisible_marks_are_made_plain() -> None:
    dirty = "\u200b" + unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").replace("tuyến", "tuyến\u200e")
    assert from_bytes(dirty.replace("phố ", "phố\u00a0").encode(), "a.txt").text == unicodedata.normalize("NFC", TEXT)


def test_mojibake_is_repaired_with_a_warning() -> None:
    document = from_bytes(TEXT.encode().decode("cp1252", "replace").encode(), "a.txt", any_language=True)
    assert document.warnings


def test_text_without_diacritics_is_read_with_a_warning() -> None:
    assert from_bytes(PLAIN.encode(), "a.txt").warnings == (UNMARKED,)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("Thành phố mở tuyến buýt".encode()[:-1] + b"\xff\xfe", "encoding"),
        (b"x" * 20_000_001, "too_big"),
        (b"nam " * 300_000, "oneline"),
        (ENGLISH.encode(), "language"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        from_bytes(data, "x.txt")
    assert caught.value.kind == kind
    assert caught.value.message.startswith("x.txt: ")
    assert caught.value.remedy


def test_another_language_is_named_and_can_be_allowed() -> None:
    with pytest.raises(InputError, match="English"):
        from_bytes(ENGLISH.encode(), "x.txt")
    assert from_bytes(ENGLISH.encode(), "x.txt", any_language=True).warnings == (OTHER_LANGUAGE,)


def test_paths_that_are_no_text_files(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"PK")
    for path, kind in ((tmp_path, "folder"), (tmp_path / "no.txt", "missing"), (tmp_path / "a.epub", "format")):
        with pytest.raises(InputError) as caught:
            read_document(str(path))
        assert caught.value.kind == kind


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    document = read_document("-")
    assert (document.path, document.text, len(document.id)) == ("-", TEXT, 64)
