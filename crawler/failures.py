"""Which reject a failed download is: exceptions and HTTP statuses named by `Reason`."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from http import HTTPStatus

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response

from crawler.outcomes import NamedError, Reason


class RefusedRequestError(NamedError, IgnoreRequest):
    """A request that one of our own components did not let pass; nothing that Scrapy needs to log."""


_REASONS: tuple[tuple[type[Exception], Reason, str], ...] = (
    (CannotResolveHostError, Reason.DNS, "the host name cannot be resolved"),
    (DownloadTimeoutError, Reason.TIMEOUT, "no complete answer in time"),
    (DownloadConnectionRefusedError, Reason.CONNECTION, "the connection was refused"),
    (ResponseDataLossError, Reason.DAMAGED, "the answer ended before its announced length"),
    (DownloadCancelledError, Reason.TOO_LARGE, "larger than the limit on pages (DOWNLOAD_MAXSIZE)"),
    (DownloadFailedError, Reason.CONNECTION, "the connection broke"),
    (UnsupportedURLSchemeError, Reason.BAD_URL, "not an address that can be fetched"),
)


def named(error: BaseException) -> tuple[Reason, str]:
    """The reason and one line of detail for an exception that ended a download."""
    if isinstance(error, NamedError):
        return error.reason, error.detail
    if cause := _tls_cause(error):
        return Reason.TLS, f"no trustworthy TLS connection: {cause}"
    for kind, reason, detail in _REASONS:
        if isinstance(error, kind):
            return reason, detail
    if isinstance(error, IgnoreRequest) and "redirections" in str(error):
        return Reason.REDIRECT_LOOP, "redirected too many times (REDIRECT_MAX_TIMES)"
    return Reason.FETCH_ERROR, f"{type(error).__name__}: {error}"


def named_status(response: Response) -> tuple[Reason, str] | None:
    """The reason why a response's status cannot bring a page; None for 2xx."""
    status = response.status
    if 200 <= status < 300:
        return None
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    if 300 <= status < 400:
        target = (response.headers.get("Location") or b"").decode("latin-1")
        return Reason.HTTP_STATUS, f"{phrase}, to {target or 'nowhere'}, which is not followed"
    missing = status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
    return Reason.NOT_FOUND if missing else Reason.HTTP_STATUS, f"the server answered {phrase}"


def _tls_cause(error: BaseException) -> str | None:
    """What failed in TLS, if an exception from `ssl` or OpenSSL is at the bottom of it."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):  # aiohttp's subclasses lack the attributes
            return getattr(cause, "verify_message", None) or getattr(cause, "reason", None) or str(cause)
        if type(cause).__module__.startswith(("OpenSSL", "service_identity")):
            return type(cause).__name__ + (f" {cause}" if str(cause) else "")
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and everything it was raised from; Twisted keeps a list of `reasons`."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [linked for linked in (cause.__cause__, cause.__context__) if linked is not None]
        waiting += [failure.value for failure in getattr(cause, "reasons", None) or ()]
