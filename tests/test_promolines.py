"""Lists of other stories' headlines under a lead, and leads that point to one story."""

from __future__ import annotations

import builders
import pytest
from builders import asked, passage

from cleaners.model import Link
from cleaners.rules import promolines


def test_lead_before_a_link_points_to_another_story() -> None:
    text = "À découvrir aussi Le bac de la Dore ne passe plus"
    link = Link(18, len(text), "/b")
    one = passage(text, links=(link,))
    assert [
        (verdict.action, text[slice(*verdict.span)].strip())
        for verdict in asked(promolines.rules, one)
        if verdict.span
    ] == [
        ("cut", "À découvrir aussi"),
        ("move", "Le bac de la Dore ne passe plus"),
    ]


def test_link_inside_a_sentence_points_to_nothing() -> None:
    text = "The latest news from the mill that burned down"
    link = Link(21, len(text), "/b")
    one = passage(text, links=(link,))
    assert asked(promolines.rules, one) == []


PROSE_LINE = (
    "The harbour council of Norby approved a plan for a tidal barrier on Tuesday, after years of delay."
)
HEADLINES = (
    "Ferry fares to go up by a tenth from January",
    "Two held after raid on jewellery shop in Old Town",
    "Storm leaves 400 homes without power",
)


def moved(*lines: str, links: bool = False) -> list[str]:
    passages = [passage(line, index, linked=links and line in HEADLINES) for index, line in enumerate(lines)]
    return [lines[verdict.block] for verdict in asked(promolines.rules, *passages)]


def test_list_of_lines_after_a_lead_goes() -> None:
    assert moved(PROSE_LINE, "Related Posts", *HEADLINES, PROSE_LINE) == ["Related Posts", *HEADLINES]


def test_list_under_a_phrase_that_announces_other_stories_goes() -> None:
    lines = ("People are also reading…", *HEADLINES)
    assert moved(PROSE_LINE, *lines, PROSE_LINE) == list(lines)


@pytest.mark.parametrize(
    ("below", "goes"),
    [
        ("Ferry fares to go up by a tenth from January", True),
        ("Ferry fares to go up, said the harbour board on Monday, and nobody was asked.", False),
        ("Its list, which hangs on every lamp post, has three entries:", False),
        ("What comes next", False),
    ],
)
def test_one_headline_under_a_phrase_goes_where_it_is_set_as_the_paragraphs_are(
    below: str, goes: bool
) -> None:
    markup = "".join(f"<p>{line}</p>" for line in (PROSE_LINE, "Read More", below, PROSE_LINE))
    read = builders.page(f"<article>{markup}</article>")
    found = {verdict.block for verdict in builders.judge(read, promolines.rules)}
    assert found == ({1, 2} if goes else set())
    heading = builders.page(f"<article>{markup.replace(f'<p>{below}</p>', f'<h3>{below}</h3>')}</article>")
    assert not builders.judge(heading, promolines.rules)


def test_dates_between_headlines_go_with_them() -> None:
    lines = ("Our Picks", HEADLINES[0], "March 3, 2025", HEADLINES[1], "2 hours ago")
    assert moved(PROSE_LINE, *lines, PROSE_LINE) == list(lines)


def test_headlines_of_a_list_are_kept_as_related() -> None:
    passages = [passage(line, index) for index, line in enumerate((PROSE_LINE, "Most read", *HEADLINES))]
    verdicts = asked(promolines.rules, *passages)
    assert [(one.action, one.field) for one in verdicts] == [("cut", None), *[("move", "related")] * 3]


def test_subhead_before_prose_stays() -> None:
    lines = (PROSE_LINE, "Most read", *HEADLINES, "A COSTLY WALL", PROSE_LINE)
    assert moved(*lines) == ["Most read", *HEADLINES]


def test_unlinked_line_ends_a_list_of_links() -> None:
    lines = (PROSE_LINE, "Most read", *HEADLINES, "What the engineers of the barrier fear most", PROSE_LINE)
    assert moved(*lines, links=True) == ["Most read", *HEADLINES]


def test_line_without_the_bullet_of_the_others_ends_a_list() -> None:
    lines = [f"- {line}" for line in HEADLINES]
    subhead = "What the engineers of the barrier fear most"
    assert moved(PROSE_LINE, "See also:", *lines, subhead, PROSE_LINE) == ["See also:", *lines]


def test_table_of_short_facts_under_a_lead_stays() -> None:
    facts = (
        "Best ferry for a family",
        "Norby Star",
        "90 crowns",
        "Two hours",
        "Best ferry for one day",
        "Old Ida",
    )
    assert moved(PROSE_LINE, "Our Picks", *facts, PROSE_LINE) == []


def test_before_the_story_only_links_are_a_list() -> None:
    lines = ("Latest News", "Norby council votes for tidal barrier", "By Jane Roe of the Courier", PROSE_LINE)
    assert moved(*lines) == []


def test_list_of_short_items_stays() -> None:
    assert moved(PROSE_LINE, "Most popular", "Apples", "Pears and plums", "Cherries", PROSE_LINE) == []


def test_lead_with_prose_after_it_stays() -> None:
    assert moved(PROSE_LINE, "Top stories", PROSE_LINE, PROSE_LINE) == []
