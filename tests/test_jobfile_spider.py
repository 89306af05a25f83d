"""`scrapy crawl job`: the way in for scrapyd."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Reply
from newssite import NewsSite, job_file, news_site, source

from crawler.runs import last_run
from crawler.spiders.jobfile import JobFileSpider

ROOT = Path(__file__).parent.parent


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as running:
        running.tell("/story-of-the-quay", "Story of the quay")
        yield running


def started(file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "scrapy", "crawl", "job", "-a", f"file={file}", "-a", "job=a"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def test_a_job_runs_and_its_summary_is_in_the_log(site: NewsSite, tmp_path: Path) -> None:
    file = job_file(tmp_path, source("urls", site.url("/story-of-the-quay"), site.url("/gone")))
    _, log = started(file).communicate(timeout=60)
    assert b'"job":"a"' in log
    assert b"'cleanwire/exit_code': 0" in log
    assert b"Spider closed (finished)" in log
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 1


def test_a_job_that_is_cancelled_stops_and_goes_on_later(site: NewsSite, tmp_path: Path) -> None:
    site.replies["/slow"] = Reply(b"", wait=30)
    file = job_file(tmp_path, source("urls", site.url("/slow")))
    process = started(file)
    while "/slow" not in site.log:
        assert process.poll() is None
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=30)
    assert b"Spider closed (shutdown)" in log
    stopped = last_run(tmp_path / ".cleanwire/a")
    assert stopped is not None
    assert (stopped.stopped, stopped.remaining) == ("stopped by SIGTERM", 1)


def test_it_wants_a_job_file() -> None:
    with pytest.raises(ValueError, match="which job file"):
        JobFileSpider()
