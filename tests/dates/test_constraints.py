"""Putting constraints together."""

from bot.dates.constraints import Constraints, TimeOfDay, merge


def test_constraints_that_do_not_touch_add_up() -> None:
    assert merge(Constraints(months=1), Constraints(days=(15,))) == Constraints(months=1, days=(15,))


def test_the_same_said_twice_is_said_once() -> None:
    assert merge(Constraints(days=(15,)), Constraints(days=(15,))) == Constraints(days=(15,))


def test_days_of_the_month_are_collected() -> None:
    assert merge(Constraints(days=(1,)), Constraints(days=(15,))) == Constraints(days=(1, 15))


def test_a_contradiction_is_none() -> None:
    assert merge(Constraints(clock=TimeOfDay(9)), Constraints(clock=TimeOfDay(10))) is None


def test_only_constraints_of_a_day_are_dated() -> None:
    assert Constraints(rel=0).dated
    assert not Constraints(clock=TimeOfDay(9), part="evening").dated
