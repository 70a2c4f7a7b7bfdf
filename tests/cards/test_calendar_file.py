"""Calendar files."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.cards.calendar_file import CalendarEntry, calendar, uid

STAMP = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TIMED = CalendarEntry(
    "card-3-plan_end", "妈妈的卡（Lycamobile）套餐到期，记得续费" * 4, datetime(2026, 12, 12, 9),
    "Europe/Paris", note="a, b; c\n第二行", alarms=(timedelta(days=7), timedelta(0), timedelta(days=1)),
)  # fmt: skip
WHOLE_DAY = CalendarEntry("card-3-number_death", "号码失效", date(2027, 5, 28), "Europe/Paris")
REPEATED = CalendarEntry(
    "reminder-7", "充值", datetime(2026, 11, 30, 9), "Asia/Shanghai",
    rule="FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", revision=2,
)  # fmt: skip


def _read(*entries: CalendarEntry) -> Calendar:
    found = Calendar.from_ical(calendar(entries, STAMP, "续费"))
    assert isinstance(found, Calendar)
    return found


def test_lines_are_folded_and_end_as_they_must() -> None:
    data = calendar([TIMED, WHOLE_DAY, REPEATED], STAMP, "续费")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
    for line in lines:
        line.decode("utf-8")


def test_the_same_entries_give_the_same_bytes() -> None:
    assert calendar([TIMED, REPEATED], STAMP, "续费") == calendar([TIMED, REPEATED], STAMP, "续费")


def test_uids_are_stable_and_differ() -> None:
    uids = [str(event["uid"]) for event in _read(TIMED, WHOLE_DAY, REPEATED).walk("VEVENT")]
    assert uids == [uid("card-3-plan_end"), uid("card-3-number_death"), uid("reminder-7")]


def test_a_time_keeps_its_zone_and_lasts_a_little() -> None:
    (event,) = _read(TIMED).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2026, 12, 12, 9, tzinfo=ZoneInfo("Europe/Paris"))
    assert event.decoded("duration") == timedelta(minutes=15)
    assert "dtend" not in event
    assert event.decoded("dtstamp") == STAMP
    assert str(event["summary"]) == TIMED.title
    assert str(event["description"]) == TIMED.note


def test_a_whole_day_ends_on_the_next() -> None:
    (event,) = _read(WHOLE_DAY).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2027, 5, 28), date(2027, 5, 29))
    assert not _read(WHOLE_DAY).walk("VTIMEZONE")


def test_alarms_ring_before_the_start() -> None:
    alarms = _read(TIMED).walk("VALARM")
    assert [alarm.decoded("trigger") for alarm in alarms] == [
        -timedelta(days=7),
        -timedelta(days=1),
        timedelta(0),
    ]
    assert {str(alarm["action"]) for alarm in alarms} == {"DISPLAY"}
    assert all(alarm["description"] for alarm in alarms)


def test_a_repetition_has_its_rule_and_revision() -> None:
    (event,) = _read(REPEATED).walk("VEVENT")
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=-1"
    assert event["sequence"] == 2


def test_each_zone_is_described_once() -> None:
    zones = [str(zone["tzid"]) for zone in _read(TIMED, REPEATED, TIMED).walk("VTIMEZONE")]
    assert zones == ["Asia/Shanghai", "Europe/Paris"]


def test_only_rules_of_ours_and_moments_with_a_zone() -> None:
    with pytest.raises(ValueError, match="rule"):
        calendar(
            [CalendarEntry("x", "x", datetime(2026, 1, 1), "UTC", rule="FREQ=DAILY;COUNT=2")], STAMP, "x"
        )
    with pytest.raises(ValueError, match="aware"):
        calendar([], datetime(2026, 1, 1), "x")
