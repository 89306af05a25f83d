"""Captions told by their words: a credit at the end, a dateline behind, a copy of one that is known."""

from __future__ import annotations

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import BOATS, CAPTION, LEAD, MORE, textual

from cleaners.model import Verdict
from cleaners.rules import captions, captiontexts


def test_a_caption_repeated_in_a_dump_is_kept_once() -> None:
    kept, found = textual(LEAD, CAPTION, CAPTION.replace("'", "’"), CAPTION, MORE)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.count) for one in found] == [(CAPTION, 3)]


def test_the_place_in_a_gallery_is_no_part_of_a_caption() -> None:
    caption = "Two deckhands carry a crate of letters over the gangway in Port Alma. (AP Photo/Dana Whitlock)"
    kept, found = textual(f"1 of 3 | {caption}", caption, LEAD, MORE)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.count) for one in found] == [(caption, 2)]


def test_copies_that_differ_in_ellipsis_and_credit_are_one_and_the_longest_wins() -> None:
    long = "Two deckhands carry a crate of letters over the gangway in Port Alma. [Dana Whitlock/Pool/AFP]"
    kept, found = textual(LEAD, long[:68], long, MORE)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.agency, one.count) for one in found] == [(long, "AFP", 2)]


@pytest.mark.parametrize(
    "credit",
    [
        "(AP Photo/Dana Whitlock, File)", "[Dana Whitlock/Pool/AFP]", "(Photo: AFP)", "Foto: dpa",
        "(Dana Whitlock, Kestrel, Pool Photo via AP)", "REUTERS/Dana Whitlock", "Photo: Dana Whitlock",
        "Photograph: Dana Whitlock/Coastline", "Crédit photo : AFP", "Фото: РИА Новости",
        "(Courtesy of Tarn Primary School)", "(Supplied by Tarn Council)", "(Pix by Dana Whitlock)",
    ],
)  # fmt: skip
def test_a_line_that_ends_in_a_credit_is_a_caption(credit: str) -> None:
    line = f"The five boats lie in the inner basin of Port Alma. {credit}"
    kept, found = textual(LEAD, line, MORE)
    assert kept == [LEAD, MORE]
    assert [one.text for one in found] == [line]
    assert found[0].credit is not None


@pytest.mark.parametrize(
    "line",
    [
        "Las cinco barcas, amarradas en la dársena interior de Puerto Alma en 1974.Efe/Ana Robles",
        "内港に並ぶ5隻の連絡船=2月、有馬港(撮影・山田花子)",
        "内港に並ぶ5隻の連絡船＝2月、有馬港（山田花子撮影）",
        "3일 새벽 항구 안쪽에 나란히 서 있는 연락선 다섯 척.[항구시 제공. 재판매 및 DB 금지]",
    ],
)
def test_captions_of_other_countries_with_their_credits(line: str) -> None:
    kept, found = textual(LEAD, line, MORE)
    assert kept == [LEAD, MORE]
    assert [one.text for one in found] == [line]


def test_a_copy_without_its_credit_counts_and_a_credit_shown_alone_is_parted() -> None:
    caption = "Two deckhands carry a crate of letters."
    lines = [f"{caption}PHOTO: Alma Post/Dana Whitlock", caption, "PHOTO: Alma Post/Dana Whitlock"]
    kept, found = textual(LEAD, MORE, *lines, LEAD.replace("Monday", "Tuesday"))
    assert kept == [LEAD, MORE, LEAD.replace("Monday", "Tuesday")]
    assert [one.text for one in found] == [f"{caption} PHOTO: Alma Post/Dana Whitlock"]


def test_a_captioned_sentence_in_a_flattened_story_leaves_its_twin_in_the_body() -> None:
    twin = "After the storm the two ports moved closer to a common timetable"
    story = f"{LEAD} {twin}. (Photo: AFP) {MORE} {twin}, but the islands objected."
    kept, found = textual(story)
    assert kept == [LEAD, f"{MORE} {twin}, but the islands objected."]
    assert [(one.text, one.agency) for one in found] == [(f"{twin}. (Photo: AFP)", "AFP")]


