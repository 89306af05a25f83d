"""Clean pages in processes that can be killed: no page stalls the event loop, and none ends the run."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import forkserver
from typing import Any, ParamSpec, TypeVar

import msgspec
from pebble import CONSTS, ProcessExpired, ProcessPool

from cleaners.article import Fetch
from cleaners.model import Page
from crawler.items import removed_items_of
from crawler.outcomes import NamedError, Outcome, Reason, outcome_of, rejected

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 10.0
"""A page is cleaned in 20 ms; the slowest real one took 1 s."""
MEMORY = 2 * 1024**3
"""Bytes of address space of a process: it needs 0.6 GB, and the largest real pages twice that."""
TASKS = 500
"""Pages that a process cleans before another takes its place: what leaks, leaks no further."""
_STOP_SECONDS = 0.1
"""Between SIGTERM, which they ignore, and SIGKILL; the others are given no page in that time."""
_NICE = 5
"""The event loop goes first: a request that it sends late comes too close before the next one."""


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """What came back from another process."""

    outcome: Outcome
    """Without `cleaned`, whose tree cannot travel."""
    removed: tuple[bytes, ...] = ()
    """Lines of the removed stream, if they were asked for."""


class Cleaner:
    """A pool of processes, started when it is first needed."""

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
        self._processes = (os.cpu_count() or 1) if processes is None else processes
        self._seconds = seconds
        self._memory = memory
        self._tasks = tasks
        self._pool: ProcessPool | None = None
        self._starting: asyncio.Future[Any] | None = None

    def load(self) -> None:
        """Have everything loaded by the time when the first page comes, in the process that others are forked from."""
        if self._processes:
            _context()
            forkserver.ensure_running()

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
        if not self._processes:
            return function(*args, **kwargs)
        try:
            return await self._called(function, *args, **kwargs)
        except FutureTimeoutError:
            raise NamedError(
                Reason.CLEANER_ERROR, f"took longer than {self._seconds:g} seconds, and was stopped"
            ) from None
        except MemoryError:
            raise NamedError(Reason.CLEANER_ERROR, "took more memory than it may") from None
        except (ProcessExpired, BrokenProcessPool) as error:
            code = f", with exit code {error.exitcode}" if isinstance(error, ProcessExpired) else ""
            raise NamedError(Reason.CLEANER_ERROR, f"its process died{code}") from None

    async def _called(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await self._scheduled(function, *args, **kwargs)
        except BrokenProcessPool:  # a process died that was at nothing, which pebble takes for the end
            return await self._scheduled(function, *args, **kwargs)

    async def _scheduled(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        pool = await self._running()
        return await asyncio.wrap_future(pool.schedule(function, args, kwargs, timeout=self._seconds))

    async def _running(self) -> ProcessPool:
        """The pool, with its processes on their way; another one if it broke."""
        pool, starting = self._pool, self._starting
        if pool is None or starting is None or (starting.done() and not pool.active):
            self.close()
            CONSTS.term_timeout = _STOP_SECONDS
            self._pool = pool = ProcessPool(
                max_workers=self._processes,
                max_tasks=self._tasks,
                initializer=_begin,
                initargs=(self._memory,),
                context=_context(),
            )
            # Waits until everything is loaded, and so is not done in the event loop.
            self._starting = starting = asyncio.ensure_future(asyncio.to_thread(pool.schedule, os.getpid))
        await asyncio.shield(starting)
        return pool

    def close(self) -> None:
        """End the processes, with whatever they are at."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None


def _context() -> multiprocessing.context.ForkServerContext:
    """Processes are forked from one that has loaded everything and runs no threads: ready in no time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["crawler.warm"])
    return context


def _begin(memory: int) -> None:
    """Set a process up."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the crawling process says when to stop
    os.nice(_NICE)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.getLogger().addHandler(logging.NullHandler())


def _end_with_parent() -> None:
    """End with the crawling process, whatever this one is at: nobody stops it any more."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _clean(asked: str, page: Page, fetch: Fetch, removed: bool) -> CleanedPage:
    outcome = outcome_of(asked, page, fetch)
    lines = tuple(msgspec.json.encode(item) for item in removed_items_of(outcome)) if removed else ()
    return CleanedPage(replace(outcome, cleaned=None), lines)
