"""What a page that declares no name calls its site."""

from __future__ import annotations

import builders
import pytest

from cleaners.facts import homes


def named(title: str, link: str, host: str = "alma.example") -> str | None:
    return homes.named(builders.page(f"<div>Here: {link} &gt; Text</div>"), title, host)


def test_the_end_of_the_title_that_links_to_the_home_page() -> None:
    assert named("Ferries go on sailing - Alma Beacon", "<a href='/'>Alma Beacon</a>") == "Alma Beacon"
    assert named("渡轮继续航行_阿尔马网", "<a href='https://www.alma.example/'>阿尔马网</a>") == "阿尔马网"


@pytest.mark.parametrize(
    ("title", "link"),
    [
        ("Ferries go on sailing - Alma Beacon", "<a href='/news/'>Alma Beacon</a>"),
        ("Ferries go on sailing - Alma Beacon", "<a href='https://other.test/'>Alma Beacon</a>"),
        ("Ferries go on sailing - Alma Beacon", "<a href='/'>Home</a>"),
        ("Alma Beacon", "<a href='/'>Alma Beacon</a>"),
        ("Ferries leave the homepage", "<a href='/'>page</a>"),
    ],
    ids=["section", "other site", "another word", "title", "half a word"],
)
def test_other_links_name_nothing(title: str, link: str) -> None:
    assert named(title, link) is None


@pytest.mark.parametrize(
    ("title", "logo", "name"),
    [
        ("Ferries go on sailing | Alma Beacon", "Alma Beacon", "Alma Beacon"),
        ("Alma Beacon", "Alma Beacon", None),
        ("Ferries leave the Alma Beacon", "Alma Beacon", None),
        ("Ferries go on sailing | Alma Beacon", "A ferry", None),
    ],
)
def test_the_end_of_the_title_that_is_the_logos_too(title: str, logo: str, name: str | None) -> None:
    read = builders.page(f"<header><img src=/l.svg alt='{logo}'></header><p>Text</p>")
    assert homes.named(read, title, "alma.example") == name
