"""Decompression that takes no damaged body for a page: checksums, ends and sizes are checked.

Scrapy keeps what can be read of a truncated or bit-flipped gzip body, and hands it on as a complete
page.  Here such a body is a fault: fetched again, and in the end a reject with reason `damaged`.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from crawler.codings import decompressed
from crawler.outcomes import NamedError, Reason

_MAX_ENCODINGS = 2


class StrictCompressionMiddleware(HttpCompressionMiddleware):
    """Decompress response bodies; a body that is damaged is fetched again, one that explodes is refused."""

    def __init__(self, *, crawler: Crawler):
        super().__init__(crawler=crawler)
        self.crawler = crawler

    def process_response(  # type: ignore[override]  # `spider` is deprecated
        self, request: Request, response: Response
    ) -> Request | Response:
        """The response with its body decompressed, or the request once more.

        Raises:
            NamedError: `damaged` when retries are used up; `too-large`.
        """
        if not response.body:
            return response
        try:
            return super().process_response(request, response)
        except NamedError as failure:
            if failure.reason is not Reason.DAMAGED or request.meta.get("dont_retry"):
                raise
            spider = self.crawler.spider
            assert spider is not None
            again = get_retry_request(request, spider=spider, reason=failure.reason)
            if again is None:
                raise
            return again

    def _handle_encoding(
        self, body: bytes, content_encoding: list[bytes], max_size: int
    ) -> tuple[bytes, list[bytes]]:
        if len(content_encoding) > _MAX_ENCODINGS or content_encoding[0].count(b",") >= _MAX_ENCODINGS:
            raise NamedError(Reason.DAMAGED, f"compressed more than {_MAX_ENCODINGS} times over")
        return super()._handle_encoding(body, content_encoding, max_size)

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        return decompressed(body, encoding.decode("ascii").removeprefix("x-"), max_size)
