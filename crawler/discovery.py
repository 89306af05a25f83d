"""Where a site announces its articles: the feeds and sitemaps that its pages and its robots.txt name.

Pure functions: what is to be asked next, and what an answer says.  The spider and `cleanwire init` do the
asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from cleaners import document
from cleaners.model import Page
from crawler.address import BadAddressError, checked
from crawler.links import Section, article_links, next_page

FoundKind = Literal["feed", "sitemap"]

MAX_FOUND = 10
"""Feeds or sitemaps of one site that are used."""

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/rss+xml", "text/atom+xml"}
)
_FEED_ADDRESS = re.compile(
    r"(?i)(?:\.(?:rss|atom|rdf)|[/_-](?:rss|atom|feeds?)(?:\.xml|/)?|/feed/?|rss\.xml)$"
)
_COMMENTS = re.compile(r"(?i)\bcomments?\b")
_NEWS = re.compile(r"(?i)news")
_SITEMAP_LINE = re.compile(rb"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})")
_GUESSES: tuple[tuple[FoundKind, str], ...] = (
    # Where the usual publishing systems keep them, the likelier first.
    ("feed", "/feed"),
    ("feed", "/rss"),
    ("feed", "/rss.xml"),
    ("feed", "/feed.xml"),
    ("feed", "/atom.xml"),
    ("sitemap", "/news-sitemap.xml"),
    ("sitemap", "/sitemap-news.xml"),
    ("sitemap", "/sitemap_news.xml"),
    ("sitemap", "/sitemap.xml"),
    ("sitemap", "/sitemap_index.xml"),
)
_MAX_LINKS = 5000


@dataclass(frozen=True, slots=True)
class Announcer:
    """A feed or sitemap of a site."""

    kind: FoundKind
    url: str
    basis: str
    """How it was found: `link`, `anchor`, `robots.txt`, `guess`."""


@dataclass(frozen=True, slots=True)
class Home:
    """What a site's home page says of where its articles are."""

    announcers: tuple[Announcer, ...]
    section: Section


def read_home(content: bytes, url: str, charset: str | None = None) -> Home:
    """The feeds that a home page names, and the articles that it leads to itself."""
    tree = document.read(Page(content=content, url=url, charset=charset)).tree
    return Home(in_page(tree, url), Section(article_links(tree, url), next_page(tree, url)))


def robots_address(site: str) -> str:
    """Where a site's robots.txt is."""
    return urljoin(site, "/robots.txt")


def in_page(tree: Any, url: str) -> tuple[Announcer, ...]:
    """The feeds that a page names: by `<link rel=alternate>`, and only without those by ordinary links.

    Feeds of comments are left out.
    """
    declared = (
        link.get("href")
        for link in islice(tree.iter("link"), _MAX_LINKS)
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES
    )
    found = _announcers("feed", "link", declared, url)
    if found:
        return found
    host = urlsplit(url).hostname
    anchors = (
        link.get("href")
        for link in islice(tree.iter("a"), _MAX_LINKS)
        if _FEED_ADDRESS.search((link.get("href") or "").partition("?")[0])
    )
    return tuple(
        one for one in _announcers("feed", "anchor", anchors, url) if urlsplit(one.url).hostname == host
    )


def in_robots(content: bytes, url: str) -> tuple[Announcer, ...]:
    """The sitemaps that a robots.txt names, wherever they are (RFC 9309 leaves the line to sitemaps.org)."""
    lines = (match[1].decode("utf-8", "replace") for match in _SITEMAP_LINE.finditer(content))
    return _announcers("sitemap", "robots.txt", islice(lines, _MAX_LINKS), url)


def guesses(site: str) -> tuple[Announcer, ...]:
    """Where feeds and sitemaps usually are, for a site that names none."""
    return tuple(Announcer(kind, urljoin(site, path), "guess") for kind, path in _GUESSES)


def chosen(found: Iterable[Announcer]) -> tuple[Announcer, ...]:
    """What to watch: feeds and news sitemaps; other sitemaps, which hold the archive, only without those."""
    found = tuple({one.url: one for one in found}.values())
    lively = [one for one in found if one.kind == "feed" or _NEWS.search(urlsplit(one.url).path)]
    return tuple((lively or found)[:MAX_FOUND])


def said(found: Sequence[Announcer], used: Sequence[Announcer]) -> str:
    """One line about what was found, how, and what of it is used."""
    unused = len({one.url for one in found}) - len(used)
    rest = f"; {unused} more, not used" if unused else ""
    if not used:
        return "found neither feed nor sitemap; the links of its page are read"
    return "found " + ", ".join(f"{one.kind} {one.url} ({one.basis})" for one in used) + rest


def _announcers(
    kind: FoundKind, basis: str, addresses: Iterable[str | None], url: str
) -> tuple[Announcer, ...]:
    found: dict[str, Announcer] = {}
    for address in addresses:
        try:
            target = urldefrag(urljoin(url, (address or "").strip())).url
            path = checked(target).path
        except (BadAddressError, ValueError):
            continue
        if target != url and not (kind == "feed" and _COMMENTS.search(path)):
            found.setdefault(target, Announcer(kind, target, basis))
    return tuple(found.values())[:MAX_FOUND]
