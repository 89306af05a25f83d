"""Who speaks in a line: the page, to its reader, or the story.

A linear classifier over words, word beginnings and neighbouring words.  Its weights are data (`voice.bin`), learned
from lines that were written for it in twenty-one languages, from written pages and from the paragraphs of known
stories (`benchmarks/voices.py`); the same line always gives the same answer.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise, starmap
from operator import add
from typing import NamedTuple

from msgspec import Struct, msgpack

from cleaners import characters

BUCKETS = 1 << 16
"""Features share this many weights; a feature's bucket is a checksum of it."""
STEM, LONG_STEM = 4, 6
"""Letters of the beginnings that stand for all forms of a word."""
_PIECE = re.compile(r"(?:[^\W_]++|[\u0300-\u036f\u0610-\u065f\u0900-\u0dff\u0e00-\u0eff]++)++|[^\w\s]")
"""A word, with the vowel signs that some scripts set as marks, or a mark by itself."""
_ASCII_PIECE = re.compile(r"[^\W_]+|[^\w\s]")
"""The same in plain letters, in two thirds of the time."""
_DIGITS = re.compile(r"\d+")
_UNSPACED = re.compile(f"[{characters.UNSPACED}]")
"""Scripts whose words run together, or change at their ends: read by characters."""


class Weights(Struct, frozen=True):
    """What training leaves behind."""

    digest: str
    """Of the lines and pages that it was trained on."""
    bias: float
    scale: float
    """What one step of a stored weight stands for."""
    steps: bytes
    """A signed byte for each bucket."""


def buckets(text: str) -> list[int]:
    """Numbers of the weights of what a line is known by: its words, their beginnings, its pairs of neighbours."""
    pieces = _pieces(text)
    marks = [_START, *map(_checksum, pieces), _END]
    return [*(one for piece in pieces for one in _parts(piece)), *starmap(_pair, pairwise(marks))]


class Ear:
    """Weights made ready to listen with."""

    def __init__(self, weights: Weights) -> None:
        self._bias, self._scale = weights.bias, weights.scale
        steps = tuple(memoryview(weights.steps).cast("b"))  # indexed faster than bytes
        self._steps = steps + steps  # two buckets' sum needs no remainder
        # Few words make most of a language: they are remembered from line to line.
        self._word = lru_cache(maxsize=1 << 14)(self._weigh)

    def odds(self, text: str) -> float:
        """How much a line sounds like the page that speaks to its reader: log odds, above 0 more likely than not."""
        words = list(map(self._word, _pieces(text)))
        if not words:
            return self._bias
        marks, turned, said, sizes = zip(*words, strict=True)
        pairs = map(add, (_TURNED_START, *turned), (*marks, _END))
        heard: int = sum(said) + sum(map(self._steps.__getitem__, pairs))
        size = sum(sizes) + len(words) + 1
        return self._bias + self._scale * heard / float(size**0.5)

    def listen(self, text: str) -> Heard:
        """Listen to a text once, to be asked about its stretches."""
        places = [match.span() for match in _PIECE.finditer(text)]
        words = [self._word(_DIGITS.sub("0", text[start:stop].casefold())) for start, stop in places]
        marks, turned, said, sizes = zip(*words, strict=True) if words else ((),) * 4
        pairs = map(self._steps.__getitem__, map(add, turned, marks[1:]))
        return Heard(
            self,
            tuple(start for start, _ in places),
            marks,
            tuple(accumulate(said, initial=0)),
            tuple(accumulate(sizes, initial=0)),
            tuple(accumulate(pairs, initial=0)),
        )

    def weigh(self, said: int, size: int, first: int, last: int) -> float:
        """Log odds of a stretch that begins and ends with these words."""
        said += self._steps[_TURNED_START + first] + self._steps[_turned(last) + _END]
        return self._bias + self._scale * said / float((size + 2) ** 0.5)

    def telling(self, text: str) -> Iterator[str]:
        """The words and pairs of words of a line that say that the page speaks, the strongest first."""
        pieces = _pieces(text)
        said = {piece: self._steps[_checksum(piece) % BUCKETS] for piece in pieces}
        for one, other in pairwise(pieces):
            said[f"{one} {other}"] = self._steps[_pair(_checksum(one), _checksum(other))]
        yield from sorted((one for one, much in said.items() if much > 0), key=lambda one: (-said[one], one))

    def _weigh(self, piece: str) -> tuple[int, int, int, int]:
        """A word's mark, that mark as the first of a pair, the steps of all its parts, and how many these are.

        The collector stops looking at plain tuples of numbers; a mark is as small as a pair's bucket allows.
        """
        parts = _parts(piece)
        mark = _checksum(piece) % BUCKETS
        return mark, _turned(mark), sum([self._steps[part] for part in parts]), len(parts)


