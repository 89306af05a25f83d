"""The job file: what a right one says, and that every mistake in a wrong one is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.jobkeys import JobFileError
from crawler.jobs import Drift, Limits, Output, Politeness, Source, load

WHOLE = """\
contact = "desk@wire.example"
state = "state"

[defaults]
schedule = "*/15 * * * *"
languages = ["en", "de"]

[jobs.world]
timezone = "Europe/Berlin"
jitter = "20 s"
fresh = "3 days"
allowed-hosts = ["News.example"]
output = "out/%(job)s-%(day)s.jsonl"
rotate = "day"
compress = "zstd"
rejects = "out/rejects.jsonl"
removed = "/var/removed.jsonl"
keep-raw = "out/../raw/%(run)s.warc.gz"
allow-private = true
updates = true
limits = { pages = 500, depth = 2, time = "20 min" }
politeness = { delay = 2.5, per-host = 40 }
drift = { fail = true, runs = 5 }
settings = { DOWNLOAD_TIMEOUT = 5 }

[[jobs.world.sources]]
kind = "feed"
urls = ["https://news.example/rss", "https://news.example/atom"]
include = "/world/"

[[jobs.world.sources]]
kind = "urls"
file = "addresses"
urls = "https://news.example/a"
js = true

[jobs.tags]
schedule = "every 2 hours"
output = "tags.jsonl"
[[jobs.tags.sources]]
kind = "tag"
urls = ["https://heap.example/tag/rivers"]
follow = true
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "jobs.toml"
    file.write_text(text, "utf-8")
    return file


def mistakes(folder: Path, text: str) -> list[str]:
    file = written(folder, text)
    with pytest.raises(JobFileError) as caught:
        load(file)
    lines = str(caught.value).splitlines()
    assert all(line.startswith(f"{file}:") for line in lines)
    return [line.removeprefix(f"{file}:") for line in lines]


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    (tmp_path / "addresses").write_text("https://news.example/a\n# no\nhttps://news.example/b\n")
    world, tags = load(written(tmp_path, WHOLE)).jobs
    assert world.name == "world"
    assert world.sources == (
        Source("feed", ("https://news.example/rss", "https://news.example/atom"), include="/world/"),
        Source("urls", ("https://news.example/a", "https://news.example/b"), js=True),
    )
    assert world.schedule
    assert (world.schedule.text, world.schedule.zone, world.jitter) == ("*/15 * * * *", "Europe/Berlin", 20)
    assert (world.fresh_for, world.languages, world.allowed_hosts) == (
        3 * 86400,
        ("en", "de"),
        ("news.example",),
    )
    assert world.output == Output(str(tmp_path / "out/%(job)s-%(day)s.jsonl"), "day", "zstd")
    assert (world.rejects, world.removed) == (tmp_path / "out/rejects.jsonl", Path("/var/removed.jsonl"))
    assert (world.keep_raw, world.allow_private) == (tmp_path / "raw/%(run)s.warc.gz", True)
    assert (world.limits, world.politeness) == (Limits(500, 2, 1200), Politeness(2.5, 40))
    assert (world.drift, world.updates, world.contact) == (Drift(5, True), True, "desk@wire.example")
    assert world.settings == {"DOWNLOAD_TIMEOUT": 5}
    assert world.state == tmp_path / "state" / "world"
    assert tags.sources == (Source("tag", ("https://heap.example/tag/rivers",), follow=True),)
    assert tags.schedule
    assert (tags.schedule.interval, tags.languages) == (7200, ("en", "de"))


SMALLEST = """\
[jobs.a]
output = "a.jsonl"
[[jobs.a.sources]]
kind = "feed"
urls = ["https://news.example/rss"]
"""
PLAIN = "expected a path that does not end in .gz or .zst, for lines are written plain (compress packs closed feeds)"


def test_the_smallest_file(tmp_path: Path) -> None:
    (job,) = load(written(tmp_path, SMALLEST)).jobs
    assert (job.schedule, job.limits, job.politeness, job.drift) == (None, Limits(), Politeness(), Drift())
    assert (job.keep_raw, job.allow_private) == (None, False)
    assert job.state == tmp_path / ".cleanwire" / "a"


def test_a_job_is_found_by_its_name(tmp_path: Path) -> None:
    jobs = load(written(tmp_path, SMALLEST))
    assert jobs.job("a") is jobs.jobs[0]
    with pytest.raises(KeyError):
        jobs.job("b")


