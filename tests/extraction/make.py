"""Make the labelled pages: our own articles wrapped in the page patterns of Vietnamese outlets (``--out DIR``).

``articles_dev.txt`` and ``articles_held.txt`` hold invented articles, ``odd.txt`` pages written whole by hand.  A
pattern is a function that lays an article out and notes on the way what belongs to it (``para``) and what does not
(``chrome``).  Dev articles meet dev patterns only, held ones held patterns only.  Nothing is random: choices hang on
names.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import sys
import textwrap
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
HALVES = ("dev", "held")
WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
PAGES_PER_ARTICLE = 6


@dataclass
class Story:
    """One invented article; ``blocks`` are (kind, text): a paragraph has the kind ``""``."""

    name: str
    kind: str
    authors: tuple[str, ...]
    title: str
    blocks: list[tuple[str, str]]
    captions: list[str]
    others: list[Story] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)

    @property
    def lead(self) -> str:
        return self.blocks[0][1]

    @property
    def when(self) -> datetime.datetime:
        day = datetime.datetime(2024, 1, 3) + datetime.timedelta(days=number(self.name, "day") % 700)
        return day.replace(hour=5 + number(self.name, "hour") % 18, minute=number(self.name, "minute") % 60)


@dataclass
class Page:
    """A page in the making with its labels."""

    story: Story
    lines: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    chromes: list[str] = field(default_factory=list)
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    gap: str = "\n\n"

    def chrome(self, *lines: str) -> None:
        self.lines += lines
        self.chromes += lines

    def head(self, line: str | None = None) -> None:
        self.title = self.story.title
        self.lines.append(line or self.story.title)

    def date(self, form: str, *, time: bool = True) -> None:
        when = self.story.when
        weekday = "Chủ nhật" if when.weekday() == 6 else f"Thứ {WEEKDAYS[when.weekday()]}"
        self.chrome(when.strftime(form.replace("%A", weekday)))
        self.published = when.strftime("%Y-%m-%dT%H:%M" if time else "%Y-%m-%d")

    def byline(self, form: str = "{}", joint: str = " - ") -> None:
        self.authors = self.story.authors
        self.chrome(form.format(joint.join(self.authors)))

    def para(self, text: str, shown: str | None = None) -> None:
        self.paragraphs.append(text)
        self.lines.append(shown or text)

    def caption(self, at: int, form: str = "{}", times: int = 1) -> None:
        for caption in self.story.captions[at : at + 1]:
            self.chrome(*[form.format(caption)] * times)

    def record(self, half: str, pattern: str) -> dict[str, object]:
        return {
            "id": f"{half}-{pattern}-{self.story.name}",
            "half": half,
            "pattern": pattern,
            "text": self.gap.join(self.lines) + "\n",
            "title": self.title,
            "published": self.published,
            "source": self.source,
            "url": self.url,
            "authors": list(self.authors),
            "paragraphs": self.paragraphs,
            "chrome": self.chromes,
        }


def number(*names: str) -> int:
    """A number that hangs on the names only."""
    return int.from_bytes(hashlib.sha256("/".join(names).encode()).digest()[:6], "big")


def read_stories(half: str) -> list[Story]:
    """The articles of one half, each with its neighbours (for related stories) and readers' comments."""
    stories: list[Story] = []
    for part in (HERE / f"articles_{half}.txt").read_text("utf-8").split("\n## ")[0:]:
        head, title, *rest = part.removeprefix("## ").strip().split("\n")
        name, kind, *authors = head.split(" | ")
        blocks = [(line[0], line[2:]) if line[1] == " " and line[0] in "?@|" else ("", line) for line in rest]
        captions = [text[2:] for mark, text in blocks if not mark and text.startswith("^ ")]
        blocks = [block for block in blocks if not block[1].startswith("^ ")]
        stories.append(Story(name, kind, tuple(authors), title, blocks, captions))
    for i, story in enumerate(stories):
        turned = stories[i + 1 :] + stories[:i]
        story.others = turned[::3][:6]
        pool = COMMENTS[half]
        first = number(story.name, "comment") % len(pool)
        story.comments = (pool[first:] + pool[:first])[:4]
    return stories


