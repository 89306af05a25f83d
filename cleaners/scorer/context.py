"""The second look: a block among its neighbours, now that each has a first score."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate
from operator import mul

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
    wanted: Iterable[int],
) -> list[list[float]]:
    """For each wanted block, what the first scores (0 where none was given) say of its surroundings."""
    chars = features.chars
    mass = list(map(mul, first, chars))
    total = sum(mass) + 1e-9
    page = [math.log(total + 1.0), max(first, default=0.0)]
    owners = [block.container for block in blocks]
    above = {index: containers[index].parent if index >= 0 else -1 for index in set(owners)}
    over = {parent: containers[parent].parent if parent >= 0 else -1 for parent in set(above.values())}
    signed = {index: features.signature(index) for index in above}
    parents = [above[owner] for owner in owners]
    by_parent = _Group(parents, mass, chars, total)
    by_grand = _Group([over[parent] for parent in parents], mass, chars, total)
    by_signature = _Group([signed[owner] for owner in owners], mass, chars, total)
    padded = [0.0, 0.0, 0.0, *first, 0.0, 0.0, 0.0]
    highest = list(accumulate(first, max, initial=0.0))
    before = list(accumulate(mass, initial=0.0))
    return [
        [
            padded[index + 3],
            padded[index + 2],
            padded[index + 4],
            padded[index + 1],
            padded[index + 5],
            padded[index],
            padded[index + 6],
            highest[index],
            before[index] / total,
            (total - before[index] - mass[index]) / total,
            *by_parent.row(parents[index]),
            *by_grand.row(over[parents[index]]),
            *by_signature.row(signed[owners[index]]),
            *page,
        ]
        for index in wanted
    ]


class _Group:
    """Blocks by what they share: their mean score and their share of all scored text."""

    def __init__(
        self, keys: Sequence[Hashable], mass: Sequence[float], chars: Sequence[int], total: float
    ) -> None:
        masses: dict[Hashable, float] = dict.fromkeys(keys, 0.0)
        sizes: dict[Hashable, int] = dict.fromkeys(keys, 0)
        for key, scored, size in zip(keys, mass, chars, strict=True):
            sizes[key] += size
            if scored:
                masses[key] += scored
        self._masses, self._sizes, self._total = masses, sizes, total

    def row(self, key: Hashable) -> tuple[float, float]:
        """The mean score of a group, and its share of the page's scored text."""
        mass = self._masses[key]
        return mass / self._sizes[key], mass / self._total
