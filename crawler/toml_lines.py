"""On which line a value of a TOML file stands: `tomllib` says what a file holds, and not where.

A reader of line numbers only.  It takes a text that `tomllib` has accepted, so it need not check anything.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
"""A place in the document: keys of tables, and indices of arrays."""

_TOKEN = re.compile(
    r'''(?P<blank>[ \t\r]+|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^']|'(?!''))*'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
    |(?P<mark>[][{},=.])
    |(?P<bare>[^][{},=."'\#\s]+)''',
    re.VERBOSE | re.DOTALL,
)
Token = tuple[str, str, int]
"""Kind, text and line."""


def lines_of(text: str) -> Mapping[Path, int]:
    """The line of every table, key and array element, counted from 1; the document itself is `()`.

    A table that is opened several times (`[jobs.a]` opens `jobs` too) has the line of the first time.
    """
    lines: dict[Path, int] = {(): 1}
    reader = _Reader(text, lines)
    table: Path = ()
    while reader.kind != "end":
        if reader.at("["):
            table = reader.header()
        elif reader.kind == "newline":
            reader.advance()
        else:
            reader.pair(table)
    return lines


class _Reader:
    """Walks over the tokens of a document and notes the line where each path begins."""

    def __init__(self, text: str, lines: dict[Path, int]):
        self._tokens = _tokens(text)
        self._lines = lines
        self._sizes: dict[Path, int] = {}
        """How many elements an array of tables has so far."""
        self.advance()

    def advance(self) -> None:
        """Go on to the next token."""
        self.kind, self.text, self.line = next(self._tokens)

    def at(self, mark: str) -> bool:
        """Whether this is the punctuation `mark`, and not a string with the same text."""
        return self.kind == "mark" and self.text == mark

    def header(self) -> Path:
        """`[a.b]` or `[[a.b]]`: the path of the table that the following keys belong to."""
        line = self.line
        self.advance()
        of_tables = self.at("[")
        if of_tables:
            self.advance()
        *parents, last = self._key()
        for _ in range(1 + of_tables):
            self.advance()
        path: Path = ()
        for part in parents:
            path = self._opened((*path, part), line)
        path = (*path, last)
        self._lines.setdefault(path, line)
        if of_tables:
            size = self._sizes[path] = self._sizes.get(path, 0) + 1
            path = (*path, size - 1)
            self._lines[path] = line
        return path

    def _opened(self, path: Path, line: int) -> Path:
        """A parent table; of an array of tables, the last element."""
        self._lines.setdefault(path, line)
        return (*path, self._sizes[path] - 1) if path in self._sizes else path

    def pair(self, table: Path) -> None:
        """`a.b = value`, inside of `table`."""
        line, path = self.line, table
        for part in self._key():
            path = (*path, part)
            self._lines.setdefault(path, line)
        self.advance()  # the equals sign
        self._value(path)

    def _key(self) -> list[str]:
        parts = []
        while self.kind in {"bare", "string"} or self.at("."):
            if self.kind == "string":
                parts.append(tomllib.loads(f"key = {self.text}")["key"])
            elif self.kind == "bare":
                parts.append(self.text)
            self.advance()
        return parts

    def _value(self, path: Path) -> None:
        if self.at("["):
            self._array(path)
        elif self.at("{"):
            self._inline_table(path)
        else:
            while self.kind in {"bare", "string"} or self.at("."):  # a date may hold a blank
                self.advance()

    def _array(self, path: Path) -> None:
        self.advance()
        index = 0
        while not self.at("]"):
            if self.kind == "newline" or self.at(","):
                self.advance()
                continue
            self._lines[*path, index] = self.line
            self._value((*path, index))
            index += 1
        self.advance()

    def _inline_table(self, path: Path) -> None:
        self.advance()
        while not self.at("}"):
            if self.kind == "newline" or self.at(","):
                self.advance()
            else:
                self.pair(path)
        self.advance()


def _tokens(text: str) -> Iterator[Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            yield match.lastgroup or "", match[0], line
        line += match[0].count("\n")
    while True:
        yield "end", "", line
