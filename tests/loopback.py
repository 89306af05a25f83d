"""A web server on 127.0.0.1 that serves scripted pages and faults, and remembers what was asked for."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cleaners.article import SCHEMA_VERSION, Article, Extraction, PagePlace


@dataclass(frozen=True)
class Reply:
    """What to answer, and what to do wrong about it."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str | None = "text/html; charset=utf-8"
    wait: float = 0
    """Seconds before the answer."""
    announced: int | None = None
    """Content-Length, when it is to be a lie."""
    reset: bool = False
    """Break the connection instead of answering."""
    then: Callable[[], object] | None = None
    """Done once the answer is out."""


class Loopback(ThreadingHTTPServer):
    """The server; `replies` maps paths to a reply or, for successive requests, several."""

    daemon_threads = True
    request_queue_size = 128
    """With the usual 5, a crawl's first connections are dropped, and come again a second later."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: dict[str, Reply | list[Reply]] = {"/robots.txt": Reply(status=404)}
        self.log: list[str] = []
        """Paths, in the order in which they were asked for."""
        self.headers: list[dict[str, str]] = []
        self.at_once: list[int] = []
        """For every request, how many were under way."""
        self._lock = threading.Lock()
        self._under_way = 0
        self.scheme = "https" if tls else "http"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    @property
    def pages(self) -> list[str]:
        return [path for path in self.log if path != "/robots.txt"]

    def url(self, path: str) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}{path}"

    def reply_to(self, path: str) -> Reply:
        reply = self.replies.get(path, Reply(b"<h1>Not here</h1>", status=404))
        if isinstance(reply, list):
            return reply.pop(0) if len(reply) > 1 else reply[0]
        return reply

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._under_way += 1
            self.at_once.append(self._under_way)
        yield
        with self._lock:
            self._under_way -= 1

    def die(self) -> None:
        """Stop listening at once, as a server does that is killed."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Broken connections are what this server is for."""


Server = TypeVar("Server", bound=Loopback)


class _Handler(BaseHTTPRequestHandler):
    server: Loopback
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        self.server.log.append(self.path)
        self.server.headers.append(dict(self.headers))
        reply = self.server.reply_to(self.path)
        with self.server.counted():
            time.sleep(reply.wait)
        if reply.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        self.send_response(reply.status)
        if reply.content_type:
            self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header(
            "Content-Length", str(len(reply.body) if reply.announced is None else reply.announced)
        )
        self.end_headers()
        self.wfile.write(reply.body)
        if reply.then:
            reply.then()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@contextlib.contextmanager
def serve(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    with serve(Loopback(tls)) as server:
        yield server


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server context with a certificate that nobody has reason to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


QUICK = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_TIMES": 0,
    "DOWNLOAD_TIMEOUT": 5,
}
"""Settings for tests: no politeness towards ourselves."""


def story(title: str = "Harbour reopens") -> bytes:
    """A small news page."""
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        "<p>PORT TARVIN - The harbour of Port Tarvin reopened on Monday after a winter of repairs, the "
        "council said in a statement that praised the builders.</p>"
        "<p>Fishing boats queued at the new quay before dawn, and the ferry made its first call since "
        "October, with forty passengers on board.</p>"
        "<p>“We had almost forgotten the sound of it,” said the harbour master, Una Brodie, on the pier.</p>"
        "</article></body></html>"
    ).encode()


def announce_stories(server: Loopback, number: int) -> None:
    """Serve so many stories, and a feed of them and of one that is gone."""
    titles = {f"/news/{place}": f"Story {place}" for place in range(number)}
    server.replies |= {path: Reply(story(title)) for path, title in titles.items()}
    server.replies["/gone"] = Reply(status=404)
    items = "".join(
        f"<item><title>{title}</title><link>{server.url(path)}</link></item>"
        for path, title in [*titles.items(), ("/gone", "Gone")]
    )
    feed = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"
    server.replies["/feed.xml"] = Reply(feed.encode(), content_type="application/rss+xml")


def stand_in_clean(
    content: bytes, *, url: str | None, kind: str, charset: str | None, fetched: datetime | None
) -> SimpleNamespace:
    """A cleaner that does as the page tells it: `<!-- listing -->` and the like."""
    text = content.decode(charset or "utf-8", "replace")
    if "<!-- boom -->" in text:
        raise RecursionError("too deep\nby far")
    for flag in ("listing", "consent_wall", "no_article"):
        if f"<!-- {flag} -->" in text:
            return _cleaned(flags=(flag,))
    count = max(1, text.count("<article>"))
    places = [PagePlace(index=index, count=count) for index in range(1, count + 1)]
    return _cleaned(articles=tuple(_article(text, url or "", place) for place in places))


def _cleaned(articles: tuple[Article, ...] = (), flags: tuple[str, ...] = ()) -> SimpleNamespace:
    document = SimpleNamespace(charset="utf-8", blocks=())
    return SimpleNamespace(articles=articles, flags=flags, verdicts=(), document=document)


def _article(text: str, url: str, place: PagePlace) -> Article:
    title = text.partition("<h1>")[2].partition("</h1>")[0]
    return Article(
        schema_version=SCHEMA_VERSION,
        id=f"{url}#{place.index}",
        url=url,
        page_url=url,
        page=place,
        headline=title or None,
        article_body=text,
        extraction=Extraction(version="stand-in"),
    )