# Readers' comments: prose that is not the article's.
COMMENTS = {
    "dev": [
        ("Hoàng Lâm", "Quê tôi cũng vậy, mong các cấp quan tâm hơn nữa tới bà con vùng sâu vùng xa."),
        ("thuy_nguyen88", "Đọc bài mà thấy thương quá, tôi nghĩ nên có biện pháp lâu dài chứ không thể chờ mãi được."),
        ("Trần Bá Đạt", "Theo tôi phải xử lý nghiêm để làm gương. Năm nào cũng nói mà có thay đổi gì đâu!"),
        ("Minh Quân", "Cảm ơn phóng viên đã đưa tin. Cho hỏi tôi có thể liên hệ ở đâu để ủng hộ ạ?"),
        ("nguoidan", "Ở khu tôi giá còn cao hơn nhiều, không biết ai kiểm tra việc này."),
        ("Lê Thu", "Hay quá, chúc mừng mọi người. Hy vọng nơi khác cũng học theo cách làm này."),
        ("Phúc Anh", "Tôi không đồng ý với ý kiến trong bài, vì thực tế ở địa phương tôi lại hoàn toàn khác."),
    ],
    "held": [
        ("Bùi Khánh", "Nhà tôi ngay gần đó, sáng ra xem mà không tin nổi vào mắt mình nữa."),
        ("gia_huy_2001", "Mình thấy số liệu này hơi lạc quan, thực tế đi chợ thì biết liền à."),
        ("Cô Tám", "Tội nghiệp bà con, làm cả năm mới được một vụ. Mong sớm có hỗ trợ kịp thời."),
        ("Vĩnh Tường", "Bao giờ mới xong đây, hứa từ năm này qua năm khác rồi các bác ơi."),
        ("Đỗ Kim", "Bài viết rất chi tiết và có tâm. Tôi đã gửi cho cả nhà cùng đọc."),
        ("anh.ba.xe.om", "Đề nghị công khai danh sách cho dân biết, làm vậy mới công bằng được chứ!"),
        ("Thanh Mai", "Con gái tôi cũng mơ ước như thế. Chúc cháu thành công và giữ gìn sức khỏe nhé."),
    ],
}


def body(page: Page, *between: tuple[int, Callable[[], None]], last: str | None = None) -> None:
    """The paragraphs, with what stands between them: (after which paragraph, what to do there)."""
    for i, (kind, text) in enumerate(page.story.blocks, 1):
        if kind == "|":
            page.chrome(text)
        else:
            page.para(text, last if last and i == len(page.story.blocks) else None)
        for at, action in between:
            if at == i:
                action()


# --- Dev patterns


def portal(page: Page) -> None:
    story = page.story
    page.chrome("Trang chủ", "Thời sự", "Dân sinh")
    page.date("%A, %-d/%-m/%Y, %H:%M (GMT+7)")
    page.head()
    body(
        page,
        (2, lambda: page.caption(0, "{}.", 2)),
        (3, lambda: page.chrome(f"Xem thêm: {story.others[0].title}")),
        (5, lambda: page.caption(1, "{}. Ảnh: Hoàng Giang")),
    )
    page.byline()
    page.chrome("Trở lại Thời sự", "Chia sẻ", "Copy link thành công", f"Ý kiến ({len(story.comments)})")
    page.chrome("Quan tâm nhất", "Mới nhất")
    for who, what in story.comments:
        page.chrome(what, who, "14 Trả lời Chia sẻ 10:22 hôm qua")
    page.chrome("Xem thêm 5 ý kiến", *(other.title for other in story.others[1:3]))


def party(page: Page) -> None:
    story = page.story
    page.chrome("Thứ Sáu, 28/11/2025 14:28 GMT+7", "  • Báo Bến Xa", "  • Hotline: 0901 222 333")
    page.chrome("  • Email: toasoan@benxa.example", "Tiếng nói của nhân dân vùng cửa sông", "Kinh tế - Xã hội")
    page.head()
    page.byline(joint=" – ")
    page.date("%A, %d/%m/%Y - %H:%M")
    page.source = "Bến Xa"
    blocks = story.blocks
    page.para(blocks[0][1], f"(Bến Xa) - {blocks[0][1]}")
    page.caption(0, "{}. Ảnh: Bích Liên")
    for i, (_, text) in enumerate(blocks[1:], 1):
        last = i == len(blocks) - 1
        page.para(text, re.sub(r"\.$", "./.", text) if last else None)
        if i == 3:
            page.caption(1, "{}_Ảnh: Bích Liên/Bến Xa")
    page.chrome("Từ khóa: nông thôn mới, hạ tầng, đời sống người dân", "In bài viết", "Gửi cho bạn bè")
    page.chrome("Tin cùng chuyên mục")
    for other in story.others[:3]:
        page.chrome(other.title, other.title, "Xã hội 28/11/2025", f"(Bến Xa) - {other.lead}")
    page.chrome("Xem thêm")


