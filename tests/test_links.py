"""Articles told from the rest on section pages of four kinds, and on a page of nothing but menus."""

from __future__ import annotations

from datetime import UTC, datetime

import lxml.html
import pytest

from crawler.links import article_links, next_page

URL = "https://www.tidemark.example/world"

CHROME = """
<header class="top"><a href="/">Tidemark</a><nav><a href="/world">World</a><a href="/business">Business</a>
<a href="/sport/sailing-and-rowing">Sailing and rowing news from everywhere</a>
<a href="/account/sign-in">Sign in</a></nav></header>
<div class="breadcrumbs"><a href="/">Home</a> <a href="/world">World</a></div>
<form action="/search"><a href="/search/advanced-search-of-archive">Advanced search of the archive</a></form>
"""
FEET = """
<footer><a href="/about">About us</a><a href="/privacy-policy-of-tidemark">Privacy policy of the Tidemark</a>
</footer><a href="https://other.example/2026/11/20/an-advert-with-a-headline">An advert with a headline</a>
<ul class="social"><li><a href="/feeds/follow-tidemark-everywhere">Follow the Tidemark on every network</a>
"""

BLOG = """<main>
<article class="post"><a class="pic" href="/2026/11/20/quay-reopens/"><img alt=""></a>
<h2><a href="/2026/11/20/quay-reopens/">Quay reopens after storm repairs</a></h2>
<span class="byline">By <a href="/author/ana-reyes">Ana Reyes</a></span>
<a href="/2026/11/20/quay-reopens/#comments">3 comments</a><a href="/category/harbour">Harbour</a>
<a class="more" href="/2026/11/20/quay-reopens/?utm_source=home">Read more</a></article>
<article class="post"><h2><a href="/2026/11/19/ferry-fares/">Ferry fares rise</a></h2></article>
<a href="/2026/11/">November 2026</a><a rel="next" href="/world?page=2">Older posts</a></main>"""

AGENCY = """<div class="list">
<div class="card"><a href="/world/kalvenna-talks-resume-4711.html"><h3>Kalvenna talks resume</h3>
<p>Envoys met at dawn.</p></a></div>
<div class="card"><a href="/world/sluice-gates-open-4712.html"><h3>Sluice gates open</h3></a></div>
<div class="card"><a href="/world/video-4713.mp4">Video of the gates opening this morning</a></div>
<div class="tags"><a href="/tags/kalvenna">Everything about the Kalvenna talks so far</a></div></div>"""

NUMBERS = """<ul class="stories">
<li><a href="/story.php?id=61200400">Engineers begin first joint survey of dam</a></li>
<li><a href="/story.php?id=61200401">Council splits over plan to paint tower</a></li>
<li><a href="/story.php?id=61200402">Snow day as plows wait for parts</a></li></ul>"""

CHINESE = """<div class="news"><p><a href="/a/83921.html">沿海城市恢复夜间轮渡服务</a></p>
<p><a href="/a/83922.html">工程师开始联合检查大坝</a></p><p><a href="/a/">更多</a></p></div>"""


def links(body: str, url: str = URL) -> list[str]:
    tree = lxml.html.document_fromstring(f"<html><body>{CHROME}{body}{FEET}</body></html>")
    found = article_links(tree, url)
    return [entry.url.removeprefix("https://www.tidemark.example") for entry in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BLOG, ["/2026/11/20/quay-reopens/", "/2026/11/19/ferry-fares/"]),
        (AGENCY, ["/world/kalvenna-talks-resume-4711.html", "/world/sluice-gates-open-4712.html"]),
        (NUMBERS, ["/story.php?id=61200400", "/story.php?id=61200401", "/story.php?id=61200402"]),
        (CHINESE, ["/a/83921.html", "/a/83922.html"]),
        ("", []),
        ("<p>Read more on <a href='/world'>our world pages, every day of the week</a>.</p>", []),
    ],
    ids=["blog", "agency", "numbers", "chinese", "only menus", "a link to itself"],
)
def test_articles_are_told_from_the_rest(body: str, expected: list[str]) -> None:
    assert links(body) == expected


def test_a_name_around_the_whole_page_makes_no_menu_of_it() -> None:
    stories = "".join(
        f"<h3><a href='/world/story-{n}-of-many'>Story {n} of many on this page</a></h3>" for n in range(9)
    )
    tree = lxml.html.document_fromstring(f"<body><div class='page has-nav'>{stories}</div></body>")
    assert len(article_links(tree, URL)) == 9
    other = "<p><a href='/x/y'>Elsewhere</a></p>" * 9
    tree = lxml.html.document_fromstring(f"<body><div class='nav'>{stories}</div>{other}</body>")
    assert article_links(tree, URL) == ()


def test_what_a_link_says_of_its_article() -> None:
    tree = lxml.html.document_fromstring(BLOG)
    first, second = article_links(tree, URL)
    assert first.title == "Quay reopens after storm repairs"
    assert first.published == datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)
    assert second.kind == "article"


def test_a_base_element_and_subdomains() -> None:
    body = """<base href="https://news.tidemark.example/x/"><h2>
    <a href="quay-reopens-after-storm">Quay reopens after storm repairs</a></h2>"""
    tree = lxml.html.document_fromstring(body)
    (entry,) = article_links(tree, URL)
    assert entry.url == "https://news.tidemark.example/x/quay-reopens-after-storm"


def test_a_base_element_without_an_address_is_none() -> None:
    body = '<base href="http://[base]"><h2><a href="/quay-reopens-after-storm">Quay reopens after storm repairs</a></h2>'
    (entry,) = article_links(lxml.html.document_fromstring(body), URL)
    assert entry.url == "https://www.tidemark.example/quay-reopens-after-storm"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a rel="next" href="?page=2">Older</a>', f"{URL}?page=2"),
        ('<link rel="prefetch next" href="/world/2">', "https://www.tidemark.example/world/2"),
        ('<a rel="next" href="https://other.example/2">Older</a>', None),
        ('<a rel="next" href="#top">Older</a>', None),
        ('<a rel="next" href="http://[page]">Older</a>', None),
        ('<a rel="prev" href="?page=0">Newer</a>', None),
    ],
)
def test_the_next_page(body: str, expected: str | None) -> None:
    tree = lxml.html.document_fromstring(f"<html><body><p>x</p>{body}</body></html>")
    assert next_page(tree, URL) == expected


@pytest.mark.parametrize(
    "href",
    ["", "javascript:void(0)", "mailto:a@b.example", "http://[", "//", "tel:1", "ftp://x.example/a-b-c-d"],
)
def test_what_is_no_address_is_no_link(href: str) -> None:
    tree = lxml.html.document_fromstring(f'<h2><a href="{href}">Quay reopens after storm repairs</a></h2>')
    assert article_links(tree, URL) == ()
