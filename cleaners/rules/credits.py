"""Which text says who made the story: reporting lines, agency tags, what closes it.

Reporting lines move to "credits", agency tags to "wire".  An agency that is cited ("according to the
Russian news agency TASS") is part of the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from cleaners import lexicon
from cleaners.layout import labels
from cleaners.lexicon import fold, tables
from cleaners.lexicon.matching import whole_phrase
from cleaners.model import Context, Passage, Rule, Verdict
from cleaners.sources import agencies, agencytags, closings, creditlines, republication
from cleaners.wording import sentences, sheet, voice

TAIL_PASSAGES = 4
"""How many of the last passages may carry an agency tag: furniture may still stand behind it."""
PROSE_LENGTH = 80
"""Characters from which a passage is the story's own: an agency tag stands in or behind the last of them."""
HEAD_PASSAGES = 8
DATELINE = 80
"""Characters at the start of a paragraph in which its dateline stands."""
CALL = 300
"""Characters at the end of a passage in which an agency's name and a call on the reader may stand."""
AFTER_SHARE = 0.5
"""Behind a sign-off stands less than this share of the story, or it signs off something else."""
STORY_HEARD = -1.0
"""Log odds below which prose behind a sign-off is the story's, which that did not sign off: of 60 lines of prose that went
from known and written pages four have less, and one of them was the story's."""
_SIGN_OFFS = frozenset(
    f"credits.{kind}"
    for kind in (
        "reporting",
        "contributed",
        "material",
        "agency-tag",
        "sign-off",
        "signed",
        "initials",
        "writer",
        "first-published",
    )
)
_CLOSED = frozenset({"first-published", "end-mark", "rule-line"})
"""Closing words that are sure even where appeals and notes stand behind them; whole lines of all kinds are, too."""

_BRACKETS = ("(", "[", "（")
_ABBREVIATION = re.compile(r"\(?[A-Z]{2,8}\)?")
_DESKS = re.compile(r" [A-Z]{2,4}(?: [A-Z]{2,4}){0,4}$")
_SIGN_OFF = re.compile(r"(?:bur[-/])?[a-z]{2,4}(?:[-/][a-z]{2,4}){1,6}\.?")
_INNER_TAG = re.compile(
    r"(?<=[.!?…”“»\"’')]) (?P<tag>[-–—]{1,2} ?(?P<name>[A-Z]\w{1,14}(?: [A-Z]\w+){0,2}?)) (?=[^\W\da-z_])"
)


@cache
def _material() -> re.Pattern[str]:
    return re.compile(
        rf"[-–—(\[\s]*(?P<intro>{tables.alternation(creditlines.lexicon()['with-material']['words'])})\b\s?:?\s?(?P<rest>[^.]{{2,80}}?)[)\].\s]*",
        re.I,
    )


def _is_heading(context: Context, passage: Passage) -> bool:
    """Whether a passage is a heading for sure: a dump only shows short lines between others."""
    return passage.block.kind == "heading" and context.document.page.kind == "html"


def reporting_lines(context: Context) -> Iterator[Verdict]:
    """ "(Reporting by A in B; Editing by C)": in brackets anywhere, or a line or last sentence by itself."""
    page = sheet.of(context.passages)
    for number in sorted(set(map(page.said.number, creditlines.places(page.said.text)))):
        passage = context.passages[number]
        text = passage.text
        if _is_heading(context, passage):
            continue
        found = creditlines.find(text)
        if found is not None:
            evidence = f"names who worked on the story: '{text[found[0] : found[0] + 60]}'"
            yield _verdict(passage, *found, "credits.reporting", evidence, "credits")


def contributions(context: Context) -> Iterator[Verdict]:
    """ "A and B in C contributed to this report.": a passage, or the last sentence of one."""
    for passage in context.passages[-2 * TAIL_PASSAGES :]:
        text = passage.text
        if _is_heading(context, passage) or not creditlines.contributed().search(
            text, max(0, len(text) - 140)
        ):
            continue
        start = sentences.start(text, len(text))
        if len(text) <= creditlines.LENGTH // 2 and not creditlines.finite().search(text, 0, start):
            start = 0
        part = text[start:].strip(" *_-–—(")
        named = part[:1].isupper() and len(part) <= creditlines.LENGTH and _names_someone(part)
        if named and not creditlines.goes_on(part):
            yield _verdict(passage, start, len(text), "credits.contributed", f"'{part[:60]}'", "credits")


