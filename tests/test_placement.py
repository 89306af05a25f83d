"""Rows of stories in other markups, and the publisher that a label names beside the one story of a page."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from stories import BRIDGE, BRIDGE_TEXT, LOAF_TEXT, PIANO_TEXT, STORIES, bodies, page, paragraphs

from cleaners import Cleaned, clean

URL = "https://gatherer.example/top"
FORMS = {
    "labels first": '<li class="row"><div><span>{publisher}</span><span>{age}</span></div>'
    '<h2><a href="{url}">{head}</a></h2>{text}</li>',
    "labels last": '<div class="c{number}a9"><h4><a href="{url}">{head}</a></h4><div>{text}</div>'
    "<p>via <b>{publisher}</b> · Politics · {age}</p></div>",
    "named by class": '<article><header><a class="outlet" href="/o/x">{publisher}</a> '
    '<time datetime="2026-05-03T10:00:00Z">{age}</time></header><h3>{head}</h3>{text}<a href="{url}">Open</a></article>',
    "an editor's word for the headline": '<div class="post" id="p{number}"><div class="src"><b>{publisher}</b> | <span>Traffic'
    '</span> | <span>{age}</span></div><div class="hed">{head}</div><div class="txt">{broken}</div></div>',
    "layout table": '<table><tr><td><b><a href="{url}">{head}</a></b></td></tr><tr><td>{broken}</td></tr>'
    "<tr><td>Source: {publisher}, {age}</td></tr></table>",
    "source in a footer": '<section><h3><a href="{url}">{head}</a></h3><time datetime="2026-05-20T07:30:00Z">'
    '2026-05-20</time>{text}<footer>Source: <a href="/src/0">{publisher}</a> · World <a href="#">Save</a></footer>'
    "</section>",
}


def publishers(cleaned: Cleaned) -> list[str | None]:
    return [article.publisher.name if article.publisher else None for article in cleaned.articles]


@pytest.mark.parametrize("form", FORMS)
def test_a_row_of_stories_is_split_in_any_markup(form: str) -> None:
    rows = "".join(
        FORMS[form].format(
            head=head,
            text=paragraphs(text),
            broken="<br><br>".join(text),
            publisher=name,
            age=age,
            url=url,
            number=n,
        )
        for n, (head, text, name, age, url) in enumerate(STORIES)
    )
    cleaned = clean(page("Top | Gatherer", f"<h1>Top of the hour</h1><div>{rows}</div>", "Gatherer"), url=URL)
    assert bodies(cleaned) == [BRIDGE_TEXT, LOAF_TEXT, PIANO_TEXT]
    assert publishers(cleaned) == [name for _, _, name, _, _ in STORIES]
    assert all(article.aggregator and article.aggregator.name == "Gatherer" for article in cleaned.articles)


def test_the_time_element_gives_the_instant() -> None:
    rows = "".join(
        FORMS["source in a footer"].format(head=head, text=paragraphs(text), publisher=name, url=url)
        for head, text, name, _, url in STORIES
    )
    cleaned = clean(page("Top | Gatherer", f"<h1>Top of the hour</h1>{rows}", "Gatherer"), url=URL)
    assert {article.date_published for article in cleaned.articles} == {"2026-05-20T07:30:00+00:00"}
    assert {article.section for article in cleaned.articles} == {"World"}


def test_excerpts_below_a_story_do_not_split_it() -> None:
    rows = "".join(
        f'<div><h4><a href="{url}">{head}</a></h4><p>{text[0][:70]}…</p><i>{name}</i> <i>{age}</i></div>'
        for head, text, name, age, url in STORIES[1:]
    )
    body = f"<article><h1>{BRIDGE}</h1>{paragraphs(BRIDGE_TEXT)}</article><div><h3>More</h3>{rows}</div>"
    assert bodies(clean(page(BRIDGE, body, "Gatherer"), url=URL)) == [BRIDGE_TEXT]


@pytest.mark.parametrize(
    ("label", "publisher"),
    [
        ('<a href="/source/marlow-courier">Marlow Courier</a><span>6h ago</span>', "Marlow Courier"),
        ('<a href="/x/9">Marlow Courier</a><span>6 hours ago</span>', "Marlow Courier"),
        ('<b class="outlet">The Ridge</b> <span>6 hours ago</span>', "The Ridge"),
        ('<a href="/people/ann-low">Ann Low</a><span>6 hours ago</span>', "Gatherer"),
        ('<a href="/local-news">Local News</a><span>6 mins</span>', "Gatherer"),
        ('<a href="/x/9">Gatherer News</a><span>May 3, 2026</span>', "Gatherer"),
    ],
)
def test_a_label_with_an_age_names_the_publisher_of_the_one_story(label: str, publisher: str) -> None:
    body = f"<div><h1>{BRIDGE}</h1><div>{label}</div>{paragraphs(BRIDGE_TEXT)}</div>"
    cleaned = clean(page(f"{BRIDGE} | Gatherer", body, "Gatherer"), url=URL)
    assert publishers(cleaned) == [publisher]
    assert bodies(cleaned)[0][-1] == BRIDGE_TEXT[-1]


def test_rows_of_links_around_a_story_in_layout_tables_go() -> None:
    menu = "<br>".join(f'<a href="/{name}">{name}</a>' for name in ("Weather", "Tides", "Deaths"))
    other = "<br>".join(f'<a href="/n/{n}">Eels return to river {n}</a>' for n in range(3))
    body = (
        f'<table><tr><td>{menu}</td><td><b>{BRIDGE}</b><br>[<a href="/p">Print</a>] [<a href="/m">Mail it</a>]<br><br>'
        f"{'<br><br>'.join(BRIDGE_TEXT)}</td><td><b>Other news</b><br>{other}</td></tr></table>"
    )
    assert bodies(clean(page(BRIDGE, body), url=URL)) == [BRIDGE_TEXT]


def test_a_list_of_sources_below_the_last_paragraph_stays() -> None:
    sources = "".join(
        f'<li><a href="https://archive.example/{n}">Minutes of the council, part {n}</a></li>'
        for n in range(3)
    )
    body = f"<div><h1>{BRIDGE}</h1>{paragraphs(BRIDGE_TEXT)}<ul>{sources}</ul></div>"
    cleaned = clean(page(BRIDGE, body), url=URL)
    assert not [verdict for verdict in cleaned.verdicts if verdict.rule == "furniture.link-row"]


def lines(text: Iterable[str], *before: str, after: str = "") -> str:
    return "\n".join((*before, *text, after))


DUMPS = {
    "labels over each story": [lines(text, name, age, head) for head, text, name, age, _ in STORIES],
    "labels under the headline": [lines(text, head, name, age) for head, text, name, age, _ in STORIES],
    "labels under the text": [
        lines(text, head, after=f"{name} · {age}") for head, text, name, age, _ in STORIES
    ],
    "source and date": [
        lines(text, f"Source: {name}", "03.05.2026", head) for head, text, name, _, _ in STORIES
    ],
}


@pytest.mark.parametrize("form", DUMPS)
def test_a_dump_of_stories_is_split_whatever_the_order_of_its_labels(form: str) -> None:
    cleaned = clean("\n".join(("Gatherer", "Top of the hour", *DUMPS[form])), kind="text")
    assert bodies(cleaned) == [BRIDGE_TEXT, LOAF_TEXT, PIANO_TEXT]
    assert publishers(cleaned) == [name for _, _, name, _, _ in STORIES]


@pytest.mark.parametrize(
    "above",
    [
        (
            "Quay News",
            "Home",
            "Sport",
            "HARBOUR",
            BRIDGE,
            "By Ann Low",
            "The bridge in April. Photo: Lea Fox/Quay News",
        ),
        (
            "Skip to content",
            "The bridge at Marlow, seen from the mill (Lea Fox/Quay News)",
            BRIDGE,
            "3 min read",
        ),
    ],
)
def test_a_caption_or_kicker_is_no_dump_s_headline(above: tuple[str, ...]) -> None:
    dump = lines(BRIDGE_TEXT, *above, after="Share\nComments (3)\nRelated stories\nEels return to river")
    cleaned = clean(dump, kind="text")
    assert [article.headline for article in cleaned.articles] == [BRIDGE]
    assert bodies(cleaned) == [BRIDGE_TEXT]
