"""Accounts for every character of a page: which span was kept, cut or moved, by which rule, and why.

`Cleaned` holds the verdicts; here they become spans that cover the page without gap or overlap, in page
order.  The terminal view, the TSV table and the HTML report are three ways to print them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from cleaners.article import Article
from cleaners.model import Action, Block, Segment, Verdict

FOLDED = 3
"""Neighbouring blocks that went for the same reason are shown as one line from this number on."""
SECRET = frozenset({
    "token", "access_token", "key", "apikey", "api_key", "sig", "signature", "session", "sessionid", "sid",
    "auth", "password", "pwd", "secret",
})  # fmt: skip
"""Query parameters whose values are never shown."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one block's text and what became of it."""

    block: Block
    start: int
    stop: int
    action: Action
    rule: str = ""
    """Empty for text that no rule objected to."""
    evidence: str = ""
    field: str | None = None

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.block.text[self.start : self.stop]

    @property
    def whole(self) -> bool:
        """Whether it is all of its block."""
        return self.stop - self.start == len(self.block.text)


class Section(NamedTuple):
    """A part of the page: one article, or what lies between articles."""

    number: int
    """Index of its segment among the page's; -1 for what lies outside of every article."""
    segment: Segment | None
    article: Article | None
    runs: tuple[tuple[Span, ...], ...]


class Share(NamedTuple):
    """What one rule took."""

    rule: str
    action: Action
    characters: int
    spans: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Characters kept, cut and moved; they add up to all that the page shows."""

    kept: int
    cut: int
    moved: int
    shares: tuple[Share, ...]

    @property
    def visible(self) -> int:
        """All characters that the page shows."""
        return self.kept + self.cut + self.moved


def spans(blocks: Iterable[Block], verdicts: Iterable[Verdict]) -> tuple[Span, ...]:
    """Every character of the page exactly once, in page order."""
    claims: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        claims.setdefault(verdict.block, []).append(verdict)
    return tuple(span for block in blocks for span in _of_block(block, claims.get(block.index, ())))


def _of_block(block: Block, claims: Iterable[Verdict]) -> Iterator[Span]:
    """The spans of one block; a blank between two spans belongs to the first that was taken out."""
    found: list[Span] = []
    position = 0
    for verdict in sorted(claims, key=lambda one: one.span or (0, len(block.text))):
        start, stop = verdict.span or (0, len(block.text))
        start, stop = max(start, position), min(stop, len(block.text))
        if start >= stop:
            continue
        if start > position:
            found.append(Span(block, position, start, "keep"))
        found.append(Span(block, start, stop, verdict.action, verdict.rule, verdict.evidence, verdict.field))
        position = stop
    if position < len(block.text):
        found.append(Span(block, position, len(block.text), "keep"))
    return _without_blanks(found)


def _without_blanks(found: list[Span]) -> Iterator[Span]:
    """Join spans of nothing but white space to a neighbour that was taken out."""
    joined: list[Span] = []
    for span in found:
        if joined and not span.text.strip():
            joined[-1] = _stretched(joined[-1], joined[-1].start, span.stop)
        elif joined and not joined[-1].text.strip():
            joined[-1] = _stretched(span, joined[-1].start, span.stop)
        else:
            joined.append(span)
    return iter(joined)


def _stretched(span: Span, start: int, stop: int) -> Span:
    return Span(span.block, start, stop, span.action, span.rule, span.evidence, span.field)


def totals(all_spans: Sequence[Span]) -> Totals:
    """Characters by action and by rule, the greatest first."""
    characters = {"keep": 0, "cut": 0, "move": 0}
    by_rule: dict[tuple[str, Action], list[int]] = {}
    for span in all_spans:
        length = span.stop - span.start
        characters[span.action] += length
        if span.rule:
            entry = by_rule.setdefault((span.rule, span.action), [0, 0])
            entry[0] += length
            entry[1] += 1
    shares = [Share(rule, action, *entry) for (rule, action), entry in by_rule.items()]
    shares.sort(key=lambda share: (-share.characters, share.rule, share.action))
    return Totals(characters["keep"], characters["cut"], characters["move"], tuple(shares))


def sections(
    segments: Sequence[Segment], articles: Sequence[Article], all_spans: Iterable[Span]
) -> Iterator[Section]:
    """The page's parts in page order, their spans folded into runs."""
    numbers = {segment.start: number for number, segment in enumerate(segments)}
    became = _articles(segments, articles)
    place = {index: segment for segment in segments for index in range(segment.start, segment.stop)}
    for segment, members in groupby(all_spans, key=lambda span: place.get(span.block.index)):
        number = numbers[segment.start] if segment is not None else -1
        yield Section(number, segment, became.get(number), tuple(_runs(members)))


def _articles(segments: Sequence[Segment], articles: Sequence[Article]) -> dict[int, Article]:
    """Which article each segment became: in order when all became one, else by headline."""
    if len(segments) == len(articles):
        return dict(enumerate(articles))
    by_headline = {article.headline: article for article in articles if article.headline}
    return {
        number: by_headline[segment.headline]
        for number, segment in enumerate(segments)
        if segment.headline in by_headline
    }


def _runs(members: Iterable[Span]) -> Iterator[tuple[Span, ...]]:
    """Neighbours that went whole and for the same reason together; everything else by itself."""
    for folds, group in groupby(members, key=_reason):
        found = tuple(group)
        if folds is not None and len(found) >= FOLDED:
            yield found
        else:
            yield from ((span,) for span in found)


def _reason(span: Span) -> tuple[str, str, str, str | None] | None:
    if span.action == "keep" or not span.whole:
        return None
    return span.action, span.rule, span.evidence, span.field


def shown_address(url: str) -> str:
    """An address as it may be shown: without user name and password, values of secret parameters masked."""
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return "(unreadable address)"
    host = parts.netloc.rpartition("@")[2]
    if any(name.lower() in SECRET for name, _ in query):
        masked = urlencode(
            [(name, "***" if name.lower() in SECRET else value) for name, value in query], safe="*"
        )
        return urlunsplit(parts._replace(netloc=host, query=masked))
    return urlunsplit(parts._replace(netloc=host))


def printable(text: str) -> str:
    """The text with every control character, escape and direction mark made visible or replaced."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _picture(character) for character in text)


def _picture(character: str) -> str:
    code = ord(character)
    if character in "\n\t\r\u2028\u2029" or character.isspace():
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{REPLACEMENT CHARACTER}"
