"""The pages that the scorer learns from hold what their truth says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import corpus, labels
from cleaners import document, plaintext
from cleaners.model import Block, Document, Page

WRITTEN = tuple(corpus.written())


def read(known: corpus.Known) -> Document:
    page = Page(known.content, known.url, known.kind)
    return plaintext.read(page) if known.kind == "text" else document.read(page)


WORD = re.compile(r"\w+")


def test_every_page_has_its_truth() -> None:
    folder = Path(corpus.__file__).parent / corpus.WRITTEN
    assert sorted(path.name for path in (folder / "pages").iterdir()) == sorted(
        Path(known.truth["page"]).name for known in WRITTEN
    )
    assert {known.kind for known in WRITTEN} == {"html", "text"}


@pytest.mark.parametrize("known", WRITTEN, ids=lambda known: known.id)
def test_the_page_shows_its_stories_and_more(known: corpus.Known) -> None:
    blocks = read(known).blocks
    shown = " ".join(block.text for block in blocks)
    paragraphs = known.truth["body"].splitlines()
    assert paragraphs
    # A paragraph may be broken where the page breaks it, or joined to a mark: its words are there.
    said = set(WORD.findall(shown))
    assert all(said.issuperset(WORD.findall(paragraph)) or paragraph in shown for paragraph in paragraphs)
    assert len(shown) > len(known.truth["body"])


def blocks(*texts: str) -> list[Block]:
    return [Block(index, "paragraph", "p", text, -1) for index, text in enumerate(texts)]


def test_a_line_is_text_where_its_words_are_known_to_stand() -> None:
    body = "The ferry will run again from May.\nNo.\nTickets cost the same as before, the board said."
    shown = blocks(
        "The ferry will run again from May.",
        "No.",
        "Read more about ferries in our letter.",
        "May.",
        "Photo: Ada Quill Tickets cost the same as before, the board said.",
        "will run again from May.",
    )
    assert labels.verbatim(shown, body) == [True, True, False, False, True, True]
