"""Repeats: headline, copied paragraphs, pull quotes, empty headings; refrains and lists stay."""

from __future__ import annotations

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Document, Found, Metadata, Verdict
from cleaners.rules import repeats

TITLE = "Islanders win their winter ferries back"
LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."
MORE = (
    "The board had planned to lay up two of the five boats. Islanders collected 4,000 signatures against it."
)
LONG = (
    "The ferries carry mail, milk and schoolchildren to nine islands, and on Fridays a barber. Without them, "
    "the council of Sorn wrote in March, the outer islands would be good places to be from, and empty, "
    "when the tourists come."
)
ABOUT = Metadata(headline=Found(TITLE, "heading"))


def cut(read: Document, about: Metadata = builders.NOTHING, *before: Verdict) -> list[tuple[str, str]]:
    verdicts = builders.judge(read, repeats.rules, about=about, before=before)
    ours = [verdict for verdict in verdicts if verdict.rule.startswith("repeats.")]
    return [(one.rule.removeprefix("repeats."), builders.text_of(read, one)) for one in ours]


@pytest.mark.parametrize("line", [TITLE, TITLE.upper(), f"{TITLE}.", f"{TITLE} | Courier"])
def test_the_headline_as_first_line_is_cut(line: str) -> None:
    menu = Verdict(0, "cut", "dump.menu", "seen")
    assert cut(builders.dump("Home", line, LEAD, MORE), ABOUT, menu) == [("headline", line)]


def test_the_first_line_of_a_text_without_a_page_around_it_stays() -> None:
    assert cut(builders.dump(TITLE, LEAD, MORE), ABOUT) == []


def test_a_sentence_that_begins_like_the_headline_stays() -> None:
    line = f"{TITLE} but will pay for them, the board said after a long and loud meeting in the hall."
    assert cut(builders.dump(line, LEAD, MORE), ABOUT) == []


def test_a_story_that_is_only_its_headline_stays() -> None:
    assert cut(builders.dump(TITLE), ABOUT) == []


def test_a_paragraph_right_behind_its_twin_is_cut() -> None:
    assert cut(builders.dump(LEAD, LEAD.replace("winter,", "winter ,"), MORE))[0][0] == "paragraph"


def test_a_long_paragraph_is_cut_at_any_distance_with_its_twin_as_evidence() -> None:
    read = builders.dump(LONG, LEAD, MORE, LONG)
    verdicts = builders.judge(read, repeats.rules)
    assert [(one.block, one.evidence) for one in verdicts] == [(3, "= block 0")]


def test_a_story_that_stands_twice_is_left_once() -> None:
    read = builders.dump(LEAD, MORE, LONG, "Share this story", LEAD, MORE, LONG)
    assert builders.kept(read, builders.judge(read, repeats.rules)) == [LEAD, MORE, LONG, "Share this story"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Row, my brothers, row the boat", "The sea was grey and cold", "Row, my brothers, row the boat"] * 2,
        ["10:00 Sorn", "11:00 Tarn", "10:00 Sorn", "11:00 Tarn"],
        ["Stir.", "Add the butter.", "Stir.", "Stir."],
        [LEAD, "“No comment,” the board said when asked.", MORE, "“No comment,” the board said when asked."],
        ["The moon stood over the wall at nine.", "The moon", "The moon stood over the wall at nine."],
    ],
)  # fmt: skip
def test_refrains_schedules_and_recipes_stay(lines: list[str]) -> None:
    assert cut(builders.dump(*lines)) == []


def test_a_long_item_is_a_copy_at_any_distance_and_a_short_one_is_not() -> None:
    read = builders.page(f"<ul><li>{LONG}<li>{LEAD}</ul><p>{MORE}</p><ul><li>{LONG}<li>{LEAD}</ul>")
    assert cut(read) == [("paragraph", LONG)]


def test_equal_lines_of_a_text_that_are_no_sentences_are_cells_of_a_table() -> None:
    cell = "Up to half of the fare of the crossing (islanders only)"
    assert cut(builders.dump(LEAD, cell, cell, MORE)) == []
    assert cut(builders.dump(LEAD, LEAD, MORE)) == [("paragraph", LEAD)]


def test_a_pull_quote_goes_and_its_sentence_stays() -> None:
    words = "a place to be from rather than a place to live in"
    body = f"“Without ferries this is {words},” said the mayor of Sorn."
    read = builders.page(
        f"<p>{LEAD}</p><aside class=pullquote><p>“Without ferries this is {words}”</p></aside><p>{body}</p>"
    )
    assert cut(read) == [("pull-quote", f"“Without ferries this is {words}”")]


@pytest.mark.parametrize(
    "markup",
    [
        "<blockquote><p>“We will sail until the ice comes, and then walk,” the letter says.</p></blockquote>",
        "<blockquote><p>Port Alma</p></blockquote>",
    ],
)
def test_a_quotation_of_its_own_stays(markup: str) -> None:
    assert cut(builders.page(f"<article><p>{LEAD}</p>{markup}<p>{MORE}</p></article>")) == []


def test_a_heading_whose_list_is_gone_goes_too() -> None:
    read = builders.page(
        f"<p>{LEAD}</p><h3>More on the ferries</h3><p>A</p><p>B</p><h2>Costs</h2><p>{MORE}</p>"
    )
    gone = [Verdict(index, "cut", "structure.related", "related list") for index in (2, 3)]
    assert cut(read, builders.NOTHING, *gone) == [("orphan-heading", "More on the ferries")]


