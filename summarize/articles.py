"""From the text of a web page to the article on it: what is not the article is dropped, and it is said why."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from models.errors import InputError
from summarize.records import Article, Document
from summarize.sentences import split
from summarize.vietnamese import LOWER, STARTERS, UPPER

LEAST_SYLLABLES = 25
TITLE_SYLLABLES = 22
LONG_PARAGRAPH = 150

Dropped = list[tuple[str, str]]

#: From such a line on, nothing belongs to the article any more.
_END = re.compile(
    r"(?:tin|bài|các tin|các bài|video|chủ đề) (?:cùng (?:chuyên mục|chủ đề)|liên quan|mới nhất|mới|khác|nổi bật|đọc nhiều)"  # noqa: E501
    r"|tin (?:mới nhất|đọc nhiều|nóng)|(?:ý kiến )?bình luận(?: của bạn)?(?: \(\d+\))?|ý kiến(?: bạn đọc)?|đọc thêm|cùng chuyên mục"  # noqa: E501
    r"|có thể bạn quan tâm|đừng bỏ lỡ|đọc nhiều nhất|tin cùng (?:loại|tác giả)|mời bạn đọc",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"(?:hotline|đường dây nóng|email|điện thoại|fax|tòa soạn|toà soạn|giấy phép|tổng biên tập)\b.{0,120}$"
    r"|.{0,20}©|copyright|bản quyền|theo dõi .{1,60} trên|chia sẻ|facebook$|twitter$|zalo$|in bài|lưu bài|gửi email|copy link"  # noqa: E501
    r"|sao chép|xem thêm|xem tiếp|từ khóa|từ khoá|tags?\s*:|tags?$|chủ đề\s*:|đăng nhập|đăng ký|trang chủ|quảng cáo$|advertisement"  # noqa: E501
    r"|ca khúc\s*:|nghe (?:đọc )?bài|cỡ chữ|print$|thích$|bình luận|\[?link nguồn|google news|mời (?:quý )?(?:bạn đọc|độc giả)"  # noqa: E501
    r"|ý kiến của bạn sẽ|hiện chưa có bình luận|xin vui lòng gõ tiếng việt",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:^|[\s(\[_.*“\"|])(?:nguồn )?(?:ảnh|video|clip|đồ họa|đồ hoạ|infographic)(?: minh họa)?\s?:", re.IGNORECASE
)
_BULLET = re.compile(r"^(?:[*•▪●◦■]\s*|[-–—+]\s+|#{1,6}\s+|>\s+)+")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_LONG_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:hg]([0-5]\d)(?![\d])")
_HEAD_DATE = re.compile(r"^\s*date:?\s+(\d{4}-\d{2}(?:-\d{2})?)(?!\d)\s*", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_AGENCY = re.compile(
    rf"^\(([{UPPER}][^()\n]{{1,30}})\)\s*[-–—:.]\s*|^([{UPPER}]{{2,6}}O?|VOV|VTV\d?)\s+[-–—]\s+(?=[{UPPER}“\"])"
)
_AUTHOR = re.compile(
    r"^(?:tác giả|bài(?: và ảnh)?|thực hiện|phóng viên|pv|nhóm pv|biên tập)\s*:\s*(.{2,60})$", re.IGNORECASE
)
_SOURCE = re.compile(r"^\(?(?:theo|nguồn)\s*:?\s+([^():<>]{2,50}?)\)?\s*(?::\s*)?$", re.IGNORECASE)
_NAME = rf"[{UPPER}][{LOWER}{UPPER}.]*"
_BYLINE = re.compile(rf"^{_NAME}(?: {_NAME}){{0,4}}(?:\s*[-–,/]\s*{_NAME}(?: {_NAME}){{0,4}})*$")
_CLAUSE = re.compile(
    r"[,;:]\s|\s(?=(?:để|nhằm|khi|trong khi|và|do|vì|với|sau khi|trước khi|đồng thời|qua đó|trong|tại) )"
)

_SAVED = re.compile(r"Lưu bài viết thành công\s*Bạn có thể xem lại bài viết đã lưu ở trang\s*Tin bài đã lưu\s*")
_CLIP = re.compile(r"XEM (?:CLIP|VIDEO)\s*:?\s*(?:\([^()]{1,200}\)\s*)?")
_LINKED = re.compile(r"(?:\s*Nguồn:?\s*\[Link nguồn\])+\s*$")
_CREDIT = re.compile(
    r"\((?:Nguồn ảnh|Ảnh|Nguồn|Video|Đồ họa|Clip)[^():]{0,20}:[^()]{0,60}\)\.?|(?<![\w(])(?:Nguồn ảnh|Ảnh|Video|Đồ họa|Clip)\s?:\s?"  # noqa: E501
)
_TAIL = re.compile(
    rf"(?<=[.!?”\"…])\s*((?:{_NAME} ){{0,3}}{_NAME}(?: - (?:{_NAME} ){{0,3}}{_NAME})*)?\s*(\([Tt]heo\s?[^()]{{1,80}}\))?\s*$"  # noqa: E501
)


def extract(document: Document) -> Article:
    """The article in a document; an error where there is none."""
    dropped: Dropped = []
    lines = _rejoin_wrapped(document.text.split("\n"))
    facts = _Facts()
    lines = _read_head(lines, facts)
    title, title_at = _find_title(lines, dropped)
    body = _body(lines, title_at, title, facts, dropped)
    paragraphs = [p for line in body for p in (_clean_inline(line, facts, dropped),) if p]
    if paragraphs:
        paragraphs[0] = _strip_agency(paragraphs[0], facts)
    paragraphs = [re.sub(r"\s*\./\.$", ".", p) for p in paragraphs]
    if sum(len(p.split()) for p in paragraphs) < LEAST_SYLLABLES:
        raise InputError(
            f"{document.path}: holds no article", "Give a file with the article's full text.", "no_article"
        )
    if not title:
        title = shorten(paragraphs[0])
        dropped.append(("no title on the page: taken from the first sentence", title))
    lead = paragraphs[0] if len(paragraphs) > 1 and len(paragraphs[0].split()) <= LONG_PARAGRAPH else ""
    source = facts.source or (urlsplit(facts.url).hostname if facts.url else None)
    authors = tuple(dict.fromkeys(facts.authors))
    return Article(title, lead, tuple(paragraphs), facts.published, source, facts.url, authors, tuple(dropped))


class _Facts:
    """What the page says about the article, gathered on the way."""

    def __init__(self) -> None:
        self.published: str | None = None
        self.source: str | None = None
        self.url: str | None = None
        self.authors: list[str] = []


def shorten(paragraph: str) -> str:
    """The first sentence, cut at the end of a clause to a title's length; at a word where there is no clause."""
    spans = split(paragraph)
    sentence = (paragraph[spans[0][0] : spans[0][1]] if spans else paragraph).rstrip(" .…!")
    if len(sentence.split()) <= TITLE_SYLLABLES:
        return sentence
    cuts = [m.start() for m in _CLAUSE.finditer(sentence) if 6 <= len(sentence[: m.start()].split()) <= TITLE_SYLLABLES]
    strong = [c for c in cuts if sentence[c] in ";:," or re.match(r"\s(?:để|nhằm|khi|đồng)", sentence[c : c + 6])]
    if strong or cuts:
        return sentence[: (strong or cuts)[-1]].rstrip(" ,;:")
    return " ".join(sentence.split()[:TITLE_SYLLABLES])


