"""The job file: what to watch, how often, how politely, and where the articles go.

TOML, read with `load`.  Everything in it is checked before anything runs, and every mistake is reported
at once, with its line and what was expected there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from crawler import jobkeys as keys
from crawler.jobkeys import JobFileError, Mistake, Table
from crawler.timetable import Timetable
from crawler.timetable import parse as parse_timetable
from crawler.toml_lines import lines_of

__all__ = [
    "Drift",
    "Job",
    "JobFile",
    "JobFileError",
    "Limits",
    "Mistake",
    "Output",
    "Politeness",
    "Source",
    "load",
]

SourceKind = Literal["urls", "feed", "sitemap", "section", "tag", "discover"]
Rotation = Literal["never", "run", "day"]
Compression = Literal["none", "gzip", "zstd"]


@dataclass(frozen=True, slots=True)
class Source:
    """A place where articles are announced."""

    kind: SourceKind
    """What stands there: `urls` are articles themselves; `discover` is a site, whose feeds and sitemaps
    are found out."""
    urls: tuple[str, ...]
    js: bool = False
    """Whether its pages, and its articles, are rendered by a browser."""
    follow: bool = False
    """Of a tag page: fetch the stories' own pages, instead of taking the text from the tag page."""
    include: str | None = None
    """Regular expression that an article's address must match."""
    exclude: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may do; what it leaves stays queued for the next."""

    pages: int | None = None
    depth: int = 1
    """How many pages of a listing are read (`rel=next`)."""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Politeness:
    """How a host is treated."""

    delay: float = 1.0
    """Seconds between two requests to a host, at least."""
    per_host: int | None = None
    """Pages of one host in one run, at most."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where the feed goes."""

    path: str
    """Absolute; may hold `%(job)s`, `%(run)s` and `%(day)s`."""
    rotation: Rotation = "never"
    """When a new file is begun: `run` and `day` need their name in the path."""
    compression: Compression = "none"
    """Of closed files."""


