"""Whether a line says when the page was published or changed, and nothing else."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cleaners.facts import dates
from cleaners.lexicon import tables

LONGEST: Final = 120
LEFT_OVER: Final = 3
"""Words beside label and date: a weekday, a time zone, a preposition."""
_BARE: Final = frozenset(
    {"on", "am", "vom", "stand", "date", "update", "created", "issued", "released", "filed", "corrected"}
)
"""Labels that open ordinary sentences too."""
_WORD: Final = re.compile(r"[^\W\d_]+")


@cache
def _label() -> re.Pattern[str]:
    words = {word for name in ("published", "modified") for word in dates.lexicon()[name]["words"]} - _BARE
    labels = tables.alternation(words)
    before = r"(?:(?:first|last|story|article|originally|zuletzt|dernière|última|ultimo|most recently)[ :]{1,2}){0,2}"
    return re.compile(rf"\W{{0,3}}{before}(?:{labels})(?!\w)", re.IGNORECASE)


def is_stamp(text: str) -> bool:
    """Whether a line is a label of publication with its date.

    >>> is_stamp("First Published: March 04, 2026, 20:15 IST")
    True
    >>> is_stamp("First published on March 4, 2026, the list names nine rivers.")
    False
    """
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return False
    label = _label().match(text)
    if label is None:
        return False
    rest = text[label.end() :]
    found = dates.find(rest)
    if not found:
        return False
    for one in reversed(found):
        rest = rest[: one.start] + rest[one.stop :]
    rest = _label().sub(" ", rest)
    return len(_WORD.findall(rest)) <= LEFT_OVER and not re.search(r"[a-z]{3}\.$", rest)
