"""What became of each page, written down so that nothing is lost and nothing comes twice.

Pages are recorded in groups, always in this order: lines to the files, fsync, then one transaction in the
frontier.  A crash in between leaves lines that the frontier does not know of yet; `crawler.recovery`
takes them over when the job starts again.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from cleaners.article import encode
from crawler.address import one_line
from crawler.archive import Archive
from crawler.canonical import host_of
from crawler.dedup import Draft, Novelty
from crawler.entries import Byproducts, Ended, Entry, Lease, State, Validators, Written
from crawler.feed import Feed, OutputError, sync_directory
from crawler.frontier import MAX_ATTEMPTS, Frontier
from crawler.outcomes import Outcome, Reason, Reject
from crawler.robots import NOT_HAD
from crawler.tally import Tally

logger = logging.getLogger(__name__)

GROUP_PAGES = 16
GROUP_SECONDS = 0.2
"""A group is written when it holds this many pages, or is this old: what a power cut can cost."""

DISK_RESERVE = 64 * 1024 * 1024
"""Bytes that are left free on the disk of the feed."""
_RESERVE_CHECKED_EVERY = 100

_FOR_NOW = frozenset(
    {
        Reason.DNS,
        Reason.CONNECTION,
        Reason.TLS,
        Reason.TIMEOUT,
        Reason.HTTP_STATUS,
        Reason.DAMAGED,
        Reason.FETCH_ERROR,
        Reason.UNFINISHED,
    }
)


_NO_BYPRODUCTS = Byproducts()


@dataclass(frozen=True, slots=True)
class Streams:
    """The files that a run writes to."""

    feed: str
    rejects: str
    removed: str | None = None
    archive: str | None = None
    """WARC of the fetched pages."""

    def named(self) -> dict[str, str]:
        """Path -> stream, in the order in which they are recovered."""
        paths = {self.feed: "feed", self.rejects: "rejects", self.removed: "removed", self.archive: "archive"}
        return {path: stream for path, stream in paths.items() if path}


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the group that is being gathered."""

    ended: Ended
    drafts: tuple[Draft, ...] = ()
    """Its articles that are news."""
    lines: tuple[bytes, ...] = ()
    """The same, as they are written."""
    reject: Reject | None = None
    byproducts: Byproducts = _NO_BYPRODUCTS
    unchanged: bool = False


