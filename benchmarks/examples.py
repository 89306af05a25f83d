"""Pages to train on: read, labelled, as HTML or as the text dump that is left of a page without its markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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


def load(folder: Path, kind: Kind) -> Iterator[Example]:
    """Read and label all pages.  Trees are dropped: only blocks and containers are needed."""
    for dataset in DATASETS:
        for known in corpus.read(folder, dataset):
            page = Page(known.content, known.url)
            read = document.read(page)
            if kind == "text":
                page = Page(dump(read), kind="text")
                read = plaintext.read(page)
            if not read.blocks:
                continue
            marked = tuple(labels.label(read.blocks, known.truth["body"]))
            slim = replace(read, tree=None, ranges={}, page=Page(b"", page.url, kind))
            yield Example(dataset, known.site, slim, metadata.read(read), marked, known.truth["body"], page)


def dump(read: Document) -> bytes:
    """A page as a naive text dump: one line for each of its blocks, furniture and all."""
    return "\n".join([block.text for block in read.blocks]).encode()
