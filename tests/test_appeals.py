"""Appeals for money: paragraphs in their words, and never by themselves without a second sign."""

from __future__ import annotations

import pytest

from cleaners.lexicon import fold
from cleaners.lexicon.wording import WORD
from cleaners.wording import appeals


def asked(*texts: str, known: tuple[int, ...] = ()) -> set[int]:
    lines = [appeals.Line(number, fold(text).text) for number, text in enumerate(texts)]
    words = frozenset(WORD.findall(" ".join(line.text for line in lines)))
    return set(appeals.find(lines, appeals.asking(lines, words), known))


@pytest.mark.parametrize(
    "text",
    [
        "Our newsroom depends on its readers. Please help us keep going: become a member or donate today.",
        "Unsere Redaktion ist unabhängig. Bitte unterstützen Sie uns jetzt mit einer Spende für den Journalismus.",
        "We have no billionaire owner. Your support keeps our reporting free: please contribute today.",
        "We are eleven reporters and a dog. If you found this useful, would you think about chipping in? "
        "£4 a month keeps one of us on the road.",
        "Independent reporting needs readers who pay. Will you join us for $6 a month?",
        "Fazer jornalismo custa caro. Apoie a nossa redação: assine por R$ 9 por mês.",
        "Nuestra redacción vive de sus lectores. Apóyanos con 3 euros al mes.",
        "Local reporting is expensive. If you value what you have read, please consider backing us with $5 a month.",
        "Wir sind eine kleine Redaktion. Wenn Ihnen unsere Arbeit etwas wert ist, unterstützen Sie uns mit "
        "5 Euro im Monat.",
        "Notre rédaction n’a aucun actionnaire. Si notre travail compte pour vous, faites un don ou abonnez-vous.",
        "Somos una redacción sin dueños. Si nuestro trabajo te importa, hazte socio por 4 euros al mes.",
        "Somos uma redação pequena. Se o nosso trabalho importa, considere contribuir com R$ 10 por mês.",
        "Siamo una redazione senza padroni. Se il nostro lavoro conta per te, sostienici con 3 euro al mese.",
        "हम एक छोटा न्यूज़रूम हैं। अगर हमारा काम मायने रखता है तो ₹99 महीना देकर हमारा सहयोग करें।",
    ],
)
def test_an_appeal_that_says_everything_needs_no_other_sign(text: str) -> None:
    assert asked(text) == {0}


def test_paragraphs_of_one_appeal_prove_each_other() -> None:
    assert asked(
        "Honest reporting takes boots, patience and a thick skin.",
        "The Beacon has them. Keeping it going takes support from readers like you.",
        "Wherever you read this, you can become a paying member by following this link.",
        known=(),
    ) == {1, 2}


def test_what_stands_between_a_known_sign_and_an_appeal_goes_with_them() -> None:
    lines = (
        "Support the Beacon",
        "Honest reporting takes boots, patience and a thick skin.",
        "Keeping it going takes support from readers like you.",
    )
    assert asked(*lines, known=(0,)) == {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        "Readers donate to the museum, which depends on their support.",
        "We need your support, the candidate told the crowd, and your vote.",
        "Independent journalism depends on its readers, and you can see it in the subscription numbers.",
        "Dear readers, this column ends today. You have been kind, and I will miss our talks.",
        "We pay our teachers little, and you, the reader, should back their work: 40 crowns a week would help.",
        "Our readers pay 2 crowns a week for a paper that was free in 1911, and they read it in the bath.",
        "You pay $9 a month for a phone, we read in the report, and would you miss it if you did not?",
        "Our publisher would pay you for reporting, the ad of 1911 read, and 4 crowns a week looked good.",
        "“Please support our newsroom and become a member today,” the leaflet reads.",
    ],
)
def test_prose_about_support_stays(text: str) -> None:
    assert asked(text) == set()


def test_a_heading_or_a_button_is_a_sign() -> None:
    assert appeals.is_sign("support our journalism")
    assert not appeals.is_sign("support for reform grows")
    assert not appeals.is_sign("donations to the museum")
