"""Where a story among several ends: what stands below each of them is none of its text."""

from __future__ import annotations

import pytest
from digests import DUMPS, aggregator, assert_split, split, text, told

from cleaners.layout import feet


def test_the_last_story_of_a_dump_ends_with_its_short_sentences() -> None:
    dump = aggregator("en", DUMPS["one source line"]).rstrip()
    read = text(f"{dump}\nNobody was hurt.\nLoad more stories\n© 2026 Digest. All rights reserved.\n")
    assert read.blocks[split(read)[-1].stop - 1].text == "Nobody was hurt."
    read = text(f"{dump}\nMenu of the digest\n© 2026 Digest. All rights reserved.\n")
    assert told("en")[-1][2].endswith(read.blocks[split(read)[-1].stop - 1].text)


def test_a_label_inside_all_stories_does_not_end_them() -> None:
    body = "Nobody on the quay had seen it come. It lay there for a week, and then it was gone."
    spell = "{title}\n{who}\n{age}\n{body}\nAdvertisement\n" + body + " They said {n}.\n"
    read = text(aggregator("en", spell))
    assert [read.blocks[one.stop - 1].text for one in split(read)] == [
        f"{body} They said {n}." for n in range(3)
    ]


FORM = "{who}\nFollow\n{age} • {n}4k views\n{title}\n{body}\n{below}{n}2 likes\nShare on WhatsApp\n"


def formed(*below: str) -> str:
    return "".join(
        FORM.format(title=title, who=who, body=body, age=age, n=number, below=below[number])
        for number, (title, who, body, age) in enumerate(told("en"))
    )


def test_what_stands_below_a_story_of_a_dump_is_not_its_text() -> None:
    advert = "Sponsored\nWarm boots that forgive you. Order before Monday and save a fifth of the price.\n"
    snippet = "Bay Post\nFollow\n2 hours ago • 9k views\nGulls learn to open lunch boxes\nThey watched us for years. Now they …\n"
    dump = (
        formed("#Ferry\n#Harbour\n", "#Trees\n", "#Chess\n") + "Load more\nAbout the page and its makers.\n"
    )
    for place in ("Eastvale Herald", "The Mill Lane Post"):
        dump = dump.replace(f"{place}\nFollow", f"{advert}{snippet}{place}\nFollow")
    read = text(dump)
    found = split(read)
    assert_split(read, "en", found)
    assert [one.tags for one in found] == [("Ferry", "Harbour"), ("Trees",), ("Chess",)]
    kept = " ".join(block.text for one in found for block in read.blocks[one.start : one.stop])
    for clutter in ("boots", "Gulls", "likes", "WhatsApp", "#Ferry", "Load more", "makers"):
        assert clutter not in kept


def test_last_lines_of_one_story_alone_are_its_text() -> None:
    found = split(read := text(formed("brooms\nbuckets\n", "", "")))
    assert_split(read, "en", found)
    assert [block.text for block in read.blocks[found[0].start : found[0].stop]][-2:] == ["brooms", "buckets"]


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Load more stories", True),
        ("Weitere Beiträge laden", True),
        ("もっと見る", True),
        ("You’re all caught up on Rail fares", True),
        ("Mehr als 300 Anwohner sahen das Feuer", False),
        ("View photos", False),
        ("One more bridge for Norby", False),
    ],
)
def test_end_of_a_row_of_stories(line: str, ends: bool) -> None:
    assert feet.ends_row(line) is ends


def test_a_line_below_each_story_may_name_its_publisher_in_an_address() -> None:
    spell = "{who}\n{age}\n{title}\n{body}\nShow lessOpen at {slug}Mute this source\n"
    promo = "Skim the day\nFive cards, every morning.\n"
    dump = "".join(
        spell.format(title=title, who=who, body=body, age=age, slug="-".join(who.lower().split())) + promo
        for title, who, body, age in told("en")
    )
    read = text(dump + "About the page and its makers.\n")
    found = split(read)
    assert_split(read, "en", found)
    kept = [block.text for one in found for block in read.blocks[one.start : one.stop]]
    assert not {"Skim the day", "Five cards, every morning."} & set(kept)


def test_a_publisher_that_is_a_figure_and_letters_is_no_part_of_other_words() -> None:
    assert feet._form("Source notes of 24ur", "24ur") == feet._form("Source notes of Bay", "Bay")
    assert feet._form("Your turn", "24ur") == "your turn"
