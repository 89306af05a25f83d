"""Which lines between the stories of a dump belong to the story above them, and which to the next.

A tag page repeats itself: headline, source and age, story, topic, buttons.  What stands below the last
story too, and not above the first one, stands below every story.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import NamedTuple

from cleaners.layout import labels
from cleaners.model import Block

FOOT_LINES = 5
"""Lines below a story that may be its own: topic, hashtags, counters, buttons."""
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[km](?![^\W\d_]))?")
"""A count, short or in full: "214", "1,204", "1.2k"."""
SECTION_SHARE = 1 / 3
"""Of the lines in one place below the stories, so many must be known sections for the others to be some."""


class Section(NamedTuple):
    """A section and the line that names it."""

    name: str
    block: int


def feet(blocks: Sequence[Block], times: Sequence[range]) -> list[range]:
    """The lines that stand below each story, the last one's too; empty where nothing repeats there.

    Args:
        blocks: the dump's lines.
        times: the runs of short lines that hold a source or an age, one above each story.
    """
    known = [{_form(blocks[place].text) for place in run[:FOOT_LINES]} for run in times[1:]]
    after = _after_last(blocks, times[-1].stop, set.intersection(*known) if known else set())
    runs = [*times[1:], after]
    below = [[_form(blocks[place].text) for place in run[:FOOT_LINES]] for run in runs]
    common = set.intersection(*map(set, below)) - {_form(blocks[place].text) for place in times[0]}
    if not common:
        return []
    return [
        range(run.start, run.start + 1 + max(place for place, form in enumerate(forms) if form in common))
        for run, forms in zip(runs, below, strict=True)
    ]


def foot_end(blocks: Sequence[Block], found: Sequence[range], start: int) -> int:
    """Where the lines that end at the last story's foot end, which begins at `start`, by the feet before it."""
    stop = start
    for place in range(min(map(len, found), default=0)):
        forms = {_form(blocks[run[place]].text) for run in found}
        if stop >= len(blocks) or not (
            _form(blocks[stop].text) in forms or labels.is_section(blocks[stop].text)
        ):
            break
        stop += 1
    return stop


def sections(blocks: Sequence[Block], found: Sequence[range]) -> list[Section | None]:
    """The section that lines around each story name: by a word for it, or by its place among the others'."""
    for place in range(min(map(len, found), default=0)):
        texts = [blocks[run[place]].text for run in found]
        named = [_section(text) for text in texts]
        known = sum(name is not None for name in named)
        if known >= SECTION_SHARE * len(texts) and len(set(texts)) > 1:
            return [
                Section(name or text, run[place]) if name or labels.is_name(text) else None
                for name, text, run in zip(named, texts, found, strict=True)
            ]
    return [None] * len(found)


def _section(text: str) -> str | None:
    """The section that a line is, or that it names after a word for it: "Topic: Politics"."""
    if labels.is_section(text):
        return text.strip("[]() ")
    head, mark, name = text.replace("：", ":").partition(":")
    head, name = head.strip().casefold(), name.strip()
    announced = head in labels.words("topic") or not labels.words("opening", "dump").isdisjoint(
        (head, f"{head}:")
    )
    return name if mark and announced and labels.is_name(name) else None


def _after_last(blocks: Sequence[Block], start: int, known: Collection[str]) -> range:
    """The lines below the last story's text, which begins at `start`.

    Short lines may stand in it: where `known`, what stands below the stories before it, comes only behind
    the next of them, the text goes on to there.
    """
    ends = [
        place
        for place in range(start, len(blocks))
        if not labels.is_prose(blocks[place].text)
        and (place == start or labels.is_prose(blocks[place - 1].text))
    ]
    for place in ends:
        below = takewhile(lambda block: not labels.is_prose(block.text), blocks[place : place + FOOT_LINES])
        if any(_form(block.text) in known for block in below):
            return range(place, len(blocks))
    return range(ends[0] if ends else len(blocks), len(blocks))


def _form(text: str) -> str:
    """What stays the same where a line is repeated: all but its figures, its section or its topic."""
    if labels.is_section(text):
        return "section"
    head, mark, _ = text.replace("：", ":").partition(":")
    if mark and _section(text) is not None:
        return f"{head.casefold()}:"
    return _FIGURES.sub("0", text.casefold())
