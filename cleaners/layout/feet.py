"""What stands below each story of a dump: lines that recur below most of them, and what follows these.

"Source: Herald", "12 comments", "Share": no words are needed, only that they come back.  Advertisements,
snippets of further stories and the page's own foot stand behind such lines, and belong to no story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaners.facts import headers
from cleaners.layout import labels, seams
from cleaners.layout.periods import LEAST_STORIES, Head, form, is_story
from cleaners.model import Block
from cleaners.sources import agencies

HALF = 1 / 2
REMAINS = 0.4
"""Share of a story's running text that may stand below a line that recurs below stories."""
GAP = 2
"""Lines of one story's own between the lines that recur below all."""
TOPIC_WORDS = 3
TOPIC_LINES = 6
LONG_WORDS = 3
SENTENCE_WORDS = 3
SIMILAR = 0.6
"""Share of words that make two long lines one: "12 comments · Save · Share", "No comments · Save · Share"."""
_WORD = re.compile(r"[^\W\d_]+")


class Foot(NamedTuple):
    """The lines below one story's text: `start` to `stop` (half open), the story's topics first."""

    start: int
    stop: int
    topics: int = 0


def below(blocks: Sequence[Block], heads: Sequence[Head]) -> list[Foot]:
    """The foot of each story; an empty one stands where its text ends at the latest."""
    bounds = [*(head.start for head in heads), len(blocks)]
    spans = [range(head.stop, stop) for head, stop in zip(heads, bounds[1:], strict=True)]
    last = spans[-1]
    spans[-1] = range(last.start, _end(blocks, last))
    lines = [_last_lines(blocks, head, span) for head, span in zip(heads, spans, strict=True)]
    whole = [
        last for last, span in zip(lines, spans, strict=True) if is_story(blocks[span.start : span.stop])
    ]
    counts = Counter(one for last in whole for one in set(last.values()))
    forms = {one for one, count in counts.items() if count >= max(LEAST_STORIES, HALF * len(whole))}
    feet = [_foot(blocks, last, forms, span) for last, span in zip(lines, spans, strict=True)]
    if _are_inside(blocks, feet, spans):
        feet = [Foot(span.stop, span.stop) for span in spans]
    if feet[-1].start == feet[-1].stop:
        end = _text_end(blocks, spans[-1])
        feet[-1] = Foot(end, end)
    topics = [_topics(blocks, foot, span) for foot, span in zip(feet, spans, strict=True)]
    if sum(map(bool, topics)) < HALF * len(heads):
        return feet
    return [Foot(foot.start - size, foot.stop, size) for foot, size in zip(feet, topics, strict=True)]


def _end(blocks: Sequence[Block], span: range) -> int:
    """Where the last story ends at the latest: above "Load more stories", if its text stands above that."""
    total = _weight(blocks, span)
    for place in span:
        if ends_row(blocks[place].text) and _weight(blocks, range(place, span.stop)) <= REMAINS * total:
            return place
    return span.stop


def _text_end(blocks: Sequence[Block], span: range) -> int:
    """Where the running text of the last story ends, with the short sentences right below it."""
    end = 1 + max((place for place in span if labels.is_prose(blocks[place].text)), default=span.start)
    while end < span.stop and end and _is_short_sentence(blocks[end].text):
        end += 1
    return end


def _is_short_sentence(text: str) -> bool:
    """Whether a line is a sentence, shorter than running text, that no page says of itself."""
    if not labels.ends_sentence(text) or text[-1] in "…:" or text.endswith("..."):
        return False
    told = len(text.split()) >= SENTENCE_WORDS or labels.is_ideographic(text)
    return told and "©" not in text and not headers.is_furniture(text)


def ends_row(text: str) -> bool:
    """Whether a line stands below the last of a row of stories: "Load more stories", "All caught up"."""
    if len(text) > labels.LABEL_LENGTH:
        return False
    folded = labels.bare(text)
    if any(phrase in folded for phrase in labels.words("row-end")):
        return True
    said = folded.split()
    found: Collection[str] = folded if labels.is_ideographic(text) else said
    if len(said) > labels.HEADING_WORDS or len(folded) > labels.NAME_LENGTH:
        return False
    return any(word in found for word in labels.words("row-more")) and any(
        word in found for word in labels.words("row-load")
    )


