"""Enumerations in dumps: items that semicolons end stay; labels behind a colon are the page's."""

from __future__ import annotations

import pytest
from builders import dump, judge

from cleaners import plaintext
from cleaners.model import Block, Page
from cleaners.rules import enumerations

BEFORE = (
    "The water board will help the nine hundred families of the valley until the gate is mended. Each gets:"
)


def kept(*lines: str) -> list[int]:
    return [one.block for one in judge(dump(*lines), enumerations.rules) if one.action == "keep"]


def test_items_that_semicolons_end_stay_with_the_one_that_closes_them() -> None:
    items = (
        "50 litres a day for each person;",
        "a tank of 1,000 litres, on loan;",
        "a test of the water once a week.",
    )
    assert kept(BEFORE, *items, "Share") == [1, 2, 3]


@pytest.mark.parametrize(
    "lines",
    [
        (BEFORE, "Read more", "Subscribe", "Share"),
        ("Tags:", "Water;", "Valley;", "Share this"),
        (BEFORE, "It has not rained since May."),
        ("50 litres a day for each person;", "a test of the water once a week."),
        (BEFORE, "50 litres a day;", "x " * 200 + ";", "a test once a week."),
    ],
)
def test_other_lines_behind_a_colon_are_left_to_others(lines: tuple[str, ...]) -> None:
    assert kept(*lines) == []


def bulleted(lead: str, *items: str) -> list[str]:
    text = "\n".join(
        (lead, *(f"• {one}" for one in items), "The board will meet again on Friday to hear the families.")
    )
    return [one.text for one in verdict_blocks(text)]


def verdict_blocks(text: str) -> list[Block]:
    read = plaintext.read(Page(text.encode(), kind="text"))
    gone = {one.block for one in judge(read, enumerations.rules) if one.action == "keep"}
    return [block for block in read.blocks if block.index in gone]


def test_items_with_bullets_behind_a_sentence_of_the_story_stay() -> None:
    items = ("News about planning and roads", "Obituaries and family notices", "The weather")
    asked = "The families of the valley were asked what they wanted to know of the water board, and most of them answered:"
    assert bulleted(asked, *items) == list(items)
    assert bulleted("Related stories:", *items) == []
    assert (
        bulleted(
            "Sign up for our newsletter and choose what you would like to read in your inbox every day:",
            *items,
        )
        == []
    )
