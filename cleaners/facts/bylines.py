"""The persons that a byline names: never agencies, desks, sites, roles or labels beside the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from cleaners import characters
from cleaners.facts import bylineparts, dates, structured
from cleaners.lexicon import tables
from cleaners.model import Person

NAME_WORDS = 5
"""Words of the longest personal name that is believed ("María del Carmen Ruiz Pérez")."""
NAME_LENGTH = 60
FIELD_LENGTH = 600
"""Characters of a byline that are looked at."""
PERSONS = 12
LINE_LENGTH = 160
"""Characters of the longest line that may be a byline."""


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    """The word lists of `lexicon/bylines.toml`."""
    return tables.every_list("bylines")


_BETWEEN_WORDS = re.compile(r"[\s\-/&]+")
_NO_NAME = re.compile(r"[!?=<>{}#%*_:…]|\.(?:com|net|org|de|fr|uk|co|at|ch)\b")
_ADDRESS = re.compile(r"\S*@\S*|(?:https?://|www\.)\S*")
_PARENTHESIS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PIECES = re.compile(r"\s*[|•·●;/\\、，؛،]\s*|\s+[-–—:]+\s+|\s*[—]\s*|,\s*|\s*\n\s*|\s&\s")
_POSTED_ON = re.compile(
    r"\s(?:on|am|le|el|em|il|op|den|dne)\s(?=(?:[^\W\d_]{2,12}\.?,?\s)?\d)", re.IGNORECASE
)
"""What stands between a name and the day: "Submitted by Jane Doe on Wed, 05/06/2026"."""
_OPENED = re.compile(r"^[Bb][Yy]\s*:?\s+(?=\S)")
_CASELESS = re.compile(rf"[\u0590-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff{characters.IDEOGRAMS}]")
_IDEOGRAMS = re.compile(rf"[{characters.IDEOGRAMS}·]{{2,6}}")
_RUN_ON = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that have no blanks between words."""
_REPORTER = re.compile(
    r"(?P<name>[\uac00-\ud7af]{2,4}) ?(?:[\uac00-\ud7af]{2,4} ?)?기자(?=$| ?[|·(=]| (?:입력|등록|수정|승인|\d|\S+@))"
)
"""How Korean bylines sign: "홍길동 기자 입력 2024.05.04."."""
_CREDENTIAL = re.compile(r"(?:[A-Z]{2,5}|Ph\.?D\.?|M\.?D\.?|Esq\.?|MSc|BSc|Dr\.?|Prof\.?)")


def persons(byline: str, outside: frozenset[str] = frozenset(), declared: bool = False) -> list[Person]:
    """The persons that a byline names, in order.

    Args:
        byline: "By Jane Doe, Senior Reporter, and John Roe | Updated 3 May", or one declared name.
        outside: squashed names of the site and its publisher, which write nothing.
        declared: the source says that this is a person: a single word or lower case will do.
    """
    value = _ADDRESS.sub(" ", _PARENTHESIS.sub(" ", structured.text(byline, FIELD_LENGTH)))
    value = (
        value
        if declared
        else bylineparts.without_editors(bylineparts.without_pictures(_POSTED_ON.sub(" | ", value)))
    )
    found: list[Person] = []
    for part in _PIECES.split(value):
        if found and not declared and _opens_with_agency(part):
            break
        for piece in _pieces(part):
            bare = _OPENED.sub("", piece) if declared else without_prefix(piece)
            name, role = _name_and_role(bare)
            if name and _is_person(name, outside, declared):
                if all(name.casefold() != other.name.casefold() for other in found):
                    found.append(Person(name, role))
            elif role and not name and found and found[-1].role is None:
                found[-1] = Person(found[-1].name, role)
            elif _has_organization(piece):
                break
    return found[:PERSONS]


def photographers(text: str) -> list[str]:
    """The persons whom a short line names behind a word for pictures.

    >>> photographers("Words: Jane Doe | Pictures: Joe Roe"), photographers("Pictures of the year")
    (['Joe Roe'], [])
    """
    if len(text) > LINE_LENGTH:
        return []
    marked = ":" in text or "：" in text or any(f" {word} " in text for word in _lexicon()["picture-by"])
    found = [
        *bylineparts.beside_text().finditer(text),
        *(bylineparts.pictures().finditer(text) if marked else ()),
    ]
    return [one.name for match in found for one in persons(match["names"])]


