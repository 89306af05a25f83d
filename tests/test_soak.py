"""The endurance tests at a length that suits every day; `make soak` runs them in full."""

from __future__ import annotations

import pytest

from benchmarks.soak import Bars, again, faults, memory, polite


@pytest.mark.parametrize(
    ("part", "pages"),
    [(faults, 60), (polite, 9), (memory, 400), (again, 30)],
    ids=["faults", "polite", "memory", "again"],
)
def test_no_bar_is_missed(part: object, pages: int, capsys: pytest.CaptureFixture[str]) -> None:
    bars = Bars()
    part(bars, pages)  # type: ignore[operator]
    assert bars.missed == 0, capsys.readouterr().out
