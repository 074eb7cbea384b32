"""The HTML pages: self-contained, escaped, under a strict policy, and complete with scripts off."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from samples import BRIEF, FIRST, HOSTILE, TEXT

from summarize import pages
from summarize.records import Checks


class Page(HTMLParser):
    """Collects tags and their attributes, and checks that tags close in order."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(source)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


FAILURE = {"path": "<b>.txt", "id": None, "error": "empty", "message": "<i>empty</i>", "remedy": "none"}
DIGEST = pages.digest([HOSTILE, BRIEF], [FAILURE])


@pytest.mark.parametrize("source", [pages.pairs([BRIEF, HOSTILE], "both"), DIGEST, pages.digest([])])
def test_pages_are_self_contained_escaped_and_under_a_strict_policy(source):
    page = Page(source)
    names = {tag for tag, _ in page.tags}
    assert not names & {"link", "img", "iframe", "object", "form", "b-script", "base"}
    policies = [a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1 and policies[0].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policies[0] and policies[0].endswith("base-uri 'none'; form-action 'none'")
    for tag in ("style", "script"):
        inline = re.findall(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        hashes = re.findall(f"{tag}-src '([^']*)'", policies[0])
        assert hashes == ["sha256-" + base64.b64encode(hashlib.sha256(x.encode()).digest()).decode() for x in inline]
    assert not any(key in ("src", "style") or key.startswith("on") for _, a in page.tags for key in a)
    assert all(a["href"].startswith(("https://example.org/", "#")) for t, a in page.tags if t == "a")
    assert "url(" not in source and "@import" not in source and "<script>alert" not in source
    assert any(a.get("name") == "viewport" for _, a in page.tags)
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))


def test_with_scripts_off_all_stories_stand_and_the_tools_do_not():
    tags = Page(pages.digest([told("a", None), told("b", None)])).tags
    assert [a for t, a in tags if "hidden" in a] == [{"id": "tools", "hidden": None}]
    assert sum(t == "article" for t, _ in tags) == 2


def test_only_the_digest_has_a_script():
    assert "<script" not in pages.pairs([BRIEF]) and "<script" not in pages.digest([])
    assert DIGEST.count("<script") == 1


def test_html_marks_the_evidence_of_each_sentence_and_loses_no_text():
    source = pages.pairs([BRIEF])
    part = source[source.index('<div class="source"') :].split("</div>")[0]
    plain = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", part)
    assert plain == TEXT
    marks = re.findall(r'<mark class="s(\d)"[^>]*>(.*?)</mark>', part)
    assert marks == [("0", TEXT[:42]), ("1", TEXT[44:])]


def test_html_has_no_dead_links_and_underlines_only_doubts():
    one, two = BRIEF.sentences
    own = replace(one, flags=("the article's own sentence",))
    shared = replace(BRIEF, sentences=(own, replace(two, evidence=(FIRST,)), replace(one, evidence=())))
    source = pages.pairs([shared, BRIEF], "both")
    tags = Page(source).tags
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for t, a in tags if t == "a" and a["href"].startswith("#")} <= set(ids)
    assert '<mark class="s0" id="b1-s1">' in source and '<mark class="s1 doubt" id="b1-s2">' in source
    assert "Sentence 1: 100 % in the evidence<" in source
    assert "<li>Sentence 1: in the article&#x27;s own words, translated, not rewritten</li>" in source


def told(name, date, **more):
    """A brief of its own text, headed ``News <name>``."""
    text = " ".join(f"{name}{i}" for i in range(50))
    return replace(BRIEF, **{"path": name, "headline": f"News {name}", "published": date, "text": text, **more})


def test_digest_is_sorted_newest_first_and_counts_failures():
    dates = {"a": "2024-04", "b": None, "c": "2025-12-09T17:08", "d": "2025-12-09", "e": "yesterday"}
    page = pages.digest([told(name, date) for name, date in dates.items()], [FAILURE])
    assert re.findall(r"<h2>News (\w)</h2>", page) == ["c", "d", "a", "b", "e"]
    assert "5 briefs, 1 failed" in page and "&lt;i&gt;empty&lt;/i&gt;" in page and "folded" not in page


