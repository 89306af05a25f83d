"""Where a caption ends and a story begins in a text without markup: before a dateline, a label, a credit."""

from __future__ import annotations

import re
from functools import cache

from cleaners.lexicon import fold
from cleaners.sources import datelines
from cleaners.wording import closingcredits, creditnames, depictions, invitations, photocredits, sentences
from cleaners.wording.captioning import COPY_LENGTH

PLAIN_LENGTH = 600
"""Characters of the longest caption that is known by its words alone."""
_BRAND = re.compile(r"(?: [A-Z][A-Z.&’'-]{1,24}){1,3} $")
"""A paper's name in capitals before the label: "ST PHOTO: JANE DOE"."""
SCENE_LENGTH = 240
"""Characters of the longest caption between a story's sentences."""
_MARKS = frozenset(",.;:)–—-")
_STOPS = frozenset('.!?…”"’')


def is_told(text: str) -> bool:
    """Whether a paragraph that ends in a credit is a story's: then only its last sentence is a caption."""
    second = sentences.first_end(text)
    third = second + sentences.first_end(text[second:])
    return (len(text) > 300 and second < len(text) and depictions.REPORTING.search(text) is not None) or (
        len(text) > 400 and third < len(text)
    )


def precedes_story(before: str, after_cut: bool) -> bool:
    """Whether the text before a dateline on the same line is a caption, and no deck."""
    if closingcredits.before_dateline(before):
        return True
    if before[-1] not in '.!?…”"’)':
        return False
    if depictions.describes(before) or after_cut:
        return True
    return depictions.ENDS_DATED.search(before) is not None and depictions.PAST.search(before) is None


def is_plain(words: str, credit: str) -> bool:
    """Whether words before "Credit: Jane Doe" are one phrase or sentence, and no story with its source."""
    label = credit.partition(":")[0].strip().casefold()
    return label in photocredits.listed("credit-labels") and sentences.first_end(words) >= len(words.rstrip())


def opened(text: str, mark: photocredits.Credit) -> int | None:
    """Where the caption ends that "(File photo)" opens: one sentence on, behind "Credit: Jane Doe"."""
    if not mark.bracketed or mark.credit.casefold() not in photocredits.alone_words():
        return None
    start = mark.end + sentences.first_end(text[mark.end : mark.end + PLAIN_LENGTH])
    label = _credit_label().match(text, start)
    length = creditnames.names_end(text, label.end()) if label else 0
    return label.end() + length if label and length else None


@cache
def _credit_label() -> re.Pattern[str]:
    return re.compile(
        rf" ?(?:{'|'.join(sorted(map(re.escape, photocredits.listed('credit-labels')), key=len, reverse=True))}) ?: ?",
        re.IGNORECASE,
    )


def scene(text: str, credit: photocredits.Credit, low: int) -> int | None:
    """Where the caption begins before a credit between the sentences of a story.

    A credit in brackets ends a phrase without a stop, "Ida Holm on the quay (Image: Bay Post) The board …"; a bar parts
    a caption from its credit, "… on the quay. | Photo Credit: Jane Doe"; before any other, one sentence tells what the
    picture shows.
    """
    end = credit.start - (text[credit.start - 1 : credit.start] == " ")
    barred = text[:end].endswith("|")
    end = len(text[:end].rstrip(" |")) if barred else end
    start = max(low, sentences.start(text, end))
    start += text[start : start + 1] == " "
    said = text[start:end]
    if not COPY_LENGTH <= len(said) <= SCENE_LENGTH or depictions.quotes(said):
        return None
    if credit.bracketed and said[-1] not in _STOPS:
        goes_on = text[credit.end :].lstrip()[:1]
        return start if not goes_on.islower() and goes_on not in _MARKS and goes_on else None
    return start if said[-1] in _STOPS and (barred or depictions.is_scene(said)) else None


def before_label(text: str, credit: photocredits.Credit) -> int | None:
    """Where the caption begins that is a story's first sentence, before a label in capitals: "PHOTO: AFP".

    A label that no blank parts from the sentence, "… in May.Photo: AFP", was an element of its own, too.  Before
    any other the sentence must not tell what happened, unless the dateline follows, or a bar parts it from the label.
    """
    label, colon, _ = credit.credit.partition(":")
    glued = not text[credit.start - 1 : credit.start].isspace()
    if credit.bracketed or not colon or credit.start > PLAIN_LENGTH:
        return None
    end = _BRAND.search(text, 0, credit.start)
    stop = end.start() if end else credit.start - (not glued)
    barred = text[:stop].endswith("|")
    stop = len(text[:stop].rstrip(" |")) if barred else stop
    if text[stop - 1 : stop] not in _STOPS:
        return None
    invited = next((one.stop for one in invitations.find(text, fold(text), ()) if one.start == 0), 0)
    start = invited + (text[invited : invited + 1] == " ")
    first = text[start:stop]
    telling = depictions.REPORTING if label.isupper() or glued else depictions.PAST
    if len(first) < COPY_LENGTH or sentences.first_end(first) < len(first):
        return None
    opens = barred or datelines.parse(text[credit.end :].lstrip()) is not None
    return start if opens or not telling.search(first) else None
