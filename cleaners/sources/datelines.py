"""Where a story was filed: "WASHINGTON (Reuters) -", "Kyiv:", "新华社北京8月3日电".

Forms were taken from the agencies' style books: AP and Reuters (capitals, dash), AFP (bars), dpa and
APA (mixed case, brackets), PTI (date before the bracket), ANSA (agency first), Xinhua, Yonhap, भाषा.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cleaners.lexicon import tables
from cleaners.sources import agencies

LENGTH = 120
"""Characters of the longest dateline that is believed."""
HEAD = 300
"""Characters of a story's start in which its place is named again."""
FOLLOWING = 25
"""Characters of story that must follow a dateline without an agency: a headline is no story."""

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩΆΈ-ΏЀ-Я"
_CAPITALS = rf"[{_UP}][{_UP}.’'-]{{1,24}}(?: [{_UP}][{_UP}.’'-]{{0,24}}){{0,3}}"
_PARTICLE = (
    r"(?:d[aeou]s?|del|de l[ao]s?|sur|sous|upon|am|an der|ob der|di|van|aan|im|in|i|i den|över|nad|na)"
)
"""Small words inside a place's name: "Vila do Conde", "Frankfurt am Main"."""
_MIXED = rf"[{_UP}][^\W\d_]{{1,24}}(?:(?:[ /.-]{{1,2}}| {_PARTICLE} |-(?:{_PARTICLE}-)?)[{_UP}][^\W\d_]{{1,24}}){{0,3}}"
_REGION = rf"(?:, ?(?P<region>[{_UP}][\w.’'-]{{1,20}}\.?(?: [{_UP}][\w.’'-]{{1,20}}){{0,2}}))?"
_AREAS = rf"(?: ?[(\[][{_UP}][\w .&’'-]{{1,28}}[)\]]){{0,2}}"
"""Region and country in brackets: "Aizawl (Mizoram) [India], May 4 (ANI):"."""
_NAGARI = r"[\u0900-\u097f\u200c\u200d]"
_CASELESS = r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff]"
"""A letter of a script without capitals: Hebrew, Arabic, the scripts of India, Thai, Lao."""
_CHINESE_MARK = r"(?:(?:[专專特]|[综綜]合)?[电電讯訊]|[综綜]合(?:[报報][导道導]|外[电電][报報][导道導]))(?![话話费費力动動子影视視网網])"
"""How the date of a Chinese dateline ends: "18日電", "18日綜合報導"."""
_JAPANESE = r"[\u30a0-\u30ff\u4e00-\u9fff]"
_LONG_SURNAMES = (
    "歐陽",
    "欧阳",
    "司馬",
    "司马",
    "諸葛",
    "诸葛",
    "上官",
    "司徒",
    "夏侯",
    "張簡",
    "范姜",
    "端木",
    "皇甫",
    "尉遲",
)
"""Surnames of two signs: their bearers' names have four."""
_DASH = r"(?:\s?(?:[-–—―−]{1,2}|\|)\s?|\s?:\s)"
_HARD_DASH = r"(?:\s?[.]?[-–—―−]{1,2}\s?)"


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
    """Named in it by the Chinese and Korean agencies."""


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    """The word lists of `lexicon/datelines.toml`."""
    return tables.every_list("datelines")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of a dateline that carries its own proof: an agency, or a script's own marker."""
    agency = agencies.pattern(wire_only=True)
    months = tables.alternation(_lexicon()["months"])
    date = rf"(?:,? ?(?:\d{{1,2}}\.? ?(?:{months})\.?|(?:{months})\.? ?\d{{1,2}})(?:,? \d{{4}})?,?)?"
    bracket = rf"[(\[（/]{{1,2}}(?:Корр\. )?(?P<agency>(?:{agency})(?:[ /&,-]{{1,3}}\w{{2,12}}){{0,3}})[)\]）/]{{1,2}}"
    place = rf"(?P<place>{_CAPITALS}|{_MIXED})"
    return tuple(
        map(
            re.compile,
            (
                rf"{place}{_REGION}{_AREAS}{date} {{0,2}}{bracket}(?:[.]?{_DASH}|[.]?\s?(?=[{_UP}“\"'‘]))",
                rf"{bracket}{_DASH}(?:(?P<place>{_CAPITALS}){_REGION}{date}{_HARD_DASH})?",
                rf"{place}(?:, (?P<region>{_MIXED}))? ?\| ?(?P<agency>{agency}) ?\| ?",
                rf"{place}{date} ?{_HARD_DASH}(?P<agency>{agency})[.:]\s?",
                rf"(?P<place>{_CAPITALS}){_REGION}{date}, ?(?P<agency>{agency}){_HARD_DASH}",
                rf"(?P<place>{_CASELESS}{{2,20}}(?: {_CASELESS}{{2,20}}){{0,3}})"
                rf"{date} ?{bracket}\s?[-–—:]\s?",
                rf"(?P<place>{_NAGARI}{{2,20}}(?: {_NAGARI}{{2,20}}){{0,2}}),? \d{{1,2}} "
                rf"(?:{months}),? ?[(（](?P<agency>{agency})[)）][ .।:-]{{0,3}}",
                rf"[(（【]?(?P<agency>{agency})(?P<signed>(?:记者|記者)\s?)?(?P<place>(?!的)[\u4e00-\u9fff、]{{2,16}}?)"
                rf"(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日?{_CHINESE_MARK}(?:[)）】])?(?:[(（][^()（）]{{1,40}}[)）])?\s?",
                rf"[(（【\[](?P<agency>{agency})(?P<place>)\d{{1,2}}月\d{{1,2}}日{_CHINESE_MARK}[)）】\]]\s?",
                rf"[(\[（【［](?P<place>[\uac00-\ud7a3]{{2,8}}|{_JAPANESE}{{2,12}})[=＝](?P<agency>{agency})[)\]）】］]\s?",
                rf"[【\[［](?P<place>{_JAPANESE}{{2,12}}?)(?P<agency>共同|時事|AFP時事|ＡＦＰ時事)[】\]］]\s?",
                rf"[【\[［](?P<place>{_JAPANESE}{{2,12}})\s?\d{{1,2}}日\s?(?P<agency>ロイター|共同|時事|AFP)[】\]］]\s?[-－―]?\s?",
                r"[【\[［]\d{1,2}月\d{1,2}日(?P<place>)\s?(?P<agency>AFP|ＡＦＰ|ロイター|CNS)[】\]］]\s?",
            ),
        )
    )


