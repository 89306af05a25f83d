"""Seams: where a page ran two pieces of text together, and what only looks so."""

from __future__ import annotations

import pytest

from cleaners.layout import seams

STORY = "Um sechs Uhr steht Ida Holm am Ufer und misst, was früher ein Angestellter gemessen hat."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ida Holm prüft am Morgen das Wasser. © Ansgar Moor", f"Oberau. {STORY}"),
        ("Ida Holm prüft am Morgen das Wasser. Foto: Ansgar Moor", f"Oberau. {STORY}"),
        ("Ida Holm am Ufer der Talsperre im März 2026.", STORY),
    ],
)
def test_two_pieces(first: str, second: str) -> None:
    assert seams.parts(first + second) == (first, second)
    assert "".join(seams.credited(first + second)).replace(" ", "") == (first + second).replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "Foto: Jan Łukaszewski. Pszczelarze nasłuchują uli w Zalesinie od wiosny do jesieni.",
        "Copyright © Zprávy z údolí, a.s. Obsah je chráněn autorským právem a nesmí se kopírovat.",
        "Foto: GettyImages. Der Hafen von Sorn bleibt bis Mai gesperrt, sagte die Hafenmeisterin.",
    ],
)
def test_one_piece(text: str) -> None:
    assert seams.parts(text) == (text,)


def test_only_credits_part_lines_in_markup() -> None:
    caption, told = (
        "Ida Holm at her stall in Port Alma. Photo: Supplied",
        "Ida Holm has sold herring for 31 years.",
    )
    rest = "On Saturday she packed up at ten.Nobody had come to the quay all day, she said."
    assert seams.credited(f"{caption}{told} {rest}") == (caption, f"{told} {rest.replace('ten.N', 'ten. N')}")
