"""What is known of one site: selectors and patterns under the reason they exist, read from a TOML file.

    domains = ["example.com", "*.example.com"]
    publisher = "Example News"              # or aggregator = "…" when it shows the stories of others
    split = "article.card"                  # each match is one story
    cases = ["site-example"]                # folders under tests/cases that prove the file

    [keep]
    pull-quote = ["aside.quote"]            # protected from every other rule
    [drop]
    share-bar = ["div.share"]               # removed
    [move]
    related = ["section.related"]           # moved to the item's field of that name
    [drop_text]
    promo = ["^More from \\\\w+$"]            # a line that is this, or begins (^) or ends ($) with it

Everything is checked at load, so that no crawl dies of a selector.  Site files come last: the generic rules
must do without them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Literal

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from msgspec import Struct

from cleaners import hosts
from cleaners.model import Action, Found, Metadata, Organization

FIELDS = frozenset({"authors", "captions", "credits", "related", "tags", "wire"})
"""Fields of an item that moved text can fill."""
WINDOW = 400
"""Characters at the edge of a line that a pattern sees: text beyond is no label, and costs nothing."""
LONGEST_PATTERN = 200
OPEN_REPEATS = 2
"""Repeats without an upper bound in one pattern: the time it takes grows with each of them."""

_TABLES: Mapping[str, Action] = MappingProxyType({"keep": "keep", "drop": "cut", "move": "move"})
_KEYS = frozenset({"domains", "publisher", "aggregator", "split", "cases", "drop_text", *_TABLES})
_DOMAIN = re.compile(r"(?:\*\.)?(?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_REASON = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]*")
_ESCAPED = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_OPEN_REPEAT = re.compile(r"[*+]|\{\d*,\}")


class Selector(Struct, frozen=True):
    """A CSS selector and the reason it exists."""

    reason: str
    action: Action
    css: str
    xpath: str
    """What `css` was compiled to, once."""


class Pattern(Struct, frozen=True):
    """A regular expression for text at the edge of a line, and the reason it exists."""

    reason: str
    regex: str
    """As written, with its anchors."""
    inner: str
    """Without them."""
    place: Literal["whole", "start", "end"]


class Site(Struct, frozen=True):
    """One site, as its file describes it."""

    name: str
    """The file's name without its ending."""
    domains: tuple[str, ...]
    publisher: str | None = None
    aggregator: str | None = None
    selectors: tuple[Selector, ...] = ()
    """What to keep comes before what to drop or to move."""
    patterns: tuple[Pattern, ...] = ()
    split: Selector | None = None
    cases: tuple[str, ...] = ()


Sites = Mapping[str, Site]
"""Sites by domain pattern: `example.com` or `*.example.com`."""


class Problem(Struct, frozen=True):
    """A mistake in a site file."""

    file: str
    key: tuple[str | int, ...]
    """Where in the file: table, key, index."""
    message: str

    def __str__(self) -> str:
        place = ".".join(map(str, self.key))
        return f"{self.file}: {place}: {self.message}" if place else f"{self.file}: {self.message}"


