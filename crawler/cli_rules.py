"""`cleanwire rules`: check site files, begin a new one."""

# ruff: noqa: PLC0415 - `cleanwire --help` must not wait for the cleaner
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.messages import ExitCode, complain
from crawler.options import write_new

if TYPE_CHECKING:
    from cleaners.site import Problem

TEMPLATE = """\
# What is known of {host} beyond what the generic rules find.  docs/sites.md explains every key.
domains = ["{host}", "*.{host}"]

# The name of who publishes here; or, for a site that shows the stories of others: aggregator = "…".
# publisher = "Example News"

# On pages with several stories, the element around each of them.
# split = "article.card"

# Folders under tests/cases with pages in this site's markup.  Every selector must match in one of them.
cases = ["site-{name}"]

# Keys are reasons: they stand in `cleanwire explain`, in the feed's counts and in the drift report.
# [keep]                # protected from every other rule
# pull-quote = ["aside.quote"]

[drop]                  # removed
share-bar = ["div.share-bar"]

# [move]                # moved to a field: {fields}
# related = ["section.related"]

# [drop_text]           # lines; patterns begin with ^, end with $, or both
# newsletter = ["^Sign up for our .{{0,40}} newsletter$"]
"""


@click.group()
def rules() -> None:
    """Check site files, or begin a new one."""


@rules.command()
@click.argument("directory", metavar="[DIR]", required=False)
def check(directory: str | None) -> int:
    """Check the site files of a directory, or those that come with cleanwire.

    One line per mistake on standard error: FILE:LINE: KEY: what is wrong.  Exit code 1 when there is any.
    """
    from cleaners import site

    if directory is None:
        click.echo(
            f"{_counted(len({one.name for one in site.packaged().values()}), 'site file')}, no mistakes"
        )
        return ExitCode.DONE
    try:
        sites, problems = site.read(Path(directory))
        lines = [_line(Path(directory), problem) for problem in problems]
    except OSError as error:
        raise click.UsageError(f"{directory}: {error.strerror}") from None
    for line in lines:
        complain(line)
    if not sites and not problems:
        complain(f"{directory}: no site files (*.toml)")
        return ExitCode.NOTHING
    if not problems:
        click.echo(f"{_counted(len({one.name for one in sites.values()}), 'site file')}, no mistakes")
    return ExitCode.NOTHING if problems else ExitCode.DONE


@rules.command()
@click.argument("host", metavar="HOST")
@click.option(
    "-d", "--directory", metavar="DIR", default=".", show_default=True, help="Where to put the file."
)
def new(host: str, directory: str) -> int:
    """Write a commented site file for HOST."""
    from cleaners import site

    host = host.lower().removeprefix("www.")
    name = host.partition(".")[0]
    path = Path(directory, f"{name}.toml")
    source = TEMPLATE.format(host=host, name=name, fields=", ".join(sorted(site.FIELDS)))
    wrong = site.parse(source.encode(), path.name)[1]
    if wrong:
        raise click.UsageError(f"{host}: {wrong[0].message}")
    write_new(path, source.encode())
    click.echo(str(path))
    return ExitCode.DONE


def _line(directory: Path, problem: Problem) -> str:
    """A mistake with the line that it stands on, where the file can be read as TOML."""
    from crawler import toml_lines

    path = directory / problem.file
    if not problem.key:
        return f"{path}: {problem.message}"
    lines = toml_lines.lines_of(path.read_text(encoding="utf-8"))
    key = problem.key
    while key not in lines:
        key = key[:-1]
    return f"{path}:{lines[key]}: {'.'.join(map(str, problem.key))}: {problem.message}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
