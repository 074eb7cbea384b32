"""Numbers, dates and names that the translator never spells: a symbol stands for each, and a rule fills it in.

``mask`` puts a symbol for every number of two digits and more, date, clock time and copied name of a Vietnamese text.
The translator, trained on pairs masked by ``mask_pair``, moves the symbols, and ``english`` writes English forms in
their place; the summariser chooses among them, and ``vietnamese`` writes the article's own words.  A symbol is one
private-use character (``U+E000`` and on), in the vocabulary a piece of its own.  What is not certain (one-digit counts,
numbers in words, names that English translates) is left to the model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from models import glossary
from models.text import MONTHS, UPPER, fold, ordinal_ending, tone_style

NUMBERS: Final = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006\ue007"
DATES: Final = "\ue008\ue009\ue00a\ue00b"
NAMES: Final = "\ue00c\ue00d\ue00e\ue00f\ue010\ue011\ue012\ue013"
TERMS: Final = "\ue014\ue015\ue016\ue017\ue018\ue019"
SYMBOLS: Final = NUMBERS + DATES + NAMES + TERMS
_ANY: Final = re.compile(f"[{SYMBOLS}]")
Extra = tuple[tuple[str, str], ...]
Masked = tuple[str, dict[str, "Slot"]]


@dataclass(frozen=True)
class Slot:
    """A place of a Vietnamese text that may be masked; ``forms`` are the ways English writes it, the best one first."""

    start: int
    end: int
    kind: str
    surface: str
    forms: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What it stands for; equal for "25/2" and "25 tháng 2"."""
        return self.kind, self.forms[0]


# ------------------------------------------------------------------------------------------------- numbers and dates

_SHORT: Final = "Jan Feb March April May June July Aug Sept Oct Nov Dec".split()
_ORDINALS: Final = ("first", "second", "third", "fourth")
_DAY: Final = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?P<m>0?[1-9]|1[0-2])"
_YEAR: Final = r"(?P<y>(?:1[89]|20)\d\d)"
_END: Final = r"(?![\w/%-]|[.,]\d| âm)"
#: "quý 4/2024" and "nghị định 10/2024" are no months, "kéo dài 5h" is no clock time, "ngày 2-3 lần" no date.
_UNNUMBERED: Final = "".join(f"(?<!{word} )" for word in "uý định quyết luật Luật thị tư số".split())
_AT: Final = "(?<!trong )(?<!suốt )(?<!dài )(?<!mất )"
_DAYS: Final = "(?:ngày|hôm nay|cùng ngày)"
_SCALE: Final = r"(?:nghìn|ngàn|(?:triệu|tỷ|tỉ)(?!\s(?:phú|chứng|tập|hồi|lệ|trọng|số|suất|giá(?! trị))\b))\b"
_COUNTED: Final = rf"\s?(?:lần|viên|bữa|tiếng|giờ|phút|độ|km|kg|tháng|{_SCALE})\b"
_CUE: Final = (
    "(?:"
    + "|".join(
        rf"(?<={cue} )"
        for word in "ngày hôm sáng trưa chiều tối đêm nay qua khánh".split()
        for cue in (word, word.title())
    )
    + ")"
)
_DATE_RULES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w/.,-])(?<!háng ){_DAY}(?P<to>\s?[-–]\s?|\s+(?:đến|tới)\s+(?:ngày\s+)?)(?P<d2>0?[1-9]|[12]\d|3[01])"
        rf"(?:/|\s+tháng\s+){_MONTH}(?:(?:/|\s+năm\s+){_YEAR})?{_END}",
        rf"(?<![\w/.,-]){_DAY}\s?(?P<s>[/.-])\s?{_MONTH}\s?(?P=s)\s?{_YEAR}{_END}",
        rf"(?<![\w/.,-]){_DAY}\s+tháng\s+{_MONTH}(?:\s*[/,]?\s*(?:năm\s+)?{_YEAR})?{_END}(?! ngày)",
        rf"(?:(?<!\w)[Tt]háng\s+)?(?<![\d/.,-]){_UNNUMBERED}{_MONTH}[/-]{_YEAR}{_END}",
        rf"(?<!\w)(?<!ỗi )(?<!ằng )[Tt]háng\s+{_MONTH}(?:\s+năm\s+{_YEAR})?{_END}(?! ngày|\s{_SCALE})",
        rf"{_CUE}(?<!mỗi ngày ){_DAY}(?:/|[.-](?!\d+{_COUNTED})){_MONTH}{_END}",
        rf"(?:(?<=\()|(?<=từ )|(?<=Từ )|(?<=đến )|(?<=hết )){_DAY}/{_MONTH}{_END}",
        rf"(?<!\w)[Qq]uý\s+(?P<q>IV|I{{1,3}}|[1-4])(?:(?:/|\s+năm\s+){_YEAR})?{_END}",
        rf"{_AT}(?<![\w/.,:-])(?P<h>1?\d|2[0-3])\s?(?:h|g|giờ|:)\s?(?P<min>[0-5]\d)(?!\d)(?:\s?(?:phút|p|'|giờ))?"
        rf"(?:\s+(?P<part>sáng|trưa|chiều|tối|đêm))?{_END}",
        rf"{_AT}(?<![\w/.,:-])(?P<h>1?\d|2[0-3])h(?:\s+(?P<part>sáng|trưa|chiều|tối|đêm))?{_END}",
        rf"(?<![\w/.,:-])(?P<h>1?\d)\s?(?:h|giờ)\s+(?P<part>sáng|chiều|tối){_END}",
        rf"(?:(?<=[Ll]úc )|{_AT}(?<!gần )(?<!hơn )(?<![\w/.,:-])(?=\d+ giờ (?:(?:đến|tới) \d+ giờ )?{_DAYS}\b))"
        rf"(?P<h>1?\d|2[0-3])\s?giờ{_END}(?!\s(?:\d|đồng hồ|liền|trưa|đêm|khuya|kém|rưỡi))",
    )
)
_LATE: Final = r"(?:1[3-9]|2\d|3[01])"  # a day that is no month
_TO: Final = r"(?:\s?[-–]\s?|\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?)"
_FROM: Final = "(?:(?<=từ )|(?<=Từ )|(?<=ngày )|(?<=Ngày ))"
#: Two dates of different months: "30/9-2/10", "từ 29-6 đến 1-7", "ngày 28.2 - 3.3"; "1/3 - 1/2 dân số" is two shares,
#: "từ 2-3 đến 4-5 người" two ranges, "từ 24.5 đến 27.1 điểm" two decimals.
DATE_RANGE: Final = (
    rf"(?<![\w/.,-])(?={_FROM}\d+/|{_LATE}/|\d+/\d+{_TO}{_LATE}/"
    rf"|{_FROM}(?:{_LATE}-|\d+-\d+{_TO}{_LATE}-)|(?:(?<=ngày )|(?<=Ngày )){_LATE}\.)"
    rf"{_DAY}(?P<s>[/.-])(?P<m0>0?[1-9]|1[0-2]){_TO}(?P<d2>0?[1-9]|[12]\d|3[01])(?P=s){_MONTH}(?:(?P=s){_YEAR})?{_END}"
    rf"(?!{_COUNTED}|\s*%|\s(?:số|dân|diện|tổng|lượng|thành|học|người|điểm)\b)"
)
_SPAN: Final = re.compile(DATE_RANGE)
_SCALES: Final = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_NUMBER: Final = re.compile(
    r"(?<![\w/.,])(?<![^\W\d]-)(?P<n>\d{1,3}(?:\.\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?:,\d{3})+|\d+(?:[.,]\d+)?)(?![\d/h]|[.,]\d)"
    rf"(?P<scale>(?:\s?{_SCALE})*)(?!\w*/|\s?(?:rưỡi|h\d))"
)


