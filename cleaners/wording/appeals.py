"""Which paragraphs ask the reader for money or support, told by how many words of such appeals they hold.

One paragraph proves nothing: a column may praise its readers.  An appeal has a second sign beside it, such
as a heading or button that asks for money, or another paragraph of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from cleaners.lexicon import fold, tables, wording

ENOUGH: Final = 5.0
"""The score of a paragraph that asks for support, beside another sign."""
ALONE: Final = 7.5
"""The score of one that needs no other sign, when it says both who asks and what to do."""
SIGN: Final = 3.0
"""The score of a heading or a button of an appeal."""
SIGN_CHARS: Final = 160
MOST_CHARS: Final = 600
REACH: Final = 6
"""Blocks between two signs of one appeal at most."""
FILLING_CHARS: Final = 320
"""Characters of a paragraph between two signs that goes with them."""
PRICE: Final = 2.0
"""What a price by the month or year adds: news names prices too, but not in an appeal's words."""
PLEA: Final = 1.0
_PRICE: Final = re.compile(
    r"(?:[£$€₹¥]|rs\.? ?|r\$ ?|usd |eur |rp ?)\d{1,5}"
    r"|\b\d{1,5}(?:[.,]\d\d)? ?"
    r"(?:[€£₹]|(?:euros?|dollars?|pounds?|rupees?|crowns?|francs?|reais|kronen|kr)\b)"
)
_PERIOD: Final = frozenset(
    "month monthly week weekly year yearly annually monat monatlich woche jahr mois mensuel an semaine mes mensual "
    "semana ano mese mensile anno settimana maand महीना महीने माह साल bulan tahun".split()
)
_GROUPS: Final = ("strong", "topic", "address", "call")
_MOST: Final = {"strong": 3, "topic": 3, "address": 1, "call": 2}
"""How many words of a group count."""


@dataclass(frozen=True, slots=True)
class Line:
    """A passage as far as an appeal is concerned."""

    block: int
    text: str
    """Folded."""
    heading: bool = False


@cache
def _words() -> dict[str, tuple[frozenset[str], float]]:
    return {
        name: (frozenset(fold(word).text for word in table["words"]), table.get("weight", 0.0))
        for name, table in tables.read("appeals").items()
    }


def score(text: str) -> float:
    """How much a folded text speaks the language of an appeal; 0 for news and for speech.

    >>> score("reporting like ours costs money: please support it and become a member today")
    8.5
    >>> score("support for the minister fell, the independent institute said")
    0.0
    """
    if len(text) > MOST_CHARS or '"' in text:
        return 0.0
    tokens = set(wording.split(text))
    if not tokens.isdisjoint(_words()["news"][0]):
        return 0.0
    total = 0.0
    for name in _GROUPS:
        words, weight = _words()[name]
        total += weight * min(len(tokens & words), _MOST[name])
    return total


def _prices(text: str, tokens: Collection[str]) -> bool:
    """Whether a folded text names a price by the month, week or year."""
    return not _PERIOD.isdisjoint(tokens) and _PRICE.search(text) is not None


def is_sign(text: str) -> bool:
    """Whether a short folded text, such as a heading or a button, asks for support.

    >>> is_sign("support our journalism"), is_sign("support for reform grows")
    (True, False)
    """
    if len(text) > SIGN_CHARS or score(text) < SIGN:
        return False
    tokens = set(wording.split(text))
    strong, topic, address = (not tokens.isdisjoint(_words()[name][0]) for name in _GROUPS[:3])
    return strong and (topic or address)


def asking(lines: Sequence[Line], page: Collection[str]) -> list[int]:
    """The lines (by number) that by themselves read like an appeal.  `page`: the words of them all."""
    said = _words()["strong"][0].intersection(page)
    priced = not any(words.isdisjoint(page) for words in (_PERIOD, _words()["core"][0], _words()["ours"][0]))
    return [
        number
        for number, line in enumerate(lines)
        if not line.heading
        and (
            (any(word in line.text for word in said) and asks(line.text))
            or (priced and _names_price(line.text))
        )
    ]


def find(lines: Sequence[Line], chosen: Sequence[int], known: Collection[int]) -> dict[int, str]:
    """Which lines (by number) belong to an appeal, and why.

    `chosen` are those that ask by themselves; `known` the blocks that were already seen to ask for money.
    """
    signs = sorted({*known, *[lines[number].block for number in chosen]})
    found: dict[int, str] = {}
    for number in chosen:
        block = lines[number].block
        others = [sign for sign in signs if sign != block and abs(sign - block) <= REACH]
        if others:
            found[number] = "in the words of an appeal, beside another"
        elif _asks_alone(lines[number].text):
            found[number] = "in the words of an appeal: who asks, for what, and what to do"
        for between in range(max(0, number - REACH), min(len(lines), number + REACH)):
            line = lines[between]
            inside = any(min(sign, block) < line.block < max(sign, block) for sign in others)
            if inside and between not in chosen and _fills(line):
                found.setdefault(between, "between two paragraphs of an appeal")
    return found


def asks(text: str) -> bool:
    """Whether a paragraph by itself reads like an appeal: it speaks to the reader and of support."""
    if score(text) < ENOUGH:
        return False
    tokens = set(wording.split(text))
    return all(not tokens.isdisjoint(_words()[name][0]) for name in ("strong", "topic", "address"))


def _names_price(text: str) -> bool:
    """Whether a paragraph offers the publisher's journalism for a price by the month, and says what to do."""
    if len(text) > MOST_CHARS or '"' in text or _PRICE.search(text) is None:
        return False
    tokens = set(wording.split(text))
    core, ours, news = (tokens & _words()[name][0] for name in ("core", "ours", "news"))
    asked = tokens & (_words()["strong"][0] | _words()["join"][0])
    return bool(core and ours and asked) and not news and not _PERIOD.isdisjoint(tokens)


def _asks_alone(text: str) -> bool:
    if _names_price(text):
        return True
    tokens = set(wording.split(text))
    names = ("core", "ours", "address", "call", "plea")
    core, ours, address, call, plea = (tokens & _words()[name][0] for name in names)
    priced = _prices(text, tokens)
    speaks = (ours and (len(address) > 1 or priced)) or (address and "?" in text)
    total = score(text) + PRICE * priced + PLEA * bool(plea)
    return bool(core and speaks and (call or plea)) and total >= ALONE


def _fills(line: Line) -> bool:
    if len(line.text) > FILLING_CHARS or '"' in line.text:
        return False
    tokens = set(wording.split(line.text))
    speaks = any(not tokens.isdisjoint(_words()[name][0]) for name in ("strong", "topic"))
    return speaks and tokens.isdisjoint(_words()["news"][0])
