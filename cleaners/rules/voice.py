"""Lines in which the page speaks to its reader, in words that no lexicon knows.

Asked last, about what all other rules have left: about whole lines, and about the sentences of a dump's line that
is a story in one piece.  A line's sound alone is thin evidence: a subhead calls out, too, and so does whoever is
quoted.  In a text dump the scorer's doubt of the line
counts as well; on a page with markup, where the scorer has seen much more, only lines that leave no doubt go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from cleaners.layout import labels
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import agencies, brands, datelines
from cleaners.wording import asides, depictions, sentences, voice

LONGEST = 300
"""Characters of the longest line that is asked about; the appeals of editors have several sentences."""
CERTAIN = 2.0
"""Log odds that a line needs where nothing else speaks against it: out of fold 1 in 120 paragraphs of known stories
has them, and many of those are the page's, too (docs/benchmarks.md)."""
MARKED_UP = 3.0
"""Log odds that a line of a page with markup needs: the scorer knows such pages too well to overlook much."""
HEADING = 3.0
"""Log odds that a short line right above a paragraph needs: subheads call out, too."""
DOUBTED = 1.0
"""Log odds that a line of a dump needs that the scorer is not sure of."""
UNLIKELY, AROUND = 0.05, 8
"""Likelihood below which a line is surely no story's, and how many such lines a page has around its story."""
SPEAKS, SPEAKING = 1.0, 3
"""Log odds with which some of them sound like the page, and how many must.  Of 692 bare texts 3 have them, all of them
no news; of dumps of known pages, fundus_dev F1 .936 -> .942, written pages .922 -> .935 (out of fold)."""
NAMES = 10
"""A line of so few letters is not heard for this: days and names sound like menus."""
ENOUGH = 2
"""So many lines that leave no doubt are enough.  Of 592 bare texts one has them: "Sponsored link", "Advertisement"."""
SPOKEN = 1.2
"""Log odds that a finished sentence of a dump needs; a question, which may be an interview's, must be certain."""
OPENING = 1.8
"""Log odds up to which the first sentence of a story in one piece stays."""
OWN = -2.0
"""Log odds that a line needs that names its story's own publisher, on a page that shows stories of several.
Of 2,400 paragraphs of the pages to learn from seven name it, and none with these odds but two openings."""
BESIDE = 0.5
"""So much less is enough right beside other clutter: appeals and boxes have several lines."""
CLUTTER = ("phrases.", "promos.", "dump.")
APPEALS = frozenset(
    "phrases." + concept
    for concept in (
        "newsletter", "subscribe-channel", "follow-us", "app-promo", "donation", "support-note", "paywall", "engagement",
        "comments", "correction-form",
    )
)  # fmt: skip
"""Rules whose lines ask the reader for something: a question right before them is theirs."""
SURE = 0.5
"""The scorer's likelihood from which on only what is certain goes: it hears the voice, too."""
INITIALS = 12
"""Characters of initials that a rule cut behind a sentence."""
REST, REST_HEARD = 200, -1.0
"""Characters of a stretch of the story that is left of a line, and log odds that the page speaks that it is below."""
BRACKETED = 0.5
"""Log odds that a line needs which stands with its label in square brackets: "[Shop the story: …]"."""
WORDS = 6
"""Words of the shortest line that goes for its sound alone; the longest subhead has two more."""
SHOWN = 3
"""A line that comes so often is a label of the story: "Next fight: to be announced"."""
LIST = 3
"""So many short lines in a row are a list: they go together or not at all."""
MOST = 3
"""No more than one of so many characters goes: a letter to the readers is a story, too."""
MOST_BETWEEN = 0.55
"""The share that may go of a story in one piece: aggregators' lines hold as much of the page as of the story."""
FLATTENED = 600
"""Characters of a line of a dump that is surely a whole story, or much of one."""
PIECE = 300
"""Characters of a block that may be a whole story."""
FEW = 4
"""Lines of one of a dump's stories that is in one piece, or in few: seams part it."""
WHOLE = 2
"""A story in one piece has at least one of so many characters in one block."""
_LABELLED = re.compile(r"\[[^\[\]:]{2,30}: [^\[\]]+\]")
LABEL = 60
"""Characters before a dateline in which the page may say something."""
_WORD_START = re.compile(r"(?<=\s)[^\W\d_a-z]")
_LATIN = re.compile(r"[A-Za-z]{2}")
"""Other scripts stand in few known stories: their sentences need more."""
NAME_CHARS = 40
"""Characters of the longest first line of a dump that may be the site's name."""
_KINDS = frozenset({"paragraph", "item"})
_OPENED, _CLOSED = ('"', "“", "„", "«", " '", "‘"), ('"', "”", "“", "»", "'", "’")
_QUOTED = ('"', "“", "„", "«", "»", "‘", "「", "『", "'")


