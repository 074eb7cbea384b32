"""The report as one HTML page: no script, nothing loaded from anywhere, all text escaped."""

from __future__ import annotations

from html import escape

from eval.report import NAMES, Answer, Report, Row, grid

_COLOURS = ("#0b6e6e", "#c7702e", "#5b6fb5", "#8a8f3c", "#9a5a86")
_CSS = """
:root{color-scheme:light dark;--ink:#1d2327;--soft:#5d676e;--line:#d9dee2;--paper:#fff;--card:#f6f8f9;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaed;--soft:#9aa5ad;--line:#38424a;--paper:#14191d;--card:#1c2328;
--bad:#ff8a80}}
*{box-sizing:border-box}body{margin:0 auto;max-width:70rem;padding:1.2rem;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,sans-serif;overflow-wrap:anywhere}h1{font-size:1.5rem;margin:.2rem 0}h2{font-size:1.15rem;
margin:2rem 0 .6rem}h3{font-size:.8rem;margin:.2rem 0;color:var(--soft);font-weight:600}
p{margin:.3rem 0}.soft,small{color:var(--soft);font-size:.85rem}.scroll{overflow-x:auto}table{border-collapse:collapse;
width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;text-align:right;white-space:nowrap;
border-bottom:1px solid var(--line)}th:first-child,td:first-child{text-align:left}svg{width:100%;
height:auto;display:block;
min-width:34rem}svg text{fill:var(--ink);font:12px system-ui,sans-serif}article{background:var(--card);border:1px solid
var(--line);border-radius:.6rem;padding:.9rem 1rem;margin:0 0 1rem}.pair{display:grid;gap:1rem;
grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}details{margin-top:.6rem}summary{cursor:pointer;
color:var(--soft)}.source{white-space:pre-line;max-height:24rem;overflow:auto}.bad{color:var(--bad)}
code{font-size:.8rem}
"""


def html(report: Report) -> str:
    """A self-contained page: table, chart of systems with intervals, and each brief beside its reference and source."""
    title = f"vibrief eval: {report.data}"
    warnings = "".join(f"<li>{escape(w)}</li>" for w in report.warnings)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{_CSS}</style></head><body>"
        f"<h1>{escape(title)}</h1><p class=soft>{len(report.rows)} articles, scored in "
        f"{'Vietnamese' if report.language == 'vi' else 'English'}. ± is half of the 95 % bootstrap interval; "
        f"* differs from {escape(report.systems[0].name)} with p &lt; 0.05.</p>"
        f"<div class=scroll>{_table(report)}</div><h2>Systems</h2><div class=scroll>{chart(report)}</div>"
        + (
            f"<details><summary>{len(report.warnings)} warnings</summary><ul>{warnings}</ul></details>"
            if warnings
            else ""
        )
        + "<h2>Articles</h2>"
        + "".join(_article(row, report.systems[0].name) for row in report.rows)
        + f"<p class=soft>Signature <code>{escape(report.signature)}</code></p></body></html>\n"
    )


def _table(report: Report) -> str:
    head, rows = grid(report)
    cells = "".join(f"<th>{escape(h)}</th>" for h in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def chart(report: Report) -> str:
    """Bars of each system in groups by metric, with whiskers for the intervals, as inline SVG."""
    metrics = list(report.systems[0].scores)
    top = max([10.0, *(s.high for system in report.systems for s in system.scores.values())])
    top = 10 * -(-top // 10)
    width, height, left, base = 760, 280, 34, 220
    group = (width - left) / len(metrics)
    bar = 0.8 * group / len(report.systems)

    def y(value: float) -> float:
        return base - value / top * (base - 16)

    parts = [f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="Scores of the systems with 95 % intervals">']
    for tick in (0, top / 2, top):
        parts.append(f'<line x1="{left}" x2="{width}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" stroke="#8885"/>')
        parts.append(f'<text x="{left - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:.0f}</text>')
    for m, metric in enumerate(metrics):
        middle = left + (m + 0.5) * group
        parts.append(f'<text x="{middle:.1f}" y="{base + 18}" text-anchor="middle">{escape(NAMES[metric])}</text>')
        for k, system in enumerate(report.systems):
            s = system.scores[metric]
            x = left + m * group + 0.1 * group + k * bar
            label = escape(f"{system.name}: {s.mean:.1f} ({s.low:.1f} to {s.high:.1f})")
            parts.append(
                f'<rect x="{x:.1f}" y="{y(s.mean):.1f}" width="{bar - 2:.1f}" height="{base - y(s.mean):.1f}" rx="2" '
                f'fill="{_COLOURS[k % len(_COLOURS)]}"><title>{label}</title></rect>'
            )
            c = x + bar / 2 - 1
            parts.append(
                f'<path d="M{c:.1f} {y(s.low):.1f}V{y(s.high):.1f}M{c - 3:.1f} {y(s.low):.1f}h6'
                f'M{c - 3:.1f} {y(s.high):.1f}h6" stroke="currentColor" fill="none"/>'
            )
    for k, system in enumerate(report.systems):
        x = left + k * 130
        parts.append(
            f'<rect x="{x}" y="{base + 34}" width="12" height="12" rx="2" fill="{_COLOURS[k % len(_COLOURS)]}"/>'
        )
        parts.append(f'<text x="{x + 18}" y="{base + 44}">{escape(system.name)}</text>')
    return "".join(parts) + "</svg>"


def _article(row: Row, first: str) -> str:
    others = "".join(f"<h3>{escape(name)}</h3>{_text(a)}" for name, a in row.answers.items() if name != first)
    headline = f"<p><b>{escape(row.headline)}</b></p>" if row.headline else ""
    return (
        f"<article><p class=soft>{escape(row.id)} · {escape(row.title)}</p><div class=pair>"
        f"<section><h3>{escape(first)}</h3>{_text(row.answers[first])}</section>"
        f"<section><h3>reference</h3>{headline}<p>{escape(row.reference)}</p></section></div>"
        + (f"<details><summary>Other systems</summary>{others}</details>" if others else "")
        + f"<details><summary>Source text</summary><div class=source>{escape(row.source)}</div></details></article>"
    )


def _text(answer: Answer) -> str:
    headline = f"<p><b>{escape(answer.headline)}</b></p>" if answer.headline else ""
    scores = " · ".join(f"{NAMES[m]} {v:.1f}" for m, v in answer.scores.items())
    notes = [f"not in the article: {x}" for x in (*answer.numbers_unsupported, *answer.names_unsupported)]
    notes += ["repetition"] * answer.repetition + ([f"fallback: {answer.fallback}"] if answer.fallback else [])
    bad = f"<p class='soft bad'>{escape('; '.join(notes))}</p>" if notes else ""
    return f"{headline}<p>{escape(answer.text)}</p><small>{scores} · {answer.words} words</small>{bad}"
