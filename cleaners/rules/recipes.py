"""Decides that a recipe's ingredients and steps belong to the story, though they are lists of short lines.

Two labels tell one: what goes in, over a list, and what to do with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.layout import labels
from cleaners.model import Container, Context, Document, Passage, Rule, Verdict
from cleaners.wording import voice

LEAST_ITEMS = 3
SPOKEN = 0.0
"""Log odds from which on a sentence rather speaks for the page."""
MOST_BLOCKS = 80
"""Blocks between the two labels, at most."""


def recipe(context: Context) -> Iterator[Verdict]:
    """Keep the lists of a recipe, its labels, and the sentences between and right behind them."""
    passages = context.passages
    found = _labels(passages)
    if found is None:
        return
    ingredients, method = (passages[place].block for place in found)
    box = _around(context.document, ingredients.index, method.index)
    stop = box.stop if box else len(context.document.blocks)
    for passage in passages[found[0] :]:
        block = passage.block
        label = block.index in (ingredients.index, method.index)
        listed = label or block.kind == "item"
        own = passage.whole and block.link_chars * 2 < len(block.text) and block.index < stop
        if own and (listed or _is_told(passage.text)):
            evidence = f"of the recipe under '{ingredients.text}' and '{method.text}'"
            yield Verdict(block.index, "keep", "recipes.recipe", evidence)
        elif block.index > method.index:
            return


def _is_told(text: str) -> bool:
    """Whether a line is a sentence of the recipe's, not one that asks the reader for stars."""
    return labels.ends_sentence(text) and voice.of_page(text) < SPOKEN


def _labels(passages: Sequence[Passage]) -> tuple[int, int] | None:
    """The places of the two labels; None when no list stands between them."""
    over = _first(passages, "ingredients", range(len(passages)))
    if over is None:
        return None
    method = _first(passages, "method", range(over + 1, min(len(passages), over + MOST_BLOCKS)))
    if method is None or method + 1 == len(passages):
        return None
    listed = sum(one.block.kind == "item" for one in passages[over + 1 : method])
    return (over, method) if listed >= LEAST_ITEMS else None


def _first(passages: Sequence[Passage], table: str, places: range) -> int | None:
    known = labels.words(table, "recipes")
    return next(
        (one for one in places if passages[one].whole and labels.bare(passages[one].text) in known), None
    )


def _around(document: Document, first: int, last: int) -> Container | None:
    """The smallest element that holds two blocks; None where there is no markup."""
    around = document.ancestors(document.blocks[first])
    return next((one for one in around if one.start <= first and last < one.stop), None)


rules: tuple[Rule, ...] = (recipe,)
"""Asked before the scorer, which misses sentences there."""
