"""The lexicon: what clutter says, by concept and language, read from TOML and compiled once.

`phrases.LANGUAGE.toml` hold the phrases, `concepts.toml` what each concept is and where its text goes,
`promos.toml` how promo runs look.  docs/lexicon.md says how to add a line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Generic, Literal, TypeVar, get_args

from cleaners.lexicon import clues, tables
from cleaners.lexicon.beginnings import Beginnings
from cleaners.lexicon.folding import Folded, fold
from cleaners.lexicon.grammar import ANY, KEY_CHARS, GrammarError, Pattern, compile_phrase

__all__ = [
    "Anchor",
    "Beginnings",
    "Concept",
    "Folded",
    "GrammarError",
    "Index",
    "Lexicon",
    "LexiconError",
    "Phrase",
    "Promos",
    "fold",
    "phrases",
    "promos",
    "read_phrases",
]

Entry = TypeVar("Entry")
Anchor = Literal["whole", "leading", "trailing", "edge", "span", "anywhere"]
"""Where a phrase may be cut.  All of them include the whole passage; edge is leading or trailing; span is
edge or between two sentences; anywhere needs no boundary at all."""
SURE_WORDS: Final = 4
"""A phrase of this many fixed words is evidence enough beside a sentence end; a shorter one is not."""
MIN_NEEDLE: Final = 2
"""Bytes of the fixed piece that a phrase with an open beginning has."""
_ENTRY_KEYS: Final = frozenset({"phrase", "at", "yes", "no", "sure"})


class LexiconError(ValueError):
    """A lexicon file that breaks its own rules; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A kind of clutter."""

    name: str
    means: str
    """In words that a reader understands: becomes the verdict's evidence."""
    field: str | None = None
    """Where its text is moved to; None: it is cut."""
    bag: frozenset[str] = frozenset()
    """Words of which a passage of this kind may consist entirely ("Facebook Twitter Email")."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of the lexicon, compiled."""

    concept: str
    language: str
    phrase: str
    at: Anchor
    sure: bool
    """Whether it needs no other evidence than sentence boundaries."""
    yes: str
    """A passage that it cuts, whole or between bars: "It rained. |Read more|"."""
    no: str
    """A passage of prose with much the same words, which must stay."""
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Index(Generic[Entry]):
    """Entries by the first characters, blanks left out, of the folded texts that they match."""

    by_key: Mapping[str, tuple[Entry, ...]]
    pairs: frozenset[str]
    """The first two characters of the keys: what decides nearly every look-up."""
    singles: frozenset[str]
    fronts: frozenset[str]
    """The same, but more characters."""

    def at(self, text: str, at: int) -> tuple[Entry, ...]:
        """What could begin at an offset of a folded text."""
        pair = text[at : at + 2]
        if pair not in self.pairs and pair[:1] not in self.singles and pair[1:] != " ":
            return ()
        key = text[at : at + 2 * KEY_CHARS].replace(" ", "")[:KEY_CHARS]
        found = self.by_key.get(key, ())
        for size in range(1, len(key)):
            found += self.by_key.get(key[:size], ())
        return found


@dataclass(frozen=True, slots=True)
class Unkeyed:
    """Phrases that may begin anywhere."""

    phrases: tuple[Phrase, ...]
    by_stem: Mapping[str | None, tuple[int, ...]]
    """Their numbers by how a word of theirs begins."""

    def on(self, stems: Set[str]) -> Iterator[Phrase]:
        """Those worth trying on a page with such words."""
        return (self.phrases[number] for number in clues.numbers(self.by_stem, stems))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, indexed by the first characters of their folded texts."""

    entries: tuple[Phrase, ...]
    concepts: Mapping[str, Concept]
    whole: Index[Phrase]
    """All of them: each may stand alone."""
    inner: Index[Phrase]
    """Those that may be cut out of a passage at a boundary."""
    unkeyed: Unkeyed
    """Whole-passage phrases that open with a wildcard: tried where their needle occurs."""
    anywhere: Unkeyed
    """Those that may be cut out at any place."""
    bags: tuple[Concept, ...]
    """The concepts that have a bag."""


@dataclass(frozen=True, slots=True)
class Promos:
    """How runs of other stories' headlines open, and what tells a headline from a sentence."""

    leads: Index[Pattern]
    pointers: Index[Pattern]
    """What stands before a colon and one other headline."""
    badges: Index[Pattern]
    """The same, but only in capitals."""
    titled: Index[Pattern]
    """The same, without a colon, where every word begins with a capital and the headline follows."""
    slogans: tuple[Pattern, ...]
    sections: frozenset[str]
    starters: frozenset[str]
    """Words that open sentences, and seldom a headline's later words."""
    unfinished: frozenset[str]
    """Words that no headline ends with: articles, prepositions, conjunctions."""
    verbs: frozenset[str]
    abbreviations: frozenset[str]
    """Words that end in a full stop without ending a sentence."""
    titles: frozenset[str]
    """Mr, Frau, Mme: stories use them, headlines do not."""
    roles: frozenset[str]
    """Mayor, spokeswoman: before a name they open a sentence, and end no headline."""
    past: tuple[str, ...]
    """Endings of verbs in the past, as written: stories tell in it, headlines hardly."""
    marks: frozenset[str]
    """First words of sections as they stand in front of headlines."""


