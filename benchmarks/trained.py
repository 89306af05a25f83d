"""Whether the scorer's files are what training would give today: readers, rules' words and lexicon change, files do not.

    python -m benchmarks.trained DATA [--update]

`trained.toml` holds for each file its digest, and that of the features and labels it was trained on.  Without
--update they are compared with those of today: exit code 1 where they differ, which means `make train`.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import get_args

from benchmarks.examples import Example, load
from benchmarks.train import Prepared
from benchmarks.wordlists import Counts
from cleaners import scorer
from cleaners.model import Kind

TABLE = Path(__file__).with_name("trained.toml")


def features_digest(examples: Sequence[Example]) -> str:
    """A digest of everything that training sees of the examples, what it hears of their voices left out."""
    tables = replace(Counts(examples).tables(())[None], voice=lambda text: 0.0)
    seen = hashlib.sha256()
    for example in examples:
        seen.update(Prepared(example, tables).rows.tobytes())
        seen.update(repr((list(example.labels), sorted(example.either))).encode())
    return seen.hexdigest()[:16]


def file_digest(kind: Kind) -> str:
    """The digest of a file of weights as it is shipped."""
    content = resources.files(scorer).joinpath(scorer.FILES[kind]).read_bytes()
    return hashlib.sha256(content).hexdigest()[:16]


def noted() -> dict[str, dict[str, str]]:
    """What `trained.toml` holds: for each kind of pages `file` and `features`."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def main() -> int:
    """Compare, or note."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--update", action="store_true", help="note what the files are trained on")
    options = parser.parse_args()
    kinds: tuple[Kind, ...] = get_args(Kind)
    today = {
        kind: {"file": file_digest(kind), "features": features_digest(tuple(load(options.data, kind)))}
        for kind in kinds
    }
    if options.update:
        parts = [
            f'[{kind}]\nfile = "{one["file"]}"\nfeatures = "{one["features"]}"\n'
            for kind, one in today.items()
        ]
        TABLE.write_text("# Made by `make train` (benchmarks/trained.py).\n" + "\n".join(parts), "utf-8")
        return 0
    known = noted()
    for kind, one in today.items():
        same = one == known.get(kind)
        print(f"{scorer.FILES[kind]}: {'as trained' if same else 'trained on other features: make train'}")
    return 0 if today == known else 1


if __name__ == "__main__":
    sys.exit(main())
