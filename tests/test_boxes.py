"""Boxes between the paragraphs of a story that call on the reader: cut whole, whatever their words."""

from __future__ import annotations

import builders
import pytest

from cleaners.model import Found, Metadata, Verdict
from cleaners.rules import boxes
from cleaners.sources.brands import is_named

PROSE = (
    "<p>The last ferry of the day will go on sailing, the harbour board of Port Alma decided on Monday.</p>"
)
ABOUT = Metadata(site_name=Found("Port Alma Beacon", "meta"), language="en")


def cut(box: str, about: Metadata = ABOUT, prose: str = PROSE) -> list[str]:
    read = builders.page(f"<main>{prose}{box}{prose}</main>")
    return builders.taken(read, builders.judge(read, boxes.rules, about=about), "boxes.")


@pytest.mark.parametrize(
    ("box", "language"),
    [
        (
            "<div><b>Ink and oars</b><br>Oars cost money, ink too.<br><a href='/x'>Yes, count me in</a></div>",
            "en",
        ),
        ("<div><p>Tinte kostet Geld.</p><a href='/x'>Ja, ich bin dabei</a></div>", "de"),
        ("<aside><p>L’encre coûte cher.</p><button>Je m’abonne</button></aside>", "fr"),
    ],
)
def test_a_box_that_the_reader_answers(box: str, language: str) -> None:
    found = cut(box, Metadata(language=language))
    assert found
    assert all(text not in PROSE for text in found)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='x'>Put the Beacon on the first page of your phone. <a href='/app'>Show how</a></div>",
        "<div><p><b>Enjoying this? <a href='/m'>The Port Alma Beacon</a> costs you nothing</b></p></div>",
        "<section><h3>Port Alma Beacon</h3><p>You read us for nothing.</p><a href='/p'>Pay a little</a></section>",
    ],
)
def test_a_box_that_speaks_for_the_publication(box: str) -> None:
    assert cut(box)


def test_a_box_of_its_kind_from_us_to_you() -> None:
    box = "<div class='plea'>Our ink has run dry. You can fill the well. <a href='/p'>Fill it</a></div>"
    assert cut(box)
    entry = "<div class='boat'>Our boat of the year: you sit dry. <a href='/b{}'>The boat</a></div>"
    assert cut(entry.format(1) + PROSE + entry.format(2)) == []


@pytest.mark.parametrize(
    "box",
    [
        PROSE,
        "<p>Your letters to the Beacon are printed on Mondays. <a href='/letters'>All letters</a></p>",
        "<blockquote><p>You will miss me. You will miss the Beacon.</p><a href='/l'>My letter</a></blockquote>",
        "<ul><li>The Beacon of your childhood. <a href='/b'>My first boat</a></li></ul>",
        "<div class='x'>“Count on your Beacon,” he wrote. <a href='/app'>The letter</a></div>",
        "<div class='x'>Your Beacon is late, the police said. <a href='/app'>The report</a></div>",
        "<div class='x'>The lamp of the lighthouse is lit at six. <a href='/app'>The lamps</a></div>",
        "<div class='x'><a href='/n/1'>How I learned to row in a week</a></div>",
    ],
    ids=["prose", "paragraph", "quotation", "list", "speech", "news", "nobody", "headline"],
)
def test_other_boxes_stay(box: str) -> None:
    assert cut(box) == []


def test_paragraphs_in_boxes_stay() -> None:
    prose = "<div class='para'>The last ferry of the day will go on sailing, the harbour board decided.</div>"
    box = (
        "<div class='para'>You find the Beacon of Port Alma in the harbour. <a href='/n'>Its story</a></div>"
    )
    assert cut(box, prose=prose) == []


def test_a_publication_is_named_in_full_or_behind_an_article() -> None:
    assert is_named("Port Alma Beacon", "Get your Beacon by post")
    assert is_named("Port Alma Beacon", "PORT ALMA BEACON")
    assert not is_named("Port Alma Beacon", "A beacon of hope for the Port")
    assert not is_named("Alma", "Put almanacs on your list")


def plea(markup: str) -> list[str]:
    read = builders.page(f"<main>{PROSE}{markup}</main>", "https://www.alma-beacon.example/n/1")
    return builders.taken(read, builders.judge(read, boxes.rules, about=ABOUT), "boxes.plea")


