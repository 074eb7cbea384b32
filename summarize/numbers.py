"""Numbers, dates, times and money in Vietnamese and English text, brought to one comparable form.

``vietnamese`` and ``english`` read a text; ``unsupported`` names what an English text says and its Vietnamese
source does not; ``missing`` is the other way round; ``repair`` mends by rule what is certain.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from models.slots import DATE_RANGE
from models.text import MONTHS, ordinal_ending

Span = tuple[int, int]
_Rules = Iterable[tuple[str, re.Pattern[str]]]


@dataclass(frozen=True)
class Quantity:
    """One number as read.

    ``kind`` is number, money, percent, date (value month * 100 + day), month, year, time (minutes after midnight),
    quarter, code (the digits of a name such as U23) or word (too uncertain to be asked for: a weekday, "hai", "one").
    ``also`` holds other readings of the same words, ``unit`` the currency, ``core`` the figure without its unit.
    """

    value: float
    kind: str
    text: str
    span: Span
    unit: str = ""
    also: tuple[float, ...] = ()
    core: Span = (0, 0)
    scale: float = 1.0


_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUM: Final = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?)"
_DASH: Final = r"\s?[-–—]\s?"
_ISO: Final = r"(?<![\w/.,-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\w-])"
_DMY: Final = r"(?<![\w/.,])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?![\w/])"
_CODE: Final = rf"(?:(?<=[^\W\d_])(?<!\bmid)(?<!\bpre)(?<!\bpost)-?|(?<=[/.,]))(?P<n>{_NUM})"
_ROMAN: Final = r"(?:X{0,3})(?:IX|IV|V?I{0,3})"

# ---------------------------------------------------------------------------------------------- Vietnamese words

_VI_DIGIT: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "nửa": 0.5,
}  # fmt: skip
_VI_SCALE: Final = {
    "trăm": 1e2, "nghìn": 1e3, "ngàn": 1e3, "k": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9, "chục": 10.0,
}  # fmt: skip
_D: Final = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_UNITS: Final = r"(?:một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín)\b(?!\s+(?:trăm|mươi)\b)"
_TENS: Final = rf"(?:{_D}\s+mươi\b(?:\s+{_UNITS})?|mười\b(?:\s+{_UNITS})?)"
_HUND: Final = rf"(?:(?:{_D}|không)\s+trăm\b(?:\s+(?:linh|lẻ)\s+{_D}\b|\s+{_TENS})?)"
_VI_WORDS: Final = rf"(?:{_HUND}|{_TENS}|{_D}\b|nửa(?=\s+(?:triệu|tỷ|tỉ)\b))"
_VI_SCALES: Final = (
    r"(?:trăm|nghìn|ngàn|vạn|chục|(?:triệu|tỷ|tỉ)(?!\s+(?:phú|chứng|tập|hồi|lệ|trọng|số|suất|giá(?! trị))\b))"
)  # fmt: skip
_VI_PART: Final = (
    rf"(?:{_NUM}|{_VI_WORDS})(?:\s*{_VI_SCALES}\b(?:\s+{_VI_SCALES}\b)*|(?<=\d)k\b)?(?:\s+rưỡi\b)?"
)  # fmt: skip
_VI_LATER: Final = (
    rf"(?:(?:(?<=nghìn)|(?<=ngàn)|(?<=triệu)|(?<=tỷ)|(?<=tỉ))\s+"
    rf"(?:(?:{_NUM}|{_VI_WORDS})\s+(?:nghìn|ngàn|triệu|tỷ|tỉ)\b|{_HUND}))*"
)
_VI_MONTH: Final = r"một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s+(?:một|hai))?"
_COUNTED: Final = rf"(?!\s*(?:tháng|/|%|lần|viên|bữa|tiếng|giờ|phút|độ|km|kg|{_VI_SCALES})(?!\w))"
_VI_CURRENCY: Final = {
    "đồng": "VND", "vnd": "VND", "vnđ": "VND", "usd": "USD", "đô la": "USD", "đô": "USD", "euro": "EUR", "eur": "EUR",
    "bảng": "GBP", "yen": "JPY", "yên": "JPY", "won": "KRW", "nhân dân tệ": "CNY", "ndt": "CNY", "tệ": "CNY",
    "rúp": "RUB", "ruble": "RUB", "rupee": "INR", "baht": "THB", "$": "USD", "€": "EUR", "£": "GBP", "đ": "VND",
}  # fmt: skip
_VI_UNIT: Final = (
    r"(?P<cur>đồng(?!\s+(?:ý|thời|chí|bào|đội|đều|loạt|bằng|nghiệp|hồ|ruộng|hành|phạm|minh))\b|vnđ|vnd|usd|đô la|đô\b"
    r"|euro?\b|bảng(?: anh)?\b|yen\b|yên\b|won\b|nhân dân tệ|ndt\b|tệ\b|rúp\b|ruble\b|rupee\b|baht\b|[$€£]|đ\b)"
)
_PERIOD: Final = r"(?:\s*(?P<period>sáng|trưa|chiều|tối|đêm)\b)?"
_FLAGS: Final = re.IGNORECASE

_VI_RULES: Final = tuple(
    (name, re.compile(pattern, _FLAGS))
    for name, pattern in (
        ("date", _ISO),
        (
            "fraction",
            r"(?<![\w/.,-])(?<!ngày )(?<!hôm )(?<!sáng )(?<!chiều )(?<!tối )(?<!đêm )(?P<n>24/7|"
            r"(?:(?<=chiếm )|(?<=hơn )|(?<=gần )|(?<=khoảng )|(?<=bằng ))\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}"
            r"(?=\s+(?:số|dân|diện tích|tổng|lượng|thành viên|điểm|phiếu|hộ|xã|nước|chặng|quãng)\b))(?![\w/])",
        ),
        ("dates", DATE_RANGE),
        (
            "dates",
            rf"(?<![\w/.,])(?P<d>\d{{1,2}})(?:/(?P<m0>\d{{1,2}}))?(?:{_DASH}|\s+(?:đến|tới|và|đến hết)\s+(?:ngày\s+)?)"
            r"(?P<d2>\d{1,2})\s*(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?:(?:/|\s+năm\s+)(?P<y>\d{4}))?(?![\w/]|[.,]\d|\s*%)",
        ),
        ("date", _DMY),
        ("date", r"(?<![\w/.,])(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})"
                 r"(?:(?:/|,?\s+năm\s+)(?P<y>\d{4}))?(?!\w|\s+ngày)"),
        ("month", r"(?<![\w/.,])(?<!định )(?<!quyết )(?<!luật )(?<!tư )(?<!thị )(?<!số )(?:tháng\s+)?(?P<m>\d{1,2})"
                  r"[/-](?P<y>(?:1[89]|20)\d\d)(?![\w/])"),
        ("date", r"(?<![\w/.,-])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\w/])"),
        (
            "date",
            r"(?:(?<=ngày )(?<!mỗi ngày )(?<!một ngày )|(?<=hôm )|(?<=sáng )|(?<=trưa )|(?<=chiều )|(?<=tối )|(?<=đêm )"
            r"|(?<=mùng )|(?<=mồng ))(?P<d>\d{1,2})(?:[.-](?P<m>\d{1,2})(?![\w/-]|[.,]\d)|\s+tháng"
            rf"\s+(?P<m1>{_VI_MONTH})\b)" + _COUNTED,
        ),
        (
            "month",
            rf"(?<!\w)(?<!\d )(?<!mỗi )(?<!hằng )tháng\s+(?P<m>\d{{1,2}}|giêng|chạp|{_VI_MONTH})\b"
            rf"(?:(?:/|\s+năm\s+)(?P<y>\d{{4}}))?(?![\w/]|[.,]\d|\s+{_VI_SCALES}\b)",
        ),
        ("quarter", r"(?<!\w)quý\s+(?P<q>IV|I{1,3}|[1-4])\b(?:(?:/|\s+năm\s+)(?P<y>\d{4}))?(?!\w)"),
        (
            "time",
            r"(?<![\w/.,])(?P<h>\d{1,2})\s?(?:h|g|giờ|:)\s?(?P<min>[0-5]\d|\d(?=\s*phút))(?!\d|[.,]\d|/)(?:\s*(?:phút|'|p\b))?"
            + _PERIOD,
        ),
        ("hour", r"(?<![\w/.,])(?P<h>\d{1,2})\s?(?:h|giờ)\b(?:\s+(?P<half>rưỡi)\b)?" + _PERIOD),
        ("weekday", r"(?<!lần )(?<!\w)thứ\s+(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])\b(?!\s+mươi)"),
        ("ordinal", r"(?<!\w)thứ\s+(?P<w>nhất|nhì|hai|ba|tư|năm|sáu|bảy|tám|chín)\b(?!\s+mươi)"),
        (
            "decade",
            r"(?<!\w)(?:thập (?:niên|kỷ)(?: những năm)?|những năm)\s+(?P<n>\d{2}|\d{3}0)\b(?!\s*(?:tuổi|%))",
        ),
        ("amount", rf"(?<![\w/.,])(?P<core>{_VI_PART}{_VI_LATER})"
                   rf"(?:\s*(?P<pct>(?:điểm\s*)?(?:%|phần trăm\b))|\s*{_VI_UNIT})?"),
        ("prefixed", rf"(?P<cur>[$€£]|USD|VND|VNĐ)\s?(?P<core>{_VI_PART})"),
        ("code", _CODE),
    )
)  # fmt: skip
_VI_ROMAN: Final = re.compile(rf"(?<![\w.]){_ROMAN}(?![\w])")
_VI_NOT_FIVE: Final = re.compile(
    r"\s*(?:\d|nay\b|ngoái\b|sau\b|trước\b|qua\b|tới\b|học\b|đầu\b|cuối\b|mới\b|cũ\b|gần\b|kia\b|tài\b|ấy\b|đó\b|này\b"
    r"|thứ\b|vừa\b|là\b|có\b|của\b|và\b|để\b|[,.;:])",
    _FLAGS,
)


def vietnamese(text: str) -> list[Quantity]:
    """All quantities of a Vietnamese text (NFC), in order.

    >>> [(q.kind, q.value) for q in vietnamese("Ngày 25/2, giá là 3,2 tỷ đồng")]
    [('date', 225.0), ('money', 3200000000.0)]
    """
    return list(_vietnamese(text) if len(text) < _SENTENCE else _vietnamese.__wrapped__(text))


#: Texts below this length are remembered: the checks ask for the numbers of a sentence again and again.
_SENTENCE: Final = 1000


@lru_cache(maxsize=2000)
def _vietnamese(text: str) -> tuple[Quantity, ...]:
    joint = r"\s*(?:[-–—]|đến|tới|hoặc|hay|~)\s*|\s*(?:,|và)\s*"
    return tuple(_read(text, _VI_RULES, _vi_quantity, _VI_ROMAN, 2, joint))


def _read(
    text: str, rules: _Rules, quantity: Callable[[str, re.Match[str], str], list[Quantity]], roman: re.Pattern[str],
    least: int, joint: str,
) -> list[Quantity]:  # fmt: skip
    """What the rules find, and Roman figures; of these, below ``least`` or of one letter, no number is asked for."""
    found = [q for name, match in _scan(text, rules) for q in quantity(name, match, text)]
    taken = [q.span for q in found]
    for match in roman.finditer(text):
        if match.group() and not any(a < match.end() and match.start() < b for a, b in taken):
            value = _roman(match.group())
            found.append(_make(value, "number" if value >= least and len(match.group()) > 1 else "word", match))
    found.sort(key=lambda q: q.span)
    return _spread(found, text, joint)


def _scan(text: str, rules: _Rules) -> Iterable[tuple[str, re.Match[str]]]:
    """Matches from left to right without overlap: the earliest, and of those the first rule."""
    pending: list[tuple[int, int, str, re.Match[str], re.Pattern[str]]] = []
    for order, (name, pattern) in enumerate(rules):
        first = pattern.search(text)
        if first:
            pending.append((first.start(), order, name, first, pattern))
    position = 0
    while pending:
        pending.sort(key=lambda p: p[:2])
        start, order, name, match, pattern = pending.pop(0)
        if start < position or match.end() == match.start() or not _plausible(name, match):
            begin = max(position, start + 1) if start >= position else position
            later = pattern.search(text, begin)
        else:
            yield name, match
            position = match.end()
            later = pattern.search(text, position)
        if later:
            pending.append((later.start(), order, name, later, pattern))


def _plausible(name: str, match: re.Match[str]) -> bool:
    """Whether day, month, hour lie in their ranges."""
    groups = match.groupdict()
    for key, low, high in (("d", 1, 31), ("d2", 1, 31), ("m", 1, 12), ("m0", 1, 12), ("h", 0, 24), ("min", 0, 59)):
        value = groups.get(key)
        if value and value.isdecimal() and not low <= int(value) <= high:
            return False
    return not (name == "hour" and groups.get("period") is None and int(groups["h"] or 0) > 23)


def _make(value: float, kind: str, match: re.Match[str], **more: object) -> Quantity:
    quantity = Quantity(float(value), kind, match.group().strip(), match.span(), core=match.span())
    return replace(quantity, **more) if more else quantity  # type: ignore[arg-type]


def _common(name: str, match: re.Match[str], text: str, *, vietnamese_style: bool) -> list[Quantity]:
    """What both languages write alike."""
    g = match.groupdict()
    if name == "date":
        month = _vi_month(g.get("m") or g["m1"])
        return [_make(month * 100 + int(g["d"]), "date", match), *_year(match)]
    if name == "decade":
        value = int(g["n"])
        return [_make(1900 + value if value < 100 else value, "number", match, also=(float(value),))]
    if g["n"] in ("2", "3") and text[match.start() - 1] in "mO":  # m2, CO2
        return []
    figure, also = _figure(g["n"], vietnamese_style=vietnamese_style)
    return [_make(figure, "code", match, also=also)]


def _year(match: re.Match[str]) -> list[Quantity]:
    year = match.groupdict().get("y")
    return [_make(int(year), "year", match)] if year else []


def _vi_month(word: str) -> int:
    return int(word) if word.isdecimal() else int(sum(_VI_DIGIT[w] for w in word.lower().split()))


def _vi_quantity(name: str, match: re.Match[str], text: str) -> list[Quantity]:
    g = match.groupdict()
    year = _year(match)
    if name in ("date", "decade", "code"):
        return _common(name, match, text, vietnamese_style=True)
    if name == "fraction":
        return [_make(int(n), "word", match) for n in g["n"].split("/")]
    if name == "dates":
        month = int(g["m"])
        first = int(g["m0"] or month)
        return [
            _make(first * 100 + int(g["d"]), "date", match),
            _make(month * 100 + int(g["d2"]), "date", match),
            *year,
        ]
    if name == "month":
        lunar = {"giêng": 1, "chạp": 12}.get(g["m"].lower())
        return [_make(lunar, "word", match)] if lunar else [_make(_vi_month(g["m"]), "month", match), *year]
    if name == "quarter":
        number = int(g["q"]) if g["q"].isdecimal() else _roman(g["q"].upper())
        return [_make(number, "quarter", match), *year]
    if name in ("time", "hour"):
        hour, minutes = int(g["h"]), int(g.get("min") or (30 if g.get("half") else 0))
        period = (g["period"] or "").lower()
        late = period in ("chiều", "tối") or (period == "trưa" and hour < 6) or (period == "đêm" and hour >= 6)
        shifted = (hour + 12) % 24 if late and (hour < 12 or period == "đêm") else hour
        return [_make(shifted * 60 + minutes, "time", match, also=(hour * 60.0 + minutes,))]
    if name in ("weekday", "ordinal"):
        word = g["w"].lower()
        value = int(word) if word.isdecimal() else {"nhất": 1, "nhì": 2}.get(word) or _VI_DIGIT[word]
        return [_make(value, "word", match)]
    return _vi_amount(match, text)


def _vi_amount(match: re.Match[str], text: str) -> list[Quantity]:
    g = match.groupdict()
    core = match.group("core").strip()
    span = (match.start("core"), match.start("core") + len(core))
    value, also, scale = _vi_value(core)
    unit = (g.get("cur") or "").lower()
    unit = _VI_CURRENCY.get(unit, _VI_CURRENCY.get(unit.split(" ")[0], ""))
    whole = (match.start(), match.start() + len(match.group().rstrip()))
    quantity = Quantity(value, "number", match.group().strip(), whole, unit, also, span, scale)
    if g.get("pct"):
        return [replace(quantity, kind="percent")]
    if unit:
        return [replace(quantity, kind="money")]
    before = text[max(0, span[0] - 8) : span[0]].lower()
    lowered = core.lower()
    if lowered == "năm" and (
        _VI_NOT_FIVE.match(text, span[1])
        or re.search(r"[\w%]\s$", before) is None
        or re.search(r"(?:\d|mỗi|hằng|hàng|cả|nửa|trong|một|hai|ba|vài|mấy|nhiều|các|theo|từng|của|vào)\s$", before)
    ):
        return []
    if not core[0].isdigit() and value < 10:
        return [replace(quantity, kind="word")]
    if re.fullmatch(r"\d{4}", core) and 1000 <= value <= 2100:
        return [replace(quantity, kind="year")]
    return [quantity]


def _vi_value(core: str) -> tuple[float, tuple[float, ...], float]:
    """The value of "3 tỷ 200 triệu", "hai mươi lăm" or "1.500"; other readings; the scale of the last part."""
    total, scale = 0.0, 1.0
    also: tuple[float, ...] = ()
    parts = list(re.finditer(_VI_PART, core, _FLAGS))
    readings: tuple[float, ...] = ()
    for part in parts:
        piece = part.group()
        number = re.match(_NUM, piece)
        if number:
            value, readings = _figure(number.group(), vietnamese_style=True)
            rest = piece[number.end() :].lower().split()
        else:
            words = re.match(_VI_WORDS, piece, _FLAGS)
            assert words is not None
            value, readings = _vi_spoken(words.group()), ()
            rest = piece[words.end() :].lower().split()
        scale = math.prod(_VI_SCALE.get(word, 1.0) for word in rest)
        total += value * scale + (scale / 2 if "rưỡi" in rest else 0.0)
        if len(parts) == 1:
            also = (*(r * scale for r in readings), *([value] if rest == ["k"] else []))
    return _round(total), tuple(_round(a) for a in also), scale


def _vi_spoken(words: str) -> float:
    total = current = 0.0
    for word in words.lower().split():
        if word == "trăm":
            total, current = total + current * 100, 0
        elif word == "mươi":
            total, current = total + current * 10, 0
        elif word == "mười":
            total += 10
        elif word not in ("linh", "lẻ"):
            current = _VI_DIGIT[word]
    return total + current


def _figure(text: str, *, vietnamese_style: bool) -> tuple[float, tuple[float, ...]]:
    """The value of digits with separators, and the other reading where there is one.

    >>> _figure("1.525", vietnamese_style=True), _figure("3,2", vietnamese_style=False)
    ((1525.0, (1.525,)), (3.2, ()))
    """
    thousands = "." if vietnamese_style else ","
    plain = float(_digits(text))
    if "." not in text and "," not in text:
        return plain, ()
    if "." in text and "," in text:
        point = max(text.rfind("."), text.rfind(","))
        return float(_digits(text[:point]) + "." + _digits(text[point + 1 :])), ()
    mark = "." if "." in text else ","
    if text.count(mark) > 1:
        return plain, ()
    head, tail = text.split(mark)
    decimal_value = float(_digits(head) + "." + _digits(tail))
    if len(tail) != 3 or len(head) > 3 or head.startswith("0"):
        return decimal_value, ()
    if mark == thousands or vietnamese_style:
        return plain, () if tail.endswith("0") else (decimal_value,)
    return decimal_value, (plain,)


def _digits(text: str) -> str:
    kept = "".join(str(int(c)) for c in text if c.isdecimal())
    return kept[:100] or "0"


def _round(value: float) -> float:
    return float(f"{value:.12g}")


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for this, following in zip(text, [*text[1:], ""], strict=True):
        step = values[this]
        total += -step if following and values[following] > step else step
    return total


def _spread(found: list[Quantity], text: str, joint: str) -> list[Quantity]:
    """Give the first number of "10-20 triệu" or "5 và 7%" the scale and the kind of the second."""
    result = list(found)
    for i in range(len(result) - 2, -1, -1):
        this, following = result[i], result[i + 1]
        kinds = ("number", "percent", "money")
        if this.kind not in ("number", "word", "year", "money") or following.kind not in kinds or this.value >= 1000:
            continue
        between = text[this.span[1] : following.span[0]]
        if this.scale != 1.0 or not re.fullmatch(joint, between) or not re.search(r"\d", this.text):
            continue
        unit = following.unit or this.unit
        if re.search(r"và|and|,", between):
            result[i] = replace(
                this, also=(*this.also, _round(this.value * following.scale)), scale=1.0, unit=this.unit
            )
            if following.kind == "percent" and this.kind == "number":
                result[i] = replace(result[i], kind="percent")
        else:
            scaled = _round(this.value * following.scale)
            result[i] = replace(
                this, value=scaled, also=(*this.also, this.value), kind="money" if unit else following.kind, unit=unit,
                scale=following.scale,
            )  # fmt: skip
    return result


# ------------------------------------------------------------------------------------------------------- English


_EN_ONES: Final = {
    word: i
    for i, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ).split()
    )
}
_EN_TENS: Final = {
    word: (i + 2) * 10 for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_EN_ORDINALS: Final = {
    **{word: i + 1 for i, word in enumerate(_ORDINALS)},
    **{f"{word}th": n for word, n in _EN_ONES.items() if n > 10 and n != 12},
    **{f"{word[:-1]}ieth": n for word, n in _EN_TENS.items()},
    **{"twelfth": 12, "hundredth": 100},
}
_EN_TIMES: Final = {
    "once": 1, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3,
    "quadrupled": 4, "both": 2, "pair": 2, "couple": 2, "duo": 2, "trio": 3, "half": 6,
    "noon": 12, "midday": 12, "midnight": 0,
    **{f"{word}fold": n for word, n in _EN_ONES.items() if 1 < n < 11},
}  # fmt: skip
_EN_SCALE: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9,
    "tn": 1e12, "m": 1e6, "b": 1e9, "k": 1e3, "dozen": 12.0,
}  # fmt: skip
_ONES: Final = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS: Final = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_TENS_EN: Final = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_BELOW_100: Final = rf"(?:{_TENS_EN}(?:[- ]{_ONES})?|{_TEENS}|{_ONES}|zero)\b"
_EN_WORDS: Final = rf"\b(?:{_BELOW_100}(?:[ -]hundred\b(?:(?: and)? {_BELOW_100})?)?|an? hundred and {_BELOW_100})"
_EN_SCALES: Final = r"(?:(?:hundred|thousand|million|billion|trillion|dozen)\b|(?:bn|mn|tn)\b)"
_EN_PART: Final = (
    rf"(?:{_NUM}(?:[ -]?{_EN_SCALES}(?:[ -]{_EN_SCALES})*|[mbkMBK]\b)?|{_EN_WORDS}(?:[ -]{_EN_SCALES}(?:[ -]{_EN_SCALES})*)?"  # noqa: E501
    rf"|\b(?:half )?an? (?:hundred|thousand|million|billion|trillion|dozen)\b(?: {_EN_SCALES})*)"
)
_EN_LATER: Final = (
    rf"(?:(?:(?<=thousand)|(?<=million)|(?<=billion)) "
    rf"(?:(?:{_NUM}|{_EN_WORDS}) (?:thousand|million|billion)\b|{_ONES} hundred\b(?: and {_BELOW_100})?))*"
)
_MONTH_NAME: Final = (
    r"(?P<mon>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\b|July?\b|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_EN_CURRENCY: Final = {
    "vnd": "VND", "$": "USD", "us$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "",
    "dong": "VND", "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "won": "KRW", "yuan": "CNY",
    "ruble": "RUB", "rouble": "RUB", "rupee": "INR", "baht": "THB", "renminbi": "CNY", "rmb": "CNY", "cny": "CNY",
    "jpy": "JPY", "krw": "KRW", "aud": "", "cad": "", "sgd": "", "hkd": "", "a$": "", "c$": "", "s$": "", "hk$": "",
}  # fmt: skip
_CUR_BEFORE: Final = r"(?P<pre>(?:US|HK|[ACS])\$|VND|USD|EUR|GBP|CNY|JPY|KRW|RMB|AUD|CAD|SGD|HKD|[$€£¥])\s?"
_CUR_AFTER: Final = (
    r"(?:[ -](?:(?:US|U\.S\.|Vietnamese|American|Japanese|Chinese|South Korean|Russian|Indian|Thai|British) )?"
    r"(?P<post>VND|USD|EUR|dong|dollar|euro|pound(?= sterling)|yen|won\b(?! the| an?\b)|yuan|ro?uble|rupee|baht|renminbi)s?\b)"  # noqa: E501
)
_EN_RULES: Final = tuple(
    (name, re.compile(pattern, flags))
    for name, pattern, flags in (
        ("date", _ISO, 0),
        (
            "dates",
            rf"\b{_MONTH_NAME} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?:(?:{_DASH}| to | and | or | through | until )(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)?"
            r"(?![\d:%]|[.,]\d{3}\b|-[a-z\d]| (?:million|billion|percent|people|p\.m|a\.m))(?:,? (?P<y>(?:1[89]|20)\d\d)\b)?",  # noqa: E501
            0,
        ),
        (
            "dates",
            rf"(?<![\w/.,-])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:(?:{_DASH}| to | and )(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)?"  # noqa: E501
            rf" (?:of )?{_MONTH_NAME}(?:,? (?P<y>(?:1[89]|20)\d\d)\b)?",
            0,
        ),
        ("date", _DMY, 0),
        ("month", rf"\b{_MONTH_NAME},? (?P<y>(?:1[89]|20)\d\d)\b", 0),
        (
            "month",
            r"\b(?P<mon>January|February|April|June|July|September|October|November|December)\b(?!['’]s? Party| [A-Z][a-z])",  # noqa: E501
            0,
        ),
        (
            "month",
            r"\b(?i:in|on|of|by|since|until|from|to|between|last|next|late|this|early|after|before|mid)[ -](?P<mon>March|May|August)\b(?! \d)",  # noqa: E501
            0,
        ),
        ("time", r"(?<![\w/.,:])(?P<h>\d{1,2})[:.](?P<min>[0-5]\d)\s?(?P<period>[ap]\.?m\b\.?)", _FLAGS),
        ("time", r"(?<![\w/.,:])(?P<h>\d{1,2})(?::|h)(?P<min>[0-5]\d)(?![\d:])(?P<period>)", _FLAGS),
        ("time", r"(?<![\w/.,:])(?P<h>\d{1,2})\s?(?P<period>[ap]\.?m\b\.?)", _FLAGS),
        ("time", r"(?<![\w/.,:])(?P<h>\d{1,2}) o['’]clock(?P<period>)", _FLAGS),
        (
            "quarter",
            r"\b(?:(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarters?\b(?!-?final)|Q(?P<q2>[1-4])\b"
            r"|quarter (?P<q3>IV|I{1,3}|[1-4])\b)",
            0,
        ),
        ("decade", r"\b(?P<n>\d{3}0|\d0)s\b", 0),
        (
            "ordinal",
            rf"\b(?:(?P<tens>{_TENS_EN})[- ])?(?P<w>{'|'.join(sorted(_EN_ORDINALS, key=len, reverse=True))})\b",
            _FLAGS,
        ),
        (
            "amount",
            rf"(?:{_CUR_BEFORE})?(?<![\w/.,])(?P<core>{_EN_PART}{_EN_LATER})(?P<ord>(?:st|nd|rd|th)\b)?"
            rf"(?:\s?(?P<pct>%|percent\b|per cent\b|-percent\b|percentage points?\b|pct\b)|{_CUR_AFTER})?",
            _FLAGS,
        ),
        ("prefixed", rf"(?<![A-Za-z]){_CUR_BEFORE}(?P<core>{_EN_PART})", _FLAGS),
        ("times", rf"\b(?P<w>{'|'.join(sorted(_EN_TIMES, key=len, reverse=True))})\b", _FLAGS),
        ("code", _CODE, 0),
    )
)  # fmt: skip
_EN_ROMAN: Final = re.compile(rf"(?<![\w.'-])(?=[IVX]{{2}}){_ROMAN}(?![\w.'])")


def english(text: str) -> list[Quantity]:
    """All quantities of an English text, in order.

    >>> [(q.kind, q.value) for q in english("On February 25 it paid $3.2 billion, or 80 percent.")]
    [('date', 225.0), ('money', 3200000000.0), ('percent', 80.0)]
    """
    return list(_english(text) if len(text) < _SENTENCE else _english.__wrapped__(text))


@lru_cache(maxsize=2000)
def _english(text: str) -> tuple[Quantity, ...]:
    joint = r"\s?(?:[-–—]|to|or)\s?|-to-|\s?(?:,|and)\s?"
    return tuple(_read(text, _EN_RULES, _en_quantity, _EN_ROMAN, 10, joint))


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.lower().startswith(name.lower().rstrip(".")[:3]))


def _en_quantity(name: str, match: re.Match[str], text: str) -> list[Quantity]:
    g = match.groupdict()
    year = _year(match)
    if name in ("date", "decade", "code"):
        return _common(name, match, text, vietnamese_style=False)
    if name == "dates":
        month = _month(g["mon"])
        days = [int(d) for d in (g["d"], g["d2"]) if d]
        return [*(_make(month * 100 + day, "date", match) for day in days), *year]
    if name == "month":
        found = _make(_month(g["mon"]), "month", match)
        return [found, *year] if year else [replace(found, text=g["mon"], core=match.span("mon"))]
    if name == "time":
        hour, minutes = int(g["h"]), int(g.get("min") or 0)
        period = (g["period"] or "").lower()[:1]
        shifted = hour + 12 if period == "p" and hour < 12 else 0 if period == "a" and hour == 12 else hour
        also = () if period or hour > 12 else ((hour % 12 + 12) * 60.0 + minutes,)
        return [_make(shifted * 60 + minutes, "time", match, also=also)]
    if name == "quarter":
        word = g["q"] or g["q2"] or g["q3"]
        value = (
            _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word[0]) if word[0].isdecimal() else _roman(word)
        )
        return [_make(value, "quarter", match)]
    if name == "ordinal":
        value = _EN_ORDINALS[g["w"].lower()] + _EN_TENS.get((g["tens"] or "").lower(), 0)
        return [_make(value, "number" if value >= 10 else "word", match)]
    if name == "times":
        return [_make(_EN_TIMES[g["w"].lower()], "word", match)]
    return _en_amount(match)


def _en_amount(match: re.Match[str]) -> list[Quantity]:
    g = match.groupdict()
    core = match.group("core").strip()
    span = (match.start("core"), match.start("core") + len(core))
    value, also, scale = _en_value(core)
    unit = _EN_CURRENCY.get((g.get("pre") or g.get("post") or "").lower(), "")
    quantity = Quantity(value, "number", match.group().strip(), match.span(), unit, also, span, scale)
    if g.get("pct"):
        return [replace(quantity, kind="percent")]
    if g.get("pre") or g.get("post"):
        return [replace(quantity, kind="money", also=tuple(a for a in also if a >= scale))]
    if not core[0].isdigit() and (value < 10 or "dozen" in core.lower()):
        return [replace(quantity, kind="word")]
    if re.fullmatch(r"\d{4}", core) and 1000 <= value <= 2100 and not g.get("ord"):
        return [replace(quantity, kind="year")]
    return [quantity]


def _en_value(core: str) -> tuple[float, tuple[float, ...], float]:
    total, scale = 0.0, 1.0
    also: tuple[float, ...] = ()
    parts = list(re.finditer(_EN_PART, core, _FLAGS))
    for part in parts:
        piece = part.group()
        number = re.match(_NUM, piece)
        words = [w for w in re.split(r"[\s-]+", (piece[number.end() :] if number else piece).lower()) if w]
        if number:
            value, readings = _figure(number.group(), vietnamese_style=False)
            scale = math.prod(_EN_SCALE.get(word, 1.0) for word in words)
            if len(parts) == 1:
                also = (*(r * scale for r in readings), *([value] if words in (["m"], ["b"], ["k"]) else []))
        else:
            value, scale = _en_spoken(words)
        total += value * scale
    return _round(total), tuple(_round(a) for a in also), scale


def _en_spoken(words: list[str]) -> tuple[float, float]:
    current, scale = 0.0, 1.0
    for word in words:
        if word in _EN_ONES or word in _EN_TENS:
            current += _EN_ONES.get(word, _EN_TENS.get(word, 0))
        elif word == "hundred":
            current = (current or 1) * 100
        elif word == "half":
            current = 0.5
        else:
            scale *= _EN_SCALE.get(word, 1.0)
    return current or (1.0 if scale != 1.0 else 0.0), scale


# ---------------------------------------------------------------------------------------------------- comparing

_HEDGE: Final = re.compile(
    r"(?:about|around|nearly|almost|roughly|some|over|approximately|more than|close to|up to|under|below|above|least"
    r"|less than|fewer than|approaching|exceeding|exceed|than|past|just)\s+(?:an?\s+|US|VND|USD)?[$€£]?$",
    _FLAGS,
)


@dataclass(frozen=True)
class _Pool:
    """What one text offers: plain values with their units, and dates, months, times apart."""

    values: dict[float, frozenset[str]]
    percents: frozenset[float]
    dates: frozenset[float]
    days: frozenset[float]
    months: frozenset[float]
    times: frozenset[float]


def _pool(quantities: Iterable[Quantity]) -> _Pool:
    values: dict[float, set[str]] = {}
    percents: set[float] = set()
    dates: set[float] = set()
    days: set[float] = set()
    months: set[float] = set()
    times: set[float] = set()
    for q in quantities:
        readings = (q.value, *q.also)
        if q.kind == "date":
            dates.update(readings)
            months.add(q.value // 100)
            days.add(q.value % 100)
            values.setdefault(q.value % 100, set()).add("")
            values.setdefault(q.value // 100, set()).add("")
        elif q.kind == "time":
            times.update(readings)
            for reading in readings:
                values.setdefault(reading // 60, set()).add("")
                values.setdefault(reading % 60, set()).add("")
        else:
            for reading in readings:
                values.setdefault(reading, set()).add(q.unit)
                if q.kind == "percent":
                    percents.add(reading)
            if q.kind in ("month", "word"):
                months.add(q.value)
            if q.kind in ("number", "word", "code") and 1 <= q.value <= 31:
                days.add(q.value)
    return _Pool(
        {v: frozenset(u) for v, u in values.items()}, frozenset(percents), frozenset(dates), frozenset(days),
        frozenset(months), frozenset(times),
    )  # fmt: skip


def _rounds_to(shown: float, exact: float, digits: int, loose: bool) -> bool:
    """Whether ``exact`` may be written as ``shown``, a figure of ``digits`` significant digits."""
    if exact <= 0 or shown <= 0 or not math.isfinite(exact) or not math.isfinite(shown):
        return False
    if loose:
        return abs(exact - shown) <= 0.05 * shown and shown >= 10 and _figures(shown) < _figures(exact)
    return digits >= 2 and float(f"{exact:.{digits}g}") == shown


def _figures(value: float) -> int:
    """How many significant figures a value has.

    >>> _figures(300.0), _figures(298.0), _figures(2096000.0)
    (1, 3, 4)
    """
    return len(f"{value:.12e}".split("e")[0].replace(".", "").rstrip("0"))


def _supported(q: Quantity, pool: _Pool, hedged: bool) -> bool:
    readings = (q.value, *q.also)
    if q.kind == "date":
        month, day = q.value // 100, q.value % 100
        return q.value in pool.dates or (day in pool.days and month in pool.months)
    if q.kind == "month":
        return q.value in pool.months
    if q.kind == "time":
        half = {t % 720 for t in pool.times if t < 780}
        plain = q.value % 60 == 0 and q.value // 60 in pool.values
        return any(r in pool.times for r in readings) or q.value % 720 in half or plain
    if q.kind == "percent":
        near = any(_rounds_to(q.value, v, _significant(q), hedged) for v in pool.percents)
        return any(r in pool.percents for r in readings) or near
    for reading in readings:
        if reading in pool.values:
            units = pool.values[reading]
            if not q.unit or "" in units or q.unit in units:
                return True
    if q.kind in ("number", "code") and 10 <= q.value < 100 and {1900 + q.value, 2000 + q.value} & pool.values.keys():
        return True
    if q.kind in ("number", "money") and (hedged or q.scale > 1):
        return any(
            _rounds_to(q.value, v, _significant(q), hedged) and (not q.unit or "" in units or q.unit in units)
            for v, units in pool.values.items()
        )
    return False


def _significant(q: Quantity) -> int:
    figure = re.search(_NUM, q.text)
    return len(figure.group().replace(",", "").replace(".", "").lstrip("0")) if figure else 1


@lru_cache(maxsize=256)
def _source_pool(source: str) -> _Pool:
    """The numbers of a Vietnamese source; kept, since every sentence of a brief asks about the same article."""
    return _pool(vietnamese(source))


def _unsupported(english_text: str, source: str) -> list[Quantity]:
    pool = _source_pool(source)
    return [
        q
        for q in english(english_text)
        if q.kind != "word"
        and not _supported(q, pool, bool(_HEDGE.search(english_text[max(0, q.span[0] - 24) : q.core[0]])))
    ]


def unsupported(english_text: str, vietnamese_source: str) -> list[str]:
    """The numbers of the English text that the Vietnamese source has in no written form.

    >>> unsupported("It cost 3.2 billion dong on May 4.", "Giá 3,2 tỷ đồng, ngày 3/5")
    ['May 4']
    """
    return _surfaces(_unsupported(english_text, vietnamese_source))


def unsupported_vietnamese(summary: str, source: str) -> list[str]:
    """The numbers of a Vietnamese text that its Vietnamese source has in no written form."""
    pool = _source_pool(source)
    return _surfaces([q for q in vietnamese(summary) if q.kind != "word" and not _supported(q, pool, False)])


def _surfaces(quantities: Iterable[Quantity]) -> list[str]:
    return list(dict.fromkeys(q.text for q in quantities))


def _missing(vi_sentence: str, english_text: str) -> list[Quantity]:
    pool = _pool(english(english_text))
    hedged = bool(re.search(r"\b(?:about|around|nearly|almost|roughly|over|more than)\b", english_text, _FLAGS))
    lacking = []
    for q in vietnamese(vi_sentence):
        if q.kind in ("word", "code") or (q.kind == "number" and q.value in (0, 1)):
            continue
        loose = replace(q, unit="", kind="number" if q.kind == "money" else q.kind)
        if _supported(loose, pool, False):
            continue
        if q.kind == "number" and any(q.value == m for m in pool.months | pool.days):
            continue
        if q.kind == "date" and not pool.months and q.value % 100 in pool.values:
            continue
        if q.kind == "percent" and (q.value in pool.values or q.value == 100):
            continue
        if q.kind in ("number", "money") and any(
            _rounds_to(v, q.value, 3, hedged) or _rounds_to(q.value, v, 3, False) for v in pool.values
        ):
            continue
        lacking.append(q)
    return lacking


def missing(vi_sentence: str, english_text: str) -> list[str]:
    """The numbers of the Vietnamese sentence that its English lacks; small number words are never asked for.

    >>> missing("Ngày 25/2, 106 quốc gia", "On February 25, 10 countries")
    ['106']
    """
    return _surfaces(_missing(vi_sentence, english_text))


# ----------------------------------------------------------------------------------------- writing and repairing


def _plain(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.6g}"


def _scaled(value: float) -> str:
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size and size * 1e4 > value:
            short = _round(value / size)
            if short == round(short, 3):
                return f"{_plain(short)} {word}"
    return _plain(value)


def _clock(minutes: float) -> str:
    hour, minute = divmod(int(minutes) % 1440, 60)
    half = "a.m." if hour < 12 else "p.m."
    shown = hour % 12 or 12
    return f"{shown}:{minute:02d} {half}" if minute else f"{shown} {half}"


def to_english(q: Quantity) -> str:
    """The quantity as English news writes it.

    >>> to_english(Quantity(2100000, "number", "", (0, 0))), to_english(Quantity(225, "date", "", (0, 0)))
    ('2.1 million', 'February 25')
    """
    if q.kind == "percent":
        return f"{_plain(q.value)} percent"
    if q.kind == "money":
        sign = {"USD": "$", "EUR": "€", "GBP": "£"}.get(q.unit, q.unit)
        return f"{sign}{_scaled(q.value)}"
    return _core(q)


def _core(q: Quantity) -> str:
    """The figure without per cent or currency."""
    if q.kind == "date":
        return f"{MONTHS[int(q.value) // 100 - 1]} {int(q.value) % 100}"
    if q.kind == "month":
        return MONTHS[int(q.value) - 1]
    if q.kind == "time":
        return _clock(q.value)
    if q.kind == "quarter":
        return f"{_ORDINALS[int(q.value) - 1]} quarter"
    if q.kind == "year":
        return str(int(q.value))
    return _plain(q.value) if q.kind == "percent" else _scaled(q.value)


_LEFT_DATE: Final = re.compile(r"(?<![\w/.,])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?(?![\w/%]|[.,]\d)")
_LEFT_CLOCK: Final = re.compile(r"(?<![\w/.,:])(?P<h>\d{1,2})\s?[hg](?:\s?(?P<min>[0-5]\d))?(?!\w)(?! ?(?:ours?\b))")
_LEFT_QUARTER: Final = re.compile(r"\b(?:the )?[Qq]uarter (?P<q>IV|I{1,3})\b(?:/(?P<y>\d{4}))?")
_LEFT_FIGURE: Final = re.compile(
    r"(?<![\w.,])(?:[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+,(?:\d{1,2}|\d{4,}))(?!\d|[.,]\d)"
)
_DONG: Final = re.compile(
    r"(?<![\w.,$])(\d[\d.,]*(?: (?:thousand|million|billion|trillion))*) (?:Vietnamese )?(?:dong|VND)s?\b"
)


def repair(english_text: str, vi_sentence: str) -> str:
    """The English with what is certain set right: separators, dates and hours left as Vietnamese writes them,
    the one wrong number of a kind where the Vietnamese sentence has exactly one that is missing, and dong as "VND".

    >>> repair("It paid 3,2 billion dong on 25/2.", "Hãng trả 3,2 tỷ đồng ngày 25/2.")
    'It paid VND3.2 billion on February 25.'
    """
    source = vietnamese(vi_sentence)
    text = _below_zero(_repair_forms(english_text, vi_sentence, source), vi_sentence)
    text = _FROM_DAYS.sub(r"\1 to ", text)
    return _DONG.sub(r"VND\1", _repair_values(text, vi_sentence, source))


_FROM_DAYS: Final = re.compile(rf"\b([Ff]rom (?:{'|'.join(MONTHS)}) \d{{1,2}})[-–](?=\d{{1,2}}\b)")
_SAID_BELOW: Final = re.compile(
    r"(?<!\w)[-−]\d|\b(?:minus|negative|(?:below|sub-?)[ -]?(?:zero|freezing))\b", re.IGNORECASE
)
_BELOW_ZERO: Final = re.compile(
    r"(?:(?<!ghi )(?<!thu )(?<!dư )\b[âÂ]m |(?<![\w.,%/°])(?<![\dC]\s)(?<!độ\s)[-–−])"
    r"(\d+(?:,\d+)?)(?=[^.;]{0,20}(?:độ|°))"
)


def _below_zero(text: str, vi_sentence: str) -> str:
    """The minus of a temperature that the English lost, unless it says "below" in another way or may mean another."""
    values = _BELOW_ZERO.findall(vi_sentence)
    if not values or _SAID_BELOW.search(text):
        return text
    for value in values:
        if len(re.findall(rf"(?<![\d,]){value}(?![\d,])", vi_sentence)) > 1:
            continue
        number = re.escape(value.replace(",", "."))
        text = re.sub(rf"(?<![\w.,-]){number}(?= (?:to|and) \S+ degrees| ?(?:degrees|°))", r"-\g<0>", text, count=1)
    return text


def _repair_forms(text: str, vi_sentence: str, source: list[Quantity]) -> str:
    values = {q.value for q in source if q.kind not in ("date", "time")}
    dates = {q.value for q in source if q.kind == "date"}
    times = {r: q.value for q in source if q.kind == "time" for r in (q.value, *q.also)}
    quarters = {q.value for q in source if q.kind == "quarter"}

    def date(match: re.Match[str]) -> str:
        code = int(match["m"]) * 100 + int(match["d"])
        if code not in dates or not 1 <= int(match["m"]) <= 12:
            return match.group()
        cued = re.search(rf"(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|từ)\s+{re.escape(match.group())}", vi_sentence, _FLAGS)
        if int(match["d"]) < int(match["m"]) and not match["y"] and not cued:
            return match.group()
        return f"{MONTHS[int(match['m']) - 1]} {int(match['d'])}" + (f", {match['y']}" if match["y"] else "")

    def clock(match: re.Match[str]) -> str:
        minutes = int(match["h"]) * 60.0 + int(match["min"] or 0)
        if minutes not in times:
            return match.group()
        shown = _clock(times[minutes])
        return shown[:-1] if text[match.end() : match.end() + 1] == "." else shown

    def quarter(match: re.Match[str]) -> str:
        number = _roman(match["q"])
        if number not in quarters:
            return match.group()
        return f"the {_ORDINALS[number - 1]} quarter" + (f" of {match['y']}" if match["y"] else "")

    def figure(match: re.Match[str]) -> str:
        shown = match.group()
        swapped = shown.translate(str.maketrans(".,", ",."))
        literal = re.search(rf"(?<![\d.,]){re.escape(shown)}(?!\d|[.,]\d)", vi_sentence)
        certain = shown.count(".") + shown.count(",") > 1 or ("," in shown and float(swapped) in values)
        return swapped if literal or certain else shown

    text = _LEFT_DATE.sub(date, text)
    text = _LEFT_CLOCK.sub(clock, text)
    text = _LEFT_QUARTER.sub(quarter, text)
    return _LEFT_FIGURE.sub(figure, text)


def _family(q: Quantity) -> str:
    return "amount" if q.kind in ("number", "money") else q.kind


def _repair_values(text: str, vi_sentence: str, source: list[Quantity]) -> str:
    wrong, lacking = _unsupported(text, vi_sentence), _missing(vi_sentence, text)
    spans = [q.span for q in english(text)]
    for family in ("amount", "percent", "date", "month", "time", "year"):
        bad = [q for q in wrong if _family(q) == family]
        good = [q for q in lacking if _family(q) == family]
        if len(bad) != 1 or len(good) != 1 or spans.count(bad[0].span) > 1:
            continue
        q, target = bad[0], good[0]
        if q.unit and target.unit and q.unit != target.unit:
            continue
        if sum(s.span == target.span for s in source) > 1 and family in ("date", "month"):
            continue
        start, end = q.core
        figure = _core(target)
        ending = re.match(r"(?:st|nd|rd|th)\b", text[end:])
        if ending:
            if not figure.isdecimal():
                continue
            figure, end = figure + ordinal_ending(int(figure)), end + ending.end()
        fixed = text[:start] + figure + text[end:]
        if len(_unsupported(fixed, vi_sentence)) < len(wrong):
            return _repair_values(fixed, vi_sentence, source)
    return text
