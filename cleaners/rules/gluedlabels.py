"""Decides which labels a page ran into the paragraph beside them: "PUBLICIDADEl puerto …", "… the beds.”Ad feedback".

Each is a phrase of the lexicon by itself, and a capital inside a word, or behind a stop without a blank, parts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cleaners import lexicon
from cleaners.characters import CAPITALS
from cleaners.lexicon import Phrase, fold
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Action, Context, Passage, Rule, Verdict

LONGEST: Final = 60
"""Characters of the longest label."""
SURE: Final = "advertisement"
"""What a single word may say; others may be half a name ("FinOps")."""
LETTERS: Final = 8
"""Letters of the shortest label of two words."""
_BEFORE: Final = re.compile(
    rf"\W{{0,2}}[^\W\d_][^.!?\"“”]{{1,57}}?(?:(?<=[{CAPITALS}]{{3}})|(?<=[^\W\d_{CAPITALS}]{{2}}))"
    rf"(?=[\"“«„]?[{CAPITALS}][^\W\d_{CAPITALS}]*[ ,’'])"
)
"""A label at the start, before a word with a capital."""
_BEHIND: Final = re.compile(rf"(?:(?<=[^\s\d][.!?][\"”»])|(?<=[^\W\d_]{{2}}[.!?]))(?=[{CAPITALS}])")
"""Where a label may stand behind the last stop."""


def glued(context: Context) -> Iterator[Verdict]:
    """Cut labels that no blank parts from the first or the last word of a paragraph."""
    for passage in context.passages:
        text = passage.text
        before = _BEFORE.match(text)
        if before is not None and len(text) - before.end() > LONGEST:
            yield from _verdict(passage, 0, before.end())
        for behind in _BEHIND.finditer(text, max(0, len(text) - LONGEST)):
            yield from _verdict(passage, behind.start(), len(text))


def _verdict(passage: Passage, start: int, stop: int) -> Iterator[Verdict]:
    said = passage.text[start:stop]
    phrase = _phrase(said)
    if phrase is not None:
        concept = lexicon.phrases().concepts[phrase.concept]
        action: Action = "move" if concept.field else "cut"
        span = (passage.start + start, passage.start + stop)
        evidence = f"{said.strip()!r} glued to a paragraph: {concept.means}"
        yield Verdict(passage.block.index, action, f"phrases.{concept.name}", evidence, span, concept.field)


def _phrase(text: str) -> Phrase | None:
    """The phrase that a label is."""
    found = whole_phrase(fold(text), lexicon.phrases(), ())
    if found is None or found[0].pattern.headline or found[0].pattern.open_ended:
        return None
    sure = found[0].concept == SURE or (" " in text.strip() and sum(map(str.isalpha, text)) >= LETTERS)
    return found[0] if sure else None


rules: tuple[Rule, ...] = (glued,)
