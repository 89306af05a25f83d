"""Sign-offs of agencies: a few words behind a story, or alone on a line, that name who sent it.

"dpa/xy", "AFP/Le Quotidien", "- Reuters", "(PTI)", "© AFP 2026".
"""

from __future__ import annotations

import re

from cleaners.lexicon import tables
from cleaners.sources import agencies

LENGTH = 48
_STOPPED = r"(?P<stop>[.!?…।。][\"'”’»“)）]*|[\"”’“])"
_SITE = r"(?:\s?[(\[](?:https?://)?(?:www\.)?[\w-]{2,30}(?:\.[\w-]{2,20}){1,3}/?[)\]])?"
"""The agency's address behind its tag: "(NAN)(www.nannews.ng)"."""
_SITE_END = re.compile(rf"{_SITE}$")
_MEDIA = re.compile(
    r"(?:\s?[(\[](?:con |with |mit |avec |com )?(?:fotos?|v[ií]deos?|photos?|audios?|gráficos?|infograf[ií]as?|bild|imágenes)[)\]])+$",
    re.I,
)
"""What an agency sends along, behind its sign-off: "EFE abc/def (foto) (vídeo)"."""
_BRACKET_END = re.compile(rf"{_STOPPED}?\s*[(\[（](?P<tag>[^()\[\]（）]{{2,48}})[)\]）]{_SITE}[.।。]?$")
_TAG_END = re.compile(rf"{_STOPPED}\s*(?:[-–—/|]{{1,2}}\s?)?(?P<tag>[^.!?।。()\[\]\"”]{{2,40}})/?\.?$")
_AGENCY_NAME = re.compile(
    r"(?:the )?(?:[A-Z][\w’'-]{1,20} ){1,3}(?:News Agency|News Service|Press Agency|Newswire|News Wire|Wire Service)"
)
"""An agency that calls itself one, known or not: "Nordvik News Agency"."""
_INITIALS = re.compile(r"[a-z]{2,5}(?:\d)?|[a-z]\d")
_SERIAL = re.compile(r",?\s?dpa:[\d/-]+$")
_DESK = re.compile(r"[A-Z]{2,4}|[a-z]{2,4}|\d{2,}")
"""Initials or numbers of a desk behind its agency's name: "PTI ABC XY"."""
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d{2}\s*)?(?P<holder>[^.,|0-9]{2,40})(?:\s*(?:19|20)\d{2})?",
    re.I,
)
_WORD = re.compile(r"[^\s/|,&=·-]+")


def is_tag(text: str) -> bool:
    """Whether a few words are an agency's sign-off: "dpa/xy", "AFP/Le Quotidien", "- Reuters", "भाषा राजेश".

    >>> is_tag("PTI"), is_tag("the agency TASS")
    (True, False)
    """
    text = _SERIAL.sub("", _SITE_END.sub("", _MEDIA.sub("", text.strip()))).strip(" .:|–—-/()[]（）©")
    if not 2 <= len(text) <= LENGTH:
        return False
    whole = agencies.named(text)
    if whole is not None or _AGENCY_NAME.fullmatch(text):
        return whole is None or (
            whole.wire and (text in whole.names or f"the {text}".casefold() in map(str.casefold, whole.names))
        )
    first, separator, rest = text.partition("/")
    if separator and (agency := agencies.named(first)) and agency.wire and first in agency.names:
        return all(word[0].isupper() or _INITIALS.fullmatch(word) for word in _WORD.findall(rest))
    if "भाषा" in text[:4] or "वार्ता" in text[:6]:
        return len(text.split()) <= 4
    found = [agency for agency in agencies.mentions(text) if agency.wire]
    if not found:
        return False
    left = text
    for agency in found:
        for name in sorted(agency.names, key=len, reverse=True):
            left = left.replace(name, " ")
    words = _WORD.findall(left)
    if text.startswith(found[0].names) and words and all(_DESK.fullmatch(word) for word in words):
        return True
    known = tables.read("credits")["agency-tag"]
    if words and words[0].casefold() in known["opens"]:
        return all(word.casefold() in (*known["words"], *known["articles"]) for word in words)
    return not text.split()[0].islower() and all(
        word.casefold() in known["words"] or _INITIALS.fullmatch(word) for word in words
    )


def tag_start(text: str) -> int | None:
    """Where the agency tag behind the last sentence begins, its dash or bracket included."""
    if text.endswith((")", "]")):
        text = _MEDIA.sub("", text)
    tail = max(0, len(text) - LENGTH - 8)
    for form in (_BRACKET_END, _TAG_END):
        for match in form.finditer(text, tail):
            stopped = match["stop"] or ord(match["tag"][0]) > 0x900
            if stopped and (is_tag(match["tag"]) or is_copyright(match["tag"])):
                return match.end("stop") if match["stop"] else match.start()
    return None


def is_copyright(text: str) -> bool:
    """ "© AFP 2026", "Copyright 2026 The Associated Press"."""
    match = _COPYRIGHT.fullmatch(text.strip(" .()"))
    return match is not None and agencies.named(match["holder"]) is not None
