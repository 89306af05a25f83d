"""What a row of like cards name each in one place: the publisher, the section.

Names of publications and of sections are no closed vocabulary.  Where one place of the labels holds a name in
most cards, not the same in all, it is the publishers' if words of a few of them say so, or if the cards name
their writers elsewhere; and the sections' if a few of them are known ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaners.layout import cardnames, cards, entries, labels
from cleaners.layout.cards import Card
from cleaners.layout.labelparts import Piece
from cleaners.model import Block, Document

FILLED = 2 / 3
"""Of a row's cards, so many must have a name in one place."""
TOLD = 1 / 4
"""Of the names in one place, so many must be known publishers', or have a publication's words."""
SIGNED = 1 / 2
"""Of a row's cards, so many must name their writers elsewhere for a name without such words to be a publisher's."""
SECTIONS = 1 / 3
"""Of the names in one place, so many known sections make them all sections."""
SECTION_WORDS = 3


class Slot(NamedTuple):
    """A place among a card's labels."""

    tag: str
    name: str
    above: bool
    """It is above the headline."""
    number: int
    """Which of the labels in like elements it is."""
    part: int


def named(document: Document, found: Sequence[Card]) -> list[Card]:
    """The cards of a row, those without a publisher or section with the one that stands where others' do."""
    if len(found) < 2:
        return list(found)
    names = [_names(document, card) for card in found]
    counts = Counter(slot for one in names for slot in one)
    slots = [slot for slot, count in counts.items() if count >= FILLED * len(found)]
    return _with_sections(_with_publishers(document, found, names, slots), names, slots)


def _with_publishers(
    document: Document,
    found: Sequence[Card],
    names: Sequence[Mapping[Slot, Piece]],
    slots: Sequence[Slot],
) -> list[Card]:
    if all(card.publisher for card in found):
        return list(found)
    signed = sum(_is_signed(document, card) for card in found) >= SIGNED * len(found)
    told = {
        slot: _told([(card, one.get(slot)) for card, one in zip(found, names, strict=True)]) for slot in slots
    }
    best = max(slots, key=lambda slot: told[slot], default=None)
    if best is None or told[best] < (0 if signed else TOLD):
        return list(found)
    return [
        again
        if card.publisher is None
        and best in one
        and (again := cards.read(document, card.start, card.stop, _heading(document, card), one[best].text))
        else card
        for card, one in zip(found, names, strict=True)
    ]


def _with_sections(
    found: Sequence[Card], names: Sequence[Mapping[Slot, Piece]], slots: Sequence[Slot]
) -> list[Card]:
    if all(card.section for card in found):
        return list(found)
    for slot in slots:
        texts = [one[slot].text for one in names if slot in one]
        short = all(len(text.split()) <= SECTION_WORDS for text in texts)
        publishers = any(
            card.publisher == one[slot].text for card, one in zip(found, names, strict=True) if slot in one
        )
        if short and not publishers and sum(map(labels.is_section, texts)) >= SECTIONS * len(texts):
            return [
                card._replace(section=one[slot].text, labels=tuple(sorted({*card.labels, one[slot].block})))
                if card.section is None and slot in one
                else card
                for card, one in zip(found, names, strict=True)
            ]
    return list(found)


def _names(document: Document, card: Card) -> Mapping[Slot, Piece]:
    """The names in a card's labels, by their places."""
    heading = _heading(document, card)
    found: dict[Slot, Piece] = {}
    kinds: Counter[tuple[str, str, bool]] = Counter()
    block = part = -1
    for piece in card.pieces:
        label = document.blocks[piece.block]
        box = document.containers[label.container] if label.container >= 0 else None
        kind = (
            label.tag,
            entries.first_name(box.names) if box else "",
            heading is None or label.index < heading.index,
        )
        if piece.block != block:
            block, part = piece.block, -1
            kinds[kind] += 1
        part += 1
        credited = "/" in piece.text or labels.is_byline(label.text)
        if cardnames.is_name(piece) and not credited:
            found[Slot(*kind, kinds[kind], part)] = piece
    return found


def _told(names: Sequence[tuple[Card, Piece | None]]) -> float:
    """The share of the names in one place that are known to be publishers'; -1 where they are something else."""
    texts = [piece.text for _, piece in names if piece]
    if len(set(texts)) < 2 or sum(map(labels.is_section, texts)) >= SECTIONS * len(texts):
        return -1
    known = sum(
        piece is not None and (card.publisher == piece.text or labels.is_publication(piece.text))
        for card, piece in names
    )
    others = sum(piece is not None and card.publisher not in (None, piece.text) for card, piece in names)
    return -1 if others else known / len(texts)


def _is_signed(document: Document, card: Card) -> bool:
    """Whether a card names its writer in a line that says so."""
    return any(
        labels.is_byline(block.text) and len(block.text) <= labels.LABEL_LENGTH
        for block in document.blocks[card.start : card.stop]
    )


def _heading(document: Document, card: Card) -> Block | None:
    """The block of a card's headline."""
    return next((one for one in document.blocks[card.start : card.stop] if one.text == card.headline), None)
