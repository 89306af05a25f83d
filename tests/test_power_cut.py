"""A power cut loses the unsynced end of the feed, in part or all of it, and the last commits of the ledger."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_ledger import Books, good

GROUPS = 3
PAGES = 5  # of a group
IMAGES = 150


@pytest.fixture(autouse=True)
def loop() -> Iterator[None]:
    with asyncio.Runner() as runner:
        asyncio.events._set_running_loop(runner.get_loop())
        yield
        asyncio.events._set_running_loop(None)


def names() -> list[str]:
    return [f"{group}-{page}" for group in range(GROUPS) for page in range(PAGES)]


def written(folder: Path) -> tuple[list[Path], bytes]:
    """The ledger as it was before each group and after the last, and the whole feed."""
    folder.mkdir()
    books = Books(folder)
    ledgers = []
    for group in range(GROUPS):
        ledgers.append(copied(books, folder / f"ledger-{group}"))
        for page in range(PAGES):
            books.settle(f"{group}-{page}", good(f"{group}-{page}"))
        books.ledger.flush()
    ledgers.append(copied(books, folder / f"ledger-{GROUPS}"))
    books.close()
    return ledgers, (folder / "feed.jsonl").read_bytes()


def copied(books: Books, to: Path) -> Path:
    books.frontier._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(books.folder / "frontier.sqlite", to)
    return to


def test_every_image_recovers(tmp_path: Path) -> None:
    ledgers, feed = written(tmp_path / "whole")
    whole = tmp_path / "whole"
    ends = [0, *(at + 1 for at, byte in enumerate(feed) if byte == 10)][::PAGES]
    chance = random.Random(7)
    for _ in range(IMAGES):
        group = chance.randrange(GROUPS)
        # Of the group that was being written, so much reached the disk; its rest is missing, or is zeros.
        cut = chance.randint(ends[group], ends[group + 1])
        image = feed[:cut] + bytes(chance.choice((0, 0, 1, 100, ends[group + 1] - cut)))
        (whole / "feed.jsonl").write_bytes(image)
        shutil.copy(ledgers[group], whole / "frontier.sqlite")
        books = Books(whole)
        acknowledged = [json.loads(line)["headline"] for line in feed[: ends[group]].splitlines()]
        assert books.headlines()[: len(acknowledged)] == acknowledged
        assert (whole / "feed.jsonl").read_bytes()[-1:] in {b"\n", b""}
        for name in names():
            if not books.frontier.seen(f"https://example.com/{name}"):
                books.settle(name, good(name))
        while lease := books.frontier.lease():
            books.ledger.expect(lease)
            books.ledger.settle(lease, good(lease.entry.url.rpartition("/")[2]))
        books.close()
        assert sorted(books.headlines()) == sorted(names())
