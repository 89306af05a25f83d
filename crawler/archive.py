"""Fetched pages, kept as they came: WARC files (ISO 28500), one response a record, each its own gzip member.

A job with `keep-raw` writes them; `cleanwire clean` reads these and anybody else's, so that pages can be
cleaned again when the rules have changed, without being fetched again.
"""

from __future__ import annotations

import io
import os
import re
import uuid
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import IO, Any, Self

from scrapy.http import Headers, Response
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler import installed_version
from crawler.feed import Growing, opened
from crawler.outcomes import MAX_BYTES

# What the body in the archive has no more, and what is nobody's business.
_NOT_KEPT = frozenset(
    {"content-encoding", "content-length", "set-cookie", "set-cookie2", "transfer-encoding"}
)
_TARGET = re.compile(rb"(?im)^WARC-Target-URI:[ \t]*<?([^\s>]+)")
_CHUNK = 256 * 1024
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A response that is to be kept."""

    reference: str
    """The record's WARC-Record-ID, `urn:uuid:…`: an item's `metadata.rawRef`."""
    record: bytes
    """The compressed record."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A response out of an archive."""

    url: str
    response: Response | None
    """None when the record is damaged."""
    fetched: datetime | None
    reference: str | None
    problem: str = ""


class ArchiveError(Exception):
    """A file is no WARC archive, or ends early; the message says which."""


class Archive(Growing):
    """A WARC file that grows."""

    @classmethod
    def append_to(cls, path: str) -> Self:
        """Open an archive, creating it if need be.

        Raises:
            OutputError: it cannot be written to.
        """
        return cls(opened(path, os.O_RDWR | os.O_CREAT | os.O_APPEND), path)

    def keep(self, records: list[bytes]) -> int:
        """Append records, durably, all of them or none; returns the size of the file.

        Raises:
            OutputError: they could not be written; the file is as it was.
        """
        piece = b"".join(records)
        if not self.size():
            piece = _information(os.path.basename(self._place)) + piece
        return self.append_piece(piece, durable=True) + len(piece)

    def mend(self, size: int, is_wanted: Callable[[str], bool]) -> int:
        """Cut what follows the last record that is wanted, a torn one above all; returns the size then.

        What is not wanted and stands before it stays: nothing is written twice for its sake.

        Args:
            size: up to where the file is accounted for.
            is_wanted: whether the record of an address is to stay.

        Raises:
            OutputError: it could not be done.
        """
        end = size
        for start, length, url in self._members(size):
            if url is not None and is_wanted(url):
                end = start + length
        if self.size() != end:
            self.cut(end)
        return end

    def _members(self, start: int) -> Iterator[tuple[int, int, str | None]]:
        """Offset, length and address of every whole gzip member from an offset on; warcinfo has no address."""
        while (found := self._member(start)) is not None:
            length, head = found
            target = _TARGET.search(head)
            yield start, length, target[1].decode("utf-8", "replace") if target else None
            start += length

    def _member(self, start: int) -> tuple[int, bytes] | None:
        """Length and first bytes of a member; None when it is not whole, or there is none."""
        decompressor, head, offset = zlib.decompressobj(31), b"", start
        try:
            while chunk := self.read(offset, _CHUNK):
                offset += len(chunk)
                while chunk and not decompressor.eof:
                    plain = decompressor.decompress(chunk, _CHUNK)
                    head = head or plain[:_HEAD]
                    chunk = decompressor.unconsumed_tail
                if decompressor.eof:
                    return offset - len(decompressor.unused_data) - start, head
        except zlib.error:
            return None
        return None


def kept(response: Response, fetched: datetime) -> Kept:
    """A response as a record: status, headers, and the body without its transport compression."""
    instant = fetched.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{instant} {response.url} {zlib.crc32(response.body):08x}")
    reference = identity.urn
    headers = [
        (name.decode("latin-1"), value.decode("latin-1").replace("\r", " ").replace("\n", " "))
        for name, values in response.headers.items()
        for value in values
        if name.decode("latin-1").lower() not in _NOT_KEPT
    ]
    headers.append(("Content-Length", str(len(response.body))))
    return Kept(
        reference,
        _response_record(response, headers, {"WARC-Date": instant, "WARC-Record-ID": f"<{reference}>"}),
    )


def _response_record(response: Response, headers: list[tuple[str, str]], named: dict[str, str]) -> bytes:
    try:
        status = f"{response.status} {HTTPStatus(response.status).phrase}"
    except ValueError:
        status = str(response.status)
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    record = writer.create_warc_record(
        response.url,
        "response",
        payload=io.BytesIO(response.body),
        length=len(response.body),
        http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
        warc_headers_dict=named,
    )
    writer.write_record(record)
    return buffer.getvalue()


def _information(name: str) -> bytes:
    """The record that a WARC file begins with."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    told = {"software": f"cleanwire/{installed_version()}", "format": "WARC File Format 1.0"}
    writer.write_record(writer.create_warcinfo_record(name, told))
    return buffer.getvalue()


# ---- reading -------------------------------------------------------------------------------------


def responses(stream: IO[bytes]) -> Iterator[Archived]:
    """The HTTP responses of a WARC file, compressed or not, in their order; other records are passed over.

    Raises:
        ArchiveError: it is no WARC file, or damaged so that nothing more can be read.
    """
    count = 0
    try:
        for record in ArchiveIterator(stream):
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            if record.rec_type == "response" and url.lower().startswith(("http://", "https://")):
                count += 1
                yield _archived(record, url)
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError) as error:
        raise ArchiveError(f"not a WARC file, or damaged: {error}") from None
    if not count:
        raise ArchiveError("holds no HTTP response, or is not a WARC file")


def _archived(record: Any, url: str) -> Archived:
    named = record.rec_headers.get_header
    reference = (named("WARC-Record-ID") or "").strip("<>") or None
    body = _body(record)
    if body is None:
        return Archived(url, None, None, reference, "the record ends early, or its body is damaged")
    http = record.http_headers
    code = http.get_statuscode() if http is not None else ""
    if not code.isdigit() or not 100 <= int(code) <= 999:
        return Archived(url, None, None, reference, "the record holds no HTTP response")
    headers = Headers([(name, value.encode("utf-8", "replace")) for name, value in http.headers])
    return Archived(
        url, Response(url, int(code), headers, body), _instant(named("WARC-Date") or ""), reference
    )


def _body(record: Any) -> bytes | None:
    """The body, or as much of it as shows that it is too large; None when its end is missing."""
    stream, body = record.content_stream(), bytearray()
    try:
        while len(body) <= MAX_BYTES and (chunk := stream.read(_CHUNK)):
            body += chunk
    except (OSError, EOFError, zlib.error, ValueError, ArchiveLoadFailed):
        return None
    is_cut = len(body) <= MAX_BYTES and getattr(record.raw_stream, "limit", 0) > 0
    return None if is_cut else bytes(body)


def _instant(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
