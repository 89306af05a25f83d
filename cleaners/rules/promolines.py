"""Other stories' headlines on lines of a text: below a lead on a line of its own, or beside one.

A lead is a phrase that announces other stories ("Top stories", "Read more").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners import lexicon
from cleaners.lexicon import fold
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.wording import leads
from cleaners.wording.schemes import MIN_WORDS

LIST_PASSAGES: Final = 40
TEASER_CHARS: Final = 200
PROSE_CHARS: Final = 60
SUBHEAD_WORDS: Final = 6
"""A shorter unlinked line before prose may be the story's own subhead."""
LABEL_WORDS: Final = 2
"""Words of "Read more": a longer phrase of open end says of what, and may be a story's own heading."""
ANNOUNCING: Final = 60
"""Characters of the longest such phrase."""
_ANNOUNCING: Final = frozenset({"read-more", "related-heading"})
"""Concepts of phrases that stand above other stories' headlines."""
_GOES_ON: Final = (":", ";", ",")
"""What a line ends with that announces a list, or is an item of one in a sentence; no headline does."""
_BULLETS: Final = "•·●▪◆-–*"
_TIME: Final = re.compile(
    r"(?:\d{1,2}:\d\d|(?:\d{1,2}|an?|one) (?:min|minute|hour|day|week|month)s? ago|yesterday|today|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:\w{3,9}\.? )?\d{1,2}(?:st|nd|rd|th)?\.?,? (?:\w{3,9}\.?,? )?\d{4})",
    re.I,
)


def lists(context: Context) -> Iterator[Verdict]:
    """Take out a lead on a line of its own and the headlines on the lines after it."""
    words = lexicon.promos()
    passages = context.passages
    number, prose = 0, False
    while number < len(passages):
        heading = passages[number]
        prose = prose or _is_prose(heading)
        told = leads.lead_alone(heading, words)
        lead = told or (_announced(passages[number : number + 2]) if prose else None)
        teasers = _teasers(passages, number + 1, prose_before=prose) if lead else []
        lone = prose and len(teasers) == 1 and _is_lone(context, heading, teasers[0])
        if lead and (lone or _are_headlines(teasers, MIN_WORDS if told else SUBHEAD_WORDS - 1)):
            yield _line(heading, "cut", f"heading of {len(teasers)} lines that are no sentences")
            for teaser in teasers:
                aside = _is_time(teaser) or len(teaser.text.split()) <= MIN_WORDS
                yield _line(teaser, "cut" if aside else "move", f"in the list under {lead!r}")
        number += 1 + len(teasers)


def pointers(context: Context) -> Iterator[Verdict]:
    """Take out one other story's headline behind a lead: a link of it, or a line of just the two."""
    words = lexicon.promos()
    told = False
    for passage in context.passages:
        if passage.block.kind == "heading" and context.document.page.kind == "html":
            continue
        told = told or _is_prose(passage)
        found = leads.pointer(passage, words) or (leads.labelled_link(passage) if told else None)
        if found is None:
            continue
        start, middle, stop = found
        said = passage.text[start:middle].strip()
        index, at = passage.block.index, passage.start
        yield Verdict(
            index, "cut", "promos.pointer", f"{said!r} before a headline", (at + start, at + middle)
        )
        evidence = f"headline after {said!r}"
        yield Verdict(index, "move", "promos.pointer", evidence, (at + middle, at + stop), "related")


rules: tuple[Rule, ...] = (lists, pointers)


def _announced(pair: Sequence[Passage]) -> str | None:
    """A line that is a phrase before other stories ("Read more", "People are also reading …"), a teaser below it.

    Links under such a phrase may as well be what a guide lists; the other rules know them by where they lead.
    """
    short = len(pair) > 1 and pair[0].whole and len(pair[0].text) <= ANNOUNCING
    if not short or not _is_teaser(pair[1]) or pair[1].block.links:
        return None
    found = whole_phrase(fold(pair[0].text), lexicon.phrases(), ())  # none of them opens with anything
    if found is None or found[0].concept not in _ANNOUNCING:
        return None
    text = pair[0].text.strip()
    return text if not found[0].pattern.open_ended or len(text.split()) <= LABEL_WORDS else None


def _is_lone(context: Context, heading: Passage, teaser: Passage) -> bool:
    """Whether the one line below a heading is set as the paragraphs are, as subheads seldom are in markup."""
    plain = heading.block.kind == teaser.block.kind == "paragraph" and not teaser.block.bold_chars
    return context.document.page.kind == "html" and plain and len(teaser.text.split()) >= SUBHEAD_WORDS


def _is_prose(passage: Passage) -> bool:
    return len(passage.text) >= PROSE_CHARS and leads.LINE_STOP.search(passage.text) is not None


def _teasers(passages: Sequence[Passage], first: int, *, prose_before: bool) -> list[Passage]:
    """The lines from `first` on that are headlines, dates or labels rather than prose.

    Before the story's first sentence they have to be links: its own headline and byline may be near.
    """
    phrases = lexicon.phrases()
    found: list[Passage] = []
    for passage in passages[first : first + LIST_PASSAGES]:
        linked = _linked(passage)
        if not (linked or (prose_before and not any(map(_linked, found))) or (found and _is_time(passage))):
            break
        marked = found and found[0].text[0] in _BULLETS and passage.text[0] not in _BULLETS
        if marked or not _is_teaser(passage) or whole_phrase(fold(passage.text), phrases):
            break
        found.append(passage)
    prose_follows = first + len(found) < len(passages)
    while found and prose_follows and not _sure_teaser(found[-1], found[:-1]):
        found.pop()
    return found


def _are_headlines(lines: Sequence[Passage], words: int) -> bool:
    """Whether at least two lines, and half of those that are no dates, have more words, as headlines have."""
    worded = [one for one in lines if not _is_time(one)]
    long = sum(len(one.text.split()) > words for one in worded)
    return long >= 2 and 2 * long >= len(worded)


def _is_teaser(passage: Passage) -> bool:
    text = passage.text.strip()
    return (
        passage.whole
        and len(text) <= TEASER_CHARS
        and not text.endswith(_GOES_ON)
        and not leads.LINE_STOP.search(text)
        and not leads.INNER_STOP.search(text)
    )


def _is_time(passage: Passage) -> bool:
    return _TIME.fullmatch(passage.text.strip()) is not None


def _linked(passage: Passage) -> bool:
    return passage.block.link_chars >= 0.6 * len(passage.block.text)


def _sure_teaser(passage: Passage, others: Sequence[Passage]) -> bool:
    """Whether a line before prose is no subhead of the story: long, marked, or no shorter than the others."""
    count = len(passage.text.split())
    if len(others) > 1 and count > MIN_WORDS and count >= min(len(one.text.split()) for one in others):
        return not passage.text.isupper()
    if _linked(passage) or passage.block.kind == "item" or _is_time(passage):
        return True
    return count >= SUBHEAD_WORDS and not passage.text.isupper()


def _line(passage: Passage, action: str, evidence: str) -> Verdict:
    if action == "move":
        return Verdict(passage.block.index, "move", "promos.list", evidence, passage.span, "related")
    return Verdict(passage.block.index, "cut", "promos.list", evidence, passage.span)
