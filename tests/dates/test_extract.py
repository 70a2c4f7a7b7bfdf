"""Finding the pieces and putting them together."""

from bot.content.plain_text import normalize_text
from bot.dates.constraints import TimeOfDay
from bot.dates.extract import Extraction, bare_duration, extract
from bot.dates.tokens import tokenize


def _scan(line: str, language: str = "zh") -> Extraction:
    return extract(tokenize(normalize_text(line)), language)


def test_pieces_far_apart_are_one_moment() -> None:
    (constraints,) = _scan("明天提醒我晚上8点充值").groups
    assert (constraints.rel, constraints.part, constraints.clock) == (1, "evening", TimeOfDay(8))


def test_two_dates_are_two_groups_that_share_the_time() -> None:
    first, second = _scan("tomorrow at 9am or in 3 days", "en").groups
    assert (first.rel, bool(second.after)) == (1, True)
    assert first.clock == second.clock


def test_a_month_that_is_only_mentioned_gives_way() -> None:
    (constraints,) = _scan("明天交11月的话费").groups
    assert (constraints.rel, constraints.month) == (1, None)


def test_a_past_day_beside_a_coming_one_is_only_mentioned() -> None:
    (constraints,) = _scan("昨天充了，下个月15号再充").groups
    assert (constraints.months, constraints.days, constraints.flags) == (1, (15,), frozenset())


def test_a_line_that_is_only_an_amount_is_counted_from_now() -> None:
    found = bare_duration(tokenize("3天"))
    assert found is not None
    assert found.groups[0].after
    assert bare_duration(tokenize("3天套餐")) is None
