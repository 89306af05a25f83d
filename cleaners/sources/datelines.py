"""Where a story was filed: "WASHINGTON (Reuters) -", "Kyiv:", "新华社北京8月3日电".

Forms were taken from the agencies' style books: AP and Reuters (capitals, dash), AFP (bars), dpa and
APA (mixed case, brackets), PTI (date before the bracket), ANSA (agency first), Xinhua, Yonhap, भाषा.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cleaners.facts import dates
from cleaners.lexicon import tables
from cleaners.sources import agencies
from cleaners.sources import datelineforms as forms

LENGTH = 120
"""Characters of the longest dateline that is believed."""
HEAD = 300
"""Characters of a story's start in which its place is named again."""
FOLLOWING = 25
"""Characters of story that must follow a dateline without an agency: a headline is no story."""

_LONG_SURNAMES = tuple("歐陽 欧阳 司馬 司马 諸葛 诸葛 上官 司徒 夏侯 張簡 范姜 端木 皇甫 尉遲".split())
"""Surnames of two signs: their bearers' names have four."""


class Day(NamedTuple):
    """The day that a dateline tells, mostly without a year."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as it stands in the text."""

    place: str | None
    """As written, with its region: NEW DELHI; ALBANY, N.Y."""
    raw: str
    end: int
    """Where the story begins, counted from the start of the text."""
    agencies: tuple[str, ...] = ()
    reporter: str | None = None
    """Named in it by the papers and agencies of East Asia."""
    day: Day | None = None
    """When it was filed."""


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    """The word lists of `lexicon/datelines.toml`."""
    return tables.every_list("datelines")


_CALL_SIGN = re.compile(r"[KWCX][A-Z]{2,3}(?:[ -]?(?:TV|FM|\d{1,2}))?")
"""A station of North America: "HALDEN, Neb. (KTRN) -"."""
_PICTURE_ENDS = ("PIX", "PIC", "PHOTO", "PHOTOS", "IMAGES")
"""How the credit in capitals ends that stands before a place: "BERNAMAPIX KUALA LUMPUR"."""
_DOMAIN = re.compile(r"\.[a-z]{2,}$")
_CHINESE_REPORTER = re.compile(r"(?:记者|記者)\s?([\u4e00-\u9fff·]{2,4})(?=[)）、\s，])")
_KOREAN_REPORTER = re.compile(r"\s?([\uac00-\ud7a3]{2,4}) (?:기자|특파원)")


def parse(text: str) -> Dateline | None:
    """The dateline at the very start of a story's text, or None.

    >>> parse("PORT ALMA (Reuters) - Two bridges were closed on Monday.").place
    'PORT ALMA'
    >>> parse("NOTE: Two bridges were closed on Monday after the flood.") is None
    True
    """
    head = text[: LENGTH + FOLLOWING]
    for form in forms.with_agency():
        match = form.match(head) if form.frame.match(head) else None
        if match and match.end() <= LENGTH and _is_dated(match):
            found = tuple(agency.name for agency in agencies.mentions(match["agency"]))
            place = _place(match)
            if found and not (place and agencies.named(place)):
                return _read(match, head, place, found)
    return _of_desk(head) or _bare(head) or _caseless(text[:HEAD])


def of_story(body: str) -> Dateline | None:
    """The dateline of a whole story: a town that no list has, in mixed case, counts when the story is told in it.

    >>> of_story("Tarnby — Every boat is out again. The price of herring in Tarnby fell.").place
    'Tarnby'
    >>> of_story("Herring — Every boat is out again. The price of Herring fell.") is None
    True
    """
    found = parse(body)
    if found is not None:
        return found
    match = forms.CITY.match(body[:LENGTH])
    if match is None or not _is_dated(match) or not _opens_story(body[match.end() : HEAD]):
        return None
    place, rest = re.escape(match["place"]), body[match.end() :]
    into = tables.alternation(_lexicon()["place-prepositions"])
    told = re.search(rf"(?<!\w)(?:{into}) {place}(?!\w)", rest) is not None
    labels = re.search(rf"(?<!\w){place}(?::| [-–—])", rest) is not None
    return _read(match, body, _place(match)) if told and not labels else None


def _read(match: re.Match[str], head: str, place: str | None, found: tuple[str, ...] = ()) -> Dateline:
    """What the match of a form says."""
    reporter = _reporter(match, head[match.end() :])
    return Dateline(place, match.group().strip(), match.end(), found, reporter, _day(match))


