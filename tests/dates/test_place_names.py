"""The time of another place."""

from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.content.reading import Reader
from bot.dates import phrase as reader
from bot.dates.clarification import Clarification

ZONES = Reader(Path(__file__).parents[2] / "faq").time_zones()
read = partial(reader.read, zones=ZONES)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize(
    ("phrase", "moment", "text"),
    [
        ("北京时间明天晚上8点", "11-21 13:00", ""),
        ("提醒我台北時間明天早上8點充值", "11-21 01:00", "充值"),
        ("tomorrow 9am Beijing time", "11-21 02:00", ""),
        ("remind me tomorrow at 9am New York time to call", "11-21 15:00", "call"),
        ("demain à 9h heure de Dakar recharger", "11-21 10:00", "recharger"),
        ("demain 9h heure de La Réunion", "11-21 06:00", ""),
        ("明天 09:00（首尔时间）", "11-21 01:00", ""),
        ("demain à 09:00 (heure d’Alger)", "11-21 09:00", ""),
        ("tomorrow 09:00 UTC+8", "11-21 02:00", ""),
        ("tomorrow 09:00 UTC", "11-21 10:00", ""),
        ("have a nice time tomorrow", "11-21 09:00", "have a nice time"),
    ],
)
def test_is_given_in_the_persons_zone(phrase: str, moment: str, text: str) -> None:
    reading = read(phrase, NOW)
    assert reading.moment is not None
    assert (reading.moment.strftime("%m-%d %H:%M"), reading.text) == (moment, text)


def test_an_unknown_place_is_asked_about() -> None:
    assert read("tomorrow 9am (Atlantis time)", NOW).problem is Clarification.AMBIGUOUS


def test_the_name_of_the_own_zone_is_known() -> None:
    now = NOW.astimezone(ZoneInfo("America/Argentina/Buenos_Aires"))
    reading = read("Saturday 21 November at 09:00 (Buenos Aires time)", now)
    assert reading.moment is not None
    assert reading.moment.hour == 9


def test_a_repetition_in_another_places_time_is_asked_about() -> None:
    assert read("每天北京时间早上8点", NOW).problem is Clarification.AMBIGUOUS
