"""Which sentences speak to the reader for the publisher: newsletters, channels, apps, offers, AI boxes.

They are told by the classes of their words, not by phrases: an imperative that opens the sentence, what it
offers, and whom it speaks to.  A sentence of news (who said what) or of speech is never one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from cleaners import lexicon
from cleaners.lexicon import Folded, promos
from cleaners.lexicon.wording import (
    HEAD,
    LEAD,
    MARKS,
    WORD,
    Kind,
    Token,
    Tongue,
    Use,
    split,
    tokenize,
    wording,
)
from cleaners.wording.cohesion import Known
from cleaners.wording.resumption import Resumption
from cleaners.wording.runwords import read_words
from cleaners.wording.sheet import BREAK, Sheet

MAX_CHARS: Final = 420
"""Characters of the longest sentence that is looked at."""
LEAD_TOKENS: Final = 9
"""Words of courtesy that may stand before the verb."""
BOX_CHARS: Final = 1200
"""Characters of the longest passage that is an invitation as a whole."""
PREFIX_CHARS: Final = 80
"""Characters before the colon that an invitation follows: "Start your day right: sign up for …"."""
QUESTION_TOKENS: Final = 10
CRY_TOKENS: Final = 2
"""Words of a question too short to be the story's: "Love history?"."""
WEAK_TOKENS: Final = 15
"""Words of a sentence that goes with an invitation beside it."""
WEAK_CLASSES: Final = 2
REST_LENGTH: Final = (3.0, 3.0)
"""Mean and deviation of the words that are of no class, between such an invitation and what follows it."""
REST_TOKENS: Final = 5
"""Words of what follows an invitation on the same line without a stop between them."""
_END: Final = re.compile(r"[.!?…]+[\"')\]]*(?: +|$|(?=[\u3040-\u9fff]))|[|•] *")
_STOPS: Final = frozenset(".!?…|•")
_OPENING: Final = re.compile(r"[.!?…|•:] ?[\"')\]]? *(?P<word>[^\s\"'.,:;!?()\[\]|><…·•]+)")
"""The first word of a sentence behind another."""
_FIRST: Final = re.compile(
    rf"[{BREAK}.!?…|•:](?:(?<={BREAK})[\s{re.escape(MARKS)}]*+| ?[\"')\]]? *)(?P<word>{WORD.pattern})"
)
"""The first word of a passage, or of a sentence in it."""
_LATE: Final = re.compile(
    rf"{BREAK}(?=[^{BREAK}]{{20}})(?:[\s{re.escape(MARKS)}]{{20}}|[\s{re.escape(MARKS)}]*+{WORD.pattern}(?<=[^{BREAK}]{{40}}))"
)
"""A first word that ends late in its passage, or never: "find" may see only its beginning."""
_VERB_LAST: Final = re.compile("[ğışİ\u0900-\u0dff\u3040-\u9fff\uac00-\ud7a3]")
"""Letters of languages whose verb may come last, or that write no blanks."""
_FOLDED_AWAY: Final = "ğışİ।\u093c"
"""Those of them that folding turns into letters or marks of others."""
_IDEOGRAM: Final = re.compile("[\u3040-\u9fff]")
HEAD_CHARS: Final = 40
FINAL_TOKENS: Final = 3
"""Words at the end of a sentence among which its verb is."""
_QUOTES: Final = '"“”„«»'
_EVERYDAY: Final = frozenset({"lead", "where", "told", "news", "follow", "get", "ask", "download"})
"""Classes that ordinary sentences are full of: no sign of an offer."""
_NO_END: Final = frozenset({"told", "where", LEAD, "fresh", "every", "ours", "yours", "get", "follow"})
"""Classes of words that no invitation ends with."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A span of a text, in its own offsets, that invites the reader to something."""

    start: int
    stop: int
    concept: str


def offers(page: Collection[str]) -> tuple[str, ...]:
    """The words of offers without a verb among a page's words: what `find` wants to know beforehand."""
    return tuple(sorted(wording().offers.keys() & page))


