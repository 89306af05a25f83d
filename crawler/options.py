"""Options that several commands have, as Scrapy settings."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.jobkeys import ExpectedError, setting

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
            raise click.UsageError(f"{cassette}: cannot be written")
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
