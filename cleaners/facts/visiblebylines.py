"""The byline that a page shows beside its headline: "By …", links to profiles, a name alone with the date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cleaners.facts import bylines, headers, structured
from cleaners.facts.bylines import persons
from cleaners.layout import labels
from cleaners.model import Block, Document, Person

REACH = 12
"""Blocks after the headline in which a byline may stand."""
LONE_REACH = 6
"""Blocks after the headline in which a name without "By" may stand."""
NAME_PARTS = 4
TOLD = 40
"""Blocks of the story that are searched for a name."""
NOTE_BEHIND = 6
"""Paragraphs of a story, at least, behind which a note about its writer stands."""
LONG = 200
"""Characters of a block that is text of the story or a biography."""
_PROFILE = re.compile(
    r"/(?:authors?|by|profiles?|people|writers?|staff|journalists?|contributors?|columnists?|autor(?:en|es|as?|i)?|auteurs?|redaktion|user|reporters?)[/-]",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A visible byline: its persons and the blocks it takes."""

    people: list[Person] = field(default_factory=list)
    blocks: tuple[int, ...] = ()


def beside(document: Document, headline: int, outside: frozenset[str]) -> Line:
    """The first visible byline beside the headline that is no teaser's or comment's."""
    blocks = document.blocks
    for block in _around(blocks, headline):
        if len(block.text) > bylines.LINE_LENGTH:
            continue
        found = _line_at(blocks, block, outside)
        if found.blocks and not structured.stands_apart(document, block, headline):
            return found
    return Line()


def _around(blocks: Sequence[Block], headline: int) -> Iterator[Block]:
    """The blocks beside the headline: after it up to the story's text, then the three before it.

    A heading below the first paragraph is a subhead, whatever its words: the Arabic for "wrote" is "books" too.
    """
    long = 0
    for block in blocks[headline + 1 : headline + 1 + REACH]:
        long += len(block.text) > LONG
        if long > 2 or (block.kind == "heading" and block.link_chars == len(block.text)):
            break
        if block.kind != "caption" and not (long and block.kind == "heading"):
            yield block
    yield from reversed(blocks[max(0, headline - 3) : headline])


def _line_at(blocks: Sequence[Block], block: Block, outside: frozenset[str]) -> Line:
    """The byline that begins with a block, if one does."""
    if bylines.only_prefix(block.text):
        return _continued(blocks, block, outside)
    if bylines.names_anybody(block.text, outside):
        return Line(bylines.line(block.text, outside), (block.index,))
    parted = _parted(block)
    if parted != block.text and bylines.line(parted, outside):
        return Line(bylines.line(parted, outside), (block.index,))
    linked = _linked(block, outside)
    return Line(linked, (block.index,)) if linked else Line()


def _parted(block: Block) -> str:
    """A line whose elements stand side by side without a blank: "By" and "Jane Doe" and a date."""
    edges = {edge for one in block.inlines for edge in (one.start, one.stop)}
    edges |= {edge for one in block.links for edge in (one.start, one.stop)}
    text = block.text
    for edge in sorted(edges, reverse=True):
        if 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum():
            between = " " if bylines.only_prefix(text[:edge]) else " | "
            text = f"{text[:edge]}{between}{text[edge:]}"
    return text


def _linked(block: Block, outside: frozenset[str]) -> list[Person]:
    """The persons whose profile pages a block links to, when it is little more than those links."""
    if 2 * block.link_chars < len(block.text) and len(block.text) > bylines.NAME_LENGTH:
        return []
    return bylines.merged(
        person
        for link in block.links
        if _PROFILE.search(link.url)
        for person in persons(block.text[link.start : link.stop], outside)
    )


def _continued(blocks: Sequence[Block], opening: Block, outside: frozenset[str]) -> Line:
    """A byline whose "By" and names are blocks of their own."""
    found: list[Person] = []
    last = opening.index
    for block in blocks[opening.index + 1 : opening.index + 8]:
        text = block.text.strip(" ,&")
        people = persons(text, outside) if len(text) < 2 * bylines.NAME_LENGTH else []
        if not people and text and not bylines.is_conjunction(text):
            break
        found.extend(people)
        last = block.index if people else last
    return Line(bylines.merged(found), tuple(range(opening.index, last + 1)) if found else ())


