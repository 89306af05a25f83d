"""Write JSON lines so that every line in the file is whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import stat
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

_TAIL_CHUNK = 64 * 1024
_READ_CHUNK = 1024 * 1024
_STDOUT = 1
_BEGINNINGS = (b"{", b"\0")
"""Of a line; NULs: a file system that lost the content in a power cut."""


class OutputError(Exception):
    """Something could not be written; the message is one line that names the place and the cause."""

    def __init__(self, place: str, cause: OSError | str):
        super().__init__(f"{place}: {getattr(cause, 'strerror', None) or cause}")
        self.pipe_closed = isinstance(cause, BrokenPipeError)


class ForeignFileError(OutputError):
    """A file is something else than what was to be written to it; it is as it was."""


class Output:
    """A place for bytes that are handed on at once, unbuffered."""

    def __init__(self, fd: int, place: str):
        self._fd = fd
        self._place = place

    @classmethod
    def stdout(cls) -> Self:
        """Standard output."""
        return cls(_STDOUT, "standard output")

    @classmethod
    def create(cls, path: str) -> Self:
        """A file, new or emptied; `-` is standard output."""
        if path == "-":
            return cls.stdout()
        return cls(opened(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), path)

    def write(self, content: bytes) -> None:
        """Write all of it.

        Raises:
            OutputError: it could not be; nothing more should be written.
        """
        try:
            while content:
                content = content[os.write(self._fd, content) :]
        except OSError as error:
            raise OutputError(self._place, error) from error

    def write_line(self, line: bytes) -> None:
        """Write one line; `line` has no newline at its end."""
        self.write(line + b"\n")

    def close(self) -> None:
        """Make sure of what was written."""
        if self._fd == _STDOUT:
            return
        try:
            if stat.S_ISREG(os.fstat(self._fd).st_mode):
                os.fsync(self._fd)
            os.close(self._fd)
        except OSError as error:
            raise OutputError(self._place, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Growing(Output):
    """A file that grows by whole pieces: each is in it, or nothing of it is.

    Several processes may append at the same time.
    """

    def append_piece(self, piece: bytes, *, durable: bool = False) -> int:
        """Append a piece, all of it or nothing; returns the offset at which it begins.

        Args:
            piece: what is appended.
            durable: return only when it is on the disk, and survives a power cut.

        Raises:
            OutputError: it could not be written; the file is as it was.
        """
        with self._alone() as size:
            try:
                self.write(piece)
                if durable:
                    self._sync()
            except OutputError:
                if size is not None:
                    with contextlib.suppress(OSError):  # what is left is a torn end, or whole pieces
                        os.ftruncate(self._fd, size)
                raise
        return size or 0

    def size(self) -> int:
        """Its length in bytes."""
        return os.fstat(self._fd).st_size

    def read(self, start: int, length: int) -> bytes:
        """Bytes of the file."""
        return os.pread(self._fd, length, start)

    def cut(self, size: int) -> None:
        """Drop what follows the first `size` bytes.

        Raises:
            OutputError: it could not be done.
        """
        try:
            os.ftruncate(self._fd, size)
            os.fsync(self._fd)
        except OSError as error:
            raise OutputError(self._place, error) from error

    def _sync(self) -> None:
        try:
            os.fsync(self._fd)
        except OSError as error:
            raise OutputError(self._place, error) from error

    @contextlib.contextmanager
    def _alone(self) -> Iterator[int | None]:
        """Hold the file's lock; gives its size, or None if it is a pipe or device."""
        status = os.fstat(self._fd)
        if not stat.S_ISREG(status.st_mode):
            yield None
            return
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX)
        except OSError as error:
            raise OutputError(self._place, error) from error
        try:
            yield os.fstat(self._fd).st_size
        finally:
            fcntl.flock(self._fd, fcntl.LOCK_UN)


