"""The table of docs/pollution.md against what the cleaner does: every row's rules, cases and what stays."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Any, NamedTuple

import msgspec
import pytest
from builders import text_of
from casefiles import CASES, ROOT, load

from cleaners import as_dict, clean, scorer
from cleaners.engine import Cleaned, clean_page
from cleaners.model import Page
from cleaners.scorer import Tree

KINDS = [
    f"{letter}{number}"
    for letter, count in {"A": 17, "B": 16, "C": 37, "D": 16, "E": 13, "F": 12, "G": 1}.items()
    for number in range(1, count + 1)
]
_QUOTED = re.compile(
    r"`(?P<where>[^`]+)`(?: (?P<no>no )?(?P<field>[A-Za-z]+))?(?: “(?P<text>[^”]+)”)?(?:; |$)"
)
_RULE = re.compile(r"`([a-z]+\.[a-z-]+)`")


class Proof(NamedTuple):
    """A place in the tests, and a text that is found there."""

    where: str
    field: str | None
    absent: bool
    text: str | None


class Row(NamedTuple):
    """One kind of pollution."""

    kind: str
    name: str
    becomes: str
    rules: tuple[str, ...]
    proofs: tuple[Proof, ...]
    stays: tuple[Proof, ...]


def proofs(cell: str) -> tuple[Proof, ...]:
    """The entries of a cell; every character of it belongs to one."""
    found = list(_QUOTED.finditer(cell))
    assert "".join(one.group() for one in found) == cell, f"not understood: {cell}"
    return tuple(Proof(one["where"], one["field"], one["no"] is not None, one["text"]) for one in found)


def rows() -> list[Row]:
    lines = (ROOT / "docs" / "pollution.md").read_text(encoding="utf-8").splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if re.match(r"\| [A-G]\d", line)]
    return [
        Row(kind, name, becomes, tuple(_RULE.findall(rules)), proofs(taken), proofs(stays))
        for kind, name, becomes, rules, taken, stays in cells
    ]


@cache
def cleaned(name: str) -> Cleaned:
    case = load(CASES / name)
    return clean(case.content, url=case.url, kind=case.kind, charset=case.charset)


@cache
def cleaned_by_rules(name: str) -> Cleaned:
    """The same with a scorer that doubts nothing: it knows many boxes before the rules are asked."""
    case = load(CASES / name)
    sure = Tree([], [], [], [], [9.0])
    model = scorer.build(scorer.Weights("", {}, {}, [sure], [sure], {}))
    return clean_page(Page(case.content, case.url, case.kind, case.charset), model=model)


def takers(name: str, text: str) -> set[str]:
    """The rules that take this text out of the body of this case, or would if the scorer did not."""
    return {
        verdict.rule
        for page in (cleaned(name), cleaned_by_rules(name))
        for verdict in page.verdicts
        if verdict.action != "keep" and text in text_of(page.document, verdict)
    }


def values(name: str, field: str) -> list[str]:
    """What the items of a case hold in a field."""
    page = cleaned(name)
    if field == "flag":
        return [*page.flags, *(flag for one in page.articles if one.quality for flag in one.quality.flags)]
    items: list[dict[str, Any]] = [as_dict(article) for article in page.articles]
    key = "articleBody" if field == "body" else field
    return [msgspec.json.encode(item[key]).decode() for item in items if key in item]


def body(name: str) -> str:
    return " ".join(" ".join(article.article_body for article in cleaned(name).articles).split())


ROWS = rows()


def test_every_kind_has_one_row() -> None:
    assert [row.kind for row in ROWS] == KINDS
    assert all(row.name and row.becomes and row.proofs and row.stays for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.kind)
def test_rules_take_what_the_row_says(row: Row) -> None:
    taking: set[str] = set()
    for proof in row.proofs:
        assert proof.text
        if proof.field:
            holds = any(proof.text in value for value in values(proof.where, proof.field))
            assert holds is not proof.absent, f"{proof}: {values(proof.where, proof.field)}"
        else:
            found = takers(proof.where, proof.text)
            assert found & set(row.rules), f"{proof} is taken by {sorted(found) or 'no rule'}"
            taking |= found
    assert set(row.rules) <= taking, f"take none of the texts: {sorted(set(row.rules) - taking)}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.kind)
def test_what_looks_like_it_stays(row: Row) -> None:
    for proof in row.stays:
        if proof.text is None:
            path, _, name = proof.where.partition("::")
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        else:
            assert proof.text in body(proof.where)
