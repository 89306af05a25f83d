"""Everything that a page says of its article, with its origin."""

from __future__ import annotations

import json
from operator import attrgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import document, metadata, plaintext
from cleaners.model import Found, Metadata, Organization, Page

STORY = (
    "<p>The mayor of Exampleville said on Monday that she would leave the office after nine years in it.</p>"
    * 3
)
URL = "https://www.example-post.org/local/mayor"


def about(body: str = STORY, head: str = "", node: object = None, url: str | None = URL) -> Metadata:
    ld = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    html = f"""<html lang="en-GB"><head><title>Mayor resigns after audit</title>{head}{ld}</head>
    <body><h1>Mayor resigns after audit</h1>{body}</body></html>"""
    return metadata.read(document.read(Page(html.encode(), url)))


def article(**members: object) -> dict[str, object]:
    return {"@type": ["NewsArticle", "Thing"], "headline": "Mayor resigns after audit", **members}


FULL = {
    "@graph": [
        article(
            author={"@type": "Person", "name": "Jane Doe"},
            datePublished="2024-05-03T10:00:00+02:00",
            dateModified="2024-05-04T10:00:00+02:00",
            publisher={
                "@type": "Organization",
                "name": "Example Post",
                "url": "https://www.example-post.org/",
            },
            articleSection=["Local"],
            keywords="mayor, audit, mayor",
            isAccessibleForFree="False",
            commentCount="12",
            timeRequired="PT4M",
            articleBody="She will leave.",
            description="She leaves after nine years.",
            image={"@type": "ImageObject", "url": "/mayor.jpg"},
        ),
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": 1,
                    "name": "Home",
                    "item": "https://www.example-post.org/",
                },
                {"@type": "ListItem", "position": 2, "item": {"@id": "/local", "name": "Local"}},
                {"@type": "ListItem", "position": 3, "name": "Mayor resigns after audit"},
            ],
        },
    ]
}


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("headline", Found("Mayor resigns after audit", "heading", "Mayor resigns after audit")),
        ("publisher", Organization("Example Post", "example-post.org", "https://www.example-post.org/")),
        ("site_name", Found("Example Post", "jsonld", "Example Post")),
        ("section", Found("Local", "jsonld", "Local")),
        (
            "breadcrumbs",
            (("Home", "https://www.example-post.org/"), ("Local", "https://www.example-post.org/local")),
        ),
        ("tags", ("mayor", "audit")),
        ("canonical", URL),
        ("language", "en"),
        ("image", "https://www.example-post.org/mayor.jpg"),
        ("body", "She will leave."),
        ("description", Found("She leaves after nine years.", "jsonld", "She leaves after nine years.")),
        ("article_type", "NewsArticle"),
        ("free", False),
        ("comment_count", 12),
        ("reading_minutes", 4),
        ("published.value", "2024-05-03T10:00:00+02:00"),
        ("modified.value", "2024-05-04T10:00:00+02:00"),
        ("page_types", ("NewsArticle", "Thing", "BreadcrumbList")),
    ],
)
def test_a_full_page(field: str, expected: object) -> None:
    found = about(node=FULL, head='<link rel="canonical" href="/local/mayor">')
    assert attrgetter(field)(found) == expected


def test_an_empty_page_says_nothing() -> None:
    found = metadata.read(document.read(Page(b"")))
    assert found == Metadata()
    assert metadata.read(document.read(Page(b"<html></html>"))).headline is None


def test_site_name_from_meta() -> None:
    found = about(head='<meta property="og:site_name" content="Example Post">')
    assert found.site_name == Found("Example Post", "meta", "Example Post")
    assert about().publisher is None


def test_canonical_of_a_home_page_is_not_the_story() -> None:
    assert about(head='<link rel="canonical" href="https://www.example-post.org/">').canonical is None
    assert about(head='<link rel="canonical" href="javascript:void(0)">').canonical is None
    assert about(head=f'<meta property="og:url" content="{URL}?x=1">').canonical == f"{URL}?x=1"


def test_visible_breadcrumbs_and_section() -> None:
    trail = '<div class="breadcrumbs"><a href="/">Home</a> » <a href="/world">World</a> » Mayor</div>'
    found = about(trail + STORY)
    assert found.breadcrumbs == (
        ("Home", "https://www.example-post.org/"),
        ("World", "https://www.example-post.org/world"),
    )
    assert found.section == Found("World", "breadcrumbs")


