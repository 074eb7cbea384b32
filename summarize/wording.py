"""What every format says of a brief, and strings that are safe to show.

Everything in a brief comes from a page someone else wrote: ``clean`` takes out what would act on a terminal or turn
the text around, and each writer escapes the rest for its own reader.
"""

from __future__ import annotations

import re

from models.text import MONTHS
from summarize.records import OWN, Brief, BriefSentence

# CSI (colours, cursor) and OSC/DCS (window title, links) sequences, then any other two-character escape.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Controls other than tab and newline, bidirectional overrides, surrogates, byte-order marks.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


# ---------------------------------------------------------------- safe strings


def clean(value: str) -> str:
    r"""``value`` without terminal escapes, control characters and bidirectional overrides; newlines stay.

    >>> clean("\x1b[31mHà Nội\x1b[0m\x07")
    'Hà Nội'
    """
    return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", _ESCAPES.sub("", value)))


def one_line(value: str) -> str:
    """``clean(value)`` with every run of white space as one space."""
    return " ".join(clean(value).split())


def web_address(url: str | None) -> str | None:
    """``url`` if it is a plain http(s) address, else ``None`` (no ``javascript:``, no blanks, no brackets)."""
    return url if url and re.fullmatch(r"https?://[^\s<>\"'`\\\x00-\x20\x7f-\x9f]+", url, re.IGNORECASE) else None


# ---------------------------------------------------------------- what every format says

# How the flags of ``checks`` and ``select`` read to a person; any other flag is shown as it is.
_PLAIN = {
    OWN: "in the article's own words, translated, not rewritten",
    "number not in the article: ": "has a number the article does not: ",
    "name not in the article: ": "has a name the article does not: ",
    "number of the source sentence missing: ": "leaves out a number of the Vietnamese sentence: ",
    "name of the source sentence missing: ": "leaves out a name of the Vietnamese sentence: ",
    "the translator is unsure": "may be mistranslated, the translator was unsure of it",
    "untranslated words": "has Vietnamese words left untranslated",
    "not a complete sentence": "is not a complete sentence",
}
REMARK = _PLAIN[OWN]  # says how the sentence was made, not that anything is wrong


KINDS = tuple(words.removesuffix(": ") for words in _PLAIN.values())  # what a reader can ask for


def plain(flag: str) -> str:
    """A sentence's flag in words for a reader.

    >>> plain("name not in the article: Hue"), plain("repeats itself")
    ('has a name the article does not: Hue', 'repeats itself')
    """
    for start, words in _PLAIN.items():
        if flag == start or (start.endswith(": ") and flag.startswith(start)):
            return words + flag[len(start) :]
    return flag


def kinds(brief: Brief) -> list[str]:
    """Which of ``KINDS`` the brief's sentences carry."""
    found = {plain(flag).split(": ")[0] for sentence in brief.sentences for flag in sentence.flags}
    return [kind for kind in KINDS if kind in found]


def notes(brief: Brief) -> list[str]:
    """Warnings, flags and failed checks as plain sentences, each once, in reading order."""
    checks = brief.checks
    found = list(brief.warnings)
    if checks.fallback:
        found.append(f"fallback: {checks.fallback}")
    flagged: dict[str, list[str]] = {}
    for number, sentence in enumerate(brief.sentences, 1):
        for flag in dict.fromkeys(sentence.flags):
            flagged.setdefault(plain(flag), []).append(str(number))
    for words, places in flagged.items():
        found.append(f"sentence{'s' * (len(places) > 1)} {', '.join(places)}: {words}")
    if checks.numbers_unsupported:
        found.append("numbers not found in the article: " + ", ".join(checks.numbers_unsupported))
    if checks.names_unsupported:
        found.append("names not found in the article: " + ", ".join(checks.names_unsupported))
    if checks.repetition:
        found.append("the brief repeats itself")
    return list(dict.fromkeys(one_line(note) for note in found))


def measures(sentence: BriefSentence) -> str:
    """How well a sentence is borne out, in figures.

    >>> measures(BriefSentence("Rain fell.", "Trời mưa.", support=1.0, confidence=0.618))
    '100 % in the evidence, translator 62 % sure'
    """
    parts = ((sentence.support, "{:.0f} % in the evidence"), (sentence.confidence, "translator {:.0f} % sure"))
    return ", ".join(words.format(100 * value) for value, words in parts if value is not None)


def doubtful(brief: Brief) -> int:
    """How many flags of its sentences say that something may be wrong."""
    return sum(len(sentence.faults) for sentence in brief.sentences)


def doubts(brief: Brief) -> list[str]:
    """The notes that say something may be wrong, not how a sentence was made."""
    return [note for note in notes(brief) if not note.endswith(REMARK)]


def english_date(published: str | None) -> str:
    """ISO date or date-time in English words; anything else as it is.

    >>> english_date("2025-12-09T17:08"), english_date("2024-04")
    ('December 9, 2025, 17:08', 'April 2024')
    """
    match = re.match(r"(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d))?)?", published or "")
    if not match or not 1 <= int(match[2]) <= 12:
        return published or ""
    month = MONTHS[int(match[2]) - 1]
    day = f"{month} {int(match[3])}, {match[1]}" if match[3] else f"{month} {match[1]}"
    return f"{day}, {match[4]}" if match[4] else day


def versions(brief: Brief, lang: str) -> list[tuple[str, str, str]]:
    """(language, title, paragraph) for each language that ``lang`` asks for."""
    english = ("en", brief.headline, brief.brief)
    vietnamese = ("vi", brief.title_vi, brief.summary_vi)
    return {"en": [english], "vi": [vietnamese], "both": [english, vietnamese]}[lang]


def origin(brief: Brief) -> list[str]:
    """Source, authors and date, where they are known."""
    return [part for part in (brief.source, ", ".join(brief.authors), english_date(brief.published)) if part]
