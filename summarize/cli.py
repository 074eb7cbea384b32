"""The ``vibrief`` command: streams, options and exit codes of the contract; the work is done elsewhere.

stdout carries results and nothing else.  Heavy modules are imported inside the commands, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.errors import InputError, UsageError, VibriefError

if TYPE_CHECKING:
    from summarize.pipeline import Options
    from summarize.records import Article, Document

PARTIAL = 1


class Commands(click.Group):
    """The built-in commands and those that other packages bring through the entry-point group ``vibrief.commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *(e.name for e in entry_points(group="vibrief.commands"))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        for entry in entry_points(group="vibrief.commands", name=cmd_name):
            loaded: click.Command = entry.load()
            return loaded
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(n, c.get_short_help_str(70)) for n, c in sorted(self.commands.items())]
        rows += [(e.name, "Score systems against references.") for e in entry_points(group="vibrief.commands")]
        with formatter.section("Commands"):
            formatter.write_dl(sorted(rows))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vibrief")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def cli(debug: bool) -> None:
    """Short, checked English briefs of Vietnamese news articles."""


def complain(error: VibriefError) -> None:
    """One line that says what happened and one that says what to do, on stderr."""
    say(f"vibrief: {error.message}")
    say(f"  {error.remedy}")


def say(line: str) -> None:
    click.echo("".join(c if c.isprintable() else "?" for c in line), err=True)


def write_result(text: str, output: str | None) -> None:
    """To stdout, or whole to a file: through a temporary file, so that none is left half-written."""
    text = text if text.endswith("\n") else text + "\n"
    if output is None:
        sys.stdout.buffer.write(text.encode("utf8"))
        sys.stdout.buffer.flush()
        return
    from summarize.files import write_atomically

    write_atomically(Path(output), text)


def options_of(words: int, preset: str, glossary: str | None, **others: Any) -> Options:
    from models.catalog import find
    from summarize.glossary import chosen
    from summarize.pipeline import Options

    if not 20 <= words <= 400:
        raise UsageError(f"--words {words} is out of range.", "Give a length between 20 and 400 words.")
    find(preset)
    return Options(words=words, preset=preset, glossary=chosen(glossary), **others)


def shared_options(command: Any) -> Any:
    """The options that ``brief`` and ``batch`` have in common."""
    for option in (
        click.option("--words", default=60, show_default=True, help="Length aimed at, in English words."),
        click.option("--lang", type=click.Choice(["en", "vi", "both"]), default="en", show_default=True),
        click.option(
            "--names", type=click.Choice(["plain", "diacritics"]), default="plain", help="Spelling of Vietnamese names."
        ),
        click.option("--preset", default="compact", show_default=True, help="See `vibrief models list`."),
        click.option("--glossary", metavar="TSV", help="Terms of your own: Vietnamese, a tab, English."),
        click.option("--strict", is_flag=True, help="Take a brief with a flag or a warning for a failure."),
        click.option("--any-language", is_flag=True, help="Take articles that do not look Vietnamese."),
    ):
        command = option(command)
    return command


field_option = click.option(
    "--field", "field", multiple=True, metavar="NAME=KEY", help="In JSON, the key of title, text, published, source, …"
)


