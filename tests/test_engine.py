"""The way of a page: phases in order, the guard, the rescue by the declared body, and what is assembled."""

from __future__ import annotations

import json
from collections.abc import Collection

import jsonschema
import pytest

from cleaners import Cleaned, clean, encode, engine, json_schema, scorer
from cleaners.model import Context, Document, Metadata, Page, Verdict
from cleaners.scorer import Model, Scores
from tests.stories import BRIDGE, BRIDGE_TEXT, LOAF, LOAF_TEXT, PIANO, PIANO_TEXT, STORIES

LEAD = "PORT ALMA (AP) — The ferry to Sable Point runs again from May, the harbour board said on Tuesday."
STORY = [
    LEAD,
    "It had been laid up since a storm tore away the landing stage in October, and the repair took all winter.",
    "“We counted the planks twice,” said Ada Quill, who chairs the board of the harbour.",
    "Tickets will cost four crowns, one more than last year, and dogs travel free of charge as before.",
]


FERRY = [
    "The harbour board said on Tuesday that the ferry to Sable Point will run again from the first of May, after a "
    "winter in which nobody crossed.",
    "“We dug for nine days and the sea put it back in two,” said Ebba Lorne, who runs the harbour office.",
    "Two boats a day will go out, one at seven and one at noon, and each takes sixty people and a cart.",
]


def page(paragraphs: list[str], head: str = "", extra: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<html lang='en'><head><title>Ferry returns to Sable Point - Alma Gazette</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>Ferry returns to Sable Point</h1>{body}"
        f"</article>{extra}<footer>© Alma Gazette</footer></body></html>"
    ).encode()


def only(cleaned: Cleaned) -> str:
    (article,) = cleaned.articles
    return article.article_body


def test_a_plain_page() -> None:
    cleaned = clean(page(STORY), url="https://gazette.example/ferry")
    (article,) = cleaned.articles
    assert article.article_body == "\n\n".join(STORY)
    assert article.headline == "Ferry returns to Sable Point"
    assert [(wire.agency, wire.basis) for wire in article.wire] == [("AP", "dateline")]
    assert article.dateline is not None
    assert article.dateline.place == "PORT ALMA"
    assert article.url == "https://gazette.example/ferry"
    assert article.in_language == "en"
    jsonschema.validate(json.loads(encode(article)), json_schema())


def test_text_is_cleaned_like_html() -> None:
    dump = "Home\nNews\n\nFerry returns to Sable Point\n\n" + "\n\n".join(STORY) + "\n\nRead More\n"
    assert only(clean(dump, kind="text")) == "\n\n".join(STORY)


def test_lines_of_one_paragraph_stay_lines() -> None:
    verse = "The tide goes out at seven,<br>the tide comes in at ten,<br>and Ada counts the planks again."
    body = only(clean(page([*STORY, verse])))
    assert body.endswith(
        "The tide goes out at seven,\nthe tide comes in at ten,\nand Ada counts the planks again."
    )


def test_the_same_page_gives_the_same_item_whatever_came_before() -> None:
    first = clean(page(STORY)).articles
    clean(page(["Something else entirely happened in Brill, where nobody had expected anything at all."] * 3))
    assert clean(page(STORY)).articles == first


@pytest.mark.parametrize(
    "content", [b"", b"   ", b"\x00\xff\xfe\x00", b"<html></html>", "just words", b"\x89PNG\r\n\x1a\n"]
)
@pytest.mark.parametrize("kind", ["html", "text"])
def test_what_is_no_page_gives_no_article_and_says_so(content: bytes | str, kind: str) -> None:
    cleaned = clean(content, kind=kind)  # type: ignore[arg-type]
    assert cleaned.articles == ()
    assert "no_article" in cleaned.flags