def _names_someone(sentence: str) -> bool:
    words = re.findall(r"[^\W\d_][\w.’'-]*", sentence)
    pairs = pairwise(words)
    return any(one[0].isupper() and other[0].isupper() for one, other in pairs) or any(
        agencies.mentions(sentence[:200])
    )


def material(context: Context) -> Iterator[Verdict]:
    """ "With inputs from agencies", "Mit Material von dpa", "—With assistance from A".

    Alone on a line, or behind the last sentence.
    """
    for passage in context.passages[-2 * TAIL_PASSAGES :]:
        text = passage.text
        if passage.block.kind == "heading":
            continue
        for start in closings.starts(text):
            match = _material().fullmatch(text, start)
            if match is None or not _is_material(match["intro"], match["rest"]):
                continue
            field = "wire" if any(agencies.mentions(match["rest"])) else "credits"
            yield _verdict(passage, start, len(text), "credits.material", f"'{text[start:][:60]}'", field)
            break


def _is_material(intro: str, rest: str) -> bool:
    """Whether the words after the introduction are a source: after a weak word only an agency is."""
    if len(intro.split()) > 1:
        first = rest.split(maxsplit=1)[0].casefold()
        named = rest[0].isupper() or first in creditlines.lexicon()["material-words"]["words"]
        return named and not creditlines.tells(rest)
    return agencytags.is_tag(rest) and len(rest.split()) <= 4


def agency_tags(context: Context) -> Iterator[Verdict]:
    """An agency's name behind the last sentence, or alone on one of the last lines."""
    certain = {passage.block.index for passage in _tail(context.passages)}
    for passage in context.passages[-2 * TAIL_PASSAGES :]:
        text = passage.text
        if passage.block.kind in ("control", "cell") or _is_listed(context, passage):
            continue
        if passage.block.kind == "heading" and context.document.page.kind != "text":
            continue
        sure = passage.block.index in certain or agencies.named(text) is None
        if _is_filed_by(context, text) and passage.block.index in certain:
            yield _verdict(
                passage, 0, len(text), "credits.agency-tag", f"'{text}' as in the dateline", "wire"
            )
            continue
        if (
            sure
            and len(text) <= agencytags.LENGTH + 6
            and (agencytags.is_tag(text) or agencytags.is_copyright(text))
        ):
            yield _verdict(passage, 0, len(text), "credits.agency-tag", f"'{text}' alone on its line", "wire")
        elif passage is context.passages[-1] and _SIGN_OFF.fullmatch(text) and "/" in text:
            yield _verdict(
                passage, 0, len(text), "credits.sign-off", f"editors' initials '{text}'", "credits"
            )
        else:
            start = agencytags.tag_start(text)
            bracketed = start is not None and text[start:].lstrip()[:1] in _BRACKETS
            if start is not None and (
                bracketed or passage.block.index in certain or _DESKS.search(text, start)
            ):
                yield _verdict(
                    passage,
                    start,
                    len(text),
                    "credits.agency-tag",
                    f"'{text[start:]}' behind the last sentence",
                    "wire",
                )


def tags_before_calls(context: Context) -> Iterator[Verdict]:
    """An agency's name behind the last sentence of a flattened story, and the call on the reader behind it."""
    for passage in context.passages[-2 * TAIL_PASSAGES :]:
        text = passage.text
        for found in _INNER_TAG.finditer(text, max(0, len(text) - CALL)):
            agency, call = agencies.named(found["name"]), text[found.end() :]
            known = agency is not None and agency.wire and found["name"] in agency.names
            if known and whole_phrase(fold(call), lexicon.phrases()) is not None:
                tag = found["tag"]
                evidence = f"'{tag}' behind the last sentence"
                yield _verdict(
                    passage, found.start("tag"), found.end("tag"), "credits.agency-tag", evidence, "wire"
                )
                break


def _is_filed_by(context: Context, text: str) -> bool:
    """Whether a line repeats the abbreviation in brackets that the story's dateline has: "(APS)"."""
    if not _ABBREVIATION.fullmatch(text):
        return False
    name = text.strip("()")
    return any(f"({name})" in one.text[:DATELINE] for one in context.passages[:HEAD_PASSAGES])


