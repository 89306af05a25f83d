"""Decides that the standfirst, the line or two between the headline and the story, belongs to the story.

Newsrooms write it for the story; themes set it apart like furniture, in the page's header and in classes of
its own, so that the scorer by itself takes one in three for furniture.  What tells it is that the page
declares the same words as its description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.layout import linking
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.wording import sentences

LEAST_CHARS = 40
OPENING = 24
"""Characters that tell most texts apart: the whole is compared where they agree."""
REACH = 10
"""Open passages below the headline in which a standfirst is looked for."""
ENOUGH = 0.8
"""Of the longer one, what the shorter one's letters must be: descriptions are cut off, or have the city before."""
_ARTICLE = re.compile(r"article|posting|report|news|commentary|review", re.IGNORECASE)


def standfirst(context: Context) -> Iterator[Verdict]:
    """Keep the passage above the story that says what the page's description says."""
    about = context.metadata
    if about.description is None or not _ARTICLE.search(about.article_type or ""):
        return
    told = sentences.key(about.description.value)
    if len(told) < LEAST_CHARS:
        return
    for passage in _above_story(context):
        if passage.whole and _is_told(sentences.key(passage.text), told) and not _is_linked(passage):
            if _is_repeated(context, passage):
                return
            evidence = "above the story, and the page describes itself in these words"
            yield Verdict(passage.block.index, "keep", "standfirst.described", evidence)
            return


def _above_story(context: Context) -> Sequence[Passage]:
    """The first passages behind the last showing of the headline, or all to the first running text."""
    shown = [verdict.block for verdict in context.verdicts if verdict.field == "headline"]
    if shown:
        return [passage for passage in context.passages if passage.block.index > shown[0]][:REACH]
    running = (n for n, one in enumerate(context.passages, 1) if linking.is_running_text(one.block))
    return context.passages[: next(running, 0)]


def _is_repeated(context: Context, standfirst: Passage) -> bool:
    """Whether the story says the same once more: then the copy below is the story's paragraph."""
    said = sentences.key(standfirst.text)
    return any(
        said.startswith(sentences.key(passage.text[:OPENING])) and sentences.key(passage.text) == said
        for passage in context.passages
        if passage.block.index > standfirst.block.index and len(passage.text) >= len(said)
    )


def _is_told(shown: str, told: str) -> bool:
    short, long = sorted((shown, told), key=len)
    return len(short) >= max(LEAST_CHARS, ENOUGH * len(long)) and (
        long.startswith(short) or long.endswith(short)
    )


def _is_linked(passage: Passage) -> bool:
    return passage.block.link_chars > len(passage.text) / 2


rules: tuple[Rule, ...] = (standfirst,)
