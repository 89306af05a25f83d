"""Which topics a page declares for its story, or shows: the line of tags below the text.

A line is one of topics when a label says so ("Tags:", "Schlagworte:"), or when its links are marked as tags
(`rel=tag`).  Sections and writers stand in such lines too; their addresses tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cleaners import lexicon
from cleaners.facts import structured
from cleaners.facts.structured import Declared
from cleaners.layout import labels
from cleaners.lexicon import fold, tables
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Block, Document, Link
from cleaners.wording import voice

TOPIC_LENGTH = 60
TOPIC_WORDS = 6
MOST = 50
"""Topics that are kept."""
LINE_LENGTH = 400
"""Characters of the longest line of topics."""
LINE_WORDS = 3
"""Words of the longest topic on a line of its own in a dump, where nothing else tells where they end."""
ROW = 30
"""Blocks after a label that are read as its topics."""
SPOKEN = 3.0
"""Log odds that the page speaks, from which on a line is no topic."""
LINKED = 0.8
"""Share of a line's letters that are links, when it is nothing else."""
_NO_TOPIC = re.compile(
    r"/(?:categor\w*|cat|kategor\w*|sections?|rubri\w+|ressort|seccion\w*|sezione|authors?|autor\w*|auteurs?"
    r"|profiles?|people|users?)/"
    r"|^(?:#|mailto:|javascript:)",
    re.IGNORECASE,
)
"""Addresses of sections and of writers."""
_TOPIC_PATH = re.compile(r"/(?:t|tags?|topics?|themen?|temas?|etiquetas?|sujets?|tema)/", re.IGNORECASE)
"""Addresses of topics: one may be called "Facebook" or "print"."""
_MENU = re.compile(r"(?<![a-z])(?:nav|menu|footer|side-?bar)(?![a-z])")
_COUNT = re.compile(r"\s?[(（][^()（）]{1,20}[)）]$")
"""What stands in brackets behind a heading: a count, a section."""
_BETWEEN = re.compile(r"\s+[/|·•]\s+|[,;،、]\s*|\s+(?=#)")
"""What parts the topics of one line from each other."""
_AROUND = " \t:：#,;|·•"


def declared(page: Declared) -> tuple[str, ...]:
    """Keywords: article:tag, else JSON-LD, else news_keywords; plain `keywords` are written for search engines."""
    lists: tuple[Sequence[object], ...] = (
        page.metas.get("article:tag", ()),
        structured.many(page.member("keywords")),
        page.metas.get("news_keywords", ()),
    )
    for values in lists:
        found: dict[str, str] = {}
        for value in values:
            spoken = structured.name_of(value) if isinstance(value, dict) else structured.text(value)
            for part in re.split(r"[,;|،、]", spoken):
                tag = part.strip(" #\"'")
                if (
                    tag
                    and len(tag) <= TOPIC_LENGTH
                    and not re.search(r"[:=/]\S|^\d+$|^(?:null|none|undefined)$", tag)
                ):
                    found.setdefault(tag.casefold(), tag)
        if found:
            return tuple(found.values())[:MOST]
    return ()


def shown(document: Document, headline: int | None) -> tuple[str, ...]:
    """The topics below the headline, each once, in the order of the page; empty for none.

    Args:
        document: the page.
        headline: the block of the headline, or None.
    """
    marked = _marked(document) if document.tree is not None else frozenset()
    for block in document.blocks[(headline or 0) + 1 :]:
        if len(block.text) > LINE_LENGTH:
            continue
        found = list(_labelled(document, block))
        if not found and marked:
            found = [text for link, text in _links(block) if (link.url, text) in marked]
        if found:
            return tuple({topic.casefold(): topic for topic in reversed(found)}.values())[::-1]
    return ()


def _marked(document: Document) -> frozenset[tuple[str, str]]:
    """Address and text of the links that the page marks as tags and not as sections too."""
    found = set()
    for link in document.tree.iterfind(".//a[@rel]"):
        kinds = link.get("rel", "").split()
        if "tag" in kinds and "category" not in kinds:
            found.add((link.get("href") or "", " ".join("".join(link.itertext()).split()).strip(_AROUND)))
    return frozenset(found)


