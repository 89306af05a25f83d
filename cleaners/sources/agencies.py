"""Which news agency a text names: one table of names in many scripts, read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cleaners import hosts
from cleaners.lexicon import tables


@dataclass(frozen=True, slots=True)
class Agency:
    """A news or photo agency."""

    name: str
    """The form that the feed shows: Reuters, AP, AFP."""
    wire: bool
    """Whether it sends texts, its own or announcements of others; a photo agency never sets an article's wire."""
    names: tuple[str, ...]
    domains: tuple[str, ...]


@cache
def table() -> tuple[Agency, ...]:
    """Every agency of `lexicon/agencies.toml`."""
    return tuple(
        Agency(entry["name"], entry["kind"] != "photo", tuple(entry["names"]), tuple(entry["domains"]))
        for entry in tables.read("agencies").values()
    )


@cache
def _by_name() -> dict[str, Agency]:
    return {name: agency for agency in table() for name in agency.names}


@cache
def _by_folded_name() -> dict[str, Agency]:
    return {name.casefold(): agency for agency in reversed(table()) for name in (*agency.names, agency.name)}


@cache
def names(*, wire_only: bool = False) -> frozenset[str]:
    """All names of all agencies."""
    return frozenset(name for agency in table() if agency.wire or not wire_only for name in agency.names)


@cache
def pattern(*, wire_only: bool = False) -> str:
    """An alternation of all names, the longest first, for use inside a larger expression."""
    return tables.alternation(names(wire_only=wire_only))


@cache
def _mention(wire_only: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{pattern(wire_only=wire_only)})(?![^\W_])")


def named(text: str) -> Agency | None:
    """The agency that the text is the name of, as a whole; letter case does not matter."""
    folded = " ".join(text.split()).strip(" .,;:|/–—-()[]（）").casefold()
    return _by_folded_name().get(folded.removeprefix("the ")) or _by_folded_name().get(folded)


def mentions(text: str, *, wire_only: bool = True) -> Iterator[Agency]:
    """The agencies that a short text names, in order, each once.

    Names of few capitals (AP, PA, TT) count only as they are written, so the letter case matters.
    """
    seen: set[str] = set()
    for match in _mention(wire_only).finditer(text):
        agency = _by_name()[match.group()]
        if agency.name not in seen:
            seen.add(agency.name)
            yield agency


def of_url(url: str) -> Agency | None:
    """The agency whose site an address leads to."""
    host = hosts.host(url) or ""
    for agency in table():
        if any(host == domain or host.endswith("." + domain) for domain in agency.domains):
            return agency
    return None