def test_a_heading_at_the_end_goes_when_all_behind_it_is_gone() -> None:
    read = builders.page(f"<p>{LEAD}</p><h3>Tags</h3><p>ferries</p>")
    assert cut(read, builders.NOTHING, Verdict(2, "cut", "structure.tags", "tags")) == [
        ("orphan-heading", "Tags")
    ]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{LEAD}</p><h2>Who pays</h2><h3>The islands</h3><p>{MORE}</p><p>x</p>",
        f"<p>{LEAD}</p><h2>Who pays</h2><h2>Who sails</h2><p>{MORE}</p><p>x</p>",
        f"<p>{LEAD}</p><h2>Who pays</h2><p>{MORE}</p><p>x</p>",
    ],
)
def test_a_heading_with_text_or_subheads_stays(markup: str) -> None:
    read = builders.page(markup)
    last = len(read.blocks) - 1
    assert cut(read, builders.NOTHING, Verdict(last, "cut", "structure.footer", "footer")) == []


def test_headings_over_pictures_stay() -> None:
    read = builders.page("<h2>1. Sorn</h2><p>The slip.</p><h2>2. Tarn</h2><p>The quay.</p>")
    shown = [Verdict(index, "move", "captions.caption", "figcaption", field="captions") for index in (1, 3)]
    assert cut(read, builders.NOTHING, *shown) == []


@given(st.lists(st.sampled_from([LEAD, MORE, LONG, "Stir.", "x", TITLE]), max_size=9))
def test_each_paragraph_survives_once_and_stays_then(lines: list[str]) -> None:
    read = builders.dump(*lines)
    once = builders.kept(read, builders.judge(read, repeats.rules))
    assert set(once) == set(lines)
    again = builders.dump(*once)
    assert builders.kept(again, builders.judge(again, repeats.rules)) == once


@given(st.lists(st.text(max_size=120), max_size=6))
def test_no_text_breaks_the_rules(lines: list[str]) -> None:
    read = builders.dump(*[" ".join(line.split()) or "x" for line in lines])
    assert all(verdict.evidence for verdict in builders.judge(read, repeats.rules, about=ABOUT))


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("Without them, the outer islands would be good places to be from.", True),
        ("“The boats were full of milk and mail bags.”", True),
        ("“Places to be from, said the council”", False),
        ("“Would be good places to be from”", True),
        ("“Be from. The council”", False),
        ("The boats were full of milk.", False),
        ("Without them, the inner islands would be good places to be from.", False),
    ],
)
def test_a_sentence_of_a_paragraph_close_by_is_a_dumps_pull_quote(line: str, gone: bool) -> None:
    paragraph = (
        "The boats were full of milk and mail bags. Without them, the outer islands would be good places to be from. "
        "The council of Sorn said so in March, and it says so still, whoever asks it on whichever day."
    )
    menu = Verdict(0, "cut", "dump.menu", "seen")
    found = cut(builders.dump("Home", LEAD, paragraph, MORE, line, LONG), builders.NOTHING, menu)
    assert found == ([("pull-quote", line)] if gone else [])
    assert cut(builders.dump("Home", LEAD, paragraph, MORE, line, LONG)) == []


def test_the_headline_before_the_storys_first_words_is_cut() -> None:
    menu = Verdict(0, "cut", "dump.menu", "seen")
    read = builders.dump("Home", f"{TITLE} {LONG}", MORE)
    assert cut(read, ABOUT, menu) == [("headline", TITLE)]
    going_on = f"{TITLE}, the board of Sorn said on Monday. {LONG}"
    assert cut(builders.dump("Home", going_on, MORE), ABOUT, menu) == []


def test_a_short_line_that_the_story_has_in_quotation_marks_is_its_pull_quote() -> None:
    menu = Verdict(0, "cut", "dump.menu", "seen")
    said = "To a ferryman, it is everything."
    story = f"“An hour is not much use to a glacier,” says the board’s chair. “{said}”"
    assert cut(builders.dump("Home", LEAD, said, story), builders.NOTHING, menu) == [("pull-quote", said)]
    assert cut(builders.dump("Home", LEAD, said, MORE), builders.NOTHING, menu) == []
    asked = "The post on the board's page reads:"
    assert cut(builders.dump("Home", asked, said, story), builders.NOTHING, menu) == []


def test_a_few_words_in_quotation_marks_above_a_paragraph_are_its_subhead() -> None:
    story = "Nobody had told Ida Holm, she said. “Nobody mentioned a tide. There was a show house and a lawn, and ducks.”"
    head, menu = (
        "‘Nobody mentioned a tide’",
        Verdict(0, "cut", "dump.menu", "one of a run of short menu lines"),
    )
    assert cut(builders.dump("Home", LEAD, head, story), builders.NOTHING, menu) == []
    assert cut(builders.dump("Home", LEAD, story, head), builders.NOTHING, menu) == [("pull-quote", head)]
    long = "‘Nobody mentioned a tide. There was a show house’"
    assert cut(builders.dump("Home", LEAD, long, story), builders.NOTHING, menu) == []
    doubled = long.replace("‘", "“").replace("’", "”")
    assert cut(builders.dump("Home", LEAD, doubled, story), builders.NOTHING, menu) == [
        ("pull-quote", doubled)
    ]


def test_a_line_is_a_pull_quote_of_what_a_comma_closes() -> None:
    said = "It is a drum that knows how hard it was hit"
    story = (
        f"“{said},” says Joris Tiel, who built the first one on a kitchen table. “People want it to be more.”"
    )
    menu = Verdict(0, "cut", "dump.menu", "one of a run of short menu lines")
    assert cut(builders.dump("Home", LEAD, story, said, MORE), builders.NOTHING, menu) == [
        ("pull-quote", said)
    ]


def test_a_short_block_quote_is_a_pull_quote() -> None:
    said = "To a ferryman, it is everything."
    read = builders.page(f"<p>{LEAD}</p><blockquote>{said}</blockquote><p>{MORE} “{said}”</p>")
    assert cut(read) == [("pull-quote", said)]
