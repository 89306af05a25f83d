"""Feeds and sitemaps: what they announce, in every dialect, and that damage is never an empty list."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.entries import Entry
from crawler.outcomes import NamedError, Reason
from crawler.sources import MAX_ENTRIES, announced

URL = "https://tidemark.example/feeds/all.xml"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


RSS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://tidemark.example/rss-0.91.dtd">
<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>
<title>Tidemark</title><link>https://tidemark.example/</link>
<item><title>Ferry &amp; quay &lt;b&gt;reopen&lt;/b&gt;</title><link>
 /a?x=1&amp;y=2 </link><pubDate>Fri, 20 Nov 2026 10:00:00 +0200</pubDate></item>
<item><link>https://burner.example/1</link><feedburner:origLink>https://tidemark.example/b</feedburner:origLink>
<pubDate>yesterday at noon</pubDate></item>
<item><guid isPermaLink="true">https://tidemark.example/c</guid></item>
<item><guid isPermaLink="false">tag:c</guid><title>No address</title></item>
<item><link>javascript:alert(1)</link></item>
<item><link>file:///etc/hostname</link></item>
<item><link>https://tidemark.example/c</link></item>
</channel></rss>"""


def test_rss() -> None:
    first, second, third = announced(RSS.encode(), URL)
    assert first.url == "https://tidemark.example/a?x=1&y=2"
    assert first.published == at("2026-11-20T08:00")
    assert first.title
    assert "Ferry & quay" in first.title
    assert (second.url, second.published) == ("https://tidemark.example/b", None)
    assert third == Entry("https://tidemark.example/c")


def test_atom() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Quay</title>
    <link rel="self" href="x.atom"/><link rel="alternate" href="../quay"/>
    <published>2026-11-20T10:00:00+01:00</published><updated>2026-11-20T12:00:00Z</updated></entry>
    <entry><link href="https://tidemark.example/only-updated"/><updated>2026-11-19T00:00:00Z</updated></entry></feed>"""
    first, second = announced(atom.encode(), URL)
    assert first == Entry(
        "https://tidemark.example/quay",
        published=at("2026-11-20T09:00"),
        modified=at("2026-11-20T12:00"),
        title="Quay",
    )
    assert (second.published, second.modified) == (None, at("2026-11-19T00:00"))


def test_rdf_and_an_old_charset() -> None:
    rdf = """<?xml version="1.0" encoding="iso-8859-1"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://tidemark.example/é">
     <title>Café</title><link>https://tidemark.example/cafe</link><dc:date>2026-11-20</dc:date></item></rdf:RDF>"""
    (entry,) = announced(rdf.encode("iso-8859-1"), URL)
    assert (entry.url, entry.title) == ("https://tidemark.example/cafe", "Café")


SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<!-- <url><loc>https://tidemark.example/comment</loc></url> -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://tidemark.example/quay?a=1&amp;b=2 </loc><lastmod>2026-11-20T12:00:00+02:00</lastmod>
<n:news><n:publication><n:name>Tidemark</n:name><n:language>en-GB</n:language></n:publication>
<n:publication_date>2026-11-20T09:00Z</n:publication_date><n:title>Quay reopens</n:title></n:news></url>
<url><loc>/ferry</loc><lastmod>2026-11-19</lastmod></url>
<url><loc></loc></url><url><lastmod>2026</lastmod></url><url><loc>https://tidemark.example/x</loc><lastmod>soon</lastmod></url>
</urlset>"""


def test_a_news_sitemap() -> None:
    first, second, third = announced(SITEMAP.encode(), URL)
    assert first == Entry(
        "https://tidemark.example/quay?a=1&b=2",
        published=at("2026-11-20T09:00"),
        modified=at("2026-11-20T10:00"),
        title="Quay reopens",
        extra={"language": "en"},
    )
    assert (second.url, second.modified) == ("https://tidemark.example/ferry", at("2026-11-19T23:59:59"))
    assert third == Entry("https://tidemark.example/x")


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-05:00"])
def test_a_date_before_or_behind_all_time_is_none(date: str) -> None:
    sitemap = f"<urlset><url><loc>https://tidemark.example/a</loc><lastmod>{date}</lastmod></url></urlset>"
    assert announced(sitemap.encode(), URL) == (Entry("https://tidemark.example/a"),)


def test_a_sitemap_index_in_gzip_names_children() -> None:
    index = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
    <loc>https://tidemark.example/2026-11.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap></sitemapindex>"""
    (child,) = announced(gzip.compress(index), URL)
    assert (child.kind, child.modified) == ("sitemap", at("2026-11-20T23:59:59"))


