"""Pages are kept as they were fetched, and cleaned again from what was kept."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from loopback import Reply, story
from newssite import NewsSite, job_file, news_site, source
from scrapy.http import Headers, HtmlResponse, Response
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler import archive, saved
from crawler.archive import Archive, ArchiveError, kept
from crawler.cli import main
from crawler.jobs import load
from crawler.outcomes import MAX_BYTES
from crawler.run import run

FETCHED = datetime(2026, 11, 20, 12, 30, 15, tzinfo=UTC)
URL = "https://news.example/quay"
DATE = "Fri, 20 Nov 2026 10:00:00 GMT"


def response(
    url: str = URL, body: bytes = b"<p>Text", status: int = 200, **headers: str | list[str]
) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url, status, Headers(named), body)


def record(url: str = URL, **more: Any) -> bytes:
    return kept(response(url, **more), FETCHED).record


def read(content: bytes) -> list[archive.Archived]:
    return list(archive.responses(io.BytesIO(content)))


# ---- writing ------------------------------------------------------------------------------------


def test_a_record_is_a_warc_response_of_its_own(tmp_path: Path) -> None:
    one = kept(
        response(
            body=b"<p>Text", Content_Type="text/html; charset=koi8-r", ETag='"a"', Set_Cookie="token=hunter2"
        ),
        FETCHED,
    )
    path = str(tmp_path / "pages.warc.gz")
    with Archive.append_to(path) as kept_pages:
        kept_pages.keep([one.record])
        size = kept_pages.keep([record("https://news.example/pier")])
    assert size == Path(path).stat().st_size
    with open(path, "rb") as stream:
        records = [
            (one.rec_type, one.rec_headers, one.http_headers)
            for one in ArchiveIterator(stream, check_digests="raise")
        ]
    assert [kind for kind, *_ in records] == ["warcinfo", "response", "response"]
    _, head, http = records[1]
    assert head.get_header("WARC-Target-URI") == URL
    assert head.get_header("WARC-Date") == "2026-11-20T12:30:15Z"
    assert f"<{one.reference}>" == head.get_header("WARC-Record-ID")
    assert http.get_statuscode() == "200"
    assert dict(http.headers) == {
        "Content-Type": "text/html; charset=koi8-r",
        "Etag": '"a"',
        "Content-Length": "7",
    }


def test_records_of_the_same_fetch_are_the_same_and_others_are_not() -> None:
    assert kept(response(), FETCHED) == kept(response(), FETCHED)
    assert kept(response(), FETCHED).reference != kept(response(body=b"<p>Else"), FETCHED).reference


def test_headers_that_no_server_should_send_do_not_break_a_record() -> None:
    strange = Response(
        URL, 299, Headers({"X-A": [b"\xe4\r\nX-B: 1", b"\x00"], "Content-Type": "text/html"}), b"<p>Text"
    )
    (one,) = read(kept(strange, FETCHED).record)
    assert one.response is not None
    assert (one.response.status, one.response.body) == (299, b"<p>Text")
    assert "X-B" not in one.response.headers


# ---- after a crash ------------------------------------------------------------------------------


def test_what_follows_the_last_page_that_counts_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    with Archive.append_to(str(path)) as pages:
        known = pages.keep([record("https://a.example/1")])
        counts = pages.keep([record("https://a.example/2"), record("https://a.example/3")])
        pages.keep([record("https://a.example/4")])
        pages.write(record("https://a.example/5")[:-9])
        assert pages.mend(known, lambda url: url.endswith("3")) == counts
        assert pages.mend(counts, lambda url: False) == counts
    with path.open("rb") as stream:
        assert [one.url[-1] for one in archive.responses(stream)] == ["1", "2", "3"]


# ---- reading ------------------------------------------------------------------------------------


def written(*records: tuple[str, str, bytes, list[tuple[str, str]]], packed: bool = False) -> bytes:
    """A WARC as others write it: kind, address, payload, HTTP headers."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    for kind, url, payload, headers in records:
        http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1") if kind != "resource" else None
        stream = io.BytesIO(payload)
        one = writer.create_warc_record(url, kind, payload=stream, length=len(payload), http_headers=http)
        writer.write_record(one)
    return buffer.getvalue()


