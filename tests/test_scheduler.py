"""Which request goes next."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.address import BadAddressError
from crawler.canonical import host_of
from crawler.entries import Entry, Lease
from crawler.frontier import Frontier
from crawler.outcomes import Outcome, Reason
from crawler.politeness import MAX_REST, RetryAfterMiddleware, retry_after
from crawler.scheduler import FrontierScheduler


class Watch:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Notes:
    """Stands in for the ledger."""

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.leases: dict[str, Lease] = {}
        self.outcomes: list[Outcome] = []

    def expect(self, lease: Lease) -> None:
        self.leases[lease.key] = lease

    @property
    def in_flight(self) -> Counter[str]:
        return Counter(host_of(lease.entry.url) for lease in self.leases.values())

    def settle(self, lease: Lease, outcome: Outcome) -> None:
        self.leases.pop(lease.key)
        self.outcomes.append(outcome)

    def fail(self, error: Exception) -> None:
        self.failure = error


def request_for(lease: Lease) -> Request:
    if "bad" in lease.entry.url:
        raise BadAddressError("it is so")
    return Request(lease.entry.url)


class Desk:
    """A scheduler with what it needs."""

    def __init__(self, frontier: Frontier, **settings: Any):
        self.watch = Watch()
        self.notes = Notes()
        self.frontier = frontier
        crawler: Any = SimpleNamespace(settings=Settings({"CONCURRENT_REQUESTS_PER_DOMAIN": 1} | settings))
        self.scheduler = FrontierScheduler(crawler, self.watch)
        spider: Any = SimpleNamespace(frontier=frontier, ledger=self.notes, request_for=request_for)
        self.scheduler.open(spider)

    def add(self, *urls: str, kind: Any = "article") -> None:
        self.frontier.add([Entry(url, kind=kind) for url in urls])

    def next(self) -> str | None:
        request = self.scheduler.next_request()
        return request.url if request else None

    def all(self) -> list[str]:
        urls = []
        while url := self.next():
            urls.append(url)
        return urls


@pytest.fixture
def frontier(tmp_path: Any) -> Any:
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        yield frontier


def pages(host: str, count: int) -> list[str]:
    return [f"https://{host}/{number}" for number in range(count)]


def test_one_host_never_has_everything_in_flight(frontier: Frontier) -> None:
    desk = Desk(frontier)
    desk.add(*pages("slow.example", 50), *pages("quick.example", 2))
    first = desk.all()
    assert first == [*pages("slow.example", 4), *pages("quick.example", 2)]
    assert desk.scheduler.has_pending_requests()
    desk.notes.leases.popitem()
    desk.notes.leases.clear()
    assert desk.next() == "https://slow.example/4"


def test_what_comes_back_goes_first(frontier: Frontier) -> None:
    desk = Desk(frontier)
    desk.add("https://a.example/1")
    desk.scheduler.enqueue_request(Request("https://a.example/redirected"))
    assert desk.all() == ["https://a.example/redirected", "https://a.example/1"]
    assert not desk.scheduler.has_pending_requests()


def test_a_host_that_wants_to_be_left_alone_is(frontier: Frontier) -> None:
    desk = Desk(frontier)
    desk.add("https://a.example/1", "https://b.example/2")
    desk.scheduler.enqueue_request(Request("https://a.example/again"))
    desk.scheduler.rest("a.example", 30)
    assert desk.all() == ["https://b.example/2"]
    assert desk.scheduler.has_pending_requests()
    desk.watch.now += 29
    assert desk.next() is None
    desk.watch.now += 1
    assert desk.all() == ["https://a.example/again", "https://a.example/1"]


@pytest.mark.parametrize(
    ("settings", "fetched"),
    [({"JOB_MAX_PAGES": 3}, 3), ({"JOB_MAX_PAGES_PER_HOST": 2}, 4), ({}, 8)],
)
def test_limits(frontier: Frontier, settings: dict[str, int], fetched: int) -> None:
    desk = Desk(frontier, CONCURRENT_REQUESTS_PER_DOMAIN=10, **settings)
    desk.add(*pages("a.example", 4), *pages("b.example", 4))
    assert len(desk.all()) == fetched
    assert not desk.scheduler.has_pending_requests()
    desk.add("https://a.example/feed", kind="feed")
    assert desk.all() == ["https://a.example/feed"]


def test_an_address_that_cannot_be_fetched_is_settled(frontier: Frontier) -> None:
    desk = Desk(frontier)
    desk.add("https://a.example/bad", "https://a.example/good")
    assert desk.all() == ["https://a.example/good"]
    (outcome,) = desk.notes.outcomes
    assert outcome.reject is not None
    assert outcome.reject.reason is Reason.BAD_URL


def test_it_stops_when_nothing_can_be_recorded(frontier: Frontier) -> None:
    desk = Desk(frontier)
    desk.add(*pages("a.example", 2))
    desk.notes.failure = OSError("full")
    assert desk.next() is None
    assert not desk.scheduler.has_pending_requests()


def test_it_stops_when_asked_to(frontier: Frontier) -> None:
    desk = Desk(frontier)
    desk.add("https://a.example/1")
    desk.scheduler.stop()
    assert desk.next() is None
    assert not desk.scheduler.has_pending_requests()


# ---- Retry-After --------------------------------------------------------------------------------

NOON = "Fri, 20 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("wish", "date", "seconds"),
    [
        ("120", None, 120),
        (" 0 ", None, 0),
        ("99999999", None, MAX_REST),
        ("Fri, 20 Nov 2026 12:02:00 GMT", NOON, 120),
        ("Fri, 20 Nov 2026 11:00:00 GMT", NOON, 0),
        ("Fri, 20 Nov 2099 12:00:00 GMT", NOON, MAX_REST),
        ("Fri, 20 Nov 2026 12:02:00 GMT", None, None),
        ("soon", NOON, None),
        ("-1", NOON, None),
        ("², please", None, None),
    ],
)
def test_how_long_a_host_wants_to_rest(wish: str, date: str | None, seconds: float | None) -> None:
    assert retry_after(wish, date) == seconds


@pytest.mark.parametrize(
    ("status", "rests"), [(429, [("a.example", 7.0)]), (503, [("a.example", 7.0)]), (200, [])]
)
def test_the_scheduler_hears_of_it(status: int, rests: list[tuple[str, float]]) -> None:
    heard: list[tuple[str, float]] = []
    scheduler = SimpleNamespace(rest=lambda host, seconds: heard.append((host, seconds)))
    crawler: Any = SimpleNamespace(frontier_scheduler=scheduler)
    request = Request("https://a.example/1")
    response = Response(request.url, status=status, headers={"Retry-After": "7"})
    assert RetryAfterMiddleware.from_crawler(crawler).process_response(request, response) is response
    assert heard == rests
