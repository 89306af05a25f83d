"""Whom a label beside the headline names as the story's source, and the age that it tells.

Readers' apps show a story under its publisher's logo or name and "4 hours ago", often without a class name
that tells.  A name counts when the age, or in a dump the date, stands beside it and its picture, its
link or its words make it a publication's: a writer's name stands in the same place as often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners import lexicon
from cleaners.characters import squash
from cleaners.facts import bylines, datelabels, headers, structured
from cleaners.facts.structured import Declared
from cleaners.layout import labelparts, labels
from cleaners.layout.labelparts import Piece
from cleaners.lexicon import fold
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Block, Document
from cleaners.sources import agencies

ABOVE, BELOW = 4, 6
"""Blocks above and below the headline in which such a label may stand."""
BEFORE_AGE = 24
"""Characters before an age in which its label stands."""
HEAD, FOOT = 3, 8
"""Lines at the edges of a dump in which its site names itself."""
SPARE = 3
"""Characters that a label may have beside its names and times."""

_SOURCE_PATH = re.compile(
    r"/(?:sources?|publishers?|outlets?|newspapers?|feeds?|brands?|medios?|medien|quellen?|fuentes?)/",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s(?:with|mit|avec|con|com|med|met|and|und|et|y|e)\s|\s?[/&,+]\s?")
"""Words and marks between a paper's name and an agency's."""
_PROVIDER = re.compile(r"(?<![a-z])(?:provider|publisher|outlet|source)(?![a-z])")
_DOMAIN = re.compile(
    r"(?:[\w-]{2,30}\.){1,2}(?:com|org|net|news|co|in|de|fr|es|it|uk|eu|info|tv|io)", re.IGNORECASE
)


_BEHIND_TITLE = re.compile(r"[（(](?P<name>[^()（）]{2,40})[)）]\s*[-–—|]\s*\S[^-–—|()（）]*$")
"""A name in brackets between a headline and the site's own name."""


class Label(NamedTuple):
    """A source and an age; None where the label says nothing of it."""

    name: str | None = None
    age: str | None = None
    blocks: tuple[int, ...] = ()
    """Blocks that are nothing else."""


def read(document: Document, place: int | None, outside: frozenset[str]) -> Label:
    """The source label beside a headline.

    Args:
        document: the page.
        place: the block of the headline, or None.
        outside: squashed names of the site and of the writers.
    """
    if place is None:
        return Label()
    near = list(_near(document, place))
    stated = (
        _stated(near, outside)
        or _followed(near, place, outside)
        or _said_again(document, near, place, outside)
        or _over(document, place, outside)
    )
    for block in near:
        times = [piece for piece in labelparts.pieces(block) if _is_time(document, piece)]
        if not times:
            continue
        age = next(
            (
                piece.text
                for piece in times
                if labels.is_relative_time(piece.text) and not _is_changes(block, piece)
            ),
            None,
        )
        beside = [
            other for other in (block, *near) if abs(other.index - block.index) <= 1 + (other.index == place)
        ]
        name = next((found for other in beside if (found := _named(document, other, outside))), None)
        name = (stated.name if stated else None) or name or _pictured(document, block, place, outside)
        if age or name:
            used = {block.index, *(stated.blocks if stated else ())} | {
                other.index for other in beside if name and name in other.text
            }
            return Label(name, age, tuple(sorted(used)))
    return stated or Label()


def declared(page: Declared, document: Document, outside: frozenset[str]) -> str | None:
    """The publication that a site declares as the source of a story it shows, or names in brackets behind its title.

    The page must show the name too: a logo's, a line of its own, "More from Harbour Gazette".
    """
    provided = (structured.name_of(node.get("provider")) for node in page.articles)
    titled = (found["name"] for text in (page.title,) if (found := _BEHIND_TITLE.search(text)))
    shown: set[str] | None = None
    for name, whole in (*((one, False) for one in provided), *((one, True) for one in titled)):
        said = squash(name)
        if not said or said in outside or agencies.named(name) is not None or labels.is_section(name):
            continue
        shown = _shown(document) if shown is None else shown
        if said in shown or (not whole and any(said in text for text in shown)):
            return name
    return None


def _shown(document: Document) -> set[str]:
    """What the page shows in short, squashed: its labels, its pictures' logos."""
    short = [block.text for block in document.blocks if len(block.text) <= labels.LABEL_LENGTH]
    shown = {squash(text) for text in short if "©" not in text and "opyright" not in text}
    return shown | {squash(_without_logo(image.alt)) for image in document.images}


def _stated(near: Sequence[Block], outside: frozenset[str]) -> Label | None:
    """The publisher that a line names after a word for it: "Source: Harbour Gazette"."""
    for block in near:
        name = _without_agency(labels.named_source(block.text) or "")
        if name and squash(name) not in outside and not headers.is_lead(block.text):
            return Label(name, None, (block.index,))
    return None


def _without_agency(name: str) -> str:
    """A source without the agency that its text was made with: "Gazette Newsdesk with AFP"."""
    first, *rest = _WITH.split(name, maxsplit=1)
    return first if rest and agencies.named(rest[0]) is not None else name


def _followed(near: Sequence[Block], place: int, outside: frozenset[str]) -> Label | None:
    """The publication above the headline beside a button that follows it: "Harbour Gazette", "Follow"."""
    above = sorted((block for block in near if block.index < place), key=lambda block: block.index)
    pieces = [piece for block in above for piece in labelparts.pieces(block)]
    for piece, button in pairwise(pieces):
        if labels.bare(button.text) not in labels.words("follow") or button.block > piece.block + 1:
            continue
        marked = _PROVIDER.search(piece.names) is not None or _SOURCE_PATH.search(piece.url) is not None
        if _may_be_source(piece.text, outside) and (marked or _is_paper(piece.text)):
            return Label(piece.text, None, (piece.block,))
    return None


