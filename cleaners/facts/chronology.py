"""When the page was published and changed, from ranked evidence.

Precedence of `published`: JSON-LD `datePublished`; publication metas; microdata; the `<time>` that stands
with the headline; a date line beside the headline or byline; JSON-LD `dateCreated`; the day in the address.
A line under the story that says when it was first published stands in where nothing else does.  A header that
marks the day of the change as the day of publication is believed: the story was brought out again.
`modified` has its own evidence (JSON-LD `dateModified`, metas, labelled dates) and never fills in for
`published`.  The date of the visit in a page header stands apart from the headline and is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import Any

from lxml import etree

from cleaners.facts import datelabels, dates, structured
from cleaners.facts.structured import Declared
from cleaners.model import Document, Found

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "article.published", "datepublished", "parsely-pub-date", "sailthru.date", "dcterms.issued",
    "dc.date.issued", "dcterms.created", "dc.date.created",
)  # fmt: skip
WEAK_METAS = (
    "publication_date", "publish-date", "publishdate", "publish_date", "published-date",
    "published_time", "pubdate", "pub_date", "originalpublicationdate", "cxenseparse:recs:publishtime",
    "cxenseparse:recs:articlepublishtime", "vr:published_time", "rnews:datepublished", "og:pubdate",
    "article:post_time", "article_date_original", "bt:pubdate", "dcsext.articlefirstpublished",
    "citation_publication_date", "citation_online_date", "dcterms.date", "dc.date", "date",
    "date.issued", "created", "article.created", "datecreated", "og:release_date",
    "article:create_time", "lp.article:published_time", "ptime", "buildtime",
)  # fmt: skip
MODIFIED_METAS = (
    "article:modified_time", "og:modified_time", "article:modified", "article.updated",
    "article:updated_time", "article:updated", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "lastmod", "last-modified", "article:modified_date",
    "cxenseparse:recs:updatetime",
)  # fmt: skip

MICRODATA: Callable[..., Any] = etree.XPath(
    "//*[@itemprop='datePublished' or @itemprop='dateModified' or @pubdate]"
)
_PUBLICATION = re.compile(r"publi(?:sh|cation)[\w-]{0,5}dat|dat\w{0,4}[-_]?publi|pubdate")
_CHANGED = re.compile(r"updat|modif|revis|aktualis|edited|bearbeitet")


@dataclass(frozen=True, slots=True)
class Dates:
    """Publication and change, apart, and the blocks that were nothing but a date line."""

    published: Found | None = None
    modified: Found | None = None
    claimed: tuple[int, ...] = ()


def read(declared: Declared, document: Document, headline: Any, block: int | None) -> Dates:
    """The dates of a page.

    Args:
        declared: what the page declares.
        document: the page; its fetch time, when known, bounds what is believed.
        headline: the element of the headline, or None.
        block: the block of the headline, or None.
    """
    evidence = _Evidence(declared, document)
    published = evidence.first(_from_json_ld(declared, "datePublished"))
    published = published or evidence.first(_from_metas(declared, PUBLISHED_METAS))
    modified = evidence.first(_from_json_ld(declared, "dateModified"))
    modified = modified or evidence.first(_from_metas(declared, MODIFIED_METAS))
    claimed: tuple[int, ...] = ()
    lines = sorted(datelabels.beside(document, block, evidence.languages), key=lambda line: not line.labelled)
    if published is None or modified is None:
        lines += datelabels.under(document, block, evidence.languages)
    if published is None and document.tree is not None:
        published = evidence.first(_from_microdata(document.tree, "datePublished"))
        published = published or evidence.first(_from_times(declared, headline, changed=False))
        modified = modified or evidence.first(_from_times(declared, headline, changed=True))
    if published is None:
        published = evidence.first((line.written, "text") for line in lines if not line.changed)
    if modified is None:
        modified = evidence.first((line.written, "text") for line in lines if line.changed)
    published = published or evidence.first(_from_metas(declared, WEAK_METAS))
    claimed = tuple(sorted({line.block for line in lines if line.whole}))
    published = published or evidence.first(_from_json_ld(declared, "dateCreated", "uploadDate"))
    published = published or evidence.first(_from_url(declared))
    published = _republished(published, modified, declared, headline)
    return Dates(_in_shown_zone(_in_marked_zone(published, declared), lines), modified, claimed)


def _in_marked_zone(published: Found | None, declared: Declared) -> Found | None:
    """The same moment in the zone that a `<time>` of the page writes it in, where that is another day than UTC's."""
    if published is None or not published.value.endswith("+00:00"):
        return published
    moment = datetime.fromisoformat(published.value)
    for element in declared.marks:
        written = element.get("datetime") if element.tag == "time" else None
        value = dates.iso(written) if written else None
        if value is None or len(value) < len(published.value) or value[:10] == published.value[:10]:
            continue
        if datetime.fromisoformat(value).replace(microsecond=0) == moment.replace(microsecond=0):
            return Found(value, published.origin, published.raw)
    return published


