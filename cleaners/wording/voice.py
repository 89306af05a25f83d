"""Who speaks in a line: the page, to its reader, or the story.

A linear classifier over words, word beginnings and neighbouring words.  Its weights are data (`voice.bin`), learned
from lines that were written for it in twenty-one languages and from the paragraphs of known stories
(`benchmarks/voices.py`); the same line always gives the same answer.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from msgspec import Struct, msgpack

BUCKETS = 1 << 16
"""Features share this many weights; a feature's bucket is a checksum of it."""
STEM, LONG_STEM = 4, 6
"""Letters of the beginnings that stand for all forms of a word."""
_PIECE = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0610-\u065f\u0900-\u0dff\u0e00-\u0eff])+|[^\w\s]")
"""A word, with the vowel signs that some scripts set as marks, or a mark by itself."""
_DIGITS = re.compile(r"\d+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
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


def features(text: str) -> frozenset[str]:
    """What a line is known by."""
    pieces = _PIECE.findall(_DIGITS.sub("0", text.casefold()))
    found = set(_of_pieces(pieces))
    around = ["^", *pieces, "$"]
    found.update(f"{one} {other}" for one, other in pairwise(around))
    return frozenset(found)


def _of_pieces(pieces: list[str]) -> Iterator[str]:
    for piece in pieces:
        if _UNSPACED.search(piece):
            for size in (1, 2, 3):
                yield from (piece[start : start + size] for start in range(len(piece) - size + 1))
            continue
        yield piece
        if len(piece) > STEM + 1:
            yield f"{piece[:STEM]}*"
        if len(piece) > LONG_STEM + 1:
            yield f"{piece[:LONG_STEM]}*"


def bucket(feature: str) -> int:
    """The number of the weight that a feature shares."""
    return zlib.crc32(feature.encode("utf-8", "replace")) % BUCKETS


@lru_cache(maxsize=1024)
def of_page(text: str) -> float:
    """How much a line sounds like the page that speaks to its reader: log odds, above 0 more likely than not."""
    weights = _weights()
    found = {bucket(feature) for feature in features(text)}
    if not found:
        return weights.bias
    said = sum([_signed(weights.steps[one]) for one in found])
    return weights.bias + weights.scale * said / float(len(found) ** 0.5)


def telling(text: str, most: int = 3) -> tuple[str, ...]:
    """The words of a line that say most that the page speaks, the strongest first."""
    steps = _weights().steps
    strengths = {one: _signed(steps[bucket(one)]) for one in features(text) if one[-1] != "*"}
    ranked = sorted(
        (one for one, said in strengths.items() if said > 0), key=lambda one: (-strengths[one], one)
    )
    told: list[str] = []
    for one in ranked:
        said = one.strip("^$ ")
        if said and not any(said in other for other in told):
            told.append(said)
    return tuple(told[:most])


def encode(weights: Weights) -> bytes:
    """Write a weights file."""
    return zlib.compress(msgpack.encode(weights), 9)


@cache
def _weights() -> Weights:
    content = files("cleaners.wording").joinpath("voice.bin").read_bytes()
    return msgpack.decode(zlib.decompress(content), type=Weights)


def _signed(step: int) -> int:
    return step - 256 if step > 127 else step
