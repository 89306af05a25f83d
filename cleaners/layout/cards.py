"""One story among several of a page: what its labels say, and whether it is a whole story.

A card is a range of blocks with a headline of its own, labels (publisher, age, section), and text.  A
teaser is the same without the text; a comment the same without the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaners import characters, hosts
from cleaners.layout import cardnames, labelparts, labels
from cleaners.layout.labelparts import Piece
from cleaners.model import Block, Document, Role, Segment

STORY_CHARS = 300
"""Letters of running text that a card needs to be a story; teasers have one or two sentences."""
STORY_SENTENCES = 3
EXCERPT_CHARS = 900
"""One paragraph shorter than this that breaks off is an excerpt."""
LINKED_ON_CHARS = 600
"""So is one shorter than this below which the story is linked once more: feeds cut off after 55 words."""
BRIEF_CHARS = 120
"""Letters of the shortest story of two or more paragraphs whose labels are complete."""
BRIEF_PARAGRAPH = 240
"""Letters of the shortest one in a single paragraph."""
DECK_SENTENCES = 2
LABEL_BLOCKS = 12
"""So many blocks before and after a card's text are read as labels."""
LINKED_SHARE = 0.4
"""Above this share of linked letters a card is a list of links."""

_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_INSTANTS = (
    "datetime",
    "title",
    "data-datetime",
    "data-time",
    "data-timestamp",
    "data-date",
    "data-published",
)
"""Attributes that hold an instant beside its age in words."""
_TITLE_NAMES = re.compile(
    r"(?<![a-z])(?:head-?line|heading|title|titel|titre|titular|titulo|titolo|schlagzeile|überschrift|ueberschrift|"
    r"ttl|hed|hdl|hdg|kop|tytul|baslik|judul|nadpis|naslov|otsikko|overskrift|rubrik|tieude)(?![a-z])"
)
"""Names of the elements that headlines stand in where they are no headings."""
REMEMBERED = 300
"""Characters of the longest names that are remembered."""


class Card(NamedTuple):
    """A story of a page and what its labels say."""

    start: int
    stop: int
    headline: str
    body: str
    """Its running text; empty when the card is a list of links or an excerpt."""
    publisher: str | None = None
    certain: bool = False
    """The publisher is named as one: twice, after "Source:", beside the time, or by class."""
    section: str | None = None
    relative_time: str | None = None
    date: str | None = None
    permalink: str | None = None
    labels: tuple[int, ...] = ()
    publisher_block: int = -1
    paragraphs: int = 1
    tags: tuple[str, ...] = ()
    """Its own topics, where it has some."""
    pieces: tuple[Piece, ...] = ()
    """The parts of its labels."""
    writers: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether the page says when the story was published."""
        return bool(self.relative_time or self.date)

    @property
    def whole(self) -> bool:
        """Whether it has a story's text, not a teaser's."""
        return labels.weight(self.body) >= STORY_CHARS and labels.sentences(self.body) >= STORY_SENTENCES

    @property
    def brief(self) -> bool:
        """Whether it is a short story in full: several sentences, under labels that say everything."""
        if not (self.certain and self.dated and self.permalink):
            return False
        least = BRIEF_CHARS if self.paragraphs > 1 else BRIEF_PARAGRAPH
        return labels.weight(self.body) >= least and labels.sentences(self.body) > 1


def read(
    document: Document, start: int, stop: int, headline: Block | None, named: str | None = None
) -> Card | None:
    """Read the card in a range of blocks; None when no block of it can be its headline.

    Args:
        document: the page.
        start: first block of the card.
        stop: one past its last block.
        headline: its headline's block, when that is known.
        named: its publisher, when that is known.
    """
    blocks = document.blocks[start:stop]
    heading = headline or heading_of(document, start, stop)
    if heading is None:
        return None
    url = permalink(document, heading, blocks)
    prose = _prose(document, blocks, heading, url)
    found = [
        piece
        for block in _label_blocks(blocks, heading, prose)
        for piece in labelparts.pieces(block, _seams(document, block))
    ]
    publisher, certain, source = cardnames.publisher(document, found, named)
    found = [part for piece in found for part in _unglued(piece, publisher)]
    relative = labelparts.age(found)
    date = next((piece for piece in found if _is_date(document, piece) and not _says_changed(piece)), None)
    last = prose[-1].index if prose else heading.index
    above = [piece for piece in found if piece.block <= last]
    section = cardnames.section(document, above, publisher) or cardnames.section(document, found, publisher)
    used = [piece.block for piece in (relative, date, section) if piece] + ([source] if publisher else [])
    used += [piece.block for piece in found if publisher and piece.text == publisher]
    return Card(
        start,
        stop,
        heading.text,
        " ".join(block.text for block in prose),
        publisher,
        certain,
        section.text.strip("[]() ") if section else None,
        relative.text if relative else None,
        _instant(document, relative or date) or (date.text if date else None),
        url,
        _labels(document, heading, used),
        source,
        len(prose),
        pieces=tuple(found),
        writers=tuple(_writers(document, found, publisher)),
    )


def _prose(document: Document, blocks: Sequence[Block], heading: Block, url: str | None) -> list[Block]:
    """The running text of a card; none where it is a list of links or an excerpt."""
    found = [block for block in blocks if block is not heading and labels.is_prose(block.text)]
    if sum(block.link_chars for block in blocks) > LINKED_SHARE * sum(len(block.text) for block in blocks):
        return []
    return [] if found and _is_excerpt(document, blocks, found, url) else found


def _labels(document: Document, heading: Block, used: Sequence[int]) -> tuple[int, ...]:
    """The blocks that were read into a card's fields; bylines are read later."""
    read_in = {index for index in used if index >= 0 and not labels.is_byline(document.blocks[index].text)}
    return tuple(sorted({heading.index, *read_in}))


