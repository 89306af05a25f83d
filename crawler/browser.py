"""Pages that only a browser can show: scrapy-playwright with an installed Chromium, for sources with `js = true`.

An optional extra (`pip install 'cleanwire[js]'`).  It needs Twisted's reactor, which other crawls do without.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import shutil
import sys
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from crawler.failures import RefusedRequestError
from crawler.neighbours import Neighbours, place_of

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
_CLOSED = dict.fromkeys(("data", "file", "ftp", "s3"))
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
_IDLE_PAGES = 4


class NoBrowserError(Exception):
    """Pages cannot be rendered here; the message says what is missing."""


def browser_settings() -> dict[str, Any]:
    """Scrapy settings with which a request whose meta has `playwright` is made by a browser.

    Raises:
        NoBrowserError: scrapy-playwright or Chromium is not installed.
    """
    if importlib.util.find_spec("scrapy_playwright") is None:
        raise NoBrowserError("js = true needs scrapy-playwright: pip install 'cleanwire[js]'")
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    if program is None:
        raise NoBrowserError("js = true needs Chromium, and none of these is there: " + ", ".join(NAMES))
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium does not start otherwise as root
    return {
        "DOWNLOAD_HANDLERS": _CLOSED | {"http": _HANDLER, "https": _HANDLER},
        "TWISTED_REACTOR_ENABLED": True,
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": program,
            "headless": True,
            "args": [*_ARGUMENTS, *sandbox],
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": _IDLE_PAGES,
        "PLAYWRIGHT_ABORT_REQUEST": Needless(Neighbours()),  # the spider puts its own in place
    }


class Needless:
    """What a page in the browser does not get: pictures and the like, and answers from private addresses."""

    def __init__(self, neighbours: Neighbours):
        self._neighbours = neighbours
        self._judged: dict[tuple[str, int], bool] = {}

    async def __call__(self, request: Any) -> bool:
        """Whether a request of the page is to be broken off."""
        if request.resource_type in {"image", "media", "font"}:
            return True
        scheme = urlsplit(request.url).scheme
        if scheme not in {"http", "https"}:
            return scheme not in {"data", "blob", "about"}
        place = place_of(request.url)
        if place not in self._judged:
            self._judged[place] = await self._is_private(request.url)
        return self._judged[place]

    async def _is_private(self, url: str) -> bool:
        try:
            await self._neighbours.check(url)
        except RefusedRequestError:
            return True
        return False


def in_reactor() -> bool:
    """Whether this process has a Twisted reactor: then every crawl must use it, with a browser or without."""
    return "twisted.internet.reactor" in sys.modules


def run_in_reactor(work: Coroutine[Any, Any, None]) -> None:
    """Do what `asyncio.run` does, in the loop of Twisted's reactor; any number of times in a process.

    Raises:
        NoBrowserError: another kind of reactor is installed already.
    """
    from twisted.internet import asyncioreactor  # noqa: PLC0415 - only browsers need it

    if not in_reactor():
        asyncioreactor.install(asyncio.new_event_loop())  # type: ignore[no-untyped-call]
    from twisted.internet import reactor  # noqa: PLC0415

    if not isinstance(reactor, asyncioreactor.AsyncioSelectorReactor):
        work.close()
        raise NoBrowserError("another Twisted reactor is installed than asyncio's")
    if not reactor.running:
        reactor.startRunning(installSignalHandlers=False)
    try:
        reactor._asyncioEventloop.run_until_complete(work)
    finally:
        if reactor.threadpool is not None:
            reactor._stopThreadPool()  # its threads would keep the process from ending
