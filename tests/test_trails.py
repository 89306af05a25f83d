"""The trail above a dump's headline: in one line, run together with it, or a line for each step."""

from __future__ import annotations

import pytest
from digests import STORIES, split, text

from cleaners import metadata, plaintext
from cleaners.layout import dumpstories, labels, trails
from cleaners.model import Found, Metadata, Page


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ("Home»Local»{}", "Local"),
        ("Home > World > Middle East > {}", "Middle East"),
        ("HomeWorld{}", "World"),
        ("StartseitePolitik{}", "Politik"),
        ("Policy", "Policy"),
        ("Northport Courier", None),
        ("Home»{}", None),
        ("Homeowners win: {}", None),
    ],
)
def test_section_above_the_headline_of_a_dump(above: str, section: str | None) -> None:
    title = "Harbour ferry returns"
    story = "\n\n".join(body for *_, body in STORIES["en"])
    found = split(
        text(f"{above.format(title)}\n\n{title}\n\n{story}"), Metadata(headline=Found(title, "text"))
    )
    assert [(one.role, one.section) for one in found] == [("main", section)]


@pytest.mark.parametrize(
    ("above", "section"),
    [
        (("Business News", ">", "Industry", ">"), "Industry"),
        (("Home", "News", "Harbour Ward"), "Harbour Ward"),
        (("Startseite", "Lokales", "Tarnau"), "Tarnau"),
        (("Weather", "Ferry news", "Harbour Ward"), None),
        (("Home", "12 May 2026", "Harbour Ward"), None),
        (("Home", "Share"), None),
    ],
)
def test_the_steps_of_a_breadcrumb_may_be_lines(above: tuple[str, ...], section: str | None) -> None:
    story = "The last ferry of the day will go on sailing, the harbour board decided on Monday."
    lines = (*above, "Ferries go on sailing after all this year", "2 March 2026", *[story] * 3)
    read = plaintext.read(Page("\n".join(lines).encode(), kind="text"))
    about = metadata.read(read)
    found = dumpstories.section_above(read, about)
    assert (found or (section and about.section and about.section.value)) == section


def test_the_section_of_a_dump_stands_in_its_menu_too() -> None:
    story = "The last ferry of the day will go on sailing, the harbour board decided on Monday."
    menu = ["Bay Gazette", "Town Hall", "Schools", "Outdoors"]
    for above, section in (("Town Hall", "Town Hall"), ("Ferry news", None), ("Share", None)):
        text = "\n".join(
            [*menu, "Share", above, "Ferries go on sailing after all", "2 March 2026", *[story] * 3]
        )
        read = plaintext.read(Page(text.encode(), kind="text"))
        assert dumpstories.section_above(read, metadata.read(read)) == section


@pytest.mark.parametrize(
    ("line", "sections"),
    [
        ("You are here: Home > News > County", ("News", "County")),
        ("您的位置：首页 > 新闻 > 社会", ("新闻", "社会")),
        ("Home » Harbour", ()),
        ("Ferries > buses > bicycles", ()),
    ],
)
def test_a_breadcrumb_without_its_headline(line: str, sections: tuple[str, ...]) -> None:
    assert trails.sections(line) == sections
    assert labels.is_headline("The harbour board decides on the last ferry of the day")
    assert not (sections and labels.is_headline(line))
