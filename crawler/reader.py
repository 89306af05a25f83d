"""An article as a reader's view in a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from cleaners.article import Article, Caption, Source
from cleaners.characters import letters
from crawler.address import one_line, printable

_MEASURE = 88
"""Longest line, in characters: what is comfortable to read."""


def show(console: Console, article: Article) -> None:
    """Print an article: headline, who, when and where, body, captions, flags."""
    width = min(console.width, _MEASURE)
    console.print(Padding(Group(*_parts(article)), (1, 0, 0, 0)), width=width, highlight=False)


def _parts(article: Article) -> Iterator[Text]:
    yield Text(one_line(article.headline or "(no headline)"), style="bold")
    if line := " · ".join(_provenance(article)):
        yield Text(line, style="dim")
    if article.description and not _opens(article.article_body, article.description):
        yield Text("\n" + one_line(article.description), style="italic")
    for paragraph in article.article_body.split("\n\n"):
        yield Text("\n" + printable(paragraph))
    for caption in article.captions:
        yield Text("\n▪ " + one_line(_credited(caption)), style="italic dim")
    if article.quality and article.quality.flags:
        yield Text("\nflags: " + one_line(", ".join(article.quality.flags)), style="yellow")
    if article.url:
        yield Text("\n" + one_line(article.url), style="dim underline", overflow="fold")


def _opens(body: str, description: str) -> bool:
    """Whether the body begins with the description: in other quotation marks, or cut off with … perhaps."""
    return letters(body).startswith(letters(description))


def _credited(caption: Caption) -> str:
    """A caption's text, and its credit where the text does not have it."""
    if not caption.credit or re.search(rf"(?<!\w){re.escape(caption.credit)}(?!\w)", caption.text):
        return caption.text
    return f"{caption.text} ({caption.credit})"


def _provenance(article: Article) -> Iterator[str]:
    """Byline, date, publisher, aggregator and agencies, as far as they are known."""
    if article.authors:
        yield "By " + one_line(", ".join(author.name for author in article.authors))
    if date := article.date_published or article.date_relative_raw:
        yield one_line(date)
    if article.publisher:
        yield _name(article.publisher)
    if article.aggregator:
        yield "seen on " + _name(article.aggregator)
    if article.wire:
        yield "wire: " + one_line(", ".join(wire.agency for wire in article.wire))


def _name(source: Source) -> str:
    return one_line(source.name)
