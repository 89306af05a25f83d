"""The dates that a page's visible lines tell: beside the headline, and in notes under the story.

A date line has a date, its label, perhaps a name; which label stands nearest decides whether the date is
the publication's or a change's.  The date of the visit in a page's header and the dates of teasers are
no date lines of the story: what tells them is where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cleaners.facts import dates, headers, structured
from cleaners.layout import labels, trails
from cleaners.lexicon import tables
from cleaners.model import Block, Document

REACH = 14
"""Blocks after the headline in which a date line may stand."""

BEFORE = 3
"""Blocks before the headline in which a date line may stand: date, kicker, headline."""
LONG_BLOCKS = 3
"""Long blocks after which the story is under way: deck, caption, first paragraph."""
NOTE_REACH = 4
"""Blocks from the end of the story's prose to a note that tells its dates: credits stand between."""
PROSE = 60
"""Characters beside the date from which on a line is a sentence that mentions a date."""

_BARS = re.compile(r"\s[|·•]\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATED = re.compile(r"date|time|publish|posted")
FOREIGN = re.compile(
    r"comment|related|teaser|sidebar|footer|promo|recommend|trending|popular|newsletter|most-?read|latest|widget|carousel"
    r"|top-?bar|masthead|today|current-?date|more-from|also-|read-next|ticker|weather"
)
"""Names of places whose dates are not the story's: teasers, comments, the page's header."""


@cache
def modified() -> re.Pattern[str]:
    """Any label of a change."""
    words = tables.alternation(dates.lexicon()["modified"]["words"])
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)


@cache
def _published() -> re.Pattern[str]:
    """Any label of publication."""
    words = tables.alternation(dates.lexicon()["published"]["words"])
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A date that a visible line writes."""

    written: str
    changed: bool
    labelled: bool
    """A label says of what it is the date."""
    block: int
    whole: bool


def beside(document: Document, headline: int | None, languages: Sequence[str]) -> Iterator[Line]:
    """The dates in short lines beside the headline: after it up to the story's text, then before it."""
    if headline is None:
        return
    long: set[str] = set()  # a caption above the byline stands there twice
    blocks = document.blocks
    for block in blocks[headline + 1 : headline + 1 + REACH]:
        if _is_teaser(block) or labels.is_related_heading(block.text):
            break
        if len(block.text) > dates.LENGTH:
            long.add(block.text)
            continue
        sure = not long or _is_marked(block) or headers.is_stamp(block.text) or _has_stamp(block.text)
        if len(long) < LONG_BLOCKS and sure and not structured.stands_apart(document, block, headline):
            yield from _dates_of(block, languages, _label_before(blocks, block.index))
    teased = headers.teased(blocks, max(0, headline - 3 * BEFORE), headline)
    for block in reversed(blocks[max(0, headline - BEFORE) : headline]):
        if len(block.text) > dates.LENGTH or block.index - 1 in teased:
            continue
        if _stands_with(document, block, headline):
            yield from _dates_of(block, languages, _label_before(blocks, block.index))


def _has_stamp(text: str) -> bool:
    """Whether one of the parts of a line is a date line by itself: "By Jane Doe | 3 April 2026"."""
    parts = _BARS.split(text)
    return len(parts) > 1 and any(map(headers.is_stamp, parts))


def _is_marked(block: Block) -> bool:
    """Whether an element of a line says that it is a date's."""
    return any(_DATED.search(inline.names) for inline in block.inlines)


def _is_teaser(block: Block) -> bool:
    """Whether a block is the linked headline of another story, not the linked name of a writer."""
    return block.kind == "heading" and block.link_chars == len(block.text) and labels.is_headline(block.text)


def _label_before(blocks: Sequence[Block], index: int) -> str:
    """The block above, when it is nothing but the label of a date: "Updated"."""
    text = blocks[index - 1].text if index else ""
    label = labels.bare(text)
    known = dates.lexicon()
    return text if label in known["modified"]["words"] or label in known["published"]["words"] else ""


def _stands_with(document: Document, block: Block, headline: int) -> bool:
    """Whether a block before the headline is in the headline's own container, not in the page's header.

    The date of the visit stands up there too; the smallest container of both begins far away from it.
    """
    if not document.containers:
        return _heads_story(document.blocks, block.index, headline)
    for container in document.ancestors(block):
        if container.start <= headline < container.stop:
            if container.tag in {"body", "html"}:
                return headline - block.index == 1 and not _is_clock(block)
            return headline - container.start <= 2 * BEFORE
        if container.tag in {"nav", "aside"} or FOREIGN.search(container.names):
            return False
    return False