def holding(sheet: Sheet, offered: Sequence[str]) -> set[int]:
    """The numbers of the passages that may hold an invitation, as far as single words tell."""
    words, page = wording(), sheet.said
    found = set()
    for one in _FIRST.finditer(page.text):
        word = one["word"]
        tongues = words.openers.get(word) or words.stems.get(word[:HEAD])
        if tongues or word in words.leads:
            at = one.start("word")
            tongues = tongues or _behind_courtesy(page.text, at)
            number = page.number(at)
            if tongues and number not in found and _may_tell(sheet, number, at, tongues):
                found.add(number)
    found.update([page.number(one.end()) for one in _LATE.finditer(page.text)])
    if offered:
        found.update([n for n, one in enumerate(sheet.folded) if any(map(one.text.__contains__, offered))])
    if page.text.isascii() and not any(map(sheet.written.text.__contains__, _FOLDED_AWAY)):
        return found
    return found | {number for number, text in enumerate(sheet.texts) if _VERB_LAST.search(text)}


def _may_tell(sheet: Sheet, number: int, at: int, tongues: Collection[Tongue]) -> bool:
    """Whether the sentence at an offset of a page has a word without which it is no invitation."""
    text, at = sheet.folded[number].text, sheet.said.place(number, at)
    if text[at - 2 : at - 1] in _STOPS and text[at - 1] == " ":
        ended = _END.search(text, at, at + MAX_CHARS)
        start, stop = at, ended.end() if ended else at + MAX_CHARS + 1
    else:
        start, stop = _sentence(text, at)
    said = split(text[start:stop])
    return any(tongue.may_tell(said) for tongue in tongues)


def find(text: str, folded: Folded, offered: Sequence[str]) -> Iterator[Invitation]:
    """The invitations of one passage; the whole passage when all its other sentences go with one."""
    found: list[Invitation] = []
    taken: list[tuple[int, int]] = []
    for (start, stop), tongues in _candidates(text, folded.text, offered):
        if stop - start > MAX_CHARS or _is_speech(text, folded, start, stop):
            continue
        colon = folded.text.find(": ", start, start + PREFIX_CHARS)
        judged = _judge(text, folded, (start, stop), tongues)
        quoted = folded.text[colon + 2 : colon + 3] in _QUOTES
        if judged is None and colon > 0 and not quoted and _is_prefix(folded.text[start:colon]):
            judged = _judge(text, folded, (colon + 2, stop), tongues)
        if judged is not None:
            concept, end = judged
            begin = _with_question(folded.text, start)
            found.append(Invitation(folded.origin(begin), folded.origin(end), concept))
            taken.append((begin, end))
    if found and len(text) <= BOX_CHARS and all(_goes_along(rest) for rest in _others(folded.text, taken)):
        yield Invitation(0, len(text), found[0].concept)
    else:
        yield from found


def _is_prefix(text: str) -> bool:
    """Whether what stands before an invitation and its colon belongs to it: no news is told there."""
    tokens = tokenize(text)
    return not any(
        use.name == "told"
        for tongue in wording().tongues
        if not tongue.joined
        for use in tongue.uses(tokens, text)
    )


def _with_question(text: str, start: int) -> int:
    """Where an invitation begins that a short question to the reader leads up to."""
    if text[max(0, start - 2) : start] != "? ":
        return start
    before, _ = _sentence(text, start - 2)
    tokens = tokenize(text[before:start])
    if len(tokens) > QUESTION_TOKENS or text[before:start].lstrip()[:1] in _QUOTES:
        return start
    addressed = len(tokens) <= CRY_TOKENS or any(
        use.name in ("yours", "story", LEAD, "get")
        for tongue in wording().tongues
        for use in tongue.uses(tokens, "")
    )
    return before if addressed and _is_prefix(text[before:start]) else start


