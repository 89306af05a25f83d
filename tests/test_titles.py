"""The headline, without the names of the site and the section."""

from __future__ import annotations

import json

import pytest

from cleaners import document, metadata, plaintext
from cleaners.facts import bylines, texttitles, titles
from cleaners.model import Block, Metadata, Page

STORY = (
    "<p>The mayor of Exampleville said on Monday that she would leave the office after nine years in it.</p>"
    * 3
)


def about(
    title: str, h1: str | None, head: str = "", headline: str | None = None, body: str = STORY
) -> Metadata:
    node = json.dumps({"@type": "NewsArticle", "headline": headline}) if headline else "{}"
    heading = f"<h1>{h1}</h1>" if h1 else ""
    html = f"""<html><head><title>{title}</title>{head}
    <script type="application/ld+json">{node}</script></head>
    <body>{heading}{body}</body></html>"""
    return metadata.read(document.read(Page(html.encode(), "https://www.examplepost.org/a/mayor")))


def value(found: Metadata) -> str | None:
    return found.headline.value if found.headline else None


@pytest.mark.parametrize(
    "title",
    [
        "Mayor resigns after audit - Example Post", "Mayor resigns after audit | Example Post",
        "Mayor resigns after audit – ExamplePost.org", "Mayor resigns after audit | Local | Example Post",
        "Example Post: Mayor resigns after audit | Example Post", "Mayor resigns after audit, World News",
        "Mayor resigns after audit",
    ],
)  # fmt: skip
def test_suffixes_go(title: str) -> None:
    head = '<meta property="og:site_name" content="Example Post">'
    head += '<meta property="article:section" content="Local">'
    assert value(about(title, None, head)) in {
        "Mayor resigns after audit",
        "Example Post: Mayor resigns after audit",
    }


@pytest.mark.parametrize(
    ("title", "declared", "headline"),
    [
        ("Nine rivers rise at once - Harbour Gazette", "Harbour Gazette - the paper of the port", "Nine rivers rise at once"),
        ("Neun Flüsse steigen zugleich | Küstenbote", "Küstenbote – Neues vom Deich", "Neun Flüsse steigen zugleich"),
        ("Nine rivers rise at once - Harbour Gazette", "Harbour Gazette - nine rivers rise", "Harbour Gazette - nine rivers rise"),
        ("Example Daily Post - Mayor resigns again today", "Mayor resigns again today - at once", "Mayor resigns again today - at once"),
        ("Mayor resigns - Harbour Gazette", "Harbour Gazette - nothing but news", "Harbour Gazette - nothing but news"),
    ],
)  # fmt: skip
def test_a_title_of_the_site_itself_is_no_headline(title: str, declared: str, headline: str) -> None:
    body = f"<h2>{title.partition(' - ')[0].partition(' | ')[0]}</h2>{STORY}"
    found = about(title, None, f'<meta property="og:title" content="{declared}">', body=body)
    assert value(found) == headline


def test_the_name_that_begins_the_sites_own_title_is_the_sites() -> None:
    head = '<meta property="og:type" content="website">'
    head += '<meta property="og:title" content="Harbour Gazette - the paper of the port">'
    found = about("Nine rivers rise at once - Harbour Gazette", None, head)
    assert found.site_name
    assert found.site_name.value == "Harbour Gazette"
    assert found.publisher
    assert found.publisher.name == "Harbour Gazette"


@pytest.mark.parametrize(
    "title",
    [
        "Mayor resigns - and the council cheers", "Either | or: a play in two acts", "One city, two mayors",
        "After the flood, silence", "Minister reads out report, says BBC News",
        "A – B – C: the new tram lines",
    ],
)  # fmt: skip
def test_without_evidence_nothing_goes(title: str) -> None:
    assert value(about(title, None)) == title


def test_heading_that_agrees_wins() -> None:
    found = about(
        "Mayor quits after audit: live - Example Post", "Mayor quits after audit, deputy takes over"
    )
    assert value(found) == "Mayor quits after audit, deputy takes over"
    assert found.headline is not None
    assert found.headline.origin == "heading"
    assert found.raw_title == "Mayor quits after audit: live - Example Post"


def test_logo_heading_is_no_headline() -> None:
    body = "<h1>Mayor resigns after audit</h1>" + STORY
    assert (
        value(about("Mayor resigns after audit | Example Post", "Example Post", body=body))
        == "Mayor resigns after audit"
    )
    assert (
        value(about("Mayor resigns after audit", "Subscribe to our letters")) == "Mayor resigns after audit"
    )


