"""From bytes to clean Vietnamese text, or to an error that says what is wrong with the file."""

from __future__ import annotations

import hashlib
import re
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath

from models.errors import InputError
from summarize import encodings, formats
from summarize.records import Document, Facts
from summarize.vietnamese import ASCII_FUNCTION_WORDS, FUNCTION_WORDS, ONLY_VIETNAMESE

MAX_BYTES = 20_000_000
MAX_LINE_BYTES = 1_000_000
SUPPORTED = (".txt", ".md", *formats.READERS)
#: Formats that may hold articles but that nothing here reads.
OTHER_FORMATS = frozenset(
    ".doc .odt .rtf .epub .xml .ppt .pptx .xls .xlsx .ods .csv .jpg .jpeg .png .gif .webp .bmp .tif .tiff .svg .heic "
    ".mp3 .mp4 .wav .avi .mov .mkv .zip .gz .bz2 .xz .7z .rar .tar .sqlite .db .exe .dll .bin".split()
)
NAMES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ru": "Russian", "th": "Thai", "lo": "Lao", "km": "Khmer",
    "id": "Indonesian", "ms": "Malay", "nl": "Dutch", "pl": "Polish", "cs": "Czech", "tr": "Turkish", "ar": "Arabic",
    "uk": "Ukrainian", "sv": "Swedish", "da": "Danish", "fi": "Finnish", "hi": "Hindi", "tl": "Tagalog", "la": "Latin",
}  # fmt: skip
UNMARKED = "The text has no Vietnamese diacritics; the brief will be less reliable."
OTHER_LANGUAGE = "The text does not look Vietnamese; it was read all the same, as asked."
REPAIRED = "The text was garbled by a wrong encoding and has been repaired."
CONVERTED = "The text was in the old encoding {} and has been converted."

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_MOJIBAKE = re.compile("á[º»][\u0080-\u00bf€-™]|Ã[\u0080-\u00bf]|Æ°|Ä[\u0080-\u00bf‘]|Â[\u00a0»«]|â€")
_WORD = re.compile(r"[^\W\d_]+")


def read_document(path: str, *, any_language: bool = False) -> Document:
    """Read one file, or standard input for ``-``."""
    return from_bytes(read_bytes(path), path, any_language=any_language)


def articles_in(data: bytes, path: str) -> list[tuple[str, bytes]]:
    """The articles of a file as (name, bytes): a ``.jsonl`` file holds one a line, named ``path:LINE``; others one."""
    return [(name, data[start:end]) for name, start, end in placed_in(data, path)]


def placed_in(data: bytes, path: str) -> list[tuple[str, int, int]]:
    """``articles_in`` as (name, start, end).

    >>> placed_in(b"{}\\n\\n[]", "a.jsonl"), placed_in(b"{}", "a.json")
    ([('a.jsonl:1', 0, 2), ('a.jsonl:3', 4, 6)], [('a.json', 0, 2)])
    """
    found, start = [], 0
    if PurePath(path).suffix.lower() == ".jsonl" and len(data) <= MAX_BYTES:
        for number, line in enumerate(data.split(b"\n"), 1):
            if line.strip(b" \t\r\xef\xbb\xbf"):
                found.append((f"{path}:{number}", start, start + len(line)))
            start += len(line) + 1
    return found or [(path, 0, len(data))]


def read_bytes(path: str) -> bytes:
    """The bytes of a regular file of bearable size, or of standard input for ``-``.

    Raises:
        InputError: kinds ``missing``, ``folder``, ``not_a_file``, ``format``, ``too_big``,
            ``permission``, ``unreadable``.
    """
    if path == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    _check_suffix(path)
    try:
        found = Path(path).stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError(f"{path}: is a folder", f"For a folder use: vibrief batch {path} OUT", "folder")
        if not stat.S_ISREG(found.st_mode):
            raise InputError(
                f"{path}: is not a regular file", "Give a text file, or - for standard input.", "not_a_file"
            )
        if found.st_size > MAX_BYTES:
            raise _too_big(path)
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file", "Check the path.", "missing") from None
    except NotADirectoryError:
        raise InputError(f"{path}: no such file", "Check the path.", "missing") from None
    except PermissionError:
        raise InputError(f"{path}: may not be read", "Check the file's permissions.", "permission") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error})", "Check the path and the disk.", "unreadable") from None


def from_bytes(
    data: bytes, path: str, *, any_language: bool = False, fields: Mapping[str, str] | None = None
) -> Document:
    """Make a document of the bytes of a file; ``path`` is only its name, ``fields`` name the fields of JSON.

    Raises:
        InputError: kinds ``format``, ``too_big``, ``binary``, ``encoding``, ``empty``, ``oneline``, ``language``,
            and those of ``formats.read``.
    """
    if path != "-":
        _check_suffix(path)
    if len(data) > MAX_BYTES:
        raise _too_big(path)
    with _named(path):
        reader = formats.reader_of(path, data)
        page = formats.read(reader, data, fields or {}) if reader else formats.Page(*_plain(data))
        page = _undo_old_encoding(page)
    if "\x00" in page.text or _control_share(page.text) > (0.05 if reader else 0.01):
        raise InputError(f"{path}: is not a text file", "Give the article as plain text (UTF-8).", "binary")
    text, warnings = normalise(page.text)
    if page.encoding:
        warnings.append(CONVERTED.format(page.encoding))
    if not text.strip():
        raise InputError(f"{path}: is empty", "Give a file that holds an article.", "empty")
    if len(text) > MAX_LINE_BYTES // 2 and max(len(line) for line in text.split("\n")) > MAX_LINE_BYTES:
        raise InputError(f"{path}: is one line of over 1 MB, not an article", "Give one article per file.", "oneline")
    warnings += _check_language(text, path, any_language)
    return Document(hashlib.sha256(data).hexdigest(), path, text, tuple(warnings), _clean_facts(page.facts))


