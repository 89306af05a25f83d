"""What the site of a page calls itself, as the page declares it: its name, all its names, its host."""

from __future__ import annotations

from cleaners import hosts
from cleaners.characters import squash
from cleaners.facts import homes, structured
from cleaners.facts.structured import Declared
from cleaners.model import Document, Found, Organization

_GENERIC_LABELS = frozenset({
    "www", "m", "amp", "mobile", "edition", "news", "com", "co", "org", "net", "gov", "edu", "info",
    "web", "blog",
})  # fmt: skip


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


def home_name(declared: Declared, document: Document) -> Found | None:
    """The site's name as its title and a link to its home page have it."""
    name = homes.named(document, declared.title, _host(declared)) if document.tree is not None else None
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
    labels = host.split(".")[:-1]
    names += [label for label in labels if label not in _GENERIC_LABELS and len(label) > 1]
    names += [host, *(f"{label}{host[host.rfind('.') :]}" for label in labels)]
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
