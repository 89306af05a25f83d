"""What a run shows of itself: live, as a log, and in the end."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from crawler import progress
from crawler.progress import Log, Pace, told
from crawler.summary import HostState, RunSummary, SourceReport

WHOLE = RunSummary(
    job="world",
    run="00007",
    started="2026-11-20T12:00:00Z",
    seconds=84.12,
    exit_code=3,
    fetched=143,
    pages=120,
    items=131,
    revisions=2,
    unchanged=3,
    rejects={"no-article": 8, "http-404": 4},
    failures={"timeout": 8},
    sources_read=5,
    not_modified=3,
    source_failures={"http-status": 1},
    found=230,
    new=143,
    remaining=17,
    recovered=4,
    stopped="the time limit was reached",
    notes=["https://tidemark.example/: found feed https://tidemark.example/rss (link)"],
    drift=["tidemark.example: rejected pages: 45% (9 of 20), before 5%"],
    sources=[SourceReport(url="https://tidemark.example/", kind="site")],
    feed="/srv/world.jsonl",
)


def test_items_of_tag_pages_alone_are_news() -> None:
    first, *_ = told(RunSummary(job="tags", run="1", started="", seconds=1, items=5, feed="/srv/tags.jsonl"))
    assert first.endswith("; 5 items in 1.0 s")
    first, *_ = told(RunSummary(job="tags", run="1", started="", seconds=1))
    assert first == "tags: nothing new in 1.0 s"


def test_the_end_of_a_run_is_told_in_lines_that_add_up() -> None:
    assert WHOLE.adds_up()
    assert list(told(WHOLE)) == [
        "world: 143 pages = 120 with articles + 3 unchanged + 12 rejected + 8 failed; 131 items in 84.1 s",
        "  sources: 5 read, 3 unchanged; 230 addresses, 143 new",
        "  rejected: 8 no-article, 4 http-404",
        "  failed: 8 timeout",
        "  sources failed: 1 http-status",
        "  revisions: 2",
        "  recovered: 4 pages of an earlier run",
        "  left for the next run: 17 pages",
        "  stopped: the time limit was reached",
        "  drift: tidemark.example: rejected pages: 45% (9 of 20), before 5%",
        "  https://tidemark.example/: found feed https://tidemark.example/rss (link)",
        "  -> /srv/world.jsonl",
    ]


def test_a_run_that_found_nothing_new_says_so() -> None:
    quiet = RunSummary(
        job="world", run="8", started="2026-11-20T12:15:00Z", seconds=0.4, sources_read=5, not_modified=5
    )
    assert list(told(quiet)) == [
        "world: nothing new in 0.4 s",
        "  sources: 5 read, 5 unchanged; 0 addresses, 0 new",
    ]


def test_many_notes_are_cut_and_the_rest_counted() -> None:
    lines = list(told(RunSummary(job="a", run="1", started="2026-11-20T12:00:00Z", notes=["note"] * 30)))
    assert lines.count("  note") == 20
    assert lines[-1] == "  and 10 more notes in run.json"


def test_a_log_has_a_line_a_minute() -> None:
    time = iter([0.0, 1.0, 59.0, 61.0, 61.0, 62.0, 130.0, 130.0])
    stream = io.StringIO()
    with Log(stream, clock=lambda: next(time)) as log:
        for _ in range(5):
            log.show(WHOLE)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert len(lines) == 2
    assert (lines[0]["job"], lines[0]["fetched"], lines[0]["sources"]) == ("world", 143, [])


@pytest.mark.parametrize(
    ("points", "pace"),
    [([(0, 0)], 0.0), ([(0, 0), (10, 30)], 3.0), ([(0, 0), (10, 100), (20, 110), (30, 120)], 1.0)],
)
def test_the_pace_is_that_of_the_last_while(points: list[tuple[float, int]], pace: float) -> None:
    window = Pace()
    for seconds, fetched in points:
        found = window.of(RunSummary(job="a", run="1", started="", seconds=seconds, fetched=fetched))
    assert found == pace


def test_the_live_view_shows_the_busiest_hosts() -> None:
    hosts = [HostState(host=f"h{number}.example", queued=number) for number in range(12)]
    hosts.append(HostState(host="busy.example\x1b[31m", in_flight=2, delay=1.5))
    hosts.append(HostState(host="tired.example", queued=99, resting=30))
    running = RunSummary(
        job="world", run="1", started="", fetched=40, items=44, rejects={"x": 2}, hosts=hosts
    )
    console = Console(width=120, record=True, file=io.StringIO())
    console.print(progress._table(running, 2.5))
    shown = console.export_text()
    assert "40 pages, 44 items, 2 rejected, 0 failed" in shown
    assert "2.5 pages/s" in shown
    assert "165 queued" in shown
    assert shown.index("busy.example") < shown.index("tired.example") < shown.index("h11.example")
    assert "2 under way, 1.5 s apart" in shown
    assert "rests for 30 s more, as it asked" in shown
    assert "and 6 more hosts" in shown
    assert "\x1b" not in shown
