"""Each format gives the same article: text, title, and what the file says about it; what is missing is said."""

from __future__ import annotations

import html
import io
import json
import subprocess
import sys
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from click.testing import CliRunner

from models.errors import InputError, UsageError
from summarize import batch, fields, formats, office
from summarize.articles import extract
from summarize.cli import cli
from summarize.documents import from_bytes, read_document
from summarize.pipeline import Options
from summarize.records import Article

TITLE = "Cầu treo mới nối hai bờ sông Lô sau mười năm chờ đợi"
PARAGRAPHS = (
    "Sáng 12/3, huyện khánh thành cây cầu treo dài 180 mét bắc qua sông Lô, thay cho bến đò ngang cũ đã dừng.",
    "Trước đây, mỗi ngày có hơn 300 học sinh đi đò qua sông để đến trường. Vào mùa lũ, các em nghỉ học cả tuần.",
    "Ông Trần Văn Bảy, chủ tịch xã, cho biết người dân đã góp công đào móng và vận chuyển vật liệu trong suốt hai năm.",
    "Cầu chịu được xe tải nhẹ và có làn riêng cho người đi bộ. Tổng kinh phí xây dựng là 14 tỷ đồng từ ngân sách tỉnh.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} - Báo Miền Núi</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Báo Miền Núi">
<meta property="article:published_time" content="2026-03-12T02:30:00Z"><meta name="author" content="Lê Thị Hoa">
<meta name="description" content="{PARAGRAPHS[0]}"><link rel="canonical" href="https://bao.example/cau-treo">
</head><body><nav><a href="/">Trang chủ</a> <a href="/x">Thời sự và đời sống hôm nay ở khắp nơi.</a></nav>
<h1>{TITLE}</h1><div>Lê Thị Hoa · 12/03/2026 09:30</div><h2 class="sapo">{PARAGRAPHS[0]}</h2>
<article>{BODY}<figure><img src="x.jpg"><figcaption>Cây cầu nhìn từ bờ bắc. Ảnh: Lê Hoa</figcaption></figure></article>
<aside><p>Quảng cáo: mua một tặng một cho mọi khách hàng đến trong ngày hôm nay.</p></aside>
<div class="tin-lien-quan"><p>Hai xã vùng cao có điện lưới sau nhiều năm dùng đèn dầu.</p></div>
<div class="box-binh-luan"><p>Bài viết rất hay, cảm ơn tác giả đã ghi lại câu chuyện này.</p></div>
<script>var x = "Không phải bài báo, chỉ là mã của trang mà thôi.";</script><!-- Ghi chú của biên tập viên. -->
</body></html>"""
OBJECT = {
    "title": TITLE, "content": "\n\n".join(PARAGRAPHS), "published": "2026-03-12T09:30:00+07:00",
    "source": "Báo Miền Núi", "url": "https://bao.example/cau-treo", "authors": ["Lê Thị Hoa"],
}  # fmt: skip


def read(data: bytes, name: str, **options: object) -> Article:
    return extract(from_bytes(data, name, **options))


def same(article: Article) -> None:
    assert article.title == TITLE
    assert article.paragraphs == PARAGRAPHS


def with_facts(article: Article) -> None:
    same(article)
    assert (article.published, article.source) == ("2026-03-12T09:30", "Báo Miền Núi")
    assert (article.url, article.authors) == ("https://bao.example/cau-treo", ("Lê Thị Hoa",))


# ---------------------------------------------------------------- web pages


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml", "a.txt", "-", "saved"])
def test_web_pages(name: str) -> None:
    with_facts(read(PAGE.encode(), name))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_web_pages_in_unicode(encoding: str) -> None:
    with_facts(read(PAGE.encode(encoding), "a.html"))


def test_a_web_page_in_entities_and_a_western_charset() -> None:
    page = PAGE.replace("utf-8", "iso-8859-1").replace("</article>", "\xa9</article>")
    with_facts(read(page.encode("latin-1", "xmlcharrefreplace"), "a.html"))


def test_a_web_page_in_vni_whose_charset_lies() -> None:
    page = "<html><head><title>Caàu treo</title></head><body><h1>Caàu treo môùi noái hai bôø soâng</h1><p>{}</p></body>"
    text = "Ngöôøi daân ñaõ goùp coâng ñaøo moùng vaø vaän chuyeån vaät lieäu trong suoát hai naêm. " * 4
    article = read(page.format(text).encode("latin-1"), "a.html")
    assert article.title == "Cầu treo mới nối hai bờ sông"
    assert article.paragraphs[0].startswith("Người dân đã góp công đào móng và vận chuyển vật liệu")


def test_windows_1258_by_declaration() -> None:
    page = "<meta charset=windows-1258><h1>Tha\xecnh ph\xf4\xec m\u01a1\u0309 tuy\xea\xecn buy\xect</h1>"
    data = page.replace("\u01a1\u0309", "\xf5\xd2").encode("latin-1") + BODY.encode("ascii", "xmlcharrefreplace")
    assert read(data, "a.html").title == "Thánh phố mở tuyến buýt"


def test_a_page_of_bare_text_and_breaks_is_read_whole() -> None:
    page = f"<html><body><font>{TITLE}</font><br>" + "<br><br>".join(PARAGRAPHS) + "</body></html>"
    same(read(page.encode(), "a.html"))


def test_json_ld_is_believed_first() -> None:
    declared = {"@graph": [{"@type": "NewsArticle", "headline": TITLE, "datePublished": "2026-03-12T09:30:00+07:00",
                            "author": [{"name": "Lê Thị Hoa"}], "publisher": {"name": "Báo Miền Núi"}}]}  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(declared)}</script></head>'
    with_facts(read(PAGE.replace("2026-03-12T02", "2020-01-01T02").replace("</head>", script).encode(), "a.html"))


def test_entities_in_a_title_are_read_once_and_stay_text() -> None:
    page = PAGE.replace(TITLE, "Cầu &amp;quot;treo&amp;quot; &lt;b&gt;mới&lt;/b&gt; nối hai bờ sông Lô")
    assert read(page.encode(), "a.html").title == 'Cầu "treo" <b>mới</b> nối hai bờ sông Lô'


def test_web_archives() -> None:
    archive = MIMEMultipart("related")
    archive["Snapshot-Content-Location"] = "https://bao.example/cau-treo"
    archive.attach(MIMEText(PAGE.replace('<link rel="canonical" href="https://bao.example/cau-treo">', ""), "html"))
    archive.attach(MIMEText("p { color: red }", "css"))
    for name in ("a.mhtml", "a.mht", "-"):
        with_facts(read(archive.as_bytes(), name))


# ---------------------------------------------------------------- Word


def word(paragraphs: tuple[str, ...] = (TITLE, *PARAGRAPHS), author: str = "Lê Thị Hoa") -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.author = author
    document.core_properties.title = paragraphs[0]
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_files() -> None:
    article = read(word(), "a.docx")
    same(article)
    assert article.authors == ("Lê Thị Hoa",)
    same(read(word(), "-"))


def test_a_word_title_by_style_and_tables_and_breaks() -> None:
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(PARAGRAPHS[0]).add_run().add_break()
    document.add_table(1, 2).cell(0, 0).text = PARAGRAPHS[1]
    document.add_paragraph("\t".join(PARAGRAPHS[2].split(" ")))
    document.add_paragraph(PARAGRAPHS[3])
    out = io.BytesIO()
    document.save(out)
    same(read(out.getvalue(), "a.docx"))


def test_the_user_of_a_machine_is_no_author() -> None:
    assert read(word(author="Windows User"), "a.docx").authors == ()
    assert read(word(author="hoa"), "a.docx").authors == ()


def test_an_old_encoding_inside_word_is_undone() -> None:
    document = from_bytes(word(("Ngöôøi daân ñaõ goùp coâng ñaøo moùng vaø vaän chuyeån vaät lieäu.",) * 3), "a.docx")
    assert document.text.startswith("Người dân đã góp công")
    assert document.facts.title == "Người dân đã góp công đào móng và vận chuyển vật liệu."


# ---------------------------------------------------------------- PDF


def pdf(pages: list[list[str]], title: str = "", text: bool = True) -> bytes:
    """A PDF file of lines, with letters as numbers and a table that says which they are."""
    letters = sorted({c for lines in pages for line in lines for c in line})
    code = {c: i + 1 for i, c in enumerate(letters)}
    table = "".join(f"<{i:04x}> <{c.encode('utf-16-be').hex()}>\n" for c, i in code.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(letters)} beginbfchar\n{table}endbfchar "
        "endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{8 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] "
        "/ToUnicode 6 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> >>",
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        f"<< /Title <feff{title.encode('utf-16-be').hex()}> >>",
    ]
    for i, lines in enumerate(pages):
        shown = "".join(
            f"/F {16 if line == TITLE else 11} Tf <{''.join(f'{code[c]:04x}' for c in line)}> Tj T*\n" for line in lines
        )
        content = f"BT 14 TL 50 800 Td\n{shown}ET" if text else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {9 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(places) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer << /Size {size} /Root 1 0 R /Info 7 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


def wrapped(paragraph: str, width: int = 60) -> list[str]:
    import textwrap

    return textwrap.wrap(paragraph, width)


LINES = [TITLE, *(line for paragraph in PARAGRAPHS for line in wrapped(paragraph))]


def test_pdf_files() -> None:
    article = read(pdf([LINES], TITLE), "a.pdf")
    assert article.title == TITLE
    assert " ".join(article.paragraphs) == " ".join(PARAGRAPHS)


def test_page_numbers_and_running_heads_of_a_pdf_are_left_out() -> None:
    pages = [["Tạp chí Miền Núi số xuân", *LINES[i : i + 3], f"Trang {i // 3 + 1}"] for i in range(0, len(LINES), 3)]
    article = read(pdf(pages), "a.pdf")
    assert " ".join(article.paragraphs) == " ".join(PARAGRAPHS)


def test_pdf_files_that_cannot_be_read_say_why() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf([LINES]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    for data, kind, word_ in (
        (out.getvalue(), "encrypted", "password"),
        (pdf([LINES], text=False), "no_text", "ocrmypdf"),
        (pdf([["à"]] * (office.MAX_PAGES + 1)), "too_long", "pages"),
        (b"%PDF-1.7 nothing", "damaged", "Save"),
    ):
        with pytest.raises(InputError) as caught:
            from_bytes(data, "a.pdf")
        assert caught.value.kind == kind
        assert word_ in caught.value.remedy
        assert caught.value.message.startswith("a.pdf: ")


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf([LINES]))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert read(out.getvalue(), "a.pdf").title == TITLE


def test_reading_apart_has_limits_of_time_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "SECONDS", 0.01)
    with pytest.raises(InputError) as caught:
        from_bytes(pdf([LINES]), "a.pdf")
    assert caught.value.kind == "slow"
    code = "import resource, summarize.formats as f; f._read = lambda *_: bytearray(2 << 30); f.main()"
    run = subprocess.run([sys.executable, "-c", code, "pdf"], input=b"", capture_output=True)
    assert run.returncode != 0 and b"MemoryError" in run.stderr


# ---------------------------------------------------------------- JSON


@pytest.mark.parametrize(
    "value",
    [
        OBJECT,
        [OBJECT],
        {"status": "ok", "data": {"article": OBJECT}},
        {**OBJECT, "content": list(PARAGRAPHS)},
        {**OBJECT, "content": "".join(f"<p>{html.escape(p)}</p>" for p in PARAGRAPHS)},
        {**OBJECT, "sapo": PARAGRAPHS[0], "content": "\n".join(PARAGRAPHS[1:])},
        {**OBJECT, "published": 1773282600, "authors": [{"name": "Lê Thị Hoa"}], "source": {"name": "Báo Miền Núi"}},
        {**OBJECT, "published": "Thứ Năm, 12/03/2026 - 09:30", "authors": "Lê Thị Hoa"},
        {"headline": TITLE, "articleBody": "\n".join(PARAGRAPHS), "datePublished": "2026-03-12T09:30",
         "link": OBJECT["url"], "author": "Lê Thị Hoa", "publisher": "Báo Miền Núi"},
    ],
)  # fmt: skip
def test_json_by_the_usual_names(value: object) -> None:
    with_facts(read(json.dumps(value).encode(), "a.json"))


def test_json_by_named_fields() -> None:
    value = {"t": TITLE, "inner": {"x": list(PARAGRAPHS)}, "title": "Chuyên mục", "text": "không phải bài này"}
    chosen = fields.parse_options(("text=inner.x", "title=t"))
    same(read(json.dumps(value).encode(), "a.json", fields=chosen))


def test_a_field_option_that_is_none() -> None:
    for option in ("text", "text=", "colour=x", "=x"):
        with pytest.raises(UsageError):
            fields.parse_options((option,))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{", "json"),
        (b"[]", "no_fields"),
        (b"3", "no_fields"),
        (b'{"title": "x"}', "no_fields"),
        (json.dumps([OBJECT, OBJECT]).encode(), "several"),
        (b'{"text":' * 100_000, "nesting"),
    ],
)
def test_json_that_is_no_article(data: bytes, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        from_bytes(data, "a.json")
    assert caught.value.kind == kind


# ---------------------------------------------------------------- lines of JSON, lists of files


def many(folder: Path) -> Path:
    folder.mkdir()
    lines = [json.dumps({**OBJECT, "title": f"{TITLE} {n}"}) for n in range(3)]
    path = folder / "a.jsonl"
    path.write_text("\n".join([lines[0], "", "{oops", lines[1], lines[2]]) + "\n")
    return path


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf8").splitlines()]


def test_every_line_of_a_jsonl_file_is_an_article_for_brief(tmp_path: Path) -> None:
    path = many(tmp_path / "in")
    run = CliRunner().invoke(cli, ["brief", "--preset", "fake", "--format", "json", str(path)])
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [row["path"] for row in found] == [f"{path}:{n}" for n in (1, 4, 5)]
    assert len({row["id"] for row in found}) == 3
    assert f"{path}:3: is not JSON" in run.stderr
    assert run.exit_code == 1


def test_every_line_of_a_jsonl_file_has_a_row_in_a_batch(tmp_path: Path) -> None:
    path = many(tmp_path / "in")
    (path.parent / "b.html").write_text(PAGE, "utf8")
    (path.parent / "empty.jsonl").write_text("\n\n")
    out, options = tmp_path / "out", Options(preset="fake")
    assert batch.run(path.parent, out, options) == batch.Summary(done=4, failed=2, skipped=0, total=6)
    assert [row["path"] for row in rows(out / "briefs.jsonl")] == ["a.jsonl:1", "a.jsonl:4", "a.jsonl:5", "b.html"]
    assert [(row["path"], row["error"]) for row in rows(out / "failures.jsonl")] == [
        ("a.jsonl:3", "json"),
        ("empty.jsonl", "json"),
    ]
    assert batch.run(path.parent, out, options).skipped == 4
    path.write_text(path.read_text().replace(f"{TITLE} 1".encode("unicode_escape").decode(), "Cầu khác đã khánh thành"))
    path.write_bytes(path.read_bytes().replace(b'"url"', b'"link"', 1))
    assert batch.run(path.parent, out, options).done == 1
    assert batch.run(path.parent, out, options, fields={"title": "source"}).done == 4


def test_a_list_of_files(tmp_path: Path) -> None:
    names = []
    for name in ("a b.html", "sông.json"):
        (tmp_path / name).write_bytes(PAGE.encode() if name.endswith("html") else json.dumps(OBJECT).encode())
        names.append(str(tmp_path / name))
    listed = tmp_path / "list.txt"
    listed.write_bytes(b"\xef\xbb\xbf" + "\r\n\n".join(names).encode())
    for arguments, given in ((["--list", str(listed)], None), (["--list", "-"], listed.read_bytes())):
        run = CliRunner().invoke(cli, ["brief", "--preset", "fake", "--format", "json", *arguments], input=given)
        assert [json.loads(line)["path"] for line in run.stdout.splitlines()] == names
    with pytest.raises(UsageError, match="nothing to brief"):
        CliRunner().invoke(cli, ["brief"], catch_exceptions=False)


# ---------------------------------------------------------------- what is missing


@pytest.mark.parametrize(("name", "package"), [("a.html", "trafilatura"), ("a.mht", "trafilatura"), ("a.pdf", "pypdf")])
def test_a_missing_package_is_named_with_its_command(name: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    with pytest.raises(InputError) as caught:
        from_bytes(PAGE.encode(), name)
    assert caught.value.kind == "extra"
    assert package in caught.value.message
    assert caught.value.remedy == "pip install 'vibrief[formats]'"


def test_the_base_needs_nothing_for_word_json_and_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    same(read(word(), "a.docx"))
    same(read(json.dumps(OBJECT).encode(), "a.json"))


def test_starting_imports_no_reader() -> None:
    code = "import sys, summarize.cli, summarize.documents; print({'lxml', 'trafilatura', 'pypdf'} & {*sys.modules})"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


def test_a_file_is_read_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf8")
    with_facts(extract(read_document(str(tmp_path / "a.html"))))
