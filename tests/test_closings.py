"""The last words of a news text: told by form and place, and left alone in sentences."""

from __future__ import annotations

import pytest

from cleaners.sources import closings

END = "The choir will sing at the first departure."


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("QDN -30-", "end-mark"),
        ("-30-", "end-mark"),
        ("[ENDS] Watch next", "end-mark"),
        ("Enditem", "end-mark"),
        ("(Source: Agencies)", "source-note"),
        ("Source: Courier/aq(dw)", "source-note"),
        ("[Agency]", "source-note"),
        ("(एजेंसी)", "source-note"),
        ("(With agency inputs)", "source-note"),
        ("Ada Quill, The Associated Press", "signed"),
        ("Ada Quill (PAP)", "signed"),
        ("(aq/msl)", "initials"),
        ("aqt/dw/msl", "initials"),
        ("burs-aqt/dw", "initials"),
        ("dw/msl", "initials"),
        ("/msl", "initials"),
        ("—msl", "initials"),
        ("Nauka w Polsce, Ada Quill (PAP) aqt/ msl/", "signed"),
        ("This report by Reuters was first published May 4, 2026.", "first-published"),
        (
            "This story was originally published by Reuters and is reproduced here with permission.",
            "first-published",
        ),
        ("AAP More to come.", "signed"),
    ],
)
def test_closing_is_found_alone_and_behind_the_last_sentence(words: str, kind: str) -> None:
    assert [one.kind for one in closings.find(words)] == [kind]
    behind = list(closings.find(f"{END} {words}"))
    assert [(one.kind, one.start) for one in behind] == [(kind, len(END) + 1)]


@pytest.mark.parametrize(
    "words",
    [
        "- ENDSTune In",
        "- EndsListen Live",
        "- Ends Published By: Ida Holm Published On: Mar 17, 2026 Tune In",
        "—ENDSWatch the Gazette live",
        "-ends- Tune In",
        "ENDS Tune in now",
        "** ENDS Listen again",
    ],
)
@pytest.mark.parametrize("blank", ["", " "])
def test_end_mark_takes_a_control_glued_to_it_along(words: str, blank: str) -> None:
    text = f"{END}{blank}{words}"
    assert [text[one.start : one.stop] for one in closings.find(text)] == [words]


@pytest.mark.parametrize("words", ["(More to follow)", "(Más información en breve)", "(Mehr folgt in Kürze)"])
def test_note_that_more_follows_is_found_inside_the_text(words: str) -> None:
    text = f"{END} {words} The fares stay the same."
    assert [text[one.start : one.stop] for one in closings.notes(text)] == [words]


@pytest.mark.parametrize("mark", ["(END)", "[ENDS]", "(FIN)", "(ENDE)", "(SON)"])
def test_end_mark_inside_a_flat_text_ends_it(mark: str) -> None:
    text = f"{END} The fares stay the same, and the ferry waits for the last bus.{mark} Related topics: ferries, fares"
    assert [text[one.start : one.stop] for one in closings.find(text)] == [
        f"{mark} Related topics: ferries, fares"
    ]


@pytest.mark.parametrize(
    "text",
    [
        END,
        f"The film closes with a card. (END) That is all it says. {END} {END} {END}",
        f"{END} The button says (END) Nobody knows what it does.",
        "The lowest reading of the night was -30- degrees on the hill.",
        "He asked the agencies for help.",
        "Two agencies",
        "The study was first published in 1990 and has been read ever since.",
        "The mayor spoke to Ada Quill, a baker.",
        "More is to follow, said the captain (who had said so in May).",
        "The ferry ends at the pier (the old one).",
        "Each boat that you sail in (more on how to do this later) needs a licence.",
        f"{END} #EndSARS marchers sang along.",
        f"{END} - Endsley Park, a suburb",
        f"{END} ENDSTATION is the name of the pier",
        f"{END} Ends of the rope were tied",
    ],
)
def test_sentences_lose_nothing(text: str) -> None:
    assert not list(closings.find(text))
    assert not list(closings.notes(text))


