"""Decides what a page's markup says outright: menus, footers, share bars, comments, bylines, forms.

Only what is certain is decided here; what stays open is the scorer's.  A word of a class name proves
little by itself: themes put "sidebar", "comments-open" or "share-wrapper" on elements around the whole
article, and parsers leave a `<button>` open so that the article becomes its child.  So every concept has
limits (`lexicon/structure.toml`) on how much of the article's sentences an element may hold, and an
element beyond them is looked into instead of being cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from cleaners.layout import linking
from cleaners.lexicon import tables
from cleaners.model import Block, Container, Context, Metadata, Rule, Segment, Verdict

SENTENCES = 80
"""Characters from which an unlinked block counts as prose rather than as a label or a menu entry."""
NEVER_FURNITURE = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements around the article, whose names tell about the page; headings, whose ids repeat their words."""
SLUG = 6
"""Tokens from which on a name is a sentence and no name: "what-can-you-do-with-social-media-marketing"."""
LONGEST_PHRASE = 3
"""Tokens of the longest phrase in the lexicon."""
REMEMBERED = 100
"""Characters of the longest name whose concepts are remembered."""
NAME_LENGTH = 60
"""Characters of a class name that are quoted as evidence."""
SIGNATURE_WORDS = 5
"""Words of a line in a byline's element that needs no further proof: "Jane Doe, Science Editor"."""


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """One kind of page furniture: how it is recognised, and the limits beyond which it is something else."""

    name: str
    evidence: str
    words: tuple[str, ...]
    example: str
    counter: str
    tags: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()
    share: float = 0.0
    paragraphs: int = 0
    length: int = 1_000_000
    linked: float = 0.0
    after: float = 0.0
    block: int = 1_000_000
    inline: bool = False
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts in the order in which they are asked, and their places by word and by element."""

    concepts: tuple[Concept, ...]
    by_word: Mapping[str, int]
    by_tag: Mapping[str, int]


_FROZEN: Mapping[str, Any] = {"words": tuple, "tags": tuple, "headings": tuple, "never": frozenset}


@cache
def lexicon() -> Lexicon:
    """The concepts of `lexicon/structure.toml`."""
    concepts = tuple(
        Concept(name, **{key: _FROZEN.get(key, _same)(value) for key, value in entry.items()})
        for name, entry in tables.read("structure").items()
    )
    return Lexicon(
        concepts,
        {word: place for place, concept in reversed([*enumerate(concepts)]) for word in concept.words},
        {tag: place for place, concept in enumerate(concepts) for tag in concept.tags},
    )


def _same(value: Any) -> Any:
    return value


_SEPARATORS = re.compile(r"[-_:./]+")


def concepts_of(tag: str, names: str) -> tuple[Concept, ...]:
    """The concepts that an element's tag and names (class, id, role…) speak of, in the lexicon's order.

    Words match whole tokens: "ad" is found in "ad-slot", never in "read" or "header".
    """
    return _concepts(tag, names) if len(names) <= REMEMBERED else _concepts.__wrapped__(tag, names)


@lru_cache(maxsize=4096)
def _concepts(tag: str, names: str) -> tuple[Concept, ...]:
    words = lexicon()
    found = {words.by_tag[tag]} if tag in words.by_tag else set()
    found.update(*map(_places_of, names.split()))
    return tuple([words.concepts[place] for place in sorted(found)]) if found else ()


def _places_of(name: str) -> frozenset[int]:
    """Which concepts one name speaks of; themes repeat their names, on a page and from page to page."""
    return _places(name) if len(name) <= REMEMBERED else _places.__wrapped__(name)


@lru_cache(maxsize=4096)
def _places(name: str) -> frozenset[int]:
    words = lexicon()
    tokens = [token for token in _SEPARATORS.split(name) if token]
    found: set[int] = set()
    if len(tokens) <= SLUG and "[" not in name:
        for start in range(len(tokens)):
            phrase = ""
            for token in tokens[start : start + LONGEST_PHRASE]:
                phrase = f"{phrase}-{token}" if phrase else token
                place = words.by_word.get(phrase)
                if place is not None and words.concepts[place].never.isdisjoint(tokens):
                    found.add(place)
    return frozenset(found)


class _Extent:
    """Running sums over the segment's blocks: what a container holds, without looking at its blocks."""

    def __init__(self, blocks: tuple[Block, ...], segment: Segment) -> None:
        self._first, self._last = segment.start, segment.stop
        mine = blocks[segment.start : segment.stop]
        prose = [
            len(b.text) if len(b.text) >= SENTENCES and 2 * b.link_chars < len(b.text) else 0 for b in mine
        ]
        self._prose = [0, *accumulate(prose)]
        self._paragraphs = [0, *accumulate([1 if chars else 0 for chars in prose])]
        self._chars = [0, *accumulate([len(block.text) for block in mine])]
        self._links = [0, *accumulate([block.link_chars for block in mine])]

    def allows(self, concept: Concept, start: int, stop: int) -> bool:
        """Whether blocks `start` to `stop` may be this concept, and are no wrapper around the article."""
        low, high = max(start, self._first) - self._first, min(stop, self._last) - self._first
        total = self._prose[-1]
        prose = self._prose[high] - self._prose[low]
        chars = self._chars[high] - self._chars[low]
        return (
            prose <= concept.share * total
            and self._paragraphs[high] - self._paragraphs[low] <= concept.paragraphs
            and chars <= concept.length
            and self._links[high] - self._links[low] >= concept.linked * chars
            and self._prose[low] >= concept.after * total
        )


