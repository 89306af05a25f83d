"""The grammar of picture credits: "(AP Photo/Jane Doe, File)", "REUTERS/Jane Doe", "PHOTO: AFP".

A credit is found by its frame (bracket, slash, label) and proved by what stands in it (an agency, a
label, names in capitals); names of agencies alone in brackets, "(AP)", are datelines or sign-offs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Self

from cleaners.lexicon import fold, tables
from cleaners.sources import agencies, datelines
from cleaners.wording import captionsigns, creditnames
from cleaners.wording.sheet import Sheet

LENGTH = 140
"""Characters of the longest credit: two photographers, a pool, two agencies, "File"."""
BRACKET = re.compile(r"[(\[（［]([^()\[\]（）［］]{2,140})[)\]）］]")
_FRAME_WORDS = re.compile(
    r"/|\||©| via "
    r"|\b(?:photos?|pool|file|images?|handout|pictures?|screengrab|foto|fotos|bild|archiv|archivo)\b",
    re.I,
)
_PROSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|told|that|which|who|he|she|it|they|shows?|showed|not|when|see|read|"
    r"click|ist|sind|war|wurde|est|sont|era|fue)\b"
)
SLASHED = re.compile(
    r"(?:(?<=^)|(?<=[.!?…\"”’)\]|] )|(?<=\w[.!?…]))(?P<agency>[^\W\d_][\w-]{1,14}(?: [^\W\d_a-z][\w-]{1,14}){0,2}?)"
    r"(?: (?:Photo|PHOTO|Foto|FOTO|Pool|File Photo))?"
    r"/(?P<name>[^\W\d_][\w.’'-]{0,24}(?: [^\W\d_][\w.’'-]{0,24}){1,3})"
)
AFTER_SLASH = re.compile(
    r"(?:(?<=^)|(?<=[.!?…\"”’)\]|] ))(?P<name>[^\W\d_][\w.’'-]{0,24}(?: [^\W\d_][\w.’'-]{0,24}){0,3})"
    r"(?: ?[/|] ?[^\W\d_][\w’'.-]{1,24}(?: [^\W\d_][\w’'.-]{1,24}){0,2}){1,3}"
    r"(?: via [^\W\d_][\w’'.-]{1,24}(?: Images)?)?$"
)
BY = (
    r"(?:(?<=hoto)|(?<=mage)|(?<=graph)|(?<=icture)|(?<=ration)|(?<=shot))s?"
    r"(?: taken| provided| supplied| shared| released)? by\b"
    r"|(?<=ourtesy) of\b|(?<=[Ff]oto) (?:di|de|von|door)\b"
)
"""What stands for the colon behind a label."""
_NAME_SLASH = re.compile(r"/(?<=[^\W\d_]/)[^\W\d_a-z]")
_CAPITAL_COLON = re.compile(r":(?<=[^\W\da-z_]:)")
"""Marks that every slashed credit, and every label in capitals, holds."""
_BRANDED = re.compile(
    r"(?:[^\W\d_a-z][\w’'.&-]{0,24} ){1,3}(?:file |archive )?(?:photo|photograph|image|foto)s?(?:: ?| by )",
    re.UNICODE,
)
"""A paper's own label: "Courier photo: Jane Doe"."""
_BRANDED_ALONE = re.compile(
    r"(?:[^\W\da-z_]{2,24} ){0,2}(?:FILE|HANDOUT|CONTRIBUTED|SUPPLIED|STOCK|ARCHIVE|COURTESY) (?:PHOTO|IMAGE|PICTURE|PIC)S? (?=[^\W\da-z_])"
)
"""A credit in capitals without a name: "COURIER FILE PHOTO"."""
_BRANDED_BY = re.compile(
    r"(?:(?<=[.!?…\"”’)] ))(?:[^\W\d_a-z][\w’'.&-]{0,24} ){1,3}(?:(?:staff|file|archive|courtesy|handout) )?"
    r"(?:photo|photograph|image)s? by (?=[^\W\d_a-z])"
)
"""A paper's own label and a name between a caption and the story: "… on Friday. Ledger staff photo by Jane Doe"."""
_OWN_PHOTO = re.compile(
    r"(?:[^\W\d_a-z][\w’'.&/-]{0,24} ){1,3}(?:file |archive |staff |courtesy |handout )?(?:photo|photograph|image|graphic|picture)s?"
)
_AGENCY_PHOTO = re.compile(
    r"(?P<agency>.{2,40}?) (?i:(?:file|archive|pool|handout) )?(?i:photograph|photo|foto|image|graphic|picture|pic|pix)(?i:s?)"
)
"""A paper's own picture, in brackets: "(TCN photo)", "(Courier file photo)"."""
_LONG_SMALL = re.compile(r"(?<!\S)[a-zß-ÿ]{4,}")
_WORD_START = re.compile(r"(?<!\S)[^\W\da-z_]")
_DASHED = re.compile(
    r"[-–—](?<=[.!?”\"] .)[-–—]? ?(?:[A-Z]\w{1,20} )?(?:[Ff]ile )?(?:[Pp]ictures?|[Pp]hotos?|[Pp]ics?|[Pp]ix)"
    r"(?: by [A-Z][\w.’'-]{0,24} [A-Z][\w.’'-]{1,24})?(?= [A-Z“\"'‘]|$)"
)
"""A credit behind a dash: "… in May. — Reuters pic", "… in May. — File picture"."""
_HANDOUT = re.compile(
    r"(?:(?<=^)|(?<=[.!?…\"”’)\]] ))(?P<agency>[^\W\d_a-z]\w{1,14}(?: [^\W\d_a-z]\w{1,14}){0,2}) ?/ ?(?:HO|HANDOUT|Handout)\s?[-–—,/]\s?"
    r"(?:(?P<giver>[^.!?*()]{2,60}?)\s?\*{1,2}\s?MANDATORY CREDIT\s?\*{1,2})?"
)
"""An agency, and what stands before the name of who gave it the picture: "AP/HO - Larrimore Police *MANDATORY CREDIT*"."""
_FILED = re.compile(
    r" ?/ ?(?:File Photo|File|Pool|Handout|Archive)s?\b(?: Purchase Licensing Rights(?:, opens new tab)?)?"
    r"| Purchase Licensing Rights(?:, opens new tab)?"
)
"""What Reuters sets behind a photographer's name."""
_BETWEEN_CAPITALS = re.compile(r", (?<=[^\W\da-z_]{2}, )[^\W\da-z_]{2}")
"""The comma between a name and a house in capitals."""
SIGNED_OFF = 64
"""Characters of the longest name behind a dash at a caption's end."""
_STOPPED_DASHES = (".—", ". —", ".–", "”—", '"—')
_SIGNS = ("(", "[", "/", "|", ":", "=", "©")
"""Marks, folded, one of which every credit without a label holds, but for an agency's bare name."""
_PICTURES = ("photo", "image", "graphic", "pic", "pix")
"""What the forms above call a picture."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A picture credit: `text[start:end]`, brackets included."""

    start: int
    end: int
    credit: str
    """Without brackets, as written."""
    agency: str | None
    bracketed: bool

    @classmethod
    def at(cls, start: int, end: int, inner: str, *, bracketed: bool = False) -> Self:
        """The credit that a text has from `start` to `end`; `inner` is it without brackets."""
        return cls(start, end, inner.strip(), agency_of(inner), bracketed)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one table of credits.toml."""
    return tables.words("credits", name)


@cache
def _pieces() -> tuple[str, ...]:
    """Words, folded, one of which every credit with a label holds."""
    words = listed("photo-labels") | listed("photo-alone") | listed("archive")
    pieces = {fold(word.rstrip(":=")).text for word in words} | {*_PICTURES}
    return tuple(sorted(one for one in pieces if not any(one != other and other in one for other in pieces)))


def holding(sheet: Sheet) -> set[int]:
    """The numbers of the passages that may hold a credit, or be one that needs no picture's frame."""
    occurring = [piece for piece in (*_SIGNS, *_pieces()) if piece in sheet.said.text]
    found = {
        number for number, one in enumerate(sheet.folded) if any(piece in one.text for piece in occurring)
    }
    return found | {
        number
        for number, text in enumerate(sheet.texts)
        if _BETWEEN_CAPITALS.search(text)
        or any(mark in text[-SIGNED_OFF:] for mark in _STOPPED_DASHES)
        or (len(text) <= LENGTH and _is_photo_agency(text.strip(" .|")))
    }


