"""A job's crawl under way: Scrapy in an event loop, and what may stop it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from scrapy.crawler import Crawler

from crawler import interrupts
from crawler.browser import browser_settings, in_reactor, run_in_reactor
from crawler.drift import Figures
from crawler.feed import OutputError
from crawler.frontier import Frontier
from crawler.jobs import Job
from crawler.ledger import Ledger
from crawler.outcomes import Reason, rejected
from crawler.politeness import MARGIN
from crawler.reactorless import break_off, crawler_of
from crawler.settings import CLEANER_PROCESSES
from crawler.spiders.job import JobSpider
from crawler.summary import HostState
from crawler.workers import Cleaner

GRACE_SECONDS = 8.0
"""How long a crawl that is stopped waits for answers that are on their way."""
_PROGRESS_SECONDS = 1.0
_STOP_SECONDS = 0.5
_CONCURRENT_REQUESTS = 128  # most of them wait for their host's turn


class Crawling:
    """One crawl; `stop` may be called from signal handlers."""

    def __init__(self, job: Job, frontier: Frontier, ledger: Ledger, started: datetime):
        self.stopped: str | None = None
        """Why it ended before its work did."""
        self.notes: list[str] = []
        self.sites: dict[str, Figures] = {}
        self._job = job
        self._frontier = frontier
        self._ledger = ledger
        self._started = started
        self._crawler: Crawler | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None
        self._at_once: asyncio.Event | None = None

    def go(self, settings: Mapping[str, Any], on_progress: Callable[[], object] | None) -> None:
        """Crawl until nothing is left, or somebody stops it."""
        processes = settings.get("CLEANER_PROCESSES", CLEANER_PROCESSES)
        cleaner = Cleaner(None if processes is None else int(processes))
        if self._expects_pages():
            cleaner.load()
        if any(source.js for source in self._job.sources):
            run_in_reactor(self._go({**browser_settings(), **settings}, cleaner, on_progress))
        elif in_reactor():
            run_in_reactor(self._go({"TWISTED_REACTOR_ENABLED": True, **settings}, cleaner, on_progress))
        else:
            asyncio.run(self._go(settings, cleaner, on_progress))

    def stop(self, why: str) -> None:
        """Ask for no more pages; the second time, wait for nothing either."""
        if self._end is None or self._at_once is None:
            self.stopped = why
        elif self._loop is None:
            return  # it is over, and what is left to do takes no time
        elif self._end.is_set():
            self._at_once.set()
        else:
            self.stopped = why
            self._end.set()

    def requests(self) -> int:
        """Requests sent so far."""
        stats = self._part("stats")
        return int(stats.get_value("downloader/request_count", 0)) if stats else 0

    def hosts(self) -> list[HostState]:
        """What each host is at, while the crawl goes on."""
        engine = self._part("engine")
        if engine is None or self._loop is None:
            return []
        queued = self._frontier.waiting_by_host()
        scheduler = getattr(self._crawler, "frontier_scheduler", None)
        in_flight = +self._ledger.in_flight
        slots = engine.downloader.slots  # by name, without the port
        delays = {name: round(slot.delay, 2) for name, slot in slots.items()}
        return [
            HostState(
                host=host,
                queued=queued.get(host, 0),
                in_flight=in_flight[host],
                delay=delays.get(host.rpartition(":")[0] or host, 0.0),
                resting=scheduler.rests(host) if scheduler else 0.0,
            )
            for host in sorted(queued.keys() | in_flight.keys())
        ]

    def _part(self, name: str) -> Any:
        """A part of Scrapy's crawler; None until it is there."""
        try:
            return getattr(self._crawler, name, None)
        except RuntimeError:
            return None

    def _expects_pages(self) -> bool:
        """Whether there is something to clean for sure: pages of former runs, or a source not read before."""
        urls = [url for source in self._job.sources for url in source.urls]
        return self._frontier.has_waiting() or any(self._frontier.validators(url) is None for url in urls)

    @property
    def loop(self) -> asyncio.AbstractEventLoop | None:
        """The loop that it runs in."""
        return self._loop

    async def _go(
        self, settings: Mapping[str, Any], cleaner: Cleaner, on_progress: Callable[[], object] | None
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._end, self._at_once = asyncio.Event(), asyncio.Event()
        try:
            if not self.stopped:
                self._ledger.on_failure = self._fail
                self._crawler = crawler_of(JobSpider, {**_settings_of(self._job), **settings})
                await self._crawl(cleaner, on_progress)
        finally:
            cleaner.close()
            self._loop = None

    async def _crawl(self, cleaner: Cleaner, on_progress: Callable[[], object] | None) -> None:
        assert self._crawler is not None
        assert self._end is not None
        crawl: asyncio.Future[Any] = asyncio.ensure_future(
            self._crawler.crawl_async(
                job=self._job,
                frontier=self._frontier,
                ledger=self._ledger,
                cleaner=cleaner,
                now=self._started,
            )
        )
        end: asyncio.Future[Any] = asyncio.ensure_future(self._end.wait())
        limit = self._limit()
        try:
            while not crawl.done() and not end.done():
                await asyncio.wait(
                    {crawl, end}, timeout=_PROGRESS_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                if on_progress is not None:
                    on_progress()
            if crawl.done():
                crawl.result()
                self._settle_what_is_left()
                self.stopped = self.stopped or self._why_it_ended()
            else:
                await self._wind_down(crawl)
        finally:
            if isinstance(spider := self._crawler.spider, JobSpider):
                self.notes = list(spider.found)
                self.sites = spider.sites.figures()
                if not crawl.done():
                    spider.abandon()
            end.cancel()
            if limit:
                limit.cancel()
            if not crawl.done():
                await break_off(self._crawler, _STOP_SECONDS)

    def _why_it_ended(self) -> str | None:
        """Scrapy's reason, when it is not that everything is done."""
        stats = self._part("stats")
        reason = stats.get_value("finish_reason", "finished") if stats else "finished"
        return None if reason == "finished" else f"Scrapy ended it: {reason}"

    def _limit(self) -> asyncio.TimerHandle | None:
        seconds = self._job.limits.seconds
        if seconds is None:
            return None
        return asyncio.get_running_loop().call_later(seconds, self.stop, "the time limit was reached")

    async def _wind_down(self, crawl: asyncio.Future[Any]) -> None:
        """Wait for what is on its way, but not for long."""
        assert self._crawler is not None
        assert self._at_once is not None
        scheduler = getattr(self._crawler, "frontier_scheduler", None)
        if scheduler is not None:
            scheduler.stop()
        if self._ledger.failure is not None:
            return
        at_once: asyncio.Future[Any] = asyncio.ensure_future(self._at_once.wait())
        await asyncio.wait({crawl, at_once}, timeout=GRACE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        at_once.cancel()

    def _settle_what_is_left(self) -> None:
        """Name what the spider lost: no page vanishes, least of all by a mistake of ours."""
        for lease in list(self._ledger.expected()):
            reject = rejected(lease.entry.url, Reason.FETCH_ERROR, "the crawl ended without an answer for it")
            self._ledger.settle(lease, reject)

    def _fail(self, error: OutputError) -> None:
        if self._end is not None:
            self._end.set()


def stoppable(crawling: Crawling) -> AbstractContextManager[None]:
    """Let SIGINT and SIGTERM stop a crawl, if this is the main thread."""

    def stop(number: int, frame: object) -> None:
        loop, why = crawling.loop, f"stopped by {signal.Signals(number).name}"
        if loop is None:
            crawling.stop(why)
        else:
            loop.call_soon_threadsafe(crawling.stop, why)

    return interrupts.handled(stop)


def _settings_of(job: Job) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "SCHEDULER": "crawler.scheduler.FrontierScheduler",
        "CONCURRENT_REQUESTS": _CONCURRENT_REQUESTS,
        # The spider yields nothing, for which Scrapy makes many tasks and asks five middlewares; redirects
        # need one of them.
        "CONCURRENT_ITEMS": 1,
        "SPIDER_MIDDLEWARES_BASE": {"scrapy.spidermiddlewares.referer.RefererMiddleware": 700},
        "DOWNLOAD_DELAY": job.politeness.delay * MARGIN,
        "ROBOTSTXT_KEEPS_PACE": True,
        "AUTOTHROTTLE_START_DELAY": job.politeness.delay,
        "ALLOW_PRIVATE": job.allow_private,
        "JOB_MAX_PAGES": job.limits.pages or 0,
        "JOB_MAX_PAGES_PER_HOST": job.politeness.per_host or 0,
    }
    return settings | ({"CONTACT": job.contact} if job.contact else {})
