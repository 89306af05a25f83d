"""Closed vocabularies: the words that controls and labels are made of, by class and language.

`controls.toml` holds the classes and the kinds of control that are told by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from cleaners.lexicon import tables
from cleaners.lexicon.folding import fold

Place = Literal["alone", "brackets", "end", "any"]

LEAST: Final = 2
"""Words of the shortest control: what one word is, the phrases say."""
STEM: Final = 2
"""Characters by which a stem is looked up."""
MARKS: Final = r"\"'.,:;!?()\[\]{}|><…·•/*+=¿¡#@&-"
"""What stands between words, beside blanks."""
TOKEN: Final = re.compile(rf"[^\s{MARKS}]+")
FILL: Final = "fill"
NUMBER: Final = "number"
NAME: Final = "name"
AT: Final = "at"
"""What leads up to a name: "read on …"."""
PLATFORM: Final = "platform"
_JOINED: Final = "joined"


class Word(NamedTuple):
    """A word of a folded text, and the classes it is of."""

    start: int
    stop: int
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of control: the classes that it holds, those that it may hold, how long it is, where it stands."""

    concept: str
    holds: tuple[str, ...]
    allowed: frozenset[str]
    any: frozenset[str]
    times: int
    short: int
    question: bool
    weak: bool
    inside: Place
    yes: tuple[str, ...]
    no: tuple[str, ...]

    def covers(self, words: Sequence[Word]) -> bool:
        """Whether these words, all of them, are such a control."""
        if not LEAST <= len(words) <= self.short or any(
            word.classes.isdisjoint(self.allowed) for word in words
        ):
            return False
        held = [[place for place, word in enumerate(words) if name in word.classes] for name in self.holds]
        if len(held[0]) < self.times or not _each_its_own(held):
            return False
        if NAME in self.holds and not _behind(words, held[-1][0]):
            return False
        return not self.any or any(not word.classes.isdisjoint(self.any) for word in words)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language."""

    name: str
    joined: bool
    """Whether words are written without blanks between them."""
    words: Mapping[str, frozenset[str]]
    stems: Mapping[str, tuple[tuple[str, str], ...]]
    longest: int
    """Characters of the longest word of a joined language."""

    def classes(self, token: str) -> frozenset[str]:
        """The classes that a folded word is of; none when it is no word of a control."""
        found = self.words.get(token, frozenset())
        for stem, name in self.stems.get(token[:STEM], ()):
            if token.startswith(stem):
                found |= {name}
        return found

    def read(self, text: str, span: tuple[int, int], named: Callable[[int], bool]) -> list[Word] | None:
        """The words of a part of a folded text; None as soon as one is unknown.

        `named` tells whether the word at an offset is written as names are.
        """
        words: list[Word] = []
        start, stop = span
        for found in TOKEN.finditer(text, start, stop):
            token = found.group()
            if self.joined and not token.isascii():
                pieces = list(self._pieces(token, found.start()))
                if not pieces:
                    return None
                words += pieces
                continue
            classes = frozenset({NUMBER}) if token.isdigit() else frozenset()
            classes |= self.classes(token)
            if words and (not classes or NAME in words[-1].classes) and named(found.start()):
                classes |= {NAME}
            if not classes:
                return None
            words.append(Word(found.start(), found.end(), classes))
        return words

    def _pieces(self, token: str, offset: int) -> Iterator[Word]:
        """The words that a run without blanks is made of, the longest first; nothing when a rest is left."""
        found: list[Word] = []
        at = 0
        while at < len(token):
            size = next(
                (
                    size
                    for size in range(min(self.longest, len(token) - at), 0, -1)
                    if token[at : at + size] in self.words
                ),
                0,
            )
            if not size:
                return
            found.append(Word(offset + at, offset + at + size, self.words[token[at : at + size]]))
            at += size
        yield from found


@dataclass(frozen=True, slots=True)
class Controls:
    """All kinds and languages, and which languages know a word."""

    kinds: tuple[Kind, ...]
    vocabularies: tuple[Vocabulary, ...]
    firsts: Mapping[str, tuple[Vocabulary, ...]]
    stems: Mapping[str, tuple[Vocabulary, ...]]
    joined: tuple[Vocabulary, ...]
    all_words: frozenset[str]
    """The words of all languages."""
    all_stems: tuple[str, ...]
    pieces: frozenset[str]
    """First characters of the words of languages that write no blanks."""

    def holds(self, token: str) -> bool:
        """Whether a folded word may be a number or a word of any language's controls.

        False is certain.
        """
        return (
            token in self.all_words
            or token.startswith(self.all_stems)
            or token.isdigit()
            or (token[0] in self.pieces and not token.isascii())
        )

    def knowing(self, token: str) -> tuple[Vocabulary, ...]:
        """The languages in which a folded word may be one of a control."""
        found = self.firsts.get(token, ())
        more = self.stems.get(token[:STEM], ())
        found += tuple(one for one in more if one not in found and one.classes(token))
        return found + self.joined if not token.isascii() else found


@cache
def controls() -> Controls:
    """The kinds of control and the vocabularies of all languages."""
    content = dict(tables.read("controls"))
    kinds = tuple(_kind(table) for table in content.pop("kinds"))
    platforms = [fold(word).text for word in content.pop("platforms")]
    vocabularies = tuple(_vocabulary(name, table, platforms) for name, table in content.items())
    spaced = [one for one in vocabularies if not one.joined]
    firsts: dict[str, tuple[Vocabulary, ...]] = {}
    stems: dict[str, tuple[Vocabulary, ...]] = {}
    for one in spaced:
        for word in one.words:
            firsts[word] = (*firsts.get(word, ()), one)
        for head in one.stems:
            stems[head] = (*stems.get(head, ()), one)
    joined = tuple(one for one in vocabularies if one.joined)
    return Controls(
        kinds,
        vocabularies,
        firsts,
        stems,
        joined,
        frozenset[str]().union(*[one.words for one in vocabularies]),
        tuple(stem for one in vocabularies for entries in one.stems.values() for stem, _ in entries),
        frozenset(word[0] for one in joined for word in one.words),
    )


def _kind(table: Mapping[str, Any]) -> Kind:
    optional = frozenset(table.get("any", ()))
    return Kind(
        table["concept"],
        tuple(table["holds"]),
        frozenset({FILL, *table["holds"], *table["also"]}) | optional,
        optional,
        table.get("times", 1),
        table["short"],
        table.get("question", False),
        table.get("weak", False),
        table.get("inside", "alone"),
        tuple(table["yes"]),
        tuple(table["no"]),
    )


def _vocabulary(name: str, table: Mapping[str, Any], platforms: Sequence[str]) -> Vocabulary:
    words: dict[str, frozenset[str]] = {word: frozenset({PLATFORM}) for word in platforms}
    stems: dict[str, list[tuple[str, str]]] = {}
    for label, entries in table.items():
        for entry in entries if label != _JOINED else ():
            folded = fold(entry).text
            if folded.endswith("*"):
                stems.setdefault(folded[:STEM], []).append((folded[:-1], label))
            else:
                words[folded] = words.get(folded, frozenset()) | {label}
    return Vocabulary(
        name,
        bool(table.get(_JOINED)),
        words,
        {head: tuple(entries) for head, entries in stems.items()},
        max(map(len, words)),
    )


def _each_its_own(held: Sequence[Sequence[int]]) -> bool:
    """Whether every class has a word; a word may stand for two classes only where it is the only one."""
    if not all(held):
        return False
    places = {place for options in held for place in options}
    return len(places) >= len(held) or all(len(options) == 1 for options in held)


def _behind(words: Sequence[Word], name: int) -> bool:
    """Whether a name stands right behind a word that leads up to it, or behind its article."""
    before = [word.classes for word in words[max(0, name - 2) : name]]
    return any(AT in classes for classes in before[-1:]) or (
        len(before) == 2 and AT in before[0] and FILL in before[1]
    )
