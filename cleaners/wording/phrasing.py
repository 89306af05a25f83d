"""Phrases of the lexicon inside a passage, and what shows that they are no part of its sentences.

A sentence end before them, and capitals, a link of exactly that text, brackets, arrows or sheer length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cleaners import characters
from cleaners.lexicon import Beginnings, Folded, Index, Phrase, fold, phrases, promos
from cleaners.lexicon.matching import (
    CLOSERS,
    EDGES,
    HEADLINE_CHARS,
    OPENERS,
    WHOLE_CHARS,
    is_headline,
    occurring,
)
from cleaners.model import Passage
from cleaners.wording import sentences, voice
from cleaners.wording.sheet import BREAK, Sheet

NEAR: Final = 48
"""Characters around a phrase that say whether it is part of a sentence."""
CAPITALS: Final = 6
"""Letters of a phrase in capitals that cannot be an abbreviation."""
REST_WORDS: Final = 4
"""Blanks in the shortest sentence behind a phrase."""
STORY_HEARD: Final = -4.0
"""Log odds below which what stands behind a phrase sounds like the story."""
HEARD: Final = 200
"""Characters of it that are listened to."""
_UNSTOPPED: Final = re.compile(r"(?<=[^\W\d_A-Z] )(?P<word>[^\W\d_a-z][^\W\d_]{0,12})(?= )")
_CLOSED: Final = (")", "]")
_BRACKETS: Final = ("(", "[")
_OPENING: Final = frozenset(OPENERS)
_AROUND: Final = frozenset(EDGES + OPENERS) - {BREAK}
_PLACE: Final = re.compile(rf"[{BREAK}.!?…;|>•·*\"')\](\[](?:(?<=[{BREAK}(\[])|[\"')\]]*+ *+)")
"""Where a passage, a sentence of it or a bracket begins in a page."""
_MARKS: Final = ("|", ">", "…")
_BREAK: Final = re.compile(r"[.!?…;|>•·*\n\"')\]][\"')\]]* *")
_BRACKETED: Final = re.compile(r"(?<= )[(\[](?=\w)")
_SENTENCE_END: Final = ".!?…|>•·*\n;"
_STARTS_LATER: Final = " |>•·*:-–—…»›→←↓.!"
"""What may stand between a phrase and the text that goes on after it."""
AGAIN = 2
"""So often must a phrase stand between the sentences of a text where nothing else sets it off."""
TITLE_WORDS: Final = 3
"""Words of the shortest headline in brackets."""
_LEADING_ANCHORS: Final = ("leading", "edge", "span")
_TRAILING_ANCHORS: Final = ("trailing", "edge", "span")


@dataclass(frozen=True, slots=True)
class Cut:
    """A phrase found inside a passage, in the passage's own offsets."""

    start: int
    lead: int
    """Where the phrase ends and the headline of another story begins; `stop` when there is none."""
    stop: int
    phrase: Phrase
    why: str


@dataclass(frozen=True, slots=True)
class _Inside:
    """A passage that phrases are looked for in."""

    text: str
    """Folded."""
    original: str
    folded: Folded
    core: int
    """Where the marks at its end begin."""
    links: tuple[tuple[int, int], ...]
    """In original offsets, in order."""

    def before(self, start: int) -> str:
        """The text just before an offset."""
        return self.text[max(0, start - NEAR) : start]

    def after(self, stop: int) -> str:
        """The text just after an offset."""
        return self.text[stop : stop + NEAR]

    def link_near(self, start: int, slack: int) -> tuple[int, int] | None:
        """The link that begins within `slack` characters of an original offset."""
        at = bisect_left(self.links, (start - slack, 0))
        return self.links[at] if at < len(self.links) and self.links[at][0] <= start + slack else None


@cache
def _whole() -> Beginnings:
    return Beginnings(phrases().whole.fronts)


@cache
def _inner() -> Beginnings:
    return Beginnings(phrases().inner.fronts)


def _opens(known: Beginnings, text: str, at: int, marks: frozenset[str]) -> bool:
    """Whether a phrase may begin at an offset, or behind some of the marks there."""
    while not known.at(text, at):
        if text[at : at + 1] not in marks:
            return False
        at += 1
    return True


