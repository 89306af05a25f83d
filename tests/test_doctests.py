"""What docstrings show is what happens."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHOWING = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in ("cleaners", "crawler")
    for path in sorted((ROOT / package).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", SHOWING)
def test_examples_in_docstrings_hold(name: str) -> None:
    ran = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))
    assert (ran.failed, ran.attempted > 0) == (0, True)
