"""The names in a line of credits: who reported, wrote and edited the story, and from where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any

from cleaners.facts import bylines
from cleaners.lexicon import Beginnings, fold, promos, tables
from cleaners.sources import agencies
from cleaners.wording import sentences

LENGTH = 500
"""Characters of the longest line of credits."""
FILED = 120
"""Characters at a text's end in which the last of its writers is said to report from somewhere."""
LABELLED = 48
"""Characters of the longest one that opens with a label of a script without capitals."""
_TEAM = re.compile(
    r"^(?:The )?(?:[^\W\d_][\w.]* ){1,3}(?:writers?|journalists?|reporters?|correspondents?) (?=[^\W\d_a-z])"
)
_RIGHTS = re.compile(r"\s?(?:©|\(c\)|[Cc]opyright|COPYRIGHT)")
"""What a flattened line of names ends with."""
_HELPING = "additional "
"""How the verb begins that names helpers."""
_PLACE = re.compile(r"[\n.!?…\"')(\[] *+[(\[]? *+")
"""Where a line of credits may stand in folded text."""
_OPENING = re.compile(r"[(\[（]\s*")
_CLOSING = {"(": ")", "[": "]", "（": "）"}
_AFTER_STOP = re.compile(r"[.!?…”“»\"’')।。] (?=[\[(]?[^\W\d_a-z])")
_STANDARDS = "Our Standards:"
"""What Reuters sets behind its lines of credits."""
_WORD = re.compile(r"[^\W\d_]+")
_AMBIGUOUS = frozenset("a e es est ha han har kan met no non se si son van var".split())
"""Verbs that are other words in other languages."""
_SMALL = re.compile(r"(?<!\w)[a-zß-ÿ]{2,}")
_PLACING = frozenset(
    "additional also and article at for from in near of on report reporting research story the this to".split()
)
"""Small words behind "contributed to this report"; others tell how."""
_PARENTHESIS = re.compile(r"\([^()]{0,60}\)")


_NAME = r"[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]*){0,3}"
_FILED = re.compile(
    rf"(?P<names>{_NAME}(?:(?:,? and |, ){_NAME}){{0,6}}) (?:also )?(?:reported|wrote|filed) from"
    r"(?:[ ,;]+(?:[^\W\d_a-z][\w.’'-]*|and|in|the|of|near|from|reported|contributed))+\.?"
)
"""Who reported from where: "Ruiz reported from Tarn, and Hill from Port Alma." """


@dataclass(frozen=True, slots=True)
class Parsed:
    """The names in one or several lines of credits."""

    reporters: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    bureau: str | None = None
    """The place that the first reporter wrote from."""
    raw: str | None = None
    helpers: tuple[str, ...] = ()
    """Those of the reporters whom the line names for additional reporting."""

    @property
    def main_reporters(self) -> tuple[str, ...]:
        """The reporters but the helpers, or all where there are no others."""
        return tuple(name for name in self.reporters if name not in self.helpers) or self.reporters


@cache
def lexicon() -> Mapping[str, Any]:
    """`lexicon/credits.toml`: lists of words under their concept."""
    return tables.read("credits")


@cache
def finite() -> re.Pattern[str]:
    """Verbs of a sentence: no line of credits holds one."""
    return re.compile(rf"\b(?:{tables.alternation(lexicon()['finite']['words'])})\b")


def tells(text: str) -> bool:
    """Whether words hold a verb of a sentence, in any of the languages whose verbs are known.

    >>> tells("the Lions, the total rose to £251,000"), tells("Jane Doe and Jo Hill in Port Alma")
    (True, False)
    """
    verbs = promos().verbs
    found = (word in verbs for word in _WORD.findall(text) if word not in _AMBIGUOUS)
    return finite().search(text) is not None or any(found)


def may_sign(text: str) -> bool:
    """Whether a line may sign a story off: an agency or a line of credits."""
    return any(agencies.mentions(text)) or opening().match(text) is not None


@cache
def opening() -> re.Pattern[str]:
    """The start of a line of credits: "Additional reporting and writing by ", "Edited by "."""
    reporting = lexicon()["reporting"]
    verbs = tables.alternation([*reporting["reporters"], *reporting["writers"], *reporting["editors"]])
    return re.compile(
        rf"(?P<verb>{verbs})(?:(?:,| and| &) (?:{verbs}))*(?: in [^\W\d_]\w{{1,20}})? ?(?:by |by: |: ?|：)"
        rf"|(?P<bare>{tables.alternation(reporting['bare_reporters'] + reporting['bare_editors'])})\s?[:：]?\s?",
        re.I,
    )


@cache
def _beginnings() -> Beginnings:
    """How lines of credits begin."""
    reporting = lexicon()["reporting"]
    roles = ("reporters", "writers", "editors", "bare_reporters", "bare_editors")
    return Beginnings(fold(word).text for role in roles for word in reporting[role])


