"""Which of a page's dates is its publication, which its change, and which is neither."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from cleaners import document, metadata
from cleaners.model import Metadata, Page

STORY = (
    "<p>The mayor of Exampleville said on Monday that she would leave the office after nine years in it.</p>"
    * 4
)


def about(
    body: str = "",
    head: str = "",
    node: object = None,
    url: str = "https://example.org/mayor",
    fetched: datetime | None = None,
) -> Metadata:
    ld = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    html = f"""<html lang="en"><head><title>Mayor resigns after audit</title>{head}{ld}</head><body>
    <div class="page"><div class="top"><div>Friday, August 1, 2025</div>
    <ul><li>World<li>Sport<li>Local<li>Culture<li>Money</ul></div>
    <article><h1>Mayor resigns after audit</h1>{body}{STORY}</article>
    <aside class="related"><h3><a href="/x">Ferry sinks</a></h3>
    <time datetime="2020-01-01">1 January 2020</time></aside></div>"""
    return metadata.read(document.read(Page(html.encode(), url, fetched=fetched)))


def published(found: Metadata) -> tuple[str, str] | None:
    return (found.published.value, found.published.origin) if found.published else None


def article(**dates: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Mayor resigns after audit", **dates}


META = '<meta property="article:published_time" content="2024-05-02T08:00:00Z">'
TIME = '<time datetime="2024-05-03T09:00:00+02:00">3 May 2024</time>'


def test_precedence() -> None:
    node = article(datePublished="2024-05-01T07:00:00Z")
    url = "https://example.org/2024/05/05/mayor"
    assert published(about(TIME, META, node, url)) == ("2024-05-01T07:00:00+00:00", "jsonld")
    assert published(about(TIME, META, None, url)) == ("2024-05-02T08:00:00+00:00", "meta")
    assert published(about(TIME, "", None, url)) == ("2024-05-03T09:00:00+02:00", "time")
    assert published(about("<p>4 May 2024</p>", "", None, url)) == ("2024-05-04", "text")
    assert published(about("", "", None, url)) == ("2024-05-05", "url")
    assert published(about()) is None


def test_visible_date_beats_a_stray_meta() -> None:
    assert published(about("<p>4 May 2024</p>", '<meta name="date" content="2023-01-01">')) == (
        "2024-05-04",
        "text",
    )


def test_published_never_comes_from_modified() -> None:
    found = about(
        "<p>Updated: 6 May 2024</p>", '<meta property="article:modified_time" content="2024-05-06T08:00:00Z">'
    )
    assert found.published is None
    assert found.modified is not None
    assert found.modified.value == "2024-05-06T08:00:00+00:00"


@pytest.mark.parametrize(
    "label", ["Updated", "Last updated:", "Aktualisiert:", "Mis à jour le", "Actualizado:", "更新"]
)
def test_labelled_change(label: str) -> None:
    found = about(f"<p>3 May 2024</p><p>{label} 6 May 2024</p>")
    assert published(found) == ("2024-05-03", "text")
    assert found.modified is not None
    assert found.modified.value == "2024-05-06"


def test_both_dates_in_one_line() -> None:
    found = about("<p>Published 3 May 2024 | Updated 6 May 2024</p>")
    assert published(found) == ("2024-05-03", "text")
    assert found.modified is not None
    assert found.modified.value == "2024-05-06"


def test_time_element_of_a_change() -> None:
    found = about('<span class="updated">Updated <time datetime="2024-05-06">6 May</time></span>')
    assert found.published is None
    assert found.modified is not None


def test_visit_clock_and_teasers_never_win() -> None:
    assert published(about()) is None
    clock = '<time class="current-date" datetime="2025-08-01">Friday</time>'
    html = f"<html><body><header>{clock}</header><h1>Mayor resigns after audit</h1>{STORY}</body></html>"
    assert metadata.read(document.read(Page(html.encode()))).published is None


def test_date_line_above_the_headline() -> None:
    menu = "<ul>" + "<li>World" * 12 + "</ul>"
    intro = "<div class=intro><div>3 May 2024</div><h1>Mayor resigns after audit</h1></div>"
    html = f"<html><body>{menu}{intro}{STORY}</body></html>"
    assert published(metadata.read(document.read(Page(html.encode())))) == ("2024-05-03", "text")


def test_a_date_in_a_sentence_is_no_date_line() -> None:
    assert (
        published(
            about("<p>Since 3 May 2024 the office has been led by her deputy, the town clerk said.</p>")
        )
        is None
    )


def test_default_and_future_dates_are_not_believed() -> None:
    node = article(datePublished="0001-01-01T00:00:00Z")
    assert published(about(META, META, node)) == ("2024-05-02T08:00:00+00:00", "meta")
    fetched = datetime(2024, 5, 10, tzinfo=UTC)
    future = article(datePublished="2031-01-01T00:00:00Z")
    assert published(about("", META, future, fetched=fetched)) == ("2024-05-02T08:00:00+00:00", "meta")


def test_the_zone_that_readers_see() -> None:
    node = article(datePublished="2024-05-04T02:30:10Z")
    assert published(about("<p>May 3, 2024 10:30 PM</p>", node=node)) == (
        "2024-05-03T22:30:10-04:00",
        "jsonld",
    )
    assert published(about("<p>May 4, 2024 2:30 AM</p>", node=node)) == (
        "2024-05-04T02:30:10+00:00",
        "jsonld",
    )
    assert published(about("<p>May 3, 2024 10:17 PM</p>", node=node)) == (
        "2024-05-04T02:30:10+00:00",
        "jsonld",
    )


def test_raw_form_is_kept() -> None:
    found = about("<p>3. Mai 2024, 10:15 Uhr</p>")
    assert found.published is not None
    assert found.published.value == "2024-05-03T10:15:00"
    assert "2024" in found.published.raw


def test_date_line_is_claimed() -> None:
    html = f"<html><body><h1>Mayor resigns after audit</h1><p>3 May 2024</p>{STORY}</body></html>"
    read = document.read(Page(html.encode()))
    assert [read.blocks[index].text for index in metadata.read(read).claimed] == ["3 May 2024"]


def test_microdata() -> None:
    assert published(about('<span itemprop="datePublished" content="2024-05-03">3.5.</span>')) == (
        "2024-05-03",
        "microdata",
    )


def test_the_zone_that_a_time_element_writes() -> None:
    node = article(datePublished="2023-12-23T03:22:07Z")
    same = '<time datetime="2023-12-22T22:22:07-05:00">Dec 22, 2023</time>'
    assert published(about(same, "", node)) == ("2023-12-22T22:22:07-05:00", "jsonld")
    other = '<time datetime="2023-12-22T21:22:07-05:00">Dec 22, 2023</time>'
    assert published(about(other, "", node)) == ("2023-12-23T03:22:07+00:00", "jsonld")
    assert published(about('<time datetime="2023-12-23">x</time>', "", node)) == (
        "2023-12-23T03:22:07+00:00",
        "jsonld",
    )


def test_the_label_of_a_time_element_is_the_nearest() -> None:
    changed = '<time datetime="2026-03-05">{}5 March</time>'
    first = '<time datetime="2026-03-04">{}4 March</time>'
    for body in (
        changed.format("Updated ") + first.format("Published "),
        f"<div><b>Updated:</b> {changed.format('')} <b>Published:</b> {first.format('')}</div>",
        f"<div><span>Published {first.format('')}</span><span>Updated {changed.format('')}</span></div>",
    ):
        found = about(body)
        assert published(found) == ("2026-03-04", "time")
        assert found.modified is not None
        assert found.modified.value == "2026-03-05"


def test_a_labelled_date_beats_a_bare_one() -> None:
    assert published(about("<p>Jane Doe, March 5, 2026 (first published March 4, 2026)</p>")) == (
        "2026-03-04",
        "text",
    )


@pytest.mark.parametrize(
    ("names", "day"),
    [("ContentHeaderPublishDate", "2024-05-09"), ("header-date", "2019-11-25"), ("", "2019-11-25")],
)
def test_a_story_that_is_brought_out_again(names: str, day: str) -> None:
    node = article(datePublished="2019-11-25T08:00:00Z", dateModified="2024-05-09T06:20:00Z")
    shown = f'<time data-testid="{names}" datetime="2024-05-09T06:20:00Z">May 9, 2024</time>'
    assert (published(about(shown, "", node)) or ("", ""))[0][:10] == day


def test_a_label_of_change_outweighs_the_name_of_its_element() -> None:
    node = article(datePublished="2019-11-25T08:00:00Z", dateModified="2024-05-09T06:20:00Z")
    shown = '<p>Updated <time class="publish-date" datetime="2024-05-09T06:20:00Z">May 9, 2024</time></p>'
    assert published(about(shown, "", node)) == ("2019-11-25T08:00:00+00:00", "jsonld")


def test_a_footer_that_tells_who_posted_a_story_is_its_date_line() -> None:
    posted = "<footer class='{}'>Submitted by ada on {}</footer>"
    assert published(about(posted.format("node__meta", TIME))) == ("2024-05-03T09:00:00+02:00", "time")
    assert published(about(posted.format("site-bottom", TIME))) is None
    assert published(about(posted.format("comment-meta", TIME))) is None
