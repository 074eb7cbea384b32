"""One ``Brief`` as JSON, plain text, Markdown or CSV; ``pages`` makes the HTML, ``wording`` what all of them say.

Everything in a brief comes from a page someone else wrote, so each writer makes it safe for its own reader: no
terminal escapes in text, no markup in Markdown and HTML, no formulas in CSV, no line breaks inside a JSON line.
Warnings and flags stand in every format.
"""

from __future__ import annotations

import csv as csv_module
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from summarize import pages
from summarize.records import Brief, BriefSentence, Checks
from summarize.wording import clean, notes, one_line, origin, versions, web_address

_JSON_UNSAFE = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&$])")
_MARKDOWN_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]\s))")
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")


# ---------------------------------------------------------------- JSON


def to_record(brief: Brief) -> dict[str, object]:
    """The contract's JSON object; its ``text`` is exact, since the evidence spans refer to it."""
    return {
        "id": brief.id,
        "path": brief.path,
        "title_vi": brief.title_vi,
        "headline": brief.headline,
        "brief": brief.brief,
        "summary_vi": brief.summary_vi,
        "published": brief.published,
        "source": brief.source,
        "url": brief.url,
        "authors": list(brief.authors),
        "sentences": [
            {
                "en": s.en,
                "vi": s.vi,
                "evidence": [list(span) for span in s.evidence],
                "flags": list(s.flags),
                "support": None if s.support is None else round(s.support, 3),
                "confidence": None if s.confidence is None else round(s.confidence, 3),
            }
            for s in brief.sentences
        ],
        "text": brief.text,
        "checks": {
            "numbers_unsupported": list(brief.checks.numbers_unsupported),
            "names_unsupported": list(brief.checks.names_unsupported),
            "repetition": brief.checks.repetition,
            "fallback": brief.checks.fallback,
        },
        "coverage": brief.coverage,
        "language": brief.language,
        "warnings": list(brief.warnings),
        "models": dict(brief.models),
        "signature": brief.signature,
        "seconds": dict(brief.seconds),
    }


def from_record(record: Mapping[str, Any]) -> Brief:
    """The ``Brief`` that ``to_record`` wrote down."""
    checks = record["checks"]
    return Brief(
        id=record["id"],
        path=record["path"],
        title_vi=record["title_vi"],
        headline=record["headline"],
        sentences=tuple(
            BriefSentence(
                s["en"],
                s["vi"],
                tuple((a, b) for a, b in s["evidence"]),
                tuple(s["flags"]),
                s.get("support"),
                s.get("confidence"),
            )
            for s in record["sentences"]
        ),
        text=record["text"],
        published=record["published"],
        source=record["source"],
        url=record["url"],
        authors=tuple(record["authors"]),
        checks=Checks(
            tuple(checks["numbers_unsupported"]),
            tuple(checks["names_unsupported"]),
            checks["repetition"],
            checks["fallback"],
        ),
        coverage=record["coverage"],
        language=record["language"],
        warnings=tuple(record["warnings"]),
        models=dict(record["models"]),
        signature=record["signature"],
        seconds=dict(record["seconds"]),
    )


def dump(record: Mapping[str, object]) -> str:
    """``record`` as JSON on one line: readable Vietnamese, and nothing a reader could take for a line break."""
    line = json.dumps(record, ensure_ascii=False)
    return _JSON_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def json_line(brief: Brief) -> str:
    """The record as one line of JSON, without the newline."""
    return dump(to_record(brief))


# ---------------------------------------------------------------- text and Markdown


def text(brief: Brief, lang: str = "en") -> str:
    """Headline, brief, origin, then one ``! …`` line per warning or flag.  Safe to print on a terminal."""
    blocks = []
    for _, title, paragraph in versions(brief, lang):
        blocks += [one_line(title), one_line(paragraph)]
    facts = " · ".join(one_line(part) for part in [*origin(brief), brief.url or ""] if part)
    blocks += [facts, "\n".join(f"! {note}" for note in notes(brief))]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape_markdown(value: str) -> str:
    r"""``value`` on one line, with what Markdown would read as markup escaped.

    >>> escape_markdown("# [x](y) *z*")
    '\\# \\[x\\](y) \\*z\\*'
    """
    line = _MARKDOWN.sub(r"\\\1", one_line(value))
    return _MARKDOWN_START.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), line)


def markdown(brief: Brief, lang: str = "en") -> str:
    """The brief as a Markdown section; nothing in it is read as markup."""
    blocks = []
    for _, title, paragraph in versions(brief, lang):
        blocks += [f"## {escape_markdown(title)}" if title else "", escape_markdown(paragraph)]
    facts = " · ".join(escape_markdown(part) for part in origin(brief))
    address = web_address(brief.url)
    blocks.append(" · ".join(part for part in (facts, f"<{address}>" if address else "") if part))
    blocks.append("\n".join(f"> **!** {escape_markdown(note)}  " for note in notes(brief)))
    return "\n\n".join(block for block in blocks if block) + "\n"


# ---------------------------------------------------------------- CSV

_COLUMNS = (
    *("path", "id", "published", "source", "url", "authors", "headline", "brief", "title_vi", "summary_vi"),
    *("notes", "coverage", "signature"),
)


def neutralise(value: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula: a leading ``'`` where the first sign would start one."""
    kept = clean(value)
    return "'" + kept if _FORMULA.match(value) or _FORMULA.match(kept) else kept


def csv(briefs: Sequence[Brief]) -> str:
    """One row per brief under a header line; cells that a spreadsheet would run as formulas start with ``'``."""
    out = io.StringIO()
    writer = csv_module.writer(out)
    writer.writerow(_COLUMNS)
    for brief in briefs:
        record = to_record(brief) | {"authors": "; ".join(brief.authors), "notes": "; ".join(notes(brief))}
        cells = ("" if record[name] is None else str(record[name]) for name in _COLUMNS)
        writer.writerow([neutralise(cell) for cell in cells])
    return out.getvalue()


# ---------------------------------------------------------------- by name

FORMATS: Mapping[str, Callable[[Sequence[Brief], str], str]] = {
    "text": lambda briefs, lang: "\n".join(text(brief, lang) for brief in briefs),
    "md": lambda briefs, lang: "\n".join(markdown(brief, lang) for brief in briefs),
    "json": lambda briefs, lang: "".join(json_line(brief) + "\n" for brief in briefs),
    "html": pages.pairs,
    "csv": lambda briefs, lang: csv(briefs),
}
"""Format name → (briefs, lang) → what is printed or written."""


def briefs(items: Sequence[Brief], format: str, lang: str = "en") -> str:
    """``items`` in the format of that name: a key of ``FORMATS``."""
    return FORMATS[format](items, lang)


EXTENSIONS = {"text": "txt", "md": "md", "json": "jsonl", "html": "html", "csv": "csv"}