@cli.command()
@click.argument("paths", nargs=-1, metavar="[PATH…|-]")
@click.option("--list", "list_", metavar="FILE", help="Brief the paths in FILE too, one a line; - reads them on stdin.")
@click.option("--format", "format_", type=click.Choice(["text", "md", "json", "html"]), default="text")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of stdout.")
@click.option("--explain", is_flag=True, help="Say on stderr which lines of the page were left out, and why.")
@field_option
@shared_options
def brief(
    paths: tuple[str, ...],
    list_: str | None,
    format_: str,
    output: str | None,
    explain: bool,
    field: tuple[str, ...],
    **chosen: Any,
) -> None:
    """Brief articles: one result per PATH (`-` reads stdin), or per line of a .jsonl file."""
    options = options_of(**chosen)
    from summarize import fields, render

    named = fields.parse_options(field)
    paths += _listed(list_)
    if not paths:
        raise UsageError("There is nothing to brief.", "Give files, - for standard input, or --list FILE.")
    if output is not None and any(Path(p).resolve() == Path(output).resolve() for p in paths if p != "-"):
        raise UsageError(f"The output {output} is also an input.", "Give another file to -o.")
    start = time.perf_counter()
    read, failures = _read(paths, options.any_language, named)
    seconds = round((time.perf_counter() - start) / max(1, len(read) + failures), 4)
    for document, article in read if explain else ():
        for reason, line in article.dropped:
            say(f"{document.path}: left out ({reason}): {line[:120]}")
    if not read:
        sys.exit(InputError.exit_code)
    from summarize import pipeline

    briefs = pipeline.brief_articles(read, pipeline.load(options.preset, terms=options.glossary), options)
    kept = []
    for b in briefs:
        if error := pipeline.refusal(b, options):
            complain(error)
            failures += 1
        else:
            kept.append(b)
    briefs = kept
    briefs = [
        replace(b, seconds={**b.seconds, "read": seconds, "total": round(b.seconds["total"] + seconds, 4)})
        for b in briefs
    ]
    if briefs:
        write_result(render.briefs(briefs, format_, options.lang), output)
    if failures:
        sys.exit(PARTIAL)


def _listed(path: str | None) -> tuple[str, ...]:
    """The paths in a file of paths, one a line; empty lines do not count."""
    if path is None:
        return ()
    from summarize.documents import read_bytes

    return tuple(
        os.fsdecode(line) for line in read_bytes(path).removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()
    )


def _read(
    paths: tuple[str, ...], any_language: bool, fields: dict[str, str]
) -> tuple[list[tuple[Document, Article]], int]:
    """The articles that can be read; the others are complained of and counted."""
    from summarize.articles import extract
    from summarize.documents import articles_in, from_bytes, read_bytes

    read, failures = [], 0
    for path in paths:
        try:
            found = articles_in(read_bytes(path), path)
        except InputError as error:
            complain(error)
            failures += 1
            continue
        for name, data in found:
            try:
                document = from_bytes(data, name, any_language=any_language, fields=fields)
                read.append((document, extract(document)))
            except InputError as error:
                complain(error)
                failures += 1
    return read, failures


@cli.command()
@click.argument("source", metavar="IN")
@click.argument("out", metavar="OUT")
@click.option("--jobs", default=0, help="Threads; 0 takes all cores.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--force", is_flag=True, help="Do articles again that are done already.")
@click.option("--format", "format_", type=click.Choice(["json", "text", "md", "html", "csv"]), default="json")
@field_option
@shared_options
def batch(
    source: str,
    out: str,
    jobs: int,
    dry_run: bool,
    force: bool,
    format_: str,
    field: tuple[str, ...],
    **chosen: Any,
) -> None:
    """Brief a folder of articles; run it again to go on where it stopped."""
    options = options_of(**chosen)
    from summarize.batch import run
    from summarize.fields import parse_options

    fields = parse_options(field)
    if jobs < 0:
        raise UsageError(f"--jobs {jobs} is out of range.", "Give 0 (all cores) or more.")
    summary = run(
        Path(source), Path(out), options, jobs=jobs, dry_run=dry_run, force=force, format=format_, fields=fields
    )
    verb = "would be done" if dry_run else "done"
    say(f"{summary.total} inputs: {summary.done} {verb}, {summary.skipped} done before, {summary.failed} failed")
    if summary.failed:
        sys.exit(PARTIAL)


@cli.command()
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--preset", default="compact", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write here instead of stdout.")
def translate(file: str, preset: str, output: str | None) -> None:
    """Translate Vietnamese lines: N lines in, N lines out, in order; an empty line stays empty."""
    from models.catalog import load_translator
    from summarize.documents import decode, normalise, read_bytes
    from summarize.pipeline import translate_sentences
    from summarize.sentences import split

    text = decode(read_bytes(file), file)
    if not text:
        raise InputError(f"{file}: is empty", "Give Vietnamese lines, one sentence or paragraph each.", "empty")
    lines = [" ".join(normalise(line)[0].split()) for line in text.removesuffix("\n").split("\n")]
    spans = [split(line) for line in lines]
    sentences = [line[s:e] for line, found in zip(lines, spans, strict=True) for s, e in found]
    english = (h.text for h in translate_sentences(sentences, load_translator(preset)))
    result = [" ".join(next(english) for _ in found) for found in spans]
    write_result("\n".join(result) + "\n", output)