def _rejoin_wrapped(lines: list[str]) -> list[str]:
    """Undo hard line ends: blocks whose lines are all of one middling length become one line each."""
    full = [line for line in lines if line.strip()]
    middling = [line for line in full if 50 <= len(line.strip()) <= 110]
    open_ended = [line for line in middling if line.rstrip()[-1] not in '.!?…:”"']
    if len(full) < 6 or len(middling) < 0.6 * len(full) or len(open_ended) < 0.6 * len(middling):
        return lines
    joined: list[str] = []
    for line in lines:
        previous = joined[-1].strip() if joined else ""
        if previous and line.strip() and (len(joined[-1]) > 50):
            joined[-1] = f"{previous} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _read_head(lines: list[str], facts: _Facts) -> list[str]:
    """Stripped lines that hold something; a ``date 2024-04`` before the first is read and cut."""
    kept = [line for line in (" ".join(line.split()) for line in lines) if line]
    if kept and (found := _HEAD_DATE.match(kept[0])):
        facts.published = found.group(1)
        kept[0] = kept[0][found.end() :]
    return [line for line in kept if line]


def _is_prose(line: str) -> bool:
    syllables = len(line.split())
    return syllables >= 45 or (
        syllables >= 10 and line.rstrip('"”’)»')[-1:] in (".", "!", "?", "…", ":") and not _CAPTION.search(line)
    )


