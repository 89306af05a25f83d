"""Stories that a page appended to its own: endless scroll loads the next one below the first.

A second headline alone proves nothing (measured: sections of one story repeat its heading's element), so
each appended story must have two of its own: a date or byline, an address, an end like the first one's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from cleaners.facts import datelabels, structured
from cleaners.layout import cards, entries, labels, linking
from cleaners.layout.cards import Card
from cleaners.model import Block, Container, Document, Metadata, Segment

LEAST_SIGNS = 2
LEAST_PARAGRAPHS = 3
"""Paragraphs of a story that is printed in full; teasers have one or two."""
SAME_TITLE = 0.8
"""Share of words that make two wordings one headline."""
LAST_LEVEL = 2
"""A story's headline is a heading of this level or a larger one."""
BYLINE_REACH = 6
"""Blocks after a headline in which its byline and date stand."""

_ADDRESS = (
    "data-url",
    "data-href",
    "data-permalink",
    "data-link",
    "data-canonical",
    "data-article-url",
    "itemid",
    "resource",
    "about",
)
"""Attributes in which a script finds the address to show while a story is read."""
_END = re.compile(r"share|social|comment|tags|toolbar|actions")
HEADINGS = frozenset({"h1", "h2", "hgroup", "header"})


def split(document: Document, metadata: Metadata) -> tuple[Segment, ...]:
    """The page's own story and those that follow it in elements like its own; empty when there are none."""
    headline = metadata.headline.value if metadata.headline else ""
    if not headline:
        return ()
    heads = [block for block in document.blocks if block.kind == "heading" and block.level <= LAST_LEVEL]
    own = next((block for block in heads if structured.overlap(block.text, headline) >= SAME_TITLE), None)
    if own is None or len(heads) < 2:
        return ()
    like: dict[int, list[Container]] = {}
    for head in heads:
        if head.index > own.index and _may_be_headline(head):
            left, right = _pair(document, own, head)
            if right >= 0 and all(one.index != right for one in like.get(left, ())):
                like.setdefault(left, []).append(document.containers[right])
    for left, others in like.items():
        segments = _segments(document, metadata, own, document.containers[left], others)
        if segments:
            return segments
    return ()


def _pair(document: Document, own: Block, head: Block) -> tuple[int, int]:
    """The elements around two headlines that are alike: siblings of one class, or articles; -1 for none."""
    parent, left, right = entries.siblings(document, own, head)
    if parent >= 0 and document.containers[left].tag not in HEADINGS:
        return left, right
    left, right = _article_around(document, own), _article_around(document, head)
    return (left, right) if -1 not in (left, right) and left != right else (-1, -1)


def _article_around(document: Document, block: Block) -> int:
    return next((one.index for one in document.ancestors(block) if one.tag == "article"), -1)


def _segments(
    document: Document, metadata: Metadata, own: Block, first: Container, others: Sequence[Container]
) -> tuple[Segment, ...]:
    if not _is_story(document, first):
        return ()
    names = [person.name for person in metadata.authors]
    found: list[Card] = []
    for one in others:
        heading = _headline(document.blocks[one.start : one.stop])
        card = cards.read(document, one.start, one.stop, heading) if heading else None
        if card is None or not card.whole or card.paragraphs < LEAST_PARAGRAPHS:
            continue
        if one.start < (found[-1].stop if found else first.stop):
            continue
        if _signs(document, one, card, first) + _opens_alike(document, card, own) >= LEAST_SIGNS:
            signed = {
                block for block in card.labels if any(name in document.blocks[block].text for name in names)
            }
            found.append(card._replace(labels=tuple(block for block in card.labels if block not in signed)))
    if not found:
        return ()
    main = Segment(0, first.stop, "main", "before-appended")
    return (main, *(cards.segment(card, "related", "appended-stories") for card in found))


def _is_story(document: Document, one: Container) -> bool:
    """Whether an element holds running text enough for the page's own story."""
    prose = [block.text for block in document.blocks[one.start : one.stop] if linking.is_running_text(block)]
    return len(prose) > 1 and labels.weight(" ".join(prose)) >= cards.STORY_CHARS // 2


def _headline(blocks: Sequence[Block]) -> Block | None:
    """The only large heading of a story's blocks, or the only largest, above its text; several are a list's."""
    heads = [block for block in blocks if block.kind == "heading" and block.level <= LAST_LEVEL]
    largest = [block for block in heads if block.level == 1]
    heads = largest or heads
    first = next((block.index for block in blocks if labels.is_prose(block.text)), -1)
    return heads[0] if len(heads) == 1 and heads[0].index <= first and _may_be_headline(heads[0]) else None


def _may_be_headline(heading: Block) -> bool:
    """Whether a heading reads like a headline; one of the first level may be as short as it likes."""
    return heading.level == 1 or labels.is_headline(heading.text)


def _signs(document: Document, one: Container, card: Card, first: Container) -> int:
    """How many things of its own tell that an element is a whole story; none without a date or a byline."""
    near = document.blocks[one.start : min(one.stop, card.labels[0] + BYLINE_REACH + 1)]
    signed = any(labels.is_byline(block.text) or _is_author_link(block) for block in near)
    addressed = card.permalink is not None or _is_addressed(document, one)
    ended = _ends_alike(document, one, first)
    dated = card.dated or any(True for _ in datelabels.beside(document, card.labels[0], ()))
    return (1 + (dated and signed) + addressed + ended) if dated or signed else 0


def _opens_alike(document: Document, card: Card, own: Block) -> bool:
    """Whether a headline is, like the page's own, a heading of the first level in an article element."""
    head = document.blocks[card.labels[0]]
    return own.level == head.level == 1 and _article_around(document, head) >= 0 <= _article_around(
        document, own
    )


def _is_author_link(block: Block) -> bool:
    return any("author" in link.url or "/by/" in link.url for link in block.links) and len(block.text) < 80


def _is_addressed(document: Document, one: Container) -> bool:
    """Whether the element itself says where its story lives."""
    element = next(islice(document.ranges, one.index, None), None)
    if element is None:
        return False
    return any("/" in (element.get(name) or "") for name in _ADDRESS)


def _ends_alike(document: Document, one: Container, first: Container) -> bool:
    """Whether both stories end with a share bar, tags or a comment form."""
    return _ending(document, first) and _ending(document, one)


def _ending(document: Document, one: Container) -> bool:
    last = [block for block in document.blocks[one.start : one.stop] if labels.is_prose(block.text)]
    if not last:
        return False
    return any(
        inner.start > last[-1].index and _END.search(inner.names)
        for inner in document.containers[one.index + 1 :]
        if inner.start < one.stop
    ) or any(block.kind == "control" for block in document.blocks[last[-1].index + 1 : one.stop])
