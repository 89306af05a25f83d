"""Bylines above a story and run into its first words; names that are none stay."""

from __future__ import annotations

import builders
import pytest

from cleaners.facts import bylines as facts
from cleaners.lexicon import tables
from cleaners.model import Segment
from cleaners.rules import bylines, captiontexts
from cleaners.wording import captioning

LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."
MORE = (
    "The board had planned to lay up two of the five boats. Islanders collected 4,000 signatures against it."
)
HEADLINE = "Ferries sail through the winter"


def split(*lines: str, publisher: str | None = None) -> tuple[list[str], list[str]]:
    """What is left of one of a page's several stories, and the bylines that were moved."""
    read = builders.dump(*lines)
    one = Segment(
        0, len(read.blocks), headline=HEADLINE, publisher=publisher, role="split", strategy="label-lines"
    )
    verdicts = builders.judge(read, bylines.rules, one=one)
    moved = [captioning.text_of(read, verdict) for verdict in verdicts if verdict.field == "authors"]
    return builders.kept(read, verdicts), moved


@pytest.mark.parametrize(
    ("line", "is_byline"),
    [
        ("By Ana Ruiz", True),
        ("By AFP and Tarn Weekly |", True),
        ("Von Hanne Kessler", True),
        ("Ana RuizBy Ana RuizMay 1, 2026No Comments4 Mins Read", True),
        ("By Tuesday Morning", False),
        ("Von Samstag Nacht", False),
        ("Di Giovedì Sera", False),
        ("Przez Sobotę", False),
        ("Από Δευτέρα Πρωί", False),
        ("Von Sabine Nachtweh", True),
        ("By the time the ferry came", False),
        ("By Ana Ruiz, the boat was called a coffin.", False),
    ],
)
def test_a_byline_above_the_story_moves_to_authors(line: str, is_byline: bool) -> None:
    read = builders.dump(line, LEAD, MORE)
    fields = [verdict.field for verdict in builders.judge(read, bylines.rules)]
    assert fields == (["authors"] if is_byline else [])


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz",
        "Ana Ruiz, Harbour Editor",
        "Ana Ruiz, PA",
        "By Ana Ruiz, aboard the Alma",
        "Texto y voz: Ana Ruiz",
        "Words Ana Ruiz",
    ],
)
def test_a_name_between_headline_and_story_wrote_it(line: str) -> None:
    assert split(line, LEAD, MORE) == ([LEAD, MORE], [line])


@pytest.mark.parametrize(
    "line",
    ["Sports", "Tarn Weekly Herald", "Two Boats Remain in Port", "Reuters", "Ana Ruiz asked why", "5 May"],
)
def test_other_short_lines_above_a_story_name_no_writer(line: str) -> None:
    assert split(line, LEAD, MORE) == ([line, LEAD, MORE], [])


def test_a_name_behind_the_first_prose_is_no_byline() -> None:
    assert split(LEAD, "Ana Ruiz", MORE) == ([LEAD, "Ana Ruiz", MORE], [])


@pytest.mark.parametrize(
    ("fused", "byline", "rest"),
    [
        (
            "By Ana Ruiz Ferries that stay in port all winter rot, the board said on Monday.",
            "By Ana Ruiz",
            12,
        ),
        (
            "WORDS ANA RUIZ At six on Monday the board met, and at nine it had decided nothing.",
            "WORDS ANA RUIZ",
            15,
        ),
        (f"By ANA RUIZ PORT ALMA: {LEAD}", "By ANA RUIZ", 12),
        (f"By Ana Ruiz TARN (AP) — {LEAD}", "By Ana Ruiz", 12),
        (f"Words by Ana Ruiz TARN (AP) — {LEAD}", "Words by Ana Ruiz", 18),
        (f"Von Hanne Kessler TARN (dpa) - {LEAD}", "Von Hanne Kessler", 18),
        (f"PAR JEANNE MARTIN TARN (AFP) - {LEAD}", "PAR JEANNE MARTIN", 18),
        (f"Tekst: Ana Ruiz TARN (NTB) – {LEAD}", "Tekst: Ana Ruiz", 16),
        (f"Автор: Иван Петров ТАРН (ТАСС) — {LEAD}", "Автор: Иван Петров", 19),
        (f"Texto de Ana Ruiz Los barcos rojos navegan todo el invierno. {LEAD}", "Texto de Ana Ruiz", 18),
        (f"Bericht von Hanne Kessler Die Fähren fahren im Winter. {LEAD}", "Bericht von Hanne Kessler", 26),
    ],
)
def test_a_byline_run_into_the_storys_first_words_moves(fused: str, byline: str, rest: int) -> None:
    assert split(fused, MORE) == ([fused[rest:], MORE], [byline])


@pytest.mark.parametrize(
    ("run", "byline"),
    [
        ("By Ana Ruiz Published Mar 4, 2026, 05:02 PM Listen to this story 4 min", "By Ana Ruiz"),
        ("By Ana Ruiz Chief Reporter Comments 38", "By Ana Ruiz Chief Reporter"),
        ("Words by Ana Ruiz 4 March 2026 Share", "Words by Ana Ruiz"),
        ("Ana Ruiz March 4, 2026 — 5.14am Save Share A A A", "Ana Ruiz"),
        ("By Ana Ruiz | Tarn | Published: May 12, 2026 06:22 PM IST", "By Ana Ruiz"),
    ],
)
def test_what_is_run_in_between_a_byline_and_the_story_goes(run: str, byline: str) -> None:
    assert split(f"{run} {LEAD}", MORE) == ([LEAD, MORE], [byline])


