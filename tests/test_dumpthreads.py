"""Comments below a dump's story, and transcripts that look alike."""

from __future__ import annotations

import builders
import pytest

from cleaners.model import Verdict
from cleaners.rules import dumpthreads

STORY = (
    "The harbour board of Port Alma decided on Monday that its ferries will run through the whole winter.",
    "Two of the boats had been out of service since a storm in October tore their moorings from the pier.",
    "Islanders rang the bells when the news came, and the school closed an hour before its usual time.",
)


def taken(*lines: str, cut: tuple[int, ...] = ()) -> list[str]:
    read = builders.dump(*lines)
    before = [Verdict(index, "cut", "phrases.comments", "a heading of comments") for index in cut]
    return builders.taken(read, builders.judge(read, dumpthreads.rules, before=before), "dumpthreads.comment")


@pytest.mark.parametrize(
    "heads",
    [
        ("Jo D. says:", "Verna in Tarn says:"),
        ("Jo D. schreibt:", "Verna sagt:"),
        ("Jo D. dit :", "Verna dit :"),
    ],
)
def test_comments_under_a_name_that_says(heads: tuple[str, str]) -> None:
    thread = (
        heads[0],
        "My boat is called Nell and I have never missed a ferry.",
        heads[1],
        "Nor have I, Jo.",
    )
    assert taken(*STORY, "3 voices", *thread) == list(thread)


def test_one_comment_behind_a_line_that_has_gone() -> None:
    thread = ("Jo D. says", "12 March 2026", "My boat is called Nell and I have never missed a ferry.")
    assert taken(*STORY, "Responses", *thread, cut=(3,)) == list(thread)


def test_what_people_say_in_a_story_stays() -> None:
    assert taken(*STORY, "The captain says:", "Nobody told us before Monday.") == []
    assert (
        taken(
            *STORY[:2], "Jo D. says:", "Nobody told us.", STORY[2], "Verna says:", "We heard it on the radio."
        )
        == []
    )
    assert (
        taken(*STORY, "All the board says", "Nobody told the islanders before the bells rang on Monday.")
        == []
    )
