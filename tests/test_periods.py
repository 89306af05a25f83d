"""Lines around the stories of a dump: their common form, and the section that they name."""

from __future__ import annotations

import pytest

from cleaners import plaintext
from cleaners.layout import periods
from cleaners.model import Page


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("1,204 likes", "0 likes"),
        ("Suka 1,2 rb", "suka 0"),
        ("Clap 2.1k", "clap 0"),
        ("World", "section"),
        ("Topic: Ships", "topic:"),
    ],
)
def test_form_leaves_out_what_changes(line: str, form: str) -> None:
    assert periods.form(line) == form


@pytest.mark.parametrize(
    ("lines", "sections"),
    [
        (["Politics", "Harbour", "Sport"], ["Politics", "Harbour", "Sport"]),
        (["Topic: Harbour", "Topic: Ships"], ["Harbour", "Ships"]),
        (["Storm over", "Calm again"], [None, None]),
        (["Comment", "Share", "Comment"], [None, None, None]),
    ],
)
def test_sections_that_lines_in_one_place_name(lines: list[str], sections: list[str | None]) -> None:
    blocks = plaintext.read(Page("\n".join(lines).encode(), kind="text")).blocks
    named = periods.sections(blocks, [range(place, place + 1) for place in range(len(lines))])
    assert [one.name if one else None for one in named] == sections
