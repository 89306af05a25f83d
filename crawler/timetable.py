"""When a job runs: cron expressions and intervals, and the next time after the last run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from apscheduler.triggers.base import BaseTrigger

_UNITS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 7 * 86400,
}
_SHORT = {"s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_SECONDS = {**_SHORT, **_UNITS, **{f"{name}s": seconds for name, seconds in _UNITS.items()}}
_AMOUNT = re.compile(r"(\d{1,9}(?:\.\d{1,9})?) ?([a-z]+)(?:, | and | |$)")
_NICKNAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
}
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_DAY_STEP = re.compile(r"(\*|[0-7](?:-[0-7])?)(?:/([1-7]))?")
_MONTHS = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Timetable:
    """Either a cron expression, read on the clock of a time zone, or an interval between starts."""

    text: str
    """As it was written."""
    zone: str = "UTC"
    interval: float | None = None
    """Seconds; None for a cron expression."""

    def due(self, last: datetime | None, now: datetime) -> datetime:
        """When the next run should start; `now` or earlier means at once.

        Times that were missed while nothing was running count as one.

        Args:
            last: when the last run started; None if there was none.  A job with an interval is then
                due now, one with a cron expression at its next time.
            now: with a zone, as all times here.
        """
        last = min(last, now) if last else None  # the clock was wrong when it seems to lie ahead
        if self.interval is not None:
            return now if last is None else last + timedelta(seconds=self.interval)
        found: datetime | None = self.trigger().get_next_fire_time(None, now if last is None else last)
        if found is not None and last is not None and found <= last:  # that very minute was served
            found = self.trigger().get_next_fire_time(found, last + timedelta(seconds=1))
        if found is None:
            raise ValueError(f"{self.text}: never again")
        return found.astimezone(UTC)

    def trigger(self) -> BaseTrigger:
        """The same for APScheduler."""
        from apscheduler.triggers.interval import IntervalTrigger  # noqa: PLC0415 - most commands need none

        if self.interval is not None:
            return IntervalTrigger(seconds=self.interval, timezone=UTC)
        return _cron(_NICKNAMES.get(self.text, self.text), self.zone)


def seconds_in(text: str) -> float:
    """A duration such as "90 s", "3 days" or "1 h 30 min", in seconds.

    Raises:
        ValueError: it is none, or zero.
    """
    rest, total = " ".join(text.lower().split()), 0.0
    while rest:
        amount = _AMOUNT.match(rest)
        if not amount or amount[2] not in _SECONDS:
            raise ValueError(f"{text!r} is no duration")
        total += float(amount[1]) * _SECONDS[amount[2]]
        rest = rest[amount.end() :]
    if not total:
        raise ValueError(f"{text!r} is no duration")
    return total


def parse(text: str, zone: str = "UTC") -> Timetable:
    """A timetable from "*/15 * * * *", "@daily" or "every 30 minutes".

    Raises:
        ValueError: it is neither; the message says what is wrong with it.
    """
    text = " ".join(text.lower().split())
    if text.startswith("every "):
        try:
            return Timetable(text, zone, seconds_in(text.removeprefix("every ")))
        except ValueError:
            raise ValueError('after "every" there is no duration like "30 minutes"') from None
    timetable = Timetable(text, zone)
    if timetable.trigger().get_next_fire_time(None, datetime.now(UTC)) is None:
        raise ValueError("this date never comes")
    return timetable


def _cron(expression: str, zone: str) -> BaseTrigger:
    """A trigger that reads an expression as cron does, which APScheduler's own reader does not.

    There 0 is Monday, and a day must match both the day of the month and the weekday.
    """
    from apscheduler.triggers.combining import OrTrigger  # noqa: PLC0415
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415

    fields = expression.split(" ")
    if len(fields) != _FIELDS:
        raise ValueError(f"{len(fields)} fields, not {_FIELDS}")
    minute, hour, day, month, weekday = fields
    if _MONTHS.sub("", month).strip("0123456789*/,-"):
        raise ValueError(f'no month is called "{month}"')

    def on(day: str, weekday: str) -> CronTrigger:
        return CronTrigger(
            minute=minute, hour=hour, day=day, month=month, day_of_week=weekday, timezone=ZoneInfo(zone)
        )

    weekdays = _weekdays(weekday)
    if "*" in (day[0], weekday[0]):
        return on(day, weekdays)
    return OrTrigger([on(day, "*"), on("*", weekdays)])


def _weekdays(field: str) -> str:
    """Cron's weekdays (0 and 7 are Sunday) as a list of names."""
    if field == "*":
        return field
    days: dict[str, None] = {}
    for part in field.split(","):
        for number, name in enumerate(_DAYS):
            part = part.replace(name, str(number))  # noqa: PLW2901
        match = _DAY_STEP.fullmatch(part)
        if not match:
            raise ValueError(f'no weekday is called "{field}"')
        first, _, last = ("0-6" if match[1] == "*" else match[1]).partition("-")
        stop = int(last or (6 if match[2] else first))
        stop += 7 * (stop < int(first))  # fri-mon
        days |= dict.fromkeys(_DAYS[day % 7] for day in range(int(first), stop + 1, int(match[2] or 1)))
    return ",".join(days)
