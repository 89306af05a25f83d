"""Has a site changed?  What its pages gave in this run, against its last runs.

Spidermon was looked at first.  Its monitors judge one spider as a whole against fixed thresholds; the
history that it can compare with is a pickle, or lies in Scrapy Cloud, and knows only item counts.  What is
needed here is by site, against the site's own past, kept as JSON beside the job's other records.
"""

from __future__ import annotations

import contextlib
import math
import os
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from cleaners.article import Article, Item
from crawler.outcomes import Outcome, Reason

HISTORY = "sites.jsonl"
"""In the job's directory: a line for every run."""

FIELDS: Mapping[str, Callable[[Article], object]] = {
    "headline": lambda article: article.headline,
    "authors": lambda article: article.authors,
    "datePublished": lambda article: article.date_published,
    "publisher": lambda article: article.publisher,
    "section": lambda article: article.section,
    "mainImage": lambda article: article.main_image,
    "captions": lambda article: article.captions,
}
"""Fields whose loss tells that a template has changed."""

_CONTENT = frozenset(
    {
        Reason.NOT_FOUND,
        Reason.EMPTY,
        Reason.BINARY,
        Reason.NOT_HTML,
        Reason.NO_ARTICLE,
        Reason.LISTING,
        Reason.CONSENT_WALL,
        Reason.CLEANER_ERROR,
    }
)
"""Rejects that a page's content is the reason of; the others are failures to get it, or wishes of the job."""
_WISHES = frozenset({Reason.STALE, Reason.OTHER_LANGUAGE})

_MIN_NOW = 5
"""Pages of a site in this run, below which nothing is said of shares."""
_MIN_BEFORE = 20
"""Pages in the runs before."""
_MIN_RUNS = 3
_JUMP = 0.2
"""Difference of two shares that matters to somebody who reads the feed."""
_SURE = 4.0
"""Standard errors: by chance, one share in 30,000 differs as much; a job that runs every 15 minutes compares
a thousand a day."""
_KEPT_JUMP = 0.15
_KEPT_SURE = 4.0
_WORDS_RATIO = 2.0
_SILENCE_RUNS = 10
_SILENCE_RATIO = 3.0
_MAX_LINES = 400


class Figures(Item, frozen=True, kw_only=True):
    """What one site gave in one run."""

    pages: int = 0
    """Article pages that were had, or not to be had."""
    rejected: int = 0
    failed: int = 0
    items: int = 0
    kept: float = 0.0
    """Sum of the items' kept ratios."""
    rated: int = 0
    """Items that have one."""
    words: int = 0
    fields: dict[str, int] = msgspec.field(default_factory=dict)
    """Items in which a field was found."""


class RunFigures(Item, frozen=True, kw_only=True):
    """A line of the history."""

    run: str
    started: str
    sites: dict[str, Figures]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A site gives something else than it used to."""

    site: str
    measure: str
    text: str
    """What it was and what it is."""

    def __str__(self) -> str:
        return f"{self.site}: {self.text}"


@dataclass(slots=True)
class _Site:
    pages: int = 0
    rejected: int = 0
    failed: int = 0
    items: int = 0
    kept: float = 0.0
    rated: int = 0
    words: int = 0
    fields: Counter[str] = field(default_factory=Counter)


class Sites:
    """Gathers the figures of a run."""

    def __init__(self) -> None:
        self._sites = defaultdict[str, _Site](_Site)

    def take(self, outcome: Outcome) -> None:
        """Count what became of a page."""
        site = self._sites[site_of(outcome.articles[0].page_url if outcome.articles else outcome.asked)]
        reason = outcome.reject.reason if outcome.reject else None
        if reason in _WISHES:
            return
        site.pages += 1
        site.rejected += reason in _CONTENT
        site.failed += reason is not None and reason not in _CONTENT
        for article in outcome.articles:
            site.items += 1
            site.words += len(article.article_body.split())
            if article.quality is not None and article.quality.kept_ratio is not None:
                site.kept += article.quality.kept_ratio
                site.rated += 1
            site.fields.update(name for name, value in FIELDS.items() if value(article))

    def figures(self) -> dict[str, Figures]:
        """By site."""
        return {
            name: Figures(
                pages=site.pages,
                rejected=site.rejected,
                failed=site.failed,
                items=site.items,
                kept=round(site.kept, 4),
                rated=site.rated,
                words=site.words,
                fields=dict(site.fields),
            )
            for name, site in sorted(self._sites.items())
        }


def site_of(url: str) -> str:
    """The host of an address, without `www.`."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


# ---- what is alarming ---------------------------------------------------------------------------


def alarms(now: RunFigures, before: Sequence[RunFigures], runs: int) -> list[Alarm]:
    """What has changed, site by site; `before` is in order of time, of which the last `runs` count."""
    found: list[Alarm] = []
    for site, figures in now.sites.items():
        past = [run.sites[site] for run in before if site in run.sites and run.sites[site].pages][-runs:]
        if figures.pages >= _MIN_NOW and len(past) >= _MIN_RUNS:
            found += _changes(site, figures, past)
    return found + list(_silences(now, before))


