"""Where sentences begin and end, as spans; nothing is changed or lost."""

from __future__ import annotations

import re

from summarize.vietnamese import ABBREVIATIONS, LOWER

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(r"(?:\./\.|[.!?…]+)[\"”’'»)\]]*")
#: Where a page ran a heading into the paragraph below it: at least four words that end without a stop, then a capital
#: and an opening that no name begins with.
_RUN_IN = re.compile(
    r"(?:\S+\s+){3,24}"
    r"(?!(?:bài|chào|cuốn|của|dịp|khúc|mừng|mục|ngày|niệm|nhân|phim|Thị|trình|trong|Văn|và|vào|đến|từ|ứng)\s)"
    rf"\S*[{LOWER}\d%](\s+)(?=(?:(?:Rạng sáng|Sáng|Trưa|Chiều|Tối|Đêm)(?: (?:ngày|mùng|hôm|nay|qua|cùng ngày))? \d"
    r"|Ngày \d+[/.-]\d|Hôm nay|Hôm qua|Bên cạnh|Chốt|Cùng với|Ghi nhận|Hiện nay|Hiện tại|Kết thúc|Liên quan|Ngoài ra"
    r"|Như vậy|Phát biểu|Qua nghiên cứu|Sau khi|Tại|Theo(?! d)|Tính đến|Trả lời|Trong(?! sạch)|Trước đó|Tuy nhiên"
    r"|Đối với"
    rf"|(?:Khi|Mặc dù|Nếu|Để) [{LOWER}]+ [{LOWER}]+)\b[^.;:]{{0,90}}, )"
)
_OPENERS = "\"“‘'«([-–—*• "
_ENDS_BUT_FEW = "v.v"


def _word_before(text: str, start: int, at: int) -> str:
    """The characters before ``at`` back to a space or an opening mark, at most 40 of them."""
    begin = at
    while begin > start and at - begin < 40 and not text[begin - 1].isspace() and text[begin - 1] not in "\"“‘'«([,;:":
        begin -= 1
    return text[begin:at]


def _is_abbreviation(word: str) -> bool:
    if word.casefold() in ABBREVIATIONS:
        return True
    return all(len(part) == 1 and part.isupper() for part in word.split(".")) if word else False


def _ends(text: str, start: int, match: re.Match[str], line_end: int) -> bool:
    """Whether the stop in ``match`` ends the sentence that began at ``start``."""
    end = match.end()
    mark = match.group().rstrip("\"”’'»)]")
    closed = match.group()[len(mark) :]
    following = text[end : min(end + 40, line_end)]
    seen = following.lstrip(_OPENERS + "\u00a0\t")
    if not seen:
        return False
    word = _word_before(text, start, match.start())
    if not following[0].isspace():
        if not seen[0].isupper() or (following[0] in "-–—" and mark[-1] == "."):
            return False
        if "…" in mark or mark == "./." or len(mark) > 1:
            return True
        if closed:
            return closed[-1] in "”)»"
        chunk = text[max(start, match.start() - 30) : match.start()].rsplit(None, 1)[-1:] or [""]
        if "/" in chunk[0] or "@" in chunk[0] or chunk[0].casefold().startswith("www"):
            return False
        if mark != ".":
            return following[0].isupper()
        after = re.match(r"[^\W\d_]+", following)
        return bool(
            after
            and len(after.group()) >= 2
            and len(word) >= 2
            and word[-1].islower()
            and not _is_abbreviation(word)
            and not re.match(r"[^\W\d_]+\.[a-z]", following)
        )
    if not (seen[0].isupper() or seen[0].isdigit()):
        return seen[0] not in ".,;:!?…)]”’»" and not seen[0].islower()
    if mark == "." and not closed:
        if _is_abbreviation(word) and word.casefold() != _ENDS_BUT_FEW:
            return False
        if word.isdigit() and len(word) <= 2 and not text[start : match.start() - len(word)].strip(_OPENERS):
            return False
    return True


def split(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as (start, end) spans, in order, without the space around them.

    >>> text = "TP. Huế có 3,2 triệu khách… TS. Lan nói: “Rất vui.” Vé giá 1.500 đồng."
    >>> [text[s:e] for s, e in split(text)]
    ['TP. Huế có 3,2 triệu khách…', 'TS. Lan nói: “Rất vui.”', 'Vé giá 1.500 đồng.']
    >>> text = "Giá vàng tăng trở lại Chiều 3/2, giá vàng tăng mạnh."
    >>> [text[s:e] for s, e in split(text)]
    ['Giá vàng tăng trở lại', 'Chiều 3/2, giá vàng tăng mạnh.']
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for match in _STOP.finditer(text, line.start(), line.end()):
            if _ends(text, start, match, line.end()):
                _add(spans, text, start, match.end())
                start = match.end()
        _add(spans, text, start, line.end())
    return [part for span in spans for part in _without_heading(text, span)]


def _without_heading(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """A heading and the sentence it ran into as two spans; any other sentence as it is."""
    start, end = span
    found = _RUN_IN.match(text, start, end)
    return [(start, found.start(1)), (found.end(1), end)] if found else [span]


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
