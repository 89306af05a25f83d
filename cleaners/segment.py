"""One page -> one or several articles, each a range of blocks.

A wrong split is worse than a missed one, so every strategy asks for the same evidence in each story:
a headline of its own, a story's text, and a label that says who published it or when.  Comments,
galleries, product lists and live blogs lack one of these; pages that declare one article, and
pages with a story before the cards, are not split at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.facts import structured
from cleaners.layout import appended, cards, dumpstories, labels, runs, slots
from cleaners.layout.cards import STORY_CHARS, Card
from cleaners.layout.placement import Place, declares_article, is_liveblog, labelled, names_around
from cleaners.layout.runs import Told
from cleaners.model import Block, Container, Document, Metadata, Segment

_FOREIGN = re.compile(
    r"comment|disqus|(?<![a-z])repl(?:y|ies)(?![a-z])|review|live-?blog|live-?(?:post|update|entry|feed)|timeline|gallery|"
    r"(?<![a-z])slide|carousel|product|accordion|(?<![a-z])faq|(?<![a-z])poll(?![a-z])|author-?(?:box|bio|info)|biography|"
    r"newsletter|modal|dialog|testimonial"
)
"""Names of boxes whose cards are no articles."""
WHOLE_SHARE = 0.5
"""Of a group's cards with any running text, so many must be whole stories."""
LABELLED_SHARE = 0.75
"""Of a row's stories, so many must have their labels read."""
LEAST_PROSE = labels.PROSE_LENGTH // labels.CASELESS_SHARE
"""Characters of the shortest line that is looked at as a story's text, in any script."""


def split(
    document: Document, metadata: Metadata, stories: Sequence[tuple[int, int]] = ()
) -> tuple[Segment, ...]:
    """The page's articles, in page order; one segment for the whole page unless the evidence is strong.

    `stories` are the ranges of blocks that the site's own file says are stories; two of them are evidence.
    Blocks that are in no segment belong to no article.  Empty only when the page has no text.
    """
    if not document.blocks:
        return ()
    whole = (Segment(0, len(document.blocks)),)
    if is_liveblog(metadata):
        return whole
    if document.page.kind == "text":
        return dumpstories.split(document) or (
            Segment(0, len(document.blocks), section=dumpstories.section_above(document, metadata)),
        )
    if found := _from_site(document, metadata, stories):
        return found
    if not _has_stories(document):
        return (labelled(document, metadata, whole[0]),)
    return (
        _from_repeats(document, metadata)
        or _from_headlines(document, metadata)
        or appended.split(document, metadata)
        or (labelled(document, metadata, whole[0]),)
    )


def _has_stories(document: Document) -> bool:
    """Whether two headlines, of whatever markup, have a story's text under them: the cheap first test."""
    least = STORY_CHARS // labels.CASELESS_SHARE
    stories, chars, headed = 0, 0, False
    for block in document.blocks:
        size = len(block.text)
        if block.kind == "heading" or cards.is_displayed(document, block):
            stories, chars, headed = stories + (headed and chars >= least), 0, True
        elif block.link_chars * 5 <= size * 4:
            chars += size if size >= LEAST_PROSE else 0
        elif labels.weight(block.text) >= labels.HEADLINE_LENGTH:
            stories, chars, headed = stories + (headed and chars >= least), 0, True
        if stories + (headed and chars >= least) > 1:
            return True
    return False


# What the site's file says


def _from_site(
    document: Document, metadata: Metadata, stories: Sequence[tuple[int, int]]
) -> tuple[Segment, ...]:
    """The stories in elements that the site's file names, teasers left out; none where only one has a text.

    Below a story of the page's own they are related to it.
    """
    found = [
        card for start, stop in stories if (card := cards.read(document, start, stop, None)) and card.body
    ]
    if not found or len(stories) < 2:
        return ()
    place = Place(document, metadata, found[0].start)
    if place.follows:
        place.related = True
        return place.segments(found, "site-file")
    if len(found) < 2:
        return ()
    return tuple(cards.segment(card, "split", "site-file", place.topics()) for card in found)


