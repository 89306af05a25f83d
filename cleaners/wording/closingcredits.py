"""The picture credit that a caption ends with, bracketed, slashed, labelled or only set apart from its sentence.

"… in March. (AP Photo/Jane Doe)", "… in March. Photo: Jane Doe", "… in March. – COURIERPIX/Jane Doe".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleaners.lexicon import tables
from cleaners.sources import agencies
from cleaners.wording import captionsigns, creditnames, photocredits
from cleaners.wording.photocredits import LENGTH, Credit

_STOPS = tuple('.!?…"”’)。।！？')
_BRACKET_ENDS = tuple(")])）］")
_LABEL_MARK = re.compile(
    rf"[:：=]|(?:(?<=[Pp]hoto)|(?<=PHOTO)|(?<=[Ff]oto)|(?<=FOTO)|(?<=mage)) ?[|/]|(?<=ource),|{photocredits.BY}"
)
_MARKS = (
    ":",
    "oto |",
    "oto|",
    "OTO |",
    "OTO|",
    "oto /",
    "oto/",
    "OTO /",
    "OTO/",
    "mage |",
    "mage|",
    "：",
    "=",
    "ource,",
    " by",
    "ourtesy of",
    "oto di",
    "oto de",
    "oto von",
    "oto door",
)
"""Every label's mark holds one of these."""
_LABEL_WORD = re.compile(r"[^\s.!?|(]+")
_APART = re.compile(r" (?<=[.!?…”\"’)।] )(?=[^\W\da-z_]|©)|©(?<=[^\s\d][.!?…”]©)")
"""The blank behind a sentence; or the sign for copyright, which needs none."""
_NAME = r"[^\W\d_a-z][\w’'-]*\.?"
_NAMES = rf"{_NAME}(?: (?:(?:de|da|di|du|van|von|der|den|al|el|bin) ){{0,2}}{_NAME}){{1,3}}"
_STAFF = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]{0,24} (?:(?:de|van|von|al|el|ben|bin|da|di|du) )?){1,3}[^\W\d_a-z][\w'’-]{0,24}"
    r" ?(?:/|\bfor\b) ?[^\W\d_a-z][\w.'’-]{0,24}(?: (?:& )?[^\W\d_a-z][\w.'’-]{0,24}){0,4}"
)
"""A photographer's name of two words or more and the name of a house, whether known or not."""
_HOUSE_SLASH = re.compile(rf"(?:[A-Z]{{3,}}(?: [A-Z]{{2,}}){{0,2}})/(?=[^\W\d_a-z][^\W\d_A-Z]){_NAMES}")
"""A house in capitals, known or not, and a name: "COURIERPIX/Jane Doe"."""
_NAMED = re.compile(
    rf"(?: |(?<=[.!?]))\((?P<inner>{_NAMES}|(?<=[.!?]\()[^\W\d_a-z][\w’'&. -]{{1,40}})\)$"
    rf"|(?<=[.!?”]) (?P<names>{_NAMES}(?<!\.))$"
)
"""A name in brackets, or a house's that no blank parts from the sentence; or a name behind the last stop."""
_GLUED_LABEL = re.compile(r"(?<=[^\W\d_][.!?])(?P<credit>[^\W\d_]{4,12}: ?\S.{2,100})$")
"""A label that no blank parts from the caption: "… by group.Credit: Age and Sleep (2026)"."""
_BARRED = re.compile(rf"[.!?…”»] ?\| (?P<credit>{_NAMES})$")
"""A name behind a bar: "…, el viernes. | JANE DOE"."""
_COPYRIGHT = re.compile(r"(?<=[^\W_]) (?P<credit>© ?[^\W\d_a-z][^©]{1,80})$")
"""The sign for copyright behind a word."""
_SLASHED = re.compile(r"[.!?…”»] ?/ ?(?P<credit>(?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]*\.? ?){2,5})$")
"""A name in capitals behind a stroke, as Spain's papers set it: "… en su laboratorio. / JANE DOE"."""
_INITIALED = re.compile(r"(?:[A-ZÀ-Þ]\. ?){1,2}[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}(?:/\S.{2,60})?")
"""A photographer in capitals by initial: "J. DOE/HARBOUR INST. OF TECHNOLOGY"."""
_DASHED = re.compile(r" [-–—]{1,2} ?(?=[^\W\da-z_])(?P<credit>[^-–—]{4,60})$")
_DASHED_OFF = re.compile(r"(?<=[.!?”\"’)]) ?[—–] ?(?P<credit>[^\W\da-z_][^—–.!?]{2,60}\.?)$")
_PERSON = re.compile(_NAMES)
_HOUSE_FILE = re.compile(
    rf"{_NAME}(?: {_NAME}){{0,3}}(?: [Pp]hoto)?[ /](?:[Ff]ile|[Aa]rchives?|[Aa]rchivo|[Aa]rchiv)"
)
"""Whose archive a picture is from, behind a dash: "-- Courier file"."""
_GLUED = re.compile(rf"(?<=\w[\w”\"’)][.!?…])(?P<credit>(?=\w{{3}}){_NAME}(?: {_NAME}){{0,3}})$")
"""Names that no blank parts from the caption: in the page they were an element of their own."""
_CAPITALS_TAIL = re.compile(r"(?<=[.!?”\"]) (?:[-–—]{1,2} ?)?([^.!?a-z]{4,40})$")


