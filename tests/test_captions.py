"""Captions: found by markup and by words, each once; prose about pictures stays."""

from __future__ import annotations

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Verdict
from cleaners.rules import captions, captiontexts
from cleaners.wording import captioning, closingcredits, photocredits, sentences

CAPTION = "Ferry crews load sacks of mail at Port Alma, Tesk, March 3, 2026. (AP Photo/Dana Whitlock)"
LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."
MORE = (
    "The board had planned to lay up two of the five boats. Islanders collected 4,000 signatures against it."
)
STORY = f"<p>{LEAD}</p><p>{MORE}</p>"


def structural(markup: str) -> tuple[list[str], tuple[captioning.Caption, ...]]:
    read = builders.page(f"<html><body><article>{markup}</article></body></html>")
    verdicts = builders.judge(read, captions.rules)
    return builders.kept(read, verdicts), captioning.collect(read, verdicts)


def textual(
    *lines: str, before: tuple[Verdict, ...] = ()
) -> tuple[list[str], tuple[captioning.Caption, ...]]:
    read = builders.dump(*lines)
    verdicts = builders.judge(read, captiontexts.rules, before=before)
    return builders.kept(read, verdicts), captioning.collect(read, verdicts)


@pytest.mark.parametrize(
    "frame",
    [
        "<figure><img src=/ferry.jpg><figcaption>{}</figcaption></figure>",
        "<figure><img src=/ferry.jpg><p>{}</p></figure>",
        "<div class=wp-caption><img src=/ferry.jpg><p class=wp-caption-text>{}</p></div>",
        "<div class=photo><img src=/ferry.jpg><div class='Image-caption'>{}</div></div>",
        "<bsp-figure><img src=/ferry.jpg><p>{}</p></bsp-figure>",
        "<img src=/ferry.jpg><div class=x7f3a>{}</div>",
    ],
)
def test_a_framed_caption_is_moved_with_its_image(frame: str) -> None:
    kept, found = structural(frame.format(CAPTION) + STORY)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.image_url, one.count) for one in found] == [(CAPTION, "/ferry.jpg", 1)]
    assert (found[0].credit, found[0].agency) == ("AP Photo/Dana Whitlock", "AP")


def test_carousel_copies_fold_into_one_caption_with_a_count() -> None:
    curly = CAPTION.replace("crews load", "crews’ men load")
    straight = CAPTION.replace("crews load", "crews' men load")
    frame = (
        f"<figure><img src=/a.jpg><figcaption>{straight}</figcaption></figure>"
        f"<div class=carousel-slide><img src=/a.jpg><p>{curly}</p></div><p>{curly}</p>"
    )
    kept, found = structural(f"<p>{LEAD}</p>{frame}<p>{MORE}</p>")
    assert kept == [LEAD, MORE]
    assert [(one.text, one.count) for one in found] == [(straight, 3)]


def test_a_credit_of_its_own_fills_the_captions_credit() -> None:
    words = "<figcaption>The lower ferry slip.</figcaption><div class=image-credit>Getty Images</div>"
    frame = f"<figure><img src=/a.jpg>{words}</figure>"
    kept, found = structural(frame + STORY)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.credit, one.agency) for one in found] == [
        ("The lower ferry slip.", "Getty Images", "Getty Images")
    ]


def test_controls_in_a_frame_are_cut_and_are_no_caption() -> None:
    frame = f"<figure><img src=/a.jpg><figcaption>{CAPTION}</figcaption><div>hide caption</div></figure>"
    kept, found = structural(frame + STORY)
    assert kept == [LEAD, MORE]
    assert [one.text for one in found] == [CAPTION]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='has-caption'>{STORY * 12}</div>",
        f"<img src=/a.jpg>{STORY}",
        f"<figure><blockquote><p>{LEAD}</p></blockquote><figcaption>Dana, pilot</figcaption></figure>",
        "<table><caption>Sailings a day by island and season</caption><tr><td>Sorn</td></tr></table>",
        f"<figure><table><tr><td>Sorn</td></tr></table><figcaption>{LEAD}</figcaption></figure>",
        f"<div class=captioned-story><p>{LEAD}</p></div>",
    ],
)
def test_what_stands_near_pictures_or_in_wide_containers_stays(markup: str) -> None:
    _, found = structural(markup)
    assert found == ()


