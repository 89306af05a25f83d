"""Which blocks of a page are its article's text, given the known text: labels to train on.

Blocks vote for places in the known text with their shingles; a monotone chain picks, for every block,
one place at most, in page order, so that a teaser that repeats a sentence is not taken for the story.
What the chain is worth is measured: keeping exactly the labelled blocks must reproduce the known text
(the oracle figure that `benchmarks.train` prints).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from cleaners.model import Block

_TOKEN = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+"
)
SHINGLE = 4
KEEP_SHARE = 0.5
"""A block is text when this share of its tokens stands in the known text at its place in the chain."""
DIAGONALS = 4
"""How many places in the known text a block may propose."""


def tokens(text: str) -> list[str]:
    """Words, and the single characters of scripts that do not separate words."""
    return [token.casefold() for token in _TOKEN.findall(text)]


def label(blocks: Sequence[Block], body: str) -> list[bool]:
    """One label per block: whether it is part of the known text `body`."""
    gold = tokens(body)
    words = [tokens(block.text) for block in blocks]
    places = _index(gold)
    candidates = []
    for index, block_words in enumerate(words):
        if len(block_words) >= SHINGLE:
            candidates += _proposals(index, block_words, places)
    chain = _chain(candidates, len(gold))
    labels = [False] * len(blocks)
    taken: list[tuple[int, int, int]] = []
    for index, start, weight in chain:
        if weight >= KEEP_SHARE * len(words[index]):
            labels[index] = True
            taken.append((index, start, start + len(words[index])))
    _label_short(words, gold, taken, labels)
    return labels


def verbatim(blocks: Sequence[Block], body: str) -> list[bool]:
    """The same where `body` has every paragraph as the page shows it, and nothing else of the page is in it.

    A line that holds more than paragraphs is text when they are half of it.
    """
    paragraphs = body.splitlines()
    whole = set(paragraphs)
    marked = []
    for block in blocks:
        if len(tokens(block.text)) < SHINGLE:
            marked.append(block.text in whole)
            continue
        inside = sum(len(paragraph) for paragraph in whole if paragraph in block.text)
        marked.append(block.text in body or inside > KEEP_SHARE * len(block.text))
    return marked


def _index(gold: list[str]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position in range(len(gold) - SHINGLE + 1):
        places[tuple(gold[position : position + SHINGLE])].append(position)
    return places


def _proposals(
    index: int, words: list[str], places: dict[tuple[str, ...], list[int]]
) -> list[tuple[int, int, float]]:
    """The diagonals of the known text that a block's shingles vote for: (block, start, tokens covered)."""
    votes: Counter[int] = Counter()
    for offset in range(len(words) - SHINGLE + 1):
        for position in places.get(tuple(words[offset : offset + SHINGLE]), ())[:20]:
            votes[position - offset] += 1
    found = []
    for diagonal, count in votes.most_common(DIAGONALS):
        # Votes on near diagonals count too: the known text may lack a word in the middle.
        near = sum(votes[d] for d in range(diagonal - 6, diagonal + 7))
        covered = min(len(words), max(near, count) + SHINGLE - 1)
        found.append((index, max(0, diagonal), float(covered)))
    return found


def _chain(candidates: list[tuple[int, int, float]], size: int) -> list[tuple[int, int, float]]:
    """The heaviest chain with block index strictly and place in the known text weakly increasing.

    A Fenwick tree over places keeps the best chain that ends at or before each place.
    """
    best = [0.0] * (size + 2)
    owner = [-1] * (size + 2)
    back = [-1] * len(candidates)
    weights = [0.0] * len(candidates)

    def ask(position: int) -> tuple[float, int]:
        found, who = 0.0, -1
        position += 1
        while position > 0:
            if best[position] > found:
                found, who = best[position], owner[position]
            position -= position & -position
        return found, who

    def put(position: int, value: float, who: int) -> None:
        position += 1
        while position < len(best):
            if value > best[position]:
                best[position], owner[position] = value, who
            position += position & -position

    position = 0
    while position < len(candidates):
        stop = position
        while stop < len(candidates) and candidates[stop][0] == candidates[position][0]:
            _, start, weight = candidates[stop]
            value, who = ask(start)
            weights[stop], back[stop] = value + weight, who
            stop += 1
        for one in range(position, stop):
            # The next block may start a little before this one's end: tokens differ at the seams.
            end = min(size, candidates[one][1] + max(1, int(candidates[one][2]) - 3))
            put(end, weights[one], one)
        position = stop
    if not candidates:
        return []
    last = max(range(len(candidates)), key=weights.__getitem__)
    chain = []
    while last >= 0:
        chain.append(candidates[last])
        last = back[last]
    return chain[::-1]


def _label_short(
    words: list[list[str]], gold: list[str], taken: list[tuple[int, int, int]], labels: list[bool]
) -> None:
    """Blocks too short for a shingle are text when the known text has them between their neighbours."""
    order = [index for index, _, _ in taken]
    cursor: dict[int, int] = {}
    for index, block_words in enumerate(words):
        if not block_words or len(block_words) >= SHINGLE + 1 or labels[index]:
            continue
        after = bisect_left(order, index)
        if after == 0 and (not order or order[0] - index > 6):
            continue
        low = taken[after - 1][2] - 2 if after else 0
        low = max(low, cursor.get(after, 0), 0)
        high = taken[after][1] + 2 if after < len(order) else min(len(gold), low + 40)
        size = len(block_words)
        for position in range(low, min(high, len(gold)) - size + 1):
            if gold[position : position + size] == block_words:
                labels[index] = True
                cursor[after] = position + size
                break
