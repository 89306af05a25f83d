"""Endurance: kills, failing disks, faulty servers, throughput, memory and politeness of crawl jobs.

    python -m benchmarks.soak faults --pages 5000
    python -m benchmarks.soak throughput DATA
    python -m benchmarks.soak memory | polite | again | stalls | kills | disk | all

Every part prints its figures and exits with 1 when one of them misses its bar.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from subprocess import PIPE
from typing import Any

from benchmarks import corpus
from benchmarks.faultserver import FOR_EVER, KINDS, TRANSIENT, Serving, serving
from benchmarks.stallmeter import StallMeter
from crawler.jobs import Job, Output, Politeness, Source
from crawler.run import run
from crawler.summary import RunSummary

ROOT = Path(__file__).parent.parent
QUICK = {
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_TIMEOUT": 4,
    "RETRY_TIMES": 1,
    "LOG_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    "DISK_RESERVE": 0,
}
HOSTS = 20
FAULTY = 0.2
MAX_STALL = 0.25  # seconds
MAX_GROWTH = 20.0  # MB
MIN_SPEEDUP = 3.0
TURNS = 3
KILL_ROUNDS, KILL_PAGES = 200, 500
SAID = "officials in Château-d’Œx said on Monday."


class Bars:
    """Prints figures, and remembers whether one missed its bar."""

    def __init__(self) -> None:
        self.missed = 0

    def check(self, name: str, value: object, is_met: bool) -> None:
        """One figure."""
        self.missed += not is_met
        print(f"{'ok  ' if is_met else 'MISS'} {name}: {value}")


def job(folder: Path, feeds: Sequence[str], delay: float = 0.0) -> Job:
    """A job that reads feeds."""
    return Job(
        name="soak",
        sources=(Source("feed", tuple(feeds)),),
        output=Output(str(folder / "feed.jsonl")),
        state=folder,
        rejects=folder / "rejects.jsonl",
        politeness=Politeness(delay=delay),
    )


def story(number: int, paragraphs: int = 4) -> bytes:
    """A page whose text is its own."""
    chance = random.Random(number)
    words = "harbour ferry council storm winter repair quay captain market bridge morning vote".split()
    text = "".join(
        f"<p>On day {number}.{place} the {' '.join(chance.choices(words, k=30))}, {SAID}</p>"
        for place in range(paragraphs)
    )
    return (
        f"<!doctype html><html lang=en><head><title>Story {number}</title></head><body><nav><ul>"
        f"<li><a href=/>Home</a><li><a href=/sport>Sport</a></ul></nav><article><h1>Story {number}</h1>{text}"
        "</article><footer><p>All rights reserved</p></footer></body></html>"
    ).encode()


def rss(links: Sequence[str]) -> bytes:
    """A feed."""
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def bodies(pages: Sequence[bytes], hosts: int) -> Callable[[int], dict[str, bytes]]:
    """Pages spread over hosts, and the feed of each host, once the port is known."""

    def made(port: int) -> dict[str, bytes]:
        served = {f"/news/{number}": page for number, page in enumerate(pages)}
        for host in range(1, hosts + 1):
            links = [
                f"http://127.0.0.{host}:{port}/news/{number}"
                for number in range(len(pages))
                if number % hosts == host - 1
            ]
            served[f"/feed-{host}.xml"] = rss(links)
        return served

    return made


def feeds(server: Serving, hosts: int) -> list[str]:
    """The feeds of all hosts."""
    return [server.url(f"/feed-{host}.xml", host) for host in range(1, hosts + 1)]


def feed_lines(folder: Path) -> list[dict[str, Any]]:
    """Every line of the feed, which must be whole."""
    content = (folder / "feed.jsonl").read_bytes()
    assert not content or content.endswith(b"\n")
    return [json.loads(line) for line in content.splitlines()]


# ---- the parts ----------------------------------------------------------------------------------


def faults(bars: Bars, pages: int) -> None:
    """Pages of which a fifth run into a fault: half of them once, half for ever."""
    chance = random.Random(1)
    kinds = list(KINDS)
    planned = {
        f"/news/{number}": (kinds[number % len(kinds)], chance.choice((TRANSIENT, FOR_EVER)))
        for number in range(pages)
        if chance.random() < FAULTY
    }
    expected = Counter(
        reason for kind, times in planned.values() if times == FOR_EVER and (reason := KINDS[kind])
    )
    made = bodies([story(number) for number in range(pages)], HOSTS)
    with tempfile.TemporaryDirectory() as name, serving(bodies=made, faults=planned) as server:
        folder = Path(name)
        summary = run(job(folder, feeds(server, HOSTS)), settings=QUICK)
        lines = feed_lines(folder)
        server.heal()
        healed = run(job(folder, feeds(server, HOSTS)), settings=QUICK)
        whole = Counter(line["headline"] for line in feed_lines(folder))
    found = Counter(summary.failures) + Counter(summary.rejects)
    headlines = Counter(line["headline"] for line in lines)
    bars.check("pages", f"{pages} in {summary.seconds:.0f} s, {len(planned)} with a fault", True)
    bars.check("the summary adds up", summary.fetched, summary.adds_up() and summary.fetched == pages)
    bars.check("lost", pages - expected.total() - len(lines), len(lines) == pages - expected.total())
    bars.check("duplicated", sum(headlines.values()) - len(headlines), len(headlines) == len(lines))
    bars.check("damaged and accepted", _damaged(lines), _damaged(lines) == 0)
    bars.check("faults by reason", dict(found), found == expected)
    misdeclared = sum(kind == "wrong-charset" for kind, _ in planned.values())
    named = sum(int(note.rpartition(": ")[2]) for note in summary.notes if "another charset" in note)
    bars.check("wrong charsets named", f"{named} of {misdeclared}", named == misdeclared)
    bars.check("exit code", summary.exit_code, summary.exit_code == 3)
    final = expected["redirect-loop"]  # a reject, which is not tried again
    bars.check("with a healed server", f"{len(whole)} of {pages - final}", len(whole) == pages - final)
    bars.check("of them twice", whole.total() - len(whole), whole.total() == len(whole))
    bars.check("exit code then", healed.exit_code, healed.exit_code == 0)


def _damaged(lines: Sequence[dict[str, Any]]) -> int:
    """Articles whose text is not what was served."""
    return sum(not line["articleBody"].endswith(SAID) for line in lines)


def again(bars: Bars, pages: int) -> None:
    """A second run of a job, and two runs at once."""
    made = bodies([story(number) for number in range(pages)], HOSTS)
    with tempfile.TemporaryDirectory() as name, serving(bodies=made) as server:
        file = Path(name) / "jobs.toml"
        urls = json.dumps(feeds(server, HOSTS))
        settings = "AUTOTHROTTLE_ENABLED = false\nDISK_RESERVE = 0"
        file.write_text(
            f'[jobs.again]\noutput = "feed.jsonl"\npoliteness = {{ delay = 0 }}\n[jobs.again.settings]\n{settings}\n'
            f'[[jobs.again.sources]]\nkind = "feed"\nurls = {urls}\n'
        )
        command = [sys.executable, "-m", "crawler", "crawl", str(file)]
        both = [subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True) for _ in range(2)]
        told = [process.communicate() for process in both]
        codes = sorted(process.returncode for process in both)
        before = len(server.log())
        second = subprocess.run(command, cwd=ROOT, stdout=PIPE, text=True, check=False)
        asked = [one for one in server.log()[before:] if one.path != "/robots.txt"]
        lines = feed_lines(Path(name))
    says = [errors.strip() for _, errors in told if errors]
    bars.check("two runs at once", f"exit codes {codes}, {says}", codes == [0, 5])
    bars.check("articles", len(lines), len({line["url"] for line in lines}) == len(lines) == pages)
    summary = json.loads(second.stdout)
    figures = {key: summary[key] for key in ("exitCode", "items", "fetched", "sourcesRead", "notModified")}
    expected = {"exitCode": 0, "items": 0, "fetched": 0, "sourcesRead": HOSTS, "notModified": HOSTS}
    bars.check("second run", figures, figures == expected)
    conditional = sum(one.conditional for one in asked)
    bars.check("its requests", f"{len(asked)}, conditional {conditional}", conditional == len(asked) == HOSTS)


def throughput(bars: Bars, data: Path, pages: int) -> None:
    """Real pages, cleaned by us and by trafilatura in a Scrapy pipeline, in turns."""
    real = list(_real_pages(data, pages))
    rates: dict[str, list[float]] = {"ours": [], "trafilatura": []}
    with serving(bodies=bodies(real, 1)) as server:
        for who in ("ours", "trafilatura") * TURNS:
            # Not with -m: like `cleanwire`, it must not be a program that every process imports at length.
            program = f"from benchmarks import soak; print(soak.rate_{who}({server.url('/feed-1.xml')!r}))"
            command = [sys.executable, "-c", program]
            printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
            rates[who].append(len(real) / float(printed.split()[-1]))
    # Whatever else the machine does in a minute, it does to both.
    ratios = [ours / theirs for ours, theirs in zip(rates["ours"], rates["trafilatura"], strict=True)]
    ours, theirs = median(rates["ours"]), median(rates["trafilatura"])
    size = sum(map(len, real)) // len(real) // 1000
    bars.check("pages", f"{len(real)} of {size} kB on average", len(real) == pages)
    bars.check("Scrapy with trafilatura", f"{theirs:.1f} pages/s", True)
    bars.check("ours", f"{ours:.1f} pages/s", True)
    each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    bars.check("turn by turn", f"{median(ratios):.2f} times ({each})", median(ratios) >= MIN_SPEEDUP)


def _real_pages(data: Path, count: int) -> Iterator[bytes]:
    """Pages of 100 to 250 kB, from the data sets in the order of their names."""
    for dataset in sorted(path.name for path in data.iterdir() if (path / "truth.jsonl").exists()):
        for known in corpus.read(data, dataset):
            if 100_000 <= len(known.content) <= 250_000:
                yield known.content
                count -= 1
                if not count:
                    return


def rate_ours(feed: str) -> float:
    """Seconds that a job takes for a feed."""
    with tempfile.TemporaryDirectory() as name:
        settings = QUICK | {"CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_TIMEOUT": 30}
        summary = run(job(Path(name), [feed]), settings=settings)
        assert summary.failures == {}, summary
        print(f"{summary.items} items, rejects {summary.rejects}", file=sys.stderr)
        return summary.seconds


def rate_trafilatura(feed: str) -> float:
    """Seconds that Scrapy takes for a feed, with trafilatura in a pipeline."""
    from benchmarks.scrapy_trafilatura import crawl  # noqa: PLC0415 - its imports would be ours as well

    return crawl(feed)


def stalls(bars: Bars, pages: int) -> None:
    """A tenth of the pages keep a parser busy for many seconds."""
    hostile = b"<html><body><p " + b" ".join(b"a%d" % number for number in range(150_000)) + b">Text.</p>"
    made = bodies([hostile if number % 10 == 5 else story(number, 40) for number in range(pages)], 4)
    with tempfile.TemporaryDirectory() as name, serving(bodies=made) as server:
        settings = QUICK | {"EXTENSIONS": {StallMeter: 0}}
        summary = run(job(Path(name), feeds(server, 4)), settings=settings)
    good = pages - pages // 10
    bars.check("good pages beside hostile ones", f"{summary.items} of {good}", summary.items >= good)
    bars.check("hostile pages", summary.rejects, True)
    bars.check("longest stall", f"{StallMeter.longest * 1000:.0f} ms", StallMeter.longest <= MAX_STALL)


def memory(bars: Bars, pages: int) -> None:
    """Growth of the crawling process over its last four fifths."""
    sizes: dict[int, float] = {}

    def watch(summary: RunSummary) -> None:
        sizes.setdefault(summary.pages // 1000, _resident())

    made = bodies([story(number) for number in range(pages)], HOSTS)
    with tempfile.TemporaryDirectory() as name, serving(bodies=made) as server:
        summary = run(job(Path(name), feeds(server, HOSTS)), settings=QUICK, on_progress=watch)
        sizes[pages // 1000] = _resident()
    early = sizes[min(size for size in sizes if size >= pages // 5000)]
    growth = sizes[pages // 1000] - early
    bars.check("pages", f"{summary.items} in {summary.seconds:.0f} s", summary.items == pages)
    bars.check("resident", {f"{k}k": round(v) for k, v in sorted(sizes.items())}, True)
    bars.check("growth", f"{growth:.1f} MB", growth <= MAX_GROWTH)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def polite(bars: Bars, pages: int) -> None:
    """Hosts with a delay of their own, one with a crawl-delay, one whose robots.txt is out of order."""
    delay, crawl_delay = 0.2, 0.5
    robots = {
        "127.0.0.2": (200, b"User-agent: *\nCrawl-delay: %g\n" % crawl_delay),
        "127.0.0.3": (500, b"Out of order"),
    }
    made = bodies([story(number) for number in range(pages)], 3)
    with tempfile.TemporaryDirectory() as name, serving(bodies=made, robots=robots) as server:
        settings = QUICK | {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}
        run(job(Path(name), feeds(server, 3), delay=delay), settings=settings)
        log, late = server.log(), server.lateness()
    for host, least in (("127.0.0.1", delay), ("127.0.0.2", crawl_delay)):
        times = [one.at for one in log if one.host == host]
        shortest = min(later - earlier for earlier, later in pairwise(times))
        # The server sees when a request arrives, not when it left, and a busy machine wakes it late.
        said = f"{shortest:.3f} s of {least}, times up to {late:.3f} s late"
        bars.check(f"shortest pause of {host}", said, shortest >= least - 0.005 - late)
    pages_of_third = [one for one in log if one.host == "127.0.0.3" and one.path != "/robots.txt"]
    bars.check("pages of a host whose robots.txt fails", len(pages_of_third), not pages_of_third)


def kills(bars: Bars) -> None:
    """The kill loop of the tests, at its full length."""
    _pytest(bars, "kill loop", "tests/test_kill_loop.py", KILL_ROUNDS=KILL_ROUNDS, KILL_PAGES=KILL_PAGES)


def disk(bars: Bars) -> None:
    """Every file operation fails once."""
    _pytest(bars, "failing disk", "tests/test_failing_disk.py", DISK_FAULTS="all")


def _pytest(bars: Bars, name: str, file: str, **environment: object) -> None:
    texts = {key: str(value) for key, value in environment.items()}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", file], cwd=ROOT, env=os.environ | texts, check=False
    )
    bars.check(name, texts, done.returncode == 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run parts; returns 1 when a bar was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("part")
    parser.add_argument("place", nargs="?", help="folder of the data sets")
    parser.add_argument("--pages", type=int)
    options = parser.parse_args(arguments)
    bars = Bars()
    parts: dict[str, Callable[[], None]] = {
        "polite": lambda: polite(bars, options.pages or 60),
        "again": lambda: again(bars, options.pages or 200),
        "stalls": lambda: stalls(bars, options.pages or 40),
        "faults": lambda: faults(bars, options.pages or 5000),
        "memory": lambda: memory(bars, options.pages or 10_000),
        "throughput": lambda: throughput(bars, Path(options.place), options.pages or 300),
        "disk": lambda: disk(bars),
        "kills": lambda: kills(bars),
    }
    for name, part in parts.items():
        if options.part == name or (options.part == "all" and (name != "throughput" or options.place)):
            print(f"--- {name}")
            part()
    return int(bars.missed > 0)


if __name__ == "__main__":
    sys.exit(main())
