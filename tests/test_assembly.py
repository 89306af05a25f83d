"""Verdicts to feed items: paragraphs, deck, related stories, links, tags, addresses, counts."""

from __future__ import annotations

import json

import pytest

from cleaners import as_dict, clean
from cleaners.assembly import body_text
from cleaners.model import Block, Passage

STORY = [
    "The ferry to Sable Point runs again from May, the harbour board of Port Alma said on Tuesday.",
    'It had been laid up since a storm, the <a href="/storm">board’s report</a> says, tore away the landing stage.',
    "“We counted the planks twice,” said Ada Quill, who chairs the board of the harbour.",
]


def item(
    head: str = "", body: str = "", url: str | None = "https://gazette.example/ferry?utm_source=x"
) -> dict[str, object]:
    paragraphs = "".join(f"<p>{text}</p>" for text in STORY)
    markup = (
        f"<html><head><title>Ferry returns</title>{head}</head><body><article><h1>Ferry returns</h1>{paragraphs}"
        f"</article>{body}</body></html>"
    )
    (article,) = clean(markup.encode(), url=url).articles
    return as_dict(article)


def passage(index: int, text: str, start: int = 0, *, continues: bool = False) -> Passage:
    return Passage(
        Block(index, "paragraph", "p", text, -1, continues=continues), start, len(text), text[start:].strip()
    )


def test_body_text_joins_spans_lines_and_paragraphs() -> None:
    two = "One sentence. READ MORE Another."
    block = Block(0, "paragraph", "p", two, -1)
    kept = [
        Passage(block, 0, 13, two[:13]),
        Passage(block, 24, 32, two[24:]),
        passage(1, "Verse one", continues=False),
        passage(2, "verse two", continues=True),
        passage(4, "a line whose first half is gone", continues=True),
    ]
    expected = "One sentence. Another.\n\nVerse one\nverse two\n\na line whose first half is gone"
    assert body_text(kept) == expected


@pytest.mark.parametrize(
    ("description", "deck"),
    [
        ("A storm had torn away the landing stage.", "A storm had torn away the landing stage."),
        ("By Ada Quill The ferry to Sable Point runs again from May, the harbour b…", None),
        (
            "Everything there is to know about ferries, landing stages and planks…",
            "Everything there is to know about ferries, landing stages and planks…",
        ),
    ],
)
def test_an_excerpt_of_the_body_is_no_deck(description: str, deck: str | None) -> None:
    assert item(f'<meta name="description" content="{description}">').get("description") == deck


def test_links_of_the_body_are_absolute_and_others_are_not_there() -> None:
    found = item(body='<p><a href="/elsewhere">Elsewhere</a></p>')
    assert found["links"] == [{"url": "https://gazette.example/storm", "text": "board’s report"}]


def test_related_stories_become_a_field() -> None:
    teasers = "".join(
        f'<li><a href="/s{n}">A headline of another story, number {n}</a></li>' for n in range(4)
    )
    found = item(body=f'<div class="related-posts"><h3>Related Posts</h3><ul>{teasers}</ul></div>')
    assert found["related"] == [
        {"headline": f"A headline of another story, number {n}", "url": f"https://gazette.example/s{n}"}
        for n in range(4)
    ]
    assert "another story" not in str(found["articleBody"])


def test_tags_that_the_page_shows() -> None:
    found = item(
        body='<div class="post-tags"><span>Tags:</span> <a href="/t/ferry">#Ferry</a> <a href="/t/h">Harbour</a></div>'
    )
    assert found["tags"] == ["Ferry", "Harbour"]


def test_tags_below_the_story_before_those_above_it() -> None:
    above = '<div class="article-tag"><a href="/t/sea">Sea</a></div>'
    below = '<div class="post-tags"><a href="/t/ferry">#Ferry</a> <a href="/t/h">Harbour</a></div>'
    story = "".join(f"<p>{text}</p>" for text in STORY)
    for markup, tags in ((f"{above}{story}{below}", ["Ferry", "Harbour"]), (f"{above}{story}", ["Sea"])):
        page = f"<html><body><article>{above}<h1>Ferry returns</h1>{markup}</article></body></html>"
        (article,) = clean(page.encode()).articles
        assert article.tags == tags


