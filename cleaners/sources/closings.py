"""The last words of a news text that are no part of the story: end marks, source notes, sign-offs.

Each is told by its form and its place: alone on its line, or behind the last finished sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cleaners.facts import bylines
from cleaners.lexicon import tables
from cleaners.sources import agencies, creditlines
from cleaners.wording import voice

LENGTH = 160
"""Characters of the longest of them."""
NOTE_WORDS = 7
REPUBLISHED = 3.5
"""Log odds that the page speaks, of a note on where a text came first that tells more, as that it is "republished here with
permission": of eight such notes none has less, of five sentences of stories ("… and has been cited 4,000 times") none as many."""
BEHIND_CHARS = 400
BEHIND_SHARE = 0.4
"""Characters that may stand behind an end mark, at most, and as a share of what stands before it."""
_BEHIND = re.compile(
    r"[.!?…”“»\"’')।。」』\]](?: |(?<=[.!?…。」』]))"
    r"(?=[\[(（\-–—#*/]{1,3}\s?\w|[^\W\d_a-z]|[a-z]{2,5}[-/][a-z/]{2,14}$|(?<= )[a-zäöü]{2,3}$)"
)
"""What stands before them."""
_BRACKETED = re.compile(r"[(\[（](?P<text>[^()\[\]（）]{2,80})[)\]）]")
_RULE = re.compile(r"_{3,}")
_NUMBER_MARK = re.compile(r"(?:[A-Z]{2,6}(?:/[A-Z]{2,4})?[ -]?)?[-–—]{1,2}\s?(?:30|0)\s?[-–—]{1,2}")
_END_MARK = re.compile(
    r"[(\[]\s?(?:ends?|endit|enditem|fin|fine|ende|fim|full stop)\s?[)\]][^.!?]{0,32}", re.IGNORECASE
)
_INNER_END = re.compile(
    r"[.!?…。।][\"”’»“«)]? ?(?P<mark>[(\[](?:ENDS?|FIN|ENDE|FIM|FINE|EINDE|SLUT|KONIEC|SON|КОНЕЦ|終|完)[)\]])(?= [^\W\da-z_])"
)
"""An end mark in capitals behind a finished sentence, with furniture run on behind it."""
_BARE_END = re.compile(r"(?:Enditem|ENDITEM|Endit|ENDIT|ENDS)")
_MARKED_END = re.compile(
    r"[-–—*#/~ ]{1,5}(?:[Ee]nds?|ENDS?|[Ff]in|FIN|Ende|ENDE|Fim|FIM)[-–—*#/~ ]{0,5}|(?:ENDS?|ENDE|FIN|FIM)[-–—*#/~ ]{0,5}"
)
_END_AND_LABEL = re.compile(
    r"[-–—*#/ ]{0,4}(?:ENDS?|Ends?)\s?[/|–—-]{0,2}\s?(?:MUST |Must )?"
    r"(?:WATCH|Watch|READ|Read|LISTEN|Listen|SEE|See|ALSO|Also|MORE|More|Published By:|Published On:|Edited By:)(?!\w)[^.!?]{0,80}"
)
_END_AND_CONTROL = re.compile(
    r"(?:[-–—*/]{1,3}\s?(?:ENDS(?=[A-Z][a-z])|Ends(?=[A-Z]))|[-–—*/ ]{0,4}(?:ENDS|ends-|ENDS-) (?=[A-Z]))[A-Z][\w’'-]{1,14}"
    r"(?: [\w’'-]{1,14}){0,3}"
)
"""A button's or a player's words behind an end mark, or glued to it: "- ENDSTune In"."""
_INITIALS = re.compile(
    r"[A-ZÀ-Þ]{2,4}(?:\s?/{1,2}\s?[A-ZÀ-Þ]{2,4}){1,3}\.?|[a-zà-ÿąćęłńóśźż]{2,4}/(?: ?[a-zà-ÿąćęłńóśźż]{2,4}/){1,4}"
    r"|[\u0621-\u064a]{1,4}(?:/[\u0621-\u064a]{1,4}(?: [\u0621-\u064a]){0,2}){1,4}"
)
_DESK_INITIALS = re.compile(
    r"(?:[a-z]{2,5}-)?[a-z]{2,4}(?:/[a-z]{2,4}){2,3}|[a-z]{2,5}-[a-z]{2,4}/[a-z]{2,4}"
    r"|(?=[^aeiouy/]*/|[a-z]+/[^aeiouy]*$)[a-z]{2,4}/[a-z]{2,4}|[A-Z]{2,4}/[a-z]{2,3}|(?:/|[–—]|--)\s?[a-z]{2,4}(?:/[a-z]{2,4})?"
)
"""Initials of who wrote and edited a dispatch, as AFP sets them: "sft/dhw/mtp", "burs-sft/dhw", "sft/dhw"; no "and/or".
An agency's own may open them ("NA/lm"), or a mark ("/mcv")."""
_BARE_INITIALS = re.compile(r"[a-zäöü]{2,3}")
"""Initials behind the last sentence, as German papers set them."""
_BRACKET_INITIALS = re.compile(r"[(\[](?:[a-zà-ÿąćęłńóśźż]{2,5}/){1,3}[a-zà-ÿąćęłńóśźż]{2,5}[)\]]")
"""Writer's and editor's initials in brackets: "(yoh/mrt)"."""
_SOURCE_INITIALS = re.compile(r"Sources?: ?[A-Z][\w&. ]{1,24}/[a-z]{2,3}(?: ?\([a-z]{2,3}\))?")
"""A source and who edited it: "Source: CNA/ec(kg)"."""
_BRACKET_NAME = re.compile(
    r"[（(【](?P<name>[\u3040-\u30ff\u3400-\u9fff々]{1,5}[ \u3000・]?[\u3040-\u30ff\u3400-\u9fff々]{1,5})[)）】]"
)
"""The writer's name in brackets behind the last sentence of a Japanese story."""
_NAME_AND_AGENCY = re.compile(
    r"[-–— ]{0,3}(?:[^()（）,|]{4,30}, )?(?P<names>[^()（）,|]{4,60}) [(（](?P<agency>[^()（）]{2,24})[)）]\.?"
    r"(?: [a-zà-ÿąćęłńóśźż]{2,4}/(?: ?[a-zà-ÿąćęłńóśźż]{2,4}/){0,3})?"
)
_AGENCY_END = re.compile(
    r"(?P<agency>[^\W\d_]{2,20})\s?[/.–-]{1,2}\s?(?i:fim|fin|ende?|ends|fine|slut|koniec|son)\.?"
)
"""An agency's name and its end mark: "Lusa/Fim"."""
_SERVICE = re.compile(r"[-–— ]{0,3}[A-Z]{2,6}[-/](?P<name>[A-Z][A-Za-z]{1,12})")
_SIGNED = re.compile(r"[-–— ]{0,3}(?P<names>[^,|]{4,80})(?:,| \|| [-–—]) (?P<agency>[^,|]{2,40})")
_DATED = re.compile(r"\b(?:19|20)\d\d\b")


