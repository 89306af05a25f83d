"""What an element's attributes say: its names, its style, and whether a reader sees it.

`display:none` and its kin, `hidden`, `aria-hidden` and classes for labels off the screen hide an element.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_NAMED = frozenset(("class", "id", "role", "itemprop", "data-testid", "data-component"))
_READ = _NAMED | {"style", "hidden", "aria-hidden"}
_OFF_SCREEN = re.compile(
    r"(?<![\w-])(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|hidden-visually|"
    r"assistive-text|u-hidden|is-hidden|offscreen|off-screen)(?![\w-])"
)
_HIDING_STYLE = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|(?:left|text-indent)\s?:\s?-\d{3,}|font-size\s?:\s?0(?![.\d])",
    re.I,
)
_HIDING_PROPERTIES = ("display", "visibility", "left", "text-indent", "font-size")
REMEMBERED = 300
"""Characters of the longest names that are remembered from element to element and page to page."""


def read(attributes: list[tuple[str, str]]) -> tuple[str, str, bool]:
    """An element's names, its style, and whether an attribute, the style or an off-screen class hides it."""
    raw = style = ""
    hides = False
    for name, value in attributes:
        if name == "class":  # most elements have no other
            raw = f"{raw} {value}" if raw else value
        elif name not in _READ:
            continue
        elif name in _NAMED:
            raw = f"{raw} {value}" if raw else value
        elif name == "style":
            style = value
        elif value == "true" if name == "aria-hidden" else value != "until-found":
            hides = True
    hides = hides or (style != "" and _hides(style))
    if not raw:
        return "", style, hides
    names, off_screen = _read_names(raw) if len(raw) <= REMEMBERED else _read_names.__wrapped__(raw)
    return names, style, hides or off_screen


@lru_cache(maxsize=4096)
def _read_names(raw: str) -> tuple[str, bool]:
    """Names as containers keep them, and whether one of them puts its element off screen.

    Themes repeat their classes, on a page and from page to page.
    """
    names = " ".join(raw.lower().split())
    hinted = "hid" in names or "screen" in names or "sr-" in names or "assistive" in names
    return names, hinted and _OFF_SCREEN.search(names) is not None


def _hides(style: str) -> bool:
    lowered = style.lower()
    named = any(name in lowered for name in _HIDING_PROPERTIES)
    return named and _HIDING_STYLE.search(style) is not None


def is_accordion_panel(element: Any) -> bool:
    """Whether an element is closed and opens on a reader's click: ARIA's accordion panel."""
    return element.get("role") == "region" and element.get("aria-labelledby") is not None


def is_only_unspoken(element: Any, tag: str, style: str) -> bool:
    """Whether `aria-hidden` alone, which hides from screen readers, stands at a paragraph: everybody else sees it.

    Larger parts of pages that say so are as a rule closed menus and boxes.
    """
    if (
        tag not in ("p", "figcaption")
        or element.get("aria-hidden") != "true"
        or element.get("hidden") is not None
    ):
        return False
    return not _hides(style) and not _read_names(element.get("class") or "")[1]
