"""Short lines beside a headline: which are no headline, no section and no name."""

from __future__ import annotations

import pytest

from cleaners.facts import headers
from cleaners.lexicon import tables
from cleaners.model import Block


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Northern canal dredged for the third time this year",
        "ALSO READ | Ferry runs aground near Northport",
        "Related – Captains wait for two days",
        "Lesen Sie auch: Nordkanal zum dritten Mal ausgebaggert",
        "Lire aussi : Le canal du nord dragué",
        "Lea también: El canal, dragado por tercera vez",
        "Leggi anche: Il canale del nord dragato",
        "Читайте также: Канал углубили в третий раз",
        "यह भी पढ़ें: उत्तरी नहर की खुदाई पूरी हुई",
        "延伸閱讀：北運河今年第三次疏浚",
    ],
)
def test_leads_to_other_stories(line: str) -> None:
    assert headers.is_lead(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, says minister",
        "Related costs: what six weeks of repairs mean for barges",
        "Eastvale: two locks closed after divers find cracks",
        "Next: the moon, says the head of the agency",
        "See also the wall",
    ],
)
def test_headlines_with_the_words_of_leads(line: str) -> None:
    assert not headers.is_lead(line)


@pytest.mark.parametrize(
    "line",
    [
        "Listen to this article",
        "Listen to this article 4 min",
        "Artikel anhören",
        "Écouter cet article",
        "Share Facebook Twitter",
        "Teilen Drucken",
        "Follow Us :",
        "A A A",
        "A- A A+",
        "Aa",
        "글자크기 조절",
        "오디오로 듣기 1분 32초",
        "拡大する",
        "Listen to this article 3 min 48 sec",
        "Text Size:",
        "Text Size: A- A+",
        "Font size: Small Medium Large",
        "Schriftgröße: A A A",
    ],
)
def test_buttons(line: str) -> None:
    assert headers.is_control(line)
    assert headers.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Listen to the young, bishop tells a divided council",
        "A",
        "A cat",
        "Print runs shrink",
        "Abba",
        "Size: six feet",
    ],
)
def test_words_of_buttons_in_other_lines(line: str) -> None:
    assert not headers.is_control(line)


@pytest.mark.parametrize(
    "line",
    [
        "Published: March 4, 2026 | Updated: March 5, 2026",
        "Updated: March 5, 2026, 09:10 IST",
        "Friday, March 6, 2026",
        "4 March 2026 · Jane Doe",
        "Veröffentlicht am 04.03.2026, 20:15 Uhr",
        "Publié le 4 mars 2026 à 20h15, mis à jour le 5 mars 2026 à 08h00",
        "प्रकाशित: 4 मार्च 2026",
        "बुधवार, 4 मार्च 2026",
        "4 hours ago",
        "Conteúdo publicado há 2 dias",
        "Article published 4 hours ago",
    ],
)
def test_stamps(line: str) -> None:
    assert headers.is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "Budget 2026: what changes on 1 April 2026",
        "Locks close in 2026",
        "Four hours on the canal",
        "Lock keeper found 2 days ago",
        "",
    ],
)
def test_headlines_with_dates(line: str) -> None:
    assert not headers.is_stamp(line)


def test_meters() -> None:
    assert all(
        map(headers.is_meter, ("2 Comments", "No Comments", "3 Mins Read", "5 min Lesezeit", "| 4 min |"))
    )
    assert not any(
        map(headers.is_meter, ("2 comments that changed the town", "Comments on a lock", "3 men read"))
    )


def test_recordings() -> None:
    assert headers.is_media_lead("WATCH: Divers go down to the eastern gate")
    assert not headers.is_media_lead("Watch the gate, divers are told")
    assert not headers.is_media_lead("Watch:")


def test_a_count_is_parted_from_its_year() -> None:
    assert headers.parted("March 5, 20262 Comments3 Mins Read") == "March 5, 2026 2 Comments3 Mins Read"
    assert headers.parted("March 5, 2026No Comments") == "March 5, 2026No Comments"
    assert headers.parted("Flat 120262 Comments") == "Flat 120262 Comments"


def test_headlines_that_each_have_a_date() -> None:
    lines = (
        "Ferry runs aground",
        "March 6, 2026",
        "Mayor sells town hall",
        "March 5, 2026",
        "Two locks close",
        "By Jane",
    )
    blocks = tuple(Block(place, "paragraph", "", line, -1) for place, line in enumerate(lines))
    assert headers.teased(blocks, 0, len(blocks)) == {0, 2}
    assert headers.teased(blocks[:2], 0, 2) == frozenset()


@pytest.mark.parametrize(
    "line",
    [
        "Home World Sport Weather Money",
        "Startseite Politik Wirtschaft Sport",
        "Accueil France Monde Sport Santé",
    ],
)
def test_menus_in_one_line(line: str) -> None:
    assert headers.is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "Home Secretary Visits World Trade Fair",
        "Politics Kills Sport",
        "Sport, Politik und Wetter im Wandel der Zeit",
        "Business leaders turn to sport for health",
    ],
)
def test_headlines_of_section_names(line: str) -> None:
    assert not headers.is_menu(line)


def test_hostile_lines_are_quick_and_nothing() -> None:
    for line in ("A " * 500_000, ": " * 500_000, "read also" * 100_000, "20260" * 200_000):
        assert not headers.is_furniture(line)
        assert len(headers.parted(line)) >= len(line)


def test_examples_of_the_lexicon() -> None:
    counted, sections, dated = (tables.read(name) for name in ("counts", "sections", "dates"))
    assert all(headers.is_meter(table["example"]) for table in counted.values())
    assert headers.is_size_widget(sections["size"]["example"])
    assert headers.is_stamp(dated["first"]["example"])
    assert headers.is_stamp(dated["beside"]["example"])


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("The Harbour ArgusFollow18.2K Followers", True),
        ("1.1k views", True),
        ("Ferry league gains 2 million followers", False),
        ("Highway A12 closes at Tarn", False),
    ],
)
def test_a_count_that_is_glued_to_a_line(line: str, counted: bool) -> None:
    assert headers.is_furniture(line) == counted
