"""Verdicts -> feed items: what was kept becomes the body, what was moved becomes fields."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaners import attribution, hosts
from cleaners.article import (
    SCHEMA_VERSION,
    Article,
    Author,
    BodyLink,
    Caption,
    Credits,
    Dateline,
    Extraction,
    Named,
    PagePlace,
    Picture,
    Quality,
    Source,
    Teaser,
    Wire,
)
from cleaners.facts import datelabels, dates, language
from cleaners.layout import labels, pagekinds
from cleaners.ledger import Judged
from cleaners.model import Document, Found, Metadata, Organization, Passage, Person, Segment, Verdict
from cleaners.site import Site
from cleaners.wording import captioning

VERSION = "0.1.0"
LONGEST_TAG = 60
FILED_DAYS = 7
"""Days from a dateline without a year to the page's last change, at most, to be of its year."""
CLOCK = 8
"""Blocks at a page's head in which it tells its reader the day."""
EXCERPT_TAIL = 30
"""Last characters of a description that must stand in the body for it to be an excerpt."""
CLINGING = frozenset(")],.;:!?%”’»")
"""Marks that stand close behind a word."""
_ABSOLUTE = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[!-\"$-:<->@-~]*)?(?:\?[!-\"$-~]+)?(?:#[!-~]+)?")
"""A plain address with its host: what it is joined to does not matter."""
MIN_BODY_CHARS = 80
"""A page whose story is shorter than this has none: a cookie line, an error message."""

NOTHING = Metadata()
"""What a page says of itself is true of its main article, and of no other."""


class _Story(NamedTuple):
    """One segment with what was decided about it."""

    judged: Judged
    kept: tuple[Passage, ...]
    body: str


def assemble(
    read: Document, about: Metadata, judged: Sequence[Judged], site: Site | None = None
) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """The page's articles, in page order, and the page's flags."""
    stories = []
    for one in judged:
        kept = one.ledger.kept()
        stories.append(_Story(one, kept, body_text(kept)))
    flags = _page_flags(read, about, stories)
    if flags:
        return (), flags
    stories = [story for story in stories if len(story.body) >= MIN_BODY_CHARS]
    kind = pagekinds.page_kind(read, about, tuple(one.segment for one in judged))
    articles = tuple(
        _article(read, about, story, site, PagePlace(kind, number, len(stories), story.judged.segment.role))
        for number, story in enumerate(stories, 1)
    )
    seen = {flag: None for article in articles if article.quality for flag in article.quality.flags}
    return articles, tuple(seen)


def body_text(kept: Sequence[Passage]) -> str:
    """Paragraphs joined by a blank line; lines of one paragraph by a newline; spans of one block by a blank."""
    parts: list[str] = []
    previous = -1
    for passage in kept:
        block = passage.block
        if parts:
            if block.index == previous:
                parts.append("" if _clings(passage) else " ")
            elif block.continues and block.index == previous + 1:
                parts.append("\n")
            else:
                parts.append("\n\n")
        parts.append(passage.text if passage.start else block.glyph + passage.text)
        previous = block.index
    return "".join(parts)


def _clings(passage: Passage) -> bool:
    """Whether a span behind a cut opens with a mark that its page sets without a blank before it."""
    before = passage.block.text[passage.start - 1 : passage.start]
    return passage.text[:1] in CLINGING and bool(before) and not before.isspace()


def _is_furniture(read: Document, stories: Sequence[_Story]) -> bool:
    """Whether what is kept of a dump is what stands around a story that the dump does not hold."""
    gone = {
        verdict.block
        for story in stories
        for verdict in story.judged.ledger.verdicts
        if verdict.action != "keep" and verdict.span is None
    }
    return pagekinds.is_furniture(read, (one.text for story in stories for one in story.kept), len(gone))


def _page_flags(read: Document, about: Metadata, stories: Sequence[_Story]) -> tuple[str, ...]:
    """Why a page gives no article at all; empty when it gives one."""
    if any(story.judged.segment.role == "split" for story in stories):
        return ()
    if pagekinds.is_listing(read, about):
        return ("listing",)
    if pagekinds.is_consent_wall(read, about, [one.block for story in stories for one in story.kept]):
        return ("no_article", "consent_wall")
    if any(len(story.body) >= MIN_BODY_CHARS for story in stories) and not _is_furniture(read, stories):
        return ()
    consent = sum(
        len(read.blocks[v.block].text)
        for story in stories
        for v in story.judged.ledger.verdicts
        if v.rule in ("structure.consent", "phrases.consent")
    )
    return ("no_article", "consent_wall") if consent >= MIN_BODY_CHARS else ("no_article",)


