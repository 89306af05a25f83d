"""The stories of a text dump: parted by lines of labels, by publications, by headlines that name them."""

from __future__ import annotations

import pytest
from digests import DUMPS, LANGUAGES, SPANS, STORIES, aggregator, assert_split, spanned, split, text, told

from cleaners import clean


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spell", DUMPS.values(), ids=DUMPS)
def test_label_lines_part_the_articles_of_a_dump(spell: str, language: str) -> None:
    read = text(aggregator(language, spell))
    assert_split(read, language, split(read))


@pytest.mark.parametrize(
    "spell",
    [
        "{who}\n{age}\nWorld\n{title}\n{body}\n",
        "{who} {age} World\n{title}\n{body}\n",
        "{who} · {age}\n{title}\n{body}\n",
        "{title}\n{who}, {age}\n{body}\n",
    ],
)
def test_lengths_of_time_are_ages_where_no_label_tells_others(spell: str) -> None:
    found = split(text(spanned(spell)))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert [one.headline for one in found] == [title for title, *_ in told("en")]
    assert [one.relative_time for one in found] == list(SPANS)


def test_a_bar_behind_a_publisher_is_none_of_its_name() -> None:
    page = "".join(f"{title}\n{who} |\n{age}\n{body}\n" for title, who, body, age in told("en"))
    assert [one.publisher for one in split(text(page))] == [who for _, who, *_ in told("en")]


def test_a_row_of_buttons_is_no_publisher() -> None:
    page = "".join(
        f"{n}Save for laterOpen original\n{age}\n{title}\n{body}\n"
        for n, (title, _, body, age) in enumerate(told("en"), 7)
    )
    assert [one.publisher for one in split(text(page))] == [None]


def test_publishers_between_age_and_headline_below_other_lines() -> None:
    lines = ("Harbour Talk", "JR", "Ida Roe")
    page = "".join(
        f"{lines[n]}\n\nWorld\n{age}\n{who}\n{title}\n{body}\n"
        for n, (title, who, body, age) in enumerate(told("en"))
    )
    assert [one.publisher for one in split(text(page))] == [who for _, who, *_ in told("en")]


def test_the_name_of_a_paper_is_no_headline_though_it_reads_like_one() -> None:
    papers = (
        "El Diario de la Ribera",
        "Il Corriere della Valle",
        "La Gazzetta del Tirreno",
        "Le Journal du Port",
    )
    page = "Clips\n" + "".join(
        f"{paper}\n{age}\n- News\n- {paper}\n{title}\n{body}\n"
        for paper, (title, _, body, age) in zip(papers, told("en"), strict=False)
    )
    found = split(text(page))
    assert [one.publisher for one in found] == list(papers[: len(found)])
    assert [one.headline for one in found] == [title for title, *_ in told("en")][: len(papers)]


def test_lengths_of_time_without_publishers_part_nothing() -> None:
    steps = "".join(
        f"{title}\n{age}\n{body}\n" for (title, _, body, _), age in zip(told("en"), SPANS, strict=True)
    )
    assert len(split(text(f"A day out for three\n{steps}"))) == 1


def test_lengths_of_time_among_dates_are_amounts() -> None:
    title, _, body, _ = told("en")[0]
    table = "".join(
        f"{name} watch for the open sea ({n})\n1.{n}-inch glass\nSteel\n{n}1 hours\n"
        for n, name in enumerate(("Mora", "Tern"), 3)
    )
    guide = f"Guides\n{title}\nBy Ada Moor on March 12, 2026 | Comments\n{body}\n{table}{body} And so on.\n"
    assert len(split(text(guide))) == 1


@pytest.mark.parametrize(
    "spell", ["[{who}] {title}", "{title} ({who})", "{title} | {who}", "{title} - {who}", "{who}: {title}"]
)
def test_headlines_that_name_their_publications(spell: str) -> None:
    read = text(aggregator("en", spell + "\n{age}\n{body}\n"))
    assert_split(read, "en", split(read))
    kickers = ("Explainer", "Analysis", "Portrait")
    kicked = "".join(
        f"{kicker}: {title}\n{age}\n{body}\n"
        for kicker, (title, _, body, age) in zip(kickers, told("en"), strict=True)
    )
    assert len(split(text(kicked))) == 1


@pytest.mark.parametrize(
    ("spell", "count"),
    [
        ("{title}\n{who}\n{body}\nRead more\nShare\n", 3),
        ("{who}\n{title}\n{body}\nLike {n}4\nReply {n}\n", 3),
        ("{title}\nBy Ada Moor, {who}\n{body}\n", 3),
        ("{title}\n{who}\n{body}\n", 3),
        ("{who}\n{title}\n{body}\n", 3),
        ("1{n}:45 | {who}\n{title}\n{body}\n", 3),
        ("{title}\n{body}\nSource: {who}\n", 3),
        ("{title}\n{body}\nContinue reading at {who}\nShare\n", 3),
        ("{title}\n{body}\nSource: Institute of Tides {n}\n", 1),
        ("{title}\nBy Ada Moor\n{body}\nShare\n", 1),
        ("{title}\nAda Moor\n{body}\nShare\n", 1),
    ],
)
def test_stories_of_a_dump_without_ages(spell: str, count: int) -> None:
    found = split(text("Harbours\nSport\n" + aggregator("en", spell) + "Load more\nAbout us\n"))
    assert len(found) == count
    if count > 1:
        assert [(one.headline, one.publisher) for one in found] == [
            (title, who) for title, who, *_ in told("en")
        ]


