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
|             | links to the home page                                                                |
| section     | JSON-LD articleSection; metas; the title's suffix; last breadcrumb before the story;    |
|             | the kicker above the headline                                                          |
| breadcrumbs | JSON-LD BreadcrumbList; the visible trail                                              |
| source, age | a label beside the headline that names a publication and how old its story is           |
| tags        | article:tag; JSON-LD keywords; news_keywords; the line of topics below the story        |
| canonical   | link rel=canonical; og:url; JSON-LD url                                                |
| language    | JSON-LD inLanguage; lang attribute; og:locale and kin                                  |
| image       | og:image; JSON-LD image; twitter:image                                                 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from cleaners.facts import (
    authors,
    bylines,
    chronology,
    headers,
    homes,
    language,
    sections,
    sourcelabels,
    structured,
    texttitles,
    titles,
    topics,
)
from cleaners.facts.structured import Declared
from cleaners.facts.titles import Headline, squash
from cleaners.layout import labels
from cleaners.model import Document, Found, Metadata, Organization

SOURCE_PROPERTIES = ("author", "creator", "sourceOrganization", "isBasedOn", "copyrightHolder")
"""JSON-LD properties that may name the agency a text came from."""
DECK_LENGTH = 30
"""Characters of the shortest deck that is recognised by its words."""
META_LENGTH = 120
"""Characters of the longest line that counts comments."""

_GENERIC_LABELS = frozenset({
    "www", "m", "amp", "mobile", "edition", "news", "com", "co", "org", "net", "gov", "edu", "info",
    "web", "blog",
})  # fmt: skip
_MINUTES = re.compile(r"(?<!\d)(\d{1,3})\s?-?\s?min", re.IGNORECASE)
_READING = re.compile(r"(?<!\d)(\d{1,3})\s?-?\s?min(?:s|utes?)?\.? read\b", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?<![\d.,])(\d{1,5})\s(?:comments?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|комментари\w{1,2})(?![^\W\d_])",
    re.IGNORECASE,
)
_COUNTED = ("ment", "мент", "reacties")
"""What each word for comments has in it."""
_DURATION = re.compile(r"PT(?:(\d{1,2})H)?(\d{1,3})M")


def read(document: Document) -> Metadata:
    """Everything that the page declares and shows about its article."""
    declared = structured.read(document.tree, document.page.url)
    crumbs = tuple(_declared_crumbs(declared)) or sections.named_trail(declared, document)
    sites = _site_names(declared)
    section = _declared_section(declared)
    known = [section.value if section else "", *declared.metas.get("article:section", ())]
    known += [name for name, _ in crumbs if len(name.split()) <= 4]
    if document.tree is None:
        headline = texttitles.read(document.blocks, lambda text: bylines.names_anybody(text, sites))
    else:
        headline = titles.read(declared, _headings(declared, document), sites, known, document.blocks)
    block = _headline_block(document, headline)
    title = headline.found.value if headline.found else ""
    crumbs = crumbs or sections.trail(declared, document, block, title)
    crumbs = tuple(crumb for crumb in crumbs if not sections.is_headline(*crumb, title))
    writers = authors.read(declared, document, headline.element, block, sites)
    written = chronology.read(declared, document, headline.element, block)
    outside = sites | {squash(person.name) for person in writers.people}
    label = sourcelabels.read(document, block, outside)
    kicker: tuple[int, ...] = ()
    if section is None:
        section, kicker = _shown_section(document, headline, block, crumbs, outside)
    site = _site_name(declared) or _home_name(declared, document)
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
        publisher=_publisher(declared, site),
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
        comment_count=_comment_count(declared, document, block),
        reading_minutes=_reading_minutes(declared, document, block),
        sources=tuple(
            (key, structured.name_of(value), structured.url_of(value))
            for key in SOURCE_PROPERTIES
            for value in structured.many(declared.member(key))
        ),
        source_label=label.name,
        relative_time=label.age,
        claimed=tuple(sorted({*written.claimed, *writers.blocks, *label.blocks, *kicker})),
    )


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


def _site_name(declared: Declared) -> Found | None:
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


def _host(declared: Declared) -> str:
    """The page's host without "www."."""
    for url in (declared.url, declared.links.get("canonical"), declared.meta("og:url")):
        try:
            host = urlsplit(url or "").hostname or ""
        except ValueError:
            continue
        if host:
            return host.removeprefix("www.")
    return ""


