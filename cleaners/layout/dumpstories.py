"""The stories of a text dump: each under, or over, lines with its publisher, age and headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleaners.facts import headers
from cleaners.layout import cards, labels, periods
from cleaners.layout.cards import STORY_SENTENCES, Card
from cleaners.layout.placement import Place
from cleaners.model import Block, Document, Metadata, Segment
from cleaners.wording import photocredits

LABEL_LINES = 7
"""Lines above a story in a dump: publisher, time, sections, publisher again, headline, deck."""

CAPTION_CHARS = 300
SECTION_WORDS = 3
"""Words of the longest name of a section in a menu."""
HEADING_WORDS = 6
"""Words of the longest line that is taken for the heading of other stories by its place alone."""


def split(document: Document) -> tuple[Segment, ...]:
    """Stories of a dump, each under (or over) lines with its publisher, age and headline."""
    blocks = document.blocks
    prose = [labels.is_prose(block.text) and not _is_credited(block.text) for block in blocks]
    runs = list(_label_runs(blocks, prose))
    times = [run for run in runs if _time_place(blocks, run) >= 0]
    if len(times) < 2:
        return ()
    stories = (
        _above_feet(document, times) or _under_labels(document, times) or _over_labels(document, runs, times)
    )
    if len(stories) < 2 or not cards.distinct(stories):
        return ()
    certain = [card for card in stories if card.publisher and card.certain]
    publishers = {card.publisher for card in stories}
    if None in publishers or (len(certain) < len(stories) and len(publishers) < 2):
        return ()
    first = stories[0].start
    place = Place(document, Metadata(), first)
    if place.follows and not place.related and len(certain) == len(stories):
        place = Place(document, Metadata(), first, heading=_heading_above(blocks, first))
    return place.segments(stories, "label-lines") if place.allows([]) else ()


def _heading_above(blocks: Sequence[Block], first: int) -> int:
    """The bare label right above the first of the stories that follow another one; -1 without one.

    Its place tells it, whatever its words: "You might have missed", "Mais nesta edição".
    """
    text = blocks[first - 1].text if first else ""
    bare = 0 < len(text.split()) <= HEADING_WORDS and not any(map(str.isdigit, text))
    return first - 1 if bare and not labels.ends_sentence(text) and not labels.is_prose(text) else -1


def section_above(document: Document, metadata: Metadata) -> str | None:
    """The section of a dump's one story: its breadcrumb's last, or the name above the headline."""
    headline = metadata.headline.value if metadata.headline else ""
    place = next((block.index for block in document.blocks if block.text == headline), 0)
    for block in document.blocks[:place]:
        trail = labels.crumbs(block.text, headline) or labels.trail(block.text)
        if trail and trail[-1].casefold() not in labels.words("home", "dump"):
            return trail[-1]
    if metadata.section is not None:
        return None
    above = document.blocks[place - 1].text if place else ""
    known = labels.is_section(above) and document.blocks[place - 1].kind != "item"
    return above if known or _is_of_menu(document.blocks[: place - 1], above) else None


def _is_of_menu(before: Sequence[Block], name: str) -> bool:
    """Whether the line above a headline stands among the short lines of the menu, too: a section's name."""
    short = 0 < len(name.split()) <= SECTION_WORDS and not any(map(str.isdigit, name))
    if not short or labels.bare(name) in labels.words("chrome", "dump"):
        return False
    return any(
        block.text == name and max(len(above.text.split()), len(below.text.split())) <= SECTION_WORDS
        for above, block, below in zip(before, before[1:], before[2:], strict=False)
    )


def _label_runs(blocks: Sequence[Block], prose: Sequence[bool]) -> Iterator[range]:
    """Ranges of short lines between the stretches of running text."""
    start = 0
    for place in range(len(blocks) + 1):
        if place == len(blocks) or prose[place]:
            if place > start:
                yield range(start, place)
            start = place + 1


def _time_place(blocks: Sequence[Block], run: Iterable[int]) -> int:
    """The last line of a run that says how old a story is, or else its date; -1 without one."""
    dated = [place for place in run if labels.is_dated(blocks[place])]
    ages = [
        place
        for place in dated
        if any(labels.is_relative_time(one.text) for one in labels.pieces(blocks[place]))
    ]
    return max(ages or dated, default=-1)


def _above_feet(document: Document, times: Sequence[range]) -> list[Card]:
    """Stories that each have their labels above and lines of topic and buttons below, over and over."""
    blocks = document.blocks
    feet = periods.feet(blocks, times)
    if not feet:
        return []
    height = max(_time_place(blocks, run) - foot.stop for run, foot in zip(times[1:], feet[:-1], strict=True))
    first = max(times[0].start, _time_place(blocks, times[0]) - height)
    heads: list[tuple[int, Block]] = []
    for start, run in zip((first, *(foot.stop for foot in feet[:-1])), times, strict=True):
        time = _time_place(blocks, run)
        heading = _headline_below(blocks[time + 1 : run.stop]) or _headline_in(
            blocks[start:time], blocks[time]
        )
        if heading is None:
            return []
        heads.append((start, heading))
    found = _cards(document, heads, feet[-1].stop)
    below = periods.sections(blocks, feet)
    above = periods.sections(blocks, [range(start, heading.index) for start, heading in heads])
    found = [
        card._replace(labels=tuple(sorted({*card.labels, *range(start, heading.index)})))
        for card, (start, heading) in zip(found, heads, strict=False)
    ]
    return [
        _named_by(card, foot, one or other)
        for card, foot, one, other in zip(found, feet, below, above, strict=False)
    ]


