"""What a page that declares no name calls its site: the end of its title that also links to its home page, or is its logo's."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cleaners import hosts
from cleaners.characters import squash
from cleaners.model import Document

LENGTH = 60
"""Characters of the longest name."""
LOGOS = 4
"""Pictures and blocks of a page's head among which its logo stands."""
_SEPARATED = re.compile(r"\s[-–—|·•~»«:]\s+$|[|»«]\s*$")


def named(document: Document, title: str, host: str) -> str | None:
    """The text of a link to the home page, or of a logo at the page's head, with which the page's title ends, or None.

    Args:
        document: the page.
        title: its `<title>`.
        host: its host without "www."; may be empty.
    """
    for block in document.blocks if title else ():
        for link in block.links:
            name = block.text[link.start : link.stop].strip()
            if _ends(title, name) and _is_home(link.url, host):
                return name
    logos = (image.alt.strip() for image in document.images[:LOGOS] if image.block <= LOGOS)
    return next(
        (alt for alt in logos if _ends(title, alt) and _SEPARATED.search(title.removesuffix(alt))), None
    )


def _ends(title: str, name: str) -> bool:
    """Whether a title ends with a name that is not all of it."""
    whole, said = squash(title), squash(name)
    return (
        1 < len(said) < len(whole)
        and len(name) <= LENGTH
        and whole.endswith(said)
        and not title.strip().removesuffix(name)[-1:].isalnum()
    )


def _is_home(url: str, host: str) -> bool:
    """Whether an address leads to the site's first page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    ours = hosts.host(url.strip()) in ("", host)
    return ours and parts.path in ("/", "/index.html", "/index.htm", "/index.shtml") and not parts.query
