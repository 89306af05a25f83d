"""Notes of republication: "This report came from the PTI feed; our desk changed only the headline."

They are told by how many of their signs a paragraph shows: the text itself as the subject, that it was taken
over, from a feed or an agency, that nobody edited it, but for its headline, and that nobody answers for it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from cleaners.lexicon import fold, tables
from cleaners.sources import agencies

LENGTH: Final = 420
"""Characters of the longest note."""
SIGNS: Final = 3
"""Signs that a note shows beside the name of an agency; one more where it names none."""
_TOLD: Final = "told"
"""The sign of news: no note has it."""
_TAKEN: Final = frozenset({"label", "taken", "headline"})
_UNTOUCHED: Final = frozenset({"label", "unedited", "liable", "headline", "automatic"})
_GAP: Final = "\x00"
"""Stands for a star between two words while they are compiled."""
_BETWEEN: Final = r"(?: [^ ]{1,20}){0,2} "
_ENDING: Final = r"[^ .,;]{0,12}"
_WHOLE: Final = r"(?!\w)"
_TOKEN: Final = re.compile(r"[^\s.,;:()\"'!?]+")
_PREFIX: Final = "syndication-"


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """Every sign with each of its phrases, folded."""
    return tuple(
        (name.removeprefix(_PREFIX), fold(phrase).text)
        for name, table in tables.read("credits").items()
        if name.startswith(_PREFIX)
        for phrase in table["words"]
    )


@cache
def _signs() -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """The signs by the first word of their phrases, each with its expression."""
    found: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {}
    for name, phrase in _phrases():
        first = _TOKEN.findall(phrase)[0]
        found[first] = (*found.get(first, ()), (re.compile(_expression(phrase)), name))
    return found


@cache
def _names() -> dict[str, frozenset[str]]:
    """The names of the signs by the longest word of their phrases that stands in a text as it does in them."""
    found: dict[str, frozenset[str]] = {}
    for name, phrase in _phrases():
        sure = [word for word in phrase.split(" ")[:-1] if "*" not in word and _TOKEN.fullmatch(word)]
        word = max(sure, key=len, default=_TOKEN.findall(phrase)[0])
        found[word] = found.get(word, frozenset()) | {name}
    return found


@cache
def _reporting() -> frozenset[str]:
    """Words that by themselves show that a paragraph tells news."""
    return frozenset(
        phrase
        for name, phrase in _phrases()
        if name == _TOLD and "*" not in phrase and _TOKEN.fullmatch(phrase)
    )


def _signs_in(text: str) -> set[str]:
    """The signs that a folded text shows, as far as they matter: none where there cannot be enough."""
    firsts, tokens = _names(), frozenset(_TOKEN.findall(text))
    if not tokens.isdisjoint(_reporting()):
        return {_TOLD}
    if len(frozenset[str]().union(*[firsts[token] for token in firsts.keys() & tokens])) < SIGNS:
        return set()
    found: set[str] = set()
    for token in _TOKEN.finditer(text):
        for expression, sign in _signs().get(token.group(), ()):
            if sign not in found and expression.match(text, token.start()):
                found.add(sign)
    return found


def _expression(phrase: str) -> str:
    """A folded phrase as an expression: a word's star is every ending, one by itself up to two words."""
    words = [
        re.escape(word.rstrip("*")) + (_ENDING if word.endswith("*") else _WHOLE)
        for word in phrase.replace(" * ", _GAP).split(" ")
    ]
    return " ".join(words).replace(re.escape(_GAP), _BETWEEN)


def is_note(text: str) -> bool:
    """Whether a paragraph says that the story before it was taken over from elsewhere.

    >>> is_note("Except for the headline, this story has not been edited by our desk and comes from a wire feed.")
    True
    >>> is_note("This article of the treaty was taken from an older text, the judge said.")
    False
    """
    if not 20 <= len(text) <= LENGTH:
        return False
    folded = fold(text).text
    signs = _signs_in(folded)
    if _TOLD in signs or signs.isdisjoint(_TAKEN | {"automatic"}) or signs.isdisjoint(_UNTOUCHED):
        return False
    named = next(agencies.mentions(text), None) is not None
    return len(signs) + named > SIGNS
