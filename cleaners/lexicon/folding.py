"""Folding: the form of a text in which phrases are compared, with the way back to its own offsets.

Case, quote style, kinds of blank and dash, full-width forms, Latin accents, Arabic vowel signs and
letter variants are all folded away.  Nearly every fold is one character for one, so offsets stand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from msgspec import Struct


def _table() -> dict[str, str]:
    """What each folded character becomes; characters that are not in it stay."""
    table = dict.fromkeys(
        "\u00a0\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r", " "
    )
    table |= (
        dict.fromkeys("‘’‚‛′`´ʼ", "'") | dict.fromkeys("“”„‟″«»「」『』", '"') | dict.fromkeys("‐‑‒–—―−", "-")
    )
    table |= (
        dict.fromkeys("›→⟶➔➜➡▶►»", ">")
        | dict.fromkeys("أإآٱ", "ا")
        | {"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك"}
    )
    table |= {
        "।": ".",
        "۔": ".",
        "。": ".",
        "،": ",",
        "؛": ";",
        "؟": "?",
        "、": ",",
        "【": "[",
        "】": "]",
        "ँ": "ं",
    }
    table |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {letter: letter.lower() for letter in table.values() if letter.isupper()}
    for code in (*range(0xC0, 0x250), *range(0x958, 0x960), *range(0x1E00, 0x1F00)):
        spelled = unicodedata.normalize("NFD", chr(code).lower())
        if len(spelled) > 1 and all(map(unicodedata.combining, spelled[1:])):
            table[chr(code)] = spelled[0]
    table["ı"] = "i"
    return {key: value.lower() for key, value in table.items()}


_TABLE: Final = _table()
_FOLDED: Final = re.compile(
    "[" + "".join([re.escape(character) for character in _TABLE if not "A" <= character <= "Z"]) + "]"
)
"""The capitals of ASCII are left to `lower()`."""
_COMMON: Final = "’“”‘–—\u00a0`\t\n\r"
"""What is folded in English text; with these replaced most of it is ASCII, and the rest need not be asked."""
_DROPPED: Final = re.compile("[\u0640\u064b-\u0652\u0670\u093c\u00ad\u200b-\u200f\u2060\ufeff]")
"""Tatweel and vowel signs, nukta, soft hyphens, zero widths: no part of a phrase's spelling."""


class Folded(Struct, frozen=True, gc=False):
    """A folded text; `origin(i)` is where its character `i` stands in the text as written."""

    text: str
    offsets: tuple[int, ...] | None = None

    def origin(self, offset: int) -> int:
        """The offset in the original text of an offset in the folded one."""
        return offset if self.offsets is None else self.offsets[offset]


@lru_cache(maxsize=1 << 9)  # a page's lines are folded by one rule after the other
def fold(text: str) -> Folded:
    """The text in the form that phrases are compared in.  Linear."""
    if text.isascii():
        return Folded(text.lower())
    for mark in _COMMON:
        text = text.replace(mark, _TABLE[mark])
    if text.isascii():
        return Folded(text.lower())
    offsets: tuple[int, ...] | None = None
    if _DROPPED.search(text):
        kept = [index for index, character in enumerate(text) if not _DROPPED.match(character)]
        text = "".join([text[index] for index in kept])
        last = kept[-1] + 1 if kept else 0
        offsets = (*kept, last)
    # "İ" is the one character whose lower case is two; the table has it before lower() sees it.
    folded = _FOLDED.sub(lambda found: _TABLE[found.group()], text).lower()
    return Folded(folded, offsets)
