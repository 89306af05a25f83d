"""Which text the page says twice: the headline, copied paragraphs, pull quotes; and empty headings.

Only long paragraphs are compared across a distance: short lines repeat by right in recipes, schedules,
poems and interviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from cleaners import characters
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.wording import sentences

DISTANT_LENGTH = 200
"""Characters from which a paragraph is a copy wherever its twin stands; refrains are shorter."""
RUN_LENGTH = 250
"""Characters from which several repeated paragraphs in a row are a copied passage."""
HINT_LENGTH = 40
"""Characters at a paragraph's start that are compared first."""
BESIDE = 1
"""Passages from a paragraph to the copy right behind it."""
ADJACENT_LENGTH = 40
"""Characters from which a paragraph is a copy when its twin stands right before it."""
QUOTE_LENGTH = (30, 320)
"""Characters of a pull quote that repeats a sentence of the story."""
REPEATED_LENGTH = 45
"""The same of one that no quotation marks set apart, in a dump."""
SUBHEAD_WORDS = 4
"""Words of a subhead that a story's later words repeat; a pull quote is longer."""
PULL_REACH, PULL_SHARE = 6, 1.5
"""Lines of a dump between a repeated sentence and its paragraph, at most, and how much longer that is, at least."""
MARKED_LENGTH, MARKED_SHARE = 20, 1.15
"""The letters, and the share, that are enough for a line in quotation marks."""
_QUOTATION = re.compile(r"[“„«»\"「]([^“”„«»\"「」]{2,400})[”“«»\"」]")
_QUOTED = frozenset("\"“”„«»‘’'「」")
_SINGLE, _DOUBLE = frozenset("‘’'"), frozenset('“”"')
_STOPS = ",.!?…"
QUOTING_WORDS, SUBHEAD_REACH = 10, 4
"""Words of a subhead that quotes the part of the story below it, and lines to the paragraph that it quotes."""
RUN_IN_BLANKS = 4
"""Blanks in the shortest headline that is cut where the story runs on behind it: a shorter one may be its subject."""
HEAD_PASSAGES = 6
"""How many of the first passages may repeat the headline."""
SHORT_HEADING = 120
_HIDES_CONTENT = ("captions.", "site.", "structure.paywall", "phrases.paywall")
"""Rules whose cuts leave a heading its own: a picture or the rest of the story stands there."""


def headline(context: Context) -> Iterator[Verdict]:
    """The headline as one of the first lines of the story."""
    if context.document.page.kind == "text" and not context.verdicts:
        return  # nothing shows a page around this text: its first line is its own
    told = context.segment.headline or (context.metadata.headline and context.metadata.headline.value)
    if not told or len(title := sentences.key(told)) < 8:
        return
    longest = 0
    for passage in context.passages:
        longest = max(longest, len(passage.text))
    for number, passage in enumerate(context.passages[:HEAD_PASSAGES]):
        if len(passage.text) > len(told) + 60:
            if _runs_into(passage.text, told):
                span = (passage.start, passage.start + len(told))
                evidence = "repeats the headline before the story's first words"
                yield Verdict(passage.block.index, "cut", "repeats.headline", evidence, span)
            return
        one = sentences.key(passage.text)
        if passage.whole and (one == title or (len(one) > 30 and _all_but_suffix(one, title))):
            if len(context.passages) > number + 1 and longest > len(passage.text):
                yield _cut(passage, "repeats.headline", "repeats the headline")
            return


def _runs_into(text: str, headline: str) -> bool:
    """Whether a text opens with a headline of some length, and a sentence or a date begins behind it."""
    after = text[len(headline) :]
    return (
        headline.count(" ") >= RUN_IN_BLANKS
        and text.startswith(headline)
        and after[:1] == " "
        and (after[1:2].isupper() or after[1:2].isdigit() or after[1:2] in _QUOTED)
    )


