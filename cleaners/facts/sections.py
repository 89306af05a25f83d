"""Which section a page says its story belongs to: breadcrumbs, and the kicker above the headline.

A trail is a box that calls itself one, a line of links parted by marks that starts at home, or short
links in a row that end with the headline.  A kicker is one short label right above the headline, linked or
named as one; in a dump it is a section by its words, a name that the page's menu lists, or a single word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaners.facts import headers
from cleaners.facts.structured import Declared
from cleaners.facts.titles import squash
from cleaners.layout import labelparts, labels
from cleaners.model import Block, Container, Document

CRUMBS = 12
CRUMB_LENGTH = 80
CRUMB_WORDS = 6
"""A step with more words is a story's title."""
KICKER_LENGTH = 40
KICKER_WORDS = 4
REACH = 4
"""Blocks above the headline among which its kicker may stand: kicker, badge, date."""
TRAIL_REACH = 12
"""Blocks above the headline in which a trail without a name of its own is looked for."""
BELOW = 2
"""Blocks below the headline in which it may stand."""
MENU = 3
"""So many links in one block, or so many linked blocks in a row, are a menu."""
CUT_LENGTH = 15
"""Letters of the shortest start of a headline that a trail may break off."""
FAR = 8
"""Blocks from the start of the box of headline and kicker to the headline; a page header is farther."""

_TRAIL = re.compile(r"bread-?crumb|(?<![a-z])crumbs?(?![a-z])|(?<![a-z])fil-ariane|(?<![a-z])brotkrumen?")
_KICKER = re.compile(
    r"kicker|eyebrow|overline|(?<![a-z])(?:sections?|cats?|categor(?:y|ies)|cat-links|rubri[ck]\w{0,3}|ressort|channel|topline|dachzeile|sección|seccion"
    r"|antetitulo|volanta|surtitre|occhiello|topic)(?![a-z])|(?:section|category|cat)-?(?:label|link|name|tag|title)"
)
_PROFILE = re.compile(
    r"/(?:authors?|by|profiles?|people|writers?|staff|user|autor(?:en|es)?|auteurs?)[/-]|^#|^javascript|^mailto|share",
    re.IGNORECASE,
)
"""Addresses that a kicker does not lead to: a writer's page, a button."""
_BACK = re.compile(
    r"(?:back|return|go|zurück|retour|volver|voltar|torna|terug|tilbage|powrót|назад|view|see|show|all|join|shop|get|sign)\s",
    re.IGNORECASE,
)
"""Words that open the label of a link to another page: "Back to all articles"."""
_MARKS = re.compile(r"\s*[»›>|→]\s*|\s+[/·•-]\s+|\s+::\s+")
_STRONG_MARKS = re.compile(r"\s*[»›>→]\s*|\s+/\s+")
_CAMEL = re.compile(r"[^\W\d_A-Z][A-Z]")


class Crumb(NamedTuple):
    """One step of a trail."""

    name: str
    url: str | None


class Kicker(NamedTuple):
    """A section's name above a headline."""

    name: str
    block: int | None = None
    """The block that is nothing else."""


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
    if listed is not None:
        return listed
    for above in reversed(document.blocks[max(0, place - REACH) : place]):
        named = _dump_kicker if document.tree is None else _linked_kicker
        name = named(document, above, place, outside)
        if name is not None:
            first, name = _first_of_row(document, above, place, outside) or (above, name)
            return Kicker(name, first.index if len(first.text) == len(name) else None)
        if above.kind != "caption" and not (_is_skipped(above.text) or labels.is_name(above.text)):
            break
    return _menu_entry(document, place, outside)


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
        and not _BACK.match(text)
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


def _is_skipped(text: str) -> bool:
    """Whether a line between kicker and headline says nothing of either."""
    return headers.is_furniture(text) or headers.is_badge(text)


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


def _steps(declared: Declared, blocks: Sequence[Block], headline: str) -> Iterator[Crumb]:
    """The steps of a trail, linked or not, without the headline at its end."""
    for block in blocks:
        position = 0
        for link in (*block.links, None):
            stop = link.start if link else len(block.text)
            for part in _MARKS.split(block.text[position:stop]):
                name = part.strip(" »›>/|→·•-")
                if name and len(name) <= KICKER_LENGTH and not is_headline(name, None, headline):
                    yield Crumb(name, None)
            if link is None:
                break
            position = link.stop
            name = block.text[link.start : link.stop].strip(" »›>/|→")
            if name and len(name) <= CRUMB_LENGTH and not is_headline(name, link.url, headline):
                yield Crumb(name, declared.absolute(link.url) or None)


def is_headline(name: str, url: str | None, headline: str) -> bool:
    """Whether a step of a trail is the headline: whole, cut off, or its first words without a link."""
    step, whole = squash(name.rstrip(" .…")), squash(headline)
    if not step or not whole:
        return False
    return step == whole or ((url is None or len(step) > CUT_LENGTH) and whole.startswith(step))


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
            len(block.text) > KICKER_LENGTH
            or len(steps) == MENU
            or (document.tree is None and block.kind == "item")
        ):
            return ()
        steps.append(block)
        if block.text.strip(" »›>/|→").casefold() in homes:
            return tuple(_steps(declared, steps[::-1], headline)) if len(steps) > 1 else ()
    return ()


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
        (one for one in block.links if not _PROFILE.search(one.url) and _is_ours(document, one.url)), None
    )
    name = (block.text[link.start : link.stop] if link else block.text).strip(" |·•:/»›>")
    if link is None and (block.links or not named):
        return None
    if not named and block.link_chars < len(block.text) - KICKER_WORDS and not _rest_is_skipped(block):
        return None
    return name if is_section_name(name, outside) else None


def _is_ours(document: Document, url: str) -> bool:
    """Whether an address is the site's own, as far as the page's own address is known."""
    home, other = _host(document.page.url or ""), _host(url)
    return not home or not other or home.split(".")[-2:] == other.split(".")[-2:]


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


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
        for number, character in enumerate(block.text[:CRUMB_LENGTH])
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
    for other in reversed(document.blocks[max(common.start, place - CRUMBS) : place]):
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
    name = parts[0]
    if not is_section_name(name, outside):
        return None
    if labels.is_section(name) or _is_listed(document, name):
        return name
    single = len(name.split()) == 1 and len(name) > 3 and not _CAMEL.search(name)
    folded = name.casefold()
    papers = labels.words("publication")
    bears = any(len(word) > 3 and (folded.startswith(word) or folded.endswith(word)) for word in papers)
    near = all(_is_skipped(other.text) for other in document.blocks[block.index + 1 : place])
    return name if single and near and not bears and not _signs(document, name) else None


def _is_listed(document: Document, name: str) -> bool:
    """Whether a menu of the dump lists a name."""
    return any(block.kind == "item" and block.text.casefold() == name.casefold() for block in document.blocks)


def _signs(document: Document, name: str) -> bool:
    """Whether a copyright line or a box of the page bears a name: it is the site's."""
    folded = name.casefold()
    return any(
        folded in block.text.casefold()
        and ("©" in block.text or "opyright" in block.text or block.text.count(name) > 1)
        for block in document.blocks
        if len(block.text) <= 3 * CRUMB_LENGTH
    )
