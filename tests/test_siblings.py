"""Doubted sentences among the story's paragraphs: one behind a claimed box comes back, notes do not."""

from __future__ import annotations

import builders
import pytest

from cleaners.model import Document
from cleaners.scorer import siblings

STORY = (
    "The harbour board said on Tuesday that the ferry to Sable Point will run again from the first of May."
)
LAST = "The two boats are expected back on Saturday."


def story(last: str, box: str = "<div class=nl>News in your inbox</div>") -> Document:
    paragraphs = "".join(f"<p>{STORY} It added point {number}.</p>" for number in range(5))
    return builders.page(f"<article><div class=body>{paragraphs}{box}{last}</div></article>")


def taken_back(read: Document, doubt: float = 0.3) -> list[str]:
    """The paragraphs taken back when the last one is doubted and the box is a rule's."""
    last = len(read.blocks) - 1
    scores = {
        block.index: doubt if block.index == last else 0.9
        for block in read.blocks
        if block.text.startswith("The harbour") or block.index == last
    }
    return [read.blocks[index].text for index in siblings.taken_back(read, scores, 0.5)]


def test_a_short_last_sentence_behind_a_box_comes_back() -> None:
    assert taken_back(story(f"<p>{LAST}</p>")) == [LAST]


@pytest.mark.parametrize(
    "last",
    [
        "<p>Editor’s note: the boats were built at Tarn.</p>",
        "<p><a href=/x>The two boats are expected back on Saturday.</a></p>",
        "<p><b>The two boats are expected back on Saturday.</b></p>",
        "<p>Would you take the boat on Saturday?</p>",
        "<p class=note>The two boats are expected back on Saturday.</p>",
        "<p>More ferry news</p>",
    ],
)
def test_what_is_marked_or_no_sentence_stays_out(last: str) -> None:
    assert taken_back(story(last)) == []


def test_without_a_box_before_it_the_scorer_decides() -> None:
    assert taken_back(story(f"<p>{LAST}</p>", box="")) == []


def test_an_address_glued_to_the_last_sentence_is_not_its_own() -> None:
    address = '<a href="mailto:tips@bay.example">tips@bay.example</a>'
    assert taken_back(story(f"<p>{LAST} {address}</p>", box="")) == [f"{LAST} tips@bay.example"]
    assert taken_back(story(f"<p>Write to us: {address}</p>", box="")) == []


def test_what_the_scorer_is_sure_of_stays_out() -> None:
    assert taken_back(story(f"<p>{LAST}</p>"), doubt=0.1) == []


def test_cells_of_a_table_stay_together_or_go() -> None:
    cells = "".join(f"<tr><td>Runner {n}</td><td>1:0{n}</td></tr>" for n in range(4))
    read = builders.page(f"<p>Results:</p><table><tr><th>Name</th><th>Time</th></tr>{cells}</table>")
    table = [block.index for block in read.blocks if block.kind == "cell"]
    heads, rows = table[:2], table[2:]
    likely = dict.fromkeys(heads, 0.1) | dict.fromkeys(rows, 0.8)
    assert siblings.taken_back(read, likely, 0.5) == set(table)
    # A table of the page's, one of whose cells looks like a name of the story's, goes as before.
    unlikely = dict.fromkeys(table, 0.1) | {rows[0]: 0.8}
    assert siblings.taken_back(read, unlikely, 0.5) == set()


TEASER = "Harbour board weighs a second dredging season in the bay"
BELOW = "A draft filed with the council would close the eastern channel by 2035."


def between(*lines: str, scores: tuple[float, ...]) -> list[str]:
    """The lines between a dump's paragraphs that go as another story's headline and standfirst."""
    read = builders.dump(STORY, *lines, f"{STORY} Boats will wait.", STORY)
    likely = dict(enumerate((0.99, *scores, 0.99, 0.99)))
    found = siblings.teased(read, likely, list(likely))
    return [read.blocks[index].text for pair in found for index in pair]


def test_a_doubted_headline_takes_its_standfirst_along() -> None:
    assert between(TEASER, BELOW, scores=(0.1, 0.7)) == [TEASER, BELOW]
    assert between(TEASER, BELOW.rstrip("."), scores=(0.3, 0.5)) == [TEASER, BELOW.rstrip(".")]


@pytest.mark.parametrize(
    ("lines", "scores"),
    [
        ((TEASER, BELOW), (0.1, 0.95)),
        ((TEASER, BELOW), (0.6, 0.7)),
        (("What the board wants", BELOW), (0.1, 0.7)),
        ((TEASER, "Three tests would settle what the eastern channel needs, says the board:"), (0.1, 0.7)),
        ((TEASER, "“Nobody asked the eels about the eastern channel,” she said."), (0.1, 0.7)),
        ((TEASER, "So have others. In the next bay two boats lie idle now."), (0.1, 0.7)),
        ((f"{TEASER}:", BELOW), (0.1, 0.7)),
    ],
)
def test_subheads_and_sentences_of_the_story_stay(lines: tuple[str, ...], scores: tuple[float, ...]) -> None:
    assert between(*lines, scores=scores) == []