def covered(sheet: Sheet, unkeyed: Sequence[Phrase]) -> set[int]:
    """The numbers of the passages that a phrase may cover, as far as their first characters tell."""
    whole = _whole()
    short = [(n, one.text) for n, one in enumerate(sheet.folded) if len(one.text) <= WHOLE_CHARS]
    found = {n for n, text in short if _opens(whole, text, 0, _AROUND)}
    if unkeyed:
        found.update([n for n, text in short if occurring(unkeyed, text)])
    return found


def holding(sheet: Sheet, passages: Sequence[Passage], anywhere: Sequence[Phrase]) -> set[int]:
    """The numbers of the passages in which a phrase may begin at one of the places that `spans` looks at."""
    known, page = _inner(), sheet.said
    found = {
        page.number(place.end())
        for place in _PLACE.finditer(page.text)
        if _opens(known, page.text, place.end(), _AROUND if place.group() == BREAK else _OPENING)
    }
    for number, (passage, folded) in enumerate(zip(passages, sheet.folded, strict=True)):
        text = folded.text
        linked = passage.block.links and any(
            _opens(known, text, start, _OPENING) for start, _ in _links(passage)
        )
        if linked or (anywhere and occurring(anywhere, text)):
            found.add(number)
    return found


def spans(
    passage: Passage, folded: Folded, inner: Index[Phrase], anywhere: Iterable[Phrase]
) -> Iterator[Cut]:
    """The phrases inside a passage, in no order."""
    text = folded.text
    for phrase in occurring(anywhere, text):
        for found in phrase.pattern.regex.finditer(text):
            if _stands_free(text, found.start(), found.end()):
                start, stop = _cut(folded, found.start(), found.end())
                stop = _before_shared_bracket(passage.text, start, stop)
                start, stop = _with_later_comma(passage.text, start, stop)
                yield Cut(start, stop, stop, phrase, "in the text")
    inside = _Inside(text, passage.text, folded, len(text.rstrip(EDGES + CLOSERS)), _links(passage))
    for at in _starts(inside):
        pair = text[at : at + 2]
        if pair not in inner.pairs and pair[:1] not in inner.singles and pair[1:] != " ":
            continue
        for phrase in inner.at(text, at):
            end = _end(phrase, inside, at)
            judge = _headline_span if phrase.pattern.headline else _phrase_span
            cut = None if end is None else judge(inside, phrase, at, end)
            if cut is not None:
                yield cut
                break


def _end(phrase: Phrase, inside: _Inside, start: int) -> int | None:
    """Where a phrase that begins here ends: with its bracket, with the passage, or by its own words."""
    text = inside.text
    if not phrase.pattern.may_stand_in(text):
        return None
    regex = phrase.pattern.regex
    matched = regex.match(text, start)
    if matched is None:
        return None
    if start and text[start - 1] in "([":
        close = text.find(")" if text[start - 1] == "(" else "]", start, start + WHOLE_CHARS)
        if close > start and regex.fullmatch(text, start, close):
            return close
    if start < inside.core <= start + 2 * WHOLE_CHARS and regex.fullmatch(text, start, inside.core):
        resumes = _resumes(inside, start) if start else None
        if resumes and regex.fullmatch(text, start, resumes):
            return resumes
        if inside.folded.offsets is None:
            for stop in story_starts(inside.original, start, inside.core):
                if regex.fullmatch(text, start, stop):
                    return stop
        return inside.core
    return None if phrase.pattern.open_ended else matched.end()


def _resumes(inside: _Inside, start: int) -> int | None:
    """Where a sentence of the story begins behind a phrase that no stop ends: "… from the hills It hopes …"."""
    if not inside.original.rstrip(f"{characters.CLOSERS} ").endswith("."):
        return None
    starters = promos().starters
    for found in _UNSTOPPED.finditer(inside.original, inside.folded.origin(start)):
        offset = found.start("word")
        if fold(found["word"]).text in starters and inside.original.count(" ", offset) >= REST_WORDS:
            return offset if inside.folded.offsets is None else None
    return None


def story_starts(text: str, start: int, stop: int) -> Iterator[int]:
    """Where sentences end behind which a text sounds like the story: a phrase of open end stops there."""
    for end in sentences.ends(text, start, stop):
        if voice.of_page(text[end : end + HEARD]) < STORY_HEARD:
            yield len(text[:end].rstrip())