def test_a_paragraph_that_leads_to_where_members_join() -> None:
    assert plea(
        "<p>The Beacon is lit by four people and a cat; if you can spare a <a href='/members'>coin</a>, good.</p>"
    )
    assert plea(
        "<p>Our lamp burns for you. Fill it <a href='https://www.alma-beacon.example/donate'>here</a>.</p>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Our lamp burns for you. Its <a href='/history'>story</a> is older than the harbour.</p>",
        "<p>Our lamp burns for you, he said, and asked for a <a href='/donate'>coin</a>.</p>",
        "<p>You find the <a href='https://museum.test/members'>members</a> of the crew in the museum.</p>",
        "<p>“Our lamp burns for you. Pay <a href='/donate'>here</a>,” the sign reads.</p>",
    ],
    ids=["other page", "news", "other site", "speech"],
)
def test_prose_with_links_stays(markup: str) -> None:
    assert plea(markup) == []


def test_labels_around_a_button_between_paragraphs() -> None:
    box = "<div class='v'><span>Clip</span><div>On screen: the pendulum</div><button>Sound on</button></div>"
    assert cut(box) == ["Clip", "On screen: the pendulum", "Sound on"]
    told = (
        "<div class='v'><div>The pendulum hangs in the tower since 1898.</div><button>Sound on</button></div>"
    )
    assert cut(told) == []


def test_a_title_a_sentence_and_a_button_between_paragraphs() -> None:
    box = (
        "<div class='v'><b>Salt on the windows</b><p>What the tide brought in, and who took it home.</p>"
        "<button>Lower the net</button></div>"
    )
    assert cut(box) == [
        "Salt on the windows",
        "What the tide brought in, and who took it home.",
        "Lower the net",
    ]
    assert cut(f"{box}{PROSE}{box}") == [], "one of many: entries of a guide"
    linked = (
        "<div class='v'><b>Tern</b><p>A <a href='/tern'>bird</a> of the coast.</p><button>Play</button></div>"
    )
    assert cut(linked) == []
    said = "<div class='v'><b>Tern</b><p>“It is a bird,” she said.</p><button>Play</button></div>"
    assert cut(said) == []


def test_what_is_left_of_a_box_goes_with_it() -> None:
    box = (
        "<div class='w'><p>Ask Helmsman</p><p>It may be wrong.</p><p>Sum it up</p><p>Who was there?</p></div>"
    )
    read = builders.page(f"<main>{PROSE}{box}{PROSE}</main>")
    gone = [Verdict(index, "cut", "phrases.page-widget", "a widget") for index in (1, 2, 3)]
    taken = builders.taken(read, builders.judge(read, boxes.rules, before=gone), "boxes.")
    assert taken == ["Who was there?"]
    assert not builders.taken(read, builders.judge(read, boxes.rules, before=gone[:2]), "boxes.")


@pytest.mark.parametrize(
    "note", ["Generated by AI. It may be wrong.", "Diese Punkte wurden von KI erstellt.", "Généré par l’IA."]
)
def test_a_summary_that_a_machine_wrote_goes_as_a_whole(note: str) -> None:
    lines = ["In brief", "The last ferry will go on sailing.", "Nobody asked the captain.", note]
    box = "".join(f"<div>{line}</div>" for line in lines)
    read = builders.page(f"<main><section>{box}</section>{PROSE}{PROSE}{PROSE}</main>")
    assert builders.taken(read, builders.judge(read, boxes.rules), "boxes.machine") == lines


def test_a_line_of_a_dump_that_a_machine_wrote() -> None:
    line = "In brief: The last ferry will go on sailing. Generated by AI, check the source."
    told = "Generated by AI, the letters that the board showed on Monday had fooled half of the islanders for a year."
    read = builders.dump(line, told, "Half of the letters were generated by AI, the board said.")
    assert builders.taken(read, builders.judge(read, boxes.rules), "boxes.machine") == [line]


def test_summaries_of_writers_and_stories_about_machines_stay() -> None:
    box = "<section><div>In brief</div><div>The last ferry will go on sailing.</div></section>"
    assert cut(box) == []
    told = "<section><p>Half of the letters were generated by AI, the board said on Monday.</p></section>"
    assert cut(told) == []


FACTS = ("163: valves in the book", "12: valves on the drawings", "0: plumbers on the payroll")


def framed(box: str, gone: tuple[int, ...]) -> list[str]:
    read = builders.page(f"<main>{PROSE}{box}{PROSE}</main>")
    before = [Verdict(index, "cut", "scorer.not-article", "score 0.10") for index in gone]
    return builders.taken(read, builders.judge(read, boxes.rules, before=before), "boxes.")


def test_facts_in_a_box_whose_title_and_last_line_have_gone() -> None:
    listed = "".join(f"<li>{one}</li>" for one in FACTS)
    box = f"<div class=facts><h3>Quick guide</h3><ul>{listed}</ul><p>Was this helpful?</p></div>"
    assert framed(box, (1, 5)) == list(FACTS)
    assert framed(box, (5,)) == framed(box, (1,)) == []
    assert framed(box + box, (1, 5, 6, 10)) == []  # entries of a guide
