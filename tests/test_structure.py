"""Menus, footers, share bars, bylines and lists of other stories go; everything of the article stays."""

from __future__ import annotations

import builders
import pytest

from cleaners import document
from cleaners.model import Context, Document, Found, Metadata, Page, Passage, Person, Segment, Verdict
from cleaners.rules import furniture, structure

LEAD = (
    "Ferries between Northport and Gull Island sailed again on Monday after engineers found the pier sound."
)
BODY = (
    LEAD,
    "About 1,400 islanders had been cut off since Saturday, and milk was flown in by helicopter twice a day.",
    "The port authority expects the bill to reach two million crowns, half of which its insurer will carry.",
    "A second survey of the sea bed is due in April, when divers can reach the outer piles in calmer water.",
)
STORY = "".join(f"<p>{text}</p>" for text in BODY)


def page(markup: str) -> Document:
    return document.read(
        Page(f"<html><body>{markup}</body></html>".encode(), url="https://courier.example/a")
    )


def judged(markup: str, metadata: Metadata | None = None) -> dict[str, Verdict]:
    """The verdict on each block, by the block's text; the first rule that speaks wins."""
    read = page(markup)
    passages = builders.passages(read)
    context = Context(read, Segment(0, len(read.blocks)), metadata or Metadata(), passages)
    found: dict[str, Verdict] = {}
    for rule in (*structure.rules, *furniture.rules):
        for verdict in rule(context):
            found.setdefault(read.blocks[verdict.block].text, verdict)
    return found


def rules_of(markup: str, metadata: Metadata | None = None) -> dict[str, str]:
    return {text: verdict.rule for text, verdict in judged(markup, metadata).items()}


@pytest.mark.parametrize("concept", structure.lexicon().concepts, ids=lambda concept: concept.name)
def test_every_concept_takes_its_example_and_leaves_its_counter_example(concept: structure.Concept) -> None:
    assert concept.evidence
    assert concept in structure.concepts_of("div", concept.example)
    assert concept not in structure.concepts_of("div", concept.counter)


def test_no_word_speaks_of_two_concepts() -> None:
    words = [word for concept in structure.lexicon().concepts for word in concept.words]
    assert sorted(words) == sorted(set(words))
    assert all(len(word.split("-")) <= structure.LONGEST_PHRASE for word in words)


@pytest.mark.parametrize(
    ("markup", "text", "rule"),
    [
        ('<nav class="main"><ul><li><a href="/w">World</a></li></ul></nav>', "World", "structure.menu"),
        ('<div role="navigation"><a href="/w">World</a></div>', "World", "structure.menu"),
        ('<a class="skip-link" href="#main">Skip to content</a>', "Skip to content", "structure.skip-link"),
        ('<div class="site-header"><p>The Courier</p></div>', "The Courier", "structure.header"),
        ('<div class="c-breadcrumbs">Home › Local</div>', "Home › Local", "structure.breadcrumb"),
        ('<div class="social-share"><a href="#">Copy link</a></div>', "Copy link", "structure.share"),
        ('<div class="inline-newsletter"><p>Our best</p></div>', "Our best", "structure.newsletter"),
        ('<div id="onetrust-banner"><p>Your privacy</p></div>', "Your privacy", "structure.consent"),
        ('<div class="ad-slot"><p>Buy a boat</p></div>', "Buy a boat", "structure.advertisement"),
        ('<div class="donate-box"><p>Support us</p></div>', "Support us", "structure.donation"),
        ('<div class="search-form"><p>Find stories</p></div>', "Find stories", "structure.search"),
        ('<div><button>Load more</button></div>', "Load more", "structure.control"),
        ('<form><p>Your name</p></form>', "Your name", "structure.form"),
        ('<div class="video-player">0:00 / 1:30</div>', "0:00 / 1:30", "structure.player"),
        ('<div class="paywall-prompt"><p>To read on</p></div>', "To read on", "structure.paywall"),
        ('<div class="modal-dialog"><p>Pick your region</p></div>', "Pick your region", "structure.overlay"),
    ],
)  # fmt: skip
def test_furniture_before_the_story_is_cut(markup: str, text: str, rule: str) -> None:
    verdict = judged(markup + STORY)[text]
    assert (verdict.rule, verdict.action) == (rule, "cut")


