"""The headline of a plain text: the line above its story that has most evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

import msgspec

from cleaners import lexicon
from cleaners.characters import QUOTE_ENDS, squash
from cleaners.facts import bylines, dates, headers
from cleaners.facts.structured import words
from cleaners.facts.titles import LENGTH, Headline, is_section, stripped_of
from cleaners.layout import labels, trails
from cleaners.lexicon import fold
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Block, Found
from cleaners.sources import agencies
from cleaners.wording import captionsigns, closingcredits, photocredits

_TRAIL = re.compile(r"[»›>/|→]")
HEADLINE_WORDS = 5
"""Words from which on a line is surely long enough to have a deck under it."""
NAME_WORDS = 4
"""Words of a line from which on its coming again speaks for it: menus show short ones twice."""
DECK = 1.2
"""What speaks against a line right under one that may be the headline: it is the deck."""
WORD_LENGTH = 6
"""Letters of a word, with the blank behind it."""
BETWEEN = 0.5
"""What each line with a headline's length between a line and the byline or date below takes from their evidence."""
DECKED = 1.0
"""What a sentence right below adds, where a byline or a date stands below that."""
AGAIN = 0.5
"""What speaks against a line that the page shows once above the story and again below: a teaser, if not a headline."""
BELOW = 9
"""Lines, buttons not counted, between a headline and its byline or date."""
TRAIL_REACH = 3
"""Lines from a breadcrumb to its headline, at most."""
LENGTHY, LONG_WORDS = 1.7, 8
"""Words from which on more say nothing more for a headline."""
REACH = 80
"""Lines above the story in which its headline stands."""
_BARS = re.compile(r"\s?[|·•]\s?")
_CREDITED = re.compile(r"(?:photo |image |picture )?credits?(?:\s?[:.…]|\.{3})", re.IGNORECASE)
_QUOTE_MARKS = frozenset(">»•*")
"""What a set-apart paragraph or an item of a list opens with in a dump."""
_CLOSED = frozenset(".!?”\"'’»।॥۔։。！？」』")
"""What a paragraph of a story ends with."""
_UNTITLED = frozenset(".…:])|;）।॥۔։。")
"""What no headline ends with."""
SHORT_WORD = 3
"""Letters of an article or a preposition in a name."""
STORY = 160
"""Characters of a paragraph that only a story has."""


def read(blocks: Sequence[Block], is_byline: Callable[[str], bool]) -> Headline:
    """The headline of a plain text: the line above the story's first paragraphs that has most evidence.

    Evidence: it is a heading; another line repeats it or ends with it (a breadcrumb trail); a section is
    glued to its end or stands above it; a deck, a byline, a date or the story follows closely.  Lines that end like a
    sentence are none, nor links to other stories, buttons, dates, captions, credits, names with what they do.

    Args:
        blocks: the blocks of the text.
        is_byline: tells a byline from other lines.
    """
    story = _story_start(blocks)
    start = max(0, story - REACH)
    candidates = _candidates(blocks, start, story, is_byline)
    if not candidates:
        return Headline()
    header = _Header(blocks, start, story, is_byline)
    numbers = {block.index for block in candidates if _may_have_deck(block, blocks)}
    best = max(
        candidates,
        key=lambda block: header.evidence(block, numbers) - DECK * (block.index - 1 in numbers),
    )
    text, section = stripped_of(best.text, frozenset(), frozenset(), ())
    return Headline(Found(text, "text", best.text), section, None, best.index)


def _candidates(
    blocks: Sequence[Block], start: int, story: int, is_byline: Callable[[str], bool]
) -> list[Block]:
    """The lines above the story that may be its headline."""
    papers = {squash(name) for block in blocks[start:story] if (name := labels.named_source(block.text))}
    names = papers | {squash(block.text) for block in blocks[start:story] if _is_paper(block.text)}
    teased = headers.teased(blocks, start, story)
    credited = tuple(
        f". {name}" for block in blocks[start:story] for name in bylines.photographers(block.text)
    )
    return [
        block
        for block in blocks[start:story]
        if (_may_be_headline(block) or _is_signed_sentence(blocks, block, names))
        and block.index not in teased
        and squash(block.text) not in papers
        and not headers.is_furniture(block.text)
        and not is_byline(block.text)
        and not _is_credit(blocks, block)
        and not block.text.endswith(credited)
        and not _is_captioned(blocks, block)
        and not _is_clutter(block.text)
        and not _is_of(names, block.text)
        and not any(
            trails.leads_to(block.text, one.text)
            for one in blocks[block.index + 1 : block.index + 1 + TRAIL_REACH]
        )
    ]


