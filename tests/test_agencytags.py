"""Sign-offs of agencies: a few words that name who sent a story, known or by what the agency calls itself."""

from __future__ import annotations

import pytest

from cleaners.sources import agencytags


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The fares stay the same. — Nordvik News Agency", " — Nordvik News Agency"),
        ("The fares stay the same. (Tarn Valley News Service)", " (Tarn Valley News Service)"),
        ("The fares stay the same, said the Nordvik News Agency", None),
        ("The fares stay the same. Reporters left the Nordvik News Agency", None),
    ],
)
def test_an_agency_that_calls_itself_one_signs_off(text: str, tag: str | None) -> None:
    start = agencytags.tag_start(text)
    assert (text[start:] if start is not None else None) == tag
