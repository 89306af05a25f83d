"""Who wrote the page: persons by name, from ranked evidence.

Precedence: JSON-LD `author` of the page's own article; the visible "By …" line beside the headline;
elements marked as byline (rel, itemprop, class) that stand with the headline; author metas; a name in
bold between headline and text.  A "By …" line that names all of JSON-LD's persons and more is the fuller
list and wins.  Where JSON-LD names nobody but an organisation, the next source is asked.  Last comes a
name alone between the headline and its date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from cleaners.facts import bylines, structured, visiblebylines
from cleaners.facts.bylines import PERSONS, persons
from cleaners.facts.structured import Declared
from cleaners.facts.visiblebylines import Line
from cleaners.model import Document, Person

METAS = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dc.creator.aut", "byl", "citation_author", "article.author", "og:article:author",
    "cxenseparse:author", "vr:author", "rbauthors", "authors", "creator", "dcsext.author", "lp:author",
)  # fmt: skip
MARKED: Callable[..., Any] = etree.XPath(
    "(//@class[contains(.,'uthor') or contains(.,'yline')]"
    " | //@rel[.='author'] | //@itemprop[.='author'] | //@data-testid[contains(.,'yline')])"
    "/parent::*[not(self::body or self::html or self::img or self::svg or self::meta or self::link)]"
)
"""Elements that may name the writer; `_ours` keeps those that belong to the article."""
NAMES: Callable[..., Any] = etree.XPath("descendant-or-self::*[@itemprop='name']/@content")

_FOREIGN = re.compile(
    r"comment|related|teaser|sidebar|footer|promo|recommend|trending|popular|newsletter|most-?read|latest|widget|carousel|nav"
    r"|credit|caption|photo|image|avatar|figure|authority|disqus|social|share|more-from|card-list|also-|read-next|bio"
)
"""Class or id words of places whose bylines are not the article's."""


@dataclass(frozen=True, slots=True)
class Authors:
    """The writers, the place they were found in, and what else the bylines name."""

    people: tuple[Person, ...] = ()
    origin: str | None = None
    organizations: tuple[str, ...] = ()
    """Agencies, desks and sites that stand where a writer's name would: evidence, never authors."""
    blocks: tuple[int, ...] = ()
    """Blocks that are nothing but the byline."""


def read(
    declared: Declared, document: Document, headline: Any, block: int | None, outside: frozenset[str]
) -> Authors:
    """The writers of a page.

    Args:
        declared: what the page declares.
        document: the page.
        headline: the element of the headline, or None: bylines are looked for beside it.
        block: the block of the headline, or None.
        outside: squashed names of the site and its publisher, which write nothing.
    """
    line = Line() if block is None else visiblebylines.beside(document, block, outside)
    people, origin = _ranked(declared, document, headline, line, outside)
    if not people and block is not None:
        line = visiblebylines.without_label(document.blocks, block, outside)
        people, origin = line.people, "text" if line.people else None
    return Authors(tuple(people), origin, _organizations(declared, document, line, outside), line.blocks)


def _ranked(
    declared: Declared, document: Document, headline: Any, line: Line, outside: frozenset[str]
) -> tuple[list[Person], str | None]:
    """The persons of the best source that names any."""
    stated = _from_json_ld(declared, outside)
    if stated:
        names = {person.name.casefold() for person in stated}
        if names < {person.name.casefold() for person in line.people}:
            known = {person.name.casefold(): person for person in stated}
            return [known.get(person.name.casefold(), person) for person in line.people], "byline"
        return stated, "jsonld"
    if line.people:
        return line.people, "byline" if document.tree is not None else "text"
    if document.tree is not None:
        found = _from_markup(document.tree, headline, outside)
        if found:
            return found, "byline"
    found = _from_metas(declared, outside)
    return (found, "meta") if found else ([], None)


def _values(declared: Declared, key: str) -> Iterator[object]:
    """The members of the article nodes under a key, references resolved."""
    by_id = {node["@id"]: node for node in declared.nodes if isinstance(node.get("@id"), str)}
    for value in structured.many(declared.member(key)):
        reference = value.get("@id") if isinstance(value, dict) and "name" not in value else None
        yield by_id.get(reference, value) if isinstance(reference, str) else value


