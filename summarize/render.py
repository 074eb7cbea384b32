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

# How the flags of ``checks`` and ``select`` read to a person; any other flag is shown as it is.
_PLAIN = {
    "the article's own sentence": "translated as it stands in the article, not rewritten",
    "number not in the article: ": "has a number the article does not: ",
    "name not in the article: ": "has a name the article does not: ",
    "number of the source sentence missing: ": "leaves out a number of the Vietnamese sentence: ",
    "name of the source sentence missing: ": "leaves out a name of the Vietnamese sentence: ",
    "untranslated words": "has Vietnamese words left untranslated",
    "not a complete sentence": "is not a complete sentence",
}
_REMARK = _PLAIN["the article's own sentence"]  # says how the sentence was made, not that anything is wrong


def plain(flag: str) -> str:
    """A sentence's flag in words for a reader.

    >>> plain("name not in the article: Hue"), plain("repeats itself")
    ('has a name the article does not: Hue', 'repeats itself')
    """
    for start, words in _PLAIN.items():
        if flag == start or (start.endswith(": ") and flag.startswith(start)):
            return words + flag[len(start) :]
    return flag


def notes(brief: Brief) -> list[str]:
    """Warnings, flags and failed checks as plain sentences, each once, in reading order."""
    checks = brief.checks
    found = list(brief.warnings)
    if checks.fallback:
        found.append(f"fallback: {checks.fallback}")
    for number, sentence in enumerate(brief.sentences, 1):
        found += [f"sentence {number}: {plain(flag)}" for flag in sentence.flags]
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
:root{color-scheme:light dark;--ink:#1c1c1c;--paper:#fff;--card:#f7f7f5;--soft:#5c5c5c;--line:#d6d6d2;--warn:#a33c00;
--c0:#ffe88a;--c1:#bfe0ff;--c2:#c6efbd;--c3:#fbc9df;--c4:#dacdff;--c5:#ffd5ab}
@media(prefers-color-scheme:dark){:root{--ink:#eaeaea;--paper:#161616;--card:#1f1f1f;--soft:#a8a8a8;--line:#3f3f3f;
--warn:#ffab70;--c0:#5f5400;--c1:#12486f;--c2:#22551c;--c3:#682347;--c4:#443383;--c5:#6b4115}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem 1rem 3rem;max-width:76rem;background:var(--paper);color:var(--ink);
font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
body.list{max-width:46rem}
h1{font-size:1.6rem;line-height:1.25;margin:.6rem 0 .2rem}h2{font-size:1.25rem;line-height:1.3;margin:.2rem 0 .5rem}
h3{font-size:.8rem;color:var(--soft);margin:0 0 .3rem;font-weight:600}
p{margin:.5rem 0}
article{border-top:1px solid var(--line);padding:1.2rem 0;margin-top:.8rem}
.origin{color:var(--soft);font-size:.875rem;margin:.3rem 0}.vi{color:var(--soft)}
.notes{font-size:.875rem;line-height:1.45;padding:.1rem 0 .1rem .7rem;margin:.7rem 0;list-style:none;
border-left:3px solid var(--line);color:var(--soft)}
.notes li{margin:.15rem 0}.notes .warn{color:var(--warn)}
.notes:has(.warn){border-color:var(--warn)}
.sides{display:grid;gap:1.2rem 2rem}.sides>div{min-width:0}
@media(min-width:56rem){.sides{grid-template-columns:2fr 3fr;align-items:start}.own{position:sticky;top:1rem}}
.source{white-space:pre-wrap;font-size:.925rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);
padding:.8rem 1rem;max-height:75vh;overflow:auto}
mark{color:inherit;border-radius:.2em;padding:.05em .1em;box-decoration-break:clone;-webkit-box-decoration-break:clone}
.doubt{text-decoration:underline wavy var(--warn) 1px;text-underline-offset:.2em}
sup{font-size:.75em;line-height:0;font-weight:600}sup a{padding:.3em .1em}
.s0{background:var(--c0)}.s1{background:var(--c1)}.s2{background:var(--c2)}.s3{background:var(--c3)}
.s4{background:var(--c4)}.s5{background:var(--c5)}:target{outline:2px solid var(--warn);scroll-margin:4rem}
a{color:inherit}summary{cursor:pointer;color:var(--soft);font-size:.875rem;padding:.2rem 0}
table{border-collapse:collapse;font-size:.875rem}
td,th{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line)}
@media print{.source{max-height:none}.own{position:static}mark{print-color-adjust:exact}}
"""


def _page(title: str, body: str, lang: str = "en", kind: str = "pairs") -> str:
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape_html(one_line(title))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body class="{kind}">\n{body}\n</body>\n</html>\n'
    )


def _origin_html(parts: Iterable[str], url: str | None) -> str:
    pieces = [escape_html(part) for part in parts]
    address = web_address(url)
    if address:
        pieces.append(f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">original article</a>')
    return f'<p class="origin">{" · ".join(pieces)}</p>' if pieces else ""


def _notes_html(found: Sequence[str]) -> str:
    items = "".join(
        f"<li>{escape_html(note)}</li>" if note.endswith(_REMARK) else f'<li class="warn">{escape_html(note)}</li>'
        for note in (note[:1].upper() + note[1:] for note in found)
    )
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
            pieces += [f'<span id="{anchor}-{i + 1}"></span>' for i in new[1:]]
            numbers = ",".join(str(i + 1) for i in owners)
            back = ",".join(f'<a href="#{anchor}-s{i + 1}">{i + 1}</a>' for i in owners)
            piece = f'<mark class="s{owners[0] % 6}"{ids} title="sentence {numbers}">{piece}</mark><sup>{back}</sup>'
        pieces.append(piece)
    return f'<div class="source" lang="vi" tabindex="0">{"".join(pieces)}</div>'


def _sentences_html(brief: Brief, lang: str, anchor: str, first: bool) -> str:
    """The sentences, numbered; those with a doubt underlined.  Only a brief's ``first`` version has the anchors."""
    parts = []
    for i, sentence in enumerate(brief.sentences):
        shown = any(a < b and a < len(brief.text) for a, b in sentence.evidence)
        number = f'<sup><a href="#{anchor}-{i + 1}">{i + 1}</a></sup>' if shown else f"<sup>{i + 1}</sup>"
        body = sentence.vi if lang == "vi" else sentence.en
        doubt = " doubt" if any(plain(flag) != _REMARK for flag in sentence.flags) else ""
        here = f' id="{anchor}-s{i + 1}"' if first else ""
        parts.append(f'<mark class="s{i % 6}{doubt}"{here}>{escape_html(one_line(body))}</mark>{number}')
    return f'<p lang="{lang}">{" ".join(parts)}</p>' if parts else ""


def html(briefs: Sequence[Brief], lang: str = "en") -> str:
    """One self-contained page: each brief beside its article, the evidence of each sentence in the same colour."""
    articles = []
    for n, brief in enumerate(briefs, 1):
        left = "".join(
            f'<h2 lang="{code}">{escape_html(one_line(title))}</h2>' + _sentences_html(brief, code, f"b{n}", k == 0)
            for k, (code, title, _) in enumerate(_versions(brief, lang))
        )
        left += _origin_html(_origin(brief), brief.url) + _notes_html(notes(brief))
        left += f'<p class="origin">{escape_html(one_line(brief.path))} · {brief.coverage:.0%} of the article read</p>'
        right = f"<div><h3>The article, with the evidence marked</h3>{_source_html(brief, f'b{n}')}</div>"
        articles.append(f'<article class="sides"><div class="own">{left}</div>{right}</article>')
    names = [title for brief in briefs for _, title, _ in _versions(brief, lang)[:1]]
    name = names[0] if len(names) == 1 else f"{len(names)} briefs"
    top = "" if len(names) == 1 else f"<h1>{name}</h1>\n"
    hint = "Each sentence rests on the passage of the same colour and number; a number leads to the other side."
    if any(plain(flag) != _REMARK for brief in briefs for s in brief.sentences for flag in s.flags):
        hint += " A wavy line marks a sentence to check; the notes below it say why."
    top += f'<p class="origin">{hint}</p>\n' if briefs else ""
    return _page(name, top + "\n".join(articles), "vi" if lang == "vi" else "en")


# ---------------------------------------------------------------- the digest of a batch


def _digest_item(record: Mapping[str, Any]) -> str:
    brief = from_record({"text": "", **record})
    return (
        f"<article><h2>{escape_html(one_line(brief.headline or brief.title_vi))}</h2>"
        f"<p>{escape_html(one_line(record['brief']))}</p>{_origin_html(_origin(brief), brief.url)}"
        f'{_notes_html(notes(brief))}<details><summary>In Vietnamese</summary><div class="vi" lang="vi">'
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
    return f"<details open><summary>What failed</summary><table>{head}{rows}</table></details>" if rows else ""


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
    return _page(count, f"{heading}\n{items}\n{_failures_html(failures)}", kind="list")


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