def _date_forms(day: int, month: int, year: str | None) -> tuple[str, ...]:
    name, short = MONTHS[month - 1], _SHORT[month - 1]
    ending = ordinal_ending(day)
    days = [f"{m} {day}{e}" for m in (name, short, f"{short}.") for e in ("", ending)]
    other = [f"{day}{e} {of}{m}" for m in (name, short, f"{short}.") for e in ("", ending) for of in ("", "of ")]
    if not year:
        return tuple(dict.fromkeys(days + other))
    with_year = [f"{d}{comma} {year}" for d in days for comma in (",", "")] + [
        f"{d}{comma} {year}" for d in other for comma in ("", ",")
    ]
    return tuple(dict.fromkeys(with_year))


def _range_forms(day: int, last: int, month: int, year: str | None, joint: str) -> tuple[str, ...]:
    tail = f", {year}" if year else ""
    return tuple(
        form
        for j in dict.fromkeys((joint, "-", " to ", "–"))
        for form in (f"{MONTHS[month - 1]} {day}{j}{last}{tail}", f"{day}{j}{last} {MONTHS[month - 1]}{tail}")
    )


def _month_forms(month: int, year: str | None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys((MONTHS[month - 1], _SHORT[month - 1] + ".", _SHORT[month - 1])))
    if not year:
        return names
    return tuple(f"{n}{of} {year}" for of in ("", ",", " of") for n in names)


def _clock_forms(hour: int, minute: int, part: str | None) -> tuple[str, ...]:
    late = part in ("chiều", "tối") or (part == "trưa" and hour < 6) or (part == "đêm" and 6 <= hour < 12)
    hour = hour + 12 if late and hour < 12 else 0 if part == "đêm" and hour == 12 else hour
    half = "a.m." if hour < 12 else "p.m."
    shown = hour % 12 or 12
    figure = f"{shown}:{minute:02d}" if minute else f"{shown}"
    forms = [f"{figure} {half}", f"{figure} {half.replace('.', '')}", f"{figure}{half}", f"{hour}:{minute:02d}"]
    return tuple(dict.fromkeys([*forms, f"{shown}:{minute:02d} {half}", f"{shown}:{minute:02d} {half[:-1]}"]))


