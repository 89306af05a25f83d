"""How much of a block is links, and where they lead."""

from __future__ import annotations

import builders
import pytest

from cleaners.layout import linking
from cleaners.model import Block

SENTENCE = "The ferries will sail all winter, the harbour board decided on Monday evening."


def block(markup: str) -> Block:
    """The block that a paragraph becomes."""
    return builders.page(f"<p>{markup}</p>").blocks[0]


@pytest.mark.parametrize(
    ("markup", "running", "elsewhere", "line"),
    [
        (SENTENCE, True, False, False),
        (f'<a href="/b">The board</a> met. {SENTENCE}', True, False, False),
        (f'<a href="/n">{SENTENCE}</a>', False, True, True),
        ('<a href="/a">World</a> | <a href="/b">Sport</a>', False, True, True),
        ('<a href="/a">World news</a> and more', False, True, False),
        ('<a href="#top">Back to the top</a>', False, False, False),
        ("Ferries", False, False, False),
    ],
)
def test_what_a_blocks_links_make_of_it(markup: str, running: bool, elsewhere: bool, line: bool) -> None:
    one = block(markup)
    found = (linking.is_running_text(one), linking.leads_elsewhere(one), linking.is_link_line(one))
    assert found == (running, elsewhere, line)


@pytest.mark.parametrize(
    ("url", "page", "same"),
    [
        ("https://sport.gazette.example/x", "https://www.gazette.example/y", True),
        ("https://gazette.example:8080/x", "https://gazette.example/y", True),
        ("/x", "https://www.gazette.example/y", True),
        ("https://gazette.example/x", None, True),
        ("https://herald.example/x", "https://gazette.example/y", False),
        ("https://sport.gazette.co.uk/x", "https://www.gazette.co.uk/y", True),
        ("https://herald.co.uk/x", "https://gazette.co.uk/y", False),
        ("http://10.0.7.1/x", "http://10.9.7.1/y", False),
        ("http://[broken/x", "https://gazette.example/y", False),
    ],
)
def test_addresses_of_one_site(url: str, page: str | None, same: bool) -> None:
    assert linking.is_same_site(url, page) == same
