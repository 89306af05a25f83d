"""The lock of a job: one run at a time, and whoever asks who runs it is in nobody's way."""

from __future__ import annotations

import fcntl
import threading
from pathlib import Path

import pytest

from crawler import lock
from crawler.lock import AlreadyRunningError, holder, only_run


def test_a_second_run_is_told_whose_the_first_is(tmp_path: Path) -> None:
    with only_run("quay", tmp_path):
        first = holder(tmp_path)
        with (
            pytest.raises(AlreadyRunningError, match=f"already running, as process {first}"),
            only_run("quay", tmp_path),
        ):
            pass
    assert holder(tmp_path) is None


def test_who_asks_for_the_holder_stops_no_run(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        timer = threading.Timer(2 * lock.ATTEMPT_SECONDS, fcntl.flock, (asking, fcntl.LOCK_UN))
        timer.start()
        with only_run("quay", tmp_path):
            assert holder(tmp_path) is not None
        timer.join()
