"""Attribution: publisher, aggregator, authors and editors with their evidence, and what is flagged."""

from __future__ import annotations

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcing import LEAD, STORY, attribute, names, site

from cleaners import clean
from cleaners.model import Found, Metadata, Organization, Person, Verdict


@pytest.mark.parametrize(
    ("line", "editors"),
    [
        ("Editor: Jane Doe", ["Jane Doe"]),
        ("Kaynak: AA Editör: Jane Doe 08.12.2026 - 11:47", ["Jane Doe"]),
        ("edited by Jane Doe, reviewed by Joe Roe", ["Jane Doe", "Joe Roe"]),
        ("Penyunting: Jane Doe | Redaktur: Joe Roe", ["Jane Doe", "Joe Roe"]),
        ("Medically reviewed by Jane Doe, RN", []),
        ("Letters to the editor: how to write one", []),
    ],
)
def test_a_line_beside_the_story_names_its_editors(line: str, editors: list[str]) -> None:
    read = builders.dump(line, LEAD)
    found = attribute(read, Verdict(0, "cut", "dump.before-story", "stands before the story"))
    assert list(found.credits.editors if found.credits else ()) == editors


def test_a_flattened_stories_end_names_its_editor() -> None:
    end = "Translator: Ana Ruiz Editor: Jane Doe Copyright © ANTARA 2026"
    read = builders.dump(f"{LEAD} {end}")
    cut = Verdict(0, "cut", "promos.run", "seen", (len(LEAD) + 1, len(LEAD) + 1 + len(end)))
    assert attribute(read, cut).credits is not None
    assert attribute(read, cut).credits.editors == ("Jane Doe",)  # type: ignore[union-attr]
    assert attribute(read).credits is None


def test_the_papers_own_name_in_a_dateline_is_no_region() -> None:
    body = f"SORNVALE, Tarn Weekly – {LEAD}"
    read = builders.dump(body)
    about = Metadata(publisher=Organization("Tarn Weekly"))
    assert attribute(read, body=body, about=about).dateline == ("SORNVALE", "SORNVALE, Tarn Weekly –")
    assert attribute(read, body=body).dateline == ("SORNVALE, Tarn Weekly", "SORNVALE, Tarn Weekly –")


def test_the_reporter_in_a_chinese_dateline_is_the_author_when_nobody_else_is() -> None:
    body = "新华社青岭3月12日电（记者陈默）青岭市12日宣布，缆车将恢复运行。"
    assert attribute(builders.dump(body), body=body).authors == (Person("陈默", "reporter"),)


def test_a_labelled_story_on_anothers_site_has_an_aggregator() -> None:
    read = builders.dump(LEAD, url="https://www.newsheap.example/t/1")
    found = attribute(read, about=site("Newsheap"), publisher="The Beacon", role="split")
    assert names(found) == ("The Beacon", "Newsheap")
    assert found.aggregator is not None
    assert found.aggregator.domain == "newsheap.example"


def test_a_site_is_no_aggregator_of_its_own_stories() -> None:
    read = builders.dump(LEAD, url="https://beacon.example/t/1")
    found = attribute(read, about=site("The Beacon"), publisher="Beacon", role="split")
    assert names(found) == ("Beacon", None)


def test_the_declared_publisher_before_the_sites_name() -> None:
    about = Metadata(site_name=Found("Beacon", "meta"), publisher=Organization("The Beacon"))
    assert names(attribute(builders.dump(LEAD), about=about)) == ("The Beacon", None)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "This article was first published in Tarn Weekly. All rights reserved.",
            ("Tarn Weekly", "Newsheap"),
        ),
        ("Este artículo fue publicado originalmente en El Faro de Sorn.", ("El Faro de Sorn", "Newsheap")),
        ("The post Ferries sail on appeared first on Newsheap Daily.", ("Newsheap", None)),
        ("This article was first published on May 4, 2026.", ("Newsheap", None)),
        ("This story was first published in English by Reuters.", ("Newsheap", None)),
    ],
)
def test_a_note_says_where_the_story_stood_first(note: str, expected: tuple[str, str | None]) -> None:
    moved = Verdict(1, "move", "credits.first-published", "seen", field="wire")
    assert names(attribute(builders.dump(LEAD, note), moved, about=site("Newsheap"))) == expected
    assert names(attribute(builders.dump(LEAD, note), about=site("Newsheap"))) == ("Newsheap", None)


def test_a_link_to_the_original_names_the_publisher() -> None:
    for name, expected in (("The Tarn Observer", "The Tarn Observer"), ("Monday", None)):
        line = f"<p><a href='/out/7'>Read the original article on {name}</a></p>"
        found = attribute(
            builders.page(f"<p>{LEAD}</p>{line}"), Verdict(1, "cut", "seen", "seen"), about=site("Newsheap")
        )
        assert names(found) == ((expected, "Newsheap") if expected else ("Newsheap", None))