def _said_again(
    document: Document, near: Sequence[Block], place: int, outside: frozenset[str]
) -> Label | None:
    """The publication under a dump's headline whose name stands below the story again, and over the page nowhere."""
    if document.tree is not None:
        return None
    for block in near:
        name = block.text
        if block.index > place and labels.is_publication(name) and _may_be_source(name, outside):
            places = [other.index for other in document.blocks if other.text == name]
            if len(places) > 1 and places[0] == block.index:
                return Label(name, None, (block.index,))
    return None


def _over(document: Document, place: int, outside: frozenset[str]) -> Label | None:
    """The publication right over a dump's headline, under the name and menu of the site that shows its story.

    Its name stands in a credit in brackets again, and neither the page's first lines nor its last have it.
    """
    if document.tree is not None or place <= HEAD:
        return None
    blocks = document.blocks
    name = blocks[place - 1].text
    if not (labels.is_publication(name) and _may_be_source(name, outside)):
        return None
    said = re.compile(rf"[(/,]\s?(?:the )?{re.escape(name.removeprefix('The '))}[)\]]", re.IGNORECASE)
    edges = (*blocks[:HEAD], *blocks[max(place + BELOW, len(blocks) - FOOT) :])
    again = any(said.search(block.text) for block in blocks[place + 1 :])
    return Label(name, None, (place - 1,)) if again and not any(name in one.text for one in edges) else None


def _near(document: Document, place: int) -> Iterator[Block]:
    """The short blocks around a headline that stand with it: the nearest above first, then those below."""
    blocks = document.blocks
    for block in reversed(blocks[max(0, place - ABOVE) : place]):
        if len(block.text) <= labels.LABEL_LENGTH and _stands_with(document, block, place):
            yield block
    for block in blocks[place + 1 : place + 1 + BELOW]:
        if labels.is_prose(block.text) or block.kind == "heading":
            return
        if len(block.text) <= labels.LABEL_LENGTH and not structured.stands_apart(document, block, place):
            yield block


def _stands_with(document: Document, block: Block, place: int) -> bool:
    """Whether a block above the headline shares a box with it that begins nearby."""
    if document.tree is None:
        return block.kind != "item"
    for container in document.ancestors(block):
        if container.start <= place < container.stop:
            return container.tag not in {"body", "html"} and place - container.start <= 2 * ABOVE
        if container.tag in {"nav", "aside", "footer"}:
            return False
    return False


def _is_changes(block: Block, piece: Piece) -> bool:
    """Whether the age is a change's: "Updated 2 hrs ago"."""
    return datelabels.says_changed(block.text[: block.text.find(piece.text)][-BEFORE_AGE:])


def _is_time(document: Document, piece: Piece) -> bool:
    """Whether a part of a label is an age; in a dump a date will do."""
    return labels.is_relative_time(piece.text) or (document.tree is None and labels.is_date(piece.text))


def _named(document: Document, block: Block, outside: frozenset[str]) -> str | None:
    """The publication that a label names."""
    pieces = list(labelparts.pieces(block))
    if len(block.text) - sum(len(piece.text) for piece in pieces) > SPARE * len(pieces):
        return None
    for piece in pieces:
        if _may_be_source(piece.text, outside) and (_SOURCE_PATH.search(piece.url) or _is_paper(piece.text)):
            return piece.text
    return None


def _may_be_source(name: str, outside: frozenset[str]) -> bool:
    """Whether a label can be a publication's name: no date, button, section, agency, site or writer."""
    return (
        (labels.is_name(name) or _DOMAIN.fullmatch(name) is not None)
        and not {":", "："} & set(name)
        and not headers.is_furniture(name)
        and not headers.is_badge(name)
        and whole_phrase(fold(name), lexicon.phrases()) is None
        and not labels.is_byline(name)
        and not labels.is_section(name)
        and agencies.named(name) is None
        and not any(person.role for person in bylines.persons(name))
        and squash(name) not in outside
    )


def _is_paper(name: str) -> bool:
    """Whether words make a name a publication's: "Harbour Gazette", "example.com"."""
    return _DOMAIN.fullmatch(name) is not None or labels.is_publication(name)


def _pictured(document: Document, time: Block, place: int, outside: frozenset[str]) -> str | None:
    """The publication whose logo stands beside an age: the picture's alternative text."""
    boxes = {
        container.index for container in document.ancestors(time) if container.stop - container.start <= SPARE
    }
    around = {container.index for container in document.ancestors(document.blocks[place])}
    for image in document.images:
        if abs(image.block - time.index) <= 1 and _inside(document, image.container, boxes - around):
            name = _without_logo(image.alt)
            if _may_be_source(name, outside) and len(name.split()) <= labels.NAME_WORDS:
                return name
    return None


def _inside(document: Document, index: int, boxes: set[int]) -> bool:
    """Whether a container is one of these boxes or stands in one."""
    while index >= 0:
        if index in boxes:
            return True
        index = document.containers[index].parent
    return False


def _without_logo(alt: str) -> str:
    """ "Harbour Gazette logo" -> Harbour Gazette."""
    words: Sequence[str] = alt.split()
    return " ".join(
        word for word in words if word.casefold().strip(".,:") not in {"logo", "icon", "favicon", "avatar"}
    )
