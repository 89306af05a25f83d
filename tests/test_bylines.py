"""Names in bylines, and everything in bylines that is no name."""

from __future__ import annotations

import pytest

from cleaners.facts import bylines
from cleaners.lexicon import tables
from cleaners.model import Person

OUTSIDE = frozenset({"examplepost", "examplepostcom", "xyz"})


def names(text: str, declared: bool = False) -> list[str]:
    return [person.name for person in bylines.persons(text, OUTSIDE, declared)]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("By Jane Doe, Senior Reporter, and John Roe | Updated 3 May", ["Jane Doe", "John Roe"]),
        ("Jane Doe / John Roe", ["Jane Doe", "John Roe"]),
        ("A. Doe, B. Roe and C. D. Poe", ["A. Doe", "B. Roe", "C. D. Poe"]),
        ("Von Jana Muster und Jan Beispiel", ["Jana Muster", "Jan Beispiel"]),
        ("Text: Von Jana Muster", ["Jana Muster"]),
        ("Por María del Carmen Ruiz y Juan Pérez Gómez", ["María del Carmen Ruiz", "Juan Pérez Gómez"]),
        ("Par Jeanne Dupont et Jean Durand", ["Jeanne Dupont", "Jean Durand"]),
        ("Di Maria Rossi", ["Maria Rossi"]),
        ("द्वारा रमेश कुमार", ["रमेश कुमार"]),
        ("بقلم محمد علي", ["محمد علي"]),
        ("文/王小明", ["王小明"]),
        ("記者 王小明", ["王小明"]),
        ("김철수 기자", ["김철수"]),
        ("JANE DOE AND JOHN ROE", ["JANE DOE", "JOHN ROE"]),
        ("By Jane Doe in Exampleville", ["Jane Doe"]),
        ("By Jane Doe for The Example Post", ["Jane Doe"]),
        ("By Jane Doe Associated Press", ["Jane Doe"]),
        ("By Jane Doe, Ph.D.", ["Jane Doe"]),
        ("Words: Jane Doe | Pictures: Joe Roe", ["Jane Doe"]),
        ("Texte : Jeanne Dupont — Photographies : Jean Durand", ["Jeanne Dupont"]),
        ("Text: Jana Muster, Fotos: Ole Beispiel", ["Jana Muster"]),
        ("Text und Fotos: Jana Muster", ["Jana Muster"]),
        ("Testo di Maria Rossi Foto: Carlo Bianchi", ["Maria Rossi"]),
        ("Tekst: Anna de Boer / Beeld: Piet Smit", ["Anna de Boer"]),
        ("Texto: Juan Pérez. Fotografías de Ana Ruiz", ["Juan Pérez"]),
        ("Interview by Jane Doe | Pictures by Joe Roe | 3 April 2026", ["Jane Doe"]),
        ("As told to Jane Doe", ["Jane Doe"]),
        ("Aufgezeichnet von Jana Muster", ["Jana Muster"]),
        ("Записала Анна Примерова", ["Анна Примерова"]),
        ("Rozmawiała Anna Przykład", ["Anna Przykład"]),
        ("聞き手・山田花子", ["山田花子"]),
        ("Jane Doe (jane@example.org) https://example.org/jane", ["Jane Doe"]),
    ],
)
def test_names(byline: str, expected: list[str]) -> None:
    assert names(byline) == expected


@pytest.mark.parametrize(
    "kept",
    [
        "By Von Miller",
        "Per Hansen",
        "José Ortega y Gasset",
        "Jane A Doe",
        "Ludwig van Muster",
        "Ali bin Hassan",
    ],
)
def test_particles_and_short_words_stay_in_names(kept: str) -> None:
    assert names(kept) == [kept.removeprefix("By ")]


@pytest.mark.parametrize(
    "nobody",
    [
        "By CNN Wire", "Reuters", "By AFP and Example |",
        "The Example Post", "Example Post Staff", "Staff Writer",
        "Editorial Team", "By the Editorial Board", "Updated 3 May 2024", "https://example.org/author/doe",
        "desk@example.org", "Redaktion", "Agencia EFE", "Follow Us", "Full Bio",
        "XYZ Sports", "admin", "12 comments",
        "Senior QA Engineer", "By U.S. Institute of Tests and Measures", "", "By", "...",
    ],
)  # fmt: skip
def test_nobody(nobody: str) -> None:
    assert names(nobody) == []


def test_role_goes_with_its_name() -> None:
    assert bylines.persons("Jane Doe Chief Political Correspondent") == [
        Person("Jane Doe", "Chief Political Correspondent")
    ]
    assert bylines.persons("Jane Doe, Redakteurin") == [Person("Jane Doe", "Redakteurin")]
    assert bylines.persons("By Jane Doe, XYZ News correspondent", OUTSIDE) == [
        Person("Jane Doe", "XYZ News correspondent")
    ]


def test_a_single_word_is_a_person_only_when_declared() -> None:
    assert names("Madonna") == []
    assert names("Madonna", declared=True) == ["Madonna"]
    assert names("Reuters", declared=True) == []


