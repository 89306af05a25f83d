"""Feed files have names of their own, and are compressed when they are closed."""

from __future__ import annotations

import gzip
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from crawler.feed import OutputError
from crawler.rotation import Compression, compress, file_name, run_name

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LINES = b'{"a":1}\n{"a":2}\n' * 1000


def unpacked(path: Path) -> bytes:
    packed = path.read_bytes()
    return gzip.decompress(packed) if path.suffix == ".gz" else zstd.decompress(packed)


def test_names_of_runs_sort_as_they_ran() -> None:
    assert sorted([run_name(10), run_name(9), run_name(99_999)]) == ["00009", "00010", "99999"]


def test_names_are_filled_in() -> None:
    night = datetime(2026, 11, 20, 1, tzinfo=timezone(timedelta(hours=3)))
    name = file_name("out/%(job)s-%(day)s-%(run)s.jsonl", job="wire", run="00007", started=night)
    assert name == "out/wire-2026-11-19-00007.jsonl"
    for pattern in ("/50%/100%%.jsonl", "/50%/100%.jsonl"):
        assert file_name(pattern, job="wire", run="", started=night) == "/50%/100%.jsonl"


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_a_closed_file_is_compressed(tmp_path: Path, compression: Compression) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(LINES)
    target = Path(compress(str(feed), compression))
    assert unpacked(target) == LINES
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert compress(str(feed), compression) == str(feed)


def test_none_leaves_it_alone(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(LINES)
    assert compress(str(feed), "none") == str(feed)
    assert feed.read_bytes() == LINES


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_after_a_crash_in_between_it_is_finished(tmp_path: Path, compression: Compression) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(LINES)
    target = compress(str(feed), compression)
    feed.write_bytes(LINES)  # as if it had not been removed
    Path(f"{target}.partial").write_bytes(b"half")
    assert compress(str(feed), compression) == target
    assert not feed.exists()


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_another_file_of_that_name_is_never_replaced(tmp_path: Path, compression: Compression) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(LINES)
    first = compress(str(feed), compression)
    feed.write_bytes(LINES[:8])
    second = compress(str(feed), compression)
    assert first != second
    assert (unpacked(Path(first)), unpacked(Path(second))) == (LINES, LINES[:8])


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_nor_is_a_damaged_one(tmp_path: Path, compression: Compression, damage: str) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(LINES)
    first = Path(compress(str(feed), compression))
    packed = first.read_bytes()
    first.write_bytes(packed[:-5] if damage == "cut" else packed[:10] + b"\xff" * (len(packed) - 10))
    feed.write_bytes(LINES)
    assert unpacked(Path(compress(str(feed), compression))) == LINES
    assert first.exists()


def test_what_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(LINES)

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("crawler.rotation.os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        compress(str(feed), "gzip")
    assert feed.read_bytes() == LINES
