"""What shows that a copy of a story is damaged: words lost with their links, its beginning, its end.

Nothing is mended: the words are not there to be had.  Each sign is one that whole texts hardly show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from cleaners.lexicon import tables
from cleaners.wording import sentences

HEAD: Final = 600
"""Characters at the beginning of a body in which its lead would stand."""
LEAD_CHARS: Final = 60
"""Characters of the shortest lead that a page declares; a slogan is shorter."""
SHARED: Final = 0.5
"""Of a lead's words, so many in the body's beginning mean that the lead, or its like, is there."""
MATCH: Final = 40
"""Characters of the body's first paragraph that are looked for in the declared text."""
CAPITALS: Final = 0.8
"""Of a story's other paragraphs, so many begin with a capital, or small letters are its style."""
FEW: Final = 2
"""Collisions that single slips of the pen may cause too."""

_CERTAIN: Final = re.compile(
    r"\b(?:reported|said|announced|published|released|scheduled|launched|confirmed|posted|wrote|told|shared)"
    r" (?:on|at|of|in|from|by|with|to) (?:between|among|amid|while|whom|according)\b"
    r"|\b(?:according to|of|from|by|with|told|against|between) the"
    r" (?:said|told|reported|met with|announced|has|have|had|was|were|will|and|which|who)\b"
    r"|\b(?:according to|reported by|published by|quoted by) (?:that|and|said|which|who|on|in|at)\b"
    r"|\blaut (?:am|im|sagte|hat|wurde|ist)\b"
    r"|\b(?:selon|d'après|d’après) (?:a|ont|et|que|qui|est|ce (?:lundi|mardi|mercredi|jeudi|vendredi))\b"
    r"|\b(?:a través de|publicado por|informó a)"
    r" (?:y|que|ha|fue|dijo|este (?:lunes|martes|miércoles|jueves|viernes))\b"
    r"|\b(?:secondo|pubblicato da|riportato da) (?:e|che|ha|è|ieri)\b"
    r"|\b(?:segundo|de acordo com|publicado por)"
    r" (?:e|que|foi|disse|nesta (?:segunda|terça|quarta|quinta|sexta))\b"
)
"""Collisions of words that no sentence has: what stood between them was a link that the copy lost."""
_WEAK: Final = re.compile(
    r"\b(?:the|an) (?:and|said|says|told|was|were|has been|have been|according|which|while|because)\b(?!-)"
    r"|\b(?:of|from|to|by|with|the|at) (?:,|;|\.(?= [A-Z]))"
    r"|\b(?:im|am|zum|zur|vom|beim) (?:ist|sind|wurde|wurden|sagte)\b"
    r"|\b(?:du|des|aux) (?:et|est|sont|selon|qui)\b"
    r"|\b(?:del|al) (?:y|que|fue|dijo|según)\b|\b(?:del|dal|al|nel) (?:e|è|ha|secondo)\b"
)
"""Collisions that a slip of the pen may cause: two of them count."""
_SUSPECT: Final = re.compile(
    r" (?:(?=(?:and|said|says|told|was|were|ha[sd]|have|will|wh(?:o|ich|ile)|because|according|reported|met|announced)\b)"
    r"(?:(?<=\bthe )|(?<=\ban ))"
    r"|(?=(?:between|among|amid|while|whom|according)\b)(?:(?<=\b(?:on|at|of|in|by|to) )|(?<=\b(?:from|with) ))"
    r"|(?=(?:that|and|said|which|who|on|in|at)\b)(?<=(?:ording to|ported by|lished by|quoted by) )"
    r"|(?=[,;.])(?:(?<=\b(?:of|to|by|at) )|(?<=\bthe )|(?<=\b(?:from|with) ))"
    r"|(?=(?:am|im|sagte|hat|wurden?|ist|sind)\b)(?:(?<=\b[ai]m )|(?<=\b(?:zu[mr]|vom) )|(?<=\b(?:beim|laut) ))"
    r"|(?=(?:a|ont|et|qu[ei]|est|ce|sont|selon)\b)(?:(?<=selon )|(?<=près )|(?<=\bdu )|(?<=\b(?:des|aux) ))"
    r"|(?=(?:y|que|ha|fue|dijo|este|según|e|che|è|ieri|foi|disse|nesta|secondo)\b)(?:(?<=\b[dn][ea]l )|(?<=\bal )"
    r"|(?<=és de )|(?<=do por )|(?<=ó a )|(?<=ondo )|(?<=ato da )|(?<=gundo )|(?<=do com )))"
)
"""Where one of them may be, told by the words around a blank: much cheaper, and seldom found."""
_PICTURED: Final = re.compile(
    r"\[/?[a-z]{3,12}\b|\b(?:image|photo|picture|credit|foto|bild|crédit)s?\s?:|©", re.IGNORECASE
)
"""A declared text that begins with a picture's caption: what stands before the story is no lead."""
_ELLIPSIS: Final = re.compile(r"(?:\[(?:…|\.\.\.)\]|…|\[\+\d+ chars\])$")
_WORD: Final = re.compile(r"\w+")
_FIRST: Final = re.compile(r"[^\W\d_][\w'’]*")
_NEXT: Final = re.compile(r"[^\W\d_]{2}[.!?] +([^\W\d_])")
"""The first letter of a sentence behind another."""
_CUT_SHORT: Final = ("…", "...", "[…]", "[...]")