def places(text: str) -> Iterator[int]:
    """Where a line of credits may begin in folded passages, each behind a line break: see `find`."""
    known = _beginnings()
    return (one.end() for one in _PLACE.finditer(text) if known.at(text, one.end()))


@cache
def first_letters() -> frozenset[str]:
    """The first two letters of every line of credits: cheaper to test than the expression."""
    reporting = lexicon()["reporting"]
    return frozenset(verb[:2] for role in ("reporters", "writers", "editors") for verb in reporting[role])


@cache
def contributed() -> re.Pattern[str]:
    """The end of a sentence that names helpers: "contributed to this report.", or an agency's: "AP writer Jane Doe contributed."."""
    return re.compile(
        rf"\b(?:{tables.alternation(lexicon()['contributed']['words'])})\b[^.]{{0,60}}\.?\W*$"
        rf"|(?<=[.!?] )(?:{agencies.pattern(wire_only=True)}) (?:staff )?(?:writer|journalist|reporter|correspondent)s?\b[^.]{{4,80}}"
        r" contributed\.?\W*$",
        re.I,
    )


def goes_on(sentence: str) -> bool:
    """Whether a sentence says more of what somebody contributed to than from where: then it is a story's.

    >>> goes_on("Jane Doe in Tarn contributed to this report."), goes_on("Jane Doe contributed to this report by lending a book.")
    (False, True)
    """
    found = contributed().search(sentence)
    said = found.group().casefold() if found else ""
    tail = said.partition(next((one for one in lexicon()["contributed"]["words"] if one in said), said))[2]
    return any(word not in _PLACING for word in _SMALL.findall(sentence[len(sentence) - len(tail) :]))


def parse(text: str) -> Parsed:
    """The names in a line of credits.

    >>> parse("(Reporting by Ana Ruiz in Port Alma; Editing by Jo Hill and Max Orr)").editors
    ('Jo Hill', 'Max Orr')
    """
    raw = text.strip()
    inner = raw.partition(_STANDARDS)[0].strip("()[]（）【】 ")
    found: dict[str, list[str]] = {"reporters": [], "writers": [], "editors": []}
    helpers: list[str] = []
    bureau = None
    matches = list(opening().finditer(inner[: 4 * LENGTH]))
    for match, after in zip_longest(matches, matches[1:]):
        part = inner[match.end() : after.start() if after else len(inner)].split(";")[0]
        role = _role(match["verb"] or match["bare"])
        for name, place in _people(part):
            if name not in found[role]:
                found[role].append(name)
                helpers += [name] if (match["verb"] or "").casefold().startswith(_HELPING) else []
            if role == "reporters" and bureau is None and len(found[role]) == 1:
                bureau = place
    if not matches and contributed().search(inner[-200:]):
        named = _TEAM.sub("", contributed().sub("", inner), count=1)
        found["reporters"] = [name for name, _ in _people(named)]
    reporters, writers, editors = (tuple(found[role]) for role in ("reporters", "writers", "editors"))
    return Parsed(reporters, writers, editors, bureau, raw or None, tuple(helpers))


@cache
def _editor_label() -> re.Pattern[str]:
    """A label and the names behind it, up to a figure, a mark or the next label."""
    words = lexicon()["editor-labels"]["words"]
    small = [word for word in words if word.rpartition(" ")[2] in ("by", "von", "par", "por", "di", "av")]
    return re.compile(
        rf"(?:(?:^|(?<=[\s|·,;(]))(?:{tables.alternation(words)})\s?[:：]|(?:^|(?<=[|·,;(] ))(?:{tables.alternation(small)})(?= )"
        r"|(?<=, )reviewed by(?= ))\s?"
        r"(?P<names>[^\d|·;():：,]{4,60}(?: (?:and|und|et|y|e|dan) [^\d|·;():：,]{4,60})?)",
        re.IGNORECASE,
    )


def labelled_editors(line: str) -> tuple[str, ...]:
    """The editors that a short line names behind their labels.

    >>> labelled_editors("edited by Ana Ruiz, reviewed by Jo Hill"), labelled_editors("Source: AP | Editor: Ana Ruiz")
    (('Ana Ruiz', 'Jo Hill'), ('Ana Ruiz',))
    >>> labelled_editors("Editor: the paper cannot print every letter"), labelled_editors("Medically reviewed by Jo Hill")
    ((), ())
    """
    if len(line) > LENGTH:
        return ()
    named = (bylines.persons(_RIGHTS.split(found["names"])[0]) for found in _editor_label().finditer(line))
    return tuple(dict.fromkeys(person.name for people in named for person in people))


