"""No page, feed or redirect leads the crawler into its own network; only the user does."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from loopback import QUICK, Loopback, Reply, serving, story
from newssite import NewsSite, job_file, news_site, source
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.browser import Needless
from crawler.failures import RefusedRequestError
from crawler.fetch import fetch
from crawler.jobs import load
from crawler.neighbours import Neighbours, PublicHostsMiddleware, PublicResolver, is_public, literal, place_of
from crawler.outcomes import Outcome
from crawler.run import run
from crawler.summary import RunSummary

DATE = "Fri, 20 Nov 2026 10:00:00 GMT"
SPELLINGS = """
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.0.0.1. 0.0.0.0 0 １２７.0.0.1
127。0。0。1 %31%32%37.0.0.1 localhost localhost. LOCALHOST [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::] [::127.0.0.1]
""".split()


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: "
    "fe80::1 fc00::1 ff02::1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1".split(),
)
def test_a_private_address(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", "8.8.8.8 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::".split()
)
def test_a_public_address(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", "news.example www.127.example 1.2.3.4.example a-1 ''".split())
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host.strip("'")) is None


def test_a_broken_address_leads_nowhere() -> None:
    assert place_of("http://[::1") == ("", 0)
    assert place_of("http://news.example:99999/") == ("", 0)


@pytest.fixture
def secret() -> Iterator[Loopback]:
    """A server that nobody named."""
    with serving() as server:
        server.replies["/"] = server.replies["/a-secret-of-the-house"] = Reply(story("A secret"))
        yield server


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as running:
        yield running


def crawl(file: Path) -> RunSummary:
    (job,) = load(file).jobs
    summary = run(job)
    assert summary.adds_up()
    return summary


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_feed_leads_to_a_private_host(site: NewsSite, secret: Loopback, tmp_path: Path, host: str) -> None:
    address = f"http://{host}:{secret.server_port}/a-secret-of-the-house"
    summary = crawl(job_file(tmp_path, source("feed", site.feed("/rss", {address: DATE}))))
    assert secret.log == []
    assert summary.items == 0
    assert set(summary.rejects) <= {"private-address", "bad-url"}


def test_neither_sitemaps_sections_nor_redirects_do(site: NewsSite, secret: Loopback, tmp_path: Path) -> None:
    inside = secret.url("/a-secret-of-the-house")
    refresh = f'<!doctype html><meta http-equiv="refresh" content="0; url={inside}"><p>Moved.</p>'
    site.replies["/moved-for-good-today"] = Reply(status=302, headers={"Location": inside})
    site.replies["/moved-by-its-markup"] = Reply(refresh.encode())
    site.replies["/front"] = Reply(f'<h2><a href="{inside}">A long headline of a story</a></h2>'.encode())
    index = site.sitemap("/index.xml", {secret.url("/sitemap.xml"): None}, index=True)
    sitemap = site.sitemap("/sitemap.xml", {inside: None, site.url("/moved-for-good-today"): None})
    rss = site.feed("/rss", {site.url("/moved-by-its-markup"): DATE, "file:///etc/hostname": DATE})
    sources = [source("sitemap", index), source("sitemap", sitemap), source("feed", rss)]
    file = job_file(tmp_path, "\n".join([*sources, source("section", site.url("/front"))]))
    summary = crawl(file)
    assert secret.log == []
    assert summary.items == 0
    assert summary.rejects["private-address"] == 3
    assert summary.source_failures == {"private-address": 1}


def test_robots_of_a_named_host_may_not_redirect_there(
    site: NewsSite, secret: Loopback, tmp_path: Path
) -> None:
    site.replies["/robots.txt"] = Reply(status=301, headers={"Location": secret.url("/")})
    rss = site.feed("/rss", {site.tell("/story-of-the-quay", "Story of the quay"): DATE})
    crawl(job_file(tmp_path, source("feed", rss)))
    assert secret.log == []


@pytest.mark.parametrize("allowed", ["allow-private = true", 'allowed-hosts = ["127.0.0.1"]'])
def test_a_job_can_allow_it(site: NewsSite, secret: Loopback, tmp_path: Path, allowed: str) -> None:
    rss = site.feed("/rss", {secret.url("/a-secret-of-the-house"): DATE})
    assert crawl(job_file(tmp_path, source("feed", rss), job=allowed)).items == 1


def test_who_fetches_an_address_may_go_anywhere_but_is_not_led_there(
    site: NewsSite, secret: Loopback
) -> None:
    site.replies["/moved"] = Reply(status=302, headers={"Location": secret.url("/")})
    url = site.tell("/story-of-the-quay", "Story of the quay")
    outcomes: list[Outcome] = []
    summary = fetch([url, site.url("/moved")], settings=QUICK, on_outcome=outcomes.append)
    assert (summary.pages, summary.rejects) == (1, {"private-address": 1})
    assert secret.log == []
    detail = next(one.reject.detail for one in outcomes if one.reject)
    assert detail == "127.0.0.1: not a public address, and neither named by you nor allowed (allow-private)"


def test_what_a_name_means_is_judged_when_it_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"news.example": ["93.184.215.14", "127.0.0.1"], "named.example": ["127.0.0.1"]}

    async def resolve(self: object, host: str, port: int = 0, family: int = 0) -> list[dict[str, object]]:
        return [{"hostname": host, "host": one, "port": port} for one in answers[host]]

    monkeypatch.setattr("crawler.neighbours.ThreadedResolver.resolve", resolve)
    monkeypatch.setenv("http_proxy", "named.example:3128")

    async def ask(host: str, port: int) -> int:
        resolver = PublicResolver(Neighbours({("named.example", 80)}))
        try:
            return len(await resolver.resolve(host, port))
        finally:
            await resolver.close()

    with pytest.raises(RefusedRequestError, match=r"news.example is 127\.0\.0\.1: not a public address"):
        asyncio.run(ask("news.example", 80))
    with pytest.raises(RefusedRequestError):
        asyncio.run(ask("named.example", 81))
    assert asyncio.run(ask("named.example", 80)) == 1
    assert asyncio.run(ask("named.example", 3128)) == 1  # the proxy of this machine


@pytest.mark.parametrize(
    ("url", "kind", "expected"),
    [
        ("http://127.0.0.1/data", "fetch", True),
        ("http://localhost/data", "fetch", True),
        ("http://127.0.0.1:8000/data", "fetch", False),
        ("http://127.0.0.1:8000/photo", "image", True),
        ("https://8.8.8.8/", "script", False),
        ("data:text/plain,a", "fetch", False),
        ("file:///etc/hostname", "fetch", True),
    ],
)
def test_what_a_browser_does_not_get(url: str, kind: str, expected: bool) -> None:
    needless = Needless(Neighbours({("127.0.0.1", 8000)}))
    request = SimpleNamespace(url=url, resource_type=kind)
    assert [asyncio.run(needless(request)), asyncio.run(needless(request))] == [expected, expected]


def test_a_host_that_does_not_exist_is_left_to_who_connects(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*args: object, **kwargs: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert (
        asyncio.run(Needless(Neighbours())(SimpleNamespace(url="http://no.example", resource_type="fetch")))
        is False
    )


@pytest.mark.parametrize(
    ("url", "is_refused"), [("http://127.0.0.1:9/inside", True), ("https://8.8.8.8/", False)]
)
def test_where_a_browser_was_redirected_to(url: str, is_refused: bool) -> None:
    settings = Settings({"TWISTED_REACTOR_ENABLED": True})
    crawler = SimpleNamespace(spider=SimpleNamespace(named={("127.0.0.1", 8000)}), settings=settings)
    guard = PublicHostsMiddleware.from_crawler(crawler)  # type: ignore[arg-type]
    asked = Request("http://127.0.0.1:8000/")
    answer = asyncio.run(guard.process_response(asked, Response(asked.url)))
    assert answer.url == asked.url
    with pytest.raises(RefusedRequestError) if is_refused else contextlib.nullcontext():
        asyncio.run(guard.process_response(asked, Response(url)))