class Closing(NamedTuple):
    """Where such words stand, and what they are."""

    start: int
    stop: int
    kind: str
    """end-mark, rule-line, initials, writer, to-follow, source-note, signed, first-published."""


def find(text: str) -> Iterator[Closing]:
    """The closing of a text's last lines: the whole passage, or what stands behind its last sentence."""
    for start in starts(text):
        kind = _kind(text[start:], whole=start == 0)
        if kind:
            yield Closing(start, len(text), kind)
            return
    for match in _INNER_END.finditer(text):
        if len(text) - match.end() <= min(BEHIND_CHARS, BEHIND_SHARE * match.start()):
            yield Closing(match.start("mark"), len(text), "end-mark")
            return


def starts(text: str) -> list[int]:
    """Where the last words of a text may begin: behind its last sentences, or with it when it is short."""
    found = [0] if len(text) <= LENGTH else []
    first = max(0, len(text) - LENGTH)
    behind = [match.end() for match in _BEHIND.finditer(text, max(0, first - 2))]
    return found + [start for start in behind if start >= first]


def notes(text: str) -> Iterator[Closing]:
    """Notes in brackets that more of the story will follow, wherever no sentence goes on around them."""
    if "(" not in text and "[" not in text and "（" not in text:
        return
    for match in _BRACKETED.finditer(text):
        before = text[: match.start()].rstrip()
        if (not before or not before[-1].isalnum()) and before[-1:] != "," and _is_to_follow(match["text"]):
            yield Closing(match.start(), match.end(), "to-follow")


