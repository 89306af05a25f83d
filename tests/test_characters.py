"""What a reader sees of a text's characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.characters import shown, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a\u00a0b \n\t c ", "a b c"),
        ("Court\u0092s", "Court’s"),
        ("so\u00adft, zero\u200bwidth, \ufeffmark", "soft, zerowidth, mark"),
        ("\x1b[31mred\x07", "[31mred"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a \u202eb\u202c c", "a b c"),
        ("half \ud800 pair", "half pair"),
        ("plain – “text” stays…", "plain – “text” stays…"),
        ("\u200b\u200b", ""),
    ],
)
def test_shown(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text(max_size=200))
def test_shown_is_final_and_writable(text: str) -> None:
    once = shown(text)
    assert shown(once) == once
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "parts", "joined"),
    [
        ("Tues., 7 a.m. EST", ["Tues", "a", "m", "EST"], ["Tues.", "a.m.", "EST"]),
        ("aujourd’hui, mi-août", ["aujourd", "hui", "mi", "août"], ["aujourd’hui", "mi-août"]),
        ("हिन्दी में 3", ["हिन्दी", "में"], ["हिन्दी", "में"]),
        ("12_34 – 5", [], []),
    ],
)
def test_words_keep_their_signs_and_joined_their_marks(
    text: str, parts: list[str], joined: list[str]
) -> None:
    assert words(text) == parts
    assert words(text, joined=True) == joined
