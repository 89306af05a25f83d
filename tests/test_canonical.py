"""One page has one canonical address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.canonical import canonical, host_of

ARTICLE = "https://example.com/2026/harbour-reopens-after-winter"


@pytest.mark.parametrize(
    "twin",
    [
        "http://www.example.com/2026/harbour-reopens-after-winter",
        "https://Example.COM:443/2026/harbour-reopens-after-winter/",
        "http://example.com:80/2026/harbour-reopens-after-winter",
        f"{ARTICLE}#comments",
        f"{ARTICLE}?utm_source=rss&utm_medium=feed",
        f"{ARTICLE}?fbclid=abc&gclid=def",
        f"{ARTICLE}?source=rss",
        f"{ARTICLE};jsessionid=0A1B",
        f"{ARTICLE}/index.html",
        f"{ARTICLE}?amp=1",
        f"{ARTICLE}?outputType=amp",
        f"{ARTICLE}/amp/",
        "https://example.com/amp/2026/harbour-reopens-after-winter",
        "https://amp.example.com/2026/harbour-reopens-after-winter",
        "https://m.example.com/2026/harbour-reopens-after-winter",
        "https://user:secret@example.com/2026/harbour-reopens-after-winter",
        "https://www.google.com/amp/s/www.example.com/2026/harbour-reopens-after-winter",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/2026/harbour-reopens-after-winter",
        f"  {ARTICLE}\n",
        "https://example.com./2026/harbour-reopens-after-winter",
    ],
)
def test_twins_have_one_form(twin: str) -> None:
    assert canonical(twin) == ARTICLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.com/a", "https://example.com/b"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/page?id=1", "https://example.com/page?id=2"),
        ("https://example.com/story?source=north", "https://example.com/story?source=south"),
        ("https://example.com/news?sid=1", "https://example.com/news?sid=2"),
        ("https://example.com/amps/fuses", "https://example.com/fuses"),
        ("https://news.example.com/a", "https://example.com/a"),
        ("https://example.com:8080/a", "https://example.com/a"),
        ("https://example.com/a#part-1", "https://example.com/a#part-2"),
        ("https://example.com/a?page=2", "https://example.com/a"),
        ("https://example.com/?s=caf%E9", "https://example.com/?s=caf%E8"),
        ("https://example.com/archive?y=2026&m=1", "https://example.com/archive?y=2026"),
    ],
)
def test_different_pages_stay_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_order_of_parameters_means_nothing() -> None:
    assert canonical("https://e.com/a?b=2&a=1&a=0") == canonical("https://e.com/a?a=0&b=2&a=1")


def test_names_in_other_scripts_are_one_with_their_ascii_form() -> None:
    assert canonical("https://münchen.example/straße") == canonical(
        "https://xn--mnchen-3ya.example/stra%c3%9fe"
    )


@pytest.mark.parametrize(
    "text", ["", "not an address", "mailto:a@example.com", "http://[::1", "//example.com/a"]
)
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert canonical(text) == text


@given(st.text(max_size=80))
def test_anything_has_a_form_that_is_its_own(text: str) -> None:
    form = canonical(f"http://example.com/{text}")
    assert canonical(form) == form


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.com/a", "www.example.com"),
        ("http://example.com:80/a", "example.com"),
        ("http://127.0.0.1:8000/a", "127.0.0.1:8000"),
        ("http://[::1", ""),
    ],
)
def test_the_host_is_the_one_that_is_asked(url: str, host: str) -> None:
    assert host_of(url) == host
