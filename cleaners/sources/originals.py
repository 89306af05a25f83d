"""Where a story stood first, as a line around it says: "First published in the Harbour Gazette", "Read the original on …".

A name counts when it is written as one: in capitals, without figures, no agency's.
"""

from __future__ import annotations

import re
from functools import cache

from cleaners import hosts
from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Block
from cleaners.sources import agencies, creditlines
from cleaners.wording import controls

LENGTH = 300
"""Characters of the longest note."""
BESIDE = 40
"""Characters between the words of a note and the name."""
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w’'&-]*(?:\.[a-z]{2,6}\b)?"
_NAME = rf"(?P<name>(?:[Tt]he )?{_CAPITAL}(?: (?:(?:of|the|and|&|de|del|la|du|des|der|die|das|y|et|und) )?{_CAPITAL}){{0,5}})"


def named(block: Block) -> str | None:
    """The publication in which a line says that the story stood first."""
    if len(block.text) > LENGTH:
        return None
    return _published_in(block.text) or _led_to(block)


@cache
def _said() -> tuple[str, ...]:
    """How it is said that something stood somewhere first: looked for before the expression is tried."""
    lists = creditlines.lexicon()
    words = [word for table in ("first-published", "feed-footer") for word in lists[table]["words"]]
    return tuple(dict.fromkeys(word.removesuffix(" on").removesuffix(" in") for word in words))


@cache
def _published() -> re.Pattern[str]:
    lists = creditlines.lexicon()
    subjects = [word for table in ("first-published", "feed-footer") for word in lists[table]["subjects"]]
    within, articles = (tables.alternation(lists["stood-in"][name]) for name in ("words", "articles"))
    return re.compile(
        rf"(?i:{tables.alternation(subjects)})\b.{{0,200}}?\b(?i:{tables.alternation(_said())})\b[^.!?]{{0,{BESIDE}}}?"
        rf"\s?(?<![^\W_])(?:{within})(?: (?:{articles}))?\s[\"'“‘«]?{_NAME}"
    )


def _published_in(text: str) -> str | None:
    """The name behind "first published in".

    >>> _published_in("This article was first published in Tidal Times. All rights reserved.")
    'Tidal Times'
    >>> _published_in("This report was first published in May.")
    """
    folded = text.casefold()
    found = _published().search(text) if any(said in folded for said in _said()) else None
    return _checked(found["name"]) if found else None


def _led_to(block: Block) -> str | None:
    """The name to which a control leads that is nothing else: "Read the original article on Harbour Gazette"."""
    linked = block.link_chars * 5 > len(block.text) * 4 or not block.tag
    told = not linked or len(block.text) > controls.MAX_CHARS or block.text.count(" ") < 2
    found = None if told else controls.whole(block.text)
    if found is None or found.name is None or found.concept != "read-more":
        return None
    place = block.text.rfind(found.name)
    article = re.search(r"(?<=\s)(?:[^\W\d_a-z][\w’']{0,3}\s)$", block.text[:place])
    name = _checked(f"{article.group() if article else ''}{found.name}")
    elsewhere = any(hosts.host(link.url) for link in block.links)
    return name if name and (elsewhere or labels.is_publication(name)) else None


def _checked(name: str) -> str | None:
    """A name without what is none: dates, agencies, sections."""
    first = name.split(maxsplit=1)[0].casefold()
    if (
        first in creditlines.lexicon()["no-publication"]["words"]
        or not labels.is_name(name)
        or labels.is_date(name)
        or labels.is_section(name)
    ):
        return None
    return name if agencies.named(name) is None else None