def test_names_beside_headlines_without_ages_are_those_of_several_publications() -> None:
    spell = "{title}\n{who}\n{body}\n"
    people = ("Ada Moor", "Jonas Weir", "Ruth Amberley")
    letters = "".join(
        spell.format(title=title, who=who, body=body)
        for who, (title, _, body, _) in zip(people, told("en"), strict=True)
    )
    assert len(split(text(letters))) == 1
    two = "".join(spell.format(title=title, who=who, body=body) for title, who, body, _ in told("en")[:2])
    assert len(split(text(two))) == 1


def test_a_deck_between_headline_and_labels() -> None:
    deck = "It has taken the harbour a year, and a good deal of rope, to come as far as this."
    read = text(aggregator("en", "{title}\n" + deck + "\nRuth Amberley\n{who}\n{age}\n{body}\n"))
    assert_split(read, "en", split(read))


@pytest.mark.parametrize(
    "lines",
    [
        ("Online courses", "Book a demo", "Share this post"),
        ("Harbour Gazette", "Quick Insight", "Terms of the ferry"),
    ],
)
def test_labels_with_a_word_of_publications_are_none(lines: tuple[str, ...]) -> None:
    dump = "".join(
        f"{title}\n{who}\n{body}\n" for who, (title, _, body, _) in zip(lines, told("en"), strict=True)
    )
    assert len(split(text(dump))) == 1


def test_short_stories_behind_a_long_one_do_not_part_a_dump() -> None:
    stories = told("en")
    long = "\n".join(body for *_, body in STORIES["es"] + STORIES["fr"] + STORIES["de"])
    dump = "".join(
        f"{who}\n{age}\n{title}\n{body}\n"
        for who, age, title, body in (
            (stories[0][1], stories[0][3], stories[0][0], f"{stories[0][2]}\n{long}"),
            (stories[1][1], stories[1][3], stories[1][0], stories[1][2]),
        )
    )
    assert len(split(text(dump))) == 1


def test_posts_of_a_forum_are_no_stories() -> None:
    posts = "".join(
        f"Reader {'abc'[number]}\nMember of the year\n{age}\nSomething else was on my mind {number}\n{body}\nReply\n"
        for number, (*_, body, age) in enumerate(told("en"))
    )
    assert len(split(text(f"What do you think of it all\n{posts}"))) == 1


def test_teasers_behind_two_stories_do_not_part_a_dump() -> None:
    teaser = "The Bay Post\n3 hours ago\nGulls learn to open lunch boxes again\n"
    dump = aggregator("en", "{who}\n{age}\n{title}\n{body}\n") + teaser * 5
    assert len(split(text(dump))) == 1


def test_date_above_a_story_and_its_source_below() -> None:
    dump = "Rovers news\nNext match: Saturday, 15:00\n" + "".join(
        f"{title}\n{day} February 2026, {day}.14am\n{body}\nSource: {who}\nShare  Thumbs up {day}8\n"
        f"Full coverage\nWhat the neighbours thought of it all\nBay Post, 2 hours ago. They had been asked, and …\n"
        for day, (title, who, body, _) in enumerate(told("en"), 2)
    )
    found = split(text(dump))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert [one.headline for one in found] == [title for title, *_ in told("en")]
    assert [one.date for one in found] == [f"{day} February 2026, {day}.14am" for day in (2, 3, 4)]


@pytest.mark.parametrize(
    "spell", ["{who} | {day} May\n{title}\n", "{who}\n{title}\nMay {day}, 7:40 am / World\n"]
)
def test_days_without_their_year(spell: str) -> None:
    dump = "".join(
        spell.format(who=who, title=title, day=day) + f"{body}\n"
        for day, (title, who, body, _) in enumerate(told("en"), 8)
    )
    read = text(f"Harbours\n{dump}")
    found = split(read)
    assert [(one.headline, one.publisher) for one in found] == [(title, who) for title, who, *_ in told("en")]
    inside = " ".join(
        block.text
        for one in found
        for block in read.blocks[one.start : one.stop]
        if block.index not in one.labels
    )
    assert "May" not in inside


def test_labels_below_short_stories_are_not_those_of_the_next() -> None:
    dump = aggregator("hi", "{title}\n{body}\n{who}\n{age}\nShare\n")
    found = split(text(dump))
    assert [one.publisher for one in found] in ([who for _, who, *_ in told("hi")], [None])


