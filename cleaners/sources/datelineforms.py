"""How datelines are written: each form of an agency, of a paper and of a script, as an expression.

A form that proves itself holds an agency, or marks that only datelines have; the others need more evidence,
which `datelines` asks for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from cleaners.lexicon import tables
from cleaners.sources import agencies

UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΩΆΈ-ΏЀ-Я"
CAPITALS = rf"[{UP}][{UP}.’'-]{{1,24}}(?: [{UP}][{UP}.’'-]{{0,24}}){{0,3}}"
_PARTICLE = (
    r"(?:d[aeou]s?|del|de l[ao]s?|sur|sous|upon|am|an der|ob der|di|van|aan|im|in|i|i den|över|nad|na)"
)
"""Small words inside a place's name: "Vila do Conde", "Frankfurt am Main"."""
MIXED = rf"[{UP}][^\W\d_]{{1,24}}(?:(?:[ /.-]{{1,2}}| {_PARTICLE} |-(?:{_PARTICLE}-)?)[{UP}][^\W\d_]{{1,24}}){{0,3}}"
REGION = rf"(?:, ?(?P<region>[{UP}][\w.’'-]{{1,20}}\.?(?: [{UP}][\w.’'-]{{1,20}}){{0,2}}))?"
_AREA = rf" ?[(\[][{UP}][\w .&/’'-]{{1,28}}[)\]]"
_AREAS = rf"(?:{_AREA}){{0,2}}"
"""Region and country in brackets: "Aizawl (Mizoram) [India], May 4 (ANI):", "Tarn (E/R)"."""
_CASELESS = r"[\u0590-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u06ff\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u200c\u200d]"
"""A letter of a script without capitals: Hebrew, Arabic, the scripts of India, Thai, Lao."""
_CASELESS_PLACE = (
    rf"(?P<place>{_CASELESS}{{2,20}}(?: {_CASELESS}{{2,20}}){{0,3}})(?: ?\({_CASELESS}[^()]{{1,28}}\))?"
)
_NAGARI_PLACE = r"(?P<place>[\u0900-\u0963\u200c\u200d]{2,20}(?: [\u0900-\u0963\u200c\u200d]{2,20}){0,2})"
_CHINESE_MARK = r"(?:(?:[专專特]|[综綜]合)?[电電讯訊]|[综綜]合(?:[报報][导道導]|外[電电][报報][导道導]))(?![话話费費力动動子影视視网網])"
"""How the date of a Chinese dateline ends: "18日電", "18日綜合報導"."""
_JAPANESE = r"[\u30a0-\u30ff\u4e00-\u9fff]"
_HANGUL = r"[\uac00-\ud7a3]"
_DASH = r"(?:\s?(?:[-–—―−]{1,2}|\|)\s?|\s?:\s)"
_HARD_DASH = r"(?:\s?[.]?[-–—―−]{1,2}\s?)"
_MONTH = r"[^\s\d.,()]{2,14}"
_DATE = (
    rf"(?:(?:, ?| )(?:(?:le |den |am |il |el |dnia )?(?P<day>\d{{1,2}})(?:er|º|st|nd|rd|th)?\.?[ -]?(?:de )?(?P<month>{_MONTH})\.?"
    rf"|(?P<first>{_MONTH})\.? ?(?P<second>\d{{1,2}})|\d{{1,2}}[./]\d{{1,2}}\.?)"
    r"(?:,? (?:de )?(?P<year>\d{4}))?(?![\d.]\d),?)"
)
"""A day and its month, which `datelines` looks up: "Feb 24", "24 fév. 2026", "12 de marzo"."""
DATE = f"{_DATE}?"


@dataclass(frozen=True, slots=True)
class AgencyForm:
    """A form that names an agency.  With all their names it is long to compile, so that waits for a text of its frame."""

    frame: re.Pattern[str]
    """The form with anything where the agency stands."""
    expression: str

    def match(self, head: str) -> re.Match[str] | None:
        """The form's match at the start of a text that its frame matches."""
        return _compiled(self.expression).match(head)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@cache
def with_agency() -> tuple[AgencyForm, ...]:
    """The forms that name an agency."""
    names = agencies.pattern(wire_only=True)
    anything = f".{{1,{max(map(len, agencies.names(wire_only=True)))}}}?"
    pairs = zip(_with_agency(anything), _with_agency(names), strict=True)
    return tuple(AgencyForm(re.compile(frame), expression) for frame, expression in pairs)


