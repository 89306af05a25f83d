"""What a short line around a story says: its age, its date, its publisher, or nothing but a name.

Used where a page has no markup that tells (text dumps), and where its markup does not tell (cards).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from cleaners import characters
from cleaners.facts import dates
from cleaners.layout import trails
from cleaners.lexicon import tables
from cleaners.wording import controls

LABEL_LENGTH = 120
"""Characters of the longest line that is read as a label; headlines are longer at most by a half."""
NAME_LENGTH = 40
NAME_WORDS = 6
"""A publisher's or section's name: "The Straits Times", "Frankfurter Allgemeine Zeitung"."""
HEADLINE_WORDS = 4
HEADING_WORDS = 7
"""Words of the longest heading of a list of other stories."""
HEADLINE_LENGTH = 20
HEADLINE_LIMIT = 220
CASELESS_SHARE = 3
"""An ideogram says as much as about three letters."""
MOMENT_LETTERS = 5
"""Letters of the shortest word like "yesterday" that is seen at the end of a label, glued to a name or not."""
SENTENCE_LENGTH = 40
"""A line this long that ends with a full stop is prose."""
PROSE_LENGTH = 80
"""A line this long that ends with any mark that ends sentences is prose."""
LONG_LENGTH = 200
"""A line this long is prose whether or not it ends with a full stop."""

_CLOSERS = f"{characters.CLOSERS}…*"
_STOPS = ".!?。！？．।॥؟۔።։…"
_FULL_STOPS = (".", "。", "।", "۔", "։")
_SENTENCES = re.compile(rf"[.!?][{characters.QUOTE_ENDS})\]]{{0,3}}(?=\s|$)|[。！？।॥؟۔።]")
_UNSPACED = re.compile(f"[{characters.UNSPACED}]")
ENDS = " \t:;,.!?|·•-–—*()[]<>»›…：。！"
_SHORT_TIME = re.compile(
    r"(\d{1,2})\s?(?:h|hr|hrs|m|min|mins|d|w|j|u|std|ч)\.?(?:\s(?:\d{1,2})\s?(?:m|min|mins))?", re.I
)
_HOUR = re.compile(
    r"[,\s]+(?:[01]?\d|2[0-4])[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Za-z]{1,4})?$", re.IGNORECASE
)
_NUMERIC_DATE = re.compile(r"\d{1,4}\s?([./-])\s?\d{1,2}\s?\1\s?\d{2,4}\.?")
_IDEOGRAPHIC_DATE = re.compile(r"(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)[0-3]?\d(?:st|nd|rd|th|er|º|ª|\.)?(?!\d)")
_BRACKETED = re.compile(r"(?<=[.!?\"”’»“«]) [(\[][^()\[\]]{2,60}[)\]]$")
"""What stands in brackets behind a sentence's end."""
_NOTES = ("concept", "example")
"""What a table of the lexicon holds beside its words."""
_HASHTAG = re.compile(r"(?:^|\s)#([^\W_][\w-]{1,60})")


SIGNED = re.compile(r"(?P<name>[\uac00-\ud7af]{2,4} 기자) (?=\S)")
"""A Korean byline, behind which the date stands without a mark: "홍길동 기자 입력 2024.05.04."."""


@cache
def words(table: str, name: str = "segments") -> frozenset[str]:
    """One word list, case-folded."""
    return tables.folded(name, table)


@cache
def _relative() -> re.Pattern[str]:
    """Amount, unit and direction; the amount is at most three digits or one of a few words."""
    unit = _units()
    one = tables.alternation(words("one"))
    before, after = tables.alternation(words("before")), tables.alternation(words("after"))
    amount = rf"(?:(?:(?<![^\W\d_])(?:{one})\s)?\d{{1,3}}\s?\+?|(?<![^\W\d_])(?:{one}))"
    return re.compile(
        rf"(?:(?<![^\W\d_])(?:{before})\s(?:{amount}\s?)?(?:{unit})(?![^\W\d_])"
        rf"|{amount}\s?(?:{unit})\.?\s?(?:{after})(?![^\W\d_]))",
        re.IGNORECASE,
    )


