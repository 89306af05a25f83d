"""Readers' comments go in any markup, however long; forums, letters and prose about replies stay."""

from __future__ import annotations

import pytest
from stories import BRIDGE, BRIDGE_TEXT, COMMENTS, bodies, page, paragraphs

from cleaners import clean, document
from cleaners.layout import threads
from cleaners.model import Page

STORY = f"<div><h1>{BRIDGE}</h1>{paragraphs(BRIDGE_TEXT)}</div>"
LIST = "".join(
    f'<li><img src="/a.png"><strong>{name}</strong> <small>2 days ago</small><p>{text}</p>'
    '<a href="#r">Like</a> <a href="#r">Reply</a></li>'
    for name, text in COMMENTS
)
NESTED = (
    '<div class="x3"><i class="x4">{}</i><time>May 3, 2026</time><div>{}</div><button>Reply</button>'
    '<div><div class="x3"><i class="x4">{}</i><time>May 3, 2026</time><div>{}</div><button>Reply</button></div>'
    '</div></div><div class="x3"><i class="x4">{}</i><time>May 4, 2026</time><div>{}</div><button>Reply</button></div>'
).format(*(part for comment in COMMENTS for part in comment))
SIGNED = "".join(
    f"<div><div><b>{name}</b> <i>vor 3 Stunden</i></div><p>{text}</p></div>" for name, text in COMMENTS
)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div><h3>12 Comments</h3><ul>{LIST}</ul></div>",
        f"<section><div>{NESTED}</div></section>",
        f"<div><h4>3 Kommentare</h4>{SIGNED}</div>",
    ],
)
def test_comments_go_without_a_class_that_names_them(markup: str) -> None:
    cleaned = clean(page(BRIDGE, STORY + markup), url="https://quay.example/bridge")
    assert bodies(cleaned) == [BRIDGE_TEXT]
    assert "furniture.comments" in {verdict.rule for verdict in cleaned.verdicts}


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f"<h3>{name}</h3><p>{text}</p>" for name, text in COMMENTS),
        "<p>Asked for a reply, the haulage firms sent one of three words, and the mayor framed it.</p>",
        "<section><h2>More comments about trains</h2><a href='/a'>Reply of the minister to the letter</a></section>",
    ],
)
def test_letters_and_prose_about_replies_are_no_thread(markup: str) -> None:
    read = document.read(Page(f"{STORY}<article>{markup}</article>".encode()))
    assert threads.find(read, 0, len(read.blocks)) == ()


def test_a_page_that_begins_with_the_first_post_is_a_forum() -> None:
    read = document.read(Page(f"<h1>Which way round the mill?</h1><ul>{LIST}</ul>".encode()))
    assert threads.find(read, 0, len(read.blocks)) == ()


def test_teasers_with_dates_under_a_heading_are_no_thread() -> None:
    teaser = "<div><h2>{}</h2><span>Jane Doe</span> <span>2 hours ago</span></div>"
    rows = "".join(teaser.format(f"How the county repaired its bridge number {n}") for n in range(4))
    read = document.read(Page(f"{STORY}<div><h3>Discussion</h3>{rows}</div>".encode()))
    assert threads.find(read, 0, len(read.blocks)) == ()


ENTRY = "<div><b>{}</b><span>{}</span><p>{}</p></div>"


def test_a_headed_box_of_signed_entries_is_a_thread_under_any_heading() -> None:
    rows = ENTRY.format("Ana R", "7 May", "I rowed there first.") + ENTRY.format("Jo", "8 May", "No, I did.")
    box = f"<div><h3>Shouted from the quay</h3>{rows}<button>Shout</button></div>"
    read = document.read(Page(f"{STORY}{box}".encode()))
    (thread,) = threads.find(read, 0, len(read.blocks))
    assert [read.blocks[index].text for index in (thread.start, thread.stop - 1)] == [
        "Shouted from the quay",
        "Shout",
    ]
    for other in (
        f"<div>{rows}</div>",
        f"<div><h3>Marks</h3>{rows.replace('7 May', '7 points')}</div>",
        f"<div><h3>How it came about</h3>{rows}<p>Since then nobody has rowed there.</p></div>",
    ):
        read = document.read(Page(f"{STORY}{other}".encode()))
        assert threads.find(read, 0, len(read.blocks)) == ()