def test_a_disclaimer_and_a_byline_name_the_publisher() -> None:
    line = "Auto generated from the Reuters news service. TarnWeekly holds no responsibility for its content."
    moved = Verdict(1, "move", "phrases.disclaimer", "seen", field="wire")
    assert names(attribute(builders.dump(LEAD, line), moved)) == ("TarnWeekly", None)
    byline = Verdict(1, "move", "credits.byline", "seen", field="authors")
    assert names(attribute(builders.dump(LEAD, "By AFP and BlueTarn |"), byline)) == ("BlueTarn", None)


def test_a_byline_over_wire_copy_on_anothers_site_is_the_reposters() -> None:
    about = Metadata(authors=(Person("Rob Quill"),), site_name=Found("Tarn Weekly", "meta"))
    found = attribute(builders.dump(STORY), body=STORY, about=about)
    assert found.authors == (Person("Rob Quill", "reposter"),)
    assert "reposter_byline" in found.flags


def test_the_agencys_own_reporter_is_no_reposter() -> None:
    about = Metadata(authors=(Person("Ana Ruiz"),))
    line = "(Reporting by Ana Ruiz; Editing by Max Orr)"
    credit = Verdict(1, "move", "credits.reporting", "seen", field="credits")
    found = attribute(builders.dump(STORY, line), credit, body=STORY, about=about)
    assert found.authors == (Person("Ana Ruiz", "reporter"),)
    assert found.credits is not None
    assert found.credits.editors == ("Max Orr",)
    assert "reposter_byline" not in found.flags


def test_a_byline_right_above_the_dateline_came_with_the_story() -> None:
    byline = Verdict(0, "move", "credits.byline", "seen", field="authors")
    found = attribute(builders.dump("By Ana Ruiz", STORY), byline, body=STORY)
    assert found.authors == (Person("Ana Ruiz", "reporter"),)


def test_reporters_in_credits_are_the_authors_where_no_byline_names_any() -> None:
    credit = Verdict(1, "move", "credits.reporting", "seen", field="credits")
    read = builders.dump(LEAD, "(Reporting by Ana Ruiz; Editing by Max Orr)")
    assert attribute(read, credit).authors == (Person("Ana Ruiz", "reporter"),)
    named = Metadata(authors=(Person("Rob Quill"),))
    assert [one.name for one in attribute(read, credit, about=named).authors] == ["Rob Quill"]


def test_an_agency_in_a_byline_is_no_person() -> None:
    byline = Verdict(0, "move", "credits.byline", "seen", field="authors")
    assert attribute(builders.dump("By AFP and Tarn Weekly |", LEAD), byline).authors == ()


def test_an_authors_page_without_wire_has_no_reposter() -> None:
    about = Metadata(authors=(Person("Rob Quill"),))
    assert attribute(builders.dump(LEAD), about=about).authors == (Person("Rob Quill"),)


@pytest.mark.parametrize(
    ("flag", "rule"), [("editorial_note_leak", "phrases.editorial-note"), ("paywall", "phrases.paywall")]
)
def test_flags_from_rules(flag: str, rule: str) -> None:
    read = builders.dump(LEAD, "Note")
    assert flag in attribute(read, Verdict(1, "cut", rule, "seen")).flags
    assert flag not in attribute(read, Verdict(1, "cut", "phrases.menu", "seen")).flags


@given(
    st.text(max_size=300),
    st.lists(st.text(min_size=1, max_size=60), max_size=4),
    st.sampled_from(["main", "split"]),
)
def test_no_text_breaks_attribution(body: str, lines: list[str], role: str) -> None:
    read = builders.dump(*[" ".join(line.split()) or "x" for line in [body, *lines]])
    verdicts = [Verdict(one.index, "move", "credits.x", "seen", field="wire") for one in read.blocks[1:]]
    found = attribute(read, *verdicts, body=body, role=role)
    assert all(one.evidence and one.basis for one in found.wire)
    assert found.dateline is None or found.dateline[1] in body


def test_a_site_that_signs_beside_an_agency_is_no_person() -> None:
    """ "Tidal Lens" looks like a name; it heads the page, and an agency signs with it."""
    story = "\n\n".join([LEAD, LEAD.replace("Monday", "Tuesday"), LEAD.replace("Monday", "Friday")])
    head = "Nine rivers rise in a single night"
    signed = f"Tidal Lens\n\nPolitics\n\n{head}\n\nBy Tidal Lens and AFP | 2026-09-14\n\n{story}"
    article = clean(signed, kind="text").articles[0]
    assert article.authors == []
    assert article.publisher is not None
    assert article.publisher.name == "Tidal Lens"
    written = signed.replace("Tidal Lens\n\nPolitics", "Politics")
    assert [one.name for one in clean(written, kind="text").articles[0].authors] == ["Tidal Lens"]
