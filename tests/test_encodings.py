"""Old Vietnamese encodings are recognised and read; other languages and proper text are left alone."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from models.errors import InputError
from summarize import encodings
from summarize.documents import CONVERTED, from_bytes

SEEDS = sorted((Path(__file__).parents[1] / "seeds/articles").glob("*.txt"))
SENTENCES = [
    "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc.",
    "Sáng nay, người dân xã Phước Thuận nhận được nước sạch sau ba tuần chờ đợi, theo chủ tịch xã.",
    "Đường sắt Bắc - Nam chậm 40 phút vì mưa lớn; hành khách được báo trước qua tin nhắn.",
    "Nhà máy giấy nghỉ một tháng để sửa chữa, công nhân vẫn hưởng nguyên lương và bảo hiểm.",
    "Những chuyến phà cuối năm chở gấp đôi số khách, giá vé không tăng, thuyền trưởng khuyến cáo mặc áo phao.",
    "Quỹ khuyến học huyện trao bảy trăm suất học bổng; mỗi suất trị giá hai triệu đồng.",
    "Giếng khoan cạn kiệt, ruộng nứt nẻ, nông dân vét mương tìm nguồn nước tưới.",
]
TEXT = "\n".join(SENTENCES) + "\n"
SHOUTED = "CÔNG TY CỔ PHẦN XÂY DỰNG SỐ MỘT KHỞI CÔNG NHÀ Ở CHO CÔNG NHÂN\n"

VIQR = dict(zip("\u0302\u0306\u031b\u0300\u0301\u0303\u0309\u0323", "^(+`'~?.", strict=True))
TONES = ["\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VNI = dict(zip(TONES, "øùõûï", strict=True))
VNI |= dict(zip(["\u0302", *("\u0302" + tone for tone in TONES)], "âàáãåä", strict=True))
VNI |= dict(zip(["\u0306", *("\u0306" + tone for tone in TONES)], "êèéüúë", strict=True))
VNI_SINGLE = dict(zip("ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", "ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", strict=True))


def parts(letter: str) -> tuple[str, list[str]]:
    """A letter's base and its marks, the mark of shape first."""
    base, *marks = unicodedata.normalize("NFD", letter)
    return base, sorted(marks, key=lambda mark: mark not in "\u0302\u0306\u031b")


def to_viqr(text: str) -> str:
    out = []
    for letter in text:
        base, marks = parts(letter)
        out.append({"đ": "dd", "Đ": "DD"}.get(base, base) + "".join(VIQR[mark] for mark in marks))
    return "".join(out)


def to_vni(text: str) -> str:
    out = []
    for letter in text:
        base, marks = parts(letter)
        if letter in VNI_SINGLE or not marks:
            out.append(VNI_SINGLE.get(letter, letter))
            continue
        if "\u031b" in marks:
            base = VNI_SINGLE[unicodedata.normalize("NFC", base + marks.pop(0))]
        mark = VNI["".join(marks)] if marks else ""
        out.append(base + (mark.upper() if letter.isupper() else mark))
    return "".join(out)


def to_table(text: str, name: str) -> str:
    """The Latin-1 form of text in a one-byte encoding; TCVN3 writes small letters for capitals with tones."""
    table = {c: chr(byte) for byte, c in reversed(encodings._TABLES[name].items())}
    return "".join(table.get(c) or (table.get(c.lower(), c) if name == "TCVN3" else c) for c in text)


def to_1258(text: str) -> str:
    """windows-1258 as programs write it: letters with a shape whole, tones after them."""
    out = []
    for letter in text:
        base, marks = parts(letter)
        shape = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
        tones = [mark for mark in marks if mark not in shape]
        out.append(unicodedata.normalize("NFC", "".join([base, *shape])) + "".join(tones))
    return "".join(out).encode("cp1258").decode("latin-1")


WRITERS = {
    "windows-1258": to_1258,
    "TCVN3": lambda text: to_table(text, "TCVN3"),
    "TCVN 5712": lambda text: to_table(text, "TCVN 5712"),
    "VISCII": lambda text: to_table(text, "VISCII"),
    "VNI": to_vni,
    "VIQR": to_viqr,
}
SMALL = {name: "Ủy ban xã cho biết: " + TEXT if name == "TCVN 5712" else TEXT for name in WRITERS}


@pytest.mark.parametrize("name", WRITERS)
def test_text_comes_back_from_each_encoding(name: str) -> None:
    text = SMALL[name]
    document = from_bytes(WRITERS[name](text).encode("latin-1"), "a.txt")
    assert document.text == text
    assert document.warnings == (CONVERTED.format(name),)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("name", [name for name in WRITERS if name != "TCVN 5712"])
def test_one_sentence_is_enough(name: str, sentence: str) -> None:
    written = WRITERS[name](sentence)
    assert encodings.recognise(written) == name
    assert encodings.convert(written, name) == sentence


@pytest.mark.parametrize("name", [name for name in WRITERS if name != "VIQR"])
@pytest.mark.parametrize("western", ["latin-1", "cp1252"])
def test_text_saved_as_if_it_were_western_is_repaired(name: str, western: str) -> None:
    data = WRITERS[name](SMALL[name]).encode("latin-1")
    saved = "".join(bytes([b]).decode(western, "ignore") or chr(b) for b in data).encode("utf-8")
    document = from_bytes(saved, "a.txt")
    assert document.text == SMALL[name]
    assert document.warnings == (CONVERTED.format(name),)