@cache
def _label() -> re.Pattern[str]:
    """A label and its colon at the start of a credit."""
    labels = tables.alternation(word.rstrip(":=") for word in listed("photo-labels"))
    return re.compile(
        rf"(?:{labels})(?: (?:credits?|courtesy|source|by|von|de|da))?"
        rf"\s?(?:[:：=＝]|/(?=\s)|(?<=source),|(?<=[撮影写真提供画像])[・／]|{BY})\s?",
        re.I,
    )


@cache
def alone_words() -> frozenset[str]:
    """What says all by itself that somebody gave a picture, or that it is an old one."""
    return listed("photo-alone") | listed("archive")


@cache
def _given() -> re.Pattern[str]:
    """A label and how the picture came: "Photo courtesy of ", "PHOTO FROM ", "Courier file photo by "."""
    labels, given, origin = (
        tables.alternation(listed(name)) for name in ("photo-labels", "photo-given", "photo-origin")
    )
    return re.compile(
        rf"(?:[^\W\d_a-z][\w’'.&-]{{0,24}} ){{0,2}}(?:(?i:file|archive|handout) )?(?i:{labels})\s?[,:]?\s?"
        rf"(?:(?i:{given})\b\s?:?\s?(?=\w|@)|(?<![sS]\s)(?P<origin>(?i:{origin}))\b\s?:?\s?(?=[^\W\da-z_]|@))"
    )


