"""The paragraphs of a dump made of the pieces of text between tags, put together with a line break or a blank.

With line breaks, a link's words stand on a line of their own.  Told by lines that begin with a comma or a full stop,
which no paragraph does.  Where there are some, a line in small letters goes on where a long line broke off, too.

With blanks, nearly every line of the dump ends in one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.layout import labels

_STRAY = re.compile(r"[,.;:!?)\]»”](?=\s+\S*\w|$)|-(?=[a-zß-öø-ÿ])|[、。，；：！？」』）](?!$)")
"""The mark that a line begins with when a link, or an emphasis inside a word, ends right before it."""
_COLONS = (":", "：")
"""A line of its own when both a place and the headline behind it are links: the three are one."""
TITLE_WORDS = 4
"""Words of the shortest such headline; less may be the first of a row of topics."""
BROKEN_CHARS = 40
"""Letters of the shortest line that breaks off in the middle of a paragraph."""
BEGUN_CHARS = 18
"""The same where the line below, or the one below a link's words, begins in the middle of a sentence."""
SMALL_WORDS = 3
PIECE_CHARS = 80
"""Letters of the longest line of linked words."""
_ELEMENTS = re.compile(r"(?<=[^\s:])\s{3,}(?=\S)")
"""The blanks between two elements beside each other: the source's own, and one at either side."""
_LOOSE = re.compile(r"(?<=[^\W_]) +(?=[,.](?:\s|$))")
"""The blank between a link's words and the mark behind them."""
PADDED_SHARE, PADDED_LINES = 0.5, 8
"""A dump whose pieces are put together with blanks has so many lines that end in one, and more than this share."""
EVIDENCE = 2
"""So many lines must begin with a mark, or be linked words in a sentence, for those in small letters to go on, too."""


def unpadded(raw: Sequence[str]) -> Sequence[str]:
    """The lines of a dump; where its pieces were put together with blanks, those of a row of labels stand apart."""
    said = [line for line in raw if line.strip()]
    padded = sum(line[-1] == " " for line in said)
    if padded < PADDED_LINES or padded <= PADDED_SHARE * len(said):
        return raw
    found: list[str] = []
    for line in raw:
        if labels.is_prose(line.strip()):
            found.append(_LOOSE.sub("", line))
        else:
            found += _ELEMENTS.split(line)
    return found


def runs(texts: Sequence[str], broken: Sequence[bool]) -> list[range]:
    """The lines of each paragraph, in order.

    Args:
        texts: the lines.
        broken: whether each line may not go on from the one above: below a blank line, or an item.
    """
    stray = [not broken[place] and is_stray(text) for place, text in enumerate(texts)]
    if not any(stray):
        return [range(place, place + 1) for place in range(len(texts))]
    small = sum(stray) + sum(_is_bridge(texts, broken, place) for place in range(len(texts))) >= EVIDENCE
    going = [
        stray[place] or (small and not broken[place] and text[:1].islower())
        for place, text in enumerate(texts)
    ]
    for place, text in enumerate(texts):  # "and" stands between two links, "read" below each headline
        if going[place] and not stray[place] and text.isalpha() and texts.count(text) > 1:
            after = range(place + 1, min(place + 3, len(texts)))
            going[place] = any(going[one] and texts[one] != text for one in after)
    found: list[range] = []
    start = place = 0
    while place < len(texts):
        stop = place + 1
        while stop < len(texts) and (size := _joined(texts, broken, stray, going, start, stop)):
            stop += size
        found.append(range(start, stop))
        start = place = stop
    return found


def is_stray(text: str) -> bool:
    """Whether a line begins as no paragraph does: ", which burnt down."."""
    return _STRAY.match(text) is not None


def _is_bridge(texts: Sequence[str], broken: Sequence[bool], place: int) -> bool:
    """Whether a short line stands between the two halves of a sentence."""
    if not 0 < place < len(texts) - 1 or broken[place] or broken[place + 1]:
        return False
    before, piece, behind = texts[place - 1 : place + 2]
    if not behind[:1].islower() or not labels.ends_sentence(behind) or labels.weight(behind) < BROKEN_CHARS:
        return False
    short = labels.weight(piece) <= PIECE_CHARS and _is_open(piece) and piece[-1] not in ";,"
    return short and _is_open(before) and _is_sentence_begun(before, goes_on=False)


def _joined(
    texts: Sequence[str],
    broken: Sequence[bool],
    stray: Sequence[bool],
    going: Sequence[bool],
    start: int,
    stop: int,
) -> int:
    """How many lines go on from a paragraph that begins at `start`: the next one, or it and the one below."""
    if texts[stop] in _COLONS and not broken[stop] and stop + 1 < len(texts) and not broken[stop + 1]:
        titled = len(texts[stop + 1].split()) >= TITLE_WORDS and not labels.ends_sentence(texts[stop - 1])
        return 2 if titled else 0
    long = stop - start > 1 or _is_sentence_begun(texts[start], going[stop] or _goes_past(texts, going, stop))
    if stray[stop]:
        return 1 if long or labels.ends_sentence(texts[stop]) else 0
    if not long or broken[stop] or not _is_open(texts[stop - 1]):
        return 0
    if going[stop]:
        return 1
    piece = labels.weight(texts[stop]) <= PIECE_CHARS and _is_open(texts[stop])
    return 2 if piece and stop + 1 < len(texts) and going[stop + 1] else 0


def _goes_past(texts: Sequence[str], going: Sequence[bool], stop: int) -> bool:
    """Whether a line of linked words stands here, and the one below it goes on."""
    return stop + 1 < len(texts) and going[stop + 1] and labels.weight(texts[stop]) <= PIECE_CHARS


def _is_sentence_begun(text: str, goes_on: bool) -> bool:
    """Whether a line is long and says something: no title, no row of labels, where the script has capitals."""
    if labels.weight(text) < (BEGUN_CHARS if goes_on and _is_open(text) else BROKEN_CHARS):
        return False
    small = sum(word[0].islower() for word in text.split())
    return small >= SMALL_WORDS or not any(map(str.isupper, text))


def _is_open(text: str) -> bool:
    return not labels.ends_sentence(text) and text[-1] not in ":："


def joined(texts: Sequence[str]) -> str:
    """The lines of one paragraph as one: marks stand right behind the words before them."""
    said = texts[0]
    for text in texts[1:]:
        said += text if is_stray(text) or labels.is_ideographic(said[-1] + text[0]) else f" {text}"
    return said