def test_a_sentence_that_opens_a_story_in_one_piece_twice_is_its_caption() -> None:
    caption, story = "Cabins queue at the lower end of the Norby line.", f"{LEAD} {MORE} " * 4
    kept, found = textual(f"{caption} {caption} {story}")
    assert [one.text for one in found] == [caption]
    assert caption not in " ".join(kept)
    kept, found = textual(f"“We shall wait,” she said. “We shall wait,” she said. {story}")
    assert found == ()


@pytest.mark.parametrize(
    ("caption", "gone"),
    [
        ("Ida Holm at her desk in the customs house (Image: Alma Post)", True),
        ("Ida Holm with her children on the quay on Thursday. Credit: Dana Whitlock", True),
        (
            "Passengers queue for the last sailing from Port Alma on Friday. Post staff photo by Dana Whitlock",
            True,
        ),
        ("LAMPS OUT. Two deckhands read by torch at the Sta. Alma pier. (Photo courtesy of Ida Holm)", True),
        ("The board told the islanders nothing on Thursday. Photo: Dana Whitlock", False),
        ("Until a boat is found, readers may order books by telephone. Photo: Dana Whitlock", False),
    ],
)
def test_a_caption_between_the_sentences_of_a_flattened_story(caption: str, gone: bool) -> None:
    kept, found = textual(f"{LEAD} {caption} {MORE}")
    assert [one.text for one in found] == ([caption] if gone else [])
    assert (caption.partition(".")[0] in "".join(kept)) is not gone


@pytest.mark.parametrize(
    "line",
    [
        "The photo shows the minister's car, police said, and a second picture shows the driver leaving it.",
        "Over two years the party moved (left) and then right again, a drift that nobody had foreseen.",
        "Dana Whitlock has photographed the ferries of Port Alma for thirty years and sold every picture.",
        "The harbour board lost its appeal. It will publish the photo, the image rights and the file.",
        "A Reuters/Ipsos poll found that four in ten islanders would pay more (see table) for a winter boat.",
        "The Environmental Protection Agency (EPA) said the basin was clean. PORT AUTHORITY staff disagreed.",
        "He told the AFP news agency: the pictures are mine, the boats are not, and the weather is nobody's.",
        "港の食堂は3日から昼の弁当を出す。島の子どもには無料で配られる(市提供)。",
        "항구 식당은 3일부터 점심을 낸다. 섬 아이들에게는 무료로 나눠 준다(시 제공).",
        "She sells what the sea leaves her. Pictures of boats hang on every wall of the shop, he said.",
    ],
)
def test_prose_about_pictures_stays(line: str) -> None:
    kept, found = textual(LEAD, line, MORE)
    assert kept == [LEAD, line, MORE]
    assert found == ()


@pytest.mark.parametrize(
    "said",
    [
        '"The boat was mine before the bank had it," recalled builder Dana Whitlock.',
        "“We rowed, we bailed, we sang,” skipper Odo Brill said on Monday.",
        "„Wir haben gerudert und gesungen“, sagte der Fischer Odo Brill.",
        "« On a ramé toute la nuit », a raconté le pêcheur Odo Brill.",
        "“Remamos toda la noche y cantamos”, recordó el pescador Odo Brill.",
    ],
)
def test_a_quotation_that_ends_in_a_credit_stays_without_it(said: str) -> None:
    kept, _ = textual(LEAD, f"{said} (Photo courtesy of the Harbour Trust)", MORE)
    assert kept == [LEAD, said, MORE]
    for caption in (
        "“Her name means hope”: a painter at work in Sorn.",
        "“Hope”, a ferry said to be unsinkable, in Sorn.",
    ):
        kept, found = textual(LEAD, f"{caption} (Photo: AFP)", MORE)
        assert (kept, len(found)) == ([LEAD, MORE], 1)


@pytest.mark.parametrize("counter", ["[1/3]", "2 of 5", "1/4", "Item 1 of 3"])
def test_a_gallerys_counter_begins_the_caption(counter: str) -> None:
    caption = "A crab boat lies across the harbour's mouth. (Photo: Dana Due)"
    kept, found = textual(f"{LEAD} {counter} {caption} {MORE}", MORE)
    assert kept[:2] == [LEAD, MORE]
    assert [one.text for one in found] == [caption]