@pytest.mark.parametrize(
    "line",
    [
        "The post Ferries sail again? Not so fast appeared first on Port Alma Beacon.",
        "The post “Ferries sail again” first appeared on The Beacon.",
        "Der Beitrag Fähren fahren wieder erschien zuerst auf Heidespiegel.",
        "La entrada Los barcos vuelven se publicó primero en El Faro.",
        "L'articolo I traghetti tornano proviene da Gazzetta del Lido.",
    ],
)
def test_the_line_that_a_feed_adds(line: str) -> None:
    assert [one.kind for one in closings.find(line)] == ["first-published"]


@pytest.mark.parametrize(
    "line",
    [
        "The post of harbourmaster first appeared on the town's roll in 1802.",
        "The post that Ana Ruiz shared first appeared on a Tuesday.",
        "The article about the ferries appeared first on my desk, then on hers.",
    ],
)
def test_posts_and_articles_that_appear_in_a_story_stay(line: str) -> None:
    assert list(closings.find(line)) == []


@pytest.mark.parametrize(
    "words", ["سم/نر/ع د", "كم/ود", "AB/CD", "ABC // DEF", "NTA/lm", "abc/ de/ fgh/", "ab/cd/"]
)
def test_initials_of_a_desk_alone_on_their_line(words: str) -> None:
    assert [one.kind for one in closings.find(words)] == ["initials"]


@pytest.mark.parametrize(
    "words",
    ["ذهابا/إيابا عبر البحيرة", "كل يوم", "and/or", "his/ her/ theirs to keep", "A // B", "NTA/lm said so"],
)
def test_words_with_a_stroke_are_no_initials(words: str) -> None:
    assert list(closings.find(words)) == []


@pytest.mark.parametrize(
    ("line", "kinds"), [("Lusa/Fim", ["signed"]), ("EFE-fin", ["signed"]), ("The river/End", [])]
)
def test_an_agencys_name_with_an_end_mark(line: str, kinds: list[str]) -> None:
    assert [one.kind for one in closings.find(line)] == kinds


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Źródło: Porty i Rzeki, serwis PAP. Wszelkie prawa do materiałów są zastrzeżone.", "source-note"),
        ("Source: Ghana News Agency. Only the headline is mine.", "source-note"),
        ("aq/ msl/", "initials"),
    ],
)
def test_a_line_that_signs_a_story_off(line: str, kind: str) -> None:
    assert [one.kind for one in closings.find(line)] == [kind]
    assert list(closings.find(f"{END} {line}")) == []


@pytest.mark.parametrize(
    ("name", "found"), [("山田 花子", True), ("山田花子", True), ("敬称略", False), ("終わり", False)]
)
def test_the_writers_name_behind_the_last_sentence_of_a_japanese_story(name: str, found: bool) -> None:
    text = f"港は冬も開く。船長は笑った。（{name}）"
    assert [text[one.start :] for one in closings.find(text) if one.kind == "writer"] == (
        [f"（{name}）"] if found else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "Source: the harbour master, who told Reuters on Monday that the boats would sail.",
        "The boats sail (weather permitting).",
        "She sold her boat to Ada Quill (PAP had three bids).",
    ],
)
def test_brackets_and_sources_of_a_story_sign_nothing_off(text: str) -> None:
    assert [one.kind for one in closings.find(text)] == []


@pytest.mark.parametrize("words", ["and/or", "he/she", "km/h and more", "tea/coffee/milk/sugar"])
def test_words_that_a_slash_parts_are_no_initials(words: str) -> None:
    assert list(closings.find(f"{END} {words}")) == []


def test_bare_initials_stand_behind_the_last_sentence_only() -> None:
    assert [one.kind for one in closings.find(f"{END} hpa")] == ["initials"]
    for text in ("hpa", f"{END} more", f"{END[:-1]} hpa", "Write to the choir at sorn.org"):
        assert list(closings.find(text)) == []
