"""The judge of text dumps: furniture goes, the story stays, and a bare text loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import plaintext
from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Context, Found, Metadata, Page, Passage, Segment, Verdict
from cleaners.rules import dump

STORY = """\
PORT ALMA — The old harbour bridge was closed on Monday after a storm damaged two of its arches, it said.

Engineers will look at the foundations before deciding whether lorries may use it again.

“We will not take any risk,” mayor Ada Quill told reporters on the quay.

A costly repair

The bridge was built in 1890 and last repaired eleven years ago, when a barge hit its northernmost arch.

• Ferries leave every twenty minutes
• Tickets are free until Friday
• Bicycles travel in the second boat

Nobody was hurt.

The council meets on Thursday to vote on the money, some four million crowns, that the repair will cost."""

HEAD = """\
Close Menu
Bay Gazette
  • Home
  • Politics
  • Sport
  • Weather
  • Contact Us

What's Hot

Council votes to plant a thousand lime trees

August 3, 2025

Chess club wins back its stolen clock after a chase

August 2, 2025
Facebook X (Twitter) Instagram
Bay GazetteBay Gazette
Home»Local»Storm closes the old harbour bridge
Local

Storm closes the old harbour bridge

Ann PoeBy Ann PoeAugust 4, 2025No Comments3 Mins Read
Facebook Twitter Pinterest Email
Share

"""

TAIL = """

Share. Facebook Twitter Pinterest Email
Ann Poe

Related Posts

Council votes to plant a thousand lime trees

August 3, 2025

Chess club wins back its stolen clock after a chase

August 2, 2025

Leave A Reply Cancel Reply

Our Picks

  • About Us
  • Privacy Policy
  • Home
  • Contact Us
© 2025 Bay Gazette. All rights reserved."""


def judge(
    content: str, metadata: Metadata | None = None, *, likelihood: Callable[[str], float] | None = None
) -> tuple[list[str], dict[str, Verdict]]:
    read = plaintext.read(Page(content=content.encode(), kind="text"))
    passages = builders.passages(read)
    likelihoods = {block.index: likelihood(block.text) for block in read.blocks} if likelihood else {}
    context = Context(
        read, Segment(0, len(read.blocks)), metadata or Metadata(), passages, likelihoods=likelihoods
    )
    verdicts = [verdict for rule in dump.rules for verdict in rule(context)]
    assert all(verdict.evidence and verdict.rule.startswith("dump.") for verdict in verdicts)
    gone = {verdict.block for verdict in verdicts}
    assert len(gone) == len(verdicts)
    kept = [block.text for block in read.blocks if block.index not in gone]
    return kept, {read.blocks[verdict.block].text: verdict for verdict in verdicts}


def lines(content: str) -> list[str]:
    return [block.text for block in plaintext.read(Page(content=content.encode(), kind="text")).blocks]


def test_page_around_a_story() -> None:
    kept, cut = judge(HEAD + STORY + TAIL)
    assert kept == lines(STORY)
    rules = {text: verdict.rule for text, verdict in cut.items()}
    assert rules["Politics"] == "dump.menu"
    assert rules["Facebook X (Twitter) Instagram"] == "dump.share-bar"
    assert rules["Bay GazetteBay Gazette"] == "dump.site-name"
    assert rules["Home»Local»Storm closes the old harbour bridge"] == "dump.breadcrumb"
    assert rules["Storm closes the old harbour bridge"] == "dump.title-repeat"
    assert rules["Ann PoeBy Ann PoeAugust 4, 2025No Comments3 Mins Read"] == "dump.meta-line"
    assert rules["Council votes to plant a thousand lime trees"] == "dump.teasers"
    assert rules["August 2, 2025"] == "dump.date-line"
    assert rules["Leave A Reply Cancel Reply"] == "dump.end-label"
    assert rules["© 2025 Bay Gazette. All rights reserved."] == "dump.copyright"


def test_teasers_move_to_related_and_the_title_to_the_headline() -> None:
    _, cut = judge(HEAD + STORY + TAIL)
    assert cut["Chess club wins back its stolen clock after a chase"].field == "related"
    assert cut["Storm closes the old harbour bridge"].field == "headline"
    assert {verdict.action for text, verdict in cut.items() if verdict.field is None} == {"cut"}


def test_breadcrumb_run_together_with_the_title() -> None:
    title = "Storm closes the old harbour bridge"
    kept, cut = judge(
        f"trackerpixel\nFriday, August 1, 2025\nHomeLocal{title}\n\n{title}\n\nText Size:\n\nBy Ann "
        f"Poe\n\n{STORY}"
    )
    assert kept == ["By Ann Poe", *lines(STORY)]
    assert cut[f"HomeLocal{title}"].rule == "dump.breadcrumb"


def test_form_labels_and_empty_headings_after_the_story() -> None:
    kept, _ = judge(
        f"{STORY}\n\n  • Tags\n\nLEAVE A REPLY\n\nPlease enter your comment!\nPlease enter your name "
        f"here\n\nMost Popular"
    )
    assert kept == lines(STORY)


def test_kicker_and_title_with_a_form_below() -> None:
    known = Metadata(headline=Found("Storm closes the old harbour bridge", "text"))
    kept, cut = judge(
        f"Local\n\nStorm closes the old harbour bridge\n\n{STORY}\n\nComment Policy\n\nCaptcha *", known
    )
    assert kept == lines(STORY)
    assert cut["Local"].evidence


def test_a_deck_goes_to_the_description_and_a_byline_is_left_to_the_credits() -> None:
    known = Metadata(headline=Found("Storm closes the old harbour bridge", "text"))
    deck = "Engineers fear for the foundations of a bridge that has stood for 135 years."
    kept, cut = judge(
        f"Local\n\nStorm closes the old harbour bridge\n\n{deck}\n\nBy Ann Poe\n\n{STORY}\n\nCaptcha *", known
    )
    assert kept == ["By Ann Poe", *lines(STORY)]
    assert (cut[deck].action, cut[deck].field) == ("move", "description")


def test_clutter_inside_does_not_part_the_story() -> None:
    caption = "Workers look at the third arch of the bridge in Port Alma, August 4, 2025. (Bay Photo/Max Orr)"
    parts = STORY.split("\n\n")
    middle = (
        f"\n\n{caption}\n\n{caption}\n\nRead More\n\nSubscribe to our newsletter and never miss a boat\n\n"
    )
    kept, _ = judge(HEAD + "\n\n".join(parts[:3]) + middle + "\n\n".join(parts[3:]) + TAIL)
    assert [line for line in kept if line in lines(STORY)] == lines(STORY)


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (
            "Menü\nStartseite » Lokales » Sturm\nTeilen\n\n",
            "\n\nKommentare\n\nÄhnliche Artikel\n\nImpressum\nDatenschutz",
        ),
        (
            "Accueil › Région\nPartager\nFacebook Twitter Email\n\n",
            "\n\nCommentaires\n\nArticles similaires\n\nMentions légales",
        ),
        ("首页 > 本地\n分享\n\n", "\n\n相关文章\n\n发表评论\n\n© 2025 海湾日报"),
    ],
)
def test_other_languages(head: str, tail: str) -> None:
    kept, _ = judge(head + STORY + tail)
    assert kept == lines(STORY)


# What must lose nothing

POEM = """\
The boats are in
and the nets are dry
and nobody asks
the weather why

