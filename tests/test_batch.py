"""A folder through the batch: every input ends in one row, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path

import pytest

from models.errors import InputError, UsageError
from summarize import batch, pipeline
from summarize.pipeline import Options

OPTIONS = Options(preset="fake")


def article(n: int) -> str:
    return (
        f"Thị trấn mở thư viện thứ {n} cho học sinh\n\n"
        f"Sáng 5/3/2025, chính quyền thị trấn khai trương thư viện thứ {n} dành cho học sinh trong vùng. "
        "Thư viện có nhiều đầu sách thiếu nhi, phòng đọc yên tĩnh và một khu vườn nhỏ phía sau.\n\n"
        "Bà Nguyễn Thị Lan, người quản lý thư viện, cho biết các em có thể mượn sách miễn phí trong hai tuần. "
        "Vào cuối tuần, thư viện sẽ tổ chức những buổi kể chuyện và lớp học vẽ cho trẻ nhỏ.\n\n"
        "Người dân địa phương đã góp tiền và công sức để xây dựng công trình này trong suốt một năm qua.\n"
    )


ENGLISH = "The town has opened a new library for its pupils, and the mayor said that more would follow. " * 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty articles in two folders with the same names, five bad files, two links, hidden files."""
    source = tmp_path / "in"
    for name in ("a", "b/sâu"):
        (source / name).mkdir(parents=True)
        for n in range(20):
            (source / name / f"{n:02}.txt").write_text(article(n + 100 * len(name)), encoding="utf-8")
    (source / "empty.txt").write_bytes(b"")
    (source / "blank.txt").write_bytes(b" \n\n \n")
    (source / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (source / "english.txt").write_text(ENGLISH, encoding="utf-8")
    (source / "link.txt").symlink_to(source / "a" / "00.txt")
    (source / "folder-link").symlink_to(source / "a")
    (source / ".hidden.txt").write_text(article(1), encoding="utf-8")
    (source / ".git").mkdir()
    (source / ".git" / "x.txt").write_text(article(1), encoding="utf-8")
    return source


BAD = ["binary.txt", "blank.txt", "empty.txt", "english.txt", "folder-link", "link.txt"]
GOOD = [f"{name}/{n:02}.txt" for name in ("a", "b/sâu") for n in range(20)]


def rows(out: Path, name: str = "briefs.jsonl") -> list[dict]:
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines()]


