"""Breadcrumbs and kickers: which label is a story's section, and which is not."""

from __future__ import annotations

import pytest

from cleaners import document, metadata, plaintext
from cleaners.model import Metadata, Page

H = "Eastvale closes two locks after divers find cracks"
TEXT = (
    "The harbour authority of Eastvale closed two of its four locks on Monday after divers found cracks in the "
    "gates, and said that repairs would take at least six weeks. Barges were sent round by the northern canal."
)
P = f"<p>{TEXT}</p>" * 3
HEADER = (
    "<header><div>Friday, March 6, 2026</div><a href='/'>Eastvale Post</a><nav><ul><li><a href='/'>Home</a>"
    "<li><a href='/harbours/'>Harbours</a><li><a href='/politics/'>Politics</a></ul></nav></header>"
)
TITLE = f"<h1>{H}</h1>"


def about(body: str, head: str = "") -> Metadata:
    html = f"<html lang=en><head><title>{H} - Eastvale Post</title>{head}</head><body>{body}</body></html>"
    return metadata.read(document.read(Page(html.encode(), "https://www.eastvale-post.example/n/locks")))


def dump(*lines: str) -> Metadata:
    return metadata.read(plaintext.read(Page("\n".join([*lines, TEXT, "", TEXT]).encode(), kind="text")))


def section(found: Metadata) -> str | None:
    return found.section.value if found.section else None


@pytest.mark.parametrize(
    "trail",
    [
        f"<div class='breadcrumb'><a href='/'>Home</a> / <a href='/h/'>Harbours</a> / <span>{H}</span></div>",
        "<div class='breadcrumbs'><a href='/'>Home</a> &gt; Harbours</div>",
        f"<nav><ol><li><a href='/'>Home</a><li><a href='/n/'>News</a><li><a href='/h/'>Harbours</a><li>{H}</ol></nav>",
        f"<div class='k3f'><a href='/'>Home</a> › <a href='/h/'>Harbours</a> › {H}</div>",
        f"<p class='trail'><a href='/'>Eastvale Post</a> » <a href='/h/'>Harbours</a> » {H}</p>",
        f"<div class='td-crumb-container'><span><a href='/'>Home</a></span><i></i><span><a href='/h/'>Harbours</a></span>"
        f"<i></i><span>{H[:30]}…</span></div>",
        "<div>You are here: <a href='/'>Home</a> | <a href='/h/'>Harbours</a></div>",
        "<div class='q1'><a href='/'>Startseite</a> &gt; <a href='/h/'>Harbours</a></div>",
    ],
)
def test_visible_trails(trail: str) -> None:
    found = about(f"{HEADER}<main>{trail}<article>{TITLE}{P}</article></main>")
    assert section(found) == "Harbours"
    assert all(H[:20] not in name for name, _ in found.breadcrumbs)


@pytest.mark.parametrize(
    "above",
    [
        "<a class='kicker' href='/h/'>Harbours</a>",
        "<div class='css-9k'><a href='/c/harbours'>Harbours</a></div>",
        "<p class='section-label'>Harbours</p>",
        "<span class='eyebrow'>Harbours</span>",
        "<a class='x' href='/h/'>Harbours</a><span>Exclusive</span>",
        "<div><a href='/h/'>Harbours</a></div><div>March 4, 2026</div>",
        "<div><a href='/h/'>Harbours</a> <span>4 hours ago</span></div>",
        "<ul class='x'><li><a href='/h/'>Harbours</a><li><a href='/p/'>Space</a></ul>",
        "<p><a href='/topics/harbours' rel='category tag'>Harbours</a> <time datetime='2026-03-04'>4 Mar</time></p>",
        "<div class='cat'>Harbours</div>",
        "<div class='rubrik'><a href='/h/'>Harbours</a></div><div class='tag'>Plus</div>",
    ],
)
def test_kickers(above: str) -> None:
    found = about(f"{HEADER}<main><article><header>{above}{TITLE}</header>{P}</article></main>")
    assert section(found) == "Harbours"
    assert found.section is not None
    assert found.section.origin == "kicker"


def test_kicker_inside_the_headline() -> None:
    found = about(f"{HEADER}<article><h1><span class='kicker'>Harbours</span> {H}</h1>{P}</article>")
    assert section(found) == "Harbours"
    assert found.headline is not None
    assert found.headline.value == H


@pytest.mark.parametrize(
    "above",
    [
        "<span class='kicker'>Exclusive</span>",
        "<span class='kicker'>Breaking News</span>",
        "<a href='https://social.example/share?u=1'>Share</a>",
        "<a href='/author/jane-doe/'>Jane Doe</a>",
        "<a href='/2026/03/04/'>March 4, 2026</a>",
        "<a href='/n/'>Back to all articles</a>",
        "<a href='https://music.example/show'>Northern Music</a>",
        "<a href='/'>Eastvale Post</a>",
        "<a href='/a'>Harbours</a> <a href='/b'>Politics</a> <a href='/c'>Money</a>",
        "<p>A short line that is no label of anything</p>",
        "<a href='#c'>2 Comments</a>",
    ],
)
def test_labels_that_name_no_section(above: str) -> None:
    assert (
        section(about(f"{HEADER}<main><article><header>{above}{TITLE}</header>{P}</article></main>")) is None
    )


