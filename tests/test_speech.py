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
