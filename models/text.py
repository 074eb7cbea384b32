"""Small steps on text: cutting what is too long for a model, without diacritics or capitals, tone marks, months."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
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


_CAPITALS: Final = re.compile(rf"(?<!\w)(?:[{UPPER}\d]+\b[ ,]+){{2,}}[{UPPER}]+(?!\w)")
_NAMES = (
    *("Ấn Độ", "Biển Đông", "Cần Thơ", "Đà Nẵng", "Đài Loan", "Đồng Nai", "Gia Lai", "Hà Nội", "Hải Phòng", "Hàn Quốc"),
    *("Hồ Chí Minh", "Hoa Kỳ", "Lào", "Liên Hợp Quốc", "Mỹ", "Nga", "Nghệ An", "Nhật Bản", "Quảng Ninh", "Quốc hội"),
    *("Thái Lan", "Thanh Hóa", "Triều Tiên", "Trung Quốc", "Việt Nam"),
)
_PROPER: Final = {name.casefold(): name for name in _NAMES}


def sentence_case(text: str) -> str:
    """Three words or more in capitals written as in a sentence; abbreviations and the commonest names keep theirs.

    >>> sentence_case("UBND HÀ NỘI GỠ VƯỚNG VỀ ĐẤT: Hai việc"), sentence_case("Tàu USS ABRAHAM LINCOLN tới")
    ('UBND Hà Nội gỡ vướng về đất: Hai việc', 'Tàu USS ABRAHAM LINCOLN tới')
    """

    def lower(match: re.Match[str]) -> str:
        if match[0].isascii():
            return match[0]
        run = re.sub(r"\w+", lambda word: word[0].lower() if _is_word(word[0]) else word[0], match[0])
        run = re.sub(rf"\b(?:{'|'.join(_PROPER)})\b", lambda name: _PROPER[name[0]], run)
        return run if re.search(r"[\w,;] ?$", text[: match.start()]) else run[:1].upper() + run[1:]

    return _CAPITALS.sub(lower, text)


def _is_word(capitals: str) -> bool:
    return bool(SYLLABLE.fullmatch(capitals)) and capitals not in ("AI", "EU", "TAND", "UN")
