"""Captions of a text dump that stand on lines of their own, told by the lines around them.

The elements of a picture's frame come out as lines: the caption, its credit or the label of one ("Credit:") and then
the names, a label above ("Image caption"), the same caption once more for the large picture.  A credit alone does not
make the line above it a caption: pictures without one stand between a story's paragraphs, and under its deck.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners import characters
from cleaners.facts import bylines, headers
from cleaners.layout import labels
from cleaners.lexicon import tables
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import agencies
from cleaners.wording import (
    captionends,
    captionsigns,
    closingcredits,
    depictions,
    photocredits,
    sentences,
    sheet,
)
from cleaners.wording.captioning import COPY_LENGTH
from cleaners.wording.captionverdicts import (
    BESIDE_LENGTH,
    OPENED,
    WORDED,
    Shown,
    cut,
    may_stand_twice,
    moved,
    part,
)

ENOUGH = 2
"""Points from which on a line over a credit is its caption."""
LIKELY, UNLIKELY = 0.9, 0.35
"""The scorer's likelihood that a line is the story's: above and below these it speaks against a caption, or for one."""
HEADER_LINES = 12
"""Lines above a caption in which the page's headline, date and byline stand, where it is the story's first."""
DECK_WORDS = 6
"""Words of the shortest deck."""
BEHIND = 2
"""Points of a line that stands behind its picture, not below it."""
BELOW_LENGTH = 160
"""Characters of the longest caption below a picture that nothing else tells."""
STORY_REACH = 3
"""Lines between a caption and the story's prose on either side."""
DOUBLED_LINES = 4
"""So many lines that stand twice in a row are a dump's own way, and none of them is known for a caption by that."""
COPIES = 2
_LABELLED = re.compile(r"(?P<label>[^\W\d_][^,:：.]{5,24})[,:：]\s?(?=\S.{11})")
"""What may be a label like "Image caption" before its caption."""
_NO_CAPTION = re.compile(r"[^\w\"'“‘„«\[【「]|\d{1,2}[.)] |(?:ABN|Copyright)\b")
"""How a line begins that is a note, a numbered subhead, a copyright line."""


class _Frame(NamedTuple):
    """A picture's frame: the line of its caption, and the places of the lines that credit it."""

    place: int
    credit: range
    points: int
    """How much the credit's own form says that a caption stands over it."""
    evidence: str


def announced(context: Context) -> Iterator[Verdict]:
    """The line under a label like "Image caption", or behind it on the same line."""
    blocks = context.document.blocks
    known = labels.words("caption", "dump")
    for passage in context.passages if context.document.page.kind == "text" else ():
        index = passage.block.index
        above = labels.bare(blocks[index - 1].text) if index and passage.whole else ""
        if above in known and WORDED <= labels.weight(passage.text) <= captionends.PLAIN_LENGTH:
            yield moved(passage, f"under the label '{blocks[index - 1].text}'")
            continue
        label = _LABELLED.match(passage.text) if passage.whole else None
        if label and " " in label["label"] and label["label"].casefold() in known:
            yield cut(part(passage, 0, label.end()), "captions.label", f"label '{label['label']}'")
            yield moved(part(passage, label.end(), len(passage.text)), f"behind the label '{label['label']}'")


def signed(context: Context) -> Iterator[Verdict]:
    """Lines that end in a credit, wherever the headline and the story are."""
    if context.document.page.kind != "text":
        return
    shown = Shown(context)
    passages = context.passages
    for number in sorted(photocredits.holding(sheet.of(passages))):
        passage = passages[number]
        text = passage.text
        if not passage.whole or len(text) > captionends.PLAIN_LENGTH or labels.weight(text) < COPY_LENGTH:
            continue
        if passage.block.kind in ("item", "cell", "preformatted"):
            continue
        credit = closingcredits.trailing(text)
        if (
            credit is None
            or labels.weight(text[: credit.start]) < WORDED
            or captionends.is_told(text)
            or depictions.quotes(text)
        ):
            continue
        if _NO_CAPTION.match(text) or bylines.line(text, frozenset()) or _opens_story(passages, text):
            continue
        yield shown.caption(passage, f"ends in the picture credit '{credit.credit}'")


def _opens_story(passages: Sequence[Passage], text: str) -> bool:
    """Whether a story in one line begins with this caption: what belongs to the story is told there."""
    return any(len(one.text) > len(text) and one.text.startswith(text) for one in passages)


