"""Options that several commands have, as Scrapy settings."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.address import BadAddressError, without_credentials
from crawler.feed import Output, OutputError
from crawler.jobkeys import PACKED_SUFFIXES, ExpectedError, setting

if TYPE_CHECKING:
    from cleaners.site import Sites


def sites_of(directory: str | None) -> Sites | None:
    """The packaged site files with those of a directory, which win; None without a directory.

    Raises:
        click.UsageError: the directory or one of its files cannot be used.
    """
    from cleaners import site  # noqa: PLC0415 - `cleanwire --help` must not wait for the cleaner

    if directory is None:
        return None
    try:
        return {**site.packaged(), **site.load(Path(directory))}
    except OSError as error:
        raise click.UsageError(f"{directory}: {error.strerror}") from None
    except site.SiteError as error:
        first, *others = map(str, error.problems)
        more = f" (and {len(others)} more: cleanwire rules check {directory})" if others else ""
        raise click.UsageError(f"{first}{more}") from None


def check_outputs(outputs: Mapping[str, str | None], inputs: Iterable[str | None]) -> None:
    """See that no file is written that is read as well, nor any twice, nor plain text under a packed name.

    Args:
        outputs: the file of each option that names one to write; None where it is not given.
        inputs: files that are read; `-` is standard input, None is none.

    Raises:
        click.UsageError: one is; nothing was written.
    """
    taken = {_identity(file): "the input" for file in inputs if file}
    for option, file in outputs.items():
        if file and file.lower().endswith(PACKED_SUFFIXES):
            raise click.UsageError(
                f"{option} {file}: nothing is compressed here; choose a name without the suffix"
            )
        if not file or file == "-" or (identity := _identity(file)) is None:
            continue
        if identity in taken:
            raise click.UsageError(
                f"{option} {file}: the same file as {taken[identity]}; nothing was written"
            )
        taken[identity] = option


def _identity(file: str) -> object:
    """What two names of one file have in common; None for a pipe or device, which may be used twice."""
    try:
        status = os.fstat(0) if file == "-" else os.stat(file)
    except (OSError, ValueError):  # it is not there; ValueError: a NUL in the name
        return os.path.realpath(file)
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def address_of(context: click.Context, option: click.Parameter, address: str | None) -> str | None:
    """The address of an option, without the credentials in it: a callback of click.

    Raises:
        click.UsageError: it is none that can be fetched.
    """
    try:
        return None if address is None else without_credentials(address)[0]
    except BadAddressError as error:
        raise click.UsageError(f"{option.opts[0]} {address}: {error}", context) from None


def settings_of(
    *,
    contact: str | None = None,
    cassette: str | None = None,
    overrides: Sequence[str] = (),
    timeout: float | None = None,
    sites: Sites | None = None,
) -> dict[str, Any]:
    """Scrapy settings for the options of a command.

    Raises:
        click.UsageError: an option cannot be meant.
        OutputError: the cassette cannot be recorded where it is to be.
    """
    settings: dict[str, Any] = {"CONTACT": contact} if contact else {}
    if sites is not None:
        settings["SITES"] = sites
    if timeout:
        settings["DOWNLOAD_TIMEOUT"] = timeout
    if cassette and os.path.exists(cassette):  # a recording needs no politeness
        settings |= {"CASSETTE": cassette, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
    elif cassette:
        if not os.access(os.path.dirname(cassette) or ".", os.W_OK):
            raise OutputError(cassette, "cannot be written")
        settings |= {"CASSETTE": cassette, "CASSETTE_MODE": "once"}
    for override in overrides:
        name, equals, value = override.partition("=")
        if not equals:
            raise click.UsageError(f"-s {override}: write NAME=VALUE")
        try:
            settings[name] = setting(name)(value)
        except ExpectedError as error:
            raise click.UsageError(f"-s {override}: expected {error}") from None
    return settings


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet.

    Raises:
        click.UsageError: it is there.
        OutputError: it cannot be written.
    """
    try:
        fd = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        raise click.UsageError(f"{file} is there already; nothing was written to it") from None
    except OSError as error:
        raise OutputError(str(file), error) from error
    with Output(fd, str(file)) as out:
        out.write(content)
