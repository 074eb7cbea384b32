"""What Vietnamese news pages say besides the article, kept as data: headings of boxes, buttons, calls to the reader."""

from __future__ import annotations

import re


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_STORIES = r"(?:(?:các|những) )?(?:tin|bài|tin bài|bài viết|video|chủ đề)(?: (?:tức|đọc))?"

#: Headings of boxes with other stories, as ``heading`` returns them.
RELATED = _any(
    rf"{_STORIES} cùng (?:chuyên mục|chủ đề|loại|tác giả|sự kiện)",
    rf"{_STORIES} (?:liên quan|mới|mới nhất|khác|nổi bật|đọc nhiều|xem nhiều|nhiều nhất|đáng chú ý|tiêu điểm|nóng)",
    r"mới nhất|nổi bật|tiêu điểm|cùng (?:chuyên mục|chủ đề|tác giả)|đọc (?:thêm|tiếp)|(?:đọc|xem) nhiều(?: nhất)?",
    r"có thể bạn (?:quan tâm|thích)|(?:đừng|không nên) bỏ lỡ|dành cho bạn|gợi ý cho bạn|mời bạn đọc",
)
COMMENTS = _any(
    r"(?:gửi |viết |tất cả )?(?:bình luận|ý kiến)(?: (?:của bạn|bạn đọc|độc giả|bình luận|phản hồi))?",
    r"phản hồi của bạn đọc",
)
#: Where the site speaks of itself, below everything else.
FOOTER = _any(
    r"[®©]", r"cơ quan (?:chủ quản|ngôn luận)", r"giấy phép (?:số|xuất bản|hoạt động|thiết lập)", r"ghi rõ nguồn"
)
#: The foot or head of a printed page.
RUNNING_HEAD = _any(r"(?:.{0,60}\s[-–|] )?trang \d+(?:/\d+)?")
CAPTION = _any(
    r"(?:nguồn|chụp lại|bản quyền) hình ảnh\b",
    r"(?:^|[\s(\[_.*“\"|])(?:nguồn )?(?:ảnh|video|clip|đồ họa|đồ hoạ|infographic)(?: minh họa)?\s?:",
)

#: A line that names who wrote the article, in one of the groups.
AUTHOR = re.compile(
    r"(?:tác giả|(?:tin|bài)(?:(?:,| và| -) ?(?:bài|ảnh|clip))*|ảnh(?:,| và) bài|(?:người )?(?:thực hiện|viết)|nhóm pv)"
    r"\s*:\s*([^?]{2,60})$|((?:nhóm|tổ) (?:phóng viên|pv)|ban biên tập)$"
    r"|([^.,:;?!]{2,40}?)\s*(?:[-–]\s*(?:phóng viên|biên tập viên)"
    r"|\((?:từ [^()]{2,30}|thực hiện|ghi|tổng hợp|t/h|(?:lược |biên )?dịch)\))$",
    re.IGNORECASE,
)
#: Left inside a paragraph by buttons and players.
SAVED = re.compile(r"Lưu bài viết thành công\s*Bạn có thể xem lại bài viết đã lưu ở trang\s*Tin bài đã lưu\s*")
CLIP = re.compile(r"XEM (?:CLIP|VIDEO)\s*:?\s*(?:\([^()]{1,200}\)\s*)?")
LINKED = re.compile(r"(?:\s*Nguồn:?\s*\[Link nguồn\])+\s*$")

#: Words of which the line under a reader's comment is made: "14 Thích Trả lời 2 giờ trước".
_MARK = frozenset(
    "thích trả lời phản hồi chia sẻ báo cáo vi phạm".split()
    + "hôm qua vừa xong trước giây phút giờ ngày tuần tháng · | - •".split()
)
_AGO = r"(?:khoảng )?\d+ (?:giây|phút|giờ|ngày|tuần|tháng) trước"
_AGO_ALONE = _any(_AGO)
_NAME_AND_AGO = _any(rf".{{2,40}}\s*[·•|,–-]\s*{_AGO}")

