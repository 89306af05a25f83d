"""The scorer: rows have their names' length, the forest says what its trees say, scores repeat."""

from __future__ import annotations

import random
from math import exp

import pytest

from cleaners import document, metadata, scorer
from cleaners.model import Document, Metadata, Page
from cleaners.scorer import context, reasons
from cleaners.scorer.containers import CONTAINER
from cleaners.scorer.features import NAMES, OWN, PAGE, Features, Tables
from cleaners.scorer.forest import Forest, Scale, Tree

STORY = (
    "The harbour board of Port Alma said on Tuesday that the ferry to Sable Point will run again from May."
)
PAGE_HTML = f"""<html><head><title>Ferry returns to Sable Point</title></head><body>
<nav><ul>{"".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(12))}</ul></nav>
<article class="story"><h1>Ferry returns to Sable Point</h1>
<div class="story-body">{"".join(f"<p>{STORY} Paragraph {n} adds what the crew told the board.</p>" for n in range(8))}</div></article>
<div class="sidebar"><h3>Most read</h3><ul>{"".join(f'<li><a href="/x{n}">Short headline number {n}</a></li>' for n in range(6))}</ul></div>
<footer><p>© Port Alma Gazette. All rights reserved. Terms of use. Privacy.</p></footer></body></html>"""


def read(html: str) -> tuple[Document, Metadata]:
    read_page = document.read(Page(html.encode()))
    return read_page, metadata.read(read_page)


def every(page: Document) -> frozenset[int]:
    return frozenset(block.index for block in page.blocks)


def test_rows_are_as_long_as_their_names() -> None:
    page, about = read(PAGE_HTML)
    features = Features(page, about, Tables({"ferry": 1.0}, {"story": 2.0}), every(page))
    assert {len(own) for own in features.own.values()} == {len(OWN)}
    assert {len(features.container(block.container)) for block in page.blocks} == {len(CONTAINER)}
    assert len(features.container(-1)) == len(CONTAINER)
    assert len(features.kin(0)) + len(features.single(0)) == len(CONTAINER)
    assert len(features.page) == len(PAGE)
    around = context.rows(page.blocks, page.containers, features, [0.5] * len(page.blocks), features.own)
    assert {len(row) for row in around} == {len(context.CONTEXT)}


def walk(tree: Tree, row: list[float]) -> float:
    node = 0 if tree.features else ~0
    while node >= 0:
        right = row[tree.features[node]] > tree.thresholds[node]
        node = tree.right[node] if right else tree.left[node]
    return tree.leaves[~node]


def random_tree(choice: random.Random, size: int) -> Tree:
    """Grow a tree by splitting leaves, as a trainer does."""
    features, thresholds, left, right = [], [], [], []
    leaves, places = [choice.uniform(-1, 1)], {0: (-1, "")}
    for _ in range(choice.randrange(0, 8)):
        leaf = choice.choice(list(places))
        parent, side = places[leaf]
        node, new = len(features), len(leaves)
        features.append(choice.randrange(size))
        thresholds.append(choice.choice([0.0, 0.5, choice.random()]))
        left.append(~leaf)
        right.append(~new)
        if parent >= 0:
            (left if side == "left" else right)[parent] = node
        places[leaf], places[new] = (node, "left"), (node, "right")
        leaves.append(choice.uniform(-1, 1))
    return Tree(features, thresholds, left, right, leaves)


@pytest.mark.parametrize("size", [60, 61])
def test_forest_equals_its_trees_walked_one_by_one(size: int) -> None:
    choice = random.Random(7)
    trees = [random_tree(choice, 9) for _ in range(size)]
    scale = Scale([trees], (range(4), range(4, 7), range(7, 9)), {2, 5})
    forest = Forest(trees, scale)
    rows = [[choice.choice([0.0, 0.5, choice.random()]) for _ in range(9)] for _ in range(200)]
    parts = [
        forest.masks(n, scale.ranks(n, [row[a:b] for row in rows]), len(rows))
        for n, (a, b) in enumerate([(0, 4), (4, 7), (7, 9)])
    ]
    masks = [one & two & three for one, two, three in zip(*parts, strict=True)]
    for row, probability in zip(rows, forest.probabilities(masks), strict=True):
        expected = 1 / (1 + exp(-sum(walk(tree, row) for tree in trees)))
        assert probability == pytest.approx(expected)


def test_a_tree_with_too_many_leaves_is_refused() -> None:
    chain = Tree([0] * 8, [float(n) for n in range(8)], [~n for n in range(8)], [*range(1, 8), ~8], [0.0] * 9)
    with pytest.raises(ValueError, match="9 leaves"):
        Forest([chain], Scale([[chain]], [[0]]))


def test_story_is_kept_and_furniture_is_cut_with_reasons() -> None:
    page, about = read(PAGE_HTML)
    scores = scorer.score(page, about, every(page))
    cut = {verdict.block: verdict for verdict in scorer.verdicts(page, scores)}
    for block in page.blocks:
        if STORY in block.text:
            assert block.index not in cut
        elif "headline number" in block.text or "rights reserved" in block.text or "Section" in block.text:
            assert cut[block.index].rule == "scorer.not-article"
            assert cut[block.index].evidence.startswith("score 0.")
            assert ": " in cut[block.index].evidence
    assert 0.8 < scores.confidence <= 1.0


def test_scores_do_not_depend_on_what_was_scored_before() -> None:
    page, about = read(PAGE_HTML)
    alone = scorer.score(page, about, every(page))
    other, about_other = read("<p>Something else entirely, and rather short.</p>")
    scorer.score(other, about_other, every(other))
    assert scorer.score(page, about, every(page)) == alone


def test_nothing_wanted_gives_nothing() -> None:
    page, about = read(PAGE_HTML)
    scores = scorer.score(page, about, ())
    assert scores.probabilities == {}
    assert scores.confidence == 0.0


def test_threshold_promises_the_best_f1() -> None:
    threshold, promised = scorer.expected_best({0: 0.95, 1: 0.9, 2: 0.05}, [100, 100, 100])
    assert 0.25 <= threshold <= 0.5
    assert promised == pytest.approx(2 * 185 / (200 + 190), abs=0.01)


def test_weights_survive_writing_and_reading() -> None:
    weights = scorer.Weights("d", {"w": 0.5}, {"n": -1.0}, [Tree([], [], [], [], [0.1])], [], {"k": 1.0})
    assert scorer.decode(scorer.encode(weights)) == weights


def test_every_reason_is_about_a_feature_that_exists() -> None:
    assert {reason.feature for reason in reasons.REASONS_KNOWN} <= set(NAMES)
    row = [0.0] * len(NAMES)
    row[NAMES.index("link_share")] = 1.0
    key = "link_share: mostly link text"
    assert reasons.say(row, reasons.ranked({key: 3.0})) == "mostly link text"
    assert reasons.say(row, reasons.ranked({key: -3.0})) == "unlike the story's paragraphs"
