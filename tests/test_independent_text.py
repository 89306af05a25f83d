"""The page cases as another parser reads them: Beautiful Soup on the standard library's parser, and none of ours.

What the cleaner makes of a page has to stand in the text that a reader could copy from it, and the same text, given as a
dump, has to come out much the same.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest
from bs4 import BeautifulSoup
from casefiles import Case, all_cases

from cleaners import Article, Cleaned, clean

CASES = {case.name: case for case in all_cases() if case.kind == "html"}
LINES = (
    "address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 head header hr legend li main nav ol option p pre section select summary table tbody td tfoot th thead"
    " title tr ul"
).split()
"""Elements that begin and end a line."""
UNSEEN = "head, [hidden], dialog:not([open]), [style*='display:none'], [style*='display: none'], noscript, template"
"""What no reader can copy."""
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
SEAMS = 3
"""Places in a paragraph from which something was cut."""
PIECE = 5
"""Characters of the shortest piece between two of them."""
BODY = 0.86
"""Share of an item's words that the dump's item has: the lowest of all cases but those named below."""
PRECISION = 0.9
"""Share of the words of the dumps' items that are the pages' items', on all cases together."""
OUT_OF_SIGHT = {"hard-jsonld-body-only": "the text stands in JSON-LD alone"}
OTHER_BODY = {
    **OUT_OF_SIGHT,
    "sahel-digest": "the scorer takes one of five short stories' leads, above a subhead, for a teaser",
    "hard-hi": "a quotation between lines of a page is taken for one of them",
}
OTHER_HEADLINE = {
    **OUT_OF_SIGHT,
    "hard-brief-among-teasers": "a brief among longer teasers is told by its markup alone",
    "hard-inline-markup": "inline elements break the headline into lines",
    "hard-listing-other-markup": "without names of publishers or ages only markup parts the stories",
    "hard-recipe": "a shop's line stands above the headline",
    "hard-top-ten": "the numbered entries leave no line that is the headline",
    "nearby-ferries": "the headline's line has the section behind it",
    "skimly-foundry": "the headline's line has the section behind it",
}


def soup(case: Case) -> BeautifulSoup:
    return BeautifulSoup(case.content, "html.parser", from_encoding=case.charset)


def folded(text: str) -> str:
    """A text in one line, without signs that nobody sees."""
    return " ".join(INVISIBLE.sub("", text).split())


def copied(case: Case) -> str:
    """The page's whole text, in which elements side by side are words apart only where a line ends."""
    page = soup(case)
    for element in page.find_all(LINES):
        element.insert_before("\n")
        element.insert_after("\n")
    return folded(page.get_text())


@cache
def dump(name: str) -> str:
    """The page's text, as scripts mostly dump it: each piece of text on a line of its own."""
    page = soup(CASES[name])
    for element in page.select(UNSEEN):
        element.decompose()
    return page.get_text("\n")


@cache
def cleaned_page(name: str) -> Cleaned:
    case = CASES[name]
    return clean(case.content, url=case.url, charset=case.charset)


@cache
def cleaned_dump(name: str) -> Cleaned:
    return clean(dump(name).encode("utf-8", "replace"), url=CASES[name].url, kind="text")


def paragraphs(item: Article) -> list[str]:
    return [folded(line) for line in item.article_body.split("\n") if line.strip()]


def is_there(paragraph: str, text: str) -> bool:
    """Whether a paragraph stands in a text, but for a few cuts, with the words on both sides of each still apart."""
    at, rest = 0, paragraph
    for _ in range(SEAMS + 1):
        size = longest(rest, text, at)
        if size == len(rest):
            return True
        if size < PIECE or (rest[size].isalnum() and rest[size - 1] != " "):
            return False  # another text, or a word that touches the one before the cut
        at = text.find(rest[:size], at) + size
        rest = rest[size:]
    return False


def longest(start: str, text: str, at: int) -> int:
    """Length of the longest beginning of a string that stands in a text from an offset on."""
    low, high = 0, len(start)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text.find(start[:middle], at) >= 0 else (low, middle - 1)
    return low


def shared(item: Article, others: Cleaned) -> tuple[int, Article | None]:
    """How many words an item has in common with the likest of other items, and that one."""
    said = Counter(item.article_body.split())
    counts = [(said & Counter(other.article_body.split())).total() for other in others.articles]
    best = max(range(len(counts)), key=counts.__getitem__, default=None)
    return (0, None) if best is None else (counts[best], others.articles[best])


@pytest.mark.parametrize("name", CASES)
def test_every_paragraph_stands_in_the_page(name: str) -> None:
    text = copied(CASES[name])
    invented = [
        line for item in cleaned_page(name).articles for line in paragraphs(item) if not is_there(line, text)
    ]
    assert bool(invented) == (name in OUT_OF_SIGHT), invented


@pytest.mark.parametrize("name", CASES)
def test_every_paragraph_of_the_dump_stands_in_it(name: str) -> None:
    text = folded(dump(name))
    lines = [line for item in cleaned_dump(name).articles for line in paragraphs(item)]
    assert [line for line in lines if not is_there(line, text)] == []


@pytest.mark.parametrize("name", CASES)
def test_the_dump_gives_the_pages_items(name: str) -> None:
    lost, renamed = [], []
    for item in cleaned_page(name).articles:
        if item.page.role == "related":
            continue  # a card's few words, which only its markup parts from the story beside it
        words, other = shared(item, cleaned_dump(name))
        if words < BODY * len(item.article_body.split()):
            lost.append((item.headline, words))
        if other is None or other.headline != item.headline:
            renamed.append((item.headline, other and other.headline))
    assert bool(lost) == (name in OTHER_BODY), lost
    assert bool(renamed) == (name in OTHER_HEADLINE), renamed


def test_the_dumps_items_have_little_else() -> None:
    said = ours = 0
    for name in CASES:
        page = cleaned_page(name)
        for item in cleaned_dump(name).articles:
            said += len(item.article_body.split())
            ours += shared(item, page)[0]
    assert ours / said >= PRECISION, ours / said


@pytest.mark.parametrize(
    ("paragraph", "there"),
    [
        ("The boats stay in port. They sail on Monday.", True),
        ("The boats stay in port.They sail on Monday.", False),
        ("The boats stay in portThey sail on Monday.", False),
        ("The boats stay at sea. They sail on Monday.", False),
        ("They sail on Monday. The boats stay in port.", False),
    ],
)
def test_a_paragraph_is_there_but_for_cuts(paragraph: str, there: bool) -> None:
    assert is_there(paragraph, "Home The boats stay in port. Read more They sail on Monday. More") == there
