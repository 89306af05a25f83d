"""What a short line beside a headline is, when it is neither headline nor byline.

Between a page's menus and its story stand a kicker, dates, buttons, and links to other stories.  None of
them is a headline, a section or a person; every reader of a page's header asks the same questions here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleaners import characters
from cleaners.facts import dates
from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Block

LABEL_LENGTH = 60
"""Characters of the longest button label: "Listen to this article 4 min"."""
STAMP_WORDS = 2
"""Words that a date line may have beside its dates and their labels: a weekday, a name, a zone."""
MENU_WORDS = 4
MENU_SHARE = 0.6
"""So many words make a menu of one line, if this share of them are names of sections."""

_LETTERS = re.compile(r"\w+")
_LEAD_MARK = re.compile(r"\s{0,3}[:：|»›>–—-]\s{0,3}(?=\S)")
_COUNTS = " \t.:,;()[]|·•0123456789"
_DURATION = re.compile(
    r"[\s(]{0,3}\d{1,3}\s?(?::\d\d|mins?|minutes?|minuten|min\.?|m|s|sec|분|分|分钟|分鐘)?"
    r"(?:\s?\d{1,2}\s?(?:secs?|seconds?|sekunden|s|초|秒))?\)?$",
    re.IGNORECASE,
)
_SIZE_WIDGET = re.compile(r"(?:[Aa][\s/|]{0,3}(?:\+{1,2}|[-–]{1,2})?[\s/|,]{0,3}){2,6}|[Aa]\s?[+–-]")
_BARS = re.compile(r"\s*[|·•]\s*")
_GLUED_COUNT = re.compile(r"(?<=\b(?:19|20)\d\d)(?=\d{1,4}(?:[.,]\d{3})?\s?[^\W\d_])")


@cache
def words(table: str) -> frozenset[str]:
    """One word list of `lexicon/sections.toml`, case-folded."""
    return tables.folded("sections", table)


@cache
def _stamp_words() -> frozenset[str]:
    """Single words that labels of dates are made of."""
    spoken = [word for name in ("published", "modified", "beside") for word in tables.words("dates", name)]
    return frozenset(part for word in spoken for part in characters.words(word)) | {
        word.strip(".") for word in labels.words("weekday") | labels.words("filler")
    }


@cache
def _sizes() -> re.Pattern[str]:
    return re.compile(rf"(?:\s?(?:{tables.alternation(words('size'))})){{1,6}}", re.IGNORECASE)


_COUNT_IN_WORD = re.compile(r"[^\W\d_](?=\d)(?!.*[^\W\d_]\d)")
"""The letter that the last count of a line is glued to."""


@cache
def _meter() -> re.Pattern[str]:
    """A count of comments, or the minutes that reading takes, before the word or behind it."""
    counted, none, minutes, read, reading = (
        tables.alternation(tables.words("counts", name))
        for name in ("meter", "none", "minutes", "read", "reading")
    )
    return re.compile(
        rf"(?:\d{{1,6}}(?:[.,]\d{{1,3}})?\s?[KkMm]?\+?|{none})?\s?(?:{counted})"
        rf"|\d{{1,3}}\s?-?\s?(?:{minutes})\.?\s?(?:{read})?"
        rf"|(?:{reading})\s?:?\s?\d{{1,3}}\s?min\w{{0,4}}\.?",
        re.IGNORECASE,
    )


def is_lead(text: str) -> bool:
    """Whether a line introduces another story: "Read also: Canal dredged again".

    >>> is_lead("Read more books, says minister")
    False
    """
    folded = text.strip(" >»›•*[(").casefold().replace("’", "'")
    mark = _LEAD_MARK.search(folded, 0, LABEL_LENGTH)
    return mark is not None and folded[: mark.start()].strip() in words("lead")


def is_media_lead(text: str) -> bool:
    """Whether a line introduces a recording: "WATCH: Divers go down"; a page about one has it as headline."""
    head, mark, rest = text.replace("：", ":").partition(":")
    return bool(mark and rest) and head.strip().casefold() in words("media")


def is_control(text: str) -> bool:
    """Whether a line is the label of a button beside a headline, or a widget for the size of the text."""
    if len(text) > LABEL_LENGTH:
        return False
    if is_size_widget(text):
        return True
    if labels.is_control(text):
        return True
    name = labels.bare(_DURATION.sub("", text.strip())).strip(_COUNTS)
    if name in words("control"):
        return True
    parts = [part for part in re.split(r"[\s|/·•,]+", name) if part]
    known = labels.words("network", "dump")
    return bool(parts) and all(part in known or part in words("control") for part in parts)


def is_size_widget(text: str) -> bool:
    """Whether a line sets the size of the text: "A A A", "A- A A+", "Text Size: A- A+"."""
    text = text.strip()
    if len(text) > LABEL_LENGTH:
        return False
    head, mark, rest = text.replace("：", ":").partition(":")
    if mark and head.strip().casefold() in words("control"):
        text = rest.strip()
        if not text or _sizes().fullmatch(text):
            return True
    return _SIZE_WIDGET.fullmatch(text) is not None


def is_badge(text: str) -> bool:
    """Whether a label says "Exclusive", "Live", "News": something that names no section."""
    return labels.bare(text) in words("badge")


def is_stamp(text: str) -> bool:
    """Whether a line is dates and their labels, with a few words at most: a name, a zone.

    >>> is_stamp("Published: March 4, 2026 | Updated: March 5, 2026")
    True
    """
    if len(text) > dates.LENGTH or not any(map(str.isdigit, text)):
        return False
    if labels.is_date(text) or labels.is_relative_time(text) or _is_labelled_age(text):
        return True
    found = dates.find(text)
    if not found:
        return False
    if _BARS.search(text):
        text = " | ".join(part for part in _BARS.split(text) if not is_meter(part))
        found = dates.find(text)
    for one in reversed(found):
        text = f"{text[: one.start]} {text[one.stop :]}"
    left = [word for word in characters.words(text.casefold()) if word not in _stamp_words()]
    return len(left) <= STAMP_WORDS


def _is_labelled_age(text: str) -> bool:
    """Whether a line is a label of dates and an age: "Conteúdo publicado há 2 dias"."""
    age = labels.relative_time(text)
    said = text.strip(labels.ENDS).removesuffix(age).casefold() if age else ""
    parts = characters.words(said)
    return bool(parts) and all(word in _stamp_words() for word in parts)


def is_meter(text: str) -> bool:
    """Whether a line is nothing but a count of comments, or the minutes that reading takes."""
    return len(text) <= LABEL_LENGTH and _meter().fullmatch(text.strip(" |·•()")) is not None


def without_meters(text: str) -> str:
    """A meta line without its counts of comments and minutes, however they are run together.

    >>> without_meters("Par Anne RoyAucun commentaire2 min de lecture")
    'Par Anne Roy'
    """
    return _meter().sub("", text)


def parted(text: str) -> str:
    """A meta line with a blank between a year and the count that a theme glued to it.

    >>> parted("March 5, 20262 Comments")
    'March 5, 2026 2 Comments'
    """
    return _GLUED_COUNT.sub(" ", text) if "20" in text or "19" in text else text


def is_menu(text: str) -> bool:
    """Whether a line is a menu in one piece: four words or more, and most of them sections or "Home"."""
    names = text.split()
    if not MENU_WORDS <= len(names) <= 3 * MENU_WORDS:
        return False
    known = labels.words("home", "dump")
    return sum(name.casefold() in known or labels.is_section(name) for name in names) >= MENU_SHARE * len(
        names
    )


def is_furniture(text: str) -> bool:
    """Whether a line of a header is any of these: no headline, no section and no name."""
    return (
        is_menu(text)
        or is_lead(text)
        or is_control(text)
        or is_stamp(text)
        or is_meter(text)
        or _ends_in_meter(text)
    )


def _ends_in_meter(text: str) -> bool:
    """Whether a count is glued to a line's other words: "The Example ArgusFollow18.2K Followers"."""
    count = _COUNT_IN_WORD.search(text)
    return count is not None and is_meter(text[count.end() :])


def teased(blocks: Sequence[Block], start: int, stop: int) -> frozenset[int]:
    """The headlines in a range that each have a date of their own under them, two or more in a row."""
    pairs = {
        place
        for place in range(start, min(stop, len(blocks)) - 1)
        if len(_LETTERS.findall(blocks[place].text)) > 2
        and is_stamp(blocks[place + 1].text)
        and not is_stamp(blocks[place].text)
    }
    return frozenset(place for place in pairs if {place + 2, place - 2} & pairs)
