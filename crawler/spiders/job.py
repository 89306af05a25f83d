"""The spider of crawl jobs: sources are read for what is new, articles are cleaned for the ledger."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import structs
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from w3lib.http import basic_auth_header

from cleaners.article import Article
from crawler import archive, cassette, conditional, discovery, links, sources
from crawler.address import one_line, told_apart, without_credentials
from crawler.browser import Needless
from crawler.canonical import canonical
from crawler.drift import Sites
from crawler.entries import Byproducts, Entry, EntryKind, Lease, Validators
from crawler.failures import named, named_status
from crawler.frontier import Frontier
from crawler.jobs import Job, Source
from crawler.ledger import Ledger
from crawler.neighbours import Neighbours, Place, place_of
from crawler.outcomes import NamedError, Outcome, Reason, rejected
from crawler.responses import (
    charset_of,
    fetch_of,
    is_misdeclared,
    media_type_of,
    page_of,
    refusal_of,
)
from crawler.selection import Selection, fingerprint
from crawler.survey import survey
from crawler.workers import Cleaner

logger = logging.getLogger(__name__)

_BATCH = 200
"""Addresses queued at once, which takes about 20 ms."""
_WISHES = "wishes.sha256"
"""In the job's directory: what it wanted of its sources in its last whole run."""
_SITEMAPS_DEEP = 3
"""Levels of sitemap indexes; the protocol knows one."""
_NEVER_RENDERED = frozenset({"feed", "sitemap"})
_KINDS: dict[str, EntryKind] = {
    "urls": "article",
    "feed": "feed",
    "sitemap": "sitemap",
    "section": "section",
    "tag": "tag",
    "discover": "site",
}


