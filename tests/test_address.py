"""Addresses: which can be fetched, and what is shown of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.address import (
    BadAddressError,
    checked,
    mask,
    one_line,
    printable,
    read_addresses,
    without_credentials,
)


@pytest.mark.parametrize(
    "address",
    [
        "http://news.example/story",
        "HTTPS://News.Example:8443/a?b=c#d",
        "http://bücher.example/straße",
        "http://127.0.0.1:8000/",
        "http://[::1]:8000/",
        "http://news.example/story,1.html?q=%20",
    ],
)
def test_a_good_address_passes(address: str) -> None:
    assert checked(address).hostname


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("news.example", "neither http"),
        ("mailto:desk@news.example", "neither http"),
        ("http:///story", "no host"),
        ("http://:80/", "no host"),
        ("http://news.example:0/", "port 0"),
        ("http://news.example:port/", "ort"),
        ("http://news example/", "blanks"),
        ("http://news.example/\n", "blanks"),
        ("http://news.example/\ud800", "broken encoding"),
        ("http://" + "n" * 70 + ".example/", "host name"),
    ],
)
def test_a_bad_address_is_refused_with_the_reason(address: str, why: str) -> None:
    with pytest.raises(BadAddressError, match=why):
        checked(address)


def test_credentials_are_taken_out_and_decoded() -> None:
    bare, credentials = without_credentials("http://desk:p%40ss@news.example:81/a?b")
    assert (bare, credentials) == ("http://news.example:81/a?b", ("desk", "p@ss"))
    assert without_credentials("http://news.example/@desk") == ("http://news.example/@desk", None)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "see http://desk:pw@news.example/ and ftp://d:p@x/",
            "see http://***@news.example/ and ftp://***@x/",
        ),
        ("http://desk:p@w@news.example/", "http://***@news.example/"),
        ("http://n.example/?token=abc&page=2", "http://n.example/?token=***&page=2"),
        ("http://n.example/?a=1&API_KEY=abc#top", "http://n.example/?a=1&API_KEY=***#top"),
    ],
)
def test_secrets_are_masked(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "mail desk@news.example",
        "http://news.example/@desk?monkey=1",
        "http://news.example/?page=2&keyword=token",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert mask(text) == text


def test_what_commands_a_terminal_is_removed() -> None:
    assert printable("a\x1b[2J\x07b\x9bc\u202ed\u2066e\0\x7f\rf\ng\th") == "a[2Jbcdef\ng h"
    assert one_line(" a\r\nb\u2028c ") == "a b c"


def test_what_people_write_stays() -> None:
    text = "naïve — “Київ” 東京 👩\u200d🚀 می\u200cخواهم"
    assert printable(text) == text


def test_addresses_are_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "addresses"
    file.write_bytes("\ufeff# sources\r\nhttp://a.example/#top\r\n\n  http://b.example/  \n".encode())
    assert read_addresses(str(file)) == ["http://a.example/#top", "http://b.example/"]


def test_masking_is_linear_on_hostile_text() -> None:
    for filler in ("://", "?token=", "a@", "://a"):
        text = filler * (1_000_000 // len(filler))
        assert len(mask(text)) > 0
