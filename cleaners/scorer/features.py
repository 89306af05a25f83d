"""What the scorer looks at: one row of numbers per block.

Three kinds of evidence: the block's own text (length, links, sentences, words), its place in the markup
(what its containers are called, how much of the page's prose they hold), and its neighbours.  Rows are
cheap: everything that belongs to a container or to the page is computed once and inherited.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul

from cleaners.model import Block, Container, Document, Metadata
from cleaners.scorer.cohesion import Cohesion
from cleaners.scorer.selfmention import SelfMention
from cleaners.scorer.words import LEXICON_CHARS, name_words, split, text_words
from cleaners.wording import voice

_CASE_BYTES = "".join(
    [" " if one.isspace() else "A" if one.isupper() else one for one in map(chr, range(256))]
).encode("latin-1")
"""One letter for all capitals."""
_STOPS = ".!?…。！？।؟:;"
_ASCII_STOPS = b".!?:;"
_SENTENCE_ENDS = frozenset(".!?…。！？।؟")
_CLOSERS = "\"'”’»)]）」』 "
GOOD_CHARS = 80
"""A block of this length with few links is prose: what containers are weighed by."""
GOOD_CHARS_WIDE = 30
"""The same in scripts whose characters are words or syllables (Han, Kana, Hangul)."""
MOST = 0.6
"""An element with this share of the page's prose is the story's, whatever it is called."""
HEARD = 200
"""Characters of a block that are listened to: a voice is known by then."""
FAR = 200
"""Stands for "there is none on the page" in distances."""

_TAGS = {
    name: code
    for code, name in enumerate(
        "p div section article li td span h1 h2 h3 h4 h5 h6 blockquote figcaption pre dd dt th caption a "
        "button label main body".split()
    )
}
_OTHER_TAG = 25
_ZONES = "article main aside nav footer header form figure list table".split()
_ZONE_OF = {
    "article": 0,
    "main": 1,
    "aside": 2,
    "nav": 3,
    "footer": 4,
    "header": 5,
    "form": 6,
    "figure": 7,
    "ul": 8,
    "ol": 8,
    "dl": 8,
    "table": 9,
}

OWN = (
    # the text
    "chars words word_chars link_share stops stop_share commas ends_sentence capitals "
    "bold_share odd_signs tag lexicon lexicon_low lexicon_high "
    # its place on the page
    "place mass_before mass_after from_headline from_first_prose to_last_prose title_overlap described "
    "in_jsonld copies "
    # its neighbours
    "before_chars before_links after_chars after_links before2_chars after2_chars before_tag after_tag "
    "heading_lexicon heading_distance heading_level "
    # whose voice its words are
    "voice before_voice after_voice "
    # what it is about: itself, or what the rest of the page is about
    "named_at named shared shared_often shared_most"
).split()
CONTAINER = (
    "depth names_own names_near names_low names_high good_own good_parent good_grand good_signature "
    "links_own links_parent blocks_parent siblings_alike"
).split() + [f"in_{zone}" for zone in _ZONES]
SINGLE = ("good_own", "links_own")
"""What containers of one name in one parent differ in: they share the rest of their row."""
KIN = [name for name in CONTAINER if name not in SINGLE]
PAGE = "page_blocks page_good page_links page_best page_declared page_jsonld".split()
WHOLE = (
    "chars words stops commas ends_sentence odd_signs tag from_headline from_first_prose to_last_prose described "
    "in_jsonld copies before_chars after_chars before2_chars after2_chars before_tag after_tag heading_distance "
    "heading_level named_at named depth blocks_parent siblings_alike page_declared page_jsonld"
).split() + [f"in_{zone}" for zone in _ZONES]
"""Features whose values are whole numbers."""
NAMES = (*OWN, *CONTAINER, *PAGE)


@dataclass(frozen=True, slots=True)
class Tables:
    """What was learned of words: how much a word, or a class or id word, speaks for the story (log odds)."""

    words: Mapping[str, float]
    names: Mapping[str, float]
    voice: Callable[[str], float] = voice.of_page
    """How much a text sounds like the page that speaks to its reader (log odds)."""


class Features:
    """A page's rows: what belongs to a block, to its container, and to the page, apart.

    A full row is `own[block]`, `container(block.container)`, `page`, in the order of `NAMES`.
    """

    def __init__(self, document: Document, about: Metadata, tables: Tables, wanted: Collection[int]) -> None:
        """Rows for the `wanted` blocks; all others still count as their surroundings."""
        blocks = document.blocks
        outline = _Outline(blocks)
        self.chars = outline.chars
        order = sorted(wanted)
        self._around = _Containers(document.containers, blocks, outline, tables.names)
        self._around.count_alike({blocks[index].container for index in order})
        self.page = _page_row(about, outline, self._around)
        places = _places(blocks, outline, about, order)
        neighbours = _neighbours(blocks, outline, tables.words, order)
        voices = _voices(blocks, tables.voice, order)
        naming = SelfMention(document, about)
        words = {
            index: split(block.text)
            for index, (block, prose) in enumerate(zip(blocks, outline.good, strict=True))
            if prose or index in wanted
        }
        cohesion = Cohesion(words, outline.good)
        self.own = {
            index: [
                *_text_row(blocks[index], words[index], tables.words),
                *place,
                *neighbour,
                *heard,
                *naming.row(blocks[index].text),
                *cohesion.row(index),
            ]
            for index, place, neighbour, heard in zip(order, places, neighbours, voices, strict=True)
        }

    def container(self, index: int) -> list[float]:
        """What all blocks of a wanted block's container share, in the order of `CONTAINER`."""
        row = list(self.kin(index))
        for name, value in zip(SINGLE, self.single(index), strict=True):
            row.insert(CONTAINER.index(name), value)
        return row

    def single(self, index: int) -> tuple[float, float]:
        """The part of a container's row that it shares with no other, in the order of `SINGLE`."""
        return self._around.single(index)

    def kin(self, index: int) -> tuple[float, ...]:
        """The rest of it, in the order of `KIN`: one and the same for all containers of one name beside it."""
        return self._around.kin(index)

    def signature(self, index: int) -> Hashable:
        """What a container and its parent are called: alike in all paragraphs of a story."""
        return self._around.signature(index)


