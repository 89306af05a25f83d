"""What the lines around the stories of a dump have in common, and the sections that those in one place name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaners.layout import labels
from cleaners.layout.cards import BRIEF_PARAGRAPH, STORY_SENTENCES
from cleaners.model import Block

_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*(?:\s?[^\W\d_]{1,3}(?![^\W\d_]))?")
"""A count, short or in full: "214", "1,204", "1.2k", "1,2 rb"."""
LEAST_STORIES = 2
SECTION_SHARE = 1 / 3
"""Of the lines in one place below the stories, so many must be known sections for the others to be some."""


class Section(NamedTuple):
    """A section and the line that names it."""

    name: str
    block: int


class Head(NamedTuple):
    """The lines above one story's text: `start` to `stop` (half open)."""

    start: int
    stop: int
    headline: Block
    title: str
    """The headline, without what else its line holds."""
    time: int
    """The line that tells the story's age, or its publisher where no age is told."""
    publisher: str | None = None
    section: Section | None = None


def is_label(block: Block) -> bool:
    """Whether a line is short and no sentence."""
    return len(block.text) <= labels.LABEL_LENGTH and not labels.is_prose(block.text)


def is_story(lines: Iterable[Block]) -> bool:
    """Whether lines have the text of a story, not of a snippet."""
    text = " ".join(block.text for block in lines if labels.is_prose(block.text))
    return labels.weight(text) >= BRIEF_PARAGRAPH and labels.sentences(text) >= STORY_SENTENCES


def foot_end(blocks: Sequence[Block], found: Sequence[range], start: int) -> int:
    """Where the lines that end at the last story's foot end, which begins at `start`, by the feet before it."""
    stop = start
    for place in range(min(map(len, found), default=0)):
        forms = {form(blocks[run[place]].text) for run in found}
        if stop >= len(blocks) or not (
            form(blocks[stop].text) in forms or labels.is_section(blocks[stop].text)
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
    if labels.is_section(text) and labels.bare(text) not in labels.words("chrome", "dump"):
        return text.strip("[]() ")
    head, mark, name = text.replace("：", ":").partition(":")
    head, name = head.strip().casefold(), name.strip()
    announced = head in labels.words("topic") or not labels.words("opening", "dump").isdisjoint(
        (head, f"{head}:")
    )
    return name if mark and announced and labels.is_name(name) else None


def form(text: str) -> str:
    """What stays the same where a line is repeated: all but its figures, its section or its topic.

    >>> form("1.2k comments")
    '0 comments'
    >>> form("Topic: Harbours")
    'topic:'
    """
    if labels.is_section(text):
        return "section"
    head, mark, _ = text.replace("：", ":").partition(":")
    if mark and _section(text) is not None:
        return f"{head.casefold()}:"
    return _FIGURES.sub("0", text.casefold()).strip()