def timeless(records: list[dict]) -> list[dict]:
    return [{key: value for key, value in row.items() if key != "seconds"} for row in records]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The paths of every call to ``brief_articles``."""
    calls: list[list[str]] = []
    real = pipeline.brief_articles

    def spy(pairs, models, options):
        calls.append([document.path for document, _ in pairs])
        return real(pairs, models, options)

    monkeypatch.setattr(pipeline, "brief_articles", spy)
    return calls


def test_every_input_has_exactly_one_row(folder, tmp_path, counted):
    out = tmp_path / "out"
    summary = batch.run(folder, out, OPTIONS)
    assert summary == batch.Summary(done=40, failed=6, skipped=0, total=46)
    done, failed = rows(out), rows(out, "failures.jsonl")
    assert [row["path"] for row in done] == GOOD
    assert [row["path"] for row in failed] == BAD
    assert [row["error"] for row in failed if "link" in row["path"]] == ["link", "link"]
    assert all(list(row) == ["path", "id", "error", "message", "remedy"] and row["remedy"] for row in failed)
    assert len({row["brief"] for row in done}) == 40, "same names in two folders are two articles"
    assert max(map(len, counted)) == batch.CHUNK, "many articles go through the models together"
    page = (out / "digest.html").read_text(encoding="utf-8")
    assert "40 briefs, 6 failed" in page
    assert sorted(p.name for p in out.iterdir()) == ["briefs.jsonl", "digest.html", "failures.jsonl", "ledger.sqlite"]


def test_second_run_does_no_work_and_changes_nothing(folder, tmp_path, counted):
    out = tmp_path / "out"
    batch.run(folder, out, OPTIONS)
    before = {name: (out / name).read_bytes() for name in ("briefs.jsonl", "failures.jsonl", "digest.html")}
    counted.clear()
    assert batch.run(folder, out, OPTIONS) == batch.Summary(done=0, failed=6, skipped=40, total=46)
    assert counted == []
    assert before == {name: (out / name).read_bytes() for name in before}


def test_changed_new_and_vanished_files(folder, tmp_path, counted):
    out = tmp_path / "out"
    batch.run(folder, out, OPTIONS)
    counted.clear()
    (folder / "a" / "03.txt").write_text(article(7777), encoding="utf-8")
    (folder / "empty.txt").write_text(article(8888), encoding="utf-8")
    (folder / "new.txt").write_text(article(9999), encoding="utf-8")
    (folder / "a" / "04.txt").unlink()
    batch.run(folder, out, OPTIONS)
    assert sorted(path for call in counted for path in call) == ["a/03.txt", "empty.txt", "new.txt"]
    texts = {row["path"]: row["text"] for row in rows(out)}
    assert "7777" in texts["a/03.txt"] and "a/04.txt" not in texts and len(texts) == 41
    assert "empty.txt" not in {row["path"] for row in rows(out, "failures.jsonl")}


def test_force_and_other_options_do_the_work_again(folder, tmp_path, counted):
    out = tmp_path / "out"
    batch.run(folder, out, OPTIONS)
    assert batch.run(folder, out, OPTIONS, force=True).done == 40
    assert batch.run(folder, out, Options(preset="fake", words=40)).done == 40
    assert sum(map(len, counted)) == 120


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_interrupted_then_resumed_equals_uninterrupted(folder, tmp_path, monkeypatch, stop):
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    monkeypatch.setattr(batch, "CHUNK", 8)
    batch.run(folder, whole, OPTIONS)

    def interrupt(done: int, total: int) -> None:
        if done >= 16:
            raise stop

    with pytest.raises(stop):
        batch.run(folder, broken, OPTIONS, progress=interrupt)
    first = rows(broken)
    assert 8 <= len(first) < 40, "what is done is written even so"
    assert not [p for p in broken.iterdir() if p.name.endswith(".tmp")]
    assert batch.run(folder, broken, OPTIONS).skipped == len(first)
    assert timeless(rows(broken)) == timeless(rows(whole))
    assert rows(broken, "failures.jsonl") == rows(whole, "failures.jsonl")


def test_one_article_that_breaks_the_models_stops_nothing(folder, tmp_path, monkeypatch):
    real = pipeline.brief_articles

    def fragile(pairs, models, options):
        if any(document.path == "a/05.txt" for document, _ in pairs):
            raise ZeroDivisionError("no\nwords")
        return real(pairs, models, options)

    monkeypatch.setattr(pipeline, "brief_articles", fragile)
    out = tmp_path / "out"
    assert batch.run(folder, out, OPTIONS).done == 39
    (row,) = [row for row in rows(out, "failures.jsonl") if row["path"] == "a/05.txt"]
    assert row["error"] == "internal" and row["message"] == "ZeroDivisionError: no words" and len(row["id"]) == 64
    monkeypatch.setattr(pipeline, "brief_articles", real)
    assert batch.run(folder, out, OPTIONS) == batch.Summary(done=1, failed=6, skipped=39, total=46)


def test_dry_run_writes_nothing(folder, tmp_path, counted):
    out = tmp_path / "out"
    assert batch.run(folder, out, OPTIONS, dry_run=True).done == 44
    assert not out.exists() and counted == []
    batch.run(folder, out, OPTIONS)
    before = sorted(os.listdir(out))
    assert batch.run(folder, out, OPTIONS, dry_run=True) == batch.Summary(done=4, failed=2, skipped=40, total=46)
    assert sorted(os.listdir(out)) == before


def test_a_batch_of_one_gives_the_text_of_a_batch_of_many(folder, tmp_path, monkeypatch):
    batch.run(folder, tmp_path / "many", OPTIONS)
    monkeypatch.setattr(batch, "CHUNK", 1)
    batch.run(folder, tmp_path / "one", OPTIONS)
    assert timeless(rows(tmp_path / "many")) == timeless(rows(tmp_path / "one"))


@pytest.mark.parametrize("format, name", [("md", "briefs.md"), ("html", "briefs.html"), ("csv", "briefs.csv")])
def test_other_formats_come_on_top(folder, tmp_path, format, name):
    out = tmp_path / "out"
    batch.run(folder, out, OPTIONS, format=format)
    assert len(rows(out)) == 40
    assert "Thi tran" in (out / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("inside", ["in", "in/out", "."])
def test_folders_inside_each_other_are_refused(folder, tmp_path, inside):
    with pytest.raises(UsageError):
        batch.run(folder, tmp_path / inside, OPTIONS)
    assert not (tmp_path / "in" / "out").exists()


def test_bad_folders(folder, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        batch.run(tmp_path / "none", tmp_path / "out", OPTIONS)
    with pytest.raises(InputError) as caught:
        batch.run(folder / "english.txt", tmp_path / "out", OPTIONS)
    assert "vibrief brief" in caught.value.remedy
    (tmp_path / "void").mkdir()
    with pytest.raises(InputError, match="no files"):
        batch.run(tmp_path / "void", tmp_path / "out", OPTIONS)
    with pytest.raises(UsageError):
        batch.run(folder, tmp_path / "out", OPTIONS, format="docx")
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError):
        batch.run(folder, tmp_path / "file", OPTIONS)
    assert not (tmp_path / "out").exists()


def test_a_broken_ledger_and_a_second_batch_are_refused(folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with batch._alone(out), pytest.raises(UsageError, match="Another batch"):
        batch.run(folder, out, OPTIONS)
    (out / "ledger.sqlite").write_bytes(b"not a database " * 100)
    with pytest.raises(UsageError, match="cannot be used"):
        batch.run(folder, out, OPTIONS)


def test_ledger_has_one_row_per_input_in_wal_mode(folder, tmp_path):
    out = tmp_path / "out"
    batch.run(folder, out, OPTIONS)
    ledger = sqlite3.connect(out / "ledger.sqlite")
    assert ledger.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert dict(ledger.execute("SELECT state, count(*) FROM articles GROUP BY state")) == {"done": 40, "failed": 6}
    ledger.close()


def test_names_that_are_not_utf8_and_not_nfc(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    decomposed = unicodedata.normalize("NFD", "tiếng việt.txt")
    (source / decomposed).write_text(article(1), encoding="utf-8")
    try:
        Path(os.fsdecode(os.fsencode(source) + b"/\xff.txt")).write_text(article(2), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    batch.run(source, tmp_path / "out", OPTIONS)
    assert [row["path"] for row in rows(tmp_path / "out")] == ["\\xff.txt", decomposed]


def test_pipes_and_inputs_found(folder):
    os.mkfifo(folder / "pipe")
    assert [p.relative_to(folder).as_posix() for p in batch.find_inputs(folder)] == sorted([*GOOD, *BAD[:4]])
    assert {kind for _, kind, _ in batch.scan(folder).refused} == {"link", "special"}


def test_plain_progress_is_a_line_on_stderr(capsys):
    report = batch.plain_progress(every=0)
    report(5, 10)
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.startswith("5/10 articles")
    batch.plain_progress(every=30)(5, 10)
    assert capsys.readouterr().err == ""


RUN = """
import os, signal, sys
from pathlib import Path
from summarize import batch
from summarize.pipeline import Options

