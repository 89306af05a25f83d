"""One process for a job: a lock that the kernel gives back when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.feed import OutputError

ATTEMPTS, ATTEMPT_SECONDS = 20, 0.02
"""How often a lock is tried that nobody has signed, and the wait in between."""


class AlreadyRunningError(Exception):
    """Another process runs the job; the message names it."""

    def __init__(self, job: str, pid: int | None):
        super().__init__(f"{job}: already running" + (f", as process {pid}" if pid else ""))
        self.pid = pid


@contextmanager
def only_run(job: str, folder: Path) -> Iterator[None]:
    """Hold a job's lock, a file in its folder.

    Raises:
        AlreadyRunningError: somebody else does.
        OutputError: the folder cannot be written to, or its file system knows no locks.
    """
    path = folder / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise OutputError(str(folder), error) from error
    try:
        if not _is_taken(fd, path):
            raise AlreadyRunningError(job, holder(folder))
        _sign(fd, path)
        yield
    finally:
        os.close(fd)


def _is_taken(fd: int, path: Path) -> bool:
    """Take the lock; whoever only asks who holds it (`holder`) has it for a moment, too."""
    for _ in range(ATTEMPTS):
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if holder(path.parent) is not None:
                return False
            time.sleep(ATTEMPT_SECONDS)
        except OSError as error:
            raise OutputError(str(path), error) from error
        else:
            return True
    return False


def holder(folder: Path) -> int | None:
    """The process that holds a job's lock; None if nobody does, or it is not known."""
    try:
        fd = os.open(folder / "lock", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        signed = os.pread(fd, 20, 0).strip()
        return int(signed) if signed.isdigit() else None
    except OSError:
        return None
    finally:
        os.close(fd)
    return None


def _sign(fd: int, path: Path) -> None:
    try:
        os.ftruncate(fd, 0)
        os.pwrite(fd, b"%d\n" % os.getpid(), 0)
    except OSError as error:
        raise OutputError(str(path), error) from error
