"""A job that is killed, again and again, brings every article into the feed exactly once.

`KILL_ROUNDS` and `KILL_PAGES` say how often and how large; `make soak` asks for 200 rounds of 500 pages.
Lives are forked from a process that has everything loaded (`doomed.py`), so that they take no time to begin.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE
from typing import IO

import pytest
from doomed import POINTS
from loopback import Loopback, Reply, announce_stories, serving

from crawler.archive import responses
from crawler.lock import holder

ROUNDS = int(os.environ.get("KILL_ROUNDS", "20"))
PAGES = int(os.environ.get("KILL_PAGES", "40"))
DOOMED = Path(__file__).with_name("doomed.py")
KILLS = 5  # in one round, at most
LONGEST_LIFE = 0.2 + PAGES / 200  # seconds: as long as an undisturbed run takes, about
PATIENCE = 60


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with serving() as server:
        announce_stories(server, PAGES)
        yield server


class Lives:
    """Runs of the job, one after the other."""

    def __init__(self, server: Loopback, errors: IO[bytes]):
        self._feed = server.url("/feed.xml")
        self._errors = errors
        self._nursery = subprocess.Popen(
            [sys.executable, str(DOOMED)], stdin=PIPE, stdout=PIPE, stderr=errors, text=True
        )

    def live(self, state: Path, *doom: str, killed_after: float | None = None) -> int:
        """Run the job, killed so many seconds after it began; returns its exit code, -9 when it was killed."""
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(" ".join((str(state), self._feed, *doom)) + "\n")
        self._nursery.stdin.flush()
        process = self._heard()
        if killed_after is not None:
            while holder(state) != process and not self._is_over():
                time.sleep(0.005)
            if not self._is_over(killed_after):
                os.kill(process, signal.SIGKILL)
        assert self._is_over(PATIENCE), "it hangs"
        code = self._heard()
        self._errors.seek(0)
        assert code in {0, -signal.SIGKILL}, self._errors.read().decode()
        return code

    def close(self) -> None:
        self._nursery.kill()
        self._nursery.communicate()

    def _is_over(self, seconds: float = 0) -> bool:
        return bool(select.select([self._nursery.stdout], [], [], seconds)[0])

    def _heard(self) -> int:
        assert self._nursery.stdout is not None
        return int(self._nursery.stdout.readline())


@pytest.fixture(scope="module")
def lives(server: Loopback, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    with (tmp_path_factory.mktemp("doomed") / "errors").open("wb+") as errors:
        lives = Lives(server, errors)
        yield lives
        lives.close()


def begun(server: Loopback, state: Path, *doom: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(DOOMED), str(state), server.url("/feed.xml"), *doom]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def wait_until_locked(process: subprocess.Popen[bytes], state: Path) -> None:
    while holder(state) != process.pid and process.poll() is None:
        time.sleep(0.01)


def check_lines(feed: Path) -> None:
    """Every line that has an end is whole, also while nobody has mended anything."""
    if feed.exists():
        whole, _, _ = feed.read_bytes().rpartition(b"\n")
        assert all(json.loads(line)["articleBody"] for line in whole.splitlines())


def check(state: Path) -> None:
    """Everything is there, once, and nothing else."""
    lines = (state / "feed.jsonl").read_bytes().splitlines(keepends=True)
    assert all(line.endswith(b"\n") for line in lines)
    headlines = [json.loads(line)["headline"] for line in lines]
    assert len(headlines) == len(set(headlines)) == PAGES
    (reject,) = (state / "rejects.jsonl").read_text("utf-8").splitlines()
    assert json.loads(reject)["reason"] == "http-404"
    with (state / "pages.warc.gz").open("rb") as archive:
        kept = [one.reference for one in responses(archive)]
    assert kept == [json.loads(line)["metadata"]["rawRef"] for line in lines]
    summary = json.loads((state / "run.json").read_bytes())
    assert summary["remaining"] == 0
    ended = summary["pages"] + summary["unchanged"] + sum(summary["rejects"].values())
    assert summary["fetched"] == ended


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_at_any_moment(lives: Lives, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    kills = 0
    while kills < KILLS and lives.live(tmp_path, killed_after=chance.uniform(0, LONGEST_LIFE)):
        kills += 1
        check_lines(tmp_path / "feed.jsonl")
    assert lives.live(tmp_path) == 0
    check(tmp_path)


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_named_point(lives: Lives, tmp_path: Path, point: str) -> None:
    kills = 0
    for number in (1, 4, 17):
        kills += lives.live(tmp_path, point, str(number)) != 0
    assert kills > 0
    assert lives.live(tmp_path) == 0
    check(tmp_path)


def test_a_second_run_brings_nothing(lives: Lives, server: Loopback, tmp_path: Path) -> None:
    assert lives.live(tmp_path) == 0
    before = (tmp_path / "feed.jsonl").read_bytes()
    server.log.clear()
    assert lives.live(tmp_path) == 0
    assert (tmp_path / "feed.jsonl").read_bytes() == before
    assert server.pages == ["/feed.xml"]
    assert json.loads((tmp_path / "run.json").read_bytes())["items"] == 0


@pytest.mark.parametrize("signals", [1, 2])
def test_a_signal_stops_it_in_order(lives: Lives, server: Loopback, tmp_path: Path, signals: int) -> None:
    slow = [f"/news/{number}" for number in range(0, PAGES, 10)]
    for path in slow:
        server.replies[path] = replace(server.replies[path], wait=1)  # type: ignore[type-var]
    process = begun(server, tmp_path)
    try:
        wait_until_locked(process, tmp_path)
        time.sleep(0.5)
        for _ in range(signals):
            process.send_signal(signal.SIGTERM)
            time.sleep(0.02)
        _, errors = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        for path in slow:
            server.replies[path] = replace(server.replies[path], wait=0)  # type: ignore[type-var]
    assert process.returncode == 3, errors.decode()
    summary = json.loads((tmp_path / "run.json").read_bytes())
    assert summary["stopped"] == "stopped by SIGTERM"
    assert summary["failures"] == {}
    assert lives.live(tmp_path) == 0
    check(tmp_path)


def test_two_runs_at_once(server: Loopback, tmp_path: Path) -> None:
    server.replies["/feed.xml"], quick = (
        Reply(server.replies["/feed.xml"].body, wait=4),  # type: ignore[union-attr]
        server.replies["/feed.xml"],
    )
    try:
        first = begun(server, tmp_path)
        wait_until_locked(first, tmp_path)
        second = begun(server, tmp_path)
        _, said = second.communicate(timeout=PATIENCE)
        assert second.returncode == 5
        assert f"already running, as process {first.pid}" in said.decode()
        first.communicate(timeout=PATIENCE)
        assert first.returncode == 0
    finally:
        server.replies["/feed.xml"] = quick
    check(tmp_path)
