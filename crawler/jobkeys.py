"""Reading tables of a job file: every key by a reader that says what it expected; mistakes with lines."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, overload
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawler import toml_lines
from crawler.address import BadAddressError, checked, mask, numbered_addresses, one_line
from crawler.timetable import parse as parse_timetable
from crawler.timetable import seconds_in

T = TypeVar("T")

_SYNTAX = re.compile(r"(.*) \(at (?:line (\d+), column \d+|(end of document))\)", re.DOTALL)
_LONGEST_SHOWN = 60
ARCHIVE_SUFFIX = ".warc.gz"
PACKED_SUFFIXES = (".gz", ".zst")
"""Of files that feed commands read as compressed."""


class ExpectedError(ValueError):
    """A value is not what a key takes; the message names what it takes, `found` the part that is wrong."""

    def __init__(self, expected: str, found: str = ""):
        super().__init__(expected)
        self.found = found


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something in a job file that is not as it should be."""

    line: int
    key: str
    """`jobs.world.limits.pages`; empty for the file as a whole."""
    expected: str
    found: str = ""
    """The value, as far as there is one."""

    def __str__(self) -> str:
        where = f"{self.key}: " if self.key else ""
        found = f", found {self.found}" if self.found else ""
        return f"{self.line}: {where}expected {self.expected}{found}"


class JobFileError(ValueError):
    """A job file cannot be used; `mistakes` has everything that is wrong with it."""

    def __init__(self, file: Path, mistakes: Sequence[Mistake]):
        self.file = file
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(f"{file}:{mistake}" for mistake in self.mistakes))


