"""What a command says of itself: lines on standard error and an exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from enum import IntEnum
from typing import IO, Any, cast

from crawler.address import one_line
from crawler.feed import OutputError


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


@contextlib.contextmanager
def printing() -> Iterator[None]:
    """Have what click and rich print, and cannot, raise an OutputError, as everything else that is written."""
    if sys.stdout is None:
        yield
        return
    with contextlib.redirect_stdout(cast("IO[str]", _Printed(sys.stdout))):
        yield


class _Printed:
    """A text stream that says which one it is when it cannot be written to."""

    def __init__(self, stream: IO[str]):
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        if text == "":  # click tries streams so, and takes no error for one
            return 0
        with self._named():
            return self._stream.write(text)

    def flush(self) -> None:
        with self._named():
            self._stream.flush()

    @contextlib.contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())  # Python tries again at its end
            raise OutputError("standard output", error) from error
