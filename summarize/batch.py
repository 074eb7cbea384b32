"""A folder of articles in, a folder of briefs out; stop it at any time and run it again to go on.

``OUT/ledger.sqlite`` holds one row per input path: the hash of its bytes, the signature of models and options, and
the record or the error.  A row is believed only while both still hold.  ``briefs.jsonl``, ``failures.jsonl`` and
``digest.html`` are written from the ledger at the end, also after Ctrl-C and SIGTERM, each of them whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import stat
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from models.errors import InputError, UsageError, VibriefError
from summarize import pages, render
from summarize.files import write_atomically

if TYPE_CHECKING:
    from summarize.pipeline import Models, Options
    from summarize.records import Article, Brief, Document

CHUNK = 16  # articles per commit: enough sentences for full translation batches, little to lose when killed
AHEAD = 2  # chunks in hand at once: one is checked while the engine has the other
LINE_EVERY = 30.0  # seconds between progress lines where stderr is no terminal

Row = dict[str, Any]
Fields = Mapping[str, str]
Progress = Callable[[int, int], None]
Part = TypeVar("Part")
Made = TypeVar("Made")

SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (
    path TEXT PRIMARY KEY, sha256 TEXT, signature TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'failed')), record TEXT NOT NULL
)
"""


@dataclass(frozen=True)
class Summary:
    """What a run did.  ``done`` and ``failed`` in this run, ``skipped`` were done before; they add up to ``total``."""

    done: int
    failed: int
    skipped: int
    total: int


@dataclass(frozen=True)
class Entry:
    """An article to brief: a whole file, or the bytes of one line of it."""

    path: Path
    start: int = 0
    size: int | None = None

    def read(self, limit: int) -> bytes:
        """Its bytes, at most ``limit``."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            return file.read(limit if self.size is None else min(self.size, limit))


#: Articles with their keys, dealt with and committed together.
Chunk = Sequence[tuple[str, Entry]]


@dataclass(frozen=True)
class Found:
    """What a folder holds: files to brief, and (path, kind, message) for what cannot be an input."""

    files: tuple[Path, ...]
    refused: tuple[tuple[Path, str, str], ...]


# ---------------------------------------------------------------- looking at the folder


def scan(folder: Path) -> Found:
    """Everything under ``folder`` but hidden entries, sorted.  Links are not followed: they are refused."""
    files: list[Path] = []
    refused: list[tuple[Path, str, str]] = []

    def unreadable(error: OSError) -> None:
        refused.append((Path(error.filename), "unreadable", f"the folder cannot be read: {error.strerror}"))

    for base, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*folders, *names]:
            path = Path(base, name)
            mode = 0 if name.startswith(".") else _mode(path)
            if stat.S_ISLNK(mode):
                refused.append((path, "link", "a symbolic link; links are not followed"))
            elif stat.S_ISREG(mode):
                files.append(path)
            elif mode and not stat.S_ISDIR(mode):
                refused.append((path, "special", "a device, pipe or socket, not a file"))
    return Found(tuple(sorted(files, key=lambda p: _key(p, folder))), tuple(refused))


def find_inputs(folder: Path) -> list[Path]:
    """Regular files under ``folder``, sorted by relative path; no links, nothing hidden."""
    return list(scan(folder).files)


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def _key(path: Path, folder: Path) -> str:
    """The path relative to ``folder``, with ``/``, as valid text even where the name's bytes are not."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "backslashreplace")


def _check_folders(source: Path, out: Path) -> None:
    if not source.exists():
        raise InputError(f"{source} does not exist.", "Give a folder of articles.", "missing")
    if not source.is_dir():
        raise InputError(f"{source} is not a folder.", f"For single files use: vibrief brief {source}", "not_a_folder")
    inside, outside = source.resolve(), out.resolve()
    if inside == outside or inside in outside.parents or outside in inside.parents:
        raise UsageError(f"{out} and {source} lie inside each other.", "Give an output folder apart from the input.")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is not a folder.", "Give a folder for the output; it is made when missing.")


# ---------------------------------------------------------------- the ledger


