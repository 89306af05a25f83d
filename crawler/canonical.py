"""Which addresses are one and the same page: the canonical form that frontier and ledger know it by.

The form identifies a page and is not meant for fetching: the scheme is always https, `www.` and the
prefixes of mobile and AMP twins are gone.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from cleaners import hosts

# These are tracking on nearly every news site, and name the page on a few: dropped only when the path
# alone looks like an article's.
_TRACKING_OR_NAME = frozenset("cid sid mod source src ref rss feature partner cmp share campaign".split())
_SESSION = re.compile(r"(?i);(?:jsessionid|phpsessid|sid)=[^/;?]*")
_AMP_QUERY = {
    ("amp", ""),
    ("amp", "1"),
    ("amp", "true"),
    ("outputtype", "amp"),
    ("output", "amp"),
    ("format", "amp"),
}
_MOBILE = ("m", "1")
"""Blogger's mobile twin; beside others it may be a month."""
_AMP_PATH = re.compile(r"(?i)/amp(?=/)(?=/.*[^/])|/amp/?$|[./]amp(?=\.html?$)")
_INDEX = re.compile(r"(?i)/(?:index|default)\.(?:html?|php|aspx?)$")
_PREFIXES = ("www.", "m.", "mobile.", "amp.", "wap.", "touch.")
_DEFAULT_PORTS = {("http", 80), ("https", 443)}
_PLACE = re.compile(r"#part-\d+$")


def canonical(url: str) -> str:
    """The one form of all addresses that lead to the same page; the address itself if it is none.

    Gone are tracking and AMP parameters, fragments (but for those of one page's articles, `#part-2`),
    default ports, credentials, session ids, `index.html`, a last slash, and `www.`, `m.`, `amp.` in
    front of the host; the query is sorted.
    """
    place = _PLACE.search(url)
    try:
        parts = _out_of_amp_cache(urlsplit(canonicalize_url(url.strip())))
        host = _host(parts)
    except (ValueError, UnicodeError):
        return url
    if not host or parts.scheme not in {"http", "https"}:
        return url
    path = _path(parts.path)
    query = _query(parts.query, named_by_path=_names_a_page(path))
    return urlunsplit(("https", host, path, query, "")) + (place[0] if place else "")


def host_of(url: str) -> str:
    """The host that an address is fetched from, with its port when that is not the scheme's own."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    return host if port is None or (parts.scheme, port) in _DEFAULT_PORTS else f"{host}:{port}"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    for prefix in _PREFIXES:
        rest = host.removeprefix(prefix)
        if rest != host and "." in rest:
            host = rest
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    return host if port is None or (parts.scheme, port) in _DEFAULT_PORTS else f"{host}:{port}"


def _path(path: str) -> str:
    path = _SESSION.sub("", path)
    path = _AMP_PATH.sub("", path)
    path = _INDEX.sub("/", path)
    return path.rstrip("/") or "/"


def _query(query: str, named_by_path: bool) -> str:
    kept = []
    # Byte by byte: what is no UTF-8 must not come out as one and the same.
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    for name, value in pairs:
        lower = name.lower()
        if (lower, value.lower()) in _AMP_QUERY:
            continue
        if (lower, value) == _MOBILE and len(pairs) == 1:
            continue
        if hosts.is_tracking(lower):
            continue
        if named_by_path and lower in _TRACKING_OR_NAME:
            continue
        kept.append((name, value))
    return urlencode(sorted(kept), encoding="latin-1")


def _names_a_page(path: str) -> bool:
    """Whether a path looks like one article's: a number or a slug of several words at its end."""
    last = path.rpartition("/")[2]
    return last.count("-") >= 2 or sum(char.isdigit() for char in last) >= 4


def _out_of_amp_cache(parts: SplitResult) -> SplitResult:
    """The publisher's address in that of an AMP cache or viewer."""
    host, path = parts.hostname or "", parts.path
    if host.endswith(".cdn.ampproject.org"):
        inner = re.match(r"/[a-z]/(s/)?(.+)", path)
    elif re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host):
        inner = re.match(r"/amp/(s/)?(.+)", path)
    else:
        return parts
    if not inner or "." not in inner[2].partition("/")[0]:
        return parts
    found = urlsplit(f"{'https' if inner[1] else 'http'}://{inner[2]}")
    return found._replace(query=parts.query)
