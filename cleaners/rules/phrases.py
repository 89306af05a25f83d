"""What clutter says of itself: phrases of the lexicon, alone on a line or cut out of a passage.

What no phrase covers may still be told by the classes of its words (invitations, appeals for money) or by
its place (notes of the newsroom, dates of publication).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Final

from cleaners import lexicon
from cleaners.characters import squash
from cleaners.layout import labels, seams
from cleaners.lexicon import Lexicon, Phrase, fold
from cleaners.lexicon.matching import WHOLE_CHARS, occurring, whole_phrase
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import closings, sitenames
from cleaners.wording import (
    appeals,
    controls,
    coverage,
    invitations,
    labelled,
    mailaddress,
    newsroom,
    phrasing,
    sheet,
    stamps,
    tokens,
)
from cleaners.wording.sheet import Sheet

BAG_CHARS: Final = 160
TITLE_WORDS: Final = 6
"""Words of the title of a box."""
ASKS: Final = "phrases.donation"
COPYRIGHT: Final = "phrases.copyright"
LIST_ITEMS: Final = 3
"""Items of the shortest list that is one; and phrases cover more than one in so many items of a list of the page's."""
BRACKET_REST: Final = 80
"""Characters of the rest of a bracket that an invitation opens."""
STAMP_DIGITS: Final = 16
"""Characters at the end of a story in one piece, one of which is a figure where a date stands there."""
_WORD: Final = re.compile(r"[^\W_]+")


def clutter(context: Context) -> Iterator[Verdict]:
    """Cut what a lexicon phrase covers: a whole passage, its edges, or spans between its sentences."""
    words = lexicon.phrases()
    passages = context.passages
    page = sheet.of(passages)
    active = _active(
        page, passages, frozenset(map(squash, sitenames.publications(context.metadata, context.segment)))
    )
    asking = [one.block for one in context.verdicts if one.rule == ASKS]
    touched: set[int] = set()
    stay = _lone_items(passages, active)
    before: Passage | None = None
    for number, passage in enumerate(passages):
        gone = False
        lettered = before is not None and labels.is_third(before.text, passage.text)
        for verdict in _judge(passage, number, active) if number in active.worth - stay else ():
            if lettered and verdict.rule == COPYRIGHT:
                continue
            yield verdict
            touched.add(verdict.block)
            gone = verdict.span is None
            if verdict.rule == ASKS:
                asking.append(verdict.block)
            if gone and before is not None and _is_title(context, before, passage):
                concept = verdict.rule.partition(".")[2]
                evidence = f"title of the box that holds {passage.text[:40]!r}"
                yield _verdict(before, words, concept, (0, len(before.text)), evidence)
        before = None if gone else passage
    lines = [
        appeals.Line(passage.block.index, folded.text, passage.block.kind == "heading")
        for passage, folded in zip(passages, page.folded, strict=True)
    ]
    chosen = appeals.asking(lines, page.words)
    asking += _signs_beside(context, [lines[number].block for number in chosen])
    for number, evidence in appeals.find(lines, chosen, asking).items() if chosen else ():
        if lines[number].block not in touched:
            yield _verdict(passages[number], words, "donation", (0, len(passages[number].text)), evidence)


def _lone_items(passages: Sequence[Passage], active: _Active) -> Set[int]:
    """Items of lists that phrases cover, where they cover few of their list: then the story's own list words them so."""
    found: set[int] = set()
    runs: list[list[int]] = []
    for number, passage in enumerate(passages):
        if passage.block.kind != "item" or not passage.whole:
            continue
        follows = bool(runs) and runs[-1][-1] == number - 1
        runs[-1].append(number) if follows else runs.append([number])
    for run in runs:
        asked = active.worth & set(run) if len(run) >= LIST_ITEMS else ()
        covered = [n for n in asked if any(one.span is None for one in _judge(passages[n], n, active))]
        if LIST_ITEMS * len(covered) <= len(run):
            found.update(covered)
    return found


def _signs_beside(context: Context, blocks: Sequence[int]) -> Iterator[int]:
    """Blocks beside an appeal that earlier rules cut and that ask for support too."""
    for verdict in context.verdicts if blocks else ():
        near = verdict.span is None and any(abs(verdict.block - block) <= appeals.REACH for block in blocks)
        if near and appeals.is_sign(fold(context.document.blocks[verdict.block].text).text):
            yield verdict.block


def _is_title(context: Context, title: Passage, box: Passage) -> bool:
    """Whether a short line is the title of a box of which nothing else is left."""
    if not title.whole or len(title.text.split()) > TITLE_WORDS or title.text[-1] in ".,;":
        return False
    if title.block.kind != "heading" and title.block.bold_chars < len(title.text):
        return False
    left = {passage.block.index for passage in context.passages} - {title.block.index, box.block.index}
    around = next(
        (one for one in context.document.ancestors(box.block) if one.start <= title.block.index), None
    )
    return around is not None and left.isdisjoint(range(around.start, around.stop))