def _dates(text: str) -> Iterator[Slot]:
    for match in _SPAN.finditer(text):
        first, last = (match.start("d"), match.end("m0")), (match.start("d2"), match.end())
        for (s, e), day, month, year in ((first, "d", "m0", None), (last, "d2", "m", match["y"])):
            yield Slot(s, e, "date", text[s:e], _date_forms(int(match[day]), int(match[month]), year))
    for rule in _DATE_RULES:
        for match in rule.finditer(text):
            g = match.groupdict()
            if g.get("d2"):
                forms = _range_forms(
                    int(g["d"]), int(g["d2"]), int(g["m"]), g["y"], "-" if len(g["to"]) < 4 else " to "
                )
            elif g.get("h"):
                forms = _clock_forms(int(g["h"]), int(g.get("min") or 0), g.get("part"))
            elif g.get("q"):
                k = ("I", "II", "III", "IV").index(g["q"]) if g["q"][0] in "IV" else int(g["q"]) - 1
                tail = (f" of {g['y']}", f" {g['y']}") if g.get("y") else ("",)
                forms = tuple(f"{q}{t}" for t in tail for q in (f"{_ORDINALS[k]} quarter", f"Q{k + 1}"))
            elif g.get("d"):
                forms = _date_forms(int(g["d"]), int(g["m"]), g.get("y"))
            else:
                forms = _month_forms(int(g["m"]), g.get("y"))
            yield Slot(match.start(), match.end(), "date", match.group(), forms)


def _plain(digits: str, fraction: str) -> str:
    whole = f"{int(digits):,}"
    return f"{whole}.{fraction}" if fraction else whole


def number_forms(figure: str, scale: str) -> tuple[str, ...]:
    """The English forms of a Vietnamese figure and its scale words; none where the reading is not certain.

    >>> number_forms("3,2", "tỷ")[0], number_forms("1.500", "tỷ")[0], number_forms("500", "nghìn")[0]
    ('3.2 billion', '1.5 trillion', '500,000')
    """
    power = sum(_SCALES[w] for w in scale.split())
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figure):
        digits, _, fraction = figure.replace(".", "").partition(",")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", figure):
        if power:  # "1,125 tỷ": a decimal, or thousands in the English manner
            return ()
        digits, fraction = figure.replace(",", ""), ""
    else:
        digits, _, fraction = figure.replace(",", ".").partition(".")
    if len(digits) > 15 or (digits.startswith("0") and len(digits) > 1):
        return ()
    if not power:
        plain = _plain(digits, fraction)
        if len(digits) == 4 and "." not in figure and "," not in figure:
            return (digits, plain)
        return tuple(dict.fromkeys((plain, plain.replace(",", ""))))
    if len(fraction) > power:
        return ()
    units = int(digits + fraction.ljust(power, "0"))
    forms = []
    for size, word in ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand")):
        if units >= 10**size:
            whole, rest = divmod(units, 10**size)
            tail = str(rest).rjust(size, "0").rstrip("0")
            if len(tail) <= 3:
                short = f"{whole:,}" + (f".{tail}" if tail else "")
                forms.append(f"{short} {word}")
                forms += [f"{short}{m}" for m in {"billion": ("bn",), "million": ("m", "mn")}.get(word, ())]
    long = f"{units:,}"
    forms = [long, *forms] if units < 10**6 or not forms else [*forms, long]
    return tuple(forms)


def _numbers(text: str) -> Iterator[Slot]:
    for match in _NUMBER.finditer(text):
        figure, scale = match["n"], match["scale"].strip()
        if len(figure) == 1 and not scale:
            continue
        forms = number_forms(figure, scale)
        if forms:
            surface = match.group().rstrip()
            yield Slot(match.start(), match.start() + len(surface), "number", surface, forms)


# ------------------------------------------------------------------------------------------------------------- names

_CAPITAL: Final = re.compile(rf"(?<![\w-])[{UPPER}][\w’'-]*")
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x)?"
    r"(?:uye|oai|oay|uay|uya|uoi|ieu|yeu|uou|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|a|e|i|o|u|y)"
    r"(?:ng|nh|ch|c|k|m|n|p|t)?",
    re.IGNORECASE,
)
_PLACE_CUE: Final = re.compile(
    r"(?<!\w)(?:xã|phường|huyện|quận|thôn|thị trấn|thị xã|đường|(?<!thành )phố)\s$", re.IGNORECASE
)


_RANKS: Final = {vi.lower(): forms for vi, forms in glossary.parse(glossary.RANKS).items()}
_RANK: Final = re.compile(rf"(?<!\w)({'|'.join(_RANKS)})\s$", re.IGNORECASE)


def _listed(names: str) -> frozenset[str]:
    return frozenset(name.strip() for line in names.splitlines() for name in line.split(";") if name.strip())


