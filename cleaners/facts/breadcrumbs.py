"""The trail from a site's home to its story, as a page declares or shows it.

A trail is a box that calls itself one, a line of links parted by marks that starts at home, or short
links in a row that end with the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners.characters import squash
from cleaners.facts import headers, structured
from cleaners.facts.structured import Declared
from cleaners.layout import labels
from cleaners.model import Block, Document

STEP_LENGTH = 40
"""Characters of the longest step that is not linked, or has a line of its own."""
STEPS = 3
"""Steps of the longest trail whose steps have lines of their own: more are a menu."""
CRUMBS = 12
CRUMB_LENGTH = 80
CRUMB_WORDS = 6
"""A step with more words is a story's title."""
TRAIL_REACH = 12
"""Blocks above the headline in which a trail without a name of its own is looked for."""
CUT_LENGTH = 15
"""Letters of the shortest start of a headline that a trail may break off."""
_TRAIL = re.compile(r"bread-?crumb|(?<![a-z])crumbs?(?![a-z])|(?<![a-z])fil-ariane|(?<![a-z])brotkrumen?")
_MARKS = re.compile(r"\s*[»›>|→]\s*|\s+[/·•-]\s+|\s+::\s+")
_STRONG_MARKS = re.compile(r"\s*[»›>→]\s*|\s+/\s+")


class Crumb(NamedTuple):
    """One step of a trail."""

    name: str
    url: str | None


def declared_trail(declared: Declared) -> tuple[Crumb, ...]:
    """The steps of the first trail that JSON-LD has, home first."""
    for node in declared.nodes:
        if structured.is_a(node, frozenset({"breadcrumblist"})):
            found = tuple(_declared_steps(declared, node))
            if found:
                return found
    return ()


def _declared_steps(declared: Declared, node: structured.Node) -> Iterator[Crumb]:
    for entry in structured.many(node.get("itemListElement"))[:CRUMBS]:
        if isinstance(entry, dict):
            name = structured.text(entry.get("name")) or structured.name_of(entry.get("item"))
            if name and len(name) <= 2 * CRUMB_LENGTH:
                url = structured.url_of(entry.get("item") or entry.get("url"))
                yield Crumb(name, declared.absolute(url) or None)


def named_trail(declared: Declared, document: Document) -> tuple[Crumb, ...]:
    """The steps in a box that calls itself breadcrumbs, home first."""
    for container in document.containers:
        names = container.names
        if not ("crumb" in names or "ariane" in names or "brotkrum" in names):
            continue
        if container.stop - container.start <= CRUMBS and _TRAIL.search(names):
            found = tuple(_steps(declared, document.blocks[container.start : container.stop], ""))
            if found:
                return found
    return ()


def trail(declared: Declared, document: Document, place: int | None, headline: str) -> tuple[Crumb, ...]:
    """The steps of a trail without a name of its own, home first, without the headline; empty without any.

    Args:
        declared: what the page declares; resolves addresses.
        document: the page.
        place: the block of the headline, or None.
        headline: its text.
    """
    if place is None:
        return ()
    above = document.blocks[max(0, place - TRAIL_REACH) : place]
    for block in reversed(above):
        if len(block.text) <= 3 * CRUMB_LENGTH and _is_trail(block, headline):
            return tuple(_steps(declared, (block,), headline))
    return _row(declared, document, above, headline)


def section_of(
    crumbs: Sequence[Crumb] | Sequence[tuple[str, str | None]], sites: frozenset[str]
) -> str | None:
    """The last step that is neither home nor the site; None when there is none."""
    homes = labels.words("home", "dump")
    names = [name for name, _ in crumbs]
    dated = {after for year, after in pairwise(names) if year.isdigit()} | {
        name for name in names if name.isdigit()
    }
    for name in reversed(names):
        if len(name.split()) > CRUMB_WORDS or name in dated:
            continue
        if name.casefold() not in homes and squash(name) not in sites and not headers.is_badge(name):
            return name
    return None


def _is_trail(block: Block, headline: str) -> bool:
    """Whether one line is a trail: it starts at home, and marks or the headline follow."""
    first = _MARKS.split(block.text, maxsplit=1)[0].rpartition(":")[2].strip()
    at_home = first.casefold() in labels.words("home", "dump")
    rooted = (
        bool(block.links)
        and block.links[0].start == 0
        and block.links[0].url.rstrip("/").count("/") in (0, 2)
    )
    if not (at_home or rooted):
        return False
    parts = [part for part in _STRONG_MARKS.split(block.text) if part]
    ends = len(block.text) > len(headline) and block.text.endswith(headline)
    linked = (ends or at_home) and len(block.links) > 1 and _MARKS.search(block.text) is not None
    return len(block.links) < CRUMBS // 2 and (len(parts) > 1 or linked or (ends and len(block.links) > 1))


def _row(declared: Declared, document: Document, above: Sequence[Block], headline: str) -> tuple[Crumb, ...]:
    """A trail whose steps are blocks of their own: from home to the headline, or to the line above it."""
    homes = labels.words("home", "dump")
    last = len(above)
    ended = squash(headline)
    ends = [number for number, block in enumerate(above) if squash(block.text) == ended]
    if ends:
        last = ends[-1]
    elif document.tree is not None:
        return ()
    steps: list[Block] = []
    for block in reversed(above[:last]):
        if (
            len(block.text) > STEP_LENGTH
            or len(steps) == STEPS
            or (document.tree is None and block.kind == "item")
        ):
            return ()
        steps.append(block)
        if block.text.strip(" »›>/|→").casefold() in homes:
            return tuple(_steps(declared, steps[::-1], headline)) if len(steps) > 1 else ()
    return ()


def _steps(declared: Declared, blocks: Sequence[Block], headline: str) -> Iterator[Crumb]:
    """The steps of a trail, linked or not, without the headline at its end."""
    for block in blocks:
        position = 0
        for link in (*block.links, None):
            stop = link.start if link else len(block.text)
            for part in _MARKS.split(block.text[position:stop]):
                name = _without_lead(part.strip(" »›>/|→·•-"))
                if name and len(name) <= STEP_LENGTH and not is_headline(name, None, headline):
                    yield Crumb(name, None)
            if link is None:
                break
            position = link.stop
            name = _without_lead(block.text[link.start : link.stop].strip(" »›>/|→"))
            if name and len(name) <= CRUMB_LENGTH and not is_headline(name, link.url, headline):
                yield Crumb(name, declared.absolute(link.url) or None)


def _without_lead(name: str) -> str:
    """A trail's step without the words before the trail, which may be all of it: "You are here: Home"."""
    lead, colon, rest = name.replace("：", ":").partition(":")
    if labels.bare(lead) not in labels.words("trail-lead", "dump"):
        return name
    return rest.strip() if colon else ""


def is_headline(name: str, url: str | None, headline: str) -> bool:
    """Whether a step of a trail is the headline: whole, cut off, or its first words without a link."""
    step, whole = squash(name.rstrip(" .…")), squash(headline)
    if not step or not whole:
        return False
    return step == whole or ((url is None or len(step) > CUT_LENGTH) and whole.startswith(step))