class JobSpider(Spider):
    """Runs with `crawler.scheduler`: requests come from the frontier, outcomes go to the ledger.

    It has no name for `scrapy crawl`, which could not give it those: see `crawler.spiders.jobfile`.
    """

    def __init__(
        self, job: Job, frontier: Frontier, ledger: Ledger, cleaner: Cleaner, now: datetime, **kwargs: Any
    ):
        super().__init__(name=job.name, **kwargs)
        self.job = job
        self.frontier = frontier
        self.ledger = ledger
        self.cleaner = cleaner
        self.now = now
        self.selection = Selection(job, now)
        self.sites = Sites()
        self.found: list[str] = []
        """What somebody should know who reads the summary."""
        self._misdeclared = 0
        self._abandoned = False
        self._wishes = fingerprint(job)
        self._anew = _read(job.state / _WISHES) != self._wishes
        """The job wants something else than in its last run: sources are read as if for the first time."""
        self._sources = {told_apart(url): source for source in job.sources for url in source.urls}
        self.named: frozenset[Place] = frozenset(
            [place_of(url) for source in job.sources for url in source.urls]
            + [(host, None) for host in job.allowed_hosts]
        )
        """Places that the job file names: they may be private."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> JobSpider:
        """For Scrapy; a browser is told which hosts it may ask."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        if "PLAYWRIGHT_ABORT_REQUEST" in crawler.settings:
            neighbours = Neighbours(spider.named, is_open=crawler.settings.getbool("ALLOW_PRIVATE"))
            crawler.settings.set("PLAYWRIGHT_ABORT_REQUEST", Needless(neighbours), priority="cmdline")
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Name the contact; load a cassette."""
        super().update_settings(settings)
        if contact := settings.get("CONTACT"):
            settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{one_line(contact)})", priority="spider")
        cassette.install(settings)

    def source_entries(self) -> list[Entry]:
        """The job's sources, as they are queued at the start of a run."""
        return [
            Entry(
                url=url,
                kind=_KINDS[source.kind],
                source=told_apart(url),
                # Nobody dates these: with `updates`, each is asked for in every run, conditionally.
                modified=self.now if self.job.updates and source.kind == "urls" else None,
            )
            for source in self.job.sources
            for url in source.urls
        ]

    async def start(self) -> AsyncIterator[Any]:
        """Queue the sources; the scheduler takes it from there."""
        try:
            self.frontier.begin(self.source_entries(), self.job.updates)
        except sqlite3.Error as error:
            self.ledger.fail(error)
        for request in list[Request]():
            yield request

    def request_for(self, lease: Lease) -> Request:
        """The request for a leased address: conditional when it was had before.

        Raises:
            BadAddressError: it cannot be fetched.
        """
        bare, credentials = without_credentials(lease.entry.url)
        headers: dict[str, bytes | str] = (
            {"Authorization": basic_auth_header(*credentials)} if credentials else {}
        )
        if validators := self._validators(lease):
            headers |= conditional.headers(validators)
        meta: dict[str, Any] = {"asked": lease.entry.url, "lease": lease}
        if self._source(lease).js and lease.entry.kind not in _NEVER_RENDERED:
            meta["playwright"] = True
        return Request(
            bare, headers=headers, callback=self.parse, errback=self.failed, dont_filter=True, meta=meta
        )

    async def parse(self, response: Response) -> None:
        """Read a source or clean a page; whatever happens, the lease is settled."""
        lease: Lease = response.meta["lease"]
        try:
            await self._read(lease, response)
        except NamedError as failure:
            self._settle(lease, rejected(lease.entry.url, failure.reason, failure.detail))
        except sqlite3.Error as error:
            self.ledger.fail(error)
        except Exception as error:
            logger.exception("internal error on %s", one_line(lease.entry.url))
            detail = f"internal error: {type(error).__name__}: {error}"
            self._settle(lease, rejected(lease.entry.url, Reason.CLEANER_ERROR, detail))

    def failed(self, failure: Any) -> None:
        """A request that brought no response."""
        if not self._abandoned:
            lease: Lease = failure.request.meta["lease"]
            self._settle(lease, rejected(lease.entry.url, *named(failure.value)))

    def abandon(self) -> None:
        """What is on its way will be broken off: that is no failure of its, and it is queued again."""
        self._abandoned = True

    def closed(self, reason: str) -> None:
        """Say what of the sources' announcements was not wanted."""
        self.found += self.selection.skipped()
        if self._misdeclared:
            self.found.append(
                f"pages in another charset than their server declares, and read in their own: {self._misdeclared}"
            )
        if self._anew and reason == "finished":
            self._remember_wishes()

    def _remember_wishes(self) -> None:
        try:
            (self.job.state / _WISHES).write_text(self._wishes, "ascii")
        except OSError as error:  # nothing is lost by it, but a disk that fails is not kept quiet about
            self.ledger.flush()
            self.ledger.fail(error)

    # ---- by kind --------------------------------------------------------------------------------

    async def _read(self, lease: Lease, response: Response) -> None:
        kind = lease.entry.kind
        if conditional.is_unchanged(self._validators(lease), response):
            self.ledger.unchanged(lease, entries=self._known_children(lease))
        elif kind in {"article", "tag"}:
            await self._read_page(lease, response)
        elif refusal := named_status(response):
            self._settle(lease, rejected(lease.entry.url, *refusal))
        else:
            readers = {
                "feed": self._read_announcement,
                "sitemap": self._read_announcement,
                "section": self._read_section,
                "site": self._read_site,
            }
            found = await readers[kind](lease, response)
            entries, known = await self._queued(lease, found), conditional.validators(response)
            self._settle(lease, None, entries=entries, response=response, validators=known)

    async def _read_page(self, lease: Lease, response: Response) -> None:
        """An article, or a tag page that holds several."""
        asked = lease.entry.url
        if refusal := refusal_of(response):
            self._settle(lease, rejected(asked, *refusal), response=response)
            return
        page, kept = page_of(response), None
        if self.job.keep_raw is not None and page.fetched is not None:
            kept = await asyncio.to_thread(archive.kept, response, page.fetched)
        fetch = structs.replace(
            fetch_of(response, page.fetched), raw_ref=kept and kept.reference, job=self.job.name
        )
        cleaned = await self.cleaner.clean(asked, page, fetch, removed=self.job.removed is not None)
        if any(
            one.metadata and is_misdeclared(response, one.metadata.charset)
            for one in cleaned.outcome.articles
        ):
            self._misdeclared += 1
        outcome: Outcome | None = self.selection.of_outcome(cleaned.outcome)
        entries: Sequence[Entry] = ()
        if lease.entry.kind == "tag" and self._source(lease).follow:
            outcome, found = await self._followed(cleaned.outcome, response)
            entries = await self._queued(lease, found)
        lines = cleaned.removed if outcome is not None and outcome.articles else ()
        byproducts = Byproducts(tuple(lines), kept.record if kept else None)
        known = conditional.validators(response, fetch.content_hash)
        self._settle(
            lease, outcome, entries=entries, byproducts=byproducts, response=response, validators=known
        )

    async def _followed(self, outcome: Outcome, response: Response) -> tuple[Outcome | None, list[Entry]]:
        """The stories of a tag page as addresses; what has none of its own stays an article."""
        here = canonical(response.url)
        kept: list[Article] = []
        found: list[Entry] = []
        for article in outcome.articles:
            if "#part-" in article.url or canonical(article.url) == here:
                kept.append(article)
            else:
                found.append(Entry(url=article.url, title=article.headline))
        if kept:
            return self.selection.of_outcome(replace(outcome, articles=tuple(kept), reject=None)), found
        if not found:
            section = await self.cleaner.call(
                links.read_section, response.body, response.url, charset_of(response)
            )
            found += section.articles
        return (None if found else outcome), found

    async def _read_announcement(self, lease: Lease, response: Response) -> list[Entry]:
        """A feed or a sitemap."""
        found = await self.cleaner.call(
            sources.announced, response.body, response.url, media_type_of(response)
        )
        return [entry for entry in found if entry.kind == "article"] + self._children(lease, found)

    def _children(self, lease: Lease, found: Iterable[Entry]) -> list[Entry]:
        """Child sitemaps that may hold something new."""
        if lease.entry.depth >= _SITEMAPS_DEEP:
            return []
        read = {one.url: one.modified for one in self.frontier.known("sitemap", lease.entry.source)}
        return [
            child
            for child in found
            if child.kind == "sitemap"
            and not self.selection.is_stale(child.modified)
            and (self._anew or self._may_have_changed(child) or read.get(child.url) != child.modified)
        ]

    def _may_have_changed(self, child: Entry) -> bool:
        """Whether its date does not tell: there is none, or its day is not over yet."""
        return child.modified is None or child.modified >= self.now

    def _known_children(self, lease: Lease) -> list[Entry]:
        """Children of a source that has not changed; they may have, when it does not date them."""
        if lease.entry.kind == "sitemap" and lease.entry.depth == 0:
            known = self.frontier.known("sitemap", lease.entry.source)
            return [one for one in known if one.depth > 0 and self._may_have_changed(one)]
        return self._known_announcers(lease) if lease.entry.kind == "site" else []

    def _known_announcers(self, lease: Lease) -> list[Entry]:
        """What a site was found to have in former runs."""
        source = lease.entry.source
        known = [*self.frontier.known("feed", source), *self.frontier.known("sitemap", source)]
        return [one for one in known if one.depth == 1]

    async def _read_section(self, lease: Lease, response: Response) -> list[Entry]:
        section = await self.cleaner.call(
            links.read_section, response.body, response.url, charset_of(response)
        )
        found = list(section.articles)
        if section.next_page and lease.entry.depth + 1 < self.job.limits.depth:
            found.append(Entry(url=section.next_page, kind="section"))
        return found

    async def _read_site(self, lease: Lease, response: Response) -> list[Entry]:
        """A site: what its home page and its robots.txt name, else what is where it usually is."""
        is_first = lease.validators is None
        found = await survey(response, self.crawler.engine.download_async, self.cleaner.call, guess=is_first)
        if is_first or not all(self.frontier.seen(one.url) for one in found.used):
            self.found.append(f"{lease.entry.source}: {discovery.said(found.found, found.used)}")
        if found.used:
            return [Entry(url=one.url, kind=one.kind) for one in found.used]
        return self._known_announcers(lease) or list(found.section.articles)

    # ---- what all of them share -----------------------------------------------------------------

    def _validators(self, lease: Lease) -> Validators | None:
        """What is known of the last answer, as far as it counts."""
        return None if self._anew and lease.entry.kind != "article" else lease.validators

    def _source(self, lease: Lease) -> Source:
        return self._sources.get(lease.entry.source, _NO_SOURCE)

    async def _queued(self, lease: Lease, found: Iterable[Entry]) -> Sequence[Entry]:
        """Queue what the job wants of the addresses that a source names; returns the last of them.

        Those are queued as the source is settled.  The others go before, bit by bit, so that a sitemap of
        50,000 does not stall the crawl; the source of a run that dies in between is read again.
        """
        wanted = self._wanted(lease, found)
        batch = list(islice(wanted, _BATCH))
        while following := list(islice(wanted, _BATCH)):
            try:
                new = self.frontier.add(batch, self.job.updates)
            except sqlite3.Error as error:
                self.ledger.fail(error)
                return ()
            self.ledger.tally.found(lease, len(batch), new)
            await asyncio.sleep(0)
            batch = following
        return batch

    def _wanted(self, lease: Lease, found: Iterable[Entry]) -> Iterator[Entry]:
        """What the job wants of them, with where they come from."""
        of_source = self.selection.of(self._source(lease), lease.entry)
        for entry in found:
            if of_source.wants(entry):
                yield replace(entry, source=lease.entry.source, depth=lease.entry.depth + 1)

    def _settle(
        self,
        lease: Lease,
        outcome: Outcome | None,
        *,
        response: Response | None = None,
        entries: Sequence[Entry] = (),
        byproducts: Byproducts | None = None,
        validators: Validators | None = None,
    ) -> None:
        """Tell the ledger, and count for the drift alarm."""
        if outcome is not None:
            self.sites.take(outcome)
            if reject := outcome.reject:
                line = f"{reject.page_url}: {reject.reason}: {reject.detail}"
                logger.info("%s", line)
                if lease.entry.kind != "article":
                    self.found.append(line)
        is_good = outcome is None or bool(outcome.articles)
        self.ledger.settle(
            lease,
            outcome,
            entries=entries,
            byproducts=byproducts or Byproducts(),
            validators=validators if is_good else None,
            final_url=response.url if response is not None else None,
        )


_NO_SOURCE = Source("urls", ())
"""For addresses that were queued by a source that the job no longer has."""


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return ""
