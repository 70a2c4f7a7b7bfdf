"""Saying dates, so that they can be read again."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import formatting
from bot.cards.zones import label, localise
from bot.content.time_zones import TimeZones
from bot.dates.clarification import Clarification
from bot.dates.phrase import read

FAQ = Path(__file__).parents[2] / "faq"
LANGUAGES = ("zh-Hans", "zh-Hant", "en", "fr")
WORDS: dict[str, dict[str, Any]] = {
    language: yaml.safe_load((FAQ / "dates" / f"{language}.yaml").read_text(encoding="utf-8"))
    for language in LANGUAGES
}
ZONES = TimeZones.of(yaml.safe_load((FAQ / "zones.yaml").read_text(encoding="utf-8")))
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=PARIS)
RULES = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=30",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY;BYDAY=SA,SU",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "12 月 15 日 星期二 09:00（巴黎时间）"),
        ("zh-Hant", "12 月 15 日 星期二 09:00（巴黎時間）"),
        ("en", "Tuesday 15 December at 09:00 (Paris time)"),
        ("fr", "mardi 15 décembre à 09:00 (heure de Paris)"),
    ],
)
def test_says_a_moment_with_weekday_and_place(language: str, text: str) -> None:
    moment = datetime(2026, 12, 15, 9, 0, tzinfo=PARIS)
    place = label("Europe/Paris", language, ZONES)
    assert formatting.moment(moment, NOW, WORDS[language], place) == text


def test_another_year_is_said() -> None:
    moment = datetime(2027, 1, 1, 9, 0, tzinfo=PARIS)
    assert formatting.moment(moment, NOW, WORDS["fr"]) == "vendredi 1er janvier 2027 à 09:00"


def test_french_places_that_begin_with_a_vowel_are_elided() -> None:
    assert formatting.moment(NOW, NOW, WORDS["fr"], "Alger").endswith("(heure d’Alger)")


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2037, 12, 1))


@settings(max_examples=250, deadline=None)
@given(
    MOMENTS,
    st.timedeltas(timedelta(minutes=1), timedelta(days=900)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(sorted(ZONES.places)),
    st.booleans(),
)
def test_every_moment_said_can_be_read(
    wall: datetime, ahead: timedelta, language: str, zone: str, named: bool
) -> None:
    now = localise(wall, zone)
    moment = (now.astimezone(UTC) + ahead).astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    if moment <= now:
        return
    place = label(zone, language, ZONES) if named else None
    text = formatting.moment(moment, now, WORDS[language], place)
    reading = read(text, now, language, ZONES)
    assert reading.moment is not None, (text, reading)
    assert reading.moment.astimezone(UTC) == moment.astimezone(UTC), text
    assert reading.text == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_of_two_equal_times_is_said_with_its_offset(language: str) -> None:
    now = datetime(2026, 10, 24, 12, 0, tzinfo=PARIS)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(PARIS)
    text = formatting.moment(second, now, WORDS[language], "Paris")
    assert "UTC+1" in text
    reading = read(text, now, language, ZONES)
    assert reading.moment is not None
    assert reading.moment.astimezone(UTC) == second.astimezone(UTC)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_repetition_said_can_be_read(rule: str, language: str) -> None:
    text = formatting.repeat(rule, WORDS[language], time(8, 30))
    reading = read(text, NOW, language)
    assert reading.rule == rule, text
    assert reading.moment is not None
    assert (reading.moment.hour, reading.moment.minute) == (8, 30)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "每月 15 号"),
        ("zh-Hant", "每月 15 號"),
        ("en", "on the 15th of every month"),
        ("fr", "le 15 de chaque mois"),
    ],
)
def test_says_a_repetition(language: str, text: str) -> None:
    assert formatting.repeat("FREQ=MONTHLY;BYMONTHDAY=15", WORDS[language]) == text


@pytest.mark.parametrize(
    ("days", "text"), [(22, "还有 22 天"), (1, "还有 1 天"), (0, "今天"), (-3, "过了 3 天")]
)
def test_says_the_days_left(days: int, text: str) -> None:
    assert formatting.left(days, WORDS["zh-Hans"]) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_words(language: str) -> None:
    own = {"ordinals", "weekdays_plural", "first", "place_before_vowel"}
    assert WORDS[language].keys() - own == WORDS["zh-Hans"].keys()
    assert WORDS[language]["repeat"].keys() == WORDS["zh-Hans"]["repeat"].keys()
    sentences = {formatting.question(problem, WORDS[language]) for problem in Clarification}
    assert len(sentences) == len(Clarification)
