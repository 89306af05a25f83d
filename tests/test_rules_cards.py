"""Lines of one story among several that the scorer is sure are none of a story's."""

from __future__ import annotations

import builders
import pytest

from cleaners import document
from cleaners.model import Context, Metadata, Page, Segment
from cleaners.rules import cards

LINES = (
    "The ferry Alma went back to sea on Monday after ten years in a museum yard.",
    "Her owners say that she will carry walkers across the bay until October.",
    "Ring the harbour desk if you have seen a ferry.",
    "She leaks less than her captain does, who sailed her first in 1979.",
)


def cut(likelihoods: dict[int, float]) -> list[str]:
    read = document.read(Page("".join(f"<p>{line}</p>" for line in LINES).encode()))
    passages = builders.passages(read)
    segment = Segment(0, len(read.blocks), "split")
    context = Context(read, segment, Metadata(), passages, likelihoods=likelihoods)
    return [LINES[verdict.block] for rule in cards.likelihood for verdict in rule(context)]


@pytest.mark.parametrize(
    ("likelihoods", "gone"),
    [
        ({0: 0.9, 1: 0.8, 2: 0.03, 3: 0.9}, [LINES[2]]),
        ({0: 0.9, 1: 0.8, 2: 0.3, 3: 0.9}, []),
        ({0: 0.9, 1: 0.1, 2: 0.1, 3: 0.1}, []),
        ({}, []),
    ],
    ids=["sure", "unsure", "most of the story", "not asked"],
)
def test_only_what_is_sure_and_little_goes(likelihoods: dict[int, float], gone: list[str]) -> None:
    assert cut(likelihoods) == gone
