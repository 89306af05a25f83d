"""Every value of a TOML document is found on the line where a person sees it."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.toml_lines import lines_of

DOCUMENT = (
    '''\
contact = "a = b # no comment"   # a comment = [ not this

[jobs.world]
schedule = """
*/5 [x]
"""
"quoted key" = 'it'''
    + "'" * 0
    + """s'
limits.pages = 3
limits.depth = 1
when = 1979-05-27 07:32:00
hosts = [
  "one.example",  # first ] one

  "two.example", ["nested", 3.5],
]
inline = { a = 1, b.c = [1,
  2] }

[[jobs.world.sources]]
kind = "feed"
[[jobs.world.sources]]
kind = "tag"
[jobs.world.sources.more]
deep = true
[jobs.other]
"""
)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("contact",), 1),
        (("jobs",), 3),
        (("jobs", "world"), 3),
        (("jobs", "world", "schedule"), 4),
        (("jobs", "world", "quoted key"), 7),
        (("jobs", "world", "limits"), 8),
        (("jobs", "world", "limits", "depth"), 9),
        (("jobs", "world", "when"), 10),
        (("jobs", "world", "hosts", 0), 12),
        (("jobs", "world", "hosts", 1), 14),
        (("jobs", "world", "hosts", 2, 1), 14),
        (("jobs", "world", "inline", "a"), 16),
        (("jobs", "world", "inline", "b", "c", 0), 16),
        (("jobs", "world", "inline", "b", "c", 1), 17),
        (("jobs", "world", "sources"), 19),
        (("jobs", "world", "sources", 0, "kind"), 20),
        (("jobs", "world", "sources", 1), 21),
        (("jobs", "world", "sources", 1, "kind"), 22),
        (("jobs", "world", "sources", 1, "more", "deep"), 24),
        (("jobs", "other"), 25),
    ],
)
def test_lines(path: tuple[str | int, ...], line: int) -> None:
    assert lines_of(DOCUMENT)[path] == line


def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """Every path that a parsed document has."""
    found = {path}
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        found |= paths(inner, (*path, key))
    return found


def test_it_finds_exactly_what_tomllib_finds() -> None:
    assert set(lines_of(DOCUMENT)) == paths(tomllib.loads(DOCUMENT))


FRAGMENTS = [
    "a{n} = 1",
    "'b.{n}' = [1, [2, {{x = 3}}], # ]\n 4]",
    'c{n}.d = "\\" [ # \\\\"',
    "e{n} = '''\n[no]\n'x = 1\n'''",
    'f{n} = """\n[no]\\"""" # x = 1',
    'k{n} = """quoted""""',
    "[t{n}]",
    "[t{n}.'u v'.w]",
    "[[s]]",
    "[s.t{n}]",
    "# [no] = {{",
    "",
    "\tg{n} = -1.5e3 # c\r",
    "h{n} = {{ i = {{ j = 'k' }}, l = [] }}",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12))
def test_any_valid_document_is_read_as_tomllib_reads_it(fragments: list[str]) -> None:
    lines = [fragment.format(n=number) for number, fragment in enumerate(fragments)]
    text = "\n".join(lines)
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # [s.t] before [[s]]
        return
    assert set(lines_of(text)) == paths(read)
