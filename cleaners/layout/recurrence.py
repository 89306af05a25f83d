"""The heads of a dump's stories, told by their form: what recurs above each text, whatever its words.

An aggregator prints every story by one form: "#1", headline, publisher, age, section.  Whatever the form is,
the headline stands as many lines from the age in each story, and the publisher does, and the section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence

from msgspec.structs import replace

from cleaners import characters
from cleaners.facts import headers
from cleaners.layout import cardnames, feet, labelparts, labels
from cleaners.layout.labelparts import Piece
from cleaners.layout.periods import LEAST_STORIES, Head, form, is_label, is_story
from cleaners.model import Block
from cleaners.wording import closingcredits

REACH = 4
"""Lines between a story's age and its headline, at most."""
TEXT_REACH = 2
"""Lines between the name of a publication and its story's text."""
CAPTION_CHARS = 300
DECK_SENTENCES = 2
LEAST_ECHO = 0.2
"""Share of the headlines' words that their stories repeat, on the average: labels are not repeated."""
ECHO = 1.5
"""Of two lines that may be the headline, one must have so many times the other's words in the text below."""
_WORD = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0590-\u05c7\u064b-\u065f\u0900-\u0dff\u0e30-\u0e4e]){3,}"
)
"""A longer word, with the marks above and below letters that vowels are in many scripts."""
NAME_WORDS = 5
"""Words of the longest name of a paper."""
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.]\d\d\s*(?:[|·•,–—-]\s*)?(?=[^\W\d_])")
"""The time of day before the name in a ticker: "14:37 | Herald"."""
_PAIR = re.compile(rf"(?=([{characters.IDEOGRAMS}]{{2}}))")


def heads(blocks: Sequence[Block]) -> list[Head]:
    """The heads of a dump's stories, snippets included, in page order; empty where fewer than two recur.

    Days without a year count where nothing else tells ages: beside ages they are often dates of events.
    """
    dated = _heads(blocks, labelparts.is_dated)
    aged = _heads(blocks, _tells_age) if any(map(labelparts.has_span, blocks)) else []
    if any(_tells_date(blocks[head.time]) for head in aged):  # among dates they are amounts
        aged = []
    return max(dated, aged, key=len) or _heads(blocks, _tells_day)


def _tells_date(block: Block) -> bool:
    return any(labels.is_date(piece.text) for piece in labelparts.pieces(block))


def _heads(blocks: Sequence[Block], is_time: Callable[[Block], bool]) -> list[Head]:
    times = [block.index for block in blocks if is_label(block) and is_time(block)]
    pairs = _pairs(blocks, times)
    if not pairs:
        return []
    unique = {headline.index: (time, headline) for time, headline in reversed(pairs)}
    return sorted(
        Head(min(time, headline.index), max(time, headline.index) + 1, headline, headline.text, time)
        for time, headline in unique.values()
    )


def _tells_age(block: Block) -> bool:
    """Whether a label tells an age or a date, if only as a length of time: "4 hours"."""
    return labelparts.is_dated(block) or labelparts.has_span(block)


def tells_time(block: Block) -> bool:
    """Whether a label tells an age, a date, a day without its year, or a length of time."""
    return _tells_day(block) or labelparts.has_span(block)


def _tells_day(block: Block) -> bool:
    """Whether a label tells an age, a date, or a day without its year."""
    if labelparts.is_dated(block):
        return True
    if len(block.text) > labels.LABEL_LENGTH or not any(map(str.isdigit, block.text)):
        return False
    return any(labels.is_day(piece.text) for piece in labelparts.pieces(block))


def fused(blocks: Sequence[Block]) -> list[Head]:
    """The same where headline, publication and age are one line: "Storm over | Herald | 3 hours ago"."""
    heads = _above_text(blocks, 1)
    found = [(block.index, replace(block, text=title)) for block in heads if (title := _title_in(block))]
    if not are_echoed(blocks, found):
        return []
    return [Head(place, place + 1, line, line.text, place) for place, line in found]


def _above_text(blocks: Sequence[Block], reach: int) -> list[Block]:
    """The lines that are no running text and have some so many lines below them."""
    prose = [labels.is_prose(block.text) for block in blocks]
    return [
        block
        for place, block in enumerate(blocks)
        if not prose[place] and any(prose[place + 1 : place + 1 + reach])
    ]


