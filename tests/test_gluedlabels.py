"""Labels that a page ran into the paragraph beside them."""

from __future__ import annotations

import pytest
from builders import asked, passage

from cleaners.rules import gluedlabels

STORY = "Der Hafen von Sorn bleibt bis Mai gesperrt, sagte die Hafenmeisterin am Dienstag der Zeitung."


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"Anzeige{STORY}", "Anzeige"),
        (f"REKLAMA{STORY}", "REKLAMA"),
        (
            "ReklamaŚwiatła w porcie gasną o dziesiątej, powiedziała burmistrz miasta we wtorek w radiu.",
            "Reklama",
        ),
        ("PUBLICIDADEl puerto de Sorn sigue cerrado hasta mayo, dijo el martes la capitana.", "PUBLICIDAD"),
        ("ADVERTISEMENTThe port of Sorn stays closed until May, the harbour master said.", "ADVERTISEMENT"),
        ("“The boats can wait,” she said. “We have no more beds.”Ad feedback", "Ad feedback"),
        ("The port of Sorn stays closed until May, the harbour master said.Advertisement", "Advertisement"),
    ],
)
def test_a_label_without_a_blank_goes(text: str, label: str) -> None:
    found = asked(gluedlabels.rules, passage(text))
    assert [(one.rule, text[slice(*one.span or ())]) for one in found] == [("phrases.advertisement", label)]


@pytest.mark.parametrize(
    "text",
    [
        "Anzeigen gegen den Hafen von Sorn gab es bis Mai keine, sagte die Hafenmeisterin der Zeitung.",
        "FinOps is taught at the port of Sorn again, the harbour master told the paper on Tuesday in May.",
        "AdBlue is sold at the port of Sorn again, the harbour master told the paper on Tuesday in May.",
        "YouTube took the film of the port of Sorn down, the harbour master told the paper on Tuesday.",
        "The port of Sorn stays closed until May, the harbour master wrote in the app of Sorn.App",
    ],
)
def test_words_with_two_capitals_stay(text: str) -> None:
    assert asked(gluedlabels.rules, passage(text)) == []


def test_a_label_of_a_field_is_moved() -> None:
    label = "With inputs from agencies"
    found = asked(
        gluedlabels.rules,
        passage(f"{label}The port of Sorn stays closed until May, the harbour master said on Tuesday."),
    )
    assert [(one.action, one.field, one.span) for one in found] == [("move", "wire", (0, len(label)))]