def _is_dated(match: re.Match[str]) -> bool:
    """Whether the word beside a number in a dateline is a month; true where it has none."""
    parts = match.groupdict()
    word = parts.get("month") or parts.get("first")
    return not word or word.casefold().rstrip(".") in dates.month_numbers()


def _day(match: re.Match[str]) -> Day | None:
    """The day of the month that a dateline tells."""
    parts = match.groupdict()
    word = parts.get("month") or parts.get("first")
    number = dates.month_numbers().get(word.casefold()) if word else int(parts.get("number") or 0)
    day = int(parts.get("day") or parts.get("second") or 0)
    if not number or not 1 <= number <= 12 or not 1 <= day <= 31:
        return None
    return Day(int(parts["year"]) if parts.get("year") else None, number, day)


def _of_desk(head: str) -> Dateline | None:
    """A dateline in which a paper names itself, its desk or its reporter, where others name an agency."""
    for form in forms.of_paper():
        match = form.match(head)
        if match and match.end() <= LENGTH and len(head) - match.end() >= FOLLOWING:
            return _read(match, head, _place(match))
    match = forms.ABBREVIATED.match(head)
    if match is None or not _is_dated(match) or not _opens_story(head[match.end() :]):
        return None
    if any(word in _lexicon()["labels"] for word in match["place"].split()):
        return None
    city = match["place"] in _lexicon()["cities"] or match["place"].title() in _lexicon()["cities"]
    return _read(match, head, _place(match)) if city or _day(match) else None


def _place(match: re.Match[str]) -> str | None:
    """The place of a dateline, with the region behind it; months and sites, which look like one, are none."""
    place = (match["place"] or "").strip(" ,.-")
    if match.groupdict().get("signed"):
        place = place[_name_length(place) :]
    region = match.groupdict().get("region")
    if (
        not region
        or region.split()[0].rstrip(".").casefold() in dates.month_numbers()
        or _DOMAIN.search(region)
    ):
        return place or None
    return f"{place}, {region}"


def _name_length(signed: str) -> int:
    """How many signs of "許湘庭屏東" are the reporters': a name has three, a place at least two.

    >>> signed = "王小明、李安台北"
    >>> signed[_name_length(signed):]
    '台北'
    """
    before = signed.rfind("、") + 1
    rest = signed[before:]
    length = 4 if rest.startswith(_LONG_SURNAMES) else 3
    return before + max(0, min(length, len(rest) - 2))


def _reporter(match: re.Match[str], rest: str) -> str | None:
    """The first reporter that a Chinese dateline names in it, a Korean one behind it."""
    if match.groupdict().get("signed"):
        return match["place"][: _name_length(match["place"])].partition("、")[0]
    if match.groupdict().get("reporter"):
        return match["reporter"]
    raw = match.group()
    named = _CHINESE_REPORTER.search(raw) or _KOREAN_REPORTER.match(rest)
    return named[1] if named else None


def _caseless(head: str) -> Dateline | None:
    """A place before a colon in a script without capitals: believed when the story soon names it again."""
    match = forms.CASELESS_COLON.match(head)
    if match is None or match["place"] not in head[match.end() :] or len(head) < 2 * FOLLOWING:
        return None
    return Dateline(match["place"], match.group().strip(), match.end())


def _bare(head: str) -> Dateline | None:
    """A place in capitals, or a well-known city, before a dash or a colon."""
    match = forms.BARE.match(head) or _of_paper(head)
    if match is None:
        match = forms.CITY.match(head)
        if match is None or match["place"] not in _lexicon()["cities"]:
            return None
    if not _is_dated(match):
        return None
    place = match["place"].strip(" .-")
    letters = [character for character in place if character.isalpha()]
    if len(letters) < 4 or place in _lexicon()["labels"] or agencies.named(place):
        return None
    first = place.split()[0]
    if any(word in _lexicon()["labels"] for word in place.split()) or _is_paper(place):
        return None
    if first != place and (agencies.named(first) or first.endswith(_PICTURE_ENDS)):
        return None
    return _read(match, head, _place(match)) if _opens_story(head[match.end() :]) else None


def _is_paper(place: str) -> bool:
    """Whether capitals are a paper's name: "HARBOUR TIMES – The board …"."""
    words = place.split()
    return len(words) > 1 and words[-1].casefold() in tables.folded("segments", "publication")


