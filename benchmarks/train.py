"""Train the scorer: a folder of pages with known text in, `cleaners/scorer/*.bin` out.

    python -m benchmarks.train DATA [--kind html|text] [--out cleaners/scorer] [--folds 4] [--ablation]

There are two models: one for pages, one for the text dumps that are left of pages without their markup.

Deterministic: the same data and library versions give the same file.  Every figure it prints for the
learned part is out of fold, with all pages of a site in one fold; word and name lists are counted, and
voices learned, without the page's own site even in training, or the trees would trust them too much.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks import corpus, figures, voices
from benchmarks.examples import DATASETS, Example, load
from benchmarks.wordlists import Counts, shipped
from cleaners import scorer
from cleaners.engine import clean_page
from cleaners.model import Kind
from cleaners.scorer import context, reasons
from cleaners.scorer.containers import CONTAINER
from cleaners.scorer.features import NAMES, OWN, PAGE, Features, Tables
from cleaners.scorer.forest import LEAVES, Tree
from cleaners.wording import voice

INNER_FOLDS = 3
VOICE_FOLDS = 3
WRITTEN_WEIGHT = 3.0
"""What a page written to learn from counts; known pages count 1."""
SEED = 3
"""Of three seeds the one that the sets in sample and opened written pages and dumps liked best (docs/benchmarks.md)."""
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": LEAVES,
    "learning_rate": 0.1,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbosity": -1,
    "seed": SEED,
}
FIRST_TREES, SECOND_TREES = 400, 300

Matrix = Any
"""A NumPy array; its types add nothing here."""


class Prepared:
    """A page's features under given tables."""

    def __init__(self, example: Example, tables: Tables) -> None:
        blocks = example.document.blocks
        self.example = example
        self.features = Features(example.document, example.about, tables, frozenset(range(len(blocks))))
        shared = {block.container: self.features.container(block.container) for block in blocks}
        self.rows = np.array(
            [[*self.features.own[b.index], *shared[b.container], *self.features.page] for b in blocks],
            dtype=float,
        )

    def second(self, first: Sequence[float]) -> Matrix:
        """The rows of the second look."""
        blocks, containers = self.example.document.blocks, self.example.document.containers
        kept = [float(score) for score in first]
        around = context.rows(blocks, containers, self.features, kept, self.features.own)
        return np.concatenate([self.rows, np.array(around)], axis=1)


class Learned:
    """What was learned of words, with some sites left out: lists by exact counts, voices by folds."""

    def __init__(self, examples: Sequence[Example], lines: Sequence[voices.Example]) -> None:
        self._counts = Counts(examples)
        self._lines = lines
        self._sites = {example.site for example in examples}

    def tables(self, sites: Sequence[str]) -> dict[str | None, Tables]:
        """For each of these sites what was learned of all the others; under None, of all."""
        lists = self._counts.tables(sites)
        elsewhere = self._sites.difference(sites)
        folds = [
            {one for one in sites if corpus.part(one, VOICE_FOLDS, "voice") == k} for k in range(VOICE_FOLDS)
        ]
        heard = [self._voice(elsewhere | fold) for fold in folds]
        found: dict[str | None, Tables] = {
            site: replace(lists[site], voice=heard[corpus.part(site, VOICE_FOLDS, "voice")]) for site in sites
        }
        found[None] = replace(lists[None], voice=self._voice(elsewhere))
        return found

    def _voice(self, left_out: Collection[str]) -> Callable[[str], float]:
        weights = voices.weights([one for one in self._lines if one.group not in left_out])
        return lru_cache(maxsize=1 << 16)(voice.Ear(weights).odds)


def prepare(examples: Sequence[Example], tables: Mapping[str | None, Tables]) -> list[Prepared]:
    """Features of all pages; a page whose site the tables were counted on gets those without it."""
    return [Prepared(example, tables.get(example.site, tables[None])) for example in examples]


def fit(pages: Sequence[Prepared], rows: Sequence[Matrix], trees: int) -> Any:
    """Train one forest.  A block weighs by the root of its length, a page as much as any other."""
    truth = np.concatenate([np.array(page.example.labels, dtype=float) for page in pages])
    weights = []
    for page in pages:
        size = np.sqrt(np.minimum(np.array(page.features.chars, dtype=float), 600.0) + 20.0)
        # A line of which it is open whether it belongs to the story counts nothing.
        size[list(page.example.either)] = 0.0
        weights.append(
            size / size.sum() * (WRITTEN_WEIGHT if page.example.dataset == corpus.WRITTEN else 1.0)
        )
    weight = np.concatenate(weights)
    data = lightgbm.Dataset(np.concatenate(list(rows)), truth, weight=weight * len(weight) / weight.sum())
    return lightgbm.train(PARAMETERS, data, trees)


