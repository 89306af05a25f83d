"""Shows why every line of a page went or stayed: for the terminal, as a table, as an HTML report."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from cleaners import report
from cleaners.account import Section, Span, Totals, printable, sections, shown_address, spans, totals
from cleaners.article import Article

if TYPE_CHECKING:
    from cleaners.engine import Cleaned

MARKS = {"keep": "+", "cut": "-", "move": ">"}
LEGEND = "+ kept | - cut | ~ cut inside a line, ⟦thus⟧ | > moved to a field of the item"
NARROWEST = 60
"""Columns below which the table is not squeezed any further."""
SHORTEST = 12
"""Columns in which a text is shortened at its end instead of in its middle."""
EVIDENCE_LINES = 6
TEXT_LINES = 2
"""Lines of a block's text beside its reason; of a line that was trimmed one more."""
SPAN_LINES = 3
_COLOURS = {"keep": "", "cut": "\x1b[31m", "move": "\x1b[36m", "head": "\x1b[1m", "dim": "\x1b[2m"}
_PLAIN = "\x1b[0m"
_GAP = "  "


def render(
    cleaned: Cleaned, fmt: Literal["text", "tsv", "html"] = "text", *, width: int = 100, colour: bool = False
) -> str:
    """The page with everything that was decided about it.

    Args:
        cleaned: a cleaned page.
        fmt: "text" for a terminal, "tsv" with one line for each span, "html" for a report in one file.
        width: columns of the terminal.
        colour: whether the terminal understands ANSI colours.

    Raises:
        ValueError: `fmt` is none of the three.
    """
    if fmt == "text":
        return "\n".join(_Terminal(cleaned, max(width, NARROWEST), colour).lines()) + "\n"
    if fmt == "tsv":
        return "".join(_table(cleaned))
    if fmt == "html":
        return report.render(cleaned)
    raise ValueError(f"no such format: {fmt!r}")


def _table(cleaned: Cleaned) -> Iterator[str]:
    yield "block\taction\trule\tfield\tevidence\tstart\tstop\ttext\n"
    for span in spans(cleaned.document.blocks, cleaned.verdicts):
        fields = (
            span.block.index,
            span.action,
            span.rule,
            span.field or "",
            span.evidence,
            span.start,
            span.stop,
            span.text,
        )
        yield "\t".join(_escaped(str(field)) for field in fields) + "\n"


_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _escaped(text: str) -> str:
    """The text on one line of one column: backslash, tab, line breaks and unprintables as escapes."""
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(
        _ESCAPES.get(character) or (character if character.isprintable() else f"\\u{{{ord(character):x}}}")
        for character in text
    )


