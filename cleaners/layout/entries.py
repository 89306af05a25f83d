"""Rows of like elements on a page, found by a mark that each of them has: comments, updates of a live blog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners.model import Block, Document


class Row(NamedTuple):
    """Neighbouring elements of one kind, blocks `start` to `stop` (half open)."""

    start: int
    stop: int
    entries: int
    parent: int
    """Index of the container that they are the children of."""


def rows(document: Document, marks: Sequence[Block], least: int) -> Iterator[Row]:
    """The rows of at least `least` sibling elements that each hold one of the marks."""
    told: dict[int, set[int]] = {}
    for one, other in pairwise(marks):
        parent, left, right = siblings(document, one, other)
        if parent >= 0:
            told.setdefault(parent, set()).update((left, right))
    for parent, children in told.items():
        if len(children) >= least:
            first, last = document.containers[min(children)], document.containers[max(children)]
            yield Row(first.start, last.stop, len(children), parent)


def siblings(document: Document, one: Block, other: Block) -> tuple[int, int, int]:
    """The container that holds two blocks in different children of one kind, and these children; -1 for none."""
    containers = document.containers
    above: dict[int, int] = {}
    index, child = one.container, -1
    while index >= 0:
        above[index] = child
        index, child = containers[index].parent, index
    index, child = other.container, -1
    while index >= 0 and index not in above:
        index, child = containers[index].parent, index
    if index < 0 or child < 0 or above[index] < 0:
        return -1, -1, -1
    left, right = containers[above[index]], containers[child]
    if left.tag != right.tag or first_name(left.names) != first_name(right.names):
        return -1, -1, -1
    return index, left.index, right.index


def first_name(names: str) -> str:
    """The first class that is no number's: "post-12" and "post-13" are posts."""
    return next((name for name in names.split() if not any(map(str.isdigit, name))), "")
