"""Stories that endless scroll appends are no part of the first one; its own sections are."""

from __future__ import annotations

import pytest
from stories import BRIDGE, BRIDGE_TEXT, LOAF, LOAF_TEXT, PIANO, PIANO_TEXT, bodies, page, paragraphs

from cleaners import clean, document, metadata
from cleaners.layout import appended
from cleaners.model import Page


def story(tag: str, headline: str, text: tuple[str, ...], writer: str, name: str) -> str:
    return (
        f'<{tag} class="{name}" data-permalink="/news/{len(headline)}"><h1>{headline}</h1>'
        f'<p>By <a href="/author/x">{writer}</a> | <span>May 3, 2026</span></p>{paragraphs(text)}'
        f'<div class="share"><a href="#">Share</a></div></{tag}>'
    )


@pytest.mark.parametrize(
    "body",
    [
        story("article", BRIDGE, BRIDGE_TEXT, "Ann Low", "story")
        + "<div>Next article</div>"
        + story("article", LOAF, LOAF_TEXT, "Tom Rae", "story loaded")
        + story("article", PIANO, PIANO_TEXT, "Lea Fox", "story loaded"),
        story("div", BRIDGE, BRIDGE_TEXT, "Ann Low", "")
        + story("div", LOAF, LOAF_TEXT, "Tom Rae", "")
        + story("div", PIANO, PIANO_TEXT, "Lea Fox", ""),
    ],
)
def test_appended_stories_are_related_ones(body: str) -> None:
    cleaned = clean(page(f"{BRIDGE} | Quay News", body), url="https://quay.example/news/bridge")
    assert bodies(cleaned) == [BRIDGE_TEXT, LOAF_TEXT, PIANO_TEXT]
    assert [article.page.role for article in cleaned.articles] == ["main", "related", "related"]
    assert [[one.name for one in article.authors] for article in cleaned.articles] == [
        ["Ann Low"],
        ["Tom Rae"],
        ["Lea Fox"],
    ]


def test_an_address_and_tags_tell_an_appended_story_too() -> None:
    body = "".join(
        f'<section id="post-{number}">{head}<time>{number - 100} May 2026</time>{paragraphs(text)}'
        f'<ul class="tags"><li><a href="/t">bridges</a></li></ul></section>'
        for number, head, text in (
            (103, f"<h1>{BRIDGE}</h1>", BRIDGE_TEXT),
            (102, f'<h2><a href="/news/loaf">{LOAF}</a></h2>', LOAF_TEXT),
        )
    )
    cleaned = clean(page(BRIDGE, f"<main>{body}</main>"), url="https://quay.example/news/bridge")
    assert bodies(cleaned)[0] == BRIDGE_TEXT


def second(stamp: str) -> str:
    """A page whose second article element has a short headline of the first level, subheads, and perhaps a date."""
    return (
        f"<main><article><h1>{BRIDGE}</h1><p>{BRIDGE_TEXT[0]}</p>{paragraphs(BRIDGE_TEXT[1:])}</article>"
        f'<article class="second"><h1>Loaf is back</h1><figure><figcaption>A loaf</figcaption></figure>{stamp}'
        f"<p>{LOAF_TEXT[0]}</p><h2>Crust</h2>{paragraphs(LOAF_TEXT[1:])}</article></main>"
    )


def test_a_dated_headline_of_the_first_level_in_an_article_of_its_own_opens_another_story() -> None:
    url = "https://quay.example/news/bridge"
    dated = clean(page(BRIDGE, second("<div>Published 06.05.2026 - 16:25</div>")), url=url)
    assert [article.page.role for article in dated.articles] == ["main", "related"]
    assert bodies(dated)[0] == BRIDGE_TEXT
    undated = clean(page(BRIDGE, second("")), url=url)
    assert len(undated.articles) == 1
    assert LOAF_TEXT[-1] in bodies(undated)[0]


def test_sections_of_one_story_stay_in_it() -> None:
    parts = ((BRIDGE, "h1", BRIDGE_TEXT), ("Why the rollers cracked in the frost", "h2", LOAF_TEXT))
    body = "".join(
        f'<section class="part"><{tag}>{head}</{tag}>{paragraphs(text)}</section>'
        for head, tag, text in parts
    )
    cleaned = clean(page(BRIDGE, f"<main>{body}</main>"), url="https://quay.example/news/bridge")
    assert len(cleaned.articles) == 1
    assert LOAF_TEXT[-1] in bodies(cleaned)[0]


def test_the_article_around_the_story_is_no_other_story() -> None:
    """Themes wrap the page in an article, with the headlines of the posts before and after behind the story's own."""
    stamp = "<p>By Ann Low</p><p>May 3, 2026</p>"
    own = f'<article class="entry"><h1>{BRIDGE}</h1>{stamp}{paragraphs(BRIDGE_TEXT)}</article>'
    around = f'<article class="sections">{own}<section><h2>{LOAF}</h2></section></article>'
    read = document.read(Page(page(f"{BRIDGE} | Quay News", f"<main>{around}</main>").encode()))
    assert not appended.split(read, metadata.read(read))
