"""Where a story goes on after other stories' headlines, when no mark says so.

Every place where a sentence could begin is weighed: is what stands before it as long as headlines, does it end
like one, are its words no word of this story; does what follows begin like a sentence of this story.  The weights
are those of a conditional logit, fitted on headlines put between the sentences of known stories
(benchmarks/resumptions.py); the signs are the same in every language, only the words differ (lexicon/promos.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import exp
from typing import Final, Literal, NamedTuple

from cleaners import characters
from cleaners.lexicon import Promos
from cleaners.wording import cohesion
from cleaners.wording.cohesion import Known
from cleaners.wording.runwords import MARKS, QUOTES, TYPICAL_WORDS, Word, is_title_case

Kind = Literal["single", "several"]
"""What comes before a place: one headline, or nobody knows how many."""

FARTHEST: Final = 6.0
"""The most that a headline's odd length counts."""
CONVINCING: Final = 0.5
"""The probability that the best place has to reach, against all others and against none of them: out of fold 6 % of
single English headlines then take some of the story with them, at .7 3 %, but 11 % more have no such place."""
NEAR, LIKELY, TOGETHER = 8, 0.05, 0.8
"""Where no place is convincing: the words between likely ones, what these have at least, and what all of them have.
Then the first of them is taken: out of fold .05 of all runs are cut more, .013 at the right word, .002 too far, and
.034 before it, so that less of a headline stays."""
APPOSITION: Final = 3
"""A comma so few words before the end of a headline is seldom: "The mayor, Ida Holm, said"."""
FEW_WORDS: Final = 4
"""So many words are a headline at least."""
MIN_SENTENCE: Final = 4
PAST_LETTERS: Final = 4
"""Letters of the longest word whose ending says nothing."""
_AHEAD: Final = 4
"""Words after a place whose capitals show whether a headline is still going on."""
BY_HAND: Final = {
    "label": -3.2,
    "over label": -2.6,
    "behind mark": -1.5,
    "behind capitals": 3.0,
    "behind seam": 3.0,
}
"""Weights of places that only a run with labels, marks, buttons ("SEE ALL") or seams ("fieldsTaxi boss") has: set by hand."""
_VERBAL: Final = frozenset({"verb", "later verb", "speech"})
NOWHERE: Final = "nowhere"
"""The name of the weight of going on nowhere."""
_SPEECH_END: Final = re.compile(rf"[,.][{characters.QUOTE_ENDS}]$")
"""A headline's quotation ends without a comma."""


def chosen(shares: Mapping[int, float], convincing: float = CONVINCING) -> int | None:
    """The word that a story goes on with: the likeliest, or the first of several near it that are likely together.

    Args:
        shares: the probabilities of some words; what they lack of 1 is that of going on nowhere.
        convincing: the probability that the likeliest has to reach alone.

    >>> chosen({4: 0.6, 9: 0.3}), chosen({4: 0.45, 9: 0.4}), chosen({4: 0.45, 19: 0.4}), chosen({0: 0.45, 5: 0.4})
    (4, 4, None, None)
    """
    if not shares:
        return None
    at = max(shares, key=shares.__getitem__)
    if shares[at] >= convincing:
        return at
    near = [place for place, share in shares.items() if abs(place - at) <= NEAR and share >= LIKELY]
    together = sum(shares[place] for place in near) >= TOGETHER
    return min(near) or None if together else None


