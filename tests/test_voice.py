"""Lines that speak for the page, heard and not known; and the story's own lines that sound a little like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners import clean, plaintext
from cleaners.model import Page, Verdict
from cleaners.rules.voice import CERTAIN, DOUBTED, MARKED_UP, rules, shows_page
from cleaners.scorer import siblings
from cleaners.wording import leads, voice
from tests import builders
from tests.builders import judge

STORY = (
    "The harbour board voted on Tuesday to rebuild the eastern pier before the winter storms, at a cost of 4.2 million crowns.",
    "Engineers had warned in March that two of its pillars were cracked and that a third had sunk by a hand's breadth.",
    "The fishermen's cooperative, which lands most of its catch there, will move to the coal quay until the work is done.",
    "Mayor Ottilie Brandt said the town would pay a third of the bill and ask the county council for the rest in May.",
    "The last rebuilding, in 1974, took two summers and cost a sixteenth of the sum, according to the board's minutes.",
)


def dump(line: str) -> str:
    """The text of a page whose story has a line of the page's between its paragraphs."""
    head = [
        "Tarn Bay Gazette",
        "Home",
        "News",
        "Sport",
        "Log in",
        "Pier to be rebuilt before winter",
        "2 March 2026",
    ]
    foot = ["Related articles", "Ferry runs late again", "Leave a comment", "© 2026 Tarn Bay Gazette"]
    return "\n".join([*head, *STORY[:3], line, *STORY[3:], *foot])


def body(line: str) -> str:
    (article,) = clean(dump(line), kind="text").articles
    return article.article_body


@pytest.mark.parametrize(
    "line",
    [
        "Do you like our work? Tell your friends about us",
        "Enjoyed reading? Get our best pieces by text message, free of charge",
        "What you are reading this week",
    ],
)
def test_the_page_is_heard_in_words_that_no_lexicon_has(line: str) -> None:
    assert voice.of_page(line) > CERTAIN
    assert line not in body(line)


@pytest.mark.parametrize(
    "line",
    [
        "“Please read more before you vote,” the board's chairwoman told the packed hall.",
        "Read more books, says minister",
        "Why did the pillars crack?",
        "The newsletter that the cooperative has printed since 1961 will appear as usual.",
        "Our readers' cat, the mayor joked, had been consulted too.",
        "Reuters first reported on the cracks in February, citing a diver.",
        "[The board members laughed.]",
    ],
)
def test_the_story_is_left_alone(line: str) -> None:
    assert line in body(line)


def test_a_line_with_its_label_in_square_brackets_needs_less() -> None:
    line = "[On the shelf: a short history of piers, ten crowns at the counter.]"
    assert voice.of_page(line[1:-1]) < DOUBTED
    assert line not in body(line)
    assert line[1:-1] in body(line[1:-1])


def several(line: str) -> str:
    """The text of a page with stories of two publishers, a line in the first of them."""
    one = [
        "Tarn Bay Gazette",
        "2 hours ago",
        "Pier to be rebuilt before winter",
        *STORY[:3],
        line,
        *STORY[3:],
    ]
    other = ["The Holm Lantern", "5 hours ago", "Ferry to the islands runs again", *STORY[1:]]
    return "\n".join(["Harbours", *one, *other])


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("The Gazette's harbour calendar hangs in two hundred kitchens and costs less than a herring.", True),
        ("Tarn Bay Gazette in print: forty pages, no staples.", True),
        (
            "In a letter to the Gazette, the fishermen asked the council to wait until the herring season was over.",
            False,
        ),
        ("The Holm Lantern shone over the bay all night, its keeper said.", False),
    ],
)
def test_a_publisher_among_several_speaks_of_itself(line: str, own: bool) -> None:
    first, _ = clean(several(line), kind="text", sites=()).articles
    assert (line not in first.article_body) is own
    (alone,) = clean(dump(line), kind="text", sites=()).articles
    assert line in alone.article_body or voice.of_page(line) > 0


def test_a_letter_to_the_readers_is_a_story() -> None:
    calls = (
        "Do you want to read more? Sign up for our free weekly newsletter and follow us on Facebook.",
        "Enjoyed this? Share it with your friends and subscribe to our newsletter for more of our stories.",
    )
    assert min(map(voice.of_page, calls)) > MARKED_UP
    assert not judge(builders.dump(*calls, "We thank you."), rules)
    assert len(judge(builders.dump(*STORY, *calls), rules)) == len(calls)


