"""Credits at the end of a caption that have no label: names, agencies, who took the picture."""

from __future__ import annotations

import pytest

from cleaners.wording import closingcredits


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("A boat at the slip in Port Alma on May 4. – COASTPIX/Ilse May Brandt", "COASTPIX/Ilse May Brandt"),
        ("Sebuah perahu di dermaga, Senin (4/5). ANTARA FOTO/Dana Whitlock", "ANTARA FOTO/Dana Whitlock"),
        ("Pupils at the pier in Port Alma on Tuesday. PTI Photo", "PTI Photo"),
        ("The letter, as released by the board. BERNAMA PHOTO", "BERNAMA PHOTO"),
        ("Smoke over the kilns on the night of May 4 -- Tesk Courier file", "Tesk Courier file"),
        ("Two boats at the pier.©Provided by Tesk", "©Provided by Tesk"),
        ("Een boot aan de kade, maandagochtend. Beeld ANP / Dana Whitlock", "Beeld ANP / Dana Whitlock"),
        ("Ilse Brandt mit dem Ruder ihres Vaters. Foto Harm-Jan Voss", "Foto Harm-Jan Voss"),
        ("La barca più vecchia del porto. (foto del proprietario)", "foto del proprietario"),
        ("नाव के साथ खड़े मछुआरे। फोटो: दैनिक तट", "फोटो: दैनिक तट"),
        ("She mends a net at dusk. Photo by the author", "Photo by the author"),
        ("The red kelp grows only off Port Alma © Dana Whitlock / AFP", "© Dana Whitlock / AFP"),
        ("The red kelp grows only off Port Alma © AFP / Dana Whitlock", "© AFP / Dana Whitlock"),
        ("The red kelp grows only off Port Alma © Reuters", "© Reuters"),
        ("Ida Holm, con una de las redes en su casa. / DANA M. WHITLOCK", "DANA M. WHITLOCK"),
        ("5月6日，孩子们在灯塔上看星图。新华社记者 白石帆 摄", "新华社记者 白石帆 摄"),
        ("5月6日，孩子们在灯塔上看星图。白石帆摄", "白石帆摄"),
        ("5月6日，孩子們在燈塔上看星圖（記者白石帆攝）", "記者白石帆攝"),
    ],
)
def test_credits_that_only_stand_behind_the_caption(text: str, credit: str) -> None:
    found = closingcredits.trailing(text)
    assert found is not None
    assert found.credit == credit


@pytest.mark.parametrize(
    "text",
    [
        "The board will meet again in May. ENDS/WATCH MORE VIDEOS",
        "She won the prize at last. Best Picture",
        "The firm holds the rights to every text © Alma Media 2026",
        "All rights to the songs stay with their makers © Alma Choir",
        "He had the boat repainted (photo of the old one).",
        "The pier stays closed – the board keeps a file",
        "They sold the boat in May. Dana Whitlock",
        "The pier reopened on Monday.Two boats came in.",
        "孩子们在灯塔上看星图，照片由老人拍摄",
        "这部电影在灯塔上拍摄。",
    ],
)
def test_the_end_of_a_story_is_no_credit(text: str) -> None:
    assert closingcredits.trailing(text) is None
