"""A forest of small decision trees, evaluated in plain Python at C speed.

After Lucchese et al., "QuickScorer" (SIGIR 2015): every tree has at most eight leaves, one bit each, so a
forest of n trees is one integer of n bytes.  A test that fails clears the leaves it rules out, in all
trees at once: for each feature the tests are sorted by threshold and the masks of the first k failing
tests are multiplied out when the forest is loaded.  A row costs one bisection and one `&` per feature; the
bisection is done once for all forests that look at the row, and a whole number has a table instead.  Each
tree's exit leaf is the lowest bit that is left in its byte.  The values of two neighbouring trees are added
up beforehand for all 64 pairs of leaves, which halves what summing costs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, repeat, zip_longest
from math import exp
from operator import and_, getitem

from msgspec import Struct

LEAVES = 8
"""Leaves of a tree at most: one byte."""
LARGEST = 3000
"""Whole numbers up to this are looked up in tables."""
_LOWEST = bytes([max(0, (byte & -byte).bit_length() - 1) for byte in range(256)])
"""For each byte, the number of its lowest bit."""


class Tree(Struct, frozen=True, array_like=True):
    """A tree as trained.  Node k sends a value above its threshold to the right."""

    features: list[int]
    thresholds: list[float]
    left: list[int]
    """Per node: the child as a node number, or ~leaf."""
    right: list[int]
    leaves: list[float]


class Scale:
    """The thresholds of all forests that look at the same rows: a value is looked up once for all of them.

    Rows come in parts, each with the features of these numbers.
    """

    def __init__(
        self,
        forests: Sequence[Sequence[Tree]],
        parts: Sequence[Sequence[int]],
        whole: Collection[int] = (),
    ) -> None:
        """Build from the forests' trees; features in `whole` are whole numbers, and looked up in a table."""
        self.parts = parts
        found: list[set[float]] = [set() for _ in range(sum(map(len, parts)))]
        for tree in chain.from_iterable(forests):
            for feature, threshold in zip(tree.features, tree.thresholds, strict=True):
                found[feature].add(threshold)
        self.thresholds = [tuple(sorted(thresholds)) for thresholds in found]
        self._tables = [
            _Ranks(thresholds) if thresholds and feature in whole else None
            for feature, thresholds in enumerate(self.thresholds)
        ]

    def ranks(self, part: int, rows: Sequence[Sequence[float]]) -> list[list[int]]:
        """Column by column over all rows, how many thresholds a value of one part is above.

        A column is empty where every value is below all thresholds: it rules out no leaf.
        """
        columns = []
        for feature, column in zip(self.parts[part], zip(*rows, strict=True), strict=True):
            thresholds, table = self.thresholds[feature], self._tables[feature]
            if table is not None:
                ranks = list(map(getitem, repeat(table), column))
            elif thresholds:
                ranks = list(map(bisect_left, repeat(thresholds), column))
            else:
                ranks = []
            columns.append(ranks if any(ranks) else [])
        return columns


class _Ranks(dict[float, int]):
    """Whole numbers and how many thresholds they are above: a third of a bisection's time."""

    def __init__(self, thresholds: tuple[float, ...]) -> None:
        self._thresholds = thresholds
        low = max(int(thresholds[0]) - 1, -LARGEST)
        high = min(int(thresholds[-1]) + 2, LARGEST)
        super().__init__({value: bisect_left(thresholds, value) for value in range(low, high)})

    def __missing__(self, value: float) -> int:
        return bisect_left(self._thresholds, value)


class Forest:
    """Trees over a fixed number of features; immutable once built.

    Its tables are tuples: the garbage collector stops looking at a tuple of numbers, never at a list.
    """

    def __init__(self, trees: Sequence[Tree], scale: Scale) -> None:
        """Build from trees over rows whose values are looked up in a scale that has their thresholds."""
        self.everything = (1 << (8 * len(trees))) - 1
        tests: list[dict[float, int]] = [{} for _ in scale.thresholds]
        values = []
        for number, tree in enumerate(trees):
            order = _leaf_order(tree)
            values.append([tree.leaves[leaf] for leaf in order])
            place = {leaf: position for position, leaf in enumerate(order)}
            for node, (feature, threshold) in enumerate(zip(tree.features, tree.thresholds, strict=True)):
                ruled_out = sum(1 << place[leaf] for leaf in _leaves(tree, tree.left[node]))
                mask = self.everything ^ (ruled_out << (8 * number))
                tests[feature][threshold] = tests[feature].get(threshold, self.everything) & mask
        self._pairs = [
            _pair_values(*pair) for pair in zip_longest(values[::2], values[1::2], fillvalue=[0.0])
        ]
        self._parts = [
            [_steps(scale.thresholds[feature], tests[feature], self.everything) for feature in part]
            for part in scale.parts
        ]

    def masks(
        self, part: int, ranks: Sequence[Sequence[int]], size: int, wanted: Iterable[bool] | None = None
    ) -> list[int]:
        """For each of `size` rows, the leaves that one part of it leaves possible; parts are joined with `&`.

        Column by column, so that every loop runs in C.  Of `wanted` rows only, where it is given.
        """
        masks = [self.everything] * size
        for column, steps in zip(ranks, self._parts[part], strict=True):
            if column and steps:
                chosen = column if wanted is None else compress(column, wanted)
                masks = list(map(and_, masks, map(getitem, repeat(steps), chosen)))
        return masks

    def probabilities(self, masks: Sequence[int]) -> list[float]:
        """For each row, the probability that its trees' exit leaves stand for."""
        width = 2 * len(self._pairs)
        rows = b"".join([mask.to_bytes(width, "little") for mask in masks]).translate(_LOWEST)
        leaves = int.from_bytes(rows, "little")
        # Shifted by five bits, the leaf of every second tree comes to stand above that of the tree before it.
        pairs = (leaves | leaves >> 5).to_bytes(len(rows), "little")[::2]
        step = len(self._pairs)
        margins = [
            sum(map(getitem, self._pairs, pairs[start : start + step]))
            for start in range(0, len(pairs), step)
        ]
        return [1.0 / (1.0 + exp(-margin)) if margin > -30.0 else 0.0 for margin in margins]


def _steps(scale: Sequence[float], tests: Mapping[float, int], everything: int) -> tuple[int, ...]:
    """For each number of failing tests of a feature, the leaves that they leave; empty without a test."""
    if not tests:
        return ()
    masks = [tests.get(threshold, everything) for threshold in scale]
    return tuple(accumulate(masks, and_, initial=everything))


def _leaves(tree: Tree, child: int) -> list[int]:
    """The leaves under a child, from left to right."""
    if child < 0:
        return [~child]
    return [*_leaves(tree, tree.left[child]), *_leaves(tree, tree.right[child])]


def _leaf_order(tree: Tree) -> list[int]:
    order = _leaves(tree, 0) if tree.features else [0]
    if len(order) > LEAVES:
        raise ValueError(f"a tree has {len(order)} leaves; {LEAVES} fit into its byte")
    return order


def _pair_values(one: list[float], other: list[float]) -> tuple[float, ...]:
    """For each pair of two trees' leaves, the sum of their values; the first tree's leaf counts up first."""
    return tuple([left + right for right in _filled(other) for left in _filled(one)])


def _filled(leaves: list[float]) -> list[float]:
    return leaves + [0.0] * (LEAVES - len(leaves))
