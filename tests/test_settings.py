"""The settings that keep us polite and closed, one by one."""

from __future__ import annotations

import pytest
from scrapy.settings import Settings

import crawler.settings
from crawler.items import ArticleItem, RejectItem
from crawler.outcomes import MAX_BYTES
from crawler.spiders.article import ArticleSpider


@pytest.fixture
def settings() -> Settings:
    loaded = Settings()
    loaded.setmodule(crawler.settings, priority="project")
    return loaded


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("ROBOTSTXT_USER_AGENT", "cleanwire"),
        ("ROBOTSTXT_KEEPS_PACE", False),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("AUTOTHROTTLE_ENABLED", True),
        ("AUTOTHROTTLE_TARGET_CONCURRENCY", 1.0),
        ("DOWNLOAD_DELAY", 1.0),
        ("DOWNLOAD_TIMEOUT", 30),
        ("DOWNLOAD_MAXSIZE", MAX_BYTES),
        ("DOWNLOAD_FAIL_ON_DATALOSS", True),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("REDIRECT_MAX_TIMES", 10),
        ("RETRY_TIMES", 2),
        ("URLLENGTH_LIMIT", 0),
        ("COOKIES_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("REMOTE_CONTROL_ENABLED", False),
        ("HTTPCACHE_ENABLED", False),
        ("FEED_EXPORT_ENCODING", "utf-8"),
        ("CASSETTE", None),
        ("CASSETTE_MODE", "none"),
    ],
)
def test_a_default_is_what_we_promise(settings: Settings, name: str, value: object) -> None:
    assert settings.get(name) == value


def test_only_http_and_https_can_be_fetched(settings: Settings) -> None:
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_our_own_guards_stand_where_scrapys_did(settings: Settings) -> None:
    middlewares = {
        name: place for name, place in settings.getwithbase("DOWNLOADER_MIDDLEWARES").items() if place
    }
    assert middlewares["crawler.robots.StrictRobotsMiddleware"] == 100
    assert middlewares["crawler.compression.StrictCompressionMiddleware"] == 590
    assert not any(
        name.endswith((".RobotsTxtMiddleware", ".HttpCompressionMiddleware")) for name in middlewares
    )


def test_we_name_ourselves_and_our_contact(settings: Settings) -> None:
    assert settings["USER_AGENT"].startswith("cleanwire/")
    settings.set("CONTACT", "desk@news.example\r\nX-Injected: 1")
    ArticleSpider.update_settings(settings)
    assert settings["USER_AGENT"].endswith(" (+desk@news.example X-Injected: 1)")


def test_a_feed_is_for_articles_unless_it_says_otherwise(settings: Settings) -> None:
    settings.set(
        "FEEDS", {"a.jsonl": {"format": "jsonl"}, "r.jsonl": {"item_classes": [RejectItem]}}, "cmdline"
    )
    ArticleSpider.update_settings(settings)
    assert settings["FEEDS"]["a.jsonl"]["item_classes"] == [ArticleItem]
    assert settings["FEEDS"]["r.jsonl"]["item_classes"] == [RejectItem]