def without_label(blocks: Sequence[Block], headline: int, outside: frozenset[str]) -> Line:
    """The names between headline and text that no "By" introduces: in bold, or alone with the date."""
    line = _bold_name(blocks, headline, outside)
    return line if line.people else _lone_name(blocks, headline, outside)


def _bold_name(blocks: Sequence[Block], headline: int, outside: frozenset[str]) -> Line:
    """Personal names that stand alone, all in bold, between headline and text."""
    for block in blocks[headline + 1 : headline + 7]:
        if block.bold_chars and block.bold_chars == len(block.text) and block.kind == "paragraph":
            found = persons(block.text, outside)
            if found and sum(len(person.name) for person in found) >= len(block.text) - 5 * (len(found) - 1):
                return Line(found, (block.index,))
    return Line()


def _lone_name(blocks: Sequence[Block], headline: int, outside: frozenset[str]) -> Line:
    """A personal name that stands with the headline's date, and nothing else: "Jane Doe | 4 March 2026".

    The story must not name it: a place stands there too, and its name comes again in the text.
    """
    above: Block | None = None
    for block in blocks[headline + 1 : headline + 1 + LONE_REACH]:
        if block.index == headline + 1 and labels.is_prose(block.text):
            continue  # the deck
        if labels.is_prose(block.text) or block.kind == "item" or (block.kind == "heading" and block.links):
            break
        elsewhere = any(not _PROFILE.search(link.url) for link in block.links)
        name = None if elsewhere else _name_beside_date(block, above, blocks)
        if name and not _is_told(blocks, headline, name):
            found = persons(name, outside)
            if [person.name for person in found] == [name]:
                return Line(found, (block.index,))
        if not headers.is_control(block.text):
            above = block
    return Line()


def _name_beside_date(block: Block, above: Block | None, blocks: Sequence[Block]) -> str | None:
    """The words beside a date in one line, or a whole line over or under a date."""
    if len(block.text) > bylines.NAME_LENGTH + LONE_REACH or headers.is_control(block.text):
        return None
    parts = [part.strip() for part in _BARS.split(block.text)]
    if len(parts) > 1:
        names = [part for part in parts if not headers.is_stamp(part) and not headers.is_meter(part)]
        return names[0] if len(names) == 1 and len(names) < len(parts) and _may_be_writer(names[0]) else None
    if not _may_be_writer(block.text):
        return None
    below = next(
        (one for one in blocks[block.index + 1 : block.index + 3] if not headers.is_control(one.text)), None
    )
    dated = any(one is not None and headers.is_stamp(one.text) for one in (above, below))
    return block.text if dated else None


def _may_be_writer(text: str) -> bool:
    """Whether two to four words can be a name and are no section's, publication's or button's."""
    parts = text.casefold().split()
    papers = labels.words("publication") | labels.words("section")
    return (
        2 <= len(parts) <= NAME_PARTS
        and text[0].isupper()
        and not any(part in papers for part in parts)
        and not headers.is_furniture(text)
        and not headers.is_badge(text)
        and not labels.is_section(text)
    )


def _is_told(blocks: Sequence[Block], headline: int, name: str) -> bool:
    """Whether the story or its headline speaks of a name, or the page's head has it as a label.

    A note about the writer opens with the name, and stands behind the story.
    """
    folded = name.casefold()
    prose = [block for block in blocks[headline + 1 : headline + TOLD] if labels.is_prose(block.text)]
    told = [block for block in prose if folded in block.text.casefold()]
    if len(told) == 1 and prose.index(told[0]) >= NOTE_BEHIND and told[0].text.casefold().startswith(folded):
        told = []
    return (
        bool(told)
        or folded in blocks[headline].text.casefold()
        or any(block.text == name for block in blocks[max(0, headline - TOLD) : headline])
    )
