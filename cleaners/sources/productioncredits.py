"""Lines that say who worked on a story, by roles: "Übersetzung: Jan Roh, Redaktion: Ada Moor und Lea Lund"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cleaners.facts import bylines
from cleaners.lexicon import tables

LENGTH: Final = 300
"""Characters of the longest line of roles and names."""
NAMED_SHARE: Final = 0.6
"""Of what stands behind a role, the part that names of persons must be."""
_MARKS: Final = " \t,;.|•·/／–—-*_()[]（）【】"
"""What stands between one role's names and the next role."""
_COLONS: Final = ":：/／"
"""One of them stands behind every role."""


def roles(line: str) -> int:
    """How many roles a line names, each with its persons; 0 where it says anything else.

    >>> roles("Übersetzung: Jan Roh, Redaktion: Ada Moor und Lea Lund"), roles("Aus dem Englischen von Jan Roh")
    (2, 1)
    >>> roles("Photos: the harbour at dawn"), roles("Captain: Ada Moor"), roles("Editing: Ada Moor says it takes a year")
    (0, 0, 0)
    """
    if len(line) > LENGTH:
        return 0
    text = line.strip(_MARKS)
    labelled = any(mark in text for mark in _COLONS)
    opening = (labelled and _role().match(text)) or _translated().match(text)
    if not opening or text[0].islower():
        return 0
    found = [opening, *_role().finditer(text, opening.end())] if labelled else [opening]
    ends = [*(one.start() for one in found[1:]), len(text)]
    if all(_are_names(text[one.end() : end].strip(_MARKS)) for one, end in zip(found, ends, strict=True)):
        return len(found)
    return 0


@cache
def _role() -> re.Pattern[str]:
    """A role and its colon; one role may be joined to another: "Text und Fotos: "."""
    words = tables.alternation(
        tables.words("credits", "production-roles") | tables.words("credits", "editor-labels")
    )
    return re.compile(
        rf"(?<!\w)(?:{words})(?:(?: ?[&/+,] ?| and | und | et | y | e | och | og | en | i | и )(?:{words}))*\s?[:：/／]\s?",
        re.IGNORECASE,
    )


@cache
def _translated() -> re.Pattern[str]:
    listed = tables.read("credits")["translated-by"]
    opens, closes = map(tables.alternation, (listed["opens"], listed["words"]))
    return re.compile(rf"^(?:{opens})\s?[^\W\d_]+ (?:{closes})\s", re.IGNORECASE)


def _are_names(text: str) -> bool:
    named = sum(len(person.name) for person in bylines.persons(text))
    return named > 0 and named >= NAMED_SHARE * len(text)
