"""Which section a page says its story belongs to: the kicker above the headline.

A kicker is one short label right above the headline, linked or named as one; in a dump it is a section by its
words, a name that the page's menu lists, or a single word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaners.characters import squash
from cleaners.facts import headers
from cleaners.layout import labelparts, labels, linking
from cleaners.model import Block, Container, Document

KICKER_LENGTH = 40
KICKER_WORDS = 4
LINE_LENGTH = 80
"""Characters at the start of a kicker's line that are looked at."""
RIGHTS_LENGTH = 240
"""Characters of the longest line that claims rights for the site."""
ROW = 12
"""Blocks above the headline in which a row of links is counted."""
REACH = 4
"""Blocks above the headline among which its kicker may stand: kicker, badge, date."""
BELOW = 2
"""Blocks below the headline in which it may stand."""
MENU = 3
"""So many links in one block, or so many linked blocks in a row, are a menu."""
FAR = 8
"""Blocks from the start of the box of headline and kicker to the headline; a page header is farther."""

_KICKER = re.compile(
    r"kicker|eyebrow|overline|(?<![a-z])(?:sections?|cats?|categor(?:y|ies)|cat-links|rubri[ck]\w{0,3}|ressort|channel|topline|dachzeile|sección|seccion"
    r"|antetitulo|volanta|surtitre|occhiello|topic)(?![a-z])|(?:section|category|cat)-?(?:label|link|name|tag|title)"
)
_PROFILE = re.compile(
    r"/(?:authors?|by|profiles?|people|writers?|staff|user|autor(?:en|es)?|auteurs?)[/-]|^#|^javascript|^mailto|share",
    re.IGNORECASE,
)
"""Addresses that a kicker does not lead to: a writer's page, a button."""
_CAMEL = re.compile(r"[^\W\d_A-Z][A-Z]")


class Kicker(NamedTuple):
    """A section's name above a headline."""

    name: str
    block: int | None = None
    """The block that is nothing else."""


def kicker(document: Document, place: int | None, headline: str, outside: frozenset[str]) -> Kicker | None:
    """The label above or inside the headline that names its section.

    Args:
        document: the page.
        place: the block of the headline, or None.
        headline: its text, without a kicker.
        outside: squashed names of the site and of the writers, which are no sections.
    """
    if place is None:
        return None
    block = document.blocks[place]
    inside = block.text[: -len(headline)].strip(" :|·•") if block.text.endswith(headline) else ""
    if inside and is_section_name(inside, outside) and _is_marked(block):
        return Kicker(inside)
    listed = _menu_entry(document, place, outside) if document.tree is None else None
    listed = _labelled(document, place, outside) or listed
    if listed is not None:
        return listed
    for above in reversed(document.blocks[max(0, place - REACH) : place]):
        if document.tree is None and _ends_menu(document, above, place):
            break
        named = _dump_kicker if document.tree is None else _linked_kicker
        name = named(document, above, place, outside)
        if name is not None:
            first, name = _first_of_row(document, above, place, outside) or (above, name)
            return Kicker(name, first.index if len(first.text) == len(name) else None)
        if above.kind != "caption" and not (_is_skipped(above.text) or labels.is_name(above.text)):
            break
    return _menu_entry(document, place, outside)


def _labelled(document: Document, place: int, outside: frozenset[str]) -> Kicker | None:
    """The section that a line beside the headline names behind a word for it: "Category: Farming"."""
    for block in (
        *reversed(document.blocks[max(0, place - REACH) : place]),
        *document.blocks[place + 1 : place + 1 + BELOW],
    ):
        name = labels.named_section(block.text) if len(block.text) <= labels.LABEL_LENGTH else None
        apart = document.tree is not None and _common(document, block, place) is None
        if (
            name is not None
            and not apart
            and (is_section_name(name, outside) or labels.bare(name) in labels.words("home", "dump"))
        ):
            return Kicker(name, block.index)
    return None


