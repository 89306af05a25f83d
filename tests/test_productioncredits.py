"""Lines of roles and names: they leave the story, wherever several stand, and above or below it where one does."""

from __future__ import annotations

import builders
import pytest

from cleaners.rules import productioncredits

LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."
MORE = "The board had planned to lay up two of the five boats, and islanders collected signatures against it."


def moved(*lines: str) -> list[str]:
    read = builders.dump(*lines)
    verdicts = builders.judge(read, productioncredits.rules)
    assert all(one.rule == "credits.production" and one.field == "credits" for one in verdicts)
    return [builders.text_of(read, one) for one in verdicts]


ONE = (
    "Übersetzung: Jan Roh",
    "Fact-checker: Ada Moor",
    "Audioversion: Ada Moor und Lea Lund",
    "Aus dem Englischen von Jan Roh",
    "Translated from the German by Jan Roh",
    "Traduit de l’anglais par Jean Moreau",
    "Z angielskiego przełożyła Ada Moor",
    "Tradotto dall'inglese da Lea Lund",
    "(Traducción: Ana Ruiz)",
    "Перевод: Анна Орлова",
)
SEVERAL = (
    "Übersetzung: Jan Roh, Redaktion: Ada Moor, Schlussredaktion: Lea Lund",
    "Text: Jan Roh | Fotos: Ada Moor",
    "Copy editor: Jan Roh. Photo editor: Ada Moor.",
    "Edición: Ana Ruiz, Fotografía: Jo Hill",
    "文/王小明 编辑/李华",
)


@pytest.mark.parametrize("line", [*ONE, *SEVERAL])
def test_a_line_of_roles_below_or_above_the_story_moves_to_the_credits(line: str) -> None:
    assert moved(LEAD, MORE, line) == [line]
    assert moved(line, LEAD, MORE) == [line]


@pytest.mark.parametrize("line", SEVERAL)
def test_several_roles_are_credits_inside_the_story_too(line: str) -> None:
    assert moved(LEAD, MORE, line, LEAD, MORE) == [line]


@pytest.mark.parametrize("line", ONE)
def test_one_role_inside_the_story_may_be_the_story_s(line: str) -> None:
    assert moved(LEAD, line, MORE, LEAD) == []


@pytest.mark.parametrize(
    "line",
    [
        "Captain: Ada Moor",
        "Chair: Ada Moor, secretary: Jan Roh",
        "Director: Jan Roh. Screenplay: Ada Moor.",
        "Photos: the harbour at dawn",
        "Editing: it takes a year, says Ada Moor",
        "Text: Port Alma will keep its ferries, and Ada Moor her lamp",
        "Aus dem Haus von Karl kam Rauch",
        "She was translated from the Norse by Jan Roh, and nobody read it",
    ],
)
def test_other_labels_and_sentences_stay(line: str) -> None:
    assert moved(LEAD, MORE, line) == []
