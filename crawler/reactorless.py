"""Scrapy without a Twisted reactor, which a process can start only once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

import aiohttp
from scrapy import Spider
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Headers
from scrapy.settings import Settings

from crawler.neighbours import Neighbours, PublicResolver

_BROKEN = [
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
]
"""What is worth a retry; Scrapy's own list loads Twisted's HTTP client, which takes half a second."""


class ReactorlessHandler(AiohttpDownloadHandler):
    """Scrapy's aiohttp handler, which connects to public hosts only, and minus one fault.

    The fault: Scrapy 2.19 lets aiohttp decode header values and encodes them again, which loses the whole
    page when a server sends a header that is not UTF-8.  Here they are taken as the bytes they are.
    """

    experimental = False  # said once, here: no warning for every crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReactorlessHandler:
        """One handler for http and https: certificates are loaded once."""
        return next(iter(opened_handlers(crawler)), None) or cls(crawler)

    def __init__(self, crawler: Crawler):
        super().__init__(crawler)
        opened_handlers(crawler).append(self)
        self._session.detach()  # it cannot be given another connector
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                local_addr=self._bind_address,
                limit=self._pool_size_total,
                limit_per_host=self._pool_size_per_host,
                resolver=PublicResolver(Neighbours.of(crawler)),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            response_class=_ClientResponse,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        )

    @staticmethod
    def _extract_headers(response: aiohttp.ClientResponse) -> Headers:
        return Headers([(name, value) for name, value in response.raw_headers])


def opened_handlers(crawler: Crawler) -> list[ReactorlessHandler]:
    """The handlers that a crawl has opened."""
    handlers: list[ReactorlessHandler] = crawler.__dict__.setdefault("reactorless_handlers", [])
    return handlers


async def break_off(crawler: Crawler, seconds: float) -> None:
    """End a crawl that is under way, whatever it is at; its connections are closed in any case.

    Args:
        crawler: whose crawl it is.
        seconds: for which it may put its things away.
    """
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(crawler.stop_async(), seconds)
    for handler in opened_handlers(crawler):
        await handler.close()  # again, if Scrapy came to it


def crawler_of(spider: type[Spider], settings: Mapping[str, Any]) -> Crawler:
    """A crawl that is run in an asyncio loop; `settings` go over those of `crawler.settings`."""
    every = Settings()
    every.setmodule("crawler.settings", priority="project")
    handlers = dict.fromkeys(("http", "https"), ReactorlessHandler)
    every.set("DOWNLOAD_HANDLERS", every.getdict("DOWNLOAD_HANDLERS") | handlers, priority="project")
    every.set("RETRY_EXCEPTIONS", _BROKEN, priority="project")
    every.update({"TWISTED_REACTOR_ENABLED": False, **settings}, priority="cmdline")
    return AsyncCrawlerRunner(every).create_crawler(spider)
