"""What a page declares of itself in machine-readable form: JSON-LD, meta, link, microdata.

Everything here is written by strangers, so nothing here trusts it: JSON-LD that is deep, huge, malformed,
entity-escaped or commented is repaired, salvaged or skipped, and never raises.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import msgspec

from cleaners import characters, hosts
from cleaners.model import Block, Document

Node = dict[str, Any]
"""One JSON-LD object."""

SCRIPT_LIMIT = 2_000_000
"""Characters of one JSON-LD script: articles with full text and comments stay below 300,000."""
TOTAL_LIMIT = 4_000_000
NODE_LIMIT = 400
TEXT_LIMIT = 5_000
"""Characters of a declared text that are looked at; an articleBody has its own limit."""
BODY_LIMIT = 1_000_000

ARTICLE_TYPES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "askpublicnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "advertisercontentarticle",
    "satiricalarticle", "blogposting", "liveblogposting", "report", "techarticle", "scholarlyarticle",
    "medicalscholarlyarticle", "socialmediaposting", "discussionforumposting", "review", "criticreview",
})  # fmt: skip
PAGE_TYPES = frozenset({
    "webpage", "itempage", "medicalwebpage", "aboutpage", "faqpage", "videoobject", "podcastepisode",
})  # fmt: skip
OTHER_STORY = re.compile(
    r"(?<![a-z])(?:comments?|related|teasers?|sidebar|promo|recommend|trending|popular|read-next|captions?)(?![a-z])"
)
"""Names of places that cannot hold the article's own byline or date line."""
_META_LINE = re.compile(r"(?<![a-z])(?:meta|submitted|byline|dateline)(?![a-z])")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "itemReviewed")

