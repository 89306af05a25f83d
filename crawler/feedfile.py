"""Reading feeds: is every line what it should be, what is in it, and the same as CSV."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

import msgspec

from cleaners.article import Article
from crawler.address import standard_input

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MISTAKES_KEPT = 10
_TOP = 10
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection)."""

COLUMNS: dict[str, Callable[[Article], object]] = {
    "id": lambda article: article.id,
    "url": lambda article: article.url,
    "headline": lambda article: article.headline,
    "datePublished": lambda article: article.date_published,
    "publisher": lambda article: article.publisher and article.publisher.name,
    "aggregator": lambda article: article.aggregator and article.aggregator.name,
    "wire": lambda article: "; ".join(wire.agency for wire in article.wire),
    "authors": lambda article: "; ".join(author.name for author in article.authors),
    "section": lambda article: article.section,
    "inLanguage": lambda article: article.in_language,
    "wordCount": lambda article: article.word_count,
    "flags": lambda article: "; ".join(article.quality.flags) if article.quality else None,
    "articleBody": lambda article: article.article_body,
}
"""Columns of the CSV, and where they come from."""


class FeedReadError(Exception):
    """A feed cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a feed."""

    number: int
    article: Article | None
    fault: str | None = None
    """What is wrong with it, if anything is."""


@dataclass(slots=True)
class Verification:
    """What `cleanwire feed verify` finds."""

    lines: int = 0
    articles: int = 0
    revisions: int = 0
    faults: int = 0
    named: list[str] = field(default_factory=list)
    """The first of the faults, by line."""


@dataclass(slots=True)
class Statistics:
    """What is in a feed."""

    items: int = 0
    words: int = 0
    first: str | None = None
    last: str | None = None
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    """By field: publisher, wire, inLanguage, articleType, flags."""


def lines(path: str) -> Iterator[Line]:
    """The lines of a feed, plain, `.gz` or `.zst`; `-` is standard input.

    Where the compression is damaged, or there is none, is the last line and has a fault.

    Raises:
        FeedReadError: it cannot be read.
    """
    number = 0
    try:
        with _opened(path) as stream:
            for number, content in enumerate(stream, 1):
                yield _line(number, content)
    except (gzip.BadGzipFile, zlib.error, EOFError, zstd.ZstdError) as error:
        yield Line(number + 1, None, f"nothing more can be read: {error}")
    except OSError as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise FeedReadError(f"{path}: {cause}") from None


def articles(feed: Iterable[Line], on_fault: Callable[[Line], object]) -> Iterator[Article]:
    """The articles of a feed; lines that are none are left out, and told."""
    for line in feed:
        if line.article is None:
            on_fault(line)
        else:
            yield line.article


def begun(path: str) -> Iterator[Line]:
    """The lines of a feed that can be read, as far as its first line shows.

    Raises:
        FeedReadError: it cannot be read.
    """
    feed = lines(path)
    return itertools.chain(list(itertools.islice(feed, 1)), feed)


def verified(feed: Iterable[Line]) -> Verification:
    """Check every line, and that no article comes twice with the same revision."""
    found = Verification()
    revisions: dict[str, int] = {}
    for line in feed:
        found.lines += 1
        fault = line.fault
        if line.article is not None:
            number, before = line.article.revision or 1, revisions.get(line.article.id)
            found.articles += before is None
            found.revisions += before is not None
            if before is not None and number <= before:
                fault = f"{line.article.id} came before, as revision {before}"
            revisions[line.article.id] = max(number, before or 0)
        if fault:
            found.faults += 1
            if len(found.named) < _MISTAKES_KEPT:
                found.named.append(f"{line.number}: {fault}")
    return found


def counted(feed: Iterable[Article]) -> Statistics:
    """Count what is in a feed."""
    found = Statistics(
        counts={name: Counter() for name in ("publisher", "wire", "inLanguage", "articleType", "flags")}
    )
    for article in feed:
        found.items += 1
        found.words += article.word_count or len(article.article_body.split())
        if date := article.date_published:
            found.first = min(found.first or date, date, key=_instant)
            found.last = max(found.last or date, date, key=_instant)
        found.counts["publisher"][article.publisher.name if article.publisher else "(unknown)"] += 1
        found.counts["inLanguage"][article.in_language or "(unknown)"] += 1
        found.counts["articleType"][article.article_type or "(unknown)"] += 1
        found.counts["wire"].update({wire.agency for wire in article.wire} or {"(none)"})
        found.counts["flags"].update(article.quality.flags if article.quality else [])
    return found


def told(statistics: Statistics) -> Iterator[str]:
    """Statistics in lines."""
    yield f"{statistics.items} items, {statistics.words:,} words"
    if statistics.first:
        yield f"published {statistics.first} to {statistics.last}"
    for name, counts in statistics.counts.items():
        if counts:
            top = ", ".join(f"{value} {count}" for value, count in counts.most_common(_TOP))
            rest = len(counts) - _TOP
            yield f"{name}: {top}" + (f", and {rest} more" if rest > 0 else "")


def csv_lines(feed: Iterable[Article]) -> Iterator[bytes]:
    """The feed as CSV (RFC 4180) with a header, in UTF-8; no cell is taken for a formula."""
    yield _csv(COLUMNS)
    for article in feed:
        yield _csv(_cell(column(article)) for column in COLUMNS.values())


def _instant(date: str) -> datetime:
    """A date of publication, comparable with those of other zones; one that cannot be read is the first of all."""
    try:
        time = datetime.fromisoformat(date)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _csv(cells: Iterable[str]) -> bytes:
    row = io.StringIO()
    csv.writer(row).writerow(cells)
    return row.getvalue().encode()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(number: int, content: bytes) -> Line:
    if not content.endswith(b"\n"):
        return Line(number, None, "has no newline at its end: a torn line, which the next run mends")
    try:
        return Line(number, _DECODER.decode(content))
    except msgspec.ValidationError as error:
        return Line(number, None, f"not a feed item: {error}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Line(number, None, f"not JSON: {error}")


_DECODER = msgspec.json.Decoder(Article)


@contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    if path == "-":
        yield standard_input()
    elif path.endswith(".gz"):
        with gzip.open(path, "rb") as packed:
            yield cast("IO[bytes]", packed)
    elif path.endswith(".zst"):
        with zstd.open(path, "rb") as packed_by_zstd:
            yield cast("IO[bytes]", packed_by_zstd)
    else:
        with Path(path).open("rb") as plain:
            yield plain
