"""Pages without a story are named as such; short stories among teasers and news about cookies are stories."""

from __future__ import annotations

import pytest
from digests import MAIN, html, split, text
from stories import BRIDGE, BRIDGE_TEXT, TEASERS, bodies, page, paragraphs

from cleaners import clean
from cleaners.layout import pagekinds
from cleaners.model import Metadata

URL = "https://quay.example/local/"


@pytest.mark.parametrize(
    "teaser",
    [
        '<div><h3><a href="/n/{n}">{head}</a></h3><p>{text}</p></div>',
        '<dl><dt><a href="/n/{n}">{head}</a></dt><dd>{text}</dd></dl>',
        '<article><a href="/n/{n}"><h2>{head}</h2></a><p>{text}</p><time>May {n}, 2026</time></article>',
        '<div><a href="/n/{n}"><h3>{head}</h3></a><p>{text} It rained when it happened, and the band…</p></div>',
    ],
)
def test_a_page_of_teasers_is_a_listing(teaser: str) -> None:
    rows = "".join(
        teaser.format(n=number, head=head, text=text) for number, (head, text) in enumerate(TEASERS, 1)
    )
    cleaned = clean(page("Local news", f"<h1>Local news</h1>{rows}"), url=URL)
    assert not cleaned.articles
    assert "listing" in cleaned.flags


@pytest.mark.parametrize("text", [BRIDGE_TEXT, (f"{BRIDGE_TEXT[0]} {BRIDGE_TEXT[2]}",)])
def test_a_story_above_teasers_is_none(text: tuple[str, ...]) -> None:
    rows = "".join(
        f'<div><a href="/n/{head}"><h3>{head}</h3></a><p>{said}</p></div>' for head, said in TEASERS
    )
    cleaned = clean(page(BRIDGE, f"<h1>{BRIDGE}</h1>{paragraphs(text)}<h4>Elsewhere</h4>{rows}"), url=URL)
    assert len(cleaned.articles) == 1
    assert bodies(cleaned)[0][: len(text)] == text
    assert TEASERS[0][1] not in cleaned.articles[0].article_body


def test_a_page_that_leads_to_the_parts_of_its_subject_is_none() -> None:
    parts = (
        "Care of the teeth",
        "Care of the gums",
        "Dry mouths",
        "Small children",
        "Older people",
        "Leaflets",
    )
    rows = "".join(
        f'<div><h3><a href="/teeth/{n}">{part}</a></h3><p>What the county does for them, and where to ask about it '
        f"on weekdays between nine and four.</p></div>"
        for n, part in enumerate(parts)
    )
    intro = "<p>Teeth matter to everybody who eats, and the county looks after those of its people.</p>"
    assert clean(page("Teeth", f"<h1>Teeth in the county</h1>{intro}{rows}"), url=URL).articles


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Ihre Privatsphäre ist uns wichtig</h2><p>Wir und unsere 211 Partner speichern Cookies auf Ihrem Endgerät "
        "und verarbeiten personenbezogene Daten, um Ihnen Anzeigen zu zeigen.</p><p>Ihre Einwilligung können Sie "
        "jederzeit in unserer Datenschutzerklärung widerrufen.</p><a href='#y'>Alle akzeptieren</a><a href='#n'>Nein</a>",
        "<h1>Nous respectons votre vie privée</h1><p>Avec nos partenaires, nous utilisons des cookies pour consulter "
        "des informations sur votre appareil.</p><p>Votre consentement s’applique à ce site. Vous pouvez le retirer "
        "à tout moment.</p><button>Tout accepter</button><button>Continuer sans accepter</button>",
        "<p>Choose how to read The Quay. Accept advertising cookies and read for free, or pay and read without "
        "tracking.</p><p>We and our vendors process your device identifiers to measure what you see, with your "
        "consent.</p><button>Agree and continue</button><a href='/subscribe'>Subscribe</a>",
    ],
)
def test_a_page_that_asks_for_consent_is_a_wall(body: str) -> None:
    cleaned = clean(page("The Quay", f"<div>{body}</div>"), url=URL)
    assert not cleaned.articles
    assert set(cleaned.flags) >= {"no_article", "consent_wall"}


