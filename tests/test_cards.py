"""Cards and rows of markup that each hold a story: what parts them, and what is read on their labels."""

from __future__ import annotations

import pytest
from digests import (
    CARDS,
    LANGUAGES,
    MAIN,
    SPANS,
    STORIES,
    TABLES,
    aggregator,
    assert_split,
    html,
    is_single,
    spanned,
    split,
    told,
)

from cleaners.layout import cards, pagekinds
from cleaners.model import Metadata, Segment


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spell", CARDS.values(), ids=CARDS)
def test_repeated_cards_are_articles(spell: str, language: str) -> None:
    read = html(f"<nav><a href='/'>Home</a></nav><h1>Today</h1><main>{aggregator(language, spell)}</main>")
    found = split(read)
    assert_split(read, language, found)
    assert pagekinds.page_kind(read, Metadata(), found) == "listing-of-articles"
    assert not pagekinds.is_listing(read, Metadata())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spell", TABLES.values(), ids=TABLES)
def test_stories_in_table_markup_are_articles(spell: str, language: str) -> None:
    inner = aggregator(language, spell)
    if spell.startswith("<tr"):
        inner = f"<table>{inner}</table>"
    elif spell.startswith("<td"):
        inner = f"<table><tr>{inner}</tr></table>"
    elif spell.startswith("<dt"):
        inner = f"<dl>{inner}</dl>"
    menu = "<table><tr><td class=nav><a href='/w'>World</a></td></tr><tr><td><a href='/s'>Sport</a></td></tr></table>"
    page = f"<table><tr><td>Today’s clips</td></tr><tr><td>{menu}</td><td><h1>Clips</h1>{inner}</td></tr></table>"
    read = html(page)
    assert_split(read, language, split(read))


def test_cards_carry_address_section_and_topic() -> None:
    found = split(
        html(f"<h1>Latest news with #Harbour</h1><main>{aggregator('en', CARDS['articles'])}</main>")
    )
    assert [one.permalink for one in found] == [f"https://digest.example/n/{n}" for n in range(3)]
    assert {one.section for one in found} == {"World"}
    assert {one.tags for one in found} == {("Harbour",)}
    assert {one.strategy for one in found} == {"repeated-cards"}


def test_teasers_between_the_cards_are_no_articles() -> None:
    teaser = (
        "<article class='story'><h2><a href='/t{0}'>A note about bridge {0}</a></h2><p>Soon.</p></article>"
    )
    cards = aggregator("en", CARDS["articles"]) + "".join(teaser.format(n) for n in range(5))
    assert len(split(html(f"<main>{cards}</main>"))) == 3


def test_notice_before_the_cards_is_no_story() -> None:
    notice = "<div class='cookie-banner'>" + MAIN + "</div>"
    assert len(split(html(f"{notice}<main>{aggregator('en', CARDS['articles'])}</main>"))) == 3
    assert len(split(html(f"{MAIN}<main>{aggregator('en', CARDS['articles'])}</main>"))) == 1


def test_cards_without_names_of_elements() -> None:
    card = "<div><div>{who}</div><div>{age}</div><div><b>{title}</b></div><div><div>{body}</div></div></div>"
    read = html(f"<h1>Clips</h1>{aggregator('en', card)}")
    assert_split(read, "en", split(read))
    nobody = card.replace("{who}", "Reader {n}")
    assert len(split(html(f"<h1>Letters</h1>{aggregator('en', nobody)}"))) == 1


def test_a_button_is_no_section() -> None:
    card = (
        "<div><div>{who}</div><div>{age}</div><div><b>{title}</b></div><div><div>{body}</div></div>"
        "<div><button>Upvote</button> <button>Comment</button></div></div>"
    )
    found = split(html(f"<h1>Clips</h1>{aggregator('en', card)}"))
    assert [one.section for one in found] == [None] * len(told("en"))


def test_undated_cards_of_publications() -> None:
    card = "<div class='k'><div role='heading' class='t{n}'>{title}</div><span class='publisher'>{who}</span><p>{body}</p></div>"
    found = split(html(f"<h1>Clips</h1>{aggregator('en', card)}"))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    shops = card.replace("{who}", "Shop {n}")
    assert len(split(html(f"<h1>Reviews</h1>{aggregator('en', shops)}"))) == 1


@pytest.mark.parametrize(
    "spell", ["{who}, 12 March 2026", "12 March 2026 | {who}", "<b>{who}</b></td><td>12.03.2026"]
)
def test_cards_may_name_a_date_beside_a_publication(spell: str) -> None:
    card = "<table><tr><td colspan=2><b>{title}</b></td></tr><tr><td>%s</td></tr><tr><td>{body}</td></tr></table>"
    found = split(html(f"<h1>Clips</h1>{aggregator('en', card % spell)}"))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert is_single(f"<h1>Clips</h1>{aggregator('en', card % spell.replace('{who}', 'Jane Doe'))}")


def test_rows_of_dated_stories_need_publications_or_addresses() -> None:
    row = (
        "<tr><td><b>{title}</b></td></tr><tr><td>{who} | April {day}, 2026</td></tr><tr><td>{body}</td></tr>"
    )

    def table(*names: str) -> str:
        rows = "".join(
            row.format(title=title, who=who, body=body, day=n + 1)
            for n, (who, (title, _, body, _)) in enumerate(zip(names, told("en"), strict=True))
        )
        return f"<h1>Clips</h1><table>{rows}</table>"

    assert len(split(html(table(*(who for _, who, *_ in told("en")))))) == 3
    assert len(split(html(table("Ada Moor", "Jonas Weir", "Ruth Amberley")))) == 1


