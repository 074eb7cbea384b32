"""One ``Brief`` as JSON, plain text, Markdown, HTML or CSV, and many as a digest page.

Everything in a brief comes from a page someone else wrote, so each writer makes it safe for its own reader: no
terminal escapes in text, no markup in Markdown and HTML, no formulas in CSV, no line breaks inside a JSON line.
Warnings and flags stand in every format.
"""

from __future__ import annotations

import csv as csv_module
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from summarize.records import Brief, BriefSentence, Checks, Span

CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# CSI (colours, cursor) and OSC/DCS (window title, links) sequences, then any other two-character escape.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Controls other than tab and newline, bidirectional overrides, surrogates, byte-order marks.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_JSON_UNSAFE = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&$])")
_MARKDOWN_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]\s))")
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")


# ---------------------------------------------------------------- safe strings


def clean(value: str) -> str:
    r"""``value`` without terminal escapes, control characters and bidirectional overrides; newlines stay.

    >>> clean("\x1b[31mHà Nội\x1b[0m\x07")
    'Hà Nội'
    """
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", _ESCAPES.sub("", value)))


def one_line(value: str) -> str:
    """``clean(value)`` with every run of white space as one space."""
    return " ".join(clean(value).split())


def escape_markdown(value: str) -> str:
    r"""``value`` on one line, with what Markdown would read as markup escaped.

    >>> escape_markdown("# [x](y) *z*")
    '\\# \\[x\\](y) \\*z\\*'
    """
    line = _MARKDOWN.sub(r"\\\1", one_line(value))
    return _MARKDOWN_START.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), line)


def escape_html(value: str) -> str:
    """``clean(value)`` as HTML text, safe inside attributes too."""
    return escape(clean(value), quote=True)


def neutralise(value: str) -> str:
    """A CSV cell that no spreadsheet runs as a formula: a leading ``'`` where the first sign would start one."""
    kept = clean(value)
    return "'" + kept if _FORMULA.match(value) or _FORMULA.match(kept) else kept


def web_address(url: str | None) -> str | None:
    """``url`` if it is a plain http(s) address, else ``None`` (no ``javascript:``, no blanks, no brackets)."""
    return url if url and re.fullmatch(r"https?://[^\s<>\"'`\\\x00-\x20\x7f-\x9f]+", url, re.IGNORECASE) else None


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
            {"en": s.en, "vi": s.vi, "evidence": [list(span) for span in s.evidence], "flags": list(s.flags)}
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
            BriefSentence(s["en"], s["vi"], tuple((a, b) for a, b in s["evidence"]), tuple(s["flags"]))
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


# ---------------------------------------------------------------- what every format says


def notes(brief: Brief) -> list[str]:
    """Warnings, flags and failed checks as plain sentences, each once, in reading order."""
    checks = brief.checks
    found = list(brief.warnings)
    if checks.fallback:
        found.append(f"fallback: {checks.fallback}")
    for number, sentence in enumerate(brief.sentences, 1):
        found += [f"sentence {number}: {flag}" for flag in sentence.flags]
    if checks.numbers_unsupported:
        found.append("numbers not found in the article: " + ", ".join(checks.numbers_unsupported))
    if checks.names_unsupported:
        found.append("names not found in the article: " + ", ".join(checks.names_unsupported))
    if checks.repetition:
        found.append("the brief repeats itself")
    return list(dict.fromkeys(one_line(note) for note in found))


def english_date(published: str | None) -> str:
    """ISO date or date-time in English words; anything else as it is.

    >>> english_date("2025-12-09T17:08"), english_date("2024-04")
    ('December 9, 2025, 17:08', 'April 2024')
    """
    match = re.match(r"(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d))?)?", published or "")
    if not match or not 1 <= int(match[2]) <= 12:
        return published or ""
    month = MONTHS[int(match[2]) - 1]
    day = f"{month} {int(match[3])}, {match[1]}" if match[3] else f"{month} {match[1]}"
    return f"{day}, {match[4]}" if match[4] else day


def _versions(brief: Brief, lang: str) -> list[tuple[str, str, str]]:
    """(language, title, paragraph) for each language that ``lang`` asks for."""
    english = ("en", brief.headline, brief.brief)
    vietnamese = ("vi", brief.title_vi, brief.summary_vi)
    return {"en": [english], "vi": [vietnamese], "both": [english, vietnamese]}[lang]


def _origin(brief: Brief) -> list[str]:
    """Source, authors and date, where they are known."""
    return [part for part in (brief.source, ", ".join(brief.authors), english_date(brief.published)) if part]


# ---------------------------------------------------------------- text and Markdown


