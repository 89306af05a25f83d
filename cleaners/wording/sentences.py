"""Where sentences begin in a running text, and whether two texts say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import characters

WINDOW = 900
"""Characters that are searched backwards for the start of a sentence."""
_STOP = re.compile(
    r"[.!?…।。！？](?:(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-zà-öø-ÿ])|(?<=[।。！？])\s*)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?:[^\W\d_]\.)+[^\W\d_]?|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Hon|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept|Sep|Oct|Nov|Dec|No|vs|Ave|Inc|Ltd|Co|Corp|Jr|Sr|Nr|bzw|ca|[^\W\d_])$"
)


def start(text: str, end: int) -> int:
    """The offset at which the sentence begins that ends at `end` (its own stop included)."""
    low = max(0, end - WINDOW)
    inner = text[low:end].rstrip(" .!?…\"'”’)]।。")
    begin = low
    for match in _STOP.finditer(text, low, low + len(inner)):
        if text[match.start()] != "." or not _ABBREVIATION.search(
            text, max(low, match.start() - 12), match.start()
        ):
            begin = match.end()
    return begin if begin > low or low == 0 else end


def ends(text: str) -> Iterator[int]:
    """The offsets after each sentence's stop, but the last one's."""
    for match in _STOP.finditer(text):
        if text[match.start()] != "." or not _ABBREVIATION.search(
            text, max(0, match.start() - 12), match.start()
        ):
            yield match.end()


def first_end(text: str, limit: int = 600) -> int:
    """The offset after the first sentence's stop; the text's length when there is no other sentence."""
    for match in _STOP.finditer(text, 0, min(len(text), limit)):
        if text[match.start()] != "." or not _ABBREVIATION.search(
            text, max(0, match.start() - 12), match.start()
        ):
            return match.end()
    return len(text)


def key(text: str) -> str:
    """A text for comparison: letters and digits only, case folded; quotes, blanks and stops do not count."""
    return characters.letters(text.casefold())


def same(one: str, other: str, least: int = 40) -> bool:
    """Whether two keys are of one text, one of them perhaps cut short or lacking its credit."""
    if one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    return len(short) >= least and long.startswith(short)
