"""Which news agencies a text came from, each with its basis and the words that the claim rests on.

An agency that is cited in the story or credited for a picture sets nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cleaners.facts import bylines
from cleaners.layout import labelparts, labels
from cleaners.lexicon import tables
from cleaners.model import Block, Document, Metadata, Segment, Verdict
from cleaners.sources import agencies, datelines

NOTES = 12
"""Blocks above and below a story in which a note may say where it stood first."""
MOST_AGENCIES = 3
"""A note that names so many agencies speaks of all of a site's stories."""
EVIDENCE = 120
"""Characters of the evidence that the feed shows."""


class Wire(NamedTuple):
    """An agency, with what shows that the text is its copy."""

    agency: str
    basis: str
    evidence: str


class Case(NamedTuple):
    """Everything that is asked about one article."""

    document: Document
    metadata: Metadata
    segment: Segment
    verdicts: Sequence[Verdict]
    body: str

    @property
    def alone(self) -> bool:
        """Whether the page's own declarations are about this article."""
        return self.segment.role == "main"

    def text(self, verdict: Verdict) -> str:
        """The text that a verdict speaks of."""
        text = self.document.blocks[verdict.block].text
        return text[slice(*verdict.span)] if verdict.span else text

    def beside(self) -> Iterator[Block]:
        """The lines that stand close around the story and are none of it."""
        gone = {one.block for one in self.verdicts if one.span is None and one.action != "keep"}
        blocks = self.document.blocks[self.segment.start : self.segment.stop]
        told = [block.index for block in blocks if block.index not in gone and labels.is_prose(block.text)]
        first, last = (told[0], told[-1]) if told else (self.segment.stop, self.segment.stop)
        near = {*range(first - NOTES, first), *range(last + 1, last + NOTES + 1)} & gone
        return (block for block in blocks if block.index in near)

    def moved(self, field: str) -> list[str]:
        """The texts that were moved to a field, in page order."""
        ours = [verdict for verdict in self.verdicts if verdict.action == "move" and verdict.field == field]
        return [self.text(one) for one in sorted(ours, key=lambda one: (one.block, one.span or (0, 0)))]


def dateline(body: str) -> datelines.Dateline | None:
    """The dateline at the head of one of the first paragraphs; a deck or subhead may stand before it."""
    for paragraph in body.split("\n\n", 4)[:4]:
        found = datelines.parse(paragraph.split("\n", 1)[0] if len(paragraph) > 4000 else paragraph)
        if found is not None:
            return found
    return datelines.of_story(body)


def find(case: Case, filed: datelines.Dateline | None) -> tuple[Wire, ...]:
    """The agencies that the text came from, each once, with the best evidence first."""
    found: dict[str, Wire] = {}
    for source in _sources(case, filed):
        found.setdefault(source.agency, _shortened(source))
    return tuple(found.values())


def _shortened(source: Wire) -> Wire:
    """The same source with its evidence cut to the feed's length."""
    evidence = " ".join(source.evidence.split())
    return source if len(evidence) <= EVIDENCE else source._replace(evidence=evidence[: EVIDENCE - 1] + "…")


def _sources(case: Case, filed: datelines.Dateline | None) -> Iterator[Wire]:
    if filed is not None:
        for name in filed.agencies:
            yield Wire(name, "dateline", filed.raw)
    for verdict in case.verdicts:
        if verdict.action == "move" and verdict.field == "wire":
            basis = "disclaimer" if "disclaimer" in verdict.rule else "sign-off"
            if basis == "sign-off" or len(list(agencies.mentions(case.text(verdict)))) < MOST_AGENCIES:
                yield from _named(case.text(verdict), basis)
    yield from _labelled(case)
    for text in case.moved("credits"):
        yield from _named(text, "credits")
    for text in bylines_of(case):
        yield from _named(_without_site(text, case.metadata), "byline")
    if case.alone:
        yield from _declared(case)
    yield from _source_link(case)
    label = case.segment.publisher or (case.metadata.source_label if case.alone else None)
    agency = agencies.named(label) if label else None
    if label and agency is not None and agency.wire:
        yield Wire(agency.name, "byline", label)