class Ledger:
    """The only writer of a job's files, and of the outcomes in its frontier."""

    def __init__(
        self,
        frontier: Frontier,
        streams: Streams,
        *,
        updates: bool = False,
        reserve: int = DISK_RESERVE,
        on_failure: Callable[[OutputError], object] | None = None,
    ):
        self.tally = Tally()
        self.in_flight: Counter[str] = Counter()
        """How many addresses of each host are."""
        self.failure: OutputError | None = None
        """What could not be written; nothing is recorded after it."""
        self._frontier = frontier
        self._streams = streams
        self._updates = updates
        self._reserve = reserve
        self.on_failure = on_failure
        self._novelty = Novelty(frontier, updates)
        self._group: list[_Page] = []
        self._timer: asyncio.TimerHandle | None = None
        self._files: dict[str, Feed] = {}
        self._archive: Archive | None = None
        self._checked = 0
        self._expected: dict[str, Lease] = {}

    def expect(self, lease: Lease) -> None:
        """An address is in flight, and will be settled."""
        self._expected[lease.key] = lease
        self.in_flight[host_of(lease.entry.url)] += 1

    def expected(self) -> Collection[Lease]:
        """What is in flight."""
        return self._expected.values()

    # ---- from the spider --------------------------------------------------------------

    def settle(
        self,
        lease: Lease,
        outcome: Outcome | None,
        *,
        entries: Iterable[Entry] = (),
        byproducts: Byproducts = _NO_BYPRODUCTS,
        validators: Validators | None = None,
        final_url: str | None = None,
    ) -> None:
        """Take down what became of a leased address.  Every lease is settled once.  Never raises.

        Args:
            lease: as the request's meta has it.
            outcome: articles or a reject; None for a source that has no articles of its own.
            entries: addresses that it named; queued in the same transaction.
            byproducts: what else is to be kept of the page; removed lines only if it has new articles.
            validators: for the next request.
            final_url: where redirects led to.
        """
        if not self._is_due(lease):
            return
        try:
            page = self._judged(lease, outcome)
            ended = replace(
                page.ended,
                validators=None if page.ended.state is State.FAILED else validators,
                aliases=self._aliases(lease, page, final_url),
                entries=tuple(entries),
                updates=self._updates,
            )
            self._take(replace(page, ended=ended, byproducts=byproducts))
        except (OutputError, sqlite3.Error, OSError) as error:
            self.fail(error)

    def unchanged(
        self, lease: Lease, *, entries: Iterable[Entry] = (), validators: Validators | None = None
    ) -> None:
        """Take down that a leased address holds nothing new: 304, or the same bytes.  Never raises.

        Args:
            lease: as the request's meta has it.
            entries: sources that it is known to lead to, which may have changed.
            validators: replace those of the lease, which stay otherwise.
        """
        if not self._is_due(lease):
            return
        try:
            ended = Ended(lease, State.DONE, validators=validators, entries=tuple(entries))
            self._take(_Page(ended, unchanged=True))
        except (OutputError, sqlite3.Error, OSError) as error:
            self.fail(error)

    def flush(self) -> None:
        """Write what was gathered.  Never raises: see `failure`."""
        try:
            if self.failure is None:
                self._write_group()
        except (OutputError, sqlite3.Error, OSError) as error:
            self.fail(error)

    def fail(self, error: Exception) -> None:
        """Record nothing more: something could not be written."""
        if self.failure is None:
            self.failure = _named(error)
            self._stop_timer()
            if self.on_failure is not None:
                self.on_failure(self.failure)

    def close(self) -> None:
        """Write the last group and close the files.  Never raises: see `failure`."""
        self.flush()
        self._stop_timer()
        for file in (*self._files.values(), *([self._archive] if self._archive else [])):
            try:
                file.close()
            except OutputError as error:
                self.fail(error)
        self._files.clear()
        self._archive = None

    def _is_due(self, lease: Lease) -> bool:
        if self.failure is not None:
            return False
        if self._expected.pop(lease.key, None) is None:
            logger.error("%s: settled, and not in flight", one_line(lease.entry.url))
            return False
        self.in_flight[host_of(lease.entry.url)] -= 1
        return True

    # ---- what a page comes to -------------------------------------------------------------------

    def _judged(self, lease: Lease, outcome: Outcome | None) -> _Page:
        if outcome is None:
            return _Page(Ended(lease, State.DONE))
        reject = outcome.reject
        if reject is None:
            try:
                drafts = self._novelty.drafts(lease, outcome.articles)
                lines = tuple(encode(draft.article) for draft in drafts)
            except UnicodeError as error:  # nothing that JSON can hold: one page must not stop all others
                reject = Reject(one_line(lease.entry.url), Reason.CLEANER_ERROR, one_line(str(error)))
                return _Page(Ended(lease, State.REJECTED, reject.reason), reject=reject)
            return _Page(Ended(lease, State.DONE), drafts=drafts, lines=lines)
        if lease.entry.kind != "article" or (lease.attempts + 1 < MAX_ATTEMPTS and _is_for_now(reject)):
            return _Page(Ended(lease, State.FAILED, reject.reason), reject=reject)
        return _Page(Ended(lease, State.REJECTED, reject.reason), reject=reject)

    @staticmethod
    def _aliases(lease: Lease, page: _Page, final_url: str | None) -> tuple[str, ...]:
        """Other addresses of an article's page."""
        if lease.entry.kind != "article" or page.ended.state is not State.DONE:
            return ()
        own = [page.drafts[0].article.url] if len(page.drafts) == 1 else []
        return tuple(url for url in (final_url, *own) if url)

    def _take(self, page: _Page) -> None:
        self._group.append(page)
        if page.ended.lease.entry.kind != "article" or len(self._group) >= GROUP_PAGES:
            self._write_group()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(GROUP_SECONDS, self.flush)

    # ---- writing --------------------------------------------------------------------------------

    def _write_group(self) -> None:
        self._stop_timer()
        pages = self._group
        if not pages:
            return
        self._check_disk(len(pages))
        streams, sizes = self._streams, list[tuple[str, int]]()
        if streams.archive and (records := [raw for page in pages if (raw := page.byproducts.raw)]):
            sizes.append((streams.archive, self._opened_archive(streams.archive).keep(records)))
        if streams.removed:
            lines = [line for page in pages if page.drafts for line in page.byproducts.removed]
            self._append(streams.removed, lines, sizes)
        written = self._append_articles(pages, sizes)
        rejects = [
            msgspec.json.encode(page.reject)
            for page in pages
            if page.reject and page.ended.state is State.REJECTED
        ]
        self._append(streams.rejects, rejects, sizes)
        new = self._frontier.commit([page.ended for page in pages], written, sizes)
        self._group = []
        self._novelty.forget()
        self._count(pages, new)

    def _append_articles(self, pages: Sequence[_Page], sizes: list[tuple[str, int]]) -> list[Written]:
        """Append the articles' lines; returns where they stand."""
        drafts = [draft for page in pages for draft in page.drafts]
        lines = [line for page in pages for line in page.lines]
        start = self._append(self._streams.feed, lines, sizes)
        written = []
        for draft, line in zip(drafts, lines, strict=True):
            digest = hashlib.sha256(line).hexdigest()
            place = replace(
                draft.written, file=self._streams.feed, start=start, length=len(line) + 1, sha256=digest
            )
            written.append(place)
            start += place.length
        return written

    def _append(self, path: str, lines: Sequence[bytes], sizes: list[tuple[str, int]]) -> int:
        if not lines:
            return 0
        feed = self._files.get(path)
        if feed is None:
            with _named_durably(path):
                feed = self._files[path] = Feed.append_to(path)
        start = feed.append(lines, durable=True)
        sizes.append((path, start + sum(len(line) + 1 for line in lines)))
        return start

    def _opened_archive(self, path: str) -> Archive:
        if self._archive is None:
            with _named_durably(path):
                self._archive = Archive.append_to(path)
        return self._archive

    def _check_disk(self, pages: int) -> None:
        """Stop before the disk is full.

        Raises:
            OutputError: less than the reserve is free.
        """
        self._checked -= pages
        if self._checked > 0 or not self._reserve:
            return
        self._checked = _RESERVE_CHECKED_EVERY
        folder = Path(self._streams.feed).parent
        folder.mkdir(parents=True, exist_ok=True)
        status = os.statvfs(folder)
        free = status.f_bavail * status.f_frsize
        if free < self._reserve:
            raise OutputError(
                str(folder), f"{free:,} bytes are free on its disk; {self._reserve:,} are kept in reserve"
            )

    def _count(self, pages: Sequence[_Page], new: Sequence[int]) -> None:
        for page, known in zip(pages, new, strict=True):
            ended = page.ended
            reason = page.reject.reason if page.reject else None
            self.tally.end(ended.lease, ended.state, reason, page.unchanged)
            self.tally.found(ended.lease, len(ended.entries), known)
            revisions = sum(draft.written.revision > 1 for draft in page.drafts)
            self.tally.items(ended.lease, len(page.drafts), revisions)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _named(error: Exception) -> OutputError:
    """What could not be written, and why."""
    if isinstance(error, OutputError):
        return error
    if isinstance(error, OSError) and error.filename:
        return OutputError(os.fsdecode(error.filename), error)
    return OutputError("the job's state", str(error))


@contextlib.contextmanager
def _named_durably(path: str) -> Iterator[None]:
    """Make the name of a file that is opened in here survive a power cut."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    yield
    sync_directory(os.path.dirname(path) or ".")


def _is_for_now(reject: Reject) -> bool:
    """Whether another run may have more luck."""
    if reject.reason is Reason.ROBOTS:
        return reject.detail.startswith(NOT_HAD.strip())
    return reject.reason in _FOR_NOW
