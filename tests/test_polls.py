"""Polls in text dumps: the question with its answers goes, an interview's question stays."""

from __future__ import annotations

import builders
import pytest

from cleaners.rules import polls

LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."


def left(*lines: str) -> list[str]:
    read = builders.dump(LEAD, *lines, LEAD.replace("Monday", "Friday"))
    gone = {one.block for one in builders.judge(read, polls.rules)}
    return [block.text for block in read.blocks if block.index not in gone][1:-1]


@pytest.mark.parametrize(
    "lines",
    [
        ("THE COURIER ASKS", "Would you take the last boat home?", "Yes, always", "No", "Vote"),
        ("Umfrage", "Fahren Sie im Winter mit der Fähre?", "Ja", "Nein", "Weiß nicht", "Abstimmen"),
        ("Sondagem", "Concorda com o barco das seis?", "Sim", "Não", "Votar"),
        ("Would you take the last boat home?", "Yes", "No", "Vote (or see what 40 others say)"),
        ("Would you take the last boat home?", "Yes", "No", "Vote now4,203 people have voted"),
        ("Poll: Would you take the last boat home?", "Yes", "No", "I drive"),
        ("Would you take the last boat home?", "Yes, always", "Ask me in May", "2,318 votes so far"),
        ("Fahren Sie im Winter mit der Fähre?", "Ja", "Nein", "2.318 Stimmen"),
        ("Umfrage: Fahren Sie im Winter mit der Fähre?", "Ja", "Nein"),
    ],
)
def test_a_poll_goes_with_its_label(lines: tuple[str, ...]) -> None:
    assert left(*lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Would you take the last boat home?",
            "I have always taken it, and so did my mother before me.",
            "Vote",
        ),
        ("Would you take the last boat home?", "Yes", "No"),
        ("Poll: Would you take the last boat home?", "Most would.", "Some would not."),
        ("Poll: Would you take the last boat home?", "Yes"),
        ("Ida Holm: Would you take the last boat home?", "Yes", "No"),
        ("IDA HOLM: Would you take the last boat home?", "Yes", "No"),
        ("Would you take the last boat home?", "Vote"),
        ("Would you take the last boat home?", "Yes", "No", "2,318 passengers"),
        ("What is in the soup of Norby?", "Leeks", "Cream", "3 oysters"),
        ("Would you take the last boat home?", "Yes", "No", "2,318 votes decided it."),
        ("Three answers", "Yes", "No", "Vote"),
        ("Would you take the last boat home?", "Yes", "No", "Vote for the boat by Friday."),
    ],
)
def test_what_is_no_poll_stays(lines: tuple[str, ...]) -> None:
    assert left(*lines) == list(lines)
