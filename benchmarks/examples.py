"""Pages to train on: read, labelled, as HTML or as the text dump that is left of a page without its markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from benchmarks import corpus, labels
from cleaners import document, metadata, plaintext
from cleaners.model import Document, Kind, Metadata, Page

DATASETS = ("n4k_dev", "fundus_dev", "wcxb_dev", "readability_dev")
"""Trained on; readability_dev is silver (another tool's accepted output)."""


@dataclass(frozen=True, slots=True)
class Example:
    """A page ready to train on."""

    dataset: str
    site: str
    document: Document
    about: Metadata
    labels: tuple[bool, ...]
    body: str
    page: Page
    either: frozenset[int] = frozenset()
    """Blocks that may be kept or cut: standfirsts, corrections."""


def load(folder: Path, kind: Kind) -> Iterator[Example]:
    """Read and label all pages.  Trees are dropped: only blocks and containers are needed."""
    known = chain.from_iterable(corpus.read(folder, dataset) for dataset in DATASETS)
    for one in chain(known, corpus.written()):
        if one.kind == "text" and kind == "html":
            continue
        page = Page(one.content, one.url, one.kind)
        read = plaintext.read(page) if one.kind == "text" else document.read(page)
        if one.kind != kind:
            page = Page(dump(read), kind="text")
            read = plaintext.read(page)
        if not read.blocks:
            continue
        label = labels.verbatim if one.dataset == corpus.WRITTEN else labels.label
        marked = tuple(label(read.blocks, one.truth["body"]))
        texts = set(one.truth.get("either", ()))
        either = frozenset([block.index for block in read.blocks if block.text in texts])
        slim = replace(read, tree=None, ranges={}, page=Page(b"", page.url, kind))
        yield Example(
            one.dataset, one.site, slim, metadata.read(read), marked, one.truth["body"], page, either
        )


def dump(read: Document) -> bytes:
    """A page as a naive text dump: one line for each of its blocks, furniture and all."""
    return "\n".join([block.text for block in read.blocks]).encode()