def _labelled(document: Document, block: Block) -> Iterator[str]:
    """The topics behind a label, on its own line or on the lines after it."""
    head = block.text[: block.links[0].start] if block.links else block.text
    label, colon, rest = head.replace("：", ":").partition(":")
    if labels.bare(label) not in labels.words("topics-label"):
        if not block.links:
            yield from _behind_section(head)
            yield from _behind_words(document, block)
        return
    if block.links:
        yield from (text for _, text in _links(block))
    elif rest.strip():
        parts = [part.strip(_AROUND) for part in re.split(r"[,;|·•،、]", rest)]
        if colon and all(_is_topic(part) for part in parts):
            yield from parts
    elif document.page.kind == "text":
        yield from _lines(document, block.index + 1)
    elif not _is_in_menu(document, block):
        for line in _row(document, block.index + 1):
            yield from (text for _, text in _links(line))


def _behind_section(text: str) -> Iterator[str]:
    """The topics that a blog's meta line lists behind the section: "Posted in Harbours Tagged ferries, fares"."""
    found = _filed().fullmatch(text)
    parts = [part.strip(_AROUND) for part in found["topics"].split(",")] if found else []
    if all(_is_topic(part) and not labels.ends_sentence(part) for part in parts):
        yield from parts


def _behind_words(document: Document, block: Block) -> Iterator[str]:
    """The topics of a dump's line behind a label of two words without a colon: "Filed under ferries, fares"."""
    found = _under().fullmatch(block.text) if document.page.kind == "text" else None
    parts = [part.strip(_AROUND) for part in found["topics"].split(",")] if found else []
    if len(parts) > 1 and all(_is_topic(part) and not labels.ends_sentence(part) for part in parts):
        yield from parts


@cache
def _under() -> re.Pattern[str]:
    words = tables.alternation(word for word in labels.words("topics-label") if " " in word)
    return re.compile(rf"(?:{words}) (?P<topics>[^.!?:]+)", re.IGNORECASE)


@cache
def _filed() -> re.Pattern[str]:
    posted, tagged = (tables.alternation(labels.words(name)) for name in ("filed-in", "tagged"))
    return re.compile(rf"(?:{posted}) .{{2,60}}? (?:and )?(?:{tagged}):? (?P<topics>.+)", re.IGNORECASE)


def _lines(document: Document, start: int) -> Iterator[str]:
    """The lines of a dump from a block on that can be topics: down to one that speaks to the reader, or says more."""
    for block in document.blocks[start : start + ROW]:
        text = block.text.strip(_AROUND)
        if not text:
            continue
        parts = [part.strip(_AROUND) for part in _BETWEEN.split(text)]
        if (
            block.index == start
            and len(parts) > 1
            and all(map(_is_topic, parts))
            and not all(map(_speaks, parts))
        ):
            yield from parts
            return
        if len(text.split()) > LINE_WORDS or not _is_topic(text) or _speaks(text):
            return
        yield text


def _speaks(text: str) -> bool:
    """Whether a line is a sentence, or one of the page's own: a heading, a button, a count."""
    if labels.ends_sentence(text) or not any(map(str.isalpha, text)):
        return True
    name = _COUNT.sub("", text)
    bare = labels.bare(name)
    known = any(bare in labels.words(table, "dump") for table in ("end", "chrome", "network"))
    known = known or any(bare in labels.words(table) for table in ("thread", "reply", "related"))
    return (
        known
        or labels.is_control(text)
        or whole_phrase(fold(name), lexicon.phrases()) is not None
        or voice.of_page(text) > SPOKEN
    )


def _row(document: Document, start: int) -> Iterator[Block]:
    """The lines from a block on that are nothing but links and stand in one list with it."""
    around = None
    for block in document.blocks[start : start + ROW]:
        letters = len(block.text) - sum(map(block.text.count, _AROUND))
        container = document.containers[block.container]
        place = container.parent, container.tag
        if block.link_chars < LINKED * letters or (around is not None and place != around):
            return
        around = place
        yield block


def _is_in_menu(document: Document, block: Block) -> bool:
    """Whether a line stands in a part of the page that leads elsewhere: its topics are the site's."""
    return any(one.tag in ("nav", "aside") or _MENU.search(one.names) for one in document.ancestors(block))


def _links(block: Block) -> Iterator[tuple[Link, str]]:
    """The links of a line that can be topics."""
    for link in block.links:
        text = block.text[link.start : link.stop].strip(_AROUND)
        if (
            _is_topic(text)
            and (labels.bare(text) not in labels.words("network", "dump") or _TOPIC_PATH.search(link.url))
            and not _NO_TOPIC.search(link.url)
        ):
            yield link, text


def _is_topic(text: str) -> bool:
    return 1 < len(text) <= TOPIC_LENGTH and len(text.split()) <= TOPIC_WORDS
