"""ROUGE on words of every script, checked by hand and against rouge-score."""

from __future__ import annotations

import unicodedata

import pytest

from eval.rouge import METRICS, lines, score, score_ascii, tokenize

ONE = "The cat sat on the mat. It slept."
TWO = "The cat lay on the mat. The dog slept."


def test_hand_checked_values() -> None:
    found = score("the cat sat", "the cat sat down")  # 3 of 3, 3 of 4; bigrams 2 of 2, 2 of 3
    assert found["rouge1"] == pytest.approx(100 * 6 / 7)
    assert found["rouge2"] == pytest.approx(80.0)
    assert found["rougeL"] == pytest.approx(100 * 6 / 7)
    assert set(found) == set(METRICS)


def test_order_counts_in_rouge_l_only() -> None:
    found = score("b a", "a b")
    assert (found["rouge1"], found["rouge2"], found["rougeL"]) == (100.0, 0.0, 50.0)


def test_composed_and_decomposed_text_are_equal() -> None:
    text = "Thủ tướng Phạm Minh Chính đến Đà Nẵng"
    for language in ("vi", "en"):
        assert score(unicodedata.normalize("NFD", text), text, language=language)["rouge2"] == 100.0


def test_names_match_with_and_without_diacritics_in_english_only() -> None:
    assert score("Phạm Minh Chính", "Pham Minh Chinh")["rouge1"] == 100.0
    assert score("Đặng Văn Đức", "Dang Van Duc")["rougeL"] == 100.0
    assert score("Phạm Minh Chính", "Pham Minh Chinh", language="vi")["rouge1"] == pytest.approx(100 / 3)


def test_agrees_with_the_default_tokenizer_on_plain_text() -> None:
    for a, b in ((ONE, TWO), ("Prices rose 3.2% in May_2024", "In May 2024 prices rose 3.2 percent")):
        assert score(a, b) == pytest.approx(score_ascii(a, b))


def test_default_tokenizer_breaks_vietnamese_words() -> None:
    assert score("Phạm", "Phúc")["rouge1"] == 0.0
    assert score_ascii("Phạm", "Phúc")["rouge1"] > 0.0


def test_lsum_reads_sentences() -> None:
    assert lines(TWO).count("\n") == 1
    assert lines("The U.S. team won. J. K. Smith left.").split("\n")[-1] == "J. K. Smith left."
    assert score("B won. A lost.", "A lost. B won.")["rougeLsum"] == 100.0


def test_empty_text_scores_zero() -> None:
    assert score("", "a b") == dict.fromkeys(METRICS, 0.0)


def test_tokens() -> None:
    assert tokenize("VND3.2 billion, Điện Biên") == ["vnd3", "2", "billion", "dien", "bien"]
    assert tokenize("ĐỨC") == ["duc"]
