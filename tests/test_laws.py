"""The laws, on every page that the project has, on generated pages, and on answers that break them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import jsonschema
import msgspec
import pytest
from casefiles import ROOT, all_cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import laws
from cleaners import Cleaned, clean, encode, json_schema
from cleaners.model import Kind, Segment, Verdict

SOURCES = ROOT / "cassettes" / "sources"
VALIDATOR = jsonschema.Draft202012Validator(json_schema())
GENERATED = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def project_pages() -> dict[str, dict[str, Any]]:
    """What `clean` is called with, for every page by name."""
    pages: dict[str, dict[str, Any]] = {
        f"cases/{case.name}": {
            "content": case.content,
            "url": case.url,
            "kind": case.kind,
            "charset": case.charset,
        }
        for case in all_cases()
    }
    for path in sorted(SOURCES.rglob("*.html")):
        name = f"sources/{path.relative_to(SOURCES)}"
        pages[name] = {"content": path.read_bytes(), "url": f"https://{path.parent.name}.example/{path.stem}"}
    return pages


PAGES = project_pages()


@cache
def cleaned_page(name: str) -> Cleaned:
    return clean(**PAGES[name])


@pytest.mark.parametrize("law", laws.LAWS)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_project_keeps_the_law(name: str, law: str) -> None:
    assert laws.LAWS[law](cleaned_page(name)) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_item_is_a_line_of_strict_json(name: str) -> None:
    assert_strict(cleaned_page(name))


def test_order_does_not_matter() -> None:
    first = {name: cleaned_page(name) for name in PAGES}
    found = {name: laws.order(first[name], clean(**PAGES[name])) for name in reversed(PAGES)}
    assert not any(found.values()), found


FINGERPRINTS = """
import json, test_laws
from benchmarks import laws
pages = reversed(test_laws.PAGES)
print(json.dumps({name: laws.fingerprint(test_laws.cleaned_page(name)) for name in pages}))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_process_with_other_hashes_decides_the_same(seed: str) -> None:
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-c", FINGERPRINTS], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    there = json.loads(done.stdout)
    assert [name for name in PAGES if there[name] != laws.fingerprint(cleaned_page(name))] == []


# ---- generated pages ----------------------------------------------------------------------------

HOSTILE = [
    "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufeff", "\xad", "\ud800", "&#xD800;", "&#0;",
    "\u0085", "\U0010ffff",
]  # fmt: skip
CLUTTER = [
    "Read More", "Read more: Ferry timetable changes", "Advertisement", "Share this", "Also Read:",
    "Comments", "|", "Follow us on", "Subscribe to our newsletter",
    "(Reporting by Ada Quill; Editing by Tom Varga)",
    "* * *", "By Ada Quill", "OSTMARK (Reuters) - ", "4 hours ago",
    "File photo: the harbour. REUTERS/Ada Quill",
]  # fmt: skip
WORDS = (
    "the harbour council said ferries would return in spring after repairs to its oldest pier ended".split()
)
MARKUP = [
    "p", "div", "span", "a", "b", "h1", "h2", "ul", "li", "figure", "figcaption", "article", "aside",
    "table", "td", "nav", "footer", "br", "script", "style", "template", "pre", "blockquote",
    "button", "section", "title",
]  # fmt: skip
NAMES = [
    "", ' class="caption"', ' class="related"', ' id="comments"', ' href="/a"', " hidden",
    " style=display:none", ' class="', ' itemprop="articleBody"',
]  # fmt: skip

sentences = st.lists(st.sampled_from(WORDS), min_size=6, max_size=24).map(
    lambda w: " ".join(w).capitalize() + "."
)
texts = st.one_of(
    sentences, st.sampled_from(CLUTTER), st.sampled_from(HOSTILE), st.text(max_size=40),
    st.lists(sentences, min_size=3, max_size=6).map(" ".join),
)  # fmt: skip
tags = st.builds(
    lambda name, attributes, closing: f"<{'/' * closing}{name}{'' if closing else attributes}>",
    st.sampled_from(MARKUP),
    st.sampled_from(NAMES),
    st.booleans(),
)
soup = st.lists(
    st.one_of(tags, texts, st.sampled_from(["<!--", "-->", "&", "<", "&nbsp;", "&lt;p&gt;"])), max_size=60
)
elements = st.builds(
    lambda name, attributes, text: f"<{name}{attributes}>{text}</{name}>",
    st.sampled_from(["p", "p", "p", "div", "h2", "figcaption", "li", "blockquote"]),
    st.sampled_from(NAMES),
    texts,
)
stories = st.lists(elements, min_size=4, max_size=25).map(
    lambda parts: ["<html><head><title>Ferries return</title></head><body><h1>Ferries return</h1>", *parts]
)
dumps = st.lists(texts, max_size=30).map("\n".join)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def assert_lawful(content: bytes, kind: Kind) -> None:
    cleaned = clean(content, url="https://lanternpost.example/a", kind=kind)
    found = {name: law(cleaned) for name, law in laws.LAWS.items() if name != "4 idempotence"}
    assert not any(found.values()), found
    assert_strict(cleaned)


@GENERATED
@given(soup)
def test_soup_is_lawful(parts: list[str]) -> None:
    assert_lawful(encoded("".join(parts)), "html")


