"""Bring frontier and files together again after a run that was cut off.

Lines that are in the feed stay there: they are taken over into the frontier (rolled forward).  Only a
torn last line is moved aside.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from cleaners.article import Article
from crawler.archive import Archive
from crawler.canonical import canonical
from crawler.dedup import identity
from crawler.entries import Ended, Entry, Lease, State, Written
from crawler.feed import Feed, ForeignFileError, Output, OutputError, sync_directory
from crawler.frontier import Frontier
from crawler.outcomes import Reject

_BATCH = 500  # lines recorded in one transaction


@dataclass(slots=True)
class Recovery:
    """What was found and put right."""

    pages: int = 0
    """Pages that were in the files, and that the frontier did not know to be done."""
    notes: list[str] = field(default_factory=list)


def recover(frontier: Frontier) -> Recovery:
    """Bring every open file of a job and its frontier together.

    Raises:
        OutputError: a file cannot be read or mended, or is not the one that the job wrote.
    """
    found, pages = Recovery(), set[str]()
    order = {"feed": 0, "rejects": 1, "removed": 2, "archive": 3}
    for path, stream, size in sorted(frontier.files(), key=lambda file: order[file[1]]):
        if not os.path.exists(path):
            if size:
                found.notes.append(f"{path} was taken away; what was in it stays known")
                frontier.begin_anew(path)
            continue
        try:
            _mend(frontier, (path, stream, size), pages, found)
        except ForeignFileError:
            if not size:  # never ours: a job that now names another file is not to stumble over it
                frontier.close_file(path)
            raise
    found.pages = len(pages)
    return found


def _mend(frontier: Frontier, file: tuple[str, str, int], pages: set[str], found: Recovery) -> None:
    """Bring one file and the frontier together; adds the pages that were in it to `pages`."""
    path, stream, size = file
    if stream == "archive":
        _mend_archive(frontier, (path, size), pages)
        return
    torn = Path(f"{path}.torn")
    before = torn.stat().st_size if torn.exists() else 0
    if stream == "feed" and not size:
        _sift(path)
    with Feed.append_to(path) as feed:
        known = _checked_size(frontier, feed, file, found)
        if stream == "feed":
            pages |= _roll_articles(frontier, feed, path, known)
        elif stream == "rejects":
            pages |= _roll_rejects(frontier, feed, path, known)
        else:
            _drop_strays(frontier, feed, (path, known), pages)
    if torn.exists() and torn.stat().st_size > before:
        found.notes.append(
            f"what was torn or no line of its own at the end of {path} was moved to {torn.name}"
        )


def _checked_size(frontier: Frontier, feed: Feed, file: tuple[str, str, int], found: Recovery) -> int:
    """Up to which byte the frontier accounts for a file, as it is now."""
    path, stream, size = file
    actual = feed.size()
    if actual < size:
        if actual == 0:
            found.notes.append(f"{path} was emptied; what was in it stays known")
            frontier.begin_anew(path)
            return 0
        _check_identity(frontier, feed, path, actual)
        lost = frontier.forget_articles(path, actual) if stream == "feed" else 0
        found.notes.append(f"{path} is shorter than it was: {lost} articles are fetched again")
        frontier.commit((), sizes=[(path, actual)])
        return actual
    if stream == "feed":
        _check_identity(frontier, feed, path, size)
    return size


def _check_identity(frontier: Frontier, feed: Feed, path: str, size: int) -> None:
    """See that the last line we know of is where we wrote it.

    Raises:
        OutputError: something else is there.
    """
    last = frontier.last_article(path, size)
    if last is None:
        return
    line = feed.read(last.start, last.length)
    if hashlib.sha256(line[:-1]).hexdigest() != last.sha256:
        raise OutputError(
            path, "is not the feed that this job wrote; move it away, or give the job another output"
        )


def _roll_articles(frontier: Frontier, feed: Feed, path: str, size: int) -> set[str]:
    """Record the articles after the first `size` bytes; returns the addresses of their pages.

    What is no article behind them goes, with what follows it: no run has acknowledged it.
    """
    parts: dict[str, set[int]] = defaultdict(set)
    done, batch, end = set[str](), list[tuple[Article, Written]](), size

    def record() -> None:
        ended = [
            Ended(Lease(canonical(article.page_url), Entry(article.page_url)), State.DONE)
            for article, _ in batch
            if len(parts[article.page_url]) >= article.page.count and not frontier.is_source(article.page_url)
        ]
        frontier.commit(ended, [written for _, written in batch], [(path, end)])
        batch.clear()

    for start, line in feed.lines(size):
        article = _article(line)
        if article is None:
            _set_aside(feed, path, start)
            break
        parts[article.page_url].add(article.page.index)
        done.add(article.page_url)
        end = start + len(line) + 1
        written = identity(article, canonical(article.page_url))
        digest = hashlib.sha256(line).hexdigest()
        place = replace(written, file=path, start=start, length=len(line) + 1, sha256=digest)
        batch.append((article, place))
        if len(batch) >= _BATCH:
            record()
    record()
    return done


def _roll_rejects(frontier: Frontier, feed: Feed, path: str, size: int) -> set[str]:
    done, ended, end = set[str](), list[Ended](), size
    for start, line in feed.lines(size):
        try:
            reject = msgspec.json.decode(line, type=Reject)
        except (msgspec.DecodeError, msgspec.ValidationError, ValueError):
            _set_aside(feed, path, start)
            break
        end = start + len(line) + 1
        done.add(reject.page_url)
        lease = Lease(canonical(reject.page_url), Entry(reject.page_url))
        ended.append(Ended(lease, State.REJECTED, reject.reason))
    frontier.commit(ended, sizes=[(path, end)])
    return done


def _drop_strays(frontier: Frontier, feed: Feed, file: tuple[str, int], pages: set[str]) -> None:
    """Keep what was removed from recovered pages; the others are cleaned, and noted, again."""
    path, size = file
    is_wanted, end = _wanted(frontier, size, pages), size
    for start, line in feed.lines(size):
        if is_wanted(_page_of(line)):
            end = start + len(line) + 1
    if end < feed.size():
        feed.cut(end)
    frontier.commit((), sizes=[(path, end)])


def _mend_archive(frontier: Frontier, file: tuple[str, int], pages: set[str]) -> None:
    """Keep what was fetched of recovered pages; the others are fetched, and kept, again."""
    path, size = file
    with Archive.append_to(path) as archive:
        end = archive.mend(min(size, archive.size()), _wanted(frontier, size, pages))
    frontier.commit((), sizes=[(path, end)])


def _wanted(frontier: Frontier, size: int, pages: set[str]) -> Callable[[str], bool]:
    """What says of an address whether its page's part of a file is to stay; empty for a part without one.

    What is in a file of which nothing is accounted for may be somebody else's, or that of a job that lost its
    state: of it goes only what is fetched again.
    """
    known = {canonical(page) for page in pages}
    return lambda url: canonical(url) in known or (not size and not frontier.awaits(url))


def _page_of(line: bytes) -> str:
    """The address that a line names; empty when it names none."""
    try:
        page = msgspec.json.decode(line).get("pageUrl")
    except (msgspec.DecodeError, ValueError, AttributeError):
        return ""
    return page if isinstance(page, str) else ""


def _sift(path: str) -> None:
    """Move the lines that are no articles out of a feed of which nothing is accounted for: the others are taken over.

    The feed is replaced whole, or stays as it is.
    """
    with Feed.append_to(path) as feed:
        if all(_article(line) is not None for _, line in feed.lines(0)):
            return
        sifted = f"{path}.sifted"
        with Output.create(sifted) as kept, Feed.aside(path) as torn:
            for _, line in feed.lines(0):
                (torn if _article(line) is None else kept).write_line(line)
        try:
            shutil.copymode(path, sifted)
            os.replace(sifted, path)
        except OSError as error:
            raise OutputError(path, error) from error
    sync_directory(os.path.dirname(path) or ".")


def _article(line: bytes) -> Article | None:
    """The article that a line is; None when it is none."""
    try:
        return msgspec.json.decode(line, type=Article)
    except (msgspec.DecodeError, ValueError):
        return None


def _set_aside(feed: Feed, path: str, start: int) -> None:
    """Move what no run acknowledged, and what is not JSON, out of the file."""
    with Feed.aside(path) as torn:
        for line in _rest(feed, start):
            torn.write_line(line)
    feed.cut(start)


def _rest(feed: Feed, start: int) -> Iterator[bytes]:
    for _, line in feed.lines(start):
        yield line
