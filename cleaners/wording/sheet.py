"""A page's open passages as one text: an expression looks through all of them at once.

Nearly no passage holds what a rule looks for.  A rule that first asks the sheet where it could apply at all,
and then judges only those passages, costs a fraction of one that asks every passage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from cleaners.lexicon import Folded, clues, fold, wording
from cleaners.model import Passage

BREAK: Final = "\n"
"""Stands before every passage."""


class Joined:
    """Several texts as one, a break before each."""

    def __init__(self, texts: Iterable[str]) -> None:
        pieces = list(texts)
        self.text = BREAK + BREAK.join(pieces)
        self._starts = list(accumulate([len(piece) + 1 for piece in pieces], initial=1))

    def number(self, offset: int) -> int:
        """The number of the text that an offset is in."""
        return bisect_right(self._starts, offset) - 1

    def place(self, number: int, offset: int) -> int:
        """An offset as one of the text with a number."""
        return offset - self._starts[number]


class Sheet:
    """The texts of passages, as written and folded."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts
        self.folded: list[Folded] = [fold(text) for text in texts]
        self.said = Joined([folded.text for folded in self.folded])
        """Folded."""

    @cached_property
    def written(self) -> Joined:
        """As written."""
        return Joined(self.texts)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """What stands between blanks in the texts as written."""
        return frozenset(self.written.text.split())

    @cached_property
    def stems(self) -> frozenset[str]:
        """How the words of the folded texts begin."""
        return clues.stems(self.words)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the folded texts."""
        return frozenset(wording.split(self.said.text))


def of(passages: Sequence[Passage]) -> Sheet:
    """The sheet of some passages; the rules of one round share it."""
    return _sheet(tuple([passage.text for passage in passages]))


@lru_cache(maxsize=2)
def _sheet(texts: tuple[str, ...]) -> Sheet:
    return Sheet(texts)