def test_archives_of_others_are_read(tmp_path: Path) -> None:
    html = [("Content-Type", "text/html")]
    packed = gzip.compress(b"<p>Packed")
    chunked = b"5\r\n<p>Ch\r\n5\r\nunked\r\n0\r\n\r\n"
    content = written(
        ("request", URL, b"", html),
        ("response", f"{URL}/plain", b"<p>Plain", html),
        ("response", f"{URL}/packed", packed, [*html, ("Content-Encoding", "gzip")]),
        ("response", f"{URL}/chunked", chunked, [*html, ("Transfer-Encoding", "chunked")]),
        ("resource", "dns:news.example", b"20261120 news.example A", html),
    )
    bodies = [one.response.body if one.response else None for one in read(content)]
    assert bodies == [b"<p>Plain", b"<p>Packed", b"<p>Chunked"]


def test_what_is_no_archive_is_said() -> None:
    with pytest.raises(ArchiveError, match="not a WARC file"):
        read(b"<!doctype html><p>A page")


def test_a_record_that_ends_early_is_damaged() -> None:
    content = written(("response", URL, b"<p>Plain text of a page", [("Content-Type", "text/html")]))
    (one,) = read(content.rstrip()[:-5])
    assert (one.response, one.problem) == (None, "the record ends early, or its body is damaged")


PAGES = [record(f"https://news.example/{number}", body=b"<p>Text." * 99) for number in range(9)]
PLAIN = [gzip.decompress(page) for page in PAGES]


def urls_and_problems(content: bytes, capfd: pytest.CaptureFixture[str]) -> tuple[str, list[str]]:
    """The last signs of the addresses of whole responses, and what is said of the others."""
    found = read(content)
    assert capfd.readouterr().err == ""
    assert all(bool(one.problem) == (one.response is None) for one in found)
    return "".join(one.url[-1] for one in found if one.response), [
        one.problem for one in found if one.problem
    ]


@pytest.mark.parametrize("length", [1, 12, 40, 200, -9, -1])
def test_a_packed_record_that_is_cut_anywhere_is_damaged(
    capfd: pytest.CaptureFixture[str], length: int
) -> None:
    whole, problems = urls_and_problems(b"".join(PAGES[:5]) + PAGES[5][:length], capfd)
    assert whole == "01234"
    assert len(problems) == 1


@pytest.mark.parametrize("length", [3, 8, 12, 40, 150, 330, 370, 450, -5])
def test_a_plain_record_that_is_cut_anywhere_is_damaged(
    capfd: pytest.CaptureFixture[str], length: int
) -> None:
    whole, problems = urls_and_problems(b"".join(PLAIN[:5]) + PLAIN[5][:length], capfd)
    assert whole == "01234"
    assert len(problems) == 1


@pytest.mark.parametrize(("start", "end"), [(0, 200), (0, 3), (20, 60), (100, 300), (-8, -4)])
def test_records_behind_a_damaged_one_are_read(
    capfd: pytest.CaptureFixture[str], start: int, end: int
) -> None:
    torn = bytearray(PAGES[5])
    torn[start:end] = b"\xa5" * (end - start)
    whole, problems = urls_and_problems(b"".join([*PAGES[:5], torn, *PAGES[6:]]), capfd)
    assert whole == "01234678"
    assert len(problems) == 1


def test_what_follows_a_plain_record_without_sense_is_said_to_be_lost(
    capfd: pytest.CaptureFixture[str],
) -> None:
    whole, problems = urls_and_problems(b"".join([*PLAIN[:5], b"x" * 300, *PLAIN[6:]]), capfd)
    assert whole == "01234"
    assert [problem[:40] for problem in problems] == ["a record and what follows cannot be read"]


@pytest.mark.parametrize(
    ("length", "packed", "left"),
    [
        (-90, True, "01234678"),
        (-90, False, "01234678"),
        (-1, True, "01234678"),
        (-1, False, "01234678"),
        (90, True, "01234678"),
        (90, False, "0123478"),  # the next one's beginning was taken for the end of this
    ],
)
def test_a_wrong_length_is_one_damaged_record(
    capfd: pytest.CaptureFixture[str], length: int, packed: bool, left: str
) -> None:
    head, behind = PLAIN[5].split(b"\r\n\r\n", 1)
    said = int(head.rpartition(b" ")[2])
    wrong = head.replace(b"Content-Length: %d" % said, b"Content-Length: %d" % (said + length))
    all_pages = [*PLAIN[:5], wrong + b"\r\n\r\n" + behind, *PLAIN[6:]]
    content = b"".join(map(gzip.compress, all_pages) if packed else all_pages)
    whole, problems = urls_and_problems(content, capfd)
    assert whole == left
    assert problems == ["the record ends early, or its body is damaged"]


def test_a_whole_archive_packed_as_one_is_read(capfd: pytest.CaptureFixture[str]) -> None:
    assert urls_and_problems(gzip.compress(b"".join(PLAIN)), capfd) == ("012345678", [])