@GENERATED
@given(stories)
def test_stories_are_lawful(parts: list[str]) -> None:
    assert_lawful(encoded("".join(parts)), "html")


@GENERATED
@given(dumps)
def test_dumps_are_lawful(text: str) -> None:
    assert_lawful(encoded(text), "text")


@GENERATED
@given(st.binary(max_size=400), st.sampled_from(["html", "text"]))
def test_bytes_are_lawful(content: bytes, kind: Kind) -> None:
    assert_lawful(content, kind)


def test_generated_stories_do_become_articles() -> None:
    """Or the tests above would look at empty answers only."""
    with_articles = []

    @settings(max_examples=30, deadline=None, derandomize=True, database=None)
    @given(st.lists(sentences, min_size=8, max_size=20))
    def collect(lines: list[str]) -> None:
        page = "".join(f"<p>{line} {line}</p>" for line in lines)
        cleaned = clean(f"<html><body><article><h1>Ferries return</h1>{page}</article></body></html>")
        with_articles.append(bool(cleaned.articles))

    collect()
    assert sum(with_articles) >= len(with_articles) // 2


def assert_strict(cleaned: Cleaned) -> None:
    """Every line is UTF-8 JSON without NaN, lone surrogates, raw controls, and as the schema says."""
    for article in cleaned.articles:
        line = encode(article)
        text = line.decode("utf-8")
        assert not [character for character in text if character < " "]
        value = json.loads(text, parse_constant=refuse)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
        VALIDATOR.validate(value)


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


# ---- answers that break a law -------------------------------------------------------------------

STORY = "<html><body><article><h1>Ferries return to Ostmark</h1>" + "".join(
    f"<p>{line}</p>"
    for line in (
        "The harbour council said on Monday that ferries would return in spring after repairs to a pier.",
        "Engineers replaced forty beams, a spokeswoman for the council told reporters on Sunday.",
        "Tickets will cost the same as before, and two new boats will sail to the islands every morning.",
    )
)


@pytest.fixture(scope="module")
def story() -> Cleaned:
    cleaned = clean(STORY, url="https://lanternpost.example/ferries")
    assert laws.broken(cleaned) == {}
    assert len(cleaned.articles) == 1
    return cleaned


def kinds(violations: list[str]) -> set[str]:
    return {violation.partition(":")[0] for violation in violations}


def with_body(cleaned: Cleaned, body: str) -> Cleaned:
    return replace(cleaned, articles=(msgspec.structs.replace(cleaned.articles[0], article_body=body),))


def with_verdict(cleaned: Cleaned, **changes: Any) -> Cleaned:
    last = cleaned.document.blocks[-1].index
    verdict = Verdict(**{"block": last, "action": "cut", "rule": "phrases.x", "evidence": "seen"} | changes)
    return replace(cleaned, verdicts=(*cleaned.verdicts, verdict))


BREACHES: list[tuple[str, Callable[[Cleaned], Cleaned], str]] = [
    ("1 conservation", lambda c: with_verdict(c, span=(0, 9999)), "span out of bounds"),
    ("1 conservation", lambda c: with_verdict(with_verdict(c), span=(3, 9)), "claimed twice"),
    ("1 conservation", lambda c: with_verdict(c, block=999), "verdict on no block"),
    ("1 conservation", with_verdict, "body is not what was kept"),
    ("1 conservation", lambda c: with_body(c, c.articles[0].article_body[:-9]), "body is not what was kept"),
    ("1 conservation", lambda c: replace(c, segments=c.segments * 2), "in two articles"),
    ("1 conservation", lambda c: replace(c, segments=(Segment(0, 1),)), "kept outside of the articles"),
    ("2 one reason", lambda c: with_verdict(c, rule="Phrases"), "no rule name"),
    ("2 one reason", lambda c: with_verdict(c, evidence=" "), "no evidence"),
    ("2 one reason", lambda c: with_verdict(c, action="move"), "moved nowhere"),
    ("4 idempotence", lambda c: with_body(c, "Cookies"), "another body"),
    ("5 never invent", lambda c: with_body(c, c.articles[0].article_body + " Walrus"), "body"),
    (
        "5 never invent",
        lambda c: replace(c, articles=(msgspec.structs.replace(c.articles[0], tags=["Eel"]),)),
        "tags",
    ),
    ("6 no silent loss", lambda c: replace(c, articles=(), flags=()), "nothing and no reason"),
    ("6 no silent loss", lambda c: replace(c, articles=(), flags=("truncated",)), "nothing and no reason"),
    ("6 no silent loss", lambda c: with_body(c, c.articles[0].article_body[:90]), "kept in no item"),
]


@pytest.mark.parametrize(
    ("law", "breach", "kind"), BREACHES, ids=[f"{law}-{kind}" for law, _, kind in BREACHES]
)
def test_a_breach_is_seen(story: Cleaned, law: str, breach: Callable[[Cleaned], Cleaned], kind: str) -> None:
    assert kind in kinds(laws.LAWS[law](breach(story)))


def test_another_order_is_seen(story: Cleaned) -> None:
    assert laws.order(story, with_verdict(story)) == ["differs: verdicts"]
