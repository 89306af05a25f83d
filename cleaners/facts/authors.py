"""Who wrote the page: persons by name, from ranked evidence.

Precedence: JSON-LD `author` of the page's own article; the visible "By …" line beside the headline;
elements marked as byline (rel, itemprop, class) that stand with the headline; author metas; a name in
bold between headline and text.  A "By …" line that names all of JSON-LD's persons and more is the fuller
list and wins.  Where JSON-LD names nobody but an organisation, the next source is asked.  Last comes a
name alone between the headline and its date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from cleaners.facts import bylines, headers, structured
from cleaners.facts.bylines import PERSONS, persons
from cleaners.facts.structured import Declared
from cleaners.layout import labels
from cleaners.model import Block, Document, Person

METAS = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "dc.creator.aut", "byl", "citation_author", "article.author", "og:article:author",
    "cxenseparse:author", "vr:author", "rbauthors", "authors", "creator", "dcsext.author", "lp:author",
)  # fmt: skip
MARKED: Callable[..., Any] = etree.XPath(
    "(//@class[contains(.,'author') or contains(.,'Author') or contains(.,'byline') or contains(.,'Byline')]"
    " | //@rel[.='author'] | //@itemprop[.='author'] | //@data-testid[contains(.,'yline')])"
    "/parent::*[not(self::body or self::html or self::img or self::svg or self::meta or self::link)]"
)
"""Elements that may name the writer; `_ours` keeps those that belong to the article."""
NAMES: Callable[..., Any] = etree.XPath("descendant-or-self::*[@itemprop='name']/@content")
REACH = 12
"""Blocks after the headline in which a byline may stand."""
LONE_REACH = 6
"""Blocks after the headline in which a name without "By" may stand."""
NAME_PARTS = 4
TOLD = 40
"""Blocks of the story that are searched for a name."""
LONG = 200
"""Characters of a block that is text of the story or a biography."""

_PROFILE = re.compile(
    r"/(?:authors?|by|profiles?|people|writers?|staff|journalists?|contributors?|columnists?|autor(?:en|es|as?|i)?|auteurs?|redaktion|user|reporters?)[/-]",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A visible byline: its persons and the blocks it takes."""

    people: list[Person] = field(default_factory=list)
    blocks: tuple[int, ...] = ()


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
    line = _Line() if block is None else _near(document, block, outside)
    people, origin = _ranked(declared, document, headline, line, outside)
    if not people and block is not None:
        line = _bold_name(document.blocks, block, outside)
        line = line if line.people else _lone_name(document.blocks, block, outside)
        people, origin = line.people, "text" if line.people else None
    return Authors(tuple(people), origin, _organizations(declared, document, line, outside), line.blocks)


