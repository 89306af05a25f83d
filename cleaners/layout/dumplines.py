"""What each line of a text dump looks like: prose, a sentence, a label, an item, or furniture by itself.

Furniture is told by its words (lexicon/dump.toml), by its form (share bars, fields, breadcrumbs), by the
lines around it (menus, answers, teasers) and by coming back.  What becomes of a line is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from cleaners.facts import bylines
from cleaners.layout import labels, lineforms, trails
from cleaners.layout.lineforms import LABEL_LIMIT, NAME_CHARS
from cleaners.model import Context, Passage
from cleaners.sources import agencies, datelines
from cleaners.wording import closingcredits

_HEADER = frozenset({"date-line", "meta-line", "text-size", "share-bar"})
DECK_LINES = 5
"""Lines under a headline in which its deck may stand."""
HEADER_LINES = 24
"""Lines between a headline and its story that are looked at."""
DECK_WORDS = 5
DECK_LIMIT = 260
MENU_LENGTH = 32
MENU_RUN = 4
TEASER_LIMIT = 200
CHRONICLE_DATES = 3
"""So many dates that each head a sentence are the subheads of a chronicle."""
STORY_LINES = 3
"""Lines of prose after which a label of what follows stories is believed."""
ECHO_CHARS, ECHO_LINES = 8, 3
"""Characters of the shortest line that repeats a part of another, and how far below that it stands."""
BOX_LINES = 4
"""Lines of an appeal between two showings of its heading."""


class Line(NamedTuple):
    """One line of a dump and what it looks like."""

    passage: Passage
    text: str
    kind: str
    """prose, sentence, label or item."""
    furniture: str
    """The kind of furniture it is by itself; empty when nothing says so."""

    @property
    def evident(self) -> bool:
        """Whether it is furniture for more reasons than that it comes back."""
        return self.furniture not in ("", "repeated-label")


def read(context: Context) -> list[Line]:
    """The lines of a dump that are still unclaimed, each with what it looks like."""
    texts = [passage.text for passage in context.passages]
    times = Counter(texts)
    headline = _headline(context, times)
    menu = _menus(context.passages)
    lines = []
    for number, passage in enumerate(context.passages):
        kind = _kind(passage, times[passage.text])
        furniture = "menu" if number in menu else lineforms.furniture(passage.text, headline)
        if not furniture and kind in ("label", "item") and times[passage.text] > 1:
            furniture = "repeated-label"
        lines.append(Line(passage, passage.text, kind, furniture))
    for number, furniture in tuple(_header(lines)):
        lines[number] = lines[number]._replace(furniture=furniture)
    for number in tuple(_misread(lines)):
        lines[number] = lines[number]._replace(furniture="")
    for number in tuple(_answers(lines)):
        lines[number] = lines[number]._replace(furniture="form")
    for number in tuple(_boxes(lines)):
        lines[number] = lines[number]._replace(furniture="box")
    for number in tuple(_echoes(lines)):
        lines[number] = lines[number]._replace(furniture="echo")
    for number in tuple(_teasers(lines)):
        lines[number] = lines[number]._replace(furniture="teasers")
    chronicle = [
        place
        for place, (line, after) in enumerate(pairwise(lines))
        if line.furniture == "date-line" and after.kind in ("prose", "sentence")
    ]
    if len(chronicle) >= CHRONICLE_DATES:
        for number in chronicle:
            lines[number] = lines[number]._replace(furniture="")
    return lines


def _header(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Bylines, captions and names of writers between the headline and the story; dates do not count there.

    What stands right under the headline and above any of these is the deck.
    """
    title = next((place for place, line in enumerate(lines) if line.furniture == "title"), None)
    if title is None:
        return
    stop = _story_after(lines, title)
    found: dict[int, str] = {}
    for place in range(title + 1, min(stop, title + HEADER_LINES)):
        line, above = lines[place], lines[place - 1]
        if line.furniture and line.furniture != "repeated-label":
            continue
        if labels.bare(above.text) in labels.words("caption", "dump") or _is_credited(line.text):
            found[place] = "caption"
        elif _names_writer(line.text):
            found[place] = "introduced" if _is_introduced(line.text) else "byline"
        elif (
            found.get(place - 1) in ("byline", "introduced")
            and line.kind == "label"
            and len(line.text) <= MENU_LENGTH
        ):
            found[place] = "byline"
    yield from found.items()
    deck = next((place for place in range(title + 1, stop) if _may_be_deck(lines[place])), stop)
    header = {*found, *(place for place in range(title + 1, stop) if lines[place].furniture)}
    if deck not in found and header.issuperset(range(title + 1, deck)) and max(header, default=0) > deck:
        yield deck, "deck"


