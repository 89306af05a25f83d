"""Which lines of a text dump are the story, and which are the page around it.

A dump has no markup, but its story is the densest run of sentences: a maximum-sum stretch over line
scores, each weighed by how likely the scorer finds the line.  Outside of it short lines go once there is
evidence of furniture on that side (menus, share bars, teasers, forms); inside it only what is certain goes.
A text without any furniture keeps every line: a poem, a recipe, a table of results.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from cleaners.layout import dumplines, labels, lineforms, stretch
from cleaners.layout.dumplines import Line
from cleaners.model import Context, Rule, Verdict
from cleaners.sources import creditlines, datelines
from cleaners.wording import voice

ENOUGH = 1.0
"""Evidence of furniture that one side of the story needs before its short lines go."""
DECK_LINES = 4
"""Lines between a headline and the story: deck, byline, date, caption."""
BOX_LINES = 8
"""Headlines that a box of other stories inside a story has at most."""
HEARD = 1.0
"""Log odds that the page speaks, from which on a label above two or more headlines is heard as theirs."""
STANDFIRST = 150
"""Characters of the longest sentence between two headlines of such a box."""
DOUBTED = 0.6
"""The score that such a sentence has at most."""
BOX_WORDS = 5
"""Words of the shortest headline in it, where the last line may as well be the next subhead."""

_STRENGTH = {
    "label": 0.5,
    "phrase": 0.5,
    "date-line": 0.5,
    "figures": 0.25,
    "byline": 0.5,
    "introduced": 0.5,
    "caption": 0.5,
    "deck": 0.0,
    "repeated-label": 0.0,
    "": 0.0,
}
"""How much a line says that its side of the story is furniture; 1 when not named."""
_CERTAIN = frozenset(
    {
        "echo",
        "pointer",
        "boxed",
        "title",
        "breadcrumb",
        "share-bar",
        "meta-line",
        "menu",
        "site-name",
        "teasers",
        "text-size",
        "deck",
        "byline",
    }
)
"""What goes from inside the story too."""
_WEAK = frozenset(
    {
        "pointer",
        "echo",
        "title",
        "form",
        "text-size",
        "box",
        "phrase",
        "figures",
        "byline",
        "introduced",
        "caption",
        "deck",
        "site-name",
    }
)
"""What a bare text may hold too: its headline and byline, a list to tick, letters, figures, a name said twice, arrows."""
_EVIDENCE = {
    "title": "the headline again",
    "breadcrumb": "breadcrumb that leads to the headline",
    "share-bar": "names of social networks only",
    "meta-line": "line of byline, date, comments or reading time run together",
    "copyright": "copyright line",
    "menu": "one of a run of short menu lines",
    "end-label": "label of what stands around stories",
    "label": "label of a button or box",
    "site-name": "the same name twice in one line",
    "date-line": "a date alone on its line",
    "boxed": "under a label of other stories, where the story goes on below",
    "pointer": "an arrow before the headline of another story",
    "echo": "says a part of the label above it again",
    "teasers": "headline of another story, with its date",
    "repeated-label": "short line that the page repeats",
    "box": "between two showings of the same short heading, below the story",
    "form": "field, counter or answer of a form or poll",
    "text-size": "letters that choose the size of the text",
    "byline": "who wrote it, between the headline and the story",
    "deck": "under the headline, above byline, date or buttons",
    "figures": "figures without a word",
    "phrase": "a phrase that speaks to the reader, alone on its line",
    "open-label": "label above the story that introduces nothing",
}
_LEFT = frozenset({"phrase", "caption", "introduced"})
"""What the rules for texts know more about than that it is no story."""
_MOVED = {"byline": "authors", "deck": "description"}
_SYMBOL = re.compile(r"[♥♡❤👍💬🔁★☆▶►⭐👏🔥💾🔖↗⤴]")
"""Signs of buttons beside a count."""
_FIGURE = re.compile(r"[^:：]{3,40}[:：] ?[-–$€£¥]?\d")
"""An entry of a list of figures: "Deepest discharge: 83 per cent"."""
_OPEN_LABEL = 32


def judge(context: Context) -> Iterator[Verdict]:
    """Cut a dump's page furniture and keep its story."""
    if context.document.page.kind != "text" or not context.passages:
        return
    lines = dumplines.read(context)
    if not _is_page(lines):
        return
    start, stop = stretch.find(lines, context.likelihoods)
    yield from _head(lines[:start])
    yield from _inside(lines[start:stop], context.likelihoods)
    yield from _tail(lines[stop:])


