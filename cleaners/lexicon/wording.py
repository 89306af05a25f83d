"""Classes of words: what a sentence that speaks to the reader is made of, in each language.

`invitations.toml` holds the classes and the kinds of invitation that are told by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from cleaners.lexicon import tables
from cleaners.lexicon.folding import fold

HEAD: Final = 3
"""Characters by which a stem is looked up."""
MARKS: Final = "\"'.,:;!?()[]|><…·•"
WORD: Final = re.compile(rf"[^\s{re.escape(MARKS)}]+")
_BLANKS: Final = dict.fromkeys(map(ord, MARKS), " ")
_MODES: Final = ("final", "joined")


class Token(NamedTuple):
    """A word of a folded text."""

    text: str
    start: int
    stop: int


class Use(NamedTuple):
    """A class's word in a sentence: the tokens `start` to `stop` (half open)."""

    name: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of invitation: which classes open it, which it holds, how long it is."""

    concept: str
    opens: frozenset[str]
    holds: tuple[str, ...]
    any: frozenset[str]
    short: int
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tongue:
    """The classes of one language."""

    name: str
    final: bool
    """Whether the verb may close the sentence instead of opening it."""
    joined: bool
    """Whether words are written without blanks between them."""
    words: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First token -> (tokens, class)."""
    stems: Mapping[str, tuple[tuple[str, str], ...]]
    """First HEAD letters -> (stem, class)."""
    pieces: tuple[tuple[str, str], ...]
    """Words of a joined language, with their class."""
    telling: frozenset[str]
    """First words, and first letters of stems, of the classes of which every kind holds one."""
    labels: Mapping[str, frozenset[str]]
    """First words, and first letters of stems, with their classes."""
    kinds: frozenset[tuple[frozenset[str], frozenset[str]]]
    """Of each kind, what it holds and what opens it."""

    def may_tell(self, words: Sequence[str]) -> bool:
        """Whether a sentence of these words may hold what a kind of invitation holds.  False is certain."""
        if self.joined:
            return True
        heads = {*words, *[word.rpartition("-")[2] for word in words if "-" in word]}
        if self.stems:
            heads.update([word[:HEAD] for word in words])
        if self.telling.isdisjoint(heads):
            return False
        said = frozenset[str]().union(*[self.labels[head] for head in self.labels.keys() & heads])
        return any(holds <= said and (not opens or not opens.isdisjoint(said)) for holds, opens in self.kinds)

    def uses(self, tokens: Sequence[Token], sentence: str) -> list[Use]:
        """Every use of a class's word in a folded sentence, in order."""
        if self.joined:
            return sorted(self._joined(sentence), key=lambda use: use.start)
        found: list[Use] = []
        texts = [token.text for token in tokens]
        for at, text in enumerate(texts):
            for words, name in self.words.get(text, ()):
                size = len(words)
                if size == 1 or tuple(texts[at : at + size]) == words:
                    found.append(Use(name, at, at + size))
            for stem, name in self.stems.get(text[:HEAD], ()):
                if text.startswith(stem):
                    found.append(Use(name, at, at + 1))
            if "-" in text:
                head = text.rpartition("-")[2]
                found += [
                    Use(name, at, at + 1) for words, name in self.words.get(head, ()) if len(words) == 1
                ]
        return found

    def _joined(self, text: str) -> Iterator[Use]:
        for piece, name in self.pieces:
            at = text.find(piece)
            if at >= 0:
                yield Use(name, at, at + len(piece))


@dataclass(frozen=True, slots=True)
class Wording:
    """All kinds and languages, and by which words a sentence is worth a closer look."""

    kinds: tuple[Kind, ...]
    tongues: tuple[Tongue, ...]
    openers: Mapping[str, tuple[Tongue, ...]]
    """First words of what opens an invitation, with their languages."""
    leads: Mapping[str, tuple[Tongue, ...]]
    """Words of courtesy that may come before them."""
    stems: Mapping[str, tuple[Tongue, ...]]
    """The first HEAD letters of such stems."""
    closers: Mapping[str, tuple[Tongue, ...]]
    """Words that close an invitation in languages whose verbs come last."""
    offers: Mapping[str, tuple[Tongue, ...]]
    """Words that an invitation without a verb holds."""
    joined: tuple[Tongue, ...]


VERBLESS: Final = frozenset({"letter", "commission"})
"""The classes one of which every kind without a verb holds."""
LEAD: Final = "lead"
PLATFORM: Final = "platform"
"""The class of the channels that have a name of their own."""


