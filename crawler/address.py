"""Which addresses can be fetched, and how they are shown without the secrets in them."""

from __future__ import annotations

import errno
import hashlib
import re
import sys
import unicodedata
from pathlib import Path
from typing import IO
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

_USERINFO = re.compile(r"(://)[^\s/?#]*@")
_SECRET_VALUE = re.compile(
    r"(?i)([?&;](?:access_?token|api_?key|auth|key|passw(?:or)?d|secret|session(?:_?id)?|sig(?:nature)?|token)=)"
    r"[^&;#\s]+"
)
_MASK = "***"
_LONGEST = 8000  # RFC 9110 §4.1: at least this much must be supported
# Cc is C0, DEL and C1; these format characters reorder or hide what a terminal shows.
_HIDING = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


class BadAddressError(ValueError):
    """An address that cannot be fetched; its message says why, and holds no secrets."""


def is_web(name: str) -> bool:
    """Whether a name is the address of something on the web, right or not, and no file's."""
    return name.lower().startswith(("http://", "https://"))


def checked(address: str) -> SplitResult:
    """The parts of a fetchable address.

    Raises:
        BadAddressError: it is not http(s), has no host, a bad port, white space or control
            characters, or is too long.
    """
    if len(address) > _LONGEST:
        raise BadAddressError(f"longer than {_LONGEST:,} characters")
    if any(unicodedata.category(char) in {"Cc", "Cs", "Zs", "Zl", "Zp"} for char in address):
        raise BadAddressError("blanks, control characters or broken encoding in the address")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadAddressError(mask(str(error))) from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise BadAddressError("the address starts with neither http:// nor https://")
    if not host or port == 0:
        raise BadAddressError("the address names no host" if not host else "port 0 cannot be fetched from")
    try:
        host.encode("idna")
    except UnicodeError:
        if ":" not in host:
            raise BadAddressError("the host name is not valid") from None
    return parts


def without_credentials(address: str) -> tuple[str, tuple[str, str] | None]:
    """The address without its `user:password@`, and those two, decoded.

    Raises:
        BadAddressError: as `checked`.
    """
    parts = checked(address)
    userinfo, at, place = parts.netloc.rpartition("@")
    if not at:
        return address, None
    user, _, password = userinfo.partition(":")
    return urlunsplit(parts._replace(netloc=place)), (unquote(user), unquote(password))


def standard_input() -> IO[bytes]:
    """Standard input.

    Raises:
        OSError: there is none: whoever started the command closed it.
    """
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer


def read_addresses(file: str) -> list[str]:
    """Addresses from a file, one per line, `#` begins a comment line; `-` is standard input.

    Raises:
        OSError, UnicodeDecodeError: it cannot be read.
    """
    return list(numbered_addresses(file).values())


def numbered_addresses(file: str) -> dict[int, str]:
    """Addresses from a file, as `read_addresses`, by the numbers of their lines.

    Raises:
        OSError, UnicodeDecodeError: it cannot be read.
    """
    content = standard_input().read() if file == "-" else Path(file).read_bytes()
    text = content.decode("utf-8-sig")
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return {number: line for number, line in lines if line and not line.startswith("#")}


def mask(text: str) -> str:
    """Text with the credentials of every URL in it replaced: `user:password@` and secret query values."""
    return _SECRET_VALUE.sub(rf"\1{_MASK}", _USERINFO.sub(rf"\1{_MASK}@", text))


def told_apart(url: str) -> str:
    """A source's address without its secrets; those that differ only in them still differ.

    >>> told_apart("https://a.example/rss"), told_apart("https://a.example/rss?key=world")
    ('https://a.example/rss', 'https://a.example/rss?key=***~d958')
    """
    masked = mask(url)
    return masked if masked == url else f"{masked}~{hashlib.sha256(url.encode()).hexdigest()[:4]}"


def printable(text: str) -> str:
    """Text that cannot command a terminal: control, reordering and invisible characters are removed.

    Line breaks stay; tabs become blanks.
    """
    text = text.replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        char
        for char in text
        if char == "\n" or (char not in _HIDING and unicodedata.category(char) not in {"Cc", "Cs"})
    )


def one_line(text: str) -> str:
    """Text as one printable line without secrets, for messages."""
    return mask(" ".join(printable(text.replace("\r", " ")).split()))