def _named_by(card: Card, foot: range, section: periods.Section | None) -> Card:
    """A card with the lines below it among its labels, and with the section that they or others name."""
    lines = {*card.labels, *foot, *((section.block,) if section else ())}
    return card._replace(section=section.name if section else card.section, labels=tuple(sorted(lines)))


def _under_labels(document: Document, times: Sequence[range]) -> list[Card]:
    """Stories that stand under their labels: as many lines above the time as all of them have."""
    blocks = document.blocks
    heads: list[tuple[int, Block]] = []
    above = min(_time_place(blocks, run) - run.start for run in times)
    for run in times:
        time = _time_place(blocks, run)
        start = max(run.start, time - min(above, LABEL_LINES))
        heading = _headline_below(blocks[time + 1 : run.stop]) or _headline_in(
            blocks[start:time], blocks[time]
        )
        if heading is None and run is times[0]:
            higher = max(run.start, time - LABEL_LINES)
            heading = _headline_in(blocks[higher:time], blocks[time])
            start = min(start, heading.index) if heading else start
        if heading is None or run.stop - start > LABEL_LINES:
            return []
        heads.append((start, heading))
    last = heads[-1][0]
    end = 1 + max((block.index for block in blocks[last:] if labels.is_prose(block.text)), default=last)
    return _cards(document, heads, end)


def _over_labels(document: Document, runs: Sequence[range], times: Sequence[range]) -> list[Card]:
    """Stories that stand over a line with their publisher and age, headline first.

    Below that line may stand their topic and buttons, below the last story too.
    """
    blocks = document.blocks
    last = _time_place(blocks, times[-1])
    if times[-1].stop != len(blocks) and _headline_in(blocks[times[-1].start : last + 1]):
        return []
    heads: list[tuple[int, Block]] = []
    opening = next((run for run in runs if run.stop <= times[0].start), None)
    ends = [_time_place(blocks, run) + 1 for run in times]
    starts = [opening.start if opening else 0, *ends[:-1]]
    spans = [opening or range(0), *times[:-1]]
    for start, run in zip(starts, spans, strict=True):
        heading = _headline_in(blocks[max(start, run.start) : run.stop])
        if heading is None:
            return []
        heads.append((heading.index, heading))
    feet = [range(end, head) for end, (head, _) in zip(ends[:-1], heads[1:], strict=True)]
    feet.append(range(last + 1, periods.foot_end(blocks, feet, last + 1)))
    found = _cards(document, heads, feet[-1].stop)
    return [
        _named_by(card, foot, section)
        for card, foot, section in zip(found, feet, periods.sections(blocks, feet), strict=False)
    ]


def _headline_in(blocks: Sequence[Block], time: Block | None = None) -> Block | None:
    """The last line of a run that can be a headline; the publisher that the time's line names is none."""
    pieces = labels.pieces(time) if time else ()
    papers = {name for piece in pieces if (name := labels.named_source(piece.text))}
    if time and (name := labels.named_source(time.text)):
        papers.add(name)
    found = (block for block in reversed(blocks) if _may_be_headline(block))
    return next((block for block in found if block.text not in papers), None)


def _headline_below(blocks: Sequence[Block]) -> Block | None:
    """The first line below a time that can be a headline: deck, caption and byline stand under it."""
    return next(filter(_may_be_headline, blocks), None)


def _may_be_headline(block: Block) -> bool:
    """Whether a line between stories can be a headline: no item, no button, no caption."""
    return (
        labels.is_headline(block.text)
        and block.kind != "item"
        and not headers.is_furniture(block.text)
        and not _is_caption(block.text)
        and not _is_credited(block.text)
    )


def _is_credited(text: str) -> bool:
    """Whether a line as short as captions are ends in the credit of a picture: it is no running text."""
    return len(text) <= CAPTION_CHARS and photocredits.trailing(text) is not None


def _is_caption(text: str) -> bool:
    """Whether a line is a sentence, or more, and the credit of a picture."""
    credit = photocredits.trailing(text, weak=True)
    return credit is not None and labels.ends_sentence(text[: credit.start].rstrip())


def _cards(document: Document, heads: Sequence[tuple[int, Block]], end: int) -> list[Card]:
    """The cards that begin at each head; empty unless each of them is a whole story."""
    bounds = [start for start, _ in heads] + [end]
    found = [
        cards.read(document, start, stop, heading)
        for (start, heading), stop in zip(heads, bounds[1:], strict=True)
    ]
    whole = [card for card in found if card is not None and (card.whole or _is_brief(card))]
    return whole if len(whole) == len(heads) else []


def _is_brief(card: Card) -> bool:
    """Whether a card is a short story in one piece under labels that say everything; dumps have no links."""
    told = (
        labels.weight(card.body) >= cards.BRIEF_PARAGRAPH and labels.sentences(card.body) >= STORY_SENTENCES
    )
    return card.certain and card.dated and told