def over_credits(context: Context) -> Iterator[Verdict]:
    """A line over the line, or the two lines, that credit its picture; where one picture has a caption, others do."""
    if context.document.page.kind != "text":
        return
    passages = context.passages
    texts = [passage.text for passage in passages]
    times = Counter(texts)
    title = _title(context, texts)
    shown = Shown(context)
    found = 0
    for frame in _frames(passages):
        passage = passages[frame.place]
        if not _may_be_caption(passage, title) or not _has_room(context, frame, title):
            continue
        likelihood = context.likelihoods.get(passage.block.index, 0.5)
        points = frame.points + 2 * (times[passage.text] > 1)
        points += found > 0 and (likelihood <= LIKELY or frame.points >= ENOUGH)
        if points + _points(passage.text, likelihood) < ENOUGH:
            continue
        found += 1
        yield shown.caption(passage, frame.evidence)
        for place in frame.credit:
            credit = passages[place]
            yield moved(credit, f"picture credit '{credit.text[:60]}' under its caption", "captions.credit")


def below_pictures(context: Context) -> Iterator[Verdict]:
    """A line right below a picture of a Markdown dump, or behind it on one line, unless it tells what the story tells."""
    pictured = {image.block for image in context.document.images}
    if context.document.page.kind != "text" or not pictured:
        return
    passages = context.passages
    title = _title(context, [passage.text for passage in passages])
    shown = Shown(context)
    for place, passage in enumerate(passages):
        if passage.block.index not in pictured or not _may_be_caption(passage, title):
            continue
        behind = any(one.tag == "img" for one in passage.block.inlines)
        if not behind and not _may_stand_below(passage.text):
            continue
        points = ENOUGH + (BEHIND if behind else 0)
        points += _points(passage.text, context.likelihoods.get(passage.block.index, 0.5))
        below = passages[place + 1 : place + 1 + STORY_REACH]
        if points >= ENOUGH and not passage.block.links and any(_is_told(context, one) for one in below):
            yield shown.caption(passage, f"{'behind' if behind else 'right below'} a picture")


def _may_stand_below(text: str) -> bool:
    """Whether a line below a picture is short, and no question or word to the reader."""
    return len(text) <= BELOW_LENGTH and text[-1] not in "?!:" and not depictions.SPOKEN_TO.search(text)


def doubled(context: Context) -> Iterator[Verdict]:
    """One sentence twice in a row between a story's paragraphs: a caption and that of the large picture."""
    passages = context.passages
    if context.document.page.kind != "text":
        return
    twice = [place for place, (one, other) in enumerate(pairwise(passages)) if one.text == other.text]
    twice = [place for place in twice if labels.weight(passages[place].text) >= labels.SENTENCE_LENGTH]
    if not 0 < len(twice) < DOUBLED_LINES or any(other - one == 1 for one, other in pairwise(twice)):
        return
    for place in twice:
        first, copy = passages[place], passages[place + 1]
        if may_stand_twice(first) and _is_among_prose(passages, place, place + 2):
            yield moved(first, "the same sentence twice in a row, between paragraphs")
            yield cut(copy, "captions.repeat", f"= block {first.block.index}")


def recurring(context: Context) -> Iterator[Verdict]:
    """One sentence alone on its line above or in a story, and once more a few paragraphs below: a caption's copy."""
    if context.document.page.kind != "text":
        return
    passages = context.passages
    places: dict[str, list[int]] = {}
    for place, passage in enumerate(passages):
        if passage.whole and passage.block.kind == "paragraph" and labels.ends_sentence(passage.text):
            places.setdefault(passage.text, []).append(place)
    twice = [tuple(found) for found in places.values() if len(found) == COPIES]
    found = [
        (passages[one], passages[other])
        for one, other in twice
        if 1 < other - one <= HEADER_LINES
        and labels.weight(passages[one].text) >= labels.SENTENCE_LENGTH
        and may_stand_twice(passages[one])
        and _is_above_prose(passages, one)
        and _is_among_prose(passages, other, other + 1)
    ]
    for first, copy in found if len(found) < DOUBLED_LINES else ():
        yield moved(first, "the same sentence once more between the paragraphs below")
        yield cut(copy, "captions.repeat", f"= block {first.block.index}")