def oneline(page: Page) -> None:
    story = page.story
    page.head()
    texts = [text for _, text in story.blocks]
    page.paragraphs.append(" ".join(texts))
    inline = [f"{caption} (Ảnh: Minh An)." for caption in story.captions]
    bare = [f"{caption}. Ảnh:Reuters" for caption in story.captions]
    extra = inline if number(story.name, "inline") % 2 else bare
    page.chromes += extra
    button = "Lưu bài viết thành công Bạn có thể xem lại bài viết đã lưu ở trangTin bài đã lưu"
    pieces = [button, *texts[:2], *extra[:1], *texts[2:4], *extra[1:], *texts[4:]]
    if number(story.name, "tail") % 2:
        page.authors, page.source = story.authors, "AFP, Reuters"
        pieces.append(f"{' - '.join(story.authors)}(Theo AFP, Reuters)")
    else:
        page.chromes.append(story.others[0].lead)
        pieces.append(f"{story.others[0].lead} Nguồn: [Link nguồn]Nguồn: [Link nguồn]")
    page.chromes.append(button)
    page.lines.append(" ".join(pieces))


def wrapped(page: Page) -> None:
    page.head()
    page.date("Ngày %-d tháng %-m năm %Y", time=False)
    page.lines.append("")
    for i, (_, text) in enumerate(page.story.blocks):
        page.paragraphs.append(text)
        page.lines += [*textwrap.wrap(text, 78), ""]
        if i == 3:
            page.chrome("Trang 1/2")
            page.lines.append("")
    page.byline("Người viết: {}")
    page.chrome("Trang 2/2")
    page.gap = "\n"


def tabloid(page: Page) -> None:
    story = page.story
    page.chrome("TIN NÓNG", "Giá vàng", "SJC 148,2 149,7", "Nhẫn trơn 99,9 145,1 147,6", "Lịch vạn niên")
    page.chrome("Đường dây nóng: 0977 000 111 (Hà Nội) - 0977 000 222 (TP HCM)")
    page.head()
    page.date("%A, ngày %d/%m/%Y %H:%M (GMT+7)")
    page.chrome("Lưu bài viết thành công", "Bạn có thể xem lại bài viết đã lưu ở trang", "Tin bài đã lưu")
    body(
        page,
        (1, lambda: page.chrome(f">> {story.others[0].title}", f">> {story.others[1].title}")),
        (2, lambda: page.caption(0, "{}", 2)),
        (4, lambda: page.chrome("Bấm xem >>", f"Video: {story.others[2].title}.", "Bấm vào đây để xem video!")),
        (5, lambda: page.caption(1, "{}. (Ảnh: CTV)")),
    )
    page.source = "Báo Làng Xa"
    page.chrome("Theo Báo Làng Xa", "Chia sẻ bài viết này trên Facebook, Zalo")
    page.chrome("Mời bạn đọc theo dõi kênh Zalo của chúng tôi để cập nhật tin nhanh mỗi ngày.")
    page.chrome("Bài viết hay? Hãy đánh giá bài viết", "Gửi góp ý", "Tin nổi bật")
    for other in story.others[2:5]:
        page.chrome(other.title, other.lead)


def middle(page: Page) -> None:
    story = page.story
    page.chrome("Xã hội > Đời sống")
    page.head()
    page.byline("{} - Phóng viên")
    page.date("%d/%m/%Y %H:%M")
    page.chrome("0", "Zalo", "Facebook", "Bình luận")

    def related() -> None:
        page.chrome("Tin liên quan", *(other.title for other in story.others[:2]))

    body(page, (2, related), (4, lambda: page.caption(0)), (5, lambda: page.caption(1, "{} - Ảnh: Q.T.")))
    page.chrome("#đời sống", "#xã hội", "Chủ đề: Chuyện hôm nay", "Đọc nhiều")
    page.chrome(*(other.title for other in story.others[2:5]))
    page.chrome("Bình luận (2)")
    for who, what in story.comments[:2]:
        page.chrome(who, what, "Thích Trả lời 3 giờ trước")
    page.chrome("Đăng ký nhận bản tin", "Nhập email của bạn để nhận tin tức quan trọng nhất mỗi sáng.")


