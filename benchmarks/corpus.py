"""Pages with known text, read from a folder of data sets: one `truth.jsonl` and `html/*.html.gz` each."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from cleaners.model import Kind

WRITTEN = "written"
"""The pages in `benchmarks/written`: fictional news, polluted as real pages are."""


class Known(Struct, frozen=True):
    """One page with what is known of it."""

    dataset: str
    id: str
    url: str | None
    content: bytes
    truth: dict[str, Any]
    kind: Kind = "html"

    @property
    def site(self) -> str:
        """What a page is grouped by: its registrable name, without the suffix that differs by country."""
        host = (urlsplit(self.url).hostname or "") if self.url else ""
        labels = [label for label in host.split(".") if label not in ("www", "m", "amp", "edition")]
        if len(labels) < 2:
            return f"{self.dataset}/{self.id}"
        known_second = ("co", "com", "org", "net", "gov", "ac", "edu")
        return labels[-3] if len(labels) > 2 and labels[-2] in known_second else labels[-2]


def read(folder: Path, dataset: str) -> Iterator[Known]:
    """The pages of one data set, in the order of its truth file."""
    with (folder / dataset / "truth.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            truth = json.loads(line)
            path = folder / dataset / "html" / f"{truth['id']}.html.gz"
            yield Known(dataset, truth["id"], truth.get("url"), gzip.decompress(path.read_bytes()), truth)


def written() -> Iterator[Known]:
    """The pages that were written to learn from."""
    folder = Path(__file__).parent / WRITTEN
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            truth = json.loads(line)
            path = folder / truth["page"]
            kind: Kind = "text" if path.suffix == ".txt" else "html"
            yield Known(WRITTEN, path.stem, truth.get("url"), path.read_bytes(), truth, kind)


def part(site: str, parts: int, salt: str = "") -> int:
    """The fold of a site: a hash, so that it does not move when pages are added."""
    return int(hashlib.md5(f"{salt}{site}".encode(), usedforsecurity=False).hexdigest(), 16) % parts


def digest(folder: Path, datasets: tuple[str, ...]) -> str:
    """SHA-256 over the truth files and pages of the data sets: which data a figure belongs to."""
    return _digest(
        path
        for dataset in datasets
        for path in (folder / dataset / "truth.jsonl", *sorted((folder / dataset / "html").iterdir()))
    )


def digest_written() -> str:
    """The same over the written pages."""
    folder = Path(__file__).parent / WRITTEN
    return _digest([folder / "truth.jsonl", *sorted((folder / "pages").iterdir())])


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]
