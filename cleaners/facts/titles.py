"""The headline without the site's and the section's name.

Precedence: the h1 that agrees with what the page declares; `og:title`; JSON-LD `headline`;
`twitter:title`; `<title>`; the first heading of a text.  A suffix goes only with evidence: it is the site's
name, one of the page's sections, or another wording of the title does without it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from lxml import etree

from cleaners import characters, lexicon
from cleaners.facts import headers, structured
from cleaners.facts.structured import Declared, overlap, words
from cleaners.layout import labels
from cleaners.lexicon import fold
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Block, Found
from cleaners.wording import photocredits

LENGTH = 400
"""Characters of the longest headline that is believed."""
AGREEMENT = 0.5
"""Share of words that an h1 must share with a declared title."""

WEAK_AGREEMENT = 0.15
"""The same for the only h1 of a page."""

PART_WORDS = 4
"""Words of the shortest heading that stands for a title with more before it."""

_TRAILER = re.compile(
    r"^\s*(?:\(?[\w-]+\.(?:com|net|org)\)?\s*\d*$|(?:posted|published|updated|by)\b)", re.IGNORECASE
)
_EDGES = " \t:|•·»›"
_SEPARATOR = re.compile(
    r"\s+(?:[-–—|·•»«›‹:/~*>]|::|\|\|)\s+|\s*[|»«›]\s*|\s*_\s*(?=[^\s_]+$)|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])"
)
_TEXTS: Callable[..., Any] = etree.XPath(
    ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template"
    " or ancestor::svg)]",
    smart_strings=False,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A page's headline and where it stands."""

    found: Found | None = None
    section: str | None = None
    """A section that was glued to its end: ", World News"."""
    element: Any = None
    """The h1 it was read from."""
    block: int | None = None
    """The block of a plain text it was read from."""


def shown(element: Any) -> str:
    """The text of an element without scripts, styles and buttons."""
    return characters.shown("".join(_TEXTS(element)))[: 2 * LENGTH]


def read(
    declared: Declared,
    headings: Sequence[tuple[Any, str]],
    sites: frozenset[str],
    sections: Iterable[str],
    blocks: Sequence[Block] = (),
) -> Headline:
    """The headline of an HTML page.

    Args:
        declared: what the page declares.
        headings: its h1 elements, each with its visible text.
        sites: squashed names of the site.
        sections: names of the page's sections, from metas and breadcrumbs.
        blocks: the page's blocks: a declared title that one of them shows word for word beats an h1
            that hardly agrees with it.
    """
    kinds = frozenset(squash(section) for section in sections if section)
    heard = [
        (origin, value)
        for origin, value in (
            ("meta", declared.meta("og:title")),
            ("jsonld", structured.text(declared.member("headline"))),
            ("meta", declared.meta("twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")),
            ("title", declared.title),
        )
        if value and len(value) <= LENGTH
    ]
    usable = [(element, value) for element, value in headings if 0 < len(value) <= LENGTH]
    wordings = [*(value for _, value in heard), *(value for _, value in usable)]
    stripped = [(origin, *stripped_of(value, sites, kinds, wordings), value) for origin, value in heard]
    titles = [title for _, title, _, _ in stripped]
    element, heading, agreement = _chosen(usable, titles, sites)
    if heading and (agreement >= AGREEMENT or not _shown_elsewhere(titles, blocks)):
        text, section = stripped_of(heading, sites, kinds, wordings)
        return Headline(Found(_reworded(text, titles), "heading", heading), section, element)
    for origin, title, section, raw in stripped:
        if title and squash(title) not in sites:
            part = _heading_in(title, blocks) if not _shown_elsewhere([title], blocks) else None
            if part is not None:
                return Headline(Found(part.text, "heading", raw), section)
            return Headline(Found(title, origin, raw), section)
    return Headline()


def _heading_in(title: str, blocks: Sequence[Block]) -> Block | None:
    """The page's heading that a declared title ends with: "Harbour Gazette: Nine rivers rise"."""
    whole = squash(title)
    for block in blocks:
        said = squash(block.text) if block.kind == "heading" else ""
        if 2 * len(said) > len(whole) and len(block.text.split()) >= PART_WORDS and whole.endswith(said):
            return block
    return None


def squash(name: str) -> str:
    """Letters and digits only, case-folded, without a leading article."""
    return characters.letters(name.casefold()).removeprefix("the")


def _chosen(
    headings: Sequence[tuple[Any, str]], titles: Sequence[str], sites: frozenset[str]
) -> tuple[Any, str, float]:
    """The h1 that is the headline, or nothing: the one that agrees best with the declared titles."""
    candidates = [(element, value) for element, value in headings if squash(value) not in sites]
    scored = [
        (max((_agreement(value, title) for title in titles), default=0.0), -place, element, value)
        for place, (element, value) in enumerate(candidates)
    ]
    if not scored:
        return None, "", 0.0
    agreement, _, element, value = max(scored, key=lambda entry: entry[:2])
    if agreement >= AGREEMENT:
        return element, value, agreement
    marked = [entry for entry in candidates if "headline" in (entry[0].get("itemprop") or "")]
    alone = len(candidates) == 1 and (agreement >= WEAK_AGREEMENT or not titles)
    if len(words(value)) >= 4 and (marked or alone):
        return *(marked[0] if marked else (element, value)), agreement
    return None, "", 0.0


