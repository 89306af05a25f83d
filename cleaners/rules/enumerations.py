"""Decides that the items of an enumeration belong to the story: "Each household gets:", then lines with semicolons.

In a dump nothing marks them as a list, and short lines are mostly the page's.  But no menu ends its labels so; nor does
a sentence announce one that sounds like the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from cleaners.layout import labels
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.wording import voice

ITEMS: Final = 12
"""Items of the longest enumeration."""
ITEM_CHARS: Final = 300
"""Characters of the longest item."""
_COLON: Final = (":", "：")
_SEMICOLON: Final = (";", "；", ",", "，")


def enumerated(context: Context) -> Iterator[Verdict]:
    """Keep lines that end in semicolons behind a line of the story that ends in a colon, and the one that closes them; and
    lines with bullets behind a sentence of the story that does.
    """
    passages = context.passages
    for place, passage in enumerate(passages):
        if passage.text.endswith(_COLON):
            for item in _items(passages, place + 1) or _bulleted(passages, place):
                evidence = f"item of the enumeration behind '{passage.text[-40:]}'"
                yield Verdict(item.block.index, "keep", "enumerations.item", evidence)


def _items(passages: Sequence[Passage], start: int) -> Sequence[Passage]:
    """The items from a place on: at least one and the last, which ends as a sentence does."""
    for stop in range(start, min(start + ITEMS, len(passages))):
        one = passages[stop]
        if not one.whole or len(one.text) > ITEM_CHARS:
            return ()
        if not one.text.endswith(_SEMICOLON):
            closed = stop > start and labels.ends_sentence(one.text)
            return passages[start : stop + 1] if closed else ()
    return ()


def _bulleted(passages: Sequence[Passage], lead: int) -> Sequence[Passage]:
    """The items with bullets right behind a sentence that ends in a colon and sounds like the story: two at least."""
    said = passages[lead].text
    if labels.weight(said) < labels.SENTENCE_LENGTH or voice.of_page(said) > 0:
        return ()
    run = takewhile(lambda one: one.whole and one.block.kind == "item", passages[lead + 1 : lead + 1 + ITEMS])
    items = [one for one in run if len(one.text) <= ITEM_CHARS and not one.block.links]
    return items if len(items) > 1 else ()


rules: tuple[Rule, ...] = (enumerated,)
"""Asked before the scorer."""
