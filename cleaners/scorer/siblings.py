"""Sentences that the scorer doubts although they stand among the story's paragraphs and are marked up like them.

A short last sentence behind a newsletter box gets a low score for its place alone.  A plain paragraph with a
finished sentence, no link and no mark of its own, in the very element that holds the story's paragraphs, and
right behind a box that a rule has claimed, or with an address glued to it, is the story's.  (Without the box it is
as often a note.)
Cells of a table stay together, or go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from statistics import fmean

from cleaners import characters
from cleaners.layout import labels
from cleaners.model import Block, Document
from cleaners.wording import mailaddress, voice

LOWEST = 0.2
"""Score below which no sentence is taken back."""
SUBHEAD = 0.02
"""The same of a heading above a paragraph of which the scorer is sure: out of three folds all 27 such were the story's."""
SIBLINGS = 4
"""Paragraphs of the story that stand in the same element."""
DOUBTED, DOUBTED_HEAD = 0.2, 0.05
"""Scores below which a dump's sentence, and a short line above prose, go in spite of their place.  Of the stories of
ten exams .478 are right to the word with .05 for such a line, .460 with .1.  With a threshold of .3 for labels, out of
fold, F1 n4k_dev .905 -> .907, fundus_dev .930 -> .935, wcxb_dev .928 -> .929, written pages .928 -> .931."""
UNHEARD_HEAD, SUBHEAD_WORDS, HEARD = 0.15, 4, 0.0
"""Below other short lines: the score of a subhead, at least, its words and the log odds that the page speaks in it."""
LONGEST_SUBHEAD, IDEOGRAMS = 6, 3
"""Words of the longest subhead that the scorer doubts and its place tells, and the signs that stand for one."""
ANNOUNCES = 30
"""Letters of the shortest line that announces a list in markup: "Share this:" is shorter."""
LEAST_ITEMS, ITEMS = 2, 12
"""Items of the shortest and the longest such list."""
CALLS = 1.5
"""Log odds that the page speaks with which a short line above prose is no subhead."""
ENTRY_WORDS = 3
"""Words of the shortest line that announces a list, and of the list's first entry."""
TOGETHER = 0.25
"""Mean likelihood of short lines in a row, one of which alone would stay."""
TEASED, HESITANT, SURE = 1.15, 0.85, 0.9
"""Scores of another story's headline and its standfirst together, and of the standfirst alone, at most; of the
paragraph below them, at least."""
TEASER_WORDS = 7
"""Words of such a headline; a subhead is shorter."""
STANDFIRST_LEAST, STANDFIRST_MOST = 40, 150
"""Characters of such a standfirst."""
LONG = 80
"""Characters of a paragraph that counts as the story's."""
NOTE = 32
"""Characters at the start in which a colon shows a note: "Editor's note: …"."""
SHORT = 25
"""Characters of the shortest sentence that is taken back."""


def taken_back(document: Document, probabilities: Mapping[int, float], threshold: float) -> frozenset[int]:
    """The doubted blocks that stand between the story's paragraphs, or right behind the last; cells of its tables."""
    groups: dict[tuple[int, str], list[Block]] = {}
    for index in sorted(probabilities):
        block = document.blocks[index]
        if block.kind != "paragraph" or block.tag != "p" or block.container < 0:
            continue
        container = document.containers[block.container]
        if container.tag == "p":
            groups.setdefault((container.parent, container.names), []).append(block)
    found: set[int] = set()
    for blocks in groups.values():
        sure = [
            one.index for one in blocks if probabilities[one.index] >= threshold and len(one.text) >= LONG
        ]
        if len(sure) >= SIBLINGS:
            found.update(_doubted(blocks, probabilities, threshold, sure))
    found.update(_subheads(document, probabilities, threshold))
    found.update(_listed(document, probabilities, threshold))
    for cells in _tables(document, probabilities):
        if fmean(probabilities[index] for index in cells) >= threshold:
            found.update(cells)
    return frozenset(found)


def _subheads(document: Document, probabilities: Mapping[int, float], threshold: float) -> Iterator[int]:
    """Doubted headings, or lines in bold, above a paragraph of the story, in the element that holds it.

    Nothing stands between but a picture with its caption.
    """
    blocks = document.blocks
    sure = [
        index
        for index, score in probabilities.items()
        if score >= SURE and (labels.is_prose(blocks[index].text) or _may_announce(blocks[index].text))
    ]
    above = min(sure, default=len(blocks))
    for index in sure:
        place = index - 1
        while place > above and blocks[place].kind == "caption":
            place -= 1
        head = blocks[place]
        if (
            SUBHEAD <= probabilities.get(place, 1.0) < threshold
            and above < place
            and (head.kind == "heading" or head.bold_chars == len(head.text))
            and not head.links
            and len(head.text) <= LONG
            and _parent(document, head) == _parent(document, blocks[index])
        ):
            yield place