def _open_ledger(out: Path) -> sqlite3.Connection:
    try:
        ledger = sqlite3.connect(out / "ledger.sqlite")
        ledger.execute("PRAGMA journal_mode=WAL")
        ledger.execute("PRAGMA synchronous=FULL")
        ledger.execute(SCHEMA)
        return ledger
    except sqlite3.DatabaseError as error:
        raise _unusable(out, error) from error


def _unusable(out: Path, error: Exception) -> UsageError:
    return UsageError(
        f"{out / 'ledger.sqlite'} cannot be used: {error}.",
        "Check the space on the disk, give another output folder, or remove the ledger.",
    )


def _known(out: Path) -> dict[str, tuple[str | None, str, str]]:
    """Path → (sha256, signature, state) of an existing ledger; looking leaves the folder as it is."""
    path = out / "ledger.sqlite"
    if not path.exists():
        return {}
    live = Path(f"{path}-wal").exists()  # left by a killed run: its rows count, so the log must be read too
    address = f"{path.absolute().as_uri()}?{'mode=ro' if live else 'mode=ro&immutable=1'}"
    try:
        with closing(sqlite3.connect(address, uri=True)) as ledger:
            rows = ledger.execute("SELECT path, sha256, signature, state FROM articles").fetchall()
    except sqlite3.DatabaseError as error:
        raise _unusable(out, error) from error
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def _commit(ledger: sqlite3.Connection, rows: Sequence[Row], signature: str) -> None:
    """All rows in one transaction; a row with an ``error`` is a failure."""
    values = [
        (row["path"], row["id"], signature, "failed" if "error" in row else "done", render.dump(row)) for row in rows
    ]
    with ledger:
        ledger.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)", values)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keep a second batch out of ``out``; the system lets go of the lock when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # not a POSIX system: two batches in one folder are the user's to avoid
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise UsageError(f"Another batch is writing into {out}.", "Wait for it, or give another folder.") from None
    try:
        yield
    finally:
        os.close(handle)


# ---------------------------------------------------------------- articles to rows


def failure(path: str, error: Exception, id: str | None = None) -> Row:
    """The row of ``failures.jsonl`` for an error; one that is not ours is ``internal``."""
    if isinstance(error, VibriefError):
        kind = error.kind if isinstance(error, InputError) else type(error).__name__
        return {"path": path, "id": id, "error": kind, "message": error.message, "remedy": error.remedy}
    message = " ".join(f"{type(error).__name__}: {error}".split())
    remedy = "This is a fault of vibrief: please report it with the file. The other articles are not affected."
    return {"path": path, "id": id, "error": "internal", "message": message, "remedy": remedy}


def entries(path: Path, key: str) -> dict[str, Entry]:
    """Name → article of a file: ``.jsonl`` files hold one a line.  What cannot be read stands as one, to fail later."""
    from summarize import documents

    if path.suffix.lower() != ".jsonl":
        return {key: Entry(path)}
    try:
        found = documents.placed_in(Entry(path).read(documents.MAX_BYTES + 1), key)
    except OSError:
        found = []
    lines = {name: Entry(path, start, end - start) for name, start, end in found if name != key}
    return lines or {key: Entry(path)}


def _read(entry: Entry, key: str, any_language: bool, fields: Fields) -> tuple[Document, Article] | Row:
    """The article in an entry, or its failure row."""
    from summarize import articles, documents

    sha = None
    try:
        data = entry.read(documents.MAX_BYTES + 1)  # one more than it takes, so that it says the file is too big
        sha = hashlib.sha256(data).hexdigest() if len(data) <= documents.MAX_BYTES else None
        document = documents.from_bytes(data, key, any_language=any_language, fields=fields)
        return document, articles.extract(document)
    except OSError as error:
        message = f"{key}: cannot be read ({error.strerror or error})"
        return failure(key, InputError(message, "Check that it is there and may be read."), sha)
    except Exception as error:
        return failure(key, error, sha)


