"""Headlines of other stories with a standfirst glued to them: the page shows them twice, or they are in title case."""

from __future__ import annotations

import builders
import pytest

from cleaners.rules import teasers

STORY = (
    "The harbour board said on Tuesday that the ferry to Sable Point will run again from the first of May."
)
TITLE = "Fahrkarte statt Führerschein"
STANDFIRST = "Zwei Landkreise schenken Senioren drei Jahre Nahverkehr. Das Angebot ist begehrt."
TITLED = "Six Ways To Mend A Net Before The Herring Comes"


def moved(*lines: str) -> list[str]:
    read = builders.dump(STORY, *lines, STORY.replace("Tuesday", "Friday"))
    return [read.blocks[one.block].text for one in builders.judge(read, teasers.rules)]


def test_a_headline_that_the_page_shows_twice() -> None:
    assert moved(f"{TITLE}{STANDFIRST}", TITLE) == [f"{TITLE}{STANDFIRST}"]


def test_a_headline_in_title_case() -> None:
    assert moved(f"{TITLED}Begin with a needle and a long winter.") == [
        f"{TITLED}Begin with a needle and a long winter."
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (f"{TITLE}{STANDFIRST}",),
        (f"{TITLE}. {STANDFIRST}", TITLE),
        (f"{TITLE}{STANDFIRST.rstrip('.')}", TITLE),
        ("Nobody had seen the film on YouTube before the ferry sailed.", "Nobody had seen the film on"),
        ("CBC News reached Lisa MacNeil of the harbour board on Tuesday.",),
        # Subheads that a page ran into their paragraphs.
        (
            f"{TITLED}Begin with a needle and a long winter.",
            "How To Keep The Herring Once The Net Is FullSalt comes first, and then the barrel.",
        ),
    ],
)
def test_lines_of_the_story_stay(lines: tuple[str, ...]) -> None:
    assert moved(*lines) == []