def test_each_person_once() -> None:
    assert names("Jane Doe, Jane Doe and JANE DOE") == ["Jane Doe"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe | 3 May 2024", ["Jane Doe"]),
        ("Jane DoeBy Jane DoeAugust 1, 2025No Comments4 Mins Read", ["Jane Doe"]),
        ("Posted on 3 May 2024 by Jane Doe", ["Jane Doe"]),
        ("By nightfall the storm had passed over the town.", []),
        ("Von der Leyen reist nach Exampleville", []),
        ("Jane Doe won the race", []),
        ("Jane Doe, The Associated Press", ["Jane Doe"]),
        ("Jane Doe, The Harbour Inn", []),
        ("홍길동 기자 입력 2024.05.04. 오전 9:12", ["홍길동"]),
        ("홍길동 기자의 다른 기사 보기", []),
        ("글 홍길동", ["홍길동"]),
        ("Words Jane Doe Photographs Joe Roe 4 March 2026 7 minutes", ["Jane Doe"]),
        ("Texto Jane Doe Fotos Joe Roe", ["Jane Doe"]),
        ("Words Matter Pictures tell more", []),
        ("Penulis: Jane Doe | Editor: Joe Roe", ["Jane Doe"]),
        ("Editor: Joe Roe", []),
        ("Submitted by Jane Doe on Wed, 05/06/2026 - 13:20", ["Jane Doe"]),
        ("By Jane Doe, PA Westshire", ["Jane Doe"]),
        ("By Jane Doe and AP Singh", ["Jane Doe", "AP Singh"]),
        ("Jane Doe – Repórter da Agência Brasil", ["Jane Doe"]),
        ("Rain – Reporter stuck in lift", []),
        ("Jane Doe (dpa)", ["Jane Doe"]),
        ("Jane Doe (mit dpa)", ["Jane Doe"]),
        ("Jane Doe (the mayor)", []),
        ("Reporter: Jane Doe | Editor: Joe Roe", ["Jane Doe"]),
        ("Pewarta : Budi Santoso", ["Budi Santoso"]),
        ("取材・文／山田花子", ["山田花子"]),
        ("山田花子 記者", ["山田花子"]),
        ("本報記者", []),
        ("[홍길동 기자]", ["홍길동"]),
        ("By Jane Doe, The Conversation", ["Jane Doe"]),
        ("By Jane Doe For the Gazette", ["Jane Doe"]),
        ("글자크기 조절", []),
        ("By " + "Jane Doe, " * 100, []),
    ],
)
def test_visible_lines(line: str, expected: list[str]) -> None:
    assert [person.name for person in bylines.line(line, OUTSIDE)] == expected


def test_organizations_are_evidence() -> None:
    assert bylines.organizations("By AFP and Jane Doe", OUTSIDE) == ["AFP"]
    assert bylines.organizations("By Jane Doe and Reuters", OUTSIDE) == ["Reuters"]
    assert bylines.organizations("Example Post", OUTSIDE) == ["Example Post"]
    assert bylines.organizations("By Jane Doe", OUTSIDE) == []
    institute = "Institute of Tests and Measures"
    assert bylines.organizations(f"By Jane Doe and {institute}", OUTSIDE) == [institute]
    assert bylines.names_anybody("By AFP |", OUTSIDE)
    assert not bylines.names_anybody("By nightfall it rained", OUTSIDE)


def test_prefix_and_conjunction_blocks() -> None:
    assert bylines.only_prefix("By")
    assert bylines.only_prefix("Von:")
    assert not bylines.only_prefix("By Jane Doe")
    assert bylines.is_conjunction("and")
    assert not bylines.is_conjunction("sand")


def test_long_bylines_end() -> None:
    assert len(bylines.persons("Jane Doe and " * 50_000)) <= bylines.PERSONS
    assert bylines.persons("by by by " * 100_000) == []


@pytest.mark.parametrize("widget", ["A A A", "A- A A+", "A | A | A", "Aa", "A. A."])
def test_single_letters_are_nobody(widget: str) -> None:
    assert names(widget) == []
    assert names(f"By {widget}") == []


def test_initials_beside_a_name_stay() -> None:
    assert names("By J. R. Doe") == ["J. R. Doe"]
    assert names("By A. Roe") == ["A. Roe"]


def test_a_byline_whose_elements_run_together() -> None:
    assert [
        person.name for person in bylines.line("ByJane Doe UpdatedMarch 4, 2026No Comments", frozenset())
    ] == ["Jane Doe"]
    assert bylines.line("ByJane Doe", frozenset()) == []
    assert bylines.line("Bystanders saw it on March 4, 2026", frozenset()) == []


@pytest.mark.parametrize("label", ["लेखक के बारे में", "عن الكاتب", "この記事を書いた人", "About the Author"])
def test_the_label_over_a_note_about_the_writer_is_nobody(label: str) -> None:
    assert bylines.persons(label) == []


@pytest.mark.parametrize("table", ["glued", "place", "posted", "title"])
def test_examples_of_the_lexicon(table: str) -> None:
    example = tables.read("bylines")[table]["example"]
    written = example if table in {"glued", "posted"} else f"By {example}"
    assert [one.name for one in bylines.line(written, frozenset())] == ["Jane Doe"]
