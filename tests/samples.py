"""A brief with something of everything, and one from a hostile page: what the writers' tests write."""

from __future__ import annotations

from dataclasses import replace

from summarize.records import Brief, BriefSentence, Checks

TEXT = "Thành phố mở tuyến buýt số 7 vào ngày 3/5.\n\nÔng Trần Văn Bình nói giá vé là 8.000 đồng."
FIRST, SECOND = (0, 42), (44, len(TEXT))

BRIEF = Brief(
    id="ab" * 32,
    path="tin/buyt.txt",
    title_vi="Thành phố mở tuyến buýt mới",
    headline="City opens new bus route",
    sentences=(
        BriefSentence("The city opened bus route 7 on May 3.", "Thành phố mở tuyến buýt số 7 ngày 3/5.", (FIRST,)),
        BriefSentence(
            "Tran Van Binh said a ticket costs VND9,000.",
            "Ông Trần Văn Bình nói vé giá 8.000 đồng.",
            (SECOND,),
            ("the number 9,000 is not in the article",),
            support=0.875,
            confidence=0.625,
        ),
    ),
    text=TEXT,
    published="2025-05-03T08:15",
    source="Báo Thử",
    url="https://example.org/buyt?a=1&b=2",
    authors=("Lê Thử",),
    checks=Checks(numbers_unsupported=("9,000",), names_unsupported=("Route Seven",), repetition=True, fallback="lead"),
    coverage=1.0,
    language="vi",
    warnings=("The article is short.",),
    models={"preset": "fake", "summarizer": {"name": "s"}, "translator": {"name": "t"}},
    signature="vibrief:0|preset:fake",
    seconds={"read": 0.1, "summarize": 0.2, "translate": 0.3, "total": 0.6},
)
NASTY = "\x1b[31m<script>alert('x')</script>\x1b]0;title\x07 \u202e*b* [l](javascript:x) =1\u2028end"
HOSTILE = replace(
    BRIEF,
    title_vi=NASTY,
    headline=NASTY,
    source=NASTY,
    url="javascript:alert(1)",
    path=NASTY,
    authors=(NASTY,),
    text=NASTY * 3,
    warnings=(NASTY,),
    published=NASTY,
    sentences=(BriefSentence(NASTY, NASTY, ((0, 10), (5, 900), (7, 7)), (NASTY,)),),
)