def _menu_entry(document: Document, place: int, outside: frozenset[str]) -> Kicker | None:
    """The part of a line beside the headline that an entry of the page's menu says too."""
    blocks = document.blocks
    near = (*reversed(blocks[max(0, place - REACH) : place]), *blocks[place + 1 : place + 1 + BELOW])
    near = tuple(
        block for block in near if len(block.text) <= labels.LABEL_LENGTH and not labels.is_prose(block.text)
    )
    menu: dict[str, set[int]] = {}
    for block in blocks[:place]:
        entries = [block.text[link.start : link.stop] for link in block.links] or [block.text]
        for entry in entries:
            if len(entry) <= KICKER_LENGTH:
                menu.setdefault(entry.casefold(), set()).add(block.index)
    for block in near:
        apart = document.tree is not None and _common(document, block, place) is None
        if apart or (document.tree is None and block.index < place):
            continue
        pieces = list(labelparts.pieces(block))
        known = [piece for piece in pieces if menu.get(piece.text.casefold(), set()) - {block.index}]
        if len(known) == 1 and is_section_name(known[0].text, outside):
            return Kicker(known[0].text, block.index if len(pieces) == 1 else None)
    return None


def is_section_name(text: str, outside: frozenset[str]) -> bool:
    """Whether a label can name a section: a few words that are no badge, date, button, site or writer."""
    return (
        2 <= len(text) <= KICKER_LENGTH
        and len(text.split()) <= KICKER_WORDS
        and text[-1] not in ".!?:…,"
        and text[0].isalpha()
        and not text[-1].isdigit()
        and not _leads_away(text)
        and any(map(str.isalpha, text))
        and not _is_skipped(text)
        and not labels.is_byline(text)
        and labels.named_source(text) is None
        and squash(text) not in outside
        and labels.bare(text) not in labels.words("home", "dump")
        and labels.bare(text) not in labels.words("chrome", "dump")
        and labels.bare(text) not in labels.words("end", "dump")
        and labels.bare(text) not in labels.words("network", "dump")
    )


def _leads_away(text: str) -> bool:
    """Whether a label is a link's to another page: "Back to all articles"."""
    first, *rest = text.split()
    return bool(rest) and first.casefold() in headers.words("back")


def _is_skipped(text: str) -> bool:
    """Whether a line between kicker and headline says nothing of either."""
    return headers.is_furniture(text) or headers.is_badge(text)


def _is_marked(block: Block) -> bool:
    """Whether the start of a headline is an element of its own, named as a kicker or linked."""
    starts = [one for one in block.inlines if one.start == 0]
    return any(_KICKER.search(one.names) or one.tag in {"small", "strong", "b"} for one in starts) or any(
        link.start == 0 and link.stop < len(block.text) and not _PROFILE.search(link.url)
        for link in block.links
    )


def _linked_kicker(document: Document, block: Block, place: int, outside: frozenset[str]) -> str | None:
    """The section that a block above an HTML page's headline names."""
    named = _KICKER.search(" ".join((_own_names(document, block), *(one.names for one in block.inlines))))
    if block.kind == "heading" or (not named and (not block.links or len(block.links) >= MENU)):
        return None
    common = _common(document, block, place)
    if common is None or place - common.start > FAR:
        return None
    if not named and (common.tag in {"body", "html"} or _in_menu(document, block, place, common)):
        return None
    link = next(
        (
            one
            for one in block.links
            if not _PROFILE.search(one.url) and linking.is_same_site(one.url, document.page.url)
        ),
        None,
    )
    name = (block.text[link.start : link.stop] if link else block.text).strip(" |·•:/»›>")
    if link is None and (block.links or not named):
        return None
    if not named and block.link_chars < len(block.text) - KICKER_WORDS and not _rest_is_skipped(block):
        return None
    return name if is_section_name(name, outside) else None


def _first_of_row(
    document: Document, block: Block, place: int, outside: frozenset[str]
) -> tuple[Block, str] | None:
    """The first of two kickers in one list: the main section stands before the others."""
    if document.tree is None or block.index == 0:
        return None
    before = document.blocks[block.index - 1]
    parents = [document.containers[one.container].parent for one in (before, block)]
    if before.tag != block.tag or parents[0] != parents[1] or parents[0] < 0:
        return None
    name = _linked_kicker(document, before, place, outside)
    return (before, name) if name else None