def untitled(page: Page) -> None:
    body(page, (3, lambda: page.caption(0, "{} (Ảnh: tư liệu)")))
    page.byline("PV {}", joint=", ")
    page.url = f"https://tin.example/{page.story.name}.html"
    page.source = "tin.example"
    page.chrome(page.url)


def live(page: Page) -> None:
    page.chrome("Trang chủ > Thời sự > Trực tiếp")
    page.head()
    page.date("%d/%m/%Y | %H:%M")
    page.chrome("Đang cập nhật", "Tự động làm mới sau 30 giây", "Sắp xếp: Mới nhất")
    for kind, text in page.story.blocks:
        if kind == "@":
            page.chrome(text)
        else:
            page.para(text)
            if len(page.paragraphs) == 3:
                page.caption(0, "{}. Ảnh: Xuân Lộc")
    page.byline()
    page.chrome("Chia sẻ", "Tin mới nhất", *(other.title for other in page.story.others[:3]))


def interview(page: Page) -> None:
    page.chrome("Góc nhìn", "Đối thoại")
    page.head()
    page.date("%H:%M %d/%m/%Y")
    for i, (kind, text) in enumerate(page.story.blocks):
        page.para(text, f"- {text}" if kind == "?" else None)
        if i == 2:
            page.caption(0, "{}. Ảnh: nhân vật cung cấp")
        if i == 6:
            page.chrome(f"Đọc thêm: {page.story.others[0].title}")
    page.byline("{} (thực hiện)")
    page.chrome("Lưu ý: Bình luận của bạn sẽ được kiểm duyệt trước khi hiển thị.", "Gửi bình luận")
    for who, what in page.story.comments[:3]:
        page.chrome(who, what, "Trả lời")


def press(page: Page) -> None:
    page.chrome("THÔNG CÁO BÁO CHÍ", "Để phát hành ngay")
    page.head(page.story.title.upper() if number(page.story.name) % 2 else None)
    if number(page.story.name) % 2:
        page.title = page.story.title.upper()
    place = page.story.when.strftime("TP HCM, ngày %-d tháng %-m năm %Y")
    page.chrome(place)
    page.published = page.story.when.strftime("%Y-%m-%d")
    body(page, (2, lambda: page.caption(0, "Ảnh: {}")))
    page.chrome("Thông tin liên hệ:", "Bà Nguyễn Thị Phương – Trưởng phòng Truyền thông")
    page.chrome("Điện thoại: 028 3811 0000 – Email: truyenthong@congty.example", "Website: www.congty.example", "###")


def frontpage(page: Page) -> None:
    story = page.story
    page.chrome("Báo Điện tử Cửa Sông - Tiếng nói của Đảng bộ, chính quyền và nhân dân vùng cửa sông")
    page.chrome("Trình duyệt của bạn không hỗ trợ phát âm thanh.", *(other.title for other in story.others[3:5]))
    page.chrome("Chính trị", "Xây dựng Đảng", "Kinh tế", "Nông nghiệp - Nông thôn")
    page.date("%A, %H:%M ngày %d/%m/%Y")
    page.head()
    page.chrome("Google News", "A", "A")
    lead = story.lead.rstrip(".")
    page.para(lead, f"CSO - {lead}")
    page.source = "CSO"
    for i, (_, text) in enumerate(story.blocks[1:], 1):
        page.para(text)
        if i == 2:
            page.caption(0, "{} - Ảnh: HÀ MY")
            page.chrome("Nhấn để phóng to ảnh")
        if i == 4:
            page.chrome("Quảng cáo", f"Bài liên quan: {story.others[0].title}", story.others[1].title)
    page.byline("Tin, ảnh: {}")
    page.chrome(f'Bạn đang đọc bài viết "{story.title}" tại chuyên mục Kinh tế.')
    page.chrome("Mọi ý kiến đóng góp xin gửi về hòm thư bandoc@cuasong.example hoặc đường dây nóng 0933 444 555.")
    page.chrome("Bình luận: 0", "Vui lòng đăng nhập để gửi bình luận.", "CÁC TIN KHÁC")
    page.chrome(*(f"{other.title} ({other.when:%d/%m})" for other in story.others[2:5]))
    page.chrome("Giấy phép hoạt động báo điện tử số 12/GP-BC", "Phó Tổng Biên tập phụ trách: Lương Thế Dũng")
    page.chrome("Địa chỉ: 45 Nguyễn Huệ, phường 1, thành phố Cửa Sông", "Bản quyền thuộc về Báo Cửa Sông.")


