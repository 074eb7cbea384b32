"""Articles through the pipeline with stand-in models: nothing is lost in reading, nothing invented gets out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import Hypothesis, ModelInfo, Style
from models.errors import ModelError
from models.fake import FakeTranslator, LeadSummarizer
from summarize import checks, pipeline
from summarize.articles import extract
from summarize.documents import read_document
from summarize.pipeline import Models, Options
from summarize.records import Article, Brief, Document

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds/articles").glob("*.txt"))
TITLE = "Thành phố Vĩnh Sơn khởi công cầu vượt sông Lam trị giá 320 tỷ đồng"
PARAGRAPHS = (
    "Sáng 12/3/2025, thành phố Vĩnh Sơn khởi công cầu vượt sông Lam với tổng vốn 320 tỷ đồng, "
    "dự kiến hoàn thành sau 18 tháng.",
    "Ông Trần Văn Bảy, giám đốc ban quản lý dự án, cho biết cây cầu dài 640 mét và có bốn làn xe chạy. "
    "Nhà thầu phải bảo đảm an toàn cho các hộ dân sống ở hai bên bờ trong suốt thời gian thi công.",
    "Theo kế hoạch, người dân trong khu vực sẽ được bố trí nơi ở mới trước mùa mưa năm nay. "
    "Chính quyền địa phương đã chi trả tiền đền bù cho 85 gia đình phải di dời khỏi công trường.",
    "Hiện mỗi ngày có hàng nghìn học sinh phải đi phà qua sông để tới trường học ở trung tâm. "
    "Khi công trình đưa vào sử dụng, thời gian đi lại giữa hai bờ giảm còn một phần ba.",
)
ARTICLE = Article(TITLE, PARAGRAPHS[0], PARAGRAPHS)
OPTIONS = Options(preset="fake")
TRUE = "Thành phố Vĩnh Sơn khởi công cầu vượt sông Lam với tổng vốn 320 tỷ đồng."
INFO = ModelInfo("stub", "7", "", "Apache-2.0", "stub")


class Says:
    """A summariser that answers every part with the same hypotheses, or raises."""

    info = INFO
    room = 1000

    def __init__(self, *hypotheses: str, error: Exception | None = None) -> None:
        self.hypotheses, self.error = list(hypotheses), error

    def length(self, text: str) -> int:
        return len(text.split())

    def summarize(self, articles: Sequence[tuple[str, str]]) -> list[str]:
        return [c[0] for c in self.candidates(articles, 1)]

    def candidates(self, articles: Sequence[tuple[str, str]], n: int, style: Style = "brief") -> list[list[str]]:
        if self.error:
            raise self.error
        return [self.hypotheses for _ in articles]


class Counting(LeadSummarizer):
    """The stand-in with little room, which remembers what it was given to read."""

    room = 120

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    def candidates(self, articles: Sequence[tuple[str, str]], n: int, style: Style = "brief") -> list[list[str]]:
        self.seen += articles
        return super().candidates(articles, n, style)


def brief(summarizer: object, article: Article = ARTICLE, options: Options = OPTIONS) -> Brief:
    models = Models("fake", summarizer, FakeTranslator())  # type: ignore[arg-type]
    return pipeline.brief_articles([(Document("0" * 64, "a.txt", ""), article)], models, options)[0]


def syllables(text: str) -> int:
    return len(text.split())


def dense(text: str) -> str:
    return "".join(text.split())


def made(*paragraphs: str) -> Article:
    return Article(TITLE, paragraphs[0], paragraphs)


def own_sentences_only(result: Brief) -> bool:
    return all(sentence.vi in result.text for sentence in result.sentences)


@pytest.fixture(scope="module")
def seeds() -> list[tuple[Document, Article]]:
    documents = [read_document(str(path)) for path in SEEDS]
    return [(document, extract(document)) for document in documents]


@pytest.fixture(scope="module")
def compact() -> Models:
    return pipeline.load("compact")


# --- reading in parts ------------------------------------------------------------------------------------------

SYLLABLE = st.sampled_from(
    ["Hà", "Nội", "ngày", "9/12,", "TP.", "“Rất", "vui.”", "1.500", "đồng.", "và;", "xong!", "học", "…", "v.v", "(cũ)"]
)
PROSE = st.lists(SYLLABLE, min_size=1, max_size=80).map(" ".join)


def assert_parts(article: Article, room: int) -> list[pipeline.Part]:
    found = pipeline.parts(article, syllables, room)
    assert dense("".join(p.text for p in found)) == dense(article.text)
    end = 0
    for part in found:
        assert part.text == article.text[part.span[0] : part.span[1]]
        assert part.text.strip()
        assert syllables(part.text) <= room
        assert not article.text[end : part.span[0]].strip()
        end = part.span[1]
    return found


@settings(deadline=None, max_examples=150)
@given(st.lists(PROSE, min_size=1, max_size=8), st.integers(4, 120))
def test_parts_hold_the_whole_article_in_order_and_fit(paragraphs: list[str], room: int) -> None:
    assert_parts(made(*paragraphs), room)


@pytest.mark.parametrize(
    "paragraph",
    [
        " ".join([PARAGRAPHS[1]] * 60),
        "Các hộ dân, " + "các cơ quan, các trường học, " * 400 + "đều đồng ý.",
        "không dấu câu nào " * 800,
        "Ngày  9/12,   hội nghị\tbàn về an ninh. " * 100,
    ],
    ids=["paragraph", "sentence", "unbroken", "spaces"],
)
def test_what_is_very_long_is_cut_and_not_lost(paragraph: str) -> None:
    found = assert_parts(made(PARAGRAPHS[0], paragraph.strip(), PARAGRAPHS[2]), 100)
    assert len(found) >= syllables(paragraph) // 100


def test_repeated_paragraphs_and_sentences_keep_their_places() -> None:
    found = assert_parts(made(PARAGRAPHS[0], PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[0]), 30)
    starts = [p.span[0] for p in found]
    assert starts == sorted(set(starts))


def test_a_short_article_is_one_part() -> None:
    assert [p.text for p in pipeline.parts(ARTICLE, syllables, 1000)] == [ARTICLE.text]


def test_a_long_article_is_read_to_its_end() -> None:
    paragraphs = [f"Đoạn {k}: {PARAGRAPHS[k % 4]}" for k in range(150)]
    long = made(*paragraphs)
    assert syllables(long.text) > 5000
    summarizer = Counting()
    result = brief(summarizer, long)
    assert result.coverage == 1.0
    assert dense("".join(text for _, text in summarizer.seen)) == dense(long.text)
    assert all(syllables(text) <= summarizer.room for _, text in summarizer.seen)
    assert not any("was read" in warning for warning in result.warnings)


def test_compact_reads_a_long_article_to_its_end(compact: Models) -> None:
    paragraphs = [f"Đoạn {k}: {PARAGRAPHS[k % 4]}" for k in range(150)]
    length, room = compact.summarizer.length, compact.summarizer.room
    found = pipeline.parts(made(*paragraphs), length, room)
    assert dense("".join(p.text for p in found)) == dense("".join(paragraphs))
    assert len(found) > 1
    assert all(length(p.text) <= room for p in found)


# --- summarisers that fail -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("summarizer", "reason"),
    [
        (Says(error=RuntimeError("out of memory")), "out of memory"),
        (Says(error=ValueError("bad shape")), "bad shape"),
        (Says(""), "no text"),
        (Says(" \n ", ""), "no text"),
    ],
    ids=["RuntimeError", "ValueError", "empty", "blank"],
)
def test_a_failing_summariser_gives_way_to_the_article(summarizer: Says, reason: str) -> None:
    result = brief(summarizer)
    assert result.checks.fallback is not None
    assert reason in result.checks.fallback
    assert 2 <= len(result.sentences) <= 4
    assert own_sentences_only(result)


def test_a_missing_model_is_not_hidden_by_the_fallback() -> None:
    with pytest.raises(ModelError):
        brief(Says(error=ModelError("weights missing", "Install them.")))


def test_a_summariser_that_works_sets_no_fallback() -> None:
    result = brief(LeadSummarizer())
    assert result.checks.fallback is None
    assert result.sentences


@pytest.mark.parametrize(
    ("invented", "sign"),
    [
        ("Thành phố Vĩnh Sơn khởi công cầu vượt sông Lam với tổng vốn 987 tỷ đồng.", "987"),
        ("Ông Phạm Quốc Khánh, giám đốc ban quản lý dự án, cho biết cây cầu dài 640 mét.", "Khanh"),
        ("Sáng 27/8/2025, thành phố Vĩnh Sơn khởi công cầu vượt sông Lam với tổng vốn 320 tỷ đồng.", "27"),
    ],
    ids=["number", "name", "date"],
)
def test_what_the_summariser_invents_never_reaches_the_brief(invented: str, sign: str) -> None:
    for hypotheses in ((invented,), (f"{TRUE} {invented}",), (invented, invented)):
        result = brief(Says(*hypotheses))
        assert sign not in result.brief
        assert invented not in result.summary_vi
        assert len(result.sentences) >= 2
        assert result.checks.numbers_unsupported == ()


def test_a_hypothesis_without_faults_is_preferred() -> None:
    source = f"{TITLE}\n{ARTICLE.text}"
    wrong = TRUE.replace("320", "987")
    assert pipeline.best_summary([wrong, TRUE], source) == TRUE
    assert pipeline.best_summary(["", TRUE], source) == TRUE
    assert pipeline.best_summary([f"{TRUE} {TRUE}", TRUE], source) == TRUE
    assert pipeline.best_summary([TRUE, PARAGRAPHS[0]], source) == TRUE


def test_a_summariser_put_together_from_unrelated_words_is_set_aside() -> None:
    salad = "Phà học sinh sông 640 mùa nhà thầu mưa trung tâm tiền bờ khởi gia đình công."
    assert salad not in brief(Says(salad)).summary_vi


@pytest.mark.parametrize(
    "repeated",
    [
        " ".join([TRUE] * 6),
        "Thành phố Vĩnh Sơn khởi công cầu, thành phố Vĩnh Sơn khởi công cầu, thành phố Vĩnh Sơn khởi công cầu.",
        f"{TRUE} Thành phố Vĩnh Sơn khởi công cầu vượt sông Lam với tổng vốn 320 tỷ đồng, sau 18 tháng.",
    ],
    ids=["sentence", "clause", "nearly"],
)
def test_a_summariser_that_repeats_itself_does_not_make_the_brief_repeat(repeated: str) -> None:
    result = brief(Says(repeated))
    assert not result.checks.repetition
    assert sum("320" in s.vi for s in result.sentences) <= 1
    assert len({s.en for s in result.sentences}) == len(result.sentences)


# --- choosing and mending translations -------------------------------------------------------------------------

VI = "Ông Trần Văn Bảy cho biết cây cầu dài 640 mét và có bốn làn xe chạy."
RIGHT = "Tran Van Bay said that the bridge was 640 meters long and had four lanes."


@pytest.mark.parametrize(
    "worse",
    [
        "Tran Van Bay said that the bridge was long and had four lanes for cars.",
        "The director said that the bridge was 640 meters long and had four lanes.",
        "Nguyen Huu Dat said that the bridge was 640 meters long and had four lanes.",
        "Tran Van Bay: 640 meters.",
        "Tran Van Bay said it was 640 meters, said it was 640 meters, said it was 640 meters.",
        "Tran Van Bay said that the người dân bridge was 640 meters long and had four lanes.",
    ],
    ids=["number lost", "name lost", "name changed", "text lost", "repeats", "untranslated"],
)
def test_the_better_translation_is_taken_wherever_it_stands(worse: str) -> None:
    right, wrong = Hypothesis(RIGHT, 0.4), Hypothesis(worse, 0.6)
    assert pipeline.best_translation(VI, [wrong, right]) == right
    assert pipeline.best_translation(VI, [right, wrong]) == right


def test_of_equal_translations_the_first_is_taken() -> None:
    other = RIGHT.replace("said", "told reporters")
    assert pipeline.best_translation(VI, [Hypothesis(other), Hypothesis(RIGHT)]).text == other


@pytest.mark.parametrize("sure", [0.9, 0.1])
def test_a_translation_the_model_is_unsure_of_is_flagged(sure: float) -> None:
    class Scored(FakeTranslator):
        def candidates(self, sentences: Sequence[str], n: int) -> list[list[Hypothesis]]:
            return [[replace(h, confidence=sure) for h in found] for found in super().candidates(sentences, n)]

    models = Models("fake", LeadSummarizer(), Scored())
    made = pipeline.brief_articles([(Document("0" * 64, "a.txt", ""), ARTICLE)], models, OPTIONS)[0]
    assert all(s.confidence == sure for s in made.sentences)
    flagged = [s for s in made.sentences if checks.UNSURE_FLAG in s.flags]
    assert len(flagged) == (0 if sure == 0.9 else len(made.sentences))
    if flagged:
        assert "unsure" in str(pipeline.refusal(made, replace(OPTIONS, strict=True)))


def test_a_blank_sentence_stays_empty() -> None:
    assert pipeline.best_translation(" ", [Hypothesis("Something.")]).text == ""


def test_sentences_are_translated_one_for_one() -> None:
    found = [h.text for h in pipeline.translate_sentences([VI, "", "Trời  mưa\nto."], FakeTranslator())]
    assert found[1:] == ["", "Troi mua to."]
    assert "Tran Van Bay" in found[0]


@pytest.mark.parametrize(
    ("english", "wanted"),
    [
        ("the bridge opens.", "The bridge opens"),
        ("  City opens bridge...  ", "City opens bridge"),
        ("City opens bridge:", "City opens bridge"),
        ("Is the bridge safe?", "Is the bridge safe?"),
        ("", ""),
        (".", ""),
        (
            "City opens a new bridge over the river, which the mayor of the town had long been promising to all",
            "City opens a new bridge over the river",
        ),
        (
            "Yes, city opens a new bridge over the river which the mayor of the town had long been promising",
            "Yes, city opens a new bridge over the river",
        ),
        ("City opens bridge, mayor says, after years", "City opens bridge, mayor says, after years"),
        (
            "Minister stressed that multilateral cooperation between states should be promoted in frameworks such as "
            "Interpol and Europol",
            "Minister stressed that multilateral cooperation between states should be promoted",
        ),
    ],
)
def test_headline(english: str, wanted: str) -> None:
    assert pipeline.headline(english) == wanted


@pytest.mark.parametrize(
    ("english", "wanted"),
    [
        ("Tran Van Bay said so.", "Trần Văn Bảy said so."),
        ("Director Tran Van Bay's bridge", "Director Trần Văn Bảy's bridge"),
        ("He met Van Bay and Donald Trump.", "He met Văn Bảy and Donald Trump."),
        ("The bay of Tran is wide.", "The bay of Tran is wide."),
        ("From Da Nang to Vinh Son", "From Đà Nẵng to Vĩnh Sơn"),
        ("", ""),
    ],
)
def test_names_get_the_spelling_of_the_source(english: str, wanted: str) -> None:
    source = "Hôm qua, ông Trần Văn Bảy đã đi từ Đà Nẵng đến thành phố Vĩnh Sơn."
    assert pipeline.with_diacritics(english, source) == wanted


def test_names_in_a_brief_are_plain_unless_asked_for() -> None:
    assert brief(LeadSummarizer()).brief.isascii()
    marked = brief(LeadSummarizer(), options=Options(preset="fake", names="diacritics"))
    assert "Vĩnh Sơn" in marked.brief + marked.headline
    assert marked.checks.names_unsupported == ()


# --- whole briefs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [30, 60, 120])
def test_length_of_the_brief(words: int, seeds: list[tuple[Document, Article]]) -> None:
    options = Options(words=words, preset="fake")
    pairs = [*seeds, (Document("1" * 64, "own.txt", ""), ARTICLE)]
    for result in pipeline.brief_articles(pairs, pipeline.load("fake"), options):
        assert_length(result, options)


@pytest.mark.parametrize("words", [30, 120])
def test_length_of_the_brief_with_compact(words: int, seeds: list[tuple[Document, Article]], compact: Models) -> None:
    options = Options(words=words)
    for result in pipeline.brief_articles(seeds[:2], compact, options):
        assert_length(result, options)


def assert_length(result: Brief, options: Options) -> None:
    size = len(result.brief.split())
    assert 1 <= len(result.sentences) <= 4
    assert size <= options.most or len(result.sentences) == 1
    short = size < options.least or len(result.sentences) < 2
    assert short == any("The article gave only" in warning for warning in result.warnings)


def test_bounds_of_the_length() -> None:
    assert [(Options(words=n).least, Options(words=n).most) for n in (30, 60, 120)] == [(20, 40), (40, 80), (80, 160)]
    sizes = [len(brief(LeadSummarizer(), options=Options(words=n)).brief.split()) for n in (30, 60, 120)]
    assert sizes == sorted(sizes)
    assert sizes[0] <= 40 < 80 <= sizes[2] <= 160


def test_sentences_follow_the_article() -> None:
    backwards = " ".join(sentence for p in reversed(PARAGRAPHS) for sentence in reversed(re.split(r"(?<=[.])\s+", p)))
    for summarizer in (LeadSummarizer(), Says(backwards), Says("")):
        for words in (60, 120):
            result = brief(summarizer, options=Options(words=words, preset="fake"))
            places = [s.evidence[0][0] for s in result.sentences]
            assert len(places) >= 2
            assert places == sorted(places)


def test_evidence_lies_in_the_text(seeds: list[tuple[Document, Article]]) -> None:
    for result in pipeline.brief_articles(seeds, pipeline.load("fake"), OPTIONS):
        for sentence in result.sentences:
            assert sentence.evidence
            for start, end in sentence.evidence:
                assert 0 <= start < end <= len(result.text)
                assert result.text[start:end].strip()


def test_a_brief_does_not_depend_on_its_neighbours(seeds: list[tuple[Document, Article]]) -> None:
    models = pipeline.load("fake")
    together = pipeline.brief_articles([*seeds, *reversed(seeds)], models, OPTIONS)
    alone = [pipeline.brief_articles([pair], models, OPTIONS)[0] for pair in seeds]
    for one, many, again in zip(alone, together, reversed(together), strict=False):
        for other in (many, again):
            assert (one.id, one.headline, one.sentences) == (other.id, other.headline, other.sentences)
            assert (one.checks, one.coverage, one.warnings) == (other.checks, other.coverage, other.warnings)


def test_no_articles_give_no_briefs() -> None:
    assert pipeline.brief_articles([], pipeline.load("fake"), OPTIONS) == []


def test_an_article_of_one_sentence_says_that_it_is_short() -> None:
    result = brief(LeadSummarizer(), made(PARAGRAPHS[0]))
    assert len(result.sentences) == 1
    assert any("only 1 sentence" in warning for warning in result.warnings)


def test_signature_names_all_that_changes_the_text() -> None:
    fake = pipeline.load("fake")
    found = [
        pipeline.signature(fake, OPTIONS),
        pipeline.signature(fake, Options(words=30, preset="fake")),
        pipeline.signature(fake, Options(names="diacritics", preset="fake")),
        pipeline.signature(Models("other", fake.summarizer, fake.translator), OPTIONS),
        pipeline.signature(Models("fake", Says("x"), fake.translator), OPTIONS),
    ]
    assert len(set(found)) == len(found)
    assert pipeline.signature(pipeline.load("fake"), Options(preset="fake")) == found[0]
    assert brief(LeadSummarizer()).signature == found[0]
    assert "\n" not in found[0]


def test_a_summariser_that_writes_english_needs_no_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    from models.catalog import PRESETS

    monkeypatch.setitem(PRESETS, "direct", replace(PRESETS["fake"], name="direct", direct=True))
    good = "Thanh pho Vinh Son started a bridge with 320 billion dong of capital, khoi cong cau vuot song Lam."
    alone = "Something quite unlike anything else."
    models = Models("direct", Says(f"{good} {alone}"), FakeTranslator())
    made = pipeline.brief_articles([(Document("0" * 64, "a.txt", ""), ARTICLE)], models, OPTIONS)[0]
    assert good in [s.en for s in made.sentences] and alone not in made.brief
    start, end = next(s for s in made.sentences if s.en == good).evidence[0]
    assert "320 tỷ đồng" in made.text[start:end]


def test_the_opening_gives_a_brief_and_each_later_part_a_short_summary() -> None:
    asked: list[tuple[list[str], int, str]] = []

    class Noting(Says):
        def length(self, text: str) -> int:
            return 400 if "\n" not in text and len(text) > 100 else 1

        def candidates(self, articles: Sequence[tuple[str, str]], n: int, style: Style = "brief") -> list[list[str]]:
            asked.append(([text for _, text in articles], n, style))
            return [[text] for _, text in articles]

    paragraphs = [
        f"Đoạn thứ {n} kể về thị trấn và những người đã xây cây cầu {n}00 mét trong mùa mưa năm ấy." for n in range(3)
    ]
    one = Article("Cây cầu mới", "\n".join(p * 2 for p in paragraphs), tuple(p * 2 for p in paragraphs))
    other = Article("Thư viện mới", paragraphs[0], (paragraphs[0],))
    models = Models("fake", Noting(), FakeTranslator())
    pairs = [(Document("0" * 64, f"{a.title}.txt", ""), a) for a in (one, other)]
    pipeline.brief_articles(pairs, models, OPTIONS)
    assert [(len(texts), n, style) for texts, n, style in asked] == [(2, 2, "brief"), (1, 1, "abstract")]
    assert asked[0][0] == ["\n\n".join(one.paragraphs[:2]), paragraphs[0]] and asked[1][0] == [one.paragraphs[2]]
