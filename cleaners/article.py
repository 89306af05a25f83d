"""The feed item, version 1: one article as one JSON object, and its JSON Schema.

Field names follow schema.org `NewsArticle` and zyte-common-items `Article` where those have one:
snake_case here, camelCase in JSON.  Unknown is absent.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

SCHEMA_VERSION = "1.0"


class Item(Struct, rename="camel", omit_defaults=True, frozen=True):
    """Common shape of everything in a feed item: camelCase in JSON, defaults left out."""


class PagePlace(Item, omit_defaults=False, frozen=True):
    """Which story of which kind of page this is."""

    kind: str = "article"
    """article, listing-of-articles, liveblog, gallery."""
    index: int = 1
    count: int = 1
    role: str = "main"
    """main, split or related."""


class Author(Item, frozen=True):
    """A person who wrote, or reposted, the article."""

    name: str
    role: str | None = None
    url: str | None = None


class Credits(Item, frozen=True):
    """Parsed from "(Reporting by …; Editing by …)"."""

    reporters: list[str] = []
    writers: list[str] = []
    editors: list[str] = []
    bureau: str | None = None
    raw: str | None = None


class Dateline(Item, frozen=True):
    """ "WASHINGTON (Reuters) -" and the place in it."""

    place: str | None = None
    raw: str | None = None


class Source(Item, frozen=True):
    """A publisher or an aggregator."""

    name: str
    domain: str | None = None
    url: str | None = None


class Wire(Item, frozen=True):
    """A news agency that the text came from, and the evidence."""

    agency: str
    basis: str
    """dateline, byline, sign-off, credits, disclaimer, jsonld, source-link, copy."""
    evidence: str


class Named(Item, frozen=True):
    """A breadcrumb."""

    name: str
    url: str | None = None


class Picture(Item, frozen=True):
    """An image of the article."""

    url: str


class Caption(Item, frozen=True):
    """A caption, once, however often the page shows it."""

    text: str
    credit: str | None = None
    agency: str | None = None
    image_url: str | None = None
    count: int = 1


class Teaser(Item, frozen=True):
    """A link to another story that was taken out of the page."""

    headline: str
    url: str | None = None


class BodyLink(Item, frozen=True):
    """A link in the article's own text."""

    url: str
    text: str


class Quality(Item, frozen=True):
    """How sure we are of the text, and what is wrong with the page."""

    score: float | None = None
    flags: list[str] = []
    kept_ratio: float | None = None


class Cluster(Item, frozen=True):
    """Copies of one wire story; set by the feed stage."""

    copy_id: str
    similarity: float | None = None
    canonical_id: str | None = None


class Extraction(Item, frozen=True):
    """Enough to reproduce the item."""

    version: str
    rules: str | None = None
    site: str | None = None
    templates: str | None = None


class Fetch(Item, frozen=True):
    """How the page was fetched."""

    date_downloaded: str | None = None
    status: int | None = None
    charset: str | None = None
    content_hash: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    raw_ref: str | None = None
    job: str | None = None


class Article(Item, kw_only=True, frozen=True):
    """One article of one page: a line of the feed."""

    schema_version: str
    id: str
    url: str
    page_url: str
    page: PagePlace
    headline: str | None = None
    alternative_headline: str | None = None
    description: str | None = None
    article_body: str
    article_type: str | None = None
    authors: list[Author] = []
    credits: Credits | None = None
    date_published: str | None = None
    date_modified: str | None = None
    date_published_raw: str | None = None
    date_relative_raw: str | None = None
    date_source: str | None = None
    dateline: Dateline | None = None
    publisher: Source | None = None
    aggregator: Source | None = None
    wire: list[Wire] = []
    section: str | None = None
    breadcrumbs: list[Named] = []
    tags: list[str] = []
    main_image: Picture | None = None
    images: list[Picture] = []
    captions: list[Caption] = []
    in_language: str | None = None
    language_confidence: float | None = None
    is_accessible_for_free: bool | None = None
    comment_count: int | None = None
    reading_time_minutes: int | None = None
    word_count: int | None = None
    related: list[Teaser] = []
    links: list[BodyLink] = []
    quality: Quality | None = None
    removed: dict[str, int] = {}
    cluster: Cluster | None = None
    revision: int | None = None
    extraction: Extraction
    metadata: Fetch | None = None


def encode(article: Article) -> bytes:
    """One line of the feed: strict JSON, UTF-8, no newline at its end."""
    return msgspec.json.encode(article)


def as_dict(article: Article) -> dict[str, Any]:
    """The article as plain JSON types, keys in camelCase."""
    built: dict[str, Any] = msgspec.to_builtins(article)
    return built


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a feed item."""
    schema = msgspec.json.schema(Article)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"cleanwire feed item {SCHEMA_VERSION}",
        **schema,
    }
