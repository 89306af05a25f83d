"""The phrase grammar: what a lexicon line says, compiled into a regular expression that is linear.

    read [the] (full story|more)    literal words, an optional part, alternatives
    get * newsletters               `*`: one to a few words
    disclaimer : **                 `:`: a colon, bar or arrow; `**`: up to 400 characters
    © # [+]                         `#`: a number; `+`: a mark (. ! ? : ; - and the like) and what follows it
    ends~must watch                 `~`: a blank or nothing
    also read : <headline>          ends in the headline of another story
    \\[caption **                    a backslash takes the next character as it is

There is no repetition of a group, so no quantifier can stand inside another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from msgspec import Struct

from cleaners.lexicon.folding import fold

KEY_CHARS: Final = 3
"""How many first characters, without blanks, a phrase is looked up by."""
FRONT_CHARS: Final = 6
"""The same, for the search of a whole page for places where any phrase may begin."""
_DENSE: Final = "\u2e7f"
"""Beyond it three characters say as much as six letters: ideograms, kana, hangul."""
HEADLINE: Final = "<headline>"
ANY: Final = "<any>"
"""The key of a phrase that may begin with anything."""
_WILD: Final = {
    "*": r"(?:(?![.!?] )[^][()|]){1,60}?",
    "**": ".{0,400}",
    "+": r"[.!?:;(|>-].{0,400}",
    "#": r"\d[\d.,]{0,11}",
    ":": "[:|>-]{1,3} ?",
    "~": " ?",
}
_WILD_CHARS: Final = {"*": 60, "**": 400, "+": 401, "#": 12, ":": 5, "~": 1}
_GROUPS: Final = {"[": ("optional", "]"), "(": ("group", ")")}
_WILD_OPENINGS: Final[dict[str, frozenset[str]]] = {
    "~": frozenset({""}),
    ":": frozenset(mark + ANY for mark in ":|>-"),
    "+": frozenset(mark + ANY for mark in ".!?:;(|>-"),
    "#": frozenset(digit + ANY for digit in "0123456789"),
}
"""The first characters of what a wildcard matches, where they can be listed."""
_ANY_WORDS: Final = frozenset({"*", "**", "+"})
_MAX_WILD: Final = 3
_TOKEN: Final = re.compile(
    r"\\.|\*\*|[][()|*#:~+]| +|[,.!?;]|[^][()|*#:~+,.!?;\\ ]+(?: [^][()|*#:~+,.!?;\\ ]+)*"
)


class GrammarError(ValueError):
    """A phrase that does not compile; the message names it."""


class Part(Struct, frozen=True, gc=False):
    """A literal, a wildcard, a blank, or a group of alternatives."""

    kind: str
    """literal, wild, blank, group, optional."""
    text: str = ""
    options: tuple[tuple[Part, ...], ...] = ()


@dataclass(frozen=True)
class Pattern:
    """A compiled phrase: its expression, and what a text must hold for it to be worth trying.

    What few pages ask of a phrase is found out when it is first asked.
    """

    parts: tuple[Part, ...]
    fronts: frozenset[str]
    """First characters of every text it matches; ANY when they can be anything."""
    headline: bool
    """Whether another story's headline follows what the expression matches."""

    @property
    def keys(self) -> frozenset[str]:
        """The same, but fewer of them."""
        return frozenset([front if front == ANY else front[:KEY_CHARS] for front in self.fronts])

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression."""
        return re.compile(_expression(self.parts))

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Every match contains one of these; empty when nothing can be said."""
        return _needles(self.parts)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Every match contains all of these, the longest first: fewest texts hold it."""
        return tuple(sorted({run for run in _runs(self.parts) if run}, key=lambda run: (-len(run), run)))

    @cached_property
    def longest(self) -> int:
        """Characters that a match has at most."""
        return _longest(self.parts)

    @cached_property
    def open_ended(self) -> bool:
        """Whether it may end in `*`: it then matches only up to the end of a passage or of a bracket."""
        return _open_ended(self.parts)

    @cached_property
    def takes_any(self) -> bool:
        """Whether any words may stand in it."""
        return _takes_any(self.parts)

    @property
    def words(self) -> int:
        """Mandatory literal words: how specific it is."""
        return _mandatory_words(self.parts)

    def may_match(self, text: str) -> bool:
        """Whether a folded text holds the pattern's fixed pieces, one of which is telling."""
        # One character is found much faster, and one of another script decides.
        return self.may_stand_in(text) and any(
            needle[0] in text and needle in text for needle in self.needles
        )

    def may_stand_in(self, text: str) -> bool:
        """Whether a folded text holds what every match contains."""
        return all(map(text.__contains__, self.required))


