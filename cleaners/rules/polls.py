"""Polls among the readers in a text dump: a question, the answers to choose from, and a button or a label that tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from cleaners.layout import labels
from cleaners.model import Context, Passage, Rule, Verdict

LEAST_ANSWERS, MOST_ANSWERS = 2, 8
_COUNT = re.compile(r"\s?\d")
"""Where the number of votes begins behind a button, if it is glued to it."""
_COUNTED = re.compile(r"\d[\d.,\s]*(?P<what>[^\W\d].*)")
"""A number and what it counts."""
ANSWER_LENGTH, QUESTION_LENGTH, BUTTON_LENGTH = 80, 160, 60


def polls(context: Context) -> Iterator[Verdict]:
    """Cut a poll, with the label above it: the button's first word tells it, its question and answers prove it."""
    passages = context.passages
    for place, button in enumerate(passages) if context.document.page.kind == "text" else ():
        if not _is_button(button):
            continue
        start = _start(passages, place)
        for passage in passages[start : place + 1] if start is not None else ():
            evidence = f"a poll's question, answers and '{button.text}'"
            yield Verdict(passage.block.index, "cut", "polls.poll", evidence)


def labelled(context: Context) -> Iterator[Verdict]:
    """Cut a poll whose question has its label: "Poll: Should the ferry run at night?" and the answers below."""
    passages = context.passages
    for place, question in enumerate(passages) if context.document.page.kind == "text" else ():
        label, colon, asked = question.text.partition(":")
        if not (colon and question.whole and _is_question(asked) and _is_named(label)):
            continue
        below = passages[place + 1 : place + 1 + MOST_ANSWERS]
        answers = list(takewhile(lambda one: _is_answer(one) and not labels.ends_sentence(one.text), below))
        for passage in (question, *answers) if len(answers) >= LEAST_ANSWERS else ():
            evidence = f"a question behind the label '{label}', and its answers"
            yield Verdict(passage.block.index, "cut", "polls.labelled", evidence)


def _is_question(text: str) -> bool:
    return text.endswith(("?", "？", "؟")) and len(text) <= QUESTION_LENGTH


def _is_answer(passage: Passage) -> bool:
    return passage.whole and len(passage.text) <= ANSWER_LENGTH and not labels.is_prose(passage.text)


def _is_button(passage: Passage) -> bool:
    """Whether a line casts a vote or shows how others voted: "Vote", "Vote (or see the results)", "Vote now412 voted", "412 votes"."""
    if not passage.whole or len(passage.text) > BUTTON_LENGTH or labels.ends_sentence(passage.text):
        return False
    words = labels.words("vote", "dump")
    text = passage.text
    if _counts_votes(text):
        return True
    return any(labels.bare(one) in words for one in (text, text.partition(" (")[0], _COUNT.split(text)[0]))


def _counts_votes(text: str) -> bool:
    """Whether a line opens with a number of votes: "2,318 votes so far"."""
    counted = _COUNTED.match(text)
    said = f"{counted['what'].casefold()} " if counted is not None else ""
    return any(said.startswith(f"{one} ") for one in labels.words("votes", "dump"))


def _start(passages: Sequence[Passage], button: int) -> int | None:
    """Where the poll above a button begins: at its question, or at the label over that; None when it is no poll."""
    for place in range(button - LEAST_ANSWERS - 1, max(-1, button - MOST_ANSWERS - 2), -1):
        text = passages[place].text if place >= 0 else ""
        answers = passages[place + 1 : button]
        if _is_question(text) and passages[place].whole and all(map(_is_answer, answers)):
            above = passages[place - 1] if place else None
            return place - (above is not None and above.whole and _is_label(above.text))
    return None


def _is_label(text: str) -> bool:
    """Whether the line over a question is the poll's own label: a few words without a stop, in capitals or known."""
    return _is_named(text) or (labels.is_name(text) and text.isupper())


def _is_named(text: str) -> bool:
    """Whether a label says that it is a poll's: "Poll", "THE COURIER ASKS"."""
    known = labels.words("poll", "dump")
    return labels.is_name(text) and any(word in known for word in text.casefold().split())


rules: tuple[Rule, ...] = (polls, labelled)
"""They need no markup."""
