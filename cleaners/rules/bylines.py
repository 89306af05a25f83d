"""Lines above a story that name its writer, and bylines run into its first words: moved to the article's authors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from cleaners.facts import bylines
from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import agencies, datelines
from cleaners.wording import creditnames, runinheads

HEAD_PASSAGES = 8
"""Passages of a story's head, in which its byline stands."""
FUSED_HEAD = 400
"""Characters of a story's start, its first caption included, into which a byline may be run."""
FUSED_NAME = 60
"""Characters of the longest names that are run into a story."""
NAME_WORDS = 4
"""Words of the longest name that is one without a word for "by"."""
_WORD_START = re.compile(r"(?<= )[^\W\d_a-z]")


@cache
def _opened() -> re.Pattern[str]:
    """What opens a byline run into a text: a phrase that is no sentence's, or at the very start a word for "by"."""
    anywhere, at_start = f"{_written('run-on')}|{_written('run-on-editor')}", _written("run-on-place")
    return re.compile(rf"(?:^(?P<unsure>{at_start}):?|(?:^|(?<= ))(?:{anywhere}):?) (?=[^\W\d_a-z])")


def _written(table: str) -> str:
    """The phrases of a list as they open a line: with a capital, with capitals or in capitals."""
    said = tables.words("bylines", table)
    return tables.alternation(
        {form for word in said for form in (word[0].upper() + word[1:], word.title(), word.upper())}
    )


def introduced(context: Context) -> Iterator[Verdict]:
    """ "By Jane Doe", "By AFP and Example |" on a line of its own above the story."""
    for passage in context.passages[:HEAD_PASSAGES]:
        text = passage.text
        if passage.block.kind == "heading" or len(text) > bylines.LINE_LENGTH or not passage.whole:
            continue
        if text[-1] in ".!?…" or not _introduced(text):
            continue
        if bylines.line(text, frozenset()) or any(agencies.mentions(bylines.without_prefix(text))):
            yield _byline(passage)


def _introduced(text: str) -> bool:
    """Whether a line opens with a word for "by" and only names follow, in capitals and few words."""
    if bylines.is_signed(text):
        return True
    rest = bylines.without_prefix(text)
    if rest == text.strip(" \t,.:;|-–—*_") or not rest:
        return "By " in text and bool(re.match(r"(?P<name>\S[^\d]{3,60}?)\s?By (?P=name)", text))
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", rest) if len(word) > 3]
    if words and words[0].casefold() in labels.words("deadline", "bylines"):
        return False
    return len(words) <= 14 and all(word[0].isupper() or not word.isascii() for word in words)


def signed(context: Context) -> Iterator[Verdict]:
    """A name between the headline and the first prose of one of a page's stories: "Jane Doe", "Jane Doe, PA".

    All by itself it counts where no other line there says who wrote the story.
    """
    if context.segment.role != "split" or any(one.field == "authors" for one in context.verdicts):
        return
    head = list(takewhile(lambda one: not labels.is_prose(one.text), context.passages[:HEAD_PASSAGES]))
    lines = [one for one in head if one.whole and one.block.kind == "paragraph" and _is_short(one.text)]
    told = [one for one in lines if _says_writer(one.text)]
    alone = [one for one in lines if _is_name(one.text, context.segment.headline or "")]
    yield from map(_byline, told or alone[:1])


def _is_short(text: str) -> bool:
    return len(text) <= FUSED_NAME and not any(map(str.isdigit, text))


def _says_writer(text: str) -> bool:
    """Whether a line names a writer with a word for "by", an office or an agency."""
    persons = [] if labels.ends_sentence(text) else bylines.persons(text)
    office = len(persons) == 1 and persons[0].role is not None and text.startswith(persons[0].name)
    return office or bool(bylines.line(text, frozenset()))


def _is_name(text: str, headline: str) -> bool:
    """Whether a line is a person's name and nothing else; none of the headline's words, no section, no paper."""
    persons = bylines.persons(text)
    known = labels.is_section(text) or labels.is_publication(text) or agencies.named(text) is not None
    return (
        [one.name for one in persons] == [text]
        and text[0].isupper()
        and persons[0].role is None
        and 2 <= len(text.split()) <= NAME_WORDS
        and not known
        and text not in headline
    )


