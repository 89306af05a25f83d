"""Floors that our figures must not fall below, pinned in floors.toml.

    DATA=folder python -m pytest benchmarks/floors.py     check (ACCEPT=folder: default DATA/../../accept)
    python -m benchmarks.floors DATA --update             raise them to what is measured, less a tolerance

A floor is never lowered by `--update`: whoever must lower one edits floors.toml, and the review shows it.
Figures of text are in sample (the scorer is trained on these pages); they catch a rule that does harm.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from benchmarks import corpus, figures, peers, profile
from benchmarks.compare import DATASETS, alone, measure

HERE = Path(__file__).resolve().parent
PINNED = HERE / "floors.toml"
PINNED_FIGURES = ("aeb_f1", "exact", "kept", "leaked", "traf_f1", "dup", "title", "date", "authors")
TOLERANCE = 0.003
"""How far below what was measured a floor is pinned."""
LOWER_IS_BETTER = figures.LOWER_IS_BETTER | {"missing", "extra", "clutter", "raised", "errors", "time"}
COUNTS = frozenset({"missing", "extra", "clutter", "raised", "errors", "items"})
"""Figures that are counted: pinned as measured."""
TIMED = ("n4k_dev", 60)
"""Set and number of pages on which our processor time is divided by the yardstick's."""
PROCESSES, TURNS = 5, 2
"""How often, each time in a fresh process, and how many turns there: where a process has its memory moves the ratio
by .035 (standard deviation of eight processes), the median of five by .015 (drawn from those)."""
_TOTAL = re.compile(r"([A-Za-z]+) (\d+(?:\.\d+)?)")
ACCEPTED = (
    "P",
    "R",
    "items",
    "missing",
    "extra",
    "exact",
    "clutter",
    "captions",
    "fields",
    "flags",
    "raised",
)

Floors = dict[str, dict[str, float]]


def measured(folder: Path, dataset: str) -> dict[str, float]:
    """Our figures on one set."""
    found = alone(measure, peers.OURS, folder, dataset).figures()
    return {name: found[name] for name in (*PINNED_FIGURES, "errors") if name in found}


def accepted(folder: Path) -> dict[str, float]:
    """Figures of the acceptance pages, by their own scorer.

    Raises:
        ValueError: it printed no total.
    """
    command = [sys.executable, str(folder / "score.py"), "benchmarks.adapter:feed_items"]
    done = subprocess.run(command, cwd=HERE.parent, capture_output=True, text=True, check=False)
    totals = [line for line in done.stdout.splitlines() if line.startswith("TOTAL")]
    if not totals:
        raise ValueError(done.stderr or f"no total in {done.stdout!r}")
    found = dict(_TOTAL.findall(totals[-1]))
    return {name: float(found[name]) for name in ACCEPTED}


def time_ratio(folder: Path) -> float:
    """Our processor time over the yardstick's, as `benchmarks.profile` takes it: a busy machine slows both."""
    dataset, count = TIMED
    ours, theirs = profile.beside(list(islice(corpus.read(folder, dataset), count)), peers.YARDSTICK, TURNS)
    return ours / theirs


def holds(name: str, value: float, floor: float) -> bool:
    """Whether a figure is at least as good as its floor."""
    return value <= floor if name in LOWER_IS_BETTER else value >= floor


def raised(pinned: Floors, found: Floors) -> tuple[Floors, list[str]]:
    """Floors raised to what was found; and those that are not met, which stay as they are."""
    floors, failing = {part: dict(values) for part, values in pinned.items()}, []
    for part, values in found.items():
        own = floors.setdefault(part, {})
        for name, value in values.items():
            if name in own and not holds(name, value, own[name]):
                failing.append(f"{part}.{name}: {value:.4f} does not meet {own[name]}")
                continue
            slack = 0.0 if name in COUNTS else TOLERANCE
            new = round(value + slack, 4) if name in LOWER_IS_BETTER else round(max(0.0, value - slack), 4)
            if name not in own or (holds(name, new, own[name]) and new != own[name]):
                own[name] = new
    return floors, failing