def merged(people: Iterable[Person]) -> list[Person]:
    """Each person once, first mention first."""
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(person.name.casefold(), person)
    return list(found.values())[:PERSONS]


@cache
def _prefixes() -> re.Pattern[str]:
    """Any introducing word, the longest first, at the start of a text."""
    words = _lexicon()["prefix"]
    latin = tables.alternation(word for word in words if not _RUN_ON.match(word))
    other = tables.alternation(word for word in words if _RUN_ON.match(word))
    return re.compile(
        rf"(?:(?:{latin})(?:\s*[:：/／]\s*|\s+(?=\S)|$)|(?:{other})\s*[:：/／]?\s*)", re.IGNORECASE
    )


def without_prefix(value: str) -> str:
    """The text after "By", "Von:", "Por", "文／"…; a second word goes after a colon only ("Text: Von …")."""
    value = value.strip(" \t,.:;|-–—*_・")
    for _ in range(2):
        match = _prefixes().match(value)
        if not match:
            break
        value = value[match.end() :].strip(" \t・")
        if ":" not in match.group():
            break
    return value


@cache
def _conjunctions() -> re.Pattern[str]:
    words = _lexicon()["conjunction"]
    long = tables.alternation(word for word in words if len(word) > 1 or not word.isalpha())
    short = tables.alternation(word for word in words if len(word) == 1 and word.isalpha())
    return re.compile(rf"\s(?:(?i:{long})|(?<=\w\w\s)(?:{short})(?=\s\w{{2,}}\s\S))\s")


def _pieces(value: str) -> Iterator[str]:
    """The names of one part of a byline: "A and B" is two."""
    for piece in _conjunctions().split(f" {value} "):
        name = piece.strip(" \t,.:;|-–—*_'\"“”„«»")
        if name:
            yield name


def _has_organization(name: str) -> bool:
    """Whether a word of the name is one that only organisations and desks bear."""
    words = _BETWEEN_WORDS.split(name.casefold())
    return any(word.strip(".,:'") in _lexicon()["organization"] for word in words)


def _opens_with_agency(name: str) -> bool:
    """Whether an agency's short name opens the words behind a writer's name: "Jane Doe, PA Scotland"."""
    first = name.split(maxsplit=1)[0] if " " in name else ""
    return 1 < len(first) <= 6 and first.isupper() and first.casefold() in _lexicon()["agency"]


@cache
def _places() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{tables.alternation(_lexicon()['place'])})\s.*$")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{tables.alternation(_lexicon()['title'])})\.?\s+(?=\w)")


def _name_and_role(piece: str) -> tuple[str, str | None]:
    """ "Jane Doe Senior Reporter in Rome" -> ("Jane Doe", "Senior Reporter"); a role alone has no name."""
    piece = _titles().sub("", _places().sub("", f"{piece} ").strip())
    for suffix in sorted(_lexicon()["suffix"]):
        piece = piece.removesuffix(suffix).strip()
    words = _without_agency(piece.split())
    roles = _lexicon()["role"]
    places = [place for place, word in enumerate(words) if word.casefold().strip(".,:") in roles]
    if not places:
        opened = bool(words) and words[0].casefold() in _lexicon()["qualifier"]
        return ("", piece) if opened else (" ".join(words), None)
    if places[-1] < len(words) - 1:
        return " ".join(words[places[-1] + 1 :]), " ".join(words[: places[-1] + 1])
    cut = next(place for place in range(len(words)) if _may_open_role(words, place, roles))
    name = " ".join(words[:cut])
    if cut < 2 or _has_organization(name) or words[0].casefold() in _lexicon()["qualifier"]:
        return "", piece
    return name, " ".join(words[cut:])


def _without_agency(words: list[str]) -> list[str]:
    """ "Jane Doe Associated Press" -> Jane Doe: an agency after a name is no part of it."""
    for length in (3, 2, 1):
        if len(words) - length >= 2 and " ".join(words[-length:]).casefold() in _lexicon()["agency"]:
            return words[:-length]
    return words


