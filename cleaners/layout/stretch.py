"""Where among the lines of a dump its story stands: the densest run of sentences.

A maximum-sum stretch over line scores, each weighed by how likely the scorer finds the line; then what belongs to
the story beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cleaners import characters
from cleaners.layout import labels
from cleaners.layout.dumplines import STORY_LINES, Line

PART_CHARS = 300
"""Two or more lines of prose with so many letters are never mere furniture."""
ITEM_SHARE = 0.4
"""A sentence in a list counts less than one in a paragraph: sidebars are lists."""
_LEAST = 0.1
"""Nothing is less likely than this, nor more likely than what is left of one: a line's own form counts too."""
GAP_LINES = 6
"""Short lines that may part the prose of one story: a table, the labels of a gallery."""
SURE = 0.9
"""The scorer's likelihood of sentences that it is sure of."""
FARTHEST = 12
"""Lines that may part such sentences from the rest of the story: a box with a label that else stands below stories.
Without them, out of fold, F1 n4k_dev .906 -> .907, fundus_dev and wcxb_dev the same, written dumps .943 -> .933."""
_COST = {
    "end-label": 1.5,
    "label": 1.0,
    "phrase": 1.0,
    "repeated-label": 0.4,
    "title": 0.5,
    "date-line": 1.0,
    "menu": 1.0,
    "figures": 0.4,
    "byline": 0.5,
    "introduced": 0.5,
    "caption": 0.3,
    "deck": 0.3,
    "echo": 0.5,
}
"""What a line of furniture takes from the score of a stretch that it stands in; 1.5 when not named."""
_BORDERS = frozenset(
    {"title", "breadcrumb", "share-bar", "meta-line", "copyright", "menu", "end-label", "teasers", "box"}
)
"""What prose must not stand behind to belong to the story that it is parted from by short lines."""


def find(lines: Sequence[Line], likelihoods: Mapping[int, float]) -> tuple[int, int]:
    """Bounds of the lines that hold the story; `likelihoods` are the scorer's, by block."""
    start, stop = _densest(lines, likelihoods)
    start, stop = _with_sure(lines, likelihoods, start, stop)
    start, stop = _widened(lines, start, stop)
    return start, _before_question(lines, stop)


def _densest(lines: Sequence[Line], likelihoods: Mapping[int, float]) -> tuple[int, int]:
    """The stretch with the largest score; where there is no prose, the longest without furniture."""
    best = _stretch(
        [
            _weighed(score, likelihoods.get(line.passage.block.index))
            for line, score in zip(lines, _scores(lines), strict=True)
        ]
    )
    if sum(line.kind == "prose" for line in lines[best[0] : best[1]]) > 0:
        return best
    return _stretch([-1.5 if line.evident else 0.4 for line in lines])


def _with_sure(
    lines: Sequence[Line], likelihoods: Mapping[int, float], start: int, stop: int
) -> tuple[int, int]:
    """The stretch with the sentences beyond it that the scorer is sure of, where they are enough for a part."""
    sure = [
        place
        for place, line in enumerate(lines)
        if line.kind in ("prose", "sentence") and likelihoods.get(line.passage.block.index, 0.0) >= SURE
    ]
    for run in _runs(sure, GAP_LINES):
        long = len(run) > 1 and sum(labels.weight(lines[one].text) for one in run) >= PART_CHARS
        if long and run[0] - stop <= FARTHEST and start - run[-1] <= FARTHEST:
            start, stop = min(start, run[0]), max(stop, run[-1] + 1)
    return start, stop


def _runs(places: Sequence[int], gap: int) -> Iterator[list[int]]:
    """Places, parted where two of them are more than a gap apart."""
    run: list[int] = []
    for place in places:
        if run and place - run[-1] > gap:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _widened(lines: Sequence[Line], start: int, stop: int) -> tuple[int, int]:
    """The stretch with the prose that only a few short lines part it from."""
    before = _reached(lines[:start][::-1])
    after = _reached(lines[stop:])
    return start - before, stop + after


def _before_question(lines: Sequence[Line], stop: int) -> int:
    """The end of the story, without the question of a poll or form whose answers stand below it."""
    last = stop
    while last and lines[last - 1].kind != "prose" and not _is_statement(lines[last - 1]):
        last -= 1
    below = next((line.furniture for line in lines[last:] if line.evident), "")
    return last if below == "form" else stop


def _is_statement(line: Line) -> bool:
    return line.kind == "sentence" and line.text.rstrip(characters.CLOSERS)[-1:] not in ("?", "？", "؟")


def _reached(lines: Sequence[Line]) -> int:
    """How far prose goes on in lines that lead away from the story."""
    reached = 0
    for place, line in enumerate(lines):
        if line.furniture in _BORDERS or place - reached > GAP_LINES:
            break
        if line.kind == "prose":
            reached = place + 1
    return reached


def _weighed(score: float, likelihood: float | None) -> float:
    """A line's score, as far as the scorer, which looks at what stands around the line, agrees with it."""
    if likelihood is None:
        return score
    bounded = min(max(likelihood, _LEAST), 1 - _LEAST)
    return 2 * score * (bounded if score > 0 else 1 - bounded)


def _scores(lines: Sequence[Line]) -> Iterator[float]:
    """How much each line speaks for the story; prose after the labels that follow stories speaks less."""
    prose, trust = 0, 1.0
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        score = _score(line, after)
        prose += line.kind == "prose"
        if line.furniture == "end-label" and prose >= STORY_LINES:
            trust = max(trust / 2, 0.5)
        yield score * trust if score > 0 else score


def _score(line: Line, after: Line | None) -> float:
    if line.furniture == "end-label" and after is not None and after.kind == "prose":
        return -1.0
    if line.furniture:
        return -_COST.get(line.furniture, 1.5)
    if line.kind == "prose":
        return min(3.0, labels.weight(line.text) / 100) * (
            ITEM_SHARE if line.passage.block.kind == "item" else 1
        )
    if line.kind == "sentence":
        return 0.4
    return 0.0 if line.kind == "label" and len(line.text) >= labels.PROSE_LENGTH else -0.4


def _stretch(scores: Sequence[float]) -> tuple[int, int]:
    """Bounds of the contiguous stretch with the largest sum (Kadane)."""
    best, bounds = 0.0, (0, len(scores))
    total, start = 0.0, 0
    for place, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, place
        total += score
        if total > best:
            best, bounds = total, (start, place + 1)
    return bounds