def _story_after(lines: Sequence[Line], title: int) -> int:
    """Where the story's prose begins under a headline: a sentence above byline, date or caption is the deck."""
    prose = [place for place in range(title + 1, len(lines)) if lines[place].kind == "prose"]
    for place, after in pairwise(prose):
        short = place - title <= DECK_LINES and len(lines[place].text) <= DECK_LIMIT
        if after - place > HEADER_LINES or not (short and any(map(_is_header, lines[place + 1 : after]))):
            return place if after - place <= DECK_LINES else title
    return title


def _is_header(line: Line) -> bool:
    """Whether a line stands between a headline and its story only: date, byline, caption, size of the text."""
    if line.furniture in _HEADER:
        return True
    return not line.furniture and (_names_writer(line.text) or _is_credited(line.text))


def _may_be_deck(line: Line) -> bool:
    """Whether a line under a headline is one or two sentences, or half a dozen words, that sum the story up."""
    if line.evident or datelines.parse(line.text) is not None or _names_writer(line.text):
        return False
    return len(line.text.split()) >= DECK_WORDS and len(line.text) <= DECK_LIMIT


def _is_credited(text: str) -> bool:
    """Whether a line in a header ends in the credit of a picture, an agency's name alone included."""
    credit = closingcredits.trailing(text, weak=True)
    return credit is not None and credit.start > NAME_CHARS and len(text) <= DECK_LIMIT


def _names_writer(text: str) -> bool:
    """Whether a line in a header is a byline, or a name, with or without what the person does."""
    if len(text) > LABEL_LIMIT or any(map(str.isdigit, text)) or labels.ends_sentence(text):
        return False
    if bylines.names_anybody(text, frozenset()) or (labels.is_byline(text) and len(text) <= MENU_LENGTH):
        return True
    persons = bylines.persons(text)
    return bool(persons) and (persons[0].role is not None or text.strip() == persons[0].name)


def _is_introduced(text: str) -> bool:
    """Whether a line says "by" before its names."""
    return bool(bylines.line(text, frozenset())) or (
        bylines.names_anybody(text, frozenset()) and any(agencies.mentions(text))
    )


def _misread(lines: Sequence[Line]) -> Iterator[int]:
    """Single letters below the beginning of the story, which choose no text size there, and the third of "(a)", "(b)"."""
    told = 0
    for place, line in enumerate(lines):
        told += line.kind == "prose"
        if told > 1 and line.furniture == "text-size":
            yield place
        if line.furniture == "copyright" and place and labels.is_third(lines[place - 1].text, line.text):
            yield place


def _boxes(lines: Sequence[Line]) -> Iterator[int]:
    """A few lines below the last of the story, between two showings of one short heading: an appeal."""
    last = max((place for place, line in enumerate(lines) if line.kind == "prose"), default=-1)
    times = Counter(line.text for line in lines)
    bounds = [
        place
        for place, line in enumerate(lines)
        if line.furniture in ("repeated-label", "phrase") and times[line.text] > 1
    ]
    prose = list(accumulate((line.kind == "prose" for line in lines), initial=0))
    for start, stop in pairwise(bounds):
        alike = lines[start].text == lines[stop].text and 1 < stop - start <= BOX_LINES + 1
        if alike and prose[start] >= STORY_LINES and stop > last:
            yield from range(start, stop + 1)