def _all_but_suffix(one: str, other: str) -> bool:
    """Whether one is the other with a short site or section name behind it."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= 20


def paragraphs(context: Context) -> Iterator[Verdict]:
    """Later copies of a paragraph: right behind it, anywhere when it is long, or in a run of copies.

    A story that stands on the page twice goes as such a run.
    """
    passages = context.passages
    run: list[tuple[int, int]] = []
    for place, original in _twins(passages):
        if original is not None and (not run or 0 <= original - run[-1][1] <= BESIDE):
            run.append((place, original))
            continue
        yield from _judged(context, run)
        run = [(place, original)] if original is not None else []
    yield from _judged(context, run)


def _twins(passages: Sequence[Passage]) -> Iterator[tuple[int, int | None]]:
    """The place of every comparable paragraph, and that of the first one that says the same."""
    alike: dict[str, list[int]] = {}
    for place, passage in enumerate(passages):
        if _comparable(passage):
            others = alike.setdefault(sentences.key(passage.text[:HINT_LENGTH])[: HINT_LENGTH // 2], [])
            one = sentences.key(passage.text) if others else ""
            original = next((other for other in others if sentences.key(passages[other].text) == one), None)
            if original is None:
                others.append(place)
            yield place, original


def _comparable(passage: Passage) -> bool:
    return (
        passage.whole
        and len(passage.text) >= ADJACENT_LENGTH
        and passage.block.kind not in ("heading", "preformatted", "cell")
    )


def _judged(context: Context, run: Sequence[tuple[int, int]]) -> Iterator[Verdict]:
    """Verdicts on paragraphs in a row that all stand earlier on the page as well.

    Lines of a text may be the cells of a table, which repeat by right: there a copy ends like a sentence.
    """
    passages = context.passages
    together = sum(len(passages[place].text) for place, _ in run) if len(run) > 1 else 0
    last: dict[int, int] = {}
    marked = context.document.page.kind == "html"
    for place, original in run:
        passage = passages[place]
        beside = place - last.get(original, original) <= BESIDE
        last[original] = place
        copied = len(passage.text) >= DISTANT_LENGTH or together >= RUN_LENGTH
        prose = _is_prose(passage.text)
        long = len(passage.text) >= DISTANT_LENGTH
        if (beside and (prose or marked)) or (copied and prose and (long or passage.block.kind != "item")):
            yield _cut(passage, "repeats.paragraph", f"= block {passages[original].block.index}")


def _is_prose(text: str) -> bool:
    """Whether a line ends as a sentence does: refrains, schedule lines and table rows seldom do."""
    return text.rstrip(f"{characters.CLOSERS} ").endswith((".", "!", "?", "…", "।", "。", "！", "？"))


def pull_quotes(context: Context) -> Iterator[Verdict]:
    """A quote set apart whose words stand in a paragraph of the story too; the paragraph stays."""
    quotes = [passage for passage in context.passages if passage.whole and _set_apart(context, passage)]
    yield from _lines_again(context)
    if not quotes:
        return
    bodies = [
        (passage, (sentences.key(passage.text), _spoken(passage.text)))
        for passage in context.passages
        if passage.block.kind not in ("heading", "quote") and len(passage.text) > QUOTE_LENGTH[0]
    ]
    for quote in quotes:
        one = sentences.key(quote.text)
        least = MARKED_LENGTH if quote.block.kind == "quote" else QUOTE_LENGTH[0]
        if not least <= len(one) <= QUOTE_LENGTH[1] or not _is_said(quote.text):
            continue
        for passage, keys in bodies:
            if (
                passage.block is not quote.block
                and len(keys[0]) > len(one)
                and any(one in key for key in keys)
            ):
                yield _cut(quote, "repeats.pull-quote", f"repeats words of block {passage.block.index}")
                break


def _heads_paragraph(passages: Sequence[Passage], place: int) -> bool:
    """Whether a line stands right above a paragraph, as a subhead does, be it in quotation marks."""
    below = passages[place + 1] if place + 1 < len(passages) else None
    return (
        below is not None and below.block.index == passages[place].block.index + 1 and _is_prose(below.text)
    )


def _lines_again(context: Context) -> Iterator[Verdict]:
    """Lines of a page's dump that are a sentence, or more, of a longer paragraph close by: its pull quote.

    Without quotation marks it must be longer: short sentences come again by right.
    """
    if context.document.page.kind != "text" or not context.verdicts:
        return
    passages = context.passages
    for place, passage in enumerate(passages):
        text = passage.text
        marked = (text[0] in _QUOTED and text[-1] in _QUOTED) or _is_spoken_near(passages, place)
        least = MARKED_LENGTH if marked else REPEATED_LENGTH
        if not passage.whole or not least <= len(text) <= QUOTE_LENGTH[1]:
            continue
        if len(text.split()) <= SUBHEAD_WORDS and _heads_paragraph(passages, place):
            continue
        if not marked and not _is_prose(text):
            continue
        one = sentences.key(text)
        near = passages if marked else passages[max(0, place - PULL_REACH) : place + PULL_REACH + 1]
        share = MARKED_SHARE if marked else PULL_SHARE
        longer = (other for other in near if len(other.text) > share * len(text))
        source = next((other for other in longer if _says(other.text, one, marked=marked)), None)
        if source is not None and not _is_quoting_subhead(passages, place, source):
            yield _cut(passage, "repeats.pull-quote", f"repeats words of block {source.block.index}")


def _is_quoting_subhead(passages: Sequence[Passage], place: int, source: Passage) -> bool:
    """Whether a short line right above a paragraph quotes as headlines do, with single marks, what double marks quote."""
    text = passages[place].text
    single = text[0] in _SINGLE and text[-1] in _SINGLE
    below = passages[place].block.index < source.block.index <= passages[place].block.index + SUBHEAD_REACH
    return (
        single
        and below
        and len(text.split()) <= QUOTING_WORDS
        and _heads_paragraph(passages, place)
        and not _DOUBLE.isdisjoint(source.text)
    )


def _is_spoken_near(passages: Sequence[Passage], place: int) -> bool:
    """Whether a line is, to the letter, a sentence that a paragraph close by has in quotation marks."""
    text = passages[place].text
    if place and passages[place - 1].text[-1] == ":":
        return False  # it is quoted here
    near = passages[max(0, place - PULL_REACH) : place + PULL_REACH + 1]
    return any(
        (at := one.text.find(text)) > 0
        and one.text[at - 1] in _QUOTED
        and one.text[at + len(text) : at + len(text) + 2].lstrip(_STOPS)[:1] in _QUOTED
        for one in near
    )


def _says(text: str, one: str, *, marked: bool) -> bool:
    """Whether a paragraph holds a line's letters; of a quotation, also with a clause in it that says who spoke."""
    if len(one) < (MARKED_LENGTH if marked else QUOTE_LENGTH[0]):
        return False
    return one in sentences.key(text) or (marked and one in _spoken(text))


