"""The reader's view: everything once."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from cleaners.article import Article, Caption, Extraction, PagePlace
from crawler.reader import show

BODY = "SORN (AP) — The “Larkspur” sails again, her crew said.\n\nShe had lain in dock for a year."


def read(**fields: Any) -> str:
    known: dict[str, Any] = {
        "schema_version": "1.0", "id": "a", "url": "", "page_url": "", "page": PagePlace(),
        "headline": "Larkspur sails", "article_body": BODY, "extraction": Extraction("0"),
    }  # fmt: skip
    shown = io.StringIO()
    show(Console(file=shown, width=88), Article(**{**known, **fields}))
    return " ".join(shown.getvalue().split())


@pytest.mark.parametrize(
    ("text", "credit", "shown"),
    [
        (
            "The quay. (P. Solheim, Pool via AP)",
            "P. Solheim, Pool via AP",
            "The quay. (P. Solheim, Pool via AP)",
        ),
        ("The quay. [Anaïs Rollet/AFP]", "Anaïs Rollet/AFP", "The quay. [Anaïs Rollet/AFP]"),
        ("The quay.", "Petra Solheim", "The quay. (Petra Solheim)"),
        ("Seals at CAPE SORN.", "AP", "Seals at CAPE SORN. (AP)"),
    ],
)
def test_a_caption_s_credit_stands_once(text: str, credit: str, shown: str) -> None:
    assert read(captions=[Caption(text, credit)]).endswith(f"▪ {shown}")


def test_a_caption_without_a_credit_is_its_text() -> None:
    assert read(captions=[Caption("The quay.")]).endswith("▪ The quay.")


@pytest.mark.parametrize(
    "description",
    [
        'SORN (AP) — The "Larkspur" sails again, her crew said.',
        "SORN (AP) — The “Larkspur” sails again, her…",
        'SORN (AP) — The "Larkspur" sails again, her crew said. She had lain in …',
    ],
)
def test_a_description_that_the_body_begins_with_is_not_shown(description: str) -> None:
    assert read(description=description) == read()


@pytest.mark.parametrize("description", ["She had lain in dock for a year.", "After a year, a first trip."])
def test_any_other_description_is_shown(description: str) -> None:
    assert read(description=description).startswith(f"Larkspur sails {description} SORN")