def test_news_about_cookies_is_no_wall() -> None:
    text = (
        "The data regulator fined eleven online shops on Monday because their banners had no button to reject tracking.",
        "“Your consent is worth nothing if we cannot say no,” said commissioner Vera Olm, who sued her own bank.",
        "The shops said that they and their partners would appeal. Seven of them have since changed their banners.",
    )
    body = f"<article><h1>Regulator fines shops over cookies</h1>{paragraphs(text)}</article>"
    bar = "<div><p>We use cookies.</p><button>Accept</button></div>"
    cleaned = clean(page("Regulator fines shops over cookies", body + bar), url=URL)
    assert bodies(cleaned) == [text]


def test_the_entries_of_an_undeclared_live_blog_are_its_text() -> None:
    entries = (
        ("17:40", "Power is back", "The grid says it."),
        (
            "16:05",
            "Tree on the line",
            "Trains stop at Tolle until further notice, the railway says. Buses run.",
        ),
        ("15:10", "First gusts", "The ferry has tied up. So have the fishermen of Norn, all eleven boats."),
    )
    body = "".join(
        f'<div><span>{time}</span><h3>{head}</h3><p>{text}</p><a href="#s">Share</a></div>'
        for time, head, text in entries
    )
    cleaned = clean(
        page("Storm: as it happened", f"<main><h1>Storm: as it happened</h1>{body}</main>"), url=URL
    )
    assert bodies(cleaned) == [tuple(part for entry in entries for part in entry[1:])]


def test_times_of_a_race_stay_in_its_table() -> None:
    rows = "".join(f"<tr><td>Jan Vik</td><td>1{n}:08</td></tr>" for n in range(4))
    cleaned = clean(page(BRIDGE, f"<h1>{BRIDGE}</h1>{paragraphs(BRIDGE_TEXT)}<table>{rows}</table>"), url=URL)
    assert not [verdict for verdict in cleaned.verdicts if verdict.rule.startswith("furniture.update")]


def test_listing_is_teasers_only() -> None:
    teasers = "".join(
        f"<h3><a href='/n{n}'>Council number {n} votes on the old bridge</a></h3>" for n in range(15)
    )
    assert pagekinds.is_listing(html(f"<h1>News</h1>{teasers}"), Metadata())
    assert not pagekinds.is_listing(html(f"<h1>News</h1>{MAIN}{teasers}"), Metadata())
    assert not pagekinds.is_listing(html(f"<h1>News</h1>{teasers}"), Metadata(article_type="NewsArticle"))
    dump = "".join(f"Council number {n} votes on the old bridge\nAugust 3, 2025\n" for n in range(15))
    assert pagekinds.is_listing(text(dump), Metadata())
    assert not pagekinds.is_listing(
        text("\n".join(f"Verse number {n} of a long poem" for n in range(40))), Metadata()
    )


@pytest.mark.parametrize(
    ("metadata", "kind"),
    [
        (Metadata(), "article"),
        (Metadata(page_types=("LiveBlogPosting",)), "liveblog"),
        (Metadata(page_types=("ImageGallery",)), "gallery"),
        (Metadata(page_types=("ImageGallery", "NewsArticle")), "article"),
    ],
)
def test_page_kind(metadata: Metadata, kind: str) -> None:
    read = html(f"<h1>A story</h1>{MAIN}")
    assert pagekinds.page_kind(read, metadata, split(read, metadata)) == kind


FURNITURE = (
    "Home",
    "Go",
    "Mail",
    "Sports",
    "More...",
    "Advertisement",
    "View Comments (212)",
    "Terms",
    "Give feedback",
)
PLAYED = "Now playing: What it takes to move a 400-ton bridge"
BRIEF = "A town’s only bridge has been stuck up for 11 days. The neighbours built a schedule around it."
TOLD = "The bridge went up for a barge on Tuesday, the harbour office said, and no motor has brought it down again since."


def test_a_dump_of_a_page_without_its_story_is_no_article() -> None:
    cleaned = clean(
        "\n".join((*FURNITURE, "Lakeshore Tribune", BRIEF, "Ada Moor, Lakeshore Tribune", PLAYED)),
        kind="text",
    )
    assert (cleaned.articles, cleaned.flags) == ((), ("no_article",))


@pytest.mark.parametrize("around", [FURNITURE, ()])
def test_a_brief_story_is_one(around: tuple[str, ...]) -> None:
    (article,) = clean("\n".join((*around, "Bridge stuck", "By Ada Moor", TOLD)), kind="text").articles
    assert TOLD in article.article_body
