"""What is to be fetched, what is in flight, and what became of it: a job's memory, in SQLite.

Every change is one transaction; a process that is killed leaves each address in exactly one state.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from crawler import database
from crawler.canonical import canonical, host_of
from crawler.entries import Ended, Entry, Lease, State, Validators, Written

MAX_ATTEMPTS = 3
"""Runs that try an address before its failure is final."""

_SOURCE_FIRST = 1 << 60
# `state <> 'done'` in them is what lets SQLite use the index over the few that are not done.
_REQUEUE_LEASED = "UPDATE pages SET state='queued' WHERE state='leased' AND state <> 'done'"
_REQUEUE_FAILED = "UPDATE pages SET state='queued' WHERE state='failed' AND state <> 'done'"
_REQUEUE_AS_NEW = (
    "UPDATE pages SET state='queued', etag=NULL, last_modified=NULL, content_hash=NULL WHERE key=?"
)
_LOST_REVISIONS = (
    "UPDATE articles SET revision=revision-1, text_hash='', file='', start=0, length=0, sha256=''"
    " WHERE file=? AND start+length>? AND revision>1 RETURNING page"
)
_LOST_ARTICLES = "DELETE FROM articles WHERE file=? AND start+length>? RETURNING page"
_NOWHERE = "UPDATE articles SET file='', start=0, length=0, sha256='' WHERE file=?"
_PENDING = "SELECT count(*) FROM pages WHERE state IN ('queued', 'leased') AND state <> 'done'"
_COLUMNS = (
    "key, url, kind, source, published, modified, title, depth, extra, attempts,"
    " etag, last_modified, content_hash"
)


class _Known(NamedTuple):
    """A page that the frontier has."""

    key: str
    state: State
    modified: datetime | None
    published: datetime | None


class Frontier:
    """A job's addresses and articles.  One process at a time: the job's lock sees to it."""

    def __init__(self, path: Path):
        """Open it, creating it if need be; what was in flight is queued again.

        Raises:
            FrontierError: the file is not ours, or of another version.
            sqlite3.Error: it cannot be read or written.
        """
        self._db = database.connected(path)
        self._heads: dict[str, tuple[int, int]] = {}
        self._read = set[str]()
        """Keys of the sources that were read since the run began."""
        try:
            self._db.execute(_REQUEUE_LEASED)
            self._look_everywhere()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Put what is in flight back, and close the file.

        Raises:
            sqlite3.Error: it cannot be written; nothing that was committed is lost.
        """
        try:
            self._db.execute(_REQUEUE_LEASED)
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # when closing does it, errors are not told
        finally:
            self._db.close()

    def __enter__(self) -> Frontier:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # ---- addresses ------------------------------------------------------------------------------

    def add(self, entries: Iterable[Entry], updates: bool = False) -> int:
        """Queue addresses; returns how many were not known before.

        An article is queued once, and again only with `updates` when it was modified, or published, later than before.
        A source is queued again unless it is waiting already, or was read since `begin`: sitemaps and lists of pages
        may lead to each other.
        """
        with self._transaction():
            return self._add(entries, updates)

    def begin(self, sources: Iterable[Entry], updates: bool = False) -> int:
        """Queue what a run begins with, as `add`: each source, and what it leads to, is read once more."""
        self._read.clear()
        return self.add(sources, updates)

    def seen(self, url: str) -> bool:
        """Whether an address, or another one for the same page, is known."""
        return self._page(canonical(url)) is not None

    def awaits(self, url: str) -> bool:
        """Whether an address is known and not dealt with: it is fetched, perhaps once more."""
        page = self._page(canonical(url))
        return page is not None and page.state not in {State.DONE, State.REJECTED}

    def is_source(self, url: str) -> bool:
        """Whether an address is that of a source, which is read again in every run."""
        row = self._db.execute("SELECT kind FROM pages WHERE key=?", (canonical(url),)).fetchone()
        return row is not None and row[0] != "article"

    def validators(self, url: str) -> Validators | None:
        """What the last answer for an address came with."""
        row = self._db.execute(
            "SELECT etag, last_modified, content_hash FROM pages WHERE key=?", (canonical(url),)
        ).fetchone()
        return Validators(*row) if row and any(row) else None

    def known(self, kind: str, source: str) -> list[Entry]:
        """Sources of a kind that a source of the job led to in former runs: child sitemaps."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM pages WHERE kind=? AND source=? ORDER BY number",  # noqa: S608
            (kind, source),
        )
        return [_lease(row).entry for row in rows]

    def counts(self) -> dict[State, int]:
        """How many addresses are in each state."""
        rows = self._db.execute("SELECT state, count(*) FROM pages GROUP BY state")
        return dict.fromkeys(State, 0) | {State(state): count for state, count in rows}

    def pending(self) -> int:
        """How many addresses are queued or in flight."""
        (count,) = self._db.execute(_PENDING).fetchone()
        return int(count)

    def waiting_by_host(self) -> dict[str, int]:
        """How many addresses are queued, host by host."""
        return dict(
            self._db.execute("SELECT host, count(*) FROM pages WHERE state='queued' GROUP BY host").fetchall()
        )

    def retry(self) -> int:
        """Queue what failed in former runs; returns how many addresses that are."""
        failed = self._db.execute(_REQUEUE_FAILED).rowcount
        if failed:
            self._look_everywhere()
        return failed

    def lease(self, avoid: Container[str] = (), spent: Container[str] = ()) -> Lease | None:
        """The most urgent address, now in flight: none of the hosts to avoid, no article of the spent ones.

        Sources first, then articles from the newest to the oldest, then those without a date in the
        order in which they were found.
        """
        best: tuple[int, int] | None = None
        chosen = ""
        for host, head in self._heads.items():
            if (best is None or head < best) and host not in avoid:
                if head[0] > -_SOURCE_FIRST and host in spent:
                    continue
                best, chosen = head, host
        if best is None:
            return None
        row = self._db.execute(
            f"UPDATE pages SET state='leased' WHERE number=? RETURNING {_COLUMNS}",  # noqa: S608
            (best[1],),
        ).fetchone()
        self._look(chosen)
        return _lease(row)

    def has_waiting(self, spent: Container[str] = ()) -> bool:
        """Whether anything is queued, but for articles of these hosts."""
        return any(head[0] == -_SOURCE_FIRST or host not in spent for host, head in self._heads.items())

    def release(self, leases: Iterable[Lease]) -> None:
        """Put addresses back that were leased and not dealt with."""
        with self._transaction():
            for lease in leases:
                self._db.execute(
                    "UPDATE pages SET state='queued' WHERE key=? AND state='leased'", (lease.key,)
                )
                self._look(host_of(lease.entry.url))

    # ---- what became of them --------------------------------------------------------------------

    def commit(
        self, ended: Sequence[Ended], written: Sequence[Written] = (), sizes: Iterable[tuple[str, int]] = ()
    ) -> list[int]:
        """Record all of it or nothing; returns for each address how many of its entries were new.

        `sizes` says up to which byte the files of the job are accounted for.
        """
        with self._transaction():
            new = [self._end(one) for one in ended]
            for article in written:
                self._record(article)
            for path, size in sizes:
                self._db.execute("UPDATE files SET size=? WHERE path=?", (size, path))
            return new

    def article(self, key: str) -> Written | None:
        """The article of a canonical address, if it is in the feed."""
        row = self._db.execute("SELECT * FROM articles WHERE key=?", (key,)).fetchone()
        return Written(*row) if row else None

    def last_article(self, file: str, size: int) -> Written | None:
        """The last article whose line ends within the first `size` bytes of a file."""
        row = self._db.execute(
            "SELECT * FROM articles WHERE file=? AND start+length<=? ORDER BY start DESC LIMIT 1",
            (file, size),
        ).fetchone()
        return Written(*row) if row else None

    def forget_articles(self, file: str, size: int) -> int:
        """Queue the pages again whose lines are no longer in a file; returns how many lines that are.

        Their next requests are not conditional: that a page has not changed is no reason to leave it out.
        Of a revision, its number is kept, for an earlier one may still be in a feed.
        """
        with self._transaction():
            pages = [
                page
                for gone in (_LOST_REVISIONS, _LOST_ARTICLES)
                for page in self._db.execute(gone, (file, size))
            ]
            self._db.executemany(_REQUEUE_AS_NEW, pages)
            self._look_everywhere()
            return len(pages)

    def begin_anew(self, file: str) -> None:
        """A file is empty again, or gone: its articles stay known, and stand in it no more."""
        with self._transaction():
            self._db.execute(_NOWHERE, (file,))
            self._db.execute("UPDATE files SET size=0 WHERE path=?", (file,))

    # ---- files and runs -------------------------------------------------------------------------

    def files(self) -> list[tuple[str, str, int]]:
        """The open files of the job: path, stream, and up to which byte they are accounted for."""
        rows = self._db.execute("SELECT path, stream, size FROM files WHERE NOT closed ORDER BY path")
        return rows.fetchall()

    def open_file(self, path: str, stream: str) -> None:
        """Remember a file before the first line is written to it; survives a power cut."""
        self._db.execute("PRAGMA synchronous = FULL")
        try:
            self._db.execute(
                "INSERT INTO files (path, stream, size) VALUES (?, ?, 0)"
                " ON CONFLICT (path) DO UPDATE SET closed=0",
                (path, stream),
            )
        finally:
            self._db.execute("PRAGMA synchronous = NORMAL")

    def close_file(self, path: str) -> None:
        """No more lines are added to a file."""
        self._db.execute("UPDATE files SET closed=1 WHERE path=?", (path,))

    def next_run(self) -> int:
        """A number for the run that begins: one more than the last one's."""
        (number,) = self._db.execute(
            "INSERT INTO counters VALUES ('run', 1)"
            " ON CONFLICT (name) DO UPDATE SET value=value+1 RETURNING value"
        ).fetchone()
        return int(number)

    # ---- inside a transaction -------------------------------------------------------------------

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            with contextlib.suppress(sqlite3.Error):
                self._look_everywhere()
            raise

    def _page(self, key: str) -> _Known | None:
        """What is known of the page that an address leads to."""
        row = self._db.execute(
            "SELECT key, state, modified, published FROM pages WHERE key=?1"
            " UNION ALL SELECT key, state, modified, published FROM pages"
            " WHERE key=(SELECT page FROM aliases WHERE aliases.key=?1) LIMIT 1",
            (key,),
        ).fetchone()
        return _Known(row[0], State(row[1]), _time(row[2]), _time(row[3])) if row else None

    def _add(self, entries: Iterable[Entry], updates: bool) -> int:
        new = 0
        for entry in entries:
            key = canonical(entry.url)
            page = self._page(key)
            if page is None:
                new += 1
                self._insert(key, entry)
            elif entry.kind != "article":
                if page.key == key and key not in self._read:
                    self._queue_again(key, entry)
            elif updates and _is_later(entry, page):
                self._queue_again(page.key, entry)
        return new

    def _insert(self, key: str, entry: Entry) -> None:
        host, priority = host_of(entry.url), _priority(entry)
        number = self._db.execute(
            "INSERT INTO pages (key, url, kind, source, host, state, priority, published, modified, title,"
            " depth, extra) VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?)",
            (
                *(key, entry.url, entry.kind, entry.source, host, priority),
                *(_text(entry.published), _text(entry.modified), entry.title, entry.depth, _json(entry)),
            ),
        ).lastrowid
        assert number is not None
        head = self._heads.get(host)
        if head is None or (-priority, number) < head:
            self._heads[host] = (-priority, number)

    def _queue_again(self, key: str, entry: Entry) -> None:
        self._db.execute(
            "UPDATE pages SET state='queued', kind=?, priority=?, published=coalesce(?, published),"
            " modified=coalesce(?, modified), title=?, extra=?"
            " WHERE key=? AND state NOT IN ('queued', 'leased')",
            (
                *(entry.kind, _priority(entry), _text(entry.published), _text(entry.modified)),
                *(entry.title, _json(entry), key),
            ),
        )
        (host,) = self._db.execute("SELECT host FROM pages WHERE key=?", (key,)).fetchone()
        self._look(host)

    def _end(self, ended: Ended) -> int:
        if ended.lease.entry.kind != "article":
            self._read.add(ended.lease.key)
        validators = ended.validators
        failed = ended.state is State.FAILED
        self._db.execute(
            "UPDATE pages SET state=?, reason=?, attempts=CASE WHEN ? THEN attempts+1 ELSE 0 END WHERE key=?",
            (ended.state, ended.reason, failed, ended.lease.key),
        )
        if not failed:  # what only a request needs is not kept for ever
            self._db.execute("UPDATE pages SET title=NULL WHERE key=? AND kind='article'", (ended.lease.key,))
        if validators is not None:
            self._db.execute(
                "UPDATE pages SET etag=?, last_modified=?, content_hash=? WHERE key=?",
                (validators.etag, validators.last_modified, validators.content_hash, ended.lease.key),
            )
        for alias in ended.aliases:
            key = canonical(alias)
            if key != ended.lease.key:
                self._db.execute("INSERT OR IGNORE INTO aliases VALUES (?, ?)", (key, ended.lease.key))
        return self._add(ended.entries, ended.updates)

    def _record(self, article: Written) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(article.key, article.page, article.headline, article.text_hash, article.revision),
                *(article.file, article.start, article.length, article.sha256),
            ),
        )

    def _look_everywhere(self) -> None:
        hosts = self._db.execute("SELECT DISTINCT host FROM pages WHERE state='queued'").fetchall()
        self._heads.clear()
        for (host,) in hosts:
            self._look(host)

    def _look(self, host: str) -> None:
        """Find the most urgent address of a host."""
        row = self._db.execute(
            "SELECT -priority, number FROM pages WHERE state='queued' AND host=?"
            " ORDER BY priority DESC, number LIMIT 1",
            (host,),
        ).fetchone()
        if row is None:
            self._heads.pop(host, None)
        else:
            self._heads[host] = row


def _lease(row: Sequence[Any]) -> Lease:
    key, url, kind, source, published, modified, title, depth, extra, attempts, *validators = row
    entry = Entry(
        url=url,
        kind=kind,
        source=source,
        published=_time(published),
        modified=_time(modified),
        title=title,
        depth=depth,
        extra=json.loads(extra) if extra else {},
    )
    return Lease(key, entry, attempts, Validators(*validators) if any(validators) else None)


def _priority(entry: Entry) -> int:
    if entry.kind != "article":
        return _SOURCE_FIRST
    return int(entry.published.timestamp()) if entry.published else -_SOURCE_FIRST


def _is_later(entry: Entry, known: _Known) -> bool:
    """Whether an article's page is said to have changed since; RSS knows no date but that of publication."""
    if entry.modified is not None:
        return known.modified is None or entry.modified > known.modified
    if entry.published is None or known.published is None:
        return False
    return entry.published > known.published


def _text(time: datetime | None) -> str | None:
    return time.astimezone(UTC).isoformat() if time else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _json(entry: Entry) -> str | None:
    return json.dumps(dict(entry.extra), sort_keys=True) if entry.extra else None
