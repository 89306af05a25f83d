"""The parts of a label line: "Herald | 3 hours ago", "[Herald] 3 hours ago in World", "Ada Moor, Herald, 3h".

Marks part them, and where there are none, the age or the date does, which is told by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cleaners.facts import headers
from cleaners.layout import labels, seams
from cleaners.model import Block

SECTION_WORDS = 3
LEAST_ROW = 3
"""Words of the shortest line in which nothing parts a name and an age."""
MOST_AGE_WORDS = 5
MOST_NAMES = 3
"""Names before the age in a line that commas part: a writer, a publication, a place."""
_SEPARATORS = re.compile(r"\s*[|·•∙⋅●»›]\s*|\s+[-–—/]\s+")
_MARKS = " \t,;|·•*"
_BEFORE_TIME = " \t,;|·•-–—("
_IN_FRONT = re.compile(r"[\[(【](?P<name>[^\[\]()【】]{2,40})[\])】]\s*(?P<rest>.+)")
_BEHIND = re.compile(r"(?P<name>[^()]+?)\s?\((?P<rest>[^()]{2,80})\)")
_PARTING = re.compile(rf" ?\+ ?| |{seams.CAPITAL.pattern}")
"""What parts an age from what stands behind it, if no more than a capital."""
_FIGURE = re.compile(r"(?<=[^\W\d_])(?=\d)")
"""Where a figure stands right behind a letter."""


class Piece(NamedTuple):
    """A part of a label block: between two links, named elements, or separators."""

    block: int
    text: str
    url: str
    names: str
    item: bool


def pieces(block: Block, ends: Iterable[int] = ()) -> Iterator[Piece]:
    """The parts of a label block, in order; `ends` are further places where one ends."""
    edges = {0, len(block.text), *ends}
    edges.update(edge for link in block.links for edge in (link.start, link.stop))
    edges.update(edge for inline in block.inlines for edge in (inline.start, inline.stop))
    ordered = sorted(edges)
    for start, stop in pairwise(ordered):
        url = next((link.url for link in block.links if link.start <= start < link.stop), "")
        names = " ".join(one.names or one.tag for one in block.inlines if one.start <= start < one.stop)
        for part in _SEPARATORS.split(block.text[start:stop]):
            for text in _signed(part.strip(_MARKS)):
                yield Piece(block.index, text, url, names, block.kind == "item")


def is_dated(block: Block) -> bool:
    """Whether a label block has a relative time or a date as one of its parts."""
    if len(block.text) > labels.LABEL_LENGTH or not may_tell(block.text):
        return False
    return any(is_time(piece.text) for piece in pieces(block))


def may_tell(text: str) -> bool:
    """Whether a text has what no age and no date is without: a figure, or a word that counts back."""
    return any(map(str.isdigit, text)) or labels.counts_back(text.casefold())


def is_time(text: str) -> bool:
    """Whether a part tells a story's age or its date."""
    return labels.is_relative_time(text) or labels.is_date(text)


def has_span(block: Block) -> bool:
    """Whether a label block has a length of time as one of its parts."""
    if len(block.text) > labels.LABEL_LENGTH or not any(map(str.isdigit, block.text)):
        return False
    return any(labels.is_span(piece.text) for piece in pieces(block))


def age(found: Iterable[Piece]) -> Piece | None:
    """The part that tells a story's age; a length of time counts where nothing else tells one."""
    parts = tuple(found)
    told = next((piece for piece in parts if labels.is_relative_time(piece.text)), None)
    if told is not None or any(labels.is_date(piece.text) for piece in parts):
        return told
    return next((piece for piece in parts if labels.is_span(piece.text)), None)


def _signed(text: str) -> Iterator[str]:
    """The parts of a text, or its byline and what stands behind it."""
    signed = labels.SIGNED.match(text)
    if signed and labels.is_date(text[signed.end() :]):
        yield signed["name"]
        text = text[signed.end() :]
    if text:
        yield from _parted(text)


@lru_cache(maxsize=1024)
def _parted(text: str) -> tuple[str, ...]:
    """A text, or the names and the time that run together in it; several readers of a page ask this of one label."""
    for form in _FORMS if may_tell(text) else ():
        if found := form(text):
            return found
    return (text,)


def _bracketed(text: str) -> tuple[str, ...]:
    """The parts of a text that brackets part: "[Herald] 3 hours ago", "Herald (World, 3 hours ago)"."""
    if found := _IN_FRONT.fullmatch(text):
        rest = _parted(found["rest"])
        return (found["name"], *rest) if any(map(is_time, rest)) else ()
    if found := _BEHIND.fullmatch(text):
        rest = _parted(found["rest"])
        # How long a recording is stands behind its title, which is no name.
        lasts = all(map(labels.is_span, rest)) and not labels.is_name(found["name"])
        return (found["name"], *rest) if any(map(is_time, rest)) and not lasts else ()
    return ()