class SiteError(ValueError):
    """Site files that cannot be used; `problems` holds every mistake in them, the message all of these."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


# --- lookup -----------------------------------------------------------------------------------------------


@cache
def packaged() -> Sites:
    """The sites that come with cleanwire."""
    return load(resources.files("cleaners").joinpath("sites"))


def of(url: str | None, sites: Sites | tuple[()]) -> Site | None:
    """The site that an address belongs to: an exact host first, then the longest wildcard.

    `www.` makes no difference.  None for an unknown host and for no address.
    """
    if not sites:
        return None
    host = hosts.host(url)
    if host is None:
        return None
    if host in sites:
        return sites[host]
    labels = host.split(".")
    return next(
        (
            found
            for place in range(1, len(labels))
            if (found := sites.get("*." + ".".join(labels[place:]))) is not None
        ),
        None,
    )


def described(metadata: Metadata, site: Site | None) -> Metadata:
    """The page's metadata, with the names that the site's file gives: they stand above the page's own.

    What an aggregator's pages call their publisher is kept, unless it is the aggregator itself.
    """
    if site is None:
        return metadata
    if site.publisher:
        domain = next((one for one in site.domains if not one.startswith("*.")), None)
        publisher = Organization(site.publisher, domain, f"https://{domain}/" if domain else None)
        return replace(metadata, site_name=Found(site.publisher, "site"), publisher=publisher)
    if site.aggregator:
        declared = metadata.publisher
        if declared and declared.name.casefold() == site.aggregator.casefold():
            declared = None
        return replace(metadata, site_name=Found(site.aggregator, "site"), publisher=declared)
    return metadata


# --- loading ----------------------------------------------------------------------------------------------


def load(directory: Traversable) -> Sites:
    """Every site file (`*.toml`) of a directory.

    Raises:
        SiteError: a file is wrong, or two of them claim one host.
        OSError: the directory or a file cannot be read.
    """
    sites, problems = read(directory)
    if problems:
        raise SiteError(problems)
    return sites


def read(directory: Traversable) -> tuple[Sites, tuple[Problem, ...]]:
    """The sites of a directory's right files, and everything that is wrong with the others.

    Raises:
        OSError: the directory or a file cannot be read.
    """
    sites: dict[str, Site] = {}
    problems: list[Problem] = []
    for file in sorted(directory.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml"):
            continue
        one, wrong = parse(file.read_bytes(), file.name)
        problems += wrong
        for index, domain in enumerate(one.domains if one else ()):
            if one is not None and sites.setdefault(domain, one) is not one:
                claimed = f"{domain} is claimed by {sites[domain].name}.toml too"
                problems.append(Problem(file.name, ("domains", index), claimed))
    return MappingProxyType(sites), tuple(problems)


def parse(source: bytes, file: str) -> tuple[Site | None, tuple[Problem, ...]]:
    """One site file; no site when anything in it is wrong.  `file` is its name, for messages."""
    try:
        table = tomllib.loads(source.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return None, (Problem(file, (), f"no TOML: {error}"),)
    checks = _Checks(file, table)
    site = Site(
        name=file.removesuffix(".toml"),
        domains=checks.strings(("domains",), _DOMAIN, "a host in lower case without scheme, path and www."),
        publisher=checks.name("publisher"),
        aggregator=checks.name("aggregator"),
        selectors=tuple(
            selector
            for key, action in _TABLES.items()
            for reason, css in checks.reasons(key)
            for selector in checks.selectors((key, reason), action, css)
        ),
        patterns=tuple(
            pattern
            for reason, regexes in checks.reasons("drop_text")
            for pattern in checks.patterns(("drop_text", reason), regexes)
        ),
        split=checks.split(),
        cases=checks.strings(("cases",), _FOLDER, "the name of a folder under tests/cases"),
    )
    checks.whole(site)
    return (None if checks.problems else site), tuple(checks.problems)


class _Checks:
    """Reads the values of one file and collects what is wrong with them."""

    def __init__(self, file: str, table: Mapping[str, Any]) -> None:
        self.file = file
        self.table = table
        self.problems: list[Problem] = []

    def fail(self, key: tuple[str | int, ...], message: str) -> None:
        """Note a mistake."""
        self.problems.append(Problem(self.file, key, message))

    def whole(self, site: Site) -> None:
        """What no single key shows."""
        for key in sorted(self.table.keys() - _KEYS):
            self.fail((key,), f"unknown key; known are {', '.join(sorted(_KEYS))}")
        if site.publisher and site.aggregator:
            self.fail(("aggregator",), "a site is a publisher or an aggregator, not both")
        if not (site.selectors or site.patterns or site.split or site.publisher or site.aggregator):
            self.fail((), "says nothing of its site")

    def name(self, key: str) -> str | None:
        """A publisher's or aggregator's name."""
        value = self.table.get(key)
        if value is None or (isinstance(value, str) and value.strip() == value != ""):
            return value
        self.fail((key,), "must be a name")
        return None

    def listed(self, key: tuple[str, ...], value: object) -> Iterator[tuple[int, str]]:
        """The strings of a list that must hold some."""
        if not isinstance(value, list) or not value:
            self.fail(key, "must be a list of strings with at least one in it")
            return
        for index, one in enumerate(value):
            if not isinstance(one, str) or not one.strip():
                self.fail((*key, index), "must be a string that is not empty")
            elif one in value[:index]:
                self.fail((*key, index), f"{one!r} stands here twice")
            else:
                yield index, one

    def strings(self, key: tuple[str], form: re.Pattern[str], wanted: str) -> tuple[str, ...]:
        """A list of strings of one form; it must be there."""
        found = []
        for index, one in self.listed(key, self.table.get(key[0])):
            if not form.fullmatch(one):
                self.fail((*key, index), f"{one!r} must be {wanted}")
            found.append(one)
        return tuple(found)

    def reasons(self, key: str) -> Iterator[tuple[str, object]]:
        """The reasons of a table with what stands under them."""
        table = self.table.get(key, {})
        if not isinstance(table, dict) or (key in self.table and not table):
            self.fail((key,), "must be a table of reasons")
            return
        for reason, value in table.items():
            if key == "move" and reason not in FIELDS:
                self.fail((key, reason), f"text can move to {', '.join(sorted(FIELDS))}")
            elif not _REASON.fullmatch(reason):
                self.fail((key, reason), "a reason is a word or several-words-with-hyphens")
            else:
                yield reason, value

    def selectors(self, key: tuple[str, ...], action: Action, value: object) -> Iterator[Selector]:
        """The selectors under one reason, compiled."""
        for index, css in self.listed(key, value):
            xpath = self.compiled((*key, index), css)
            if xpath:
                yield Selector(key[-1], action, css, xpath)

    def split(self) -> Selector | None:
        """The selector of one story among several."""
        css = self.table.get("split")
        if css is None:
            return None
        if not isinstance(css, str):
            self.fail(("split",), "must be one selector")
            return None
        xpath = self.compiled(("split",), css)
        return Selector("split", "keep", css, xpath) if xpath else None

    def compiled(self, key: tuple[str | int, ...], css: str) -> str | None:
        """A selector as XPath."""
        try:
            xpath = HTMLTranslator().css_to_xpath(css)
            _expression(xpath)
        except (SelectorError, etree.XPathError) as error:
            self.fail(key, f"no selector: {css!r}: {error}")
            return None
        return xpath

    def patterns(self, key: tuple[str, ...], value: object) -> Iterator[Pattern]:
        """The regular expressions under one reason."""
        for index, regex in self.listed(key, value):
            problem = _fault(regex)
            if problem:
                self.fail((*key, index), f"{regex!r} {problem}")
                continue
            start, end = _anchors(regex)
            inner = regex[start : len(regex) - end]
            yield Pattern(key[-1], regex, inner, "whole" if start and end else "start" if start else "end")


def _anchors(regex: str) -> tuple[bool, bool]:
    """Whether a pattern begins with `^` and ends with `$`."""
    unescaped = _ESCAPED.sub(lambda found: "_" * len(found.group()), regex)
    return regex.startswith("^"), unescaped.endswith("$")


def _fault(regex: str) -> str | None:
    """What is wrong with a pattern; None for a good one."""
    start, end = _anchors(regex)
    if not (start or end):
        return "must begin with ^ or end with $"
    if len(regex) > LONGEST_PATTERN:
        return f"is longer than {LONGEST_PATTERN} characters"
    plain = _ESCAPED.sub("_", regex)
    if _REPEATED_GROUP.search(plain):
        return "repeats a group: hostile pages make such patterns slow"
    if len(_OPEN_REPEAT.findall(plain)) > OPEN_REPEATS:
        return f"has more than {OPEN_REPEATS} repeats without an upper bound: write {{0,60}} for *"
    try:
        inner = re.compile(regex[start : len(regex) - end])
    except re.error as error:
        return f"is no regular expression: {error}"
    return "matches nothing at all" if inner.fullmatch("") else None


def elements(tree: Any, selector: Selector) -> list[Any]:
    """The elements of a page that a selector matches, in page order."""
    found: list[Any] = _expression(selector.xpath)(tree)  # type: ignore[assignment]
    return found


@cache
def _expression(xpath: str) -> etree.XPath:
    return etree.XPath(xpath)
