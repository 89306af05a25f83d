"""Clean pages in processes that can be killed: no page stalls the event loop, and none ends the run."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar

import msgspec

from cleaners.article import Fetch
from cleaners.model import Page
from crawler.items import removed_items_of
from crawler.outcomes import NamedError, Outcome, Reason, outcome_of, rejected
from crawler.pool import Pool, ProcessDiedError

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 10.0
"""A page is cleaned in 20 ms; the slowest real one took 1 s."""
MEMORY = 2 * 1024**3
"""Bytes of address space of a process: it needs 0.6 GB, and the largest real pages twice that."""
TASKS = 500
"""Pages that a process cleans before another takes its place: what leaks, leaks no further."""


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """What came back from another process."""

    outcome: Outcome
    """Without `cleaned`, whose tree cannot travel."""
    removed: tuple[bytes, ...] = ()
    """Lines of the removed stream, if they were asked for."""


class Cleaner:
    """A pool of processes."""

    def __init__(
        self,
        processes: int | None = None,
        *,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        tasks: int = TASKS,
    ):
        """Make a pool.

        Args:
            processes: how many; one for every core by default.  0 cleans in this process, unguarded: for
                tests and for debuggers.
            seconds: that one page may take.
            memory: address space of a process, in bytes.
            tasks: pages that a process cleans before it is replaced.
        """
        count = (os.cpu_count() or 1) if processes is None else processes
        self._seconds = seconds
        self._pool = Pool(count, seconds=seconds, memory=memory, tasks=tasks) if count else None

    def start(self, *, expected: bool = False) -> None:
        """Start the process that others are forked from, which takes longer where there are threads already.

        Args:
            expected: whether pages are sure to come; everything is loaded at once then.
        """
        if self._pool is None:
            return
        self._pool.start()
        if expected:
            self._pool.load()

    async def clean(self, asked: str, page: Page, fetch: Fetch, *, removed: bool = False) -> CleanedPage:
        """Clean a page.  Never raises: a page that breaks the cleaner is a reject that says how."""
        try:
            return await self.call(_clean, asked, page, fetch, removed)
        except NamedError as failure:
            return CleanedPage(rejected(asked, failure.reason, failure.detail))

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a function of a module, called in one of the processes.

        Raises:
            NamedError: it took too long, or its process died.
            Exception: what the function raised.
        """
        if self._pool is None:
            return function(*args, **kwargs)
        try:
            return await self._pool.call(function, *args, **kwargs)
        except TimeoutError:
            raise NamedError(
                Reason.CLEANER_ERROR, f"took longer than {self._seconds:g} seconds, and was stopped"
            ) from None
        except MemoryError:
            raise NamedError(Reason.CLEANER_ERROR, "took more memory than it may") from None
        except ProcessDiedError as error:
            raise NamedError(Reason.CLEANER_ERROR, str(error)) from None

    def close(self) -> None:
        """End the processes, with whatever they are at."""
        if self._pool is not None:
            self._pool.close()


def _clean(asked: str, page: Page, fetch: Fetch, removed: bool) -> CleanedPage:
    outcome = outcome_of(asked, page, fetch)
    lines = tuple(msgspec.json.encode(item) for item in removed_items_of(outcome)) if removed else ()
    return CleanedPage(replace(outcome, cleaned=None), lines)
