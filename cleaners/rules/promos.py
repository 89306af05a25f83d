"""Promo runs: other stories' headlines that stand inside a paragraph of a text.

A run opens with a lead ("Top stories") after a sentence end.  Its headlines are told apart by a label that
comes back, by bars or by quotes; where the story goes on after the last one is weighed from several signs.
When no place is convincing, the run is cut only up to where its last headline begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from cleaners import lexicon
from cleaners.lexicon import Promos
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


rules: tuple[Rule, ...] = (runs,)


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


def _is_label(text: str, lead: tuple[int, int, str], word: Word, words: Promos) -> bool:
    """Whether a lead right before a sentence is a label, and no part of it: "More from Norby councillors came on Monday"."""
    start, at, said = lead
    marked = text[start + len(said) : at].strip() != "" or said.istitle() or said.isupper()
    return marked or word.bare in words.starters | words.titles | words.roles


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
        if best == 0 and tokens[0].capital and _is_label(text, lead, tokens[0], words):
            return Run(start, at, 0, said, "the story goes on")
        if best:
            return Run(start, tokens[best - 1].stop, 1, said, "up to where the story goes on")
    slogan = at - start - len(said) > SLOGAN_CHARS
    return Run(start, at, 0, said, "with a slogan") if slogan else None
