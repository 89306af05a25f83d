"""Content codings (gzip, deflate, br, zstd) undone, with checksums, ends and sizes checked."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]

from crawler.outcomes import NamedError, Reason

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_CHUNK = 64 * 1024
_MAX_RATIO = 100  # news pages compress 4 to 12 times
_RATIO_APPLIES_ABOVE = 1024 * 1024


def decompressed(body: bytes, encoding: str, max_size: int) -> bytes:
    """The whole body, decompressed.

    Args:
        body: as it came over the wire.
        encoding: gzip, deflate, br or zstd.
        max_size: limit on the result, in bytes; a ratio above 100:1 is refused from 1 MB on.

    Raises:
        NamedError: `damaged` when it ends early or a checksum is wrong; `too-large`.
    """
    limit = min(max_size or sys.maxsize, max(_RATIO_APPLIES_ABOVE, _MAX_RATIO * len(body)))
    try:
        return _DECODERS[encoding](body, limit)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise NamedError(Reason.DAMAGED, f"broken {encoding} data: {error}") from error


def _gzip(body: bytes, limit: int) -> bytes:
    whole = bytearray()
    while body.startswith(b"\x1f\x8b") or not whole:
        body = _zlib_member(body, 31, whole, limit)
    return bytes(whole)  # what follows the last member is padding


def _deflate(body: bytes, limit: int) -> bytes:
    whole = bytearray()
    try:
        _zlib_member(body, 15, whole, limit)
    except zlib.error:
        whole.clear()
        _zlib_member(body, -15, whole, limit)  # raw deflate, as some servers send it
    return bytes(whole)


def _zlib_member(body: bytes, wbits: int, whole: bytearray, limit: int) -> bytes:
    """Append one member to `whole`; returns what follows it.  zlib checks CRC and length at the end."""
    decompressor = zlib.decompressobj(wbits)
    while not decompressor.eof:
        chunk = decompressor.decompress(body, _CHUNK)
        body = decompressor.unconsumed_tail
        _grow(whole, chunk, limit)
        if not chunk and not body and not decompressor.eof:
            raise NamedError(Reason.DAMAGED, "the compressed body ends early")
    return decompressor.unused_data


def _brotli(body: bytes, limit: int) -> bytes:
    decompressor, whole = brotli.Decompressor(), bytearray()
    chunk = decompressor.process(body, output_buffer_limit=_CHUNK)
    while chunk:
        _grow(whole, chunk, limit)
        chunk = b"" if decompressor.is_finished() else decompressor.process(b"", output_buffer_limit=_CHUNK)
    if not decompressor.is_finished():
        raise NamedError(Reason.DAMAGED, "the compressed body ends early")
    return bytes(whole)


def _zstd(body: bytes, limit: int) -> bytes:
    whole = bytearray()
    while body:
        decompressor = zstd.ZstdDecompressor()
        while not decompressor.eof:
            chunk = decompressor.decompress(body, _CHUNK)
            body = b""
            _grow(whole, chunk, limit)
            if not chunk and decompressor.needs_input and not decompressor.eof:
                raise NamedError(Reason.DAMAGED, "the compressed body ends early")
        body = decompressor.unused_data
    return bytes(whole)


def _grow(whole: bytearray, chunk: bytes, limit: int) -> None:
    whole += chunk
    if len(whole) > limit:
        raise NamedError(Reason.TOO_LARGE, f"decompresses to more than {limit:,} bytes")


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