def _may_open_role(words: Sequence[str], place: int, roles: frozenset[str]) -> bool:
    """Whether a role may begin at this word: a role word or one that qualifies it."""
    word = words[place].casefold().strip(".,:")
    return word in roles or word in _lexicon()["qualifier"]


def _is_person(name: str, outside: frozenset[str], declared: bool) -> bool:
    """Whether a piece of a byline reads as a personal name."""
    lexicon = _lexicon()
    folded = name.casefold().strip(" .,")
    words = folded.split()
    if not words or len(name) > NAME_LENGTH or len(words) > NAME_WORDS + 1:
        return False
    if (
        folded in lexicon["agency"]
        or folded in lexicon["label"]
        or words[0] in lexicon["noise"]
        or characters.squash(name) in outside
    ):
        return False
    if _has_organization(name) or (
        len(words) > 1 and name.split(maxsplit=1)[0].isupper() and characters.squash(words[0]) in outside
    ):
        return False
    if all(len(word.strip(".'’+-–")) < 2 for word in words) and not _CASELESS.match(name):
        return False
    if any(character.isdigit() for character in name) or not any(character.isalpha() for character in name):
        return False
    if _NO_NAME.search(folded):
        return declared and "_" in name and "." not in name
    if len(words) == 1:
        return bool(_IDEOGRAMS.fullmatch(name)) or (
            declared and len(name) > 2 and not _CREDENTIAL.fullmatch(name)
        )
    return declared or _written_as_name(name.split())


def _written_as_name(words: Sequence[str]) -> bool:
    """Whether every word has a capital, is a particle, or is in a script without capitals."""
    return all(
        word[0].isupper()
        or word.casefold().strip(".") in _lexicon()["particle"]
        or _CASELESS.match(word) is not None
        or any(character.isupper() for character in word)
        for word in words
    ) and not all(word.casefold() in _lexicon()["particle"] for word in words)


_AND_AGENCY = re.compile(
    r"(?P<names>.+)(?:, (?P<behind>[^,]+)| \((?:(?:with|mit|avec|con|com|med|met) )?(?P<inside>[^()]{2,40})\))"
)
_EAST_REPORTER = re.compile(
    r"(?!本[報报刊台社網网]|記者|记者)[\u3040-\u30ff\u4e00-\u9fff]{2,6}[ \u3000]?(?:記者|记者)"
)
_PARTED = re.compile(r"\w\s[-–—|]\s\w")


@cache
def _posted() -> re.Pattern[str]:
    table = tables.read("bylines")["posted"]
    words, by = tables.alternation(table["words"]), tables.alternation(table["by"])
    return re.compile(rf"(?:{words})\b.{{0,60}}\b(?:{by}) (?P<rest>\S.{{3,80}})", re.IGNORECASE)


@cache
def _glued() -> re.Pattern[str]:
    """Elements side by side without a blank: "ByJane DoeMarch 4, 2026"."""
    return re.compile(rf"(?:{tables.alternation(_lexicon()['glued'])})(?=[A-ZÀ-Þ][a-zà-ÿ])")


@cache
def _doubled() -> re.Pattern[str]:
    """A theme's avatar text, glued to the line: "Jane DoeBy Jane DoeAugust 1, 2025"."""
    return re.compile(rf"(?P<name>\S.{{3,60}}?)\s?(?:{tables.alternation(_lexicon()['glued'])}) (?P=name)")


def line(text: str, outside: frozenset[str]) -> list[Person]:
    """The persons of a visible "By …" line; empty when the text is none."""
    if len(text) > LINE_LENGTH:
        return []
    doubled = _doubled().match(text)
    if doubled:
        return persons(doubled["name"], outside)
    opened = _prefixes().match(text.strip())
    if opened and opened.end():
        return persons(text, outside)
    glued = _glued().match(text)
    if glued:
        written = dates.find(text)
        named = text[glued.end() : written[0].start].split() if written else []
        while named and named[-1].casefold().strip(":") in _lexicon()["noise"]:
            named.pop()
        return persons(" ".join(named), outside)
    if _with_agency(text) or _with_role(text):
        return persons(text, outside)
    if is_signed(text):
        return persons(text[: text.index("기자") + 2].strip("[](【"), outside)
    if _EAST_REPORTER.fullmatch(text.strip("[]()【】（） ")):
        return persons(text.strip("[]()【】（） "), outside)
    posted = _posted().search(text)
    return persons(posted["rest"], outside) if posted else []


