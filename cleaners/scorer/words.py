"""The words that the scorer's word lists are made of and asked about."""

from __future__ import annotations

import re

from cleaners import characters

_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{2}|[^\W\d_]{2,}")
_LATIN_WORDS = re.compile("[" + "".join([one for one in characters.LATIN if not one.isdecimal()]) + "]{2,}")
"""The same in Latin letters, in a third of the time: one table instead of categories."""
_LATIN_1 = "".join(map(chr, range(256)))
_WORD_BYTES = "".join([
    one.lower() if one in characters.LATIN and not one.isdecimal() else " " for one in _LATIN_1
]).encode("latin-1")  # fmt: skip
"""Letters in lower case, blanks for all other characters of Latin 1."""
_TYPOGRAPHIC = "’“”–—…"
_NAME = re.compile(r"[a-z]{3,}")
LEXICON_CHARS = 350
"""Characters of a block whose words are looked up: the rest says no more, and costs."""


def name_words(names: str) -> list[str]:
    """The words of a container's class, id and role."""
    return _NAME.findall(names)


def text_words(text: str) -> list[str]:
    """The words of a block that are looked up in the lexicon."""
    return [word for word in split(text) if len(word) > 1]


def split(text: str) -> list[str]:
    """The same, with single letters too: no word list has any."""
    text = text[:LEXICON_CHARS]
    plain = text
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            plain = plain.replace(mark, " ")
    try:
        # A table of bytes: a third of the expression's time.
        return plain.encode("latin-1").translate(_WORD_BYTES).decode("latin-1").split()
    except UnicodeEncodeError:
        text = text.lower()
        return (_LATIN_WORDS if characters.is_latin(text) else _WORDS).findall(text)
