"""Every page case against its gold, and the gold against its page."""

from __future__ import annotations

import difflib
import gzip
import html
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import brotli
import pytest
from casefiles import CASES, ROOT, Case, all_cases
from vcr.persisters.filesystem import FilesystemPersister
from vcr.serializers import yamlserializer

from benchmarks import record_samples
from cleaners import clean
from cleaners.article import Article

SOURCES = ROOT / "cassettes" / "sources"
KEYS = {
    "headline", "description", "body", "publisher", "aggregator", "wire", "authors", "reporters", "writers",
    "editors", "dateline", "datePublished", "relativeTime", "section", "tags", "captions", "language", "role",
    "pageKind",
}  # fmt: skip
AGENCIES = {"associated press": "ap", "the associated press": "ap", "agence france-presse": "afp"}


def folded(text: str) -> str:
    return " ".join(text.split())


def words(text: str) -> list[str]:
    return folded(text).split(" ")


def flat(article: Article) -> dict[str, Any]:
    """The article in the gold's terms."""
    credits, dateline = article.credits, article.dateline
    return {
        "headline": article.headline,
        "description": article.description,
        "body": [article.article_body],
        "publisher": article.publisher.name if article.publisher else None,
        "aggregator": article.aggregator.name if article.aggregator else None,
        "wire": sorted({wire.agency for wire in article.wire}),
        "authors": [author.name for author in article.authors],
        "reporters": credits.reporters if credits else [],
        "writers": credits.writers if credits else [],
        "editors": credits.editors if credits else [],
        "dateline": dateline.place if dateline else None,
        "datePublished": article.date_published,
        "relativeTime": article.date_relative_raw,
        "section": article.section,
        "tags": article.tags,
        "captions": [caption.text for caption in article.captions],
        "language": article.in_language,
        "role": article.page.role,
        "pageKind": article.page.kind,
    }


def canonical(key: str, value: Any) -> Any:
    """A value without the differences that nobody minds."""
    if value is None or value == []:
        return None
    if key == "body":
        return folded(" ".join(value))
    if key == "wire":
        return sorted(AGENCIES.get(name.casefold(), name.casefold()) for name in value)
    if isinstance(value, list):
        return [folded(part) for part in value]
    return folded(value).casefold() if key in ("dateline", "section") else folded(value)


def same_date(want: str | None, got: str | None) -> bool:
    """Whether two dates agree as far as the gold goes: the day, or the instant."""
    if want is None or got is None:
        return want is got
    if "T" not in want:
        return got[:10] == want
    parsed, other = datetime.fromisoformat(want), datetime.fromisoformat(got)
    return parsed == other if other.tzinfo else parsed.replace(tzinfo=None) == other


def agrees(key: str, want: Any, got: Any) -> bool:
    if key == "datePublished":
        return same_date(want, got)
    return bool(canonical(key, want) == canonical(key, got))


def body_difference(want: list[str], got: list[str]) -> str:
    """Where two bodies part: lost words behind a minus, foreign words behind a plus."""
    left, right = words(" ".join(want)), words(" ".join(got))
    lines = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            before = " ".join(left[max(0, i - 4) : i])
            lost, foreign = " ".join(left[i:j]), " ".join(right[k:m])
            lines.append(f"      …{before} [-{lost}-] [+{foreign}+]")
    return "\n".join(lines)


def likeness(item: dict[str, Any], got: dict[str, Any]) -> float:
    """How sure it is that this article is meant by this gold item."""
    want, have = set(words(" ".join(item["body"]))), set(words(" ".join(got["body"])))
    shared = 2 * len(want & have) / max(1, len(want) + len(have))
    return shared + (0.5 if agrees("headline", item.get("headline"), got["headline"]) else 0.0)


def item_problems(item: dict[str, Any], got: dict[str, Any]) -> Iterator[str]:
    for key in item.keys() & KEYS:
        rights = [item[key], *item.get("accept", {}).get(key, [])]
        if any(agrees(key, right, got[key]) for right in rights):
            continue
        if key == "body":
            yield f"  body (lost [-…-], foreign [+…+]):\n{body_difference(item[key], got[key])}"
        else:
            yield f"  {key}: want {item[key]!r}\n  {' ' * len(key)}   got {got[key]!r}"


def problems(case: Case, articles: list[dict[str, Any]], flags: set[str]) -> Iterator[str]:
    """Everything that a careful human would object to."""
    left = list(articles)
    for item in case.items:
        best = max(left, key=lambda got: likeness(item, got), default=None)
        if best is None or likeness(item, best) < 0.4:
            if not item.get("optional"):
                yield f"missing item: {item.get('headline')!r}"
            continue
        left.remove(best)
        found = list(item_problems(item, best))
        if found:
            yield f"item {item.get('headline')!r}:\n" + "\n".join(found)
    for got in left:
        yield f"item that should not be there: {got['headline']!r}: {folded(got['body'][0])[:120]!r}"
    for got in articles:
        for clutter in case.clutter:
            if folded(clutter) in folded(" ".join(got["body"])):
                yield f"clutter in the body of {got['headline']!r}: {clutter!r}"
    if case.flags - flags:
        yield f"flags missing: {sorted(case.flags - flags)}, got {sorted(flags)}"


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(strict=True, reason=case.xfail)] if case.xfail else [],
        )
        for case in all_cases()
    ]


