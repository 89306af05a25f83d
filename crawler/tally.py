"""Counts what a run does, source by source, so that its summary adds up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crawler.entries import Lease, State
from crawler.outcomes import Reason
from crawler.summary import SourceReport


@dataclass(slots=True)
class _Source:
    kind: str = "urls"
    fetches: int = 0
    not_modified: int = 0
    found: int = 0
    new: int = 0
    pages: int = 0
    items: int = 0
    unchanged: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    own_failures: Counter[str] = field(default_factory=Counter)


class Tally:
    """The sums of a run, of what is safely written."""

    def __init__(self) -> None:
        self.revisions = 0
        self._sources: dict[str, _Source] = {}

    def end(self, lease: Lease, state: State, reason: Reason | None, unchanged: bool) -> None:
        """Count the end of a fetch."""
        source = self._source(lease)
        if lease.entry.kind != "article":
            source.fetches += 1
            source.not_modified += unchanged
            if state is State.FAILED:
                source.own_failures[reason or Reason.FETCH_ERROR] += 1
        elif state is State.FAILED:
            source.failures[reason or Reason.FETCH_ERROR] += 1
        elif state is State.REJECTED:
            source.rejects[reason or Reason.FETCH_ERROR] += 1
        elif unchanged:
            source.unchanged += 1
        else:
            source.pages += 1

    def found(self, lease: Lease, found: int, new: int) -> None:
        """Count the addresses that a page named, and how many of them nobody knew."""
        source = self._source(lease)
        source.found += found
        source.new += new

    def items(self, lease: Lease, items: int, revisions: int) -> None:
        """Count lines of the feed."""
        self._source(lease).items += items
        self.revisions += revisions

    def sums(self) -> dict[str, object]:
        """The fields of a `RunSummary` that are counted here."""
        every = list(self._sources.values())
        rejects, failures, own = Counter[str](), Counter[str](), Counter[str]()
        for one in every:
            rejects += one.rejects
            failures += one.failures
            own += one.own_failures
        pages, unchanged = sum(one.pages for one in every), sum(one.unchanged for one in every)
        return {
            "fetched": pages + unchanged + rejects.total() + failures.total(),
            "pages": pages,
            "items": sum(one.items for one in every),
            "revisions": self.revisions,
            "unchanged": unchanged,
            "rejects": dict(rejects.most_common()),
            "failures": dict(failures.most_common()),
            "sources_read": sum(one.fetches for one in every),
            "not_modified": sum(one.not_modified for one in every),
            "source_failures": dict(own.most_common()),
            "found": sum(one.found for one in every),
            "new": sum(one.new for one in every),
            "sources": [_report(url, one) for url, one in self._sources.items()],
        }

    def _source(self, lease: Lease) -> _Source:
        entry = lease.entry
        source = self._sources.setdefault(entry.source or entry.url, _Source())
        if entry.kind != "article" and source.kind == "urls":
            source.kind = entry.kind
        return source


def _report(url: str, source: _Source) -> SourceReport:
    return SourceReport(
        url=url,
        kind=source.kind,
        fetches=source.fetches,
        not_modified=source.not_modified,
        found=source.found,
        new=source.new,
        pages=source.pages,
        items=source.items,
        rejects=dict(source.rejects),
        failures=dict(source.failures + source.own_failures),
    )
