"""Parts of a page that arrive late: where they stand in the source is not where a browser shows them."""

from __future__ import annotations

from typing import Any


def settle(root: Any) -> None:
    """Put streamed parts where a browser shows them.

    React sends late parts as `<div hidden id="S:1">` at the end of the page, and a line of script moves each
    into the place of `<template id="B:1">` (or `P:1`): they are hidden for some milliseconds only.
    """
    places = {
        place.get("id", "")[2:]: place
        for place in root.iter("template")
        if place.get("id", "")[:2] in ("B:", "P:")
    }
    streamed = [
        part for part in root.iter("div") if part.get("id", "").startswith("S:") and "hidden" in part.attrib
    ]
    for part in streamed:
        del part.attrib["hidden"]
        place = places.get(part.get("id")[2:])
        if place is None or any(above is part for above in place.iterancestors()):
            continue
        tail, place.tail = place.tail, None
        part_tail, part.tail = part.tail, None
        _append_text(part, part_tail)
        place.getparent().replace(place, part)
        part.tail = tail


def _append_text(before: Any, text: str | None) -> None:
    """Leave an element's tail where it was when the element itself is moved away."""
    if not text:
        return
    previous, parent = before.getprevious(), before.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