The boats are in
the lamp is lit
and home is where
the gulls all sit"""

RECIPE = """\
Harbour soup

Ingredients

• 2 onions
• 500 g cod
• 1 l fish stock
• Salt

Method

Chop the onions
Boil the stock
Add the cod and wait ten minutes"""

RESULTS = (
    "Results of the chess night\n\nPoe 1 Orr 0\nQuill 0 Brill 1\nPoe 1 Quill 0\nAugust 3, 2025\nBrill 1 Orr 1"
)

SHORT = "The ferry sails again on Monday.\n\nIts captain is happy."

TIMELINE = "\n\n".join(
    f"August {day}, 2025\n\nOn this day the engineers looked at arch number {day} of the old harbour "
    f"bridge and found it sound."
    for day in range(1, 8)
)


@pytest.mark.parametrize("content", [STORY, POEM, RECIPE, RESULTS, SHORT, TIMELINE, "", "One line"])
def test_bare_text_loses_nothing(content: str) -> None:
    kept, cut = judge(content)
    assert not cut
    assert kept == lines(content)


def test_subhead_on_top_of_a_bare_text_is_no_title() -> None:
    known = Metadata(headline=Found("What the engineers found below", "text"))
    assert not judge(f"What the engineers found below\n\n{STORY.removeprefix('PORT ALMA — ')}", known)[1]


def test_headline_over_a_byline_is_a_title() -> None:
    known = Metadata(headline=Found("Storm closes the old harbour bridge", "text"))
    kept, _ = judge(f"Storm closes the old harbour bridge\n\nBy Ann Poe\n\n{STORY}", known)
    assert kept == ["By Ann Poe", *lines(STORY)]


def test_poem_inside_a_page_is_kept() -> None:
    kept, _ = judge(
        f"Skip to content\nMenu\nFacebook Twitter Email\n\n{POEM}\n\nLeave a Reply\n\nPrivacy Policy"
    )
    assert kept == lines(POEM)


def test_words_of_furniture_in_sentences_stay() -> None:
    prose = (
        "Home is where the harbour is, says the captain, who has read more books than anyone on the quay.\n\n"
        "Comments by the mayor on Tuesday went further, and drew a reply from the other side of the bay.\n\n"
        "Share prices fell."
    )
    assert not judge(f"{STORY}\n\n{prose}")[1]


def test_html_is_left_alone() -> None:
    read = plaintext.read(Page(content=(HEAD + STORY).encode(), kind="html"))
    passages = builders.passages(read)
    assert not list(dump.judge(Context(read, Segment(0, len(read.blocks)), Metadata(), passages)))


def test_a_passage_is_cut_as_a_span() -> None:
    read = plaintext.read(
        Page(content=(STORY + "\n\nMore text. Leave a Reply\n\nCaptcha").encode(), kind="text")
    )
    passages = list(builders.passages(read))
    place = next(place for place, one in enumerate(passages) if one.text.endswith("Leave a Reply"))
    block = passages[place].block
    passages[place] = Passage(block, 11, len(block.text), block.text[11:])
    found = [
        v
        for v in dump.judge(Context(read, Segment(0, len(read.blocks)), Metadata(), passages))
        if v.block == block.index
    ]
    assert [verdict.span for verdict in found] == [(11, len(block.text))]


TITLE = "Storm closes the old harbour bridge"
ABOUT = Metadata(headline=Found(TITLE, "text"))
MENU = "Home\n• News\n• Sport\n• Weather\n• Contact Us"


def rules_of(content: str) -> dict[str, str]:
    return {text: verdict.rule.removeprefix("dump.") for text, verdict in judge(content, ABOUT)[1].items()}


def test_an_appeal_between_two_showings_of_its_heading_goes() -> None:
    box = "Become a Member\n\nWe have no shareholders.\n\nA coffee a month keeps us going.\n\nBecome a Member"
    found = rules_of(f"{MENU}\n\n{TITLE}\n\n{STORY}\n\n{box}\n\nPrivacy Policy")
    assert found["We have no shareholders."] == found["A coffee a month keeps us going."] == "box"


def test_a_line_that_comes_back_inside_the_story_is_no_box() -> None:
    kept, _ = judge(f"Menu\n\n{TITLE}\n\nThe bell rang\n\nNobody came.\n\nThe bell rang\n\n{STORY}", ABOUT)
    assert kept.count("The bell rang") == 2


@pytest.mark.parametrize(
    "line", ["( ) Yes, gladly", "0/1000 characters", "I am not a robot *", "Yes / No", "[ ] Never"]
)
def test_fields_and_answers_below_the_story_go(line: str) -> None:
    assert rules_of(f"{MENU}\n\n{TITLE}\n\n{STORY}\n\n{line}\n\nPrivacy Policy")[line] == "form"


def test_the_question_above_its_answers_goes_with_them() -> None:
    poll = "Would you use a ferry?\n( ) Yes, gladly\n( ) Never"
    assert rules_of(f"{MENU}\n\n{TITLE}\n\n{STORY}\n\n{poll}")["Would you use a ferry?"] == "after-story"


def test_a_list_to_tick_in_a_bare_text_stays() -> None:
    text = (
        "Pack for the boat\n\n[ ] a torch\n[ ] a rope\n[ ] bread\n\nNobody sails without these three things."
    )
    assert not judge(text)[1]


@pytest.mark.parametrize("line", ["A- A A+", "Text: S M L", "Text Size: A A A", "Tamaño del texto: A+ A-"])
def test_letters_that_choose_the_size_of_the_text_go(line: str) -> None:
    assert line in rules_of(f"{MENU}\n\n{TITLE}\n\n{line}\n\n{STORY}")


def test_letters_in_the_story_stay() -> None:
    kept, _ = judge(f"{MENU}\n\n{TITLE}\n\n{STORY}\n\nA B C\n\n{STORY.replace('old', 'new')}", ABOUT)
    assert "A B C" in kept


@pytest.mark.parametrize("below", ["By Ann Poe", "4 May 2026, 17:42", "A- A A+", "Published"])
def test_a_deck_above_the_header_s_last_line_is_one(below: str) -> None:
    deck = "Two arches are damaged, and the repair will take until spring."
    assert rules_of(f"{MENU}\n\n{TITLE}\n\n{deck}\n\n{below}\n\n{STORY}")[deck] == "deck"


def test_a_first_paragraph_under_the_header_is_no_deck() -> None:
    lead = "The bridge is closed, and nobody knows until when it will be."
    kept, _ = judge(f"{MENU}\n\n{TITLE}\n\nBy Ann Poe\n\n{lead}\n\n{STORY}", ABOUT)
    assert lead in kept
    kept, _ = judge(f"{MENU}\n\n{TITLE}\n\n{lead}\n\n{STORY}", ABOUT)
    assert lead in kept


def test_a_name_with_its_office_in_the_header_is_the_writers() -> None:
    found = rules_of(f"{MENU}\n\n{TITLE}\n\nAnn Poe, Senior Reporter\n\n4 May 2026\n\n{STORY}")
    assert found["Ann Poe, Senior Reporter"] == "byline"


def test_counters_between_paragraphs_go_and_numbers_of_a_list_stay() -> None:
    first, *others = STORY.split("\n\n")
    found = rules_of(f"{MENU}\n\n{TITLE}\n\n{first}\n\n3\n\n" + "\n\n3\n\n".join(others))
    assert found["3"] == "figures"
    numbered = "\n\n".join(f"{number}\n\n{text}" for number, text in enumerate(others, 1))
    kept, _ = judge(f"{MENU}\n\n{TITLE}\n\n{first}\n\n{numbered}", ABOUT)
    assert [line for line in kept if line.isdigit()][:3] == ["1", "2", "3"]


WORDS = st.sampled_from(
    "the old harbour bridge was closed on monday after a storm damaged two arches says mayor quill".split()
)
SENTENCE = st.lists(WORDS, min_size=3, max_size=25).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map(" ".join)


@given(st.lists(PARAGRAPH, min_size=1, max_size=12))
def test_prose_loses_nothing(paragraphs: list[str]) -> None:
    kept, cut = judge("\n\n".join(paragraphs))
    assert not cut
    assert kept == paragraphs


@given(st.lists(PARAGRAPH, min_size=1, max_size=6))
def test_the_kept_text_of_a_page_is_kept_again(paragraphs: list[str]) -> None:
    kept, _ = judge(HEAD + "\n\n".join(paragraphs) + TAIL)
    again, cut = judge("\n\n".join(kept))
    assert not cut
    assert again == kept


@given(st.text(max_size=300))
def test_any_text_is_judged(content: str) -> None:
    kept, cut = judge(content)
    assert len(kept) + len(cut) <= len(lines(content))


def test_hostile_text_is_judged_in_passing() -> None:
    for line in (
        "1 " * 500_000,
        "Home » " * 100_000,
        "Facebook " * 100_000,
        "Home\n" * 50_000,
        "a.\n" * 100_000,
    ):
        kept, _ = judge(f"{line}\n\n{STORY}")
        assert set(lines(STORY)[:1]) <= set(kept)


def test_examples_of_the_lexicon() -> None:
    lists = tables.read("dump")
    assert all(table.keys() == {"concept", "example", "words"} for table in lists.values())
    for name, rule in (
        ("end", "end-label"),
        ("opening", "end-label"),
        ("chrome", "label"),
        ("network", "share-bar"),
        ("meta", "meta-line"),
    ):
        _, cut = judge(f"{STORY}\n\n{lists[name]['example']}\n\nLeave a Reply")
        assert cut[lists[name]["example"]].rule == f"dump.{rule}"
    _, cut = judge(f"{lists['home']['example']}\n\n{STORY}")
    assert cut[lists["home"]["example"]].rule == "dump.breadcrumb"


def test_dates_alone_or_one_label_make_no_page() -> None:
    """A chronicle's dates and an invitation in the middle of a story stand in bare texts too."""
    entry = "The council closed the bridge after a storm had damaged two of its seven arches, it said."
    for line in ("2025-12-19:", "Read more about the bridge in the chronicle that the town keeps:"):
        _, cut = judge(
            f"{entry}\n\n{line}\n\n{entry.replace('bridge', 'harbour')}\n\n{line}\n\n{entry.replace('bridge', 'market')}"
        )
        assert not cut, line