def spoken(context: Context) -> Iterator[Verdict]:
    """Cut whole lines that speak for the page."""
    shown = Counter([passage.text for passage in context.passages])
    lists = list(_lists(context.passages))
    listed = {place for run in lists for place in run}
    heard = _heard(context.passages, lists)
    found: list[Verdict] = []
    cut = 0
    opening = next((passage for passage in context.passages if labels.is_prose(passage.text)), None)
    for place, passage in enumerate(context.passages):
        after = context.passages[place + 1].text if place + 1 < len(context.passages) else ""
        if not _is_asked(passage) or shown[passage.text] >= SHOWN:
            continue
        own = passage is not opening and _names_own(context, passage.text)
        beside = place not in listed and _stands_beside_clutter(context, passage)
        needed = OWN if own else _needed(context, passage, after, beside=beside)
        if heard[place] > needed and not _reports(passage.text):
            evidence = _evidence(passage.text, heard[place])
            found.append(Verdict(passage.block.index, "cut", "voice.page", evidence))
            cut += len(passage.text)
    if cut * MOST <= sum([len(passage.text) for passage in context.passages]):
        yield from found


def interjected(context: Context) -> Iterator[Verdict]:
    """Cut what speaks for the page between the sentences of a story in one piece."""
    found: list[Verdict] = []
    cut = heard = 0
    whole = sum({one.block.index: len(one.block.text) for one in context.passages}.values())
    for passage in context.passages:
        if not _is_flattened(context, passage, whole) or _is_asked(passage):
            found += _before_appeal(context, passage)
            continue
        heard += len(passage.text)
        answered, dumped = _is_answered(context, passage), context.document.page.kind == "text"
        heard_of = asides.find(passage.text, partial(_names_own, context), answered=answered, dumped=dumped)
        for one in _from_dateline(passage.text, heard_of):
            said = passage.text[one.start : one.stop].strip()
            if said.startswith(_QUOTED) or _ends_quotation(said) or _may_be_told(passage, one, said):
                continue
            span = (passage.start + one.start, passage.start + one.stop)
            evidence = _evidence(said, one.odds)
            found.append(Verdict(passage.block.index, "cut", "voice.page", evidence, span))
            cut += one.stop - one.start
    if cut <= MOST_BETWEEN * heard:
        yield from found


def _may_be_told(passage: Passage, one: asides.Aside, said: str) -> bool:
    """Whether a sentence in a story on one line tells who said something, or opens the story and leaves some doubt."""
    opens = passage.start + one.start == 0 and labels.ends_sentence(said)
    return _reports(said) or (opens and one.odds <= OPENING)


def _ends_quotation(said: str) -> bool:
    """Whether a stretch ends a quotation that opened before it: "… 'It was a shock. Thank heavens for our Derek.'"."""
    return said.endswith(_CLOSED) and not any(mark in said[:-1] for mark in _OPENED)


def _before_appeal(context: Context, passage: Passage) -> Iterator[Verdict]:
    """The last sentence of a stretch, where an appeal that has gone followed it, and it leaves no doubt itself."""
    if passage.whole or not _is_answered(context, passage):
        return
    start = sentences.start(passage.text, len(passage.text))
    said = passage.text[start:].strip()
    if start == 0 or not said:
        return
    odds = voice.of_page(said)
    if odds > MARKED_UP:
        span = (passage.start + start, passage.stop)
        yield Verdict(passage.block.index, "cut", "voice.page", _evidence(said, odds), span)


def _from_dateline(text: str, said: Iterable[asides.Aside]) -> Iterator[asides.Aside]:
    """What the page says in a line, before its dateline only the label there: "Subscriber exclusive PORT ALMA — …"."""
    starts = (0, *(one.start() for one in _WORD_START.finditer(text, 0, LABEL)))
    dateline = next((at for at in starts if datelines.parse(text[at:]) is not None), 0)
    odds = voice.of_page(text[:dateline]) if dateline else 0.0
    if odds <= asides.HEARD:
        yield from said
        return
    yield asides.Aside(0, dateline, odds)
    yield from (one for one in said if one.start >= dateline)


def _is_answered(context: Context, passage: Passage) -> bool:
    """Whether an appeal of the page, which has gone, followed a stretch of a line."""
    return any(
        one.block == passage.block.index
        and one.span is not None
        and one.rule in APPEALS
        and 0 <= one.span[0] - passage.stop <= 1
        for one in context.verdicts
    )


def _is_flattened(context: Context, passage: Passage, whole: int) -> bool:
    """Whether a passage is of a story in one piece: of a long line of a dump, or of a block with much of its story.

    `whole` are the letters of all blocks that are still open.
    """
    size = len(passage.block.text)
    if context.segment.role == "split":
        return size >= (PIECE if len({one.block.index for one in context.passages}) <= FEW else FLATTENED)
    if size < PIECE or (size >= FLATTENED and context.document.page.kind == "text"):
        return size >= PIECE
    return size * WHOLE >= whole