def _article(read: Document, about: Metadata, story: _Story, site: Site | None, place: PagePlace) -> Article:
    one, verdicts = story.judged.segment, story.judged.ledger.verdicts
    told = about if one.role == "main" else NOTHING
    page_url = read.page.url or ""
    address = _address(read, about, one, place)
    credit = attribution.attribute(read, about, one, verdicts, story.body)
    published = _published(read, told, story.judged, credit)
    headline = one.headline or (told.headline.value if told.headline else None)
    deck = _deck(told, story.body) or (_shown_deck(read, verdicts) if one.role == "main" else None)
    spoken, confidence = language.detect(story.body, about.language)
    return Article(
        schema_version=SCHEMA_VERSION,
        id=_id(read, address),
        url=address,
        page_url=page_url,
        page=place,
        headline=headline,
        alternative_headline=told.raw_title if told.raw_title != headline else None,
        description=deck,
        article_body=story.body,
        article_type=told.article_type,
        authors=[Author(p.name, p.role, p.url) for p in _writers(read, about, story.judged, credit.authors)],
        credits=_credits(credit),
        date_published=published.value if published else None,
        date_published_raw=(published.raw or None) if published else None,
        date_source=published.origin if published else None,
        date_modified=told.modified.value if told.modified else None,
        date_relative_raw=_age(told, one),
        dateline=Dateline(*credit.dateline) if credit.dateline else None,
        publisher=_source(credit.publisher),
        aggregator=_source(credit.aggregator),
        wire=[Wire(*wire) for wire in credit.wire],
        section=one.section or (told.section.value if told.section else None),
        breadcrumbs=[Named(*crumb) for crumb in told.breadcrumbs],
        tags=list(one.tags or told.tags or _shown_tags(read, verdicts, story.kept)),
        main_image=Picture(image) if told.image and (image := hosts.joined(page_url, told.image)) else None,
        captions=_captions(read, verdicts),
        in_language=spoken,
        language_confidence=round(confidence, 3) if confidence is not None else None,
        is_accessible_for_free=told.free,
        comment_count=told.comment_count,
        reading_time_minutes=told.reading_minutes,
        word_count=len(story.body.split()),
        related=_related(read, verdicts),
        links=_links(read, story.kept),
        quality=_quality(read, story, credit.flags, dated=bool(published or one.date or _age(told, one))),
        removed=_removed(read, verdicts),
        extraction=Extraction(VERSION, site=site.name if site else None),
    )


def _captions(read: Document, verdicts: Sequence[Verdict]) -> list[Caption]:
    """The captions that were taken out, the addresses of their pictures in full."""
    return [
        Caption(
            c.text,
            c.credit,
            c.agency,
            c.image_url and (hosts.joined(read.page.url, c.image_url) or None),
            c.count,
        )
        for c in captioning.collect(read, verdicts)
    ]


def _quality(read: Document, story: _Story, doubts: Sequence[str], *, dated: bool) -> Quality:
    """How sure the text is, what is doubtful, and how much of the segment's visible text it is."""
    one = story.judged.segment
    if not dated:
        doubts = [*doubts, "date_missing"]
    visible = sum([len(block.text) for block in read.blocks[one.start : one.stop]])
    flags = [*doubts] if read.charset_certain else [*doubts, "charset_guessed"]
    return Quality(story.judged.confidence, flags, round(len(story.body) / visible, 3) if visible else None)


def _writers(read: Document, about: Metadata, judged: Judged, credited: Sequence[Person]) -> Sequence[Person]:
    """The writers of one of several stories of a page: the page's authors whose names stand in it."""
    one = judged.segment
    if (one.start, one.stop) == (0, len(read.blocks)):
        return credited
    if one.role == "main":
        outside = (*read.blocks[: one.start], *read.blocks[one.stop :])
        elsewhere = {p.name for p in credited if any(p.name in block.text for block in outside)}
        inside = read.blocks[one.start : one.stop]
        return [
            p for p in credited if p.name not in elsewhere or any(p.name in block.text for block in inside)
        ]
    signed = [read.blocks[v.block].text for v in judged.ledger.verdicts if v.field == "authors"]
    return credited or [p for p in about.authors if any(p.name in text for text in signed)]


def _address(read: Document, about: Metadata, one: Segment, place: PagePlace) -> str:
    page_url = hosts.bare(read.page.url or "")
    if one.permalink:
        return hosts.joined(page_url, one.permalink) or page_url
    if one.role == "main" and place.count == 1:
        return (hosts.joined(page_url, about.canonical) if about.canonical else "") or page_url
    if one.role == "main":
        return about.canonical or page_url
    return f"{page_url}#part-{place.index}"


def _id(read: Document, address: str) -> str:
    """A hash of an article's address; of its page's content, too, where it has no address in full."""
    named = address.encode()
    if "://" not in address:
        named = read.page.content + b"\0" + named
    return hashlib.sha256(named).hexdigest()[:20]


def _age(told: Metadata, one: Segment) -> str | None:
    """ "4 hours ago", as the page says it of this story."""
    return one.relative_time or told.relative_time


def _published(
    read: Document, told: Metadata, judged: Judged, credit: attribution.Attribution
) -> Found | None:
    """When a story was published; an age counts from the fetch, and only where there is no date."""
    one = judged.segment
    if told.published:
        return told.published
    if one.date and (value := dates.parse(one.date)):
        return Found(value, "text", one.date)
    if stamped := _stamped(read, judged.ledger.verdicts):
        return stamped
    age = _age(told, one)
    if age and read.page.fetched:
        return dates.relative(age, read.page.fetched)
    return _filed(read, credit, told, age)


