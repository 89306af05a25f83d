"""What the heads of a dump's stories name, each in one place of its form: the publisher, the section.

Names of publications and of sections are no closed vocabulary; where most stories have a name in one place,
and not all the same, it is the publisher's, and another such place is the section's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaners.layout import cardnames, labelparts, labels
from cleaners.layout.labelparts import Piece
from cleaners.layout.periods import LEAST_STORIES, Head, Section, form, is_label
from cleaners.model import Block

HEIGHT = 5
"""Lines above a story's age in which its publisher may stand."""
MOST = 2 / 3
"""Of the stories, so many must have a line in one place for it to be a part of their form."""
SHARE = 1 / 3
"""Of the names in one place, so many must be known sections, or publications, for the others to be some."""
SECTION_WORDS = 3
BADGES = 1
"""Lines between the publisher and the age that only some stories have: "Verified"."""
LEAST_WORDS = 2
"""Words that announce a source below a story, where no word list knows them: "Continue reading at"."""
SURE_DATES = 3
"""So many stories under dates, not ages, may be without a publisher in the date's own line."""
MOST_LEAD = 6
_NO_NAMES = (
    ("badge", "sections"),
    ("published", "dates"),
    ("modified", "dates"),
    ("end", "dump"),
    ("opening", "dump"),
    ("reply", "segments"),
)
"""Word lists of labels that name nobody."""
_PLACED = re.compile(r"(?<=\S)\s\([^\W\d_][^()\d]{1,30}\)$")
"""Where a publisher's name says it is at home: "The Standard (Northport)"."""
_MARKS = " |·•∙⋅●»›,"
"""What may stand between a name and the next line."""
_NUMBER = re.compile(r"#?(\d{1,3})[.):]?\s+(?=\S)")
_IN_HEADLINE = (
    re.compile(r"\[(?P<name>[^\[\]]{2,40})\]\s?(?P<rest>.+)"),
    re.compile(r"(?P<rest>.+)\s?\((?P<name>[^()]{2,40})\)"),
    re.compile(r"(?P<rest>.+)\s[|–—·•-]\s(?P<name>[^|–—·•]{2,40})"),
    re.compile(r"(?P<name>[^|–—·•:]{2,40})(?:\s[|–—·•-]|\s?:)\s(?P<rest>.+)"),
)
"""Where a headline may name its publisher: "[Herald] Storm over", "Storm over | Herald"."""


class Named(NamedTuple):
    """A name and the line that it stands in."""

    text: str
    line: int


def named(blocks: Sequence[Block], heads: Sequence[Head]) -> list[Head]:
    """The heads with what they name, and with the lines above them that all have."""
    return _with_lead(blocks, _with_sections(blocks, _with_publishers(blocks, _without_numbers(heads))))


def _without_numbers(heads: Sequence[Head]) -> list[Head]:
    """The heads, where the headlines are counted: "1. Storm over", "2. Calm again"."""
    found = [_NUMBER.match(head.title) for head in heads]
    numbers = [int(one.group(1)) for one in found if one]
    if len(numbers) < len(heads) or numbers != list(range(numbers[0], numbers[0] + len(heads))):
        return list(heads)
    return [
        head._replace(title=head.title[one.end() :]) for head, one in zip(heads, found, strict=True) if one
    ]


# Publishers


def _with_publishers(blocks: Sequence[Block], heads: Sequence[Head]) -> list[Head]:
    """The heads with the publishers that stand in one place of all of them."""
    if all(head.publisher for head in heads):
        return list(heads)
    bounds = [*(head.start for head in heads), len(blocks)]
    below = [blocks[head.stop : stop] for head, stop in zip(heads, bounds[1:], strict=True)]
    sources = list(map(_source, below))
    if not all(sources):
        sources = _announced(below)
    sourced = all(sources) and _are_publishers(sources)
    columns = (names for names in _columns(blocks, heads) if _are_publishers(names))
    fitting = [names for names in columns if not sourced or _agree(names, sources)]
    names = max(fitting, key=_publications, default=None)
    if names is None and sourced:
        names = sources
    if names is None:
        return _named_in_headlines(heads)
    return [
        head._replace(publisher=name.text, start=min(head.start, name.line)) if name else head
        for head, name in zip(heads, names, strict=True)
    ]


