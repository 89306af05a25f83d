"""What a feed or sitemap announces: bytes in, entries out.  No network, no clock, no state.

Nothing here trusts its input: XML that declares entities is refused, damage is an error and never an
empty list.
"""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import etree

from cleaners import hosts
from crawler.address import BadAddressError, checked, one_line
from crawler.codings import decompressed
from crawler.entries import Entry
from crawler.outcomes import MAX_BYTES, NamedError, Reason

MAX_ENTRIES = 50_000
"""Of one document: what the sitemap protocol allows."""

_GZIP = b"\x1f\x8b"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(rss|feed|rdf|urlset|sitemapindex)[\s>/]", re.IGNORECASE)
_CLOSED = re.compile(rb"(?i)</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|urlset|sitemapindex)\s{0,100}>")
_PROLOG = 64 * 1024
_TAIL = 2000
_DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def announced(content: bytes, url: str, media_type: str = "") -> tuple[Entry, ...]:
    """The articles, and the child sitemaps, that an RSS or Atom feed or a sitemap names.

    What it is, is told from the document itself; gzip inside of the transport is undone.

    Args:
        content: the body.
        url: where it came from; relative links are relative to it.
        media_type: as the server gave it; feeds have their charset from it.

    Raises:
        NamedError: `damaged`, `too-large`, or `not-a-source` when it is neither feed nor sitemap.
    """
    if content.startswith(_GZIP):
        content = decompressed(content, "gzip", MAX_BYTES)
    content = content.lstrip()
    narrow = content[:_PROLOG].replace(b"\0", b"")  # UTF-16
    root = _ROOT.search(narrow)
    if root is None:
        if content.startswith((b"http://", b"https://")):
            return _bounded(_listed(content))
        raise NamedError(Reason.NOT_A_SOURCE, _what(narrow))
    if _ENTITY.search(narrow[: root.start()]):
        raise NamedError(Reason.NOT_A_SOURCE, "the XML declares entities, which no feed needs")
    if root[1].lower() in {b"urlset", b"sitemapindex"}:
        return _bounded(_sitemap(content, url))
    return _bounded(_feed(content, url, media_type))


def _bounded(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    """Those that can be fetched, each address once."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if len(found) == MAX_ENTRIES:
            break
        try:
            checked(entry.url)
        except BadAddressError:
            continue
        found.setdefault(entry.url, entry)
    return tuple(found.values())


def _what(start: bytes) -> str:
    if not start:
        return "an empty document"
    if re.search(rb"(?i)<(?:!doctype\s{1,100}html|html)\b", start):
        return "an HTML page, neither a feed nor a sitemap"
    return "neither a feed nor a sitemap"


def _is_whole(content: bytes) -> bool:
    """Whether broken XML has its end, at least."""
    return _CLOSED.search(content[-_TAIL:].replace(b"\0", b"")) is not None


# ---- feeds --------------------------------------------------------------------------------------


def _feed(content: bytes, url: str, media_type: str) -> Iterator[Entry]:
    # "text/xml" without a charset would be ASCII to feedparser, whatever the document says of itself.
    of_xml = media_type if media_type and media_type != "text/xml" else "application/xml"
    headers = {"content-location": url, "content-type": of_xml}
    # A stream: a bare string would be tried as the name of a file, and as an address.
    try:
        parsed = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    except (
        ValueError
    ) as error:  # it looks for entities in bytes that it did not decode, and for NULs in dates
        raise NamedError(Reason.DAMAGED, f"broken XML: {one_line(str(error))}") from None
    if not parsed.get("version") or (parsed.get("bozo") and not _is_whole(content)):
        raise NamedError(Reason.DAMAGED, f"broken XML: {one_line(str(parsed.get('bozo_exception', '')))}")
    for item in parsed["entries"]:
        link = (item.get("feedburner_origlink") or item.get("link") or "").strip()
        address = hosts.joined(url, link) if link else ""
        if (
            address
        ):  # one that cannot be read ("http://[/a") is none, and its neighbours are read all the same
            yield Entry(
                url=address,
                published=_utc(item, "published_parsed"),
                modified=_utc(item, "updated_parsed"),
                title=one_line(item.get("title", "")) or None,
            )


def _utc(item: Any, key: str) -> datetime | None:
    """feedparser's times are UTC; `dict.get`, because its own falls back from one key to another."""
    parts = dict.get(item, key)
    try:
        return datetime.fromtimestamp(timegm(parts), UTC) if parts else None
    except (ValueError, OverflowError):
        return None


# ---- sitemaps -----------------------------------------------------------------------------------


def _sitemap(content: bytes, url: str) -> Iterator[Entry]:
    root = _parsed(content)
    is_index = root.tag.endswith("sitemapindex")  # a mended root may have no valid name
    for element in root.iterchildren("{*}sitemap" if is_index else "{*}url"):
        named = (element.findtext("{*}loc") or "").strip()
        location = hosts.joined(url, named) if named else ""
        if not location:
            continue
        modified = _w3c(element.findtext("{*}lastmod"))
        title = element.findtext("{*}news/{*}title")
        yield Entry(
            url=location,
            kind="sitemap" if is_index else "article",
            published=_w3c(element.findtext("{*}news/{*}publication_date")),
            modified=modified,
            title=one_line(title) if title else None,
            extra=_language(element),
        )


def _language(element: Any) -> dict[str, str]:
    language = (element.findtext("{*}news/{*}publication/{*}language") or "").strip().lower()
    return {"language": language[:2]} if re.match("[a-z]{2}(?:-|$)", language) else {}


def _parsed(content: bytes) -> Any:
    """The root of a sitemap; mended when a mark is unescaped, an error when its end is missing."""
    try:
        return etree.fromstring(content, _parser(recover=False))
    except etree.XMLSyntaxError as error:
        if not _is_whole(content):
            raise NamedError(Reason.DAMAGED, f"the sitemap ends early: {one_line(str(error))}") from None
    try:
        root = etree.fromstring(content, _parser(recover=True))
    except etree.XMLSyntaxError as error:  # a zero byte in front cannot be mended
        raise NamedError(Reason.DAMAGED, f"broken XML: {one_line(str(error))}") from None
    if root is None:
        raise NamedError(Reason.DAMAGED, "broken XML")
    return root


def _parser(recover: bool) -> Any:
    return etree.XMLParser(
        recover=recover, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )


def _w3c(text: str | None) -> datetime | None:
    """A W3C date; a day without a time is its end, so that nothing looks older than it is."""
    text = (text or "").strip()
    try:
        time = datetime.fromisoformat(text)
        if _DATE_ONLY.fullmatch(text):
            time = time.replace(hour=23, minute=59, second=59)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # "0001-01-01T00:00:00+02:00": some systems' word for no date
        return None


def _listed(content: bytes) -> Iterator[Entry]:
    """A sitemap as plain text: one address a line."""
    for line in content.decode("utf-8", "replace").splitlines():
        if line.strip():
            yield Entry(url=line.strip())