MISTAKES = """\
contact = ""
#: contact: expected a text of one line, found ""
stat = "x"
#: stat: expected a key that there is: state, found "stat"
[jobs.World]
#: jobs.World: expected a name of up to 60 small letters, digits, - and _
[jobs.a]
schedule = "*/15 * * *"
#: jobs.a.schedule: expected a cron expression like "*/15 * * * *", or "every 30 minutes" (4 fields, not \
5), found "*/15 * * *"
timezone = "Europe/Atlantis"
#: jobs.a.timezone: expected a time zone like "Europe/Berlin", found "Europe/Atlantis"
fresh = "3 fortnights"
#: jobs.a.fresh: expected a duration like "90 s", "12 hours" or "3 days", found "3 fortnights"
languages = [
  "en",
  "english",
#: jobs.a.languages.1: expected a language like "en" (ISO 639-1, two small letters), found "english"
]
allowed-hosts = "https://news.example/"
#: jobs.a.allowed-hosts: expected a host like "news.example", without https:// and path, found \
"https://news.example/"
output = "a-%(hour)s.jsonl"
#: jobs.a.output: expected a path, with no % but %(job)s, %(run)s, %(day)s and %%, found "a-%(hour)s.jsonl"
updates = "yes"
#: jobs.a.updates: expected true or false, found "yes"
limits = { pages = 0, deep = 3, time = 5 }
#: jobs.a.limits.deep: expected a key that there is: depth, found "deep"
#: jobs.a.limits.pages: expected a whole number, 1 or more, found 0
#: jobs.a.limits.time: expected a duration like "90 s", "12 hours" or "3 days", found 5
politeness = 3
#: jobs.a.politeness: expected a table, found 3
drift.runs = 2.5
#: jobs.a.drift.runs: expected a whole number, 1 or more, found 2.5
[[jobs.a.sources]]
kind = "feeds"
#: jobs.a.sources.0.kind: expected one of "urls", "feed", "sitemap", "section", "tag", "discover", found \
"feeds"
urls = ["news.example/rss", "https://user:secret@"]
#: jobs.a.sources.0.urls.0: expected an address like https://news.example/feed.xml (the address starts with \
neither http:// nor https://), found "news.example/rss"
#: jobs.a.sources.0.urls.1: expected an address like https://news.example/feed.xml (the address names no \
host), found "https://***@"
include = "("
#: jobs.a.sources.0.include: expected a regular expression (missing ), unterminated subpattern at position \
0), found "("
[[jobs.a.sources]]
#: jobs.a.sources.1: expected urls, a list of addresses
kind = "feed"
file = "addresses"
#: jobs.a.sources.1.file: expected a key that there is: one of exclude, include, js, kind, urls, found "file"
[jobs.b]
#: jobs.b: expected a key output
#: jobs.b: expected a table [[jobs.b.sources]]
"""
"""A job file with nothing right in it; below each line is what has to be said of it."""


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    expected, number = [], 0
    for place, line in enumerate(MISTAKES.splitlines(), 1):
        if line.startswith("#: "):
            expected.append(f"{number}: {line[3:]}")
        else:
            number = place
    assert mistakes(tmp_path, MISTAKES) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1: expected a job: a table [jobs.NAME]"),
        ("[jobs]\n", "1: jobs: expected at least one job: a table [jobs.NAME]"),
        ("\njobs = 3\n", "2: jobs: expected a table, found 3"),
        ("a = 1\nb = = 2\n", "2: expected TOML, found Invalid value"),
        ("a = 1\nb = '''\n\n", "2: expected TOML, found Expected \"'''\""),
        ("[jobs.a]\n[jobs.a]\n", "2: expected TOML, found Cannot declare ('jobs', 'a') twice"),
        (
            SMALLEST.replace("[[jobs.a.sources]]", 'rotate = "run"\n[[jobs.a.sources]]'),
            "2: jobs.a.output: expected %(run)s in the path of a feed that is rotated by run, "
            'found "a.jsonl"',
        ),
        (
            SMALLEST.replace("[[jobs.a.sources]]", 'compress = "gzip"\n[[jobs.a.sources]]'),
            '3: jobs.a.compress: expected rotate = "run" or "day" with it: only closed files are compressed',
        ),
        (
            "[defaults]\nlanguage = 'en'\n" + SMALLEST,
            '2: defaults.language: expected a key that there is: languages, found "language"',
        ),
        (
            "[defaults]\nupdates = 1\n" + SMALLEST + SMALLEST.replace(".a", ".b").replace("a.j", "b.j"),
            "2: defaults.updates: expected true or false, found 1",
        ),
        (
            SMALLEST.replace('kind = "feed"', 'kind = "urls"\nfile = "missing"'),
            "5: jobs.a.sources.0.file: expected a file of addresses, one per line "
            "(No such file or directory), "
            'found "missing"',
        ),
        (
            SMALLEST.replace('["https://news.example/rss"]', "[]"),
            "5: jobs.a.sources.0.urls: expected at least one value, found []",
        ),
        (
            SMALLEST.replace("[[", 'settings = { DOWNLOAD_DELAY = "soon" }\n[[', 1),
            '3: jobs.a.settings.DOWNLOAD_DELAY: expected a number, found "soon"',
        ),
        (
            SMALLEST.replace("[[", 'keep-raw = "pages.warc"\n[[', 1),
            '3: jobs.a.keep-raw: expected a path that ends in ".warc.gz", found "pages.warc"',
        ),
        (
            SMALLEST.replace("a.jsonl", "a.jsonl.gz"),
            f'2: jobs.a.output: {PLAIN}, found "a.jsonl.gz"',
        ),
        (
            SMALLEST.replace("[[", 'rejects = "%(day)s.ZST"\n[[', 1),
            f'3: jobs.a.rejects: {PLAIN}, found "%(day)s.ZST"',
        ),
        (
            SMALLEST.replace("[[", 'removed = "removed.zst"\n[[', 1),
            f'3: jobs.a.removed: {PLAIN}, found "removed.zst"',
        ),
        (
            SMALLEST.replace("[[", 'rejects = "%(day)d"\n[[', 1),
            '3: jobs.a.rejects: expected a path, with no % but %(job)s, %(run)s, %(day)s and %%, found "%(day)d"',
        ),
        (
            SMALLEST.replace("[[jobs.a.sources]]", "[jobs.a.sources]"),
            "3: jobs.a.sources: expected tables [[jobs.a.sources]], found a table",
        ),
    ],
)
def test_one_mistake(tmp_path: Path, text: str, expected: str) -> None:
    assert mistakes(tmp_path, text) == [expected]


