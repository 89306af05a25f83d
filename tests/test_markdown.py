"""Markdown of a page: its marks are no words, its links and pictures tell what they tell in a page."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdownify import markdownify
from test_independent_text import CASES, UNSEEN, cleaned_page, shared, soup

from cleaners import Cleaned, clean, markdown, plaintext
from cleaners.model import Page

STORY = (
    "The last cable ferry on the Neme stopped on Friday after a tree had torn the cable for the third time.",
    "Nobody was on board when it drifted against the mill, the harbour office said in a note to its users.",
    "“We have spliced it twice and will not splice it again,” said Ebba Lorne, who has run the ferry since 2009.",
    "A bus will take the children of Tarn to school from Monday, by the bridge that is nine miles to the north.",
)
HEADLINE = "Cable ferry on the Neme stops for good"


def page(*between: str) -> str:
    """A page with a menu, its story, and lines between the story's paragraphs."""
    return "\n\n".join(
        [
            "[![Neme Courier](/logo.svg)](/)",
            "* [Home](/)\n* [Farm prices](/farm)\n* [Obituaries](/obits)",
            f"# {HEADLINE}",
            "By [Ada Moor](/ada)",
            *STORY[:2],
            *between,
            *STORY[2:],
            "[Imprint](/imprint) | [Privacy](/privacy)",
        ]
    )


def body(text: str) -> list[str]:
    return clean(text, kind="text", sites=()).articles[0].article_body.split("\n\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Home](/)\n[News](/news)\n![](/logo.png)", True),
        ("# The lake\n\n## How it fell\n\nIt fell by [two metres](/gauge).", True),
        ("# The lake\n\n## How it fell\n\n### And why\n\nIt fell by two metres [1].", False),
        ("The lake fell by [two metres](/gauge) in May.\n\nIt is full again.", False),
        ("f(x)[i](j) and g(x)[k] stand in a letter about arrays.", False),
    ],
)
def test_what_is_markdown(text: str, expected: bool) -> None:
    assert markdown.is_written(text) is expected


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        ("Cable ferry\n===========", ["# Cable ferry"]),
        ("What it cost\n---", ["## What it cost"]),
        ("Above.\n\n---\n\nBelow.", ["Above.", "", "", "", "Below."]),
        ("> A line that somebody said.", ["A line that somebody said."]),
        ("1. The first\n2. The second", ["* The first", "* The second"]),
        ("In 2021.\nIt cost $31,000.", ["In 2021.", "It cost $31,000."]),
        (
            "[Another story\n\nIts standfirst.\n\n](/other)",
            ["[Another story](/other)", "", "[Its standfirst.](/other)", "", ""],
        ),
        ("[### Another story](/other)", ["### [Another story](/other)"]),
        ("[One\nstory](/1)[ Two\nstories](/2)", ["[One](/1)", "[story](/1) [Two](/2)", "[stories](/2)"]),
        ("He wrote [sic and\n\nnever closed it.", ["He wrote [sic and", "", "never closed it."]),
    ],
)
def test_lines(raw: str, lines: list[str]) -> None:
    assert list(markdown.lines(raw.splitlines())) == lines


@pytest.mark.parametrize(
    ("line", "text", "linked"),
    [
        ("The **old** pier, _again_", "The old pier, again", []),
        ('A [pier](/pier "The pier") by night', "A pier by night", ["pier"]),
        ("![Pier](data:image/svg+xml,%3Csvg/%3E)", "", []),
        ("[![](/logo.png) Neme Courier](/)", "Neme Courier", ["Neme Courier"]),
        (r"5 \* 4 \- 1 R&amp;D", "5 * 4 - 1 R&D", []),
        ("Neme Courier __3 hours ago", "Neme Courier 3 hours ago", []),
        ("One line<br>and another", "One line and another", []),
        (
            "of _Calandra granaria_ , which eats grain , too",
            "of Calandra granaria, which eats grain , too",
            [],
        ),
        ("2 < 3 and [no link] (here)", "2 < 3 and [no link] (here)", []),
    ],
)
def test_what_a_line_says(line: str, text: str, linked: list[str]) -> None:
    said = markdown.inline(line)
    assert said.text == text
    assert [text[link.start : link.stop] for link in said.links] == linked


MARKS = st.text(alphabet="[]()!*_#->`\\<&1. a\n", max_size=120)


@given(MARKS)
def test_whatever_the_marks_are_no_letter_is_added(text: str) -> None:
    lines = list(markdown.lines(f"{text}\n[a](a)".splitlines()))
    said = "".join(markdown.inline(line).text for line in lines)
    assert said.count("a") <= f"{text}[a](a)".count("a")
    assert lines[-1].endswith("[a](a)")
    plaintext.read(Page(content=f"{text}\n\n{text}".encode(), kind="text"))


def test_pictures_and_links_stand_in_the_document() -> None:
    read = plaintext.read(Page(content=page("![A pier](/pier.jpg)The pier at noon").encode(), kind="text"))
    assert [(image.url, image.alt) for image in read.images] == [
        ("/logo.svg", "Neme Courier"),
        ("/pier.jpg", "A pier"),
    ]
    menu = read.blocks[0]
    assert (menu.text, menu.kind, menu.glyph) == ("Home", "item", "")
    assert [link.url for link in menu.links] == ["/"]
    framed = next(block for block in read.blocks if block.text == "The pier at noon")
    assert read.images[1].block == framed.index
    assert [inline.tag for inline in framed.inlines] == ["img"]