_SURNAMES: Final = frozenset(
    """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Mai Tô Lương Hà Trương Đào
    Lâm Phùng Vương Quách Tạ Thái Châu Tống Lưu Triệu Kiều Thạch Nông Hứa Giàng Lò Vàng Sùng Bế Chu Cao Doãn Khuất Lã La
    Mạc Nghiêm Ninh Phí Thân Tôn Trình Từ Ung Văn Viên
    """.split()
)
#: Open with a surname, and are translated or known under another name in English.
_SKIPPED: Final = _listed(
    """
    Hồ Chí Minh; Hồ Chủ; Hồ Tây; Hồ Gươm; Hồ Nam; Hồ Bắc; Hồ Cẩm Đào; Hà Nội; Hà Thành; Hà Lan; Hà Bắc; Hà Tây
    Thái Lan; Thái Sơn; Thái Bình Dương; Thái Anh Văn; Châu Âu; Châu Á; Châu Phi; Châu Mỹ; Văn Phòng; Văn Miếu; Văn Hóa
    Văn Học; Lâm Viên; Lâm Nghiệp; Đoàn Thanh; Đoàn Sở; Đoàn Kết; Đào Tạo; Cao Ủy; Cao Cấp; Cao Đẳng; Cao Hùng; Tôn Giáo
    Vàng Bạc; Viên Chăn; Trương Gia Giới; Triệu Tiên; Triệu Lạc Tế; Kiều Bào; Từ Liêm; Từ Thiện; Hoàng Sa; Hoàng Hà
    Hoàng Tuần Tài; Dương Tử; Dương Thiếu; Mai Linh; Lưu Vực; Lưu Hạc; Lưu Diệc Phi; Đông Nam; Bồ Đào Nha; Tây Ban Nha
    Vũ Hán; Tạ Ơn; Vương Nghị; Vương Hỗ Ninh; Lý Cường; Lý Khắc Cường; Lý Hiển Long; Trường Sa; Đài Loan; Thạch Thất
    """
)
#: Copied without diacritics wherever they stand.
_PLACES: Final = _listed(
    """
    An Giang; Bắc Giang; Bắc Kạn; Bạc Liêu; Bắc Ninh; Bến Tre; Bình Định; Bình Dương; Bình Phước; Bình Thuận; Cà Mau
    Cần Thơ; Cao Bằng; Đà Nẵng; Đắk Lắk; Đắc Lắc; Đắk Nông; Điện Biên; Đồng Nai; Đồng Tháp; Gia Lai; Hà Giang; Hà Nam
    Hà Tĩnh; Hải Dương; Hải Phòng; Hậu Giang; Hòa Bình; Hưng Yên; Khánh Hòa; Kiên Giang; Kon Tum; Lai Châu; Lâm Đồng
    Lạng Sơn; Lào Cai; Long An; Nam Định; Nghệ An; Ninh Bình; Ninh Thuận; Phú Thọ; Phú Yên; Quảng Bình; Quảng Nam
    Quảng Ngãi; Quảng Ninh; Quảng Trị; Sóc Trăng; Sơn La; Tây Ninh; Thái Bình; Thái Nguyên; Thanh Hóa; Tiền Giang
    Trà Vinh; Tuyên Quang; Vĩnh Long; Vĩnh Phúc; Yên Bái; Nha Trang; Đà Lạt; Phú Quốc; Vũng Tàu; Hạ Long; Hội An
    Côn Đảo; Cam Ranh
    """
)
#: Spelled like foreign names, but English has an adjective or another form, or they are common words.
_TRANSLATED: Final = frozenset(
    """
    Campuchia Ukraina Ukraine Ukrainian Malaysia Singapore Indonesia Philippines Myanmar Mianma Australia Canada Mexico
    Israel Iran Iraq Syria Pakistan Palestine Bangladesh Nepal Afghanistan Brazil Brasil Braxin Argentina Chile Peru
    Colombia Cuba Venezuela Italia Italy Romania Rumani Serbia Hungary Hungari Bulgaria Belarus Kazakhstan Uzbekistan
    Armenia Azerbaijan Nigeria Kenya Ethiopia Somalia Sudan Libya Algeria Tunisia Maroc Jordan Lebanon Qatar Yemen Oman
    Kuwait Bahrain Saudi Arabia Arab New South North East West Panama Ecuador Bolivia Paraguay Uruguay Jamaica Haiti
    Iceland Estonia Latvia Litva Lithuania Ghana Angola Mali Niger Uganda Rwanda Zambia Zimbabwe Mozambique Tanzania
    Congo Cameroon Slovakia Slovenia Croatia Bosnia Albania Montenegro Macedonia Georgia Moldova Turkmenistan Tajikistan
    Kyrgyzstan Brunei Fiji Samoa Taliban Matxcova Moskva Kiev Islam Hindu Internet Euro Olympic Olympics World Cup Asiad
    Baltic Catalan Catalonia Tibet Balkan Inca Maya Roma Slovak Latin Latinh Celsius Nobel Crimea Sunni Shiite Kurd Marx
    Bolshevik Lenin Marxist Caribe Ailen Noel Cadimi Scotland Koran Video Virus Camera Drone Robot Clip Top Show Live
    Fan Games Big Runner Gara
    """.split()
)


#: Plain capitalised syllables before or after a foreign name that are no part of it.
_APART: Final = frozenset(
    "Nga Anh Ba Hai Nam Trung Lan Theo Trong Khi Sau Do Cho Hay Hoa Kinh Trang Tin Ban Chi Phi".split()
)
_OPENING: Final = re.compile(r"(?:^|[.!?:;–-]\s|[\"“(])$")


def syllable(word: str) -> bool:
    """Whether a word is spelled like a Vietnamese syllable; foreign names are not.

    >>> [syllable(w) for w in ("Quang", "Đắk", "Putin", "Nga", "Reuters")]
    [True, True, False, True, False]
    """
    bare = fold(word)
    if not _SYLLABLE.fullmatch(bare) or (word.isascii() and bare.endswith("k")):  # "Đắk", but not "Cook"
        return False
    return bool(bare == word or not re.fullmatch(r"[a-zA-Z]+", word))