def test_sentences_of_a_story_in_one_piece() -> None:
    call = "Do you like our work? Share this story with your friends."
    told = " ".join((*STORY[:3], call, *STORY[3:]))
    spans = [verdict.span for verdict in judge(builders.dump(told), rules)]
    assert "".join(told[slice(*span)] for span in spans if span).strip() == call
    letter = " ".join(
        [call, *["Want to know more about this? Sign up for our free newsletter and follow us."] * 9]
    )
    assert not judge(builders.dump(letter), rules)


def test_the_end_of_a_quotation_is_no_aside() -> None:
    said = "'They sent a letter and it went into a drawer. Thank you for our Derek, and share this with your friends.'"
    told = f"{STORY[0]} She said: {said} {' '.join(STORY[1:])}"
    assert not judge(builders.dump(told), rules)


def test_the_sentence_right_before_an_appeal_that_has_gone() -> None:
    for said, goes in (
        ("Your subscription makes our journalism possible.", True),
        ("The boats go on sailing.", False),
    ):
        told = f"{STORY[0]} {said} Subscribe today for $1 a month."
        dump = builders.dump(*STORY[1:], told)
        at = told.index("Subscribe")
        appeal = Verdict(len(STORY) - 1, "cut", "phrases.paywall", "a call", (at, len(told)))
        found = builders.taken(dump, judge(dump, rules, before=(appeal,)), "voice.")
        assert [one.strip() for one in found] == [said] * goes


def test_a_dateline_behind_what_the_page_says_is_the_storys() -> None:
    for label, heard in (("Subscriber exclusive", True), ("Ida Holm, mayor of", False), ("KUALA", False)):
        told = f"{label} PORT ALMA, Tesk — {' '.join(STORY)}"
        spans = [verdict.span for verdict in judge(builders.dump(told), rules)]
        assert [told[slice(*span)].strip() for span in spans if span] == [label] * heard


def test_an_appeal_in_square_brackets_and_one_before_an_office() -> None:
    for call in ("[ Our work on the ferries is paid for by readers. Six months for $1 ]", "See plans"):
        told = f"{STORY[0]} {call} Lawmaker Ida Jane Holm urged the board to wait. {' '.join(STORY[1:])}"
        spans = [verdict.span for verdict in judge(builders.dump(told), rules)]
        assert [told[slice(*span)].strip() for span in spans if span] == [call]


def test_short_stretches_of_a_story_in_one_piece_are_heard_too() -> None:
    call = "Do you like our work? Share this story with your friends."
    told = " ".join((*STORY[:2], call, STORY[2], *STORY[3:]))
    dump = builders.dump(told)
    behind = told.index(STORY[2])
    box = Verdict(0, "cut", "promos.run", "a box", (behind, behind + len(STORY[2])))
    before = Verdict(0, "cut", "promos.run", "a box", (0, len(STORY[0])))
    found = builders.taken(dump, judge(dump, rules, before=(box, before)), "voice.")
    assert "".join(found).strip() == call


def test_a_paragraph_that_is_its_whole_story_is_heard_on_a_page_with_markup() -> None:
    call = "Do you like our work? Share this story with your friends."
    whole = builders.page(
        f"<article><h2>Pier</h2><p>{' '.join((*STORY[:3], call, *STORY[3:]))}</p></article>"
    )
    assert "".join(builders.taken(whole, judge(whole, rules))).strip() == call
    rest = "".join(f"<p>{line} {line}</p>" for line in STORY)
    beside = builders.page(f"<article><p>{' '.join((STORY[0], call, STORY[1]))}</p>{rest}</article>")
    assert not judge(beside, rules)


def test_a_line_on_a_page_with_markup_must_be_certain() -> None:
    call = "Do you want to read more? Sign up for our free weekly newsletter and follow us on Facebook."
    assert voice.of_page(call) > MARKED_UP
    told = "".join(f"<p>{line}</p>" for line in (*STORY[:3], call, *STORY[3:]))
    html = f"<html><body><article><h1>Pier to be rebuilt</h1>{told}</article>"
    (article,) = clean(html).articles
    assert call not in article.article_body


def test_words_that_tell_are_the_lines_own() -> None:
    line = "Send your questions to our experts"
    told = voice.telling(line)
    assert told
    assert all(word in line.casefold() for word in told)


