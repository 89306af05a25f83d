"""Credits of pictures that stand alone: on their line, in a text, before a dateline."""

from __future__ import annotations

import pytest
from pictured import BOATS, LEAD, MORE, textual

from cleaners.wording import photocredits


@pytest.mark.parametrize("credit", ["PHOTO: ISTOCKPHOTO", "SCREENSHOTS: YOUTUBE/DANA WHITLOCK", "PHOTO: AFP"])
def test_a_bare_credit_is_cut_out_of_a_digest(credit: str) -> None:
    kept, found = textual(f"{LEAD} Seal pups counted from the air {credit} Biologists counted 1,312 pups.")
    assert " ".join(kept) == f"{LEAD} Seal pups counted from the air Biologists counted 1,312 pups."
    assert found == ()


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
        ("Cranes stood idle. Picture: Dana Quill About 640 dockers walked off.", "Picture: Dana Quill"),
        ("Es brach 1974. Foto: Hafenamt Norby Die Stadt streitet darüber.", "Foto: Hafenamt Norby"),
        ("Il a cédé en mai. Photo : Port de Norby Le maire se tait.", "Photo : Port de Norby"),
        ("Cayó en mayo. Imagen: Autoridad del Puerto El alcalde calla.", "Imagen: Autoridad del Puerto"),
        (
            "It broke. Image courtesy: Tesk Weather Office Rain is forecast.",
            "Image courtesy: Tesk Weather Office",
        ),
        ("It broke. Photograph: Dana Quill Thu Mar 12 2026 - 18:40 The board met.", "Photograph: Dana Quill"),
        ("It broke. Photo credit: Dana Quill Norby-based dockers walked off.", "Photo credit: Dana Quill"),
        (
            "It broke. Photo credit: Tarn Gazette The Chairman of the Association of Ferry Pilots of Norby Bay walked off.",
            "Photo credit: Tarn Gazette",
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


def test_the_last_agency_of_a_credit_is_the_one_that_sent_the_picture() -> None:
    assert photocredits.agency_of("Dana Whitlock, Sputnik, Pool Photo via AP, File") == "AP"
    assert photocredits.agency_of("Dana Whitlock/Coastline") is None


def test_a_photographer_ends_where_the_story_begins() -> None:
    text = "The boats in March. REUTERS/J. Dana Whitlock PORT ALMA - The board met."
    assert [text[one.start : one.end] for one in photocredits.within(text)] == ["REUTERS/J. Dana Whitlock"]


@pytest.mark.parametrize(
    ("inner", "credit"),
    [
        ("Supplied: Tarn Primary School", True),
        ("Courtesy: Ida Roe", True),
        ("supplied: nobody knows who told them", False),
        ("Supply: 40 tons", False),
        ("AAP: Ida Roe", True),
        ("Ida Roe/The Tarn Courier", True),
        ("Tarn Television/Norby TV", False),
        ("Labour Party/Green Party", False),
        ("TCN News: Ida Roe", True),
        ("Reuters: Tanker seized", False),
        ("AP: 12 dead", False),
        ("Good News: Ferry Back in May", False),
    ],
)
def test_a_bracket_that_says_who_gave_a_picture(inner: str, credit: bool) -> None:
    assert photocredits.is_credit(inner) is credit


@pytest.mark.parametrize(
    "credit",
    [
        "THE CANADIAN PRESS/HO - Tarn Bay Observatory *MANDATORY CREDIT*",
        "THE CANADIAN PRESS/HO - Tarn Bay Observatory",
        "Photo / Marama Heke",
        "REUTERS/Marama Heke/File Photo Purchase Licensing Rights, opens new tab",
        "REUTERS/Marama Heke Purchase Licensing Rights",
        "(HANDOUT/TARN SHIRE COUNCIL)",
    ],
)
def test_a_credit_behind_a_slash(credit: str) -> None:
    text = f"Ferries gather near Tarn on Monday. {credit} The board had planned to lay up two of the boats."
    assert [text[one.start : one.end] for one in photocredits.within(text)] == [credit]


@pytest.mark.parametrize(
    "text",
    [
        "The board met at noon. Tarn/HO - the club's name - was on every scarf.",
        "The choice was photo / film, she said. The board chose film.",
    ],
)
def test_a_slash_that_credits_nobody(text: str) -> None:
    assert list(photocredits.within(text)) == []


@pytest.mark.parametrize(
    "credit",
    [
        "JANE DOE / TARN COURIER",
        "JANE VAN DOE/STUFF",
        "JANE DOE, COURIER FILE",
        "JANE DOE, FOR THE COURIER",
        "JANE DOE, ASSOCIATED PRESS",
        "PHOTO | JANE DOE | COURIER",
        "PHOTO | POOL",
        "CREDIT: JANE DOE",
    ],
)
def test_names_in_capitals_between_a_caption_and_the_story(credit: str) -> None:
    caption = f"Ida Holm with some of the boats. {credit}"
    kept, found = textual(f"{caption} A ferry will sail again. {LEAD} {MORE}")
    assert " ".join(kept) == f"A ferry will sail again. {LEAD} {MORE}"
    assert [one.text for one in found] == [caption]


@pytest.mark.parametrize(
    "words",
    [
        "He works for NASA/ESA in Tarn.",
        "Home. AND/OR means both, she told us.",
        "It rained. TARN BAY, NORBY SOUND The two signs stand side by side.",
    ],
)
def test_capitals_and_a_slash_in_a_sentence_stay(words: str) -> None:
    assert " ".join(textual(f"{words} {LEAD} {MORE}")[0]) == f"{words} {LEAD} {MORE}"
