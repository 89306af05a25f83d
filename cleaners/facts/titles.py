"""The headline without the site's and the section's name.

Precedence: the h1 that agrees with what the page declares; `og:title`; JSON-LD `headline`;
`twitter:title`; `<title>`.  A suffix goes only with evidence: it is the site's
name, one of the page's sections, or another wording of the title does without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from cleaners import characters
from cleaners.characters import squash
from cleaners.facts import siteidentity, structured
from cleaners.facts.structured import Declared, overlap, words
from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Block, Found

LENGTH = 400
"""Characters of the longest headline that is believed."""
AGREEMENT = 0.5
"""Share of words that an h1 must share with a declared title."""

WEAK_AGREEMENT = 0.15
"""The same for the only h1 of a page."""

PART_WORDS = 4
"""Words of the shortest heading that stands for a title with more before it."""

_EDGES = " \t:|•·»›"
_SEPARATOR = re.compile(
    r"\s+(?:[-–—|·•»«›‹:/~*>]|::|\|\|)\s+|\s*[|»«›]\s*|\s*_\s*(?=[^\s_]+$)|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])"
)
_QUOTED = re.compile(r"(?<!\S)«[^«»]+»|^»[^«»]+«")
"""What stands in quotation marks that part titles elsewhere."""
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
    own = siteidentity.own_titles(declared)[1]
    heard = [
        (origin, value)
        for origin, value in (
            ("meta", declared.meta("og:title")),
            ("jsonld", structured.text(declared.member("headline"))),
            ("meta", declared.meta("twitter:title", "dc.title", "parsely-title", "sailthru.title", "title")),
            ("title", declared.title),
        )
        if value and len(value) <= LENGTH and value not in own
    ]
    usable = [(element, value) for element, value in headings if 0 < len(value) <= LENGTH]
    wordings = [*(value for _, value in heard), *(value for _, value in usable)]
    stripped = [(origin, *stripped_of(value, sites, kinds, wordings), value) for origin, value in heard]
    titles = [title for _, title, _, _ in stripped]
    element, heading, agreement = _chosen(usable, titles, sites)
    said = [value for _, value in heard]
    other = (
        len(usable) == 1 and len(words(usable[0][1])) >= PART_WORDS and declared.meta("og:type") != "article"
    )
    if agreement < WEAK_AGREEMENT and (_are_of_home(said) or (other and _are_of_site(said, sites))):
        titles, stripped = [], []
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
    if alone and not titles and _heads_article(element) and not labels.is_section(value):
        return element, value, agreement
    return None, "", 0.0


def _heads_article(element: Any) -> bool:
    """Whether an h1 of few words is a story's: it stands in an `article` with it."""
    return next(element.iterancestors("article"), None) is not None


def _are_of_home(declared: Sequence[str]) -> bool:
    """Whether all that a page declares is the title of the site's first page: "Start | Harbour Gazette"."""
    said = {squash(value) for value in declared}
    homes = labels.words("home", "dump") - labels.words("home-or-title", "dump")
    for value in declared:
        first, *rest = [part for part in _SEPARATOR.split(value) if part.strip()] or [""]
        if rest and first.strip().casefold() in homes:
            return said <= {squash(value), squash(value[value.find(first) + len(first) :])}
    return False


def _are_of_site(declared: Sequence[str], sites: frozenset[str]) -> bool:
    """Whether all that a page declares opens with its site's name: "Harbour Gazette: news of the port"."""
    heads = [re.split(r":\s|\s[-–—|·•]\s", value, maxsplit=1) for value in declared]
    return bool(heads) and all(len(head) > 1 and squash(head[0]) in sites for head in heads)


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


@cache
def _trailer() -> re.Pattern[str]:
    """What a theme writes behind the title: the site's address, a count, a line with date or writer."""
    opening = tables.alternation(tables.words("sections", "trailer"))
    return re.compile(rf"^\s*(?:\(?[\w-]+\.(?:com|net|org)\)?\s*\d*$|(?:{opening})\b)", re.IGNORECASE)


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
        if squashed.startswith(short) and _trailer().search(heading[len(title) :]):
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
        cuts = _cuts(title)
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


def _cuts(title: str) -> list[re.Match[str]]:
    """Where a title may be parted: at marks that are none of a quotation's."""
    quoted = [found.span() for found in _QUOTED.finditer(title)]
    return [
        cut
        for cut in _SEPARATOR.finditer(title)
        if not any(cut.start() <= edge < cut.end() for start, stop in quoted for edge in (start, stop - 1))
    ]


@cache
def _section_words() -> frozenset[str]:
    return tables.words("sections", "suffix") | labels.words("section")


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


def agrees(heading: str, title: str) -> bool:
    """Whether two wordings are the same title."""
    return len(words(heading)) > 2 and overlap(heading, title) > 0.7
