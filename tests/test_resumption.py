"""Where a story goes on behind headlines: its words, and the weights that were learned."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from cleaners import lexicon
from cleaners.wording import cohesion
from cleaners.wording.cohesion import Known
from cleaners.wording.resumption import NOWHERE, Resumption, chosen
from cleaners.wording.runwords import TYPICAL_WORDS, read_words, sentence_end

STORY = (
    "The council of Norby voted on Monday to close the old bridge. Engineers had found cracks in two of its "
    "pillars, and the bridge will stay closed until they have been filled."
)


def story_behind(text: str, known: str = STORY) -> tuple[Resumption, int]:
    words = lexicon.promos()
    tokens = read_words(text, 0, len(text))
    end = sentence_end(tokens, 0, words)
    assert end is not None
    return Resumption(tokens, words, Known.of(known), TYPICAL_WORDS, title_case=False), end


@pytest.mark.parametrize(
    ("run", "rest"),
    [
        (
            "Lake levels to fall for a third spring Brewery turns ferry into taproom",
            "The engineers will return in May.",
        ),
        (
            "Nine goats lost on the moor Piano found in a well",
            "Engineers said the cracks in the bridge were old.",
        ),
        ("Ferry fares to rise in January", "Norby had built the bridge in 1904, and closed it once before."),
    ],
)
def test_the_story_is_known_by_its_words(run: str, rest: str) -> None:
    story, end = story_behind(f"{run} {rest}")
    assert story.after_several(end, colon=False) == len(run.split())


def test_a_lead_may_have_lost_its_headlines() -> None:
    story, end = story_behind(
        "The engineers told the council of Norby that the cracks in the bridge were old."
    )
    assert story.after_several(end, colon=False) == 0
    assert story.after_several(end, colon=True) != 0


def test_a_run_may_go_on_to_the_end() -> None:
    story, end = story_behind("Lake levels fall to 12 feet from 14 in the year to May.", known="")
    assert story.after_several(end, colon=True) is None


def test_stems_that_tell_one_story_from_another() -> None:
    assert Known.of("The ministers met; परिषद ने कहा").stems == {"minis", "परिषद"}
    assert [cohesion.stem(word) for word in ("bridge", "with", "2031", "met")] == ["bridg", None, None, None]


def test_weights_of_both_kinds_of_places_are_there() -> None:
    path = resources.files("cleaners.wording") / "resumption.toml"
    weights = tomllib.loads(path.read_text(encoding="utf-8"))
    assert weights.keys() == {"single", "several"}
    for kind in weights.values():
        assert NOWHERE in kind
        assert kind["known after"] > kind["known before"]
        assert kind["unfinished"] < 0


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({4: 0.3, 9: 0.6}, 9),
        ({4: 0.4, 9: 0.45}, 4),
        ({4: 0.4, 9: 0.3}, None),
        ({4: 0.4, 19: 0.45}, None),
        ({2: 0.04, 4: 0.4, 9: 0.45}, 4),
        ({0: 0.4, 5: 0.45}, None),
        ({}, None),
    ],
)
def test_the_first_of_several_places_when_none_is_sure(
    shares: dict[int, float], expected: int | None
) -> None:
    assert chosen(shares) == expected


def test_how_sure_a_place_has_to_be() -> None:
    assert chosen({4: 0.4, 9: 0.6}, 0.6) == 9
    assert chosen({4: 0.4, 9: 0.6}, 0.7) == 4
