"""The lexicon's files as tables of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources
from typing import Any

import pytest

from cleaners import lexicon
from cleaners.lexicon import tables

FILES = sorted(
    one.name
    for one in resources.files(lexicon).iterdir()
    if one.name.endswith(".toml") and one.name != "structure.toml"  # has its examples in markup
)
LISTS = [
    pytest.param(table, id=f"{name}-{key}")
    for name in FILES
    for key, table in tables.read(name.removesuffix(".toml")).items()
    if isinstance(table, dict) and {"words", "example"} <= table.keys()
]


@pytest.mark.parametrize("table", LISTS)
def test_every_list_of_words_has_its_concept_and_an_example_with_one_of_them(
    table: Mapping[str, Any],
) -> None:
    assert table["concept"]
    words = {word.casefold() for entry in table.values() if isinstance(entry, list) for word in entry}
    assert any(word in table["example"].casefold() for word in words)


def test_a_list_as_written_and_case_folded() -> None:
    assert "Kyiv" in tables.words("datelines", "cities")
    assert "kyiv" in tables.folded("datelines", "cities")
    assert tables.every_list("datelines")["cities"] == tables.words("datelines", "cities")


def test_nobody_changes_a_file() -> None:
    with pytest.raises(TypeError):
        tables.read("datelines")["cities"] = {}  # type: ignore[index]


def test_of_words_that_begin_alike_the_longest_is_found() -> None:
    found = re.compile(tables.alternation(["by", "by the", "a+b", "by"]))
    assert [one.group() for one in found.finditer("by the a+b by")] == ["by the", "a+b", "by"]
