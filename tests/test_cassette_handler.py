"""Recording and playing fetches."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from loopback import QUICK, Loopback, Reply, serving, story

from crawler.feed import Output, OutputError
from crawler.fetch import fetch
from crawler.outcomes import Outcome, Reason

pytestmark = pytest.mark.usefixtures("stand_in")


@pytest.fixture
def server():
    with serving() as running:
        running.replies["/story"] = Reply(
            gzip.compress(story()),
            headers={
                "Content-Encoding": "gzip",
                "ETag": '"v1"',
                "Set-Cookie": "id=canary",
                "X-Token": "canary",
                "Date": "Mon, 04 May 2026 10:00:00 GMT",
            },
        )
        running.replies["/old"] = Reply(status=301, headers={"Location": "/story?token=canary"})
        running.replies["/story?token=canary"] = running.replies["/story"]
        running.replies["/gone"] = Reply(b"<p>no", status=410)
        yield running


def run(urls: list[str], cassette: Path, mode: str | None = None, **settings: Any) -> list[Outcome]:
    outcomes: list[Outcome] = []
    chosen = {**QUICK, "CASSETTE": str(cassette), **({"CASSETTE_MODE": mode} if mode else {}), **settings}
    fetch(urls, settings=chosen, on_outcome=outcomes.append)
    return outcomes


def facts(outcomes: list[Outcome]) -> list[tuple[Any, ...]]:
    """What must be equal in a recording and its playback."""
    return sorted(
        (
            o.asked,
            str(o.reject),
            [(a.article_body, a.metadata.content_hash, a.metadata.etag) for a in o.articles],
        )
        for o in outcomes
    )


def test_a_playback_equals_the_recording_and_needs_no_server(server: Loopback, tmp_path: Path) -> None:
    cassette = tmp_path / "tape.yaml"
    urls = [server.url(path) for path in ("/story", "/old", "/gone")]
    recorded = run(urls, cassette, "once")
    asked = list(server.log)
    played = run(urls, cassette)
    assert facts(played) == facts(recorded)
    assert len([o for o in played if o.articles]) == 2
    assert server.log == asked


def test_the_time_of_a_playback_is_that_of_the_recording(server: Loopback, tmp_path: Path) -> None:
    server.replies["/plain"] = Reply(story())
    run([server.url("/story")], tmp_path / "tape.yaml", "once")
    (outcome,) = run([server.url("/story")], tmp_path / "tape.yaml")
    assert outcome.articles[0].metadata.date_downloaded == "2026-05-04T10:00:00Z"


def test_a_cassette_holds_no_secrets(server: Loopback, tmp_path: Path) -> None:
    cassette = tmp_path / "tape.yaml"
    urls = [server.url("/story").replace("//", "//desk:canary@"), server.url("/old")]
    outcomes = run(urls, cassette, "once", CONTACT="canary@news.example")
    assert all(outcome.articles for outcome in outcomes)
    text = cassette.read_text("utf-8")
    assert "canary" not in text.lower()
    assert "Etag" in text


def test_a_request_that_is_not_recorded_is_a_named_reject(server: Loopback, tmp_path: Path) -> None:
    cassette = tmp_path / "tape.yaml"
    run([server.url("/story")], cassette, "once")
    before = cassette.read_bytes(), list(server.log)
    for mode in ("none", "once"):
        (outcome,) = run([server.url("/gone")], cassette, mode)
        assert outcome.reject.reason is Reason.NOT_RECORDED
        assert str(cassette) in outcome.reject.detail
    assert (cassette.read_bytes(), server.log) == before


def test_a_recording_under_the_twisted_reactor_plays_without_one(server: Loopback, tmp_path: Path) -> None:
    cassette = tmp_path / "tape.yaml"
    options = {**QUICK, "CASSETTE": cassette, "CASSETTE_MODE": "once"}
    settings = [part for name, value in options.items() for part in ("-s", f"{name}={value}")]
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "article",
        "-a",
        f"url={server.url('/old')}",
        *settings,
    ]
    root = Path(__file__).parent.parent
    subprocess.run(command, cwd=root, capture_output=True, timeout=60, check=True)
    asked = list(server.log)
    (outcome,) = run([server.url("/old")], cassette)
    assert outcome.articles[0].headline == "Harbour reopens"
    assert server.log == asked == ["/robots.txt", "/old", "/story?token=canary"]


def test_new_episodes_adds_to_a_cassette(server: Loopback, tmp_path: Path) -> None:
    cassette = tmp_path / "tape.yaml"
    run([server.url("/story")], cassette, "once")
    run([server.url("/story"), server.url("/gone")], cassette, "new_episodes")
    assert server.pages == ["/story", "/gone"]
    played = run([server.url("/story"), server.url("/gone")], cassette)
    assert sorted(bool(outcome.articles) for outcome in played) == [False, True]
    assert len(server.pages) == 2


def test_a_missing_cassette_is_a_named_reject_and_is_not_made(server: Loopback, tmp_path: Path) -> None:
    (outcome,) = run([server.url("/story")], tmp_path / "none.yaml")
    assert outcome.reject.reason is Reason.NOT_RECORDED
    assert "there is no cassette" in outcome.reject.detail
    assert not (tmp_path / "none.yaml").exists()
    assert server.log == []


@pytest.mark.parametrize("text", ["shopping: [milk, {", "shopping: milk", "milk", "\0"])
def test_a_file_that_is_no_cassette_is_left_alone(server: Loopback, tmp_path: Path, text: str) -> None:
    notes = tmp_path / "notes.yaml"
    notes.write_text(text, "utf-8")
    (outcome,) = run([server.url("/story")], notes, "once")
    assert outcome.reject.reason is Reason.NOT_RECORDED
    assert "is not a cassette" in outcome.reject.detail
    assert notes.read_text("utf-8") == text
    assert server.log == []


def test_a_cassette_of_somebody_else_is_said_to_be_unreadable(
    server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "tape.yaml").write_text("version: 1", "utf-8")
    monkeypatch.setattr(Path, "open", denied)
    (outcome,) = run([server.url("/story")], tmp_path / "tape.yaml", "once")
    assert outcome.reject.reason is Reason.NOT_RECORDED
    assert outcome.reject.detail.endswith("tape.yaml cannot be read: Permission denied")
    assert server.log == []


def test_a_recording_that_cannot_be_written_is_an_error(server: Loopback, tmp_path: Path) -> None:
    outcomes: list[Outcome] = []
    chosen = {**QUICK, "CASSETTE": str(tmp_path / "no" / "tape.yaml"), "CASSETTE_MODE": "once"}
    with pytest.raises(OutputError, match="No such file or directory"):
        fetch([server.url("/story")], settings=chosen, on_outcome=outcomes.append)
    assert outcomes[0].articles


def test_a_recording_that_cannot_be_added_to_stays_as_it_was(
    server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cassette = tmp_path / "tape.yaml"
    run([server.url("/story")], cassette, "once")
    before = cassette.read_bytes()

    def full(output: Output, content: bytes) -> None:
        os.write(output._fd, content[:100])
        raise OutputError(str(cassette), "No space left on device")

    monkeypatch.setattr(Output, "write", full)
    with pytest.raises(OutputError, match="No space left"):
        run([server.url("/gone")], cassette, "new_episodes")
    assert cassette.read_bytes() == before
    assert list(tmp_path.iterdir()) == [cassette]
