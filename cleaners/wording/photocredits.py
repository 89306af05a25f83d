"""The grammar of picture credits: "(AP Photo/Jane Doe, File)", "REUTERS/Jane Doe", "PHOTO: AFP".

A credit is found by its frame (bracket, slash, label) and proved by what stands in it (an agency, a
label, names in capitals); names of agencies alone in brackets, "(AP)", are datelines or sign-offs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cleaners.lexicon import fold
from cleaners.sources import agencies, datelines
from cleaners.wording import captionsigns, creditnames
from cleaners.wording.sheet import Sheet

LENGTH = 140
"""Characters of the longest credit: two photographers, a pool, two agencies, "File"."""
_BRACKET = re.compile(r"[(\[（［]([^()\[\]（）［］]{2,140})[)\]）］]")
_FRAME_WORDS = re.compile(
    r"/|\||©| via "
    r"|\b(?:photos?|pool|file|images?|handout|pictures?|screengrab|foto|fotos|bild|archiv|archivo)\b",
    re.I,
)
_PROSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|told|that|which|who|he|she|it|they|shows?|showed|not|when|see|read|"
    r"click|ist|sind|war|wurde|est|sont|era|fue)\b"
)
_SLASHED = re.compile(
    r"(?:(?<=^)|(?<=[.!?…\"”’)\]|] )|(?<=\w[.!?…]))(?P<agency>[^\W\d_][\w-]{1,14})(?: (?:Photo|Pool|File Photo))?"
    r"/(?P<name>[^\W\d_][\w.’'-]{0,24}(?: [^\W\d_][\w.’'-]{0,24}){1,3})"
)
_AFTER_SLASH = re.compile(
    r"(?:(?<=^)|(?<=[.!?…\"”’)\]|] ))(?P<name>[^\W\d_][\w.’'-]{0,24}(?: [^\W\d_][\w.’'-]{0,24}){0,3})"
    r"(?: ?[/|] ?[^\W\d_][\w’'.-]{1,24}(?: [^\W\d_][\w’'.-]{1,24}){0,2}){1,3}"
    r"(?: via [^\W\d_][\w’'.-]{1,24}(?: Images)?)?$"
)
_BY = (
    r"(?:(?<=hoto)|(?<=mage)|(?<=graph)|(?<=icture)|(?<=ration)|(?<=shot))s?"
    r"(?: taken| provided| supplied| shared| released)? by\b"
    r"|(?<=ourtesy) of\b|(?<=[Ff]oto) (?:di|de|von|door)\b"
)
_LABEL_MARK = re.compile(rf"[:：=]|(?<=[Pp]hoto) ?\||(?<=[Ff]oto) ?\||(?<=mage) ?\||(?<=ource),|{_BY}")
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
_OWN_PHOTO = re.compile(
    r"(?:[^\W\d_a-z][\w’'.&/-]{0,24} ){1,3}(?:file |archive |staff |courtesy |handout )?(?:photo|photograph|image|graphic|picture)s?"
)
"""A paper's own picture, in brackets: "(TCN photo)", "(Courier file photo)"."""
_TAIL_START = re.compile(r" (?<=[.!?…”\"’)] )(?=[^\W\da-z_]|©)")
"""The blank before it."""
_LONG_SMALL = re.compile(r"(?<!\S)[a-zß-ÿ]{4,}")
_WORD_START = re.compile(r"(?<!\S)[^\W\da-z_]")
_STAFF = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]{0,24} (?:(?:de|van|von|al|el|ben|bin|da|di|du) )?){1,3}[^\W\d_a-z][\w'’-]{0,24}"
    r" ?/ ?[^\W\d_a-z][\w.'’-]{0,24}(?: [^\W\d_a-z][\w.'’-]{0,24}){0,4}"
)
"""A photographer's name of two words or more and the name of a house, whether known or not."""
_BRACKET_ENDS = tuple(")])）］")
_MARKS = (
    ":",
    "oto |",
    "oto|",
    "mage |",
    "mage|",
    "：",
    "=",
    "ource,",
    " by",
    "ourtesy of",
    "oto di",
    "oto de",
    "oto von",
    "oto door",
)
"""Every label's mark holds one of these."""
_DASHED = re.compile(
    r"[-–—](?<=[.!?”\"] .)[-–—]? ?(?:[A-Z]\w{1,20} )?(?:[Ff]ile )?(?:[Pp]ictures?|[Pp]hotos?|[Pp]ics?|[Pp]ix)"
    r"(?: by [A-Z][\w.’'-]{0,24} [A-Z][\w.’'-]{1,24})?(?= [A-Z“\"'‘]|$)"
)
"""A credit behind a dash: "… in May. — Reuters pic", "… in May. — File picture"."""
_SIGNS = ("(", "[", "/", "|", ":", "=", "©")
"""Marks, folded, one of which every credit without a label holds, but for an agency's bare name."""
_PICTURES = ("photo", "image", "graphic", "pic", "pix")
"""What the forms above call a picture."""
_CAPITALS_TAIL = re.compile(r"(?<=[.!?”\"]) (?:[-–—]{1,2} ?)?([^.!?a-z]{4,40})$")