@pytest.mark.parametrize("media_type", ["", "text/xml", "application/rss+xml"])
def test_a_feed_in_utf_16_whatever_the_server_calls_it(media_type: str) -> None:
    feed = RSS.replace("utf-8", "utf-16").encode("utf-16")
    assert len(announced(feed, URL, media_type)) == len(announced(RSS.encode(), URL))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(encoding: str) -> None:
    sitemap = SITEMAP.replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8")
    assert len(announced(sitemap.encode(encoding), URL)) == 3


def test_a_list_of_addresses() -> None:
    entries = announced(b"\nhttps://tidemark.example/a\r\n\nhttps://tidemark.example/b\nnonsense\n", URL)
    assert [entry.url for entry in entries] == ["https://tidemark.example/a", "https://tidemark.example/b"]


def test_what_is_empty_by_right() -> None:
    assert announced(b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", URL) == ()
    assert announced(b"<rss version='2.0'><channel><title>x</title></channel></rss>", URL) == ()


def test_an_unescaped_mark_is_mended() -> None:
    loose = SITEMAP.replace("&amp;b=2", "&b=2")
    assert [entry.url for entry in announced(loose.encode(), URL)][1:] == [
        "https://tidemark.example/ferry",
        "https://tidemark.example/x",
    ]


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY s SYSTEM "file:///etc/hostname">]>'
)


@pytest.mark.parametrize(
    ("content", "reason", "detail"),
    [
        (b"", "not-a-source", "an empty document"),
        (b"<!doctype html><html><body>Not here", "not-a-source", "an HTML page"),
        (b'{"items": []}', "not-a-source", "neither"),
        (SITEMAP[:400].encode(), "damaged", "ends early"),
        (gzip.compress(SITEMAP.encode())[:-20], "damaged", "ends early"),
        (gzip.compress(b"<urlset>" + b" " * 30_000_000 + b"</urlset>"), "too-large", "decompresses to more"),
        ((LAUGHS + "<urlset><url><loc>&b;</loc></url></urlset>").encode(), "not-a-source", "entities"),
        (RSS.replace("<rss", LAUGHS + "<rss", 1).encode(), "not-a-source", "entities"),
        (b"<rss version='2.0'><channel><item><title", "damaged", "broken XML"),
        (b"<rss><", "damaged", ""),
    ],
)
def test_what_is_wrong_is_named(content: bytes, reason: str, detail: str) -> None:
    with pytest.raises(NamedError) as caught:
        announced(content, URL)
    assert caught.value.reason == reason
    assert detail in caught.value.detail


def test_no_more_than_the_protocol_allows() -> None:
    many = "\n".join(f"https://tidemark.example/{number}" for number in range(MAX_ENTRIES + 5))
    assert len(announced(many.encode(), URL)) == MAX_ENTRIES


def test_an_address_that_is_none_does_not_lose_its_neighbours() -> None:
    sitemap = (
        "<urlset><url><loc>http://[/a</loc></url><url><loc>https://tidemark.example/b</loc></url></urlset>"
    )
    assert [entry.url for entry in announced(sitemap.encode(), URL)] == ["https://tidemark.example/b"]


def test_a_zero_byte_in_front_is_named() -> None:
    with pytest.raises(NamedError) as caught:
        announced(b"\0<urlset><url><loc>https://tidemark.example/a</loc></url></urlset>", URL)
    assert caught.value.reason is Reason.DAMAGED


@given(
    st.one_of(
        st.binary(max_size=300),
        st.sampled_from([RSS, SITEMAP]).flatmap(
            lambda text: st.builds(
                lambda cut, insert: text[:cut].encode() + insert + text[cut:].encode(),
                st.integers(0, len(text)),
                st.binary(max_size=5),
            )
        ),
    )
)
@example(SITEMAP.replace("urlset", "}urlset", 1).encode())
def test_whatever_comes_is_entries_or_a_named_failure(content: bytes) -> None:
    try:
        entries = announced(content, URL)
    except NamedError:
        return
    assert all(entry.url.startswith("http") for entry in entries)
