"""The feeds and sitemaps of a site: declared, linked, named in robots.txt, or guessed."""

from __future__ import annotations

import lxml.html
import pytest

from crawler.discovery import MAX_FOUND, Announcer, chosen, guesses, in_page, in_robots, robots_address

SITE = "https://www.tidemark.example/"


def feeds(page: str) -> list[tuple[str, str]]:
    tree = lxml.html.document_fromstring(f"<html><head></head><body><p>Tide</p>{page}</body></html>")
    return [(one.url, one.basis) for one in in_page(tree, SITE)]


def test_declared_feeds_are_taken_and_comments_left() -> None:
    assert feeds(
        """<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/feed/#top">
        <link rel="ALTERNATE home" type="application/atom+xml" href="https://feeds.example/tidemark">
        <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
        <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
        <link rel="alternate" type="text/html" hreflang="de" href="/de">
        <link rel="stylesheet" type="application/rss+xml" href="/x"><a href="/rss.xml">RSS</a>"""
    ) == [(f"{SITE}feed/", "link"), ("https://feeds.example/tidemark", "link")]


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/rss.xml", True),
        ("/world/feed/", True),
        ("/world.rss", True),
        ("/index.atom?x=1", True),
        ("/feeds", True),
        ("https://reader.example/feed", False),
        ("/feeding-the-gulls", False),
        ("/story/rss-is-back", False),
        ("/comments/feed", False),
    ],
)
def test_ordinary_links_to_feeds(href: str, found: bool) -> None:
    assert bool(feeds(f'<a href="{href}">RSS</a>')) is found


def test_sitemaps_in_robots() -> None:
    robots = b"""User-agent: *\r\nDisallow: /x\r
SITEMAP : https://www.tidemark.example/sitemap.xml # all
 sitemap:/news.xml\nSitemap:\nSitemap: ftp://x.example/\n# Sitemap: /commented.xml\nSitemap: /news.xml\n"""
    assert in_robots(robots, robots_address(SITE)) == (
        Announcer("sitemap", "https://www.tidemark.example/sitemap.xml", "robots.txt"),
        Announcer("sitemap", "https://www.tidemark.example/news.xml", "robots.txt"),
    )


def test_the_archive_is_only_used_when_there_is_nothing_livelier() -> None:
    archive = Announcer("sitemap", f"{SITE}sitemap.xml", "robots.txt")
    news = Announcer("sitemap", f"{SITE}sitemap-news.xml", "robots.txt")
    feed = Announcer("feed", f"{SITE}feed", "link")
    assert chosen([archive, news, feed, feed]) == (news, feed)
    assert chosen([archive]) == (archive,)
    assert chosen([]) == ()
    many = [Announcer("feed", f"{SITE}{number}.rss", "link") for number in range(30)]
    assert len(chosen(many)) == MAX_FOUND


def test_a_site_named_news_is_not_all_news() -> None:
    archive = Announcer("sitemap", "https://news.example/sitemap.xml", "robots.txt")
    feed = Announcer("feed", "https://news.example/feed", "link")
    assert chosen([archive, feed]) == (feed,)


def test_guesses_are_on_the_site() -> None:
    assert {one.basis for one in guesses(SITE)} == {"guess"}
    assert all(one.url.startswith(SITE) for one in guesses(f"{SITE}world/today?x=1"))
