"""Lines around a dump's story that are told by their words and form: fields, buttons, decks, counters."""

from __future__ import annotations

import pytest
from dumps import STORY, judge

from cleaners.lexicon import tables
from cleaners.model import Found, Metadata

TITLE = "Storm closes the old harbour bridge"
ABOUT = Metadata(headline=Found(TITLE, "text"))
MENU = "Home\n• News\n• Sport\n• Weather\n• Contact Us"


def rules_of(content: str) -> dict[str, str]:
    return {text: verdict.rule.removeprefix("dump.") for text, verdict in judge(content, ABOUT)[1].items()}


def test_an_appeal_between_two_showings_of_its_heading_goes() -> None:
    box = "Become a Member\n\nWe have no shareholders.\n\nA coffee a month keeps us going.\n\nBecome a Member"
    found = rules_of(f"{MENU}\n\n{TITLE}\n\n{STORY}\n\n{box}\n\nPrivacy Policy")
    assert found["We have no shareholders."] == found["A coffee a month keeps us going."] == "box"


def test_a_line_that_comes_back_inside_the_story_is_no_box() -> None:
    kept, _ = judge(f"Menu\n\n{TITLE}\n\nThe bell rang\n\nNobody came.\n\nThe bell rang\n\n{STORY}", ABOUT)
    assert kept.count("The bell rang") == 2


@pytest.mark.parametrize(
    "line", ["( ) Yes, gladly", "0/1000 characters", "I am not a robot *", "Yes / No", "[ ] Never"]
)
def test_fields_and_answers_below_the_story_go(line: str) -> None:
    assert rules_of(f"{MENU}\n\n{TITLE}\n\n{STORY}\n\n{line}\n\nPrivacy Policy")[line] == "form"


def test_the_question_above_its_answers_goes_with_them() -> None:
    poll = "Would you use a ferry?\n( ) Yes, gladly\n( ) Never"
    assert rules_of(f"{MENU}\n\n{TITLE}\n\n{STORY}\n\n{poll}")["Would you use a ferry?"] == "after-story"


def test_a_list_to_tick_in_a_bare_text_stays() -> None:
    text = (
        "Pack for the boat\n\n[ ] a torch\n[ ] a rope\n[ ] bread\n\nNobody sails without these three things."
    )
    assert not judge(text)[1]


@pytest.mark.parametrize("line", ["A- A A+", "Text: S M L", "Text Size: A A A", "Tamaño del texto: A+ A-"])
def test_letters_that_choose_the_size_of_the_text_go(line: str) -> None:
    assert line in rules_of(f"{MENU}\n\n{TITLE}\n\n{line}\n\n{STORY}")


def test_letters_in_the_story_stay() -> None:
    kept, _ = judge(f"{MENU}\n\n{TITLE}\n\n{STORY}\n\nA B C\n\n{STORY.replace('old', 'new')}", ABOUT)
    assert "A B C" in kept


@pytest.mark.parametrize("below", ["By Ann Poe", "4 May 2026, 17:42", "A- A A+", "Published"])
def test_a_deck_above_the_header_s_last_line_is_one(below: str) -> None:
    deck = "Two arches are damaged, and the repair will take until spring."
    assert rules_of(f"{MENU}\n\n{TITLE}\n\n{deck}\n\n{below}\n\n{STORY}")[deck] == "deck"


def test_a_first_paragraph_under_the_header_is_no_deck() -> None:
    lead = "The bridge is closed, and nobody knows until when it will be."
    kept, _ = judge(f"{MENU}\n\n{TITLE}\n\nBy Ann Poe\n\n{lead}\n\n{STORY}", ABOUT)
    assert lead in kept
    kept, _ = judge(f"{MENU}\n\n{TITLE}\n\n{lead}\n\n{STORY}", ABOUT)
    assert lead in kept


def test_a_name_with_its_office_in_the_header_is_the_writers() -> None:
    found = rules_of(f"{MENU}\n\n{TITLE}\n\nAnn Poe, Senior Reporter\n\n4 May 2026\n\n{STORY}")
    assert found["Ann Poe, Senior Reporter"] == "byline"


def test_counters_between_paragraphs_go_and_numbers_of_a_list_stay() -> None:
    first, *others = STORY.split("\n\n")
    found = rules_of(f"{MENU}\n\n{TITLE}\n\n{first}\n\n3\n\n" + "\n\n3\n\n".join(others))
    assert found["3"] == "figures"
    numbered = "\n\n".join(f"{number}\n\n{text}" for number, text in enumerate(others, 1))
    kept, _ = judge(f"{MENU}\n\n{TITLE}\n\n{first}\n\n{numbered}", ABOUT)
    assert [line for line in kept if line.isdigit()][:3] == ["1", "2", "3"]


def test_examples_of_the_lexicon() -> None:
    lists = tables.read("dump")
    assert all(table.keys() == {"concept", "example", "words"} for table in lists.values())
    for name, rule in (
        ("end", "end-label"),
        ("opening", "end-label"),
        ("chrome", "label"),
        ("network", "share-bar"),
        ("meta", "meta-line"),
    ):
        _, cut = judge(f"{STORY}\n\n{lists[name]['example']}\n\nLeave a Reply")
        assert cut[lists[name]["example"]].rule == f"dump.{rule}"
    _, cut = judge(f"{lists['home']['example']}\n\n{STORY}")
    assert cut[lists["home"]["example"]].rule == "dump.breadcrumb"
