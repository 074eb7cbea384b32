"""The report as one HTML page: no script, nothing loaded from anywhere, all text escaped."""

from __future__ import annotations

from html import escape

from eval.report import NAMES, Answer, Report, Row, grid

_CSS = """
:root{color-scheme:light dark;--ink:#1d2327;--soft:#57616a;--line:#d9dee2;--paper:#fff;--card:#f6f8f9;--bad:#b3261e;
--first:#5fb8b0;--other:#bcc5cc}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaed;--soft:#9fabb3;--line:#38424a;--paper:#14191d;--card:#1c2328;
--bad:#ff8a80;--first:#1f7a74;--other:#4b5760}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1rem 1rem 3rem;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
h3{font-size:.8rem;margin:.6rem 0 .2rem;color:var(--soft);font-weight:600}
p{margin:.3rem 0}.soft,small{color:var(--soft);font-size:.85rem}
.scroll{overflow-x:auto;margin:1rem 0 .4rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .6rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left;position:sticky;left:0;background:var(--paper);padding-left:0}
tbody tr:first-child{font-weight:600}
@media(max-width:40rem){table{font-size:.85rem}th,td{padding:.35rem .45rem}}
.charts{display:grid;gap:1.2rem 2rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
figure{margin:0}figcaption{font-weight:600;font-size:.95rem}svg{width:100%;height:auto;display:block}
svg text{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:4px;
font:12px system-ui,sans-serif;font-variant-numeric:tabular-nums}
svg .tick{fill:var(--soft);font-size:11px}svg line{stroke:var(--line)}
svg path{stroke:var(--ink);stroke-width:1.5;fill:none}svg rect{fill:var(--other)}svg .first{fill:var(--first)}
article{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1rem;margin:0 0 1rem}
.pair{display:grid;gap:.6rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}
details{margin-top:.6rem}summary{cursor:pointer;color:var(--soft)}
.source{white-space:pre-line;max-height:24rem;overflow:auto;margin-top:.4rem}.bad{color:var(--bad)}
code{font-size:.8rem}
"""
_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LEGEND = (
    "R-1, R-2, R-L and R-Lsum: ROUGE against the reference, 0 to 100. Points: share of the reference's key points "
    "that the brief covers. Numbers and Names: share of those in the brief that the article supports. "
    "Unsupp.: share of the briefs with a number or name that it does not. Words: mean length of a brief."
)


def html(report: Report) -> str:
    """A self-contained page: table, chart of systems with intervals, and each brief beside its reference and source."""
    title = f"vibrief eval: {report.data}"
    warnings = "".join(f"<li>{escape(w)}</li>" for w in report.warnings)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{_CSS}</style></head><body>"
        f"<h1>{escape(title)}</h1><p class=soft>{len(report.rows)} articles, scored in "
        f"{'Vietnamese' if report.language == 'vi' else 'English'}. ± is half of the 95 % bootstrap interval; "
        f"* differs from {escape(report.systems[0].name)} with p &lt; 0.05.</p>"
        f"<div class=scroll tabindex=0>{_table(report)}</div><p class=soft>{_LEGEND}</p>"
        "<h2>Systems</h2><p class=soft>Bars are means; the lines across their ends are the 95 % intervals.</p>"
        f"<div class=charts>{charts(report)}</div>"
        + (
            f"<details open><summary>Warnings: {len(report.warnings)}</summary><ul>{warnings}</ul></details>"
            if warnings
            else ""
        )
        + "<h2>Articles</h2>"
        + "".join(_article(row, report.systems[0].name, report.language) for row in report.rows)
        + f"<p class=soft>Signature <code>{escape(report.signature)}</code></p></body></html>\n"
    )


