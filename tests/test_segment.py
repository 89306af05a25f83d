"""Splitting: stories under a heading of others are related, and pages with one story stay in one piece."""

from __future__ import annotations

import json

import pytest
from digests import (
    CARDS,
    DUMPS,
    MAIN,
    STORIES,
    TABLES,
    aggregator,
    assert_split,
    html,
    is_single,
    split,
    text,
    told,
)

from cleaners.layout import pagekinds
from cleaners.model import Found, Metadata


@pytest.mark.parametrize("heading", ["Related Articles", "Related stories", "You may also like"])
def test_stories_under_a_related_heading_are_related(heading: str) -> None:
    cards = aggregator("en", CARDS["articles"])
    read = html(
        f"<article><h1>Main story of the day is "
        f"here</h1>{MAIN}</article><section><h3>{heading}</h3>{cards}</section>"
    )
    main, *related = split(read)
    assert (main.role, main.headline) == ("main", None)
    assert read.blocks[main.stop].text == heading
    assert_split(read, "en", tuple(related), "related")
    assert pagekinds.page_kind(read, Metadata(), (main, *related)) == "article"


def test_main_publisher_stands_in_a_label_like_the_related_ones() -> None:
    card = (
        '<article class="c"><div class="head"><a href="/p">{who}</a>{age}</div>'
        '<h2><a href="/n/{n}">{title}</a></h2><p>{body}</p></article>'
    )
    head = '<div class="head"><a href="/p">Bay Gazette</a></div>'
    main = f'<article class="m">{head}<h1>A main story</h1>{MAIN}</article>'
    read = html(f"{main}<section class='related'><h3>Related</h3>{aggregator('en', card)}</section>")
    first = split(read)[0]
    assert first.publisher == "Bay Gazette"
    assert [read.blocks[index].text for index in first.labels] == ["Bay Gazette"]


def test_related_stories_of_a_dump() -> None:
    body = "\n".join(body for *_, body in STORIES["es"] + STORIES["fr"])
    read = text(
        f"A headline\n{body}\nComments\nRelated Articles\n\n" + aggregator("en", DUMPS["publisher twice"])
    )
    main, *related = split(read)
    assert (main.role, main.start) == ("main", 0)
    assert read.blocks[main.stop].text == "Related Articles"
    assert_split(read, "en", tuple(related), "related")


@pytest.mark.parametrize(
    "names", [("Tidewrack", "The Norn Ledger", "Lookout"), ("Ada", "Bert_9", "Ida Storm")]
)
def test_related_stories_of_a_dump_under_a_heading_of_any_words(names: tuple[str, ...]) -> None:
    first = "\n".join(body for *_, body in STORIES["es"] + STORIES["fr"])
    rows = "".join(
        f"{name}\n{age}\nHarbours\n{title}\n{body}\n"
        for name, (title, _, body, age) in zip(names, told("en"), strict=True)
    )
    found = split(
        text(f"A lighthouse speaks again\nBay Post\n2 hours ago\n{first}\nFuller picture\n\n{rows}")
    )
    if "The Norn Ledger" in names:
        assert [one.role for one in found] == ["main", *["related"] * 3]
        assert [one.publisher for one in found[1:]] == list(names)
    else:
        assert len(found) == 1


def test_declared_headlines_part_a_page_without_cards() -> None:
    listed = [{"@type": "NewsArticle", "headline": title} for title, *_ in STORIES["en"]]
    flat = "".join(f"<h2>{title}</h2><p>{body}</p>" for title, _, body in STORIES["en"])
    head = f'<script type="application/ld+json">{json.dumps(listed)}</script>'
    found = split(html(flat, head))
    assert [one.headline for one in found] == [title for title, *_ in STORIES["en"]]
    assert {one.strategy for one in found} == {"declared-headlines"}
    assert len(split(html(flat))) == 1


def test_headings_with_labels_part_a_page_without_cards() -> None:
    flat = "<h2><a href='/n/{n}'>{title}</a></h2><p class='meta'>{who} · {age}</p><p>{body}</p>"
    read = html(f"<h1>Digest</h1>{aggregator('en', flat)}")
    assert_split(read, "en", split(read))
    assert is_single(
        f"<h1>Digest</h1>{aggregator('en', flat.replace('{who} · {age}', 'By Jane Doe, {age}'))}"
    )


def test_article_with_subheads_stays_one() -> None:
    body = "".join(
        f"<section class='part'><h2>{title}</h2><p>{body}</p></section>" for title, _, body in STORIES["en"]
    )
    assert is_single(f"<article><h1>Three good news</h1><time>4 hours ago</time>{body}</article>")


