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