def _rest_is_skipped(block: Block) -> bool:
    """Whether what stands beside the links of a block is a date, a badge or the like."""
    spans = [(one.start, one.stop) for one in block.links]
    spans += [(one.start, one.stop) for one in block.inlines if one.tag == "time"]
    rest = "".join(
        " " if any(start <= number < stop for start, stop in spans) else character
        for number, character in enumerate(block.text[:LINE_LENGTH])
    ).strip(" |·•:/»›>-–")
    return not rest or _is_skipped(rest)


def _own_names(document: Document, block: Block) -> str:
    """Names of the block's element and of the small boxes around it that hold nothing else."""
    found = []
    for container in document.ancestors(block):
        if container.stop - container.start > MENU:
            break
        found.append(container.names)
    return " ".join(found)


def _common(document: Document, block: Block, place: int) -> Container | None:
    """The smallest box of a block and the headline; None when the block stands in a menu or box apart."""
    for container in document.ancestors(block):
        if container.start <= place < container.stop:
            return container
        if (
            container.tag in {"nav", "aside", "footer"}
            or "menu" in container.names
            or "share" in container.names
        ):
            return None
    return None


def _in_menu(document: Document, block: Block, place: int, common: Container) -> bool:
    """Whether a linked block is one of several in a row above the headline."""
    row = 0
    for other in reversed(document.blocks[max(common.start, place - ROW) : place]):
        if other.link_chars < len(other.text) or not other.text:
            if other.index < block.index:
                break
            continue
        row += 1
    return row >= MENU


def _dump_kicker(document: Document, block: Block, place: int, outside: frozenset[str]) -> str | None:
    """The section that a line above a dump's headline names."""
    if block.kind == "item":
        return None
    parts = [part.strip() for part in re.split(r"\s*[|·•]\s*", block.text)]
    if len(parts) > 1 and not all(_is_skipped(part) for part in parts[1:]):
        return None
    name = _of_two(document, block, parts[0])
    if not is_section_name(name, outside):
        return None
    if name != parts[0] or labels.is_section(name) or _is_listed(document, name):
        return name
    if name.isupper() and (spelled := _in_menu_of_dump(document, block, name)):
        return spelled
    single = len(name.split()) == 1 and len(name) > 3 and not _CAMEL.search(name)
    folded = name.casefold()
    papers = labels.words("publication")
    bears = any(len(word) > 3 and (folded.startswith(word) or folded.endswith(word)) for word in papers)
    near = all(_is_skipped(other.text) for other in document.blocks[block.index + 1 : place])
    return name if single and near and not bears and not _signs(document, name) else None


def _is_listed(document: Document, name: str) -> bool:
    """Whether a menu of the dump lists a name."""
    return any(block.kind == "item" and block.text.casefold() == name.casefold() for block in document.blocks)


def _of_two(document: Document, block: Block, text: str) -> str:
    """The one of several sections in a line that a line above it has alone, else the text: "Nature, The valley"."""
    above = {one.text.casefold() for one in document.blocks[: block.index]} if ", " in text else ()
    return next((name for name in text.split(", ") if name.casefold() in above), text)


def _ends_menu(document: Document, block: Block, place: int) -> bool:
    """Whether a section is the last of a dump's menu, not said in it before, with other lines above the headline."""
    before = document.blocks[max(0, block.index - MENU + 1) : block.index]
    listed = len(before) == MENU - 1 and all(
        labels.is_name(one.text) and len(one.text.split()) < MENU for one in (*before, block)
    )
    again = any(one.text == block.text for one in document.blocks[: block.index])
    return listed and not again and block.index + 1 < place


def _in_menu_of_dump(document: Document, block: Block, name: str) -> str | None:
    """A label in capitals as a line above it spells it: the entry of the menu."""
    above = document.blocks[: block.index]
    return next(
        (one.text for one in above if one.text != name and one.text.casefold() == name.casefold()), None
    )


def _signs(document: Document, name: str) -> bool:
    """Whether a copyright line or a box of the page bears a name: it is the site's."""
    folded = name.casefold()
    return any(
        folded in block.text.casefold()
        and ("©" in block.text or "opyright" in block.text or block.text.count(name) > 1)
        for block in document.blocks
        if len(block.text) <= RIGHTS_LENGTH
    )
