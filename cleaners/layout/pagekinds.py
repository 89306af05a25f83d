"""What kind of page it is: one article, several, a live blog, a gallery, teasers only, furniture, a consent wall.

The last three hold sentences but no story.  A page of teasers shows linked headlines with one excerpt
each; a consent wall speaks to its reader of cookies and partners and has a button to accept them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cleaners.layout import labelparts, labels
from cleaners.layout.placement import declares_article, is_liveblog
from cleaners.model import Block, Document, Metadata, Segment
from cleaners.wording import voice

LISTED_LINKS = 12
"""Linked headlines that make a page of teasers without any excerpt."""
LISTED_EXCERPTS = 4
"""Linked headlines with a date or an excerpt that breaks off each that make one."""
LISTED_DESCRIPTIONS = 8
"""The same with a whole sentence each: pages that lead to the parts of one subject have some, too."""
EXCERPT_CHARS = 300
"""Letters of the longest excerpt under a linked headline."""
LISTED_CHARS = 500
"""Letters of long paragraphs outside of teasers that a page of teasers has at most."""
INTRODUCTION = 200
"""Letters of other running text that a page of teasers with excerpts has at most: what the section is about."""
LINKED_SHARE = 0.8
WALL_CHARS = 6000
"""Letters of the longest consent wall without its list of partners."""
WALL_SHARE = 0.45
"""Share of a wall's running text that speaks of consent."""
STORY_LETTERS = 160
"""Letters that the shortest story of a dump tells; of 900 stories of written dumps none tells less than 270."""
FURNITURE_LINES = 5
"""Lines that are gone from a dump that is a page's."""
CONTROL_LENGTH = 60
_GALLERIES = frozenset({"imagegallery", "mediagallery", "photogallery"})
_BROKEN = ("…", "...")
_WORD = re.compile(r"[^\W\d_]+")


def page_kind(document: Document, metadata: Metadata, segments: Sequence[Segment]) -> str:
    """What kind of page it is: article, listing-of-articles, liveblog or gallery."""
    if any(one.role == "split" for one in segments):
        return "listing-of-articles"
    if is_liveblog(metadata):
        return "liveblog"
    declared = {kind.lower() for kind in (metadata.article_type or "", *metadata.page_types)}
    return "gallery" if declared & _GALLERIES and not declares_article(metadata) else "article"


def is_listing(document: Document, metadata: Metadata) -> bool:
    """Whether a page has only teasers of stories that stand elsewhere, and no article."""
    if declares_article(metadata) or is_liveblog(metadata):
        return False
    if document.page.kind == "text":
        return _is_listing_dump(document)
    heads: set[str] = set()
    described: set[str] = set()
    teased: set[str] = set()
    long = other = 0
    for head, block in _under_heads(document.blocks):
        size = labels.weight(block.text)
        if head is block:
            if block.kind != "item" and labels.is_headline(block.text):
                heads.add(block.text)
        elif head is not None and size < EXCERPT_CHARS and _is_excerpt(block, head.text in described):
            described.add(head.text)
            if not labels.ends_sentence(block.text) or block.text.rstrip().endswith(_BROKEN):
                teased.add(head.text)
        elif labels.is_prose(block.text):
            other += size
        if size >= labels.LONG_LENGTH and head is not block and labels.is_prose(block.text):
            long += size
            if long > LISTED_CHARS:
                return False
    if len(heads) >= LISTED_LINKS:
        return True
    many = len(described) >= LISTED_DESCRIPTIONS or len(teased) >= LISTED_EXCERPTS
    return many and other < INTRODUCTION


def _under_heads(blocks: Iterable[Block]) -> Iterator[tuple[Block | None, Block]]:
    """Each line that leads nowhere with the linked headline above it, and each such headline with itself."""
    head: Block | None = None
    for block in blocks:
        if _is_linked(block):
            plain = labels.is_headline(block.text) and not labels.ends_sentence(block.text)
            if plain or block.kind in ("heading", "item"):
                head = block
                yield block, block
            continue
        if block.kind == "heading" and labels.is_headline(block.text):
            head = None
        if block.kind != "heading" and block.link_chars * 2 < len(block.text):
            yield head, block


def _is_excerpt(block: Block, again: bool) -> bool:
    """Whether a line under a linked headline is a date, breaks off, or is its one sentence or paragraph."""
    text = block.text.rstrip()
    if labelparts.is_dated(block) or text.endswith(_BROKEN):
        return True
    return not (again and labels.is_prose(text)) and labels.ends_sentence(text)


def _is_listing_dump(document: Document) -> bool:
    """The same of a dump, where a headline's date on the next line is what tells a teaser."""
    text = teasers = 0
    for block in document.blocks:
        if labels.is_prose(block.text):
            size = labels.weight(block.text)
            text += size if size >= labels.LONG_LENGTH else 0
            if text > LISTED_CHARS:
                return False
        elif labels.is_headline(block.text) and not labels.ends_sentence(block.text):
            after = document.blocks[block.index + 1 : block.index + 2]
            teasers += any(labels.is_date(one.text) or labels.is_relative_time(one.text) for one in after)
    return teasers >= LISTED_LINKS


def _is_linked(block: Block) -> bool:
    return block.link_chars > LINKED_SHARE * len(block.text)


def is_furniture(document: Document, kept: Iterable[str], gone: int) -> bool:
    """Whether a dump is of a page whose story was not in it: what is left tells next to nothing.

    Args:
        document: the dump.
        kept: what the story would consist of.
        gone: how many lines rules have taken.
    """
    if document.page.kind != "text" or gone < FURNITURE_LINES:
        return False
    total = told = 0
    for text in kept:
        size = labels.weight(text)
        total += size
        told += size if labels.is_prose(text) and voice.of_page(text) < 0 else 0
    return told < min(STORY_LETTERS, total / 2)


def is_consent_wall(document: Document, metadata: Metadata, kept: Iterable[Block]) -> bool:
    """Whether a page stands in front of its article until the reader has accepted cookies.

    Most of what would be its story speaks to the reader of cookies, data or partners, and a button or
    link of its own accepts or rejects them.

    Args:
        document: the page.
        metadata: what it declares; a page that declares an article is none.
        kept: the blocks that the story would consist of.
    """
    if declares_article(metadata):
        return False
    total = spoken = 0
    for block in kept:
        size = labels.weight(block.text)
        total += size
        spoken += size if _speaks_of_consent(block.text) else 0
        if total > WALL_CHARS:
            return False
    return spoken > 0 and spoken >= WALL_SHARE * total and any(map(_is_choice, document.blocks))


def _speaks_of_consent(text: str) -> bool:
    """Whether a line tells its reader, face to face, about cookies, consent or partners."""
    words = set(_WORD.findall(text.casefold()))
    subjects = words & labels.words("consent-subject", "walls")
    addressed = words & labels.words("consent-address", "walls")
    if text.isascii() or labels.weight(text) == len(text):
        return bool(subjects and addressed)
    return bool(subjects and addressed) or any(
        word in text for word in labels.words("consent-subject", "walls") if not word.isascii()
    )


def _is_choice(block: Block) -> bool:
    """Whether a line is a control that accepts or rejects: "Accept all", "Alle ablehnen"."""
    if len(block.text) > CONTROL_LENGTH or not (block.kind == "control" or block.links or block.inlines):
        return False
    choices = labels.words("consent-choice", "walls")
    folded = " ".join(piece.text for piece in labelparts.pieces(block)).casefold()
    return any(word in choices for word in _WORD.findall(folded)) or any(
        word in folded for word in choices if not word.isascii()
    )
