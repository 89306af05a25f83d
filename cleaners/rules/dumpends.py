"""What stands between the last paragraph of a dump's story and the furniture found below it.

Told by place alone, whatever the words: behind the last prose one or two bare labels, or a question, and
then furniture, or the next story.  What is below them goes too.  Short paragraphs, lists, tables, verses
and lines with figures may end a story; they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaners import characters
from cleaners.layout import labels
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import creditlines

OPENING_LABELS = 2
"""Bare labels in a row that may open what stands below a story; more are a table, or verses."""
LABEL_WORDS = 8
LABEL_CHARS = 60
TOGGLE_WORDS = 4
"""Words of the longest label of a button that unfolds a picture's text."""
LONE_CHARS = 160
"""A longer sentence is prose, even where labels and forms stand around it."""
LONE_GAP = 4
"""So many lines part such a sentence from the story."""
_INNER_STOP = re.compile(rf"[^\W\d_]{{4}}[.!?…。！？][{characters.QUOTE_ENDS})]?(?:\s|(?<=[。！？]))")
"""The end of a sentence with something behind it: "The court adjourned. -XYZ-"."""
FOUND = frozenset({"dump", "phrases", "promos", "segment"})
"""Modules whose verdict on a whole line shows that furniture stands there."""
CLOSING = frozenset({"phrases.engagement", "phrases.comments", "dump.form"})
"""Rules whose verdict shows that the story is over: no page asks for an opinion in the middle of one."""


class _Row(NamedTuple):
    """One line below the last prose: open, or claimed by a rule."""

    text: str
    item: bool
    passage: Passage | None
    rule: str

    @property
    def told(self) -> bool:
        """Whether it is open prose or a finished sentence, or what is left of a line that lost a part."""
        if self.passage is None or not self.passage.whole:
            return self.passage is not None
        finished = labels.is_prose(self.text) or labels.ends_sentence(self.text)
        return (finished and not _is_question(self.text)) or _INNER_STOP.search(self.text) is not None

    @property
    def found(self) -> bool:
        """Whether a rule has found it to be furniture."""
        return self.passage is None and self.rule.partition(".")[0] in FOUND


def below(context: Context) -> Iterator[Verdict]:
    """Labels, questions and what they head, behind the last prose and above furniture or the next story."""
    if context.document.page.kind != "text":
        return
    rows = _below_prose(context)
    followed = context.segment.strategy == "label-lines" and context.segment.stop < len(
        context.document.blocks
    )
    if not followed and not any(row.rule.startswith("dump.") for row in rows):
        return
    start = _opening(rows, followed=followed)
    for row in rows[start:]:
        if row.passage is not None and not creditlines.may_sign(row.text):
            evidence = "stands below the last paragraph, among the page's labels and forms"
            yield Verdict(row.passage.block.index, "cut", "dumpends.below", evidence)


def _below_prose(context: Context) -> list[_Row]:
    """The lines behind the last open prose of the segment, a lone sentence among labels and forms left out."""
    openly = {passage.block.index: passage for passage in context.passages}
    rules: Mapping[int, str] = {one.block: one.rule for one in context.verdicts if one.span is None}
    rows = [
        _Row(block.text, block.kind == "item", openly.get(block.index), rules.get(block.index, ""))
        for block in context.document.blocks[context.segment.start : context.segment.stop]
    ]
    told = [place for place, row in enumerate(rows) if row.told]
    while len(told) > 1 and len(rows[told[-1]].text) <= LONE_CHARS:
        between = rows[told[-2] + 1 : told[-1]]
        closed = any(row.rule in CLOSING for row in between)
        opened = len(between) >= LONE_GAP and _opening(between, followed=False) < len(between)
        if not closed and not opened:
            break
        told.pop()
    return rows[told[-1] + 1 :] if told else []


def _opening(rows: Sequence[_Row], *, followed: bool) -> int:
    """Where the furniture below a story begins; behind the last of the rows when nothing shows it."""
    run: list[int] = []
    for place, row in enumerate(rows):
        if row.found and (run or row.rule.startswith("dump.") or row.rule in CLOSING):
            return run[0] if run else place
        if row.passage is None:
            continue
        if not _is_label(row) or len(run) == OPENING_LABELS:
            return len(rows)
        run.append(place)
    return run[0] if run and followed else len(rows)


def _is_label(row: _Row) -> bool:
    """Whether a line says nothing by itself: a few words without figures or a full stop, or a question."""
    text = row.text
    if row.item or len(text) > LABEL_CHARS or len(text.split()) > LABEL_WORDS or creditlines.may_sign(text):
        return False
    if _is_question(text):
        return True
    told = any(map(str.isdigit, text)) or ":" in text[:-1] or "：" in text[:-1]
    return not told and not labels.ends_sentence(text)


def _is_question(text: str) -> bool:
    return text.rstrip(f"{characters.CLOSERS} ")[-1:] in ("?", "？", "؟")


def toggles(context: Context) -> Iterator[Verdict]:
    """One bare label that the page shows again and again, each time right under a picture's caption."""
    if context.document.page.kind != "text":
        return
    blocks = context.document.blocks
    captions = {
        one.block for one in context.verdicts if one.rule.startswith("captions.") and one.span is None
    }
    shown: dict[str, list[Passage]] = {}
    for passage in context.passages:
        if passage.whole and len(passage.text.split()) <= TOGGLE_WORDS and passage.block.kind != "item":
            shown.setdefault(passage.text, []).append(passage)
    for text, copies in shown.items():
        places = [one.block.index for one in copies]
        under = all(place - 1 in captions for place in places) and places[-1] + 1 < len(blocks)
        if len(copies) > 1 and under and not labels.ends_sentence(text):
            for one in copies:
                evidence = f"'{text}' under {len(copies)} captions"
                yield Verdict(one.block.index, "cut", "dumpends.toggle", evidence)


rules: tuple[Rule, ...] = (toggles, below)
"""Phase 5, for text dumps, behind the rules for texts."""
