"""The tables of a frontier, and how its SQLite file is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

VERSION = 1

_SCHEMA = """
CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    host TEXT NOT NULL,
    state TEXT NOT NULL,
    priority INTEGER NOT NULL,
    published TEXT,
    modified TEXT,
    title TEXT,
    depth INTEGER NOT NULL,
    extra TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    etag TEXT,
    last_modified TEXT,
    content_hash TEXT
);
CREATE INDEX waiting ON pages (host, priority DESC, number) WHERE state = 'queued';
CREATE INDEX by_state ON pages (state) WHERE state <> 'done';
CREATE INDEX by_kind ON pages (kind, source) WHERE kind <> 'article';
CREATE TABLE aliases (key TEXT PRIMARY KEY, page TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    key TEXT PRIMARY KEY,
    page TEXT NOT NULL,
    headline TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    revision INTEGER NOT NULL,
    file TEXT NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX in_file ON articles (file, start);
CREATE TABLE files (
    path TEXT PRIMARY KEY,
    stream TEXT NOT NULL,
    size INTEGER NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""


class FrontierError(Exception):
    """The frontier's file is not one, or is of another version; the message names it."""


def connected(path: Path) -> sqlite3.Connection:
    """A connection to a frontier's file, which is created if need be; transactions are begun by hand.

    Raises:
        FrontierError: the file is not ours, or of another version.
        sqlite3.Error: it cannot be read or written.
    """
    database = sqlite3.connect(path, isolation_level=None)
    try:
        _prepare(database, path)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise FrontierError(f"{path}: not a frontier, or damaged: {error}") from None
    if version != VERSION and (version or tables):
        raise FrontierError(f"{path}: a frontier of version {version}; this program reads version {VERSION}")
    (mode,) = database.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise FrontierError(f"{path}: its disk cannot be written to as SQLite's WAL mode needs it")
    # A process that dies loses nothing that was committed; a power cut may, and recovery makes up for it.
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA wal_autocheckpoint = 4000")
    if version == 0:
        database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
