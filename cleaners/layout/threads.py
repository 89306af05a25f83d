"""Where readers' comments stand on a page: entries that each carry a writer, an age or a reply link.

No class name is needed, and no limit on their length: five comments may say more than the article.  What
makes a thread is its repeated signature, after a story; a page of posts that begins with the first of
them is a forum, and a live blog's entries have nobody to reply to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, repeat
from typing import NamedTuple

from cleaners.layout import entries, labelparts, labels, linking
from cleaners.model import Block, Document

CONTROL_LENGTH = 48
"""Characters of the longest line of controls under a comment: "Like 12 · Reply · Report"."""
BARE_LENGTH = 12
"""The same where no link or button tells."""
LEAST_ENTRIES = 2
STORY_CHARS = 100
"""Letters of running text that stand before a thread: the story that it is about."""
NEAR = 3
"""Blocks between a comment's writer or age and its text."""
LAST_STORY_LEVEL = 3
"""Headings down to this level are headlines; forums set the writer's name in smaller ones."""
HEADING_REACH = 4
"""Short lines that may stand between a thread's heading and its first entry."""

_MARKS = " ()0123456789.,:·|"
_WORD = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(r"[\d.,]+\s*|\(\s*[\d.,]+\s*\)")


class Thread(NamedTuple):
    """Blocks `start` to `stop` (half open) are readers' comments."""

    start: int
    stop: int
    evidence: str


def find(document: Document, start: int, stop: int) -> tuple[Thread, ...]:
    """The threads among blocks `start` to `stop`, in page order.

    Args:
        document: an HTML page.
        start: first block of the story's segment.
        stop: one past its last.
    """
    blocks = document.blocks[start:stop]
    vocabulary = _vocabulary()
    telling = [
        block
        for block in blocks
        if len(block.text) <= CONTROL_LENGTH
        and not vocabulary.isdisjoint(map(str.strip, block.text.casefold().split(), repeat(_MARKS)))
    ]
    if not telling:
        return tuple(_boxed(document, blocks))
    controls = [block for block in telling if _is_control(block)]
    found = list(_around(document, controls, "a reply or report control", blocks))
    if not found:
        heading = next((block for block in telling if is_heading(block)), None)
        if heading is not None:
            after = document.blocks[heading.index + 1 : stop]
            if any(_signs(block, text) for block, text in pairwise(after[: HEADING_REACH + 1])):
                signed = [block for block, text in pairwise(after) if _signs(block, text)]
                found = list(_around(document, signed, "its writer and age", blocks))
    return tuple(_merged(found or list(_boxed(document, blocks))))


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of the controls and headings of threads."""
    return labels.words("reply") | {part for words in labels.words("thread") for part in words.split()}


def is_heading(block: Block) -> bool:
    """Whether a line heads readers' comments: "Join the conversation", "5 replies", "Comments (12)"."""
    if len(block.text) > CONTROL_LENGTH or block.kind == "control":
        return False
    return labels.bare(_COUNT.sub(" ", block.text)) in labels.words("thread")


def _is_control(block: Block) -> bool:
    """Whether a line is the controls of one comment."""
    text = block.text
    marked = block.links or block.kind == "control" or block.inlines
    if len(text) > (CONTROL_LENGTH if marked else BARE_LENGTH):
        return False
    folded = text.casefold()
    words = labels.words("reply")
    if not any(word in words for word in _WORD.findall(folded)):
        return False
    return not labels.ends_sentence(text)


def _signs(block: Block, after: Block) -> bool:
    """Whether a line says who wrote the next lines, and when."""
    if len(block.text) > labels.LABEL_LENGTH or block.kind == "heading":
        return False
    if labelparts.is_dated(block):
        pieces = [piece.text for piece in labelparts.pieces(block)]
        return any(labels.is_name(piece) and not labels.is_relative_time(piece) for piece in pieces)
    return labels.is_name(block.text) and (labels.is_relative_time(after.text) or labels.is_date(after.text))


def _around(
    document: Document, marks: Sequence[Block], evidence: str, blocks: Sequence[Block]
) -> Iterator[Thread]:
    """The ranges of sibling elements that each hold one of the marks."""
    for row in entries.rows(document, marks, LEAST_ENTRIES):
        if not _follows_story(blocks, row.start):
            continue
        if any(_is_story_head(block) for block in document.blocks[row.start : row.stop]):
            continue
        start = _with_heading(document, blocks, row.start, document.containers[row.parent].start)
        yield Thread(start, row.stop, f"one of {row.entries} entries that each have {evidence}")


def _boxed(document: Document, blocks: Sequence[Block]) -> Iterator[Thread]:
    """Threads under a heading in any words: boxes behind the story that hold nothing but signed entries."""
    signed = [
        block
        for block, text in pairwise(blocks)
        if _is_bold_signature(block) and not text.links and labels.ends_sentence(text.text)
    ]
    if len(signed) < LEAST_ENTRIES:
        return
    for row in entries.rows(document, signed, LEAST_ENTRIES):
        box = document.containers[row.parent]
        headed = row.start == box.start + 1 and document.blocks[box.start].kind == "heading"
        others = document.blocks[row.stop : box.stop]
        if headed and all(block.kind == "control" for block in others) and _follows_story(blocks, box.start):
            yield Thread(
                box.start, box.stop, f"in a box of {row.entries} entries that each have a writer and date"
            )


def _is_bold_signature(block: Block) -> bool:
    """Whether a line is a name in bold and a date or age behind it, perhaps without a blank."""
    name, when = block.text[: block.bold_chars].strip(), block.text[block.bold_chars :].strip(" (),·|–-")
    if not name or not when or len(block.text) > labels.LABEL_LENGTH or block.kind == "heading":
        return False
    # Comments of this year tell day and month alone.
    dated = labels.is_date(when) or labels.is_date(f"{when}, 2000")
    return labels.is_name(name) and (dated or labels.is_relative_time(when))


def _is_story_head(block: Block) -> bool:
    """Whether a heading is a story's headline: comments have none."""
    return block.kind == "heading" and block.level <= LAST_STORY_LEVEL and labels.is_headline(block.text)


def _follows_story(blocks: Sequence[Block], start: int) -> bool:
    """Whether running text of a story stands before a block."""
    chars = 0
    for block in blocks:
        if block.index >= start:
            break
        if linking.is_running_text(block):
            chars += labels.weight(block.text)
    return chars >= STORY_CHARS


def _with_heading(document: Document, blocks: Sequence[Block], start: int, limit: int) -> int:
    """The first block of a thread: its heading, if one stands closely above."""
    base = blocks[0].index
    for index in range(start - 1, max(base, limit, start - HEADING_REACH) - 1, -1):
        block = document.blocks[index]
        if labels.is_prose(block.text):
            break
        if is_heading(block):
            start = index
    return start


def _merged(found: Sequence[Thread]) -> Iterator[Thread]:
    """Threads without those that lie in another: replies to a comment."""
    stop = -1
    for thread in sorted(found, key=lambda one: (one.start, -one.stop)):
        if thread.stop > stop:
            yield thread._replace(start=max(thread.start, stop))
            stop = thread.stop
