"""Conditional requests (RFC 9110 §13): a page is asked for only if it has changed since."""

from __future__ import annotations

import hashlib

from scrapy.http import Response

from crawler.entries import Validators
from crawler.responses import header_of

_NOT_MODIFIED = 304


def headers(known: Validators) -> dict[str, bytes | str]:
    """Headers that ask for a page only if it has changed."""
    asked: dict[str, bytes | str] = {}
    if known.etag:
        asked["If-None-Match"] = known.etag
    if known.last_modified:
        asked["If-Modified-Since"] = known.last_modified
    return asked


def validators(response: Response, content_hash: str | None = None) -> Validators:
    """What makes the next request conditional, also where the server says `no-cache`: that is its meaning.

    `content_hash` is that of the response, where it is known already.
    """
    return Validators(
        etag=header_of(response, "ETag"),
        last_modified=header_of(response, "Last-Modified"),
        content_hash=content_hash or hashlib.sha256(response.body).hexdigest(),
    )


def is_unchanged(before: Validators | None, response: Response) -> bool:
    """Whether an answer has nothing new: 304, or the same bytes from a server that knows no 304."""
    if response.status == _NOT_MODIFIED:
        return True
    known = before.content_hash if before else None
    return response.status == 200 and known is not None and known == hashlib.sha256(response.body).hexdigest()