def _weight(blocks: Sequence[Block], span: range) -> int:
    return sum(labels.weight(blocks[place].text) for place in span if labels.is_prose(blocks[place].text))


def _last_lines(blocks: Sequence[Block], head: Head, span: range) -> dict[int, str]:
    """The short lines with little of a story's running text below them, in the form that may recur."""
    total = _weight(blocks, span)
    remains, found = 0, {}
    for place in reversed(span):
        text = blocks[place].text
        if labels.is_prose(text):
            remains += labels.weight(text)
        elif remains <= REMAINS * total:
            found[place] = _form(text, head.publisher)
    return found


def _form(text: str, publisher: str | None) -> str:
    """What recurs of a line below a story, which may name the story's publisher."""
    if labels.named_source(text) is not None:
        return "source:"
    return form(seams.CAPITAL.sub(" ", _named(publisher).sub("\0", text) if publisher else text))


@lru_cache(maxsize=256)
def _named(publisher: str) -> re.Pattern[str]:
    """A publisher's name as it stands in lines and addresses: "The Harbour Gazette", "harbour-gazette"."""
    words = re.findall(r"\w+", publisher.casefold().removeprefix("the ")) or [publisher]
    return re.compile(r"(?<!\w)(?:the )?" + r"[\W_]{0,3}".join(map(re.escape, words)), re.IGNORECASE)


def _are_inside(blocks: Sequence[Block], feet: Sequence[Foot], spans: Sequence[range]) -> bool:
    """Whether the one line that recurs stands inside the stories, which go on below it: "Advertisement"."""
    found = [(foot, span) for foot, span in zip(feet, spans, strict=True) if foot.stop > foot.start]
    if any(foot.stop - foot.start > 1 for foot, _ in found):
        return False
    going = sum(
        any(_is_whole_sentence(blocks[n]) for n in range(foot.stop, span.stop)) for foot, span in found
    )
    return going > HALF * len(found)


def _is_whole_sentence(block: Block) -> bool:
    """Whether a line is running text that does not break off as excerpts do."""
    return labels.is_prose(block.text) and not block.text.rstrip(")] ").endswith(("…", "..."))


def _foot(blocks: Sequence[Block], lines: dict[int, str], forms: set[str], span: range) -> Foot:
    """The lines from the first that recurs to the last, those of one story's own between them included."""
    words = [set(_WORD.findall(one)) for one in forms]
    places = sorted(place for place, one in lines.items() if one in forms or _is_like(one, words))
    if not places:
        return Foot(span.stop, span.stop)
    start = places[-1]
    for place in reversed(places):
        if start - place > GAP + 1 or any(map(_is_whole_sentence, blocks[place:start])):
            break
        start = place
    return Foot(start, places[-1] + 1)


def _is_like(one: str, others: Iterable[set[str]]) -> bool:
    """Whether a long line has most words of one that recurs."""
    said = set(_WORD.findall(one))
    return len(said) > LONG_WORDS and any(
        len(said & other) >= SIMILAR * len(said | other) for other in others
    )


def _topics(blocks: Sequence[Block], foot: Foot, span: range) -> int:
    """How many lines right above a foot are a story's topics."""
    count = 0
    for block in reversed(blocks[max(span.start, foot.start - TOPIC_LINES) : foot.start]):
        if foot.start == foot.stop or not _is_topic(block.text):
            break
        count += 1
    return count


def _is_topic(text: str) -> bool:
    """Whether a line is a topic: "#Floods", "kitten season"; no sentence, no label, no agency's name."""
    name = text.removeprefix("#")
    short = len(name.split()) <= TOPIC_WORDS and labels.weight(name) <= labels.NAME_LENGTH
    if not short or labels.ends_sentence(name) or not name[:1].isalpha():
        return False
    plain = not any(mark in name for mark in ":()[]/@.,!?…") and not any(map(str.isdigit, name))
    return plain and agencies.named(name) is None and not labels.is_control(text)
