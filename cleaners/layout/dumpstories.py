"""The stories of a text dump: each under, or over, lines with its publisher, age and headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cleaners.layout import cards, columns, feet, labelparts, labels, periods, recurrence, sourcelines, trails
from cleaners.layout.cards import STORY_SENTENCES, Card
from cleaners.layout.feet import Foot
from cleaners.layout.periods import LEAST_STORIES, Head
from cleaners.layout.placement import Place
from cleaners.model import Block, Document, Metadata, Segment

SECTION_WORDS = 3
"""Words of the longest name of a section in a menu."""
_STEPS = frozenset({">", "›", "»", "/", "→", "|", "▸", "❯"})
"""What stands between the steps of a breadcrumb."""
CRUMB_LINES, STEPS = 8, 4
"""Lines, and steps, of the longest breadcrumb that is looked at."""
HALF = 1 / 2
"""Of the heads that recur, so many must be those of whole stories."""
MOST_OF_ONE = 0.75
"""Share of the stories' text that one of them has at most."""
LESS_OF_ONE = 0.6
"""The same where no publisher's words say that it is one."""
COVERED = 0.6
"""Share of the page's running text, from the first story on, that is theirs."""
SEVERAL = 3
SURE_SHARE = 1 / 4
"""So many stories, each of another publisher, need the words of a publication in these of their names alone."""
KNOWN = 2 / 3
"""Of bare names beside headlines, so many must be publications' by their words."""
PARTICLE = 3
"""Letters of the longest small word in a name: "Diario del Estrecho"."""
HEADING_WORDS = 6
"""Words of the longest line that is taken for the heading of other stories by its place alone."""


def split(document: Document) -> tuple[Segment, ...]:
    """Stories of a dump, each under (or over) lines with its publisher, age and headline."""
    blocks = document.blocks
    prose = [labels.is_prose(block.text) and not recurrence.is_credited(block.text) for block in blocks]
    if sum(prose) < LEAST_STORIES:
        return ()
    runs = list(_label_runs(blocks, prose))
    times = [run for run in runs if _time_place(blocks, run) >= 0]
    found = _placed(document, _by_form(document, recurrence.fused(blocks)))
    if not found and len(times) >= LEAST_STORIES:
        dated = _by_form(document, recurrence.heads(blocks))
        over = _over_labels(document, runs, times)
        # Labels below the stories make a form with the headlines of the next ones, one story short.
        found = max(_placed(document, dated), _placed(document, over), key=len)
    found = found or _placed(document, _by_form(document, sourcelines.heads(blocks)))
    return found or _placed(document, _by_form(document, recurrence.undated(blocks)))


def _by_form(document: Document, heads: Sequence[Head]) -> list[Card]:
    """The whole stories of a dump whose heads recur, snippets between them left out."""
    if not heads:
        return []
    blocks = document.blocks
    heads = columns.named(blocks, heads)
    below = feet.below(blocks, heads)
    pairs = list(zip(heads, below, strict=True))
    whole = [head for head, foot in pairs if _is_whole(blocks[head.stop : foot.start])]
    if not (all(_is_sure(blocks, *pair) for pair in pairs) or _are_publications(whole)):
        return []
    if _are_feet(blocks, heads, below[-1]):
        return []
    above = [range(head.start, min(head.time, head.headline.index)) for head in heads]
    named = periods.sections(blocks, above)
    if not any(named):
        named = periods.sections(blocks, [range(foot.start + foot.topics, foot.stop) for foot in below])
    found = [
        card
        for head, foot, section in zip(heads, below, named, strict=True)
        if head in whole and (card := _card(document, head._replace(section=section or head.section), foot))
    ]
    return found if len(found) >= HALF * len(heads) and _are_most(blocks, found) else []


def _are_feet(blocks: Sequence[Block], heads: Sequence[Head], last: Foot) -> bool:
    """Whether the labels stand below the stories: right below the first text, and no story below the last."""
    first = heads[0].start
    under = first > 0 and labels.is_prose(blocks[first - 1].text) and periods.is_story(blocks[:first])
    return under and not _is_whole(blocks[heads[-1].stop : last.start])


def _are_most(blocks: Sequence[Block], found: Sequence[Card]) -> bool:
    """Whether the stories are most of what the page tells from the first on, and none of them most of it alone.

    Comments and teasers behind one story are not.
    """
    sizes = [labels.weight(card.body) for card in found]
    text = (block.text for block in blocks[found[0].start :] if labels.is_prose(block.text))
    most = MOST_OF_ONE if any(card.certain for card in found) else LESS_OF_ONE
    return max(sizes) <= most * sum(sizes) and sum(sizes) >= COVERED * sum(map(labels.weight, text))


def _is_sure(blocks: Sequence[Block], head: Head, foot: Foot) -> bool:
    """Whether a head without an age is one: a bare name needs lines that recur below its story."""
    time = blocks[head.time]
    return recurrence.tells_time(time) or time.text != head.publisher or foot.stop > foot.start


def _are_publications(heads: Sequence[Head]) -> bool:
    """Whether bare names beside the headlines of several stories are publications': none twice, most by their words."""
    names = {head.publisher for head in heads if head.publisher}
    known = sum(map(_is_named_publication, names))
    return SEVERAL <= len(heads) == len(names) and known >= KNOWN * len(names)


def _is_named_publication(name: str) -> bool:
    """Whether a bare name's words are a publication's, all in capitals where English is: "Online courses" is none."""
    titled = not any(word.islower() for word in name.split() if len(word) > PARTICLE)
    return recurrence.names_publication(name) and (titled or not name.isascii())