@pytest.mark.parametrize(
    ("markup", "text", "rule"),
    [
        ("<footer><p>4 Quay Street</p></footer>", "4 Quay Street", "structure.footer"),
        ('<div id="comments"><p>Good news!</p></div>', "Good news!", "structure.comments"),
        (
            '<div class="author-bio"><p>She covers ports.</p></div>',
            "She covers ports.",
            "structure.author-box",
        ),
    ],
)
def test_furniture_after_the_story_is_cut(markup: str, text: str, rule: str) -> None:
    assert judged(STORY + markup)[text].rule == rule


def test_the_story_itself_is_left_alone() -> None:
    assert rules_of(f"<article>{STORY}</article>") == {}


@pytest.mark.parametrize(
    "names",
    [
        "content-with-sidebar", "related", "share-wrapper", "comments", "page-footer", "site-header", "ad",
        "social", "promo", "tags", "newsletter", "cookie", "nav", "menu", "teaser", "author", "post-meta",
        "popup", "modal", "search", "player",
    ],
)  # fmt: skip
def test_a_wrapper_around_the_whole_story_is_looked_into(names: str) -> None:
    markup = (
        f'<div class="{names}">{STORY}<div class="social-share"><a href="#">Mail</a></div></div><p>End.</p>'
    )
    assert not set(rules_of(markup)) & set(BODY)


@pytest.mark.parametrize("tag", ["body", "main", "article"])
def test_names_of_the_page_itself_prove_nothing(tag: str) -> None:
    assert (
        rules_of(f'<{tag} class="has-footer comments-open nav"><p>Short news.</p></{tag}><p>More of it.</p>')
        == {}
    )


def test_a_button_that_was_never_closed_holds_the_article() -> None:
    found = rules_of(f"<div><button>Open the menu<div>{STORY}</div></div>")
    assert not set(found) & set(BODY)
    assert found == {"Open the menu": "structure.control"}


def test_a_form_around_the_whole_page_is_no_form() -> None:
    assert not set(rules_of(f'<form id="aspnet">{STORY}<p>End.</p></form>')) & set(BODY)


def test_questions_and_headings_in_buttons_are_an_article_s_own() -> None:
    faq = "<button>When does the pier open?</button><button><h3>Getting there</h3></button>"
    assert rules_of(STORY + f"<div>{faq}</div>") == {}


def test_words_match_whole_tokens_only() -> None:
    for names in ("football-update", "loading", "header-image", "shadow", "unrelated", "navy", "platform"):
        assert structure.concepts_of("div", names) == (), names


def test_an_id_that_is_a_sentence_is_no_name() -> None:
    assert structure.concepts_of("div", "what-share-of-adolescents-search-for-help-and-why") == ()
    assert rules_of(f'<h2 id="social-media">How to use social media</h2>{STORY}') == {}


def test_a_standfirst_in_the_article_s_own_header_stays() -> None:
    deck = "The crossing is open again, two days after waves damaged the southern pier."
    markup = f'<article><header class="article-header"><p>{deck}</p></header>{STORY}</article><p>x</p>'
    assert rules_of(markup) == {"x": "furniture.after-article"}


def test_an_article_s_own_footer_with_text_stays() -> None:
    note = "<div class='article-footer'><p>Correction: an earlier version gave the wrong day.</p></div>"
    assert rules_of(STORY + note) == {}


def test_a_footer_before_the_story_is_none() -> None:
    assert rules_of(f'<ul class="footer"><li>Ministers agreed on Monday.</li></ul>{STORY}') == {}


def test_bylines_and_dates_move_to_their_fields() -> None:
    found = judged(f'<div class="byline">By Ada Fenn</div><div class="post-meta">4 min read</div>{STORY}')
    byline, meta = found["By Ada Fenn"], found["4 min read"]
    assert (byline.action, byline.field, byline.rule) == ("move", "authors", "structure.byline")
    assert (meta.action, meta.field, meta.rule) == ("move", "meta", "structure.meta-line")


def test_a_standfirst_in_the_byline_s_box_stays() -> None:
    deck = "A narrow escape, and a long summer of repairs"
    assert rules_of(f'<div class="byline-social"><p>{deck}</p></div>{STORY}') == {}
    writer = Metadata(authors=(Person("Ada Fenn"),))
    named = "Our port reporter Ada Fenn on the quay"
    assert rules_of(f'<div class="byline"><p>{named}</p></div>{STORY}', writer) == {named: "structure.byline"}