#: Lines that begin like this are no sentence of an article, however they end.
_CHROME = _any(
    r"(?:hotline|đường dây nóng|email|điện thoại|đt|fax|t[oò][aà] soạn|toà soạn|trụ sở|địa chỉ|website)\s*:",
    r"(?:từ kh[oó]a|từ khoá|tags?|chủ đề|ca khúc|chia sẻ|bình luận|ý kiến|thông tin liên hệ)\s*(?:\(\d+\))?\s*:",
    r"(?:phó |quyền )?tổng biên tập(?: phụ trách)?\s*:|giấy phép\s*:|.{0,20}[©®]|copyright|bản quyền thuộc",
    r"ý kiến của bạn sẽ|hiện chưa có bình luận|xin vui lòng gõ tiếng việt|lưu ý: bình luận|trình duyệt của bạn",
    r"(?:mọi |để biết thêm )?(?:thông tin|ý kiến|chi tiết|đóng góp) .{0,40}(?:xin|vui lòng) (?:liên hệ|gửi)",
    r"bạn có thể xem lại bài viết|bạn đang (?:đọc|xem) bài|bài viết (?:này )?(?:thể hiện|phản ánh) quan điểm",
    r"nội dung (?:này )?(?:chỉ )?dành cho (?:thuê bao|thành viên|hội viên)|trang (?:web )?này (?:sử )?dùng cookie",
    r"\[?link nguồn|google news|theo dõi .{1,60} trên$|bạn nhận được (?:email|thư) này",
)
#: Short lines that begin like this are buttons and labels; a sentence may begin so, too.
_BUTTON = _any(
    r"hotline|đường dây nóng|email|điện thoại|fax|t[oò][aà] soạn|giấy phép|tổng biên tập|bản quyền|chia sẻ|facebook",
    r"twitter|zalo|in bài|lưu bài|gửi (?:email|cho bạn)|copy link|sao chép|xem thêm|xem tiếp|từ kh[oó]a|từ khoá|tags?$",
    r"đăng nhập|đăng ký|trang chủ|quảng cáo$|advertisement|nghe (?:đọc )?bài|cỡ chữ|print$|thích$|bình luận",
    r"trở (?:lại|về)|quay lại|bấm (?:vào|xem)|nhấn (?:vào|để)|tải (?:app|ứng dụng)",
)
_BUTTON_WORDS = 6
_BANNER = _any(
    r"(?:báo|tạp chí|trang(?: tin)?) (?:điện tử|thông tin)", r".{0,60}(?:tiếng nói|cơ quan ngôn luận|diễn đàn) của"
)
#: A line that points to another story.
_POINTER = _any(
    r"(?:>>+|→|»|►|▶|⇒|☞|👉)\s*\S",
    r"\*?\s*(?:xem|đọc|nghe|tham khảo|tìm hiểu)(?: thêm| tiếp| ngay)\s*[:>|]",
    r"\*?\s*(?:tin|bài|bài viết|video) (?:liên quan|cùng chủ đề)\s*[:>|]",
)
#: A sentence that begins with the first and goes on with the second is addressed to the reader.
_CALL = _any(
    r"\*?\s*(?:mời|xin mời|hãy|vui lòng|nhập|bấm|nhấn|nhấp|click|tải|theo dõi|đăng ký|gửi|đọc ngay|nghe bài)\b",
    r"\*?\s*để không bỏ lỡ",
)
_CALLED = _any(
    r"bạn đọc|độc giả|khán giả|quý vị|của bạn|(?:của )?chúng tôi|bản tin|fanpage|kênh (?:zalo|youtube|telegram)",
    r"(?:tại|vào) đây|gửi bình luận",
)


def is_sentence(line: str, least: int = 8) -> bool:
    """Whether the line has so many words and ends like a sentence."""
    return len(line.split()) >= least and line.rstrip('"”’)»')[-1:] in (".", "!", "?", "…")


def is_furniture(line: str) -> bool:
    """Whether a line is a label, a button, a caption or a call to the reader.

    >>> [is_furniture(x) for x in ("Chia sẻ bài viết", "Chia sẻ với báo giới, ông Hà nói ông sẽ nghỉ.", "Ảnh: An")]
    [True, False, True]
    """
    if len(line.split()) > 30:
        return bool(CAPTION.search(line))
    call = (found := _CALL.match(line)) and _CALLED.search(line, found.end())
    button = len(line.split()) <= _BUTTON_WORDS and _BUTTON.match(line)
    label = not is_sentence(line) and (button or _BANNER.match(line))
    return bool(
        call
        or label
        or RUNNING_HEAD.fullmatch(line)
        or _CHROME.match(line)
        or _POINTER.match(line)
        or CAPTION.search(line)
    )


def heading(line: str) -> str:
    """A line without bullet, count and end marks, as headings of boxes are compared.

    >>> heading("• Bình luận (12):")
    'Bình luận'
    """
    return line if len(line) > 80 else re.sub(r"^[\s*•▪●◦■#>+–—-]+|[\s:.…>»]*(?:\(?\d+\)?)?[\s:.…>»]*$", "", line)


def comment_start(lines: list[str], i: int) -> int:
    """Where a reader's comment begins whose time or buttons stand in line ``i``; -1 if they do not."""

    def is_name(k: int) -> bool:
        return k >= 0 and len(lines[k].split()) <= 4 and lines[k][-1] not in '.!?…:”"'

    if i + 1 < len(lines) and is_sentence(lines[i + 1], 3):
        if _NAME_AND_AGO.fullmatch(lines[i]):
            return i
        if _AGO_ALONE.fullmatch(lines[i]) and is_name(i - 1):
            return i - 1
    words = lines[i].casefold().split()
    if not 3 <= len(words) <= 12 or not re.search("trả lời|phản hồi", " ".join(words)):
        return -1
    if any(word not in _MARK and not re.fullmatch(r"[\d:/-]+", word) for word in words):
        return -1
    return i - 2 if is_name(i - 1) or is_name(i - 2) else i - 1
