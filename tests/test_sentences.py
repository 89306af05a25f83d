"""Where sentences begin."""

from __future__ import annotations

from cleaners.wording import sentences


def test_a_sentence_does_not_begin_behind_an_abbreviation() -> None:
    text = "It rained. The U.S. ambassador, Mr. Drozd, met Dr. Vale on Jan. 4. The end"
    assert text[sentences.start(text, len(text) - len(" The end")) :].startswith("The U.S. ambassador")
