"""`crawl`, `jobs`, `init` and `feed`: what they print, and their exit codes."""

from __future__ import annotations

import csv
import dataclasses
import fcntl
import gzip
import io
import json
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from loopback import Reply
from newssite import NewsSite, job_file, news_site, source

from crawler import rotation
from crawler.cli import main
from crawler.jobs import load
from crawler.jobstate import state_of
from crawler.messages import ExitCode

ROOT = Path(__file__).parent.parent
DATE = "Fri, 20 Nov 2026 10:00:00 GMT"


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as running:
        running.tell("/story-one-of-two", "Story one of two")
        running.tell("/story-two-of-two", "Story two of two")
        running.feed("/rss", {running.url(f"/story-{n}-of-two"): DATE for n in ("one", "two")})
        yield running


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: list[str]


Run = Callable[..., Ran]


@pytest.fixture
def cleanwire(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def call(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode().splitlines())

    return call


@pytest.fixture
def file(site: NewsSite, tmp_path: Path) -> Path:
    return job_file(tmp_path, source("feed", site.url("/rss")))


# ---- crawl --------------------------------------------------------------------------------------


def test_a_run_prints_its_summary_in_a_pipe(cleanwire: Run, file: Path) -> None:
    ran = cleanwire("crawl", file)
    assert (ran.code, ran.err) == (ExitCode.DONE, [])
    summary = json.loads(ran.out)
    assert (summary["job"], summary["items"], summary["exitCode"]) == ("a", 2, 0)
    assert summary == json.loads((file.parent / ".cleanwire/a/run.json").read_text())
    assert len((file.parent / "a.jsonl").read_text().splitlines()) == 2
    again = json.loads(cleanwire("crawl", file, "a").out)
    assert (again["fetched"], again["items"], again["notModified"]) == (0, 0, 1)


def test_a_run_on_a_terminal_is_told_in_lines(file: Path) -> None:
    terminal, inside = pty.openpty()
    command = [sys.executable, "-m", "crawler", "crawl", str(file)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=inside, stderr=inside)
    os.close(inside)
    output = _read_all(terminal)
    assert process.wait(60) == 0
    assert "a: 2 pages = 2 with articles + 0 unchanged + 0 rejected + 0 failed; 2 items in" in output
    assert "sources: 1 read, 0 unchanged; 2 addresses, 2 new" in output
    assert "a.jsonl" in output


def _read_all(terminal: int) -> str:
    chunks = []
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            chunk = b""
        if not chunk:
            return b"".join(chunks).decode()
        chunks.append(chunk)


def test_a_failed_source_is_partial(cleanwire: Run, site: NewsSite, file: Path) -> None:
    site.replies["/rss"] = Reply(status=500)
    ran = cleanwire("crawl", file)
    assert ran.code == ExitCode.PARTIAL
    assert json.loads(ran.out)["sourceFailures"] == {"http-status": 1}


def test_a_feed_that_cannot_be_written(cleanwire: Run, file: Path) -> None:
    (file.parent / "a.jsonl").mkdir()
    ran = cleanwire("crawl", file)
    assert ran.code == ExitCode.OUTPUT
    assert ran.err
    assert "a.jsonl" in ran.err[-1]


def test_a_file_that_is_no_feed_is_not_written_to(cleanwire: Run, file: Path) -> None:
    page = file.parent / "a.jsonl"
    page.write_text("<!doctype html>\n<p>Mine.\n")
    ran = cleanwire("crawl", file)
    assert ran.code == ExitCode.OUTPUT
    assert ran.err == [f"cleanwire: a: {page}: is not a JSON Lines file; nothing was written to it"]
    assert page.read_text() == "<!doctype html>\n<p>Mine.\n"


def test_two_runs_at_once(cleanwire: Run, file: Path) -> None:
    state = file.parent / ".cleanwire/a"
    state.mkdir(parents=True)
    with (state / "lock").open("w") as lock:
        lock.write("4711\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = cleanwire("crawl", file)
    assert (ran.code, ran.err) == (ExitCode.RUNNING, ["cleanwire: a: already running, as process 4711"])


def test_a_drifting_site_fails_the_run_if_the_job_says_so(
    cleanwire: Run, site: NewsSite, tmp_path: Path
) -> None:
    before = {"pages": 10, "items": 10, "words": 1000, "fields": {"headline": 10}}
    history = [
        json.dumps({"run": str(n), "started": f"2026-11-0{n}T00:00:00Z", "sites": {"127.0.0.1": before}})
        for n in range(1, 6)
    ]
    urls = [site.url(f"/gone-{number}") for number in range(6)]
    for drift, code in (("", ExitCode.DONE), ("drift = { fail = true }", ExitCode.PARTIAL)):
        file = job_file(tmp_path, source("urls", *urls), job=drift)
        state = tmp_path / ".cleanwire/a"
        state.mkdir(parents=True, exist_ok=True)
        (state / "frontier.sqlite").unlink(missing_ok=True)
        (state / "sites.jsonl").write_text("\n".join(history) + "\n")
        ran = cleanwire("crawl", file)
        assert json.loads(ran.out)["drift"] == ["127.0.0.1: rejected pages: 100% (6 of 6), before 0%"]
        assert ran.code == code


def test_mistakes_in_the_job_file_are_all_said(cleanwire: Run, tmp_path: Path) -> None:
    file = job_file(tmp_path, source("fed", "https://news.example/rss"), job="updates = 1")
    for command in ("crawl", "jobs", "schedule"):
        ran = cleanwire(command, file)
        assert ran.code == ExitCode.USAGE
        assert ran.err == [
            f"cleanwire: {file}:5: jobs.a.updates: expected true or false, found 1",
            f'cleanwire: {file}:7: jobs.a.sources.0.kind: expected one of "urls", "feed", "sitemap", '
            '"section", "tag", "discover", found "fed"',
        ]


def test_a_job_that_is_not_there(cleanwire: Run, file: Path) -> None:
    ran = cleanwire("crawl", file, "b")
    assert ran.code == ExitCode.USAGE
    assert ran.err == [f"cleanwire: {file}: no job b; there are a (see cleanwire crawl --help)"]


def test_the_recorded_sample_sites_as_a_job(cleanwire: Run, tmp_path: Path) -> None:
    file = tmp_path / "jobs.toml"
    file.write_text((ROOT / "cassettes/jobs.toml").read_text().replace("../out/", "out/"))
    options = ("--cassette", ROOT / "cassettes/samples.yaml", "-s", "CLEANER_PROCESSES=0")
    first = json.loads(cleanwire("crawl", file, *options).out)
    assert (first["exitCode"], first["rejects"], first["failures"]) == (0, {}, {})
    lines = (tmp_path / "out/feed.jsonl").read_text().splitlines()
    assert first["items"] == len(lines) > first["pages"] > 0
    assert cleanwire("feed", "verify", tmp_path / "out/feed.jsonl").code == 0
    second = json.loads(cleanwire("crawl", file, *options).out)
    assert (second["items"], second["fetched"]) == (0, 0)


# ---- jobs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["crawl"], ["init", "--site"]])
def test_a_cassette_that_is_not_there_is_not_recorded(
    cleanwire: Run, site: NewsSite, file: Path, tmp_path: Path, command: list[str]
) -> None:
    cassette = tmp_path / "none.yaml"
    asked = [*command, site.url("/"), tmp_path / "new.toml"] if "--site" in command else [*command, file]
    ran = cleanwire(*asked, "--cassette", cassette)
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err
    assert f"'{cassette}' does not exist" in line
    assert not cassette.exists()
    assert not (tmp_path / "new.toml").exists()
    assert site.log == []


def test_jobs_before_and_after_a_run(cleanwire: Run, site: NewsSite, tmp_path: Path) -> None:
    gone = site.url("/gone")
    job = 'schedule = "every 6 hours"'
    file = job_file(tmp_path, source("feed", site.url("/rss"), gone), job=job)
    ran = cleanwire("jobs", file)
    assert ran.code == 0
    first, never, *sources = ran.out.splitlines()
    assert first.startswith("a: every 6 hours, next 20")
    assert never == "  never run"
    assert sources[0] == f"  {site.url('/rss')}: never read, 0 items, 0 new"
    cleanwire("crawl", file)
    shown = cleanwire("jobs", file).out
    assert ": partial, 2 items of 2 pages" in shown
    assert f"  {site.url('/rss')}: ok, 2 items, 2 new" in shown
    assert f"  {gone}: failing, 0 items, 0 new; failed: 1 http-404" in shown
    assert "  last 1 runs: 2 items, 1 not done" in shown
    state = json.loads(cleanwire("jobs", file, "--json").out)
    assert (state["lastRun"]["items"], state["runningAs"]) == (2, None)
    assert state["nextRun"] > state["lastRun"]["started"]


def test_jobs_tell_of_a_run_that_was_killed(cleanwire: Run, site: NewsSite, tmp_path: Path) -> None:
    slow = site.tell("/slow", "A slow story")
    reply = site.replies["/slow"]
    assert isinstance(reply, Reply)
    site.replies["/slow"] = dataclasses.replace(reply, wait=60)
    stories = {
        site.url(path): "Fri, 20 Nov 2026 10:00:00 GMT" for path in ("/story-one-of-two", "/story-two-of-two")
    }
    rss = site.feed("/rss", stories | {slow: "Thu, 19 Nov 2026 10:00:00 GMT"})
    file = job_file(tmp_path, source("feed", rss))
    (job,) = load(file).jobs
    process = subprocess.Popen([sys.executable, "-m", "crawler", "crawl", str(file)], cwd=ROOT)
    try:
        end = time.monotonic() + 30
        while (state_of(job, datetime.now(UTC))["unfinishedRun"] or {"items": 0})["items"] < 2:
            assert time.monotonic() < end
            time.sleep(0.05)
        running = cleanwire("jobs", file).out
    finally:
        process.kill()
        process.wait()
    assert f"a: no schedule, running as process {process.pid}\n  run 00001, started 20" in running
    assert "is under way: 2 items in the feed so far, 1 pages left" in running
    killed = cleanwire("jobs", file).out
    assert "did not come to its end; the next one goes on: 2 items in the feed so far, 1 pages left" in killed
    assert "never" not in running + killed
    assert f"  {rss}: read by an unfinished run, 2 items, 3 new" in killed
    site.replies["/slow"] = reply
    summary = json.loads(cleanwire("crawl", file).out)
    shown, state = cleanwire("jobs", file).out, json.loads(cleanwire("jobs", file, "--json").out)
    assert "run 0000" not in shown
    assert f": done, {summary['items']} items of {summary['fetched']} pages" in shown
    assert (state["unfinishedRun"], state["lastRun"]["items"], summary["items"]) == (None, 1, 1)
    assert not list((tmp_path / ".cleanwire/a").glob("frontier.sqlite-*"))


def test_jobs_count_the_pages_of_a_run_as_its_summary_does(
    cleanwire: Run, site: NewsSite, tmp_path: Path
) -> None:
    gone = [site.url(f"/gone-{number}") for number in range(3)]
    file = job_file(tmp_path, source("urls", *gone, site.url("/story-one-of-two")))
    summary = json.loads(cleanwire("crawl", file).out)
    assert ": done, 1 items of 4 pages" in cleanwire("jobs", file).out
    last = json.loads(cleanwire("jobs", file, "--json").out)["lastRun"]
    assert (last["fetched"], last["pages"], last["rejects"]) == (4, 1, {"http-404": 3})
    assert last == {name: summary[name] for name in last}


# ---- init ---------------------------------------------------------------------------------------


def test_the_template_is_a_job_file(cleanwire: Run, tmp_path: Path) -> None:
    file = tmp_path / "jobs.toml"
    ran = cleanwire("init", file, "--contact", 'desk "night" <desk@wire.example>')
    assert (ran.code, ran.err) == (0, [f"cleanwire: wrote {file}"])
    (job,) = load(file).jobs
    assert (job.name, job.contact) == ("news", 'desk "night" <desk@wire.example>')
    before = file.read_bytes()
    again = cleanwire("init", file)
    assert again.code == ExitCode.USAGE
    assert "is there already" in again.err[0]
    assert file.read_bytes() == before


def test_every_option_in_the_template_is_right(cleanwire: Run, tmp_path: Path) -> None:
    """All comments are taken off that hide an option."""
    file = tmp_path / "jobs.toml"
    cleanwire("init", file)
    text, options = re.subn(r"(?m)^# (?=[a-z-]+ = |\[jobs|DOWNLOAD)", "", file.read_text())
    assert options == 24
    file.write_text(text.replace('"news.jsonl"', '"news-%(day)s.jsonl"'))
    (job,) = load(file).jobs
    assert (job.updates, job.limits.pages, job.drift.fail, job.sources[0].js) == (True, 500, True, True)
    assert job.settings == {"DOWNLOAD_TIMEOUT": 30}


def test_init_finds_what_a_site_has(cleanwire: Run, site: NewsSite, tmp_path: Path) -> None:
    link = "<link rel=alternate type=application/rss+xml href=/rss>"
    site.replies["/"] = Reply(f"<html><head>{link}</head><body><p>Tide</p></body></html>".encode())
    news = site.sitemap("/news.xml", {})
    site.replies["/robots.txt"] = Reply(f"Sitemap: {news}\n".encode(), content_type="text/plain")
    file = tmp_path / "jobs.toml"
    ran = cleanwire(
        "init", file, "--site", site.url("/"), "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"
    )
    assert ran.code == 0
    assert ran.err[0] == (
        f"cleanwire: {site.url('/')}: found feed {site.url('/rss')} (link), sitemap {news} (robots.txt)"
    )
    (job,) = load(file).jobs
    assert [(one.kind, one.urls) for one in job.sources] == [
        ("feed", (site.url("/rss"),)),
        ("sitemap", (news,)),
    ]


def test_init_for_a_site_that_does_not_answer(cleanwire: Run, site: NewsSite, tmp_path: Path) -> None:
    file = tmp_path / "jobs.toml"
    ran = cleanwire("init", file, "--site", site.url("/gone"))
    assert ran.code == 0
    assert "the server answered 404 Not Found; entered as it is" in ran.err[0]
    assert load(file).jobs[0].sources[0].kind == "discover"
    assert cleanwire("init", tmp_path / "x", "--site", "ftp://x.example/").code == ExitCode.USAGE


# ---- feed ---------------------------------------------------------------------------------------


def test_feed_commands(cleanwire: Run, file: Path) -> None:
    cleanwire("crawl", file)
    feed = file.parent / "a.jsonl"
    assert cleanwire("feed", "verify", feed).out == "2 lines, 2 articles, 0 revisions, 0 faults\n"
    packed = feed.with_suffix(".jsonl.gz")
    packed.write_bytes(gzip.compress(feed.read_bytes()))
    shown = cleanwire("feed", "stats", packed).out
    assert shown.startswith("2 items, ")
    assert "inLanguage: en 2" in shown
    rows = list(csv.DictReader(io.StringIO(cleanwire("feed", "export", packed).out)))
    assert {row["headline"] for row in rows} == {"Story one of two", "Story two of two"}


def test_faults_of_a_feed_are_named(cleanwire: Run, file: Path) -> None:
    cleanwire("crawl", file)
    feed = file.parent / "a.jsonl"
    first, second = feed.read_bytes().splitlines(keepends=True)
    feed.write_bytes(first + b"nonsense\n" + first + b'{"url": 3}\n' + second[:50])
    ran = cleanwire("feed", "verify", feed)
    assert ran.code == ExitCode.PARTIAL
    assert ran.out == "5 lines, 1 articles, 1 revisions, 4 faults\n"
    assert [line.partition("a.jsonl:")[2][:12] for line in ran.err] == [
        "2: not JSON:",
        "3: " + json.loads(first)["id"][:9],
        "4: not a fee",
        "5: has no ne",
    ]


@pytest.mark.parametrize("command", ["verify", "stats", "export"])
def test_a_feed_that_cannot_be_read(cleanwire: Run, tmp_path: Path, command: str) -> None:
    assert cleanwire("feed", command, tmp_path / "none.jsonl").code == ExitCode.USAGE
    assert cleanwire("feed", command, tmp_path).code == ExitCode.USAGE


@pytest.mark.parametrize("suffix", ["gz", "zst"])
@pytest.mark.parametrize("command", ["verify", "stats", "export"])
def test_a_packed_feed_that_is_cut_is_read_as_far_as_it_goes(
    cleanwire: Run, file: Path, command: str, suffix: str
) -> None:
    cleanwire("crawl", file)
    packed = Path(rotation.compress(str(file.parent / "a.jsonl"), "gzip" if suffix == "gz" else "zstd"))
    whole = cleanwire("feed", command, packed)
    assert (whole.code, whole.err) == (ExitCode.DONE, [])
    packed.write_bytes(packed.read_bytes()[:-6])
    ran = cleanwire("feed", command, packed)
    assert ran.code == ExitCode.PARTIAL
    (line,) = ran.err
    if command == "verify":
        assert ": nothing more can be read: Compressed " in line
        assert ran.out.endswith(", 1 faults\n")
    else:
        assert line.endswith("the first; see feed verify")


@pytest.mark.parametrize("content", [b"not packed", b"\x1f\x8b\x08\0\0\0\0\0\0\3\xff\xff\xff\xff"])
@pytest.mark.parametrize("name", ["bad.gz", "bad.zst"])
def test_what_is_not_packed_as_its_name_says_has_one_fault(
    cleanwire: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = cleanwire("feed", "verify", tmp_path / name)
    assert ran.code == ExitCode.PARTIAL
    (line,) = ran.err
    assert line.startswith(f"cleanwire: {tmp_path / name}:1: nothing more can be read: ")
    assert ran.out == "1 lines, 0 articles, 0 revisions, 1 faults\n"
    for command in ("stats", "export"):
        assert cleanwire("feed", command, tmp_path / name).code == ExitCode.PARTIAL


def test_of_many_faults_a_few_are_named(cleanwire: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>\n" * 1000)
    ran = cleanwire("feed", "verify", page)
    assert ran.code == ExitCode.PARTIAL
    assert len(ran.err) == 11
    assert ran.err[-1] == f"cleanwire: {page}: and 990 more faults"


def test_no_cell_of_the_csv_is_a_formula(cleanwire: Run, file: Path) -> None:
    cleanwire("crawl", file)
    feed = file.parent / "a.jsonl"
    item = json.loads(feed.read_bytes().splitlines()[0])
    for start in "=+-@\t\r":
        feed.write_text(json.dumps(item | {"headline": f"{start}cmd|calc!A1"}) + "\n")
        rows = list(csv.DictReader(io.StringIO(cleanwire("feed", "export", feed).out, newline="")))
        assert rows[0]["headline"] == f"'{start}cmd|calc!A1"


@pytest.mark.parametrize("command", ["stats", "export"])
def test_lines_that_are_no_items_are_said(cleanwire: Run, tmp_path: Path, command: str) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("{}\nno JSON\n")
    ran = cleanwire("feed", command, feed)
    assert ran.code == ExitCode.PARTIAL
    assert ran.err == [f"cleanwire: {feed}: 2 lines are no feed items, line 1 the first; see feed verify"]


def test_an_export_that_cannot_begin_leaves_the_output_alone(cleanwire: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    assert cleanwire("feed", "export", tmp_path / "none", "-o", out).code == ExitCode.USAGE
    assert out.read_text() == "before"


def test_a_source_that_fails_is_named_with_its_cause(cleanwire: Run, tmp_path: Path) -> None:
    file = job_file(tmp_path, source("feed", "https://news.example/rss"))
    recording = tmp_path / "a.yaml"
    recording.write_text("no cassette")
    summary = json.loads(cleanwire("crawl", file, "--cassette", recording).out)
    assert summary["sourceFailures"] == {"not-recorded": 1}
    assert summary["notes"] == [f"https://news.example/rss: not-recorded: {recording} is not a cassette"]
