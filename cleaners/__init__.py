"""cleanwire's cleaners: bytes of a news page in, clean articles out.

A pure library: no Scrapy, no network, no clock, no state.  `clean(page_bytes, url=...)` is the whole
of it for most callers.
"""

from cleaners.article import Article, as_dict, encode, json_schema
from cleaners.engine import Cleaned, clean

__all__ = ["Article", "Cleaned", "as_dict", "clean", "encode", "json_schema"]
