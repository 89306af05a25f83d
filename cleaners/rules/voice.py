"""Lines in which the page speaks to its reader, in words that no lexicon knows.

Asked last, about what all other rules have left, and only about whole lines.  A line's sound alone is thin
evidence: a subhead calls out, too, and so does whoever is quoted.  In a text dump the scorer's doubt of the line
counts as well; on a page with markup, where the scorer has seen much more, only lines that leave no doubt go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaners.layout import labels
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.wording import voice

LONGEST = 300
"""Characters of the longest line that is asked about; the appeals of editors have several sentences."""
CERTAIN = 2.0
"""Log odds that a line needs where nothing else speaks against it: 1 in 800 lines of known stories has them, and
most of those are the page's, too."""
DOUBTED = 0.5
"""Log odds that a line of a dump needs that the scorer is not sure of."""
SURE = 0.9
"""The scorer's likelihood from which on it is sure of a line."""
WORDS = 6
"""Words of the shortest line that goes for its sound alone; the longest subhead has two more."""
SHOWN = 3
"""A line that comes so often is a label of the story: "Next fight: to be announced"."""
MOST = 3
"""No more than one of so many characters goes: a letter to the readers is a story, too."""
_KINDS = frozenset({"paragraph", "item"})
_QUOTED = ('"', "“", "„", "«", "»", "‘", "「", "『", "'")


def spoken(context: Context) -> Iterator[Verdict]:
    """Cut whole lines that speak for the page."""
    told = sum([len(passage.text) for passage in context.passages])
    shown = Counter([passage.text for passage in context.passages])
    found: list[Verdict] = []
    cut = 0
    for place, passage in enumerate(context.passages):
        if not _is_asked(passage) or shown[passage.text] >= SHOWN:
            continue
        after = context.passages[place + 1].text if place + 1 < len(context.passages) else ""
        odds = voice.of_page(passage.text)
        if odds > _needed(context, passage, after):
            words = ", ".join(repr(word) for word in voice.telling(passage.text))
            evidence = f"speaks to the reader in words like {words}: log odds {odds:.1f}"
            found.append(Verdict(passage.block.index, "cut", "voice.page", evidence))
            cut += len(passage.text)
    if cut * MOST <= told:
        yield from found


def _is_asked(passage: Passage) -> bool:
    """Whether a line stands by itself, is short enough, and nobody is quoted in it."""
    text = passage.text
    whole = passage.whole and passage.block.kind in _KINDS and len(text) <= LONGEST
    return whole and not text.startswith(_QUOTED)


def _needed(context: Context, passage: Passage, after: str) -> float:
    """The log odds that a line needs to go."""
    likelihood = context.likelihoods.get(passage.block.index)
    words = len(passage.text.split()) if passage.text.isascii() else labels.weight(passage.text) // 5
    if likelihood is None:
        return CERTAIN if words >= WORDS else float("inf")
    if likelihood >= SURE:
        return float("inf")
    heads = words <= WORDS + 2 and not labels.ends_sentence(passage.text) and labels.is_prose(after)
    return CERTAIN if heads else DOUBTED


rules: tuple[Rule, ...] = (spoken,)
