"""Decides what a page's layout says: its headline, bylines already read, lists of links, comments.

These are the certain cases that need no class name: the block that repeats the headline, a list of
links under "Most read", a row of links above the article's first sentence or below its last, a thread of
readers' comments, boxes without a sentence after the article's own element.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from cleaners import hosts
from cleaners.facts import bylines
from cleaners.layout import entries, labelparts, labels, linking, threads
from cleaners.lexicon import tables
from cleaners.model import Block, Container, Context, Document, Passage, Rule, Verdict
from cleaners.wording import damage, sentences

HEADLINE_SLACK = 10
"""Characters of punctuation by which the shown headline may be longer than the declared one."""
OPENING = 16
"""Characters of a line that are compared before all of it is."""
CLAIMED_LENGTH = 80
"""Characters of the longest unlinked byline or date line; a longer one is a sentence about the writer."""
SENTENCES = 80
"""Characters from which an unlinked block counts as prose."""
LONGEST_LIST = 300
"""Blocks after a label that are looked at."""
MOST_LABELS = 100
"""Labels of a page that are looked at; no honest page has as many."""
MIN_LINKS = 2
"""Links that make a list."""
ROW_LINKS = 3
"""Links that make a menu or a list of headlines where no label says so."""
LONGEST_SUMMARY = 1
"""Paragraphs above the entries of a live blog; below a story, entries with times are other stories."""
LEAST_UPDATES = 3
"""Entries with a time of day each that make a live blog."""
LONGEST_EXCERPT = 300
"""Characters of the longest excerpt under the headline of another story."""
EXCERPT_SHARE = 0.25
"""Of the text above them, what excerpts may have at most: a list of things with their descriptions has more."""
_WRITER = re.compile(
    r"(?<![a-z])(?:by|by-?lines?|authors?|writers?|reporters?|autor(?:es|en)?|auteurs?)(?![a-z])"
)
"""Names of an element that holds a writer's name."""


def headline(context: Context) -> Iterator[Verdict]:
    """Move the heading that is the headline, and cut its repetitions above it: crumbs, share bars."""
    wanted = context.segment.headline or (
        context.metadata.headline.value if context.metadata.headline else ""
    )
    squashed = sentences.key(wanted)
    if not squashed:
        return
    longest = len(wanted) + HEADLINE_SLACK
    same = [
        passage.block
        for passage in context.passages
        if len(squashed) <= len(passage.text) <= longest
        and passage.whole
        and squashed.startswith(sentences.key(passage.text[:OPENING]))
        and sentences.key(passage.text) == squashed
    ]
    headings = [block for block in same if block.kind == "heading"]
    main = next((block for block in headings if block.level == 1), headings[0] if headings else None)
    if main is None:
        return
    yield Verdict(main.index, "move", "furniture.headline", "is the page's headline", field="headline")
    for block in same:
        if block.index < main.index:
            yield Verdict(
                block.index, "cut", "furniture.headline", f"repeats the headline, block {main.index}"
            )


def claimed(context: Context) -> Iterator[Verdict]:
    """Move the bylines and date lines that were read into the article's fields."""
    indices = set(context.metadata.claimed)
    if not indices:
        return
    for passage in context.passages:
        block = passage.block
        if block.index in indices and passage.whole and (block.links or len(block.text) <= CLAIMED_LENGTH):
            person = next((one.name for one in context.metadata.authors if one.name in block.text), None)
            if person is not None:
                yield Verdict(
                    block.index, "move", "furniture.byline", f"names the writer, {person}", field="authors"
                )
            else:
                yield Verdict(
                    block.index,
                    "move",
                    "furniture.meta-line",
                    "read into the article's date or byline",
                    field="meta",
                )


@cache
def _labels() -> frozenset[str]:
    """Headings of lists of other stories, from `lexicon/structure.toml`."""
    return frozenset(_folded(words) for words in tables.read("structure")["related"]["headings"])


def _folded(text: str) -> str:
    return text.casefold().replace("’", "'").strip(" :：.…»›>|-–")


def labelled_lists(context: Context) -> Iterator[Verdict]:
    """Move lists of links that stand under "Related stories", "Most read", "Read also"."""
    open_blocks = {passage.block.index for passage in context.passages if passage.whole}
    end = 0
    for label in islice(_labels_among(context.passages), MOST_LABELS):
        if label.index < end:
            continue
        listed = _listed(context.document, label, context.segment.stop)
        links = [block for block in listed if linking.leads_elsewhere(block)]
        linked, length = sum(block.link_chars for block in listed), sum(len(block.text) for block in listed)
        if len(links) < MIN_LINKS or 2 * linked < length:
            continue
        end = listed[-1].index
        evidence = f"list of {len(links)} links under '{label.text}'"
        yield Verdict(label.index, "cut", "furniture.related", evidence)
        for block in listed:
            if block.index in open_blocks:
                yield _teaser(block, evidence)