def _stamped(read: Document, verdicts: Sequence[Verdict]) -> Found | None:
    """The date of publication that is run in between a byline and its story."""
    for verdict in verdicts:
        if verdict.rule == "credits.stamp" and verdict.span:
            text = read.blocks[verdict.block].text[slice(*verdict.span)]
            written = dates.find(text)
            if written and not datelabels.says_changed(text[: written[0].start]):
                return Found(written[0].value, "text", text)
    return None


def _filed(read: Document, credit: attribution.Attribution, told: Metadata, age: str | None) -> Found | None:
    """The day of the dateline, with its own year, that of a change in the days behind it, or that of the visit.

    The day on which a page was seen counts where the story's age leads from it to the dateline's day.
    """
    year, month, number = credit.filed or (None, 0, 0)
    if not credit.dateline or not month:
        return None
    changed = told.modified.value[:10] if told.modified else ""
    if year is None and changed:
        value = dates.day(int(changed[:4]), month, number)
        known = value if value and 0 <= dates.days_between(value, changed) <= FILED_DAYS else None
    else:
        known = dates.day(year, month, number) if year else _seen(read, month, number, age)
    return Found(known, "dateline", credit.dateline[1]) if known else None


def _seen(read: Document, month: int, number: int, age: str | None) -> str | None:
    """A day without a year, when the story's age leads back to it from the date that heads a dump."""
    for block in read.blocks[:CLOCK] if age else ():
        visit = dates.parse(block.text) if labels.is_date(block.text) else None
        if age and visit:
            noon = datetime.fromisoformat(f"{visit[:10]}T12:00:00")
            told = dates.relative(age, noon)
            return told.value[:10] if told and told.value[5:10] == f"{month:02}-{number:02}" else None
    return None


def _credits(credit: attribution.Attribution) -> Credits | None:
    parsed = credit.credits
    if parsed is None:
        return None
    return Credits(
        list(parsed.reporters), list(parsed.writers), list(parsed.editors), parsed.bureau, parsed.raw
    )


def _source(organization: Organization | None) -> Source | None:
    return Source(organization.name, organization.domain, organization.url) if organization else None


def _related(read: Document, verdicts: Sequence[Verdict]) -> list[Teaser]:
    """Headlines and addresses of the teasers that were taken out."""
    teasers: dict[str, Teaser] = {}
    for verdict in verdicts:
        if verdict.field != "related":
            continue
        block = read.blocks[verdict.block]
        for link in block.links:
            text = block.text[link.start : link.stop]
            if len(text) <= 15:
                continue
            url = _target(read, link.url)
            if url is not None:
                teasers.setdefault(url, Teaser(text, url))
    return list(teasers.values())


def _target(read: Document, url: str) -> str | None:
    """Where a link of the page leads; None when it is no page."""
    if _ABSOLUTE.fullmatch(url):
        return url
    joined = hosts.joined(read.page.url, url)
    return joined if urlsplit(joined).scheme in ("http", "https") else None


def _deck(about: Metadata, body: str) -> str | None:
    """The description, unless it is an excerpt that a machine cut off the body's beginning."""
    if about.description is None:
        return None
    text = about.description.value
    excerpt = text.rstrip(" ]")
    if not excerpt.endswith(("…", "...")):
        return text
    return None if excerpt.rstrip("….[\xa0 ")[-EXCERPT_TAIL:] in body else text


def _shown_deck(read: Document, verdicts: Sequence[Verdict]) -> str | None:
    """The deck that a rule took out of the story."""
    found = (
        read.blocks[one.block].text for one in verdicts if one.field == "description" and one.span is None
    )
    return next(found, None)


def _shown_tags(read: Document, verdicts: Sequence[Verdict], kept: Sequence[Passage]) -> list[str]:
    """The labels of the tag list that was taken out, each once; one above the story only where none is below."""
    moved = [verdict.block for verdict in verdicts if verdict.field == "tags"]
    first = next((passage.block.index for passage in kept if labels.is_prose(passage.text)), 0)
    found: dict[str, str] = {}
    for index in [index for index in moved if index > first] or moved:
        block = read.blocks[index]
        for link in block.links:
            label = block.text[link.start : link.stop].strip(" #,")
            if 1 < len(label) <= LONGEST_TAG:
                found.setdefault(label.casefold(), label)
    return list(found.values())


def _links(read: Document, kept: Sequence[Passage]) -> list[BodyLink]:
    found = []
    for passage in kept:
        for link in passage.block.links:
            if passage.start <= link.start and link.stop <= passage.stop:
                url = _target(read, link.url)
                if url is not None:
                    found.append(BodyLink(url, passage.block.text[link.start : link.stop]))
    return found


def _removed(read: Document, verdicts: Sequence[Verdict]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for verdict in verdicts:
        if verdict.action != "keep":
            start, stop = verdict.span or (0, len(read.blocks[verdict.block].text))
            counts[verdict.rule] += stop - start
    return dict(counts.most_common())
