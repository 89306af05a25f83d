"""Lines that point to other stories: a label in capitals that is used again, and a linked headline behind it."""

from __future__ import annotations

import builders
import pytest

from cleaners.model import Metadata
from cleaners.rules import pointers

PROSE = (
    "<p>The last ferry of the day will go on sailing, the harbour board of Port Alma decided on Monday.</p>"
)
FIRST = "Islanders win their winter ferries back"
SECOND = "Harbour board looks for two new captains"


def moved(markup: str) -> list[str]:
    read = builders.page(f"<main>{PROSE}{markup}{PROSE}</main>")
    verdicts = builders.judge(read, pointers.rules)
    assert all(one.field == "related" for one in verdicts)
    return builders.taken(read, verdicts, "pointers.")


@pytest.mark.parametrize(
    "label", ["MORE:", "LEES OOK |", "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ:", "FUNDA OLUNYE UDABA |", "ЧИТАЙТЕ ТАКЖЕ:"]
)
def test_lines_with_one_label_and_a_linked_headline_go(label: str) -> None:
    lines = [
        f"<p>{label} <a href='/a{number}'>{title}</a></p>" for number, title in enumerate((FIRST, SECOND))
    ]
    assert moved(PROSE.join(lines)) == [f"{label} {FIRST}", f"{label} {SECOND}"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"<p>MORE: <a href='/a'>{FIRST}</a></p>", f"<p>WATCH: <a href='/b'>{SECOND}</a></p>"],
        ["<p>WHERE: <a href='/a'>Alma Hall</a></p>", "<p>WHERE: <a href='/b'>Sorn Hall</a></p>"],
        [
            f"<p>Where to watch: <a href='/a'>{FIRST}</a></p>",
            f"<p>Where to watch: <a href='/b'>{SECOND}</a></p>",
        ],
        [f"<p>MORE: {FIRST}</p>", f"<p>MORE: {SECOND}</p>"],
        [f"<p>LOW: I said <a href='/a'>no</a> to that when {FIRST}.</p>", f"<p>LOW: And {SECOND}.</p>"],
    ],
    ids=["once each", "places", "small letters", "no links", "interview"],
)
def test_lists_interviews_and_single_lines_stay(lines: list[str]) -> None:
    assert moved(PROSE.join(lines)) == []


def labelled(lines: str, kind: str) -> list[str]:
    read = builders.page(f"<main>{lines}</main>", "https://www.alma.example/n/1")
    about = Metadata(article_type=kind)
    return builders.taken(read, builders.judge(read, pointers.rules, about=about), "pointers.labelled")


def test_on_a_news_page_labels_in_small_letters_point_to_other_stories_of_the_site() -> None:
    line = "<p>Also nice: <a href='{}'>{}</a></p>"
    lines = PROSE.join((line.format("/n/2", FIRST), line.format("/n/3", SECOND)))
    assert labelled(lines, "NewsArticle") == [f"Also nice: {FIRST}", f"Also nice: {SECOND}"]
    assert labelled(lines, "BlogPosting") == []
    assert labelled(lines.replace("/n/3", "https://other.test/"), "NewsArticle") == []
    facts = lines.replace(PROSE, "<p>Age: 31</p>").replace("Also nice", "Last fight")
    assert labelled(f"{PROSE}<h3>Ada Moor</h3>{facts}<p>Next fight: in May</p>", "NewsArticle") == []


def boxed(markup: str, kind: str = "NewsArticle") -> list[str]:
    read = builders.page(f"<main>{PROSE}{markup}{PROSE}</main>", "https://www.alma.example/n/1")
    about = Metadata(article_type=kind)
    return builders.taken(read, builders.judge(read, pointers.rules, about=about), "pointers.boxed")


