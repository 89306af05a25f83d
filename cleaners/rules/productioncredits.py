"""Decides that a line of roles and names says who worked on the story: "Translation: Jan Roh, photos: Ada Moor"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cleaners.model import Context, Rule, Verdict
from cleaners.sources import productioncredits

PROSE_CHARS: Final = 80
"""Characters from which a passage is the story's own, or a note about a writer."""
NOTES: Final = 1
"""How many of them may stand behind a single role below the story."""


def production(context: Context) -> Iterator[Verdict]:
    """Move lines with several roles to the credits; those with one where no story stands above or below them."""
    # A dump only shows short lines between others.
    excluded = ("heading", "cell") if context.document.page.kind == "html" else ("cell",)
    lines = {
        number: roles
        for number, one in enumerate(context.passages)
        if one.whole and one.block.kind not in excluded and (roles := productioncredits.roles(one.text))
    }
    if not lines:
        return
    prose = [
        number
        for number, one in enumerate(context.passages)
        if len(one.text) >= PROSE_CHARS and one.block.kind != "heading" and number not in lines
    ]
    for number, roles in lines.items():
        passage = context.passages[number]
        above = sum(one < number for one in prose)
        if roles > 1 or above == 0 or len(prose) - above <= NOTES:
            evidence = f"roles and names: '{passage.text[:60]}'"
            yield Verdict(passage.block.index, "move", "credits.production", evidence, None, "credits")


rules: tuple[Rule, ...] = (production,)
"""They need no markup."""
