"""A news site on the loopback server: pages, feeds and sitemaps that know what "304 Not Modified" is."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from loopback import Loopback, Reply, serve

SENTENCES = (
    "The ferry left the north quay shortly after dawn with two hundred passengers on board.",
    "Harbour officials said the repairs had taken nine days longer than planned.",
    "“We waited for the tide, and then we waited for the crane,” said the harbour master.",
    "The council approved the money in March after a debate that lasted until midnight.",
    "Fishing crews had moved their boats to the outer basin before the storm arrived.",
    "Engineers found cracks in three of the eight pillars under the old pier.",
    "A second crossing is planned for the afternoon if the wind allows it.",
    "Tickets that were bought for the cancelled crossings remain valid until the end of the year.",
)

QUICK = """politeness = { delay = 0 }
settings = { AUTOTHROTTLE_ENABLED = false, CLEANER_PROCESSES = 0, RETRY_TIMES = 0 }
"""


class NewsSite(Loopback):
    """Answers conditional requests, and remembers which of its answers were 304."""

    def __init__(self) -> None:
        super().__init__()
        self.not_modified: list[str] = []

    def reply_to(self, path: str) -> Reply:
        reply = super().reply_to(path)
        if reply.status != 200 or not reply.body:
            return reply
        etag = f'"{hashlib.sha256(reply.body).hexdigest()[:12]}"'
        if self.headers[-1].get("If-None-Match") == etag:
            self.not_modified.append(path)
            return Reply(b"", status=304, headers={"ETag": etag}, content_type=None)
        return replace(reply, headers={"ETag": etag, "Cache-Control": "no-cache", **reply.headers})

    def tell(
        self, path: str, title: str, *, date: str | None = None, language: str = "en", more: str = ""
    ) -> str:
        """Publish a story; returns its address."""
        stamp = f'<meta property="article:published_time" content="{date}">' if date else ""
        text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
        self.replies[path] = Reply(
            f"<!doctype html><html lang={language}><head><title>{escape(title)}</title>{stamp}</head><body>"
            f"<nav><a href=/>Home</a></nav><article><h1>{escape(title)}</h1>{text}"
            f"<p>{more or title}.</p></article></body></html>".encode()
        )
        return self.url(path)

    def feed(self, path: str, stories: Mapping[str, str]) -> str:
        """Publish an RSS feed of addresses and RFC 822 dates; returns its address."""
        items = "".join(
            f"<item><link>{escape(url)}</link><pubDate>{date}</pubDate></item>"
            for url, date in stories.items()
        )
        body = f"<rss version='2.0'><channel><title>Tidemark</title>{items}</channel></rss>"
        self.replies[path] = Reply(body.encode(), content_type="application/rss+xml")
        return self.url(path)

    def sitemap(self, path: str, locations: Mapping[str, str | None], index: bool = False) -> str:
        """Publish a sitemap of addresses and their last modification; returns its address."""
        outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
        body = "".join(
            f"<{inner}><loc>{escape(url)}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</{inner}>"
            for url, date in locations.items()
        )
        xml = f"<{outer} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{body}</{outer}>"
        self.replies[path] = Reply(xml.encode(), content_type="application/xml")
        return self.url(path)


@contextlib.contextmanager
def news_site() -> Iterator[NewsSite]:
    with serve(NewsSite()) as site:
        yield site


def job_file(folder: Path, sources: str, *, job: str = "", top: str = "") -> Path:
    """A job file with one quick job, `a`."""
    file = folder / "jobs.toml"
    file.write_text(f'{top}[jobs.a]\noutput = "a.jsonl"\n{QUICK}{job}\n{sources}', "utf-8")
    return file


def source(kind: str, *urls: str, more: str = "") -> str:
    """A source of that job."""
    listed = ", ".join(f'"{url}"' for url in urls)
    return f'[[jobs.a.sources]]\nkind = "{kind}"\nurls = [{listed}]\n{more}\n'
