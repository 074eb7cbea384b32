"""Word and PDF files as lines of text.  Both are opened with distrust: sizes first, and no markup that expands."""

from __future__ import annotations

import io
import re
import statistics
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from models.errors import InputError
from summarize.records import Facts

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_MEMBERS = 2_000
MAX_UNPACKED = 50_000_000
MAX_RATIO = 200  # plain XML reaches 20 to 60
MAX_PAGES = 100
MAX_TEXT = 5_000_000

_UNSOUND = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, NotImplementedError, RuntimeError)
_DOCUMENT = re.compile(r"word/document\d*\.xml$")
_NOBODY = re.compile(
    r"(?:admin|user|windows|microsoft|python-docx|unknown|author|lenovo|dell|hp|asus|pc)\b", re.IGNORECASE
)
_TITLE_STYLES = frozenset(["title", "tiêuđề", "tiude", "heading1"])
_SKIPPED = frozenset(["drawing", "pict", "object", "Fallback", "del", "moveFrom"])
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(data: bytes) -> tuple[str, Facts]:
    """The paragraphs of a Word file; the title by its style, the author from the properties.

    The dates of the properties are those of the file, not of the article: they are left alone.

    Raises:
        InputError: kinds ``encrypted``, ``damaged``, ``bomb``, ``unsafe``, ``too_big``.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "is encrypted, or a .doc file with another name", "Save it as .docx without a password.", "encrypted"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = check_archive(archive)
            body = next((name for name in names if _DOCUMENT.match(name)), None)
            if body is None:
                raise InputError("holds no Word document", "Save the article as .docx again.", "damaged")
            found = _parse(archive.read(body), _Paragraphs())
            core = archive.read("docProps/core.xml") if "docProps/core.xml" in names else b"<none/>"
            properties = _parse(core, _Properties())
    except _UNSOUND as error:
        reason = " ".join(str(error).split())[:80]
        raise InputError(f"is no sound .docx file ({reason})", "Save the article as .docx again.", "damaged") from None
    lines = [line for line, _ in found]
    title = next((line for line, style in found[:10] if style in _TITLE_STYLES), None)
    if title is None and properties.get("title") in lines[:10]:
        title = properties["title"]
    author = properties.get("creator", "")
    authors = (author,) if len(author.split()) > 1 and not _NOBODY.match(author) else ()
    return "\n\n".join(lines), Facts(title=title, authors=authors)


def check_archive(archive: zipfile.ZipFile) -> list[str]:
    """The names in a zip file that is safe to unpack.

    Raises:
        InputError: kinds ``bomb`` and ``encrypted``.
    """
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    swollen = unpacked > 1_000_000 and unpacked > MAX_RATIO * packed
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or swollen:
        size = f"{len(members)} parts, {unpacked / 1e6:.0f} MB"
        raise InputError(f"unpacks to too much ({size})", "Save the article's text alone as .docx.", "bomb")
    if any(member.flag_bits & 1 for member in members):
        raise InputError("is encrypted", "Save it without a password.", "encrypted")
    return [member.filename for member in members]


def _too_long() -> InputError:
    return InputError(f"holds over {MAX_TEXT // 1_000_000} MB of text", "Give one article per file.", "too_big")


class _Strict:
    """What a reader of trusted XML needs: a document type, with which bombs are built, is refused."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise InputError("holds a document type, which Word never writes", "Save it from Word again.", "unsafe")


class _Paragraphs(_Strict):
    """Collects (text, style) of the paragraphs as the parser meets them; nothing else is kept."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self.style = ""
        self.skipped = 0
        self.in_text = False
        self.size = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.skipped += name in _SKIPPED
        self.in_text = name == "t"
        if name == "pStyle":
            self.style = "".join(next(iter(attributes.values()), "").lower().split())
        elif name in _BREAKS and not self.skipped:
            self.parts.append(_BREAKS[name])

    def data(self, text: str) -> None:
        if self.in_text and not self.skipped:
            self.parts.append(text)
            self.size += len(text)
            if self.size > MAX_TEXT:
                raise _too_long()

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.skipped -= name in _SKIPPED
        self.in_text = False
        if name == "p" and not self.skipped:
            lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
            self.found += [(line, self.style) for line in lines if line]
            self.parts, self.style = [], ""

    def close(self) -> list[tuple[str, str]]:
        return self.found


class _Properties(_Strict):
    """The title and creator of ``core.xml``."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.name = tag.rpartition("}")[2]

    def data(self, text: str) -> None:
        if self.name in ("title", "creator"):
            self.found[self.name] = " ".join((self.found.get(self.name, "") + text).split())[:300]

    def end(self, tag: str) -> None:
        self.name = ""

    def close(self) -> dict[str, str]:
        return self.found


