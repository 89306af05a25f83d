"""Which text stands under a picture: each caption once, moved to its own field; copies and bare credits cut.

`structural` reads markup (figcaption, caption classes, picture frames, carousel copies); `textual` reads
words (credits, repeats, captions fused to the start of a story) and works without any markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.layout import frames, labels
from cleaners.model import Context, Document, Passage, Rule, Verdict
from cleaners.sources import agencies, datelines
from cleaners.wording import captionends, closingcredits, depictions, photocredits, sentences, sheet
from cleaners.wording.captionends import PLAIN_LENGTH
from cleaners.wording.captioning import (
    COPY_LENGTH,
    FIELD,
    Caption,
    bare,
    collect,
    is_copy,
    parse_credit,
    text_of,
)

__all__ = ["Caption", "collect", "parse_credit", "structural", "textual"]

CAPTION_LENGTH = 1000
"""Characters of the longest caption in a frame of its own (magazines' galleries stay below)."""
BESIDE_LENGTH = 400
"""Characters of the longest caption without a frame and a credit."""
WORDED = 12
"""Characters before a credit that make it a caption's."""
LEAST_WORDS = {"figcaption": 1, "caption": 2, "figure": 4}
"""Words that a text needs to be a caption, by how certain its frame is; credits and controls are shorter."""
BESIDE = 2
"""Blocks between a caption and its copy or credit."""

NEAR = 4
"""Lines of a dump between a caption and its copy without the credit."""
_SLIDE = re.compile(r"[^\W\d_]{3,12} \d{1,2}(?: [^\W\d_]{1,4} |\s?/\s?)\d{1,2}\s?[:.–-]\s")
"""What counts the pictures of a gallery: "Slide 2 of 9: "."""

_STOPS = frozenset('.!?…"”’')
_FURNITURE = re.compile(
    r"newsletter|sign up|subscribe|inbox|read more|click here|whatsapp|follow us|advertisement", re.IGNORECASE
)


class _Shown:
    """The captions found so far: what copies are compared with and credits belong to."""

    def __init__(self, context: Context) -> None:
        self._dump = context.document.page.kind == "text"
        self._keys: list[tuple[str, int]] = []
        for verdict in context.verdicts:
            if verdict.action == "move" and verdict.field == FIELD and verdict.rule != "captions.credit":
                self.add(text_of(context.document, verdict), verdict.block)

    def __bool__(self) -> bool:
        return bool(self._keys)

    def add(self, text: str, index: int) -> None:
        """A caption; of a dump, whose copies often lack the credit, without it, too."""
        self._keys.append((sentences.key(text), index))
        if self._dump and len(without := bare(text)) >= WORDED:
            self._keys.append((sentences.key(without), index))

    def original(self, text: str) -> int | None:
        """The block of the caption that a text is a copy of."""
        one = sentences.key(text)
        return next((index for other, index in self._keys if is_copy(one, other)), None)

    def owner(self, index: int) -> int | None:
        """The block of the caption that a credit in block `index` belongs to."""
        return next((other for _, other in reversed(self._keys) if 0 <= index - other <= BESIDE), None)


# --- markup -----------------------------------------------------------------------------------------------


def framed(context: Context) -> Iterator[Verdict]:
    """Captions by markup: figcaption, caption classes, what stands in a picture's frame, and their copies."""
    document = context.document
    pictures = frames.Frames(document)
    shown = _Shown(context)
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


def _judged(passage: Passage, frame: frames.Frame, shown: _Shown) -> Verdict:
    """One passage in a picture's frame: a control, a bare credit, a copy, or the caption."""
    text = passage.text
    if _is_control(text):
        return _cut(passage, "captions.control", f"'{text}' in a picture's frame")
    single = frame == "figcaption" and " " not in text and text.isascii()
    short = frame == "credit" and len(text) <= photocredits.LENGTH
    if single or short or photocredits.alone(text, weak=True):
        return _bare(passage, shown)
    original = shown.original(text)
    if original is not None:
        return _cut(passage, "captions.repeat", f"= block {original}")
    shown.add(text, passage.block.index)
    named = {"figcaption": "figcaption", "caption": "caption class", "credit": "caption class"}
    return _moved(passage, "captions.caption", named.get(frame, "text in a picture's frame"))


def _bare(passage: Passage, shown: _Shown) -> Verdict:
    """A credit by itself: kept with the caption it belongs to, otherwise cut."""
    evidence = f"picture credit '{passage.text[:60]}'"
    owner = shown.owner(passage.block.index)
    if owner is not None:
        return _moved(passage, "captions.credit", f"{evidence} of block {owner}")
    return _cut(passage, "captions.credit", evidence)


def copies(context: Context) -> Iterator[Verdict]:
    """Whole paragraphs that repeat a caption which markup has already shown (lightbox and carousel copies).

    A caption may also be made of the story's words; then the story keeps them.  So a copy is one that
    ends in the picture's credit, or stands beside the caption and is equal to the last stop.
    """
    shown = _Shown(context)
    if not shown:
        return
    for passage in context.passages:
        text = passage.text
        if not passage.whole or passage.block.kind == "heading" or len(text) > CAPTION_LENGTH:
            continue
        original = shown.original(text)
        if original is None:
            continue
        beside = abs(original - passage.block.index) <= BESIDE
        if closingcredits.trailing(text) or (beside and text == context.document.blocks[original].text):
            yield _cut(passage, "captions.repeat", f"= block {original}")


# --- words ------------------------------------------------------------------------------------------------


def repeated(context: Context) -> Iterator[Verdict]:
    """One line twice or more in a row that reads like a caption: a carousel flattened to text."""
    passages = context.passages
    place = 0
    while place < len(passages):
        first = passages[place]
        stop = place + 1
        if (
            first.whole
            and COPY_LENGTH <= len(first.text) <= CAPTION_LENGTH
            and first.block.kind not in ("heading", "item")
        ):
            while stop < len(passages) and _follows(passages[stop - 1], passages[stop], first):
                stop += 1
        if stop - place > 1 and _reads_like_caption(context, passages[place:stop]):
            yield _moved(first, "captions.caption", f"the same line {stop - place} times in a row")
            for copy in passages[place + 1 : stop]:
                yield _cut(copy, "captions.repeat", f"= block {first.block.index}")
        place = stop


def again(context: Context) -> Iterator[Verdict]:
    """Lines of a dump that are a caption once more: without its credit close by, or counted as a gallery's slide."""
    shown = _Shown(context)
    for passage in context.passages if context.document.page.kind == "text" and shown else ():
        text = passage.text
        if not passage.whole or not COPY_LENGTH <= len(text) <= CAPTION_LENGTH:
            continue
        slide = _SLIDE.match(text)
        original = shown.original(text[slide.end() :] if slide else text)
        if original is not None and (slide or abs(passage.block.index - original) <= NEAR):
            yield _cut(passage, "captions.slide" if slide else "captions.repeat", f"= block {original}")


def _follows(previous: Passage, passage: Passage, first: Passage) -> bool:
    if passage.text[1:9] != first.text[1:9]:
        return False
    if (
        passage.block.index - previous.block.index > BESIDE
        or not passage.whole
        or passage.block.kind == "item"
    ):
        return False
    return is_copy(sentences.key(first.text), sentences.key(passage.text))


def _reads_like_caption(context: Context, run: Sequence[Passage]) -> bool:
    longest = max((passage.text for passage in run), key=len)
    if closingcredits.trailing(longest) or depictions.describes(longest):
        return True
    images = {image.block for image in context.document.images}
    near = any(passage.block.index in images or passage.block.index + 1 in images for passage in run)
    return len(run) > 2 and (near or _is_of_page(context)) and not depictions.REPORTING.search(longest)


def _is_of_page(context: Context) -> bool:
    """Whether a dump is one of a page: in a bare text what stands three times is a refrain, or a table's."""
    dumped = context.segment.role == "split" or any(one.rule.startswith("dump.") for one in context.verdicts)
    return context.document.page.kind == "text" and dumped


def credited(context: Context) -> Iterator[Verdict]:
    """Lines and sentences that end in a picture credit, and credits by themselves."""
    shown = _Shown(context)
    told = _story_start(context)
    dump = context.document.page.kind == "text"
    passages = context.passages
    for number in sorted(photocredits.holding(sheet.of(passages))) if told < 0 else range(len(passages)):
        passage = passages[number]
        text = passage.text
        kind = passage.block.kind
        if kind in ("item", "cell", "preformatted") or (kind == "heading" and not dump):
            continue
        if len(text) <= photocredits.LENGTH and kind != "quote" and photocredits.alone(text):
            yield _bare(passage, shown)
            continue
        credit = _credit(passage, told) if passage.whole else None
        if credit is not None and not depictions.quotes(text):
            yield _ended(passage, credit, shown)
        elif photocredits.opening(text) is None:
            yield from _credits_inside(passage)


def _credit(passage: Passage, told: int) -> photocredits.Credit | None:
    """The credit that makes a whole passage a caption; `told` is where the story begins, -1 outside dumps of pages."""
    text = passage.text
    credit = closingcredits.trailing(text) if len(text) <= PLAIN_LENGTH else None
    if credit is None and told >= 0 and len(text) <= BESIDE_LENGTH:
        weak = closingcredits.trailing(text, weak=True)
        if weak is not None and (
            passage.block.index < told or captionends.is_plain(text[: weak.start], weak.credit)
        ):
            credit = weak
    return None if credit is None or credit.start < WORDED or captionends.is_told(text) else credit


def _ended(passage: Passage, credit: photocredits.Credit, shown: _Shown) -> Verdict:
    """A passage that ends in a credit: the copy of a caption, or the caption."""
    original = shown.original(passage.text)
    if original is not None:
        return _cut(passage, "captions.repeat", f"= block {original}")
    shown.add(passage.text, passage.block.index)
    return _moved(passage, "captions.caption", f"ends in the picture credit '{credit.credit}'")


def _story_start(context: Context) -> int:
    """In the dump of a page, the block of the story's first prose: above it stands the header.  -1 elsewhere."""
    if not _is_of_page(context):
        return -1
    prose = (one.block.index for one in context.passages if labels.is_prose(one.text) and one.whole)
    return next((index for index in prose if not _is_credited(context.document.blocks[index].text)), -1)


def _is_credited(text: str) -> bool:
    """Whether a text ends in a credit, be it an agency's bare name."""
    return closingcredits.trailing(text, weak=True) is not None


def announced(context: Context) -> Iterator[Verdict]:
    """The line under a label like "Image caption" in a dump."""
    blocks = context.document.blocks
    for passage in context.passages if context.document.page.kind == "text" else ():
        index = passage.block.index
        above = labels.bare(blocks[index - 1].text) if index and passage.whole else ""
        if above in labels.words("caption", "dump") and len(passage.text) <= PLAIN_LENGTH:
            yield _moved(passage, "captions.caption", f"under the label '{blocks[index - 1].text}'")


def _credits_inside(passage: Passage) -> Iterator[Verdict]:
    """Captions and bare credits in the middle of a flattened story."""
    text = passage.text
    reached = 0
    for credit in photocredits.within(text):
        closed = captionends.opened(text, credit)
        if closed is not None:
            reached = closed
            caption = _part(passage, credit.start, closed)
            yield _moved(caption, "captions.caption", f"sentence between '{credit.credit}' and its credit")
            continue
        evidence = f"picture credit '{credit.credit}'"
        slashed = not credit.bracketed and "/" in credit.credit and ":" not in credit.credit
        end = credit.start - (text[credit.start - 1 : credit.start] == " ")
        if (credit.bracketed or slashed) and text[end - 1 : end] in _STOPS:
            start = max(reached, sentences.start(text, end))
            reached = credit.end
            if 0 < end - start <= PLAIN_LENGTH and not depictions.quotes(text[start:end]):
                caption = _part(passage, start, credit.end)
                yield _moved(caption, "captions.caption", f"sentence before the {evidence}")
                continue
        opening = captionends.before_label(text, credit) if not reached else None
        if opening is not None:
            reached = credit.end
            evidence = f"first sentence, before the {evidence}"
            yield _moved(_part(passage, opening, credit.end), "captions.caption", evidence)
            continue
        yield _cut(_part(passage, credit.start, credit.end), "captions.credit", evidence)


def before_dateline(context: Context) -> Iterator[Verdict]:
    """A bare credit at the start of a story, before its dateline: "PHOTO FROM FIRE SERVICE PORT ALMA –"."""
    passage = _opening(context)
    credit = photocredits.opening(passage.text) if passage is not None else None
    if passage is not None and credit is not None:
        yield _bare(_part(passage, 0, credit), _Shown(context))


def lead(context: Context) -> Iterator[Verdict]:
    """A caption fused to the start of a story, before its dateline or after a line that was cut."""
    passage = _opening(context)
    if passage is None:
        return
    text = passage.text
    if _FURNITURE.search(text, 0, 160):
        return
    found = datelines.find(text)
    if found is not None:
        before = text[: found[0]].rstrip()
        fits = COPY_LENGTH <= len(before) <= PLAIN_LENGTH
        if fits and captionends.precedes_story(before, _after_cut(context, passage)):
            evidence = f"stands before the dateline '{found[1].raw}'"
            yield _moved(_part(passage, 0, len(before)), "captions.caption", evidence)
        return
    end = sentences.first_end(text)
    first = text[:end].rstrip()
    fits = COPY_LENGTH <= len(first) <= PLAIN_LENGTH and end < len(text)
    if fits and _after_cut(context, passage) and depictions.describes(first):
        yield _moved(_part(passage, 0, len(first)), "captions.caption", "first sentence, describes a picture")


def _opening(context: Context) -> Passage | None:
    """The first passage of the story's prose: headings and short lines before it do not count."""
    for passage in context.passages[:8]:
        if passage.block.kind in ("paragraph", "item", "cell") and len(passage.text) >= 2 * COPY_LENGTH:
            return passage
    return None


def _after_cut(context: Context, passage: Passage) -> bool:
    """Whether something was cut or moved right before the passage, in its own block."""
    return passage.start > 0 and any(
        verdict.block == passage.block.index and verdict.span is not None and verdict.span[1] <= passage.start
        for verdict in context.verdicts
    )


def beside_image(context: Context) -> Iterator[Verdict]:
    """A short plain paragraph right after an image, or one by itself in a dump, that describes a picture."""
    images = {image.block for image in context.document.images}
    dump = context.document.page.kind == "text"
    for passage in context.passages:
        text = passage.text
        if (
            not passage.whole
            or passage.block.kind != "paragraph"
            or not COPY_LENGTH <= len(text) <= BESIDE_LENGTH
        ):
            continue
        beside = passage.block.index in images
        if not (beside or dump) or (sentences.first_end(text) < len(text) and not dump):
            continue
        if (
            depictions.describes(text)
            and (beside or depictions.ENDS_DATED.search(text))
            and not depictions.REPORTING.search(text)
        ):
            yield _moved(
                passage, "captions.caption", f"describes {'the picture beside it' if beside else 'a picture'}"
            )


def credited_beside_image(context: Context) -> Iterator[Verdict]:
    """A short paragraph beside an image that ends in a picture credit, whatever its classes are called."""
    near = {image.block + offset for image in context.document.images for offset in (-1, 0, 1)}
    shown = _Shown(context)
    for passage in context.passages:
        text = passage.text
        if passage.block.index not in near or passage.block.kind != "paragraph" or len(text) > BESIDE_LENGTH:
            continue
        credit = closingcredits.trailing(text) or _named_beside_image(text)
        if credit is None or credit.start < WORDED or not passage.whole or captionends.is_told(text):
            continue
        yield _ended(passage, credit, shown)


def _named_beside_image(text: str) -> photocredits.Credit | None:
    """Names behind a sentence that tells no news: "… on the pier. Jane Doe / Courier"; a bare agency signs stories off."""
    credit = closingcredits.trailing(text, weak=True)
    if credit is None or credit.bracketed or agencies.named(credit.credit):
        return None
    words = text[: credit.start]
    told = depictions.REPORTING.search(words) or sentences.first_end(words) < len(words.rstrip())
    return None if told else credit


structural: tuple[Rule, ...] = (framed, copies, credited_beside_image)
"""Phase 3: HTML only."""
textual: tuple[Rule, ...] = (before_dateline, announced, repeated, credited, again, lead, beside_image)
"""Phase 5: before the repeats rules, which would leave one copy of a repeated caption in the body."""


def _moved(passage: Passage, rule: str, evidence: str) -> Verdict:
    return Verdict(passage.block.index, "move", rule, evidence, _span(passage), FIELD)


def _cut(passage: Passage, rule: str, evidence: str) -> Verdict:
    return Verdict(passage.block.index, "cut", rule, evidence, _span(passage))


def _span(passage: Passage) -> tuple[int, int] | None:
    return None if passage.whole else (passage.start, passage.stop)


def _part(passage: Passage, start: int, end: int) -> Passage:
    """A stretch of a passage."""
    text = passage.text[start:end]
    return Passage(passage.block, passage.start + start, passage.start + end, text)