def first_out_of_fold(pages: Sequence[Prepared]) -> list[Matrix]:
    """First scores of training pages by forests that did not see their sites."""
    scores: list[Matrix] = [None] * len(pages)
    for fold in range(INNER_FOLDS):
        inside = [page for page in pages if corpus.part(page.example.site, INNER_FOLDS, "inner") != fold]
        forest = fit(inside, [page.rows for page in inside], FIRST_TREES)
        for number, page in enumerate(pages):
            if corpus.part(page.example.site, INNER_FOLDS, "inner") == fold:
                scores[number] = forest.predict(page.rows)
    return scores


def train(pages: Sequence[Prepared]) -> tuple[Any, Any]:
    """Both forests."""
    out_of_fold = first_out_of_fold(pages)
    first = fit(pages, [page.rows for page in pages], FIRST_TREES)
    second_rows = [page.second(scores) for page, scores in zip(pages, out_of_fold, strict=True)]
    return first, fit(pages, second_rows, SECOND_TREES)


def cross_validate(examples: Sequence[Example], learned: Learned, folds: int) -> None:
    """Print out-of-fold figures: of each look alone, and of the whole cleaner with that fold's weights."""
    results: dict[str, list[tuple[Example, str, float]]] = {"first": [], "second": [], "whole cleaner": []}
    for fold in range(folds):
        inside = [example for example in examples if corpus.part(example.site, folds) != fold]
        tables = learned.tables(sorted({example.site for example in inside}))
        pages = prepare(inside, tables)
        first, second = train(pages)
        weights = scorer.Weights("", *shipped(tables[None]), export(first), export(second), strengths(pages))
        model = scorer.build(weights, tables[None].voice)
        for page in prepare(
            [example for example in examples if corpus.part(example.site, folds) == fold], tables
        ):
            scores = first.predict(page.rows)
            for look, final in (("first", scores), ("second", second.predict(page.second(scores)))):
                results[look].append((page.example, *_kept(page, final)))
            results["whole cleaner"].append((page.example, *_cleaned(page.example, model)))
    for look, rows in results.items():
        for dataset in (*DATASETS, corpus.WRITTEN):
            own = [(example.body, text) for example, text, _ in rows if example.dataset == dataset]
            print(f"out of fold, {look}, {dataset}: {figures.summary(own)}")
    print("confidence -> F1 reached, out of fold:", _calibration(results["whole cleaner"]))


def _cleaned(example: Example, model: scorer.Model) -> tuple[str, float]:
    cleaned = clean_page(example.page, model=model)
    for article in cleaned.articles:
        if article.page.role == "main" and article.quality:
            return article.article_body, article.quality.score or 0.0
    return "", 0.0


def _kept(page: Prepared, scores: Matrix) -> tuple[str, float]:
    probabilities = {index: float(score) for index, score in enumerate(scores)}
    threshold, confidence = scorer.expected_best(probabilities, page.features.chars)
    blocks = page.example.document.blocks
    return "\n".join([block.text for block in blocks if probabilities[block.index] >= threshold]), confidence


def _calibration(pages: Sequence[tuple[Example, str, float]]) -> str:
    bins: dict[float, list[float]] = defaultdict(list)
    for example, kept, confidence in pages:
        bins[next(edge for edge in (0.8, 0.9, 0.95, 0.98, 1.01) if confidence < edge)].append(
            figures.page_f1(example.body, kept)
        )
    return ", ".join(
        f"< {min(edge, 1)}: {statistics.fmean(values):.3f} ({len(values)} pages)"
        for edge, values in sorted(bins.items())
    )


def export(forest: Any) -> list[Tree]:
    """LightGBM's trees in our form."""
    trees = []
    for tree in forest.dump_model()["tree_info"]:
        nodes: dict[int, dict[str, Any]] = {}
        leaves: dict[int, float] = {}
        _collect(tree["tree_structure"], nodes, leaves)
        size = len(nodes)
        trees.append(
            Tree(
                [nodes[k]["split_feature"] for k in range(size)],
                [float(nodes[k]["threshold"]) for k in range(size)],
                [_child(nodes[k]["left_child"]) for k in range(size)],
                [_child(nodes[k]["right_child"]) for k in range(size)],
                [round(leaves[k], 5) for k in range(len(leaves))],
            )
        )
    return trees


