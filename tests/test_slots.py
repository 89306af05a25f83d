"""Rows of cards whose publishers and sections are told by their place alone."""

from __future__ import annotations

import pytest

from cleaners import document, segment
from cleaners.model import Document, Metadata, Page
from tests.stories import BRIDGE, BRIDGE_TEXT, LOAF, LOAF_TEXT, PIANO, PIANO_TEXT, paragraphs

PUBLISHERS = ("Tidewrack", "Four Corners", "The Norn Ledger")
SECTIONS = ("Transport", "Food", "Culture")
DAYS = ("2026-05-12", "2026-05-11", "2026-05-09")
CARDS = {
    "publisher over the headline": "<article><p class=from>{who}</p><h2><a href='/go/{n}'>{title}</a></h2>"
    "<p><time datetime='{day}T07:40:00Z'>12 May, 07:40</time> / <span>{section}</span> / 3 min</p>{body}</article>",
    "line of a table": "<div class='card c{n}'><div>{who} | {section} | <time datetime='{day}'>12 May</time></div>"
    "<h2><a href='/go/{n}'>{title}</a></h2>{body}</div>",
    "foot": "<section><h2><a href='/go/{n}'>{title}</a></h2>{body}<footer><b>{who}</b> <i>{section}</i> "
    "<time datetime='{day}'>12 May</time></footer></section>",
    "rows of one element": "<h2><a href='/go/{n}'>{title}</a></h2><p>{who} | {section} | <time datetime='{day}'>12 May</time></p>{body}",
}


def row(spell: str, publishers: tuple[str, ...] = PUBLISHERS, by: str = "") -> str:
    stories = ((BRIDGE, BRIDGE_TEXT), (LOAF, LOAF_TEXT), (PIANO, PIANO_TEXT))
    return "".join(
        spell.format(
            n=number,
            title=title,
            who=publishers[number],
            section=SECTIONS[number],
            day=DAYS[number],
            body=(f"<p>{by}</p>" if by else "") + paragraphs(texts),
        )
        for number, (title, texts) in enumerate(stories)
    )


def read(body: str) -> Document:
    page = f"<html><body><main><h1>Harbours</h1>{body}</main></body></html>"
    return document.read(Page(content=page.encode(), url="https://digest.example/topic/7"))


@pytest.mark.parametrize("spell", CARDS.values(), ids=CARDS)
def test_place_of_one_known_publisher_tells_the_others(spell: str) -> None:
    found = segment.split(read(row(spell)), Metadata())
    assert [one.publisher for one in found] == list(PUBLISHERS)
    assert [one.section for one in found] == list(SECTIONS)
    assert [(one.date or "")[:10] for one in found] == list(DAYS)


def test_names_of_writers_elsewhere_tell_that_names_in_the_label_are_publishers() -> None:
    names = ("Tidewrack", "Four Corners", "Lookout")
    spell = CARDS["publisher over the headline"]
    found = segment.split(read(row(spell, names, by="By Ada Moor")), Metadata())
    assert [one.publisher for one in found] == list(names)
    assert {one.publisher for one in segment.split(read(row(spell, names)), Metadata())} == {None}


def test_one_name_in_all_cards_is_no_publisher_of_theirs() -> None:
    found = segment.split(read(row(CARDS["line of a table"], ("The Norn Ledger",) * 3)), Metadata())
    assert {one.section for one in found} <= {None, *SECTIONS}
    assert {one.publisher for one in found} <= {None, "The Norn Ledger"}


INTRODUCTION = (
    "<p>Stories about harbours and the people who work there, gathered from forty papers by two editors.</p>"
    "<p>Readers may follow the topic, mute a paper, or suggest one that has been missed. It costs nothing, and "
    "it has been so since the first day. "
    "The list is made anew each morning before eight, by hand, and put in order by whoever is there.</p>"
    "<ul><li>One bridge has been closed to lorries by a council.</li><li>One loaf has been sold in Tolle.</li></ul>"
)


def test_an_introduction_stands_above_a_row() -> None:
    cards = row(CARDS["publisher over the headline"])
    assert len(segment.split(read(INTRODUCTION + cards), Metadata())) == 3


@pytest.mark.parametrize("label", ["By Ada Moor", "12 May 2026", "3 hours ago"])
def test_a_text_with_a_writer_or_a_date_is_a_story(label: str) -> None:
    cards = row(CARDS["publisher over the headline"])
    assert len(segment.split(read(f"<p>{label}</p>{INTRODUCTION}{cards}"), Metadata())) == 1