rules: tuple[Rule, ...] = (clutter,)


@dataclass(frozen=True, slots=True)
class _Active:
    """The lexicon, and where on this page which of its wordings can occur at all."""

    words: Lexicon
    page: Sheet
    unkeyed: tuple[Phrase, ...]
    anywhere: tuple[Phrase, ...]
    offers: tuple[str, ...]
    publishers: Collection[str]
    """Squashed names of the publications that the page names."""
    covered: Collection[int]
    """Numbers of passages that a phrase may cover; so below."""
    phrased: Collection[int]
    controlled: Collection[int]
    embeds: Collection[int]
    invited: Collection[int]
    noted: Collection[int]
    within: Collection[int]
    """Those of which a part may be clutter, or all for what no phrase covers."""
    worth: Set[int]
    """Those that there can be a verdict on."""

    def publishes(self, name: str) -> bool:
        """Whether a name at the end of a control is a publication's: others sell what a story reviews."""
        known = tuple(labels.words("publication"))
        return squash(name) in self.publishers or any(
            word.endswith(known) for word in name.casefold().split()
        )


def _active(page: Sheet, passages: Sequence[Passage], publishers: Collection[str] = ()) -> _Active:
    """What of the lexicon is worth trying where, on the passages of a sheet."""
    words, said = lexicon.phrases(), page.said.text
    unkeyed, anywhere = (occurring(one.on(page.stems), said) for one in (words.unkeyed, words.anywhere))
    offers = invitations.offers(page.words)
    covered = phrasing.covered(page, unkeyed)
    phrased = phrasing.holding(page, passages, anywhere)
    controlled = controls.holding(page)
    embeds = tokens.holding(page)
    invited = invitations.holding(page, offers)
    noted = newsroom.holding(page)
    within = phrased | controlled | embeds | invited | noted
    worth = covered | within
    for number, (text, folded) in enumerate(zip(page.texts, page.folded, strict=True)):
        if number not in within and (
            "@" in text or _stamp(passages[number]) is not None or labelled.concept(folded)
        ):
            within.add(number)
        if number not in worth and (number in within or _bag(folded.text, words)):
            worth.add(number)
    return _Active(
        words,
        page,
        unkeyed,
        anywhere,
        offers,
        publishers,
        covered,
        phrased,
        controlled,
        embeds,
        invited,
        noted,
        within,
        worth,
    )


def judge(passage: Passage) -> Iterator[Verdict]:
    """The verdicts of the lexicon on one passage by itself."""
    yield from _judge(passage, 0, _active(sheet.of([passage]), [passage]))


def _judge(passage: Passage, number: int, active: _Active) -> list[Verdict]:
    """The verdicts on a passage, in the order of their spans."""
    whole = list(_as_a_whole(passage, number, active))
    if whole or number not in active.within:
        return whole
    return sorted(_inside(passage, number, active), key=lambda one: one.span or (0, 0))


def _as_a_whole(passage: Passage, number: int, active: _Active) -> Iterator[Verdict]:
    """The verdicts on a passage that is clutter from end to end."""
    words, folded = active.words, active.page.folded[number]
    text = folded.text
    if len(text) > WHOLE_CHARS or coverage.quotes(text) or coverage.is_quoted(passage.text):
        return
    everything = (0, len(passage.text))
    found = whole_phrase(folded, words, active.unkeyed) if number in active.covered else None
    if found is not None and not coverage.is_the_storys(found[0], passage):
        phrase, lead_stop = found
        yield from _verdicts(passage, words, phrase, (0, lead_stop, len(passage.text)), "alone on its line")
        return
    control = controls.whole(passage.text) if number in active.controlled else None
    if control is not None and (control.name is None or active.publishes(control.name)):
        evidence = "every word is one of the page's controls"
        yield _verdict(passage, words, control.concept, everything, evidence)
        return
    bag = _bag(text, words)
    if bag:
        yield _verdict(passage, words, bag, everything, f"nothing but {bag} words")


def _inside(passage: Passage, number: int, active: _Active) -> Iterator[Verdict]:
    """The verdicts on parts of a passage: phrases, tokens and controls that no sentence needs."""
    words, text, folded = active.words, passage.text, active.page.folded[number]
    end = -1
    taken: list[tuple[int, int]] = []
    spoken = list(controls.inside(text, folded)) if number in active.controlled else []
    cuts = phrasing.spans(passage, folded, words.inner, active.anywhere) if number in active.phrased else ()
    for cut in sorted(cuts, key=lambda one: one.start):
        part = any(one.start <= cut.start and cut.stop <= one.stop for one in spoken)
        if cut.start >= end and not part:
            yield from _verdicts(passage, words, cut.phrase, (cut.start, cut.lead, cut.stop), cut.why)
            end = cut.stop
            taken.append((cut.start, end))
    embeds = tokens.find(text) if number in active.embeds and passage.block.kind != "preformatted" else ()
    marked = [(start, stop, "cms-token", "stands for an embed") for start, stop in embeds]
    marked += [(*one[:3], "holds only words of the page's controls") for one in spoken]
    for start, stop, concept, why in sorted(marked):
        if all(stop <= before or after <= start for before, after in taken):
            said = text[start:stop].rstrip()
            span = (start, start + len(said))
            yield _verdict(passage, words, concept, span, f"{said[:60]!r} {why}")
            taken.append((start, stop))
    if not taken:
        yield from _told_by_classes(passage, number, active)


