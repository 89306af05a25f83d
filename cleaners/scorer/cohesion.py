"""Which words a block shares with the page's other prose: a story keeps to its subject, what stands in it may not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

STEM = 6
"""Letters that stand for all forms of a word."""
SHORTEST = 4
"""Letters of the shortest word that says what a text is about."""
OFTEN = 5
"""A word that so many other blocks have counts no more."""
_NONE = (-1.0, -1.0, -1.0)


class Cohesion:
    """The words of a page's prose, and in how many of its blocks each stands."""

    def __init__(self, words: Mapping[int, Sequence[str]], prose: Sequence[int]) -> None:
        """`words` are those of the prose and of the blocks that are asked about; `prose` has the size of each block
        that is prose, 0 for the others."""
        self._prose = prose
        self._stems = {
            index: {word[:STEM] for word in said if len(word) >= SHORTEST} for index, said in words.items()
        }
        held = [self._stems[index] for index, size in enumerate(prose) if size]
        self._blocks = len(held) or 1
        self._counts: Counter[str] = Counter()
        for stems in held:
            self._counts.update(stems)

    def row(self, index: int) -> tuple[float, float, float]:
        """Of a wanted block's words: the share that other prose has, in how many blocks on average, in how many at most.

        The last is a share of all prose blocks; -1 where the block has no such words.
        """
        stems = self._stems[index]
        if not stems:
            return _NONE
        itself = 1 if self._prose[index] else 0
        others = [self._counts[stem] - itself for stem in stems]
        size = len(others)
        shared = size - others.count(0)
        return shared / size, sum([min(one, OFTEN) for one in others]) / size, max(others) / self._blocks
