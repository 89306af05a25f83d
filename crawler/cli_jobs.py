"""Commands for crawl jobs and feeds: `init`, `crawl`, `schedule`, `jobs`, `feed`."""

# ruff: noqa: PLC0415 - `cleanwire --help` must not wait for Scrapy and the cleaner
from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.address import one_line
from crawler.feed import Output
from crawler.messages import ExitCode, complain
from crawler.options import check_outputs, settings_of, write_new

if TYPE_CHECKING:
    from crawler.jobs import Job, JobFile

CRAWL_EXIT_CODES = """\b
Exit codes, the gravest of several jobs:
  0    all done
  2    wrong usage, or mistakes in the job file
  3    partial: something failed, or is left for the next run
  4    something could not be written
  5    another process runs the job
  70   internal error
"""
_GRAVITY = (ExitCode.DONE, ExitCode.PARTIAL, ExitCode.RUNNING, ExitCode.OUTPUT)
_CONTACT = '# contact = "desk@example.com"\n'
_EXAMPLE = 'kind = "discover"\nurls = ["https://www.example.com/"]\n'
"""What stands in the template for a user's own."""


_REPLAYED = click.option(
    "--cassette",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Replay recorded fetches instead of asking the network.",
)


@click.command(epilog=CRAWL_EXIT_CODES)
@click.argument("jobfile", type=click.Path(path_type=Path))
@click.argument("names", metavar="[JOB]...", nargs=-1)
@_REPLAYED
@click.option("-s", "--set", "overrides", multiple=True, metavar="NAME=VALUE", help="Any Scrapy setting.")
@click.option("--text-on-stdin", is_flag=True, hidden=True)  # how `schedule` gives what it has checked
def crawl(
    jobfile: Path, names: Sequence[str], cassette: str | None, overrides: Sequence[str], text_on_stdin: bool
) -> int:
    """Run crawl jobs once: all of a job file, or those named."""
    from crawler.browser import NoBrowserError
    from crawler.progress import report, watching
    from crawler.run import AlreadyRunningError, run

    text = sys.stdin.buffer.read().decode() if text_on_stdin else None
    jobs = _chosen(_loaded(jobfile, text), names)
    settings = settings_of(cassette=cassette, overrides=overrides)
    codes = []
    for job in jobs:
        try:
            with watching() as watch:
                summary = run(job, on_progress=watch.show, settings=settings)
        except NoBrowserError as error:
            raise click.ClickException(f"{job.name}: {error}") from None
        except AlreadyRunningError as error:
            complain(str(error))
            codes.append(ExitCode.RUNNING)
            continue
        report(summary)
        if summary.error:
            complain(f"{job.name}: {summary.error}")
        codes.append(ExitCode(summary.exit_code))
        if summary.stopped and summary.stopped.startswith("stopped by"):
            break  # who stops one job does not want the next to start
    return max(codes, key=_GRAVITY.index, default=ExitCode.DONE)


@click.command()
@click.argument("jobfile", type=click.Path(path_type=Path))
@click.option("-s", "--set", "overrides", multiple=True, metavar="NAME=VALUE", help="Any Scrapy setting.")
def schedule(jobfile: Path, overrides: Sequence[str]) -> int:
    """Keep running the jobs of a file at their times, until stopped."""
    from crawler.jobkeys import JobFileError
    from crawler.schedule import Schedule

    arguments = [part for override in overrides for part in ("-s", override)]
    try:
        kept = Schedule(jobfile, complain, arguments)
    except JobFileError as error:
        raise _usage(error) from None
    return kept.run()


@click.command()
@click.argument("jobfile", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each job.")
def jobs(jobfile: Path, as_json: bool) -> int:
    """Check a job file, and show each job's last and next run and how its sources are."""
    from crawler.jobstate import shown, state_of
    from crawler.progress import print_lines

    now = datetime.now(UTC)
    for job in _loaded(jobfile).jobs:
        state = state_of(job, now)
        if as_json:
            Output.stdout().write_line(json.dumps(state).encode())
        else:
            print_lines(shown(state))
    return ExitCode.DONE


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default="jobs.toml")
@click.option("--site", metavar="URL", help="Find this site's feeds and sitemaps, and enter them.")
@click.option("--contact", envvar="CLEANWIRE_CONTACT", help="Mail address or page of who is crawling.")
@_REPLAYED
@click.option("-s", "--set", "overrides", multiple=True, metavar="NAME=VALUE", help="Any Scrapy setting.")
def init(file: Path, site: str | None, contact: str | None, **options: Any) -> int:
    """Write a commented job file to begin with."""

    template = (files("crawler") / "templates" / "jobs.toml").read_text("utf-8")
    if contact:
        template = template.replace(_CONTACT, f"contact = {json.dumps(one_line(contact))}\n", 1)
    if site:
        template = _with_sources_of(site, template, settings_of(contact=contact, **options))
    write_new(file, template.encode())
    complain(f"wrote {file}")
    return ExitCode.DONE


