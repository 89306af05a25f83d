"""Feed items for Scrapy: plain dicts in camelCase, one class per stream, so that FEEDS can route them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from cleaners.article import as_dict
from crawler.outcomes import Outcome


class ArticleItem(dict[str, Any]):
    """A line of the feed: one article."""


class RejectItem(dict[str, Any]):
    """A line of the rejects stream: {pageUrl, reason, detail}."""


def items_of(outcome: Outcome) -> Iterator[ArticleItem | RejectItem]:
    """The articles of a page, or its reject."""
    for article in outcome.articles:
        yield ArticleItem(as_dict(article))
    if outcome.reject is not None:
        yield RejectItem(msgspec.to_builtins(outcome.reject))


class RemovedItem(dict[str, Any]):
    """A line of the removed stream: one span that was cut or moved, its rule and the evidence."""


def removed_items_of(outcome: Outcome) -> Iterator[RemovedItem]:
    """Every span that the cleaner cut or moved on a page that gave items."""
    if outcome.cleaned is None or not outcome.articles:
        return
    only = outcome.articles[0].id if len(outcome.articles) == 1 else None
    for verdict in outcome.cleaned.verdicts:
        if verdict.action == "keep":
            continue
        text = outcome.cleaned.document.blocks[verdict.block].text
        start, stop = verdict.span or (0, len(text))
        line = RemovedItem(
            pageUrl=outcome.articles[0].page_url,
            rule=verdict.rule,
            evidence=verdict.evidence,
            block=verdict.block,
            text=text[start:stop],
        )
        yield line if only is None else RemovedItem(id=only, **line)
