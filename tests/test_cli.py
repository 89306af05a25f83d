"""The command line: every kind of bad input is one clear line and a documented exit code."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import PROGRAM, ROOT, SET, started
from loopback import Loopback, Reply, story

from crawler.cli import main
from crawler.messages import ExitCode


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
    assert [item["pageUrl"] for item in ran.items] == [str(tmp_path / name) for name in ("a.html", "b.html")]


def test_the_name_of_a_saved_page_is_safe_to_write(run, tmp_path: Path) -> None:
    page = tmp_path / "h\udce4fen\x1b.html"  # Latin-1 in a file system of UTF-8 names, and an escape
    page.write_bytes(story())
    ran = run("clean", page)
    assert (ran.code, ran.err) == (0, [])
    assert "\x1b" not in ran.items[0]["pageUrl"]
    assert ran.items[0]["pageUrl"].endswith("fen.html")


def test_a_dash_is_standard_output(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_bytes(story())
    ran = run("clean", "page.html", "-o", "-")
    assert (ran.code, ran.err, len(ran.items)) == (0, [], 1)
    assert os.listdir() == ["page.html"]


def test_clean_takes_text_dumps_and_an_address(run, tmp_path: Path) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text("Harbour reopens\n\nThe harbour reopened on Monday.", "utf-8")
    ran = run("clean", "--text", "--url", "https://news.example/harbour", dump)
    assert (ran.code, ran.err) == (0, [])
    assert ran.items[0]["pageUrl"] == "https://news.example/harbour"


@pytest.mark.parametrize("command", ["clean", "explain"])
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("not a url", "blanks, control characters or broken encoding in the address"),
        ("news.example/harbour", "the address starts with neither http:// nor https://"),
        ("https://", "the address names no host"),
        ("", "the address starts with neither http:// nor https://"),
    ],
)
def test_an_address_that_cannot_be_fetched_is_wrong_usage(
    run, tmp_path: Path, command: str, address: str, why: str
) -> None:
    saved = tmp_path / "page.html"
    saved.write_bytes(story())
    ran = run(command, saved, "--url", address)
    assert (ran.code, ran.out) == (ExitCode.USAGE, b"")
    assert ran.err == [f"cleanwire: --url {address}: {why} (see cleanwire {command} --help)"]


def test_credentials_in_an_address_do_not_get_into_the_feed(run, tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_bytes(story())
    ran = run("clean", saved, "--url", "https://me:hunter2@news.example/harbour")
    assert ran.items[0]["pageUrl"] == "https://news.example/harbour"
    assert b"hunter2" not in ran.out


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
    assert json.loads(out)["pageUrl"] == ""


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


def test_explain_shows_a_page_whose_recording_fails(
    run, rendered: list[dict], server: Loopback, tmp_path: Path
) -> None:
    ran = run("explain", *SET, "--cassette", tmp_path / ("t" * 253), server.url("/story"))
    assert (ran.code, len(rendered), len(ran.err)) == (ExitCode.OUTPUT, 1, 1)
    assert ran.out


@pytest.mark.parametrize(("set_to", "width"), [("60", 60), ("140", 140), ("", 100)])
def test_explain_in_a_pipe_is_as_wide_as_it_is_told(
    rendered: list[dict], run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_to: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", set_to)
    monkeypatch.setattr(sys, "__stdout__", None)  # the terminal of who runs the tests
    (tmp_path / "page.html").write_bytes(story())
    run("explain", tmp_path / "page.html")
    assert rendered[0]["width"] == width


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_explain_paints_only_where_colours_are_wanted(
    run, rendered: list[dict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment, coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    (tmp_path / "page.html").write_bytes(story())
    run("explain", tmp_path / "page.html")
    run("explain", tmp_path / "page.html", "--html", "-")
    assert [one["colour"] for one in rendered] == [coloured, False]


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


def test_messages_stand_on_lines_of_their_own_above_a_progress_bar(server: Loopback, tmp_path: Path) -> None:
    urls = [server.url(path) for path in ("/story", "/story?2", "/no", "/story?3")]
    server.replies |= {path: Reply(story(), wait=0.3) for path in ("/story?2", "/story?3")}
    ran, shown = on_a_terminal("fetch", *SET, "-o", tmp_path / "feed.jsonl", *urls)
    assert ran == 3
    assert "━" in shown
    assert f"\x1b[2Kcleanwire: {server.url('/no')}: http-404: " in shown.replace("\r", "")
