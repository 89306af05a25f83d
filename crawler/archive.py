"""Fetched pages, kept as they came: WARC files (ISO 28500), one response a record, each its own gzip member.

A job with `keep-raw` writes them; `cleanwire clean` reads these and anybody else's, so that pages can be
cleaned again when the rules have changed, without being fetched again.
"""

from __future__ import annotations

import contextlib
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
from crawler.address import is_web
from crawler.feed import ForeignFileError, Growing, opened
from crawler.outcomes import MAX_BYTES

# What the body in the archive has no more, and what is nobody's business.
_NOT_KEPT = frozenset(
    {"content-encoding", "content-length", "set-cookie", "set-cookie2", "transfer-encoding"}
)
_TARGET = re.compile(rb"(?im)^WARC-Target-URI:[ \t]*<?([^\s>]+)")
_GZIP = b"\x1f\x8b\x08"
_CHUNK = 256 * 1024
_HEAD = 64 * 1024
_BEGINNING = 1024  # bytes; the record that our archives begin with is shorter
_CUT = "the record ends early, or its body is damaged"


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
    """A file is no WARC archive, or one without pages; the message says which."""


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
            is_wanted: whether the record of an address is to stay; of one that names none it is empty.

        Raises:
            ForeignFileError: it is no archive, or another one.
            OutputError: it could not be done.
        """
        end, is_archive = size, size > 0
        for start, length, url in self._whole_records(size):
            is_archive = True
            if is_wanted(url):
                end = start + length
        if not is_archive and not self._may_be_torn():
            raise ForeignFileError(self._place, "is not a WARC archive; nothing was written to it")
        if size and not self._begins_member(size):
            raise ForeignFileError(self._place, "is not the archive that this job wrote; move it away")
        if self.size() != end:
            self.cut(end)
        return end

    def _begins_member(self, start: int) -> bool:
        """Whether nothing, a record, or what a crash left of one begins at an offset: in another file, other bytes do."""
        return _GZIP.startswith(self.read(start, len(_GZIP)).rstrip(b"\0"))

    def _may_be_torn(self) -> bool:
        """Whether a file without a whole record may be what a crash left of one that was just begun."""
        if self._member(0) is not None:
            return False
        left = self.read(0, 2 * _BEGINNING).rstrip(b"\0")  # NULs: content that was lost in a power cut
        return len(left) < _BEGINNING and _GZIP.startswith(left[: len(_GZIP)])

    def _whole_records(self, start: int) -> Iterator[tuple[int, int, str]]:
        """Offset, length and address of every whole record from an offset on, behind damaged ones as well."""
        while start < self.size():
            found = self._member(start)
            if found is None:
                start = self._next_member(start + 1)
                continue
            length, head = found
            if head.startswith(b"WARC/"):
                target = _TARGET.search(head)
                yield start, length, target[1].decode("utf-8", "replace") if target else ""
            start += length

    def _next_member(self, start: int) -> int:
        """Where something that looks like a gzip member begins; the end of the file if nothing does."""
        while len(chunk := self.read(start, _CHUNK)) >= len(_GZIP):
            if (place := chunk.find(_GZIP)) >= 0:
                return start + place
            start += len(chunk) - len(_GZIP) + 1
        return self.size()

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


class _DamageError(Exception):
    """What is read is not whole; the message says how."""


_ILLEGIBLE = (_DamageError, ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError)


def responses(stream: IO[bytes]) -> Iterator[Archived]:
    """The HTTP responses of a WARC file, compressed or not, in their order; other records are passed over.

    What is damaged is a response without content; its address is empty where that is lost as well.

    Raises:
        ArchiveError: it is no WARC file, or holds no response.
    """
    is_archive, count = False, 0
    for part in _parts(stream):
        try:
            for one in _records(part):
                is_archive = True
                if one is not None:
                    count += 1
                    yield one
        except _ILLEGIBLE as error:
            if not is_archive:
                raise ArchiveError(f"not a WARC file, or damaged: {error!s:.200}") from None
            lost = "a record and what follows" if isinstance(part, _Plain) else "a record"
            yield Archived("", None, None, None, f"{lost} cannot be read: {error!s:.200}")
    if not count:
        raise ArchiveError("holds no HTTP response, or is not a WARC file")


def _parts(stream: IO[bytes]) -> Iterator[_Member | _Plain]:
    """What can be read, and damaged, for itself: each gzip member of a file; all of it when it is not packed."""
    content = _Plain(stream)
    if not content.begins_with(_GZIP):
        yield content
        return
    mark = _GZIP
    while content.find(mark):
        member = _Member(content)
        yield member
        mark = b"" if member.finish() else _GZIP  # behind a damaged member, the next that looks like one


class _Plain:
    """Bytes of a file, some of which may be put back."""

    def __init__(self, stream: IO[bytes]):
        self._stream = stream
        self._ahead = b""

    def read(self, size: int = _CHUNK) -> bytes:
        """Some bytes, empty at the end."""
        ahead, self._ahead = self._ahead, b""
        return ahead or self._stream.read(size)

    def put_back(self, content: bytes) -> None:
        """Have the end of what was read come again."""
        self._ahead = content

    def begins_with(self, mark: bytes) -> bool:
        """Whether these bytes are next."""
        self._ahead += self._stream.read(_CHUNK)
        return self._ahead.startswith(mark)

    def find(self, mark: bytes) -> bool:
        """Pass over everything before a mark; False when there is none."""
        content = self.read()
        while content:
            if (place := content.find(mark)) >= 0:
                self.put_back(content[place:])
                return True
            end = content[1 - len(mark) :]
            more = self._stream.read(_CHUNK)
            content = end + more if more else b""
        return False


class _Member:
    """A gzip member, unpacked; damage is an error, not an end."""

    def __init__(self, packed: _Plain):
        self._packed = packed
        self._unpacker = zlib.decompressobj(31)
        self._held = b""
        self._is_over = False

    def read(self, size: int = _CHUNK) -> bytes:
        """Some bytes, empty at the end.

        Raises:
            _DamageError: the member is cut or corrupt.  What comes last waits until its checksum is right.
        """
        while not self._is_over:
            piece = self._unpacked()
            held, self._held = self._held, piece
            if held:
                return held
        held, self._held = self._held, b""
        return held

    def finish(self) -> bool:
        """Pass over what was not read; whether all of it is whole."""
        with contextlib.suppress(_DamageError):
            while self.read():
                pass
        return self._unpacker.eof

    def _unpacked(self) -> bytes:
        packed = self._packed.read()
        try:
            if not packed:
                raise _DamageError("the file ends early")
            piece = self._unpacker.decompress(packed, _CHUNK)
        except (_DamageError, zlib.error) as error:
            self._held, self._is_over = b"", True
            self._packed.put_back(packed[1:])  # somewhere in it the next one begins
            raise _DamageError(str(error)) from None
        self._is_over = self._unpacker.eof
        self._packed.put_back(self._unpacker.unused_data or self._unpacker.unconsumed_tail)
        return piece


class _Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """The records of one part, without warcio's own words on standard error."""

    INC_RECORD = ""
    next_line: bytes | None

    def is_whole(self, record: Any) -> bool:
        """Read on to the end of a record; whether it is where the record says."""
        mistakes = self.err_count
        self.read_to_end()
        if is_elsewhere := self.err_count > mistakes:  # the next one may be found all the same
            while self.next_line and not self.next_line.startswith(b"WARC/"):
                self.next_line = self.reader.readline()
        return not is_elsewhere and record.raw_stream.limit == 0


