"""Notes of the newsroom to itself that leaked into a story: "PORT ALMA - hold for lawyers-kt Rain fell."

Such a note stands where a sentence should begin, but in lower case; it is no sentence; it opens with a word
of the trade, and it ends in its writer's initials or speaks of the trade again.  An agency's note on what is
new in a dispatch, "(ADDS minister's quote paras 3-4)", stands in brackets there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from cleaners.lexicon import tables
from cleaners.wording.sheet import BREAK, Sheet

MAX_WORDS: Final = 12
MAX_CHARS: Final = 160
PLACE_CHARS: Final = 80
"""Characters of the longest dateline before a note."""
_PLACE: Final = re.compile(r"[.!?…(\[:–—-][\"'”’“»)]? ?(?=[a-z])")
"""Where a sentence should begin, with a small letter instead."""
_FIRST: Final = re.compile(r"[a-z]+")
_OPENS: Final = re.compile(rf"[{BREAK}.!?…(\[:–—-](?:(?<!{BREAK})[\"'”’“»)]? ?)?(?P<first>{_FIRST.pattern})")
_BRACKETED: Final = re.compile(r"[(\[][\W\d_]*(?P<first>[^\W\d_]+)")
"""The first word in a bracket."""
_WORD: Final = re.compile(r"\S+")
_INITIALS: Final = re.compile(r"(?:[a-z]{2,})?[-/](?:[a-z]{2,3}|[A-Z]{2,3})[.)\]]?")
_DASHED: Final = re.compile(r"(?:--?|[–—/]) ?(?P<who>[a-z]{2,3}|[A-Z]{2,3})[.)\]]?(?=\s|$)")
"""Initials behind a dash of their own."""
_LOWER: Final = re.compile(r"[a-z0-9][a-z0-9:.'’,/&-]*[)\]]?")
_SLUG: Final = re.compile(r"[A-Z]{2,}(?:[-/][A-Z0-9]{2,})*[)\]]?")
_STRIP: Final = ".,:;()[]"
_REVISION: Final = re.compile(
    r"(?:^|[.!?…:)–—-][\"'”’“»)]?) ?\((?P<note>[^()]{3,170})\)(?=\s|$)|^\[(?P<square>[^\[\]]{3,170})\](?=\s|$)"
)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_GOES_ON: Final = re.compile(r"[\"'“‘«(]?(?:[^\W\d_a-z]|\d)")


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return tables.every_list("notes")


@cache
def _firsts() -> frozenset[str]:
    """The first words of everything that opens a note."""
    return frozenset(entry.split(" ")[0] for name in ("strong", "weak") for entry in _words()[name])


@cache
def _revising() -> frozenset[str]:
    """The first words of everything that opens a note in brackets."""
    return frozenset(entry.split(" ")[0] for entry in _words()["revision"])


def holding(sheet: Sheet) -> set[int]:
    """The numbers of the passages in which a note may begin, as far as its first word tells."""
    page = sheet.written
    opened = [one for one in _OPENS.finditer(page.text) if one["first"] in _firsts()]
    opened += [one for one in _BRACKETED.finditer(page.text) if one["first"].casefold() in _revising()]
    return {page.number(one.start("first")) for one in opened}


def find(text: str) -> Iterator[tuple[int, int]]:
    """The notes in a text, as spans.

    >>> text = "NORBY - awaiting desk check/kt Rain fell on Monday."
    >>> [text[start:stop] for start, stop in find(text)]
    ['awaiting desk check/kt']
    >>> list(find("NORBY - hold the line, he said. Rain fell on Monday."))
    []
    """
    revised = list(revisions(text))
    yield from revised
    reached = 0
    for start in (0, *[place.end() for place in _PLACE.finditer(text)]):
        taken = start < reached or any(begin <= start < end for begin, end in revised)
        opener = None if taken else _opener(text, start)
        alone = opener == "strong" or _opens_bracketed(text, start)
        stop = _note_end(text, start, alone=alone) if opener else None
        if stop is None:
            continue
        reached = stop
        bracketed = start > 0 and text[start - 1] in "([" and text[stop - 1] in ")]"
        yield start - bracketed, stop


def revisions(text: str) -> Iterator[tuple[int, int]]:
    """The notes in brackets on what was changed in a dispatch, at its start or behind its dateline.

    >>> text = "NORBY (AFP) - (Adds mayor's quote, background) Rain fell on Monday."
    >>> [text[start:stop] for start, stop in revisions(text)]
    ["(Adds mayor's quote, background)"]
    >>> list(revisions("The bill (adds a clause, corrects a paragraph) passed."))
    []
    """
    if "(" not in text and "[" not in text:
        return
    reached = 0
    while (found := _REVISION.search(text, reached)) is not None:
        group = "note" if found["note"] else "square"
        start, reached = found.start(group) - 1, found.end()
        if _is_revision(found[group]):
            yield start, found.end()


def _is_revision(note: str) -> bool:
    """Whether the content of a bracket says what was changed in a dispatch."""
    said = [word.casefold() for word in _WORDS.findall(note)]
    opened = any(" ".join(said[:size]) in _words()["revision"] for size in (1, 2))
    if not opened or not _words()["finite"].isdisjoint(said):
        return False
    return note.split(maxsplit=1)[0].strip(_STRIP).isupper() or not _words()["revised"].isdisjoint(said)


def _opener(text: str, start: int) -> str | None:
    """How much the words at an offset open a note: strong, weak or not at all."""
    first = _FIRST.match(text, start)
    if first is None or first.group() not in _firsts() or not _begins(text, start):
        return None
    words = text[start : start + 40].lower().replace(":", " ").split(" ")
    heads = [" ".join(words[:size]) for size in (1, 2, 3)]
    return next((name for name in ("strong", "weak") if not _words()[name].isdisjoint(heads)), None)


def _opens_bracketed(text: str, start: int) -> bool:
    """Whether an offset stands behind a bracket that opens a text, or the text behind its dateline."""
    if text[start - 1 : start] not in ("(", "["):
        return False
    before = text[: start - 1].rstrip()
    return not before or (len(before) <= PLACE_CHARS and before[-1] in "-–—:")


def _begins(text: str, start: int) -> bool:
    """Whether a dash or colon before an offset ends a dateline: only capitals or a bracket stand before it."""
    if start and text[start - 1] not in " ([-–—":
        return False
    before = text[max(0, start - 4) : start].rstrip()
    if before[-1:] not in ("-", "–", "—", ":"):
        return True
    place = before[:-1].rstrip()
    return (
        place[-1:] == ")"
        or (len(place) > 1 and place[-2:].isupper())
        or (start <= PLACE_CHARS and text[:start].rstrip(" -–—:").isupper())
    )


def _note_end(text: str, start: int, *, alone: bool) -> int | None:
    """Where the note that begins here ends; None when it is no note.

    `alone`: it needs no initials at its end, a word of the trade will do.
    """
    trade = spoken = False
    stop = start
    for number, found in enumerate(_WORD.finditer(text, start, start + MAX_CHARS)):
        word = found.group()
        bare = word.strip(_STRIP).lower()
        if number >= MAX_WORDS or (bare in _words()["finite"] and not (trade and word[0].isupper())):
            return None
        if number and _INITIALS.fullmatch(word) and re.split(r"[-/]", bare)[-1] not in _words()["particles"]:
            return found.end()
        if (alone or spoken) and (dashed := _dashed_end(text, found.start())):
            return dashed
        if not (_LOWER.fullmatch(word) or _SLUG.fullmatch(word)) or (
            _SLUG.fullmatch(word) and _begins_story(text, found.end())
        ):
            return stop if trade and _GOES_ON.match(word) else None
        spoken = spoken or (number > 0 and bare in _words()["newsroom"])
        trade = alone and spoken
        stop = found.end()
        if word[-1] in ")].":
            return stop if trade and (word[-1] != "." or _follows(text, stop)) else None
    return stop if trade else None


def _dashed_end(text: str, start: int) -> int | None:
    """Where initials behind a dash end a note and its text, or a sentence follows; None when they do not."""
    found = _DASHED.match(text, start)
    if found is None or found["who"].lower() in _words()["particles"]:
        return None
    return found.end() if _follows(text, found.end()) else None


def _follows(text: str, stop: int) -> bool:
    """Whether the text ends here, or a sentence begins."""
    rest = text[stop:].lstrip()
    return not rest or _GOES_ON.match(rest) is not None


def _begins_story(text: str, stop: int) -> bool:
    """Whether words in capitals are a place before its dash rather than a slug."""
    return text[stop : stop + 3].lstrip()[:1] in ("-", "–", "—", ":")
