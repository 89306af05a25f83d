"""Runs a job in forked children whose n-th file operation fails: `python faulty.py FOLDER URL PLAN...`.

Started with faults.c preloaded.  A plan is `n:errno:manner`; for each one a fresh state below FOLDER is
used, and a line `n errno manner calls exit-code-with-the-fault exit-code-of-the-rerun` is printed.  Plans are
ordered by n: it ends when runs no longer come to their n-th operation.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import cleaners
from crawler.run import run

from doomed import SETTINGS, job  # isort: skip
from loopback import stand_in_clean  # isort: skip

MANNERS = {"once": 0, "from-then-on": 1, "short-write": 2}
_TRACEBACK = 99
_CLEAN_RUNS = 3
"""In a row, until it ends: how many operations a run does differs by a few."""


def attempt(state: Path, url: str, plan: tuple[int, int, int] | None) -> tuple[int, int]:
    """Run the job in a child; returns its exit code, and how many file operations it did."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        faults = ctypes.CDLL(None)
        os.close(reader)
        code = _TRACEBACK
        try:
            faults.arm(*map(ctypes.c_long, plan or (10**9, 0, 0)))
            summary = run(job(state, url), settings=SETTINGS)
            code = summary.exit_code
            if "-v" in sys.argv:
                sys.stderr.write(f"{plan} {code} {summary.error}\n")
        except BaseException:
            traceback.print_exc()
        finally:
            count = faults.calls()
            faults.arm(ctypes.c_long(-1), 0, 0)
            os.write(writer, str(count).encode())
            os._exit(code)
    os.close(writer)
    count = int(os.read(reader, 20) or b"0")
    os.close(reader)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), count


def main(folder: str, url: str, *plans: str) -> int:
    cleaners.clean = stand_in_clean  # type: ignore[assignment]
    warnings.simplefilter("ignore")
    clean = 0
    for plan in plans:
        number, error, manner = plan.split(":")
        state = Path(folder) / plan.replace(":", "-")
        failing = (int(number), getattr(errno, error), MANNERS[manner])
        code, count = attempt(state, url, failing)
        again, _ = attempt(state, url, None)
        sys.stdout.write(f"{number} {error} {manner} {count} {code} {again}\n")
        sys.stdout.flush()
        clean = clean + 1 if count < int(number) else 0
        if clean == _CLEAN_RUNS:
            break
    return 0


if __name__ == "__main__":
    sys.exit(main(*[argument for argument in sys.argv[1:] if argument != "-v"]))