class _Terminal:
    """The terminal's view: mark, block, text | rule | evidence."""

    def __init__(self, cleaned: Cleaned, width: int, colour: bool) -> None:
        self.cleaned = cleaned
        self.colour = colour
        self.width = width
        self.spans = spans(cleaned.document.blocks, cleaned.verdicts)
        blocks = cleaned.document.blocks
        rules = {span.rule for span in self.spans if span.rule}
        self.number = max(3, len(str(len(blocks))))
        free = width - 2 - self.number - 3 * len(_GAP)
        self.rule = min(max((columns(rule) for rule in rules), default=0), free // 3, 28)
        self.evidence = (free - self.rule) * 2 // 5
        self.text = free - self.rule - self.evidence

    def lines(self) -> Iterator[str]:
        """Everything, line by line."""
        yield from self._page()
        for section in sections(self.cleaned.segments, self.cleaned.articles, self.spans):
            yield ""
            yield from self._heading(section)
            for run in section.runs:
                yield from self._run(run)
        yield ""
        yield from self._summary(totals(self.spans))

    def _paint(self, text: str, style: str) -> str:
        return f"{_COLOURS[style]}{text}{_PLAIN}" if self.colour and _COLOURS[style] else text

    def _page(self) -> Iterator[str]:
        page, document = self.cleaned.document.page, self.cleaned.document
        if page.url:
            yield self._paint(shortened(shown_address(page.url), self.width), "head")
        certain = "" if document.charset_certain else ", a guess"
        yield printable(f"{len(document.blocks)} blocks, {page.kind}, {document.charset}{certain}")
        for line in wrapped(LEGEND, self.width, 2):
            yield self._paint(line, "dim")

    def _heading(self, section: Section) -> Iterator[str]:
        segment, article = section.segment, section.article
        if segment is None:
            title = "outside of every article"
        else:
            place = f"{section.number + 1} of {len(self.cleaned.segments)}"
            title = f"article {place} ({segment.role}, {segment.strategy})"
        yield self._paint(_ruled(title, self.width), "head")
        for label, value in described(article) if article else ():
            yield f"{label:>11}  {shortened(value, self.width - 13)}"

    def _run(self, run: tuple[Span, ...]) -> Iterator[str]:
        first = run[0]
        most = TEXT_LINES if first.whole else SPAN_LINES
        room = self.text * most - 4 * most
        if first.action == "keep" and not first.rule:
            if first.whole:
                yield self._line(
                    "+", str(first.block.index), shortened(first.text, self.width - 4 - self.number), first
                )
            return
        if len(run) > 1:
            text = _folded(run, room)
        elif first.whole:
            text = shortened(first.text, room)
        else:
            text = _in_context(first, room)
        mark = "~" if first.action == "cut" and not first.whole else MARKS[first.action]
        evidence = f"to {first.field}: {first.evidence}" if first.field else first.evidence
        yield from self._row(mark, str(first.block.index), (text, first.rule, evidence), first)

    def _row(self, mark: str, number: str, cells: tuple[str, str, str], span: Span) -> Iterator[str]:
        text, rule, evidence = cells
        left = wrapped(text, self.text, SPAN_LINES)
        middle = wrapped(rule, self.rule, TEXT_LINES)
        right = wrapped(evidence, self.evidence, EVIDENCE_LINES)
        for place, (one, two, three) in enumerate(zip_longest(left, middle, right, fillvalue="")):
            rest = f"{_filled(one, self.text)}{_GAP}{_filled(two, self.rule)}{_GAP}{three}"
            yield self._line(*((" ", "") if place else (mark, number)), rest, span)

    def _line(self, mark: str, number: str, rest: str, span: Span) -> str:
        line = f"{mark} {number:>{self.number}}{_GAP}{rest}".rstrip()
        return self._paint(line, span.action)

    def _summary(self, sums: Totals) -> Iterator[str]:
        yield self._paint(_ruled("characters by rule", self.width), "head")
        name = max((len(share.rule) for share in sums.shares), default=4)
        for share in sums.shares:
            verb = {"cut": "cut", "move": "moved", "keep": "kept"}[share.action]
            percent = 100 * share.characters / (sums.visible or 1)
            times = f"{share.spans:>5} {'span' if share.spans == 1 else 'spans'}"
            rule = printable(share.rule)
            yield f"{rule:<{name}}  {verb:<5}  {share.characters:>8,}  {percent:5.1f} %  {times}"
        yield _ruled("", self.width)
        parts = (("kept", sums.kept), ("cut", sums.cut), ("moved", sums.moved))
        yield (
            " + ".join(f"{number:,} {word}" for word, number in parts)
            + f" = {sums.visible:,} characters on the page"
        )
        flags = ", ".join(self.cleaned.flags) or "none"
        yield f"flags: {printable(flags)}"


def described(article: Article) -> Iterator[tuple[str, str]]:
    """The fields of an article that a proof-reader wants to see first, as label and text."""
    yield "headline", article.headline or "(none)"
    source = [
        f"{one.name}{f' ({role})' if role else ''}"
        for one, role in ((article.publisher, ""), (article.aggregator, "aggregator"))
        if one
    ]
    source += [f"{wire.agency} (wire, {wire.basis})" for wire in article.wire]
    if source:
        yield "from", ", ".join(source)
    if article.authors:
        yield "by", ", ".join(f"{one.name}, {one.role}" if one.role else one.name for one in article.authors)
    dated = article.date_published or article.date_relative_raw
    if dated:
        yield "published", f"{dated} ({article.date_source})" if article.date_source else dated


def columns(text: str) -> int:
    """Columns of a terminal that the text takes: two for wide East Asian characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def _ruled(title: str, width: int) -> str:
    """A title on a line across the page."""
    opening = f"── {printable(title)} " if title else ""
    return opening + "─" * max(0, width - columns(opening))


def _folded(run: tuple[Span, ...], room: int) -> str:
    """ "42 blocks: Home · World · Politics … Contact"."""
    head = f"{len(run)} blocks: "
    last = _opening(run[-1].text, 20)
    parts: list[str] = []
    left = room - columns(head) - columns(last) - 3
    for span in run[:-1]:
        part = _opening(span.text, 30)
        left -= columns(part) + 3
        if left < 0 and parts:
            return f"{head}{' · '.join(parts)} … {last}"
        parts.append(part)
    return f"{head}{' · '.join((*parts, last))}"


def _in_context(span: Span, room: int) -> str:
    """The words around a span, and the span between brackets."""
    around = room // 5
    text = span.block.text
    inner = shortened(span.text.strip(), room - 2 * around - 4)
    before, after = printable(text[: span.start]), printable(text[span.stop :])
    before = f"…{before[-around:].lstrip()}" if len(before) > around else before
    after = f"{after[:around].rstrip()}…" if len(after) > around else after
    return " ".join(part for part in (before.strip(), f"⟦{inner}⟧", after.strip()) if part)


def shortened(text: str, room: int) -> str:
    """The text in at most `room` columns, with … in its middle where it is longer."""
    text = printable(text)
    if columns(text) <= room:
        return text
    if room < SHORTEST:
        return _opening(text, room)
    head = _cropped(text, (room - 3) * 2 // 3)
    tail = _cropped(text[::-1], room - 3 - columns(head))[::-1]
    return f"{head.rstrip()} … {tail.lstrip()}"


def _opening(text: str, room: int) -> str:
    """The beginning of the text, with … where something follows."""
    text = printable(text)
    return text if columns(text) <= room else f"{_cropped(text, room - 1).rstrip()}…"


def _cropped(text: str, room: int) -> str:
    """The longest beginning that fits."""
    if columns(text[:room]) <= room:
        return text[: max(room, 0)]
    while text and columns(text) > room:
        text = text[: min(len(text) - 1, room)]
    return text


def _piece(word: str, room: int) -> str:
    """The beginning of a word that is wider than the room: up to its last "." or "-", if it has one."""
    cropped = _cropped(word, room)
    return cropped[: 1 + max(cropped.rfind("."), cropped.rfind("-"))] or cropped


def _filled(text: str, room: int) -> str:
    return text + " " * max(0, room - columns(text))


def wrapped(text: str, room: int, most: int) -> list[str]:
    """The text on at most `most` lines of `room` columns; the last one ends with … if it did not fit."""
    lines = [""]
    words = printable(text).split()
    while words:
        word = words.pop(0)
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if columns(joined) <= room:
            lines[-1] = joined
        elif not lines[-1]:
            lines[-1] = _piece(word, room)
            words.insert(0, word[len(lines[-1]) :])
            lines.append("")
        else:
            lines.append("")
            words.insert(0, word)
        if len(lines) > most:
            return [*lines[: most - 1], f"{_cropped(lines[most - 1], room - 1)}…"]
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]