def _plain(data: bytes) -> tuple[str, Facts, str | None]:
    text, encoding = encodings.decode(data)
    return text, Facts(), encoding


def _undo_old_encoding(page: formats.Page) -> formats.Page:
    """Text in an old encoding that was saved as if it were Western, or VIQR, as Vietnamese; other text as it is."""
    if page.encoding or vietnamese(page.text) == "yes":
        return page
    name = encodings.recognise(page.text)
    if name is None:
        return page
    facts = _each_fact(page.facts, lambda value: encodings.convert(value, name))
    return formats.Page(encodings.convert(page.text, name), facts, name)


def _clean_facts(facts: Facts) -> Facts:
    """Facts as clean as the text: one line each, nothing invisible."""
    return _each_fact(facts, lambda value: " ".join(normalise(value)[0].split())[:500])


def _each_fact(facts: Facts, change: Callable[[str], str]) -> Facts:
    title, source = (change(value) if value else None for value in (facts.title, facts.source))
    url = "".join(normalise(facts.url)[0].split())[:2000] if facts.url else None
    authors = tuple(name for name in map(change, facts.authors) if name)
    return replace(facts, title=title or None, source=source or None, url=url or None, authors=authors)


def _check_language(text: str, path: str, any_language: bool) -> list[str]:
    """What to warn of; an error for text in another language."""
    language = vietnamese(text)
    if language == "no" and not any_language:
        raise InputError(
            f"{path}: is not Vietnamese (it looks {name_language(text)})",
            "Give a Vietnamese article, or use --any-language to try it all the same.",
            "language",
        )
    return {"yes": [], "unmarked": [UNMARKED], "no": [OTHER_LANGUAGE]}[language]


def _check_suffix(path: str) -> None:
    suffix = PurePath(path).suffix.lower()
    if suffix in OTHER_FORMATS and not _is_folder(path):
        raise InputError(
            f"{path}: {suffix} files cannot be read",
            f"Save the article as plain text; supported are {', '.join(SUPPORTED)}.",
            "format",
        )


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _too_big(path: str) -> InputError:
    return InputError(f"{path}: is over {MAX_BYTES // 1_000_000} MB", "Give one article per file.", "too_big")


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Put the file's name before the message of an error."""
    try:
        yield
    except InputError as error:
        raise InputError(f"{path}: {error.message}", error.remedy, error.kind) from error.__cause__


def decode(data: bytes, path: str) -> str:
    """Text from bytes: UTF-8, UTF-16, or an old Vietnamese encoding."""
    with _named(path):
        return encodings.decode(data)[0]


def _control_share(text: str) -> float:
    sample = text[:100_000]
    return sum(c < " " and c not in "\t\n\r\f\v" for c in sample) / max(len(sample), 1)


def normalise(text: str) -> tuple[str, list[str]]:
    """NFC, plain line ends and spaces, nothing invisible or half a letter; mojibake repaired, with a warning."""
    warnings: list[str] = []
    if len(_MOJIBAKE.findall(text[:20_000])) >= 3:
        from ftfy import fix_text

        fixed = fix_text(text, uncurl_quotes=False)
        if fixed != text:
            text = fixed
            warnings.append(REPAIRED)
    text = unicodedata.normalize("NFC", text)
    text = re.sub("\r\n?|[\u0085\u2028\u2029]", "\n", text)
    return _SURROGATE.sub("\ufffd", _SPACES.sub(" ", _INVISIBLE.sub("", text))), warnings


def vietnamese(text: str) -> str:
    """``yes``, ``unmarked`` (Vietnamese typed without diacritics) or ``no``."""
    words = [word.lower() for word in _WORD.findall(text.lstrip()[:20_000])]
    if not words:
        return "no"
    marked = sum(not ONLY_VIETNAMESE.isdisjoint(word) for word in words) / len(words)
    common = sum(word in FUNCTION_WORDS for word in words) / len(words)
    if marked >= 0.2 or (marked >= 0.08 and common >= 0.04):
        return "yes"
    plain = [word for word in words if word in ASCII_FUNCTION_WORDS]
    if marked < 0.08 and len(plain) >= 0.05 * len(words) and len(set(plain)) >= min(4, len(words) // 5 + 1):
        return "unmarked"
    return "no"


def name_language(text: str) -> str:
    """The English name of the language the text seems to be in."""
    from py3langid import classify

    code = str(classify(text[:5000])[0])
    return f"like {NAMES[code]}" if code in NAMES and code != "vi" else "like another language"