@cache
def _span() -> re.Pattern[str]:
    """An amount and its unit, without a direction."""
    return re.compile(rf"\d{{1,3}}\s?(?:{_units()})\.?", re.IGNORECASE)


@cache
def _units() -> str:
    table = tables.read("segments")["unit"]
    return tables.alternation(word for key, value in table.items() if key not in _NOTES for word in value)


@cache
def _clock() -> re.Pattern[str]:
    """The time of day behind a word for its day: "yesterday, 17:20", "gestern um 9.05 Uhr", "hier à 18 h 12"."""
    before, behind = (tables.alternation(words(name)) for name in ("before-clock", "behind-clock"))
    return re.compile(
        rf"(?:[,\s]+(?:{before}))?[,\s]+(?:[01]?\d|2[0-4])(?:[:.]|\s?h\s?)\d\d(?:\s?(?:{behind}))?$"
    )


@cache
def _date_words() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in words("weekday") | words("filler"))


def bare(text: str) -> str:
    """A line as word lists have it: case-folded, without marks at its ends."""
    return text.strip(ENDS).casefold().replace("’", "'")


def relative_time(text: str) -> str | None:
    """The relative time that a label is, or ends with: "4 hours ago", "3h", "vor 2 Stunden"."""
    text = text.strip(ENDS)
    if not text or len(text) > LABEL_LENGTH:
        return None
    if is_relative_time(text):
        return text
    folded = text.casefold()
    moment = next((word for word in _long_moments() if folded.endswith(word)), None)
    if moment is not None:
        return text[-len(moment) :]
    if clock := _clock().search(folded):
        day = folded[: clock.start()].rpartition(" ")[2]
        return text[clock.start() - len(day) :] if day in words("moment") | words("today") else None
    if not (folded.endswith(_after()) or any(word in folded for word in _before())):
        return None
    return next((found.group() for found in _relative().finditer(text) if found.end() == len(text)), None)


def is_relative_time(text: str) -> bool:
    """Whether a label is a relative time and nothing else."""
    text = text.strip(ENDS)
    return 2 <= len(text) <= NAME_LENGTH and _tells_age(text)


@lru_cache(maxsize=1024)
def _tells_age(text: str) -> bool:
    """Whether a short label is a relative time; several readers of a page ask this of the same labels."""
    if _SHORT_TIME.fullmatch(text) or _relative().fullmatch(text):
        return True
    short, _, last = text.rpartition(" ")
    if short and last.casefold() in words("after") and _SHORT_TIME.fullmatch(short):
        return True
    folded = text.casefold().replace("’", "'")
    if any(
        folded.startswith(f"{word} ") and _SHORT_TIME.fullmatch(text, len(word) + 1) for word in _before()
    ):
        return True
    if folded in words("moment"):
        return True
    clock = _clock().search(folded)
    return clock is not None and folded[: clock.start()] in words("moment") | words("today")


