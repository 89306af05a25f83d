"""Fetch pages from Python: the article spider, run in this process, as often as you like.

Scrapy runs here without a Twisted reactor, which can be started only once in a process.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scrapy.crawler import Crawler

from crawler import cassette
from crawler.outcomes import Outcome, Reason, rejected
from crawler.reactorless import break_off, crawler_of
from crawler.spiders.article import ArticleSpider, outcome_reached

_STOP_SECONDS = 0.5
"""How long a crawl that is broken off may take to put its things away."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a fetch went.  Every page asked for is in `pages`, or counted in `rejects`."""

    asked: int
    pages: int
    """Pages that gave articles."""
    articles: int
    rejects: Mapping[Reason, int]


def fetch(
    urls: Iterable[str],
    *,
    settings: Mapping[str, Any] | None = None,
    on_outcome: Callable[[Outcome], object] | None = None,
) -> Summary:
    """Fetch and clean pages, politely; returns when every page has an outcome.

    Args:
        urls: addresses; one that occurs twice is fetched once.
        settings: Scrapy settings over those of `crawler.settings`.
        on_outcome: called with the outcome of every page as it arrives, in order of arrival.

    Raises:
        OutputError: the pages came, and what the settings have recorded of them could not be written.
        RuntimeError: called from a running event loop, or after a Twisted reactor was installed.
        Exception: whatever `on_outcome` raises; it ends the crawl.
    """
    return asyncio.run(_fetch(list(dict.fromkeys(urls)), dict(settings or {}), on_outcome))


async def _fetch(
    urls: list[str], settings: dict[str, Any], on_outcome: Callable[[Outcome], object] | None
) -> Summary:
    crawler = crawler_of(ArticleSpider, settings)
    reasons: Counter[Reason] = Counter()
    articles: list[int] = []
    waiting = dict.fromkeys(urls)
    broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def receive(outcome: Outcome) -> None:
        if broken.done():
            return
        waiting.pop(outcome.asked, None)
        if outcome.reject is not None:
            reasons[outcome.reject.reason] += 1
        else:
            articles.append(len(outcome.articles))
        try:
            if on_outcome is not None:
                on_outcome(outcome)
        except Exception as error:
            broken.set_exception(error)

    crawler.signals.connect(receive, outcome_reached)  # weakly held: `receive` outlives the crawl below
    await _run(crawler, urls, broken)
    for address in list(waiting):
        receive(rejected(address, Reason.UNFINISHED, "the crawl ended before the page was fetched"))
    if broken.done():
        broken.result()
    if failure := cassette.failure_of(crawler):
        raise failure
    return Summary(len(urls), len(articles), sum(articles), dict(reasons))


async def _run(crawler: Crawler, urls: list[str], broken: asyncio.Future[None]) -> None:
    """Crawl until the end, or until `broken`."""
    crawl = asyncio.ensure_future(crawler.crawl_async(urls=urls))
    try:
        await asyncio.wait({crawl, broken}, return_when=asyncio.FIRST_COMPLETED)
        if crawl.done():
            crawl.result()
    finally:
        if not crawl.done():
            broken.cancel()  # no effect when it is why we stop; else: nothing more is delivered
            await break_off(crawler, _STOP_SECONDS)