def reader(page: Page) -> None:
    story = page.story
    page.chrome("Mới nhất", "Podcasts", "Đăng nhập", "Góc nhìn")
    page.head()
    page.chrome("Lưu bài", "3 phút đọc")
    page.date("Cập nhật: %d/%m/%Y %H:%M GMT+7")
    page.chrome("Nghe bài viết này trên ứng dụng của chúng tôi.")
    body(
        page,
        (1, lambda: page.caption(0, "{} - (Ảnh minh họa: Internet)")),
        (2, lambda: page.chrome("Tin liên quan", story.others[0].title, "Vì sao giá nhà mãi không giảm?")),
        (4, lambda: page.chrome("Nội dung này chỉ dành cho thuê bao. Mua gói đọc báo từ 49.000 đồng mỗi tháng.")),
        (
            5,
            lambda: page.chrome(
                "Đọc ngay bản tin sáng để không bỏ lỡ tin quan trọng, đăng ký tại đây.", "ADVERTISEMENT"
            ),
        ),
    )
    page.byline("{} (từ Hà Nội)")
    page.chrome("Bài viết thể hiện quan điểm riêng của tác giả.", "Đồng ý", "Không đồng ý")
    for i, (who, what) in enumerate(story.comments):
        page.chrome(f"{who} · {i + 2} ngày trước", what)
    page.chrome("Trang này dùng cookie để cải thiện trải nghiệm của bạn.", "Chấp nhận")


def longscroll(page: Page) -> None:
    story, other = page.story, page.story.others[1]
    page.chrome("Thế giới", "Đời sống đó đây")
    page.head(f"# {story.title}")
    page.byline("{} | ")
    page.chrome("Thứ bảy, 08:00")
    body(page, (3, lambda: page.chrome(f"**Xem thêm:** {story.others[0].title}.", story.others[2].title + ".")))
    page.source = "Hãng tin Biển Đông"
    page.chrome("(Theo Hãng tin Biển Đông)", "Quay lại đầu trang", f"# {other.title}")
    page.chrome(f"{' - '.join(other.authors)} | ", other.when.strftime("%d/%m/%Y"))
    page.chrome(*(text for kind, text in other.blocks if not kind))


def kicker(page: Page) -> None:
    story = page.story
    page.chrome("Nhịp sống", "Chuyện hôm nay:")
    page.head()
    page.caption(0)
    body(
        page,
        (1, lambda: page.chrome("Tin bài cùng chủ đề:", f"- {story.others[0].title}", f"- {story.others[1].title}")),
        (3, lambda: page.chrome("Hình ảnh liên quan", "Nguồn hình ảnh, Getty Images")),
        (4, lambda: page.caption(1, "Chụp lại hình ảnh, {}.")),
    )
    page.authors, page.source = story.authors, "TTX"
    page.chrome(f"{' - '.join(story.authors)}/TTX")
    page.chrome("Xem phiên bản trên web", "Bạn nhận được email này vì đã đăng ký bản tin của chúng tôi.", "Hủy đăng ký")


def printed(page: Page) -> None:
    story = page.story
    page.chrome("Báo Cửa Sông - Số 1245 - Trang 3")
    page.lines.append("")
    page.head()
    page.lines.append("")
    page.byline()
    page.lines.append("")
    for i, (_, text) in enumerate(story.blocks):
        page.paragraphs.append(text)
        wrapped = textwrap.wrap(text, 64)
        if i in (1, 3, 4) and len(wrapped) > 1:
            page.lines += [*wrapped[:1], ""]
            page.chrome(f"Báo Cửa Sông - Số 1245 - Trang {i + 3}")
            page.lines += ["", *wrapped[1:], ""]
        else:
            page.lines += [*wrapped, ""]
    page.gap = "\n"


