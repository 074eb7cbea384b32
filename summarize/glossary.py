"""A user's own glossary: Vietnamese terms and the English they must have."""

from __future__ import annotations

import hashlib
from pathlib import Path

from models.errors import InputError, UsageError
from summarize.documents import decode, normalise, read_bytes

PROJECT_FILE = "vibrief-glossary.tsv"
Terms = tuple[tuple[str, str], ...]


def read(path: str) -> Terms:
    """The (Vietnamese, English) lines of a TSV file; empty lines and lines that begin with ``#`` do not count.

    Raises:
        UsageError: when the file cannot be read, or a line has not two columns; the message names the line.
    """
    try:
        lines = normalise(decode(read_bytes(path), path))[0].splitlines()
    except InputError as error:
        raise UsageError(f"The glossary {error.message}.", "Give a UTF-8 file of two columns.") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = [" ".join(c.split()) for c in line.split("\t")]
        if len(columns) < 2 or not all(columns[:2]):
            raise UsageError(
                f"Line {number} of the glossary {path} has not two columns.", "Write: Vietnamese, a tab, English."
            )
        found.append((columns[0], columns[1]))
    return tuple(found)


def chosen(path: str | None) -> Terms:
    """The glossary that was named, else ``vibrief-glossary.tsv`` of the current folder where there is one."""
    if path:
        return read(path)
    return read(PROJECT_FILE) if Path(PROJECT_FILE).is_file() else ()


def mark(terms: Terms) -> str:
    """A short digest for signatures; empty without terms."""
    return hashlib.sha256(repr(terms).encode()).hexdigest()[:8] if terms else ""


def applied(terms: Terms, text: str) -> dict[str, str]:
    """The terms that stand in a text, as Vietnamese → English.

    >>> applied((("Cục An ninh mạng", "Cybersecurity Department"), ("Cục X", "X")), "cục an ninh mạng cho biết")
    {'Cục An ninh mạng': 'Cybersecurity Department'}
    """
    lowered = text.lower()
    return {vi: en for vi, en in terms if vi.lower() in lowered}
