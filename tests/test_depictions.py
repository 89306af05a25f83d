"""Sentences that describe a picture, and sentences that tell news of one."""

from __future__ import annotations

import pytest

from cleaners.wording import depictions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Oda Lund, left, with the keeper of the light.", True),
        ("The lower slip is seen from the ferry on Monday.", True),
        ("A handout photo shows the slip before the storm.", True),
        ("FILE PHOTO: The lower slip", True),
        ("The photo shows the slip, the harbour master said.", False),
        ("The ferry left on Monday with nobody on board.", False),
    ],
)
def test_a_sentence_describes_a_picture(text: str, expected: bool) -> None:
    assert depictions.describes(text) is expected