def test_a_menu_is_no_kicker() -> None:
    menu = "<div><a href='/'>Home</a><a href='/h/'>Harbours</a></div><ul><li><a href='/p/'>Politics</a></ul>"
    assert section(about(f"{menu}<div>{TITLE}{P}</div>")) is None
    assert section(about(f"{HEADER}{TITLE}{P}")) is None


def test_declarations_come_first() -> None:
    meta = '<meta property="article:section" content="Waterways">'
    assert (
        section(about(f"<article><a class='kicker' href='/h/'>Harbours</a>{TITLE}{P}</article>", meta))
        == "Waterways"
    )


def test_archive_months_are_no_sections() -> None:
    trail = "<div class='breadcrumbs'><a href='/'>Home</a> &gt; <a href='/2026/'>2026</a> &gt; <a href='/2026/03/'>March</a></div>"
    assert section(about(f"{trail}{TITLE}{P}")) is None


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        (
            "Policy",
            (
                "Policy",
                "",
                H,
                "",
                "Barges must take the northern canal for six weeks, captains fear",
                "",
                "By Jane Doe",
            ),
        ),
        ("Harbours", ("Harbours", H, "By Jane Doe")),
        ("Harbours", ("Harbours", "March 4, 2026", H)),
        ("HARBOURS", ("HARBOURS | March 4, 2026 | 3 min read", H)),
        ("Harbours", ("Home > News > Harbours", H)),
        ("Harbours", (f"Home / Harbours / {H}", H)),
        ("Harbours", ("Home", "Harbours", H, "By Jane Doe")),
        ("Harbours", ("Harbours", "EXCLUSIVE", H, "By Jane Doe")),
        (
            "Harbour & Ports",
            ("• Home", "• Harbour & Ports", "• Politics", "Harbour & Ports", H, "By Jane Doe"),
        ),
        ("World News", ("Harbour Gazette", "March 4, 2026", f"{H}, World News")),
        ("Politique", ("Politique", H, "Lire aussi : Le canal du nord dragué", "Publié le 4 mars 2026")),
        ("देश", ("देश", H, "यह भी पढ़ें: उत्तरी नहर की तीसरी बार खुदाई पूरी हुई")),
    ],
)
def test_sections_of_dumps(expected: str, lines: tuple[str, ...]) -> None:
    found = dump(*lines)
    assert section(found) == expected
    assert found.headline is not None
    assert found.headline.value == H


@pytest.mark.parametrize(
    "lines",
    [
        ("EXCLUSIVE", H, "By Jane Doe"),
        ("Breaking News", H, "By Jane Doe"),
        ("Eastvale Post", H, "By Jane Doe"),
        ("Newsbox", H, "By Jane Doe"),
        ("BlueLock", H, "By Jane Doe"),
        ("Jane Doe", H, "March 4, 2026"),
        ("Share", H, "By Jane Doe"),
        ("4 hours ago", H),
        (H, "By Jane Doe"),
    ],
)
def test_lines_of_dumps_that_name_no_section(lines: tuple[str, ...]) -> None:
    assert section(dump(*lines)) is None


def test_a_site_that_signs_is_no_section() -> None:
    text = "\n".join(["Canalside", H, "By Jane Doe", TEXT, "", TEXT, "", "© 2026 Canalside"])
    assert section(metadata.read(plaintext.read(Page(text.encode(), kind="text")))) is None


def test_a_kicker_alone_on_its_line_is_claimed() -> None:
    assert dump("Policy", H, "By Jane Doe").claimed == (0, 2)
    assert dump("HARBOURS | March 4, 2026 | 3 min read", H).claimed == (0,)


def test_a_line_beside_the_headline_that_the_menu_has_too() -> None:
    menu = ("Eastvale Post", "Politics", "Waterways", "Culture")
    assert section(dump(*menu, H, "Waterways", "Water rose all week.")) == "Waterways"
    row = "<div class='x1'><span>Harbours</span> · <span>6 March 2026</span></div>"
    assert section(about(f"{HEADER}<main><div>{TITLE}{row}{P}</div></main>")) == "Harbours"
    other = "<div class='x1'><span>Ada Holm</span> · <span>6 March 2026</span></div>"
    assert section(about(f"{HEADER}<main><div>{TITLE}{other}{P}</div></main>")) is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((f"You are here: Home / Harbours / {H}", H, "By Jane Doe"), "Harbours"),
        ((f"Vous êtes ici : Accueil / Ports / {H}", H), "Ports"),
        ((f"Sie sind hier: Startseite > Häfen > {H}", H), "Häfen"),
        ((H, "Details", "Category: Harbours", "Published: 5 March 2026", "Hits: 1187"), "Harbours"),
        ((H, "Rubrik: Häfen, Region", "5. März 2026"), "Häfen"),
        (("The valley", "Culture", "Nature, The valley", H, "5 March 2026"), "The valley"),
        ((H, "Category: nobody knows which of them it was", "5 March 2026"), None),
        (("News", "World", "Royals", "Climate", "The Eastvale Herald", H, "Jane Doe", "5 March 2026"), None),
    ],
)
def test_sections_that_dumps_label_or_list(lines: tuple[str, ...], expected: str | None) -> None:
    assert section(dump(*lines)) == expected


def test_a_labelled_section_is_no_publisher() -> None:
    found = dump("Tarn Residents' Bulletin", H, "Category: News", "Published: 5 March 2026", "Hits: 1187")
    assert (section(found), found.source_label) == ("News", None)