class _Outline:
    """What blocks' neighbours and containers need to know of them, in page order."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        least = GOOD_CHARS_WIDE if _is_wide(blocks) else GOOD_CHARS
        self.chars = [len(block.text) for block in blocks]
        self.link_shares = [block.link_chars / size for block, size in zip(blocks, self.chars, strict=True)]
        self.good = [
            size if size >= least and share < 0.35 else 0
            for size, share in zip(self.chars, self.link_shares, strict=True)
        ]
        """Characters of the blocks that are prose; 0 for the others."""
        self.tags = [_TAGS.get(block.tag, _OTHER_TAG) for block in blocks]


def _is_wide(blocks: Sequence[Block]) -> bool:
    """Whether the page is written in a script without blanks between words."""
    sample = max([block.text for block in blocks], key=len)[:200]
    return (
        not sample.isascii()
        and sum(1 for character in sample if "\u3040" <= character <= "\ud7af") > len(sample) // 4
    )


def _text_row(block: Block, said: Sequence[str], lexicon: Mapping[str, float]) -> list[float]:
    text = block.text
    chars = len(text)
    words = text.count(" ") + 1
    scores = [score for score in map(lexicon.get, said) if score is not None]
    head = text[:LEXICON_CHARS]
    plain = text.isascii()
    if plain:
        encoded = text.encode()
        stops = chars - len(encoded.translate(None, _ASCII_STOPS))
        capitals = (b" " + encoded[:LEXICON_CHARS]).translate(_CASE_BYTES).count(b" A")
    else:
        stops = sum(map(text.count, _STOPS))
        capitals = sum([word[0].isupper() for word in head.split()])
    end = text.rstrip(_CLOSERS)[-1:]
    return [
        chars,
        words,
        chars / words,
        block.link_chars / chars,
        stops,
        stops / words,
        text.count(",") if plain else sum(map(text.count, ",、،，")),
        1 if end in _SENTENCE_ENDS and end else 0,
        capitals / (head.count(" ") + 1),
        block.bold_chars / chars,
        text.count("|") if plain else sum(map(text.count, "|»©›→•")),
        _TAGS.get(block.tag, _OTHER_TAG),
        sum(scores) / (len(scores) + 2.0),
        min(scores, default=0.0),
        max(scores, default=0.0),
    ]


class _Containers:
    """What containers hold and what they are called, summed bottom-up and inherited top-down."""

    def __init__(
        self,
        containers: Sequence[Container],
        blocks: Sequence[Block],
        outline: _Outline,
        lexicon: Mapping[str, float],
    ) -> None:
        self._containers = containers
        self._lexicon = lexicon
        size = len(containers)
        self._good = good = [0] * size
        self._chars = chars = [0] * size
        self._links = links = [0] * size
        self._blocks = count = [0] * size
        for block, size_of, prose in zip(blocks, outline.chars, outline.good, strict=True):
            index = block.container
            if index >= 0:
                chars[index] += size_of
                links[index] += block.link_chars
                count[index] += 1
                good[index] += prose
        self.total = sum(good) + 1
        self._signed: dict[int, Hashable] = {-1: ""}
        signatures: dict[Hashable, int] = {}
        for index, own in enumerate(good):
            if own:
                signature = self.signature(index)
                signatures[signature] = signatures.get(signature, 0) + own
        self._signatures = signatures
        for index in range(size - 1, 0, -1):
            if count[index] and (parent := containers[index].parent) >= 0:
                good[parent] += good[index]
                chars[parent] += chars[index]
                links[parent] += links[index]
                count[parent] += count[index]
        self._alike: Counter[tuple[int, str, str]] = Counter()
        self.best = max(
            [good[c.index] / self.total for c in containers if c.tag in ("article", "main")], default=0.0
        )
        self._scores: dict[str, tuple[float, float, float]] = {"": (0.0, 0.0, 0.0)}
        self._inherited: dict[int, list[float]] = {-1: [0.0] * 4 + [0] * len(_ZONES)}
        self._kin: dict[tuple[int, str, str, bool], tuple[float, ...]] = {}

    def count_alike(self, asked: Collection[int]) -> None:
        """Count the containers of one name in one parent, around the containers that will be asked about."""
        parents = {self._containers[index].parent for index in asked if index >= 0}
        self._alike.update(
            [(one.parent, one.tag, one.names) for one in self._containers if one.parent in parents]
        )

    def signature(self, index: int) -> Hashable:
        """What a container and its parent are called: alike in all paragraphs of a story."""
        found = self._signed.get(index)
        if found is None:
            own = self._containers[index]
            parent = self._containers[own.parent] if own.parent >= 0 else own
            found = self._signed[index] = (own.tag, own.names, parent.tag, parent.names)
        return found

    def _inherit(self, index: int) -> list[float]:
        """Own, near, lowest and highest name score, then a flag for each zone."""
        found = self._inherited.get(index)
        if found is not None:
            return found
        chain = []
        while index not in self._inherited:
            chain.append(self._containers[index])
            index = chain[-1].parent
        found = self._inherited[index]
        for container in reversed(chain):
            above, zone = found, _ZONE_OF.get(container.tag)
            scores = self._scores.get(container.names) or self._score(container.names)
            if self._good[container.index] > MOST * self.total:
                scores = (max(scores[0], 0.0), 0.0, scores[2])
            found = [
                scores[0],
                scores[0] + 0.6 * above[1],
                min(scores[1], above[2]),
                max(scores[2], above[3]),
                *above[4:],
            ]
            if zone is not None:
                found[4 + zone] = 1
            self._inherited[container.index] = found
        return found

    def _score(self, names: str) -> tuple[float, float, float]:
        found = [value for word in name_words(names) if (value := self._lexicon.get(word)) is not None]
        scores = (sum(found) / (len(found) + 1.0), min(found, default=0.0), max(found, default=0.0))
        self._scores[names] = scores
        return scores

    def single(self, own: int) -> tuple[float, float]:
        """The features of one container that are its own, in the order of `SINGLE`."""
        if own < 0:
            return 0.0, 0.0
        return self._good[own] / self.total, self._links[own] / (self._chars[own] or 1)

    def kin(self, own: int) -> tuple[float, ...]:
        """The features that a container shares with those of its name beside it, in the order of `KIN`."""
        if own < 0:
            return (0,) * len(KIN)
        container = self._containers[own]
        # Whether it holds most of the prose tells how its name is weighed.
        key = (container.parent, container.tag, container.names, self._good[own] > MOST * self.total)
        found = self._kin.get(key)
        if found is None:
            found = self._kin[key] = self._kin_row(container)
        return found

    def _kin_row(self, container: Container) -> tuple[float, ...]:
        containers, total, own = self._containers, self.total, container.index
        parent = container.parent if container.parent >= 0 else own
        grand = containers[parent].parent if containers[parent].parent >= 0 else parent
        inherited = self._inherit(own)
        return (
            container.depth,
            *inherited[:4],
            self._good[parent] / total,
            self._good[grand] / total,
            self._signatures.get(self.signature(own), 0) / total,
            self._links[parent] / (self._chars[parent] or 1),
            self._blocks[parent],
            self._alike[(container.parent, container.tag, container.names)],
            *inherited[4:],
        )


def _page_row(about: Metadata, outline: _Outline, around: _Containers) -> list[float]:
    declared = (about.article_type or "").lower()
    return [
        math.log(len(outline.chars)),
        math.log(around.total),
        sum(map(mul, outline.link_shares, outline.chars)) / sum(outline.chars),
        around.best,
        1 if "article" in declared or "posting" in declared or "news" in declared else 0,
        1 if about.body else 0,
    ]


def _places(
    blocks: Sequence[Block], outline: _Outline, about: Metadata, wanted: Sequence[int]
) -> Iterator[list[float]]:
    """Where each wanted block stands between the headline and the end of the page's prose."""
    size = len(blocks)
    title = set(text_words((about.headline.value if about.headline else about.raw_title) or ""))
    description = about.description.value[:60] if about.description else ""
    body = about.body or ""
    headline = _headline_index(blocks, title)
    prose = [index for index, good in enumerate(outline.good) if good]
    first, last = (prose[0], prose[-1]) if prose else (0, size)
    sums = list(accumulate(outline.good, initial=0))
    mass = sums[-1] or 1
    copies = Counter([block.text[:100] for block in blocks])
    for index in wanted:
        text = blocks[index].text
        yield [
            index / size,
            sums[index] / mass,
            (mass - sums[index + 1]) / mass,
            index - headline if headline is not None else FAR,
            index - first,
            last - index,
            _overlap(text[:120], title) if len(text) < 300 else 0.0,
            1 if description and text.startswith(description) else 0,
            1 if body and len(text) > 20 and text[:60] in body else 0,
            copies[text[:100]],
        ]