def named(context: Context) -> Iterator[Verdict]:
    """Lines between a story's paragraphs that end in names, or in other signs of captions that are no proof elsewhere."""
    passages = context.passages
    for place, passage in enumerate(passages) if context.document.page.kind == "text" else ():
        text = passage.text
        if not passage.whole or not WORDED < len(text) <= BESIDE_LENGTH or passage.block.kind != "paragraph":
            continue
        unlikely = context.likelihoods.get(passage.block.index, 0.5) < UNLIKELY
        evidence = captionsigns.unsigned(text) or _name_behind(text, sheet.of(passages), unlikely)
        scene = captionsigns.ends_in_scene(text) and _is_above_prose(passages, place)
        if evidence and (scene or _is_among_prose(passages, place, place + 1, headed=unlikely)):
            yield moved(passage, evidence)


def of_known(context: Context) -> Iterator[Verdict]:
    """Sentences that end in a name which the page gives its pictures elsewhere: "The boat. Jane Doe / Courier".

    A photographer's whom a line credits, or in brackets the name of a publication that has a line of its own.
    """
    if context.document.page.kind != "text":
        return
    texts = [one.text for one in context.passages]
    people = {name for text in texts for name in bylines.photographers(text)}
    papers = {
        text.removeprefix("The ") for text in texts if labels.is_name(text) and labels.is_publication(text)
    }
    if not people and not papers:
        return
    form = re.compile(
        rf"[.!?…][{characters.QUOTE_ENDS}]?\s?(?:(?:[©–—|/]\s?)*(?:{tables.alternation(people) or '(?!)'})(?:\s?[/|,]\s?[^.!?()]{{2,40}})?"
        rf"|\((?:The )?(?:{tables.alternation(papers) or '(?!)'})\))$"
    )
    shown = Shown(context)
    for passage in context.passages:
        text = passage.text
        plain = passage.whole and WORDED <= len(text) <= BESIDE_LENGTH and not OPENED.match(text)
        credit = form.search(text) if plain else None
        if credit is not None and credit.start() >= WORDED and sentences.are_few(text[: credit.start() + 1]):
            yield shown.caption(passage, f"ends in the known name '{credit.group().strip('.!?… ')}'")


def _name_behind(text: str, page: sheet.Sheet, unlikely: bool) -> str:
    """The name that says that a line between paragraphs is a caption; empty when it has none.

    A house's name that no blank parts from the sentence; a person's in brackets behind a phrase, or behind the last
    stop, where the scorer doubts the line.
    """
    credit = closingcredits.named(text) if text[-1].isalpha() or text[-1] == ")" else None
    if credit is None or depictions.SPEAKING.search(text) or OPENED.match(text) or not text[0].isupper():
        return ""
    words = text[: credit.start]
    finished = credit.start in (0, *sentences.ends(text)) or labels.ends_sentence(words)
    if credit.bracketed and finished:
        known = agencies.named(credit.credit) is not None or not words[-1:].strip()
        return "" if known else f"ends in the name '{credit.credit}'"
    listed = any(word.casefold() in page.tokens for word in credit.credit.split())
    if not unlikely or listed or credit.credit.isupper() or len(words.split()) < DECK_WORDS:
        return ""
    behind = credit.bracketed or (credit.start in sentences.ends(text) and sentences.are_few(words))
    return f"ends in the name '{credit.credit}'" if behind else ""


def _frames(passages: Sequence[Passage]) -> Iterator[_Frame]:
    """Lines that credit a picture, each with the line above as its caption if it is one."""
    known = photocredits.listed("credit-labels") | photocredits.listed("photo-labels")
    for place in range(1, len(passages)):
        text = passages[place].text
        if len(text) > photocredits.LENGTH or not passages[place].whole:
            continue
        label = labels.bare(text)
        if label in known and place + 1 < len(passages) and text.rstrip()[-1] in ":：":
            names = passages[place + 1].text
            if len(names) <= photocredits.LENGTH and photocredits.is_names(names):
                sure = label in photocredits.listed("credit-labels")
                yield _Frame(place - 1, range(place, place + 2), 1 + sure, f"over '{text} {names}'")
        elif points := _credit_points(text):
            yield _Frame(place - 1, range(place, place + 1), points, f"over the picture credit '{text}'")


def _credit_points(text: str) -> int:
    """How much a line's form says that it credits the picture of the caption above it; 0 when it is no credit."""
    if agencies.named(text) is not None and text[0] not in "([":
        return 1
    if closingcredits.is_house_line(text):
        return 1
    if not any(sign in text for sign in ":/|©([") and " " not in text:
        return 0
    found = photocredits.alone(text)
    if found is None:
        return 0
    return 2 if found.bracketed else 1