def test_a_caption_made_of_the_storys_words_leaves_the_story_alone() -> None:
    sentence = "Islanders collected four thousand signatures against the plan to lay up two boats."
    kept, found = structural(
        f"<p>{LEAD}</p><p>{sentence}</p><p>{MORE}</p><p>{LEAD} Again.</p>"
        f"<figure><img src=/a.jpg><figcaption>{sentence[:-1]}</figcaption></figure>"
    )
    assert sentence in kept
    assert [one.text for one in found] == [sentence[:-1]]


def test_a_linked_figcaption_is_a_teaser() -> None:
    _, found = structural(
        f"{STORY}<figure><img src=/a><figcaption><a href=/b>Seal pups counted here</a></figcaption></figure>"
    )
    assert found == ()


def test_a_gallerys_counter_is_no_part_of_its_caption() -> None:
    kept, found = textual(
        f"{LEAD} Nobody was hurt. [1/3] The boats lie in the basin. REUTERS/Dana Whitlock {MORE}"
    )
    assert [one.text for one in found] == ["The boats lie in the basin. REUTERS/Dana Whitlock"]
    assert " ".join(kept) == f"{LEAD} Nobody was hurt. {MORE}"


def test_a_caption_repeated_in_a_dump_is_kept_once() -> None:
    kept, found = textual(LEAD, CAPTION, CAPTION.replace("'", "’"), CAPTION, MORE)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.count) for one in found] == [(CAPTION, 3)]


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


@pytest.mark.parametrize(
    "line",
    [
        "港の食堂は3日から昼の弁当を出す。島の子どもには無料で配られる(市提供)。",
        "항구 식당은 3일부터 점심을 낸다. 섬 아이들에게는 무료로 나눠 준다(시 제공).",
    ],
)
def test_who_gives_something_in_a_story_is_no_credit(line: str) -> None:
    kept, found = textual(LEAD, line, MORE)
    assert (kept, found) == ([LEAD, line, MORE], ())


def test_a_copy_without_its_credit_counts_and_a_credit_shown_alone_is_parted() -> None:
    caption = "Two deckhands carry a crate of letters."
    lines = [f"{caption}PHOTO: Alma Post/Dana Whitlock", caption, "PHOTO: Alma Post/Dana Whitlock"]
    kept, found = textual(LEAD, MORE, *lines, LEAD.replace("Monday", "Tuesday"))
    assert kept == [LEAD, MORE, LEAD.replace("Monday", "Tuesday")]
    assert [one.text for one in found] == [f"{caption} PHOTO: Alma Post/Dana Whitlock"]


def test_a_caption_glued_to_its_credit_at_the_start_of_a_flattened_story() -> None:
    caption = "Seal pups are counted from the air off Sorn in March.Photo: Alma Post/Dana Whitlock"
    kept, found = textual(f"{caption} {MORE} {LEAD}")
    assert " ".join(kept) == f"{MORE} {LEAD}"
    assert [one.text for one in found] == [caption]


def test_a_quotation_that_calls_itself_a_caption_is_one() -> None:
    quoted = (
        "<img src=/a.jpg><blockquote class='{}'>The five boats of Port Alma lie in the basin.</blockquote>"
    )
    _, found = structural(quoted.format("image-field-caption") + STORY)
    assert len(found) == 1
    assert structural(quoted.format("pull") + STORY)[1] == ()


def test_a_captioned_sentence_in_a_flattened_story_leaves_its_twin_in_the_body() -> None:
    twin = "After the storm the two ports moved closer to a common timetable"
    story = f"{LEAD} {twin}. (Photo: AFP) {MORE} {twin}, but the islands objected."
    kept, found = textual(story)
    assert kept == [LEAD, f"{MORE} {twin}, but the islands objected."]
    assert [(one.text, one.agency) for one in found] == [(f"{twin}. (Photo: AFP)", "AFP")]


