"""Files that hold an article but are no plain text: which reader takes them, in what bounds, and what it needs.

A PDF file, and any other that is large, is read in a process of its own with limits of time and memory.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path, PurePath

from models.errors import InputError
from summarize import encodings
from summarize.records import Facts

#: Suffix → reader.
READERS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "mhtml", ".mht": "mhtml",
    ".docx": "docx", ".pdf": "pdf", ".json": "json", ".jsonl": "json",
}  # fmt: skip
NEEDS = {"html": ("trafilatura", "lxml_html_clean"), "mhtml": ("trafilatura", "lxml_html_clean"), "pdf": ("pypdf",)}
#: Above so many bytes a file is read apart.
LARGE = {"html": 500_000, "mhtml": 2_000_000, "docx": 1_000_000, "pdf": 0}
SECONDS = 20
MEMORY = 1 << 30

_LINE = re.compile(r"(\.jsonl):\d+$", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """What a file holds: paragraphs apart by empty lines, facts, and the old encoding that was undone, if any."""

    text: str
    facts: Facts = field(default_factory=Facts)
    encoding: str | None = None


def reader_of(path: str, data: bytes) -> str | None:
    """The reader for a file by its name, or by its first bytes where the name says nothing; None for plain text.

    >>> reader_of("a.HTML", b""), reader_of("a.jsonl:12", b""), reader_of("-", b"%PDF-1.7"), reader_of("a.txt", b"Xin")
    ('html', 'json', 'pdf', None)
    """
    suffix = PurePath(_LINE.sub(r"\1", path)).suffix.lower()
    return READERS.get(suffix) or sniff(data)


def sniff(data: bytes) -> str | None:
    """The reader that the first bytes call for without a doubt."""
    head = data[:2000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") and b"word/" in data[-100_000:]:
        return "docx"
    if re.match(
        rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b", head, re.IGNORECASE | re.DOTALL
    ):
        return "html"
    if re.match(rb"[A-Za-z-]{2,40}: ", head) and b"multipart/related" in head:
        return "mhtml"
    return None


def read(reader: str, data: bytes, fields: Mapping[str, str]) -> Page:
    """What a file of a known format holds.

    Raises:
        InputError: ``extra`` where a package is missing, ``slow`` and ``memory`` where a limit was reached,
            ``damaged`` where the reader gave up, and the kinds of the readers.
    """
    missing = [package for package in NEEDS.get(reader, ()) if find_spec(package) is None]
    if missing:
        message = f"cannot be read without the package {missing[0]}"
        raise InputError(message, "pip install 'vibrief[formats]'", "extra")
    if len(data) > LARGE.get(reader, len(data)) or (reader == "docx" and _unpacked(data) > 5 * LARGE["docx"]):
        return _read_apart(reader, data)
    return _read(reader, data, fields)


def _unpacked(data: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return 0


def _read(reader: str, data: bytes, fields: Mapping[str, str]) -> Page:
    """Call the reader; whatever a parser of other people's stumbles over is the file's fault, not a crash."""
    try:
        if reader in ("html", "mhtml"):
            from summarize import webpages

            return Page(*(webpages.read_html(data) if reader == "html" else webpages.read_mhtml(data)))
        if reader in ("docx", "pdf"):
            from summarize import office

            return Page(*(office.read_docx(data) if reader == "docx" else office.read_pdf(data)))
        from summarize.fields import read_json

        text, encoding = encodings.decode(data)
        return Page(*read_json(text, fields), encoding)
    except InputError:
        raise
    except MemoryError:
        raise _too_much() from None
    except Exception as error:
        reason = " ".join(f"{type(error).__name__} {error}".split())[:100]
        raise InputError(f"is damaged ({reason})", "Save the article again, or as plain text.", "damaged") from error


def _too_much() -> InputError:
    return InputError(f"takes over {MEMORY >> 30} GB to read", "Save the article as plain text.", "memory")


def _read_apart(reader: str, data: bytes) -> Page:
    """``_read`` in another process under limits of time and memory."""
    root = str(Path(__file__).parents[1])
    paths = os.pathsep.join(path for path in (root, os.environ.get("PYTHONPATH")) if path)
    command = [sys.executable, "-P", "-m", "summarize.formats", reader]
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"takes over {SECONDS} s to read", "Save the article as plain text.", "slow") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise _too_much() from None
    if "error" in answer:
        raise InputError(*answer["error"])
    facts = Facts(**{**answer["facts"], "authors": tuple(answer["facts"]["authors"])})
    return Page(answer["text"], facts, answer["encoding"])


def main() -> None:
    """``python -m summarize.formats READER``: a file on stdin, a page or an error as JSON on stdout."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    except (ImportError, ValueError, OSError):  # not a POSIX system, or tighter limits already
        pass
    try:
        answer: dict[str, object] = asdict(_read(sys.argv[1], sys.stdin.buffer.read(), {}))
    except InputError as error:
        answer = {"error": [error.message, error.remedy, error.kind]}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
