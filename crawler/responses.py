"""A Scrapy response as the cleaner's page and the feed's record of the fetch."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding, resolve_encoding

from cleaners.article import Fetch
from cleaners.model import Page
from crawler import cassette
from crawler.address import one_line
from crawler.failures import named_status
from crawler.outcomes import Reason, binary_kind

_HTML = {"text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/octet-stream", ""}
_TEXT = "text/plain"


def media_type_of(response: Response) -> str:
    """The media type that the server declares, in lower case; empty when it declares none."""
    return _content_type(response).partition(";")[0].strip().lower()


def refusal_of(response: Response) -> tuple[Reason, str] | None:
    """Why a response cannot be a page, by its status, media type and first bytes; None when it may be one."""
    if refusal := named_status(response):
        return refusal
    media_type = media_type_of(response)
    if media_type not in _HTML | {_TEXT}:
        said = f"the server calls it {media_type}"
        if kind := binary_kind(response.body, charset_of(response)):
            return Reason.BINARY, f"{kind}; {said}"
        return Reason.NOT_HTML, said
    return None


def page_of(response: Response, at: datetime | None = None) -> Page:
    """What the cleaner gets; `at` is when it was fetched, if that is not now."""
    return Page(
        content=response.body,
        url=response.url,
        kind="text" if media_type_of(response) == _TEXT else "html",
        charset=charset_of(response),
        fetched=at or fetched(response),
    )


def charset_of(response: Response) -> str | None:
    """The charset that the server declares."""
    return http_content_type_encoding(_content_type(response))


def is_misdeclared(response: Response, charset: str | None) -> bool:
    """Whether the server declares another charset than the page was found to be in."""
    declared = resolve_encoding(charset_of(response) or "")
    return bool(declared and charset) and declared != resolve_encoding(charset or "")


def fetch_of(response: Response, at: datetime | None = None) -> Fetch:
    """What a feed item says of its fetch; `at` is when that was, if it is not now."""
    return Fetch(
        date_downloaded=(at or fetched(response)).isoformat().replace("+00:00", "Z"),
        status=response.status,
        content_hash=hashlib.sha256(response.body).hexdigest(),
        etag=header_of(response, "ETag"),
        last_modified=header_of(response, "Last-Modified"),
    )


def header_of(response: Response, name: str) -> str | None:
    """A header as one printable line; None when there is none."""
    value = response.headers.get(name)
    return one_line(value.decode("latin-1")) if value else None


def fetched(response: Response) -> datetime:
    """When the page was fetched: now, or when it was recorded."""
    now = datetime.now(UTC).replace(microsecond=0)
    if cassette.PLAYED not in response.flags:
        return now
    try:
        recorded = parsedate_to_datetime((response.headers.get("Date") or b"").decode("latin-1"))
    except ValueError:
        return now
    return recorded if recorded.tzinfo else recorded.replace(tzinfo=UTC)


def _content_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1")