@dataclass(frozen=True, slots=True)
class Credit:
    """A picture credit: `text[start:end]`, brackets included."""

    start: int
    end: int
    credit: str
    """Without brackets, as written."""
    agency: str | None
    bracketed: bool


@cache
def _words(name: str) -> frozenset[str]:
    source = resources.files("cleaners").joinpath("lexicon/credits.toml").read_text("utf-8")
    return frozenset(tomllib.loads(source)[name]["words"])


@cache
def _pieces() -> tuple[str, ...]:
    """Words, folded, one of which every credit with a label holds."""
    words = _words("photo-labels") | _words("photo-alone") | _words("archive")
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
        if len(text) <= LENGTH and _is_photo_agency(text.strip(" .|"))
    }


@cache
def _label() -> re.Pattern[str]:
    """A label and its colon at the start of a credit."""
    labels = "|".join(
        sorted((re.escape(word.rstrip(":=")) for word in _words("photo-labels")), key=len, reverse=True)
    )
    return re.compile(
        rf"(?:{labels})(?: (?:credits?|courtesy|source|by|von|de|da))?\s?(?:[:：=＝]|(?<=source),|(?<=[撮影写真提供画像])[・／]|{_BY})\s?",
        re.I,
    )


@cache
def _alone() -> frozenset[str]:
    """What says all by itself that somebody gave a picture, or that it is an old one."""
    return _words("photo-alone") | _words("archive")


@cache
def _given() -> re.Pattern[str]:
    """A label and how the picture came: "Photo courtesy of ", "PHOTO FROM ", "Courier file photo by "."""
    labels, given, origin = (
        "|".join(sorted(map(re.escape, _words(name)), key=len, reverse=True))
        for name in ("photo-labels", "photo-given", "photo-origin")
    )
    return re.compile(
        rf"(?:[^\W\d_a-z][\w’'.&-]{{0,24}} ){{0,2}}(?:(?i:file|archive|handout) )?(?i:{labels})\s?[,:]?\s?"
        rf"(?:(?i:{given})\b\s?:?\s?(?=\w|@)|(?<![sS]\s)(?P<origin>(?i:{origin}))\b\s?:?\s?(?=[^\W\da-z_]|@))"
    )


@cache
def _capital_label() -> re.Pattern[str]:
    labels = "|".join(
        sorted(
            (re.escape(word.upper()) for word in _words("photo-labels") if word.isascii()),
            key=len,
            reverse=True,
        )
    )
    return re.compile(rf"(?<![\w])(?:{labels}): ?(?=[^\W\da-z_])")


@cache
def _spelled_label() -> re.Pattern[str]:
    """A label in small letters behind a sentence: "… since 1974. Photograph: "."""
    labels = "|".join(
        sorted((re.escape(word.capitalize()) for word in _words("photo-labels")), key=len, reverse=True)
    )
    return re.compile(
        rf"(?:(?<=[.!?…\"”’)\]] )|(?<=[^\W\d_A-Z][.!?]))(?:{labels})(?: (?:credits?|courtesy|source))? ?: ?(?=[^\W\d_a-z])"
    )


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
    label = _label().match(inner) or _BRANDED.match(inner)
    if label and label.end() < len(inner):
        return _is_names(inner[label.end() :])
    if _is_given(inner) or _OWN_PHOTO.fullmatch(inner):
        return True
    if not _FRAME_WORDS.search(inner):
        return _is_photo_agency(inner)
    if _PROSE.search(inner) or is_sign_off(inner):
        return False
    return next(agencies.mentions(inner, wire_only=False), None) is not None and _is_names(inner)


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


