"""The parts of a byline that name others than the writers: who took the pictures, who edited."""

from __future__ import annotations

import re
from functools import cache

from cleaners.lexicon import tables


@cache
def pictures() -> re.Pattern[str]:
    """A word for pictures that names are said to be behind, and those up to the next mark or label."""
    words, small = (
        tables.alternation(tables.every_list("bylines")[table]) for table in ("picture", "picture-by")
    )
    return re.compile(
        rf"(?<![^\W_])(?:{words})(?:\s?[:：]|\s(?:{small})(?=\s))\s*(?P<names>[^|·•;/:：\d—–]{{2,80}}?)"
        r"(?=\s[-–—]\s|\s*[|·•;/\d—–]|\s[^\W\d_]+\s?[:：]|$)",
        re.IGNORECASE,
    )


@cache
def beside_text() -> re.Pattern[str]:
    """Those behind a word for pictures without a mark, where a word for text opens the line: "Words A Photographs B"."""
    lists = tables.every_list("bylines")
    texts, images = (tables.alternation(lists[table]) for table in ("text", "picture"))
    return re.compile(
        rf"^(?P<before>(?i:{texts})\s[^\W\d_a-z][^|·•;:\d]{{3,60}}?)\s(?i:{images})\s(?=[^\W\d_a-z])(?P<names>[^|·•;:\d]{{3,60}})"
    )


def without_pictures(value: str) -> str:
    """A byline without those who took the pictures, where it names others: "Text: Jane Doe, Fotos: Joe Roe".

    Somebody who wrote as well stands behind both words: "Text und Fotos: Jane Doe".
    """
    value = beside_text().sub(r"\g<before> | ", value)
    for match in reversed(list(pictures().finditer(value))):
        before, rest = value[: match.start()].rstrip(), value[match.end() :]
        wrote, _, joined = before.rpartition(" ")
        if wrote and joined.casefold() in tables.every_list("bylines")["conjunction"]:
            value = f"{wrote}: {match['names']}{rest}"
        elif before:
            value = f"{before} | {rest}"
    return value


@cache
def _editors() -> re.Pattern[str]:
    """A mark, the label of an editor, and the names behind it up to the next mark: "| Editor: Joe Roe"."""
    words = tables.alternation(tables.words("credits", "editor-labels"))
    return re.compile(rf"\s*[|•·;/,]\s*(?:{words})\s?[:：][^|•·;/]*", re.IGNORECASE)


def without_editors(value: str) -> str:
    """A byline without the editors that it names behind a label of their own, after others."""
    return _editors().sub("", value) if ":" in value or "：" in value else value
