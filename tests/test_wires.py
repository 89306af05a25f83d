"""The agency that a story came from, by dateline, sign-off, note, link or declaration; cited agencies set nothing."""

from __future__ import annotations

import builders
import pytest
from sourcing import LEAD, STORY, attribute, wires

from cleaners import metadata
from cleaners.model import Verdict
from cleaners.sources import agencies


def test_a_dateline_names_place_and_wire() -> None:
    found = attribute(builders.dump(STORY), body=STORY)
    assert found.dateline == ("PORT ALMA", "PORT ALMA (Reuters) -")
    assert [tuple(one) for one in found.wire] == [("Reuters", "dateline", "PORT ALMA (Reuters) -")]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Kaynak: AA", ["Anadolu"]),
        ("Kaynak: AA Editör: Jane Doe 08.12.2026 - 11:47", ["Anadolu"]),
        ("08.12.2026 11:47 Quelle: dpa", ["dpa"]),
        ("Fuente: EFE | Madrid", ["EFE"]),
        ("来源：新华社", ["Xinhua"]),
        ("Photo source: Reuters", []),
        ("Bildquelle: dpa", []),
        ("Source: the port authority, as told to Reuters", []),
    ],
)
def test_a_line_beside_the_story_names_the_agency_as_its_source(line: str, agency: list[str]) -> None:
    read = builders.dump(LEAD, line)
    found = attribute(read, Verdict(1, "cut", "scorer.not-article", "stands behind the story"))
    assert [one.agency for one in found.wire] == agency


def test_a_note_on_all_of_a_sites_agencies_proves_none() -> None:
    note = "Nothing that AA, DHA or İHA send us is edited by this site, and it answers for none of it."
    read = builders.dump(LEAD, "Kaynak: DHA", note)
    cut = Verdict(1, "cut", "scorer.not-article", "stands behind the story")
    moved = Verdict(2, "move", "phrases.disclaimer", "note on the feed", field="wire")
    assert wires(attribute(read, moved)) == []
    assert wires(attribute(read, cut, moved)) == [("DHA", "sign-off")]


@pytest.mark.parametrize(
    ("line", "rule", "field", "expected"),
    [
        ("- AFP", "credits.agency-tag", "wire", [("AFP", "sign-off")]),
        ("Made from the Reuters news feed", "phrases.disclaimer", "wire", [("Reuters", "disclaimer")]),
        ("Associated Press writer Jo Hill helped.", "credits.contributed", "credits", [("AP", "credits")]),
        ("By AFP and Tarn Weekly |", "credits.byline", "authors", [("AFP", "byline")]),
        ("The dam. (Photo: AFP)", "captions.caption", "captions", []),
        ("Getty Images", "credits.agency-tag", "wire", []),
    ],
)  # fmt: skip
def test_moved_text_sets_the_wire_by_its_kind(
    line: str, rule: str, field: str, expected: list[tuple[str, str]]
) -> None:
    found = attribute(builders.dump(LEAD, line), Verdict(1, "move", rule, "seen", field=field))
    assert wires(found) == expected


def test_an_agency_cited_in_the_story_sets_nothing() -> None:
    body = f"{LEAD} The AFP news agency and Reuters said so, according to TASS. (AP)x"
    assert attribute(builders.dump(body), body=body).wire == ()


def test_an_agency_in_json_ld_and_a_source_link() -> None:
    markup = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferries","author":'
        '{"@type":"Organization","name":"Agence France-Presse"}}</script><title>Ferries</title>'
        f"<p>{LEAD}</p><p><a href='https://apnews.com/article/ferries'>Source link</a></p>"
    )
    read = builders.page(markup)
    assert wires(attribute(read, about=metadata.read(read))) == [("AFP", "jsonld"), ("AP", "source-link")]


def test_a_link_to_an_agency_in_the_prose_is_no_source() -> None:
    read = builders.page(f"<p>{LEAD}</p><p><a href='https://apnews.com/x'>The board's earlier plan</a></p>")
    assert attribute(read).wire == ()


def test_the_same_agency_is_named_once_with_its_best_evidence() -> None:
    verdict = Verdict(1, "move", "credits.agency-tag", "seen", field="wire")
    found = attribute(builders.dump(STORY, "REUTERS"), verdict, body=STORY)
    assert wires(found) == [("Reuters", "dateline")]


def test_every_agency_has_a_name_of_its_own() -> None:
    names = [name for agency in agencies.table() for name in agency.names]
    assert len(names) == len(set(names))
    assert all(
        agencies.named(agency.name) == agency for agency in agencies.table() if agency.name in agency.names
    )


def test_an_agency_is_known_by_its_sites_and_no_others() -> None:
    reuters = agencies.of_url("https://www.reuters.com/world/x")
    assert reuters is not None
    assert reuters.name == "Reuters"
    assert agencies.of_url("https://notreuters.com/") is None
    assert agencies.of_url("https://[broken") is None
