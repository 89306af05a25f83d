"""Phrases inside passages: what shows that they are no part of a sentence, and what does not."""

from __future__ import annotations

import builders
import pytest
from builders import asked, passage
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean, lexicon
from cleaners.model import (
    Block,
    Container,
    Context,
    Document,
    Link,
    Metadata,
    Page,
    Passage,
    Segment,
    Verdict,
)
from cleaners.rules import phrases


def judged(*passages: Passage) -> list[Verdict]:
    return asked(phrases.rules, *passages)


def gone(text: str, *linked: str) -> list[str]:
    links = tuple(Link(text.index(one), text.index(one) + len(one), "/a") for one in linked)
    return [text[one.span[0] : one.span[1]] if one.span else text for one in judged(passage(text, 0, links))]


@pytest.mark.parametrize(
    "text",
    [
        "Read more books, says minister",
        "He read more about the case before he ruled.",
        "He read more. Read more, he told them, and you will see.",
        "Subscribe to the view that less is more and you will be happy.",
        "Follow us into the forest, he said.",
        "Share prices fell on Monday.",
        "Donate blood, hospitals urge",
        "It was a lie, the advertisement said.",
        "Related articles of the constitution were struck down.",
        "Ends of the earth",
        "That is how the story ends",
        "Also read are the letters of the queen.",
        "The shop opens a new window on the trade.",
        "No comment from the palace",
        "Copyright law is a century old.",
        "Type 2 diabetes is on the rise",
        "Watch prices rise: the Swiss cannot make enough of them.",
        "4 minutes to midnight",
        "“By clicking Accept you agree to our terms of use,” the banner said. There was no other button.",
        "A sign hangs there. “Subscribe to our newsletter for more,” it says, and nobody does.",
        "More than 300 people read the full story of the wreck on its stone.",
        "The film is called Continue Reading. Critics like it.",
        "UKRAINE WAR ISOLATES RUSSIA",
        "A busy agenda",
        "Support our farmers, the posters said. Journalism was no help.",
        "Sign up for the army, he was told. He did.",
        "Loading of grain has stopped.",
        "“Read more,” she said. “Read more and talk less.”",
        "Menu prices are up by a tenth",
        "Home help for the old",
        "“More news from the roofs will reach you by air,” Mayor Roe told reporters, to groans.",
        "Latest stories from the front spoke of snow. The army said nothing.",
        "It would not hold for anyone's approval, the desk said.",
        "Before you go, take a scarf.",
    ],
)
def test_prose_stays(text: str) -> None:
    assert gone(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell. READ MORE HERE Schools reopened on Monday.", ["READ MORE HERE"]),
        ("Rain fell. Read more » Schools reopened on Monday.", ["Read more »"]),
        ("Rain fell. (Read more) Schools reopened on Monday.", ["(Read more)"]),
        ("Rain fell. Read more", ["Read more"]),
        ("Rain fell.Read more...", ["Read more..."]),
        ("Rain fell | Read more", ["| Read more"]),
        ("Rain fell.- EndsMust Watch", ["- EndsMust Watch"]),
        (
            "(Catch all the latest news on the Norby Courier app. Download now on Android and iOS)",
            ["(Catch all the latest news on the Norby Courier app. Download now on Android and iOS)"],
        ),
        ("Harrow (HRW.N), opens new tab said so.", [", opens new tab"]),
        ("Harrow (HRW.N), opens new tab, said so.", [" opens new tab,"]),
        ("大桥将于五月关闭。（完）", ["（完）"]),
        ("Jump to recipe", ["Jump to recipe"]),
        ("First Published: May 3, 2025, 08:15 IST", ["First Published: May 3, 2025, 08:15 IST"]),
        ("desk@norbycourier.example", ["desk@norbycourier.example"]),
        ("NORBY - hold for editor review-ad Rain fell.", ["hold for editor review-ad"]),
        ("ADVERTISEMENT Rain fell.", ["ADVERTISEMENT"]),
        ("Rain fell. [[nid:48]] Schools reopened.", ["[[nid:48]]"]),
        (
            "Get the Courier’s newsletters delivered to your inbox A boat leaves.",
            ["Get the Courier’s newsletters delivered to your inbox"],
        ),
        ("LEAVE A REPLY", ["LEAVE A REPLY"]),
        ("•  Tags", ["•  Tags"]),
        ("Facebook X (Twitter) Instagram", ["Facebook X (Twitter) Instagram"]),
        ("Share. Facebook Twitter Pinterest Email", ["Share. Facebook Twitter Pinterest Email"]),
        ("© 2025 Norby Courier. All rights reserved.", ["© 2025 Norby Courier. All rights reserved."]),
        ("ＲＥＡＤ ＭＯＲＥ", ["ＲＥＡＤ ＭＯＲＥ"]),
        ("Don’t miss", ["Don’t miss"]),
        ("اقرأ ايضًا", ["اقرأ ايضًا"]),
        ("TAMBIEN TE PUEDE INTERESAR", ["TAMBIEN TE PUEDE INTERESAR"]),
    ],
)
def test_clutter_goes(text: str, expected: list[str]) -> None:
    assert gone(text) == expected