def _is_marked_up_heading(passage: Passage) -> bool:
    return passage.block.kind == "heading" and passage.block.tag != ""


def _told_by_classes(passage: Passage, number: int, active: _Active) -> Iterator[Verdict]:
    """What no phrase covers: invitations by the classes of their words, notes of the newsroom by their place."""
    text, words = passage.text, active.words
    told = labelled.concept(active.page.folded[number]) if passage.whole else None
    if told == coverage.CORRECTION or (told and not _is_marked_up_heading(passage)):
        yield _verdict(passage, words, told, (0, len(text)), "opens with a label and a colon")
        return
    if passage.whole and mailaddress.is_one(text):
        yield _verdict(
            passage, words, "correction-form", (0, len(text)), "an e-mail address alone on its line"
        )
        return
    last = mailaddress.behind_sentence(text)
    if last is not None:
        evidence = "an e-mail address behind the last sentence"
        yield _verdict(passage, words, "correction-form", (last + 1, len(text)), evidence)
    stamp = _stamp(passage)
    if stamp is not None:
        yield _verdict(
            passage, words, "reading-meta", (stamp, len(text)), "a label of publication and its date"
        )
        return
    found = (
        list(invitations.find(text, active.page.folded[number], active.offers))
        if number in active.invited
        else []
    )
    for one in found:
        said = text[one.start : _bracket_end(text, one.start, one.stop)].rstrip()
        span = (one.start, one.start + len(said))
        yield _verdict(
            passage, words, one.concept, span, f"{said[:80]!r} speaks to the reader, and of no news"
        )
    if not found and number in active.noted:
        for start, stop in newsroom.find(text):
            evidence = f"{text[start:stop]!r} where a sentence should begin"
            yield _verdict(passage, words, "editorial-note", (start, stop), evidence)


def _bracket_end(text: str, start: int, stop: int) -> int:
    """Where a stretch ends, with the rest of the bracket that it opens: "(Read it in the app. Get it now)"."""
    if text[start : start + 1] != "(" or ")" in text[start:stop]:
        return stop
    close = text.find(")", stop, stop + BRACKET_REST)
    return close + 1 if close > 0 and "(" not in text[stop:close] else stop


def _stamp(passage: Passage) -> int | None:
    """Where a label of publication with its date begins: a line of its own, or the end of a story in one piece."""
    text = passage.text
    if passage.whole and stamps.is_stamp(text):
        return 0
    if len(text) < seams.ONE_PIECE or not any(map(str.isdigit, text[-STAMP_DIGITS:])):
        return None
    return next((start for start in closings.starts(text) if stamps.is_stamp(text[start:])), None)


@cache
def _bag_words() -> frozenset[str]:
    return frozenset[str]().union(*[one.bag for one in lexicon.phrases().bags])


def _bag(text: str, words: Lexicon) -> str | None:
    """The concept whose bag holds every word of the text, when there are at least two."""
    if len(text) > BAG_CHARS:
        return None
    first = _WORD.search(text)
    if first is None or first.group() not in _bag_words():
        return None
    found = _WORD.findall(text)
    return next((one.name for one in words.bags if len(found) > 1 and one.bag.issuperset(found)), None)


def _verdicts(
    passage: Passage, words: Lexicon, phrase: Phrase, spans: tuple[int, int, int], why: str
) -> Iterator[Verdict]:
    """The phrase's verdict; a headline that follows it is moved, the words before it are cut."""
    start, stop, tail = spans
    if phrase.pattern.headline and 0 <= stop < tail:
        said = passage.text[start:stop].strip()
        yield Verdict(
            passage.block.index,
            "cut",
            f"phrases.{phrase.concept}",
            f"{said!r} {why}: {words.concepts[phrase.concept].means}",
            (passage.start + start, passage.start + stop),
        )
        yield _verdict(passage, words, phrase.concept, (stop, tail), f"headline after {said!r}")
        return
    said = passage.text[start:tail].strip()
    shown = said if len(said) <= 80 else said[:79] + "…"
    yield _verdict(passage, words, phrase.concept, (start, tail), f"{shown!r} {why}")


def _verdict(passage: Passage, words: Lexicon, concept: str, span: tuple[int, int], evidence: str) -> Verdict:
    one = words.concepts[concept]
    start, stop = span
    return Verdict(
        passage.block.index,
        "move" if one.field else "cut",
        f"phrases.{concept}",
        f"{evidence}: {one.means}",
        None
        if passage.whole and (start, stop) == (0, len(passage.text))
        else (passage.start + start, passage.start + stop),
        one.field,
    )