ROWS = {
    "questions": "<tr><td><b>{title}</b></td><td>{body}</td></tr>",
    "infobox": "<tr><th>{title}</th></tr><tr><td>{who}</td></tr><tr><td>{body}</td></tr>",
    "dates without a publisher": "<tr><td>{age}</td></tr><tr><td><b>{title}</b></td></tr><tr><td>{body}</td></tr>",
    "writers": "<tr><td>By Jane Doe, {age}</td></tr><tr><td><b>{title}</b></td></tr><tr><td>{body}</td></tr>",
    "newsletter of one paper": "<table class=part><tr><td><h2>{title}</h2></td></tr><tr><td>{body} <a href='/n/{n}'>"
    "Read more</a></td></tr></table>",
    "results": "<tr><td><b>{title}</b></td><td>2:1</td><td>{age}</td></tr>",
    "bold subheads": "<p><b>{title}</b></p><p>{body}</p>",
    "posts of a forum": "<tr class=post><td>Jane Doe<br>{age}</td><td>{body}</td></tr>",
}


@pytest.mark.parametrize("spell", ROWS.values(), ids=ROWS)
def test_tables_of_one_article_stay_in_it(spell: str) -> None:
    rows = aggregator("en", spell)
    table = f"<table>{rows}</table>" if spell.startswith("<tr") else rows
    assert is_single(f"<h1>What the valley did this week</h1>{table}")
    assert is_single(f"<table><tr><td><h1>What the valley did this week</h1>{MAIN}{table}</td></tr></table>")


def test_table_of_stories_below_an_article_stays_in_it() -> None:
    for spell in ("a table for each", "a row for each", "three rows for each"):
        rows = aggregator("en", TABLES[spell])
        table = rows if spell == "a table for each" else f"<table>{rows}</table>"
        assert is_single(f"<h1>What the valley did this week</h1>{MAIN}{table}")


def test_comments_stay_in_the_page() -> None:
    comment = (
        '<li class="c-{n}"><h4><a href="/user/{n}">A long user name of four words</a></h4>'
        "<span class='source'>{age}</span><p>{body}</p></li>"
    )
    assert is_single(
        f"<article><h1>Main story</h1>{MAIN}</article><h3>Comments</h3><ol>{aggregator('en', comment)}</ol>"
    )
    assert is_single(f"<h3>Comments</h3><ol class='comment-list'>{aggregator('en', comment)}</ol>")


def test_appended_articles_stay_with_the_page_that_names_the_first() -> None:
    cards = aggregator("en", CARDS["articles"])
    title = STORIES["en"][0][0]
    assert is_single(f"<main>{cards}</main>", Metadata(raw_title=f"{title} | Digest"))
    assert is_single(f"<main>{cards}</main>", Metadata(headline=Found(title, "jsonld")))


def test_cards_without_announcement_after_a_story_stay_in_the_page() -> None:
    assert is_single(
        f"<article><h1>Main story</h1>{MAIN}</article><div>{aggregator('en', CARDS['articles'])}</div>"
    )


def test_live_blog_is_one_article() -> None:
    entry = "<div class='e'><h3>{title}</h3><time>{age}</time><p>{body}</p></div>"
    assert is_single(f"<h1>Storm: live</h1>{aggregator('en', entry)}")
    assert is_single(
        f"<h1>Storm</h1>{aggregator('en', CARDS['articles'])}", Metadata(page_types=("LiveBlogPosting",))
    )
    assert is_single(
        f"<h1>Storm: live</h1><div class='live-blog'>{aggregator('en', CARDS['articles'])}</div>"
    )


def test_gallery_products_and_author_page_stay_one() -> None:
    assert is_single(
        "<h1>Ten views</h1>" + aggregator("en", "<div class='view'><h3>{title}</h3><p>{body}</p></div>")
    )
    assert is_single(
        "<h1>Shop</h1>"
        + aggregator(
            "en", "<div class='p'><h3><a href='/p{n}'>{title}</a></h3><b>9.99</b><p>{body}</p></div>"
        )
    )
    teaser = (
        "<article><h3><a href='/n{n}'>{title}</a></h3><time>{age}</time>"
        "<p>One sentence about it, not the story itself.</p></article>"
    )
    assert is_single(f"<h1>Jane Doe</h1><p>Writes about ships.</p>{aggregator('en', teaser)}")


def test_dialog_and_declared_article_stay_one() -> None:
    assert is_single(f"<div class='modal'>{aggregator('en', CARDS['articles'])}</div>")
    blog = "<article><h2><a href='/n{n}'>{title}</a></h2><time>{age}</time><p>{body}</p></article>"
    assert is_single(f"<h1>A digest</h1>{aggregator('en', blog)}", Metadata(article_type="NewsArticle"))


def test_page_without_text_has_no_segment() -> None:
    assert split(html("")) == ()
    assert split(text("\n \n")) == ()