def _publications(names: Sequence[Named | None]) -> int:
    """How many of the names in one place are publications' by their words; of places alike the likelier one counts."""
    return sum(name is not None and labels.is_publication(name.text) for name in names)


def _announced(below: Sequence[Sequence[Block]]) -> list[Named | None]:
    """The names that follow the same two words or more in the first line behind each text."""
    lines = [_first_behind(one) for one in below]
    said = [line.text.split() if line else [] for line in lines]
    same = 0
    while all(len(words) > same + 1 for words in said) and len({words[same] for words in said}) == 1:
        same += 1
    if same < LEAST_WORDS:
        return [None] * len(below)
    return [
        _named(" ".join(words[same:]), line.index) if line else None
        for words, line in zip(said, lines, strict=True)
    ]


def _first_behind(lines: Sequence[Block]) -> Block | None:
    """The first short line behind a story's text."""
    last = max((number for number, block in enumerate(lines) if labels.is_prose(block.text)), default=-1)
    return lines[last + 1] if 0 <= last < len(lines) - 1 and is_label(lines[last + 1]) else None


def _agree(names: Sequence[Named | None], sources: Sequence[Named | None]) -> bool:
    """Whether names above the stories are those that lines below them give as their sources."""
    pairs = ((one.text, other.text) for one, other in zip(names, sources, strict=True) if one and other)
    return all(one in other or other in one for one, other in pairs)


def _columns(blocks: Sequence[Block], heads: Sequence[Head]) -> Iterator[list[Named | None]]:
    """What stands in one place of each head; likeliest places first."""
    yield [_beside(blocks, head, before=True) for head in heads]
    limits = [0, *(head.stop for head in heads)]
    aged = any(
        labels.is_relative_time(piece.text) or labels.is_span(piece.text)
        for head in heads
        for piece in labelparts.pieces(blocks[head.time])
    )
    around = aged or len(heads) >= SURE_DATES
    for height in range(1, HEIGHT if around else 1):
        yield [_above(blocks, head, height, limit) for head, limit in zip(heads, limits, strict=False)]
    yield [_beside(blocks, head, before=False) for head in heads]
    yield [_alone(blocks, head) for head in heads]
    for depth in (1, 2) if around else ():
        yield [_below(blocks, head, depth) for head in heads]


def _source(below: Sequence[Block]) -> Named | None:
    """The source that a line behind a story's text names: "Source: Herald", "Read on Herald"."""
    told = False
    for block in below:
        if labels.is_prose(block.text):
            told = True
        elif told and is_label(block):
            name = labels.named_source(block.text) or cardnames.led_to(block.text)
            if name and labels.is_name(name):
                return Named(name, block.index)
    return None


def _beside(blocks: Sequence[Block], head: Head, *, before: bool) -> Named | None:
    """The name before, or behind, the age in its own line."""
    line = blocks[head.time]
    parts = [piece.text for piece in labelparts.pieces(line)]
    age = next(
        (n for n, part in enumerate(parts) if labelparts.is_time(part) or labels.is_day(part)),
        next((n for n, part in enumerate(parts) if labels.is_span(part)), 0),
    )
    near = parts[max(age - 1, 0) : age] if before else parts[age + 1 : age + 2]
    return _named(near[0], line.index) if near and near[0] != head.title else None


def _alone(blocks: Sequence[Block], head: Head) -> Named | None:
    """The one name in a line that has a headline and an age besides."""
    parts = [piece.text for piece in labelparts.pieces(blocks[head.time])]
    names = [part for part in parts if part != head.title and not labelparts.is_time(part)]
    return _named(names[0], head.time) if head.title in parts and len(names) == 1 else None


def _above(blocks: Sequence[Block], head: Head, height: int, limit: int) -> Named | None:
    """The name so many lines above a head's age; where a badge stands there, the one above it."""
    first = head.time - height
    badges = BADGES if first > head.headline.index or head.headline.index > head.time else 0
    for place in range(first, max(limit, first - badges) - 1, -1):
        if place == head.headline.index or not is_label(blocks[place]):
            return None
        if name := _named(blocks[place].text, place):
            return name
    return None


