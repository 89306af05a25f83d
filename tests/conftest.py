"""What tests of several modules ask for, and how far the property tests look.

The same examples come in every run, unless `make explore` asks for others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands import Ran
from hypothesis import HealthCheck, settings
from loopback import Loopback, Reply, serving, stand_in_clean, story

import cleaners
from crawler.cli import main

# A run of the suite says something about the change under test, not about the luck of a seed or a busy machine.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile(
    "explore", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages say by their markup what cleaning them gives."""
    monkeypatch.setattr(cleaners, "clean", stand_in_clean)


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A server with one story."""
    with serving() as running:
        running.replies["/story"] = Reply(story())
        yield running


@pytest.fixture
def run(stand_in: None, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """The command line, called in this process."""

    def call(*arguments: str | Path) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out, captured.err.decode().splitlines())

    return call
