"""Where a caption that is run into its story ends: at its credit, or at the story's dateline."""

from __future__ import annotations

import pytest
from pictured import LEAD, MORE, textual

from cleaners.model import Verdict


def test_a_caption_glued_to_its_credit_at_the_start_of_a_flattened_story() -> None:
    caption = "Seal pups are counted from the air off Sorn in March.Photo: Alma Post/Dana Whitlock"
    kept, found = textual(f"{caption} {MORE} {LEAD}")
    assert " ".join(kept) == f"{MORE} {LEAD}"
    assert [one.text for one in found] == [caption]


@pytest.mark.parametrize(
    ("caption", "filed"),
    [
        ("The cutter Petrel off the quay in Sorn, Tesk, May 4, 2026. REUTERS/Dana Whitlock", "SORN - "),
        ("Traders working on the floor of the fish exchange in Sorn, on May 4.", "SORN - "),
        ("A 2017 photo shows harbour master Dana Whitlock (right) at the breakwater.", "SORN (Reuters) - "),
        ("The cutter Petrel (left) tows a trawler into Sorn harbour.", "SORN: "),
    ],
)  # fmt: skip
def test_a_caption_fused_to_the_start_ends_at_the_dateline(caption: str, filed: str) -> None:
    story = f"{filed}{LEAD} {MORE}"
    kept, found = textual(f"{caption} {story}")
    assert kept == [story]
    assert [one.text for one in found] == [caption]


def test_a_caption_behind_a_cut_line_needs_no_dateline() -> None:
    offer, caption = (
        "Get the harbour letter every week",
        "A meeting of Dana Whitlock (centre) and Pavel Drozd (left) could follow.",
    )
    line = f"{offer} {caption} {LEAD} {MORE}"
    cut = Verdict(0, "cut", "phrases.newsletter", "an offer", (0, len(offer)))
    kept, found = textual(line, before=(cut,))
    assert kept == [f"{LEAD} {MORE}"]
    assert [one.text for one in found] == [caption]


@pytest.mark.parametrize(
    "start",
    [
        "Islanders win their ferries back after a winter of letters and one storm. PORT ALMA - ",
        "The man and the myth were both at sea. ",
    ],
)
def test_a_deck_before_the_dateline_stays(start: str) -> None:
    line = f"{start}{LEAD} {MORE}"
    assert textual(line) == ([line], ())


@pytest.mark.parametrize(
    ("caption", "story"),
    [
        (
            "Mail sacks on the quay at Port Alma. — AFP",
            "PORT ALMA: The ferries will run all winter, it said.",
        ),
        (
            "Mail sacks on the quay on March 3. ISLEPIX",
            "PORT ALMA, March 4 — The ferries will run all winter.",
        ),
        (
            "Mail sacks on the quay at Port Alma. — File picture",
            "The ferries will run all winter, it was said.",
        ),
        (
            "Mail sacks on the quay on March 3. ISLE PHOTO: DANA DUE",
            "The ferries will run all winter, it said.",
        ),
    ],
)
def test_caption_fused_to_a_lead_goes_with_its_credit(caption: str, story: str) -> None:
    kept, found = textual(f"{caption} {story} {MORE}", MORE)
    assert kept[0] == f"{story} {MORE}"
    assert [one.text for one in found] == [caption]


def test_a_label_in_capitals_before_a_colon_is_no_dateline() -> None:
    line = f"The ferries will run all winter. READ NEXT: Harbour fees rise again, says the board of the port {MORE}"
    assert textual(line, MORE)[0][0].startswith("The ferries will run all winter.")


@pytest.mark.parametrize(
    ("caption", "dateline"),
    [
        ("Boats wait out the wind on Monday. THE NORTHERN PRESS/Dana Whitlock", "PORT MERROW, N.S. — "),
        ("Boats wait out the wind on Monday. PHOTO: Reuters", "PORT MERROW, Tesk — "),
        ("The bridge seen from the north bank on Thursday. Picture: Dana Whitlock/PA", ""),
        ("Boats that were called in wait out the wind. | Photo Credit: Dana Whitlock", "PORT MERROW: "),
        ("Boats after the crews were called in on Monday. PHOTO: REUTERS", "PORT MERROW - "),
    ],
)
def test_a_caption_run_into_the_storys_start(caption: str, dateline: str) -> None:
    kept, found = textual(f"{caption} {dateline}{LEAD}", MORE)
    assert [one.text for one in found] == [caption]
    assert kept == [f"{dateline}{LEAD}", MORE]


@pytest.mark.parametrize(
    ("said", "caption"),
    [
        ("Some of the stranded passengers at the gate of the ferry terminal.", True),
        ("Travellers sit among their luggage at the terminal on Tuesday morning.", True),
        ("Few of the passengers knew of it at the gate of the terminal.", False),
    ],
)
def test_a_sentence_without_a_verb_is_the_caption_before_a_label(said: str, caption: bool) -> None:
    kept, found = textual(f"{LEAD} {said} PICTURE: DANA WHITLOCK {MORE}")
    assert bool(found) is caption
    assert (said in " ".join(kept)) is not caption


def test_a_bar_parts_a_caption_from_its_credit_between_the_storys_sentences() -> None:
    caption = "Families of the crew outside the shipping office of Port Merrow. | Photo Credit: Dana Whitlock"
    kept, found = textual(f"{LEAD} {caption} {MORE}")
    assert [one.text for one in found] == [caption]
    assert " ".join(kept) == f"{LEAD} {MORE}"


def test_a_first_sentence_that_tells_what_happened_stays_before_a_credit() -> None:
    told = "The bridge was closed on Thursday after a storm."
    kept, found = textual(f"{told} Picture: Dana Whitlock/PA {LEAD}", MORE)
    assert kept == [told, LEAD, MORE]
    assert not found
