"""Decides which passages are notes on who wrote a story: bios, where writers can be reached, who reported from where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cleaners.facts import bylines
from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import creditlines
from cleaners.wording import closingcredits, mailaddress

TAIL_PASSAGES = 8
"""How many of the last passages may say who reported from where, or where a writer can be reached."""
BIO_PASSAGES = 4
"""How many of the last passages may be notes about the writers."""
CONTACT = 240
"""Characters of the longest line that says where a writer can be reached."""
HOUSE_WORD = 4
"""Letters of a publication's word that tells its domain."""
_LABEL = re.compile(r"^\W*\w+(?: \w+)?(?: by |\s?[:：] ?)")
"""The label before a photographer's name: "Photo by ", "Foto: "."""


@cache
def _contact() -> re.Pattern[str]:
    opening, roles = (tables.alternation(creditlines.lexicon()[name]["words"]) for name in ("contact", "bio"))
    return re.compile(
        rf"(?:You can )?(?i:{opening}) (?:(?:[\w’'-]+ ){{0,3}}(?P<office>{roles}) )?(?:[^\W\d_a-z][\w.’'-]* ){{1,3}}"
        r"(?:at|on|via|by e-?mail(?: at)?)[: ].*[@\d]"
    )


@cache
def _bio() -> re.Pattern[str]:
    roles = tables.alternation(creditlines.lexicon()["bio"]["words"])
    return re.compile(rf" (?:is|was) (?:an?|the) (?:[\w’'-]+ ){{0,5}}(?:{roles})\b")


def dispatches(context: Context) -> Iterator[Verdict]:
    """ "Ruiz reported from Tarn.": the last sentences of a passage, if they name one of the page's writers."""
    surnames = {name.split()[-1].casefold() for name in _writers(context) if name.split()}
    for passage in context.passages[-TAIL_PASSAGES:] if surnames else ():
        start, names = creditlines.filed(passage.text)
        if surnames & {name.casefold() for name in names}:
            said = passage.text[start:]
            yield _moved(passage, start, "credits.contributed", f"'{said[:60]}'")


def bios(context: Context) -> Iterator[Verdict]:
    """A note about the writer behind the story, or its photographer, whom the page names too.

    It tells the writer's office or address, or sets the name apart: by a link or in bold type; or the story
    names its writer nowhere else.
    """
    told = [place for place, one in enumerate(context.passages) if labels.ends_sentence(one.text)]
    tail = context.passages[told[-BIO_PASSAGES:][0] :] if told else ()
    names = [name for name in _writers(context) if " " in name]
    if any(_bio().search(passage.text) for passage in tail):
        names += _photographers(context)
    if not names:
        return
    for passage in tail:
        text = passage.text
        name = next((name for name in names if text.startswith(f"{name} ")), None)
        if name is None or not passage.whole or len(text) > creditlines.LENGTH:
            continue
        known = _bio().match(text, len(name)) or mailaddress.holds_one(text, len(name))
        apart = _is_set_apart(passage, name) or _is_named_once(context, name)
        if known or (apart and text[len(name) + 1].islower()):
            evidence = f"note about the writer, {name}"
            yield _moved(passage, 0, "credits.author-bio", evidence)
            for other in _beside(context, passage, tail):
                yield _moved(other, 0, "credits.author-bio", f"beside a {evidence}")


def contacts(context: Context) -> Iterator[Verdict]:
    """Where a writer can be reached: "Reach education reporter Jane Doe at jdoe@courier.example or 330-555-0142."

    Told by the writer's office, or by an address at the publication.
    """
    for passage in context.passages[-TAIL_PASSAGES:]:
        text = passage.text
        opened = _contact().match(text) if passage.whole and len(text) <= CONTACT else None
        if opened and (opened["office"] or _is_house_address(context, text)):
            yield _moved(passage, 0, "credits.contact", f"'{text[:60]}'")


def _is_house_address(context: Context, text: str) -> bool:
    """Whether an address in a text is one at the story's publication: "jdoe@hfcourier.example" of the Harlan Falls Courier."""
    about = context.metadata
    names = (context.segment.publisher, about.publisher.name if about.publisher else None)
    words = {word.casefold() for name in names if name for word in name.split() if len(word) >= HOUSE_WORD}
    return any(word in domain for domain in mailaddress.domains(text) for word in words)


def _writers(context: Context) -> Iterator[str]:
    """The writers whom the page names, and those of this article's own bylines."""
    for person in context.metadata.authors:
        yield person.name
    for verdict in context.verdicts:
        if verdict.field == "authors" and context.segment.role != "main":
            for person in bylines.persons(context.document.blocks[verdict.block].text):
                yield person.name


def _photographers(context: Context) -> Iterator[str]:
    """The photographers whom the credits of the story's captions name."""
    for verdict in context.verdicts:
        if verdict.rule == "captions.caption":
            text = context.document.blocks[verdict.block].text
            credit = closingcredits.trailing(text[slice(*verdict.span)] if verdict.span else text)
            names = _LABEL.sub("", credit.credit, count=1) if credit is not None else ""
            yield from (person.name for person in bylines.persons(names))


def _is_set_apart(passage: Passage, name: str) -> bool:
    """Whether of a passage just the name at its start is bold, or a link."""
    links = passage.block.links
    linked = len(links) == 1 and (links[0].start, links[0].stop) == (0, len(name))
    return linked or passage.block.bold_chars in (len(name), len(name.replace(" ", "")))


def _is_named_once(context: Context, name: str) -> bool:
    """Whether one open passage alone names a person."""
    surname = name.rsplit(maxsplit=1)[-1]
    return sum(surname in passage.text for passage in context.passages) == 1


def _beside(context: Context, note: Passage, tail: Sequence[Passage]) -> Iterator[Passage]:
    """What else stands in a small box that opens with a note about a writer: its label, notes about others."""
    at = note.block.index
    box = next((one for one in context.document.ancestors(note.block) if one.stop - one.start > 1), None)
    if box is None or box.start < at - 1 or box.stop - box.start > BIO_PASSAGES:
        return
    for passage in tail:
        block = passage.block
        if passage is note or not box.start <= block.index < box.stop:
            continue
        named = 0 < block.bold_chars < len(block.text)
        if named if block.index > at else not labels.ends_sentence(passage.text):
            yield passage


def _moved(passage: Passage, start: int, rule: str, evidence: str) -> Verdict:
    """The end of a passage as a credit."""
    end = len(passage.text.rstrip())
    whole = passage.whole and start == 0
    span = None if whole else (passage.start + start, passage.start + end)
    return Verdict(passage.block.index, "move", rule, evidence, span, "credits")


rules: tuple[Rule, ...] = (dispatches, bios, contacts)
"""They need no markup."""