def test_the_address_is_the_canonical_one_and_makes_the_id() -> None:
    canonical = '<link rel="canonical" href="https://gazette.example/ferry">'
    one, other = item(canonical), item(canonical, url="https://m.gazette.example/ferry?x=1")
    assert one["url"] == other["url"] == "https://gazette.example/ferry"
    assert one["id"] == other["id"]
    assert one["id"] != item('<link rel="canonical" href="https://gazette.example/other">')["id"]


def test_pages_without_an_address_give_ids_of_their_own() -> None:
    def ids(text: str, url: str | None = None) -> list[str]:
        return [one.id for one in clean(text, url=url, kind="text").articles]

    one, other = (
        f"{word} ferries\n\n" + "The harbour board met in the evening. " * 9 for word in ("Old", "New")
    )
    assert len({*ids(one), *ids(other)}) == 2
    assert ids(one) == ids(one)
    assert ids(one, "https://tarn.example/a") == ids(other, "https://tarn.example/a")


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        ("", True),
        ("<p>Tarn Gazette · 4 hours ago</p>", False),
        ("<time datetime='2026-03-04'>4 March 2026</time>", False),
    ],
)
def test_a_date_that_nothing_tells_is_flagged(shown: str, missing: bool) -> None:
    text = (
        "<p>Port Alma will keep its ferries running through the winter, the harbour board decided today.</p>"
        "<p>Its seven members voted by a margin of one, after three hours, for the longer season.</p>"
        "<p>Fares rise by a tenth from January, and the night boat will no longer carry lorries.</p>"
    )
    (article,) = clean(f"<article><h1>Ferries sail on</h1>{shown}{text}</article>".encode()).articles
    assert article.quality is not None
    assert ("date_missing" in article.quality.flags) is missing


def test_the_place_on_the_page_is_always_said() -> None:
    assert item()["page"] == {"kind": "article", "index": 1, "count": 1, "role": "main"}


def test_what_was_removed_is_counted_by_rule() -> None:
    found = item(body="<nav><a href='/'>Home</a></nav><footer>© Gazette</footer>")
    removed = found["removed"]
    assert isinstance(removed, dict)
    assert removed["structure.menu"] == len("Home")
    assert json.dumps(found)


@pytest.mark.parametrize(
    ("visit", "age", "published"),
    [
        ("Tuesday, May 12, 2026", "1 day ago", "2026-05-11"),
        ("Tuesday, May 12, 2026", "3 days ago", None),
        ("Tuesday, May 12, 2026", "Share", None),
        ("Eastvale and Sorn", "1 day ago", None),
    ],
)
def test_the_day_of_the_visit_tells_the_year_only_where_the_age_leads_to_the_datelines_day(
    visit: str, age: str, published: str | None
) -> None:
    lines = [
        "Alma Beacon", visit, "News", "Sport", "Weather", "Business", "Ferry returns to Sable Point in May", f"By Reuters | {age}",
        f"PORT ALMA, May 11 (Reuters) - {STORY[0]}", STORY[0], STORY[2],
    ]  # fmt: skip
    (article,) = clean("\n".join(lines).encode(), kind="text").articles
    assert article.date_published == published


@pytest.mark.parametrize(
    ("dateline", "changed", "published"),
    [
        ("PORT ALMA, May 11, 2026 (AP) —", "", "2026-05-11"),
        ("PORT ALMA, May 11 (AP) —", "2026-05-12", "2026-05-11"),
        ("PORT ALMA, May 11 (AP) —", "2027-01-04", None),
        ("PORT ALMA, May 11 (AP) —", "2026-05-10", None),
        ("PORT ALMA, May 11 (AP) —", "", None),
        ("PORT ALMA (AP) —", "2026-05-12", None),
    ],
)
def test_the_day_of_a_dateline_dates_a_story_where_its_year_is_certain(
    dateline: str, changed: str, published: str | None
) -> None:
    head = f'<meta property="article:modified_time" content="{changed}">' if changed else ""
    opening = f"{dateline} {STORY[0]}"
    markup = (
        f"<html><head><title>Ferry returns</title>{head}</head><body><article><h1>Ferry returns</h1><p>{opening}</p>"
        f"<p>{STORY[1]}</p><p>{STORY[2]}</p></article></body></html>"
    )
    (article,) = clean(markup.encode(), url="https://gazette.example/ferry").articles
    assert article.date_published == published
    assert article.date_source == ("dateline" if published else None)
