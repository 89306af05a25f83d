"""A page on a server becomes a clean line of a feed: crawler and cleaner together, nothing stood in."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from loopback import QUICK, Reply, serving, story

from cleaners.article import json_schema
from crawler.cli import main
from crawler.fetch import fetch

SET = [part for name, value in QUICK.items() for part in ("-s", f"{name}={value}")]
BODY = [
    "The harbour of Port Tarvin reopened on Monday after a winter of repairs",
    "Fishing boats queued at the new quay before dawn",
    "“We had almost forgotten the sound of it,” said the harbour master",
]


def test_a_page_becomes_a_valid_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    feed = tmp_path / "feed.jsonl"
    with serving() as server:
        server.replies["/harbour"] = Reply(story())
        assert main(["fetch", *SET, "-o", str(feed), server.url("/harbour")]) == 0
    (item,) = map(json.loads, feed.read_text("utf-8").splitlines())
    jsonschema.validate(item, json_schema())
    assert item["headline"] == "Harbour reopens"
    assert all(text in item["articleBody"] for text in BODY)
    assert item["metadata"]["status"] == 200
    assert capfd.readouterr() == ("", "")


def test_a_page_without_a_story_is_no_article() -> None:
    with serving() as server:
        server.replies["/moved"] = Reply(b"<!doctype html><title>Moved</title><body><p>Moved.</p></body>")
        summary = fetch([server.url("/moved")], settings=QUICK)
    assert summary.rejects == {"no-article": 1}


def test_a_page_is_explained(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page, report = tmp_path / "page.html", tmp_path / "report.html"
    page.write_bytes(story())
    assert main(["explain", str(page)]) == 0
    assert "Harbour reopens" in capfd.readouterr().out
    assert main(["explain", "--html", str(report), str(page)]) == 0
    assert "Harbour reopens" in report.read_text("utf-8")