@dataclass(frozen=True, slots=True)
class Drift:
    """When a change of a site is alarming."""

    runs: int = 10
    """How many of the last runs are looked at."""
    fail: bool = False
    """Whether an alarm makes the run fail."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is watched together, at the same times, into the same feed."""

    name: str
    sources: tuple[Source, ...]
    output: Output
    state: Path
    """Directory of the frontier, the lock and the records of the job's runs."""
    schedule: Timetable | None = None
    jitter: float = 0.0
    """Seconds by which scheduled starts are spread."""
    fresh_for: float | None = None
    """Seconds: older articles are not wanted."""
    limits: Limits = Limits()
    allowed_hosts: tuple[str, ...] = ()
    """Hosts, with those below them, that articles may be on; empty: as each kind of source does."""
    allow_private: bool = False
    """Whether addresses that nobody named in the job file may lead into the machine or its network."""
    languages: tuple[str, ...] = ()
    """ISO 639-1; empty: any."""
    rejects: Path | None = None
    removed: Path | None = None
    keep_raw: Path | None = None
    """WARC that fetched pages are kept in; may hold names as `output` does."""
    politeness: Politeness = Politeness()
    updates: bool = False
    """Whether an article whose text changed comes again, as a new revision."""
    drift: Drift = Drift()
    contact: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Scrapy settings over ours."""


@dataclass(frozen=True, slots=True)
class JobFile:
    """A job file that was found right."""

    path: Path
    jobs: tuple[Job, ...]
    text: str

    def job(self, name: str) -> Job:
        """The job of that name.

        Raises:
            KeyError: there is none.
        """
        for job in self.jobs:
            if job.name == name:
                return job
        raise KeyError(name)


def load(path: Path, text: str | None = None) -> JobFile:
    """Read and check a job file.

    Args:
        path: its paths are relative to the folder of this.
        text: what was read of it before; it is not read again then.

    Raises:
        JobFileError: it cannot be read, or something in it is not as it should be; all of it is named.
    """
    path = path.absolute()
    text = keys.read(path) if text is None else text
    document = keys.parsed(path, text)
    mistakes: list[Mistake] = []
    top = Table(document, (), lines_of(text), mistakes)
    contact = top.take("contact", keys.line, "")
    state = Path(os.path.normpath(path.parent / top.take("state", keys.line, ".cleanwire")))
    shared = top.table("defaults")
    jobs = []
    for name, table in top.tables_by_name("jobs", keys.name):
        table.fall_back_on(shared)
        jobs.append(_job(name, table, path.parent, state / name, contact))
    if "jobs" not in document:
        top.mistake((), "a job: a table [jobs.NAME]")
    elif not document["jobs"]:
        top.mistake(("jobs",), "at least one job: a table [jobs.NAME]")
    top.done()
    _check_that_files_are_apart([job for job in jobs if Path(job.output.path) != path.parent], top)
    if mistakes:
        raise JobFileError(path, mistakes)
    return JobFile(path, tuple(jobs), text)


def _check_that_files_are_apart(jobs: Sequence[Job], top: Table) -> None:
    """A job puts its files right after a crash, and can do so only when nobody else writes to them."""
    writers: dict[str, str] = {}
    for job in jobs:
        paths = {
            "output": job.output.path,
            "rejects": job.rejects,
            "removed": job.removed,
            "keep-raw": job.keep_raw,
        }
        for key, path in paths.items():
            own = str(path).replace("%(job)s", job.name)
            writer = writers.setdefault(own, f"jobs.{job.name}.{key}") if path else ""
            if path and writer != f"jobs.{job.name}.{key}":
                top.mistake(("jobs", job.name, key), f"a file of its own; {writer} is the same", f'"{path}"')


def _job(name: str, table: Table, folder: Path, state: Path, contact: str) -> Job:
    job = Job(
        name=name,
        sources=tuple(_source(one, folder) for one in table.tables("sources", required=True)),
        output=_output(table, folder),
        state=state,
        schedule=_schedule(table),
        jitter=table.take("jitter", keys.duration, 0.0),
        fresh_for=table.take("fresh", keys.duration, None),
        limits=_limits(table.table("limits")),
        allowed_hosts=table.take_all("allowed-hosts", keys.host),
        allow_private=table.take("allow-private", keys.flag, False),
        languages=table.take_all("languages", keys.language),
        rejects=_file(table, "rejects", folder),
        removed=_file(table, "removed", folder),
        keep_raw=_file(table, "keep-raw", folder, keys.archive),
        politeness=_politeness(table.table("politeness")),
        updates=table.take("updates", keys.flag, False),
        drift=_drift(table.table("drift")),
        contact=table.take("contact", keys.line, contact),
        settings=_settings(table.table("settings")),
    )
    table.done()
    return job


def _source(table: Table, folder: Path) -> Source:
    kind = table.take("kind", keys.one_of(get_args(SourceKind)), None, required=True)
    urls = table.take_all("urls", keys.url)
    file = table.take("file", keys.address_file(folder), None) if kind == "urls" else None
    if not table.has("urls") and not (kind == "urls" and table.has("file")):
        table.mistake((), "urls, a list of addresses" + (", or file" if kind == "urls" else ""))
    source = Source(
        kind=kind or "urls",
        urls=tuple(dict.fromkeys([*urls, *(file or ())])),
        js=table.take("js", keys.flag, False),
        follow=table.take("follow", keys.flag, False) if kind == "tag" else False,
        include=table.take("include", keys.expression, None),
        exclude=table.take("exclude", keys.expression, None),
    )
    table.done()
    return source


def _output(table: Table, folder: Path) -> Output:
    path = table.take("output", keys.plain, None, required=True)
    rotation: Rotation = table.take("rotate", keys.one_of(get_args(Rotation)), "never")
    compression: Compression = table.take("compress", keys.one_of(get_args(Compression)), "none")
    if path and rotation != "never" and f"%({rotation})s" not in path:
        wanted = f"%({rotation})s in the path of a feed that is rotated by {rotation}"
        table.mistake(("output",), wanted, f'"{path}"')
    if compression != "none" and rotation == "never":
        table.mistake(("compress",), 'rotate = "run" or "day" with it: only closed files are compressed')
    return Output(os.path.normpath(folder / (path or "")), rotation, compression)


def _schedule(table: Table) -> Timetable | None:
    zone = table.take("timezone", keys.zone, "UTC")
    text = table.take("schedule", keys.timetable, None)
    return None if text is None else parse_timetable(text, zone)


def _limits(table: Table) -> Limits:
    limits = Limits(
        pages=table.take("pages", keys.count, None),
        depth=table.take("depth", keys.count, 1),
        seconds=table.take("time", keys.duration, None),
    )
    table.done()
    return limits


def _politeness(table: Table) -> Politeness:
    politeness = Politeness(
        delay=table.take("delay", keys.amount, 1.0),
        per_host=table.take("per-host", keys.count, None),
    )
    table.done()
    return politeness


def _settings(table: Table) -> Mapping[str, Any]:
    return {name: table.take(name, keys.setting(name), None) for name in table.free_form()}


def _drift(table: Table) -> Drift:
    drift = Drift(
        runs=table.take("runs", keys.count, 10),
        fail=table.take("fail", keys.flag, False),
    )
    table.done()
    return drift


def _file(table: Table, key: str, folder: Path, reader: Callable[[Any], str] = keys.plain) -> Path | None:
    name = table.take(key, reader, None)
    return Path(os.path.normpath(folder / name)) if name else None