class Heard(NamedTuple):
    """A text that was listened to: how any stretch of its words sounds, without listening to them again."""

    ear: Ear
    starts: tuple[int, ...]
    """Offsets of its words and marks."""
    marks: tuple[int, ...]
    said: tuple[int, ...]
    sizes: tuple[int, ...]
    pairs: tuple[int, ...]
    """Sums up to each word."""

    def odds(self, start: int, stop: int) -> float:
        """Log odds of the words from `start` up to, not including, `stop`, as if they stood alone."""
        said = self.said[stop] - self.said[start] + self.pairs[stop - 1] - self.pairs[start]
        size = self.sizes[stop] - self.sizes[start] + stop - start - 1
        return self.ear.weigh(said, size, self.marks[start], self.marks[stop - 1])


def _pieces(text: str) -> list[str]:
    pieces = _ASCII_PIECE if text.isascii() else _PIECE
    return pieces.findall(_DIGITS.sub("0", text.casefold()))


def _parts(piece: str) -> list[int]:
    """The buckets of a word and its beginnings."""
    if _UNSPACED.search(piece):
        sizes = (1, 2, 3)
        parts = [piece[start : start + size] for size in sizes for start in range(len(piece) - size + 1)]
    else:
        parts = [piece]
        if len(piece) > STEM + 1:
            parts.append(f"{piece[:STEM]}*")
        if len(piece) > LONG_STEM + 1:
            parts.append(f"{piece[:LONG_STEM]}*")
    return [_checksum(part) % BUCKETS for part in parts]


def _checksum(part: str) -> int:
    return zlib.crc32(part.encode("utf-8", "replace"))


_TURN = 31
"""Keeps "a b" and "b a" apart."""


def _turned(mark: int) -> int:
    """A mark as the first of a pair."""
    return mark * _TURN % BUCKETS


def _pair(one: int, other: int) -> int:
    """The bucket of two neighbours."""
    return (_turned(one) + other) % BUCKETS


_START, _END = _checksum("^") % BUCKETS, _checksum("$") % BUCKETS
_TURNED_START = _turned(_START)


@lru_cache(maxsize=1 << 12)
def of_page(text: str) -> float:
    """What the shipped weights hear in a line (`Ear.odds`)."""
    return _shipped().odds(text)


def listen(text: str) -> Heard:
    """A text, listened to with the shipped weights."""
    return _shipped().listen(text)


def telling(text: str, most: int = 3) -> tuple[str, ...]:
    """The words of a line that say most that the page speaks, the strongest first."""
    told: list[str] = []
    for said in _shipped().telling(text):
        if not any(said in other for other in told):
            told.append(said)
    return tuple(told[:most])


def encode(weights: Weights) -> bytes:
    """Write a weights file."""
    return zlib.compress(msgpack.encode(weights), 9)


@cache
def _shipped() -> Ear:
    content = files("cleaners.wording").joinpath("voice.bin").read_bytes()
    return Ear(msgpack.decode(zlib.decompress(content), type=Weights))
