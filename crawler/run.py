"""One run of a job, from the lock to the summary that adds up."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from msgspec import structs

from crawler import rotation
from crawler.crawling import Crawling, stoppable
from crawler.database import FrontierError
from crawler.drift import RunFigures, judged
from crawler.feed import Feed, Output, OutputError, sync_directory
from crawler.frontier import Frontier
from crawler.jobs import Job
from crawler.ledger import DISK_RESERVE, Ledger, Streams
from crawler.lock import AlreadyRunningError, only_run
from crawler.messages import ExitCode
from crawler.recovery import Recovery, recover
from crawler.summary import RunSummary, encode

__all__ = ["AlreadyRunningError", "Progress", "run"]

Progress = Callable[[RunSummary], object]


def run(
    job: Job,
    *,
    now: datetime | None = None,
    on_progress: Progress | None = None,
    settings: Mapping[str, Any] | None = None,
) -> RunSummary:
    """Run a job once; returns how it went, which `run.json` in the job's state says as well.

    SIGINT and SIGTERM, in the main thread, stop it within 10 seconds, the second one at once; what was on
    its way is queued again.  Pages are cleaned in other processes: as always with them, a script that calls
    this does so under `if __name__ == "__main__":`.

    Args:
        job: what to do.
        now: when the run starts; says what is fresh, and names its files.
        on_progress: called about once a second with the numbers so far.
        settings: Scrapy settings over those of the job.

    Raises:
        AlreadyRunningError: another process runs the job.
    """
    one = _Run(job, now or datetime.now(UTC), {**job.settings, **(settings or {})})
    try:
        with only_run(job.name, job.state), contextlib.ExitStack() as until_told:
            try:
                until_told.enter_context(stoppable(one.open()))
                one.crawl(on_progress)
            except (OutputError, FrontierError, sqlite3.Error, OSError) as error:
                one.failed = str(error)
            finally:
                one.close()
            return one.write_summary()
    except (OutputError, sqlite3.Error, OSError) as error:
        return one.summary(error=one.failed or str(error))


@dataclass(slots=True)
class _Run:
    """A run under way, and what is open in it."""

    job: Job
    started: datetime
    settings: dict[str, Any]
    begun: float = field(default_factory=time.monotonic)
    name: str = ""
    streams: Streams | None = None
    frontier: Frontier | None = None
    ledger: Ledger | None = None
    recovery: Recovery = field(default_factory=Recovery)
    crawling: Crawling | None = None
    remaining: int = 0
    failed: str | None = None
    drift: list[str] = field(default_factory=list)

    def open(self) -> Crawling:
        """Open the job's state, and put right what an earlier run left behind; returns what is to be done.

        Raises:
            OutputError, FrontierError, sqlite3.Error, OSError: it cannot be opened or written.
        """
        job = self.job
        self.frontier = Frontier(job.state / "frontier.sqlite")
        sync_directory(str(job.state))  # SQLite does so as well, and does not look whether it worked
        self.name = rotation.run_name(self.frontier.next_run())
        self.streams = self._streams()
        for path, stream in self.streams.named().items():
            self.frontier.open_file(path, stream)
        self.recovery = recover(self.frontier)
        self._close_former_files(set(self.streams.named()))
        self.frontier.retry()
        self.ledger = Ledger(
            self.frontier,
            self.streams,
            updates=job.updates,
            reserve=int(self.settings.get("DISK_RESERVE", DISK_RESERVE)),
        )
        self.crawling = Crawling(job, self.frontier, self.ledger, self.started)
        return self.crawling

    def crawl(self, on_progress: Progress | None) -> None:
        """Fetch, clean and write until nothing is left, or something stops it."""
        assert self.crawling is not None
        self.crawling.go(self.settings, (lambda: on_progress(self.summary())) if on_progress else None)

    def close(self) -> None:
        """Write what was gathered, and close everything.  Never raises."""
        if self.ledger is not None:
            self.ledger.close()
        if self.frontier is not None:
            with contextlib.suppress(sqlite3.Error):
                self.remaining = self.frontier.pending()
            if self._is_clean() and self.job.output.rotation == "run":
                self._try_to(lambda: self._close_former_files(set()))
            self._try_to(self.frontier.close)

    def write_summary(self) -> RunSummary:
        """Write `run.json`, the last run, and add it to `runs.jsonl`, all of them.

        Raises:
            OutputError, OSError: they could not be written.
        """
        self._judge_drift()
        summary = self.summary()
        content, folder = encode(summary), self.job.state
        partial = folder / "run.json.partial"
        with Output.create(str(partial)) as output:
            output.write_line(content)
        os.rename(partial, folder / "run.json")
        with Feed.append_to(str(folder / "runs.jsonl")) as runs:
            runs.write_line(content)
        sync_directory(str(folder))
        return summary

    def summary(self, error: str | None = None) -> RunSummary:
        """The numbers so far."""
        ledger, crawling = self.ledger, self.crawling
        error = error or self.failed or (str(ledger.failure) if ledger and ledger.failure else None)
        sums: dict[str, Any] = ledger.tally.sums() if ledger else {}
        stopped = crawling.stopped if crawling else None
        notes = [*self.recovery.notes, *(crawling.notes if crawling else ())]
        hosts = crawling.hosts() if crawling else []
        summary = RunSummary(
            job=self.job.name,
            run=self.name,
            started=_utc(self.started),
            seconds=round(time.monotonic() - self.begun, 3),
            remaining=self.remaining + sum(one.queued + one.in_flight for one in hosts),
            recovered=self.recovery.pages,
            requests=crawling.requests() if crawling else 0,
            stopped=stopped,
            error=error,
            notes=notes,
            drift=self.drift,
            hosts=hosts,
            feed=self.streams.feed if self.streams else None,
            **sums,
        )
        return _with_exit_code(summary, drift_fails=self.job.drift.fail)

    def _judge_drift(self) -> None:
        """Compare what the sites gave with what they gave before."""
        if self.crawling is None or not self._is_clean():
            return
        figures = RunFigures(run=self.name, started=_utc(self.started), sites=self.crawling.sites)
        self.drift = [str(alarm) for alarm in judged(self.job.state, figures, self.job.drift.runs)]

    # ---- files ----------------------------------------------------------------------------------

    def _streams(self) -> Streams:
        job = self.job

        def named(pattern: str) -> str:
            return rotation.file_name(pattern, job=job.name, run=self.name, started=self.started)

        return Streams(
            feed=named(job.output.path),
            rejects=named(str(job.rejects)) if job.rejects else str(job.state / "rejects.jsonl"),
            removed=named(str(job.removed)) if job.removed else None,
            archive=named(str(job.keep_raw)) if job.keep_raw else None,
        )

    def _close_former_files(self, current: set[str]) -> None:
        """Compress, if the job wants it, what no run will add to."""
        assert self.frontier is not None
        for path, stream, _ in self.frontier.files():
            if path not in current:
                if stream == "feed":
                    rotation.compress(path, self.job.output.compression)
                self.frontier.close_file(path)

    def _is_clean(self) -> bool:
        return self.ledger is not None and self.ledger.failure is None and self.crawling is not None

    def _try_to(self, do: Callable[[], object]) -> None:
        try:
            do()
        except (OutputError, sqlite3.Error, OSError) as error:
            self.failed = str(error)


def _utc(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _with_exit_code(summary: RunSummary, drift_fails: bool) -> RunSummary:
    """0 only if nothing is left to do, and nothing went wrong."""
    partial = summary.remaining or summary.failures or summary.source_failures or summary.stopped
    is_partial = bool(partial or (drift_fails and summary.drift))
    code = ExitCode.OUTPUT if summary.error else ExitCode.PARTIAL if is_partial else ExitCode.DONE
    return structs.replace(summary, exit_code=int(code))
