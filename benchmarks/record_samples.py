"""Which responses the five sample sites give: writes cassettes/samples.yaml and cassettes/urls.txt.

    python -m benchmarks.record_samples

No network: the responses are made from the page sources in cassettes/sources and from sites.toml
there, in vcrpy's format (replayed with `record_mode="none"`).  Running it twice gives the same bytes.
The page sources leave out the inline style and script that real themes carry: an empty `<style>` or
`<script>` with `data-filler="N"` is filled here with N characters made from the page's address.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import brotli  # type: ignore[import-untyped]
from vcr.request import Request
from vcr.serialize import serialize
from vcr.serializers import yamlserializer

CASSETTES = Path(__file__).resolve().parent.parent / "cassettes"

_FILLER = re.compile(r'<(style|script)\b([^<>]*?) data-filler="(\d+)"></\1>')
_WORDS = (
    "widget", "card", "media", "queue", "sticky", "header", "drawer", "slot", "refresh", "consent",
    "lazy", "related", "footer", "menu", "grid", "share", "story", "gallery", "banner", "column",
    "meta", "badge", "avatar", "caption", "overlay", "scroll", "resize", "visible", "state",
)  # fmt: skip
_DATE = "Fri, 01 May 2026 06:00:00 GMT"


class Exchange(NamedTuple):
    """One recorded request and its response, in vcrpy's terms."""

    url: str
    status: int
    headers: dict[str, list[str]]
    body: bytes


def _stream(seed: str) -> Iterator[int]:
    """Numbers from 0 to 255 that depend on the seed alone, the same on every machine."""
    for count in itertools.count():
        yield from hashlib.sha256(f"{seed}#{count}".encode()).digest()


def filler(kind: str, size: int, seed: str) -> str:
    """Style, script or JSON of about `size` characters, as dull and as varied as a theme's own."""
    numbers = _stream(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        one, two, three = (_WORDS[next(numbers) % len(_WORDS)] for _ in range(3))
        value = next(numbers)
        if kind == "style":
            part = f".{one}-{two}>.{three}{{margin:{value % 64}px;color:#{value:02x}{value ^ 85:02x}3d}}\n"
        elif kind == "json":
            part = f'{{"{one}":"{two}-{three}","n":{value}}},'
        else:
            part = f"window.{one}{value}=function(t){{return t.{two}&&t.{three}(t,{value})}};\n"
        parts.append(part)
        length += len(part)
    text = "".join(parts)
    return f"[{text[:-1]}]" if kind == "json" else text


def rendered(source: str, seed: str) -> str:
    """The page with its style and script filled in."""

    def fill(match: re.Match[str]) -> str:
        tag, attributes, size = match[1], match[2], int(match[3])
        kind = "json" if "json" in attributes else tag
        return f"<{tag}{attributes}>{filler(kind, size, f'{seed}:{match.start()}')}</{tag}>"

    return _FILLER.sub(fill, source)


def _compressed(body: bytes, compression: str | None) -> bytes:
    if compression == "gzip":
        return gzip.compress(body, mtime=0)
    if compression == "br":
        encoded: bytes = brotli.compress(body, quality=9)
        return encoded
    return body


def _page(site: dict[str, Any], page: dict[str, Any], sources: Path) -> Exchange:
    url = site["host"] + page["path"]
    source = (sources / site["folder"] / page["file"]).read_text(encoding="utf-8")
    compression = site.get("compression")
    body = _compressed(rendered(source, url).encode(site["charset"]), compression)
    headers = {"Content-Type": [site["content_type"]], "Date": [_DATE], "Content-Length": [str(len(body))]}
    if compression:
        headers["Content-Encoding"] = [compression]
    return Exchange(url, 200, headers, body)


def _sitemap(site: dict[str, Any]) -> Exchange:
    places = "".join(f"<url><loc>{site['host']}{page['path']}</loc></url>" for page in site["page"])
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    url = f"{site['host']}/sitemap.xml"
    return Exchange(url, 200, {"Content-Type": ["application/xml"]}, text.encode())


def exchanges(sources: Path) -> Iterator[Exchange]:
    """Every request that the sample sites answer: robots.txt, pages, redirects, one sitemap."""
    for site in tomllib.loads((sources / "sites.toml").read_text(encoding="utf-8"))["site"]:
        robots = site["robots"].encode()
        yield Exchange(f"{site['host']}/robots.txt", 200, {"Content-Type": ["text/plain"]}, robots)
        if site.get("sitemap"):
            yield _sitemap(site)
        for page in site["page"]:
            yield _page(site, page, sources)
            for other in page.get("redirects", []):
                location = {"Location": [page["path"]], "Content-Type": ["text/html"]}
                yield Exchange(site["host"] + other, 301, location, b"")


def article_urls(sources: Path) -> list[str]:
    """The addresses to crawl: of each page its first redirect, else its own."""
    sites = tomllib.loads((sources / "sites.toml").read_text(encoding="utf-8"))["site"]
    pages = ((site, page) for site in sites for page in site["page"])
    return [site["host"] + page.get("redirects", [page["path"]])[0] for site, page in pages]


def cassette(sources: Path) -> str:
    """The cassette as YAML, in vcrpy's format."""
    reasons = {200: "OK", 301: "Moved Permanently"}
    recorded = list(exchanges(sources))
    return str(
        serialize(
            {
                "requests": [Request("GET", one.url, None, {}) for one in recorded],
                "responses": [
                    {
                        "status": {"code": one.status, "message": reasons[one.status]},
                        "headers": one.headers,
                        "body": {"string": one.body},
                    }
                    for one in recorded
                ],
            },
            yamlserializer,
        )
    )


def main() -> None:
    """Write the cassette and the list of addresses."""
    sources = CASSETTES / "sources"
    (CASSETTES / "samples.yaml").write_text(cassette(sources), encoding="utf-8")
    (CASSETTES / "urls.txt").write_text("\n".join(article_urls(sources)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
