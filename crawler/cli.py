"""The command line, `cleanwire`: one function per command, heavy imports only inside them."""

# ruff: noqa: PLC0415 - `cleanwire --help` must not wait for Scrapy and the cleaner
from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

import click

from crawler import installed_version
from crawler.address import is_web, mask, printable, read_addresses
from crawler.cli_jobs import COMMANDS
from crawler.cli_rules import rules
from crawler.feed import Output, OutputError
from crawler.messages import ExitCode, complain, printing
from crawler.options import address_of, check_outputs, settings_of, sites_of

if TYPE_CHECKING:
    from crawler.outcomes import Outcome

logger = logging.getLogger(__name__)

_EXIT_CODES = """\b
Exit codes:
  0    everything came out
  1    nothing came out: no page or file gave an article
  2    wrong usage
  3    partial: some pages or files gave no article
  4    the output could not be written
  5    another process runs the job
  70   internal error
  130  interrupted
  141  the reader of the output closed the pipe
Every page or file without an article is one line on standard error.
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EXIT_CODES)
@click.version_option(installed_version(), prog_name="cleanwire")
@click.option("-v", "--verbose", is_flag=True, help="Log what happens to standard error.")
def cleanwire(verbose: bool) -> None:
    """Clean wire copy out of polluted news pages."""
    _set_up_logging(verbose)


@cleanwire.command(epilog=_EXIT_CODES)
@click.argument("urls", metavar="URL...", nargs=-1)
@click.option("--file", "file", metavar="FILE", help="Addresses, one per line; - is standard input.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Append articles to a JSONL feed (not compressed); - is standard output.",
)
@click.option("--rejects", metavar="FILE", help="Append pages without an article to a JSONL file.")
@click.option("--contact", envvar="CLEANWIRE_CONTACT", help="Mail address or page of who is crawling.")
@click.option("--cassette", metavar="FILE", help="Replay a recorded fetch; record it if FILE is not there.")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="For one page."
)
@click.option("-s", "--set", "overrides", multiple=True, metavar="NAME=VALUE", help="Any Scrapy setting.")
@click.option("--rules", "directory", metavar="DIR", help="Site files of your own, over the packaged ones.")
def fetch(
    urls: tuple[str, ...],
    file: str | None,
    output: str | None,
    rejects: str | None,
    directory: str | None,
    **options: Any,
) -> int:
    """Fetch pages and clean them: a reader's view on a terminal, JSONL in a pipe."""
    from crawler import delivery
    from crawler.fetch import fetch as fetch_pages

    addresses = list(dict.fromkeys([*urls, *_addresses_in(file)]))
    if not addresses:
        raise click.UsageError("no address given")
    settings = settings_of(sites=sites_of(directory), **options)
    with delivery.opened(output, rejects, inputs=(file, options["cassette"])) as (out, reads_out):
        try:
            with _progress(len(addresses), shown=not reads_out) as advance:
                fetch_pages(addresses, settings=settings, on_outcome=_both(out.take, advance))
        except KeyboardInterrupt:
            out.leave(addresses)
            complain(f"interrupted: {out.pages} of {len(addresses)} pages came out")
            return ExitCode.INTERRUPTED
    if out.reasons and len(addresses) > 1:
        complain(out.summary())
    return out.exit_code()


@cleanwire.command(epilog=_EXIT_CODES)
@click.argument("files", metavar="FILE...|-", nargs=-1, required=True)
@click.option("--text", is_flag=True, help="The files are plain-text dumps, not HTML.")
@click.option("--warc", is_flag=True, help="The files are WARC archives, as those named .warc(.gz) are.")
@click.option("--url", callback=address_of, help="The address that a single file was saved from.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Append articles to a JSONL feed (not compressed); - is standard output.",
)
@click.option("--rejects", metavar="FILE", help="Append files without an article to a JSONL file.")
@click.option("--rules", "directory", metavar="DIR", help="Site files of your own, over the packaged ones.")
def clean(files: tuple[str, ...], output: str | None, rejects: str | None, **options: Any) -> int:
    """Clean saved pages, text dumps, or every page of WARC archives."""
    from crawler import delivery, saved

    text, url = options["text"], options["url"]
    archives = {file for file in files if options["warc"] or (not text and saved.is_archive(file))}
    if url and len(files) > 1:
        raise click.UsageError("--url is the address of one file; there are several")
    if archives and (text or url):
        raise click.UsageError("an archive says itself what its pages are, and their addresses")
    sites = sites_of(options["directory"])
    with delivery.opened(output, rejects, inputs=files) as (out, _):
        for file in files:
            if file in archives:
                for outcome in saved.outcomes_of_archive(file, sites=sites):
                    out.take(outcome)
            else:
                one = saved.outcome_of_file(file, kind="text" if text else "html", url=url, sites=sites)
                out.take(one)
    if out.reasons and (archives or len(files) > 1):
        complain(out.summary())
    return out.exit_code()


