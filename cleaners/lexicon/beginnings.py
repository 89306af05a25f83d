"""One expression for how many phrases begin, so that a whole page is searched for all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def beginning(fronts: Iterable[str]) -> str:
    """An expression for text that begins with one of some strings, whatever blanks stand between its characters.

    Alternatives share what they have in common, so that one place costs a few comparisons.

    >>> beginning(["also", "alert", "ad", "adverts"])
    'a *+(?:d|l *+(?:e *+r *+t|s *+o))'
    """
    tree: dict[str, Any] = {}
    for front in fronts:
        node = tree
        for character in front.replace(" ", ""):
            node = node.setdefault(character, {})
        node[""] = {}
    return _expression(tree) if tree else "(?!)"


def _expression(node: dict[str, Any]) -> str:
    """The branches of a tree of characters; where one string ends, no longer one matters."""
    if "" in node:
        return ""
    branches = []
    for character, below in sorted(node.items()):
        rest = _expression(below)
        branches.append(re.escape(character) + (f" *+{rest}" if rest else ""))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