def test_mixed_case_phrase_between_sentences_needs_a_link() -> None:
    text = "Rain fell. Read more Schools reopened."
    assert gone(text) == []
    assert gone(text, "Read more") == ["Read more"]


def test_a_phrase_that_comes_back_between_sentences_needs_nothing_else() -> None:
    text = "Rain fell. Loading Schools reopened. Boats left. Loading Nobody was hurt."
    assert gone(text) == ["Loading", "Loading"]
    assert gone(text.replace("left. Loading", "left.")) == []
    assert gone("Rain fell. Loading The Wanderer took days. Loading the Wanderer again took none.") == []


def test_offsets_are_those_of_the_text_as_written() -> None:
    text = "سقط\u0640\u0640 المطر\u064b. اقرأ أيضاً: المجلس يقلص الحافلات"
    assert "".join(gone(text)).strip() == "اقرأ أيضاً: المجلس يقلص الحافلات"


def test_lead_goes_and_the_headline_is_related() -> None:
    text = "Rain fell. Also read: Council cuts bus routes Schools reopened."
    links = (Link(text.index("Council"), text.index(" Schools"), "/bus"),)
    lead, headline = judged(passage(text, 0, links))
    assert lead.span is not None
    assert headline.span is not None
    assert (lead.action, text[slice(*lead.span)].strip()) == ("cut", "Also read:")
    assert (headline.action, headline.field) == ("move", "related")
    assert text[slice(*headline.span)] == "Council cuts bus routes"


def test_disclaimer_moves_to_wire() -> None:
    (verdict,) = judged(passage("Disclaimer: This report is auto generated from the Northwire news service."))
    assert (verdict.action, verdict.field, verdict.rule) == ("move", "wire", "phrases.disclaimer")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("NORBY - hold for author review Rain fell.", "phrases.editorial-note"),
        ("Rain fell. Subscribe to continue reading", "phrases.paywall"),
    ],
)
def test_flagged_concepts_keep_their_rule_names(text: str, rule: str) -> None:
    assert [one.rule for one in judged(passage(text))] == [rule]


APPEAL = (
    "Support our journalism",
    "The coast needs independent journalism, and the Courier has the reporters for it.",
    "Keeping it going needs support from readers like you.",
)


def test_paragraph_between_an_appeal_and_its_call_goes() -> None:
    assert {one.block for one in judged(*map(passage, APPEAL, range(3)))} == {0, 1, 2}


def test_paragraph_about_something_else_stays_beside_an_appeal() -> None:
    lines = (APPEAL[0], "The council votes on the barrier on Monday.", APPEAL[2])
    assert {one.block for one in judged(*map(passage, lines, range(3)))} == {0, 2}


def test_appeal_without_a_call_takes_nothing_with_it() -> None:
    lines = (APPEAL[0], APPEAL[1], "The council votes on Monday.")
    assert {one.block for one in judged(*map(passage, lines, range(3)))} == {0}


def test_title_of_a_box_goes_with_the_box_and_no_other_heading_does() -> None:
    title = Block(0, "heading", "h2", "Before you go", 1, 2)
    offer = Block(1, "paragraph", "p", "You have three free articles left this month.", 1)
    prose = Block(2, "paragraph", "p", "Three retired teachers passed the test.", 0)
    passages = tuple(Passage(one, 0, len(one.text), one.text) for one in (title, offer, prose))

    def cut(box_stop: int) -> set[int]:
        containers = (Container(0, -1, "article", "", 0, 3, 0), Container(1, 0, "div", "", 0, box_stop, 1))
        document = Document(Page(b""), (title, offer, prose), containers)
        found = Context(document, Segment(0, 3), Metadata(), passages)
        return {verdict.block for rule in phrases.rules for verdict in rule(found)}

    assert cut(2) == {0, 1}
    assert cut(3) == {1}


