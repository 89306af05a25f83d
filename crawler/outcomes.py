"""What becomes of a page: articles, or a reject with a named reason.  A page never vanishes."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

import cleaners
from cleaners.article import Article, Fetch, Item
from cleaners.model import Page
from cleaners.site import Sites
from crawler.address import one_line

if TYPE_CHECKING:
    from cleaners.engine import Cleaned

logger = logging.getLogger(__name__)

MAX_BYTES = 10 * 1024 * 1024
"""Largest page, in bytes after decompression: `DOWNLOAD_MAXSIZE` and the cap on saved files."""


class Reason(StrEnum):
    """Why a page gave no item.  The vocabulary is closed: feeds and exit codes rest on it."""

    BAD_URL = "bad-url"
    UNREADABLE = "unreadable"
    """A file that is missing, a directory, or not ours to read."""
    ROBOTS = "robots"
    """robots.txt forbids it, or could not be had and so forbids everything (RFC 9309)."""
    PRIVATE_ADDRESS = "private-address"
    """A page or a redirect led into this machine or its own network, which nobody allowed."""
    DNS = "dns"
    CONNECTION = "connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    NOT_FOUND = "http-404"
    """404 Not Found or 410 Gone."""
    HTTP_STATUS = "http-status"
    REDIRECT_LOOP = "redirect-loop"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    """The body ended early, or its compression is broken."""
    NOT_RECORDED = "not-recorded"
    """The cassette has no answer to this request."""
    FETCH_ERROR = "fetch-error"
    UNFINISHED = "unfinished"
    """The crawl ended before the page was fetched."""
    EMPTY = "empty"
    BINARY = "binary"
    NOT_HTML = "not-html"
    NO_ARTICLE = "no-article"
    LISTING = "listing"
    CONSENT_WALL = "consent-wall"
    CLEANER_ERROR = "cleaner-error"
    STALE = "stale"
    """Every article of the page is older than the job wants."""
    OTHER_LANGUAGE = "other-language"
    """Every article of the page is in a language that the job does not want."""
    NOT_A_SOURCE = "not-a-source"
    """A feed or sitemap of a job that is something else."""


class NamedError(Exception):
    """Something that one of our own components gave up, with the reason and a line that says why."""

    def __init__(self, reason: Reason, detail: str):
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[NamedError], tuple[Reason, str]]:
        """Exceptions are rebuilt from their arguments when they come from another process."""
        return type(self), (self.reason, self.detail)


class Reject(Item, frozen=True):
    """A line of the rejects stream: a page that gave no item, and why."""

    page_url: str
    reason: Reason
    detail: str
    """One printable line, without secrets."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page: articles or a reject, never both, never neither."""

    asked: str
    """The address or file, as it was asked for: may hold credentials.  `reject.page_url` does not."""
    articles: tuple[Article, ...] = ()
    reject: Reject | None = None
    cleaned: Cleaned | None = None
    """The cleaner's whole answer, when it was reached."""


def rejected(asked: str, reason: Reason, detail: str, cleaned: Cleaned | None = None) -> Outcome:
    """The outcome of a page that gave no item."""
    return Outcome(asked, reject=Reject(one_line(asked), reason, one_line(detail)), cleaned=cleaned)


def outcome_of(
    asked: str, page: Page, metadata: Fetch | None = None, *, sites: Sites | None = None
) -> Outcome:
    """Clean one page and say what became of it: the seam between fetching and cleaning.

    `metadata` goes into every item of the page, with the charset that was found; `sites` replaces the
    packaged site files.  Never raises: a page that breaks the cleaner is a reject with reason `cleaner-error`.
    """
    if unfit := _unfit(page):
        return rejected(asked, *unfit)
    try:
        cleaned = cleaners.clean(
            page.content,
            url=page.url,
            kind=page.kind,
            charset=page.charset,
            fetched=page.fetched,
            **({} if sites is None else {"sites": sites}),
        )
    except Exception as error:
        logger.exception("the cleaner failed on %s", one_line(asked))
        return rejected(asked, Reason.CLEANER_ERROR, f"{type(error).__name__}: {error}")
    if not cleaned.articles:
        return rejected(asked, *_why_nothing(cleaned), cleaned)
    articles = cleaned.articles
    if metadata is not None:
        known = msgspec.structs.replace(metadata, charset=cleaned.document.charset)
        articles = tuple(msgspec.structs.replace(article, metadata=known) for article in articles)
    return Outcome(asked, articles=articles, cleaned=cleaned)


