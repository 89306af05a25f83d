"""How a run of a job went: numbers that add up, and the exit code that they come to."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from crawler.messages import ExitCode


class SourceReport(Struct, rename="camel", kw_only=True, frozen=True):
    """What one source of the job brought in this run."""

    url: str
    kind: str
    fetches: int = 0
    """Fetches of the source itself and of the pages it leads to: child sitemaps, next pages."""
    not_modified: int = 0
    """Of them, how many had nothing new (304, or the same bytes)."""
    found: int = 0
    """Addresses that it named."""
    new: int = 0
    """Of them, how many were not known."""
    pages: int = 0
    """Its pages that gave items."""
    items: int = 0
    rejects: dict[str, int] = {}
    """Pages without an article, by reason."""
    failures: dict[str, int] = {}
    """Pages, and fetches of the source itself, that could not be had, by reason."""


class HostState(Struct, rename="camel", kw_only=True, frozen=True):
    """A host in the course of a run."""

    host: str
    queued: int = 0
    in_flight: int = 0
    delay: float = 0.0
    """Seconds between two requests, as they are now."""
    resting: float = 0.0
    """Seconds for which it is still to be left alone, as it asked."""


class RunSummary(Struct, rename="camel", kw_only=True, frozen=True):
    """A run of a job: `run.json`.  `fetched == pages + unchanged + sum(rejects) + sum(failures)`."""

    job: str
    run: str
    """Sorts by time, and is unique in the job."""
    started: str
    """ISO 8601, UTC."""
    seconds: float = 0.0
    exit_code: int = int(ExitCode.DONE)
    fetched: int = 0
    """Article pages whose fetch ended, one way or the other."""
    pages: int = 0
    """Of them, pages that gave items, or whose items were in the feed already."""
    items: int = 0
    """Lines added to the feed."""
    revisions: int = 0
    """Of them, articles that were in the feed already and have changed."""
    unchanged: int = 0
    """Pages fetched again that had not changed."""
    rejects: dict[str, int] = {}
    failures: dict[str, int] = {}
    """Pages to be tried again in a later run, by reason."""
    sources_read: int = 0
    """Fetches of feeds, sitemaps and sections."""
    not_modified: int = 0
    """Of them, how many had nothing new."""
    source_failures: dict[str, int] = {}
    found: int = 0
    new: int = 0
    remaining: int = 0
    """Pages still queued: a limit was reached, or the run was stopped."""
    recovered: int = 0
    """Pages that an earlier run had written and not acknowledged."""
    requests: int = 0
    """Requests sent, with retries, redirects and robots.txt."""
    stopped: str | None = None
    """Why the run ended before its work did."""
    error: str | None = None
    """What could not be written."""
    notes: list[str] = []
    """Whatever else somebody should know: a repaired feed, what was not wanted of a source."""
    drift: list[str] = []
    """Sites that have changed, and how: see `crawler.drift`."""
    sources: list[SourceReport] = []
    hosts: list[HostState] = []
    """While the run goes on; empty in the end."""
    feed: str | None = None
    """The file that items went to."""

    def adds_up(self) -> bool:
        """Whether every page fetched is accounted for."""
        ended = self.pages + self.unchanged + sum(self.rejects.values()) + sum(self.failures.values())
        return self.fetched == ended


def encode(summary: RunSummary) -> bytes:
    """The summary as JSON."""
    return msgspec.json.encode(summary)


def decode(content: bytes) -> RunSummary:
    """A summary from its JSON.

    Raises:
        msgspec.ValidationError, msgspec.DecodeError: it is none.
    """
    return msgspec.json.decode(content, type=RunSummary)