@pytest.mark.parametrize("name", [name for name in WRITERS if name not in ("VIQR", "VISCII", "TCVN 5712")])
def test_curly_quotes_and_dashes_stay(name: str) -> None:
    written = WRITERS[name](TEXT.replace("nước sạch", "{nước sạch}")).encode("latin-1")
    document = from_bytes(written.replace(b"{", b"\x93").replace(b"}", b"\x94 \x96 \x85"), "a.txt")
    assert document.text == TEXT.replace("nước sạch", "“nước sạch” – …")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", [name for name in WRITERS if name != "VIQR"])
def test_seed_articles_come_back(name: str, seed: Path) -> None:
    text = (
        from_bytes(seed.read_bytes(), "a.txt").text.translate(str.maketrans("“”‘’–•", "\"\"''-*")).replace("…", "...")
    )
    found = from_bytes(WRITERS[name](text).encode("latin-1", "replace"), "a.txt").text
    wrong = [pair for pair in zip(found.split(), text.split(), strict=True) if pair[0] != pair[1]]
    assert all(a.lower() == b.lower() for a, b in wrong), "TCVN3 has no capitals with tones; all else is the same"
    assert len(wrong) <= (10 if name == "TCVN3" else 0)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_seed_articles_come_back_from_viqr(seed: Path) -> None:
    text = from_bytes(seed.read_bytes(), "a.txt").text
    found = from_bytes(to_viqr(text).encode(), "a.txt").text
    wrong = sum(a != b for a, b in zip(found.split(), text.split(), strict=True))
    assert wrong <= 2


def test_capitals_of_tcvn3_fonts() -> None:
    document = from_bytes(to_table(SHOUTED + TEXT, "TCVN3").encode("latin-1"), "a.txt")
    assert document.text == SHOUTED + TEXT


@pytest.mark.skipif(shutil.which("iconv") is None, reason="no iconv to compare with")
@pytest.mark.parametrize(
    ("name", "known"), [("TCVN 5712", "TCVN5712-1"), ("VISCII", "VISCII"), ("windows-1258", "CP1258")]
)
def test_the_tables_are_those_of_glibc(name: str, known: str) -> None:
    for byte in [*range(1, 32), *range(0x80, 0x100)]:
        run = subprocess.run(["iconv", "-f", known, "-t", "UTF-8"], input=bytes([byte]), capture_output=True)
        if run.returncode == 0 and byte not in (9, 10, 13):
            assert unicodedata.normalize("NFC", encodings._TABLES[name].get(byte, chr(byte))) == run.stdout.decode()


OTHERS = {
    "english": "The minister said he'd come on Monday. Isn't it odd? We (the press) can't go; see a+b, e^x and `code`. "
    "Did she? No. Go to www.example.com or ask me. He added: odd, muddy, sudden, middle. ",
    "french": "Où est-il allé ? Le maire a déjà été élu à la majorité ; les élèves préfèrent l'été à Orléans, voilà. ",
    "german": "Die Bürger müssen für größere Häuser höhere Gebühren zahlen, sagt der Bürgermeister über die Straße. ",
    "spanish": "El niño comió piña en la montaña; la señora dirá después qué pasó aquí, según él. ",
    "portuguese": "A situação não está boa: são três irmãos e não há pão, disse a avó às crianças lá fora. ",
    "swedish": "Jag är på väg till sjön där våra båtar ligger, sade han, och går hem över bron på lördag. ",
    "ascii vietnamese": "Thanh pho mo tuyen xe buyt moi. Ong Binh cho biet: gia ve khong doi? Ho rat vui. ",
    "code": "def f(a, b): return a^b + e^(a+b) # o( u+ i' a` e~ \n x = [a(i) for i in u()] ; y = o' + a? b : e. ",
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("times", [1, 30])
def test_other_languages_are_left_alone(name: str, times: int) -> None:
    text = OTHERS[name] * times
    assert encodings.recognise(text) is None
    assert encodings.recognise(unicodedata.normalize("NFC", text).encode("utf-8").decode("latin-1")) is None


@pytest.mark.parametrize("name", ["french", "german", "swedish"])
def test_western_bytes_of_another_language_are_refused_as_before(name: str) -> None:
    with pytest.raises(InputError) as caught:
        from_bytes((OTHERS[name] * 5).encode("cp1252"), "a.txt", any_language=True)
    assert caught.value.kind == "encoding"


def test_french_in_utf8_is_not_touched() -> None:
    assert from_bytes((OTHERS["french"] * 5).encode(), "a.txt", any_language=True).text == OTHERS["french"] * 5


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_proper_text_is_not_touched(seed: Path) -> None:
    text = from_bytes(seed.read_bytes(), "a.txt").text
    assert encodings.recognise(text) is None
    assert from_bytes(text.encode(), "a.txt").warnings == ()


def test_a_stop_in_viqr_is_a_tone_only_inside_a_sentence() -> None:
    text = "Bà Nguyễn Thị Mỹ ở lại nhà cô. Họ đợi mẹ đã về chưa?\nBộ Y tế nói: chị Hạ tự lo…\n"
    assert encodings.convert(to_viqr(text), "VIQR") == text


def test_escaped_viqr_says_which_stop_is_none() -> None:
    assert encodings.convert("Cha\\. Me\\. ho. ve^`\\?", "VIQR") == "Cha. Me. họ về?"


@pytest.mark.parametrize("word", "nghiêng quyết giữa khuỷu ngoằn thuở Hoà Hòa ĐƯỜNG gì quốc yếu oan rượu".split())
def test_syllables(word: str) -> None:
    assert encodings.is_syllable(word)


@pytest.mark.parametrize("word", "côté école größe año têtê bộc̣ szabó họcm dấnk ừng̀ wày".split())
def test_no_syllables(word: str) -> None:
    assert not encodings.is_syllable(word)