def _may_announce(text: str) -> bool:
    """Whether a text ends in a colon, and is long enough for a sentence that announces a list."""
    return text[-1] in ":：" and labels.weight(text) >= ANNOUNCES


def _listed(document: Document, probabilities: Mapping[int, float], threshold: float) -> Iterator[int]:
    """Items without links right behind a paragraph of the story that ends in a colon: all of them are its list."""
    blocks = document.blocks
    for index, score in probabilities.items():
        head = blocks[index]
        if score < threshold or head.kind != "paragraph" or head.links or not _may_announce(head.text):
            continue
        items = list(takewhile(lambda one: one.kind == "item", blocks[index + 1 : index + 2 + ITEMS]))
        if LEAST_ITEMS <= len(items) <= ITEMS and not any(one.links for one in items):
            yield from (one.index for one in items if one.index in probabilities)


def _parent(document: Document, block: Block) -> int:
    """The element around the one that a block is."""
    return document.containers[block.container].parent if block.container >= 0 else -1


def _tables(document: Document, indices: Iterable[int]) -> Iterator[list[int]]:
    """The cells of each table: its head is no less the story's than its rows."""
    tables: dict[int, list[int]] = {}
    for index in indices:
        block = document.blocks[index]
        if block.kind == "cell":
            table = next((one.index for one in document.ancestors(block) if one.tag == "table"), -1)
            tables.setdefault(table, []).append(index)
    tables.pop(-1, None)
    yield from tables.values()


def without_edges(
    document: Document,
    probabilities: Mapping[int, float],
    threshold: float,
    left: Sequence[int],
    *,
    split: bool = False,
) -> frozenset[int]:
    """The lines of a dump between its first and its last that are likely enough; all when none is.

    Prose right above the first of them may be a standfirst, and short lines right below the last of them the rest
    of a list: they stay.  So does a sentence right below the last of them, the story's last perhaps, and every one
    where the page is `split` into stories: the scorer does not know such pages well.
    """
    likely = [place for place, index in enumerate(left) if probabilities[index] >= threshold]
    if not likely:
        return frozenset(left)
    first, last = likely[0], likely[-1]
    texts = [document.blocks[index].text for index in left]
    while first and labels.is_prose(texts[first - 1]):
        first -= 1
    if last + 1 < len(left) and left[last + 1] == left[last] + 1 and labels.ends_sentence(texts[last + 1]):
        last += 1
    if split:
        while last + 1 < len(left) and (labels.ends_sentence(texts[last + 1]) or _is_signed(texts[last + 1])):
            last += 1
    while last + 1 < len(left) and left[last + 1] == left[last] + 1 and _both_short(texts[last : last + 2]):
        last += 1
    return frozenset(left[first : last + 1])


def _is_signed(text: str) -> bool:
    """Whether a line is a sentence and a mark of an agency or a writer: "Boats stay in the harbour. dpa"."""
    return len(text) > LONG // 2 and any(labels.ends_sentence(text[:-size].rstrip()) for size in (3, 4, 5, 8))


def _both_short(texts: Sequence[str]) -> bool:
    return not any(labels.is_prose(text) or labels.ends_sentence(text) for text in texts)


def lines_taken_back(
    document: Document, probabilities: Mapping[int, float], threshold: float
) -> frozenset[int]:
    """The doubted lines of a dump that their place tells: sentences, subheads, what is left of a list or verse.

    A short line is judged with the short lines right beside it: they go together or not at all.
    """
    blocks = document.blocks
    told = {
        index
        for index, probability in probabilities.items()
        if probability >= DOUBTED and labels.ends_sentence(blocks[index].text)
    }
    prose = {index for index in probabilities if labels.is_prose(blocks[index].text)}
    found = told | {index for index in probabilities if _announces(blocks, index)}
    for run in _adjacent(sorted(probabilities.keys() - told - prose)):
        last = run[-1]
        least = DOUBTED_HEAD if len(run) == 1 else UNHEARD_HEAD
        text = blocks[last].text
        heads = _may_be_subhead(text) if len(run) > 1 else not (_is_long(text) or _calls(text))
        if heads and last + 1 in prose and min(prose) < last and probabilities[last] >= least:
            found.add(last)
        together = sum(probabilities[index] for index in run) / len(run)
        texts = [blocks[index].text for index in run]
        sure = together >= TOGETHER or _runs_on(texts)
        if sure and any(probabilities[index] >= threshold for index in run):
            found.update(run)
    return frozenset(found)


