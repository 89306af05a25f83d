"""The laws of cleanwire, each as a function over a cleaned page that returns what breaks it.

A violation is a line "kind: detail".  tests/test_laws.py holds every page of the project against them;
`benchmarks.compare` does so with real pages.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import msgspec

from cleaners import Cleaned, clean, decode, encode
from cleaners.article import Article
from cleaners.characters import CAPITALS
from cleaners.model import Block, Segment, Verdict

Violations = list[str]
SHOWN = 60
"""Characters of a page's text in a violation."""
REJECTING = frozenset({"listing", "no_article", "consent_wall"})
"""Flags that say why a page gives no article."""
_RULE = re.compile(r"[a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"\w+")
_GLUED = re.compile(
    rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}])|(?<=[{CAPITALS}]{{2}})(?=[{CAPITALS}][^\W\d_{CAPITALS}])|(?<=[^\W\d_])(?=\d)"
)
"""Where a page ran two words together: "Herald3h agoWorld", "PUBLICIDADEl puerto"."""
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_UNSEPARATED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
"""Scripts that do not separate words by blanks."""
_JSON_UNICODE = re.compile(r"\\+u([0-9a-fA-F]{4})")
_JSON_ESCAPE = re.compile(r"\\+[nrtbf\"'/]")


def conservation(cleaned: Cleaned) -> Violations:
    """Law 1: kept, removed and moved spans are all the visible text, and the bodies are what was kept."""
    found: Violations = []
    claims = _claims(cleaned)
    for block in cleaned.document.blocks:
        position = 0
        for verdict in claims[block.index]:
            start, stop = verdict.span or (0, len(block.text))
            if not 0 <= start < stop <= len(block.text):
                found.append(f"span out of bounds: block {block.index}, {verdict.rule} {start}-{stop}")
            elif block.text[start : min(position, stop)].strip():
                text = block.text[start : min(position, stop)]
                found.append(f"claimed twice: block {block.index}, again by {verdict.rule}: {_shown(text)}")
            position = max(position, stop)
    strays = {verdict.block for verdict in cleaned.verdicts} - {
        block.index for block in cleaned.document.blocks
    }
    found += [f"verdict on no block: {index}" for index in sorted(strays)]
    return [*found, *_outside(cleaned, claims), *_bodies(cleaned, claims)]


def one_reason(cleaned: Cleaned) -> Violations:
    """Law 2: every removed or moved character has one rule, and evidence."""
    found = []
    for verdict in cleaned.verdicts:
        if not _RULE.fullmatch(verdict.rule):
            found.append(f"no rule name: {verdict.rule!r} on block {verdict.block}")
        if not verdict.evidence.strip():
            found.append(f"no evidence: {verdict.rule} on block {verdict.block}")
        if verdict.action == "move" and not verdict.field:
            found.append(f"moved nowhere: {verdict.rule} on block {verdict.block}")
    return found


def order(first: Cleaned, again: Cleaned) -> Violations:
    """Law 3: the same page gives the same, whatever was cleaned between."""
    if fingerprint(first) == fingerprint(again):
        return []
    names = ("articles", "flags", "verdicts", "segments")
    return [f"differs: {name}" for name in names if getattr(first, name) != getattr(again, name)]


def idempotence(cleaned: Cleaned) -> Violations:
    """Law 4: cleaning the clean text removes nothing.

    Words are compared: the bullet of an item is the body's, but no word of it.
    """
    found = []
    for article in cleaned.articles:
        again = clean(article.article_body, kind="text")
        taken = [verdict for verdict in again.verdicts if verdict.action != "keep"]
        found += [f"{verdict.rule}: {_shown(_text(again, verdict))}" for verdict in taken]
        bodies = " ".join(one.article_body for one in again.articles)
        if not taken and _WORD.findall(bodies) != _WORD.findall(article.article_body):
            flags = ", ".join(again.flags) or "no flags"
            found.append(
                f"another body: {len(again.articles)} articles, {flags}: {_shown(article.article_body)}"
            )
    return found


def never_invent(cleaned: Cleaned) -> Violations:
    """Law 5: no word is emitted that the page does not hold.

    Agencies' names are not looked at, because they are normalised ("रॉयटर्स" is Reuters); the evidence is.
    """
    visible = " ".join(block.text for block in cleaned.document.blocks)
    seen, held = _Held(visible), _Held(f"{visible} {_source(cleaned)}")
    found = []
    for article in cleaned.articles:
        if missing := seen.missing(article.article_body):
            found.append(f"body: {_listed(missing)}")
        for name, text in _said(article):
            if missing := held.missing(text):
                found.append(f"{name}: {_listed(missing)} in {_shown(text)}")
    return found


def no_silent_loss(cleaned: Cleaned) -> Violations:
    """Law 6: a page gives items, or flags that name why not; what was kept stands in an item."""
    if not cleaned.articles:
        named = REJECTING & set(cleaned.flags)
        return [] if named else [f"nothing and no reason: flags {list(cleaned.flags)}"]
    bodies = {_squeezed(article.article_body) for article in cleaned.articles}
    found = [f"empty body: {article.url}" for article in cleaned.articles if not article.article_body.strip()]
    claims = _claims(cleaned)
    for segment in cleaned.segments:
        text = _kept(cleaned, claims, segment)
        if text and text not in bodies:
            found.append(f"kept in no item: {segment.role}, {len(text)} characters: {_shown(text)}")
    return found


LAWS: Mapping[str, Callable[[Cleaned], Violations]] = {
    "1 conservation": conservation,
    "2 one reason": one_reason,
    "4 idempotence": idempotence,
    "5 never invent": never_invent,
    "6 no silent loss": no_silent_loss,
}
"""All but the third, which takes two cleanings."""
ORDER = "3 order does not matter"
NEVER_RAISES = "0 never raises"


