"""Characters that are in a page's text and no reader sees, and those that a reader sees as others."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x81\x8d\x8f\x90\x9d\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\uffff\ud800-\udfff]"
)
"""Controls, soft hyphens, zero widths, bidi marks, lone surrogates; not ZWJ and ZWNJ, which shape words."""
_C1 = {
    code: character
    for code in range(0x80, 0xA0)
    if (character := bytes([code]).decode("cp1252", "ignore")) and character.isprintable()
}
"""What browsers show for C1 controls: `&#146;` is an apostrophe (WHATWG, numeric character references)."""

QUOTE_ENDS = "\"'”’»“‘«"
"""Marks that close a quotation: German and its neighbours close with those that English and French open with."""
CLOSERS = f"{QUOTE_ENDS}›)]）」』】"
"""Marks behind a sentence's stop."""
LATIN = "".join(filter(str.isalnum, map(chr, range(0x250))))
"""Letters and digits of the languages that are written in Latin script."""
CAPITALS = "".join(filter(str.isupper, LATIN))
SMALL = "".join(filter(str.islower, LATIN))
"""The same by case, as the inside of a character class."""
IDEOGRAMS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, ideograms and hangul; so below."""
UNSPACED = f"\u0e00-\u0eff{IDEOGRAMS}"
"""What is written without blanks between words, or with few."""
SIGNS = "".join([chr(code) for code in range(0x300, 0x1100) if unicodedata.category(chr(code))[0] == "M"])
"""Accents and vowel signs that are characters of their own: `\\w` has none of them, so words of Hindi fall apart."""
WORD = f"[^\\W\\d_]++(?:[{SIGNS}]++[^\\W\\d_]*+)*+"
"""Letters, and the signs on them, as an expression."""
_WORDS = re.compile(WORD)
_JOINED = re.compile(rf"{WORD}(?:[.'’-]{WORD})*\.?")
_ASCII_WORDS = re.compile("[A-Za-z]+")
_ASCII_JOINED = re.compile(r"[A-Za-z]+(?:[.'-][A-Za-z]+)*\.?")
"""The same in ASCII, in two thirds of the time."""
_BEYOND_LATIN = re.compile("[^\0-\u024f\u2010-\u2026]")
_LATIN_LETTERS = re.compile(f"[{LATIN}]+")
_ASCII_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_NO_LETTERS = re.compile(r"[\W_]+")


def is_latin(text: str) -> bool:
    """Whether a text has no letters but Latin ones: typographic quotes and dashes are none."""
    return text.isascii() or _BEYOND_LATIN.search(text) is None


def letters(text: str) -> str:
    """Letters and digits only.

    >>> letters("Snake_case, 2 words")
    'Snakecase2words'
    """
    if text.isascii():
        return text.translate(_ASCII_NO_LETTERS)  # a table: a fifth of the expression's time
    if is_latin(text):
        return "".join(_LATIN_LETTERS.findall(text))
    return _NO_LETTERS.sub("", text)


def words(text: str, *, joined: bool = False) -> list[str]:
    """The words of a text, in order: letters and the signs on them.

    Args:
        text: any text.
        joined: marks inside a word, and a full stop behind it, belong to it.

    >>> words("7 a.m., Jean-Pierre")
    ['a', 'm', 'Jean', 'Pierre']
    >>> words("7 a.m., Jean-Pierre", joined=True)
    ['a.m.', 'Jean-Pierre']
    """
    if text.isascii():
        return (_ASCII_JOINED if joined else _ASCII_WORDS).findall(text)
    return (_JOINED if joined else _WORDS).findall(text)


@lru_cache(maxsize=1024)
def squash(name: str) -> str:
    """A name's letters and digits only, case-folded, without a leading article: forms of one name become one.

    >>> squash("The Example Post"), squash("example-post")
    ('examplepost', 'examplepost')
    """
    return letters(name.casefold()).removeprefix("the")


def shown(text: str) -> str:
    """Text as a reader sees it, its white space folded; `text` without line structure."""
    folded = " ".join(text.split())
    if folded.isprintable():
        return folded
    return " ".join(_UNSEEN.sub("", folded.translate(_C1)).split())