def _with_agency(agency: str) -> tuple[str, ...]:
    """The expressions of the forms that name an agency, by the expression for its name."""
    bracket = rf"[(\[（/]{{1,2}}(?:Корр\. )?(?P<agency>(?:{agency})(?:[ /&,-]{{1,3}}\w{{2,12}}){{0,3}})[)\]）/]{{1,2}}"
    place = rf"(?P<place>{CAPITALS}|{MIXED})"
    return (
        rf"{place}{REGION}{_AREAS}{DATE}[,:]? {{0,2}}{bracket}(?:[.]?{_DASH}|[.]?\s?(?=[{UP}“\"'‘]))",
        rf"{bracket}{_DASH}(?:(?P<place>{CAPITALS}){REGION}{DATE}{_HARD_DASH})?",
        rf"{place}(?:, (?P<region>{MIXED}))? ?\| ?(?P<agency>{agency}) ?\| ?",
        rf"{place}{DATE} ?{_HARD_DASH}(?P<agency>{agency})[.:]\s?",
        rf"(?P<place>{CAPITALS}){REGION}{DATE}, ?(?P<agency>{agency}){_HARD_DASH}",
        rf"(?P<place>{MIXED}){REGION}{_AREAS}{_DATE},? ?(?P<agency>{agency}){_HARD_DASH}",
        rf"(?P<place>{MIXED}){_AREA}, ?(?P<agency>{agency}){_HARD_DASH}",
        rf"{place}\. (?P<day>\d{{1,2}}) (?P<month>{_MONTH})\. (?P<agency>{agency})(?:\.[A-Z]{{2,3}})? ?[-–—] ?",
        rf"{_CASELESS_PLACE}{DATE}[،,]? ?(?:[-–—] ?)?{bracket}\s?[-–—:]\s?",
        rf"{_CASELESS_PLACE}{_DATE} ?[(（](?P<agency>{agency})[)）][ .।:-]{{0,3}}",
        rf"{_CASELESS_PLACE} ?[-–—/|] ?(?P<agency>{agency}) ?[-–—:|] ?",
        rf"[(（【]?(?P<agency>{agency})(?P<signed>(?:记者|記者)\s?)?(?P<place>(?!的)[\u4e00-\u9fff、]{{2,16}}?)"
        rf"(?:(?P<year>\d{{4}})年)?(?:(?P<number>\d{{1,2}})月)?(?P<day>\d{{1,2}})日?{_CHINESE_MARK}(?:[)）】])?(?:[(（][^()（）]{{1,40}}[)）])?\s?",
        rf"[(（【\[](?P<agency>{agency})(?P<place>)(?P<number>\d{{1,2}})月(?P<day>\d{{1,2}})日{_CHINESE_MARK}[)）】\]]\s?",
        rf"[(\[（【［](?P<place>{_HANGUL}{{2,8}}|{_JAPANESE}{{2,12}})[=＝](?P<agency>{agency})[)\]）】］]\s?",
        rf"[【\[［](?P<place>{_JAPANESE}{{2,12}}?)(?P<agency>共同|時事|AFP時事|ＡＦＰ時事)[】\]］]\s?",
        rf"[【\[［](?P<place>{_JAPANESE}{{2,12}})\s?\d{{1,2}}日\s?(?P<agency>ロイター|共同|時事|AFP)[】\]］]\s?[-－―]?\s?",
        r"[【\[［](?P<number>\d{1,2})月(?P<day>\d{1,2})日(?P<place>)\s?(?P<agency>AFP|ＡＦＰ|ロイター|CNS)[】\]］]\s?",
    )


