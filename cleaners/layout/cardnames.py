"""Who published a card's story, and in which section it stands, as the card's labels name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from cleaners.layout import labelparts, labels, seams
from cleaners.layout.labelparts import Piece
from cleaners.model import Document
from cleaners.sources import agencies
from cleaners.wording import controls

SECTION_WORDS = 3
_SOURCE_NAMES = re.compile(
    r"source|publisher|(?<![a-z])(?:src|prov)(?![a-z])|provider|outlet|site-?name|brand|quelle|fuente|fonte"
)
_SOURCE_PATH = re.compile(
    r"/(?:s|src|sources?|from|publishers?|outlets?|providers?|media|newspapers?)/[^/?#]+/?$"
)
_SECTION_PATH = re.compile(
    r"/(?:c|s|cat|category|categories|sections?|topics?|tags?|channels?|rubrik|ressort|thema|rubrique|seccion|secciones|categoria|sezione)/[^/?#]+/?$"
)
_SECTION_NAMES = re.compile(r"categ|section|topic|kicker|rubri|chip|(?<![a-z])tag")


def _names(document: Document, piece: Piece) -> str:
    """Class names on a label and on its own element."""
    block = document.blocks[piece.block]
    own = document.containers[block.container].names if block.container >= 0 else ""
    return f"{piece.names} {own}" if piece.names else own


def publisher(document: Document, found: Sequence[Piece], known: str | None) -> tuple[str | None, bool, int]:
    """The publisher that the labels name, whether they name it as one, and the block that does."""
    if known is not None:
        return known, True, next((piece.block for piece in found if known in piece.text), -1)
    announced = _announced(found)
    if announced is not None:
        return announced.text, True, announced.block
    names = [piece for piece in found if is_name(piece)]
    for number, piece in enumerate(names):
        if any(other.block != piece.block and other.text == piece.text for other in names[number + 1 :]):
            return piece.text, True, piece.block
    for piece in names:
        if _SOURCE_NAMES.search(_names(document, piece)):
            return piece.text, True, piece.block
    beside = _beside_age(document, found) or _beside_date(document, found)
    return beside or _led_to_by(found) or (None, False, -1)


def _beside_age(document: Document, found: Sequence[Piece]) -> tuple[str, bool, int] | None:
    """The name in the line of the story's age, or the one before it."""
    age = labelparts.age(found)
    times = [place for place, piece in enumerate(found) if age is not None and piece.text == age.text]
    for place in times:
        for near in (place - 1, place + 1):
            if not 0 <= near < len(found) or not is_name(found[near]):
                continue
            if _row_of(document, found[near]) == _row_of(document, found[place]):
                named = _longer_behind(found, near) if near < place else found[near]
                return named.text, True, named.block
    for place in times:
        if place and is_name(found[place - 1]):
            return found[place - 1].text, False, found[place - 1].block
    return None


def _longer_behind(found: Sequence[Piece], near: int) -> Piece:
    """The name before a section or a single word in the same line: "Daily Herald | Traffic | 6h"; else the word."""
    before = found[near - 1] if near else None
    if before is None or before.block != found[near].block or not is_name(before):
        return found[near]
    if labels.is_section(found[near].text) and not labels.is_section(before.text):
        return before
    single = len(found[near].text.split()) == 1 and not labels.is_publication(found[near].text)
    return (
        before
        if single and len(before.text.split()) > 1 and not labels.is_section(before.text)
        else found[near]
    )


def _beside_date(document: Document, found: Sequence[Piece]) -> tuple[str, bool, int] | None:
    """The publication that stands on a date's line: writers stand there too, so its words must say so.

    Beside another name an agency is the writer.
    """
    rows = {_row_of(document, piece) for piece in found if labels.is_date(piece.text)}
    names = [
        piece
        for piece in (found if rows else ())
        if _row_of(document, piece) in rows and is_name(piece) and _sounds_like_publication(piece.text)
    ]
    if not names:
        return None
    named = next((piece for piece in names if agencies.named(piece.text) is None), names[0])
    return named.text, True, named.block


def _sounds_like_publication(name: str) -> bool:
    """Whether the first or last of a name's words is one of publications, or it is a compound of one."""
    said = name.casefold().split()
    if len(said) > 1 and not labels.words("publication").isdisjoint((said[0], said[-1])):
        return True
    return len(said) == 1 and labels.is_publication(name)


