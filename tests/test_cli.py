"""The command line: every kind of bad input is one clear line and a documented exit code."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from loopback import QUICK, Loopback, Reply, serving, stand_in_clean, story

import cleaners
from crawler.cli import main
from crawler.messages import ExitCode

ROOT = Path(__file__).parent.parent
SET = [part for name in QUICK if name != "DOWNLOAD_TIMEOUT" for part in ("-s", f"{name}={QUICK[name]}")]


@pytest.fixture
def cleaner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaners, "clean", stand_in_clean)


@pytest.fixture
def server():
    with serving() as running:
        running.replies["/story"] = Reply(story())
        yield running


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: list[str]

    @property
    def items(self) -> list[dict]:
        return [json.loads(line) for line in self.out.decode().splitlines()]


@pytest.fixture
def run(cleaner: None, capfdbinary: pytest.CaptureFixture[bytes]):
    def call(*arguments: str | Path) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out, captured.err.decode().splitlines())

    return call


PROGRAM = (
    # A shell's background job, which the suite may be, has its children ignore Ctrl-C.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "import sys; sys.path.insert(0, 'tests'); import cleaners, loopback; "
    "cleaners.clean = loopback.stand_in_clean; from crawler.cli import main; sys.exit(main())"
)


def started(*arguments: str | Path, **options) -> subprocess.Popen[bytes]:
    """The command as a process of its own."""
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, **options)


# ---- what comes out -----------------------------------------------------------------------------


def test_fetch_in_a_pipe_is_json_lines_and_nothing_else(run, server: Loopback) -> None:
    ran = run("fetch", *SET, server.url("/story"))
    assert (ran.code, ran.err) == (0, [])
    (item,) = ran.items
    assert item["headline"] == "Harbour reopens"
    assert item["metadata"]["status"] == 200


def test_thirty_pages_are_thirty_lines_in_order_of_arrival(run, server: Loopback, tmp_path: Path) -> None:
    paths = [f"/story-{number}" for number in range(30)]
    server.replies |= {path: Reply(story(path)) for path in paths}
    addresses = tmp_path / "addresses"
    addresses.write_text("\n".join(server.url(path) for path in paths), "utf-8")
    ran = run("fetch", *SET, "--file", addresses)
    assert (ran.code, ran.err) == (0, [])
    assert [item["headline"] for item in ran.items] == server.pages
    assert sorted(server.pages) == sorted(paths)


def test_each_line_is_out_before_the_next_page_is_fetched(server: Loopback) -> None:
    server.replies["/late"] = Reply(story("Late"), wait=1.5)
    process = started("fetch", *SET, server.url("/story"), server.url("/late"), stdout=subprocess.PIPE)
    first = json.loads(process.stdout.readline())
    assert first["headline"] == "Harbour reopens"
    assert process.poll() is None
    rest, errors = process.communicate(timeout=30)
    assert json.loads(rest)["headline"] == "Late"
    assert (process.returncode, errors) == (0, b"")


def test_a_server_that_dies_half_way_is_partial(run, server: Loopback) -> None:
    paths = [f"/story-{number}" for number in range(8)]
    server.replies |= {path: Reply(story(path)) for path in paths}
    server.replies["/story-3"] = Reply(story("/story-3"), then=server.die)
    ran = run("fetch", *SET, *[server.url(path) for path in paths])
    assert ran.code == 3
    came = len(ran.items)
    assert 0 < came < 8
    assert len(ran.err) == 8 - came + 1
    assert all(": connection: " in line for line in ran.err[:-1])
    assert (
        ran.err[-1] == f"cleanwire: {came} of 8 pages gave {came} articles; rejected: {8 - came} connection"
    )


def test_output_and_rejects_are_appended_to(run, server: Loopback, tmp_path: Path) -> None:
    feed, rejects = tmp_path / "feed.jsonl", tmp_path / "rejects.jsonl"
    feed.write_bytes(b'{"id":"old"}\n{"id":"to')
    for _ in range(2):
        ran = run("fetch", *SET, server.url("/story"), server.url("/no"), "-o", feed, "--rejects", rejects)
        assert (ran.code, ran.out) == (3, b"")
    lines = [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["old"] + [server.url("/story#1")] * 2
    reject = {
        "pageUrl": server.url("/no"),
        "reason": "http-404",
        "detail": "the server answered 404 Not Found",
    }
    assert [json.loads(line) for line in rejects.read_text("utf-8").splitlines()] == [reject] * 2


def test_clean_takes_several_files(run, tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(story(name))
    ran = run("clean", tmp_path / "a.html", tmp_path / "b.html")
    assert (ran.code, ran.err) == (0, [])
    assert [item["headline"] for item in ran.items] == ["a.html", "b.html"]


def test_clean_takes_text_dumps_and_an_address(run, tmp_path: Path) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text("Harbour reopens\n\nThe harbour reopened on Monday.", "utf-8")
    ran = run("clean", "--text", "--url", "https://news.example/harbour", dump)
    assert (ran.code, ran.err) == (0, [])
    assert ran.items[0]["pageUrl"] == "https://news.example/harbour"


PARAGRAPH = (
    "The harbour board said on Tuesday that the ferry to Sable Point will run again from the first of May. "
)


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_site_files_of_ones_own_are_used(command: str, tmp_path: Path, capfdbinary) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    file = 'domains = ["news.example"]\ncases = ["x"]\n[drop]\nhouse-note = ["p.hn"]\n'
    (rules / "news.toml").write_text(file, "utf-8")
    story = "".join(f"<p>{PARAGRAPH * 2}Point {number}.</p>" for number in range(4))
    note = "<p class=hn>The ferry has been named after the harbour master of Sable Point since the first of May.</p>"
    saved = tmp_path / "page.html"
    saved.write_text(f"<article><h1>Ferry returns to Sable Point</h1>{story}{note}{story}</article>", "utf-8")
    where = ["--url", "https://news.example/ferry", str(saved)]
    assert main([command, *where]) == ExitCode.DONE
    assert b"site.house-note" not in capfdbinary.readouterr().out
    assert main([command, "--rules", str(rules), *where]) == ExitCode.DONE
    out = capfdbinary.readouterr().out
    assert b"site.house-note" in out


def test_a_mistake_in_a_site_file_is_wrong_usage(run, tmp_path: Path) -> None:
    (tmp_path / "news.toml").write_text('domains = ["news.example"]\n[drop]\nx = ["p["]\n', "utf-8")
    ran = run("clean", "--rules", tmp_path, "a.html")
    assert ran.code == ExitCode.USAGE
    assert "news.toml" in ran.err[0]


def test_clean_reads_standard_input() -> None:
    process = started("clean", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, errors = process.communicate(story(), timeout=30)
    assert (process.returncode, errors) == (0, b"")
    assert json.loads(out)["headline"] == "Harbour reopens"


def test_a_recorded_fetch_is_replayed(run, server: Loopback, tmp_path: Path) -> None:
    command = ("fetch", *SET, "--cassette", tmp_path / "tape.yaml", server.url("/story"))
    recorded, asked = run(*command), list(server.log)
    played = run(*command)
    assert (recorded.code, played.code) == (0, 0)
    assert played.items[0]["articleBody"] == recorded.items[0]["articleBody"]
    assert server.log == asked


def test_the_contact_goes_to_the_server(run, server: Loopback) -> None:
    run("fetch", *SET, "--contact", "desk@news.example", server.url("/story"))
    assert "desk@news.example" in server.headers[-1]["User-Agent"]


def test_schema_is_json(run) -> None:
    ran = run("schema")
    assert (ran.code, ran.err) == (0, [])
    assert json.loads(ran.out)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["fetch", "--help"], ["clean", "--help"], ["explain", "--help"]]
)
def test_help_documents_the_exit_codes(run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, [])
    documented = [int(code) for code in re.findall(rb"\n +(\d+)  +[a-z]", ran.out)]
    assert documented == [code.value for code in ExitCode]


def test_help_and_version_do_not_load_scrapy() -> None:
    program = "import sys; from crawler.cli import main; main(['--version']); print('scrapy' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    version, loaded = ran.stdout.splitlines()
    assert version.startswith("cleanwire, version ")
    assert loaded == "False"


# ---- explain ------------------------------------------------------------------------------------


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """The formats that `explain` asks its renderer for."""
    calls: list[dict] = []

    def render(cleaned: object, **options: object) -> str:
        calls.append(options)
        return f"{options['fmt']} of {len(cleaned.articles)}\n"

    monkeypatch.setattr("cleaners.explain.render", render)
    return calls


@pytest.mark.parametrize(("option", "fmt"), [([], "text"), (["--tsv"], "tsv"), (["--html", "-"], "html")])
def test_explain_renders_a_file(
    run, rendered: list[dict], tmp_path: Path, option: list[str], fmt: str
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(story())
    ran = run("explain", *option, page)
    assert (ran.code, ran.out, ran.err) == (0, f"{fmt} of 1\n".encode(), [])
    assert rendered[0]["colour"] is False


def test_explain_writes_a_report(run, rendered: list[dict], tmp_path: Path) -> None:
    page, report = tmp_path / "page.html", tmp_path / "report.html"
    page.write_bytes(story())
    ran = run("explain", "--html", report, page)
    assert (ran.code, ran.out, ran.err) == (0, b"", [])
    assert report.read_text("utf-8") == "html of 1\n"


def test_explain_fetches_an_address(run, rendered: list[dict], server: Loopback) -> None:
    ran = run("explain", *SET, server.url("/story"))
    assert (ran.code, ran.out, ran.err) == (0, b"text of 1\n", [])


def test_explain_shows_why_a_page_has_no_article(run, rendered: list[dict], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"<p><!-- listing -->")
    ran = run("explain", page)
    assert (ran.code, ran.out) == (1, b"text of 0\n")
    (line,) = ran.err
    assert f"{page}: listing: " in line


# ---- bad input: one line, and its exit code -----------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"<h1>Gone</h1>", status=404), "http-404"),
        (Reply(status=500), "http-status"),
        (Reply(status=302, headers={"Location": "/page"}), "redirect-loop"),
        (Reply(story(), wait=1.5), "timeout"),
        (Reply(reset=True), "connection"),
        (Reply(story(), announced=9000), "damaged"),
        (Reply(b""), "empty"),
        (Reply(b"%PDF-1.7", content_type="application/pdf"), "not-html"),
        (Reply(b"\x89PNG\r\n\x1a\n\0\0"), "binary"),
        (Reply(b"<p><!-- no_article -->"), "no-article"),
        (Reply(b"<p><!-- listing -->"), "listing"),
        (Reply(b"<p><!-- consent_wall -->"), "consent-wall"),
        (Reply(b"<p><!-- boom -->"), "cleaner-error"),
    ],
)
def test_a_page_without_an_article_is_one_line(run, server: Loopback, reply: Reply, reason: str) -> None:
    server.replies["/page"] = reply
    ran = run("fetch", *SET, "--timeout", "0.5", server.url("/page"))
    assert (ran.code, ran.out) == (1, b"")
    (line,) = ran.err
    assert line.startswith(f"cleanwire: {server.url('/page')}: {reason}: ")


def test_a_refusal_by_robots_txt_is_one_line(run, server: Loopback) -> None:
    server.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", content_type="text/plain")
    ran = run("fetch", *SET, server.url("/story"))
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err == [f"cleanwire: {server.url('/story')}: robots: robots.txt does not allow it"]


def test_a_refused_connection_is_one_line(run) -> None:
    with serving() as server:
        url = server.url("/story")
    ran = run("fetch", *SET, url)
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err == [f"cleanwire: {url}: connection: robots.txt: the connection was refused"]


def test_an_unknown_host_is_one_line(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    ran = run("fetch", *SET, "http://nowhere.invalid/story")
    assert (ran.code, ran.out) == (1, b"")
    (line,) = ran.err
    assert line.startswith("cleanwire: http://nowhere.invalid/story: dns: ")


@pytest.mark.parametrize("address", ["news.example/story", "ftp://news.example/", "http://", "http://a b/"])
def test_a_bad_address_is_one_line(run, address: str) -> None:
    ran = run("fetch", address)
    assert (ran.code, ran.out) == (1, b"")
    (line,) = ran.err
    assert line.startswith(f"cleanwire: {address}: bad-url: ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\0" * 5000, "empty"),
        (b"Just some words about a harbour.", "not-html"),
        (b'{"headline": "Harbour"}', "not-html"),
        (b'<?xml version="1.0"?><rss><channel><title>Feed</title></channel></rss>', "not-html"),
        (b"%PDF-1.7 ...", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "binary"),
        (b"<p>" + b"x" * (10 * 1024 * 1024), "too-large"),
        (b"<p><!-- boom -->", "cleaner-error"),
    ],
)
@pytest.mark.parametrize("command", ["clean", "explain"])
def test_a_file_without_an_article_is_one_line(
    run, tmp_path: Path, command: str, content: bytes, reason: str
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(content)
    ran = run(command, page)
    assert (ran.code, ran.out) == (1, b"")
    (line,) = ran.err
    assert line.startswith(f"cleanwire: {page}: {reason}: ")


@pytest.mark.parametrize(("name", "detail"), [("missing.html", "No such file"), (".", "Is a directory")])
def test_a_file_that_cannot_be_read_is_one_line(run, tmp_path: Path, name: str, detail: str) -> None:
    ran = run("clean", tmp_path / name)
    assert (ran.code, ran.out) == (1, b"")
    (line,) = ran.err
    assert line.startswith(f"cleanwire: {tmp_path / name}: unreadable: {detail}")


def test_a_file_of_somebody_else_is_one_line(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    ran = run("clean", tmp_path / "page.html")
    assert (ran.code, ran.out) == (1, b"")
    assert ran.err == [f"cleanwire: {tmp_path / 'page.html'}: unreadable: Permission denied"]


def test_one_bad_file_among_good_ones_is_partial(run, tmp_path: Path) -> None:
    (tmp_path / "good.html").write_bytes(story())
    ran = run("clean", tmp_path / "missing.html", tmp_path / "good.html")
    assert ran.code == 3
    assert len(ran.items) == 1
    assert [line.split(": ")[1] for line in ran.err] == [
        str(tmp_path / "missing.html"),
        "1 of 2 pages gave 1 articles; rejected",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fetch"],
        ["fetch", "--file", "/nonexistent/addresses"],
        ["fetch", "--file", "/"],
        ["fetch", "--timeout", "soon", "http://news.example/"],
        ["fetch", "-s", "NAME", "http://news.example/"],
        ["fetch", "--cassette", "/nonexistent/tape.yaml", "http://news.example/"],
        ["fetch", "--no-such-option"],
        ["clean"],
        ["clean", "--url", "http://news.example/", "a.html", "b.html"],
        ["clean", "--rules", "/nonexistent/rules", "a.html"],
        ["explain", "--tsv", "--html", "out.html", "a.html"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_is_one_line(run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, b"")
    (line,) = ran.err
    assert line.startswith("cleanwire: ")


def test_what_nobody_foresaw_is_one_line_too(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr("crawler.fetch.fetch", broken)
    ran = run("fetch", "http://127.0.0.1/")
    assert (ran.code, ran.out) == (70, b"")
    assert ran.err == ["cleanwire: internal error: ValueError: two lines (-v shows where)"]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("DOWNLOAD_DELAY=soon", "a number"),
        ("COOKIES_ENABLED=perhaps", "true or false"),
        ("CLEANER_PROCESSES=1.5", "a whole number"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_one_line(run, setting: str, expected: str) -> None:
    ran = run("fetch", "-s", setting, "http://127.0.0.1/")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err == [f"cleanwire: -s {setting}: expected {expected} (see cleanwire fetch --help)"]


def test_a_group_without_a_command_is_one_line(run) -> None:
    ran = run("feed")
    assert (ran.code, ran.err) == (2, ["cleanwire: no command given (see cleanwire feed --help)"])


# ---- output that fails --------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["/dev/full", "/nonexistent/feed.jsonl", "/"])
def test_output_that_cannot_be_written_is_one_line(run, server: Loopback, place: str) -> None:
    ran = run(
        "fetch", *SET, "-o", place, *[server.url(f"/story?{n}") for n in range(3)], server.url("/story")
    )
    assert (ran.code, ran.out) == (4, b"")
    line = ran.err[-1]
    assert line.startswith(f"cleanwire: {place}: ")


@pytest.mark.parametrize("command", ["clean", "schema"])
def test_a_full_disk_behind_standard_output_is_one_line(tmp_path: Path, command: str) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(story())
    with open("/dev/full", "wb") as full:
        process = started(command, *([page] if command == "clean" else []), stdout=full)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 4
    assert errors == b"cleanwire: standard output: No space left on device\n"


def test_a_closed_pipe_is_quiet(server: Loopback) -> None:
    server.replies |= {f"/story-{n}": Reply(story()) for n in range(20)}
    process = started("fetch", *SET, *[server.url(f"/story-{n}") for n in range(20)], stdout=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (141, b"")


def test_ctrl_c_is_one_line(server: Loopback) -> None:
    server.replies["/slow"] = Reply(story(), wait=20)
    process = started("fetch", *SET, "-s", "DOWNLOAD_TIMEOUT=30", server.url("/slow"), stdout=subprocess.PIPE)
    deadline = time.monotonic() + 20
    while server.pages != ["/slow"] and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, errors) == (b"", b"cleanwire: interrupted: 0 of 1 pages came out\n")


# ---- terminals and secrets ----------------------------------------------------------------------


def on_a_terminal(*arguments: str | Path) -> tuple[int, str]:
    """Exit code, and what a person sees who runs the command."""
    main_end, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=terminal, stderr=terminal, env=environment)
    os.close(terminal)
    shown = b""
    with contextlib.suppress(OSError):  # Linux raises when the other end has gone
        while chunk := os.read(main_end, 65536):
            shown += chunk
    os.close(main_end)
    return process.wait(timeout=30), shown.decode()


def test_a_reader_s_view_on_a_terminal(server: Loopback) -> None:
    server.replies["/story"] = Reply(story("Harbour \x1b]0;owned\x07reopens\u202e"))
    code, shown = on_a_terminal("fetch", *SET, server.url("/story"))
    assert code == 0
    assert "Harbour ]0;ownedreopens" in shown
    assert "schemaVersion" not in shown
    assert not any(bad in shown for bad in ("\x1b]", "\x07", "\u202e"))


def test_messages_cannot_command_the_terminal(run, tmp_path: Path) -> None:
    ran = run("clean", tmp_path / "a\x1b[31m\x07\x9bb\u202e\nc.html")
    (line,) = ran.err
    assert "a[31mb c.html" in line
    assert not any(bad in line for bad in ("\x1b", "\x07", "\x9b", "\u202e"))


def test_secrets_in_addresses_are_printed_nowhere(run, server: Loopback, tmp_path: Path) -> None:
    address = server.url("/no?token=canary&page=2").replace("//", "//desk:canary@")
    rejects = tmp_path / "rejects.jsonl"
    runs = [
        run("fetch", *SET, "--rejects", rejects, address),
        run("fetch", *SET, "ftp://desk:canary@news.example/", "http://desk:canary@/"),
        run("-v", "fetch", *SET, address),
    ]
    server.replies["/no?token=canary&page=2"] = Reply(
        status=302, headers={"Location": "http://a:canary@b.invalid/"}
    )
    runs.append(run("-v", "fetch", *SET, address))
    assert "canary" not in str([(ran.out, ran.err) for ran in runs]) + rejects.read_text("utf-8")
    assert "page=2" in runs[0].err[0]


def test_messages_stand_on_lines_of_their_own_above_a_progress_bar(server: Loopback, tmp_path: Path) -> None:
    urls = [server.url(path) for path in ("/story", "/story?2", "/no", "/story?3")]
    server.replies |= {path: Reply(story(), wait=0.3) for path in ("/story?2", "/story?3")}
    ran, shown = on_a_terminal("fetch", *SET, "-o", tmp_path / "feed.jsonl", *urls)
    assert ran == 3
    assert "━" in shown
    assert f"\x1b[2Kcleanwire: {server.url('/no')}: http-404: " in shown.replace("\r", "")