def _between_names(text: str) -> tuple[str, ...]:
    """The names beside an age in one line without marks: "Herald 3 hours ago World", "Báo Mới 2 giờ Xã hội".

    A bare length of time stands in headlines, too ("Storm lasts 3 days"): behind it a known section must stand.
    """
    words = text.split()
    if len(words) < LEAST_ROW or len(text) > labels.NAME_LENGTH * 2 or is_time(text):
        return ()
    for start in range(1, len(words)):
        for stop in range(min(start + MOST_AGE_WORDS, len(words)), start, -1):
            age, name, rest = " ".join(words[start:stop]), " ".join(words[:start]), " ".join(words[stop:])
            told = labels.is_relative_time(age) or (labels.is_span(age) and labels.is_section(rest))
            if (
                told
                and _may_be_section(rest)
                and labels.is_name(name)
                and not any(map(_is_small, (words[0], words[start - 1])))
            ):
                return (name, age, rest)
    return ()


def _run_together(text: str) -> tuple[str, ...]:
    """The names beside an age without a blank between them: "The Herald3h agoWorld", "Kabar BaharikemarinNasional"."""
    if len(text) > labels.NAME_LENGTH * 2:
        return ()
    stops = [place.start() for place in seams.CAPITAL.finditer(text)]
    for stop in (*stops, len(text)):
        starts = [place.start() for place in _FIGURE.finditer(text, 0, stop)]
        starts += [stop - len(word) for word in labels.words("moment") if text.endswith(word, 1, stop)]
        for start in starts:
            name, age, rest = text[:start], text[start:stop], text[stop:]
            named = labels.is_name(name) and name[-1].isalpha() and not _is_small(name)
            if named and labels.is_relative_time(age) and (not rest or _may_be_section(rest)):
                return (name, age, rest) if rest else (name, age)
    return ()


def _may_be_section(text: str) -> bool:
    few = 0 < len(text.split()) <= SECTION_WORDS and not _is_small(text)
    return few and not any(map(str.isdigit, text)) and labels.is_name(text)


def _is_small(text: str) -> bool:
    """Whether a text begins in small letters, as no name begins, and no name ends."""
    return text[:1].islower()


def _before_date(text: str) -> tuple[str, ...]:
    """The name and the date that end a text without a mark between them: "World 06/05/2026 07:30"."""
    name, blank, date = text.partition(" ")
    if not blank or len(text) > labels.NAME_LENGTH or is_time(text) or not date[0].isdigit():
        return ()
    known = labels.is_section(name) or (name.istitle() and name.isalpha())
    return (name, date) if known and labels.is_date(date) else ()


def _before_section(text: str) -> tuple[str, ...]:
    """An age that opens a text, and the section behind it, or a button, which is no part: "2 hours ago Business"."""
    if len(text) > labels.NAME_LENGTH:
        return ()
    for place in _PARTING.finditer(text):
        age, behind = text[: place.start()], text[place.end() :]
        if labels.is_relative_time(age):
            if headers.is_furniture(behind):
                return (age,)
            if labels.is_section(behind) or (not place.group() and _may_be_section(behind)):
                return (age, behind)
    return ()


def _listed(text: str) -> tuple[str, ...]:
    """The names and the time that commas part: "Ada Moor, Herald, 3h", "Herald, 12 March 2026"."""
    names: list[str] = []
    rest = text
    while len(names) < MOST_NAMES and not (is_time(rest) or labels.is_span(rest)):
        name, comma, rest = rest.partition(", ")
        if not comma or not labels.is_name(name):
            return ()
        names.append(name)
    return (*names, rest) if names and (is_time(rest) or labels.is_span(rest)) else ()


def _before_time(text: str) -> tuple[str, ...]:
    """The name and the relative time that end a text without a mark between them."""
    time, bare = labels.relative_time(text), text.strip(labels.ENDS)
    if time is None or len(time) == len(bare):
        return ()
    name = bare[: -len(time)].strip(_BEFORE_TIME)
    return (name, time) if name else (time,)


def _around_word(text: str) -> tuple[str, ...]:
    """The parts beside a small word: "3 hours ago in World", "Posted 3 hours ago by Herald", "By Ada on 3 May 2026"."""
    said = text.split()
    for place, word in enumerate(said[1:-1], 1):
        folded = word.casefold()
        if folded in labels.words("behind-time"):
            head, name = _parted(" ".join(said[:place])), " ".join(said[place + 1 :])
            if is_time(head[-1]) and labels.is_name(name):
                return (*head, name)
        if folded in labels.words("before-date") and labels.is_date(rest := " ".join(said[place + 1 :])):
            return (" ".join(said[:place]), rest)
    return ()


_FORMS = (
    _bracketed,
    _listed,
    _before_time,
    _before_date,
    _before_section,
    _around_word,
    _between_names,
    _run_together,
)
"""How names and times run together, each reader empty-handed where a text has another form."""