def test_a_headline_among_dates_is_no_date() -> None:
    found = rules_of(f'<div class="post-meta"><h1>Ferries sail again</h1><p>3 March</p></div>{STORY}')
    assert found == {"3 March": "structure.meta-line"}


def test_tags_move() -> None:
    verdict = judged(f'{STORY}<div class="post-tags"><a href="/t/ferry">ferry</a></div>')["ferry"]
    assert (verdict.action, verdict.field) == ("move", "tags")


CARDS = (
    '<h3>More</h3><ul><li><a href="/1">Bakery flies in flour</a></li>'
    '<li><a href="/2">Lighthouse keeper retires</a></li><li>two hours ago</li></ul>'
)


def test_only_the_links_among_teasers_move() -> None:
    found = judged(f'{STORY}<div class="related-posts">{CARDS}</div>')
    assert found["Bakery flies in flour"].field == "related"
    assert (found["two hours ago"].action, found["More"].action) == ("cut", "cut")
    assert {verdict.rule for verdict in found.values()} == {"structure.related"}


def test_a_sidebar_of_links_is_teasers_and_a_sidebar_of_text_is_open() -> None:
    assert rules_of(f"{STORY}<aside>{CARDS}</aside>")["Bakery flies in flour"] == "structure.teaser"
    assert rules_of(f"{STORY}<aside><p>The pier was built in 1911 of larch and stone.</p></aside>") == {}


def test_links_within_the_page_are_cut_but_are_no_related_stories() -> None:
    contents = '<aside><a href="#one">The storm</a><br><a href="#two">The repairs</a></aside>'
    assert {verdict.action for verdict in judged(contents + STORY).values()} == {"cut"}


def test_a_list_of_links_under_most_read_moves_without_any_class() -> None:
    markup = f"<div>{STORY}</div><div><h4>Most read:</h4>{CARDS.partition('</h3>')[2]}</div>"
    found = judged(markup)
    assert found["Most read:"].action == "cut"
    assert found["Lighthouse keeper retires"].field == "related"
    assert found["Lighthouse keeper retires"].evidence == "list of 2 links under 'Most read:'"
    assert "two hours ago" not in found


EXCERPTS = "".join(
    f"<div class=card><span>2 hours ago</span><h3><a href='/{number}'>{head}</a></h3><p>{text}</p></div>"
    for number, head, text in (
        (1, "Bakery flies in flour", "The baker of Tarn has flour flown in while the ferry is laid up. " * 6),
        (2, "Keeper retires", "The keeper of the lighthouse of Port Alma went home on Friday. " * 6),
    )
)
LONG = f"<p>{LEAD * 12}</p>"


def test_whole_paragraphs_under_the_heading_of_other_stories() -> None:
    found = judged(f"<div>{LONG}</div><section><h2>More for you</h2>{EXCERPTS}</section>")
    assert {verdict.rule for verdict in found.values()} == {"furniture.teaser-row"}
    assert found["Keeper retires"].field == "related"
    assert sum(len(text) > 300 for text in found) == 2


@pytest.mark.parametrize("heading", ["What happened on Monday", "Two stories from the bay"])
def test_the_same_under_a_heading_of_the_writers_stays(heading: str) -> None:
    assert judged(f"<div>{LONG}</div><section><h2>{heading}</h2>{EXCERPTS}</section>") == {}


def test_a_list_ends_where_the_story_goes_on() -> None:
    links = "<p><a href='/1'>Bakery flies in flour</a></p><p><a href='/2'>Keeper retires</a></p>"
    found = rules_of(f"<div><p>{LEAD}</p><p>Read also</p>{links}{STORY}</div>")
    assert set(found) == {"Read also", "Bakery flies in flour", "Keeper retires"}


@pytest.mark.parametrize(
    "label",
    ["Read more books, says minister", "Related to the queen", "Popular unrest", "The latest from the front"],
)
def test_a_subhead_that_begins_like_a_label_is_none(label: str) -> None:
    links = "<p><a href='/1'>Bakery flies in flour</a></p><p><a href='/2'>Keeper retires</a></p>"
    assert rules_of(f"<div>{STORY}<h2>{label}</h2>{links}</div>") == {}