def _records(part: _Member | _Plain) -> Iterator[Archived | None]:
    """The records of a part; None for one that is no HTTP response."""
    records = _Records(part, no_record_parse=True)
    for record in records:
        if record.rec_type is None or record.length is None:
            raise _DamageError("it has no type or no length")
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        is_response = record.rec_type == "response" and is_web(url)
        one = _archived(records.loader, record, url) if is_response else None
        if not records.is_whole(record):
            one = Archived(url if is_response else "", None, None, None, _CUT)
        yield one


def _archived(loader: Any, record: Any, url: str) -> Archived:
    named = record.rec_headers.get_header
    reference = (named("WARC-Record-ID") or "").strip("<>") or None
    try:
        http = record.http_headers = loader.load_http_headers(
            "response", url.lower(), record.raw_stream, record.length
        )
        body = _body(record)
    except _ILLEGIBLE:
        return Archived(url, None, None, reference, _CUT)
    code = http.get_statuscode() if http is not None else ""
    if not code.isdigit() or not 100 <= int(code) <= 999:
        return Archived(url, None, None, reference, "the record holds no HTTP response")
    headers = Headers([(name, value.encode("utf-8", "replace")) for name, value in http.headers])
    return Archived(
        url, Response(url, int(code), headers, body), _instant(named("WARC-Date") or ""), reference
    )


def _body(record: Any) -> bytes:
    """The body, or as much of it as shows that it is too large."""
    stream, body = record.content_stream(), bytearray()
    while len(body) <= MAX_BYTES and (chunk := stream.read(_CHUNK)):
        body += chunk
    return bytes(body)


def _instant(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
