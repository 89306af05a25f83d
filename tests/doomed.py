"""Processes that run a job and may be killed at a named point: `python doomed.py STATE URL POINT NUMBER`.

The cleaner is a stand-in: what is tested is who remembers what.  Prints the summary as JSON.

Without arguments it is a nursery: it has everything loaded, reads such arguments from standard input, a
line a life, forks a process for each, and says its number, and when it ended its exit code.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import cleaners
from crawler import ledger
from crawler.feed import Feed
from crawler.frontier import Frontier
from crawler.jobs import Job, Output, Politeness, Source
from crawler.lock import AlreadyRunningError
from crawler.run import run
from crawler.summary import encode

from loopback import QUICK, stand_in_clean  # isort: skip

POINTS = {
    "before-append": (Feed, "append", "before"),
    "after-append": (Feed, "append", "after"),
    "before-write": (os, "write", "before"),
    "half-written": (os, "write", "half"),
    "after-write": (os, "write", "after"),
    "before-fsync": (os, "fsync", "before"),
    "after-fsync": (os, "fsync", "after"),
    "before-commit": (Frontier, "commit", "before"),
    "after-commit": (Frontier, "commit", "after"),
    "in-commit": (Frontier, "_end", "after"),
    "after-lease": (Frontier, "lease", "after"),
    "after-adding": (Frontier, "add", "after"),
    "in-adding": (Frontier, "_insert", "after"),
    "after-settling": (ledger.Ledger, "settle", "after"),
}
"""Name -> object, function, and when in it the process dies."""


def job(state: Path, url: str, **fields: Any) -> Job:
    return Job(
        name="doomed",
        sources=(Source("feed", (url,)),),
        output=Output(str(state / "feed.jsonl")),
        state=state,
        rejects=state / "rejects.jsonl",
        removed=state / "removed.jsonl",
        keep_raw=state / "pages.warc.gz",
        politeness=Politeness(delay=0),
        **fields,
    )


SETTINGS = QUICK | {
    "CLEANER_PROCESSES": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "LOG_ENABLED": False,
    "DISK_RESERVE": 0,
}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def doom(point: str, number: int) -> None:
    """Have this process killed the n-th time that it comes to a point."""
    owner, name, when = POINTS[point]
    function: Callable[..., Any] = getattr(owner, name)
    calls = itertools.count(1)

    def doomed(*args: Any, **kwargs: Any) -> Any:
        if next(calls) != number:
            return function(*args, **kwargs)
        if when == "half" and len(args[1]) > 1:
            function(args[0], args[1][: len(args[1]) // 2])
        elif when == "after":
            function(*args, **kwargs)
        die()
        return None

    setattr(owner, name, doomed)


def main(state: str, url: str, point: str = "", number: str = "0") -> int:
    cleaners.clean = stand_in_clean  # type: ignore[assignment]
    if point:
        doom(point, int(number))
    try:
        summary = run(job(Path(state), url), settings=SETTINGS)
    except AlreadyRunningError as error:
        sys.stderr.write(f"{error}\n")
        return 5
    sys.stdout.write(encode(summary).decode() + "\n")
    return summary.exit_code


def nursery() -> int:
    """Fork lives until nobody asks for more."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 70
            try:
                with open(os.devnull, "w") as nowhere:
                    sys.stdout = nowhere
                    code = main(*line.split())
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        say(child)
        _, status = os.waitpid(child, 0)
        say(os.waitstatus_to_exitcode(status))
    return 0


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if sys.argv[1:] else nursery())
