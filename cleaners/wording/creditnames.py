"""The names of a picture credit: how far they go before the story goes on, and which are a house's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from cleaners.lexicon import tables
from cleaners.sources import agencies

NAME_WORDS = 8
"""Words of the longest name of a giver, in small letters: "Norby and District Port Authority"."""
PAPER_LETTERS = 2
"""Letters of a publication's word that says too little: "TV"."""
_CAPITALS_WORD = re.compile(r"[^\W\d_a-zà-öø-ÿ][^\Wa-zà-öø-ÿ]*(?:[.&'’-][^\Wa-zà-öø-ÿ]+)*\.?")
_NO_NAME = frozenset("US UN EU UK UAE ST MP MPS PM AI TV HIV IT A I".split())
"""Capitals that begin the next sentence more often than they continue a credit."""
_NAME_WORD = re.compile(r"[^\s]{1,40}")
_OF = frozenset(
    "of and for the de del della di do da du des la le les et und der des von van y e & /".split()
)
_OPENERS = frozenset(
    "The A An In On At He She It They We But And For From This That These Those There After Before When While As If "
    "Der Die Das Ein Eine Er Sie Es Im In Am Auf Le La Les Un Une Il Elle En El Los Las Una O Os As Um Uma Lo Gli I".split()
)
"""Words that open a sentence and no name."""


def opens_sentence(text: str) -> bool:
    """Whether a text begins with a word that opens sentences and no name."""
    first = _NAME_WORD.search(text)
    return first is not None and first.group() in _OPENERS


def name_end(name: str) -> int:
    """Where a photographer's name ends in "Jane Doe WASHINGTON", "J. Scott Doe The": two words and initials.

    0 when it is no name: "Reuters/Ipsos poll".
    """
    words = 0
    end = 0
    for match in re.finditer(r"\S+", name):
        word = match.group()
        if words >= 2 or (words and word.isupper() and len(word) > 3):
            break
        if not word[0].isupper():
            break
        words += not (len(word) <= 2 and (word.endswith(".") or len(word) == 1))
        end = match.end()
    return end if words >= 2 else 0


def is_name_with_house(text: str) -> bool:
    """Whether a text is one photographer and the house that they work for: "AAP: Jane Doe", "Jane Doe/The Tarn Courier"."""
    return _is_behind_house(text) or _is_before_paper(text)


def _is_behind_house(text: str) -> bool:
    """Whether a text is an agency or a broadcaster, a colon, and a name: "AAP: Jane Doe", "TCN News: Jane Doe"."""
    house, colon, name = text.partition(": ")
    known = house.endswith(" News") or agencies.named(house) is not None
    return bool(colon) and known and name_end(name) == len(name) > 0


def _is_before_paper(text: str) -> bool:
    """Whether a text is a name, a slash, and a paper: "Jane Doe/The Tarn Courier"."""
    name, slash, paper = text.partition("/")
    if not slash or "," in paper or not paper[:1].isupper() or not 0 < len(name) == name_end(name):
        return False
    known = paper.rpartition(" ")[2].casefold()
    return len(known) > PAPER_LETTERS and known in tables.folded("segments", "publication")


def names_end(text: str, at: int) -> int:
    """Length of the names at an offset before the next sentence begins: "Norby Port Pensioners travel free".

    The last capital before a small word opens that sentence; with the word before it, where the text has
    the two together elsewhere.  An agency behind a slash ends them: "Jane Doe/AFP".  0 when no name is left, or no sentence follows.
    """
    words: list[re.Match[str]] = []
    for match in islice(_NAME_WORD.finditer(text, at), NAME_WORDS + 1):
        word = match.group()
        if words and match.start() != words[-1].end() + 1:
            return 0
        if words and not any(map(str.isalnum, word)) and word not in _OF:
            return _before_place(words, at)
        small = (word[0].islower() or word[0].isdigit()) and word not in _OF  # "Jane Doe About 640 dockers"
        if small or len(words) > NAME_WORDS:
            break
        words.append(match)
        if word[-1] == ":" and len(words) > 1:  # a dateline: "Jane Doe Tarnby: The board"
            return _before_place(words, at) or words[-2].end() - at
        if word[-1] == "." and len(word) > 3:
            return match.end() - at - 1
        if len(words) > 1 and "/" in word and agencies.named(word.rpartition("/")[2]):
            return match.end() - at
    else:
        return len(text.rstrip()) - at if words and words[-1].end() >= len(text.rstrip()) else 0
    while words and words[-1].group() in _OF:
        words.pop()
    first = next(
        (place for place, word in enumerate(words) if place and word.group() in _OPENERS), len(words) - 1
    )
    if first > 1 and text.count(f"{words[first - 1].group()} {words[first].group()}") > 1:
        first -= 1
    if not words or first < 1 or words[0].group() in _OPENERS:
        return 0
    return words[first - 1].end() - at


def _before_place(words: Sequence[re.Match[str]], at: int) -> int:
    """Length of the names before a dateline, whose place in capitals ends with a dash."""
    names = len(words)
    while names and words[names - 1].group().isupper():
        names -= 1
    return words[names - 1].end() - at if 0 < names < len(words) else 0


def capitals_end(rest: str) -> int:
    """Length of the run of names in capitals that follows a label: "YOUTUBE/JANE DOE", "AFP"."""
    position = end = 0
    words = 0
    while words < 6:
        match = _CAPITALS_WORD.match(rest, position)
        if match is None or (rest[match.end() : match.end() + 1].isalnum()):
            break
        word = match.group()
        if (
            words
            and rest[end:position] == " "
            and (word in _NO_NAME or agencies.named(rest[:end].rsplit("/", maxsplit=1)[-1]))
        ):
            break
        end = match.end()
        words += 1
        separator = re.compile(r" ?[/,&] ?| ").match(rest, end)
        if separator is None or (word.endswith(".") and len(word) > 2):
            break
        position = separator.end()
    return end
