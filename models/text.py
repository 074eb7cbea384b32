"""Small steps on text: cutting what is too long for a model, diacritics, capitals, tone marks, months, ordinals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final


def clauses(sentence: str, length: Callable[[str], int], longest: int) -> list[str]:
    """Cut a sentence at the clause break nearest its middle (else at a space) until every part is short enough.

    >>> clauses("một hai, ba bốn năm sáu", lambda s: len(s.split()), 4)
    ['một hai,', 'ba bốn năm sáu']
    """
    sentence = sentence.strip()
    if length(sentence) <= longest:
        return [sentence]
    for pattern in (r"(?<=[;:])\s+", r"(?<=,)\s+", r"\s+"):
        cuts = [m for m in re.finditer(pattern, sentence) if 0.2 < m.start() / len(sentence) < 0.8]
        if cuts:
            cut = min(cuts, key=lambda m: abs(m.start() - len(sentence) / 2))
            left, right = sentence[: cut.start()], sentence[cut.end() :]
            return clauses(left, length, longest) + clauses(right, length, longest)
    half = len(sentence) // 2
    if half == 0:
        return [sentence]
    return clauses(sentence[:half], length, longest) + clauses(sentence[half:], length, longest)


#: Capitals of Vietnamese (NFC), for a character class; a range would take in the small letters between them.
UPPER: Final = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
#: A syllable as Vietnamese spells it.
SYLLABLE: Final = re.compile(
    r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?[^\W\d_bcdđfghjklmnpqrstvwxz]{1,3}(?:ng|nh|ch|[cmnpt])?",
    re.IGNORECASE,
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def ordinal_ending(number: int) -> str:
    """What English writes after the figure of an ordinal.

    >>> [ordinal_ending(n) for n in (1, 12, 23, 111)]
    ['st', 'th', 'rd', 'th']
    """
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def fold(text: str) -> str:
    """The text without diacritics, case kept.

    >>> fold("Lương Tam Quang, Đắk Lắk")
    'Luong Tam Quang, Dak Lak'
    """
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("Đ", "D"))


_NEW_STYLE = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"}
_NEW_STYLE |= {"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"}
_NEW_STYLE |= {"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}
_TONE = re.compile(rf"(?<![qQ])({'|'.join(_NEW_STYLE)})(?![^\W\d_])", re.IGNORECASE)


def _classic(match: re.Match[str]) -> str:
    found = match.group()
    classic = _NEW_STYLE[found.lower()]
    return "".join(c.upper() if f.isupper() else c for c, f in zip(classic, found, strict=True))


def tone_style(text: str) -> str:
    """Write tone marks in the classic place, one form for both habits; the length of the text stays the same.

    >>> tone_style("Hoà bình, Uỷ ban, khoẻ, quý, hoàn toàn, HOÀ")
    'Hòa bình, Ủy ban, khỏe, quý, hoàn toàn, HÒA'
    """
    return _TONE.sub(_classic, text)


#: A line, or the part of it before a colon, in capitals throughout.
_CAPITALS: Final = re.compile(rf"(?:^|(?<=[:.!?] ))[{UPPER}\d]+(?:[ ,/-]+[{UPPER}\d]+){{2,}}+(?=\s*(?:[:.!?]|$))")
_ABBREVIATIONS: Final = frozenset("AI AIC AIDS BOT CA CEO CIA CPI EU GAP IMO NATO OPEC TAND UAE UN VAT VIP".split())
_NAMES: Final = (
    *("Ấn Độ", "Biển Đông", "Cần Thơ", "Đà Nẵng", "Đài Loan", "Đồng Nai", "Gia Lai", "Hà Nội", "Hải Phòng", "Hàn Quốc"),
    *("Hồ Chí Minh", "Hoa Kỳ", "Lào", "Liên Hợp Quốc", "Mỹ", "Nga", "Nghệ An", "Nhật Bản", "Quảng Ninh", "Quốc hội"),
    *("Thái Lan", "Thanh Hóa", "Triều Tiên", "Trung Quốc", "Việt Nam"),
)


def sentence_case(text: str, names: Iterable[str] = ()) -> str:
    """A line of three words or more in capitals as a sentence is written; abbreviations and names known keep theirs.

    >>> sentence_case("UBND HÀ NỘI GỠ VƯỚNG VỀ ĐẤT: Hai việc"), sentence_case("Tàu USS ABRAHAM LINCOLN tới")
    ('UBND Hà Nội gỡ vướng về đất: Hai việc', 'Tàu USS ABRAHAM LINCOLN tới')
    >>> sentence_case("ÔNG TÔ LÂM THĂM LÀO", ["Tô Lâm"])
    'Ông Tô Lâm thăm Lào'
    """

    def lower(match: re.Match[str]) -> str:
        if match[0].isascii():
            return match[0]
        run = re.sub(r"[^\W\d]+", lambda word: word[0].lower() if _is_word(word[0]) else word[0], match[0])
        proper = {name.casefold(): name for name in (*_NAMES, *names)}
        known = "|".join(map(re.escape, sorted(proper, key=len, reverse=True)))
        run = re.sub(
            rf"(?<!thẩm )(?<!hoàn )\b(?:{known})\b(?! (?:nghệ|nhân|phẩm|thuật|viện))", lambda m: proper[m[0]], run
        )
        return run[:1].upper() + run[1:]

    return _CAPITALS.sub(lower, text)


def _is_word(capitals: str) -> bool:
    """Whether it may be a word of Vietnamese and no abbreviation, letter or Roman numeral."""
    return bool(SYLLABLE.fullmatch(capitals)) and not (
        capitals in _ABBREVIATIONS or re.fullmatch(r"[A-Z]|[IVX]+", capitals)
    )