def _heads_story(blocks: Sequence[Block], place: int, headline: int) -> bool:
    """Whether a date line above a dump's headline is the story's: only names and buttons stand between.

    A weekday over a name is the page header's: the date of the visit, and the site.
    """
    between = blocks[place + 1 : headline]
    if not between:
        return True
    if _is_clock(blocks[place]) or any(block.kind == "item" for block in between):
        return False
    return all(
        headers.is_furniture(block.text)
        or (labels.is_name(block.text) and not trails.sections_before(block.text, blocks[headline].text))
        for block in between
    )


def _is_clock(block: Block) -> bool:
    """Whether a line is a bare date with its weekday, as page headers tell their readers the day."""
    text = block.text
    first = labels.bare(text.split(maxsplit=1)[0].rstrip(",."))
    return first in labels.words("weekday") and labels.is_date(text) and ":" not in text


def under(document: Document, headline: int | None, languages: Sequence[str]) -> Iterator[Line]:
    """The dates in a line right under the story that says when it was published or changed.

    "First Published: March 4, 2026", "This report was first published on March 4, 2026."
    """
    if headline is None:
        return
    blocks = document.blocks
    for block in blocks[headline + 1 :]:
        if (
            len(block.text) > dates.LENGTH
            or not _YEAR.search(block.text)
            or not _is_note(block.text, languages)
        ):
            continue
        if _ends_story(blocks, headline, block.index) and not structured.stands_apart(
            document, block, headline
        ):
            yield from _dates_of(block, languages, "")


def _ends_story(blocks: Sequence[Block], headline: int, place: int) -> bool:
    """Whether a line stands under the story's prose, with a few short lines between, and before other stories."""
    prose = next(
        (one.index for one in reversed(blocks[headline + 1 : place]) if labels.is_prose(one.text)), -1
    )
    if prose < 0 or place - prose > NOTE_REACH:
        return False
    return not any(
        _is_teaser(one) or labels.is_related_heading(one.text) for one in blocks[headline + 1 : place]
    )


def _is_note(text: str, languages: Sequence[str]) -> bool:
    """Whether a line under a story tells its dates: a label and a date, or "This report was published …"."""
    if not any(map(str.isdigit, text)):
        return False
    opened = _published().match(text) or modified().match(text) or _first().match(text)
    if opened and headers.is_stamp(text):
        return True
    about = _this_story().match(text)
    if about is None:
        return False
    written = dates.find(text, languages)
    if not written:
        return False
    label = text[about.end() : written[0].start] + text[written[-1].stop :]
    spoken = _strong().search(label) or modified().search(label)
    return spoken is not None and len(text) - (written[-1].stop - written[0].start) <= 2 * PROSE


@cache
def _first() -> re.Pattern[str]:
    """ "First" and its kin before a label: "First Published"."""
    words = tables.alternation(dates.lexicon()["first"]["words"])
    return re.compile(rf"(?:{words})\s", re.IGNORECASE)


@cache
def _this_story() -> re.Pattern[str]:
    """Words by which a note under a story speaks of it, at the start of a line."""
    words = tables.alternation(dates.lexicon()["note"]["words"])
    return re.compile(rf"[\W_]{{0,3}}(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _strong() -> re.Pattern[str]:
    """Labels of publication that are no mere prepositions."""
    words = tables.alternation(tables.words("dates", "published") - tables.words("dates", "weak"))
    return re.compile(rf"(?<![^\W\d_])(?:{words})", re.IGNORECASE)


def _dates_of(block: Block, languages: Sequence[str], before: str) -> Iterator[Line]:
    """The dates of one block, when it is a date line: labels and a byline around them, no sentence.

    Args:
        block: the block.
        languages: the page's languages.
        before: the label that stands in a block of its own above, or nothing.
    """
    text = headers.parted(block.text)
    written = dates.find(text, languages)
    if not written:
        return
    rest = text[: written[0].start] + headers.without_meters(text[written[-1].stop :])
    if (
        len(rest) > PROSE
        and not _is_marked(block)
        and not _has_stamp(text)
        and not _published().match(text)
        and not _this_story().match(text)
    ):
        return
    ends = [0, *(found.stop for found in written)]
    gaps = [text[ends[number] : found.start] for number, found in enumerate(written)]
    if not is_label(gaps[0]) and is_label(text[ends[-1] :]):
        gaps = [*gaps[1:], text[ends[-1] :]]
    elif not is_label(gaps[0]):
        gaps[0] = before
    whole = len(rest.strip(" ,.|:-–—•·()")) < 25
    for found, gap in zip(written, gaps, strict=True):
        yield Line(found.value, says_changed(gap), is_label(gap), block.index, whole)


def is_label(gap: str) -> bool:
    """Whether text beside a date says what it is the date of."""
    return _strong().search(gap) is not None or modified().search(gap) is not None


def says_changed(gap: str) -> bool:
    """Whether the label nearest to a date is a change's: "Published in print, updated"."""
    changed = max((found.start() for found in modified().finditer(gap)), default=-1)
    return changed >= 0 and changed >= max((found.start() for found in _strong().finditer(gap)), default=-1)
