"""A job's files that were there before it, or while it was not looking: nothing in them is lost."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from newssite import NewsSite, job_file, news_site, source
from scrapy.http import Response

from crawler import archive
from crawler.archive import Archive, kept
from crawler.canonical import canonical
from crawler.entries import Ended, Entry, Lease, State
from crawler.feed import ForeignFileError
from crawler.frontier import Frontier
from crawler.jobs import Job, load
from crawler.recovery import recover
from crawler.run import run
from crawler.runs import last_run

URL = "https://news.example/quay"
DATE = "Fri, 20 Nov 2026 10:00:00 GMT"


def record(url: str = URL) -> bytes:
    return kept(Response(url, body=b"<p>Text"), datetime(2026, 11, 20, 12, 30, 15, tzinfo=UTC)).record


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as running:
        yield running


BEGUN = b"\x1f\x8b\x08\x00"


@pytest.mark.parametrize(
    "rest",
    [b"", BEGUN + b" damaged", b"\0" * 9000, record()[:90], record()[:90] + b"\0" * 9000],
    ids=["empty", "damaged", "zeros", "torn", "torn and zeros"],
)
def test_an_archive_that_a_crash_left_without_a_record_is_begun_again(tmp_path: Path, rest: bytes) -> None:
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(rest)
    with Archive.append_to(str(path)) as pages:
        assert pages.mend(0, lambda url: True) == 0
        pages.keep([record()])
    with path.open("rb") as stream:
        assert len(list(archive.responses(stream))) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"no gzip",
        gzip.compress(b"a whole file of somebody"),
        gzip.compress(random.Random(1).randbytes(5000))[:-9],
        gzip.decompress(record()),
    ],
    ids=["no gzip", "somebody's", "cut", "not packed"],
)
def test_what_is_no_archive_of_ours_is_refused_and_stays(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(content)
    with (
        Archive.append_to(str(path)) as pages,
        pytest.raises(ForeignFileError, match="is not a WARC archive"),
    ):
        pages.mend(0, lambda url: True)
    assert path.read_bytes() == content


def test_records_behind_a_damaged_one_are_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    torn = bytearray(record("https://a.example/2"))
    torn[40:80] = b"\xa5" * 40
    whole = record("https://a.example/1") + bytes(torn) + record("https://a.example/3")
    path.write_bytes(whole + record()[:-9])
    with Archive.append_to(str(path)) as pages:
        assert pages.mend(0, lambda url: True) == len(whole) == pages.size()


def test_another_archive_in_the_place_of_a_known_one_is_refused_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    others = record("https://a.example/1") + record("https://b.example/of-another-length") * 2
    path.write_bytes(others)
    with (
        Archive.append_to(str(path)) as pages,
        pytest.raises(ForeignFileError, match="is not the archive that this job wrote"),
    ):
        pages.mend(len(record()) * 2, lambda url: True)
    assert path.read_bytes() == others


@pytest.mark.parametrize("left", [b"", record()[:1] + b"\0" * 90, b"\0" * 9000, record()[:-9]])
def test_what_a_crash_left_behind_what_is_known_is_cut(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(record() + left)
    with Archive.append_to(str(path)) as pages:
        assert pages.mend(len(record()), lambda url: True) == len(record()) == pages.size()


def quay_job(site: NewsSite, folder: Path, keys: str) -> Job:
    """A job of one story, `/story-of-the-quay`."""
    feed = site.feed("/rss", {site.tell("/story-of-the-quay", "A story of the quay"): DATE})
    (one,) = load(job_file(folder, source("feed", feed), job=keys)).jobs
    return one


def test_an_archive_that_another_has_made_is_added_to(site: NewsSite, tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    others = record("https://a.example/1") + record("https://a.example/2")
    path.write_bytes(others + record()[:-9])
    job = quay_job(site, tmp_path, 'keep-raw = "pages.warc.gz"')
    assert run(job).exit_code == 0
    assert path.read_bytes().startswith(others)
    found = [archived.url for archived in archive.responses(io.BytesIO(path.read_bytes()))]
    assert found == ["https://a.example/1", "https://a.example/2", site.url("/story-of-the-quay")]
    kept_so_far = path.read_bytes()
    (job.state / "frontier.sqlite").unlink()
    assert run(job).exit_code == 0
    assert path.read_bytes().startswith(kept_so_far)


def test_an_archive_that_was_away_for_a_run_is_kept_when_it_is_back(site: NewsSite, tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    job = quay_job(site, tmp_path, 'keep-raw = "pages.warc.gz"')
    run(job)
    content = path.read_bytes()
    path.unlink()
    run(job)
    path.write_bytes(content)
    assert run(job).exit_code == 0
    assert path.read_bytes() == content


def test_of_an_archive_nobody_accounts_for_goes_what_is_fetched_again(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"
    done, left = f"{URL}/done", f"{URL}/left"
    whole = record("https://a.example/1") + record(done)
    path.write_bytes(whole + record(left))
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        frontier.open_file(str(path), "archive")
        frontier.add([Entry(done), Entry(left)])
        frontier.commit([Ended(Lease(canonical(done), Entry(done)), State.DONE)])
        recover(frontier)
        assert frontier.files() == [(str(path), "archive", len(whole))]
    assert path.read_bytes() == whole


def test_what_was_removed_from_the_pages_of_another_job_stays(site: NewsSite, tmp_path: Path) -> None:
    path = tmp_path / "removed.jsonl"
    other = b'{"id":"1","pageUrl":"https://a.example/1","rule":"x","text":"y"}\n'
    path.write_bytes(other)
    assert run(quay_job(site, tmp_path, 'removed = "removed.jsonl"')).exit_code == 0
    assert path.read_bytes().startswith(other)


@pytest.mark.parametrize(("key", "name"), [("keep-raw", "pages.warc.gz"), ("removed", "removed.jsonl")])
def test_a_file_of_something_else_is_refused_until_the_job_names_another(
    site: NewsSite, tmp_path: Path, key: str, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"My thesis\n" * 9)
    refused = run(quay_job(site, tmp_path, f'{key} = "{name}"'))
    assert refused.exit_code == 4
    assert str(refused.error).startswith(f"{path}: is not a ")
    assert path.read_bytes() == b"My thesis\n" * 9
    noted = last_run(tmp_path / ".cleanwire" / "a")
    assert noted is not None
    assert (noted.run, noted.exit_code, noted.error) == (refused.run, 4, refused.error)
    summary = run(quay_job(site, tmp_path, f'{key} = "other-{name}"'))
    assert (summary.exit_code, summary.items) == (0, 1)
