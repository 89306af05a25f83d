"""The name of a dump's site: over its story, in its furniture, in notes and claims."""

from __future__ import annotations

import builders
import pytest
from sourcing import LEAD, attribute, names

from cleaners import clean, plaintext
from cleaners.model import Found, Metadata, Page, Person, Segment, Verdict
from cleaners.sources import sitenames
from cleaners.sources.wires import Case


@pytest.mark.parametrize(
    ("lines", "url", "expected"),
    [
        (["Explore what Skimly AI can do for you:"], None, (None, "Skimly")),
        (["Ask Pickle anything about this story:"], None, (None, "Pickle")),
        (["© 2026 tarnweekly. All rights reserved."], None, ("tarnweekly", None)),
        (["Tarn Weekly", "© 2026 tarnweekly."], None, ("Tarn Weekly", None)),
        (["© Tarn Weekly"], None, ("Tarn Weekly", None)),
        (["Support TarnWeekly today"], "https://tarnweekly.example/x", ("TarnWeekly", None)),
        (["© 2026 Reuters"], None, (None, None)),
        (["Ask anything about this story", "The AI can wait"], None, (None, None)),
    ],
)
def test_a_dump_names_its_site_in_its_furniture(
    lines: list[str], url: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert names(attribute(builders.dump(LEAD, *lines, url=url))) == expected


@pytest.mark.parametrize(
    ("head", "note", "expected"),
    [
        ("The Tarn Weekly", "You are a free reader of The Tarn Weekly.", "The Tarn Weekly"),
        ("El Faro del Sorn", "Recibe El Faro del Sorn en tu correo.", "El Faro del Sorn"),
        ("Alma Times", "The Harbour News is at your door.", "Editorial Ribera del Sorn"),
        ("World", "World news at your door.", "Editorial Ribera del Sorn"),
        ("津軽日報", "A note.", "津軽日報"),
    ],
)
def test_a_dumps_head_has_the_name_that_the_page_says_again(head: str, note: str, expected: str) -> None:
    read = builders.dump(head, LEAD, note, "© 2026 Editorial Ribera del Sorn S.L.")
    spoken = Verdict(2, "cut", "phrases.newsletter", "seen")
    assert names(attribute(read, spoken))[0] == expected


def test_a_writer_who_holds_the_rights_is_no_publisher() -> None:
    read = builders.dump(LEAD, "© 2026 Jane Doe")
    assert names(attribute(read))[0] == "Jane Doe"
    assert names(attribute(read, about=Metadata(authors=(Person("Jane Doe"),))))[0] is None
    assert names(attribute(builders.dump(LEAD, "Tarn Weekly © 2024-2026")))[0] == "Tarn Weekly"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "The report above comes from the Reuters newswire. The Tarn Weekly has changed only its title.",
            "The Tarn Weekly",
        ),
        ("Disclaimer: The Tarn Weekly carries this story from Reuters as received.", "The Tarn Weekly"),
        ("The report above comes from Reuters and has changed hands; the Tarn Weekly takes no part.", None),
        ("This story comes from Reuters. Nobody has checked it.", None),
    ],
)
def test_a_note_names_the_publisher_that_its_page_shows(note: str, expected: str | None) -> None:
    moved = Verdict(2, "move", "credits.disclaimer", "seen", field="wire")
    found = attribute(builders.dump("The Tarn Weekly", LEAD, note), moved)
    assert names(found)[0] == expected


@pytest.mark.parametrize(
    ("first", "owner", "publisher"),
    [
        ("The Marlow Kestrel", "Kestrel Publishing Co.", "The Marlow Kestrel"),
        ("Tidal", "Tidal Nachrichtendienst", "Tidal"),
        ("World", "World Kestrel Publishing Co.", "World Kestrel Publishing"),
        ("News", "News Group Kestrel", "News Group Kestrel"),
    ],
)
def test_the_brand_over_a_dump_is_no_entry_of_its_menu(first: str, owner: str, publisher: str) -> None:
    story = "The last ferry of the day will go on sailing, the harbour board decided on Monday evening."
    lines = [
        first,
        "Log in",
        "Ferries go on sailing",
        "2 March 2026",
        story,
        story,
        "Leave a comment",
        f"© 2026 {owner}",
    ]
    (article,) = clean("\n".join(lines), kind="text").articles
    assert article.publisher is not None
    assert article.publisher.name == publisher


def test_a_section_over_one_story_of_several_is_not_the_sites_name() -> None:
    lines = (
        "Everything from the lakes and the sea",
        "Bay Gazette",
        "2 hours ago",
        "Shore",
        LEAD,
        "Get the Shore letter",
    )
    read = plaintext.read(Page("\n".join(lines).encode(), kind="text"))
    spoken = Verdict(5, "cut", "phrases.newsletter", "an offer")
    for role, name in (("split", None), ("main", "Shore")):
        one = Segment(1, len(lines), role)
        assert sitenames.in_text(Case(read, Metadata(), one, [spoken], LEAD), None) == name


@pytest.mark.parametrize(
    ("head", "tail", "publisher"),
    [
        (
            ("Harbour Lights", "Menu"),
            ("Harbour Lights is printed on what the mill had left over.",),
            "Harbour Lights",
        ),
        (
            ("Skip to content", "HARBOUR LIGHTS"),
            ("Ask for the Harbour Lights ten per cent.",),
            "Harbour Lights",
        ),
        (("Skip to content", "The Tarn Noticeboard"), (), "The Tarn Noticeboard"),
        (("Harbourline", "Harbourline", "Markets"), (), "Harbourline"),
        (("Tarn 24°C", "Menu"), ("(c) Tarn Weekly Ltd",), "Tarn Weekly"),
        (("Menu",), ("(c) Copyright Reuters 2026. Redistribution is subject to contract.",), None),
        (
            ("Harbour Lights", "Menu"),
            ("Thanks for reading Harbour Lights!", "© 2026 Dana Whitlock"),
            "Harbour Lights",
        ),
        (("Search This Blog", "Menu"), (), None),
        (("Ferries, fish and fog", "Menu"), (), None),
    ],
)
def test_the_name_over_a_dump(head: tuple[str, ...], tail: tuple[str, ...], publisher: str | None) -> None:
    story = [f"{LEAD} {number} boats will sail." for number in range(2, 6)]
    lines = [*head, "Log in", "Ferries go on sailing", "2 March 2026", *story, "Leave a comment", *tail]
    (article,) = clean("\n".join(lines), kind="text").articles
    assert (article.publisher and article.publisher.name) == publisher


def test_a_desk_is_no_publisher() -> None:
    about = Metadata(source_label="Courier News Desk", site_name=Found("Tarn Courier", "og"))
    found = attribute(builders.dump(LEAD), about=about)
    assert found.publisher is not None
    assert (found.publisher.name, found.aggregator) == ("Tarn Courier", None)