def _brief(pairs: Sequence[tuple[Document, Article]], models: Models, options: Options) -> list[Row]:
    """A row per article.  Where a chunk fails it is halved until the article at fault stands alone."""
    from summarize.pipeline import brief_articles

    if not pairs:
        return []
    try:
        briefs = brief_articles(pairs, models, options)
        return [_row(document, brief, options) for (document, _), brief in zip(pairs, briefs, strict=True)]
    except Exception as error:
        if isinstance(error, VibriefError) and not isinstance(error, InputError):
            raise  # a missing model or a wrong option would fail every article
        if len(pairs) == 1:
            return [failure(pairs[0][0].path, error, pairs[0][0].id)]
        middle = len(pairs) // 2
        return _brief(pairs[:middle], models, options) + _brief(pairs[middle:], models, options)


def _row(document: Document, brief: Brief, options: Options) -> Row:
    from summarize.pipeline import refusal

    if error := refusal(brief, options):
        return failure(document.path, error, document.id)
    return dict(render.to_record(replace(brief, path=document.path, id=document.id)))


def _chunk(files: Chunk, models: Models, options: Options, fields: Fields) -> list[Row]:
    start = time.perf_counter()
    read = [_read(entry, key, options.any_language, fields) for key, entry in files]
    share = (time.perf_counter() - start) / max(1, len(files))
    rows = [item for item in read if isinstance(item, dict)]
    for row in _brief([item for item in read if not isinstance(item, dict)], models, options):
        if "seconds" in row:
            total = row["seconds"].get("total", 0.0) + share
            row["seconds"] = {**row["seconds"], "read": round(share, 4), "total": round(total, 4)}
        rows.append(row)
    return rows


def ahead(models: Models, jobs: int = 0) -> int:
    """How many chunks to have in hand: torch has the cores busy with one, and its tokenizers do not share threads."""
    torch = any(model.info.engine == "transformers" for model in (models.summarizer, models.translator))
    return 1 if torch or jobs == 1 else AHEAD


def in_turn(work: Callable[[Part], Made], chunks: Iterable[Part], at_once: int) -> Generator[Made, None, None]:
    """What ``work`` makes of each chunk, in order, ``at_once`` in hand; none is begun once an error is known."""
    if at_once == 1:
        yield from map(work, chunks)
        return
    pool = ThreadPoolExecutor(at_once)
    running: deque[Future[Made]] = deque()
    try:
        for chunk in chunks:
            if any(future.done() and future.exception() for future in running):
                break
            running.append(pool.submit(work, chunk))
            if len(running) == at_once:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # what was settled is written first


# ---------------------------------------------------------------- what comes out


def _export(ledger: sqlite3.Connection, out: Path, wanted: set[str], format: str, lang: str) -> None:
    """Write the outputs from the ledger: one row per wanted path in one of the two files, sorted by path."""
    done: list[Row] = []
    failed: list[Row] = []
    for path, state, record in ledger.execute("SELECT path, state, record FROM articles ORDER BY path"):
        if path in wanted:
            (done if state == "done" else failed).append(json.loads(record))
    write_atomically(out / "briefs.jsonl", "".join(render.dump(row) + "\n" for row in done))
    write_atomically(out / "failures.jsonl", "".join(render.dump(row) + "\n" for row in failed))
    briefs = [render.from_record(row) for row in done]
    write_atomically(out / "digest.html", pages.digest(briefs, failed))
    if format != "json":
        name = f"briefs.{render.EXTENSIONS[format]}"
        mark = "\ufeff" if format == "csv" else ""  # spreadsheets take UTF-8 for granted only with the mark
        write_atomically(out / name, mark + render.briefs(briefs, format, lang))


