"""Days by their names, held to the package `holidays`."""

import warnings
from datetime import date

import pytest

from bot.dates.holidays import EITHER, NAMES, LunarDay, dates_of
from bot.dates.time_words import HAN, LATIN

YEARS = range(2024, 2040)
THEIRS = {
    "new_year": ("FR", "New Year's Day"),
    "easter_monday": ("FR", "Easter Monday"),
    "ascension": ("FR", "Ascension Day"),
    "whit_monday": ("FR", "Pentecost Monday"),
    "may_day": ("FR", "Labor Day"),
    "victory_day": ("FR", "Victory Day"),
    "bastille_day": ("FR", "National Day"),
    "assumption": ("FR", "Assumption Day"),
    "all_saints": ("FR", "All Saints' Day"),
    "armistice": ("FR", "Armistice Day"),
    "christmas": ("FR", "Christmas Day"),
    "spring_festival": ("CN", "Chinese New Year (Spring Festival)"),
    "qingming": ("CN", "Tomb-Sweeping Day"),
    "dragon_boat": ("CN", "Dragon Boat Festival"),
    "mid_autumn": ("CN", "Mid-Autumn Festival"),
    "china_day": ("CN", "National Day"),
    "thanksgiving": ("US", "Thanksgiving Day"),
    "us_labour_day": ("US", "Labor Day"),
    "good_friday": ("GB", "Good Friday"),
}


@pytest.mark.parametrize("name", sorted(THEIRS))
def test_are_the_days_of_the_package_holidays(name: str) -> None:
    country, title = THEIRS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import holidays

        known = holidays.country_holidays(country, years=YEARS, language="en_US")
    wrong = [day for day in dates_of(name, YEARS) if title not in known.get(day, "")]
    assert wrong == []
    assert len(dates_of(name, YEARS)) == len(YEARS)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("chinese_new_years_eve", date(2027, 2, 5)),
        ("easter", date(2027, 3, 28)),
        ("winter_solstice", date(2026, 12, 22)),
        ("mothers_day_fr", date(2027, 5, 30)),
        ("fathers_day", date(2027, 6, 20)),
        ("black_friday", date(2027, 11, 26)),
        (LunarDay(12, 8), date(2027, 1, 15)),
        (LunarDay(8, 15), date(2027, 9, 15)),
    ],
)
def test_gives_the_day_of_a_year(name: str | LunarDay, day: date) -> None:
    assert dates_of(name, [day.year]) == (day,)


def test_a_french_mothers_day_gives_way_to_pentecost() -> None:
    assert dates_of("mothers_day_fr", [2023]) == (date(2023, 6, 4),)


def test_a_lunar_day_may_be_missing() -> None:
    assert dates_of(LunarDay(6, 1, leap=True), [2027]) == ()
    assert dates_of(LunarDay(1, 1), [1800, 3000]) == ()


def test_every_name_in_the_words_is_known() -> None:
    words = {kinds["HOLIDAY"] for table in (LATIN, HAN) for kinds in table.values() if "HOLIDAY" in kinds}
    assert words <= NAMES | EITHER.keys()
    assert {meant for pair in EITHER.values() for meant in pair} <= NAMES
