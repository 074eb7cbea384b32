"""Web pages as lines of text: the body by trafilatura, title, date, source and authors from what the page declares."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from models.errors import InputError
from summarize import encodings
from summarize.fields import authors_of, iso_date, name_of
from summarize.records import Facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEAST_WORDS = 25
MAX_DEPTH = 250
MAX_ELEMENTS = 60_000

#: Elements that never hold the article.
_NOISE = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "iframe",
    "svg",
    "button",
    "select",
    "object",
    "math",
)
#: Blocks of Vietnamese pages that trafilatura does not know.
_BOXES = re.compile(
    r"\b(?:tin|bai|box)?[-_]?(?:lien|cung|khac|doc)[-_]?(?:quan|chuyen[-_]?muc|chu[-_]?de|nhieu|them)"
    r"|binh[-_]?luan|tin[-_]?(?:moi|khac|nong)|tu[-_]?khoa|caption|breadcrumb|\brelated|\bcomments?\b",
    re.IGNORECASE,
)
_BLOCKS = frozenset("p div br h1 h2 h3 h4 h5 h6 li tr td th section article header footer figure blockquote".split())
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)
_CHARSETS = re.compile(r"iso-8859-\d+|windows-\d+|cp125\d|gb\w+|big5|shift_jis|euc-\w+|koi8-\w", re.IGNORECASE)
_ISSUER = re.compile(r"\s+[-–—|·]\s+[^-–—|·]{2,40}$")


def read_html(data: bytes, charset: str | None = None) -> tuple[str, Facts, str | None]:
    """Title and paragraphs, facts, and the old encoding that was undone, if any.

    Raises:
        InputError: kinds ``empty``, ``binary``, ``nesting``.
    """
    tree = _parse(_decode(data, charset))
    declared = list(_declared(tree))
    encoding = _convert(tree)
    page_title, headings = _texts(tree, "title"), _texts(tree, "h1")
    _prune(tree)
    facts = _facts(tree, declared if encoding is None else [], page_title, headings)
    lines = _lines(tree)
    lead = _meta(tree, "og:description", "description") or ""
    if _is_lead(lead, lines, tree):
        lines.insert(0, lead)
    title = [facts.title] if facts.title else []
    return "\n\n".join(title + [line for line in lines if line != facts.title]), facts, encoding


def read_mhtml(data: bytes) -> tuple[str, Facts, str | None]:
    """The page in a saved web archive; its address is a fact.

    Raises:
        InputError: kind ``damaged`` and those of ``read_html``.
    """
    import email
    from dataclasses import replace

    message = email.message_from_bytes(data)
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not parts:
        raise InputError("holds no web page", "Save the page again as .html.", "damaged")
    payload = parts[0].get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    text, facts, encoding = read_html(content, parts[0].get_content_charset())
    address = str(message.get("Snapshot-Content-Location") or parts[0].get("Content-Location") or "").strip()
    if not facts.url and re.match(r"https?://\S+$", address):
        facts = replace(facts, url=address)
    return text, facts, encoding


def _decode(data: bytes, charset: str | None) -> str:
    """UTF-8 or UTF-16 as found, else the declared charset, else Western: an old Vietnamese one is undone later."""
    text = encodings.unicode_text(data)
    if text is not None:
        return text
    declared = _CHARSET.search(data[:4000])
    name = charset or (declared.group(1).decode("ascii", "replace") if declared else "")
    if not _CHARSETS.fullmatch(name) or re.fullmatch("iso-8859-1|windows-1252|cp1252", name, re.IGNORECASE):
        return encodings.western(data)
    try:
        return data.decode(name, "replace")
    except LookupError:
        return encodings.western(data)


def _parse(markup: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    if markup.count("<") > 2 * MAX_ELEMENTS:
        raise InputError(f"has over {MAX_ELEMENTS} elements", "Save the article alone, or its text.", "too_big")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = document_fromstring(markup.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise InputError("is empty", "Give a page that holds an article.", "empty") from None
    if _depth(tree) > MAX_DEPTH:
        raise InputError("is nested too deeply", "Save the article's text as .txt.", "nesting")
    return tree


def _depth(tree: HtmlElement) -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(depth, deepest)
    return deepest


def _convert(tree: HtmlElement) -> str | None:
    """Undo an old encoding in all texts and attributes that are read later; its name, or None."""
    visible = (
        text
        for element in tree.iter()
        for text in ("" if element.tag in _NOISE else element.text, element.tail)
        if text and text.strip()
    )
    name = encodings.recognise(" ".join(visible))
    if name is None or name == "VIQR":
        return None
    for element in tree.iter():
        element.text = encodings.convert(element.text, name) if element.text else element.text
        element.tail = encodings.convert(element.tail, name) if element.tail else element.tail
        if content := element.get("content"):
            element.set("content", encodings.convert(content, name))
    return name


def _prune(tree: HtmlElement) -> None:
    """Take out what is never article, and the boxes of Vietnamese pages, unless one holds a third of the page."""
    from lxml import etree

    etree.strip_elements(tree, *_NOISE, with_tail=False)
    total = len(tree.text_content())
    for element in list(tree.iter("div", "section", "ul", "p", "table", "figcaption", "span")):
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        named = element.tag == "figcaption" or (len(label) > 1 and _BOXES.search(label[:200]))
        if named and element.getparent() is not None and len(element.text_content()) * 3 < total:
            element.drop_tree()


# ---------------------------------------------------------------- the body


def _lines(tree: HtmlElement) -> list[str]:
    """The article's lines by trafilatura; where it finds too little, all lines of the page."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(
        tree, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False
    )
    lines = [line for line in (" ".join(line.split()) for line in (text or "").split("\n")) if line]
    if sum(len(line.split()) for line in lines) >= LEAST_WORDS:
        return lines
    return _all_lines(tree)


