"""Topics that a page shows below its story and declares nowhere."""

from __future__ import annotations

import builders
import pytest

from cleaners.facts import topics

PROSE = (
    "<p>The last ferry of the day will go on sailing, the harbour board of Port Alma decided on Monday.</p>"
)


def shown(markup: str) -> tuple[str, ...]:
    read = builders.page(f"<main><h1>Ferries go on sailing</h1>{PROSE}{markup}</main>")
    return topics.shown(read, 0)


FERRIES = "<a href='/tag/ferries'>Ferries</a> <a href='/tag/port-alma'>Port Alma</a>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>Tags: {FERRIES}</div>",
        f"<p><span>TAGGED</span> {FERRIES}</p>",
        f"<div>Stichwörter: {FERRIES}</div>",
        f"<div>キーワード：{FERRIES}</div>",
        f"<div><b>Topics</b></div><div>{FERRIES}</div>",
        "<h4>Tags</h4><ul><li><a href='/tag/ferries'>Ferries</a></li><li><a href='/tag/pa'>#Port Alma</a></li></ul>",
        "<p>Keywords: Ferries, Port Alma</p>",
        "<footer>Posted in <a href='/category/sea/' rel='category tag'>Sea</a> and tagged "
        "<a href='/tag/ferries/' rel='tag'>Ferries</a>, <a href='/tag/pa/' rel='tag'>Port Alma</a> by "
        "<a href='/author/ada/'>ada</a></footer>",
        f"<div>Tags: <a href='/category/sea'>Sea</a> {FERRIES}</div>",
        f"<footer><span>Etiquetado:</span>{FERRIES}</footer>",
    ],
)
def test_the_line_of_topics_is_read(markup: str) -> None:
    assert shown(markup) == ("Ferries", "Port Alma")


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>The board named {FERRIES} as its first tasks.</p>",
        f"<div>Share: {FERRIES}</div>",
        f"<div class='site-menu'><h4>Topics</h4><div>{FERRIES}</div></div>",
        "<p>Tags: on every ewe of the island they are yellow, on every ram they are blue.</p>",
        "<p>Posted in <a href='/category/sea/' rel='category tag'>Sea</a></p>",
    ],
)
def test_other_lines_are_not(markup: str) -> None:
    assert shown(markup) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Filed under ferries, Port Alma", ("ferries", "Port Alma")),
        ("Filed under seal, the letters lay there for a year.", ()),
        ("Filed under protest", ()),
    ],
)
def test_a_dumps_line_of_topics_without_a_colon(line: str, expected: tuple[str, ...]) -> None:
    assert topics.shown(builders.dump("Ferries go on sailing", line), 0) == expected


def test_a_topic_with_the_name_of_a_button() -> None:
    links = "<a href='/tags/print'>print</a>, <a href='/tags/pa'>Port Alma</a>"
    assert shown(f"<p>Filed under: {links}</p>") == ("print", "Port Alma")
    assert shown(f"<p>Filed under: {links.replace('/tags/print', '/print')}</p>") == ("Port Alma",)


def test_a_list_below_the_topics_is_none_of_them() -> None:
    more = "<section><a href='/n/1'>Boats race round the island</a></section>"
    assert shown(f"<div><b>Tags</b><span></span></div><div>{FERRIES}</div>{more}") == ("Ferries", "Port Alma")


def in_dump(*lines: str) -> tuple[str, ...]:
    return topics.shown(builders.dump("Ferries go on sailing", *lines), 0)


def test_topics_of_a_dump() -> None:
    assert in_dump("Story tags: ferries, Port Alma") == ("ferries", "Port Alma")
    assert in_dump("RELATED TOPICS", "Ferries", "Port Alma", "Report a typo") == ("Ferries", "Port Alma")
    assert in_dump("Topics", "The last ferry of the day goes on.") == ()


@pytest.mark.parametrize(
    "end", ["Comenta", "アクセスランキング(地域)", "Post navigation", "12", "Leave a reply"]
)
def test_topics_on_lines_of_their_own_in_a_dump(end: str) -> None:
    lines = ["Ferries", ",", "Jane Doe", ",", "下栗町", end, "Harbour"]
    read = builders.dump("Ferries go on sailing", "The board decided.", "Tags:", *lines)
    assert topics.shown(read, 0) == ("Ferries", "Jane Doe", "下栗町")


@pytest.mark.parametrize(
    "lines",
    [
        ("Posted in Sea Tagged Ferries, Port Alma",),
        ("Publicado en Mar Etiquetado con Ferries, Port Alma",),
        ("Related topics", "Ferries / Port Alma", "A letter to our readers, from the harbour master."),
        ("Tags", "Ferries · Port Alma"),
        ("Tags", "#Ferries #Port Alma"),
    ],
)
def test_topics_on_one_line_of_a_dump(lines: tuple[str, ...]) -> None:
    assert topics.shown(builders.dump("Ferries go on sailing", *lines), 0) == ("Ferries", "Port Alma")


@pytest.mark.parametrize(
    "line",
    [
        "Posted in Sea by ada",
        "Posted in Sea Tagged on every ewe of the island, as the law asks.",
        "Ferries / Port Alma",
    ],
)
def test_other_lines_of_a_dump_hold_no_topics(line: str) -> None:
    assert topics.shown(builders.dump("Ferries go on sailing", line), 0) == ()


def test_buttons_under_the_label_are_no_topics() -> None:
    assert topics.shown(builders.dump("Ferries go on sailing", "Tags", "Share / Print / Email"), 0) == ()
