"""Dates as pages write them, read without a clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.facts import dates

FETCHED = datetime(2025, 8, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-12-22", "2023-12-22"),
        ("2023-12-22T10:00:00Z", "2023-12-22T10:00:00+00:00"),
        ("2023-12-22T10:00:00.123456+01:00", "2023-12-22T10:00:00+01:00"),
        ("2023-12-22T10:00:00+0530", "2023-12-22T10:00:00+05:30"),
        ("2023-12-22 10:05", "2023-12-22T10:05:00"),
        ("2023-12-22 10:05 PM", "2023-12-22T22:05:00"),
        ("20231222", "2023-12-22"),
        ("20231222T100500Z", "2023-12-22T10:05:00+00:00"),
        ("Fri, 22 Dec 2023 10:00:00 GMT", "2023-12-22T10:00:00+00:00"),
        ("Fri Dec 22 10:00:00 CET 2023", "2023-12-22T10:00:00+01:00"),
        (1703239200, "2023-12-22T10:00:00+00:00"),
        ("1703239200000", "2023-12-22T10:00:00+00:00"),
    ],
)
def test_machine_forms(written: object, expected: str) -> None:
    assert dates.iso(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "0001-01-01", "1970-01-01T00:00:00Z", "2023-13-40", "2023-02-30", "2022-02-112023-05-08",
        "yesterday", "", None, True,
        float("nan"), float("inf"), -5, {"@value": "2023-12-22"}, "2" * 5_000, "Fri, 99 Foo 2023", "12345678",
    ],
)  # fmt: skip
def test_no_date(written: object) -> None:
    assert dates.iso(written) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("December 22, 2023", "2023-12-22"),
        ("Dec. 3rd, 2023", "2023-12-03"),
        ("22 Dec 2023 14:05 GMT", "2023-12-22T14:05:00+00:00"),
        ("December 22, 2023 at 5:30 p.m. EST", "2023-12-22T17:30:00-05:00"),
        ("Published 8:00 PM EST, Tue December 19, 2023", "2023-12-19T20:00:00-05:00"),
        ("22. Dezember 2023, 14:05 Uhr", "2023-12-22T14:05:00"),
        ("2023-12-22 17:02 GMT+8", "2023-12-22T17:02:00+08:00"),
        ("04/03/2026 17:02 GMT+7", "2026-03-04T17:02:00+07:00"),
        ("04/03/2026 17h02", "2026-03-04T17:02:00"),
        ("4 DE MARÇO DE 2026 ÀS 17H02", "2026-03-04T17:02:00"),
        ("4 มี.ค. 2569 17:02 น.", "2026-03-04T17:02:00"),
        ("2026.03.04. 오후 5:02", "2026-03-04T17:02:00"),
        ("2026.03.04. 오전 5:02", "2026-03-04T05:02:00"),
        ("2026年3月4日 下午5:02", "2026-03-04T17:02:00"),
        ("令和8年3月4日", "2026-03-04"),
        ("民國115年3月4日", "2026-03-04"),
        ("4 آذار/مارس 2026", "2026-03-04"),
        ("4 كانون الثاني 2026", "2026-01-04"),
        ("4 مارس 2026 5:02 م", "2026-03-04T17:02:00"),
        ("4 de marzo de 2026 5:02 p. m.", "2026-03-04T17:02:00"),
        ("04 मई 2026", "2026-05-04"),
        ("22.12.2023 | 14:05", "2023-12-22T14:05:00"),
        ("22.12.23", "2023-12-22"),
        ("Publié le 22 décembre 2023 à 10h30", "2023-12-22T10:30:00"),
        ("22 de diciembre de 2023", "2023-12-22"),
        ("22 dicembre 2023", "2023-12-22"),
        ("22 grudnia 2023", "2023-12-22"),
        ("22. prosince 2023", "2023-12-22"),
        ("2023. december 22. 10:15", "2023-12-22T10:15:00"),
        ("22 Aralık 2023", "2023-12-22"),
        ("22 декабря 2023", "2023-12-22"),
        ("22 Δεκεμβρίου 2023", "2023-12-22"),
        ("22 ديسمبر 2023", "2023-12-22"),
        ("22 ธันวาคม 2566", "2023-12-22"),
        ("3 मई 2024", "2024-05-03"),
        ("2023年12月22日 10:30", "2023-12-22T10:30:00"),
        ("2023년 12월 22일", "2023-12-22"),
        ("2023.12.22. 10:30", "2023-12-22T10:30:00"),
        ("By Jane DoeAugust 1, 2025No Comments4 Mins Read", "2025-08-01"),
        ("22/12/2023", "2023-12-22"),
    ],
)
def test_visible_dates(text: str, expected: str) -> None:
    assert dates.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "4 hours ago",
        "yesterday",
        "Chapter 3, 2023",
        "May 2023",
        "2023",
        "tel. 030 2023 12",
        "",
        "3/4/2024",
        "x" * 500,
    ],
)
def test_no_visible_date(text: str) -> None:
    assert dates.parse(text) is None


def test_day_and_month_by_language() -> None:
    assert dates.parse("3/4/2024", ["de-DE"]) == "2024-04-03"
    assert dates.parse("3/4/2024", ["en-US"]) == "2024-03-04"
    assert dates.parse("3/4/2024", ["en_GB"]) == "2024-04-03"
    assert dates.parse("3/4/2024", ["en"]) is None
    assert dates.parse("Diterbitkan 03/04/2024, 06:30 WIB") == "2024-04-03T06:30:00+07:00"
    assert dates.parse("03/04/2024, 06:30 EST") is None


def test_every_date_of_a_line() -> None:
    found = dates.find("Published 3 May 2024, updated 5 May 2024 10:15")
    assert [one.value for one in found] == ["2024-05-03", "2024-05-05T10:15:00"]
    assert dates.find("x" * 200 + " 3 May 2024") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 hours ago", "2025-08-01T08:00:00+00:00"),
        ("an hour ago", "2025-08-01T11:00:00+00:00"),
        ("19 minutes ago", "2025-08-01T11:41:00+00:00"),
        ("3 days ago", "2025-07-29"),
        ("yesterday", "2025-07-31"),
        ("vor 3 Stunden", "2025-08-01T09:00:00+00:00"),
        ("hace 2 horas", "2025-08-01T10:00:00+00:00"),
        ("il y a 5 minutes", "2025-08-01T11:55:00+00:00"),
        ("há 3 dias", "2025-07-29"),
        ("2 ore fa", "2025-08-01T10:00:00+00:00"),
        ("5 godzin temu", "2025-08-01T07:00:00+00:00"),
        ("3 часа назад", "2025-08-01T09:00:00+00:00"),
        ("3小时前", "2025-08-01T09:00:00+00:00"),
        ("3시간 전", "2025-08-01T09:00:00+00:00"),
        ("3 घंटे पहले", "2025-08-01T09:00:00+00:00"),
    ],
)
def test_relative_times(text: str, expected: str) -> None:
    found = dates.relative(text, FETCHED)
    assert found is not None
    assert (found.value, found.origin, found.raw) == (expected, "relative+fetch", text)


@pytest.mark.parametrize(
    "text",
    [
        "vor allem",
        "today's news",
        "2 days after",
        "in 3 hours",
        "The storm came 3 days ago and left again on Monday",
        "ago",
        "",
    ],
)
def test_not_relative(text: str) -> None:
    assert dates.relative(text, FETCHED) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2023/12/22/mayor", "2023-12-22"),
        ("https://example.org/mayor-20231222-1.html", "2023-12-22"),
        ("https://example.org/2023/dec/22/mayor", "2023-12-22"),
        ("https://example.org/news/2023-12-22/mayor", "2023-12-22"),
        ("https://example.org/2023/12/mayor", None),
        ("https://example.org/id/202312229", None),
        ("https://example.org/2023/13/45/mayor", None),
        ("https://example.org/a?d=/2023/12/22/", None),
        (None, None),
    ],
)
def test_dates_in_addresses(url: str | None, expected: str | None) -> None:
    assert dates.of_url(url) == expected


@given(st.text(max_size=130))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    assert all(one.value[:4].isdigit() for one in dates.find(text))
    found = dates.iso(text)
    assert found is None or datetime.fromisoformat(found)


def test_a_month_name_means_one_month() -> None:
    lists = {number: names for number, names in dates.lexicon()["months"].items() if number.isdigit()}
    assert sorted(map(int, lists)) == list(range(1, 13))
    names = [name for words in lists.values() for name in words]
    assert len(names) == len(set(names))