def _echoes(lines: Sequence[Line]) -> Iterator[int]:
    """Short lines that say again a part of the label right above them: the player below "Related video: …"."""
    for place, line in enumerate(lines):
        if (
            line.kind != "label"
            or line.furniture not in ("", "repeated-label")
            or len(line.text) < ECHO_CHARS
        ):
            continue
        for above in lines[max(0, place - ECHO_LINES) : place]:
            mark = above.text.find(":", 0, LABEL_LIMIT)
            if above.kind == "label" and mark > 0 and line.text in above.text[mark:]:
                yield place


def _answers(lines: Sequence[Line]) -> Iterator[int]:
    """Answers to a question of the page, one a line, two or more in a row."""
    known = labels.words("answer", "dump")
    for place, (line, after) in enumerate(pairwise(lines)):
        if labels.bare(line.text) in known and labels.bare(after.text) in known:
            yield from (place, place + 1)


def _kind(passage: Passage, times: int) -> str:
    """What a line looks like; prose that the page repeats (captions, notices) counts as a mere sentence."""
    text = passage.text
    item = passage.block.kind == "item"
    if labels.is_prose(text) and (not item or labels.ends_sentence(text)):
        return "prose" if times == 1 else "sentence"
    if labels.ends_sentence(text) and len(text) >= labels.HEADLINE_LENGTH:
        return "sentence"
    return "item" if item else "label"


def _headline(context: Context, times: Counter[str]) -> str:
    """The page's headline: the metadata's, or the headline-like line that its first lines repeat."""
    known = context.segment.headline or (context.metadata.headline.value if context.metadata.headline else "")
    if known:
        return known
    early = [text for text in times if labels.is_headline(text) and not labels.ends_sentence(text)][:20]
    for text in early:
        if any(trails.sections_before(other, text) for other in times):
            return text
    return ""


def _menus(passages: Sequence[Passage]) -> set[int]:
    """Places of lines in runs of short lines that have menu words, or that the page shows twice."""
    runs = list(_short_runs(passages))
    shown = Counter(tuple(passages[place].text for place in run) for run in runs)
    known = labels.words("home", "dump") | labels.words("chrome", "dump") | labels.words("end", "dump")
    found: set[int] = set()
    for run in runs:
        names = tuple(passages[place].text for place in run)
        bullets = sum(passages[place].block.kind == "item" for place in run)
        hits = sum(labels.bare(name) in known for name in names)
        home = labels.bare(names[0]) in labels.words("home", "dump")
        listed = bullets >= MENU_RUN and (home or hits > 1 or shown[names] > 1)
        if listed or (len(run) > MENU_RUN and home and hits > 1):
            found.update(run)
    return found


def _short_runs(passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Runs of at least four short lines of one kind that are no sentences."""
    run: list[int] = []
    for place, passage in enumerate(passages):
        short = len(passage.text) <= MENU_LENGTH and not labels.ends_sentence(passage.text)
        if short and (not run or passages[run[-1]].block.kind == passage.block.kind):
            run.append(place)
            continue
        if len(run) >= MENU_RUN:
            yield run
        run = [place] if short else []
    if len(run) >= MENU_RUN:
        yield run


def _teasers(lines: Sequence[Line]) -> Iterator[int]:
    """Headlines that are each followed by a date, where two or more of them come together."""
    pairs = [
        place
        for place, (line, after) in enumerate(pairwise(lines))
        if after.furniture == "date-line"
        and line.furniture in ("", "repeated-label")
        and line.kind in ("label", "item", "sentence")
        and labels.HEADLINE_LENGTH <= len(line.text) <= TEASER_LIMIT
    ]
    places = set(pairs)
    for place in pairs:
        if place + 2 in places or place - 2 in places:
            yield place
