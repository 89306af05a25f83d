"""Where a row of stories stands on its page, and what that makes of them: articles or related stories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.facts import structured
from cleaners.layout import cardnames, cards, labelparts, labels, linking
from cleaners.layout.cards import STORY_CHARS, Card
from cleaners.model import Block, Container, Document, Metadata, Segment

_RELATED = re.compile(
    r"related|recommend|more-?(?:stories|news|from|articles)|read-?(?:next|more|also)|similar|also-?read|"
    r"(?<![a-z])trending"
)
"""Names of boxes that hold other stories."""
_NOTICE = re.compile(r"cookie|consent|gdpr|privacy|modal|dialog|newsletter|banner|disclaimer")
"""Names of boxes whose text is no story, however long."""
_OVERLAY = re.compile(r"\S*(?:dialog|modal)\S*")
LABEL_REACH = 4
"""Blocks above and below a headline that may name its publisher."""
INTRODUCTION_CHARS = 600
"""Letters of the longest text that introduces a row of stories; a story of that length says when, or by whom."""
INTRODUCED = 3
"""So many stories of a row may have such a text above them."""
SAME_TITLE = 0.8
"""Share of words that make two wordings one headline."""


def is_liveblog(metadata: Metadata) -> bool:
    """Whether the page declares itself a live blog."""
    return any(
        kind.lower() == "liveblogposting" for kind in (metadata.article_type or "", *metadata.page_types)
    )


def declares_article(metadata: Metadata) -> bool:
    """Whether the page declares that it is one article."""
    kinds = (metadata.article_type or "", *metadata.page_types)
    return any(kind.lower() in structured.ARTICLE_TYPES for kind in kinds)


def names_around(document: Document, container: Container) -> Iterator[str]:
    """Class names of a container and of everything around it but the page itself."""
    index = container.index
    while index >= 0:
        one = document.containers[index]
        if one.tag not in ("body", "html"):
            yield _box_names(document, one)
        index = one.parent


def _box_names(document: Document, box: Container) -> str:
    """A box's class names, without those of an overlay when it holds the page's own main part."""
    if "dialog" not in box.names and "modal" not in box.names:
        return box.names
    mains = (one for one in document.containers[box.index + 1 :] if one.tag == "main")
    framed = any(box.start <= one.start < one.stop <= box.stop for one in mains)
    return _OVERLAY.sub("", box.names) if framed else box.names


class Place:
    """Where on its page a row of stories stands, and which role they have there."""

    def __init__(
        self, document: Document, metadata: Metadata, first: Container | int, *, heading: int = -1
    ) -> None:
        self.document = document
        self.metadata = metadata
        self.first = first if isinstance(first, int) else first.start
        self.heading = max(heading, _related_heading(document.blocks[: self.first]))
        self.related = self.heading >= 0 or (
            not isinstance(first, int)
            and any(_RELATED.search(name) for name in names_around(document, first))
        )
        self.end = self.heading if self.heading >= 0 else self.first
        """Where the story before the row ends, if there is one."""
        self.before = _story_chars(document, self.end)
        """Characters of running text before the row."""
        self.follows = self.before >= STORY_CHARS

    def allows(self, headlines: Sequence[str]) -> bool:
        """Whether stories with these headlines may be articles of their own here.

        After a story they must be announced as related; without one, the page's own title must not be
        the headline of one of them: then the others were appended to it.
        """
        if self.related:
            return self.follows
        if self.follows and not (len(headlines) >= INTRODUCED and self._is_introduction()):
            return False
        return not _is_one_of(self.metadata, headlines)

    def _is_introduction(self) -> bool:
        """Whether the text before the row only says what stands there: some sentences, by nobody, of no day."""
        before = self.document.blocks[: self.end]
        return self.before < INTRODUCTION_CHARS and not any(
            labelparts.is_dated(block) or labels.is_byline(block.text) for block in before
        )

    def segments(self, stories: Sequence[Card], strategy: str) -> tuple[Segment, ...]:
        """The stories as segments; empty when the page declares one article and no other publishers."""
        if self.related:
            label = _main_label(self.document, stories, self.end)
            publisher = label.text if label else None
            labels_read = (label.index,) if label else ()
            main = Segment(0, self.end, "main", "before-related", publisher=publisher, labels=labels_read)
            if publisher is None:
                main = labelled(self.document, self.metadata, main)
            return (main, *(cards.segment(card, "related", strategy) for card in stories))
        publishers = {card.publisher for card in stories if card.publisher}
        if declares_article(self.metadata) and len(publishers) < 2:
            return ()
        return tuple(cards.segment(card, "split", strategy, self.topics()) for card in stories)

    def topics(self) -> tuple[str, ...]:
        """The topics that a heading above the row names."""
        blocks = reversed(self.document.blocks[: self.first])
        return next((found for block in blocks if (found := labels.topics(block.text))), ())

    def segments_before(self, teasers: Sequence[Card], strategy: str) -> tuple[Segment, ...]:
        """The story above a row of related stories that are not whole; empty when text goes on below it."""
        if len(teasers) < 2 or not self.follows:
            return ()
        after = (
            block for block in self.document.blocks[teasers[-1].stop :] if linking.is_running_text(block)
        )
        if sum(labels.weight(block.text) for block in after) >= STORY_CHARS:
            return ()
        return self.segments(teasers, strategy)[:1]


def labelled(document: Document, metadata: Metadata, whole: Segment) -> Segment:
    """The page's one story with the publisher and the age that a line beside its headline names.

    Only a line with an age beside the name is read, and only a name that is a publication's: by its
    class, by where it links to, or by its words.  A writer's name stands there as often.
    """
    headline = metadata.headline.value if metadata.headline else ""
    place = next(
        (
            one.index
            for one in document.blocks
            if one.kind == "heading" and structured.overlap(one.text, headline) >= SAME_TITLE
        ),
        -1,
    )
    if place < 0 or metadata.site_name is None:
        return whole
    near = document.blocks[max(0, place - LABEL_REACH) : place + LABEL_REACH]
    ages = [block for block in near if labelparts.is_dated(block) and not labels.is_prose(block.text)]
    for age in ages:
        found = [
            piece
            for block in document.blocks[max(0, age.index - 1) : age.index + 2]
            if block.index != place and len(block.text) <= labels.LABEL_LENGTH
            for piece in labelparts.pieces(block)
        ]
        time = next((piece for piece in found if labels.is_relative_time(piece.text)), None)
        name = next((piece for piece in found if cardnames.is_publication(document, piece)), None)
        known = {metadata.site_name.value.casefold(), *(one.name.casefold() for one in metadata.authors)}
        if time is not None and name is not None and name.text.casefold() not in known:
            return Segment(
                whole.start,
                whole.stop,
                "main",
                "publisher-label",
                publisher=name.text,
                relative_time=time.text,
                labels=tuple(sorted({name.block, time.block})),
            )
    return whole


def _story_chars(document: Document, end: int) -> int:
    """How much running text the blocks before `end` hold, outside of notices and lists: as much as tells, at most."""
    chars = 0
    for block in document.blocks[:end]:
        if (
            len(block.text) >= labels.SENTENCE_LENGTH // labels.CASELESS_SHARE
            and block.kind != "item"
            and linking.is_running_text(block)
            and not any(
                _NOTICE.search(_box_names(document, one)) for one in document.ancestors(block) if one.names
            )
        ):
            chars += labels.weight(block.text)
            if chars >= INTRODUCTION_CHARS:
                break
    return chars


def _related_heading(blocks: Sequence[Block]) -> int:
    """The last heading of a list of other stories that no running text follows; -1 when there is none."""
    for block in reversed(blocks):
        if labels.is_related_heading(block.text):
            return block.index
        if linking.is_running_text(block):
            return -1
    return -1


def _is_one_of(metadata: Metadata, headlines: Sequence[str]) -> bool:
    """Whether the page's own title is the headline of one story: the others were appended to it."""
    titles = [metadata.raw_title or ""]
    if metadata.headline and metadata.headline.origin not in ("heading", "text"):
        titles.append(metadata.headline.value)
    return any(
        structured.overlap(title, headline) >= SAME_TITLE
        for title in titles
        if len(structured.words(title)) >= labels.HEADLINE_WORDS or not title.isascii()
        for headline in headlines
    )


def _main_label(document: Document, stories: Sequence[Card], end: int) -> Block | None:
    """The main story's publisher, when it stands in a label like those that name the related stories'."""
    like = {_kind_of(document, card.publisher_block) for card in stories if card.publisher_block >= 0} - {
        None
    }
    for block in document.blocks[:end]:
        if _kind_of(document, block.index) in like and labels.is_name(block.text):
            return block
        if linking.is_running_text(block):
            return None
    return None


def _kind_of(document: Document, index: int) -> tuple[str, str] | None:
    """Element and class that a label stands in; None without a class."""
    container = document.blocks[index].container
    if container < 0 or not document.containers[container].names:
        return None
    return document.containers[container].tag, document.containers[container].names
