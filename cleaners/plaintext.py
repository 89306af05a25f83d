"""Text dump -> the same blocks as HTML gives: one for each line, hard-wrapped lines joined.

A dump has no markup, so it has no containers, links or images.  The glyph of a list item ("•", "-", "*") stands
beside the block's text, so that rules see the same words as in HTML; the body has it again.  The marks of a
Markdown heading ("##") are markup: they become the block's kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners import characters, decode
from cleaners.layout import labelparts, labels, seams, textnodes
from cleaners.model import Block, BlockKind, Document, Page

_BULLET = re.compile(r"(?:[•‣▪◦●○■·∙]\s?|[*\-+]\s){1,2}(?=\S)")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_WORD = re.compile(r"\w")
_BARS = re.compile(r"\s+[|·•]\s+")

WRAP_COLUMNS = (56, 100)
"""Narrowest and widest column at which texts are wrapped by machines (mail, lynx, man pages: 65 to 80)."""
WRAP_SHARE = 0.8
"""Of the breaks after long lines, so many must be forced by the column for a text to count as wrapped."""
WRAP_BREAKS = 4
FUSED_LINES = 2
"""So many lines must have labels before a story for them to be some."""
MOST_LABELS = 5
HEADING_LENGTH = 80
HEADING_WORDS = 12


class _Line(NamedTuple):
    kind: BlockKind
    level: int
    text: str
    gap: bool
    """A blank line, or the start of the text, is above."""
    width: int
    """Columns that the line takes in the file, with its indent and bullet."""
    glyph: str = ""
    """The bullet of an item, with the blank behind it."""


def read(page: Page) -> Document:
    """Read a text dump into blocks.  Never raises: what cannot be decoded is decoded with replacements."""
    text, charset, certain = decode.decode(page.content, page.charset)
    lines = _unfused(_whole(_without_lone_items(list(_lines(text.splitlines())))))
    column = _wrap_column(lines)
    if column:
        lines = list(_joined(lines, column))
    return Document(page, tuple(_blocks(lines)), charset=charset, charset_certain=certain)


def _lines(raw: Iterable[str]) -> Iterator[_Line]:
    gap = True
    for line in raw:
        text = seams.unglued(characters.shown(line))
        if not text:
            gap = True
            continue
        kind: BlockKind = "paragraph"
        level, glyph = 0, ""
        if heading := _HEADING.match(text):
            kind, level, text = "heading", len(heading.group(1)), text[heading.end() :].rstrip("# ")
        elif (bullet := _BULLET.match(text)) and _WORD.search(text):
            kind, glyph, text = "item", bullet.group(), text[bullet.end() :]
        for part in seams.parts(text) if text else ():
            yield _Line(kind, level, part, gap, len(line.rstrip()), glyph)
            kind, gap, glyph = "paragraph", False, ""


def _without_lone_items(lines: list[_Line]) -> list[_Line]:
    """The lines, where one item alone is none if it is running text: its dash opens what somebody says."""
    for place, line in enumerate(lines):
        beside = lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2]
        if line.glyph.startswith("-") and labels.is_prose(line.text) and all(not one.glyph for one in beside):
            lines[place] = line._replace(kind="paragraph", text=line.glyph + line.text, glyph="")
    return lines


def _whole(lines: list[_Line]) -> list[_Line]:
    """The lines, where links stand on lines of their own: each paragraph in one."""
    texts = [line.text for line in lines]
    runs = textnodes.runs(texts, [line.gap or line.kind != "paragraph" for line in lines])
    return [
        lines[run.start]._replace(text=textnodes.joined(texts[run.start : run.stop]))
        if len(run) > 1
        else lines[run.start]
        for run in runs
    ]


def _unfused(lines: list[_Line]) -> list[_Line]:
    """The lines, where several hold a story each: its labels and its headline, parted by bars, on lines of their own."""
    parted = [_labels_in(line) for line in lines]
    if sum(map(bool, parted)) < FUSED_LINES:
        return lines
    return [
        line._replace(text=text, gap=line.gap and not place)
        for line, parts in zip(lines, parted, strict=True)
        for place, text in enumerate(parts or (line.text,))
    ]


def _labels_in(line: _Line) -> tuple[str, ...]:
    """The labels before a story on one line, one of them its age or date, and the story; empty without them."""
    if line.kind != "paragraph" or labels.weight(line.text) < labels.LONG_LENGTH:
        return ()
    parts = _BARS.split(line.text, MOST_LABELS)
    count = next((place for place, part in enumerate(parts) if labels.is_prose(part)), 0)
    told = parts[:count]
    if not any(map(labelparts.is_time, told)) or not any(map(labels.is_headline, told)):
        return ()
    return (*told, line.text[line.text.rindex(parts[count]) :])


def _wrap_column(lines: Sequence[_Line]) -> int:
    """The column that the text was wrapped at, or 0.

    A break is forced when the next line's first word would not have fitted.  Lists, verses and one
    paragraph a line have no such column.
    """
    column = max((line.width for line in lines if " " in line.text), default=0)
    if not WRAP_COLUMNS[0] <= column <= WRAP_COLUMNS[1]:
        return 0
    long = forced = 0
    for line, after in pairwise(lines):
        if not after.gap and after.kind == "paragraph" and line.width > column / 2:
            long += 1
            forced += _is_forced(line, after, column)
    return column if forced >= WRAP_BREAKS and forced >= WRAP_SHARE * long else 0


def _is_forced(line: _Line, after: _Line, column: int) -> bool:
    return line.width + 1 + len(after.text.split(" ", 1)[0]) > column


def _joined(lines: Sequence[_Line], column: int) -> Iterator[_Line]:
    """Paragraphs of a wrapped text; an item takes its continuation lines too."""
    current: _Line | None = None
    last = lines[0]
    for line in lines:
        dash = line.kind == "item" and last.kind == "paragraph" and not labels.ends_sentence(last.text)
        if (
            current is not None
            and not line.gap
            and (line.kind == "paragraph" or dash)
            and current.kind != "heading"
            and _is_forced(last, line, column)
        ):
            text = f"- {line.text}" if dash else line.text
            glue = "" if current.text[-1] == "-" and current.text[-2:-1].isalpha() else " "
            current = current._replace(text=f"{current.text}{glue}{text}")
        else:
            if current is not None:
                yield current
            current = line
        last = line
    if current is not None:
        yield current


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    spaced = _is_spaced(lines)
    times = Counter(line.text for line in lines)
    for index, line in enumerate(lines):
        kind, level = line.kind, line.level
        if kind == "paragraph" and spaced and times[line.text] == 1 and _is_subhead(lines, index):
            kind, level = "heading", 2
        yield Block(
            index,
            kind,
            "",
            line.text,
            -1,
            level,
            continues=spaced and index > 0 and _continues(lines[index - 1], line),
            glyph=line.glyph,
        )


def _is_spaced(lines: Sequence[_Line]) -> bool:
    """Whether blank lines part this text's paragraphs: then a single line break does not."""
    apart = together = 0
    for line, after in pairwise(lines):
        if labels.is_prose(line.text) or labels.is_prose(after.text):
            apart += after.gap
            together += not after.gap
    return apart > together