def _opens_story(rest: str) -> bool:
    """Whether what follows a place is a sentence, and no headline."""
    return len(rest) >= FOLLOWING and forms.STORY.match(rest) is not None and len(rest.split(" ", 5)) >= 5


def _of_paper(head: str) -> re.Match[str] | None:
    """A place in capitals and a publication's name in brackets: no short form and what it stands for."""
    match = forms.PAPER.match(head)
    if match is None:
        return None
    words = match["paper"].split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    if match["place"] in (initials, initials.removeprefix("T")):
        return None
    known = {words[0].casefold(), words[-1].casefold()} & tables.words("segments", "publication")
    return match if known or "." in words[0][1:-1] or _CALL_SIGN.fullmatch(match["paper"]) else None


def place_start(text: str, previous: int, start: int) -> int:
    """Where a place in capitals begins that other capitals stand before: with its last word, or the one before.

    >>> text = "FIRE SERVICE PORT ALMA – Five boats"
    >>> text[place_start(text, 13, 18):]
    'PORT ALMA – Five boats'
    """
    before = text[previous:start].split()
    place = re.split(r"[\s,:(–—-]", text[start:], maxsplit=1)[0]
    part = before[:1] and (
        before[0].upper() in _lexicon()["place-heads"] or place in _lexicon()["place-tails"]
    )
    return previous if part else start


def _closing(rest: str) -> Dateline | None:
    """A dateline that a text ends with, because what follows it was cut: "WASHINGTON -"."""
    if len(rest) > LENGTH:
        return None
    found = _bare(f"{rest} {'Xx ' * FOLLOWING}")
    return found if found and found.end > len(rest) else None


def _behind_credit(text: str, start: int, found: Dateline) -> tuple[int, Dateline]:
    """A dateline that no sentence's end stands before, without the capitals of the credit that runs into it.

    >>> find("The boat. Photo: Tarn County RFA PORT ALMA, May 3 (AP) — The board decided.")[1].place
    'PORT ALMA'
    """
    starts = [
        start,
        *(start + one.start() + 1 for one in re.finditer(r" (?=\w)", (found.place or "").partition(",")[0])),
    ]
    place = starts[-1]
    if len(starts) > 1:
        place = place_start(text, starts[-2], place)
    later = parse(text[place : place + LENGTH + FOLLOWING]) if place != start else None
    return (place, later) if later is not None else (start, found)


@cache
def _anywhere() -> re.Pattern[str]:
    """Where a dateline may begin in a text: at a bracket, a place in capitals, one with a bracket behind it.

    What ends a time of day ("12.41 PM IST PORT ALMA …") is no part of the place.
    """
    times = tables.alternation(_lexicon()["time"])
    return re.compile(
        rf"(?<=[.!?”\"'’)\w] )(?!(?:{times}) )"
        rf"(?=\(|[{forms.UP}][{forms.UP}.’'][{forms.UP}.’' -]{{0,30}}(?:, ?(?:[^.!?]{{1,40}}[.]?|(?:[A-Z]\.){{2,3}}))?\s?[-–—:(|]"
        rf"|[{forms.UP}][\w ,./-]{{1,40}}\([^\W\d_]{{2,12}}[/)]|[{forms.UP}]{{2}}[\w ,.-]{{1,40}}\(?/[^\W\d_]{{2,12}}/)"
    )


def find(text: str, limit: int = 900) -> tuple[int, Dateline] | None:
    """The first dateline at the start of `text` or of a sentence in its first `limit` characters.

    A dateline inside the text must be in capitals or carry an agency: "…on May 4. SORN - A cutter…".
    """
    first = parse(text)
    if first is not None:
        return 0, first
    for match in _anywhere().finditer(text, 0, min(limit, len(text))):
        start = match.start()
        found = parse(text[start : start + LENGTH + FOLLOWING]) or _closing(text[start:])
        if found is None or (not found.agencies and _is_labelled(text, start, found)):
            continue
        if found.agencies and text[start - 2].isalnum():
            start, found = _behind_credit(text, start, found)
        if found.agencies or (found.place or "").partition(",")[0].isupper():
            return start, found
    return None


def _is_labelled(text: str, start: int, found: Dateline) -> bool:
    """Whether what looks like a place before a colon is the end of a label in capitals: "READ NEXT: …"."""
    if not found.raw.endswith(":"):
        return False
    before = text[:start].split()[-1:]
    return bool(before) and before[0].isalpha() and before[0].isupper() and agencies.named(before[0]) is None
