"""One table: quality and cost of ours and of other extractors on pages with known text.

    python -m benchmarks.compare DATA [--only n4k_dev] [--system cleanwire] [--limit 60] [--out results.json]

Every system runs in a fresh process of its own, one after the other, with the pages already in memory and
a few of them to warm up.  At the end the laws of `benchmarks.laws` are checked on pages of the same data.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import multiprocessing
import statistics
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from benchmarks import corpus, figures, laws, memory, peers
from cleaners import clean

DATASETS = ("n4k_dev", "fundus_dev", "wcxb_dev", "readability_dev", "traf_dev")
LAW_SETS, LAW_PAGES = ("n4k_dev", "fundus_dev", "wcxb_dev"), 100
REPEATED_CLEANINGS = 3000
WARM_UP = 20
"""Pages before the clock starts: some systems load their date parser only when a page asks for it."""
Value = TypeVar("Value")
NOTE = """\
In sample: our scorer is trained on these pages (traf_dev excepted): our figures above are on pages that it
has seen.  Out-of-fold figures, every page judged by a scorer that saw no page of its site: `make train`.\
"""


class Result(Struct, frozen=True):
    """What a system gave for one page."""

    id: str
    ms: float
    """Processor time in milliseconds."""
    got: peers.Got
    error: str | None = None


class Run(Struct, frozen=True):
    """One system on one data set."""

    system: str
    dataset: str
    results: list[Result]
    peak: float
    """The most memory it held, in MB, without the pages that were read beforehand."""
    judged: list[figures.PageFigures]

    def figures(self) -> dict[str, float]:
        """Quality, then cost."""
        times = sorted(result.ms for result in self.results)
        return figures.total(self.judged) | {
            "ms": statistics.fmean(times),
            "p95_ms": times[int(len(times) * 0.95)],
            "errors": float(sum(result.error is not None for result in self.results)),
            "peak_mb": self.peak,
        }


def measure(system: str, folder: Path, dataset: str, limit: int | None = None) -> Run:
    """Run one system over a data set, in this process.

    Raises:
        ImportError: the system is not installed.
    """
    extract = peers.SYSTEMS[system]()
    pages = list(islice(corpus.read(folder, dataset), limit))
    for page in pages[:WARM_UP]:
        _timed(extract, page)
    results = [_timed(extract, page) for page in pages]
    peak = memory.peak() - sum(len(page.content) for page in pages) / 1e6
    judged = [figures.judge(page.truth, result.got) for page, result in zip(pages, results, strict=True)]
    return Run(system, dataset, results, peak, judged)


def _timed(extract: peers.Extract, page: corpus.Known) -> Result:
    started = time.process_time()
    try:
        got, error = extract(page.content, page.url), None
    except Exception as failure:  # an extractor's failure is a result
        got, error = {}, repr(failure)
    return Result(page.id, (time.process_time() - started) * 1000, got, error)


def alone(function: Callable[..., Value], *arguments: object) -> Value:
    """Call a function in a fresh process and wait for it."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


# ---- the table ----------------------------------------------------------------------------------


def table(runs: Sequence[Run]) -> str:
    """The systems on one data set, a line for each; `x` is processor time against the yardstick's."""
    rows = [(run.system, run.figures()) for run in runs]
    base = next((found["ms"] for system, found in rows if system == peers.YARDSTICK), None)
    columns = [name for name in figures.FIGURES if any(name in found for _, found in rows)]
    head = ["", *columns, "ms", "p95", "x", "errors", "peak MB"]
    lines = [head]
    for system, found in rows:
        line = [system, *(_shown(found.get(name), 3) for name in columns)]
        line += [_shown(found["ms"], 1), _shown(found["p95_ms"], 1)]
        line += [_shown(found["ms"] / base if base else None, 2)]
        lines.append([*line, _shown(found["errors"], 0), _shown(found["peak_mb"], 0)])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    first = f"{runs[0].dataset}: {len(runs[0].results)} pages"
    return "\n".join([first, *("  ".join(_cells(line, widths)).rstrip() for line in lines)])


def _cells(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [line[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))]


def _shown(value: float | None, digits: int) -> str:
    if value is None:
        return "-"
    text = f"{value:.{digits}f}"
    return text.removeprefix("0") if digits == 3 else text


def advantage(runs: Sequence[Run]) -> str | None:
    """Our aeb_f1 against the best peer's, with its interval; None without either."""
    ours = next((run for run in runs if run.system == peers.OURS), None)
    others = [run for run in runs if run.system != peers.OURS and "aeb_f1" in run.figures()]
    if ours is None or not others:
        return None
    best = max(others, key=lambda run: run.figures()["aeb_f1"])
    gain, low, high = figures.difference(ours.judged, best.judged)
    return (
        f"aeb_f1 of {ours.system} minus {best.system}: {gain:+.4f}, 95 % interval {low:+.4f} to {high:+.4f}"
    )