def test_near_duplicates_fold_into_the_best_of_them_with_all_their_sources():
    clean = {"checks": Checks(), "sentences": BRIEF.sentences[:1], "warnings": ()}
    same = [
        replace(told("a", "2025-01-02"), source="Báo Một"),
        replace(told("a", "2025-01-01", **clean), source="Báo Hai", path="a2", headline="News a2"),
        replace(told("a", None, **clean), source=None, url="https://example.org/x", path="a3", headline="News a3"),
    ]
    page = pages.digest([*same, told("b", "2025-01-03")])
    assert re.findall(r"<h2>News (\w+)</h2>", page) == ["b", "a2"], "dated and with nothing to check comes first"
    assert "4 briefs, 0 failed · near-duplicates folded: 2 stories" in page
    story = page[page.index("News a2") :].split("</article>")[0]
    assert "The same story in 2 more articles:" in story
    assert "<summary>Báo Một · January 2, 2025</summary>" in story and "<summary>example.org</summary>" in story
    assert "News a<" in story and "News a3" in story, "nothing of the folded briefs is lost"
    assert [a["value"] for t, a in Page(page).tags if t == "option"][:4] == ["", "Báo Hai", "Báo Một", "Báo Thử"]


# ---------------------------------------------------------------- in a browser

CHROMIUM = shutil.which("chromium")
TYPES = """
const field = document.getElementById('{field}')
field.value = '{value}'
field.dispatchEvent(new Event('input'))
"""
MEASURES = """
const fits = innerWidth === 360 && document.documentElement.scrollWidth <= 360
parent.postMessage(fits ? 'fits' : 'too wide', '*')
"""
FRAME = """<iframe src="phone.html" width="360" height="800"></iframe>
<script>onmessage = event => document.title = event.data</script>"""
BRIEFS = [
    told("a", "2025-01-03", source="Báo Một"),
    told("b", "2025-01-02", title_vi="Đường sắt Lào Cai", checks=Checks(), sentences=(), warnings=()),
    HOSTILE,
]


def browse(folder, source, *options):
    """The page as headless Chromium leaves it, and what it complained of."""
    file = folder / "page.html"
    file.write_text(source, encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--enable-logging=stderr", "--window-size=360,800", *options, file.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, encoding="utf-8", errors="replace")
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


def with_script(source, body):
    """``source`` with one more script at its end, allowed by its policy."""
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    old = "script-src '" if "script-src '" in source else "base-uri '"
    new = f"script-src 'sha256-{digest}' '" if "script-src '" in source else f"script-src 'sha256-{digest}'; base-uri '"
    return source.replace(old, new, 1).replace("</body>", f"<script>{body}</script></body>")


@pytest.mark.skipif(not CHROMIUM, reason="needs chromium")
@pytest.mark.parametrize(
    "field, value, shown",
    [
        ("words", "", 3),
        ("words", "duong SAT lao", 1),
        ("words", "đường", 1),
        ("words", "nothing like it", 0),
        ("source", "Báo Một", 1),
        ("flag", "clear", 1),
        ("flag", "check", 2),
    ],
)
def test_search_and_filters_work_under_the_policy(tmp_path, field, value, shown):
    source = with_script(pages.digest(BRIEFS), TYPES.format(field=field, value=value))
    dom, complaints = browse(tmp_path, source, "--dump-dom")
    assert not complaints
    tags = Page(dom).tags
    assert "hidden" not in next(a for t, a in tags if a.get("id") == "tools")
    assert sum("hidden" not in a for t, a in tags if t == "article") == shown


@pytest.mark.skipif(not CHROMIUM, reason="needs chromium")
def test_a_hit_in_a_folded_part_unfolds_it_and_no_other(tmp_path):
    source = with_script(pages.digest(BRIEFS), TYPES.format(field="words", value="duong sat"))
    dom, _ = browse(tmp_path, source, "--dump-dom")
    assert [t for t, a in Page(dom).tags if t == "details" and "open" in a] == ["details"]
    assert "open" in dom[dom.index("News b") :].split("<details")[1].split(">")[0]


@pytest.mark.skipif(not CHROMIUM, reason="needs chromium")
@pytest.mark.parametrize("source", [pages.digest(BRIEFS, [FAILURE]), pages.pairs(BRIEFS, "both")])
def test_no_page_is_wider_than_a_phone(tmp_path, source):
    # A headless window may be no narrower than 500 px; a frame in it may.
    (tmp_path / "phone.html").write_text(with_script(source, MEASURES), encoding="utf-8")
    dom, _ = browse(tmp_path, FRAME, "--dump-dom", "--virtual-time-budget=2000")
    assert "<title>fits</title>" in dom
