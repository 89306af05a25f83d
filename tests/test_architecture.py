"""The house keeps its shape: which module may import which, and no hidden state."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for top in ("cleaners", "crawler") for path in (ROOT / top).rglob("*.py"))
FORBIDDEN_IN_CLEANERS = {
    "aiohttp",
    "benchmarks",
    "click",
    "crawler",
    "http",
    "requests",
    "rich",
    "scrapy",
    "socket",
    "sqlite3",
    "subprocess",
    "threading",
    "time",
    "twisted",
    "vcr",
}
ENGINE_SIDE = {"cleaners.engine", "cleaners.explain", "cleaners.report", "cleaners.assembly"}


def imports(path: Path) -> Iterator[str]:
    """Full names of the modules that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    module, imported = name_of(path), set(imports(path))
    if module.startswith("cleaners"):
        assert not {name.split(".")[0] for name in imported} & FORBIDDEN_IN_CLEANERS
    if module.startswith("cleaners.rules."):
        assert not [name for name in imported if name.startswith("cleaners.rules.") and name != module]
    if module == "cleaners.model":
        assert not [name for name in imported if name.startswith("cleaners")]
    if module.startswith("cleaners.") and module not in ENGINE_SIDE:
        assert not imported & ENGINE_SIDE


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_hidden_state(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    calls = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"eval", "exec", "__import__"}
    assert not {"pickle", "marshal", "shelve"} & set(imports(path))


def test_the_cleaner_reads_no_clock() -> None:
    """`datetime.now` and kin make the same page give different items."""
    readers = {"now", "today", "utcnow"}
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        if name_of(path).startswith("cleaners")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in readers
    ]
    assert found == []
