"""The judge of text dumps: furniture goes, the story stays, and a bare text loses nothing."""

from __future__ import annotations

import builders
import pytest
from dumps import HEAD, STORY, TAIL, judge, lines
from hypothesis import given
from hypothesis import strategies as st

from cleaners import plaintext
from cleaners.model import Context, Found, Metadata, Page, Passage, Segment
from cleaners.rules import dump


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


def test_dates_alone_or_one_label_make_no_page() -> None:
    """A chronicle's dates and an invitation in the middle of a story stand in bare texts too."""
    entry = "The council closed the bridge after a storm had damaged two of its seven arches, it said."
    for line in ("2025-12-19:", "Read more about the bridge in the chronicle that the town keeps:"):
        _, cut = judge(
            f"{entry}\n\n{line}\n\n{entry.replace('bridge', 'harbour')}\n\n{line}\n\n{entry.replace('bridge', 'market')}"
        )
        assert not cut, line