def _writers(document: Document, found: Sequence[Piece], publisher: str | None) -> Iterator[str]:
    """The names that a comma parts from the publisher's: "Jane Doe, Daily Herald, 3h"."""
    for piece, after in pairwise(found):
        listed = f"{piece.text}, {publisher}" in document.blocks[piece.block].text
        if after.text == publisher and listed and not labels.is_section(piece.text):
            yield piece.text


def _seams(document: Document, block: Block) -> tuple[int, ...]:
    """Where one element's text ends and the next one's begins in a label: "<b>Herald</b><i>3h</i>"."""
    if block.container < 0 or not document.ranges:
        return ()
    around = next(islice(document.ranges, block.container, None))
    texts = [text for part in around.itertext() if (text := characters.shown(part))]
    for first in range(len(texts)):
        place, seams = 0, []
        for text in texts[first:]:
            place += block.text.startswith(" ", place)
            if not block.text.startswith(text, place):
                break
            seams.append(place)
            place += len(text)
            if place == len(block.text):
                return tuple(seams)
    return ()


def _is_date(document: Document, piece: Piece) -> bool:
    """Whether a part of a label is a date, in full or by the element around it: "<time datetime=…>21 Jan</time>"."""
    if labels.is_date(piece.text):
        return True
    inlines = document.blocks[piece.block].inlines
    return any(one.tag == "time" for one in inlines) and _instant(document, piece) is not None


def _says_changed(piece: Piece) -> bool:
    """Whether a date is the one of a story's last change: "Updated May 12, 2026"."""
    return piece.text.split()[0].casefold().strip(":") in labels.words("modified", "dates")


def _unglued(piece: Piece, publisher: str | None) -> Iterator[Piece]:
    """A piece, or the name and the publisher that run together in it: "HarboursPort Alma Beacon"."""
    name = piece.text.removesuffix(publisher) if publisher else ""
    if publisher and name and name != piece.text and name[-1].islower() and publisher[0].isupper():
        yield piece._replace(text=name)
        yield piece._replace(text=publisher)
    else:
        yield piece


def _instant(document: Document, piece: Piece | None) -> str | None:
    """The date and time that a label's own element declares for machines, or shows when it is pointed at."""
    if piece is None or not document.ranges:
        return None
    index = document.blocks[piece.block].container
    around = next(islice(document.ranges, index, None), None)
    for element in around.iter("*") if around is not None else ():
        declared = next(
            (found for name in _INSTANTS if _ISO.match(found := element.get(name, "").strip())), ""
        )
        if declared and piece.text in " ".join("".join(element.itertext()).split()):
            return declared
    return None


def heading_of(document: Document, start: int, stop: int) -> Block | None:
    """The first heading, or linked headline, before a card's text; where there is none, one in display type."""
    displayed = None
    for block in document.blocks[start:stop]:
        if block.kind == "heading" or _is_linked_title(block):
            if labels.is_headline(block.text):
                return block
        elif labels.is_prose(block.text):
            break
        elif displayed is None and is_displayed(document, block):
            displayed = block
    return displayed


def _is_linked_title(block: Block) -> bool:
    """Whether a line is one link; links to two places are labels: "Business Harbour Gazette"."""
    linked = block.link_chars * 5 > len(block.text) * 4 and block.tag != "li"
    return linked and len({link.url for link in block.links}) == 1


