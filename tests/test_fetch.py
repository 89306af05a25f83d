"""Fetching in process: outcomes, politeness, faults of servers."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from loopback import QUICK, Loopback, Reply, self_signed, serving, story

from crawler.fetch import Summary, fetch
from crawler.outcomes import Outcome, Reason

pytestmark = pytest.mark.usefixtures("stand_in")

ROOT = Path(__file__).parent.parent


def outcomes_of(*urls: str, **settings: Any) -> list[Outcome]:
    outcomes: list[Outcome] = []
    fetch(urls, settings={**QUICK, **settings}, on_outcome=outcomes.append)
    return outcomes


def reason_of(url: str, **settings: Any) -> Reason | None:
    (outcome,) = outcomes_of(url, **settings)
    return outcome.reject.reason if outcome.reject else None


def test_a_page_becomes_an_article_with_the_facts_of_its_fetch(server: Loopback) -> None:
    server.replies["/story"] = Reply(
        story(), headers={"ETag": '"v1"', "Last-Modified": "Mon, 04 May 2026 10:00:00 GMT"}
    )
    (outcome,) = outcomes_of(server.url("/story"))
    (article,) = outcome.articles
    assert article.headline == "Harbour reopens"
    assert article.page_url == server.url("/story")
    assert article.metadata.status == 200
    assert article.metadata.charset == "utf-8"
    assert article.metadata.etag == '"v1"'
    assert article.metadata.last_modified == "Mon, 04 May 2026 10:00:00 GMT"
    assert len(article.metadata.content_hash) == 64
    assert article.metadata.date_downloaded.endswith("Z")


def test_it_can_be_called_again_in_one_process(server: Loopback) -> None:
    server.replies["/story"] = Reply(story())
    summaries = [fetch([server.url("/story")], settings=QUICK) for _ in range(3)]
    assert summaries == [Summary(asked=1, pages=1, articles=1, rejects={})] * 3


def test_a_page_may_hold_several_articles(server: Loopback) -> None:
    server.replies["/three"] = Reply(b"<html><article>a</article><article>b</article><article>c</article>")
    (outcome,) = outcomes_of(server.url("/three"))
    assert [article.page.index for article in outcome.articles] == [1, 2, 3]


def test_outcomes_come_in_order_of_arrival_and_once_each(server: Loopback) -> None:
    paths = [f"/story-{number}" for number in range(30)]
    server.replies |= {path: Reply(story(path)) for path in paths}
    urls = [server.url(path) for path in paths]
    asked = [outcome.asked for outcome in outcomes_of(*urls, *urls[:5])]
    assert asked == [server.url(path) for path in server.pages]
    assert sorted(asked) == sorted(urls)


def test_headers_may_be_in_any_encoding(server: Loopback) -> None:
    server.replies["/story"] = Reply(story(), headers={"X-Ort": "Zürich", "ETag": "ü"})  # sent as latin-1
    (outcome,) = outcomes_of(server.url("/story"))
    assert outcome.articles[0].metadata.etag == "ü"


def test_a_redirect_is_followed_and_the_item_names_the_page_it_came_from(server: Loopback) -> None:
    server.replies["/old"] = Reply(status=301, headers={"Location": "/new"})
    server.replies["/new"] = Reply(story())
    (outcome,) = outcomes_of(server.url("/old"))
    assert outcome.asked == server.url("/old")
    assert outcome.articles[0].page_url == server.url("/new")


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("word", ["refresh", "Refresh"])
def test_a_redirect_in_the_page_is_followed(server: Loopback, charset: str, word: str) -> None:
    page = f'<!doctype html><html><head>{" " * 3000}<meta http-equiv="{word}" content="0; url=/new"></head></html>'
    server.replies["/old"] = Reply(page.encode(charset), content_type=f"text/html; charset={charset}")
    server.replies["/new"] = Reply(story())
    (outcome,) = outcomes_of(server.url("/old"))
    assert outcome.articles[0].page_url == server.url("/new")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"<h1>Gone</h1>", status=404), Reason.NOT_FOUND),
        (Reply(b"<h1>Gone</h1>", status=410), Reason.NOT_FOUND),
        (Reply(b"<h1>No</h1>", status=403), Reason.HTTP_STATUS),
        (Reply(b"<h1>Broken</h1>", status=500), Reason.HTTP_STATUS),
        (Reply(b"", status=999), Reason.HTTP_STATUS),
        (Reply(status=302, headers={"Location": "/faulty"}), Reason.REDIRECT_LOOP),
        (Reply(status=302, headers={"Location": "file:///etc/hostname"}), Reason.HTTP_STATUS),
        (Reply(status=302, headers={"Location": "data:text/html,<p>x"}), Reason.HTTP_STATUS),
        (Reply(story(), wait=2), Reason.TIMEOUT),
        (Reply(reset=True), Reason.CONNECTION),
        (Reply(story(), announced=9000), Reason.DAMAGED),
        (Reply(gzip.compress(story())[:-9], headers={"Content-Encoding": "gzip"}), Reason.DAMAGED),
        (Reply(story(), headers={"Content-Encoding": "gzip"}), Reason.DAMAGED),
        (Reply(b"x" * 300_000), Reason.TOO_LARGE),
        (Reply(gzip.compress(b" " * 300_000), headers={"Content-Encoding": "gzip"}), Reason.TOO_LARGE),
        (Reply(b""), Reason.EMPTY),
        (Reply(b" \n\t "), Reason.EMPTY),
        (Reply(b"%PDF-1.7 ...", content_type="application/pdf"), Reason.BINARY),
        (Reply(b"\xff\xd8\xff\xe0\0\x10JFIF", content_type="image/jpeg"), Reason.BINARY),
        (Reply(bytes(range(256)) * 10, content_type="application/x-unknown"), Reason.BINARY),
        (Reply("{}".encode("utf-16"), content_type="application/json; charset=utf-16"), Reason.NOT_HTML),
        (Reply(b"<svg/>", content_type="image/svg+xml"), Reason.NOT_HTML),
        (Reply(b'{"a": 1}', content_type="application/json"), Reason.NOT_HTML),
        (Reply(b"%PDF-1.7 ..."), Reason.BINARY),
        (Reply(bytes(range(256)) * 10, content_type=None), Reason.BINARY),
        (Reply(b"<!-- listing --><p>"), Reason.LISTING),
        (Reply(b"<!-- consent_wall --><p>"), Reason.CONSENT_WALL),
        (Reply(b"<!-- no_article --><p>"), Reason.NO_ARTICLE),
        (Reply(b"<!-- boom --><p>"), Reason.CLEANER_ERROR),
    ],
)
def test_every_fault_has_its_name(server: Loopback, reply: Reply, reason: Reason) -> None:
    server.replies["/faulty"] = reply
    (outcome,) = outcomes_of(server.url("/faulty"), DOWNLOAD_TIMEOUT=0.5, DOWNLOAD_MAXSIZE=200_000)
    assert outcome.reject.reason == reason
    assert outcome.reject.page_url == server.url("/faulty")
    assert outcome.reject.detail
    assert "\n" not in outcome.reject.detail


def test_a_refused_connection_has_its_name() -> None:
    with serving() as server:
        url = server.url("/story")
    assert reason_of(url) is Reason.CONNECTION


def test_an_unknown_host_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert reason_of("http://nowhere.invalid/story") is Reason.DNS


def test_an_untrusted_certificate_is_refused(tmp_path: Path) -> None:
    with serving(self_signed(tmp_path)) as server:
        server.replies["/story"] = Reply(story())
        assert reason_of(server.url("/story")) is Reason.TLS
        assert server.log == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "news.example/story",
        "ftp://news.example/",
        "file:///etc/hostname",
        "http://",
        "http:///x",
        "http://a b/",
        "http://host:99999/",
        "http://[::1/",
        "http://ho\x1bst/",
        "javascript:alert(1)",
        "http://" + "a" * 300 + "/",
        "http://news.example/" + "a" * 9000,
    ],
)
def test_what_is_no_address_is_a_reject(address: str) -> None:
    assert reason_of(address) is Reason.BAD_URL


def test_a_fault_that_passes_is_retried(server: Loopback) -> None:
    cut = Reply(gzip.compress(story())[:-9], headers={"Content-Encoding": "gzip"})
    whole = Reply(gzip.compress(story()), headers={"Content-Encoding": "gzip"})
    server.replies["/story"] = [cut, Reply(status=503), whole]
    assert reason_of(server.url("/story"), RETRY_TIMES=2) is None
    assert len(server.pages) == 3


def test_a_server_that_dies_half_way_leaves_named_rejects(server: Loopback) -> None:
    paths = [f"/story-{number}" for number in range(6)]
    server.replies |= {path: Reply(story(path)) for path in paths}
    server.replies["/story-2"] = Reply(story(), then=server.die)
    outcomes = outcomes_of(*[server.url(path) for path in paths])
    assert len(outcomes) == 6
    assert len(server.pages) == sum(bool(outcome.articles) for outcome in outcomes) < 6
    assert {outcome.reject.reason for outcome in outcomes if outcome.reject} == {Reason.CONNECTION}


def test_a_long_address_is_fetched(server: Loopback) -> None:
    server.replies["/" + "a" * 5000] = Reply(story())
    assert reason_of(server.url("/" + "a" * 5000)) is None


# ---- politeness ---------------------------------------------------------------------------------


def test_robots_txt_is_obeyed(server: Loopback) -> None:
    server.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/", content_type="text/plain")
    server.replies |= {"/private/story": Reply(story()), "/story": Reply(story())}
    outcomes = {o.asked: o for o in outcomes_of(server.url("/private/story"), server.url("/story"))}
    assert outcomes[server.url("/private/story")].reject.reason is Reason.ROBOTS
    assert outcomes[server.url("/story")].articles
    assert server.pages == ["/story"]


def test_robots_rules_for_our_name_apply_to_us(server: Loopback) -> None:
    server.replies["/robots.txt"] = Reply(b"User-agent: cleanwire\nDisallow: /\n\nUser-agent: *\nAllow: /")
    assert reason_of(server.url("/story"), USER_AGENT="something else") is Reason.ROBOTS


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (Reply(status=500), Reason.ROBOTS),
        (Reply(status=503, body=b"User-agent: *\nAllow: /"), Reason.ROBOTS),
        (Reply(status=429), Reason.ROBOTS),
        (Reply(wait=2), Reason.TIMEOUT),
        (Reply(reset=True), Reason.CONNECTION),
    ],
)
def test_robots_txt_that_cannot_be_had_forbids_everything(
    server: Loopback, robots: Reply, reason: Reason
) -> None:
    server.replies |= {"/robots.txt": robots, "/story": Reply(story())}
    (outcome,) = outcomes_of(server.url("/story"), DOWNLOAD_TIMEOUT=0.5)
    assert outcome.reject.reason is reason
    assert outcome.reject.detail.startswith("robots.txt: ")
    assert server.pages == []


@pytest.mark.parametrize(
    "robots",
    [
        Reply(status=404, body=b"User-agent: *\nDisallow: /"),
        Reply(status=403),
        Reply(b"<html><p>Welcome"),
        Reply(status=302, headers={"Location": "/robots.txt"}),
    ],
)
def test_robots_txt_that_is_not_there_forbids_nothing(server: Loopback, robots: Reply) -> None:
    server.replies |= {"/robots.txt": robots, "/story": Reply(story())}
    assert reason_of(server.url("/story")) is None


def test_a_host_is_asked_for_one_page_at_a_time(server: Loopback) -> None:
    paths = [f"/story-{number}" for number in range(12)]
    server.replies |= {path: Reply(story(), wait=0.03) for path in paths}
    outcomes_of(*[server.url(path) for path in paths])
    assert server.at_once == [1] * 13


def test_we_say_who_we_are_and_keep_no_cookies(server: Loopback) -> None:
    server.replies["/one"] = Reply(story(), headers={"Set-Cookie": "id=1"})
    server.replies["/two"] = Reply(story())
    outcomes_of(server.url("/one"), server.url("/two"), CONTACT="desk@news.example")
    agents = {headers["User-Agent"] for headers in server.headers}
    assert len(agents) == 1
    assert agents.pop().startswith("cleanwire/")
    assert all("desk@news.example" in headers["User-Agent"] for headers in server.headers)
    assert not any("Cookie" in headers for headers in server.headers)


def test_credentials_become_a_header_and_appear_nowhere(server: Loopback) -> None:
    server.replies["/story"] = Reply(story())
    url = server.url("/story").replace("//", "//desk:canary@")
    missing = server.url("/missing").replace("//", "//desk:canary@")
    good, bad = outcomes_of(url, missing)
    assert server.headers[-1]["Authorization"].startswith("Basic ")
    assert "canary" not in repr(good.articles) + repr(bad.reject)


# ---- ends ---------------------------------------------------------------------------------------


def test_what_the_callback_raises_ends_the_crawl(server: Loopback) -> None:
    paths = [f"/story-{number}" for number in range(60)]
    server.replies |= {path: Reply(story()) for path in paths}

    def full(outcome: Outcome) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        fetch([server.url(path) for path in paths], settings=QUICK, on_outcome=full)
    assert len(server.pages) < 30  # those under way


def test_the_summary_adds_up(server: Loopback) -> None:
    server.replies["/story"] = Reply(story())
    summary = fetch([server.url("/story"), server.url("/nothing"), "nonsense"], settings=QUICK)
    assert summary.asked == summary.pages + sum(summary.rejects.values()) == 3


# ---- the same spider under scrapy crawl ---------------------------------------------------------


def scrapy_crawl(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `scrapy crawl article` under the Twisted reactor, with the stand-in cleaner."""
    quick = [part for name, value in QUICK.items() for part in ("-s", f"{name}={value}")]
    program = (
        "import sys; sys.path.insert(0, 'tests'); import cleaners, loopback; "
        "cleaners.clean = loopback.stand_in_clean; from scrapy.cmdline import execute; execute()"
    )
    command = [sys.executable, "-c", program, "crawl", "article", *quick, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_scrapy_crawl_writes_articles_only(server: Loopback, tmp_path: Path) -> None:
    server.replies |= {"/story": Reply(story()), "/cut": Reply(story(), announced=9000)}
    out = tmp_path / "out.jsonl"
    urls = " ".join([server.url("/story"), server.url("/nothing"), server.url("/cut"), "nonsense"])
    ran = scrapy_crawl(tmp_path, "-a", f"url={urls}", "-O", str(out))
    assert ran.returncode == 0, ran.stderr
    (line,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert line["schemaVersion"] == "1.0"
    assert line["pageUrl"] == server.url("/story")
    assert "Traceback" not in ran.stderr


def test_scrapy_feeds_route_streams_by_class(server: Loopback, tmp_path: Path) -> None:
    server.replies["/story"] = Reply(story())
    addresses = tmp_path / "addresses"
    addresses.write_text(f"# two\n\n{server.url('/story')}\n  {server.url('/nothing')}\n", "utf-8")
    feeds = {
        str(tmp_path / "articles.jsonl"): {"format": "jsonlines"},
        str(tmp_path / "rejects.jsonl"): {
            "format": "jsonlines",
            "item_classes": ["crawler.items.RejectItem"],
        },
    }
    ran = scrapy_crawl(tmp_path, "-a", f"file={addresses}", "-s", f"FEEDS={json.dumps(feeds)}")
    assert ran.returncode == 0, ran.stderr
    (article,) = map(json.loads, (tmp_path / "articles.jsonl").read_text("utf-8").splitlines())
    (reject,) = map(json.loads, (tmp_path / "rejects.jsonl").read_text("utf-8").splitlines())
    assert article["headline"] == "Harbour reopens"
    assert reject == {
        "pageUrl": server.url("/nothing"),
        "reason": "http-404",
        "detail": "the server answered 404 Not Found",
    }
