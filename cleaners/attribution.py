"""Where a text came from: who published this copy, on whose site it was seen, which agency sent it.

Every wire agency carries its basis (dateline, byline, sign-off, credits, disclaimer, jsonld, source-link)
and the words it rests on.  An agency that is cited in the story or credited for a picture sets nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cleaners import characters, hosts
from cleaners.facts import bylines
from cleaners.model import Block, Document, Metadata, Organization, Person, Segment, Verdict
from cleaners.sources import agencies, brands, creditlines, datelines, originals, sitenames, wires
from cleaners.sources.wires import Case, Wire
from cleaners.wording import damage

_BRACKET = re.compile(r"\([^()]*\)")
STRONG = frozenset({"dateline", "sign-off", "disclaimer", "source-link", "credits"})
"""Bases that prove wire copy so well that another site's byline over it is its reposter's."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where one article came from."""

    publisher: Organization | None = None
    aggregator: Organization | None = None
    wire: tuple[Wire, ...] = ()
    dateline: tuple[str | None, str] | None = None
    """Place and wording."""
    filed: datelines.Day | None = None
    """The day that the dateline tells."""
    credits: creditlines.Parsed | None = None
    authors: tuple[Person, ...] = ()
    flags: tuple[str, ...] = ()


def attribute(
    document: Document, metadata: Metadata, segment: Segment, verdicts: Sequence[Verdict], body: str
) -> Attribution:
    """Attribute one article.  `body` is its clean text; `verdicts` are those of its segment."""
    case = Case(document, metadata, segment, verdicts, body)
    dateline = wires.dateline(body)
    parsed = _with_editors(creditlines.together(case.moved("credits")), case)
    wire = wires.find(case, dateline)
    publisher, aggregator = _organizations(case)
    authors = _authors(case, parsed, wire, publisher)
    if parsed is not None and dateline is not None and dateline.reporter:
        authors = tuple(one for one in authors if one.name not in parsed.editors)
    if not authors:
        authors = _reporters(case, parsed, dateline)
    return Attribution(
        publisher,
        aggregator,
        wire,
        (_place(dateline, publisher, aggregator), dateline.raw) if dateline else None,
        dateline.day if dateline else None,
        parsed,
        authors,
        _flags(case, authors),
    )


def _place(dateline: datelines.Dateline, *houses: Organization | None) -> str | None:
    """The place of a dateline without the paper's own name, where a region would stand: "PORT ALMA, Bay Gazette –"."""
    place, comma, region = (dateline.place or "").rpartition(", ")
    own = comma and any(house is not None and _same_name(region, house.name) for house in houses)
    return place if own else dateline.place


# --- publisher and aggregator -----------------------------------------------------------------------------


def _organizations(case: Case) -> tuple[Organization | None, Organization | None]:
    """Publisher and aggregator of one article.

    The publisher is who the page says published this copy; the site is its aggregator when that is
    somebody else.
    """
    written = _written(case)
    site, reposts = _site(case, written)
    label = case.segment.publisher
    if label is None and case.segment.role == "main":
        label = case.metadata.source_label or _first_publisher(case, site)
    if label and label.casefold().split()[-1] not in creditlines.lexicon()["byline-desks"]["words"]:
        if site is not None and _same_name(label, site.name):
            return _with_domain(Organization(label), site), None
        return Organization(label), site
    if reposts:
        declared = _branded(case.metadata.publisher, written)
        other = declared if declared and site and not _same_name(declared.name, site.name) else None
        return other, site
    declared = _branded(case.metadata.publisher, written)
    if declared is None:
        return site, None
    if site is None or _same_name(declared.name, site.name):
        return _with_domain(declared, site), None
    return declared, None


def _first_publisher(case: Case, site: Organization | None) -> str | None:
    """Where a line around the story, and none of it, says that it stood first, other than on the site itself."""
    own = characters.squash(site.name) if site else ""
    names = map(originals.named, case.beside())
    said = ((name, characters.squash(name)) for name in names if name)
    return next((name for name, one in said if not own or (one not in own and own not in one)), None)


