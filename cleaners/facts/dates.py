"""Dates that a page writes: machine forms and visible ones, without a clock.

`iso` reads machine forms, `parse` visible absolute dates, `relative` counts back from a fetch time
that the caller knows.  A result never depends on the day on which it is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from typing import Any

from cleaners.facts import zones
from cleaners.lexicon import tables
from cleaners.model import Found

LENGTH = 120
"""Characters of the longest text that may be a date line."""
FIRST_YEAR, LAST_YEAR = 1985, 2100
"""Years that a web page's date may have: older ones are default values of content systems."""
_ANCHOR = datetime(2000, 1, 1)
"""Base of dateparser's arithmetic, so that no result depends on today."""

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"
    r"(?:(?:[T_,]|\s+)\s?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,:]\d{1,9})?)?"
    r"\s?(?P<meridiem>[AaPp][Mm])?\s?(?P<zone>Z|z|(?:UTC|GMT)?\s?[+-]\s?\d{1,2}(?::?\d{2})?|UTC|GMT)?)?"
)
_UNIX = re.compile(
    r"(?:[A-Za-z]{3} )?(?P<month>[A-Za-z]{3}) {1,2}(?P<day>\d{1,2}) "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r" (?:(?P<zone>[A-Z]{1,5}|[+-]\d{4}) )?(?P<year>\d{4})"
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2}):?(?P<minute>\d{2}):?(?P<second>\d{2})?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_EPOCH = re.compile(r"(?:1[0-9]{9}|1[0-9]{12})")
_URL = re.compile(
    r"[/_-](?P<year>(?:19|20)\d{2})(?P<gap>[/_-]?)(?P<month>\d{1,2}|[a-z]{3})(?P=gap)(?P<day>\d{1,2})(?=[/_.?-]|[^\d/]|$)"
)


@cache
def lexicon() -> Mapping[str, Any]:
    """The word lists of `lexicon/dates.toml`."""
    return tables.read("dates")


@cache
def month_numbers() -> dict[str, int]:
    """Month name, case-folded, without a full stop -> 1 to 12."""
    return {
        word: int(number)
        for number, names in lexicon()["months"].items()
        if number.isdigit()
        for word in names
    }


def _built(
    day: tuple[int, int, int], clock: tuple[int, int, int] | None = None, zone: str | None = None
) -> str | None:
    """ISO 8601 of the parts, or None when there is no such day or time."""
    try:
        if not FIRST_YEAR <= day[0] <= LAST_YEAR:
            return None
        if clock is None:
            return date(*day).isoformat()
        return datetime.combine(date(*day), time(*clock), zones.offset(zone)).isoformat()
    except ValueError:
        return None


def day(year: int, month: int, number: int) -> str | None:
    """ISO 8601 of a day, or None when there is no such day.

    >>> day(2026, 2, 28), day(2026, 2, 30)
    ('2026-02-28', None)
    """
    return _built((year, month, number))


