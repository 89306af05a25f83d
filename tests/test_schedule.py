"""The schedule: runs at their times, one at a time, in processes that end when it does."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback import Reply
from newssite import NewsSite, job_file, news_site, source

from crawler.jobkeys import JobFileError
from crawler.jobs import load
from crawler.runs import last_run, recent_runs
from crawler.schedule import Schedule, due

ROOT = Path(__file__).parent.parent


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as running:
        running.feed("/rss", {})
        yield running


def wait_until(true: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextlib.contextmanager
def scheduled(file: Path) -> Iterator[list[str]]:
    """A schedule in a thread, and what it says."""
    said: list[str] = []
    schedule = Schedule(file, said.append)
    thread = threading.Thread(target=schedule.run, args=(0.1,))
    thread.start()
    try:
        yield said
    finally:
        schedule.stop()
        thread.join(30)
        assert not thread.is_alive()


def runs(file: Path) -> int:
    return len(recent_runs(file.parent / ".cleanwire/a", 100))


def test_a_job_runs_again_and_again(site: NewsSite, tmp_path: Path) -> None:
    file = job_file(tmp_path, source("feed", site.url("/rss")), job='schedule = "every 1 s"')
    with scheduled(file) as said:
        wait_until(lambda: runs(file) >= 2)
    assert said[0] == "a: every 1 s, next run now"
    assert "a: done" in said
    first, second, *_ = recent_runs(tmp_path / ".cleanwire/a", 100)
    assert (first.exit_code, second.exit_code, second.run) == (0, 0, "00002")


def test_runs_of_a_job_never_overlap(site: NewsSite, tmp_path: Path) -> None:
    rss = site.replies["/rss"]
    assert isinstance(rss, Reply)
    site.replies["/rss"] = Reply(rss.body, content_type="application/rss+xml", wait=2.5)
    file = job_file(tmp_path, source("feed", site.url("/rss")), job='schedule = "every 1 s"')
    with scheduled(file) as said:
        wait_until(lambda: runs(file) >= 2)
    assert max(site.at_once) == 1
    assert not [line for line in said if "already" in line]


def test_a_run_ends_with_the_schedule_and_the_next_one_goes_on(site: NewsSite, tmp_path: Path) -> None:
    site.tell("/slow-story", "A slow story")
    reply = site.replies["/slow-story"]
    assert isinstance(reply, Reply)
    site.replies["/slow-story"] = Reply(reply.body, wait=20)
    file = job_file(tmp_path, source("urls", site.url("/slow-story")), job='schedule = "every 1 hour"')
    command = [sys.executable, "-m", "crawler", "schedule", str(file)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    wait_until(lambda: "/slow-story" in site.log)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "a: partial" in errors.decode()
    stopped = last_run(tmp_path / ".cleanwire/a")
    assert stopped is not None
    assert (stopped.remaining, stopped.stopped) == (1, "stopped by SIGTERM")


def test_a_changed_file_is_read_again_and_a_wrong_one_is_not_used(site: NewsSite, tmp_path: Path) -> None:
    sources = source("feed", site.url("/rss"))
    file = job_file(tmp_path, sources, job='schedule = "0 0 1 1 *"')
    with scheduled(file) as said:
        wait_until(lambda: said)
        job_file(tmp_path, sources, job='schedule = "now and then"')
        wait_until(lambda: len(said) >= 3)
        job_file(tmp_path, sources, job='schedule = "0 0 2 1 *"')
        wait_until(lambda: len(said) >= 4)
        file.unlink()
        wait_until(lambda: len(said) >= 6)
    assert said[0].startswith("a: 0 0 1 1 *, next run 20")
    assert "schedule: expected a cron expression" in said[1]
    assert said[2] == f"{file}: goes on as it was before"
    assert said[3].startswith("a: 0 0 2 1 *, next run 20")
    assert "No such file" in said[4]
    assert runs(file) == 0


@pytest.mark.parametrize("broken", ["[jobs.b]", None], ids=["wrong", "removed"])
def test_runs_go_on_by_the_file_as_it_was_right(site: NewsSite, tmp_path: Path, broken: str | None) -> None:
    file = job_file(tmp_path, source("feed", site.url("/rss")), job='schedule = "every 1 s"')
    with scheduled(file) as said:
        wait_until(lambda: runs(file) >= 1)
        if broken is None:
            file.unlink()
        else:
            file.write_text(f"{file.read_text()}\n{broken}\n")
        wait_until(lambda: f"{file}: goes on as it was before" in said)
        before = runs(file)
        wait_until(lambda: runs(file) >= before + 2)
        assert {line for line in said if line.startswith("a: ")} == {"a: every 1 s, next run now", "a: done"}


def test_a_file_without_schedules_is_refused_but_one_that_loses_them_is_waited_for(
    site: NewsSite, tmp_path: Path
) -> None:
    sources = source("feed", site.url("/rss"))
    file = job_file(tmp_path, sources, job='schedule = "0 0 1 1 *"')
    with scheduled(file) as said:
        wait_until(lambda: said)
        job_file(tmp_path, sources)
        wait_until(lambda: len(said) >= 2)
    assert said[1] == f"{file}: no job has a schedule"
    command = [sys.executable, "-m", "crawler", "schedule", str(file)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    expected = f"cleanwire: {file}:1: expected a job with a schedule\n"
    assert (ended.returncode, ended.stderr) == (2, expected)


def test_a_wrong_file_is_no_schedule(tmp_path: Path) -> None:
    with pytest.raises(JobFileError):
        Schedule(tmp_path / "none.toml", print)


def test_missed_runs_are_made_up_for_once(tmp_path: Path) -> None:
    file = job_file(tmp_path, source("feed", "https://news.example/rss"), job='schedule = "0 6 * * *"')
    (job,) = load(file).jobs
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert due(job, now) == datetime(2026, 11, 21, 6, tzinfo=UTC)
    job.state.mkdir(parents=True)
    record = {"job": "a", "run": "1", "started": (now - timedelta(days=3)).isoformat()}
    (job.state / "run.json").write_text(json.dumps(record))
    assert due(job, now) <= now
    (job.state / "run.json").write_text("torn")
    assert due(job, now) > now


def test_a_run_that_dies_is_said(site: NewsSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = job_file(tmp_path, source("feed", site.url("/rss")), job='schedule = "every 1 hour"')
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with scheduled(file) as said:
        wait_until(lambda: len(said) >= 2)
    assert said[1] == "a: could not be started: No such file or directory"
    killer = tmp_path / "python"
    killer.write_text("#!/bin/sh\nkill -9 $$\n")
    os.chmod(killer, 0o755)
    monkeypatch.setattr(sys, "executable", str(killer))
    with scheduled(file) as said:
        wait_until(lambda: len(said) >= 2)
    assert said[1] == "a: killed by SIGKILL"