def fused(context: Context) -> Iterator[Verdict]:
    """A byline run into a story's first words: "By Jane Doe Ferries will …", "By Jane Doe PORT ALMA — …".

    A word that opens sentences, too ("Von", "Par"), counts where a dateline stands behind the name.  Between the
    name and the story may stand an office, a date and buttons: "By Jane Doe Published Mar 4, 2026 Share Ferries …";
    a date with its label or its hour, or minutes of reading, may do so without a name.
    """
    first = next((one for one in context.passages[:HEAD_PASSAGES] if labels.is_prose(one.text)), None)
    if first is None:
        return
    house = context.segment.publisher
    begin, names, end, run = _run_in(first.text, house, split=context.segment.role == "split")
    name = first.text[names:end].rstrip()
    if 5 <= len(name) <= FUSED_NAME and _is_names(name.removesuffix(f", {house}")):
        office = next((one.stop for one in run[:1] if one.kind == "office"), names + len(name))
        span = (first.start + begin, first.start + office)
        evidence = f"'{first.text[begin:end].rstrip()}' before the story's first words"
        yield Verdict(first.block.index, "move", "credits.byline", evidence, span, "authors")
    elif end:
        return
    for piece in run:
        span = (first.start + piece.start, first.start + piece.stop)
        evidence = f"'{first.text[piece.start : piece.stop]}' before the story's first words"
        if piece.kind == "stamp":
            yield Verdict(first.block.index, "move", "credits.stamp", evidence, span, "meta")
        elif piece.kind == "button":
            yield Verdict(first.block.index, "cut", "credits.button", evidence, span)


def _run_in(text: str, house: str | None, *, split: bool) -> tuple[int, int, int, list[runinheads.Piece]]:
    """Where a byline begins that is run into a text, where its names begin and end, and the pieces behind them.

    The end is 0 without one.  Names may end in the story's publisher, its `house`.  A line that holds one of several
    stories (`split`) may open with the names alone, where an office or a date follows: "Jane Doe March 4, 2026 Share Ferries …".
    """
    opened = _opened().search(text, 0, FUSED_HEAD)
    if opened is None:
        return _bare_names(text) if split else (0, 0, 0, [])
    if stop := _behind_house(text, opened.end(), house):
        return opened.start(), opened.end(), stop, []
    whole = split and opened.start() == 0 and not opened["unsure"]
    end, run = runinheads.behind_names(text, opened.end(), FUSED_NAME) if whole else (0, [])
    if not run:
        end = _names_end(text, opened.end(), whole=whole)
    return opened.start(), opened.end(), end, run


def _behind_house(text: str, start: int, house: str | None) -> int:
    """Where the publisher's name ends behind a writer's, 0 for none: "Por Jane Doe, Folha do Vale Depois de …"."""
    at = text.find(f", {house} ", start, start + FUSED_NAME) if house else -1
    return at + len(f", {house}") if at >= 0 else 0


def _bare_names(text: str) -> tuple[int, int, int, list[runinheads.Piece]]:
    """The same of names without a word for "by", with a date behind or before them: "Mon, 2 Mar Jane Doe The boats …"."""
    before = runinheads.pieces(text, 0)
    if not before:
        end, run = runinheads.behind_names(text, 0, FUSED_NAME)
        dated = any(one.kind == "stamp" for one in run) and " " in text[:end]
        return (0, 0, end, run) if dated else (0, 0, 0, [])
    start = before[-1].stop + 1
    end = start + creditnames.names_end(text, start)
    told = " " in text[start:end] and creditnames.opens_sentence(text[end:])
    if told and before[0].kind == "stamp":
        return start, start, end, before
    certain = any(runinheads.is_certain(text, one) for one in before)
    alone = certain and text[before[-1].stop :].lstrip()[:1].isupper()
    return 0, 0, 0, before if alone else []


def _names_end(text: str, start: int, *, whole: bool) -> int:
    """Where the names end that are run into a story: before its dateline, or its first words where a line opens with them."""
    end = _before_dateline(text, start)
    if end is None and whole:
        end = start + creditnames.names_end(text, start)
    return end or 0


def _before_dateline(text: str, start: int) -> int | None:
    """Where the dateline begins that stands behind the names at an offset."""
    starts = [one.start() for one in _WORD_START.finditer(text, start + 1, start + FUSED_NAME)]
    places = [at for at in starts if text[at - 2] != "," and datelines.parse(text[at:]) is not None]
    if not places:
        return None
    previous = max((one for one in starts if one < places[-1]), default=places[-1])
    return datelines.place_start(text, previous, places[-1])


def _is_names(text: str) -> bool:
    """Whether a text is a desk, or the names of persons, and perhaps their agency's, and nothing else."""
    names, comma, agency = text.rpartition(", ")
    if comma and len(agency.split()) <= NAME_WORDS and any(agencies.mentions(agency)):
        text = names
    if text.split()[-1].casefold() in tables.folded("bylines", "organization"):
        return True
    persons = bylines.persons(text)
    return bool(persons) and sum(len(one.name) for one in persons) + 6 * len(persons) > len(text)


def _byline(passage: Passage) -> Verdict:
    evidence = f"'{passage.text[:60]}' above the story"
    return Verdict(passage.block.index, "move", "credits.byline", evidence, None, "authors")


rules: tuple[Rule, ...] = (introduced, signed, fused)
"""They need no markup."""