TELLING: Final = frozenset(
    {
        "letter",
        "commission",
        "channel",
        "platform",
        "tipoff",
        "app",
        "machine",
        "anything",
        "plan",
        "price",
        "left",
        "free",
        "news",
        "mistake",
    }
)
"""Every kind holds a word of one of these classes."""


def split(text: str) -> list[str]:
    """The words of a folded text, without their places.

    >>> split("abonnez-vous à l'infolettre!")
    ['abonnez-vous', 'à', 'l', 'infolettre']
    """
    if text.isascii():
        return text.translate(_BLANKS).split()  # a quarter of the expression's time
    for mark in MARKS:
        text = text.replace(mark, " ")
    return text.split()


def tokenize(text: str) -> list[Token]:
    """The words of a folded text.

    >>> [token.text for token in tokenize("abonnez-vous à l'infolettre!")]
    ['abonnez-vous', 'à', 'l', 'infolettre']
    """
    return [Token(found.group(), found.start(), found.end()) for found in WORD.finditer(text)]


@cache
def wording() -> Wording:
    """The kinds of invitation and the word classes of all languages."""
    content = dict(tables.read("invitations"))
    kinds = tuple(
        Kind(
            one["concept"],
            frozenset(one["opens"]),
            tuple(one["holds"]),
            frozenset(one.get("any", ())),
            one["short"],
            tuple(one["yes"]),
            tuple(one["no"]),
        )
        for one in content.pop("kinds")
    )
    platforms = frozenset(content.pop("platforms"))
    tongues = tuple(
        _tongue(
            name,
            {**table, PLATFORM: [word for word in table.get("channel", ()) if word in platforms]},
            kinds,
        )
        for name, table in content.items()
    )
    opening = frozenset[str]().union(*[kind.opens for kind in kinds])
    spaced = [tongue for tongue in tongues if not tongue.joined]
    return Wording(
        kinds,
        tongues,
        _by_word(spaced, opening, lambda words: words[0]),
        _by_word(spaced, frozenset({LEAD}), lambda words: words[0]),
        _by_stem(spaced, opening),
        _by_word([tongue for tongue in spaced if tongue.final], opening, lambda words: words[-1]),
        _by_word(spaced, VERBLESS, lambda words: max(words, key=len)),
        tuple(tongue for tongue in tongues if tongue.joined),
    )


def _by_word(
    tongues: Sequence[Tongue], names: frozenset[str], pick: Callable[[tuple[str, ...]], str]
) -> dict[str, tuple[Tongue, ...]]:
    """The languages by one word of each entry of some classes."""
    found: dict[str, dict[str, Tongue]] = {}
    for tongue in tongues:
        for entries in tongue.words.values():
            for words, name in entries:
                if name in names:
                    found.setdefault(pick(words), {})[tongue.name] = tongue
    return {word: tuple(ones.values()) for word, ones in found.items()}


def _by_stem(tongues: Sequence[Tongue], names: frozenset[str]) -> dict[str, tuple[Tongue, ...]]:
    found: dict[str, dict[str, Tongue]] = {}
    for tongue in tongues:
        for head, entries in tongue.stems.items():
            if any(name in names for _, name in entries):
                found.setdefault(head, {})[tongue.name] = tongue
    return {head: tuple(ones.values()) for head, ones in found.items()}


def _tongue(name: str, table: Mapping[str, Any], kinds: Sequence[Kind]) -> Tongue:
    words: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    pieces: list[tuple[str, str]] = []
    for label, entries in table.items():
        for entry in entries if label not in _MODES else ():
            folded = fold(entry).text
            if table.get("joined"):
                pieces.append((folded, label))
            elif folded.endswith("*"):
                stems.setdefault(folded[:HEAD], []).append((folded[:-1], label))
            else:
                tokens = tuple(token.text for token in tokenize(folded))
                words.setdefault(tokens[0], []).append((tokens, label))
    telling = {first for first, found in words.items() for _, label in found if label in TELLING} | {
        head for head, found in stems.items() for _, label in found if label in TELLING
    }
    labels: dict[str, frozenset[str]] = {}
    for head, label in (
        *((head, label) for head, found in words.items() for _, label in found),
        *((head, label) for head, found in stems.items() for _, label in found),
    ):
        labels[head] = labels.get(head, frozenset()) | {label}
    return Tongue(
        name,
        bool(table.get("final")),
        bool(table.get("joined")),
        {first: tuple(entries) for first, entries in words.items()},
        {head: tuple(entries) for head, entries in stems.items()},
        tuple(pieces),
        frozenset(telling),
        labels,
        frozenset((frozenset(kind.holds), kind.opens) for kind in kinds),
    )
