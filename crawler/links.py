"""Which links of a section page lead to articles: each is judged by what it shows and where it leads.

No list of sites: an article's link has a headline's words, stands among its like, and leads to an address
with a slug, a number or a date; a menu's has none of that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

from cleaners import document, hosts
from cleaners.model import Page
from crawler.address import BadAddressError, checked, one_line
from crawler.canonical import canonical
from crawler.entries import Entry

MAX_LINKS = 2000
"""Of one page; more than any section page has."""
ENOUGH = 3
"""Points from which on a link is taken for an article's."""

_HIGHEST = 40
"""How many ancestors of a link are looked at."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_MENUS = frozenset({"nav", "footer", "form", "menu", "dialog"})
_MENU_NAMES = re.compile(
    r"(?i)\b(?:nav|navbar|navigation|menu|breadcrumbs?|footer|social|share|sharing|comments?|pagination|pager"
    r"|byline|author|tags?|login|cookie|consent|legal|newsletter|skip)\b"
)
_FILES = re.compile(
    r"(?i)\.(?:avi|css|docx?|epub|gif|ico|jpe?g|js|json|m3u8|m4a|mov|mp[34]|ogg|pdf|png|pptx?|rss|svg|web[mp]|xlsx?"
    r"|xml|zip)$"
)
_DATE = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)")
_MONTH = re.compile(r"/20\d\d[/-](?:0?[1-9]|1[0-2])(?=/)")
_NUMBER = re.compile(r"\d{4,}")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DOCUMENT = re.compile(r"(?i)\.(?:s?html?|php|aspx?|ece|cms|story)$")
_WORD = re.compile(r"[^\W_]+")
_IDEOGRAPHS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LISTINGS = frozenset(
    "about about-us account advertise advertising alerts alle amp apps archiv archive archives"
    " author authors autor autore autoren careers cart categoria categorie category channel channels"
    " checkout collection collections contact contact-us cookies corrections datenschutz donate"
    " events faq feed feeds games help hilfe impressum imprint info jobs kategorie keyword keywords"
    " kontakt labels legal login logout mediadaten membership my newsletter newsletters page pages"
    " people podcast podcasts policies press privacy privacy-policy profile publisher publishers"
    " register rss rubrik search section sections seite series shop sign-in sign-up signin signup"
    " sitemap source sources staff store subscribe subscription suche support tag tags tema terms"
    " terms-of-use thema themen topic topics user users video videos weather wetter widgets".split()
)


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    path: str
    text: str
    heading: bool
    menu: bool
    group: str
    """Where on the page it stands, as tag and class names: links that look alike share it."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a section page or home page announces."""

    articles: tuple[Entry, ...]
    next_page: str | None = None


def read_section(content: bytes, url: str, charset: str | None = None) -> Section:
    """The articles that a page leads to, and the listing's next page."""
    tree = document.read(Page(content=content, url=url, charset=charset)).tree
    return Section(article_links(tree, url), next_page(tree, url))


def article_links(tree: Any, url: str) -> tuple[Entry, ...]:
    """The articles that a page leads to on its own site, in page order, each once.

    Args:
        tree: the page's root, as lxml parsed it; not changed.
        url: the page's address.
    """
    links = _merged(_links(tree, url))
    here = urlsplit(url)
    parents = _parents(links)
    lengths = defaultdict[str, list[int]](list)
    for link in links:
        lengths[link.group].append(_words(link.text))
    listed = {group for group, words in lengths.items() if len(words) >= 3 and sum(words) / len(words) >= 5}
    found: dict[str, Entry] = {}
    for link in links:
        parts = urlsplit(link.url)
        if not _same_site(parts, here) or _score(link, parts, parents, link.group in listed) < ENOUGH:
            continue
        entry = Entry(url=link.url, published=_day(parts.path), title=one_line(link.text)[:300] or None)
        found.setdefault(canonical(link.url), entry)
    found.pop(canonical(url), None)
    return tuple(found.values())


def next_page(tree: Any, url: str) -> str | None:
    """The address of a listing's next page, when the page marks it with `rel=next`."""
    for element in tree.xpath("//link[@rel and @href] | //a[@rel and @href]"):
        if "next" in element.get("rel").lower().split():
            target = urldefrag(hosts.joined(url, element.get("href"))).url
            if target != url and urlsplit(target).hostname == urlsplit(url).hostname:
                return target
    return None


# ---- reading the page ---------------------------------------------------------------------------


def _links(tree: Any, url: str) -> Iterator[_Link]:
    base = tree.find(".//base[@href]")
    base_url = (hosts.joined(url, base.get("href")) if base is not None else "") or url
    anchors = list(islice(tree.iter("a"), MAX_LINKS))
    menus = _Menus(len(anchors))
    for element in anchors:
        try:
            target = urldefrag(urljoin(base_url, (element.get("href") or "").strip())).url
            parts = checked(target)
        except (BadAddressError, ValueError):
            continue
        text = (
            " ".join("".join(element.itertext()).split())
            or element.get("title")
            or element.get("aria-label")
            or ""
        )
        heading, menu, group = _surroundings(element, menus)
        yield _Link(target, parts.path, text, heading, menu, group)


