"""The numbers that a page tells of its story: how many comments it has, how many minutes it takes to read."""

from __future__ import annotations

import re
from functools import cache

from cleaners.facts import headers, structured
from cleaners.facts.structured import Declared
from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Document

META_LENGTH = 120
"""Characters of the longest line that counts comments."""
_MINUTES = re.compile(r"(?<!\d)(\d{1,3})\s?-?\s?min", re.IGNORECASE)
_READING = re.compile(r"(?<!\d)(\d{1,3})\s?-?\s?min(?:s|utes?)?\.? read\b", re.IGNORECASE)
_DURATION = re.compile(r"PT(?:(\d{1,2})H)?(\d{1,3})M")


def comments(declared: Declared, document: Document, block: int | None) -> int | None:
    """How many comments the page declares, or counts in a line beside its headline."""
    value = declared.member("commentCount")
    if value is None:
        for statistic in structured.many(declared.member("interactionStatistic")):
            if isinstance(statistic, dict) and _is_about_comments(statistic):
                value = statistic.get("userInteractionCount")
    digits = str(value)[:12] if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if digits.isascii() and digits.isdigit():
        return int(digits)
    if block is not None and value is None:
        for shown in document.blocks[max(0, block - 3) : block + 10]:
            if len(shown.text) <= META_LENGTH:
                found = _counted().search(headers.parted(shown.text))
                if found and not labels.ends_sentence(shown.text):
                    return int(found[1])
    return None


@cache
def _counted() -> re.Pattern[str]:
    words = tables.alternation(tables.words("counts", "comments"))
    return re.compile(rf"(?<![\d.,])(\d{{1,5}})\s(?:{words})(?![^\W\d_])", re.IGNORECASE)


def _is_about_comments(statistic: structured.Node) -> bool:
    """Whether an interaction counter counts comments."""
    kind = statistic.get("interactionType")
    names = structured.types(kind) if isinstance(kind, dict) else (structured.text(kind),)
    return any(name.endswith("CommentAction") for name in names)


def minutes(declared: Declared, document: Document, block: int | None) -> int | None:
    """Minutes that the page says its story takes."""
    duration = _DURATION.fullmatch(structured.text(declared.member("timeRequired"), 20))
    if duration:
        return 60 * int(duration[1] or 0) + int(duration[2])
    for place in ("1", "2"):
        if "read" in declared.meta(f"twitter:label{place}").casefold():
            found = _MINUTES.search(declared.meta(f"twitter:data{place}"))
            if found:
                return int(found[1])
    if block is not None:
        for shown in document.blocks[max(0, block - 3) : block + 10]:
            said = shown.text[:200]
            found = _READING.search(headers.parted(said)) if " read" in said.lower() else None
            if found:
                return int(found[1])
    return None
