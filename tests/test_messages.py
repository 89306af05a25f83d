"""What goes wrong at the command line is one line, with its exit code; it tells no secrets and moves no terminal."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from commands import SET, started
from loopback import Loopback, Reply, serving, story


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
        (Reply(b"%PDF-1.7", content_type="application/pdf"), "binary"),
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


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ([], b"Just some words about a harbour.", "not-html: no HTML markup in it; --text is for text dumps"),
        (["--text"], story(), "no-article: its text is the source of an HTML page; --text is for text dumps"),
    ],
)
@pytest.mark.parametrize("command", ["clean", "explain"])
def test_a_file_of_the_other_kind_is_said_to_be_one(
    run, tmp_path: Path, command: str, option: list[str], content: bytes, said: str
) -> None:
    page = tmp_path / "page"
    page.write_bytes(content)
    ran = run(command, *option, page)
    assert (ran.code, ran.out, ran.err) == (1, b"", [f"cleanwire: {page}: {said}"])


@pytest.mark.parametrize(("name", "detail"), [("missing.html", "No such file"), (".", "Is a directory")])
def test_a_file_that_cannot_be_read_is_one_line(run, tmp_path: Path, name: str, detail: str) -> None:
    ran = run("clean", tmp_path / name)
    assert (ran.code, ran.out) == (1, b"")
    (line,) = ran.err
    assert line.startswith(f"cleanwire: {tmp_path / name}: unreadable: {detail}")


@pytest.mark.parametrize("scheme", ["http", "HTTPS"])
def test_an_address_among_files_is_told_where_it_belongs(run, scheme: str) -> None:
    ran = run("clean", f"{scheme}://news.example/harbour")
    assert (ran.code, ran.out) == (1, b"")
    (line,) = ran.err
    assert line.endswith(": unreadable: No such file or directory; cleanwire fetch reads addresses")


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
        ["fetch", "--no-such-option"],
        ["clean"],
        ["clean", "--url", "http://news.example/", "a.html", "b.html"],
        ["clean", "--rules", "/nonexistent/rules", "a.html"],
        ["explain", "--tsv", "--html", "out.html", "a.html"],
        ["explain", "--text", "http://127.0.0.1:9/"],
        ["explain", "--url", "http://news.example/", "http://127.0.0.1:9/"],
        ["clean", "--rejects", "-", "a.html"],
        ["fetch", "-o", "/nonexistent/feed.jsonl.gz", "http://news.example/"],
        ["clean", "--rejects", "/nonexistent/rejects.jsonl.ZST", "a.html"],
        ["explain", "--html", "/nonexistent/report.html.gz", "a.html"],
        ["feed", "export", "a.jsonl", "-o", "/nonexistent/feed.csv.gz"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_is_one_line(run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, b"")
    (line,) = ran.err
    assert line.startswith("cleanwire: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["clean", "page", "-o", "page"], "--output {}/page: the same file as the input"),
        (["clean", "page", "-o", "link"], "--output {}/link: the same file as the input"),
        (["clean", "page", "--rejects", "./page"], "--rejects {}/./page: the same file as the input"),
        (["clean", "page", "-o", "new", "--rejects", "new"], "--rejects {}/new: the same file as --output"),
        (["fetch", "--file", "page", "-o", "page"], "--output {}/page: the same file as the input"),
        (["explain", "page", "--html", "page"], "--html {}/page: the same file as the input"),
        (["feed", "export", "page", "-o", "page"], "--output {}/page: the same file as the input"),
    ],
)
def test_no_file_is_written_that_is_read_or_written_already(
    run, tmp_path: Path, arguments: list[str], said: str
) -> None:
    page = tmp_path / "page"
    page.write_bytes(b"http://127.0.0.1:9/\n")
    (tmp_path / "link").symlink_to(page)
    ran = run(
        *[
            one
            if one in {"clean", "fetch", "explain", "feed", "export"} or one[0] == "-"
            else f"{tmp_path}/{one}"
            for one in arguments
        ]
    )
    assert (ran.code, ran.out) == (2, b"")
    (line,) = ran.err
    assert line.startswith(f"cleanwire: {said.format(tmp_path)}; nothing was written")
    assert page.read_bytes() == b"http://127.0.0.1:9/\n"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["fetch", "--cassette", "/nonexistent/tape.yaml", "http://news.example/"],
        ["fetch", "-o", "/nonexistent/feed.jsonl", "http://news.example/"],
        ["rules", "new", "news.example", "-d", "/nonexistent"],
    ],
)
def test_what_cannot_be_written_is_one_line(run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out, len(ran.err)) == (4, b"", 1)


def test_a_torn_line_that_is_moved_is_said(run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(story())
    feed = tmp_path / "feed.jsonl"
    feed.write_bytes(b'{"a":1}\n{"b":')
    ran = run("clean", tmp_path / "page.html", "-o", feed)
    assert (ran.code, ran.err) == (
        0,
        [f"cleanwire: a torn line at the end of {feed} was moved to {feed}.torn"],
    )
    assert Path(f"{feed}.torn").read_bytes() == b'{"b":\n'


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean", "-"], 1),
        (["clean", "--warc", "-"], 1),
        (["fetch", "--file", "-"], 2),
        (["feed", "stats", "-"], 2),
    ],
)
def test_a_closed_standard_input_is_one_line(
    run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    ran = run(*arguments)
    assert ran.code == code
    assert "standard input is closed" in ran.err[0]


def test_a_device_may_be_written_to_twice(run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(story())
    ran = run("clean", page, "-o", "/dev/null", "--rejects", "/dev/null")
    assert (ran.code, ran.err) == (0, [])


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


def test_a_recording_that_is_not_written_whole_is_one_line(server: Loopback, tmp_path: Path) -> None:
    server.replies["/story"] = Reply(story("Harbour reopens " * 200))
    cassette = tmp_path / "tape.yaml"

    def few_bytes_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    asked = ("fetch", *SET, "--cassette", cassette, server.url("/story"))
    process = started(*asked, stdout=subprocess.PIPE, preexec_fn=few_bytes_only)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 4
    assert len(out.splitlines()) == 1
    assert err.decode().splitlines() == [f"cleanwire: {cassette}: File too large"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["fetch", "explain"])
def test_why_a_page_is_a_reject_is_said_before_the_recording_that_failed(
    run, server: Loopback, tmp_path: Path, command: str
) -> None:
    cassette, url = tmp_path / ("t" * 253), server.url("/gone-for-good")
    ran = run(command, *SET, "--cassette", cassette, url)
    assert (ran.code, ran.out) == (4, b"")
    assert ran.err == [
        f"cleanwire: {url}: http-404: the server answered 404 Not Found",
        f"cleanwire: {cassette}.part: File name too long",
    ]


PRINTED = [["--help"], ["fetch", "-h"], ["--version"], ["rules", "check"]]


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", PRINTED)
def test_a_full_disk_behind_what_is_printed_is_one_line(arguments: list[str], unbuffered: str) -> None:
    with open("/dev/full", "wb") as full:
        process = started(*arguments, stdout=full, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 4
    assert errors == b"cleanwire: standard output: No space left on device\n"


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", PRINTED)
def test_what_nobody_reads_to_its_end_is_quiet(arguments: list[str], unbuffered: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    process = started(*arguments, stdout=write_end, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
    os.close(write_end)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (141, b"")


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


def test_pages_that_ctrl_c_cut_off_are_rejects(server: Loopback, tmp_path: Path) -> None:
    server.replies["/slow"] = Reply(story(), wait=20)
    rejects, slow = tmp_path / "rejects.jsonl", server.url("/slow")
    process = started(
        *("fetch", *SET, "-s", "DOWNLOAD_TIMEOUT=30", "--rejects", rejects),
        *("no-address", server.url("/story"), slow),
        stdout=subprocess.PIPE,
    )
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().splitlines()[-1] == "cleanwire: interrupted: 1 of 3 pages came out"
    found = {line["pageUrl"]: line["reason"] for line in map(json.loads, rejects.read_text().splitlines())}
    assert found == {"no-address": "bad-url", slow: "unfinished"}
    assert rejects.read_text().count("\n") == 2


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
