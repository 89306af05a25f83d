"""Where a story goes on after other stories' headlines, when no mark says so.

Every place where a sentence could begin is weighed: is what stands before it as long as a headline, does it
end like one; does what follows begin like a sentence of this story.  The weights are those of a conditional
logit, fitted on headlines put between the sentences of some 1,100 news stories, English, German, French, Spanish
and Italian by equal parts; the signs are the same in every language, only the words differ
(lexicon/promos.toml).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from statistics import pvariance
from typing import Final

from cleaners import characters
from cleaners.lexicon import Promos, fold

TYPICAL_WORDS: Final = (9.0, 4.0)
"""Mean and deviation of a headline's words when a run gives no other to go by."""
NARROWEST: Final = 2.5
FARTHEST: Final = 6.0
"""The most that a headline's odd length counts."""
CONVINCING: Final = 0.7
"""The probability that the best place has to reach, against all others and against none of them."""
MIN_SENTENCE: Final = 4
PAST_LETTERS: Final = 4
"""Letters of the longest word whose ending says nothing."""
_DASHES: Final = frozenset("-–—")
"""What parts a sign-off from the last sentence."""
_AHEAD: Final = 4
"""Words after a place whose capitals show whether a headline is still going on."""
_WEIGHTS: Final = {
    "length": 0.6,
    "unfinished": -3.9,
    "in-quote": -2.2,
    "quote-closed": 2.0,
    "question": 1.4,
    "in-name": -1.2,
    "number": -2.0,
    "label": -3.2,
    "over label": -2.6,
    "starter passed": -1.1,
    "behind role": -1.5,
    "title": 2.0,
    "role": 1.5,
    "starter": 2.6,
    "title-case starter": 2.2,
    "known": 0.3,
    "well-known": 0.7,
    "verb": 1.3,
    "later verb": 0.8,
    "common word": 1.2,
    "opens elsewhere": 1.1,
    "goes on small": 1.4,
    "case falls": 1.2,
    "case stays": -1.2,
    "short": -2.8,
    "speech": 3.0,
}
"""Rounded from the fit; raised by hand where its noisy sample (odd quotes, glued captions) blurs a sign."""
_SPOKEN: Final = frozenset(
    {"starter", "title-case starter", "title", "role", "speech", "well-known", "opens elsewhere"}
)
"""Signs that the story speaks; the others are those of a headline's beginning too."""
_VERBAL: Final = frozenset({"verb", "later verb", "speech"})
_NOWHERE: Final = -0.3
"""The score of going on nowhere."""
QUOTES: Final = "'\"‘’“”«»„"
_STRIP: Final = QUOTES + "()[].,;:!?…।۔،؟¿¡"
_WORD: Final = re.compile(r"(?:[«„“]\s)?\S+(?:\s»[.,;:!?]{0,2}(?!\w))?")
_SPEECH_END: Final = re.compile(rf"[,.][{characters.QUOTE_ENDS}]$")
"""A headline's quotation ends without a comma."""
_SENTENCE_STOP: Final = re.compile(
    rf"(?:(?:[^\W_]{{2}}|[)%{characters.QUOTE_ENDS}])[.]|[।۔])[{characters.QUOTE_ENDS})\]]*$|[.]{{3}}$|…$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a run: as written, folded without its punctuation, and where it stands."""

    text: str
    bare: str
    start: int
    stop: int
    capital: bool
    """Whether its first letter is a capital."""

    @property
    def opens(self) -> bool:
        """Whether a headline or a sentence could begin with it."""
        first = self.text.lstrip(QUOTES + "(¿¡$€£#")[:1]
        return first.isupper() or first.isdigit() or self.text[0] in QUOTES or self.caseless

    @property
    def caseless(self) -> bool:
        """Whether its script has no capitals."""
        first = self.text.lstrip(QUOTES + "(")[:1]
        return first.isalpha() and not first.islower() and not first.isupper()


def read_words(text: str, start: int, stop: int) -> list[Word]:
    """The words of a text between two offsets."""
    return [
        Word(
            found.group(),
            fold(found.group().strip(_STRIP)).text,
            found.start(),
            found.end(),
            found.group().lstrip(QUOTES + "(")[:1].isupper(),
        )
        for found in _WORD.finditer(text, start, stop)
    ]


def ends_sentence(word: Word, words: Promos) -> bool:
    """Whether a full stop after this word ends a sentence rather than an abbreviation."""
    return (
        _SENTENCE_STOP.search(word.text) is not None and word.bare not in words.abbreviations | words.titles
    )


def sentence_end(tokens: Sequence[Word], first: int, words: Promos) -> int | None:
    """The word that ends the first sentence after `first`; None when no full stop comes."""
    for index in range(first + 1, len(tokens)):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if ends_sentence(tokens[index], words) and (after is None or after.opens or after.text in _DASHES):
            return index
    return None


def is_title_case(tokens: Sequence[Word], words: Promos) -> bool:
    """Whether nearly all words that matter have a capital."""
    weighty = [token for token in tokens if token.bare.isalpha() and token.bare not in words.unfinished]
    return len(weighty) >= 3 and sum(token.capital for token in weighty) >= 0.75 * len(weighty)


def headline_length(counts: Sequence[int]) -> tuple[float, float]:
    """Mean and deviation of a headline's words: what the run shows, as if two typical ones were in it."""
    mean, spread = TYPICAL_WORDS
    total = len(counts) + 2
    average = (sum(counts) + 2 * mean) / total
    variance = (pvariance(counts) * len(counts) if counts else 0.0) + 2 * spread**2
    return average, max((variance / total) ** 0.5, NARROWEST)


@dataclass(frozen=True, slots=True)
class Resumption:
    """The last headline of a run and what follows it, up to the end of the first sentence."""

    tokens: Sequence[Word]
    words: Promos
    known: str
    """The story's own text elsewhere on the page: its names are evidence."""
    length: tuple[float, float]
    title_case: bool
    """Whether the run's headlines capitalise every word."""

    def best(
        self, heads: Sequence[tuple[int, int]], end: int, *, several: bool = False, single: bool = False
    ) -> int | None:
        """The word that the story goes on with; None when no place is convincing.

        `heads` are the last headlines: where the label of each begins, and where its first word stands.  The
        label of the last may be a word of the story ("the Golden Gate National Park"), so the story may go on
        before it too.  `end` is the last word of the sentence.  `several`: an unknown number of headlines
        comes first, so a place needs a sign of the story itself.  `single`: one headline comes first, so the
        places inside one name speak for each other.
        """
        places = self.places(*heads[-1], end)
        for (label, first), (limit, _) in pairwise(heads):
            earlier = self.places(label, first, end)
            earlier.pop(label, None)
            places |= {at: signs | {"over label": 1.0} for at, signs in earlier.items() if at < limit}
        if several:
            places = {at: signs for at, signs in places.items() if _SPOKEN & signs.keys()}
        return self._convincing(places, single=single)

    def sentence(self, end: int) -> int | None:
        """The word at which a sentence of the story begins, with a verb of its own; None when none does."""
        places = self.places(-1, -1, end)
        places.pop(-1, None)
        return self._convincing({at: signs for at, signs in places.items() if _VERBAL & signs.keys()})

    def _convincing(self, places: Mapping[int, Mapping[str, float]], *, single: bool = False) -> int | None:
        """The likeliest of some places, when it is likely enough."""
        scores = {
            at: sum(_WEIGHTS[name] * value for name, value in signs.items()) for at, signs in places.items()
        }
        if not scores:
            return None
        at = max(scores, key=scores.__getitem__)
        total = sum(exp(score - scores[at]) for score in (_NOWHERE, *scores.values()))
        backing = [place for place in scores if place == at or (single and self._in_one_name(at, place))]
        share = sum(exp(scores[place] - scores[at]) for place in backing) / total
        if share < CONVINCING:
            return None
        opens = self.title_case or self.tokens[at].bare in self.words.starters
        return at if opens else min(backing)

    def _in_one_name(self, one: int, other: int) -> bool:
        """Whether only words with a capital stand from one place to another."""
        low, high = sorted((one, other))
        return all(token.capital for token in self.tokens[low : high + 1])

    def places(self, label: int, first: int, end: int) -> dict[int, dict[str, float]]:
        """The signs at every place where the story could go on."""
        found = {
            at: self._headline(first, at) | self._subject(at, end) | self._case(first, at, end)
            for at in range(first + 2, end - 1)
            if self.tokens[at].opens and (not self.tokens[at].caseless or self._is_said(at))
        }
        for at, signs in found.items():
            if any("starter" in one and "in-quote" not in one for other, one in found.items() if other < at):
                signs["starter passed"] = 1.0
        if label <= first:
            found[label] = self._subject(label, end) | {"label": 1.0}
        return found

    def _is_said(self, at: int) -> bool:
        """Whether a word without capitals opens sentences, here or elsewhere in the story."""
        word = self.tokens[at]
        known = self.words.starters | self.words.titles | self.words.roles
        return word.bare in known or "opens elsewhere" in self._use(word)

    def _headline(self, first: int, at: int) -> dict[str, float]:
        """How what stands before a place ends, and how long it is."""
        mean, spread = self.length
        signs = {"length": -min(((at - first - mean) / spread) ** 2 / 2, FARTHEST)}
        before = self.tokens[at - 1]
        opened = sum(token.text[0] in QUOTES for token in self.tokens[first:at])
        closed = sum(token.text.rstrip(".,!?")[-1:] in QUOTES_SET for token in self.tokens[first:at])
        if opened > closed:
            signs["in-quote"] = 1.0
        if before.text.rstrip(QUOTES)[-1:] in ("?", "!"):
            signs["question"] = 1.0
        elif self._is_unfinished(before) or before.text[-1] in ",;:-–—(&/":
            signs["unfinished"] = 1.0
        elif opened and opened <= closed and before.text[-1] in QUOTES:
            signs["quote-closed"] = 1.0
        return signs

    def _is_unfinished(self, word: Word) -> bool:
        """Whether no headline ends with a word; one with a capital among small ones is a name ("May")."""
        if word.bare in self.words.titles or (word.bare in self.words.roles and not word.opens):
            return True
        return word.bare in self.words.unfinished and (self.title_case or not word.capital)

    def _case(self, first: int, at: int, end: int) -> dict[str, float]:
        """Whether capitals stop here, or a name is cut in two."""
        ahead = [token for token in self.tokens[at + 1 : end] if token.bare not in self.words.unfinished][
            :_AHEAD
        ]
        capitals = sum(token.capital for token in ahead)
        signs: dict[str, float] = {}
        words = self.words
        name = self.tokens[at].bare not in words.starters | words.titles | words.roles
        if is_title_case(self.tokens[first:at], self.words):
            if capitals * 3 <= len(ahead):
                signs["case falls"] = 1.0
            elif capitals * 2 > len(ahead):
                signs["case stays"] = 1.0
        elif name and self.tokens[at - 1].capital:
            signs["in-name"] = 1.0
        before = at - 1
        while before > first and self.tokens[before].capital:
            if self.tokens[before].bare in self.words.roles:
                signs["behind role"] = 1.0
            before -= 1
        return signs

    def _subject(self, at: int, end: int) -> dict[str, float]:
        """Whether a sentence of this story begins at a place."""
        word = self.tokens[at]
        signs: dict[str, float] = {}
        if end - at + 1 < MIN_SENTENCE:
            signs["short"] = 1.0
        if word.bare[:1].isdigit():
            signs["number"] = 1.0
        if word.text[0] in QUOTES and any(_SPEECH_END.search(token.text) for token in self.tokens[at:end]):
            signs["speech"] = 1.0
        elided = word.bare.split("'")[0] + "'" if "'" in word.bare else word.bare
        if word.bare in self.words.titles:
            signs["title"] = 1.0
        elif word.bare in self.words.roles:
            signs["role"] = 1.0
        elif {word.bare, elided} & self.words.starters:
            signs["title-case starter" if self.title_case else "starter"] = 1.0
        if at + 1 <= end and self.tokens[at + 1].text[:1].islower():
            signs["goes on small"] = 1.0
        return signs | self._use(word) | self._name(at) | self._verb(at, end)

    def _use(self, word: Word) -> dict[str, float]:
        """How the story writes this word elsewhere: small, or at the start of a sentence."""
        plain = re.escape(word.text.strip(_STRIP))
        if not plain:
            return {}
        signs: dict[str, float] = {}
        if not self.title_case and word.capital and re.search(rf"(?<!\w){plain.lower()}(?!\w)", self.known):
            signs["common word"] = 1.0
        if re.search(rf"[.!?।۔][\"'”’»)]* +[\"'“‘«]?{plain}(?!\w)", self.known):
            signs["opens elsewhere"] = 1.0
        return signs

    def _name(self, at: int) -> dict[str, float]:
        """Whether the story had this name before."""
        skipped = self.words.titles | self.words.starters | self.words.roles
        while at + 1 < len(self.tokens) and self.tokens[at].bare in skipped:
            at += 1
        token = self.tokens[at]
        name = token.text.strip(_STRIP).removesuffix("'s").removesuffix("’s")
        if not token.capital or len(name) < 3:
            return {}
        times = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", self.known))
        return {("known" if times == 1 else "well-known"): 1.0} if times else {}

    def _verb(self, at: int, end: int) -> dict[str, float]:
        """Whether a finite verb follows the subject's capitals, or comes soon."""
        after = at + 1
        while after < end and self.tokens[after].capital and self.tokens[after - 1].text[-1] not in ",;":
            after += 1
        if self._is_verb(self.tokens[after]) and not self.tokens[after].capital:
            return {"verb": 1.0}
        near = self.tokens[at + 1 : min(end, at + 14)]
        return {"later verb": 1.0} if any(map(self._is_verb, near)) else {}

    def _is_verb(self, word: Word) -> bool:
        """Whether a word is a finite verb of a story: one of the list, or in the past by its ending."""
        if word.bare in self.words.verbs:
            return True
        said = word.text.strip(_STRIP).lower()
        return len(said) > PAST_LETTERS and said.endswith(self.words.past)


QUOTES_SET: Final = frozenset(QUOTES)