def _candidates(
    text: str, folded: str, offered: Sequence[str]
) -> list[tuple[tuple[int, int], tuple[Tongue, ...]]]:
    """The sentences that could be invitations by their first or last words, with the languages of those."""
    words = wording()
    found: dict[tuple[int, int], tuple[Tongue, ...]] = {}
    first = WORD.search(folded, 0, HEAD_CHARS)
    openings = [(first.start(), first.group())] if first else []
    openings += [(one.start("word"), one["word"]) for one in _OPENING.finditer(folded)]
    for at, word in openings:
        tongues = words.openers.get(word) or words.stems.get(word[:HEAD])
        if not tongues and word in words.leads:
            tongues = _behind_courtesy(folded, at)
        if tongues:
            found[_sentence(folded, at)] = tongues
    for word in offered:
        at = folded.find(word)
        if at >= 0:
            span = _sentence(folded, at)
            found[span] = (*found.get(span, ()), *words.offers[word])
    if not text.isascii() and _VERB_LAST.search(text):
        for span in _sentences(folded):
            last = WORD.findall(folded, max(span[0], span[1] - HEAD_CHARS), span[1])[-FINAL_TOKENS:]
            closing = [tongue for word in last for tongue in words.closers.get(word, ())]
            if _IDEOGRAM.search(folded, *span):
                closing += words.joined
            if closing:
                found[span] = (*found.get(span, ()), *closing)
    return sorted(found.items(), key=lambda one: one[0])


def _behind_courtesy(text: str, start: int) -> tuple[Tongue, ...]:
    """The languages of the first word that is no courtesy, if an invitation may open with it."""
    words = wording()
    for found in islice(WORD.finditer(text, start), LEAD_TOKENS):
        word = found.group()
        tongues = words.openers.get(word) or words.stems.get(word[:HEAD])
        if tongues or word not in words.leads:
            return tongues or ()
    return ()


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The sentence around an offset."""
    start = 0
    for before in _END.finditer(text, max(0, at - MAX_CHARS), at):
        start = before.end()
    if not start and at > MAX_CHARS:
        start = at - MAX_CHARS
    ended = _END.search(text, at, at + MAX_CHARS)
    return start, ended.end() if ended else min(len(text), at + MAX_CHARS + 1)


def _others(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The sentences, or parts of them, that no invitation took."""
    for start, stop in _sentences(text):
        inside = [end for begin, end in taken if begin < stop and start < end]
        if not inside:
            yield text[start:stop]
        elif max(inside) < stop:
            yield text[max(inside) : stop]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        if found.end() > start:
            yield start, found.end()
            start = found.end()
    if start < len(text):
        yield start, len(text)


def _is_speech(text: str, folded: Folded, start: int, stop: int) -> bool:
    """Whether a sentence stands in quotation marks."""
    said = text[folded.origin(start) : folded.origin(stop)].strip()
    return said[:1] in _QUOTES or said[-1:] in _QUOTES or said[:1] in "'‘"


def _judge(
    text: str, folded: Folded, span: tuple[int, int], tongues: Collection[Tongue]
) -> tuple[str, int] | None:
    """The concept of the invitation that a sentence is or begins with, and where it ends."""
    start, stop = span
    sentence = folded.text[start:stop]
    said = split(sentence)
    telling = [tongue for tongue in tongues if tongue.may_tell(said)]
    tokens = tokenize(sentence) if telling else []
    for tongue in telling:
        uses = tongue.uses(tokens, sentence)
        names = {use.name for use in uses}
        if tongue.joined and "?" in sentence:
            continue
        for kind in wording().kinds:
            if not names.issuperset(kind.holds) or not _opens(
                kind, uses, tongue, len(sentence) if tongue.joined else len(tokens)
            ):
                continue
            end = _before_capital(kind, uses, tokens, (text, folded, start)) if not tongue.joined else None
            if end is None and not tongue.joined and kind.opens and "news" not in kind.holds:
                end = _before_story(kind, uses, tokens, (text, folded, start))
            end = end or _whole(kind, uses, tokens, tongue)
            if end is not None:
                return kind.concept, stop if end == len(tokens) else start + tokens[end - 1].stop
    return None