def load() -> tuple[str, Floors]:
    """The digest of the data that the floors belong to, and the floors."""
    if not PINNED.exists():
        return "", {}
    content: dict[str, Any] = tomllib.loads(PINNED.read_text(encoding="utf-8"))
    return content.pop("data", ""), content


def written(digest: str, floors: Floors) -> str:
    """The content of floors.toml."""
    lines = [
        "# Floors of our figures: `python -m benchmarks.floors DATA --update` raises them, never lowers one.",
        "# leaked, dup, errors, missing, extra, clutter, raised, time are ceilings.",
        f'data = "{digest}"',
    ]
    for part, values in floors.items():
        lines += ["", f"[{part}]", *(f"{name} = {value!r}" for name, value in values.items())]
    return "\n".join(lines) + "\n"


def update(folder: Path) -> list[str]:
    """Raise the floors; returns those that are not met.

    Raises:
        SystemExit: the floors belong to other data.
    """
    pinned_digest, pinned = load()
    digest = corpus.digest(folder, DATASETS)
    if pinned and pinned_digest != digest:
        raise SystemExit(
            f"floors.toml belongs to data {pinned_digest}, this is {digest}: remove it to start anew"
        )
    found = {dataset: measured(folder, dataset) for dataset in DATASETS}
    accept = acceptance(folder)
    if accept is not None:
        found["accept"] = accepted(accept)
    floors, failing = raised(pinned, found)
    floors.setdefault("cost", {"time": 1.0})
    PINNED.write_text(written(digest, floors), encoding="utf-8")
    return failing


def acceptance(data: Path) -> Path | None:
    """Where the acceptance pages are, if they are there."""
    folder = Path(os.environ.get("ACCEPT") or data.resolve().parent.parent / "accept")
    return folder if (folder / "score.py").exists() else None


# ---- the checks ---------------------------------------------------------------------------------

_figures = cache(measured)
_accepted = cache(accepted)
_DIGEST, _FLOORS = load()


@pytest.fixture(scope="module")
def data() -> Path:
    """The folder of data sets."""
    folder = os.environ.get("DATA")
    if not folder:
        pytest.fail("set DATA to the folder of pages with known text")
    return Path(folder)


def test_the_floors_belong_to_this_data(data: Path) -> None:
    """Figures of other pages are other figures."""
    assert corpus.digest(data, DATASETS) == _DIGEST


@pytest.mark.parametrize(
    ("dataset", "name"), [(dataset, name) for dataset in DATASETS for name in _FLOORS.get(dataset, ())]
)
def test_figure(data: Path, dataset: str, name: str) -> None:
    """Our figure on one set is as good as it was."""
    value, floor = _figures(data, dataset)[name], _FLOORS[dataset][name]
    assert holds(name, value, floor), f"{dataset} {name} is {value:.4f}, pinned at {floor}"


@pytest.mark.parametrize("name", list(_FLOORS.get("accept", ())))
def test_acceptance(data: Path, name: str) -> None:
    """The acceptance pages come out as well as they did."""
    folder = acceptance(data)
    if folder is None:
        pytest.skip("the acceptance pages are not here")
    value, floor = _accepted(folder)[name], _FLOORS["accept"][name]
    assert holds(name, value, floor), f"acceptance {name} is {value}, pinned at {floor}"


def test_time(data: Path) -> None:
    """We cost no more than the pinned share of what the yardstick costs."""
    ratios = [alone(time_ratio, data) for _ in range(PROCESSES)]
    assert median(ratios) <= _FLOORS["cost"]["time"], ratios


def main() -> None:
    """Show what is measured, or raise the floors to it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--update", action="store_true", help="raise the floors")
    options = parser.parse_args()
    if not options.update:
        sys.exit("nothing to do: --update raises the floors; pytest checks them")
    failing = update(options.data)
    for line in failing:
        print(line)
    sys.exit(1 if failing else 0)


if __name__ == "__main__":
    main()
