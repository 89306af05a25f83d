"""The second opinion: it is asked about unsure pages only, moves scores, and cannot lose a page."""

from __future__ import annotations

import builders
import pytest
import trafilatura

from cleaners import second
from cleaners.scorer import Scores

STORY = (
    "The harbour board of Port Alma said on Tuesday that the ferry to Sable Point will run again from May."
)
NOTICE = (
    "Please keep your ticket until you have left the pier and show it to the staff when you are asked to."
)
PAGE = builders.page(f"<p>{STORY}</p><p>{NOTICE}</p><p>Quay</p>")


def scores(confidence: float) -> Scores:
    return Scores({0: 0.4, 1: 0.4, 2: 0.2}, {2: "a short line"}, 0.3, confidence)


def test_sure_pages_and_huge_ones_are_not_asked_about() -> None:
    assert second.wanted(scores(0.5), PAGE)
    assert not second.wanted(scores(0.95), PAGE)
    assert not second.wanted(Scores({}, {}, 0.5, 0.0), PAGE)
    assert not second.wanted(scores(0.5), builders.page("<p>" + "a ferry sails " * 200_000))


def test_a_block_in_the_witness_text_rises_and_another_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trafilatura, "baseline", lambda _: (None, STORY, len(STORY)))
    revised = second.revise(scores(0.5), PAGE)
    assert revised.probabilities[0] > 0.7 > 0.4 > 0.15 > revised.probabilities[1]
    assert set(revised.evidence) == {1, 2}
    assert revised.evidence[2] == "a short line"
    assert "second extractor" in revised.evidence[1]


@pytest.mark.parametrize("said", ["", f"{STORY} {NOTICE}", ValueError("broken"), RecursionError()])
def test_a_witness_that_says_nothing_or_everything_or_fails_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, said: str | Exception
) -> None:
    def baseline(_: str) -> tuple[None, str, int]:
        if isinstance(said, Exception):
            raise said
        return None, said, len(said)

    monkeypatch.setattr(trafilatura, "baseline", baseline)
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: None)
    assert second.revise(scores(0.5), PAGE) == scores(0.5)


def test_where_the_quick_witness_tells_the_whole_page_the_thorough_one_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = f"{STORY} {NOTICE}"
    monkeypatch.setattr(trafilatura, "baseline", lambda _: (None, whole, len(whole)))
    monkeypatch.setattr(trafilatura, "extract", lambda *_, **__: STORY)
    revised = second.revise(scores(0.5), PAGE)
    assert revised.probabilities[0] > 0.7 > 0.15 > revised.probabilities[1]
