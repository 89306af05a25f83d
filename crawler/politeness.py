"""A host's own wishes: how long it wants to be left alone."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.canonical import host_of

MARGIN = 1.05
"""Factor on every delay: the network may bring requests closer together than they were sent."""
MAX_REST = 3600.0
"""Seconds: no host is obeyed for longer."""
_ASK_TO_WAIT = frozenset({429, 503})


class RetryAfterMiddleware:
    """Leave a host alone for as long as its `Retry-After` says, before anything is asked of it again."""

    def __init__(self, crawler: Crawler):
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryAfterMiddleware:
        """For Scrapy."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass the response on; the scheduler hears of the host's wish."""
        scheduler = getattr(self._crawler, "frontier_scheduler", None)
        if scheduler is not None and response.status in _ASK_TO_WAIT:
            wish = _text(response, "Retry-After")
            seconds = retry_after(wish, _text(response, "Date")) if wish else None
            if seconds:
                scheduler.rest(host_of(request.url), seconds)
        return response


def retry_after(wish: str, date: str | None) -> float | None:
    """Seconds that a `Retry-After` header asks for, at most an hour; None if it cannot be read.

    A date is compared with the server's own `Date`, never with our clock.
    """
    if wish.strip().isascii() and wish.strip().isdigit():
        return min(float(wish), MAX_REST)
    until, now = _date(wish), _date(date or "")
    if until is None or now is None:
        return None
    return min(max((until - now).total_seconds(), 0.0), MAX_REST)


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo is not None else None


def _text(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