# --- Held patterns


def television(page: Page) -> None:
    story = page.story
    page.chrome("Truyền hình", "Podcast", "Tin tức", "Bản tin tối")
    page.head()
    page.date("Cập nhật lúc %H:%M - %d/%m/%Y")
    page.chrome("Nghe đọc bài 3:42", "Giọng nữ miền Bắc", "0:00 / 3:42", "1x")
    body(
        page,
        (1, lambda: page.caption(0)),
        (3, lambda: page.chrome(f"Tin cũ hơn: {story.others[0].title}")),
        (4, lambda: page.caption(1, "{} (Nguồn: Truyền hình Cửa Bể)")),
    )
    page.source = "Truyền hình Cửa Bể"
    page.chrome("Nguồn: Truyền hình Cửa Bể")
    page.chrome("* Mời quý vị theo dõi các chương trình đã phát sóng trên kênh của chúng tôi!")
    page.chrome("Từ khoá:", "thời sự", "hôm nay", "Bình luận của bạn", "Họ và tên", "Nội dung", "Gửi đi")
    page.chrome("Tin mới", *(other.title for other in story.others[1:4]))


def provincial(page: Page) -> None:
    story = page.story
    page.chrome("TRANG NHẤT | CHÍNH TRỊ | KINH TẾ | XÃ HỘI | VĂN HÓA | BẠN ĐỌC", "A- A A+", "Đọc bài")
    page.date("%H:%M, %d/%m/%Y [GMT+7]")
    page.head()
    body(page, (2, lambda: page.caption(0, "{}. Ảnh: C.T.V")), (4, lambda: page.caption(1, "{}. Ảnh MINH TÂM")))
    page.byline("Bài, ảnh: {}")
    page.chrome("Chia sẻ:", "Ý kiến bạn đọc", "Các tin khác", *(f"• {o.title} (12/10)" for o in story.others[:3]))
    page.chrome("Cơ quan chủ quản: Tỉnh ủy Cửa Bể", "Giấy phép số 124/GP-BTTTT cấp ngày 12/3/2021")
    page.chrome("Quyền Tổng Biên tập: Nông Văn Hiệp", "Trụ sở: 12 Trần Phú, phường Trung Tâm. ĐT: 0263 388 1234")
    page.chrome("® Ghi rõ nguồn khi phát hành lại thông tin từ trang này.")


def aggregator(page: Page) -> None:
    story = page.story
    page.chrome("Nóng", "Mới", "Video", "Chủ đề", "TIN LIÊN QUAN", *(other.title for other in story.others[:2]))
    page.head()
    page.source, page.url = "Xóm Mới", f"https://xommoi.example/{story.name}-{number(story.name) % 10**6}.html"
    page.chrome("Xóm Mới", "14 giờ trước", "2 liên quan", "Gốc")
    body(page, (2, lambda: page.caption(0, "{}. (Ảnh: Báo Xóm Mới)")), (4, lambda: page.caption(1, "{}.", 2)))
    page.byline()
    page.chrome(f"Nguồn Xóm Mới: {page.url}", "Tin cùng tác giả")
    page.chrome(*(line for other in story.others[2:5] for line in (other.title, other.lead)))


def phone(page: Page) -> None:
    story = page.story
    page.head()
    page.date("%d-%m-%Y %H:%M")
    page.chrome("Đọc bài gốc tại đây")
    for i, (_, text) in enumerate(story.blocks):
        words = text.split()
        cut = len(words) // 2 + number(story.name, str(i)) % 5
        while cut < len(words) and not (words[cut][0].islower() and words[cut - 1][-1].isalnum()):
            cut += 1
        page.paragraphs.append(text)
        page.lines += [" ".join(words[:cut]), " ".join(words[cut:])] if i in (2, 4) and cut < len(words) else [text]
        if i == 3:
            page.caption(0, "{} | Ảnh: Thu Trang")
    page.byline("{} (t/h)")
    page.chrome("Chia sẻ Facebook Zalo Sao chép liên kết", "Xem trên ứng dụng", "Menu", "Trang chủ", "Thể thao")
    page.lines = [unicodedata.normalize("NFD", line) for line in page.lines]


