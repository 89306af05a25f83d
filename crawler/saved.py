"""Pages from files: saved HTML, text dumps, and archives of fetched pages."""

# ruff: noqa: PLC0415 - Scrapy is loaded for archives only

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cleaners.article import Fetch
from cleaners.model import Kind, Page
from cleaners.site import Sites
from crawler.address import is_web, one_line, standard_input
from crawler.outcomes import HTML_SOURCE, MAX_BYTES, NO_MARKUP, Outcome, Reason, outcome_of, rejected

if TYPE_CHECKING:
    from crawler.archive import Archived


def outcome_of_file(
    file: str, *, kind: Kind = "html", url: str | None = None, sites: Sites | None = None
) -> Outcome:
    """What becomes of one saved page; `-` is standard input.  `sites` replaces the packaged site files."""
    name = "standard input" if file == "-" else file
    try:
        content = _read(file)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        hint = "; cleanwire fetch reads addresses" if is_web(file) else ""
        return rejected(name, Reason.UNREADABLE, f"{getattr(error, 'strerror', None) or error}{hint}")
    page = Page(content=content, url=url, kind=kind)
    fetch = Fetch(content_hash=hashlib.sha256(content).hexdigest())
    outcome = outcome_of(name, page, fetch, sites=sites)
    reject = outcome.reject
    if reject and reject.detail in (NO_MARKUP, HTML_SOURCE):
        return rejected(name, reject.reason, f"{reject.detail}; --text is for text dumps")
    if url or file == "-":
        return outcome
    # The schema wants a `pageUrl`: like a reject's, it is the file where no address is known.
    named = (msgspec.structs.replace(article, page_url=one_line(file)) for article in outcome.articles)
    return replace(outcome, articles=tuple(named))


def is_archive(file: str) -> bool:
    """Whether a file is an archive, by its name."""
    return file.lower().endswith((".warc", ".warc.gz"))


def outcomes_of_archive(file: str, *, sites: Sites | None = None) -> Iterator[Outcome]:
    """What becomes of every HTTP response in a WARC file, in order; `-` is standard input."""
    from crawler import archive

    name = "standard input" if file == "-" else file
    try:
        with contextlib.nullcontext(standard_input()) if file == "-" else Path(file).open("rb") as stream:
            for one in archive.responses(stream):
                yield _outcome_of_response(one, name, sites)
    except archive.ArchiveError as error:
        yield rejected(name, Reason.UNREADABLE, str(error))
    except (OSError, ValueError) as error:
        yield rejected(name, Reason.UNREADABLE, getattr(error, "strerror", None) or str(error))


def _outcome_of_response(archived: Archived, archive: str, sites: Sites | None) -> Outcome:
    from crawler.responses import fetch_of, page_of, refusal_of

    response = archived.response
    if response is None:
        return rejected(archived.url or archive, Reason.DAMAGED, archived.problem)
    if refusal := refusal_of(response):
        return rejected(archived.url, *refusal)
    fetch = msgspec.structs.replace(fetch_of(response, archived.fetched), raw_ref=archived.reference)
    return outcome_of(archived.url, page_of(response, archived.fetched), fetch, sites=sites)


def _read(file: str) -> bytes:
    """The file's bytes, or as many as show that it is too large."""
    if file == "-":
        return standard_input().read(MAX_BYTES + 1)
    with Path(file).open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