@pytest.mark.parametrize("credit", ["PHOTO: ISTOCKPHOTO", "SCREENSHOTS: YOUTUBE/DANA WHITLOCK", "PHOTO: AFP"])
def test_a_bare_credit_is_cut_out_of_a_digest(credit: str) -> None:
    kept, found = textual(f"{LEAD} Seal pups counted from the air {credit} Biologists counted 1,312 pups.")
    assert " ".join(kept) == f"{LEAD} Seal pups counted from the air Biologists counted 1,312 pups."
    assert found == ()


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
    "line",
    [
        "The photo shows the minister's car, police said, and a second picture shows the driver leaving it.",
        "Over two years the party moved (left) and then right again, a drift that nobody had foreseen.",
        "Dana Whitlock has photographed the ferries of Port Alma for thirty years and sold every picture.",
        "The harbour board lost its appeal. It will publish the photo, the image rights and the file.",
        "A Reuters/Ipsos poll found that four in ten islanders would pay more (see table) for a winter boat.",
        "The Environmental Protection Agency (EPA) said the basin was clean. PORT AUTHORITY staff disagreed.",
        "He told the AFP news agency: the pictures are mine, the boats are not, and the weather is nobody's.",
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


def test_captions_of_other_stories_are_not_collected() -> None:
    far = "<p>Another line of the page's furniture.</p>" * 12
    read = builders.page(
        f"<article>{STORY}</article>{far}<figure><img src=/x.jpg><figcaption>{CAPTION}</figcaption></figure>"
    )
    verdicts = builders.judge(read, captions.rules)
    verdicts += [Verdict(index, "cut", "structure.footer", "footer") for index in range(2, 14)]
    assert captioning.collect(read, verdicts) == ()


def test_the_last_agency_of_a_credit_is_the_one_that_sent_the_picture() -> None:
    assert photocredits.agency_of("Dana Whitlock, Sputnik, Pool Photo via AP, File") == "AP"
    assert photocredits.agency_of("Dana Whitlock/Coastline") is None


def test_a_photographer_ends_where_the_story_begins() -> None:
    text = "The boats in March. REUTERS/J. Dana Whitlock PORT ALMA - The board met."
    assert [text[one.start : one.end] for one in photocredits.within(text)] == ["REUTERS/J. Dana Whitlock"]


def test_a_sentence_does_not_begin_behind_an_abbreviation() -> None:
    text = "It rained. The U.S. ambassador, Mr. Drozd, met Dr. Vale on Jan. 4. The end"
    assert text[sentences.start(text, len(text) - len(" The end")) :].startswith("The U.S. ambassador")


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


def test_caption_and_credit_side_by_side_in_a_figcaption_are_one_text() -> None:
    words = "<span><p>The lower ferry slip.</p></span> <span>(AP Photo/Dana Whitlock)</span>"
    kept, found = structural(f"<figure><img src=/a.jpg><figcaption>{words}</figcaption></figure>{STORY}")
    assert kept == [LEAD, MORE]
    assert [one.text for one in found] == ["The lower ferry slip. (AP Photo/Dana Whitlock)"]


@pytest.mark.parametrize("counter", ["[1/3]", "2 of 5", "1/4"])
def test_a_gallerys_counter_begins_the_caption(counter: str) -> None:
    caption = "A crab boat lies across the harbour's mouth. (Photo: Dana Due)"
    kept, found = textual(f"{LEAD} {counter} {caption} {MORE}", MORE)
    assert kept[:2] == [LEAD, MORE]
    assert [one.text for one in found] == [caption]


def test_a_label_in_capitals_before_a_colon_is_no_dateline() -> None:
    line = f"The ferries will run all winter. READ NEXT: Harbour fees rise again, says the board of the port {MORE}"
    assert textual(line, MORE)[0][0].startswith("The ferries will run all winter.")


def test_a_sentence_about_file_pictures_is_no_credit() -> None:
    line = "She sells what the sea leaves her. Pictures of boats hang on every wall of the shop, he said."
    kept, found = textual(LEAD, line, MORE)
    assert kept == [LEAD, line, MORE]
    assert not found


BOATS = (
    "Five boats will keep running through the winter, the harbour board decided on Monday after a "
    "long debate."
)


@pytest.mark.parametrize(
    "credit",
    [
        "PHOTO FROM BUREAU OF FIRE PROTECTION",
        "PHOTO BY JANE DOE",
        "Photo courtesy of Tarn County Sheriff",
        "PHOTO: AFP",
        "File photo from Tarn Fire Service",
        "FOTO: CORTESÍA BOMBEROS DE TORRELARA",
        "COURIER FILE PHOTO",
        "STOCK PHOTO",
        "Photo by Jane Doe",
        "Image via Norby Police",
        "HANDOUT PHOTO FROM NORBY POLICE",
        "Photo: Jane Doe / Tarn Tribune",
    ],
)
@pytest.mark.parametrize("dateline", ["PORT ALMA – ", "NORBY, Tesk (AP) — ", "KUALA BARU: ", "TARN CITY — "])
def test_a_bare_credit_before_the_dateline_goes(credit: str, dateline: str) -> None:
    kept, _ = textual(f"{credit} {dateline}{BOATS}", MORE)
    assert [line.strip() for line in kept] == [f"{dateline}{BOATS}", MORE]


@pytest.mark.parametrize(
    "credit",
    [
        "Photo from Tarn Fire Service",
        "Photo courtesy of Norby Museum",
        "PHOTO FROM TARN FIRE SERVICE",
        "Contributed photo",
        "Foto cedida",
        "Photo fournie par la mairie de Norbourg",
        "Foto: Archiv",
        "(Contributed photo)",
        "Image: Norby Police via Facebook",
        "प्रतीकात्मक तस्वीर",
        "Photo supplied by Mara Voss",
    ],
)
def test_a_line_that_says_who_gave_the_picture_goes(credit: str) -> None:
    kept, _ = textual(BOATS, credit, MORE)
    assert kept == [BOATS, MORE]


@pytest.mark.parametrize(
    "text",
    [
        "Photo by photo, the museum tells the story of the flood",
        "Photos from the flood",
        "Pictures from Norby show a roof in the harbour.",
        "Image from Mars puzzles scientists",
        "A photo from 1911 hangs in the hall.",
        "Photos from Tuesday",
    ],
)
def test_lines_about_pictures_stay(text: str) -> None:
    kept, _ = textual(BOATS, text, MORE)
    assert kept == [BOATS, text, MORE]


@pytest.mark.parametrize("tag", ["(ANI/Reuters)", "[AP/PTI]", "AFP/dpa", "AFP/ml"])
def test_agencies_alone_credit_no_picture(tag: str) -> None:
    kept, found = textual(BOATS, f"{MORE} {tag}")
    assert kept == [BOATS, f"{MORE} {tag}"]
    assert found == ()


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        (
            "It broke in 1974. Photograph: Norby Port Authority Pensioners travel free.",
            "Photograph: Norby Port Authority",
        ),
        ("It was rebuilt. Picture: Alma Hydro The town argues about it.", "Picture: Alma Hydro"),
        ("Es brach 1974. Foto: Hafenamt Norby Die Stadt streitet darüber.", "Foto: Hafenamt Norby"),
        ("Il a cédé en mai. Photo : Port de Norby Le maire se tait.", "Photo : Port de Norby"),
        ("Cayó en mayo. Imagen: Autoridad del Puerto El alcalde calla.", "Imagen: Autoridad del Puerto"),
        (
            "It broke. Image courtesy: Tesk Weather Office Rain is forecast.",
            "Image courtesy: Tesk Weather Office",
        ),
    ],
)
def test_a_label_in_small_letters_ends_where_the_next_sentence_begins(text: str, credit: str) -> None:
    assert [text[one.start : one.end] for one in photocredits.within(text)] == [credit]


