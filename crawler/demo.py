"""`make demo`: crawls the recorded sample sites, offline, page by page and as a job that runs twice.

Leaves in out/: articles.jsonl (every line valid against the schema), rejects.jsonl, and report.html, which
leads to one report a page of what was kept, cut and moved, and why; and of the job its feed.jsonl,
removed.jsonl and pages.warc.gz.
"""

# ruff: noqa: T201 - it is there to print
from __future__ import annotations

import logging
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

import jsonschema
import msgspec
from rich.box import ASCII_DOUBLE_HEAD, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cleaners.account import Span, sections, spans, totals
from cleaners.article import Article, encode, json_schema
from cleaners.engine import Cleaned
from cleaners.explain import render
from crawler.address import one_line, read_addresses
from crawler.feed import Output
from crawler.fetch import fetch
from crawler.jobs import load
from crawler.outcomes import Outcome
from crawler.run import run
from crawler.summary import RunSummary

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "cassettes"
OFFLINE = {"CASSETTE": str(SAMPLES / "samples.yaml"), "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}
NUMBERS = ("kept", "removed", "captions")
RUN_COLUMNS = ("run", "requests", "pages", "sources", "of them unchanged", "new items", "exit code")
COLUMNS = ("page", "headline", "publisher / aggregator / wire", "date", *NUMBERS, "flags")
Row = tuple[str, ...]


def crawl() -> list[Outcome]:
    """Fetch the sample sites from their recording; outcomes in the order of the addresses."""
    addresses = read_addresses(str(SAMPLES / "urls.txt"))
    outcomes: list[Outcome] = []
    fetch(addresses, settings=OFFLINE, on_outcome=outcomes.append)
    return sorted(outcomes, key=lambda outcome: addresses.index(outcome.asked))


def write(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Write articles, rejects and reports into an empty folder.

    Raises:
        jsonschema.ValidationError: a line is not what the schema promises.
    """
    validator = jsonschema.Draft202012Validator(json_schema())
    lines = [encode(article) for outcome in outcomes for article in outcome.articles]
    for line in lines:
        validator.validate(msgspec.json.decode(line))
    rejects = [msgspec.json.encode(outcome.reject) for outcome in outcomes if outcome.reject]
    entries = []
    (folder / "report").mkdir()
    for number, outcome in enumerate(outcomes, 1):
        if outcome.cleaned is not None:
            place = f"report/{number}.html"
            (folder / place).write_text(render(outcome.cleaned, fmt="html"), encoding="utf-8")
            titles = " · ".join(article.headline or "-" for article in outcome.articles)
            entries.append(f'<li><a href="{place}">{escape(outcome.asked)}</a><br>{escape(titles)}')
    head = '<!doctype html><meta charset="utf-8"><title>cleanwire</title><h1>What was kept, and why</h1>'
    index = f"{head}<ol>{''.join(entries)}</ol>\n".encode()
    for name, content in (("articles.jsonl", lines), ("rejects.jsonl", rejects), ("report.html", [index])):
        with Output.create(str(folder / name)) as output:
            for line in content:
                output.write_line(line)


def rows(outcome: Outcome) -> Iterator[Row]:
    """The table's rows for one page: one for each article, one for what lies outside of them."""
    page = outcome.asked.removeprefix("https://").removeprefix("www.")
    if outcome.reject or not outcome.cleaned:
        why = f"rejected: {outcome.reject.reason}: {outcome.reject.detail}" if outcome.reject else "-"
        yield page, why, "", "", "", "", "", ""
        return
    cleaned, found = outcome.cleaned, defaultdict[int, list[Span]](list)
    articles: dict[int, Article | None] = {}
    for section in sections(cleaned.segments, cleaned.articles, _spans(cleaned)):
        articles[section.number] = section.article
        found[section.number] += [span for run in section.runs for span in run]
    for number in sorted(found, key=lambda one: (one < 0, one)):
        sums, article = totals(found[number]), articles[number]
        counts = f"{sums.kept:,}", f"{sums.cut + sums.moved:,}"
        yield _row(page, article, counts) if article else (page, "(no article's)", "", "", *counts, "", "")
        page = ""


def _row(page: str, article: Article, counts: Row) -> Row:
    sources = [source.name if source else "-" for source in (article.publisher, article.aggregator)]
    agencies = ", ".join(wire.agency for wire in article.wire) or "-"
    flags = ", ".join(article.quality.flags) if article.quality else ""
    date = (article.date_published or article.date_relative_raw or "-").partition("T")[0]
    origin = " / ".join((*sources, agencies))
    return page, article.headline or "-", origin, date, *counts, str(len(article.captions)), flags


def _spans(cleaned: Cleaned) -> tuple[Span, ...]:
    return spans(cleaned.document.blocks, cleaned.verdicts)


def show(outcomes: Sequence[Outcome]) -> None:
    """Print the table, fitted to a terminal and uncut elsewhere, and a last line that adds up."""
    console = Console() if sys.stdout.isatty() else Console(width=240)
    table = Table(box=SIMPLE_HEAD if console.is_terminal else ASCII_DOUBLE_HEAD)
    for name in COLUMNS:
        table.add_column(name, justify="right" if name in NUMBERS else "left", overflow="fold")
    for outcome in outcomes:
        for row in rows(outcome):
            table.add_row(*map(one_line, row))
    console.print(table, markup=False)
    sums = totals([span for one in outcomes if one.cleaned for span in _spans(one.cleaned)])
    rejected = sum(outcome.reject is not None for outcome in outcomes)
    articles = sum(len(outcome.articles) for outcome in outcomes)
    print(
        f"{len(outcomes)} pages = {len(outcomes) - rejected} with {articles} articles + {rejected} rejected;"
    )
    print(f"{sums.visible:,} characters = {sums.kept:,} kept + {sums.cut:,} cut + {sums.moved:,} moved")


def watch(folder: Path) -> list[RunSummary]:
    """Run the sites' job file twice, its files below a folder."""
    (job,) = load(SAMPLES / "jobs.toml").jobs
    assert job.removed is not None
    assert job.keep_raw is not None
    job = replace(
        job,
        state=folder / "state",
        output=replace(job.output, path=str(folder / Path(job.output.path).name)),
        removed=folder / job.removed.name,
        keep_raw=folder / job.keep_raw.name,
    )
    return [run(job, settings=OFFLINE) for _ in range(2)]


def show_runs(runs: Sequence[RunSummary]) -> None:
    """Print what each run of the job brought."""
    console = Console() if sys.stdout.isatty() else Console(width=240)
    table = Table(box=SIMPLE_HEAD if console.is_terminal else ASCII_DOUBLE_HEAD)
    for name in RUN_COLUMNS:
        table.add_column(name, justify="right")
    for one in runs:
        sources = one.sources_read, one.not_modified
        table.add_row(*map(str, (one.run, one.requests, one.fetched, *sources, one.items, one.exit_code)))
    console.print(table, markup=False)
    first, second = runs
    print(
        f"cassettes/jobs.toml, run twice: first {first.items} articles, then {second.items or 'none'};"
        f" {second.not_modified} of {second.sources_read} sources had not changed"
    )


def main(folder: Path = ROOT / "out") -> int:
    """Run the demo; returns 0 when every page gave articles, and the job all of them once."""
    logging.getLogger().addHandler(logging.NullHandler())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    outcomes = crawl()
    write(outcomes, folder)
    show(outcomes)
    runs = watch(folder)
    show_runs(runs)
    print(
        f"-> {folder}: articles.jsonl, rejects.jsonl, report.html; feed.jsonl, removed.jsonl, pages.warc.gz"
    )
    expected = [sum(len(outcome.articles) for outcome in outcomes), 0]
    return int(any(outcome.reject for outcome in outcomes) or [one.items for one in runs] != expected)


if __name__ == "__main__":
    sys.exit(main())