@lru_cache(maxsize=1 << 8)  # rules of captions ask again and again for the same lines of a page
def trailing(text: str, *, weak: bool = False) -> Credit | None:
    """The credit at the end of a caption; `weak` takes "(AP)", "Reuters" and bare names too.

    >>> trailing("Workers lay pipes on the causeway. COURIERPIX/Jane Doe").credit
    'COURIERPIX/Jane Doe'
    """
    start = max(0, len(text) - LENGTH - 4)
    tail = text[start:]
    found = (
        _bracketed(text, tail, weak)
        or _slashed(tail)
        or _labelled(tail, weak)
        or _glued(tail)
        or _set_apart(tail)
        or _dashed_off(text, tail)
        or _unstopped(tail)
        or _signed_off(tail)
        or (_weak(tail) if weak else None)
    )
    return found and Credit(
        start + found.start, start + found.end, found.credit, found.agency, found.bracketed
    )


def _bracketed(text: str, tail: str, weak: bool) -> Credit | None:
    if tail.rstrip(" .")[-1:] not in _BRACKET_ENDS:
        return None
    for match in photocredits.BRACKET.finditer(tail):
        if tail[match.end() :].strip(" .") == "" and (
            photocredits.is_credit(match[1])
            or _is_given_there(text, tail, match)
            or (_stands_apart(tail, match) and _says_whose().fullmatch(match[1]) is not None)
            or (weak and (agencies.named(match[1]) is not None or photocredits.is_sourced(match[1])))
            or ((weak or _is_square(tail, match)) and _STAFF.fullmatch(match[1]) is not None)
        ):
            return Credit.at(match.start(), match.end(), match[1], bracketed=True)
    return None


@cache
def _says_whose() -> re.Pattern[str]:
    """A label and whose the picture is, in small letters: "foto del proprietario"."""
    labels, origins = (
        tables.alternation(photocredits.listed(name)) for name in ("photo-labels", "photo-origin")
    )
    return re.compile(rf"(?i:{labels}) (?i:{origins}|by)(?: |(?<=['’]))[\w’'-]+(?: [\w’'-]+){{0,2}}")


