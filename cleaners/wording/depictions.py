"""Which sentences describe a picture, and which tell news: the wording of captions.

Told by the forms of picture desks: who stands where, "is seen", "file photo", a date at the end.
"""

from __future__ import annotations

import re
from functools import cache

from cleaners.lexicon import promos, tables

_POSITION = re.compile(
    r"[^\W\d_a-z][\w.’'-]* ?[(\[](?:(?:far |second |third |top |bottom |back |front |from )?"
    r"(?:left|right|cent(?:re|er)|middle|background|foreground)(?: (?:row|photo|to right))?"
    r"|[LC]|links|rechts|Mitte|li\.?|re\.?|izq|der|g|d)[)\]]"
    r"|, (?:far |second from |third from |from )?(?:left|right|cent(?:re|er)),"
)
_PICTURE = (
    r"\b(?:photo(?:graph)?s?|pictures?|image|illustration|screengrab|screenshot|video grab|frame|rendering)\b"
)
_DEPICTION = re.compile(
    r"^(?:FILE ?(?:PHOTO|PIC|PICTURE)?\s?[:–—-]|\(?COMBO\)?|\(FILES?\))"
    rf"|^(?:An?|The|This|These|In (?:this|an?)|Undated)\b[^.!?]{{0,60}}?{_PICTURE}[^.!?]{{0,60}}?"
    r"\b(?:shows?|showing|depicts?|provided|released|taken|distributed|made|obtained|from)\b"
    rf"|^In this \b[^.!?]{{0,40}}?{_PICTURE}"
    r"|\b(?:is|are) (?:seen|pictured|shown)\b|, (?:seen|pictured|shown|photographed)\b"
    r"|^(?:Seen|Pictured|Shown)\b"
    r"|\bpictured (?:in|at|on|with|left|right|here|above|below)\b"
    r"|\bin a (?:picture|photo(?:graph)?|file photo) (?:taken|from|dated)\b"
    r"|\bposes? for (?:a |the )?(?:photo|picture|camera|selfie|portrait)"
)
REPORTING = re.compile(
    r"\b(?:said|says|told|reported|announced|according to (?!reports\b)|added|asked|stated|confirmed"
    r"|warned|argued|wrote|police|would|could(?! take)|should|because|although|however|but|therefore|was|were"
    r"|had|did|sagte|dit|dijo|disse)\b"
)
_QUOTED = re.compile(
    r"[\"“„«][^\"“”„«»]{12,500}(?:[\"“”»],?|,[\"”])\s(?:[\w.’'-]+\s){0,4}?"
    r"(?:said|told|recalled|added|joked|asked|explained|remembered|admitted|replied|warned|argued|noted|insisted|wrote"
    r"|sagte|erzählte|erklärte|erinnerte|fragte|a (?:dit|déclaré|raconté|expliqué|ajouté|confié)|dijo|recordó|contó|explicó"
    r"|afirmó|añadió|disse|contou|afirmou|lembrou|ha (?:detto|raccontato|spiegato)|zei|vertelde)\b(?! to be)"
)
_PRESENT = re.compile(
    r"\b(?:is|are|[a-z]{2,}[a-rt-z]s) (?:the|an?|his|her|their|its|at|in|on|onto|into|for|to|with|over|from|past|through"
    r"|across|as|after|before|during|beside|near|outside|by)\b"
)
_FINISHED = re.compile(
    r"\b[a-z]{2,}ed\b|\b(?:took|went|came|made|gave|began|left|held|found|won|lost|met|ran|set)\b"
)
_HAPPENED = re.compile(
    r"\b(?:took|went|came|gave|began|struck|fell|rose|spoke|broke|drew|saw|became|knew|wrote|grew|chose|threw|flew|drove)\b"
)
"""Pasts that are no participles as well."""
SPOKEN_TO = re.compile(r"\b(?:you|your|you’re|you're|we|we’ve|we've|our|us|I|my)\b", re.IGNORECASE)
"""Words of who speaks to a reader, or of oneself; hardly a caption does."""
SPEAKING = re.compile(
    r"\b(?:said|says|told|added|announced|reported|according to|sagte|sagt|erklärte|laut|mitteilte|a (?:dit|déclaré|indiqué)|selon|explique"
    r"|dijo|afirmó|explica|explicó|según|disse|afirmou|segundo|ha (?:detto|dichiarato|spiegato)|secondo|zei|zegt|volgens|sa|sade"
    r"|säger|sagde|siger|powiedział\w*|mówi|сказал\w*|заявил\w*|сообщил\w*|söyledi|dedi|kata|ujar|katanya)\b"
    r"|述べた|話した|話す|말했다|밝혔다|表示，|说，|कहा"
)
"""Words by which a story tells what somebody said; hardly a caption does."""
PAST = re.compile(
    r"\b(?:said|says|told|reported|announced|added|was|were|had|has|have|will|would|could|rose|fell|did)\b"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
ENDS_DATED = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|(?:19|20)\d{{2}})\.?$"
    r"|\(\d{1,2}/\d{1,2}(?:/\d{4})?\)\.?$"
)
_ATTRIBUTED = re.compile(r"\b((?:[Tt]he|[Aa]n?) )[a-z]+ed (?=[a-z])")
"""A participle before its noun."""
_PLACED = re.compile(r"^[A-Z0-9][^,.;:]*? (?:at|in|on|outside|inside|near|beside|with|during|along|aboard) ")
_ENDS_IN_DAY = re.compile(
    r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\.?$"
)
_UNCERTAIN = re.compile(r"\b(?:may|might|must|can|cannot|to be|been|being)\b|[\"“”?]")