def _shown_elsewhere(titles: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Whether a block shows one of the declared titles word for word."""
    wanted = {squash(title) for title in titles}
    least = min(map(len, wanted), default=2 * LENGTH) // 2  # "ß" is folded to two letters
    return any(least <= len(block.text) < LENGTH and squash(block.text) in wanted for block in blocks)


def _agreement(heading: str, title: str) -> float:
    """How far two wordings are one title: shared words, less for a heading that is a mere part of it."""
    left, right = set(words(heading)), set(words(title))
    if not left or not right:
        return 0.0
    if left == right:
        return 1.2
    shared = len(left & right)
    return shared / min(len(left), len(right)) * min(1.0, len(left) / 3) + 0.2 * shared / max(
        len(left), len(right)
    )


def _reworded(heading: str, titles: Sequence[str]) -> str:
    """The wording of a heading that the declared titles have, where it differs by what stands around it.

    A kicker or a date inside the h1 goes ("News Mayor resigns", "Mayor resigns Posted on 3 May");
    a kicker above it that two declarations keep ("City hall: Mayor resigns") comes back; words that
    the h1 glued together come apart.
    """
    squashed = squash(heading)
    for title in titles:
        short = squash(title)
        if short == squashed and len(words(title)) > len(words(heading)):
            return title
        if len(short) <= 15 or short == squashed or len(short) * 2 < len(squashed):
            continue
        around = len(words(heading)) - len(words(title))
        if squashed.endswith(short) and 0 < around <= 3 and ":" not in heading[: -len(title)]:
            return title
        if squashed.startswith(short) and _TRAILER.search(heading[len(title) :]):
            return title
    for title in titles:
        kicker, colon, rest = title.partition(": ")
        if (
            kicker
            and colon
            and squash(rest) == squashed
            and sum(squash(other) == squash(title) for other in titles) > 1
        ):
            return title
    return heading


def stripped_of(
    title: str, sites: frozenset[str], sections: frozenset[str], wordings: Sequence[str]
) -> tuple[str, str | None]:
    """A title without the site's and section's name at its ends, and the section that went.

    Args:
        title: as the page declares it.
        sites: squashed names of the site.
        sections: squashed names of the page's sections.
        wordings: other wordings of the title: what one of them lacks is no part of the headline.
    """
    section: str | None = None
    others = frozenset(squash(other) for other in wordings if other != title)
    for _ in range(5):
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            break
        head, tail = title[: cuts[-1].start()].strip(), title[cuts[-1].end() :].strip(_EDGES)
        if _is_label(tail, sites, sections) or squash(head) in others:
            section = tail if squash(tail) in sections else section
            title = head
            continue
        first, rest = title[: cuts[0].start()].strip(), title[cuts[0].end() :].strip(_EDGES)
        if (_is_label(first, sites, sections) or squash(rest) in others) and len(words(rest)) > 1:
            title = rest
            continue
        break
    head, comma, tail = title.rpartition(", ")
    if (
        comma
        and len(words(head)) >= 3
        and (squash(tail) in sections or squash(head) in others or is_section(tail))
    ):
        return head.strip(), tail.strip()
    return title, section


@cache
def _section_words() -> frozenset[str]:
    source = resources.files("cleaners").joinpath("lexicon/sections.toml").read_text("utf-8")
    return frozenset(tomllib.loads(source)["suffix"]["words"]) | labels.words("section")


def is_section(label: str) -> bool:
    """Whether a label is a section's by its words alone: "World News"; "BBC News" is a broadcaster's."""
    parts = label.split()
    return (
        len(parts) in {2, 3}
        and parts[-1] == "News"
        and all(part[0].isupper() for part in parts)
        and all(part.casefold() in _section_words() for part in parts[:-1])
    )


def _is_label(part: str, sites: frozenset[str], sections: frozenset[str]) -> bool:
    """Whether a part of a title is the name of the site or of a section."""
    squashed = squash(part)
    if not squashed:
        return True
    if squashed in sites or (squashed in sections and len(words(part)) <= 4):
        return True
    few = len(words(part)) <= 5
    return few and any(
        len(site) > 3 and (site in squashed or (len(squashed) > 3 and squashed in site)) for site in sites
    )


def of_text(blocks: Sequence[Block], is_byline: Callable[[str], bool]) -> Headline:
    """The headline of a plain text: the line above the story's first paragraphs that has most evidence.

    Evidence: it is a heading; another line repeats it or ends with it (a breadcrumb trail); a section is
    glued to its end or stands above it; a byline or the story follows closely.  Lines that end like a
    sentence are none, nor links to other stories, buttons, dates, captions.

    Args:
        blocks: the blocks of the text.
        is_byline: tells a byline from other lines.
    """
    story = _story_start(blocks)
    start = max(0, story - 40)
    again = {block.text for block in blocks[story:]}
    papers = {squash(name) for block in blocks[start:story] if (name := labels.named_source(block.text))}
    teased = headers.teased(blocks, start, story)
    candidates = [
        block
        for block in blocks[start:story]
        if _may_be_headline(block)
        and block.index not in teased
        and block.text not in again
        and squash(block.text) not in papers
        and not headers.is_furniture(block.text)
        and not is_byline(block.text)
        and photocredits.trailing(block.text) is None
        and not _is_captioned(blocks, block)
        and not _is_clutter(block.text)
    ]
    if not candidates:
        return Headline()
    texts = [squash(block.text) for block in blocks[:story] if len(block.text) < 2 * LENGTH]
    numbers = {
        block.index
        for block in candidates
        if _count(block.text) >= HEADLINE_WORDS
        and not headers.is_media_lead(block.text)
        and not (block.text.isupper() and not blocks[min(block.index + 1, len(blocks) - 1)].text.isupper())
    }
    best = max(
        candidates,
        key=lambda block: (
            _evidence(block, blocks, story, texts, is_byline) - DECK * (block.index - 1 in numbers)
        ),
    )
    text, section = stripped_of(best.text, frozenset(), frozenset(), ())
    return Headline(Found(text, "text", best.text), section, None, best.index)


def _is_captioned(blocks: Sequence[Block], block: Block) -> bool:
    """Whether a line stands under a label like "Image caption", or in a bar of names."""
    above = labels.bare(blocks[block.index - 1].text) if block.index else ""
    first, *others = _TRAIL.split(block.text)
    trail = bool(others) and first.strip().casefold() in labels.words("home", "dump")
    return trail or above in labels.words("caption", "dump") or block.text.count("|") > 1


def _is_clutter(text: str) -> bool:
    """Whether a phrase of the lexicon covers a line: "Skip to main content"."""
    found = whole_phrase(fold(text), lexicon.phrases()) if len(text) <= labels.LABEL_LENGTH else None
    return found is not None and found[1] < 0


_TRAIL = re.compile(r"[»›>/|→]")
HEADLINE_WORDS = 5
"""Words from which on a line is surely long enough to have a deck under it."""
DECK = 1.2
"""What speaks against a line right under one that may be the headline: it is the deck."""
WORD_LENGTH = 6
"""Letters of a word, with the blank behind it."""
STORY = 160
"""Characters of a paragraph that only a story has."""


def _story_start(blocks: Sequence[Block]) -> int:
    """The index of the first of two paragraphs in a row: where the headline's lines are over."""
    long = [
        block.index
        for block in blocks
        if len(block.text) >= STORY and block.text.rstrip()[-1:] in ".!?”\"'’»"
    ]
    for one, other in pairwise(long):
        if other - one <= 3:
            return one
    if long:
        return long[0]
    return next((block.index for block in blocks if labels.is_prose(block.text)), min(len(blocks), 10))


def _count(text: str) -> int:
    """How many words a line has; where they run together, as many as so much text has elsewhere."""
    return labels.weight(text) // WORD_LENGTH if labels.is_ideographic(text) else len(words(text))


def _may_be_headline(block: Block) -> bool:
    """Whether a line has a headline's length and no sentence's end."""
    count = _count(block.text)
    if not block.text.isascii() and not labels.is_ideographic(block.text):
        count = min(count, len(block.text.split()))
    ending = block.text.rstrip(" \"'”’»")[-1:]
    return (
        block.kind in {"heading", "paragraph"}
        and 3 <= count <= 35
        and len(block.text) <= LENGTH
        and ending not in {".", "…", ":", "]", ")", "|", ";"}
        and not labels.is_trail(block.text)
    )


def _evidence(
    block: Block, blocks: Sequence[Block], story: int, texts: Sequence[str], is_byline: Callable[[str], bool]
) -> float:
    """How much speaks for a line as the headline."""
    wanted = squash(block.text)
    repeated = sum(text.endswith(wanted) for text in texts) > 1
    followed = any(is_byline(later.text) for later in blocks[block.index + 1 : min(story, block.index + 6)])
    stamped = any(
        headers.is_stamp(later.text) or labels.bare(later.text) in labels.words("stamp", "dump")
        for later in blocks[block.index + 1 : min(story, block.index + 4)]
    )
    heading = 1.5 if block.kind == "heading" else 0.0
    suffixed = is_section(block.text.rpartition(", ")[2]) or any(
        labels.is_section(block.text.rpartition(mark)[2])
        for mark in (" - ", " – ", " | ")
        if mark in block.text
    )
    above = blocks[block.index - 1] if block.index else None
    under = above is not None and above.kind != "item" and labels.is_section(above.text)
    closeness = 1 / (1 + story - block.index) - 2 * headers.is_media_lead(block.text)
    return (
        heading
        + 2 * repeated
        + 2 * followed
        + 0.8 * stamped
        + 2 * suffixed
        + under
        + closeness
        + min(_count(block.text), 8) / 8
    )


def agrees(heading: str, title: str) -> bool:
    """Whether two wordings are the same title."""
    return len(words(heading)) > 2 and overlap(heading, title) > 0.7
