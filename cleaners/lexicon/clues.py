"""Which phrases of a set a page may hold, told by single words: most pages hold none of hundreds.

A phrase that may begin anywhere has no first characters to be looked up by, and searching a page for each one's
fixed pieces costs more than all that is found is worth.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Set
from typing import Final

from cleaners import characters

STEM: Final = 5
"""Letters of a word that are compared: what follows a fixed piece may be the rest of its last word."""
LEAST: Final = 3
"""Letters of the shortest stem that tells anything."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNSPACED: Final = re.compile(f"[{characters.UNSPACED}]")
"""Scripts in which a piece may stand in the middle of what looks like a word."""
_SCRIPTED: Final = re.compile(r"[^\W\d_\u0000-\u04ff]")
"""Letters that most pages have none of: one tells, where no word does (not of Latin, Greek and Cyrillic)."""


def stems(words: Collection[str]) -> frozenset[str]:
    """How the words of a folded text begin, and the parts of those that marks join; its letters of other scripts.

    >>> sorted(stems(["sign", "up", "for", "our", "e-bulletin", "ハカタ"]))
    ['bulle', 'e', 'e-bul', 'for', 'our', 'sign', 'up', 'カ', 'タ', 'ハ', 'ハカタ']
    """
    joined = _WORD.findall(" ".join([word for word in words if not word.isalpha()]))
    letters = _SCRIPTED.findall("".join([word for word in words if not word.isascii()]))
    return frozenset([word[:STEM] for word in (*words, *joined)]).union(letters)


def of(required: Iterable[str], choices: Iterable[str]) -> frozenset[str] | None:
    """Stems of which a text holds one if it holds all the required pieces, and one of the choices; None: no telling.

    >>> of((), ("haber bultenine", "e-bultene"))
    frozenset({'bulte'})
    """
    told = [_told((piece,)) for piece in required]
    told.append(_told(choices))
    return max([one for one in told if one], key=_least, default=None)


def by_stem(clues: Iterable[frozenset[str] | None]) -> Mapping[str | None, tuple[int, ...]]:
    """The numbers of what the clues belong to, by stem; under None those of which nothing tells."""
    found: dict[str | None, list[int]] = {}
    for number, clue in enumerate(clues):
        for stem in clue or (None,):
            found.setdefault(stem, []).append(number)
    return {stem: tuple(numbers) for stem, numbers in found.items()}


def numbers(known: Mapping[str | None, tuple[int, ...]], said: Set[str]) -> list[int]:
    """The numbers, in order, of those that a text with these stems may hold."""
    told = {number for stem in known.keys() & said for number in known[stem]}
    return sorted(told.union(known.get(None, ())))


def _told(pieces: Iterable[str]) -> frozenset[str] | None:
    """The stem of the longest word of each piece, or one of its letters; None where one has neither to go by."""
    pieces, found = tuple(pieces), set()
    unspaced = any(map(_UNSPACED.search, pieces))
    for piece in pieces:
        words = _WORD.findall(piece)
        told = max(words, key=len, default="")[:STEM]
        if len(told) < LEAST or unspaced:
            letter = _SCRIPTED.search(piece)
            if letter is None:
                return None
            told = letter.group()
        found.add(told)
    return frozenset(found) or None


def _least(stems: frozenset[str]) -> tuple[int, int]:
    return min(map(len, stems)), -len(stems)