def _collect(node: dict[str, Any], nodes: dict[int, dict[str, Any]], leaves: dict[int, float]) -> None:
    if "split_index" in node:
        nodes[node["split_index"]] = node
        _collect(node["left_child"], nodes, leaves)
        _collect(node["right_child"], nodes, leaves)
    else:
        leaves[node.get("leaf_index", 0)] = node["leaf_value"]


def _child(node: dict[str, Any]) -> int:
    return int(node["split_index"]) if "split_index" in node else ~int(node.get("leaf_index", 0))


def strengths(pages: Sequence[Prepared]) -> dict[str, float]:
    """How strongly each reason speaks against a block: log odds over all blocks, a page counting once."""
    held: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    base = [0.0, 0.0]
    for page in pages:
        share = 1.0 / len(page.rows)
        for row, label in zip(page.rows, page.example.labels, strict=True):
            base[label] += share
            for key in reasons.holding(row):
                held[key][label] += share
    prior = math.log(base[0] / base[1])
    return {
        key: round(math.log((out + 1) / (kept + 1)) - prior, 2) for key, (out, kept) in sorted(held.items())
    }


def ablation(examples: Sequence[Example], learned: Learned, folds: int) -> None:
    """What each group of features is worth: out-of-fold log loss of the first look without it."""
    groups = {
        "own": OWN,
        "containers": CONTAINER,
        "page": PAGE,
        "lexicon": [n for n in OWN if "lexicon" in n],
    }
    groups |= {"names": [n for n in CONTAINER if n.startswith("names_")]}
    groups |= {"neighbours": [n for n in OWN if n.startswith(("before", "after", "heading", "same"))]}
    groups |= {"shares": [n for n in CONTAINER if n.startswith("good_")]}
    folded = []
    for fold in range(folds):
        inside = [example for example in examples if corpus.part(example.site, folds) != fold]
        tables = learned.tables(sorted({example.site for example in inside}))
        held = [example for example in examples if corpus.part(example.site, folds) == fold]
        folded.append((prepare(inside, tables), prepare(held, tables)))
    groups = {"nothing": [], **groups}
    for name, group in groups.items():
        keep = [number for number, feature in enumerate(NAMES) if feature not in group]
        pairs = []
        for inside_pages, held_pages in folded:
            forest = fit(inside_pages, [page.rows[:, keep] for page in inside_pages], FIRST_TREES)
            pairs += [
                (page.example.body, "\n".join(_kept(page, forest.predict(page.rows[:, keep]))[0]))
                for page in held_pages
            ]
        print(f"without {name} ({len(group)} features): {figures.summary(pairs)}")


def oracle(examples: Sequence[Example]) -> None:
    """Print what perfect answers would reach: the ceiling that labels and blocks set."""
    for dataset in (*DATASETS, corpus.WRITTEN):
        pairs = [
            (e.body, "\n".join(b.text for b, keep in zip(e.document.blocks, e.labels, strict=True) if keep))
            for e in examples
            if e.dataset == dataset
        ]
        print(f"labels, oracle, {dataset}: {figures.summary(pairs)}")


def write(examples: Sequence[Example], learned: Learned, digest: str, out: Path) -> None:
    """Train on all pages and write the weights."""
    tables = learned.tables(sorted({example.site for example in examples}))
    pages = prepare(examples, tables)
    first, second = train(pages)
    lists = shipped(tables[None])
    weights = scorer.Weights(digest, *lists, export(first), export(second), strengths(pages))
    content = scorer.encode(weights)
    out.write_bytes(content)
    size = f"{len(content)} bytes, {len(weights.words)} words, {len(weights.names)} names"
    print(f"{out}: {size}, data {digest}, file {hashlib.sha256(content).hexdigest()[:16]}")


def main() -> None:
    """Train, validate, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--kind", choices=("html", "text"), help="of the model to train; both when left out")
    parser.add_argument("--out", type=Path, default=Path("cleaners/scorer"))
    parser.add_argument("--folds", type=int, default=4, help="0 skips the cross-validation")
    parser.add_argument("--ablation", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    digest = f"{corpus.digest(options.data, DATASETS)}+{corpus.digest_written()}"
    kinds: tuple[Kind, ...] = (options.kind,) if options.kind else ("html", "text")
    lines = list(voices.load(options.data))
    for kind in kinds:
        print(f"-- {kind}")
        examples = tuple(load(options.data, kind))
        oracle(examples)
        learned = Learned(examples, lines)
        if options.ablation:
            ablation(examples, learned, options.folds)
            continue
        if options.folds:
            cross_validate(examples, learned, options.folds)
        write(examples, learned, digest, options.out / scorer.FILES[kind])


if __name__ == "__main__":
    main()
