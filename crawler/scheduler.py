"""Scrapy's scheduler on a frontier: which request goes next.

What the downloader sends back (a redirect, a retry) goes first and is kept in memory only: its address is
leased, and is queued again if the process dies.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter, deque
from collections.abc import Callable, Container, Iterable
from typing import Protocol, cast

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from crawler.address import BadAddressError
from crawler.canonical import host_of
from crawler.entries import Lease
from crawler.ledger import Ledger
from crawler.outcomes import Reason, rejected

_BESIDES_FETCHED = 3
"""Addresses of a host in flight, besides those being fetched: one waits for its turn, two are cleaned.

More of them would only take the place of other hosts."""


class Queue(Protocol):
    """What the scheduler needs of a frontier, wherever it is kept."""

    def lease(self, avoid: Container[str] = (), spent: Container[str] = ()) -> Lease | None:
        """The most urgent address, now in flight; none of hosts to avoid, no article of spent ones."""
        ...

    def has_waiting(self, spent: Container[str] = ()) -> bool:
        """Whether anything is queued, but for articles of these hosts."""
        ...

    def release(self, leases: Iterable[Lease]) -> None:
        """Put addresses back that were leased and not dealt with."""
        ...


class JobSpider(Protocol):
    """What the scheduler needs of a spider."""

    frontier: Queue
    ledger: Ledger

    def request_for(self, lease: Lease) -> Request:
        """The request for a leased address.

        Raises:
            BadAddressError: it cannot be fetched.
        """
        ...


class _Every:
    """Holds everything."""

    def __contains__(self, host: object) -> bool:
        return True


class FrontierScheduler(BaseScheduler):
    """Hands out the newest address of the hosts that are not busy.

    Settings: `JOB_MAX_PAGES`, article pages of one run, and `JOB_MAX_PAGES_PER_HOST`; 0 is no limit.
    The scheduler of a crawl is found as `crawler.frontier_scheduler`.
    """

    def __init__(self, crawler: Crawler, clock: Callable[[], float] = time.monotonic):
        settings = crawler.settings
        self._clock = clock
        self._returned: deque[Request] = deque()
        self._resting: dict[str, float] = {}
        self._max_pages = settings.getint("JOB_MAX_PAGES")
        self._max_of_host = settings.getint("JOB_MAX_PAGES_PER_HOST")
        self._max_in_flight = settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") + _BESIDES_FETCHED
        self._pages: Counter[str] = Counter()
        self._stopped = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FrontierScheduler:
        """One scheduler for a crawl."""
        scheduler = cls(crawler)
        crawler.frontier_scheduler = scheduler  # type: ignore[attr-defined]
        return scheduler

    def open(self, spider: Spider) -> None:
        """Take the frontier and the ledger of the job's spider."""
        self._spider = cast("JobSpider", spider)
        self._frontier = self._spider.frontier
        self._ledger = self._spider.ledger

    def has_pending_requests(self) -> bool:
        """Whether anything is left to be fetched in this run."""
        if self._is_over():
            return False
        return bool(self._returned) or self._frontier.has_waiting(self._spent())

    def enqueue_request(self, request: Request) -> bool:
        """Keep a request that the downloader sent back."""
        self._returned.append(request)
        return True

    def next_request(self) -> Request | None:
        """The next request, or None when every host is busy or nothing is left."""
        if self._is_over():
            return None
        if request := self._next_returned():
            return request
        try:
            return self._next_leased()
        except sqlite3.Error as error:
            self._ledger.fail(error)
            return None

    def rest(self, host: str, seconds: float) -> None:
        """Ask nothing of a host for a while, as it wishes (`Retry-After`)."""
        self._resting[host] = max(self._resting.get(host, 0.0), self._clock() + seconds)

    def rests(self, host: str) -> float:
        """Seconds for which a host is still left alone."""
        return max(0.0, self._resting.get(host, 0.0) - self._clock())

    def stop(self) -> None:
        """Hand out nothing more."""
        self._stopped = True

    # ---- choosing -------------------------------------------------------------------------------

    def _is_over(self) -> bool:
        return self._stopped or self._ledger.failure is not None

    def _next_returned(self) -> Request | None:
        resting = self._still_resting()
        for _ in range(len(self._returned)):
            request = self._returned.popleft()
            if host_of(request.url) not in resting:
                return request
            self._returned.append(request)
        return None

    def _next_leased(self) -> Request | None:
        while (lease := self._frontier.lease(self._busy(), self._spent())) is not None:
            self._ledger.expect(lease)
            try:
                request = self._spider.request_for(lease)
            except BadAddressError as error:
                self._ledger.settle(lease, rejected(lease.entry.url, Reason.BAD_URL, str(error)))
                continue
            request.meta["lease"] = lease
            if lease.entry.kind == "article":
                self._pages[host_of(lease.entry.url)] += 1
            return request
        return None

    def _busy(self) -> Container[str]:
        """Hosts that are given nothing for now."""
        full = {host for host, count in self._ledger.in_flight.items() if count >= self._max_in_flight}
        return full | self._still_resting()

    def _still_resting(self) -> set[str]:
        if not self._resting:
            return set()
        now = self._clock()
        self._resting = {host: until for host, until in self._resting.items() if until > now}
        return set(self._resting)

    def _spent(self) -> Container[str]:
        """Hosts of which no more articles are fetched in this run."""
        if self._max_pages and self._pages.total() >= self._max_pages:
            return _Every()
        if not self._max_of_host:
            return ()
        return {host for host, count in self._pages.items() if count >= self._max_of_host}
