"""Fit the weights by which a story is found again behind other stories' headlines: `resumption.toml`.

    python -m benchmarks.resumptions DATA [--out cleaners/wording/resumption.toml] [--folds 4]

Headlines are put between the sentences of known and of written stories, at random places, behind a lead with or
without a colon; they come from one list of another site: lines of known pages that are links, and
`benchmarks/headlines.tsv` (language, outlet, headline), which was written for this purpose.  A conditional logit
learns which place the story goes on at.  Out of fold, neither the story's site nor the headlines' was seen.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks import corpus
from cleaners import document, lexicon
from cleaners.facts import language
from cleaners.model import Page
from cleaners.wording import sentences
from cleaners.wording.cohesion import Known
from cleaners.wording.resumption import BY_HAND, NOWHERE, Kind, Resumption, chosen
from cleaners.wording.runwords import CASED, TYPICAL_WORDS, is_title_case, read_words, sentence_end

STORIES = ("n4k_dev", "fundus_dev", "wcxb_dev")
LISTS = ("n4k_dev", "fundus_dev", "readability_dev")
HEADLINES = Path(__file__).parent / "headlines.tsv"
LEAST_LIST = 4
WORDS = range(4, 20)
"""Words of a line that may be a headline."""
EACH = 3
"""Samples of a known English story; written ones and those in other languages, which are fewer, count eight times."""
OFTEN = 8
WINDOW = 2500
"""Characters of the story on each side of a run."""
COUNTS: Mapping[bool, Sequence[int]] = {
    True: (1, 1, 1, 1, 1, 1, 1, 2, 3),
    False: (0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5),
}
"""How many headlines stand behind a lead with a colon, and behind one without."""
STRENGTH = 1.0
"""Of the regularisation."""
FOLDS = 4
THRESHOLDS = (0.4, 0.5, 0.6, 0.7)


class Sample(NamedTuple):
    """A run of headlines before the rest of a story."""

    site: str
    language: str
    before: str
    run: tuple[str, ...]
    after: str
    colon: bool


class Choice(NamedTuple):
    """The places at which a story may go on, their signs, and which of them is right: None for none."""

    sample: Sample
    places: tuple[int, ...]
    signs: tuple[Mapping[str, float], ...]
    right: int | None


def lists(data: Path) -> dict[str, list[tuple[str, list[str]]]]:
    """Lists of headlines by language, each of one site."""
    found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for dataset in LISTS:
        for known in corpus.read(data, dataset):
            body = known.truth["body"]
            lines = dict.fromkeys(_headlines(known, body))
            if len(lines) >= LEAST_LIST:
                found[_language(body)].append((known.site, list(lines)))
    outlets: dict[tuple[str, str], list[str]] = defaultdict(list)
    with HEADLINES.open(encoding="utf-8", newline="") as rows:
        for tongue, outlet, headline in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            outlets[tongue, outlet].append(headline)
    for (tongue, outlet), lines_ in outlets.items():
        found[tongue].append((outlet, lines_))
    return found


def _headlines(known: corpus.Known, body: str) -> Iterator[str]:
    """The lines of a page that are one link, as long as headlines, and not of its story."""
    for block in document.read(Page(known.content, known.url)).blocks:
        text = block.text
        linked = block.link_chars >= len(text) - 1 and len(text.split()) in WORDS
        if linked and text[-1] not in ".…" and text not in body:
            yield text


def _language(text: str) -> str:
    return (language.detect(text, None)[0] or "")[:2]


def samples(data: Path) -> Iterator[Sample]:
    """Runs put into stories; the same every time."""
    headlines = lists(data)
    dice = random.Random(3)
    stories = [(EACH, known) for dataset in STORIES for known in corpus.read(data, dataset)]
    stories += [(EACH * OFTEN, known) for known in corpus.written()]
    for count, known in stories:
        text = " ".join(known.truth["body"].split())
        tongue = _language(text)
        ends = list(sentences.ends(text))
        if tongue not in headlines or len(ends) < LEAST_LIST:
            continue
        fold = corpus.part(known.site, FOLDS)
        others = [
            one for one in headlines[tongue] if corpus.part(one[0], FOLDS) == fold and one[0] != known.site
        ]
        for _ in range(count if tongue == "en" or count > EACH else count * OFTEN):
            at = ends[dice.randrange(len(ends))]
            _, lines = dice.choice(others or headlines[tongue])
            colon = dice.random() < 0.5
            run = dice.sample(lines, min(dice.choice(COUNTS[colon]), len(lines)))
            before, after = text[max(0, at - WINDOW) : at].strip(), text[at : at + WINDOW].strip()
            yield Sample(known.site, tongue, before, tuple(run), after, colon)


def choice(sample: Sample, kind: Kind) -> Choice | None:
    """The places of a sample, as the rule for runs of headlines sees them; None where no sentence ends."""
    words = lexicon.promos()
    single = kind == "single"
    if single and not sample.run:
        return None
    text = " ".join([*(sample.run[-1:] if single else sample.run), sample.after])
    tokens = read_words(text, 0, len(text))
    right = len(read_words(text, 0, len(text) - len(sample.after)))
    end = sentence_end(tokens, 0, words)
    if end is None:
        return None
    known = Known.of(f"{sample.before} {text[tokens[end].stop :]}")
    cased = is_title_case(tokens[:CASED], words)
    story = Resumption(tokens, words, known, TYPICAL_WORDS, cased)
    places = story.places(0, end) if single else story.open_places(end, colon=sample.colon)
    if right not in places and right < len(tokens) and tokens[right].caseless:
        return None  # without capitals few sentences show where they begin: the rest teach nothing
    at = tuple(sorted(places))
    return Choice(sample, at, tuple(places[one] for one in at), at.index(right) if right in places else None)


class Logit:
    """A conditional logit over the places of a sample and over none of them."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.names = sorted({name for one in choices for signs in one.signs for name in signs})
        self.number = {name: number for number, name in enumerate(self.names)}
        matrix, starts, right = self._rows(choices)
        sizes = np.diff([*starts, matrix.shape[0]])

        def loss(weights: Any) -> tuple[float, Any]:
            scores = matrix @ weights
            most = np.maximum.reduceat(scores, starts)
            odds = np.exp(scores - np.repeat(most, sizes))
            total = np.add.reduceat(odds, starts)
            shares = odds / np.repeat(total, sizes)
            shares[right] -= 1
            value = (np.log(total) + most - scores[right]).sum() + STRENGTH * (weights**2).sum() / 2
            return float(value), matrix.T @ shares + STRENGTH * weights

        begin = np.zeros(len(self.names) + 1)
        self.weights = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x

    def _rows(self, choices: Sequence[Choice]) -> tuple[Any, Any, Any]:
        """A row for each place and for none, where each sample's begin, and the rows that are right."""
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        starts, right = [], []
        row = 0
        for one in choices:
            starts.append(row)
            right.append(row + (len(one.places) if one.right is None else one.right))
            for signs in one.signs:
                for name, value in signs.items():
                    if name in self.number:
                        rows.append(row)
                        columns.append(self.number[name])
                        values.append(value)
                row += 1
            rows.append(row)
            columns.append(len(self.names))
            values.append(1.0)
            row += 1
        shape = (row, len(self.names) + 1)
        return csr_matrix((values, (rows, columns)), shape), np.array(starts), np.array(right)

    def shares(self, choices: Sequence[Choice]) -> Iterator[Any]:
        """The probabilities of a sample's places, and of none of them."""
        matrix, starts, _ = self._rows(choices)
        scores = matrix @ self.weights
        for start, stop in zip(starts, [*starts[1:], len(scores)], strict=True):
            odds = np.exp(scores[start:stop] - scores[start:stop].max())
            yield odds / odds.sum()

    def table(self) -> dict[str, float]:
        """The weights by the names of their signs."""
        learned = dict(zip(self.names, self.weights, strict=False))
        return {name: weight for name, weight in learned.items() if name not in BY_HAND} | {
            NOWHERE: self.weights[-1]
        }