_DAY = r"(?:,? (?:\d{1,2}\.? [^\W\d_]{3,9}|[^\W\d_]{3,9}\.? \d{1,2})\.?(?:,? \d{4})?)?"
_BARE = re.compile(
    rf"(?P<place>{_CAPITALS}(?: \([A-Z]{{2}}\))?){_REGION}{_DAY}(?P<mark>\s?[-–—]{{1,2}}\s|:\s| [-–—](?=[{_UP}]))"
)
_PAPER = re.compile(
    rf"(?P<place>{_CAPITALS}){_REGION}{_DAY} ?[(\[](?P<paper>(?:[{_UP}][\w.&’'-]{{0,20}}(?: (?:of|the|and|de|del|du|der))?"
    rf"(?: |(?=[)\]]))){{1,5}}|[\w-]{{2,30}}(?:\.[a-z]{{2,10}}){{1,2}})[)\]](?P<mark>\s?[-–—]{{1,2}}\s?|:\s)"
)
"""The paper itself in the bracket where an agency mostly stands: "ALDERBURY (Morning Gazette) -"."""
_CALL_SIGN = re.compile(r"[KWCX][A-Z]{2,3}(?:[ -]?(?:TV|FM|\d{1,2}))?")
"""A station of North America: "HALDEN, Neb. (KTRN) -"."""
_CITY = re.compile(rf"(?P<place>{_MIXED})(?P<mark>:\s|\s[-–—]{{1,2}}\s)")
_CASELESS_COLON = re.compile(rf"(?P<place>{_CASELESS}{{3,20}}(?: {_CASELESS}{{2,20}})?): ")
_PICTURE_ENDS = ("PIX", "PIC", "PHOTO", "PHOTOS", "IMAGES")
"""How the credit in capitals ends that stands before a place: "BERNAMAPIX KUALA LUMPUR"."""
_DOMAIN = re.compile(r"\.[a-z]{2,}$")
_CHINESE_REPORTER = re.compile(r"(?:记者|記者)\s?([\u4e00-\u9fff·]{2,4})(?=[)）、\s，])")
_KOREAN_REPORTER = re.compile(r"\s?([\uac00-\ud7a3]{2,4}) (?:기자|특파원)")
_STORY = re.compile(rf"[\"'“‘(«]?(?:[{_UP}\u0900-\u097f]|\d)")


