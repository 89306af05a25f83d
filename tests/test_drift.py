"""The drift alarm: what a changed template does to a site's figures is named, ordinary days are not."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cleaners.article import Article, Author, Extraction, PagePlace, Quality
from crawler.drift import FIELDS, Figures, RunFigures, Sites, alarms, read_history, remember
from crawler.outcomes import Outcome, Reason, rejected

SITE = "tidemark.example"
START = datetime(2026, 11, 1, tzinfo=UTC)
WHOLE = dict.fromkeys(FIELDS, 18)


def figures(**changes: object) -> Figures:
    usual = {"pages": 20, "rejected": 1, "failed": 1, "items": 18, "kept": 9.0, "rated": 18, "words": 7200}
    return Figures(**{**usual, "fields": WHOLE, **changes})


def run(number: float, **changes: object) -> RunFigures:
    started = START + timedelta(hours=number)
    return RunFigures(run=str(number), started=started.isoformat(), sites={SITE: figures(**changes)})


USUAL = [run(number) for number in range(10)]


def said(now: RunFigures, before: list[RunFigures] = USUAL) -> list[str]:
    return [str(alarm).removeprefix(f"{SITE}: ") for alarm in alarms(now, before, 10)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rejected": 9}, "rejected pages: 45% (9 of 20), before 5%"),
        ({"failed": 12}, "failed pages: 60% (12 of 20), before 5%"),
        ({"kept": 3.6}, "kept of a page: 20%, before 50%"),
        ({"kept": 16.2}, "kept of a page: 90%, before 50%"),
        ({"words": 3000}, "words of an article: 167, before 400"),
        ({"words": 20000}, "words of an article: 1111, before 400"),
        ({"fields": WHOLE | {"authors": 2}}, "authors found: 11% (2 of 18), before 100%"),
        (
            {"fields": {key: 18 for key in FIELDS if key != "datePublished"}},
            "datePublished found: 0% (0 of 18), before 100%",
        ),
    ],
)
def test_a_jump_is_named(changes: dict[str, object], expected: str) -> None:
    assert said(run(10, **changes)) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rejected": 3},
        {"kept": 8.0},
        {"words": 5000},
        {"fields": WHOLE | {"authors": 15}},
        {"pages": 4, "rejected": 4, "items": 0, "fields": {}, "rated": 0},
        {"pages": 0, "rejected": 0, "items": 0, "fields": {}, "rated": 0},
    ],
    ids=[
        "the same",
        "a few more",
        "a little less",
        "shorter",
        "some without",
        "too few to say",
        "nothing new",
    ],
)
def test_an_ordinary_day_is_not(changes: dict[str, object]) -> None:
    assert said(run(10, **changes)) == []


def test_nothing_is_said_before_there_is_a_past() -> None:
    broken = run(10, rejected=20, items=0)
    assert said(broken, USUAL[:2]) == []
    assert said(broken, [run(n, pages=6, items=5, words=2000) for n in range(3)]) == []
    assert said(broken, USUAL[:3]) == ["rejected pages: 100% (20 of 20), before 5%"]


def test_a_restless_site_may_vary() -> None:
    dice = random.Random(7)
    runs = [run(number, kept=18 * dice.uniform(0.3, 0.7)) for number in range(20)]
    assert said(run(20, kept=18 * 0.72), runs) == []
    assert said(run(20, kept=18 * 0.72), USUAL) != []


def test_false_alarms_are_rare() -> None:
    """Runs drawn from one distribution: 400 of them, of a site that rejects every tenth page."""
    dice = random.Random(11)

    def drawn(number: int) -> RunFigures:
        pages = dice.randint(5, 40)
        rejects = sum(dice.random() < 0.1 for _ in range(pages))
        items = pages - rejects
        found = {name: sum(dice.random() < 0.8 for _ in range(items)) for name in FIELDS}
        changes = {
            "pages": pages,
            "rejected": rejects,
            "failed": 0,
            "items": items,
            "rated": items,
            "fields": found,
        }
        kept, words = (
            sum(dice.gauss(0.5, 0.15) for _ in range(items)),
            sum(dice.randint(80, 900) for _ in range(items)),
        )
        return run(number, **changes, kept=kept, words=words)

    runs = [drawn(number) for number in range(410)]
    false = sum(bool(alarms(runs[number], runs[:number], 10)) for number in range(10, 410))
    assert false <= 4


def test_a_site_that_falls_silent() -> None:
    now = RunFigures(run="x", started=(START + timedelta(hours=11)).isoformat(), sites={})
    assert said(now) == []
    later = RunFigures(run="x", started=(START + timedelta(hours=15)).isoformat(), sites={})
    assert said(later) == ["no items for 6.0 hours, never before for more than 1.0 hours"]
    nightly = [run(24 * day + hour) for day in range(3) for hour in range(8, 20)]
    early = RunFigures(run="x", started=(START + timedelta(hours=24 * 3 + 7)).isoformat(), sites={})
    assert said(early, nightly) == []


def article(**fields: object) -> Article:
    return Article(
        schema_version="1.0",
        id="1",
        url="https://www.tidemark.example/a",
        page_url="https://www.tidemark.example/a",
        page=PagePlace(),
        article_body="Boats left at dawn.",
        extraction=Extraction(version="0"),
        **fields,
    )


def test_what_is_counted() -> None:
    sites = Sites()
    known = article(headline="Quay", authors=[Author("Ana Reyes")], quality=Quality(kept_ratio=0.25))
    sites.take(Outcome("https://www.tidemark.example/a", articles=(known, article())))
    for reason in (Reason.NO_ARTICLE, Reason.TIMEOUT, Reason.STALE):
        sites.take(rejected("https://tidemark.example/b", reason, ""))
    assert sites.figures() == {
        SITE: Figures(
            pages=3,
            rejected=1,
            failed=1,
            items=2,
            kept=0.25,
            rated=1,
            words=8,
            fields={"headline": 1, "authors": 1},
        )
    }


def test_the_history_lasts_and_does_not_grow_for_ever(tmp_path: Path) -> None:
    assert read_history(tmp_path) == []
    for number in range(3):
        remember(tmp_path, run(number))
    with (tmp_path / "sites.jsonl").open("ab") as history:
        history.write(b'{"run": "torn')
    assert read_history(tmp_path) == [run(0), run(1), run(2)]
    for number in range(3, 403):
        remember(tmp_path, run(number))
    kept = read_history(tmp_path)
    assert (len(kept), kept[-1]) == (400, run(402))
