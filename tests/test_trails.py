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


@pytest.mark.parametrize(
    ("line", "is_trail"),
    [
        ("HomeLocalFerry sails through the winter", True),
        ("Strona głównaŻeglugaFerry sails through the winter", True),
        ("首页新闻Ferry sails through the winter", True),
        ("home / Local / Ferry sails through the winter", True),
        ("Home News Local Ferry sails through the winter", True),
        ("Home ▸ Local ▸ Ferry sails through the winter", True),
        ("You are here: Home » Local » Ferry sails through the winter", True),
        ("Homeless man rescued: Ferry sails through the winter", False),
        ("Newspaper: Ferry sails through the winter", False),
        ("Home-grown: Ferry sails through the winter", False),
        ("Home secretary: Ferry sails through the winter", False),
        ("HomeLocalFerry sails", False),
    ],
)
def test_a_breadcrumb_that_leads_to_some_words_of_a_headline(line: str, is_trail: bool) -> None:
    assert trails.leads_to(line, "The ferry sails through the winter") is is_trail
    assert not trails.leads_to(line, line)


def test_a_headline_that_begins_like_a_breadcrumb() -> None:
    headline = "Homeless man walks three days to the harbour"
    story = "The last ferry of the day will go on sailing, the harbour board decided on Monday."
    lines = (headline, "By Jane Doe", "In pictures: A man walks three days to the harbour", *[story] * 3)
    about = metadata.read(plaintext.read(Page("\n".join(lines).encode(), kind="text")))
    assert about.headline is not None
    assert about.headline.value == headline
