"""The HTML pages: briefs beside their articles, and the digest of a folder.

A page is one file that loads nothing.  All that others wrote is escaped, and the content-security policy allows
this module's own style and script by their hashes and nothing else.  The digest reads in full with scripts off; its
script only hides what a search or a filter leaves out.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from models.text import fold
from summarize.records import Brief, Span
from summarize.wording import (
    KINDS,
    REMARK,
    clean,
    doubtful,
    doubts,
    english_date,
    kinds,
    measures,
    notes,
    one_line,
    origin,
    versions,
    web_address,
)

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
[hidden]{display:none!important}
#tools{display:grid;grid-template-columns:1fr 1fr;gap:.5rem;margin:1rem 0 .2rem}
#tools input,#tools select{font:inherit;width:100%;min-width:0;padding:.45rem .6rem;color:inherit;
background:var(--card);
border:1px solid var(--line);border-radius:.4rem}
#words,#shown{grid-column:1/-1}#shown{margin:0;font-size:.875rem;color:var(--soft)}
@media(min-width:36rem){#tools{grid-template-columns:2fr 1fr 1fr}#words{grid-column:auto}}
.list article{content-visibility:auto;contain-intrinsic-size:auto 22rem}
.list .vi h3{font-size:.925rem;margin:.3rem 0;color:inherit}.list .vi{font-size:.925rem}
.path{font-size:.8rem;color:var(--soft);margin:.3rem 0 0}
.more{margin:.8rem 0 0;padding:.6rem .9rem;border-radius:.5rem;background:var(--card);font-size:.925rem}
.more>ul{list-style:none;margin:0;padding:0}.more>ul>li>details>summary{color:inherit;padding:.25rem 0}
.more h3{font-size:1rem;color:inherit}.more [data-source]{padding:0 0 .6rem 1.1rem}
@media print{#tools{display:none}.source{max-height:none}.own{position:static}mark{print-color-adjust:exact}}
"""


def escape_html(value: str) -> str:
    """``clean(value)`` as HTML text, safe inside attributes too."""
    return escape(clean(value), quote=True)


def _allowed(kind: str, inline: str) -> str:
    """The policy that allows one inline style or script and no other."""
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    return f"{kind}-src 'sha256-{digest}'; "


def _page(title: str, body: str, lang: str = "en", kind: str = "pairs", script: str = "") -> str:
    policy = "default-src 'none'; " + _allowed("style", _STYLE) + (_allowed("script", script) if script else "")
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape_html(one_line(title))}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f'<body class="{kind}">\n{body}\n' + (f"<script>{script}</script>\n" if script else "") + "</body>\n</html>\n"
    )