def days_between(one: str, other: str) -> int:
    """Days from one ISO day to another."""
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Hour, minute and second of a match, on the 24-hour clock."""
    if not match["hour"]:
        return None
    hour = int(match["hour"])
    parts = match.groupdict()
    meridiem = (parts.get("meridiem") or parts.get("before") or "").casefold().strip()
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem[0] in "p오下午晚μم" and meridiem not in _MORNING else 0)
    if hour == 24:
        hour = 0
    return hour, int(match["minute"]), int(match.groupdict().get("second") or 0)


def iso(written: object) -> str | None:
    """ISO 8601 of a date in machine form, with its zone when it has one; None when it is none.

    Reads ISO 8601 and its near misses, RFC 2822, `20231222`, and seconds or milliseconds since 1970.
    """
    if isinstance(written, bool):
        return None
    if isinstance(written, (int, float)):
        written = str(int(written)) if 0 < written < 1e14 else ""
    if not isinstance(written, str) or not written or len(written) > LENGTH:
        return None
    written = written.strip()
    match = _ISO.match(written) or _COMPACT.fullmatch(written)
    if match:
        return _built(
            (int(match["year"]), int(match["month"]), int(match["day"])), _clock(match), match["zone"]
        )
    if _EPOCH.fullmatch(written):
        moment = datetime.fromtimestamp(int(written[:10]), UTC)
        return moment.isoformat() if FIRST_YEAR <= moment.year <= LAST_YEAR else None
    unix = _UNIX.fullmatch(written)
    if unix:
        month = month_numbers().get(unix["month"].casefold(), 0)
        return _built((int(unix["year"]), month, int(unix["day"])), _clock(unix), unix["zone"])
    if written[:3].isalpha() and written[3:4] == ",":
        try:
            moment = parsedate_to_datetime(written)
        except (ValueError, IndexError, TypeError, OverflowError):
            return None
        return moment.isoformat() if FIRST_YEAR <= moment.year <= LAST_YEAR else None
    return None


def of_url(url: str | None) -> str | None:
    """The day in an address: `/2023/12/22/`, `/20231222/`, `/2023/dec/22/`; None without a whole one."""
    for match in _URL.finditer((url or "")[:2000].split("?")[0]):
        month = match["month"] if match["month"].isdigit() else str(month_numbers().get(match["month"], 0))
        if not match["gap"] and (len(match["month"]), len(match["day"])) != (2, 2):
            continue
        found = _built((int(match["year"]), int(month), int(match["day"])))
        if found:
            return found
    return None


_WORD = r"[^\s\d.,:;/()|-]{2,15}"
_ARABIC = r"(?:(?:كانون|تشرين) (?:الثاني|الأول|الاول)|[\u0621-\u064a]{2,9})"
"""A month of Arabic, which may stand behind its other name: "آذار/مارس"."""
_THAI = r"[\u0e00-\u0e7f]{1,3}\.[\u0e00-\u0e7f]{1,2}"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.|-го)?[\s,-]{{0,2}}"
    rf"(?i:de |d['’]|of |ngày |tháng )?(?:{_ARABIC}/)?(?P<month>{_ARABIC}|{_THAI}|{_WORD})\.?"
    r"[\s,-]{0,2}(?i:de |del |година |,)?(?P<year>\d{4})(?!\d)"
)
_CAPITALISED = re.compile(r"(?<=[a-z])[A-Z][a-z]{2,}$")
"""A month that a theme glued to the byline before it: "By Jane DoeAugust"."""
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_WORD})\.?\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)(?P<year>\d{{4}})(?!\d)"
)
_YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})\.?\s(?:m\. )?(?P<month>{_WORD})\.?\s(?P<day>\d{{1,2}})(?!\d)"
)
_EAST = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_ERA = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})\s?(?P<year>\d{{1,3}}|元)\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日"
)
"""Years of a reign or a republic: "令和8年3月4日"."""
_YEAR_NUMERIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<gap>[./-])\s?(?P<month>\d{1,2})(?P=gap)\s?(?P<day>\d{1,2})(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?<![.,])(?P<one>\d{1,2})(?P<gap>[./-])\s?(?P<two>\d{1,2})(?P=gap)\s?(?P<year>(?:19|20)\d{2}|\d{2})(?!\d)(?![./-]\d)"
)
_DAY_FIRST_ZONE = re.compile(
    r"\d (?:WIB|WITA|WIT|Uhr|CET|CEST|MEZ|MESZ|GMT|BST|EET|EEST|MSK|IST|PKT|SGT|HKT|AEST|AEDT|NZST|NZDT|WAT|EAT|SAST)\b"
    r"|\d\s?h\s?\d\d(?!\d)|(?:GMT|UTC)\s?\+\s?0?[17](?!\d)"
)
"""Zones, and hours written with "h", of countries that write the day before the month."""
_MORNING = frozenset({"오전", "午前"})
"""Words for the hours before noon that begin as those for the hours after it do."""
_TIME = re.compile(
    r"(?P<before>(?:오전|오후|上午|下午|晚上|午前|午後)\s?)?"
    r"(?<![\d:])(?P<hour>\d{1,2})\s?[:.hH時시点]\s?(?P<minute>\d{2})(?![\d.]\d)(?::(?P<second>\d{2}))?\s?(?:Uhr\b)?"
    r"\s?(?P<meridiem>[AaPp]\.?\s?[Mm]\b|[πμ]\.\s?μ\.|[صم](?!\w))?\.?,?\s?\(?(?P<zone>[+-]\d{2}:?\d{2}|(?:GMT|UTC)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?|[A-Z]{3,4}\b)?"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A visible date: its ISO form and the range of the text that it takes."""

    value: str
    start: int
    stop: int