def _with_agency(text: str) -> bool:
    """Whether a line is a name and the agency that its bearer writes for: "Jane Doe, The Associated Press", "Jane Doe (dpa)"."""
    found = _AND_AGENCY.fullmatch(text)
    if found is None:
        return False
    agency = (found["behind"] or found["inside"]).strip(" .").casefold()
    return agency in _lexicon()["agency"] and len(persons(found["names"])) > 0


def _with_role(text: str) -> bool:
    """Whether a line is a name, a dash and what its bearer does: "Jane Doe – Repórter da Agência"."""
    name, dash, role = (
        (part.strip() for part in re.split(r"\s([-–—|])\s", text, maxsplit=1))
        if _PARTED.search(text)
        else ("", "", "")
    )
    words = role.split()
    short = len(text) <= NAME_LENGTH + 20 and text[-1:] not in ".!?" and len(words) <= NAME_WORDS
    return (
        bool(dash)
        and short
        and words[0].casefold() in _lexicon()["role"]
        and [one.name for one in persons(name)] == [name]
    )


def is_signed(text: str) -> bool:
    """Whether a line opens with a name and the Korean word for a reporter, and nothing but a date follows.

    >>> is_signed("홍길동 기자 입력 2024.05.04."), is_signed("홍길동 기자의 다른 기사 보기")
    (True, False)
    """
    return "기자" in text and _REPORTER.match(text.strip("[](【】)")) is not None


def names_anybody(text: str, outside: frozenset[str]) -> bool:
    """Whether a visible line is a byline, of persons or of agencies: "By AFP and Example |"."""
    if line(text, outside):
        return True
    opened = _prefixes().match(text.strip())
    return bool(opened and len(text) < NAME_LENGTH and organizations(text, outside))


def is_role(text: str) -> bool:
    """Whether a line says what a writer does, and names nobody.

    >>> is_role("Senior Staff Reporter"), is_role("Jane Doe, Senior Reporter"), is_role("Reporter finds her cat")
    (True, False, False)
    """
    if len(text) > NAME_LENGTH:
        return False
    name, role = _name_and_role(text)
    words = (role or "").casefold().split()
    last = words[-1].strip(".,:") if words and len(words) <= NAME_WORDS else ""
    named = name and _written_as_name(name.split())
    return not named and last in _lexicon()["role"] and text.casefold().rstrip(" .,:").endswith(last)


def only_prefix(text: str) -> bool:
    """Whether a block is nothing but "By": the names are in the next ones."""
    return len(text) < 30 and _prefixes().fullmatch(text.strip(" :")) is not None


def is_conjunction(text: str) -> bool:
    """Whether a block is nothing but "and" between two names."""
    return text.strip().casefold() in _lexicon()["conjunction"]


def organizations(byline: str, outside: frozenset[str]) -> list[str]:
    """The agencies, desks and sites that a byline names, as written."""
    value = _ADDRESS.sub(" ", structured.text(byline, FIELD_LENGTH))
    found: dict[str, None] = {}
    for part in _PIECES.split(value):
        names = [without_prefix(piece) for piece in _pieces(part)]
        while names and _is_person(_name_and_role(names[0])[0], outside, False):
            names.pop(0)
        for name in [part[part.find(names[0]) :].strip()] if names and _has_organization(names[0]) else names:
            known = (
                name.casefold().strip(" .,()") in _lexicon()["agency"] or characters.squash(name) in outside
            )
            short = len(name) <= NAME_LENGTH and len(name.split()) <= 2 * NAME_WORDS
            if name and short and (known or _has_organization(name)) and name[0].isalnum():
                found[name] = None
    return list(found)