@cache
def of_paper() -> tuple[re.Pattern[str], ...]:
    """The forms in which a paper's own desk or reporter stands where an agency does, in marks that only datelines have."""
    desks = tables.alternation(tables.words("datelines", "desks"))
    own = tables.alternation(tables.words("datelines", "own-reports"))
    return tuple(
        map(
            re.compile,
            (
                rf"\w[\w-]{{1,20}}(?:\.[A-Za-z]{{2,10}}){{1,2}}(?:,| [-–—]) (?P<place>{CAPITALS}|{MIXED}){REGION}\s[-–—]{{1,2}}\s",
                rf"[(\[（【［](?P<place>{_HANGUL}{{2,8}})\s?[=＝]\s?{_HANGUL}[\w ]{{1,11}}[)\]）】］]\s?",
                rf"[【［（](?P<place>{_JAPANESE}{{2,12}})[=＝](?P<reporter>[\u3040-\u30ff\u4e00-\u9fff]{{3,6}})[】］）]\s?",
                rf"[〔（【\[(]?(?:{own})?(?:記者|记者)\s?(?P<reporter>[\u4e00-\u9fff]{{2,4}})(?:、[\u4e00-\u9fff]{{2,4}}){{0,3}}\s?[／/╱]\s?"
                r"(?P<place>[\u4e00-\u9fff]{2,6}?)(?:[综綜]合)?(?:[报報][导道導]|[电電])[〕】\])）]?\s?",
                rf"(?:{own})(?P<place>[\u4e00-\u9fff]{{0,8}}?)(?:(?P<year>\d{{4}})年)?(?:(?P<number>\d{{1,2}})月)?(?P<day>\d{{1,2}})日?{_CHINESE_MARK}"
                r"(?:\s?[(（](?:[^()（）]{0,12}(?:记者|記者)\s?(?P<reporter>[\u4e00-\u9fff]{2,4}))?[^()（）]{0,40}[)）])?\s?",
                rf"[〔（【(](?:{own})?(?:記者|记者)(?P<reporter>[\u4e00-\u9fff]{{3}})(?P<place>[\u4e00-\u9fff]{{2,5}}?)(?:[報报][导道導]|[电電])[〕】）)]\s?",
                r"(?P<place>[\u4e00-\u9fff]{2,6}?)(?P<number>\d{1,2})月(?P<day>\d{1,2})日[专專]?[电電](?:\s?[(（](?:记者|記者)\s?(?P<reporter>[\u4e00-\u9fff]{2,4})[^()（）]{0,20}[)）])?(?![\u4e00-\u9fff]{0,1}[话話费費力影视視])\s",
                rf"[【〔](?:{own}|(?P<place>[\u4e00-\u9fff]{{2,5}}?))[訊讯][】〕]\s?",
                rf"(?P<place>{CAPITALS}|{MIXED})(?:, (?P<region>{MIXED}))? \| [{UP}][{UP} .]{{3,30}} \| ",
                rf"(?:[\u0900-\u0963]{{2,16}} )?(?:{desks}), ?{_NAGARI_PLACE}\s?[।:|]\s?",
            ),
        )
    )


BARE = re.compile(
    rf"(?P<place>{CAPITALS}(?: \([A-Z]{{2}}\))?){REGION}{DATE}(?P<mark>\s?[-–—]{{1,2}}\s|:\s| [-–—](?=[{UP}]))"
)
PAPER = re.compile(
    rf"(?P<place>{CAPITALS}){REGION}{DATE} ?[(\[](?P<paper>(?:[{UP}][\w.&’'-]{{0,20}}(?: (?:of|the|and|de|del|du|der))?"
    rf"(?: |(?=[)\]]))){{1,5}}|[\w-]{{2,30}}(?:\.[a-z]{{2,10}}){{1,2}})[)\]](?P<mark>\s?[-–—]{{1,2}}\s?|:\s)"
)
"""The paper itself in the bracket where an agency mostly stands: "ALDERBURY (Morning Gazette) -"."""
ABBREVIATED = re.compile(
    rf"(?P<place>{CAPITALS}|{MIXED}){REGION}{_AREAS}{DATE}[,:]? ?[(\[/][{UP}][\w .-]{{1,18}}[)\]/]\s?[-–—:]{{1,2}}\s"
)
"""Somebody in brackets whom no table of agencies has, behind a place: with a day, or in a known city."""
CITY = re.compile(rf"(?P<place>{MIXED}){REGION}{DATE}(?P<mark>:\s|\s[-–—]{{1,2}}\s)")
CASELESS_COLON = re.compile(rf"(?P<place>{_CASELESS}{{3,20}}(?: {_CASELESS}{{2,20}})?): ")
STORY = re.compile(rf"[\"'“‘(«]?(?:[{UP}\u0900-\u097f]|\d)")