def _with_editors(parsed: creditlines.Parsed | None, case: Case) -> creditlines.Parsed | None:
    """Credits with the editors that a line beside the story, or cut from it, names behind a label: "Editor: Jane Doe"."""
    if parsed is not None and parsed.editors:
        return parsed
    gone = (
        one for one in case.verdicts if one.action != "keep" and one.span and one.field in (None, "related")
    )
    spans = map(case.text, gone)
    for text in (*(block.text for block in case.beside()), *spans):
        editors = creditlines.labelled_editors(text)
        if editors:
            return replace(parsed or creditlines.Parsed(raw=text), editors=editors)
    return parsed


def _branded(organization: Organization | None, written: Collection[str]) -> Organization | None:
    """A declared organization by the name of its brand, where the page writes that."""
    return organization and replace(organization, name=brands.brand(organization.name, written))


def _written(case: Case) -> frozenset[str]:
    """Squashed names that the page writes by themselves: on a line, in its title, on a logo, in its address."""
    blocks = case.document.blocks
    names = [
        block.text
        for block in (*blocks[: sitenames.NAME_BLOCKS], *blocks[-sitenames.NAME_BLOCKS :])
        if len(block.text) <= sitenames.NAME_CHARS
    ]
    for text in (
        case.metadata.raw_title or "",
        *(image.alt for image in case.document.images[: sitenames.NAME_BLOCKS]),
    ):
        names += re.split(r"\s+[-–—|·:»]+\s+|[|:]\s", text[:400])
    names.append(hosts.name(hosts.host(case.document.page.url) or ""))
    squashed = {characters.squash(name) for name in names}
    half = {name[: len(name) // 2] for name in squashed if name[: len(name) // 2] * 2 == name}
    return frozenset({name for name in squashed | half if name})


def _with_domain(organization: Organization, site: Organization | None) -> Organization:
    if site is None or organization.domain:
        return organization
    return replace(organization, domain=site.domain, url=organization.url or site.url)


def _site(case: Case, written: Collection[str]) -> tuple[Organization | None, bool]:
    """The site that the page was seen on, and whether its boxes show that it reposts others."""
    domain = hosts.host(case.document.page.url) or None
    box = sitenames.box_name(case.document.blocks)
    declared = case.metadata.site_name
    name = declared.value if declared else box or sitenames.in_text(case, domain)
    if not name:
        return None, False
    name = brands.brand(name, written)
    return Organization(name, domain, f"https://{domain}/" if domain else None), box is not None


def _same_name(one: str, other: str) -> bool:
    return characters.squash(one) == characters.squash(other)


# --- authors and flags ------------------------------------------------------------------------------------


def _authors(
    case: Case, parsed: creditlines.Parsed | None, wire: Sequence[Wire], publisher: Organization | None
) -> tuple[Person, ...]:
    """The persons who wrote the article, with the role that the evidence gives them."""
    outside = frozenset(
        characters.squash(name)
        for name in (publisher.name if publisher else None, case.segment.publisher)
        if name
    )
    signing = set(sitenames.signing(case))
    persons: list[Person] = (
        [one for one in case.metadata.authors if one.name not in signing] if case.alone else []
    )
    if not persons and not signing:
        for verdict in case.verdicts:
            if verdict.field == "authors":
                persons += _signing(case, verdict, outside)
    if not persons:
        persons = [one for name in case.segment.writers for one in bylines.persons(name, outside)]
    credited = {name.casefold() for name in (*parsed.reporters, *parsed.writers)} if parsed else set()
    agency = next((one for one in wire if one.basis in STRONG), None)
    own = publisher is not None and any(_is_name_of(publisher.name, one.agency) for one in wire)
    sent = _sent_with_story(case)
    found: dict[str, Person] = {}
    for person in persons:
        if agencies.named(person.name) is not None:
            continue
        role = person.role
        if person.name.casefold() in credited or person.name.casefold() in sent:
            role = role or "reporter"
        elif agency is not None and not own and not _byline_names_agency(case, person):
            role = "reposter"
        found.setdefault(person.name.casefold(), replace(person, role=role))
    return tuple(found.values())


def _signing(case: Case, verdict: Verdict, outside: frozenset[str]) -> list[Person]:
    """The persons of a moved byline; names alone must be marked up, or found elsewhere in a dump."""
    text = case.text(verdict)
    if verdict.rule == "credits.writer":
        return bylines.persons(text.strip(" ()（）【】"), outside)
    named = bylines.line(text, outside)
    if named:
        return named
    bare = _BRACKET.sub("", text).strip()
    certain = case.document.page.kind == "html" or verdict.rule == "credits.byline"
    return [
        one
        for one in bylines.persons(text, outside)
        if one.role is not None or (one.name == bare and (certain or _is_named_again(case, verdict, bare)))
    ]


def _is_named_again(case: Case, verdict: Verdict, name: str) -> bool:
    """Whether another line of the page holds a name, as a note on the writer does."""
    others = (block.text for block in case.document.blocks if block.index != verdict.block)
    return name[0].isupper() and any(name in text and name != text for text in others)


def _reporters(
    case: Case, parsed: creditlines.Parsed | None, dateline: datelines.Dateline | None
) -> tuple[Person, ...]:
    """Who reported a story that no byline stands over: named in its dateline, in the credits below it, in its sign-off."""
    filed: tuple[str, ...] = (dateline.reporter,) if dateline is not None and dateline.reporter else ()
    named = filed or (parsed.main_reporters if parsed else ())
    signed = (case.text(one) for one in case.verdicts if one.rule == "credits.signed")
    named = named or tuple(one.name for text in signed for one in bylines.persons(text))
    return tuple(Person(name, "reporter") for name in named)


def _is_name_of(name: str, agency: str) -> bool:
    """Whether a publisher is the agency itself."""
    found = agencies.named(name)
    return _same_name(name, agency) or (found is not None and found.name == agency)


def _sent_with_story(case: Case) -> set[str]:
    """Writers whose byline stands right before the story's first line: the agency's own byline."""
    kept = {verdict.block for verdict in case.verdicts if verdict.span is None and verdict.action != "keep"}
    first = next(
        (
            index
            for index in range(case.segment.start, case.segment.stop)
            if index not in kept and case.body.startswith(case.document.blocks[index].text[:40])
        ),
        None,
    )
    if first is None or first == 0:
        return set()
    before = case.document.blocks[first - 1]
    if len(before.text) > bylines.LINE_LENGTH or before.continues or re.search(r"\d", before.text):
        return set()
    if _in_header(case.document, before):
        return set()
    return {person.name.casefold() for person in bylines.line(before.text, frozenset())}


def _in_header(document: Document, block: Block) -> bool:
    """Whether a line stands in the page's header or meta line, not among the story's paragraphs."""
    for number, container in enumerate(document.ancestors(block)):
        if number > 2:
            return False
        if container.tag == "header" or re.search(r"meta|byline|author", container.names):
            return True
    return False


def _byline_names_agency(case: Case, person: Person) -> bool:
    """Whether a byline gives writer and agency together: "By Jane Doe, Associated Press"."""
    return any(person.name in text and any(agencies.mentions(text)) for text in wires.bylines_of(case))


def _flags(case: Case, authors: Sequence[Person]) -> tuple[str, ...]:
    """What is wrong with the article, as far as its text and verdicts say."""
    rules = {verdict.rule for verdict in case.verdicts}
    flags = []
    if "phrases.editorial-note" in rules:
        flags.append("editorial_note_leak")
    if any(person.role == "reposter" for person in authors):
        flags.append("reposter_byline")
    if any(rule.endswith(".paywall") for rule in rules):
        flags.append("paywall")
    if damage.words_lost(case.body):
        flags.append("words_lost")
    if damage.truncated(case.body):
        flags.append("truncated")
    if case.alone and damage.lead_missing(case.body, case.metadata.body, _leads(case.metadata)):
        flags.append("lead_missing")
    return tuple(flags)


def _leads(metadata: Metadata) -> tuple[str, ...]:
    """What the page says its story is about."""
    return (metadata.description.value,) if metadata.description else ()
