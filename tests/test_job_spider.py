"""Every kind of source, from the job file to the feed, on a news site of our own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Reply
from newssite import NewsSite, job_file, news_site, source

from crawler.jobs import load
from crawler.run import run
from crawler.summary import RunSummary

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DATES = ("Fri, 20 Nov 2026 10:00:00 GMT", "Fri, 20 Nov 2026 11:00:00 GMT", "Tue, 10 Nov 2026 10:00:00 GMT")


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as running:
        yield running


def crawl(file: Path, now: datetime = NOW, **settings: object) -> RunSummary:
    (job,) = load(file).jobs
    summary = run(job, now=now, settings=settings)
    assert summary.adds_up()
    return summary


def headlines(file: Path) -> list[str]:
    return [json.loads(line)["headline"] for line in (file.parent / "a.jsonl").read_text().splitlines()]


def stories(site: NewsSite, count: int, **options: str) -> list[str]:
    return [
        site.tell(f"/story-{number}-of-the-quay", f"Story {number} of the quay", **options)
        for number in range(count)
    ]


def test_a_feed_is_read_newest_first_and_only_once(site: NewsSite, tmp_path: Path) -> None:
    feed = site.feed("/rss", dict(zip(stories(site, 3), DATES, strict=True)))
    file = job_file(tmp_path, source("feed", feed))
    first = crawl(file)
    assert (first.exit_code, first.items, first.fetched) == (0, 3, 3)
    assert headlines(file) == ["Story 1 of the quay", "Story 0 of the quay", "Story 2 of the quay"]
    site.log.clear()
    second = crawl(file)
    assert (second.exit_code, second.items, second.fetched, second.not_modified) == (0, 0, 0, 1)
    assert (site.pages, site.not_modified) == (["/rss"], ["/rss"])
    assert len(headlines(file)) == 3


def test_a_server_without_validators_is_not_read_twice_either(site: NewsSite, tmp_path: Path) -> None:
    (url,) = stories(site, 1)
    feed = site.feed("/rss", {url: DATES[0]})
    site.reply_to = super(NewsSite, site).reply_to  # type: ignore[method-assign]
    file = job_file(tmp_path, source("feed", feed))
    assert crawl(file).items == 1
    again = crawl(file)
    assert (again.fetched, again.sources_read, again.not_modified) == (0, 1, 1)


def test_what_is_new_in_a_feed_is_fetched(site: NewsSite, tmp_path: Path) -> None:
    urls = stories(site, 2)
    site.feed("/rss", {urls[0]: DATES[0]})
    file = job_file(tmp_path, source("feed", site.url("/rss")))
    crawl(file)
    site.feed("/rss", {urls[0]: DATES[0], urls[1]: DATES[1]})
    summary = crawl(file)
    assert (summary.found, summary.new, summary.items) == (2, 1, 1)


def test_only_what_is_fresh(site: NewsSite, tmp_path: Path) -> None:
    feed = site.feed("/rss", dict(zip(stories(site, 3), DATES, strict=True)))
    summary = crawl(job_file(tmp_path, source("feed", feed), job='fresh = "3 days"'))
    assert (summary.items, summary.notes) == (2, [f"{feed}: not wanted: 1 older than the job wants"])
    old = site.tell("/old-story", "An old story", date="2026-11-01T08:00:00Z")
    section = tmp_path / "section"
    section.mkdir()
    summary = crawl(job_file(section, source("urls", old), job='fresh = "3 days"'))
    assert (summary.rejects, summary.exit_code) == ({"stale": 1}, 0)


def test_a_language_that_is_not_wanted(site: NewsSite, tmp_path: Path) -> None:
    (url,) = stories(site, 1)
    summary = crawl(job_file(tmp_path, source("urls", url), job='languages = ["de"]'))
    assert (summary.rejects, summary.items) == ({"other-language": 1}, 0)
    (reject,) = (tmp_path / ".cleanwire/a/rejects.jsonl").read_text().splitlines()
    assert json.loads(reject)["detail"] == "in en; the job wants de"


def test_addresses_that_are_wanted_or_not(site: NewsSite, tmp_path: Path) -> None:
    urls = stories(site, 3)
    elsewhere = "https://elsewhere.example/story"
    feed = site.feed("/rss", dict.fromkeys([*urls, elsewhere], DATES[0]))
    more = 'include = "story-[01]"\nexclude = "-1-"'
    file = job_file(tmp_path, source("feed", feed, more=more), job='allowed-hosts = ["127.0.0.1"]')
    summary = crawl(file)
    assert summary.notes == [f"{feed}: not wanted: 2 whose address is not wanted, 1 on another host"]
    assert headlines(file) == ["Story 0 of the quay"]


def test_a_sitemap_index_and_its_children(site: NewsSite, tmp_path: Path) -> None:
    urls = stories(site, 3)
    november = site.sitemap("/november.xml", {urls[0]: "2026-11-20T08:00:00Z", urls[1]: None})
    october = site.sitemap("/october.xml", {urls[2]: "2026-10-02"})
    site.replies["/october.xml"] = Reply(
        gzip.compress(site.replies["/october.xml"].body), content_type="application/gzip"
    )
    locations = {november: "2026-11-20T08:00:00Z", october: "2026-10-31T00:00:00Z"}
    index = site.sitemap("/sitemap.xml", locations, index=True)
    file = job_file(tmp_path, source("sitemap", index))
    assert crawl(file).items == 3
    site.log.clear()
    quiet = crawl(file)
    assert (site.pages, quiet.requests) == (["/sitemap.xml"], 2)
    new = site.tell("/a-new-story", "A new story")
    site.sitemap("/november.xml", {urls[0]: "2026-11-20T08:00:00Z", new: None})
    site.sitemap("/sitemap.xml", locations | {november: "2026-11-20T11:00:00Z"}, index=True)
    site.log.clear()
    assert crawl(file).items == 1
    assert site.pages == ["/sitemap.xml", "/november.xml", "/a-new-story"]


def test_children_without_a_date_are_asked_even_when_the_index_is_unchanged(
    site: NewsSite, tmp_path: Path
) -> None:
    child = site.sitemap("/child.xml", dict.fromkeys(stories(site, 1)))
    file = job_file(tmp_path, source("sitemap", site.sitemap("/sitemap.xml", {child: None}, index=True)))
    crawl(file)
    site.sitemap("/child.xml", dict.fromkeys(stories(site, 2)))
    summary = crawl(file)
    assert (summary.items, summary.sources_read, summary.not_modified) == (1, 2, 1)


def test_sitemaps_that_name_each_other_are_read_once_a_run(site: NewsSite, tmp_path: Path) -> None:
    index, child = site.url("/sitemap.xml"), site.url("/child.xml")
    articles = site.sitemap("/articles.xml", dict.fromkeys(stories(site, 1)))
    site.sitemap("/sitemap.xml", dict.fromkeys([index, child, site.url("/gone.xml")]), index=True)
    site.sitemap("/child.xml", dict.fromkeys([index, child, articles]), index=True)
    file = job_file(tmp_path, source("sitemap", index))
    for items in (1, 0):
        site.log.clear()
        assert crawl(file).items == items
        assert all(site.pages.count(path) <= 1 for path in ("/sitemap.xml", "/child.xml", "/articles.xml"))
        assert "/articles.xml" in site.pages


def test_a_job_that_wants_more_reads_its_sources_anew(site: NewsSite, tmp_path: Path) -> None:
    child = site.sitemap("/child.xml", dict.fromkeys(stories(site, 3)))
    index = site.sitemap("/sitemap.xml", {child: "2026-11-19T00:00:00Z"}, index=True)
    assert crawl(job_file(tmp_path, source("sitemap", index, more='include = "story-0"'))).items == 1
    assert crawl(job_file(tmp_path, source("sitemap", index, more='include = "story-0"'))).sources_read == 1
    assert crawl(job_file(tmp_path, source("sitemap", index))).items == 2


def test_a_large_sitemap_does_not_stall_the_crawl(site: NewsSite, tmp_path: Path) -> None:
    locations = {site.url(f"/story-{number}"): None for number in range(3000)}
    sitemap = site.sitemap("/sitemap.xml", locations)
    file = job_file(tmp_path, source("sitemap", sitemap), job="limits = { pages = 1 }")
    summary = crawl(file, CLEANER_PROCESSES=1)
    assert (summary.found, summary.new, summary.remaining) == (3000, 3000, 2999)
    again = crawl(file)
    assert (again.found, again.remaining, again.exit_code) == (0, 2998, 3)


def test_an_archive_is_not_read_for_what_is_not_fresh(site: NewsSite, tmp_path: Path) -> None:
    locations = {site.url("/2019.xml"): "2019-12-31", site.sitemap("/now.xml", {}): "2026-11-20"}
    index = site.sitemap("/sitemap.xml", locations, index=True)
    crawl(job_file(tmp_path, source("sitemap", index), job='fresh = "7 days"'))
    assert site.pages == ["/sitemap.xml", "/now.xml"]


def listing(*urls: str, more: str = "") -> Reply:
    links = "".join(f"<h2><a href='{url}'>A headline of the day from the harbour</a></h2>" for url in urls)
    return Reply(
        f"<html><body><nav><a href='/about'>About</a></nav><main>{links}</main>{more}</body></html>".encode()
    )


def test_a_section_page_and_its_next_pages(site: NewsSite, tmp_path: Path) -> None:
    urls = stories(site, 3)
    for page, url in enumerate(urls, 1):
        site.replies[f"/harbour-{page}"] = listing(
            url, more=f"<a rel=next href='/harbour-{page + 1}'>Older</a>"
        )
    file = job_file(tmp_path, source("section", site.url("/harbour-1")), job="limits = { depth = 2 }")
    summary = crawl(file)
    assert (summary.items, summary.sources_read) == (2, 2)
    assert "/harbour-3" not in site.log


def test_lists_of_pages_that_lead_to_each_other_are_read_once_a_run(site: NewsSite, tmp_path: Path) -> None:
    for page, url in enumerate(stories(site, 2)):
        site.replies[f"/harbour-{page}"] = listing(
            url, more=f"<a rel=next href='/harbour-{1 - page}'>Older</a>"
        )
    crawl(job_file(tmp_path, source("section", site.url("/harbour-0")), job="limits = { depth = 9 }"))
    assert sorted(page for page in site.pages if "harbour" in page) == ["/harbour-0", "/harbour-1"]


def test_a_discovered_site_says_what_it_has(site: NewsSite, tmp_path: Path) -> None:
    feed = site.feed("/rss", dict.fromkeys(stories(site, 2), DATES[0]))
    link = f"<link rel=alternate type=application/rss+xml href='{feed}'>"
    site.replies["/"] = Reply(f"<html><head>{link}</head><body><p>Tide</p></body></html>".encode())
    site.replies["/robots.txt"] = Reply(
        f"Sitemap: {site.url('/archive.xml')}\n".encode(), content_type="text/plain"
    )
    file = job_file(tmp_path, source("discover", site.url("/")))
    summary = crawl(file)
    assert summary.notes == [f"{site.url('/')}: found feed {feed} (link); 1 more, not used"]
    assert (summary.items, summary.exit_code) == (2, 0)
    assert [(one.kind, one.items) for one in summary.sources] == [("site", 2)]
    site.log.clear()
    quiet = crawl(file)
    assert (quiet.notes, quiet.sources_read, quiet.not_modified) == ([], 2, 2)
    assert site.pages == ["/", "/rss"]


def test_a_site_that_names_nothing_is_asked_in_the_usual_places_once(site: NewsSite, tmp_path: Path) -> None:
    site.replies["/"] = listing(*stories(site, 1))
    site.sitemap("/sitemap.xml", dict.fromkeys(stories(site, 2)))
    site.replies["/feed"] = listing()  # a page, and no feed
    file = job_file(tmp_path, source("discover", site.url("/")))
    summary = crawl(file)
    assert summary.notes == [f"{site.url('/')}: found sitemap {site.url('/sitemap.xml')} (guess)"]
    assert summary.items == 2
    site.log.clear()
    site.replies["/"] = listing()
    crawl(file)
    assert site.pages == ["/", "/sitemap.xml"]


def test_a_site_without_anything_is_read_as_a_section(site: NewsSite, tmp_path: Path) -> None:
    site.replies["/"] = listing(*stories(site, 1))
    summary = crawl(job_file(tmp_path, source("discover", site.url("/"))))
    assert summary.items == 1
    assert "found neither feed nor sitemap" in summary.notes[0]


def test_urls_from_a_file_once_or_watched_for_changes(site: NewsSite, tmp_path: Path) -> None:
    (url,) = stories(site, 1)
    (tmp_path / "addresses").write_text(f"{url}\n{url}?utm_source=list\n")
    sources = '[[jobs.a.sources]]\nkind = "urls"\nfile = "addresses"\n'
    file = job_file(tmp_path, sources)
    assert crawl(file).items == 1
    assert crawl(file).fetched == 0
    watched = job_file(tmp_path, sources, job="updates = true")
    later = NOW.replace(hour=13)
    assert (quiet := crawl(watched, later)).unchanged == quiet.fetched == 1
    stories(site, 1, more="The second ferry sailed in the afternoon, two hours late")
    changed = crawl(watched, NOW.replace(hour=14))
    assert (changed.items, changed.revisions) == (1, 1)
    first, second = (json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines())
    assert (second["id"], second["revision"]) == (first["id"], 2)


def test_a_feed_that_failed_is_named_and_read_in_the_next_run(site: NewsSite, tmp_path: Path) -> None:
    feed = site.feed("/rss", dict.fromkeys(stories(site, 1), DATES[0]))
    good = site.replies["/rss"]
    file = job_file(tmp_path, source("feed", feed))
    for broken in (
        Reply(status=503),
        Reply(good.body[:-30]),
        Reply(b"<!doctype html><html><p>Moved</html>"),
        Reply(reset=True),
    ):
        assert isinstance(broken, Reply)
        site.replies["/rss"] = broken
        summary = crawl(file)
        assert (summary.exit_code, summary.items, sum(summary.source_failures.values())) == (3, 0, 1)
    site.replies["/rss"] = good
    assert crawl(file).items == 1


def test_a_tag_page_gives_its_stories_itself(tmp_path: Path) -> None:
    page = "https://www.newsheap.example/topic/Halvorsen"
    recorded = {"CASSETTE": str(Path(__file__).parent.parent / "cassettes/samples.yaml")}
    file = job_file(tmp_path, source("tag", page))
    assert crawl(file, **recorded).items == 5
    assert len(set(headlines(file))) == 5
    again = crawl(file, **recorded)
    assert (again.items, again.not_modified) == (0, 1)


def test_a_tag_page_is_followed_to_its_stories(site: NewsSite, tmp_path: Path) -> None:
    stories(site, 2)
    site.replies["/tag/harbour"] = listing("/story-0-of-the-quay", "/story-1-of-the-quay")
    file = job_file(tmp_path, source("tag", site.url("/tag/harbour"), more="follow = true"))
    assert crawl(file).items == 2
    assert sorted(headlines(file)) == ["Story 0 of the quay", "Story 1 of the quay"]


def test_credentials_are_sent_and_never_shown(site: NewsSite, tmp_path: Path) -> None:
    (url,) = stories(site, 1)
    secret = url.replace("127.0.0.1", "reader:hunter2@127.0.0.1")
    summary = crawl(job_file(tmp_path, source("urls", secret)))
    assert summary.items == 1
    assert site.headers[-1]["Authorization"].startswith("Basic ")
    written = [path.read_bytes() for path in tmp_path.rglob("*.json*")]
    assert written
    assert not any(b"hunter2" in content for content in written)


def test_a_charset_that_is_not_the_page_s_own_is_named(site: NewsSite, tmp_path: Path) -> None:
    wrong, right = stories(site, 2)
    body = site.replies["/story-0-of-the-quay"].body  # type: ignore[union-attr]
    site.replies["/story-0-of-the-quay"] = Reply(body, content_type="text/html; charset=latin-1")
    summary = crawl(job_file(tmp_path, source("urls", wrong, right)))
    assert summary.notes == ["pages in another charset than their server declares, and read in their own: 1"]
    assert all("“We waited for the tide" in line for line in (tmp_path / "a.jsonl").read_text().splitlines())
