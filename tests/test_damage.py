"""What a text has lost before it came: words with their links, its lead, its end."""

from __future__ import annotations

import builders
import pytest
from sourcing import LEAD, attribute

from cleaners.model import Found, Metadata


@pytest.mark.parametrize(
    "body",
    [
        "The talks were the first since 2018, the agencies reported on between Ruiz and Hill, who lead them.",
        "The dam will be opened in spring, according to the said Ana Ruiz at the gate.",
        "The dam will be closed, according to that the board sent on Monday.",
        "The trucks were sold, laut am Dienstag veröffentlichten Zahlen.",
        "Le barrage tient, selon a déclaré la maire lundi.",
        "El dique resiste, dijo un diario publicado por que lo vio el lunes.",
        "The paper of, a weekly, told the and the board that it would print.",
    ],
)
def test_words_lost_with_their_links_are_flagged(body: str) -> None:
    assert "words_lost" in attribute(builders.dump(body), body=body).flags


@pytest.mark.parametrize(
    "body",
    [
        "What was going on between Ruiz and Hill, the board said on Monday, was nobody's business.",
        'He sailed in "the last boat," she said. "It was cold," he said.',
        LEAD,
        "Medienberichten zufolge ist der Damm dicht, und laut und deutlich sagte sie es allen.",
        "It was the best they could hope for. The boats they came with, the crews they came from, were gone.",
        "The exam will be held in that hall. She read the and in the margin.",
        "Según el alcalde, y según dijo la maestra, el dique resiste.",
    ],
)
def test_whole_sentences_have_lost_no_words(body: str) -> None:
    assert "words_lost" not in attribute(builders.dump(body), body=body).flags


REST = "\n\n".join(
    [LEAD, "Nobody was hurt, and the boats kept running.", "The work will take until autumn, she said."]
)


@pytest.mark.parametrize(
    ("first", "declared", "description"),
    [
        ("which the board had asked for since the flood of 1987.", None, None),
        ("and he added that the dam would hold for another winter.", None, None),
        (
            "added the mayor, who had opened the sluice himself.",
            None,
            "The council of Tarn closed its oldest mill on Friday after a fire in the wheelhouse.",
        ),
        (
            "He added that nobody had been told of the crack.",
            None,
            "A crack was found on Tuesday in the wall of the Ledro dam, which feeds four valleys.",
        ),
        (
            "Sie fügte hinzu, dass niemand davon gewusst habe.",
            None,
            "In der Mauer des Ledro-Damms ist am Dienstag ein Riss gefunden worden, teilte der Landkreis "
            "mit.",
        ),
        (LEAD, f"A crack was found on Tuesday in the wall of the dam that feeds four valleys. {LEAD}", None),
    ],
)
def test_a_body_that_begins_in_the_middle_lacks_its_lead(
    first: str, declared: str | None, description: str | None
) -> None:
    body = f"{first}\n\n{REST}" if first != LEAD else REST
    about = Metadata(body=declared, description=Found(description, "meta") if description else None)
    assert "lead_missing" in attribute(builders.dump(body), about=about, body=body).flags


@pytest.mark.parametrize(
    ("body", "description"),
    [
        (
            REST,
            "A page about the harbour of Port Alma, its boats, its people and all their weather, since 1911.",
        ),
        (
            f"But the dam held.\n\n{REST}",
            "But the dam held, and the boats kept running: nobody was hurt in Port Alma this winter.",
        ),
        (
            f"Who is she dating?\n\n{REST}",
            "A gossip page about the captains of Port Alma, with pictures and all their former loves.",
        ),
        (
            f"iPhones are banned on the ferries.\n\n{REST}",
            "The new rules of the harbour, one after the other, explained for those who sail for the first "
            "time.",
        ),
        (
            "hi, i'm ada.\n\ni live on a boat.\n\nit is cold here.\n\nnobody rows in may.",
            "How we live on boats in winter, and what it costs us in wood, wool and patience.",
        ),
        ("He said no.\n\n" + REST, "He said no: why the mayor of Tarn …"),
    ],
)
def test_a_body_with_its_own_beginning_lacks_no_lead(body: str, description: str) -> None:
    about = Metadata(description=Found(description, "meta"))
    assert "lead_missing" not in attribute(builders.dump(body), about=about, body=body).flags


@pytest.mark.parametrize(
    "end",
    ["[…]", "[+2210 chars]", "and the boats that were to bring them home from the island had been sold to…"],
)
def test_a_body_that_breaks_off_is_truncated(end: str) -> None:
    body = f"{REST}\n\nThe work goes on, {end}"
    assert "truncated" in attribute(builders.dump(body), body=body).flags


def test_a_farewell_is_no_truncation() -> None:
    body = f"{REST}\n\nUntil next time…"
    assert "truncated" not in attribute(builders.dump(body), body=body).flags
