"""Credits: reporting lines, agency tags, disclaimers, bylines; agencies that are cited stay."""

from __future__ import annotations

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean
from cleaners.model import Metadata, Organization, Person, Verdict
from cleaners.rules import credits, writernotes
from cleaners.sources import creditlines

RULES = (*writernotes.rules, *credits.rules)

LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."
MORE = "The board had planned to lay up two of the five boats, and islanders collected signatures against it."


def moved(*lines: str, about: Metadata = builders.NOTHING) -> list[tuple[str, str | None, str]]:
    """Rule, field and text of everything that left a story with these last lines."""
    read = builders.dump(LEAD, MORE, *lines)
    verdicts = builders.judge(read, RULES, about=about)
    return [(one.rule.removeprefix("credits."), one.field, builders.text_of(read, one)) for one in verdicts]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ana Ruiz in Port Alma; Editing by Jo Hill, Max Orr and Li Wen)",
        "Reporting by Ana Ruiz; Editing by Jo Hill",
        "Additional reporting by Ana Ruiz",
        "(Writing by Ana Ruiz; additional reporting by Jo Hill in Tarn)",
        "(إعداد ليلى منصور للنشرة العربية - تحرير كريم داود)",
        "责任编辑：林晓",
    ],
)
def test_a_reporting_line_moves_to_credits(line: str) -> None:
    assert moved(line) == [("reporting", "credits", line)]


def test_a_reporting_line_is_cut_out_of_a_flattened_story() -> None:
    line = "(Reporting by Ana Ruiz; editing by Max Orr)"
    assert moved(f"{MORE} {line}") == [("reporting", "credits", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the harbour's own staff has shown that children worked on the boats.",
        "The score, edited by Jo Hill and Max Orr, was found in a drawer (translated by Ana Ruiz in 1971).",
        "Editing by hand took two winters; reporting by telephone was cheaper.",
        "The page (compiled by hand) was lost in the flood, with the rest of the ledger.",
    ],
)
def test_reporting_and_editing_in_a_sentence_stay(line: str) -> None:
    assert moved(line, "The ferries sailed on Tuesday with all of their mail.") == []


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        (f"{MORE} REUTERS", "REUTERS"),
        (f"{MORE} - AFP", "- AFP"),
        (f"{MORE} (ANI)", "(ANI)"),
        (f"{MORE} EFE", "EFE"),
        ("पुल सोमवार को बंद कर दिया गया। (भाषा)", "(भाषा)"),
        ("大桥于星期一关闭。（新华社）", "（新华社）"),
        ("AFP", "AFP"),
        ("dpa/xy", "dpa/xy"),
        ("PTI SVD BNM", "PTI SVD BNM"),
        ("AFP/Le Quotidien", "AFP/Le Quotidien"),
        ("© AFP 2026", "© AFP 2026"),
        ("© dpa-infocom, dpa:260315-99-88120/2", "© dpa-infocom, dpa:260315-99-88120/2"),
    ],
)
def test_an_agency_tag_at_the_end_moves_to_wire(line: str, tag: str) -> None:
    assert moved(line) == [("agency-tag", "wire", tag)]


@pytest.mark.parametrize(
    "line",
    [
        "The first boat leaves on Tuesday, according to the Tesk news agency TASS.",
        "“Nobody asked us,” the skipper told Reuters",
        "The board denied it, the AFP news agency reported.",
        "She left. UNIVERSITY",
        "It was over. App",
        "He works for AP",
    ],
)
def test_a_cited_agency_stays(line: str) -> None:
    assert moved(line) == []


