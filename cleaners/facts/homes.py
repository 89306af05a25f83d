"""What a page that declares no name calls its site: the end of its title that also links to its home page."""

from __future__ import annotations

from urllib.parse import urlsplit

from cleaners import hosts
from cleaners.characters import squash
from cleaners.model import Document

LENGTH = 60
"""Characters of the longest name."""


def named(document: Document, title: str, host: str) -> str | None:
    """The text of a link to the home page with which the page's title ends, or None.

    Args:
        document: the page.
        title: its `<title>`.
        host: its host without "www."; may be empty.
    """
    whole = squash(title)
    for block in document.blocks if whole else ():
        for link in block.links:
            name = block.text[link.start : link.stop].strip()
            said = squash(name)
            if (
                1 < len(said) < len(whole)
                and len(name) <= LENGTH
                and whole.endswith(said)
                and not title.strip().removesuffix(name)[-1:].isalnum()
                and _is_home(link.url, host)
            ):
                return name
    return None


def _is_home(url: str, host: str) -> bool:
    """Whether an address leads to the site's first page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    ours = hosts.host(url.strip()) in ("", host)
    return ours and parts.path in ("/", "/index.html", "/index.htm", "/index.shtml") and not parts.query
