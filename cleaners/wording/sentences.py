"""Where sentences begin in a running text, and whether two texts say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaners import characters

WINDOW = 900
"""Characters that are searched backwards for the start of a sentence."""
_STOP = re.compile(
    rf"[.!?…।。！？](?:(?<=[.!?…])[{characters.QUOTE_ENDS})\]]*\s+"
    r"(?=(?:_{2,} )?(?:(?:[\"'“‘«(]|\[ ?)?[^\W\d_a-zà-öø-ÿ]|©|[–—-] ?[A-Z]{2}))|(?<=[।。！？])\s*)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?:[^\W\d_]\.)+[^\W\d_]?|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Hon|Jan|Feb|Mar|Apr|Jun|Jul|"
    r"Aug|Sept|Sep|Oct|Nov|Dec|No|vs|Ave|Inc|Ltd|Co|Corp|Jr|Sr|Sta|Sto|Brgy|Engr|Atty|Maj|Supt|Cmdr|Adm|Cpl|Pvt|Mt|Ft|Nr|bzw|ca|[^\W\d_])$"
)


def ends(text: str, low: int = 0, high: int | None = None) -> Iterator[int]:
    """The offsets after each sentence's stop in a stretch of a text, but for a last one with nothing behind it."""
    for match in _STOP.finditer(text, low, len(text) if high is None else high):
        if text[match.start()] != "." or not _ABBREVIATION.search(
            text, max(low, match.start() - 12), match.start()
        ):
            yield match.end()


def start(text: str, end: int) -> int:
    """The offset at which the sentence begins that ends at `end` (its own stop included)."""
    low = max(0, end - WINDOW)
    inner = text[low:end].rstrip(f" .!?…{characters.QUOTE_ENDS})]।。")
    begin = max(ends(text, low, low + len(inner)), default=low)
    return begin if begin > low or low == 0 else end


def first_end(text: str, limit: int = 600) -> int:
    """The offset after the first sentence's stop; the text's length when there is no other sentence."""
    return next(ends(text, 0, min(len(text), limit)), len(text))


def are_few(text: str) -> bool:
    """Whether a text is one or two sentences."""
    first = first_end(text)
    return first + first_end(text[first:]) >= len(text.rstrip())


@lru_cache(maxsize=1 << 9)  # up to eight rules ask for the same lines of a page
def key(text: str) -> str:
    """A text for comparison: letters and digits only, case folded; quotes, blanks and stops do not count."""
    return characters.letters(text.casefold())


def same(one: str, other: str, least: int = 40) -> bool:
    """Whether two keys are of one text, one of them perhaps cut short or lacking its credit."""
    if one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    return len(short) >= least and long.startswith(short)
