"""What the site of a page calls itself, as the page declares it: its name, all its names, its host."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import hosts
from cleaners.characters import squash
from cleaners.facts import homes, structured
from cleaners.facts.structured import Declared, words
from cleaners.layout import labels
from cleaners.model import Document, Found, Organization

_GENERIC_LABELS = frozenset({
    "www", "m", "amp", "mobile", "edition", "news", "com", "co", "org", "net", "gov", "edu", "info",
    "web", "blog",
})  # fmt: skip
TITLE_WORDS = 3
"""Words of the shortest headline that stands beside the site's name in `<title>`."""
_SEPARATOR = re.compile(r"\s+[-–—|·•~»«]\s+|\s*[|»«]\s*")


def own_titles(declared: Declared) -> tuple[str | None, frozenset[str]]:
    """The name with which a page's title of itself begins, and the titles that are no story's therefore.

    `<title>` tells: it ends with the name and has more and other words before it ("Nine rivers rise - Harbour
    Gazette"), of which the declared title ("Harbour Gazette - the paper of the port") has none.  The name is the
    host's, or the page declares no article.
    """
    found: dict[str, str] = {}
    whole = declared.title.strip()
    cut = next(iter(reversed(list(_SEPARATOR.finditer(whole)))), None)
    said = set(words(whole[: cut.start()])) if cut else set()
    end = squash(whole[cut.end() :]) if cut else ""
    for value in _declared_titles(declared) if len(said) >= TITLE_WORDS else ():
        name, *slogan = _SEPARATOR.split(value, maxsplit=1)
        sure = declared.meta("og:type") != "article" or end in squash(_host(declared))
        other = len(said) > len(words(name)) and said.isdisjoint(words(" ".join(slogan)))
        if slogan and other and sure and end and squash(name) == end and not labels.is_section(name):
            found[value] = name.strip()
    return next(iter(found.values()), None), frozenset(found)


def _declared_titles(declared: Declared) -> Iterator[str]:
    """Titles that a page declares beside `<title>`."""
    for value in (
        declared.meta("og:title"),
        structured.text(declared.member("headline")),
        declared.meta("twitter:title"),
    ):
        if value:
            yield value


def own_name(declared: Declared) -> Found | None:
    """The site's name as it writes it itself."""
    for node in declared.articles:
        name = structured.name_of(node.get("publisher"))
        if name and "@id" not in name:
            return Found(name, "jsonld", name)
    name = declared.meta("og:site_name")
    if name:
        return Found(name, "meta", name)
    for node in declared.nodes:
        if structured.is_a(node, frozenset({"website", "newsmediaorganization"})):
            name = structured.name_of(node)
            if name:
                return Found(name, "jsonld", name)
    name = declared.meta("application-name", "apple-mobile-web-app-title", "copyright")
    return Found(name, "meta", name) if name and len(name) < 60 else None


def titled_name(declared: Declared, document: Document) -> Found | None:
    """The site's name as its title has it, and a link to its home page or a title that is the site's own."""
    if document.tree is None:
        return None
    name = homes.named(document, declared.title, _host(declared)) or own_titles(declared)[0]
    return Found(name, "title", name) if name else None


def every_name(declared: Declared) -> frozenset[str]:
    """Every name that the site goes by, squashed: what is no author and no part of a headline."""
    names: list[str] = [
        declared.meta("og:site_name"),
        declared.meta("application-name"),
        declared.meta("twitter:site"),
    ]
    for node in declared.nodes[:50]:
        names.append(structured.name_of(node.get("publisher")))
        if structured.is_a(
            node, frozenset({"website", "organization", "newsmediaorganization", "corporation"})
        ):
            names += [structured.name_of(node), structured.text(node.get("alternateName"))]
    host = _host(declared)
    parts = host.split(".")[:-1]
    names += [part for part in parts if part not in _GENERIC_LABELS and len(part) > 1]
    names.append(own_titles(declared)[0] or "")
    names += [host, *(f"{part}{host[host.rfind('.') :]}" for part in parts)]
    return frozenset(found for name in names if len(found := squash(name)) > 1)


def publisher(declared: Declared, site: Found | None) -> Organization | None:
    """Who published this copy, as the page declares it."""
    if site is None:
        return None
    node = declared.member("publisher")
    url = ""
    if isinstance(node, dict) and isinstance(node.get("url"), str):
        url = declared.absolute(node["url"])
    return Organization(site.value, _host(declared) or None, url or None)


def _host(declared: Declared) -> str:
    """The page's host without "www."."""
    for url in (declared.url, declared.links.get("canonical"), declared.meta("og:url")):
        if host := hosts.host(url):
            return host
    return ""