def _below(blocks: Sequence[Block], head: Head, depth: int) -> Named | None:
    """The first name in the line so many lines below a head's age."""
    place = head.time + depth
    if place >= len(blocks) or place == head.headline.index:
        return None
    if not all(map(is_label, blocks[head.time : place + 1])):
        return None
    first = next(labelparts.pieces(blocks[place]), None)
    return _named(first.text, place) if first else None


def _named(text: str, line: int) -> Named | None:
    name = _PLACED.sub("", labels.named_source(text) or text.split(" @", 1)[0].strip(_MARKS))
    for words in sorted(labels.words("source-lead"), key=len, reverse=True):
        if name.casefold().startswith(f"{words} "):
            name = name[len(words) + 1 :]
    if name[:1].islower() or labels.is_related_heading(name):
        return None
    label = any(labels.bare(name) in labels.words(*words) for words in _NO_NAMES)
    return Named(name, line) if not label and cardnames.is_name(Piece(line, name, "", "", False)) else None


def _are_publishers(names: Sequence[Named | None]) -> bool:
    """Whether the names in one place are publishers': there are several, and they are no sections."""
    known = [name.text for name in names if name]
    sections = sum(map(labels.is_section, known))
    several = len({form(name) for name in known}) > 1
    return several and len(known) >= MOST * len(names) and sections < SHARE * len(known)


def _named_in_headlines(heads: Sequence[Head]) -> list[Head]:
    """The heads, where each headline names its publication in one place of it."""
    for place in _IN_HEADLINE:
        found = [place.fullmatch(head.title) for head in heads]
        names = [
            _named(one["name"].strip(), head.headline.index) if one else None
            for head, one in zip(heads, found, strict=True)
        ]
        publications = [name.text for name in names if name and labels.is_publication(name.text)]
        if _are_publishers(names) and len(publications) > SHARE * len(names):
            return [
                head._replace(publisher=name.text, title=one["rest"].strip()) if name and one else head
                for head, name, one in zip(heads, names, found, strict=True)
            ]
    return list(heads)


# Sections and further lines


def _with_sections(blocks: Sequence[Block], found: Sequence[Head]) -> list[Head]:
    """The heads with the sections that stand in one place of all of them, beside or below the ages."""
    columns = (
        [_beside(blocks, head, before=False) for head in found],
        *([_below(blocks, head, depth) for head in found] for depth in (1, 2)),
    )
    for names in columns:
        if _are_sections(names, [head.publisher for head in found]):
            return [
                head._replace(section=Section(name.text, name.line)) if name else head
                for head, name in zip(found, names, strict=True)
            ]
    return list(found)


def _are_sections(names: Sequence[Named | None], publishers: Sequence[str | None]) -> bool:
    """Whether the short names in one place are sections': there are several, or they are known ones."""
    known = [name.text for name in names if name]
    if len(known) < MOST * len(names) or not set(known).isdisjoint(filter(None, publishers)):
        return False
    short = all(len(name.split()) <= SECTION_WORDS and not any(map(str.isdigit, name)) for name in known)
    several = len({form(name) for name in known}) > 1
    return short and (several or sum(map(labels.is_section, known)) > SHARE * len(known))


def _with_lead(blocks: Sequence[Block], found: Sequence[Head]) -> list[Head]:
    """The heads with the lines above them that most have, the first too: "#1", "Follow"."""
    limits = [0, *(head.stop for head in found)]
    lead = 0
    while lead < MOST_LEAD:
        above = [
            form(blocks[head.start - lead - 1].text)
            for head, limit in zip(found, limits, strict=False)
            if head.start - lead > limit
        ]
        is_first = bool(found) and found[0].start > lead
        if not is_first or above.count(above[0]) < max(MOST * len(found), LEAST_STORIES):
            break
        lead += 1
    return [
        head._replace(start=max(head.start - lead, limit)) for head, limit in zip(found, limits, strict=False)
    ]
