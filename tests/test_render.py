"""Every writer says the same things and is safe for its own reader."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from samples import BRIEF, HOSTILE

from summarize import pages, render, wording

CONTRACT = """
id path title_vi headline brief summary_vi published source url authors sentences text checks coverage language
warnings models signature seconds
"""


def test_record_has_the_fields_of_the_contract_in_order():
    record = render.to_record(BRIEF)
    assert list(record) == CONTRACT.split()
    assert list(record["sentences"][0]) == ["en", "vi", "evidence", "flags", "support", "confidence"]
    assert list(record["checks"]) == ["numbers_unsupported", "names_unsupported", "repetition", "fallback"]
    assert record["brief"] == "The city opened bus route 7 on May 3. Tran Van Binh said a ticket costs VND9,000."
    a, b = record["sentences"][1]["evidence"][0]
    assert record["text"][a:b].startswith("Ông Trần Văn Bình")


@pytest.mark.parametrize("brief", [BRIEF, HOSTILE])
def test_record_survives_json_and_back(brief):
    line = render.json_line(brief)
    assert len(line.splitlines()) == 1 and not re.search("[\x00-\x1f\x7f-\x9f]", line)
    assert render.from_record(json.loads(line)) == brief


def test_json_keeps_vietnamese_readable():
    assert "Trần Văn Bình" in render.json_line(BRIEF)


@pytest.mark.parametrize("name", render.FORMATS)
@pytest.mark.parametrize("lang", ["en", "vi", "both"])
def test_every_format_carries_warnings_and_flags(name, lang):
    shown = render.briefs([BRIEF], name, lang).replace("\\", "").replace("&#x27;", "'")
    for needed in ("The article is short.", "the number 9,000 is not in the article", "Route Seven", "lead"):
        assert needed in shown
    if name not in ("json", "csv"):
        assert ("City opens new bus route" in shown) == (lang != "vi")
        assert ("Thành phố mở tuyến buýt mới" in shown) == (lang != "en")


def test_text_has_headline_brief_origin_and_marked_notes():
    lines = render.text(BRIEF).splitlines()
    assert lines[0] == "City opens new bus route"
    assert lines[4] == "Báo Thử · Lê Thử · May 3, 2025, 08:15 · https://example.org/buyt?a=1&b=2"
    assert lines[6:] == [f"! {note}" for note in wording.notes(BRIEF)] and len(lines) == 6 + 6


@pytest.mark.parametrize("name", ["text", "md", "html", "csv"])
def test_no_control_characters_reach_the_reader(name):
    shown = render.briefs([HOSTILE], name, "both").replace("\r\n", "\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e]", shown)
    assert "[31m" not in shown and "]0;" not in shown


@pytest.mark.parametrize(
    "raw, kept",
    [
        ("\x1b[1;31mđỏ\x1b[0m", "đỏ"),
        ("a\x1b]8;;http://x\x1b\\b\x1b]8;;\x07c", "abc"),
        ("\x9b31mx", "x"),
        ("mở \x1b] không đóng\ntiếp", "mở \ntiếp"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("\ufeffTiếng Việt\u200e", "Tiếng Việt"),
    ],
)
def test_clean(raw, kept):
    assert wording.clean(raw) == kept


@pytest.mark.parametrize(
    "raw, shown",
    [
        ("# Tin", "\\# Tin"),
        ("1. Tin", "1\\. Tin"),
        ("- a", "\\- a"),
        ("a - b", "a - b"),
        ("<b>x</b>", "\\<b\\>x\\</b\\>"),
        ("a_b `c` | d", "a\\_b \\`c\\` \\| d"),
        ("![x](y)", "!\\[x\\](y)"),
        ("a\n# b", "a # b"),
    ],
)
def test_markdown_escapes(raw, shown):
    assert render.escape_markdown(raw) == shown


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-1", "@x", "\t=1", "  =1", "＝1", "\x1b[0m=1"])
def test_formula_cells_are_neutralised(cell):
    row = next(csv.DictReader(io.StringIO(render.csv([replace(BRIEF, headline=cell)]), newline="")))
    assert row["headline"].startswith("'")
    assert row["brief"] == BRIEF.brief and row["authors"] == "Lê Thử"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a b", 'https://x"onclick=1', "ftp://x", "//x", "", None, "https://x\nfoo"]
)
def test_only_plain_web_addresses_become_links(url):
    assert wording.web_address(url) is None
    assert '<a href="h' not in pages.pairs([replace(BRIEF, url=url)])
