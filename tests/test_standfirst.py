"""Standfirsts: kept where the page describes itself in their words; teasers, links and other lines are left open."""

from __future__ import annotations

from dataclasses import replace

import builders
import pytest

from cleaners import clean
from cleaners.model import Found, Metadata, Verdict
from cleaners.rules import standfirst

TITLE = "Night ferry to Sorn is saved"
DECK = "After a winter of petitions the harbour board has found the money for the last sailing of the day."
LEAD = (
    "The last ferry of the day will go on sailing, the harbour board of Port Alma decided on Monday evening."
)
ABOUT = Metadata(
    headline=Found(TITLE, "heading"), description=Found(DECK, "meta"), article_type="NewsArticle"
)


def kept(markup: str, about: Metadata = ABOUT) -> list[str]:
    read = builders.page(f"<header><h1>{TITLE}</h1>{markup}</header><main><p>{LEAD}</p></main>")
    headline = Verdict(0, "move", "furniture.headline", "is the page's headline", field="headline")
    verdicts = builders.judge(read, standfirst.rules, about=about, before=(headline,))
    assert all(one.action == "keep" for one in verdicts if one.rule.startswith("standfirst."))
    return builders.taken(read, verdicts, "standfirst.")


@pytest.mark.parametrize(
    "shown",
    [
        f"<h2 class='dek'>{DECK}</h2>",
        f"<div>By Ann Low</div><p class='x7'>{DECK}</p>",
        f"<p>{DECK.replace('harbour board', 'Harbour Board')[:-1]}</p>",
        f"<p><b>PORT ALMA</b> {DECK}</p>",
    ],
)
def test_what_the_description_says_below_the_headline_is_kept(shown: str) -> None:
    assert len(kept(shown)) == 1


@pytest.mark.parametrize(
    "shown",
    [
        f"<p><a href='/ferry'>{DECK}</a></p>",
        f"<p>{DECK[:45]}</p>",
        "<p>Share this story with whoever you like, on whatever network, as often as you want to.</p>",
    ],
)
def test_links_and_other_words_are_left_to_the_scorer(shown: str) -> None:
    assert kept(shown) == []


def test_what_the_story_says_once_more_is_left_to_the_scorer() -> None:
    assert kept(f"<p>{DECK}</p><p>By Ann Low</p><p>{DECK}</p>") == []


def test_a_page_that_is_no_article_or_says_nothing_of_itself_has_none() -> None:
    shown = f"<p>{DECK}</p>"
    assert kept(shown, replace(ABOUT, article_type="website")) == []
    assert kept(shown, replace(ABOUT, description=None)) == []
    assert kept(shown, replace(ABOUT, description=Found("Ferries", "meta"))) == []


def test_a_standfirst_in_the_page_header_opens_the_body() -> None:
    story = "".join(
        f"<p>{LEAD} It heard {number} speakers, and most of them had come by boat.</p>"
        for number in range(2, 9)
    )
    html = (
        f'<html><head><title>{TITLE} | Alma Post</title><meta property="og:type" content="article">'
        f'<meta name="description" content="{DECK}"></head><body><header class="page-header hero"><h1>{TITLE}</h1>'
        f'<h2 class="header-teaser">{DECK}</h2></header><main>{story}</main></body></html>'
    )
    (article,) = clean(html, url="https://alma.example/news/ferry").articles
    assert article.article_body.split("\n")[0] == DECK


def test_without_a_headline_shown_it_is_looked_for_down_to_the_first_paragraph() -> None:
    def kept_above(*lines: str) -> list[str]:
        read = builders.page("".join(f"<div>{line}</div>" for line in lines))
        return builders.taken(read, builders.judge(read, standfirst.rules, about=ABOUT), "standfirst.")

    assert kept_above("Ferries", DECK, LEAD) == [DECK]
    assert kept_above("Ferries", LEAD, DECK) == []
