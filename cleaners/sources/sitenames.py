"""What a page that declares no name calls its site: in its copyright line, its notes, its head, its bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cleaners import characters, hosts
from cleaners.facts import bylines
from cleaners.layout import labels
from cleaners.model import Block, Metadata, Segment
from cleaners.sources import agencies, brands, wires
from cleaners.sources.wires import Case

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:(?:©|\(c\)|copyright)\s*)?(?:(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?,?\s*)?(?:by\s)?(?P<holder>[^\W\d_](?:[^.,|©()]|\.(?=\w)){1,50})",
    re.I,
)
_COPYRIGHT_BEHIND = re.compile(
    r"(?P<holder>[^\W\d_](?:[^.,|©():!?]|\.(?=\w)){1,50}?)[\s,–—-]*©\s?(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?\.?"
)
"""The same with the name first: "Harbour Gazette © 2026"."""
_LEGAL = re.compile(
    r"[,\s]+(?:inc|llc|ltd|gmbh|co|corp|plc|pvt|pte|s\.?a|s\.?l|s\.?l\.?u|s\.?r\.?l|s\.?p\.?a|s\.?a\.?s|s\.?r\.?o|sp(?:\. ?z|$)"
    r"|ag|b\.?v|n\.?v|cic|cio|llp|pty|sdn|bhd|tbk|oyj?|kft|zrt|lda|ltda|s\.?a\.?r\.?l|d\.?o\.?o|limited"
    r"|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)\b.*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\s(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?\s*$")
_RESERVED = ("riserva", "reserv", "vorbehalten", "réserv", "सुरक्षित", "rights")
"""What a copyright line without a holder speaks of: "© RIPRODUZIONE RISERVATA"."""
_SUBJECT = re.compile(
    r"(?:^|[.!?:] )(?P<name>(?:The )?[A-Z][\w'’-]{1,24}(?: [A-Z][\w'’-]{1,24}){0,3}) (?=[a-z])"
)
"""The name that a sentence opens with."""
HEAD = 6
"""Lines over a page that may be its name."""
TAIL = 60
"""Lines at the end of a page in which somebody may claim the rights."""
MASTHEAD = 4
"""The same for one that nothing else tells."""
HEADED = 12
"""The same for a name that the page says again."""
NAME_BLOCKS = 40
"""Blocks at either end of a page, and pictures, among which a site writes its name."""
NAME_CHARS = 80
SPOKEN = ("phrases.", "voice.", "boxes.", "credits.after-sign-off")
"""Rules whose lines speak for the page."""
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


def publications(about: Metadata, one: Segment) -> tuple[str, ...]:
    """The names of the publications that the page and one article's labels name."""
    names = (
        one.publisher,
        about.source_label,
        about.site_name.value if about.site_name else None,
        about.publisher.name if about.publisher else None,
    )
    return tuple(dict.fromkeys(name for name in names if name))


def box_name(blocks: Iterable[Block]) -> str | None:
    """The name that an aggregator's own boxes give it: "Explore what Example AI can do for you"."""
    for block in blocks:
        if len(block.text) <= 160 and (" AI " in block.text or block.text.startswith("Ask ")):
            match = _BOX.search(block.text)
            if match:
                return match["name"] or match["asked"]
    return None


def in_text(case: Case, domain: str | None) -> str | None:
    """The site's name as its page writes it: in a disclaimer, the copyright line, its head, a byline."""
    blocks = case.document.blocks
    said = _headed(case)
    if said and not case.alone:
        return said
    holder = _disclaimed(case) or _copyright_holder(case)
    spelling = hosts.name(domain or "")
    if (
        said
        and holder
        and characters.squash(holder) not in characters.squash(said)
        and bylines.persons(holder)
    ):
        holder = None
    wanted = [characters.squash(name) for name in (holder, spelling) if name]
    for block in blocks:
        if len(block.text) <= labels.NAME_LENGTH and characters.squash(block.text) in wanted:
            shouted = block.text.isupper() and holder is not None and not holder.isupper()
            return holder if shouted and holder else block.text.strip(" .|©")
    headed = next((one.text for one in blocks[:HEAD] if holder and _is_brand(one.text, holder)), None)
    if headed:
        return headed
    if said and not (holder and characters.squash(holder) in characters.squash(said)):
        return said
    if holder:
        spelled = _spelled(spelling, blocks) if len(spelling) > 3 else None
        return spelled if spelled and holder.startswith(spelled) else holder
    byline = next((name for text in wires.bylines_of(case) for name in _byline_organizations(text)), None)
    byline = byline or next(iter(signing(case)), None)
    if byline:
        return byline
    return (_spelled(spelling, blocks) if len(spelling) > 3 else None) or _masthead(case)