class _Owner(NamedTuple):
    """The element that makes its blocks furniture."""

    concept: Concept
    evidence: str


def containers(context: Context) -> Iterator[Verdict]:
    """Judge every block by the outermost element around it that is page furniture."""
    document, segment = context.document, context.segment
    if document.page.kind != "html" or not document.containers:
        return
    extent = _Extent(document.blocks, segment)
    owners = _owners(document.containers, segment, extent)
    for passage in context.passages:
        block = passage.block
        owner = owners[block.container] or _own(block, extent)
        if owner is not None and not _left_open(block, owner.concept, context.metadata):
            yield _verdict(block, owner)


def _owners(containers: tuple[Container, ...], segment: Segment, extent: _Extent) -> list[_Owner | None]:
    """For every container the outermost piece of furniture that it is or lies in."""
    owners: list[_Owner | None] = []
    for container in containers:
        owner = owners[container.parent] if container.parent >= 0 else None
        start, stop = container.start, container.stop
        if (
            owner is None
            and start < stop
            and start < segment.stop
            and segment.start < stop
            and container.tag not in NEVER_FURNITURE
        ):
            for concept in concepts_of(container.tag, container.names):
                if extent.allows(concept, start, stop) and (start > segment.start or stop < segment.stop):
                    owner = _Owner(concept, _evidence(concept, container.tag, container.names))
                    break
        owners.append(owner)
    return owners


def _own(block: Block, extent: _Extent) -> _Owner | None:
    """What a block is by itself: a button's label, or text in one inline element, `<a class="skip-link">`."""
    for inline in block.inlines:
        if inline.start == 0 and inline.stop == len(block.text):
            for concept in concepts_of(inline.tag, inline.names):
                if concept.inline and extent.allows(concept, block.index, block.index + 1):
                    return _Owner(concept, _evidence(concept, inline.tag, inline.names))
    if block.kind == "control":
        for concept in concepts_of(block.tag, ""):
            if extent.allows(concept, block.index, block.index + 1):
                return _Owner(concept, _evidence(concept, block.tag, ""))
    return None


def _left_open(block: Block, concept: Concept, metadata: Metadata) -> bool:
    """Whether a block inside of furniture may be the article's all the same."""
    if concept.field in ("authors", "meta") and block.kind == "heading":
        return True
    if concept.field == "authors":
        return not _is_signature(block, metadata)
    unlinked = 2 * block.link_chars < len(block.text)
    if concept.name == "control":
        named_only = unlinked and block.kind != "control"
        return (
            named_only
            or block.kind == "heading"
            or block.text.endswith("?")
            or len(block.text) > concept.block
        )
    return unlinked and len(block.text) > concept.block


_INTRODUCED = re.compile(r"(?:by|von|par|por|di|door|av|af|van|text|words|written|story)\b", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d|\d[./]\d")


def _is_signature(block: Block, metadata: Metadata) -> bool:
    """Whether a line in a byline's element is one: some themes put the standfirst there too."""
    text = block.text
    return (
        block.link_chars > 0
        or text.count(" ") < SIGNATURE_WORDS
        or _INTRODUCED.match(text) is not None
        or _DATED.search(text) is not None
        or any(person.name in text for person in metadata.authors)
    )


def _verdict(block: Block, owner: _Owner) -> Verdict:
    """Cut the block, or move it where the concept says; of links to other stories only the links move."""
    concept = owner.concept
    rule = f"structure.{concept.name}"
    if concept.field is None or (concept.field == "related" and not linking.leads_elsewhere(block)):
        return Verdict(block.index, "cut", rule, owner.evidence)
    return Verdict(block.index, "move", rule, owner.evidence, field=concept.field)


def _evidence(concept: Concept, tag: str, names: str) -> str:
    """ "share buttons (div.social-share)": the element by its tag and the first name that speaks of it."""
    place = lexicon().concepts.index(concept)
    for name in names.split():
        if place in _places_of(name):
            return f"{concept.evidence} ({tag}.{name[:NAME_LENGTH]})"
    return f"{concept.evidence} ({tag})"


rules: tuple[Rule, ...] = (containers,)
"""What the engine asks in its structure phase."""
