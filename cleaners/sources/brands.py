"""The brand in a company's name: "Harbour Gazette Publishing Ltd" prints the Harbour Gazette.

Legal forms are never part of a brand.  Trades ("Media", "Verlagsgesellschaft") go only where the page itself
writes the shorter name: over its menu, in its title, on its logo, in its address.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from cleaners.characters import squash
from cleaners.lexicon import tables

SHORTEST = 3
"""Characters that are too few for a brand that only its owner's name tells."""
NAME_WORDS = 5
"""Words of the longest name over a page."""


@cache
def _words(name: str) -> frozenset[str]:
    return tables.words("companies", name)


def brand(name: str, written: Collection[str]) -> str:
    """The shortest name that the page writes itself and that a company's name begins with.

    Args:
        name: as a footer, a declaration or a copyright line has it.
        written: squashed names that stand alone on the page, in its title or its address.

    >>> brand("Tidal Times Verlagsgesellschaft mbH", {"tidaltimes"})
    'Tidal Times'
    >>> brand("Tidal Media Ltd", {"courier"})
    'Tidal Media'
    """
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[-1].casefold() in _words("forms"):
        words.pop()
    whole = " ".join(words) if len(words) < len(name.replace(",", " ").split()) else name
    if squash(whole) in written:
        return whole
    shorter = list(words)
    while len(shorter) > 1 and shorter[-1].casefold() in _words("trades") | _words("forms"):
        shorter.pop()
        if squash(" ".join(shorter)) in written:
            return " ".join(shorter)
    return whole


def is_of(name: str, owner: str) -> bool:
    """Whether a name may be a company's brand: the company's name begins with it, or holds no more but its trade.

    >>> is_of("Tidal", "Tidal Nachrichtendienst"), is_of("The Marlow Kestrel", "Kestrel Publishing Co.")
    (True, True)
    >>> is_of("Weather", "Kestrel Media")
    False
    """
    if len(name) <= SHORTEST or not name[0].isupper():
        return False
    if owner.startswith(f"{name} "):
        return True
    trade = _words("trades") | _words("forms")
    left = [word.strip(".,") for word in owner.split() if word.strip(".,").casefold() not in trade]
    return bool(left) and len(name.split()) <= NAME_WORDS and set(left) <= set(name.split())


_ARTICLES = (
    r"(?:the|your|our|der|die|das|den|dem|unser\w*|le|la|les|notre|el|los|las|o|a|os|as|il|lo|gli|de|het)"
)


def is_named(name: str, text: str) -> bool:
    """Whether a text names a publication: in full, or behind an article by a word of it, but the first (a place).

    >>> is_named("Marsh End Evening Lantern", "Keep the Lantern burning"), is_named("The Post", "Post it")
    (True, False)
    """
    several = sum(bool(squash(word)) for word in name.split()) > 1  # "The Post" is one word
    if squash(name) in squash(text) and (several or name in text):
        return True
    words = [word for word in name.split()[1:] if len(word) > 3 and word[0].isupper()]
    return any(re.search(rf"(?i:\b{_ARTICLES})\s{re.escape(word)}(?!\w)", text) for word in words)
