"""Decides which lines inside a story only point to other stories, told by their links and not by their words.

The words of their labels have no end, in every language ("MORE:", "READ ON |"); what they share is a label in
capitals that the page uses again, and a headline behind it that leads elsewhere.  Lists of things have such
lines too, but their labels are not in capitals and what is behind them is no headline ("Where to watch: …").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaners.layout import labels
from cleaners.model import Context, Passage, Rule, Verdict

LABEL_CHARS = 40
AGAIN = 2
"""Lines with one label that show that it is the page's, not the story's."""
LINKED = 0.9
"""Share of a line behind its label that leads elsewhere."""
LONGEST = 200
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_](?:[^:|»>]*[^\W_])?)\s?[:|»>]\s?(?=\S)")


def labelled(context: Context) -> Iterator[Verdict]:
    """Lines that are one label and one link, where the page has several with the same label."""
    found = [(label, passage) for passage in context.passages if (label := _label(passage))]
    times = Counter(label for label, _ in found)
    for label, passage in found:
        if times[label] >= AGAIN:
            evidence = f"one of {times[label]} lines that are a link behind '{label}'"
            yield Verdict(passage.block.index, "move", "pointers.labelled", evidence, None, "related")


def _label(passage: Passage) -> str:
    """The label, in capitals, of a line that is nothing but label and linked headline."""
    if not passage.whole or len(passage.text) > LONGEST or not passage.block.links:
        return ""
    found = _LABEL.match(passage.text)
    if found is None or len(found["label"]) > LABEL_CHARS or not _is_linked(passage, found.end()):
        return ""
    title = passage.text[found.end() :]
    return found["label"] if found["label"].isupper() and labels.is_headline(title) else ""


def _is_linked(passage: Passage, start: int) -> bool:
    """Whether nearly all letters from an offset on are links."""
    text = passage.text
    linked = sum(max(0, link.stop - max(link.start, start)) for link in passage.block.links)
    return linked >= LINKED * (len(text) - start)


rules: tuple[Rule, ...] = (labelled,)
