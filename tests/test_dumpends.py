"""What stands between the last paragraph of a dump and the furniture below it goes by its place alone."""

from __future__ import annotations

import pytest

from cleaners import clean

PARAGRAPHS = {
    "en": (
        "PORT ALMA — The old harbour bridge was closed on Monday after a storm damaged two of its arches.",
        "Engineers will look at the foundations before deciding whether lorries may use the bridge again.",
        "The bridge was built in 1890 and last repaired eleven years ago, when a barge hit its northern arch.",
        "The council meets on Thursday to vote on the four million crowns that the repair is going to cost.",
    ),
    "de": (
        "PORT ALMA (epd) - Die alte Hafenbrücke ist nach dem Sturm vom Sonntag für Lastwagen gesperrt worden.",
        "Fachleute prüfen in dieser Woche die Pfeiler, bevor der Stadtrat über eine Öffnung entscheiden will.",
        "Die Brücke wurde 1890 gebaut und zuletzt vor elf Jahren erneuert, nachdem ein Kahn sie gerammt hatte.",
        "Der Rat stimmt am Donnerstag über die vier Millionen Kronen ab, die eine Reparatur wohl kosten wird.",
    ),
    "fr": (
        "PORT-ALMA — Le vieux pont du port a été fermé lundi aux camions après la tempête de ce dimanche soir.",
        "Des ingénieurs examineront les fondations avant de décider si les camions peuvent encore y passer.",
        "Le pont a été construit en 1890 et réparé il y a onze ans, quand une péniche a heurté son arche nord.",
        "Le conseil se réunit jeudi pour voter les quatre millions de couronnes que coûtera la réparation.",
    ),
    "es": (
        "PUERTO ALMA — El viejo puente del puerto fue cerrado el lunes tras la tormenta que dañó dos arcos.",
        "Los ingenieros revisarán los cimientos antes de decidir si los camiones pueden volver a cruzarlo.",
        "El puente fue construido en 1890 y reparado hace once años, cuando una barcaza golpeó su arco norte.",
        "El concejo se reúne el jueves para votar los cuatro millones de coronas que costará la reparación.",
    ),
}
HEADLINE = "Storm closes the old harbour bridge"
HEAD = f"Close Menu\nBay Gazette\nHome » Local » {HEADLINE}\n{HEADLINE}\nFacebook Twitter Pinterest Email\n"
FOOT = "Facebook Twitter Pinterest Email\nPrevious article\nCouncil plants trees\n© 2026 Bay Gazette"


def dump(language: str, *end: str, foot: str = FOOT) -> str:
    return "\n\n".join([HEAD, *PARAGRAPHS[language], *end, foot])


def body(text: str) -> list[str]:
    (article,) = clean(text, kind="text", sites=()).articles
    return [line for line in article.article_body.split("\n") if line.strip()]


@pytest.mark.parametrize("language", PARAGRAPHS)
@pytest.mark.parametrize(
    "end",
    [
        ["Back to the Gazette's front door"],
        ["Zum Text im Heimatblatt"],
        ["Vers le texte du Courrier"],
        ["Al texto completo del Correo", "Sala de lectores"],
        ["How do you feel about this?", "Delighted"],
        ["Et vous, qu'en pensez-vous ?"],
    ],
)
def test_labels_between_the_story_and_the_furniture_go(language: str, end: list[str]) -> None:
    assert body(dump(language, *end)) == list(PARAGRAPHS[language])


def test_what_an_opinion_is_asked_above_of_goes_with_the_thanks() -> None:
    text = dump(
        "en",
        "Did you find this story useful?",
        "Thanks for letting us know",
        "House rules: be kind, be brief, and stay with the subject of the story.",
        foot="0 Comments\nName *\nPrevious article\nCouncil plants trees\n© 2026 Bay Gazette",
    )
    assert body(text) == list(PARAGRAPHS["en"])