# ---- feeds --------------------------------------------------------------------------------------


@click.group()
def feed() -> None:
    """Look into feeds: plain, .gz or .zst."""


@feed.command()
@click.argument("file")
def verify(file: str) -> int:
    """Check that every line is whole and a feed item, and that nothing comes twice."""
    from crawler import feedfile

    try:
        found = feedfile.verified(feedfile.lines(file))
    except feedfile.FeedReadError as error:
        raise click.UsageError(str(error)) from None
    for fault in found.named:
        complain(f"{file}:{fault}")
    if found.faults > len(found.named):
        complain(f"{file}: and {found.faults - len(found.named)} more faults")
    sums = (
        f"{found.lines} lines, {found.articles} articles, {found.revisions} revisions, {found.faults} faults"
    )
    Output.stdout().write_line(sums.encode())
    return ExitCode.PARTIAL if found.faults else ExitCode.DONE


@feed.command()
@click.argument("file")
def stats(file: str) -> int:
    """Count what is in a feed: publishers, agencies, languages, flags."""
    from crawler import feedfile
    from crawler.progress import print_lines

    left_out: list[int] = []
    try:
        found = feedfile.articles(feedfile.lines(file), lambda line: left_out.append(line.number))
        statistics = feedfile.counted(found)
    except feedfile.FeedReadError as error:
        raise click.UsageError(str(error)) from None
    print_lines(feedfile.told(statistics))
    return _told_of(file, left_out)


@feed.command()
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to; - is standard output.")
def export(file: str, output: str) -> int:
    """Write a feed as CSV, safe to open in a spreadsheet."""
    from crawler import feedfile

    check_outputs({"--output": output}, (file,))
    left_out: list[int] = []
    try:
        feed = feedfile.begun(file)  # before the output is emptied
        with Output.create(output) as out:
            for line in feedfile.csv_lines(
                feedfile.articles(feed, lambda line: left_out.append(line.number))
            ):
                out.write(line)
    except feedfile.FeedReadError as error:
        raise click.UsageError(str(error)) from None
    return _told_of(file, left_out)


COMMANDS: tuple[click.Command, ...] = (init, crawl, schedule, jobs, feed)


# ---- what the commands share --------------------------------------------------------------------


def _loaded(file: Path, text: str | None = None) -> JobFile:
    """A job file; every mistake in it is one line of the error."""
    from crawler.jobkeys import JobFileError
    from crawler.jobs import load

    try:
        return load(file, text)
    except JobFileError as error:
        raise _usage(error) from None


def _told_of(file: str, left_out: Sequence[int]) -> ExitCode:
    """Say that lines were left out, if any were."""
    if not left_out:
        return ExitCode.DONE
    complain(
        f"{file}: {len(left_out)} lines are no feed items, line {left_out[0]} the first; see feed verify"
    )
    return ExitCode.PARTIAL


def _usage(error: Exception) -> click.ClickException:
    """Say each line of an error; the last one is left to the caller of the command."""
    *first, last = str(error).splitlines()
    for line in first:
        complain(line)
    return click.ClickException(last)


def _chosen(jobs: JobFile, names: Sequence[str]) -> Sequence[Job]:
    """The jobs of these names, in the order of the names; all without any."""
    known = {job.name: job for job in jobs.jobs}
    for name in names:
        if name not in known:
            raise click.UsageError(f"{jobs.path}: no job {name}; there are {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names)] if names else jobs.jobs


def _with_sources_of(site: str, template: str, settings: dict[str, Any]) -> str:
    """The template with what a site was found to have, in the place of the example."""
    from crawler import discovery
    from crawler.address import BadAddressError, checked
    from crawler.survey import survey_of

    try:
        checked(site)
    except BadAddressError as error:
        raise click.UsageError(f"{site}: {error}") from None
    found = survey_of(site, settings)
    if isinstance(found, str):
        complain(f"{site}: {found}; entered as it is")
        sources = {"discover": [site]}
    else:
        complain(f"{site}: {discovery.said(found.found, found.used)}")
        sources = {kind: [one.url for one in found.used if one.kind == kind] for kind in ("feed", "sitemap")}
        sources = {kind: urls for kind, urls in sources.items() if urls} or {"section": [site]}
    tables = (f"kind = {json.dumps(kind)}\nurls = {_array(urls)}\n" for kind, urls in sources.items())
    return template.replace(_EXAMPLE, "\n[[jobs.news.sources]]\n".join(tables), 1)


def _array(urls: Sequence[str]) -> str:
    lines = "".join(f"  {json.dumps(url)},\n" for url in urls)
    return f"[\n{lines}]"
