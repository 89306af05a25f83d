"""How many texts begin, so that a whole page is looked through for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from cleaners.lexicon.grammar import FRONT_CHARS

_HEAD: Final = 3
"""Characters that decide nearly every place."""


class Beginnings:
    """Strings with which texts begin, whatever blanks stand between their characters, as far as their first ones tell.

    >>> known = Beginnings(["also", "alert", "ad"])
    >>> [known.at(text, 0) for text in ("a lso this", "advert", "alas", "al")]
    [True, True, False, False]
    """

    def __init__(self, fronts: Iterable[str]) -> None:
        self._fronts = frozenset([front.replace(" ", "")[:FRONT_CHARS] for front in fronts])
        self._sizes = tuple({len(front) for front in self._fronts} - {FRONT_CHARS})
        self._heads = frozenset([front[:_HEAD] for front in self._fronts])
        self._shorter = frozenset([head for head in self._heads if len(head) < _HEAD])

    def at(self, text: str, at: int) -> bool:
        """Whether one of them stands at an offset of a folded text."""
        head = text[at : at + _HEAD]
        if head not in self._heads and " " not in head:
            return head[:1] in self._shorter or head[:2] in self._shorter
        front = text[at : at + 2 * FRONT_CHARS].replace(" ", "")[:FRONT_CHARS]
        return front in self._fronts or any(front[:size] in self._fronts for size in self._sizes)
