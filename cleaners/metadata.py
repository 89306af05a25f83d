"""What a page says of itself: headline, authors, dates, publisher, section, tags, language.

Precedence, field by field; the first source with a believable value wins, and its name is the origin.

| field       | sources, the best first                                                               |
| ----------- | ------------------------------------------------------------------------------------- |
| headline    | h1 that agrees with a declared title; og:title; JSON-LD; twitter:title; title          |
| description | JSON-LD and metas, in the wording of the visible deck where the page shows one          |
| authors     | JSON-LD persons; byline beside the headline; author metas; a "By …" line                |
| published   | JSON-LD; metas; microdata; `<time>` or date line beside the headline; address           |
| modified    | JSON-LD; metas; labelled `<time>` or date line.  Never stands in for `published`        |
| site, publisher | JSON-LD publisher; og:site_name; WebSite node; application-name; the title's end that  |
|             | links to the home page, or begins the title that the site declares as its own          |
| section     | JSON-LD articleSection; metas; the title's suffix; last breadcrumb before the story;    |
|             | the kicker above the headline                                                          |
| breadcrumbs | JSON-LD BreadcrumbList; the visible trail                                              |
| source, age | a label beside the headline that names a publication and how old its story is; for the  |
|             | source JSON-LD provider, or a name in brackets between headline and site in the title   |
| tags        | article:tag; JSON-LD keywords; news_keywords; the line of topics below the story        |
| canonical   | link rel=canonical; og:url; JSON-LD url                                                |
| language    | JSON-LD inLanguage; lang attribute; og:locale and kin                                  |
| image       | og:image; JSON-LD image; twitter:image                                                 |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cleaners.characters import squash
from cleaners.facts import (
    authors,
    breadcrumbs,
    bylines,
    chronology,
    counts,
    language,
    sections,
    siteidentity,
    sourcelabels,
    structured,
    texttitles,
    titles,
    topics,
)
from cleaners.facts.structured import Declared
from cleaners.facts.titles import Headline
from cleaners.model import Document, Found, Metadata

SOURCE_PROPERTIES = ("author", "creator", "provider", "sourceOrganization", "isBasedOn", "copyrightHolder")
"""JSON-LD properties that may name the agency a text came from."""
DECK_LENGTH = 30
"""Characters of the shortest deck that is recognised by its words."""


def read(document: Document) -> Metadata:
    """Everything that the page declares and shows about its article."""
    declared = structured.read(document.tree, document.page.url)
    crumbs = breadcrumbs.declared_trail(declared) or breadcrumbs.named_trail(declared, document)
    sites = siteidentity.every_name(declared)
    section = _declared_section(declared)
    known = [section.value if section else "", *declared.metas.get("article:section", ())]
    known += [name for name, _ in crumbs if len(name.split()) <= 4]
    headline = _headline(declared, document, sites, known)
    block = _headline_block(document, headline)
    title = headline.found.value if headline.found else ""
    crumbs = crumbs or breadcrumbs.trail(declared, document, block, title)
    crumbs = tuple(crumb for crumb in crumbs if not breadcrumbs.is_headline(*crumb, title))
    writers = authors.read(declared, document, headline.element, block, sites)
    written = chronology.read(declared, document, headline.element, block)
    outside = sites | {squash(person.name) for person in writers.people}
    label = sourcelabels.read(document, block, outside)
    kicker: tuple[int, ...] = ()
    if section is None:
        named = outside | {squash(label.name)} if label.name else outside
        section, kicker = _shown_section(document, headline, block, crumbs, named)
    site = siteidentity.own_name(declared) or siteidentity.titled_name(declared, document)
    return Metadata(
        headline=headline.found,
        raw_title=declared.title or None,
        title_suffix_section=headline.section,
        description=_description(declared, document, block),
        authors=writers.people,
        authors_origin=writers.origin,
        author_organizations=writers.organizations,
        published=written.published,
        modified=written.modified,
        site_name=site,
        publisher=siteidentity.publisher(declared, site),
        section=section,
        breadcrumbs=crumbs,
        tags=topics.declared(declared) or topics.shown(document, block),
        canonical=_canonical(declared),
        language=language.declared(declared),
        image=_image(declared),
        body=_body(declared),
        article_type=_article_type(declared),
        page_types=_page_types(declared),
        free=_free(declared),
        comment_count=counts.comments(declared, document, block),
        reading_minutes=counts.minutes(declared, document, block),
        sources=_sources(declared),
        source_label=label.name or sourcelabels.declared(declared, document, outside),
        relative_time=label.age,
        claimed=tuple(sorted({*written.claimed, *writers.blocks, *label.blocks, *kicker})),
    )


def _headline(
    declared: Declared, document: Document, sites: frozenset[str], known: Sequence[str]
) -> Headline:
    """The story's headline, from what the page declares and shows, or from a dump's lines."""
    if document.tree is None:
        return texttitles.read(document.blocks, lambda text: bylines.names_anybody(text, sites))
    return titles.read(declared, _headings(declared, document), sites, known, document.blocks)


def _headings(declared: Declared, document: Document) -> list[tuple[Any, str]]:
    """The h1 elements with the text that a reader sees of them; a hidden one with its own text."""
    found = []
    for element in declared.headings:
        start, stop = document.ranges.get(element, (0, 0))
        shown = " ".join(block.text for block in document.blocks[start : min(stop, start + 5)])
        found.append((element, shown or titles.shown(element)))
    return found


def _headline_block(document: Document, headline: Headline) -> int | None:
    """The index of the block that shows the headline, if any does."""
    if headline.block is not None:
        return headline.block
    if headline.element is not None and headline.element in document.ranges:
        start, stop = document.ranges[headline.element]
        if start < stop:
            return start
    if headline.found is None:
        return None
    wanted = {squash(headline.found.value), squash(headline.found.raw)}
    least = min(map(len, wanted)) // 2  # "ß" is folded to two letters
    same = [
        block.index
        for block in document.blocks
        if least <= len(block.text) < 2 * titles.LENGTH and squash(block.text) in wanted
    ]
    headings = [index for index in same if document.blocks[index].kind == "heading"]
    if headings or same:
        return (headings or same)[0]
    near = [
        block.index
        for block in document.blocks
        if block.kind == "heading"
        and len(block.text) < titles.LENGTH
        and titles.agrees(block.text, headline.found.value)
    ]
    return near[0] if near else None


def _declared_section(declared: Declared) -> Found | None:
    for value in structured.many(declared.member("articleSection")):
        name = structured.text(value)
        if name and len(name) <= breadcrumbs.CRUMB_LENGTH:
            return Found(name, "jsonld", name)
    name = declared.meta(
        "article:section", "parsely-section", "cxenseparse:recs:category", "section", "category", "dc.subject"
    )
    return Found(name, "meta", name) if name and len(name) <= breadcrumbs.CRUMB_LENGTH else None


def _shown_section(
    document: Document,
    headline: Headline,
    block: int | None,
    crumbs: Sequence[tuple[str, str | None]],
    outside: frozenset[str],
) -> tuple[Found | None, tuple[int, ...]]:
    """The section that the page shows: glued to its title, last in its trail, above its headline; and its block."""
    title = headline.found.value if headline.found else ""
    kicker = sections.kicker(document, block, title, outside)
    shown = (
        (headline.section, "title"),
        (breadcrumbs.section_of(crumbs, outside), "breadcrumbs"),
        (kicker.name if kicker else None, "kicker"),
    )
    found = next((Found(name, origin) for name, origin in shown if name), None)
    return found, (kicker.block,) if kicker and kicker.block is not None else ()


def _description(declared: Declared, document: Document, block: int | None) -> Found | None:
    """The deck: in its visible wording where the page shows it below the headline."""
    candidates = [
        (declared.meta("og:description"), "meta"),
        (structured.text(declared.member("description")), "jsonld"),
        (declared.meta("description", "twitter:description", "dc.description"), "meta"),
    ]
    heard = [(value, origin) for value, origin in candidates if value]
    if block is not None:
        for shown in document.blocks[block + 1 : block + 7]:
            if len(shown.text) > DECK_LENGTH and any(
                structured.overlap(shown.text, value) > 0.9 for value, _ in heard
            ):
                return Found(shown.text, "text", shown.text) if len(shown.text) < 600 else None
    return Found(heard[0][0], heard[0][1], heard[0][0]) if heard else None


def _sources(declared: Declared) -> tuple[tuple[str, str, str], ...]:
    """Whom JSON-LD names where an agency may stand: property, name and address."""
    return tuple(
        (key, structured.name_of(value), structured.url_of(value))
        for key in SOURCE_PROPERTIES
        for value in structured.many(declared.member(key))
    )


def _canonical(declared: Declared) -> str | None:
    """The page's own address; a home page's is none."""
    candidates = (
        declared.links.get("canonical", ""),
        declared.meta("og:url"),
        structured.url_of(declared.member("url")),
    )
    page = structured.path(declared.url or "")
    for candidate in candidates:
        url = declared.absolute(candidate) if candidate.strip() else ""
        if url and (structured.path(url) != "/" or page == "/" or not declared.url):
            return url
    return None


def _image(declared: Declared) -> str | None:
    candidates = (
        declared.meta("og:image:secure_url", "og:image", "og:image:url"),
        structured.url_of(declared.member("image", "thumbnailUrl")),
        declared.meta("twitter:image", "twitter:image:src"),
        declared.links.get("image_src", ""),
    )
    return next(
        (url for candidate in candidates if candidate and (url := declared.absolute(candidate))), None
    )


def _body(declared: Declared) -> str | None:
    for node in declared.articles:
        body = node.get("articleBody")
        if isinstance(body, str) and body.strip():
            return body[: structured.BODY_LIMIT].encode("utf-8", "ignore").decode("utf-8")
    return None


def _article_type(declared: Declared) -> str | None:
    for node in declared.articles:
        if structured.is_a(node, structured.ARTICLE_TYPES):
            return structured.types(node)[0]
    return declared.meta("og:type")[:60] or None


def _page_types(declared: Declared) -> tuple[str, ...]:
    found = {kind: None for node in declared.nodes for kind in structured.types(node)}
    return tuple(found)[:40]


def _free(declared: Declared) -> bool | None:
    value = declared.member("isAccessibleForFree", "isAccessibleforFree", "isFree")
    if isinstance(value, bool):
        return value
    spoken = (
        structured.text(value).casefold().rsplit("/", 1)[-1]
        or declared.meta("article:content_tier").casefold()
    )
    return {"true": True, "false": False, "free": True, "metered": False, "locked": False}.get(spoken)