def test_section_suffix_is_kept_as_section() -> None:
    found = about("Mayor of Exampleville resigns after audit, World News", None)
    assert value(found) == "Mayor of Exampleville resigns after audit"
    assert found.title_suffix_section == "World News"
    assert found.section is not None
    assert found.section.value == "World News"


def test_kickers() -> None:
    inside = about("Mayor resigns after audit", "<span>News </span>Mayor resigns after audit")
    assert value(inside) == "Mayor resigns after audit"
    kept = about(
        "City hall: Mayor resigns after audit",
        "Mayor resigns after audit",
        headline="City hall: Mayor resigns after audit",
    )
    assert value(kept) == "City hall: Mayor resigns after audit"
    trailer = about(
        "Mayor resigns after audit", "Mayor resigns after audit <small>Posted on 3 May 2024 by desk</small>"
    )
    assert value(trailer) == "Mayor resigns after audit"


def test_precedence_without_heading() -> None:
    head = '<meta property="og:title" content="Mayor resigns after audit">'
    assert value(about("Mayor quits", None, head, "Mayor gone")) == "Mayor resigns after audit"
    assert value(about("Mayor quits", None, "", "Mayor gone")) == "Mayor gone"
    assert value(about("Mayor quits", None)) == "Mayor quits"
    assert value(about("", None)) is None


def test_monstrous_titles_are_not_believed() -> None:
    assert value(about("Mayor " * 100_000, "Mayor resigns after audit")) == "Mayor resigns after audit"
    assert value(about("- | " * 20_000, None)) is None


def test_section_labels() -> None:
    assert titles.is_section("World News")
    assert not titles.is_section("BBC News")
    assert not titles.is_section("says World News")
    assert not titles.is_section("News")


LONG = "The mayor of Exampleville said on Monday that she would leave the office. " * 3


def dump(*lines: str) -> tuple[Block, ...]:
    return tuple(Block(index, "paragraph", "p", line.strip(), -1) for index, line in enumerate(lines))


def is_byline(text: str) -> bool:
    return bylines.names_anybody(text, frozenset())


@pytest.mark.parametrize(
    "under",
    [
        ("By", "Jane Doe", "Local democracy reporter", "06:30, 14 Jan 2026"),
        (
            "A sentence under the headline sums up what the harbour board decided.",
            "Jane Doe",
            "March 3, 2026",
        ),
        ("Play", "Mute", "By Jane Doe and Joe Roe", "Published: March 3, 2026 at 5:11 PM CST"),
        ("A boat at the quay in the morning.", "Credit:", "Jane Doe / Courier", "By Jane Doe"),
        ("A boat at the quay in the morning.", "J. DOE/HARBOUR INST. OF TECHNOLOGY", "By Jane Doe"),
    ],
)
def test_the_headline_of_a_dump_stands_over_byline_date_and_deck(under: tuple[str, ...]) -> None:
    menu = ("Skip to content", "News", "Submit Photos and Videos", "Closed Captioning Policy", "Weather")
    lines = (*menu, "Rope ferry of Tarn Quay sails through the winter", *under, LONG, LONG)
    found = texttitles.read(dump(*lines, *menu), is_byline)
    assert found.block == len(menu)


def test_headline_of_a_text() -> None:
    lines = (
        "Example Post",
        "Sign up for our morning letter today",
        "HomeLocalMayor resigns after audit",
        "Mayor resigns after audit",
    )
    found = texttitles.read(dump(*lines, "By Jane Doe", LONG, LONG), is_byline)
    assert found.found is not None
    assert (found.found.value, found.block) == ("Mayor resigns after audit", 3)


def test_text_without_a_headline() -> None:
    assert texttitles.read(dump(LONG, LONG), is_byline).found is None
    assert texttitles.read((), is_byline).found is None


def test_section_goes_from_a_text_headline() -> None:
    found = texttitles.read(
        dump("Mayor of Exampleville resigns after audit, World News", LONG, LONG), is_byline
    )
    assert found.found is not None
    assert (found.found.value, found.section) == ("Mayor of Exampleville resigns after audit", "World News")