def _kind(part: str, *, whole: bool) -> str:
    part = part.strip()
    if _NUMBER_MARK.fullmatch(part) or _END_MARK.fullmatch(part) or _is_end(part):
        return "end-mark"
    if whole and _RULE.fullmatch(part):
        return "rule-line"
    told = _BRACKET_INITIALS.fullmatch(part) or _DESK_INITIALS.fullmatch(part)
    if told or (_INITIALS if whole else _BARE_INITIALS).fullmatch(part):
        return "initials"
    if _is_writer(part, whole=whole):
        return "writer"
    return _credit_kind(part, whole=whole)


def _credit_kind(part: str, *, whole: bool) -> str:
    """The kind of the words that name a source or somebody who signs; empty when they are none."""
    if _SOURCE_INITIALS.fullmatch(part):
        return "source-note"
    bracket = _BRACKETED.fullmatch(part.rstrip(" .।。"))
    inner = bracket["text"] if bracket else part
    if _is_source_note(inner, bracketed=bracket is not None) or _arrangement().fullmatch(inner):
        return "source-note"
    if whole and _is_sourced(part):
        return "source-note"
    if _is_first_published(part, whole=whole):
        return "first-published"
    service = _SERVICE.fullmatch(part)
    signed = (service and agencies.named(service["name"]) is not None) or _is_signed(part)
    return "signed" if signed else ""


def _is_end(part: str) -> bool:
    """Whether a few words are an end mark, with what is behind it: "ENDS", "-ends-", "END/WATCH LIVE"."""
    return any(form.fullmatch(part) for form in (_BARE_END, _MARKED_END, _END_AND_LABEL, _END_AND_CONTROL))


def _is_to_follow(text: str) -> bool:
    """Whether a few words say that more is coming: "More to follow", "Más información en breve"."""
    folded = f" {text.casefold().strip(' .…-–—')} "
    table = creditlines.lexicon()["to-follow"]
    if len(folded.split()) > NOTE_WORDS:
        return False
    return any(folded.endswith((f" {word} ", f"{word} ")) for word in table["words"]) and any(
        folded.startswith(f" {word}") for word in table["more"]
    )


def _is_source_note(text: str, *, bracketed: bool) -> bool:
    """Whether a line names agencies in general as its source: "Source: Agencies", "एजेंसी"."""
    match = _generic().fullmatch(text.strip(" .:-–—*"))
    if match is None:
        return False
    many = (
        text[:1].isupper()
        and text.strip(" .:-–—*").casefold() in creditlines.lexicon()["agencies-alone"]["words"]
    )
    return bracketed or many or match["label"] is not None or match["inputs"] is not None


@cache
def _generic() -> re.Pattern[str]:
    table = creditlines.lexicon()
    intros = tables.alternation(
        [*table["source-labels"]["words"], *table["with-material"]["words"], "sources", "with", "from", "by"]
    )
    names = tables.alternation(table["generic-agency"]["words"])
    inputs = tables.alternation(table["generic-agency"]["inputs"])
    return re.compile(
        rf"(?P<label>(?:{intros})\s?[:：-]?\s?)?(?:the\s)?(?:{names})(?P<inputs>\s(?:{inputs}))?",
        re.IGNORECASE,
    )