def _parse(xml: bytes, target: object) -> Any:
    parser = ElementTree.XMLParser(target=target)
    parser.feed(xml)
    return parser.close()


# ---------------------------------------------------------------- PDF


def read_pdf(data: bytes) -> tuple[str, Facts]:
    """The paragraphs of a PDF file; the title of its properties where the first page shows it too.

    Raises:
        InputError: kinds ``encrypted``, ``damaged``, ``too_long``, ``no_text``, ``too_big``.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(data))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("is encrypted", "Save it without a password.", "encrypted")
    except (DependencyError, NotImplementedError):
        raise InputError("is encrypted", "Save it without a password.", "encrypted") from None
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise InputError(f"has {count} pages", "Save the pages of the article as a file of their own.", "too_long")
    pages = []
    for page in reader.pages:
        pages.append(_page_lines(page))
        if sum(len(line) for lines in pages for line, _ in lines) > MAX_TEXT:
            raise _too_long()
    if sum(len(line) for lines in pages for line, _ in lines) < 40:
        raise InputError(
            "has pages but no text: it is scanned", "Run it through text recognition first, e.g. ocrmypdf.", "no_text"
        )
    lines = join_lines(_without_margins(pages))
    title = " ".join(str((reader.metadata or {}).get("/Title") or "").split())
    return "\n\n".join(lines), Facts(title=title if title and title in lines[:5] else None)


Line = tuple[str, float]


def _page_lines(page: PageObject) -> list[Line]:
    """The lines of a page with the size of their letters."""
    pieces: list[tuple[str, float]] = []

    def collect(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        pieces.append((text, round(abs(size * matrix[3]), 1)))

    page.extract_text(visitor_text=collect)
    lines: list[Line] = [("", 0.0)]
    for text, size in pieces:
        first, *rest = text.split("\n")
        before, known = lines[-1]
        lines[-1] = (before + first, known if before.strip() else size)
        lines += [(part, size) for part in rest]
    return [(" ".join(line.split()), size) for line, size in lines if line.strip()]


def _without_margins(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all pages without page numbers and what stands at the edge of most pages."""
    edges = Counter(line for lines in pages for line in {text for text, _ in (*lines[:2], *lines[-2:])})
    margins = {line for line, n in edges.items() if len(pages) > 2 and n > len(pages) / 2}
    number = re.compile(r"(?:trang |page )?-?\s*\d{1,4}(?:\s*/\s*\d{1,4})?\s*-?$", re.IGNORECASE)
    return [line for lines in pages for line in lines if line[0] not in margins and not number.match(line[0])]


def join_lines(lines: Sequence[Line]) -> list[str]:
    """Paragraphs of the lines of a column: a full line goes on in the next of its size, a short one ends there.

    >>> join_lines([("Đội nữ đi Úc", 16), ("Sáng nay, đội nữ đã có mặt", 11), ("ở sân bay.", 11), ("Họ vui.", 11)])
    ['Đội nữ đi Úc', 'Sáng nay, đội nữ đã có mặt ở sân bay.', 'Họ vui.']
    """
    if len(lines) < 2:
        return [line for line, _ in lines]
    width = statistics.quantiles([len(line) for line, _ in lines], n=10)[-1]
    paragraphs = [lines[0][0]]
    for (before, size_before), (line, size) in pairwise(lines):
        stopped = before[-1] in '.!?…:”"'
        full = len(before) > (0.95 if stopped else 0.75) * width
        if abs(size - size_before) < 0.1 * max(size, size_before) + 0.01 and (full or line[0].islower()):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
    return paragraphs
