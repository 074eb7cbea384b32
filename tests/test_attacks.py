"""Hostile and broken files: each gives a document or an error of a known kind, soon, and nothing else happens.

All files are made here.  ``VIBRIEF_MALFORMED=2000`` makes the generated corpus as large as that.
"""

from __future__ import annotations

import io
import json
import os
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.errors import InputError
from summarize import batch, documents, formats
from summarize.articles import extract
from summarize.documents import from_bytes, read_document
from summarize.pipeline import Options
from summarize.records import Document

MALFORMED = int(os.environ.get("VIBRIEF_MALFORMED", "300"))
TITLE = "Xã vùng cao khánh thành trường mới"
TEXT = (
    "Sáng 5/3, xã vùng cao khánh thành ngôi trường mới cho hơn hai trăm học sinh sau một năm xây dựng. "
    "Bà con góp công san nền, còn tỉnh cấp gạch ngói và cử thợ đến giúp trong suốt mùa khô vừa qua."
)
PLAIN = (
    "Xa vung cao khanh thanh truong moi cho cac hoc sinh, theo nguoi dan trong thon. "
    "Mot nam xay dung da qua, thanh nien van theo ho den day."
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OK = "ok"


# ---------------------------------------------------------------- builders


def page(body: str, head: str = "") -> bytes:
    title = f"<title>{TITLE}</title>"
    return f"<!doctype html><html><head><meta charset=utf-8>{title}{head}</head><body>{body}</body></html>".encode()


def titled(start: bytes) -> bytes:
    """A page whose title starts with something odd."""
    return page(PARAGRAPH).replace(b"<title>", b"<title>" + start)


def ld(script: str) -> str:
    return f"<script type='application/ld+json'>{script}</script>"


def word_xml(body: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(xml: bytes | None = None, **others: bytes) -> bytes:
    """A zip file with a Word document; ``a__b`` of the other names stands for ``a/b``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", word_xml(paragraph(TEXT)) if xml is None else xml)
        for name, data in others.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


def pdf(content: bytes | None = None, page_extra: str = "", objects: tuple[str, ...] = (), count: int = 1) -> bytes:
    """A one-page PDF file in ASCII, without a cross-reference table: readers have to mend it."""
    shown = f"BT /F 12 Tf 50 700 Td ({PLAIN}) Tj ET".encode() if content is None else content
    kids = " ".join(["3 0 R"] * count)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        f"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R {page_extra}>>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(part.encode() for part in objects),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R /Size %d >>\n\nstartxref\n0\n%%%%EOF" % (len(parts) + 1)


def flate(size: int) -> bytes:
    """A PDF file whose one stream unpacks to ``size`` spaces, twice packed."""
    import zlib

    packed = zlib.compress(zlib.compress(b" " * size, 9), 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(packed)
    return pdf(b"@@").replace(b"<< /Length 2 >>\nstream\n@@", head + packed)


def mhtml(body: bytes, head: bytes = b"Content-Type: text/html; charset=utf-8\n") -> bytes:
    return (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n" + head + b"\n" + body + b"\n--x--\n"
    )


def nested_mail(depth: int) -> bytes:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"MIME-Version: 1.0\n" + head + b"Content-Type: text/html\n\n" + page(TEXT)


def zip_with(change: Callable[[bytearray, int], None]) -> bytes:
    """A Word file whose central directory was tampered with at the place of its first entry."""
    data = bytearray(docx())
    change(data, data.index(b"PK\x01\x02"))
    return bytes(data)


def lie_about_size(data: bytearray, at: int) -> None:
    struct.pack_into("<I", data, at + 24, 0xFFFFFFF0)


def say_encrypted(data: bytearray, at: int) -> None:
    struct.pack_into("<H", data, at + 8, 1)


def unknown_method(data: bytearray, at: int) -> None:
    struct.pack_into("<H", data, at + 10, 99)


def laughs(name: str = "w:document") -> str:
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {name} [<!ENTITY l0 "ha ha ha ">{steps}]>'


def quadratic() -> str:
    return f'<!DOCTYPE d [<!ENTITY a "{"a" * 50_000}">]>'


EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = 100_000
PART = b"Content-Type: text/html\n"
PARAGRAPH = f"<p>{TEXT}</p>"
ARTICLE = {"title": TITLE, "text": TEXT}


def article(**changes: object) -> bytes:
    return json.dumps({**ARTICLE, **changes}).encode()


# ---------------------------------------------------------------- the attacks: name → (file name, bytes, kinds)

Attack = tuple[str, bytes | Callable[[], bytes], str]
ATTACKS: dict[str, Attack] = {
    # web pages
    "100k nested divs": ("a.html", page("<div>" * DEEP + PARAGRAPH), "nesting"),
    "300 nested divs": ("a.html", page("<div>" * 300 + PARAGRAPH), "nesting"),
    "100k nested divs in a large page": ("a.html", lambda: page("<div>" * DEEP + "x" * 600_000), "nesting"),
    "100k unclosed bold": ("a.html", page("<b>" * DEEP + PARAGRAPH), "nesting"),
    "half a million elements": ("a.html", lambda: page("<br>" * 500_000 + PARAGRAPH), "too_big"),
    "one long attribute": ("a.html", page(f"<p class='{'tin-' * 50_000}'>{TEXT}</p>"), OK),
    "10k attributes": ("a.html", page(f"<p {' '.join(f'a{n}=1' for n in range(10_000))}>{TEXT}</p>"), OK),
    "100k opened comments": ("a.html", page("<!--" * DEEP + PARAGRAPH), "no_article language"),
    "unclosed comment": ("a.html", page(PARAGRAPH + "<!-- " + TEXT), OK),
    "unclosed script": ("a.html", page(PARAGRAPH + "<script>" + "<script>" * 10_000), OK),
    "100k entities": ("a.html", page(PARAGRAPH + "&amp;" * DEEP), OK),
    "unknown entities": ("a.html", page(f"<p>&bogus;&#x110000;&#0;&#xD800;&#99999999999; {TEXT}</p>"), OK),
    "billion laughs in xhtml": ("a.xhtml", (laughs("html") + f"<html>{PARAGRAPH}&l9;</html>").encode(), OK),
    "external entity in xhtml": ("a.xhtml", (EXTERNAL + f"<html>{PARAGRAPH}&x;</html>").encode(), OK),
    "quadratic blowup in xhtml": ("a.xhtml", (quadratic() + "<html><p>" + "&a;" * 50_000).encode(), "language"),
    "processing instructions": ("a.html", page("<?php system('id') ?>" * 1000 + PARAGRAPH), OK),
    "json-ld of 100k brackets": ("a.html", page(PARAGRAPH, ld("[" * DEEP)), OK),
    "json-ld that is none": ("a.html", page(PARAGRAPH, ld("{{{")), OK),
    "json-ld of odd types": ("a.html", page(PARAGRAPH, ld('[{"headline": 3, "datePublished": [1], "author": 7}]')), OK),
    "base and refresh": ("a.html", page(PARAGRAPH, "<base href=http://x.example/><meta http-equiv=refresh>"), OK),
    "a script as address": ("a.html", page(PARAGRAPH, "<link rel=canonical href='javascript:alert(1)'>"), OK),
    "a thousand meta titles": ("a.html", page(PARAGRAPH, "<meta property=og:title content='x y z'>" * 1000), OK),
    "markup in the title": ("a.html", titled(b"&lt;img src=x onerror=alert(1)&gt; "), OK),
    "bidi override in the title": ("a.html", titled("\u202e\u2066".encode()), OK),
    "terminal escapes in the title": ("a.html", titled(b"\x1b]0;x\x07\x1b[31m"), OK),
    "a lying charset": ("a.html", page(PARAGRAPH).replace(b"utf-8", b"utf-7"), OK),
    "a charset that is a python codec": ("a.html", page(PARAGRAPH).replace(b"utf-8", b"zip") + b"\xff", "language ok"),
    "only scripts": ("a.html", page("<script>let a = 1</script>" * 100), "language no_article empty"),
    "an empty page": ("a.html", b"<html></html>", "empty"),
    "no bytes": ("a.html", b"", "empty"),
    "spaces only": ("a.html", b" \n ", "empty"),
    "noise as html": ("a.html", random.Random(1).randbytes(5000), "binary language empty damaged"),
    "noise without zeros as html": ("a.html", random.Random(2).randbytes(5000).replace(b"\0", b"x"), "binary language"),
    "a picture as html": ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 50, "binary"),
    # web archives
    "no parts": ("a.mhtml", b"MIME-Version: 1.0\n\nhello", "damaged"),
    "1000 nested parts": ("a.mhtml", nested_mail(1000), "damaged ok"),
    "broken base64": ("a.mht", mhtml(b"%%%%", PART + b"Content-Transfer-Encoding: base64\n"), "empty language"),
    "unknown charset in a part": ("a.mht", mhtml(page(PARAGRAPH), PART.replace(b"\n", b"; charset=evil\n")), OK),
    "unknown transfer encoding": ("a.mht", mhtml(page(PARAGRAPH), PART + b"Content-Transfer-Encoding: x\n"), OK),
    "a script as location": ("a.mht", mhtml(page(PARAGRAPH), PART + b"Content-Location: data:x\n"), OK),
    # Word
    "zip bomb of spaces": ("a.docx", lambda: docx(word_xml(paragraph(" " * 30_000_000))), "bomb"),
    "zip bomb over the limit": ("a.docx", lambda: docx(word__x=b"0" * 60_000_000), "bomb"),
    "5000 members": ("a.docx", lambda: docx(**{f"x{n}": b"" for n in range(5000)}), "bomb"),
    "a size that lies": ("a.docx", lambda: zip_with(lie_about_size), "bomb"),
    "a flag that says encrypted": ("a.docx", lambda: zip_with(say_encrypted), "encrypted"),
    "an unknown packing": ("a.docx", lambda: zip_with(unknown_method), "damaged"),
    "billion laughs in word": ("a.docx", docx(word_xml(paragraph("&l9;"), laughs())), "unsafe"),
    "external entity in word": ("a.docx", docx(word_xml(paragraph("&x;"), EXTERNAL)), "unsafe"),
    "laughs in the properties": ("a.docx", docx(docProps__core=(laughs("a") + "<a>&l9;</a>").encode()), "unsafe"),
    "laughs in utf-16": ("a.docx", docx((laughs("d") + "<d>&l9;</d>").encode("utf-16")), "unsafe"),
    "40k nested tables": ("a.docx", docx(word_xml("<w:tbl>" * 40_000 + paragraph(TEXT) + "</w:tbl>" * 40_000)), OK),
    "100k nested runs unclosed": ("a.docx", docx(word_xml("<w:r>" * DEEP)), "damaged"),
    "no document": ("a.docx", docx(b"").replace(b"word/document", b"weird/docume"), "damaged"),
    "an empty document": ("a.docx", docx(word_xml("")), "empty"),
    "no xml": ("a.docx", docx(b"\xff\xfe not xml"), "damaged"),
    "an xml in another charset": ("a.docx", docx(b'<?xml version="1.0" encoding="evil"?><a/>'), "damaged"),
    "a path that climbs": ("a.docx", docx(**{"..__..__evil": b"<x/>"}), OK),
    "an old doc": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "encrypted"),
    "text as docx": ("a.docx", TEXT.encode(), "damaged"),
    "noise as docx": ("a.docx", random.Random(3).randbytes(5000), "damaged"),
    "half a docx": ("a.docx", docx()[:300], "damaged"),
    "controls in word": ("a.docx", docx(word_xml(paragraph("&#x202e;&#x2066;\u200b" + TEXT))), OK),
    # PDF
    "text as pdf": ("a.pdf", TEXT.encode(), "damaged"),
    "noise as pdf": ("a.pdf", b"%PDF-1.7\n" + random.Random(4).randbytes(5000), "damaged"),
    "half a pdf": ("a.pdf", pdf()[:200], "damaged"),
    "a pdf without a table of objects": ("a.pdf", pdf(), OK),
    "a stream of 2 GB": ("a.pdf", lambda: flate(300_000_000), "damaged memory slow no_text"),
    "a page that is its own parent": ("a.pdf", pdf().replace(b"/Kids [3", b"/Kids [2"), "damaged no_text memory slow"),
    "a million pages claimed": ("a.pdf", pdf().replace(b"/Count 1", b"/Count 1000000"), "too_long damaged ok"),
    "5000 pages": ("a.pdf", pdf(count=5000), "too_long"),
    "a form that draws itself": ("a.pdf", pdf(b"/X Do", objects=("<< /Type /XObject /Subtype /Form /Length 5 "
        "/Resources << /XObject << /X 6 0 R >> >> >>\nstream\n/X Do\nendstream",)).replace(
        b"/Font <<", b"/XObject << /X 6 0 R >> /Font <<"), "no_text damaged"),
    "10k nested arrays in a pdf": ("a.pdf", pdf(page_extra=f"/A {'[' * 10_000}{']' * 10_000} "), "damaged ok"),
    # JSON
    "100k nested arrays": ("a.json", b"[" * DEEP, "nesting"),
    "100k nested objects": ("a.json", b'{"a":' * DEEP + b"1" + b"}" * DEEP, "nesting"),
    "deep arrays in the text": ("a.json", b'{"text": ' + b"[" * 900 + b"]" * 900 + b"}", "no_fields nesting"),
    "a number of 100k digits": ("a.json", b'{"text": ' + b"9" * DEEP + b"}", "json no_fields"),
    "infinity and not a number": ("a.json", article(published=float("inf"), url=float("nan")), OK),
    "half a letter": ("a.json", article().replace(b'"text": "', b'"text": "\\ud800\\udfff\\udc00 '), OK),
    "zero bytes in a string": ("a.json", article(text="\0" * 50 + TEXT), "binary"),
    "escapes in the facts": ("a.json", article(title="\x1b[2J\u202e" + TITLE, source="a\nb", authors=["\x07x"]), OK),
    "odd types": ("a.json", article(title={"a": 1}, published=[1], source=3, url={"x": 1}, authors=[1, None, {}]), OK),
    "a date out of range": ("a.json", article(published=10**12), OK),
    "a date of the year 9999": ("a.json", article(published="9999-12-31T23:59:59Z"), OK),
    "an object as text": ("a.json", article(text={"a": TEXT}), "no_fields"),
    "markup in the text": ("a.json", article(text=f"<p>{TEXT}</p><script>alert(1)</script><p"), OK),
    "100k opened tags in the text": ("a.json", article(text="<p>" * DEEP + TEXT), OK),
    "100k half tags in the text": ("a.json", article(text="<p><a " * DEEP + TEXT), "ok no_article language"),
    "twice the same field": ("a.json", b'{"text": "x", "text": ' + json.dumps(TEXT).encode() + b"}", OK),
    "noise as json": ("a.json", random.Random(5).randbytes(500), "binary encoding json"),
    "a line of jsonl cut short": ("a.jsonl:7", article()[:40], "json"),
    # plain text
    "noise as text": ("a.txt", random.Random(6).randbytes(5000), "binary"),
    "one line of 2 MB": ("a.txt", b"nam " * 500_000, "oneline"),
    "over 20 MB": ("a.txt", lambda: b"x" * 20_000_001, "too_big"),
    "over 20 MB of page": ("a.html", lambda: b"<p>" * 7_000_000, "too_big"),
    "10 MB of page": ("a.html", lambda: page("<p>à" * 2_000_000), "too_big"),
    "a million newlines": ("a.txt", b"\n" * 1_000_000 + TEXT.encode(), OK),
    "100k combining marks": ("a.txt", (TEXT + "\na" + "\u0301" * DEEP).encode(), OK),
    "bidi and invisible": ("a.txt", "\u202e".join(TEXT).encode(), OK),
    "terminal escapes": ("a.txt", ("\x1b[31m" + TEXT).encode(), "ok binary"),
    "utf-16 with half a letter": ("a.txt", b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8", "encoding binary"),
    "utf-8 cut in a letter": ("a.txt", TEXT.encode() + "ệ".encode()[:2], "encoding"),
    "every byte": ("a.txt", bytes(range(256)) * 20, "binary"),
    "a program": ("a.txt", b"\x7fELF\x02\x01\x01" + bytes(400), "binary"),
    "a pdf named text": ("a.txt", pdf(), OK),
    "viqr noise": ("a.txt", b"a^'.?~`(+" * 20_000, "language"),
    "vni noise": ("a.txt", "aùâøûõïöôñ".encode("latin-1") * 20_000, "encoding"),
}  # fmt: skip


def outcome(data: bytes, name: str) -> str:
    try:
        document = from_bytes(data, name)
        extract(document)
    except InputError as error:
        assert error.message.startswith(f"{name}: ") and error.remedy and "\n" not in error.message
        return error.kind
    sane(document)
    return OK


def sane(document: Document) -> None:
    """No control, bidi or half letter has come through, and the facts are single lines."""
    facts = document.facts
    known = [value for value in (facts.title, facts.source, facts.url, facts.published, *facts.authors) if value]
    for value in [document.text.replace("\n", ""), *known]:
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in value)
        assert not set(value) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")
    assert not facts.url or facts.url.startswith("http")
    assert "root:" not in document.text


@pytest.mark.parametrize("name", ATTACKS)
def test_attacks_end_in_a_document_or_a_known_error(name: str) -> None:
    file_name, made, kinds = ATTACKS[name]
    assert outcome(made if isinstance(made, bytes) else made(), file_name) in kinds.split()


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 60


# ---------------------------------------------------------------- what the file system can do


def make_link(path: Path) -> Path:
    (path / "there.txt").write_text(TEXT, "utf8")
    (path / "link.txt").symlink_to(path / "there.txt")
    return path / "link.txt"


def make_loop(path: Path) -> Path:
    (path / "loop.txt").symlink_to(path / "loop.txt")
    return path / "loop.txt"


def make_pipe(path: Path) -> Path:
    os.mkfifo(path / "pipe.txt")
    return path / "pipe.txt"


def make_folder(path: Path) -> Path:
    (path / "folder.pdf").mkdir()
    return path / "folder.pdf"


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda path: Path("/dev/zero"), "not_a_file"),
        (lambda path: Path("/dev/null"), "not_a_file"),
        (lambda path: Path("/proc/self/mem"), "unreadable permission empty"),
        (make_pipe, "not_a_file"),
        (make_loop, "unreadable"),
        (make_folder, "folder"),
        (lambda path: path / "gone.html", "missing"),
        (lambda path: path / ("x" * 5000 + ".zip"), "format unreadable"),
        (lambda path: path / ("x" * 5000 + ".html"), "unreadable"),
        (lambda path: path / "a\0b.html", "unreadable"),
        (lambda path: path / "a.html" / "b.html", "missing"),
        (lambda path: path / "clip.mp4", "format"),
    ],
)
def test_paths_that_are_no_articles(make: Callable[[Path], Path], kind: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_document(str(make(tmp_path)))
    assert caught.value.kind in kind.split()


def test_a_link_given_by_name_is_followed_but_not_one_in_a_folder(tmp_path: Path) -> None:
    link = make_link(tmp_path)
    assert read_document(str(link)).text
    assert [kind for _, kind, _ in batch.scan(tmp_path).refused] == ["link"]


def test_a_batch_over_all_attacks_gives_each_its_row(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    small = {name: attack for name, attack in ATTACKS.items() if isinstance(attack[1], bytes) and attack[0] != "a.pdf"}
    for number, (file_name, data, _) in enumerate(small.values()):
        assert isinstance(data, bytes)
        (folder / f"{number:03}{Path(file_name.partition(':')[0]).suffix.replace('jsonl', 'json')}").write_bytes(data)
    summary = batch.run(folder, tmp_path / "out", Options(preset="fake"))
    assert summary.done + summary.failed == summary.total == len(small)
    failed = [json.loads(line) for line in (tmp_path / "out/failures.jsonl").read_text("utf8").splitlines()]
    assert "internal" not in {row["error"] for row in failed}


# ---------------------------------------------------------------- a generated corpus


def seeds() -> list[tuple[str, bytes]]:
    """A sound file of each format."""
    lines = b"\n".join([article(), article(title="Một")])
    return [
        ("a.txt", TEXT.encode()),
        ("a.txt", TEXT.encode("utf-16")),
        ("a.html", page(f"<h1>{TITLE}</h1>{PARAGRAPH}")),
        ("a.mhtml", mhtml(page(PARAGRAPH))),
        ("a.docx", docx()),
        ("a.json", article()),
        ("a.jsonl", lines),
        ("a.pdf", pdf()),
    ]


def malformed(count: int) -> Iterator[tuple[str, bytes]]:
    """Sound files cut, spliced, repeated, flipped, or given another name; the same for the same count's prefix.

    PDF files come once in 25, as each is read in a process of its own.
    """
    chance = random.Random(20261125)
    sound = seeds()
    for number in range(count):
        name, data = sound[-1] if number % 25 == 0 else chance.choice(sound[:-1])
        broken = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at, size = chance.randrange(len(broken) + 1), chance.randint(1, 60)
            step = chance.randrange(6)
            if step == 0:
                del broken[at:]
            elif step == 1:
                del broken[at : at + size]
            elif step == 2:
                broken[at:at] = chance.randbytes(size)
            elif step == 3:
                broken[at:at] = bytes(broken[at : at + size]) * chance.randint(1, 50)
            elif step == 4:
                broken[at:at] = chance.choice(sound)[1][at : at + 200]
            elif at < len(broken):
                broken[at] ^= 1 << chance.randrange(8)
        yield (chance.choice(sound[:-1])[0] if number % 25 and chance.random() < 0.2 else name), bytes(broken)


def test_malformed_files_give_a_document_or_an_error() -> None:
    found = [
        outcome(part, name) for whole, data in malformed(MALFORMED) for name, part in documents.articles_in(data, whole)
    ]
    assert len(found) >= MALFORMED
    assert {OK, "damaged", "json", "encoding"} <= set(found)


def test_limits_are_what_the_documentation_says() -> None:
    assert (documents.MAX_BYTES, formats.SECONDS, formats.MEMORY) == (20_000_000, 20, 1 << 30)