# Repeated containers


def _from_repeats(document: Document, metadata: Metadata) -> tuple[Segment, ...]:
    """Cards of the same element and class, each with its own headline, labels and story."""
    for group in _groups(document):
        heads = [(one, cards.heading_of(document, one.start, one.stop)) for one in group]
        known = [(one, head) for one, head in heads if head is not None]
        if len({head.text for _, head in known}) < 2 or len({_form(head) for _, head in known}) > 1:
            continue
        place = Place(document, metadata, known[0][0])
        if not place.allows([head.text for _, head in known]):
            continue
        found = [card for one, head in known if (card := cards.read(document, one.start, one.stop, head))]
        found = slots.named(document, found)
        stories = _stories(found)
        named = sum(map(_is_labelled, stories))
        if stories and named > 1 and named >= LABELLED_SHARE * len(stories) and cards.distinct(stories):
            segments = place.segments(stories, "repeated-cards")
            if segments:
                return segments
        if place.related and not stories:
            segments = place.segments_before([card for card in found if _is_sourced(card)], "repeated-cards")
            if segments:
                return segments
    return ()


def _stories(found: Sequence[Card]) -> list[Card]:
    """The whole stories among a row's cards; none when most of the row is teasers.

    A brief of one paragraph counts beside a long story or another brief of several: a row of such
    paragraphs alone may be excerpts.
    """
    stories = [card for card in found if card.whole or card.brief]
    some = [card for card in found if labels.weight(card.body) >= labels.PROSE_LENGTH]
    certain = any(card.whole or card.paragraphs > 1 for card in stories)
    if len(stories) < 2 or not certain or len(stories) < WHOLE_SHARE * len(some):
        return []
    return stories if len({card.permalink is None for card in stories}) == 1 else []


def _is_sourced(card: Card) -> bool:
    """Whether a card says who published it, and when, and where it stands in full."""
    return card.certain and card.dated and card.permalink is not None


def _form(head: Block) -> tuple[str, str, int]:
    return head.kind, head.tag, head.level


def _groups(document: Document) -> Iterator[list[Container]]:
    """Containers with a story's text, alike in element, class and depth; the outermost first."""
    before, heads = [0], [0]
    chars = count = 0
    for block in document.blocks:
        size = len(block.text)
        if block.kind == "heading" or block.link_chars * 5 > size * 4 or cards.is_displayed(document, block):
            count += 1
        elif size >= LEAST_PROSE and block.link_chars * 2 < size:
            chars += size
        before.append(chars)
        heads.append(count)
    least = STORY_CHARS // labels.CASELESS_SHARE
    alike: dict[tuple[int, int, str, str], list[Container]] = {}
    if count < 2:
        return
    for one in document.containers:
        if heads[one.stop] > heads[one.start] and before[one.stop] - before[one.start] >= least:
            name = next((name for name in one.names.split() if not any(map(str.isdigit, name))), "")
            alike.setdefault((one.depth, -1, one.tag, name), []).append(one)
            alike.setdefault((one.depth, one.parent, one.tag, ""), []).append(one)
    seen: set[tuple[int, ...]] = set()
    known: dict[str, bool] = {"": False}
    for key in sorted(alike):
        group = alike[key]
        members = tuple([one.index for one in group])
        if len(group) < 2 or members in seen:
            continue
        seen.add(members)
        if not any(_is_foreign(name, known) for name in names_around(document, group[0])):
            yield group


def _is_foreign(name: str, known: dict[str, bool]) -> bool:
    """Whether a box's names say that its cards are no articles; `known` remembers the page's names."""
    found = known.get(name)
    if found is None:
        found = known[name] = _FOREIGN.search(name) is not None
    return found