def _date(line: str) -> str | None:
    """The date and time of a line that holds little else."""
    if len(line.split()) > 14:
        return None
    if found := _DATE.search(line):
        a, b, c, d, e, f = found.groups()
        year, month, day = (int(c), int(b), int(a)) if c else (int(d), int(e), int(f))
        rest = line[: found.start()] + " " + line[found.end() :]
    elif found := _LONG_DATE.search(line):
        day, month, year = (int(x) for x in found.groups())
        rest = line[: found.start()] + " " + line[found.end() :]
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2199):
        return None
    time = _TIME.search(rest)
    iso = f"{year:04}-{month:02}-{day:02}"
    return f"{iso}T{int(time.group(1)):02}:{time.group(2)}" if time else iso


def _find_title(lines: list[str], dropped: Dropped) -> tuple[str, int]:
    """The longest line before the first prose that reads like a title, and where it stands (-1: none)."""
    first = next((i for i, line in enumerate(lines) if _is_prose(line)), len(lines))
    best = -1
    for i, line in enumerate(lines[:first]):
        plain = _BULLET.sub("", line)
        size = len(plain.split())
        if (
            not 4 <= size <= 44
            or (plain.endswith(".") and not plain.endswith("..."))
            or _date(plain)
            or _URL.search(plain)
        ):
            continue
        if _CHROME.match(plain) or _CAPTION.search(plain) or _AUTHOR.match(plain) or _END.fullmatch(plain.rstrip(":")):
            continue
        if best < 0 or size > len(lines[best].split()):
            best = i
    if best < 0 and first == 0 and len(lines) > 1 and len(lines[0].split()) <= 30 and lines[0][-1] in "?!":
        best = 0
    return (_BULLET.sub("", lines[best]), best) if best >= 0 else ("", -1)


def _body(lines: list[str], title_at: int, title: str, facts: _Facts, dropped: Dropped) -> list[str]:
    """The prose lines after the title; everything else is dropped or read as a fact."""
    for i, line in enumerate(lines[: max(title_at, 0)]):
        date = _date(line)
        if date and not facts.published and i > 0 and title_at - i <= 1:
            facts.published = date
        dropped.append(("before the title", line))
    kept: list[str] = []
    ended = prose_seen = False
    i = title_at + 1
    while i < len(lines):
        line = _BULLET.sub("", lines[i]).strip()
        twice = i + 1 < len(lines) and lines[i + 1] == lines[i]
        i += 1
        if not line or line == title:
            continue
        prose_seen = prose_seen or (bool(kept) and _is_prose(kept[-1]))
        if (url := _URL.search(line)) and len(line.split()) <= 12:
            _read_source(line, url.group().rstrip(".,;"), facts, ended)
            dropped.append(("source", line))
        elif ended:
            dropped.append(("after the article", line))
        elif _END.fullmatch(line.rstrip(": .")):
            dropped.append(("page furniture", line))
            ended = prose_seen
        elif twice and len(line.split()) <= 45:
            dropped += [("caption (twice)", line)] * 2
            i += 1
        elif twice:
            dropped.append(("repeated", line))
        elif _CHROME.match(line) and len(line.split()) <= 30:
            dropped.append(("page furniture", line))
        elif (caption := _CAPTION.search(line)) and len(line.split()) <= 80 and len(line) - caption.start() <= 70:
            dropped.append(("caption", line))
        elif (author := _AUTHOR.match(line)) and len(line.split()) <= 12:
            facts.authors += _names(author.group(1))
            dropped.append(("byline", line))
        elif (date := _date(line)) and not _is_prose(line):
            facts.published = facts.published or (None if prose_seen else date)
            dropped.append(("date", line))
        elif (source := _SOURCE.match(line)) and len(line.split()) <= 8:
            facts.source = facts.source or source.group(1).strip()
            dropped.append(("source", line))
        elif _BYLINE.match(line) and len(line.split()) <= 12:
            if not facts.authors and (not prose_seen or i >= len(lines) - 3):
                facts.authors += _names(line)
            dropped.append(("byline", line))
        elif kept and kept[-1][-1] not in '.!?…:;”"' and line[0].islower():
            kept[-1] = f"{kept[-1]} {line}"
        else:
            kept.append(line)
    return _only_prose(kept, dropped)


