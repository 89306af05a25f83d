"""Recorded fetches: a Scrapy download handler that plays and records vcrpy cassettes.

vcrpy patches HTTP libraries, and does not see Twisted; so its cassettes are played at Scrapy's own
seam instead, and everything above it (redirects, robots.txt, decompression, retries) is the real
thing.  Enabled by settings: `CASSETTE` is the file, `CASSETTE_MODE` a vcrpy record mode.
"""

from __future__ import annotations

import contextlib
import logging
import os
from http import HTTPStatus
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object
from vcr.cassette import Cassette
from vcr.matchers import method, uri
from vcr.persisters.filesystem import FilesystemPersister
from vcr.record_mode import RecordMode
from vcr.request import Request as RecordedRequest
from vcr.serialize import serialize

from crawler.address import mask
from crawler.failures import RefusedRequestError
from crawler.feed import Output, OutputError, opened
from crawler.outcomes import Reason

logger = logging.getLogger(__name__)

_SCHEMES = ("http", "https")

PLAYED = "played"
"""Flag on a response that came from a cassette."""

RECORDED_HEADERS = frozenset(
    {
        "cache-control",
        "content-encoding",
        "content-language",
        "content-type",
        "date",
        "etag",
        "last-modified",
        "location",
        "retry-after",
        "vary",
    }
)
"""What is written of a response's headers: an allow-list, so that no cookie or token slips in."""


class CassetteHandler(BaseDownloadHandler):
    """Answer requests from a cassette; in a recording mode, fetch and keep what it does not hold."""

    lazy = False

    def __init__(self, crawler: Any):
        super().__init__(crawler)
        settings = crawler.settings
        self.path = os.fspath(settings["CASSETTE"])
        self.cassette, self.problem = _loaded(self.path, RecordMode(settings.get("CASSETTE_MODE", "none")))
        self.inner = {} if self.problem or self.cassette.write_protected else _network_handlers(crawler)
        self.failure: OutputError | None = None
        """Why the recording could not be written."""

    @classmethod
    def from_crawler(cls, crawler: Any) -> CassetteHandler:
        """One handler, and so one cassette, for all schemes of a crawl."""
        shared = getattr(crawler, "cassette_handler", None)
        if not isinstance(shared, cls):
            shared = crawler.cassette_handler = cls(crawler)
        return shared

    async def download_request(self, request: Request) -> Response:
        """The recorded response, or in a recording mode the server's.

        Raises:
            RefusedRequestError: `not-recorded` when the cassette has no answer and may not be written.
        """
        asked = RecordedRequest(request.method, request.url, request.body or None, {})
        if self.cassette.can_play_response_for(asked):
            return _played(request, self.cassette.play_response(asked))
        if self.cassette.write_protected or self.problem:
            raise RefusedRequestError(Reason.NOT_RECORDED, self.problem or f"not in the cassette {self.path}")
        response: Response = await self.inner[urlparse_cached(request).scheme].download_request(request)
        self.cassette.append(asked, _recorded(response))
        return response

    async def close(self) -> None:
        """Write what was recorded; Scrapy would only log an error, so that it is kept for `failure_of`."""
        try:
            if not self.problem:
                self.cassette._save()
        except OutputError as error:
            logger.error("%s", error)
            self.failure = error
        for handler in self.inner.values():
            await handler.close()
        self.inner = {}


def install(settings: BaseSettings) -> None:
    """Route http and https through the cassette, if the settings name one."""
    if settings.get("CASSETTE"):
        fetching = settings.getdict("DOWNLOAD_HANDLERS")
        settings.set("CASSETTE_FETCHES_WITH", fetching, priority="cmdline")
        handlers = {**fetching, **dict.fromkeys(_SCHEMES, CassetteHandler)}
        settings.set("DOWNLOAD_HANDLERS", handlers, priority="cmdline")


def failure_of(crawler: Any) -> OutputError | None:
    """Why the recording of a crawl that is over could not be written, if so."""
    return getattr(getattr(crawler, "cassette_handler", None), "failure", None)


class _WholeFiles(FilesystemPersister):  # type: ignore[misc]
    """Writes a recording whole, or leaves what was there."""

    @staticmethod
    def save_cassette(cassette_path: str, cassette_dict: dict[str, Any], serializer: Any) -> None:
        """Write a recording.

        Raises:
            OutputError: it could not be written.
        """
        part = f"{cassette_path}.part"
        try:
            with Output(opened(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), cassette_path) as out:
                out.write(serialize(cassette_dict, serializer).encode())
            os.replace(part, cassette_path)
        except (OSError, OutputError) as error:
            with contextlib.suppress(OSError):
                os.unlink(part)
            raise error if isinstance(error, OutputError) else OutputError(cassette_path, error) from error


def _loaded(path: str, mode: RecordMode) -> tuple[Cassette, str | None]:
    """The cassette, and why nothing can be played from it, if so."""
    options = {
        "path": path,
        "persister": _WholeFiles,
        "record_mode": mode,
        "match_on": (method, uri),
        "before_record_request": _without_secrets,
    }
    try:
        cassette = Cassette.load(**options)
    except OSError as error:
        return Cassette(**options), f"{path} cannot be read: {error.strerror}"
    except Exception as error:  # vcrpy lets out whatever YAML, types and keys may raise
        logger.warning("%s: %s", path, error)
        return Cassette(**options), f"{path} is not a cassette"
    if cassette.rewound:
        return cassette, None
    if os.path.exists(path) and (not os.path.isfile(path) or os.path.getsize(path)):
        return cassette, f"{path} is not a cassette"  # vcrpy would take it for an empty one
    return cassette, f"there is no cassette {path}" if cassette.write_protected else None


def _network_handlers(crawler: Any) -> dict[str, Any]:
    """The handlers that would be used without us."""
    handlers = {**crawler.settings["DOWNLOAD_HANDLERS_BASE"], **crawler.settings["CASSETTE_FETCHES_WITH"]}
    return {scheme: build_from_crawler(load_object(handlers[scheme]), crawler) for scheme in _SCHEMES}


def _without_secrets(request: RecordedRequest) -> RecordedRequest:
    return RecordedRequest(request.method, mask(request.uri), request.body, {})


def _recorded(response: Response) -> dict[str, Any]:
    headers: dict[str, list[str]] = {}
    for name, values in response.headers.items():
        if (key := name.decode("latin-1")).lower() in RECORDED_HEADERS:
            headers[key] = [mask(value.decode("latin-1")) for value in values]
    try:
        message = HTTPStatus(response.status).phrase
    except ValueError:
        message = ""
    return {
        "status": {"code": response.status, "message": message},
        "headers": headers,
        "body": {"string": response.body},
    }


def _played(request: Request, recorded: dict[str, Any]) -> Response:
    body = recorded["body"]["string"] or b""
    body = body.encode() if isinstance(body, str) else body
    headers = Headers(recorded["headers"])
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
    return kind(request.url, status=recorded["status"]["code"], headers=headers, body=body, flags=[PLAYED])
