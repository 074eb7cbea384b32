"""Articles with references, from a folder, a JSON Lines file or a public set.

folder    ``articles/*.txt`` with ``references/<stem>.json`` each (as in ``seeds``), or one ``references.jsonl``
file      ``.jsonl`` or ``.jsonl.xz``; a line is {id, text, title?, brief|summary|abstract, headline?, points?} or,
          as in VietNews, {title, abstract, body: [sentence, …]}
public    ``hf:NAME[:SPLIT]`` through the ``datasets`` library, where a network exists; rows as in a file

An English reference is ``brief``; ``abstract`` and ``summary`` are Vietnamese unless the row says ``"language": "en"``.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import InputError, UsageError
from summarize.records import Article, Document

_LAYOUT = "Give a folder with articles/*.txt and references/*.json or references.jsonl, or a .jsonl file."


@dataclass(frozen=True)
class References:
    """What a person wrote for an article; empty where they wrote nothing."""

    headline: str = ""
    brief: str = ""
    points: tuple[str, ...] = ()
    summary_vi: str = ""


@dataclass(frozen=True)
class Example:
    """One article with its references; ``language`` is the language it is scored in, ``en`` or ``vi``."""

    id: str
    path: str
    document: Document
    article: Article
    references: References
    language: str = "en"

    @property
    def target(self) -> str:
        """The reference that summaries are scored against."""
        return self.references.summary_vi if self.language == "vi" else self.references.brief

    @property
    def source(self) -> str:
        """Title, date and text: all that a brief may rest on."""
        return "\n\n".join(
            part for part in (self.article.title, self.article.published or "", self.article.text) if part
        )


@dataclass(frozen=True)
class Dataset:
    """Examples in order of their ids, and what was left out and why."""

    name: str
    examples: tuple[Example, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def language(self) -> str:
        return self.examples[0].language

    @property
    def sha256(self) -> str:
        """Digest of articles and references together."""
        digest = hashlib.sha256()
        for e in self.examples:
            refs = [e.references.headline, e.references.brief, list(e.references.points), e.references.summary_vi]
            digest.update(json.dumps([e.id, e.article.title, e.article.text, refs], ensure_ascii=False).encode())
        return digest.hexdigest()


def load(where: str) -> list[Example]:
    """The examples of ``read(where)``."""
    return list(read(where).examples)


def read(where: str, limit: int | None = None) -> Dataset:
    """Load a set, at most ``limit`` examples of it.

    Raises:
        InputError: when there is no such set, or no article in it has a reference.
        UsageError: when ``hf:`` is asked for and ``datasets`` is not installed.
    """
    if where.startswith("hf:"):
        examples, warnings = _rows(_public(where, limit), where, limit)
    elif Path(where).is_dir():
        examples, warnings = _folder(Path(where), limit)
    elif Path(where).is_file():
        examples, warnings = _rows(_json_lines(Path(where)), where, limit)
    else:
        raise InputError(f"{where}: no such folder or file.", _LAYOUT, "missing")
    if not examples:
        why = f" ({warnings[0]})" if warnings else ""
        raise InputError(f"{where}: no article with a reference{why}.", _LAYOUT, "empty")
    if len({e.language for e in examples}) > 1:
        raise InputError(f"{where}: English and Vietnamese references are mixed.", "Score them as two sets.", "mixed")
    if len({e.id for e in examples}) < len(examples):
        raise InputError(f"{where}: some ids occur twice.", "Give every example an id of its own.", "duplicate")
    name = where if where.startswith("hf:") else Path(where).resolve().name
    return Dataset(name, tuple(examples), tuple(warnings))


# --- folders ---------------------------------------------------------------------------------------------------


def _folder(folder: Path, limit: int | None) -> tuple[list[Example], list[str]]:
    from summarize.articles import extract
    from summarize.documents import read_document

    articles = {p.stem: p for p in sorted((folder / "articles").glob("*.txt"))}
    if not articles:
        raise InputError(f"{folder}: no articles/*.txt in it.", _LAYOUT, "empty")
    references, warnings = _folder_references(folder)
    warnings += [f"{articles[i].name}: no reference" for i in articles if i not in references]
    warnings += [f"{i}: a reference without an article" for i in references if i not in articles]
    examples: list[Example] = []
    for i in [i for i in articles if i in references][:limit]:
        try:
            document = read_document(str(articles[i]))
            examples.append(_example(i, document, extract(document), references[i]))
        except InputError as error:
            warnings.append(error.message)
    return examples, warnings


def _folder_references(folder: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    found: dict[str, dict[str, Any]] = {}
    warnings: list[str] = []
    table = folder / "references.jsonl"
    for row in _json_lines(table) if table.is_file() else ():
        if isinstance(row.get("id"), str):
            found[row["id"]] = row
        else:
            warnings.append(f"{table.name}: a line without an id")
    for path in sorted((folder / "references").glob("*.json")):
        try:
            row = json.loads(path.read_text("utf8"))
        except ValueError as error:
            raise InputError(f"{path}: not JSON ({error}).", "Correct the file.", "json") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}: not a JSON object.", "Correct the file.", "json")
        found[path.stem] = row
    if not found:
        raise InputError(f"{folder}: no references in it.", _LAYOUT, "references")
    return found, warnings


def _example(name: str, document: Document, article: Article, row: dict[str, Any]) -> Example:
    references = _references(row)
    if not references.brief and not references.summary_vi:
        raise InputError(f"{name}: a reference without text", "Give it a brief or a summary_vi.", "references")
    language = "en" if references.brief else "vi"
    return Example(name, document.path, document, article, references, language)


def _references(row: dict[str, Any]) -> References:
    """The references of one row: see the top of the file for its keys."""
    brief, summary = _text(row, "brief"), _text(row, "summary_vi")
    other = _text(row, "summary") or _text(row, "abstract")
    if other and row.get("language") == "en":
        brief = brief or other
    elif other:
        summary = summary or other
    points = row.get("points")
    kept = tuple(p for p in points if isinstance(p, str)) if isinstance(points, list) else ()
    return References(_text(row, "headline"), brief, kept, summary)


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


# --- rows ------------------------------------------------------------------------------------------------------


def _json_lines(path: Path) -> list[dict[str, Any]]:
    try:
        data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        rows = [json.loads(line) for line in data.decode("utf-8-sig").split("\n") if line.strip()]
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise InputError(f"{path}: not JSON Lines ({error}).", _LAYOUT, "json") from None
    if not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}: a line is not a JSON object.", _LAYOUT, "json")
    return rows


def _rows(rows: Iterable[dict[str, Any]], where: str, limit: int | None) -> tuple[list[Example], list[str]]:
    examples: list[Example] = []
    warnings: list[str] = []
    for n, row in enumerate(rows, 1):
        if limit is not None and len(examples) >= limit:
            break
        name = str(row.get("id") or f"{n:06d}")
        try:
            document, article = _row_article(row, f"{where}#{name}")
            examples.append(_example(name, document, article, row))
        except InputError as error:
            warnings.append(f"line {n}: {error.message}")
    return examples, warnings


def _row_article(row: dict[str, Any], path: str) -> tuple[Document, Article]:
    """The article of a row.  A ``body`` is clean sentences and is taken as it is; a ``text`` is read like a file."""
    from summarize.articles import extract
    from summarize.documents import from_bytes

    title, body = _text(row, "title"), row.get("body")
    if isinstance(body, list):
        text = " ".join(" ".join(s.split()) for s in body if isinstance(s, str))
        whole = f"{title}\n\n{text}"
        document = Document(hashlib.sha256(whole.encode()).hexdigest(), path, whole)
        if not text:
            raise InputError(f"{path}: an empty body", "Give it sentences.", "empty")
        return document, Article(title=title, lead="", paragraphs=(text,))
    text = next((row[k] for k in ("text", "article", "document") if isinstance(row.get(k), str)), "")
    document = from_bytes((f"{title}\n\n{text}" if title else text).encode(), path)
    return document, extract(document)


def _public(where: str, limit: int | None) -> list[dict[str, Any]]:
    try:
        import datasets
    except ImportError:
        raise UsageError("datasets is not installed.", "pip install 'vibrief[eval]'") from None
    _, name, split = (*where.split(":", 2), "test")[:3]
    try:
        rows: Any = datasets.load_dataset(name, split=split, streaming=True)
        return [dict(row) for row in (rows.take(limit) if limit else rows)]
    except Exception as error:  # the library raises its own, fsspec's, and the network's errors
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise InputError(
            f"{where}: not to be had ({reason}).",
            "Check the name, the split and the network, or give a file.",
            "network",
        ) from None