def _is_page(lines: Sequence[Line]) -> bool:
    """Whether anything tells that this is a dump of a page, not the bare text of a story.

    A headline alone does not, for the first short line of a bare text may be a subhead; nor do dates alone,
    which head the entries of a chronicle, or one label.
    """
    evidence: dict[str, float] = {}
    for line in lines:
        evidence[line.furniture] = max(evidence.get(line.furniture, 0.0), _evidence(line))
    if sum(evidence.values()) >= ENOUGH:
        return True
    titles = [place for place, line in enumerate(lines) if line.furniture == "title"]
    if not titles:
        return False
    after = lines[titles[0] + 1 : titles[0] + 1 + DECK_LINES]
    return any(labels.is_byline(line.text) and line.kind == "label" for line in after) or any(
        datelines.parse(line.text) is not None for line in after
    )


def _evidence(line: Line) -> float:
    """How much a line says that a page stands around the story; a label told by its first words, half."""
    if line.furniture in _WEAK:
        return 0.0
    if line.furniture == "end-label" and labels.bare(line.text).rstrip(lineforms.COUNTS) not in labels.words(
        "end", "dump"
    ):
        return 0.5
    return _STRENGTH.get(line.furniture, 1.0)


def _head(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Everything down to the last furniture before the story; what is left there may be deck and byline."""
    strength = sum(
        1.0 if line.furniture == "date-line" else _STRENGTH.get(line.furniture, 1.0) for line in lines
    )
    if strength < ENOUGH:
        return
    last = max(place for place, line in enumerate(lines) if line.evident and line.furniture != "text-size")
    titled = max((place for place, line in enumerate(lines) if line.furniture == "title"), default=len(lines))
    kept = _prose_runs(lines) | {place for place in range(titled, len(lines)) if lines[place].kind == "prose"}
    for place, line in enumerate(lines):
        if place > last and line.text[-1] in ":：" and len(line.text) <= _OPEN_LABEL:
            yield _cut(line._replace(furniture="open-label"), "", "")
        if line.furniture in _LEFT or (place > last and line.furniture != "text-size"):
            continue
        if line.furniture == "deck" or place not in kept:
            yield _cut(line, "before-story", "stands before the story, among the page's menus and labels")


def _inside(lines: Sequence[Line], likelihoods: Mapping[int, float]) -> Iterator[Verdict]:
    short = [line.passage.block.index for line in lines if len(line.text) <= STANDFIRST]
    doubted = {index for index in short if likelihoods.get(index, 1.0) < DOUBTED}
    boxed = set(_boxed(lines, doubted))
    lines = [line._replace(furniture="boxed") if place in boxed else line for place, line in enumerate(lines)]
    figures = [line.text for line in lines if line.furniture == "figures"]
    counts = len(figures) > 1 and len(set(figures)) == 1
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if (
            line.furniture in _CERTAIN
            or (line.furniture == "figures" and (counts or _SYMBOL.search(line.text)))
            or (line.furniture == "date-line" and lines and _after_teaser(lines, line))
            or (line.furniture == "end-label" and after is not None and after.kind in ("label", "item"))
        ):
            yield _cut(line, "", "")


def _boxed(lines: Sequence[Line], doubted: Collection[int]) -> Iterator[int]:
    """Headlines under a label of other stories, down to where the story goes on, or to its next subhead.

    Standfirsts between them are lines that the scorer doubts.
    """
    for place, line in enumerate(lines):
        if line.kind == "prose" or not _heads_others(line) or (place and lines[place - 1].text[-1] in ":："):
            continue
        stop = _box_end(lines, place, doubted)
        if stop is None:
            continue
        known = line.furniture == "end-label" or labels.is_related_heading(line.text)
        if known or stop - place > 2:
            yield from range(place + (1 if known else 0), stop)


def _box_end(lines: Sequence[Line], label: int, doubted: Collection[int]) -> int | None:
    """The line behind the last one of the box that a label opens; None where what follows is not the story."""
    stop = label + 1
    while stop < len(lines) and stop - label <= BOX_LINES and _may_be_boxed(lines, (label, stop), doubted):
        if _is_entry(lines[stop + 1 : stop + 2]) and lines[stop].text[-1] in ":：":
            break
        if _stands_apart(lines, stop) and _is_tight(lines[label + 1 : stop]):
            return stop
        stop += 1
    listed = _is_entry(lines[stop + 1 : stop + 2])
    if stop < len(lines) and lines[stop].kind != "prose" and not (listed or _announces(lines[stop])):
        return None
    above, last = lines[label + 1 : stop - 1], lines[stop - 1]
    listed = last.kind == "label" and {line.kind for line in above} == {"item"}
    return stop - (bool(above) and (listed or _may_be_subhead(last.text)))


def _stands_apart(lines: Sequence[Line], place: int) -> bool:
    """Whether blank lines part a line from the one above and from the prose below."""
    below = lines[place + 1 : place + 2]
    apart = all(one.passage.block.gap for one in (lines[place], *below))
    return apart and bool(below) and below[0].kind == "prose"


def _is_tight(lines: Sequence[Line]) -> bool:
    """Whether some lines stand right below the label of their box, without a blank line: one ends the box."""
    return bool(lines) and not any(line.passage.block.gap for line in lines)


def _heads_others(line: Line) -> bool:
    """Whether a line heads other stories, as a known label, or as a label that sounds like the page's."""
    if line.furniture == "end-label" or labels.is_related_heading(line.text):
        return True
    heard = line.kind == "label" and not line.furniture and len(line.text) <= _OPEN_LABEL
    return heard and voice.of_page(line.text) > HEARD


def _may_be_teaser(line: Line) -> bool:
    return (
        line.kind in ("label", "item")
        and line.furniture in ("", "repeated-label", "figures", "date-line")
        and not _announces(line)
    )


def _may_be_boxed(lines: Sequence[Line], box: tuple[int, int], doubted: Collection[int]) -> bool:
    """Whether the last line of a box of other stories is a headline, or a sentence between two of them."""
    label, place = box
    line = lines[place]
    if _may_be_teaser(line):
        return _FIGURE.match(line.text) is None
    above, below = lines[place - 1], lines[place + 1 : place + 3]
    between = place > label + 1 and labels.is_headline(above.text) and _may_be_teaser(above)
    goes_on = any(_may_be_teaser(one) and labels.is_headline(one.text) for one in below)
    told = line.passage.block.index in doubted and line.kind != "item" and not line.furniture
    return between and goes_on and told and labels.sentences(line.text) == 1


def _is_entry(lines: Sequence[Line]) -> bool:
    """Whether the first of some lines is an entry of a story's list, which goes on: "– in the water,"."""
    return bool(lines) and lines[0].text[0] in "-–—•*·" and lines[0].text[-1] in ",;，；"


def _announces(line: Line) -> bool:
    """Whether a line of a sentence's length ends with a colon: the story's list follows it."""
    return line.text[-1] in ":：" and labels.weight(line.text) >= labels.SENTENCE_LENGTH


def _may_be_subhead(text: str) -> bool:
    return len(text.split()) < BOX_WORDS or text.endswith(("?", "？"))


def _after_teaser(lines: Sequence[Line], line: Line) -> bool:
    return any(one.furniture == "teasers" and other is line for one, other in pairwise(lines))


def _tail(lines: Sequence[Line]) -> Iterator[Verdict]:
    """Everything from the first furniture after the story on."""
    if sum(_STRENGTH.get(line.furniture, 1.0) for line in lines) < ENOUGH:
        return
    first = next(place for place, line in enumerate(lines) if line.evident)
    kept = _prose_runs(lines)
    if lines[first].furniture == "form":
        kept |= {place for place in range(first) if creditlines.may_sign(lines[place].text)}
        first = 0
    ended = False
    for place, line in enumerate(lines[first:], first):
        headed = labels.is_related_heading(line.text) and place + 1 in kept
        ended = ended or (line.furniture == "end-label" and not headed)
        if (ended or place not in kept) and line.furniture not in _LEFT:
            yield _cut(line, "after-story", "stands after the story, among the page's lists and forms")


def _prose_runs(lines: Sequence[Line]) -> set[int]:
    """Places of two or more lines of prose in a row that are long enough for a part of a story."""
    found: set[int] = set()
    run: list[int] = []
    for place in range(len(lines) + 1):
        if place < len(lines) and lines[place].kind == "prose" and not lines[place].furniture:
            run.append(place)
            continue
        if len(run) > 1 and sum(labels.weight(lines[one].text) for one in run) >= stretch.PART_CHARS:
            found.update(run)
        run = []
    return found


def _cut(line: Line, place: str, evidence: str) -> Verdict:
    passage = line.passage
    span = passage.span
    if line.furniture == "title":
        return Verdict(passage.block.index, "move", "dump.title-repeat", _EVIDENCE["title"], span, "headline")
    if line.furniture in _MOVED:
        evidence = _EVIDENCE[line.furniture]
        return Verdict(
            passage.block.index, "move", f"dump.{line.furniture}", evidence, span, _MOVED[line.furniture]
        )
    if line.furniture in ("teasers", "pointer", "boxed"):
        rule, evidence = f"dump.{line.furniture}", _EVIDENCE[line.furniture]
        return Verdict(passage.block.index, "move", rule, evidence, span, "related")
    rule = line.furniture or place
    return Verdict(passage.block.index, "cut", f"dump.{rule}", _EVIDENCE.get(rule, evidence), span)


rules: tuple[Rule, ...] = (judge,)
