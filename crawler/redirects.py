"""Redirects that stand in the page itself, `<meta http-equiv="refresh">`."""

from __future__ import annotations

import re

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

_REFRESH = re.compile(rb"\0*".join(b"[%c%c]" % pair for pair in zip(b"refresh", b"REFRESH", strict=True)))
"""In whatever charset."""
_HEAD = 16 * 1024
"""Bytes of the 4,096 characters that Scrapy looks at, at four each."""


class QuickMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's, which would decode every page to look at its beginning, on those only that may have one."""

    def process_response(  # type: ignore[override]  # `spider` is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """The response, or the request for where it leads."""
        if not _REFRESH.search(response.body, 0, _HEAD):
            return response
        return super().process_response(request, response)
