"""The extractors that are measured, ours among them, each as its documentation recommends for articles.

A system is loaded by a function of no arguments, so that a process imports only the one it measures;
what is not installed raises ImportError and is left out of the table.
"""

# ruff: noqa: PLC0415 - a process imports only the system that it measures
from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

Got = dict[str, Any]
"""`text`, and `title`, `authors`, `date` where the system looks for them."""
Extract = Callable[[bytes, str | None], Got]

OURS = "cleanwire"
YARDSTICK = "trafilatura"
"""The system whose processor time the others' is divided by."""

_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
)  # fmt: skip


def _cleanwire() -> Extract:
    from benchmarks.adapter import article

    return article


def _trafilatura(fast: bool) -> Extract:
    from trafilatura import bare_extraction

    def extract(html: bytes, url: str | None) -> Got:
        found: Any = bare_extraction(html, url=url, fast=fast, with_metadata=True, as_dict=True) or {}
        return {
            "text": found.get("text") or "",
            "title": found.get("title"),
            "authors": [name for name in (found.get("author") or "").split("; ") if name],
            "date": found.get("date"),
        }

    return extract


def _newspaper4k() -> Extract:
    import warnings

    with warnings.catch_warnings():  # it recommends a package for summaries, which nobody asks for
        warnings.simplefilter("ignore")
        from newspaper import Article

    def extract(html: bytes, url: str | None) -> Got:
        page = Article(url or "https://page.invalid/", fetch_images=False)
        page.download(input_html=html)
        page.parse()
        date = page.publish_date
        return {
            "text": page.text,
            "title": page.title,
            "authors": list(page.authors),
            "date": date.isoformat() if date else None,
        }

    return extract


def _readability() -> Extract:
    from lxml import html as markup
    from readability import Document

    def extract(html: bytes, url: str | None) -> Got:
        page = Document(html)
        body: Any = markup.fromstring(page.summary(html_partial=True))
        for element in body.iter(*_BLOCKS):
            element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
        lines = (line.strip() for line in body.text_content().splitlines())
        return {"text": "\n".join(line for line in lines if line), "title": page.short_title()}

    return extract


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(html: bytes, url: str | None) -> Got:
        tree = HTMLTree.parse_from_bytes(html, detect_encoding(html) or "utf-8")
        return {"text": extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)}

    return extract


SYSTEMS: Mapping[str, Callable[[], Extract]] = {
    OURS: _cleanwire,
    YARDSTICK: partial(_trafilatura, fast=False),
    "trafilatura-fast": partial(_trafilatura, fast=True),
    "newspaper4k": _newspaper4k,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
}
