"""The frozen types that flow through the cleaner.

`Page -> Document(blocks) -> Segments -> Verdicts -> Cleaned`.  Nothing here does work, and nothing
here is changed after it was made: a rule that wants text removed says so in a `Verdict`.

The types that a page makes hundreds of hold no cycle, so the garbage collector need not look at them
(`gc=False`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

Kind = Literal["html", "text"]
BlockKind = Literal["heading", "paragraph", "item", "caption", "quote", "cell", "preformatted", "control"]
Action = Literal["keep", "cut", "move"]
Role = Literal["main", "split", "related"]


class Page(Struct, frozen=True):
    """What was fetched, before anything is known about it."""

    content: bytes
    url: str | None = None
    """The address it was fetched from, after redirects."""
    kind: Kind = "html"
    charset: str | None = None
    """Declared by the transport (`Content-Type`); a hint, not a truth."""
    fetched: datetime | None = None
    """Turns "4 hours ago" into a date.  The cleaner has no clock of its own."""


class Link(Struct, frozen=True, gc=False):
    """A link inside a block's text: `text[start:stop]` leads to `url` (as written in the page)."""

    start: int
    stop: int
    url: str


class Inline(Struct, frozen=True, gc=False):
    """A named inline element inside a block's text: `<span class="credit">`, `<time>`, `<b>`."""

    start: int
    stop: int
    tag: str
    names: str


class Container(Struct, frozen=True, gc=False):
    """A block-level element that holds blocks `start` to `stop` (half open), itself included."""

    index: int
    parent: int
    """Index of the enclosing container; -1 for the root."""
    tag: str
    names: str
    """Class, id, role, itemprop and data-testid in lower case, separated by blanks."""
    start: int
    stop: int
    depth: int


class Block(Struct, frozen=True, gc=False):
    """A run of visible text that the page shows as one line or paragraph; white space is folded."""

    index: int
    kind: BlockKind
    tag: str
    """The block-level element that the text stands in: p, h2, li, td, div, figcaption…"""
    text: str
    container: int
    """Index of the container that is this block's own element or the nearest one around it."""
    level: int = 0
    """1 to 6 for a heading."""
    continues: bool = False
    """It follows the previous block after one line break (`<br>`): same paragraph, new line."""
    links: tuple[Link, ...] = ()
    inlines: tuple[Inline, ...] = ()
    link_chars: int = 0
    bold_chars: int = 0
    gap: bool = False
    """A blank line of the plain text stands above."""
    glyph: str = ""
    """The bullet that a plain text writes before an item, with the blank behind it: the story's, but no word of it."""


class Image(Struct, frozen=True, gc=False):
    """An image of the page, between blocks `block - 1` and `block`."""

    url: str
    alt: str
    block: int
    container: int


@dataclass(frozen=True, slots=True)
class Document:
    """A page as blocks, parsed once and never changed afterwards."""

    page: Page
    blocks: tuple[Block, ...]
    containers: tuple[Container, ...] = ()
    images: tuple[Image, ...] = ()
    charset: str = "utf-8"
    charset_certain: bool = True
    tree: Any = None
    """The lxml root, for metadata and site selectors; None for plain text.  Read only."""
    ranges: Mapping[Any, tuple[int, int]] = field(default_factory=dict)
    """Element -> the blocks it holds, half open: what a selector's match stands for."""

    def ancestors(self, block: Block) -> Iterable[Container]:
        """The containers around a block, from the nearest to the root."""
        index = block.container
        while index >= 0:
            container = self.containers[index]
            yield container
            index = container.parent


class Segment(Struct, frozen=True, gc=False):
    """One article of a page: a half-open range of blocks and what the page says about it there."""

    start: int
    stop: int
    role: Role = "main"
    strategy: str = "whole-page"
    """Which evidence the split rests on; part of the explanation."""
    headline: str | None = None
    publisher: str | None = None
    section: str | None = None
    relative_time: str | None = None
    date: str | None = None
    permalink: str | None = None
    writers: tuple[str, ...] = ()
    """Names before the publisher's in its label: "Jane Doe, Daily Herald, 3h"."""
    tags: tuple[str, ...] = ()
    labels: tuple[int, ...] = ()
    """Blocks of the range that were read into the fields above."""


