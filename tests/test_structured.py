"""JSON-LD, meta and link as a page declares them, kind or hostile."""

from __future__ import annotations

import json

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.facts import structured

HOSTILE = {
    "deep list": "[" * 100_000,
    "deep object": '{"a":' * 100_000,
    "deep but closed": "[" * 2_000 + "]" * 2_000,
    "huge integer": '{"@type":"Article","headline":"Mayor resigns","commentCount":' + "9" * 5_000 + "}",
    "huge float": '{"@type":"Article","headline":"Mayor resigns","ratio":1e999}',
    "not a number": '{"@type":"Article","headline":"Mayor resigns","ratio":NaN,"low":-Infinity}',
    "lone surrogate": '{"@type":"Article","headline":"Mayor \\ud800 resigns"}',
    "nothing": "",
    "a string": '"Article"',
    "a number": "17",
    "half a string": '{"headline":"Mayor res',
    "binary": "\x00\x01\x02{",
    "unclosed strings": '"\\' * 400_000,
    "unclosed comment": '/* {"@type":"Article"}',
}


def declared(head: str, url: str | None = "https://example.org/news/mayor") -> structured.Declared:
    tree = lxml.html.document_fromstring(f"<html><head>{head}</head><body><p>x</p></body></html>")
    return structured.read(tree, url)


def script(content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_json_ld_never_raises(source: str) -> None:
    found = structured.decode(source)
    assert found is None or isinstance(found, (dict, list, str, int, float))
    page = declared(script(source) + '<meta property="og:title" content="Mayor resigns">')
    assert page.meta("og:title") == "Mayor resigns"


@pytest.mark.parametrize(
    "source",
    [
        '{"@type":"Article","headline":"Mayor resigns",}',
        '{"@type":"Article",/* the headline */"headline":"Mayor resigns"}',
        '{"@type":"Article",\n// the headline\n"headline":"Mayor resigns"}',
        '<!-- {"@type":"Article","headline":"Mayor resigns"} -->',
        '//<![CDATA[\n{"@type":"Article","headline":"Mayor resigns"}\n//]]>',
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Mayor resigns&quot;}",
        '{"@type":"Article","headline":"Mayor resigns","text":"two\nlines"}',
        '{"@type":"Article","headline":"Mayor resigns"};',
        '{"@type":"Article","headline":"Mayor resigns","n":NaN}',
        '{"@type":"Article","headline":"Mayor resigns","count":' + "9" * 5_000 + "}",
        '\ufeff{"@type":"Article","headline":"Mayor resigns"}',
        '{"@type":"Article","headline":"Mayor resigns","text":"he said "no" twice"}',
    ],
    ids=[
        "trailing comma", "block comment", "line comment", "html comment", "cdata", "entities", "raw newline",
        "semicolon", "nan", "huge integer", "byte order mark", "unescaped quotes",
    ],
)  # fmt: skip
def test_malformed_json_ld_is_repaired(source: str) -> None:
    found = structured.decode(source)
    assert found["headline"] == "Mayor resigns"
    assert structured.is_a(found, structured.ARTICLE_TYPES)


def test_repair_leaves_strings_alone() -> None:
    source = '{"headline":"Either // or, /* both */ and ,} too","n":1,}'
    assert structured.decode(source)["headline"] == "Either // or, /* both */ and ,} too"


def test_script_beyond_the_limit_is_not_read() -> None:
    source = json.dumps({"@type": "Article", "headline": "x" * structured.SCRIPT_LIMIT})
    assert structured.decode(source) is None


@given(st.text(alphabet='{}[]":,/*\\&quot;ab1 \n-eN<>', max_size=200))
def test_any_text_decodes_or_is_none(source: str) -> None:
    found = structured.decode(source)
    assert found is None or structured.decode(source) == found or found != found


def test_nodes_are_found_in_graphs_and_lists() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "name": "a"},
            [{"@type": ["Article", "Thing"], "headline": "Mayor resigns"}],
        ]
    }
    page = declared(script(graph))
    assert [structured.types(node) for node in page.nodes if structured.types(node)] == [
        ("WebPage",),
        ("Article", "Thing"),
    ]
    assert page.member("headline") == "Mayor resigns"


def test_article_of_another_story_is_not_ours() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Ferry timetable changes in spring",
        "url": "https://example.org/ferry",
    }
    ours = {
        "@type": "NewsArticle",
        "headline": "Mayor resigns after audit",
        "url": "https://example.org/news/mayor",
    }
    page = declared("<title>Mayor resigns after audit</title>" + script([other, ours]))
    assert page.articles[0]["headline"] == "Mayor resigns after audit"
    assert all(node["headline"] != other["headline"] for node in page.articles)


def test_metas_keep_page_order_and_names_fold() -> None:
    page = declared('<meta name="Author" content="Jane Doe"><meta property="author" content="John Roe">')
    assert page.metas["author"] == ("Jane Doe", "John Roe")


def test_title_of_a_drawing_is_not_the_page_title() -> None:
    tree = lxml.html.document_fromstring(
        "<body><svg><title>Logo</title></svg><title>Mayor resigns</title></body>"
    )
    assert structured.read(tree).title == "Mayor resigns"


def test_plain_text_declares_nothing() -> None:
    assert structured.read(None, "https://example.org/a").articles == ()


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Q&amp;A", "Q&A"),
        ("Mayor&amp;#39;s plan", "Mayor's plan"),
        ("<p>Mayor <b>resigns</b></p>", "Mayor resigns"),
        ("a\u200bb\x07c", "abc"),
        ("soft\u00adhyphen", "softhyphen"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        (17, ""),
    ],
)
def test_text_is_plain(raw: object, clean: str) -> None:
    assert structured.text(raw) == clean


def test_nested_values_end() -> None:
    value: object = "https://example.org/a.jpg"
    for _ in range(500):
        value = {"url": value}
    assert structured.url_of(value) == ""
    assert structured.url_of({"url": [{"url": "https://example.org/a.jpg"}]}) == "https://example.org/a.jpg"


def test_only_web_addresses_are_absolute() -> None:
    page = declared("")
    assert page.absolute("/a") == "https://example.org/a"
    assert page.absolute("javascript:alert(1)") == ""
    assert page.absolute("http://[broken") == ""
