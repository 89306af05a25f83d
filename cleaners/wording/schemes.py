"""How the headlines of a promo run are told apart: quotes, numbers, labels that come back, bars and bullets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from cleaners import characters
from cleaners.lexicon import Promos
from cleaners.wording import leads
from cleaners.wording.runwords import MARKS, Word, ends_sentence
from cleaners.wording.sheet import Sheet

MIN_WORDS: Final = 3
MAX_WORDS: Final = 32
"""Words of a headline."""
SLOGAN_CHARS: Final = 120
SLOGAN_WORDS: Final = 12
"""Words of a slogan that no list knows, between a lead and the first label."""
SHOUTED_CHARS: Final = 5
"""Letters of the shortest word of a label in capitals: fewer may be initials."""
SURE_HEADS: Final = 3
"""Labels that have to follow such a slogan."""
HEADS_ALONE: Final = 4
"""Labels, or parts between bars, that are a run without any lead."""
MOST_PARTS: Final = 12
APART: Final = 2
"""Of these labels, so many must not follow a capital, as parts of names do."""
TRIES: Final = 5
"""Places of one passage that are tried for such a run: what a hostile text can cost."""
_STOP: Final = re.compile(rf"[.!?…।۔][{characters.QUOTE_ENDS})\]]* +(?=\S)")
SEPARATOR: Final = re.compile(r" ?[|•·●▪◆►▶→] | [»›/*] ")
BAR: Final = re.compile(r" ?[|·•●▪►] ")
_NUMBER: Final = re.compile(r"(\d{1,2})([.)]?)")
"""What stands before a headline of a numbered list."""
BARE_NUMBERS: Final = 3
"""So many numbers without a mark must count up: a headline may hold one, or two."""
LIST_MARK: Final = re.compile(r"; (?=[\"'“‘«(]?[^\W_])")
"""What parts the headlines of a list behind a colon."""
_MARKS: Final = "|·•●▪►"
_WORD: Final = re.compile(r"\S+")
_QUOTED: Final = re.compile(r"[‘'“\"«][^‘“\"«»”]{8,200}?[’'”\"»](?= |$)")


def holding(sheet: Sheet, words: Promos) -> set[int]:
    """The numbers of the passages that have labels or bars enough for a run without a lead."""
    page, known = sheet.written.text, words.marks & sheet.tokens
    found = {n for n, text in enumerate(sheet.texts) if _is_barred(text)} if _is_barred(page) else set()
    if _count(page, known) >= HEADS_ALONE:
        found.update([n for n, text in enumerate(sheet.texts) if _count(text, known) >= HEADS_ALONE])
    return found


def _count(text: str, words: Collection[str]) -> int:
    return sum([text.count(word) for word in words])


def _is_barred(text: str) -> bool:
    return any(text.count(f"{mark} ") >= HEADS_ALONE - 1 for mark in _MARKS if mark in text)


def _is_labelled(text: str, words: Promos) -> bool:
    return sum(map(words.marks.__contains__, text.split())) >= HEADS_ALONE


def without_lead(text: str, words: Promos) -> Iterator[int]:
    """Sentence starts behind which labels or bars come so often that a run may begin there."""
    barred = _is_barred(text)
    if not barred and not _is_labelled(text, words):
        return
    starts = [found.end() for found in _STOP.finditer(text)]
    signs = [
        found.start()
        for found in _WORD.finditer(text)
        if found.group() in words.marks or (barred and found.group() in _MARKS)
    ]
    tried, at = 0, 0
    for place in range(len(signs) - HEADS_ALONE + 1):
        while at + 1 < len(starts) and starts[at + 1] <= signs[place]:
            at += 1
        if not starts or starts[at] > signs[place] or signs[place] - starts[at] > SLOGAN_CHARS:
            continue
        if at + 1 < len(starts) and starts[at + 1] <= signs[place + HEADS_ALONE - 2]:
            continue
        yield starts[at]
        tried += 1
        if tried >= TRIES:
            return


def are_labels(tokens: Sequence[Word], heads: Sequence[tuple[int, int]]) -> bool:
    """Whether labels are so many, and so unlike parts of names, that they need no lead."""
    if len(heads) < HEADS_ALONE:
        return False
    pairs = {(tokens[label].bare, tokens[first].bare) for label, first in heads}
    apart = sum(label == 0 or not tokens[label - 1].capital for label, _ in heads)
    return len(pairs) == len(heads) and apart >= APART


def are_parts(tokens: Sequence[Word], heads: Sequence[tuple[int, int]]) -> bool:
    """Whether parts between bars are headlines, and no cells of a table: words enough, and a capital first."""
    parts = [tokens[before[0] : after[0]] for before, after in pairwise(heads)]
    worded = [[token for token in part if token.bare.isalpha()] for part in parts]
    return HEADS_ALONE <= len(heads) <= MOST_PARTS and all(
        part[0].opens and len(said) >= MIN_WORDS - (not number)
        for number, (part, said) in enumerate(zip(parts, worded, strict=True))
    )


def quoted(text: str, at: int) -> tuple[int, int] | None:
    """End and number of quoted headlines that follow each other directly, at least two."""
    count = 0
    while (found := _QUOTED.match(text, at)) and found.end() < len(text):
        count += 1
        at = leads.past_marks(text, found.end())
    if found and found.end() == len(text):
        return len(text), count + 1
    return (at, count) if count >= 2 and text[at : at + 1].isupper() else None


def labelled(tokens: list[Word], words: Promos) -> list[tuple[int, int]]:
    """Headlines behind a label that comes back: (index of the label, index of the headline's first word).

    What stands before the first label is the lead's slogan, or one more headline.
    """
    labels = _labels(tokens, words)
    heads: list[tuple[int, int]] = []
    for index in range(len(tokens)):
        size = _label_at(tokens, index, labels, words)
        if not size or (heads and index - heads[-1][1] < MIN_WORDS):
            continue
        if heads and not _one_headline(tokens[heads[-1][1] : index], words):
            break
        if index and (tokens[index - 1].bare in words.unfinished or tokens[index - 1].text[-1] in ",;:-–—"):
            continue
        if not heads and (index > SLOGAN_WORDS or _ends_inside(tokens[: index + 1], words)):
            return []
        heads.append((index, index + size))
    return heads if heads and (heads[0][0] == 0 or len(heads) >= SURE_HEADS) else []


def led(tokens: Sequence[Word], lead: str, words: Promos) -> list[tuple[int, int]]:
    """Headlines each behind the same lead, the first of which stands before the words: pairs as of `labelled`."""
    said = [part.strip(MARKS).casefold() for part in lead.split()]
    heads = [(0, 0)]
    for index in range(MIN_WORDS, len(tokens) - len(said)):
        follows = index + len(said)
        if [token.bare for token in tokens[index:follows]] != said or not tokens[follows].opens:
            continue
        if index - heads[-1][1] < MIN_WORDS or not _one_headline(tokens[heads[-1][1] : index], words):
            break
        heads.append((index, follows))
    return heads if len(heads) > 1 else []


def shouted(tokens: Sequence[Word], words: Promos) -> list[tuple[int, int]]:
    """Headlines behind labels in capitals, whatever these say: pairs as of `labelled`.

    Short words in capitals at a label's ends are the headlines' own: "… says BSP NEWSINFO LPA may become …".
    """
    heads: list[tuple[int, int]] = []
    for index in range(len(tokens)):
        if not _is_shouted(tokens[index]) or (
            index and tokens[index - 1].in_capitals and _is_shouted(tokens[index - 1])
        ):
            continue
        first = next(
            at for at in range(index, len(tokens) + 1) if at == len(tokens) or not _is_shouted(tokens[at])
        )
        if first == len(tokens) or not tokens[first].opens or (not heads and index):
            break
        if heads and not _one_headline(tokens[heads[-1][1] : index], words):
            break
        heads.append((index, first))
    return heads if len(heads) > 1 else []


def _is_shouted(word: Word) -> bool:
    """Whether a word is in capitals, and too long for initials."""
    return word.in_capitals and len(word.text) >= SHOUTED_CHARS


def numbered(tokens: list[Word]) -> list[tuple[int, int]]:
    """Headlines behind numbers that count up from one: (index of the number, index of the first word)."""
    heads: list[tuple[int, int]] = []
    for index, token in enumerate(tokens[:-1]):
        found = _NUMBER.fullmatch(token.text)
        if found is None or int(found[1]) != len(heads) + 1 or not tokens[index + 1].opens:
            continue
        size = index - heads[-1][1] if heads else index
        if size > MAX_WORDS or (heads and size < 2) or (not heads and index):
            break
        heads.append((index, index + 1))
    marked = heads and tokens[heads[0][0]].text[-1] in ".)"
    return heads if marked or len(heads) >= BARE_NUMBERS else []


def shown_twice(text: str, start: int, at: int) -> int | None:
    """Where the words end that follow a lead, from `start` to `at`, both times that it stands in a text.

    >>> text = "He left. Also read: Ferry sinks at Tarn The board met. Also read: Ferry sinks at Tarn She left."
    >>> text[20:shown_twice(text, 9, 20)]
    'Ferry sinks at Tarn'
    """
    lead = text[start:at]
    other = text.find(lead, at)
    if other < 0:
        other = text.rfind(lead, 0, start)
    if other < 0:
        return None
    words = zip(_WORD.finditer(text, at), _WORD.finditer(text, other + len(lead)), strict=False)
    same = list(takewhile(lambda pair: pair[0].group() == pair[1].group(), words))
    return same[-1][0].end() if len(same) > MIN_WORDS else None


def _labels(tokens: list[Word], words: Promos) -> frozenset[tuple[str, ...]]:
    """The run's labels: known sections, and what its first words are when they come back as labels."""
    known = {tuple(section.split()) for section in words.sections}
    for size in (1, 2, 3):
        first = tuple(token.bare for token in tokens[:size])
        if not all(token.opens for token in tokens[:size]) or tokens[size - 1].text[-1] in ",.;:":
            break
        again = sum(
            tuple(token.bare for token in tokens[at : at + size]) == first
            and (at + size < len(tokens) and tokens[at + size].opens)
            for at in range(len(tokens) - size)
        )
        if again >= 3:
            known.add(first)
    return frozenset(known)


def _label_at(tokens: list[Word], index: int, labels: frozenset[tuple[str, ...]], words: Promos) -> int:
    """How many words a label that begins here has; 0 when none does."""
    for size in (3, 2, 1):
        part = tokens[index : index + size]
        if (
            len(part) == size
            and all(token.opens for token in part)
            and part[-1].text.removesuffix(":")[-1:].isalpha()
            and index + size < len(tokens)
            and tokens[index + size].opens
            and not (tokens[index + size].caseless and tokens[index + size].bare in words.unfinished)
            and tuple(token.bare for token in part) in labels
        ):
            return size
    return 0


def _one_headline(tokens: Sequence[Word], words: Promos) -> bool:
    """Whether words between two labels are one headline: not long, and with no sentence end inside."""
    return 2 <= len(tokens) <= MAX_WORDS and not _ends_inside(tokens, words)


def _ends_inside(tokens: Sequence[Word], words: Promos) -> bool:
    """Whether a sentence ends among some words, and another begins."""
    return any(ends_sentence(token, words) and after.opens for token, after in pairwise(tokens))


def parted(text: str, tokens: list[Word], mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """Headlines parted by bars or bullets: (index of the word after the mark, the same)."""
    begin, limit = tokens[0].start, tokens[-1].stop
    marks = [found.end() for found in mark.finditer(text, begin, limit)]
    heads = [0, *[index for index, token in enumerate(tokens) if token.start in set(marks)]]
    kept = heads[:1]
    for index in heads[1:]:
        if not 2 <= sum(token.bare != "" for token in tokens[kept[-1] : index]) <= MAX_WORDS:
            break
        kept.append(index)
    return [(index, index) for index in kept] if len(kept) >= 3 else []
