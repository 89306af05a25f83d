"""The ledger of one segment: which span was decided by which verdict, and what is still open.

The first verdict on a span wins; a later one gets only what is left of the span it asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaners.model import Block, Passage, Segment, Verdict

_WORD = re.compile(r"[^\W_]")
_LINE = re.compile(r"\s_{2,}\s*$")
"""A line drawn with underscores, as agencies part a story from its notes."""


class Ledger:
    """Collects verdicts phase by phase; the only thing in the engine that changes."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = {block.index: block for block in blocks}
        self._claims: dict[int, list[Verdict]] = {}
        self._open = _whole(self._blocks.values())
        self.verdicts: list[Verdict] = []

    def passages(self) -> tuple[Passage, ...]:
        """The stretches of text that nobody has claimed, in page order."""
        return tuple([passage for passages in self._open.values() for passage in passages])

    def claim(self, verdict: Verdict) -> bool:
        """Enter a verdict; False when nothing of its span was still open."""
        passages = self._open.get(verdict.block)
        if not passages:
            return False
        if verdict.span is None and passages[0].whole:
            self.verdicts.append(verdict)
            self._claims[verdict.block] = [verdict]
            self._open[verdict.block] = ()
            return True
        block = passages[0].block
        size = len(block.text)
        start, stop = verdict.span or (0, size)
        entered = []
        for passage in passages:
            low, high = max(start, passage.start), min(stop, passage.stop)
            if low < high and block.text[low:high].strip():
                span = None if high - low == size else (low, high)
                entered.append(
                    Verdict(
                        verdict.block, verdict.action, verdict.rule, verdict.evidence, span, verdict.field
                    )
                )
        if entered:
            self._enter(block, entered)
        return bool(entered)

    def sweep(self) -> None:
        """Cut what has no word left in it beside a cut: the bar of "Read more |", a line drawn before notes that went."""
        for index in list(self._claims):
            for passage in self._open[index]:
                if not _WORD.search(passage.text):
                    span = (passage.start, passage.stop)
                    evidence = f"only {passage.text!r} was left beside a cut"
                    self.claim(Verdict(index, "cut", "engine.leftover", evidence, span))
                elif passage.stop < len(passage.block.text) and (line := _LINE.search(passage.text)):
                    evidence = f"{line.group().strip()!r} stood before a cut"
                    span = (passage.start + line.start(), passage.stop)
                    self.claim(Verdict(index, "cut", "engine.leftover", evidence, span))

    def withdraw(self, start: int) -> list[Verdict]:
        """Take back every verdict from number `start` on, and return them."""
        kept, withdrawn = self.verdicts[:start], self.verdicts[start:]
        self._claims, self._open, self.verdicts = {}, _whole(self._blocks.values()), []
        for verdict in kept:
            self._enter(self._blocks[verdict.block], [verdict])
        return withdrawn

    def kept(self) -> tuple[Passage, ...]:
        """What goes into the body: unclaimed text and text that a verdict protects."""
        protected = [
            _passage(self._blocks[one.block], *(one.span or (0, len(self._blocks[one.block].text))))
            for one in self.verdicts
            if one.action == "keep"
        ]
        if not protected:
            return self.passages()
        return tuple(sorted((*self.passages(), *protected), key=lambda one: (one.block.index, one.start)))

    def kept_chars(self) -> int:
        """Length of what goes into the body."""
        return sum([len(passage.text) for passage in self.kept()])

    def _enter(self, block: Block, verdicts: list[Verdict]) -> None:
        self.verdicts += verdicts
        claims = self._claims.setdefault(block.index, [])
        claims += verdicts
        if claims[0].span is None:
            self._open[block.index] = ()
            return
        claims.sort(key=lambda one: one.span or (0, 0))
        gaps = [_passage(block, start, stop) for start, stop in _gaps(claims, len(block.text))]
        self._open[block.index] = tuple([passage for passage in gaps if passage.text])


class Judged(NamedTuple):
    """A segment with everything that was decided about it."""

    segment: Segment
    ledger: Ledger
    confidence: float | None
    """The F1 that the scorer expects of its choice; None where it was not asked."""


def _whole(blocks: Iterable[Block]) -> dict[int, tuple[Passage, ...]]:
    return {block.index: (Passage(block, 0, len(block.text), block.text),) for block in blocks}


def _gaps(claims: list[Verdict], size: int) -> Iterator[tuple[int, int]]:
    """What is unclaimed between claims that are sorted and do not overlap."""
    position = 0
    for claim in claims:
        start, stop = claim.span or (0, size)
        if start > position:
            yield position, start
        position = stop
    if position < size:
        yield position, size


def _passage(block: Block, start: int, stop: int) -> Passage:
    text = block.text[start:stop]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Passage(block, start, start + len(text), text)
