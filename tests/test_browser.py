"""Pages that a script writes, through scrapy-playwright and an installed Chromium."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Reply
from newssite import SENTENCES, NewsSite, job_file, news_site, source

from crawler.browser import NAMES, NoBrowserError, browser_settings
from crawler.cli import main
from crawler.jobs import load
from crawler.run import run

needs_browser = pytest.mark.skipif(
    importlib.util.find_spec("scrapy_playwright") is None or not any(map(shutil.which, NAMES)),
    reason="scrapy-playwright and Chromium are not installed",
)
ROOT = Path(__file__).parent.parent
SCRIPTED = f"""<!doctype html><html lang=en><head><title>Quay reopens</title></head><body><main id=root></main><script>
const sentences = {json.dumps(SENTENCES)};
document.getElementById("root").innerHTML =
  "<article><h1>Quay reopens</h1>" + sentences.map(one => "<p>" + one + "</p>").join("") + "</article>";
</script></body></html>""".encode()


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with news_site() as running:
        running.replies["/scripted"] = Reply(SCRIPTED)
        running.tell("/plain-story", "A plain story")
        yield running


@needs_browser
def test_rendered_and_plain_jobs_one_after_the_other(site: NewsSite, tmp_path: Path) -> None:
    rendered = job_file(tmp_path, source("urls", site.url("/scripted"), more="js = true")).read_text()
    file = job_file(tmp_path, source("urls", site.url("/plain-story")))
    plain = file.read_text()
    file.write_text(
        rendered
        + plain.replace("jobs.a", "jobs.b").replace("a.jsonl", "b.jsonl")
        + rendered.replace("jobs.a", "jobs.c").replace("a.jsonl", "c.jsonl")
    )
    # A process of its own: a reactor, once it is there, stays.
    command = [sys.executable, "-m", "crawler", "crawl", str(file)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    summaries = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [(one["job"], one["items"], one["exitCode"]) for one in summaries] == [
        ("a", 1, 0),
        ("b", 1, 0),
        ("c", 1, 0),
    ]
    assert (ran.returncode, ran.stderr) == (0, b"")
    (item,) = (json.loads(line) for line in (tmp_path / "c.jsonl").read_text().splitlines())
    assert item["headline"] == "Quay reopens"
    assert SENTENCES[3] in item["articleBody"]


def test_without_a_browser_a_page_has_no_article(site: NewsSite, tmp_path: Path) -> None:
    (job,) = load(job_file(tmp_path, source("urls", site.url("/scripted")))).jobs
    assert run(job).rejects == {"no-article": 1}


def test_what_is_missing_is_said(
    site: NewsSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    with pytest.raises(NoBrowserError, match="needs Chromium"):
        browser_settings()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    file = job_file(tmp_path, source("urls", site.url("/scripted"), more="js = true"))
    assert main(["crawl", str(file)]) == 2
    assert "js = true needs scrapy-playwright: pip install 'cleanwire[js]'" in capsys.readouterr().err
