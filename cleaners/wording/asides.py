"""What the page says between the sentences of a story that a dump holds on one line.

Fused text has no stop where a button or a box ends and the story goes on: "Like what you read? Sign up The board said
on Tuesday …".  Each sentence is therefore heard as a whole and in two parts, and the first part goes where it sounds
like the page and the rest like the story.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from cleaners.facts import dates
from cleaners.lexicon import fold, promos
from cleaners.wording import cohesion, sentences, voice

HEARD = 1.0
"""Log odds from which on a sentence is the page's."""
PART_HEARD = 3.0
"""Log odds that the first part of a sentence needs: there are many ways to part it."""
FEW_WORDS, FEW_HEARD = 4, 5.0
"""What a part of less words needs: what comes before a name sounds like the page, too ("Independent journalist …")."""
STORY_HEARD = -1.0
"""Log odds that the rest of the sentence must be below."""
ASKED = 0.0
"""What a question needs that an appeal answers: "Want the day's news on your phone? Join our channel"."""
BESIDE, TOGETHER, CERTAIN = 0.0, 1.5, 2.0
"""What a sentence needs that stands right before one of the page, what they need as a whole, and what the latter needs."""
OWN = -2.0
"""Log odds that a sentence needs that names its story's own publisher."""
LONGEST = 45
"""Words and marks of the longest sentence, or part of one, that goes."""
BRACKET = 400
"""Characters of the longest note in square brackets."""
SHORTEST_REST = 7
"""Words and marks of the shortest rest: less may be a day or a name in the sentence itself."""
_OPENING = re.compile(r"(?:^|(?<=\s))[\"'“‘«»(\[「【■▶►•|*–—-]*(?=[^\W\d_a-zà-öø-ÿа-яα-ω]|\d)")
"""Where the rest of a sentence may begin: at a capital, a figure, or a letter of a script without capitals."""

_SIGNED = re.compile(r"(?<=[.!?”\"’] )/[a-z]{2,4}(?= [^\W\d_a-z])")
"""A writer's initials behind a stroke, and the page's words right behind them."""
_CAPITAL_BEFORE = re.compile(r"(?<!\S)[^\W\d_a-z][^\W\d_]*\.?\s$")
_BY = "By"
"""Opens sentences, and stands in bylines: "Edited By the desk"."""
_WORD = re.compile(r"[^\W\d_]+")
_IN_NAME = re.compile(r"[^\W\d_a-z]")
NAME_HEARD = 4.0
"""What the first part of a sentence needs where it ends inside what may be a name, or before a figure."""
NAME_PARTED = 3.0
"""What a place between two words with capitals must be clearer than others: it parts a name."""
OFFICE = 4
"""Words before a place among which an office may stand: "Lawmaker Jane Mary Doe"."""
_ASKS = ("?", "？", "؟")
_BUTTON = re.compile(r"\b(?:[Ss]ign|[Ll]og|[Tt]une) (?:in|on|up)\s$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s$")
LONGEST_WORD = 12
"""Letters of the longest function word, and the blanks around it."""


class Aside(NamedTuple):
    """A stretch of a text that sounds like the page."""

    start: int
    stop: int
    odds: float


def find(
    text: str,
    is_own: Callable[[str], bool],
    *,
    answered: bool = False,
    dumped: bool = True,
) -> Iterator[Aside]:
    """The asides of the page in a story on one line, in order; they do not overlap.

    Args:
        text: the line, or a stretch of it.
        is_own: tells whether a text names the story's publisher.
        answered: an appeal followed the stretch on its line.
        dumped: it is a line of a dump; in markup what leads up to the page's words is mostly the story's.
    """
    heard = voice.listen(text)
    starts = heard.starts
    signed = [found.start() for found in _SIGNED.finditer(text)] if " /" in text else []
    bounds = [bisect_left(starts, place) for place in sorted((0, *sentences.ends(text), *signed, len(text)))]
    openings = [
        (bisect_left(starts, match.start()), _may_divide(text, match))
        for match in _OPENING.finditer(text)
        if not _leads_on(text, match.start())
    ]
    places = (*starts, len(text))
    words = [text[one:other].strip() for one, other in pairwise(places)]
    pieces: list[_Piece] = []
    for first, last in pairwise(bounds):
        start = first
        while start < last:
            stop = _part(heard, openings, start, last)
            if stop is None:
                break
            stop = _from_office(words, start, stop)
            pieces.append(_Piece(start, stop, heard.odds(start, stop), is_page=True))
            start = stop
        if start < last:
            odds = heard.odds(start, last) if last <= start + LONGEST else -inf
            asked = answered and last == bounds[-1] and text.rstrip().endswith(_ASKS)
            own = odds > OWN and is_own(text[places[start] : places[last]])
            pieces.append(_Piece(start, last, odds, is_page=own or odds > (ASKED if asked else HEARD)))
    reached = 0
    for one in _extended(pieces, heard) if dumped else (one for one in pieces if one.is_page):
        start, stop = max(places[one.start], reached), places[one.stop]
        if text[start:stop].strip():
            reached = _with_bracket(text, start, stop)
            yield Aside(start, reached, one.odds)


