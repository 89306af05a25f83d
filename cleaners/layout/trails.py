"""Lines that are breadcrumbs: the way from the home page to a story, parted by marks or run together."""

from __future__ import annotations

import re
from functools import cache

from cleaners.characters import squash
from cleaners.lexicon import tables

LENGTH = 80
"""Characters of the longest trail, its headline left out."""
TAIL = 15
"""Letters, at least, that a trail and the headline which it runs into have in common."""
_MARK = re.compile(r"\s[»›>→]\s")
"""What parts the sections in a trail."""
_CRUMBS = re.compile(r"[»›>/|→]")
_RUN_TOGETHER = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")


@cache
def _home() -> re.Pattern[str]:
    """The name of a home page; a letter or a mark behind it."""
    homes = tables.alternation(tables.folded("dump", "home"))
    return re.compile(rf"(?:{homes})(?=\s?(?:[^\W\d_]|[»›>▸/|→:：]))", re.IGNORECASE)


def _behind_home(text: str) -> str:
    """The names behind that of a home: "WorldTitle" in "HomeWorldTitle"; nothing in "Homeless man rescued"."""
    home = _home().match(text)
    names = text[home.end() :] if home else ""
    return names if not names.lstrip()[:1].islower() else ""


def is_one(text: str) -> bool:
    """Whether a line is a breadcrumb, of three or more steps: "You are here: Home > News > County"."""
    return len(_MARK.findall(text)) > 1


def sections(text: str) -> tuple[str, ...]:
    """The sections of a breadcrumb that does not lead on to its headline; empty when its first step is no home."""
    if not is_one(text) or len(text) > LENGTH:
        return ()
    steps = [step.strip() for step in _MARK.split(text)]
    home = steps[0].replace("：", ":").rpartition(":")[2].strip().casefold()
    return tuple(steps[1:]) if home in tables.folded("dump", "home") else ()


def sections_before(text: str, headline: str) -> tuple[str, ...]:
    """The sections in a breadcrumb that leads to a headline, without its home: empty when it is none.

    Its names may be parted by marks or run together: "Home » World » Title", "HomeWorldTitle".
    """
    if not headline or text == headline or not text.endswith(headline):
        return ()
    trail = text[: -len(headline)].strip()
    homes = tables.folded("dump", "home")
    parts = [part.strip() for part in _CRUMBS.split(trail) if part.strip()]
    if not parts or len(trail) > LENGTH:
        return ()
    parts[0] = parts[0].replace("：", ":").rpartition(":")[2].strip()  # "You are here: Home"
    if parts[0].casefold() in homes:
        return tuple(parts[1:]) or (parts[0],)
    names = _behind_home(trail)
    return tuple(_RUN_TOGETHER.split(names)) if names[:1].isupper() else ()


def leads_to(text: str, headline: str) -> bool:
    """Whether a line is a breadcrumb that ends with some words of a headline: "HomeLocalTitle", "home / Local / Title".

    >>> headline = "Northport: The ferry returns to the harbour"
    >>> leads_to("HomeLocalThe ferry returns to the harbour", headline)
    True
    >>> leads_to("Homeward bound: The ferry returns to the harbour", headline)
    False
    """
    if text == headline or not _behind_home(text):
        return False
    tail = squash(text)[-TAIL:]
    return len(tail) == TAIL and tail in squash(headline)