def _ranked(
    declared: Declared, document: Document, headline: Any, line: _Line, outside: frozenset[str]
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


def _merged(people: Iterable[Person]) -> list[Person]:
    """Each person once, first mention first."""
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(person.name.casefold(), person)
    return list(found.values())[:PERSONS]


def _values(declared: Declared, key: str) -> Iterator[object]:
    """The members of the article nodes under a key, references resolved."""
    by_id = {node["@id"]: node for node in declared.nodes if isinstance(node.get("@id"), str)}
    for value in structured.many(declared.member(key)):
        reference = value.get("@id") if isinstance(value, dict) and "name" not in value else None
        yield by_id.get(reference, value) if isinstance(reference, str) else value


def _from_json_ld(declared: Declared, outside: frozenset[str]) -> list[Person]:
    """The `author` members of the page's article that are persons."""
    for key in ("author", "creator"):
        found = _merged(
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
        found = _merged(
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
    return _merged(best)


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


def _around(blocks: Sequence[Block], headline: int) -> Iterator[Block]:
    """The blocks beside the headline: after it up to the story's text, then the three before it.

    A heading below the first paragraph is a subhead, whatever its words: the Arabic for "wrote" is "books" too.
    """
    long = 0
    for block in blocks[headline + 1 : headline + 1 + REACH]:
        long += len(block.text) > LONG
        if long > 2 or (block.kind == "heading" and block.link_chars == len(block.text)):
            break
        if block.kind != "caption" and not (long and block.kind == "heading"):
            yield block
    yield from reversed(blocks[max(0, headline - 3) : headline])


def _near(document: Document, headline: int, outside: frozenset[str]) -> _Line:
    """The first visible byline beside the headline that is no teaser's or comment's."""
    blocks = document.blocks
    for block in _around(blocks, headline):
        if len(block.text) > bylines.LINE_LENGTH:
            continue
        found = _line_at(blocks, block, outside)
        if found.blocks and not structured.stands_apart(document, block, headline):
            return found
    return _Line()


def _line_at(blocks: Sequence[Block], block: Block, outside: frozenset[str]) -> _Line:
    """The byline that begins with a block, if one does."""
    if bylines.only_prefix(block.text):
        return _continued(blocks, block, outside)
    if bylines.names_anybody(block.text, outside):
        return _Line(bylines.line(block.text, outside), (block.index,))
    parted = _parted(block)
    if parted != block.text and bylines.line(parted, outside):
        return _Line(bylines.line(parted, outside), (block.index,))
    linked = _linked(block, outside)
    return _Line(linked, (block.index,)) if linked else _Line()


def _parted(block: Block) -> str:
    """A line whose elements stand side by side without a blank: "By" and "Jane Doe" and a date."""
    edges = {edge for one in block.inlines for edge in (one.start, one.stop)}
    edges |= {edge for one in block.links for edge in (one.start, one.stop)}
    text = block.text
    for edge in sorted(edges, reverse=True):
        if 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum():
            between = " " if bylines.only_prefix(text[:edge]) else " | "
            text = f"{text[:edge]}{between}{text[edge:]}"
    return text


def _linked(block: Block, outside: frozenset[str]) -> list[Person]:
    """The persons whose profile pages a block links to, when it is little more than those links."""
    if 2 * block.link_chars < len(block.text) and len(block.text) > bylines.NAME_LENGTH:
        return []
    return _merged(
        person
        for link in block.links
        if _PROFILE.search(link.url)
        for person in persons(block.text[link.start : link.stop], outside)
    )


def _continued(blocks: Sequence[Block], opening: Block, outside: frozenset[str]) -> _Line:
    """A byline whose "By" and names are blocks of their own."""
    found: list[Person] = []
    last = opening.index
    for block in blocks[opening.index + 1 : opening.index + 8]:
        text = block.text.strip(" ,&")
        people = persons(text, outside) if len(text) < 2 * bylines.NAME_LENGTH else []
        if not people and text and not bylines.is_conjunction(text):
            break
        found.extend(people)
        last = block.index if people else last
    return _Line(_merged(found), tuple(range(opening.index, last + 1)) if found else ())


def _bold_name(blocks: Sequence[Block], headline: int, outside: frozenset[str]) -> _Line:
    """Personal names that stand alone, all in bold, between headline and text."""
    for block in blocks[headline + 1 : headline + 7]:
        if block.bold_chars and block.bold_chars == len(block.text) and block.kind == "paragraph":
            found = persons(block.text, outside)
            if found and sum(len(person.name) for person in found) >= len(block.text) - 5 * (len(found) - 1):
                return _Line(found, (block.index,))
    return _Line()


def _lone_name(blocks: Sequence[Block], headline: int, outside: frozenset[str]) -> _Line:
    """A personal name that stands with the headline's date, and nothing else: "Jane Doe | 4 March 2026".

    The story must not name it: a place stands there too, and its name comes again in the text.
    """
    above: Block | None = None
    for block in blocks[headline + 1 : headline + 1 + LONE_REACH]:
        if labels.is_prose(block.text) or block.kind == "item" or (block.kind == "heading" and block.links):
            break
        elsewhere = any(not _PROFILE.search(link.url) for link in block.links)
        name = None if elsewhere else _name_beside_date(block, above, blocks)
        if name and not _is_told(blocks, headline, name):
            found = persons(name, outside)
            if [person.name for person in found] == [name]:
                return _Line(found, (block.index,))
        if not headers.is_control(block.text):
            above = block
    return _Line()


def _name_beside_date(block: Block, above: Block | None, blocks: Sequence[Block]) -> str | None:
    """The words beside a date in one line, or a whole line over or under a date."""
    if len(block.text) > bylines.NAME_LENGTH + LONE_REACH or headers.is_control(block.text):
        return None
    parts = [part.strip() for part in _BARS.split(block.text)]
    if len(parts) > 1:
        names = [part for part in parts if not headers.is_stamp(part) and not headers.is_meter(part)]
        return names[0] if len(names) == 1 and len(names) < len(parts) and _may_be_writer(names[0]) else None
    if not _may_be_writer(block.text):
        return None
    below = next(
        (one for one in blocks[block.index + 1 : block.index + 3] if not headers.is_control(one.text)), None
    )
    dated = any(one is not None and headers.is_stamp(one.text) for one in (above, below))
    return block.text if dated else None


def _may_be_writer(text: str) -> bool:
    """Whether two to four words can be a name and are no section's, publication's or button's."""
    parts = text.casefold().split()
    papers = labels.words("publication") | labels.words("section")
    return (
        2 <= len(parts) <= NAME_PARTS
        and text[0].isupper()
        and not any(part in papers for part in parts)
        and not headers.is_furniture(text)
        and not headers.is_badge(text)
        and not labels.is_section(text)
    )


def _is_told(blocks: Sequence[Block], headline: int, name: str) -> bool:
    """Whether the story or its headline speaks of a name, or the page's head has it as a label."""
    folded = name.casefold()
    return any(
        folded in block.text.casefold()
        for block in blocks[headline : headline + TOLD]
        if block.index == headline or labels.is_prose(block.text)
    ) or any(block.text == name for block in blocks[max(0, headline - TOLD) : headline])


def _organizations(
    declared: Declared, document: Document, line: _Line, outside: frozenset[str]
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
