"""The second look: a block among its neighbours, now that each has a first score."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence

from cleaners.model import Block, Container
from cleaners.scorer.features import Features

CONTEXT = (
    "first before after before2 after2 before3 after3 highest_before mass_scored_before mass_scored_after "
    "mean_parent share_parent mean_grand share_grand mean_signature share_signature page_scored page_highest"
).split()


def rows(
    blocks: Sequence[Block],
    containers: Sequence[Container],
    features: Features,
    first: Sequence[float],
    wanted: Collection[int],
) -> dict[int, list[float]]:
    """For each wanted block, what the first scores (0 where none was given) say of its surroundings."""
    chars = features.chars
    mass = [score * size for score, size in zip(first, chars, strict=True)]
    total = sum(mass) + 1e-9
    page = [math.log(total + 1.0), max(first, default=0.0)]
    parents = [containers[block.container].parent if block.container >= 0 else -1 for block in blocks]
    grands = [containers[parent].parent if parent >= 0 else -1 for parent in parents]
    signed = {index: features.signature(index) for index in {block.container for block in blocks}}
    signatures = [signed[block.container] for block in blocks]
    groups = [_Group(keys, mass, chars, total) for keys in (parents, grands, signatures)]
    padded = [0.0, 0.0, 0.0, *first, 0.0, 0.0, 0.0]
    highest = before = 0.0
    found = {}
    for index, score in enumerate(first):
        highest = max(highest, padded[index + 2])
        if index in wanted:
            found[index] = [
                score,
                padded[index + 2],
                padded[index + 4],
                padded[index + 1],
                padded[index + 5],
                padded[index],
                padded[index + 6],
                highest,
                before / total,
                (total - before - mass[index]) / total,
                *groups[0].row(parents[index]),
                *groups[1].row(grands[index]),
                *groups[2].row(signatures[index]),
                *page,
            ]
        before += mass[index]
    return found


class _Group:
    """Blocks by what they share: their mean score and their share of all scored text."""

    def __init__(
        self, keys: Sequence[Hashable], mass: Sequence[float], chars: Sequence[int], total: float
    ) -> None:
        masses: defaultdict[Hashable, float] = defaultdict(float)
        sizes: defaultdict[Hashable, int] = defaultdict(int)
        for key, scored, size in zip(keys, mass, chars, strict=True):
            masses[key] += scored
            sizes[key] += size
        self._masses, self._sizes, self._total = masses, sizes, total

    def row(self, key: Hashable) -> tuple[float, float]:
        """The mean score of a group, and its share of the page's scored text."""
        mass = self._masses[key]
        return mass / self._sizes[key], mass / self._total
