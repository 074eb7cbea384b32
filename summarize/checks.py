"""What a brief must not do: repeat itself, break off, lose parts, or say what the article does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from models.text import fold
from summarize import names, numbers
from summarize.records import BriefSentence, Checks

_WORDS: Final = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_VI_ONLY: Final = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
_VI_FUNCTION: Final = frozenset({"cua", "nhung", "duoc", "khong", "voi", "nguoi", "nhieu", "nuoc", "hoac", "truoc"})


#: Confidence of a translation below which it is flagged, and of a title, short and elliptical. Of 163 sentences that
#: editors marked 9 of the 22 below 0.65 were wrong, 19 of 47 below 0.7, 5 of 39 below 0.75, 1 of 55 above; of 55
#: headlines 15 of the 24 below 0.62, 3 of 31 above (briefs_dev, 2026-11-26, the translator of version 0.5).
UNSURE: Final = 0.65
UNSURE_TITLE: Final = 0.62
UNSURE_FLAG: Final = "the translator is unsure"


def unsure(confidence: float | None, least: float = UNSURE) -> bool:
    """Whether an engine says of a translation that it is not sure of it."""
    return confidence is not None and confidence < least


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [w.lower() for w in _WORDS.findall(text)]


def repetition(sentences: Sequence[str]) -> bool:
    """Whether a sentence says a long word or four words twice, or two sentences share 70 % of their words.

    >>> repetition(["He said that he would go, he said that he would go."]), repetition(["One.", "Two cats."])
    (True, False)
    >>> repetition(["They fight transnational crime and crime."])
    True
    """
    bags = []
    for sentence in sentences:
        tokens = words(sentence)
        grams = [tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)]
        if len(grams) != len(set(grams)):
            return True
        if re.search(r"\b(?!that\b)([^\W\d_]{4,}) (?:and |or )?\1\b|\b([^\W\d_]{3,}) \2 \2\b", " ".join(tokens)):
            return True
        bags.append(set(tokens))
    for i, one in enumerate(bags):
        for other in bags[:i]:
            smaller = min(len(one), len(other))
            shared, larger = len(one & other), max(len(one), len(other))
            if smaller >= 4 and shared >= 0.7 * smaller and shared >= 0.5 * larger:
                return True
    return False


def complete(sentence: str) -> bool:
    """Whether the sentence opens and closes as one.

    >>> complete("He left."), complete("He left (on"), complete("and he left.")
    (True, False, False)
    """
    text = sentence.strip()
    if not text or not re.search(r"[.!?…][\"”’')\]]*$", text):
        return False
    opening = text.lstrip("\"“‘'([$€£¥")
    if not opening or not (opening[0].isupper() or opening[0].isdecimal()):
        return False
    if any(text.count(a) != text.count(b) for a, b in ("()", "[]", "“”")):
        return False
    return text.count('"') % 2 == 0


def dropped(vi: str, en: str) -> bool:
    """Whether the English is too short for the Vietnamese: under 0.35 words a syllable from ten syllables on."""
    syllables = len(words(vi))
    return syllables >= 10 and len(words(en)) < 0.35 * syllables


def untranslated(en: str) -> bool:
    """Whether Vietnamese words other than names were left standing.

    >>> untranslated("The người dân left."), untranslated("Lương Tam Quang left.")
    (True, False)
    """
    count = 0
    for word in _WORDS.findall(unicodedata.normalize("NFC", en)):
        if word[0].islower() and (_VI_ONLY.search(word) or word in _VI_FUNCTION):
            count += 1
            if _VI_ONLY.search(word):
                return True
    return count >= 2


def sentence_flags(en: str, vi_sentence: str, article_text: str) -> tuple[str, ...]:
    """What is wrong with one English sentence, in plain words; ``article_text`` should include the title."""
    source = f"{article_text}\n{vi_sentence}" if not article_text.strip() else article_text
    flags = [f"number not in the article: {n}" for n in numbers.unsupported(en, source)]
    flags += [f"name not in the article: {n}" for n in names.unsupported(en, source)]
    flags += [f"number of the source sentence missing: {n}" for n in numbers.missing(vi_sentence, en)]
    flags += [f"name of the source sentence missing: {n}" for n in names.missing(vi_sentence, en)]
    if dropped(vi_sentence, en):
        flags.append("may have lost part of the sentence")
    if repetition([en]):
        flags.append("repeats itself")
    if untranslated(en):
        flags.append("untranslated words")
    if not complete(en):
        flags.append("not a complete sentence")
    return tuple(flags)


def check(sentences: Sequence[BriefSentence], source: str) -> Checks:
    """The checks of a whole brief against its article, title included."""
    english = "\n".join(s.en for s in sentences)
    return Checks(
        numbers_unsupported=tuple(numbers.unsupported(english, source)),
        names_unsupported=tuple(names.unsupported(english, source)),
        repetition=repetition([s.en for s in sentences]),
    )


@lru_cache(maxsize=256)
def _folded(source: str) -> tuple[frozenset[str], str]:
    """The folded words of a source, and all of them in one string; kept for the sentences to come."""
    return frozenset(words(re.sub(r"[.,'’-]", " ", fold(source)))), "".join(words(fold(source)))


def vi_unsupported(summary: str, source: str) -> list[str]:
    """Numbers and names of the Vietnamese summary that its source lacks.

    >>> vi_unsupported("Hôm 3/2, ông Trần Văn Bảy đến.", "Ngày 3 tháng 2, Trần Văn Bẩy tới")
    []
    """
    summary, source = unicodedata.normalize("NFC", summary), unicodedata.normalize("NFC", source)
    known, squeezed = _folded(source)
    lacking = numbers.unsupported_vietnamese(summary, source)
    for run in names.vietnamese_runs(summary):
        parts = words(re.sub(r"[.,'’-]", " ", fold(run)))
        if any(p not in known and not p.isdecimal() and not (len(p) >= 5 and p in squeezed) for p in parts):
            lacking.append(run)
    return lacking
