"""Which lines are a page's controls: those of which every word is of a closed vocabulary.

"Show Full Article", "La suite après la publicité", "Nobody has commented yet. Be kind.": no phrase list holds
all of them, but they are made of few words.  A sentence of news has a word that no control has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final, NamedTuple

from cleaners.lexicon import Folded, fold
from cleaners.lexicon.vocabulary import NAME, TOKEN, Controls, Kind, Word, controls
from cleaners.wording.sheet import BREAK, Sheet

MAX_CHARS: Final = 130
"""Characters of the longest control."""
NUMBERS: Final = 3
"""Words that are looked at for the first that is no number."""
_STOP: Final = re.compile(r"[.!?…]+[\"')\]]*(?: +|$)")
_SENTENCE: Final = re.compile(r"[.!?…\"')\]] +")
_BREAK: Final = re.compile(rf"[{BREAK}()\[\].!?…\"'](?:(?<=[{BREAK}()\[\]])| +)")
"""Where a control may begin in a page."""
_BRACKET: Final = re.compile(r"\(([^()]{4,90})\)|\[([^\[\]]{4,90})\]")
_SPEECH: Final = '"'


class Control(NamedTuple):
    """A span of a text, in its own offsets, that is a control."""

    start: int
    stop: int
    concept: str
    name: str | None = None
    """The name that it leads to: "Read on Harbour Gazette"."""


def holding(sheet: Sheet) -> set[int]:
    """The numbers of the passages in which a control may stand, as far as single words tell."""
    known, page = controls(), sheet.said
    starts = [found.end() for found in _BREAK.finditer(page.text)]
    starts.append(len(page.text) + 1)
    return {
        page.number(start)
        for start, after in pairwise(starts)
        if (after - start <= MAX_CHARS + 1 or page.text[start] == " ")
        and (first := TOKEN.search(page.text, start, after))
        and known.holds(first.group())
        and _may_be(sheet, (start, after), known)
    }


def _may_be(sheet: Sheet, span: tuple[int, int], known: Controls) -> bool:
    """Whether all words of a part of a page are words of controls, or written as names are."""
    page = sheet.said
    number = page.number(span[0])
    for word in TOKEN.finditer(page.text, *span):
        if not known.holds(word.group()):
            at = sheet.folded[number].origin(page.place(number, word.start()))
            if not sheet.texts[number][at : at + 1].isupper():
                return False
    return True


@lru_cache(maxsize=1 << 9)
def whole(text: str) -> Control | None:
    """The control that all of a text is, perhaps in several sentences.

    >>> whole("Nobody has commented so far. Be kind, be brief.").concept
    'comments'
    >>> whole("Nobody has commented on the dam.")
    """
    folded = fold(text)
    said = folded.text
    if len(said) > MAX_CHARS or _SPEECH in said:
        return None
    known = controls()
    found = _told(known, text, folded, (0, len(said)))
    if found is None or found[0].weak:
        found = _by_sentences(known, text, folded)
    if found is None:
        return None
    kind, words = found
    return Control(0, len(text), kind.concept, _name(kind, words, text, folded))


def inside(text: str, folded: Folded) -> Iterator[Control]:
    """The controls between the sentences of a text, at its end, or in brackets in it."""
    said = folded.text
    known = controls()
    if "(" in said or "[" in said:
        for found in _BRACKET.finditer(said):
            start = found.start() + 1
            told = _told(known, text, folded, (start, found.end() - 1))
            if told is not None and told[0].inside in ("brackets", "any"):
                yield Control(folded.origin(found.start()), folded.origin(found.end()), told[0].concept)
    starts = [found.end() for found in _SENTENCE.finditer(said)]
    for place, start in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(said)
        if stop - start > MAX_CHARS or said[start - 1] == _SPEECH or _SPEECH in said[start:stop]:
            continue
        told = _told(known, text, folded, (start, stop))
        if told is None or told[0].weak:
            continue
        last = stop == len(said) and not said.rstrip().endswith(".")
        if told[0].inside == "any" or (told[0].inside == "end" and last):
            yield Control(folded.origin(start), folded.origin(stop), told[0].concept)


def _by_sentences(known: Controls, text: str, folded: Folded) -> tuple[Kind, Sequence[Word]] | None:
    """The first control of a text of which every sentence is one, when at least one of them is sure."""
    sure = None
    start = 0
    for found in _STOP.finditer(folded.text):
        if found.end() <= start:
            continue
        told = _told(known, text, folded, (start, found.end()))
        if told is None:
            return None
        sure = sure or (None if told[0].weak else told)
        start = found.end()
    if not start:
        return None
    if folded.text[start:].strip():
        told = _told(known, text, folded, (start, len(folded.text)))
        if told is None:
            return None
        sure = sure or (None if told[0].weak else told)
    return sure


def _told(
    known: Controls, text: str, folded: Folded, span: tuple[int, int]
) -> tuple[Kind, Sequence[Word]] | None:
    """The kind of control that a part of a text is, with its words."""
    start, stop = span
    first = _first(folded.text, start, stop)
    vocabularies = known.knowing(first) if first is not None else ()
    if not vocabularies:
        return None
    asks = "?" in folded.text[start:stop]
    weak = None

    def named(at: int) -> bool:
        return text[folded.origin(at)].isupper()

    for vocabulary in vocabularies:
        words = vocabulary.read(folded.text, span, named)
        if not words:
            continue
        for kind in known.kinds:
            if (asks or not kind.question) and kind.covers(words):
                if not kind.weak:
                    return kind, words
                weak = weak or (kind, words)
    return weak


def _first(text: str, start: int, stop: int) -> str | None:
    """The first word of a part of a text that is no number."""
    for found in islice(TOKEN.finditer(text, start, stop), NUMBERS):
        if not found.group().isdigit():
            return found.group()
    return None


def _name(kind: Kind, words: Sequence[Word], text: str, folded: Folded) -> str | None:
    """The name that a control leads to."""
    if NAME not in kind.holds:
        return None
    named = [word for word in words if NAME in word.classes]
    return text[folded.origin(named[0].start) : folded.origin(named[-1].stop)]