def test_amounts_are_no_dates() -> None:
    for line in ("90g", "33 g", "9.8 /10", "7.4/10"):
        assert not labels.is_date(line), line
        assert not labels.is_relative_time(line), line
    assert labels.is_date("1.8.2025")
    assert labels.is_relative_time("3h")


PIER = (
    "The harbour board voted on Tuesday to rebuild the eastern pier before the winter storms, at a cost of 4.2 million.",
    "Engineers had warned in March that two of its pillars were cracked and that a third had sunk by a hand's breadth.",
    "The fishermen's cooperative, which lands most of its catch there, will move to the coal quay until the work is done.",
    "Mayor Ottilie Brandt said the town would pay a third of the bill and ask the county council for the rest in May.",
)
FRAME = (
    "Skip to content\nHome\nLog in\nPier to be rebuilt",
    "Related Posts\nLeave a Reply\n© 2026 Bay Gazette",
)


def around(*inner: str) -> tuple[list[str], dict[str, Verdict]]:
    """A page whose story, of which the scorer is sure, has these lines inside."""
    lines = (FRAME[0], *PIER[:3], *inner, PIER[3], PIER[0].replace("voted", "had voted"), FRAME[1])
    return judge("\n".join(lines), likelihood=lambda _: 0.8)


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ((">> The mayor who answers every letter by hand",), "dump.pointer"),
        (("► Five trails to walk before the snow melts",), "dump.pointer"),
        (
            ("You may also like", "Ferry captain returns a library book", "School cooks strike over a ladle"),
            "dump.boxed",
        ),
        (
            (
                "What you are reading this week",
                "Ferry captain returns a book",
                "School cooks strike over a ladle",
            ),
            "dump.boxed",
        ),
        (("Related:", "Ferry captain returns a library book"), "dump.boxed"),
        (("Related video: How to move a pier (Bay TV)", "How to move a pier"), "dump.echo"),
    ],
)
def test_headlines_of_other_stories_inside_a_story_go(lines: tuple[str, ...], rule: str) -> None:
    kept, gone = around(*lines)
    assert gone[lines[-1]].rule == rule
    assert [line for line in PIER if line not in kept] == []