def _stands_apart(text: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket stands behind a finished sentence."""
    return text[: bracket.start()].rstrip().endswith(_STOPS)


def _is_square(text: str, bracket: re.Match[str]) -> bool:
    """Whether a square bracket stands behind a finished sentence: "... on Monday. [Jane Doe/Bay Gazette]"."""
    return bracket.group()[0] in "[［" and _stands_apart(text, bracket)


def _is_given_there(text: str, tail: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket ends a caption as they do in Japan and Korea: behind a finished sentence, or where there is none."""
    if bracket.end() < len(tail.rstrip()) or not captionsigns.is_given(bracket[1]):
        return False
    return _is_square(tail, bracket) or not any(stop in text[: -len(bracket[0])] for stop in "。．.")


def _slashed(tail: str) -> Credit | None:
    """ "REUTERS/Jane Doe", "Jane Doe / AFP via Getty Images"."""
    if "/" not in tail and "|" not in tail:
        return None
    for form in (photocredits.SLASHED, photocredits.AFTER_SLASH):
        for match in form.finditer(tail):
            if match.end() >= len(tail.rstrip(" .")) and photocredits.is_line(match.group()):
                return Credit.at(match.start(), match.end(), match.group())
    return None


def _labelled(tail: str, weak: bool) -> Credit | None:
    """ "Photo credit: Jane Doe", "Image courtesy of Alma Hydro"."""
    for mark in _LABEL_MARK.finditer(tail) if any(mark in tail for mark in _MARKS) else ():
        start = _label_start(tail, mark, weak)
        if start is None:
            continue
        before = tail[:start].rstrip()
        parted = not before or before.endswith(_STOPS) or before[-1] in "|–-—" or _is_own(tail, start, mark)
        if (parted or weak) and mark.end() < len(tail) and photocredits.is_names(tail[mark.end() :]):
            return Credit.at(start, len(tail), tail[start:])
    return None


def _is_own(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a label of pictures opens with a capital inside a sentence: "the hen house Foto: Jane Doe"."""
    label = text[start : mark.start()].strip()
    known = label.istitle() and label.casefold() in photocredits.listed("photo-labels")
    return known and mark.group() == ":" and text[start - 2 : start - 1].islower()


def _glued(tail: str) -> Credit | None:
    """What stands behind the last stop as an element of its own did: without a blank, or behind a bar."""
    label = _GLUED_LABEL.search(tail) if ":" in tail else None
    if label and label["credit"].partition(":")[0].casefold() in photocredits.listed("credit-labels"):
        return Credit.at(label.start("credit"), len(tail), label["credit"])
    barred = _BARRED.search(tail) if "|" in tail else _SLASHED.search(tail) if "/" in tail else None
    return barred and Credit.at(barred.start("credit"), len(tail), barred["credit"])


def _label_start(text: str, mark: re.Match[str], weak: bool) -> int | None:
    """Where the label begins that ends with the mark: "Photo credit" in "…in May. Photo credit: Jane Doe"."""
    before = text[: mark.start()].rstrip()
    words = list(_LABEL_WORD.finditer(before[-40:]))
    offset = max(0, len(before) - 40)
    for count in (3, 2, 1):
        if len(words) < count:
            continue
        start = offset + words[-count].start()
        label = before[start:].casefold()
        if label in photocredits.listed("photo-labels") or (
            weak and label in photocredits.listed("source-labels")
        ):
            return start
    return None


def _set_apart(tail: str) -> Credit | None:
    """What stands behind the last sentence, or behind a dash, and is certain without label, slash and bracket."""
    for match in _APART.finditer(tail):
        start = match.start() + (match.group() == " ")
        rest = tail[start:].rstrip(" .")
        if photocredits.is_given(rest) or _is_held(rest) or _is_house(rest):
            return Credit.at(start, len(tail), tail[start:])
    dashed = _DASHED.search(tail)
    if dashed is None:
        return None
    credit = dashed["credit"].rstrip(" .")
    if not (_HOUSE_FILE.fullmatch(credit) or _is_house(credit)):
        return None
    return Credit.at(dashed.start("credit"), dashed.end("credit"), credit)


def _dashed_off(text: str, tail: str) -> Credit | None:
    """What a dash without a blank parts from the caption, as Pakistan's papers set it: "STUDENTS hold placards.—Jane Doe".

    A photographer and a house are certain, and one name is where the caption's first word is in capitals; an agency
    alone signs stories off, too.
    """
    found = _DASHED_OFF.search(tail)
    if found is None:
        return None
    credit = found["credit"].rstrip(" .")
    first, _, rest = text.partition(" ")
    opened = len(first) > 1 and first.isupper() and rest[:1].islower()
    if not (_STAFF.fullmatch(credit) or (opened and _PERSON.fullmatch(credit))):
        return None
    return Credit.at(found.start("credit"), found.end("credit"), credit)


def _unstopped(tail: str) -> Credit | None:
    """A photographer and a house, or an agency, behind the sign for copyright that follows no stop: AFP's captions."""
    found = _COPYRIGHT.search(tail) if "©" in tail else None
    if found is None or not _is_held(found["credit"]):
        return None
    holder = found["credit"].strip("© .")
    known = agencies.named(holder.partition("/")[0].strip()) or _STAFF.fullmatch(holder)
    return Credit.at(found.start("credit"), len(tail), found["credit"]) if known else None


def _is_held(text: str) -> bool:
    """Whether a text is a holder behind the sign for copyright, without a year: "© Jane Doe / Courier"."""
    names = text.removeprefix("©").strip(" .")
    held = text.startswith("©") and bool(names) and not any(map(str.isdigit, names))
    return held and photocredits.is_names(names)


def _is_house(text: str) -> bool:
    """Whether a text is a house and its photographer, a house's own picture, or a label and names.

    >>> _is_house("COURIERPIX/Jane Doe"), _is_house("AFP Photo"), _is_house("Foto Jane Doe"), _is_house("Jane Doe, Tarn Courier")
    (True, True, True, True)
    >>> _is_house("Jane Doe")
    False
    """
    if len(text) > LENGTH:
        return False
    if "/" in text and _HOUSE_SLASH.fullmatch(text):
        return True
    if ", " in text and (creditnames.is_in_capitals(text) or creditnames.is_name_with_paper(text)):
        return True
    return photocredits.is_own(text) or _names_behind_label().fullmatch(text) is not None


@cache
def _names_behind_label() -> re.Pattern[str]:
    """A label that no colon parts from the names: "Foto Jane Doe", "Beeld ANP / Jane Doe"."""
    words = [word.capitalize() for word in photocredits.listed("photo-labels") if " " not in word]
    labels = tables.alternation(words)
    return re.compile(rf"(?:{labels}) (?:{_NAMES}(?: ?/ ?{_NAME}(?: {_NAME}){{0,3}})?|{_NAME} ?/ ?{_NAMES})")


def _signed_off(tail: str) -> Credit | None:
    signed = captionsigns.signed_off(tail)
    return signed and Credit.at(signed.start(1), signed.end(1), signed[1])


def _weak(tail: str) -> Credit | None:
    """Names behind the caption's last stop that may also be a story's: "…in March. Reuters", "…in March.Jane Doe"."""
    match = re.search(r"(?<=[.!?”\"]) (?:[-–—]{1,2} ?)?([^.!?]{2,40})$", tail)
    if match and agencies.named(match[1]):
        return Credit.at(match.start(1), match.end(1), match[1])
    for apart in _APART.finditer(tail):
        if _STAFF.fullmatch(tail, apart.end()):
            return Credit.at(apart.end(), len(tail), tail[apart.end() :])
    glued = _GLUED.search(tail)
    return glued and Credit.at(glued.start("credit"), glued.end("credit"), glued["credit"])


def named(text: str) -> Credit | None:
    """The names that a line ends with, in brackets or behind its last stop: proof of nothing but beside other signs.

    >>> named("The lorry on Quay Street (Jane Doe)").credit, named("Waiting for the boat. Jane Doe").credit
    ('Jane Doe', 'Jane Doe')
    """
    found = _NAMED.search(text)
    if found is None:
        return None
    inner = found["inner"] or found["names"]
    start = found.start() + (text[found.start()] == " ")
    return Credit.at(start, found.end(), inner, bracketed=found["inner"] is not None)


def is_house_line(line: str) -> bool:
    """Whether a line by itself is a photographer and a house, or a photographer's initial and name in capitals.

    >>> is_house_line("Jane Doe / Courier"), is_house_line("J. DOE"), is_house_line("WHAT COMES NEXT")
    (True, True, False)
    """
    line = line.strip()
    return ("/" in line and _STAFF.fullmatch(line) is not None) or _INITIALED.fullmatch(line) is not None


def before_dateline(text: str) -> bool:
    """Whether what stands before a dateline ends in a credit: there a bare agency, or capitals, are one.

    >>> before_dateline("Workers lay pipes on the causeway. — AFP")
    True
    >>> before_dateline("Workers lay pipes on the causeway. JANE DOE")
    True
    >>> before_dateline("Workers lay pipes on the causeway.")
    False
    """
    if trailing(text, weak=True):
        return True
    match = _CAPITALS_TAIL.search(text[-LENGTH:])
    return match is not None and creditnames.capitals_end(match[1]) == len(match[1])
