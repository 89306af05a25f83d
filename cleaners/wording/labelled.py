"""Lines that a label and its colon open: notes to readers ("От редакции: …"), advertisements ("Anzeige: …")."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from cleaners.lexicon import Folded, fold, tables

LONGEST_NOTE: Final = 300
"""Characters of the longest note; what is longer is mostly a text of its own."""
LONGEST_ADVERTISEMENT: Final = 120
LABEL_CHARS: Final = 60
"""Characters of the longest label, with the date behind it."""
_BEHIND: Final = re.compile(r"\s?[,(\[]")
"""What parts a label from the date behind it: "Correction, May 3:", "Correction (May 3):"."""
_COLON: Final = re.compile(r"\s?[:：](?=\s|[^\W\d])")
"""A colon before words: no time, no list of figures."""

Concept = Literal["correction-note", "advertisement"]


@cache
def _labels(table: str) -> frozenset[str]:
    return frozenset(fold(label).text for label in tables.words("notes", table))


def concept(folded: Folded) -> Concept | None:
    """What a whole line is if a label says so.

    >>> concept(fold("Correction, May 3: It was 1911.")), concept(fold("Sponsored: Compare in 60 seconds"))
    ('correction-note', 'advertisement')
    >>> concept(fold("A correction: it was 1911, he said.")) or concept(fold("Sponsored: 41 of 60 races"))
    """
    text = folded.text
    colon = _COLON.search(text, 0, LABEL_CHARS + 1)
    if colon is None or len(text) > LONGEST_NOTE:
        return None
    label, rest = text[: colon.start()], text[colon.end() :].strip()
    name, *dated = _BEHIND.split(label, maxsplit=1)
    name = name.strip(" *_([-")
    if name in _labels("reader-note") and rest and all(any(map(str.isdigit, date)) for date in dated):
        return "correction-note"
    if len(text) <= LONGEST_ADVERTISEMENT and label.strip(" *_[") in _labels("advertisement"):
        return "advertisement" if rest and not rest[0].isdigit() else None
    return None