def _overlap(text: str, title: set[str]) -> float:
    """Which share of their words a text and the page's title have in common."""
    words = split(text) if title else []
    shared = title.intersection(words)
    return len(shared) / len(title.union([word for word in words if len(word) > 1])) if shared else 0.0


def _headline_index(blocks: Sequence[Block], title: set[str]) -> int | None:
    """The heading that says what the page's title says; else the first h1."""
    best, best_share = None, 0.0
    first = None
    for block in blocks:
        if block.kind != "heading" or block.level > 2:
            continue
        if first is None and block.level == 1:
            first = block.index
        share = _overlap(block.text, title)
        if share > best_share + (0.2 if block.level == 2 else 0.0):
            best, best_share = block.index, share
    return best if best_share > 0.4 else first


def _neighbours(
    blocks: Sequence[Block], outline: _Outline, lexicon: Mapping[str, float], wanted: Sequence[int]
) -> Iterator[list[float]]:
    """What stands around each wanted block, and the heading above it."""
    chars = [0, 0, *outline.chars, 0, 0]
    shares = [0.0, 0.0, *outline.link_shares, 0.0, 0.0]
    tags = [-1, -1, *outline.tags, -1, -1]
    upcoming = iter([*[block.index for block in blocks if block.kind == "heading"], len(blocks)])
    heading, after, level, score = -1, next(upcoming), 0, 0.0
    for index in wanted:
        if after < index:
            while after < index:
                heading, after = after, next(upcoming)
            level = blocks[heading].level
            scores = [one for one in map(lexicon.get, split(blocks[heading].text)) if one is not None]
            score = sum(scores) / (len(scores) + 2.0)
        yield [
            chars[index + 1],
            shares[index + 1],
            chars[index + 3],
            shares[index + 3],
            chars[index],
            chars[index + 4],
            tags[index + 1],
            tags[index + 3],
            score,
            index - heading if heading >= 0 else FAR,
            level,
        ]


def _voices(
    blocks: Sequence[Block], voice_of: Callable[[str], float], wanted: Sequence[int]
) -> Iterator[tuple[float, float, float]]:
    """What each wanted block, the one before and the one after sound like; 0 where there is none."""
    inside = range(len(blocks))
    near = {index + step for index in wanted for step in (-1, 0, 1)}
    heard = {index: voice_of(blocks[index].text[:HEARD]) if index in inside else 0.0 for index in near}
    for index in wanted:
        yield heard[index], heard[index - 1], heard[index + 1]