def compile_phrase(phrase: str) -> Pattern:
    """Compile a lexicon phrase.  Raises GrammarError on unbalanced brackets or too many wildcards."""
    source = phrase.strip()
    headline = source.endswith(HEADLINE)
    source = source.removesuffix(HEADLINE).strip()
    tokens = _TOKEN.findall(source)
    if "".join(tokens) != source or not source:
        raise GrammarError(f"cannot read {phrase!r}")
    parts, rest = _sequence(tokens, 0)
    if rest != len(tokens):
        raise GrammarError(f"unbalanced bracket in {phrase!r}")
    if _wildcards(parts) > _MAX_WILD:
        raise GrammarError(f"more than {_MAX_WILD} wildcards in {phrase!r}")
    if not any(part.kind in ("literal", "group") for part in parts):
        raise GrammarError(f"nothing to match in {phrase!r}")
    return Pattern(parts, _openings(parts), headline)


def _sequence(tokens: list[str], at: int) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    while at < len(tokens) and tokens[at] not in ("]", ")", "|"):
        piece = tokens[at]
        at += 1
        if piece in _GROUPS:
            kind, closing = _GROUPS[piece]
            options, at = _options(tokens, at, closing)
            parts.append(Part(kind, "", options))
        elif piece in _WILD:
            parts.append(Part("wild", piece))
        elif piece.isspace():
            parts.append(Part("blank", " "))
        else:
            parts.append(Part("literal", fold(piece.removeprefix("\\") if len(piece) > 1 else piece).text))
    return tuple(parts), at


def _options(tokens: list[str], at: int, closing: str) -> tuple[tuple[tuple[Part, ...], ...], int]:
    options: list[tuple[Part, ...]] = []
    while True:
        option, at = _sequence(tokens, at)
        options.append(option)
        if at >= len(tokens) or tokens[at] not in ("|", closing):
            raise GrammarError(f"unbalanced bracket in {''.join(tokens)!r}")
        at += 1
        if tokens[at - 1] == closing:
            return tuple(options), at


def _expression(parts: tuple[Part, ...], blank: str = "") -> str:
    """The parts as a regular expression, after `blank`; a blank beside an optional part goes with it."""
    out: list[str] = []
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else None
        if part.kind == "blank":
            if before is None or not (before.kind == "optional" and not _mandatory(parts[: number - 1])):
                blank = _blank_after(before)
            continue
        if part.options:
            opens = part.kind == "optional" and not _mandatory(parts[:number])
            tail = " " if opens and number + 1 < len(parts) and parts[number + 1].kind == "blank" else ""
            inner = "|".join([_expression(option, blank) for option in part.options])
            out.append(f"(?:{inner})" if not tail else f"(?:(?:{inner}){tail})")
            out.append("?" if part.kind == "optional" else "")
        else:
            out.append(
                _blank_before(part, blank)
                + (_WILD[part.text] if part.kind == "wild" else re.escape(part.text))
            )
        blank = ""
    return "".join(out) + blank


def _blank_after(part: Part | None) -> str:
    """What a blank of the phrase stands for after this part."""
    if part is not None and part.kind == "wild" and part.text in (":", "**"):
        return "" if part.text == ":" else r"(?<!\w)"
    return " "


