"""Proper names: found in English text, traced to the Vietnamese source, and mended where a copy went wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from models import glossary
from models.text import fold
from summarize import gazetteer

Span = tuple[int, int]


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_MONTHS_DAYS: Final = frozenset(
    _listed(
        "january february march april may june july august september october november december jan feb mar "
        "apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon "
        "tue wed thu fri sat sun"
    )
)
_TITLES: Final = frozenset(
    _listed(
        "mr mrs ms miss dr prof professor president minister general chairman secretary prime deputy vice "
        "senior lieutenant colonel major captain chief director governor mayor senator king queen prince "
        "princess sir madam ambassador judge pope comrade st jr sr party state government"
    )
)
_COMMON: Final = frozenset(
    _listed(
        "a an the this that these those it its he his she her they their we our you your i in on at by for "
        "from to of with and or but as if when while after before since until during under over about "
        "according although because both each every all some many most more no not there here however "
        "meanwhile also only one two three four five six seven eight nine ten what who why how where which "
        "then now today yesterday tomorrow earlier later previously officials police authorities people u.s "
        "a.m p.m am pm vnd usd eur aud km kg"
    )
)
_WORD: Final = r"[^\W\d_][\w.’'&+-]*"
_CAP_RUN: Final = re.compile(rf"(?<![\w'’-])(?:{_WORD})(?:[ ](?={_WORD})(?:{_WORD}))*")
_PRICE: Final = re.compile(r"[A-Z]{2,3}\d[\d.,-]*")
_TOKEN: Final = re.compile(r"[^\W_]+")
_ABBREVIATION: Final = re.compile(r"(?:[^\W\d_]\.)+|(?:Mr|Mrs|Ms|Dr|St|Lt|Gen|Col|TP)\.")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;…\n]|[.!?]['\"”’)])\s*[\"“”‘'(\[–—-]*\s*$")
_VI_HONORIFICS: Final = frozenset(
    _listed(
        "ông bà anh chị cô chú em cháu theo tại trong ngày sau trước với khi từ đây các những một nhiều và "
        "nhưng tuy vì do bị được có là để ở về trên dưới chiều sáng tối đêm trưa hôm nếu cả hai ba tp tỉnh "
        "huyện quận phường xã thành đến đại tướng thượng trung thiếu gs ts pgs bs ths nsnd nsưt hlv clb đội "
        "phó nguyên bộ cục sở ban"
    )
)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


_LONGEST_NAME: Final = 8  # words


def _grams(tokens: list[str]) -> frozenset[str]:
    return frozenset(
        " ".join(tokens[i : i + n]) for n in range(1, _LONGEST_NAME + 1) for i in range(max(0, len(tokens) - n + 1))
    )


@lru_cache(maxsize=1)
def _entries() -> tuple[tuple[tuple[tuple[str, int], ...], frozenset[str], tuple[str, ...]], ...]:
    """Keys as (text, how to match: 0 folded, 1 exact case, 2 lower case), the English words, the English forms."""
    rows = []
    terms = (((vi,), forms) for vi, forms in glossary.terms().items())
    for vi_forms, en_forms in (*gazetteer.entries(), *terms):
        keys: list[tuple[str, int]] = []
        for form in vi_forms:
            tokens = _tokens(unicodedata.normalize("NFC", form))
            if len(tokens) > 1:
                keys.append((fold(" ".join(tokens)).lower(), 0))
            elif tokens:
                capital = tokens[0][0].isupper()
                keys.append((tokens[0] if capital else tokens[0].lower(), 1 if capital else 2))
        words = frozenset(t for form in en_forms for t in _tokens(fold(form).lower().replace("’", "'")))
        rows.append((tuple(keys), words, en_forms))
    return tuple(rows)


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, frozenset[str]], ...]:
    """The English words by key: one dictionary for each way to match, and one of all keys folded."""
    ways: tuple[dict[str, frozenset[str]], ...] = ({}, {}, {}, {})
    for keys, english_words, _ in _entries():
        for key, how in keys:
            for way, form in ((how, key), (3, fold(key).lower())):
                ways[way][form] = ways[way].get(form, frozenset()) | english_words
    return ways


@lru_cache(maxsize=256)
def _known(source: str) -> tuple[frozenset[str], str]:
    """The folded words that a text about this source may use in names, and the source run together."""
    source = unicodedata.normalize("NFC", source)
    tokens = _tokens(source)
    lowered = [t.lower() for t in tokens]
    folded = [fold(t) for t in lowered]
    plain = folded == lowered
    words = set(folded)
    grams = _grams(folded)
    pools = (grams, set(tokens), set(lowered), grams if plain else ())
    for index, pool in zip(_index(), pools, strict=True):
        words.update(*(index[key] for key in pool if key in index))
    return frozenset(words), " ".join(folded)


def _parts(word: str) -> list[str]:
    """The comparable parts of an English word: without 's, hyphens parted.

    >>> _parts("Moscow's"), _parts("Indo-Pacific"), _parts("U.S.")
    (['moscow'], ['indo', 'pacific'], ['u.s'])
    """
    bare = fold(word).lower().replace("’", "'").strip(".'&+-")
    bare = re.sub(r"'s$|'$", "", bare)
    if re.fullmatch(r"(?:vnd|usd|eur|aud|cad|gbp|cny|jpy|sgd)[\d.,-]+", bare):
        return []
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]?", bare):
        return [bare]
    capital = {p.lower() for p in re.split(r"[-.'’&+/]", fold(word)) if p[:1].isupper()}
    return [p for p in re.split(r"[-.'&+/]", bare) if p in capital and not p.isdecimal()]


def _capital_runs(text: str) -> Iterator[tuple[list[tuple[str, Span]], bool]]:
    """Runs of capitalised words with their places, and whether the run opens a sentence."""
    run: list[tuple[str, Span]] = []
    for match in re.finditer(_WORD, text):
        word = match.group()
        end = match.end()
        while (word and word[-1] in "'’-&+") or (word.endswith(".") and not _ABBREVIATION.fullmatch(word)):
            word, end = word[:-1], end - 1
        glued = match.start() > 0 and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "'’")
        if run and text[run[-1][1][1] : match.start()] != " ":
            yield run, bool(_SENTENCE_START.search(text[: run[0][1][0]][-6:]))
            run = []
        if word[:1].isupper() and not glued:
            run.append((word, (match.start(), end)))
        elif run:
            yield run, bool(_SENTENCE_START.search(text[: run[0][1][0]][-6:]))
            run = []
    if run:
        yield run, bool(_SENTENCE_START.search(text[: run[0][1][0]][-6:]))


def _is_plain(word: str) -> bool:
    lowered = word.lower().strip(".'’")
    return lowered in _MONTHS_DAYS or lowered in _COMMON or len(lowered) < 2 or bool(_PRICE.fullmatch(word))


def _trim(run: list[tuple[str, Span]], initial: bool) -> list[tuple[str, Span]]:
    """Without titles and calendar words at the ends, and without a common word that opens the sentence."""
    words = list(run)
    while words and (_is_plain(words[0][0]) or words[0][0].lower().strip(".") in _TITLES):
        words = words[1:]
        initial = False
    while words and _is_plain(words[-1][0]):
        words = words[:-1]
    if initial and len(words) == 1 and not words[0][0].isupper():
        return []
    return words


def english(text: str) -> list[str]:
    """The proper names of an English text, in order, each once.

    >>> english("On Monday Prime Minister Keir Starmer met Xi Jinping in Beijing.")
    ['Keir Starmer', 'Xi Jinping', 'Beijing']
    """
    names = (" ".join(w for w, _ in _trim(run, initial)) for run, initial in _capital_runs(text))
    return list(dict.fromkeys(n for n in names if n))


def _stands(part: str, words: frozenset[str], joined: str) -> bool:
    if part in words or part in _TITLES or part in _MONTHS_DAYS or part in _COMMON or len(part) < 2:
        return True
    if part.endswith("s") and part[:-1] in words:
        return True
    return len(part) >= 5 and part in joined.replace(" ", "")


def _unsupported_runs(english_text: str, source: str) -> Iterator[tuple[list[tuple[str, Span]], list[bool]]]:
    """Name runs of which a word has no ground in the source, with what holds for each word."""
    words, joined = _known(source)
    for run, initial in _capital_runs(english_text):
        trimmed = _trim(run, initial)
        good = [all(_stands(p, words, joined) for p in _parts(w)) for w, _ in trimmed]
        judged = good[1:] if trimmed and initial and trimmed[0] == run[0] and not trimmed[0][0].isupper() else good
        if judged and not all(judged):
            yield trimmed, good


def unsupported(english_text: str, vietnamese_source: str) -> list[str]:
    """Names of the English text that the source neither holds nor, by the gazetteer, means.

    >>> unsupported("Police met Tran Van Bay in Hanoi.", "Công an gặp Trần Văn Bảy ở Hà Nội")
    []
    >>> unsupported("Police met Tran Van Cuong in Hanoi.", "Công an gặp Trần Văn Bảy ở Hà Nội")
    ['Tran Van Cuong']
    """
    return list(
        dict.fromkeys(" ".join(w for w, _ in run) for run, _ in _unsupported_runs(english_text, vietnamese_source))
    )


def vietnamese_runs(text: str) -> list[str]:
    """Runs of capitalised words in Vietnamese text, without honorifics and sentence openers.

    >>> vietnamese_runs("Ông Hoàng Phúc Lâm gặp Tổng thống Donald Trump.")
    ['Hoàng Phúc Lâm', 'Tổng', 'Donald Trump']
    """
    names = []
    for run, initial in _capital_runs(unicodedata.normalize("NFC", text)):
        words = [w for w, _ in run]
        while words and words[0].lower().strip(".") in _VI_HONORIFICS and len(words) != 2 + (not initial):
            words = words[1:]
            initial = False
        if len(words) == 2 and words[0].lower().strip(".") in ("ông", "bà"):
            words = words[1:]
        if words and not (initial and len(words) == 1):
            names.append(" ".join(words))
    return list(dict.fromkeys(names))


@lru_cache(maxsize=1)
def _translated() -> frozenset[str]:
    """All folded words of Vietnamese gazetteer keys of two and more syllables, as whole keys."""
    return frozenset(key.lower() for keys, _, _ in _entries() for key, _how in keys)


_OFFICES = frozenset(
    "luat cuc bo so ban vu vien hoi tong chi nghi quy ngan trung truong toa uy tap lien hiep dang".split()
)
"""First words of offices and laws, which are translated: "Cục Hải" stands for "Cục Hải quan"."""


@lru_cache(maxsize=2000)
def _copied(vi_sentence: str) -> tuple[str, ...]:
    """Names of the sentence that English copies: two words and more, none of them a known translation."""
    names = []
    known = [f" {gram} " for gram in _grams(_tokens(fold(vi_sentence).lower())) & _translated()]
    for run in vietnamese_runs(vi_sentence):
        tokens = _tokens(fold(run).lower())
        within = f" {' '.join(tokens)} "  # "Bộ Công" is no name where the sentence has "Bộ Công an"
        grams = _grams(tokens)
        office = len(tokens) == 2 and tokens[0] in _OFFICES
        translated = any(" " in g and g in _translated() for g in grams) or any(within in key for key in known)
        if len(tokens) >= 2 and not office and not translated and not run.isupper():
            names.append(run)
    return tuple(names)


def missing(vi_sentence: str, english_text: str) -> list[str]:
    """Persons, places and foreign names of the Vietnamese sentence that the English lacks.

    >>> missing("Ông Trần Văn Bảy gặp Donald Trump.", "Tran Van Bay met him.")
    ['Donald Trump']
    """
    squeezed = "".join(_tokens(fold(english_text).lower()))
    words = set(_tokens(fold(english_text).lower()))
    lacking = []
    for name in _copied(vi_sentence):
        tokens = _tokens(fold(name).lower())
        if "".join(tokens) in squeezed or tokens[-1] in words or (len(tokens) > 1 and set(tokens[-2:]) <= words):
            continue
        lacking.append(fold(name))
    return lacking


def _similar(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


_COUNTRIES: Final = {
    "Liên bang Nga": "the Russian Federation", "Trung Quốc": "China", "Hàn Quốc": "South Korea", "Nhật Bản": "Japan",
    "Triều Tiên": "North Korea", "Thái Lan": "Thailand", "Ấn Độ": "India", "Hoa Kỳ": "the United States",
    "Việt Nam": "Vietnam", "Campuchia": "Cambodia", "Tây Ban Nha": "Spain", "Bồ Đào Nha": "Portugal",
    "Thụy Sĩ": "Switzerland", "Thụy Điển": "Sweden", "Hà Lan": "the Netherlands", "Đài Loan": "Taiwan",
}  # fmt: skip
_SHORT_COUNTRIES: Final = {
    "Nga": "Russia",
    "Mỹ": "US",
    "Anh": "UK",
    "Pháp": "France",
    "Đức": "Germany",
    "Úc": "Australia",
}


def _countries(english_text: str, vi_sentence: str) -> str:
    """Countries that the translator left in Vietnamese; the short ones only in brackets and after a hyphen."""
    for vi, en in _COUNTRIES.items():
        if vi in vi_sentence:
            english_text = re.sub(rf"\b{fold(vi)}\b", en, english_text)
    for vi, en in _SHORT_COUNTRIES.items():
        if re.search(rf"[(–-]\s?{vi}\b", vi_sentence):
            english_text = re.sub(rf"(?<=[(–-]){fold(vi)}\b", en, english_text)
    return english_text


def repair(english_text: str, vi_sentence: str, threshold: float = 0.7) -> str:
    """The English with corrupted copies of source names set right, Vietnamese diacritics folded, and countries that
    were left in Vietnamese put into English.

    >>> repair("Tran Vann Bay said so to Lương Quang.", "Ông Trần Văn Bảy nói với ông Lương Quang")
    'Tran Van Bay said so to Luong Quang.'
    """
    text = _countries(fold(english_text), vi_sentence)
    present = text.lower()
    candidates = [n for n in map(fold, _copied(vi_sentence)) if n.lower() not in present]
    edits: list[tuple[Span, str]] = []
    for run, _good in _bad_runs(text, vi_sentence):
        if len(run) < 2:
            continue
        name = " ".join(w for w, _ in run)
        possessive = re.search(r"['’]s?$", name)
        bare = name[: possessive.start()] if possessive else name
        close = [
            c
            for c in candidates
            if abs(len(c.split()) - len(run)) <= 1 and _similar(bare, c) >= threshold
        ]  # fmt: skip
        if len(close) == 1:
            start, end = run[0][1][0], run[-1][1][1]
            edits.append(((start, end), close[0] + (possessive.group() if possessive else "")))
    for (start, end), new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _bad_runs(text: str, source: str) -> Iterable[tuple[list[tuple[str, Span]], list[bool]]]:
    """Unsupported runs, judging also the word that opens a sentence, where the run has two words and more."""
    words, joined = _known(source)
    for run, initial in _capital_runs(text):
        trimmed = _trim(run, initial)
        good = [all(_stands(p, words, joined) for p in _parts(w)) for w, _ in trimmed]
        if good and not all(good):
            yield trimmed, good