_WORD = re.compile(r"\w+")
_TAG = re.compile(
    r"</?(?:p|b|i|em|strong|a|br|span|div|h\d|u|sup|sub|font|small|mark|li|ul|img)\b[^<>]*>", re.IGNORECASE
)
_SALVAGE = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|description|articleSection|inLanguage)"\s*:\s*'
    r'"((?:[^"\\\n]|\\.)*)"'
)
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\[\s\S])*+(?:"|\\?\Z)|/\*|\*/|//|\n|,(?=\s{0,200}[}\]])')


def text(value: object, limit: int = TEXT_LIMIT) -> str:
    """A declared value as plain text: entities and tags resolved, as a reader sees it."""
    if not isinstance(value, str):
        return ""
    value = value[:limit]
    if "&" in value:
        value = html.unescape(value)
        if "&" in value and ";" in value:
            value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub(" ", value)
    return characters.shown(value)


def decode(source: str) -> Any:
    """The value of one JSON-LD script, or None when nothing of it can be read.  Never raises."""
    source = source.strip().removeprefix("\ufeff")
    if not source or len(source) > SCRIPT_LIMIT:
        return None
    try:
        return msgspec.json.decode(source)
    except (ValueError, RecursionError):
        pass
    for repaired in _repairs(source):
        try:
            value, _ = json.JSONDecoder(strict=False, parse_int=_integer).raw_decode(repaired.lstrip())
            return _encodable(value)
        except (ValueError, RecursionError):
            continue
    return dict(_salvaged(source)) or None


def _encodable(value: Any) -> Any:
    """A value whose texts hold no half of a surrogate pair, which JSON can escape and nothing can write."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            return {_encodable(key): _encodable(one) for key, one in value.items()}
        case list():
            return [_encodable(one) for one in value]
    return value


def _repairs(source: str) -> Iterator[str]:
    """Readings of a malformed script, the most faithful first."""
    yield source
    bare = source
    for wrapper in ("<!--", "-->", "//<![CDATA[", "//]]>", "/*<![CDATA[*/", "/*]]>*/", "<![CDATA[", "]]>"):
        bare = bare.replace(wrapper, "")
    bare = bare.strip()
    yield _relaxed(bare)
    if "&quot;" in bare or "&#34;" in bare:
        yield _relaxed(html.unescape(bare))


def _relaxed(source: str) -> str:
    """The script without comments and trailing commas; strings stay as they are."""
    parts: list[str] = []
    position = 0
    closing = ""
    for match in _JSON_TOKEN.finditer(source):
        token = match.group()
        if closing:
            if token == closing:
                closing = ""
                position = match.end()
            continue
        if token in {"//", "/*", ","}:
            parts.append(source[position : match.start()])
            position = match.end()
            closing = {"//": "\n", "/*": "*/"}.get(token, "")
    if not closing:
        parts.append(source[position:])
    return "".join(parts)


def _integer(digits: str) -> int:
    """A whole number; one too long to be real is 0 (Python refuses more than 4,300 digits)."""
    return int(digits) if len(digits) < 30 else 0


def _salvaged(source: str) -> Iterator[tuple[str, str]]:
    """Plain string members of a script that cannot be parsed, as one article."""
    seen: dict[str, str] = {}
    for match in _SALVAGE.finditer(source):
        seen.setdefault(match.group(1), match.group(2).replace('\\"', '"').replace("\\/", "/"))
    if seen.keys() & {"headline", "datePublished"}:
        yield "@type", "Article"
        yield from seen.items()


def types(node: Node) -> tuple[str, ...]:
    """The schema.org types of a node, without their namespace."""
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return tuple(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names[:10] if isinstance(name, str))


def is_a(node: Node, kinds: frozenset[str]) -> bool:
    """Whether one of the node's types is among `kinds` (lower case)."""
    return any(name.lower() in kinds for name in types(node))


def many(value: object) -> list[Any]:
    """A JSON-LD value as a list: schema.org allows one or several everywhere."""
    if value is None:
        return []
    return value[:100] if isinstance(value, list) else [value]


def name_of(value: object) -> str:
    """The text of a value that may be a string or a named thing."""
    for one in many(value):
        named = (
            (one.get("name") or one.get("headline") or one.get("@value")) if isinstance(one, dict) else one
        )
        found = text(next(iter(many(named)), None))
        if found:
            return found
    return ""


def url_of(value: object) -> str:
    """The address in a value that may be a string, an ImageObject or a list of them."""
    for one in many(value):
        inner = one
        for _ in range(3):
            if isinstance(inner, dict):
                inner = next(
                    (inner[key] for key in ("url", "contentUrl", "@id", "item") if inner.get(key)), None
                )
            inner = next(iter(many(inner)), None)
        if isinstance(inner, str) and inner.strip():
            return inner.strip()[:2000]
    return ""


def is_meta_line(tag: str, names: str) -> bool:
    """Whether an element is a `<footer>` that tells who posted a story and when, as content systems set it."""
    return tag == "footer" and _META_LINE.search(names) is not None


def stands_apart(document: Document, block: Block, headline: int) -> bool:
    """Whether a block stands in a teaser, a comment or a figure that the headline is not in."""
    for container in document.ancestors(block):
        if container.start <= headline < container.stop:
            return False
        if OTHER_STORY.search(container.names):
            return True
        if container.tag in {"aside", "footer", "nav", "figure"} and not is_meta_line(
            container.tag, container.names
        ):
            return True
    return False


def words(value: str) -> list[str]:
    """Case-folded words, to compare two wordings of one title."""
    return _WORD.findall(value.casefold().replace("’", "").replace("'", ""))


def overlap(one: str, other: str) -> float:
    """Share of the shorter wording's words that the other has too: 0 to 1."""
    left, right = set(words(one)), set(words(other))
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


@dataclass(frozen=True, slots=True)
class Declared:
    """A page's declarations, gathered in one pass over the tree."""

    title: str = ""
    metas: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Lower-case name, property or itemprop -> contents in page order."""
    links: Mapping[str, str] = field(default_factory=dict)
    """rel -> first href."""
    nodes: tuple[Node, ...] = ()
    articles: tuple[Node, ...] = ()
    """Nodes that describe this page's article, the best first."""
    marks: tuple[Any, ...] = ()
    """h1 and time elements in page order."""
    language: str = ""
    """The `lang` attribute of the root."""
    url: str | None = None

    def meta(self, *names: str) -> str:
        """The first non-empty content among the named metas, in the order of the names."""
        for name in names:
            for content in self.metas.get(name, ()):
                found = text(content)
                if found:
                    return found
        return ""

    def member(self, *keys: str) -> Any:
        """The first non-empty member of the article nodes, in the order of the keys."""
        for key in keys:
            for node in self.articles:
                value = node.get(key)
                if value not in (None, "", [], {}):
                    return value
        return None

    @property
    def headings(self) -> tuple[Any, ...]:
        """The h1 elements, in page order."""
        return tuple(element for element in self.marks if element.tag == "h1")

    def absolute(self, url: str) -> str:
        """An address of the page, resolved against it; empty when it is no web address."""
        joined = hosts.joined(self.url, url)
        return joined if urlsplit(joined).scheme in {"http", "https"} else ""


def read(tree: Any, url: str | None = None) -> Declared:
    """Everything the page declares.  `tree` is the lxml root, or None for plain text."""
    if tree is None:
        return Declared(url=url)
    metas: dict[str, list[str]] = {}
    links: dict[str, str] = {}
    scripts: list[str] = []
    marks: list[Any] = []
    title = ""
    for element in tree.iter("meta", "link", "title", "script", "h1", "time"):
        match element.tag:
            case "meta":
                content = element.get("content")
                key = element.get("property") or element.get("name") or element.get("itemprop")
                if content and key:
                    metas.setdefault(key.strip().lower(), []).append(content)
            case "link":
                links.setdefault((element.get("rel") or "").lower(), element.get("href") or "")
            case "script":
                if "ld+json" in (element.get("type") or "").lower():
                    scripts.append(element.text or "")
            case "title":
                if not title and not _in_drawing(element):
                    title = text("".join(element.itertext()))
            case _:
                marks.append(element)
    nodes = tuple(_flattened(scripts))
    declared = Declared(
        title=title,
        metas={key: tuple(values[:50]) for key, values in metas.items()},
        links=links,
        nodes=nodes,
        marks=tuple(marks[:300]),
        language=tree.get("lang") or tree.get("xml:lang") or "",
        url=url,
    )
    return replace(declared, articles=_ranked_articles(declared))


def _in_drawing(element: Any) -> bool:
    """Whether a `<title>` names an SVG drawing instead of the page."""
    return any(ancestor.tag == "svg" for ancestor in element.iterancestors())


def _flattened(scripts: Iterable[str]) -> Iterator[Node]:
    """The objects of all scripts: top level, graphs, and main entities; at most `NODE_LIMIT`."""
    budget = TOTAL_LIMIT
    count = 0
    for script in scripts:
        budget -= len(script)
        if budget < 0:
            return
        stack: list[tuple[Any, int]] = [(decode(script), 0)]
        while stack:
            value, depth = stack.pop()
            if isinstance(value, list):
                stack.extend((one, depth) for one in reversed(value[:NODE_LIMIT]))
            elif isinstance(value, dict):
                count += 1
                if count > NODE_LIMIT:
                    return
                yield value
                if depth < 4:
                    stack.extend(
                        (value[key], depth + 1) for key in _NESTED if isinstance(value.get(key), (dict, list))
                    )


def _ranked_articles(declared: Declared) -> tuple[Node, ...]:
    """The nodes about this page's article, best first.

    A page may carry nodes of other stories (teasers, related articles).  A node is this page's when its
    address is the page's or its headline shares words with the page's titles; when no node says
    either, the only article node is taken.
    """
    titles = [found for found in (declared.meta("og:title", "twitter:title"), declared.title) if found]
    paths = {
        path(url) for url in (declared.url, declared.links.get("canonical"), declared.meta("og:url")) if url
    }
    ranked: list[tuple[float, int, Node]] = []
    for place, node in enumerate(declared.nodes):
        article = is_a(node, ARTICLE_TYPES)
        if not article and not is_a(node, PAGE_TYPES):
            continue
        headline = text(node.get("headline")) or text(node.get("name"))
        agreement = max((overlap(headline, title) for title in titles), default=0.0) if headline else 0.3
        addressed = any(
            path(url) in paths
            for key in ("url", "mainEntityOfPage", "@id")
            if (url := url_of(node.get(key))) and len(path(url)) > 1
        )
        score = (
            agreement + addressed + 1.5 * article + 0.2 * ("datePublished" in node) + 0.1 * ("author" in node)
        )
        if agreement < 0.3 and not addressed and titles:
            score -= 2
        ranked.append((score, -place, node))
    ranked.sort(key=lambda entry: entry[:2], reverse=True)
    ours = tuple(node for score, _, node in ranked if score > 0)
    only = [node for _, _, node in ranked if is_a(node, ARTICLE_TYPES)]
    return ours or (tuple(only) if len(only) == 1 else ())


def path(url: str) -> str:
    """The part of an address that tells pages of one site apart."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.path.rstrip("/") or "/"
