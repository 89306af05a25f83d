"""The page cases: one folder per page under tests/cases, with what a careful human would read there.

    page.html or page.txt   the page; or meta.json's "source" names a file, from the project's root
    meta.json               url, kind ("html" or "text"), note, origin, xfail (a reason or null);
                            optional: source, encode (the encoding to serve it in), charset (as declared)
    expected.json           {"items": […], "flags": […], "clutter": […]}

An item holds only the keys that the case cares about.  A value under "accept" is one more right answer
for its key; "optional" marks an item that may be left out (a related story printed in full).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).resolve().parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One page and what is right for it."""

    name: str
    content: bytes
    url: str
    kind: Literal["html", "text"]
    charset: str | None
    note: str
    xfail: str | None
    items: tuple[dict[str, Any], ...]
    flags: frozenset[str]
    clutter: tuple[str, ...]


def load(folder: Path) -> Case:
    """The case in this folder."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    kind = meta["kind"]
    page = (
        ROOT / meta["source"]
        if "source" in meta
        else folder / ("page.html" if kind == "html" else "page.txt")
    )
    content = page.read_bytes()
    if "encode" in meta:
        content = content.decode("utf-8").encode(meta["encode"])
    return Case(
        name=folder.name,
        content=content,
        url=meta["url"],
        kind=kind,
        charset=meta.get("charset"),
        note=meta["note"],
        xfail=meta["xfail"],
        items=tuple(expected["items"]),
        flags=frozenset(expected.get("flags", ())),
        clutter=tuple(expected.get("clutter", ())),
    )


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, by name."""
    return tuple(load(folder) for folder in sorted(CASES.iterdir()) if (folder / "meta.json").exists())
