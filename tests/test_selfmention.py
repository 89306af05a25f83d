"""Where a text names the site that it stands on."""

from __future__ import annotations

import pytest

from cleaners import document, plaintext
from cleaners.model import Found, Metadata, Page
from cleaners.scorer.selfmention import NOWHERE, SelfMention

ABOUT = Metadata(site_name=Found("Tarn Bay Lantern", "og:site_name"))
PAGE = document.read(Page(b"<p>Text</p>", "https://www.bayportal.example/news/1"))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The Tarn Bay Lantern is printed on Tuesdays.", (4, 1)),
        ("Readers of the Lantern are invited; the Lantern pays.", (15, 2)),
        ("Bayportal members read on.", (0, 1)),
        ("He lit a lantern on the pier in Tarn.", (NOWHERE, 0)),
        ("Lanterns burned along the bayportal.", (NOWHERE, 0)),
    ],
)
def test_names_in_full_and_by_their_later_words(text: str, row: tuple[int, int]) -> None:
    assert SelfMention(PAGE, ABOUT).row(text) == row


def test_a_dump_has_its_name_at_the_top() -> None:
    lines = "Kestrel Post\nHome\nThe council met on Tuesday and voted.\nThe Kestrel Post has 12 reporters."
    read = plaintext.read(Page(lines.encode(), kind="text"))
    assert SelfMention(read, Metadata()).row("The Kestrel Post has 12 reporters.") == (4, 1)


def test_a_label_before_a_name_is_no_name() -> None:
    read = plaintext.read(Page(b"Source: Marlow Courier\nThe council of Marlow met on Tuesday.", kind="text"))
    assert SelfMention(read, Metadata()).row("The council of Marlow met on Tuesday.") == (NOWHERE, 0)


def test_without_a_name_nothing_is_found() -> None:
    read = document.read(Page(b"<p>Text</p>"))
    assert SelfMention(read, Metadata()).row("The Lantern") == (NOWHERE, 0)
