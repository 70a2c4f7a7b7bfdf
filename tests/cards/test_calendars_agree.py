"""A calendar file is read alike by icalendar, by dateutil and by ical.js (Thunderbird, Nextcloud)."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from bot.cards.calendar_file import CalendarEntry, calendar
from bot.cards.recurrence import occurrences
from bot.cards.zones import localise

HERE = Path(__file__).parents[1] / "ical"
STAMP = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MOMENTS = 24
RULES = [
    ("FREQ=DAILY", datetime(2026, 11, 21, 9)),
    ("FREQ=DAILY;INTERVAL=180", datetime(2027, 5, 19, 9)),
    ("FREQ=HOURLY;INTERVAL=6", datetime(2026, 11, 20, 16)),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", datetime(2026, 11, 23, 9)),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", datetime(2026, 11, 23, 8, 30)),
    ("FREQ=MONTHLY;BYMONTHDAY=15", datetime(2026, 12, 15, 9)),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", datetime(2026, 11, 30, 9)),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", datetime(2026, 11, 30, 9)),
    ("FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1", datetime(2026, 11, 29, 9)),
    ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", datetime(2026, 11, 30, 9)),
    ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", datetime(2026, 11, 30, 9)),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1", datetime(2026, 11, 30, 9)),
    ("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", datetime(2026, 11, 30, 9)),
    ("FREQ=MONTHLY;BYDAY=2TU", datetime(2026, 12, 8, 9)),
    ("FREQ=MONTHLY;BYDAY=-1FR", datetime(2026, 11, 27, 9)),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", datetime(2026, 11, 30, 9)),
    ("FREQ=MONTHLY;INTERVAL=3", datetime(2027, 2, 20, 9)),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", datetime(2026, 12, 25, 9)),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", datetime(2027, 2, 28, 9)),
    ("FREQ=YEARLY", datetime(2027, 11, 20, 9)),
]
ZONES = ["Europe/Paris", "Asia/Shanghai", "America/New_York"]
CASES = [(rule, start, zone) for rule, start in RULES for zone in ZONES]
NAMES = [f"{rule}-{zone}" for rule, _, zone in CASES]


def _file(rule: str, start: datetime, zone: str) -> bytes:
    return calendar([CalendarEntry("reminder-7", "充值", start, zone, rule=rule)], STAMP, "续费")


def _meant(rule: str, start: datetime, zone: str) -> list[datetime]:
    """The first moments as the bot sends them: dateutil's wall-clock times in the zone."""
    walls = occurrences(rule, start).xafter(start, inc=True, count=MOMENTS)
    return [localise(wall, zone).astimezone(UTC) for wall in walls]


@pytest.fixture(scope="module")
def by_ical_js() -> list[list[datetime]]:
    """The moments of every case by ical.js; skipped where node or the package is absent, not in .ci/run."""
    missing = shutil.which("node") is None or not (HERE / "node_modules").is_dir()
    if missing and not os.environ.get("REQUIRE_ICAL_JS"):
        pytest.skip("needs node, and `npm ci` in tests/ical")
    entries = [
        CalendarEntry(f"n{n}", "x", start, zone, rule=rule) for n, (rule, start, zone) in enumerate(CASES)
    ]
    command = ["node", str(HERE / "expand.cjs"), str(MOMENTS)]
    done = subprocess.run(command, input=calendar(entries, STAMP, "x"), capture_output=True, check=True)
    return [[datetime.fromtimestamp(at, UTC) for _, at in event] for event in json.loads(done.stdout)]


@pytest.mark.parametrize("case", range(len(CASES)), ids=NAMES)
def test_ical_js_reads_the_same_moments(case: int, by_ical_js: list[list[datetime]]) -> None:
    assert by_ical_js[case] == _meant(*CASES[case])


@pytest.mark.parametrize(("rule", "start", "zone"), CASES, ids=NAMES)
def test_icalendar_reads_the_same_moments(rule: str, start: datetime, zone: str) -> None:
    meant = _meant(rule, start, zone)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(_file(rule, start, zone)))
    events = found.between(start - timedelta(days=1), meant[-1].replace(tzinfo=None) + timedelta(days=1))
    starts = sorted(event["dtstart"].dt.astimezone(UTC) for event in events)
    assert starts[:MOMENTS] == meant


@pytest.mark.parametrize(("rule", "start", "zone"), CASES, ids=NAMES)
def test_no_file_asks_for_bysetpos_over_days_of_the_month(rule: str, start: datetime, zone: str) -> None:
    text = _file(rule, start, zone).decode()
    assert not any("BYSETPOS" in line and "BYMONTHDAY" in line for line in text.splitlines())