def is_displayed(document: Document, block: Block) -> bool:
    """Whether a line that is no heading is set as a headline: all in bold, a table's head, or named so."""
    if len(block.text) > labels.HEADLINE_LIMIT or block.container < 0:
        return False
    bold = block.bold_chars * 5 > len(block.text) * 4 or block.tag == "th" or _has_row(document, block)
    if not bold and not _named_title(document.containers[block.container].names):
        return False
    return labels.is_headline(block.text) and not labelparts.is_dated(block)


def _named_title(names: str) -> bool:
    """Whether a container's names say that it holds a title."""
    return bool(names) and (_is_title(names) if len(names) <= REMEMBERED else _is_title.__wrapped__(names))


@lru_cache(maxsize=4096)
def _is_title(names: str) -> bool:
    """The same, remembered: themes repeat their names, on a page and from page to page."""
    return _TITLE_NAMES.search(names) is not None


def _has_row(document: Document, block: Block) -> bool:
    """Whether a line is all that a row of a table says."""
    parent = document.containers[block.container].parent if block.tag == "td" else -1
    if parent < 0:
        return False
    row = document.containers[parent]
    return row.tag == "tr" and row.stop - row.start == 1


def _label_blocks(blocks: Sequence[Block], heading: Block, prose: Sequence[Block]) -> list[Block]:
    """The short blocks around a card's text: not the subheads and short paragraphs inside of it."""
    first, last = (_text_start(prose, blocks), prose[-1].index) if prose else (heading.index, heading.index)
    above = [block for block in blocks if block.index <= max(first, heading.index)][-LABEL_BLOCKS:]
    below = [block for block in blocks if block.index > max(last, heading.index)][:LABEL_BLOCKS]
    return [
        block
        for block in (*above, *below)
        if block is not heading
        and (len(block.text) <= labels.LABEL_LENGTH or block.index == heading.index)
        and not labels.is_prose(block.text)
    ]


def _text_start(prose: Sequence[Block], blocks: Sequence[Block]) -> int:
    """The block in which a card's text begins, below the deck that its labels part from it."""
    if len(prose) < 2 or labels.sentences(prose[0].text) > DECK_SENTENCES:
        return prose[0].index
    between = [block for block in blocks if prose[0].index < block.index < prose[1].index]
    told = any(labelparts.is_dated(block) or labelparts.has_span(block) for block in between)
    return prose[1].index if told and len(between) <= LABEL_BLOCKS else prose[0].index


def _is_excerpt(document: Document, blocks: Sequence[Block], prose: Sequence[Block], url: str | None) -> bool:
    """Whether a card's one paragraph only begins its story: it breaks off, or the rest is linked."""
    size = labels.weight(prose[0].text)
    if len(prose) > 1 or size >= EXCERPT_CHARS:
        return False
    if prose[0].text.rstrip(")] ").endswith(("…", "...")):
        return True
    if size >= LINKED_ON_CHARS:
        return False
    base = document.page.url or ""
    after = (link for block in blocks if block.index >= prose[0].index for link in block.links)
    return url is not None and any(hosts.joined(base, link.url) == url for link in after)


def permalink(document: Document, heading: Block, blocks: Iterable[Block]) -> str | None:
    """The story's own address: the headline's link, if it leads to another page.

    What the text says of the headline ("The post … appeared first on …") is no link of the card's.
    """
    links = heading.links or tuple(
        link
        for block in blocks
        for link in block.links
        if block.text[link.start : link.stop] == heading.text and not labels.is_prose(block.text)
    )
    base = document.page.url or ""
    for link in links:
        url = hosts.joined(base, link.url)
        parts, page = urlsplit(url), urlsplit(base)
        if (
            not url
            or parts.scheme not in ("http", "https", "")
            or link.url.startswith(("#", "javascript:", "mailto:"))
        ):
            continue
        if (parts.netloc, parts.path, parts.query) != (
            page.netloc,
            page.path,
            page.query,
        ) and parts.path not in ("", "/"):
            return url
    return None


def segment(card: Card, role: Role, strategy: str, tags: tuple[str, ...] = ()) -> Segment:
    """The card as a segment of its page."""
    return Segment(
        card.start,
        card.stop,
        role,
        strategy,
        card.headline,
        card.publisher,
        card.section,
        card.relative_time,
        card.date,
        card.permalink,
        card.writers,
        card.tags or tags,
        card.labels,
    )


def distinct(stories: Sequence[Card]) -> bool:
    """Whether stories are told apart by headline and by text."""
    return (
        len({card.headline for card in stories}) == len({card.body[:200] for card in stories}) == len(stories)
    )