def _origin_html(parts: Iterable[str], url: str | None) -> str:
    pieces = [escape_html(part) for part in parts]
    address = web_address(url)
    if address:
        pieces.append(f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">original article</a>')
    return f'<p class="origin">{" · ".join(pieces)}</p>' if pieces else ""


def _notes_html(found: Sequence[str]) -> str:
    items = "".join(
        f"<li>{escape_html(note)}</li>" if note.endswith(REMARK) else f'<li class="warn">{escape_html(note)}</li>'
        for note in (note[:1].upper() + note[1:] for note in found)
    )
    return f'<ul class="notes">{items}</ul>' if items else ""


# ---------------------------------------------------------------- briefs beside their articles


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
        doubt = " doubt" if sentence.faults else ""
        here = f' id="{anchor}-s{i + 1}"' if first else ""
        mark = f'<mark class="s{i % 6}{doubt}"{here}>'
        parts.append(f"{mark}{escape_html(one_line(body))}</mark>{number}")
    return f'<p lang="{lang}">{" ".join(parts)}</p>' if parts else ""


def pairs(briefs: Sequence[Brief], lang: str = "en") -> str:
    """One self-contained page: each brief beside its article, the evidence of each sentence in the same colour."""
    articles = []
    for n, brief in enumerate(briefs, 1):
        left = "".join(
            f'<h2 lang="{code}">{escape_html(one_line(title))}</h2>' + _sentences_html(brief, code, f"b{n}", k == 0)
            for k, (code, title, _) in enumerate(versions(brief, lang))
        )
        left += _origin_html(origin(brief), brief.url) + _notes_html(notes(brief))
        left += f'<p class="origin">{escape_html(one_line(brief.path))} · {brief.coverage:.0%} of the article read</p>'
        left += "".join(f'<p class="origin">Sentence {i}: {measures(s)}</p>' for i, s in enumerate(brief.sentences, 1))
        right = f"<div><h3>The article, with the evidence marked</h3>{_source_html(brief, f'b{n}')}</div>"
        articles.append(f'<article class="sides"><div class="own">{left}</div>{right}</article>')
    names = [title for brief in briefs for _, title, _ in versions(brief, lang)[:1]]
    name = names[0] if len(names) == 1 else f"{len(names)} briefs"
    top = "" if len(names) == 1 else f"<h1>{name}</h1>\n"
    hint = "Each sentence rests on the passage of the same colour and number; a number leads to the other side."
    if any(map(doubtful, briefs)):
        hint += " A wavy line marks a sentence to check; the notes below it say why."
    top += f'<p class="origin">{hint}</p>\n' if briefs else ""
    return _page(name, top + "\n".join(articles), "vi" if lang == "vi" else "en")


# ---------------------------------------------------------------- the digest of a batch

_SCRIPT = """
const plain = text => text.normalize('NFD').replace(/\\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
const read = (node, what) => plain([...node.querySelectorAll(what)].map(part => part.textContent).join(' '))
const [words, source, flag, shown] = ['words', 'source', 'flag', 'shown'].map(id => document.getElementById(id))
const stories = [...document.querySelectorAll('main > article')]
const all = 'h2, h3, p, .notes li'
let texts = null

function filter() {
  const wanted = plain(words.value).split(/\\s+/).filter(Boolean)
  texts ??= stories.map(story => [read(story, all), read(story, `:is(${all}):not(details *)`)])
  let count = 0
  stories.forEach((story, i) => {
    const fits = wanted.every(word => texts[i][0].includes(word))
      && (!source.value || [...story.querySelectorAll('[data-source]')].some(x => x.dataset.source === source.value))
      && (!flag.value || story.dataset.flags.split(' ').includes(flag.value))
    story.hidden = !fits
    const deep = fits ? wanted.filter(word => !texts[i][1].includes(word)) : []
    for (const part of story.querySelectorAll('details')) {
      const inside = deep.length ? plain(part.textContent) : ''
      part.open = deep.some(word => inside.includes(word))
    }
    count += fits
  })
  const some = wanted.length || source.value || flag.value
  shown.textContent = !some ? '' : count ? `${count} of ${stories.length} shown` : 'Nothing fits. Try fewer words.'
}
for (const input of [words, source, flag]) input.addEventListener('input', filter)
document.getElementById('tools').hidden = false
if (words.value || source.value || flag.value) filter()
"""


def _source_name(brief: Brief) -> str:
    """The source as the filter lists it: its name, else the host of its address."""
    address = web_address(brief.url)
    return one_line(brief.source or "") or (address and urlsplit(address).hostname) or "No source named"


def _dated(brief: Brief) -> str:
    """What a brief is sorted by: its ISO date, empty where there is none."""
    return brief.published if brief.published and re.match(r"\d{4}-\d\d", brief.published) else ""


def newest_first(briefs: Iterable[Brief]) -> list[Brief]:
    """By date, undated ones last; the same date by path."""
    return sorted(sorted(briefs, key=lambda b: b.path), key=_dated, reverse=True)


def stories(briefs: Sequence[Brief]) -> list[list[Brief]]:
    """The briefs by story, newest first.  Of near-duplicates the best comes first: dated, with few doubts, long."""
    from summarize.duplicates import groups

    best = sorted(briefs, key=lambda b: (not _dated(b), doubtful(b), -len(b.text), b.path))
    found = [[best[i] for i in group] for group in groups([brief.text for brief in best])]
    place = {id(brief): i for i, brief in enumerate(newest_first(story[0] for story in found))}
    return [[one, *newest_first(more)] for one, *more in sorted(found, key=lambda story: place[id(story[0])])]


def _told(brief: Brief, title: str) -> str:
    """One brief of the digest: where it is from, headline, brief, notes, and the Vietnamese to unfold."""
    return (
        f'<div data-source="{escape_html(_source_name(brief))}">{_origin_html(origin(brief), brief.url)}'
        f"<{title}>{escape_html(one_line(brief.headline or brief.title_vi))}</{title}>"
        f"<p>{escape_html(one_line(brief.brief))}</p>{_notes_html(notes(brief))}"
        '<details><summary>In Vietnamese</summary><div class="vi" lang="vi">'
        f"<h3>{escape_html(one_line(brief.title_vi))}</h3>"
        f"<p>{escape_html(one_line(brief.summary_vi))}</p></div></details>"
        f'<p class="path">{escape_html(one_line(brief.path))}</p></div>'
    )


def _story_html(story: Sequence[Brief]) -> str:
    first, *more = story
    flags = ["check" if doubts(first) else "clear", *(str(KINDS.index(kind)) for kind in kinds(first))]
    others = "".join(
        "<li><details><summary>"
        + escape_html(" · ".join(part for part in (_source_name(b), english_date(b.published)) if part))
        + f"</summary>{_told(b, 'h3')}</details></li>"
        for b in more
    )
    head = f"The same story in {len(more)} more article{'' if len(more) == 1 else 's'}:"
    return (
        f'<article data-flags="{" ".join(flags)}">{_told(first, "h2")}'
        + (f'<div class="more">{head}<ul>{others}</ul></div>' if more else "")
        + "</article>"
    )


def _tools_html(briefs: Sequence[Brief], firsts: Sequence[Brief]) -> str:
    """Search and filters, hidden until the script shows them."""
    sources = sorted({_source_name(brief) for brief in briefs}, key=lambda name: fold(name).lower())
    found = {kind for brief in firsts for kind in kinds(brief)}
    chosen = [("check", "Something to check"), ("clear", "Nothing to check")]
    chosen += [(str(i), kind[:1].upper() + kind[1:]) for i, kind in enumerate(KINDS) if kind in found]

    def options(first: str, pairs: Iterable[tuple[str, str]]) -> str:
        rest = "".join(f'<option value="{escape_html(value)}">{escape_html(shown)}</option>' for value, shown in pairs)
        return f'<option value="">{first}</option>{rest}'

    return (
        '<div id="tools" hidden><input id="words" type="search" autocomplete="off" placeholder="Search, with or without'
        ' diacritics" aria-label="Search the briefs">'
        f'<select id="source" aria-label="Source">{options("All sources", ((name, name) for name in sources))}</select>'
        f'<select id="flag" aria-label="Checks">{options("All briefs", chosen)}</select>'
        '<p id="shown" role="status"></p></div>'
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


def digest(briefs: Sequence[Brief], failures: Sequence[Mapping[str, Any]] = ()) -> str:
    """A page of many briefs: newest first, undated last, near-duplicates under one, the rows of failures at the end."""
    found = stories(briefs)
    count = f"{len(briefs)} brief{'' if len(briefs) == 1 else 's'}, {len(failures)} failed"
    folded = "" if len(found) == len(briefs) else f" · near-duplicates folded: {len(found)} stories"
    body = (
        f'<header><h1>Briefs of Vietnamese news</h1><p class="origin">{count}{folded}</p></header>\n'
        + (_tools_html(briefs, [story[0] for story in found]) if briefs else "")
        + "\n<main>\n"
        + "\n".join(_story_html(story) for story in found)
        + f"\n</main>\n{_failures_html(sorted(failures, key=lambda row: str(row['path'])))}"
    )
    return _page(count, body, kind="list", script=_SCRIPT if briefs else "")