class Feed(Growing):
    """A JSON Lines file that grows.  Every line that ends in a newline is whole, at every moment.

    A last line without a newline is what a crash left behind: completed when it is whole JSON, else
    moved to a file beside it, `.torn`, before anything is appended.
    """

    torn: bool
    """Whether it was, when the feed was opened."""

    @classmethod
    def append_to(cls, path: str) -> Self:
        """Open a feed, creating it if need be, and mend its end.

        Raises:
            ForeignFileError: it is no JSON Lines file.
            OutputError: it cannot be written to.
        """
        feed = cls(opened(path, os.O_RDWR | os.O_CREAT | os.O_APPEND), path)
        feed.torn = False
        try:
            with feed._alone():
                feed._mend()
        except BaseException:
            os.close(feed._fd)
            raise
        return feed

    @classmethod
    def aside(cls, path: str) -> Output:
        """The file beside a feed that takes what does not belong into it."""
        aside = f"{path}.torn"
        return Output(opened(aside, os.O_WRONLY | os.O_CREAT | os.O_APPEND), aside)

    def write_line(self, line: bytes) -> None:
        """Append one line, whole or not at all.

        Raises:
            OutputError: it could not be written; the feed is as it was.
        """
        self.append([line])

    def append(self, lines: Sequence[bytes], *, durable: bool = False) -> int:
        """Append lines, all of them or none; returns the offset of the first one.

        Args:
            lines: without their newlines.
            durable: return only when they are on the disk, and survive a power cut.

        Raises:
            OutputError: they could not be written; the feed is as it was.
        """
        return self.append_piece(b"".join(line + b"\n" for line in lines), durable=durable)

    def lines(self, start: int) -> Iterator[tuple[int, bytes]]:
        """Offset and content of every whole line from an offset on."""
        held, offset = b"", start
        while chunk := os.pread(self._fd, _READ_CHUNK, offset + len(held)):
            held += chunk
            *whole, held = held.split(b"\n")
            for line in whole:
                yield offset, line
                offset += len(line) + 1

    def _mend(self) -> None:
        if not stat.S_ISREG(os.fstat(self._fd).st_mode):
            return
        size = os.fstat(self._fd).st_size
        tail = self._torn_tail(size)
        if (size and not self._begins_as_feed()) or (tail and not tail.startswith(_BEGINNINGS)):
            raise ForeignFileError(self._place, "is not a JSON Lines file; nothing was written to it")
        if not tail:
            return
        try:
            json.loads(tail)
        except (ValueError, RecursionError):
            with self.aside(self._place) as torn:
                torn.write_line(tail)
            self.torn = True
            self.cut(size - len(tail))
        else:
            self.write(b"\n")

    def _begins_as_feed(self) -> bool:
        """Whether the first line is a JSON object, or may have been one before a crash."""
        if not self.read(0, 1).startswith(_BEGINNINGS):
            return False  # without looking for the end of its first line
        _, first = next(self.lines(0), (0, b"\0"))  # without any newline it is a torn line
        try:
            return isinstance(json.loads(first), dict)
        except (ValueError, RecursionError):
            return b"\0" in first

    def _torn_tail(self, size: int) -> bytes:
        """What follows the last newline."""
        tail = b""
        while size > 0:
            start = max(0, size - _TAIL_CHUNK)
            chunk = os.pread(self._fd, size - start, start)
            cut = chunk.rfind(b"\n")
            if cut >= 0:
                return chunk[cut + 1 :] + tail
            tail, size = chunk + tail, start
        return tail


def opened(path: str, flags: int) -> int:
    """A descriptor for a file, closed in child processes.

    Raises:
        OutputError: it cannot be opened so.
    """
    try:
        return os.open(path, flags | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise OutputError(path, error) from error


def sync_directory(path: str) -> None:
    """Make the names in a directory survive a power cut.

    Raises:
        OutputError: it could not be done.
    """
    fd = opened(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    except OSError as error:
        raise OutputError(path, error) from error
    finally:
        os.close(fd)
