"""Names of feed files, and compression of those that are closed."""

from __future__ import annotations

import gzip
import itertools
import os
import re
import shutil
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Literal, cast

from crawler.feed import OutputError, sync_directory

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Compression = Literal["none", "gzip", "zstd"]

_NAME = re.compile(r"%\((job|run|day)\)s|%%")  # any other % is a part of somebody's folder name
_SUFFIXES = {"gzip": ".gz", "zstd": ".zst"}
_GZIP_LEVEL = 6
_CHUNK = 1024 * 1024


def run_name(number: int) -> str:
    """The name of a run: sorts as the runs do, whatever the clock did in between."""
    return f"{number:05d}"


def file_name(pattern: str, *, job: str, run: str, started: datetime) -> str:
    """A path with `%(job)s`, `%(run)s` and `%(day)s` (of the run's start, in UTC) filled in."""
    names = {"job": job, "run": run, "day": started.astimezone(UTC).date().isoformat()}
    return _NAME.sub(lambda found: names[found[1]] if found[1] else "%", pattern)


def compress(path: str, compression: Compression) -> str:
    """Compress a closed file; returns the new path.  Done again after a crash, it does no harm.

    Raises:
        OutputError: it could not be written; the file is as it was.
    """
    if compression == "none" or not os.path.exists(path):
        return path
    target = _free_name(path, compression)
    partial = f"{target}.partial"
    try:
        if not os.path.exists(target):
            _write_compressed(path, partial, compression)
            os.rename(partial, target)
            sync_directory(os.path.dirname(target) or ".")
        os.unlink(path)
    except OSError as error:
        raise OutputError(target, error) from error
    return target


def _write_compressed(path: str, partial: str, compression: Compression) -> None:
    with open(path, "rb") as plain, open(partial, "wb") as raw:
        with _compressor(raw, compression) as packed:
            shutil.copyfileobj(plain, packed, _CHUNK)
        raw.flush()
        os.fsync(raw.fileno())


def _free_name(path: str, compression: Compression) -> str:
    """The name to compress to: not taken, or by the same content."""
    suffix = _SUFFIXES[compression]
    for number in itertools.count(1):
        name = f"{path}{suffix}" if number == 1 else f"{path}.{number}{suffix}"
        if not os.path.exists(name) or _holds(name, path, compression):
            return name
    raise AssertionError


def _holds(packed: str, path: str, compression: Compression) -> bool:
    """Whether a compressed file has the content of a plain one."""
    try:
        with open(path, "rb") as plain, _decompressor(packed, compression) as unpacked:
            while chunk := plain.read(_CHUNK):
                if unpacked.read(len(chunk)) != chunk:
                    return False
            return not unpacked.read(1)
    except (gzip.BadGzipFile, zlib.error, EOFError, zstd.ZstdError):
        return False


@contextmanager
def _compressor(raw: IO[bytes], compression: Compression) -> Iterator[IO[bytes]]:
    if compression == "gzip":  # no time and no name in it: the same content gives the same file
        with gzip.GzipFile("", "wb", _GZIP_LEVEL, raw, mtime=0) as packed:
            yield cast("IO[bytes]", packed)
    else:
        with zstd.ZstdFile(raw, "wb") as packed_by_zstd:
            yield cast("IO[bytes]", packed_by_zstd)


@contextmanager
def _decompressor(packed: str, compression: Compression) -> Iterator[IO[bytes]]:
    if compression == "gzip":
        with gzip.open(packed, "rb") as unpacked:
            yield cast("IO[bytes]", unpacked)
    else:
        with zstd.open(packed, "rb") as unpacked_by_zstd:
            yield cast("IO[bytes]", unpacked_by_zstd)