def _is_signed_sentence(blocks: Sequence[Block], block: Block, papers: Collection[str]) -> bool:
    """Whether a line that ends like a sentence stands right above its writer, paper and date: a headline may, too."""
    below = [one.text for one in blocks[block.index + 1 : block.index + 3]]
    ended = block.text.endswith(".") and not block.text.endswith("..")
    return (
        ended
        and _may_be_headline(msgspec.structs.replace(block, text=block.text[:-1]))
        and len(below) > 1
        and _is_of(papers, below[0])
        and _tells_date(below[1])
    )


def _is_of(papers: Collection[str], text: str) -> bool:
    """Whether a line is a person, a comma and one of some papers: "Jane Doe, Example Tribune"."""
    name, comma, paper = text.rpartition(", ")
    return bool(comma) and squash(paper) in papers and bylines.persons(name) != []


def _may_have_deck(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a candidate is long enough to have a deck under it."""
    below = blocks[min(block.index + 1, len(blocks) - 1)]
    return (
        _count(block.text) >= HEADLINE_WORDS
        and not headers.is_media_lead(block.text)
        and not (block.text.isupper() and not below.text.isupper())
    )


def _is_credit(blocks: Sequence[Block], block: Block) -> bool:
    """Whether a line credits a picture, is a caption, or says what the writer named above it does."""
    text = block.text
    if closingcredits.trailing(text) is not None or closingcredits.is_house_line(text):
        return True
    if photocredits.alone(text) is not None or captionsigns.ends_in_scene(text) or _CREDITED.match(text):
        return True
    above = labels.bare(blocks[block.index - 1].text) if block.index else ""
    return above in photocredits.listed("credit-labels") or bylines.is_role(text)


def _is_captioned(blocks: Sequence[Block], block: Block) -> bool:
    """Whether a line stands under a label like "Image caption" or "Read more", or in a bar of names."""
    above = labels.bare(blocks[block.index - 1].text) if block.index else ""
    first, *others = _TRAIL.split(block.text)
    trail = bool(others) and first.strip().casefold() in labels.words("home", "dump")
    introduced = above in labels.words("caption", "dump") or above in headers.words("lead")
    return trail or introduced or block.text.count("|") > 1


def _is_clutter(text: str) -> bool:
    """Whether a phrase of the lexicon covers a line: "Skip to main content"."""
    found = whole_phrase(fold(text), lexicon.phrases()) if len(text) <= labels.LABEL_LENGTH else None
    return found is not None and found[1] < 0


def _story_start(blocks: Sequence[Block]) -> int:
    """The index of the first of two paragraphs in a row: where the headline's lines are over."""
    long = [
        block.index for block in blocks if len(block.text) >= STORY and block.text.rstrip()[-1:] in _CLOSED
    ]
    for one, other in pairwise(long):
        if other - one <= 3:
            return one
    if long:
        return long[0]
    return next((block.index for block in blocks if labels.is_prose(block.text)), min(len(blocks), 10))


def _count(text: str) -> int:
    """How many words a line has; where they run together, as many as so much text has elsewhere."""
    return labels.weight(text) // WORD_LENGTH if labels.is_ideographic(text) else len(words(text))


def _may_be_headline(block: Block) -> bool:
    """Whether a line has a headline's length and no sentence's end."""
    count = _count(block.text)
    if not block.text.isascii() and not labels.is_ideographic(block.text):
        count = min(count, len(block.text.split()))
    ending = block.text.rstrip(f" {QUOTE_ENDS}")[-1:]
    return (
        block.kind in {"heading", "paragraph"}
        and 3 <= count <= 35
        and len(block.text) <= LENGTH
        and ending not in _UNTITLED
        and not trails.is_one(block.text)
        and block.text[0] not in _QUOTE_MARKS
        and sum(map(str.isalpha, block.text)) > sum(map(str.isdigit, block.text))
    )


class _Header:
    """The lines above a story, and what each says for the others as the headline."""

    def __init__(
        self, blocks: Sequence[Block], start: int, story: int, is_byline: Callable[[str], bool]
    ) -> None:
        self._blocks = blocks
        self._story = story
        self._texts = [squash(block.text) for block in blocks[:story] if len(block.text) < 2 * LENGTH]
        self._signed = {
            block.index
            for block in blocks[start:story]
            if is_byline(block.text)
            or bylines.only_prefix(block.text)
            or bylines.is_role(block.text)
            or _is_agency(block.text)
        }
        self._controls = {block.index for block in blocks[start:story] if headers.is_control(block.text)}
        self._stamped = {block.index for block in blocks[start:story] if _tells_date(block.text)}
        above = Counter(block.text for block in blocks[start:story])
        below = {block.text for block in blocks[story:]}
        self._again = {text for text, times in above.items() if times == 1 and text in below}
        self._menu = _listed(blocks, start, story)

    def evidence(self, block: Block, numbers: Collection[int]) -> float:
        """How much speaks for a line as the headline; `numbers` are the candidates with a headline's length."""
        place, text = block.index, block.text
        wanted = squash(text)
        count = _count(text)
        long = count >= NAME_WORDS
        repeated = (long and place not in self._menu) and sum(one.endswith(wanted) for one in self._texts) > 1
        heading = 1.5 if block.kind == "heading" else 0.0
        suffixed = is_section(text.rpartition(", ")[2]) or any(
            labels.is_section(text.rpartition(mark)[2]) for mark in (" - ", " – ", " | ") if mark in text
        )
        above = self._blocks[place - 1] if place else None
        under = above is not None and above.kind != "item" and labels.is_section(above.text)
        below = self._blocks[place + 1].text if place + 1 < len(self._blocks) else ""
        listed = under and labels.is_section(below)
        closeness = 1 / (1 + self._story - place) - 2 * headers.is_media_lead(text)
        return (
            heading
            + 2 * (repeated or any(trails.leads_to(one, text) for one in self._before(place)))
            + self._followed(place, numbers)
            + 2 * suffixed
            + 0.5 * (under and not listed)
            + closeness
            + LENGTHY * min(count, LONG_WORDS) / LONG_WORDS
            - (place in self._menu)
            - AGAIN * (text in self._again)
            - 1.5 * self._is_under_name(place)
            - _is_paper(text)
            - 1.5 * (bool(dates.find(text)))
        )

    def _followed(self, place: int, numbers: Collection[int]) -> float:
        """What a byline, a date or a deck close below says; lines between that may be headlines take from it."""
        found, between, steps = 0.0, 0, 0
        signed = stamped = False
        for later in self._blocks[place + 1 : self._story]:
            steps += later.index not in self._controls
            if steps > BELOW:
                break
            if later.index in self._signed and not signed:
                signed = True
                found += 2 - BETWEEN * between
            elif later.index in self._stamped and not stamped:
                stamped = True
                found += 0.8 - BETWEEN * between
            between += later.index in numbers and later.index > place + 1
        below = self._blocks[place + 1].text if place + 1 < len(self._blocks) else ""
        found += 0.8 * (not stamped and _tells_age(below))
        return found + DECKED * (found > 0 and labels.is_prose(below))

    def _before(self, place: int) -> list[str]:
        """The few lines above one."""
        return [block.text for block in self._blocks[max(0, place - TRAIL_REACH) : place]]

    def _is_under_name(self, place: int) -> bool:
        """Whether a line stands right under a byline, or under the name below "By"."""
        if place - 1 in self._signed:
            return True
        return place > 1 and bylines.only_prefix(self._blocks[place - 2].text)


def _is_paper(text: str) -> bool:
    """Whether a line is written as a name and has a publication's words: "Harbour Gazette"."""
    said = text.split()
    return (
        len(said) <= HEADLINE_WORDS
        and all(word[0].isupper() for word in said if len(word) > SHORT_WORD)
        and labels.is_publication(text)
    )


def _is_agency(text: str) -> bool:
    """Whether a line is an agency's name, which stands where a writer's does."""
    agency = agencies.named(text) if len(text) <= labels.NAME_LENGTH else None
    return agency is not None and agency.wire


def _tells_date(text: str) -> bool:
    """Whether a line is a date, or the label of one."""
    return headers.is_stamp(text) or labels.bare(text) in labels.words("stamp", "dump")


def _tells_age(text: str) -> bool:
    """Whether a line has an age beside a section: "Politics • 4 hours ago"; it may stand above a headline, too."""
    return len(text) <= labels.LABEL_LENGTH and any(map(labels.is_relative_time, _BARS.split(text)))


def _listed(blocks: Sequence[Block], start: int, story: int) -> frozenset[int]:
    """Lines that stand twice beside the same neighbour, as those of menus for two sizes of screens do."""
    places: dict[str, list[int]] = {}
    for block in blocks[:story]:
        places.setdefault(block.text, []).append(block.index)
    texts = [block.text for block in blocks[:story]]
    found = set()
    for same in places.values():
        for one, other in pairwise(same):
            before = one > 0 and texts[one - 1] == texts[other - 1]
            after = other + 1 < story and texts[one + 1] == texts[other + 1]
            if before or after:
                found |= {one, other}
    return frozenset(place for place in found if place >= start)