@pytest.mark.parametrize(
    ("addresses", "found"),
    [
        (
            "# all\n\nhttps://news.example/a\nnews.example/b\nalso wrong\n",
            '"news.example/b" in line 4 of addr.txt, and 1 more',
        ),
        ("https://news.example/a\nhttps://me:secret@/b", '"https://***@/b" in line 2 of addr.txt'),
    ],
)
def test_a_wrong_address_in_a_list_is_named_once(tmp_path: Path, addresses: str, found: str) -> None:
    (tmp_path / "addr.txt").write_text(addresses)
    listed = SMALLEST.replace('kind = "feed"', 'kind = "urls"').replace(
        'urls = ["https://news.example/rss"]', 'file = "addr.txt"'
    )
    (mistake,) = mistakes(tmp_path, listed)
    assert mistake.startswith(
        "5: jobs.a.sources.0.file: expected an address like https://news.example/feed.xml ("
    )
    assert mistake.endswith(f"), found {found}")
    (tmp_path / "addr.txt").write_text("# all\nhttps://news.example/a\n")
    assert load(written(tmp_path, listed)).jobs[0].sources[0].urls == ("https://news.example/a",)
    (tmp_path / "addr.txt").unlink()
    (mistake,) = mistakes(tmp_path, listed)
    assert "a file of addresses, one per line (No such file" in mistake
    assert len(mistakes(tmp_path, listed.replace('kind = "urls"', 'kind = "feed"'))) == 2


def test_every_file_has_one_writer(tmp_path: Path) -> None:
    two = SMALLEST + SMALLEST.replace("jobs.a", "jobs.b")
    place = tmp_path / "a.jsonl"
    assert mistakes(tmp_path, two) == [
        f'7: jobs.b.output: expected a file of its own; jobs.a.output is the same, found "{place}"'
    ]
    load(written(tmp_path, two.replace("a.jsonl", "%(job)s.jsonl")))
    other_way = SMALLEST + SMALLEST.replace("jobs.a", "jobs.b").replace("a.jsonl", "./x/../a.jsonl")
    assert mistakes(tmp_path, other_way) == mistakes(tmp_path, two)
    kept = two.replace("a.jsonl", "%(job)s.jsonl").replace("[[", 'keep-raw = "%(day)s.warc.gz"\n[[')
    (mistake,) = mistakes(tmp_path, kept)
    assert mistake.startswith("9: jobs.b.keep-raw: expected a file of its own; jobs.a.keep-raw is the same")
    rejects = SMALLEST.replace("[[", 'rejects = "a.jsonl"\n[[', 1)
    assert mistakes(tmp_path, rejects) == [
        f'3: jobs.a.rejects: expected a file of its own; jobs.a.output is the same, found "{place}"'
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(JobFileError, match="1: expected a job file, found No such file or directory"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# one\n# caf\xe9\n")
    with pytest.raises(JobFileError, match="2: expected UTF-8, found another encoding"):
        load(tmp_path / "latin.toml")
