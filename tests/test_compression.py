"""Decompression that notices damage: every cut, nearly every flipped bit, every bomb."""

from __future__ import annotations

import contextlib
import gzip
import random
import sys
import zlib

import brotli
import pytest

from crawler.codings import decompressed
from crawler.outcomes import NamedError, Reason

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = b"".join(b"<p>Paragraph %d of a page about the harbour, %d.</p>\n" % (n, n * n) for n in range(400))


def raw_deflate(content: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(content) + compressor.flush()


COMPRESSED = {
    "gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "deflate raw": raw_deflate(TEXT),
    "br": brotli.compress(TEXT),
    "zstd": zstd.compress(TEXT, options={zstd.CompressionParameter.checksum_flag: 1}),
}


def read(name: str, body: bytes, max_size: int = 10_000_000) -> bytes:
    return decompressed(body, name.partition(" ")[0], max_size)


@pytest.mark.parametrize("name", COMPRESSED)
def test_a_whole_body_is_read(name: str) -> None:
    assert read(name, COMPRESSED[name]) == TEXT


def test_several_gzip_members_are_one_body_and_padding_is_none_of_it() -> None:
    assert read("gzip", gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0\0") == b"one two"


@pytest.mark.parametrize("name", COMPRESSED)
def test_no_truncated_body_is_accepted(name: str) -> None:
    body = COMPRESSED[name]
    for cut in random.Random(1).sample(range(1, len(body)), 200):
        with pytest.raises(NamedError) as failure:
            read(name, body[:cut])
        assert failure.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("name", ["gzip", "deflate", "zstd"])
def test_no_flipped_bit_changes_the_text(name: str) -> None:
    body = COMPRESSED[name]
    chosen = random.Random(1)
    damaged = 0
    for _ in range(200):
        flipped = bytearray(body)
        flipped[chosen.randrange(len(body))] ^= 1 << chosen.randrange(8)
        with contextlib.suppress(NamedError):
            assert read(name, bytes(flipped)) == TEXT  # a bit of a header that says nothing of the text
            continue
        damaged += 1
    assert damaged > 180


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize("junk", [b"<html>not compressed at all</html>", b"\x1f\x8b", b"\0" * 50])
def test_junk_is_damaged(name: str, junk: bytes) -> None:
    with pytest.raises(NamedError) as failure:
        read(name, junk)
    assert failure.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_too_large(name: str) -> None:
    zeros = bytes(50_000_000)
    compress = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": lambda content: brotli.compress(content, quality=1),
        "zstd": zstd.compress,
    }[name]
    with pytest.raises(NamedError) as failure:
        read(name, compress(zeros))
    assert failure.value.reason is Reason.TOO_LARGE


def test_a_ratio_that_no_page_has_is_refused_below_the_limit() -> None:
    with pytest.raises(NamedError, match="too-large"):
        read("br", brotli.compress(bytes(5_000_000)))