@cache
def _courtesy() -> re.Pattern[str]:
    """What says in brackets who gave a picture, without a word for pictures: "(Courtesy of Tarn Primary School)"."""
    words = [word.capitalize() for word in listed("photo-given") if word.endswith((" of", " by"))]
    return re.compile(rf"(?:{tables.alternation(words)}) (?=[^\W\d_a-z])")


@cache
def _capital_label() -> re.Pattern[str]:
    known = listed("photo-labels") | listed("credit-labels")
    labels = tables.alternation(word.upper() for word in known if word.isascii())
    return re.compile(rf"(?<![\w])(?:{labels}): ?(?=[^\W\da-z_])")


@cache
def _spelled_label() -> re.Pattern[str]:
    """A label in small letters behind a sentence: "… since 1974. Photograph: ", "… on Thursday. Credit: "."""
    labels = tables.alternation(
        word.capitalize() for name in ("photo-labels", "credit-labels") for word in listed(name)
    )
    return re.compile(
        rf"(?:(?<=[.!?…\"”’)\]] )|(?<=[^\W\d_A-Z][.!?]))(?:{labels})(?: (?:credits?|courtesy|source))?(?: ?: ?| / )(?=[^\W\d_a-z])"
    )


@cache
def _barred_label() -> re.Pattern[str]:
    """A label behind a bar, with a second word: "… on Thursday. | Photo Credit: "."""
    labels = tables.alternation(listed("photo-labels"))
    return re.compile(rf"(?<=[|] )(?i:(?:{labels}) (?:credits?|courtesy|source)) ?: ?(?=[^\W\d_a-z])")


def agency_of(credit: str) -> str | None:
    """The agency that a credit names: a wire agency before a photo agency, the last before the first.

    >>> agency_of("Jane Doe/Pool/AFP")
    'AFP'
    """
    found = list(agencies.mentions(credit[:LENGTH], wire_only=False))
    if not found:
        whole = agencies.named(_label().sub("", credit, count=1))
        return whole.name if whole else None
    return next((agency for agency in reversed(found) if agency.wire), found[-1]).name