def compare(options: argparse.Namespace) -> list[Run]:
    """Run and print everything that was asked for."""
    all_runs = []
    for dataset in options.only or DATASETS:
        runs = []
        for system in options.system or peers.SYSTEMS:
            try:
                runs.append(alone(measure, system, options.data, dataset, options.limit))
            except ImportError as error:
                print(f"{system} is left out: {error}")
            except BrokenProcessPool:
                print(f"{system} on {dataset}: its process died")
        if runs:
            print(table(runs))
            print(advantage(runs) or "", flush=True)
        all_runs += runs
    return all_runs


def as_json(runs: Sequence[Run]) -> dict[str, Any]:
    """What `--out` writes: the figures of every run, and what every page gave."""
    return {
        "runs": [
            {
                "system": run.system,
                "dataset": run.dataset,
                "figures": run.figures(),
                "pages": [
                    {"result": result, "judged": judged}
                    for result, judged in zip(run.results, run.judged, strict=True)
                ],
            }
            for run in runs
        ]
    }


# ---- laws and memory ----------------------------------------------------------------------------


def law_pages(folder: Path) -> list[corpus.Known]:
    """The pages that the laws are checked on: of each set those whose names hash lowest."""
    chosen: list[corpus.Known] = []
    for dataset in LAW_SETS:
        pages = sorted(
            corpus.read(folder, dataset), key=lambda page: hashlib.sha256(page.id.encode()).digest()
        )
        chosen += pages[:LAW_PAGES]
    return chosen


def check_laws(folder: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Violations by law, each with its page, and every page's fingerprint."""
    found: dict[str, list[str]] = {name: [] for name in (laws.NEVER_RAISES, *laws.LAWS)}
    prints = {}
    for page in law_pages(folder):
        name = f"{page.dataset}/{page.id}"
        try:
            cleaned = clean(page.content, url=page.url)
            broken = laws.broken(cleaned)
        except Exception as error:
            found[laws.NEVER_RAISES].append(f"{name}: {type(error).__name__}: {error}")
            continue
        prints[name] = laws.fingerprint(cleaned)
        for law, violations in broken.items():
            found[law] += [f"{name}: {violation}" for violation in violations]
    return found, prints


def fingerprints_backwards(folder: Path, names: Collection[str]) -> dict[str, str]:
    """The fingerprints of these pages, cleaned from the last to the first."""
    pages = [page for page in law_pages(folder) if f"{page.dataset}/{page.id}" in names]
    cleaned = ((page, clean(page.content, url=page.url)) for page in reversed(pages))
    return {f"{page.dataset}/{page.id}": laws.fingerprint(one) for page, one in cleaned}


def growth(folder: Path, cleanings: int) -> tuple[float, float] | None:
    """Resident memory in MB after a sixth of so many cleanings, and at their end."""
    pages, early = law_pages(folder), None
    for number in range(cleanings):
        if number == cleanings // 6:
            early = memory.resident()
        page = pages[number % len(pages)]
        with contextlib.suppress(Exception):  # counted among the laws
            clean(page.content, url=page.url)
    late = memory.resident()
    return None if early is None or late is None else (early, late)


def report_laws(folder: Path, shown: int) -> int:
    """Print a line for each law, and how memory grew; returns the number of violations."""
    found, prints = alone(check_laws, folder)
    # A fresh process hashes strings with another seed.
    backwards = alone(fingerprints_backwards, folder, tuple(prints))
    found[laws.ORDER] = [f"{name}: differs: backwards" for name in prints if prints[name] != backwards[name]]
    print(f"laws, on {LAW_PAGES} pages each of {', '.join(LAW_SETS)}")
    for law, violations in sorted(found.items()):
        pages = {violation.split(": ")[0] for violation in violations}
        print(f"  law {law}: {len(violations)} violations on {len(pages)} pages")
        for violation in violations[:shown]:
            print(f"    {violation}")
    grown = alone(growth, folder, REPEATED_CLEANINGS)
    if grown is not None:
        early, late = grown
        print(
            f"memory over {REPEATED_CLEANINGS} cleanings in one process: {early:.0f} MB resident after"
            f" {REPEATED_CLEANINGS // 6}, {late:.0f} MB at the end ({late - early:+.1f} MB)"
        )
    return sum(map(len, found.values()))


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", action="append", metavar="SET", help="only this data set; may be repeated")
    parser.add_argument("--system", action="append", choices=list(peers.SYSTEMS), help="may be repeated")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N pages of each set")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="write figures and every page's text as JSON"
    )
    parser.add_argument("--laws", choices=("too", "only", "skip"), default="too")
    parser.add_argument("--violations", type=int, default=5, metavar="N", help="how many to show of each law")
    options = parser.parse_args()
    runs = [] if options.laws == "only" else compare(options)
    if runs:
        print(NOTE)
    if options.out:
        options.out.write_bytes(msgspec.json.encode(as_json(runs)))
    if options.laws != "skip":
        report_laws(options.data, options.violations)


if __name__ == "__main__":
    main()
