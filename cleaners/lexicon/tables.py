"""The lexicon's files, each read once: tables of words, each under the name of its concept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@cache
def read(name: str) -> Mapping[str, Any]:
    """The tables of `NAME.toml`, as they stand there; nobody changes them."""
    source = resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(source))


@cache
def words(name: str, table: str) -> frozenset[str]:
    """The word list of one table of a file, as written."""
    return frozenset(read(name)[table]["words"])


@cache
def folded(name: str, table: str) -> frozenset[str]:
    """The same, case-folded."""
    return frozenset(word.casefold() for word in words(name, table))


@cache
def every_list(name: str) -> Mapping[str, frozenset[str]]:
    """The word lists of all tables of a file, as written, by the tables' names."""
    return {table: words(name, table) for table in read(name)}


def alternation(words: Iterable[str]) -> str:
    """Words as alternatives of an expression, the longest first.

    >>> alternation(["by", "written by"])
    'written\\\\ by|by'
    """
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))