def parse(text: str) -> Dateline | None:
    """The dateline at the very start of a story's text, or None.

    >>> parse("PORT ALMA (Reuters) - Two bridges were closed on Monday.").place
    'PORT ALMA'
    >>> parse("NOTE: Two bridges were closed on Monday after the flood.") is None
    True
    """
    head = text[: LENGTH + FOLLOWING]
    for form in _forms():
        match = form.match(head)
        if match and match.end() <= LENGTH:
            found = tuple(agency.name for agency in agencies.mentions(match["agency"]))
            place = _place(match)
            if found and not (place and agencies.named(place)):
                raw = match.group().strip()
                return Dateline(place, raw, match.end(), found, _reporter(match, head[match.end() :]))
    return _bare(head) or _caseless(text[:HEAD])


def _place(match: re.Match[str]) -> str | None:
    """The place of a dateline, with the region behind it; months and sites, which look like one, are none."""
    place = (match["place"] or "").strip(" ,.-")
    if match.groupdict().get("signed"):
        place = place[_name_length(place) :]
    region = match.groupdict().get("region")
    if not region or region.split()[0].rstrip(".") in _lexicon()["months"] or _DOMAIN.search(region):
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
    raw = match.group()
    named = _CHINESE_REPORTER.search(raw) or _KOREAN_REPORTER.match(rest)
    return named[1] if named else None


def _caseless(head: str) -> Dateline | None:
    """A place before a colon in a script without capitals: believed when the story soon names it again."""
    match = _CASELESS_COLON.match(head)
    if match is None or match["place"] not in head[match.end() :] or len(head) < 2 * FOLLOWING:
        return None
    return Dateline(match["place"], match.group().strip(), match.end())


def _bare(head: str) -> Dateline | None:
    """A place in capitals, or a well-known city, before a dash or a colon."""
    match = _BARE.match(head) or _of_paper(head)
    if match is None:
        match = _CITY.match(head)
        if match is None or match["place"] not in _lexicon()["cities"]:
            return None
    place = match["place"].strip(" .-")
    letters = [character for character in place if character.isalpha()]
    if len(letters) < 4 or place in _lexicon()["labels"] or agencies.named(place):
        return None
    first = place.split()[0]
    if any(word in _lexicon()["labels"] for word in place.split()):
        return None
    if first != place and (agencies.named(first) or first.endswith(_PICTURE_ENDS)):
        return None
    rest = head[match.end() :]
    if len(rest) < FOLLOWING or not _STORY.match(rest):
        return None
    if len(rest.split(" ", 5)) < 5:
        return None
    return Dateline(_place(match), match.group().strip(), match.end())


def _of_paper(head: str) -> re.Match[str] | None:
    """A place in capitals and a publication's name in brackets: no short form and what it stands for."""
    match = _PAPER.match(head)
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
    part = before[:1] and (before[0] in _lexicon()["place-heads"] or place in _lexicon()["place-tails"])
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
        rf"(?=\(|[{_UP}][{_UP}.’'][{_UP}.’' -]{{0,30}}(?:, ?(?:[^.!?]{{1,40}}[.]?|(?:[A-Z]\.){{2,3}}))?\s?[-–—:(|]"
        rf"|[{_UP}][\w ,./-]{{1,40}}\([^\W\d_]{{2,12}}[/)]|[{_UP}]{{2}}[\w ,.-]{{1,40}}\(?/[^\W\d_]{{2,12}}/)"
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