def test_one_headline_goes_down_to_the_line_that_announces_a_list() -> None:
    told = ("The board's list of what the pier needs, in its own order, runs to two lines:", "Oak", "Steel")
    kept, gone = around("Related:", "Ferry captain returns a library book", *told)
    assert gone["Ferry captain returns a library book"].rule == "dump.boxed"
    assert set(told) <= set(kept)


def test_a_box_ends_before_a_list_that_a_short_line_announces() -> None:
    told = (
        "The board wants three things:",
        "– oak for the pillars of the pier,",
        "– a lamp at its end that burns,",
    )
    kept, gone = around("Sign me up!", *told, "– no more lorries on the quay of the old harbour from May on.")
    assert set(told) <= set(kept)
    assert [line for line, verdict in gone.items() if verdict.rule == "dump.boxed"] == []


def test_a_list_under_its_own_label_stays() -> None:
    lines = (
        "What the board decided",
        "A new pier of oak and steel",
        "No more lorries on the quay",
        "A lamp at its end",
    )
    kept, _ = around(*lines)
    assert [line for line in lines if line not in kept] == []


def test_a_subhead_below_a_box_stays() -> None:
    kept, _ = around(
        "You may also like",
        "Ferry captain returns a library book",
        "School cooks strike over a ladle",
        "Who pays?",
    )
    assert "Who pays?" in kept


