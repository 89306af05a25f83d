"""Where a text came from: who published this copy, on whose site it was seen, which agency sent it.

Every wire agency carries its basis (dateline, byline, sign-off, credits, disclaimer, jsonld, source-link)
and the words it rests on.  An agency that is cited in the story or credited for a picture sets nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from cleaners.facts import bylines
from cleaners.layout import labels
from cleaners.model import Block, Document, Metadata, Organization, Person, Segment, Verdict
from cleaners.sources import agencies, brands, creditlines, wires
from cleaners.sources.wires import Case, Wire
from cleaners.wording import damage

STRONG = frozenset({"dateline", "sign-off", "disclaimer", "source-link", "credits"})
"""Bases that prove wire copy so well that another site's byline over it is its reposter's."""

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?,?\s*)?(?:by\s)?(?P<holder>[^\W\d_][^.,|©()]{1,50})",
    re.I,
)
_LEGAL = re.compile(
    r"[,\s]+(?:inc|llc|ltd|gmbh|co|corp|plc|pvt|s\.?a|ag|b\.?v|limited|all rights reserved"
    r"|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)\b.*$",
    re.IGNORECASE,
)
_RESERVED = ("riserva", "reserv", "vorbehalten", "réserv", "सुरक्षित", "rights")
"""What a copyright line without a holder speaks of: "© RIPRODUZIONE RISERVATA"."""
_SUBJECT = re.compile(
    r"(?:^|[.!?:] )(?P<name>(?:The )?[A-Z][\w'’-]{1,24}(?: [A-Z][\w'’-]{1,24}){0,3}) (?=[a-z])"
)
"""The name that a sentence opens with."""
HEAD = 6
"""Lines over a page that may be its name."""
_NO_RESPONSIBILITY = re.compile(
    r"(?P<name>(?:The )?[^\W\d_][\w’'-]{2,30}(?: [^\W\d_a-z][\w’'-]{1,30}){0,3})"
    r" (?:holds|takes|assumes|accepts|bears|has) no (?:\w+ )?(?:responsibility|liability)"
)
_EDITED_BY = re.compile(
    r"not been (?:edited|created|modified|altered) by (?:the )?"
    r"(?P<name>[^\W\d_a-z][\w’'.]+(?: [^\W\d_a-z][\w’'.]+){0,3})"
)
_NAME = r"(?P<name>[^\W\d_a-z][\w.’'-]{1,24}(?: [^\W\d_a-z][\w.’'-]{0,24}){0,2}?)"
_BOX = re.compile(
    rf"\b(?:[Ee]xplore|[Ss]ee|[Dd]iscover|[Ll]earn|[Ff]ind out) what {_NAME} AI can\b"
    rf"|^Ask {_NAME.replace('name', 'asked')} (?:AI )?(?:anything )?about this (?:story|article|news)\b"
)
"""Boxes in which a reader app speaks of itself; publishers have none on the stories of others."""


NAME_BLOCKS = 40
"""Blocks at either end of a page, and pictures, among which a site writes its name."""
NAME_CHARS = 80
_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where one article came from."""

    publisher: Organization | None = None
    aggregator: Organization | None = None
    wire: tuple[Wire, ...] = ()
    dateline: tuple[str | None, str] | None = None
    """Place and wording."""
    credits: creditlines.Parsed | None = None
    authors: tuple[Person, ...] = ()
    flags: tuple[str, ...] = ()


def attribute(
    document: Document, metadata: Metadata, segment: Segment, verdicts: Sequence[Verdict], body: str
) -> Attribution:
    """Attribute one article.  `body` is its clean text; `verdicts` are those of its segment."""
    case = Case(document, metadata, segment, verdicts, body)
    dateline = wires.dateline(body)
    parsed = creditlines.together(case.moved("credits"))
    wire = wires.find(case, dateline)
    publisher, aggregator = _organizations(case)
    authors = _authors(case, parsed, wire, publisher)
    if parsed is not None and dateline is not None and dateline.reporter:
        authors = tuple(one for one in authors if one.name not in parsed.editors)
    if not authors and dateline is not None and dateline.reporter:
        authors = (Person(dateline.reporter, "reporter"),)
    return Attribution(
        publisher,
        aggregator,
        wire,
        (dateline.place, dateline.raw) if dateline else None,
        parsed,
        authors,
        _flags(case, authors),
    )