def _title_in(block: Block) -> str | None:
    """The headline in a line that tells the story's age, too."""
    text = block.text
    if len(text) > labels.HEADLINE_LIMIT or block.kind == "item" or not labelparts.may_tell(text):
        return None
    parts = [piece.text for piece in labelparts.pieces(block)]
    if len(parts) < 2 or not any(map(labelparts.is_time, parts)):
        return None
    return max(filter(labels.is_headline, parts), key=len, default=None)


def undated(blocks: Sequence[Block]) -> list[Head]:
    """The same where no ages are told: beside each headline stands a publication, or a writer with one."""
    near = _above_text(blocks, 1 + TEXT_REACH)
    names = {block.index: name for block in near if (name := _publication(block))}
    found = [_beside_text(blocks, _at(blocks, list(names), distance)) for distance in (-1, 1)]
    pairs = max(found, key=lambda pairs: len(_told(blocks, pairs)))
    publications = sum(names_publication(names[place]) for place, _ in pairs)
    if publications * 2 < len(pairs) or not are_echoed(blocks, pairs):
        return []
    return [
        Head(min(place, line.index), max(place, line.index) + 1, line, line.text, place, names[place])
        for place, line in pairs
    ]


def _publication(block: Block) -> str | None:
    """The name that a line may give as the publication's: all of it, or what follows its writer."""
    if not is_label(block) or feet.ends_row(block.text):
        return None
    name = block.text.rpartition(", ")[2] if labels.is_byline(block.text) else block.text
    if clock := _CLOCK.match(name):
        name = name[clock.end() :]
    return name if cardnames.is_name(Piece(block.index, name, "", "", block.kind == "item")) else None


def names_publication(name: str) -> bool:
    """Whether a name in a publication's place is one, if only by one word that it is: "Chronicle"."""
    said = name.casefold().split()
    return labels.is_publication(name) or not labels.words("publication").isdisjoint(said)


def _beside_text(blocks: Sequence[Block], pairs: Sequence[tuple[int, Block]]) -> list[tuple[int, Block]]:
    """The pairs that running text follows at once."""
    return [
        (place, line)
        for place, line in pairs
        if line.text[-1] not in ".。।"
        and any(labels.is_prose(block.text) for block in blocks[max(place, line.index) + 1 :][:TEXT_REACH])
    ]


def _pairs(blocks: Sequence[Block], times: Sequence[int]) -> list[tuple[int, Block]]:
    """The lines with the stories' ages and their headlines, by the distance that finds most stories.

    Where a line above the ages and one below them may be the headlines, those count whose ages are written alike;
    else the text tells: it has their words.
    """
    best = {}
    for side in (-1, 1):
        found = [_at(blocks, times, side * size) for size in range(1, REACH + 1)]
        best[side] = max(found, key=lambda pairs: len(_told(blocks, pairs)))
    above, below = _told(blocks, best[-1]), _told(blocks, best[1])
    if max(len(above), len(below)) < LEAST_STORIES:
        return []
    is_below = len(below) > len(above)
    if len(above) == len(below):
        alike = [_are_alike(blocks, best[side], told) for side, told in ((-1, above), (1, below))]
        echoed = sum(below.values()) > ECHO * sum(above.values())
        is_below = echoed if alike[0] == alike[1] else alike[1]
    told, pairs = (below, best[1]) if is_below else (above, best[-1])
    if sum(told.values()) < LEAST_ECHO * len(told):
        return []
    return sorted((*pairs, *_others(blocks, times, pairs)), key=lambda pair: pair[0])


def _are_alike(blocks: Sequence[Block], pairs: Sequence[tuple[int, Block]], told: Container[str]) -> bool:
    """Whether the ages of the stories that are told are written in one form."""
    return len({_time_form(blocks[time]) for time, headline in pairs if form(headline.text) in told}) == 1


def _at(blocks: Sequence[Block], times: Sequence[int], distance: int) -> list[tuple[int, Block]]:
    return [(time, blocks[time + distance]) for time in times if _is_pair(blocks, time, time + distance)]


def _is_pair(blocks: Sequence[Block], time: int, place: int) -> bool:
    """Whether the line in a place can be the headline of the story whose age is told in another."""
    if not 0 <= place < len(blocks):
        return False
    between = blocks[min(time, place) + 1 : max(time, place)]
    if place < time and between and _is_deck(between[0]):
        between = between[1:]
    return _is_headline(blocks[place]) and all(map(is_label, between))


def _is_deck(block: Block) -> bool:
    """Whether a line right below a headline can be its deck: one or two sentences, and no picture's."""
    text = block.text
    if len(text) > CAPTION_CHARS or not labels.is_prose(text) or labels.sentences(text) > DECK_SENTENCES:
        return False
    return not is_credited(text) and not _is_caption(text)