@cache
def phrases() -> Lexicon:
    """The phrase lexicon of all languages.  Raises LexiconError on a bad entry."""
    concepts = _concepts()
    entries: list[Phrase] = []
    for name, text in _files("phrases."):
        entries += read_phrases(text, name, concepts)
    return Lexicon(
        tuple(entries),
        MappingProxyType({concept.name: concept for concept in concepts.values()}),
        _index(entries, lambda entry: entry.pattern),
        _index(
            [entry for entry in entries if entry.at not in ("whole", "anywhere")],
            lambda entry: entry.pattern,
        ),
        _unkeyed([entry for entry in entries if ANY in entry.pattern.fronts]),
        _unkeyed([entry for entry in entries if entry.at == "anywhere"]),
        tuple(concept for concept in concepts.values() if concept.bag),
    )


@cache
def promos() -> Promos:
    """The promo lexicon of all languages.  Raises LexiconError on a bad entry."""
    languages = [table for table in tables.read("promos").values() if isinstance(table, dict)]

    def words(name: str) -> frozenset[str]:
        return frozenset(fold(word).text for table in languages for word in table.get(name, ()))

    def index(name: str) -> Index[Pattern]:
        found = [compile_phrase(lead) for table in languages for lead in table.get(name, ())]
        if any(ANY in lead.fronts for lead in found):
            raise LexiconError(f"promos.toml: {name}: a lead opens with words of its own")
        return _index(found, lambda lead: lead)

    return Promos(
        index("leads"),
        index("pointers"),
        index("badges"),
        index("titled"),
        tuple(compile_phrase(slogan) for table in languages for slogan in table.get("slogans", ())),
        words("sections"),
        words("starters"),
        words("unfinished"),
        words("verbs"),
        words("abbreviations"),
        words("titles"),
        words("roles"),
        tuple(ending for table in languages for ending in table.get("past", ())),
        frozenset(_marks(section for table in languages for section in table.get("sections", ()))),
    )


def _marks(sections: Iterable[str]) -> Iterable[str]:
    for section in sections:
        first = section.split()[0]
        yield from (first, first.upper())


def read_phrases(text: str, name: str, concepts: Mapping[str, Concept]) -> Iterable[Phrase]:
    """The entries of one phrase file.  Raises LexiconError naming the file and the entry."""
    content = tomllib.loads(text)
    language = content.pop("language", None)
    if not isinstance(language, str):
        raise LexiconError(f"{name}: no language")
    entries = []
    for concept, lines in content.items():
        if concept not in concepts:
            raise LexiconError(f"{name}: {concept!r} is no concept of concepts.toml")
        entries += [_entry(line, concept, language, name) for line in lines]
    return entries


def _telling(pattern: Pattern) -> int:
    """Bytes of the shortest of the fixed pieces one of which every match holds."""
    return min((len(needle.encode()) for needle in pattern.needles), default=0)


def _entry(line: Mapping[str, Any], concept: str, language: str, name: str) -> Phrase:
    where = f"{name}: {concept}: {line.get('phrase')!r}"
    if not line.keys() <= _ENTRY_KEYS or not {"phrase", "yes", "no"} <= line.keys():
        raise LexiconError(f"{where}: needs phrase, yes and no; may have at and sure")
    at = line.get("at", "whole")
    if at not in get_args(Anchor):
        raise LexiconError(f"{where}: at is one of {', '.join(get_args(Anchor))}")
    try:
        pattern = compile_phrase(line["phrase"])
    except GrammarError as error:
        raise LexiconError(f"{where}: {error}") from None
    if at == "anywhere" and not _telling(pattern):
        raise LexiconError(f"{where}: holds no fixed piece to look for")
    if ANY in pattern.fronts and (at not in ("whole", "anywhere") or _telling(pattern) < MIN_NEEDLE):
        raise LexiconError(
            f"{where}: opens with anything, so it stands alone and holds a word of some length"
        )
    sure = line.get("sure", pattern.words >= SURE_WORDS)
    return Phrase(concept, language, line["phrase"], at, sure, line["yes"], line["no"], pattern)


def _index(entries: Iterable[Entry], pattern: Callable[[Entry], Pattern]) -> Index[Entry]:
    keyed: dict[str, list[Entry]] = {}
    fronts: set[str] = set()
    for entry in entries:
        for key in pattern(entry).keys - {"", ANY}:
            keyed.setdefault(key, []).append(entry)
        fronts |= pattern(entry).fronts - {"", ANY}
    return Index(
        MappingProxyType({key: tuple(found) for key, found in keyed.items()}),
        frozenset(key[:2] for key in keyed if len(key) > 1),
        frozenset(key for key in keyed if len(key) == 1),
        frozenset(fronts),
    )


def _unkeyed(entries: Sequence[Phrase]) -> Unkeyed:
    patterns = [entry.pattern for entry in entries]
    told = [clues.of(pattern.required, pattern.needles) for pattern in patterns]
    return Unkeyed(tuple(entries), MappingProxyType(clues.by_stem(told)))


def _concepts() -> Mapping[str, Concept]:
    table = tables.read("concepts")["concepts"]
    return {
        name: Concept(name, one["means"], one.get("field"), frozenset(one.get("bag", ())))
        for name, one in table.items()
    }


def _files(prefix: str) -> list[tuple[str, str]]:
    found = [one for one in resources.files(__name__).iterdir() if one.name.startswith(prefix)]
    return [(one.name, one.read_text("utf-8")) for one in sorted(found, key=lambda one: one.name)]
