"""Readers' comments below a dump's story: "Jane D. says:", perhaps a date, and what she says.

Blogs' themes head every comment so.  A transcript looks alike, so the comments must stand below the story's
prose, parted from it by a line of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Context, Passage, Rule, Verdict

STORY_PROSE: Final = 3
"""Paragraphs that stand above the first comment."""
NAME_WORDS: Final = 5
LONGEST: Final = 4
"""Lines of one comment that go with its head."""


def comments(context: Context) -> Iterator[Verdict]:
    """Heads of comments, and the lines under each."""
    if context.document.page.kind != "text":
        return
    blocks = context.document.blocks
    heads = [
        block.index
        for block in blocks[context.segment.start : context.segment.stop]
        if _heads(block.text, blocks[block.index + 1].text if block.index + 1 < len(blocks) else "")
    ]
    if not heads or not _below_story(context, heads):
        return
    bounds = [*heads, context.segment.stop]
    openly = {passage.block.index: passage for passage in context.passages if passage.whole}
    gone = {
        verdict.block for verdict in context.verdicts if verdict.span is None and verdict.action != "keep"
    }
    for head, stop in zip(heads, bounds[1:], strict=True):
        for index in range(head, min(stop, head + 1 + LONGEST)):
            if index in gone and index > head:
                break
            if index in openly:
                yield Verdict(
                    index, "cut", "dumpthreads.comment", f"comment under '{blocks[head].text[:40]}'"
                )


def _heads(text: str, below: str) -> bool:
    """Whether a line is a comment's head: a name and "says:"; or "says" above the comment's date."""
    found = _said().fullmatch(text)
    if found is None or len(found["who"].split()) > NAME_WORDS:
        return False
    return found["colon"] is not None or labels.is_date(below)


@cache
def _said() -> re.Pattern[str]:
    says = tables.alternation(tables.read("dump")["said"]["words"])
    return re.compile(rf"(?P<who>[^!?:;\"“”]{{1,40}}?)\s?(?:{says})\s?(?P<colon>[:：])?", re.IGNORECASE)


def _below_story(context: Context, heads: Sequence[int]) -> bool:
    """Whether prose stands above, and between it and the first head a line that is the page's.

    A line that rules have cut is one; over several comments, any that is no sentence.
    """
    above: Sequence[Passage] = [one for one in context.passages if one.block.index < heads[0]]
    prose = [one.block.index for one in above if labels.is_prose(one.text)]
    if len(prose) < STORY_PROSE:
        return False
    cut = {one.block for one in context.verdicts if one.span is None and one.action != "keep"}
    between = context.document.blocks[prose[-1] + 1 : heads[0]]
    some = len(heads) > 1 and any(not labels.ends_sentence(block.text) for block in between)
    return some or any(block.index in cut for block in between)


rules: tuple[Rule, ...] = (comments,)
"""Phase 5, for text dumps."""