def _foreign(token: str) -> bool:
    """Whether English copies the token: a foreign word in Latin letters, or a name with a figure such as Su-57."""
    if token in _TRANSLATED or not token.isascii() or len(token) < 2:
        return False
    if any(c.isdigit() for c in token):
        return bool(re.fullmatch(r"[A-Z][A-Za-z]*-?\d+[A-Z]?", token)) and token[:2] not in ("TP", "QL", "Q1")
    if token.isupper():
        return False
    if re.search(r"-[a-z]", token):  # "Cam-pu-chia": a foreign name spelled by ear
        return False
    return all(part and not syllable(part) for part in re.split(r"['’]", token))


def _names(text: str, ranks: bool) -> Iterator[Slot]:
    for run in _runs(text):
        words = [text[s:e] for s, e in run]
        i = free = 0  # the word to look at, and the first that stands in no slot
        while i < len(words):
            skipped = next((n for n in (3, 2) if " ".join(words[i : i + n]) in _SKIPPED), 0)
            if skipped:
                i = free = i + skipped
                continue
            j = i
            while j < len(words) and _foreign(words[j]):
                j += 1
            if j > i:
                i, j = _widened(text, run, free, (i, j))
            else:
                j = i + _native(text[: run[i][0]], words[i:], opens=i == 0)
            if j > i:
                yield _named(text, run[i][0], run[j - 1][1], ranks)
                free = j
            i = max(j, i + 1)


def _widened(text: str, run: Sequence[tuple[int, int]], free: int, found: tuple[int, int]) -> tuple[int, int]:
    """A foreign name with the plain syllables that belong to it: "Hun Manith", "Kim Jong Un"."""

    def belongs(k: int) -> bool:
        word = text[run[k][0] : run[k][1]]
        return word.isascii() and word.isalpha() and not word.isupper() and word not in _APART | _TRANSLATED

    start, end = found
    while start > free and belongs(start - 1) and not _OPENING.search(text[: run[start - 1][0]]):
        start -= 1
    while end < len(run) and belongs(end):
        end += 1
    return start, end


def _named(text: str, start: int, end: int, ranks: bool) -> Slot:
    """The slot of a name, with ``ranks`` also the rank before it: "Đại tướng Lương Tam Quang"."""
    name = fold(text[start:end])
    rank = _RANK.search(text, max(0, start - 20), start) if ranks else None
    forms = (f"{r} {name}" for r in _RANKS[rank[1].lower()]) if rank else (name,)
    start = rank.start() if rank else start
    return Slot(start, end, "name", text[start:end], tuple(forms))


def _runs(text: str) -> list[list[tuple[int, int]]]:
    """Runs of capitalised words parted by single spaces, as the spans of the words."""
    runs: list[list[tuple[int, int]]] = []
    for match in _CAPITAL.finditer(text):
        span = (match.start(), match.start() + len(match.group().rstrip("’'-")))
        if runs and text[runs[-1][-1][1] : span[0]] == " ":
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _native(before: str, words: Sequence[str], *, opens: bool) -> int:
    """How many of the words are a Vietnamese person or place that begins with the first."""
    for n in (3, 2):
        if len(words) >= n and " ".join(words[:n]) in _PLACES:
            return n
    end = 0
    while end < min(4, len(words)) and syllable(words[end]) and not (words[end].isupper() and len(words[end]) > 1):
        end += 1
    if opens and end == len(words) and _PLACE_CUE.search(before):
        return end
    country = " ".join(words[1:3]) == "Việt Nam"  # "Đoàn Việt Nam" is no person
    return end if words[0] in _SURNAMES and end >= 2 and not country else 0


@lru_cache(maxsize=4)
def _glossary(extra: Extra) -> tuple[re.Pattern[str], dict[str, tuple[str, tuple[str, ...]]]]:
    """A pattern for all terms, the longest first, and what each stands for by its lower-case form."""
    known = {vi.lower(): ("term", forms) for vi, forms in glossary.terms().items()}
    known |= {vi.lower(): ("name", forms) for vi, forms in glossary.parse(glossary.NAMES).items()}
    known |= {clean(vi).lower(): ("term", (en,)) for vi, en in extra}
    spelled = "|".join(
        # "Sở Y tế", but not the end of "cơ sở y tế"; "Bộ Y tế", but not that of "cán bộ y tế"
        re.sub(r"^(?:b(?=ộ)|s(?=ở))", lambda m: f"(?-i:{m[0].upper()})", re.escape(vi))
        for vi in sorted(known, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w.])(?:{spelled})(?![\w&])(?!\s(?:Mỹ|Hoa Kỳ)\b)", re.IGNORECASE), known


#: In the plural these are no titles: "các Bộ Công an, Quốc phòng".
_MANY: Final = re.compile(r"(?<!\w)(?:các|nhiều|những)\s$", re.IGNORECASE)