def _points(text: str, likelihood: float) -> int:
    """How much a line's own words, and the scorer, say that it describes a picture."""
    points = 2 if depictions.describes(text) else int(depictions.ENDS_DATED.search(text) is not None)
    points += depictions.is_present(text)
    points += (likelihood < UNLIKELY) - (likelihood > LIKELY)
    points -= 2 * (depictions.SPEAKING.search(text) is not None or depictions.quotes(text))
    return points - (not sentences.are_few(text)) - (not labels.ends_sentence(text))


def _may_be_caption(passage: Passage, title: int) -> bool:
    """Whether a line over a credit has the form of a caption: no headline, label, date or byline, no credit itself."""
    text = passage.text
    if not passage.whole or passage.block.index == title or not COPY_LENGTH <= len(text) <= BESIDE_LENGTH:
        return False
    count = len(text.split())
    if passage.block.kind in ("heading", "item") or _NO_CAPTION.match(text) or (text.isascii() and count < 4):
        return False
    if not labels.ends_sentence(text) and (count < DECK_WORDS or _is_titled(text)):
        return labels.is_ideographic(text)
    if headers.is_furniture(text) or bylines.line(text, frozenset()):
        return False
    return photocredits.alone(text) is None and closingcredits.trailing(text) is None


def _is_titled(text: str) -> bool:
    """Whether all long words of a line have capitals, as in headlines and names of buttons."""
    long = [word for word in text.split() if len(word) > 4]  # "with" and "from" stay small
    return text.isascii() and all(word[0].isupper() for word in long)


def _title(context: Context, texts: Sequence[str]) -> int:
    """The block of the page's headline; -1 without one."""
    known = context.segment.headline or (context.metadata.headline.value if context.metadata.headline else "")
    if known not in texts:
        return -1
    return context.passages[len(texts) - 1 - texts[::-1].index(known)].block.index


def _has_room(context: Context, frame: _Frame, title: int) -> bool:
    """Whether a caption has a place beside the story's lines: in the story, or below its deck, date or byline."""
    passages = context.passages
    sure = frame.points >= ENOUGH or _is_above_story(context, frame.place, title)
    below = passages[frame.credit.stop : frame.credit.stop + (HEADER_LINES if sure else STORY_REACH)]
    above = passages[max(0, frame.place - STORY_REACH) : frame.place]
    if not any(_is_told(context, one) for one in (*below, *(above if sure else ()))):
        return False
    for one in reversed(passages[max(0, frame.place - HEADER_LINES) : frame.place]):
        text = one.text
        if one.block.index == title:
            return False
        if labels.is_prose(text) or headers.is_stamp(text) or bylines.line(text, frozenset()):
            return True
        if title >= 0 and len(text.split()) >= DECK_WORDS and not headers.is_furniture(text):
            return True
    return False


def _is_above_story(context: Context, place: int, title: int) -> bool:
    """Whether a line stands below the headline and above the story's first paragraph."""
    heads = [one for one in context.passages[:place] if one.block.index > title]
    return title >= 0 and bool(heads) and not any(_is_told(context, one) for one in heads)


def _is_told(context: Context, passage: Passage) -> bool:
    """Whether a line is prose that the scorer does not rule out for the story."""
    return labels.is_prose(passage.text) and context.likelihoods.get(passage.block.index, 1.0) > UNLIKELY


def _is_among_prose(passages: Sequence[Passage], start: int, stop: int, *, headed: bool = False) -> bool:
    """Whether prose stands close above and below; `headed`: or a date above, and the story right below."""
    above, below = passages[max(0, start - STORY_REACH) : start], passages[stop : stop + STORY_REACH]
    if not any(labels.is_prose(one.text) for one in below):
        return False
    if any(labels.is_prose(one.text) for one in above):
        return True
    return headed and labels.is_prose(below[0].text) and any(headers.is_stamp(one.text) for one in above)


def _is_above_prose(passages: Sequence[Passage], place: int) -> bool:
    """Whether prose stands below, with the lines of a header between."""
    return any(labels.is_prose(one.text) for one in passages[place + 1 : place + 1 + HEADER_LINES])


rules: tuple[Rule, ...] = (
    announced,
    signed,
    of_known,
    over_credits,
    below_pictures,
    doubled,
    recurring,
    named,
)
"""Before anything is known of where in the dump its story stands."""
