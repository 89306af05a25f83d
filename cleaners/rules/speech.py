"""Decides that a paragraph of reported speech belongs to the story: "“We saw it coming,” the mayor said."

Some speak to a reader in every word, and a dump has no markup to show whose they are.  But pages do not say who
said what: of 239 such paragraphs of known pages with markup, 235 stand in the known text; and of 38 quotations
below a paragraph that announces them with a colon, 36.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cleaners.layout import linking
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.wording import voice

REACH: Final = 3
"""Open passages on either side in which the story's running text must stand."""
SPEAKER_WORDS: Final = 14
"""Words of the longest clause that says who spoke."""
LEAST_CHARS: Final = 40
"""Characters of the shortest line that announces a quotation: less is a label ("What our readers say:")."""
_SPOKEN: Final = re.compile(
    r"[“\"„«»](?P<said>[^“”\"„«»]{12,800})[,.!?…][”\"“»«],?(?P<who> [^“”\"„«»:/|@#0-9]{3,120})\."
    r"|[「『](?P<words>[^「」『』]{8,400})[」』](?P<whose>と[^「」『』]{2,40})。"
)
"""A quotation that a comma or stop closes, and the clause behind it."""
_QUOTED: Final = re.compile(r"[“\"„«»「『][^“”\"„«»「」『』]{8,}[”\"“»«」』][.!?。]?")
"""A line that is one quotation."""
_COLONS: Final = (":", "：")


def speech(context: Context) -> Iterator[Verdict]:
    """Keep reported speech between or beside the story's paragraphs."""
    passages = context.passages
    for place, passage in enumerate(passages):
        if not passage.whole or passage.block.links or passage.block.kind not in ("paragraph", "quote"):
            continue
        found = _SPOKEN.fullmatch(passage.text)
        if found is None or len((found["who"] or "").split()) > SPEAKER_WORDS:
            continue
        if _stands_in_story(passages, place):
            who = (found["who"] or found["whose"]).strip()
            yield Verdict(passage.block.index, "keep", "speech.reported", f"reported speech: '… {who}.'")


def announced(context: Context) -> Iterator[Verdict]:
    """Keep a quotation whose speaker the paragraph above names, with a colon."""
    for before, passage in pairwise(context.passages):
        if (
            passage.whole
            and not passage.block.links
            and len(before.text) >= LEAST_CHARS
            and before.text.endswith(_COLONS)
            and _QUOTED.fullmatch(passage.text)
            and voice.of_page(before.text) < 0
        ):
            evidence = f"quotation below '… {before.text[-LEAST_CHARS:]}'"
            yield Verdict(passage.block.index, "keep", "speech.announced", evidence)


def _stands_in_story(passages: Sequence[Passage], place: int) -> bool:
    """Whether running text stands near on both sides, or on one where the passages end."""
    before = passages[max(0, place - REACH) : place]
    after = passages[place + 1 : place + 1 + REACH]
    return all(any(linking.is_running_text(one.block) for one in side) for side in (before, after) if side)


rules: tuple[Rule, ...] = (speech, announced)
"""Asked before the scorer."""