def _changes(site: str, now: Figures, past: Sequence[Figures]) -> Iterator[Alarm]:
    pages = sum(run.pages for run in past)
    if pages < _MIN_BEFORE:
        return
    for name, count in (("rejected", now.rejected), ("failed", now.failed)):
        before = sum(getattr(run, name) for run in past)
        if _has_risen(count, now.pages, before, pages):
            text = f"{name} pages: {_share(count, now.pages)}, before {before / pages:.0%}"
            yield Alarm(site, name, text)
    items = sum(run.items for run in past)
    if now.items < _MIN_NOW or items < _MIN_BEFORE:
        return
    for name in FIELDS:
        found, before = now.fields.get(name, 0), sum(run.fields.get(name, 0) for run in past)
        if _has_risen(now.items - found, now.items, items - before, items):
            text = f"{name} found: {_share(found, now.items)}, before {before / items:.0%}"
            yield Alarm(site, name, text)
    yield from _kept(site, now, past)
    words, words_before = now.words / now.items, sum(run.words for run in past) / items
    if words * _WORDS_RATIO < words_before or words > words_before * _WORDS_RATIO:
        yield Alarm(site, "words", f"words of an article: {words:.0f}, before {words_before:.0f}")


def _has_risen(count: int, total: int, before: int, total_before: int) -> bool:
    """Whether a share has risen by more than chance makes it, and by enough to matter."""
    difference = count / total - before / total_before
    pooled = (count + before + 1) / (total + total_before + 2)
    error = math.sqrt(pooled * (1 - pooled) * (1 / total + 1 / total_before))
    return difference >= max(_JUMP, _SURE * error)


def _share(count: int, total: int) -> str:
    return f"{count / total:.0%} ({count} of {total})"


def _kept(site: str, now: Figures, past: Sequence[Figures]) -> Iterator[Alarm]:
    """How much of a page is article: by the mean of a run, which varies from run to run."""
    means = [run.kept / run.rated for run in past if run.rated]
    if not now.rated or len(means) < _MIN_RUNS:
        return
    mean, middle = now.kept / now.rated, statistics.median(means)
    spread = statistics.median(abs(one - middle) for one in means) * 1.4826  # of a normal distribution
    if abs(mean - middle) >= max(_KEPT_JUMP, _KEPT_SURE * spread):
        yield Alarm(site, "kept", f"kept of a page: {mean:.0%}, before {middle:.0%}")


def _silences(now: RunFigures, before: Sequence[RunFigures]) -> Iterator[Alarm]:
    """Sites that have given nothing for much longer than ever before."""
    started = datetime.fromisoformat(now.started)
    times = defaultdict[str, list[datetime]](list)
    for run in before:
        for site, figures in run.sites.items():
            if figures.items:
                times[site].append(datetime.fromisoformat(run.started))
    for site, gave in times.items():
        if len(gave) < _SILENCE_RUNS or (site in now.sites and now.sites[site].items):
            continue
        longest = max(later - earlier for earlier, later in pairwise(gave))
        pause = started - gave[-1]
        if pause > longest * _SILENCE_RATIO:
            text = f"no items for {_said(pause)}, never before for more than {_said(longest)}"
            yield Alarm(site, "silence", text)


def _said(time: timedelta) -> str:
    hours = time.total_seconds() / 3600
    if hours >= 48:
        return f"{hours / 24:.1f} days"
    return f"{hours:.1f} hours" if hours >= 1 else f"{hours * 60:.0f} minutes"


# ---- the history --------------------------------------------------------------------------------


def read_history(folder: Path) -> list[RunFigures]:
    """The figures of former runs, in order of time; lines that cannot be read are left out."""
    try:
        lines = (folder / HISTORY).read_bytes().split(b"\n")
    except OSError:
        return []
    return list(_decoded(lines))


def _decoded(lines: Iterable[bytes]) -> Iterator[RunFigures]:
    for line in lines:
        with contextlib.suppress(msgspec.MsgspecError, ValueError):
            run = msgspec.json.decode(line, type=RunFigures)
            datetime.fromisoformat(run.started)
            yield run


def judged(folder: Path, now: RunFigures, runs: int) -> list[Alarm]:
    """What has changed since the last `runs` runs; `now` becomes one of them.

    Raises:
        OSError: the history could not be written.
    """
    found = alarms(now, read_history(folder), runs)
    remember(folder, now)
    return found


def remember(folder: Path, now: RunFigures) -> None:
    """Add a run to the history, which does not grow for ever.

    Raises:
        OSError: it could not be written; the history is as it was.
    """
    runs = [*read_history(folder), now][-_MAX_LINES:]
    partial = folder / f"{HISTORY}.partial"
    partial.write_bytes(b"".join(msgspec.json.encode(run) + b"\n" for run in runs))
    os.replace(partial, folder / HISTORY)
