"""Where a text names the site that it stands on: a story does so seldom, an appeal or a notice often."""

from __future__ import annotations

import re

from cleaners import hosts
from cleaners.model import Document, Metadata

NOWHERE = 999
"""Stands for "not named at all" in offsets."""
SHORTEST, LONGEST = 4, 40
"""Characters of names that are looked for."""
HOST_LETTERS = 5
"""Letters of the shortest host name that is looked for as a name."""
HEAD_LINES, HEAD_CHARS, HEAD_WORDS = 3, 30, 4
"""Lines at the top of a dump, and the longest of them, that may be the site's name."""


class SelfMention:
    """The names of a page's site and publisher, in full and by each of their words but the first, which may be a place."""

    def __init__(self, document: Document, about: Metadata) -> None:
        names = _names(document, about)
        words = {
            word for name in names for word in name.split()[1:] if len(word) >= SHORTEST and word[0].isupper()
        }
        written = sorted(names | words, key=lambda one: (-len(one), one))
        self._pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, written))})(?!\w)") if written else None
        )

    def row(self, text: str) -> tuple[int, int]:
        """The offset of the first mention in a text, and the number of mentions."""
        found = [match.start() for match in self._pattern.finditer(text)] if self._pattern else []
        return (found[0], len(found)) if found else (NOWHERE, 0)


def _names(document: Document, about: Metadata) -> set[str]:
    """What the page calls itself and its story's publisher; the host's name where it is long enough."""
    known = [about.source_label]
    known += [about.site_name.value] if about.site_name else []
    known += [about.publisher.name] if about.publisher else []
    if document.page.kind == "text":
        known += [block.text for block in document.blocks[:HEAD_LINES] if _may_be_name(block.text)]
    labels = (hosts.host(document.page.url) or "").split(".")
    host = max(labels[:-1], key=len, default="")
    if len(host) >= HOST_LETTERS:
        known.append(host.capitalize())
    return {name.strip() for name in known if name and SHORTEST <= len(name.strip()) <= LONGEST}


def _may_be_name(text: str) -> bool:
    """Whether a line at the top of a dump may be the site's name: a few words, no label before another name."""
    return (
        len(text) <= HEAD_CHARS and len(text.split()) <= HEAD_WORDS and text[0].isupper() and ":" not in text
    )
