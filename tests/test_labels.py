"""Labels around a story: how old it is, its date, its publisher, headings of other stories."""

from __future__ import annotations

import pytest
from digests import text

from cleaners.layout import feet, labelparts, labels
from cleaners.lexicon import tables


@pytest.mark.parametrize(
    "label",
    [
        "4 hours ago", "an hour ago", "vor 3 Stunden", "vor einer Stunde", "il y a 2 heures", "hace 5 horas",
        "há 3 horas", "3 ore fa", "3 小时前", "2 घंटे पहले", "قبل 3 ساعات", "منذ ساعتين", "2h", "5 min",
        "3 часа назад", "1時間前", "3시간 전", "2 saat önce", "just now", "il y a 3 h", "hace 5 min", "yesterday, 17:20",
        "gestern um 9.05 Uhr", "hier à 18h30", "today 9:40",
    ],
)  # fmt: skip
def test_relative_times(label: str) -> None:
    assert labels.is_relative_time(label)
    assert labelparts.is_dated(text(f"Northport Courier · {label}").blocks[0])


@pytest.mark.parametrize(
    "line",
    [
        "She left three years before",
        "2 Hours of Silence",
        "vor Gericht",
        "hace frío",
        "hace h",
        "Today",
        "17:20",
        "Monday at 17:20",
        "Chapter 3",
        "ago",
        "",
        "前",
    ],
)
def test_no_relative_times(line: str) -> None:
    assert not labels.is_relative_time(line)


@pytest.mark.parametrize(
    "line",
    [
        "Friday, August 1, 2025",
        "3. August 2025",
        "01.08.2025, 10:30 Uhr",
        "1er août 2025",
        "5 de agosto de 2025",
        "2025年8月1日",
        "2025-08-01",
    ],
)
def test_dates(line: str) -> None:
    assert labels.is_date(line)


@pytest.mark.parametrize(
    "line", ["World Cup 2026", "May", "Apollo 11 in 1969", "Paris 14 July 2025", "June 5", "12 angry men"]
)
def test_no_dates(line: str) -> None:
    assert not labels.is_date(line)


@pytest.mark.parametrize(
    "line", ["12 May", "May 12, 7:40 pm", "Di, 12. Mai", "21 Jan, 07:40", "3. März 14.05 Uhr"]
)
def test_days(line: str) -> None:
    assert labels.is_day(line)
    assert not labels.is_date(line)


@pytest.mark.parametrize(
    "line", ["May Smith", "Mar 12 Lane", "12 men", "7:40 pm", "Route 12", "May", "12 May and 13 May"]
)
def test_no_days(line: str) -> None:
    assert not labels.is_day(line)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("More stories like this", True),
        ("Other news you may like", True),
        ("More stories than rooms", False),
        ("More than a hotel", False),
        ("Stories", False),
    ],
)
def test_heading_of_other_stories_by_the_classes_of_its_words(heading: str, expected: bool) -> None:
    assert labels.is_related_heading(heading) is expected


def test_examples_of_the_lexicon() -> None:
    lists = tables.read("segments")
    assert labels.relative_time(lists["unit"]["example"])
    assert labels.relative_time(lists["before"]["example"])
    assert labels.relative_time(lists["after"]["example"])
    assert labels.relative_time(lists["one"]["example"])
    assert labels.relative_time(lists["today"]["example"])
    assert labels.relative_time(lists["before-clock"]["example"])
    assert labels.named_source(lists["published-by"]["example"]) == "Daily Herald"
    assert feet.ends_row(lists["row-more"]["example"])
    assert feet.ends_row(lists["row-load"]["example"])
    assert feet.ends_row(lists["row-end"]["example"])
    assert labels.relative_time(lists["moment"]["example"])
    assert labels.is_date(lists["weekday"]["example"])
    assert labels.is_date("3 mai 2024, 10 h")
    assert labels.named_source(lists["source"]["example"]) == "Daily Herald"
    assert labels.is_related_heading(lists["related"]["example"])
    assert labels.topics(lists["topic"]["example"]) == ("Moon landing",)
    assert labels.is_byline(lists["byline"]["example"])
    assert all(table.keys() >= {"concept", "example"} for table in lists.values())


def test_amounts_are_no_dates() -> None:
    for line in ("90g", "33 g", "9.8 /10", "7.4/10"):
        assert not labels.is_date(line), line
        assert not labels.is_relative_time(line), line
    assert labels.is_date("1.8.2025")
    assert labels.is_relative_time("3h")


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
