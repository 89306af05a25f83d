"""Whether what a phrase of the lexicon covers is the story's all the same: a sentence that is only worded like clutter."""

from __future__ import annotations

from typing import Final

from cleaners.lexicon import Phrase, fold
from cleaners.lexicon.matching import CLOSERS, EDGES
from cleaners.model import Passage
from cleaners.wording import depictions, phrasing, sentences, voice

HEADING_CHARS: Final = 48
"""Characters from which a heading of other stories with a full stop is a sentence."""
STORY_HEARD, STORY_CERTAIN = -1.0, -3.0
"""Log odds below which a sentence that a phrase of open end covers, or one with any words in it, sounds like the story:
of 12 and 130 of the page's on known and written pages none has less."""
CORRECTION: Final = "correction-note"
TELLING: Final = frozenset({CORRECTION, "editorial-note", "source-link"})
"""Concepts of what tells of other texts, as stories do."""
NOTE_CHARS: Final = 300
"""Characters of the longest note on a correction that tells of it in several sentences."""
_OPENING, _CLOSING = frozenset('"“„‟‘‚«‹「『'), frozenset('"”“‟’‘»›」』')
_MARKED: Final = _OPENING | _CLOSING - {"’"}
"""Marks of quotation: none stands inside a quotation that is the whole line, but an apostrophe may."""


def is_the_storys(phrase: Phrase, passage: Passage) -> bool:
    """Whether a passage that a phrase covers stays: it tells something, or ends with a sentence that does."""
    return is_sentence(phrase, passage.text) or goes_on(phrase, passage) or ends_as_story(phrase, passage)


def is_sentence(phrase: Phrase, text: str) -> bool:
    """Whether what a phrase covers is a sentence of the story: a heading or a link that ends as sentences do, or any
    words in a phrase that tell who said something, or sound like the story.
    """
    if not text.rstrip(CLOSERS).endswith((".", "?")):
        return False
    is_open = phrase.pattern.open_ended
    heads = phrase.concept == "related-heading" or (phrase.concept == "read-more" and is_open)
    if heads and len(text) > HEADING_CHARS:
        return True
    if not phrase.pattern.takes_any or phrase.concept in TELLING:
        return False
    least = STORY_HEARD if is_open else STORY_CERTAIN
    return depictions.SPEAKING.search(text) is not None or voice.of_page(text) < least


def goes_on(phrase: Phrase, passage: Passage) -> bool:
    """Whether the phrase may end with a sentence behind which the story goes on.

    A note on what was corrected, alone on a line, mostly goes on itself: "The fence cost $8,200, not $82,000."
    """
    text = passage.text
    if passage.whole and phrase.concept == CORRECTION and len(text) <= NOTE_CHARS:
        return False
    stops = phrasing.story_starts(text, 0, len(text))
    return any(
        phrase.pattern.regex.fullmatch(fold(text[:stop]).text.strip(EDGES + CLOSERS)) for stop in stops
    )


def ends_as_story(phrase: Phrase, passage: Passage) -> bool:
    """Whether the last sentence of a rest of a line sounds like the story, where any words may stand in the phrase."""
    if passage.whole or not phrase.pattern.takes_any:
        return False
    last = passage.text[sentences.start(passage.text, len(passage.text)) :]
    return len(last) < len(passage.text) and voice.of_page(last) < STORY_HEARD


def quotes(text: str) -> bool:
    """Whether a folded text opens with a quotation and goes on behind it: somebody speaks."""
    return text[:1] == '"' and 0 < text.rfind('"') < len(text.rstrip(EDGES + CLOSERS)) - 1


def is_quoted(text: str) -> bool:
    """Whether a line is one quotation and nothing else: a subhead may quote a button, no button is in quotes.

    >>> is_quoted("‘Accept all cookies’"), is_quoted("“Subscribe” or “Sign in”"), is_quoted("Sign in")
    (True, False, False)
    """
    inner = text[1:-1]
    return text[:1] in _OPENING and text[-1:] in _CLOSING and not any(mark in inner for mark in _MARKED)
