"""Where the outcomes of a command go: articles to a feed or a reader, rejects to a line and a stream."""

# ruff: noqa: PLC0415 - rich is loaded for a terminal only
from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import click
import msgspec

from cleaners.article import Article, encode
from crawler.feed import Feed, Output
from crawler.messages import ExitCode, complain
from crawler.options import check_outputs
from crawler.outcomes import Outcome, Reason, rejected


class Delivery:
    """Takes outcomes as they come, and knows in the end how it went."""

    def __init__(self, deliver: Callable[[Article], object], rejects: Output | None):
        self._deliver = deliver
        self._rejects = rejects
        self.pages = 0
        self.articles = 0
        self.reasons: Counter[Reason] = Counter()
        self._taken: set[str] = set()

    def take(self, outcome: Outcome) -> None:
        """Hand on a page's articles, or its reject and a line on standard error."""
        if outcome.reject is None:
            self.pages += 1
            for article in outcome.articles:
                self._deliver(article)
                self.articles += 1
        else:
            reject = outcome.reject
            self.reasons[reject.reason] += 1
            complain(f"{reject.page_url}: {reject.reason}: {reject.detail}")
            self._reject(outcome)
        self._taken.add(outcome.asked)

    def leave(self, asked: Iterable[str]) -> None:
        """Have those of the pages that were not taken among the rejects, for somebody interrupted it."""
        for address in asked:
            if address not in self._taken:
                self._reject(rejected(address, Reason.UNFINISHED, "interrupted before the page had come"))

    def _reject(self, outcome: Outcome) -> None:
        if self._rejects is not None:
            self._rejects.write_line(msgspec.json.encode(outcome.reject))

    def exit_code(self) -> ExitCode:
        """How it went."""
        if not self.reasons:
            return ExitCode.DONE
        return ExitCode.PARTIAL if self.pages else ExitCode.NOTHING

    def summary(self) -> str:
        """One line: pages, articles, and rejects by reason."""
        total = self.pages + self.reasons.total()
        named = ", ".join(f"{count} {reason}" for reason, count in self.reasons.most_common())
        return f"{self.pages} of {total} pages gave {self.articles} articles; rejected: {named or 'none'}"


@contextlib.contextmanager
def opened(
    output: str | None, rejects: str | None, *, inputs: Iterable[str | None]
) -> Iterator[tuple[Delivery, bool]]:
    """A delivery, and whether it reads out to a person.

    Articles go to the feed `output`, or as JSON lines to standard output when that is `-`; without one,
    to standard output: a reader's view on a terminal, JSON lines in a pipe.  Rejects go to the feed
    `rejects`, if there is one.

    Raises:
        click.UsageError: one of them is the other, or one of the `inputs`, or has a name that cannot be meant.
        OutputError: one cannot be written to, or is no feed.
    """
    check_outputs({"--output": output, "--rejects": rejects}, inputs)
    if rejects == "-":
        raise click.UsageError("--rejects -: standard output is for articles; name a file")
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(_appended(rejects)) if rejects else None
        if output is None and sys.stdout is not None and sys.stdout.isatty():
            yield Delivery(_reader(), stream), True
            return
        feed = stack.enter_context(_appended(output) if output and output != "-" else Output.stdout())
        yield Delivery(lambda article: feed.write_line(encode(article)), stream), False


def _appended(path: str) -> Feed:
    """A feed to add to; what had to be moved out of it is said."""
    feed = Feed.append_to(path)
    if feed.torn:
        complain(f"a torn line at the end of {path} was moved to {path}.torn")
    return feed


def _reader() -> Callable[[Article], None]:
    from rich.console import Console

    from crawler.reader import show

    console = Console()
    return lambda article: show(console, article)
