"""What the scorers of known pages call: cleanwire as a plain function."""

from __future__ import annotations

from typing import Any

from cleaners import Cleaned, as_dict, clean
from cleaners.model import Kind


def feed_items(content: bytes, url: str | None, kind: Kind) -> dict[str, Any]:
    """Items as they stand in the feed, and the page's flags."""
    return _items(clean(content, url=url, kind=kind))


def feed_items_generic(content: bytes, url: str | None, kind: Kind) -> dict[str, Any]:
    """The same with site files switched off: what the generic rules alone can do."""
    return _items(clean(content, url=url, kind=kind, sites=()))


def _items(cleaned: Cleaned) -> dict[str, Any]:
    return {"items": [as_dict(article) for article in cleaned.articles], "flags": list(cleaned.flags)}


def article(html: bytes, url: str | None) -> dict[str, Any]:
    """The page's main article: text, title, authors, date.

    Known bylines name desks and agencies too ("dpa"): these stand in where no person is named.  The day of the
    last change stands in for the day of publication where a page tells only that.
    """
    cleaned = clean(html, url=url)
    for item in cleaned.articles:
        if item.page.role == "main":
            return {
                "text": item.article_body,
                "title": item.headline,
                "authors": [author.name for author in item.authors]
                or list(cleaned.metadata.author_organizations),
                "date": item.date_published or item.date_modified,
            }
    return {"text": "", "title": None, "authors": [], "date": None}