def find(text: str, languages: Sequence[str] | None = None) -> list[Written]:
    """The absolute dates of a short text, in order, each with a time that stands beside it.

    Args:
        text: a line of at most `LENGTH` characters; a longer one has no dates.
        languages: BCP 47 tags of the page; they decide between 3/4 as March and as April.
    """
    if len(text) > LENGTH or not any(character.isdigit() for character in text):
        return []
    days = sorted(_days(text, languages or ()), key=lambda entry: entry[1])
    found: list[Written] = []
    for place, (day, start, stop) in enumerate(days):
        if found and start < found[-1].stop:
            continue
        limit = days[place + 1][1] if place + 1 < len(days) else len(text)
        clock, zone, end = _time_beside(text, stop, limit)
        if clock is None and not found:
            clock, zone, _ = _time_beside(text, max(0, start - 30), start)
        value = _built(day, clock, zone) or _built(day)
        if value:
            found.append(Written(value, start, max(end, stop)))
    return found


def _time_beside(text: str, start: int, stop: int) -> tuple[tuple[int, int, int] | None, str | None, int]:
    """The time of day in a stretch of text, its zone, and where it ends."""
    match = _TIME.search(text, start, stop)
    if not match or match.start() - start > 30:
        return None, None, 0
    hour, minute, second = _clock(match) or (99, 0, 0)
    if hour > 23 or minute > 59 or second > 59:
        return None, None, 0
    if match["zone"] and not zones.is_zone(match["zone"]):
        return (hour, minute, second), None, match.start("zone")
    return (hour, minute, second), match["zone"] or None, match.end()


def _days(text: str, languages: Sequence[str]) -> Iterator[tuple[tuple[int, int, int], int, int]]:
    """Every day that the text writes, with its range; patterns from the surest to the weakest."""
    months = month_numbers()
    for match in _ERA.finditer(text):
        year = _ERAS[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))
        yield (year, int(match["month"]), int(match["day"])), match.start(), match.end()
    for pattern in (_EAST, _YEAR_NUMERIC):
        for match in pattern.finditer(text):
            yield (int(match["year"]), int(match["month"]), int(match["day"])), match.start(), match.end()
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST):
        for match in pattern.finditer(text):
            word = match["month"]
            glued = _CAPITALISED.search(word) if word.casefold() not in months else None
            month = months.get((glued.group() if glued else word).casefold().replace(".", ""))
            if month:
                year = int(match["year"])
                year -= 543 if "\u0e00" <= match["month"][0] <= "\u0e7f" and year > 2400 else 0
                start = match.start("month") + glued.start() if glued else match.start()
                yield (year, month, int(match["day"])), start, match.end()
    numeric = list(_NUMERIC.finditer(text))
    if numeric and not languages and _DAY_FIRST_ZONE.search(text):
        languages = ("en-gb",)
    for match in numeric:
        day = _day_of_numbers(match, languages)
        if day:
            yield day, match.start(), match.end()