def text(brief: Brief, lang: str = "en") -> str:
    """Headline, brief, origin, then one ``! …`` line per warning or flag.  Safe to print on a terminal."""
    blocks = []
    for _, title, paragraph in _versions(brief, lang):
        blocks += [one_line(title), one_line(paragraph)]
    origin = " · ".join(one_line(part) for part in [*_origin(brief), brief.url or ""] if part)
    blocks += [origin, "\n".join(f"! {note}" for note in notes(brief))]
    return "\n\n".join(block for block in blocks if block) + "\n"


def markdown(brief: Brief, lang: str = "en") -> str:
    """The brief as a Markdown section; nothing in it is read as markup."""
    blocks = []
    for _, title, paragraph in _versions(brief, lang):
        blocks += [f"## {escape_markdown(title)}" if title else "", escape_markdown(paragraph)]
    origin = " · ".join(escape_markdown(part) for part in _origin(brief))
    address = web_address(brief.url)
    blocks.append(" · ".join(part for part in (origin, f"<{address}>" if address else "") if part))
    blocks.append("\n".join(f"> **!** {escape_markdown(note)}  " for note in notes(brief)))
    return "\n\n".join(block for block in blocks if block) + "\n"


# ---------------------------------------------------------------- CSV

_COLUMNS = (
    *("path", "id", "published", "source", "url", "authors", "headline", "brief", "title_vi", "summary_vi"),
    *("notes", "coverage", "signature"),
)


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


# ---------------------------------------------------------------- HTML

_STYLE = """
:root{color-scheme:light dark;--ink:#1c1c1c;--paper:#fff;--soft:#666;--line:#ddd;--warn:#a33c00;
--c0:#fff0a8;--c1:#cfe8ff;--c2:#d6f5d0;--c3:#fbd5e6;--c4:#e3d9ff;--c5:#ffe0c2}
@media(prefers-color-scheme:dark){:root{--ink:#eaeaea;--paper:#161616;--soft:#a0a0a0;--line:#3a3a3a;--warn:#ffab70;
--c0:#574d00;--c1:#0f3f66;--c2:#1d4a18;--c3:#5c1f3d;--c4:#3b2c73;--c5:#5f3a12}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:72rem;background:var(--paper);color:var(--ink);
font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.2rem;line-height:1.3;margin:.2rem 0}
article{border-top:1px solid var(--line);padding:1rem 0}
.origin{color:var(--soft);font-size:.875rem;margin:.3rem 0}.vi{color:var(--soft)}
.notes{color:var(--warn);font-size:.875rem;padding-left:1.1rem;margin:.4rem 0}
.sides{display:grid;gap:1rem 2rem}@media(min-width:56rem){.sides{grid-template-columns:2fr 3fr}}
.source{white-space:pre-wrap;font-size:.925rem;border-left:3px solid var(--line);padding-left:1rem;
max-height:70vh;overflow:auto}
mark{color:inherit;border-radius:.2em;padding:0 .1em}sup{font-size:.7em}
.s0{background:var(--c0)}.s1{background:var(--c1)}.s2{background:var(--c2)}.s3{background:var(--c3)}
.s4{background:var(--c4)}.s5{background:var(--c5)}:target{outline:2px solid var(--warn)}
a{color:inherit}summary{cursor:pointer;color:var(--soft)}td,th{text-align:left;vertical-align:top;padding:.2rem .6rem}
"""