@lru_cache(maxsize=1024)
def is_span(text: str) -> bool:
    """Whether a label is a length of time and nothing else: a story's age where its row has no others.

    "4 hours", "2 giờ", "1 Tag"; a time to read or to cook is one as well.
    """
    return 2 <= len(text) <= NAME_LENGTH and text[0].isdigit() and _span().fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else: "Friday, August 1, 2025", "01.08.2025, 10:30 Uhr"."""
    if not 6 <= len(text) <= 48 or not any(map(str.isdigit, text)):
        return False
    if _IDEOGRAPHIC_DATE.search(text):
        return len(text) <= 24
    words_in = [word.casefold().rstrip(".") for word in characters.words(text, joined=True)]
    named = sum(word in dates.month_numbers() for word in words_in)
    if not all(word in dates.month_numbers() or word in _date_words() for word in words_in):
        return False
    if _NUMERIC_DATE.search(text):
        return True
    return named == 1 and bool(_YEAR.search(text) and _DAY.search(_YEAR.sub(" ", text)))


def is_day(text: str) -> bool:
    """Whether a line is a day without its year, and at most its hour: "12 May", "May 12, 7:40 pm", "Di, 12. Mai"."""
    text = _HOUR.sub("", text)
    if not 4 <= len(text) <= 24 or not any(map(str.isdigit, text)):
        return False
    said = [word.casefold().rstrip(".") for word in characters.words(text, joined=True)]
    named = sum(word in dates.month_numbers() for word in said)
    return (
        named == 1
        and _DAY.search(text) is not None
        and all(word in dates.month_numbers() or word in _date_words() for word in said)
    )


def ends_sentence(text: str) -> bool:
    """Whether a line ends the way a sentence ends."""
    stripped = text.rstrip(_CLOSERS + " ")
    if not stripped:
        return False
    if text[-1] in ")]" and stripped[-1] not in _STOPS:
        stripped = _BRACKETED.sub("", text).rstrip(_CLOSERS + " ") or stripped
    return stripped[-1] in _STOPS or text.rstrip()[-1] == "…"


def weight(text: str) -> int:
    """Length of a line in letters; in a line of ideograms each counts as about three."""
    size = len(text)
    if text.isascii() or len(text.encode("utf-8", "replace")) < 2 * size:
        return size
    return len(text) + (CASELESS_SHARE - 1) * len(_UNSPACED.findall(text))


def sentences(text: str) -> int:
    """How many sentences end in a text."""
    return len(_SENTENCES.findall(text))


def is_prose(text: str) -> bool:
    """Whether a line is running text: ended like a sentence and too long for a headline, or very long.

    A full stop is evidence enough in a line of half that length: headlines have none.
    """
    size = len(text)
    if size < SENTENCE_LENGTH // CASELESS_SHARE:
        return False
    if size < LONG_LENGTH and not text.isascii():
        size = weight(text)
    if size < SENTENCE_LENGTH:
        return False
    if size < PROSE_LENGTH:
        said = _BRACKETED.sub("", text)
        return said.rstrip(_CLOSERS + " ")[-1:] in _FULL_STOPS and not said.endswith("..")
    return size >= LONG_LENGTH or ends_sentence(text)


@lru_cache(maxsize=1024)
def is_headline(text: str) -> bool:
    """Whether a line can be a story's headline: some words, no full stop, not a date."""
    size = weight(text)
    if (
        not HEADLINE_LENGTH <= size <= HEADLINE_LIMIT
        or text[-1] in ",;。।"
        or (text[-1] == "." and sentences(text) > 1)
    ):
        return False
    if len(text.split()) < HEADLINE_WORDS and (text.isascii() or not _UNSPACED.search(text)):
        return False
    return not (trails.is_one(text) or is_date(text) or is_relative_time(text) or is_control(text))


def is_control(text: str) -> bool:
    """Whether a line is the label of a page's control, by the words that it is made of."""
    found = controls.whole(text)
    return found is not None and found.name is None


def is_ideographic(text: str) -> bool:
    """Whether a text is written without blanks between its words."""
    return _UNSPACED.search(text) is not None


def is_name(text: str) -> bool:
    """Whether a label can name a publisher or a section."""
    if not 2 <= len(text) <= NAME_LENGTH or len(text.split()) > NAME_WORDS:
        return False
    return text[-1] not in ".!?:…。！？" and any(map(str.isalpha, text)) and text[0] not in "#@"


def is_publication(text: str) -> bool:
    """Whether the words of a name are a publication's: "Harbour Gazette", "信州新聞", "나루일보".

    Where words run together, the last signs tell; else a word of two or more.
    """
    known = words("publication")
    parts = text.casefold().replace("’", "'").replace("'", "' ").split()
    if is_ideographic(text):
        return any(len(text) > len(word) and text.endswith(word) for word in known if is_ideographic(word))
    return (len(parts) > 1 and any(part in known for part in parts)) or _is_compound(parts[-1:])


def _is_compound(said: Sequence[str]) -> bool:
    """Whether a word is a publication's name by what it ends with: "Ostküstenbote", "Siel-Anzeiger"."""
    ends = words("publication-end")
    return any(len(word) > len(end) + 2 and word.endswith(end) for word in said for end in ends)


