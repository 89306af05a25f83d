"""Notes of the editors to their readers, told by the label that opens the line: "Editor's note: …", "От редакции: …"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cleaners.lexicon import Folded, fold, tables

LONGEST: Final = 300
"""Characters of the longest note; what is longer is mostly a text of its own."""
LABEL_CHARS: Final = 60
"""Characters of the longest label, with the date behind it."""
_BEHIND: Final = re.compile(r"\s?[,(\[]")
"""What parts a label from the date behind it: "Correction, May 3:", "Correction (May 3):"."""


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(label).text for label in tables.words("notes", "reader-note"))


def is_one(folded: Folded) -> bool:
    """Whether a whole line is such a note.

    >>> is_one(fold("Correction, May 3: It was 1911.")), is_one(fold("A correction: it was 1911, he said."))
    (True, False)
    """
    text = folded.text
    label, colon, rest = text[:LABEL_CHARS].partition(":")
    if not colon or not rest.strip() or len(text) > LONGEST:
        return False
    name, *dated = _BEHIND.split(label, maxsplit=1)
    return name.strip(" *_([-") in _labels() and all(any(map(str.isdigit, date)) for date in dated)
