"""The words of a run of headlines, and of the sentence behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import pvariance
from typing import Final

from cleaners import characters
from cleaners.lexicon import Promos, fold

TYPICAL_WORDS: Final = (9.0, 4.0)
"""Mean and deviation of a headline's words when a run gives no other to go by."""
NARROWEST: Final = 2.5
CASED: Final = 8
"""Words of a run that show whether its headlines are in Title Case."""
_DASHES: Final = frozenset("-–—")
"""What parts a sign-off from the last sentence."""
QUOTES: Final = "'\"‘’“”«»„"
MARKS: Final = QUOTES + "()[].,;:!?…।۔،؟¿¡"
_WORD: Final = re.compile(r"(?:[«„“]\s)?\S+(?:\s»[.,;:!?]{0,2}(?!\w))?")
_SEAM: Final = re.compile(
    rf"(?<=[{characters.SMALL}]{{3}})(?=(?:[«„“] ?)?[{characters.CAPITALS}][{characters.SMALL}]{{2}}|[«„“] ?[{characters.CAPITALS}])"
)
"""Where a capital, or the mark that opens a quotation, stands inside a word: a seam of the page, or a brand ("BlackRock")."""
_SENTENCE_STOP: Final = re.compile(
    rf"(?:(?:[^\W_]{{2}}|[)%{characters.QUOTE_ENDS}])[.]|[।۔])[{characters.QUOTE_ENDS})\]]*$|[.]{{3}}$|…$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run: as written, folded without its punctuation, and where it stands."""

    text: str
    bare: str
    start: int
    stop: int
    capital: bool
    """Whether its first letter is a capital."""
    glued: bool = False
    """Whether a page that was run together has no blank before it."""

    @property
    def opens(self) -> bool:
        """Whether a headline or a sentence could begin with it."""
        first = self.text.lstrip(QUOTES + "(¿¡$€£#")[:1]
        return first.isupper() or first.isdigit() or self.text[0] in QUOTES or self.caseless

    @property
    def in_capitals(self) -> bool:
        """Whether it has capitals only, more than one, and no mark behind them."""
        return len(self.text) > 1 and self.text.isupper() and self.text[-1].isalnum()

    @property
    def caseless(self) -> bool:
        """Whether its script has no capitals."""
        first = self.text.lstrip(QUOTES + "(")[:1]
        return first.isalpha() and not first.islower() and not first.isupper()


def read_words(text: str, start: int, stop: int, *, apart: bool = False) -> list[Word]:
    """The words of a text between two offsets; `apart` takes "fieldsTaxi" for two."""
    stop = min(stop, len(text))
    seams = [one.start() for one in _SEAM.finditer(text, start, stop) if one.start() > start] if apart else []
    return [
        Word(
            found.group(),
            fold(found.group().strip(MARKS)).text,
            found.start(),
            found.end(),
            found.group().lstrip(QUOTES + "(")[:1].isupper(),
            glued=found.start() == first and first > start,
        )
        for first, last in pairwise([start, *seams, stop])
        for found in _WORD.finditer(text, first, last)
    ]


def ends_sentence(word: Word, words: Promos) -> bool:
    """Whether a full stop after this word ends a sentence rather than an abbreviation."""
    return (
        _SENTENCE_STOP.search(word.text) is not None and word.bare not in words.abbreviations | words.titles
    )


def sentence_end(tokens: Sequence[Word], first: int, words: Promos) -> int | None:
    """The word that ends the first sentence after `first`; None when no full stop comes."""
    for index in range(first + 1, len(tokens)):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if ends_sentence(tokens[index], words) and (after is None or after.opens or after.text in _DASHES):
            return index
    return None


def is_title_case(tokens: Sequence[Word], words: Promos) -> bool:
    """Whether nearly all words that matter have a capital."""
    weighty = [token for token in tokens if token.bare.isalpha() and token.bare not in words.unfinished]
    return len(weighty) >= 3 and sum(token.capital for token in weighty) >= 0.75 * len(weighty)


def headline_length(counts: Sequence[int]) -> tuple[float, float]:
    """Mean and deviation of a headline's words: what the run shows, as if two typical ones were in it."""
    mean, spread = TYPICAL_WORDS
    total = len(counts) + 2
    average = (sum(counts) + 2 * mean) / total
    variance = (pvariance(counts) * len(counts) if counts else 0.0) + 2 * spread**2
    return average, max((variance / total) ** 0.5, NARROWEST)
