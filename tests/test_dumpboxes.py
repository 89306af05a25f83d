"""Boxes inside a dump's story, and headlines of other stories: what goes, and what of the story stays."""

from __future__ import annotations

import pytest
from dumps import judge

from cleaners.model import Verdict

PIER = (
    "The harbour board voted on Tuesday to rebuild the eastern pier before the winter storms, at a cost of 4.2 million.",
    "Engineers had warned in March that two of its pillars were cracked and that a third had sunk by a hand's breadth.",
    "The fishermen's cooperative, which lands most of its catch there, will move to the coal quay until the work is done.",
    "Mayor Ottilie Brandt said the town would pay a third of the bill and ask the county council for the rest in May.",
)
FRAME = (
    "Skip to content\nHome\nLog in\nPier to be rebuilt",
    "Related Posts\nLeave a Reply\n© 2026 Bay Gazette",
)


def around(*inner: str, likelihood: float = 0.8) -> tuple[list[str], dict[str, Verdict]]:
    """A page whose story, of which the scorer is sure, has these lines inside, of a likelihood of their own."""
    lines = (FRAME[0], *PIER[:3], *inner, PIER[3], PIER[0].replace("voted", "had voted"), FRAME[1])
    return judge("\n".join(lines), likelihood=lambda line: likelihood if line in inner else 0.8)


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ((">> The mayor who answers every letter by hand",), "dump.pointer"),
        (("► Five trails to walk before the snow melts",), "dump.pointer"),
        (
            ("You may also like", "Ferry captain returns a library book", "School cooks strike over a ladle"),
            "dump.boxed",
        ),
        (
            (
                "What you are reading this week",
                "Ferry captain returns a book",
                "School cooks strike over a ladle",
            ),
            "dump.boxed",
        ),
        (("Related:", "Ferry captain returns a library book"), "dump.boxed"),
        (("Related video: How to move a pier (Bay TV)", "How to move a pier"), "dump.echo"),
    ],
)
def test_headlines_of_other_stories_inside_a_story_go(lines: tuple[str, ...], rule: str) -> None:
    kept, gone = around(*lines)
    assert gone[lines[-1]].rule == rule
    assert [line for line in PIER if line not in kept] == []


def test_standfirsts_that_the_scorer_doubts_go_with_their_headlines() -> None:
    told = "Only the cooks were not asked, they said."
    box = (
        "Worth your time", "Ferry captain returns a library book", "It was due back in the autumn of 1974.", "Bay Tribune Online",
        "School cooks strike over a ladle", told, "Bay Tribune Online",
    )  # fmt: skip
    kept, gone = around(*box, likelihood=0.4)
    assert {gone[line].rule for line in box[1:5]} == {"dump.boxed"}
    assert told in kept  # no headline follows: it may as well be the story's
    kept, _ = around(*box, likelihood=0.8)
    assert "It was due back in the autumn of 1974." in kept


def test_a_list_of_figures_is_no_box() -> None:
    figures = ("Work done: 94 days", "Deepest hole: 3 metres", "Lowest bid: $2.1 million")
    kept, _ = around("What the board told us, in its own figures, of the old pier's last winter:", *figures)
    assert set(figures) <= set(kept)


def test_one_headline_goes_down_to_the_line_that_announces_a_list() -> None:
    told = ("The board's list of what the pier needs, in its own order, runs to two lines:", "Oak", "Steel")
    kept, gone = around("Related:", "Ferry captain returns a library book", *told)
    assert gone["Ferry captain returns a library book"].rule == "dump.boxed"
    assert set(told) <= set(kept)


def test_a_short_line_below_the_items_of_a_box_is_a_subhead() -> None:
    subhead = "What the pier needs until May"
    kept, gone = around(
        "Related:", "* Ferry captain returns a library book", "* School cooks strike over a ladle", subhead
    )
    assert subhead in kept
    assert len([line for line, verdict in gone.items() if verdict.rule == "dump.boxed"]) == 2


def test_a_box_ends_before_a_list_that_a_short_line_announces() -> None:
    told = (
        "The board wants three things:",
        "– oak for the pillars of the pier,",
        "– a lamp at its end that burns,",
    )
    kept, gone = around("Sign me up!", *told, "– no more lorries on the quay of the old harbour from May on.")
    assert set(told) <= set(kept)
    assert [line for line, verdict in gone.items() if verdict.rule == "dump.boxed"] == []


def test_a_list_under_its_own_label_stays() -> None:
    lines = (
        "What the board decided",
        "A new pier of oak and steel",
        "No more lorries on the quay",
        "A lamp at its end",
    )
    kept, _ = around(*lines)
    assert [line for line in lines if line not in kept] == []


def test_a_subhead_below_a_box_stays() -> None:
    kept, _ = around(
        "You may also like",
        "Ferry captain returns a library book",
        "School cooks strike over a ladle",
        "Who pays?",
    )
    assert "Who pays?" in kept


def test_a_name_that_a_label_holds_too_stays() -> None:
    kept, _ = around("The board's chair, Ada Quill", "Ada Quill")
    assert "Ada Quill" in kept


def test_an_arrow_before_a_sentence_stays() -> None:
    line = "→ The coal quay is 300 metres further west, behind the customs house."
    kept, _ = around(line)
    assert line in kept


LATER = tuple(line.replace("pier", "jetty").replace("pillars", "beams") for line in PIER[:3])


def parted(beyond: float, box: str) -> tuple[str, ...]:
    """The lines of the story that stay below a box whose label else stands below stories."""
    text = "\n".join((FRAME[0], *PIER, "Related Posts", box, *LATER, FRAME[1]))
    likelihoods = dict.fromkeys(PIER, 0.9) | dict.fromkeys(LATER, beyond)
    kept, _ = judge(text, likelihood=lambda line: likelihoods.get(line, 0.1))
    return tuple(kept[kept.index(PIER[-1]) + 1 :])


def test_a_story_goes_on_below_a_box_where_the_scorer_is_sure_of_it() -> None:
    assert parted(0.95, "Ferry captain returns a library book") == LATER


def test_what_the_scorer_is_not_sure_of_ends_with_the_box() -> None:
    assert not parted(0.5, "Ferry captain returns a library book")


def test_another_story_far_below_is_not_the_storys_end() -> None:
    assert not parted(0.95, "\n".join(f"Ferry captain returns library book {place}" for place in range(14)))


BOX = "\n\nYou might also like\nHo market fire victims get stalls\nCedi steadies as banks restock dollars\n"


def test_a_blank_line_ends_a_box_of_other_stories() -> None:
    subhead = "MOST OF THE PIER IS WASTE"
    kept, _ = around(f"{BOX}\n{subhead}\n\n{LATER[0]}", likelihood=0.5)
    assert subhead in kept
    assert "Cedi steadies as banks restock dollars" not in kept
    kept, _ = around(f"{BOX}{subhead}\n\n{LATER[0]}", likelihood=0.5)
    assert subhead not in kept
