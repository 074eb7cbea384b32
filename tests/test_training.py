"""What training is made of: a small run from data to int8 and back, and the parts that keep or change its pairs."""

from __future__ import annotations

import argparse
import lzma
import random
import sys
from pathlib import Path

import pytest
import torch

from models.slots import SYMBOLS
from models.training import back_translate, prepare_parallel, seq2seq
from models.training.shape import EOS, PAD, UNK
from models.weights import COMPACT

PAIRS = [
    (
        "Ngày 9/12, Bộ trưởng Lương Tam Quang tiếp 45 đại biểu.",
        "On December 9, Minister Luong Tam Quang met 45 delegates.",
    ),
    ("Giá vàng tăng 3,2% trong tuần qua.", "Gold prices rose 3.2% over the past week."),
    ("Việt Nam và Nga nhất trí tăng cường hợp tác.", "Vietnam and Russia agreed to step up cooperation."),
]


@pytest.fixture(scope="module")
def pieces():
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=str(COMPACT / "translator/spm.model"))


def run(monkeypatch: pytest.MonkeyPatch, module, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", [module.__name__, *map(str, arguments)])
    module.main()


def test_sampled_pieces_spell_the_same_text_within_the_limits(pieces) -> None:
    random.seed(1)
    a = argparse.Namespace(sample=0.2, max_src=40, max_tgt=12)
    rows = [row for _ in range(20) for row in seq2seq.encoded(PAIRS, pieces, a)]
    best = [pieces.encode(vi) for vi, _ in PAIRS] * 20
    assert any(ids[:-1] != plain for (ids, _), plain in zip(rows, best, strict=True))
    for (source, target), (vi, _) in zip(rows, PAIRS * 20, strict=True):
        assert pieces.decode(source[:-1]) == vi
        assert source[-1] == target[-1] == EOS and len(source) <= 40 and len(target) <= 12


def test_blanking_hides_its_share_and_never_what_must_stay(pieces) -> None:
    torch.manual_seed(0)
    symbol = pieces.piece_to_id(SYMBOLS[0])
    ids = torch.full((100, 100), 500)
    ids[:, ::10], ids[:, 1::10] = PAD, symbol
    hidden = seq2seq.blanked(ids, 0.25, torch.tensor([PAD, EOS, symbol]))
    assert torch.equal(hidden[:, ::10], ids[:, ::10]) and torch.equal(hidden[:, 1::10], ids[:, 1::10])
    assert 0.22 < (hidden[ids == 500] == UNK).float().mean() < 0.28


def test_channels_are_dropped_for_a_whole_sentence_and_only_in_training() -> None:
    torch.manual_seed(0)
    model = torch.nn.ModuleDict({"fc2": torch.nn.Linear(4, 400)})
    x = torch.ones(2, 3, 4)
    whole = model["fc2"](x)
    seq2seq.drop_channels(model, 0.3)
    dropped = model.train()["fc2"](x) == 0
    assert 0.2 < dropped.float().mean() < 0.4
    assert torch.equal(dropped[:, 0], dropped[:, 2]) and not torch.equal(dropped[0], dropped[1])
    assert torch.equal(model.eval()["fc2"](x), whole)


@pytest.mark.parametrize(
    ("vi", "en", "wanted"),
    [
        ("Nga cấm hút thuốc trên ban công nhà mình", "Russia prohibits smoking on balconies", True),
        ("Nga cấm", "Russia prohibits smoking on the balcony of a house", False),
        ("sự an toàn của sự an toàn của sự an toàn của họ", "the security of those who keep them safe", False),
        (
            "Russia prohibits smoking on the balcony of houses",
            "Russia prohibits smoking on the balcony of houses",
            False,
        ),
    ],
    ids=["good", "text lost", "repeats", "not translated"],
)
def test_machine_made_sources_are_sifted(vi: str, en: str, wanted: bool) -> None:
    assert back_translate.usable(vi, en) is wanted


def test_a_number_that_back_translation_lost_costs_the_pair() -> None:
    assert back_translate.kept("Có 45 người", "There were 45 people")
    assert not back_translate.kept("Có nhiều người", "There were 45 people")
    assert not back_translate.kept("Có người", f"There were {SYMBOLS[0]} people")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    house = tmp_path / "house.tsv"
    house.write_text("".join(f"{vi}\t{en}\n" for vi, en in PAIRS), "utf8")
    monkeypatch.setattr(prepare_parallel, "HOUSE", house)
    for folder in ("parallel", "news_vi"):
        (tmp_path / folder).mkdir()
    with lzma.open(tmp_path / "parallel/ted.tsv.xz", "wt", encoding="utf8") as file:
        file.write("Trời mưa to suốt đêm qua ở Huế.\tIt rained hard all night in Huế.\n")
    with lzma.open(tmp_path / "news_vi/summaries_vi_en.jsonl.xz", "wt", encoding="utf8") as file:
        file.write(
            '{"vi": ["Cầu mới dài 640 mét đã khánh thành."], "en": ["A new bridge of 640 meters has opened."]}\n'
        )
    return tmp_path


def test_pairs_are_masked_alike_and_reversed_ones_are_plain(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, prepare_parallel, data, data / "pairs.tsv", "--plain", 0)
    run(monkeypatch, prepare_parallel, data, data / "reverse.tsv", "--reverse")
    pairs = seq2seq.read_pairs(str(data / "pairs.tsv"))
    assert len(pairs) == 3 * prepare_parallel.TIMES["house"] + 1 + prepare_parallel.TIMES["summaries"]
    assert all({c for c in vi if c in SYMBOLS} == {c for c in en if c in SYMBOLS} for vi, en in pairs)
    assert any(c in SYMBOLS for vi, _ in pairs for c in vi)
    reverse = seq2seq.read_pairs(str(data / "reverse.tsv"))
    assert len(reverse) == 5 and ("It rained hard all night in Hue.", "Trời mưa to suốt đêm qua ở Huế.") in reverse
    assert not any(c in SYMBOLS for pair in reverse for text in pair for c in text)


def test_a_training_ends_goes_on_and_gives_an_engine_its_weights(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ctranslate2

    pairs = data / "pairs.tsv"
    pairs.write_text("".join(f"{vi}\t{en}\n" for vi, en in PAIRS * 8), "utf8")
    out, small = data / "model", ["--arch", "64,64,1,1", "--tokens", 256, "--max-src", 48, "--max-tgt", 48]
    spm = COMPACT / "translator/spm.model"
    command = ["train", "--data", pairs, "--spm", spm, "--out", out, *small, "--minutes", 0.01]
    run(monkeypatch, seq2seq, *command, "--sample", 0.3, "--blank", 0.1, "--channels", 0.1)
    assert (out / seq2seq.DONE).exists()
    steps = torch.load(out / "state.pt", weights_only=True)["step"]
    run(monkeypatch, seq2seq, *command, "--resume")
    assert torch.load(out / "state.pt", weights_only=True)["step"] > steps > 0
    run(monkeypatch, seq2seq, "export", "--out", out, "--ct2", data / "int8")
    engine = ctranslate2.Translator(str(data / "int8"), compute_type="int8")
    assert len(engine.translate_batch([["▁Giá", "</s>"]], max_decoding_length=4)) == 1