def _is_sourced(part: str) -> bool:
    """Whether a line opens with a label for its source and an agency's name: "Źródło: Region, serwis PAP. …"."""
    match = _sourced().match(part)
    return match is not None and agencies.named(match["agency"]) is not None


@cache
def _sourced() -> re.Pattern[str]:
    words = tables.alternation(tables.words("segments", "source"))
    names = agencies.pattern(wire_only=True)
    return re.compile(
        rf"(?i:{words})\s?[:：]\s?(?:[^.!?:]{{2,40}}[ ,/(])?(?P<agency>{names})(?:[.)](?= |$)|$)"
    )


@cache
def _arrangement() -> re.Pattern[str]:
    words = tables.alternation(creditlines.lexicon()["arrangement"]["words"])
    return re.compile(
        rf"[-–—*\s]{{0,3}}(?:{words})\b(?=\s?:?\s(?:[^\s]{{2,4}}\s)?(?-i:[^\W\da-z_])|[^.!?]{{0,24}}\.?$)[^.!?]{{0,80}}\.?",
        re.IGNORECASE,
    )


@cache
def _published() -> re.Pattern[str]:
    table = creditlines.lexicon()["first-published"]
    subjects, verbs = tables.alternation(table["subjects"]), tables.alternation(table["words"])
    return re.compile(rf"(?:{subjects})\b[^.!?]{{0,60}}\b(?:{verbs})\b(?P<tail>.{{0,80}})", re.IGNORECASE)


@cache
def _feed_footer() -> re.Pattern[str]:
    table = creditlines.lexicon()["feed-footer"]
    subjects, verbs = tables.alternation(table["subjects"]), tables.alternation(table["words"])
    return re.compile(
        rf"(?:{subjects})\s(?-i:[^\w\s]{{0,2}}[^\W_a-zß-ÿа-я]).{{3,160}}?\b(?:{verbs})\s(?-i:(?:the\s)?[^\w\s]?[^\W_a-zß-ÿа-я])[^.!?]{{1,60}}[.!]?",
        re.IGNORECASE,
    )


def _is_first_published(part: str, *, whole: bool) -> bool:
    if _feed_footer().fullmatch(part) is not None:
        return True
    found = _published().fullmatch(part)
    if found is None or (creditlines.tells(found["tail"]) and voice.of_page(part) < REPUBLISHED):
        return False
    return whole or _DATED.search(part) is not None or any(agencies.mentions(part))


def _is_writer(part: str, *, whole: bool) -> bool:
    """Whether a bracket holds a writer's name and nothing else: "（山田 花子）"; without a blank one of four signs at most."""
    match = _BRACKET_NAME.fullmatch(part)
    if match is None:
        return False
    name = match["name"]
    parted = len(re.split(r"[ \u3000・]", name)) > 1
    return (parted or (3 <= len(name) <= 4 and not whole)) and name not in creditlines.lexicon()[
        "no-writers"
    ]["words"]


def _is_signed(part: str) -> bool:
    """Whether a line is a writer's name and an agency's, "Jane Doe, The Associated Press", or an agency's and an end
    ("AAP More to come.").
    """
    agency, _, rest = part.partition(" ")
    if agencies.named(agency) is not None and _is_to_follow(rest):
        return True
    ended = _AGENCY_END.fullmatch(part)
    if ended is not None and agencies.named(ended["agency"]) is not None:
        return True
    return any(map(_names_writer, (_SIGNED.fullmatch(part.rstrip(".")), _NAME_AND_AGENCY.fullmatch(part))))


def _names_writer(match: re.Match[str] | None) -> bool:
    """Whether a form that a line has names a writer and a news agency."""
    agency = agencies.named(match["agency"]) if match else None
    if match is None or agency is None or not agency.wire:
        return False
    names = match["names"].removeprefix("By ").strip()
    return names[:1].isupper() and bool(bylines.persons(names))
