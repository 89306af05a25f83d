"""Verdicts on captions: what the page has shown before, what is moved to their field, what is cut."""

from __future__ import annotations

import re

from cleaners.model import Context, Passage, Verdict
from cleaners.wording import depictions, sentences
from cleaners.wording.captioning import FIELD, bare, is_copy, text_of

CAPTION_LENGTH = 1000
"""Characters of the longest caption in a frame of its own (magazines' galleries stay below)."""
BESIDE_LENGTH = 400
"""Characters of the longest caption without a frame and a credit."""
WORDED = 12
"""Characters before a credit that make it a caption's."""
BESIDE = 2
"""Blocks between a caption and its copy or credit."""

OPENED = re.compile(r"[\"'“‘„«(\[]")
"""How a line begins that somebody says, or that stands beside the text."""


def may_stand_twice(passage: Passage) -> bool:
    """Whether a line is a sentence or two that report nothing and nobody says: a picture's caption, and its copy."""
    text = passage.text
    plain = len(text) <= BESIDE_LENGTH and passage.whole and not OPENED.match(text)
    return plain and not depictions.REPORTING.search(text) and sentences.are_few(text)


class Shown:
    """The captions found so far: what copies are compared with and credits belong to."""

    def __init__(self, context: Context) -> None:
        self._dump = context.document.page.kind == "text"
        self._keys: list[tuple[str, int]] = []
        for verdict in context.verdicts:
            if verdict.action == "move" and verdict.field == FIELD and verdict.rule != "captions.credit":
                self.add(text_of(context.document, verdict), verdict.block)

    def __bool__(self) -> bool:
        return bool(self._keys)

    def add(self, text: str, index: int) -> None:
        """A caption; of a dump, whose copies often lack the credit, without it, too."""
        self._keys.append((sentences.key(text), index))
        if self._dump and len(without := bare(text)) >= WORDED:
            self._keys.append((sentences.key(without), index))

    def original(self, text: str) -> int | None:
        """The block of the caption that a text is a copy of."""
        one = sentences.key(text)
        return next((index for other, index in self._keys if is_copy(one, other)), None)

    def owner(self, index: int) -> int | None:
        """The block of the caption that a credit in block `index` belongs to."""
        return next((other for _, other in reversed(self._keys) if 0 <= index - other <= BESIDE), None)

    def caption(self, passage: Passage, evidence: str) -> Verdict:
        """A passage that is the copy of a caption, or one more caption."""
        original = self.original(passage.text)
        if original is not None:
            return cut(passage, "captions.repeat", f"= block {original}")
        self.add(passage.text, passage.block.index)
        return moved(passage, evidence)

    def credit(self, passage: Passage) -> Verdict:
        """A credit by itself: kept with the caption it belongs to, otherwise cut."""
        evidence = f"picture credit '{passage.text[:60]}'"
        owner = self.owner(passage.block.index)
        if owner is not None:
            return moved(passage, f"{evidence} of block {owner}", "captions.credit")
        return cut(passage, "captions.credit", evidence)


def moved(passage: Passage, evidence: str, rule: str = "captions.caption") -> Verdict:
    """A passage is a caption, or the credit of one."""
    return Verdict(passage.block.index, "move", rule, evidence, passage.span, FIELD)


def cut(passage: Passage, rule: str, evidence: str) -> Verdict:
    """A passage stands there for a caption's sake, and is none."""
    return Verdict(passage.block.index, "cut", rule, evidence, passage.span)


def part(passage: Passage, start: int, end: int) -> Passage:
    """A stretch of a passage."""
    text = passage.text[start:end]
    return Passage(passage.block, passage.start + start, passage.start + end, text)
