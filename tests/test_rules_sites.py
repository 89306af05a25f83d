"""What site files take: the matches of their selectors, spans inside of blocks, and nothing of a story."""

from __future__ import annotations

import pytest
from builders import NOTHING, dump, judge, kept, page, taken, text_of
from casefiles import CASES, Case, load

from cleaners import clean, document, site
from cleaners.model import Context, Document, Page, Segment, Verdict
from cleaners.rules import sites
from cleaners.site import Site

ALL = tuple({one.name: one for one in site.packaged().values()}.values())
HEAD = 'domains = ["a.example"]\ncases = ["site-a"]\n'


def made(rules: str) -> Site:
    """A site of these tables."""
    one, problems = site.parse((HEAD + rules).encode(), "a.toml")
    assert one is not None, problems
    return one


def verdicts(read: Document, rules: str) -> list[Verdict]:
    return judge(read, sites.rules_for(made(rules)))


def read_case(case: Case) -> Document:
    return document.read(Page(case.content, case.url, case.kind, case.charset))


def cases_of(one: Site) -> list[Case]:
    return [load(CASES / name) for name in one.cases]


# --- the packaged files -----------------------------------------------------------------------------------


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_every_rule_matches_in_its_cases(one: Site) -> None:
    cases = cases_of(one)
    for case in cases:
        assert site.of(case.url, site.packaged()) == one
    assert sites.unmatched(one, [read_case(case) for case in cases]) == ()


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_nothing_of_a_story_goes(one: Site) -> None:
    """What a site file takes stands in no body of its cases, and what it moves to captions is one."""
    for case in cases_of(one):
        read = read_case(case)
        captions = [text for item in case.items for text in item.get("captions", ())]
        found = judge(read, sites.rules_for(one))
        left = " ".join(kept(read, found))
        for paragraph in (text for item in case.items for text in item["body"]):
            assert " ".join(paragraph.split()) in left
        for verdict in found:
            assert verdict.field != "captions" or text_of(read, verdict) in captions


def test_a_dead_rule_is_found() -> None:
    one = made(
        'split = "div.card"\n[drop]\nshare = ["div.share", "div.shares"]\n[drop_text]\npromo = ["^Ad:"]\n'
    )
    read = page("<body><div class='share'>Share</div><p>The ad: a long story</p></body>")
    assert sites.unmatched(one, [read]) == ("div.shares", "div.card", "^Ad:")


# --- elements ---------------------------------------------------------------------------------------------


def test_a_match_stands_for_its_blocks() -> None:
    read = page(
        "<body><p>One.</p><div class='box'><p>Two.</p><ul><li>Three</li></ul></div><p>Four.</p></body>"
    )
    found = verdicts(read, '[drop]\nbox = ["div.box"]\n')
    assert taken(read, found, "site.box") == ["Two.", "Three"]
    assert kept(read, found) == ["One.", "Four."]
    assert {one.evidence for one in found} == {"div.box in a.toml"}


def test_keep_wins_over_drop() -> None:
    read = page("<body><div class='box'><blockquote>Words.</blockquote><p>Ad</p></div></body>")
    found = verdicts(read, '[drop]\nbox = ["div.box"]\n[keep]\nquote = ["blockquote"]\n')
    assert [(one.action, one.rule) for one in found] == [("keep", "site.quote"), ("cut", "site.box")]
    assert kept(read, found) == ["Words."]


def test_move_fills_the_field_of_that_name() -> None:
    read = page("<body><div class='rel'><a href='/b'>Another story of the day</a></div></body>")
    (verdict,) = verdicts(read, '[move]\nrelated = ["div.rel"]\n')
    assert (verdict.action, verdict.field, verdict.rule) == ("move", "related", "site.related")


def test_an_inline_match_is_a_span() -> None:
    read = page("<body><p>Rain fell <span class='tip'>more here</span> on more here.</p></body>")
    found = verdicts(read, '[drop]\ntip = ["span.tip"]\n')
    assert taken(read, found) == ["more here"]
    assert kept(read, found) == ["Rain fell", "on more here."]


def test_an_inline_match_without_a_name_is_its_words_when_they_stand_once() -> None:
    rules = '[drop]\nlink = ["p > i"]\n'
    once = page("<body><p>Rain fell. <i>More here</i></p></body>")
    assert taken(once, verdicts(once, rules)) == ["More here"]
    twice = page("<body><p>More here fell. <i>More here</i></p></body>")
    assert verdicts(twice, rules) == []


def test_what_nobody_sees_matches_nothing() -> None:
    read = page(
        "<body><p>Buy bread</p><div hidden><p>Buy <i class='x'>bread</i></p></div><i class='x'></i></body>"
    )
    assert verdicts(read, '[drop]\nx = [".x"]\n') == []


def test_a_page_of_inline_matches_is_judged_in_passing() -> None:
    spans = "".join(f"<i class='x'>word {number}</i> " for number in range(3_000))
    read = page(f"<body><p>{spans}</p></body>")
    assert len(verdicts(read, '[drop]\nx = ["i.x"]\n')) == sites.MOST_INLINE


