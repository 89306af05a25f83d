"""What a flattened page runs in between the names of a byline and the story's first words.

"By Jane Doe Senior Reporter Published Mar 4, 2026, 05:02 PM Share Listen to this story 4 min Ferries will …"
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cleaners.facts import dates, headers
from cleaners.layout import labels
from cleaners.lexicon import tables

PIECES = 8
"""Pieces of the longest of such heads."""
LABEL = 24
"""Characters of the longest label before a date."""
_WORD_END = re.compile(r"(?= |$)")
_WORD = re.compile(r"\S+")
_BARRED = re.compile(r"[^\W\d_a-z][\w.’-]*(?: [^\W\d_a-z][\w.’-]*){0,2} \|")
"""One to three words with capitals, and a bar."""
_CLOCK = re.compile(r"\d[:.]\d\d")
_OPENS = re.compile(r" ?[\"'“‘„«]?[^\W_a-z]")


class Piece(NamedTuple):
    """One part of such a head."""

    start: int
    stop: int
    kind: str
    """office, stamp, button."""


def behind_names(text: str, start: int, reach: int) -> tuple[int, list[Piece]]:
    """Where the names behind a word for "by" end because such a piece begins, and the pieces; none without.

    >>> text = "Ana Ruiz Senior Reporter Comments 38 The boats sail."
    >>> end, pieces = behind_names(text, 0, 60)
    >>> text[:end], [text[one.start : one.stop] for one in pieces]
    ('Ana Ruiz', ['Senior Reporter', 'Comments 38'])
    """
    small = tables.folded("bylines", "particle") | tables.folded("bylines", "conjunction")
    for match in _WORD.finditer(text, start, start + reach):
        found = pieces(text, match.start()) if match.start() > start else []
        if found:
            return min(match.start(), found[0].start) - 1, found
        if match.group()[0].islower() and match.group() not in small:
            break
    return 0, []


def pieces(text: str, start: int) -> list[Piece]:
    """The pieces that follow each other from an offset on.

    >>> text = "Mon, 02 Mar, 2026 - 06:30 4 min read Ana Ruiz The boats sail."
    >>> [text[one.start : one.stop] for one in pieces(text, 0)]
    ['Mon, 02 Mar, 2026 - 06:30', '4 min read']
    """
    found: list[Piece] = []
    while len(found) < PIECES:
        piece = _office(text, start) if not found else None
        piece = piece or _stamp(text, start) or _place(text, start) or _button(text, start)
        if piece is None:
            break
        found.append(piece)
        start = piece.stop + len(text[piece.stop :]) - len(text[piece.stop :].lstrip(" |·•,"))
    return found


def is_certain(text: str, piece: Piece) -> bool:
    """Whether no sentence opens with a piece: "Published - March 4, 2026", "Thu Mar 4 2026 - 18:40", "4 min read"."""
    said = text[piece.start : piece.stop]
    if piece.kind == "stamp":
        return _stamp_labels().match(said) is not None or _CLOCK.search(said) is not None
    return any(map(str.isdigit, said)) and headers.is_meter(said)


@cache
def _offices() -> re.Pattern[str]:
    """What a writer is, with the words that open it: "Chief Reporter", "Senior Political Correspondent"."""
    roles, opening = (
        tables.alternation(word.title() for word in tables.folded("bylines", name))
        for name in ("role", "qualifier")
    )
    return re.compile(rf"(?:(?:{opening}|{roles}) ){{0,3}}(?:{roles})(?!\w)")


@cache
def _stamp_labels() -> re.Pattern[str]:
    """Labels of dates, as they open a piece: "Published", "Last updated on"."""
    words = tables.alternation(
        word for name in ("published", "modified") for word in dates.lexicon()[name]["words"]
    )
    return re.compile(rf"(?:(?:first|last|originally) )?(?:{words})(?: on| at)?\s?[:–—-]?\s?", re.IGNORECASE)


def _office(text: str, start: int) -> Piece | None:
    match = _offices().match(text, start)
    return Piece(start, match.end(), "office") if match else None


def _stamp(text: str, start: int) -> Piece | None:
    """A date with its label; without one only where it opens the piece."""
    written = dates.find(text[start : start + dates.LENGTH])
    if not written or written[0].start > LABEL:
        return None
    label = text[start : start + written[0].start]
    stop = start + len(text[start : start + written[0].stop].rstrip())
    if label.rstrip(" ,.").casefold() in labels.words("weekday"):
        label = ""
    told = _stamp_labels().fullmatch(label) if label else _OPENS.match(text, stop)
    return Piece(start, stop, "stamp") if told else None


def _place(text: str, start: int) -> Piece | None:
    """The writer's place between two bars: "Jane Doe | Delhi | Published: May 12, 2026"."""
    found = _BARRED.match(text, start) if text[max(0, start - 2) : start] == "| " else None
    return Piece(start - 2, found.end(), "stamp") if found else None


def _button(text: str, start: int) -> Piece | None:
    """The longest label of a button, or count, that the text goes on with."""
    ends = [one.start() for one in _WORD_END.finditer(text, start + 1, start + headers.LABEL_LENGTH)]
    for end in reversed(ends):
        label = text[start:end]
        if headers.is_control(label) or headers.is_meter(label):
            return Piece(start, end, "button")
    return None