def together(lines: Iterable[str]) -> Parsed | None:
    """Several lines of credits of one article, read as one; None when they name nobody."""
    parsed = [one for one in map(parse, lines) if one.reporters or one.writers or one.editors]
    if not parsed:
        return None
    return Parsed(
        tuple(dict.fromkeys(name for one in parsed for name in one.reporters)),
        tuple(dict.fromkeys(name for one in parsed for name in one.writers)),
        tuple(dict.fromkeys(name for one in parsed for name in one.editors)),
        next((one.bureau for one in parsed if one.bureau), None),
        " ".join(one.raw for one in parsed if one.raw),
        tuple(dict.fromkeys(name for one in parsed for name in one.helpers)),
    )


def _role(verb: str) -> str:
    reporting = lexicon()["reporting"]
    verb = verb.casefold()
    if verb in reporting["bare_editors"]:
        return "editors"
    return next(
        (role for role in ("reporters", "writers", "editors") if verb in reporting[role]), "reporters"
    )


def _people(part: str) -> Iterator[tuple[str, str | None]]:
    """Names with the places they wrote from: "Ana Ruiz and Jo Hill in Port Alma, Max Orr in Tarn"."""
    for piece in re.split(r",\s|\band\b|&|;|\s[-–—]\s|[、，]", _PARENTHESIS.sub("", part)):
        name, _, place = piece.strip(" .;—-–").partition(" in ")
        for person in bylines.persons(name):
            yield person.name, (place.strip(" .;") or None)


def find(text: str) -> tuple[int, int] | None:
    """Where a line of credits stands: in brackets, behind the last sentence, or as the whole text.

    >>> find("Rain fell. (Reporting by Ana Ruiz; Editing by Jo Hill)")
    (11, 54)
    """
    return _bracketed_line(text) or _open_line(text) or _labelled_line(text)


def filed(text: str) -> tuple[int, frozenset[str]]:
    """Where the sentences begin that end a text and say who reported from where, and the words of their names.

    >>> text = "Nobody was hurt. Ruiz reported from Tarn. Jo Hill reported from Norby and Port Alma."
    >>> text[filed(text)[0]:][:8], sorted(filed(text)[1])
    ('Ruiz rep', ['Hill', 'Jo', 'Ruiz'])
    """
    begin = len(text.rstrip())
    names: set[str] = set()
    if " from " not in text[-FILED:]:
        return begin, frozenset()
    while begin:
        start = sentences.start(text, begin)
        found = _FILED.fullmatch(text[start:begin].strip())
        if found is None:
            break
        names.update(found["names"].replace(",", " ").replace(" and ", " ").split())
        begin = start
    return begin, frozenset(names)


def _bracketed_line(text: str) -> tuple[int, int] | None:
    if "(" not in text and "[" not in text and "（" not in text:
        return None
    for match in _OPENING.finditer(text):
        line = opening().match(text, match.end())
        if line is None or not (text[match.end()].isupper() or _follows_stop(text, match.start())):
            continue
        if not _names(text[line.end() : line.end() + 80]):
            continue
        end = text.rfind(_CLOSING[text[match.start()]], match.end(), match.start() + LENGTH)
        if end > 0 and not finite().search(text, match.end(), end):
            return match.start(), end + 1
    return None


def _follows_stop(text: str, start: int) -> bool:
    """Whether a bracket stands at the start of a text or behind a finished sentence."""
    before = text[max(0, start - 4) : start].rstrip()
    return not before or before[-1] in '.!?…"”’“»)'


def _open_line(text: str) -> tuple[int, int] | None:
    """A line of credits without brackets: the whole passage, or what follows its last sentence."""
    starts = [0] if len(text) <= LENGTH else []
    first = max(0, len(text) - LENGTH)
    behind = [match.end() for match in _AFTER_STOP.finditer(text, max(0, first - 2))]
    for start in [*starts, *[start for start in behind if start >= first]]:
        if not text[start].isupper() or text[start : start + 2].casefold() not in first_letters():
            continue
        match = opening().match(text, start)
        if match is None:
            continue
        if not finite().search(text, match.end()) and _names(text[match.end() :]):
            return start, len(text)
    return None


def _labelled_line(text: str) -> tuple[int, int] | None:
    """A short line that opens with a label of a script without capitals, in brackets or not: "责任编辑：林晓"."""
    start = 1 if text[0] in "【（([" else 0
    if len(text) > LABELLED or text[start : start + 1].isascii():
        return None
    match = opening().match(text, start)
    if match is None or not match["bare"] or text[match.end() - 1] not in ":：":
        return None
    return 0, len(text)


def _names(text: str) -> bool:
    """Whether a list begins with a name of two words, or with a desk or agency."""
    head = re.split(r"[;,.]| and | in ", text, maxsplit=1)[0].strip()
    if bylines.persons(head) or agencies.named(head):
        return True
    words = head.split()
    return 0 < len(words) <= 5 and any(
        word.casefold() in lexicon()["byline-desks"]["words"] for word in words
    )
