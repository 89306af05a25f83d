"""A forest of small decision trees, evaluated in plain Python at C speed.

After Lucchese et al., "QuickScorer" (SIGIR 2015): every tree has at most eight leaves, one bit each, so a
forest of n trees is one integer of n bytes.  A test that fails clears the leaves it rules out, in all
trees at once: for each feature the tests are sorted by threshold and the masks of the first k failing
tests are multiplied out when the forest is loaded.  A row costs one bisection and one `&` per feature;
each tree's exit leaf is the lowest bit that is left in its byte.  The values of two neighbouring trees are
added up beforehand for all 64 pairs of leaves, which halves what summing costs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, repeat, zip_longest
from math import exp
from operator import and_, getitem

from msgspec import Struct

LEAVES = 8
"""Leaves of a tree at most: one byte."""
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


class Forest:
    """Trees over a fixed number of features; immutable once built.

    Its tables are tuples: the garbage collector stops looking at a tuple of numbers, never at a list.
    """

    def __init__(self, trees: Sequence[Tree], parts: Sequence[Sequence[int]]) -> None:
        """Build from trees over rows that come in parts, each with the features of these numbers."""
        self.everything = (1 << (8 * len(trees))) - 1
        tests: list[list[tuple[float, int]]] = [[] for _ in range(sum(map(len, parts)))]
        values = []
        for number, tree in enumerate(trees):
            order = _leaf_order(tree)
            values.append([tree.leaves[leaf] for leaf in order])
            place = {leaf: position for position, leaf in enumerate(order)}
            for node, feature in enumerate(tree.features):
                ruled_out = sum(1 << place[leaf] for leaf in _leaves(tree, tree.left[node]))
                tests[feature].append((tree.thresholds[node], self.everything ^ (ruled_out << (8 * number))))
        self._pairs = [
            _pair_values(*pair) for pair in zip_longest(values[::2], values[1::2], fillvalue=[0.0])
        ]
        steps = [_steps(feature_tests, self.everything) for feature_tests in tests]
        self._parts = [[steps[feature] for feature in part] for part in parts]

    def masks(self, part: int, rows: Sequence[Sequence[float]]) -> list[int]:
        """For each row, the leaves that one part of it leaves possible; its parts are joined with `&`.

        Feature by feature over all rows, so that every loop runs in C.
        """
        masks = [self.everything] * len(rows)
        for column, (thresholds, steps) in zip(zip(*rows, strict=True), self._parts[part], strict=True):
            if thresholds:
                ranks = map(bisect_left, repeat(thresholds), column)
                masks = list(map(and_, masks, map(steps.__getitem__, ranks)))
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


def _steps(tests: list[tuple[float, int]], everything: int) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """A feature's thresholds in order, and for each number of failing tests the leaves they leave."""
    tests = sorted(tests)
    masks = accumulate([mask for _, mask in tests], and_, initial=everything)
    return tuple([threshold for threshold, _ in tests]), tuple(masks)


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
