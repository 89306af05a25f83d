"""Decides which lines inside a story only point to other stories, told by their links and not by their words.

The words of their labels have no end, in every language ("MORE:", "READ ON |"); what they share is a label in
capitals that the page uses again, or a box of its own, and a headline behind it that leads elsewhere.  Guides have such
lines too, but their labels are not in capitals, what is behind them is no headline ("Where to watch: …"), and they
are not declared as news.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaners.layout import labels, linking
from cleaners.model import Action, Block, Container, Context, Document, Link, Passage, Rule, Verdict

LABEL_CHARS = 40
LABEL_WORDS = 4
AGAIN = 2
"""Lines with one label that show that it is the page's, not the story's."""
LINKED = 0.9
"""Share of a line behind its label that leads elsewhere."""
LONGEST = 200
TITLE_WORDS = 4
"""Words of the shortest headline in brackets."""
LONG_HEADING = 100
"""Characters from which on a heading holds another story's headline and its standfirst."""
LISTED = 6
"""Blocks of the longest box of other stories between the paragraphs."""
_BOXES = frozenset({"div", "section", "aside"})
_LISTS = frozenset({"ul", "ol"})
_DURATION = re.compile(r"[(\[]?\d{1,2}:\d\d(?::\d\d)?[)\]]?")
"""How long a recording is: "02:14"."""
_MARKS = (":", "|", "»", ">", "–", "—")
_NEWS = frozenset({"newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle"})
"""Types of pages on which a headline alone in its box is another story; guides list their entries so."""
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_](?:[^:|»>]*[^\W_])?)\s?[:|»>]\s?(?=\S)")


def labelled(context: Context) -> Iterator[Verdict]:
    """Lines that are one label and one link, where the page has several with the same label.

    In capitals; or on a news page in any letters, beside its paragraphs, if the links lead to the site's other pages.
    """
    news = _is_news(context)
    shown = [(_label(passage), passage) for passage in context.passages]
    found = [
        (label, passage)
        for place, (label, passage) in enumerate(shown)
        if label.isupper() or (label and news and _is_further_reading(context.document, shown, place))
    ]
    times = Counter(label for label, _ in found)
    for label, passage in found:
        if times[label] >= AGAIN:
            evidence = f"one of {times[label]} lines that are a link behind '{label}'"
            yield Verdict(passage.block.index, "move", "pointers.labelled", evidence, None, "related")


def _is_further_reading(document: Document, shown: Sequence[tuple[str, Passage]], place: int) -> bool:
    """Whether a labelled line leads to the site's own pages, and it or the row of its like stands beside running text.

    Facts stand among facts.
    """
    label, line = shown[place]
    if not _are_ours(document, line.block.links):
        return False
    above = next((one for other, one in reversed(shown[:place]) if other != label), None)
    below = next((one for other, one in shown[place + 1 :] if other != label), None)
    return any(one is not None and linking.is_running_text(one.block) for one in (above, below))


def _label(passage: Passage) -> str:
    """The label of a line that is nothing but label and linked headline."""
    if not passage.whole or len(passage.text) > LONGEST or not passage.block.links:
        return ""
    found = _LABEL.match(passage.text)
    if found is None or len(found["label"]) > LABEL_CHARS or not _is_linked(passage, found.end()):
        return ""
    title = passage.text[found.end() :]
    return found["label"] if labels.is_headline(title) else ""


def _kind(document: Document, block: Block) -> tuple[str, str]:
    """Tag and names of the element that a block stands in."""
    around = document.containers[block.container]
    return around.tag, around.names


def _parent(document: Document, block: Block) -> int:
    """The container around the element that a block stands in."""
    return document.containers[block.container].parent


def _is_ours(document: Document, url: str) -> bool:
    """Whether an address leads to another page of the same site, as far as its own is known."""
    other = url.startswith(("#", "mailto:", "javascript:"))
    return not other and linking.is_same_site(url, document.page.url)


def _are_ours(document: Document, links: Sequence[Link]) -> bool:
    return all(_is_ours(document, link.url) for link in links)


def _is_news(context: Context) -> bool:
    return (context.metadata.article_type or "").lower() in _NEWS


def _is_linked(passage: Passage, start: int) -> bool:
    """Whether nearly all letters from an offset on are links."""
    text = passage.text
    linked = sum(max(0, link.stop - max(link.start, start)) for link in passage.block.links)
    return linked >= LINKED * (len(text) - start)


def boxed(context: Context) -> Iterator[Verdict]:
    """Lines in a box of their own that are a short label and a linked headline of the same site.

    A duration before or behind the headline says as surely as a mark behind the label that it is a recording's.
    """
    document = context.document
    if document.page.kind != "html":
        return
    story = [passage.block for passage in context.passages if labels.is_prose(passage.text)]
    news = _is_news(context)
    kinds = {_kind(document, block) for block in story if 2 * block.link_chars < len(block.text)}
    parents = {_parent(document, block) for block in story}
    for passage in context.passages:
        block = passage.block
        if not story or not story[0].index < block.index or not passage.whole or len(block.links) != 1:
            continue
        link, text = block.links[0], block.text
        label, title = text[: link.start].strip(), text[link.start : link.stop]
        timed = bool(label) and _DURATION.fullmatch(text[link.stop :].strip()) is not None
        if (
            (timed or (link.stop >= len(text) - 1 and (_is_label(label) if label else news)))
            and len(label.split()) <= LABEL_WORDS
            and labels.is_headline(title)
            and _is_ours(document, link.url)
            and block.kind in ("paragraph", "heading")
            and _kind(document, block) not in kinds
            and not (block.kind == "heading" and _parent(document, block) in parents)
        ):
            behind = f"behind '{label}'" if label else "and nothing else"
            evidence = f"a link to another page {behind}, in a box of its own"
            yield Verdict(block.index, "move", "pointers.boxed", evidence, None, "related")