def _is_listed(context: Context, passage: Passage) -> bool:
    """Whether a passage is an item of a list; a lone dash before the last line of a dump makes none."""
    blocks, index = context.document.blocks, passage.block.index
    if passage.block.kind != "item" or context.document.page.kind != "text":
        return passage.block.kind == "item"
    return index == 0 or blocks[index - 1].kind == "item"


def _tail(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The last prose of the story and what stands behind it."""
    for passage in reversed(passages[-TAIL_PASSAGES:]):
        yield passage
        if len(passage.text) >= PROSE_LENGTH and passage.block.kind != "heading":
            return


def disclaimers(context: Context) -> Iterator[Verdict]:
    """A statement behind the story that an agency's feed delivered it and nobody edited it."""
    for passage in context.passages[-2 * TAIL_PASSAGES :]:
        text = passage.text
        if passage.block.kind != "heading" and republication.is_note(text):
            yield _verdict(passage, 0, len(text), "credits.disclaimer", f"'{text[:60]}'", "wire")


def closing_words(context: Context) -> Iterator[Verdict]:
    """End marks, source notes, "first published" and name-and-agency lines; "(More to follow)" anywhere."""
    certain = {passage.block.index for passage in _tail(context.passages)}
    late = {passage.block.index for passage in context.passages[-2 * TAIL_PASSAGES :]}
    for passage in context.passages:
        if passage.block.kind in ("heading", "control", "cell"):
            continue
        found = list(closings.notes(passage.text))
        if not found and passage.block.index in late:
            sure = passage.block.index in certain
            found = [
                one for one in closings.find(passage.text) if sure or one.kind in _CLOSED or one.start == 0
            ]
        for one in found:
            evidence = f"'{passage.text[one.start : one.stop][:60]}'"
            field = "authors" if one.kind == "writer" else "wire"
            yield _verdict(passage, one.start, one.stop, f"credits.{one.kind}", evidence, field)


def after_sign_off(context: Context) -> Iterator[Verdict]:
    """What stands behind the line that signs the story off: initials, appeals, notes about the feed."""
    end = max((_signed_off(context, verdict) for verdict in context.verdicts), default=-1)
    if end < 0 and context.document.page.kind == "text":
        notes = [
            one.block for one in context.verdicts if one.rule == "credits.disclaimer" and one.span is None
        ]
        end = max(notes, default=-1)
    if end < 0:
        return
    before = sum(labels.weight(one.text) for one in context.passages if one.block.index <= end)
    behind = [one for one in context.passages if one.block.index > end]
    if sum(labels.weight(one.text) for one in behind) > AFTER_SHARE * before:
        return
    for passage in behind:
        prose = labels.is_prose(passage.text) and passage.text[0] not in _BRACKETS
        if prose and voice.of_page(passage.text) < STORY_HEARD:
            continue
        evidence = "stands behind the line that signs the story off"
        yield Verdict(passage.block.index, "cut", "credits.after-sign-off", evidence, passage.span)


def _signed_off(context: Context, verdict: Verdict) -> int:
    """The block that a verdict found to end with a sign-off; -1 where it did not."""
    if verdict.rule not in _SIGN_OFFS:
        return -1
    text = context.document.blocks[verdict.block].text
    return verdict.block if verdict.span is None or verdict.span[1] >= len(text.rstrip()) else -1


certain: tuple[Rule, ...] = (reporting_lines,)
rules: tuple[Rule, ...] = (
    reporting_lines,
    contributions,
    material,
    agency_tags,
    tags_before_calls,
    disclaimers,
    closing_words,
    after_sign_off,
)
"""Phase 5; they need no markup."""


def _verdict(passage: Passage, *place: Any) -> Verdict:
    start, end, rule, evidence, field = place
    while end > start and passage.text[end - 1].isspace():
        end -= 1
    while start < end and passage.text[start].isspace():
        start += 1
    whole = passage.whole and start == 0 and end == len(passage.text)
    span = None if whole else (passage.start + start, passage.start + end)
    return Verdict(passage.block.index, "move", rule, evidence, span, field)
