"""The heads of a dump's stories that have no labels above them, each told by the line below its text.

"Source: Herald", "Read more at Herald": the last line of each story, and its headline stands above its text.
Charts and pictures name their sources too, so most of the names must be publications' by their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.layout import cardnames, labels, recurrence
from cleaners.layout.periods import LEAST_STORIES, Head, is_label, is_story
from cleaners.model import Block

REACH = 4
"""Lines between a headline and its story's text, at most: deck, byline, picture."""


def heads(blocks: Sequence[Block]) -> list[Head]:
    """The heads of the stories that end with their sources, in page order; empty without two of them."""
    named = [(block.index, name) for block in blocks if (name := _source(block))]
    if len(named) < LEAST_STORIES or len({name for _, name in named}) < LEAST_STORIES:
        return []
    if 2 * sum(labels.is_publication(name) for _, name in named) <= len(named):
        return []
    found, start = [], 0
    for place, name in named:
        line = _headline(blocks, range(start, place))
        if line is None or not is_story(blocks[line.index + 1 : place]):
            return []
        found.append(Head(line.index, line.index + 1, line, line.text, line.index, name))
        start = place + 1
    return found if recurrence.are_echoed(blocks, [(head.time, head.headline) for head in found]) else []


def _source(block: Block) -> str | None:
    if not is_label(block):
        return None
    name = labels.named_source(block.text) or cardnames.led_to(block.text)
    return name if name and labels.is_name(name) else None


def _headline(blocks: Sequence[Block], span: range) -> Block | None:
    """The headline above the running text that ends at a source: the first line above it that may be one.

    Behind another story's source the text may begin lower, below that story's buttons.
    """
    first = next((place for place in span if labels.is_prose(blocks[place].text)), None)
    if first is None:
        return None
    return next(_above(blocks, span.start, first), None)


def _above(blocks: Sequence[Block], start: int, first: int) -> Iterator[Block]:
    for place in range(first - 1, max(start, first - 1 - REACH) - 1, -1):
        if recurrence.may_be_headline(blocks[place]) and not recurrence.tells_time(blocks[place]):
            yield blocks[place]
