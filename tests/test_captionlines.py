"""Captions on lines of their own in a dump: told by the lines around them, and never a paragraph of the story."""

from __future__ import annotations

import pytest

from cleaners import Cleaned, clean

HEADLINE = "Rope ferry of Tarn Quay is to run through the winter"
STORY = (
    "The rope ferry of Tarn Quay will run through the winter for the first time since the bridge shut, the harbour board decided.",
    "The board had planned to lay the boat up in November. Islanders collected four thousand signatures against it, and handed them over.",
    "“We only wanted to come home from the cinema,” said the islanders' speaker, Hanne Rood, who counted the names at her kitchen table.",
    "The timetable has nine crossings a day and costs the county 31,000 crowns. The board will look at the figures in the spring.",
)
HEAD = ("Skip to content", "News", "Sport", "Weather", "Home", "News", "Harbour", HEADLINE)
FOOT = ("Most read", "1", "Goat rides bus to the county hall", "2", "Sign up to our newsletter", "Contact us")
BOAT = "The ferryman greases the chain before the first crossing."


def page(*lines: str, under: tuple[str, ...] = ("By Jane Doe", "March 3, 2026")) -> Cleaned:
    """A dump with lines between the first and the second paragraph of its story."""
    text = "\n".join((*HEAD, *under, STORY[0], *lines, *STORY[1:], *FOOT))
    return clean(text, kind="text", sites=())


def captions(cleaned: Cleaned) -> list[str]:
    return [one.text for one in cleaned.articles[0].captions]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((BOAT, "(Image: Jane Doe)"), f"{BOAT} (Image: Jane Doe)"),
        ((BOAT, "Credit:", "Jane Doe / Courier"), f"{BOAT} Credit: Jane Doe / Courier"),
        (("Image caption,", BOAT), BOAT),
        ((f"Image caption, {BOAT}",), BOAT),
        ((BOAT, "(Photo: Jane Doe)", BOAT), f"{BOAT} (Photo: Jane Doe)"),
        ((BOAT, BOAT), BOAT),
        ((f"{BOAT}(KTRN)",), f"{BOAT}(KTRN)"),
        ((f"{BOAT}Credit: Journal of Ropes (2026)",), f"{BOAT}Credit: Journal of Ropes (2026)"),
        ((f"{BOAT} | JANE DOE",), f"{BOAT} | JANE DOE"),
        ((f"{BOAT} Photo / Jane Doe",), f"{BOAT} Photo / Jane Doe"),
        (
            ("Der Fährmann mit der neuen Kette Foto: Jane Doe/dpa",),
            "Der Fährmann mit der neuen Kette Foto: Jane Doe/dpa",
        ),
    ],
)
def test_a_caption_between_paragraphs_is_moved_with_its_credit(lines: tuple[str, ...], text: str) -> None:
    cleaned = page(*lines)
    assert captions(cleaned) == [text]
    assert cleaned.articles[0].article_body.split("\n\n") == list(STORY)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "The county pays for the boat until May. Nobody at the quay knew what comes after, and nobody asked.",
            "Photo: Jane Doe",
        ),
        ("The board will look at the figures again in the spring.", "(Photo: Jane Doe)"),
        ("The boat is sound, the engineer said in her report.", "Foto: Jane Doe"),
        (
            "“The boat is sound,” the engineer said in her report.",
            "“The boat is sound,” the engineer said in her report.",
        ),
        ("The board has nine members, who meet every second Monday. Ask Jane Doe",),
        ("Last crossing: 23.40 from the quay (For Now)",),
    ],
)
def test_a_paragraph_over_a_credit_stays(lines: tuple[str, ...]) -> None:
    cleaned = page(*lines)
    assert captions(cleaned) == []
    assert lines[0] in cleaned.articles[0].article_body


def test_a_caption_above_the_story_is_kept_whatever_the_headline() -> None:
    cleaned = page(under=("Jane Doe", "3 March 2026", f"{BOAT} (Photo: Jane Doe/AFP)"))
    assert captions(cleaned) == [f"{BOAT} (Photo: Jane Doe/AFP)"]