class _Menus:
    """Which elements of a page are menus, by tag or by name."""

    def __init__(self, links: int):
        self._links = links
        self._known: dict[Any, bool] = {}

    def __contains__(self, element: Any) -> bool:
        if element not in self._known:
            self._known[element] = self._is_menu(element)
        return self._known[element]

    def _is_menu(self, element: Any) -> bool:
        if element.tag in _MENUS:
            return True
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
        if not _MENU_NAMES.search(names[:300]):
            return False
        # `class="page has-nav"` around everything makes no menu of it.
        return sum(1 for _ in islice(element.iter("a"), self._links)) * 2 <= max(self._links, 8)


def _surroundings(element: Any, menus: _Menus) -> tuple[bool, bool, str]:
    """Whether a link stands in or around a heading, whether in a menu, and what its place looks like."""
    heading = any(child.tag in _HEADINGS for child in element.iter() if isinstance(child.tag, str))
    menu = False
    place = [_looks(element)]
    for depth, ancestor in enumerate(islice(element.iterancestors(), _HIGHEST)):
        if ancestor.tag in {"body", "html"}:
            break
        heading = heading or (depth < 3 and ancestor.tag in _HEADINGS)
        menu = menu or ancestor in menus
        if depth < 3:
            place.append(_looks(ancestor))
    return heading, menu, ">".join(place)


def _looks(element: Any) -> str:
    return f"{element.tag}.{(element.get('class') or '')[:60]}"


def _merged(links: Iterator[_Link]) -> list[_Link]:
    """One link for each address: picture, headline and "3 comments" lead to the same page."""
    best: dict[str, _Link] = {}
    for link in links:
        known = best.get(link.url)
        if known is None or (not link.menu, link.heading, len(link.text)) > (
            not known.menu,
            known.heading,
            len(known.text),
        ):
            best[link.url] = link
    return list(best.values())


def _parents(links: list[_Link]) -> frozenset[str]:
    """Paths that several other links are below: those of sections."""
    below = defaultdict[str, int](int)
    for link in links:
        path = link.path.rstrip("/")
        while "/" in path:
            path = path.rpartition("/")[0]
            below[path] += 1
    return frozenset(path for path, count in below.items() if count >= 2)


# ---- judging a link -----------------------------------------------------------------------------


def _score(link: _Link, parts: SplitResult, parents: frozenset[str], listed: bool) -> int:
    """Points for a link, of words, place and address."""
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if _FILES.search(parts.path) or not (segments or parts.query):
        return -9
    words = _words(link.text)
    points = 2 if words >= 5 else 1 if words >= 3 else 0
    points += link.heading + (listed and words >= 3)
    points += _address_points(segments, parts)
    if link.path.rstrip("/") in parents:
        points -= 3
    return points - 4 * link.menu


def _address_points(segments: list[str], parts: SplitResult) -> int:
    points = 0
    last = segments[-1] if segments else ""
    stem = _DOCUMENT.sub("", last)
    if _LISTINGS.intersection(segments[:-1]) or stem in _LISTINGS:
        points -= 3
    if _DATE.search(parts.path) or _MONTH.search(parts.path):
        points += 2
    if len(re.findall(r"[-_]", stem)) >= 2:
        points += 2
    if _NUMBER.search(stem) and not _YEAR.fullmatch(stem):
        points += 1
    if stem != last:
        points += 1
    if len(segments) == 1 and points <= 0 and not any(char.isdigit() for char in stem):
        points -= 2  # /politics
    if re.search(r"(?:^|&)(?:p|id|aid|story|article|articleid|storyid)=\d+(?:&|$)", parts.query.lower()):
        points += 1
    return points


def _words(text: str) -> int:
    """How many words a text has; two ideographs count as one."""
    return len(_WORD.findall(_IDEOGRAPHS.sub(" ", text))) + len(_IDEOGRAPHS.findall(text)) // 2


def _same_site(parts: SplitResult, here: SplitResult) -> bool:
    """Whether two hosts are one, or one is below the other."""
    one, other = (_bare(place.hostname or "") for place in (parts, here))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _bare(host: str) -> str:
    return host.removeprefix("www.").removeprefix("m.")


def _day(path: str) -> datetime | None:
    """The date in an address, as the end of that day: nothing looks older than it is."""
    match = _DATE.search(path)
    if match is None:
        return None
    try:
        return datetime(int(match[1]), int(match[2]), int(match[3]), 23, 59, 59, tzinfo=UTC)
    except ValueError:
        return None
