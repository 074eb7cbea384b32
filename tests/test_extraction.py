"""Extraction of our labelled pages is at least as good as the floors; the pages are those the floors were set on."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent / "extraction"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"extraction_{name}", HERE / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


make, score = _load("make"), _load("score")
FLOORS = json.loads((HERE / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def pages() -> list[dict[str, Any]]:
    return make.make_pages()


def test_floors_hold(pages: list[dict[str, Any]]) -> None:
    assert make.fingerprint(pages) == FLOORS["fingerprint"], "the pages have changed: see score.py --raise-floors"
    assert score.misses(score.table(score.score_all(pages)), FLOORS["floors"]) == []
    assert all(set(row) == set(score.MEASURES) for row in FLOORS["floors"].values())


def test_pages_are_many_and_halves_share_nothing(pages: list[dict[str, Any]]) -> None:
    assert len(pages) >= 150 and len({page["id"] for page in pages}) == len(pages)
    for what in ("pattern", "title"):
        dev, held = ({page[what] for page in pages if page["half"] == half} for half in make.HALVES)
        assert dev & held <= {None, "odd"}
    assert len({page["pattern"] for page in pages}) > 12


def test_labels_are_on_their_page(pages: list[dict[str, Any]]) -> None:
    for page in pages:
        text = score.plain(page["text"])
        assert all(score.plain(line) in text for line in page["chrome"]), page["id"]
        assert not page["title"] or score.plain(page["title"]) in text
        if page["pattern"] not in ("wrapped", "printed", "liveblog"):
            assert all(score.plain(paragraph)[:-1] in text for paragraph in page["paragraphs"][1:-1]), page["id"]


def test_floors_are_never_lowered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any) -> None:
    higher = {"fingerprint": "", "floors": {"dev": {"f1": 100.1}, "held": {"leak": -0.1}}}
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps(higher), "utf-8")
    monkeypatch.setattr(score, "FLOORS", floors)
    monkeypatch.setattr(sys, "argv", ["score.py", "--raise-floors", "--worst", "0"])
    assert score.main() == 1
    assert json.loads(floors.read_text("utf-8")) == higher
    assert "Refused" in capsys.readouterr().out
