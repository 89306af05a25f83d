"""Text dumps become the same blocks as HTML: lines, list items, headings, joined hard wraps."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean, plaintext
from cleaners.model import Block, Page

WORDS = (
    "the old harbour bridge was closed on monday after a storm had damaged two of its seven arches".split()
)

PROSE = "The bridge was closed on Monday after a storm had damaged two of its seven arches, the city said."


def blocks(content: str | bytes, charset: str | None = None) -> tuple[Block, ...]:
    raw = content.encode() if isinstance(content, str) else content
    return plaintext.read(Page(content=raw, kind="text", charset=charset)).blocks


def texts(content: str) -> list[str]:
    return [block.text for block in blocks(content)]


def test_one_block_a_line_with_folded_white_space() -> None:
    assert texts("One\u00a0 line\twith  blanks \r\n\r\n\u200bTwo\u00adfold\u200b\n\x07\n") == [
        "One line with blanks",
        "Twofold",
    ]


def test_blocks_stand_in_no_container() -> None:
    read = plaintext.read(Page(content=b"A line.\nAnother line.", kind="text"))
    assert [list(read.ancestors(block)) for block in read.blocks] == [[], []]
    assert read.containers == ()
    assert [block.index for block in read.blocks] == [0, 1]


def test_bullets_are_markup() -> None:
    found = blocks("Buy:\n• Apples\n  - Pears\n* Plums\n·  Figs\n-5 degrees\n* * *\n— No, he said.")
    assert [block.text for block in found] == [
        "Buy:",
        "Apples",
        "Pears",
        "Plums",
        "Figs",
        "-5 degrees",
        "* * *",
        "— No, he said.",
    ]
    assert [block.kind for block in found] == ["paragraph", *["item"] * 4, *["paragraph"] * 3]


def test_a_dash_alone_opens_what_somebody_says() -> None:
    said = "- The bridge was never meant to carry lorries of that weight, said the engineer who had drawn it."
    assert texts(f"{PROSE}\n\n{said}\n\n{PROSE}") == [PROSE, said, PROSE]
    assert texts(f"{said}\n{said}") == [said[2:], said[2:]], "two in a row are a list"
    assert texts(f"{PROSE}\n\n- Politics\n\n{PROSE}") == [PROSE, "Politics", PROSE]


def test_markdown_headings() -> None:
    found = blocks("# Title\n\n## Part ##\n\n#hashtag and text")
    assert [(block.kind, block.level, block.text) for block in found] == [
        ("heading", 1, "Title"),
        ("heading", 2, "Part"),
        ("paragraph", 0, "#hashtag and text"),
    ]


def test_subhead_between_paragraphs_is_a_heading() -> None:
    found = blocks(f"{PROSE}\n\nA busy week ahead\n\n{PROSE}")
    assert [block.kind for block in found] == ["paragraph", "heading", "paragraph"]
    assert found[1].level == 2


def test_uncertain_lines_are_paragraphs() -> None:
    for line in (
        "By Jane Doe",
        "August 3, 2025",
        "4 hours ago",
        "He agreed.",
        "and then there was",
        "More:",
        "Menu",
    ):
        assert {block.kind for block in blocks(f"{PROSE}\n\n{line}\n\n{PROSE}")} == {"paragraph"}, line
    assert {block.kind for block in blocks(f"{PROSE}\n\nRead More\n\n{PROSE}\n\nRead More\n\n{PROSE}")} == {
        "paragraph"
    }


def test_hard_wrapped_text_is_joined() -> None:
    paragraphs = [f"{PROSE} {PROSE}", f"“{PROSE}” said the mayor, who had come on foot. {PROSE}", PROSE]
    for width in (66, 72, 79):
        assert texts("\n\n".join(textwrap.fill(one, width) for one in paragraphs)) == paragraphs


def test_a_dateline_on_a_line_of_its_own_opens_the_story() -> None:
    dump = f"TARN, May 3 (AFP)\n- {PROSE}\n{PROSE}"
    assert texts(dump) == [f"TARN, May 3 (AFP) - {PROSE}", PROSE]
    assert texts(f"Menu (all)\n- {PROSE}\n- {PROSE}") == ["Menu (all)", PROSE, PROSE]


def test_a_few_lines_stand_out_over_the_column() -> None:
    wrapped = "\n\n".join([textwrap.fill(f"{PROSE} {PROSE}", 72)] * 4)
    form = f"E-mail {'_' * 70} (BUTTON) Send"
    assert texts(f"{form}\n\n{wrapped}") == [form, *[f"{PROSE} {PROSE}"] * 4]


def test_short_paragraphs_of_one_line_are_not_wrapped() -> None:
    lines = [f"The board met on Monday in the old school at Tarn for the {n}th time." for n in range(11, 19)]
    assert texts("\n".join(lines)) == lines


def test_wrapped_items_and_dashes() -> None:
    item = f"* {PROSE}"
    prose = f"{PROSE} It was the third storm of the year - the worst in a decade - but not the last. {PROSE}"
    dump = "\n".join(
        [textwrap.fill(prose, 72), "", textwrap.fill(item, 72, subsequent_indent="  "), "* Tickets are free"]
    )
    assert texts(dump) == [prose, PROSE, "Tickets are free"]


def test_hyphen_at_the_end_of_a_wrapped_line() -> None:
    filler = "\n\n".join([textwrap.fill(f"{PROSE} {PROSE} {PROSE}", 72)] * 2)
    line = "The council wants to rebuild it as a bridge for walkers and a well-worth"
    assert texts(f"{line}-\nit view. {PROSE[:30]}\n\n{filler}")[0].startswith(f"{line}-it view.")


def test_verses_and_lists_keep_their_lines() -> None:
    poem = "The boats are in\nand the nets are dry\nand nobody asks\nthe weather why"
    assert texts(poem) == poem.split("\n")
    names = "\n".join(f"Number {n} of the long list of names of the old guild" for n in range(30))
    assert texts(names) == names.split("\n")


def test_lines_of_one_paragraph_continue() -> None:
    found = blocks(f"{PROSE}\n\nThe boats are in\nand the nets are dry\n\n{PROSE}\n\n{PROSE}\n{PROSE}")
    assert [block.continues for block in found] == [False, False, True, False, False, False]


def test_one_paragraph_a_line_does_not_continue() -> None:
    assert not any(
        block.continues for block in blocks("\n".join(["A headline", PROSE, PROSE, "A subhead", PROSE]))
    )


def test_charsets() -> None:
    assert blocks("Größe".encode("cp1252"), "windows-1252")[0].text == "Größe"
    assert blocks("日本の新聞".encode("utf-16"))[0].text == "日本の新聞"
    assert blocks(b"") == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_read(content: bytes) -> None:
    for block in blocks(content):
        assert block.text == " ".join(block.text.split())
        assert block.text


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), min_size=1, max_size=8))
def test_no_word_is_lost_or_invented(paragraphs: list[list[str]]) -> None:
    dump = "\n\n".join(textwrap.fill(" ".join(words), 72) for words in paragraphs)
    assert " ".join(texts(dump)).split() == dump.split()


def test_hostile_input_is_read_in_passing() -> None:
    for line in ("- " * 300_000, "#" * 600_000, "a\n" * 300_000, " " * 1_000_000, "•" * 500_000):
        assert sum(len(block.text) for block in blocks(line)) <= len(line)


STORY = "The ferry went back to sea on Monday after ten years on land. " * 4


def test_labels_and_story_on_one_line_are_parted_where_several_lines_are_so() -> None:
    lines = [f"Bay Post | 3 hours ago | Ferry number {n} returns to the sea | {STORY}".strip() for n in "12"]
    read = plaintext.read(Page(content="\n".join(lines).encode(), kind="text"))
    first = [block.text for block in read.blocks[:4]]
    assert first == ["Bay Post", "3 hours ago", "Ferry number 1 returns to the sea", STORY.strip()]
    assert len(plaintext.read(Page(content=lines[0].encode(), kind="text")).blocks) == 1


def test_bars_without_labels_before_them_part_no_line() -> None:
    lines = [f"Bay Post | Ferry number {n} returns to the sea | {STORY}".strip() for n in "12"]
    assert len(plaintext.read(Page(content="\n".join(lines).encode(), kind="text")).blocks) == 2


@pytest.mark.parametrize(("drawn", "shown"), [("• ", ""), ("* ", ""), ("▪ ", ""), ("- ", "- ")])
def test_the_body_of_a_dump_has_no_glyphs_but_those_that_somebody_typed(drawn: str, shown: str) -> None:
    story = (
        "Harbour board bans kites\n\nThe harbour board of Tarn decided on Monday what may not be flown over the quay.\n\n"
        "Its list, which hangs on every lamp post, has three entries, and the board spent four hours on them:\n\n"
        f"{drawn}kites with tails of more than two metres\n{drawn}balloons that are not tied to a child\n{drawn}gulls\n\n"
        "The gulls were not asked, the chair of the board said, but they had been told."
    )
    cleaned = clean(story.encode(), kind="text")
    (article,) = cleaned.articles
    assert f"\n{shown}kites with tails of more than two metres\n\n{shown}balloons" in article.article_body
    assert f"\n\n{shown}gulls\n\n" in article.article_body


def test_a_glyph_that_stands_alone_is_text() -> None:
    story = (
        "Harbour board bans kites\n\nThe harbour board of Tarn decided on Monday what may not be flown over the quay.\n\n"
        "• Kites with tails of more than two metres are the first to go, the board said in a letter to the schools.\n\n"
        "The gulls were not asked, the chair of the board said, but they had been told."
    )
    (article,) = clean(story.encode(), kind="text").articles
    assert "\n\n• Kites" in article.article_body


RUN_TOGETHER = "The boats were full of milk and mail bags that day."


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (f"Ida Holm at the ferry of Sorn, in January 2026.{RUN_TOGETHER}", 2),
        (f"“Nobody told us that it would be gone.”{RUN_TOGETHER}", 2),
        (f'"Nobody told us that it would be gone."{RUN_TOGETHER}', 2),
        (f"„Das hat uns doch niemand vorher gesagt.“{RUN_TOGETHER}", 2),
        (f'{RUN_TOGETHER}"Nobody told us," she said.', 2),
        (f"The quay of Sorn in the rain Foto: Ida Holm/Baía PressÀs 22 horas, {RUN_TOGETHER}", 2),
        (f"The quay of Sorn. {RUN_TOGETHER}Bay Photo: Ida Holm", 1),
        ("The clock of Sorn was written in Node.js, and its hands in Visual Basic, she said.", 1),
        (f"Sorn.It {RUN_TOGETHER}", 1),
        ("The U.S.Army moved on to the next island, and nobody knew its name.", 1),
    ],
)
def test_pieces_that_are_run_together_are_lines_of_their_own(line: str, count: int) -> None:
    found = texts(line)
    assert len(found) == count
    assert "".join(found) == line