def _labels_among(passages: Iterable[Passage]) -> Iterator[Block]:
    """The blocks that read like the heading of a list of other stories."""
    labels = _labels()
    for passage in passages:
        block = passage.block
        if (
            len(block.text) < SENTENCES
            and (not block.links or block.kind == "heading")
            and _folded(block.text) in labels
        ):
            yield block


def _teaser(block: Block, evidence: str) -> Verdict:
    if linking.leads_elsewhere(block):
        return Verdict(block.index, "move", "furniture.related", evidence, field="related")
    return Verdict(block.index, "cut", "furniture.related", evidence)


def _listed(document: Document, label: Block, stop: int) -> Sequence[Block]:
    """The blocks after a label that belong to its list: up to a sentence or the end of the box around it."""
    around = document.containers[label.container]
    while around.stop <= label.index + 1 and around.parent >= 0:
        around = document.containers[around.parent]
    listed = []
    for block in document.blocks[label.index + 1 : min(stop, around.stop, label.index + LONGEST_LIST)]:
        prose = not linking.leads_elsewhere(block) and len(block.text) >= SENTENCES
        if prose or (
            block.kind == "heading" and not block.links and block.level <= (label.level or block.level)
        ):
            break
        listed.append(block)
    while listed and not linking.leads_elsewhere(listed[-1]):
        listed.pop()
    return listed


def signatures(context: Context) -> Iterator[Verdict]:
    """Move the lines that are a known writer's name and nothing else, or the name with a date."""
    names = [person.name for person in context.metadata.authors]
    alone = context.segment.role == "main"
    if not names and alone:
        return
    for passage in context.passages:
        block = passage.block
        if not passage.whole or len(passage.text) > labels.LABEL_LENGTH:
            continue
        signed = not alone and (labels.is_byline(passage.text) or _is_named_writer(context.document, block))
        if signed and not labels.is_prose(passage.text):
            yield Verdict(block.index, "move", "furniture.byline", "a byline of its own", field="authors")
            continue
        name = next((name for name in names if name in passage.text), None)
        if name and (
            passage.text == name or (not labels.is_prose(passage.text) and labelparts.is_dated(block))
        ):
            yield Verdict(
                block.index, "move", "furniture.byline", f"names the writer, {name}", field="authors"
            )


def comments(context: Context) -> Iterator[Verdict]:
    """Cut threads of readers' comments, however long they are."""
    found = threads.find(context.document, context.segment.start, context.segment.stop)
    if not found:
        return
    for passage in context.passages:
        for thread in found:
            if thread.start <= passage.block.index < thread.stop:
                yield Verdict(passage.block.index, "cut", "furniture.comments", thread.evidence)


def _is_named_writer(document: Document, block: Block) -> bool:
    """Whether a line is a person's name and nothing else, in an element that is named for the writer."""
    own = document.containers[block.container].names if block.container >= 0 else ""
    named = _WRITER.search(" ".join([own, *(one.names for one in block.inlines)]).lower())
    return named is not None and [one.name for one in bylines.persons(block.text)] == [block.text]


_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4}|Uhr)?", re.IGNORECASE)


def updates(context: Context) -> Iterator[Verdict]:
    """Keep what the entries of a live blog say, however short; their times of day go."""
    clocks = [
        passage.block
        for passage in context.passages
        if len(passage.text) <= 16
        and passage.block.kind != "cell"
        and not passage.block.links
        and _CLOCK.fullmatch(passage.text)
    ]
    if len(clocks) < LEAST_UPDATES:
        return
    story = [passage.block.index for passage in context.passages if linking.is_running_text(passage.block)]
    for row in entries.rows(context.document, clocks, LEAST_UPDATES):
        told = sum(row.start <= index < row.stop for index in story)
        above = sum(index < row.start for index in story)
        if 2 * told < max(row.entries, len(story)) or above > LONGEST_SUMMARY:
            continue
        for clock in clocks:
            if row.start <= clock.index < row.stop:
                yield Verdict(
                    clock.index, "cut", "furniture.update-time", f"time of one of {row.entries} updates"
                )
        for passage in context.passages:
            if passage.whole and row.start <= passage.block.index < row.stop and _is_said(passage.block):
                yield Verdict(
                    passage.block.index, "keep", "furniture.update", f"one of {row.entries} updates"
                )


def _is_said(block: Block) -> bool:
    """Whether a block of an update is its headline or its text."""
    if 2 * block.link_chars >= len(block.text) or block.kind in ("control", "caption"):
        return False
    return block.kind == "heading" or labels.ends_sentence(block.text)


def _story_ends(passages: Sequence[Passage]) -> tuple[int, int] | None:
    """The places of the first and the last passage of running text; None where there is none."""
    first = next(
        (place for place, passage in enumerate(passages) if linking.is_running_text(passage.block)), -1
    )
    if first < 0:
        return None
    return first, next(
        place for place in reversed(range(len(passages))) if linking.is_running_text(passages[place].block)
    )