def magazine(page: Page) -> None:
    story = page.story
    page.chrome("Chuyên đề cuối tuần")
    page.head()
    page.byline("Tác giả: {}", joint=", ")
    quoted = next((t for _, t in story.blocks if "“" in t or '"' in t), story.blocks[2][1])
    pull = quoted.split('"')[1] if '"' in quoted else quoted.split(". ")[0]
    page.date("Xuất bản: %d.%m.%Y", time=False)
    body(
        page,
        (2, lambda: page.chrome("Chuyện bắt đầu từ đâu")),
        (3, lambda: page.caption(0)),
        (4, lambda: page.lines.append(f"“{pull}”")),
        (5, lambda: page.chrome("Con đường phía trước", "Đăng ký bản tin miễn phí của chúng tôi để không bỏ lỡ.")),
    )
    page.chrome("Bạn thấy bài viết này thế nào?", "Hữu ích", "Chưa hữu ích")
    for i, (who, what) in enumerate(story.comments):
        page.chrome(who, f"{i + 2} giờ trước", what, "Thích Trả lời Báo vi phạm")
    page.chrome("© Tạp chí Cuối Tuần. Mọi quyền được bảo lưu.")


def endless(page: Page) -> None:
    story = page.story
    page.chrome("Hà Nội 23°C Nhiều mây, không mưa", "Đà Nẵng 27°C Nắng nhẹ", "USD 25.130 25.490")
    page.head()
    page.date("%A %d/%m/%Y, %H:%M")
    body(page, (2, lambda: page.caption(0, "{}. Ảnh: TL")), (4, lambda: page.chrome(f"→ {story.others[0].title}")))
    page.byline()
    page.chrome("Thích 0 Chia sẻ", "Quảng cáo")
    other = story.others[1]
    page.chrome(other.title, other.when.strftime("%d/%m/%Y %H:%M"))
    page.chrome(*(text for kind, text in other.blocks if not kind))
    page.chrome(" - ".join(other.authors))


def network(page: Page) -> None:
    story = page.story
    page.chrome("Chuyện Làng Ta", "12 giờ ·", "Theo dõi")
    page.head(story.title.upper())
    page.title = story.title.upper()
    body(page)
    page.chrome("#chuyenlangta #tintuc #moinhat24h", "Tất cả cảm xúc:", "1,2K", "345 bình luận", "67 lượt chia sẻ")
    page.chrome("Thích Bình luận Chia sẻ", "Phù hợp nhất")
    for who, what in story.comments:
        page.chrome(who, what, "5 giờ Thích Phản hồi")
    page.chrome("Viết bình luận công khai...")
    page.gap = "\n"


def liveblog(page: Page) -> None:
    page.head()
    page.byline()
    page.date("%A, %d/%m/%Y")
    page.published = page.story.when.strftime("%Y-%m-%d")
    page.chrome("TƯỜNG THUẬT TRỰC TIẾP", "Có 3 cập nhật mới", "Bấm để tải lại")
    stamp = ""
    for kind, text in page.story.blocks:
        if kind == "@":
            stamp = text
            continue
        page.para(f"{stamp} - {text}" if stamp else text)
        if len(page.paragraphs) == 2:
            page.caption(0, "{} (Ảnh: độc giả cung cấp)")
    page.chrome("Xem thêm diễn biến trước đó", "Bài đọc nhiều", *(other.title for other in page.story.others[:3]))


def dialogue(page: Page) -> None:
    guest = page.story.title.split(":")[0].split('"')[0]
    page.head()
    page.chrome(page.story.when.strftime("%d/%m/%Y"))
    page.published = page.story.when.strftime("%Y-%m-%d")
    page.chrome("Thích", "Chia sẻ")
    for i, (kind, text) in enumerate(page.story.blocks):
        page.para(f"Phóng viên: {text}" if kind == "?" else text, f"* Phóng viên: {text}" if kind == "?" else None)
        if i == 4:
            page.caption(0, "{}. Ảnh: N.V")
    page.para("Xin cảm ơn vì cuộc trò chuyện!")
    page.byline("THỰC HIỆN: {}")
    page.chrome(f"Tin liên quan đến {guest.strip().lower()}", *(other.title for other in page.story.others[:2]))
    page.chrome("Cùng chuyên mục", *(other.title for other in page.story.others[2:4]))


