"""Decides what a site's own file says of its pages: what to keep, to drop, and to move.

An element stands for the blocks that it holds.  One that is inline, inside a block, stands for its own
text there: the named inline element of that tag and those names, or else its words where they occur only
once in the block.  An inline element that a line break cuts in two stands for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any

from cleaners import characters
from cleaners.document import BLOCK_LEVEL, SKIPPED
from cleaners.model import Block, Context, Document, Rule, Verdict
from cleaners.site import WINDOW, Pattern, Selector, Site, elements

Place = tuple[int, tuple[int, int] | None]
"""A block and a span of its text; None is the whole block."""
MOST_INLINE = 100
"""Inline elements that are looked for per selector and page: each costs a search through its block."""


def rules_for(site: Site | None) -> tuple[Rule, ...]:
    """The rules of the phase "site" for a page of this site; none for an unknown one."""
    return () if site is None else (partial(judge, site=site),)


def judge(context: Context, site: Site) -> Iterator[Verdict]:
    """What the site's file says of a segment: `site.<reason>`, what is kept before what goes."""
    read, segment = context.document, context.segment
    for selector in site.selectors:
        evidence = f"{selector.css} in {site.name}.toml"
        field = selector.reason if selector.action == "move" else None
        for block, span in places(read, selector):
            if segment.start <= block < segment.stop:
                yield Verdict(block, selector.action, f"site.{selector.reason}", evidence, span, field)
    for pattern in site.patterns:
        evidence = f"{pattern.regex} in {site.name}.toml"
        for passage in context.passages:
            found = span_of(pattern, passage.text)
            if found is not None:
                start, stop = found[0] + passage.start, found[1] + passage.start
                yield Verdict(passage.block.index, "cut", f"site.{pattern.reason}", evidence, (start, stop))


def stories(document: Document, site: Site) -> tuple[tuple[int, int], ...]:
    """The stories that the site's `split` selector finds: half-open block ranges in page order.

    Of elements inside each other the outermost counts.
    """
    if site.split is None or document.tree is None:
        return ()
    found = {document.ranges.get(element, (0, 0)) for element in elements(document.tree, site.split)}
    ranges: list[tuple[int, int]] = []
    for start, stop in sorted(found, key=lambda one: (one[0], -one[1])):
        if start < stop and (not ranges or start >= ranges[-1][1]):
            ranges.append((start, stop))
    return tuple(ranges)


def unmatched(site: Site, pages: Sequence[Document]) -> tuple[str, ...]:
    """The site's selectors and patterns that match on none of these pages: dead rules."""
    dead = [one.css for one in site.selectors if not any(any(places(page, one)) for page in pages)]
    if site.split is not None and not any(stories(page, site) for page in pages):
        dead.append(site.split.css)
    texts = [block.text for page in pages for block in page.blocks]
    dead += [one.regex for one in site.patterns if not any(span_of(one, text) for text in texts)]
    return tuple(dead)


def places(document: Document, selector: Selector) -> Iterator[Place]:
    """Where a selector matches, in page order; nothing for plain text and for what nobody sees."""
    if document.tree is None:
        return
    inline = 0
    for element in elements(document.tree, selector):
        blocks = document.ranges.get(element)
        if blocks is not None:
            yield from ((index, None) for index in range(*blocks))
        elif element.tag not in BLOCK_LEVEL and element.tag not in SKIPPED and inline < MOST_INLINE:
            inline += 1
            yield from _inside(document, element)


def _inside(document: Document, element: Any) -> Iterator[Place]:
    """The stretch of a block that an inline element is."""
    around = next((one for one in element.iterancestors() if one in document.ranges), None)
    text = characters.shown("".join(element.itertext()))
    if around is None or not text or any(one.tag in BLOCK_LEVEL for one in _between(element, around)):
        return
    names = frozenset(f"{element.get('class', '')} {element.get('id', '')}".lower().split())
    for block in document.blocks[slice(*document.ranges[around])]:
        if text in block.text:
            yield from ((block.index, span) for span in _spans(block, element.tag, names, text))


def _between(element: Any, around: Any) -> Iterator[Any]:
    """The elements around one that lie inside of another."""
    for one in element.iterancestors():
        if one is around:
            return
        yield one


def _spans(block: Block, tag: str, names: frozenset[str], text: str) -> list[tuple[int, int] | None]:
    if block.text == text:
        return [None]
    named: list[tuple[int, int] | None] = [
        (one.start, one.stop)
        for one in block.inlines
        if one.tag == tag
        and block.text[one.start : one.stop].strip() == text
        and names.issubset(one.names.split())
    ]
    if named or block.text.count(text) > 1:
        return named
    start = block.text.index(text)
    return [(start, start + len(text))]


def span_of(pattern: Pattern, text: str) -> tuple[int, int] | None:
    """The span of a passage that a pattern matches; it looks no further than `WINDOW` characters."""
    regex = _compiled(pattern.inner)
    if pattern.place == "start":
        found = regex.match(text[:WINDOW])
        return found.span() if found else None
    if pattern.place == "whole":
        return (0, len(text)) if len(text) <= WINDOW and regex.fullmatch(text) else None
    offset = max(0, len(text) - WINDOW)
    found = _at_end(pattern.inner).search(text[offset:])
    return (found.start() + offset, len(text)) if found else None


@cache
def _compiled(inner: str) -> re.Pattern[str]:
    return re.compile(inner)


@cache
def _at_end(inner: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{inner})\Z")