def test_an_agency_below_the_story_signs_it_off() -> None:
    text = "\n".join((*HEAD, "March 3, 2026", *STORY, "The boat sails again on Monday.", "Reuters", *FOOT))
    cleaned = clean(text, kind="text", sites=())
    assert captions(cleaned) == []
    assert "sails again on Monday" in cleaned.articles[0].article_body


@pytest.mark.parametrize(
    "caption",
    [
        "渡し船に乗り込む生徒たち＝１４日、潮見町",
        "渡し船の切符箱。元船長の山田さんが寄贈した",
        "渡し船の待合室（２月、佐々木花子撮影）",
    ],
)
def test_captions_of_japan_have_no_stop(caption: str) -> None:
    story = (
        "潮見町の渡し船が冬の間も運航を続けることになった。町が１４日、発表した。橋の工事が春まで続くためで、島の住民から要望が出ていた。",
        "町によると、運航は１日に九往復。運賃は据え置く。町は来年度の予算に三百万円を計上し、船長の手当に充てる方針だ。",
        "船長の山田さんは「冬の海は静かで好きだ」と話す。住民の会は四千人分の署名を集めて町に届けていた。",
    )
    head = (
        "本文へスキップ",
        "ニュース",
        "スポーツ",
        "天気",
        "渡し船、冬も運航へ　潮見町",
        "2026年2月17日 6:00",
    )
    text = "\n".join(
        (*head, story[0], caption, *story[1:], "あわせて読みたい", "アクセスランキング", "会社案内")
    )
    cleaned = clean(text, kind="text", sites=())
    assert captions(cleaned) == [caption]
    assert cleaned.articles[0].article_body.split("\n\n") == list(story)


WORK = "The ferryman greases the chain. Joe Roe"


@pytest.mark.parametrize(
    ("byline", "line", "expected"),
    [
        ("Words: Jane Doe | Pictures: Joe Roe", WORK, [WORK]),
        ("Text: Jane Doe, Fotos: Joe Roe", WORK, [WORK]),
        ("Fotos: Joe Roe", f"{BOAT}© Joe Roe / Tarn Bote", [f"{BOAT}© Joe Roe / Tarn Bote"]),
        ("The Tarn Herald", f"{BOAT} (Tarn Herald)", [f"{BOAT} (Tarn Herald)"]),
        ("By Jane Doe", f"{BOAT} (Tarn)", []),
        ("By Jane Doe", WORK, []),
        (
            "Words: Jane Doe | Pictures: Joe Roe",
            "“The chain is my child,” says the ferryman, whose name is Joe Roe",
            [],
        ),
    ],
)
def test_a_line_that_ends_in_the_photographers_name(byline: str, line: str, expected: list[str]) -> None:
    assert captions(page(line, under=(byline, "March 3, 2026"))) == expected


def test_a_caption_with_its_photographer_is_no_headline() -> None:
    lines = ("LONG READS", HEADLINE, "Interview by Jane Doe | Pictures by Joe Roe | 3 April 2026", WORK, WORK)
    (article,) = clean("\n".join(("Long reads", "Letters", "Podcast", *lines, *STORY)), kind="text").articles
    assert (article.headline, [one.name for one in article.authors]) == (HEADLINE, ["Jane Doe"])
    assert (article.date_published, article.section) == ("2026-04-03", "Long reads")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (BOAT, [BOAT]),
        ("“We only wanted to come home from the cinema and not to make history.”", []),
        ("The chairwoman said that the ferryman greases the chain himself.", []),
        ("Rope ferry greases its chain before the first crossing", []),
    ],
)
def test_a_sentence_that_comes_back_between_the_paragraphs_below(line: str, expected: list[str]) -> None:
    text = "\n".join((*HEAD, "By Jane Doe", "March 3, 2026", line, *STORY[:2], line, *STORY[2:], *FOOT))
    cleaned = clean(text, kind="text", sites=())
    assert captions(cleaned) == expected
    assert all(told in cleaned.articles[0].article_body for told in STORY)


def test_a_refrain_stays() -> None:
    text = "\n".join((HEADLINE, STORY[0], BOAT, STORY[1], BOAT, STORY[2], BOAT, STORY[3]))
    assert clean(text, kind="text", sites=()).articles[0].article_body.count(BOAT) == 3
