"""Public checkpoints: fetched once from the model hub, pinned by commit and sha-256, checked whenever they are loaded.

This is the only place that uses the network, and only when a person asks for it (``vibrief models get``).
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models.catalog import Part
from models.errors import ModelError, UsageError
from models.weights import digest, models_folder

LOCK = "vibrief-lock.json"
WANTED = ["*.safetensors", "*.json", "*.model", "*.spm", "*.txt"]
FREE = frozenset({"MIT", "Apache-2.0"})


@dataclass(frozen=True)
class Lock:
    """What was fetched: ``revision`` is a commit of the repository ``name``, ``files`` maps names to sha-256."""

    name: str
    revision: str
    licence: str
    files: dict[str, str]


def fetch(part: Part, revision: str = "main", *, accepted: bool = False) -> Lock:
    """Download a checkpoint into ``VIBRIEF_MODELS`` and pin it; nothing is left behind when that fails.

    ``revision`` is a branch, tag or commit; the lock holds the commit it stood for.

    Raises:
        UsageError: when the licence asks for acceptance, or huggingface_hub is not installed.
        ModelError: when the download fails or holds no safetensors.
    """
    if part.folder is None:
        raise UsageError(f"{part.name} ships with vibrief.", "There is nothing to get.")
    if part.licence not in FREE and not accepted:
        raise UsageError(
            f"{part.name} is under the licence {part.licence}.", "Read it, and give --accept-licence if you agree."
        )
    try:
        from huggingface_hub import HfApi, snapshot_download
    except ImportError:
        raise UsageError("Getting models needs huggingface_hub.", "pip install 'vibrief[hf]'") from None
    target = models_folder() / part.folder
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{part.folder}.") as scratch:
        try:
            commit = str(HfApi().model_info(part.name, revision=revision).sha)
            snapshot_download(part.name, revision=commit, local_dir=scratch, allow_patterns=WANTED)
        except Exception as error:  # the hub's client raises errors of many libraries
            reason = re.sub(r"\s+", " ", str(error))[:200]
            raise ModelError(
                f"{part.name} could not be fetched: {reason}", "Check the network and the revision, then try again."
            ) from error
        whole = Path(scratch)
        shutil.rmtree(whole / ".cache", ignore_errors=True)
        if not list(whole.glob("*.safetensors")):
            raise ModelError(
                f"{part.name} at {commit[:12]} has no .safetensors file.",
                "Give a --revision that has one; other formats can run code and are not loaded.",
            )
        lock = Lock(
            part.name, commit, part.licence, {p.name: digest(p) for p in sorted(whole.iterdir()) if p.is_file()}
        )
        (whole / LOCK).write_text(json.dumps(vars(lock), indent=1) + "\n", "utf8")
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(whole, target)
    return lock


def check(folder: Path) -> Lock | None:
    """The lock of a fetched checkpoint, every file compared with it; None for a folder without one.

    Raises:
        ModelError: when a file is missing or has another checksum.
    """
    if not (folder / LOCK).is_file():
        return None
    lock = Lock(**json.loads((folder / LOCK).read_text("utf8")))
    for name, expected in lock.files.items():
        if not (folder / name).is_file() or digest(folder / name) != expected:
            raise ModelError(
                f"The file {folder / name} is not the one that was fetched.", "Get the model again: vibrief models get."
            )
    return lock
