"""Lines of which every word is of a closed vocabulary, in wordings that no list holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners import lexicon
from cleaners.lexicon import fold
from cleaners.lexicon.vocabulary import Kind, controls
from cleaners.wording import controls as wording

NEWS = "-"
LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "controls.tsv").read_text("utf-8").split("\n")
    if line
]
"""What a line is, and the line; controls in wordings that no list holds, and news in much the same words."""
KINDS = [kind for kind in controls().kinds if not kind.weak]


def concept(text: str) -> str | None:
    found = wording.whole(text)
    return found.concept if found else None


def cuts(text: str) -> list[str]:
    return [text[one.start : one.stop].strip() for one in wording.inside(text, fold(text))]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.concept}-{kind.yes[0][:24]}")
def test_examples_are_controls_and_counter_examples_are_not(kind: Kind) -> None:
    assert kind.yes
    assert kind.no
    assert [concept(example) for example in kind.yes] == [kind.concept] * len(kind.yes)
    assert [concept(counter) for counter in kind.no] == [None] * len(kind.no)


def test_kinds_use_known_concepts_and_classes() -> None:
    classes = {name for one in controls().vocabularies for found in one.words.values() for name in found}
    for kind in controls().kinds:
        assert kind.concept in lexicon.phrases().concepts
        assert set(kind.holds) | kind.any <= classes | {"name", "number"}


def test_a_weak_sentence_needs_a_control_beside_it() -> None:
    assert concept("What do you think?") is None
    assert concept("No responses yet. What do you think?") == "comments"


@pytest.mark.parametrize(("expected", "text"), [line for line in LINES if line[0] != NEWS])
def test_wordings_that_no_list_holds(expected: str, text: str) -> None:
    assert concept(text) == expected


@pytest.mark.parametrize("text", [text for expected, text in LINES if expected == NEWS])
def test_news_in_much_the_same_words_stays(text: str) -> None:
    assert concept(text) is None
    assert cuts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministry will answer by Friday (opens in a new window) and not before.",
            ["(opens in a new window)"],
        ),
        (
            "Le rapport (s’ouvre dans une nouvelle fenêtre) cite neuf rivières.",
            ["(s’ouvre dans une nouvelle fenêtre)"],
        ),
        ("He would take instructions. Story resumes below", ["Story resumes below"]),
        ("The trams lose less money than the car park. Paid Content", ["Paid Content"]),
        ("“Show the full article,” he said. “Continue below.”", []),
        ("The board meets on Monday. The story continues below deck.", []),
    ],
)
def test_controls_inside_a_passage(text: str, expected: list[str]) -> None:
    assert cuts(text) == expected


def test_the_name_that_a_control_leads_to() -> None:
    text = "Read on The Northern Gazette"
    found = wording.whole(text)
    assert found is not None
    assert found.name == "Northern Gazette"
