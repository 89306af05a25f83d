"""The names of a picture credit: how far they go before the story goes on, and which are a house's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from cleaners.facts import dates
from cleaners.lexicon import tables
from cleaners.sources import agencies

NAME_WORDS = 8
"""Words of the longest name of a giver, in small letters: "Norby and District Port Authority"."""
PAPER_LETTERS = 2
"""Letters of a publication's word that says too little: "TV"."""
_CAPITALS_WORD = re.compile(r"[^\W\d_a-zà-öø-ÿ][^\Wa-zà-öø-ÿ]*(?:[.&'’-][^\Wa-zà-öø-ÿ]+)*\.?")
_NO_NAME = frozenset("US UN EU UK UAE ST MP MPS PM AI TV HIV IT A I".split())
"""Capitals that begin the next sentence more often than they continue a credit."""
_COMPOUND = re.compile(r"\w-(?:based|born|led|run|owned|backed|listed|registered|flagged|made|built)\b")
"""Ends of a word that opens a sentence, as no name does: "Jane Doe Norby-based dockers"."""
_HELD = frozenset({"FILE", "STAFF", "ARCHIVE", "ARCHIVES", "POOL", "HANDOUT", "PHOTO"})
_CAPITALS = r"[^\W\da-z_][^\W\da-z_.’'-]+"
_IN_CAPITALS = re.compile(
    rf"(?:(?<=^)|(?<=[.!?…\"”’)\]] ))(?:(?:PHOTO|FOTO)S? \| {_CAPITALS}(?: {_CAPITALS}){{0,3}}(?: \| (?:{_CAPITALS} ?){{1,4}})?"
    rf"|{_CAPITALS}(?: {_CAPITALS}){{1,3}}(?: ?/ ?|, (?P<house>(?={_CAPITALS})))"
    r"[^\W\da-z_][^\W\da-z_&.’'-]+(?: [^\W\da-z_&][^\W\da-z_&.’'-]+){0,3})"
    r"(?= [\"“‘']?(?:[^\W\d_a-z]\w*[a-zß-ÿ]|[^\W\d_a-z] )|(?<! )$)"
)
"""A name and a house, all in capitals, between a caption and the story: "… in May. JANE DOE / TARN COURIER The dam",
"… in May. JANE DOE, COURIER FILE The dam", "… in May. PHOTO | JANE DOE | COURIER The dam"."""
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
    named = bool(slash) and paper[:1].isupper() and 0 < len(name) == name_end(name)
    return named and "," not in paper and is_paper(paper)


def is_name_with_paper(text: str) -> bool:
    """Whether a text is one photographer, a comma, and a paper, as credits at a caption's end are.

    >>> is_name_with_paper("Jane Doe, Tarn Courier"), is_name_with_paper("Jane Doe, Port Alma")
    (True, False)
    """
    name, comma, paper = text.partition(", ")
    return bool(comma) and paper[:1].isupper() and 0 < len(name) == name_end(name) and is_paper(paper)


def is_paper(text: str) -> bool:
    """Whether a name ends as papers' and stations' names do: "The Tarn Courier"."""
    known = text.rpartition(" ")[2].casefold()
    return len(known) > PAPER_LETTERS and known in tables.folded("segments", "publication")


def in_capitals(text: str) -> Iterator[re.Match[str]]:
    """Where a photographer and a house stand in capitals, at a text's start or behind a sentence."""
    return (match for match in _IN_CAPITALS.finditer(text) if is_in_capitals(match.group()))


def is_in_capitals(text: str) -> bool:
    """Whether a text is a photographer and a house in capitals.

    >>> is_in_capitals("JANE DOE / TARN COURIER"), is_in_capitals("JANE DOE, COURIER FILE"), is_in_capitals("TARN BAY, NORBY")
    (True, True, False)
    """
    found = _IN_CAPITALS.fullmatch(text)
    return found is not None and (
        found["house"] is None or _is_house_in_capitals(text[found.start("house") :])
    )


def _is_house_in_capitals(text: str) -> bool:
    """Whether a name in capitals behind a photographer's is a house's: "COURIER FILE", "FOR THE COURIER", "ASSOCIATED PRESS"."""
    held = text.startswith("FOR ") or text.rpartition(" ")[2] in _HELD
    return held or is_paper(text) or agencies.named(text) is not None


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
        if (word[0].islower() or word[0].isdigit()) and word not in _OF:  # "Jane Doe About 640 dockers"
            if word[0].isdigit() and words and _is_of_date(words[-1].group()):
                return _before_date(words, at)
            break
        words.append(match)
        length = _marked_end(words, at)
        if length is not None:
            return length
        if _COMPOUND.search(word):
            break
    else:
        if words and words[-1].end() >= len(text.rstrip()):
            return len(text.rstrip()) - at
    return _before_sentence(text, words, at)


def _marked_end(words: Sequence[re.Match[str]], at: int) -> int | None:
    """Length of the names that a mark at the last of some words ends; None where there is no such mark."""
    word = words[-1].group()
    if word[-1] == ":" and len(words) > 1:  # a dateline: "Jane Doe Tarnby: The board"
        return _before_place(words, at) or words[-2].end() - at
    if word[-1] == "." and len(word) > 3:
        return words[-1].end() - at - 1
    if len(words) > 1 and "/" in word and agencies.named(word.rpartition("/")[2]):
        return words[-1].end() - at
    return None


def _is_of_date(word: str) -> bool:
    """Whether a word is a month or a day of the week."""
    bare = word.casefold().strip(".,")
    return bare in dates.month_numbers() or bare in tables.folded("segments", "weekday")


def _before_date(words: list[re.Match[str]], at: int) -> int:
    """Length of the names before a date: "Jane Doe Thu Mar 12"."""
    while words and _is_of_date(words[-1].group()):
        words.pop()
    return words[-1].end() - at if words else 0


def _before_sentence(text: str, words: list[re.Match[str]], at: int) -> int:
    """Length of the names among some words, the last of which opens a sentence unless one before it does."""
    while words and words[-1].group() in _OF:
        words.pop()
    opener = next((place for place, word in enumerate(words) if place and word.group() in _OPENERS), None)
    if not words or words[0].group() in _OPENERS or (opener is None and len(words) > NAME_WORDS):
        return 0
    first = len(words) - 1 if opener is None else opener
    if first > 1 and text.count(f"{words[first - 1].group()} {words[first].group()}") > 1:
        first -= 1
    return words[first - 1].end() - at if first else 0


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
