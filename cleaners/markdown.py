"""Markdown in a text dump: html2text, markdownify and readers' APIs write pages so; its marks are no words of the story.

Only what no parser of Markdown knows is read here: such dumps put links around whole cards, over paragraphs and blank
lines.  What stands inside a line is read by markdown-it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt

from cleaners import characters
from cleaners.model import Link

LEAST_MARKS = 3
"""Links, pictures and headings that show that a text is Markdown: a story may quote a link."""
CARD_LINES = 16
"""Lines that one link is around, at most."""
_LINK = re.compile(r"!?\[[^\[\]]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: \"[^\"]*\")?\)")
_OPEN = re.compile(r"\[(?=[^\[\]]*$)")
"""What opens a link that does not end in its line."""
_CLOSE = re.compile(r"^[^\[\]]*(?P<end>\]\((?P<url>[^()\s]*)(?: \"[^\"]*\")?\))")
_FRONT = re.compile(r"\s*(?:#{1,6}\s+|[*+-]\s+|\d{1,3}\.\s+)*")
_HEADING = re.compile(r"^(?:#{1,6} |={3,}$|-{3,}$)", re.MULTILINE)
_INSIDE = re.compile(r"^(?P<front>[^\[\]]*)\[(?P<mark>#{1,6}\s+)(?=[^\[\]]*\]\()")
"""A heading inside its link."""
_GLUED = re.compile(r"(?<=\))(?=#{1,6} +\[)")
"""Where a linked heading stands right behind another link."""
_NUMBER = re.compile(r"^\s*\d{1,3}\.\s+(?=\S)")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_UNDERLINES = {"=": "# ", "-": "## "}
"""What a line of these below a heading makes of it."""
_APART = re.compile(r" [,.;:!?)\]”»](?:\s|$)")
_EMPTY = re.compile(r"(?<!\S)_{2,}(?=\S)|(?<=\S)_{2,}(?!\S)")
"""Emphasis of nothing: icons are written so."""


class Picture(NamedTuple):
    """A picture in a line."""

    url: str
    alt: str
    opens: bool
    """No word of the line stands before it."""


class Said(NamedTuple):
    """What a line says, without the marks in it."""

    text: str
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    bold: int = 0
    """Letters in bold."""


def is_written(text: str) -> bool:
    """Whether a text is Markdown.

    >>> is_written("[Home](/)\\n[News](/news)\\n![](/logo.png)\\n\\nThe lake fell by two metres.")
    True
    >>> is_written("# The lake\\n\\nIt fell by two metres [1].")
    False
    """
    links = len(_LINK.findall(text))
    return links > 0 and links + len(_HEADING.findall(text)) >= LEAST_MARKS


def lines(raw: Sequence[str]) -> Iterator[str]:
    """The lines: links end where they begin, `#` marks headings and `*` items; rules and marks of quotation are gone."""
    apart = [part for line in _unframed(raw) for part in _GLUED.split(line)]
    number = 0
    while number < len(apart):
        line = apart[number]
        below = apart[number + 1].strip() if number + 1 < len(apart) else ""
        number += 1
        if line.strip() and len(below) >= 3 and len(set(below)) == 1 and below[0] in _UNDERLINES:
            yield _UNDERLINES[below[0]] + line.strip()
            number += 1
        elif _RULE.match(line):
            yield ""
        else:
            yield _INSIDE.sub(r"\g<front>\g<mark>[", _NUMBER.sub("* ", _QUOTE.sub("", line)))


def _unframed(raw: Sequence[str]) -> Iterator[str]:
    """The lines, each of those in one link a link by itself."""
    number = 0
    line = raw[0] if raw else ""
    while number < len(raw):
        opened = _OPEN.search(_LINK.sub(_blanked, line))
        stop = _end(raw, number) if opened else None
        if opened is None or stop is None:
            yield line
            number += 1
            line = raw[number] if number < len(raw) else ""
            continue
        last, end = stop
        inside = [line[opened.end() :], *raw[number + 1 : last], raw[last][: end.start("end")]]
        first, *between, closing = [_linked(one, end["url"]) for one in inside]
        yield line[: opened.start()] + first
        yield from between
        number, line = last, closing + raw[last][end.end() :]  # where the next one may begin


def _end(raw: Sequence[str], number: int) -> tuple[int, re.Match[str]] | None:
    """The line in which a link ends that a line opens, and where; None where another one begins before."""
    for last in range(number + 1, min(number + 1 + CARD_LINES, len(raw))):
        line = _LINK.sub(_blanked, raw[last])
        if end := _CLOSE.match(line):
            return last, end
        if "[" in line:
            break
    return None


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _linked(line: str, url: str) -> str:
    """A line whose words are a link."""
    front = _FRONT.match(line)
    start = front.end() if front else 0
    said = line[start:].strip()
    return f"{line[:start]}[{said}]({url})" if said else line


def inline(text: str) -> Said:
    """A line, or what stands behind its bullet, without its marks.

    >>> inline("![](/pier.jpg)The **old** pier. _Photo: [Ada Moor](/ada)_").text
    'The old pier. Photo: Ada Moor'
    """
    if not any(mark in text for mark in "*_[]\\`<&"):
        return Said(text)
    pieces: list[str] = []
    links: list[Link] = []
    pictures: list[Picture] = []
    size = strong = bold = 0
    opened: tuple[int, str] | None = None
    closed = False
    for token in _parser().parseInline(text)[0].children or ():
        if token.type == "link_open":
            opened = (size, str(token.attrs.get("href", "")))
        elif token.type == "link_close" and opened is not None:
            links.append(Link(opened[0], size, opened[1]))
            opened = None
        elif token.type == "image":
            pictures.append(
                Picture(str(token.attrs.get("src", "")), token.content, not "".join(pieces).strip())
            )
        elif token.type in ("strong_open", "strong_close"):
            strong += token.nesting
        said = token.content if token.type in ("text", "code_inline") else ""
        if closed and _APART.match(said):  # html2text parts emphasis from the mark behind it
            said = said[1:]
        closed = token.type.endswith("_close") or (closed and not said)
        said = " " if token.type in ("softbreak", "hardbreak", "html_inline") else said
        pieces.append(said)
        size += len(said)
        bold += len(said) if strong else 0
    return _trimmed("".join(pieces), links, tuple(pictures), bold)


def _trimmed(text: str, links: Sequence[Link], pictures: tuple[Picture, ...], bold: int) -> Said:
    """The line with blanks folded; its links fall away where that moves them."""
    front = len(text) - len(text.lstrip())
    shown = characters.shown(_EMPTY.sub("", text))
    kept: tuple[Link, ...] = ()
    if text[front:].rstrip() == shown:
        moved = (Link(max(0, one.start - front), min(one.stop - front, len(shown)), one.url) for one in links)
        kept = tuple(one for one in moved if one.start < one.stop)
    return Said(shown, kept, pictures, min(bold, len(shown)))


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Take every address: placeholders of lazy pictures are `data:` addresses, which it would leave as text."""
        return True


@cache
def _parser() -> _Parser:
    return _Parser("commonmark")
