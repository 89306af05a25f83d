"""Whether a whole text is one phrase of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleaners.lexicon import Folded, Lexicon, Phrase

WHOLE_CHARS: Final = 420
"""A passage longer than this is never clutter as a whole."""
HEADLINE_CHARS: Final = 180
EDGES: Final = " \t\n.:!?…,;|>»›→←↓↑▼▲▾▸•·●▪*#_~=+–—-"
"""Marks that surround a phrase without changing what it says."""
OPENERS: Final = "\"'“”‘’«»([{"
CLOSERS: Final = "\"'“”‘’«»)]}"
_INNER_SENTENCE: Final = re.compile(r"[a-z\u00c0-\U0010ffff)\"']{2}[.!?]+[\"')\]]* +\S")


def occurring(phrases: Iterable[Phrase], text: str) -> tuple[Phrase, ...]:
    """The phrases whose fixed pieces a folded text holds: those worth trying in its parts."""
    return tuple([one for one in phrases if one.pattern.may_match(text)])


def whole_phrase(
    folded: Folded, words: Lexicon, unkeyed: Sequence[Phrase] | None = None
) -> tuple[Phrase, int] | None:
    """The phrase that covers all of a text; for a lead with a headline, where the lead ends.

    `unkeyed` are the phrases with an open beginning that are worth trying; without it all are.
    """
    text = folded.text
    if not text or len(text) > WHOLE_CHARS:
        return None
    unkeyed = occurring(words.unkeyed.phrases if unkeyed is None else unkeyed, text)
    stop = len(text.rstrip(EDGES + CLOSERS))
    start = len(text) - len(text.lstrip(EDGES + OPENERS))
    tried = []
    for span in ((start, stop), (0, len(text.rstrip(EDGES))), (0, len(text))):
        if span[0] < span[1] and span not in tried:
            tried.append(span)
            found = _phrase_at(folded, span, (*words.whole.at(text, span[0]), *unkeyed))
            if found is not None:
                return found
    return None


def is_headline(text: str) -> bool:
    """Whether a folded text could be the headline of another story: short, one sentence, no full stop."""
    text = text.strip()
    return (
        3 <= len(text) <= HEADLINE_CHARS
        and (text[-1] != "." or text.endswith("..."))
        and not _INNER_SENTENCE.search(text)
    )


def _phrase_at(folded: Folded, span: tuple[int, int], tried: Iterable[Phrase]) -> tuple[Phrase, int] | None:
    text = folded.text
    start, stop = span
    for phrase in tried:
        if stop - start > phrase.pattern.longest and not phrase.pattern.headline:
            continue
        if not phrase.pattern.may_stand_in(text):
            continue
        if phrase.pattern.headline:
            found = phrase.pattern.regex.match(text, start)
            if found and is_headline(text[found.end() :]):
                return phrase, folded.origin(found.end())
        elif phrase.pattern.regex.fullmatch(text, start, stop):
            return phrase, -1
    return None
