"""Which phrases single words of a page rule out: never one that the page holds."""

from __future__ import annotations

import pytest

from cleaners import lexicon
from cleaners.lexicon import Phrase, clues, fold
from cleaners.wording import sheet

LOOSE = (*lexicon.phrases().unkeyed.phrases, *lexicon.phrases().anywhere.phrases)


@pytest.mark.parametrize("entry", LOOSE, ids=lambda entry: f"{entry.language}-{entry.phrase[:30]}")
def test_a_page_that_holds_a_phrase_is_never_ruled_out(entry: Phrase) -> None:
    said = entry.yes.split("|")[1] if entry.yes.count("|") == 2 else entry.yes
    page = sheet.Sheet((f"The bridge will close in May. {said} Boats go on.",))
    words = lexicon.phrases()
    assert any(entry in loose.on(page.stems) for loose in (words.unkeyed, words.anywhere))


def test_most_phrases_are_ruled_out() -> None:
    stems = clues.stems(fold("The bridge will close in May and the boats go on until autumn.").text.split())
    assert len(list(lexicon.phrases().unkeyed.on(stems))) < len(lexicon.phrases().unkeyed.phrases) * 0.6


@pytest.mark.parametrize(
    ("required", "choices", "stems"),
    [
        (("no",), ("la opinion de", "las posturas"), {"opini", "postu"}),
        (("newsletter",), (), {"newsl"}),
        (("[[",), ("{{",), None),
        ((), ("版权所有",), {"版"}),
        ((), ("line", "公式line"), None),
        (("a", "in"), ("it",), None),
    ],
)
def test_the_words_that_tell(
    required: tuple[str, ...], choices: tuple[str, ...], stems: set[str] | None
) -> None:
    assert clues.of(required, choices) == stems
