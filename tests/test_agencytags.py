"""Sign-offs of agencies: a few words that name who sent a story, known or by what the agency calls itself."""

from __future__ import annotations

import pytest

from cleaners.sources import agencytags


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The fares stay the same. — Nordvik News Agency", " — Nordvik News Agency"),
        ("The fares stay the same. (Tarn Valley News Service)", " (Tarn Valley News Service)"),
        ("The fares stay the same. AFP abc/def (foto) (vídeo)", " AFP abc/def"),
        ("The fares stay the same. AFP sent a reporter (photo)", None),
        ("The fares stay the same, said the Nordvik News Agency", None),
        ("The fares stay the same. Reporters left the Nordvik News Agency", None),
    ],
)
def test_an_agency_that_calls_itself_one_signs_off(text: str, tag: str | None) -> None:
    start = agencytags.tag_start(text)
    assert (text[start:].removesuffix(" (foto) (vídeo)") if start is not None else None) == tag


def test_an_agencys_address_and_what_it_sends_belong_to_its_tag() -> None:
    assert agencytags.is_tag("(NAN)(www.nannews.ng)")
    assert agencytags.is_tag("EFE abc/def (foto) (vídeo)")
    assert not agencytags.is_tag("(see www.nannews.ng)")