class Verdict(Struct, frozen=True, gc=False):
    """What one rule says of one span of one block, and why."""

    block: int
    action: Action
    rule: str
    """`module.concept`, as in `phrases.read-more`."""
    evidence: str
    """What was seen, in words that a reader of the page understands.  Never empty."""
    span: tuple[int, int] | None = None
    """Half-open character range of the block's text; None is the whole block."""
    field: str | None = None
    """Where moved text goes: captions, authors, credits, related…"""


class Passage(Struct, frozen=True, gc=False):
    """A stretch of a block's text that no verdict has claimed yet: what text rules look at."""

    block: Block
    start: int
    stop: int
    text: str
    """`block.text[start:stop]`, without white space at its ends."""

    @property
    def whole(self) -> bool:
        """Whether it is the block's entire text."""
        return self.stop - self.start == len(self.block.text)

    @property
    def span(self) -> tuple[int, int] | None:
        """What a verdict on all of it speaks of: None where it is the whole block."""
        return None if self.whole else (self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Found:
    """A metadata value with the place it was found in and the form it had there."""

    value: str
    origin: str
    """jsonld, meta, time, text, url, title, heading, byline, site…"""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An author: `name` as a person's name, without "By" or role words."""

    name: str
    role: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """A publisher or aggregator."""

    name: str
    domain: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself, before the text was cleaned; every value with its origin.

    Unknown is None or empty, never guessed.
    """

    headline: Found | None = None
    raw_title: str | None = None
    """The page's `<title>` as it stands."""
    title_suffix_section: str | None = None
    """A section that the headline dragged along: ", World News"."""
    description: Found | None = None
    authors: tuple[Person, ...] = ()
    authors_origin: str | None = None
    author_organizations: tuple[str, ...] = ()
    """Agencies, desks and sites named where a writer would be: evidence of origin, never authors."""
    published: Found | None = None
    modified: Found | None = None
    site_name: Found | None = None
    publisher: Organization | None = None
    section: Found | None = None
    breadcrumbs: tuple[tuple[str, str | None], ...] = ()
    tags: tuple[str, ...] = ()
    canonical: str | None = None
    language: str | None = None
    """ISO 639-1, as the page declares it."""
    image: str | None = None
    body: str | None = None
    """JSON-LD `articleBody`: a witness and a rescue, not the text."""
    article_type: str | None = None
    """schema.org type or og:type as the page gives it."""
    page_types: tuple[str, ...] = ()
    free: bool | None = None
    """`isAccessibleForFree`."""
    comment_count: int | None = None
    reading_minutes: int | None = None
    sources: tuple[tuple[str, str, str], ...] = ()
    """Whom JSON-LD names as a source of the text: (property, name, address)."""
    source_label: str | None = None
    """The publication that a label beside the headline names, as readers' apps show it."""
    relative_time: str | None = None
    """The story's age as a label beside the headline tells it: "4 hours ago"."""
    claimed: tuple[int, ...] = ()
    """Indices of blocks whose whole text was read into one of these fields (byline, date line)."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at: the page, its article's range, and what is still undecided."""

    document: Document
    segment: Segment
    metadata: Metadata
    passages: Sequence[Passage]
    """Unclaimed text of the segment, in page order."""
    verdicts: Sequence[Verdict] = ()
    """Everything that earlier phases decided."""
    likelihoods: Mapping[int, float] = field(default_factory=dict)
    """How likely each block is the story's, where the scorer was asked before the rules: in text dumps."""


Rule = Callable[[Context], Iterable[Verdict]]
"""A rule judges passages and returns verdicts.  It never changes anything."""
