"""Badges: what stands before one other story's headline, with a mark, in capitals, or run into it."""

from __future__ import annotations

import pytest
from builders import asked, passage

from cleaners.model import Passage, Verdict
from cleaners.rules import promolines, promos

BEFORE = (
    "The harbour council of Norby approved a plan for a tidal barrier on Tuesday. Ms Oda Lund, who leads the "
    "council, said the vote ended years of delay. "
)


def judged(*passages: Passage) -> list[Verdict]:
    return asked((*promos.rules, *promolines.rules), *passages)


def cut(text: str) -> list[str]:
    return [text[one.span[0] : one.span[1]] if one.span else text for one in judged(passage(text))]


@pytest.mark.parametrize(
    "line",
    [
        "Keep Reading: Harbour board weighs a second dredging season",
        "Continue Reading: Harbour board weighs a second dredging season",
        "LISTEN: The harbour board on its second dredging season",
        "IN PICTURES: A harbour drained to the last bucket",
        "EXPLAINED: Why the harbour silts up every second winter",
        "Weiterlesen: Hafenamt plant zweite Baggersaison im Winter",
        "À REGARDER : Le port vidé jusqu’au dernier seau",
        "EN IMÁGENES: El puerto vaciado hasta el último cubo",
        "Guarda il video: Il porto svuotato fino all’ultimo secchio",
        "इसे भी पढ़ें: बंदरगाह बोर्ड की दूसरी खुदाई की योजना",
        "SIMAK JUGA: Pelabuhan dikeruk untuk kedua kalinya",
        "TAMBIÉN LEE: ¿A qué hora se vacía el puerto y qué muelles cierran?",
        "Puedes ver: El puerto vaciado hasta el último cubo de agua",
        "Vale a leitura: Porto esvaziado até o último balde de água",
        "Non perderti: Il porto svuotato fino all’ultimo secchio",
        "Ook interessant: Haven leeggepompt tot de laatste emmer",
        "Warto przeczytać: Port osuszony aż do ostatniego wiadra",
        "Mutlaka okuyun: Liman son kovasına kadar boşaltıldı",
        "Вам может быть интересно: Гавань осушили до последнего ведра",
        "Jangan lewatkan: Pelabuhan dikeringkan sampai ember terakhir",
        "ANALYSIS | Why the harbour silts up every second winter",
        "Read More Harbour board weighs a second dredging season",
        "Veja tambémPorto esvaziado até o último balde de água",
        "[WATCH] Harbour board weighs a second dredging season",
        "More: Harbour board weighs a second dredging season",
        "Subscriber exclusive: Why the harbour silts up every second winter",
    ],
)
def test_one_headline_behind_a_badge_on_its_line(line: str) -> None:
    found = [one for one in judged(passage(BEFORE), passage(line, 1)) if one.block == 1]
    assert [one.action for one in found] == ["cut", "move"]


def test_a_headline_that_comes_again_ends_where_the_two_part() -> None:
    told = "The mayor said nobody was hurt by it. "
    run = "ALSO READ | Goat found on Town Hall roof, nobody knows why "
    gone = cut(f'{BEFORE}{run}"We know nothing," she said. {told}{run}{told}')
    assert [one.strip() for one in gone] == [run.strip()] * 2


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            BEFORE + "WATCH: Crane topples into the basin at Norby The mayor said nobody was hurt by it.",
            BEFORE + "The mayor said nobody was hurt by it.",
        ),
        (
            BEFORE + "LISTEN: Why the river came up so fast Ms Lund asked for two more schools to be opened.",
            BEFORE + "Ms Lund asked for two more schools to be opened.",
        ),
        (
            BEFORE + "WATCH: Goat found on the roof of the town hall Warden Hugh Perrin said it was luck.",
            BEFORE + "Warden Hugh Perrin said it was luck.",
        ),
        (
            BEFORE + "Read More Crane topples into the basin at Norby The mayor said nobody was hurt by it.",
            BEFORE + "The mayor said nobody was hurt by it.",
        ),
        (BEFORE + "VIDEO: Seal naps in a rescued rowing boat", BEFORE.strip()),
        (
            BEFORE
            + "WATCH | Drone shows the basin at low waterFerry master Ebba Jones said nobody was hurt.",
            BEFORE + "Ferry master Ebba Jones said nobody was hurt.",
        ),
        (
            BEFORE
            + "ALSO SEE: Petrol price: this is what you pay from WednesdayWard councillor Ida Holm asked for more.",
            BEFORE + "Ward councillor Ida Holm asked for more.",
        ),
        (
            BEFORE
            + "Keep reading: Goat found on the roof of the town hall The mayor said nobody was hurt by it.",
            BEFORE + "The mayor said nobody was hurt by it.",
        ),
    ],
)
def test_one_headline_behind_a_badge_in_the_text(text: str, kept: str) -> None:
    gone = cut(text)
    assert len(gone) == 1
    assert " ".join(text.replace(gone[0], "").split()) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Watch: that was all he took, and it was his father's.",
        "WATCH: the acronym stands for Women and Their Children's Health.",
        "Keep reading: that was her advice to the pupils.",
        "Previously: nothing. Analysis: still nothing. That was the whole of the report that he read.",
        "Read: He did so every night, and by May he could.",
        "VIDEO: a word that nobody in the valley knew in 1950.",
        "He had one rule. Listen: People tell you what they want.",
        "Read more books, says minister in plea to the young",
        "Read More Books This Summer, Minister Says",
        "Read More, the scheme for schools, begins in May.",
        "Watch McGee, the reporter, was on the quay at noon.",
        "More: that was what the crew wanted, and what nobody had.",
        "Members only: so it said on the door of the club, and she went in.",
        "[WATCH] is what the fund calls itself.",
        "[SIC] The letter was printed as it came.",
    ],
)
def test_a_badge_before_a_sentence_of_the_story_stays(text: str) -> None:
    assert cut(text) == []
    assert judged(passage(BEFORE), passage(text, 1)) == []
