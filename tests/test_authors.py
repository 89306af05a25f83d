"""Whose name stands where: JSON-LD, byline, meta, text; and whose does not count."""

from __future__ import annotations

import json

import pytest

from cleaners import document, metadata, plaintext
from cleaners.facts import authors
from cleaners.facts.authors import Authors
from cleaners.model import Metadata, Page

STORY = (
    "<p>The mayor of Exampleville said on Monday that she would leave the office after nine years in it.</p>"
    * 3
)


def about(body: str, head: str = "", node: object = None) -> Metadata:
    ld = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    html = f"""<html><head><title>Mayor resigns after audit</title>{head}{ld}</head><body>
    <nav><a href="/">Home</a></nav>
    <article><h1>Mayor resigns after audit</h1>{body}</article></body></html>"""
    return metadata.read(document.read(Page(html.encode(), "https://www.example-post.org/mayor")))


def names(found: Metadata) -> list[str]:
    return [person.name for person in found.authors]


def article(author: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Mayor resigns after audit", "author": author}


def test_json_ld_persons_with_role_and_address() -> None:
    found = about(
        STORY,
        node=article([{"@type": "Person", "name": "Jane Doe", "jobTitle": "Reporter", "url": "/by/jane"}]),
    )
    assert names(found) == ["Jane Doe"]
    assert found.authors_origin == "jsonld"
    assert found.authors[0].role == "Reporter"
    assert found.authors[0].url == "https://www.example-post.org/by/jane"


def test_json_ld_in_all_its_forms() -> None:
    assert names(about(STORY, node=article("By Jane Doe and John Roe"))) == ["Jane Doe", "John Roe"]
    assert names(about(STORY, node=article({"@type": "Person", "name": ["Jane Doe", "John Roe"]}))) == [
        "Jane Doe",
        "John Roe",
    ]
    assert names(
        about(STORY, node=article({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}))
    ) == ["Jane Doe"]
    graph = {"@graph": [article({"@id": "#jane"}), {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]}
    assert names(about(STORY, node=graph)) == ["Jane Doe"]


def test_an_organisation_yields_to_the_byline() -> None:
    node = article({"@type": "Organization", "name": "Reuters"})
    found = about(f'<div class="byline">By <a href="/author/doe">Jane Doe</a></div>{STORY}', node=node)
    assert names(found) == ["Jane Doe"]
    assert found.authors_origin == "byline"
    assert found.author_organizations == ("Reuters",)


def test_an_organisation_alone_is_no_author() -> None:
    found = about(STORY, node=article({"@type": "Person", "name": "CNN Wire"}))
    assert names(found) == []
    assert found.author_organizations == ("CNN Wire",)


def test_the_fuller_byline_wins() -> None:
    found = about(
        f"<p>By Jane Doe and John Roe</p>{STORY}", node=article({"@type": "Person", "name": "Jane Doe"})
    )
    assert names(found) == ["Jane Doe", "John Roe"]


def test_names_in_blocks_of_their_own() -> None:
    body = f"<div>By</div><div>Jane Doe</div><div>and</div><div>John Roe</div><div>3 May 2024</div>{STORY}"
    found = about(body)
    assert names(found) == ["Jane Doe", "John Roe"]


def test_profile_link_is_a_byline() -> None:
    assert names(about(f'<div><a href="/authors/jane-doe/">Jane Doe</a> 3 May 2024</div>{STORY}')) == [
        "Jane Doe"
    ]
    assert names(about(f'<div><a href="/topic/jane-doe/">Jane Doe</a> 3 May 2024</div>{STORY}')) == []


def test_microdata_and_meta() -> None:
    assert names(
        about(f'{STORY}<span itemprop="author" itemscope><meta itemprop="name" content="Jane Doe"></span>')
    ) == ["Jane Doe"]
    assert names(
        about(STORY, '<meta name="author" content="Jane Doe"><meta name="author" content="Staff">')
    ) == ["Jane Doe"]
    assert (
        names(about(STORY, '<meta property="article:author" content="https://social.example/jane.doe">'))
        == []
    )


def test_bold_name_above_the_story() -> None:
    assert names(about(f"<p><strong>Jane Doe</strong></p>{STORY}")) == ["Jane Doe"]
    assert names(about(f"<p><strong>Nine Years Of Office End Today</strong></p>{STORY}")) == []


def test_teasers_and_comments_name_nobody() -> None:
    teaser = '<aside><div class="byline">By <a rel="author" href="/author/x">Max Other</a></div></aside>'
    card = '<div class="related-posts"><h3><a href="/x">Ferry</a></h3><i class="author">Max Other</i></div>'
    comment = '<div class="comments"><span class="author">Max Other</span></div>'
    assert names(about(STORY + teaser + card + comment)) == []


def test_photo_credit_is_no_byline() -> None:
    assert (
        names(about(f'<figure><img src="a.jpg"><figcaption>By Max Other</figcaption></figure>{STORY}')) == []
    )


def test_byline_block_is_claimed_and_nothing_else() -> None:
    html = f"<html><body><h1>Mayor resigns after audit</h1><p>By Jane Doe</p>{STORY}</body></html>"
    read = document.read(Page(html.encode()))
    assert [read.blocks[index].text for index in metadata.read(read).claimed] == ["By Jane Doe"]


def test_nothing_to_find() -> None:
    assert Authors() == Authors((), None, (), ())
    assert authors.METAS[0] == "author"
    assert names(about(STORY)) == []


def dump(*lines: str) -> list[str]:
    prose = (
        "The mayor of Exampleville said on Monday that she would leave the office after nine years in it. "
        * 2
    )
    text = "\n".join(["Mayor resigns after audit finds gaps", *lines, prose, "", prose])
    return names(metadata.read(plaintext.read(Page(text.encode(), kind="text"))))


@pytest.mark.parametrize(
    "lines",
    [
        ("A A A", "By Jane Doe"),
        ("A- A A+", "By Jane Doe", "4 March 2026"),
        ("Text Size:", "By Jane Doe"),
        ("Follow Us :", "Text Size: A- A+", "", "By Jane Doe"),
        ("Listen to this article", "A A A", "Jane Doe", "4 March 2026"),
        ("4 March 2026", "A A A", "Jane Doe"),
        ("Jane Doe | 4 March 2026 | 3 min read",),
        ("4 March 2026 · Jane Doe",),
        ("Jane DoeBy Jane DoeMarch 4, 2026Updated:March 5, 20262 Comments3 Mins Read",),
        ("Written by Jane Doe | Updated: March 5, 2026 08:10 IST",),
    ],
)
def test_the_byline_behind_a_text_size_widget(lines: tuple[str, ...]) -> None:
    assert dump(*lines) == ["Jane Doe"]
    assert names(about("".join(f"<div>{line}</div>" for line in lines) + STORY)) == ["Jane Doe"]


@pytest.mark.parametrize(
    "lines",
    [
        ("A A A", "4 March 2026"),
        ("Text Size: A A A",),
        ("Harbour Gazette", "4 March 2026"),
        ("World News", "4 March 2026"),
        ("Share Article", "4 March 2026"),
        ("Exampleville Town", "Politics"),
        ("Jane Doe",),
        ("4 March 2026 | Harbour Gazette",),
    ],
)
def test_lines_that_are_no_bylines(lines: tuple[str, ...]) -> None:
    assert dump(*lines) == []
    assert names(about("".join(f"<div>{line}</div>" for line in lines) + STORY)) == []


def test_a_place_that_the_story_names_is_no_writer() -> None:
    story = STORY.replace("Exampleville", "New Sampleton")
    assert names(about(f"<div>New Sampleton</div><div>4 March 2026</div>{story}")) == []
    assert names(about(f"<div><a href='/topic/x'>Town Council</a></div><div>4 March 2026</div>{STORY}")) == []


def test_a_name_between_deck_and_date() -> None:
    deck = "<h2>She leaves after nine years</h2>"
    assert names(about(f"{deck}<div>Jane Doe</div><div>Updated: 05 Mar 2026, 09:10 AM IST</div>{STORY}")) == [
        "Jane Doe"
    ]
    glued = (
        "<div><span>By</span><span>Jane Doe</span><span>March 4, 2026</span><span>No Comments</span></div>"
    )
    assert names(about(glued + STORY)) == ["Jane Doe"]


def test_a_subhead_of_the_story_is_no_byline() -> None:
    long = f"<p>{'The mayor of Exampleville said that she would leave the office. ' * 4}</p>"
    assert names(about(f"{long}<h3>كتب قديمة وأخرى جديدة</h3>{STORY}")) == []
    assert names(about(f"<h4>By Jane Doe</h4>{long}{STORY}")) == ["Jane Doe"]


def test_a_name_below_a_deck_that_a_note_behind_the_story_tells_of() -> None:
    deck = "The mayor leaves after nine years, and nobody on the council had seen it coming until Monday."
    prose = "The mayor of Exampleville said on Monday that she would leave the office after nine years in it."
    note = "Jane Doe farms two hundred hectares in the hills with her brother and one very loud dog."
    lines = ("Mayor resigns after audit finds gaps", deck, "JANE DOE", "4 March 2026", "Share")
    story = [
        f"{prose} The council meets again on day {number} of the month, in the old hall."
        for number in range(1, 8)
    ]

    def read(*text: str) -> list[str]:
        return names(metadata.read(plaintext.read(Page("\n\n".join(text).encode(), kind="text"))))

    assert read(*lines, *story, note) == ["JANE DOE"]
    assert read(*lines, story[0], note, *story[1:]) == []
