"""Outcomes are written once, in order, and what a crash left behind is taken over."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleaners.article import SCHEMA_VERSION, Article, Extraction, PagePlace
from crawler.entries import Byproducts, Entry, Lease, State, Validators
from crawler.feed import OutputError
from crawler.frontier import MAX_ATTEMPTS, Frontier
from crawler.ledger import GROUP_PAGES, Ledger, Streams
from crawler.outcomes import Outcome, Reason, rejected
from crawler.recovery import recover

SITE = "https://example.com"


class Books:
    """A frontier, a ledger and their files, as a run has them."""

    def __init__(self, folder: Path, **options: Any):
        self.folder = folder
        self.streams = Streams(*(str(folder / f"{name}.jsonl") for name in ("feed", "rejects", "removed")))
        self.frontier = Frontier(folder / "frontier.sqlite")
        for path, stream in self.streams.named().items():
            self.frontier.open_file(path, stream)
        self.recovery = recover(self.frontier)
        self.failures: list[OutputError] = []
        options = {"reserve": 0, "on_failure": self.failures.append} | options
        self.ledger = Ledger(self.frontier, self.streams, **options)

    def lease(self, path: str, **fields: Any) -> Lease:
        self.frontier.add([Entry(f"{SITE}/{path}", **fields)], updates=True)
        lease = self.frontier.lease()
        assert lease is not None
        self.ledger.expect(lease)
        return lease

    def settle(self, path: str, outcome: Outcome | None, **more: Any) -> None:
        self.ledger.settle(self.lease(path), outcome, **more)

    def close(self) -> None:
        self.ledger.close()
        self.frontier.close()

    def kill(self) -> None:
        """Nothing is written any more."""
        self.frontier._db.close()

    def lines(self, stream: str = "feed") -> list[dict[str, Any]]:
        path = self.folder / f"{stream}.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def headlines(self) -> list[str]:
        return [line["headline"] for line in self.lines()]


@pytest.fixture(autouse=True)
def loop() -> Iterator[None]:
    """Timers are set, and never ring."""
    with asyncio.Runner() as runner:
        running = runner.get_loop()
        asyncio.events._set_running_loop(running)
        yield
        asyncio.events._set_running_loop(None)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    books = Books(tmp_path)
    yield books
    if books.ledger.failure is None:
        books.close()


def article(path: str, headline: str | None = None, **fields: Any) -> Article:
    url = fields.get("url", f"{SITE}/{path}")
    known = {
        "schema_version": SCHEMA_VERSION,
        "id": hashlib.sha256(url.encode()).hexdigest()[:20],
        "url": url,
        "page_url": f"{SITE}/{path}",
        "page": PagePlace(),
        "headline": headline or path,
        "article_body": f"The body of {path}.",
        "extraction": Extraction(version="test"),
    }
    return Article(**(known | fields))


def good(path: str, **fields: Any) -> Outcome:
    return Outcome(f"{SITE}/{path}", articles=(article(path, **fields),))


def bad(path: str, reason: Reason) -> Outcome:
    return rejected(f"{SITE}/{path}", reason, "it is so")


def test_articles_rejects_and_removed_spans_go_to_their_files(books: Books) -> None:
    books.settle("a", good("a"), byproducts=Byproducts((b'{"pageUrl":"https://example.com/a"}',)))
    books.settle("b", bad("b", Reason.LISTING))
    books.ledger.flush()
    assert books.headlines() == ["a"]
    assert [line["reason"] for line in books.lines("rejects")] == ["listing"]
    assert len(books.lines("removed")) == 1
    counts = books.frontier.counts()
    assert (counts[State.DONE], counts[State.REJECTED], counts[State.LEASED]) == (1, 1, 0)


def test_a_full_group_is_written_at_once(books: Books) -> None:
    for number in range(GROUP_PAGES - 1):
        books.settle(str(number), good(str(number)))
    assert books.headlines() == []
    books.settle("last", good("last"))
    assert len(books.headlines()) == GROUP_PAGES


def test_what_a_source_names_is_queued_at_once(books: Books) -> None:
    books.ledger.settle(books.lease("feed", kind="feed"), None, entries=[Entry(f"{SITE}/a")])
    assert books.frontier.seen(f"{SITE}/a")
    sums = books.ledger.tally.sums()
    assert (sums["found"], sums["new"], sums["fetched"], sums["sources_read"]) == (1, 1, 0, 1)


def test_an_article_that_is_seen_on_two_pages_comes_once(books: Books) -> None:
    books.settle("a", good("a"))
    books.settle("b", Outcome("b", articles=(article("a", page_url=f"{SITE}/b"),)))
    books.ledger.flush()
    books.settle("c", Outcome("c", articles=(article("a", page_url=f"{SITE}/c", article_body="Shorter."),)))
    books.ledger.flush()
    assert books.headlines() == ["a"]
    assert books.ledger.tally.sums()["pages"] == 3


def test_different_articles_that_claim_one_address_both_come(books: Books) -> None:
    home = f"{SITE}/"
    for path in "ab":
        books.settle(path, good(path, url=home, page_url=f"{SITE}/{path}"))
    books.ledger.flush()
    assert [(line["headline"], line["url"]) for line in books.lines()] == [("a", home), ("b", f"{SITE}/b")]
    assert books.lines()[0]["id"] != books.lines()[1]["id"]


def test_articles_of_one_page_that_share_a_link_both_come_and_are_no_revisions(tmp_path: Path) -> None:
    books = Books(tmp_path, updates=True)
    lease = books.lease("a")
    both = tuple(
        article("a", headline, article_body=headline, page=PagePlace(index=place, count=2))
        for place, headline in enumerate(("one", "two"), 1)
    )
    for _ in range(2):
        books.ledger.expect(lease)
        books.ledger.settle(lease, Outcome("a", articles=both))
        books.ledger.flush()
    assert [(line["headline"], line["url"]) for line in books.lines()] == [
        ("one", f"{SITE}/a"),
        ("two", f"{SITE}/a#part-2"),
    ]
    books.close()


def test_items_of_a_tag_page_are_known_by_what_they_say(books: Books) -> None:
    def page(*headlines: str) -> Outcome:
        return Outcome(
            f"{SITE}/tag",
            articles=tuple(
                article("tag", headline, url=f"{SITE}/tag#part-{place}", article_body=headline)
                for place, headline in enumerate(headlines, 1)
            ),
        )

    for headlines in (("one", "two"), ("three", "one", "two")):
        books.frontier.begin([])
        books.ledger.settle(books.lease("tag", kind="tag"), page(*headlines))
    assert books.headlines() == ["one", "two", "three"]
    assert len({line["id"] for line in books.lines()}) == 3
    books.kill()
    again = Books(books.folder)
    assert again.recovery.pages == 0
    again.ledger.settle(again.lease("tag", kind="tag"), page("four", "two", "one"))
    assert again.headlines() == ["one", "two", "three", "four"]
    again.close()
    books.ledger.failure = OutputError("test", "over")


@pytest.mark.parametrize(("updates", "revisions"), [(True, [None, 2]), (False, [None])])
def test_a_changed_article_comes_again_if_that_is_wanted(
    tmp_path: Path, updates: bool, revisions: list[int | None]
) -> None:
    books = Books(tmp_path, updates=updates)
    lease = books.lease("a")
    for body in ("Before.", "After.", "After."):
        books.ledger.expect(lease)
        books.ledger.settle(lease, good("a", article_body=body))
        books.ledger.flush()
    assert [line.get("revision") for line in books.lines()] == revisions
    assert len({line["id"] for line in books.lines()}) == 1
    books.close()


def test_an_unchanged_page_brings_nothing(books: Books) -> None:
    books.ledger.unchanged(books.lease("a"), validators=Validators(etag='"2"'))
    books.ledger.flush()
    assert books.lines() == []
    assert books.ledger.tally.sums()["unchanged"] == 1
    assert books.frontier.validators(f"{SITE}/a") == Validators(etag='"2"')


def test_what_may_go_better_another_time_is_tried_again_and_in_the_end_rejected(books: Books) -> None:
    for attempt in range(MAX_ATTEMPTS):
        books.frontier.retry()
        books.settle("a", bad("a", Reason.TIMEOUT))
        books.ledger.flush()
        assert len(books.lines("rejects")) == (attempt == MAX_ATTEMPTS - 1)
    assert books.frontier.counts()[State.REJECTED] == 1


@pytest.mark.parametrize(
    ("detail", "state"),
    [
        ("robots.txt does not allow it", State.REJECTED),
        ("robots.txt: the server answered 500", State.FAILED),
    ],
)
def test_robots_that_could_not_be_had_forbid_for_now(books: Books, detail: str, state: State) -> None:
    books.settle("a", rejected(f"{SITE}/a", Reason.ROBOTS, detail))
    books.ledger.flush()
    assert books.frontier.counts()[state] == 1


def test_a_lease_is_settled_once(books: Books) -> None:
    lease = books.lease("a")
    books.ledger.settle(lease, good("a"))
    books.ledger.settle(lease, bad("a", Reason.LISTING))
    books.ledger.flush()
    assert books.headlines() == ["a"]
    assert books.lines("rejects") == []


def test_it_adds_up(books: Books) -> None:
    for path, outcome in {
        "a": good("a"),
        "b": bad("b", Reason.LISTING),
        "c": bad("c", Reason.DNS),
        "d": Outcome("d", articles=(article("d"), article("e"))),
    }.items():
        books.settle(path, outcome)
    books.ledger.unchanged(books.lease("f"))
    books.ledger.flush()
    sums = books.ledger.tally.sums()
    assert sums["fetched"] == 5
    assert (sums["pages"], sums["items"], sums["unchanged"]) == (2, 3, 1)
    assert (sums["rejects"], sums["failures"]) == ({"listing": 1}, {"dns": 1})


# ---- what goes wrong ----------------------------------------------------------------------------


def test_nothing_is_recorded_after_a_write_that_failed(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    books.settle("a", good("a"))
    books.ledger.flush()
    monkeypatch.setattr(os, "fsync", _full)
    books.settle("b", good("b"))
    books.ledger.flush()
    monkeypatch.undo()
    assert [str(failure).partition(": ")[2] for failure in books.failures] == ["No space left on device"]
    books.settle("c", good("c"))
    books.ledger.close()
    assert books.headlines() == ["a"]
    assert books.frontier.counts()[State.LEASED] == 2
    books.frontier.close()


def _full(*args: object) -> None:
    raise OSError(28, "No space left on device")


def test_it_stops_before_the_disk_is_full(tmp_path: Path) -> None:
    books = Books(tmp_path, reserve=1 << 62)
    books.settle("a", good("a"))
    books.ledger.flush()
    assert "are kept in reserve" in str(books.failures[0])
    assert books.lines() == []
    books.frontier.close()


# ---- after a crash ------------------------------------------------------------------------------


def crashed_before_commit(folder: Path, *pages: tuple[str, Outcome], removed: bool = False) -> None:
    """Leave lines in the files that the frontier does not know of."""
    books = Books(folder)
    for path, outcome in pages:
        lines = [b'{"pageUrl":"%s/%s"}' % (SITE.encode(), path.encode())] if removed else []
        books.settle(path, outcome, byproducts=Byproducts(tuple(lines)))
    books.frontier.commit = _killed  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        books.ledger.flush()
    books.kill()


def _killed(*args: object) -> list[int]:
    raise KeyboardInterrupt


def test_lines_that_were_not_acknowledged_are_taken_over(tmp_path: Path) -> None:
    crashed_before_commit(tmp_path, ("a", good("a")), ("b", bad("b", Reason.LISTING)), removed=True)
    books = Books(tmp_path)
    assert books.recovery.pages == 2
    counts = books.frontier.counts()
    assert (counts[State.DONE], counts[State.REJECTED], counts[State.QUEUED]) == (1, 1, 0)
    books.settle("c", good("a", page_url=f"{SITE}/c"))
    books.ledger.flush()
    assert books.headlines() == ["a"]
    assert len(books.lines("removed")) == 1
    assert Books(tmp_path).recovery.pages == 0


def test_a_page_of_which_a_part_is_missing_is_fetched_again(tmp_path: Path) -> None:
    parts = tuple(
        article("a", f"Part {place}", url=f"{SITE}/a#part-{place}", page=PagePlace(index=place, count=2))
        for place in (1, 2)
    )
    crashed_before_commit(tmp_path, ("a", Outcome("a", articles=parts)))
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(feed.read_bytes()[:-40])
    books = Books(tmp_path)
    assert "was moved to feed.jsonl.torn" in books.recovery.notes[0]
    lease = books.frontier.lease()
    assert lease is not None
    books.ledger.expect(lease)
    books.ledger.settle(lease, Outcome("a", articles=parts))
    books.ledger.flush()
    assert books.headlines() == ["Part 1", "Part 2"]
    books.close()


def test_removed_spans_of_pages_that_are_cleaned_again_are_dropped(tmp_path: Path) -> None:
    crashed_before_commit(tmp_path, ("a", good("a")), ("b", good("b")), removed=True)
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(feed.read_bytes().splitlines(keepends=True)[0] + b'{"torn')
    books = Books(tmp_path)
    assert books.lines("removed") == [{"pageUrl": f"{SITE}/a"}]
    assert (tmp_path / "feed.jsonl.torn").read_bytes() == b'{"torn\n'
    books.close()


def test_what_is_no_article_is_set_aside_and_those_behind_it_are_taken_over(tmp_path: Path) -> None:
    crashed_before_commit(tmp_path, ("a", good("a")))
    with (tmp_path / "feed.jsonl").open("ab") as feed:
        feed.write(b"\0" * 100 + b"\n" + msgspec.json.encode(article("behind")) + b"\n")
    books = Books(tmp_path)
    assert books.headlines() == ["a", "behind"]
    assert "was moved to feed.jsonl.torn" in books.recovery.notes[0]
    assert len((tmp_path / "feed.jsonl.torn").read_bytes().splitlines()) == 1
    books.close()


def test_behind_what_is_accounted_for_nothing_follows_what_is_no_article(tmp_path: Path) -> None:
    write_and_close(tmp_path)
    with (tmp_path / "feed.jsonl").open("ab") as feed:
        feed.write(b"\0" * 100 + b"\n" + msgspec.json.encode(article("lost")) + b"\n")
    books = Books(tmp_path)
    assert books.headlines() == ["a", "b", "c"]
    assert len((tmp_path / "feed.jsonl.torn").read_bytes().splitlines()) == 2
    books.close()


@pytest.mark.parametrize("gone", ["emptied", "taken away"])
def test_a_feed_that_is_begun_anew_is_the_jobs_own_in_every_later_run(tmp_path: Path, gone: str) -> None:
    write_and_close(tmp_path)
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(b"") if gone == "emptied" else feed.unlink()
    for path in "defgh":  # one of them ends where none of the former lines did
        books = Books(tmp_path)
        books.settle(path, good(path * 3))
        books.close()
    feed.write_bytes(feed.read_bytes()[:-9])
    books = Books(tmp_path)
    assert ": 1 articles are fetched again" in books.recovery.notes[0]
    assert books.headlines() == ["ddd", "eee", "fff", "ggg"]
    books.close()


def test_a_page_that_json_cannot_hold_is_a_reject_and_stops_no_other(tmp_path: Path) -> None:
    books = Books(tmp_path)
    books.settle("a", good("a"))
    broken = msgspec.structs.replace(article("b"), headline="half a pair: \ud83d")
    books.settle("b", Outcome(f"{SITE}/b", articles=(broken,)))
    books.settle("c", good("c"))
    books.close()
    assert books.headlines() == ["a", "c"]
    assert [(line["pageUrl"], line["reason"]) for line in books.lines("rejects")] == [
        (f"{SITE}/b", "cleaner-error")
    ]


def write_and_close(folder: Path) -> None:
    books = Books(folder)
    for path in "abc":
        books.settle(path, good(path))
    books.close()


def test_a_feed_that_was_taken_away_is_not_filled_again(tmp_path: Path) -> None:
    write_and_close(tmp_path)
    (tmp_path / "feed.jsonl").rename(tmp_path / "taken.jsonl")
    books = Books(tmp_path)
    assert "was taken away" in books.recovery.notes[0]
    books.settle("d", good("a", page_url=f"{SITE}/d"))
    books.settle("e", good("e"))
    books.close()
    assert books.headlines() == ["e"]
    assert Books(tmp_path).recovery.notes == []


def test_lines_that_a_feed_has_lost_are_fetched_again(tmp_path: Path) -> None:
    write_and_close(tmp_path)
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(b"".join(feed.read_bytes().splitlines(keepends=True)[:2]))
    books = Books(tmp_path)
    assert books.recovery.notes == [f"{feed} is shorter than it was: 1 articles are fetched again"]
    lease = books.frontier.lease()
    assert lease is not None
    assert lease.key == f"{SITE}/c"
    books.close()


def test_another_feed_in_its_place_is_refused(tmp_path: Path) -> None:
    write_and_close(tmp_path)
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(feed.read_bytes().replace(b"The body", b"A corpse"))
    with pytest.raises(OutputError, match="is not the feed that this job wrote"):
        Books(tmp_path)


def test_a_feed_without_a_frontier_is_taken_over(tmp_path: Path) -> None:
    write_and_close(tmp_path)
    (tmp_path / "frontier.sqlite").unlink()
    books = Books(tmp_path)
    assert books.recovery.pages == 3
    books.settle("a", good("a"))
    books.close()
    assert books.headlines() == ["a", "b", "c"]
