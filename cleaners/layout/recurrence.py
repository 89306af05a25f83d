"""The heads of a dump's stories, told by their form: what recurs above each text, whatever its words.

An aggregator prints every story by one form: "#1", headline, publisher, age, section.  Whatever the form is,
the headline stands as many lines from the age in each story, and the publisher does, and the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaners.layout import cards, labels
from cleaners.layout.cards import BRIEF_PARAGRAPH, STORY_SENTENCES
from cleaners.layout.labels import Piece
from cleaners.layout.periods import Section, form
from cleaners.model import Block

REACH = 6
"""Lines between a story's age and its headline, at most."""
LEAST_STORIES = 2
MOST = 2 / 3
"""Of the stories, so many must have a line in one place for it to be a part of their form."""
SECTION_SHARE = 1 / 3
"""Of the names in one place, so many must be known sections for the others to be some, and no publishers."""
SECTION_WORDS = 3
BADGES = 1
"""Lines between the publisher and the age that only some stories have: "Verified"."""
LEAST_ECHO = 0.2
"""Share of the headlines' words that their stories repeat, on the average: labels are not repeated."""
ECHO = 1.5
"""Of two lines that may be the headline, one must have so many times the other's words in the text below."""
SURE_DATES = 3
"""So many stories under dates, not ages, may be without a publisher in the date's own line."""
_NO_NAMES = (("badge", "sections"), ("published", "dates"), ("modified", "dates"), ("related", "segments"))
"""Word lists of labels that name nobody."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_PAIR = re.compile(r"(?=([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}))")


class Named(NamedTuple):
    """A name and the line that it stands in."""

    text: str
    line: int


class Head(NamedTuple):
    """The lines above one story's text: `start` to `stop` (half open)."""

    start: int
    stop: int
    headline: Block
    time: int
    publisher: str | None = None
    section: Section | None = None


def heads(blocks: Sequence[Block]) -> list[Head]:
    """The heads of a dump's stories, snippets included, in page order; empty where fewer than two recur."""
    times = [block.index for block in blocks if is_label(block) and labels.is_dated(block)]
    pairs = _pairs(blocks, times)
    if not pairs:
        return []
    unique = {headline.index: (time, headline) for time, headline in reversed(pairs)}
    found = sorted(
        Head(min(time, headline.index), max(time, headline.index) + 1, headline, time)
        for time, headline in unique.values()
    )
    return _with_lead(blocks, _with_sections(blocks, _with_publishers(blocks, found)))


def is_label(block: Block) -> bool:
    """Whether a line is short and no sentence."""
    return len(block.text) <= labels.LABEL_LENGTH and not labels.is_prose(block.text)


def is_story(lines: Iterable[Block]) -> bool:
    """Whether lines have the text of a story, not of a snippet."""
    text = " ".join(block.text for block in lines if labels.is_prose(block.text))
    return labels.weight(text) >= BRIEF_PARAGRAPH and labels.sentences(text) >= STORY_SENTENCES


# Ages and headlines


def _pairs(blocks: Sequence[Block], times: Sequence[int]) -> list[tuple[int, Block]]:
    """The lines with the stories' ages and their headlines, by the distance that finds most stories.

    Where a line above the ages and one below them may be the headlines, the text tells: it has their words.
    """
    best = {}
    for side in (-1, 1):
        found = [_at(blocks, times, side * size) for size in range(1, REACH + 1)]
        best[side] = max(found, key=lambda pairs: len(_told(blocks, pairs)))
    above, below = _told(blocks, best[-1]), _told(blocks, best[1])
    if max(len(above), len(below)) < LEAST_STORIES:
        return []
    is_below = len(below) > len(above)
    if len(above) == len(below):
        is_below = sum(below.values()) > ECHO * sum(above.values())
    told, pairs = (below, best[1]) if is_below else (above, best[-1])
    if sum(told.values()) < LEAST_ECHO * len(told):
        return []
    return sorted((*pairs, *_others(blocks, times, pairs)), key=lambda pair: pair[0])


def _at(blocks: Sequence[Block], times: Sequence[int], distance: int) -> list[tuple[int, Block]]:
    return [(time, blocks[time + distance]) for time in times if _is_pair(blocks, time, time + distance)]


def _is_pair(blocks: Sequence[Block], time: int, place: int) -> bool:
    """Whether the line in a place can be the headline of the story whose age is told in another."""
    if not 0 <= place < len(blocks):
        return False
    between = blocks[min(time, place) + 1 : max(time, place)]
    return _is_headline(blocks[place]) and all(map(is_label, between))


def _is_headline(block: Block) -> bool:
    text = block.text
    if block.kind == "item" or text[0] in "([（【" or not labels.is_headline(text) or labels.is_dated(block):
        return False
    return not (labels.is_prose(text) and text[-1] in ".。।") and labels.named_source(text) is None


def _told(blocks: Sequence[Block], pairs: Sequence[tuple[int, Block]]) -> dict[str, float]:
    """The headlines that have a story's text below them, each in one form, with the share of words it repeats."""
    bounds = [*(min(time, headline.index) for time, headline in pairs), len(blocks)]
    found = {}
    for (time, headline), stop in zip(pairs, bounds[1:], strict=True):
        text = blocks[max(time, headline.index) + 1 : stop]
        if is_story(text):
            said = _words(headline.text)
            repeated = said & _words(" ".join(block.text for block in text))
            found[form(headline.text)] = len(repeated) / max(1, len(said))
    return found


