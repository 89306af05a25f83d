"""Captions by their words: credits, repeats, captions fused to the start of a story; no markup is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from cleaners.layout import labels, seams
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import datelines
from cleaners.wording import captionends, closingcredits, depictions, photocredits, sentences, sheet
from cleaners.wording.captionends import PLAIN_LENGTH
from cleaners.wording.captioning import COPY_LENGTH, is_copy
from cleaners.wording.captionverdicts import (
    BESIDE,
    BESIDE_LENGTH,
    CAPTION_LENGTH,
    WORDED,
    Shown,
    cut,
    moved,
    part,
)

DOUBLED_SENTENCES = 2
"""Sentences of a caption that opens it twice, at most."""
NEAR = 4
"""Lines of a dump between a caption and its copy without the credit."""
_COUNTER = re.compile(
    r"(?<![^\s.!?…\"”’])[\[(]?\d{1,2}\s?(?:/|of|de|di|von|van|sur|из)\s?\d{1,2}[\])]?\s(?=[\"'“‘«(]?[^\W\d_a-z])"
)
"""A picture's place in its gallery: "[1/3] A crab boat …", "2 of 5 The pier …"."""
_LABEL = re.compile(r"[^\W\d_a-z][^\W\d_]{3,9}\s")
"""A word before it that opens the sentence: "Item 1 of 3 People queue …"."""
_SLIDE = re.compile(r"[^\W\d_]{3,12} \d{1,2}(?: [^\W\d_]{1,4} |\s?/\s?)\d{1,2}\s?[:.–-]\s")
"""What counts the pictures of a gallery: "Slide 2 of 9: "."""
_SLUG = re.compile(r"(?:^|(?<=[.!?”\"] ))[A-ZÀ-Þ][A-ZÀ-Þ0-9’'&, -]{3,48}\. $")
"""Words in capitals that open a caption, as papers of the Philippines set them: "LAMPLIGHT LESSONS. Learners read …"."""
_STOPS = frozenset('.!?…"”’“»')
_ATTRIBUTED = re.compile(r"[“\"„«‘][^“\"„«”»]+[”\"“»’]\s?[-–—]{1,2}\s?[^-–—/]{2,60}")
"""A quotation and who spoke, as pull quotes are set."""
_BRACKETED = re.compile(r"[.!?…”\"] ?\[[^\[\]]{2,80}\]$")
"""A square bracket behind the sentence of a line that stands there twice: whoever gave the picture."""
_FURNITURE = re.compile(
    r"newsletter|sign up|subscribe|inbox|read more|click here|whatsapp|follow us|advertisement", re.IGNORECASE
)


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
            yield moved(first, f"the same line {stop - place} times in a row")
            for copy in passages[place + 1 : stop]:
                yield cut(copy, "captions.repeat", f"= block {first.block.index}")
        place = stop


def doubled(context: Context) -> Iterator[Verdict]:
    """A sentence or two that open a story in one piece twice: an image's description and its caption."""
    for passage in context.passages:
        text = passage.text
        if len(text) < seams.ONE_PIECE:
            continue
        for end in islice(sentences.ends(text, 0, CAPTION_LENGTH), DOUBLED_SENTENCES):
            said = text[:end].rstrip()
            if len(said) >= COPY_LENGTH and text.startswith(said, end) and not depictions.quotes(said):
                yield moved(
                    part(passage, 0, len(said)), "opens the story twice, as a picture's description does"
                )
                yield cut(part(passage, end, end + len(said)), "captions.repeat", "= the sentence before it")
                break


def again(context: Context) -> Iterator[Verdict]:
    """Lines of a dump that are a caption once more: without its credit close by, or counted as a gallery's slide."""
    shown = Shown(context)
    for passage in context.passages if context.document.page.kind == "text" and shown else ():
        text = passage.text
        if not passage.whole or not COPY_LENGTH <= len(text) <= CAPTION_LENGTH:
            continue
        slide = _SLIDE.match(text)
        original = shown.original(text[slide.end() :] if slide else text)
        if original is not None and (slide or abs(passage.block.index - original) <= NEAR):
            yield cut(passage, "captions.slide" if slide else "captions.repeat", f"= block {original}")


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
    credited = closingcredits.trailing(longest) is not None or _BRACKETED.search(longest) is not None
    if credited or depictions.describes(longest):
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
    shown = Shown(context)
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
            yield shown.credit(passage)
            continue
        credit = _credit(passage, told) if passage.whole else None
        if credit is not None and not depictions.quotes(text):
            yield shown.caption(passage, f"ends in the picture credit '{credit.credit}'")
        elif photocredits.opening(text) is None:
            yield from _credits_inside(passage)


def _credit(passage: Passage, told: int) -> photocredits.Credit | None:
    """The credit that makes a whole passage a caption; `told` is where the story begins, -1 outside dumps of pages."""
    text = passage.text
    if _ATTRIBUTED.fullmatch(text):
        return None
    credit = closingcredits.trailing(text) if len(text) <= PLAIN_LENGTH else None
    if credit is None and told >= 0 and len(text) <= BESIDE_LENGTH:
        weak = closingcredits.trailing(text, weak=True)
        if weak is not None and (
            passage.block.index < told or captionends.is_plain(text[: weak.start], weak.credit)
        ):
            credit = weak
    return None if credit is None or credit.start < WORDED or captionends.is_told(text) else credit