def test_a_label_above_prose_is_a_subhead() -> None:
    assert rules_of(f"<div><h2>Related</h2>{STORY}</div>") == {}


def test_the_headline_moves_and_its_copy_in_the_crumbs_is_cut() -> None:
    title = "Harbour ferries return to service"
    metadata = Metadata(headline=Found(title, "heading"))
    found = judged(f"<p>{title}</p><h1>{title}.</h1>{STORY}", metadata)
    assert (found[f"{title}."].action, found[f"{title}."].field) == ("move", "headline")
    assert (found[title].action, found[title].evidence) == ("cut", "repeats the headline, block 1")


def test_a_sentence_that_equals_the_headline_is_no_headline() -> None:
    metadata = Metadata(headline=Found("We will be back", "title"))
    assert rules_of(f"<p>We will be back</p>{STORY}", metadata) == {}


def test_blocks_that_were_read_into_fields_move() -> None:
    metadata = Metadata(authors=(Person("Ada Fenn"),), claimed=(0, 1, 2))
    found = judged(f"<p>Ada Fenn, Northport</p><p>3 March 2025</p>{STORY}", metadata)
    assert found["Ada Fenn, Northport"].field == "authors"
    assert found["3 March 2025"].field == "meta"


def test_a_claimed_sentence_stays() -> None:
    sentence = (
        "Author Ada Fenn, from Northport, said she had started to write because nobody else in town would."
    )
    metadata = Metadata(authors=(Person("Ada Fenn"),), claimed=(0,))
    assert rules_of(f"<p>{sentence}</p>{STORY}", metadata) == {}


def test_evidence_names_the_element() -> None:
    found = judged(f'<nav class="wrap main-menu"><a href="/w">World</a></nav>{STORY}')
    assert found["World"].evidence == "in the page's navigation (nav.main-menu)"


def test_only_passages_of_the_segment_are_judged() -> None:
    read = page(f'<nav><a href="/w">World</a></nav>{STORY}<footer>Quay Street</footer>')
    last = len(read.blocks) - 1
    passages = tuple(Passage(block, 0, len(block.text), block.text) for block in read.blocks[1:last])
    context = Context(read, Segment(1, last), Metadata(), passages)
    assert [verdict for rule in structure.rules for verdict in rule(context)] == []


def test_an_element_that_holds_a_whole_segment_is_no_furniture_of_it() -> None:
    read = page(f'<div class="teaser"><h2><a href="/1">Bakery flies in flour</a></h2></div>{STORY}')
    passages = (Passage(read.blocks[0], 0, len(read.blocks[0].text), read.blocks[0].text),)
    context = Context(read, Segment(0, 1), Metadata(), passages)
    assert list(structure.containers(context)) == []


def test_plain_text_has_no_structure() -> None:
    markup = '<nav>Home</nav><h1>Ferries</h1><h2>Most read</h2><a href="/1">One</a><br><a href="/2">Two</a>'
    read = page(markup + STORY)
    text = Document(Page(b"", kind="text"), read.blocks)
    passages = builders.passages(read)
    metadata = Metadata(headline=Found("Ferries", "heading"), claimed=(0,))
    context = Context(text, Segment(0, len(read.blocks)), metadata, passages)
    assert [verdict for rule in (*structure.rules, *furniture.rules) for verdict in rule(context)] == []


def test_an_empty_page_is_nothing_to_judge() -> None:
    assert rules_of("") == {}


def test_a_name_in_the_writer_s_element_of_one_of_several_stories_is_a_byline() -> None:
    def bylines_of(names: str, text: str) -> list[str]:
        read = page(f"<h2>Ferries sail again</h2><div class='{names}'>{text}</div>{STORY}")
        passages = builders.passages(read)
        one = Segment(0, len(read.blocks), "split")
        found = furniture.judge(Context(read, one, Metadata(), passages))
        return [read.blocks[verdict.block].text for verdict in found if verdict.field == "authors"]

    assert bylines_of("Card_by__5", "Jane Doe") == ["Jane Doe"]
    assert bylines_of("Card_by__5", "Harbour Gazette") == []
    assert bylines_of("Card_kicker__5", "Jane Doe") == []
