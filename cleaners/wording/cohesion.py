"""Which words of a text are a story's: their stems stand elsewhere in it."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Final, NamedTuple, Self

from cleaners.lexicon import tables

STEM: Final = 5
"""Letters in which two forms of a word agree."""
LEAST: Final = 4
"""Letters of the shortest word that tells one story from another."""
_WORD: Final = re.compile(rf"[^\s\d.,;:!?…।۔،؟¿¡'\"‘’“”«»„()\[\]|/–—-]{{{LEAST},}}")
"""Between blanks and marks: the vowels of Indic scripts are no letters to `isalpha`."""


@cache
def function_words() -> frozenset[str]:
    """The function words of all languages."""
    return frozenset(chain.from_iterable(tables.read("languages")["words"].values()))


def stem(word: str) -> str | None:
    """The stem of a folded word; None for one that stands in every story.

    >>> stem("minister"), stem("ministry"), stem("with")
    ('minis', 'minis', None)
    """
    if not _WORD.fullmatch(word) or word in function_words():
        return None
    return word[:STEM]


class Known(NamedTuple):
    """A story's text, as far as it is known, and the stems of its words."""

    text: str
    stems: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Self:
        """The same, from a text."""
        words = set(_WORD.findall(text.casefold()))
        return cls(text, frozenset(one for word in words if (one := stem(word))))
