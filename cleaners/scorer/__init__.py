"""Is this block the article's text?  A small learned model over the blocks of a page.

Two forests: the first scores a block by its text, markup and neighbours, the second looks again at the
block among its neighbours' first scores.  The weights are data (`FILES`), made by `benchmarks.train`; the
same page always gives the same scores.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import compress
from operator import and_

import msgspec
from msgspec import Struct

from cleaners.model import Document, Kind, Metadata, Verdict
from cleaners.scorer import context, reasons, siblings
from cleaners.scorer.containers import KIN, SINGLE
from cleaners.scorer.features import NAMES, OWN, PAGE, WHOLE, Features, Tables
from cleaners.scorer.forest import Forest, Scale, Tree
from cleaners.scorer.reasons import Reason
from cleaners.wording import voice

FILES: Mapping[Kind, str] = {"html": "weights.bin", "text": "weights.text.bin"}
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 0.25, 0.5
"""Bounds of the threshold that promises the best F1; from out-of-fold scores (benchmarks/train.py)."""
EDGE_THRESHOLD = 0.2
"""Lines of a dump go below it at the beginning and the end of what the rules have left of it.  Out of fold, F1
n4k_dev .893 -> .899, fundus_dev .912 -> .922, wcxb_dev .928 -> .932; above it recall falls faster."""
LINE_THRESHOLD = 0.3
"""Inside the story a line of a dump goes only below this, sentences later yet (`siblings.DOUBTED`): without markup the
scorer is right less often."""
_BLOCK, _KIN, _PAGE, _CONTEXT = range(4)
"""The parts of a row: what is a block's own, what it shares with its kin, with the page; the second look."""
EVIDENCE = 60
"""Characters of a headline that a verdict shows."""
DROPPED_BELOW = 0.02
"""A block whose first score is lower is not looked at again."""


