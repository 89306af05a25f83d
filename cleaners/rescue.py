"""When the page shows less than it holds: the article's text from its own JSON-LD.

Some pages draw their text with a script, or show two paragraphs before a paywall, and still carry all of
it as `articleBody`.  That field is no substitute for the page (it is a stub, or stale, as often as not),
so it is used only where the page shows next to nothing, or where the page's paragraphs stand in it, in
order, and it goes on after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from cleaners import document, plaintext
from cleaners.model import Block, Document, Metadata, Page, Passage

NOTHING_SHOWN = 300
"""Characters below which the page shows no story of its own."""
MIN_BODY = 240
"""Characters that a rescued story must have: shorter is a description."""
GROWTH = 1.5
"""A truncated page is completed only when its text grows by this factor."""
READ_AS = 1.1
"""How much longer a text may get when it is read: pieces that it ran together are parted."""
SHARE_IN_ORDER = 0.8
"""Share of the shown paragraphs that must stand in the declared text, in order."""
TAG = "jsonld"
"""`Block.tag` of rescued paragraphs: they stand in no element."""


def declared(about: Metadata) -> tuple[Block, ...]:
    """The declared text as blocks; it may be HTML, or plain text with or without line breaks."""
    body = about.body or ""
    if len(body) < MIN_BODY:
        return ()
    content = body.encode("utf-8", "replace")
    if "</" in body or "<br" in body or "<p>" in body:
        return document.read(Page(content, charset="utf-8")).blocks
    return plaintext.read(Page(content, kind="text", charset="utf-8")).blocks


def worth_reading(kept: Sequence[Passage], about: Metadata) -> bool:
    """Whether the declared text may be `needed`, by its length alone: most pages show as much as they declare."""
    return _outweighs(READ_AS * len(about.body or ""), sum(len(passage.text) for passage in kept))


def needed(kept: Sequence[Passage], blocks: Sequence[Block]) -> bool:
    """Whether the declared text is to stand in for what the page shows."""
    text = " ".join([_fold(block.text) for block in blocks])
    shown = sum(len(passage.text) for passage in kept)
    if len(text) < MIN_BODY or not _outweighs(len(text), shown):
        return False
    if shown < NOTHING_SHOWN:
        return True
    paragraphs = [folded for passage in kept if len(folded := _fold(passage.text)) > 40]
    position, found = 0, 0
    for paragraph in paragraphs:
        place = text.find(paragraph[:80], position)
        if place >= 0:
            position, found = place + len(paragraph), found + 1
    return found >= SHARE_IN_ORDER * len(paragraphs) > 0 and position < len(text) - NOTHING_SHOWN


def _outweighs(declared: float, shown: int) -> bool:
    """Whether so many declared characters are much more than so many shown ones."""
    return declared > 2 * shown if shown < NOTHING_SHOWN else declared >= GROWTH * shown + NOTHING_SHOWN


def extend(read: Document, blocks: Sequence[Block]) -> Document:
    """The page with its declared text as further blocks behind the visible ones."""
    start = len(read.blocks)
    return replace(read, blocks=(*read.blocks, *(_moved(block, start + n) for n, block in enumerate(blocks))))


def _moved(block: Block, index: int) -> Block:
    return msgspec.structs.replace(
        block, index=index, container=-1, tag=TAG, links=(), inlines=(), link_chars=0
    )


def _fold(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("“", '"').replace("”", '"').split())
