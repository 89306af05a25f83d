"""Processes that clean, and that can be killed."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from loopback import story

from cleaners.article import Fetch
from cleaners.model import Page
from crawler.outcomes import NamedError, Reason
from crawler.workers import Cleaner

T = TypeVar("T")
ROOT = Path(__file__).parent.parent
URL = "https://example.com/a"


def run(cleaner: Cleaner, *calls: Coroutine[Any, Any, T]) -> list[T | BaseException]:
    async def gathered() -> list[T | BaseException]:
        try:
            return await asyncio.gather(*calls, return_exceptions=True)
        finally:
            cleaner.close()

    return asyncio.run(gathered())


def sleep_for_ever() -> None:
    while True:
        time.sleep(1)


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def devour() -> int:
    return len(bytes(8 * 1024**3))


def blunder() -> None:
    raise LookupError("not there")


def name() -> int:
    return os.getpid()


def parentage() -> tuple[int, int]:
    return os.getpid(), os.getppid()


def open_files() -> list[str]:
    return [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]


def is_warm() -> bool:
    return "crawler.warm" in sys.modules and gc.get_freeze_count() > 0


def test_a_page_is_cleaned_elsewhere() -> None:
    page = story().replace(b"</article>", b"</article><footer><p>Follow us on everything</p></footer>")
    cleaner = Cleaner(1)
    (cleaned,) = run(cleaner, cleaner.clean(URL, Page(page, URL), Fetch(status=200), removed=True))
    assert not isinstance(cleaned, BaseException)
    (article,) = cleaned.outcome.articles
    assert article.headline == "Harbour reopens"
    assert article.metadata is not None
    assert article.metadata.status == 200
    assert any(b"Follow us" in line for line in cleaned.removed)


def test_a_process_that_dies_at_nothing_costs_no_page() -> None:
    cleaner = Cleaner(2)

    async def bereaved() -> tuple[int, int]:
        first = await cleaner.call(os.getpid)
        os.kill(first, signal.SIGKILL)
        await asyncio.sleep(0.5)
        return first, await cleaner.call(os.getpid)

    (answer,) = run(cleaner, bereaved())
    assert not isinstance(answer, BaseException)
    assert answer[0] != answer[1]


def test_the_fork_server_is_replaced() -> None:
    cleaner = Cleaner(1, tasks=1)

    async def bereaved() -> tuple[int, int]:
        first = await cleaner.call(os.getppid)
        os.kill(first, signal.SIGKILL)
        return first, await cleaner.call(os.getppid)

    (answer,) = run(cleaner, bereaved())
    assert not isinstance(answer, BaseException)
    assert answer[0] != answer[1]


def test_signals_to_all_processes_end_no_page() -> None:
    """Whoever stops a run may send SIGTERM to everything that belongs to it."""
    cleaner = Cleaner(1)

    async def signalled() -> int:
        for number in await cleaner.call(parentage):
            os.kill(number, signal.SIGTERM)
            os.kill(number, signal.SIGINT)
        await asyncio.sleep(0.3)
        return await cleaner.call(name)

    (pid,) = run(cleaner, signalled())
    assert isinstance(pid, int)


def test_files_stay_with_their_process(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as file:
        os.set_inheritable(file.fileno(), False)
        cleaner = Cleaner(1)
        (names,) = run(cleaner, cleaner.call(open_files))
        assert isinstance(names, list)
        assert file.name not in names


def test_processes_have_everything_loaded() -> None:
    cleaner = Cleaner(1)
    (loaded,) = run(cleaner, cleaner.call(is_warm))
    assert loaded is True


def test_without_the_fork_server_s_modules_pages_are_cleaned() -> None:
    """Multiprocessing says nothing when they cannot be imported."""
    program = (
        "import asyncio, sys\n"
        "from cleaners.article import Fetch\n"
        "from cleaners.model import Page\n"
        "from crawler import workers\n"
        "context = workers.multiprocessing.context.ForkServerContext\n"
        "set_preload = context.set_forkserver_preload\n"
        "context.set_forkserver_preload = lambda self, names: set_preload(self, ['there_is_none'])\n"
        "cleaner = workers.Cleaner(1)\n"
        "page = Page(sys.stdin.buffer.read(), 'https://example.com/a')\n"
        "cleaned = asyncio.run(cleaner.clean('https://example.com/a', page, Fetch()))\n"
        "cleaner.close()\n"
        "print(cleaned.outcome.articles[0].headline)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, input=story(), stdout=subprocess.PIPE, check=True
    )
    assert done.stdout == b"Harbour reopens\n"


def test_what_goes_wrong_is_named_and_others_are_cleaned() -> None:
    cleaner = Cleaner(1, seconds=1)
    *failures, pid = run(
        cleaner,
        cleaner.call(sleep_for_ever),
        cleaner.call(die),
        cleaner.call(devour),
        cleaner.call(blunder),
        cleaner.call(name),
    )
    slow, dead, greedy, wrong = failures
    assert isinstance(slow, NamedError)
    assert (slow.reason, slow.detail) == (
        Reason.CLEANER_ERROR,
        "took longer than 1 seconds, and was stopped",
    )
    assert isinstance(dead, NamedError)
    assert "its process died" in dead.detail
    assert isinstance(greedy, NamedError)
    assert "memory" in greedy.detail
    assert isinstance(wrong, LookupError)
    assert pid != os.getpid()


def test_a_page_that_takes_too_long_is_a_reject() -> None:
    page = story().replace(b"</article>", b"<p>On and on it went, they said.</p>" * 200_000 + b"</article>")
    cleaner = Cleaner(1, seconds=0.3)
    (cleaned,) = run(cleaner, cleaner.clean(URL, Page(page, URL), Fetch()))
    assert not isinstance(cleaned, BaseException)
    assert cleaned.outcome.reject is not None
    assert cleaned.outcome.reject.reason is Reason.CLEANER_ERROR


def test_the_loop_goes_on_while_a_page_is_cleaned() -> None:
    cleaner = Cleaner(1, seconds=1)

    async def count() -> int:
        ticks = 0
        slow = asyncio.ensure_future(cleaner.call(sleep_for_ever))
        while not slow.done():
            await asyncio.sleep(0.05)
            ticks += 1
        assert isinstance(slow.exception(), NamedError)
        return ticks

    (ticks,) = run(cleaner, count())
    assert isinstance(ticks, int)
    assert ticks > 5


def test_processes_are_replaced() -> None:
    cleaner = Cleaner(1, tasks=2)
    pids = run(cleaner, *(cleaner.call(name) for _ in range(6)))
    assert len(set(pids)) >= 3


def test_without_processes_it_cleans_here() -> None:
    cleaner = Cleaner(0)
    assert run(cleaner, cleaner.call(name)) == [os.getpid()]


@pytest.mark.parametrize("used", [True, False])
def test_closing_leaves_nothing_behind(used: bool) -> None:
    cleaner = Cleaner(1)
    pids = run(cleaner, cleaner.call(name)) if used else run(cleaner)
    for pid in pids:
        assert isinstance(pid, int)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_processes_end_with_the_one_that_started_them() -> None:
    program = (
        "import asyncio, os, time\n"
        "from crawler.workers import Cleaner\n"
        "async def main():\n"
        "    cleaner = Cleaner(1)\n"
        "    print(await cleaner.call(os.getpid), flush=True)\n"
        "    await cleaner.call(time.sleep, 100)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE) as doomed:
        assert doomed.stdout is not None
        pid = int(doomed.stdout.readline())
        doomed.kill()
    deadline = time.monotonic() + 10
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_there(pid)


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
