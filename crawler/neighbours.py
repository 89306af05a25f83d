"""Which hosts a crawl may connect to: public ones, and those that the user named himself.

An address that a page, a feed or a redirect names must not lead into the machine or the network that the
crawler runs in (server-side request forgery, OWASP SSRF).  Names are judged by what they resolve to, at the
moment of the connection: no second look-up, so no room for a name that means something else by then.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Container, Iterable
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.failures import RefusedRequestError
from crawler.outcomes import Reason

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Place = tuple[str, int | None]
"""A host, and the port that it may be asked on; None: any."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
# What `ipaddress` takes for global, and what leads to an IPv4 address inside it: RFC 6052, RFC 3056, RFC 4291.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_6TO4 = ipaddress.IPv6Network("2002::/16")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the open internet."""
    if isinstance(address, ipaddress.IPv6Address) and (inner := _embedded(address)) is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _6TO4:
        return address.sixtofour
    if address in _NAT64 or address in _COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def literal(host: str) -> IPAddress | None:
    """The IP address that a host is, in whatever way it is written: `127.1`, `0x7f000001`, `2130706433`."""
    host = unquote(host).rstrip(".").partition("%")[0]
    try:
        plain = host if ":" in host else host.encode("idna").decode("ascii")  # full-width digits
    except UnicodeError:
        plain = host
    try:
        return ipaddress.ip_address(plain)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(plain)) if plain and not plain.isspace() else None
    except (OSError, ValueError):
        return None


def place_of(url: str) -> tuple[str, int]:
    """The host and the port that an address leads to; no host where it is broken."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip("."), parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", 0


class Neighbours:
    """Judges hosts for one crawl."""

    def __init__(self, named: Container[Place] = (), *, is_open: bool = False):
        """Take what the user said.

        Args:
            named: places that he named: those may be anywhere.
            is_open: whether every host may be.
        """
        self._named = named
        self._is_open = is_open

    @classmethod
    def of(cls, crawler: Crawler) -> Neighbours:
        """For a crawl: its spider's `named`, and the setting `ALLOW_PRIVATE`."""
        return cls(
            getattr(crawler.spider, "named", frozenset()), is_open=crawler.settings.getbool("ALLOW_PRIVATE")
        )

    def is_named(self, host: str, port: int) -> bool:
        """Whether the user wants this host to be asked, wherever it is."""
        host = host.lower().rstrip(".")
        return self._is_open or (host, port) in self._named or (host, None) in self._named

    def check_url(self, url: str) -> None:
        """See that an address names no private IP address outright.

        Raises:
            RefusedRequestError: `private-address`.
        """
        host, port = place_of(url)
        address = literal(host)
        if address is not None and not is_public(address) and not self.is_named(host, port):
            raise _refusal(host, str(address))

    def check_resolved(self, host: str, port: int, addresses: Iterable[str]) -> None:
        """See that a name does not lead to a private IP address.

        Raises:
            RefusedRequestError: `private-address`.
        """
        if self.is_named(host, port):
            return
        for address in addresses:
            if not is_public(ipaddress.ip_address(address.partition("%")[0])):
                raise _refusal(host, address)

    async def check(self, url: str) -> None:
        """Look a host up, for whoever connects without our resolver, and see that it is public.

        Raises:
            RefusedRequestError: `private-address`.
        """
        self.check_url(url)
        host, port = place_of(url)
        if self.is_named(host, port):
            return
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return  # whoever connects will say so
        self.check_resolved(host, port, [str(place[0]) for *_, place in found])


class PublicHostsMiddleware:
    """Refuse requests for private addresses, those of robots.txt and redirects included.

    Names are left to `PublicResolver`, which sees what is connected to; under a Twisted reactor, which knows
    nothing of it, they are looked up here.
    """

    def __init__(self, crawler: Crawler):
        settings = crawler.settings
        self._neighbours = Neighbours.of(crawler)
        self._looks_up = settings.getbool("TWISTED_REACTOR_ENABLED") and not settings.get("CASSETTE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PublicHostsMiddleware:
        """For Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or not.

        Raises:
            RefusedRequestError: `private-address`.
        """
        if self._looks_up and not request.meta.get("proxy"):
            await self._neighbours.check(request.url)
        else:
            self._neighbours.check_url(request.url)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Pass the response on, unless a browser was redirected to where it may not go.

        Raises:
            RefusedRequestError: `private-address`.
        """
        if self._looks_up and not request.meta.get("proxy") and response.url != request.url:
            await self._neighbours.check(response.url)
        return response


class PublicResolver(AbstractResolver):
    """aiohttp's resolver, which does not tell private addresses."""

    def __init__(self, neighbours: Neighbours):
        self._neighbours = neighbours
        self._inner = ThreadedResolver()
        proxies = (url if "://" in url else f"http://{url}" for url in getproxies().values())
        self._proxies = {place_of(url) for url in proxies}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a host.

        Raises:
            OSError: it has none.
            RefusedRequestError: `private-address`.
        """
        found = await self._inner.resolve(host, port, family)
        if (host, port) not in self._proxies:
            self._neighbours.check_resolved(host, port, [one["host"] for one in found])
        return found

    async def close(self) -> None:
        """Put the inner one away."""
        await self._inner.close()


def _refusal(host: str, address: str) -> RefusedRequestError:
    where = host if host == address else f"{host} is {address}"
    return RefusedRequestError(
        Reason.PRIVATE_ADDRESS,
        f"{where}: not a public address, and neither named by you nor allowed (allow-private)",
    )