@pytest.mark.parametrize(
    ("line", "score", "stays"),
    [
        ("Catch and release", 0.25, True),
        ("Catch and release", 0.1, False),
        ("Sign up here", 0.25, False),
        ("Week 15", 0.25, False),
        ("Photo: Dana Whitlock", 0.25, False),
    ],
)
def test_a_subhead_below_another_doubted_line(line: str, score: float, stays: bool) -> None:
    read = builders.dump(STORY, "Ida Holm at the slip of the old pier", line, STORY)
    back = siblings.lines_taken_back(read, {0: 0.99, 1: 0.05, 2: score, 3: 0.99}, 0.3)
    assert (2 in back) is stays
    assert 1 not in back


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("What the board wants", True),
        ("Six boats for the bay in May", False),
        ("Marina owners ask county to dredge before the holidays", False),
        ("港町の新しい橋", True),
        ("港町の新しい橋、五月に開通へ 県が発表した計画", False),
    ],
)
def test_a_doubted_line_above_prose_is_a_subhead_if_it_is_short(line: str, stays: bool) -> None:
    read = builders.dump(STORY, line, STORY, STORY)
    assert (1 in siblings.lines_taken_back(read, {0: 0.99, 1: 0.2, 2: 0.99, 3: 0.99}, 0.3)) is stays


def test_a_line_that_announces_a_list_stays_with_it() -> None:
    items = ["* four lamps for the pier;", "* a bell that nobody rings."]
    read = builders.dump(STORY, "The board has bought for the winter:", *items, STORY)
    scores = {0: 0.99, 1: 0.05, 2: 0.6, 3: 0.6, 4: 0.99}
    assert 1 in siblings.lines_taken_back(read, scores, 0.3)
    menu = builders.dump(STORY, "The page has for you:", "* News", "* Sport", STORY)
    assert 1 not in siblings.lines_taken_back(menu, scores | {2: 0.05, 3: 0.05}, 0.3)


def test_a_short_line_that_calls_is_no_subhead() -> None:
    read = builders.dump(STORY, "Sign up now for free", STORY, STORY)
    assert 1 not in siblings.lines_taken_back(read, {0: 0.99, 1: 0.2, 2: 0.99, 3: 0.99}, 0.3)


@pytest.mark.parametrize(
    ("head", "score", "stays"),
    [
        ("<h2>Counting every hour</h2>", 0.3, True),
        ("<p><b>COUNTING EVERY HOUR</b></p>", 0.3, True),
        ("<h2>Counting every hour</h2>", 0.1, True),
        (
            "<h2>Counting every hour</h2><figure><img src=/a.jpg><figcaption>Ida Roe</figcaption></figure>",
            0.3,
            True,
        ),
        ("<h2>Counting every hour</h2>", 0.01, False),
        ("<p>Counting every hour</p>", 0.3, False),
        ("<h2><a href=/x>Counting every hour</a></h2>", 0.3, False),
        ("<div><h2>Counting every hour</h2></div>", 0.3, False),
    ],
)
def test_a_heading_right_above_a_paragraph_of_the_story(head: str, score: float, stays: bool) -> None:
    read = builders.page(f"<article><p>{STORY}</p><p>{STORY}</p>{head}<p>{STORY}</p></article>")
    likely = {0: 0.99, 1: 0.99, 2: score, len(read.blocks) - 1: 0.99}
    assert (2 in siblings.taken_back(read, likely, 0.5)) is stays


ANNOUNCED = "What the lorry carries most often, by number of loans:"
LOANS = ("Folk tales in two languages", "School set books", "A manual on rearing chickens")


@pytest.mark.parametrize(
    ("head", "item", "stays"),
    [
        (ANNOUNCED, "<li>{}</li>", True),
        ("Share this:", "<li>{}</li>", False),
        ("What the lorry carries most often", "<li>{}</li>", False),
        (ANNOUNCED, "<li><a href=/x>{}</a></li>", False),
    ],
)
def test_a_list_that_a_paragraph_of_the_story_announces(head: str, item: str, stays: bool) -> None:
    items = "".join(item.format(one) for one in LOANS)
    read = builders.page(f"<article><p>{STORY}</p><p>{head}</p><ul>{items}</ul></article>")
    scores = {block.index: 0.1 if block.kind == "item" else 0.9 for block in read.blocks}
    found = [read.blocks[index].text for index in sorted(siblings.taken_back(read, scores, 0.5))]
    assert found == (list(LOANS) if stays else [])
    if stays:  # the scorer doubts the line above it, too
        assert not siblings.taken_back(read, scores | {1: 0.3}, 0.5)