def test_a_bomb_in_an_archive_is_not_unpacked() -> None:
    bomb = gzip.compress(b"a" * (MAX_BYTES * 3))
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    (one,) = read(written(("response", URL, bomb, headers)))
    assert one.response is not None
    assert MAX_BYTES < len(one.response.body) < MAX_BYTES + 1024 * 1024


# ---- the whole way ------------------------------------------------------------------------------


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as running:
        yield running


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_pages_kept_are_cleaned_again_to_the_same_items(site: NewsSite, tmp_path: Path) -> None:
    urls = [site.tell(f"/story-{number}-of-the-quay", f"Story {number} – quay") for number in range(3)]
    site.replies["/packed-story-of-the-pier"] = Reply(
        gzip.compress(story("A packed story")), headers={"Content-Encoding": "gzip"}
    )
    site.replies["/nothing-of-a-story"] = Reply(b"<!doctype html><title>Moved</title><p>Moved.</p>")
    urls += [
        site.url("/packed-story-of-the-pier"),
        site.url("/nothing-of-a-story"),
        site.url("/gone-for-good"),
    ]
    feed = site.feed("/rss", dict.fromkeys(urls, DATE))
    job = 'keep-raw = "raw/%(job)s-%(run)s.warc.gz"'
    (one,) = load(job_file(tmp_path, source("feed", feed), job=job)).jobs
    summary = run(one)
    assert (summary.items, summary.rejects) == (4, {"no-article": 1, "http-404": 1})
    pages = tmp_path / "raw" / "a-00001.warc.gz"
    again, rejects = tmp_path / "again.jsonl", tmp_path / "rejects.jsonl"
    assert main(["clean", "-o", str(again), "--rejects", str(rejects), str(pages)]) == 3
    expected = lines(tmp_path / "a.jsonl")
    for item in expected:
        assert item["metadata"].pop("job") == "a"
        assert item["metadata"]["rawRef"].startswith("urn:uuid:")
    assert lines(again) == expected
    assert [one["reason"] for one in lines(rejects)] == ["no-article"]
    assert run(one).items == 0  # and nothing is kept of a run that brings nothing
    assert [path.name for path in pages.parent.iterdir()] == ["a-00001.warc.gz"]


def test_the_flag_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, feed = tmp_path / "crawl-data", tmp_path / "feed.jsonl"
    file.write_bytes(
        kept(HtmlResponse(URL, body=story(), headers={"Content-Type": "text/html"}), FETCHED).record
    )
    assert main(["clean", "--warc", str(file), "-o", str(feed)]) == 0
    with file.open("rb") as stream:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(stream)))
        assert main(["clean", "--warc", "-", "-o", str(feed)]) == 0
    first, second = lines(feed)
    assert first == second
    assert (first["url"], first["metadata"]["dateDownloaded"]) == (URL, "2026-11-20T12:30:15Z")


@pytest.mark.parametrize("more", [["--text"], ["--url", URL]])
def test_an_archive_says_itself_what_it_holds(tmp_path: Path, more: list[str]) -> None:
    assert main(["clean", "--warc", str(tmp_path / "a"), *more]) == 2


@pytest.mark.parametrize(
    ("content", "detail"),
    [(None, "No such file"), (b"<p>A page", "not a WARC file"), (b"", "no HTTP response")],
)
def test_an_archive_that_cannot_be_read_is_one_line(
    tmp_path: Path, content: bytes | None, detail: str, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.warc"
    if content is not None:
        file.write_bytes(content)
    assert main(["clean", str(file)]) == 1
    said = capfd.readouterr().err.splitlines()
    assert len(said) == 2
    assert f"{file}: unreadable: " in said[0]
    assert detail in said[0]


def test_a_damaged_archive_is_partial(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file, rejects = tmp_path / "a.warc.gz", tmp_path / "rejects.jsonl"
    page = kept(HtmlResponse(URL, body=story(), headers={"Content-Type": "text/html"}), FETCHED).record
    file.write_bytes(page + page[:40])
    assert main(["clean", str(file), "--rejects", str(rejects)]) == 3
    said = capfd.readouterr().err.splitlines()[0]
    assert said == f"cleanwire: {file}: damaged: a record cannot be read: the file ends early"
    assert [one["reason"] for one in lines(rejects)] == ["damaged"]


def test_names_of_archives() -> None:
    assert [saved.is_archive(name) for name in ("a.warc", "A.WARC.GZ", "a.warc.txt", "-")] == [
        True,
        True,
        False,
        False,
    ]
