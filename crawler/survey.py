"""Ask a site where it announces its articles: its home page, its robots.txt, and the usual places."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler import cassette, discovery, sources
from crawler.address import mask, without_credentials
from crawler.discovery import Announcer
from crawler.failures import named, named_status
from crawler.links import Section
from crawler.neighbours import place_of
from crawler.outcomes import NamedError
from crawler.reactorless import crawler_of
from crawler.responses import charset_of, media_type_of

logger = logging.getLogger(__name__)

Ask = Callable[[Request], Awaitable[Response]]
Call = Callable[..., Awaitable[Any]]
"""Calls a function with its arguments, in another process perhaps."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a site has."""

    found: Sequence[Announcer]
    used: Sequence[Announcer]
    """What of it is worth watching."""
    section: Section
    """What its page leads to by itself."""


async def survey(response: Response, ask: Ask, call: Call, *, guess: bool) -> Survey:
    """Find a site's feeds and sitemaps.

    Args:
        response: the site's page.
        ask: how to ask for more.
        call: how to read pages and feeds, which takes a while.
        guess: whether to look in the usual places, when the site names none.
    """
    home = await call(discovery.read_home, response.body, response.url, charset_of(response))
    robots = discovery.robots_address(response.url)
    answer = await _asked(robots, ask)
    found = [*home.announcers, *(discovery.in_robots(answer.body, robots) if answer else ())]
    if guess and not found:
        found = [one for one in discovery.guesses(response.url) if await _is_there(one, ask, call)]
    return Survey(tuple(found), discovery.chosen(found), home.section)


async def _is_there(guessed: Announcer, ask: Ask, call: Call) -> bool:
    answer = await _asked(guessed.url, ask)
    if answer is None:
        return False
    try:
        await call(sources.announced, answer.body, answer.url, media_type_of(answer))
    except NamedError:
        return False
    return True


async def _asked(url: str, ask: Ask) -> Response | None:
    """The answer to a question; None when there is no good one."""
    meta = {"dont_retry": True, "asked": url, "dont_obey_robotstxt": url.endswith("/robots.txt")}
    request = Request(url, dont_filter=True, meta=meta)
    try:
        response = await ask(request)
    except Exception as error:
        logger.info("%s: %s", mask(url), named(error)[1])
        return None
    return response if response.status == 200 else None


# ---- on its own ---------------------------------------------------------------------------------


def survey_of(site: str, settings: Mapping[str, Any]) -> Survey | str:
    """The survey of a site, or why it cannot be had.

    Raises:
        BadAddressError: this is no address.
    """
    results: list[Survey | str | KeyboardInterrupt] = []
    crawler = crawler_of(_SurveySpider, settings)
    asyncio.run(crawler.crawl_async(site=site, on_result=results.append))
    result = results[0] if results else "it could not be asked"
    if isinstance(result, KeyboardInterrupt):  # asyncio takes Ctrl-C for done when what it cancels says so
        raise result
    return result


class _SurveySpider(Spider):
    """Asks one site."""

    name = "survey"

    def __init__(
        self, site: str, on_result: Callable[[Survey | str | KeyboardInterrupt], object], **kwargs: Any
    ):
        super().__init__(**kwargs)
        self._site, _ = without_credentials(site)
        self.named = frozenset([place_of(self._site)])
        self._on_result = on_result

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        cassette.install(settings)

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self._site, callback=self.parse, errback=self.failed, meta={"asked": self._site})

    async def parse(self, response: Response) -> None:
        if refusal := named_status(response):
            self._on_result(refusal[1])
            return
        try:
            self._on_result(await survey(response, self.crawler.engine.download_async, _at_once, guess=True))
        except NamedError as failure:
            self._on_result(failure.detail)
        except asyncio.CancelledError:
            self._on_result(KeyboardInterrupt())
            raise

    def failed(self, failure: Any) -> None:
        cancelled = isinstance(failure.value, asyncio.CancelledError)
        self._on_result(KeyboardInterrupt() if cancelled else named(failure.value)[1])


async def _at_once(function: Callable[..., Any], *args: Any) -> Any:
    return function(*args)