def test_a_lead_is_heard_before_a_capital() -> None:
    text = "The pier is closed. What readers are clicking now Sport Ferry crew wins the cup Courts Thief gives back a boat"
    assert [said for _, _, said in leads.heard(text)] == ["What readers are clicking now"]
    assert not list(
        leads.heard("The pier is closed. The mayor of Tarn Bay Ottilie Brandt said so on Tuesday.")
    )


def test_edges_go_down_to_the_first_likely_line() -> None:
    read = plaintext.read(
        Page(
            "\n".join(("Home", *STORY[:2], "Ada Quill, tower", "Ben Marsh, barge", "Legal")).encode(),
            None,
            "text",
        )
    )
    chances = dict(enumerate((0.0, 0.9, 0.9, 0.5, 0.1, 0.0)))
    assert sorted(siblings.without_edges(read, chances, 0.2, [0, 1, 2, 3, 4])) == [1, 2, 3, 4]
    assert sorted(siblings.without_edges(read, chances, 0.2, [0, 1, 2, 5])) == [1, 2]
    assert sorted(siblings.without_edges(read, {0: 0.0, 5: 0.1}, 0.2, [0, 5])) == [0, 5]
    doubted = {**chances, 2: 0.1}
    assert sorted(siblings.without_edges(read, doubted, 0.2, [0, 1, 2, 5])) == [1, 2]


def written(folder: str = "") -> list[list[str]]:
    lines = Path(__file__).parent.parent / "benchmarks" / "voices" / folder
    return [
        line.split("\t")
        for file in sorted(lines.glob("*.tsv"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def test_lines_that_measure_are_not_learned_from() -> None:
    assert not {text for *_, text in written()} & {text for *_, text in written("unheard")}


@pytest.mark.parametrize("folder", ["", "unheard"])
def test_written_lines_have_a_side_a_language_a_kind_and_a_text(folder: str) -> None:
    lines = written(folder)
    assert [line for line in lines if len(line) != 4 or line[0] not in "01" or not line[3].strip()] == []
    sides = {side: {text for label, _, _, text in lines if label == side} for side in "01"}
    assert not sides["0"] & sides["1"]
    assert len(sides["0"]) + len(sides["1"]) == len(lines)
    assert len({language for _, language, _, _ in lines}) >= 20


def test_the_shipped_weights_know_the_written_lines() -> None:
    lines = written()[::7]
    story = [voice.of_page(text) for side, _, _, text in lines if side == "0"]
    page = [voice.of_page(text) for side, _, _, text in lines if side == "1"]
    assert sum(odds > CERTAIN for odds in story) < len(story) / 200
    assert sum(odds > 0 for odds in page) > 0.8 * len(page)


@pytest.mark.parametrize(
    "line",
    [
        "Sign in to read 12 more stories this month!",
        "Schön, dass Sie da sind: Jetzt 4 Wochen lesen",
        "नावों पर स्कूल: बाढ़ में भी नहीं रुकी पढ़ाई",
        "会員登録すると続きを読めます。",
        "…",
    ],
)
def test_what_is_listened_with_is_what_was_trained(line: str) -> None:
    """Training sees a line's buckets; listening remembers its words.  Both must say the same."""
    steps = bytes(step * 37 % 256 for step in range(voice.BUCKETS))
    ear = voice.Ear(voice.Weights("", -0.5, 0.01, steps))
    found = voice.buckets(line)
    said = sum(step - 256 if step > 127 else step for step in (steps[one] for one in found))
    assert found
    assert ear.odds(line) == pytest.approx(-0.5 + 0.01 * said / len(found) ** 0.5)


FOOT = tuple(
    f"Subscribe to our free newsletter {place}" if place % 2 else f"Harbour {place}" for place in range(8)
)


@pytest.mark.parametrize(
    ("lines", "likelihood", "shown"),
    [
        (FOOT, 0.01, True),
        (FOOT, 0.3, False),
        (FOOT[1::2][:2], 0.01, True),
        (FOOT[:2], 0.01, False),
        (tuple(f"The eastern pier: {place}" for place in range(8)), 0.01, False),
    ],
    ids=["a page", "likely the story's", "two calls", "one call", "a list without a voice"],
)
def test_a_page_is_heard_around_a_text(lines: tuple[str, ...], likelihood: float, shown: bool) -> None:
    text = dict(enumerate((*STORY, *lines)))
    likelihoods = {place: 0.99 if line in STORY else likelihood for place, line in text.items()}
    assert shows_page(text, likelihoods) is shown
