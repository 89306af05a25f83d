"""A second opinion: what trafilatura takes for the story, asked only where the scorer is unsure of a page.

Its text is a witness, no substitute: a block that stands in it becomes likelier, one that does not becomes
less likely, and the threshold is set anew.  The quick witness alone, out of fold on 1,136 pages, 3 % of them asked:
F1 n4k_dev .9372 -> .9393, fundus_dev .9759 -> .9771, wcxb_dev .9545 -> .9548 (docs/benchmarks.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import exp, log

from cleaners import scorer
from cleaners.model import Document
from cleaners.scorer import Scores

ASKED_BELOW = 0.88
"""The scorer's confidence below which trafilatura is asked; from .85 to .90 the figures are alike."""
WEIGHT = 1.5
"""Log odds that a block gains when all of it stands in the witness's text, and loses when nothing does."""
LARGEST_PAGE = 2_000_000
MOST_BLOCKS = 600
"""Beyond these, bytes and blocks, the witness takes longest, up to minutes, and has brought nothing: long lists."""
MOST_TOLD = 0.6
"""Share of the blocks' text beyond which the thorough one is asked: where `baseline` finds no story, it tells all.
From .5 to .7 the figures are the same."""
SHINGLE = 4
"""Words in a row that are looked for."""
_BOUNDS = (1e-4, 1 - 1e-4)
_WORD = re.compile(r"\w+")


def wanted(scores: Scores, read: Document) -> bool:
    """Whether a page is unsure enough to ask about, and small enough."""
    sized = len(read.page.content) <= LARGEST_PAGE and len(read.blocks) <= MOST_BLOCKS
    return sized and scores.confidence < ASKED_BELOW and bool(scores.probabilities)


def revise(scores: Scores, read: Document) -> Scores:
    """Scores after the witness was heard; the same scores when it has nothing to say."""
    texts = {index: read.blocks[index].text for index in scores.probabilities}
    shares: dict[int, float] = {}
    for witness in (_quick, _thorough):
        said = _shingles(_testimony(witness, read))
        if not said:
            return scores
        shares = {index: _share(text, said) for index, text in texts.items()}
        told = sum(share * len(texts[index]) for index, share in shares.items())
        if told <= MOST_TOLD * sum(map(len, texts.values())):
            break
    probabilities = {
        index: _weighed(probability, shares[index]) for index, probability in scores.probabilities.items()
    }
    threshold, confidence = scorer.expected_best(probabilities, [len(block.text) for block in read.blocks])
    evidence = {
        index: scores.evidence.get(index, "not in a second extractor's text")
        for index, probability in probabilities.items()
        if probability < threshold
    }
    return Scores(probabilities, evidence, threshold, confidence)


def _weighed(probability: float, share: float) -> float:
    low, high = _BOUNDS
    bounded = min(max(probability, low), high)
    return 1 / (1 + exp(-log(bounded / (1 - bounded)) - WEIGHT * (2 * share - 1)))


def _share(text: str, said: frozenset[tuple[str, ...]]) -> float:
    """How much of a block the witness says too; half when the block has no words."""
    own = _shingles(text)
    return len(own & said) / len(own) if own else 0.5


def _testimony(witness: Callable[[str], str], read: Document) -> str:
    """A witness's text of the page; empty when it finds none or fails."""
    try:
        return witness(read.page.content.decode(read.charset, "replace"))
    except Exception:
        return ""


def _quick(html: str) -> str:
    """The first that has enough text: declared bodies, articles, paragraphs, all of the page."""
    import trafilatura  # noqa: PLC0415 - takes 0.3 s, and most pages never come here

    return trafilatura.baseline(html)[1]


def _thorough(html: str) -> str:
    """What trafilatura extracts, at two and a half times the cost."""
    import trafilatura  # noqa: PLC0415

    return trafilatura.extract(html, include_comments=False, include_tables=True, fast=True) or ""


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if len(words) < SHINGLE:
        return frozenset([tuple(words)]) if words else frozenset()
    return frozenset(zip(*(words[k:] for k in range(SHINGLE)), strict=False))
