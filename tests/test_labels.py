"""What a line's last characters say about it."""

from __future__ import annotations

import pytest

from cleaners.layout import labels


@pytest.mark.parametrize(
    "line",
    [
        "She closed the book.",
        "“Nobody came.”",
        "Der Betreff lautete: „Es reicht.“",
        "„Und dann?“",
        "»Niemand kam.«",
        "‚Niemand kam.‘",
        "Il a dit : « Personne n’est venu. »",
        "誰も来なかった。」",
        "“Nobody came.” (AP)",
    ],
)
def test_a_line_that_ends_a_sentence(line: str) -> None:
    assert labels.ends_sentence(line)


@pytest.mark.parametrize("line", ["Read more", "Die „Rote Linie“", "The «Aurora»", "Photos (3)", "”"])
def test_a_line_that_ends_none(line: str) -> None:
    assert not labels.ends_sentence(line)
