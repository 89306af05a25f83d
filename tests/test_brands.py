"""A company's name and the brand that it prints."""

from __future__ import annotations

import pytest

from cleaners.sources.brands import brand


@pytest.mark.parametrize(
    ("name", "written", "wanted"),
    [
        ("Tidal Times Verlagsgesellschaft mbH", {"tidaltimes"}, "Tidal Times"),
        ("Newsharbour Labs Oy", {"newsharbour"}, "Newsharbour"),
        ("Valley Mirror Media", {"valleymirror"}, "Valley Mirror"),
        ("Le Courrier du Port SAS", set(), "Le Courrier du Port"),
        ("Grupo Faro Editorial, S.L.", {"grupofaro"}, "Grupo Faro"),
        ("Harbour Gazette Pvt. Ltd.", set(), "Harbour Gazette"),
        ("Alba Notícias Editora Ltda", {"albanoticias", "albanotícias"}, "Alba Notícias"),
        ("Norby Media", {"norbymedia", "norby"}, "Norby Media"),
        ("Norby Media", set(), "Norby Media"),
        ("Associated Press", {"associated press"}, "Associated Press"),
        ("Inc", set(), "Inc"),
    ],
)
def test_the_brand_wins_where_the_page_writes_it(name: str, written: set[str], wanted: str) -> None:
    assert brand(name, written) == wanted