def read(file: Path) -> str:
    """The text of a job file.

    Raises:
        JobFileError: it cannot be read.
    """
    try:
        return file.read_text("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise JobFileError(file, [Mistake(1, "", "a job file", error.strerror or str(error))]) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise JobFileError(file, [Mistake(line, "", "UTF-8", "another encoding")]) from None


def parsed(file: Path, text: str) -> dict[str, Any]:
    """What the text of a TOML file holds.

    Raises:
        JobFileError: it is no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        syntax = _SYNTAX.fullmatch(str(error))
        line = int(syntax[2]) if syntax and syntax[2] else text.rstrip("\n").count("\n") + 1
        raise JobFileError(file, [Mistake(line, "", "TOML", syntax[1] if syntax else str(error))]) from None


class Table:
    """A table being read.  What is wrong is noted and replaced by the default, so that reading goes on."""

    def __init__(
        self,
        values: Mapping[str, Any],
        path: toml_lines.Path,
        lines: Mapping[toml_lines.Path, int],
        mistakes: list[Mistake],
    ):
        self._values = dict(values)
        self._path = path
        self._lines = lines
        self._mistakes = mistakes
        self._known: set[str] = set()
        self._elsewhere: dict[str, toml_lines.Path] = {}

    def fall_back_on(self, other: Table) -> None:
        """Take what is missing here from another table, whose keys are not asked for there."""
        for key in other._values.keys() - self._values.keys():
            self._values[key] = other._values[key]
            self._elsewhere[key] = (*other._path, key)

    def has(self, key: str) -> bool:
        """Whether the key is there, right or wrong."""
        return key in self._values

    @overload
    def take(self, key: str, reader: Callable[[Any], T], default: T) -> T: ...
    @overload
    def take(
        self, key: str, reader: Callable[[Any], T], default: None, *, required: bool = ...
    ) -> T | None: ...
    def take(
        self, key: str, reader: Callable[[Any], T], default: T | None, *, required: bool = False
    ) -> T | None:
        """The value of a key, or the default when it is missing or wrong."""
        self._known.add(key)
        if key in self._values:
            return self._read(self._at(key), reader, self._values[key], default)
        if required:
            self.mistake((), f"a key {key}")
        return default

    def take_all(self, key: str, reader: Callable[[Any], T]) -> tuple[T, ...]:
        """The values of a key that holds a list, or one value; those that are right."""
        self._known.add(key)
        value = self._values.get(key, [])
        if not isinstance(value, list):
            one = self._read(self._at(key), reader, value, None)
            return () if one is None else (one,)
        if key in self._values and not value:
            self.mistake((key,), "at least one value", "[]")
        read = (self._read((*self._at(key), index), reader, one, None) for index, one in enumerate(value))
        return tuple(one for one in read if one is not None)

    def table(self, key: str) -> Table:
        """The table under a key; an empty one when there is none."""
        self._known.add(key)
        return self._below(self._at(key), self._values.get(key, {}))

    def tables(self, key: str, *, required: bool = False) -> Iterator[Table]:
        """The tables of an array of tables."""
        self._known.add(key)
        value = self._values.get(key, [])
        if not isinstance(value, list):
            self.mistake((key,), f"tables [[{'.'.join(map(str, (*self._path, key)))}]]", _shown(value))
        elif not value and required:
            self.mistake((), f"a table [[{'.'.join(map(str, (*self._path, key)))}]]")
        else:
            for index, one in enumerate(value):
                yield self._below((*self._at(key), index), one)

    def tables_by_name(self, key: str, reader: Callable[[str], str]) -> Iterator[tuple[str, Table]]:
        """The tables in a table whose keys are names."""
        parent = self.table(key)
        for name, value in parent._values.items():
            try:
                reader(name)
            except ExpectedError as error:
                parent.mistake((name,), str(error))
                continue
            yield name, parent._below(parent._at(name), value)

    def free_form(self) -> Mapping[str, Any]:
        """The whole table as it stands, whatever its keys are."""
        return dict(self._values)

    def done(self) -> None:
        """Everything was taken: what is left is a mistake."""
        for key in self._values.keys() - self._known:
            close = difflib.get_close_matches(key, sorted(self._known), 1)
            known = close[0] if close else "one of " + ", ".join(sorted(self._known))
            self.mistake((key,), f"a key that there is: {known}", _shown(key))

    def mistake(self, below: toml_lines.Path, expected: str, found: str = "") -> None:
        """Note what is wrong with this table or something in it."""
        path = self._at(str(below[0])) + below[1:] if below else self._path
        self._note(path, expected, found)

    def _note(self, path: toml_lines.Path, expected: str, found: str = "") -> None:
        key = ".".join(str(part) for part in path)
        self._mistakes.append(Mistake(self._lines.get(path, 1), one_line(key), one_line(expected), found))

    def _at(self, key: str) -> toml_lines.Path:
        return self._elsewhere.get(key, (*self._path, key))

    def _read(
        self, path: toml_lines.Path, reader: Callable[[Any], T], value: Any, default: T | None
    ) -> T | None:
        try:
            return reader(value)
        except ExpectedError as error:
            self._note(path, str(error), error.found or _shown(value))
            return default

    def _below(self, path: toml_lines.Path, value: Any) -> Table:
        if not isinstance(value, dict):
            self._note(path, "a table", _shown(value))
            value = {}
        return Table(value, path, self._lines, self._mistakes)


# ---- readers: a value of TOML in, what it means out -------------------------------------------


def line(value: Any) -> str:
    """A text of one line."""
    if not isinstance(value, str) or not value.strip() or one_line(value) != mask(value):
        raise ExpectedError("a text of one line")
    return value


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ExpectedError("true or false")
    return value


def count(value: Any) -> int:
    """A whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ExpectedError("a whole number, 1 or more")
    return value


def amount(value: Any) -> float:
    """A number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < _ENDLESS:
        raise ExpectedError("a number, 0 or more")
    return float(value)


def duration(value: Any) -> float:
    """A duration, in seconds."""
    try:
        return seconds_in(value if isinstance(value, str) else "")
    except ValueError:
        raise ExpectedError('a duration like "90 s", "12 hours" or "3 days"') from None


def timetable(value: Any) -> str:
    """A cron expression or an interval; kept as text."""
    expected = 'a cron expression like "*/15 * * * *", or "every 30 minutes"'
    if not isinstance(value, str):
        raise ExpectedError(expected)
    try:
        parse_timetable(value)
    except (ValueError, OverflowError) as error:
        raise ExpectedError(f"{expected} ({error})") from None
    return value


def zone(value: Any) -> str:
    """The name of a time zone."""
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError, AttributeError):
        raise ExpectedError('a time zone like "Europe/Berlin"') from None
    return str(value)


def url(value: Any) -> str:
    """An address that can be fetched."""
    try:
        checked(value if isinstance(value, str) else "")
    except BadAddressError as error:
        raise ExpectedError(f"an address like https://news.example/feed.xml ({error})") from None
    return str(value)


def host(value: Any) -> str:
    """A host name."""
    if not isinstance(value, str) or not _HOST.fullmatch(value):
        raise ExpectedError('a host like "news.example", without https:// and path')
    return value.lower()


def language(value: Any) -> str:
    """An ISO 639-1 code."""
    if not isinstance(value, str) or not re.fullmatch("[a-z]{2}", value):
        raise ExpectedError('a language like "en" (ISO 639-1, two small letters)')
    return value


def name(value: str) -> str:
    """The name of a job, which becomes the name of a directory."""
    if not _NAME.fullmatch(value):
        raise ExpectedError("a name of up to 60 small letters, digits, - and _")
    return value


def pattern(value: Any) -> str:
    """A path that may hold `%(job)s`, `%(run)s` and `%(day)s`."""
    path = line(value)
    try:
        path % dict.fromkeys(_NAMES_IN_PATHS, "")
    except (KeyError, ValueError, TypeError):
        raise ExpectedError("a path, with no % but %(job)s, %(run)s, %(day)s and %%") from None
    return path


def plain(value: Any) -> str:
    """The path of a file of lines, as `pattern`: what is called packed would be read as packed."""
    path = pattern(value)
    if path.lower().endswith(PACKED_SUFFIXES):
        raise ExpectedError(
            "a path that does not end in .gz or .zst, for lines are written plain (compress packs closed feeds)"
        )
    return path


def archive(value: Any) -> str:
    """The path of a WARC, as `pattern`."""
    path = pattern(value)
    if not path.endswith(ARCHIVE_SUFFIX):
        raise ExpectedError(f'a path that ends in "{ARCHIVE_SUFFIX}"')
    return path


def expression(value: Any) -> str:
    """A regular expression for addresses."""
    try:
        re.compile(line(value))
    except (re.error, RecursionError, OverflowError) as error:
        raise ExpectedError(f"a regular expression ({error})") from None
    return str(value)


def setting(name: str) -> Callable[[Any], Any]:
    """A reader of a Scrapy setting; one whose default is a number or a truth takes no other."""
    from scrapy.settings import default_settings  # noqa: PLC0415 - most job files have no settings

    from crawler import settings as ours  # noqa: PLC0415

    default = getattr(ours, name, getattr(default_settings, name, None))

    def read(value: Any) -> Any:
        try:
            if name in _WHOLE_NUMBERS:
                int(str(value))
            elif isinstance(default, bool):
                if str(value).lower() not in {"true", "false", "0", "1"}:
                    raise ExpectedError("true or false")
            elif isinstance(default, int | float):
                float(str(value))
        except ExpectedError:
            raise
        except ValueError:
            raise ExpectedError("a whole number" if name in _WHOLE_NUMBERS else "a number") from None
        return value

    return read


_WHOLE_NUMBERS = frozenset({"CLEANER_PROCESSES", "DISK_RESERVE"})
"""Settings of ours whose default is not one."""


def one_of(choices: Sequence[Any]) -> Callable[[Any], Any]:
    """A reader of one of several words."""

    def read(value: Any) -> Any:
        if value not in choices:
            raise ExpectedError("one of " + ", ".join(f'"{choice}"' for choice in choices))
        return value

    return read


def address_file(folder: Path) -> Callable[[Any], tuple[str, ...]]:
    """A reader of the name of a file of addresses, relative to `folder`; gives the addresses."""

    def read(value: Any) -> tuple[str, ...]:
        try:
            addresses = numbered_addresses(str(folder / line(value)))
        except (OSError, UnicodeDecodeError) as error:
            cause = getattr(error, "strerror", None) or "not a text file"
            raise ExpectedError(f"a file of addresses, one per line ({cause})") from None
        wrong: list[ExpectedError] = []
        for number, address in addresses.items():
            try:
                url(address)
            except ExpectedError as error:
                found = f"{_shown(address)} in line {number} of {one_line(value)}"
                wrong.append(ExpectedError(str(error), found))
        if wrong:
            more = f", and {len(wrong) - 1} more" if wrong[1:] else ""
            raise ExpectedError(str(wrong[0]), wrong[0].found + more)
        return tuple(addresses.values())

    return read


_ENDLESS = float("inf")
_NAME = re.compile("[a-z0-9][a-z0-9_-]{0,59}")
_HOST = re.compile(r"(?i)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,20}|\[[0-9a-f:.]{2,45}\]")
_NAMES_IN_PATHS = ("job", "run", "day")


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    text = one_line(value)
    return f'"{text[:_LONGEST_SHOWN]}…"' if len(text) > _LONGEST_SHOWN else f'"{text}"'