def fingerprint(cleaned: Cleaned) -> str:
    """SHA-256 of everything that was decided about a page."""
    whole = hashlib.sha256()
    for part in (*map(encode, cleaned.articles), *map(msgspec.json.encode, cleaned.verdicts)):
        whole.update(part)
    whole.update(repr((cleaned.flags, cleaned.segments)).encode())
    return whole.hexdigest()


def broken(cleaned: Cleaned) -> dict[str, Violations]:
    """All violations of the laws in `LAWS`, by law."""
    return {name: violations for name, law in LAWS.items() if (violations := law(cleaned))}


# ---- what was kept ------------------------------------------------------------------------------


def _claims(cleaned: Cleaned) -> defaultdict[int, list[Verdict]]:
    """Verdicts by block, in order of place."""
    claims: defaultdict[int, list[Verdict]] = defaultdict(list)
    for verdict in cleaned.verdicts:
        claims[verdict.block].append(verdict)
    for found in claims.values():
        found.sort(key=lambda verdict: verdict.span or (0, 0))
    return claims


def _kept_of(block: Block, claims: Iterable[Verdict]) -> str:
    """The block's text without what was cut or moved, and without white space."""
    parts, position = [], 0
    for verdict in claims:
        start, stop = verdict.span or (0, len(block.text))
        if verdict.action != "keep":
            parts.append(block.text[position:start])
            position = max(position, stop)
    return _squeezed("".join(parts) + block.text[position:])


def _kept(cleaned: Cleaned, claims: Mapping[int, list[Verdict]], segment: Segment) -> str:
    blocks = cleaned.document.blocks[segment.start : segment.stop]
    return "".join(_kept_of(block, claims.get(block.index, ())) for block in blocks)


def _outside(cleaned: Cleaned, claims: Mapping[int, list[Verdict]]) -> Iterator[str]:
    """Text that belongs to no segment, or to two, and text outside that nobody removed."""
    owners: defaultdict[int, int] = defaultdict(int)
    for segment in cleaned.segments:
        for index in range(segment.start, segment.stop):
            owners[index] += 1
    for block in cleaned.document.blocks:
        if owners[block.index] > 1:
            yield f"in two articles: block {block.index}: {_shown(block.text)}"
        elif not owners[block.index] and (text := _kept_of(block, claims.get(block.index, ()))):
            yield f"kept outside of the articles: block {block.index}: {_shown(text)}"


def _bodies(cleaned: Cleaned, claims: Mapping[int, list[Verdict]]) -> Iterator[str]:
    """Articles whose body is not what was kept of a segment, in the order of the segments."""
    kept = iter([_kept(cleaned, claims, segment) for segment in cleaned.segments])
    for article in cleaned.articles:
        if _squeezed(article.article_body) not in kept:  # consumes: the next article is looked for further on
            yield f"body is not what was kept: {article.page.role}, {_shown(article.article_body)}"


# ---- words --------------------------------------------------------------------------------------


def _said(article: Article) -> Iterator[tuple[str, str]]:
    """Everything that an item says in words, but for its body, with the field's name."""
    for name in ("headline", "alternative_headline", "description", "section", "date_relative_raw"):
        yield name, getattr(article, name) or ""
    for source in ("publisher", "aggregator"):
        if (named := getattr(article, source)) is not None:
            yield source, named.name
    if article.dateline:
        yield "dateline", f"{article.dateline.place or ''} {article.dateline.raw or ''}"
    if article.credits:
        people = (*article.credits.reporters, *article.credits.writers, *article.credits.editors)
        yield "credits", " ".join((*people, article.credits.bureau or "", article.credits.raw or ""))
    for caption in article.captions:
        yield "captions", f"{caption.text} {caption.credit or ''}"
    yield "authors", " ".join(author.name for author in article.authors)
    yield "breadcrumbs", " ".join(crumb.name for crumb in article.breadcrumbs)
    yield "tags", " ".join(article.tags)
    yield "related", " ".join(teaser.headline for teaser in article.related)
    yield "links", " ".join(link.text for link in article.links)


class _Held:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        seen = _UNSEEN.sub("", text)
        self._text = seen.casefold()
        self._words = frozenset(_WORD.findall(f"{self._text} {_GLUED.sub(' ', seen).casefold()}"))

    def missing(self, text: str) -> list[str]:
        """Words that are not among them; in scripts without blanks, what is nowhere in the text."""
        words = set(_WORD.findall(_UNSEEN.sub("", text).casefold())) - self._words
        return sorted(word for word in words if not (_UNSEPARATED.search(word) and word in self._text))


def _source(cleaned: Cleaned) -> str:
    """The page's source and address: text, attributes, JSON in scripts, with escapes resolved."""
    document = cleaned.document
    page = document.page
    source = decode.decode(page.content, page.charset)[0]
    if document.tree is not None:
        source = f"{source} {''.join(document.tree.itertext())}"  # where markup splits a word
    unescaped = html.unescape(html.unescape(source))
    address = unquote(page.url or "")
    return f"{source} {unescaped} {_without_json_escapes(unescaped)} {address}"


def _without_json_escapes(text: str) -> str:
    text = _JSON_UNICODE.sub(lambda match: chr(int(match[1], 16)), text)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return html.unescape(_JSON_ESCAPE.sub(" ", text))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:6])


def _text(cleaned: Cleaned, verdict: Verdict) -> str:
    text = cleaned.document.blocks[verdict.block].text
    return text[slice(*verdict.span)] if verdict.span else text


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def _shown(value: Any) -> str:
    text = str(value)
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")