@cli.group()
def models() -> None:
    """Presets, licences, and what is installed."""


@models.command("list")
def models_list() -> None:
    """The presets with their models and licences."""
    from models.catalog import PRESETS

    for preset in PRESETS.values():
        click.echo(f"{preset.name}: {preset.about}  [{_state(preset.name)}]")
        for part in (preset.summarizer, preset.translator):
            click.echo(f"    {part.name}  ({part.licence})")


def _state(preset: str) -> str:
    """Whether a preset's weights are in place."""
    from models.catalog import find
    from models.weights import models_folder

    wanted = [p.folder for p in (find(preset).summarizer, find(preset).translator) if p.folder]
    here = all((models_folder() / folder).is_dir() for folder in wanted)
    return "installed" if here else f"not installed: vibrief models get {preset}"


@models.command("get")
@click.argument("preset")
@click.option("--revision", default="main", show_default=True, help="Branch, tag or commit; pinned as a commit.")
@click.option("--accept-licence", is_flag=True, help="Accept licences that bind: non-commercial, AGPL and the like.")
def models_get(preset: str, revision: str, accept_licence: bool) -> None:
    """Fetch the public checkpoints of PRESET; the only command that uses the network."""
    from models.catalog import find
    from models.fetch import fetch

    parts = [p for p in (find(preset).summarizer, find(preset).translator) if p.folder]
    if not parts:
        raise UsageError(f"The preset {preset} ships with vibrief.", "There is nothing to get.")
    for part in parts:
        say(f"{part.name}  ({part.licence})")
        lock = fetch(part, revision, accepted=accept_licence)
        click.echo(f"{lock.name} {lock.revision}  {len(lock.files)} files")


@models.command("verify")
def models_verify() -> None:
    """Check the shipped weights, and what was fetched, against their sha-256."""
    from models.fetch import check
    from models.weights import models_folder, verify

    for name in ("summarizer", "translator"):
        weights = verify(name)
        click.echo(f"{name}: {weights.sha256}  {weights.folder}")
    for folder in sorted(p for p in models_folder().glob("*") if p.is_dir()):
        lock = check(folder)
        click.echo(f"{folder.name}: {lock.revision if lock else 'not fetched by vibrief, not pinned'}  {folder}")


@models.command("path")
@click.argument("name", required=False)
def models_path(name: str | None) -> None:
    """Where the shipped weights lie (NAME: summarizer or translator), or where public ones are looked for."""
    from models.weights import compact_folder, models_folder

    if name is None:
        click.echo(f"{compact_folder()}\n{models_folder()}")
    elif (compact_folder() / name).is_dir():
        click.echo(compact_folder() / name)
    elif (models_folder() / name).is_dir():
        click.echo(models_folder() / name)
    else:
        raise UsageError(f"There is no model '{name}'.", "Use summarizer or translator, or a folder you installed.")


@cli.command()
def doctor() -> None:
    """Look at the machine, engines and models, and measure a brief."""
    from summarize.doctor import examine

    sound = True
    for name, well, finding in examine():
        sound = sound and well
        click.echo(f"{'ok ' if well else 'BAD'}  {name}: {finding}")
    if not sound:
        sys.exit(3)


def _terminate(*_: object) -> None:
    raise SystemExit(143)


def main(arguments: list[str] | None = None) -> None:
    """The console script: runs the command and turns what goes wrong into two lines and an exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        sys.exit(cli.main(arguments, prog_name="vibrief", standalone_mode=False))
    except VibriefError as error:
        if "--debug" in arguments:
            raise
        complain(error)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        say(f"vibrief: {error.format_message()}")
        hint = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "vibrief"
        say(f"  See `{hint} --help`.")
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        say("vibrief: stopped.")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if "--debug" in arguments:
            raise
        say(f"vibrief: {error.strerror or error}: {error.filename or ''}".rstrip(": "))
        say("  Check the path, its permissions and the space on the disk.")
        sys.exit(2)


if __name__ == "__main__":
    main()
