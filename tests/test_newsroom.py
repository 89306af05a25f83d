"""Notes of the newsroom to itself, and lines that only date a page."""

from __future__ import annotations

import pytest

from cleaners.wording import newsroom, stamps

STORY = "Rain fell on Monday, the ministry said."


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (f"NORBY - hold pending legal check-mr {STORY}", "hold pending legal check-mr"),
        (f"NORBY (AFP) - awaiting desk clearance {STORY}", "awaiting desk clearance"),
        (f"It was late. embargoed until noon gmt {STORY}", "embargoed until noon gmt"),
        (f"It was late. trim from the end if needed/kt {STORY}", "trim from the end if needed/kt"),
        (f"It was late. sub: check spelling of names-kw {STORY}", "sub: check spelling of names-kw"),
        (f"for use with story NORBY-RAIN {STORY}", "for use with story NORBY-RAIN"),
        (
            f"NORBY - adds mayor quote para 3, eds pls check names -kt {STORY}",
            "adds mayor quote para 3, eds pls check names -kt",
        ),
        (f"NORBY: (adds quote in para 3, trims) {STORY}", "(adds quote in para 3, trims)"),
        (f"It was late. (pls check spelling of names) {STORY}", "(pls check spelling of names)"),
        (f"NORBY - attn desk: adds quotes from mayor {STORY}", "attn desk: adds quotes from mayor"),
        ("It will take nine days. hold for lawyer read - jk", "hold for lawyer read - jk"),
        (f"It was late. embargoed to the weekend – MK {STORY}", "embargoed to the weekend – MK"),
        (
            f"NORBY - pls check the spelling of both names / tw {STORY}",
            "pls check the spelling of both names / tw",
        ),
        (f"It was late. trim last graf if short -- dk {STORY}", "trim last graf if short -- dk"),
        (f"It was late. hold for legal check - kt {STORY}", "hold for legal check - kt"),
        (
            "Rain fell. slug: RAIN-NORBY ed: please check the sum His boat sank.",
            "slug: RAIN-NORBY ed: please check the sum",
        ),
    ],
)
def test_note_is_found(text: str, note: str) -> None:
    assert [text[start:stop] for start, stop in newsroom.find(text)] == [note]


@pytest.mark.parametrize(
    "text",
    [
        "NORBY - hold the line, the captain said. Rain fell.",
        "It would not hold for anyone's approval, the desk said.",
        "The plan: cut the budget, review the law.",
        "He said: review the lead story again, please.",
        "It was quiet - add to that the rain - and he left.",
        "The plan. hold the line for the second half of the game he said. His side won.",
        "BERLIN - for sale: one bridge, two towers.",
        "The plan - cut the copy budget - was dropped.",
        "It was late. hold on - it was not over.",
        "It was late. hold the bus - or miss it",
        "It was late. cut to the chase - ok Norby then left.",
        "It was late. hold the line - to the end",
        "It was late. for the vote - UN envoys left.",
        "A well-known desk-bound editor (see photo) left.",
        "",
    ],
)
def test_prose_is_no_note(text: str) -> None:
    assert list(newsroom.find(text)) == []


@pytest.mark.parametrize(
    "note",
    [
        "(UPDATES with governor's comment in para 6, changes dateline)",
        "(Recasts lead, adds analyst quotes and share price)",
        "(Refiles to fix typo in headline)",
        "(CORRECTS day of vote to Tuesday in graf 2)",
        "(Adds details, background)",
        "(Ergänzt: Reaktion der Gewerkschaft im 5. Absatz)",
        "(Actualisé avec réactions, détails)",
        "(Ajoute citations du ministre, précisions)",
        "(Actualiza con declaraciones del alcalde)",
        "(Corrige nombre en el tercer párrafo)",
        "(Atualiza com detalhes e declarações)",
        "(Aggiorna con dichiarazioni del sindaco)",
    ],
)
def test_an_agencys_note_on_what_is_new_is_found(note: str) -> None:
    for text in (note, f"{note} {STORY}", f"NORBY, May 3 — {note} {STORY}", f"NORBY (AFP) - {note} {STORY}"):
        assert [text[start:stop] for start, stop in newsroom.find(text)] == [note]


@pytest.mark.parametrize(
    "text",
    [
        "The bill (adds a clause, corrects a paragraph) passed on Monday.",
        "It rained. (Adds, he said, are for children.) It stopped.",
        "It rained. (Updates to the roof cost 9 million.) It stopped.",
        "NORBY (Tesk) - (Corrects) himself a poet of detail, he left.",
        "“The plan (new details here) is good,” she said.",
        "It rained. (With comments from nine readers.) It stopped.",
    ],
)
def test_a_bracket_of_the_story_is_no_note(text: str) -> None:
    assert list(newsroom.find(text)) == []


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("First Published: March 04, 2026, 20:15 IST", True),
        ("Updated on 07.06.2026 at 11:20", True),
        ("Zuletzt aktualisiert: 3. Mai 2026, 11:20 Uhr", True),
        ("Publié le 3 mai 2026", True),
        ("Last Updated: 7 June 2026, 11:20 AM GMT", True),
        ("First published on March 4, 2026, the list names nine rivers.", False),
        ("Updated in 2024, the map shows nine rivers.", False),
        ("March 4, 2026", False),
        ("Published by Harrow & Sons", False),
    ],
)
def test_stamp(line: str, dates: bool) -> None:
    assert stamps.is_stamp(line) is dates


@pytest.mark.parametrize(
    "text",
    [
        "Limited production tools (no built-in overlays or screen sharing).",
        "The pump stops by itself (with on/off switch).",
        "We see more sales … with more inventory and the lock-in effect gone.",
        "Starter plan: basic tools (no sign-up fee).",
    ],
)
def test_compounds_are_no_initials(text: str) -> None:
    assert list(newsroom.find(text)) == []
