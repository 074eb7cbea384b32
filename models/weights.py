"""Where weights lie and whether they are the ones this release was made with."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from models.errors import ModelError

COMPACT = Path(__file__).parent / "compact"


@dataclass(frozen=True)
class Weights:
    """A verified folder of weights: ``sha256`` is that of the main file."""

    folder: Path
    revision: str
    licence: str
    sha256: str


def compact_folder() -> Path:
    """The shipped weights, or the folder named by ``VIBRIEF_COMPACT`` (for weights one has trained oneself)."""
    return Path(os.environ.get("VIBRIEF_COMPACT", COMPACT))


def models_folder() -> Path:
    """Where public checkpoints are looked for: ``VIBRIEF_MODELS``, else the user's data folder."""
    default = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local/share")) / "vibrief/models"
    return Path(os.environ.get("VIBRIEF_MODELS", default))


def digest(path: Path) -> str:
    """The sha-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(name: str, root: Path | None = None) -> Weights:
    """Check every file of the compact model ``name`` against the manifest.

    Raises:
        ModelError: when the manifest or a file is missing, or a checksum differs; the message names the file.
    """
    root = root or compact_folder()
    manifest = root / "manifest.json"
    remedy = "Reinstall vibrief, or restore the folder models/compact from the repository."
    try:
        entry = json.loads(manifest.read_text(encoding="utf8"))[name]
    except FileNotFoundError:
        raise ModelError(f"The model manifest {manifest} is missing.", remedy) from None
    except (ValueError, KeyError):
        raise ModelError(f"The model manifest {manifest} is damaged or lacks '{name}'.", remedy) from None
    for file, expected in entry["files"].items():
        path = root / name / file
        if not path.is_file():
            raise ModelError(f"The model file {path} is missing.", remedy)
        if digest(path) != expected:
            raise ModelError(f"The model file {path} does not have the expected checksum.", remedy)
    return Weights(root / name, entry["revision"], entry["licence"], entry["files"]["model.bin"])


def write_manifest(root: Path, licence: str) -> None:
    """Write ``manifest.json`` for the model folders under ``root``; the revision is the start of the main sha-256."""
    entries: dict[str, object] = {}
    for folder in sorted(p for p in root.iterdir() if (p / "model.bin").is_file()):
        names = ("config.json", "model.bin", "shared_vocabulary.json", "spm.model")
        files = {name: digest(folder / name) for name in names}
        entries[folder.name] = {"revision": files["model.bin"][:12], "licence": licence, "files": files}
    (root / "manifest.json").write_text(json.dumps(entries, indent=1) + "\n", encoding="utf8")
