"""The headline of a plain text: the line above its story that has most evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from cleaners import lexicon
from cleaners.characters import squash
from cleaners.facts import headers
from cleaners.facts.structured import words
from cleaners.facts.titles import LENGTH, Headline, is_section, stripped_of
from cleaners.layout import labels, trails
from cleaners.lexicon import fold
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Block, Found
from cleaners.wording import closingcredits

_TRAIL = re.compile(r"[»›>/|→]")
HEADLINE_WORDS = 5
"""Words from which on a line is surely long enough to have a deck under it."""
DECK = 1.2
"""What speaks against a line right under one that may be the headline: it is the deck."""
WORD_LENGTH = 6
"""Letters of a word, with the blank behind it."""
STORY = 160
"""Characters of a paragraph that only a story has."""


def read(blocks: Sequence[Block], is_byline: Callable[[str], bool]) -> Headline:
    """The headline of a plain text: the line above the story's first paragraphs that has most evidence.

    Evidence: it is a heading; another line repeats it or ends with it (a breadcrumb trail); a section is
    glued to its end or stands above it; a byline or the story follows closely.  Lines that end like a
    sentence are none, nor links to other stories, buttons, dates, captions.

    Args:
        blocks: the blocks of the text.
        is_byline: tells a byline from other lines.
    """
    story = _story_start(blocks)
    start = max(0, story - 40)
    again = {block.text for block in blocks[story:]}
    shown = Counter(block.text for block in blocks[start:story])
    papers = {squash(name) for block in blocks[start:story] if (name := labels.named_source(block.text))}
    teased = headers.teased(blocks, start, story)
    candidates = [
        block
        for block in blocks[start:story]
        if _may_be_headline(block)
        and block.index not in teased
        and (block.text not in again or shown[block.text] > 1)
        and squash(block.text) not in papers
        and not headers.is_furniture(block.text)
        and not is_byline(block.text)
        and closingcredits.trailing(block.text) is None
        and not _is_captioned(blocks, block)
        and not _is_clutter(block.text)
    ]
    if not candidates:
        return Headline()
    texts = [squash(block.text) for block in blocks[:story] if len(block.text) < 2 * LENGTH]
    numbers = {
        block.index
        for block in candidates
        if _count(block.text) >= HEADLINE_WORDS
        and not headers.is_media_lead(block.text)
        and not (block.text.isupper() and not blocks[min(block.index + 1, len(blocks) - 1)].text.isupper())
    }
    best = max(
        candidates,
        key=lambda block: (
            _evidence(block, blocks, story, texts, is_byline) - DECK * (block.index - 1 in numbers)
        ),
    )
    text, section = stripped_of(best.text, frozenset(), frozenset(), ())
    return Headline(Found(text, "text", best.text), section, None, best.index)


def _is_captioned(blocks: Sequence[Block], block: Block) -> bool:
    """Whether a line stands under a label like "Image caption", or in a bar of names."""
    above = labels.bare(blocks[block.index - 1].text) if block.index else ""
    first, *others = _TRAIL.split(block.text)
    trail = bool(others) and first.strip().casefold() in labels.words("home", "dump")
    return trail or above in labels.words("caption", "dump") or block.text.count("|") > 1


def _is_clutter(text: str) -> bool:
    """Whether a phrase of the lexicon covers a line: "Skip to main content"."""
    found = whole_phrase(fold(text), lexicon.phrases()) if len(text) <= labels.LABEL_LENGTH else None
    return found is not None and found[1] < 0


def _story_start(blocks: Sequence[Block]) -> int:
    """The index of the first of two paragraphs in a row: where the headline's lines are over."""
    long = [
        block.index
        for block in blocks
        if len(block.text) >= STORY and block.text.rstrip()[-1:] in ".!?”\"'’»"
    ]
    for one, other in pairwise(long):
        if other - one <= 3:
            return one
    if long:
        return long[0]
    return next((block.index for block in blocks if labels.is_prose(block.text)), min(len(blocks), 10))


def _count(text: str) -> int:
    """How many words a line has; where they run together, as many as so much text has elsewhere."""
    return labels.weight(text) // WORD_LENGTH if labels.is_ideographic(text) else len(words(text))


def _may_be_headline(block: Block) -> bool:
    """Whether a line has a headline's length and no sentence's end."""
    count = _count(block.text)
    if not block.text.isascii() and not labels.is_ideographic(block.text):
        count = min(count, len(block.text.split()))
    ending = block.text.rstrip(" \"'”’»")[-1:]
    return (
        block.kind in {"heading", "paragraph"}
        and 3 <= count <= 35
        and len(block.text) <= LENGTH
        and ending not in {".", "…", ":", "]", ")", "|", ";"}
        and not trails.is_one(block.text)
    )


def _evidence(
    block: Block, blocks: Sequence[Block], story: int, texts: Sequence[str], is_byline: Callable[[str], bool]
) -> float:
    """How much speaks for a line as the headline."""
    wanted = squash(block.text)
    repeated = sum(text.endswith(wanted) for text in texts) > 1
    followed = any(is_byline(later.text) for later in blocks[block.index + 1 : min(story, block.index + 6)])
    stamped = any(
        headers.is_stamp(later.text) or labels.bare(later.text) in labels.words("stamp", "dump")
        for later in blocks[block.index + 1 : min(story, block.index + 4)]
    )
    heading = 1.5 if block.kind == "heading" else 0.0
    suffixed = is_section(block.text.rpartition(", ")[2]) or any(
        labels.is_section(block.text.rpartition(mark)[2])
        for mark in (" - ", " – ", " | ")
        if mark in block.text
    )
    above = blocks[block.index - 1] if block.index else None
    under = above is not None and above.kind != "item" and labels.is_section(above.text)
    closeness = 1 / (1 + story - block.index) - 2 * headers.is_media_lead(block.text)
    return (
        heading
        + 2 * repeated
        + 2 * followed
        + 0.8 * stamped
        + 2 * suffixed
        + under
        + closeness
        + min(_count(block.text), 8) / 8
    )
