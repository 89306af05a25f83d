"""The demo: nothing but the recording is needed, and its sums add up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from cleaners import json_schema
from crawler import demo
from crawler.outcomes import Reason, rejected


def test_the_demo_leaves_feeds_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo.main(tmp_path / "out") == 0
    lines = (tmp_path / "out" / "articles.jsonl").read_bytes().splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), json_schema())
    assert (tmp_path / "out" / "rejects.jsonl").read_bytes() == b""
    index = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(report/\d+\.html)"', index)
    assert len(links) == 9
    assert all(
        (tmp_path / "out" / link).read_text(encoding="utf-8").startswith("<!doctype html>") for link in links
    )
    printed = capsys.readouterr().out
    assert f"9 pages = 9 with {len(lines)} articles + 0 rejected" in printed
    numbers = re.search(r"([\d,]+) characters = ([\d,]+) kept \+ ([\d,]+) cut \+ ([\d,]+) moved", printed)
    assert numbers is not None
    visible, *parts = (int(number.replace(",", "")) for number in numbers.groups())
    assert visible == sum(parts) > 0
    feed = (tmp_path / "out" / "feed.jsonl").read_bytes().splitlines()
    assert f"first {len(lines)} articles, then none; 2 of 2 sources had not changed" in printed
    assert sorted(json.loads(line)["articleBody"] for line in feed) == sorted(
        json.loads(line)["articleBody"] for line in lines
    )


def test_a_job_that_brings_something_twice_fails_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = demo.watch(tmp_path)[0]
    monkeypatch.setattr(demo, "watch", lambda folder: [once, once])
    assert demo.main(tmp_path / "out") == 1


def test_a_rejected_page_is_a_row_with_its_reason() -> None:
    (row,) = demo.rows(rejected("https://www.a.example/x", Reason.LISTING, "a list of links"))
    assert row[0] == "a.example/x"
    assert "listing: a list of links" in row[1]
    assert len(row) == len(demo.COLUMNS)