# --- publisher and aggregator -----------------------------------------------------------------------------


def _organizations(case: Case) -> tuple[Organization | None, Organization | None]:
    """Publisher and aggregator of one article.

    The publisher is who the page says published this copy; the site is its aggregator when that is
    somebody else.
    """
    written = _written(case)
    site, reposts = _site(case, written)
    label = case.segment.publisher or (case.metadata.source_label if case.segment.role == "main" else None)
    if label:
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


def _branded(organization: Organization | None, written: Collection[str]) -> Organization | None:
    """A declared organization by the name of its brand, where the page writes that."""
    return organization and replace(organization, name=brands.brand(organization.name, written))


def _written(case: Case) -> frozenset[str]:
    """Squashed names that the page writes by themselves: on a line, in its title, on a logo, in its address."""
    blocks = case.document.blocks
    names = [
        block.text
        for block in (*blocks[:NAME_BLOCKS], *blocks[-NAME_BLOCKS:])
        if len(block.text) <= NAME_CHARS
    ]
    for text in (case.metadata.raw_title or "", *(image.alt for image in case.document.images[:NAME_BLOCKS])):
        names += re.split(r"\s+[-–—|·:»]+\s+|[|:]\s", text[:400])
    names.append(_label(_domain(case.document.page.url)))
    squashed = {bylines.squash(name) for name in names}
    half = {name[: len(name) // 2] for name in squashed if name[: len(name) // 2] * 2 == name}
    return frozenset({name for name in squashed | half if name})


def _with_domain(organization: Organization, site: Organization | None) -> Organization:
    if site is None or organization.domain:
        return organization
    return replace(organization, domain=site.domain, url=organization.url or site.url)


def _site(case: Case, written: Collection[str]) -> tuple[Organization | None, bool]:
    """The site that the page was seen on, and whether its boxes show that it reposts others."""
    domain = _domain(case.document.page.url)
    box = _box_name(case.document.blocks)
    declared = case.metadata.site_name
    name = declared.value if declared else box or _name_in_text(case, domain)
    if not name:
        return None, False
    name = brands.brand(name, written)
    return Organization(name, domain, f"https://{domain}/" if domain else None), box is not None


def _domain(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _label(domain: str | None) -> str:
    """The part of a domain that names its owner: "tarnweekly" of tarn-weekly.co.in, without hyphens."""
    parts = (domain or "").split(".")[:-1]
    if len(parts) > 1 and parts[-1] in _SECOND_LEVELS:
        parts.pop()
    return parts[-1].replace("-", "") if parts else ""


def _box_name(blocks: Iterable[Block]) -> str | None:
    """The name that an aggregator's own boxes give it: "Explore what Example AI can do for you"."""
    for block in blocks:
        if len(block.text) <= 160 and (" AI " in block.text or block.text.startswith("Ask ")):
            match = _BOX.search(block.text)
            if match:
                return match["name"] or match["asked"]
    return None


def _name_in_text(case: Case, domain: str | None) -> str | None:
    """The site's name as its page writes it: in a disclaimer, the copyright line, a byline."""
    blocks = case.document.blocks
    holder = _disclaimed(case) or _copyright_holder(blocks)
    label = _label(domain)
    wanted = [bylines.squash(name) for name in (holder, label) if name]
    for block in blocks:
        if len(block.text) <= 40 and bylines.squash(block.text) in wanted:
            shouted = block.text.isupper() and holder is not None and not holder.isupper()
            return holder if shouted and holder else block.text.strip(" .|")
    if holder:
        headed = next((block.text for block in blocks[:HEAD] if _is_brand(block.text, holder)), None)
        if headed:
            return headed
        spelled = _spelled(label, blocks) if len(label) > 3 else None
        return spelled if spelled and holder.startswith(spelled) else holder
    byline = next((name for text in wires.bylines_of(case) for name in _byline_organizations(text)), None)
    byline = byline or next(iter(_sites_signing(case)), None)
    if byline:
        return byline
    return _spelled(label, blocks) if len(label) > 3 else None


def _is_brand(name: str, owner: str) -> bool:
    """Whether a line over the page is a brand of its owner, and no entry of the menu: "World", "News"."""
    if labels.is_section(name) or labels.bare(name) in labels.words("home", "dump") | labels.words(
        "chrome", "dump"
    ):
        return False
    return brands.is_of(name, owner)


def _disclaimed(case: Case) -> str | None:
    """The publisher that a disclaimer names: "Example holds no responsibility for its content"."""
    for text in case.moved("wire"):
        match = _NO_RESPONSIBILITY.search(text) or _EDITED_BY.search(text)
        name = match["name"].removesuffix(" staff").strip() if match else ""
        if name and not name[0].islower() and agencies.named(name) is None:
            return name
    return next((name for text in case.moved("wire") for name in _subjects(case, text)), None)


def _subjects(case: Case, text: str) -> Iterator[str]:
    """Who a note about the feed speaks of, when the page has the name to itself: "Bay Gazette carries this …"."""
    texts = [block.text for block in case.document.blocks]
    for match in _SUBJECT.finditer(text):
        name = match["name"]
        opens = len(name.removeprefix("The ").split()) > 1
        shown = any(one == name or (opens and one.startswith(f"{name} ")) for one in texts)
        if shown and agencies.named(name) is None:
            yield name


def _copyright_holder(blocks: Sequence[Block]) -> str | None:
    for block in reversed(blocks[-60:]):
        if len(block.text) <= 200:
            match = _COPYRIGHT.search(block.text)
            if match and (match.start() == 0 or any(map(str.isdigit, match.group()))):
                holder = _LEGAL.sub("", match["holder"]).partition("।")[0].strip(" -–—|:")
                if any(word in holder.casefold() for word in _RESERVED):
                    continue
                if 2 <= len(holder) <= 40 and agencies.named(holder) is None:
                    return holder
    return None


def _byline_organizations(text: str) -> Iterator[str]:
    """The part of an agency byline that is no agency and no person: "Example" in "By AFP and Example |"."""
    rest = bylines.without_prefix(text)
    if not any(agencies.mentions(rest)):
        return
    for piece in re.split(r"\s*(?:,|\||/|\band\b|&|\bund\b|\bet\b|\by\b)\s*", rest):
        name = piece.strip(" .")
        if name[:1].isupper() and agencies.named(name) is None and not bylines.persons(name):
            yield name


def _sites_signing(case: Case) -> Iterator[str]:
    """Names signed beside an agency that look like a person's, but head the page: "By Tidal Lens and AFP"."""
    about = case.metadata
    title = bylines.squash(about.headline.value) if about.headline else ""
    signed = [text for text in wires.bylines_of(case) if any(agencies.mentions(text))]
    if not signed or not title:
        return
    heads: set[str] = set()
    for block in case.document.blocks[:NAME_BLOCKS]:
        said = bylines.squash(block.text) if len(block.text) <= NAME_CHARS else ""
        if said == title:
            break
        heads.add(said)
    for person in about.authors:
        if bylines.squash(person.name) in heads and any(person.name in text for text in signed):
            yield person.name


def _spelled(label: str, blocks: Sequence[Block]) -> str | None:
    """The page's own spelling of its domain's name: "ThePrint" for theprint."""
    pattern = re.compile(r"(?<![\w@./])" + r"[ ’'.-]?".join(map(re.escape, label[:30])) + r"(?![\w@.])", re.I)
    for block in blocks:
        match = pattern.search(block.text[:2000])
        if match and match.group()[0].isupper():
            return match.group()
    return None


def _same_name(one: str, other: str) -> bool:
    return bylines.squash(one) == bylines.squash(other)


# --- authors and flags ------------------------------------------------------------------------------------


def _authors(
    case: Case, parsed: creditlines.Parsed | None, wire: Sequence[Wire], publisher: Organization | None
) -> tuple[Person, ...]:
    """The persons who wrote the article, with the role that the evidence gives them."""
    outside = frozenset(
        bylines.squash(name)
        for name in (publisher.name if publisher else None, case.segment.publisher)
        if name
    )
    signing = set(_sites_signing(case))
    persons: list[Person] = (
        [one for one in case.metadata.authors if one.name not in signing] if case.alone else []
    )
    if not persons and not signing:
        for text in case.moved("authors"):
            persons += bylines.line(text, outside) or [
                one for one in bylines.persons(text, outside) if one.role is not None
            ]
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
    if not (case.segment.date or case.segment.relative_time or (case.alone and case.metadata.published)):
        flags.append("date_missing")
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