def _story_start(context: Context) -> int:
    """In the dump of a page, the block of the story's first prose: above it stands the header.  -1 elsewhere."""
    if not _is_of_page(context):
        return -1
    prose = (one.block.index for one in context.passages if labels.is_prose(one.text) and one.whole)
    return next((index for index in prose if not _is_credited(context.document.blocks[index].text)), -1)


def _is_credited(text: str) -> bool:
    """Whether a text ends in a credit, be it an agency's bare name."""
    return closingcredits.trailing(text, weak=True) is not None


def _with_slug(text: str, start: int) -> int:
    """Where a caption begins, its words in capitals included."""
    slug = _SLUG.search(text, 0, start)
    return slug.start() if slug else start


def _credits_inside(passage: Passage) -> Iterator[Verdict]:
    """Captions and bare credits in the middle of a flattened story."""
    text = passage.text
    reached = 0
    for credit in photocredits.within(text):
        closed = captionends.opened(text, credit)
        if closed is not None:
            reached = closed
            caption = part(passage, credit.start, closed)
            yield moved(caption, f"sentence between '{credit.credit}' and its credit")
            continue
        evidence = f"picture credit '{credit.credit}'"
        marked = "/" in credit.credit or credit.credit.isupper()
        slashed = not credit.bracketed and marked and ":" not in credit.credit
        end = credit.start - (text[credit.start - 1 : credit.start] == " ")
        if (credit.bracketed or slashed) and text[end - 1 : end] in _STOPS:
            start = max(reached, _with_slug(text, sentences.start(text, end)))
            reached = credit.end
            counter = next(iter(reversed(list(_COUNTER.finditer(text, start, end)))), None)
            if counter is not None:
                label = _LABEL.fullmatch(text, start, counter.start())
                opens, start = start if label else counter.start(), counter.end()
                yield cut(part(passage, opens, start), "captions.slide", f"'{text[opens:start].strip()}'")
            said = text[start:end]
            told = depictions.quotes(said) or captionends.is_told(said)
            told = told or (_is_bare(credit) and depictions.tells(said))
            if 0 < end - start <= PLAIN_LENGTH and not told:
                caption = part(passage, start, credit.end)
                yield moved(caption, f"sentence before the {evidence}")
                continue
        scene = captionends.scene(text, credit, reached)
        if scene is not None:
            reached = credit.end
            yield moved(
                part(passage, scene, credit.end), f"tells what a picture shows, before the {evidence}"
            )
            continue
        opening = captionends.before_label(text, credit) if not reached else None
        if opening is not None:
            reached = credit.end
            evidence = f"first sentence, before the {evidence}"
            yield moved(part(passage, opening, credit.end), evidence)
            continue
        yield cut(part(passage, credit.start, credit.end), "captions.credit", evidence)


def _is_bare(credit: photocredits.Credit) -> bool:
    """Whether a credit names no agency and no house: it may stand for a picture without a caption."""
    return credit.agency is None and "/" not in credit.credit and not credit.credit.isupper()


def before_dateline(context: Context) -> Iterator[Verdict]:
    """A bare credit at the start of a story, before its dateline: "PHOTO FROM FIRE SERVICE PORT ALMA –"."""
    passage = _opening(context)
    credit = photocredits.opening(passage.text) if passage is not None else None
    if passage is not None and credit is not None:
        yield Shown(context).credit(part(passage, 0, credit))


def lead(context: Context) -> Iterator[Verdict]:
    """A caption fused to the start of a story, before its dateline or after a line that was cut."""
    passage = _opening(context)
    if passage is None:
        return
    text = passage.text
    if _FURNITURE.search(text, 0, 160):
        return
    if _before_byline(context, passage) and captionends.precedes_story(text, False):
        yield moved(passage, "stands before the byline")
        return
    found = datelines.find(text)
    if found is not None:
        before = text[: found[0]].rstrip()
        fits = COPY_LENGTH <= len(before) <= PLAIN_LENGTH
        if fits and captionends.precedes_story(before, _after_cut(context, passage)):
            evidence = f"stands before the dateline '{found[1].raw}'"
            yield moved(part(passage, 0, len(before)), evidence)
        return
    end = sentences.first_end(text)
    first = text[:end].rstrip()
    fits = COPY_LENGTH <= len(first) <= PLAIN_LENGTH and end < len(text)
    if fits and _after_cut(context, passage) and depictions.describes(first):
        yield moved(part(passage, 0, len(first)), "first sentence, describes a picture")


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


def _before_byline(context: Context, passage: Passage) -> bool:
    """Whether the byline that is run into the story's first words stands right behind the passage."""
    return passage.start == 0 and any(
        verdict.block == passage.block.index
        and verdict.field == "authors"
        and verdict.span is not None
        and 0 <= verdict.span[0] - passage.stop <= 1
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
            yield moved(passage, f"describes {'the picture beside it' if beside else 'a picture'}")


rules: tuple[Rule, ...] = (before_dateline, repeated, doubled, credited, again, lead, beside_image)
"""Before the repeats rules, which would leave one copy of a repeated caption in the body."""