@pytest.mark.parametrize(
    "text",
    [
        "He drew it. Picture: a man of sixty on a roof.",
        "He drew it. Image: The party lacks one, its leader said.",
        "He said it. Photograph: the word was new then.",
        "The label reads Foto: Hafen, and nobody knows why.",
        "It was late. Bild: Er sah es nie.",
    ],
)
def test_a_word_for_pictures_before_a_colon_is_no_credit(text: str) -> None:
    assert list(photocredits.within(text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Photograph by Ilse Brandt",
        "Pic credit: Alma Hydro",
        "Picture taken by Dana Whitlock",
        "Image supplied by Norby Water Board",
        "Symbolfoto: Feuerwehr Norden",
        "Foto di Ilse Brandt",
        "Image courtesy of Alma Hydro",
        "Photo provided by Norby Port Authority",
        "Photo : Préfecture de la Barre",
    ],
)
def test_a_credit_alone_on_its_line(line: str) -> None:
    assert photocredits.alone(line) is not None


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("5月6日，孩子们在灯塔上看星图。新华社记者 白石帆 摄", "新华社记者 白石帆 摄"),
        ("5月6日，孩子们在灯塔上看星图。白石帆摄", "白石帆摄"),
        ("5月6日，孩子們在燈塔上看星圖（記者白石帆攝）", "記者白石帆攝"),
    ],
)
def test_chinese_captions_sign_off_with_who_took_them(text: str, credit: str) -> None:
    found = closingcredits.trailing(text)
    assert found is not None
    assert found.credit == credit


