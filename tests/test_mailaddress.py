"""E-mail addresses: alone, in a note, behind the last sentence."""

from __future__ import annotations

import pytest

from cleaners.wording import mailaddress

SENTENCE = "The vote is on Monday."


@pytest.mark.parametrize(
    ("text", "alone", "held"),
    [
        ("desk@courier.example", True, True),
        ("news.desk+tips@mail.courier.co.example", True, True),
        ("Jane Doe, jdoe@courier.example", False, True),
        ("@courier", False, False),
        ("five apples @ two crowns", False, False),
        ("desk@courier", False, False),
        ("", False, False),
    ],
)
def test_what_is_an_address(text: str, alone: bool, held: bool) -> None:
    assert (mailaddress.is_one(text), mailaddress.holds_one(text)) == (alone, held)


@pytest.mark.parametrize(
    ("tail", "found"),
    [
        (" desk@courier.example", True),
        (" desk@courier.example.", True),
        (" Write to desk@courier.example", False),
        (" desk@courier.example for more", False),
        (" @courier", False),
    ],
)
def test_an_address_behind_the_last_sentence(tail: str, found: bool) -> None:
    assert mailaddress.behind_sentence(SENTENCE + tail) == (len(SENTENCE) if found else None)


def test_a_long_text_without_an_address_is_read_fast() -> None:
    text = "a.b-" * 50_000 + "@"
    assert not mailaddress.is_one(text)
    assert mailaddress.behind_sentence(text) is None
    assert not mailaddress.holds_one(text)