def _terms(text: str, extra: Extra) -> Iterator[Slot]:
    pattern, known = _glossary(extra)
    for match in pattern.finditer(text):
        kind, forms = known[match.group().lower()]
        many = _MANY.search(text, max(0, match.start() - 10), match.start())
        if many and match.group().lower() not in {clean(vi).lower() for vi, _ in extra}:
            continue
        yield Slot(match.start(), match.end(), kind, match.group(), forms)


# ------------------------------------------------------------------------------------------------- masking, filling


def find(text: str, extra: Extra = (), *, ranks: bool = False) -> list[Slot]:
    """The places of a Vietnamese sentence (NFC) that may be masked, left to right, none over another.

    ``extra`` are (Vietnamese, English) terms of a user's own, before those of ``models.glossary``; with ``ranks`` a
    name and the rank before it are one.
    """
    taken: list[Slot] = []
    for found in (_terms(text, extra), _dates(text), _numbers(text), _names(text, ranks)):
        for slot in found:
            if all(slot.end <= t.start or slot.start >= t.end for t in taken):
                taken.append(slot)
    return sorted(taken, key=lambda s: s.start)


def _assign(slots: Sequence[Slot]) -> dict[str, Slot]:
    """Symbol → the first slot it stands for; equal values share one, and values beyond the symbols get none."""
    free = {"number": iter(NUMBERS), "date": iter(DATES), "name": iter(NAMES), "term": iter(TERMS)}
    given: dict[tuple[str, str], tuple[str | None, Slot]] = {}
    for slot in slots:
        if slot.key not in given:
            given[slot.key] = (next(free[slot.kind], None), slot)
    return {symbol: slot for symbol, slot in given.values() if symbol}


def clean(text: str) -> str:
    """The text as the models read it: tone marks in the classic place, no character that is a symbol here."""
    return tone_style(_ANY.sub("", text))


def _put(text: str, slots: Sequence[Slot], symbols: dict[str, Slot]) -> str:
    """The text with the symbols in the place of those slots they stand for."""
    known = {slot.key: symbol for symbol, slot in symbols.items()}
    for slot in reversed(slots):
        if slot.key in known:
            text = text[: slot.start] + known[slot.key] + text[slot.end :]
    return text


def mask(text: str, extra: Extra = ()) -> Masked:
    """A Vietnamese text with symbols in it, and what each stands for.

    >>> masked, symbols = mask("Ông Lương Tam Quang chi 3,2 tỷ đồng ngày 25/2.")
    >>> len(masked), sorted(slot.forms[0] for slot in symbols.values())
    (24, ['3.2 billion', 'February 25', 'Luong Tam Quang'])
    """
    text = clean(text)
    return _symbolic(text, find(text, extra))


def _symbolic(text: str, slots: Sequence[Slot]) -> Masked:
    symbols = _assign(slots)
    return _put(text, slots, symbols), symbols


#: The one body that English too knows by its letters; "ASEAN-Nga" would be copied whole.
_ASEAN: Final = re.compile(r"Hiệp hội các (?:quốc gia|nước) Đông Nam Á\s\(ASEAN\)")
_ASEAN_AND: Final = re.compile(rf"(ASEAN\b\)?)\s?[-–]\s?(?=[{UPPER}])")


def short_names(text: str, extra: Extra = ()) -> str:
    """The text with countries by their short names, of which English makes adjectives, and ASEAN; terms stay whole.

    >>> short_names("Cơ quan chức năng Liên bang Nga và CHDCND Lào; Hội đồng An ninh Liên bang Nga")
    'Cơ quan chức năng Nga và Lào; Hội đồng An ninh Liên bang Nga'
    """
    found = list(glossary.long_names().finditer(text))
    terms = [match.span() for match in _glossary(extra)[0].finditer(text)] if found else []
    for match in reversed(found):
        start, end = match.span()
        if all(e <= start or s >= end for s, e in terms):
            country = next(name for name in match.groups() if name)
            text = text[:start] + {"Trung Hoa": "Trung Quốc"}.get(country, country) + text[end:]
    if any("ASEAN" in vi for vi, _ in extra):  # a term of the user's own is looked for as it is written
        return text
    return _ASEAN_AND.sub(r"\1 - ", _ASEAN.sub("ASEAN", text))


_OFFICE: Final = re.compile(
    r"(?:(?:Permanent|First|Deputy|Vice|US|UN|General|alternate) )*"
    r"(?:Prime Minister|Minister|Secretary|Prosecutor General|State Auditor General|Chief Justice|Chief of"
    r"|(?:Politburo |Party Central Committee )?[Mm]ember)\b"
)
_PERSON: Final = re.compile(rf"(?:{'|'.join(_RANKS)})\s", re.IGNORECASE)
_BARE: Final = re.compile(r", (Bộ|Thứ) trưởng(?= làm [Tt]rưởng đoàn)")  # of the ministry whose delegation it is
_HONORED: Final = re.compile(r"(?<!\w)(?:đồng chí|ông|bà)\s$", re.IGNORECASE)
#: What makes an office another one: the next person's name, a country, a second office.
_GOES_ON: Final = re.compile(
    rf"\s(?:[{UPPER}]|(?:giai đoạn|khóa|kiêm|nhiệm kỳ|nước|phụ trách|thành phố|thời kỳ|tỉnh)\b)"
)
#: "Theo đề nghị của A, Thủ tướng …": an office behind a phrase like this is the next subject, unless a comma ends it.
_FRONTED: Final = re.compile(
    r"(?:^|[.;:,]\s)(?i:cùng|đáp lại|đón|gặp|hội đàm|hội kiến|nhận|phát biểu|sau|tại|thay mặt|theo|tiếp|trả lời"
    r"|trao đổi|trong|trước|về|với)\b[^,;]*$"
)
_ENDED: Final = re.compile(r"\s*(?:[,.;:)]|$)|\s(?:và|làm|dẫn đầu)\b")


