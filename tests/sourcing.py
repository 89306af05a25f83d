"""One story, and whom it is attributed to, for the tests of its sources."""

from __future__ import annotations

import builders

from cleaners import attribution
from cleaners.attribution import Attribution
from cleaners.model import Document, Found, Metadata, Segment, Verdict

LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."
STORY = f"PORT ALMA (Reuters) - {LEAD}"


def attribute(
    read: Document,
    *verdicts: Verdict,
    body: str = LEAD,
    about: Metadata = builders.NOTHING,
    **labels: object,
) -> Attribution:
    one: Segment = builders.segment(read, **labels)
    return attribution.attribute(read, about, one, verdicts, body)


def wires(found: Attribution) -> list[tuple[str, str]]:
    return [(one.agency, one.basis) for one in found.wire]


def names(found: Attribution) -> tuple[str | None, str | None]:
    publisher, aggregator = found.publisher, found.aggregator
    return publisher.name if publisher else None, aggregator.name if aggregator else None


def site(name: str) -> Metadata:
    return Metadata(site_name=Found(name, "meta"))
