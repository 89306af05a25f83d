"""The record of a job's runs, as `crawler.run` leaves it in the job's directory."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from crawler.rotation import run_name
from crawler.summary import RunSummary, decode

_TAIL = 4 * 1024 * 1024


_ARTICLES = "SELECT source, count(*) FROM articles JOIN pages ON pages.key=articles.page GROUP BY source"
_PAGES = "SELECT source, count(*) FROM pages WHERE kind='article' GROUP BY source"
_READ = "SELECT DISTINCT source FROM pages WHERE kind<>'article' AND state='done'"
_LEFT = "SELECT count(*) FROM pages WHERE state IN ('queued', 'leased') AND state <> 'done'"


@dataclass(frozen=True, slots=True)
class UnfinishedRun:
    """A run that has begun and not come to its end: it is under way, or was killed."""

    run: str
    started: str
    """ISO 8601, UTC."""
    items: int
    """Articles of the job that are in its feed by now, those of former runs included."""
    remaining: int
    """Addresses that are left."""
    sources: Mapping[str, tuple[int, int]]
    """Those of the job that were read: how many articles of theirs are in the feed, and pages known."""


def unfinished_run(state: Path, last: RunSummary | None) -> UnfinishedRun | None:
    """The run after the last one that came to its end, as the frontier has it; None if there is none."""
    file = state / "frontier.sqlite"
    # Without a WAL nobody is writing, and SQLite needs to leave no files of its own beside it.
    mode = "mode=ro" if Path(f"{file}-wal").exists() else "mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?{mode}", uri=True)) as db:
            begun = db.execute("SELECT value FROM counters WHERE name='run'").fetchone()
            if begun is None or (last is not None and run_name(begun[0]) == last.run):
                return None
            articles, pages = dict(db.execute(_ARTICLES)), dict(db.execute(_PAGES))
            (left,) = db.execute(_LEFT).fetchone()
            started = datetime.fromtimestamp((state / "lock").stat().st_mtime, UTC)  # every run signs it
            return UnfinishedRun(
                run=run_name(begun[0]),
                started=started.isoformat(timespec="seconds").replace("+00:00", "Z"),
                items=sum(articles.values()),
                remaining=left,
                sources={one: (articles.get(one, 0), pages.get(one, 0)) for (one,) in db.execute(_READ)},
            )
    except (sqlite3.Error, OSError):  # what is wrong with it, the next run says
        return None


def last_run(state: Path) -> RunSummary | None:
    """The last run that came to its end; None if there was none."""
    try:
        return decode((state / "run.json").read_bytes())
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def recent_runs(state: Path, count: int) -> list[RunSummary]:
    """The last runs, in order of time; lines that cannot be read are left out."""
    try:
        with (state / "runs.jsonl").open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            lines = file.read().split(b"\n")
    except OSError:
        return []
    return list(_decoded(lines))[-count:]


def started_at(run: RunSummary) -> datetime:
    """When a run started."""
    return datetime.fromisoformat(run.started)


def _decoded(lines: list[bytes]) -> Iterator[RunSummary]:
    for line in lines:
        try:
            yield decode(line)
        except (msgspec.MsgspecError, ValueError):
            continue
