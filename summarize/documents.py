"""From bytes to clean Vietnamese text, or to an error that says what is wrong with the file."""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
import sys
import unicodedata
from pathlib import Path, PurePath

from models.errors import InputError
from summarize.records import Document
from summarize.vietnamese import ASCII_FUNCTION_WORDS, FUNCTION_WORDS, ONLY_VIETNAMESE

MAX_BYTES = 20_000_000
MAX_LINE_BYTES = 1_000_000
SUPPORTED = (".txt", ".md")
#: Formats that hold articles but not as plain text.
OTHER_FORMATS = frozenset(
    [
        ".pdf",
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".epub",
        ".html",
        ".htm",
        ".xhtml",
        ".mht",
        ".xml",
        ".ppt",
        ".pptx",
        ".xls",
        ".xlsx",
        ".ods",
        ".csv",
        ".json",
        ".jsonl",
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".bmp",
        ".tif",
        ".tiff",
        ".svg",
        ".heic",
        ".mp3",
        ".mp4",
        ".wav",
        ".avi",
        ".mov",
        ".mkv",
        ".zip",
        ".gz",
        ".bz2",
        ".xz",
        ".7z",
        ".rar",
        ".tar",
        ".sqlite",
        ".db",
        ".exe",
        ".dll",
        ".bin",
    ]
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

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_MOJIBAKE = re.compile("á[º»][\u0080-\u00bf€-™]|Ã[\u0080-\u00bf]|Æ°|Ä[\u0080-\u00bf‘]|Â[\u00a0»«]|â€")
_WORD = re.compile(r"[^\W\d_]+")


def read_document(path: str, *, any_language: bool = False) -> Document:
    """Read one file, or standard input for ``-``."""
    return from_bytes(read_bytes(path), path, any_language=any_language)


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


def from_bytes(data: bytes, path: str, *, any_language: bool = False) -> Document:
    """Make a document of the bytes of a text file; ``path`` is only its name."""
    if path != "-":
        _check_suffix(path)
    if len(data) > MAX_BYTES:
        raise _too_big(path)
    text = decode(data, path)
    if "\x00" in text or _control_share(text) > 0.01:
        raise InputError(f"{path}: is not a text file", "Give the article as plain text (UTF-8).", "binary")
    text, warnings = normalise(text)
    if not text.strip():
        raise InputError(f"{path}: is empty", "Give a file that holds an article.", "empty")
    if len(data) > MAX_LINE_BYTES and max(len(line) for line in text.split("\n")) > MAX_LINE_BYTES:
        raise InputError(f"{path}: is one line of over 1 MB, not an article", "Give one article per file.", "oneline")
    language = vietnamese(text)
    if language == "unmarked":
        warnings.append(UNMARKED)
    elif language == "no" and any_language:
        warnings.append(OTHER_LANGUAGE)
    elif language == "no":
        raise InputError(
            f"{path}: is not Vietnamese (it looks {name_language(text)})",
            "Give a Vietnamese article, or use --any-language to try it all the same.",
            "language",
        )
    return Document(hashlib.sha256(data).hexdigest(), path, text, tuple(warnings))


def _check_suffix(path: str) -> None:
    suffix = PurePath(path).suffix.lower()
    if suffix in OTHER_FORMATS and not Path(path).is_dir():
        raise InputError(
            f"{path}: {suffix} files cannot be read",
            f"Save the article as plain text; supported are {', '.join(SUPPORTED)}.",
            "format",
        )


def _too_big(path: str) -> InputError:
    return InputError(f"{path}: is over {MAX_BYTES // 1_000_000} MB", "Give one article per file.", "too_big")


def decode(data: bytes, path: str) -> str:
    """UTF-8 or UTF-16 text from its bytes."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        sample = data[:4000]
        if len(data) % 2 == 0 and len(data) >= 4 and b"\x00" in sample:
            for order, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
                if zeros.count(0) > 0.3 * len(zeros) and sample.count(0) < 1.2 * zeros.count(0):
                    return data.decode(order)
        if b"\x00" in data:
            raise InputError(f"{path}: is not a text file", "Give the article as plain text (UTF-8).", "binary")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        controls = sum(byte < 9 or 13 < byte < 32 for byte in data[:4000])
        if controls > 0.05 * min(len(data), 4000):
            raise InputError(f"{path}: is not a text file", "Give the article as plain text.", "binary") from None
        raise InputError(
            f"{path}: is not UTF-8 text", f"Save it as UTF-8, e.g. iconv -f WINDOWS-1258 -t UTF-8 {path}", "encoding"
        ) from None


def _control_share(text: str) -> float:
    sample = text[:100_000]
    return sum(c < " " and c not in "\t\n\r\f\v" for c in sample) / max(len(sample), 1)


def normalise(text: str) -> tuple[str, list[str]]:
    """NFC, plain line ends and spaces, nothing invisible; mojibake repaired, with a warning."""
    warnings: list[str] = []
    if len(_MOJIBAKE.findall(text[:20_000])) >= 3:
        from ftfy import fix_text

        fixed = fix_text(text, uncurl_quotes=False)
        if fixed != text:
            text = fixed
            warnings.append(REPAIRED)
    text = unicodedata.normalize("NFC", text)
    text = re.sub("\r\n?|[\u0085\u2028\u2029]", "\n", text)
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)), warnings


def vietnamese(text: str) -> str:
    """``yes``, ``unmarked`` (Vietnamese typed without diacritics) or ``no``."""
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
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