class Weights(Struct, frozen=True):
    """What training leaves behind."""

    digest: str
    """Of the data that it was trained on."""
    words: dict[str, float]
    names: dict[str, float]
    first: list[Tree]
    second: list[Tree]
    strengths: dict[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights made ready to score with."""

    tables: Tables
    scale: Scale
    first: Forest
    second: Forest
    reasons: Sequence[Reason]
    """Why a block is none of the story, the strongest reason first."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A page's scores: how likely each looked-at block is the article's text."""

    probabilities: Mapping[int, float]
    evidence: Mapping[int, str]
    """For each block below the threshold, why."""
    threshold: float
    confidence: float
    """The F1 that keeping the blocks above the threshold is expected to reach: calibrated, 0 to 1."""


@cache
def default(kind: Kind) -> Model:
    """The model that the package ships for pages, or for text dumps, which have no markup to go by."""
    return build(decode(files("cleaners.scorer").joinpath(FILES[kind]).read_bytes()))


def decode(content: bytes) -> Weights:
    """Read a weights file."""
    return msgspec.msgpack.decode(zlib.decompress(content), type=Weights)


def encode(weights: Weights) -> bytes:
    """Write a weights file."""
    return zlib.compress(msgspec.msgpack.encode(weights), 9)


def build(weights: Weights, heard: Callable[[str], float] = voice.of_page) -> Model:
    """Make weights ready to score with; `heard` says how much a text sounds like the page (log odds)."""
    parts = [[NAMES.index(name) for name in names] for names in ((*OWN, *SINGLE), KIN, PAGE)]
    around = range(len(NAMES), len(NAMES) + len(context.CONTEXT))
    scale = Scale((weights.first, weights.second), [*parts, around], set(map(NAMES.index, WHOLE)))
    return Model(
        Tables(weights.words, weights.names, heard),
        scale,
        Forest(weights.first, scale),
        Forest(weights.second, scale),
        reasons.ranked(weights.strengths),
    )


def score(document: Document, about: Metadata, wanted: Collection[int], model: Model | None = None) -> Scores:
    """Score the blocks that no certain rule has decided; the others count as surroundings."""
    model = model or default(document.page.kind)
    if not wanted:
        return Scores({}, {}, HIGHEST_THRESHOLD, 0.0)
    rows = _Rows(document, Features(document, about, model.tables, frozenset(wanted)), model.scale)
    order = rows.order
    found = model.first.probabilities(rows.masks(model.first))
    final = dict(zip(order, found, strict=True))
    first = [final.get(index, 0.0) for index in range(len(document.blocks))]
    unsure = [one >= DROPPED_BELOW for one in found]
    asked = list(compress(order, unsure))
    if asked:
        around = context.rows(document.blocks, document.containers, rows.features, first, asked)
        near = model.second.masks(_CONTEXT, model.scale.ranks(_CONTEXT, around), len(asked))
        masks = list(map(and_, rows.masks(model.second, unsure), near))
        final.update(zip(asked, model.second.probabilities(masks), strict=True))
    threshold, confidence = expected_best(final, rows.features.chars)
    if document.page.kind == "text":
        threshold = EDGE_THRESHOLD
    low = [index for index, probability in final.items() if probability < max(threshold, LINE_THRESHOLD)]
    evidence = {index: reasons.say(rows.whole(index), model.reasons) for index in low}
    return Scores(final, evidence, threshold, confidence)


class _Rows:
    """A page's rows in parts; a part that blocks share is made and looked up once."""

    def __init__(self, document: Document, features: Features, scale: Scale) -> None:
        self.features = features
        self.order = list(features.own)
        self._blocks = document.blocks
        owners = [document.blocks[index].container for index in self.order]
        single = map(features.single, owners)
        own = [[*row, *pair] for row, pair in zip(features.own.values(), single, strict=True)]
        kin = list(map(features.kin, owners))  # one and the same tuple for all kin
        shared = {id(row): row for row in kin}
        places = {key: place for place, key in enumerate(shared)}
        self._kin = [places[id(row)] for row in kin]
        self._shared = len(shared)
        self._ranks = scale.ranks(_BLOCK, own)
        self._kin_ranks = scale.ranks(_KIN, list(shared.values()))
        self._page_ranks = scale.ranks(_PAGE, [features.page])

    def masks(self, forest: Forest, wanted: Sequence[bool] | None = None) -> list[int]:
        """For each block of `order`, or the wanted ones, the leaves that its own, its kin's and the page's part leave."""
        (page,) = forest.masks(_PAGE, self._page_ranks, 1)
        shared = [mask & page for mask in forest.masks(_KIN, self._kin_ranks, self._shared)]
        kin = self._kin if wanted is None else list(compress(self._kin, wanted))
        own = forest.masks(_BLOCK, self._ranks, len(kin), wanted)
        return [mask & shared[place] for mask, place in zip(own, kin, strict=True)]

    def whole(self, index: int) -> list[float]:
        """One block's row with all its parts."""
        return [
            *self.features.own[index],
            *self.features.container(self._blocks[index].container),
            *self.features.page,
        ]


def expected_best(probabilities: Mapping[int, float], chars: list[int]) -> tuple[float, float]:
    """The threshold whose kept set promises the best F1, and that F1.

    With p the calibrated probability and n the characters of each block, keeping a set promises
    2 * sum(p * n over the set) / (sum(n over the set) + sum(p * n over all)).
    """
    ranked = sorted(((p, chars[index]) for index, p in probabilities.items()), reverse=True)
    expected = sum(p * n for p, n in ranked)
    best, threshold, hit, kept = 0.0, HIGHEST_THRESHOLD, 0.0, 0
    for p, n in ranked:
        hit += p * n
        kept += n
        promise = 2 * hit / (kept + expected + 1e-9)
        if promise > best:
            best, threshold = promise, p
    return min(max(threshold, LOWEST_THRESHOLD), HIGHEST_THRESHOLD), best


def verdicts(document: Document, scores: Scores) -> Iterator[Verdict]:
    """A cut for every block of a page that is more likely not the article's text."""
    back = siblings.taken_back(document, scores.probabilities, scores.threshold)
    for index, probability in scores.probabilities.items():
        if probability < scores.threshold and index not in back:
            yield _cut(index, scores)


def line_verdicts(
    document: Document, scores: Scores, left: Sequence[int], *, split: bool = False
) -> Iterator[Verdict]:
    """Cuts of lines of a dump, of those that are `left`, in page order: at both ends, and of labels between."""
    inside = siblings.without_edges(document, scores.probabilities, scores.threshold, left, split=split)
    back = siblings.lines_taken_back(
        document, {index: scores.probabilities[index] for index in inside}, LINE_THRESHOLD
    )
    teased = {
        one: head
        for head, told in siblings.teased(document, scores.probabilities, left)
        for one in (head, told)
    }
    for index in left:
        if index in teased:
            said = document.blocks[teased[index]].text[:EVIDENCE]
            evidence = f"another story's headline and standfirst: {said!r}"
            yield Verdict(index, "cut", "scorer.teaser", evidence)
            continue
        doubted = scores.probabilities[index] < LINE_THRESHOLD and index not in back
        if doubted or index not in inside:
            yield _cut(index, scores)


def _cut(index: int, scores: Scores) -> Verdict:
    evidence = f"score {scores.probabilities[index]:.2f}: {scores.evidence[index]}"
    return Verdict(index, "cut", "scorer.not-article", evidence)


__all__ = [
    "Model",
    "Scores",
    "Tree",
    "Weights",
    "build",
    "decode",
    "default",
    "encode",
    "line_verdicts",
    "score",
    "verdicts",
]
