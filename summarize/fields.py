"""Articles in JSON: which field is the title, the text, the date; by their usual names or as the user says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any

from models.errors import InputError, UsageError
from summarize.records import Facts

#: What an article's field is called in the wild, most telling name first.
USUAL: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name", "tieu_de"),
    "lead": ("sapo", "lead"),
    "text": ("text", "content", "body", "article", "articleBody", "maintext", "content_html", "noi_dung"),
    "published": ("published", "published_at", "datePublished", "date", "date_publish", "publish_date", "pubDate"),
    "source": ("source", "publisher", "site", "sitename", "site_name"),
    "url": ("url", "link", "canonical_url"),
    "authors": ("authors", "author", "byline"),
}
DEPTH = 4
VIETNAM = timezone(timedelta(hours=7))

_MARKUP = re.compile(r"</?(?:p|div|br|span|h[1-6]|li|a|b|strong|em|img)\b[^>]{0,2000}>", re.IGNORECASE)
_BLOCK = frozenset("p div br h1 h2 h3 h4 h5 h6 li ul ol tr table figure section article blockquote".split())
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)(?:\D{1,12}?(\d{1,2})[:h](\d{2}))?")
_TIME_FIRST = re.compile(r"(\d{1,2})[:h](\d{2})\D{1,12}?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")


def parse_options(given: tuple[str, ...]) -> dict[str, str]:
    """``("text=content", "title=meta.headline")`` as a mapping.

    Raises:
        UsageError: an option that is not ``NAME=KEY`` with a name of ``USUAL``.
    """
    fields = {}
    for option in given:
        name, equals, key = option.partition("=")
        if name not in USUAL or not equals or not key:
            raise UsageError(f"--field {option} is not NAME=KEY.", f"NAME is one of: {', '.join(USUAL)}.")
        fields[name] = key
    return fields


def read_json(text: str, fields: Mapping[str, str]) -> tuple[str, Facts]:
    """The paragraphs and facts of the article in a JSON object.

    Raises:
        InputError: kinds ``json``, ``nesting``, ``several``, ``no_fields``.
    """
    value = _load(text)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, list) and value:
        raise InputError(
            f"holds a list of {len(value)}", "Give one article per file, or one a line as .jsonl.", "several"
        )
    holder = _holder(value)
    found = {name: _find(value, holder, fields.get(name), names) for name, names in USUAL.items()}
    paragraphs = _paragraphs(found["text"])
    if not paragraphs:
        wanted = fields.get("text") or ", ".join(USUAL["text"])
        raise InputError(f"has no text in the field {wanted}", "Name the field: --field text=NAME.", "no_fields")
    lead = _paragraphs(found["lead"])
    if lead and lead[0] not in "\n".join(paragraphs):
        paragraphs = lead + paragraphs
    title = " ".join(_paragraphs(found["title"])) or None
    source, url = name_of(found["source"]), name_of(found["url"])
    facts = Facts(title, iso_date(found["published"]), source, url, authors_of(found["authors"]))
    return "\n\n".join([title, *paragraphs] if title else paragraphs), facts


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError("is nested too deeply", "Give one flat JSON object per article.", "nesting") from None
    except ValueError as error:
        raise InputError(f"is not JSON ({str(error)[:80]})", "Check the file.", "json") from None


def _holder(value: Any) -> dict[str, Any]:
    """The outermost object with a text; the other facts are looked for there first."""
    holders = (holder for level in _levels(value) for holder in level)
    return next((holder for holder in holders if any(_paragraphs(holder.get(n)) for n in USUAL["text"])), {})


def _find(value: Any, holder: dict[str, Any], wanted: str | None, names: tuple[str, ...]) -> Any:
    """The field the user names (``a.b`` looks into ``a``), or the first usual name beside the text, then around it."""
    if wanted:
        for key in [wanted] if isinstance(value, dict) and wanted in value else wanted.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        return value
    for level in ([holder], *_levels(value)):
        for name in names:
            for item in level:
                if (found := item.get(name)) and (not isinstance(found, dict) or "name" in found):
                    return found
    return None


def _levels(value: Any) -> Iterator[list[dict[str, Any]]]:
    """The objects at each depth, outermost first; lists are not looked into."""
    level = [value] if isinstance(value, dict) else []
    for _ in range(DEPTH):
        yield level
        level = [inner for holder in level for inner in holder.values() if isinstance(inner, dict)][:100]


def _paragraphs(value: Any) -> list[str]:
    """The lines of a string, of HTML in a string, or of a list of strings."""
    if isinstance(value, list):
        return [line for item in value[:10_000] if isinstance(item, str) for line in _paragraphs(item)]
    if not isinstance(value, str):
        return []
    text = strip_markup(value) if _MARKUP.search(value) else value
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def name_of(value: Any) -> str | None:
    """A string, or the name in an object such as ``{"@type": "Person", "name": …}``."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    return " ".join(value.split())[:300] or None if isinstance(value, str) else None


def authors_of(value: Any) -> tuple[str, ...]:
    names = [name_of(item) for item in (value[:20] if isinstance(value, list) else [value])]
    return tuple(
        dict.fromkeys(part.strip() for name in names if name for part in re.split("[,;]", name) if part.strip())
    )


def iso_date(value: Any) -> str | None:
    """A date as ISO 8601, Vietnam's time where it has a time and a zone; None where it is none.

    >>> iso_date("2025-12-09T22:08:00Z"), iso_date("Thứ ba, 09/12/2025 - 17:08"), iso_date(1765274880), iso_date("nay")
    ('2025-12-10T05:08', '2025-12-09T17:08', '2025-12-09T17:08', None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 5e12:
        return _iso(datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC))
    if not isinstance(value, str) or len(value) > 100:
        return None
    text = value.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _day_first(text)
    return _iso(moment) if len(text) > 10 else moment.date().isoformat()


def _iso(moment: datetime) -> str | None:
    if not 1900 < moment.year < 2200:
        return None
    return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M")


def _day_first(text: str) -> str | None:
    if found := _TIME_FIRST.search(text):
        hour, minute, day, month, year = found.groups()
    elif found := _DAY_FIRST.search(text):
        day, month, year, hour, minute = found.groups()
    else:
        return None
    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0))
    except ValueError:
        return None
    iso = _iso(moment)
    return iso if hour or iso is None else iso[:10]


class _Text(HTMLParser):
    """The text of a fragment of HTML, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag if tag in ("script", "style") else self.hidden
        self.parts.append("\n" if tag in _BLOCK else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = "" if tag == self.hidden else self.hidden
        self.parts.append("\n" if tag in _BLOCK else "")

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self.hidden else data)


def strip_markup(markup: str) -> str:
    """The text of a fragment of HTML.

    >>> strip_markup("<p>Giá <b>vàng</b> tăng</p><p>5 &amp; 6</p>").split()
    ['Giá', 'vàng', 'tăng', '5', '&', '6']
    """
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)
