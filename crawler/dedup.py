"""Which articles of a page are news to the feed: new ones, and new revisions of those that it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from cleaners.article import Article
from crawler.canonical import canonical
from crawler.entries import Lease, Written
from crawler.frontier import Frontier

_PART = "#part-"
_ID_LENGTH = 20  # hex digits, as the cleaners have it


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that goes into the feed; `written` lacks its place there."""

    article: Article
    written: Written


class Novelty:
    """Compares articles with those in the feed, and with those on their way into it."""

    def __init__(self, frontier: Frontier, updates: bool):
        self._frontier = frontier
        self._updates = updates
        self._on_their_way: dict[str, Written] = {}

    def drafts(self, lease: Lease, articles: Iterable[Article]) -> tuple[Draft, ...]:
        """The articles of a page that are to be written."""
        found, claimed = [], set[str]()
        for article in articles:
            lasting = article if lease.entry.kind == "article" else _with_lasting_id(article)
            draft = self._draft(lease, lasting, claimed)
            if draft is not None:
                found.append(draft)
                self._on_their_way[draft.written.key] = draft.written
        return tuple(found)

    def forget(self) -> None:
        """What was on its way has arrived: the frontier knows it now."""
        self._on_their_way.clear()

    def _draft(self, lease: Lease, article: Article, claimed: set[str]) -> Draft | None:
        """The article as it is to be written; `claimed` are the keys of those before it on the page."""
        for candidate in (article, _at_its_page(article)):
            written = identity(candidate, lease.key)
            known = self._on_their_way.get(written.key) or self._frontier.article(written.key)
            is_first = written.key not in claimed
            claimed.add(written.key)
            if known is None:
                return Draft(candidate, written)
            if known.text_hash == written.text_hash:
                return None
            if known.page == written.page and is_first:
                return self._revision(candidate, written, known)
            if known.headline == written.headline:
                return None  # the same article, seen on another page
            # Another article claims this address: a site whose canonical links all say the same.
        return None

    def _revision(self, article: Article, written: Written, known: Written) -> Draft | None:
        if not self._updates:
            return None
        number = known.revision + 1
        return Draft(msgspec.structs.replace(article, revision=number), replace(written, revision=number))


def identity(article: Article, page: str) -> Written:
    """What tells an article from others, and its text from an earlier one; without its place in a file."""
    headline = " ".join((article.headline or article.article_body[:120]).split()).casefold()
    text = f"{article.headline}\n{article.article_body}"
    return Written(
        key=_key(article),
        page=page,
        headline=headline,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        revision=article.revision or 1,
        file="",
        start=0,
        length=0,
        sha256="",
    )


def _key(article: Article) -> str:
    if _PART in article.url and article.id != _id(article.url):
        return f"part:{article.id}"
    return canonical(article.url)


def _with_lasting_id(article: Article) -> Article:
    """An id that does not rest on the article's place on the page: a tag page changes from day to day."""
    if _PART not in article.url:
        return article
    named = article.headline or article.article_body[:120]
    return msgspec.structs.replace(article, id=_id(f"{article.page_url}\n{named}"))


def _at_its_page(article: Article) -> Article:
    """The article under the address of its page."""
    url = article.page_url + (f"{_PART}{article.page.index}" if article.page.count > 1 else "")
    return msgspec.structs.replace(article, url=url, id=_id(url))


def _id(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:_ID_LENGTH]