def _is_given(text: str) -> bool:
    """Whether a text says who gave a picture, or that somebody did: "Photo via Tarn Police"."""
    if text.casefold() in _alone():
        return True
    label = _given().match(text)
    names = text[label.end() :] if label else ""
    strict = label is not None and label["origin"] is not None
    return bool(names) and _is_names(names) and not (strict and _LONG_SMALL.search(names))


def _is_photo_agency(text: str) -> bool:
    """Whether a text is the name of a photo agency, and no abbreviation that others share (EPA)."""
    agency = agencies.named(text)
    return agency is not None and not agency.wire and len(text) > 5


def _is_names(text: str) -> bool:
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
    bracket = _BRACKET.fullmatch(stripped)
    inner = bracket[1] if bracket else stripped.removeprefix("©").strip()
    certain = is_credit(inner) or captionsigns.is_given(inner) if bracket else _is_line(inner)
    if not certain and not (weak and (agencies.named(inner) or _is_sourced(inner))):
        return None
    return Credit(0, len(text), inner, agency_of(inner), bracket is not None)


def _is_line(line: str) -> bool:
    """Whether an unbracketed line is a credit: a label with names, or an agency and names around a slash."""
    label = _label().match(line)
    if label:
        named = label.group().rstrip()[-1:] in ":：=," or not line[label.end() : label.end() + 1].islower()
        return named and label.end() < len(line) and _is_names(line[label.end() :])
    if _is_given(line):
        return True
    if "/" not in line and "|" not in line:
        return _is_photo_agency(line)
    slash = _SLASHED.fullmatch(line) or _AFTER_SLASH.fullmatch(line)
    if slash is None or is_sign_off(line):
        return False
    return any(agencies.named(part) for part in re.split(r"\s?[/|]\s?| via ", line)) and not _PROSE.search(
        line
    )


def _is_sourced(line: str) -> bool:
    """Whether a line is "Credit: Jane Doe"."""
    label, colon, names = line.partition(":")
    return (
        bool(colon and names.strip())
        and label.strip().casefold() in _words("source-labels")
        and _is_names(names)
    )


def trailing(text: str, *, weak: bool = False) -> Credit | None:
    """The credit at the end of a caption; `weak` takes "(AP)" and "Reuters" too."""
    tail_start = max(0, len(text) - LENGTH - 4)
    tail = text[tail_start:]
    for match in _BRACKET.finditer(tail) if tail.rstrip(" .")[-1:] in _BRACKET_ENDS else ():
        if tail[match.end() :].strip(" .") == "" and (
            is_credit(match[1])
            or _is_given_there(text, tail, match)
            or (weak and agencies.named(match[1]) is not None)
            or ((weak or _is_set_apart(tail, match)) and _STAFF.fullmatch(match[1]) is not None)
        ):
            return _credit(tail_start, match.start(), match.end(), match[1], True)
    for form in (_SLASHED, _AFTER_SLASH) if "/" in tail or "|" in tail else ():
        for match in form.finditer(tail):
            if match.end() >= len(tail.rstrip(" .")) and _is_line(match.group()):
                return _credit(tail_start, match.start(), match.end(), match.group(), False)
    for mark in _LABEL_MARK.finditer(tail) if any(mark in tail for mark in _MARKS) else ():
        start = _label_start(tail, mark, weak)
        if start is None:
            continue
        before = tail[:start].rstrip()
        if (
            (not before or before[-1] in '.!?…"”’)|–-—' or weak)
            and mark.end() < len(tail)
            and _is_names(tail[mark.end() :])
        ):
            return _credit(tail_start, start, len(tail), tail[start:], False)
    for match in _TAIL_START.finditer(tail):
        rest = tail[match.end() :]
        if _is_given(rest.rstrip(" .")) or _held_by(rest):
            return _credit(tail_start, match.end(), len(tail), rest, False)
    signed = captionsigns.signed_off(tail)
    if signed is not None:
        return _credit(tail_start, signed.start(1), signed.end(1), signed[1], False)
    return _weak_tail(tail, tail_start) if weak else None


def _is_set_apart(text: str, bracket: re.Match[str]) -> bool:
    """Whether a square bracket stands behind a finished sentence: "... on Monday. [Jane Doe/Bay Gazette]"."""
    return bracket.group()[0] in "[［" and text[: bracket.start()].rstrip()[-1:] in tuple('.!?…。।”"')


