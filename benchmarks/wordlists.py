"""On how many sites a word stands in story text, and in other text: the scorer's word and name lists.

Lists are counted without the page's own site even in training, or the trees would trust them too much.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.examples import Example
from cleaners.scorer.features import Tables
from cleaners.scorer.words import name_words, text_words

MIN_SITES_WORD, MIN_SITES_NAME = 10, 6
"""On how many sites a word must occur to be looked up."""
LEAST_ODDS = 0.15
"""A word whose log odds are nearer to nothing is left out of the list."""


class Counts:
    """On how many sites each word stands in story text, and in other text; by site, to leave one out."""

    def __init__(self, examples: Iterable[Example]) -> None:
        words: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
        names: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
        for example in examples:
            _count_words(example, words[example.site])
            _count_names(example, names[example.site])
        self._words = {site: _shares(counts) for site, counts in words.items()}
        self._names = {site: _shares(counts) for site, counts in names.items()}

    def tables(self, sites: Sequence[str]) -> dict[str | None, Tables]:
        """For each of these sites the tables counted on all the others; under None, on all."""
        words = _Odds(_total(self._words, sites), MIN_SITES_WORD)
        names = _Odds(_total(self._names, sites), MIN_SITES_NAME)
        found: dict[str | None, Tables] = {
            site: Tables(words.without(self._words[site]), names.without(self._names[site])) for site in sites
        }
        found[None] = Tables(words.all, names.all)
        return found


def _count_words(example: Example, counts: dict[str, list[float]]) -> None:
    for block, kept in zip(example.document.blocks, example.labels, strict=True):
        for word in set(text_words(block.text)):
            counts[word][kept] += 1.0


def _count_names(example: Example, counts: dict[str, list[float]]) -> None:
    """A container counts for the story by the share of its text that is the story's."""
    containers = example.document.containers
    kept, total = [0] * len(containers), [0] * len(containers)
    for block, label in zip(example.document.blocks, example.labels, strict=True):
        if block.container >= 0:
            total[block.container] += len(block.text)
            kept[block.container] += len(block.text) * label
    for index in range(len(containers) - 1, 0, -1):
        parent = containers[index].parent
        if parent >= 0:
            total[parent] += total[index]
            kept[parent] += kept[index]
    for container in containers:
        if container.names and total[container.index]:
            share = kept[container.index] / total[container.index]
            for word in set(name_words(container.names)):
                counts[word][0] += 1.0 - share
                counts[word][1] += share


def _shares(counts: Mapping[str, list[float]]) -> dict[str, tuple[float, float]]:
    return {word: (out / (out + kept), kept / (out + kept)) for word, (out, kept) in counts.items()}


def _total(
    by_site: Mapping[str, Mapping[str, tuple[float, float]]], sites: Sequence[str]
) -> dict[str, list[float]]:
    total: dict[str, list[float]] = {}
    for site in sites:
        for word, (out, kept) in by_site[site].items():
            entry = total.setdefault(word, [0.0, 0.0, 0])
            entry[0] += out
            entry[1] += kept
            entry[2] += 1
    return {word: entry for word, entry in total.items() if entry[2] >= MIN_SITES_NAME}


class _Odds:
    """Log odds of words, with one site's counts taken out or not."""

    def __init__(self, total: Mapping[str, list[float]], least: int) -> None:
        self._total = total
        self._least = least
        self.all = {
            word: _log_odds(out, kept) for word, (out, kept, sites) in total.items() if sites >= least
        }

    def without(self, own: Mapping[str, tuple[float, float]]) -> dict[str, float]:
        """The table without one site's counts."""
        found = dict(self.all)
        for word, (out, kept) in own.items():
            if word in found:
                total = self._total[word]
                if total[2] > self._least:
                    found[word] = _log_odds(total[0] - out, total[1] - kept)
                else:
                    del found[word]
        return found


def _log_odds(out: float, kept: float) -> float:
    return round(max(-4.0, min(4.0, math.log((kept + 0.5) / (out + 0.5)))), 2)


def shipped(tables: Tables) -> tuple[dict[str, float], dict[str, float]]:
    """The word and name lists as they are shipped: words that say next to nothing are left out."""
    words = {word: odds for word, odds in sorted(tables.words.items()) if abs(odds) >= LEAST_ODDS}
    return words, dict(sorted(tables.names.items()))