def _is_whole(lines: Sequence[Block]) -> bool:
    """Whether lines are a story in full, if a short one: not an excerpt that breaks off."""
    prose = [block.text for block in lines if labels.is_prose(block.text)]
    text = " ".join(prose)
    if len(prose) == 1 and text.rstrip(")] ").endswith(("…", "...")):
        return False
    least = cards.BRIEF_CHARS if len(prose) > 1 else cards.BRIEF_PARAGRAPH
    return labels.weight(text) >= least and labels.sentences(text) > 1


def _card(document: Document, head: Head, foot: Foot) -> Card | None:
    """The story of a head: its labels are those above its text and those below it."""
    blocks = document.blocks
    below = blocks[foot.start : foot.stop]
    card = cards.read(document, head.start, foot.start, head.headline, head.publisher)
    if card is None:
        return None
    above = (*blocks[head.start : min(head.time, head.headline.index)], blocks[head.time])
    lead = [block.index for block in above if not labels.is_byline(block.text)]
    if head.section:
        lead += [head.section.block] if head.section.block < foot.start else []
        card = card._replace(section=head.section.name.strip("[]() "))
    return card._replace(
        headline=head.title,
        certain=labels.is_publication(card.publisher or ""),
        tags=tuple(topic for block in below[: foot.topics] for topic in _topics(block.text)),
        labels=tuple(sorted({*card.labels, *lead})),
    )


def _topics(text: str) -> list[str]:
    """The topics that a line names: itself, or each behind its sign: "#Harbour #Ferries"."""
    return [topic for part in text.split("#") if (topic := part.strip())] if text.startswith("#") else [text]


def _placed(document: Document, stories: Sequence[Card]) -> tuple[Segment, ...]:
    """The stories as segments, where they are told apart, say who published them, and stand alone."""
    blocks = document.blocks
    if len(stories) < 2 or not cards.distinct(stories):
        return ()
    certain = [card for card in stories if card.publisher and card.certain]
    publishers = {card.publisher for card in stories}
    if None in publishers or (len(certain) < len(stories) and len(publishers) < 2):
        return ()
    first = stories[0].start
    place = Place(document, Metadata(), first)
    several = len(publishers) == len(stories) >= SEVERAL and len(certain) >= SURE_SHARE * len(stories)
    if place.follows and not place.related and (several or len(certain) == len(stories)):
        place = Place(document, Metadata(), first, heading=_heading_above(blocks, first))
    return place.segments(stories, "label-lines") if place.allows([card.headline for card in stories]) else ()


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
        trail = trails.sections_before(block.text, headline) or trails.sections(block.text)
        if trail and trail[-1].casefold() not in labels.words("home", "dump"):
            return trail[-1]
    if metadata.section is not None:
        return None
    step = _last_step(document.blocks[:place])
    if step is not None:
        return step
    above = document.blocks[place - 1].text if place else ""
    known = labels.is_section(above) and document.blocks[place - 1].kind != "item"
    return above if known or _is_of_menu(document.blocks[: place - 1], above) else None


def _last_step(before: Sequence[Block]) -> str | None:
    """The section that a breadcrumb right above a headline ends with, whose steps are lines: "Home", ">", "Harbour"."""
    lines = [block.text.strip() for block in before[-CRUMB_LINES:]]
    steps = [line for line in lines if line not in _STEPS]
    if not steps or not _may_be_step(steps[-1]):
        return None
    if lines[-1] in _STEPS or (len(lines) > 1 and lines[-2] in _STEPS):
        return steps[-1]
    homes = labels.words("home", "dump")
    trail = steps[-STEPS:-1]
    start = next((place for place, step in enumerate(trail) if step.casefold() in homes), len(trail))
    return steps[-1] if start < len(trail) and all(map(_may_be_step, trail[start + 1 :])) else None


def _may_be_step(text: str) -> bool:
    """Whether a line can be a section in a breadcrumb: a few words, no button, no date, no home page."""
    return (
        labels.is_name(text)
        and len(text.split()) <= SECTION_WORDS
        and text.casefold() not in labels.words("home", "dump")
        and (labels.is_section(text) or not labels.is_control(text))
        and not labels.is_date(text)
    )


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
    dated = [place for place in run if recurrence.tells_time(blocks[place])]
    ages = [
        place
        for place in dated
        if any(labels.is_relative_time(one.text) for one in labelparts.pieces(blocks[place]))
    ]
    return max(ages or dated, default=-1)


def _named_by(card: Card, foot: range, section: periods.Section | None) -> Card:
    """A card with the lines below it among its labels, and with the section that they or others name."""
    lines = {*card.labels, *foot, *((section.block,) if section else ())}
    return card._replace(section=section.name if section else card.section, labels=tuple(sorted(lines)))


def _over_labels(document: Document, runs: Sequence[range], times: Sequence[range]) -> list[Card]:
    """Stories that stand over a line with their publisher and age, headline first.

    Below that line may stand their topic and buttons, below the last story too.
    """
    blocks = document.blocks
    last = _time_place(blocks, times[-1])
    if times[-1].stop != len(blocks) and _headline_in(blocks[times[-1].start : last + 1]):
        return []
    heads: list[tuple[int, Block]] = []
    opening = _opening(blocks, [run for run in runs if run.stop <= times[0].start])
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


def _opening(blocks: Sequence[Block], runs: Sequence[range]) -> range | None:
    """The run that the first story's headline ends: below a sentence on cookies, where a longer one follows."""
    for run, after in pairwise(runs):
        if (
            after.start > run.stop + 1
            or len(after) <= len(run)
            or _headline_in(blocks[after.start : after.stop]) is None
        ):
            return run
    return runs[-1] if runs else None


def _headline_in(blocks: Sequence[Block]) -> Block | None:
    """The last line of a run that can be a headline."""
    return next(filter(recurrence.may_be_headline, reversed(blocks)), None)


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
