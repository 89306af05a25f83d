"""Jobs at their times, for months: a process for every run, never two of a job, missed runs made up for."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from crawler import interrupts
from crawler.jobkeys import JobFileError, Mistake
from crawler.jobs import Job, load
from crawler.messages import ExitCode
from crawler.runs import last_run, started_at

STOP_SECONDS = 12.0
"""How long a run that is told to stop may take; it promises ten."""
RELOAD_SECONDS = 15.0
"""Between two looks at the job file."""
_RUNS_AT_ONCE = 16
_ENDED = {
    ExitCode.DONE: "done",
    ExitCode.PARTIAL: "partial: something failed or is left for the next run",
    ExitCode.OUTPUT: "what it found could not be written",
    ExitCode.RUNNING: "not started: the job is running already",
}

Say = Callable[[str], object]


def due(job: Job, now: datetime) -> datetime:
    """When a job that has a schedule is to run next; now or earlier means at once."""
    assert job.schedule is not None
    last = last_run(job.state)
    return job.schedule.due(started_at(last) if last else None, now)


class _Times(BaseTrigger):  # type: ignore[misc]  # APScheduler 3 has no types
    """The times of a job for APScheduler: its timetable with jitter, from the record of its last run on."""

    def __init__(self, job: Job):
        self._job = job

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """When to start next: never in the past, so that what was missed is made up for once."""
        assert self._job.schedule is not None
        time = due(self._job, now) if previous is None else self._job.schedule.due(max(previous, now), now)
        return max(time, now) + timedelta(seconds=random.uniform(0, self._job.jitter))  # noqa: S311


class Schedule:
    """Keeps the jobs of a file running until it is stopped."""

    def __init__(self, file: Path, say: Say, arguments: Sequence[str] = ()):
        """Read the file.

        Args:
            file: read again when it changes; one with mistakes is left aside until it is put right.
            say: told in one line what is planned, how runs ended, and what is wrong.
            arguments: options for `cleanwire crawl`.

        Raises:
            JobFileError: something in the file is not right, or no job in it has a schedule.
        """
        self._file = file.absolute()
        self._say = say
        self._arguments = tuple(arguments)
        self._stamp = _stamp(self._file)
        self._jobs = load(self._file)
        if not any(job.schedule for job in self._jobs.jobs):
            raise JobFileError(self._file, [Mistake(1, "", "a job with a schedule")])
        self._stopping = threading.Event()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(_RUNS_AT_ONCE)}, timezone=UTC
        )

    def run(self, reload_seconds: float = RELOAD_SECONDS) -> ExitCode:
        """Run jobs until SIGTERM or SIGINT; then stop those that run, and wait for them."""
        with interrupts.handled(lambda *_: self._stopping.set()):
            self._plan()
            self._scheduler.start()
            while not self._stopping.wait(reload_seconds):
                self._reload()
            self._scheduler.shutdown(wait=False)
            self._stop_runs()
        return ExitCode.DONE

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._stopping.set()

    # ---- planning -------------------------------------------------------------------------------

    def _plan(self) -> None:
        """Plan the jobs of the file, in the place of what was planned."""
        self._scheduler.remove_all_jobs()
        planned = [job for job in self._jobs.jobs if job.schedule is not None]
        if not planned:
            self._say(f"{self._file}: no job has a schedule")
        for job in planned:
            self._scheduler.add_job(
                self._start,
                _Times(job),
                args=[job.name],
                id=job.name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
            assert job.schedule is not None
            now = datetime.now(UTC)
            time = due(job, now)
            when = "now" if time <= now else f"{time:%Y-%m-%d %H:%M:%S} UTC"
            self._say(f"{job.name}: {job.schedule.text}, next run {when}")

    def _reload(self) -> None:
        stamp = _stamp(self._file)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._jobs = load(self._file)
        except JobFileError as error:
            for line in str(error).splitlines():
                self._say(line)
            self._say(f"{self._file}: goes on as it was before")
            return
        self._plan()

    # ---- running --------------------------------------------------------------------------------

    def _start(self, job: str) -> None:
        """Run a job in a process of its own, to its end.

        The process is given the text of the file as it was found right: by now, there may be another.
        """
        if self._stopping.is_set():
            return
        command = [sys.executable, "-m", "crawler", "crawl", str(self._file), job, "--text-on-stdin"]
        try:
            # A session of its own: Ctrl-C reaches this process only, which then stops its runs.
            process = subprocess.Popen(  # noqa: S603
                [*command, *self._arguments], stdin=subprocess.PIPE, start_new_session=True
            )
        except OSError as error:
            self._say(f"{job}: could not be started: {error.strerror}")
            return
        self._running[job] = process
        if self._stopping.is_set():
            process.terminate()
        process.communicate(self._jobs.text.encode())
        self._running.pop(job, None)
        self._say(f"{job}: {_ended(process.returncode)}")

    def _stop_runs(self) -> None:
        for process in list(self._running.values()):
            process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for name, process in list(self._running.items()):
            try:
                process.wait(max(until - time.monotonic(), 0.0))
            except subprocess.TimeoutExpired:
                process.kill()
                self._say(f"{name}: had to be killed; the next run puts it right")


def _ended(code: int) -> str:
    if code in _ENDED:
        return _ENDED[ExitCode(code)]
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