def _headed(case: Case) -> str | None:
    """The name over a dump that the page has for itself, for it says it again.

    In a script without capitals the words of a publication's name will do, in the dump's first line.
    """
    if case.document.page.kind != "text":
        return None
    blocks = case.document.blocks
    title = case.metadata.headline.value if case.metadata.headline else ""
    head = list(_above(case, title))
    first = head[0].text if head and head[0].index < MASTHEAD else ""
    others = (block.text for block in blocks if block.text not in case.body)
    # The first line of a page with several stories is no headline: any word will do.
    over = not case.alone and blocks[0].text == first
    if (" " in first or first.isupper() or over) and (again := _said(first, others)):
        return again
    spoken = [blocks[one.block].text for one in case.verdicts if one.rule.startswith(SPOKEN)]
    spoken += [block.text for block in blocks if "©" in block.text or _is_title_of(block.text, title)]
    published = first if blocks[0].text == first and labels.is_ideographic(first) else ""
    named = (one.text for one in head if _said(one.text, spoken))
    return next(named, None) or (published if labels.is_publication(published) else None)


def _above(case: Case, title: str) -> Iterator[Block]:
    """Lines above the headline of a dump that may be the site's name."""
    for block in case.document.blocks[: HEADED if case.alone else min(HEADED, case.segment.start)]:
        if block.text == title:
            return
        if block.kind != "item" and _may_be_site(block.text):
            yield block


def _said(name: str, texts: Iterable[str]) -> str | None:
    """A name as one of some texts writes it that holds more than that; rather in small letters than in capitals."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE if name.isupper() else 0)
    found = [match.group() for text in texts if len(text) > len(name) and (match := whole.search(text))]
    return min(found, key=str.isupper, default=None)


def _masthead(case: Case) -> str | None:
    """The first line of a dump that may be its name, where nothing else tells: words in capitals, or twice there."""
    if case.document.page.kind != "text" or not any(one.rule.startswith("dump.") for one in case.verdicts):
        return None
    title = case.metadata.headline.value if case.metadata.headline else ""
    above = [one.text for one in _above(case, title) if one.index < MASTHEAD]
    doubled = next((one for one, other in pairwise(above) if one == other), None)
    return doubled or next((one for one in above if _is_titled(one)), None)


def _is_titled(text: str) -> bool:
    """Whether a line is two words or more, without a figure, and every long word of it has a capital."""
    words = text.split()
    long = [word for word in words if len(word) > 3]
    return (
        len(words) > 1 and bool(long) and all(word[0].isupper() for word in long) and not _DIGIT.search(text)
    )


def _is_title_of(text: str, headline: str) -> bool:
    """Whether a line is the headline and a name behind it: the page's title, at the top of its dump."""
    return bool(headline) and text != headline and text.startswith(headline)


def _may_be_site(text: str) -> bool:
    """Whether a line over a page can be its name: no entry of a menu, no button, no date."""
    if not labels.is_name(text) or text[0].islower() or any(mark in text for mark in "|>/"):
        return False
    known = ("home", "chrome", "end", "network")
    return not (
        labels.is_section(text)
        or labels.is_control(text)
        or labels.is_date(text)
        or labels.is_relative_time(text)
        or any(labels.bare(text) in labels.words(table, "dump") for table in known)
    )


def _is_brand(name: str, owner: str) -> bool:
    """Whether a line over the page is a brand of its owner, and no entry of the menu: "World", "News"."""
    if (
        "©" in name
        or labels.is_section(name)
        or labels.bare(name) in labels.words("home", "dump") | labels.words("chrome", "dump")
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


def _copyright_holder(case: Case) -> str | None:
    """Who holds the rights in the page, as its last lines say; where that is its writer, no name of a site."""
    writers = {
        characters.squash(text)
        for text in (*case.moved("authors"), *(one.name for one in case.metadata.authors))
    }
    for block in reversed(case.document.blocks[-TAIL:]):
        said = block.text.casefold()
        if len(said) > 200 or not any(mark in said for mark in ("©", "(c)", "opyright")):
            continue
        match = _COPYRIGHT.search(block.text) or _COPYRIGHT_BEHIND.fullmatch(block.text)
        if match and (match.start() == 0 or any(map(str.isdigit, match.group()))):
            holder = _LEGAL.sub("", match["holder"]).partition("।")[0]
            holder = _YEAR.sub("", holder).strip(" -–—|:")
            if any(word in holder.casefold() for word in _RESERVED):
                continue
            known = agencies.named(holder) is not None or characters.squash(holder) in writers
            if 2 <= len(holder) <= 40 and not known:
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


def signing(case: Case) -> Iterator[str]:
    """Names signed beside an agency that look like a person's, but head the page: "By Tidal Lens and AFP"."""
    about = case.metadata
    title = characters.squash(about.headline.value) if about.headline else ""
    signed = [text for text in wires.bylines_of(case) if any(agencies.mentions(text))]
    if not signed or not title:
        return
    heads: set[str] = set()
    for block in case.document.blocks[:NAME_BLOCKS]:
        said = characters.squash(block.text) if len(block.text) <= NAME_CHARS else ""
        if said == title:
            break
        heads.add(said)
    for person in about.authors:
        if characters.squash(person.name) in heads and any(person.name in text for text in signed):
            yield person.name


def _spelled(label: str, blocks: Sequence[Block]) -> str | None:
    """The page's own spelling of its domain's name: "ThePrint" for theprint."""
    pattern = re.compile(r"(?<![\w@./])" + r"[ ’'.-]?".join(map(re.escape, label[:30])) + r"(?![\w@.])", re.I)
    for block in blocks:
        match = pattern.search(block.text[:2000])
        if match and match.group()[0].isupper():
            return match.group()
    return None