def _words(text: str) -> set[str]:
    """The longer words of a text; pairs of letters where words have no blanks."""
    folded = text.casefold()
    return set(_PAIR.findall(folded)) if labels.is_ideographic(text) else set(_WORD.findall(folded))


def _others(
    blocks: Sequence[Block], times: Sequence[int], known: Sequence[tuple[int, Block]]
) -> Iterator[tuple[int, Block]]:
    """The headlines beside ages of the same form that stand a line nearer or farther, or are very short."""
    distance = known[0][1].index - known[0][0]
    forms = {_time_form(blocks[time]) for time, _ in known}
    taken = {index for time, headline in known for index in _run_around(blocks, time, headline.index)}
    step = 1 if distance > 0 else -1
    for time in times:
        if time in taken or _time_form(blocks[time]) not in forms:
            continue
        places = [time + step * size for size in range(1, abs(distance) + 2)]
        places.sort(key=lambda place: abs(place - time - distance))
        place = next((place for place in places if _is_pair(blocks, time, place)), time + distance)
        if 0 <= place < len(blocks) and _may_head(blocks[place]):
            yield time, blocks[place]


def _may_head(block: Block) -> bool:
    """Whether a line, shorter than headlines are, can be one where others stand in its place."""
    text = block.text
    words = len(text.split()) > 1 or labels.is_ideographic(text)
    labelled = is_label(block) and labels.is_dated(block)
    return words and block.kind != "item" and not labelled and not labels.is_control(text)


def _run_around(blocks: Sequence[Block], *places: int) -> range:
    """The short lines around a head."""
    start, stop = min(places), max(places)
    while start and is_label(blocks[start - 1]):
        start -= 1
    while stop + 1 < len(blocks) and is_label(blocks[stop + 1]):
        stop += 1
    return range(start, stop + 1)


def _time_form(block: Block) -> tuple[int, bool]:
    """How many parts an age's line has, and whether the first is a date."""
    parts = [piece.text for piece in labels.pieces(block)]
    return min(len(parts), 2), bool(parts) and labels.is_date(parts[0])


# Publishers and sections


def _with_publishers(blocks: Sequence[Block], found: Sequence[Head]) -> list[Head]:
    """The heads with the publishers that stand in one place of all of them."""
    names = next((names for names in _columns(blocks, found) if _are_publishers(names)), None)
    if names is None:
        return list(found)
    return [
        head._replace(publisher=name.text, start=min(head.start, name.line)) if name else head
        for head, name in zip(found, names, strict=True)
    ]


def _columns(blocks: Sequence[Block], found: Sequence[Head]) -> Iterator[list[Named | None]]:
    """What stands in one place of each head; likeliest places first."""
    yield [_beside(blocks[head.time], before=True) for head in found]
    limits = [0, *(head.stop for head in found)]
    aged = any(
        labels.is_relative_time(piece.text) for head in found for piece in labels.pieces(blocks[head.time])
    )
    around = aged or len(found) >= SURE_DATES
    for height in range(1, REACH if around else 1):
        yield [_above(blocks, head, height, limit) for head, limit in zip(found, limits, strict=False)]
    yield [_beside(blocks[head.time], before=False) for head in found]
    for depth in (1, 2) if around else ():
        yield [_below(blocks, head, depth) for head in found]


def _beside(line: Block, *, before: bool) -> Named | None:
    """The name before, or behind, the age in its own line."""
    parts = [piece.text for piece in labels.pieces(line)]
    age = next(
        (n for n, part in enumerate(parts) if labels.is_relative_time(part) or labels.is_date(part)), 0
    )
    near = parts[max(age - 1, 0) : age] if before else parts[age + 1 : age + 2]
    return _named(near[0], line.index) if near else None


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
    if place >= len(blocks) or place == head.headline.index or not is_label(blocks[place]):
        return None
    return _named(next(labels.pieces(blocks[place])).text, place)


def _named(text: str, line: int) -> Named | None:
    name = labels.named_source(text) or text
    badge = any(labels.bare(name) in labels.words(*words) for words in _NO_NAMES)
    return Named(name, line) if not badge and cards.is_name(Piece(line, name, "", "", False)) else None


def _are_publishers(names: Sequence[Named | None]) -> bool:
    """Whether the names in one place are publishers': there are several, and they are no sections."""
    known = [name.text for name in names if name]
    sections = sum(map(labels.is_section, known))
    several = len({form(name) for name in known}) > 1
    return several and len(known) >= MOST * len(names) and sections < SECTION_SHARE * len(known)


def _with_sections(blocks: Sequence[Block], found: Sequence[Head]) -> list[Head]:
    """The heads with the sections that stand in one place of all of them, beside or below the ages."""
    columns = (
        [_beside(blocks[head.time], before=False) for head in found],
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
    return short and (several or sum(map(labels.is_section, known)) > SECTION_SHARE * len(known))


def _with_lead(blocks: Sequence[Block], found: Sequence[Head]) -> list[Head]:
    """The heads with the lines above them that most have, the first too: "#1", "Follow"."""
    limits = [0, *(head.stop for head in found)]
    lead = 0
    while lead < REACH:
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
