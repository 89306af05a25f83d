"""Labels beside a headline that name a story's publisher and tell its age."""

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
SITE = "<meta property='og:site_name' content='Newsbox'>"
TITLE = f"<h1>{H}</h1>"
PAPER = ("Harbour Gazette", "4 hours ago")


def about(body: str) -> tuple[str | None, str | None]:
    html = (
        f"<html lang=en><head><title>{H}</title>{SITE}</head><body><div class=_a1>{body}</div></body></html>"
    )
    return label(metadata.read(document.read(Page(html.encode(), "https://newsbox.example/a/17"))))


def dump(*lines: str) -> tuple[str | None, str | None]:
    text = "\n".join([*lines, TEXT, "", TEXT])
    return label(metadata.read(plaintext.read(Page(text.encode(), kind="text"))))


def label(found: Metadata) -> tuple[str | None, str | None]:
    return found.source_label, found.relative_time


@pytest.mark.parametrize(
    "body",
    [
        "<div class=_b><a href='/source/hg'><img alt='Harbour Gazette' src='/l.png'></a><span>4 hours ago</span></div>{h}",
        "<div class=_b><div><img alt='Harbour Gazette logo' src='/l.png'></div><div>4 hours ago</div></div>{h}",
        "{h}<div class=_b><div><a href='/s/12'>Harbour Gazette</a></div><div>4 hours ago</div></div>",
        "<div class=_b>Harbour Gazette · 4 hours ago</div>{h}",
        "{h}<div><span>Harbour Gazette</span> <span>4 hours ago</span></div>",
        "<div><div>4 hours ago</div><div><a href='/publisher/hg'>Harbour Gazette</a></div></div>{h}",
    ],
)
def test_a_publisher_beside_an_age(body: str) -> None:
    assert about(body.format(h=TITLE) + P) == PAPER


@pytest.mark.parametrize(
    "body",
    [
        "<div><div class=row><a class=provider>Siel &amp; Deich</a><button>Folgen</button></div>{h}</div>{p}",
        "<div><div class=row><a>Harbour Gazette</a><button>Follow</button><i>12K Followers</i></div>{h}</div>{p}",
        "<div><p><a href='/source/siel'>Siel &amp; Deich</a> <a href='#f'>Suivre</a></p>{h}</div>{p}",
    ],
)
def test_a_publication_that_a_button_follows(body: str) -> None:
    assert about(body.format(h=TITLE, p=P))[0] in {"Siel & Deich", "Harbour Gazette"}


@pytest.mark.parametrize(
    "body",
    [
        "<div><div class=row><a>Jane Doe</a><button>Follow</button></div>{h}</div>{p}",
        "<div><div class=row><a>Harbours</a><button>Follow</button></div>{h}</div>{p}",
        "<div><div class=row><a class=provider>Newsbox</a><button>Follow</button></div>{h}</div>{p}",
    ],
)
def test_a_writer_or_topic_that_a_button_follows(body: str) -> None:
    assert about(body.format(h=TITLE, p=P))[0] is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<div><a href='https://www.estval.example/x'>estvalinfo.fr</a> · il y a 3 heures</div>{h}",
            ("estvalinfo.fr", "il y a 3 heures"),
        ),
        ("<div>Osttaler Zeitung · vor 3 Stunden</div>{h}", ("Osttaler Zeitung", "vor 3 Stunden")),
        ("<div>Diario del Puerto | hace 2 horas</div>{h}", ("Diario del Puerto", "hace 2 horas")),
    ],
)
def test_in_other_languages(body: str, expected: tuple[str, str]) -> None:
    assert about(body.format(h=TITLE) + P) == expected


