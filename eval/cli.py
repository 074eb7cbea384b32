"""``vibrief eval``: tables on stdout, messages on stderr, reports in files written whole."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import click

from eval.report import NAMES, Report
from models.errors import InputError, UsageError


@click.group("eval")
def eval_group() -> None:
    """Score systems against references."""


@eval_group.command("run")
@click.argument("data")
@click.option("--json", "json_path", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as JSON.")
@click.option("--html", "html_path", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to read.")
@click.option(
    "--system",
    "systems",
    multiple=True,
    help="A system to run; several times for several. Default: all that suit the set.",
)
@click.option("--preset", default="compact", show_default=True, help="The models to use.")
@click.option("--limit", type=click.IntRange(min=1), help="Score the first N examples only.")
@click.option("--words", type=click.IntRange(10, 400), default=60, show_default=True, help="Length of a brief.")
def run_command(
    data: str,
    json_path: Path | None,
    html_path: Path | None,
    systems: tuple[str, ...],
    preset: str,
    limit: int | None,
    words: int,
) -> None:
    """Score the pipeline and baselines on DATA: a folder, a .jsonl file, or hf:NAME[:SPLIT]."""
    from eval import page, report
    from eval.datasets import read
    from eval.systems import SYSTEMS, check_names
    from summarize import pipeline

    check_names(systems)
    _check_outputs(json_path, html_path)
    dataset = read(data, limit)
    for warning in dataset.warnings:
        click.echo(f"warning: {warning}", err=True)
    models = pipeline.load(preset)
    options = pipeline.Options(words=words, preset=preset)
    usual = [s for s in SYSTEMS if dataset.language == "en" or s != "unchecked"]
    made = report.evaluate(dataset, systems or usual, models, options)
    _show(made)
    if json_path:
        _write(json_path, report.to_json(made))
    if html_path:
        _write(html_path, page.html(made))


@eval_group.command("compare")
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--system", default="", help="The system to compare. Default: each report's first.")
def compare_command(a: Path, b: Path, system: str) -> None:
    """Compare two reports written by `run --json` on the examples they share."""
    from eval.bootstrap import interval, paired

    one, two = _read(a), _read(b)
    left, right = _scores(one, system, a), _scores(two, system, b)
    shared = [i for i in left if i in right and _reference(one, i) == _reference(two, i)]
    if not shared:
        raise InputError("The two reports share no example.", "Compare reports of the same set.", "empty")
    if len(shared) < max(len(left), len(right)):
        click.echo(f"warning: {len(shared)} of {len(left)} and {len(right)} examples are the same", err=True)
    click.echo(f"{'metric':<10}{'A':>8}{'B':>8}{'B - A':>8}  95 % interval      p   (n = {len(shared)})")
    for metric in NAMES:
        ids = [i for i in shared if metric in left[i] and metric in right[i]]
        if not ids:
            continue
        x, y = [left[i][metric] for i in ids], [right[i][metric] for i in ids]
        mean, low, high = interval([v - u for u, v in zip(x, y, strict=True)])
        p = paired(x, y)
        average = (sum(x) / len(x), sum(y) / len(y))
        span = f"{low:+.1f} to {high:+.1f}"
        click.echo(f"{NAMES[metric]:<10}{average[0]:>8.1f}{average[1]:>8.1f}{mean:>+8.1f}  {span:<16}{p:>6.3f}")


@eval_group.command("bench")
@click.argument("data", default="seeds")
@click.option("--limit", type=click.IntRange(min=1), default=64, show_default=True, help="Sentences to translate.")
@click.option("--articles", type=click.IntRange(min=1), default=70, show_default=True, help="Articles to brief.")
@click.option("--preset", default="compact", show_default=True, help="The models to use.")
def bench_command(data: str, limit: int, articles: int, preset: str) -> None:
    """Measure translation and briefing in a batch against plain transformers, one sentence or article at a time."""
    from eval.bench import BASELINE, brief_rate, plain_models, rate
    from eval.datasets import load
    from eval.systems import briefs
    from summarize.pipeline import Options
    from summarize.pipeline import load as load_models
    from summarize.sentences import split

    examples = load(data)[:articles]
    sentences = [e.article.text[s:t] for e in examples for s, t in split(e.article.text)][:limit]
    models, options = load_models(preset), Options(preset=preset)
    plain = plain_models() if preset == "compact" else None
    translate = models.translator.translate

    def row(what: str, speed: float, batch: float | None = None) -> float:
        click.echo(f"{what:<50} {speed:8.2f} a second" + (f"  the batch is {batch / speed:.1f} x" if batch else ""))
        return speed

    batch = row(f"{len(sentences)} sentences in one batch", rate(translate, sentences, len(sentences)))
    row("one at a time", rate(translate, sentences, 1), batch)
    if plain:
        row("one at a time, plain transformers", rate(plain.translator.translate, sentences, 1), batch)
    batch = row(f"{len(examples)} articles in a batch", brief_rate(examples, models, options))
    if plain:
        some = examples[:: -(-len(examples) // BASELINE)]
        longer = mean(len(e.article.text) for e in some) / mean(len(e.article.text) for e in examples)
        slow = longer * rate(lambda part: briefs(part, plain, options), some, 1)
        row(f"one at a time, plain transformers, by {len(some)} of them", slow, batch)
    else:
        click.echo("transformers: not measured (no torch, or no checkpoint of these weights)", err=True)


def _show(report: Report) -> None:
    from rich.console import Console

    from eval.report import table

    console = Console(soft_wrap=True)
    console.print(table(report) if console.is_terminal else _plain(report), markup=False, highlight=False)
    click.echo(f"95 % bootstrap intervals; * differs from {report.systems[0].name} with p < 0.05")
    click.echo(report.signature)


def _plain(report: Report) -> str:
    """The table in plain columns, for files and pipes."""
    from eval.report import grid

    head, rows = grid(report)
    widths = [max(len(row[k]) for row in [head, *rows]) for k in range(len(head))]
    lines = [
        "  ".join(c.rjust(w) if k else c.ljust(w) for k, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in [head, *rows]
    ]
    return "\n".join(lines)


def _check_outputs(*paths: Path | None) -> None:
    for path in paths:
        if path and not path.parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.parent}.", "Make the folder first.")


def _write(path: Path, text: str) -> None:
    from summarize.files import write_atomically

    try:
        write_atomically(path, text)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}).", "Give another file.") from None
    click.echo(f"wrote {path}", err=True)


def _read(path: Path) -> Report:
    from eval.report import from_json

    try:
        return from_json(path.read_text("utf8"), str(path))
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path}: cannot be read.", "Give a file that 'vibrief eval run --json' wrote.") from None


def _scores(report: Report, system: str, path: Path) -> dict[str, dict[str, float]]:
    name = system or report.systems[0].name
    known = [s.name for s in report.systems]
    if name not in known:
        raise UsageError(f"{path}: no system '{name}' in it.", f"It has: {', '.join(known)}.")
    return {row.id: row.answers[name].scores for row in report.rows}


def _reference(report: Report, name: str) -> str:
    return next(row.reference for row in report.rows if row.id == name)
