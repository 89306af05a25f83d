"""The brand in a company's name: "Harbour Gazette Publishing Ltd" prints the Harbour Gazette.

Legal forms are never part of a brand.  Trades ("Media", "Verlagsgesellschaft") go only where the page itself
writes the shorter name: over its menu, in its title, on its logo, in its address.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources

from cleaners.facts.titles import squash


@cache
def _words(name: str) -> frozenset[str]:
    source = resources.files("cleaners").joinpath("lexicon/companies.toml").read_text("utf-8")
    return frozenset(tomllib.loads(source)[name]["words"])


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