def words_lost(body: str) -> bool:
    """Whether words are missing in the middle of sentences, as links that a copy dropped leave them.

    >>> words_lost("The talks were the first, the paper reported on between Ruiz and Hill.")
    True
    """
    suspect = _SUSPECT.search(body) is not None
    if (suspect and _CERTAIN.search(body) is not None) or _unopened_quotes(body) > 1:
        return True
    return suspect and len(_WEAK.findall(body)) >= FEW


def _unopened_quotes(body: str) -> int:
    """How many paragraphs close a straight quotation that they never opened: its start was lost."""
    count = 0
    for paragraph in body.split("\n\n") if '"' in body else ():
        if paragraph.count('"') % 2 == 0:
            continue
        first = re.search(r'(.?)"(.?)', paragraph)
        if first and first[1] and first[1] in ",.!?" and (not first[2] or first[2].isspace()):
            count += 1
    return count


def truncated(body: str) -> bool:
    """Whether a body breaks off with a mark of its shortening: "[…]", "[+2210 chars]", a sentence in "…"."""
    last = body.rstrip().rpartition("\n")[2]
    found = _ELLIPSIS.search(last)
    return found is not None and (found.group() != "…" or len(last) >= LEAD_CHARS)


def is_cut_short(text: str) -> bool:
    """Whether a line ends where somebody cut it, as excerpts do: "The trustee is asking…"."""
    return text.endswith(_CUT_SHORT)


@cache
def _continuations() -> tuple[str, ...]:
    return tuple(word.casefold() for word in tables.read("notes")["continuation"]["words"])


def lead_missing(body: str, declared_body: str | None, leads: Iterable[str]) -> bool:
    """Whether a body begins in the middle of its story.

    Either the page's own declared text has the body's first paragraph behind another that the body lacks; or
    the body begins in small letters, or goes on with somebody ("he added"), and a lead that the page declares
    is not in it.

    Args:
        body: the article's clean text.
        declared_body: the text that the page declares for itself (JSON-LD), if any.
        leads: descriptions of the page.
    """
    first = body.split("\n", 1)[0].strip()
    if not first:
        return False
    if declared_body and _stands_behind(first, body, declared_body):
        return True
    if not (_begins_small(first, body) or _goes_on(first)):
        return False
    if _begins_small(first, body) and _goes_on(first):
        return True
    return any(_is_absent(lead, body) for lead in leads)


def _begins_small(first: str, body: str) -> bool:
    """Whether the first letter is small, where the text's other sentences begin with capitals."""
    word = _FIRST.match(first)
    if word is None or not word.group()[0].islower() or any(map(str.isupper, word.group())):
        return False
    if any(map(str.islower, _NEXT.findall(first))):
        return False
    others = [paragraph for paragraph in body.split("\n\n")[1:] if paragraph[:1].isalpha()]
    return len(others) > 1 and sum(one[0].isupper() for one in others) >= CAPITALS * len(others)


def _goes_on(first: str) -> bool:
    """Whether a paragraph goes on with what was said before it: "He added", "But the board".

    A single word ("and") does so only in small letters: a question may begin with "Who".
    """
    folded = first.casefold().lstrip("\"'“‘«„")
    small = first[:1].islower()
    return any(
        folded.startswith(words) and not folded[len(words) : len(words) + 1].isalnum()
        for words in _continuations()
        if small or " " in words
    )


def _is_absent(lead: str, body: str) -> bool:
    """Whether a declared lead is a sentence that the body's beginning does not tell in its words."""
    lead = lead.strip()
    if len(lead) < LEAD_CHARS or is_cut_short(lead):
        return False
    said = {word for word in _WORD.findall(lead.casefold()) if len(word) > 3}
    told = set(_WORD.findall(body[:HEAD].casefold()))
    return bool(said) and len(said & told) < SHARED * len(said)


def _stands_behind(first: str, body: str, declared: str) -> bool:
    """Whether the declared text has the body's first words behind a sentence that the body lacks."""
    if _PICTURED.search(declared, 0, HEAD):
        return False
    key, whole = sentences.key(first[: 4 * MATCH])[:MATCH], sentences.key(declared[: 20 * HEAD])
    at = whole.find(key) if len(key) == MATCH else -1
    if at < LEAD_CHARS:
        return False
    before = whole[:at]
    told = sentences.key(body)
    return before[-MATCH:] not in told and before[:MATCH] not in told and len(before) < HEAD