def _is_headline(block: Block) -> bool:
    text = block.text
    if not may_be_headline(block) or tells_time(block) or text[-1] in ":：":
        return False
    bracketed = text[0] in "([（【" and text[-1] in ")]）】"
    sentence = labels.is_prose(text) and text[-1] in ".。।"
    return not bracketed and not sentence and labels.named_source(text) is None


def may_be_headline(block: Block) -> bool:
    """Whether a line between stories can be a headline: no item, no button, no caption, no paper ("Il Corriere della Valle")."""
    return (
        labels.is_headline(block.text)
        and not (labels.is_publication(block.text) and len(block.text.split()) <= NAME_WORDS)
        and block.kind != "item"
        and not headers.is_furniture(block.text)
        and not _is_caption(block.text)
        and not is_credited(block.text)
    )


def is_credited(text: str) -> bool:
    """Whether a line as short as captions are ends in the credit of a picture: it is no running text."""
    return len(text) <= CAPTION_CHARS and closingcredits.trailing(text) is not None


def _is_caption(text: str) -> bool:
    """Whether a line is a sentence, or more, and the credit of a picture."""
    credit = closingcredits.trailing(text, weak=True)
    return credit is not None and labels.ends_sentence(text[: credit.start].rstrip())


def are_echoed(blocks: Sequence[Block], pairs: Sequence[tuple[int, Block]]) -> bool:
    """Whether enough headlines have a story's text below them, and the texts repeat their words."""
    told = _told(blocks, pairs)
    return len(told) >= LEAST_STORIES and sum(told.values()) >= LEAST_ECHO * len(told)


def _told(blocks: Sequence[Block], pairs: Sequence[tuple[int, Block]]) -> dict[str, float]:
    """The headlines that have a story's text below them, each in one form, with the share of words it repeats."""
    bounds = [*(min(time, headline.index) for time, headline in pairs), len(blocks)]
    found = {}
    for (time, headline), stop in zip(pairs, bounds[1:], strict=True):
        text = blocks[max(time, headline.index) + 1 : stop]
        if is_story(text):
            said = _words(headline.text)
            repeated = said & _words(" ".join(block.text for block in text))
            found[form(headline.text)] = len(repeated) / max(1, len(said))
    return found


def _words(text: str) -> set[str]:
    """The longer words of a text; pairs of letters where words have no blanks."""
    folded = text.casefold()
    return set(_PAIR.findall(folded)) if labels.is_ideographic(text) else set(_WORD.findall(folded))


def _others(
    blocks: Sequence[Block], times: Sequence[int], known: Sequence[tuple[int, Block]]
) -> Iterator[tuple[int, Block]]:
    """The headlines beside ages of the same form that stand a line nearer or farther, or are very short."""
    distance = known[0][1].index - known[0][0]
    forms = {_time_form(blocks[time]) for time, _ in known}
    taken = {index for time, headline in known for index in _run_around(blocks, time, headline.index)}
    step = 1 if distance > 0 else -1
    for time in times:
        if time in taken or _time_form(blocks[time]) not in forms:
            continue
        places = [time + step * size for size in range(1, abs(distance) + 2)]
        places.sort(key=lambda place: abs(place - time - distance))
        place = next((place for place in places if _is_pair(blocks, time, place)), time + distance)
        if 0 <= place < len(blocks) and _may_head(blocks[place]):
            yield time, blocks[place]


def _may_head(block: Block) -> bool:
    """Whether a line, shorter than headlines are, can be one where others stand in its place."""
    text = block.text
    words = len(text.split()) > 1 or labels.is_ideographic(text)
    labelled = is_label(block) and tells_time(block)
    short = len(text) <= labels.HEADLINE_LIMIT
    return short and words and block.kind != "item" and not labelled and not labels.is_control(text)


def _run_around(blocks: Sequence[Block], *places: int) -> range:
    """The short lines around a head."""
    start, stop = min(places), max(places)
    while start and is_label(blocks[start - 1]):
        start -= 1
    while stop + 1 < len(blocks) and is_label(blocks[stop + 1]):
        stop += 1
    return range(start, stop + 1)


def _time_form(block: Block) -> tuple[int, bool]:
    """How many parts an age's line has, and whether the first is a date."""
    parts = [piece.text for piece in labelparts.pieces(block)]
    return min(len(parts), 2), bool(parts) and labels.is_date(parts[0])