_NOTHING = (
    ("consent_wall", Reason.CONSENT_WALL, "a consent wall stands before the page"),
    ("listing", Reason.LISTING, "a list of links to articles, not an article"),
)


def _why_nothing(cleaned: Cleaned) -> tuple[Reason, str]:
    for flag, reason, detail in _NOTHING:
        if flag in cleaned.flags:
            return reason, detail
    return Reason.NO_ARTICLE, "no article text was found on the page"


# ---- what is not worth parsing ------------------------------------------------------------------

NO_MARKUP = "no HTML markup in it"
HTML_SOURCE = "its text is the source of an HTML page"
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"PK\x03\x04", "a zip archive"),
)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_MARKUP = re.compile(
    rb"(?i)<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|span|table|h[1-6]|p|br|a)\b"
)
_OTHER_ROOT = re.compile(rb"(?i)<(rss|feed|urlset|sitemapindex|rdf:rdf|html|!doctype\s+html)\b")
_HTML_SOURCE = re.compile(rb"(?i)\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head)\b")
_MIME_HEADERS = (
    re.compile(rb"\A[\w-]+:"),
    re.compile(rb"(?im)^mime-version:"),
    re.compile(rb"(?im)^content-type:\s*multipart/"),
)
# ESC stays out of it: ISO-2022 text is full of it.
_CONTROLS = bytes(sorted({*range(32), 127} - set(b"\t\n\r\f\x1b")))
_SAMPLE = 4096
_BINARY_SHARE = 0.05  # random bytes hold 11 % control characters, text of any 8-bit charset hardly any


def _unfit(page: Page) -> tuple[Reason, str] | None:
    """Why the content cannot be a page at all, if so."""
    content = page.content
    if len(content) > MAX_BYTES:
        return Reason.TOO_LARGE, f"{len(content):,} bytes; the limit is {MAX_BYTES:,}"
    if not content.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xfe\xff"):
        return Reason.EMPTY, "no content"
    if kind := binary_kind(content, page.charset):
        return Reason.BINARY, kind
    narrow = content.replace(b"\0", b"")
    if _is_mime(narrow[:_SAMPLE].lstrip()):
        return Reason.NOT_HTML, "MHTML, a browser's save in one file (MIME); save the page as HTML"
    if page.kind == "html":
        return _not_html(narrow)
    begins_as_html = _HTML_SOURCE.match(narrow.lstrip(b"\xef\xbb\xbf\xfe\xff"))
    return (Reason.NO_ARTICLE, HTML_SOURCE) if begins_as_html else None


def binary_kind(content: bytes, charset: str | None = None) -> str | None:
    """What binary data it is, in words; None for what may be text in the charset declared."""
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return name
    sample = content[:_SAMPLE]
    if not _is_wide(sample, charset) and _control_share(sample) > _BINARY_SHARE:
        return "binary data, not text"
    return None


def _is_mime(sample: bytes) -> bool:
    """Whether the headers of a MIME message with several parts stand at the beginning."""
    headers = sample.replace(b"\r", b"").partition(b"\n\n")[0]
    return all(header.search(headers) for header in _MIME_HEADERS)


def _not_html(narrow: bytes) -> tuple[Reason, str] | None:
    if not _MARKUP.search(narrow):
        return Reason.NOT_HTML, NO_MARKUP
    root = _OTHER_ROOT.search(narrow[:_SAMPLE])
    if root and not root[1].lower().startswith((b"html", b"!doctype")):
        return Reason.NOT_HTML, f"an XML feed or sitemap <{root[1].decode('ascii')}>"
    return None


def _control_share(sample: bytes) -> float:
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(len(sample), 1)


def _is_wide(sample: bytes, charset: str | None) -> bool:
    """Whether it is UTF-16 or UTF-32: by its mark, its declaration, or zeros in every other byte."""
    if sample.startswith(_BOMS) or (charset or "").lower().startswith(("utf-16", "utf-32")):
        return True
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return max(even, odd) > len(sample) // 6 and min(even, odd) * 20 < max(even, odd)