def _from_json_ld(declared: Declared, outside: frozenset[str]) -> list[Person]:
    """The `author` members of the page's article that are persons."""
    for key in ("author", "creator"):
        found = bylines.merged(
            person for value in _values(declared, key) for person in _from_value(value, declared, outside)
        )
        if found:
            return found
    return []


def _from_value(value: object, declared: Declared, outside: frozenset[str]) -> Iterator[Person]:
    """The persons in one `author` value: a string, a Person, or neither."""
    if isinstance(value, str):
        yield from persons(value, outside)
    elif isinstance(value, dict) and not any(
        "organization" in kind.lower() for kind in structured.types(value)
    ):
        yield from _from_node(value, declared, outside)


def _from_node(node: structured.Node, declared: Declared, outside: frozenset[str]) -> Iterator[Person]:
    """The persons that one Person node names; its `name` may be a list."""
    names = [structured.text(name) for name in structured.many(node.get("name")) if isinstance(name, str)]
    if not names:
        names = [" ".join(structured.text(node.get(key)) for key in ("givenName", "familyName"))]
    is_person = structured.is_a(node, frozenset({"person"}))
    people = [person for name in names for person in persons(name, outside, declared=is_person)]
    if len(people) != 1:
        yield from people
        return
    title = next(
        (structured.text(one, 100) for one in structured.many(node.get("jobTitle")) if isinstance(one, str)),
        "",
    )
    url = structured.url_of(node.get("url")) or structured.url_of(node.get("@id"))
    yield Person(
        people[0].name, people[0].role or title or None, (declared.absolute(url) or None) if url else None
    )


def _from_metas(declared: Declared, outside: frozenset[str]) -> list[Person]:
    """The persons in the first author meta that names one."""
    for name in METAS:
        found = bylines.merged(
            person for content in declared.metas.get(name, ()) for person in persons(content, outside)
        )
        if found:
            return found
    return []


def _from_markup(tree: Any, headline: Any, outside: frozenset[str]) -> list[Person]:
    """The persons in byline elements that stand with the headline."""
    around = set(headline.iterancestors()) if headline is not None else set()
    candidates = [element for element in MARKED(tree)[:200] if _ours(element, around)]
    inner = {ancestor for element in candidates for ancestor in element.iterancestors()}
    best: list[Person] = []
    place: Any = None
    for element in candidates:
        if element in inner:
            continue
        if place is not None and place not in element.iterancestors():
            break
        people = _from_element(element, outside)
        if people and place is None:
            place = _neighbourhood(element)
        best.extend(people)
    return bylines.merged(best)


def _neighbourhood(element: Any) -> Any:
    """The ancestor within which further bylines are of the same article."""
    place = element
    for _ in range(3):
        parent = place.getparent()
        if parent is None or parent.tag in {"body", "article", "main"}:
            break
        place = parent
    return place


def _ours(element: Any, around: set[Any]) -> bool:
    """Whether a byline belongs to the article: near the headline, outside of teasers and comments."""
    for node in (element, *element.iterancestors()):
        if node in around:
            return node.tag not in {"body", "html"}
        if node.tag in {"aside", "footer", "nav", "figure", "figcaption"}:
            return False
        if node is not element and _FOREIGN.search(
            f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        ):
            return False
    return not around


def _from_element(element: Any, outside: frozenset[str]) -> list[Person]:
    """The persons in one byline element; its children are read as separate pieces."""
    contents = NAMES(element)
    if contents:
        return persons(" | ".join(contents[:PERSONS]), outside)
    parts = [part for part in element.itertext() if part.strip()]
    if element.get("rel") == "author" or element.tag == "a":
        return persons(" ".join(parts), outside)
    return persons(" | ".join(parts), outside)


def _organizations(
    declared: Declared, document: Document, line: Line, outside: frozenset[str]
) -> tuple[str, ...]:
    """Who is named in a writer's place and is no person: JSON-LD's organisations, then the bylines'."""
    names: dict[str, None] = {}
    for value in _values(declared, "author"):
        name = structured.name_of(value)
        if name:
            names.update(dict.fromkeys(bylines.organizations(name, outside)))
    texts = [document.blocks[index].text for index in line.blocks]
    texts += [content for name in METAS[:4] for content in declared.metas.get(name, ())]
    for text in texts:
        names.update(dict.fromkeys(bylines.organizations(text, outside)))
    return tuple(names)[:PERSONS]