def test_only_the_segment_is_judged() -> None:
    read = page("<body><p class='x'>One.</p><p class='x'>Two.</p></body>")
    rule = sites.rules_for(made('[drop]\nx = [".x"]\n'))[0]
    found = list(rule(Context(read, Segment(1, 2), NOTHING, ())))
    assert [one.block for one in found] == [1]


def test_no_site_no_rules() -> None:
    assert sites.rules_for(None) == ()


# --- text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regex", "text", "gone"),
    [
        ("^Ad: .{1,20}$", "Ad: a new car", "Ad: a new car"),
        ("^Ad: .{1,20}$", "Ad: a new car, and far more than that", None),
        ("^Sign up now:", "Sign up now: The council met.", "Sign up now:"),
        ("^Sign up now:", "Do not sign up now: Sign up now:", None),
        ("- Ends$", "The council met. - Ends", "- Ends"),
        ("- Ends$", "The rope - Ends of it", None),
        (r"costs \$$", "It costs $", "costs $"),
        ("^a|b$", "a", "a"),
        ("^a|b$", "ab", None),
        (r"^\$$", "$", "$"),
    ],
)
def test_patterns(regex: str, text: str, gone: str | None) -> None:
    one = made(f"[drop_text]\npromo = ['{regex}']\n")
    span = sites.span_of(one.patterns[0], text)
    assert (text[slice(*span)] if span else None) == gone


def test_a_pattern_looks_at_the_edges_of_long_lines_only() -> None:
    one = made("[drop_text]\npromo = ['^x+$', 'x+$']\n")
    text = "x" * 1_000_000
    assert sites.span_of(one.patterns[0], text) is None
    assert sites.span_of(one.patterns[1], text) == (len(text) - site.WINDOW, len(text))


def test_patterns_work_on_dumps() -> None:
    read = dump("Sign up now: Boats sank.", "Two.")
    found = verdicts(read, "[drop]\nx = ['p']\n[drop_text]\npromo = ['^Sign up now:']\n")
    assert kept(read, found) == ["Boats sank.", "Two."]


# --- stories ----------------------------------------------------------------------------------------------


def test_stories_are_the_outermost_matches_in_page_order() -> None:
    read = page(
        "<body><h1>Top</h1><div class='c'><h2>A</h2><div class='c'><p>a</p></div></div>"
        "<div class='c'></div><div class='c'><h2>B</h2><p>b</p></div></body>"
    )
    assert sites.stories(read, made('split = "div.c"\n')) == ((1, 3), (3, 5))
    assert sites.stories(read, made('[drop]\nx = ["p"]\n')) == ()


CARD = """<div class="x1"><h3><a href="/n/{0}">{1}</a></h3><p>{2}</p><p>{3}</p></div>"""
STORIES = [
    (
        "Bakers of Tarn return to wood ovens",
        "Three bakers of Tarn have lit the wood oven of the village again.",
        "bread",
    ),
    (
        "Ferry to Holm returns after eleven years",
        "The night ferry to Holm will sail again from June.",
        "cabins",
    ),
    ("Divers find a second hull in the bay", "A second ship lies under the wreck of the Petrel.", "oak"),
]
MORE = (
    "The council had asked for it since spring, and {0} had been on every list. Nobody had believed in it any more, "
    "the mayor said on Monday. The work will take until autumn. It costs 40,000 crowns, half of it paid by the state."
)


def cards(*, before: str = "") -> bytes:
    """A page with three stories in divs that carry neither source nor age."""
    rows = "".join(
        CARD.format(number, title, first, MORE.format(word))
        for number, (title, first, word) in enumerate(STORIES)
    )
    return f"<html><body><h1>Today on the coast</h1>{before}{rows}</body></html>".encode()


def mine(rules: str) -> dict[str, Site]:
    return {"a.example": made(rules)}


def test_a_sites_split_parts_what_no_label_tells() -> None:
    content = cards()
    assert len(clean(content, url="https://a.example/coast", sites=()).articles) == 1
    cleaned = clean(content, url="https://a.example/coast", sites=mine('split = "div.x1"\n'))
    assert [one.headline for one in cleaned.articles] == [title for title, _, _ in STORIES]
    assert [one.page.role for one in cleaned.articles] == ["split"] * 3
    assert all(
        first in one.article_body for one, (_, first, _) in zip(cleaned.articles, STORIES, strict=True)
    )


def test_stories_below_the_pages_own_are_related_to_it() -> None:
    own = "".join(
        f"<p>The harbour board met on Tuesday for the {n}th time. {MORE.format('a pier')}</p>"
        for n in range(4, 8)
    )
    content = cards(before=f"<div class=story>{own}</div>")
    cleaned = clean(content, url="https://a.example/coast", sites=mine('split = "div.x1"\n'))
    assert [one.page.role for one in cleaned.articles] == ["main", "related", "related", "related"]
    assert "Bakers" not in cleaned.articles[0].article_body


def test_one_match_or_teasers_alone_part_nothing() -> None:
    content = cards()
    for rules in ('split = "div.x9"\n', 'split = "h1"\n', 'split = "h3"\n'):
        cleaned = clean(content, url="https://a.example/coast", sites=mine(rules))
        assert [one.page.role for one in cleaned.articles] == ["main"]