def test_deck_in_its_visible_wording() -> None:
    deck = "She leaves after nine years, and the council looks for a successor."
    found = about(f"<p>{deck}</p>{STORY}", f'<meta name="description" content="{deck[:-1]}">')
    assert found.description == Found(deck, "text", deck)


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (
            '<meta property="article:tag" content="mayor"><meta property="article:tag" content="audit">',
            ("mayor", "audit"),
        ),
        ('<meta name="news_keywords" content="mayor, audit,,mayor, section:local, 17">', ("mayor", "audit")),
        ('<meta name="keywords" content="best mayor, mayor news today">', ()),
        (f'<meta name="news_keywords" content="{"x" * 200}">', ()),
    ],
)
def test_tags(head: str, tags: tuple[str, ...]) -> None:
    assert about(head=head).tags == tags


def test_reading_time_and_tier() -> None:
    assert about(f"<div>3 May 2024 · 5 min read</div>{STORY}").reading_minutes == 5
    assert (
        about(
            head='<meta name="twitter:label2" content="Reading time">'
            '<meta name="twitter:data2" content="3 minutes">'
        ).reading_minutes
        == 3
    )
    assert about(head='<meta property="article:content_tier" content="locked">').free is False
    assert about(node=article(isAccessibleForFree=True)).free is True
    assert about().free is None


def test_comment_counter() -> None:
    counter = {
        "@type": "InteractionCounter",
        "interactionType": "https://schema.org/CommentAction",
        "userInteractionCount": 7,
    }
    assert about(node=article(interactionStatistic=[counter])).comment_count == 7
    assert about(node=article(commentCount="many")).comment_count is None


def test_text_dump() -> None:
    text = f"""Example Post
HomeLocalMayor resigns after audit
Mayor resigns after audit

By Jane Doe | May 3, 2024

{STORY[3:-4].replace("</p><p>", " ")}

{STORY[3:-4].replace("</p><p>", " ")}
"""
    found = metadata.read(plaintext.read(Page(text.encode(), kind="text")))
    assert found.headline is not None
    assert found.headline.value == "Mayor resigns after audit"
    assert [person.name for person in found.authors] == ["Jane Doe"]
    assert found.published == Found("2024-05-03", "text", "2024-05-03")
    assert found.canonical is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
MEMBERS = st.sampled_from(
    "@type @id @graph headline author creator name url publisher datePublished dateModified image keywords "
    "articleSection isAccessibleForFree commentCount interactionStatistic inLanguage description "
    "mainEntityOfPage itemListElement timeRequired articleBody".split()
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(MEMBERS, JSON, max_size=12))
def test_any_json_ld_is_survived(members: dict[str, object]) -> None:
    found = about(node={"@type": "NewsArticle", **members})
    assert isinstance(found, Metadata)
    json.dumps([found.tags, found.page_types, found.body or ""]).encode("utf-8")


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_markup_is_survived(markup: str) -> None:
    assert isinstance(about(markup, markup), Metadata)


def test_same_page_same_answer() -> None:
    node = article(author="Jane Doe", datePublished="May 3, 2024")
    assert about(node=node) == about(node=node)


def test_a_glued_line_of_comments_and_reading_time() -> None:
    line = "Jane DoeBy Jane DoeMarch 4, 2026Updated:March 5, 20262 Comments3 Mins Read"
    found = about(f"<div>{line}</div>{STORY}")
    assert (found.comment_count, found.reading_minutes) == (2, 3)
    assert about(f"<div>March 4, 20263 Mins Read</div>{STORY}").reading_minutes == 3
    assert about(f"<div>By Jane Doe · 12 comments</div>{STORY}").comment_count == 12


def test_comments_that_are_not_counted() -> None:
    assert about(f"<div>No Comments</div>{STORY}").comment_count is None
    assert (
        about(f"<p>The council had read 17 comments from readers before it voted.</p>{STORY}").comment_count
        is None
    )
    assert about(f"<div>3 commented</div>{STORY}").comment_count is None


def test_a_source_label_and_its_age() -> None:
    found = about(
        f"<div><a href='/source/hg'>Harbour Gazette</a><span>4 hours ago</span></div>{STORY}",
        "<meta property='og:site_name' content='Newsbox'>",
    )
    assert (found.source_label, found.relative_time) == ("Harbour Gazette", "4 hours ago")
    assert (about().source_label, about().relative_time) == (None, None)
