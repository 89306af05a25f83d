"""Which text stands under a picture, by its markup: figcaption, caption classes, picture frames, carousel copies.

Each caption once, moved to its own field; copies and bare credits cut.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.layout import frames
from cleaners.model import Context, Document, Passage, Rule, Verdict
from cleaners.sources import agencies
from cleaners.wording import captionends, closingcredits, depictions, photocredits, sentences
from cleaners.wording.captionverdicts import (
    BESIDE,
    BESIDE_LENGTH,
    CAPTION_LENGTH,
    WORDED,
    Shown,
    cut,
    may_stand_twice,
)

BELOW = 12
"""Blocks from a caption down to its copy between the paragraphs."""
LEAST_WORDS = {"figcaption": 1, "caption": 2, "figure": 4}
"""Words that a text needs to be a caption, by how certain its frame is; credits and controls are shorter."""

DESCRIBED_WORDS, NO_NAMES = 4, 2
"""Words of the shortest text of an image that is more than a name, and how many of them are in small letters."""


def framed(context: Context) -> Iterator[Verdict]:
    """Captions by markup: figcaption, caption classes, what stands in a picture's frame, and their copies."""
    document = context.document
    pictures = frames.Frames(document)
    shown = Shown(context)
    for passage in context.passages:
        block = passage.block
        if block.kind == "heading":
            continue
        frame = pictures.around(block)
        if block.tag in ("td", "th") and not (frame == "caption" and frames.stands_by_image(document, block)):
            continue
        if frame and _may_be_caption(document, passage, frame):
            yield _judged(passage, frame, shown)


def _may_be_caption(document: Document, passage: Passage, frame: frames.Frame) -> bool:
    block, text = passage.block, passage.text
    if photocredits.alone(text, weak=True) or _is_control(text):
        return True
    if len(text) > CAPTION_LENGTH or (len(block.text) > 20 and block.link_chars > 0.6 * len(block.text)):
        return False
    if frame == "credit":
        return block.kind != "control"
    if len(text.split()) < LEAST_WORDS[frame]:
        return False
    if frame == "figure":
        return block.kind in ("paragraph", "item") and frames.holds_image(document, block)
    return block.kind != "control"


def _is_control(text: str) -> bool:
    return len(text) < 40 and text.casefold().strip(" .:|") in photocredits.listed("figure-controls")


def _judged(passage: Passage, frame: frames.Frame, shown: Shown) -> Verdict:
    """One passage in a picture's frame: a control, a bare credit, a copy, or the caption."""
    text = passage.text
    if _is_control(text):
        return cut(passage, "captions.control", f"'{text}' in a picture's frame")
    single = frame == "figcaption" and " " not in text and text.isascii()
    short = frame == "credit" and len(text) <= photocredits.LENGTH
    if single or short or photocredits.alone(text, weak=True):
        return shown.credit(passage)
    named = {"figcaption": "figcaption", "caption": "caption class", "credit": "caption class"}
    return shown.caption(passage, named.get(frame, "text in a picture's frame"))


def copies(context: Context) -> Iterator[Verdict]:
    """Whole paragraphs that repeat a caption which markup has already shown (lightbox and carousel copies).

    A caption may also be made of the story's words; then the story keeps them.  So a copy is one that
    ends in the picture's credit, or is equal to the last stop and stands beside the caption, or a little below it
    if it reports nothing and nobody says it.
    """
    shown = Shown(context)
    if not shown:
        return
    for passage in context.passages:
        text = passage.text
        if not passage.whole or passage.block.kind == "heading" or len(text) > CAPTION_LENGTH:
            continue
        original = shown.original(text)
        if original is None:
            continue
        below = passage.block.index - original
        near = abs(below) <= BESIDE or (0 < below <= BELOW and may_stand_twice(passage))
        if closingcredits.trailing(text) or (near and text == context.document.blocks[original].text):
            yield cut(passage, "captions.repeat", f"= block {original}")


def described(context: Context) -> Iterator[Verdict]:
    """A short paragraph right below an image that is word for word what the image says instead (its `alt`)."""
    headline = context.segment.headline or (context.metadata.headline and context.metadata.headline.value)
    named = sentences.key(headline or "")
    told = {
        image.block: key
        for image in context.document.images
        if len(image.alt) <= BESIDE_LENGTH
        and _is_description(image.alt)
        and (key := sentences.key(image.alt)) != named
    }
    if not told:
        return
    shown = Shown(context)
    for passage in context.passages:
        alone = passage.whole and passage.block.kind == "paragraph" and not passage.text.endswith(":")
        if alone and told.get(passage.block.index) == sentences.key(passage.text):
            yield shown.caption(passage, "is the text of the image above it")


def _is_description(text: str) -> bool:
    """Whether a text says more than a name or a product's, whose words all have capitals."""
    words = text.split()
    cased = text.upper() != text.lower()
    return len(words) >= DESCRIBED_WORDS and (
        not cased or sum(word[0].islower() for word in words) >= NO_NAMES
    )


def credited_beside_image(context: Context) -> Iterator[Verdict]:
    """A short paragraph beside an image that ends in a picture credit, whatever its classes are called."""
    near = {image.block + offset for image in context.document.images for offset in (-1, 0, 1)}
    shown = Shown(context)
    for passage in context.passages:
        text = passage.text
        if passage.block.index not in near or passage.block.kind != "paragraph" or len(text) > BESIDE_LENGTH:
            continue
        credit = closingcredits.trailing(text) or _named_beside_image(text)
        if credit is None or credit.start < WORDED or not passage.whole or captionends.is_told(text):
            continue
        yield shown.caption(passage, f"beside an image, ends in '{credit.credit}'")


def _named_beside_image(text: str) -> photocredits.Credit | None:
    """Names behind a sentence that tells no news: "… on the pier. Jane Doe / Courier"; a bare agency signs stories off."""
    credit = closingcredits.trailing(text, weak=True)
    if credit is None or credit.bracketed or agencies.named(credit.credit):
        return None
    words = text[: credit.start]
    told = depictions.REPORTING.search(words) or sentences.first_end(words) < len(words.rstrip())
    return None if told else credit


rules: tuple[Rule, ...] = (framed, described, copies, credited_beside_image)
"""For HTML only."""