def _offices(text: str, person: Slot, after: Sequence[Slot]) -> list[Slot]:
    """The offices that follow a person's name between commas; one before a capital may be the next person's."""
    ranked = _PERSON.match(person.surface) or _HONORED.search(text, max(0, person.start - 10), person.start)
    if person.kind != "name" or not ranked:
        return []
    found: list[Slot] = []
    end = person.end
    for slot in after:
        office = slot.kind == "term" and text[end : slot.start] == ", " and _OFFICE.match(slot.forms[0])
        if not office or _GOES_ON.match(text, slot.end):
            break
        found.append(slot)
        end = slot.end
    if found and _FRONTED.search(text[: person.start]):
        while found and not _ENDED.match(text, found[-1].end):
            found.pop()
    return found


def _with_offices(text: str, slots: Sequence[Slot]) -> list[Slot]:
    """The slots, a person and the offices after the name as one: "Đại tướng A, Ủy viên Bộ Chính trị"."""
    found: list[Slot] = []
    i = 0
    while i < len(slots):
        person, offices = slots[i], _offices(text, slots[i], slots[i + 1 :])
        i += 1 + len(offices)
        if offices:
            end = offices[-1].end
            titles = [office.forms[0] for office in offices]
            if bare := _BARE.match(text, end):
                end = bare.end()
                titles.append({"Bộ": "Minister", "Thứ": "Deputy Minister"}[bare[1]])
            listed = " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
            person = Slot(person.start, end, "name", text[person.start : end], (f"{person.forms[0]}, {listed}",))
        found.append(person)
    return found


#: "các thư ký, cố vấn, phó thủ tướng và đại biểu": the plural of a list holds for all of it.
_LISTED: Final = re.compile(r"(?<!\w)((?:các|những)\s[^.;]*, )(?=phó thủ tướng(?:,| và\b))", re.IGNORECASE)


def mask_sentence(text: str, extra: Extra = ()) -> Masked:
    """A sentence as the translator reads it: countries by their short names, a person with rank and offices as one.

    The translator takes a name and the office after it apart ("At the invitation of A, the Secretary of B and a
    delegation …") where each is a symbol of its own.
    """
    text = _LISTED.sub(r"\1các ", short_names(clean(text), extra))
    return _symbolic(text, _with_offices(text, find(text, extra, ranks=True)))


def mask_like(text: str, symbols: dict[str, Slot]) -> str:
    """A Vietnamese text with the symbols that another text was given, for the values both hold."""
    text = clean(text)
    return _put(text, find(text), symbols)


WORDS: Final = ("name", "term")
_EDGES: Final = ((r"(?<![\d.,])(?<!\w-)", r"(?!\d|[.,]\d)"), (r"(?<![\w-])", r"(?!\w)"))  # of figures, of names


def _english_pattern(slot: Slot) -> re.Pattern[str]:
    before, after = _EDGES[slot.kind in WORDS]
    forms = sorted(slot.forms, key=len, reverse=True)
    flags = re.IGNORECASE if slot.kind == "term" else re.NOFLAG
    return re.compile(rf"{before}(?:{'|'.join(map(re.escape, forms))}){after}", flags)


def plain(en: str) -> str:
    """English as the translator writes it: no diacritics, straight apostrophes, no symbols."""
    return fold(_ANY.sub("", en)).replace("’", "'")


def mask_pair(vi: str, en: str) -> tuple[str, str]:
    """Both sides of a training pair with symbols for what stands on both; the English without diacritics.

    >>> [_ANY.sub("#", text) for text in mask_pair("Ông Nguyễn Văn Bảy, 45 tuổi", "Nguyen Van Bay, aged 45")]
    ['Ông #, # tuổi', '#, aged #']
    """
    vi, en = short_names(clean(vi)), plain(en)
    slots = find(vi, ranks=True)
    times = Counter(slot.key for slot in slots)
    held: set[tuple[str, str]] = set()
    rest = en
    for slot in sorted({s.key: s for s in slots}.values(), key=lambda s: -max(map(len, s.forms))):
        rest, hits = _english_pattern(slot).subn("\x00", rest)
        words = slot.kind in WORDS
        if 0 < hits <= times[slot.key] + words and (words or hits == times[slot.key]):
            held.add(slot.key)
    symbols = _assign([slot for slot in slots if slot.key in held])
    for symbol, slot in sorted(symbols.items(), key=lambda item: -max(map(len, item[1].forms))):
        en = _english_pattern(slot).sub(symbol, en)
    return _put(vi, slots, symbols), en


