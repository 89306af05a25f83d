"""The tree of a page, where libxml2's rules of HTML 4 and a browser's part ways."""

from __future__ import annotations

import pytest
from lxml import etree

from cleaners import document, parsing
from cleaners.model import Page


def texts(markup: str) -> list[str]:
    return [block.text for block in document.read(Page(markup.encode())).blocks]


def source(markup: str) -> str:
    return str(etree.tostring(parsing.parse(markup.encode()), encoding="unicode"))


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        pytest.param(
            "<!doctype html><meta charset=utf-8><title>Tarn</title><header>menu</header>"
            "<main><h1>Ferries sail</h1><p>They do.<p>All winter.</main>",
            ["menu", "Ferries sail", "They do.", "All winter."],
            id="no head, no body",
        ),
        pytest.param(
            "<head><title>Tarn</title><section>over</section><div>story</div></head><body><p>end</p></body>",
            ["over", "story", "end"],
            id="a part of the page before the element that begins the body",
        ),
        pytest.param(
            "<head><title>T</title><cookie-bar>We use cookies</cookie-bar><meta name=a></head>"
            "<body> under <p>story",
            ["We use cookies", "under", "story"],
            id="an element of an own name in the head",
        ),
        pytest.param(
            "<head><noscript><p>off</p></noscript><template>x</template><title>T</title></head><p>story",
            ["story"],
            id="all that a head may hold",
        ),
    ],
)
def test_no_text_stays_in_the_head(markup: str, shown: list[str]) -> None:
    assert texts(markup) == shown


def test_what_stands_behind_the_page_belongs_to_its_body() -> None:
    assert texts("<body><p>a</p></body></html><p>b</p>c") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("markup", "mended"),
    [
        pytest.param(
            "<ul><li>a<svg><path d='1'><li>b</li></ul>c",
            '<ul><li>a<svg><path d="1"/></svg><li>b</li></li></ul>c',
            id="an open drawing",
        ),
        pytest.param(
            "<div><svg><g><use><p>a</p>b</use>c</g>d<i>e</i></svg>f</div>",
            "<div><svg><g><use/></g></svg><p>a</p>bcd<i>e</i>f</div>",
            id="text behind what was open",
        ),
        pytest.param(
            "<p>a<math><mi>x<p>b</p>", "<p>a<math><mi>x<p>b</p></mi></math></p>", id="a formula's text"
        ),
        pytest.param(
            "<svg><g><foreignObject><div>in</div></foreignObject></g></svg>",
            "<svg><g><foreignobject><div>in</div></foreignobject></g></svg>",
            id="HTML in its place",
        ),
        pytest.param(
            "<svg><use><p>a<svg><path><p>b</p></svg></svg>",
            "<svg><use/></svg><p>a<svg><path/></svg><p>b</p></p>",
            id="one in the other",
        ),
    ],
)
def test_a_drawing_left_open_ends_before_the_first_html(markup: str, mended: str) -> None:
    assert source(f"<body>{markup}</body>") == f"<html><body>{mended}</body></html>"


@pytest.mark.parametrize("tag", ["embed", "source", "track", "wbr", "img", "input"])
def test_elements_that_hold_nothing_hide_nothing(tag: str) -> None:
    assert texts(f"<div><p>one<p><{tag} src=x><h3>two</h3><p>three</div><p>four") == [
        "one", "two", "three", "four",
    ]  # fmt: skip


@pytest.mark.parametrize("markup", ["", " ", "<!-- nothing -->", "\0"])
def test_a_page_without_an_element(markup: str) -> None:
    assert parsing.parse(markup.encode()) is None
