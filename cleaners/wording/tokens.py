"""Tokens of publishing systems that stand in a text where an embed should: "[asset:video:88214]", "%%AD_2%%".

They are told by their brackets and by what no writer puts into brackets: names with colons, equals signs,
underscores or long numbers, and no blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from cleaners.wording.sheet import Sheet

_NAME: Final = r"[A-Za-z][\w-]{0,40}"
_VALUE: Final = r"\"[^\"\[\]]{0,400}\"|'[^'\[\]]{0,400}'|[“”][^“”\[\]]{0,400}[“”]"
"""An attribute's value: what is quoted with one sort of marks may hold the other."""
_PLACES: Final = (
    "ad|adv|ads|advert|asset|banner|block|box|card|chart|embed|gallery|graphic|image|include|infobox|inline|insert|map|media|mpu|newsletter|oembed|photo|placeholder|"
    "player|poll|promo|quiz|related|shortcode|sidebar|slideshow|slot|snippet|table|teaser|tweet|unit|video|widget"
)
_TOKEN: Final = re.compile(
    r"\[{2}[\w-]{1,40}[:=|/_][^\[\]]{1,120}\]{2}|\[{2}[\w-]{1,40}\]{2}"
    r"|\[{2}\{[^\[\]{}]{1,400}\}\]{2}"
    r"|\{{2,3}[^{}]{1,160}\}{2,3}"
    r"|[$#]\{[A-Za-z_][\w.:()-]{0,80}\}"
    r"|<<[A-Za-z][\w:./ =-]{1,100}>>"
    r"|##[A-Za-z][\w:./-]{1,80}##|%%[A-Za-z][\w:./-]{1,80}%%|@@[A-Za-z][\w:./()-]{1,80}@@|(?<![\w%])%[A-Z]{2,12}_[A-Z0-9_]{2,40}%(?!\w)|(?<!\w)::[a-z][\w-]{2,60}::(?!\w)"
    rf"|[\[{{]/?[a-z][\w-]{{0,40}}[:=](?!:)[\w./:=|-]{{1,120}}[\]}}]"
    rf"|\[{_NAME}(?: {_NAME}=(?:{_VALUE}|[\w./:-]{{1,80}})){{1,12}} ?/?\]"
    rf"|[\[{{](?:{_PLACES})[-_ ]?\d{{1,9}}[\]}}]"
    rf"|[\[{{](?:[a-z0-9]{{1,20}}_){{0,3}}(?:{_PLACES})(?:_[a-z0-9]{{1,20}}){{1,4}}[\]}}]"
    rf"|[\[{{]/?(?:[a-z0-9]{{1,20}}_){{1,4}}(?:{_PLACES}|column|row|text|section)[\]}}]"
    r"|(?<![\w/.-])(?:[a-z0-9]{1,20}-){0,3}(?:ads?|advert|embed|widget|promo)-placeholder(?![\w/.-])"
    rf"|\[(?P<paired>{_PLACES}|caption|url|code|html|iframe)\][^\[\]]{{1,300}}\[/(?P=paired)\]"
)
_OPENERS: Final = ("[", "{", "<<", "##", "%%", "@@", "::", "-placeholder")
_MACRO: Final = re.compile(r"%[A-Z]")
_NUMBERS: Final = re.compile(r"[\[{\]}\s\d,;:|.=/-]*")
"""What a list of numbers or a citation is made of: "[[1, 2], [3]]"."""


def _may_hold(text: str) -> bool:
    """Whether a text holds the marks that a token opens with."""
    holds = text.__contains__
    return any(map(holds, _OPENERS)) or ("%" in text and _MACRO.search(text) is not None)


def holding(sheet: Sheet) -> set[int]:
    """The numbers of the passages that hold the marks of a token."""
    if not _may_hold(sheet.written.text):
        return set()
    return {number for number, text in enumerate(sheet.texts) if _may_hold(text)}


def find(text: str) -> Iterator[tuple[int, int]]:
    """The tokens of a text, as spans.

    >>> text = "Boats go on. [asset:video:88214] Shops close."
    >>> [text[start:stop] for start, stop in find(text)]
    ['[asset:video:88214]']
    >>> list(find("He wrote [sic] and a list, [1,2], on the wall [of the town]."))
    []
    """
    if not _may_hold(text):
        return
    for found in _TOKEN.finditer(text):
        if not _NUMBERS.fullmatch(found.group()):
            yield found.start(), found.end()
