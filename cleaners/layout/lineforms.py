"""What kind of furniture a line of a dump is by itself: by its words (lexicon/dump.toml), its form, a phrase."""

from __future__ import annotations

import re

from cleaners import lexicon
from cleaners.facts import headers
from cleaners.layout import labels, trails
from cleaners.lexicon import fold
from cleaners.lexicon.matching import whole_phrase
from cleaners.lexicon.wording import WORD
from cleaners.wording import invitations

LABEL_LIMIT = 90
"""Characters of the longest line that the lexicon and the forms below are asked about."""
NAME_CHARS = 5
COUNTS = " ()0123456789,."
_TEXT_SIZE = re.compile(
    r"(?:[^\s\d:]{4,12}(?:\s[^\s\d:]{4,12})?\s?:?\s)?(?:[^\W\d_][+\-–−]?[\s|/,·]{1,3}){1,4}[^\W\d_][+\-–−]{0,2}"
)
"""Single letters, with or without signs: "A- A A+", "Text: S M L"."""
_ARROW = re.compile(r"(?:>{1,3}|»|►|▶|▸|→|➜|➡|👉|☞)\ufe0f?\s?(?=\S.{11})")
_CHOICE = re.compile(r"[(\[]\s?[)\]]\s?\S|[○◯☐□]\s?\S")
_COUNTER = re.compile(r"0\s?/\s?\d{2,5}(?:\s\D{0,24})?")
_FIELD = re.compile(r"[^.!?*]{2,48}[^\s.!?*]\s?\*(?:\s?:)?")
_COPYRIGHT = re.compile(r"^(?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4}))", re.IGNORECASE)
_CRUMBS = re.compile(r"\s*[»›>/|→]\s*")
_NETWORK_WORDS = re.compile(r"[^\s,|/·.:()]+")
_BARS = re.compile(r"\s[|·•]\s")
_COUNTED = re.compile(r"(?:\d{1,4}|no|keine|aucun|sin)\s?$", re.IGNORECASE)


def furniture(text: str, headline: str) -> str:
    """The kind of furniture that a line is by itself."""
    if headline and text == headline:
        return "title"
    if trails.sections_before(text, headline):
        return "breadcrumb"
    if len(text) <= 2 * LABEL_LIMIT and _COPYRIGHT.match(text):
        return "copyright"
    if len(text) > LABEL_LIMIT:
        return ""
    return _by_words(text) or _by_form(text) or _by_header(text) or _by_phrase(text)


def _by_words(text: str) -> str:
    """Furniture that the lexicon knows, word for word or by its first words."""
    name = labels.bare(text).rstrip(COUNTS)
    if name in labels.words("end", "dump"):
        return "end-label"
    if name in labels.words("chrome", "dump"):
        return "label"
    if name.startswith(tuple(labels.words("opening", "dump"))) and not labels.ends_sentence(text):
        return "end-label"
    return "date-line" if labels.is_date(text) or labels.is_relative_time(text) else ""


def _by_header(text: str) -> str:
    """Furniture that stands beside headlines: buttons, dates with their labels, counts."""
    if headers.is_stamp(text) or labels.bare(text) in labels.words("stamp", "dump"):
        return "date-line"
    parts = [part.strip() for part in _BARS.split(text)]
    barred = len(parts) > 1 and any(headers.is_stamp(part) or headers.is_meter(part) for part in parts)
    if headers.is_meter(text) or barred:
        return "meta-line"
    if headers.is_control(text):
        return "label"
    if headers.is_menu(text):
        return "menu"
    return "figures" if not any(map(str.isalpha, text)) and any(map(str.isalnum, text)) else ""


def _by_phrase(text: str) -> str:
    """Furniture that a phrase of the lexicon, or an invitation to the reader, covers as a whole."""
    folded = fold(text)
    if whole_phrase(folded, lexicon.phrases()) is not None:
        return "phrase"
    offered = invitations.offers(frozenset(WORD.findall(folded.text)))
    return (
        "phrase"
        if any(one.stop - one.start >= len(text) for one in invitations.find(text, folded, offered))
        else ""
    )


def _by_form(text: str) -> str:
    """Furniture that is known by its form."""
    if _is_form(text):
        return "form"
    if _ARROW.match(text) and not labels.ends_sentence(text.rstrip("?")):
        return "pointer"
    if _TEXT_SIZE.fullmatch(text):
        return "text-size"
    parts = [part.casefold() for part in _NETWORK_WORDS.findall(text)]
    networks = labels.words("network", "dump")
    if len(set(parts)) > 1 and all(part in networks for part in parts):
        return "share-bar"
    if labels.ends_sentence(text) or not any(map(str.isalpha, text)):
        return ""
    if _is_meta(text):
        return "meta-line"
    crumbs = _CRUMBS.split(text)
    if len(crumbs) > 1 and crumbs[0].casefold() in labels.words("home", "dump"):
        return "breadcrumb"
    half = len(text) // 2
    doubled = half > NAME_CHARS and (text[:half] == text[half:] or text[:half] == text[half + 1 :])
    return "site-name" if doubled else ""


def _is_form(text: str) -> bool:
    """Whether a line is a choice ("( ) Never"), a counter ("0/1000"), a required field, "Yes / No"."""
    if _CHOICE.match(text) or _COUNTER.fullmatch(text) or _FIELD.fullmatch(text):
        return True
    parts = [part.strip(" .!?:").casefold() for part in re.split(r"[/|,·]", text)]
    return len(parts) > 1 and all(part in labels.words("answer", "dump") for part in parts)


def _is_meta(text: str) -> bool:
    """Whether a line counts comments or reading minutes: "No Comments4 Mins Read"."""
    folded = text.casefold()
    for word in labels.words("meta", "dump"):
        place = folded.find(word)
        if place > 0 and _COUNTED.search(folded[:place]):
            return True
    return False
