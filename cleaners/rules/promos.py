"""Promo runs: other stories' headlines that stand in a text, inside a paragraph or as lines of their own.

A run opens with a lead ("Top stories") after a sentence end.  Its headlines are told apart by a label that
comes back, by bars or by quotes; where the story goes on after the last one is weighed from several signs.
When no place is convincing, the run is cut only up to where its last headline begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from cleaners import lexicon
from cleaners.lexicon import Promos, fold
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import datelines
from cleaners.wording import leads, schemes, sheet
from cleaners.wording.cohesion import Known
from cleaners.wording.resumption import Resumption
from cleaners.wording.runwords import (
    CASED,
    TYPICAL_WORDS,
    Word,
    headline_length,
    is_title_case,
    read_words,
    sentence_end,
)
from cleaners.wording.schemes import MAX_WORDS, MIN_WORDS

REACH: Final = 6000
"""Characters after a lead that are looked at."""
FLATTENED = 600
"""Characters of a line of a dump that may be a whole story."""
PIECE = 300
"""Characters of a text that begins with a lead, and in which the story may go on right behind it."""
KNOWN_CHARS: Final = 30_000
"""Characters of the story that names are looked up in."""
MAX_LEADS: Final = 20
"""Leads of one passage that are tried: what a hostile text can cost."""
SLOGAN_CHARS: Final = 8
"""What stands between a lead and the headlines is a slogan when it is longer than marks are."""
LIST_PASSAGES: Final = 40
TEASER_CHARS: Final = 200
PROSE_CHARS: Final = 60
SUBHEAD_WORDS: Final = 6
"""A shorter unlinked line before prose may be the story's own subhead."""
LABEL_WORDS: Final = 2
"""Words of "Read more": a longer phrase of open end says of what, and may be a story's own heading."""
ANNOUNCING: Final = 60
"""Characters of the longest such phrase."""
_ANNOUNCING: Final = frozenset({"read-more", "related-heading"})
"""Concepts of phrases that stand above other stories' headlines."""
_GOES_ON: Final = (":", ";", ",")
"""What a line ends with that announces a list, or is an item of one in a sentence; no headline does."""
_BULLETS: Final = "•·●▪◆-–*"
_TIME: Final = re.compile(
    r"(?:\d{1,2}:\d\d|(?:\d{1,2}|an?|one) (?:min|minute|hour|day|week|month)s? ago|yesterday|today|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:\w{3,9}\.? )?\d{1,2}(?:st|nd|rd|th)?\.?,? (?:\w{3,9}\.?,? )?\d{4})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A promo run of a passage, in the passage's own offsets."""

    start: int
    stop: int
    headlines: int
    lead: str
    scheme: str


def runs(context: Context) -> Iterator[Verdict]:
    """Cut promo runs out of the middle, the beginning or the end of passages."""
    words, page = lexicon.promos(), sheet.of(context.passages)
    long = {number for number, one in enumerate(context.passages) if _is_flattened(context, one)}
    for number in sorted(leads.holding(page) | schemes.holding(page, words) | long):
        passage, story = context.passages[number], _Story(context.passages, number)
        found = list(find(passage.text, words, story))
        if number in long:
            found += _heard(passage.text, found, words, story)
        for run in found:
            evidence = f"{run.headlines} headlines after {run.lead!r}, {run.scheme}"
            stop = len(passage.text[: run.stop].rstrip())
            span = (passage.start + run.start, passage.start + stop)
            yield Verdict(passage.block.index, "cut", "promos.run", evidence, span)


def _is_flattened(context: Context, passage: Passage) -> bool:
    """Whether a line is a story in one piece: in markup most of its text, in a dump any long line."""
    if len(passage.text) < FLATTENED:
        return False
    whole = sum(len(one.text) for one in context.passages)
    return context.document.page.kind == "text" or 2 * len(passage.text) > whole


def _heard(text: str, others: Sequence[Run], words: Promos, story: _Story) -> Iterator[Run]:
    """Runs behind words that no lexicon knows, but that sound like a page's label, where their headlines show a scheme."""
    for start, at, said in islice(leads.heard(text), MAX_LEADS):
        if any(one.start <= start < one.stop for one in others):
            continue
        run = _run(text, (start, at, said), words, story)
        if run is not None and run.headlines > 1:
            yield run


def lists(context: Context) -> Iterator[Verdict]:
    """Take out a lead on a line of its own and the headlines on the lines after it."""
    words = lexicon.promos()
    passages = context.passages
    number, prose = 0, False
    while number < len(passages):
        heading = passages[number]
        prose = prose or _is_prose(heading)
        told = leads.lead_alone(heading, words)
        lead = told or (_announced(passages[number : number + 2]) if prose else None)
        teasers = _teasers(passages, number + 1, prose_before=prose) if lead else []
        lone = prose and len(teasers) == 1 and _is_lone(context, heading, teasers[0])
        if lead and (lone or _are_headlines(teasers, MIN_WORDS if told else SUBHEAD_WORDS - 1)):
            yield _line(heading, "cut", f"heading of {len(teasers)} lines that are no sentences")
            for teaser in teasers:
                aside = _is_time(teaser) or len(teaser.text.split()) <= MIN_WORDS
                yield _line(teaser, "cut" if aside else "move", f"in the list under {lead!r}")
        number += 1 + len(teasers)


def pointers(context: Context) -> Iterator[Verdict]:
    """Take out one other story's headline behind a lead: a link of it, or a line of just the two."""
    words = lexicon.promos()
    told = False
    for passage in context.passages:
        if passage.block.kind == "heading" and context.document.page.kind == "html":
            continue
        told = told or _is_prose(passage)
        found = leads.pointer(passage, words) or (leads.labelled_link(passage) if told else None)
        if found is None:
            continue
        start, middle, stop = found
        said = passage.text[start:middle].strip()
        index, at = passage.block.index, passage.start
        yield Verdict(
            index, "cut", "promos.pointer", f"{said!r} before a headline", (at + start, at + middle)
        )
        evidence = f"headline after {said!r}"
        yield Verdict(index, "move", "promos.pointer", evidence, (at + middle, at + stop), "related")


rules: tuple[Rule, ...] = (runs, lists, pointers)


@dataclass(frozen=True, slots=True)
class _Story:
    """The article's own text around a run, put together only when a run is found."""

    passages: Sequence[Passage]
    number: int

    @property
    def goes_on(self) -> bool:
        """Whether something of the run's own line stood before its passage, and has gone."""
        return self.passages[self.number].start > 0

    def known(self, before: int, after: int) -> Known:
        """Text before and behind two offsets of the run's passage, and the other passages' text."""
        text = self.passages[self.number].text
        others = [one.text for at, one in enumerate(self.passages) if at != self.number]
        parts = [text[:before][-KNOWN_CHARS:], text[after:], *others]
        return Known.of(" ".join(parts)[:KNOWN_CHARS])


def find(text: str, words: Promos, story: _Story) -> Iterator[Run]:
    """The promo runs of one passage, in order."""
    found: list[Run] = []
    for start, stop, lead in islice(leads.leads(text, words), MAX_LEADS):
        if found and start < found[-1].stop:
            continue
        run = _run(text, (start, stop, lead), words, story)
        if run is not None:
            found.append(replace(run, start=leads.before_marks(text, run.start)))
    for start in schemes.without_lead(text, words):
        if all(start >= run.stop or start + REACH <= run.start for run in found):
            run = _without_lead(text, start, words, story)
            if run is not None and all(run.start >= one.stop or run.stop <= one.start for one in found):
                found.append(run)
    for badge in islice(leads.badges(text, words), MAX_LEADS):
        run = _behind_badge(text, badge, words, story)
        if run is not None and all(run.start >= one.stop or run.stop <= one.start for one in found):
            found.append(run)
    return iter(sorted(found, key=lambda run: run.start))


def _behind_badge(text: str, badge: tuple[int, int, str], words: Promos, story: _Story) -> Run | None:
    """The headline behind a badge, or those that it stands before again: up to where the story goes on, or to the end."""
    start, at, said = badge
    twice = _shown_twice(text, badge)
    if twice:
        return twice
    tokens = read_words(text, at, at + REACH, apart=True)
    heads = schemes.led(tokens, said, words) or [(0, 0)]
    label, first = heads[-1]
    sure = (
        Run(start, tokens[label - 1].stop, len(heads) - 1, said, "before the same words") if label else None
    )
    tokens = tokens[first:]
    dateline = _dateline(text, tokens)
    if dateline:
        return Run(start, tokens[dateline - 1].stop, len(heads), said, "up to the story's dateline")
    end = sentence_end(tokens, 0, words)
    if end is None:
        fits = start > 0 and MIN_WORDS <= len(tokens) <= MAX_WORDS and tokens[0].opens
        return Run(start, len(text), len(heads), said, "up to the end") if fits else sure
    cased = is_title_case(tokens[:CASED], words)
    known = story.known(start, tokens[end].stop)
    best = Resumption(tokens, words, known, TYPICAL_WORDS, cased).after_one(end)
    if best is None or best < MIN_WORDS:
        glued = [at for at, token in enumerate(tokens[:MAX_WORDS]) if token.glued and at > end]
        best = glued[0] if len(glued) == 1 else None
    if best is None:
        return sure
    return Run(start, tokens[best - 1].stop, len(heads), said, "up to where the story goes on")


def _dateline(text: str, tokens: Sequence[Word]) -> int | None:
    """The word of a headline's length at which the story's dateline begins."""
    for at, (before, word) in enumerate(pairwise(tokens[:MAX_WORDS]), 1):
        opens = word.in_capitals and not before.in_capitals
        if opens and datelines.parse(text[word.start :]) is not None:
            return at
    return None


def _run(text: str, lead: tuple[int, int, str], words: Promos, story: _Story) -> Run | None:
    """The run that a lead opens, when its headlines show a scheme."""
    start, at, said = lead
    tokens = read_words(text, at, at + REACH)
    twice = _shown_twice(text, lead)
    if twice:
        return twice
    quoted = schemes.quoted(text, at)
    if quoted:
        return Run(start, quoted[0], quoted[1], said, "each in quotes")
    if len(tokens) < 2 * MIN_WORDS:
        return None
    if schemes.led(tokens, said, words):
        return _behind_badge(text, lead, words, story)
    heads, scheme = schemes.numbered(tokens), "numbered"
    if len(heads) < 2 and said.isupper():
        heads, scheme = schemes.shouted(tokens, words), "behind labels in capitals"
    if len(heads) < 2:
        heads, scheme = schemes.labelled(tokens, words), "with labels"
    if len(heads) < 2:
        heads, scheme = schemes.parted(text, tokens, schemes.SEPARATOR), "parted by marks"
    if len(heads) < 2 and text[:at].rstrip().endswith(":"):
        heads, scheme = schemes.parted(text, tokens, schemes.LIST_MARK), "a list behind a colon"
    if len(heads) < 2:
        return _without_scheme(text, tokens, lead, words, story)
    return _up_to_story(tokens, heads, Run(start, start, len(heads), said, scheme), (words, story))


def _shown_twice(text: str, lead: tuple[int, int, str]) -> Run | None:
    """The headline behind a lead that the text shows twice, behind the same lead: it ends where the two part."""
    start, at, said = lead
    stop = schemes.shown_twice(text, start, at)
    return Run(start, stop, 1, said, "shown twice") if stop else None


def _without_lead(text: str, start: int, words: Promos, story: _Story) -> Run | None:
    """The run at the start of a sentence whose labels or bars alone show it."""
    tokens = read_words(text, start, start + REACH)
    heads, scheme = schemes.labelled(tokens, words), "with labels"
    if not schemes.are_labels(tokens, heads):
        heads, scheme = schemes.parted(text, tokens, schemes.BAR), "parted by bars"
        if not schemes.are_parts(tokens, heads):
            return None
    said = text[start : tokens[min(heads[0][1], len(tokens) - 1)].stop]
    return _up_to_story(tokens, heads, Run(start, start, len(heads), said, scheme), (words, story))


def _up_to_story(
    tokens: list[Word], heads: list[tuple[int, int]], run: Run, known: tuple[Promos, _Story]
) -> Run:
    """The run up to where the story goes on; without its last headline when that is not clear."""
    words, story = known
    stop = _resumes(tokens, heads, words, (story, run.start))
    if stop is None:
        last = tokens[heads[-1][0] - 1].stop
        scheme = f"{run.scheme}; the last one stays, its end is not clear"
        return replace(run, stop=last, headlines=run.headlines - 1, scheme=scheme)
    return replace(run, stop=tokens[stop - 1].stop)


def _resumes(
    tokens: list[Word], heads: list[tuple[int, int]], words: Promos, around: tuple[_Story, int]
) -> int | None:
    """The word that the story goes on with after the last headline; len(tokens) when it does not go on."""
    first = heads[-1][1]
    end = sentence_end(tokens, first, words)
    if end is None:
        return len(tokens) if len(tokens) - first <= MAX_WORDS else None
    earlier = [tokens[before[1] : after[0]] for before, after in pairwise(heads)]
    title_case = 2 * sum(is_title_case(one, words) for one in earlier) > len(earlier)
    length = headline_length([len(one) for one in earlier])
    story, start = around
    known = story.known(start, tokens[end].stop)
    return Resumption(tokens, words, known, length, title_case).after_labelled(heads[-2:], end)


def _without_scheme(
    text: str, tokens: list[Word], lead: tuple[int, int, str], words: Promos, story: _Story
) -> Run | None:
    """A run told by its Title Case alone; a lead with a slogan goes in any case."""
    start, at, said = lead
    end = sentence_end(tokens, 0, words)
    if end is None and len(tokens) >= 2 * MIN_WORDS and is_title_case(tokens, words):
        return Run(start, len(text), 1, said, "in title case")
    inside = (start or story.goes_on or len(text) >= PIECE) and " " in said
    if end is None and inside and len(tokens) >= 2 * MIN_WORDS and tokens[-1].stop == len(text):
        return Run(start, len(text), 1, said, "no sentence up to the end of the text")
    colon = text[:at].rstrip()[-1:] in (":", "：", "|")
    if end is not None and colon and end < MAX_WORDS and is_title_case(tokens[: end + 1], words):
        return Run(start, tokens[end].stop, 1, said, "one headline in title case")
    cased = is_title_case(tokens[:CASED], words)
    if end is not None and (inside or cased):
        tokens = read_words(text, at, tokens[end].stop, apart=True)
        end = len(tokens) - 1
        known = story.known(start, tokens[end].stop)
        best = Resumption(tokens, words, known, TYPICAL_WORDS, cased).after_several(end, colon=colon)
        if best == 0 and tokens[0].capital:
            return Run(start, at, 0, said, "the story goes on")
        if best:
            return Run(start, tokens[best - 1].stop, 1, said, "up to where the story goes on")
    slogan = at - start - len(said) > SLOGAN_CHARS
    return Run(start, at, 0, said, "with a slogan") if slogan else None


def _announced(pair: Sequence[Passage]) -> str | None:
    """A line that is a phrase before other stories ("Read more", "People are also reading …"), a teaser below it.

    Links under such a phrase may as well be what a guide lists; the other rules know them by where they lead.
    """
    short = len(pair) > 1 and pair[0].whole and len(pair[0].text) <= ANNOUNCING
    if not short or not _is_teaser(pair[1]) or pair[1].block.links:
        return None
    found = whole_phrase(fold(pair[0].text), lexicon.phrases(), ())  # none of them opens with anything
    if found is None or found[0].concept not in _ANNOUNCING:
        return None
    text = pair[0].text.strip()
    return text if not found[0].pattern.open_ended or len(text.split()) <= LABEL_WORDS else None


def _is_lone(context: Context, heading: Passage, teaser: Passage) -> bool:
    """Whether the one line below a heading is set as the paragraphs are, as subheads seldom are in markup."""
    plain = heading.block.kind == teaser.block.kind == "paragraph" and not teaser.block.bold_chars
    return context.document.page.kind == "html" and plain and len(teaser.text.split()) >= SUBHEAD_WORDS


def _is_prose(passage: Passage) -> bool:
    return len(passage.text) >= PROSE_CHARS and leads.LINE_STOP.search(passage.text) is not None


def _teasers(passages: Sequence[Passage], first: int, *, prose_before: bool) -> list[Passage]:
    """The lines from `first` on that are headlines, dates or labels rather than prose.

    Before the story's first sentence they have to be links: its own headline and byline may be near.
    """
    phrases = lexicon.phrases()
    found: list[Passage] = []
    for passage in passages[first : first + LIST_PASSAGES]:
        linked = _linked(passage)
        if not (linked or (prose_before and not any(map(_linked, found))) or (found and _is_time(passage))):
            break
        marked = found and found[0].text[0] in _BULLETS and passage.text[0] not in _BULLETS
        if marked or not _is_teaser(passage) or whole_phrase(fold(passage.text), phrases):
            break
        found.append(passage)
    prose_follows = first + len(found) < len(passages)
    while found and prose_follows and not _sure_teaser(found[-1], found[:-1]):
        found.pop()
    return found


def _are_headlines(lines: Sequence[Passage], words: int) -> bool:
    """Whether at least two lines, and half of those that are no dates, have more words, as headlines have."""
    worded = [one for one in lines if not _is_time(one)]
    long = sum(len(one.text.split()) > words for one in worded)
    return long >= 2 and 2 * long >= len(worded)


def _is_teaser(passage: Passage) -> bool:
    text = passage.text.strip()
    return (
        passage.whole
        and len(text) <= TEASER_CHARS
        and not text.endswith(_GOES_ON)
        and not leads.LINE_STOP.search(text)
        and not leads.INNER_STOP.search(text)
    )


def _is_time(passage: Passage) -> bool:
    return _TIME.fullmatch(passage.text.strip()) is not None


def _linked(passage: Passage) -> bool:
    return passage.block.link_chars >= 0.6 * len(passage.block.text)


def _sure_teaser(passage: Passage, others: Sequence[Passage]) -> bool:
    """Whether a line before prose is no subhead of the story: long, marked, or no shorter than the others."""
    count = len(passage.text.split())
    if len(others) > 1 and count > MIN_WORDS and count >= min(len(one.text.split()) for one in others):
        return not passage.text.isupper()
    if _linked(passage) or passage.block.kind == "item" or _is_time(passage):
        return True
    return count >= SUBHEAD_WORDS and not passage.text.isupper()


def _line(passage: Passage, action: str, evidence: str) -> Verdict:
    if action == "move":
        return Verdict(passage.block.index, "move", "promos.list", evidence, _span(passage), "related")
    return Verdict(passage.block.index, "cut", "promos.list", evidence, _span(passage))


def _span(passage: Passage) -> tuple[int, int] | None:
    return None if passage.whole else (passage.start, passage.stop)
