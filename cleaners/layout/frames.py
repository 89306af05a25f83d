"""What kind of picture frame a block stands in: figcaption, caption or credit class, figure, slide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from cleaners.model import Block, Container, Document

Frame = Literal["figcaption", "caption", "credit", "figure", ""]
Kind = Literal["caption", "credit", "figure", "other", ""]
"""What a single container is: "other" belongs to no picture of the story."""
TEXT_LENGTH = 3000
"""Characters of all text in one picture's frame; what holds more is a wrapper of the story."""
BLOCKS = 8
"""A frame with more blocks than this is a gallery or a wrapper, not one picture."""
ANCESTORS = 7
REMEMBERED = 300
"""Characters of the longest names whose kind is remembered."""

_CAPTION_NAME = re.compile(
    r"caption(?!ed|s?-?(?:off|on|button|toggle|track|lang))"
    r"|(?<![a-z])(?:bildunterschrift|bildtext|legende|cutline|pie-?de-?foto|epigrafe)(?![a-z])"
    r"|(?:image|photo|media|picture|foto|bild|figure|img|pic)[_-]{0,2}"
    r"(?:cap|credits?|source|copyright|byline|author|description|title|legend|info)(?![a-z])"
)
_CREDIT_NAME = re.compile(
    r"(?:image|photo|media|picture|foto|bild|figure|img|caption)[\w-]{0,14}(?:credit|source|copyright|byline|author)"
    r"|(?<![a-z])credits?[_-]{0,2}(?:text|line|image|photo|caption|overlay)?(?![a-z])"
)
_FRAME_NAME = re.compile(
    r"(?<![a-z])(?:wp-)?(?:figure|lightbox|slide(?:show|r)?|carousel[\w-]*slide[\w-]*|gallery-?item)(?![a-z])"
)
_OTHER_NAME = re.compile(
    r"related|(?<!l)quote|testimonial|teaser|promo|recommend|read-?more|(?<![a-z])card(?![a-z])"
    r"|most-?(?:read|popular)|trending|newsletter|sponsor|advert"
)
"""Names of containers whose pictures belong to something else than the story."""
_OTHER_TAGS = frozenset("blockquote table pre nav form ul ol dl main body article header footer".split())
_QUOTES = ("blockquote", "table", "pre")


def around(document: Document, block: Block) -> Iterator[Container]:
    """The nearest containers around a block."""
    for number, container in enumerate(document.ancestors(block)):
        if number > ANCESTORS:
            return
        yield container


class Frames:
    """The picture frames of one page; remembers the containers that it has looked at."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._kinds: dict[int, Kind] = {}

    def around(self, block: Block) -> Frame:
        """The kind of picture frame around a block; empty for none."""
        if block.kind == "caption":
            return "figcaption" if _is_picture_caption(self._document, block) else ""
        index = block.container
        for _ in range(ANCESTORS):
            if index < 0:
                return ""
            container = self._document.containers[index]
            kind = self._kinds.get(index)
            if kind is None:
                kind = self._kinds[index] = self._kind(container)
            if kind:
                return "" if kind == "other" else kind
            index = container.parent
        return ""

    def _kind(self, container: Container) -> Kind:
        kind = _kind_of(container)
        return kind if not kind or _fits(self._document, container) else "other"


def _kind_of(container: Container) -> Kind:
    """What a container is by its tag and names; themes repeat these, on a page and from page to page."""
    look = _kind if len(container.names) <= REMEMBERED else _kind.__wrapped__
    return look(container.tag, container.names)


@lru_cache(maxsize=4096)
def _kind(tag: str, names: str) -> Kind:
    if tag in _OTHER_TAGS and not (tag == "blockquote" and _CAPTION_NAME.search(names)):
        return "other"
    if names:
        for kind, pattern in _NAMES:
            if pattern.search(names):
                return kind
    return "figure" if tag == "figure" or tag.endswith("-figure") else ""


_NAMES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("other", _OTHER_NAME),
    ("credit", _CREDIT_NAME),
    ("caption", _CAPTION_NAME),
    ("figure", _FRAME_NAME),
)


def _fits(document: Document, container: Container) -> bool:
    """Whether a container is one picture's frame: few blocks, little text, no heading among them."""
    if container.stop - container.start > BLOCKS:
        return False
    blocks = document.blocks[container.start : container.stop]
    return (
        all(block.kind != "heading" for block in blocks)
        and sum(len(block.text) for block in blocks) <= TEXT_LENGTH
    )


def _is_picture_caption(document: Document, block: Block) -> bool:
    """Whether a figcaption is a picture's: not that of a table, a listing or a quotation."""
    found = False
    for container in around(document, block):
        if container.tag in _QUOTES or "quote" in container.names:
            return False
        if container.tag == "figure" and _holds_quote(document, container):
            return False
        found = found or container.tag == "figcaption"
    return found


def _holds_quote(document: Document, figure: Container) -> bool:
    for container in document.containers[figure.index + 1 :]:
        if container.depth <= figure.depth:
            return False
        if container.tag in _QUOTES:
            return True
    return False


def holds_image(document: Document, block: Block) -> bool:
    """Whether the figure around the block holds an image near it, or one stands right before it."""
    frame = next((one.index for one in around(document, block) if _kind_of(one) == "figure"), -1)
    for image in document.images:
        distance = abs(image.block - block.index)
        if distance <= 2 and (distance == 0 or _within(document, image.container, frame)):
            return True
    return False


def stands_by_image(document: Document, block: Block) -> bool:
    """Whether an image stands in the block or right beside it: a table's row may be a picture and its caption."""
    return any(abs(image.block - block.index) <= 1 for image in document.images)


def _within(document: Document, index: int, frame: int) -> bool:
    while index > frame:
        index = document.containers[index].parent
    return index == frame
