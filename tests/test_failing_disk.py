"""Whatever a disk refuses: the exit code says so, the feed stays whole, and the next run completes it.

Every file operation fails once, the n-th of the run, SQLite's own included: `tests/faults.c` is loaded
before libc for that.  `DISK_FAULTS=all` tries every n; otherwise every 67th.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from doomed import SETTINGS, job
from loopback import Loopback, announce_stories, serving

from crawler.messages import ExitCode
from crawler.run import run

PAGES = 20
HERE = Path(__file__).parent
STEP = 1 if os.environ.get("DISK_FAULTS") == "all" else 67
OPERATIONS = 2000  # more than a run does
COMPILER = shutil.which("cc")


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with serving() as server:
        announce_stories(server, PAGES)
        yield server


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if COMPILER is None or sys.platform != "linux":
        pytest.skip("needs a C compiler, and Linux")
    library = tmp_path_factory.mktemp("faults") / "faults.so"
    subprocess.run(
        [COMPILER, "-shared", "-fPIC", "-O1", "-o", library, HERE / "faults.c", "-ldl"], check=True
    )
    return library


def headlines(feed: Path) -> list[str]:
    """Of all articles; every line must be whole."""
    content = feed.read_bytes()
    assert content.endswith(b"\n")
    return [json.loads(line)["headline"] for line in content.splitlines()]


def check_complete(feed: Path) -> None:
    found = headlines(feed)
    assert len(found) == len(set(found)) == PAGES


@pytest.mark.parametrize(
    ("error", "manner"),
    [("EIO", "once"), ("ENOSPC", "once"), ("ENOSPC", "from-then-on"), ("ENOSPC", "short-write")],
)
def test_the_nth_operation_fails(
    server: Loopback, library: Path, tmp_path: Path, error: str, manner: str
) -> None:
    plans = [f"{number}:{error}:{manner}" for number in range(1, OPERATIONS, STEP)]
    results = faulty(server, library, tmp_path, plans)
    hit = [one for one in results if one["calls"] >= one["number"]]
    assert len(hit) < len(results) < len(plans)  # up to a run that was clean
    assert len(hit) > 200 / STEP
    for one in hit:
        assert one["code"] == ExitCode.OUTPUT, one
    for one in results:
        assert one["rerun"] == 0, one
        check_complete(tmp_path / f"{one['number']}-{error}-{manner}" / "feed.jsonl")


def faulty(server: Loopback, library: Path, folder: Path, plans: list[str]) -> list[dict[str, int]]:
    command = [sys.executable, str(HERE / "faulty.py"), str(folder), server.url("/feed.xml"), *plans]
    done = subprocess.run(
        command, env=os.environ | {"LD_PRELOAD": str(library)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    names = ("number", "calls", "code", "rerun")
    lines = [line.split() for line in done.stdout.decode().splitlines()]
    return [dict(zip(names, map(int, (line[0], *line[3:])), strict=True)) for line in lines]


def test_files_that_may_not_grow(
    server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stand_in: None
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    one = job(tmp_path, server.url("/feed.xml"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        summary = run(one, settings=SETTINGS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert summary.exit_code == ExitCode.OUTPUT
    assert summary.error
    assert run(one, settings=SETTINGS).exit_code == 0
    check_complete(tmp_path / "feed.jsonl")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=64k", "tmpfs"]
    mount = shutil.which("mount")
    if not mount or subprocess.run([mount, *options, folder], capture_output=True, check=False).returncode:
        pytest.skip("may not mount a file system")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_of_64_kilobytes(server: Loopback, small_disk: Path, tmp_path: Path, stand_in: None) -> None:
    one = job(small_disk, server.url("/feed.xml"))
    summary = run(one, settings=SETTINGS)
    assert summary.exit_code == ExitCode.OUTPUT
    assert "full" in str(summary.error) or "No space" in str(summary.error)
    larger = tmp_path / "larger"
    shutil.copytree(small_disk, larger)
    assert run(job(larger, server.url("/feed.xml")), settings=SETTINGS).exit_code == 0
    check_complete(larger / "feed.jsonl")


def test_a_folder_that_is_none(server: Loopback, tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file")
    summary = run(job(tmp_path / "state", server.url("/feed.xml")), settings=SETTINGS)
    assert summary.exit_code == ExitCode.OUTPUT
    assert str(tmp_path / "state") in str(summary.error)
