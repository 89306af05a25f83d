"""From a page to its outcome: what is not worth cleaning, and what the cleaner's answer means."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from loopback import story

from cleaners.article import Fetch
from cleaners.model import Block, Page, Verdict
from crawler.items import ArticleItem, RejectItem, items_of, removed_items_of
from crawler.outcomes import MAX_BYTES, Outcome, Reason, outcome_of, rejected

pytestmark = pytest.mark.usefixtures("stand_in")

TEXT = "<html><body><p>The harbour of Port Tarvin reopened on Monday, the council said.</p></body></html>"
JAPANESE = "<html><body><p>月曜日に港が再び開かれたと市は発表した。</p></body></html>"


def reason_of(content: bytes, **page: str) -> Reason | None:
    outcome = outcome_of("a page", Page(content, **page))
    return outcome.reject.reason if outcome.reject else None


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        JAPANESE.encode("iso-2022-jp"),
        JAPANESE.encode("shift_jis"),
        JAPANESE.encode("euc_jp"),
        TEXT.replace(" ", "\0 ", 3).encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"<!-- " + b"x" * 100_000 + b" -->" + TEXT.encode(),
        b"<p>just a paragraph",
        b"<TABLE><TR><TD>an old page",
    ],
)
def test_a_page_in_any_encoding_goes_to_the_cleaner(content: bytes) -> None:
    assert reason_of(content) is None


@pytest.mark.parametrize("charset", ["utf-16", "UTF-16LE"])
def test_a_declared_charset_explains_control_characters(charset: str) -> None:
    assert reason_of(JAPANESE.encode("utf-16-le"), charset=charset) is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\xef\xbb\xbf\r\n", Reason.EMPTY),
        (b"\0\0\0\0", Reason.EMPTY),
        (b"%PDF-1.4 <p>", Reason.BINARY),
        (b"PK\x03\x04 <p>", Reason.BINARY),
        (bytes(range(256)) * 99, Reason.BINARY),
        (b"no tags, 1 < 2", Reason.NOT_HTML),
        (b"<?xml version='1.0'?><feed><title>Feed</title><p/></feed>", Reason.NOT_HTML),
        (b"<urlset><url><loc>http://a.example/</loc><a/></url></urlset>", Reason.NOT_HTML),
        (b"<p>" + b"x" * MAX_BYTES, Reason.TOO_LARGE),
    ],
)
def test_what_is_no_page_is_not_cleaned(content: bytes, reason: Reason) -> None:
    assert reason_of(content) is reason


def test_a_text_dump_needs_no_markup() -> None:
    assert reason_of(b"The harbour reopened on Monday.", kind="text") is None


SOURCE = "<!DOCTYPE html>\n" + TEXT


@pytest.mark.parametrize(
    "content",
    [
        SOURCE.encode(),
        TEXT.encode(),
        b"\xef\xbb\xbf\r\n " + SOURCE.encode(),
        SOURCE.encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-8"?>\n' + SOURCE.encode(),
    ],
)
def test_the_source_of_a_page_is_no_text(content: bytes) -> None:
    assert reason_of(content, kind="text") is Reason.NO_ARTICLE
    assert reason_of(content) is None


@pytest.mark.parametrize(
    "text",
    [
        "Write <html> first, the teacher said.",
        '<div align="center">\n\n# Harbour reopens\n\n</div>',
        "<headline>Harbour reopens",
    ],
)
def test_text_with_markup_in_it_is_text(text: str) -> None:
    assert reason_of(text.encode(), kind="text") is None


MHTML = """From: <Saved by Blink>\r
Snapshot-Content-Location: https://courier.example/a\r
Subject: =?utf-8?Q?=C3=89lue?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----MultipartBoundary--x----"\r
\r
------MultipartBoundary--x----\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
\r
<!DOCTYPE html><html><body><p>=C3=89lue sans avoir fait campagne</p></body></html>\r
"""


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_browser_s_single_file_save_is_named(kind: str) -> None:
    outcome = outcome_of("a page", Page(MHTML.encode(), kind=kind))
    assert outcome.reject.reason is Reason.NOT_HTML
    assert "MHTML" in outcome.reject.detail


def test_words_of_mime_in_a_page_do_not_make_it_one() -> None:
    headers = "MIME-Version: 1.0\nContent-Type: multipart/related\n"
    assert reason_of(f"<p>What the mail said:\n\n{headers}".encode()) is None
    assert reason_of(f"<p>\n{headers}</p>".encode()) is None
    assert reason_of(f"What the mail said:\n\n{headers}".encode(), kind="text") is None


def test_a_page_that_breaks_the_cleaner_is_a_reject() -> None:
    outcome = outcome_of("a page", Page(b"<p><!-- boom -->"))
    assert outcome.reject.reason is Reason.CLEANER_ERROR
    assert outcome.reject.detail == "RecursionError: too deep by far"


def test_the_facts_of_the_fetch_go_into_every_item() -> None:
    page = Page(b"<html><article>a</article><article>b</article>", url="http://news.example/")
    outcome = outcome_of("a page", page, Fetch(status=200))
    assert [article.metadata for article in outcome.articles] == [Fetch(status=200, charset="utf-8")] * 2


def test_items_are_plain_dicts_in_camel_case() -> None:
    (article,) = items_of(outcome_of("a page", Page(story(), url="http://news.example/")))
    assert isinstance(article, ArticleItem)
    assert article["pageUrl"] == "http://news.example/"
    assert msgspec.json.decode(msgspec.json.encode(article)) == article
    (reject,) = items_of(rejected("http://u:p@a.example/\x1b", Reason.DNS, "no\nsuch host"))
    assert isinstance(reject, RejectItem)
    assert reject == {"pageUrl": "http://***@a.example/", "reason": "dns", "detail": "no such host"}


def test_removed_spans_are_items_with_their_rule_and_evidence() -> None:
    blocks = (Block(0, "paragraph", "p", "Boats queued. Read More", 0), Block(1, "caption", "p", "A boat", 0))
    verdicts = (
        Verdict(0, "keep", "scorer.article", "text"),
        Verdict(0, "cut", "phrases.read-more", "label at the end", (14, 23)),
        Verdict(1, "move", "captions.figure", "in a figure", field="captions"),
    )
    cleaned = SimpleNamespace(document=SimpleNamespace(blocks=blocks), verdicts=verdicts)
    articles = outcome_of("a page", Page(story(), url="http://news.example/")).articles
    first, second = removed_items_of(Outcome("a page", articles=articles, cleaned=cleaned))
    assert first == {
        "id": "http://news.example/#1",
        "pageUrl": "http://news.example/",
        "rule": "phrases.read-more",
        "evidence": "label at the end",
        "block": 0,
        "text": "Read More",
    }
    assert second["text"] == "A boat"
    assert list(removed_items_of(rejected("a page", Reason.EMPTY, "no content"))) == []


def test_an_outcome_has_articles_or_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [b"", b"<p>", story(), b"<p><!-- boom -->", b"<p><!-- listing -->", b"\xff" * 100]
    outcomes: list[Outcome] = [outcome_of("a page", Page(content)) for content in pages]
    assert all(bool(outcome.articles) != bool(outcome.reject) for outcome in outcomes)


def test_every_reason_is_documented() -> None:
    documented = (Path(__file__).parent.parent / "docs" / "feed.md").read_text("utf-8")
    table = documented.partition("## Rejects")[2].split("\n## ")[0]
    assert re.findall(r"(?m)^\| `([a-z0-9-]+)` \|", table) == [str(reason) for reason in Reason]
