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

from cleaners import characters
from cleaners.model import Block, Document, Metadata
from cleaners.scorer.cohesion import Cohesion
from cleaners.scorer.containers import CONTAINER, SINGLE, ZONES, Containers
from cleaners.scorer.outline import OTHER_TAG, TAGS, Outline
from cleaners.scorer.selfmention import SelfMention
from cleaners.scorer.words import LEXICON_CHARS, split, text_words
from cleaners.wording import voice

_CASE_BYTES = "".join(
    [" " if one.isspace() else "A" if one.isupper() else one for one in map(chr, range(256))]
).encode("latin-1")
"""One letter for all capitals."""
_STOPS = ".!?…。！？।؟:;"
_ASCII_STOPS = b".!?:;"
_SENTENCE_ENDS = frozenset(".!?…。！？।؟")
_CLOSERS = f"{characters.CLOSERS} "
HEARD = 200
"""Characters of a block that are listened to: a voice is known by then."""
FAR = 200
"""Stands for "there is none on the page" in distances."""

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
PAGE = "page_blocks page_good page_links page_best page_declared page_jsonld".split()
WHOLE = (
    "chars words stops commas ends_sentence odd_signs tag from_headline from_first_prose to_last_prose described "
    "in_jsonld copies before_chars after_chars before2_chars after2_chars before_tag after_tag heading_distance "
    "heading_level named_at named depth blocks_parent siblings_alike page_declared page_jsonld"
).split() + [f"in_{zone}" for zone in ZONES]
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
        outline = Outline(blocks)
        self.chars = outline.chars
        order = sorted(wanted)
        self._around = Containers(document.containers, blocks, outline, tables.names)
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
        TAGS.get(block.tag, OTHER_TAG),
        sum(scores) / (len(scores) + 2.0),
        min(scores, default=0.0),
        max(scores, default=0.0),
    ]


def _page_row(about: Metadata, outline: Outline, around: Containers) -> list[float]:
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
    blocks: Sequence[Block], outline: Outline, about: Metadata, wanted: Sequence[int]
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
    blocks: Sequence[Block], outline: Outline, lexicon: Mapping[str, float], wanted: Sequence[int]
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