def test_a_date_in_the_first_sentence_is_not_run_in() -> None:
    text = f"By Ana Ruiz Sornvale sold its boats on March 4, 2026, and bought none. {LEAD}"
    assert split(text, MORE) == ([text[12:], MORE], ["By Ana Ruiz"])


@pytest.mark.parametrize(
    "text",
    [
        "By Monday Morning the ferries were running again, the harbour board said in the evening.",
        "By the end of May all five boats will be running, the harbour board said on Monday evening.",
        "Von Hafenmeisterin Hanne Kessler war am Montag nichts zu hören, als der Rat über die Fähren entschied.",
        "Par Jeanne Martin le port a fait savoir lundi que les bateaux navigueraient tout l'hiver, sans exception.",
        "Texto de Apoyo a las islas: los barcos navegarán todo el invierno, anunció el lunes el puerto de Alma.",
        "Jana Von Kessler TARN (dpa) - Die Fähren fahren den ganzen Winter, teilte der Hafen am Montag mit.",
        "Ana Ruiz sold her boat on March 4, 2026, and bought it back when the harbour board had met again.",
        "Tarn March 4, 2026 The harbour board met and decided nothing, as it had done on every other Monday.",
        "Words Matter to the harbour board, and so it chose them well when it met on Monday evening.",
    ],
)
def test_a_sentence_that_opens_like_a_byline_stays(text: str) -> None:
    assert split(text, MORE) == ([text, MORE], [])


def test_every_phrase_that_opens_a_run_on_byline_is_one_before_a_name() -> None:
    for table in ("run-on", "run-on-place"):
        for phrase in tables.read("bylines")[table]["words"]:
            assert {"Ana Ruiz"} & {facts.without_prefix(f"{phrase}{mark} Ana Ruiz") for mark in ("", ":")}, (
                phrase
            )


def test_what_stands_before_a_byline_run_into_the_story_is_its_caption() -> None:
    caption = "A diver enters the water on Nov 11. – COASTPIX/Ilse May Brandt"
    read = builders.dump(f"{caption} By ANA RUIZ PORT ALMA: {LEAD}", MORE)
    verdicts = builders.judge(read, (*bylines.rules, *captiontexts.rules))
    assert [one.text for one in captioning.collect(read, verdicts)] == [caption]
    assert builders.kept(read, verdicts) == [f"PORT ALMA: {LEAD}", MORE]


@pytest.mark.parametrize(
    ("run", "byline"),
    [
        ("Mon, 02 Mar, 2026 - 06:30 Ana Ruiz The boats", "Ana Ruiz"),
        ("Edited By: News Desk Last Updated: March 2, 2026, 19:12 IST The boats", "Edited By: News Desk"),
        ("Curated by: Ana Ruiz Published: March 2, 2026 The boats", "Curated by: Ana Ruiz"),
    ],
)
def test_names_beside_a_date_that_opens_a_story(run: str, byline: str) -> None:
    left, moved = split(f"{run} will sail through the winter, the harbour board decided on Monday. {MORE}")
    assert moved == [byline]
    assert left[0].startswith("The boats will sail")


@pytest.mark.parametrize(
    "stamp",
    [
        "Thu Mar 12 2026 - 18:40",
        "Reading Time:3 minutes",
        "Published - March 14, 2026 10:42 pm IST",
        "Updated: March 14, 2026",
        "Publicado: 14 de marzo de 2026",
    ],
)
def test_a_date_with_its_label_may_open_a_story_alone(stamp: str) -> None:
    left, moved = split(f"{stamp} PORT ALMA (TCN) — The boats will sail all winter, the board said. {MORE}")
    assert not moved
    assert left[0].startswith("PORT ALMA (TCN) — The boats will sail")


@pytest.mark.parametrize(
    "text",
    [
        "Share prices of the ferry company of Port Alma fell by a tenth on Monday, and nobody knew why.",
        "March 14, 2026 was the day on which the boats of Port Alma were sold, and nobody came to see it.",
        "Published March 14, 2026, the list names nine boats that the board of Port Alma wants to sell.",
        "2 March 2026 Ana Ruiz opened her shop on the quay, and by noon she had sold every boot in it.",
        "March 2, 2026 New York City Council voted to keep its ferries, and the mayor was not asked.",
        "Published By Hand, a play about printers, opens in Tarn on Monday and closes there on Tuesday.",
    ],
)
def test_names_behind_a_date_that_a_sentence_goes_on_with_stay(text: str) -> None:
    left, moved = split(f"{text} {MORE}")
    assert moved == []
    assert left[0].startswith(text)


def test_a_byline_run_into_a_story_may_end_in_its_publishers_name() -> None:
    text = f"Por Ana Ruiz, Folha do Vale {LEAD}"
    assert split(text, MORE, publisher="Folha do Vale") == ([LEAD, MORE], ["Por Ana Ruiz, Folha do Vale"])
    assert split(text, MORE, publisher="Gazeta do Litoral") == ([text, MORE], [])
    told = f"Por ordem do juiz, Folha do Vale teve de pagar. {MORE}"
    assert split(told, LEAD, publisher="Folha do Vale") == ([told, LEAD], [])