def _is_labelled(card: Card) -> bool:
    """Whether labels say that a story was published: two of its address, its age and its publisher.

    A publisher counts who is named as one, and whose name is a publication's counts twice.
    """
    publication = card.publisher is not None and labels.is_publication(card.publisher)
    if card.permalink:
        return card.dated or card.publisher is not None
    named = card.publisher is not None and card.certain
    return (card.dated and named) or (publication and (card.dated or named))


# Headlines without containers


def _from_headlines(document: Document, metadata: Metadata) -> tuple[Segment, ...]:
    """Stories that follow one another without an element around each: a headline, its label, its text.

    The headlines are those that JSON-LD lists as articles', or headings that each lead to a page of
    their own and have their publisher and age under them.
    """
    if declares_article(metadata):
        return ()
    titles = [
        block
        for block in document.blocks
        if (block.kind == "heading" or block.link_chars) and labels.is_headline(block.text)
    ]
    declared = {" ".join(structured.words(name)) for name in _declared_headlines(document)}
    known = (
        [block for block in titles if " ".join(structured.words(block.text)) in declared] if declared else []
    )
    if len(known) > 1:
        return _between(document, metadata, known, "declared-headlines")
    for run in runs.read(document):
        if segments := _from_run(document, metadata, run):
            return segments
    linked = [block for block in titles if block.kind == "heading" and cards.permalink(document, block, ())]
    return _between(document, metadata, linked, "headings")


def _between(
    document: Document, metadata: Metadata, heads: Sequence[Block], strategy: str
) -> tuple[Segment, ...]:
    """Stories that reach from each headline to the next."""
    if len(heads) < 2 or len({_form(head) for head in heads}) > 1:
        return ()
    bounds = [block.index for block in heads] + [len(document.blocks)]
    run = [Told(head, head.index, stop) for head, stop in zip(heads, bounds[1:], strict=True)]
    return _from_run(document, metadata, run, strategy)


def _from_run(
    document: Document, metadata: Metadata, run: Sequence[Told], strategy: str = "headings"
) -> tuple[Segment, ...]:
    """The stories of a run, when most of it is whole stories and their labels say whose and how old."""
    place = Place(document, metadata, run[0].start)
    if place.related or not place.allows([one.headline.text for one in run]):
        return ()
    found = [card for one in run if (card := cards.read(document, one.start, one.stop, one.headline))]
    stories = [card for card in slots.named(document, found) if card.whole]
    if len(stories) < 2 or len(stories) < WHOLE_SHARE * len(run) or not cards.distinct(stories):
        return ()
    if strategy == "headings" and not _are_clips(stories):
        return ()
    return place.segments(stories, strategy)


def _are_clips(stories: Sequence[Card]) -> bool:
    """Whether labels say whose each story is and how old; with dates in place of ages, its address too.

    A publisher whose name says that it is a publication's needs no address.
    """
    if all(card.certain and card.relative_time for card in stories):
        return True
    if len({card.publisher for card in stories}) < 2 or not all(
        card.certain and card.dated for card in stories
    ):
        return False
    return all(card.permalink or labels.is_publication(card.publisher or "") for card in stories)


def _declared_headlines(document: Document) -> Iterator[str]:
    """Headlines of articles that one JSON-LD script declares side by side, or as a list."""
    for script in document.tree.iter("script"):
        source = script.text or ""
        if (
            "ld+json" not in (script.get("type") or "")
            or source.count('"headline"') + source.count("Article") < 2
        ):
            continue
        for node in _nodes(structured.decode(source)):
            items = (
                item.get("item")
                for item in structured.many(node.get("itemListElement"))
                if isinstance(item, dict)
            )
            for one in (node, *items):
                if isinstance(one, dict) and structured.is_a(one, structured.ARTICLE_TYPES):
                    yield structured.text(one.get("headline")) or structured.name_of(one)


def _nodes(value: object) -> Iterator[structured.Node]:
    """The top-level objects of a JSON-LD script."""
    for one in structured.many(value):
        if isinstance(one, dict):
            yield one
            for key in ("@graph", "mainEntity"):
                yield from (node for node in structured.many(one.get(key)) if isinstance(node, dict))