def _opens(kind: Kind, uses: Sequence[Use], tongue: Tongue, size: int) -> bool:
    """Whether the sentence opens, or closes, as this kind does."""
    if not kind.opens or tongue.joined:
        return True
    before = {at for use in uses if use.name == LEAD for at in range(use.start, use.stop)}
    for use in uses:
        if use.name not in kind.opens:
            continue
        if use.start <= LEAD_TOKENS and all(at in before for at in range(use.start)):
            return True
        if tongue.final and use.stop >= size - 2:
            return True
    return False


def _complete(kind: Kind, uses: Sequence[Use]) -> bool:
    """Whether every class that the kind holds has a word of its own."""
    if any(use.name == "told" for use in uses):
        return False
    wanted = [[use for use in uses if use.name == name] for name in kind.holds]
    if kind.opens:
        wanted.append([use for use in uses if use.name in kind.opens])
    if kind.any:
        wanted.append([use for use in uses if use.name in kind.any])
    taken: list[Use] = []
    for options in sorted(wanted, key=len):
        free = next(
            (
                use
                for use in options
                if not any(use.start < one.stop and one.start < use.stop for one in taken)
            ),
            None,
        )
        if free is None:
            return False
        taken.append(free)
    return True


def _whole(kind: Kind, uses: Sequence[Use], tokens: Sequence[Token], tongue: Tongue) -> int | None:
    size = sum(token.stop - token.start for token in tokens) // 2 if tongue.joined else len(tokens)
    return len(tokens) if size <= kind.short and _complete(kind, uses) else None


def _before_capital(
    kind: Kind, uses: Sequence[Use], tokens: Sequence[Token], place: tuple[str, Folded, int]
) -> int | None:
    """Where an invitation without a stop ends: behind a noun of its own, before a capital and other words.

    Behind any small word before one that opens sentences: "… for the latest from the hills It hopes …".
    """
    text, folded, start = place
    ends = {use.stop for use in uses if use.name not in _NO_END}
    ends |= {
        at
        for at in range(2, len(tokens))
        if tokens[at].text in promos().starters
        and text[folded.origin(start + tokens[at].start)].isupper()
        and text[folded.origin(start + tokens[at - 1].start)].islower()
    }
    for end in sorted(ends):
        if end > kind.short or len(tokens) - end < REST_TOKENS:
            return None
        opening = text[folded.origin(start + tokens[end].start)]
        offers = {use.name for use in uses if use.start >= end}
        goes_on = "told" not in offers and len(offers - _EVERYDAY) >= WEAK_CLASSES
        if opening.isupper() and not goes_on and _complete(kind, [use for use in uses if use.stop <= end]):
            return end
    return None


def _before_story(
    kind: Kind, uses: Sequence[Use], tokens: Sequence[Token], place: tuple[str, Folded, int]
) -> int | None:
    """Where an invitation ends that words of no class close, before a sentence of the story.

    "Turn on notifications for Ocean & Air The paper says …": the story begins with "The".
    """
    text, folded, start = place
    ends = sorted({use.stop for use in uses if use.name != "told"})
    done = next((end for end in ends if _complete(kind, [use for use in uses if use.stop <= end])), None)
    if done is None or done > kind.short or len(tokens) - done < REST_TOKENS:
        return None
    opens = folded.origin(start + tokens[max(0, done - 1)].start)
    words = read_words(text, opens, folded.origin(start + tokens[-1].stop))
    known = Known.of(text[: folded.origin(start)])
    story = Resumption(words, lexicon.promos(), known, REST_LENGTH, title_case=False)
    at = story.sentence(len(words) - 1)
    if at is None:
        return None
    return next(
        (n for n, token in enumerate(tokens) if folded.origin(start + token.stop) > words[at].start), None
    )


def _goes_along(sentence: str) -> bool:
    """Whether a sentence beside an invitation belongs to it: short, no news, in the same words."""
    tokens = tokenize(sentence)
    if not tokens:
        return True
    if len(tokens) > WEAK_TOKENS:
        return False
    for tongue in wording().tongues:
        names = {use.name for use in tongue.uses(tokens, sentence)}
        if len(names - _EVERYDAY) >= WEAK_CLASSES and "told" not in names:
            return True
    return False
