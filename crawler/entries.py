"""What a job knows of an address: the types that flow between sources, frontier, spider and ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

EntryKind = Literal["article", "feed", "sitemap", "section", "tag", "site"]
"""`article` is fetched once; the others are sources, read again in every run.  `site` is an address whose
feeds and sitemaps are found out."""


class State(StrEnum):
    """Where an address stands.  `failed` is tried again in a later run; `rejected` is not."""

    QUEUED = "queued"
    LEASED = "leased"
    """In flight; becomes `queued` again when the run that leased it is gone."""
    DONE = "done"
    REJECTED = "rejected"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """An address to fetch, and what the place that named it said of it."""

    url: str
    """As it was written; the frontier knows it by its canonical form."""
    kind: EntryKind = "article"
    source: str = ""
    """The source of the job that it comes from, in the end: the address in the job file."""
    published: datetime | None = None
    """With zone; newest is fetched first, unknown last."""
    modified: datetime | None = None
    """With zone; a done page that was modified later is fetched again, if the job wants updates."""
    title: str | None = None
    depth: int = 0
    """Links away from the source."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Whatever else the spider must know when the request is made; JSON types only."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes the next request for an address conditional."""

    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    """SHA-256 of the body: tells an unchanged page from a server that knows no 304."""


@dataclass(frozen=True, slots=True)
class Lease:
    """An entry that is in flight."""

    key: str
    """Its canonical address, under which the frontier knows it."""
    entry: Entry
    attempts: int = 0
    """Runs that tried it before and failed."""
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """An article in a feed: which line holds it, and what tells whether it has changed since."""

    key: str
    """Canonical address of the article."""
    page: str
    """Key of the page that it came from."""
    headline: str
    text_hash: str
    revision: int
    """1, and one more for every time that it came again with another text."""
    file: str
    start: int
    """Offset of its line in the file, in bytes."""
    length: int
    """Of the line with its newline."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Byproducts:
    """What a page leaves besides its outcome."""

    removed: tuple[bytes, ...] = ()
    """Lines for the removed stream, without newlines."""
    raw: bytes | None = None
    """The fetched page, as a record of the archive."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a leased address."""

    lease: Lease
    state: State
    reason: str | None = None
    validators: Validators | None = None
    aliases: tuple[str, ...] = ()
    """Other addresses that led to the page."""
    entries: tuple[Entry, ...] = ()
    """Addresses that it named."""
    updates: bool = False
    """Whether an entry that was modified is to be fetched again."""
