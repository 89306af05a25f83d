"""Train the classifier of voices: lines of `benchmarks/voices/` and stories' paragraphs in, `voice.bin` out.

    python -m benchmarks.voices DATA [--out cleaners/wording/voice.bin] [--folds 4]

A line of the TSV files is: 1 for the page or 0 for the story, language, kind, text.  All of them were written for
this purpose; names and claims in them are invented.  Paragraphs of the known stories in DATA, and of the written
ones in `benchmarks/written`, stand for what news sounds like.  Lines in `benchmarks/voices/unheard` are not learned
from: they measure.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks import corpus
from benchmarks.examples import DATASETS
from cleaners.wording import voice

LINES = Path(__file__).parent / "voices"
UNHEARD = LINES / "unheard"
LONGEST = 400
"""Characters of the longest paragraph of a known story that is learned from: lines are short."""
STORY_WEIGHT = 0.05
"""Of paragraphs of known stories: they hold some of the page's lines, too."""
STRENGTH = 30.0
"""Inverse of the regularisation; out of fold 10 orders all lines a little better (AUC .964, .961), 30 takes more of the
page's lines where no more than 3 in 1,000 of written stories may go (.479, .476)."""


class Example(NamedTuple):
    """One line, who speaks in it, and what must not be parted from it in a fold."""

    text: str
    of_page: bool
    group: str
    kind: str
    weight: float


def load(data: Path) -> Iterator[Example]:
    """The written lines, then the paragraphs of known stories."""
    yield from read(LINES)
    for dataset in DATASETS:
        for known in corpus.read(data, dataset):
            for line in known.truth["body"].splitlines():
                text = " ".join(line.split())
                if 10 < len(text) < LONGEST:
                    yield Example(text, False, known.site, dataset, STORY_WEIGHT)
    for known in corpus.written():
        for line in known.truth["body"].splitlines():
            if 10 < len(line) < LONGEST:
                yield Example(line, False, known.site, known.dataset, 1.0)
        for line in known.truth.get("voice", ()):
            yield Example(line, True, known.site, known.dataset, 1.0)


def read(folder: Path) -> Iterator[Example]:
    """The lines of a folder's files."""
    for file in sorted(folder.glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for label, language, kind, text in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield Example(text, label == "1", text, f"{language} {kind}", 1.0)


def rows(examples: Sequence[Example]) -> Any:
    """A sparse matrix: for each line its buckets, as long as one together."""
    places: list[int] = []
    bounds, values = [0], []
    for example in examples:
        found = voice.buckets(example.text)
        places += found
        values += [len(found) ** -0.5] * len(found)
        bounds.append(len(places))
    matrix = csr_matrix((values, places, bounds), shape=(len(examples), voice.BUCKETS))
    matrix.sum_duplicates()
    return matrix


def fit(examples: Sequence[Example]) -> Any:
    """One classifier."""
    learner = LogisticRegression(C=STRENGTH, max_iter=500, solver="liblinear", random_state=1)
    truth = [example.of_page for example in examples]
    return learner.fit(rows(examples), truth, [example.weight for example in examples])


def cross_validate(examples: Sequence[Example], folds: int) -> None:
    """Print, out of fold, what share of each sort of lines is taken for the page's at some thresholds."""
    scored: list[tuple[Example, float]] = []
    for fold in range(folds):
        learner = fit([one for one in examples if corpus.part(one.group, folds) != fold])
        outside = [one for one in examples if corpus.part(one.group, folds) == fold]
        scored += zip(outside, learner.decision_function(rows(outside)), strict=True)
    for threshold in (0.0, 0.5, 1.0, 2.0):
        taken, all_of = Counter[str](), Counter[str]()
        for example, score in scored:
            sort = "page" if example.of_page else "story, hard" if example.weight == 1.0 else "story, known"
            all_of[sort] += 1
            taken[sort] += score > threshold
        shares = ", ".join(f"{sort} {taken[sort] / count:.4f}" for sort, count in all_of.items())
        print(f"out of fold, above {threshold}: {shares}")


def measure(made: voice.Weights) -> None:
    """Print what share of the lines that nothing was learned from is taken for the page's at some thresholds."""
    ear = voice.Ear(made)
    heard = [(one.of_page, ear.odds(one.text)) for one in read(UNHEARD)]
    for threshold in (0.0, 0.5, 1.0, 2.0):
        page, story = (
            [odds > threshold for side, odds in heard if side is of_page] for of_page in (True, False)
        )
        print(
            f"unheard, above {threshold}: page {sum(page) / len(page):.4f}, story {sum(story) / len(story):.4f}"
        )


def weights(examples: Sequence[Example]) -> voice.Weights:
    """One classifier as it is shipped, its weights rounded to steps."""
    learner = fit(examples)
    found = learner.coef_[0]
    scale = float(np.abs(found).max()) / 127
    steps = np.round(found / scale).astype(np.int8).tobytes()
    said = "\n".join(f"{one.of_page}{one.text}" for one in examples).encode()
    digest = hashlib.sha256(said).hexdigest()[:16]
    return voice.Weights(digest, float(learner.intercept_[0]), scale, steps)


def main() -> None:
    """Train, validate, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path("cleaners/wording/voice.bin"))
    parser.add_argument("--folds", type=int, default=4, help="0 skips the cross-validation")
    options = parser.parse_args()
    examples = list(load(options.data))
    if options.folds:
        cross_validate(examples, options.folds)
    made = weights(examples)
    measure(made)
    content = voice.encode(made)
    options.out.write_bytes(content)
    print(f"{options.out}: {len(content)} bytes, {len(examples)} lines, data {made.digest}")


if __name__ == "__main__":
    main()
