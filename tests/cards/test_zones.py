"""Time zones."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.zones import gap, iana_names, label, localise, resolve, walls_twice
from bot.content.time_zones import TimeZones

FILE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "faq" / "zones.yaml").read_text(encoding="utf-8")
)
PLACES, OFFERED = FILE["places"], FILE["offered"]
ZONES = TimeZones.of(FILE)
LANGUAGES = ("zh-Hans", "zh-Hant", "en", "fr")


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("北京", "Asia/Shanghai"),
        ("paris", "Europe/Paris"),
        ("Londres", "Europe/London"),
        ("台北", "Asia/Taipei"),
        ("臺北", "Asia/Taipei"),
        ("香港", "Asia/Hong_Kong"),
        ("紐約", "America/New_York"),
        ("new york", "America/New_York"),
        ("Montréal", "America/Montreal"),
        ("montreal", "America/Montreal"),
        ("ALGER", "Africa/Algiers"),
        ("la réunion", "Indian/Reunion"),
        ("Tokyo", "Asia/Tokyo"),
        ("europe/paris", "Europe/Paris"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("kathmandu", "Asia/Kathmandu"),
        ("UTC+8", "Etc/GMT-8"),
        ("GMT-5", "Etc/GMT+5"),
        ("utc", "UTC"),
        ("  Dakar ", "Africa/Dakar"),
    ],
)
def test_knows_places_in_four_languages_and_iana_names(name: str, zone: str) -> None:
    assert resolve(name, ZONES) == zone


@pytest.mark.parametrize("name", ["", "Atlantis", "../etc/passwd", "充值", "UTC+99", "posix/Europe/Paris"])
def test_an_unknown_name_is_none(name: str) -> None:
    assert resolve(name, ZONES) is None


def test_every_iana_name_is_known_in_any_case() -> None:
    names = [zone for zone in iana_names() if "/" in zone and not zone.startswith("Etc/")]
    assert [zone for zone in names if resolve(zone.upper(), TimeZones()) is None] == []


def test_all_places_exist_and_no_name_stands_for_two() -> None:
    assert set(PLACES) <= iana_names()
    assert set(OFFERED) <= set(PLACES)
    owners: dict[str, set[str]] = {}
    for zone, languages in PLACES.items():
        assert set(languages) == set(LANGUAGES)
        for name in (name for names in languages.values() for name in names):
            owners.setdefault(name, set()).add(zone)
    assert {name: zones for name, zones in owners.items() if len(zones) > 1} == {}


def test_a_label_is_the_first_name_or_the_city() -> None:
    assert label("Asia/Shanghai", "fr", ZONES) == "Pékin"
    assert label("America/Argentina/Buenos_Aires", "fr", ZONES) == "Buenos Aires"


def test_the_hour_that_does_not_exist_moves_forward_by_the_gap() -> None:
    moment = localise(datetime(2026, 3, 29, 2, 30), "Europe/Paris")
    assert (moment.hour, moment.minute, moment.utcoffset()) == (3, 30, timedelta(hours=2))
    assert gap(datetime(2026, 3, 29, 2, 30), "Europe/Paris") == timedelta(hours=1)


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    moment = localise(datetime(2026, 10, 25, 2, 30), "Europe/Paris")
    assert moment.utcoffset() == timedelta(hours=2)
    assert not walls_twice(moment)
    assert walls_twice((moment.astimezone(UTC) + timedelta(hours=1)).astimezone(ZoneInfo("Europe/Paris")))


def test_a_wall_clock_time_has_no_zone() -> None:
    with pytest.raises(ValueError, match="wall-clock"):
        localise(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Paris")


DAYS = st.datetimes(datetime(2024, 1, 1), datetime(2037, 12, 31)).map(
    lambda wall: wall.replace(hour=9, minute=0, second=0, microsecond=0)
)


@settings(max_examples=300, deadline=None)
@given(DAYS, st.sampled_from(sorted(PLACES)))
def test_nine_is_nine_in_every_zone_on_every_day(wall: datetime, zone: str) -> None:
    assert localise(wall, zone).replace(tzinfo=None) == wall


@settings(max_examples=200, deadline=None)
@given(st.datetimes(datetime(2024, 1, 1), datetime(2037, 12, 31)), st.sampled_from(sorted(PLACES)))
def test_a_moment_is_only_ever_moved_by_its_gap(wall: datetime, zone: str) -> None:
    assert timedelta(0) <= gap(wall, zone) <= timedelta(hours=1)


def test_a_name_that_is_also_a_word_is_no_place_in_a_phrase() -> None:
    assert resolve("Nice", ZONES) == "Europe/Paris"
    assert "nice" not in ZONES.in_phrases
    assert ZONES.in_phrases["cote d ivoire"] == "Africa/Abidjan"


@pytest.mark.parametrize("name", ["localtime", "Factory", "posixrules", "Atlantis/City"])
def test_only_names_of_the_iana_are_accepted(name: str) -> None:
    assert resolve(name, ZONES) is None
    assert localise(datetime(2026, 12, 1, 9), name) == datetime(
        2026, 12, 1, 9, tzinfo=ZoneInfo("Europe/Paris")
    )
    assert label(name, "fr", ZONES) == "Paris"