def declared(body: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": body})}</script>'


def test_a_page_drawn_by_a_script_is_rescued_by_its_declared_body() -> None:
    cleaned = clean(page([], head=declared("\n\n".join(STORY))))
    assert only(cleaned) == "\n\n".join(STORY)
    assert cleaned.segments[0].strategy == "declared-body"


def test_a_truncated_page_is_completed_when_its_paragraphs_stand_in_the_declared_body() -> None:
    more = [
        *STORY,
        *(f"On day {n} the board met again and found that plank number {n} was sound." for n in range(12)),
    ]
    cleaned = clean(page(more[:4], head=declared("\n\n".join(more))))
    assert only(cleaned) == "\n\n".join(more)


@pytest.mark.parametrize(
    "body",
    [
        "A stub.",
        "Something else entirely, and at length: "
        + "the mayor of Brill opened a bridge that nobody had asked for. " * 30,
        "\n\n".join(STORY),
    ],
)
def test_a_declared_body_that_is_a_stub_or_another_story_is_left_alone(body: str) -> None:
    cleaned = clean(page(STORY, head=declared(body)))
    assert only(cleaned) == "\n\n".join(STORY)
    assert cleaned.segments[0].strategy != "declared-body"


def test_the_guard_withdraws_a_phase_that_would_leave_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(context: Context) -> list[Verdict]:
        return [
            Verdict(passage.block.index, "cut", "greedy.all", "everything") for passage in context.passages
        ]

    monkeypatch.setattr(engine, "TEXT_PHASE", engine.Phase("text", (greedy,)))
    cleaned = clean(page(STORY))
    assert only(cleaned) == "\n\n".join(STORY)
    assert {v.rule for v in cleaned.verdicts if v.action == "keep"} == {"guard.restored"}


def test_the_weights_can_be_replaced() -> None:
    nothing = scorer.build(scorer.Weights("", {}, {}, [scorer.Tree([], [], [], [], [-9.0])], [], {}))
    assert engine.clean_page(Page(page(STORY)), model=nothing).articles == ()


def test_what_is_kept_before_the_scorer_is_scored_for_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    score = scorer.score

    def listening(
        document: Document, about: Metadata, wanted: Collection[int], model: Model | None
    ) -> Scores:
        asked.extend(wanted)
        return score(document, about, wanted, model)

    monkeypatch.setattr(scorer, "score", listening)
    said = "“Please log in and update your details.”"
    letter = "In February a letter came, and under the date of his birth the clerk had written with a pencil:"
    cleaned = clean(page([*STORY, letter, said, STORY[1]]))
    (kept,) = (one.block for one in cleaned.verdicts if one.rule == "speech.announced")
    assert kept in asked
    assert said in only(cleaned)


def several() -> str:
    """A dump of four stories, the first of them the page's own."""
    first = "\n".join((*BRIDGE_TEXT, *BRIDGE_TEXT[:2]))
    rest = "".join(
        f"{who}\n{age}\nHarbours\n{title}\n{' '.join(texts)}\n"
        for title, texts, who, age, _ in (*STORIES[1:], (SHED, SHED_TEXT, "Bay Lookout", "2 days ago", ""))
    )
    return f"{BRIDGE}\nMarlow Courier\n2 hours ago\nHarbours\n{first}\nBe the first to react\nFuller picture\n{rest}"


SHED = "Shed on the pier gets its roof back"
SHED_TEXT = (
    "The shed on the pier of Norn has its roof back, four years after a gale carried it over to the island.",
    "A farmer there had kept sheep under it. He gave it back on Sunday, with a bill for the paint he had used.",
    "The harbour board has paid the bill. It has kept one sheep as well, and calls it the roof.",
)


def test_labels_around_the_first_story_of_a_dump_are_none_of_its_text() -> None:
    cleaned = clean(several(), kind="text", sites=())
    assert [one.headline for one in cleaned.articles][1:] == [LOAF, PIANO, SHED]
    body = cleaned.articles[0].article_body
    assert BRIDGE_TEXT[-1] in body
    assert not any(label in body for label in ("Marlow Courier", "2 hours ago", "Be the first"))


@pytest.mark.parametrize(("lines", "is_page"), [(engine.PAGE_LINES - 1, False), (engine.PAGE_LINES, True)])
def test_lines_that_go_for_what_they_say_show_a_page_when_they_are_several(lines: int, is_page: bool) -> None:
    clutter = [
        "Subscribe to our newsletter",
        "Story continues below this advertisement",
        "Follow Jane Roe on Twitter",
        "Read the full story here",
        "Share this story",
    ][:lines]
    doubtful = "Ferries"  # may head a part of a bare story as well as a menu
    cleaned = clean("\n\n".join([FERRY[0], doubtful, FERRY[1], *clutter, FERRY[2]]), kind="text", sites=())
    assert (doubtful not in only(cleaned).split("\n\n")) is is_page


def test_a_line_that_is_a_whole_story_stays_whatever_the_scorer_thinks() -> None:
    bodies = [one.article_body for one in clean(several(), kind="text", sites=()).articles]
    assert bodies[1:] == [" ".join(texts) for texts in (LOAF_TEXT, PIANO_TEXT, SHED_TEXT)]


def test_the_name_over_several_stories_is_the_aggregators_though_one_of_them_has_its_rights_reserved() -> (
    None
):
    rows = "".join(f"{who}\n{age}\n{title}\n{chr(10).join(texts)}\n" for title, texts, who, age, _ in STORIES)
    foot = "© Norn Post. All rights reserved.\nPopular on Tidebook\nAbout us\n"
    cleaned = clean(f"Tidebook\nFollow this topic\n{rows}{foot}", kind="text", sites=())
    assert [one.publisher.name for one in cleaned.articles if one.publisher] == [
        who for _, _, who, *_ in STORIES
    ]
    assert {one.aggregator.name for one in cleaned.articles if one.aggregator} == {"Tidebook"}


def test_the_writer_beside_the_publisher_in_a_label() -> None:
    writers = ("Ada Moor", "Ben Quill", "Local Life")
    rows = "".join(
        f"{writer}, {who}, {hours}h\n{title}\n{chr(10).join(texts)}\n"
        for hours, (writer, (title, texts, who, *_)) in enumerate(zip(writers, STORIES, strict=True), 2)
    )
    cleaned = clean(f"Tidebook\n{rows}", kind="text", sites=())
    assert [one.publisher.name for one in cleaned.articles if one.publisher] == [
        who for _, _, who, *_ in STORIES
    ]
    assert [[person.name for person in one.authors] for one in cleaned.articles[:2]] == [
        ["Ada Moor"],
        ["Ben Quill"],
    ]
    assert "Ada Moor" not in cleaned.articles[0].article_body


NO_ADDRESS = "http://[insert link]"


@pytest.mark.parametrize(
    ("head", "extra"),
    [
        (
            "",
            f'<p>The plan stands <a href="{NO_ADDRESS}">in the report of the harbour board</a>, which is new.</p>',
        ),
        (
            "",
            f'<figure><img src="{NO_ADDRESS}"><figcaption>The pier in May. Photo: Jane Doe/AP</figcaption></figure>',
        ),
        (
            "",
            f'<div><h3>Related</h3><a href="{NO_ADDRESS}">The board of the harbour names a new master</a></div>',
        ),
        (f'<link rel="canonical" href="{NO_ADDRESS}"><meta property="og:image" content="{NO_ADDRESS}">', ""),
        (f'<base href="{NO_ADDRESS}">', ""),
        *(
            (f'<script type="application/ld+json">{{"@type": "NewsArticle", {member}}}</script>', "")
            for member in (
                r'"url": "https://gazette.example/\ud83d"',
                r'"image": "https://gazette.example/\ud83d.jpg"',
                r'"author": {"@type": "Person", "name": "Jo Doe", "url": "https://gazette.example/\ud83d"}',
                '"dateModified": "Mon, 01 Jan 2026 00:00:00 +99999999999999"',
            )
        ),
    ],
)
def test_what_is_no_address_no_text_or_no_date_costs_no_article(head: str, extra: str) -> None:
    (article,) = clean(page(STORY, head, extra), url="https://gazette.example/ferry").articles
    assert "dogs travel free of charge" in article.article_body
    assert encode(article).decode()


@pytest.mark.parametrize("url", [NO_ADDRESS, "https://gazette.example/\ud83d"])
def test_an_address_that_is_none_costs_no_article(url: str) -> None:
    (article,) = clean(page(STORY), url=url).articles
    assert encode(article).decode()


def test_an_address_says_nothing_of_how_its_reader_came() -> None:
    pages = [
        f"https://gazette.example/ferry{more}"
        for more in ("", "?utm_source=rss&utm_medium=feed", "#x", "?fbclid=1")
    ]
    articles = [clean(page(STORY), url=url).articles[0] for url in pages]
    assert {(one.id, one.url) for one in articles} == {(articles[0].id, pages[0])}
    assert [one.page_url for one in articles] == pages


def test_what_stands_behind_a_heard_label_is_told_by_its_place() -> None:
    """A caption before the dateline, behind a button that only sounds like one."""
    caption = "Visitors queue beneath the glass roof of the ferry hall, which has a new clock."
    bridge = f"PORT ALMA - {' '.join(BRIDGE_TEXT)}"
    told = {BRIDGE: f"Get the Courier's digest every morning. Subscribe free {caption} {bridge}"}
    listing = "\n\n".join(
        f"{who}\n{age}\n{title}\n{told.get(title, ' '.join(text))}" for title, text, who, age, *_ in STORIES
    )
    first = next(one for one in clean(listing, kind="text").articles if one.headline == BRIDGE)
    assert first.article_body == bridge
    assert [one.text for one in first.captions] == [caption]
