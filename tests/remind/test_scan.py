"""Finding the pieces and putting them together."""

from bot.remind.clues import Clock
from bot.remind.fold import fold_text
from bot.remind.scan import Found, bare_duration, scan
from bot.remind.tokens import tokenize


def _scan(line: str, tongue: str = "zh") -> Found:
    return scan(tokenize(fold_text(line)), tongue)


def test_pieces_far_apart_are_one_moment() -> None:
    (clues,) = _scan("明天提醒我晚上8点充值").groups
    assert (clues.rel, clues.part, clues.clock) == (1, "evening", Clock(8))


def test_two_dates_are_two_groups_that_share_the_time() -> None:
    first, second = _scan("tomorrow at 9am or in 3 days", "en").groups
    assert (first.rel, bool(second.after)) == (1, True)
    assert first.clock == second.clock


def test_a_month_that_is_only_mentioned_gives_way() -> None:
    (clues,) = _scan("明天交11月的话费").groups
    assert (clues.rel, clues.month) == (1, None)


def test_a_past_day_beside_a_coming_one_is_only_mentioned() -> None:
    (clues,) = _scan("昨天充了，下个月15号再充").groups
    assert (clues.months, clues.days, clues.flags) == (1, (15,), frozenset())


def test_a_line_that_is_only_an_amount_is_counted_from_now() -> None:
    found = bare_duration(tokenize("3天"))
    assert found is not None
    assert found.groups[0].after
    assert bare_duration(tokenize("3天套餐")) is None