def fits(translation: str, masked: str, spare: int = 0) -> bool:
    """Whether a translation holds every symbol of its source and no other; words up to ``spare`` times oftener."""
    wanted, found = Counter(_ANY.findall(masked)), Counter(_ANY.findall(translation))
    if wanted.keys() != found.keys():
        return False
    return all(found[c] <= wanted[c] + spare * (c in NAMES + TERMS) for c in wanted)


#: What takes an article wherever a preposition, a comma or "and" stands before it.
_DEFINITE: Final = re.compile(r"(?:Ministry|Department) of\b|(?:first|second|third|fourth) quarter\b")
_LINK: Final = re.compile(
    r"(?:\b(?:after|against|and|at|before|between|by|during|for|from|in|of|on|since|than|that|through|to|under|until|with|within)"
    r"|,)\s$",
    re.IGNORECASE,
)
_OWNED: Final = re.compile(
    rf"\b([Aa]fter|[Aa]t|[Bb]y|[Ff]ollowing|[Oo]n|[Uu]nder|[Uu]pon|[Ww]ith) (?:[A-Z][\w.]* )*([{NAMES}])'s (?:own )?"
    r"((?:\w+ ){0,2}(?:behalf|direction|invitation|leadership|proposal|request))\b"
)

#: "thăm và dự" word for word: the visit has lost its object.
_VISITED: Final = re.compile(r"\bvisited and (?=(?:attended|held|joined|met|took part|worked)\b)")

#: Two infinitives joined by a comma alone, as Vietnamese joins them: the last of a list gets its "and".
_VERB: Final = (
    "(?:combat|control|counter|detect|develop|enhance|ensure|expand|fight|handle|improve|maintain|prevent|promote|protect"
    "|resolve|strengthen|tackle|train)"
)
_JOINED: Final = re.compile(
    rf"\b((?:to|help(?: \w+){{1,3}}) {_VERB} [^,;.]+), (?={_VERB} (?![^,;.]* and {_VERB}\b)[^,;.]+(?:\.|$))"
)


def english(text: str, symbols: dict[str, Slot]) -> str:
    """The translation with English forms in place of the symbols, and endings of ordinals and plurals set right.

    The offices after a name stand once, between commas; a ministry or a quarter gets its article; a visit without an
    object is paid, and two infinitives get their "and".

    >>> _, symbols = mask("khóa 21, 3,2 triệu người")
    >>> english("the \ue000th and \ue001 people, secretarys and boys", symbols)
    'the 21st and 3.2 million people, secretaries and boys'
    >>> _, symbols = mask_sentence("Đại tướng Lê Văn Tâm, Bộ trưởng Bộ Công an đã đến.")
    >>> english("\ue00c came.", symbols), english("\ue00c's visit", symbols)
    ('General Le Van Tam, Minister of Public Security, came.', "General Le Van Tam's visit")
    >>> _, symbols = mask_sentence("Trong quý IV, Bộ Y tế")
    >>> english("In \ue008, \ue014", symbols), english("Vietnam's \ue014 in the \ue008", symbols)
    ('In the fourth quarter, the Ministry of Health', "Vietnam's Ministry of Health in the fourth quarter")
    """
    told: set[str] = set()

    def form(match: re.Match[str]) -> str:
        slot = symbols.get(match[0])
        if not slot:
            return ""
        whole, before, after = slot.forms[0], text[: match.start()], text[match.end() : match.end() + 1]
        if before.endswith(f"{match[0]} (") and after == ")":  # "Ngân hàng Nhà nước (NHNN)"
            return next((f for f in slot.forms if f.isupper()), whole)
        if _DEFINITE.match(whole) and _LINK.search(before):
            return f"the {whole}"
        name, comma, offices = whole.partition(", ") if slot.kind == "name" else (whole, "", "")
        if not comma or after in ("'", "-") or match[0] in told:
            return name
        told.add(match[0])
        return f"{name}, {offices}" + "," * bool(after and after not in ",.;:!?)")

    def owned(match: re.Match[str]) -> str:
        at, owner, what = match.groups()
        offices = owner in symbols and ", " in symbols[owner].forms[0]
        return f"{at} {'the ' * (what != 'behalf')}{what} of {owner}" if offices else match[0]

    text = _JOINED.sub(r"\1 and ", _VISITED.sub("paid a visit and ", _OWNED.sub(owned, text)))
    filled = re.sub(r"\b([a-z]+[b-df-hj-np-tv-z])ys\b", r"\1ies", _ANY.sub(form, text))
    return re.sub(r"\b(\d+)(?:st|nd|rd|th)\b", lambda m: m[1] + ordinal_ending(int(m[1])), filled)


def vietnamese(text: str, symbols: dict[str, Slot]) -> str:
    """The summary with the source's own words in place of the symbols.

    >>> _, symbols = mask("Quý I/2026, ông Nguyễn Văn Bảy")
    >>> vietnamese("Ông \ue00c nói về \ue008.", symbols)
    'Ông Nguyễn Văn Bảy nói về quý I/2026.'
    """

    def surface(match: re.Match[str]) -> str:
        slot = symbols.get(match[0])
        word = slot.surface if slot else ""
        return word[:1].lower() + word[1:] if slot and slot.kind == "date" else word

    return _ANY.sub(surface, text)