def _blank_before(part: Part, blank: str) -> str:
    """What a blank of the phrase stands for before this part: marks need none."""
    if blank == " " and part.kind == "wild" and part.text == "**":
        return r"(?!\w)"
    marks = (":", "+") if part.kind == "wild" else (",", ".", "!", "?", ";", ")", "]")
    return " ?" if blank == " " and part.text.startswith(marks) else blank


def _mandatory(parts: tuple[Part, ...]) -> bool:
    return any(part.kind in ("literal", "group", "wild") for part in parts)


def _openings(parts: tuple[Part, ...]) -> frozenset[str]:
    return frozenset([key.removesuffix(ANY) or ANY for key in _first_characters(parts)])


def _first_characters(parts: tuple[Part, ...]) -> set[str]:
    """How all texts that the parts match begin: enough characters without blanks, or the sure ones."""
    fronts = {""}
    done: set[str] = set()
    for part in parts:
        if part.kind == "blank":
            continue
        if part.options:
            tails = set().union(*[_first_characters(option) for option in part.options])
            tails |= {""} if part.kind == "optional" else set()
        else:
            tails = (
                set(_WILD_OPENINGS.get(part.text, {ANY}))
                if part.kind == "wild"
                else {part.text.replace(" ", "")}
            )
        grown = {front + tail for front in fronts for tail in tails}
        fronts = {text for text in grown if ANY not in text and len(text) < _enough(text)}
        done |= {_key(text) for text in grown - fronts}
        if not fronts:
            return done
    return done | fronts


def _enough(text: str) -> int:
    """How many first characters of a text tell what it may be."""
    return KEY_CHARS if text[KEY_CHARS - 1 : KEY_CHARS] > _DENSE else FRONT_CHARS


def _key(text: str) -> str:
    """The sure beginning of a text that may hold ANY; ANY itself when nothing is sure."""
    sure = text.partition(ANY)[0]
    size = _enough(sure)
    return sure + ANY if ANY in text and len(sure) < size else sure[:size]


def _wildcards(parts: tuple[Part, ...]) -> int:
    """The most wildcards that one match can go through: what it costs on a hostile text."""
    return sum(
        max(map(_wildcards, part.options)) if part.options else part.text in ("*", "**", "+")
        for part in parts
    )


def _longest(parts: tuple[Part, ...]) -> int:
    total = 0
    for part in parts:
        if part.options:
            total += max(map(_longest, part.options)) + 1
        else:
            total += _WILD_CHARS[part.text] if part.kind == "wild" else len(part.text)
    return total


def _open_ended(parts: tuple[Part, ...]) -> bool:
    for part in reversed(parts):
        if any(_open_ended(option) for option in part.options) or (part.kind == "wild" and part.text == "*"):
            return True
        if part.kind != "optional":
            return False
    return False


def _takes_any(parts: tuple[Part, ...]) -> bool:
    return any(
        (part.kind == "wild" and part.text in _ANY_WORDS) or any(map(_takes_any, part.options))
        for part in parts
    )


def _needles(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The choice of literal pieces, one of which every match contains, that is the most telling."""
    choices: list[tuple[str, ...]] = [(run,) for run in _runs(parts) if run]
    for part in parts:
        if part.kind == "group":
            inner = [_needles(option) for option in part.options]
            if all(inner):
                choices.append(tuple(needle for needles in inner for needle in needles))
    return max(choices, key=lambda needles: min(map(len, needles)), default=())


def _runs(parts: tuple[Part, ...]) -> list[str]:
    """The literal stretches that every match contains."""
    runs = [""]
    for number, part in enumerate(parts):
        loose = part.kind == "blank" and any(
            near.kind not in ("literal", "blank") for near in parts[max(0, number - 1) : number + 2]
        )
        if part.kind in ("literal", "blank") and not loose:
            runs[-1] += part.text
        else:
            runs.append("")
    return [run.strip() for run in runs]


def _mandatory_words(parts: tuple[Part, ...]) -> int:
    count = 0
    for part in parts:
        if part.kind == "literal":
            count += sum(any(map(str.isalnum, word)) for word in part.text.split())
        elif part.kind == "group":
            count += min(_mandatory_words(option) for option in part.options)
    return count
