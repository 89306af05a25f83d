"""When a job is due: as cron reads it, across weekdays, missed runs and the end of summer time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.timetable import parse, seconds_in


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NOON = at("2026-11-20T12:00")  # a Friday


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90 s", 90),
        ("2m", 120),
        ("1 hour", 3600),
        ("1 h 30 min", 5400),
        ("3 days", 259200),
        ("1 Week", 604800),
        ("1.5 h", 5400),
        ("1 hour and 1 minute", 3660),
        ("1 day, 2 hours", 93600),
    ],
)
def test_durations(text: str, seconds: float) -> None:
    assert seconds_in(text) == seconds


@pytest.mark.parametrize("text", ["", "5", "minutes", "0 s", "-5 s", "5 fortnights", "5 s 6", "1e9 s"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        seconds_in(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*/15 * * * *", "2026-11-20T12:15"),
        ("5 4 * * *", "2026-11-21T04:05"),
        ("0 6 * * 0", "2026-11-22T06:00"),  # Sunday, as for cron
        ("0 6 * * 7", "2026-11-22T06:00"),
        ("0 6 * * 1", "2026-11-23T06:00"),
        ("0 6 * * MON-WED", "2026-11-23T06:00"),
        ("0 6 * * sat,2", "2026-11-21T06:00"),
        ("0 6 * * 5-1", "2026-11-21T06:00"),
        ("0 6 * * */2", "2026-11-21T06:00"),  # 0, 2, 4, 6
        ("0 6 25 * 1", "2026-11-23T06:00"),  # either day will do
        ("0 6 22 * 1", "2026-11-22T06:00"),
        ("0 0 1 jan *", "2027-01-01T00:00"),
        ("@hourly", "2026-11-20T13:00"),
        ("@Weekly", "2026-11-22T00:00"),
    ],
)
def test_cron(text: str, expected: str) -> None:
    assert parse(text).due(NOON, NOON) == at(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1 fields, not 5"),
        ("* * * *", "4 fields"),
        ("* * * * * *", "6 fields"),
        ("61 * * * *", "61"),
        ("* 24 * * *", "24"),
        ("* * 32 * *", "32"),
        ("* * * 13 *", "13"),
        ("* * * smarch *", 'no month is called "smarch"'),
        ("* * * * 8", 'no weekday is called "8"'),
        ("* * * * someday", "no weekday"),
        ("* * * * 1-", "no weekday"),
        ("0 0 30 2 *", "never comes"),
        ("a b c d e", 'no month is called "d"'),
        ("every", "1 fields"),
        ("every day", "no duration"),
        ("@yearly2", "1 fields"),
    ],
)
def test_what_is_no_timetable(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(text)


def test_an_interval_counts_from_the_last_start() -> None:
    timetable = parse("every 90 minutes")
    assert timetable.due(None, NOON) == NOON
    assert timetable.due(NOON - timedelta(minutes=10), NOON) == NOON + timedelta(minutes=80)
    assert timetable.due(NOON - timedelta(days=3), NOON) <= NOON


def test_a_last_run_that_lies_ahead_was_noted_by_a_wrong_clock() -> None:
    ahead = NOON + timedelta(days=1500)
    assert parse("every 90 minutes").due(ahead, NOON) == NOON + timedelta(minutes=90)
    assert parse("0 6 * * *").due(ahead, NOON) == at("2026-11-21T06:00")


def test_missed_times_are_due_at_once() -> None:
    assert parse("0 6 * * *").due(NOON - timedelta(days=3), NOON) <= NOON
    assert parse("0 6 * * *").due(None, NOON) == at("2026-11-21T06:00")


def test_a_minute_that_was_served_is_over() -> None:
    served = NOON + timedelta(seconds=2)
    assert parse("0 12 * * *").due(served, served + timedelta(seconds=5)) == at("2026-11-21T12:00")
    assert parse("0 12 * * *").due(NOON, NOON) == at("2026-11-21T12:00")


def test_the_clock_of_a_time_zone() -> None:
    berlin = parse("30 6 * * *", "Europe/Berlin")
    assert berlin.due(NOON, NOON) == at("2026-11-21T05:30")
    summer = at("2026-10-24T12:00")  # the clock goes back on the 25th
    assert berlin.due(summer, summer) == at("2026-10-25T05:30")
    assert berlin.due(summer - timedelta(days=1), summer) == at("2026-10-24T04:30")