def test_a_paragraph_in_hindi_is_no_headline_and_begins_the_story() -> None:
    told = (
        "अधिकारियों ने बताया कि दो फाटकों में दरारें मिली हैं और उनकी मरम्मत छह सप्ताह में पूरी होगी, "
        "जब तक नावें उत्तरी नहर से जाएंगी और किराया वही रहेगा जो पिछले साल था।"
    )
    headline = "ईस्टवेल में गोताखोरों को मिलीं दरारें, दो फाटक बंद"
    short = "मरम्मत पर चालीस लाख खर्च होंगे। नावें रुकी रहेंगी।"
    found = texttitles.read(dump("ताजा खबर", headline, told, told, short, f"‘‘{told}’’", told), is_byline)
    assert found.found is not None
    assert found.found.value == headline


LOCKS = "Eastvale closes two locks after divers find cracks"


@pytest.mark.parametrize(
    "lines",
    [
        ("Harbour Gazette", "March 4, 2026", f"{LOCKS}, World News", "Read also: Canal dredged for the third time this year"),
        ("March 4, 2026, 10:15", "Harbour Gazette", "Listen to this article", f"{LOCKS}, Local News"),
        ("Read also: Canal dredged for the third time this year", "", LOCKS, "Listen to this article 4 min"),
        ("Also Read | Ferry runs aground near Northport with ninety on board", LOCKS, "By Jane Doe", "A A A"),
        (LOCKS, "Lire aussi : Le canal du nord dragué pour la troisième fois", "Publié le 4 mars 2026"),
        (LOCKS, "Lesen Sie auch: Nordkanal zum dritten Mal ausgebaggert", "Artikel anhören", "Teilen Drucken"),
        (LOCKS, "यह भी पढ़ें: उत्तरी नहर की तीसरी बार खुदाई पूरी हुई", "प्रकाशित: 4 मार्च 2026"),
        (LOCKS, "Updated: March 5, 2026, 09:10 IST | Published: March 4, 2026, 20:15 IST"),
        ("Our app uses 80% less data than your browser does", "Eastvale Post", LOCKS, "Harbours • 4 hours ago", "Divers went down"),
        ("Lantern parade to close the high street", "बुधवार, 4 मार्च 2026", "HomeStateEastvale closes two locks after", LOCKS, "Summary"),
        ("Policy", "", LOCKS, "", "Barges must take the northern canal for six weeks and captains are angry", "", "By Jane Doe"),
        (LOCKS, "A diver inspects the eastern lock gate on Sunday (Photo: Jane Doe/Harbour Pictures)", "By John Roe"),
        ("What's Hot", "Ferry runs aground near Northport with ninety on board", "March 6, 2026",
         "Mayor of Northport sells the old town hall to a brewer", "March 6, 2026", "Harbours", LOCKS, "By Jane Doe"),
        ("HARBOURS | March 4, 2026 | 3 min read", LOCKS, "By Jane Doe"),
        ("WATCH: Divers go down to the eastern gate", LOCKS, "By Jane Doe"),
        ("Share Facebook Twitter", "Support Our Journalism", f"HomeHarbours{LOCKS}", LOCKS, "Follow Us :", "Text Size:"),
    ],
)  # fmt: skip
def test_header_lines_of_a_text_in_any_order(lines: tuple[str, ...]) -> None:
    found = texttitles.read(dump(*(line for line in lines if line), LONG, LONG), is_byline)
    assert found.found is not None
    assert found.found.value == LOCKS


@pytest.mark.parametrize(
    "headline",
    [
        "Read more books, says minister in plea to the young",
        "Listen to the young, bishop tells a divided council",
        "Eastvale: two locks closed after divers find cracks",
        "Budget 2026: what changes on 1 April 2026",
        "WATCH: Divers go down to the eastern gate",
        "Share of the canal falls to a third",
    ],
)
def test_headlines_with_the_words_of_other_lines(headline: str) -> None:
    found = texttitles.read(dump("Eastvale Post", headline, "By Jane Doe", LONG, LONG), is_byline)
    assert found.found is not None
    assert found.found.value == headline


def test_a_headline_whose_words_run_together() -> None:
    story = "灯塔建于一九二三年，塔身用当地的花岗石砌成，高二十七米，至今仍在为进出港口的船只指示方向。" * 3
    lines = [
        "海岸在线",
        "首页",
        "手机客户端",
        "您的位置：首页 > 新闻 > 社会",
        "百年灯塔今晚最后一次点亮：守塔人谈三十年海况",
        "大字体",
        story,
        story,
    ]
    blocks = plaintext.read(Page("\n".join(lines).encode(), kind="text")).blocks
    found = texttitles.read(blocks, lambda text: False).found
    assert found is not None
    assert found.value == lines[4]