def is_byline(text: str) -> bool:
    """Whether a label names a writer ("By Jane Doe")."""
    first, _, rest = text.partition(" ")
    return bool(rest) and (
        first.rstrip(":").casefold() in words("byline")
        or ("기자" in text and SIGNED.match(f"{text} .") is not None)
    )


def is_third(above: str, text: str) -> bool:
    """Whether a line that begins with "(c)" counts on from the one above it, and claims no copyright."""
    return text.startswith("(c)") and above.startswith("(b)")


@cache
def _published_by() -> re.Pattern[str]:
    return re.compile(rf"(?:{tables.alternation(words('published-by'))}) ", re.IGNORECASE)


def named_source(text: str) -> str | None:
    """The publisher that a label names after a word for it: "Source: Daily Herald"."""
    head, mark, name = text.replace("：", ":").partition(":")
    name = name.strip(ENDS)
    if mark and head.strip().casefold() in words("source") and is_name(name):
        return name
    said = _published_by().match(text)
    named = text[said.end() :].split(",", 1)[0].strip(ENDS) if said else ""
    if is_name(named) and named[0].isupper():
        return named
    first, _, rest = text.partition(" ")
    if first.casefold() == "via" and is_name(rest.strip()) and rest[:1].isupper():
        return rest.strip()
    return None


def is_source_word(text: str) -> bool:
    """Whether a part of a label announces the publisher that the next part names: "Source:", "via"."""
    return bare(text) in words("source")


def topics(text: str) -> tuple[str, ...]:
    """The topics that a tag page's heading names: "Latest news with #Moon" -> ("Moon",)."""
    if len(text) > LABEL_LENGTH:
        return ()
    found = tuple(_HASHTAG.findall(text))
    if found:
        return found
    head, mark, name = text.replace("：", ":").partition(":")
    name = name.strip().strip("\"'“”«»„")
    if mark and head.strip().casefold() in words("topic") and is_name(name):
        return (name,)
    return ()


def is_section(text: str) -> bool:
    """Whether a line is the name of a section and nothing else."""
    return len(text) <= NAME_LENGTH and text.strip("[]() ").casefold() in words("section")


def is_section_word(text: str) -> bool:
    """Whether a label announces the section that the next one names: "Filed under"."""
    return bare(text) in words("section-word")


def named_section(text: str) -> str | None:
    """The section that a line names behind a word for it, the first of several: "Category: Farming, Local".

    >>> named_section("Category: Farming, Local"), named_section("Category: a word that nobody likes to hear.")
    ('Farming', None)
    """
    head, mark, names = text.replace("：", ":").partition(":")
    name = re.split(r"[,|/、]", names.strip(ENDS), maxsplit=1)[0].strip()
    return name if mark and is_section_word(head) and is_name(names.strip()) and is_name(name) else None


def is_related_heading(text: str) -> bool:
    """Whether a line heads a list of other stories."""
    if len(text) > LABEL_LENGTH:
        return False
    plain = bare(text)
    return plain in words("related") or _offers_others(plain.split())


def _offers_others(said: list[str]) -> bool:
    """Whether a line says "more stories" in words of these classes alone: "More stories like this"."""
    others, stories = words("others"), words("stories")
    return (
        len(said) <= HEADING_WORDS
        and said[:1] != []
        and said[0] in others
        and any(word in stories for word in said[1:])
        and all(word in others or word in stories or word in words("others-small") for word in said)
    )


@cache
def _directions() -> re.Pattern[str]:
    return re.compile(tables.alternation((*words("after"), *words("before"), *words("moment"))))


@cache
def _after() -> tuple[str, ...]:
    return tuple(words("after"))


@cache
def _before() -> tuple[str, ...]:
    return tuple(words("before"))


@cache
def _long_moments() -> tuple[str, ...]:
    found = (word for word in words("moment") if len(word) >= MOMENT_LETTERS)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1024)
def counts_back(folded: str) -> bool:
    """Whether a short line without digits has a word that a relative time cannot do without."""
    return _directions().search(folded) is not None