def _in_shown_zone(published: Found | None, lines: Sequence[datelabels.Line]) -> Found | None:
    """The same moment in the zone of the page's readers, where the page shows it a day apart from UTC.

    "Dec 22, 2023, 10:22 PM" beside a declared 03:22 of the 23rd, UTC, is that moment at -05:00.
    """
    if published is None or not published.value.endswith("+00:00"):
        return published
    moment = datetime.fromisoformat(published.value)
    for line in lines:
        if line.written[:10] == published.value[:10] or "T" not in line.written:
            continue
        shown = datetime.fromisoformat(line.written).replace(tzinfo=UTC)
        minutes = round((shown - moment.replace(second=0)).total_seconds() / 60)
        if minutes % 30 == 0 and abs(minutes) <= 14 * 60:
            local = moment.astimezone(timezone(timedelta(minutes=minutes)))
            return Found(local.isoformat(), published.origin, published.raw)
    return published


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Turns written dates into believed ones."""

    declared: Declared
    document: Document

    @property
    def languages(self) -> tuple[str, ...]:
        """The page's BCP 47 tag: the longest of those that it declares."""
        tags = (self.declared.language, self.declared.meta("og:locale"))
        return tuple(sorted((tag for tag in tags if tag), key=len, reverse=True))[:1]

    def first(self, candidates: Iterator[tuple[object, str]]) -> Found | None:
        """The first candidate that is a date and does not lie after the fetch."""
        fetched = self.document.page.fetched
        limit = (fetched + timedelta(days=2)).date().isoformat() if fetched else "9999"
        for written, origin in candidates:
            value = dates.iso(written)
            if value is None and isinstance(written, str):
                value = dates.parse(structured.text(written), self.languages)
            if value and value[:10] <= limit:
                return Found(value, origin, str(written).strip()[: dates.LENGTH])
        return None


def _from_json_ld(declared: Declared, *keys: str) -> Iterator[tuple[object, str]]:
    """The members of the page's article nodes."""
    for key in keys:
        for node in declared.articles:
            for value in structured.many(node.get(key))[:3]:
                yield (value.get("@value") if isinstance(value, dict) else value), "jsonld"


def _from_metas(declared: Declared, names: Sequence[str]) -> Iterator[tuple[object, str]]:
    for name in names:
        for content in declared.metas.get(name, ())[:2]:
            yield content, "meta"


def _from_url(declared: Declared) -> Iterator[tuple[object, str]]:
    for url in (declared.links.get("canonical"), declared.url):
        found = dates.of_url(url)
        if found:
            yield found, "url"


def _from_microdata(tree: Any, name: str) -> Iterator[tuple[object, str]]:
    for element in MICRODATA(tree)[:20]:
        if element.get("itemprop") in {name, None} and not _foreign(element, set()):
            yield _written_in(element), "microdata"