def _is_label(text: str) -> bool:
    """Whether what stands before a linked headline is a label with its mark, or a recording's duration."""
    return text.endswith(_MARKS) or _DURATION.fullmatch(text) is not None


def listed(context: Context) -> Iterator[Verdict]:
    """Lists of other stories' headlines in a box between the paragraphs, under a label in any words.

    On a news page a list will do, unless it has no class name of its own and a colon announces it: so writers'
    lists are.
    """
    document = context.document
    if document.page.kind != "html":
        return
    news = _is_news(context)
    story = [passage.block.index for passage in context.passages if linking.is_running_text(passage.block)]
    if len(story) < 2:
        return
    left = {passage.block.index: passage.block for passage in context.passages if passage.whole}
    first, last = story[0], story[-1]
    for box in document.containers:
        if not first < box.start < box.stop <= min(last, box.start + LISTED):
            continue
        if box.tag not in _BOXES and not (news and box.tag in _LISTS and not _is_writers(document, box)):
            continue
        blocks = document.blocks[box.start : box.stop]
        titles = _titles(document, blocks)
        if titles < AGAIN or left.keys().isdisjoint(range(box.start, box.stop)):
            continue
        evidence = f"in a box of {titles} linked headlines, among paragraphs"
        for block in blocks:
            if block.index in left:
                action: Action = "move" if block.links else "cut"
                field = "related" if block.links else None
                yield Verdict(block.index, action, "pointers.listed", evidence, None, field)


def _is_writers(document: Document, box: Container) -> bool:
    """Whether a colon announces a list that has no class name but an editor's for any list ("wp-block-list")."""
    named = any("wp-" not in name for name in box.names.split())
    return not named and document.blocks[box.start - 1].text.endswith(":")


def _titles(document: Document, blocks: Sequence[Block]) -> int:
    """How many headlines of the same site a box links to, when it holds them and a label at most; or 0.

    Where each is a heading, they are entries of a guide or directory.
    """
    label, *rest = blocks
    if label.links:
        rest = [*blocks]
    elif len(label.text) > LABEL_CHARS or labels.ends_sentence(label.text):
        return 0
    links = [(block.text[link.start : link.stop], link.url) for block in rest for link in block.links]
    if any(block.kind == "heading" or block.link_chars < LINKED * len(block.text) for block in rest):
        return 0
    found = all(labels.is_headline(title) and _is_ours(document, url) for title, url in links)
    return len(links) if found else 0


def linked(context: Context) -> Iterator[Verdict]:
    """Lines of a Markdown dump that are a link from end to end, with the label above: menus, other stories' headlines.

    A short heading that links stays, and one that links to its own place.
    """
    if context.document.page.kind != "text":
        return
    passages = context.passages
    pointing = [_is_pointing(passage) for passage in passages]
    told = False
    for place, passage in enumerate(passages):
        told = told or (labels.is_prose(passage.text) and not pointing[place])
        below = pointing[place + 1 : place + 1 + AGAIN]
        if pointing[place]:
            title = labels.is_headline(passage.text)
            action: Action = "move" if title else "cut"
            evidence = f"a line that is nothing but a link to {passage.block.links[0].url[:80]!r}"
            yield Verdict(
                passage.block.index, action, "pointers.linked", evidence, None, "related" if title else None
            )
        elif told and len(below) == AGAIN and all(below) and _is_heading_of(passage, passages[place + 1]):
            evidence = f"above {AGAIN} lines or more that are nothing but links"
            yield Verdict(passage.block.index, "cut", "pointers.linked", evidence)


def _is_pointing(passage: Passage) -> bool:
    """Whether a line is a link from end to end, and no short heading."""
    block = passage.block
    return (
        passage.whole
        and bool(block.links)
        and _is_linked(passage, 0)
        and not any(link.url.startswith("#") for link in block.links)
        and (block.kind != "heading" or labels.is_headline(passage.text) or len(passage.text) > LONG_HEADING)
    )


def _is_heading_of(passage: Passage, below: Passage) -> bool:
    """Whether a line is short, no sentence, and stands right above another one."""
    short = passage.whole and len(passage.text) <= LABEL_CHARS and not labels.ends_sentence(passage.text)
    return short and below.block.index == passage.block.index + 1


def bracketed(context: Context) -> Iterator[Verdict]:
    """Headlines of other stories on a line of their own in square brackets, set off by blanks: "[ Ferries run late ]"."""
    for passage in context.passages:
        inner = passage.text[1:-1]
        blanks = inner[:1] == inner[-1:] == " "
        if passage.whole and blanks and passage.text[0] == "[" and passage.text[-1] == "]":
            title = inner.strip()
            headed = labels.is_headline(title) and title[0].isupper() and title[-1] != "."
            if headed and len(title.split()) >= TITLE_WORDS:
                evidence = "a headline in square brackets, alone on its line"
                yield Verdict(passage.block.index, "move", "pointers.bracketed", evidence, None, "related")


rules: tuple[Rule, ...] = (labelled, boxed, listed, linked, bracketed)