def test_a_headline_that_the_comments_repeat() -> None:
    headline = "Ferries keep running through the winter"
    lines = ["Home", headline, "Tarn", headline, LONG, LONG, "2 thoughts on", headline]
    found = texttitles.read(dump(*lines), is_byline).found
    assert found is not None
    assert found.value == headline


def test_a_page_that_declares_the_title_of_the_first_page() -> None:
    head = '<meta property="og:title" content="Tarn. The weekly of the coast">'
    found = about("Start | Tarn. The weekly of the coast", "Ferries keep running through the winter", head)
    assert value(found) == "Ferries keep running through the winter"
    head = '<meta property="og:title" content="Ferries keep running">'
    assert value(about("News | Ferries keep running", "The Tarn Weekly of the coast", head)) == (
        "Ferries keep running"
    )


@pytest.mark.parametrize("title", ["«La sal» del puerto que vuelve cada año", "»Wir bleiben« sagt die Crew"])
def test_quotation_marks_part_no_title(title: str) -> None:
    assert value(about(title, title)) == title


@pytest.mark.parametrize(
    "lines",
    [
        ("Eastvale closes two locks after cracks", "Reuters", "4 May 2026", "0:00 / 3:31"),
        ("Conteúdo publicado há 2 dias", "Eastvale closes two locks after cracks", "EFE"),
        (
            "Eastvale closes two locks after cracks",
            "By Jane Doe",
            "> Liking this? Our paper comes four times a year",
        ),
        ("Eastvale closes two locks after cracks", "EFE", "Receba as notícias do porto no WhatsApp"),
    ],
)
def test_counters_ages_and_appeals_are_no_headlines(lines: tuple[str, ...]) -> None:
    found = texttitles.read(dump("Home", *lines, LONG, LONG), is_byline).found
    assert found is not None
    assert found.value == "Eastvale closes two locks after cracks"


@pytest.mark.parametrize(
    ("kind", "headline"),
    [("website", "Eastvale closes two locks after cracks"), ("article", "Gazette: News of the port")],
)
def test_a_page_that_declares_only_what_the_site_is(kind: str, headline: str) -> None:
    head = (
        '<title>Gazette | Home</title><meta property="og:site_name" content="Gazette">'
        f'<meta property="og:title" content="Gazette: News of the port"><meta property="og:type" content="{kind}">'
    )
    markup = f"<html><head>{head}</head><body><h1>Eastvale closes two locks after cracks</h1><p>{LONG}</p></body></html>"
    found = metadata.read(document.read(Page(markup.encode()))).headline
    assert found is not None
    assert found.value == headline


@pytest.mark.parametrize(
    ("markup", "headline"),
    [
        ("<article><h1>Ferries sail on</h1>{}</article>", "Ferries sail on"),
        ("<h1>Tarn Gazette</h1><article>{}</article>", None),
        ("<article><h1>Sport</h1>{}</article>", None),
        ("<article><h1>Ferries sail</h1>{}</article><article><h1>Trains stop</h1>{}</article>", None),
    ],
)
def test_the_short_heading_of_an_article_whose_page_declares_no_title(
    markup: str, headline: str | None
) -> None:
    assert value(metadata.read(document.read(Page(markup.replace("{}", STORY).encode())))) == headline


@pytest.mark.parametrize(
    ("above", "headline", "under"),
    [
        (("Harbour Tribune",), "The only bridge has been open for 11 days. The town built a schedule around it.",
         ("Jane Doe, Harbour Tribune", "Tue, April 21, 2026 at 6:15 PM EDT")),
        (("Brasil",), "Barco-biblioteca volta a navegar no rio depois de nove anos",
         ("Barco leva 3.200 livros a quem vive sem livraria", "Marina Couto", "Gazeta do Sertão Mineiro", "16 mar 2026 - 09h42")),
        (("The Harbour ArgusFollow18.2K Followers",), "Town that built its own bank in a container may lose it", ("By Jane Doe", "6h")),
        (("Ferries",), "When the captain only watches",
         ("19.05.2026", "The captain on the bridge of the ferry, which steers itselfPhoto: Jane Doe", "By Jane Doe")),
    ],
)  # fmt: skip
def test_papers_counts_and_captions_beside_a_dumps_headline(
    above: tuple[str, ...], headline: str, under: tuple[str, ...]
) -> None:
    lines = "\n\n".join(("News", *above, headline, *under, LONG, LONG))
    blocks = plaintext.read(Page(lines.encode(), kind="text")).blocks
    found = texttitles.read(blocks, is_byline)
    assert found.found is not None
    assert found.found.value == headline