def test_dates_around_one_story_do_not_part_it() -> None:
    body = "\n".join(body for *_, body in STORIES["en"])
    above = (
        "PTI\nEdited by: Ada Moor of the desk\nUpdated - March 10, 2026, 8:47 pm\nPublished - March 10, 2026"
    )
    below = "PTI SKL\n(This story has come to us from an agency. Our desk has not worked on it.)\nPublished - March 10, 2026"
    more = "\n".join(body for *_, body in STORIES["es"])
    dump = f"Thieves return the brass clock\n{above}\n{body}\n{below}\nRelated Topics\n{more}"
    assert len(split(text(dump))) == 1


def test_the_headline_stands_under_the_time_and_over_caption_and_byline() -> None:
    body = (
        "해솔시는 다음 달부터 연락선 열두 척의 첫 배를 한 시간 앞당긴다고 밝혔다. 새벽 시장 상인들의 바람이다. 요금은 그대로다. "
        * 3
    )
    caption = "부두에 나란히 선 연락선 다섯 척의 모습. [항구시 제공]\n이미지 크게 보기\n"
    byline = "{writer} 기자 입력 2024.05.0{n}. 오전 9:12\n"
    story = "{who}\n{age}\n사회\n{title}\n" + caption + byline + "{body}\n공감 {n}\n공유\n"
    titles = ["해솔시 연락선 열두 척 새벽 네 시에 출항한다", "섬마을 마지막 뱃사공 세 사람의 긴 하루"]
    papers = [("해솔일보", "2시간 전", "김항구"), ("바다신문", "어제", "이부두")]
    pages = [
        story.format(who=who, age=age, title=title, writer=writer, n=n, body=f"{title}. {body}")
        for n, (title, (who, age, writer)) in enumerate(zip(titles, papers, strict=True), 3)
    ]
    found = split(text("\n".join(pages) + "\n더보기\n회사소개\n이용약관"))
    assert [one.headline for one in found] == titles
    assert [one.publisher for one in found] == ["해솔일보", "바다신문"]
    assert [one.relative_time for one in found] == ["2시간 전", "어제"]


def test_dump_of_a_tag_page() -> None:
    found = split(text("Latest news with #Harbour\n\n" + aggregator("en", DUMPS["publisher twice"])))
    assert {one.tags for one in found} == {("Harbour",)}
    assert {one.section for one in found} == {"World"}
    assert found[0].start == 1


def test_sections_of_teasers_below_a_story_are_no_publishers() -> None:
    story, _, body, _ = told("en")[0]
    teasers = "".join(
        f"{section}\n{title}\n{age}\n{text_}\n"
        for section, (title, _, text_, age) in zip(("Domácí", "Ekonomika"), told("en")[1:], strict=True)
    )
    assert len(split(text(f"Share\n{story}\nRuth Amberley\n2 hours ago\n{body}\n{body}\n{teasers}"))) == 1


def test_live_dump_without_publishers_stays_one() -> None:
    assert len(split(text("Storm: live\n\n" + aggregator("en", "{age}\n{title}\n{body}\n\n")))) == 1


def test_comments_of_a_dump_stay_in_the_page() -> None:
    story = "\n\n".join(body for *_, body in STORIES["es"] + STORIES["fr"])
    comments = aggregator("en", "Reader {n}\n{age}\n{body}\nReply\n\n")
    assert len(split(text(f"A headline of the day\n\n{story}\n\nComments\n\n{comments}"))) == 1


def test_hostile_lines_are_read_in_passing() -> None:
    for line in ("1 " * 500_000, "a " * 500_000, "| " * 500_000, "# " * 500_000, "vor " * 250_000):
        assert len(split(text(f"{line}\n{line}"))) <= 1


def test_a_sentence_on_cookies_is_not_the_first_storys_headline() -> None:
    consent = "We and our 741 partners store information on your device, and read it, to show you what you may like."
    head = ["We care for your privacy", consent, "Go to the page", "Country", "World", "Results for: ferries"]
    stories = (
        ("Ferry to Sable Point returns", "Tarn Courier · 3 hours ago"),
        ("Bridge of Norby to be painted", "Norby Post · 5 hours ago"),
    )
    told = [
        "{} was decided on Monday by the board, which had met for nine hours without a break.",
        "Nobody spoke against {} in the end, and the chairwoman went home by bicycle.",
        "The money for {} comes from the county, which will pay a third of it in the spring.",
    ]
    lines = head[:]
    for title, label in stories:
        lines += [title, *(one.format(title) for one in told), label]
    articles = clean("\n".join(lines), kind="text", sites=()).articles
    assert [article.headline for article in articles] == [title for title, _ in stories]


def test_further_stories_below_one_whose_labels_are_written_otherwise() -> None:
    (title, who, body, _), *others = told("en")[:3]
    above = f"{title}\n{who}\nFollow\nStory by Ida Roe • 14h • 4 min read\n{body}\n"
    above += "More of what the council and the club say\nMore from others\n"
    below = "".join(f"{name}\n{age}\n- {name}\n{head}\n{said}\n" for head, name, said, age in others)
    headlines = [one.headline for one in split(text(above + below))]
    assert headlines[-len(others) :] == [head for head, *_ in others]