@pytest.mark.parametrize("text", ["孩子们在灯塔上看星图，照片由老人拍摄", "这部电影在灯塔上拍摄。"])
def test_chinese_prose_about_pictures_is_no_sign_off(text: str) -> None:
    assert closingcredits.trailing(text) is None


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
    ("text", "credit"),
    [
        ("A boat at the slip in Port Alma on May 4. – COASTPIX/Ilse May Brandt", "COASTPIX/Ilse May Brandt"),
        ("Sebuah perahu di dermaga, Senin (4/5). ANTARA FOTO/Dana Whitlock", "ANTARA FOTO/Dana Whitlock"),
        ("Pupils at the pier in Port Alma on Tuesday. PTI Photo", "PTI Photo"),
        ("The letter, as released by the board. BERNAMA PHOTO", "BERNAMA PHOTO"),
        ("Smoke over the kilns on the night of May 4 -- Tesk Courier file", "Tesk Courier file"),
        ("Two boats at the pier.©Provided by Tesk", "©Provided by Tesk"),
        ("Een boot aan de kade, maandagochtend. Beeld ANP / Dana Whitlock", "Beeld ANP / Dana Whitlock"),
        ("Ilse Brandt mit dem Ruder ihres Vaters. Foto Harm-Jan Voss", "Foto Harm-Jan Voss"),
        ("La barca più vecchia del porto. (foto del proprietario)", "foto del proprietario"),
        ("नाव के साथ खड़े मछुआरे। फोटो: दैनिक तट", "फोटो: दैनिक तट"),
        ("She mends a net at dusk. Photo by the author", "Photo by the author"),
    ],
)
def test_credits_that_only_stand_behind_the_caption(text: str, credit: str) -> None:
    found = closingcredits.trailing(text)
    assert found is not None
    assert found.credit == credit


@pytest.mark.parametrize(
    "text",
    [
        "The board will meet again in May. ENDS/WATCH MORE VIDEOS",
        "She won the prize at last. Best Picture",
        "He had the boat repainted (photo of the old one).",
        "The pier stays closed – the board keeps a file",
        "They sold the boat in May. Dana Whitlock",
        "The pier reopened on Monday.Two boats came in.",
    ],
)
def test_the_end_of_a_story_is_no_credit(text: str) -> None:
    assert closingcredits.trailing(text) is None


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


@pytest.mark.parametrize("credit", ["Dana Whitlock / Tesk Courier", "BERNAMA PHOTO"])
def test_beside_an_image_names_behind_a_sentence_credit_it(credit: str) -> None:
    caption = f"A volunteer loads water outside the school on Thursday. {credit}"
    kept, found = structural(f"<div><img src=/a.jpg><div class=x1>{caption}</div></div>{STORY}")
    assert kept == [LEAD, MORE]
    assert [one.text for one in found] == [caption]


@pytest.mark.parametrize(
    "text",
    [
        "The board decided on Thursday, a speaker said. Dana Whitlock / Tesk Courier",
        "The volunteers load water outside the school. Reuters",
    ],
)
def test_beside_an_image_a_storys_sign_off_stays(text: str) -> None:
    kept, _ = structural(f"<div><img src=/a.jpg><p>{text}</p></div>{STORY}")
    assert kept == [text, LEAD, MORE]


@pytest.mark.parametrize(("image", "moved"), [("<tr><td><img src=/a.jpg></td></tr>", True), ("", False)])
def test_a_cell_named_caption_is_one_under_its_picture(image: str, moved: bool) -> None:
    table = f"<table>{image}<tr><td class=tr-caption>{CAPTION}</td></tr></table>"
    kept, found = structural(f"{table}{STORY}")
    assert (CAPTION not in kept, bool(found)) == (moved, moved)


@pytest.mark.parametrize(
    ("caption", "dateline"),
    [
        ("Boats wait out the wind on Monday. THE NORTHERN PRESS/Dana Whitlock", "PORT MERROW, N.S. — "),
        ("Boats wait out the wind on Monday. PHOTO: Reuters", "PORT MERROW, Tesk — "),
        ("The bridge seen from the north bank on Thursday. Picture: Dana Whitlock/PA", ""),
    ],
)
def test_a_caption_run_into_the_storys_start(caption: str, dateline: str) -> None:
    kept, found = textual(f"{caption} {dateline}{LEAD}", MORE)
    assert [one.text for one in found] == [caption]
    assert kept == [f"{dateline}{LEAD}", MORE]


def test_a_first_sentence_that_tells_what_happened_stays_before_a_credit() -> None:
    told = "The bridge was closed on Thursday after a storm."
    kept, found = textual(f"{told} Picture: Dana Whitlock/PA {LEAD}", MORE)
    assert kept == [told, LEAD, MORE]
    assert not found
