"""Putting clues together."""

from bot.remind.clues import Clock, Clues, merge


def test_clues_that_do_not_touch_add_up() -> None:
    assert merge(Clues(months=1), Clues(days=(15,))) == Clues(months=1, days=(15,))


def test_the_same_said_twice_is_said_once() -> None:
    assert merge(Clues(days=(15,)), Clues(days=(15,))) == Clues(days=(15,))


def test_days_of_the_month_are_collected() -> None:
    assert merge(Clues(days=(1,)), Clues(days=(15,))) == Clues(days=(1, 15))


def test_a_contradiction_is_none() -> None:
    assert merge(Clues(clock=Clock(9)), Clues(clock=Clock(10))) is None


def test_only_clues_of_a_day_are_dated() -> None:
    assert Clues(rel=0).dated
    assert not Clues(clock=Clock(9), part="evening").dated
