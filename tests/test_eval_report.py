"""A whole evaluation on a small set of our own with the stand-in models: data, scores, JSON, page and commands."""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval import datasets
from eval.cli import eval_group
from eval.page import html
from eval.report import Report, build, from_json, points_covered, to_json
from eval.systems import Output, run
from models.base import Style
from models.errors import InputError, UsageError
from models.fake import FakeTranslator, LeadSummarizer
from summarize.pipeline import Models, Options
from summarize.records import Article, Document

TEXT = "Ngày 4/5, ông Trần Văn Bảy khánh thành cây cầu 3,2 tỷ đồng ở Hà Nội. Cầu dài 120 m. Người dân rất vui mừng."
GOOD = "Tran Van Bay opened a bridge of VND3.2 billion in Hanoi on May 4. The bridge is 120 metres long."
BAD = "Le Thi Hoa opened 99 bridges <script>alert(1)</script>."


def example(name: str) -> datasets.Example:
    article = Article("Khánh thành cầu <b>", "", (TEXT,))
    references = datasets.References("Bridge opens in Hanoi", GOOD, ("Bridge opened in Hanoi", "Cost VND3.2 billion"))
    return datasets.Example(name, name, Document(name, name, TEXT), article, references)


@pytest.fixture
def report() -> Report:
    data = datasets.Dataset("two", (example("a"), example("b")), ("c.txt: no reference & more",))
    outputs = {
        s: [Output(e.id, t, (t,), "A <i>headline</i>") for e in data.examples]
        for s, t in (("good", GOOD), ("bad", BAD))
    }
    return build(data, outputs, "vibrief:test|n:2")


def test_scores_and_precision(report: Report) -> None:
    good, bad = report.systems
    assert good.scores["rouge1"].mean == good.scores["rougeLsum"].low == 100.0
    assert good.scores["points"].mean == 100.0 and bad.scores["points"].mean == 0.0
    assert good.number_precision == good.name_precision == 100.0
    assert (good.unsupported, bad.unsupported) == (0.0, 100.0)
    assert bad.number_precision == 0.0 and bad.name_precision is not None and bad.name_precision < 100
    assert good.scores["rouge1"].p is None and bad.scores["rouge1"].p is not None


def test_json_comes_back_the_same(report: Report) -> None:
    assert from_json(to_json(report)) == report
    for text in ("", "[]", "{}", '{"data": 1}'):
        with pytest.raises(InputError):
            from_json(text)


def test_page_escapes_everything_and_loads_nothing(report: Report) -> None:
    page = html(report)
    for raw in ("<script", "<i>headline", "<b>:", "cầu <b>"):
        assert raw not in page
    assert "&lt;script&gt;" in page and "no reference &amp; more" in page
    assert "default-src 'none'" in page and "http://" not in page and "https://" not in page
    assert "<svg" in page and report.signature in page and "viewport" in page


def test_points() -> None:
    assert points_covered([], "text") is None
    assert points_covered(["The bridge in Hà Nội"], "A bridge in Ha Noi") == 100.0


# --- data ------------------------------------------------------------------------------------------------------

ARTICLE = "Khánh thành cầu mới ở Hà Nội\n\n" + "\n\n".join(
    [
        "Ngày 4/5, ông Trần Văn Bảy, Chủ tịch UBND huyện, đã dự lễ khánh thành cây cầu trị giá 3,2 tỷ đồng ở Hà Nội.",
        "Cây cầu dài 120 m, được xây dựng trong hai năm để phục vụ việc đi lại của người dân hai xã ven sông.",
        "Người dân địa phương cho biết họ rất vui mừng vì từ nay không còn phải đi đò qua sông trong mùa mưa lũ.",
    ]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "references").mkdir()
    for name in ("one", "two", "alone"):
        (tmp_path / "articles" / f"{name}.txt").write_text(ARTICLE, "utf8")
    for name in ("one", "two", "stray"):
        row = {"headline": "Bridge", "brief": GOOD, "points": ["Bridge in Hanoi"], "summary_vi": TEXT}
        (tmp_path / "references" / f"{name}.json").write_text(json.dumps(row), "utf8")
    return tmp_path


