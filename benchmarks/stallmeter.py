"""How long the event loop of a crawl was busy with one thing."""

from __future__ import annotations

import asyncio
import time

from scrapy import signals
from scrapy.crawler import Crawler


class StallMeter:
    """Scrapy extension: the longest time for which the event loop did nothing else."""

    longest = 0.0

    def __init__(self, crawler: Crawler):
        crawler.signals.connect(self.opened, signals.spider_opened)
        crawler.signals.connect(self.closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StallMeter:
        """For Scrapy."""
        return cls(crawler)

    def opened(self) -> None:
        """Begin to watch."""
        type(self).longest = 0.0
        self._task = asyncio.ensure_future(self._watch())

    def closed(self) -> None:
        """Stop watching."""
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.01)
            type(self).longest = max(self.longest, time.monotonic() - before - 0.01)
