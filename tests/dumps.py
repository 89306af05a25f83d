"""A story as a text dump, the page around it, and what the rules on dumps make of both."""

from __future__ import annotations

from collections.abc import Callable

import builders

from cleaners import plaintext
from cleaners.model import Context, Metadata, Page, Segment, Verdict
from cleaners.rules import dump

STORY = """\
PORT ALMA — The old harbour bridge was closed on Monday after a storm damaged two of its arches, it said.

Engineers will look at the foundations before deciding whether lorries may use it again.

“We will not take any risk,” mayor Ada Quill told reporters on the quay.

A costly repair

The bridge was built in 1890 and last repaired eleven years ago, when a barge hit its northernmost arch.

• Ferries leave every twenty minutes
• Tickets are free until Friday
• Bicycles travel in the second boat

Nobody was hurt.

The council meets on Thursday to vote on the money, some four million crowns, that the repair will cost."""
HEAD = """\
Close Menu
Bay Gazette
  • Home
  • Politics
  • Sport
  • Weather
  • Contact Us

What's Hot

Council votes to plant a thousand lime trees

August 3, 2025

Chess club wins back its stolen clock after a chase

August 2, 2025
Facebook X (Twitter) Instagram
Bay GazetteBay Gazette
Home»Local»Storm closes the old harbour bridge
Local

Storm closes the old harbour bridge

Ann PoeBy Ann PoeAugust 4, 2025No Comments3 Mins Read
Facebook Twitter Pinterest Email
Share

"""
TAIL = """

Share. Facebook Twitter Pinterest Email
Ann Poe

Related Posts

Council votes to plant a thousand lime trees

August 3, 2025

Chess club wins back its stolen clock after a chase

August 2, 2025

Leave A Reply Cancel Reply

Our Picks

  • About Us
  • Privacy Policy
  • Home
  • Contact Us
© 2025 Bay Gazette. All rights reserved."""


def judge(
    content: str, metadata: Metadata | None = None, *, likelihood: Callable[[str], float] | None = None
) -> tuple[list[str], dict[str, Verdict]]:
    read = plaintext.read(Page(content=content.encode(), kind="text"))
    passages = builders.passages(read)
    likelihoods = {block.index: likelihood(block.text) for block in read.blocks} if likelihood else {}
    context = Context(
        read, Segment(0, len(read.blocks)), metadata or Metadata(), passages, likelihoods=likelihoods
    )
    verdicts = [verdict for rule in dump.rules for verdict in rule(context)]
    assert all(verdict.evidence and verdict.rule.startswith("dump.") for verdict in verdicts)
    gone = {verdict.block for verdict in verdicts}
    assert len(gone) == len(verdicts)
    kept = [block.text for block in read.blocks if block.index not in gone]
    return kept, {read.blocks[verdict.block].text: verdict for verdict in verdicts}


def lines(content: str) -> list[str]:
    return [block.text for block in plaintext.read(Page(content=content.encode(), kind="text")).blocks]
