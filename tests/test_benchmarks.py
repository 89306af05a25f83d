"""The benchmark's figures, table and floors, on data made here."""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks import compare, corpus, figures, floors, memory, peers, profile
from cleaners import scorer

STORY = (
    "The harbour council said on Monday that ferries would return in spring after repairs to a pier.",
    "Engineers replaced forty beams, a spokeswoman for the council told reporters on Sunday.",
    "Tickets will cost the same as before, and two new boats will sail to the islands every morning.",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one data set of three pages."""
    folder = tmp_path / "data" / "harbour"
    (folder / "html").mkdir(parents=True)
    rows = []
    for number in range(3):
        page = "".join(f"<p>{line}</p>" for line in (f"Report number {number} of the day.", *STORY))
        html = f"<html><head><title>Ferries</title></head><body><h1>Ferries</h1>{page}</body></html>"
        (folder / "html" / f"{number}.html.gz").write_bytes(gzip.compress(html.encode()))
        rows.append({"id": str(number), "url": f"https://a.example/{number}", "body": "\n\n".join(STORY)})
    (folder / "truth.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder.parent


def test_shipped_weights_are_those_whose_features_are_noted() -> None:
    noted = tomllib.loads((Path(floors.__file__).parent / "trained.toml").read_text("utf-8"))
    for kind, name in scorer.FILES.items():
        content = (Path(scorer.__file__).parent / name).read_bytes()
        assert hashlib.sha256(content).hexdigest()[:16] == noted[kind]["file"]
        assert noted[kind]["features"]


def test_shingles_are_shares_of_all() -> None:
    assert figures.shingle_counts("a b c d e", "a b c d x") == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert figures.shingle_counts("a b", "a b") == (1.0, 0.0, 0.0)
    assert figures.shingle_counts("", "") == (0.0, 0.0, 0.0)


def test_a_page_is_judged_by_what_is_known_of_it() -> None:
    truth = {
        "body": "One two three four five.",
        "title": "A Title!",
        "date": "2026-02-03T10:00:00Z",
        "authors": ["Ada Quill", "Tom Varga"],
        "with": ["two  three", "six"],
        "without": ["Read more"],
    }
    got = {
        "text": "One two three four five. Read more",
        "title": "a title",
        "date": "2026-02-03",
        "authors": "Tom Varga and Ada Quill",
    }
    judged = figures.judge(truth, got)
    assert judged.counts == pytest.approx((2 / 4, 2 / 4, 0))
    assert (judged.title, judged.date, judged.authors, judged.exact) == (True, True, True, False)
    assert judged.snippets == (1, 1, 1, 0)
    assert judged.dup == 0.0


def test_what_is_unknown_or_not_looked_for_does_not_count() -> None:
    silent = figures.judge({"title": "Ferries", "date": "2026-02-03"}, {"text": "x", "date": None})
    assert (silent.counts, silent.exact, silent.title, silent.date, silent.authors) == (
        None,
        None,
        None,
        False,
        None,
    )


def test_repeated_paragraphs_are_a_share_of_the_long_ones() -> None:
    assert figures.judge(
        {}, {"text": f"{STORY[0]}\n{STORY[0].upper()}\n{STORY[1]}\nshort\nshort"}
    ).dup == pytest.approx(1 / 3)


def test_totals_are_means_over_pages() -> None:
    right = figures.judge({"body": "a b c d", "with": ["a"], "without": ["z"]}, {"text": "a b c d"})
    empty = figures.judge({"body": "a b c d", "with": ["a"], "without": ["z"]}, {"text": ""})
    found = figures.total([right, empty])
    assert found["aeb_p"] == 1.0
    assert found["aeb_r"] == 0.5
    assert found["aeb_f1"] == pytest.approx(2 / 3)
    assert (found["exact"], found["kept"], found["leaked"]) == (0.5, 0.5, 0.0)
    assert found["traf_f1"] == pytest.approx(2 / 3)
    assert "title" not in found


def test_the_interval_holds_the_difference_and_is_the_same_every_time() -> None:
    truth = {"body": " ".join(STORY)}
    ours = [figures.judge(truth, {"text": " ".join(STORY)})] * 20
    theirs = [figures.judge(truth, {"text": STORY[number % 3]}) for number in range(20)]
    gain, low, high = figures.difference(ours, theirs)
    assert 0 < low <= gain <= high < 1
    assert figures.difference(ours, theirs) == (gain, low, high)
    assert figures.difference(ours, ours) == (0, 0, 0)


def test_a_run_has_every_page_and_a_failure_is_a_result(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(html: bytes, url: str | None) -> dict[str, Any]:
        if url == "https://a.example/1":
            raise ValueError("too hard")
        return {"text": "\n".join(STORY)}

    monkeypatch.setattr(peers, "SYSTEMS", {"stand-in": lambda: extract})
    run = compare.measure("stand-in", data, "harbour")
    assert [result.id for result in run.results] == ["0", "1", "2"]
    assert run.results[1].error == "ValueError('too hard')"
    found = run.figures()
    assert found["errors"] == 1
    assert found["aeb_p"] == 1.0
    assert found["exact"] == found["aeb_r"] == pytest.approx(2 / 3)
    assert len(compare.measure("stand-in", data, "harbour", 2).results) == 2


def test_our_own_run_and_the_table(data: Path) -> None:
    run = compare.measure(peers.OURS, data, "harbour")
    assert run.figures()["errors"] == 0
    lines = compare.table([run]).splitlines()
    assert lines[0] == "harbour: 3 pages"
    assert lines[2].startswith("cleanwire")
    assert compare.advantage([run]) is None


def test_a_missing_system_is_named_and_left_out(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(function: Any, *arguments: Any) -> Any:
        raise ImportError("No module named 'newspaper'")

    monkeypatch.setattr(compare, "alone", missing)
    monkeypatch.setattr(
        "sys.argv", ["compare", str(data), "--only", "harbour", "--system", "newspaper4k", "--laws", "skip"]
    )
    compare.main()
    assert capsys.readouterr().out == "newspaper4k is left out: No module named 'newspaper'\n"


def test_memory_is_counted() -> None:
    assert memory.peak() > 10
    resident = memory.resident()
    assert resident is None or 10 < resident <= memory.peak() + 1


# ---- floors -------------------------------------------------------------------------------------


def test_floors_are_raised_and_never_lowered() -> None:
    pinned = {"harbour": {"aeb_f1": 0.9, "title": 0.8, "leaked": 0.1, "errors": 0.0}}
    found = {"harbour": {"aeb_f1": 0.95, "title": 0.7, "leaked": 0.2, "errors": 0.0, "date": 0.9}}
    new, failing = floors.raised(pinned, found)
    assert new == {"harbour": {"aeb_f1": 0.947, "title": 0.8, "leaked": 0.1, "errors": 0.0, "date": 0.897}}
    assert [line.split(":")[0] for line in failing] == ["harbour.title", "harbour.leaked"]
    assert pinned["harbour"]["aeb_f1"] == 0.9


def test_a_ceiling_comes_down() -> None:
    new, failing = floors.raised({"harbour": {"leaked": 0.1}}, {"harbour": {"leaked": 0.02}})
    assert (new, failing) == ({"harbour": {"leaked": 0.023}}, [])


def test_a_figure_within_the_tolerance_moves_nothing() -> None:
    pinned = {"harbour": {"aeb_f1": 0.9, "leaked": 0.1}}
    assert floors.raised(pinned, {"harbour": {"aeb_f1": 0.901, "leaked": 0.099}}) == (pinned, [])


def test_floors_survive_their_file() -> None:
    kept = {"harbour": {"aeb_f1": 0.9471, "errors": 0.0}, "cost": {"time": 0.8}}
    assert tomllib.loads(floors.written("abc", kept)) == {"data": "abc", **kept}


def test_the_pinned_floors_are_of_known_figures() -> None:
    known = {*floors.PINNED_FIGURES, *floors.LOWER_IS_BETTER, *floors.ACCEPTED}
    digest, pinned = floors.load()
    assert bool(digest) == bool(pinned)
    assert not {name for values in pinned.values() for name in values} - known


def test_update_refuses_other_data(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "DATASETS", ("harbour",))
    monkeypatch.setattr(floors, "PINNED", tmp_path / "floors.toml")
    monkeypatch.setattr(floors, "alone", lambda function, *arguments: function(*arguments))
    assert floors.update(data) == []
    digest, pinned = floors.load()
    assert digest == corpus.digest(data, ("harbour",))
    assert pinned["harbour"]["errors"] == 0.0
    (data / "harbour" / "html" / "0.html.gz").write_bytes(gzip.compress(b"<p>another page"))
    with pytest.raises(SystemExit, match="belongs to data"):
        floors.update(data)


TOTAL = (
    "TOTAL pages 2  P 0.990 R 1.000  items 6 missing 1 extra 0  exact 0.5  clutter 3"
    "  captions 1.000  fields 0.9  flags 1.000  raised 0"
)


def test_acceptance_figures_are_read_from_the_total(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(
        f"import sys\nprint('a page')\nprint({TOTAL!r})\nsys.exit(1)\n", encoding="utf-8"
    )
    found = floors.accepted(tmp_path)
    assert found == {
        "P": 0.99, "R": 1.0, "items": 6, "missing": 1, "extra": 0, "exact": 0.5, "clutter": 3,
        "captions": 1.0, "fields": 0.9, "flags": 1.0, "raised": 0,
    }  # fmt: skip


def test_an_acceptance_run_without_a_total_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("raise SystemExit('broken')\n", encoding="utf-8")
    with pytest.raises(ValueError, match="broken"):
        floors.accepted(tmp_path)


def test_profile_names_the_stages_of_a_page(data: Path) -> None:
    spent = profile.stages(list(corpus.read(data, "harbour")), passes=1)
    told = {"document", "metadata", "split", "structure rules", "scorer", "text rules", "assembly"}
    assert told < spent.keys()
    assert spent[profile.TOTAL] >= sum(spent[label] for label in told)
    rows = [line.split("  ")[0] for line in profile.table(spent).splitlines()]
    assert rows.index("structure rules") < rows.index("scorer") < rows.index("text rules")
    assert rows[-1] == profile.TOTAL