@pytest.mark.parametrize(
    ("language", "end"),
    [
        ("en", ["Nobody was hurt.", "The ferry goes on."]),
        ("de", ["Verletzt wurde niemand.", "Die Fähre fährt weiter."]),
        ("fr", ["Personne n'a été blessé.", "Le bac circule."]),
        ("es", ["¿Y los coches?", "Pasarán por el norte."]),
        ("en", ["What to do now", "• Take the ferry", "• Take the tunnel", "• Stay at home"]),
        (
            "de",
            ["So geht es weiter", "• Montag: Prüfung", "• Dienstag: Beratung", "• Donnerstag: Abstimmung"],
        ),
        (
            "fr",
            [
                "Le vent a pris le pont",
                "et l'eau a pris le vent",
                "la nuit a pris la barque",
                "et nul ne les rend",
            ],
        ),
        ("es", ["Entradas: 12 coronas, desde el viernes"]),
        ("en", ["A costly repair", "The money is there."]),
        ("en", ["Tickets for the ferry cost 12 crowns"]),
    ],
)
def test_a_storys_own_short_end_stays(language: str, end: list[str]) -> None:
    kept = " ".join(body(dump(language, *end)))
    assert [line for line in end if line.lstrip("• ") not in kept] == []


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_without_furniture_below_a_last_label_stays(language: str) -> None:
    text = "\n\n".join([*PARAGRAPHS[language], "The old arch", "Ada Quill"])
    assert body(text) == [*PARAGRAPHS[language], "The old arch", "Ada Quill"]


def test_prose_behind_a_box_stays() -> None:
    last = "The tunnel was open on Monday, and nobody had to wait there for longer than ten minutes."
    text = dump("en", "Advertisement", "A costly repair", last)
    assert body(text)[-2:] == ["A costly repair", last]


RIVALS = (
    (
        "The Marl Messenger",
        "50 minutes ago",
        "Bus firm goes back to paper",
        "A company that replaced its timetable with a screen has gone back to paper. Drivers hand out printed "
        "sheets at the market, and passengers fold them into hats. The firm said that nobody had been late "
        "since, and that the printer would be paid in tickets for the rest of the year.",
    ),
    (
        "Atlantic Daily",
        "3 hours ago",
        "Lisbon sells its oldest trams",
        "The oldest trams of the city are for sale because the network has bought new ones for its steep lines. "
        "Eleven yellow cars go to whoever promises to keep them dry. A school in Porto wants one as a library, "
        "and a baker in Faro has asked for two.",
    ),
)


def row(heading: str) -> str:
    labels = [f"{name}\n{age}\n• {name}\n{head}\n{text}" for name, age, head, text in RIVALS]
    return "\n".join([f"{HEADLINE} | Local", *PARAGRAPHS["en"], heading, *labels])


@pytest.mark.parametrize(
    "heading", ["You might have missed", "Noch mehr aus der Region", "Dans les autres journaux"]
)
def test_short_stories_behind_a_longer_one_are_stories_of_their_own(heading: str) -> None:
    cleaned = clean(row(heading), kind="text", sites=())
    assert [article.headline for article in cleaned.articles][1:] == [head for *_, head, _ in RIVALS]
    assert cleaned.articles[0].article_body.endswith(PARAGRAPHS["en"][-1])


def test_a_sentence_between_two_stories_is_no_heading() -> None:
    cleaned = clean(row("The ferry goes on until the bridge is mended."), kind="text", sites=())
    assert "The ferry goes on until the bridge is mended." in cleaned.articles[0].article_body


@pytest.mark.parametrize("button", ["Show more", "Mehr zeigen", "Lo demás", "Ouvrir"])
def test_a_button_under_each_caption_goes(button: str) -> None:
    shown = "A barge under the northern arch of the bridge on Sunday. (Photo: Ada Quill/AFP)"
    other = "Engineers look at the foundations of the bridge on Monday. (Photo: Ada Quill/AFP)"
    first, *rest = PARAGRAPHS["en"]
    text = "\n\n".join([HEAD, first, shown, button, *rest[:2], other, button, rest[2], FOOT])
    assert body(text) == list(PARAGRAPHS["en"])


def test_subheads_that_return_between_paragraphs_stay() -> None:
    first, second, third, last = PARAGRAPHS["en"]
    text = "\n\n".join([HEAD, first, "The bridge", second, "The money", third, "The bridge", last, FOOT])
    assert body(text) == [first, "The bridge", second, "The money", third, "The bridge", last]


def test_a_menu_in_one_line_is_no_headline() -> None:
    text = "\n\n".join(
        ["Home World Sport Weather Money", "Bay Gazette", HEADLINE, "May 4, 2026", *PARAGRAPHS["en"]]
    )
    assert clean(text, kind="text", sites=()).articles[0].headline == HEADLINE


@pytest.mark.parametrize("label", ["You are here:", "Sie sind hier:", "Vous êtes ici :", "Estás aquí:"])
def test_a_breadcrumb_behind_its_label_names_the_section(label: str) -> None:
    text = "\n\n".join(
        [f"{label} Home » Local » {HEADLINE}", HEADLINE, "By Ada Quill", *PARAGRAPHS["en"], FOOT]
    )
    (article,) = clean(text, kind="text", sites=()).articles
    assert article.section == "Local"
    assert article.article_body.split("\n")[0].startswith("PORT ALMA")
