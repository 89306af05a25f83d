"""Where a dump ran two pieces of a page together with no blank between: "…, Fanore, January 2026.Walls like these".

Text that is taken out of markup as it stands has no blank where one element ends and the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from cleaners import characters
from cleaners.lexicon import tables

ONE_PIECE = 600
"""Characters of a line, or of a piece of text in markup, that may be a whole story."""
LEAST = 24
"""Characters on either side of a seam: less may be an address, a brand or an abbreviation ("Node.js", "Ph.D.")."""
CREDIT = 80
"""Characters of the longest picture credit, with its label, that a capital follows inside a word."""
LABEL = 40
"""Characters of the longest label of a credit."""
HOUSE = 30
"""Characters of the longest name before the label of a credit, which goes with its caption: "ST Ledger Photo: "."""
_SMALL = characters.SMALL
_CAPITAL = rf"[^\W\d_{_SMALL}]"
_OPENING = rf"(?=[\"“«„‘¿¡(]{{0,2}}(?:{_CAPITAL}[{_SMALL}]*[ ,’']|{_CAPITAL}{{2,}} ))"
"""A word with a capital and a blank behind it: no address has one."""
_STOP = re.compile(
    rf"(?:(?<=[{_SMALL}]{{2}}[.!?…])|(?<=(?:19|20)\d\d\.)|(?<=[.!?…][{characters.QUOTE_ENDS}])){_OPENING}"
)
_TIGHT = re.compile(rf"[.!?…][^\s\w]{{0,3}}{_CAPITAL}")
"""What every such place holds: found in a tenth of the time."""
CAPITAL = re.compile(rf"(?<=[^\W\d_{characters.CAPITALS}])(?=[{characters.CAPITALS}])")
"""Where a capital stands behind a small letter: in a line of labels two of them, or a name ("McGee")."""
_COPYRIGHT = re.compile(r"© ?(?=[^\W\d_])")
_BEHIND_NAMES = re.compile(
    rf" ?{_CAPITAL}[\w’'-]*(?: {_CAPITAL}[\w’'-]*?){{1,3}}(?<=[{_SMALL}]{{2}})(?={_CAPITAL}[{_SMALL}]{{2,}}[.:] )"
)
"""Two names or more, up to a place that opens the story: "Jane DoeOberau. ", "Jane DoeTarn: "."""
_INSIDE_WORD = re.compile(rf"(?<=[{_SMALL}]{{2}}){_OPENING}")


def parts(text: str) -> tuple[str, ...]:
    """The pieces of a line, in order; the line alone where nothing is run together.

    >>> parts("The last of the walls, in January 2026.Walls like these have no mortar at all.")
    ('The last of the walls, in January 2026.', 'Walls like these have no mortar at all.')
    >>> len(parts("It was written in Node.js and in Visual Basic, said its author, Edward Lin."))
    1
    """
    return _between(text, [place for place, _ in _seams(text)])


def credited(text: str) -> tuple[str, ...]:
    """The pieces that end in a picture's credit, and what follows; at other seams a blank stands now."""
    found = list(_seams(text))
    inner = {place for place, credit in found if not credit}
    apart = "".join([f" {sign}" if at in inner else sign for at, sign in enumerate(text)]) if inner else text
    ends = [place + sum(one < place for one in inner) for place, credit in found if credit]
    return _between(apart, ends)


def _between(text: str, places: Sequence[int]) -> tuple[str, ...]:
    """The pieces of a text between some places."""
    return tuple(text[start:stop] for start, stop in pairwise([0, *places, len(text)]))


def unglued(text: str) -> str:
    """A line with a blank before each label of a picture's credit that is glued to its caption.

    >>> unglued("Vier Warften bei HochwasserBild: Jane Doe/dpa")
    'Vier Warften bei Hochwasser Bild: Jane Doe/dpa'
    """
    return _glued_label().sub(" ", text) if ":" in text else text


def _seams(text: str) -> Iterator[tuple[int, bool]]:
    """Where pieces part, and whether a picture's credit ends there."""
    last = 0
    labels = list(_labels(text))
    found = {
        one.start(): False
        for one in (_STOP.finditer(text) if _TIGHT.search(text) else ())
        if not _quotes_on(text, one.start())
        and not any(0 <= label.start() - one.start() <= HOUSE for label in labels)
    }
    for label in labels:
        credit = _INSIDE_WORD.search(text, label.end(), label.end() + CREDIT)
        credit = credit or _BEHIND_NAMES.match(text, label.end())
        if credit is not None:
            found[credit.end()] = True
    for place, credited in sorted(found.items()):
        if min(place - last, len(text) - place) >= LEAST:
            last = place
            yield place, credited


def _labels(text: str) -> Iterator[re.Match[str]]:
    """The labels of credits, each looked for before its colon: nearly all of a text has none; and signs for copyright."""
    if "©" in text:
        yield from _COPYRIGHT.finditer(text)
    after = 0
    while (colon := text.find(":", after)) >= 0:
        label = _label().search(text, max(after, colon - LABEL), colon + 1)
        if label is not None:
            yield label
        after = colon + 1


def _quotes_on(text: str, place: int) -> bool:
    """Whether the quotation mark beside a place belongs to the words on its other side."""
    if text[place] == "“":
        return text.rfind("„", 0, place) > text.rfind("“", 0, place)
    opened = text.count('"', 0, place) % 2 == 1
    return opened if text[place] == '"' else opened and text[place - 1] == '"'


@cache
def _glued_label() -> re.Pattern[str]:
    """Where such a label begins with a capital behind a word, a figure or a quotation."""
    words = (word.rstrip(":=").capitalize() for word in tables.words("credits", "photo-labels"))
    return re.compile(rf"(?<=[a-zß-öø-ÿ0-9.!?”“\"»)])(?=(?:{tables.alternation(words)})\s?:)")


@cache
def _label() -> re.Pattern[str]:
    """The label of a picture's credit, and its colon."""
    words = (word.rstrip(":=") for word in tables.words("credits", "photo-labels"))
    return re.compile(rf"\b(?:{tables.alternation(words)})\s?:", re.IGNORECASE)