@pytest.mark.parametrize("case", parameters())
def test_page_gives_its_gold(case: Case) -> None:
    cleaned = clean(case.content, url=case.url, kind=case.kind, charset=case.charset)
    flags = set(cleaned.flags)
    for article in cleaned.articles:
        flags |= set(article.quality.flags if article.quality else ())
    found = list(problems(case, [flat(article) for article in cleaned.articles], flags))
    assert not found, f"{case.name}: {case.note}\n" + "\n".join(found)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_gold_is_fair(case: Case) -> None:
    """The gold invents nothing: its bodies and captions stand in the page, its clutter does too."""
    page = html.unescape(html.unescape(case.content.decode(case.charset or "utf-8")))
    page = page.replace('\\"', '"').replace("\\/", "/")
    text, tagless = folded(re.sub(r"<[^>]*>", " ", page)), folded(re.sub(r"<[^>]*>", "", page))
    text_words = set(re.findall(r"\w+", text)) | set(re.findall(r"\w+", tagless))
    for item in case.items:
        assert item.keys() - {"accept", "optional"} <= KEYS
        assert item["body"]
        assert not [word for word in re.findall(r"\w+", " ".join(item["body"])) if word not in text_words]
        for caption in item.get("captions", ()):
            assert folded(caption) in text or folded(caption) in tagless
        for clutter in case.clutter:
            assert folded(clutter) not in folded(" ".join(item["body"]))
    for clutter in case.clutter:
        assert folded(clutter) in text or folded(clutter) in tagless


def test_case_folders_hold_nothing_else() -> None:
    for folder in CASES.iterdir():
        assert {path.name for path in folder.iterdir()} <= {
            "page.html",
            "page.txt",
            "meta.json",
            "expected.json",
        }
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        assert meta["origin"] == "written for cleanwire"
        assert meta["note"]


def decoded(headers: dict[str, list[str]], body: bytes) -> bytes:
    """A body without its transfer compression, whose bytes may differ between library versions."""
    encoding = headers.get("Content-Encoding", [""])[0]
    if encoding == "gzip":
        return gzip.decompress(body)
    return bytes(brotli.decompress(body)) if encoding == "br" else body


def test_cassette_is_what_the_sources_give() -> None:
    path = ROOT / "cassettes" / "samples.yaml"
    requests, responses, *_ = FilesystemPersister.load_cassette(Path(path), yamlserializer)
    expected = list(record_samples.exchanges(SOURCES))
    assert [request.uri for request in requests] == [one.url for one in expected]
    for one, response in zip(expected, responses, strict=True):
        headers = {name: value for name, value in response["headers"].items() if name != "Content-Length"}
        assert response["status"]["code"] == one.status
        assert headers == {name: value for name, value in one.headers.items() if name != "Content-Length"}
        assert decoded(response["headers"], response["body"]["string"]) == decoded(one.headers, one.body)
    listed = (ROOT / "cassettes" / "urls.txt").read_text(encoding="utf-8").split()
    assert listed == record_samples.article_urls(SOURCES)


def as_found(item: dict[str, Any]) -> dict[str, Any]:
    """An article that is exactly what the gold asks for."""
    return {**dict.fromkeys(KEYS), **{key: item[key] for key in item.keys() & KEYS}}


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_gold_satisfies_itself(case: Case) -> None:
    assert not list(problems(case, [as_found(item) for item in case.items], set(case.flags)))


def test_comparison_sees_each_kind_of_fault() -> None:
    case = next(case for case in all_cases() if case.name == "newsheap-topic")
    right = [as_found(item) for item in case.items]
    body = right[0]["body"]
    faults: dict[str, list[dict[str, Any]]] = {
        "missing item": right[1:],
        "should not be there": [*right, {**right[0], "body": ["Foreign words"], "headline": "Foreign"}],
        "[+foreign+]": [{**right[0], "body": [*body, "foreign"]}, *right[1:]],
        "[-": [{**right[0], "body": body[:-1]}, *right[1:]],
        "clutter in the body": [{**right[0], "body": [*body, "READ", case.clutter[0]]}, *right[1:]],
        "publisher: want": [{**right[0], "publisher": "Newsheap"}, *right[1:]],
        "captions: want": [{**right[0], "captions": right[0]["captions"] * 2}, *right[1:]],
        "datePublished: want": [{**right[0], "datePublished": "2026-03-12"}, *right[1:]],
    }
    for fault, articles in faults.items():
        assert any(fault in line for line in problems(case, articles, set(case.flags))), fault
    assert list(problems(case, right, set())) == ["flags missing: ['editorial_note_leak'], got []"]