def test_an_agency_alone_above_more_prose_is_no_sign_off() -> None:
    assert moved("AP", LEAD.replace("Monday", "Tuesday")) == []


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Mit Material von dpa", "wire"),
        ("(Mit dpa)", "wire"),
        ("With inputs from agencies", "credits"),
        ("(With PTI inputs)", "wire"),
        ("—With assistance from Jo Hill.", "credits"),
        ("Ana Ruiz in Tarn and Jo Hill contributed to this report.", "credits"),
        ("Associated Press writer Ana Ruiz in Tarn contributed to this report.", "credits"),
        ("Ruiz reported from Tarn. AP writer Jo Hill in Norby contributed.", "credits"),
        ("bur-abc/de/fgh", "credits"),
    ],
)
def test_helpers_and_material_leave_the_body(line: str, field: str) -> None:
    assert [(one, text) for _, one, text in moved(line)] == [(field, line)]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Ruiz reported from Tarn.", True),
        ("Ruiz reported from Port Alma, and Hill from Tarn, N.B.", True),
        ("Hill and Orr reported from Tarn. Ana Ruiz also reported from Norby.", True),
        ("Hill reported from Tarn.", False),
        ("Ruiz reported from Tarn that the boats had sailed.", False),
        ("Ruiz reported from the quay every night, and nobody listened.", False),
    ],
)
def test_who_of_the_writers_reported_from_where(line: str, goes: bool) -> None:
    about = Metadata(authors=(Person("Ana Ruiz"),))
    assert [text for _, _, text in moved(line, about=about)] == [line] * goes
    told = f"Nobody was hurt on the quay. {line}"
    assert [text for _, _, text in moved(told, about=about)] == [line] * goes
    assert moved(line) == []


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Reach education reporter Ana Ruiz at aruiz@tarn.example or 555-0147. Bluesky: @anaruiz.", True),
        ("Contact staff writer Ana Ruiz at 330-555-0142.", True),
        ("Reach Ana Ruiz at 330-555-0142 or aruiz@tarncourier.example.", True),
        ("Email Ana at a.ruiz@tarncourier.example", True),
        ("Contact Ana Ruiz at aruiz@ferries.example for tickets.", False),
        ("Reach the reporter at noon, said the note, and bring 200 crowns.", False),
        ("Call Ana Ruiz on the quay, and she will come at once with her dog.", False),
    ],
)
def test_where_a_writer_can_be_reached(line: str, goes: bool) -> None:
    about = Metadata(publisher=Organization("The Tarn Courier"))
    assert [text for _, _, text in moved(line, about=about)] == [line] * goes


@pytest.mark.parametrize(
    "line",
    [
        "Mit Wasser und Brot",
        "With inputs of that size the pump was bound to fail, the engineer said on Tuesday.",
        "The rain contributed to this report of a flood, which nobody had expected to read.",
        "Source of the Alma",
        "Everybody gave something. The writer Jo Hill in Norby contributed a song that nobody has sung since.",
    ],
)
def test_lines_that_only_begin_like_a_source_stay(line: str) -> None:
    assert moved(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Disclaimer: This report was published automatically from the Reuters news feed. No liability.",
        "(Except for the headline, this story has not been edited and is published from a syndicated feed.)",
    ],
)  # fmt: skip
def test_a_syndication_disclaimer_moves_to_wire(line: str) -> None:
    assert moved(line) == [("disclaimer", "wire", line)]


def test_a_story_about_feeds_and_liability_is_no_disclaimer() -> None:
    assert (
        moved("The agency said its feed was not edited and that it had no liability, Reuters reported.") == []
    )


def test_a_note_about_the_pages_writer_moves_and_one_about_others_stays() -> None:
    about = Metadata(authors=(Person("Ana Ruiz"),))
    note = "Ana Ruiz is a senior reporter at the Port Alma Courier."
    assert moved(note, about=about) == [("author-bio", "credits", note)]
    assert moved("Jo Hill is a reporter on trial in Tarn.", about=about) == []
    assert moved("Jo Hill is the mayor's daughter.", about=about) == []
    assert moved("Ana Ruiz", about=about) == []


def test_names_and_bureau_of_a_line() -> None:
    parsed = creditlines.parse(
        "(Reporting by Ana Ruiz and Jo Hill in Port Alma; additional reporting by Li Wen; "
        "writing by Bo Katz; Editing by Max Orr, Tom Tern and Ida Noor)"
    )
    assert parsed.reporters == ("Ana Ruiz", "Jo Hill", "Li Wen")
    assert parsed.writers == ("Bo Katz",)
    assert parsed.editors == ("Max Orr", "Tom Tern", "Ida Noor")


def test_the_bureau_is_the_first_reporters_place() -> None:
    assert creditlines.parse("(Reporting by Ana Ruiz in Port Alma; Editing by Max Orr)").bureau == "Port Alma"


def test_helpers_of_an_agency_are_reporters() -> None:
    parsed = creditlines.parse(
        "Associated Press writers Ana Ruiz in Tarn and Jo Hill contributed to this story"
    )
    assert parsed.reporters == ("Ana Ruiz", "Jo Hill")


def test_a_line_that_names_nobody_gives_nothing() -> None:
    assert creditlines.together(["With inputs from agencies", "(mit dpa)"]) is None


@given(st.text(max_size=400))
def test_no_line_breaks_the_parser(text: str) -> None:
    parsed = creditlines.parse(text)
    assert parsed.raw is None or parsed.raw in text


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=200), max_size=5)
)
def test_no_text_breaks_the_rules_and_spans_lie_inside(lines: list[str]) -> None:
    read = builders.dump(LEAD, *[" ".join(line.split()) or "x" for line in lines])
    for verdict in builders.judge(read, RULES):
        start, stop = verdict.span or (0, len(read.blocks[verdict.block].text))
        assert 0 <= start < stop <= len(read.blocks[verdict.block].text)
        assert verdict.evidence


LAST = "The dam will be inspected again in spring, engineers said, and the road will stay closed until then."