def release(page: Page) -> None:
    page.chrome("Liên hệ báo chí | Tin doanh nghiệp | Thư viện ảnh")
    page.head()
    page.date("Ngày đăng: %d/%m/%Y", time=False)
    page.chrome("Lượt xem: 1.284")
    body(page, (3, lambda: page.caption(0, "Hình 1: {}")))
    page.chrome("Mọi thông tin chi tiết xin vui lòng liên hệ:", "Ông Phạm Quốc Huy, ĐT: 0909 000 999")
    page.chrome("Tải thông cáo bản PDF tại đây", "Trở về", "Đầu trang")


def photos(page: Page) -> None:
    page.head()
    page.byline("Ảnh và bài: {}")
    page.date("%H:%M | %d/%m/%Y")
    for i, (_, text) in enumerate(page.story.blocks):
        page.para(text)
        page.chrome(f"{i + 1}/{len(page.story.blocks)}", "Phóng to")
    page.chrome("Xem toàn màn hình", "Ảnh đẹp khác", *(other.title for other in page.story.others[:3]))


Pattern = Callable[[Page], None]
PATTERNS: dict[str, dict[str, tuple[Pattern, ...]]] = {
    "dev": {
        "news": (
            portal,
            party,
            oneline,
            wrapped,
            tabloid,
            middle,
            untitled,
            frontpage,
            reader,
            longscroll,
            kicker,
            printed,
        ),
        "table": (portal, middle, tabloid, reader),
        "live": (live,),
        "interview": (interview, portal),
        "press": (press, middle),
    },
    "held": {
        "news": (television, provincial, aggregator, phone, magazine, endless, network),
        "table": (television, aggregator, endless),
        "live": (liveblog,),
        "interview": (dialogue, phone),
        "press": (release, provincial),
        "photo": (photos, magazine),
    },
}


def read_odd() -> list[dict[str, object]]:
    """Pages written whole by hand: ``T`` title, ``P`` paragraph, ``C`` what is not the article, ``N`` not judged.

    A line with ``+`` goes on the paragraph before; what stands in ``⟦ ⟧`` is on the page and not in the article.
    """
    records: list[dict[str, object]] = []
    for part in (HERE / "odd.txt").read_text("utf-8").strip().removeprefix("## ").split("\n## "):
        head, *lines = part.strip("\n").split("\n")
        name, half, *facts = head.split(" | ")
        page = Page(Story(name, "odd", (), "", [], []), gap="\n")
        for line in lines:
            mark, text = line[:1], line[2:]
            page.lines.append(re.sub("[⟦⟧]", "", text))
            if mark == "T":
                page.title = text
            elif mark == "P":
                page.paragraphs.append(re.sub("⟦.*?⟧", "", text))
            elif mark == "+":
                page.paragraphs[-1] += f" {text}"
            elif mark == "C":
                page.chromes.append(text)
        for fact in facts:
            key, value = fact.split("=", 1)
            setattr(page, key, tuple(value.split("; ")) if key == "authors" else value)
        records.append(page.record(half, "odd"))
    return records


def make_pages() -> list[dict[str, object]]:
    """All pages with their labels, in a fixed order."""
    pages: list[dict[str, object]] = []
    for half in HALVES:
        for n, story in enumerate(read_stories(half)):
            patterns = PATTERNS[half][story.kind]
            for k in range(min(PAGES_PER_ARTICLE, len(patterns))):
                pattern = patterns[(n + k) % len(patterns)]
                page = Page(story)
                pattern(page)
                pages.append(page.record(half, pattern.__name__))
    return pages + read_odd()


def fingerprint(pages: list[dict[str, object]]) -> str:
    """The sha-256 of the pages and their labels."""
    return hashlib.sha256(json.dumps(pages, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "--out":
        raise SystemExit("usage: make.py --out DIR")
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for made in make_pages():
        (out / f"{made['id']}.txt").write_text(str(made["text"]), "utf-8")
        (out / f"{made['id']}.json").write_text(json.dumps(made, ensure_ascii=False, indent=1), "utf-8")
