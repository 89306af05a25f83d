"""Which of the announced addresses, and of the cleaned articles, a job wants; the others are counted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cleaners.article import Article
from crawler.entries import Entry
from crawler.jobs import Job, Source
from crawler.outcomes import Outcome, Reason, rejected

_OWN_SITE_ONLY = frozenset({"sitemap", "section", "discover"})
"""Sources that speak for their own site; feeds, lists and tag pages may name any."""


class Selection:
    """What a job wants, at the time of a run."""

    def __init__(self, job: Job, now: datetime):
        self._job = job
        self._oldest = now - timedelta(seconds=job.fresh_for) if job.fresh_for else None
        self._of: dict[str, SourceSelection] = {}

    def is_stale(self, time: datetime | None) -> bool:
        """Whether this is older than the job wants."""
        return time is not None and self._oldest is not None and time < self._oldest

    def of(self, source: Source, entry: Entry) -> SourceSelection:
        """What the job wants of one of its sources."""
        if entry.source not in self._of:
            self._of[entry.source] = SourceSelection(self, self._job, source, entry.source)
        return self._of[entry.source]

    def of_outcome(self, outcome: Outcome) -> Outcome:
        """The page with the articles that the job wants; a reject that says why when it wants none."""
        if not outcome.articles:
            return outcome
        reasons = [self._unwanted(article) for article in outcome.articles]
        wanted = tuple(one for one, reason in zip(outcome.articles, reasons, strict=True) if reason is None)
        if wanted:
            return outcome if len(wanted) == len(reasons) else replace(outcome, articles=wanted)
        reason, detail = next(reason for reason in reasons if reason is not None)
        return rejected(outcome.asked, reason, detail)

    def _unwanted(self, article: Article) -> tuple[Reason, str] | None:
        language = article.in_language
        if language and self._job.languages and language not in self._job.languages:
            return Reason.OTHER_LANGUAGE, f"in {language}; the job wants {', '.join(self._job.languages)}"
        if article.date_published and self.is_stale(_time(article.date_published)):
            return Reason.STALE, f"published {article.date_published}"
        return None

    def skipped(self) -> list[str]:
        """One line for every source of which something was not wanted."""
        return [line for selection in self._of.values() if (line := selection.summary())]


@dataclass(slots=True)
class SourceSelection:
    """What a job wants of one source's addresses."""

    whole: Selection
    job: Job
    source: Source
    url: str
    """Its address in the job file."""
    skipped: Counter[str] = field(default_factory=Counter)

    def wants(self, entry: Entry) -> bool:
        """Whether the job wants this; if not, it is counted."""
        reason = self._unwanted(entry)
        if reason:
            self.skipped[reason] += 1
        return reason is None

    def summary(self) -> str | None:
        """One line about what was not wanted, if anything was not."""
        if not self.skipped:
            return None
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.skipped.most_common())
        return f"{self.url}: not wanted: {reasons}"

    def _unwanted(self, entry: Entry) -> str | None:
        if entry.kind != "article":
            return None
        if self.whole.is_stale(self._time(entry)):
            return "older than the job wants"
        language = entry.extra.get("language")
        if language and self.job.languages and language not in self.job.languages:
            return "in another language"
        if not self._is_allowed(_host(entry.url)):
            return "on another host"
        include, exclude = self.source.include, self.source.exclude
        if (include and not re.search(include, entry.url)) or (exclude and re.search(exclude, entry.url)):
            return "whose address is not wanted"
        return None

    def _time(self, entry: Entry) -> datetime | None:
        if self.job.updates and entry.published and entry.modified:
            return max(entry.published, entry.modified)
        return entry.published or entry.modified

    def _is_allowed(self, host: str) -> bool:
        if self.job.allowed_hosts:
            return any(_is_below(host, allowed) for allowed in self.job.allowed_hosts)
        if self.source.kind not in _OWN_SITE_ONLY:
            return True
        own = _host(self.url).removeprefix("www.")
        return _is_below(host, own) or _is_below(own, host.removeprefix("www."))


def fingerprint(job: Job) -> str:
    """What a job wants, as a word that is another when it wants something else."""
    wishes = (job.sources, job.allowed_hosts, job.languages, job.fresh_for, job.updates)
    return hashlib.sha256(repr(wishes).encode()).hexdigest()


def _is_below(host: str, other: str) -> bool:
    """Whether a host is another, or one of its subdomains."""
    return host == other or host.endswith(f".{other}")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _time(text: str) -> datetime | None:
    """A time with its zone; without one it cannot be compared with ours."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else None
