"""What a command says of itself: lines on standard error and an exit code."""

from __future__ import annotations

import sys
from enum import IntEnum

from crawler.address import one_line


class ExitCode(IntEnum):
    """What a command's exit code says; documented in `cleanwire --help`."""

    DONE = 0
    NOTHING = 1
    USAGE = 2
    PARTIAL = 3
    OUTPUT = 4
    RUNNING = 5
    """Another process runs the job."""
    INTERNAL = 70  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130
    PIPE_CLOSED = 141


def complain(message: str) -> None:
    """Say it on standard error, in one line that holds no secrets and no terminal commands."""
    if sys.stderr is not None:
        sys.stderr.write(f"cleanwire: {one_line(message)}\n")  # not click.echo: it writes past a progress bar
        sys.stderr.flush()
