"""What our crawler is measured against: a plain Scrapy spider with trafilatura in an item pipeline."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import trafilatura
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class Extraction:
    """The pipeline: text and metadata of a page, as JSON."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Replace the page by what is in it."""
        text = trafilatura.extract(
            item["page"], url=item["url"], with_metadata=True, output_format="json", include_comments=False
        )
        return {"article": text}


class FeedSpider(Spider):
    """Every page of a feed."""

    name = "plain"

    def parse(self, response: Response) -> Iterator[Any]:
        """The feed."""
        for link in response.xpath("//item/link/text()").getall():
            yield response.follow(link, self.parse_page)

    def parse_page(self, response: Response) -> Iterator[Any]:
        """A page."""
        yield {"url": response.url, "page": response.body}


def crawl(feed: str) -> float:
    """Seconds from start to end; concurrency as ours, no delay, JSON lines to nowhere."""
    process = AsyncCrawlerProcess(
        {
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
            "DOWNLOAD_DELAY": 0,
            "ITEM_PIPELINES": {Extraction: 100},
            "FEEDS": {"/dev/null": {"format": "jsonlines"}},
        }
    )
    begun = time.monotonic()
    process.crawl(FeedSpider, start_urls=[feed])
    process.start()
    return time.monotonic() - begun
