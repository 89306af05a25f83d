"""How much of a block is links, and where they lead."""

from __future__ import annotations

from cleaners import hosts
from cleaners.layout import labels
from cleaners.model import Block

LINKED_LINE = 0.8
"""Share of a line's letters that lead elsewhere, when it is nothing but a link."""
BETWEEN_LINKS = " []()|·•/"


def is_running_text(block: Block) -> bool:
    """Whether a block is prose, not a linked teaser."""
    return block.link_chars * 2 < len(block.text) and labels.is_prose(block.text)


def leads_elsewhere(block: Block) -> bool:
    """Whether at least half of a block's text leads to another page."""
    return block.link_chars * 2 >= len(block.text) and any(
        not link.url.startswith("#") for link in block.links
    )


def is_link_line(block: Block) -> bool:
    """Whether a block is nothing but links to other pages."""
    if block.link_chars * 2 < len(block.text):
        return False
    if block.link_chars < len(block.text):
        letters = len(block.text) - sum(map(block.text.count, BETWEEN_LINKS))
        if block.link_chars < LINKED_LINE * letters:
            return False
    return block.text.strip(BETWEEN_LINKS) != "" and any(not link.url.startswith("#") for link in block.links)


def is_same_site(url: str, page: str | None) -> bool:
    """Whether an address is of the page's own site, as far as hosts are known.

    >>> is_same_site("https://sport.gazette.example/x", "https://www.gazette.example/"), is_same_site("/x", None)
    (True, True)
    """
    one, other = hosts.host(url), hosts.host(page)
    if one is None or other is None:
        return False
    return not one or not other or hosts.are_of_one_site(one, other)
