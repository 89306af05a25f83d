"""What the README tells a newcomer to type, and what it says comes of it."""

from __future__ import annotations

import re

import pytest
from commands import ROOT

from crawler.cli import main
from crawler.messages import ExitCode


def test_the_readme_documents_the_exit_codes() -> None:
    (told,) = re.findall(r"^Exit codes: .*?\n\n", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert [int(code) for code in re.findall(r"(?<=[:,]\s)\d+", told)] == [code.value for code in ExitCode]


def test_the_readme_s_commands_on_samples_work_as_written(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^(?:\$ )?cleanwire (.* cassettes/[^|#\n]+)", readme, re.M)
    assert {command.split()[0] for command in commands} == {"clean", "explain", "fetch"}
    for command in commands:
        code, said = main(command.split()), capfdbinary.readouterr()
        assert (code, said.err) == (0, b""), command
        assert said.out, command
