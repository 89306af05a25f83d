"""Lines that a machine wrapped at a column (mail, lynx, html2text): each paragraph in one line again.

A break is forced when the next line's first word would not have fitted.  Lists, verses and texts with one paragraph a
line have no such column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners import characters
from cleaners.layout import labels

BULLET = re.compile(r"(?:[•‣▪◦●○■·∙]\s?|[*\-+]\s){1,2}(?=\S)")
"""The glyph of an item, with the blank behind it."""
HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_WORD = re.compile(r"\w")
_LINK = "]("

NARROWEST, WIDEST = 56, 100
"""Columns at which machines wrap: 65 to 80."""
SHARE = 0.8
"""Of the breaks after long lines, so many must be forced by the column for a text to count as wrapped."""
BREAKS = 4
INSIDE = 0.5
"""Of these, so many must stand inside a sentence."""
MOST_STRAY, STRAY = 2, 0.03
"""Lines that may stand out over the column: so many, or this share of them."""


class _Line(NamedTuple):
    raw: str
    text: str
    gap: bool
    """A blank line, or the start of the text, is above."""
    opens: bool
    """It is a heading or an item."""

    @property
    def width(self) -> int:
        """Columns that the line takes, with its indent and bullet."""
        return len(self.raw.rstrip())


def is_item(text: str) -> bool:
    """Whether a line is an item: a glyph, and something to say behind it."""
    return BULLET.match(text) is not None and _WORD.search(text) is not None


def unwrapped(raw: Sequence[str]) -> Sequence[str]:
    """The lines, those of a wrapped text joined; the same lines where none was."""
    lines = _read(raw)
    column = _column(lines)
    return list(_joined(lines, column)) if column else raw


def _read(raw: Sequence[str]) -> list[_Line]:
    lines = []
    gap = True
    for line in raw:
        text = characters.shown(line)
        if text:
            lines.append(_Line(line, text, gap, HEADING.match(text) is not None or is_item(text)))
        gap = not text
    return lines


def _column(lines: Sequence[_Line]) -> int:
    """The column that the text was wrapped at, or 0: a few lines stand out over it, as forms and addresses do."""
    widths = sorted(
        (line.width for line in lines if " " in line.text and _LINK not in line.text), reverse=True
    )
    stray = max(MOST_STRAY, int(STRAY * len(widths)))
    for column in sorted(set(widths[: stray + 1]), reverse=True):
        if NARROWEST <= column <= WIDEST and _wraps(lines, column):
            return column
    return 0


def _wraps(lines: Sequence[_Line], column: int) -> bool:
    """Whether a column forces nearly all breaks behind lines that reach far, and most of them inside a sentence."""
    long = forced = inside = 0
    for line, after in pairwise(lines):
        if not after.gap and not after.opens and line.width > column / 2:
            long += 1
            broken = _is_forced(line, after, column)
            forced += broken
            inside += broken and not labels.ends_sentence(line.text)
    return forced >= BREAKS and forced >= SHARE * long and inside >= INSIDE * forced


def _is_forced(line: _Line, after: _Line, column: int) -> bool:
    return line.width + 1 + len(after.text.split(" ", 1)[0]) > column


def _joined(lines: Sequence[_Line], column: int) -> Iterator[str]:
    """The paragraphs, blank lines between them where they were; an item takes its continuation lines too."""
    current = ""
    before: _Line | None = None
    for line in lines:
        if before is not None and _goes_on(
            before, line, column, of_heading=HEADING.match(current) is not None
        ):
            glue = "" if current[-1] == "-" and current[-2:-1].isalpha() else " "
            current = f"{current}{glue}{line.text}"
        else:
            if current:
                yield current
            if line.gap:
                yield ""
            current = line.raw.rstrip()
        before = line
    yield current


def _goes_on(before: _Line, line: _Line, column: int, *, of_heading: bool) -> bool:
    """Whether a line goes on with what stands in the one before."""
    if line.gap or of_heading or not _is_forced(before, line, column):
        return False
    dash = is_item(line.text) and not before.opens and not labels.ends_sentence(before.text)
    return dash or not line.opens
