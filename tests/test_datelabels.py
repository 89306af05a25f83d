"""Dates in visible lines: beside the headline, under the story, and those that are another story's."""

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
TITLE = f"<h1>{H}</h1>"
FOURTH, FIFTH = "2026-03-04", "2026-03-05"


def about(body: str) -> tuple[str | None, str | None]:
    html = f"<html lang=en><head><title>{H}</title></head><body>{body}</body></html>"
    return both(metadata.read(document.read(Page(html.encode(), "https://www.eastvale-post.example/locks"))))


def dump(*lines: str) -> tuple[str | None, str | None]:
    text = "\n".join(line.format(story=f"{TEXT}\n\n{TEXT}") for line in lines)
    return both(metadata.read(plaintext.read(Page(text.encode(), kind="text"))))


def both(found: Metadata) -> tuple[str | None, str | None]:
    published, modified = found.published, found.modified
    return (published.value if published else None, modified.value if modified else None)


@pytest.mark.parametrize(
    "line",
    [
        "Published: March 4, 2026 | Updated: March 5, 2026",
        "Updated: March 5, 2026 | Published: March 4, 2026",
        "Updated - March 05, 2026; Published - March 04, 2026",
        "March 4, 2026 (updated March 5, 2026)",
        "Last Updated: March 5, 2026. First Published: March 4, 2026",
        "Jane DoeBy Jane DoeMarch 4, 2026Updated:March 5, 20262 Comments3 Mins Read",
        "Veröffentlicht: 04.03.2026, aktualisiert: 05.03.2026",
        "Publié le 4 mars 2026, mis à jour le 5 mars 2026",
        "Publicado el 4 de marzo de 2026 | Actualizado el 5 de marzo de 2026",
        "公開 2026年3月4日 更新 2026年3月5日",
        "2026年3月4日 公開 2026年3月5日 更新",
    ],
)
def test_both_dates_are_never_swapped(line: str) -> None:
    assert about(f"<article>{TITLE}<div>{line}</div>{P}</article>") == (FOURTH, FIFTH)
    assert dump(H, line, "{story}") == (FOURTH, FIFTH)


def test_labels_in_blocks_of_their_own() -> None:
    found = about(
        f"{TITLE}<div>Updated</div><div>March 5, 2026</div><div>Published</div><div>March 4, 2026</div>{P}"
    )
    assert found == (FOURTH, FIFTH)


def test_clock_times_and_zones() -> None:
    line = "Updated: March 5, 2026 08:10 IST | First Published: March 4, 2026 20:15 IST"
    assert dump(H, line, "{story}") == ("2026-03-04T20:15:00", "2026-03-05T08:10:00")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("First Published: March 04, 2026, 20:15 IST", ("2026-03-04T20:15:00", None)),
        ("This report was first published on March 4, 2026.", (FOURTH, None)),
        ("This article was originally published at 09:00 on 4 March 2026.", ("2026-03-04T09:00:00", None)),
        ("This story was updated on March 5, 2026.", (None, FIFTH)),
        ("Last updated: March 5, 2026", (None, FIFTH)),
        ("Dieser Artikel wurde am 4. März 2026 veröffentlicht.", (FOURTH, None)),
        ("Esta noticia se publicó originalmente el 4 de marzo de 2026.", (FOURTH, None)),
        ("Cet article a été publié le 4 mars 2026.", (FOURTH, None)),
        ("The list was first published on March 4, 1926, and names nine rivers.", (None, None)),
        ("This article of the treaty was broken on March 4, 2026, he said.", (None, None)),
        ("Divers were sent down on March 4, 2026", (None, None)),
    ],
)
def test_notes_under_the_story(note: str, expected: tuple[str | None, str | None]) -> None:
    assert about(f"<article>{TITLE}<p>By Jane Doe</p>{P}<p>{note}</p></article>") == expected
    assert dump(H, "By Jane Doe", "{story}", note) == expected


def test_a_note_does_not_beat_the_date_line() -> None:
    assert dump(H, "March 5, 2026", "{story}", "This report was first published on March 4, 2026.") == (
        FIFTH,
        None,
    )


def test_dates_of_other_stories_in_dumps() -> None:
    others = ("Related Articles", "Ferry runs aground near Northport", "Published: March 6, 2026")
    assert dump(H, "{story}", *others) == (None, None)
    assert dump("What's Hot", "Ferry runs aground near Northport", "March 6, 2026", "Mayor sells the old town hall",
                "March 6, 2026", H, "By Jane Doe", "{story}") == (None, None)  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "<div class='hd'><time datetime='2026-03-06'>Friday, March 6, 2026</time></div><div><div>{h}{p}</div></div>",
        "<div>Friday, March 6, 2026</div><div><a href='/'>Eastvale Post</a></div>{h}<p>By Jane Doe</p>{p}",
        "<div>Friday, March 6, 2026</div>{h}<p>By Jane Doe</p>{p}",
        "<header>Friday, March 6, 2026</header><main><article>{h}{p}</article></main>",
        "<div><div>{h}{p}</div><div><h3><a href='/x'>Ferry runs aground near Northport</a></h3><time datetime='2026-03-06'>"
        "March 6</time></div></div>",
        "<div>{h}{p}<div><time datetime='2026-03-06'>6 March</time><h3><a href='/x'>Ferry runs aground</a></h3></div></div>",
        "<div><div>{h}<p>The locks are closed.</p></div><div><h3><a href='/x'>Ferry runs aground near Northport today</a></h3>"
        "<div>March 6, 2026</div></div></div>",
    ],
)
def test_clock_and_teasers_of_pages(body: str) -> None:
    assert about(body.format(h=TITLE, p=P)) == (None, None)


LONG_DECK = (
    "An extension of the pier would bring nine hundred jobs and the largest ships that were ever seen in the estuary. "
    "Those who fish there say that nobody has asked them the right questions about it so far."
)
LONG_CAPTION = (
    "Dredging barges moored off the point where the new berth would stand, seen from the foot ferry to Eastvale on a "
    "morning without wind. Photograph: Jane Poe for the Harbour Gazette"
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Harbour Gazette", "March 4, 2026", H), FOURTH),
        (("March 4, 2026", "Harbour Gazette", "Listen to this article", H), FOURTH),
        (("Harbours", "Wednesday, March 4, 2026", H), FOURTH),
        (("Friday, March 6, 2026", "Eastvale Post", H, "By Jane Doe"), None),
        (("scorestats", "Friday, March 6, 2026", "Support Our Journalism", f"HomeHarbours{H}", H), None),
        (
            (H, "Étienne BeaumarchaisPar Étienne Beaumarchais4 mars 2026Aucun commentaire2 min de lecture"),
            FOURTH,
        ),
        (
            (
                H,
                "The ferry that sank on March 4, 2026, has been raised by a salvage firm from the town of Norby",
            ),
            None,
        ),
        (("Friday 6 March 2026", "• Home", "• Harbours", H, "4 March 2026"), FOURTH),
        ((H, LONG_DECK, LONG_CAPTION, LONG_CAPTION, "By Jane Doe · 4 March 2026 · 5 minute read"), FOURTH),
    ],
)
def test_dates_above_a_dumps_headline(lines: tuple[str, ...], expected: str | None) -> None:
    assert dump(*lines, "{story}")[0] == expected
