"""A web server for endurance tests: many hosts on loopback, scripted pages, and faults of every kind.

Runs in a process of its own.  Linux answers on all of 127.0.0.0/8, so every 127.0.0.x is a host.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import hashlib
import multiprocessing
import random
import socket
import struct
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import NamedTuple

TRANSIENT = 1
FOR_EVER = 1_000_000


@dataclass(frozen=True)
class Script:
    """What to serve."""

    bodies: Mapping[str, bytes]
    """By path, for all hosts."""
    faults: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """By path: a kind of fault, and how many requests run into it before it is over."""
    robots: Mapping[str, tuple[int, bytes]] = field(default_factory=dict)
    """By host; 404 otherwise."""


class Asked(NamedTuple):
    """A request, as the log has it."""

    at: float
    """Monotonic seconds."""
    host: str
    path: str
    conditional: bool
    """Whether it asked for a page only if it has changed."""


KINDS: Mapping[str, str | None] = {
    "timeout": "timeout",
    "drip": "timeout",
    "reset": "connection",
    "status-500": "http-status",
    "status-503": "http-status",
    "truncated": "damaged",
    "bit-flipped": "damaged",
    "retry-after": "http-status",
    "redirect-loop": "redirect-loop",
    "wrong-charset": None,
}
"""Kinds of fault, and the reason that each is named by when it does not end; None: it does no harm."""

WATCHED = 0.02
"""Seconds between two looks at how late this process wakes."""


class _Server:
    def __init__(self, script: Script):
        self.script = script
        self.faults = dict(script.faults)
        self.asked: dict[str, int] = defaultdict(int)
        self.log: list[Asked] = []
        self.lateness = 0.0
        # Beforehand: what serving costs is no part of any measurement.
        self.packed = {
            path: gzip.compress(body, 1) for path, body in script.bodies.items() if not path.endswith(".xml")
        }
        self.etags = {
            path: hashlib.sha256(body).hexdigest()[:16].encode() for path, body in script.bodies.items()
        }

    async def watch(self) -> None:
        """Note how much later than asked for this process wakes, at worst: its log is late by as much."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(WATCHED)
            self.lateness = max(self.lateness, time.monotonic() - before - WATCHED)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode("ascii")
                host = writer.get_extra_info("sockname")[0]
                self.log.append(Asked(time.monotonic(), host, path, b"\r\nIf-None-Match:" in head))
                await self._answer(path, head, writer)
                await writer.drain()
        writer.close()

    async def _answer(self, path: str, head: bytes, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        if path == "/robots.txt":
            _send(writer, *self.script.robots.get(host, (404, b"")), kind="text/plain")
            return
        body = self.script.bodies.get(path.partition("?")[0])
        if body is None:
            _send(writer, 404, b"<h1>Not here</h1>")
            return
        self.asked[path] += 1
        kind, times = self.faults.get(path, ("", 0))
        if self.asked[path] <= times:
            await _fault(kind, path, body, writer)
            return
        etag = self.etags[path]
        tagged = f'ETag: "{etag.decode()}"\r\n'
        if b'If-None-Match: "' + etag in head:
            _send(writer, 304, b"", extra=tagged)
        elif path.endswith(".xml"):
            _send(writer, 200, body, kind="application/rss+xml", extra=tagged)
        else:
            _send(writer, 200, self.packed[path], extra=f"Content-Encoding: gzip\r\n{tagged}")


async def _fault(kind: str, path: str, body: bytes, writer: asyncio.StreamWriter) -> None:
    packed = gzip.compress(body, 1)
    chance = random.Random(path)
    if kind == "timeout":
        await asyncio.sleep(60)
    elif kind == "drip":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(60):
            writer.write(b"<")
            await writer.drain()
            await asyncio.sleep(1)
    elif kind == "reset":
        sock: socket.socket = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
    elif kind.startswith("status-"):
        _send(writer, int(kind[7:]), b"<h1>Out of order</h1>")
    elif kind == "truncated":
        cut = chance.randrange(20, len(packed) - 1)
        _send(writer, 200, packed[:cut], extra="Content-Encoding: gzip\r\n")
    elif kind == "bit-flipped":
        flipped = bytearray(packed)
        flipped[chance.randrange(10, len(packed) - 8)] ^= 1 << chance.randrange(8)
        _send(writer, 200, bytes(flipped), extra="Content-Encoding: gzip\r\n")
    elif kind == "retry-after":
        _send(writer, 429, b"<h1>Too many</h1>", extra="Retry-After: 1\r\n")
    elif kind == "wrong-charset":
        _send(writer, 200, body, kind="text/html; charset=iso-8859-1")
    elif kind == "redirect-loop":
        _send(writer, 302, b"", extra=f"Location: {path}\r\n")
    else:
        raise ValueError(kind)


def _send(
    writer: asyncio.StreamWriter,
    status: int,
    body: bytes,
    *,
    kind: str = "text/html; charset=utf-8",
    extra: str = "",
) -> None:
    writer.write(
        f"HTTP/1.1 {status} Status\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\n{extra}\r\n".encode()
        + body
    )


@dataclass
class Serving:
    """A server that is running."""

    port: int
    _pipe: Connection

    def url(self, path: str, host: int = 1) -> str:
        """An address on the host 127.0.0.`host`."""
        return f"http://127.0.0.{host}:{self.port}{path}"

    def log(self) -> list[Asked]:
        """Every request so far."""
        self._pipe.send("log")
        log: list[Asked] = self._pipe.recv()
        return log

    def lateness(self) -> float:
        """By how many seconds, at most, the times of the log were late: the machine was busy."""
        self._pipe.send("lateness")
        lateness: float = self._pipe.recv()
        return lateness

    def heal(self) -> None:
        """Have no faults any more."""
        self._pipe.send("heal")
        self._pipe.recv()


@contextlib.contextmanager
def serving(**script: object) -> Iterator[Serving]:
    """Serve a script; `bodies` may be a function of the port."""
    ours, theirs = multiprocessing.Pipe()
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("0.0.0.0", 0))
    listener.listen(512)
    port = listener.getsockname()[1]
    made = Script(**{name: value(port) if callable(value) else value for name, value in script.items()})  # type: ignore[arg-type]
    process = multiprocessing.get_context("fork").Process(
        target=_serve, args=(listener, made, theirs), daemon=True
    )
    process.start()
    listener.close()
    try:
        yield Serving(port, ours)
    finally:
        process.kill()
        process.join()


def _serve(listener: socket.socket, script: Script, pipe: Connection) -> None:
    async def main() -> None:
        server = _Server(script)
        loop = asyncio.get_running_loop()

        def tell() -> None:
            asked = pipe.recv()
            if asked == "heal":
                server.faults.clear()
            pipe.send(server.lateness if asked == "lateness" else server.log)

        loop.add_reader(pipe.fileno(), tell)
        async with await asyncio.start_server(server.answer, sock=listener) as listening:
            await asyncio.gather(listening.serve_forever(), server.watch())

    asyncio.run(main())