def test_folder_with_a_file_per_reference(folder: Path) -> None:
    data = datasets.read(str(folder))
    assert [e.id for e in data.examples] == ["one", "two"] and data.language == "en"
    assert any("alone" in w for w in data.warnings) and any("stray" in w for w in data.warnings)
    assert len(datasets.read(str(folder), 1).examples) == 1


def test_folder_with_a_table(folder: Path) -> None:
    (folder / "references.jsonl").write_text(json.dumps({"id": "alone", "brief": GOOD}) + "\n", "utf8")
    assert [e.id for e in datasets.load(str(folder))] == ["alone", "one", "two"]


def test_lines_of_sentences_are_scored_in_vietnamese(tmp_path: Path) -> None:
    row = {"title": "Cầu mới", "abstract": "Cầu khánh thành.", "body": ["Cầu khánh thành. ", "Cầu dài 120 m."]}
    path = tmp_path / "v.jsonl.xz"
    path.write_bytes(lzma.compress((json.dumps(row) + "\n").encode()))
    (only,) = datasets.load(str(path))
    assert only.language == "vi" and only.target == "Cầu khánh thành."
    assert only.article.text == "Cầu khánh thành. Cầu dài 120 m."
    result = CliRunner().invoke(eval_group, ["run", str(path), "--preset", "fake"], catch_exceptions=False)
    assert "tok:unicode-nfc-lower|n:1" in result.stdout


def test_data_without_use_is_refused(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}\nnot json\n", "utf8")
    (tmp_path / "none.jsonl").write_text('{"id": "x", "text": "y"}\n', "utf8")
    for where in ("absent", "bad.jsonl", "none.jsonl", "references"):
        with pytest.raises(InputError):
            datasets.read(str(tmp_path / where))


def test_what_the_checks_hold_back_stands_in_the_unchecked_output() -> None:
    class Inventing(LeadSummarizer):
        def candidates(self, articles: Sequence[tuple[str, str]], n: int, style: Style = "brief") -> list[list[str]]:
            return [["Ngày 4/5, ông Trần Văn Bảy khánh thành cây cầu 870 tỷ đồng ở Hà Nội."] for _ in articles]

    models = Models("fake", Inventing(), FakeTranslator())
    data = datasets.Dataset("one", (example("a"),))
    names = ("pipeline", "unchecked")
    made = build(data, {n: run(n, data.examples, models, Options(preset="fake")) for n in names}, "vibrief:test")
    checked, unchecked = (made.rows[0].answers[n] for n in names)
    assert "870" in unchecked.text and unchecked.numbers_unsupported
    assert "870" not in checked.text and not checked.numbers_unsupported
    assert [s.unsupported for s in made.systems] == [0.0, 100.0]


# --- commands --------------------------------------------------------------------------------------------------


def test_run_and_compare(folder: Path) -> None:
    out, page = folder / "r.json", folder / "r.html"
    arguments = ["run", str(folder), "--preset", "fake", "--json", str(out), "--html", str(page)]
    result = CliRunner().invoke(eval_group, arguments, catch_exceptions=False)
    assert result.exit_code == 0 and "pipeline" in result.stdout and "alone" in result.stderr
    assert "rouge:rouge-score" in result.stdout and "warning" not in result.stdout
    assert from_json(out.read_text("utf8")).systems[0].name == "pipeline"
    assert page.read_text("utf8").startswith("<!doctype html>")
    same = CliRunner().invoke(eval_group, ["compare", str(out), str(out)], catch_exceptions=False)
    assert "1.000" in same.stdout and "n = 2" in same.stdout


def test_bench_prints_a_ratio(folder: Path) -> None:
    result = CliRunner().invoke(eval_group, ["bench", str(folder), "--preset", "fake"], catch_exceptions=False)
    assert " x" in result.stdout


def test_unknown_system(folder: Path) -> None:
    with pytest.raises(UsageError):
        CliRunner().invoke(eval_group, ["run", str(folder), "--system", "oracle"], catch_exceptions=False)
