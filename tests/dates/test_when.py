"""One phrase as a mapping."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dates.phrase import when_json

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


def test_gives_the_moment_with_its_offset() -> None:
    assert when_json("下个月15号 充 Lebara", NOW) == {
        "phrase": "下个月15号 充 Lebara",
        "moment": "2026-12-15T09:00:00+01:00",
        "rrule": None,
        "text": "充 Lebara",
        "error": None,
    }


def test_gives_the_rule_without_its_name() -> None:
    assert when_json("每月15号", NOW)["rrule"] == "FREQ=MONTHLY;BYMONTHDAY=15"


def test_gives_the_problem() -> None:
    found = when_json("03/04", NOW)
    assert (found["moment"], found["error"]) == (None, "ambiguous")
