"""Facts about written Vietnamese, kept as data, and the one place that knows where a tone mark may stand."""

from __future__ import annotations

import re

#: A full stop after one of these ends no sentence (compared without regard to case).
ABBREVIATIONS = frozenset(
    [
        "tp",
        "ts",
        "gs",
        "pgs",
        "ths",
        "th.s",
        "bs",
        "bsck",
        "bscki",
        "bsckii",
        "ks",
        "cn",
        "nsnd",
        "nsưt",
        "ncs",
        "ktb",
        "kts",
        "ds",
        "đs",
        "lm",
        "hlv",
        "tx",
        "tt",
        "q",
        "p",
        "h",
        "x",
        "ql",
        "đt",
        "tr",
        "vd",
        "vđ",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "no",
        "vol",
        "pp",
        "tel",
        "gs.ts",
        "pgs.ts",
        "ts.bs",
        "pgs.ts.bs",
        "gs.tskh",
        "tskh",
        "ts.ls",
        "ths.bs",
        "ls",
        "ls.ts",
        "co",
        "ltd",
        "inc",
        "corp",
        "k/g",
        "đ/c",
        "d/c",
        "v/v",
        "u.s",
        "u.k",
        "tp.hcm",
        "vs",
        "ft",
        "cf",
    ]
)

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ"

#: Words with which a sentence often starts; used only where a page has lost the boundary before them.
STARTERS = frozenset(
    [
        "Ông",
        "Bà",
        "Chị",
        "Theo",
        "Trong",
        "Các",
        "Những",
        "Ngày",
        "Tại",
        "Khi",
        "Sau",
        "Đây",
        "Việc",
        "Một",
        "Trước",
        "Tuy",
        "Đồng",
        "Bên",
        "Cùng",
        "Với",
        "Để",
        "Về",
        "Đến",
        "Từ",
        "Nếu",
        "Ngoài",
        "Hiện",
        "Cơ",
        "Do",
        "Đó",
        "Đáng",
        "Mặc",
        "Nhiều",
        "Thủ",
        "Bộ",
        "Phó",
        "Tổng",
        "Chủ",
        "Cụ",
        "Căn",
        "Riêng",
        "Chiều",
        "Sáng",
        "Tối",
        "Đêm",
        "Hôm",
        "Như",
        "Nhưng",
        "Năm",
        "Vì",
        "Bởi",
        "Trên",
        "Dưới",
        "Qua",
        "Mới",
        "Khoảng",
        "Hơn",
        "Người",
        "Tuần",
        "Tháng",
        "Không",
        "Có",
        "Giá",
        "Cũng",
        "Số",
        "Vào",
        "Này",
        "Mỗi",
        "Lực",
        "Hai",
        "Ba",
        "Dù",
        "Quyết",
        "Nghị",
        "Luật",
        "Thực",
        "Nhà",
        "Đại",
        "Phía",
        "Giới",
    ]
)

#: Letters that only Vietnamese uses among languages in Latin script.
ONLY_VIETNAMESE = frozenset("ăđơưảạằắẳẵặầấẩẫậẻẽẹềếểễệỉịỏọồốổỗộờớởỡợủụừứửữựỳỷỹỵ")
FUNCTION_WORDS = frozenset(
    [
        "và",
        "của",
        "các",
        "là",
        "được",
        "trong",
        "cho",
        "với",
        "những",
        "không",
        "người",
        "này",
        "đã",
        "có",
        "một",
        "tại",
        "về",
        "đến",
        "từ",
        "khi",
        "ngày",
    ]
)
ASCII_FUNCTION_WORDS = frozenset(
    [
        "cua",
        "cac",
        "nguoi",
        "trong",
        "duoc",
        "khong",
        "nhung",
        "voi",
        "ngay",
        "theo",
        "mot",
        "nay",
        "viet",
        "thanh",
        "truong",
        "nuoc",
    ]
)

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
