"""Leads of promo runs: where other stories' headlines begin, past a slogan, and lines that point to one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from cleaners import characters
from cleaners.lexicon import Beginnings, Index, Promos, fold, promos
from cleaners.lexicon.grammar import KEY_CHARS, Pattern
from cleaners.model import Passage
from cleaners.wording import voice
from cleaners.wording.sheet import BREAK, Sheet

LEAD_CHARS: Final = 120
TEASER_CHARS: Final = 200
TEASER_LEAST: Final = 15
"""Characters of a headline behind a lead."""
MIN_WORDS: Final = 3
BADGE_CHARS: Final = 40
HEARD: Final = 2.0
"""Log odds that the page speaks, from which on the opening of a sentence is heard as a lead."""
HEARD_WORDS: Final = 8
TITLED_WORD: Final = 5
"""Letters from which on every word of a headline in title case has a capital."""
_HEARD_WORD: Final = re.compile(r"[^\s.!?:]+")
_CAPITALS: Final = re.compile(
    r"[^\W\d_a-zß-öø-ÿ]{2,}(?:[ ,&’'-]{1,2}[^\W\d_a-zß-öø-ÿ]+){1,7}(?= [\"'“‘«„]?(?:[^\W\d_a-zß-öø-ÿ][^\W\d_A-Z]|[^\W\d_a-zß-öø-ÿ] |\d))"
)
"""Words in capitals, before one that begins a headline or a sentence: "TRENDING IN COMMUNITY Four in five …"."""
_BADGE_COLON: Final = re.compile(r"[^:：|.!?]{2,36}?(?P<mark> ?[:：|] ?)")
_BRACKETED: Final = re.compile(
    r"\[(?P<said>[^\W\da-z_]{3,}(?: [^\W\da-z_]{2,}){0,2})\] ?(?=[\"'“‘«]?(?:[^\W\d_a-z]|\d))"
)
"""A badge in capitals and brackets before a headline: "[WATCH] Nine rivers rise again"."""
_TITLED: Final = re.compile(
    r"(?P<said>[^\W\d_a-zß-öø-ÿ][^\W\d_A-Z]+ [^\W\d_a-zß-öø-ÿ][^\W\d_A-Z]+)[ ](?=[\"'“‘«]?(?:[^\W\d_a-zß-öø-ÿ]|\d))"
)
"""Two words with capitals before a third: a badge that no mark ends, as no sentence writes it."""
_GLUED: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-Þ][^\W\d_A-Z])")
"""Where a capital stands inside a word: a label and a headline that a dump ran together, or a name ("McGee")."""
_SENTENCE_START: Final = re.compile(
    rf"(?:[.!?…|:।۔][{characters.QUOTE_ENDS})\]]*|[\"'”’»)\]]) +(?:[>»►▶→]{{1,3}} ?){{0,3}}(?=\S)"
)
_LABEL: Final = re.compile(
    r"[^\W\d_a-z][^\W\d_]{2,16}(?: [^\W\d_]{2,16}){0,2}: (?=[\"'“‘«]?(?:[^\W\d_a-z]|\d))"
)
"""A label of one to three words before a headline."""
_COMMANDS: Final = re.compile(r"(?:[^\W\d_][\w’'-]*(?: [\w’'-]+){0,2}[.!]\)? ?){2,5}(?=[\"'“‘«(]?\w|$)")
"""A slogan of short commands: "Pick. Read. Pass it on."."""
LINE_STOP: Final = re.compile(rf"[.。।](?:[{characters.QUOTE_ENDS})\]]*)$")
INNER_STOP: Final = re.compile(rf"[^\W\d_]{{2}}[.!?][{characters.QUOTE_ENDS})\]]* +[\"'“‘«(]?[^\W\d_a-z]")

_PLACE: Final = re.compile(rf"[{BREAK}.!?…|:\"'>)\]](?:(?<={BREAK})|[\"'>)\]]*+ +[> ]*+)")
"""Where a passage, or a sentence of it, begins in a page."""
_BADGE: Final = re.compile(r"[:：|]")
"""What ends a badge, mostly."""


@cache
def _beginnings() -> Beginnings:
    """How leads and badges begin."""
    words = promos()
    known = (words.leads, words.pointers, words.badges, words.titled)
    return Beginnings(front for index in known for front in index.fronts)


def holding(sheet: Sheet) -> set[int]:
    """The numbers of the passages that may hold a lead or a badge, as far as their first characters tell."""
    known, page = _beginnings(), sheet.said
    return {
        page.number(place.end()) for place in _PLACE.finditer(page.text) if known.at(page.text, place.end())
    }


def leads(text: str, words: Promos) -> Iterator[tuple[int, int, str]]:
    """Leads at sentence starts, with any slogan after them: start, where the headlines begin, the lead."""
    starts = [0, *[found.end() for found in _SENTENCE_START.finditer(text)]]
    folded = None
    for start in starts:
        first = text[start : start + 1]
        if first.islower() or not (first.isalpha() or first == "¿"):
            continue
        pair = text[start : start + 2].lower()
        if pair.isascii() and pair[1:] != " " and pair not in words.leads.pairs:
            continue
        if not words.leads.at(fold(text[start : start + 2 * KEY_CHARS]).text, 0):
            continue
        folded = folded or fold(text)
        at = start if folded.offsets is None else bisect_left(folded.offsets, start)
        for lead in words.leads.at(folded.text, at):
            found = lead.regex.match(folded.text, at)
            if found is None:
                continue
            end = folded.origin(found.end())
            label = _CAPITALS.match(text, start) if text[start:end].isupper() else None
            if label is not None and label.end() > end:
                yield start, past_marks(text, label.end()), label.group()
                break
            if not text[end : end + 1].isalnum():
                after, slogan = _past_slogan(folded.text, found.end(), words)
                stop = folded.origin(after)
                if slogan or not text[stop : stop + 1].islower():
                    yield start, stop, text[start:end]
                    break


def heard(text: str) -> Iterator[tuple[int, int, str]]:
    """Openings of sentences that sound like a page's label of other stories, before a capital: as `leads` gives them.

    Their sound is thin evidence: a run needs a scheme of its own, too.
    """
    for found in _SENTENCE_START.finditer(text):
        start = at = found.end()
        openings = []
        for _ in range(HEARD_WORDS):
            word = _HEARD_WORD.match(text, at)
            if word is None:
                break
            stop, at = word.end(), word.end() + 1
            follows = text[at : at + 1]
            if not follows or text[stop] != " ":
                break
            labelled = word.group().casefold() in promos().sections  # the first headline's own
            if word.start() > start and not labelled and not follows.islower() and follows.isalnum():
                openings.append((voice.of_page(text[start:stop]), stop))
        odds, stop = max(openings, default=(0.0, start))
        if odds > HEARD:
            yield start, stop + 1, text[start:stop]


def badges(text: str, words: Promos) -> Iterator[tuple[int, int, str]]:
    """Badges at sentence starts, "WATCH: …", "Lees meer: …", "Read More …": start, where the headline begins, the badge."""
    if not any(one.search(text) for one in (_BADGE, _TITLED, _GLUED, _BRACKETED)):
        return
    for start in (0, *[found.end() for found in _SENTENCE_START.finditer(text)]):
        stop = badge_end(text, start, words) if not text[start : start + 1].islower() else None
        if stop is not None:
            yield start, past_marks(text, stop), text[start:stop].rstrip(" :：|")


def badge_end(text: str, start: int, words: Promos) -> int | None:
    """Where a badge at an offset ends: "Keep Reading:" in any case, "VIDEO:" in capitals, "Read More" without a mark, a
    label glued to its headline.

    >>> from cleaners import lexicon
    >>> badge_end("Keep Reading: Nine rivers rise again", 0, lexicon.promos())
    14
    >>> badge_end("Read More Nine rivers rise again", 0, lexicon.promos())
    10
    >>> badge_end("Keep readingNine rivers rise again", 0, lexicon.promos())
    12
    >>> badge_end("[WATCH] Nine rivers rise again", 0, lexicon.promos())
    8
    >>> badge_end("Video: the word was new", 0, lexicon.promos())
    """
    bracket = _BRACKETED.match(text, start)
    if bracket is not None:
        return bracket.end() if _is_known(bracket["said"], (words.pointers, words.badges)) else None
    colon = _BADGE_COLON.match(text, start, start + BADGE_CHARS)
    if colon is not None:
        said = text[start : colon.start("mark")]
        indices = (words.pointers, words.badges) if said.isupper() else (words.pointers,)
        return colon.end("mark") if _is_known(said, indices) else None
    titled = _TITLED.match(text, start)
    if titled is not None and _is_known(titled["said"], (words.titled,)):
        return titled.end()
    glued = (found.start() for found in _GLUED.finditer(text, start, start + BADGE_CHARS))
    return next((at for at in glued if _is_known(text[start:at], (words.pointers,))), None)


def _is_known(said: str, indices: Iterable[Index[Pattern]]) -> bool:
    """Whether a text is one of the badges of some indices."""
    folded = fold(said).text
    return any(one.regex.fullmatch(folded) for index in indices for one in index.at(folded, 0))


def _past_slogan(text: str, at: int, words: Promos) -> tuple[int, bool]:
    """Where the headlines begin in a folded text after a lead: past marks, a slogan and another lead.

    The slogan is a known one or made of short commands.
    """
    stop = past_marks(text, at)
    commands = _COMMANDS.match(text, stop)
    if commands and not words.leads.at(text, stop):
        return past_marks(text, commands.end()), True
    for more in (*words.slogans, *words.leads.at(text, stop)):
        found = more.regex.match(text, stop)
        if found and not text[found.end() : found.end() + 1].isalnum():
            return past_marks(text, found.end()), True
    return stop, False


def past_marks(text: str, at: int) -> int:
    """Where the marks at an offset end."""
    while at < len(text) and text[at] in " :-–—.>»|•·…►▶→":
        at += 1
    return at


def before_marks(text: str, at: int) -> int:
    """Where the arrows before an offset begin: a lead takes them along."""
    begin = at
    while begin and text[begin - 1] in " >»►▶→":
        begin -= 1
    return begin + (text[begin : begin + 1] == " " and begin > 0) if begin < at else at


def lead_alone(passage: Passage, words: Promos) -> str | None:
    """The lead that is all of a passage, with or without a slogan."""
    text = passage.text
    if len(text) > LEAD_CHARS or passage.block.kind == "item":
        return None
    folded = fold(text).text
    for lead in words.leads.at(folded, 0):
        if lead.regex.fullmatch(folded):
            return text.strip()
        found = lead.regex.match(folded)
        if found and _past_slogan(folded, found.end(), words)[0] == len(folded):
            return text.strip()
    return None


def _linked(passage: Passage, words: Promos) -> tuple[int, int, int] | None:
    """A lead right before a link that ends the passage: where both begin, and where the link ends."""
    links = [link for link in passage.block.links if passage.start <= link.start < link.stop <= passage.stop]
    if not links:
        return None
    last = links[-1]
    begin, end = last.start - passage.start, last.stop - passage.start
    if passage.text[end:].strip(" .!»›>|)") or end - begin < TEASER_LEAST:
        return None
    before = passage.text[max(0, begin - LEAD_CHARS) : begin]
    opens = [found.end() for found in _SENTENCE_START.finditer(before) if found.group()[0] not in ":|"]
    start = max(opens, default=0 if begin <= LEAD_CHARS else -1)
    if start < 0 or not _is_lead(before[start:], words):
        return None
    return begin - len(before) + start, begin, len(passage.text)


def _plain(passage: Passage, words: Promos) -> tuple[int, int, int] | None:
    """A line that is a lead of some length and one headline."""
    text = passage.text
    if not passage.whole or len(text) > TEASER_CHARS or LINE_STOP.search(text) or not text[:1].isalpha():
        return None
    folded = fold(text)
    if folded.offsets is not None:
        return None
    for lead in words.leads.at(folded.text, 0):
        found = lead.regex.match(folded.text)
        if found is None or len(found.group().split()) < MIN_WORDS:
            continue
        stop = past_marks(text, found.end())
        headline = text[stop:]
        if headline[:1].isupper() and len(headline.split()) > MIN_WORDS and not INNER_STOP.search(headline):
            return 0, stop, len(text)
    return None


def _badged(passage: Passage, words: Promos) -> tuple[int, int, int] | None:
    """A line that is a badge and one headline: "Keep Reading: Nine rivers rise again"."""
    text = passage.text
    if len(text) > TEASER_CHARS or LINE_STOP.search(text):
        return None
    stop = badge_end(text, 0, words)
    if stop is None:
        return None
    stop = past_marks(text, stop)
    headline = text[stop:]
    fits = not headline[:1].islower() and len(headline.split()) > MIN_WORDS
    unmarked = text[stop - 1] == " " and not _BADGE.search(text, 0, stop)
    if unmarked and _is_titled(headline):
        return None  # all of it may be one headline: "Read More Books This Summer, Minister Says"
    return (0, stop, len(text)) if fits and not INNER_STOP.search(headline) else None


def _is_titled(text: str) -> bool:
    """Whether no word of some length begins with a small letter."""
    return not any(word[0].islower() for word in text.split() if len(word) >= TITLED_WORD)


def labelled_link(passage: Passage) -> tuple[int, int, int] | None:
    """A line that is one link, a label and a headline: "Exclusive: Harbour chief to leave in May".

    >>> from cleaners.model import Block, Link
    >>> text = "Exclusive: Harbour chief to leave in May"
    >>> block = Block(0, "paragraph", "p", text, -1, links=(Link(0, len(text), "/n/1"),), link_chars=len(text))
    >>> labelled_link(Passage(block, 0, len(text), text))
    (0, 11, 40)
    """
    text, links = passage.text, passage.block.links
    if not passage.whole or passage.block.kind != "paragraph" or len(text) > TEASER_CHARS:
        return None
    if len(links) != 1 or links[0].stop - links[0].start < len(text.strip()) or LINE_STOP.search(text):
        return None
    found = _LABEL.match(text)
    if found is None or len(text[found.end() :].split()) <= MIN_WORDS or INNER_STOP.search(text):
        return None
    return 0, found.end(), len(text)


def _is_lead(text: str, words: Promos) -> bool:
    """Whether a text is a lead and marks, with nothing else."""
    folded = fold(text.strip(" :-–—.>»|•·…►▶→")).text
    return any(lead.regex.fullmatch(folded) for lead in words.leads.at(folded, 0))


def pointer(passage: Passage, words: Promos) -> tuple[int, int, int] | None:
    """One headline behind a lead, as a link or as a line of the two: where both begin and where it ends."""
    return _linked(passage, words) or _plain(passage, words) or _badged(passage, words)