@cache
def _weights(kind: Kind) -> Mapping[str, float]:
    """The weights of the signs, by what comes before a place (resumption.toml)."""
    path = resources.files("cleaners.wording") / "resumption.toml"
    weights: dict[str, dict[str, float]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {**weights[kind], **BY_HAND}


class Sums(NamedTuple):
    """How many of the words up to a place are of a kind."""

    known: int = 0
    """Of the story: their stems stand elsewhere in it."""
    new: int = 0
    """Not of the story, as far as it is known."""
    function: int = 0
    turns: int = 0
    """A capital behind a small word, as where a headline begins."""
    alpha: int = 0
    capital: int = 0


@dataclass(frozen=True, slots=True)
class Resumption:
    """The last headline of a run and what follows it, up to the end of the first sentence."""

    tokens: Sequence[Word]
    words: Promos
    known: Known
    """The story's own text elsewhere on the page: its words are evidence."""
    length: tuple[float, float]
    title_case: bool
    """Whether the run's headlines capitalise every word."""

    def after_labelled(self, heads: Sequence[tuple[int, int]], end: int) -> int | None:
        """The word that the story goes on with; None when no place is convincing.

        `heads` are the last headlines: where the label of each begins, and where its first word stands.  The
        label of the last may be a word of the story ("the Golden Gate National Park"), so the story may go on
        before it too.  `end` is the last word of the sentence.
        """
        label, first = heads[-1]
        places = self.places(first, end)
        over = "label" if label < first else "behind mark"
        words = self._words(self._sums(end), (label, label, end))
        places[label] = self._subject(label, end) | words | {over: 1.0}
        for (_, earlier), (limit, _) in pairwise(heads):
            before = self.places(earlier, end)
            places |= {at: signs | {"over label": 1.0} for at, signs in before.items() if at < limit}
        return self._convincing(places, "single")

    def after_one(self, end: int) -> int | None:
        """The same behind one headline: the places inside one name speak for each other."""
        return self._convincing(self.places(0, end), "single", named=True)

    def after_several(self, end: int, *, colon: bool) -> int | None:
        """The same where nobody knows how many headlines come first, if any; `colon`: behind a lead with one.

        A colon mostly announces one.
        """
        return self._convincing(self.open_places(end, colon=colon), "several")

    def sentence(self, end: int) -> int | None:
        """The word at which a sentence of the story begins, with a verb of its own; None when none does."""
        places = self.places(-1, end)
        return self._convincing(
            {at: signs for at, signs in places.items() if _VERBAL & signs.keys()}, "single"
        )

    def _convincing(
        self, places: Mapping[int, Mapping[str, float]], kind: Kind, *, named: bool = False
    ) -> int | None:
        """The likeliest of some places, when it is likely enough."""
        weights = _weights(kind)
        scores = {
            at: sum(weights.get(name, 0.0) * value for name, value in signs.items())
            for at, signs in places.items()
        }
        if not scores:
            return None
        at = max(scores, key=scores.__getitem__)
        total = sum(exp(score - scores[at]) for score in (weights[NOWHERE], *scores.values()))
        shares = {place: exp(score - scores[at]) / total for place, score in scores.items()}
        if not named:
            return chosen(shares)
        backing = [place for place in scores if place == at or self._in_one_name(at, place)]
        if sum(shares[place] for place in backing) < CONVINCING:
            return chosen(shares)
        opens = self.title_case or self.tokens[at].bare in self.words.starters
        return at if opens else min(backing)

    def _in_one_name(self, one: int, other: int) -> bool:
        """Whether only words with a capital, and blanks between them, stand from one place to another."""
        low, high = sorted((one, other))
        apart = any(token.glued for token in self.tokens[low + 1 : high + 1])
        return not apart and all(token.capital for token in self.tokens[low : high + 1])

    def places(self, first: int, end: int) -> dict[int, dict[str, float]]:
        """The signs at every place where the story could go on behind a headline."""
        sums = self._sums(end)
        found = {
            at: self._headline(first, at)
            | self._subject(at, end)
            | self._case(first, at, end)
            | self._words(sums, (max(first, 0), at, end))
            for at in range(first + 2, end - 1)
            if self.tokens[at].opens and self.tokens[at].text[0] != "(" and not self._is_shouted(at)
            if not self.tokens[at].caseless or self._is_said(at)
            if not (self.tokens[at].in_capitals and self.tokens[at - 1].in_capitals)
        }
        for at, signs in found.items():
            if any("starter" in one and "in-quote" not in one for other, one in found.items() if other < at):
                signs["starter passed"] = 1.0
        return found

    def _is_shouted(self, at: int) -> bool:
        """Whether a word is in capitals only to be heard: "Snow will hit YOUR town"."""
        word = self.tokens[at]
        return word.in_capitals and word.bare in cohesion.function_words()

    def open_places(self, end: int, *, colon: bool) -> dict[int, dict[str, float]]:
        """The signs at every place where the story could go on behind any number of headlines.

        None may have been left behind a lead, unless there is a colon.
        """
        found = self.places(0, end)
        for at, signs in found.items():
            signs.pop("length", None)
            if at < FEW_WORDS:
                signs["few words"] = 1.0
            if colon:
                signs["far behind a colon"] = max(at - TYPICAL_WORDS[0], 0.0)
        if not colon:
            found[0] = (
                self._subject(0, end) | self._words(self._sums(end), (0, 0, end)) | {"no headline": 1.0}
            )
        return found

    def _sums(self, end: int) -> list[Sums]:
        """For each word up to the end of the sentence, and for the end: what stands before it."""
        known = new = function = turns = alpha = capital = 0
        sums = [Sums()]
        before: Word | None = None
        for token in self.tokens[: end + 1]:
            stem = cohesion.stem(token.bare)
            if stem is not None:
                known += stem in self.known.stems
                new += stem not in self.known.stems
            function += token.bare in cohesion.function_words()
            alpha += token.bare[:1].isalpha()
            capital += token.bare[:1].isalpha() and token.capital
            turns += before is not None and token.capital and not before.capital
            sums.append(Sums(known, new, function, turns, alpha, capital))
            before = token
        return sums

    def _words(self, sums: Sequence[Sums], place: tuple[int, int, int]) -> dict[str, float]:
        """Whether the words before a place are other stories' and those behind it this one's."""
        first, at, end = place
        opening, here, behind, stop = sums[first], sums[at], sums[min(at + 1, end)], sums[end + 1]
        signs = {
            "known after": float(stop.known - here.known),
            "known before": float(here.known - opening.known),
            "new after": float(stop.new - here.new),
            "new before": float(here.new - opening.new),
            "function words after": (stop.function - here.function) / (end - at + 1),
            "capital": float(self.tokens[at].capital),
            "caseless": float(self.tokens[at].caseless),
        }
        if stop.alpha > behind.alpha:
            signs["capitals after"] = (stop.capital - behind.capital) / (stop.alpha - behind.alpha)
        if at > first:
            signs["turns before"] = (here.turns - sums[first + 1].turns) / (at - first)
        if any(token.text[-1] == "," for token in self.tokens[at:end]):
            signs["comma after"] = 1.0
        if any(
            token.text[-1] == "," for token in self.tokens[max(at - APPOSITION, first) : max(at - 1, first)]
        ):
            signs["behind comma"] = 1.0
            if at > first and self.tokens[at].capital and self.tokens[at - 1].capital:
                signs["name behind comma"] = 1.0
        return signs

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
        elif at - first > 2 and before.in_capitals and self.tokens[at - 2].in_capitals:
            signs["behind capitals"] = 1.0
        if self.tokens[at].glued:
            signs["behind seam"] = 1.0
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
            behind = at > 0 and self.tokens[at - 1].capital
            signs["goes on small behind capital" if behind else "goes on small"] = 1.0
        return signs | self._use(word) | self._name(at) | self._verb(at, end)

    def _use(self, word: Word) -> dict[str, float]:
        """How the story writes this word elsewhere: small, or at the start of a sentence."""
        plain = re.escape(word.text.strip(MARKS))
        if not plain:
            return {}
        signs: dict[str, float] = {}
        if (
            not self.title_case
            and word.capital
            and re.search(rf"(?<!\w){plain.lower()}(?!\w)", self.known.text)
        ):
            signs["common word"] = 1.0
        if re.search(rf"[.!?।۔][\"'”’»)]* +[\"'“‘«]?{plain}(?!\w)", self.known.text):
            signs["opens elsewhere"] = 1.0
        return signs

    def _name(self, at: int) -> dict[str, float]:
        """Whether the story had this name before."""
        skipped = self.words.titles | self.words.starters | self.words.roles
        while at + 1 < len(self.tokens) and self.tokens[at].bare in skipped:
            at += 1
        token = self.tokens[at]
        name = token.text.strip(MARKS).removesuffix("'s").removesuffix("’s")
        if not token.capital or len(name) < 3:
            return {}
        times = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", self.known.text))
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
        said = word.text.strip(MARKS).lower()
        return len(said) > PAST_LETTERS and said.endswith(self.words.past)


QUOTES_SET: Final = frozenset(QUOTES)