def test_offset_of_a_later_passage_is_that_of_its_block() -> None:
    text = "Rain fell. Boats left. Read more"
    rest = Passage(Block(3, "paragraph", "p", text, 0), 11, len(text), text[11:])
    (verdict,) = judged(rest)
    assert verdict.span == (text.index("Read more"), len(text))


def test_a_cut_text_is_clean() -> None:
    text = "Rain fell. READ MORE HERE Schools reopened on Monday. Share this article"
    kept = text
    while spans := [one.span for one in judged(passage(kept)) if one.span]:
        kept = " ".join((kept[: spans[0][0]] + kept[spans[0][1] :]).split())
    assert kept == "Rain fell. Schools reopened on Monday. Share this article"


PIECES = st.sampled_from([entry.yes.replace("|", "") for entry in lexicon.phrases().entries]) | st.text(
    max_size=20
)


@given(st.lists(PIECES, max_size=5), st.sampled_from([" ", "", ". ", " | ", "\n"]))
def test_any_text_gives_spans_inside_it(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces).strip()
    end = 0
    for verdict in judged(passage(text)):
        start, stop = verdict.span or (0, len(text))
        assert end <= start < stop <= len(text)
        assert verdict.evidence
        assert verdict.rule.removeprefix("phrases.") in lexicon.phrases().concepts
        end = stop


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[embed:video/31]", ""),
        ("##node-embed:52##", ""),
        ('[gallery ids="1,2"]', ""),
        (
            'Boats go on. [ami-related id="3" title="Norby\'s boats go on" url="https://a.example/b"] Shops close.',
            "Boats go on. Shops close.",
        ),
        ("[Laughs]", "[Laughs]"),
        ("The vote is on Monday. desk@courier.example", "The vote is on Monday."),
        ("Write to desk@courier.example", "Write to desk@courier.example"),
        ("Lund Shipping (LND.N, opens in a new window) rose.", "Lund Shipping (LND.N) rose."),
        ("Lund Shipping (LND.N) (opens in a new window) rose.", "Lund Shipping (LND.N) rose."),
    ],
)
def test_tokens_addresses_and_link_labels_go_without_their_neighbours(text: str, left: str) -> None:
    one = passage(text)
    rest = text
    for verdict in sorted(judged(one), key=lambda verdict: verdict.span or (0, 0), reverse=True):
        start, stop = verdict.span or (0, len(text))
        rest = rest[:start] + rest[stop:]
    assert " ".join(rest.split()) == left


@pytest.mark.parametrize("text", ["‘Accept all cookies’", "“Sign up for our newsletter”", '"Subscribe now"'])
def test_a_subhead_that_quotes_a_button_stays(text: str) -> None:
    assert gone(text) == []
    assert gone(text[1:-1]) == [text[1:-1]]


@pytest.mark.parametrize("before", ["The board met on Monday. ", ""])
@pytest.mark.parametrize(
    "appeal",
    [
        "Join our WhatsApp channel for all the news of the harbour.",
        "Follow us on Facebook for all the latest news.",
    ],
)
def test_an_appeal_of_open_end_stops_where_the_story_goes_on(before: str, appeal: str) -> None:
    told = "The fair will go ahead on Saturday, with the old carousel, the mayor said."
    assert gone(f"{before}{appeal} {told}") == [appeal]
    assert gone(f"{before}{appeal} Never miss a story.")[-1].endswith("Never miss a story.")


def test_the_third_of_a_lettered_list_claims_no_copyright() -> None:
    listed = ("(a) Knock twice, and wait.", "(b) Wipe your boots.", "(c) When in doubt, knock again.")
    assert not judged(*(passage(text, index) for index, text in enumerate(listed)))
    notice = judged(passage("Wipe your boots.", 0), passage("(c) 2026 The Harbour Gazette", 1))
    assert [verdict.rule for verdict in notice] == ["phrases.copyright"]


