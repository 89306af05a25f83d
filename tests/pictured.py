"""A story with pictures, and what the rules on captions make of it."""

from __future__ import annotations

import builders

from cleaners.model import Verdict
from cleaners.rules import captions, captiontexts
from cleaners.wording import captioning

CAPTION = "Ferry crews load sacks of mail at Port Alma, Tesk, March 3, 2026. (AP Photo/Dana Whitlock)"
LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."
MORE = (
    "The board had planned to lay up two of the five boats. Islanders collected 4,000 signatures against it."
)
STORY = f"<p>{LEAD}</p><p>{MORE}</p>"


def structural(markup: str) -> tuple[list[str], tuple[captioning.Caption, ...]]:
    read = builders.page(f"<html><body><article>{markup}</article></body></html>")
    verdicts = builders.judge(read, captions.rules)
    return builders.kept(read, verdicts), captioning.collect(read, verdicts)


def textual(
    *lines: str, before: tuple[Verdict, ...] = ()
) -> tuple[list[str], tuple[captioning.Caption, ...]]:
    read = builders.dump(*lines)
    verdicts = builders.judge(read, captiontexts.rules, before=before)
    return builders.kept(read, verdicts), captioning.collect(read, verdicts)


BOATS = (
    "Five boats will keep running through the winter, the harbour board decided on Monday after a "
    "long debate."
)