@pytest.mark.parametrize(
    "sign_off",
    [
        "(ANI/Reuters)",
        "(Reuters/ANI)",
        "ANI/Reuters",
        "(AP/PTI)",
        "(AFP/dpa)",
        "[Reuters/AP]",
        "(Xinhua/AFP)",
        "Source: IANS",
        "(Source: IANS)",
        "SOURCE: REUTERS",
        "Source - PTI",
        "Sources: AFP, Reuters",
        "With files from The Canadian Press",
        "(With files from The Canadian Press)",
        "With files from Jane Doe and The Canadian Press",
        "With inputs from PTI",
        "(With inputs from ANI)",
        "(With inputs from Reuters and AFP)",
        "(With agency inputs)",
        "(with inputs from agencies)",
        "With inputs from our Tarn correspondent",
        "— With files from Mara Voss",
        "- with AFP",
        "With reporting from The Associated Press",
        "With additional reporting by Lena Orr",
        "END/WATCH LIVE: valley news",
        "ENDS/WATCH MORE VIDEOS",
        "END",
        "ENDS",
        "-ends-",
        "(END)",
        "//ENDS",
        "###",
        "-30-",
        "*** END ***",
        "ENDS-",
        "Quelle: dpa",
        "Mit Material von dpa und AFP",
        "(dpa/AFP)",
        "(Source : AFP)",
        "Avec AFP",
        "(avec AFP)",
        "Avec agences",
        "Con información de EFE",
        "(Con información de EFE)",
        "Con información de agencias",
        "Fuente: EFE",
        "Com informações da Agência Brasil",
        "Fonte: Lusa",
        "(Fonte: ANSA)",
        "Con agenzie",
        "Bron: ANP",
        "(भाषा)",
        "(इनपुट: भाषा)",
        "(एजेंसी इनपुट के साथ)",
        "Agencies",
        "(Agencies)",
        "(With PTI inputs)",
        "(PTI inputs)",
        "With inputs from Reuters, AP",
        "Compiled from agency reports",
        "(Compiled by Ana Ruiz from agency reports)",
        "Report: AFP",
        "By arrangement with The Tarn Herald",
        "Agence France-Presse",
        "– Reuters",
        "The Associated Press contributed to this report.",
        "Mara Voss, AFP",
        "Copyright 2026 AFP",
        "AFP/ml",
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"], ids=["behind the last sentence", "on its line"])
def test_a_sign_off_leaves_the_story_its_last_sentence(sign_off: str, gap: str) -> None:
    text = f"{LEAD}\n\n{MORE}\n\n{LAST}{gap}{sign_off}"
    assert clean(text, kind="text").articles[0].article_body == f"{LEAD}\n\n{MORE}\n\n{LAST}"


@pytest.mark.parametrize(
    "sentence",
    [
        "The agencies did not reply.",
        "Sources: nobody would be named, and nobody was asked.",
        "With files under her arm she left the archive of The Valley Press.",
        "With inputs from three rivers the lake fills in a week.",
        "The end is near the watch tower.",
        "By arrangement with the parish the bells were silent, and nobody minded.",
    ],
)
def test_a_last_sentence_in_the_words_of_sign_offs_stays(sentence: str) -> None:
    assert moved(f"{LAST} {sentence}") == []
    assert moved(sentence) == []


def test_what_stands_behind_a_sign_off_goes_too() -> None:
    found = moved(LAST, "Source: IANS", "Our desk is staffed from five to midnight", "tk")
    assert [(rule, text) for rule, _, text in found] == [
        ("material", "Source: IANS"),
        ("after-sign-off", "Our desk is staffed from five to midnight"),
        ("after-sign-off", "tk"),
    ]


def test_a_sign_off_in_the_middle_of_a_story_ends_nothing() -> None:
    found = moved(LAST, "Source: IANS", LEAD, MORE, LAST)
    assert "after-sign-off" not in [rule for rule, _, _ in found]


def test_an_editor_in_lenticular_brackets() -> None:
    parsed = creditlines.together(["【责任编辑：郑小禾】"])
    assert parsed is not None
    assert parsed.editors == ("郑小禾",)


def test_the_editor_who_is_declared_as_author_gives_way_to_the_reporter() -> None:
    head = '<html lang="zh"><meta name="author" content="郑小禾">'
    story = "<h1>老灯塔管理员教孩子们认星星</h1><article><p>新华社青礁5月7日电（记者白石帆）{}</p><p>{}</p><p>{}</p></article>"
    prose = "天一黑，青礁小学的三十名学生就爬上了灯塔，每人手里拿着一张自己画的星图，老人在塔上等着他们。"
    page = head + story.format(prose, prose[::-1].strip("。，") + "。", "【责任编辑：郑小禾】")
    assert [one.name for one in clean(page).articles[0].authors] == ["白石帆"]
    assert [
        one.name for one in clean(page.replace("【责任编辑：郑小禾】", "（完）")).articles[0].authors
    ] == ["郑小禾"]


def noted(markup: str, *writers: str) -> list[str]:
    prose = "<p>The last ferry of the day will go on sailing, the harbour board of Port Alma decided.</p>"
    read = builders.page(f"<main><div>{prose}{prose}</div>{markup}</main>")
    about = Metadata(authors=tuple(map(Person, writers)))
    return builders.taken(read, builders.judge(read, RULES, about=about), "credits.author-bio")


def test_a_note_that_sets_the_writers_name_apart_moves_with_its_box() -> None:
    one, other = "<p><b>Ana Ruiz</b> rows to work.</p>", "<p><b>Jo Hill</b> steers.</p>"
    assert noted(one, "Ana Ruiz") == ["Ana Ruiz rows to work."]
    assert noted("<p><a href='/ana'>Ana Ruiz</a> rows to work.</p>", "Ana Ruiz")
    assert noted(f"<div><p>Text</p>{one}{other}</div>", "Ana Ruiz") == [
        "Text",
        "Ana Ruiz rows to work.",
        "Jo Hill steers.",
    ]
    assert noted("<p>Ana Ruiz keeps bees. Write to her: ana@beacon.example</p>", "Ana Ruiz")


def test_sentences_about_others_with_the_name_in_bold_stay() -> None:
    assert noted("<p><b>Jo Hill</b> steers.</p>", "Ana Ruiz") == []
    assert noted("<p><b>Ana Ruiz: How do you steer?</b></p>", "Ana Ruiz") == []
    assert noted("<p>Jo Hill keeps the lists: jo@harbour.example</p>", "Ana Ruiz") == []


def test_a_last_line_about_the_writer_whom_the_story_does_not_name_moves() -> None:
    note = "Ana Ruiz schreibt über Häfen und rudert zur Arbeit."
    assert noted(f"<p>{note}</p>", "Ana Ruiz") == [note]
    assert noted(f"<p>“I rowed to work,” says Ruiz.</p><p>{note}</p>", "Ana Ruiz") == []
    assert noted(f"<p>{note}</p>" + "<p>The board meets again in May.</p>" * 4, "Ana Ruiz") == []


def test_an_agency_before_a_call_on_the_reader_in_a_flattened_story() -> None:
    story = "The harbour board of Port Alma decided on Monday that its ferries will run through the winter."
    call = "Got a news tip? Write to the newsdesk"
    found = moved(f"{story} - AAP {call}")
    assert ("agency-tag", "wire", "- AAP") in found
    assert moved(f"{story} - AAP Islanders rang the bells.") == []


def test_a_note_about_the_photographer_whom_a_caption_credits_moves() -> None:
    caption = "The five boats lie in the inner basin of Port Alma. Photo by Ada Quill"
    note = "Ada Quill is a photographer based in Tarn whose pictures of boats hang in nine harbours."
    read = builders.dump(LEAD, caption, MORE, note)
    shown = Verdict(1, "move", "captions.caption", "seen", field="captions")
    told = builders.judge(read, RULES, before=(shown,))
    assert ("credits.author-bio", 3) in [(one.rule, one.block) for one in told]
    assert "credits.author-bio" not in [one.rule for one in builders.judge(read, RULES)]


def test_helpers_are_no_main_reporters() -> None:
    line = "(Reporting by Ana Ruiz; Additional reporting by Jo Hill in Tarn; Editing by Max Orr)"
    parsed = creditlines.parse(line)
    assert (parsed.reporters, parsed.main_reporters) == (("Ana Ruiz", "Jo Hill"), ("Ana Ruiz",))
    assert creditlines.parse("(Additional reporting by Jo Hill)").main_reporters == ("Jo Hill",)


def test_an_agency_in_brackets_and_its_address_sign_off_before_an_appeal() -> None:
    appeal = "The Tarn Weekly keeps its pages open to all, and a small gift helps us to keep them so for another year."
    read = builders.dump(LEAD, f"{MORE} (NAN)(www.nan.example)", appeal)
    verdicts = builders.judge(read, RULES)
    assert builders.kept(read, verdicts)[:2] == [LEAD, MORE]


def test_the_writer_in_brackets_behind_a_japanese_story() -> None:
    story = "港は冬も開くと、港湾委員会が月曜日に決めた。四千人が署名した。船長は静かに笑った。"
    markup = f"<html lang=ja><body><article><h1>冬の港</h1><p>{story * 3}</p><p>{story * 2}（山田 花子）</p></article></body></html>"
    (article,) = clean(markup.encode()).articles
    assert [one.name for one in article.authors] == ["山田 花子"]
    assert article.article_body.endswith("笑った。")
