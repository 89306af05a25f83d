"""Text dump -> the same blocks as HTML gives: one for each line, hard-wrapped lines joined.

A dump has no markup, so it has no containers; links and images it has only where it is Markdown.  The glyph of a
list item ("•", "-", "*") stands beside the block's text, so that rules see the same words as in HTML.  Those that
whatever wrote the dump sets before every item ("•", "*") are no text; what somebody typed ("-", one alone) the body has
again.  The marks of a Markdown heading ("##") are markup: they become the block's kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners import characters, decode, markdown
from cleaners.layout import labelparts, labels, seams, textnodes, wrapping
from cleaners.markdown import Picture, Said
from cleaners.model import Block, BlockKind, Document, Image, Inline, Link, Page
from cleaners.sources import datelines

_DASH = re.compile(r"[-–—]\s")
_BARS = re.compile(r"\s+[|·•]\s+")
_DRAWN = frozenset("•◦▪‣●○■*+")
"""What browsers, w3m, lynx and others draw before the items of a list; dashes and dots are typed."""
FEWEST_DRAWN = 2
"""Items of the smallest list."""

FUSED_LINES = 2
"""So many lines must have labels before a story for them to be some."""
MOST_LABELS = 5
DATELINE_LENGTH = 80
HEADING_LENGTH = 80
HEADING_WORDS = 12


class _Line(NamedTuple):
    kind: BlockKind
    level: int
    text: str
    gap: bool
    """A blank line, or the start of the text, is above."""
    glyph: str = ""
    """The bullet of an item, with the blank behind it."""
    links: tuple[Link, ...] = ()
    """Those of Markdown, as long as the line is as it was written; so below."""
    bold: int = 0
    pictures: tuple[Picture, ...] = ()
    """Those right above the line, or in it."""
    framed: bool = False
    """A picture stands at its start."""

    def reworded(self, text: str) -> _Line:
        """The line with another text, whose links are not known."""
        return self._replace(text=text, links=(), bold=0)


def read(page: Page) -> Document:
    """Read a text dump into blocks.  Never raises: what cannot be decoded is decoded with replacements."""
    text, charset, certain = decode.decode(page.content, page.charset)
    lines = _unfused(_whole(_without_drawn(_without_lone_items(_with_datelines(list(_lines(text)))))))
    images = [
        Image(picture.url, picture.alt, index, -1)
        for index, line in enumerate(lines)
        for picture in line.pictures
    ]
    blocks = tuple(_blocks(lines))
    return Document(page, blocks, images=tuple(images), charset=charset, charset_certain=certain)


def _lines(dump: str) -> Iterator[_Line]:
    """The lines of a text, each one's label of a picture's credit and each piece that was run together by itself."""
    marked = markdown.is_written(dump)
    raw = wrapping.unwrapped(textnodes.unpadded(dump.splitlines()))
    gap = True
    pictures: tuple[Picture, ...] = ()
    for line in markdown.lines(raw) if marked else raw:
        text = characters.shown(line)
        if not text:
            gap = True
            continue
        first, text = _by_marks(text, marked=marked)
        said = markdown.inline(text) if marked else Said(text)
        pictures += said.pictures
        whole = seams.unglued(said.text) if said.text else ""
        stop = 0
        for part in seams.parts(whole) if whole else ():
            start, stop = stop, stop + len(part)
            if whole == said.text:
                framed = not start and any(picture.opens for picture in said.pictures)
                bold = said.bold if part == whole else 0
                first = first._replace(links=_within(said.links, start, stop), bold=bold, framed=framed)
            yield first._replace(text=part, gap=gap, pictures=pictures)
            first, gap, pictures = _Line("paragraph", 0, "", False), False, ()


def _within(links: Iterable[Link], start: int, stop: int) -> tuple[Link, ...]:
    """What of some links stands between two offsets of their text."""
    return tuple(
        Link(max(link.start, start) - start, min(link.stop, stop) - start, link.url)
        for link in links
        if link.start < stop and link.stop > start
    )


def _by_marks(text: str, *, marked: bool) -> tuple[_Line, str]:
    """What the mark at a line's start makes of it, and the text behind; in Markdown a glyph may stand before a heading's."""
    if heading := wrapping.HEADING.match(text):
        return _Line("heading", len(heading.group(1)), "", False), text[heading.end() :].rstrip("# ")
    if not wrapping.is_item(text) or (bullet := wrapping.BULLET.match(text)) is None:
        return _Line("paragraph", 0, "", False), text
    item, rest = _Line("item", 0, "", False, bullet.group()), text[bullet.end() :]
    if not marked:
        return item, rest
    inner, rest = _by_marks(rest, marked=True)
    return inner if inner.kind == "heading" else item._replace(glyph=""), rest


def _with_datelines(lines: list[_Line]) -> list[_Line]:
    """The lines, where a dateline stands on a line of its own, and its dash below: the two are one."""
    found: list[_Line] = []
    for line in lines:
        opened = _DASH.match(line.glyph or line.text)
        above = found[-1] if found and opened and not line.gap else None
        if above is not None and above.kind == "paragraph" and len(above.text) <= DATELINE_LENGTH:
            whole = f"{above.text} {line.glyph}{line.text}"
            if datelines.parse(whole) is not None:
                found[-1] = above.reworded(whole)
                continue
        found.append(line)
    return found


def _without_lone_items(lines: list[_Line]) -> list[_Line]:
    """The lines, where one item alone is none if it is running text: its dash opens what somebody says."""
    for place, line in enumerate(lines):
        beside = lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2]
        if line.glyph.startswith("-") and labels.is_prose(line.text) and all(not one.glyph for one in beside):
            lines[place] = line.reworded(line.glyph + line.text)._replace(kind="paragraph", glyph="")
    return lines


def _without_drawn(lines: list[_Line]) -> list[_Line]:
    """The lines, without the glyphs that lists are drawn with: those that stand before several items."""
    times = Counter(line.glyph[:1] for line in lines)
    drawn = {glyph for glyph in _DRAWN if times[glyph] >= FEWEST_DRAWN}
    return [line._replace(glyph="") if line.glyph[:1] in drawn else line for line in lines]


def _whole(lines: list[_Line]) -> list[_Line]:
    """The lines, where links stand on lines of their own: each paragraph in one."""
    texts = [line.text for line in lines]
    runs = textnodes.runs(texts, [line.gap or line.kind != "paragraph" for line in lines])
    return [
        lines[run.start].reworded(textnodes.joined(texts[run.start : run.stop]))
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
        line.reworded(text)._replace(gap=line.gap and not place, pictures=() if place else line.pictures)
        if parts
        else line
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
            links=line.links,
            inlines=(Inline(0, 0, "img", ""),) if line.framed else (),
            link_chars=sum(link.stop - link.start for link in line.links),
            bold_chars=line.bold,
            gap=line.gap,
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
    if line.framed or not line.gap or index + 1 >= len(lines) or len(line.text) > HEADING_LENGTH:
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
