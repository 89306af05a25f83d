"""The spider for single pages: addresses in, articles and named rejects out."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from w3lib.http import basic_auth_header

from crawler import cassette
from crawler.address import BadAddressError, one_line, read_addresses, without_credentials
from crawler.failures import named
from crawler.items import ArticleItem, items_of, removed_items_of
from crawler.neighbours import Place, place_of
from crawler.outcomes import Outcome, Reason, outcome_of, rejected
from crawler.responses import fetch_of, page_of, refusal_of

logger = logging.getLogger(__name__)

outcome_reached = object()
"""Scrapy signal, sent with `outcome=` for every page, as soon as it is known what became of it."""

_ABOVE_COMMAND_LINE = 50  # Scrapy applies the command line (40) once more after `update_settings`
_BETWEEN = re.compile(r"\s+|,(?=https?://)")


class ArticleSpider(Spider):
    """Fetch pages and clean them.

    Arguments (`-a`): `url`, one or several separated by blanks; `file`, a file of addresses, one per
    line, `-` for standard input; `removed=1` for the removed stream as well.
    """

    name = "article"

    def __init__(
        self, url: str = "", file: str = "", removed: str = "", urls: Iterable[str] = (), **kwargs: Any
    ):
        super().__init__(**kwargs)
        self.addresses = [*urls, *filter(None, _BETWEEN.split(url))]
        self.file = file
        self.with_removed = removed not in {"", "0"}
        self.named: set[Place] = set()
        """Where the user's own addresses lead: they may be private."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Name the contact, route streams (a feed without item classes is for articles), load a cassette."""
        super().update_settings(settings)
        if contact := settings.get("CONTACT"):
            settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{one_line(contact)})", priority="spider")
        feeds = {
            place: {"item_classes": [ArticleItem], **options}
            for place, options in settings.getdict("FEEDS").items()
        }
        settings.set("FEEDS", feeds, priority=_ABOVE_COMMAND_LINE)
        cassette.install(settings)

    async def start(self) -> AsyncIterator[Any]:
        """One request for every address, in the order given; what is no address is a reject at once."""
        addresses = list(self.addresses)
        if self.file:
            try:
                addresses += read_addresses(self.file)
            except (OSError, UnicodeDecodeError) as error:
                for item in self.settle(rejected(self.file, Reason.UNREADABLE, str(error))):
                    yield item
        for address in dict.fromkeys(addresses):
            try:
                yield self.request_for(address)
            except BadAddressError as error:
                for item in self.settle(rejected(address, Reason.BAD_URL, str(error))):
                    yield item

    def request_for(self, address: str) -> Request:
        """A request for a page.  Credentials leave the address and become a header.

        Raises:
            BadAddressError: it cannot be fetched.
        """
        bare, credentials = without_credentials(address)
        self.named.add(place_of(bare))
        headers = {"Authorization": basic_auth_header(*credentials)} if credentials else None
        return Request(
            bare,
            headers=headers,
            callback=self.parse,
            errback=self.failed,
            dont_filter=True,  # a page never vanishes, least of all by a silent filter
            meta={"asked": address},
        )

    def parse(self, response: Response) -> Iterator[Any]:
        """The articles of a response, or its reject."""
        asked = response.meta["asked"]
        if refusal := refusal_of(response):
            yield from self.settle(rejected(asked, *refusal))
        else:
            sites = self.settings.get("SITES")
            yield from self.settle(outcome_of(asked, page_of(response), fetch_of(response), sites=sites))

    def failed(self, failure: Any) -> Iterator[Any]:
        """The reject of a request that brought no response."""
        yield from self.settle(rejected(failure.request.meta["asked"], *named(failure.value)))

    def settle(self, outcome: Outcome) -> Iterator[Any]:
        """Announce what became of a page, and yield its items."""
        reject = outcome.reject
        self.crawler.stats.inc_value(f"pages/{reject.reason if reject else 'article'}")
        if reject:
            logger.warning("%s: %s: %s", reject.page_url, reject.reason, reject.detail)
        self.crawler.signals.send_catch_log(outcome_reached, outcome=outcome)
        yield from items_of(outcome)
        if self.with_removed:
            yield from removed_items_of(outcome)
