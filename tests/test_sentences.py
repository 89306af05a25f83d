"""Where sentences begin."""

from __future__ import annotations

from cleaners.wording import sentences


def test_a_sentence_does_not_begin_behind_an_abbreviation() -> None:
    text = "It rained. The U.S. ambassador, Mr. Drozd, met Dr. Vale on Jan. 4. The end"
    assert text[sentences.start(text, len(text) - len(" The end")) :].startswith("The U.S. ambassador")


def test_a_sign_off_behind_a_dash_is_a_sentence_of_its_own() -> None:
    text = "A ruling is expected on Thursday. – AAP Save this story. It rained – AAP said so."
    assert [text[end:].split()[:2] for end in sentences.ends(text)] == [["–", "AAP"], ["It", "rained"]]
