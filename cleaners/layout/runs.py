"""Stories that follow one another without an element around each: headline, label and text in rows of a table.

The headlines stand in elements that are alike and have one parent.  What a story's label says may stand
above its headline too: then it does so in every story of the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaners.layout import cards, entries, labelparts, labels
from cleaners.model import Block, Container, Document

LABEL_ROWS = 4
"""So many lines above a headline may be its story's labels."""


class Told(NamedTuple):
    """One story of a run: its headline, and its blocks `start` to `stop` (half open)."""

    headline: Block
    start: int
    stop: int


def read(document: Document) -> Iterator[list[Told]]:
    """The runs of two or more headlines in like elements of one parent, in page order."""
    alike: dict[tuple[int, str, str, str], list[tuple[Block, Container]]] = {}
    prose = _prose_before(document)
    for block in document.blocks:
        if block.container < 0 or not _is_headline(document, block):
            continue
        row = _row(document, block, prose)
        if row is None:
            continue
        key = (row.parent, row.tag, entries.first_name(row.names), block.tag)
        group = alike.setdefault(key, [])
        if not group or group[-1][1] is not row:
            group.append((block, row))
    for (parent, *_), group in alike.items():
        if len(group) > 1:
            around = document.containers[parent]
            lead = _lead(document, around, [row for _, row in group])
            starts = [row.start - lead for _, row in group]
            stops = [*starts[1:], around.stop]
            yield [
                Told(block, start, stop) for (block, _), start, stop in zip(group, starts, stops, strict=True)
            ]


def _is_headline(document: Document, block: Block) -> bool:
    if block.kind == "heading" or block.link_chars * 5 > len(block.text) * 4:
        return labels.is_headline(block.text)
    return cards.is_displayed(document, block) and not labels.is_prose(block.text)


def _prose_before(document: Document) -> list[int]:
    """How many blocks of running text stand before each block."""
    found = [0]
    for block in document.blocks:
        found.append(found[-1] + labels.is_prose(block.text))
    return found


def _row(document: Document, block: Block, prose: Sequence[int]) -> Container | None:
    """The largest element around a headline without running text; its line alone where there is none."""
    row, index = None, block.container
    while index >= 0:
        one = document.containers[index]
        if prose[one.stop] > prose[one.start]:
            return row or Container(-1, one.index, "", "", block.index, block.index + 1, one.depth + 1)
        row, index = one, one.parent
    return None


def _lead(document: Document, around: Container, rows: Sequence[Container]) -> int:
    """How many lines above each headline are its story's labels: as many in each story, one of them an age."""
    lead = LABEL_ROWS
    for row in rows:
        above = document.blocks[max(around.start, row.start - lead) : row.start]
        count = 0
        for block in reversed(above):
            if len(block.text) > labels.LABEL_LENGTH or labels.is_prose(block.text):
                break
            count += 1
        lead = min(lead, count)
    if not lead:
        return 0
    dated = all(
        any(labelparts.is_dated(block) for block in document.blocks[row.start - lead : row.start])
        for row in rows
    )
    return lead if dated else 0