@pytest.mark.parametrize(
    ("bracket", "goes"),
    [
        ("(Read also: Ferry fares to rise by a tenth)", True),
        ("[READ: Ferry fares to rise by a tenth]", True),
        ("(Lesen Sie auch: Fähren werden ab Januar teurer)", True),
        ("(Baca juga: Tarif feri naik sepersepuluh)", True),
        ("(see also: the charter of 1911)", False),
        ("(read: never)", False),
        ("(Related: no)", False),
    ],
)
def test_a_pointer_in_brackets_inside_a_sentence(bracket: str, goes: bool) -> None:
    story = (
        f"The road over the Alma {bracket} will be open to small cars by Tuesday, the mayor said on Sunday."
    )
    page = f"<title>Road over the Alma opens</title><article><h1>Road over the Alma opens</h1><p>{story}</p>"
    more = "<p>Divers had looked at its second pillar for four days, and found the crack that all had feared.</p>"
    (article,) = clean(
        f"{page}{more}<p>A footbridge of bamboo stands since Friday.</p></article>".encode()
    ).articles
    assert (bracket not in article.article_body) is goes
    assert "The road over the Alma" in article.article_body
    assert "will be open to small cars" in article.article_body


NOTE, ADVERTISEMENT = ["phrases.correction-note"], ["phrases.advertisement"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Editor’s note: Ebba Lorne’s father built the weir. He had no part in this story.", NOTE),
        ("Correction, May 3: It was 1911.", NOTE),
        ("Correzione: la diga è del 1911.", NOTE),
        ("От редакции: после выхода материала сумму уточнили.", NOTE),
        ("編集部注：初出時の金額を訂正しました。", NOTE),
        ("Correction, officials say: the weir was never closed to boats of any size.", []),
        ("Note: bring a coat, says the man who counts the eels.", []),
        ("Correction officers: a union asks for more of them at the jail of Tarn.", []),
        (f"Editor’s note: {'The weir was built in four summers and paid for in nine. ' * 6}", []),
        ("Sponsored: Compare super funds in 60 seconds", ADVERTISEMENT),
        ("Anzeige: So geht Rente", ADVERTISEMENT),
        ("Publicité : changez de banque", ADVERTISEMENT),
        ("Реклама: окна со скидкой", ADVERTISEMENT),
        ("広告：新しい船", ADVERTISEMENT),
        ("Advertising: the ferry company pays more for it than for oil.", []),
        ("Reklam: 24 milyon, yakıt: 19 milyon", []),
        ("Anzeige erstattet: Wer hat das Wehr geöffnet?", []),
        (f"Publicité : {'le bateau coûte moins que la publicité pour le bateau. ' * 3}", []),
    ],
)
def test_a_line_that_a_label_and_its_colon_open(line: str, told: list[str]) -> None:
    read = builders.dump(line.strip())
    assert [one.rule for one in builders.judge(read, phrases.rules)] == told


def test_a_heading_on_advertising_stays() -> None:
    told = "The board said on Monday that half of what it spends goes to posters that nobody reads."
    read = builders.page(f"<p>{told}</p><h2>Publicidad: un gasto inútil</h2><p>{told}</p>")
    assert not builders.judge(read, phrases.rules)


def test_a_phrase_of_any_words_takes_no_rest_of_a_line_that_ends_as_the_story() -> None:
    thanks = "Thanks for signing up! A welcome email is on its way. If you don't see it, please check your junk folder."
    story = "The union of the support workers wants the employer to pay for it. Tarnby has offered two years."
    block = passage(f"It rained. {thanks} Please try again Article content {story}").block
    rest = Passage(block, len("It rained. "), len(block.text), block.text.removeprefix("It rained. "))
    assert all(verdict.span and verdict.span[1] < rest.stop for verdict in phrases.judge(rest))


@pytest.mark.parametrize(
    ("items", "gone"),
    [
        (("News about roads", "Letters to the editor", "The weather", "Obituaries"), 0),
        (
            ("Put the phone in a drawer", "Turn off all alerts from our app", "Go for a walk", "Read a book"),
            0,
        ),
        (("Letters to the editor", "Subscribe to our newsletter", "Advertise with us", "The weather"), 3),
    ],
)
def test_a_lone_item_of_a_list_in_words_of_the_page_is_the_storys(items: tuple[str, ...], gone: int) -> None:
    listed = [Passage(Block(n, "item", "li", text, 0), 0, len(text), text) for n, text in enumerate(items)]
    assert len([verdict for verdict in judged(*listed) if verdict.span is None]) == gone