def cross_validate(choices: Sequence[Choice], kind: Kind) -> None:
    """Print how often the right place is found, one behind it, one before it, out of fold."""
    told: list[tuple[Choice, Any]] = []
    for fold in range(FOLDS):
        model = Logit([one for one in choices if corpus.part(one.sample.site, FOLDS) != fold])
        outside = [one for one in choices if corpus.part(one.sample.site, FOLDS) == fold]
        told += zip(outside, model.shares(outside), strict=True)
    for tongue in ("en", "others"):
        some = [one for one in told if (one[0].sample.language == "en") == (tongue == "en")]
        for threshold in THRESHOLDS:
            found = Counter(_outcome(one, shares, threshold) for one, shares in some)
            said = ", ".join(f"{name} {count / len(some):.3f}" for name, count in sorted(found.items()))
            print(f"{kind}, {tongue}, {len(some)} samples, sure by {threshold}: {said}")


def _outcome(one: Choice, shares: Any, threshold: float) -> str:
    """What the choice of the cleaner comes to; "near" where it is the first of several, and none is sure."""
    probabilities = dict(zip(one.places, shares[:-1].tolist(), strict=True))
    place = chosen(probabilities, threshold)
    if place is None:
        return "left"
    near = "" if max(probabilities.values()) >= threshold else "near "
    right = None if one.right is None else one.places[one.right]
    if place == right:
        return f"{near}right"
    return f"{near}too far" if right is None or place > right else f"{near}too short"


def main() -> None:
    """Fit, validate, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path("cleaners/wording/resumption.toml"))
    parser.add_argument("--folds", type=int, default=FOLDS, help="0 skips the cross-validation")
    options = parser.parse_args()
    known = list(samples(options.data))
    lines = [
        "# Weights of the signs that a story goes on: `python -m benchmarks.resumptions DATA` makes this file."
    ]
    kinds: tuple[Kind, ...] = ("single", "several")
    for kind in kinds:
        choices = [one for sample in known if (one := choice(sample, kind))]
        if options.folds:
            cross_validate(choices, kind)
        lines.append(f"\n[{kind}]")
        lines += [f'"{name}" = {_rounded(weight)}' for name, weight in Logit(choices).table().items()]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{options.out}: from {len(known)} samples")


def _rounded(weight: float) -> float:
    return round(weight, 2) if math.isfinite(weight) else 0.0


if __name__ == "__main__":
    main()