@cache
def _archive() -> re.Pattern[str]:
    words = tables.read("credits")["archive"]["words"]
    return re.compile(tables.alternation(words), re.IGNORECASE)


def quotes(text: str) -> bool:
    """Whether a paragraph quotes somebody and says who spoke, in the past: a story's words, no picture's."""
    return _QUOTED.match(text) is not None


def is_present(text: str) -> bool:
    """Whether an English sentence tells in the present tense what somebody does, and nothing that is over.

    >>> is_present("A ferryman greases the chain."), is_present("A ferryman greased the chain.")
    (True, False)
    """
    others = (REPORTING, _FINISHED, SPOKEN_TO)
    return _PRESENT.search(text) is not None and not any(one.search(text) for one in others)


def tells(text: str) -> bool:
    """Whether an English sentence tells what happened, and shows nothing.

    >>> tells("The failure struck at eight, as buyers crowded the hall."), tells("Buyers crowd the hall.")
    (True, False)
    """
    told = PAST.search(text) is not None or _HAPPENED.search(text) is not None
    return told and not describes(text) and ENDS_DATED.search(text) is None


def is_scene(text: str) -> bool:
    """Whether an English sentence before a picture's credit tells what the picture shows, and no news.

    >>> is_scene("Ida Holm with her children on the quay on Thursday."), is_scene("The board met on Thursday.")
    (True, False)
    >>> is_scene("A burnt-out car on the edge of Tarn in January."), is_scene("A car burned on the edge of Tarn.")
    (True, False)
    >>> is_scene("Some of the stranded passengers at the gate."), is_scene("Few of the passengers knew it at the gate.")
    (True, False)
    """
    text = _ATTRIBUTED.sub(r"\1", text)
    if any(one.search(text) for one in (REPORTING, PAST, _FINISHED, SPOKEN_TO, _UNCERTAIN)):
        return False
    return (
        _is_nominal(text)
        or ENDS_DATED.search(text) is not None
        or _ENDS_IN_DAY.search(text) is not None
        or is_present(text)
    )


def _is_nominal(text: str) -> bool:
    """Whether an English text names somebody or something somewhere, and has no verb that is known."""
    words = [word.strip(".,;") for word in text.casefold().split()]
    verbs = (word in promos().verbs for word in words if word != "a")  # a verb in French
    return _PLACED.search(text) is not None and not any(verbs)


def describes(text: str) -> bool:
    """Whether a sentence describes a picture: who stands where, "file photo", "is seen"."""
    if _POSITION.search(text):
        return True
    return (
        _DEPICTION.search(text) is not None or _archive().search(text) is not None
    ) and not REPORTING.search(text)