def is_credit(inner: str) -> bool:
    """Whether the content of a bracket, or a line by itself, is a picture credit."""
    inner = inner.strip()
    if not 2 <= len(inner) <= LENGTH:
        return False
    label = _label().match(inner) or _BRANDED.match(inner) or _courtesy().match(inner)
    if label and label.end() < len(inner):
        return is_names(inner[label.end() :])
    if is_given(inner) or _OWN_PHOTO.fullmatch(inner):
        return True
    giver, *names = re.split(r"[:/]", inner, maxsplit=1)
    if names and giver.strip().casefold() in listed("given-labels"):
        return is_names(names[0])
    if creditnames.is_name_with_house(inner):
        return True
    if not _FRAME_WORDS.search(inner):
        return _is_photo_agency(inner)
    if _PROSE.search(inner) or is_sign_off(inner):
        return False
    return next(agencies.mentions(inner, wire_only=False), None) is not None and is_names(inner)


def is_own(text: str) -> bool:
    """Whether a text names an agency or a paper and calls the picture its own: "AFP PHOTO", "Courier file photo"."""
    agency = _AGENCY_PHOTO.fullmatch(text)
    if agency is not None and agencies.named(agency["agency"]) is not None:
        return True
    return _OWN_PHOTO.fullmatch(text) is not None and text.endswith(("photo", "photos", "photograph"))


def is_sign_off(text: str) -> bool:
    """Whether a text names wire agencies and nothing else, as the end of a story does: no picture has two.

    >>> is_sign_off("ANI/Reuters"), is_sign_off("AFP/ml"), is_sign_off("Jane Doe/AFP")
    (True, True, False)
    """
    first, *others = re.split(r"\s?[/|,&]\s?", text.strip())
    wire = agencies.named(first)
    if wire is None or not wire.wire or not others:
        return False
    return all(one.islower() or ((other := agencies.named(one)) is not None and other.wire) for one in others)


def is_given(text: str) -> bool:
    """Whether a text says who gave a picture, or that somebody did: "Photo via Tarn Police"."""
    if text.casefold() in alone_words():
        return True
    label = _given().match(text)
    names = text[label.end() :] if label else ""
    strict = label is not None and label["origin"] is not None
    return bool(names) and is_names(names) and not (strict and _LONG_SMALL.search(names))


def _is_photo_agency(text: str) -> bool:
    """Whether a text is the name of a photo agency, and no abbreviation that others share (EPA)."""
    agency = agencies.named(text)
    return agency is not None and not agency.wire and len(text) > 5


def is_names(text: str) -> bool:
    """Whether a text is names: at most two of its words are in lower case, and it is no sentence."""
    if len(text) > LENGTH or _PROSE.search(text):
        return False
    lower = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower() and word.isascii()]
    return sum(len(word) > 3 for word in lower) <= 2 and len(lower) <= 6


def alone(text: str, *, weak: bool = False) -> Credit | None:
    """The credit that a whole line is, or None.  `weak`: in a picture's frame, where "Reuters" is enough."""
    stripped = text.strip(" .|")
    if not 2 <= len(stripped) <= LENGTH:
        return None
    bracket = BRACKET.fullmatch(stripped)
    inner = bracket[1] if bracket else stripped.removeprefix("©").strip()
    certain = is_credit(inner) or captionsigns.is_given(inner) if bracket else is_line(inner)
    if not certain and not (weak and (agencies.named(inner) or is_sourced(inner))):
        return None
    return Credit(0, len(text), inner, agency_of(inner), bracket is not None)


def is_line(line: str) -> bool:
    """Whether an unbracketed line is a credit: a label with names, or an agency and names around a slash."""
    label = _label().match(line)
    if label:
        named = label.group().rstrip()[-1:] in ":：=," or not line[label.end() : label.end() + 1].islower()
        return named and label.end() < len(line) and is_names(line[label.end() :])
    if is_given(line):
        return True
    if "/" not in line and "|" not in line:
        return _is_photo_agency(line)
    slash = SLASHED.fullmatch(line) or AFTER_SLASH.fullmatch(line)
    if slash is None or is_sign_off(line):
        return False
    return any(agencies.named(part) for part in re.split(r"\s?[/|]\s?| via ", line)) and not _PROSE.search(
        line
    )