def test_a_page_in_markdown() -> None:
    (article,) = clean(page(), kind="text", sites=()).articles
    assert article.headline == HEADLINE
    assert article.article_body.split("\n\n") == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "[Three bridges that were never built](/bridges)",
        "* [Three bridges that were never built](/bridges)\n* [The mill at Tarn grinds again](/mill)",
        "[### Three bridges that were never built\n\nThe drawings lay in a drawer at Tarn.\n\n5 March 2026](/bridges)",
    ],
)
def test_lines_that_are_one_link_go(line: str) -> None:
    cleaned = clean(page(line), url="https://neme.example/ferry", kind="text", sites=())
    assert cleaned.articles[0].article_body.split("\n\n") == list(STORY)
    found = {one.headline: one.url for one in cleaned.articles[0].related}
    assert found["Three bridges that were never built"] == "https://neme.example/bridges"


@pytest.mark.parametrize(
    "line",
    [
        "“Read [the whole report](/report), then shout,” said Lorne to those who had come with [placards](/p).",
        "[The cable](/cable) was made at Ulver in 1962 and has been mended more often than anybody has counted.",
    ],
)
def test_paragraphs_with_links_stay(line: str) -> None:
    assert body(page(line))[2] == markdown.inline(line).text


@pytest.mark.parametrize(
    "line",
    [
        "![](/cable.jpg)The torn cable on the bank at Tarn",
        "![The cable](/cable.jpg)\n\nThe torn cable is on the bank at Tarn.",
    ],
)
def test_captions_of_pictures_go(line: str) -> None:
    (article,) = clean(page(line), kind="text", sites=()).articles
    assert article.article_body.split("\n\n") == list(STORY)
    assert [one.text for one in article.captions] == [markdown.inline(line.rsplit("\n", maxsplit=1)[-1]).text]


@pytest.mark.parametrize(
    "line",
    [
        "“You can see it from here,” said Lorne, and pointed at the place where the cable had been.",
        "Would you have taken the boat on Friday?",
        "Lorne said that the cable had been bought second-hand from a mine, and that nobody had asked how old it was.",
    ],
)
def test_paragraphs_below_pictures_stay(line: str) -> None:
    assert line in body(page(f"![](/cable.jpg)\n\n{line}"))


OTHER = {
    "hard-brief-among-teasers": "a brief among longer teasers is told by its markup alone",
    "hard-div-soup": "a page laid out in one table is one row in Markdown",
    "hard-jsonld-body-only": "the text stands in JSON-LD alone",
    "hard-listing-other-markup": "without names of publishers or ages only markup parts the stories",
    "hard-recipe": "its steps are lists of short lines",
    "hard-top-ten": "the numbered entries leave no line that is the headline",
    "translated-lamp": "without markup no page is declared as news, whose labelled links point elsewhere",
    "nearby-ferries": "the headline's line has the section behind it",
}
BODY, PRECISION = 0.86, 0.9


@cache
def cleaned_markdown(name: str) -> Cleaned:
    read = soup(CASES[name])
    for element in read.select(f"{UNSEEN}, script, style"):
        element.decompose()
    return clean(markdownify(str(read)).encode("utf-8", "replace"), url=CASES[name].url, kind="text")


@pytest.mark.parametrize("name", CASES)
def test_markdown_gives_the_pages_items(name: str) -> None:
    missed = []
    for item in cleaned_page(name).articles:
        if item.page.role != "related":
            words, other = shared(item, cleaned_markdown(name))
            same = other is not None and other.headline == item.headline
            if words < BODY * len(item.article_body.split()) or not same:
                missed.append((item.headline, words, other and other.headline))
    assert bool(missed) == (name in OTHER), missed


def test_markdown_gives_little_else() -> None:
    counts: Counter[str] = Counter()
    for name in CASES:
        for item in cleaned_markdown(name).articles:
            counts["said"] += len(item.article_body.split())
            counts["shared"] += shared(item, cleaned_page(name))[0]
    assert counts["shared"] / counts["said"] >= PRECISION, counts


TOLD = (
    "The ferry will go on sailing through the winter, the council of Port Alma decided on Monday, and nobody was against it.",
    "Half of the money comes from the county, which had at first wanted the boat to be laid up until the ice is gone.",
    "“We only wanted to come home from the cinema,” said the islanders' speaker, Hanne Rood, who counted the votes herself.",
)
LEAD_DUMP = f"[Home](/) [News](/news)\n\n# Ferry goes on sailing\n\n{TOLD[0]}\n\n{TOLD[1]}{{}}{TOLD[2]}\n"
LABELLED = "\n\n**{}**\n\n* [Lakers lay up early](/1)\n* [Council opens talks on crews](/2)\n\n"


@pytest.mark.parametrize(
    ("label", "stays"), [("On the same tack", False), ("What it costs, and who pays:", False)]
)
def test_the_label_above_a_list_of_links(label: str, stays: bool) -> None:
    body = "\n".join(
        one.article_body for one in clean(LEAD_DUMP.format(LABELLED.format(label)), kind="text").articles
    )
    assert (label in body) is stays
    assert "Lakers" not in body


def test_a_subhead_above_one_link_stays() -> None:
    one = "\n\n**What it costs**\n\n[The council's report](/report)\n\n"
    (article,) = clean(LEAD_DUMP.format(one), kind="text").articles
    assert "What it costs" in article.article_body