@pytest.mark.parametrize(
    ("body", "age"),
    [
        ("{h}<div><a href='/author/jane-doe'>Jane Doe</a> <span>4 hours ago</span></div>{p}", "4 hours ago"),
        ("<div>Newsbox · 4 hours ago</div>{h}{p}", "4 hours ago"),
        ("<div><a href='/harbours/'>Harbours</a> <span>4 hours ago</span></div>{h}{p}", "4 hours ago"),
        ("<div>AFP · 4 hours ago</div>{h}{p}", "4 hours ago"),
        ("<div><a href='/source/hg'>Harbour Gazette</a></div>{h}{p}", None),
        ("{h}{p}<div><a href='/source/hg'>Harbour Gazette</a> <i>3 hours ago</i><h3><a href='/y'>Ferry sinks</a></h3></div>", None),
        ("{h}<p>The Harbour Gazette wrote four hours ago that the locks would close, and it was right about that.</p>{p}", None),
    ],
)  # fmt: skip
def test_labels_that_name_no_publisher(body: str, age: str | None) -> None:
    assert about(body.format(h=TITLE, p=P)) == (None, age)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Harbour Gazette", "4 hours ago", "", f"{H}, Local News"), PAPER),
        (("Harbour Gazette", "March 4, 2026", f"{H}, World News"), ("Harbour Gazette", None)),
        (("March 4, 2026", "Harbour Gazette", "Listen to this article", H), ("Harbour Gazette", None)),
        ((f"{H}, Local News", "Source: Harbour Gazette", "Date: March 4, 2026"), ("Harbour Gazette", None)),
        (
            ("Daily Compass", "2 hours ago", "- Harbours", "- Daily Compass", H),
            ("Daily Compass", "2 hours ago"),
        ),
        (("Jane Doe", "4 hours ago", H), (None, "4 hours ago")),
        (("March 4, 2026", "Follow Harbour Gazette on Google", H), (None, None)),
        (("Harbours", "March 4, 2026", H), (None, None)),
    ],
)
def test_dumps(lines: tuple[str, ...], expected: tuple[str | None, str | None]) -> None:
    assert dump(*lines) == expected


def test_a_publication_under_the_headline_of_a_dump_that_stands_below_the_story_again() -> None:
    def named(*head: str) -> str | None:
        text = "\n".join([*head, TEXT, "", TEXT, "Last changed on Monday", "Harbour Gazette"])
        return metadata.read(plaintext.read(Page(text.encode(), kind="text"))).source_label

    assert named("Newsbox", f"{H}, World News", "Harbour Gazette") == "Harbour Gazette"
    assert named("Harbour Gazette", f"{H}, World News", "Harbour Gazette") is None
    assert named("Newsbox", f"{H}, World News", "Harbour Cafe") is None


def portal(title: str, provider: str, body: str) -> str | None:
    node = f'{{"@type":"NewsArticle","headline":"{H}","provider":{{"@type":"Organization","name":"{provider}"}}}}'
    html = (
        f"<html lang=en><head><title>{title}</title>{SITE}<script type='application/ld+json'>{node}</script></head>"
        f"<body><div class=_a1>{body}</div></body></html>"
    )
    return metadata.read(document.read(Page(html.encode(), "https://newsbox.example/a/17"))).source_label


@pytest.mark.parametrize(
    ("title", "provider", "body", "name"),
    [
        (
            f"{H} - Newsbox",
            "Siel Quarterly",
            f"{TITLE}{P}<h4>More from Siel Quarterly</h4>",
            "Siel Quarterly",
        ),
        (f"{H} - Newsbox", "Siel", f"<img alt='Siel logo' src=/s.png>{TITLE}{P}", "Siel"),
        (f"{H} - Newsbox", "Siel", TITLE + P, None),
        (f"{H} - Newsbox", "Siel", f"{TITLE}{P}<p>© 2026 Siel</p>", None),
        (f"{H} - Newsbox", "Newsbox", f"{TITLE}{P}<p>Newsbox</p>", None),
        (f"{H} - Newsbox", "Reuters", f"{TITLE}{P}<p>Reuters</p>", None),
        (f"{H}（潮汐新聞） - Newsbox", "", f"{TITLE}<p>潮汐新聞</p>{P}", "潮汐新聞"),
        (f"{H} (video) - Newsbox", "", TITLE + P, None),
    ],
)
def test_a_portal_that_declares_whose_story_it_shows(
    title: str, provider: str, body: str, name: str | None
) -> None:
    assert portal(title, provider, body) == name


def test_the_age_of_a_change_is_no_age_of_the_story() -> None:
    assert about(f"{TITLE}<ul><li>Updated 2 hrs ago</li></ul>{P}") == (None, None)
    assert about(f"{TITLE}<ul><li>Posted 2 hrs ago</li></ul>{P}") == (None, "2 hrs ago")


def test_a_source_without_the_agency_that_it_worked_with() -> None:
    assert dump(H, "Source: Harbour Gazette with AFP")[0] == "Harbour Gazette"
    assert dump(H, "Source: Bread and Roses")[0] == "Bread and Roses"


def test_the_publication_over_a_dumps_headline_that_a_credit_names_again() -> None:
    menu = ("Newsbox", "Mail", "Weather", "Sport")
    credit = "The lower lock on Monday. (Harbour Gazette)"
    assert dump(*menu, "The Harbour Gazette", H, "4 May 2026", credit)[0] == "The Harbour Gazette"
    assert dump(*menu, "The Harbour Gazette", H, "4 May 2026")[0] is None
    assert dump("The Harbour Gazette", H, "4 May 2026", credit)[0] is None
