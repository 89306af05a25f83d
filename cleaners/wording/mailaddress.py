"""E-mail addresses in a text: the newsroom's on a line of its own or glued to the story's end, a writer's in a note."""

from __future__ import annotations

import re
from typing import Final

LENGTH: Final = 200
"""Characters at a text's end in which an address is looked for."""
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,24}){1,3}")
_LAST: Final = re.compile(rf"(?<=[.!?…\"'”’)\]]) {_ADDRESS.pattern}\.?$")


def is_one(text: str) -> bool:
    """Whether a text is an address and nothing else, a dash before it perhaps.

    >>> is_one("— desk@courier.example"), is_one("To desk@courier.example")
    (True, False)
    """
    return "@" in text and _ADDRESS.fullmatch(text.lstrip("-–—•* ")) is not None


def holds_one(text: str, start: int = 0) -> bool:
    """Whether an address stands in a text, from an offset on."""
    return "@" in text and _ADDRESS.search(text, start) is not None


def domains(text: str) -> tuple[str, ...]:
    """The domains of the addresses in a text.

    >>> domains("Write to desk@courier.example or to a.b@tarn.example.")
    ('courier.example', 'tarn.example')
    """
    found = _ADDRESS.finditer(text) if "@" in text else ()
    return tuple(one.group().rpartition("@")[2].rstrip(".").casefold() for one in found)


def behind_sentence(text: str) -> int | None:
    """Where an address begins, its blank included, that ends a text and no word of the last sentence leads up to.

    >>> behind_sentence("The vote is on Monday. desk@courier.example"), behind_sentence("Write to desk@courier.example")
    (22, None)
    """
    found = _LAST.search(text, max(0, len(text) - LENGTH)) if "@" in text else None
    return found.start() if found else None