def _named(text: str, basis: str) -> Iterator[Wire]:
    whole = agencies.named(text)
    if whole is not None and whole.wire:
        yield Wire(whole.name, basis, text)
        return
    for agency in agencies.mentions(text[:600]):
        yield Wire(agency.name, basis, text)


def bylines_of(case: Case) -> Iterator[str]:
    """Texts that name the writer: moved bylines, and blocks that metadata read one from."""
    seen = set()
    for text in case.moved("authors"):
        if len(text) <= 2 * bylines.LINE_LENGTH:
            seen.add(text)
            yield text
    if case.alone:
        for index in case.metadata.claimed:
            text = case.document.blocks[index].text if index < len(case.document.blocks) else ""
            if text not in seen and 0 < len(text) <= bylines.LINE_LENGTH:
                yield text


def _without_site(text: str, metadata: Metadata) -> str:
    """A byline without the site's own name: "AP" in "AP Herald" is no agency."""
    name = metadata.site_name.value if metadata.site_name else ""
    return text.replace(name, " ") if len(name) > 2 and agencies.named(name) is None else text


@cache
def _source() -> re.Pattern[str]:
    """A word for a text's source and the agency behind it, at the start of a line or behind a mark or a figure."""
    words = tables.alternation(labels.words("source"))
    return re.compile(
        rf"(?:^|(?<=\d )|(?<=[|·•,;)/] ))(?i:{words})\s?[:：]\s?(?P<agency>{agencies.pattern(wire_only=True)})(?![^\W_])"
    )


def _labelled(case: Case) -> Iterator[Wire]:
    """The agency that a line beside the story, or a part of one, names behind a word for its source: "Quelle: dpa"."""
    for block in case.beside():
        if len(block.text) > labels.LONG_LENGTH or not (":" in block.text or "：" in block.text):
            continue
        folded = block.text.casefold()
        if not any(word in folded for word in labels.words("source")):
            continue
        for text in (block.text, *(piece.text for piece in labelparts.pieces(block))):
            said = _source().search(text)
            if said:
                yield from (
                    Wire(one.name, "sign-off", said.group()) for one in agencies.mentions(said["agency"])
                )
                break


def _declared(case: Case) -> Iterator[Wire]:
    """Agencies that JSON-LD names as the author, source or holder of the text."""
    for key, name, url in case.metadata.sources:
        agency = agencies.named(name) if name else None
        if agency is None and key == "author" and len(name) <= bylines.NAME_LENGTH:
            agency = next(agencies.mentions(_without_site(name, case.metadata)), None)
        if agency is None and key == "isBasedOn":
            agency = agencies.of_url(url)
        if agency is not None and agency.wire:
            yield Wire(agency.name, "jsonld", f"{key}: {name or url}")


@cache
def _source_label() -> re.Pattern[str]:
    """What such a link says: "Source: Reuters", "Read the original article"."""
    return re.compile(
        r"(?:(?:article|original|news|read (?:the )?original(?: article)?(?: (?:on|at|from|here))?)\s)?"
        rf"(?:{tables.alternation(labels.words('source-link'))})\s*:?\s*(?:link)?(?:\s\S.{{0,40}})?",
        re.IGNORECASE,
    )


def _source_link(case: Case) -> Iterator[Wire]:
    """A link labelled "Source" that leads to an agency's site."""
    blocks = case.document.blocks
    for block in blocks[case.segment.start : case.segment.stop]:
        if not block.links or len(block.text) > 80 or not _source_label().fullmatch(block.text):
            continue
        for link in block.links:
            agency = agencies.of_url(link.url)
            if agency is not None and agency.wire:
                yield Wire(agency.name, "source-link", f"{block.text} -> {link.url}")
