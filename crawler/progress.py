"""How a run is going, and how it went: live on a terminal, a JSON line a minute for a log, lines to read."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

import msgspec

from crawler.address import one_line
from crawler.feed import Output
from crawler.summary import HostState, RunSummary, encode

if TYPE_CHECKING:
    from rich.table import Table

LOG_SECONDS = 60.0
"""Between two lines in a log."""
_HOSTS_SHOWN = 8
_LISTED = 20
"""Notes of a summary that are shown; run.json has all of them."""


class Log:
    """A JSON line now and then: the summary so far, without its lists."""

    def __init__(
        self, stream: IO[str], every: float = LOG_SECONDS, clock: Callable[[], float] = time.monotonic
    ):
        self._stream = stream
        self._every = every
        self._clock = clock
        self._due = clock() + every

    def show(self, summary: RunSummary) -> None:
        """Write a line, if it is time."""
        if self._clock() < self._due:
            return
        self._due = self._clock() + self._every
        short = msgspec.structs.replace(summary, sources=[], hosts=[], notes=[])
        self._stream.write(encode(short).decode() + "\n")
        self._stream.flush()

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing to put away."""


class Live:
    """A few lines on a terminal that change as the run goes on."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
        from rich.live import Live as RichLive  # noqa: PLC0415

        self._live = RichLive(
            console=Console(stderr=True), transient=True, auto_refresh=False, redirect_stdout=False
        )
        self._pace = Pace()

    def show(self, summary: RunSummary) -> None:
        """Show the numbers so far."""
        self._live.update(_table(summary, self._pace.of(summary)), refresh=True)

    def __enter__(self) -> Live:
        self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._live.stop()


class Pace:
    """Pages a second, over the last while."""

    def __init__(self, window: float = 10.0):
        self._window = window
        self._points: list[tuple[float, int]] = []

    def of(self, summary: RunSummary) -> float:
        """The pace, when this is how far the run has come."""
        self._points.append((summary.seconds, summary.fetched))
        while len(self._points) > 2 and self._points[1][0] < summary.seconds - self._window:
            self._points.pop(0)
        (start, before), (end, now) = self._points[0], self._points[-1]
        return (now - before) / (end - start) if end > start else 0.0


def watching(stream: IO[str] | None = None) -> Live | Log:
    """What shows a run on standard error: live on a terminal, else as a log."""
    stream = stream or sys.stderr
    return Live() if stream.isatty() else Log(stream)


def _table(summary: RunSummary, pace: float) -> Table:
    from rich.table import Table  # noqa: PLC0415

    table = Table.grid(padding=(0, 2))
    rejected, failed = sum(summary.rejects.values()), sum(summary.failures.values())
    counts = f"{summary.fetched} pages, {summary.items} items, {rejected} rejected, {failed} failed"
    queued = sum(host.queued for host in summary.hosts)
    table.add_row(f"[bold]{summary.job}[/]", counts, f"{pace:.1f} pages/s", f"{queued} queued")
    busiest = sorted(summary.hosts, key=lambda host: (-host.in_flight, -host.queued, host.host))
    for host in busiest[:_HOSTS_SHOWN]:
        table.add_row("", one_line(host.host), _doing(host), f"{host.queued} queued")
    if len(busiest) > _HOSTS_SHOWN:
        table.add_row("", f"and {len(busiest) - _HOSTS_SHOWN} more hosts", "", "")
    return table


def _doing(host: HostState) -> str:
    if host.resting:
        return f"rests for {host.resting:.0f} s more, as it asked"
    return f"{host.in_flight} under way, {host.delay:.1f} s apart"


# ---- the end of a run ---------------------------------------------------------------------------


def report(summary: RunSummary) -> None:
    """Say on standard output how a run went: to a person on a terminal, else as a JSON line."""
    if sys.stdout is not None and sys.stdout.isatty():
        print_lines(told(summary))
    else:
        Output.stdout().write_line(encode(summary))


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, printable and without secrets; they keep their indentation."""
    out = Output.stdout()
    for line in lines:
        indentation = " " * (len(line) - len(line.lstrip(" ")))
        out.write_line(f"{indentation}{one_line(line)}".encode())


def told(summary: RunSummary) -> Iterator[str]:
    """A summary in lines; the first adds up."""
    rejected, failed = sum(summary.rejects.values()), sum(summary.failures.values())
    if summary.fetched or summary.items:  # pages of tags are sources, and have items
        yield (
            f"{summary.job}: {_count(summary.fetched, 'page')} = {summary.pages} with articles "
            f"+ {summary.unchanged} unchanged + {rejected} rejected + {failed} failed; "
            f"{_count(summary.items, 'item')} in {summary.seconds:.1f} s"
        )
    else:
        yield f"{summary.job}: nothing new in {summary.seconds:.1f} s"
    yield (
        f"  sources: {summary.sources_read} read, {summary.not_modified} unchanged; "
        f"{summary.found} addresses, {summary.new} new"
    )
    for name, reasons in (
        ("rejected", summary.rejects),
        ("failed", summary.failures),
        ("sources failed", summary.source_failures),
    ):
        if reasons:
            yield f"  {name}: {_reasons(reasons)}"
    if summary.revisions:
        yield f"  revisions: {summary.revisions}"
    if summary.recovered:
        yield f"  recovered: {_count(summary.recovered, 'page')} of an earlier run"
    if summary.remaining:
        yield f"  left for the next run: {_count(summary.remaining, 'page')}"
    if summary.stopped:
        yield f"  stopped: {summary.stopped}"
    if summary.error:
        yield f"  not written: {summary.error}"
    yield from (f"  drift: {line}" for line in summary.drift)
    yield from (f"  {line}" for line in summary.notes[:_LISTED])
    if len(summary.notes) > _LISTED:
        yield f"  and {len(summary.notes) - _LISTED} more notes in run.json"
    if summary.items:
        yield f"  -> {summary.feed}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _reasons(reasons: Mapping[str, Any]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in reasons.items())
