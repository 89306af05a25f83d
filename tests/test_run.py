"""Runs of a job, one after another, in this process."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from doomed import SETTINGS, job
from loopback import Loopback, Reply, serve, serving, story
from newssite import NewsSite

from crawler.jobs import Job, Limits, Output, Politeness
from crawler.run import run
from crawler.summary import RunSummary, decode

pytestmark = pytest.mark.usefixtures("stand_in")

PAGES = 12


@pytest.fixture
def server() -> Iterator[Loopback]:
    with serving() as server:
        announce(server, {f"/news/{number}": f"Story {number}" for number in range(PAGES)})
        yield server


def announce(server: Loopback, stories: dict[str, str], changed: str = "2026-11-20T10:00:00Z") -> None:
    """Publish stories, and a sitemap of them."""
    for path, title in stories.items():
        server.replies[path] = Reply(story(title))
    listed = "".join(
        f"<url><loc>{server.url(path)}</loc><lastmod>{changed}</lastmod></url>" for path in stories
    )
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'
    server.replies["/sitemap.xml"] = Reply(sitemap.encode(), content_type="application/xml")


def job_at(folder: Path, server: Loopback, **fields: Any) -> Job:
    one = job(folder, server.url("/sitemap.xml"), **fields)
    return replace(one, sources=(replace(one.sources[0], kind="sitemap"),))


def go(one: Job, **settings: Any) -> RunSummary:
    summary = run(one, settings=SETTINGS | settings)
    assert summary.adds_up()
    assert decode((one.state / "run.json").read_bytes()) == summary
    return summary


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "feed.jsonl").read_text("utf-8").splitlines()]


def test_everything_once(server: Loopback, tmp_path: Path) -> None:
    one = job_at(tmp_path, server)
    first, second = go(one), go(one)
    assert (first.exit_code, first.items, first.found, first.new) == (0, PAGES, PAGES, PAGES)
    assert (second.exit_code, second.items, second.fetched, second.not_modified) == (0, 0, 0, 1)
    assert (first.run, second.run) == ("00001", "00002")
    assert len(lines(tmp_path)) == PAGES
    history = (tmp_path / "runs.jsonl").read_bytes().splitlines()
    assert [decode(line) for line in history] == [first, second]


def test_what_a_limit_leaves_is_done_in_the_next_run(server: Loopback, tmp_path: Path) -> None:
    one = job_at(tmp_path, server, limits=Limits(pages=5))
    found = [go(one) for _ in range(3)]
    assert [summary.items for summary in found] == [5, 5, 2]
    assert [summary.remaining for summary in found] == [7, 2, 0]
    assert [summary.exit_code for summary in found] == [3, 3, 0]


def test_a_host_s_budget(server: Loopback, tmp_path: Path) -> None:
    one = replace(job_at(tmp_path, server), politeness=Politeness(0, per_host=4))
    assert go(one).items == 4


def test_the_time_limit(server: Loopback, tmp_path: Path) -> None:
    server.replies["/news/3"] = replace(server.replies["/news/3"], wait=2)  # type: ignore[type-var]
    summary = go(job_at(tmp_path, server, limits=Limits(seconds=0.3)))
    assert summary.stopped == "the time limit was reached"
    assert summary.exit_code == 3


def test_a_source_that_fails_makes_the_run_partial(server: Loopback, tmp_path: Path) -> None:
    server.replies["/sitemap.xml"] = Reply(status=500)
    summary = go(job_at(tmp_path, server))
    assert (summary.exit_code, summary.source_failures) == (3, {"http-status": 1})


def test_a_page_that_fails_for_now_comes_later(server: Loopback, tmp_path: Path) -> None:
    server.replies["/news/1"] = [Reply(status=503), Reply(story("Late"))]
    one = job_at(tmp_path, server)
    first, second = go(one), go(one)
    assert (first.exit_code, first.failures, first.items) == (3, {"http-status": 1}, PAGES - 1)
    assert (second.exit_code, second.items) == (0, 1)
    assert lines(tmp_path)[-1]["headline"] == "Late"


def test_a_host_that_asks_to_wait_is_waited_for(server: Loopback, tmp_path: Path) -> None:
    server.replies["/news/1"] = [Reply(status=429, headers={"Retry-After": "1"}), Reply(story("Late"))]
    summary = go(job_at(tmp_path, server), RETRY_TIMES=1)
    assert (summary.exit_code, summary.items) == (0, PAGES)
    assert summary.seconds > 1


def test_changed_articles_come_again_if_that_is_wanted(server: Loopback, tmp_path: Path) -> None:
    one = job_at(tmp_path, server, updates=True)
    go(one)
    announce(
        server,
        {f"/news/{number}": f"Story {number}" for number in range(1, PAGES)} | {"/news/0": "Corrected"},
        changed="2026-11-20T11:00:00Z",
    )
    summary = go(one)
    assert (summary.items, summary.revisions) == (1, 1)
    assert summary.pages + summary.unchanged == PAGES
    before, after = (
        next(line for line in lines(tmp_path) if line["headline"] == title)
        for title in ("Story 0", "Corrected")
    )
    assert (before["id"], after["revision"]) == (after["id"], 2)
    assert go(one).items == 0


@pytest.mark.parametrize("kind", [Loopback, NewsSite], ids=["same-bytes", "304"])
def test_a_shortened_feed_has_every_article_once_again(kind: type[Loopback], tmp_path: Path) -> None:
    stories = {f"/news/{number}": f"Story {number}" for number in range(PAGES)}
    with serve(kind()) as server:
        announce(server, stories)
        one, feed = job_at(tmp_path, server), tmp_path / "feed.jsonl"
        go(one)
        before = feed.read_bytes().splitlines(keepends=True)
        feed.write_bytes(b"".join(before[:7]) + before[7][:20])
        summary = go(one)
        assert (summary.exit_code, summary.items, summary.unchanged) == (0, PAGES - 7, 0)
        assert f"{feed} is shorter than it was: {PAGES - 7} articles are fetched again" in summary.notes
        assert feed.read_bytes().splitlines(keepends=True)[:7] == before[:7]
        assert sorted(line["headline"] for line in lines(tmp_path)) == sorted(stories.values())
        again = go(one)
        assert (again.items, again.fetched, again.notes) == (0, 0, [])


def test_a_revision_that_a_feed_has_lost_comes_again_under_its_number(
    server: Loopback, tmp_path: Path
) -> None:
    one, feed = job_at(tmp_path, server, updates=True), tmp_path / "feed.jsonl"
    go(one)
    stories = {f"/news/{number}": f"Story {number}" for number in range(1, PAGES)}
    announce(server, stories | {"/news/0": "Corrected"}, changed="2026-11-20T11:00:00Z")
    assert go(one).revisions == 1
    before = lines(tmp_path)
    feed.write_bytes(b"".join(feed.read_bytes().splitlines(keepends=True)[:-1]))
    summary = go(one)
    assert (summary.items, summary.revisions) == (1, 1)
    after = lines(tmp_path)
    assert [(line["id"], line.get("revision")) for line in after] == [
        (line["id"], line.get("revision")) for line in before
    ]
    assert (after[-1]["headline"], after[-1]["revision"]) == ("Corrected", 2)


def test_a_file_for_every_run(server: Loopback, tmp_path: Path) -> None:
    output = Output(str(tmp_path / "%(job)s-%(day)s-%(run)s.jsonl"), "run", "gzip")
    one = replace(job_at(tmp_path, server), output=output)
    summary = run(one, settings=SETTINGS, now=datetime(2026, 11, 20, 23, tzinfo=UTC))
    packed = tmp_path / "doomed-2026-11-20-00001.jsonl.gz"
    assert summary.exit_code == 0
    assert len(gzip.decompress(packed.read_bytes()).splitlines()) == PAGES
    assert go(one).items == 0
    assert not list(tmp_path.glob("*00002*"))


def test_progress_is_told(server: Loopback, tmp_path: Path) -> None:
    server.replies["/news/3"] = replace(server.replies["/news/3"], wait=1.5)  # type: ignore[type-var]
    seen: list[RunSummary] = []
    summary = run(job_at(tmp_path, server), settings=SETTINGS, on_progress=seen.append)
    assert summary.items == PAGES
    assert any(0 < one.items < PAGES for one in seen)
    assert all(one.adds_up() for one in seen)


def test_a_frontier_of_another_version_is_an_error_and_not_a_new_start(
    server: Loopback, tmp_path: Path
) -> None:
    (tmp_path / "frontier.sqlite").write_bytes(b"not a database " * 200)
    summary = run(job_at(tmp_path, server), settings=SETTINGS)
    assert summary.exit_code == 4
    assert "not a frontier" in str(summary.error)
    assert server.log == []


def test_a_wish_that_cannot_be_remembered_is_an_error_and_loses_nothing(
    server: Loopback, tmp_path: Path
) -> None:
    (tmp_path / "wishes.sha256").mkdir()
    summary = go(job_at(tmp_path, server))
    assert (summary.exit_code, summary.items) == (4, PAGES)
    assert "wishes.sha256" in str(summary.error)
    (tmp_path / "wishes.sha256").rmdir()
    assert go(job_at(tmp_path, server)).exit_code == 0
    assert len(lines(tmp_path)) == PAGES