def _row_of(document: Document, piece: Piece) -> tuple[str, int]:
    """The line that a label stands in: its row of a table, or its block."""
    index = document.blocks[piece.block].container
    if index >= 0 and document.containers[index].tag in ("td", "th"):
        return "tr", document.containers[index].parent
    return "", piece.block


def _led_to_by(found: Sequence[Piece]) -> tuple[str, bool, int] | None:
    """The publication that a control leads to: "Read at Daily Herald"."""
    for piece in found:
        name = led_to(piece.text, "read-more") if len(piece.text) <= labels.LABEL_LENGTH else None
        if name is not None and is_name(piece._replace(text=name)):
            return name, True, piece.block
    return None


def led_to(text: str, concept: str | None = None) -> str | None:
    """The publication that a control (of one kind) leads to, with its article: "Read on The Northern Chronicle"."""
    control = controls.whole(text)
    if control is None or control.name is None or concept not in (None, control.concept):
        return None
    said = text[: text.index(control.name)].split()
    article = len(said) > 1 and said[-1].istitle()
    return f"{said[-1]} {control.name}" if article else control.name


def _announced(found: Sequence[Piece]) -> Piece | None:
    """The publisher that a word for it announces: in one part, "Source: Example", or in two."""
    for piece, after in zip_longest(found, found[1:]):
        source = labels.named_source(piece.text)
        if source:
            return piece._replace(text=source)
        beside = after is not None and after.block == piece.block
        if beside and labels.is_source_word(piece.text) and is_name(after):
            return piece._replace(text=after.text)
    return None


def is_publication(document: Document, piece: Piece) -> bool:
    """Whether a label names a publication, not a writer: by its class, its link or its words."""
    if not is_name(piece) or labels.is_section(piece.text) or agencies.named(piece.text) is not None:
        return False
    if _SOURCE_NAMES.search(_names(document, piece)):
        return True
    if not piece.url:
        return False
    if _SOURCE_PATH.search(piece.url):
        return True
    return labels.is_publication(piece.text)


def is_name(piece: Piece) -> bool:
    """Whether a part of a label is a name and nothing else: no writer's, no age, no control."""
    return (
        labels.is_name(piece.text)
        and not _is_row(piece.text)
        and not labels.is_byline(piece.text)
        and not labels.is_date(piece.text)
        and not labels.is_day(piece.text)
        and not labels.is_relative_time(piece.text)
        and not labels.is_control(piece.text)
        and labels.bare(piece.text) not in labels.words("chrome", "dump")
        and labels.bare(piece.text) not in labels.words("network", "dump")
    )


def _is_row(text: str) -> bool:
    """Whether a count and buttons stand in a row without blanks: "8Save for laterOpen original"; "9News" is a name."""
    return text[0].isdigit() and seams.CAPITAL.search(text) is not None


def _may_be_section(piece: Piece) -> bool:
    return is_name(piece) and not labels.is_span(piece.text)


def section(document: Document, found: Sequence[Piece], publisher: str | None) -> Piece | None:
    """The section that the labels name: an item or chip that is not the publisher, and no button ("Comment")."""
    found = [piece for piece in found if document.blocks[piece.block].kind != "control"]
    for piece in found:
        listed = piece.item and not document.containers
        short = (
            piece.text != publisher and len(piece.text.split()) <= SECTION_WORDS and _may_be_section(piece)
        )
        if short and (listed or _SECTION_NAMES.search(_names(document, piece))):
            return piece
    for piece, after in pairwise(found):
        if labels.is_section_word(piece.text) and after.text != publisher and is_name(after):
            return after
    known = next(
        (piece for piece in found if piece.text != publisher and labels.is_section(piece.text)), None
    )
    return known or _in_row(found, publisher)


def _in_row(found: Sequence[Piece], publisher: str | None) -> Piece | None:
    """The part of the publisher's and the time's own line that is one word or leads to a section."""
    age = labelparts.age(found)
    times = {piece.block for piece in found if labelparts.is_time(piece.text) or piece is age}
    rows = times & {piece.block for piece in found if publisher and piece.text == publisher}
    for piece in found:
        if piece.block not in rows or piece.text == publisher or not _may_be_section(piece):
            continue
        words = len(piece.text.split())
        badge = labels.bare(piece.text) in labels.words("badge", "sections")
        if not badge and (words == 1 or (words <= SECTION_WORDS and _SECTION_PATH.search(piece.url))):
            return piece
    return None