def _is_given_there(text: str, tail: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket ends a caption as they do in Japan and Korea: behind a finished sentence, or where there is none."""
    if bracket.end() < len(tail.rstrip()) or not captionsigns.is_given(bracket[1]):
        return False
    return _is_set_apart(tail, bracket) or not any(stop in text[: -len(bracket[0])] for stop in "。．.")


def _held_by(text: str) -> bool:
    """Whether a text is a holder behind the sign for copyright, without a year: "© Jane Doe / Courier"."""
    names = text.removeprefix("©").strip(" .")
    return text.startswith("©") and bool(names) and not any(map(str.isdigit, names)) and _is_names(names)


def _label_start(text: str, mark: re.Match[str], weak: bool) -> int | None:
    """Where the label begins that ends with the mark: "Photo credit" in "…in May. Photo credit: Jane Doe"."""
    before = text[: mark.start()].rstrip()
    words = list(re.finditer(r"[^\s.!?|(]+", before[-40:]))
    offset = max(0, len(before) - 40)
    for count in (3, 2, 1):
        if len(words) < count:
            continue
        start = offset + words[-count].start()
        label = before[start:].casefold()
        if label in _words("photo-labels") or (weak and label in _words("source-labels")):
            return start
    return None


def _weak_tail(tail: str, offset: int) -> Credit | None:
    """A bare agency after the caption's last stop: "…in March. Reuters", "…in March. — AFP"."""
    match = re.search(r"(?<=[.!?”\"]) (?:[-–—]{1,2} ?)?([^.!?]{2,40})$", tail)
    if match and agencies.named(match[1]):
        return _credit(offset, match.start(1), match.end(1), match[1], False)
    return None


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
        if _is_names(text[label.end() : place].strip(" ,.-–—") or "X"):
            return place
    return None


def before_dateline(text: str) -> bool:
    """Whether what stands before a dateline ends in a credit: there a bare agency, or capitals, are one.

    >>> before_dateline("Workers lay pipes on the causeway. — AFP")
    True
    >>> before_dateline("Workers lay pipes on the causeway. JANE DOE")
    True
    >>> before_dateline("Workers lay pipes on the causeway.")
    False
    """
    if trailing(text, weak=True):
        return True
    match = _CAPITALS_TAIL.search(text[-LENGTH:])
    return match is not None and creditnames.capitals_end(match[1]) == len(match[1])


def _credit(offset: int, start: int, end: int, inner: str, bracketed: bool) -> Credit:
    return Credit(offset + start, offset + end, inner.strip(), agency_of(inner), bracketed)


def within(text: str) -> Iterator[Credit]:
    """Every certain credit inside a running text, in order; they do not overlap."""
    reached = 0
    for credit in sorted(_candidates(text), key=lambda one: (one.start, -one.end)):
        if credit.start >= reached:
            reached = credit.end
            yield credit


def _candidates(text: str) -> Iterator[Credit]:
    if "(" in text or "[" in text or "（" in text:
        for match in _BRACKET.finditer(text):
            if is_credit(match[1]) and not _is_photo_agency(match[1]):
                yield _credit(0, match.start(), match.end(), match[1], True)
    for match in _DASHED.finditer(text):
        yield _credit(0, match.start(), match.end(), match.group().strip(" -–—"), True)
    if "/" in text and _NAME_SLASH.search(text):
        for match in _SLASHED.finditer(text):
            if agencies.named(match["agency"]):
                length = creditnames.name_end(match["name"])
                if length:
                    end = match.start("name") + length
                    yield _credit(0, match.start(), end, text[match.start() : end], False)
    if ":" in text:
        yield from _labelled(text)


def _labelled(text: str) -> Iterator[Credit]:
    """Credits behind a label: in capitals anywhere, in small letters behind a sentence."""
    for match in _spelled_label().finditer(text):
        length = creditnames.names_end(text, match.end())
        if length:
            end = match.end() + length
            yield _credit(0, match.start(), end, text[match.start() : end], False)
    for match in _capital_label().finditer(text) if _CAPITAL_COLON.search(text) else ():
        end = match.end() + creditnames.capitals_end(text[match.end() : match.end() + LENGTH])
        if end > match.end():
            yield _credit(0, match.start(), end, text[match.start() : end], False)
