"""Whole runs of the command as a user makes them: streams, fields, exit codes, bad input."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds/articles").glob("*.txt"))
FIELDS = [
    "id",
    "path",
    "title_vi",
    "headline",
    "brief",
    "summary_vi",
    "published",
    "source",
    "url",
    "authors",
    "sentences",
    "text",
    "checks",
    "coverage",
    "language",
    "warnings",
    "models",
    "signature",
    "seconds",
]
ENGLISH = "The minister said on Monday that the two countries would work together on security. " * 5


def vibrief(*arguments: object, data: bytes | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "summarize.cli", *map(str, arguments)]
    given = {"stdin": subprocess.DEVNULL} if data is None else {"input": data}
    return subprocess.run(command, capture_output=True, cwd=ROOT, env={**os.environ, **env}, timeout=120, **given)


def two_lines(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 2, lines
    assert lines[0].startswith("vibrief: ")
    assert lines[1].startswith("  ")
    return lines


@pytest.fixture(scope="module")
def records() -> list[dict]:
    result = vibrief("brief", "--format", "json", *SEEDS)
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_one_record_for_each_seed_with_the_fields_of_the_contract(records: list[dict]) -> None:
    assert [r["path"] for r in records] == [str(p) for p in SEEDS]
    for record in records:
        assert list(record) == FIELDS


def test_briefs_of_the_seeds_are_sound(records: list[dict]) -> None:
    for r in records:
        assert 2 <= len(r["sentences"]) <= 4
        assert 40 <= len(r["brief"].split()) <= 80
        assert r["brief"] == " ".join(s["en"] for s in r["sentences"])
        assert all(s["en"].rstrip("”\"'").endswith((".", "!", "?")) for s in r["sentences"])
        assert 3 <= len(r["headline"].split()) <= 16
        assert r["checks"]["numbers_unsupported"] == []
        assert r["checks"]["repetition"] is False
        assert r["coverage"] > 0.99


def test_every_sentence_of_a_seed_brief_rests_on_the_article(records: list[dict]) -> None:
    for r in records:
        for sentence in r["sentences"]:
            assert sentence["evidence"]
            for start, end in sentence["evidence"]:
                assert r["text"][start:end].strip()


def test_names_in_the_seed_briefs_are_right(records: list[dict]) -> None:
    for r in records[:1] + records[-1:]:
        assert "Luong Tam Quang" in r["brief"] + r["headline"]


def test_text_to_stdout_and_nothing_to_stderr() -> None:
    result = vibrief("brief", SEEDS[4])
    assert result.returncode == 0
    assert result.stderr == b""
    assert "Russia" in result.stdout.decode()


def test_diacritics_are_kept_on_request() -> None:
    assert "Lương Tam Quang" in vibrief("brief", "--names", "diacritics", SEEDS[4]).stdout.decode()


def test_stdin_and_file_give_the_same_brief() -> None:
    piped = json.loads(vibrief("brief", "--format", "json", "-", data=SEEDS[3].read_bytes()).stdout)
    filed = json.loads(vibrief("brief", "--format", "json", SEEDS[3]).stdout)
    assert piped["path"] == "-"
    assert (piped["id"], piped["brief"]) == (filed["id"], filed["brief"])


def test_output_file_is_written_whole(tmp_path: Path) -> None:
    for form in ("text", "md", "json", "html"):
        result = vibrief("brief", "--preset", "fake", "--format", form, "-o", tmp_path / form, SEEDS[0])
        assert (result.returncode, result.stdout) == (0, b"")
        assert (tmp_path / form).stat().st_size > 200
    assert sorted(p.name for p in tmp_path.iterdir()) == ["html", "json", "md", "text"]


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": bytes(range(256)) * 20,
    "english.txt": ENGLISH.encode(),
    "oneline.txt": "Ngày 9/12, tại Hà Nội, hội nghị bàn về hợp tác an ninh khu vực. ".encode() * 40_000,
    "tcvn.txt": b"\xb8\xb5\xb6\xb7\xb9 v\xa8n b\xb6n c\xf2 " * 40,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_with_a_remedy(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    result = vibrief("brief", tmp_path / name)
    assert (result.returncode, result.stdout) == (4, b"")
    assert name in two_lines(result)[0]


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    assert "nowhere.txt" in two_lines(vibrief("brief", tmp_path / "nowhere.txt"))[0]
    result = vibrief("brief", tmp_path)
    assert result.returncode == 4
    assert "vibrief batch" in two_lines(result)[1]


def test_one_bad_file_among_good_ones(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = vibrief("brief", "--preset", "fake", "--format", "json", SEEDS[0], tmp_path / "empty.txt", SEEDS[1])
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 2
    two_lines(result)


@pytest.mark.parametrize(
    "arguments",
    [["--preset", "nothing"], ["--nothing"], ["--words", "3"], ["--words", "many"], ["--format", "doc"]],
)
def test_wrong_options_exit_with_2(arguments: list[str]) -> None:
    result = vibrief("brief", *arguments, SEEDS[0])
    assert (result.returncode, result.stdout) == (2, b"")
    two_lines(result)


def test_a_model_with_a_wrong_checksum_exits_with_3(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(
        '{"translator": {"revision": "1", "licence": "", "files": {"model.bin": "0"}}}'
    )
    (tmp_path / "translator").mkdir()
    (tmp_path / "translator/model.bin").write_bytes(b"x")
    result = vibrief("translate", data="Xin chào.".encode(), VIBRIEF_COMPACT=str(tmp_path))
    assert result.returncode == 3
    assert "checksum" in two_lines(result)[0]


def test_translate_keeps_lines() -> None:
    lines = ["Hà Nội có mưa.", "", "Giá vàng tăng. Giá dầu giảm.", "   ", "Xin cảm ơn"]
    result = vibrief("translate", data="\n".join(lines).encode() + b"\n")
    english = result.stdout.decode().split("\n")
    assert len(english) == len(lines) + 1
    assert english[1] == english[3] == english[5] == ""
    assert "Hanoi" in english[0] or "Ha Noi" in english[0]


def test_models_and_doctor_say_what_is_there() -> None:
    listed = vibrief("models", "list").stdout.decode()
    assert "compact" in listed and "CC-BY-NC" in listed
    verified = vibrief("models", "verify")
    assert verified.returncode == 0 and verified.stdout.count(b"\n") == 2
    assert Path(vibrief("models", "path", "translator").stdout.decode().strip()).is_dir()
    doctor = vibrief("doctor")
    assert doctor.returncode == 0, doctor.stdout.decode()
    assert "trial brief" in doctor.stdout.decode()


def test_help_imports_no_engine_and_the_default_way_no_torch() -> None:
    code = (
        "import sys; from summarize.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'datasets', 'lxml', 'sklearn'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "assert sys.argv[1] != '--help' or not {'ctranslate2', 'numpy', 'sentencepiece'} & set(sys.modules)\n"
    )
    for arguments in (["--help"], ["brief", str(SEEDS[0])]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, cwd=ROOT, timeout=120)
        assert done.returncode == 0, done.stderr.decode()


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the default way opened a socket")

    from summarize.cli import main

    monkeypatch.setattr(socket, "socket", refuse)
    with pytest.raises(SystemExit) as stop:
        main(["brief", str(SEEDS[2])])
    assert not stop.value.code
    assert len(capsysbinary.readouterr().out) > 100


def test_batch_is_resumed_after_a_kill(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for k in range(60):
        seed = SEEDS[k % 5].read_text("utf8")
        (source / f"{k:03}.txt").write_text(seed + f"\n\nGhi chú số {k} của tòa soạn.", "utf8")
    command = [sys.executable, "-m", "summarize.cli", "batch", str(source), str(out)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.time() + 60
    while not (out / "ledger.sqlite").exists() and time.time() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=60)
    assert running.returncode == 143
    result = vibrief("batch", source, out)
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout == b""
    rows = [json.loads(line) for line in (out / "briefs.jsonl").read_text("utf8").splitlines()]
    assert [r["path"] for r in rows] == [f"{k:03}.txt" for k in range(60)]
    again = vibrief("batch", source, out)
    assert b"60 done before" in again.stderr


def test_a_batch_and_single_runs_give_the_same_text(tmp_path: Path, records: list[dict]) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for path in SEEDS:
        (source / path.name).write_bytes(path.read_bytes())
    (source / "empty.txt").write_bytes(b"")
    result = vibrief("batch", source, out)
    assert result.returncode == 1
    rows = [json.loads(line) for line in (out / "briefs.jsonl").read_text("utf8").splitlines()]
    assert [r["brief"] for r in rows] == [r["brief"] for r in records]
    assert [r["headline"] for r in rows] == [r["headline"] for r in records]
    failures = [json.loads(line) for line in (out / "failures.jsonl").read_text("utf8").splitlines()]
    assert [f["path"] for f in failures] == ["empty.txt"]
    assert json.loads(vibrief("brief", "--format", "json", SEEDS[1]).stdout)["brief"] == records[1]["brief"]
