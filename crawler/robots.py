"""May a page be fetched?  robots.txt as RFC 9309 reads it: one that cannot be had forbids everything."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.internet.defer import Deferred

from crawler.failures import RefusedRequestError, named, named_status
from crawler.outcomes import Reason
from crawler.politeness import MARGIN

NOT_HAD = "robots.txt: "
"""How the detail of a refusal begins that is only for now: the rules could not be had."""

_MAX_CRAWL_DELAY = 60.0  # seconds; some sites ask for hours, to keep everybody out but a few
_MAX_BYTES = 500 * 1024  # RFC 9309 §2.5: parse at least 500 KiB


class Unavailable(RobotParser):
    """The rules of a host whose robots.txt could not be had: nothing is allowed (RFC 9309 §2.3.1.4)."""

    def __init__(self, reason: Reason, detail: str):
        self.reason = reason
        self.detail = NOT_HAD + detail

    @classmethod
    def from_crawler(cls, crawler: Any, robotstxt_body: bytes) -> Unavailable:
        """Part of the interface; rules are not read from a body here."""
        return cls(Reason.ROBOTS, "not available")

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        """Nothing is."""
        return False


class StrictRobotsMiddleware(RobotsTxtMiddleware):
    """Obey robots.txt; server errors and broken connections are a refusal, 4xx are none."""

    async def process_request(  # type: ignore[override]  # `spider` is deprecated
        self, request: Request
    ) -> None:
        """Let the request pass, or not.

        Raises:
            NamedError: `robots`, or what made robots.txt unavailable (`dns`, `timeout`…).
        """
        if request.meta.get("dont_obey_robotstxt"):
            if not self.crawler.settings.getbool("ROBOTSTXT_KEEPS_PACE"):
                # robots.txt itself: its own slot, so that the page after it need not wait.
                request.meta.setdefault("download_slot", f"robots.txt {request.url}")
            return
        await super().process_request(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Ask the rules of the host, which are there by now."""
        if isinstance(rp, Unavailable):
            raise RefusedRequestError(rp.reason, rp.detail)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            raise RefusedRequestError(Reason.ROBOTS, "robots.txt does not allow it") from None
        if rp is not None:
            self._keep_pace(rp, request)

    def _keep_pace(self, rp: RobotParser, request: Request) -> None:
        """Wait between requests for as long as the host asks in `Crawl-delay`, at most a minute."""
        wish = rp.crawl_delay(self._robotstxt_useragent or self._default_useragent or "*")
        downloader = self.crawler.engine.downloader if self.crawler.engine else None
        if not wish or downloader is None:
            return
        key = downloader.get_slot_key(request)
        delay = max(
            min(MARGIN * float(wish), _MAX_CRAWL_DELAY), self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        )
        if key not in downloader.slots:
            downloader.per_slot_settings[key] = {"delay": delay, "concurrency": 1}
        slot = downloader.slots.get(key)
        if slot is not None and slot.delay < delay:
            slot.delay, slot.concurrency = delay, 1
        request.meta["autothrottle_dont_adjust_delay"] = True

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            status = named_status(response)
            self._settle(netloc, Unavailable(Reason.ROBOTS, status[1] if status else ""))
            return
        readable = response.body[:_MAX_BYTES] if response.status == 200 else b""
        await super()._parse_robots(response.replace(body=readable), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        reason, detail = named(exc)
        if reason in {Reason.NOT_RECORDED, Reason.REDIRECT_LOOP}:
            self._settle(netloc, None)  # no server to be polite to; RFC 9309 §2.3.1.2
        else:
            self._settle(netloc, Unavailable(reason, detail))

    def _settle(self, netloc: str, rules: RobotParser | None) -> None:
        """Tell everybody who waits for this host's rules."""
        waiting = self._parsers[netloc]
        self._parsers[netloc] = rules
        assert isinstance(waiting, Deferred)
        waiting.callback(rules)