def _starts(inside: _Inside) -> list[int]:
    """Where a phrase may begin: at the start, after sentence ends and marks, where a link begins."""
    text = inside.text
    first = len(text) - len(text.lstrip(EDGES + OPENERS))
    starts = {0, first, *[found.end() for found in _BREAK.finditer(text)]}
    if inside.folded.offsets is None:
        starts.update(start for start, _ in inside.links)
    starts.update([start + 1 for start in starts if text[start : start + 1] in _OPENING])
    starts.update([found.end() for found in _BRACKETED.finditer(text)])
    return sorted([start for start in starts if start < len(text)])


def _phrase_span(inside: _Inside, phrase: Phrase, start: int, stop: int) -> Cut | None:
    text = inside.text
    if not _stands_free(text, start, stop) or _is_quoted(text, start):
        return None
    before = inside.before(start).rstrip(" " + OPENERS)
    after = inside.after(stop).lstrip(_STARTS_LATER + CLOSERS)
    if not _anchored(phrase, bool(before), bool(after)):
        return None
    here = (inside.folded.origin(start), inside.folded.origin(stop))
    link = inside.link_near(here[0], 2)
    linked = link is not None and abs(link[1] - here[1]) <= 2
    bracketed = phrase.sure and text[start - 1 : start] in _BRACKETS and text[stop : stop + 1] in _CLOSED
    if before and not (linked or bracketed or _sentence_ended(inside, start)):
        return None
    if after and not linked and _goes_on(inside, stop):
        return None
    why = "a link of just these words" if linked else _evidence(inside, start, stop, at_end=not after)
    if why is None and not phrase.sure:
        return None
    begin, end = _cut(inside.folded, start, stop)
    return Cut(begin, end, end, phrase, why or "between sentences")


def _headline_span(inside: _Inside, phrase: Phrase, start: int, stop: int) -> Cut | None:
    """A lead with the headline of another story: up to the end of its link, its bracket or the passage."""
    text = inside.text
    if not _stands_free(text, start, stop) or _is_quoted(text, start):
        return None
    head = (inside.folded.origin(start), inside.folded.origin(stop))
    close = _bracket_end(inside, start, stop)
    if close is not None:
        return Cut(head[0] - 1, head[1], close, phrase, "in brackets")
    if inside.before(start).strip(" " + OPENERS) and not _sentence_ended(inside, start):
        return None
    link = inside.link_near(head[1], 3) or inside.link_near(head[0], 1)
    if link is not None and link[1] > head[1]:
        return Cut(head[0], head[1], link[1], phrase, "a link follows it")
    if phrase.at in _TRAILING_ANCHORS and len(text) - stop <= HEADLINE_CHARS and is_headline(text[stop:]):
        return Cut(head[0], head[1], len(inside.original), phrase, "a headline ends the passage")
    return None


def _bracket_end(inside: _Inside, start: int, stop: int) -> int | None:
    """Where a bracket ends, in the original, that holds a lead and a headline: a sentence may go on around it."""
    text = inside.text
    if not start or text[start - 1] not in "([":
        return None
    close = text.find(")" if text[start - 1] == "(" else "]", stop, stop + HEADLINE_CHARS)
    if close <= stop:
        return None
    title = inside.original[inside.folded.origin(stop) : inside.folded.origin(close)].strip(" :-–—")
    headed = is_headline(title) and not title[:1].islower()
    long = len(title.split()) >= TITLE_WORDS or not title.isascii()
    return inside.folded.origin(close) + 1 if headed and long else None


def _anchored(phrase: Phrase, before: bool, after: bool) -> bool:
    """Whether the phrase may be cut with text on these sides of it."""
    if before and after:
        return phrase.at == "span"
    return phrase.at in (_TRAILING_ANCHORS if before else _LEADING_ANCHORS)


def _stands_free(text: str, start: int, stop: int) -> bool:
    """Whether it begins and ends at word boundaries (of scripts that part words with blanks)."""
    if stop <= start:
        return False
    opens = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum()) or text[start] > "\u2e7f"
    closes = (
        stop == len(text)
        or not (text[stop].isalnum() and text[stop - 1].isalnum())
        or text[stop - 1] > "\u2e7f"
    )
    return opens and closes