@cleanwire.command(epilog=_EXIT_CODES)
@click.argument("page", metavar="URL|FILE|-")
@click.option("--text", is_flag=True, help="The file is a plain-text dump, not HTML.")
@click.option("--url", callback=address_of, help="The address that a file was saved from.")
@click.option("--tsv", is_flag=True, help="One line per span, for other programs.")
@click.option("--html", "html", metavar="OUT", help="Write an HTML report; - is standard output.")
@click.option("--contact", envvar="CLEANWIRE_CONTACT", help="Mail address or page of who is crawling.")
@click.option("--cassette", metavar="FILE", help="Replay a recorded fetch; record it if FILE is not there.")
@click.option("-s", "--set", "overrides", multiple=True, metavar="NAME=VALUE", help="Any Scrapy setting.")
@click.option("--rules", "directory", metavar="DIR", help="Site files of your own, over the packaged ones.")
def explain(page: str, text: bool, url: str | None, tsv: bool, html: str | None, **options: Any) -> int:
    """Show what was kept, cut and moved on a page, and why."""
    if tsv and html:
        raise click.UsageError("--tsv and --html exclude each other")
    if is_web(page) and (text or url):
        raise click.UsageError(
            "--text and --url say what a file is; an address is fetched, and says it itself"
        )
    check_outputs({"--html": html}, (page, options["cassette"]))
    fmt: Literal["text", "tsv", "html"] = "tsv" if tsv else "html" if html else "text"
    outcomes: list[Outcome] = []

    def show(outcome: Outcome) -> None:
        outcomes.append(outcome)
        _explain(outcome, fmt, html)

    _look_into(page, text, url, options, show)
    return ExitCode.NOTHING if outcomes[0].reject else ExitCode.DONE


@cleanwire.command()
def schema() -> int:
    """Print the JSON Schema of a feed item."""
    from cleaners.article import json_schema

    Output.stdout().write_line(json.dumps(json_schema(), indent=2).encode())
    return 0


for _command in (*COMMANDS, rules):
    cleanwire.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code.  No exception leaves it, and no traceback is printed."""
    try:
        with printing():
            return int(cleanwire.main(arguments, prog_name="cleanwire", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        complain(f"no command given{_hint(error)}")  # its message is the whole help
        return ExitCode.USAGE
    except click.ClickException as error:
        complain(error.format_message() + _hint(error))
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return ExitCode.INTERRUPTED
    except OutputError as error:
        if error.pipe_closed:
            return ExitCode.PIPE_CLOSED
        complain(str(error))
        return ExitCode.OUTPUT
    except Exception as error:
        logger.info("internal error", exc_info=error)
        complain(f"internal error: {type(error).__name__}: {error} (-v shows where)")
        return ExitCode.INTERNAL


def _hint(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f" (see {context.command_path} --help)" if context else ""


# ---- what the commands share --------------------------------------------------------------------


def _look_into(
    page: str,
    text: bool,
    url: str | None,
    options: dict[str, Any],
    on_outcome: Callable[[Outcome], object],
) -> None:
    """Hand on what becomes of one address or file: also when the recording of it then fails.

    Raises:
        OutputError: the recording could not be written.
    """
    sites = sites_of(options.pop("directory"))
    from crawler import saved
    from crawler.fetch import fetch as fetch_pages

    if not is_web(page):
        on_outcome(saved.outcome_of_file(page, kind="text" if text else "html", url=url, sites=sites))
        return
    fetch_pages([page], settings=settings_of(sites=sites, **options), on_outcome=on_outcome)


def _explain(outcome: Outcome, fmt: Literal["text", "tsv", "html"], file: str | None) -> None:
    """Say why a page is a reject, and write what the cleaner did, if it was reached."""
    from cleaners.explain import render

    if outcome.reject is not None:
        complain(f"{outcome.reject.page_url}: {outcome.reject.reason}: {outcome.reject.detail}")
    if outcome.cleaned is not None:
        width = shutil.get_terminal_size((100, 0)).columns
        rendered = render(outcome.cleaned, fmt=fmt, width=width, colour=file is None and _shows_colour())
        with Output.create(file or "-") as out:
            out.write(rendered.encode("utf-8", "replace"))


def _shows_colour() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none (no-color.org)."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _addresses_in(file: str | None) -> list[str]:
    try:
        return read_addresses(file) if file else []
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{file}: not a text file") from None


@contextlib.contextmanager
def _progress(total: int, shown: bool) -> Iterator[Callable[[object], object]]:
    """A bar on standard error, when that is a terminal and there is more than one page."""
    if not shown or total < 2 or not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    with bar:
        task = bar.add_task("pages", total=total)
        yield lambda outcome: bar.advance(task)


def _both(
    first: Callable[[Outcome], object], second: Callable[[Outcome], object]
) -> Callable[[Outcome], None]:
    def call(outcome: Outcome) -> None:
        first(outcome)
        second(outcome)

    return call


def _set_up_logging(verbose: bool) -> None:
    """Quiet by default: what the user must know is said by the commands themselves."""
    if not verbose:
        if not logging.getLogger().handlers:
            logging.getLogger().addHandler(logging.NullHandler())
        if not sys.warnoptions:
            warnings.simplefilter("ignore")
        return

    class Formatter(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return mask(printable(super().format(record)))

    handler = logging.StreamHandler()
    handler.setFormatter(Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


if __name__ == "__main__":
    sys.exit(main())