SHOWN = "The west face of the town hall clock, covered in mesh, on Tuesday. Photo: Petra Vance"


@pytest.mark.parametrize(
    "copy",
    [
        "Slide 2 of 3: The west face of the town hall clock, covered in mesh, on Tuesday.",
        "Bild 2 von 3: The west face of the town hall clock, covered in mesh, on Tuesday.",
        "The west face of the town hall clock, covered in mesh, on Tuesday.",
    ],
)
def test_a_caption_once_more_goes(copy: str) -> None:
    kept, found = textual(SHOWN, "The bees may stay until October, the county commission decided.", copy)
    assert copy not in kept
    assert [caption.text for caption in found] == [SHOWN]


def test_a_sentence_far_below_its_caption_stays() -> None:
    said = "The west face of the town hall clock, covered in mesh, on Tuesday."
    kept, _ = textual(
        SHOWN, *(f"The bees may stay until October, said speaker {number}." for number in range(6)), said
    )
    assert said in kept


@pytest.mark.parametrize(
    "caption",
    [
        "Two boats at the pier on Monday.Agencia Costa",
        "Ilse Brandt with the lens, in the shed at Port Alma. Dana Whitlock for Coast & Lens",
    ],
)
def test_above_a_dumps_story_names_behind_a_sentence_credit_its_picture(caption: str) -> None:
    header = Verdict(0, "cut", "dump.menu", "a label")
    kept, found = textual("Menu", caption, BOATS, MORE, before=(header,))
    assert kept == [BOATS, MORE]
    assert [one.text for one in found] == [caption]
    kept, found = textual("Menu", BOATS, MORE, caption, before=(header,))
    assert kept == [BOATS, MORE, caption]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300),
        max_size=6,
    )
)
def test_no_text_breaks_the_rules_and_spans_lie_inside(lines: list[str]) -> None:
    read = builders.dump(*[" ".join(line.split()) or "x" for line in lines])
    for verdict in builders.judge(read, (*captions.rules, *captiontexts.rules)):
        start, stop = verdict.span or (0, len(read.blocks[verdict.block].text))
        assert 0 <= start < stop <= len(read.blocks[verdict.block].text)
        assert verdict.evidence


@given(
    st.lists(
        st.sampled_from([LEAD, MORE, CAPTION, f"{LEAD} (Photo: AFP) {MORE}", "PHOTO: AFP", "AP", "“"]),
        max_size=7,
        unique=True,
    )
)
def test_what_was_kept_is_kept_again(lines: list[str]) -> None:
    once, _ = textual(*lines)
    assert textual(*once)[0] == once


def test_a_line_twice_in_a_row_with_a_square_bracket_at_its_end_is_a_caption() -> None:
    line = "The five boats lie in the inner basin of Port Alma. [Harbour board of Tarn]"
    kept, found = textual(LEAD, line, line, MORE)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.count) for one in found] == [(line, 2)]
    refrain = "The five boats lie in the inner basin of Port Alma [sic] and wait."
    assert textual(LEAD, refrain, refrain, MORE)[0] == [LEAD, refrain, refrain, MORE]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("STUDENTS hold placards outside the board’s office in Port Alma.—Dana Whitlock / Courier", True),
        ("STUDENTS hold placards outside the board’s office in Port Alma. — White Star", True),
        ("Students hold placards outside the board’s office in Port Alma.—Dana Whitlock / Courier", True),
        ("The students went home at noon, the board of Port Alma said in a letter.—Dana Whitlock", False),
        ("NATO held its meeting outside the board’s office in Port Alma—in May", False),
    ],
)
def test_a_dash_without_a_blank_parts_a_caption_from_its_credit(line: str, goes: bool) -> None:
    kept, found = textual(LEAD, line, MORE)
    assert [one.text for one in found] == [line] * goes
    assert kept == [LEAD, *[line] * (not goes), MORE]


def test_a_sentence_that_tells_what_happened_is_no_caption_of_a_credit_without_a_house() -> None:
    told = "The failure struck at eight, as the boats of Port Alma were about to sail."
    kept, found = textual(f"{LEAD} {told} (Pix by Dana Whitlock) {MORE}")
    assert not found
    assert " ".join(kept) == f"{LEAD} {told} {MORE}"