def _written_in(element: Any) -> str:
    """The machine form of an element's date, else its text."""
    value = element.get("datetime") or element.get("content") or element.get("title")
    if value and dates.iso(value):
        return str(value)
    return structured.text("".join(element.itertext()), dates.LENGTH)


def _foreign(element: Any, around: set[Any]) -> bool:
    """Whether an element stands in a teaser, a comment, a page header…, apart from the headline."""
    for node in (element, *element.iterancestors()):
        if node in around:
            return node.tag in {"body", "html"}
        names = f"{node.get('class') or ''} {node.get('id') or ''}".lower()
        if datelabels.FOREIGN.search(names):
            return True
        if node.tag in {"aside", "footer", "nav"} and not structured.is_meta_line(node.tag, names):
            return True
    return False


def _from_times(declared: Declared, headline: Any, changed: bool) -> Iterator[tuple[object, str]]:
    """What the `<time>` elements that stand with the headline say of publication, or of change."""
    for element in _times(declared, headline):
        if _is_change(element) == changed:
            yield _written_in(element), "time"


def _republished(
    published: Found | None, modified: Found | None, declared: Declared, headline: Any
) -> Found | None:
    """The date of a story that was brought out again: changed that day, and shown as published that day."""
    if published is None or modified is None or published.value[:10] >= modified.value[:10]:
        return published
    for element in _times(declared, headline):
        written = dates.iso(element.get("datetime"))
        if written and written[:10] == modified.value[:10]:
            shown = _PUBLICATION.search(_names(element)) is not None and not _is_change(element)
            return Found(modified.value, "time", element.get("datetime")) if shown else published
    return published


def _times(declared: Declared, headline: Any) -> Iterator[Any]:
    """The `<time>` elements that stand with the headline: those after it first."""
    marks = list(declared.marks)
    around = set(headline.iterancestors()) if headline is not None else set()
    start = marks.index(headline) + 1 if headline is not None and headline in marks else 0
    near = list(headline.iterancestors())[:3] if headline is not None else []
    close = {node for node in near if node.tag not in {"body", "html"}}
    before = [element for element in reversed(marks[:start]) if close & set(element.iterancestors())]
    for element in (*marks[start:], *before):
        if element.tag == "time" and not _foreign(element, around) and not _is_teasers(element, around):
            yield element


def _names(element: Any) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "itemprop", "data-testid")).lower()


def _is_teasers(element: Any, around: set[Any]) -> bool:
    """Whether the nearest headings around a `<time>`, apart from the headline, lead to another story."""
    for node in islice(element.iterancestors(), 3):
        if node in around:
            break
        if any(_is_linked_heading(one) for one in node.iter("h2", "h3", "h4", "h5")):
            return True
    previous = element.getprevious()
    return previous is not None and _is_linked_heading(previous)


def _is_linked_heading(element: Any) -> bool:
    """Whether an element is a heading that is one link: a teaser's."""
    if element.tag not in {"h2", "h3", "h4", "h5"}:
        return False
    return element.find(".//a[@href]") is not None or element.getparent().tag == "a"


def _is_change(element: Any) -> bool:
    """Whether a `<time>` or its label says that it is a change's."""
    parent = element.getparent()
    names = " ".join(
        (node.get("class") or "") + " " + (node.get("itemprop") or "")
        for node in (element, parent)
        if node is not None
    ).lower()
    if _CHANGED.search(names):
        return True
    own = structured.text((element.text or "")[:40])
    if datelabels.is_label(own):
        return datelabels.says_changed(own)
    return datelabels.says_changed(structured.text(_before(element)[-60:]))


def _before(element: Any) -> str:
    """The text right before an element in its parent: a label, but no other date's."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return (parent.text or "") if parent is not None else ""
    if (previous.tail or "").strip() or previous.tag == "time":
        return previous.tail or ""
    return "".join(previous.itertext())
