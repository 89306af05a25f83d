"""Reported speech in dumps: what pages never say themselves."""

from __future__ import annotations

import pytest
from builders import dump, judge, kept

from cleaners.rules import speech

BEFORE = "The harbour office closed its last counter on Friday, and nobody came to see it, its keeper told the paper."
AFTER = "The counter had been open since 1911, and its brass bell will go to the museum of the town in the autumn."


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up now and tell your friends. It is free,” he warned.",
        '"Subscribe to our channel, they write to me every day," said Ada Quill, who keeps the bell.',
        "„Folgen Sie uns auf allen Kanälen!“, rief die Kapitänin.",
        "«Abonnez-vous à notre lettre, disaient-ils.», raconte le gardien.",
        "「ぜひ友だち追加をお願いします」と港長は話した。",
    ],
)
def test_reported_speech_stays(line: str) -> None:
    read = dump(BEFORE, line, AFTER)
    verdicts = judge(read, speech.rules)
    assert [(one.block, one.action, one.rule) for one in verdicts] == [(1, "keep", "speech.reported")]
    assert kept(read, verdicts)


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up now”",
        "“Sign up now,” says minister",
        "Sign up now, he said.",
        "“Sign up now. It is free.”",
        "“Ada Quill,” https://harbour.example/ada/.",
        "“Our bell,” Harbour Post, Photo: Ada Quill.",
    ],
)
def test_other_lines_are_not_decided(line: str) -> None:
    assert not judge(dump(BEFORE, line, AFTER), speech.rules)


def test_no_speech_among_lines_that_are_no_story() -> None:
    assert not judge(
        dump("Home", "News", "“Sign up now and tell your friends,” he said.", "Sport"), speech.rules
    )


ANNOUNCED = "In February a letter came, and under the date of his birth the clerk had written with a pencil:"


@pytest.mark.parametrize("quote", ["“Please log in and update your details.”", "„Bitte melden Sie sich an“."])
def test_a_quotation_that_a_paragraph_announces_stays(quote: str) -> None:
    read = dump(BEFORE, ANNOUNCED, quote, AFTER)
    verdicts = judge(read, speech.rules)
    assert [(one.block, one.action, one.rule) for one in verdicts] == [(2, "keep", "speech.announced")]


@pytest.mark.parametrize(
    ("above", "quote"),
    [
        ("What our readers say:", "“The best paper on the coast.”"),
        ("Subscribe to our newsletter and see what our readers write to us about it:", "“The best paper.”"),
        (ANNOUNCED[:-1] + ".", "“Please log in and update your details.”"),
        (ANNOUNCED, "“Log in” and “update”"),
    ],
)
def test_other_quotations_are_not_decided(above: str, quote: str) -> None:
    assert not judge(dump(BEFORE, above, quote, AFTER), speech.rules)