def _is_quoted(text: str, start: int) -> bool:
    """Whether a quotation opens right before an offset of a folded text, and the text goes on behind it."""
    if text[start - 1 : start] != '"' or text[max(0, start - 2) : start - 1] not in ("", " ", "(", "["):
        return False
    close = text.find('"', start)
    return close > start and any(map(str.isalpha, text[close:]))


def _sentence_ended(inside: _Inside, start: int) -> bool:
    before = inside.before(start).rstrip(" (-[")
    return not before or before.rstrip(CLOSERS)[-1:] in _SENTENCE_END or before[-1] in _CLOSED


def _goes_on(inside: _Inside, stop: int) -> bool:
    """Whether the text after a phrase goes on in lower case: then the phrase is part of a sentence."""
    near = inside.after(stop)
    offset = stop + len(near) - len(near.lstrip(_STARTS_LATER + CLOSERS))
    return inside.original[inside.folded.origin(offset)].islower()


def _evidence(inside: _Inside, start: int, stop: int, *, at_end: bool) -> str | None:
    """What shows that a short phrase is no part of a sentence; None when nothing does."""
    said = inside.original[inside.folded.origin(start) : inside.folded.origin(stop)]
    before, after = inside.before(start), inside.after(stop).strip()
    if sum(map(str.isalpha, said)) >= CAPITALS and said.isupper() and not inside.original.isupper():
        return "in capitals between sentences"
    if after[:1] in _MARKS or after.startswith("...") or before.rstrip()[-1:] in _MARKS:
        return "set off by a mark"
    if before[-1:] in ("(", "[") and after[:1] in _CLOSED:
        return "in brackets"
    if at_end and start and after[:1] not in (".", ",", '"', "'", "?"):
        return "after the last sentence"
    return "between sentences, and more than once" if _comes_back(inside.original, said) else None


def _comes_back(text: str, said: str) -> bool:
    """Whether words with a capital stand between the sentences of a text more than once: "… it fell. Loading The board …"."""
    if not said[:1].isupper() or text.count(f" {said} ") < AGAIN:
        return False
    between = re.compile(rf"(?<=[.!?…”\"’)] ){re.escape(said)} (?=[\"“‘']?[^\W\da-z_])")
    return sum(1 for _ in between.finditer(text)) >= AGAIN


def _cut(folded: Folded, start: int, stop: int) -> tuple[int, int]:
    """The original span, with the marks and brackets that belong to the phrase."""
    text = folded.text
    while stop < len(text) and text[stop] in " :!|>…":
        stop += 1
    if text.startswith("...", stop):
        stop += 3
    if len(text) - stop <= NEAR and not text[stop:].strip(" ." + CLOSERS):
        stop = len(text)
    while start > 0 and text[start - 1] in " |>•·*":
        start -= 1
    if start and text[start - 1] in "([" and (text[stop : stop + 1] in _CLOSED or text[stop - 1] in _CLOSED):
        start, stop = start - 1, stop + (text[stop : stop + 1] in _CLOSED)
    while start < stop and text[start] == " ":
        start += 1
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return folded.origin(start), folded.origin(stop)


def _with_later_comma(text: str, start: int, stop: int) -> tuple[int, int]:
    """The span moved on by its first comma when another one follows it: one of the two has to stay."""
    if text[start] != "," or text[stop : stop + 1] != ",":
        return start, stop
    return start + 1, stop + 1


def _before_shared_bracket(text: str, start: int, stop: int) -> int:
    """The end of a span, before a closing bracket whose opening one stands before the span and stays."""
    close = text[stop - 1 : stop]
    if close not in _CLOSED:
        return stop
    opening = "(" if close == ")" else "["
    before = text[:start]
    shared = opening not in text[start:stop] and before.rfind(opening) > before.rfind(close)
    return len(text[: stop - 1].rstrip()) if shared else stop


def _links(passage: Passage) -> tuple[tuple[int, int], ...]:
    return tuple(
        (link.start - passage.start, link.stop - passage.start)
        for link in passage.block.links
        if link.start >= passage.start and link.stop <= passage.stop
    )
