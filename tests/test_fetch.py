"""Getting a public checkpoint: pinned, checked on loading, nothing half-done; the hub is a stand-in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import huggingface_hub
import pytest

from models.catalog import PRESETS
from models.errors import ModelError, UsageError
from models.fetch import LOCK, check, fetch

OPUS = PRESETS["vit5+opus"].translator
NLLB = PRESETS["vit5+nllb"].translator
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files the stand-in hub gives; ``VIBRIEF_MODELS`` is a fresh folder."""
    files = {"config.json": b"{}", "model.safetensors": b"weights", "source.spm": b"pieces"}

    def download(name: str, revision: str, local_dir: str, allow_patterns: list[str]) -> None:
        assert (name, revision) == (OPUS.name, COMMIT)
        for file, data in files.items():
            (Path(local_dir) / file).write_bytes(data)

    def info(self: Any, name: str, revision: str) -> SimpleNamespace:
        if revision == "nowhere":
            raise OSError("no such revision")
        return SimpleNamespace(sha=COMMIT)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    monkeypatch.setattr(huggingface_hub.HfApi, "model_info", info)
    monkeypatch.setenv("VIBRIEF_MODELS", str(tmp_path / "models"))
    return files


def installed(tmp_path: Path) -> Path:
    return tmp_path / "models" / str(OPUS.folder)


def test_a_branch_is_pinned_to_its_commit(hub: dict[str, bytes], tmp_path: Path) -> None:
    lock = fetch(OPUS)
    assert lock.revision == COMMIT and set(lock.files) == set(hub)
    assert check(installed(tmp_path)) == lock
    assert json.loads((installed(tmp_path) / LOCK).read_text())["revision"] == COMMIT


def test_a_changed_file_is_found(hub: dict[str, bytes], tmp_path: Path) -> None:
    fetch(OPUS)
    (installed(tmp_path) / "model.safetensors").write_bytes(b"other")
    with pytest.raises(ModelError, match=r"model\.safetensors"):
        check(installed(tmp_path))


def test_a_failed_download_leaves_nothing_and_keeps_what_was_there(hub: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such revision"):
        fetch(OPUS, "nowhere")
    assert list((tmp_path / "models").iterdir()) == []
    fetch(OPUS)
    del hub["model.safetensors"]
    with pytest.raises(ModelError, match="safetensors"):
        fetch(OPUS)
    assert check(installed(tmp_path)) is not None


def test_a_licence_that_binds_is_accepted_by_hand(hub: dict[str, bytes]) -> None:
    with pytest.raises(UsageError, match="CC-BY-NC") as caught:
        fetch(NLLB)
    assert "--accept-licence" in caught.value.remedy


def test_what_ships_is_not_fetched(hub: dict[str, bytes]) -> None:
    with pytest.raises(UsageError):
        fetch(PRESETS["compact"].translator)


def test_the_command_gets_and_verifies(
    hub: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from summarize.cli import main

    monkeypatch.setitem(PRESETS, "opus", replace(PRESETS["vit5+opus"], summarizer=PRESETS["lead"].summarizer))
    with pytest.raises(SystemExit) as done:
        main(["models", "get", "opus"])
    assert not done.value.code and COMMIT in capsys.readouterr().out
    (installed(tmp_path) / "config.json").write_text("[]")
    with pytest.raises(SystemExit) as done:
        main(["models", "verify"])
    assert done.value.code == 3 and "config.json" in capsys.readouterr().err
    with pytest.raises(SystemExit) as done:
        main(["models", "get", "compact"])
    assert done.value.code == 2
