"""`cleanwire rules check` and `cleanwire rules new`."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners import site
from crawler.cli import main

GOOD = 'domains = ["a.example"]\npublisher = "A"\ncases = ["site-a"]\n'


def test_packaged_files_have_no_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check"]) == 0
    assert capsys.readouterr().out == "10 site files, no mistakes\n"


def test_right_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    assert main(["rules", "check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 site file, no mistakes\n"


def test_every_mistake_is_a_line_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.toml").write_text(GOOD + '\n[drop]\nad = [\n  "p.ad",\n  "p[",\n]\n[drops]\n')
    (tmp_path / "b.toml").write_text("domains = [")
    (tmp_path / "c.toml").write_text('publisher = "C"\n')
    assert main(["rules", "check", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    lines = captured.err.splitlines()
    assert captured.out == ""
    assert len(lines) == 5
    assert lines[0].startswith(f"cleanwire: {tmp_path}/a.toml:8: drop.ad.1: no selector: 'p[': ")
    assert lines[1].startswith(f"cleanwire: {tmp_path}/a.toml:10: drops: unknown key")
    assert lines[2].startswith(f"cleanwire: {tmp_path}/b.toml: no TOML: ")
    assert lines[3].startswith(f"cleanwire: {tmp_path}/c.toml:1: domains: must be a list")
    assert lines[4].startswith(f"cleanwire: {tmp_path}/c.toml:1: cases: must be a list")


def test_no_files_and_no_directory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", str(tmp_path)]) == 1
    assert main(["rules", "check", str(tmp_path / "none")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == f"cleanwire: {tmp_path}: no site files (*.toml)"
    assert lines[1].startswith(f"cleanwire: {tmp_path}/none: No such file or directory")


def test_new_file_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "new", "www.Example.com", "-d", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/example.toml\n"
    assert main(["rules", "check", str(tmp_path)]) == 0
    found = site.of("https://news.example.com/x", site.load(tmp_path))
    assert found is not None
    assert found.name == "example"


def test_every_line_of_the_template_can_be_used(tmp_path: Path) -> None:
    """The examples behind `# ` are right too."""
    assert main(["rules", "new", "example.com", "-d", str(tmp_path)]) == 0
    lines = (tmp_path / "example.toml").read_text().splitlines()
    examples = [
        line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in lines
    ]
    source = "\n".join(line for line in examples if not line.startswith("The name"))
    one, problems = site.parse(source.encode(), "example.toml")
    assert one is not None, problems
    assert [selector.action for selector in one.selectors] == ["keep", "cut", "move"]
    assert (one.publisher, len(one.patterns)) == ("Example News", 1)


def test_new_overwrites_nothing_and_refuses_what_is_no_host(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "example.toml").write_text("mine")
    assert main(["rules", "new", "example.com", "-d", str(tmp_path)]) == 2
    assert main(["rules", "new", "https://a.com/", "-d", str(tmp_path)]) == 2
    assert main(["rules", "new", "localhost", "-d", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["example.toml"]
    assert (tmp_path / "example.toml").read_text() == "mine"
    assert "is there already" in capsys.readouterr().err
