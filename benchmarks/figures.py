"""Figures of extracted text against known text: the shingles of scrapinghub/article-extraction-benchmark.

`judge` compares one page, `total` averages over pages; docs/benchmarks.md says what each figure means.
"""

from __future__ import annotations

import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

FIGURES = (
    "aeb_p", "aeb_r", "aeb_f1", "exact", "kept", "leaked", "traf_f1", "dup", "title", "date", "authors",
)  # fmt: skip
LOWER_IS_BETTER = frozenset({"leaked", "dup"})
RESAMPLES = 2000
MIN_REPEATED_WORDS = 8
"""A paragraph counts as a repeat from this number of words on."""
_TOKEN = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_BETWEEN_NAMES = re.compile(r",|;|\band\b")


class PageFigures(Struct, frozen=True):
    """What one system got right on one page; None is: not known, or not looked for."""

    counts: tuple[float, float, float] | None
    """Shares of shingles right, wrong, missing."""
    exact: bool | None
    snippets: tuple[int, int, int, int]
    """Of those that belong: found, missing.  Of those that do not: found, absent."""
    dup: float
    """Share of its paragraphs that repeat an earlier one."""
    title: bool | None
    date: bool | None
    authors: bool | None


def judge(truth: Mapping[str, Any], got: Mapping[str, Any]) -> PageFigures:
    """Compare a page with what is known of it: `text`, `title`, `date`, `authors` of `got`."""
    text, body = got.get("text") or "", truth.get("body")
    flat = _squashed(text)
    wanted, unwanted = ([_squashed(s) for s in truth.get(key) or ()] for key in ("with", "without"))
    kept, leaked = sum(s in flat for s in wanted), sum(s in flat for s in unwanted)
    paragraphs = [
        _squashed(line).casefold() for line in text.split("\n") if len(line.split()) >= MIN_REPEATED_WORDS
    ]
    return PageFigures(
        counts=None if body is None else shingle_counts(body, text),
        exact=None if body is None else _TOKEN.findall(body) == _TOKEN.findall(text),
        snippets=(kept, len(wanted) - kept, leaked, len(unwanted) - leaked),
        dup=1 - len(set(paragraphs)) / len(paragraphs) if paragraphs else 0.0,
        title=_same(truth, got, "title", lambda value: [t.casefold() for t in _TOKEN.findall(value or "")]),
        date=_same(truth, got, "date", lambda value: str(value)[:10]),
        authors=_same(truth, got, "authors", _names),
    )


def total(pages: Sequence[PageFigures]) -> dict[str, float]:
    """The figures over pages, macro-averaged; those that nothing is known about are left out."""
    found: dict[str, float] = {}
    counts = [page.counts for page in pages if page.counts is not None]
    if counts:
        found["aeb_p"], found["aeb_r"], found["aeb_f1"] = averages(counts)
    found |= _mean("exact", (page.exact for page in pages))
    kept, missing, leaked, absent = (sum(page.snippets[k] for page in pages) for k in range(4))
    if kept + missing + leaked + absent:
        found["kept"] = kept / max(1, kept + missing)
        found["leaked"] = leaked / max(1, leaked + absent)
        found["traf_f1"] = 2 * kept / max(1, 2 * kept + leaked + missing)
    found |= _mean("dup", (page.dup for page in pages))
    for name in ("title", "date", "authors"):
        found |= _mean(name, (getattr(page, name) for page in pages))
    return found


def averages(counts: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Mean precision and recall over pages, and the F1 of the two."""
    precision = statistics.fmean([h / (h + w) for h, w, _ in counts if h + w > 0] or [0.0])
    recall = statistics.fmean([h / (h + m) for h, _, m in counts if h + m > 0] or [0.0])
    return precision, recall, _f1(precision, recall)


def difference(ours: Sequence[PageFigures], theirs: Sequence[PageFigures]) -> tuple[float, float, float]:
    """Our aeb_f1 minus theirs on the same pages, and its 95 % interval: a paired bootstrap over pages."""
    pairs = [(a.counts, b.counts) for a, b in zip(ours, theirs, strict=True) if a.counts and b.counts]
    sides = [[_parts(counts) for counts in side] for side in zip(*pairs, strict=True)]
    draw, size = random.Random(20261120), len(pairs)
    found = []
    for _ in range(RESAMPLES):
        chosen = draw.choices(range(size), k=size)
        mine, other = (_resampled(side, chosen) for side in sides)
        found.append(mine - other)
    found.sort()
    mine, other = (_resampled(side, range(size)) for side in sides)
    return mine - other, found[int(RESAMPLES * 0.025)], found[int(RESAMPLES * 0.975)]


def shingle_counts(known: str, got: str, size: int = 4) -> tuple[float, float, float]:
    """Shares of shingles that are right, wrong and missing; they add up to 1."""
    a, b = _shingles(known, size), _shingles(got, size)
    hits = sum((a & b).values())
    wrong, missing = sum((b - a).values()), sum((a - b).values())
    total = hits + wrong + missing
    return (hits / total, wrong / total, missing / total) if total else (0.0, 0.0, 0.0)


def page_f1(known: str, got: str) -> float:
    """F1 of one page's shingles."""
    hits, wrong, missing = shingle_counts(known, got)
    return 2 * hits / (2 * hits + wrong + missing) if hits else 0.0


def scores(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float, float]:
    """Mean precision and recall over pages of (known, got), the F1 of both, and the share of exact pages."""
    precision, recall, f1 = averages([shingle_counts(known, got) for known, got in pairs])
    exact = statistics.fmean([_TOKEN.findall(known) == _TOKEN.findall(got) for known, got in pairs] or [0.0])
    return precision, recall, f1, exact


def summary(pairs: Sequence[tuple[str, str]]) -> str:
    """The figures as a line."""
    precision, recall, f1, exact = scores(pairs)
    return f"aeb_p {precision:.4f} aeb_r {recall:.4f} aeb_f1 {f1:.4f} exact {exact:.3f} ({len(pairs)} pages)"


def _shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(tuple(words[k : k + size]) for k in range(max(1, len(words) - size + 1)) if words)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _parts(counts: tuple[float, float, float]) -> tuple[float, int, float, int]:
    """A page's share in the averages: precision and whether it counts, recall and whether it counts."""
    hits, wrong, missing = counts
    return (
        hits / (hits + wrong) if hits + wrong else 0.0,
        int(hits + wrong > 0),
        hits / (hits + missing) if hits + missing else 0.0,
        int(hits + missing > 0),
    )


def _resampled(pages: Sequence[tuple[float, int, float, int]], chosen: Iterable[int]) -> float:
    precision, counted, recall, known = (
        sum(column) for column in zip(*(pages[k] for k in chosen), strict=True)
    )
    return _f1(precision / max(1, counted), recall / max(1, known))


def _same(
    truth: Mapping[str, Any], got: Mapping[str, Any], key: str, form: Callable[[Any], Any]
) -> bool | None:
    """Whether a field is right; None when it is not known or the system does not look for it."""
    return form(truth[key]) == form(got[key]) if truth.get(key) and key in got else None


def _names(value: str | Iterable[str] | None) -> set[str]:
    parts = _BETWEEN_NAMES.split(value) if isinstance(value, str) else value or ()
    return {squashed.casefold() for part in parts if (squashed := _squashed(part))}


def _mean(name: str, values: Iterable[float | None]) -> dict[str, float]:
    known = [value for value in values if value is not None]
    return {name: statistics.fmean(known)} if known else {}


def _squashed(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
