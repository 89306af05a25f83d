"""The lexicon's files as tables of words."""

from __future__ import annotations

import re

import pytest

from cleaners.lexicon import tables


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