def is_sourced(line: str) -> bool:
    """Whether a line is "Credit: Jane Doe"."""
    label, colon, names = line.partition(":")
    return (
        bool(colon and names.strip())
        and label.strip().casefold() in listed("source-labels")
        and is_names(names)
    )


def opening(text: str) -> int | None:
    """Where the dateline begins that a bare credit stands before; None when no credit opens the text.

    >>> text = "PHOTO FROM TARN FIRE SERVICE PORT ALMA – Five boats will keep running through the winter."
    >>> text[opening(text):][:12]
    'PORT ALMA – '
    """
    head = text[: LENGTH + datelines.LENGTH]
    label = _given().match(head) or _BRANDED_ALONE.match(head) or _label().match(head)
    if label is None:
        return None
    starts = [one.start() for one in _WORD_START.finditer(head, label.end(), label.end() + LENGTH)]
    places = [at for at in starts if text[at - 2] != "," and datelines.parse(text[at:]) is not None]
    for at in reversed(places):
        previous = max((one for one in places if one < at), default=at)
        place = datelines.place_start(text, previous, at)
        if is_names(text[label.end() : place].strip(" ,.-–—") or "X"):
            return place
    return None


def within(text: str) -> Iterator[Credit]:
    """Every certain credit inside a running text, in order; they do not overlap."""
    reached = 0
    for credit in sorted(_candidates(text), key=lambda one: (one.start, -one.end)):
        if credit.start >= reached:
            reached = credit.end
            yield credit


def _candidates(text: str) -> Iterator[Credit]:
    if "(" in text or "[" in text or "（" in text:
        for match in BRACKET.finditer(text):
            if is_credit(match[1]) and not _is_photo_agency(match[1]):
                yield Credit.at(match.start(), match.end(), match[1], bracketed=True)
    for match in _DASHED.finditer(text):
        yield Credit.at(match.start(), match.end(), match.group().strip(" -–—"), bracketed=True)
    if "/" in text and _NAME_SLASH.search(text):
        yield from _behind_agency(text)
        yield from _handed_out(text)
    if "/" in text or "|" in text or _BETWEEN_CAPITALS.search(text):
        for match in creditnames.in_capitals(text):
            yield Credit.at(match.start(), match.end(), match.group())
    if ":" in text or " by " in text or " / " in text:
        yield from _labelled(text)


def _behind_agency(text: str) -> Iterator[Credit]:
    """Credits that open with an agency: "REUTERS/Jane Doe"."""
    for match in SLASHED.finditer(text):
        length = creditnames.name_end(match["name"]) if agencies.named(match["agency"]) else 0
        if length:
            end = match.start("name") + length
            filed = _FILED.match(text, end)
            end = filed.end() if filed else end
            yield Credit.at(match.start(), end, text[match.start() : end])


def _handed_out(text: str) -> Iterator[Credit]:
    """Credits of pictures that an agency was given: "THE CANADIAN PRESS/HO - Tarn Bay Police"."""
    for match in _HANDOUT.finditer(text):
        if agencies.named(match["agency"]) is None:
            continue
        end = match.end() if match["giver"] else match.end() + creditnames.names_end(text, match.end())
        if match["giver"] or end > match.end():
            yield Credit.at(match.start(), end, text[match.start() : end])


def _labelled(text: str) -> Iterator[Credit]:
    """Credits behind a label: in capitals anywhere, in small letters behind a sentence."""
    barred = _barred_label().finditer(text) if "| " in text else ()
    for match in (*_spelled_label().finditer(text), *barred, *_BRANDED_BY.finditer(text)):
        length = creditnames.names_end(text, match.end())
        if length:
            end = match.end() + length
            yield Credit.at(match.start(), end, text[match.start() : end])
    for match in _capital_label().finditer(text) if _CAPITAL_COLON.search(text) else ():
        end = match.end() + creditnames.capitals_end(text[match.end() : match.end() + LENGTH])
        if end > match.end():
            yield Credit.at(match.start(), end, text[match.start() : end])
