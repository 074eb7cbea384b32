"""A user's own terms: read, put into the translation, shown in the record; and briefs that must be without a flag."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import slots
from models.catalog import load_translator
from models.errors import UsageError
from summarize import glossary, names
from summarize.cli import main

SEED = Path(__file__).parents[1] / "seeds/articles/004_84a14c0bb6c0e2a2.txt"
LINE = "Cục An ninh mạng cho biết đã bắt 12 người tại Hà Nội."
TERMS = (("Cục An ninh mạng", "Cybersecurity Department"),)


def test_terms_are_read_with_comments_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("# own\n\nCục An ninh mạng\tCybersecurity  Department\tignored\n", "utf8")
    assert glossary.read(str(path)) == TERMS


@pytest.mark.parametrize("content", ["Cục An ninh mạng\n", "Cục\t\n", "a\tb\n\tb\n"])
def test_a_bad_line_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(content, "utf8")
    with pytest.raises(UsageError, match=rf"Line {content.count(chr(10))} .*terms\.tsv"):
        glossary.read(str(path))


def test_a_missing_glossary_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.tsv"):
        glossary.read(str(tmp_path / "nowhere.tsv"))


def test_a_term_is_masked_before_the_shipped_ones() -> None:
    own = (("Bộ Công an", "Public Security Ministry"),)
    assert [s.forms[0] for s in slots.find("Bộ Công an cho biết", own)] == ["Public Security Ministry"]
    assert slots.find("Bộ Công an cho biết")[0].forms[0] == "Ministry of Public Security"


def test_a_term_reaches_the_english() -> None:
    translator = load_translator("compact", glossary=TERMS)
    assert "Cybersecurity Department" in translator.translate([LINE])[0]


def test_a_preset_that_takes_none_says_so() -> None:
    with pytest.raises(UsageError, match="glossary"):
        load_translator("fake", glossary=TERMS)


def test_shipped_terms_are_names_the_checks_know() -> None:
    assert not names.unsupported(
        "The Permanent Deputy Prime Minister met the Politburo.", "Phó Thủ tướng Thường trực gặp Bộ Chính trị"
    )


def test_the_record_shows_the_terms_it_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(glossary.PROJECT_FILE).write_text("hội đàm\tround of talks\nkhông có trong bài\tnever\n", "utf8")
    with pytest.raises(SystemExit) as done:
        main(["brief", "--format", "json", str(SEED)])
    assert not done.value.code
    record = json.loads(capsysbinary.readouterr().out)
    assert record["models"]["glossary"] == {"hội đàm": "round of talks"}
    assert "|glossary:" in record["signature"]


def test_strict_makes_a_flag_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_bytes(SEED.read_bytes())
    arguments = ["--strict", "--words", "400", "--preset", "fake"]  # one article has not so much to say: a warning
    with pytest.raises(SystemExit) as done:
        main(["brief", *arguments, str(SEED)])
    out, err = capsysbinary.readouterr()
    assert done.value.code == 1 and not out and b"sentences and" in err
    with pytest.raises(SystemExit) as done:
        main(["batch", *arguments, str(source), str(tmp_path / "out")])
    assert done.value.code == 1
    assert json.loads((tmp_path / "out/failures.jsonl").read_text("utf8"))["error"] == "flagged"