@contextmanager
def _progress(total: int) -> Iterator[Progress]:
    """A bar with rate and time left on a terminal, else a plain line every 30 seconds; always on stderr."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        rate = TextColumn("{task.fields[rate]}")
        start = time.monotonic()
        columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("briefs", total=total, rate="")
            yield lambda done, _: bar.update(
                task, completed=done, rate=f"{done / max(1e-6, time.monotonic() - start):.1f}/s"
            )
        return
    yield plain_progress()


def plain_progress(every: float = LINE_EVERY) -> Progress:
    """A ``progress`` that writes a line on stderr, at most one in ``every`` seconds."""
    start = last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= every and done:
            last = now
            left = (now - start) / done * (total - done)
            print(f"{done}/{total} articles, {done / (now - start):.1f}/s, {left:.0f} s left", file=sys.stderr)

    return report


@contextmanager
def _term_is_exit() -> Iterator[None]:
    """SIGTERM as ``SystemExit(143)``, so that what is done gets written; a handler the caller set stays."""
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def stop(*_: object) -> None:
        raise SystemExit(143)

    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


# ---------------------------------------------------------------- the run


def run(
    source: Path,
    out: Path,
    options: Options,
    *,
    jobs: int = 0,
    dry_run: bool = False,
    force: bool = False,
    format: str = "json",
    progress: Progress | None = None,
    fields: Fields | None = None,
) -> Summary:
    """Brief every file under ``source`` that is not done yet with these models and options.

    Args:
        jobs: threads for the models; 0 takes all cores.
        dry_run: write nothing; ``done`` of the result is what would be done.
        force: do again what is done.
        format: one of ``render.FORMATS``; other than ``json`` it adds ``out/briefs.<ext>``.
        fields: the keys of JSON articles, see ``summarize.fields``.
        progress: called with (articles dealt with, articles to deal with); the default reports on stderr.

    Raises:
        InputError: ``source`` is missing, no folder, or empty.
        UsageError: ``out`` and ``source`` overlap, ``out`` is unusable, or the format or preset is unknown.
        ModelError: a model is missing or not verified.
    """
    from summarize import pipeline

    if format not in render.FORMATS:
        raise UsageError(f"There is no format '{format}'.", f"Use one of: {', '.join(render.FORMATS)}.")
    _check_folders(source, out)
    found = scan(source)
    files: dict[str, Entry] = {}
    for path in found.files:
        files |= entries(path, _key(path, source))
    refused = [
        failure(_key(path, source), InputError(f"{_key(path, source)}: {message}", "Put a plain file there.", kind))
        for path, kind, message in found.refused
    ]
    total = len(files) + len(refused)
    if not total:
        raise InputError(f"{source} holds no files.", "Give a folder with articles.", "no_inputs")

    models = pipeline.load(options.preset, jobs, options.glossary)
    signature = pipeline.signature(models, options) + "".join(f"|{k}={v}" for k, v in sorted((fields or {}).items()))
    known = {} if force else _known(out)
    pending = [(key, entry) for key, entry in files.items() if known.get(key) != (_sha(entry), signature, "done")]
    skipped = len(files) - len(pending)
    if dry_run:
        return Summary(len(pending), len(refused), skipped, total)

    out.mkdir(parents=True, exist_ok=True)
    settled = {*files} - {key for key, _ in pending}
    failed = done = 0
    with ExitStack() as stack:
        stack.enter_context(_term_is_exit())
        stack.enter_context(_alone(out))
        ledger = stack.enter_context(closing(_open_ledger(out)))
        report = progress or stack.enter_context(_progress(len(pending)))
        try:
            _commit(ledger, refused, signature)
            settled |= {row["path"] for row in refused}
            chunks = (pending[start : start + CHUNK] for start in range(0, len(pending), CHUNK))
            work = partial(_chunk, models=models, options=options, fields=fields or {})
            for rows in stack.enter_context(closing(in_turn(work, chunks, ahead(models, jobs)))):
                _commit(ledger, rows, signature)
                settled |= {row["path"] for row in rows}
                failed += sum("error" in row for row in rows)
                done += sum("error" not in row for row in rows)
                report(done + failed, len(pending))
        except sqlite3.Error as error:
            raise _unusable(out, error) from error
        finally:
            _export(ledger, out, settled, format, options.lang)
    return Summary(done, failed + len(refused), skipped, total)


def _sha(entry: Entry) -> str | None:
    try:
        if entry.size is not None:
            return hashlib.sha256(entry.read(entry.size)).hexdigest()
        with entry.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
