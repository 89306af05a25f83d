"""Lines between the stories of a dump: which are below a story, and the section that they name."""

from __future__ import annotations

from cleaners import plaintext
from cleaners.layout import periods
from cleaners.model import Page

STORY = "The council voted on Monday to buy a ferry, and the islanders who had waited for it rang the bells."


def _dump(below: list[str], end: str = "Load more") -> tuple[tuple[str, ...], list[range]]:
    lines: list[str] = []
    times: list[range] = []
    for number, foot in enumerate(below):
        start = len(lines) - below[number - 1].count("\n") - 1 if number else 0
        lines += [f"Ferry number {number} sails again", f"Bay Gazette · {number + 1} hours ago"]
        times.append(range(start, len(lines)))
        lines += [STORY, *foot.split("\n")]
    return (*lines, end), times


def _blocks(lines: tuple[str, ...]) -> tuple:
    return plaintext.read(Page("\n".join(lines).encode(), kind="text")).blocks


def test_lines_that_stand_below_the_last_story_too_belong_to_the_story_above() -> None:
    lines, times = _dump(["Politics\n3 likes", "Harbour\n14 likes", "Sport\n7 likes"])
    found = periods.feet(_blocks(lines), times)
    assert [[lines[place] for place in foot] for foot in found] == [
        ["Politics", "3 likes"],
        ["Harbour", "14 likes"],
        ["Sport", "7 likes"],
    ]


def test_place_among_sections_makes_an_unknown_name_a_section() -> None:
    lines, times = _dump(["Politics\nShare", "Harbour\nShare", "Sport\nShare"])
    blocks = _blocks(lines)
    named = periods.sections(blocks, periods.feet(blocks, times))
    assert [one.name if one else None for one in named] == ["Politics", "Harbour", "Sport"]


def test_word_for_it_introduces_a_section() -> None:
    lines, times = _dump(["Topic: Harbour", "Topic: Ships"])
    blocks = _blocks(lines)
    named = periods.sections(blocks, periods.feet(blocks, times))
    assert [one.name if one else None for one in named] == ["Harbour", "Ships"]


def test_nothing_repeats_below_stories_without_lines_below() -> None:
    lines, times = _dump(["Storm over", "Calm again"], end="About us")
    assert periods.feet(_blocks(lines), times) == []


def test_a_short_line_inside_the_last_story_is_no_foot() -> None:
    lines, times = _dump(
        ["Politics\n3 likes", "Harbour\n14 likes", f"A note\n{STORY} {STORY}\nSport\n7 likes"]
    )
    found = periods.feet(_blocks(lines), times)
    assert [lines[place] for place in found[-1]] == ["Sport", "7 likes"]
