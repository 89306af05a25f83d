"""The scorer's evidence in words: which features of a block speak against it, the strongest first.

A condition's strength (log odds that a block which meets it is no story text) is measured in training and
stored with the weights, so that what is said is what weighed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from cleaners.scorer.features import NAMES

REASONS = 3
"""How many reasons are given at most."""


class Reason(Struct, frozen=True):
    """A condition on one feature, and how a reader would say it."""

    feature: str
    holds: Callable[[float], bool]
    words: str

    @property
    def key(self) -> str:
        """What its strength is stored under."""
        return f"{self.feature}: {self.words}"


REASONS_KNOWN = (
    Reason("link_share", lambda value: value > 0.6, "mostly link text"),
    Reason("links_parent", lambda value: value > 0.6, "stands among links"),
    Reason("good_parent", lambda value: value < 0.05, "no prose around it"),
    Reason("good_signature", lambda value: value < 0.05, "not marked up like the story's paragraphs"),
    Reason("names_near", lambda value: value < -0.7, "inside elements named like page furniture"),
    Reason("names_own", lambda value: value < -0.7, "named like page furniture"),
    Reason("lexicon", lambda value: value < -0.3, "worded like page furniture"),
    Reason("voice", lambda value: value > 1.0, "sounds like the page that speaks to its reader"),
    Reason("named", lambda value: value > 0, "names the site itself"),
    Reason("shared", lambda value: 0 <= value < 0.1, "shares no words with the page's other prose"),
    Reason("heading_lexicon", lambda value: value < -0.4, "under a heading of page furniture"),
    Reason("to_last_prose", lambda value: value < 0, "after the last paragraph"),
    Reason("from_first_prose", lambda value: value < 0, "before the first paragraph"),
    Reason("mass_after", lambda value: value < 0.02, "near the end of the page's prose"),
    Reason("chars", lambda value: value < 40, "a short line"),
    Reason("ends_sentence", lambda value: value == 0.0, "not a sentence"),
    Reason("capitals", lambda value: value > 0.7, "written like a title"),
    Reason("copies", lambda value: value > 1, "stands on the page more than once"),
    Reason("title_overlap", lambda value: value > 0.5, "repeats the headline"),
    Reason("siblings_alike", lambda value: value > 5, "one of many elements alike"),
    Reason("in_aside", lambda value: value > 0, "in an aside"),
    Reason("in_nav", lambda value: value > 0, "in a navigation"),
    Reason("in_footer", lambda value: value > 0, "in a footer"),
    Reason("in_header", lambda value: value > 0, "in a header"),
    Reason("in_form", lambda value: value > 0, "in a form"),
    Reason("in_figure", lambda value: value > 0, "in a figure"),
    Reason("in_list", lambda value: value > 0, "in a list"),
    Reason("in_table", lambda value: value > 0, "in a table"),
)
_PLACES = {name: number for number, name in enumerate(NAMES)}


def holding(row: Sequence[float]) -> list[str]:
    """The keys of all reasons that hold for a row of features."""
    return [reason.key for reason in REASONS_KNOWN if reason.holds(row[_PLACES[reason.feature]])]


def ranked(strengths: Mapping[str, float]) -> tuple[Reason, ...]:
    """The reasons that speak against a block, the strongest first."""
    telling = [reason for reason in REASONS_KNOWN if strengths.get(reason.key, 0.0) > 0]
    return tuple(sorted(telling, key=lambda reason: -strengths[reason.key]))


def say(row: Sequence[float], known: Sequence[Reason]) -> str:
    """The first of the ranked reasons that hold for a row, as a phrase."""
    holds = (reason.words for reason in known if reason.holds(row[_PLACES[reason.feature]]))
    return ", ".join(islice(holds, REASONS)) or "unlike the story's paragraphs"