def test_a_name_that_a_label_holds_too_stays() -> None:
    kept, _ = around("The board's chair, Ada Quill", "Ada Quill")
    assert "Ada Quill" in kept


def test_an_arrow_before_a_sentence_stays() -> None:
    line = "→ The coal quay is 300 metres further west, behind the customs house."
    kept, _ = around(line)
    assert line in kept


LATER = tuple(line.replace("pier", "jetty").replace("pillars", "beams") for line in PIER[:3])


def parted(beyond: float, box: str) -> tuple[str, ...]:
    """The lines of the story that stay below a box whose label else stands below stories."""
    text = "\n".join((FRAME[0], *PIER, "Related Posts", box, *LATER, FRAME[1]))
    likelihoods = dict.fromkeys(PIER, 0.9) | dict.fromkeys(LATER, beyond)
    kept, _ = judge(text, likelihood=lambda line: likelihoods.get(line, 0.1))
    return tuple(kept[kept.index(PIER[-1]) + 1 :])


def test_a_story_goes_on_below_a_box_where_the_scorer_is_sure_of_it() -> None:
    assert parted(0.95, "Ferry captain returns a library book") == LATER


def test_what_the_scorer_is_not_sure_of_ends_with_the_box() -> None:
    assert not parted(0.5, "Ferry captain returns a library book")


def test_another_story_far_below_is_not_the_storys_end() -> None:
    assert not parted(0.95, "\n".join(f"Ferry captain returns library book {place}" for place in range(14)))