def _spoken(text: str) -> str:
    """The letters of what is quoted in a paragraph: "“We are sad,” she says. “We leave.”" """
    return sentences.key(" ".join(found.group(1) for found in _QUOTATION.finditer(text)))


def _is_said(text: str) -> bool:
    """Whether a text is a sentence or stands in quotation marks, and no product's or person's name."""
    return _is_prose(text) or text[0] in "\"“”„«‘'" or len(text) > SHORT_HEADING


def _set_apart(context: Context, passage: Passage) -> bool:
    """Whether markup sets a passage apart as a quote."""
    block = passage.block
    if block.kind == "quote":
        return True
    if not context.document.containers or block.kind == "heading":
        return False
    for number, container in enumerate(context.document.ancestors(block)):
        if number > 3:
            return False
        if (
            container.tag in ("blockquote", "aside")
            or "quote" in container.names
            or "callout" in container.names
        ):
            return True
    return False


def orphan_headings(context: Context) -> Iterator[Verdict]:
    """A heading whose content was clutter and is gone: a heading of its level or above follows, or the end.

    A list may consist of headings with pictures between them, so a picture's caption is no lost content.
    """
    if context.document.page.kind != "html":
        return
    touched = {
        verdict.block
        for verdict in context.verdicts
        if verdict.action != "keep" and not verdict.rule.startswith(_HIDES_CONTENT)
    }
    if not touched:
        return
    passages = context.passages
    for passage, after in zip_longest(passages, passages[1:]):
        block = passage.block
        if (
            block.kind != "heading"
            or not passage.whole
            or len(passage.text) > SHORT_HEADING
            or block.level < 2
        ):
            continue
        if after is not None and (after.block.kind != "heading" or after.block.level > block.level):
            continue
        stop = after.block.index if after else context.segment.stop
        below = range(block.index + 1, stop)
        if below and all(index in touched for index in below):
            yield _cut(passage, "repeats.orphan-heading", "nothing of what stood under this heading is left")


rules: tuple[Rule, ...] = (headline, paragraphs, pull_quotes, orphan_headings)
"""Phase 5, behind the captions rules."""


def _cut(passage: Passage, rule: str, evidence: str) -> Verdict:
    return Verdict(passage.block.index, "cut", rule, evidence, passage.span)
