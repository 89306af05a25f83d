"""Hosts of addresses, and what a domain calls its site."""

from __future__ import annotations

import pytest

from cleaners import hosts


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Gazette.example:8080/a", "gazette.example"),
        ("https://gazette.example./a", "gazette.example"),
        ("//gazette.example/a", "gazette.example"),
        ("/a", ""),
        ("mailto:desk@gazette.example", ""),
        ("", ""),
        (None, ""),
        ("http://[broken/a", None),
    ],
)
def test_the_host_of_an_address(url: str | None, host: str | None) -> None:
    assert hosts.host(url) == host


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("tarn-weekly.co.in", "tarnweekly"),
        ("news.gazette.com.au", "gazette"),
        ("gazette.example", "gazette"),
        ("bergblog.blogspot.com", "bergblog"),
        ("localhost", ""),
        ("10.0.7.1", ""),
        ("", ""),
    ],
)
def test_the_name_in_a_domain(host: str, name: str) -> None:
    assert hosts.name(host) == name