def _continues(before: _Line, line: _Line) -> bool:
    """Whether a line belongs to the paragraph of the line before: a verse, a sentence broken in two."""
    if (
        line.gap
        or before.kind != "paragraph"
        or line.kind != "paragraph"
        or labels.ends_sentence(before.text)
    ):
        return False
    return len(before.text) >= labels.SENTENCE_LENGTH or not labels.is_prose(line.text)


def _is_subhead(lines: Sequence[_Line], index: int) -> bool:
    """Whether a line is certainly a heading: between blank lines, after prose or nothing, before prose."""
    line = lines[index]
    if not line.gap or index + 1 >= len(lines) or len(line.text) > HEADING_LENGTH:
        return False
    count = len(line.text.split())
    if not 2 <= count <= HEADING_WORDS or not line.text[-1].isalnum() or line.text[0].islower():
        return False
    after = lines[index + 1]
    if not after.gap or after.kind != "paragraph" or not labels.is_prose(after.text):
        return False
    if labels.is_date(line.text) or labels.is_byline(line.text) or labels.relative_time(line.text):
        return False
    before = lines[index - 1]
    return index == 0 or (
        before.kind == "paragraph"
        and len(before.text) >= labels.SENTENCE_LENGTH
        and labels.ends_sentence(before.text)
    )
