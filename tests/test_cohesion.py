"""Words that a block shares with the page's other prose."""

from __future__ import annotations

from cleaners.scorer.cohesion import Cohesion
from cleaners.scorer.words import split

TEXTS = (
    "The harbour board voted to rebuild the eastern pier before the winter storms.",
    "Engineers warned that pillars of the pier were cracked, said the harbour board.",
    "Seven recipes for pumpkin soup",
    "42",
)


def cohesion() -> Cohesion:
    return Cohesion(dict(enumerate(map(split, TEXTS))), [len(TEXTS[0]), len(TEXTS[1]), 0, 0])


def test_a_story_shares_its_subject() -> None:
    shared, often, most = cohesion().row(0)
    assert 0 < shared < 1
    assert shared == often, "there is only one other block of prose"
    assert most == 0.5


def test_what_is_about_something_else_shares_nothing() -> None:
    assert cohesion().row(2) == (0.0, 0.0, 0.0)


def test_without_words_there_is_nothing_to_share() -> None:
    assert cohesion().row(3) == (-1.0, -1.0, -1.0)


def test_forms_of_a_word_are_one() -> None:
    found = Cohesion(
        dict(enumerate(map(split, ("The election was close.", "Elections are held in May.")))), [23, 26]
    )
    assert found.row(0)[0] == 1 / 2  # "election", but not "close"; "was" says nothing
