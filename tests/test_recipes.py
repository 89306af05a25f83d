"""Recipes: their lists stay with their labels; what else stands in the card, and other lists, are left open."""

from __future__ import annotations

import builders
import pytest

from cleaners.rules import recipes

STORY = (
    "<p>Harbour cooks have made this soup since the first ferry, and no two of them agree on the dill.</p>"
)


def kept(markup: str) -> list[str]:
    read = builders.page(f"<article><h1>Soup</h1>{STORY}{markup}</article>")
    verdicts = builders.judge(read, recipes.rules)
    assert all(one.action == "keep" for one in verdicts)
    return builders.taken(read, verdicts)


@pytest.mark.parametrize(
    ("what", "how"),
    [
        ("Ingredients", "Method"),
        ("Zutaten:", "Zubereitung"),
        ("材料", "作り方"),
        ("المقادير", "طريقة التحضير"),
    ],
)
def test_a_recipes_lists_stay_with_their_labels(what: str, how: str) -> None:
    lists = f"<h2>{what}</h2><ul><li>1 <a href=/l>leek</a>, cleaned<li>2 pears<li>salt</ul><h2>{how}</h2><ol><li>Cook.<li>Stir</ol>"
    tools = "<div>Pin it</div><p>Rate this recipe and tell us what you think!</p>"
    card = f"<div class=card><span>Scale 1x 2x</span>{lists}<p>Serve it with bread.</p>{tools}</div>"
    lines = [what, "1 leek, cleaned", "2 pears", "salt", how, "Cook.", "Stir"]
    assert kept(card) == [*lines, "Serve it with bread."]
    assert kept(lists + "<p>Pin it</p><ul><li>Soup of the day</ul>") == lines


@pytest.mark.parametrize(
    "markup",
    [
        "<h2>Ingredients</h2><ul><li>1 leek<li>2 pears<li>salt</ul><h2>More soups</h2><ol><li>Nettle</ol>",
        "<h2>Ingredients</h2><p>They are cheap.</p><h2>Method</h2><p>It is old.</p>",
        "<h2>Method</h2><ol><li>Cook.</ol><h2>Ingredients</h2><ul><li>1 leek<li>2 pears<li>salt</ul>",
    ],
)
def test_other_lists_are_left_open(markup: str) -> None:
    assert not kept(markup)
