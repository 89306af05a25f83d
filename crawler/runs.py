"""The record of a job's runs, as `crawler.run` leaves it in the job's directory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from crawler.summary import RunSummary, decode

_TAIL = 4 * 1024 * 1024


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
