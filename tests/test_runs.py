"""Runs of stories without an element around each: where each begins and ends."""

from __future__ import annotations

import pytest

from cleaners import document
from cleaners.layout import runs
from cleaners.model import Page

BODY = "The ferry Alma went back to sea on Monday after ten years in a museum yard, to the cheers of a crowd."
TITLES = (
    "Harbour ferry returns to the sea",
    "Council plants a thousand lime trees",
    "Chess club finds its old clock",
)


def read(spell: str, around: str = "table") -> list[list[tuple[str, list[str]]]]:
    """Headline and lines of each story of each run."""
    rows = "".join(spell.format(title=title, n=number) for number, title in enumerate(TITLES))
    page = f"<nav><a href='/'>Home</a></nav><{around}>{rows}</{around}><p>Imprint</p>"
    found = document.read(Page(content=page.encode(), url="https://clips.example/today"))
    return [
        [(one.headline.text, [block.text for block in found.blocks[one.start : one.stop]]) for one in run]
        for run in runs.read(found)
    ]


@pytest.mark.parametrize(
    ("spell", "around"),
    [
        (
            "<tr><td>Echo | 3 hours ago</td></tr><tr><td><b>{title}</b></td></tr><tr><td>{{body}}</td></tr>",
            "table",
        ),
        ("<tr><td>Echo | 3 hours ago</td></tr><tr><td>{title}</td></tr><tr><td>{{body}}</td></tr>", "table"),
        ("<p>Echo | 3 hours ago</p><h3><a href='/{n}'>{title}</a></h3><p>{{body}}</p>", "div"),
        ("Echo | 3 hours ago<br><b>{title}</b><br>{{body}}<hr>", "td"),
        ("<dd>Echo | 3 hours ago</dd><dt id='t{n}'><b>{title}</b></dt><dd>{{body}}</dd>", "dl"),
    ],
)
def test_label_above_the_headline_is_its_storys(spell: str, around: str) -> None:
    (run,) = read(spell.replace("{{body}}", BODY), around)
    assert run == [(title, ["Echo | 3 hours ago", title, BODY]) for title in TITLES]


def test_label_below_the_headline_is_not_the_next_ones() -> None:
    (run,) = read(f"<h2>{{title}}</h2><p>{BODY}</p><p>Echo | 3 hours ago</p>", "div")
    assert run == [(title, [title, BODY, "Echo | 3 hours ago"]) for title in TITLES]


@pytest.mark.parametrize(
    "spell",
    [
        f"<p>{BODY}</p>",
        f"<tr><td>{BODY}</td></tr>",
        "<tr><td>Goals</td><td>{n}</td></tr>",
        "<tr><td><b>Goals</b></td></tr>",
    ],
)
def test_nothing_like_a_headline_is_no_run(spell: str) -> None:
    assert read(spell) == []
