"""What a job remembers of addresses and articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.database import FrontierError
from crawler.entries import Ended, Entry, Lease, State, Validators, Written
from crawler.frontier import MAX_ATTEMPTS, Frontier

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def article(path: str, **fields: object) -> Entry:
    return Entry(f"https://example.com/{path}", **fields)  # type: ignore[arg-type]


def leased(frontier: Frontier, **hosts: set[str]) -> list[str]:
    """The last parts of all addresses that can be leased, in order."""
    paths = []
    while lease := frontier.lease(**hosts):
        paths.append(lease.entry.url.rpartition("/")[2])
    return paths


def lease_of(frontier: Frontier) -> Lease:
    lease = frontier.lease()
    assert lease is not None
    return lease


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "frontier.sqlite"


@pytest.fixture
def frontier(path: Path) -> Iterator[Frontier]:
    with Frontier(path) as frontier:
        yield frontier


def test_an_article_is_queued_once(frontier: Frontier) -> None:
    assert frontier.add([article("a"), article("a?utm_source=rss"), article("b")]) == 2
    assert frontier.add([article("a#top")]) == 0
    assert frontier.seen("http://www.example.com/a/")
    assert not frontier.seen("https://example.com/c")
    assert leased(frontier) == ["a", "b"]


def test_newest_first_and_sources_before_all(frontier: Frontier) -> None:
    hour = timedelta(hours=1)
    frontier.add(
        [
            article("undated"),
            article("old", published=NOON - hour),
            article("new", published=NOON),
            article("undated-too"),
            article("feed", kind="feed"),
        ]
    )
    assert leased(frontier) == ["feed", "new", "old", "undated", "undated-too"]


def test_a_new_address_may_be_the_most_urgent_of_its_host(frontier: Frontier) -> None:
    frontier.add([article("old", published=NOON)])
    frontier.add([article("new", published=NOON + timedelta(minutes=1))])
    frontier.add([article("older", published=NOON - timedelta(minutes=1))])
    assert leased(frontier) == ["new", "old", "older"]


def test_busy_hosts_are_passed_over(frontier: Frontier) -> None:
    frontier.add([article("a", published=NOON), Entry("https://other.example/b")])
    assert leased(frontier, avoid={"example.com"}) == ["b"]
    assert leased(frontier) == ["a"]


def test_of_spent_hosts_only_sources_are_read(frontier: Frontier) -> None:
    frontier.add([article("a"), article("feed", kind="feed")])
    assert leased(frontier, spent={"example.com"}) == ["feed"]
    assert not frontier.has_waiting(spent={"example.com"})
    assert frontier.has_waiting()


def test_an_entry_comes_back_as_it_was(frontier: Frontier) -> None:
    entry = Entry(
        "https://example.com/a?b=c",
        source="https://example.com/feed",
        published=NOON,
        modified=NOON + timedelta(hours=1),
        title="Harbour reopens",
        depth=2,
        extra={"js": True},
    )
    frontier.add([entry])
    assert lease_of(frontier).entry == entry


def test_what_was_in_flight_is_queued_again(path: Path) -> None:
    killed = Frontier(path)
    killed.add([article("a"), article("b")])
    lease_of(killed)
    killed._db.close()  # nothing was put back
    with Frontier(path) as frontier:
        assert frontier.counts()[State.QUEUED] == frontier.pending() == 2
        assert leased(frontier) == ["a", "b"]
        assert frontier.pending() == 2


def test_what_is_done_stays_done(path: Path) -> None:
    with Frontier(path) as frontier:
        frontier.add([article("a")])
        frontier.commit([Ended(lease_of(frontier), State.DONE, aliases=("https://example.com/moved",))])
    with Frontier(path) as frontier:
        assert frontier.add([article("a"), article("moved")]) == 0
        assert leased(frontier) == []


def test_released_leases_are_queued(frontier: Frontier) -> None:
    frontier.add([article("a")])
    frontier.release([lease_of(frontier)])
    assert leased(frontier) == ["a"]


def test_failures_are_tried_again_in_the_next_run(frontier: Frontier) -> None:
    frontier.add([article("a")])
    for attempts in range(MAX_ATTEMPTS):
        lease = lease_of(frontier)
        assert lease.attempts == attempts
        frontier.commit([Ended(lease, State.FAILED, "timeout")])
        assert leased(frontier) == []
        assert frontier.retry() == 1
    assert frontier.retry() == 0


def test_sources_are_queued_in_every_run_with_what_makes_them_conditional(frontier: Frontier) -> None:
    feed = article("feed", kind="feed", source="https://example.com/feed")
    frontier.add([feed])
    validators = Validators('"7"', "Fri, 20 Nov 2026 12:00:00 GMT", "ab")
    lease = lease_of(frontier)
    assert lease.validators is None
    assert frontier.commit([Ended(lease, State.DONE, validators=validators, entries=(article("a"),))]) == [1]
    assert frontier.begin([feed, feed]) == 0
    assert lease_of(frontier).validators == validators == frontier.validators(feed.url)
    assert frontier.is_source(feed.url)
    assert not frontier.is_source(article("a").url)
    assert frontier.known("feed", feed.source) == [feed]


def test_a_source_is_never_taken_for_the_article_that_it_once_redirected_to(frontier: Frontier) -> None:
    frontier.add([article("a"), article("", kind="section")])
    lease_of(frontier)
    frontier.commit([Ended(lease_of(frontier), State.DONE, aliases=("https://example.com/",))])
    frontier.commit([Ended(Lease("https://example.com/", article("", kind="section")), State.DONE)])
    frontier.begin([article("", kind="section")])
    assert lease_of(frontier).entry.kind == "section"


def test_a_modified_article_is_queued_again_if_that_is_wanted(frontier: Frontier) -> None:
    before, after = article("a", modified=NOON), article("a", modified=NOON + timedelta(hours=1))
    frontier.add([before])
    frontier.commit([Ended(lease_of(frontier), State.DONE)])
    frontier.add([after])
    frontier.add([before], updates=True)
    assert leased(frontier) == []
    frontier.add([after], updates=True)
    assert leased(frontier) == ["a"]


def test_an_article_that_was_published_again_is_queued_again_if_that_is_wanted(frontier: Frontier) -> None:
    before, after = article("a", published=NOON), article("a", published=NOON + timedelta(hours=1))
    frontier.add([before, article("b")])
    for _ in range(2):
        frontier.commit([Ended(lease_of(frontier), State.DONE)])
    frontier.add([before, article("b", published=NOON)], updates=True)
    assert leased(frontier) == []
    frontier.add([after], updates=True)
    assert leased(frontier) == ["a"]


def test_a_change_that_fails_half_way_did_not_happen(frontier: Frontier) -> None:
    frontier.add([article("a")])
    lease = lease_of(frontier)
    broken = replace(article("b"), extra={"not": object()})
    with pytest.raises(TypeError):
        frontier.commit([Ended(lease, State.DONE, entries=(article("c"), broken))])
    assert frontier.counts()[State.LEASED] == 1
    assert not frontier.seen("https://example.com/c")
    assert leased(frontier) == []


def line(number: int, start: int, length: int = 10) -> Written:
    return Written(f"key-{number}", f"https://example.com/{number}", "h", "t", 1, "feed", start, length, "s")


def test_articles_are_known_by_their_place(frontier: Frontier) -> None:
    frontier.open_file("feed", "feed")
    frontier.commit([], [line(1, 0), line(2, 10)], [("feed", 20)])
    assert frontier.files() == [("feed", "feed", 20)]
    assert frontier.article("key-2") == line(2, 10)
    assert frontier.article("key-3") is None
    assert frontier.last_article("feed", 19) == line(1, 0)
    frontier.close_file("feed")
    assert frontier.files() == []


def test_pages_whose_lines_are_gone_are_fetched_again(frontier: Frontier) -> None:
    frontier.add([article("1"), article("2")])
    ended = [Ended(lease_of(frontier), State.DONE) for _ in range(2)]
    frontier.commit(ended, [line(1, 0), line(2, 10)])
    assert frontier.forget_articles("feed", 15) == 1
    assert leased(frontier) == ["2"]


def test_runs_are_numbered(path: Path) -> None:
    with Frontier(path) as frontier:
        assert frontier.next_run() == 1
    with Frontier(path) as frontier:
        assert frontier.next_run() == 2


def test_another_program_s_file_is_refused(path: Path) -> None:
    path.write_bytes(b"something else entirely, and long enough to be looked at" * 20)
    with pytest.raises(FrontierError, match="not a frontier"):
        Frontier(path)


@pytest.mark.parametrize("version", [0, 99])
def test_another_version_is_refused(path: Path, version: int) -> None:
    database = sqlite3.connect(path)
    database.executescript(f"CREATE TABLE other (a); PRAGMA user_version = {version};")
    database.close()
    with pytest.raises(FrontierError, match=f"version {version}"):
        Frontier(path)
