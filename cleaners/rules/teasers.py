"""Decides which lines inside a story are another story's headline and standfirst, run together without a blank.

The capital inside a word is where one of them ends and the other one begins, or a name ("YouTube").  It is the former
where the page shows the headline a second time, as a line of its own, and in a dump where every word before it has a
capital.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from cleaners.characters import CAPITALS
from cleaners.layout import labels
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.wording import sentences

WORDS: Final = 3
"""Words of the shortest headline that the page shows twice."""
TITLED_WORDS: Final = 6
"""Words with a capital in one that it shows once."""
LONGEST: Final = 400
"""Characters of a headline and its standfirst."""
SMALL: Final = 3
"""Letters of words that have no capital in title case."""
_SEAM: Final = re.compile(rf"(?<=[^\W\d_{CAPITALS}]{{2}})(?=[{CAPITALS}][^\W\d_{CAPITALS}]* )")
"""A capital inside a word, which goes on in small letters."""


def run_together(context: Context) -> Iterator[Verdict]:
    """Lines that are a headline of the page, or a dump's only one in title case, with a standfirst glued to it."""
    glued = [(passage, title) for passage in context.passages if (title := _title(passage))]
    if not glued:
        return
    shown = _lines(context)
    dumped = context.document.page.kind == "text"
    # Several are the story's subheads.
    titled = [title for one, title in glued if _is_titled(title) and _goes_on(one.text[len(title) :])]
    for passage, title in glued:
        if sentences.key(title) in shown:
            evidence = f"{title[:60]!r} is a line of the page too, without the sentence glued to it here"
        elif dumped and titled == [title]:
            evidence = f"{title[:60]!r} is in title case, and a sentence is glued to it"
        else:
            continue
        yield Verdict(passage.block.index, "move", "teasers.run-together", evidence, None, "related")


def _title(passage: Passage) -> str | None:
    """What stands before the first capital inside a word, where it may be a headline and what follows a standfirst."""
    text = passage.text
    if not passage.whole or len(text) > LONGEST or not labels.ends_sentence(text):
        return None
    seam = _SEAM.search(text, 0, labels.HEADLINE_LIMIT)
    if seam is None:
        return None
    title = text[: seam.start()]
    headed = len(title.split()) >= WORDS and labels.sentences(title) <= 1 and title[-1] not in ".!?:"
    return title if headed else None


def _lines(context: Context) -> Collection[str]:
    """The page's other lines as keys; what the story itself is called is none of them."""
    titles = (context.segment.headline, context.metadata.headline and context.metadata.headline.value)
    lines = {
        sentences.key(one.text) for one in context.document.blocks if len(one.text) <= labels.HEADLINE_LIMIT
    }
    return lines - {sentences.key(title) for title in titles if title}


def _goes_on(text: str) -> bool:
    """Whether a text goes on in small letters behind its first word."""
    return text.split(" ", 2)[1][:1].islower()


def _is_titled(title: str) -> bool:
    """Whether all words that matter have a capital, and no label stands before them."""
    words = title.split()
    if ":" in title or "–" in title:
        return False
    weighty = [word for word in words if len(word) > SMALL or word[0].isupper()]
    capitals = sum(word[0].isupper() for word in weighty)
    return capitals >= TITLED_WORDS and all(word[0].isupper() or not word.isalpha() for word in weighty)


rules: tuple[Rule, ...] = (run_together,)