def test_cards_with_a_deck_and_a_sentence_that_links_the_headline() -> None:
    card = (
        "<article class='c'><h2>{title}</h2><p>It has taken the harbour a year, and a good deal of rope, to come "
        "as far as this.</p><div><span>Ruth Amberley</span><span class='prov'>{who}</span><time>{age}</time></div>"
        "<p>{body}</p>{end}</article>"
    )
    end = "<p>The article <a href='https://x.example/1'>{title}</a> appeared first on the pages of another site.</p>"
    cards = "".join(
        card.format(title=title, who=who, body=body, age=age, end=end.format(title=title) if n == 1 else "")
        for n, (title, who, body, age) in enumerate(told("en"))
    )
    read = html(f"<h1>Clips</h1>{cards}")
    found = split(read)
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert [one.relative_time for one in found] == [age for *_, age in told("en")]


@pytest.mark.parametrize("element", ["time", "span"])
def test_lengths_of_time_in_cards(element: str) -> None:
    card = (
        "<div class='c'><p><a href='/p'>{who}</a> <ELEMENT>{age}</ELEMENT> <a href='/s'>Fishing</a></p>"
        "<h2>{title}</h2><p>{body}</p></div>"
    ).replace("ELEMENT", element)
    found = split(html(f"<h1>Clips</h1>{spanned(card)}"))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert [one.relative_time for one in found] == list(SPANS)
    assert {one.section for one in found} == {"Fishing"}


@pytest.mark.parametrize(
    "when",
    [
        '<time datetime="2026-02-1{n}T09:12:00Z">{age}</time>',
        '<span title="2026-02-1{n}T09:12:00Z">{age}</span>',
        '<i data-time="2026-02-1{n}T09:12:00Z">{age}</i>',
    ],
)
def test_instant_behind_an_age(when: str) -> None:
    card = f'<div class="c"><div><b class="source">{{who}}</b> {when}</div><h2>{{title}}</h2><p>{{body}}</p></div>'
    found = split(html(f"<h1>Today</h1>{aggregator('en', card)}"))
    assert [one.date for one in found] == [f"2026-02-1{n}T09:12:00Z" for n in range(3)]


def test_publishers_in_the_place_where_one_of_them_is_told_by_its_words() -> None:
    card = (
        '<div class="c"><div class="m"><span>{day} May 2026, 9:1{day}</span><b>{who}</b><span>{section}</span></div>'
        '<h2><a href="/s/{day}">{title}</a></h2><p>{body}</p><div class="chips"><a href="/t/{day}">boats</a></div></div>'
    )
    names, sections = ("Eastvale Herald", "Low Water", "Chess & Co"), ("Local", "Money", "Games")

    def page(names: tuple[str, ...]) -> tuple[Segment, ...]:
        told = zip(STORIES["en"], names, sections, strict=True)
        rows = (
            card.format(day=day, who=who, section=section, title=title, body=body)
            for day, ((title, _, body), who, section) in enumerate(told, 1)
        )
        return split(html(f"<h1>Today</h1>{''.join(rows)}"))

    found = page(names)
    assert [one.publisher for one in found] == list(names)
    assert [one.section for one in found] == list(sections)
    assert {one.publisher for one in page(("Ada Moor", "Odo Brill", "Ira Low"))} == {None}


def test_section_and_publisher_run_together_in_one_label() -> None:
    piece = cards.Piece(0, "HarboursPort Alma Beacon", "", "", False)
    assert [one.text for one in cards._unglued(piece, "Port Alma Beacon")] == ["Harbours", "Port Alma Beacon"]
    for text in ("Port Alma Beacon", "The Port Alma Beacon", "McBeacon"):
        assert [one.text for one in cards._unglued(piece._replace(text=text), "Port Alma Beacon")] == [text]


def test_a_whole_story_that_is_linked_once_more_is_no_excerpt() -> None:
    card = (
        "<article><h3><a href='/n{n}'>{title}</a></h3><span class='source'>{who}</span><time>{age}</time>"
        "<p>{body} {body} {body}</p><a href='/n{n}'>Visit {who}</a></article>"
    )
    page = html(f"<h1>Digest</h1>{aggregator('en', card)}")
    assert [one.publisher for one in split(page)] == [who for _, who, *_ in told("en")]


def test_excerpts_are_no_articles() -> None:
    excerpt = (
        "<article><h3><a href='/n{n}'>{title}</a></h3><span class='source'>{who}</span><time>{age}</time>"
        "<p>{body}</p><a href='/n{n}'>Read more</a></article>"
    )
    assert is_single(f"<h1>Digest</h1>{aggregator('en', excerpt)}")


def test_an_agency_beside_a_section_is_the_publisher() -> None:
    labels = ("Northport Courier | Sport", "AFP | Économie", "The Mill Lane Post | Maison")
    stories = "".join(
        f"<article><p class=k>{label} | il y a 4 heures</p><h2>{title}</h2><p>{text}</p></article>"
        for label, (title, _, text) in zip(labels, STORIES["en"], strict=True)
    )
    assert [(one.publisher, one.section) for one in split(html(f"<main>{stories}</main>"))] == [
        ("Northport Courier", "Sport"),
        ("AFP", "Économie"),
        ("The Mill Lane Post", "Maison"),
    ]
