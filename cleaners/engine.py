"""The way of a page: decode, read, split, judge, assemble.  Read this file and you know the product.

Page -> Document(blocks) -> Segments -> Verdicts -> Cleaned -> Articles
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace as replace_struct

from cleaners import assembly, document, hosts, metadata, plaintext, rescue, scorer, second, segment, site
from cleaners.article import Article
from cleaners.ledger import Judged, Ledger
from cleaners.model import Context, Document, Kind, Metadata, Page, Rule, Segment, Verdict
from cleaners.rules import (
    boxes,
    bylines,
    captionlines,
    captions,
    captiontexts,
    cards,
    credits,
    dump,
    dumpends,
    dumpthreads,
    enumerations,
    furniture,
    gluedlabels,
    phrases,
    pointers,
    polls,
    productioncredits,
    promolines,
    promos,
    recipes,
    repeats,
    speech,
    standfirst,
    structure,
    teasers,
    voice,
    writernotes,
)
from cleaners.rules import sites as site_rules
from cleaners.site import Site, Sites


class Phase(Struct, frozen=True):
    """Rules that are asked together, on what the phases before them left open."""

    name: str
    rules: tuple[Rule, ...]
    rounds: int = 1
    """How often at most: a cut may expose the next one."""


MARKUP_PHASES = (
    Phase("structure", (*structure.rules, *furniture.rules)),
    Phase("captions", captions.rules, rounds=2),
)
KEPT_PHASE = Phase("kept", (*standfirst.rules, *recipes.rules, speech.announced))
"""Asked before the scorer, which takes too much of what themes set apart."""
CREDITS_PHASE = Phase("credits", (*credits.certain, *productioncredits.rules))
"""Asked before the scorer, which takes lines that name who worked on the story for what they are: not its text."""
TOLD_RULES = (*phrases.rules, credits.disclaimers)
"""Asked about what the scorer takes: their verdicts say more."""
NEAR_BLOCKS = 8
"""Blocks before and behind the story in which lines that the scorer takes are asked what they say."""
CARD_PHASE = Phase("article", (*bylines.rules, *cards.rules))
LINES_PHASE = Phase("captions", captionlines.rules)
DUMP_PHASE = Phase("article", dump.rules)
TEXT_PHASE = Phase(
    "text",
    (
        *boxes.rules,
        *phrases.rules,
        *gluedlabels.rules,
        *pointers.rules,
        *polls.rules,
        *promos.rules,
        *promolines.rules,
        *writernotes.rules,
        *credits.rules,
        *bylines.rules,
        *productioncredits.rules,
        *captiontexts.rules,
        *repeats.rules,
        *teasers.rules,
        *dumpthreads.rules,
        *dumpends.rules,
    ),
    rounds=4,
)
SPEECH_PHASE = Phase("kept", (*speech.rules, *enumerations.rules))
"""Asked of a dump before its voice and the scorer."""
VOICE_PHASE = Phase("voice", voice.rules)
LIKELIHOOD_PHASE = Phase("likelihood", cards.likelihood)
MOST_SHARE = 1 / 2
"""What the scorer may take of a dump's story at most, where labels told that it is one; and never a line that holds as much."""
PAGE_LINES = 5
"""Lines of a dump that go for what they say, from which on it is a page's, whatever else its lines look like."""
OWN_HEAD = frozenset({"headline", "authors", "description"})
"""Fields to which a bare text's own first lines go: they tell of no page around it."""
GUARD_SHARE = 1 / 7
"""The text phase must leave this share of a story, or it is withdrawn (trafilatura's ratio)."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page and everything that was decided about it; nothing is discarded."""

    document: Document
    metadata: Metadata
    segments: tuple[Segment, ...]
    verdicts: tuple[Verdict, ...]
    articles: tuple[Article, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of a page before it is judged."""

    document: Document
    about: Metadata
    model: scorer.Model | None
    site: Site | None
    scores: scorer.Scores | None = None
    """Of all lines of a text dump, where nothing else tells where among them the story may be; of all blocks of
    a page with several stories."""


def clean(
    content: bytes | str,
    *,
    url: str | None = None,
    kind: Kind = "html",
    charset: str | None = None,
    fetched: datetime | None = None,
    sites: Sites | tuple[()] | None = None,
) -> Cleaned:
    """Clean one page.

    `content` is the page as fetched (bytes are best: the charset is decided here, `charset` is the
    transport's hint); a `url` that cannot be read is none; `kind` is "text" for a plain-text dump; `fetched`
    turns relative times into dates; `sites` replaces the packaged site files, `()` switches them off.  Never
    raises on any content.
    """
    if isinstance(content, str):
        content, charset = content.encode("utf-8", "replace"), "utf-8"
    url = url.encode("utf-8", "replace").decode() if url and hosts.host(url) is not None else None
    return clean_page(Page(content, url, kind, charset, fetched), sites=sites)


def clean_page(
    page: Page, *, sites: Sites | tuple[()] | None = None, model: scorer.Model | None = None
) -> Cleaned:
    """Clean one page; `model` replaces the scorer's own weights."""
    read = plaintext.read(page) if page.kind == "text" else document.read(page)
    known = site.of(page.url, site.packaged() if sites is None else sites)
    about = site.described(metadata.read(read), known)
    segments = segment.split(read, about, site_rules.stories(read, known) if known else ())
    whole = page.kind == "text" or any(one.role == "split" for one in segments)
    scores = scorer.score(read, about, range(len(read.blocks)), model) if whole else None
    reading = _Reading(read, about, model, known, scores)
    judged = tuple(judge(reading, one) for one in segments)
    if len(judged) == 1 and page.kind == "html" and reading.about.body:
        reading, judged = _rescued(reading, judged[0])
    outside = _outside(reading, segments)
    articles, flags = assembly.assemble(reading.document, reading.about, judged, known)
    verdicts = sorted((*outside, *(v for one in judged for v in one.ledger.verdicts)), key=_place)
    return Cleaned(
        reading.document,
        reading.about,
        tuple(one.segment for one in judged),
        tuple(verdicts),
        articles,
        flags,
    )


def judge(reading: _Reading, one: Segment) -> Judged:
    """Run the phases over one segment: certain rules on markup, then is-it-the-story, then the text."""
    ledger = Ledger(reading.document.blocks[one.start : one.stop])
    for label in one.labels:
        ledger.claim(
            Verdict(label, "move", "segment.label", f"label of the story ({one.strategy})", field="label")
        )
    _run_site(ledger, reading, one)
    confidence = None
    if reading.scores is not None and reading.document.page.kind == "text":
        confidence = _judge_dump(ledger, reading, one, reading.scores)
    else:
        for phase in MARKUP_PHASES:
            _run(phase, ledger, reading, one)
        if one.role == "main":
            _run(KEPT_PHASE, ledger, reading, one)
            _run(CREDITS_PHASE, ledger, reading, one)
            confidence = _score(ledger, reading)
        else:
            _run(CARD_PHASE, ledger, reading, one)
        _run_guarded(TEXT_PHASE, ledger, reading, one)
        _hear(ledger, reading, one)
        if one.role == "split" and reading.scores is not None:
            _run(LIKELIHOOD_PHASE, ledger, reading, one, reading.scores.probabilities)
    return Judged(one, ledger, confidence)


def _judge_dump(ledger: Ledger, reading: _Reading, one: Segment, scores: scorer.Scores) -> float | None:
    """Run the phases over lines without markup; returns how sure the scorer is, where it was heard."""
    _run(LINES_PHASE, ledger, reading, one, scores.probabilities)
    before = len(ledger.verdicts)
    if one.role == "main":
        _run(DUMP_PHASE, ledger, reading, one, scores.probabilities)
    parted = (one.start, one.stop) != (0, len(reading.document.blocks))
    is_of_page = parted or any(verdict.field not in OWN_HEAD for verdict in ledger.verdicts[before:])
    _run_guarded(TEXT_PHASE, ledger, reading, one)
    gone = {one.block for one in ledger.verdicts[before:] if one.action == "cut" and one.span is None}
    is_of_page |= len(gone) >= PAGE_LINES
    lines = {passage.block.index: passage.text for passage in ledger.passages() if passage.whole}
    if not is_of_page and not voice.shows_page(lines, scores.probabilities):
        return None
    _run(SPEECH_PHASE, ledger, reading, one)
    _hear(ledger, reading, one, scores.probabilities)
    left: Counter[int] = Counter()
    for passage in ledger.passages():
        left[passage.block.index] += len(passage.text)
    # The scorer judged these lines with the page's words that are gone.
    rests = {passage.block.index for passage in ledger.passages() if voice.is_rest_of_story(passage)}
    doubted = list(scorer.line_verdicts(reading.document, scores, list(left), split=one.role != "main"))
    if one.role != "main" and sum(left[verdict.block] for verdict in doubted) > MOST_SHARE * left.total():
        return round(scores.confidence, 3)
    for verdict in doubted:
        if left[verdict.block] < MOST_SHARE * left.total() and verdict.block not in rests:
            ledger.claim(verdict)
    return round(scores.confidence, 3)


def _rescued(reading: _Reading, shown: Judged) -> tuple[_Reading, tuple[Judged, ...]]:
    """Where a page shows less than it declares, judge its declared text in place of what it shows."""
    kept = shown.ledger.kept()
    if not rescue.worth_reading(kept, reading.about):
        return reading, (shown,)
    declared = rescue.declared(reading.about)
    if not rescue.needed(kept, declared):
        return reading, (shown,)
    visible = Ledger(reading.document.blocks)
    _run_site(visible, reading, shown.segment)
    for phase in MARKUP_PHASES:
        _run(phase, visible, reading, shown.segment)
    for passage in visible.passages():
        evidence = "the page shows only a part; its declared text (JSON-LD) has all of it"
        visible.claim(Verdict(passage.block.index, "cut", "rescue.declared-body", evidence))
    extended = replace(reading, document=rescue.extend(reading.document, declared))
    blocks = extended.document.blocks
    ledger = Ledger(blocks)
    for verdict in visible.verdicts:
        ledger.claim(verdict)
    # Of the declared part alone: its copies among the visible blocks are no repeats.
    part = Segment(len(reading.document.blocks), len(blocks), strategy="declared-body")
    _run_guarded(TEXT_PHASE, ledger, extended, part)
    if ledger.kept_chars() <= shown.ledger.kept_chars():
        return reading, (shown,)
    return extended, (Judged(replace_struct(part, start=0), ledger, None),)


def _score(ledger: Ledger, reading: _Reading) -> float:
    """Ask the scorer about the blocks that are still open; returns how sure it is of the page."""
    open_blocks = {passage.block.index for passage in ledger.passages()}
    # What is kept already is scored as well: its neighbours are known by it.
    kept = {verdict.block for verdict in ledger.verdicts if verdict.action == "keep"}
    scores = scorer.score(reading.document, reading.about, open_blocks | kept, reading.model)
    if second.wanted(scores, reading.document):
        scores = second.revise(scores, reading.document)
    doubted = {verdict.block: verdict for verdict in scorer.verdicts(reading.document, scores)}
    for verdict in (*_told(ledger, reading, doubted), *doubted.values()):
        ledger.claim(verdict)
    return round(scores.confidence, 3)


def _told(ledger: Ledger, reading: _Reading, doubted: Collection[int]) -> Iterator[Verdict]:
    """What lines around the story that the scorer takes say of themselves: a paywall, whose copy, which call."""
    passages = ledger.passages()
    story = [passage.block.index for passage in passages if passage.block.index not in doubted]
    if not story:
        return
    near = range(story[0] - NEAR_BLOCKS, story[-1] + NEAR_BLOCKS)
    asked = tuple(one for one in passages if one.block.index in doubted and one.block.index in near)
    context = Context(reading.document, Segment(0, len(reading.document.blocks)), reading.about, asked)
    for rule in TOLD_RULES if asked else ():
        yield from (verdict for verdict in rule(context) if verdict.span is None)


def _run_site(ledger: Ledger, reading: _Reading, one: Segment) -> None:
    """What the site's own file says comes before everything else."""
    if reading.site is not None:
        _run(Phase("site", site_rules.rules_for(reading.site)), ledger, reading, one)


def _run(
    phase: Phase,
    ledger: Ledger,
    reading: _Reading,
    one: Segment,
    likelihoods: Mapping[int, float] = MappingProxyType({}),
) -> None:
    for _ in range(phase.rounds):
        passages, verdicts = ledger.passages(), tuple(ledger.verdicts)
        context = Context(reading.document, one, reading.about, passages, verdicts, likelihoods)
        for rule in phase.rules:
            for verdict in rule(context):
                ledger.claim(verdict)
        ledger.sweep()
        if len(ledger.verdicts) == len(verdicts):
            break


def _hear(
    ledger: Ledger, reading: _Reading, one: Segment, likelihoods: Mapping[int, float] = MappingProxyType({})
) -> None:
    """Cut what sounds like the page; what stood behind it may now be told by where it stands."""
    before = len(ledger.verdicts)
    _run(VOICE_PHASE, ledger, reading, one, likelihoods)
    if any(verdict.span is not None for verdict in ledger.verdicts[before:]):
        _run_guarded(TEXT_PHASE, ledger, reading, one)


def _run_guarded(phase: Phase, ledger: Ledger, reading: _Reading, one: Segment) -> None:
    """Run a phase, and take it back when it would leave next to nothing of the story."""
    before, story = len(ledger.verdicts), ledger.kept_chars()
    _run(phase, ledger, reading, one)
    if ledger.kept_chars() >= story * GUARD_SHARE:
        return
    for verdict in ledger.withdraw(before):
        evidence = f"{verdict.rule} would have left almost nothing of the story"
        ledger.claim(Verdict(verdict.block, "keep", "guard.restored", evidence, verdict.span))


def _outside(reading: _Reading, segments: tuple[Segment, ...]) -> tuple[Verdict, ...]:
    """Verdicts on the blocks that belong to no article."""
    read = reading.document
    inside = {index for one in segments for index in range(one.start, one.stop)}
    blocks = [block for block in read.blocks if block.index not in inside and block.tag != rescue.TAG]
    if not blocks:
        return ()
    ledger = Ledger(blocks)
    whole = Segment(0, len(read.blocks))
    _run_site(ledger, reading, whole)
    if read.page.kind == "html":
        _run(MARKUP_PHASES[0], ledger, reading, whole)
    for passage in ledger.passages():
        evidence = "belongs to none of the page's articles"
        ledger.claim(Verdict(passage.block.index, "cut", "segment.outside", evidence))
    return tuple(ledger.verdicts)


def _place(verdict: Verdict) -> tuple[int, int]:
    return verdict.block, verdict.span[0] if verdict.span else 0
