"""Shipped weights: verified before loading, small enough, and good for further training."""

import shutil
from pathlib import Path

import pytest

from models import slots
from models.ct2 import Ct2Translator
from models.errors import ModelError
from models.weights import COMPACT, verify


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(COMPACT, tmp_path / "compact")
    return tmp_path / "compact"


def test_shipped_weights_are_verified_and_small() -> None:
    assert verify("translator").folder.is_dir()
    assert verify("summarizer").folder.is_dir()
    assert sum(p.stat().st_size for p in COMPACT.rglob("*") if p.is_file()) < 50_000_000


def test_a_changed_byte_is_found_before_loading(copy: Path) -> None:
    path = copy / "translator/model.bin"
    data = bytearray(path.read_bytes())
    data[1_000_000] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match="checksum") as caught:
        Ct2Translator(copy)
    assert str(path) in caught.value.message


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "translator/spm.model").unlink()
    with pytest.raises(ModelError, match=r"spm\.model.* is missing"):
        verify("translator", copy)


def test_a_missing_or_damaged_manifest_is_named(copy: Path) -> None:
    (copy / "manifest.json").write_text("{")
    with pytest.raises(ModelError, match="damaged"):
        verify("translator", copy)
    (copy / "manifest.json").unlink()
    with pytest.raises(ModelError, match="is missing"):
        verify("translator", copy)


def test_int8_weights_become_a_checkpoint_that_translates_alike() -> None:
    import torch

    from models.training.restore import load

    line = "Bộ trưởng Lương Tam Quang đã tiếp Đại sứ Liên bang Nga tại Hà Nội."
    shipped = Ct2Translator()
    model = load(COMPACT / "translator")
    pieces = shipped.model.pieces
    masked, symbols = slots.mask_sentence(line)
    ids = torch.tensor([[*pieces.encode(masked), 2]])
    with torch.inference_mode():
        out = model.generate(input_ids=ids, num_beams=4, max_new_tokens=64)[0].tolist()
    restored = slots.english(pieces.decode([i for i in out if i > 3]), symbols)
    mine, theirs = set(restored.split()), set(shipped.translate([line])[0].split())
    assert len(mine & theirs) >= 0.8 * len(mine | theirs)