def _day_of_numbers(match: re.Match[str], languages: Sequence[str]) -> tuple[int, int, int] | None:
    """22/12/2023 and its kin.  None where nothing tells the day from the month."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if year < 100:
        if match["gap"] != ".":
            return None
        year += 2000
    language = languages[0].casefold().replace("_", "-") if languages else ""
    if one > 12 or (match["gap"] == "." and two <= 12):
        return year, two, one
    if two > 12:
        return year, one, two
    if language == "en-us":
        return year, one, two
    if one == two or (
        language and not (language == "en" or language.startswith(("en-", "zh", "ja", "ko", "hu")))
    ):
        return year, two, one
    if language in {"en-gb", "en-au", "en-nz", "en-ie", "en-in"}:
        return year, two, one
    return None


def parse(text: str, languages: Sequence[str] | None = None) -> str | None:
    """ISO 8601 of a text's first absolute date, or None.

    Own patterns know the month names of fifty languages; dateparser is asked for what they miss.
    """
    text = " ".join(text.split())
    if not text or len(text) > LENGTH:
        return None
    found = iso(text)
    if found:
        return found
    visible = find(text, languages)
    if visible or _NUMERIC.search(text):
        return visible[0].value if visible else None
    return _by_dateparser(text, tuple(languages or ()))


@lru_cache(maxsize=256)
def _by_dateparser(text: str, languages: tuple[str, ...]) -> str | None:
    """dateparser's reading of a short text that has a day and a year; None for anything relative."""
    if len(text) > 60 or not re.search(r"\d{1,2}(?!\d)", text) or not re.search(r"\d{4}", text):
        return None
    codes = [tag.replace("_", "-").split("-")[0].lower() for tag in languages] or None
    moment = _asked(
        text, codes, {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "RELATIVE_BASE": _ANCHOR}
    )
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment.isoformat() if moment.time() != time() else moment.date().isoformat()


def _asked(text: str, languages: list[str] | None, settings: dict[str, Any]) -> datetime | None:
    """dateparser's answer, imported when it is first needed; a language it does not know gives None."""
    import dateparser  # noqa: PLC0415

    try:
        found: datetime | None = dateparser.parse(text, languages=languages, settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found


RELATIVE_LENGTH = 40
"""Characters of the longest relative time: "Published about 23 minutes ago"."""


def relative(text: str, fetched: datetime) -> Found | None:
    """A relative time made absolute by the time of the fetch; None when the text is no such time.

    Hours and minutes give a moment, days and more a day.
    """
    text = " ".join(text.split())
    base = fetched.replace(microsecond=0, tzinfo=None)
    moment = _counted_back(text, base)
    if moment is None:
        return None
    by_day = moment.time() == base.time() or moment.time() == time()
    value = moment.date().isoformat() if by_day else moment.replace(tzinfo=fetched.tzinfo).isoformat()
    return Found(value, "relative+fetch", text)


def _counted_back(text: str, base: datetime) -> datetime | None:
    """The moment that a relative time means, seen from `base`; None for anything in the future."""
    if not text or len(text) > RELATIVE_LENGTH:
        return None
    folded = text.casefold()
    for language, words in lexicon()["relative"].items():
        if language in {"concept", "example"} or not any(_stands_in(word, folded) for word in words):
            continue
        bare = any(folded == word for word in words)
        if not bare and not _count().search(folded):
            continue
        moment = _asked(text, [language], {"PARSERS": ["relative-time"], "RELATIVE_BASE": base})
        if moment is not None and moment.replace(tzinfo=None) <= base:
            return moment.replace(tzinfo=None)
    return None


@cache
def _count() -> re.Pattern[str]:
    return re.compile(rf"\d|\b(?:{tables.alternation(tables.words('dates', 'count'))})\b")


def _stands_in(word: str, text: str) -> bool:
    """Whether a marker stands in a text as a word of its own; scripts without blanks need no borders."""
    if ord(word[0]) >= 0x0E00:
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
