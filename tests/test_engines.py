"""Every engine keeps the same promises: N in, N out, in order, blank stays empty, neighbours do not matter."""

from pathlib import Path

import pytest

from models.base import Summarizer, Translator
from models.catalog import PRESETS, find, load_summarizer, load_translator
from models.ct2 import Ct2Summarizer, Ct2Translator
from models.errors import ModelError, UsageError

LINES = [
    "Ngày 9/12, Đại tướng Lương Tam Quang, Bộ trưởng Bộ Công an, đã chủ trì hội đàm tại Hà Nội.",
    "",
    "Việt Nam và Liên bang Nga nhất trí tăng cường hợp tác.",
    "   ",
    "Giá vàng tăng 3,2% trong tuần qua.",
]
ARTICLE = (
    "Hà Nội mở thêm ba tuyến xe buýt điện",
    "Sở Xây dựng Hà Nội cho biết từ ngày 1/8 thành phố mở thêm ba tuyến xe buýt điện. "
    "Các tuyến mới nối khu vực nội thành với sân bay Nội Bài. Giá vé là 10.000 đồng một lượt.",
)
SHORT = ("Mưa lớn ở miền Trung", "Mưa lớn kéo dài hai ngày qua khiến nhiều tuyến đường ở Huế ngập sâu.")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random checkpoint of the right architecture, with a tokenizer made here."""
    import sentencepiece
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import MarianConfig, MarianMTModel, PreTrainedTokenizerFast

    assert sentencepiece
    folder = tmp_path_factory.mktemp("tiny")
    words = sorted({w for line in [*LINES, *ARTICLE, *SHORT] for w in line.split()})
    vocabulary = {w: i for i, w in enumerate(["<pad>", "</s>", "<unk>", *words])}
    core = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    core.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    fast = PreTrainedTokenizerFast(tokenizer_object=core, pad_token="<pad>", eos_token="</s>", unk_token="<unk>")
    fast.save_pretrained(folder)
    torch.manual_seed(0)
    config = MarianConfig(
        vocab_size=len(vocabulary),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
        forced_eos_token_id=1,
    )
    MarianMTModel(config).save_pretrained(folder, safe_serialization=True)
    return folder


def hf_translator(folder: Path) -> Translator:
    from models.hf import opus

    return opus(str(folder))


def hf_summarizer(folder: Path) -> Summarizer:
    from models.hf import vit5

    return vit5(str(folder))


@pytest.fixture(scope="module", params=["fake", "compact", "hf"])
def translator(request: pytest.FixtureRequest) -> Translator:
    if request.param == "hf":
        return hf_translator(request.getfixturevalue("tiny"))
    return load_translator(request.param)


@pytest.fixture(scope="module", params=["lead", "compact", "hf"])
def summarizer(request: pytest.FixtureRequest) -> Summarizer:
    if request.param == "hf":
        return hf_summarizer(request.getfixturevalue("tiny"))
    return load_summarizer(request.param)


def test_translator_keeps_count_order_and_blanks(translator: Translator) -> None:
    english = translator.translate(LINES)
    assert len(english) == len(LINES)
    assert english[1] == english[3] == ""
    assert all(english[i] for i in (0, 2, 4))


def test_translator_does_not_depend_on_the_batch(translator: Translator) -> None:
    assert translator.translate(LINES) == [translator.translate([line])[0] for line in LINES]


def test_translator_takes_nothing_and_gives_nothing(translator: Translator) -> None:
    assert translator.translate([]) == []


def test_translator_candidates_start_with_the_translation(translator: Translator) -> None:
    assert [c[0].text for c in translator.candidates(LINES[:1], 4)] == translator.translate(LINES[:1])


def test_translator_is_less_sure_of_a_sentence_out_of_order() -> None:
    shuffled = " ".join(sorted(LINES[2].removesuffix(".").split())) + "."
    plain, odd = load_translator("compact").candidates([LINES[2], shuffled], 2)
    assert odd[0].confidence and plain[0].confidence
    assert 0 < odd[0].confidence < plain[0].confidence <= 1
    assert plain[0].confidence >= (plain[1].confidence or 0)


def test_engine_names_itself(translator: Translator, summarizer: Summarizer) -> None:
    for info in (translator.info, summarizer.info):
        assert info.name and info.revision and info.licence and info.engine


def test_summarizer_keeps_count_and_does_not_depend_on_the_batch(summarizer: Summarizer) -> None:
    together = summarizer.summarize([ARTICLE, SHORT])
    assert together == [summarizer.summarize([a])[0] for a in (ARTICLE, SHORT)]


def test_summarizer_measures_text(summarizer: Summarizer) -> None:
    assert 0 < summarizer.length(SHORT[1]) < summarizer.length(ARTICLE[1]) < summarizer.room


def test_shipped_translator_knows_the_news() -> None:
    english = load_translator("compact").translate(LINES[:1])[0]
    assert "Luong Tam Quang" in english
    assert "December 9" in english
    assert "Public Security" in english


def test_a_sentence_longer_than_the_model_is_translated_whole() -> None:
    cities = ["Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Cần Thơ"]
    line = "Đoàn đại biểu đã đến thăm các tỉnh, thành phố sau: " + ", ".join(cities * 20) + "."
    english = load_translator("compact").translate([line])[0]
    assert len(english.split()) > 100


def test_unknown_preset_names_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        find("gpt")
    assert "compact" in caught.value.remedy


@pytest.mark.parametrize("preset", [n for n, p in PRESETS.items() if p.translator.folder])
def test_public_presets_say_what_is_missing(preset: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIBRIEF_MODELS", str(tmp_path))
    with pytest.raises(ModelError) as caught:
        load_translator(preset)
    assert "compact" in caught.value.remedy


def test_a_checkpoint_without_safetensors_is_refused(tiny: Path, tmp_path: Path) -> None:
    from models.hf import locate

    (tmp_path / "config.json").write_text((tiny / "config.json").read_text())
    (tmp_path / "pytorch_model.bin").write_bytes(b"x")
    with pytest.raises(ModelError, match="safetensors"):
        locate(tmp_path)


def test_the_yardstick_in_plain_transformers_writes_what_the_engine_writes() -> None:
    from models.hf import plain_compact

    summarizer, translator = plain_compact()
    line = "Ngày 9/12, Bộ trưởng Bộ Công an Lương Tam Quang đã hội đàm với ông Sergei Shoigu tại Moscow."
    mine, theirs = (set(t.candidates([line], 4)[0][0].text.split()) for t in (translator, Ct2Translator()))
    assert len(mine & theirs) >= 0.8 * len(mine | theirs)
    assert all(0 < (h.confidence or 0) <= 1 for h in translator.candidates([line], 4)[0])
    story = [("Khai trương thư viện", " ".join([line, "Thư viện có nhiều sách cho trẻ em trong vùng."] * 3))]
    plain, shipped = (s.candidates(story, 2)[0][0] for s in (summarizer, Ct2Summarizer()))
    assert 0.7 < len(plain) / len(shipped) < 1.4
    assert summarizer.candidates(story, 1, "abstract")[0][0]