def _site_names(declared: Declared) -> frozenset[str]:
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


def _home_name(declared: Declared, document: Document) -> Found | None:
    """The site's name as its title and a link to its home page have it."""
    name = homes.named(document, declared.title, _host(declared)) if document.tree is not None else None
    return Found(name, "title", name) if name else None


def _publisher(declared: Declared, name: Found | None) -> Organization | None:
    """Who published this copy, as the page declares it."""
    if name is None:
        return None
    node = declared.member("publisher")
    url = ""
    if isinstance(node, dict) and isinstance(node.get("url"), str):
        url = declared.absolute(node["url"])
    return Organization(name.value, _host(declared) or None, url or None)


def _declared_section(declared: Declared) -> Found | None:
    for value in structured.many(declared.member("articleSection")):
        name = structured.text(value)
        if name and len(name) <= sections.CRUMB_LENGTH:
            return Found(name, "jsonld", name)
    name = declared.meta(
        "article:section", "parsely-section", "cxenseparse:recs:category", "section", "category", "dc.subject"
    )
    return Found(name, "meta", name) if name and len(name) <= sections.CRUMB_LENGTH else None


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
        (sections.section_of(crumbs, outside), "breadcrumbs"),
        (kicker.name if kicker else None, "kicker"),
    )
    found = next((Found(name, origin) for name, origin in shown if name), None)
    return found, (kicker.block,) if kicker and kicker.block is not None else ()


def _declared_crumbs(declared: Declared) -> Iterator[tuple[str, str | None]]:
    """The trail from the home page to the story, as JSON-LD has it: name and address of each step."""
    for node in declared.nodes:
        if structured.is_a(node, frozenset({"breadcrumblist"})):
            trail = tuple(_declared_trail(declared, node))
            if trail:
                yield from trail
                return


def _declared_trail(declared: Declared, node: structured.Node) -> Iterator[tuple[str, str | None]]:
    for entry in structured.many(node.get("itemListElement"))[: sections.CRUMBS]:
        if isinstance(entry, dict):
            name = structured.text(entry.get("name")) or structured.name_of(entry.get("item"))
            if name and len(name) <= 2 * sections.CRUMB_LENGTH:
                yield (
                    name,
                    declared.absolute(structured.url_of(entry.get("item") or entry.get("url"))) or None,
                )


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


def _comment_count(declared: Declared, document: Document, block: int | None) -> int | None:
    """How many comments the page declares, or counts in a line beside its headline."""
    value = declared.member("commentCount")
    if value is None:
        for statistic in structured.many(declared.member("interactionStatistic")):
            if isinstance(statistic, dict) and _is_about_comments(statistic):
                value = statistic.get("userInteractionCount")
    digits = str(value)[:12] if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if digits.isascii() and digits.isdigit():
        return int(digits)
    if block is not None and value is None:
        for shown in document.blocks[max(0, block - 3) : block + 10]:
            if len(shown.text) <= META_LENGTH and any(part in shown.text.casefold() for part in _COUNTED):
                found = _COMMENTS.search(headers.parted(shown.text))
                if found and not labels.ends_sentence(shown.text):
                    return int(found[1])
    return None


def _is_about_comments(statistic: structured.Node) -> bool:
    """Whether an interaction counter counts comments."""
    kind = statistic.get("interactionType")
    names = structured.types(kind) if isinstance(kind, dict) else (structured.text(kind),)
    return any(name.endswith("CommentAction") for name in names)


def _reading_minutes(declared: Declared, document: Document, block: int | None) -> int | None:
    """Minutes that the page says its story takes."""
    duration = _DURATION.fullmatch(structured.text(declared.member("timeRequired"), 20))
    if duration:
        return 60 * int(duration[1] or 0) + int(duration[2])
    for place in ("1", "2"):
        if "read" in declared.meta(f"twitter:label{place}").casefold():
            found = _MINUTES.search(declared.meta(f"twitter:data{place}"))
            if found:
                return int(found[1])
    if block is not None:
        for shown in document.blocks[max(0, block - 3) : block + 10]:
            said = shown.text[:200]
            found = _READING.search(headers.parted(said)) if " read" in said.lower() else None
            if found:
                return int(found[1])
    return None