def _table(report: Report) -> str:
    head, rows = grid(report)
    cells = "".join(f"<th>{escape(h)}</th>" for h in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def charts(report: Report) -> str:
    """A figure per metric as inline SVG: a bar for each system, its name, its mean and a whisker for the interval."""
    top = max([10.0, *(s.high for system in report.systems for s in system.scores.values())])
    top = 10 * -(-top // 10)
    return "".join(_chart(report, metric, top) for metric in report.systems[0].scores)


def _chart(report: Report, metric: str, top: float) -> str:
    """The bars of one metric, from 0 to ``top``, on a scale that all figures share."""
    width, row, bar = 340, 24, 16
    left = min(120, 10 + 7 * max(len(system.name) for system in report.systems))
    right = width - 44
    floor = row * len(report.systems) + 4

    def x(value: float) -> float:
        return left + value / top * (right - left)

    name = f"{NAMES[metric]}: means of the systems with 95 % intervals"
    parts = [f'<svg viewBox="0 0 {width} {floor + 18}" role="img" aria-label="{escape(name)}">']
    for tick in (0, top / 2, top):
        parts.append(f'<line x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="0" y2="{floor}"/>')
        parts.append(f'<text class="tick" x="{x(tick):.1f}" y="{floor + 14}" text-anchor="middle">{tick:.0f}</text>')
    for k, system in enumerate(report.systems):
        y = 4 + k * row
        c = y + bar / 2
        kind = ' class="first"' if k == 0 else ""
        shown = system.name if len(system.name) <= 16 else system.name[:15] + "…"
        parts.append(f'<text x="{left - 6}" y="{c + 4}" text-anchor="end">{escape(shown)}</text>')
        if metric not in system.scores:
            continue
        s = system.scores[metric]
        label = escape(f"{system.name}: {s.mean:.1f} ({s.low:.1f} to {s.high:.1f})")
        parts.append(
            f'<rect{kind} x="{x(0):.1f}" y="{y}" width="{x(s.mean) - x(0):.1f}" height="{bar}">'
            f"<title>{label}</title></rect>"
            f'<path d="M{x(s.low):.1f} {c}H{x(s.high):.1f}M{x(s.low):.1f} {c - 4}v8M{x(s.high):.1f} {c - 4}v8"/>'
            f'<text x="{x(max(s.high, s.mean)) + 6:.1f}" y="{c + 4}">{s.mean:.1f}</text>'
        )
    return f"<figure><figcaption>{escape(NAMES[metric])}</figcaption>{''.join(parts)}</svg></figure>"


def _article(row: Row, first: str, language: str) -> str:
    others = "".join(f"<h3>{escape(name)}</h3>{_text(a)}" for name, a in row.answers.items() if name != first)
    headline = f"<p><b>{escape(row.headline)}</b></p>" if row.headline else ""
    return (
        f'<article><p class=soft>{escape(row.id)} · <span lang="vi">{escape(row.title)}</span></p>'
        f'<div class=pair lang="{escape(language)}">'
        f"<section><h3>{escape(first)}</h3>{_text(row.answers[first])}</section>"
        f"<section><h3>reference</h3>{headline}<p>{escape(row.reference)}</p></section></div>"
        + (f"<details><summary>Other systems</summary>{others}</details>" if others else "")
        + '<details><summary>Source text</summary><div class=source lang="vi" tabindex=0>'
        + f"{escape(row.source)}</div></details></article>"
    )


def _text(answer: Answer) -> str:
    headline = f"<p><b>{escape(answer.headline)}</b></p>" if answer.headline else ""
    scores = " · ".join(f"{NAMES[m]} {v:.1f}" for m, v in answer.scores.items())
    notes = [f"not in the article: {x}" for x in (*answer.numbers_unsupported, *answer.names_unsupported)]
    notes += ["repeats itself"] * answer.repetition + ([f"fallback: {answer.fallback}"] if answer.fallback else [])
    bad = f"<p class='soft bad'>{escape('; '.join(notes))}</p>" if notes else ""
    return f"{headline}<p>{escape(answer.text)}</p><small>{scores} · {answer.words} words</small>{bad}"