def _page(title: str, body: str, lang: str = "en") -> str:
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape_html(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _origin_html(parts: Iterable[str], url: str | None) -> str:
    pieces = [escape_html(part) for part in parts]
    address = web_address(url)
    if address:
        pieces.append(f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">article</a>')
    return f'<p class="origin">{" · ".join(pieces)}</p>' if pieces else ""


def _notes_html(found: Sequence[str]) -> str:
    items = "".join(f"<li>{escape_html(note)}</li>" for note in found)
    return f'<ul class="notes">{items}</ul>' if items else ""


def _segments(length: int, spans: Sequence[Sequence[Span]]) -> list[tuple[int, int, list[int]]]:
    """Cut ``0..length`` at every edge: (start, end, sentences whose evidence covers it)."""
    safe = [[(max(0, a), min(length, b)) for a, b in group if a < b and a < length] for group in spans]
    edges = sorted({0, length} | {edge for group in safe for span in group for edge in span})
    return [
        (start, end, [i for i, group in enumerate(safe) if any(a <= start and end <= b for a, b in group)])
        for start, end in pairwise(edges)
    ]


def _source_html(brief: Brief, anchor: str) -> str:
    """The article's text with the evidence of each sentence marked, in the colour of the sentence."""
    pieces: list[str] = []
    seen: set[int] = set()
    for start, end, owners in _segments(len(brief.text), [s.evidence for s in brief.sentences]):
        piece = escape_html(brief.text[start:end])
        if owners:
            new = [i for i in owners if i not in seen]
            seen.update(new)
            ids = f' id="{anchor}-{new[0] + 1}"' if new else ""
            numbers = ",".join(str(i + 1) for i in owners)
            piece = f'<mark class="s{owners[0] % 6}"{ids} title="sentence {numbers}">{piece}</mark><sup>{numbers}</sup>'
        pieces.append(piece)
    return f'<div class="source" lang="vi" tabindex="0">{"".join(pieces)}</div>'


def _sentences_html(brief: Brief, lang: str, anchor: str) -> str:
    parts = []
    for i, sentence in enumerate(brief.sentences):
        number = f'<sup><a href="#{anchor}-{i + 1}">{i + 1}</a></sup>'
        body = sentence.vi if lang == "vi" else sentence.en
        parts.append(f'<mark class="s{i % 6}">{escape_html(one_line(body))}</mark>{number}')
    return f'<p lang="{lang}">{" ".join(parts)}</p>' if parts else ""


def html(briefs: Sequence[Brief], lang: str = "en") -> str:
    """One self-contained page: each brief beside its article, the evidence of each sentence in the same colour."""
    articles = []
    for n, brief in enumerate(briefs, 1):
        left = "".join(
            f'<h2 lang="{code}">{escape_html(one_line(title))}</h2>' + _sentences_html(brief, code, f"b{n}")
            for code, title, _ in _versions(brief, lang)
        )
        left += _origin_html(_origin(brief), brief.url) + _notes_html(notes(brief))
        left += f'<p class="origin">{escape_html(one_line(brief.path))} · {brief.coverage:.0%} of the article read</p>'
        articles.append(f'<article class="sides"><div>{left}</div>{_source_html(brief, f"b{n}")}</article>')
    names = [title for brief in briefs for _, title, _ in _versions(brief, lang)[:1]]
    return _page(
        names[0] if len(names) == 1 else f"{len(names)} briefs", "\n".join(articles), "vi" if lang == "vi" else "en"
    )


# ---------------------------------------------------------------- the digest of a batch


def _digest_item(record: Mapping[str, Any]) -> str:
    brief = from_record({"text": "", **record})
    return (
        f"<article><h2>{escape_html(one_line(brief.headline or brief.title_vi))}</h2>"
        f"<p>{escape_html(one_line(record['brief']))}</p>{_origin_html(_origin(brief), brief.url)}"
        f'{_notes_html(notes(brief))}<details><summary>Vietnamese</summary><div class="vi" lang="vi">'
        f"<p><b>{escape_html(one_line(brief.title_vi))}</b></p><p>{escape_html(one_line(record['summary_vi']))}</p>"
        f'</div></details><p class="origin">{escape_html(one_line(brief.path))}</p></article>'
    )


def _failures_html(failures: Sequence[Mapping[str, Any]]) -> str:
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{escape_html(one_line(str(row.get(k) or '')))}</td>" for k in ("path", "message"))
        + "</tr>"
        for row in failures
    )
    head = "<tr><th>file</th><th>what happened</th></tr>"
    return f"<details><summary>What failed</summary><table>{head}{rows}</table></details>" if rows else ""


def digest(records: Sequence[Mapping[str, Any]]) -> str:
    """A page of many briefs, newest first, undated last; rows with an ``error`` are counted and listed apart.

    Takes records as ``to_record`` makes them (``text`` may be left out) and rows of ``failures.jsonl``, mixed.
    """
    failures = sorted((r for r in records if "error" in r), key=lambda r: str(r["path"]))
    done = sorted((r for r in records if "error" not in r), key=lambda r: str(r["path"]))
    done.sort(key=lambda r: r["published"] or "", reverse=True)
    count = f"{len(done)} brief{'' if len(done) == 1 else 's'}, {len(failures)} failed"
    items = "\n".join(_digest_item(record) for record in done)
    heading = f'<h1>Briefs of Vietnamese news</h1>\n<p class="origin">{count}</p>'
    return _page(count, f"{heading}\n{items}\n{_failures_html(failures)}")


# ---------------------------------------------------------------- by name

FORMATS: Mapping[str, Callable[[Sequence[Brief], str], str]] = {
    "text": lambda briefs, lang: "\n".join(text(brief, lang) for brief in briefs),
    "md": lambda briefs, lang: "\n".join(markdown(brief, lang) for brief in briefs),
    "json": lambda briefs, lang: "".join(json_line(brief) + "\n" for brief in briefs),
    "html": html,
    "csv": lambda briefs, lang: csv(briefs),
}
"""Format name → (briefs, lang) → what is printed or written."""


def briefs(items: Sequence[Brief], format: str, lang: str = "en") -> str:
    """``items`` in the format of that name: a key of ``FORMATS``."""
    return FORMATS[format](items, lang)


EXTENSIONS = {"text": "txt", "md": "md", "json": "jsonl", "html": "html", "csv": "csv"}
