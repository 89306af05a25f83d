"""Feeds that grow by whole lines."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from crawler.feed import Feed, Output, OutputError


def append(path: Path, *lines: bytes) -> None:
    with Feed.append_to(str(path)) as feed:
        for line in lines:
            feed.write_line(line)


def test_lines_are_appended(tmp_path: Path) -> None:
    append(tmp_path / "feed.jsonl", b'{"a":1}')
    append(tmp_path / "feed.jsonl", b'{"a":2}', b'{"a":3}')
    assert (tmp_path / "feed.jsonl").read_bytes() == b'{"a":1}\n{"a":2}\n{"a":3}\n'


@pytest.mark.parametrize(
    ("left", "kept"),
    [
        (b'{"a":1}\n{"a":2', b'{"a":1}\n'),
        (b'{"a":', b""),
        (b'{"a":1}\n{"a":2}', b'{"a":1}\n{"a":2}\n'),
        (b'{"a":1}\n{"a":"' + b"x" * 200_000, b'{"a":1}\n'),
        (b'{"a":1}\n{"a":"\xc3', b'{"a":1}\n'),
    ],
)
def test_a_torn_last_line_is_cut_or_completed(tmp_path: Path, left: bytes, kept: bytes) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(left)
    append(path, b'{"a":9}')
    assert path.read_bytes() == kept + b'{"a":9}\n'


@pytest.mark.parametrize(
    "content",
    [
        b"<html>\n<p>mine",
        b"<html>\n<p>mine\n",
        b'<html>\n{"a":1}\n',
        b"https://news.example/\n",
        b'{\n "a": 1\n}\n',
        b"[1]\n",
        b'{"a":1}\n<p>mine',
        b"\x1f\x8b\x08",
    ],
)
def test_a_file_that_is_no_feed_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    with pytest.raises(OutputError, match="not a JSON Lines file"):
        append(path, b"{}")
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b'{"a":1}\n', b'{"a":"\0\0\n{"a":2}\n', b"\0\0\0\n"])
def test_a_file_that_may_be_a_feed_is_appended_to(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_bytes(content)
    append(path, b"{}")
    assert path.read_bytes() == content + b"{}\n"


@pytest.mark.parametrize("place", ["missing/feed.jsonl", "."])
def test_what_cannot_be_opened_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(OutputError) as error:
        append(tmp_path / place)
    assert str(tmp_path / place) in str(error.value)


def test_a_full_disk_is_an_output_error() -> None:
    with pytest.raises(OutputError, match="No space left"), Feed.append_to("/dev/full") as feed:
        feed.write_line(b"{}")


def test_a_line_that_cannot_be_written_whole_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feed.jsonl"
    append(path, b'{"a":1}')
    write, calls = os.write, iter([5])

    def short(fd: int, content: bytes) -> int:
        for size in calls:
            return write(fd, content[:size])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(OutputError):
        append(path, b'{"a":2}')
    assert path.read_bytes() == b'{"a":1}\n'


def _writer(path: str, name: str) -> None:
    for number in range(50):
        append(Path(path), json.dumps({"name": name, "number": number, "pad": "x" * 5000}).encode())


def test_several_processes_may_append(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_writer, args=(str(path), name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert sorted((line["name"], line["number"]) for line in lines) == [
        (n, i) for n in "ab" for i in range(50)
    ]


def test_a_report_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"a longer old report")
    with Output.create(str(path)) as out:
        out.write(b"new")
    assert path.read_bytes() == b"new"