def stop(done, total):
    if done >= 16:
        os.kill(os.getpid(), getattr(signal, sys.argv[3]))

batch.CHUNK = 8
batch.run(Path(sys.argv[1]), Path(sys.argv[2]), Options(preset="fake"), progress=stop)
"""


@pytest.mark.parametrize("name, code", [("SIGKILL", -signal.SIGKILL), ("SIGTERM", 143)])
def test_killed_then_resumed_loses_nothing(folder, tmp_path, name, code):
    out = tmp_path / "out"
    root = str(Path(batch.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root}
    command = [sys.executable, "-c", RUN, str(folder), str(out), name]
    stopped = subprocess.run(command, env=environment, capture_output=True, timeout=120)
    assert stopped.returncode == code, stopped.stderr.decode()
    assert (out / "briefs.jsonl").exists() == (name == "SIGTERM")
    before = sorted(os.listdir(out))
    planned = batch.run(folder, out, OPTIONS, dry_run=True)
    assert 8 <= planned.skipped < 40
    assert {*os.listdir(out)} - {"ledger.sqlite-shm"} == {*before} - {"ledger.sqlite-shm"}
    assert batch.run(folder, out, OPTIONS).skipped == planned.skipped
    assert [row["path"] for row in rows(out)] == GOOD


def test_chunks_come_in_order_and_no_more_are_in_hand_than_allowed() -> None:
    lock, at_once, most = threading.Lock(), [0], [0]

    def work(n: int) -> int:
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.02 * (n == 0))
        with lock:
            at_once[0] -= 1
        return n

    assert list(batch.in_turn(work, range(6), 2)) == [0, 1, 2, 3, 4, 5]
    assert most[0] == 2


@pytest.mark.parametrize("ahead", [1, 2])
def test_after_an_error_no_chunk_is_begun_and_those_before_it_are_kept(ahead: int) -> None:
    begun: list[int] = []

    def work(n: int) -> int:
        begun.append(n)
        if n == 1:
            raise RuntimeError("engine")
        time.sleep(0.05)
        return n

    made = batch.in_turn(work, range(5), ahead)
    assert next(made) == 0
    with pytest.raises(RuntimeError, match="engine"):
        next(made)
    assert begun == [0, 1]


def test_the_shipped_models_brief_two_chunks_at_once_as_one_after_the_other(folder: Path, tmp_path: Path) -> None:
    options = Options()
    few = tmp_path / "few"
    few.mkdir()
    for n in range(batch.CHUNK + 2):
        (few / f"{n}.txt").write_text(article(n), "utf8")
    batch.run(few, tmp_path / "two", options, jobs=2)
    batch.run(few, tmp_path / "one", options, jobs=1)
    two, one = (
        [{**json.loads(line), "seconds": 0} for line in (tmp_path / name / "briefs.jsonl").open()]
        for name in ("two", "one")
    )
    assert two == one and len(two) == batch.CHUNK + 2