def _all_lines(tree: HtmlElement) -> list[str]:
    for element in tree.iter(*_BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    body = tree.find("body")
    text = (body if body is not None else tree).text_content()
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def _is_lead(lead: str, lines: list[str], tree: HtmlElement) -> bool:
    """Whether the page's description is the article's lead: shown on the page, a sentence, and not yet in the text."""
    if len(lead.split()) < 12 or lead[-1] not in '.!?…”"':
        return False
    start = lead[:60]
    return start not in " ".join(lines) and start in " ".join(tree.text_content().split())


# ---------------------------------------------------------------- the facts


def _facts(tree: HtmlElement, declared: list[dict[str, Any]], page_title: list[str], headings: list[str]) -> Facts:
    """What the page declares: JSON-LD first, then meta elements, then the heading and the window's title."""
    article = next((item for item in declared if item.get("headline") and item.get("datePublished")), {})
    published = iso_date(article.get("datePublished")) or iso_date(
        _meta(tree, "article:published_time", "pubdate", "datePublished", "publishdate", "date", "dc.date.issued")
    )
    times = [iso_date(time.get("datetime")) for time in tree.iter("time")]
    source = name_of(article.get("publisher")) or _meta(tree, "og:site_name")
    url = _meta(tree, "og:url") or next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    authors = authors_of(article.get("author")) or authors_of(_meta(tree, "article:author", "author"))
    return Facts(
        title=_title(name_of(article.get("headline")) or _meta(tree, "og:title"), page_title, headings, source),
        published=published or next((time for time in times if time), None),
        source=source,
        url=str(url).strip() if url and re.match(r"https?://\S+$", str(url).strip()) else None,
        authors=tuple(name for name in authors if not re.search("https?:|@|www", name) and name != source),
    )


def _title(declared: str | None, page_title: list[str], headings: list[str], source: str | None) -> str | None:
    """The heading the declared title agrees with; else that title without the name of the site at its end."""
    title = declared or next(iter(page_title), None)
    for heading in headings:
        if title and len(heading) > 10 and (heading[:40] in title or title[:40] in heading):
            return heading
    if declared is None and len(headings) == 1 and len(headings[0].split()) >= 4:
        return headings[0]
    if not title:
        return None
    if source and title.lower().endswith(source.lower()):
        title = title[: -len(source)].rstrip(" -–—|·") or title
    elif declared is None:
        title = _ISSUER.sub("", title)
    return title if len(title.split()) >= 3 else None


def _declared(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, also those in lists and graphs."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:20]:
        try:
            todo = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        for _ in range(200):
            if not todo:
                break
            item = todo.pop(0)
            if isinstance(item, dict):
                yield {key: _unescape(value) for key, value in item.items()}
                todo.append(item.get("@graph"))
            todo += item[:50] if isinstance(item, list) else []


def _unescape(value: Any) -> Any:
    return html.unescape(value) if isinstance(value, str) else value


def _meta(tree: HtmlElement, *names: str) -> str | None:
    """The content of the first meta element there is by one of the names."""
    wanted = {name.lower(): i for i, name in reversed(list(enumerate(names)))}
    found: dict[int, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = " ".join(html.unescape(meta.get("content") or "").split())
        if key in wanted and content:
            found.setdefault(wanted[key], content)
    return found[min(found)] if found else None


def _texts(tree: HtmlElement, tag: str) -> list[str]:
    texts = (" ".join(html.unescape(element.text_content()).split()) for element in tree.iter(tag))
    return [text for text in texts if text][:5]