def is_rest_of_story(passage: Passage) -> bool:
    """Whether a passage is a stretch of the story that rules left of a longer line, behind what they cut.

    What is left before a cut is as often about its author ("… Follow her on Twitter") or a picture, but not before
    a few letters, which are initials.
    """
    behind = passage.block.text[passage.stop :].strip(" ./()")
    signed = passage.start == 0 and behind.islower() and len(behind) <= INITIALS
    signed = signed and labels.ends_sentence(passage.text)
    rest = signed or (passage.start > 0 and len(passage.text) >= REST)
    return rest and voice.of_page(passage.text) < REST_HEARD


def shows_page(lines: Mapping[int, str], likelihoods: Mapping[int, float]) -> bool:
    """Whether lines that the scorer is sure are no story's, and that sound like a page, stand around a text.

    Where no word of a dump is known, in a language with few words in the lexicon, this alone shows its page.
    """
    around = [text for index, text in lines.items() if likelihoods.get(index, 1.0) < UNLIKELY]
    heard = [voice.of_page(text) for text in set(around) if NAMES < labels.weight(text) <= LONGEST]
    certain = sum(one > CERTAIN for one in heard)
    return certain >= ENOUGH or (len(around) >= AROUND and sum(one > SPEAKS for one in heard) >= SPEAKING)


def _evidence(said: str, odds: float) -> str:
    words = ", ".join(repr(word) for word in voice.telling(said))
    return f"sounds like the page that speaks to its reader ({words}): log odds {odds:.1f}"


def _needed(context: Context, passage: Passage, after: str, *, beside: bool) -> float:
    """The log odds that a line needs to go; fewer `beside` other clutter."""
    likelihood = context.likelihoods.get(passage.block.index)
    if _LABELLED.fullmatch(passage.text):
        return BRACKETED
    words = len(passage.text.split()) if passage.text.isascii() else labels.weight(passage.text) // 5
    if likelihood is None:
        return MARKED_UP if words >= WORDS else float("inf")
    if likelihood >= SURE and not _names_publication(context, passage.text):
        return CERTAIN
    if labels.ends_sentence(passage.text):
        asks = passage.text.rstrip()[-1] in "?？"
        weak = asks or not _LATIN.search(passage.text) or any(agencies.mentions(passage.text))
        return CERTAIN if weak else SPOKEN
    heads = words <= WORDS + 2 and labels.is_prose(after)
    return HEADING if heads else DOUBTED - (BESIDE if beside else 0.0)


def _names_own(context: Context, text: str) -> bool:
    """Whether a line of one story among several names that story's publisher, which is no agency."""
    name = context.segment.publisher if context.segment.role == "split" else None
    if name is None or labels.weight(text) > LONGEST or agencies.named(name) is not None:
        return False
    return brands.is_named(name, text) and not any(agencies.mentions(text))


def _names_publication(context: Context, text: str) -> bool:
    """Whether a line names the site or the publisher of its story."""
    about = context.metadata
    names = (
        context.segment.publisher,
        about.site_name.value if about.site_name else None,
        about.publisher.name if about.publisher else None,
        context.document.blocks[0].text if context.document.blocks else None,
    )
    return any(brands.is_named(name, text) for name in names if name and len(name) <= NAME_CHARS)


def _stands_beside_clutter(context: Context, passage: Passage) -> bool:
    """Whether the line above or below has gone as a label, a button, or a phrase of the page."""
    places = (passage.block.index - 1, passage.block.index + 1)
    return any(
        one.block in places and one.action == "cut" and one.span is None and one.rule.startswith(CLUTTER)
        for one in context.verdicts
    )


def _heard(passages: Sequence[Passage], lists: Sequence[Sequence[int]]) -> list[float]:
    """The log odds of every line; short lines in a row, a list, sound as they do together."""
    heard = [voice.of_page(passage.text) if _is_asked(passage) else 0.0 for passage in passages]
    for run in lists:
        together = sum(heard[place] for place in run) / len(run)
        for place in run:
            heard[place] = together
    return heard


def _lists(passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Places of three or more lines in a row that are no sentences."""
    run: list[int] = []
    for place, passage in enumerate(passages):
        follows = bool(run) and passage.block.index == passages[run[-1]].block.index + 1
        short = not labels.ends_sentence(passage.text) and not labels.is_prose(passage.text)
        announces = passage.text[-1] in ":："  # a list of its own begins, whatever stands above it
        if short and (not run or (follows and not announces)):
            run.append(place)
            continue
        if len(run) >= LIST:
            yield run
        run = [place] if short else []
    if len(run) >= LIST:
        yield run


def _is_asked(passage: Passage) -> bool:
    """Whether a line stands by itself, is short enough, and nobody is quoted in it."""
    text = passage.text
    whole = passage.whole and passage.block.kind in _KINDS and len(text) <= LONGEST
    return whole and not text.startswith(_QUOTED)


def _reports(text: str) -> bool:
    """Whether a sentence tells who said something: "Read between the lines, the prosecutor said."."""
    return labels.ends_sentence(text) and depictions.SPEAKING.search(text) is not None


rules: tuple[Rule, ...] = (spoken, interjected)
