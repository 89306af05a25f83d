"""Which language the page is in: what it declares, and what its text says.

A page's tag is right most of the time, and langdetect costs a millisecond or two, so the text is asked
only where it can add something: see `detect`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cleaners.facts.structured import Declared
from cleaners.lexicon import tables

SHORTEST = 200
"""Characters below which langdetect is no better than the page's tag (0.84 right at 30, 0.99 at 200)."""
SAMPLE = 600
"""Characters that are read; accuracy is flat from here on."""
CERTAIN = 0.9
"""Share of a script's letters that makes its one language certain."""

CONFIRMING_WORDS = 30
"""Words of the shortest text whose function words are believed."""
CONFIRMING_SHARE = 0.2
"""Share of function words that confirms a page's tag; running text has 0.25 to 0.45."""
CONFIRMING_LEAD = 1.5
"""How many times as frequent they are as those of any other language."""

SCRIPTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ko": ("\uac00", "\ud7af"),
        "el": ("\u0370", "\u03ff"),
        "th": ("\u0e00", "\u0e7f"),
        "ta": ("\u0b80", "\u0bff"),
        "te": ("\u0c00", "\u0c7f"),
        "kn": ("\u0c80", "\u0cff"),
        "ml": ("\u0d00", "\u0d7f"),
        "gu": ("\u0a80", "\u0aff"),
        "pa": ("\u0a00", "\u0a7f"),
        "si": ("\u0d80", "\u0dff"),
        "ka": ("\u10a0", "\u10ff"),
        "hy": ("\u0530", "\u058f"),
        "km": ("\u1780", "\u17ff"),
        "lo": ("\u0e80", "\u0eff"),
        "my": ("\u1000", "\u109f"),
    }
)
"""Scripts that, in news, one language uses."""

_NO_LETTERS = bytes([code for code in range(128) if not chr(code).isalpha()])
_TAG = re.compile(r"[a-zA-Z]{2,3}(?=$|[-_])")
_ALIASES = MappingProxyType(
    {
        "iw": "he",
        "in": "id",
        "ji": "yi",
        "no": "nb",
        "nn": "nb",
        "tl": "fil",
        "cn": "zh",
        "jp": "ja",
        "kr": "ko",
        "gr": "el",
        "ua": "uk",
        "cz": "cs",
        "se": "sv",
        "dk": "da",
        "eng": "en",
        "deu": "de",
        "fra": "fr",
        "spa": "es",
    }
)
"""Old, three-letter and country codes that pages write for a language."""
_DETECTED = MappingProxyType({"zh-cn": "zh", "zh-tw": "zh", "no": "nb", "tl": "fil"})


def code(tag: str | None) -> str | None:
    """The language of a BCP 47 tag or locale, in lower case: "pt-BR" -> "pt", "en_US" -> "en"; else None."""
    match = _TAG.match((tag or "").strip())
    if not match:
        return None
    found = match.group().lower()
    found = _ALIASES.get(found, found)
    return "no" if found == "nb" else found if len(found) == 2 or found == "fil" else None


def declared(page: Declared) -> str | None:
    """The language that the page declares: JSON-LD, then `lang`, then metas."""
    member = page.member("inLanguage")
    if isinstance(member, dict):
        member = member.get("alternateName") or member.get("name")
    tags = (
        member if isinstance(member, str) else None,
        page.language,
        page.meta("og:locale", "content-language", "dc.language", "dcterms.language", "language"),
    )
    return next((found for tag in tags if (found := code(tag))), None)


def detect(text: str, prior: str | None) -> tuple[str | None, float | None]:
    """The language of a text, ISO 639-1, and the probability; the prior alone when the text is short.

    langdetect is not asked when the answer is certain without it: nine tenths of the letters are of a
    script that one language uses (Korean, Greek, Thai…), or of kana and ideographs; or the page's own
    tag, or English without one, is confirmed by its language's function words, which lead those of every
    other language.

    Args:
        text: the cleaned body.
        prior: the page's own tag, ISO 639-1.  A text that langdetect is unsure of keeps it.
    """
    sample = " ".join(text[: 2 * SAMPLE].split())[:SAMPLE]
    certain = _by_script(sample) or _confirmed(sample, prior)
    if certain:
        return certain, 1.0
    if len(sample) < SHORTEST:
        return prior, None
    probabilities = _probabilities(sample)
    if not probabilities:
        return prior, None
    found, probability = max(probabilities.items(), key=lambda entry: entry[1])
    if prior and found != prior and probability < CERTAIN:
        return prior, round(probabilities.get(prior, 0.0), 3) or None
    return found, round(probability, 3)


def _by_script(sample: str) -> str | None:
    """The language whose own script nearly all letters of the sample are in."""
    plain = sample.encode("ascii", "ignore")
    if len(sample) - len(plain) < CERTAIN * len(plain.translate(None, _NO_LETTERS)):
        return None
    letters = [character for character in sample if character.isalpha()]
    if len(letters) < 20:
        return None
    beyond = [character for character in letters if character > "\u036f"]
    if len(beyond) < CERTAIN * len(letters):
        return None
    for language, (first, last) in SCRIPTS.items():
        if sum(first <= character <= last for character in beyond) >= CERTAIN * len(letters):
            return language
    kana = sum("\u3040" <= character <= "\u30ff" for character in beyond)
    ideographs = sum("\u4e00" <= character <= "\u9fff" for character in beyond)
    if kana + ideographs >= CERTAIN * len(letters):
        return "ja" if kana > len(letters) * 0.1 else "zh"
    return None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The word lists of `lexicon/languages.toml`."""
    return {name: frozenset(words) for name, words in tables.read("languages")["words"].items()}


def _confirmed(sample: str, prior: str | None) -> str | None:
    """The prior, when function words of its language are frequent and those of others clearly rarer.

    Or English, whatever the page says: no other language is like it.
    """
    found = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(found) < CONFIRMING_WORDS:
        return None
    lists = _function_words()
    shares = {name: sum(map(words.__contains__, found)) / len(found) for name, words in lists.items()}
    first, second = sorted(shares, key=shares.__getitem__, reverse=True)[:2]
    leads = shares[first] >= CONFIRMING_SHARE and shares[first] >= CONFIRMING_LEAD * shares[second]
    return first if leads and first in (prior, "en") else None


@cache
def _factory() -> Any:
    """A DetectorFactory of our own: its seed is fixed and no other user of langdetect sees it."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415

    factory = DetectorFactory()
    factory.set_seed(0)
    profiles = sorted(Path(PROFILES_DIRECTORY).iterdir())
    factory.load_json_profile([profile.read_text("utf-8") for profile in profiles if profile.is_file()])
    # Millions of numbers in lists, which the garbage collector would walk through again and again; it
    # stops looking at tuples of numbers.
    frequencies = factory.word_lang_prob_map
    factory.word_lang_prob_map = {gram: tuple(shares) for gram, shares in frequencies.items()}
    return factory


def _probabilities(sample: str) -> dict[str, float]:
    """langdetect's probabilities by language; empty when it finds no features."""
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415

    detector = _factory().create()
    detector.append(sample)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return {}
    merged: dict[str, float] = {}
    for language in found:
        name = code(_DETECTED.get(language.lang, language.lang)) or language.lang
        merged[name] = merged.get(name, 0.0) + language.prob
    return merged
