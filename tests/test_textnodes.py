"""Paragraphs of dumps whose links stand on lines of their own."""

from __future__ import annotations

import pytest

from cleaners import plaintext
from cleaners.layout import textnodes
from cleaners.model import Page


def blocks(text: str) -> list[str]:
    return [block.text for block in plaintext.read(Page(text.encode(), kind="text")).blocks]


FIRST = "The harbour board met on Monday to hear what the"
LAST = "The pier will be mended, the board said, in the year"


def test_links_on_lines_of_their_own_stand_in_their_paragraphs() -> None:
    dump = (
        f"Board meets\n{FIRST}\nferry company\n, which owns the pier, had to say. Nobody came.\n"
        f"It was late, and the chairwoman, who had brought\na lamp\nand a sandwich, went home.\n{LAST}\n2033\n.\nShare\n12\n"
    )
    assert blocks(dump) == [
        "Board meets",
        f"{FIRST} ferry company, which owns the pier, had to say. Nobody came.",
        "It was late, and the chairwoman, who had brought a lamp and a sandwich, went home.",
        f"{LAST} 2033.",
        "Share",
        "12",
    ]


def test_a_link_at_the_beginning_of_a_paragraph() -> None:
    assert blocks(f"{FIRST} others said.\nThe ferry company\n, which owns the pier, had no words.\n") == [
        f"{FIRST} others said.",
        "The ferry company, which owns the pier, had no words.",
    ]


def test_short_beginnings_go_on_in_dumps_whose_lines_begin_with_marks() -> None:
    marks = f"{FIRST}\nferry company\n, which owns the pier, had to say.\n{LAST}\n2033\n, not before.\n"
    lines = "The board of the port\ntold\nthe islanders nothing.\nBuilders from the yard,\nHolm & Sons\n, waited outside.\n"
    assert blocks(marks + lines)[2:] == [
        "The board of the port told the islanders nothing.",
        "Builders from the yard, Holm & Sons, waited outside.",
    ]
    assert blocks(f"{marks}Share on all channels\nWorld\nSport\n")[2:] == [
        "Share on all channels",
        "World",
        "Sport",
    ]


def test_without_marks_at_the_beginning_of_lines_none_go_on() -> None:
    lines = [FIRST, "ferry company", "has to say", "iPhones fall into the harbour, as they do every year"]
    assert blocks("\n".join(lines)) == lines


def test_lines_below_blank_ones_and_ornaments_stay() -> None:
    lines = [FIRST, ". . .", ":)", "…"]
    assert blocks("\n".join(lines)) == lines
    assert blocks(f"{FIRST}\n\n, he said") == [FIRST, ", he said"]


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        (", which", True),
        (".", True),
        ("。", False),
        ("... and", False),
        (".5 inches", False),
        ("、その後", True),
        ("-subscribe, he said", True),
        ("- an item", False),
    ],
)
def test_marks_that_begin_no_paragraph(text: str, stray: bool) -> None:
    assert textnodes.is_stray(text) is stray


def test_a_row_of_labels_does_not_go_on_in_a_link() -> None:
    lines = [
        "Learn more: Harbour Disclaimer | Harbour Copyright Notice",
        "Journal of Piers",
        ". 2024 June 30",
    ]
    assert blocks("\n".join(lines)) == lines
    byline = ["By", "Ada Moor", ", Harbour DeskLast Updated: Dec 19"]
    assert blocks("\n".join(byline)) == byline


def test_links_inside_sentences_and_buttons_below_headlines() -> None:
    said = f"{FIRST}\nferry company\nhad to say about the pier and its owner.\nIt met\n, and went.\n"
    assert blocks(said) == [
        f"{FIRST} ferry company had to say about the pier and its owner.",
        "It met, and went.",
    ]
    buttons = (
        "Six ways to mend a net before the herring comes\nread\nThe pier at Tarn is not what it was\nread\n"
    )
    assert blocks(said + buttons)[2:] == buttons.strip().split("\n")


def test_a_colon_between_two_links_joins_them() -> None:
    assert blocks("Tarn Bay\n:\nPier Shut Until Autumn\n19 May 2031\n") == [
        "Tarn Bay: Pier Shut Until Autumn",
        "19 May 2031",
    ]
    for lines in (["He said so.", ":", "Nobody came to the pier"], ["Topics", ":", "Ferries", "Tarn Bay"]):
        assert blocks("\n".join(lines)) == lines
    assert blocks("Tarn Bay\n:\n\nNobody came to the pier\n") == ["Tarn Bay", ":", "Nobody came to the pier"]


PADDED = (
    " Board meets \n Source:  Tarn Courier   3 hours ago   Harbour   Report \n Also:   Nobody came \n"
    " The board met on Monday, and   Jane Doe , its chairwoman, said that the pier would be mended by the spring . \n"
    " A \n B \n C \n D \n E \n"
)


def test_labels_beside_each_other_stand_apart_where_blanks_put_a_dump_together() -> None:
    assert blocks(PADDED)[:6] == [
        "Board meets",
        "Source: Tarn Courier",
        "3 hours ago",
        "Harbour",
        "Report",
        "Also: Nobody came",
    ]
    assert blocks(PADDED)[6].startswith("The board met on Monday, and Jane Doe, its chairwoman,")
    assert blocks(PADDED)[6].endswith("by the spring.")


def test_blanks_part_nothing_in_other_dumps() -> None:
    lines = [line.strip() for line in PADDED.splitlines()]
    assert "Source: Tarn Courier 3 hours ago Harbour Report" in blocks("\n".join(lines))
