"""How a job is doing: its last runs, its next, and its sources, from what its runs left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from crawler.address import told_apart
from crawler.jobs import Job
from crawler.lock import holder
from crawler.messages import ExitCode
from crawler.runs import UnfinishedRun, recent_runs, started_at, unfinished_run
from crawler.summary import RunSummary, SourceReport

_RUNS = 10
_ENDED = {ExitCode.DONE: "done", ExitCode.PARTIAL: "partial", ExitCode.OUTPUT: "not written"}


def state_of(job: Job, now: datetime) -> dict[str, Any]:
    """The state of a job, as JSON types."""
    runs = recent_runs(job.state, _RUNS)
    last = runs[-1] if runs else None
    unfinished = unfinished_run(job.state, last)
    due = job.schedule.due(started_at(last) if last else None, now) if job.schedule else None
    return {
        "job": job.name,
        "schedule": job.schedule.text if job.schedule else None,
        "runningAs": holder(job.state),
        "nextRun": max(due, now).isoformat(timespec="seconds") if due else None,
        "lastRun": _run(last) if last else None,
        "unfinishedRun": _unfinished(unfinished) if unfinished else None,
        "lastRuns": {"runs": len(runs), "items": sum(run.items for run in runs), "failed": _failed(runs)},
        "sources": [
            _source(name, [one for run in runs for one in run.sources if one.url == name], unfinished)
            for source in job.sources
            if source.kind != "urls"
            for name in map(told_apart, source.urls)
        ],
    }


def _run(run: RunSummary) -> dict[str, Any]:
    whole: dict[str, Any] = msgspec.to_builtins(run)
    kept = (
        "started",
        "seconds",
        "exitCode",
        "fetched",
        "pages",
        "items",
        "unchanged",
        "rejects",
        "failures",
        "remaining",
        "drift",
        "error",
    )
    return {name: whole[name] for name in kept}


def _unfinished(run: UnfinishedRun) -> dict[str, Any]:
    return {name: getattr(run, name) for name in ("run", "started", "items", "remaining")}


def _failed(runs: Sequence[RunSummary]) -> int:
    return sum(run.exit_code != ExitCode.DONE for run in runs)


def _source(url: str, reports: Sequence[SourceReport], unfinished: UnfinishedRun | None) -> dict[str, Any]:
    """What a source brought in the last runs, or so far when none of them came to its end."""
    last = reports[-1] if reports else None
    if last is None and unfinished is not None and url in unfinished.sources:
        items, new = unfinished.sources[url]
        return {"url": url, "items": items, "new": new, "health": "read by an unfinished run", "failures": {}}
    return {
        "url": url,
        "items": sum(one.items for one in reports),
        "new": sum(one.new for one in reports),
        "health": _health(last),
        "failures": last.failures if last else {},
    }


def _health(last: SourceReport | None) -> str:
    if last is None:
        return "never read"
    if last.failures:
        return "failing"
    if last.not_modified and last.not_modified == last.fetches:
        return "unchanged"
    return "ok" if last.found else "names nothing"


def shown(state: Mapping[str, Any]) -> Iterator[str]:
    """The state of a job in lines."""
    running = f", running as process {state['runningAs']}" if state["runningAs"] else ""
    schedule = state["schedule"] or "no schedule"
    upcoming = f", next {state['nextRun']}" if state["nextRun"] else ""
    yield f"{state['job']}: {schedule}{upcoming}{running}"
    last = state["lastRun"]
    unfinished = state["unfinishedRun"]
    if unfinished is not None:
        yield _shown_unfinished(unfinished, is_running=bool(running))
    if last is not None:
        yield from _shown_run(last, state["lastRuns"])
    elif unfinished is None:
        yield "  never run"
    for source in state["sources"]:
        failures = ", ".join(f"{count} {reason}" for reason, count in source["failures"].items())
        yield f"  {source['url']}: {source['health']}, {source['items']} items, {source['new']} new" + (
            f"; failed: {failures}" if failures else ""
        )


def _shown_unfinished(run: Mapping[str, Any], is_running: bool) -> str:
    how = "is under way" if is_running else "did not come to its end; the next one goes on"
    so_far = f"{run['items']} items in the feed so far, {run['remaining']} pages left"
    return f"  run {run['run']}, started {run['started']}, {how}: {so_far}"


def _shown_run(last: Mapping[str, Any], runs: Mapping[str, int]) -> Iterator[str]:
    ended = _ENDED.get(last["exitCode"], f"exit code {last['exitCode']}")
    took = timedelta(seconds=round(last["seconds"]))
    yield f"  last run {last['started']}, {took}: {ended}, {last['items']} items of {last['fetched']} pages"
    for name in ("rejects", "failures"):
        if last[name]:
            yield f"  {name}: " + ", ".join(f"{count} {reason}" for reason, count in last[name].items())
    if last["remaining"]:
        yield f"  left for the next run: {last['remaining']}"
    if last["error"]:
        yield f"  error: {last['error']}"
    yield from (f"  drift: {line}" for line in last["drift"])
    yield f"  last {runs['runs']} runs: {runs['items']} items, {runs['failed']} not done"