def _with_bracket(text: str, start: int, stop: int) -> int:
    """Where a stretch ends, with the rest of the square bracket that it opens."""
    if text[start] != "[" or "]" in text[start:stop]:
        return stop
    close = text.find("]", stop, start + BRACKET)
    return close + 1 if close >= 0 else stop


class _Piece(NamedTuple):
    """A sentence, or a part of one, in words."""

    start: int
    stop: int
    odds: float
    is_page: bool


def _extended(pieces: Sequence[_Piece], heard: voice.Heard) -> Iterator[_Piece]:
    """The pieces that are the page's, and those right before them that are heard with them.

    "Get the works and gossip of the island before breakfast. Sign up here."
    """
    found: list[_Piece] = []
    stop, certain = 0, False
    for one in reversed(pieces):
        beside = bool(found) and found[-1].start == one.stop
        if one.is_page:
            stop = stop if beside else one.stop
            certain = one.odds > CERTAIN or (beside and certain)
            found.append(one)
        elif beside and certain and one.odds > BESIDE and heard.odds(one.start, stop) > TOGETHER:
            found.append(one)
    return reversed(found)


def _may_divide(text: str, opening: re.Match[str]) -> bool:
    """Whether a place lies before a figure, with which few sentences open, or before a capital right behind another word
    with one, which is rather a name's second word.

    A mark before it parts the two, and so does a word that opens sentences: "… and the Privacy Policy “Sign up now”,
    reads the board", "Go to Live Blog In the night to Friday …".
    """
    if text[opening.end()].isdigit():
        return True
    word = _WORD.match(text, opening.end())
    return (
        not opening.group()
        and (word is None or word.group() == _BY or fold(word.group()).text not in promos().starters)
        and _IN_NAME.match(text, opening.end()) is not None
        and _CAPITAL_BEFORE.search(text, max(0, opening.start() - 20), opening.start()) is not None
    )


def _leads_on(text: str, place: int) -> bool:
    """Whether the word before an offset is one that nothing ends with, such as "on", "der" or "&", or a date's month."""
    if text[max(0, place - 2) : place] == "& ":
        return True
    low = max(0, place - LONGEST_WORD)
    if _BUTTON.search(text, low, place):
        return False
    last = _LAST_WORD.search(text, low, place)
    word = last[1].casefold() if last is not None else ""
    if text[place].isdigit() and word in dates.month_numbers():
        return True
    return word in cohesion.function_words() or word in promos().unfinished


def _part(heard: voice.Heard, openings: Sequence[tuple[int, bool]], start: int, last: int) -> int | None:
    """Where the rest of a sentence begins, which is the story's, behind what the page says."""
    best: tuple[float, int] | None = None
    is_heard = last - start <= LONGEST and heard.odds(start, last) > HEARD
    for place, named in openings[bisect_left(openings, (start + 2, False)) :]:
        if place > min(last - SHORTEST_REST, start + LONGEST):
            break
        first, rest = heard.odds(start, place), heard.odds(place, last)
        if named and is_heard:  # "Sign up to the Slack Water newsletter"
            continue
        clear = first - rest - (NAME_PARTED if named else 0.0)
        needed = NAME_HEARD if named else PART_HEARD
        needed = needed if place - start >= FEW_WORDS else FEW_HEARD
        if first > needed and rest < STORY_HEARD and (best is None or clear > best[0]):
            best = clear, place
    return best[1] if best else None


def _from_office(words: Sequence[str], start: int, stop: int) -> int:
    """Where the story's rest begins that a place parts from the office of who is named in it: "See plans Mayor Ida Holm said"."""
    known = promos().roles | promos().titles
    for place in range(stop - 1, max(start, stop - OFFICE), -1):
        if not words[place][:1].isupper():
            break
        if words[place].casefold() in known:
            return place
    return stop
