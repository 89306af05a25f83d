"""Judges inside a card of a listing: prose is the story, short odds and ends are the card's furniture.

The learned scorer knows whole article pages; of a page with several stories it is asked last, about what the
other rules have left, and believed only where it is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import characters
from cleaners.model import Context, Rule, Verdict

_SENTENCE_END = re.compile(rf"[.!?…。！？।؟][{characters.QUOTE_ENDS})\]]*\s*$")
UNLIKELY = 0.2
"""The scorer's likelihood below which a line of a card goes.  On the pages to learn from the least likely paragraph of
280 has .34, three of four lines of clutter have less than .2."""
MOST = 3
"""No more than one of so many characters of a card goes for its likelihood alone."""
FRAGMENT_CHARS = 40
"""A line shorter than this that ends no sentence is a label, a counter or a button."""


def fragments(context: Context) -> Iterator[Verdict]:
    """Counters ("0", "12 likes"), labels and buttons beside the prose of a card."""
    for passage in context.passages:
        block = passage.block
        if not passage.whole or block.kind == "heading" or _SENTENCE_END.search(passage.text):
            continue
        if len(passage.text) < FRAGMENT_CHARS and not _between_prose(context, block.index):
            evidence = f"a fragment of {len(passage.text)} characters beside the card's text"
            yield Verdict(block.index, "cut", "cards.fragment", evidence)
        elif block.link_chars > 0.8 * len(block.text):
            yield Verdict(block.index, "cut", "cards.link", "a line that is one link")


def unlikely(context: Context) -> Iterator[Verdict]:
    """Lines that the scorer is sure are none of a story's."""
    told = context.likelihoods
    found = [
        passage.block.index
        for passage in context.passages
        if passage.block.kind != "heading" and told.get(passage.block.index, 1.0) < UNLIKELY
    ]
    sizes = {passage.block.index: len(passage.text) for passage in context.passages}
    if sum(sizes[index] for index in found) * MOST > sum(sizes.values()):
        return
    for index in found:
        evidence = f"score {told[index]:.2f}: unlike the paragraphs of stories"
        yield Verdict(index, "cut", "cards.unlikely", evidence)


def _between_prose(context: Context, index: int) -> bool:
    """Whether prose stands before and after a line: then it is a subhead."""
    prose = [
        p.block.index
        for p in context.passages
        if _SENTENCE_END.search(p.text) and len(p.text) > FRAGMENT_CHARS
    ]
    return bool(prose) and prose[0] < index < prose[-1]


rules: tuple[Rule, ...] = (fragments,)
likelihood: tuple[Rule, ...] = (unlikely,)