def test_a_short_label_and_a_linked_headline_in_a_box_go() -> None:
    assert boxed(f"<div class='x'>Also nice: <a href='/n/2'>{FIRST}</a></div>", "") == [f"Also nice: {FIRST}"]
    assert boxed(f"<div class='x'><b>Noch was |</b> <a href='/n/2'>{FIRST}</a></div>", "")
    assert boxed(f"<div class='x'><a href='/n/2'>{FIRST}</a></div>") == [FIRST]
    assert boxed(f"<section><h3><a href='/n/2'>{FIRST}</a></h3></section>") == [FIRST]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Also nice: <a href='/n/2'>{FIRST}</a></p>",
        f"<div class='x'>Also nice: <a href='https://other.test/n/2'>{FIRST}</a></div>",
        f"<div class='x'>The board of the harbour says: <a href='/n/2'>{FIRST}</a></div>",
        "<div class='x'>See: <a href='/n/2'>the list</a></div>",
        f"<h3><a href='/n/2'>{FIRST}</a></h3>",
        f"<ul><li>Also nice: <a href='/n/2'>{FIRST}</a></li></ul>",
    ],
    ids=["paragraph", "elsewhere", "sentence", "no headline", "subhead", "list"],
)
def test_links_of_the_story_stay(markup: str) -> None:
    assert boxed(markup) == []


def test_entries_of_a_guide_stay() -> None:
    assert boxed(f"<div class='x'><a href='/n/2'>{FIRST}</a></div>", "Article") == []


def test_a_recording_with_its_length_in_a_box_goes() -> None:
    recording = f"<div class='x'><span>Tonight</span> <a href='/v/2'>{FIRST}</a> <span>{{}}</span></div>"
    assert boxed(recording.format("02:14")) == [f"Tonight {FIRST} 02:14"]
    assert boxed(recording.format("at sea")) == []
    assert boxed(f"<div class='x'>2:34 <a href='/v/2'>{FIRST}</a></div>") == [f"2:34 {FIRST}"]


def listed(markup: str, kind: str | None = None) -> list[str]:
    read = builders.page(f"<main>{PROSE}{markup}{PROSE}</main>", "https://www.alma.example/n/1")
    about = Metadata(article_type=kind)
    return builders.taken(read, builders.judge(read, pointers.rules, about=about), "pointers.listed")


ITEMS = f"<li><a href='/n/2'>{FIRST}</a></li><li><a href='/n/3'>{SECOND}</a></li>"


def test_linked_headlines_under_a_label_in_a_box_go() -> None:
    assert listed(f"<div><h5>Before the tide turns</h5><ul>{ITEMS}</ul></div>") == [
        "Before the tide turns",
        FIRST,
        SECOND,
    ]
    lines = f"<div>Down the quay</div><a href='/n/2'>{FIRST}</a> <a href='/n/3'>{SECOND}</a>"
    assert listed(f"<div class='x'>{lines}</div>") == ["Down the quay", f"{FIRST} {SECOND}"]


def test_linked_headlines_in_a_list_with_a_name_go_from_news() -> None:
    named = f"<ul class='more-of-it'>{ITEMS}</ul>"
    assert listed(named, "NewsArticle") == [FIRST, SECOND]
    assert listed(named, "BlogPosting") == []


def test_linked_headlines_in_a_list_go_from_news_unless_the_writer_announces_them() -> None:
    plain = f"<ul class='wp-block-list'>{ITEMS}</ul>"
    assert listed(plain, "NewsArticle") == [FIRST, SECOND]
    assert listed(plain, "BlogPosting") == []
    assert listed(f"<p>The board has published two reports on this:</p>{plain}", "NewsArticle") == []


@pytest.mark.parametrize(
    "markup",
    [
        f"<ul>{ITEMS}</ul>",
        f"<div><p>The board has published two reports on this.</p><ul>{ITEMS}</ul></div>",
        f"<div><h2><a href='/n/2'>{FIRST}</a></h2><h2><a href='/n/3'>{SECOND}</a></h2></div>",
        f"<div><p>Sources</p><ul>{ITEMS.replace('/n/', 'https://other.test/')}</ul></div>",
        f"<div><p>Sources</p><ul>{ITEMS}<li>The minutes of the board</li></ul></div>",
    ],
    ids=["list of the story", "sentence", "entries", "other site", "more than links"],
)
def test_lists_of_the_story_stay(markup: str) -> None:
    assert listed(markup) == []


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        (f"[ {FIRST} ]", True),
        (f"[{FIRST}]", False),
        ("[ Music and laughter ]", False),
        ("[ The board declined to say who asked for it. ]", False),
    ],
)
def test_a_headline_set_off_in_brackets_goes(line: str, goes: bool) -> None:
    assert moved(f"<p>{line}</p>") == ([line] if goes else [])
