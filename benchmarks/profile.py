"""Where a page's processor time goes, stage by stage, and what trafilatura takes for the same pages.

    python -m benchmarks.profile DATA [--only n4k_dev] [--limit 100] [--passes 3]

Milliseconds differ from machine to machine and from minute to minute; shares and ratios hardly do.  So the
two systems take turns page by page, in one process, each page is new to them in every pass (trafilatura's
own caches are emptied between passes), and of several turns the quickest counts.
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks import corpus, peers
from cleaners import assembly, attribution, clean, document, engine, metadata, parsing, scorer, segment
from cleaners.facts import language
from cleaners.wording import captioning

DATASETS = ("n4k_dev", "fundus_dev")
TOTAL, REST = "total", "everything else"
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("document", document, "read"),
    ("  parsing", parsing, "parse"),
    ("metadata", metadata, "read"),
    ("split", segment, "split"),
    ("rules", engine, "_run"),
    ("scorer", engine, "_score"),
    ("  features", scorer, "Features"),
    ("assembly", assembly, "assemble"),
    ("  attribution", attribution, "attribute"),
    ("  language", language, "detect"),
    ("  captions", captioning, "collect"),
)
"""The product's own functions by stage; an indented one is part of the stage above it."""
OTHERS = (peers.YARDSTICK, "trafilatura-fast")


def stages(pages: Sequence[corpus.Known], passes: int = 3) -> dict[str, float]:
    """Milliseconds a page by stage, of the quickest pass; rules by the name of their phase."""
    runs = []
    for _ in range(passes + 1):  # the first one loads what is loaded when a page asks for it
        spent: defaultdict[str, float] = defaultdict(float)
        with ExitStack() as patches:
            for label, place, name in STAGES:
                timed = _timed(spent, label, getattr(place, name))
                patches.enter_context(mock.patch.object(place, name, timed))
            whole = _timed(spent, TOTAL, clean)
            for page in pages:
                whole(page.content, url=page.url)
        runs.append(spent)
    best = min(runs, key=lambda spent: spent[TOTAL])
    named = sum(value for label, value in best.items() if label != TOTAL and not label.startswith(" "))
    best[REST] = best[TOTAL] - named
    return {label: 1000 * value / len(pages) for label, value in best.items()}


def _timed(spent: dict[str, float], label: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        is_phase = bool(arguments) and isinstance(arguments[0], engine.Phase)
        stage = f"{arguments[0].name} {label}" if is_phase else label
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[stage] += time.process_time() - start

    return run


def beside(pages: Sequence[corpus.Known], other: str, passes: int = 3) -> tuple[float, float]:
    """Milliseconds a page, ours and another system's: of each page the quickest of several turns.

    Raises ImportError where the other system is not installed.
    """
    systems = {name: peers.SYSTEMS[name]() for name in (peers.OURS, other)}
    quickest: dict[tuple[str, str], float] = {}
    for _ in range(passes):
        importlib.import_module("trafilatura.meta").reset_caches()
        for page in pages:
            for name, extract in systems.items():
                start = time.process_time()
                extract(page.content, page.url)
                spent = time.process_time() - start
                quickest[name, page.id] = min(spent, quickest.get((name, page.id), spent))
    ours, theirs = (
        1000 * sum(spent for (system, _), spent in quickest.items() if system == name) / len(pages)
        for name in systems
    )
    return ours, theirs


def table(spent: Mapping[str, float]) -> str:
    """The stages in page order with their shares, as text."""
    rows = sorted(spent.items(), key=lambda row: _order(row[0]))
    return "\n".join(f"{label:<20} {ms:6.2f} ms {100 * ms / spent[TOTAL]:5.1f} %" for label, ms in rows)


def _order(label: str) -> int:
    """A stage's place in the table: where it stands in `STAGES`, rules before and after the scorer."""
    after = {"text rules": "  features", REST: "  captions", TOTAL: "  captions"}
    names = [name for name, _, _ in STAGES]
    known = after.get(label, "rules" if label.endswith(" rules") else label)
    return 2 * names.index(known) + (label in after) + (label == TOTAL)


def main() -> None:
    """Print the table of each data set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="a folder of data sets")
    parser.add_argument("--only", action="append", metavar="DATASET", help="may be repeated")
    parser.add_argument("--limit", type=int, default=100, help="pages of each data set (default 100)")
    parser.add_argument("--passes", type=int, default=3, help="of which the quickest counts (default 3)")
    options = parser.parse_args()
    for dataset in options.only or DATASETS:
        pages = list(islice(corpus.read(options.data, dataset), options.limit))
        print(f"{dataset}, {len(pages)} pages\n{table(stages(pages, options.passes))}")
        for other in OTHERS:
            try:
                ours, theirs = beside(pages, other, options.passes)
            except ImportError:
                continue
            print(f"{ours:.1f} ms beside {theirs:.1f} of {other}: {ours / theirs:.2f}", flush=True)
        print()


if __name__ == "__main__":
    main()