def _only_prose(kept: list[str], dropped: Dropped) -> list[str]:
    """Drop the short lines that end in no stop: headings, menus, captions without a credit."""
    prose: list[str] = []
    for line in kept:
        ended = line.rstrip('"”’)»]')[-1:] in (".", "!", "?", "…", ":", ";", ",")
        if (ended and len(line.split()) >= 4) or len(line.split()) >= 25:
            prose.append(line)
        else:
            dropped.append(("heading or caption", line))
    return prose


def _names(text: str) -> list[str]:
    return [name.strip(" .") for name in re.split(r"\s+-\s+|[,;/–]", text) if name.strip(" .")]


def _read_source(line: str, url: str, facts: _Facts, ended: bool) -> None:
    label = line[: line.find("http")].strip(" <:")
    found = re.match(r"(?:theo|nguồn)\s*:?\s*(.{2,40})$", label, re.IGNORECASE)
    if found and not facts.source:
        facts.source = found.group(1).strip()
    if (label or not ended) and not facts.url:
        facts.url = url


def _strip_agency(lead: str, facts: _Facts) -> str:
    if found := _AGENCY.match(lead):
        facts.source = facts.source or (found.group(1) or found.group(2)).strip()
        return lead[found.end() :]
    return lead


def _clean_inline(text: str, facts: _Facts, dropped: Dropped) -> str:
    """Cut what a page has left inside a paragraph: buttons, captions with a credit, bylines and teasers at the end."""
    for pattern in (_SAVED, _CLIP):
        for found in pattern.finditer(text):
            dropped.append(("page furniture", found.group().strip()))
        text = pattern.sub("", text)
    if linked := _LINKED.search(text):
        text = text[: linked.start()].rstrip()
        spans = split(text)
        if len(spans) > 3:
            dropped.append(("teaser of another article", text[spans[-1][0] :]))
            text = text[: spans[-2][1]]
        dropped.append(("source", linked.group().strip()))
    if (
        len(text.split()) > 60
        and (tail := _TAIL.search(text, max(0, len(text) - 200)))
        and (tail.group(1) or tail.group(2))
    ):
        if tail.group(1) and not facts.authors:
            facts.authors += _names(tail.group(1))
        if tail.group(2):
            facts.source = facts.source or re.sub(r"^\([Tt]heo\s?|\)$", "", tail.group(2)).strip()
        dropped.append(("byline", tail.group().strip()))
        text = text[: tail.start()]
    return _cut_captions(text, dropped).strip()


def _cut_captions(text: str, dropped: Dropped) -> str:
    """Cut captions that end in a credit: from the end of the sentence before to the end of the credit."""
    parts: list[str] = []
    begin = 0
    while found := _CREDIT.search(text, begin):
        before = text[begin : found.start()]
        spans = split(before)
        if not spans:
            keep = begin
        elif before.rstrip()[-1] in ".!?…" or spans[-1][0] > 0:
            keep = begin + spans[-1][0]
        else:
            keep = begin
        end = found.end() if found.group().endswith((")", ").")) else _credit_end(text, found.end())
        parts.append(text[begin:keep].strip())
        dropped.append(("caption", text[keep:end].strip()))
        begin = end
    parts.append(text[begin:].strip())
    return " ".join(part for part in parts if part)


def _credit_end(text: str, at: int) -> int:
    """Where the name after ``Ảnh:`` ends; where that is not certain, the end of the sentence it runs into."""
    words = list(re.finditer(r"\S+", text[at : at + 120]))[:10]
    for n, word in enumerate(words):
        bare = word.group().strip('"“(')
        if n and (bare in STARTERS or word.group()[0] in '"“'):
            return at + word.start()
        if word.group().endswith(".") and n < 7 and (n > 0 or len(bare) > 2):
            return at + word.end()
        if n and n <= 3 and bare[:1].isupper() and n + 1 < len(words) and words[n + 1].group()[:1].islower():
            names = [w.group() for w in words[:n]]
            if all(w[:1].isupper() for w in names) and (n == 2 or (n == 1 and names[0].isupper())):
                return at + word.start()
    spans = split(text[at : at + 2000])
    return at + spans[0][1] if spans else len(text)