def link_rows(context: Context, first: int, last: int) -> Iterator[Verdict]:
    """Cut rows of links above the story's first paragraph and below its last: menus, front-page lists."""
    passages = context.passages
    for low, high in ((0, first), (last + 1, len(passages))):
        row: list[Block] = []
        beside = _beside(context.document, passages[low - 1].block) if low else -1
        for passage in (*passages[low:high], None):
            if passage is not None and passage.whole and linking.is_link_line(passage.block):
                if passage.block.index >= beside:
                    row.append(passage.block)
                continue
            if sum(len(block.links) for block in row) >= ROW_LINKS - (low == 0):
                yield from _row(context, row, low > 0)
            row = []


def _beside(document: Document, last: Block) -> int:
    """The first block after the element around the last paragraph: what stands in it may be its sources."""
    around = document.containers[last.container]
    while around.parent >= 0 and around.stop <= last.index + 1:
        around = document.containers[around.parent]
    return around.stop


def _row(context: Context, row: Sequence[Block], after: bool) -> Iterator[Verdict]:
    """The verdicts on a row of links and on the label above it."""
    place = "below the story's last paragraph" if after else "above the story's first paragraph"
    evidence = f"row of {len(row)} lines that are links only, {place}"
    first = row[0].index
    label = context.document.blocks[first - 1] if first else None
    near = label is not None and label.container == row[0].container and len(label.text) < SENTENCES
    if near and label is not None and after and not label.links and not labels.ends_sentence(label.text):
        yield Verdict(label.index, "cut", "furniture.link-row", evidence)
    for block in row:
        field = "related" if labels.is_headline(block.text) else None
        yield Verdict(block.index, "move" if field else "cut", "furniture.link-row", evidence, field=field)


def teaser_rows(context: Context) -> Iterator[Verdict]:
    """Cut rows of linked headlines of the same site below the story, each with an excerpt at most.

    Under the heading of a list of other stories two of them are a row, and their excerpts may be whole paragraphs.
    """
    passages = context.passages
    heads = [
        passage.block
        for passage in passages
        if passage.block.kind == "heading" and _is_teaser_head(context, passage.block)
    ]
    if len(heads) < MIN_LINKS:
        return
    open_blocks = {passage.block.index: passage.block for passage in passages}
    labelled = {label.index + 1 for label in _labels_among(passages)}
    running = [block for block in open_blocks.values() if linking.is_running_text(block)]
    for row in entries.rows(context.document, heads, MIN_LINKS):
        is_labelled = row.start in labelled
        if row.entries < ROW_LINKS and not is_labelled:
            continue
        blocks = [open_blocks[index] for index in range(row.start, row.stop) if index in open_blocks]
        excerpts = [block.text for block in blocks if linking.is_running_text(block)]
        said = [len(text) for text in excerpts]
        if len(said) > row.entries or (max(said, default=0) > LONGEST_EXCERPT and not is_labelled):
            continue
        before = sum(len(one.text) for one in running if one.index < row.start)
        after = not is_labelled and any(one.index >= row.stop for one in running)
        short = max(said, default=0) < SENTENCES or 2 * sum(map(damage.is_cut_short, excerpts)) > len(
            excerpts
        )
        certain = short or is_labelled
        most = before if certain else EXCERPT_SHARE * before
        if after or not before or sum(said) > most:
            continue
        evidence = f"row of {row.entries} linked headlines below the story, each with an excerpt at most"
        for block in blocks:
            field = "related" if linking.leads_elsewhere(block) else None
            yield Verdict(
                block.index, "move" if field else "cut", "furniture.teaser-row", evidence, field=field
            )


def _is_teaser_head(context: Context, block: Block) -> bool:
    """Whether a heading is one link to another page of the same site."""
    if block.link_chars < linking.LINKED_LINE * len(block.text):
        return False
    host = hosts.host(context.document.page.url)
    return any(
        not link.url.startswith(("#", "mailto:", "javascript:")) and hosts.host(link.url) in ("", host)
        for link in block.links
    )


def after_article(context: Context, first: int, last: int) -> Iterator[Verdict]:
    """Cut boxes without a sentence after the one element that holds the whole story."""
    passages = context.passages
    around = _around(context.document, passages[first].block, passages[last].block)
    if around is None:
        return
    for passage in passages[last:]:
        if passage.block.index >= around.stop:
            evidence = f"stands after the story's own element ({around.tag}), without running text"
            yield Verdict(passage.block.index, "cut", "furniture.after-article", evidence)


def _around(document: Document, first: Block, last: Block) -> Container | None:
    """The article element that all running text stands in."""
    for container in document.ancestors(first):
        if container.tag == "article":
            return container if last.index < container.stop else None
    return None


def judge(context: Context) -> Iterator[Verdict]:
    """Everything that an HTML page's layout says; plain text has none."""
    if context.document.page.kind == "html":
        yield from headline(context)
        yield from signatures(context)
        yield from claimed(context)
        yield from comments(context)
        yield from updates(context)
        yield from labelled_lists(context)
        yield from teaser_rows(context)
        if ends := _story_ends(context.passages):
            yield from link_rows(context, *ends)
            yield from after_article(context, *ends)


rules: tuple[Rule, ...] = (judge,)
"""What the engine asks in its structure phase, after `structure.rules`."""
