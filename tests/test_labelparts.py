"""Labels in parts: what their marks part, and what the age or date in them does."""

from __future__ import annotations

import pytest

from cleaners.layout import labelparts
from cleaners.model import Block


def line(text: str) -> Block:
    return Block(0, "paragraph", "", text, -1)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Northport Courier | World | 4 hours ago", ["Northport Courier", "World", "4 hours ago"]),
        ("Ada Moor, Northport Courier, 3h", ["Ada Moor", "Northport Courier", "3h"]),
        ("[Talbote] vor 3 Std. in Region", ["Talbote", "vor 3 Std.", "Region"]),
        ("Northport Courier (World, 2 days ago)", ["Northport Courier", "World", "2 days ago"]),
        ("Posted 4 hours ago by Northport Courier", ["Posted", "4 hours ago", "Northport Courier"]),
        ("Published by Talbote on 12 May 2026", ["Published by Talbote", "12 May 2026"]),
        ("Talbote, Montag, 12. Mai 2026", ["Talbote", "Montag, 12. Mai 2026"]),
        ("**Talbote** · gestern", ["Talbote", "gestern"]),
        ("Northport Courier Just now", ["Northport Courier", "Just now"]),
        ("Talbote 6 hr. ago", ["Talbote", "6 hr. ago"]),
        ("The Herald3h agoWorld", ["The Herald", "3h ago", "World"]),
        ("Harian Pesisir11 jam laluEkonomi", ["Harian Pesisir", "11 jam lalu", "Ekonomi"]),
        ("Kabar PesisirkemarinNasional", ["Kabar Pesisir", "kemarin", "Nasional"]),
        ("McGee Tribune2 days ago", ["McGee Tribune", "2 days ago"]),
        ("2 часа назад Экономика", ["2 часа назад", "Экономика"]),
        ("52 mins agoKerala", ["52 mins ago", "Kerala"]),
        ("Regionales 06/05/2026 07:30", ["Regionales", "06/05/2026 07:30"]),
        ("Updated 6 May 2026", ["Updated 6 May 2026"]),
        ("L’Écho de Tarn hier à 18 h 12", ["L’Écho de Tarn", "hier à 18 h 12"]),
        ("L’Écho de Tarn aujourd’hui à 7 h 05 Monde", ["L’Écho de Tarn", "aujourd’hui à 7 h 05", "Monde"]),
        ("Neme Courier · 2 hours ago+ Follow", ["Neme Courier", "2 hours ago"]),
    ],
)
def test_parts_of_a_label(text: str, parts: list[str]) -> None:
    assert [one.text for one in labelparts.pieces(line(text))] == parts
    assert labelparts.is_dated(line(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor, Ben Quill, Ida Storm",
        "[Talbote] Mühle mahlt wieder in Oberau",
        "Boats are back in town by popular demand (again)",
        "LISTEN: our reporter reads this interview aloud for you, episode 88 (31 min)",
        "A ship of 12 m in length, a mast and two sails",
        "He came on 3 wheels",
        "iPhone15 and its makers",
        "McGee Tribune",
        "The bell rang at 18:12",
    ],
)
def test_lines_without_a_time_are_not_dated(text: str) -> None:
    assert not labelparts.is_dated(line(text))


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Harbour Gazette 3 hours ago World", ["Harbour Gazette", "3 hours ago", "World"]),
        ("Báo Bến Sông 2 giờ Xã hội", ["Báo Bến Sông", "2 giờ", "Xã hội"]),
        ("Storm lasts 3 days", ["Storm lasts 3 days"]),
        ("Town marks 4 days without rain", ["Town marks 4 days without rain"]),
        ("Town Marks 4 Days Without Rain", ["Town Marks 4 Days Without Rain"]),
        ("बाढ़ की चेतावनी 15 दिन बढ़ी, अब 31 मई तक", ["बाढ़ की चेतावनी 15 दिन बढ़ी, अब 31 मई तक"]),
        (
            "Bay Post, 2 hours ago. They had been asked, and …",
            ["Bay Post, 2 hours ago. They had been asked, and …"],
        ),
    ],
)
def test_an_age_between_names_without_marks(label: str, parts: list[str]) -> None:
    assert [piece.text for piece in labelparts.pieces(line(label))] == parts