def _runs_on(texts: Sequence[str]) -> bool:
    """Whether lines are one text set in lines, as verse is: all but the first begin small, with several words."""
    return len(texts) > 1 and all(
        text[0].islower() and len(text.split()) >= ENTRY_WORDS for text in texts[1:]
    )


def _announces(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line ends with a colon and a list follows it, an item at least with a mark that goes on."""
    below = blocks[index + 1 : index + 2]
    listed = bool(below) and below[0].kind == "item" and len(below[0].text.split()) >= ENTRY_WORDS
    return listed and blocks[index].text[-1] in ":：" and len(blocks[index].text.split()) >= ENTRY_WORDS


def _calls(text: str) -> bool:
    """Whether the page calls out in a short line; a few ideograms tell too little."""
    return voice.of_page(text) > CALLS and not labels.is_ideographic(text)


def _is_long(text: str) -> bool:
    """Whether a line has more words than a subhead: it is another story's headline."""
    return len(text.split()) > LONGEST_SUBHEAD or (
        labels.is_ideographic(text) and len(text) > LONGEST_SUBHEAD * IDEOGRAMS
    )


def _may_be_subhead(text: str) -> bool:
    """Whether a line is a few words, without figures or marks, that do not sound like the page."""
    words = text.split()
    worded = all(word.isalpha() for word in words) and text[0].isupper()
    return worded and 1 < len(words) <= SUBHEAD_WORDS and voice.of_page(text) < HEARD


def teased(
    document: Document, probabilities: Mapping[int, float], left: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Headlines of other stories between a dump's paragraphs, each with the standfirst below it.

    The scorer doubts the headline, and hesitates over the standfirst: one sentence, shorter than a paragraph.
    """
    texts = [document.blocks[index].text for index in left]
    for place in range(1, len(left) - 2):
        head, told, below = left[place : place + 3]
        if (
            told == head + 1
            and probabilities[told] < HESITANT
            and probabilities[head] + probabilities[told] < TEASED
            and probabilities[below] >= SURE
            and len(texts[place].split()) >= TEASER_WORDS
            and labels.is_headline(texts[place])
            and texts[place][-1] not in ".:…"
            and "|" not in texts[place]
            and _may_be_standfirst(texts[place + 1])
            and labels.is_prose(texts[place - 1])
            and labels.is_prose(texts[place + 2])
        ):
            yield head, told


def _may_be_standfirst(text: str) -> bool:
    """Whether a line is one sentence that nobody speaks and that announces nothing, shorter than a paragraph."""
    short = STANDFIRST_LEAST <= len(text) <= STANDFIRST_MOST and labels.sentences(text) <= 1
    return (
        short
        and text[0].isupper()
        and text[-1] != ":"
        and not any(mark in text for mark in characters.QUOTE_ENDS)
    )


def _adjacent(places: Sequence[int]) -> Iterator[list[int]]:
    """Runs of numbers that follow each other without a gap."""
    for _, run in groupby(enumerate(places), lambda one: one[1] - one[0]):
        yield [place for _, place in run]


def _doubted(
    blocks: list[Block], probabilities: Mapping[int, float], threshold: float, sure: list[int]
) -> list[int]:
    """Single doubted paragraphs of a group; two in a row may be a note."""
    runs = [
        (kept, list(run)) for kept, run in groupby(blocks, lambda one: probabilities[one.index] >= threshold)
    ]
    return [
        run[0].index
        for kept, run in runs
        if not kept
        and len(run) == 1
        and run[0].index > sure[0]
        and probabilities[run[0].index] >= LOWEST
        and (run[0].index - 1 not in probabilities or mailaddress.behind_sentence(run[0].text) is not None)
        and _is_sentence(run[0])
    ]


def _is_sentence(block: Block) -> bool:
    text = block.text[: mailaddress.behind_sentence(block.text)]
    linked = any(link.start < len(text) for link in block.links)
    plain = not linked and not block.bold_chars and not block.inlines and not block.continues
    if not plain or len(text) < SHORT or ":" in text[:NOTE] or text[0] in "-–—*([":
        return False
    return labels.ends_sentence(text) and text[-1] not in "?:!"
