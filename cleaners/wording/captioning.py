"""The captions of an article, read back from the verdicts: each once, with credit, agency and image."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cleaners.model import Document, Verdict
from cleaners.wording import closingcredits, photocredits, sentences

FIELD = "captions"
"""The field that captions and their credits are moved to."""
COPY_LENGTH = 25
"""Letters that two texts must share to be copies of one caption."""
IMAGE_REACH = 3
"""Blocks between a picture and its caption at most."""
BEFORE_BODY = 20
"""Blocks before the first surviving one in which the lead picture may stand, above headline and byline."""
AFTER_BODY = 6
"""Blocks behind the last surviving one in which a caption still belongs to the article."""
_STOPS = frozenset('.!?…。！？”’“»"')
_COUNTED = re.compile(r"^\d{1,2} (?:of|/|de|di|von|van|sur) \d{1,2} ?\| ?")
"""A picture's place in its gallery, as AP's pages set it: "1 of 3 | A crab boat …"."""
_NO_PICTURE = re.compile(r"logo|avatar|icon|sprite|pixel|/ads?/|\.svg|badge", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Caption:
    """One caption of an article, however often the page shows it."""

    text: str
    """As written, credit included."""
    credit: str | None = None
    agency: str | None = None
    image_url: str | None = None
    count: int = 1
    block: int = -1


def parse_credit(text: str) -> tuple[str | None, str | None]:
    """The picture credit that a caption ends with, and the agency in it.

    >>> parse_credit("The dam in March. (AP Photo/Jane Doe)")
    ('AP Photo/Jane Doe', 'AP')
    """
    credit = closingcredits.trailing(text, weak=True)
    return (credit.credit, credit.agency) if credit else (None, None)


def collect(document: Document, verdicts: Iterable[Verdict]) -> tuple[Caption, ...]:
    """The article's captions, in page order.  `verdicts` are those of one segment.

    Credits that stand apart from their caption fill its credit; captions far from the story's text are
    those of other stories.
    """
    verdicts = list(verdicts)
    first, last = _story(verdicts)
    ours = [
        verdict
        for verdict in verdicts
        if (verdict.field == FIELD or verdict.rule == "captions.repeat")
        and first - BEFORE_BODY <= verdict.block <= last + AFTER_BODY
    ]
    found: list[tuple[str, Caption]] = []
    for verdict in sorted(ours, key=lambda one: (one.block, one.span or (0, 0))):
        text = _COUNTED.sub("", text_of(document, verdict))
        if verdict.rule == "captions.credit":
            _credit_to(document, found, verdict.block, text)
            continue
        one = sentences.key(text)
        place = next((place for place, entry in enumerate(found) if _is_same(one, *entry)), None)
        if place is None:
            image = _image_url(document, verdict.block)
            found.append(
                (one, Caption(_parted(document, text), *parse_credit(text), image, 1, verdict.block))
            )
        else:
            found[place] = _folded(*found[place], one, _parted(document, text))
    return tuple(caption for _, caption in found)


def is_copy(one: str, other: str) -> bool:
    """Whether two keys are of one caption, one of them perhaps without its credit."""
    return len(one) >= COPY_LENGTH and sentences.same(one, other)


def bare(text: str) -> str:
    """A caption without the credit at its end."""
    credit = closingcredits.trailing(text)
    return text[: credit.start] if credit is not None else text


def _is_same(one: str, other: str, caption: Caption) -> bool:
    """Whether a key is that of a caption found before, or of its words without the credit."""
    if one == other or is_copy(one, other):
        return True
    return caption.credit is not None and other.startswith(one) and one == sentences.key(bare(caption.text))


def text_of(document: Document, verdict: Verdict) -> str:
    """The text that a verdict speaks of."""
    text = document.blocks[verdict.block].text
    return (text[slice(*verdict.span)] if verdict.span else text).strip()


def _story(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    """The first and last block with text that no verdict took, down to the last that a verdict speaks of."""
    if not verdicts:
        return 0, 0
    taken = {verdict.block for verdict in verdicts if verdict.span is None and verdict.action != "keep"}
    low, high = min(verdict.block for verdict in verdicts), max(verdict.block for verdict in verdicts)
    left = [index for index in range(high + 1) if index not in taken]
    return next((index for index in left if index >= low - 1), low), left[-1] if left else high


def _folded(key: str, caption: Caption, one: str, text: str) -> tuple[str, Caption]:
    """The caption with one more copy counted; the longer wording wins, the first among equals."""
    if len(one) > len(key):
        credit, agency = parse_credit(text)
        return one, replace(caption, text=text, credit=credit, agency=agency, count=caption.count + 1)
    return key, replace(caption, count=caption.count + 1)


def _parted(document: Document, text: str) -> str:
    """A caption with a blank before its credit, where the page shows the credit on a line of its own, too."""
    credit = closingcredits.trailing(text, weak=True)
    if credit is None or text[credit.start - 1 : credit.start].strip() == "":
        return text
    shown = any(block.text == text[credit.start :] for block in document.blocks)
    return f"{text[: credit.start]} {text[credit.start :]}" if shown else text


def _credit_to(document: Document, found: list[tuple[str, Caption]], block: int, text: str) -> None:
    if not found:
        return
    key, caption = found[-1]
    if caption.credit is not None and block == caption.block + 2 and caption.credit[-1] in ":：":
        whole = f"{caption.text} {text}"
        found[-1] = key, replace(caption, text=whole, credit=text, agency=photocredits.agency_of(text))
    elif caption.credit is None and block - caption.block <= 2:
        agency = photocredits.agency_of(text)
        if _in_one_figcaption(document, caption.block, block) or _is_under(document, caption, block):
            whole = f"{caption.text} {text}"
            credit, _ = parse_credit(whole)
            found[-1] = key, replace(caption, text=whole, credit=credit or text, agency=agency)
        else:
            found[-1] = key, replace(caption, credit=text, agency=agency)


def _is_under(document: Document, caption: Caption, block: int) -> bool:
    """Whether a credit is the line of a dump right under a caption."""
    return document.page.kind == "text" and block == caption.block + 1


def _in_one_figcaption(document: Document, one: int, other: int) -> bool:
    """Whether a caption and a credit are two parts of what the page marks up as one caption."""
    left, right = (
        {box.index for box in document.ancestors(document.blocks[index]) if box.tag == "figcaption"}
        for index in (one, other)
    )
    return not left.isdisjoint(right)


def _image_url(document: Document, block: int) -> str | None:
    """The image that a caption belongs to: the nearest one before it, or right behind it; no logos."""
    before = after = None
    for image in document.images:
        if not block - IMAGE_REACH <= image.block <= block + 1 or _NO_PICTURE.search(image.url):
            continue
        if image.block <= block:
            before = image.url
        elif after is None:
            after = image.url
    return before or after
